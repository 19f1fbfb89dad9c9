"""Two people who change the same setting at the same moment: the second is told, and has lost nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from psycopg.errors import UniqueViolation

from cases.sak.feil import Foreldet, Regelbrudd

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def siste_lagring(historien: QuerySet[Any]) -> str:
    """Names the state a form was shown with, by the history of what it changes. One query."""
    return str(historien.aggregate(siste=Max("history_id"))["siste"] or 0)


def krev_sett(historien: QuerySet[Any], sett: str | None) -> None:
    """Refuse when somebody else has changed it since the form was shown; ``None`` where there was no form.

    Raises:
        Foreldet: with who and when; what was typed stays in the form.

    """
    if sett not in (None, siste_lagring(historien)):
        raise Foreldet.av(historien)


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
