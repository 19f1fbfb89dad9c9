"""The form of the personal duties: two dates and no room to write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.meldeplikt.actions import Meldepliktdata
from cases.meldeplikt.models import Meldepliktvurdering
from steinkjer_skolemiljo.skjema import SkjemaMixin


class Meldepliktskjema(SkjemaMixin, forms.Form):
    """Which duty, when it was weighed, when it was sent."""

    plikt = forms.ChoiceField(
        label=_("Hva er vurdert?"), choices=Meldepliktvurdering.Plikt.choices, widget=forms.RadioSelect
    )
    vurdert = forms.DateField(label=_("Når ble det vurdert?"))
    sendt = forms.DateField(
        label=_("Når ble det sendt?"), required=False, help_text=_("La det stå tomt hvis ingenting er sendt.")
    )

    def data_til_dor(self) -> Meldepliktdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Meldepliktdata(plikt=Meldepliktvurdering.Plikt(ren["plikt"]), vurdert=ren["vurdert"], sendt=ren["sendt"])
