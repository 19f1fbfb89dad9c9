"""What must hold for every sak there could be, not only for those we thought of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, assume, find, given, settings
from hypothesis import strategies as st

from cases.lov import alvorlighet, frister, plikter
from cases.lov.avslutning import kan_avsluttes, kan_avvises_som_ikke_kap12, kan_konkludere_uten_tiltak, kan_vedtas
from cases.lov.begreper import (
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Fristtype,
    Konklusjon,
    Pliktstatus,
    Samtaletype,
    Steg,
)
from cases.lov.fakta import EvalueringFakta, PlanFakta, SamtaleFakta, VarselFakta
from cases.lov.kalender import OSLO
from cases.lov.parametre import Maal
from tests.lov.bygg import STANDARD, kl
from tests.lov.strategier import (
    SISTE,
    aapne_saker,
    dager,
    kalendere,
    lukkede_saker,
    nesten_trygge,
    parametre,
    saker,
    tider,
    tiltak,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from cases.lov.avslutning import Mangel
    from cases.lov.fakta import SakFakta
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre
    from cases.lov.tekst import Tekst


def gitt(*strategier: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Hypothesis' ``given``, for so many saker as a test run has time for."""

    def pynt(test: Callable[..., None]) -> Callable[..., None]:
        return settings(deadline=None, max_examples=100)(given(*strategier)(test))

    return pynt


SENT = kl(SISTE)
IKKE_JA = st.sampled_from([Elevsvar.DELVIS, Elevsvar.NEI, Elevsvar.VIL_IKKE_SVARE])
svar_naa = st.none() | st.sampled_from(Elevsvar)


def les(fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre) -> plikter.Vurdering:
    return plikter.vurder(fakta, now=now, kalender=kalender, parametre=maal)


def slutt(
    fakta: SakFakta,
    grunn: Avslutningsgrunn,
    svar: Elevsvar | None = None,
    *,
    begrunnet: bool = True,
    now: datetime = SENT,
    maal: Parametre = STANDARD,
) -> tuple[Mangel, ...]:
    """What stands in the way of closing; asked late, when all that was done is done."""
    dag = now.astimezone(OSLO).date()
    return kan_avsluttes(fakta, grunn=grunn, begrunnet=begrunnet, dag=dag, parametre=maal, svar_uten_plan=svar)


def tekster(lest: plikter.Vurdering) -> list[Tekst]:
    """Every sentence of a reading."""
    return [
        lest.neste_steg.tekst,
        *lest.merknader,
        *(frist.utregning for frist in lest.frister),
        *(mangel for plikt in lest.plikter for mangel in plikt.mangler),
        *(t for plikt in lest.plikter for t in (plikt.lovens_krav, plikt.kommunens_maal) if t is not None),
    ]


