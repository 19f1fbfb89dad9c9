"""Forms of the dossier: shape only; the doors decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dossier.actions import Oversendelsesdata
from cases.dossier.dokumentet import feltnavn
from cases.dossier.models import FELTER, PLIKTFELT, Dossieroversendelse
from cases.lov.begreper import Delplikt
from cases.sak.models import FRITEKST
from cases.sak.vurdering import DELPLIKTNAVN
from steinkjer_skolemiljo.skjema import SkjemaMixin


class Redegjorelsesskjema(SkjemaMixin, forms.Form):
    """The school's own account, a field for each duty and three besides."""

    revisjon = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for felt in FELTER:
            navn = DELPLIKTNAVN[Delplikt(felt)] if felt in PLIKTFELT else feltnavn(felt)
            self.fields[felt] = forms.CharField(
                label=navn, required=False, max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": 5})
            )
            self._kle(self.fields[felt])
        if not self.is_bound:
            self._gi_tilbake()

    @property
    def tekster(self) -> dict[str, str]:
        """What was written, by field."""
        return {felt: self.cleaned_data[felt] for felt in FELTER}


class Oversendelsesskjema(SkjemaMixin, forms.Form):
    """That a dossier was sent."""

    dato = forms.DateField(label=_("Når ble den sendt?"))
    kanal = forms.ChoiceField(label=_("Hvordan?"), choices=Dossieroversendelse.Kanal.choices)
    mottaker = forms.CharField(label=_("Til hvem?"), max_length=120, initial=_("Statsforvalteren i Trøndelag"))
    referanse = forms.CharField(label=_("Mottakerens referanse, hvis du har den"), max_length=80, required=False)

    def data_til_dor(self) -> Oversendelsesdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Oversendelsesdata(
            dato=ren["dato"],
            kanal=Dossieroversendelse.Kanal(ren["kanal"]),
            mottaker=ren["mottaker"],
            referanse=ren["referanse"],
        )
