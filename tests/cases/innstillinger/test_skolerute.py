"""The skolerute: who may change which, what makes no sense, and that days which have been are not rewritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.http import Http404

from cases.innstillinger.models import Omregning
from cases.innstillinger.skolerute.actions import (
    endre_fri,
    fjern_egen_skolerute,
    fjern_fri,
    lag_egen_skolerute,
    legg_til_fri,
    sett_skolerute,
)
from cases.innstillinger.skolerute.sjekk import Fridata, Rutedata, spenn
from cases.sak.feil import IkkeTilgang, Regelbrudd
from cases.sak.kalender import kalendere
from steinkjer_skolemiljo.organisation.models import Rolletildeling, Skolefri, Skolerute
from tests.cases.sporringer import antall
from tests.cases.varsling.hjelp import kl
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
AAR = Rutedata(date(2026, 8, 17), date(2027, 6, 18))
HOST = Fridata("Høstferie", date(2026, 10, 5), date(2026, 10, 9))
VINTER = Fridata("Vinterferie", date(2027, 2, 22), date(2027, 2, 26))
# The year was entered before school began.
I_JULI = datetime(2026, 7, 1, 12, tzinfo=NAA.tzinfo)
FELLES, EGGE = "/skolerute/2026/felles/", "/skolerute/2026/egge/"


@pytest.fixture
def felles(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and a common skolerute from before the school year, with autumn and winter break."""
    sett_skolerute(aktor=roller.sektorleder, hvem="felles", skolear=2026, data=AAR, now=I_JULI)
    for nummer, data in enumerate((HOST, VINTER)):
        legg_til_fri(
            aktor=roller.sektorleder,
            hvem="felles",
            skolear=2026,
            data=data,
            now=I_JULI + timedelta(minutes=1 + nummer),
        )
    Omregning.objects.all().delete()
    return roller


def fri(hvem: Bruker, data: Fridata, skole: str = "felles", *, now: datetime = NAA) -> Skolefri:
    return legg_til_fri(aktor=hvem, hvem=skole, skolear=2026, data=data, now=now)


def nektet(gjor: Callable[[], Any]) -> list[tuple[str, str]]:
    with pytest.raises(Regelbrudd) as feil:
        gjor()
    return [(brudd.felt, brudd.tekst) for brudd in feil.value.brudd]


def hent(client: Client, hvem: Bruker, adresse: str, dag: datetime = NAA) -> HttpResponse:
    with time_machine.travel(dag, tick=False):
        client.force_login(hvem)
        return client.get(adresse)  # type: ignore[return-value]


def post(client: Client, hvem: Bruker, adresse: str, **data: str) -> HttpResponse:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, data)  # type: ignore[return-value]


# -- who may -----------------------------------------------------------------------------------------------------

PLANLEGGING = Fridata("Planleggingsdag", date(2026, 11, 20), date(2026, 11, 20))


def alt(hvem: Bruker, skole: str) -> list[Callable[[], Any]]:
    """Every door, asked for one skolerute."""
    felles: dict[str, Any] = {"aktor": hvem, "hvem": skole, "skolear": 2026, "now": NAA}
    return [
        lambda: sett_skolerute(data=AAR, **felles),
        lambda: lag_egen_skolerute(**felles),
        lambda: legg_til_fri(data=PLANLEGGING, **felles),
        lambda: endre_fri(fri_id=1, data=PLANLEGGING, **felles),
        lambda: fjern_fri(fri_id=1, **felles),
        lambda: fjern_egen_skolerute(**felles),
    ]


@pytest.mark.parametrize(
    ("navn", "skole"),
    [
        ("rektor", "felles"),
        ("rektor", "maere"),
        ("rektor_maere", "egge"),
        ("sektorleder", "egge"),
        ("kommunalsjef", "felles"),
        ("kommunalsjef", "egge"),
        ("systemforvalter", "felles"),
        ("systemforvalter", "egge"),
    ],
)
def test_den_som_ser_kan_ikke_endre_andres_skolerute(felles: Rollebesetning, navn: str, skole: str) -> None:
    for dor in alt(felles.alle[navn], skole):
        with pytest.raises(IkkeTilgang, match="sektorleder" if skole == "felles" else "rektor ved skolen"):
            dor()
    assert Skolefri.objects.count() == 2


