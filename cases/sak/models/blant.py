"""``pk__blant``: one of these ids, given to the database as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BigAutoField, Lookup

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler


@BigAutoField.register_lookup
class Blant(Lookup):
    """As ``in``, which writes each id out: of many, the list takes longer to write and read than to answer."""

    lookup_name = "blant"

    def get_prep_lookup(self) -> list[int]:
        """The ids as a list, in order, so that the same question is the same text."""
        return sorted(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """An index is used as for ``in``."""
        venstre, verdier = self.process_lhs(compiler, connection)
        return f"{venstre} = ANY(%s::bigint[])", (*verdier, self.rhs)
