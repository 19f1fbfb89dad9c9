"""Forms of the relasjonssirkel: one row for each pupil, and a private note. Shape only; the doors decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.relasjonssirkel.actions import Delingsdata, Sirkeldata
from cases.relasjonssirkel.models import LENGSTE_NOTAT, Ring
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cases.relasjonssirkel.models import Relasjonssirkel
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Elev

# Not placed: then there is no row.
UPLASSERT = 0
VALG = [*Ring.choices, (UPLASSERT, _("Ikke ennå"))]


@dataclass(frozen=True)
class Elevrad:
    """The two fields of one pupil."""

    elev: Elev
    ring: forms.BoundField
    voksen: forms.BoundField


def _elevfelter(elever: Iterable[Elev]) -> dict[str, forms.Field]:
    felter: dict[str, forms.Field] = {}
    for elev in elever:
        felter[f"ring_{elev.pk}"] = forms.TypedChoiceField(
            label=elev.navn, choices=VALG, coerce=int, initial=UPLASSERT, widget=forms.RadioSelect
        )
        felter[f"voksen_{elev.pk}"] = forms.BooleanField(
            label=_("En annen voksen er nær %(navn)s") % {"navn": elev.fornavn}, required=False
        )
    return felter


class Sirkelskjema(SkjemaMixin, forms.Form):
    """Where each pupil of the class stands."""

    dato = forms.DateField(label=_("Dato"))
    notat = forms.CharField(
        label=_("Notat til deg selv"),
        help_text=_("Bare du kan lese det. Det slettes sammen med sirkelen."),
        max_length=LENGSTE_NOTAT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, elever: Sequence[Elev], **kwargs: Any) -> None:
        self._elever = list(elever)
        # Before the house dresses them; the class's own fields are shared by all forms of the kind.
        self.base_fields = {**self.base_fields, **_elevfelter(self._elever)}  # type: ignore[misc]  # this form's own copy
        super().__init__(*args, **kwargs)

    @property
    def rader(self) -> list[Elevrad]:
        """One row for each pupil."""
        return [Elevrad(elev, self[f"ring_{elev.pk}"], self[f"voksen_{elev.pk}"]) for elev in self._elever]

    def data_til_dor(self) -> Sirkeldata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        plasseringer = {
            elev.pk: (Ring(ren[f"ring_{elev.pk}"]), ren[f"voksen_{elev.pk}"])
            for elev in self._elever
            if ren[f"ring_{elev.pk}"] != UPLASSERT
        }
        return Sirkeldata(dato=ren["dato"], notat=ren["notat"], plasseringer=plasseringer)


class Valgskjema(SkjemaMixin, forms.Form):
    """Which older circle to compare with. Kept in the address."""

    med = forms.ChoiceField(label=_("Sammenlign med"))

    def __init__(self, *args: Any, sirkler: Iterable[Relasjonssirkel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["med"].choices = [  # type: ignore[attr-defined]
            (str(sirkel.nokkel), date_format(sirkel.dato, "j. F Y")) for sirkel in sirkler
        ]


class Delingsskjema(SkjemaMixin, forms.Form):
    """What is said of one pupil in a sak."""

    sak = forms.ChoiceField(label=_("Hvilken sak?"), widget=forms.RadioSelect)
    funn = forms.CharField(
        label=_("Hva viser sirkelen om denne eleven?"),
        help_text=_("Skriv bare om eleven saken gjelder, og det du selv har lagt merke til."),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    sett_over = forms.BooleanField(label=_("Jeg har sett over. Det er ikke navnet på en annen elev."), required=False)

    def __init__(self, *args: Any, saker: Iterable[Sak], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sak"].choices = [(str(sak.pk), sak.nummer) for sak in saker]  # type: ignore[attr-defined]

    @property
    def advart(self) -> bool:
        """Whether something was found that must be looked over."""
        return bool(self["sett_over"].errors or self["sett_over"].value())

    def data_til_dor(self) -> Delingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Delingsdata(sak_id=int(ren["sak"]), funn=ren["funn"], sett_over=ren["sett_over"])