@pytest.mark.parametrize("navn", ["ansatt", "kontaktlarer", "avdelingsleder", "stotte", "personvernombud", "sluttet"])
@pytest.mark.parametrize("skole", ["felles", "egge"])
def test_for_andre_finnes_ikke_skoleruta(felles: Rollebesetning, client: Client, navn: str, skole: str) -> None:
    for dor in alt(felles.alle[navn], skole):
        with pytest.raises(Http404):
            dor()
    adresse = f"/skolerute/2026/{skole}/"
    assert hent(client, felles.alle[navn], adresse).status_code == 404
    for under in ("dager", "egen", "felles-igjen", "fri", "fri/1/", "fri/1/fjern"):
        assert post(client, felles.alle[navn], adresse + under, grunn="tull").status_code == 404


def test_sidene_svarer_403_til_den_som_bare_ser(felles: Rollebesetning, client: Client) -> None:
    for under in ("dager", "egen", "felles-igjen", "fri", "fri/1/", "fri/1/fjern"):
        assert post(client, felles.rektor, FELLES + under).status_code == 403
        assert post(client, felles.sektorleder, EGGE + under).status_code == 403
    assert hent(client, felles.rektor, FELLES + "fri/1/").status_code == 403


def test_rektor_og_leder_med_fullmakt_endrer_egen_skole(felles: Rollebesetning) -> None:
    lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=NAA)
    fri(felles.rektor, PLANLEGGING, "egge")
    tildeling = Rolletildeling.objects.get(bruker=felles.avdelingsleder)
    tildeling.fullmakt = True
    tildeling.save()
    rad = fri(felles.avdelingsleder, Fridata("Skolens dag", date(2026, 11, 27), date(2026, 11, 27)), "egge")
    linje = rad.history.get()
    assert (linje.history_user, linje.history_date) == (felles.avdelingsleder, NAA)


@pytest.mark.parametrize(("skolear", "hvem"), [(1999, "felles"), (2040, "felles"), (2026, "finnes-ikke")])
def test_et_aar_eller_en_skole_som_ikke_finnes(felles: Rollebesetning, client: Client, skolear: int, hvem: str) -> None:
    with pytest.raises(Http404):
        sett_skolerute(aktor=felles.sektorleder, hvem=hvem, skolear=skolear, data=AAR, now=NAA)
    assert hent(client, felles.sektorleder, f"/skolerute/{skolear}/{hvem}/").status_code == 404


# -- a school's own ----------------------------------------------------------------------------------------------


def test_egen_skolerute_begynner_lik_den_felles_og_kan_gis_tilbake(felles: Rollebesetning) -> None:
    var = kalendere([felles.egge.pk])[felles.egge.pk]
    egen = lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=NAA)
    assert [(f.grunn, f.fra) for f in egen.fridager.all()] == [("Høstferie", HOST.fra), ("Vinterferie", VINTER.fra)]
    assert kalendere([felles.egge.pk])[felles.egge.pk] == var
    assert not Omregning.objects.exists(), "ingenting er endret ennå"
    fri(felles.rektor, PLANLEGGING, "egge")
    rader = kalendere([felles.egge.pk, felles.maere.pk])
    assert [rader[s.pk].er_skoledag(PLANLEGGING.fra) for s in (felles.egge, felles.maere)] == [False, True]
    senere = NAA + timedelta(minutes=5)
    fjern_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=senere)
    assert kalendere([felles.egge.pk])[felles.egge.pk] == var
    assert Skolerute.history.filter(skole=felles.egge).count() == 2
    assert Skolefri.history.filter(history_type="-", history_user=felles.rektor).count() == 3


def test_en_egen_skolerute_lages_en_gang_og_bare_av_noe(felles: Rollebesetning) -> None:
    lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=NAA)
    assert (
        "allerede" in nektet(lambda: lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=NAA))[0][1]
    )
    ((_felt, tekst),) = nektet(lambda: lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2027, now=NAA))
    assert "ingen felles skolerute" in tekst
    # Where there is none, the school enters its own.
    aar = Rutedata(date(2027, 8, 16), date(2028, 6, 16))
    assert sett_skolerute(aktor=felles.rektor, hvem="egge", skolear=2027, data=aar, now=NAA).skole == felles.egge
    with pytest.raises(Http404):
        lag_egen_skolerute(aktor=felles.sektorleder, hvem="felles", skolear=2026, now=NAA)


