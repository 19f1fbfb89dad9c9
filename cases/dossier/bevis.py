"""What proves that a row is in the archive as it is now: the sum of each row a saksmappe was made of, kept with it.

Summed by the same rule as the seals, over the columns there were then: a column that comes later changes no sum, and
one that is gone can no longer be proved.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from cases.segl.kanonisk import hoder, kolonnetyper, lest, sum_av

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from django.db.models import Model

    from cases.dossier.bilag import Noekkel

# What is counted anew at every look of the law, and tells of nothing that was done.
REGNET = {"cases_sak": frozenset({"fase", "neste_frist", "neste_frist_type", "versjon"})}
# Table → its columns then, and the sum of each row by its id.
Summer = dict[str, dict[str, Any]]


def summer(rader: Iterable[Noekkel]) -> Summer:
    """The sums of these rows as they are now. One query for each table, and one for its columns."""
    ider: dict[str, set[int]] = defaultdict(set)
    for navn, pk in rader:
        ider[_tabell(apps.get_model("cases", navn))].add(pk)
    funnet: Summer = {}
    for tabell in sorted(ider):
        kolonner = sorted(kolonnetyper(tabell).keys() - REGNET.get(tabell, frozenset()))
        funnet[tabell] = {"kolonner": kolonner, "summer": dict(_les(tabell, kolonner, ider[tabell]))}
    return funnet


def uten_bevis(kjente: Summer, rader: Mapping[type[Model], Collection[int]]) -> list[type[Model]]:
    """The models of which some row is not among the known ones, or has changed since. In the order of the tables."""
    return [
        modell
        for modell, ider in sorted(rader.items(), key=lambda par: _tabell(par[0]))
        if ider and not _er_de_samme(kjente.get(_tabell(modell)), _tabell(modell), ider)
    ]


def _er_de_samme(kjent: dict[str, Any] | None, tabell: str, ider: Collection[int]) -> bool:
    if kjent is None or not kolonnetyper(tabell).keys() >= set(kjent["kolonner"]):
        return False
    naa = dict(_les(tabell, kjent["kolonner"], ider))
    return len(naa) == len(set(ider)) and all(kjent["summer"].get(nokkel) == sum_ for nokkel, sum_ in naa.items())


def _les(tabell: str, kolonner: Sequence[str], ider: Collection[int]) -> Iterator[tuple[str, str]]:
    """Each row's id as JSON keeps it, and its sum."""
    typer = kolonnetyper(tabell)
    navnene = hoder(kolonner)
    felter = ", ".join(lest(navn, typer[navn]) for navn in kolonner)
    with connection.cursor() as peker:
        peker.execute(
            sql.SQL("SELECT t.id, {felter} FROM {tabell} t WHERE t.id = ANY(%s)").format(
                felter=sql.SQL(felter), tabell=sql.Identifier(tabell)
            ),
            [sorted(ider)],
        )
        for id_, *verdier in peker.fetchall():
            yield str(id_), sum_av(navnene, verdier).hex()


def _tabell(modell: type[Model]) -> str:
    return modell._meta.db_table
