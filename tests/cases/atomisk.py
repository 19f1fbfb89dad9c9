"""A door's last write, refused by the database: what came before it must be gone too."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def siste_skriving_nektes() -> Iterator[None]:
    """Let the database refuse every write of a sak's row, which each door ends with; expect the refusal."""
    with connection.cursor() as db:
        db.execute("SET CONSTRAINTS ALL IMMEDIATE")
        db.execute("ALTER TABLE cases_sak ADD CONSTRAINT siste_skriving CHECK (versjon < 2) NOT VALID")
        db.execute("SET CONSTRAINTS ALL DEFERRED")
    with pytest.raises(IntegrityError, match="siste_skriving"), transaction.atomic():
        yield
