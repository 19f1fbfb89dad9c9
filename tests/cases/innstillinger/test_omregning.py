"""After a changed target or skolerute: open saker get their new deadline and a line in the log; what passed stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.innstillinger import omregning
from cases.innstillinger.maal.actions import endre_aftenene, endre_maal
from cases.innstillinger.models import Omregning
from cases.innstillinger.omregning import regn_om
from cases.innstillinger.skolerute.actions import fjern_fri, legg_til_fri, sett_skolerute
from cases.innstillinger.skolerute.sjekk import Fridata, Rutedata
from cases.lov.parametre import Maal
from cases.sak.hendelse import Hendelsestype, linje
from cases.sak.models import Hendelse
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import vurder
from cases.skoleeier.models import Skoleeiervarsel
from cases.undersokelse.models import Observasjon
from cases.varsling import bolker
from cases.varsling.sveip import oppdater_frister, sveip
from steinkjer_skolemiljo.organisation.models import Elev
from tests.cases.varsling.hjelp import fortalt, kl
from tests.cast import I_DAG, NAA, OSLO
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
FIKK_VITE = kl(date(2026, 11, 9))
# Five school days after Monday 9 November.
PLANFRIST = date(2026, 11, 16)
FREDAG = date(2026, 11, 13)


def sak_som_venter_paa_plan(roller: Rollebesetning, *, elev: Elev | None = None, **felter: Any) -> Sak:
    """An open sak that came on Monday 9 November: the class has been observed, the parents told; the plan is missing."""
    sak = lag_sak(
        roller,
        elev=elev,
        **{"opprettet": FIKK_VITE, "mottatt": FIKK_VITE, "foresatte_informert": FIKK_VITE.date(), **felter},
    )
    Observasjon.objects.create(
        sak=sak,
        dato=FIKK_VITE.date(),
        arena="Skolegården",
        observator="Kontakt Lærer",
        beskrivelse="Nora sto alene.",
        registrert=FIKK_VITE,
        registrert_av=roller.rektor,
    )
    oppdater(sak, aktor=roller.systemet, now=FIKK_VITE)
    return sak


def frist(sak: Sak) -> date | None:
    sak.refresh_from_db()
    return sak.neste_frist.astimezone(OSLO).date() if sak.neste_frist else None


def logget(sak: Sak) -> list[str]:
    hendelser = Hendelse.objects.filter(sak=sak, type=Hendelsestype.FRIST_REGNET_OM).select_related("aktor")
    return [linje(hendelse).setning for hendelse in hendelser.order_by("pk")]


def endre(roller: Rollebesetning, verdi: int, fra: date, *, maal: Maal = Maal.TILTAKSPLAN, now: datetime = NAA) -> None:
    endre_maal(aktor=roller.sektorleder, maal=maal, verdi=verdi, gjelder_fra=fra, begrunnelse="Prøver ut.", now=now)


# -- a changed target --------------------------------------------------------------------------------------------


@pytest.mark.regel("D-22")
def test_et_maal_som_gjelder_fra_i_dag_flytter_aapne_frister_i_neste_minutt(roller: Rollebesetning) -> None:
    sak = sak_som_venter_paa_plan(roller)
    assert frist(sak) == PLANFRIST
    endre(roller, 8, I_DAG)
    assert frist(sak) == PLANFRIST, "forespørselen venter ikke på det"
    assert regn_om(NAA + timedelta(minutes=1)) == 1
    assert frist(sak) == date(2026, 11, 19)
    (setning,) = logget(sak)
    assert setning == (
        "Fristen ble regnet på nytt fordi kommunens mål for «Tiltaksplanen er vedtatt» ble endret. "
        "Vedta tiltaksplan: fra 16. november 2026 til 19. november 2026."
    )
    hendelse = Hendelse.objects.get(sak=sak, type=Hendelsestype.FRIST_REGNET_OM)
    assert hendelse.aktor == roller.systemet
    assert linje(hendelse).hvem == "Systemet"
    (utregning,) = [f.utregning for f in vurder(sak, NAA, handlinger=()).frister if "plan" in f.navn.lower()]
    assert utregning.endswith("Målet ble endret 10. november 2026.")


@pytest.mark.regel("D-22")
def test_en_planlagt_endring_tas_i_det_forste_minuttet_av_sin_dag(roller: Rollebesetning) -> None:
    sak = sak_som_venter_paa_plan(roller)
    endre(roller, 2, FREDAG)
    for tid in (NAA, kl(FREDAG - DAG, 23, 59)):
        assert regn_om(tid) == 0
        assert frist(sak) == PLANFRIST
    assert regn_om(kl(FREDAG, 0, 1)) == 1
    # Two school days after Monday were over on Wednesday: never late before the day it applied.
    assert frist(sak) == FREDAG
    (utregning,) = [f.utregning for f in vurder(sak, kl(FREDAG), handlinger=()).frister if "plan" in f.navn.lower()]
    assert utregning.endswith("Målet ble endret 13. november 2026, og fristen settes ikke tidligere enn det.")


@pytest.mark.regel("D-22")
def test_en_frist_som_er_passert_staar_og_saken_faar_ingen_linje(roller: Rollebesetning) -> None:
    passert = sak_som_venter_paa_plan(roller)
    tirsdag = kl(PLANFRIST + DAG)
    endre(roller, 20, tirsdag.date(), now=tirsdag)
    assert regn_om(tirsdag) == 0
    assert frist(passert) == PLANFRIST
    assert logget(passert) == []
    assert Omregning.objects.get().ferdig == tirsdag


@pytest.mark.regel("D-22")
def test_det_som_er_gjort_eller_avsluttet_rores_ikke(roller: Rollebesetning) -> None:
    avsluttet = sak_som_venter_paa_plan(roller)
    avsluttet.avsluttet, avsluttet.neste_frist, avsluttet.neste_frist_type = FIKK_VITE, None, ""
    avsluttet.save()
    # The parents were told on the first day: met, and nothing to move.
    informert = sak_som_venter_paa_plan(roller, elev=roller.annen_elev)
    endre(roller, 9, I_DAG, maal=Maal.FORESATTE_INFORMERT)
    assert regn_om(NAA) == 0
    assert logget(avsluttet) == logget(informert) == []


@pytest.mark.regel("D-22")
def test_ogsaa_en_frist_som_ikke_er_den_neste_logges(roller: Rollebesetning) -> None:
    sak = sak_som_venter_paa_plan(roller, foresatte_informert=None)
    neste = frist(sak)
    endre(roller, 8, I_DAG)
    regn_om(NAA)
    assert frist(sak) == neste == date(2026, 11, 11)
    assert len(logget(sak)) == 1


@pytest.mark.regel("D-22")
def test_logglinjen_kommer_selv_om_natta_eller_en_annen_dor_har_lagret_fristen_forst(roller: Rollebesetning) -> None:
    av_natta, av_en_dor = sak_som_venter_paa_plan(roller), sak_som_venter_paa_plan(roller, elev=roller.annen_elev)
    endre(roller, 8, FREDAG)
    oppdater_frister(kl(FREDAG, 2, 30))
    oppdater(av_en_dor, aktor=roller.rektor, now=kl(FREDAG, 8))
    assert frist(av_natta) == frist(av_en_dor) == date(2026, 11, 19)
    assert regn_om(kl(FREDAG, 9)) == 2
    assert len(logget(av_natta)) == len(logget(av_en_dor)) == 1


@pytest.mark.regel("D-22")
def test_en_sak_som_kom_etter_endringen_har_ikke_faatt_ny_frist(roller: Rollebesetning) -> None:
    endre(roller, 8, FREDAG)
    ny = sak_som_venter_paa_plan(roller, opprettet=kl(FREDAG, 8), mottatt=kl(FREDAG, 8), foresatte_informert=FREDAG)
    assert regn_om(kl(FREDAG, 9)) == 0
    assert logget(ny) == []


@pytest.mark.regel("D-22")
def test_samme_arbeid_to_ganger_gir_en_linje(roller: Rollebesetning) -> None:
    sak = sak_som_venter_paa_plan(roller)
    endre(roller, 8, I_DAG)
    regn_om(NAA)
    # As if the worker had died before it wrote how far it had come.
    Omregning.objects.update(ferdig=None, siste_sak=0)
    assert regn_om(NAA + timedelta(minutes=9)) == 0
    assert len(logget(sak)) == 1


def test_den_som_har_arbeidet_har_det_alene_til_leietida_er_ute(roller: Rollebesetning) -> None:
    sak = sak_som_venter_paa_plan(roller)
    endre(roller, 8, I_DAG)
    Omregning.objects.update(leid_til=NAA + timedelta(minutes=6))
    assert regn_om(NAA + timedelta(minutes=1)) == 0
    assert regn_om(NAA + timedelta(minutes=7)) == 1
    assert frist(sak) == date(2026, 11, 19)


def test_arbeidet_gaar_i_bolker_og_fortsetter_der_det_slapp(
    roller: Rollebesetning, monkeypatch: pytest.MonkeyPatch
) -> None:
    saker = [sak_som_venter_paa_plan(roller, elev=elev) for elev in _elever(roller, 5)]
    endre(roller, 8, I_DAG)
    monkeypatch.setattr(bolker, "SAKER_OM_GANGEN", 2)
    monkeypatch.setattr(omregning, "BOLKER_OM_GANGEN", 1)
    assert [regn_om(NAA + timedelta(minutes=minutt)) for minutt in range(5)] == [2, 2, 1, 0, 0]
    assert [len(logget(sak)) for sak in saker] == [1] * 5
    rad = Omregning.objects.get()
    assert (rad.flyttet, rad.siste_sak, rad.ferdig is not None) == (5, saker[-1].pk, True)


def test_en_bolk_koster_like_mange_sporringer_med_en_sak_og_med_mange(roller: Rollebesetning) -> None:
    """Where nothing moves: the reading of a batch. Each sak that moves has a transaction of its own, as it must."""

    def sporringer() -> int:
        Omregning.objects.all().delete()
        Omregning.objects.create(grunn="maal", maal="D-13", fra=I_DAG, opprettet=NAA)
        with CaptureQueriesContext(connection) as fanget:
            assert regn_om(NAA) == 0
        return len(fanget)

    sak_som_venter_paa_plan(roller)
    en = sporringer()
    for elev in _elever(roller, 12):
        sak_som_venter_paa_plan(roller, elev=elev)
    assert sporringer() == en


def test_en_sak_som_ikke_lar_seg_skrive_stopper_ikke_de_andre(
    roller: Rollebesetning, monkeypatch: pytest.MonkeyPatch
) -> None:
    syk, frisk = sak_som_venter_paa_plan(roller), sak_som_venter_paa_plan(roller, elev=roller.annen_elev)
    endre(roller, 8, I_DAG)
    with connection.cursor() as db:
        db.execute(f"ALTER TABLE cases_hendelse ADD CONSTRAINT syk CHECK (sak_id <> {syk.pk}) NOT VALID")
    assert regn_om(NAA) == 1
    assert (frist(syk), frist(frisk)) == (PLANFRIST, date(2026, 11, 19))
    assert logget(syk) == []


def _elever(roller: Rollebesetning, antall: int) -> list[Elev]:
    return [
        Elev.objects.create(
            fornavn=f"Elev{n}",
            etternavn="Sand",
            fodselsdato=roller.elev.fodselsdato,
            skole=roller.egge,
            klasse=roller.klasse,
            sokenavn=f"elev{n} sand",
        )
        for n in range(antall)
    ]


@pytest.mark.regel("D-22", "D-23")
def test_paaminnelsene_folger_den_nye_fristen(roller: Rollebesetning) -> None:
    sak = sak_som_venter_paa_plan(roller)
    endre(roller, 8, I_DAG)
    regn_om(NAA)
    sveip(kl(PLANFRIST))
    assert fortalt(sak, "tiltaksplan") == []
    sveip(kl(date(2026, 11, 19)))
    assert [type_ for _hvem, type_ in fortalt(sak, "tiltaksplan")] == ["frist_i_dag"]


# -- a changed calendar ------------------------------------------------------------------------------------------


def rute(roller: Rollebesetning, *, hvem: str = "felles", now: datetime = FIKK_VITE) -> None:
    sett_skolerute(
        aktor=roller.sektorleder if hvem == "felles" else roller.rektor,
        hvem=hvem,
        skolear=2026,
        data=Rutedata(date(2026, 8, 17), date(2027, 6, 18)),
        now=now,
    )


@pytest.mark.regel("D-21", "D-22")
def test_en_planleggingsdag_flytter_egen_skoles_frister_og_ingen_andres(roller: Rollebesetning) -> None:
    rute(roller, hvem="egge")
    egen = sak_som_venter_paa_plan(roller)
    annen = sak_som_venter_paa_plan(roller, elev=roller.elev_maere, ansvarlig=roller.rektor_maere)
    regn_om(FIKK_VITE)
    legg_til_fri(
        aktor=roller.rektor, hvem="egge", skolear=2026, data=Fridata("Planleggingsdag", FREDAG, FREDAG), now=NAA
    )
    assert regn_om(NAA + timedelta(minutes=1)) == 1
    assert (frist(egen), frist(annen)) == (PLANFRIST + DAG, PLANFRIST)
    (setning,) = logget(egen)
    assert setning == (
        "Fristen ble regnet på nytt fordi skoleruta ble endret. "
        "Vedta tiltaksplan: fra 16. november 2026 til 17. november 2026."
    )
    assert logget(annen) == []


@pytest.mark.regel("D-21", "D-22")
def test_den_felles_skoleruta_flytter_fristene_ved_skoler_uten_egen(roller: Rollebesetning) -> None:
    rute(roller)
    sak = sak_som_venter_paa_plan(roller)
    regn_om(FIKK_VITE)
    fri = legg_til_fri(
        aktor=roller.sektorleder, hvem="felles", skolear=2026, data=Fridata("Kommunedag", FREDAG, FREDAG), now=NAA
    )
    regn_om(NAA + timedelta(minutes=1))
    assert frist(sak) == PLANFRIST + DAG
    fjern_fri(aktor=roller.sektorleder, hvem="felles", skolear=2026, fri_id=fri.pk, now=NAA + timedelta(minutes=5))
    regn_om(NAA + timedelta(minutes=6))
    assert frist(sak) == PLANFRIST
    assert len(logget(sak)) == 2


@pytest.mark.regel("D-22")
def test_flere_endringer_etter_hverandre_er_en_linje_i_loggen(roller: Rollebesetning) -> None:
    rute(roller)
    sak = sak_som_venter_paa_plan(roller)
    regn_om(FIKK_VITE)
    for nummer, dag in enumerate((FREDAG, FREDAG - DAG)):
        legg_til_fri(
            aktor=roller.sektorleder,
            hvem="felles",
            skolear=2026,
            data=Fridata("Kommunedag", dag, dag),
            now=NAA + timedelta(seconds=nummer),
        )
    assert regn_om(NAA + timedelta(minutes=1)) == 1
    assert len(logget(sak)) == 1
    assert frist(sak) == PLANFRIST + 2 * DAG


@pytest.mark.regel("D-22")
def test_en_frist_som_var_passert_da_skoleruta_ble_endret_staar(roller: Rollebesetning) -> None:
    rute(roller)
    sak = sak_som_venter_paa_plan(roller)
    tirsdag = kl(PLANFRIST + DAG)
    regn_om(FIKK_VITE)
    onsdag = tirsdag.date() + DAG
    legg_til_fri(
        aktor=roller.sektorleder, hvem="felles", skolear=2026, data=Fridata("Kommunedag", onsdag, onsdag), now=tirsdag
    )
    assert regn_om(tirsdag) == 0
    assert frist(sak) == PLANFRIST


@pytest.mark.regel("D-21", "D-22")
def test_julaften_som_arbeidsdag_flytter_skoleeiers_frist(roller: Rollebesetning) -> None:
    lille_julaften = kl(date(2026, 12, 23))
    sak = sak_som_venter_paa_plan(roller, alvorlig=True, alvorlig_vurdert=FIKK_VITE, alvorlig_kriterier=["vaapen"])
    Skoleeiervarsel.objects.create(
        sak=sak,
        type=Skoleeiervarsel.Type.ALVORLIG,
        kriterier=["vaapen"],
        redegjorelse="Har pågått lenge.",
        laert=FIKK_VITE,
        varslet=lille_julaften,
        varslet_av=roller.rektor,
    )
    endre_aftenene(
        aktor=roller.sektorleder, fri=False, gjelder_fra=lille_julaften.date(), begrunnelse="Åpent.", now=lille_julaften
    )
    assert regn_om(lille_julaften + timedelta(minutes=1)) == 1
    (setning,) = logget(sak)
    assert "innstillingen for julaften og nyttårsaften" in setning
    assert "Skoleeier leser varselet: fra 28. desember 2026 til 24. desember 2026" in setning
