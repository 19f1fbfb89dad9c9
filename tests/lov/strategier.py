"""Saker of every kind, lawful and odd, as hypothesis draws them: what the law may be asked, it must answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cases.lov.begreper import (
    Avslutningsgrunn,
    Elevsvar,
    Konklusjon,
    Krenkelse,
    Kriterium,
    Samtaletype,
    Varselgrunn,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    AvslutningFakta,
    EvalueringFakta,
    KrenkerFakta,
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


def _neste_etter(samtale: SamtaleFakta) -> SamtaleFakta:
    """The next talk is never agreed for a day before this one: the door and the database refuse it."""
    return samtale if samtale.neste is None else replace(samtale, neste=max(samtale.neste, samtale.dato))


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
    typer=st.frozensets(st.sampled_from(Krenkelse), max_size=3),
    paa_nett=sant,
    fysisk_inngripen=sant,
    oppdaget=st.none() | dager,
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
    grunnlag=sant,
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
                foresattes_syn=draw(sant),
                tiltak=(TiltakFakta(fra=tid.date(), grunnlag=draw(sant)),),
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
        lest = draw(st.none() | nye_tider(sendt, 10))
        rader.append(VarselFakta(sendt, lest, draw(st.none() | st.sampled_from(Varselgrunn))))
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
        skjerpet_sist=draw(st.none() | nye_tider(mottatt)) if skjerpet else None,
        ledelse_innmeldt=ledes,
        ledes_av_skoleeier=ledes,
        skoleeier_ledet_til=draw(st.none() | nye_tider(mottatt)),
        apenbart_grunnlos=draw(sant),
        foresatte_informert=draw(st.none() | etter),
        ikke_send_hjem=draw(sant),
        tatt_opp_med_rektor=draw(st.none() | etter),
        undersokelse_startet=draw(st.none() | nye_tider(mottatt)),
        elev_sluttet=draw(st.none() | st.none() | etter),
        elev_byttet_skole=draw(sant) and draw(sant),
        elever_som_kan_ha_krenket=tuple(
            draw(st.lists(st.builds(KrenkerFakta, nye_tider(mottatt), annen_skole=sant), max_size=4))
        ),
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
                        neste=st.none() | etter,
                    ).map(_neste_etter),
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
    fakta = draw(aapne_saker)
    fakta = replace(
        fakta,
        skjerpet=False,
        alvorlighet=AlvorlighetFakta(),
        elever_som_kan_ha_krenket=(),
        meldinger=tuple(replace(m, typer=frozenset()) for m in fakta.meldinger),
        varsler=tuple(replace(v, grunn=None) for v in fakta.varsler),
    )
    sier_ja = draw(sant) or draw(sant)
    if fakta.evalueringer and sier_ja:
        siste, *resten = fakta.evalueringer
        fakta = replace(fakta, evalueringer=(replace(siste, svar=Elevsvar.JA), *resten))
    return fakta


# Facts in no order at all: what neither people nor the database would make, and the law must answer all the same.
ville_saker = st.builds(
    SakFakta,
    opprettet=tider,
    mottatt=tider,
    eleven_har_meldt=sant,
    skjerpet=sant,
    skjerpet_fra=st.none() | tider,
    skjerpet_sist=st.none() | tider,
    ledelse_innmeldt=sant,
    apenbart_grunnlos=sant,
    ledes_av_skoleeier=sant,
    skoleeier_ledet_til=st.none() | tider,
    foresatte_informert=st.none() | dager,
    ikke_send_hjem=sant,
    tatt_opp_med_rektor=st.none() | dager,
    undersokelse_startet=st.none() | tider,
    elev_sluttet=st.none() | dager,
    elev_byttet_skole=sant,
    elever_som_kan_ha_krenket=st.lists(st.builds(KrenkerFakta, tider, sant), max_size=4).map(tuple),
    alvorlighet=st.builds(
        AlvorlighetFakta, st.frozensets(st.sampled_from(Kriterium)), st.none() | sant, sant, st.none() | tider
    ),
    meldinger=st.lists(meldinger, max_size=3).map(tuple),
    samtaler=st.lists(
        st.builds(SamtaleFakta, dager, st.sampled_from(Samtaletype), sant, st.none() | dager), max_size=3
    ).map(tuple),
    observasjoner=st.lists(dager, max_size=2).map(tuple),
    kartlegginger=st.lists(dager, max_size=2).map(tuple),
    analyser=st.lists(st.builds(AnalyseFakta, dager, sant, st.none() | tider), max_size=2).map(tuple),
    planer=st.lists(
        st.builds(
            PlanFakta,
            versjon=st.integers(1, 4),
            vedtatt=st.none() | tider,
            gjeldende=sant,
            utfordring=sant,
            elevens_syn=sant,
            barnets_beste=sant,
            foresattes_syn=sant,
            evalueringsdato=st.none() | dager,
            evaluering_begrunnet=sant,
            tiltak=st.lists(tiltak, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    evalueringer=st.lists(
        st.builds(
            EvalueringFakta,
            st.integers(1, 4),
            dager,
            st.sampled_from(Elevsvar),
            st.sampled_from(Konklusjon),
            st.none() | dager,
            st.none() | tider,
        ),
        max_size=3,
    ).map(tuple),
    varsler=st.lists(
        st.builds(VarselFakta, tider, st.none() | tider, st.none() | st.sampled_from(Varselgrunn)), max_size=2
    ).map(tuple),
    avslutninger=st.lists(
        st.builds(
            AvslutningFakta,
            tider,
            st.sampled_from(Avslutningsgrunn),
            st.none() | tider,
            st.none() | dager,
            sant,
            st.none() | st.sampled_from(Elevsvar),
        ),
        max_size=2,
    ).map(tuple),
)


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
