"""The role the application has in PostgreSQL: it reads and writes, and can neither change a log nor the tables.

The owner of the tables migrates; web, worker and beat log in as another role. What that role may do is worked out
from the models and set after every migration, so that a new append-only table is protected from its first day and a
table nobody has thought of is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper
    from django.db.models import Model

LES = frozenset({"SELECT"})
LEGG_TIL = frozenset({"SELECT", "INSERT"})
UTEN_SLETTING = frozenset({"SELECT", "INSERT", "UPDATE"})
ALT = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
# What only a migration writes.
MIGRERINGENES = frozenset({"django_migrations", "django_content_type", "auth_permission"})

# Nobody turns a trigger off by a setting of the session, as django-pgtrigger would let them (its migrations put the
# original back, so this is set again after each).
INGEN_UNNTAK = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false'
"""


def _forbudt(modell: type[Model]) -> set[str]:
    """What the database refuses for every row of a model: UPDATE, DELETE, or both."""
    utlosere: list[tuple[Any, Any]] = pgtrigger.registered()
    return {
        str(operasjon)
        for eier, utloser in utlosere
        # A ReadOnly is a Protect of some columns only.
        if eier is modell and type(utloser) is pgtrigger.Protect and utloser.condition is None
        for operasjon in utloser.operation or ()
    }


def bare_legges_til() -> list[type[Model]]:
    """Every append-only model: those whose rows the database refuses to change and to remove. Read from the models."""
    return [modell for modell in apps.get_models(include_auto_created=True) if {"UPDATE", "DELETE"} <= _forbudt(modell)]


def rettigheter() -> dict[str, frozenset[str]]:
    """Each table of the models and what the application's role may do with it."""
    funnet: dict[str, frozenset[str]] = {}
    for modell in apps.get_models(include_auto_created=True):
        if modell._meta.proxy or not modell._meta.managed:
            continue
        forbudt = _forbudt(modell)
        if {"UPDATE", "DELETE"} <= forbudt:
            lov = LEGG_TIL
        elif "DELETE" in forbudt:
            lov = UTEN_SLETTING
        else:
            lov = ALT
        funnet[modell._meta.db_table] = lov
    return funnet | dict.fromkeys(MIGRERINGENES, LES)


def _har(peker: CursorWrapper, rolle: str) -> dict[str, frozenset[str]]:
    peker.execute(
        "SELECT c.relname, array_agg(a.privilege_type) FROM pg_class c, aclexplode(c.relacl) a"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')"
        " AND a.grantee = (SELECT oid FROM pg_roles WHERE rolname = %s) GROUP BY c.relname",
        [rolle],
    )
    return {tabell: frozenset(hva) for tabell, hva in peker.fetchall()}


def _har_utenom(peker: CursorWrapper, rolle: str, tabeller: Iterable[str]) -> bool:
    """Whether the role may do what no model says: with single columns, or because everybody who logs in may."""
    peker.execute(
        "WITH egne AS (SELECT oid, relacl FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s))"
        " SELECT EXISTS (SELECT FROM egne, aclexplode(relacl) a WHERE a.grantee = 0)"
        " OR EXISTS (SELECT FROM egne JOIN pg_attribute k ON k.attrelid = egne.oid, aclexplode(k.attacl) a"
        " WHERE a.grantee IN (0, (SELECT oid FROM pg_roles WHERE rolname = %s)))",
        [list(tabeller), rolle],
    )
    return bool(peker.fetchone()[0])


def _kan_lage_roller(peker: CursorWrapper) -> bool:
    peker.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    return bool(peker.fetchone()[0])


def sorg_for_rollen(forbindelse: BaseDatabaseWrapper) -> bool:
    """Make the role where it is missing, with the password of ``DATABASE_URL`` where that names it.

    Returns whether it is there. The owner must be allowed to make roles, or the role be made beforehand.
    """
    rolle, passord = settings.DATABASE_APP_ROLE, settings.DATABASE_APP_PASSWORD
    with forbindelse.cursor() as peker:
        peker.execute("SELECT true FROM pg_roles WHERE rolname = %s", [rolle])
        finnes = peker.fetchone() is not None
        if not _kan_lage_roller(peker):
            return finnes
        navn = sql.Identifier(rolle)
        if not finnes:
            # Two databases of one server may be migrated at once, as the tests do.
            peker.execute(
                sql.SQL(
                    "DO $$ BEGIN CREATE ROLE {} NOLOGIN NOINHERIT;"
                    " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
                ).format(navn)
            )
        if settings.DATABASE_IS_OWNER:
            # Sent as a verifier, so that the password itself stands in no log of the server's.
            skjult = peker.connection.pgconn.encrypt_password(passord.encode(), rolle.encode(), b"scram-sha-256")
            peker.execute(
                sql.SQL(
                    "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD {}"
                ).format(navn, sql.Literal(skjult.decode() if passord else None))
            )
    return True


def gi_rettigheter(forbindelse: BaseDatabaseWrapper) -> None:
    """Bring what the application's role may do in step with the models. Does nothing where it is so already."""
    rolle = sql.Identifier(settings.DATABASE_APP_ROLE)
    with transaction.atomic(using=forbindelse.alias), forbindelse.cursor() as peker:
        tabeller = set(forbindelse.introspection.table_names(peker))
        skal = {tabell: lov for tabell, lov in rettigheter().items() if tabell in tabeller}
        peker.execute("SELECT prosrc FROM pg_proc WHERE oid = to_regproc('public._pgtrigger_should_ignore')")
        kilde = peker.fetchone()
        if kilde is not None and kilde[0] != "SELECT false":
            peker.execute(INGEN_UNNTAK)
        # The database's own rights are asked for too: a copy of it has the tables' and not these.
        peker.execute(
            "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", [settings.DATABASE_APP_ROLE]
        )
        midlertidig = peker.fetchone()[0]
        utenom = _har_utenom(peker, settings.DATABASE_APP_ROLE, skal)
        if _har(peker, settings.DATABASE_APP_ROLE) == skal and not utenom and not midlertidig:
            return
        base = sql.Identifier(forbindelse.settings_dict["NAME"])
        egne = sql.SQL(", ").join(map(sql.Identifier, skal))
        for setning in (
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            # A temporary table could stand in the way of a real one with the same name.
            "REVOKE CREATE, TEMPORARY ON DATABASE {base} FROM PUBLIC",
            "GRANT CONNECT ON DATABASE {base} TO {rolle}",
            # Of their columns too. What an extension has put there is everybody's, and stays so.
            "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {rolle}",
            "REVOKE ALL ON {egne} FROM PUBLIC",
            "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {rolle}",
            "REVOKE ALL ON SCHEMA public FROM {rolle}",
            "GRANT USAGE ON SCHEMA public TO {rolle}",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {rolle}",
        ):
            peker.execute(sql.SQL(setning).format(base=base, rolle=rolle, egne=egne))
        for lov in sorted(set(skal.values()), key=len):
            peker.execute(
                sql.SQL("GRANT {lov} ON {tabeller} TO {rolle}").format(
                    lov=sql.SQL(", ").join(sql.SQL(hva) for hva in sorted(lov)),
                    tabeller=sql.SQL(", ").join(sql.Identifier(tabell) for tabell in skal if skal[tabell] == lov),
                    rolle=rolle,
                )
            )


def etter_migrering(*, using: str, **_resten: Any) -> None:
    """After every migration: the role is there, and may do what it should (Django's ``post_migrate``)."""
    forbindelse = connections[using]
    if forbindelse.vendor == "postgresql" and sorg_for_rollen(forbindelse):
        gi_rettigheter(forbindelse)
