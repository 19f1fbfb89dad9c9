"""Reads for the register's page. A constant number of queries, however many rounds, letters and orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from cases.dokumenter.models import Dokument
from cases.lov import statsforvalter as lov
from cases.lov.frister import kan_meldes_fra
from cases.sak import kalender
from cases.sak.feil import IkkeFunnet
from cases.sak.vurdering import setning
from cases.statsforvalter.models import (
    Palegg,
    Paleggoppfolging,
    Statsforvalterklage,
    Statsforvalterkrav,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Svardokument,
    Tvangsmulkt,
)
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.statsforvalter.varsler import varslet_om
from cases.tiltaksplan.models import Tiltak
from cases.varsling.models import Varsel
from cases.varsling.tekster import Varseltype

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from cases.sak.models import Sak


@dataclass(frozen=True)
class Varslet:
    """When the house told those above of something, and whom (L-6.4)."""

    naar: datetime
    hvem: tuple[str, ...]


@dataclass(frozen=True)
class Kravlinje:
    """A request: its deadlines, its answers, and whether the deadline has passed without one."""

    krav: Statsforvalterkrav
    passert: bool
    varslet: Varslet | None


@dataclass(frozen=True)
class Palegglinje:
    """An order with how it went, and where it stands in the plan."""

    palegg: Palegg
    passert: bool
    # The newest version of the plan it stands in.
    tiltak: Tiltak | None


@dataclass(frozen=True)
class Vedtakslinje:
    """A decision with its orders, its appeals, and until when it may be appealed."""

    vedtak: Statsforvaltervedtak
    palegg: tuple[Palegglinje, ...]
    klager: tuple[Statsforvalterklage, ...]
    kan_klages: bool


@dataclass(frozen=True)
class Mulktlinje:
    """A tvangsmulkt and what it has come to."""

    mulkt: Tvangsmulkt
    paalopt: int


@dataclass(frozen=True)
class Rundelinje:
    """One round with all that belongs to it."""

    runde: Statsforvaltersak
    # What the week of § 12-6 says, by both counts.
    uken: str
    krav: tuple[Kravlinje, ...]
    vedtak: tuple[Vedtakslinje, ...]
    mulkter: tuple[Mulktlinje, ...]
    varslet: Varslet | None
    moter: tuple[Statsforvaltermote, ...]

    @property
    def aapen(self) -> bool:
        """Statsforvalteren has it now."""
        return self.runde.avsluttet is None

    @property
    def har_ubesvart(self) -> bool:
        """A letter waits for its answer: that is what comes first on the page."""
        return any(linje.krav.besvart is None for linje in self.krav)

    @property
    def har_brudd(self) -> bool:
        """A decision says that the duty is not met: then there may be orders and a mulkt."""
        return any(linje.vedtak.utfall == Statsforvaltervedtak.Utfall.BRUDD for linje in self.vedtak)

    @property
    def kan_klages(self) -> bool:
        """There is a decision that may be appealed."""
        return any(linje.vedtak.utfall != Statsforvaltervedtak.Utfall.TRUKKET for linje in self.vedtak)

    @property
    def kan_meldes_igjen(self) -> bool:
        """Rejected or withdrawn: the pupil or parents may report once more."""
        utfall = Statsforvaltervedtak.Utfall
        return bool(self.vedtak) and self.vedtak[0].vedtak.utfall in {utfall.IKKE_BEHANDLET, utfall.TRUKKET}


@dataclass(frozen=True)
class Register:
    """The whole register of a sak: the round that is open, and those before it."""

    naa: Rundelinje | None
    tidligere: tuple[Rundelinje, ...]


def register(sak: Sak, dag: date) -> Register:
    """The sak's register, newest first. Some fourteen queries, whatever it holds."""
    uten_innhold = Dokument.objects.uten_innhold()
    svar = Statsforvaltersvar.objects.select_related("registrert_av").prefetch_related(
        Prefetch("dokumenter", Svardokument.objects.prefetch_related(Prefetch("dokument", uten_innhold)))
    )
    krav = (
        Statsforvalterkrav.objects.select_related("registrert_av")
        .prefetch_related("forlengelser")
        .prefetch_related(Prefetch("svar", svar))
    )
    palegg = Palegg.objects.select_related("ansvarlig").prefetch_related(
        Prefetch("oppfolginger", Paleggoppfolging.objects.select_related("registrert_av")), "forlengelser"
    )
    klager = Statsforvalterklage.objects.prefetch_related("avgjorelser")
    vedtak = (
        Statsforvaltervedtak.objects.select_related("registrert_av", "klage")
        .prefetch_related(Prefetch("palegg", palegg))
        .prefetch_related(Prefetch("klager", klager))
    )
    runder = (
        Statsforvaltersak.objects.filter(sak=sak)
        .select_related("registrert_av")
        .prefetch_related(Prefetch("krav", krav))
        .prefetch_related(Prefetch("vedtak", vedtak))
        .prefetch_related("mulkter")
        .prefetch_related(Prefetch("moter", Statsforvaltermote.objects.select_related("registrert_av")))
    )
    tiltak, varslet = tiltak_i_planen(sak), _varslet(sak)
    linjer = [_runde(sak, runde, tiltak, varslet, dag) for runde in runder]
    return Register(
        naa=next((linje for linje in linjer if linje.aapen), None),
        tidligere=tuple(linje for linje in linjer if not linje.aapen),
    )


