"""Saker of every kind, lawful and odd, as hypothesis draws them: what the law may be asked, it must answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Konklusjon, Kriterium, Samtaletype
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    AvslutningFakta,
    EvalueringFakta,
    MeldingFakta,
    PlanFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
    VarselFakta,
)
from cases.lov.kalender import OSLO, Skolekalender
from cases.lov.parametre import Maal, Parametre

if TYPE_CHECKING:
    from collections.abc import Collection

FORSTE, SISTE = date(2025, 1, 1), date(2028, 12, 31)

dager = st.dates(FORSTE, SISTE)
klokkeslett = st.times(max_value=time(23, 59)).map(lambda t: t.replace(microsecond=0, fold=0))
tider = st.builds(lambda dag, tid: datetime.combine(dag, tid, tzinfo=OSLO), dager, klokkeslett)
sant = st.booleans()


@st.composite
def nye_dager(draw: st.DrawFn, fra: date, spenn: int = 120) -> date:
    """A day on or soon after another."""
    return fra + timedelta(days=draw(st.integers(0, spenn)))


@st.composite
def nye_tider(draw: st.DrawFn, fra: datetime, spenn: int = 120) -> datetime:
    """A moment after another."""
    return fra + timedelta(days=draw(st.integers(0, spenn)), minutes=draw(st.integers(1, 600)))


meldinger = st.builds(
    MeldingFakta,
    sendt=tider,
    eleven_selv=sant,
    grep_inn=st.none() | sant,
    grep_inn_beskrevet=sant,
    trygg_naa=st.none() | sant,
    strakstiltak=sant,
)
alvorligheter = st.builds(
    lambda kriterier, alvorlig, begrunnet, vurdert: AlvorlighetFakta(
        kriterier, alvorlig, begrunnet, vurdert if alvorlig is not None else None
    ),
    st.frozensets(st.sampled_from(Kriterium), max_size=3),
    st.none() | sant,
    sant,
    tider,
)
tiltak = st.builds(
    TiltakFakta,
    beskrevet=sant,
    fra=st.none() | dager,
    til=st.none() | dager,
    hyppighet=sant,
    ansvarlig=sant,
    krever_enkeltvedtak=sant,
    enkeltvedtak_referanse=sant,
)


@st.composite
def planer(draw: st.DrawFn, fra: datetime) -> tuple[PlanFakta, ...]:
    """Versions in order, at most one in force and at most one draft, newest first as the database gives them."""
    rader = []
    vedtatte = draw(st.integers(0, 4))
    tid = fra
    for versjon in range(1, vedtatte + 1):
        tid = draw(nye_tider(tid, 40))
        rader.append(
            PlanFakta(
                versjon,
                vedtatt=tid,
                gjeldende=versjon == vedtatte,
                evalueringsdato=draw(st.none() | nye_dager(tid.date() + timedelta(days=1), 60)),
                tiltak=(TiltakFakta(fra=tid.date()),),
            )
        )
    if draw(sant):
        rader.append(PlanFakta(vedtatte + 1, evalueringsdato=draw(st.none() | dager)))
    return tuple(reversed(rader))


@st.composite
def evalueringer(draw: st.DrawFn, alle: tuple[PlanFakta, ...]) -> tuple[EvalueringFakta, ...]:
    """Evaluations of adopted versions after they were adopted, newest first."""
    rader = []
    for plan in alle:
        if plan.vedtatt is None:
            continue
        for _nummer in range(draw(st.integers(0, 2))):
            tid = draw(nye_tider(plan.vedtatt, 40))
            rader.append(
                EvalueringFakta(
                    plan.versjon,
                    tid.astimezone(OSLO).date(),
                    draw(st.sampled_from(Elevsvar)),
                    draw(st.sampled_from(Konklusjon)),
                    draw(st.none() | nye_dager(tid.date(), 60)),
                    registrert=tid,
                )
            )
    return tuple(sorted(rader, key=lambda e: (e.dato, e.registrert), reverse=True))


@st.composite
def avslutninger(draw: st.DrawFn, fra: datetime, lukket: bool | None) -> tuple[AvslutningFakta, ...]:
    """Closings one after another, each reopened before the next; the last stands, or not, or may."""
    rader: list[AvslutningFakta] = []
    tid = fra
    antall = draw(st.sampled_from([1, 1, 2] if lukket else [0, 0, 1, 2]))
    for nummer in range(1, antall + 1):
        tid = draw(nye_tider(tid))
        staar = nummer == antall and (draw(sant) if lukket is None else lukket)
        gjenapnet = None if staar else draw(nye_tider(tid))
        ettersjekket = draw(sant)
        rader.append(
            AvslutningFakta(
                tid,
                draw(st.sampled_from(Avslutningsgrunn)),
                gjenapnet,
                draw(st.none() | nye_dager(tid.date(), 60)),
                ettersjekket,
                draw(st.sampled_from(Elevsvar)) if ettersjekket else None,
            )
        )
        tid = gjenapnet or tid
    return tuple(rader)


@st.composite
def varsler(draw: st.DrawFn, fra: datetime) -> tuple[VarselFakta, ...]:
    """Notices to skoleeier, read or not."""
    rader = []
    for _nummer in range(draw(st.integers(0, 2))):
        sendt = draw(nye_tider(fra))
        rader.append(VarselFakta(sendt, draw(st.none() | nye_tider(sendt, 10))))
    return tuple(rader)


@st.composite
def saker(draw: st.DrawFn, lukket: bool | None = None) -> SakFakta:
    """A sak in any state; what the database forbids does not occur, what people may do in any order does."""
    mottatt = draw(tider)
    opprettet = draw(nye_tider(mottatt, 10))
    dag = mottatt.date()
    alle_planer = draw(planer(opprettet))
    ledes = draw(sant) and draw(sant)
    skjerpet = ledes or draw(sant)
    etter = nye_dager(dag)
    return SakFakta(
        opprettet=opprettet,
        mottatt=mottatt,
        eleven_har_meldt=draw(sant),
        skjerpet=skjerpet,
        skjerpet_fra=draw(st.none() | nye_tider(mottatt)) if skjerpet else None,
        ledelse_innmeldt=ledes,
        ledes_av_skoleeier=ledes,
        apenbart_grunnlos=draw(sant),
        foresatte_informert=draw(st.none() | etter),
        ikke_send_hjem=draw(sant),
        tatt_opp_med_rektor=draw(st.none() | etter),
        undersokelse_startet=draw(st.none() | nye_tider(mottatt)),
        alvorlighet=draw(alvorligheter),
        meldinger=tuple(draw(st.lists(meldinger, max_size=2))),
        samtaler=tuple(
            draw(
                st.lists(
                    st.builds(
                        SamtaleFakta,
                        dato=etter,
                        type=st.sampled_from(Samtaletype),
                        takket_nei=sant,
                        referat_sendt=st.none() | etter,
                    ),
                    max_size=3,
                )
            )
        ),
        observasjoner=tuple(draw(st.lists(etter, max_size=2))),
        kartlegginger=tuple(draw(st.lists(etter, max_size=1))),
        analyser=tuple(
            sorted(draw(st.lists(st.builds(AnalyseFakta, etter, sant), max_size=2)), key=lambda a: a.dato, reverse=True)
        ),
        planer=alle_planer,
        evalueringer=draw(evalueringer(alle_planer)),
        varsler=draw(varsler(mottatt)),
        avslutninger=draw(avslutninger(opprettet, lukket)),
    )


aapne_saker = saker(lukket=False)
lukkede_saker = saker(lukket=True)


@st.composite
def nesten_trygge(draw: st.DrawFn) -> SakFakta:
    """Open saker where skoleeier need not know, and the pupil has mostly said yes at last."""
    fakta = replace(draw(aapne_saker), skjerpet=False, alvorlighet=AlvorlighetFakta())
    sier_ja = draw(sant) or draw(sant)
    if fakta.evalueringer and sier_ja:
        siste, *resten = fakta.evalueringer
        fakta = replace(fakta, evalueringer=(replace(siste, svar=Elevsvar.JA), *resten))
    return fakta


@st.composite
def kalendere(draw: st.DrawFn) -> Skolekalender:
    """A school with some school years and breaks, or without a skolerute."""
    aar = draw(st.sets(st.integers(2024, 2029), max_size=4))
    fri = []
    for _nummer in range(draw(st.integers(0, 4))):
        fra = draw(dager)
        fri.append((fra, fra + timedelta(days=draw(st.integers(0, 20)))))
    return Skolekalender(
        skolear=tuple(
            (date(a, 8, draw(st.integers(15, 22))), date(a + 1, 6, draw(st.integers(15, 22)))) for a in sorted(aar)
        ),
        fri=tuple(fri),
        julaften_fri=draw(sant),
        julaften_endret=tuple(draw(st.lists(st.tuples(dager, sant), max_size=2))),
    )


@st.composite
def parametre(draw: st.DrawFn, uten: Collection[Maal] = ()) -> Parametre:
    """The municipality's own targets, some changed, some more than once; ``uten`` are left as they are."""
    rader = draw(
        st.lists(
            st.tuples(
                st.sampled_from([m for m in Maal if m not in uten]).map(lambda m: m.value),
                st.integers(0, 60).map(str),
                dager,
            ),
            max_size=6,
        )
    )
    return Parametre.med_overstyringer(rader)
