"""The forms of the procedures' own pages."""

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


class Sammenligningsskjema(forms.Form):
    """Which two versions; what makes no sense is left out."""

    fra = forms.IntegerField(min_value=1, max_value=32_767, required=False)
    til = forms.IntegerField(min_value=1, max_value=32_767, required=False)


class Gjennomgangsskjema(SkjemaMixin, forms.Form):
    """When and how the school went through it."""

    dato = forms.DateField(label=_("Når gikk dere gjennom den?"))
    hvordan = forms.CharField(
        label=_("Hvordan?"), max_length=300, help_text=_("For eksempel: i personalmøtet, med hjelp av spørsmålene.")
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def vis_feil(skjema: forms.Form, feil: ValidationError) -> None:
    """Put the door's refusal beside the field it is about, or at the top of the form."""
    if not hasattr(feil, "error_dict"):
        for melding in feil.messages:
            skjema.add_error(None, melding)
        return
    for felt, feilene in feil.error_dict.items():
        for en in feilene:
            skjema.add_error(felt if felt in skjema.fields else None, en)
