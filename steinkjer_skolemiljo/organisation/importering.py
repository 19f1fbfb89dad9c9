"""The door of imports: many rows of the ground floor at once, with history, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from steinkjer_skolemiljo.organisation.models import Elev
from steinkjer_skolemiljo.organisation.navnesok import sett_sokenavn
from steinkjer_skolemiljo.organisation.sporing import lagre_mange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


def importer(*lister: Sequence[Any], aktor: Bruker, now: datetime) -> None:
    """Insert lists of new rows, each list of one model, in the order given; a row may point to one in an earlier list.

    Pupils get their search names. The database's constraints hold; one breach and nothing is inserted.

    Args:
        lister: the rows; after the call each has its primary key.
        aktor: who imports.
        now: the time of the import, in every row's history.

    Raises:
        IntegrityError: a row breaks a constraint.
    """
    with transaction.atomic():
        for rader in lister:
            for rad in rader:
                # What it points to has got its key since the row was made.
                for felt in rad._meta.concrete_fields:
                    if felt.is_relation and felt.is_cached(rad):
                        peker = felt.get_cached_value(rad)
                        setattr(rad, felt.attname, peker.pk if peker is not None else None)
                if isinstance(rad, Elev):
                    sett_sokenavn(rad)
            lagre_mange(rader, aktor=aktor, now=now)
