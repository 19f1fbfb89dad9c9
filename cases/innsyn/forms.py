"""Forms of innsyn: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.innsyn.actions import Kravdata
from cases.innsyn.models import Innsynskrav
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.organisation.models import Foresatt
from steinkjer_skolemiljo.skjema import RadSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from cases.sak.models import Sak


class Kravskjema(SkjemaMixin, forms.Form):
    """A krav as it is written down."""

    hvem = forms.ChoiceField(label=_("Hvem ber om innsyn?"), choices=Innsynskrav.Hvem.choices, widget=forms.RadioSelect)
    foresatt = RadSomKanVente(
        label=_("Hvilken foresatt?"),
        queryset=Foresatt.objects.none(),
        empty_label=_("Velg foresatt"),
        help_text=_("Retten gjelder hver for seg. Bare de som er registrert som foresatte, står her."),
    )
    navn = TekstSomKanVente(label=_("Navnet på den som ber om innsyn"), max_length=160)
    identitet = forms.ChoiceField(
        label=_("Hvordan er identiteten kontrollert?"),
        choices=Innsynskrav.Identitet.choices,
        widget=forms.RadioSelect,
    )
    gjelder = forms.CharField(
        label=_("Hva ber de om?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Med deres egne ord. Ikke skriv adresse eller telefonnummer her."),
    )
    kommet = forms.DateField(label=_("Når kom kravet?"))

    def __init__(self, *args: Any, sak: Sak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["foresatt"].queryset = Foresatt.objects.filter(forhold__elev=sak.elev_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say it beside the field: the database would say it of the whole krav."""
        ren = super().clean() or self.cleaned_data
        if (
            ren.get("hvem") == Innsynskrav.Hvem.FORESATT
            and ren.get("foresatt") is None
            and "foresatt" not in self.errors
        ):
            self.add_error("foresatt", _("Velg hvilken foresatt det er."))
        return ren

    def data_til_dor(self) -> Kravdata:
        """The typed data the door takes: what belongs to another choice is left out."""
        ren = self.cleaned_data
        hvem = Innsynskrav.Hvem(ren["hvem"])
        utenfor = hvem in {Innsynskrav.Hvem.PRESSE, Innsynskrav.Hvem.ANDRE}
        return Kravdata(
            hvem=hvem,
            gjelder=ren["gjelder"],
            kommet=ren["kommet"],
            identitet=Innsynskrav.Identitet(ren["identitet"]),
            foresatt=ren["foresatt"] if hvem == Innsynskrav.Hvem.FORESATT else None,
            navn=ren["navn"] if utenfor else "",
        )


class Svarskjema(SkjemaMixin, forms.Form):
    """Why something is kept back, or all of it."""

    begrunnelse = TekstSomKanVente(
        label=_("Begrunnelse"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Står i brevet. Ikke nevn andre elever, eller noe som peker dem ut."),
    )
