"""Forms of reactions and agreements. Shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.reaksjon.actions import (
    Avtaledata,
    Avtalesamtaledata,
    Reaksjonsdata,
    elever_det_kan_gjelde,
    voksne_det_kan_gjelde,
)
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.organisation.models import Bruker, Elev
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak


def _er_ja(verdi: str) -> bool:
    return verdi == "ja"


def _tekst(etikett: Any, hjelp: Any = "", *, rader: int = 3) -> forms.CharField:
    return forms.CharField(
        label=etikett, help_text=hjelp, max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": rader})
    )


class OmElev(SkjemaMixin, forms.Form):
    """What a reaction and an agreement share: which pupil, among those the sak names."""

    # Which field holds the adult, so that whoever writes is the one it begins with.
    VOKSEN = ""

    elev = forms.ModelChoiceField(label=_("Hvilken elev?"), queryset=Elev.objects.none(), empty_label=_("Velg elev"))
    dato = forms.DateField(label=_("Dato"))

    def __init__(self, *args: Any, sak: Sak, dag: date, aktor: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elever = elever_det_kan_gjelde(sak)
        self.fields["elev"].queryset = elever  # type: ignore[attr-defined]
        self.fields[self.VOKSEN].queryset = voksne_det_kan_gjelde(sak, dag, aktor)  # type: ignore[attr-defined]
        self.initial.setdefault("dato", dag)
        self.initial.setdefault(self.VOKSEN, aktor.pk)
        if len(elever) == 1:
            self.initial.setdefault("elev", elever[0].pk)


class Reaksjonsskjema(OmElev):
    """A reaction, in the order one tells it: what, was the pupil heard, what was decided, who knows."""

    VOKSEN = "bestemt_av"

    hendelse = _tekst(_("Hva gjorde eleven?"), _("Bare det som må stå. Ikke skriv navnet på den det gikk ut over."))
    regel = forms.CharField(
        label=_("Hvilken skoleregel?"), max_length=300, help_text=_("For eksempel: ikke slå, sparke eller true andre.")
    )
    elev_hort = forms.TypedChoiceField(
        label=_("Fikk eleven forklare seg før det ble bestemt?"),
        choices=[("ja", _("Ja")), ("nei", _("Nei"))],
        coerce=_er_ja,
        widget=forms.RadioSelect,
    )
    elevens_forklaring = TekstSomKanVente(
        label=_("Hva sier eleven selv?"), max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": 3})
    )
    ikke_hort_grunn = TekstSomKanVente(label=_("Hvorfor fikk ikke eleven forklare seg?"), max_length=300)
    reaksjon = _tekst(_("Hva ble reaksjonen?"), rader=2)
    bestemt_av = forms.ModelChoiceField(
        label=_("Hvem bestemte det?"), queryset=Bruker.objects.none(), empty_label=_("Velg person")
    )
    foresatte_informert = forms.DateField(label=_("Når fikk foresatte til eleven vite det?"), required=False)
    foresatte_informert_av = forms.CharField(label=_("Hvem fortalte det?"), max_length=120, required=False)

    field_order = ("elev", "dato", "hendelse", "regel")

    def data_til_dor(self) -> Reaksjonsdata:
        """The typed data the door takes."""
        return Reaksjonsdata(**self.cleaned_data)


class Tilleggsskjema(SkjemaMixin, forms.Form):
    """What is added to a reaction later."""

    foresatte_informert = forms.DateField(label=_("Når fikk foresatte til eleven vite det?"), required=False)
    tekst = forms.CharField(
        label=_("Hva vil du legge til?"), max_length=FRITEKST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Avtaleskjema(OmElev):
    """An agreement with a pupil."""

    VOKSEN = "folges_opp_av"

    deltakere = forms.CharField(
        label=_("Hvem var med?"), max_length=500, help_text=_("Skriv også om foresatte til eleven var med.")
    )
    avtalt = _tekst(
        _("Hva er dere enige om?"),
        _("Skriv det slik at eleven kjenner det igjen: hva eleven skal gjøre, og hva de voksne hjelper med."),
        rader=5,
    )
    folges_opp_av = forms.ModelChoiceField(
        label=_("Hvem følger opp?"), queryset=Bruker.objects.none(), empty_label=_("Velg person")
    )
    neste_samtale = forms.DateField(label=_("Når snakkes dere neste gang?"))

    def data_til_dor(self) -> Avtaledata:
        """The typed data the door takes."""
        return Avtaledata(**self.cleaned_data)


class Avtalesamtaleskjema(SkjemaMixin, forms.Form):
    """A talk about an agreement."""

    dato = forms.DateField(label=_("Dato"))
    hvordan_gaar_det = _tekst(_("Hvordan går det?"), _("Skriv også hva eleven selv sier."), rader=4)
    ferdig = forms.BooleanField(label=_("Avtalen er ferdig"), required=False)
    neste_samtale = DatoSomKanVente(label=_("Når snakkes dere neste gang?"))

    def data_til_dor(self) -> Avtalesamtaledata:
        """The typed data the door takes."""
        return Avtalesamtaledata(**self.cleaned_data)
