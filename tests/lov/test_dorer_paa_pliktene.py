"""What is missing in a duty, and the one door behind which it is mended; and what is only worth a remark."""

from __future__ import annotations

from datetime import date

import pytest

from cases.lov.begreper import (
    Delplikt,
    Elevsvar,
    Fristgrunnlag,
    Konklusjon,
    Kriterium,
    Samtaletype,
    Steg,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    MeldingFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
)
from tests.lov.bygg import LUKKET, TIRSDAG, endre, evaluering, kl, med_plan, om, plan, sak, trygg, undersokt, vurder

ALVORLIG = AlvorlighetFakta(frozenset({Kriterium.VAAPEN}), alvorlig=True, vurdert=kl(TIRSDAG))
UTRYGG = (MeldingFakta(sendt=kl(TIRSDAG), trygg_naa=False, grep_inn=False),)


def dor(fakta: SakFakta, delplikt: Delplikt, dag: date = TIRSDAG) -> Steg | None:
    return vurder(fakta, dag).plikt(delplikt).steg


@pytest.mark.parametrize(
    ("fakta", "delplikt", "dag", "ventet"),
    [
        (med_plan(), Delplikt.FOLGE_MED, om(14), Steg.REGISTRER_SAMTALE),
        (med_plan(), Delplikt.FOLGE_MED, om(5), None),
        (trygg(avslutninger=(LUKKET,)), Delplikt.FOLGE_MED, om(30), Steg.ETTERSJEKK),
        (sak(meldinger=UTRYGG), Delplikt.GRIPE_INN, TIRSDAG, Steg.LAG_TILTAKSPLAN),
        (sak(meldinger=UTRYGG, planer=(plan(),)), Delplikt.GRIPE_INN, TIRSDAG, Steg.VEDTA_TILTAKSPLAN),
        (sak(meldinger=(endre(UTRYGG[0], trygg_naa=True),)), Delplikt.GRIPE_INN, TIRSDAG, Steg.REGISTRER_SAMTALE),
        (sak(alvorlighet=endre(ALVORLIG, alvorlig=None)), Delplikt.MELDE_FRA, TIRSDAG, Steg.VURDER_ALVORLIGHET),
        (sak(alvorlighet=ALVORLIG), Delplikt.MELDE_FRA, TIRSDAG, Steg.VARSLE_SKOLEEIER),
        (sak(skjerpet=True), Delplikt.SKJERPET_PLIKT, TIRSDAG, Steg.VARSLE_SKOLEEIER),
        (trygg(skjerpet=True, avslutninger=(LUKKET,)), Delplikt.SKJERPET_PLIKT, om(25), Steg.GJENAPNE),
        (sak(), Delplikt.UNDERSOKE, TIRSDAG, Steg.REGISTRER_SAMTALE),
        (undersokt(analyser=()), Delplikt.UNDERSOKE, TIRSDAG, Steg.REGISTRER_ANALYSE),
        (undersokt(), Delplikt.SETTE_INN_TILTAK, om(3), Steg.LAG_TILTAKSPLAN),
        (undersokt(planer=(plan(),)), Delplikt.SETTE_INN_TILTAK, om(3), Steg.VEDTA_TILTAKSPLAN),
        (med_plan(), Delplikt.SETTE_INN_TILTAK, om(19), Steg.EVALUER),
        (
            med_plan(evalueringer=(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE),)),
            Delplikt.SETTE_INN_TILTAK,
            om(18),
            Steg.NY_PLANVERSJON,
        ),
        (
            med_plan(evalueringer=(evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE),)),
            Delplikt.SETTE_INN_TILTAK,
            om(18),
            Steg.FOLG_PLANEN,
        ),
        (
            trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),)),
            Delplikt.SETTE_INN_TILTAK,
            om(27),
            Steg.NY_PLANVERSJON,
        ),
        (sak(), Delplikt.DOKUMENTERE, TIRSDAG, Steg.INFORMER_FORESATTE),
        (
            undersokt(samtaler=(SamtaleFakta(dato=om(1), type=Samtaletype.FORESATTE),)),
            Delplikt.DOKUMENTERE,
            om(1),
            Steg.SEND_REFERAT,
        ),
        (med_plan(), Delplikt.DOKUMENTERE, om(5), None),
    ],
)
def test_det_som_mangler_i_en_plikt_har_sin_egen_dor(
    fakta: SakFakta, delplikt: Delplikt, dag: date, ventet: Steg | None
) -> None:
    assert dor(fakta, delplikt, dag) is ventet