def test_den_som_folger_den_felles_kan_ikke_skrive_over_den_uten_aa_lage_egen(felles: Rollebesetning) -> None:
    """Else the school would have got a year without the common one's days off."""
    ((_felt, tekst),) = nektet(
        lambda: sett_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, data=AAR, now=NAA)
    )
    assert "Lag en egen først" in tekst
    with pytest.raises(Http404):
        fri(felles.rektor, PLANLEGGING, "egge")


# -- what makes no sense -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("forste", "siste", "felt", "ord_"),
    [
        (date(2026, 7, 30), AAR.siste_skoledag, "forste_skoledag", "august eller september 2026"),
        (date(2027, 8, 17), AAR.siste_skoledag, "forste_skoledag", "august eller september 2026"),
        (date(2026, 8, 15), AAR.siste_skoledag, "forste_skoledag", "helg"),
        (AAR.forste_skoledag, date(2026, 6, 18), "siste_skoledag", "mai, juni eller juli 2027"),
        (AAR.forste_skoledag, date(2027, 5, 17), "siste_skoledag", "Grunnlovsdag"),
        (date(2026, 8, 17), date(2027, 6, 20), "siste_skoledag", "helg"),
    ],
)
def test_et_skoleaar_som_ikke_henger_sammen(
    roller: Rollebesetning, forste: date, siste: date, felt: str, ord_: str
) -> None:
    ((feltet, tekst),) = nektet(
        lambda: sett_skolerute(
            aktor=roller.sektorleder, hvem="felles", skolear=2026, data=Rutedata(forste, siste), now=NAA
        )
    )
    assert feltet == felt
    assert ord_ in tekst
    assert not Skolerute.objects.exists()


@pytest.mark.parametrize(
    ("data", "felt", "ord_"),
    [
        (Fridata("Feil vei", date(2026, 11, 20), date(2026, 11, 19)), "til", "før første dag"),
        (Fridata("Utenfor", date(2027, 6, 21), date(2027, 6, 22)), "fra", "utenfor"),
        (Fridata("Stikker ut", date(2027, 6, 17), date(2027, 6, 21)), "til", "utenfor"),
        (Fridata("For lang", date(2027, 1, 4), date(2027, 2, 4)), "til", "mer enn en måned"),
        (Fridata("Overlapper", date(2027, 2, 26), date(2027, 3, 1)), "fra", "«Vinterferie» 22.–26. februar"),
        (Fridata("Rundt", date(2027, 2, 20), date(2027, 3, 5)), "fra", "Overlapper"),
        (Fridata("Helg", date(2026, 11, 21), date(2026, 11, 22)), "fra", "fri uansett"),
        (Fridata("Pinse", date(2027, 5, 16), date(2027, 5, 17)), "fra", "fri uansett"),
    ],
)
def test_fridager_som_ikke_gir_mening(felles: Rollebesetning, data: Fridata, felt: str, ord_: str) -> None:
    assert any(f == felt and ord_ in t for f, t in nektet(lambda: fri(felles.sektorleder, data)))
    assert Skolefri.objects.count() == 2
    assert not Omregning.objects.exists()


def test_navnet_maa_vaere_der_ogsaa_naar_skjemaet_ikke_spurte(felles: Rollebesetning) -> None:
    ((felt, _tekst),) = nektet(lambda: fri(felles.sektorleder, Fridata("", date(2026, 11, 20), date(2026, 11, 20))))
    assert felt == "grunn"


def test_skoleaaret_kan_ikke_kortes_inn_over_en_ferie(felles: Rollebesetning) -> None:
    fri(felles.sektorleder, Fridata("Siste uke", date(2027, 6, 14), date(2027, 6, 18)))
    kortere = Rutedata(AAR.forste_skoledag, date(2027, 6, 16))
    ((felt, tekst),) = nektet(
        lambda: sett_skolerute(aktor=felles.sektorleder, hvem="felles", skolear=2026, data=kortere, now=NAA)
    )
    assert (felt, "«Siste uke» 14.–18. juni" in tekst) == ("siste_skoledag", True)


def test_aa_endre_en_ferie_overlapper_ikke_med_seg_selv(felles: Rollebesetning) -> None:
    vinter = Skolefri.objects.get(grunn="Vinterferie")
    endret = endre_fri(
        aktor=felles.sektorleder,
        hvem="felles",
        skolear=2026,
        fri_id=vinter.pk,
        data=Fridata("Vinterferie", date(2027, 2, 22), date(2027, 3, 1)),
        now=NAA,
    )
    assert endret.til == date(2027, 3, 1)
    assert Omregning.objects.get().grunn == "skolerute"


