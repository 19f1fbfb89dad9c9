"""The accused employee is told quickly and heard, and the pupil's right waits for nothing of it. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.lov import framlegg, plikter
from cases.lov.begreper import Avslutningsgrunn, Steg
from cases.lov.fakta import AvslutningFakta, FramleggFakta, SakFakta
from cases.lov.framlegg import Kontradiksjon
from cases.lov.kilder import Kilde
from tests.lov.bygg import KALENDER, STANDARD, TIRSDAG, kl, om, sak

FRIST = om(7)


def merknader(fakta: SakFakta, dag: date) -> list[str]:
    return [str(m) for m in plikter.vurder(fakta, now=kl(dag), kalender=KALENDER, parametre=STANDARD).merknader]


def skjerpet(**felter: Any) -> SakFakta:
    return sak(**{"skjerpet": True, "framlegg": (FramleggFakta(navngitt=kl(TIRSDAG)),), **felter})


@pytest.mark.regel("L-5.6")
def test_merknaden_kommer_naar_fem_arbeidsdager_er_gaatt_uten_framlegg() -> None:
    assert not any("ikke hørt" in m for m in merknader(skjerpet(), om(7)))
    assert any("ikke hørt" in m for m in merknader(skjerpet(), om(8)))


@pytest.mark.parametrize(
    "fakta",
    [
        skjerpet(framlegg=(FramleggFakta(navngitt=kl(TIRSDAG), frigitt=kl(om(2))),)),
        skjerpet(framlegg=()),
        sak(framlegg=(FramleggFakta(navngitt=kl(TIRSDAG)),)),
        skjerpet(avslutninger=(AvslutningFakta(tid=kl(om(5)), grunn=Avslutningsgrunn.TRYGG),)),
    ],
    ids=["gitt", "ingen navngitt", "ikke 12-5", "avsluttet"],
)
def test_ingen_merknad_der_ingen_venter(fakta: SakFakta) -> None:
    assert not any("ikke hørt" in m for m in merknader(fakta, om(30)))


def test_en_av_to_som_venter_er_nok() -> None:
    to = (FramleggFakta(navngitt=kl(TIRSDAG), frigitt=kl(om(1))), FramleggFakta(navngitt=kl(om(1))))
    assert any("11.11.2026" in m for m in merknader(skjerpet(framlegg=to), om(20)))


def test_merknaden_er_bare_for_dem_som_leder() -> None:
    lest = plikter.vurder(skjerpet(), now=kl(om(20)), kalender=KALENDER, parametre=STANDARD)
    assert [m.for_ledere for m in lest.merknader if "ikke hørt" in str(m)] == [True]


@pytest.mark.parametrize(
    ("hort", "dag", "kan"),
    [
        (Kontradiksjon(svarfrist=FRIST), FRIST, False),
        (Kontradiksjon(svarfrist=FRIST), om(8), True),
        (Kontradiksjon(svarfrist=FRIST, svart=True), TIRSDAG, True),
        (Kontradiksjon(svarfrist=FRIST, uttaler_seg_ikke=True), TIRSDAG, True),
        (Kontradiksjon(svarfrist=FRIST, moter=1), TIRSDAG, True),
    ],
)
def test_handlingen_vurderes_forst_naar_den_ansatte_er_hort_eller_fristen_er_ute(
    hort: Kontradiksjon, dag: date, *, kan: bool
) -> None:
    assert (not framlegg.kan_vurderes(hort, dag=dag)) is kan


@pytest.mark.regel("L-5.4")
def test_loven_om_eleven_vet_ikke_noe_om_utfallet_for_den_ansatte() -> None:
    uten = plikter.vurder(skjerpet(), now=kl(om(2)), kalender=KALENDER, parametre=STANDARD)
    gitt = replace(skjerpet(), framlegg=(FramleggFakta(navngitt=kl(TIRSDAG), frigitt=kl(om(1))),))
    med = plikter.vurder(gitt, now=kl(om(2)), kalender=KALENDER, parametre=STANDARD)
    assert (uten.plikter, uten.frister, uten.neste_steg) == (med.plikter, med.frister, med.neste_steg)
    assert set(FramleggFakta.__dataclass_fields__) == {"navngitt", "frigitt"}


@pytest.mark.parametrize(
    ("skoleeier", "gradert", "to"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_to_ser_over_naar_skoleeier_leder_eller_eleven_er_gradert(*, skoleeier: bool, gradert: bool, to: bool) -> None:
    assert framlegg.krever_to(ledes_av_skoleeier=skoleeier, gradert=gradert) is to


def test_svarfristen_er_fem_arbeidsdager_og_maa_ligge_fram_i_tid() -> None:
    assert framlegg.svarfrist(TIRSDAG, KALENDER) == om(7)
    assert framlegg.kan_frigis(svarfrist=TIRSDAG, dag=TIRSDAG)
    assert not framlegg.kan_frigis(svarfrist=om(1), dag=TIRSDAG)


@pytest.mark.regel("L-5.6")
def test_merknaden_nevner_den_som_har_ventet_lengst_og_viser_veien_til_framlegget() -> None:
    to = (FramleggFakta(navngitt=kl(om(2))), FramleggFakta(navngitt=kl(om(1))))
    lest = plikter.vurder(skjerpet(framlegg=to), now=kl(om(20)), kalender=KALENDER, parametre=STANDARD)
    (merknad,) = [m for m in lest.merknader if "ikke hørt" in str(m)]
    assert "navngitt 11.11.2026" in str(merknad)
    assert merknad.steg is Steg.GI_FRAMLEGG
    (kort,) = framlegg.kan_frigis(svarfrist=TIRSDAG, dag=TIRSDAG)
    (uhort,) = framlegg.kan_vurderes(Kontradiksjon(svarfrist=om(3)), dag=om(3))
    assert (kort.kilde, uhort.kilde) == (Kilde.SKJERPET, Kilde.SKJERPET)
    assert "frist til 13.11.2026" in str(uhort.tekst)
