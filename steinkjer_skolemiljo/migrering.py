"""Making many tables in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class Samlet(Operation):
    """Several operations, with the models drawn up once instead of after each.

    Sixty models with history and triggers, one operation at a time, took half a minute of drawing up; this takes a
    second. Only for operations that need no state between them: what makes tables, columns, indexes, constraints and
    triggers, and what changes or removes those that were there before.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add all of it to the state; it is drawn up when first asked for."""
        state.__dict__.pop("apps", None)
        for operasjon in self.operations:
            operasjon.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables."""
        for operasjon in self._i_databasen():
            operasjon.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Remove the tables, the last first. ``from_state`` is the one that has them."""
        for operasjon in reversed(list(self._i_databasen())):
            operasjon.database_backwards(app_label, schema_editor, from_state, to_state)

    def _i_databasen(self) -> Iterator[Operation]:
        """All but what is added to a table that is made here: it is made as it ends up, with that in it."""
        nye = {operasjon.name_lower for operasjon in self.operations if isinstance(operasjon, CreateModel)}
        for operasjon in self.operations:
            if isinstance(operasjon, AddField | AddConstraint | AddIndex) and operasjon.model_name.lower() in nye:
                continue
            yield operasjon

    def describe(self) -> str:
        """What it does, in one line."""
        return f"Make {len(self.operations)} tables and triggers in one go"