@pytest.mark.regel("D-5", "D-7", "D-13")
def test_kommunens_maal_og_avtalte_datoer_holdes_fra_hverandre() -> None:
    def grunnlag(fakta: SakFakta, dag: date) -> set[Fristgrunnlag]:
        return {f.grunnlag for f in vurder(fakta, dag).frister}

    assert grunnlag(sak(), TIRSDAG) == {Fristgrunnlag.KOMMUNENS_MAAL}
    assert grunnlag(trygg(avslutninger=(LUKKET,)), om(21)) == {Fristgrunnlag.SATT_DATO}


def test_varselplikten_sier_kommunens_maal_ved_siden_av_lovens_ord() -> None:
    plikt = vurder(sak(skjerpet=True)).plikt(Delplikt.SKJERPET_PLIKT)
    assert (str(plikt.lovens_krav), str(plikt.kommunens_maal)) == ("straks", "skoleeier varsles samme dag")
    ukentlig = vurder(med_plan(), om(5)).plikt(Delplikt.FOLGE_MED)
    assert str(ukentlig.kommunens_maal) == "samtale med eleven minst hver 7. dag"


# -- remarks -----------------------------------------------------------------------------------------------------


def merknader(fakta: SakFakta, dag: date = TIRSDAG) -> str:
    return " | ".join(str(m) for m in vurder(fakta, dag).merknader)


@pytest.mark.regel("L-4.2")
def test_fysisk_inngripen_minner_om_at_det_skal_skrives_ned_for_seg() -> None:
    grep_inn = sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), grep_inn=True, fysisk_inngripen=True),))
    assert "grep inn fysisk" in merknader(grep_inn)
    skrevet = MeldingFakta(sendt=kl(TIRSDAG), grep_inn=True, fysisk_inngripen=True, inngripen_skrevet=True)
    assert "grep inn fysisk" not in merknader(sak(meldinger=(skrevet,)))
    assert "fysisk" not in merknader(sak())
    assert merknader(endre(grep_inn, avslutninger=(LUKKET,)), om(21)) == ""


@pytest.mark.regel("D-1")
@pytest.mark.parametrize(
    ("oppdaget", "skjerpet", "sies"),
    [
        (TIRSDAG, False, False),
        (om(-1), False, False),
        (om(-1), True, True),
        (om(-4), False, True),  # Friday: the next school day was Monday
        (None, True, False),
    ],
)
def test_en_melding_som_kommer_sent_tas_imot_og_det_staar_naar_det_ble_oppdaget(
    oppdaget: date | None, skjerpet: bool, sies: bool
) -> None:
    fakta = sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), oppdaget=oppdaget),), skjerpet=skjerpet)
    assert ("Den som meldte, fikk vite det" in merknader(fakta)) is sies


@pytest.mark.regel("L-4.21")
def test_et_tiltak_som_ikke_bygger_paa_noe_er_en_merknad_og_stanser_ingenting() -> None:
    uten = TiltakFakta(fra=TIRSDAG, grunnlag=False)
    assert "Ett tiltak i planen sier ikke" in merknader(med_plan(planer=(plan(vedtatt=om(4), tiltak=(uten,)),)), om(5))
    to = med_plan(planer=(plan(vedtatt=om(4), tiltak=(uten, uten, TiltakFakta(fra=TIRSDAG))),))
    assert "2 tiltak i planen sier ikke" in merknader(to, om(5))
    assert "bygger på:" not in merknader(med_plan(), om(5))


@pytest.mark.regel("L-4.24")
def test_foresattes_syn_mangler_er_en_merknad_saa_lenge_noe_kan_sendes_hjem() -> None:
    uten = med_plan(planer=(plan(vedtatt=om(4), foresattes_syn=False),))
    assert "hva foresatte mener" in merknader(uten, om(5))
    assert "hva foresatte mener" not in merknader(endre(uten, ikke_send_hjem=True), om(5))


@pytest.mark.regel("L-1.3")
@pytest.mark.parametrize(
    ("felter", "sies"),
    [
        ({"elev_byttet_skole": True}, True),
        ({"elev_sluttet": TIRSDAG}, True),
        ({"elev_sluttet": om(1)}, False),
        ({}, False),
    ],
)
def test_har_eleven_flyttet_sier_saken_det_og_kan_avsluttes_her(felter: dict[str, object], sies: bool) -> None:
    lest = vurder(sak(**felter))
    assert ("går ikke lenger på denne skolen" in merknader(sak(**felter))) is sies
    assert (lest.neste_steg.steg is Steg.AVSLUTT_SAK) is sies


@pytest.mark.regel("L-1.3", "L-5.2")
def test_at_eleven_har_flyttet_utsetter_ikke_varselet_til_skoleeier() -> None:
    assert vurder(sak(skjerpet=True, elev_byttet_skole=True)).neste_steg.steg is Steg.VARSLE_SKOLEEIER