@pytest.mark.parametrize(
    ("fra", "til", "tekst"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), "20. november"),
        (date(2026, 10, 5), date(2026, 10, 9), "5.–9. oktober"),
        (date(2026, 12, 22), date(2027, 1, 2), "22. desember–2. januar"),
    ],
)
def test_dager_sies_som_folk_sier_dem(fra: date, til: date, tekst: str) -> None:
    assert spenn(fra, til) == tekst


# -- days that have been -----------------------------------------------------------------------------------------


@pytest.mark.regel("D-22")
def test_dager_som_har_vaert_endres_ikke(felles: Rollebesetning) -> None:
    leder = felles.sektorleder
    for felt, gjor in (
        ("fra", lambda: fri(leder, Fridata("Glemt", date(2026, 11, 9), date(2026, 11, 9)))),
        ("fra", lambda: fri(leder, Fridata("Fra i går", date(2026, 11, 9), date(2026, 11, 12)))),
        (
            "",
            lambda: fjern_fri(
                aktor=leder, hvem="felles", skolear=2026, fri_id=Skolefri.objects.get(grunn="Høstferie").pk, now=NAA
            ),
        ),
        (
            "forste_skoledag",
            lambda: sett_skolerute(
                aktor=leder,
                hvem="felles",
                skolear=2026,
                data=Rutedata(date(2026, 8, 18), AAR.siste_skoledag),
                now=NAA,
            ),
        ),
    ):
        ((feltet, tekst),) = nektet(gjor)
        assert feltet == felt
        assert "Dager som har vært, kan ikke endres" in tekst
    assert Skolefri.objects.count() == 2
    assert not Omregning.objects.exists()


@pytest.mark.regel("D-22")
def test_svaret_er_det_samme_enten_det_finnes_saker_eller_ikke(felles: Rollebesetning) -> None:
    """A refusal that depended on saker would tell a rektor of one that is hidden from them."""
    glemt = Fridata("Glemt", date(2026, 11, 9), date(2026, 11, 9))
    uten = nektet(lambda: fri(felles.sektorleder, glemt))
    lag_sak(felles, ledelse=True, mottatt=kl(date(2026, 11, 2)))
    assert nektet(lambda: fri(felles.sektorleder, glemt)) == uten


@pytest.mark.regel("D-22")
def test_dagen_i_dag_kan_bli_fri_og_navnet_paa_det_som_har_vaert_kan_rettes(felles: Rollebesetning) -> None:
    assert fri(felles.sektorleder, Fridata("Stengt", I_DAG, I_DAG)).fra == I_DAG
    host = Skolefri.objects.get(grunn="Høstferie")
    rettet = endre_fri(
        aktor=felles.sektorleder,
        hvem="felles",
        skolear=2026,
        fri_id=host.pk,
        data=Fridata("Haustferie", HOST.fra, HOST.til),
        now=NAA,
    )
    assert rettet.grunn == "Haustferie"


@pytest.mark.regel("D-22")
def test_en_ferie_som_er_i_gang_kan_forlenges_og_avbrytes_fra_i_dag(felles: Rollebesetning) -> None:
    vinter = Skolefri.objects.get(grunn="Vinterferie")
    onsdag = kl(date(2027, 2, 24))

    def til(dag: date, now: datetime) -> Skolefri:
        return endre_fri(
            aktor=felles.sektorleder,
            hvem="felles",
            skolear=2026,
            fri_id=vinter.pk,
            data=Fridata("Vinterferie", VINTER.fra, dag),
            now=now,
        )

    assert til(date(2027, 3, 1), onsdag).til == date(2027, 3, 1)
    assert til(date(2027, 2, 23), onsdag + timedelta(minutes=1)).til == date(2027, 2, 23)
    assert nektet(lambda: til(date(2027, 2, 22), onsdag + timedelta(minutes=2)))


