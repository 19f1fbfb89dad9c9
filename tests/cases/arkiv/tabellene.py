"""Every table of the database, row by row: what is there, what has gone, and where a word still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Table → key → the sum of the row.
Alt = dict[str, dict[str, str]]


def tabeller() -> list[str]:
    with connection.cursor() as peker:
        peker.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [rad[0] for rad in peker.fetchall()]


def _nokkel(tabell: str) -> str:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
            " WHERE i.indrelid = to_regclass(%s) AND i.indisprimary",
            [f'public."{tabell}"'],
        )
        return str(peker.fetchone()[0])


def alt() -> Alt:
    """All that is in the database now."""
    funnet: Alt = {}
    for tabell in tabeller():
        with connection.cursor() as peker:
            peker.execute(
                sql.SQL("SELECT t.{nokkel}::text, md5(t::text) FROM {tabell} t").format(
                    nokkel=sql.Identifier(_nokkel(tabell)), tabell=sql.Identifier(tabell)
                )
            )
            funnet[tabell] = dict(peker.fetchall())
    return funnet


def uten(hele: Alt, ider: Mapping[str, Iterable[tuple[int, int]]]) -> Alt:
    """What is left when these rows have gone; the very ones, and they were all there."""
    rest: Alt = {}
    for tabell, rader in hele.items():
        borte = {str(n) for forste, siste in ider.get(tabell, ()) for n in range(forste, siste + 1)}
        assert borte <= rader.keys(), tabell
        rest[tabell] = {nokkel: sum_ for nokkel, sum_ in rader.items() if nokkel not in borte}
    return rest


def der_det_staar(*ord_: str) -> dict[str, int]:
    """The tables in which a row holds one of these words, as text or within bytes."""
    moenstre = [f"%{en}%" for hva in ord_ for en in (hva, hva.encode().hex())]
    funnet = {}
    for tabell in tabeller():
        with connection.cursor() as peker:
            peker.execute(
                sql.SQL("SELECT count(*) FROM {} t WHERE t::text LIKE ANY(%s)").format(sql.Identifier(tabell)),
                [moenstre],
            )
            if antall := peker.fetchone()[0]:
                funnet[tabell] = antall
    return funnet
