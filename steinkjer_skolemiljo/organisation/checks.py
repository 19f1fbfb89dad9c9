"""System checks of the ground floor. Those of the database run when a container starts, and before a migration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.checks import CheckMessage

DEMODOMENE = "demo.steinkjer.example"


@register(Tags.security)
def tofaktor_kreves(**_kwargs: Any) -> list[CheckMessage]:
    """Outside the demo, refuse settings that let people see saker without a second factor."""
    if settings.DEMO or settings.TOFAKTOR_KREVES:
        return []
    return [Error("TOFAKTOR_KREVES er av utenfor demoen.", id="organisation.E002")]


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
