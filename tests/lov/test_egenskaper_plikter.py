"""What must hold for every duty, deadline and gate, in saker of every kind and in facts in no order at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, assume, find, settings
from hypothesis import strategies as st

from cases.lov import alvorlighet, plikter
from cases.lov.avslutning import kan_avsluttes, kan_gjenapnes, kan_konkludere_uten_tiltak
from cases.lov.begreper import (
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Fristgrunnlag,
    Fristtype,
    Kriterium,
    Pliktstatus,
    Steg,
)
from cases.lov.fakta import AlvorlighetFakta, AvslutningFakta, KrenkerFakta
from cases.lov.frister import SATT_AV_FOLK
from cases.lov.kalender import OSLO
from cases.lov.regler import REGLER
from cases.sak.vurdering import STEGADRESSE
from tests.lov.bygg import KALENDER, STANDARD, kl
from tests.lov.strategier import (
    SISTE,
    aapne_saker,
    kalendere,
    lukkede_saker,
    nesten_trygge,
    parametre,
    saker,
    tider,
    ville_saker,
)
from tests.lov.test_egenskaper import gitt, les, tekster

if TYPE_CHECKING:
    from datetime import datetime

    from cases.lov.fakta import SakFakta
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre

UOPPFYLT = {Pliktstatus.IKKE_ENNAA, Pliktstatus.FORSINKET}


@gitt(ville_saker, tider, kalendere(), parametre())
def test_loven_svarer_paa_hva_som_helst_og_likt_hver_gang(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    lest = les(fakta, now, kalender, maal)
    assert lest == les(replace(fakta), now, replace(kalender), replace(maal))
    assert [p.delplikt for p in lest.plikter] == list(Delplikt)
    assert all(str(tekst) for tekst in tekster(lest))
    for frist in lest.frister:
        # A day that people set is as odd as they set it; the doors refuse one that is past.
        if frist.grunnlag is Fristgrunnlag.KOMMUNENS_MAAL:
            assert frist.forfall.astimezone(OSLO).date() >= frist.start, "ingen frist før grunnen til den"
    for grunn in Avslutningsgrunn:
        for svar in (None, *Elevsvar):
            kan_avsluttes(
                fakta, grunn=grunn, begrunnet=True, svar_uten_plan=svar, dag=now.astimezone(OSLO).date(), parametre=maal
            )
    assert (kan_gjenapnes(fakta) == ()) is (fakta.avsluttet is not None)
    assert bool(kan_konkludere_uten_tiltak(fakta)) is (fakta.eleven_har_meldt or not fakta.eleven_hort)


@pytest.mark.regel("L-4.29")
@gitt(saker(), tider, kalendere(), parametre())
def test_det_som_mangler_har_en_dor_og_det_som_er_i_orden_har_ingen(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    for plikt in les(fakta, now, kalender, maal).plikter:
        if plikt.status in UOPPFYLT:
            assert plikt.mangler, f"{plikt.delplikt}: det må stå hva som mangler"
            assert plikt.steg in STEGADRESSE
        else:
            assert plikt.steg is None
        assert plikt.regel in REGLER


@pytest.mark.regel("L-4.27")
@gitt(lukkede_saker, tider, kalendere(), parametre())
def test_i_en_avsluttet_sak_er_dorene_bare_ettersjekk_og_gjenapning(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    for plikt in les(fakta, now, kalender, maal).plikter:
        assert plikt.steg in {None, Steg.ETTERSJEKK, Steg.GJENAPNE}


@pytest.mark.regel("D-5", "D-7")
@gitt(saker(), tider, kalendere(), parametre())
def test_hver_frist_er_enten_kommunens_maal_eller_en_dato_folk_har_satt(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    for frist in les(fakta, now, kalender, maal).frister:
        satt = frist.type in SATT_AV_FOLK
        assert frist.grunnlag is (Fristgrunnlag.SATT_DATO if satt else Fristgrunnlag.KOMMUNENS_MAAL)
        assert str(frist.utregning).startswith("Datoen ble satt") is satt


@gitt(saker(), tider, kalendere(), parametre())
def test_lovens_krav_har_aldri_et_tall(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    for plikt in les(fakta, now, kalender, maal).plikter:
        if plikt.lovens_krav is not None:
            assert str(plikt.lovens_krav) in {"snarast", "straks"}


@pytest.mark.regel("L-4.27", "L-4.11", "L-5.2")
@gitt(nesten_trygge() | aapne_saker, st.sampled_from(Avslutningsgrunn), kalendere(), parametre())
def test_en_sak_som_slipper_gjennom_porten_mangler_ingenting_etterpaa(
    fakta: SakFakta, grunn: Avslutningsgrunn, kalender: Skolekalender, maal: Parametre
) -> None:
    now = kl(SISTE) + timedelta(days=500)
    dag = now.date()
    svar = Elevsvar.JA
    if kan_avsluttes(fakta, grunn=grunn, begrunnet=True, svar_uten_plan=svar, dag=dag, parametre=maal):
        return
    lukket = replace(fakta, avslutninger=(*fakta.avslutninger, AvslutningFakta(now, grunn, ettersjekk_dato=None)))
    lest = les(lukket, now, kalender, maal)
    assert lest.neste_steg.steg is Steg.INGEN
    mangler = [(p.delplikt, [str(m) for m in p.mangler]) for p in lest.plikter if p.status in UOPPFYLT]
    assert all(delplikt is Delplikt.DOKUMENTERE for delplikt, _hva in mangler), mangler
    assert lest.frister == ()


@pytest.mark.regel("L-4.11", "L-4.12")
@gitt(aapne_saker, st.sampled_from(Avslutningsgrunn), parametre())
def test_ingen_sak_avsluttes_mens_et_forslag_er_ubesvart(
    fakta: SakFakta, grunn: Avslutningsgrunn, maal: Parametre
) -> None:
    if alvorlighet.maa_vurderes(fakta, dag=SISTE, parametre=maal):
        assert kan_avsluttes(fakta, grunn=grunn, begrunnet=True, svar_uten_plan=Elevsvar.JA, dag=SISTE, parametre=maal)


@pytest.mark.regel("L-4.12")
@gitt(aapne_saker, tider, kalendere(), parametre())
def test_et_forslag_har_en_grunn_og_en_dag_og_gjor_ingenting_alvorlig_av_seg_selv(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    lest = les(fakta, now, kalender, maal)
    for forslag in lest.forslag:
        assert str(forslag.fordi).startswith("fordi ")
        assert forslag.kriterium not in fakta.alvorlighet.kriterier
    if not fakta.alvorlighet.alvorlig and not fakta.skjerpet:
        assert not alvorlighet.varselet_mangler(fakta)
    vurdert = AlvorlighetFakta(
        fakta.alvorlighet.kriterier, alvorlig=False, begrunnet=True, vurdert=kl(SISTE) + timedelta(days=2000)
    )
    assert not alvorlighet.maa_vurderes(replace(fakta, alvorlighet=vurdert), dag=SISTE, parametre=maal)


@gitt(aapne_saker, tider, kalendere(), parametre(), tider)
def test_det_som_bare_er_verdt_aa_vite_rorer_ingen_plikt(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre, tid: datetime
) -> None:
    # Taken up with rektor before the melding is another matter: then the school knew (D-20).
    fakta = replace(fakta, tatt_opp_med_rektor=None)
    stille = replace(
        fakta,
        elev_sluttet=tid.date(),
        tatt_opp_med_rektor=max(tid.date(), fakta.skolen_visste.astimezone(OSLO).date()),
        meldinger=tuple(replace(m, fysisk_inngripen=True, oppdaget=tid.date()) for m in fakta.meldinger),
        planer=tuple(replace(p, foresattes_syn=not p.foresattes_syn) for p in fakta.planer),
    )
    assert les(stille, now, kalender, maal).plikter == les(fakta, now, kalender, maal).plikter
    assert les(stille, now, kalender, maal).frister == les(fakta, now, kalender, maal).frister
    flere = replace(fakta, elever_som_kan_ha_krenket=(*fakta.elever_som_kan_ha_krenket, KrenkerFakta(tid)))
    for delplikt in set(Delplikt) - {Delplikt.MELDE_FRA}:
        for_, etter = les(fakta, now, kalender, maal).plikt(delplikt), les(flere, now, kalender, maal).plikt(delplikt)
        assert etter.mangler == for_.mangler
        # One notice answers both questions: only its day may change.
        assert delplikt is Delplikt.SKJERPET_PLIKT or etter == for_


@pytest.mark.regel("L-6.7")
@gitt(aapne_saker, tider, kalendere(), parametre())
def test_ingen_plikt_hviler_mens_statsforvalteren_behandler_saken(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    def med(kriterier: frozenset[Kriterium]) -> plikter.Vurdering:
        vurdert = AlvorlighetFakta(kriterier, alvorlig=True, begrunnet=True, vurdert=fakta.opprettet)
        return les(replace(fakta, alvorlighet=vurdert), now, kalender, maal)

    uten = med(frozenset({Kriterium.VAAPEN}))
    hos_statsforvalteren = med(frozenset({Kriterium.VAAPEN, Kriterium.STATSFORVALTER_INVOLVERT}))
    assert hos_statsforvalteren.plikter == uten.plikter
    assert hos_statsforvalteren.frister == uten.frister
    assert hos_statsforvalteren.neste_steg == uten.neste_steg


@pytest.mark.regel("L-1.3")
@gitt(aapne_saker, tider, kalendere(), parametre())
def test_har_eleven_byttet_skole_er_neste_steg_aa_varsle_eller_aa_avslutte(
    fakta: SakFakta, now: datetime, kalender: Skolekalender, maal: Parametre
) -> None:
    flyttet = replace(fakta, elev_byttet_skole=True)
    lest = les(flyttet, now, kalender, maal)
    assert lest.neste_steg.steg in {Steg.VURDER_ALVORLIGHET, Steg.VARSLE_SKOLEEIER, Steg.AVSLUTT_SAK}
    assert any("går ikke lenger på denne skolen" in str(merknad) for merknad in lest.merknader)


@pytest.mark.regel("L-4.27")
@gitt(nesten_trygge())
def test_eleven_er_spurt_etter_at_den_siste_planen_ble_vedtatt(fakta: SakFakta) -> None:
    plan = fakta.gjeldende_plan
    assume(plan is not None)
    assert plan is not None
    assert plan.vedtatt is not None
    mangler = kan_avsluttes(fakta, grunn=Avslutningsgrunn.TRYGG, begrunnet=True, dag=SISTE, parametre=STANDARD)
    if not mangler:
        evaluering = fakta.evaluering_av_gjeldende
        assert evaluering is not None
        assert evaluering.svar is Elevsvar.JA
        assert evaluering.dato >= plan.vedtatt.astimezone(OSLO).date()
    for_tidlig = replace(
        fakta,
        evalueringer=tuple(
            replace(e, dato=plan.vedtatt.astimezone(OSLO).date() - timedelta(days=1), registrert=None)
            for e in fakta.evalueringer
        ),
    )
    assert kan_avsluttes(for_tidlig, grunn=Avslutningsgrunn.TRYGG, begrunnet=True, dag=SISTE, parametre=STANDARD)


def test_strategiene_naar_fram_til_forslag_og_til_saker_som_kan_avsluttes() -> None:
    leting = settings(deadline=None, max_examples=2000, database=None, phases=[Phase.generate])
    for kriterium in (Kriterium.FLERE_MOT_EN, Kriterium.DIGITAL_PAA_TVERS, Kriterium.SEKSUELL_KRENKELSE):

        def foreslaas(fakta: SakFakta, hvilket: Kriterium = kriterium) -> bool:
            return hvilket in alvorlighet.foreslaatte_kriterier(fakta, dag=SISTE, parametre=STANDARD)

        assert find(aapne_saker, foreslaas, settings=leting)

    def har_varselfrist(fakta: SakFakta) -> bool:
        frister = les(fakta, kl(SISTE), KALENDER, STANDARD).frister
        return not fakta.alvorlighet.alvorlig and any(f.type is Fristtype.SKOLEEIERVARSEL for f in frister)

    assert find(aapne_saker, har_varselfrist, settings=leting)