def tiltak_i_planen(sak: Sak) -> Mapping[str, Tiltak]:
    """The newest tiltak of each order, by its reference. One query."""
    rader = Tiltak.objects.filter(plan__sak=sak, palegg=True).select_related("plan").order_by("plan__versjon", "pk")
    return {rad.palegg_referanse: rad for rad in rader}


def _varslet(sak: Sak) -> dict[tuple[Varseltype, int], Varslet]:
    """When those above were told that the sak was reported, and of each letter. One query."""
    rader = (
        Varsel.objects.filter(sak=sak, type__in=[Varseltype.STATSFORVALTER_MELDT, Varseltype.STATSFORVALTER_KRAV])
        .select_related("mottaker")
        .order_by("opprettet", "pk")
    )
    samlet: dict[tuple[Varseltype, int], list[Varsel]] = {}
    for rad in rader:
        samlet.setdefault((Varseltype(rad.type), varslet_om(rad.nokkel)), []).append(rad)
    return {
        om: Varslet(varsler[0].opprettet, tuple(varsel.mottaker.navn for varsel in varsler))
        for om, varsler in samlet.items()
    }


def uken(sak: Sak, meldt: date) -> str:
    """What the week of § 12-6 says of a report made on this day, by both counts, in words (D-6)."""
    meldetid = None
    if sak.tatt_opp_med_rektor is not None:
        meldetid = kan_meldes_fra(sak.tatt_opp_med_rektor, kalender.grunnlag(sak.skole_id)[0])
    return setning(lov.kan_komme_tilbake(meldt, sak.tatt_opp_med_rektor, meldetid))


def _runde(
    sak: Sak,
    runde: Statsforvaltersak,
    tiltak: Mapping[str, Tiltak],
    varslet: Mapping[tuple[Varseltype, int], Varslet],
    dag: date,
) -> Rundelinje:
    return Rundelinje(
        runde=runde,
        uken=uken(sak, runde.meldt),
        krav=tuple(
            Kravlinje(
                krav,
                passert=krav.besvart is None and krav.frist < dag and runde.avsluttet is None,
                varslet=varslet.get((Varseltype.STATSFORVALTER_KRAV, krav.pk)),
            )
            for krav in runde.krav.all()
        ),
        vedtak=tuple(_vedtak(vedtak, tiltak, dag) for vedtak in runde.vedtak.all()),
        mulkter=tuple(
            Mulktlinje(
                mulkt, lov.paalopt(mulkt.belop, mulkt.DAGER[mulkt.Hvor(mulkt.hvor_ofte)], mulkt.fra, dag, mulkt.stanset)
            )
            for mulkt in runde.mulkter.all()
        ),
        varslet=varslet.get((Varseltype.STATSFORVALTER_MELDT, runde.pk)),
        moter=tuple(runde.moter.all()),
    )


def _vedtak(vedtak: Statsforvaltervedtak, tiltak: Mapping[str, Tiltak], dag: date) -> Vedtakslinje:
    return Vedtakslinje(
        vedtak=vedtak,
        palegg=tuple(
            Palegglinje(palegg, palegg.ferdig is None and palegg.frist < dag, tiltak.get(palegg.referanse))
            for palegg in vedtak.palegg.all()
        ),
        klager=tuple(vedtak.klager.all()),
        kan_klages=vedtak.klagefrist is not None and vedtak.klagefrist >= dag,
    )


def aapen_runde(sak: Sak, *, sendt: bool = False) -> Statsforvaltersak:
    """The round that Statsforvalteren has now, of a sak that has been opened.

    Where a form has been sent, the last one, also if it was closed while it was written: the door says so, and what
    was typed stays in the form.

    Raises:
        IkkeFunnet: it is not there.

    """
    runde = Statsforvaltersak.objects.filter(sak=sak).first()
    if runde is None or not (sendt or runde.avsluttet is None):
        raise IkkeFunnet
    return runde


def krav_i(runde: Statsforvaltersak, krav_id: int, *, sendt: bool = False) -> Statsforvalterkrav:
    """A request of the round that is not answered; where a form has been sent, also one that was answered meanwhile.

    Raises:
        IkkeFunnet: there is none.

    """
    krav = runde.krav.filter(pk=krav_id).first()
    if krav is None or not (sendt or krav.besvart is None):
        raise IkkeFunnet
    return krav


def palegg_i(runde: Statsforvaltersak, palegg_id: int) -> Palegg:
    """An order of the round.

    Raises:
        IkkeFunnet: there is none.

    """
    palegg = runde.palegg.filter(pk=palegg_id).first()
    if palegg is None:
        raise IkkeFunnet
    return palegg


def mulkt_i(runde: Statsforvaltersak, mulkt_id: int, *, sendt: bool = False) -> Tvangsmulkt:
    """A mulkt of the round that runs; where a form has been sent, also one that was stopped meanwhile.

    Raises:
        IkkeFunnet: there is none.

    """
    mulkt = runde.mulkter.filter(pk=mulkt_id).first()
    if mulkt is None or not (sendt or mulkt.loper):
        raise IkkeFunnet
    return mulkt
