"""Reckoning open saker anew after a changed target or skolerute: what moved is logged, what passed stays (D-22).

The law itself says where a deadline is: today's reading against the reading as if the change had not been made. So it
does not matter whether the night's recompute, or a door, has stored the new deadline first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from cases.innstillinger.models import Omregning
from cases.lov import plikter
from cases.lov.frister import FRISTNAVN, aapne_frister
from cases.lov.kalender import DAG
from cases.lov.parametre import PARAMETRE, Maal
from cases.sak import kalender
from cases.sak.fakta import fakta_for_mange
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.tilstand import oppdater
from cases.varsling.bolker import bolk, hver, laast, ulik
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cases.lov.begreper import Fristtype
    from cases.lov.fakta import SakFakta
    from cases.lov.frister import Frist
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre
    from cases.lov.plikter import Vurdering
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

# One run takes at most so many batches, and then lets go: the next minute's run goes on from there.
BOLKER_OM_GANGEN = 25
LEIETID = timedelta(minutes=6)


def bestill(
    grunn: Omregning.Grunn, *, fra: date, now: datetime, maal: str = "", skole: Skole | None = None
) -> Omregning:
    """Ask for open saker to be reckoned anew, in the transaction of the change. The request itself waits for nothing.

    One that is asked for already, and not begun, is enough: five days off entered one after another are one line in
    the log of a sak, not five.

    Args:
        grunn: what was changed.
        fra: the day the change takes effect; nothing is done before it.
        now: the time of the change.
        maal: the target, when it is one.
        skole: whose skolerute, when it is a school's own.

    """
    venter = (
        Omregning.objects.select_for_update()
        .filter(grunn=grunn, maal=maal, skole=skole, fra=fra, ferdig__isnull=True, leid_til__isnull=True, siste_sak=0)
        .first()
    )
    return venter or Omregning.objects.create(grunn=grunn, maal=maal, skole=skole, fra=fra, opprettet=now)


def regn_om(now: datetime) -> int:
    """Do what waits and has begun to apply; returns how many saker got a new deadline."""
    igjen, flyttet = BOLKER_OM_GANGEN, 0
    venter = Omregning.objects.filter(ferdig__isnull=True, fra__lte=localdate(now)).values_list("pk", flat=True)
    for pk in list(venter):
        rad = _ta(pk, now)
        if rad is None:
            continue
        arbeid = _Arbeid.til(rad, now)
        while igjen > 0 and rad.ferdig is None:
            igjen -= 1
            flyttet += _en_bolk(rad, arbeid)
        Omregning.objects.filter(pk=pk).update(leid_til=None)
    return flyttet


def _ta(pk: int, now: datetime) -> Omregning | None:
    """Take one piece of work, unless another worker has it or has just finished it."""
    ledig = Q(leid_til__isnull=True) | Q(leid_til__lt=now)
    if not Omregning.objects.filter(ledig, pk=pk, ferdig__isnull=True).update(leid_til=now + LEIETID):
        return None
    return Omregning.objects.select_related("skole").get(pk=pk)


@dataclass(frozen=True)
class _Arbeid:
    """What one run needs to know of a change: how time was counted before it, and how it is counted now."""

    rad: Omregning
    now: datetime
    aktor: Bruker
    kalendere: Mapping[int, Skolekalender]
    kalendere_for: Mapping[int, Skolekalender]
    parametre: Parametre
    parametre_for: Parametre

    @classmethod
    def til(cls, rad: Omregning, now: datetime) -> _Arbeid:
        """Read the targets and the calendars, before and after; the same few queries for any number of saker."""
        skoler = list(Skole.objects.values_list("pk", flat=True))
        kalendere, parametre = kalender.kalendere(skoler), kalender.parametre()
        er_maal = rad.grunn == Omregning.Grunn.MAAL
        return cls(
            rad=rad,
            now=now,
            aktor=systemet(),
            kalendere=kalendere,
            kalendere_for=kalendere
            if er_maal
            else kalender.kalendere(skoler, slik_de_var=rad.opprettet - timedelta.resolution),
            parametre=parametre,
            parametre_for=parametre.uten(Maal(rad.maal), rad.fra) if er_maal else parametre,
        )

    @property
    def saker(self) -> Q:
        """The saker that can have been touched: open ones, that were there before the change took effect."""
        begynner = max(self.rad.opprettet, make_aware(datetime.combine(self.rad.fra, time())))
        q = Q(avsluttet__isnull=True, opprettet__lt=begynner)
        return q & Q(skole=self.rad.skole) if self.rad.skole is not None else q

    @property
    def siste_start(self) -> date:
        """The last day a deadline can have begun to run by the old count: what began after it was never moved."""
        planlagt = localdate(self.rad.opprettet) < self.rad.fra
        return self.rad.fra - DAG if planlagt else self.rad.fra

    @property
    def grunn(self) -> str:
        """What was changed, in the middle of a sentence."""
        match Omregning.Grunn(self.rad.grunn):
            case Omregning.Grunn.MAAL:
                return _("kommunens mål for «%(maal)s»") % {"maal": _(PARAMETRE[Maal(self.rad.maal)].navn)}
            case Omregning.Grunn.SKOLERUTE:
                return _("skoleruta")
            case Omregning.Grunn.AFTENENE:
                return _("innstillingen for julaften og nyttårsaften")

    def les(self, sak: Sak, fakta: SakFakta) -> tuple[Vurdering, list[_Flyttet]]:
        """The law's reading of a sak now, and which of its deadlines the change has moved."""
        lest = plikter.vurder(fakta, now=self.now, kalender=self.kalendere[sak.skole_id], parametre=self.parametre)
        gamle = aapne_frister(
            fakta,
            dag=localdate(self.now),
            kalender=self.kalendere_for[sak.skole_id],
            parametre=self.parametre_for,
        )
        return lest, _flyttede(gamle, lest.frister, self.siste_start)


