"""The filter of the rule table: shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.regelverk.queries import Utvalg, styrkevalg
from steinkjer_skolemiljo.skjema import SkjemaMixin


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """Search and strength; wrong values are left out, never an error page."""

    q = forms.CharField(label=_("Søk i reglene"), required=False, max_length=100)
    styrke = forms.ChoiceField(label=_("Hvor regelen kommer fra"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["styrke"].choices = [("", _("Alle regler")), *styrkevalg()]  # type: ignore[attr-defined]

    def utvalg(self) -> Utvalg:
        """What was asked for, as far as it made sense."""
        self.is_valid()
        return Utvalg(**self.cleaned_data)