@pytest.mark.regel("D-22")
def test_den_dagen_et_skoleaar_faar_sin_forste_skolerute_skrives_ogsaa_det_som_har_vaert(
    roller: Rollebesetning,
) -> None:
    sett_skolerute(aktor=roller.sektorleder, hvem="felles", skolear=2026, data=AAR, now=NAA)
    assert fri(roller.sektorleder, HOST, now=NAA + timedelta(minutes=3)).grunn == "Høstferie"
    glemt = Fridata("Glemt", date(2026, 11, 2), date(2026, 11, 2))
    assert nektet(lambda: fri(roller.sektorleder, glemt, now=NAA + DAG))
    # A school that makes its own today has followed the common one: what has been, has been.
    lag_egen_skolerute(aktor=roller.rektor, hvem="egge", skolear=2026, now=NAA + DAG)
    assert nektet(lambda: fri(roller.rektor, glemt, "egge", now=NAA + DAG))


# -- the page ----------------------------------------------------------------------------------------------------


def test_siden_gaar_til_egen_skole_eller_den_felles(felles: Rollebesetning, client: Client) -> None:
    for hvem, side in (("rektor", EGGE), ("sektorleder", FELLES), ("systemforvalter", FELLES)):
        svar = hent(client, felles.alle[hvem], "/skolerute/")
        assert (svar.status_code, svar["Location"]) == (302, side)
    assert hent(client, felles.rektor, "/skolerute/?skolear=2027&hvem=maere")["Location"] == "/skolerute/2027/maere/"
    assert hent(client, felles.rektor, "/skolerute/?skolear=tull&hvem=x")["Location"] == EGGE
    assert hent(client, felles.ansatt, "/skolerute/").status_code == 404


def test_siden_viser_aaret_dag_for_dag_med_navn(felles: Rollebesetning, client: Client) -> None:
    side = hent(client, felles.rektor, EGGE).content.decode()
    assert "Skolen følger den felles skoleruta." in side
    for tekst in (
        "August 2026",
        "Juli 2027",
        "Høstferie",
        "5.–9. oktober",
        '<span class="dag__tall">6</span><span class="skjult">, Kristi himmelfartsdag</span>',
        "Andre pinsedag, Grunnlovsdag",
        '<span class="dag__tall">24</span><span class="skjult">, Julaften</span>',
        '<span class="dag__tall">5</span><span class="skjult">, Høstferie</span>',
        "Første skoledag",
        "mandag 17. august 2026",
        '<span class="skjult">, i dag</span>',
    ):
        assert tekst in side
    assert side.count('<table class="maaned__tabell">') == 12
    assert "Legg til dager uten skole" not in side, "først må skolen lage sin egen"


def test_siden_teller_skoledagene_slik_fristene_gjor(felles: Rollebesetning, client: Client) -> None:
    kalender = kalendere([felles.egge.pk])[felles.egge.pk]
    dager = sum(kalender.er_skoledag(date(2026, 8, 1) + DAG * n) for n in range(365))
    assert 170 < dager < 220
    side = hent(client, felles.rektor, EGGE).content.decode()
    assert f"<dd>{dager}</dd>" in side


def test_aa_lage_egen_legge_til_endre_og_fjerne_paa_siden(felles: Rollebesetning, client: Client) -> None:
    assert post(client, felles.rektor, EGGE + "egen")["Location"] == EGGE
    svar = post(client, felles.rektor, EGGE + "fri", grunn="Planleggingsdag", fra="2026-11-20", til="")
    assert svar["Location"] == EGGE + "#fridager"
    rad = Skolefri.objects.get(grunn="Planleggingsdag")
    assert (rad.fra, rad.til) == (date(2026, 11, 20), date(2026, 11, 20))
    assert 'value="Planleggingsdag"' in hent(client, felles.rektor, f"{EGGE}fri/{rad.pk}/").content.decode()
    post(client, felles.rektor, f"{EGGE}fri/{rad.pk}/", grunn="Kursdag", fra="2026-11-23", til="2026-11-24")
    rad.refresh_from_db()
    assert (rad.grunn, rad.fra, rad.til) == ("Kursdag", date(2026, 11, 23), date(2026, 11, 24))
    side = hent(client, felles.rektor, EGGE).content.decode()
    assert "La til «Planleggingsdag», 20. november." in side
    assert "Endret «Kursdag» til 23.–24. november." in side
    assert post(client, felles.rektor, f"{EGGE}fri/{rad.pk}/fjern").status_code == 302
    assert post(client, felles.rektor, f"{EGGE}fri/{rad.pk}/fjern").status_code == 302, "et trykk for mye er ingen feil"
    assert not Skolefri.objects.filter(grunn="Kursdag").exists()
    assert post(client, felles.rektor, EGGE + "felles-igjen").status_code == 302
    assert not Skolerute.objects.filter(skole=felles.egge).exists()
    assert post(client, felles.rektor, EGGE + "felles-igjen").status_code == 404