@dataclass(frozen=True)
class _Flyttet:
    type: Fristtype
    fra: date
    til: date

    def __str__(self) -> str:
        return _("%(frist)s: fra %(fra)s til %(til)s") % {
            "frist": _(FRISTNAVN[self.type]),
            "fra": date_format(self.fra, "j. F Y"),
            "til": date_format(self.til, "j. F Y"),
        }


def _flyttede(gamle: Iterable[Frist], nye: Iterable[Frist], siste_start: date) -> list[_Flyttet]:
    """The deadlines that are open either way, and now fall due on another day."""
    var = {(frist.type, frist.start): localdate(frist.forfall) for frist in gamle}
    return [
        _Flyttet(frist.type, for_, dag)
        for frist in nye
        if frist.start <= siste_start
        and (for_ := var.get((frist.type, frist.start))) is not None
        and for_ != (dag := localdate(frist.forfall))
    ]


def _en_bolk(rad: Omregning, arbeid: _Arbeid) -> int:
    """Reckon the next batch anew, and remember how far it has come; returns how many saker got a new deadline."""
    saker = bolk(arbeid.saker, etter=rad.siste_sak)
    if not saker:
        rad.ferdig = arbeid.now
        Omregning.objects.filter(pk=rad.pk).update(ferdig=arbeid.now)
        return 0
    flyttet = _rett(saker, arbeid)
    rad.siste_sak = saker[-1].pk
    Omregning.objects.filter(pk=rad.pk).update(siste_sak=rad.siste_sak, flyttet=F("flyttet") + flyttet)
    return flyttet


def _rett(saker: Sequence[Sak], arbeid: _Arbeid) -> int:
    fakta = fakta_for_mange(saker)
    antall = 0

    def rett(sak_id: int) -> None:
        nonlocal antall
        with transaction.atomic():
            sak = laast(sak_id)
            # Read again: its own door may have written while we waited.
            lest, flyttet = arbeid.les(sak, fakta_for_mange([sak])[sak.pk])
            # A worker that died after this sak had written it already.
            if flyttet and not _skrevet(sak, arbeid.rad):
                logg(
                    sak,
                    Hendelsestype.FRIST_REGNET_OM,
                    aktor=arbeid.aktor,
                    now=arbeid.now,
                    objekt=arbeid.rad,
                    grunn=arbeid.grunn,
                    frister="; ".join(map(str, flyttet)),
                )
                antall += 1
            if ulik(sak, lest):
                oppdater(sak, aktor=arbeid.aktor, now=arbeid.now)

    hver("regn om sak", [sak.pk for sak in saker if _endret(sak, *arbeid.les(sak, fakta[sak.pk]))], rett)
    return antall


def _endret(sak: Sak, lest: Vurdering, flyttet: Sequence[_Flyttet]) -> bool:
    return bool(flyttet) or ulik(sak, lest)


def _skrevet(sak: Sak, rad: Omregning) -> bool:
    return sak.hendelser.filter(type=Hendelsestype.FRIST_REGNET_OM, objekt_id=rad.pk).exists()
