"""The role the application has in the database: it does all its work, and can change no log."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pgtrigger
import psycopg
import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.urls import reverse

from cases.dokumenter.actions import lag_plandokument
from cases.evaluering.actions import Evalueringsdata, evaluer
from cases.evaluering.models import Elevsvar, Evaluering
from cases.melding.actions import (
    Meldingsdata,
    Mottaksdata,
    Mottakselev,
    forkast_utkast,
    lagre_utkast,
    legg_til_tillegg,
    send_melding,
    ta_imot,
)
from cases.sak.models import Hendelse, Oppslag
from cases.segl import actions as seglenes
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Telling, kontroller
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.actions import registrer_samtale
from cases.varsling.epost import send_epost
from cases.varsling.sveip import oppdater_frister, rydd_utkast, sveip
from cases.vedlegg.actions import Vedleggsdata, legg_ved_i_sak, legg_ved_i_utkast, sperr_i_sak
from cases.vedlegg.kontroll import kontroller as kontroller_vedlegg
from steinkjer_skolemiljo import databaserolle, helse
from tests.cases.planer import vedtatt
from tests.cases.undersokelse.test_dorer import SAMTALE
from tests.cast import I_DAG, NAA
from tests.factories import klarfil, lag_sak
from tests.segl.inngrep import forseglet_sak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.cast import Rollebesetning

BARE_LEGGES_TIL = sorted(modell._meta.db_table for modell in databaserolle.bare_legges_til())
IKKE_LOV = psycopg.errors.InsufficientPrivilege


@contextmanager
def som_appen() -> Iterator[None]:
    """Be the application's role until the block ends, or the transaction is undone."""
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("SET CONSTRAINTS ALL DEFERRED")
        peker.execute(f"SET ROLE {settings.DATABASE_APP_ROLE}")
        yield
        peker.execute("RESET ROLE")


def _nektes(setning: str) -> type[BaseException | None] | None:
    """Try a statement as the application, undo it, and say what PostgreSQL answered."""
    with transaction.atomic():
        try:
            with transaction.atomic(), som_appen(), connection.cursor() as peker:
                peker.execute(setning)
        except DatabaseError as feil:
            assert feil.__cause__ is not None
            return type(feil.__cause__)
        transaction.set_rollback(True)
    return None


# ---- what it may not


@pytest.mark.parametrize("tabell", BARE_LEGGES_TIL)
def test_ingenting_kan_endres_eller_fjernes_i_en_tabell_der_det_bare_legges_til(db: None, tabell: str) -> None:
    with connection.cursor() as peker:
        peker.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", [tabell])
        (kolonne,) = peker.fetchone()
    for setning in (
        f'UPDATE {tabell} SET "{kolonne}" = "{kolonne}"',
        f"DELETE FROM {tabell}",
        f"TRUNCATE {tabell} CASCADE",
        f"ALTER TABLE {tabell} ADD COLUMN ny text",
        f"ALTER TABLE {tabell} DISABLE TRIGGER ALL",
        f"ALTER TABLE {tabell} OWNER TO {settings.DATABASE_APP_ROLE}",
        f"DROP TABLE {tabell} CASCADE",
        f"SELECT * FROM {tabell} FOR UPDATE",
        f"CREATE TRIGGER ny BEFORE INSERT ON {tabell} EXECUTE FUNCTION pg_catalog.tsvector_update_trigger()",
        # Granting what one does not have is but a warning, and gives nothing.
        f"GRANT UPDATE, DELETE ON {tabell} TO {settings.DATABASE_APP_ROLE}; DELETE FROM {tabell}",
    ):
        svar = _nektes(setning)
        assert svar is IKKE_LOV, (setning, svar)


@pytest.mark.parametrize(
    "setning",
    [
        "SET session_replication_role = replica",
        "CREATE TABLE min (id int)",
        "CREATE TEMPORARY TABLE cases_hendelse (id int)",
        "CREATE SCHEMA mitt",
        "CREATE FUNCTION min() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION public._pgtrigger_should_ignore(name) RENAME TO borte",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "CREATE ROLE annen",
        "DELETE FROM django_migrations",
        "UPDATE auth_permission SET codename = 'x'",
        "DELETE FROM cases_sak",
        "DELETE FROM cases_melding",
        "SELECT setval('cases_hendelse_id_seq', 1)",
    ],
)
def test_rollen_kan_ikke_gi_seg_selv_mer(db: None, setning: str) -> None:
    assert _nektes(setning) is IKKE_LOV


def test_en_innstilling_i_forbindelsen_slaar_ingen_utloser_av(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)
    utlosere = ",".join(utloser.get_pgid(modell) for modell, utloser in pgtrigger.registered())
    with som_appen():
        endre = f"UPDATE cases_tiltaksplan SET utfordring = 'en annen' WHERE id = {plan.pk}"
        for slaa_av in (f"SET LOCAL pgtrigger.ignore = '{{{utlosere}}}'", "SELECT 1"):
            with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as peker:
                peker.execute(f"{slaa_av}; {endre}")
        with pytest.raises(DatabaseError, match="pgtrigger"), pgtrigger.ignore(), transaction.atomic():
            Tiltaksplan.objects.get(pk=plan.pk).delete()


