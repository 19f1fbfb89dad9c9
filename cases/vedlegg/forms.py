"""The forms of a sak's attachments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.undersokelse.models import Observasjon, Samtale
from cases.undersokelse.queries import samtaler_for
from cases.vedlegg.actions import Vedleggsdata
from cases.vedlegg.filfelt import Filfelt, MedFiler
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from cases.sak.oppslag import Apnet


class Vedleggsskjema(MedFiler, SkjemaMixin, forms.Form):
    """Files for a sak, what they show, and what they belong to."""

    filer = Filfelt(label=gettext_lazy("Filer"))
    beskrivelse = forms.CharField(label=gettext_lazy("Hva viser filene?"), max_length=200, required=False)
    til = forms.ChoiceField(label=gettext_lazy("Hører de til en samtale eller observasjon?"), required=False)

    def __init__(self, *args: Any, apnet: Apnet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mulige: dict[str, Samtale | Observasjon] = {
            **{f"samtale-{rad.pk}": rad for rad in samtaler_for(apnet.sak, uten_internt=apnet.uten_internt)},
            **{f"observasjon-{rad.pk}": rad for rad in Observasjon.objects.filter(sak=apnet.sak)},
        }
        self.fields["til"].choices = [  # type: ignore[attr-defined]
            ("", _("Nei, til hele saken")),
            *((verdi, _navn(rad)) for verdi, rad in self.mulige.items()),
        ]
        if not self.mulige:
            del self.fields["til"]

    def data_til_dor(self) -> Vedleggsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Vedleggsdata(ren["filer"], ren["beskrivelse"], self.mulige.get(ren.get("til", "")))


def _navn(rad: Samtale | Observasjon) -> str:
    hva = rad.get_type_display() if isinstance(rad, Samtale) else rad.arena
    slag = _("Samtale") if isinstance(rad, Samtale) else _("Observasjon")
    return f"{slag} {date_format(rad.dato, 'j. F Y')}: {hva}"


class Sperreskjema(SkjemaMixin, forms.Form):
    """Why a file is to be closed."""

    grunn = forms.CharField(
        label=gettext_lazy("Hvorfor skal filen sperres?"),
        max_length=300,
        help_text=gettext_lazy("For eksempel at feil fil ble lagt ved. Beskriv ikke innholdet i et intimt bilde."),
    )
