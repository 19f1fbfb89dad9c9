"""Forms of the register. Shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from annual_wheel.models import Skoleaktivitet, skolear_valg
from annual_wheel.queries import skolear_navn
from cases.kartlegging.actions import Omfang, Registerdata
from cases.kartlegging.models import Klassekartlegging
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

Slag = Klassekartlegging.Slag


class Registerskjema(SkjemaMixin, forms.Form):
    """One survey."""

    gjelder = forms.ChoiceField(label=_("Hvem gjelder den?"))
    slag = forms.ChoiceField(label=_("Hva slags kartlegging?"), choices=Slag.choices, widget=forms.RadioSelect)
    navn = TekstSomKanVente(label=_("Hva heter den?"), max_length=80, help_text=_("Bare når du har valgt «Annet»."))
    dato = forms.DateField(label=_("Dato"))
    utfort_av = forms.CharField(
        label=_("Hvem gjorde den?"),
        max_length=120,
        help_text=_("De voksne, for eksempel kontaktlærer og miljøterapeut."),
    )
    antall_svar = forms.IntegerField(
        label=_("Hvor mange elever svarte?"),
        required=False,
        min_value=1,
        validators=[MaxValueValidator(2000)],
        help_text=_(
            "Er det færre enn fem, vises ikke tallet, og bare lederne og klassens kontaktlærer ser kartleggingen."
        ),
        error_messages={"invalid": _("Skriv et tall."), "min_value": _("Skriv et tall som er minst 1.")},
    )
    funn = forms.CharField(
        label=_("Hva viste den?"),
        help_text=_("Skriv om klassen eller gruppa, aldri om én elev. Ikke skriv navn, og ikke tall på færre enn fem."),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    oppfolging = TekstSomKanVente(
        label=_("Hva gjør dere med det?"),
        help_text=_("Hvem gjør hva, og når ser dere på det igjen? Trenger en elev hjelp, så meld fra i tillegg."),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    aktivitet = forms.ModelChoiceField(
        label=_("Hører til i årshjulet"),
        queryset=Skoleaktivitet.objects.none(),
        required=False,
        empty_label=_("Ingen aktivitet"),
    )
    sett_over = forms.BooleanField(
        label=_("Jeg har sett over. Ingen elev kan kjennes igjen i det jeg har skrevet."), required=False
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        omfang: Sequence[tuple[str, str, Omfang]],
        aktiviteter: QuerySet[Skoleaktivitet],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._omfang = {kode: hva for kode, _navn, hva in omfang}
        valg = [(kode, navn) for kode, navn, _hva in omfang]
        self.fields["gjelder"].choices = valg if len(valg) == 1 else [("", _("Velg")), *valg]  # type: ignore[attr-defined]
        self.fields["aktivitet"].queryset = aktiviteter  # type: ignore[attr-defined]

    @property
    def advart(self) -> bool:
        """Whether something was found that must be looked over."""
        return bool(self["sett_over"].errors or self["sett_over"].value())

    def data_til_dor(self) -> Registerdata:
        """The typed data the door takes."""
        r = self.cleaned_data
        return Registerdata(
            omfang=self._omfang[r["gjelder"]],
            slag=Slag(r["slag"]),
            navn=r["navn"] if r["slag"] == Slag.ANNET else "",
            dato=r["dato"],
            utfort_av=r["utfort_av"],
            antall_svar=r["antall_svar"],
            funn=r["funn"],
            oppfolging=r["oppfolging"],
            aktivitet=r["aktivitet"],
            sett_over=r["sett_over"],
        )


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """What of the register is shown. Kept in the address."""

    skolear = forms.TypedChoiceField(label=_("Skoleår"), coerce=int, empty_value=None, required=False)
    slag = forms.ChoiceField(label=_("Kartlegging"), choices=[("", _("Alle")), *Slag.choices], required=False)

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aar = [(str(a), skolear_navn(a)) for a in skolear_valg(dag)[1:]]
        self.fields["skolear"].choices = [("", _("Alle")), *aar]  # type: ignore[attr-defined]
        for felt in self.fields.values():
            # A filter is not a form one must fill in: nothing here is «valgfritt».
            felt.widget.is_required = True