@pytest.mark.parametrize(
    "gitt",
    [
        "UPDATE (tid) ON cases_oppslag TO {rolle}",
        "UPDATE (tid) ON cases_oppslag TO PUBLIC",
        "DELETE ON cases_oppslag TO PUBLIC",
    ],
)
def test_det_rollen_har_faatt_utenom_modellene_tas_fra_den_ved_neste_migrering(db: None, gitt: str) -> None:
    with connection.cursor() as peker:
        peker.execute(f"GRANT {gitt.format(rolle=settings.DATABASE_APP_ROLE)}")
    endre = "DELETE FROM cases_oppslag" if "DELETE" in gitt else "UPDATE cases_oppslag SET tid = tid"
    assert _nektes(endre) is not IKKE_LOV
    databaserolle.gi_rettigheter(connection)
    assert _nektes(endre) is IKKE_LOV
    assert _nektes("SELECT FROM cases_oppslag") is None


def test_rollen_har_akkurat_det_modellene_sier(db: None) -> None:
    with connection.cursor() as peker:
        har = databaserolle._har(peker, settings.DATABASE_APP_ROLE)
    assert har == databaserolle.rettigheter()


# ---- the list is read from the models


def test_listen_er_den_samme_som_databasens_egne_utlosere(db: None) -> None:
    # 2: before, 8: delete, 16: update, 1: for each row. Without a condition, so every row.
    with connection.cursor() as peker:
        peker.execute(
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgtype = 27 AND t.tgqual IS NULL AND p.prosrc LIKE '%Cannot update or delete rows%'"
            " AND t.tgenabled = 'O'"
        )
        assert sorted(tabell for (tabell,) in peker.fetchall()) == BARE_LEGGES_TIL


def test_all_historikk_og_alle_logger_er_med() -> None:
    historikk = {modell._meta.db_table for modell in apps.get_models() if hasattr(modell, "history_object")}
    assert historikk
    assert historikk <= set(BARE_LEGGES_TIL)
    assert {"cases_hendelse", "cases_oppslag", "cases_dokument", "cases_meldingstillegg", "cases_segl"} <= set(
        BARE_LEGGES_TIL
    )


def test_en_modell_som_sier_at_den_bare_legges_til_er_med() -> None:
    sier = {
        modell._meta.db_table
        for modell in apps.get_models()
        if "Append-only." in (modell.__doc__ or "").partition("\n\n")[0]
    }
    assert {"cases_hendelse", "cases_oppslag"} <= sier
    assert sier <= set(BARE_LEGGES_TIL)


def test_rettighetene_rettes_opp_etter_neste_migrering(db: None) -> None:
    with connection.cursor() as peker:
        peker.execute(f"GRANT ALL ON cases_hendelse TO {settings.DATABASE_APP_ROLE}")
        peker.execute("CREATE TABLE ukjent (id int)")
        emit_post_migrate_signal(0, interactive=False, db="default")
        har = databaserolle._har(peker, settings.DATABASE_APP_ROLE)
    assert har["cases_hendelse"] == {"SELECT", "INSERT"}
    assert "ukjent" not in har


# ---- what it must


