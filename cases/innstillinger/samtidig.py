"""Two people who change the same setting at the same moment: the second is told, and has lost nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from cases.sak.feil import Regelbrudd

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def endring() -> Iterator[None]:
    """The transaction of one change. What a row's own rules refuse, and the second of two at once, is a ``Regelbrudd``.

    Rows that do not exist yet cannot be locked; that there is only one of each, the database sees to.
    """
    try:
        with transaction.atomic():
            yield
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    except IntegrityError as feil:
        if not isinstance(feil.__cause__, UniqueViolation):
            raise
        raise Regelbrudd(_("Noen andre endret det samme i samme øyeblikk. Se over, og prøv igjen.")) from feil
