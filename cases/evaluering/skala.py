"""How the pupil is asked: the same four answers, in words and signs that suit the age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.evaluering.models import TRYGGHETSTALL, Elevsvar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    from cases.sak.models import Sak

SMAATRINN = 4
MELLOMTRINN = 7
SKOLESTART = 8  # the month a school year begins in
FORSTE_TRINN = 6  # the age a pupil becomes in the year school begins, and so the first trinn

ORD_FOR_SMAA: Sequence[tuple[str, _StrPromise]] = (
    (Elevsvar.JA, _("Ja, jeg har det fint")),
    (Elevsvar.DELVIS, _("Noen ganger ja, noen ganger nei")),
    (Elevsvar.NEI, _("Nei, jeg har det ikke fint")),
    (Elevsvar.VIL_IKKE_SVARE, _("Vil ikke svare")),
)
ORD_FOR_STORE: Sequence[tuple[str, _StrPromise]] = (
    (Elevsvar.JA, _("Ja, jeg har det trygt")),
    (Elevsvar.DELVIS, _("Delvis")),
    (Elevsvar.NEI, _("Nei, jeg har det ikke trygt")),
    (Elevsvar.VIL_IKKE_SVARE, _("Vil ikke svare")),
)


class Ansikter(forms.RadioSelect):
    """The answers with a face beside each; the words are the answer, the face helps the one who does not read yet."""

    template_name = "cases/evaluering/_ansikter.html"


@dataclass(frozen=True)
class Skala:
    """How one pupil is asked. The answers' codes are the same for all, so that they can be compared over time."""

    sporsmaal: _StrPromise
    fortsatt: _StrPromise
    svar: Sequence[tuple[str, _StrPromise]]
    ansikter: bool = False

    @property
    def har_tall(self) -> bool:
        """Whether the pupil may give a number too: the youngest are asked with faces alone."""
        return not self.ansikter

    def felt(self, *, fortsatt: bool = False, paakrevd: bool = True) -> forms.ChoiceField:
        """The field with the answers. Nothing is chosen beforehand."""
        return forms.ChoiceField(
            label=self.fortsatt if fortsatt else self.sporsmaal,
            help_text=_("Elevens eget svar. Å ikke ville svare er også et svar."),
            choices=self.svar,
            widget=Ansikter() if self.ansikter else forms.RadioSelect(),
            required=paakrevd,
        )


SMAA = Skala(
    _("Spør eleven: Har du det bra på skolen nå?"),
    _("Spør eleven: Har du det fortsatt bra på skolen?"),
    ORD_FOR_SMAA,
    ansikter=True,
)
MELLOM = Skala(
    _("Spør eleven: Har du det trygt og godt på skolen nå?"),
    _("Spør eleven: Har du det fortsatt trygt og godt på skolen?"),
    ORD_FOR_STORE,
)
STORE = Skala(
    _("Spør eleven: Opplever du at det er trygt og godt for deg på skolen nå?"),
    _("Spør eleven: Opplever du fortsatt at det er trygt og godt for deg på skolen?"),
    ORD_FOR_STORE,
)


def trinn(sak: Sak, dag: date) -> int:
    """The pupil's trinn: the class's, or by the year of birth where there is none."""
    if sak.elev.klasse is not None:
        return sak.elev.klasse.trinn
    skolear = dag.year if dag.month >= SKOLESTART else dag.year - 1
    return skolear - sak.elev.fodselsdato.year - FORSTE_TRINN + 1


def skala_for(sak: Sak, dag: date) -> Skala:
    """The way to ask this pupil."""
    paa = trinn(sak, dag)
    if paa <= SMAATRINN:
        return SMAA
    return MELLOM if paa <= MELLOMTRINN else STORE


def tallfelt() -> forms.TypedChoiceField:
    """The number from 1 to 5, which nobody must give."""
    return forms.TypedChoiceField(
        label=_("Hvor trygg, fra 1 til 5?"),
        help_text=_("Elevens eget tall. 1 er ikke trygg, 5 er helt trygg."),
        choices=[(tall, str(tall)) for tall in TRYGGHETSTALL],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect(attrs={"class": "ds-input trygghetstall"}),
        required=False,
    )
