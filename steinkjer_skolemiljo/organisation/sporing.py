"""Rows whose every change is kept: the base of all tracked models, and the one way to write them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import pgtrigger
from django.db import models
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

M = TypeVar("M", bound=models.Model)


class UtenomHistorikken(TypeError):  # noqa: N818 - the domain's word
    """A bulk write that would change tracked rows without leaving history."""


_masse_med_historikk: ContextVar[bool] = ContextVar("masse_med_historikk", default=False)


@contextmanager
def _masse() -> Iterator[None]:
    merke = _masse_med_historikk.set(True)
    try:
        yield
    finally:
        _masse_med_historikk.reset(merke)


class SporetQuerySet(models.QuerySet[M]):
    """A queryset that refuses the writes simple-history does not see (``update``, ``bulk_*``, ``delete``)."""

    def update(self, **kwargs: Any) -> int:
        """Refused, unless it comes from ``endre_mange``, which writes the history too."""
        if _masse_med_historikk.get():
            return super().update(**kwargs)
        raise UtenomHistorikken("update() leaves no history: use sporing.lagre in a door")

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[M]:
        """Refused, unless it comes from ``lagre_mange``, which writes the history too."""
        if _masse_med_historikk.get():
            return super().bulk_create(*args, **kwargs)
        raise UtenomHistorikken("bulk_create() leaves no history: use sporing.lagre in a door")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refused, unless it comes from ``endre_mange``, which writes the history too."""
        if _masse_med_historikk.get():
            return super().bulk_update(*args, **kwargs)
        raise UtenomHistorikken("bulk_update() leaves no history: use sporing.lagre in a door")

    def delete(self) -> NoReturn:
        """Refused: nothing in a case is deleted, and a draft is removed row by row."""
        raise UtenomHistorikken("delete() on many rows leaves no history: use sporing.slett in a door")


class Historieleser(HistoryManager):  # type: ignore[misc]  # simple-history has no types
    """simple-history's manager, whose class is made once and not each time a row is saved."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet[Any]]) -> type[models.Manager[Any]]:
        """The manager with the queryset's methods, as Django makes it."""
        laget: type[models.Manager[Any]] = super().from_queryset(queryset_class)
        return laget


class Historikk(HistoricalRecords):  # type: ignore[misc]  # simple-history has no types
    """django-simple-history, with a trigger on each history table: what is written there stays."""

    def create_history_model(self, model: type[models.Model], inherited: bool) -> type[models.Model]:  # noqa: FBT001
        """Make the history model and forbid its rows to be changed or removed."""
        historie: type[models.Model] = super().create_history_model(model, inherited)
        pgtrigger.register(
            pgtrigger.Protect(name="historien_bare_legges_til", operation=pgtrigger.Update | pgtrigger.Delete)
        )(historie)
        return historie


class Sporet(models.Model):
    """A row with full history (django-simple-history) and no way to change it behind history's back."""

    # A password, even hashed, is no history.
    history = Historikk(inherit=True, excluded_fields=["password"], history_manager=Historieleser)
    objects = SporetQuerySet.as_manager()

    class Meta:
        abstract = True


def lagre(rad: M, *, aktor: Bruker, now: datetime, provd: bool = False) -> M:
    """Validate and save one row, and let its history say who did it and when.

    Args:
        rad: a new or changed row.
        aktor: who does it; the system is a user of its own.
        now: the time of the act.
        provd: what a person wrote in it has been validated already; the database's constraints hold all the same.

    Raises:
        django.core.exceptions.ValidationError: the row breaks its own rules or a constraint.

    """
    rad._history_user = aktor  # type: ignore[attr-defined]
    rad._history_date = now  # type: ignore[attr-defined]
    if not provd:
        rad.full_clean()
    rad.save()
    return rad


def lagre_mange(rader: Sequence[M], *, aktor: Bruker, now: datetime) -> list[M]:
    """Insert many new rows of one model with their history, as an import does.

    The caller has validated them; the database's constraints still hold.
    """
    if not rader:
        return []
    ferdige: list[M]
    with _masse():
        ferdige = bulk_create_with_history(rader, type(rader[0]), batch_size=1000, default_user=aktor, default_date=now)
    return ferdige


def endre_mange(rader: Sequence[models.Model], felter: Collection[str], *, aktor: Bruker, now: datetime) -> None:
    """Save these fields of many rows of one model with their history, as an import does. Who listens hears of each.

    The caller has validated them; the database's constraints still hold.
    """
    if not rader or not felter:
        return
    modell = type(rader[0])
    for rad in rader:
        rad._history_user = aktor  # type: ignore[attr-defined]
        rad._history_date = now  # type: ignore[attr-defined]
    with _masse():
        bulk_update_with_history(rader, modell, sorted(felter), batch_size=500)
    for rad in rader:
        # It has its history already.
        rad.skip_history_when_saving = True  # type: ignore[attr-defined]
        models.signals.post_save.send(modell, instance=rad, created=False, raw=False, using=None, update_fields=None)
        del rad.skip_history_when_saving  # type: ignore[attr-defined]


def slett(rad: models.Model, *, aktor: Bruker, now: datetime) -> None:
    """Remove one row that is still a draft; its history keeps what it held."""
    rad._history_user = aktor  # type: ignore[attr-defined]
    rad._history_date = now  # type: ignore[attr-defined]
    rad.delete()