def test_en_hel_sak_fra_melding_til_evaluering_som_approllen(client: Client, roller: Rollebesetning) -> None:
    with som_appen(), time_machine.travel(NAA, tick=False):
        lagre_utkast(aktor=roller.ansatt, nokkel=uuid4(), felter={"hva_skjedde": ["Nora"]}, now=NAA)
        (melding,) = send_melding(
            aktor=roller.ansatt,
            data=Meldingsdata(
                nokkel=uuid4(), hva_skjedde="Nora sto alene igjen.", oppdaget=I_DAG, elever=(roller.elev,), haster=True
            ),
            now=NAA,
        )
        (rad,) = melding.elever.all()
        (sak,) = ta_imot(
            aktor=roller.rektor,
            nummer=melding.nummer,
            data=Mottaksdata(elever=(Mottakselev(meldingelev_id=rad.pk, elev=roller.elev),), del_med_kontaktlarer=True),
            now=NAA,
        )
        legg_til_tillegg(
            aktor=roller.ansatt, nummer=melding.nummer, tekst="Det skjedde i dag også.", filer=(klarfil(),), now=NAA
        )
        utkast = lagre_utkast(aktor=roller.ansatt, nokkel=uuid4(), felter={}, now=NAA)
        legg_ved_i_utkast(aktor=roller.ansatt, nokkel=utkast.nokkel, filer=(klarfil(),), now=NAA)
        forkast_utkast(aktor=roller.ansatt)
        vedlegg = legg_ved_i_sak(aktor=roller.rektor, sak_id=sak.pk, data=Vedleggsdata((klarfil(),)), now=NAA)[0]
        sperr_i_sak(aktor=roller.rektor, sak_id=sak.pk, nokkel=vedlegg.nokkel, grunn="Feil fil", now=NAA)
        with override_settings(VIRUSKONTROLL="kommando:true"):
            kontroller_vedlegg(NAA)
        registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=SAMTALE, now=NAA)
        plan = vedtatt(sak, roller.rektor)
        lag_plandokument(aktor=roller.rektor, plan_id=plan.pk, now=NAA)
        evaluer(
            aktor=roller.rektor,
            sak_id=sak.pk,
            data=Evalueringsdata(
                planversjon=plan.versjon,
                dato=I_DAG,
                deltakere="Nora og rektor",
                elevens_svar=Elevsvar.DELVIS,
                spurt_av="Rektor",
                konklusjon=Evaluering.Konklusjon.FORTSETTE,
                begrunnelse="Det virker, men tar tid.",
                ny_evalueringsdato=I_DAG + timedelta(days=14),
            ),
            now=NAA,
        )
        client.force_login(roller.rektor)
        for side in ("sak:vis", "sak:logg", "tiltaksplan:vis", "evaluering:vis"):
            assert client.get(reverse(side, args=[sak.nummer])).status_code == 200
        # What the worker does.
        sveip(NAA)
        oppdater_frister(NAA)
        send_epost(NAA)
        rydd_utkast(NAA + timedelta(days=60))
        assert forsegl(NAA, ventetid=0) > 0
        assert seglenes.nattlig_kontroll(NAA) == 0
        assert list(kontroller(NAA, Telling(), alt=True)) == []
    typer = list(Hendelse.objects.filter(sak=sak).order_by("lenke").values_list("type", flat=True))
    assert typer[0] == "sak_opprettet"
    assert {
        "melding_lagt_til",
        "tillegg_til_melding",
        "samtale",
        "plan_vedtatt",
        "dokument_laget",
        "evaluering",
    } <= set(typer)
    assert Oppslag.objects.filter(sak=sak).count() >= 4


# ---- what refuses to start


def _feil() -> list[str]:
    funnet = run_checks(tags=[Tags.database], databases=["default"])
    return [feil.msg for feil in funnet if feil.id == "organisation.E002"]


@override_settings(DEMO=False)
def test_produksjon_starter_ikke_som_eier_eller_superbruker(db: None) -> None:
    (melding,) = _feil()
    assert "er superbruker" in melding
    assert "eier tabeller" in melding


@override_settings(DEMO=False)
def test_produksjon_starter_som_approllen(db: None) -> None:
    with som_appen():
        assert _feil() == []


@override_settings(DEMO=False)
@pytest.mark.parametrize(
    ("gitt", "sier"),
    [
        ("UPDATE ON cases_oppslag", "kan endre eller slette i cases_oppslag"),
        ("UPDATE (tid) ON cases_oppslag", "kan endre eller slette i cases_oppslag"),
        ("SET ON PARAMETER session_replication_role", "kan slå av utløsere"),
    ],
)
def test_produksjon_starter_ikke_naar_approllen_kan_endre_en_logg(db: None, gitt: str, sier: str) -> None:
    with connection.cursor() as peker:
        peker.execute(f"GRANT {gitt} TO {settings.DATABASE_APP_ROLE}")
    with som_appen():
        (melding,) = _feil()
    assert sier in melding


@override_settings(DEMO=True)
def test_i_demo_spor_ingen(db: None) -> None:
    assert _feil() == []


@pytest.mark.django_db(transaction=True)
def test_seglene_venter_paa_den_som_har_fatt_et_nummer_og_ikke_er_ferdig_og_det_blir_sagt(
    roller: Rollebesetning,
    client: Client,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sak = forseglet_sak(roller)
    parametre = connection.get_connection_params()
    parametre.pop("cursor_factory", None)
    parametre.pop("context", None)
    nytt = (
        "INSERT INTO cases_oppslag (sak_id, bruker_id, tid, hva, rolle, grunn, melding_nummer, liste, antall,"
        " viste_saker, viste_meldinger, viste_elever) VALUES (%s, %s, now(), 'sak', '', '', '', '', 0, '{}', '{}', '{}')"
    )
    with psycopg.connect(**parametre) as annen:
        annen.execute(nytt, [sak.pk, roller.rektor.pk])
        with connection.cursor() as peker:
            peker.execute(nytt, [sak.pk, roller.rektor.pk])
        assert forsegl(NAA, ventetid=0) == 0
        (linje,) = [rad for rad in caplog.messages if rad.startswith("Ikke forseglet: ")]
        assert "cases_oppslag" in linje
        assert "En skriving har stått åpen i 0:00:0" in linje
        assert client.get("/helse/").json()["seals"] is True
        monkeypatch.setattr(helse, "LENGST_AAPEN", timedelta(0))
        assert client.get("/helse/").json()["seals"] is False
        annen.commit()
    monkeypatch.undo()
    assert client.get("/helse/").json()["seals"] is True
    assert forsegl(NAA, ventetid=0) == 2
    assert forsegl(NAA, ventetid=0) == 0
    assert list(kontroller(NAA, Telling(), alt=True)) == []
