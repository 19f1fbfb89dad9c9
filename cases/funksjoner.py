"""The questions PostgreSQL keeps as functions: made anew from the house's own text after every migration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connections
from psycopg import sql

from cases.melding.access import NEKTEDE_MELDINGER
from cases.sak.forhaand import sakens_rader
from cases.sak.nektelser import NEKTEDE_SAKER
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def lag_funksjoner(forbindelse: BaseDatabaseWrapper) -> None:
    """Make every function as the code now writes it. For the owner of the tables."""
    ledelse = sql.SQL(", ").join(sql.Literal(rolle.value) for rolle in sorted(LEDELSESROLLER))
    with forbindelse.cursor() as peker:
        # One that asks another is made after it.
        for nektelse in (NEKTEDE_SAKER, NEKTEDE_MELDINGER):
            peker.execute(nektelse.format(ledelse=ledelse, sone=sql.Literal(settings.TIME_ZONE)))
        peker.execute(sakens_rader())


def etter_migrering(*, using: str, **_resten: Any) -> None:
    """After every migration (Django's ``post_migrate``)."""
    if "cases_sak" in connections[using].introspection.table_names():
        lag_funksjoner(connections[using])
