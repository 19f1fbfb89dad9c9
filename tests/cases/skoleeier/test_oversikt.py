"""Skoleeier's overview: who has it, what waits, which saker, and the schools' numbers with the small ones hidden."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.melding.actions import merk_lest
from cases.sak.models import Eier, Inhabilitet, Kriterium, Sak
from cases.sak.tilstand import oppdater
from cases.skoleeier import queries
from cases.skoleeier.actions import Skoleeiervurdering, grunnlos, les_skoleeiervarsel, vurder_skoleeiervarsel
from cases.skoleeier.queries import Utvalg
from cases.varsling.models import Varsel
from cases.varsling.oppfolging import minn_om_oppfolging
from cases.varsling.queries import gaatt_videre
from cases.varsling.sveip import sveip
from cases.varsling.tekster import setning
from cases.varsling.uavgjort import minn_om_uavgjorte
from steinkjer_skolemiljo.organisation.models import Gradering, Rolle, Rolletildeling, Skole
from tests.cases.skoleeier.oppsett import FLERE, VURDERING, Type, hent, lukk, send_varsel
from tests.cases.varsling.hjelp import sak_til_evaluering
from tests.cast import I_DAG, NAA, OSLO, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

OVERSIKT = reverse("skoleeier:oversikt")
SKRIV_PAA_NYTT = "Skriv en ny vurdering, eller velg en ny dag."
ALVORLIG: dict[str, Any] = {"alvorlig": True, "alvorlig_kriterier": [FLERE.value], "alvorlig_vurdert": NAA}


def _saker(bruker: Bruker, **utvalg: object) -> list[Sak]:
    ark, _linjer = queries.saker(bruker, Utvalg(**utvalg), side=1, dag=I_DAG, now=NAA)  # type: ignore[arg-type]
    return list(ark.object_list)


# -- who -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hvem",
    [
        "rektor",
        "avdelingsleder",
        "kontaktlarer",
        "ansatt",
        "anklaget",
        "rektor_maere",
        "ansatt_maere",
        "systemforvalter",
        "sluttet",
    ],
)
def test_oversikten_finnes_ikke_for_andre_enn_skoleeier(roller: Rollebesetning, hvem: str) -> None:
    assert hent(roller.alle[hvem], OVERSIKT).status_code == 404


@pytest.mark.parametrize("side", ["²", "9" * 5000, "-1", "x", ""])
def test_et_sidetall_som_ikke_gir_mening_er_den_forste_siden(roller: Rollebesetning, side: str) -> None:
    assert hent(roller.sektorleder, f"{OVERSIKT}?side={side}").status_code == 200


@pytest.mark.parametrize("hvem", ["sektorleder", "kommunalsjef"])
def test_sektorleder_og_kommunalsjef_har_oversikten_i_menyen(roller: Rollebesetning, hvem: str) -> None:
    svar = hent(roller.alle[hvem], OVERSIKT)
    assert svar.status_code == 200
    assert f'<a href="{OVERSIKT}" aria-current="page">' in svar.content.decode()


# -- notices ---------------------------------------------------------------------------------------------------


def test_uleste_varsler_staar_med_det_eldste_forst_og_alder(roller: Rollebesetning) -> None:
    nytt = send_varsel(roller, lag_sak(roller, elev=roller.annen_elev))
    # Thursday before a weekend: to be read on Friday.
    gammelt = send_varsel(roller, lag_sak(roller), now=NAA - timedelta(days=5), laert=NAA - timedelta(days=6))
    varsler = queries.varsler(roller.sektorleder, dag=I_DAG, now=NAA)
    assert [linje.varsel for linje in varsler.uleste] == [gammelt, nytt]
    assert [linje.frist.forsinket for linje in varsler.uleste] == [True, False]
    side = " ".join(hent(roller.sektorleder, OVERSIKT).content.decode().replace("\xa0", " ").split())
    assert "sendt for 5 dager siden, leses innen 6. november" in side


def test_lest_men_ikke_vurdert_og_det_som_skulle_foelges_opp_venter(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, now=NAA)
    assert _til_oppfolging(roller) == [varsel]
    vurder_skoleeiervarsel(aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, data=VURDERING, now=NAA)
    assert _til_oppfolging(roller) == []
    assert _til_oppfolging(roller, om_dager=7) == [varsel]


def _til_oppfolging(roller: Rollebesetning, om_dager: int = 0) -> list[object]:
    om = timedelta(days=om_dager)
    return list(queries.varsler(roller.sektorleder, dag=I_DAG + om, now=NAA + om).til_oppfolging)


def test_varsler_i_en_sak_sektorleder_ikke_ser_venter_ikke_paa_sektorleder(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    Inhabilitet.objects.create(sak=varsel.sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    varsler = queries.varsler(roller.sektorleder, dag=I_DAG, now=NAA)
    assert (varsler.uleste, varsler.antall_uleste) == ([], 0)


# -- the list --------------------------------------------------------------------------------------------------


def test_listen_har_alvorlige_12_5_og_saker_kommunen_leder_og_ingen_andre(roller: Rollebesetning) -> None:
    lag_sak(roller)
    alvorlig = lag_sak(roller, **ALVORLIG)
    skjerpet = lag_sak(roller, elev=roller.annen_elev, skjerpet=True)
    ledes = lag_sak(roller, elev=roller.elev_maere, eier=Eier.SKOLEEIER, ansvarlig=roller.sektorleder)
    leder = roller.sektorleder
    assert set(_saker(leder)) == {alvorlig, skjerpet, ledes}
    assert _saker(leder, vis="alvorlige") == [alvorlig]
    assert _saker(leder, vis="skjerpet") == [skjerpet]
    assert _saker(leder, vis="ledes") == [ledes]
    assert _saker(leder, q=skjerpet.nummer) == [skjerpet]


def test_den_saken_som_forfaller_forst_staar_forst(roller: Rollebesetning) -> None:
    uten = lag_sak(roller, **ALVORLIG)
    sent = lag_sak(roller, neste_frist=NAA + timedelta(days=3), **ALVORLIG)
    forsinket = lag_sak(roller, neste_frist=NAA - timedelta(days=3), **ALVORLIG)
    assert _saker(roller.sektorleder) == [forsinket, sent, uten]


def test_avsluttede_saker_er_med_naar_noen_ber_om_det_eller_soker_etter_nummeret(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, **ALVORLIG)
    lukk(roller, sak)
    assert _saker(roller.sektorleder) == []
    assert _saker(roller.sektorleder, avsluttede=True) == [sak]
    assert _saker(roller.sektorleder, q=sak.nummer) == [sak]


def test_sak_mot_sektorleder_er_hos_kommunalsjefen_og_uten_spor_hos_sektorleder(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True, ledelse_innmeldt=True, eier=Eier.KOMMUNALSJEF, ansvarlig=roller.kommunalsjef)
    anklag(sak, roller.sektorleder)
    assert _saker(roller.kommunalsjef) == [sak]
    assert _saker(roller.sektorleder) == []
    assert sak.nummer not in hent(roller.sektorleder, OVERSIKT).content.decode()


@pytest.mark.parametrize("vis", ["tull", "alle' or 1=1", ""])
def test_et_ukjent_utvalg_viser_alle(roller: Rollebesetning, vis: str) -> None:
    sak = lag_sak(roller, **ALVORLIG)
    svar = hent(roller.sektorleder, f"{OVERSIKT}?vis={vis}&side=99")
    assert svar.status_code == 200
    assert sak.nummer in svar.content.decode()


def test_grunnlose_varsler_vises_i_listen_med_dato(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Feil person.", now=NAA - timedelta(days=4))
    side = " ".join(hent(roller.sektorleder, OVERSIKT).content.decode().replace("\xa0", " ").split())
    assert "åpenbart grunnløst 6. november, for 4 dager siden" in side


# -- where a child waits -----------------------------------------------------------------------------------------


def test_tallene_overst_teller_bare_saker_skoleeier_foelger(roller: Rollebesetning) -> None:
    lag_sak(roller, neste_frist=NAA - timedelta(days=1))
    sak = lag_sak(roller, elev=roller.annen_elev, neste_frist=NAA - timedelta(days=1))
    send_varsel(roller, sak, trygg_naa="nei", kriterier=(FLERE, Kriterium.STATSFORVALTER))
    venter = queries.venter(roller.sektorleder, dag=I_DAG, now=NAA)
    assert (venter.uleste, venter.utrygge, venter.statsforvalter) == (1, 1, 1)
    for vis in ("uleste", "utrygge", "statsforvalter"):
        assert _saker(roller.sektorleder, vis=vis) == [sak]
    assert len(_saker(roller.sektorleder, vis="forsinket")) == venter.forsinket
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    assert queries.venter(roller.sektorleder, dag=I_DAG, now=NAA) == queries.Venter(0, 0, 0, 0)


def test_listen_kan_vise_en_skole_men_ikke_hvor_en_gradert_elev_gaar(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, **ALVORLIG)
    lag_sak(roller, elev=roller.elev_maere, **ALVORLIG)
    assert _saker(roller.sektorleder, skole=roller.egge.pk) == [sak]
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    assert _saker(roller.sektorleder, skole=roller.egge.pk) == []


def test_egne_oppfoelgingsdatoer_staar_paa_oversikten(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    vurder_skoleeiervarsel(aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, data=VURDERING, now=NAA)
    assert queries.varsler(roller.sektorleder, dag=I_DAG, now=NAA).kommer == [varsel]
    assert "17. november" in hent(roller.sektorleder, OVERSIKT).content.decode()


def test_det_som_er_gaatt_videre_staar_med_nummer_og_ingenting_mer(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    egen = sak_til_evaluering(roller, elev=roller.annen_elev, **ALVORLIG)
    melding = lag_melding(roller)
    lest = lag_melding(roller, lest=NAA, lest_av=roller.rektor)
    senere = datetime(2026, 11, 17, 9, tzinfo=OSLO)
    for _gang in range(2):
        sveip(senere)
        minn_om_uavgjorte(senere)
    viste, antall = gaatt_videre(roller.sektorleder, senere.date())
    # What skoleeier follows anyway stands in its own list.
    assert antall == len(viste) == 3
    alt = " ".join(rad.setning for rad in viste)
    for nummer in (sak.nummer, melding.nummer, lest.nummer):
        assert nummer in alt
    assert egen.nummer not in alt
    side = hent(roller.sektorleder, OVERSIKT, senere).content.decode()
    assert "Gått videre til deg" in side
    assert "Nora Eggen" not in side.split("Gått videre til deg")[1].split("Venter på din vurdering")[0]
    # Done, it is gone; and one who is denied never hears of it.
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=senere)
    assert gaatt_videre(roller.sektorleder, senere.date())[1] == 2
    anklag(sak, roller.sektorleder)
    assert [lest.nummer in rad.setning for rad in gaatt_videre(roller.sektorleder, senere.date())[0]] == [True]
    assert gaatt_videre(roller.rektor_maere, senere.date()) == ([], 0)


def test_en_skole_uten_leder_i_dag_staar_oeverst(roller: Rollebesetning) -> None:
    assert queries.skoler_uten_leder(I_DAG) == []
    rolle = Rolletildeling.objects.get(bruker=roller.rektor_maere)
    rolle.til = I_DAG - timedelta(days=1)
    rolle.save()
    assert queries.skoler_uten_leder(I_DAG) == [roller.maere]
    side = hent(roller.sektorleder, OVERSIKT).content.decode()
    assert "Én skole har ingen leder i dag:</strong> Mære skole." in side
    Rolletildeling.objects.create(
        bruker=roller.ansatt_maere,
        rolle=Rolle.REKTOR,
        skole=roller.maere,
        fra=I_DAG,
        til=I_DAG,
        stedfortreder_for=roller.rektor_maere,
    )
    assert queries.skoler_uten_leder(I_DAG) == []


def test_de_grunnlose_kan_vises_for_seg(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    lag_sak(roller, elev=roller.annen_elev, skjerpet=True)
    grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Gjelder en annen skole.", now=NAA)
    assert _saker(roller.sektorleder, vis="grunnlose") == [sak]


@pytest.mark.regel("D-23", "D-24")
def test_skoleeier_minnes_om_det_de_selv_sa_de_skulle_foelge_opp(roller: Rollebesetning) -> None:
    bruker("Annen Sektorleder", (Rolle.SEKTORLEDER, None))
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    vurder_skoleeiervarsel(aktor=roller.sektorleder, sak_id=sak.pk, varsel_id=varsel.pk, data=VURDERING, now=NAA)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)

    def sagt(dager: int) -> list[tuple[str, str]]:
        minn_om_oppfolging(NAA + timedelta(days=dager))
        rader = Varsel.objects.filter(type__startswith="skoleeier_oppfolging").order_by("pk")
        return [(v.mottaker.fornavn, setning(v)) for v in rader.select_related("mottaker", "sak")]

    # Tuesday 17 November: that day, and the day after it has passed. The one who is inhabil now is passed over.
    assert sagt(6) == []
    dagen = ("Annen", f"I dag skulle du følge opp varselet i sak {sak.nummer}.")
    passert = (
        "Annen",
        f"Varselet i sak {sak.nummer} skulle vært fulgt opp 17. november 2026. {SKRIV_PAA_NYTT}",
    )
    assert sagt(7) == sagt(7) == [dagen]
    assert sagt(8) == sagt(20) == [dagen, passert]
    ny = Skoleeiervurdering(vurdering="Det går bedre.", oppfolging_dato=I_DAG + timedelta(days=40))
    annen = Varsel.objects.filter(type="skoleeier_oppfolging")[0].mottaker
    vurder_skoleeiervarsel(aktor=annen, sak_id=sak.pk, varsel_id=varsel.pk, data=ny, now=NAA + timedelta(days=20))
    assert not Varsel.objects.filter(type__startswith="skoleeier_oppfolging", ordnet__isnull=True).exists()
    # The new day is told of; and a sak that is closed asks for nothing.
    assert len(sagt(40)) == 3
    sak.refresh_from_db()
    lukk(roller, sak)
    oppdater(sak, aktor=roller.systemet, now=NAA + timedelta(days=41))
    assert len(sagt(45)) == 3
    assert not Varsel.objects.filter(type__startswith="skoleeier_oppfolging", ordnet__isnull=True).exists()


# -- cost ------------------------------------------------------------------------------------------------------


def _sporringer(roller: Rollebesetning) -> int:
    with CaptureQueriesContext(connection) as fanget:
        assert hent(roller.sektorleder, OVERSIKT).status_code == 200
    return len(fanget)


def test_like_mange_sporringer_for_en_sak_som_for_tjuefem(roller: Rollebesetning) -> None:
    _fyll(roller, 1)
    en = _sporringer(roller)
    _fyll(roller, 24)
    assert _sporringer(roller) == en
    assert en < 70


def _fyll(roller: Rollebesetning, antall: int) -> None:
    for nummer in range(antall):
        sak = lag_sak(roller, skjerpet=nummer % 2 == 0)
        send_varsel(roller, sak)
        lest = send_varsel(roller, sak, Type.FORESATTE)
        les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=sak.pk, varsel_id=lest.pk, now=NAA)
        skole = Skole.objects.create(navn=f"Skole {sak.nummer}", kortnavn=f"skole-{sak.nummer}")
        lag_sak(roller, skole=skole)


def test_tjuefem_saker_per_side(roller: Rollebesetning) -> None:
    for _nummer in range(26):
        lag_sak(roller, **ALVORLIG)
    ark, linjer = queries.saker(roller.sektorleder, Utvalg(), side=2, dag=I_DAG, now=NAA)
    assert (ark.paginator.num_pages, len(linjer)) == (2, 1)
    side = hent(roller.sektorleder, f"{OVERSIKT}?vis=alvorlige").content.decode()
    assert "?vis=alvorlige&amp;side=2" in side


def test_filteret_henter_bare_listen_med_htmx(roller: Rollebesetning) -> None:
    from django.test import Client  # noqa: PLC0415 - one header

    klient = Client(headers={"HX-Request": "true"})
    klient.force_login(roller.sektorleder)
    svar = klient.get(OVERSIKT).content.decode()
    assert "<html" not in svar
    assert "Ingen saker her" in svar