def test_en_annen_skoles_fridager_kan_ikke_naas_gjennom_egen_skole(felles: Rollebesetning, client: Client) -> None:
    lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=NAA)
    felles_host = Skolefri.objects.get(grunn="Vinterferie", skolerute__skole=None)
    assert hent(client, felles.rektor, f"{EGGE}fri/{felles_host.pk}/").status_code == 404
    assert post(client, felles.rektor, f"{EGGE}fri/{felles_host.pk}/fjern").status_code == 302
    assert Skolefri.objects.filter(pk=felles_host.pk).exists()


@pytest.mark.parametrize(
    ("under", "data", "melding"),
    [
        ("fri", {"grunn": "", "fra": "2026-11-20"}, "Fyll ut dette feltet."),
        ("fri", {"grunn": "Kurs", "fra": "2026-13-45"}, "Skriv datoen som dag, måned og år"),
        ("fri", {"grunn": "Kurs", "fra": "2027-02-24"}, "Overlapper med «Vinterferie» 22.–26. februar."),
        ("fri", {"grunn": "Kurs", "fra": "2026-11-09"}, "Dager som har vært, kan ikke endres."),
        ("dager", {"forste_skoledag": "2026-08-15", "siste_skoledag": "2027-06-18"}, "kan ikke være en skoledag: helg"),
    ],
)
def test_det_som_er_galt_staar_ved_feltet_og_det_som_er_skrevet_staar_der_ennaa(
    felles: Rollebesetning, client: Client, under: str, data: dict[str, str], melding: str
) -> None:
    svar = post(client, felles.sektorleder, FELLES + under, **data)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert melding in side
    assert 'class="feltfeil"' in side
    for verdi in data.values():
        assert f'value="{verdi}"' in side or not verdi


def test_endringssiden_avviser_ved_feltet(felles: Rollebesetning, client: Client) -> None:
    rad = Skolefri.objects.get(grunn="Vinterferie")
    svar = post(
        client, felles.sektorleder, f"{FELLES}fri/{rad.pk}/", grunn="Vinterferie", fra="2027-02-26", til="2027-02-22"
    )
    assert svar.status_code == 422
    assert "Siste dag kan ikke være før første dag." in svar.content.decode()


def test_det_som_ikke_kan_fjernes_sies_paa_siden(felles: Rollebesetning, client: Client) -> None:
    host = Skolefri.objects.get(grunn="Høstferie")
    svar = post(client, felles.sektorleder, f"{FELLES}fri/{host.pk}/fjern")
    assert svar.status_code == 422
    assert "Dager som har vært, kan ikke endres." in svar.content.decode()
    # … and the page does not offer it.
    side = hent(client, felles.sektorleder, FELLES).content.decode()
    assert f"fri/{host.pk}/fjern" not in side
    assert f"fri/{Skolefri.objects.get(grunn='Vinterferie').pk}/fjern" in side


@pytest.mark.parametrize(
    ("dag", "aar"),
    [
        (date(2027, 4, 30), []),
        (date(2027, 5, 1), ["2027/28"]),
        (date(2027, 7, 31), ["2027/28"]),
        (date(2027, 8, 1), ["2027/28"]),
    ],
)
def test_etter_forste_mai_varsles_det_om_neste_skoleaar(
    felles: Rollebesetning, client: Client, dag: date, aar: list[str]
) -> None:
    for side, hvem in ((FELLES, felles.sektorleder), (EGGE, felles.rektor), ("/innstillinger/", felles.rektor)):
        innhold = hent(client, hvem, side, kl(dag)).content.decode()
        assert ("regnes alle hverdager utenom sommeren som skoledager" in innhold) is bool(aar)
        assert all(tekst in innhold for tekst in aar)


def test_en_skole_med_egen_skolerute_varsles_ikke_om_den_felles(roller: Rollebesetning, client: Client) -> None:
    assert "ingen skolerute for 2026/27" in hent(client, roller.rektor, EGGE).content.decode()
    sett_skolerute(aktor=roller.rektor, hvem="egge", skolear=2026, data=AAR, now=NAA)
    assert "ingen skolerute" not in hent(client, roller.rektor, EGGE).content.decode()
    felles = hent(client, roller.sektorleder, FELLES).content.decode()
    assert "Det er ingen felles skolerute for 2026/27." in felles
    assert "Egge skole</a>" in felles, "skolene med egen er nevnt"


