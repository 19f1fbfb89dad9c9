"""Which tables are sealed, and how to find the sak a row of each belongs to. Read from the models."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import FieldDoesNotExist

from cases.sak.models import Sak
from cases.segl.models import Segl
from steinkjer_skolemiljo.databaserolle import bare_legges_til

if TYPE_CHECKING:
    from django.db.models import Field, Model


# A mark points to a tiltak, and the tiltak to its plan, which has the sak.
LENGST = 2


@dataclass(frozen=True)
class Tabell:
    """An append-only table as the seals see it."""

    navn: str
    nokkel: str
    # SQL that gives the id of the sak that row ``t`` belongs to, or NULL.
    sak: str


@dataclass(frozen=True)
class Sporet:
    """A table whose every change is kept, and the table that keeps them."""

    navn: str
    nokkel: str
    historie: str
    # SQL that gives the id of the sak: of row ``t`` as it stands, and of row ``h`` as its history has it.
    sak: str
    sak_da: str


@cache
def sporede() -> tuple[Sporet, ...]:
    """Every table with a history of its own, by name."""
    funnet = []
    for historie in bare_legges_til():
        modell: type[Model] | None = getattr(historie, "instance_type", None)
        if modell is not None:
            naa, da = (
                ('t."id"', 'h."id"') if modell is Sak else (_vei(modell, "t", LENGST), _vei(historie, "h", LENGST))
            )
            navn, nokkel = modell._meta.db_table, str(modell._meta.pk.column)
            funnet.append(Sporet(navn, nokkel, historie._meta.db_table, naa or "NULL::bigint", da or "NULL::bigint"))
    return tuple(sorted(funnet, key=lambda tabell: tabell.navn))


@cache
def forseglede() -> tuple[Tabell, ...]:
    """Every append-only table but the seals' own, which has its chain, by name."""
    return tuple(
        sorted(
            (
                Tabell(modell._meta.db_table, str(modell._meta.pk.column), _sak(modell))
                for modell in bare_legges_til()
                if modell is not Segl
            ),
            key=lambda tabell: tabell.navn,
        )
    )


def tabell(navn: str) -> Tabell | None:
    """The sealed table of that name, if it is one."""
    return next((tabell for tabell in forseglede() if tabell.navn == navn), None)


def _peker_til_sak(modell: type[Model]) -> Field[object, object] | None:
    try:
        felt = modell._meta.get_field("sak")
    except FieldDoesNotExist:
        return None
    return felt if getattr(felt, "column", None) and felt.related_model is Sak else None  # type: ignore[return-value]


def _sak(modell: type[Model]) -> str:
    """By its own column, by its being a sak's history, or by what it points to: a tiltak by its plan."""
    if getattr(modell, "instance_type", None) is Sak:
        return 't."id"'
    return _vei(modell, "t", LENGST) or "NULL::bigint"


def _vei(modell: type[Model], rad: str, steg: int) -> str:
    """SQL for the sak of a row of this model, over at most so many tables; empty where there is no way."""
    if eget := _peker_til_sak(modell):
        return f'{rad}."{eget.column}"'
    if not steg:
        return ""
    for felt in modell._meta.concrete_fields:
        annen = felt.related_model if felt.is_relation else None
        if isinstance(annen, type) and annen is not modell and (over := _vei(annen, f"{rad}x", steg - 1)):
            mal, nokkel = annen._meta.db_table, annen._meta.pk.column
            return f'(SELECT {over} FROM "{mal}" {rad}x WHERE {rad}x."{nokkel}" = {rad}."{felt.column}")'
    return ""
