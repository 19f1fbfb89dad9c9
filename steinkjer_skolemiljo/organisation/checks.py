"""System checks of the ground floor. Those of the database run when a container starts, and before a migration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.checks import CheckMessage
    from django.db.backends.utils import CursorWrapper

DEMODOMENE = "demo.steinkjer.example"


@register(Tags.security)
def tofaktor_kreves(**_kwargs: Any) -> list[CheckMessage]:
    """Outside the demo, refuse settings that let people see saker without a second factor."""
    if settings.DEMO or settings.TOFAKTOR_KREVES:
        return []
    return [Error("TOFAKTOR_KREVES er av utenfor demoen.", id="organisation.E003")]


@register(Tags.database)
def ingen_demokontoer(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Outside the demo, refuse a database where anyone can log in with a password that stands on the login page."""
    from steinkjer_skolemiljo.organisation.models import Bruker  # noqa: PLC0415 - not before the apps are ready

    if settings.DEMO:
        return []
    for navn in databases or ():
        forbindelse = connections[navn]
        # Before the first migration there are no users to find.
        if Bruker._meta.db_table not in forbindelse.introspection.table_names():
            continue
        antall = Bruker.objects.using(navn).filter(is_active=True, email__iendswith=f"@{DEMODOMENE}").count()
        if antall:
            return [
                Error(
                    f"Databasen har {antall} aktive demokontoer (…@{DEMODOMENE}), og passordet deres er kjent.",
                    hint="Bruk en ny database i produksjon. Demodata kan ikke gjøres om til ekte data.",
                    id="organisation.E001",
                )
            ]
    return []


# What the role of the application must not be, by what PostgreSQL says of it.
FOR_MYE = {
    "rolsuper": "er superbruker",
    "rolcreaterole": "kan lage roller",
    "rolcreatedb": "kan lage databaser",
    "rolreplication": "kan kopiere hele tjeneren",
    "rolbypassrls": "går forbi radregler",
    "eier": "eier tabeller, eller er med i rollen som gjør det",
    "lager": "kan lage nye tabeller",
    "utlosere": "kan slå av utløsere",
}
ROLLEN = """
SELECT r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication, r.rolbypassrls,
    EXISTS (
        SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND pg_has_role(r.oid, c.relowner, 'MEMBER')
    ) AS eier,
    has_schema_privilege(r.oid, 'public', 'CREATE') AS lager,
    has_parameter_privilege(r.oid, 'session_replication_role', 'SET') AS utlosere
FROM pg_roles r WHERE r.rolname = current_user
"""


@register(Tags.database)
def appen_eier_ikke_tabellene(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Outside the demo, refuse to run as one who could change a log: the owner of the tables, or a superuser."""
    if settings.DEMO:
        return []
    feil: list[CheckMessage] = []
    for navn in databases or ():
        with connections[navn].cursor() as peker:
            peker.execute(ROLLEN)
            rad = dict(zip([kolonne[0] for kolonne in peker.description], peker.fetchone(), strict=True))
            grunner = [grunn for egenskap, grunn in FOR_MYE.items() if rad[egenskap]]
            if not grunner and (kan := _kan_endre(peker)):
                grunner = [f"kan endre eller slette i {', '.join(kan)}"]
        if grunner:
            feil.append(
                Error(
                    f"Rollen appen logger inn med i databasen, {'; '.join(grunner)}. Da kan logger endres usett.",
                    hint="DATABASE_URL skal være rollen appen har. Bare migreringen får DATABASE_OWNER_URL,"
                    " og kjøres med «migrate --skip-checks». Se «Databasens roller» i README.md.",
                    id="organisation.E002",
                )
            )
    return feil


def _kan_endre(peker: CursorWrapper) -> list[str]:
    """The append-only tables whose rows the current role may change or remove."""
    from steinkjer_skolemiljo.databaserolle import bare_legges_til  # noqa: PLC0415 - not before the apps are ready

    peker.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY(%s)"
        " AND (has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER') OR has_any_column_privilege(c.oid, 'UPDATE'))"
        " ORDER BY 1",
        [[modell._meta.db_table for modell in bare_legges_til()]],
    )
    return [tabell for (tabell,) in peker.fetchall()]
