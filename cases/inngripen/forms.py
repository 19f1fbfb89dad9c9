"""Forms of fysisk inngripen, in the order it happened. Shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.inngripen.actions import Inngripensdata
from cases.inngripen.models import LENGST, Inngripenstillegg
from cases.melding.queries import ansatte_for, elever_for
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.organisation.models import Bruker, Elev
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.roller import Roller


def _tekst(etikett: Any, hjelp: Any = "", *, rader: int = 3, paakrevd: bool = True) -> forms.CharField:
    return forms.CharField(
        label=etikett,
        help_text=hjelp,
        max_length=FRITEKST,
        required=paakrevd,
        widget=forms.Textarea(attrs={"rows": rader}),
    )


class Inngripensskjema(SkjemaMixin, forms.Form):
    """What happened. From a melding the pupil is one of those it names; by itself the pupil is searched for."""

    nokkel = forms.UUIDField(widget=forms.HiddenInput)
    elev = forms.ModelChoiceField(
        label=_("Hvilken elev gjelder det?"), queryset=Elev.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    # Drawn as a search with check boxes, like the meldeskjema's; exactly one is to be chosen.
    elever = forms.ModelMultipleChoiceField(
        label=_("Hvilken elev gjelder det?"),
        queryset=Elev.objects.none(),
        error_messages={"required": _("Søk etter eleven, og velg navnet.")},
    )
    dato = forms.DateField(label=_("Dato"))
    klokkeslett = forms.TimeField(label=_("Klokka"), required=False)
    sted = forms.CharField(label=_("Hvor?"), max_length=120)
    grep_inn = forms.ModelChoiceField(
        label=_("Hvem grep inn?"), queryset=Bruker.objects.none(), empty_label=_("Velg person")
    )
    andre_som_grep_inn = forms.CharField(label=_("Var det flere som grep inn?"), max_length=300, required=False)
    fare = _tekst(_("Hva var faren?"), _("Hva kunne ha skjedd, og med hvem, hvis ingen hadde grepet inn?"))
    provd_forst = _tekst(
        _("Hva ble prøvd først?"), _("Ord, avstand, å roe ned. Ble ingenting prøvd, skriver du hvorfor det hastet.")
    )
    gjort = _tekst(_("Hva ble gjort?"), _("Så nøyaktig du kan: hva du gjorde, og hvordan det sluttet."), rader=5)
    minutter = forms.IntegerField(
        label=_("Omtrent hvor mange minutter?"), min_value=0, max_value=LENGST, required=False
    )
    skader = _tekst(
        _("Ble noen skadet?"), _("Eleven, du eller andre. Skriv også om noen gikk til lege."), rader=2, paakrevd=False
    )
    vitner = _tekst(_("Hvem så det?"), rader=2, paakrevd=False)
    elevens_syn = _tekst(
        _("Hva sier eleven selv?"),
        _("Med elevens egne ord. Har ingen snakket med eleven ennå, kan det legges til etterpå."),
        paakrevd=False,
    )
    foresatte_informert = forms.DateField(label=_("Når fikk foresatte vite det?"), required=False)
    foresatte_informert_av = TekstSomKanVente(label=_("Hvem fortalte det til foresatte?"), max_length=120)
    oppfolging = _tekst(_("Hva blir gjort videre?"), rader=2, paakrevd=False)

    def __init__(
        self,
        *args: Any,
        roller: Roller,
        dag: date,
        aktor: Bruker,
        i_melding: QuerySet[Elev] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if i_melding is None:
            del self.fields["elev"]
            self.fields["elever"].queryset = elever_for(roller)  # type: ignore[attr-defined]
        else:
            del self.fields["elever"]
            self.fields["elev"].queryset = i_melding  # type: ignore[attr-defined]
            if len(i_melding) == 1:
                self.initial.setdefault("elev", i_melding[0].pk)
        self.fields["grep_inn"].queryset = ansatte_for(roller, dag) | Bruker.objects.filter(pk=aktor.pk)  # type: ignore[attr-defined]
        self.initial.setdefault("nokkel", uuid4())
        self.initial.setdefault("dato", dag)
        self.initial.setdefault("grep_inn", aktor.pk)

    def clean_elever(self) -> QuerySet[Elev]:
        """One record is about one pupil."""
        valgte: QuerySet[Elev] = self.cleaned_data["elever"]
        if len(valgte) != 1:
            raise forms.ValidationError(_("Velg én elev. Gjaldt det flere, skriver du ett skjema for hver."))
        return valgte

    def data_til_dor(self) -> Inngripensdata:
        """The typed data the door takes."""
        ren = dict(self.cleaned_data)
        elever = ren.pop("elever", None)
        return Inngripensdata(**{**ren, "elev": elever[0] if elever is not None else ren["elev"]})


class Tilleggsskjema(SkjemaMixin, forms.Form):
    """Something that came later."""

    hva = forms.ChoiceField(
        label=_("Hva gjelder det?"), choices=Inngripenstillegg.Hva.choices, widget=forms.RadioSelect
    )
    tekst = _tekst(_("Hva vil du legge til?"))
