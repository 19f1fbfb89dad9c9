"""The one form of the procedures: which version was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError


class Bekreftelsesskjema(SkjemaMixin, forms.Form):
    """The version that was on the screen; the button says the rest."""

    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> None:
        """Say in words what a hidden field cannot show."""
        super().clean()
        if self.errors:
            self.errors.clear()
            self.add_error(None, _("Noe gikk galt. Last siden på nytt, og prøv igjen."))


def vis_feil(skjema: Bekreftelsesskjema, feil: ValidationError) -> None:
    """Put the door's refusal at the top of the form."""
    for melding in feil.messages:
        skjema.add_error(None, melding)
