"""Corrections: a new row that refers to the old one. What counts is the rows that no later row corrects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Rettbar(Protocol):
    """A row that may be corrected by another of its kind."""

    pk: int
    rettelse_av_id: int | None


R = TypeVar("R", bound=Rettbar)


def gjeldende(rader: Iterable[R]) -> list[R]:
    """The rows of one sak as they now stand: those no later row corrects, in their own order. No query."""
    alle = list(rader)
    rettet = {rad.rettelse_av_id for rad in alle}
    return [rad for rad in alle if rad.pk not in rettet]


def tidligere(rad: R, etter_pk: dict[int, R]) -> Iterator[R]:
    """What stood before a row was corrected, newest first.

    Args:
        rad: the row as it now stands.
        etter_pk: all the sak's rows of its kind, by id.

    """
    forrige = etter_pk.get(rad.rettelse_av_id) if rad.rettelse_av_id is not None else None
    while forrige is not None:
        yield forrige
        forrige = etter_pk.get(forrige.rettelse_av_id) if forrige.rettelse_av_id is not None else None


def rot(rad: R, etter_pk: dict[int, R]) -> int:
    """The id of the row as it was first written: what builds on it still does when it has been corrected."""
    siste = rad
    for siste in tidligere(rad, etter_pk):  # noqa: B007 - the last one is what is asked for
        pass
    return siste.pk


def og_det_de_retter(rader: Iterable[tuple[int, int | None, bool]]) -> set[int]:
    """The rows that hold for, and what each of them corrects, as far back as it goes. No query.

    Args:
        rader: the id of each row, of the one it corrects, and whether it holds for the row itself.

    """
    funnet: set[int] = set()
    # What corrects is written after what it corrects.
    for pk, retter, holder in sorted(rader, reverse=True):
        if holder or pk in funnet:
            funnet |= {pk, *([retter] if retter is not None else [])}
    return funnet