def test_et_skoleaar_som_har_vaert_kan_leses_men_ikke_endres(felles: Rollebesetning, client: Client) -> None:
    side = hent(client, felles.sektorleder, "/skolerute/2025/felles/").content.decode()
    assert "Legg inn skoleåret" not in side


def test_siden_koster_like_mye_med_mange_fridager_og_mange_endringer(felles: Rollebesetning, client: Client) -> None:
    for_ = antall(client, felles.sektorleder, FELLES)
    kalender = kalendere([felles.egge.pk])[felles.egge.pk]
    dag = I_DAG
    for nummer in range(24):
        dag = kalender.neste_skoledag(dag + DAG)
        fri(felles.sektorleder, Fridata(f"Dag {nummer}", dag, dag), now=NAA + timedelta(seconds=nummer))
    assert antall(client, felles.sektorleder, FELLES) == for_ <= 25


def test_den_som_saa_en_eldre_side_faar_vite_det_og_det_skrevne_staar(felles: Rollebesetning, client: Client) -> None:
    ferie = fri(felles.sektorleder, PLANLEGGING)
    aaret, dagen = FELLES, f"{FELLES}fri/{ferie.pk}/"
    skjemaene = (
        (aaret, f"{aaret}dager", "ruteskjema", {"forste_skoledag": "2026-08-17", "siste_skoledag": "2027-06-24"}),
        (dagen, dagen, "skjema", {"grunn": "Kursdag for alle", "fra": "2026-11-20", "til": ""}),
    )
    sett = [
        hent(client, felles.sektorleder, side).context[navn]["sett"].value()  # type: ignore[attr-defined]
        for side, _til, navn, _felter in skjemaene
    ]
    senere = replace(AAR, siste_skoledag=AAR.siste_skoledag - timedelta(days=1))
    sett_skolerute(aktor=felles.sektorleder, hvem="felles", skolear=2026, data=senere, now=NAA)
    endret = replace(PLANLEGGING, grunn="Den andres")
    endre_fri(aktor=felles.sektorleder, hvem="felles", skolear=2026, fri_id=ferie.pk, data=endret, now=NAA)
    for (_side, til, _navn, felter), eldre in zip(skjemaene, sett, strict=True):
        svar = post(client, felles.sektorleder, til, **felter, sett=eldre)
        assert svar.status_code == 422
        assert "Sektor Leder lagret endringer her" in svar.content.decode()
        assert f'value="{next(iter(felter.values()))}"' in svar.content.decode()
        assert f'name="sett" value="{eldre}"' not in svar.content.decode()
    ferie.refresh_from_db()
    assert (ferie.grunn, ferie.skolerute.siste_skoledag) == ("Den andres", senere.siste_skoledag)
    # The same once more is no change.
    endringer = ferie.history.count()
    endre_fri(aktor=felles.sektorleder, hvem="felles", skolear=2026, fri_id=ferie.pk, data=endret, now=NAA)
    assert ferie.history.count() == endringer


def test_egen_skolerute_gis_ikke_fra_seg_med_dager_en_annen_har_lagt_inn_i_mellomtiden(
    felles: Rollebesetning, client: Client
) -> None:
    lag_egen_skolerute(aktor=felles.rektor, hvem="egge", skolear=2026, now=NAA)

    def sett() -> str:
        side = hent(client, felles.rektor, EGGE).content.decode()
        return side.partition('felles-igjen">')[2].partition('name="sett" value="')[2].partition('"')[0]

    eldre = sett()
    data = Fridata(grunn="Planleggingsdag", fra=date(2026, 11, 20), til=date(2026, 11, 20))
    legg_til_fri(aktor=felles.rektor, hvem="egge", skolear=2026, data=data, now=NAA)
    svar = post(client, felles.rektor, EGGE + "felles-igjen", sett=eldre)
    assert svar.status_code == 422
    assert "Noen andre endret fridagene" in svar.content.decode()
    assert Skolefri.objects.filter(skolerute__skole=felles.egge, grunn="Planleggingsdag").exists()
    assert post(client, felles.rektor, EGGE + "felles-igjen", sett=sett()).status_code == 302
    assert not Skolerute.objects.filter(skole=felles.egge).exists()
