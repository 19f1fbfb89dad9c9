"""The person's own choice of e-mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.varsling.models import Varselvalg
from steinkjer_skolemiljo.skjema import VELG, SkjemaMixin


class Varselskjema(SkjemaMixin, forms.Form):
    """When to send e-mail."""

    epost = forms.ChoiceField(
        label=_("Når vil du ha e-post om nye varsler?"),
        help_text=_("Det som haster, sendes alltid med en gang, også om natten og i helgen."),
        choices=Varselvalg.Epost.choices,
        widget=forms.RadioSelect,
        error_messages={"required": VELG, "invalid_choice": VELG},
    )
