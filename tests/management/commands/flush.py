"""Empties the tables after a test that committed: only those with something in them.

Django truncates every table and then makes content types and permissions anew, which for so many tables takes longer
than most of the tests. This is the test settings' own; nothing else has this command.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections, transaction
from psycopg import sql

# Made by the migrations from the code alone, and the same in every test.
BLIR = frozenset({"django_content_type", "auth_permission", "django_migrations"})


class Command(flush.Command):
    """As Django's, for a database where the tests are the superuser."""

    def handle(self, **options: Any) -> None:
        """Empty what is not empty. Waits for whoever still writes."""
        connection = connections[options["database"]]
        tabeller = [
            sql.Identifier(tabell)
            for tabell in connection.introspection.django_table_names(only_existing=True, include_views=False)
            if tabell not in BLIR
        ]
        spor = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(tabell.as_string()), tabell)
            for tabell in tabeller
        )
        with transaction.atomic(using=connection.alias), connection.cursor() as peker:
            peker.execute(spor)
            if fulle := [sql.SQL(navn) for (navn,) in peker.fetchall()]:
                peker.execute(sql.SQL("LOCK TABLE {}").format(sql.SQL(", ").join(fulle)))
                # Neither foreign keys nor the triggers that keep history whole have a say here.
                peker.execute("SET LOCAL session_replication_role = replica")
                for tabell in fulle:
                    peker.execute(sql.SQL("DELETE FROM {}").format(tabell))