@pytest.mark.regel("L-4.29")
@gitt(saker(), tider, kalendere(), parametre())
def test_loven_svarer_alltid_med_sju_delplikter_i_rekkefolge(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    lest = les(fakta, now, kalender, maal)
    assert [p.delplikt for p in lest.plikter] == list(Delplikt)
    assert all(p.hjemmel.henvisning for p in lest.plikter)


@gitt(saker(), tider, kalendere(), parametre())
def test_fristene_er_i_rekkefolge_og_forfaller_ikke_for_de_begynner(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    alle = les(fakta, now, kalender, maal).frister
    assert [f.forfall for f in alle] == sorted(f.forfall for f in alle)
    assert all(f.forfall.astimezone(OSLO).date() >= f.start for f in alle)


@pytest.mark.regel("L-4.22")
@gitt(aapne_saker, tider, kalendere(), parametre())
def test_en_aapen_sak_hviler_aldri_i_stillhet(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    lest = les(fakta, now, kalender, maal)
    assert lest.neste_steg.steg is not Steg.INGEN
    if lest.neste_steg.steg is Steg.FOLG_PLANEN:
        # The one step that asks for nothing new: then an evaluation is coming.
        dato = frister.neste_evaluering(fakta)
        assert dato is not None
        assert dato > now.astimezone(OSLO).date()
        assert any(f.type is Fristtype.EVALUERING for f in lest.frister)
    if fakta.elev_er_her(now.astimezone(OSLO).date()):
        assert lest.frister, "noe har alltid en dag, så noen får vite det når den er gått"


@pytest.mark.regel("L-4.27")
@gitt(saker(), tider, kalendere(), parametre())
def test_neste_steg_forer_aldri_til_en_stengt_dor(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    match les(fakta, now, kalender, maal).neste_steg.steg:
        case Steg.AVSLUTT_SAK if plikter.Lesning(fakta, now, kalender, maal).elev_er_her():
            svar = Elevsvar.JA if fakta.virksom_plan is None else None
            assert slutt(fakta, Avslutningsgrunn.TRYGG, svar, now=now, maal=maal, begrunnet=False) == ()
        case Steg.AVSLUTT_SAK:
            assert slutt(fakta, Avslutningsgrunn.FLYTTET, now=now, maal=maal) == ()
        case Steg.EVALUER | Steg.NY_PLANVERSJON:
            assert fakta.gjeldende_plan is not None
        case Steg.VARSLE_SKOLEEIER:
            assert alvorlighet.varselet_mangler(fakta)
            assert fakta.avsluttet is None
        case Steg.VEDTA_TILTAKSPLAN:
            assert fakta.utkast is not None
        case Steg.GJENAPNE | Steg.ETTERSJEKK | Steg.INGEN:
            assert fakta.avsluttet is not None


@pytest.mark.regel("L-4.27")
@gitt(nesten_trygge(), svar_naa)
def test_kan_saken_avsluttes_som_trygg_er_elevens_siste_eget_svar_ja(fakta: SakFakta, svar: Elevsvar | None) -> None:
    if slutt(fakta, Avslutningsgrunn.TRYGG, svar) == ():
        siste = svar if svar is not None else fakta.evalueringer[0].svar
        assert siste is Elevsvar.JA


@pytest.mark.regel("L-4.27")
@pytest.mark.parametrize("gjenapnet", [True, False])
def test_det_finnes_saker_som_kan_avsluttes_som_trygge(gjenapnet: bool) -> None:
    def kan(fakta: SakFakta) -> bool:
        mangler = slutt(fakta, Avslutningsgrunn.TRYGG, begrunnet=False)
        return mangler == () and (fakta.gjenapnet is not None) is gjenapnet

    leting = settings(deadline=None, max_examples=2000, database=None, phases=[Phase.generate])
    assert find(nesten_trygge(), kan, settings=leting)


@st.composite
def med_et_svar_til(draw: st.DrawFn) -> tuple[SakFakta, SakFakta]:
    """A sak, and the same sak after one more evaluation in which the pupil did not say yes."""
    fakta = draw(saker())
    vedtatte = [plan for plan in fakta.planer if plan.vedtatt is not None]
    assume(vedtatte)
    plan = draw(st.sampled_from(vedtatte))
    siste = max([plan.vedtatt or fakta.mottatt, *(e.registrert or fakta.mottatt for e in fakta.evalueringer)])
    tid = siste + timedelta(minutes=draw(st.integers(1, 100_000)))
    ny = EvalueringFakta(
        plan.versjon,
        tid.astimezone(OSLO).date(),
        draw(IKKE_JA),
        draw(st.sampled_from(Konklusjon)),
        tid.date() + timedelta(days=14),
        registrert=tid,
    )
    return fakta, replace(fakta, evalueringer=(ny, *fakta.evalueringer))


@pytest.mark.regel("L-4.27")
@gitt(med_et_svar_til(), svar_naa)
def test_et_svar_som_ikke_er_ja_gjor_det_aldri_lettere_aa_avslutte_som_trygg(
    par: tuple[SakFakta, SakFakta], svar: Elevsvar | None
) -> None:
    for_, etter = par
    grunn = Avslutningsgrunn.TRYGG
    if slutt(for_, grunn, svar):
        assert slutt(etter, grunn, svar)


@pytest.mark.regel("L-4.27")
@gitt(saker(), st.sampled_from(Avslutningsgrunn), IKKE_JA, st.booleans())
def test_aa_svare_noe_annet_enn_ja_naar_saken_skal_avsluttes_gjor_det_aldri_lettere(
    fakta: SakFakta, grunn: Avslutningsgrunn, svar: Elevsvar, begrunnet: bool
) -> None:
    for uten in (None, Elevsvar.JA):
        if slutt(fakta, grunn, uten, begrunnet=begrunnet):
            assert slutt(fakta, grunn, svar, begrunnet=begrunnet)


@pytest.mark.regel("L-4.22", "L-4.27")
@gitt(lukkede_saker, st.integers(0, 100))
def test_rett_etter_en_gjenapning_kan_ingenting_gammelt_avslutte_saken(fakta: SakFakta, minutter: int) -> None:
    lukket = fakta.avsluttet
    assert lukket is not None
    sist = max([lukket.tid, *(e.registrert or lukket.tid for e in fakta.evalueringer)])
    igjen = replace(lukket, gjenapnet=sist + timedelta(days=1, minutes=minutter))
    fakta = replace(fakta, avslutninger=(*fakta.avslutninger[:-1], igjen))
    assert slutt(fakta, Avslutningsgrunn.TRYGG)


@pytest.mark.regel("L-4.7")
@gitt(aapne_saker, tider, kalendere(), parametre())
def test_har_eleven_sagt_fra_selv_finnes_det_ingen_vei_til_ingen_tiltak(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    fakta = replace(fakta, eleven_har_meldt=True, elev_sluttet=None, elev_byttet_skole=False)
    assert kan_konkludere_uten_tiltak(fakta)
    assert kan_avvises_som_ikke_kap12(eleven_selv=True, skjerpet=fakta.skjerpet)
    lest = les(fakta, now, kalender, maal)
    assert lest.plikt(Delplikt.SETTE_INN_TILTAK).status is not Pliktstatus.GJELDER_IKKE
    if fakta.gjeldende_plan is None:
        assert lest.neste_steg.steg is not Steg.AVSLUTT_SAK
        assert any(f.type is Fristtype.TILTAKSPLAN for f in lest.frister)
        assert slutt(fakta, Avslutningsgrunn.TRYGG, Elevsvar.JA)


@gitt(saker(), tider, tider, kalendere(), parametre(uten=(Maal.VERSJONER_UTEN_TRYGG,)))
def test_det_som_er_forsinket_blir_ikke_mindre_forsinket_av_at_tida_gaar(
    fakta: SakFakta, en: datetime, to: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    for_, etter = sorted((en, to))
    tidlig, sent = les(fakta, for_, kalender, maal), les(fakta, etter, kalender, maal)
    en_dag, annen_dag = (tid.astimezone(OSLO).date() for tid in (for_, etter))
    if maal.paa(en_dag) == maal.paa(annen_dag):
        assert tidlig.frister == sent.frister, "fristene er de samme når ingenting er gjort og ingen mål er endret"
    for frist in tidlig.frister:
        if frist.forsinket(for_):
            assert frist in sent.frister, "en frist som er passert, flyttes aldri (D-22)"
    for plikt in tidlig.plikter:
        if plikt.status is Pliktstatus.FORSINKET:
            assert sent.plikt(plikt.delplikt).status is Pliktstatus.FORSINKET


@pytest.mark.regel("D-5")
@gitt(saker(), tider, kalendere(), parametre())
def test_et_maal_som_ikke_er_naadd_er_forsinket_og_kalles_aldri_et_brudd(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    lest = les(fakta, now, kalender, maal)
    for plikt in lest.plikter:
        assert (plikt.status is Pliktstatus.FORSINKET) == (plikt.frist is not None and plikt.frist.forsinket(now))
    for tekst in map(str, tekster(lest)):
        assert not any(ord_ in tekst.lower() for ord_ in ("brudd", "bryter", "brutt", "ulovlig"))


@gitt(saker(), tider, kalendere(), parametre())
def test_hver_setning_er_ferdig_utfylt(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    for tekst in map(str, tekster(les(fakta, now, kalender, maal))):
        assert tekst
        assert "%(" not in tekst
        assert " 1 dager" not in f" {tekst}"
        assert " 1 skoledager" not in f" {tekst}"


@pytest.mark.regel("D-13")
@gitt(lukkede_saker, tider, kalendere(), parametre())
def test_en_avsluttet_sak_har_hoyst_ettersjekken(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    lest = les(fakta, now, kalender, maal)
    assert {f.type for f in lest.frister} <= {Fristtype.ETTERSJEKK}
    assert len(lest.frister) <= 1
    sene = {p.delplikt for p in lest.plikter if p.status is Pliktstatus.FORSINKET}
    assert sene <= {Delplikt.FOLGE_MED}
    assert slutt(fakta, Avslutningsgrunn.FLYTTET), "den er alt avsluttet"


@gitt(saker(), tider, kalendere(), parametre())
def test_loven_er_en_ren_funksjon(fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre) -> None:
    assert les(fakta, now, kalender, maal) == les(replace(fakta), now, replace(kalender), replace(maal))


@gitt(aapne_saker, tider, kalendere(), parametre(), tider)
def test_et_nytt_faktum_rorer_ikke_plikter_det_ikke_angaar(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre, tid: datetime
) -> None:
    dag = tid.astimezone(OSLO).date()
    for_ = les(fakta, now, kalender, maal)
    etter_varsel = les(replace(fakta, varsler=(VarselFakta(tid, tid), *fakta.varsler)), now, kalender, maal)
    for delplikt in (Delplikt.UNDERSOKE, Delplikt.SETTE_INN_TILTAK, Delplikt.DOKUMENTERE, Delplikt.FOLGE_MED):
        assert etter_varsel.plikt(delplikt) == for_.plikt(delplikt)
    samtale = SamtaleFakta(dato=dag, type=Samtaletype.ELEV)
    etter_samtale = les(replace(fakta, samtaler=(*fakta.samtaler, samtale)), now, kalender, maal)
    for delplikt in (Delplikt.MELDE_FRA, Delplikt.SKJERPET_PLIKT, Delplikt.SETTE_INN_TILTAK, Delplikt.DOKUMENTERE):
        assert etter_samtale.plikt(delplikt) == for_.plikt(delplikt)
    if for_.plikt(Delplikt.UNDERSOKE).status is Pliktstatus.OPPFYLT:
        assert etter_samtale.plikt(Delplikt.UNDERSOKE).status is Pliktstatus.OPPFYLT
    if for_.plikt(Delplikt.FOLGE_MED).status is Pliktstatus.OPPFYLT:
        assert etter_samtale.plikt(Delplikt.FOLGE_MED).status is Pliktstatus.OPPFYLT


@pytest.mark.regel("L-5.2", "L-4.10", "L-4.11")
@gitt(saker(), st.sampled_from(Avslutningsgrunn))
def test_ingen_sak_avsluttes_mens_et_varsel_til_skoleeier_mangler(fakta: SakFakta, grunn: Avslutningsgrunn) -> None:
    if not slutt(fakta, grunn, Elevsvar.JA):
        assert not alvorlighet.varselet_mangler(fakta)
        assert fakta.ledes_av_skoleeier or not (fakta.alvorlighet.kriterier and fakta.alvorlighet.alvorlig is None)


@pytest.mark.regel("L-4.19", "L-4.23", "L-4.26")
@gitt(
    st.builds(
        PlanFakta,
        versjon=st.just(1),
        utfordring=st.booleans(),
        elevens_syn=st.booleans(),
        barnets_beste=st.booleans(),
        evalueringsdato=st.none() | dager,
        evaluering_begrunnet=st.booleans(),
        tiltak=st.lists(tiltak, max_size=3).map(tuple),
    ),
    dager,
    parametre(),
)
def test_en_plan_som_kan_vedtas_har_alle_lovens_punkter(utkast: PlanFakta, dag: date, maal: Parametre) -> None:
    if kan_vedtas(utkast, dag=dag, parametre=maal) == ():
        assert utkast.utfordring
        assert utkast.elevens_syn
        assert utkast.barnets_beste
        assert utkast.tiltak
        assert utkast.evalueringsdato is not None
        assert utkast.evalueringsdato > dag
        for t in utkast.tiltak:
            assert t.beskrevet
            assert t.ansvarlig
            assert t.fra or t.til or t.hyppighet
            assert t.enkeltvedtak_referanse or not t.krever_enkeltvedtak


@pytest.mark.regel("D-20", "D-21")
@gitt(kalendere(), dager, st.integers(0, 60))
def test_skoledager_telles_en_for_en(kalender: Skolekalender, start: date, antall: int) -> None:
    slutt = kalender.pluss_skoledager(start, antall)
    assert kalender.er_skoledag(slutt)
    dagene = [start + timedelta(days=i) for i in range(1, (slutt - start).days + 1)]
    talt = sum(kalender.er_skoledag(dag) for dag in dagene)
    assert talt == antall or (antall == 0 and not kalender.er_skoledag(start) and talt == 1)
    assert kalender.pluss_skoledager(start, antall + 1) > slutt or antall == 0
    assert kalender.pluss_arbeidsdager(start, antall) <= slutt, "en skoledag er alltid en arbeidsdag"
