"""A list with names is one row: which list, how many, and the ids; never what was searched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.sak.models import Oppslag
from cases.sak.oppslag import Tid, noter_liste, rolle_i_dag
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

MINUTT = timedelta(minutes=1)


def hent(client: Client, bruker: Bruker, adresse: str, naar: datetime = NAA, **hoder: str) -> int:
    client.force_login(bruker)
    with time_machine.travel(naar, tick=False):
        return client.get(adresse, headers=hoder or None).status_code


def test_saklista_er_en_rad_med_id_ene_som_ble_vist(client: Client, roller: Rollebesetning) -> None:
    saker = [lag_sak(roller, elev=elev) for elev in (roller.elev, roller.annen_elev)]
    lag_sak(roller, elev=roller.elev_maere)
    assert hent(client, roller.rektor, "/saker/?vis=alle") == 200
    rad = Oppslag.objects.get()
    assert (rad.hva, rad.liste, rad.antall, rad.rolle) == ("liste", "saker", 2, "skoleleder")
    assert rad.viste_saker == sorted(sak.pk for sak in saker)
    assert rad.sak is None


def test_det_som_ble_sokt_etter_staar_ingen_steder(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller)
    hent(client, roller.rektor, "/saker/?q=nora&vis=alle")
    hent(client, roller.ansatt, "/meld/elevsok?navn=elever&sok_elever=nora")
    assert Oppslag.objects.count() == 2
    with connection.cursor() as peker:
        peker.execute("SELECT count(*) FROM cases_oppslag o WHERE to_jsonb(o)::text ILIKE '%nora%'")
        assert peker.fetchone() == (0,)


def test_samme_liste_igjen_innen_et_minutt_er_samme_blikk(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller)
    for sekunder in (0, 20, 59):
        hent(client, roller.rektor, "/saker/", NAA + timedelta(seconds=sekunder), HX_Request="true")
    assert Oppslag.objects.count() == 1
    # Another list, another person, or a minute later is another look.
    hent(client, roller.rektor, "/", NAA)
    hent(client, roller.kontaktlarer, "/saker/", NAA)
    hent(client, roller.rektor, "/saker/", NAA + 2 * MINUTT)
    assert Oppslag.objects.filter(bruker=roller.rektor).count() == 2
    assert Oppslag.objects.filter(bruker=roller.kontaktlarer).count() == 0


def test_en_annen_sak_i_lista_er_et_nytt_blikk_med_en_gang(client: Client, roller: Rollebesetning) -> None:
    lag_sak(roller)
    hent(client, roller.rektor, "/saker/")
    lag_sak(roller, elev=roller.annen_elev)
    hent(client, roller.rektor, "/saker/")
    assert [rad.antall for rad in Oppslag.objects.order_by("pk")] == [1, 2]


def test_en_tom_liste_er_ikke_et_blikk(client: Client, roller: Rollebesetning) -> None:
    for bruker, side in ((roller.rektor_maere, "/saker/"), (roller.ansatt, "/tiltak/"), (roller.rektor_maere, "/")):
        assert hent(client, bruker, side) == 200
    assert not Oppslag.objects.exists()


def test_innboksen_og_forsiden_noterer_meldingene_de_viste(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    hent(client, roller.rektor, "/meldinger/innboks/")
    hent(client, roller.rektor, "/")
    assert {(rad.liste, tuple(rad.viste_meldinger)) for rad in Oppslag.objects.all()} == {
        ("innboks", (melding.pk,)),
        ("forside", (melding.pk,)),
    }


def test_elevsok_noterer_elevene_som_ble_funnet(client: Client, roller: Rollebesetning) -> None:
    hent(client, roller.ansatt, "/meld/elevsok?navn=elever&sok_elever=5A")
    rad = Oppslag.objects.get()
    assert (rad.liste, rad.rolle) == ("elevsok", "ansatt")
    assert rad.viste_elever == sorted([roller.elev.pk, roller.annen_elev.pk])


def test_elevsok_uten_javascript_noteres_ogsaa(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.ansatt)
    with time_machine.travel(NAA, tick=False):
        client.post("/meld/", {"handling": "sok", "sok_elever": "jonas"})
    assert Oppslag.objects.get().viste_elever == [roller.annen_elev.pk]


def test_en_liste_koster_en_lesning_og_hoyst_en_skriving(roller: Rollebesetning) -> None:
    naa = Tid(now=NAA, dag=I_DAG)
    roller_for(roller.rektor, I_DAG)
    roller.rektor.roller_i_foresporsel = {}  # type: ignore[attr-defined]
    roller_for(roller.rektor, I_DAG)
    for ventet in (2, 1):
        with CaptureQueriesContext(connection) as fanget:
            noter_liste(roller.rektor, naa, Oppslag.Liste.SAKER, saker=range(1, 200))
        assert len(fanget) == ventet


def test_databasen_krever_at_en_liste_sier_hvilken_og_hvor_mange(roller: Rollebesetning) -> None:
    gale: tuple[dict[str, object], ...] = (
        {"hva": "liste"},
        {"hva": "liste", "liste": "saker"},
        {"hva": "sak"},
        {"hva": "liste", "liste": "saker", "antall": 1, "sak": lag_sak(roller)},
    )
    for gal in gale:
        with pytest.raises(IntegrityError), transaction.atomic():
            Oppslag.objects.create(bruker=roller.rektor, tid=NAA, **gal)


def test_ingen_rad_endres_eller_slettes(roller: Rollebesetning) -> None:
    Oppslag.objects.create(bruker=roller.rektor, tid=NAA, hva="sak", sak=lag_sak(roller))
    for setning in ("UPDATE cases_oppslag SET rolle = 'x'", "DELETE FROM cases_oppslag"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_rollen_i_en_liste_er_den_sterkeste_personen_har(roller: Rollebesetning) -> None:
    ventet = {
        "rektor": "skoleleder",
        "kontaktlarer": "kontaktlarer",
        "sektorleder": "skoleeier",
        "kommunalsjef": "kommunalsjef",
        "personvernombud": "personvernombud",
        "stotte": "stottetjeneste",
        "systemforvalter": "systemforvalter",
        "ansatt": "ansatt",
    }
    assert {navn: rolle_i_dag(roller_for(getattr(roller, navn), I_DAG)) for navn in ventet} == ventet


def test_en_del_av_saken_noteres_med_navn(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    deler = {
        "": "sak",
        "undersokelse/": "undersokelse",
        "tiltaksplan/": "tiltaksplan",
        "evaluering/": "evaluering",
        "personer/": "personer",
        "logg/": "logg",
        "innsynslogg/": "leselogg",
    }
    for sti, hva in deler.items():
        assert hent(client, roller.rektor, f"/saker/{sak.nummer}/{sti}") == 200
        assert Oppslag.objects.first().hva == hva  # type: ignore[union-attr]
