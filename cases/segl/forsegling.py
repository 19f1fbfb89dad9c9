"""Setting seals: a worker sums what has been written since the last seal. Safe twice, at once, and cut off halfway."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.db import connection, transaction

from cases.segl.kanonisk import hoder, kolonnetyper, lest, sum_av
from cases.segl.models import SEGLLAAS, Segl
from cases.segl.tabeller import forseglede

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime, timedelta

    from cases.segl.tabeller import Tabell

logger = logging.getLogger("skolemiljo.segl")
# Before every id, also one somebody should make below one.
BEGYNNELSEN = -(2**63)
RADER_I_SEGL = 1000
SEGL_I_EN_OMGANG = 200
# A lock ``l`` on one of these tables ``c``, of somebody else who has written in it and is not done.
SKRIVER = (
    "l.locktype = 'relation' AND l.mode = 'RowExclusiveLock' AND l.pid <> pg_backend_pid()"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND c.relname = ANY(%s)"
)
VENTETID = 5.0  # seconds to wait for those who are writing just now; the next round takes what is left


def forsegl(now: datetime, *, ventetid: float = VENTETID, hoyst: int = SEGL_I_EN_OMGANG) -> int:
    """Seal what is not sealed, at most ``hoyst`` seals; returns how many rows were.

    Only ids that can no longer come are passed over: a row is numbered before it is committed, so a table where
    somebody is writing is left until they are done.
    """
    rader = 0
    ventende = _ventende()
    ferdige = _skrevet_ferdig(ventende, ventetid)
    if utelatt := [tabell.navn for tabell in ventende if tabell not in ferdige]:
        logger.warning("Ikke forseglet: %s. En skriving har stått åpen i %s.", ", ".join(utelatt), holdt_aapen())
    for tabell in ferdige:
        etter, til = ventende[tabell]
        while etter < til and hoyst > 0:
            siste, antall = _ett_segl(tabell, etter, til, now)
            if siste is None:
                break
            etter, rader, hoyst = siste, rader + antall, hoyst - 1
    return rader


def _ventende() -> dict[Tabell, tuple[int, int]]:
    """The tables with rows above the last seal: the id it reached, and the highest there is now. One query."""
    deler = [
        f'SELECT {n}, (SELECT max(t."{tabell.nokkel}") FROM "{tabell.navn}" t),'
        f" (SELECT s.til_id FROM cases_segl s WHERE s.tabell = '{tabell.navn}' ORDER BY s.etter_id DESC LIMIT 1)"
        for n, tabell in enumerate(forseglede())
    ]
    with connection.cursor() as peker:
        peker.execute(" UNION ALL ".join(deler))
        return {
            forseglede()[n]: (BEGYNNELSEN if forseglet is None else forseglet, hoyeste)
            for n, hoyeste, forseglet in peker.fetchall()
            if hoyeste is not None and (forseglet is None or hoyeste > forseglet)
        }


def holdt_aapen() -> timedelta | None:
    """How long a write has stood open where rows are sealed, the longest; what it has written waits as long.

    None where nobody writes, or where it is another role than our own, whose age the database keeps to itself.
    """
    with connection.cursor() as peker:
        peker.execute(
            "SELECT max(clock_timestamp() - a.xact_start) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            f" JOIN pg_stat_activity a ON a.pid = l.pid WHERE {SKRIVER}",
            [[tabell.navn for tabell in forseglede()]],
        )
        lengst: timedelta | None = peker.fetchone()[0]
    return lengst


def _skrivere(tabeller: Iterable[Tabell]) -> dict[str, frozenset[str]]:
    """The transactions, other than our own, that have written in each table and are not done."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT c.relname, array_agg(l.virtualtransaction) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            f" WHERE {SKRIVER} GROUP BY c.relname",
            [[tabell.navn for tabell in tabeller]],
        )
        return {navn: frozenset(hvem) for navn, hvem in peker.fetchall()}


def _skrevet_ferdig(ventende: Collection[Tabell], ventetid: float) -> list[Tabell]:
    """The tables where everyone who was writing when the highest id was read has finished.

    An insert holds a lock on its table from before it takes its number and until it is committed.
    """
    slutt = time.monotonic() + ventetid
    igjen = _skrivere(ventende)
    while igjen and time.monotonic() < slutt:
        time.sleep(0.05)
        naa = _skrivere(ventende)
        igjen = {navn: rest for navn, hvem in igjen.items() if (rest := hvem & naa.get(navn, frozenset()))}
    return [tabell for tabell in ventende if tabell.navn not in igjen]


def _ett_segl(tabell: Tabell, etter: int, til: int, now: datetime) -> tuple[int | None, int]:
    """One seal over the next rows; says how far it reached, or None where another is sealing."""
    typer = kolonnetyper(tabell.navn)
    kolonner = list(typer)
    felter = ", ".join(lest(navn, type_) for navn, type_ in typer.items())
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEGLLAAS])
        if not peker.fetchone()[0]:
            return None, 0
        peker.execute(
            f'SELECT t."{tabell.nokkel}", {tabell.sak}, {felter} FROM "{tabell.navn}" t'
            f' WHERE t."{tabell.nokkel}" > %s AND t."{tabell.nokkel}" <= %s ORDER BY 1 LIMIT %s',
            [etter, til, RADER_I_SEGL],
        )
        rader = peker.fetchall()
        if not rader or Segl.objects.filter(tabell=tabell.navn, etter_id__gte=etter).exists():
            return None, 0
        navnene = hoder(kolonner)
        siste: int = rader[-1][0] if len(rader) == RADER_I_SEGL else til
        Segl.objects.create(
            tabell=tabell.navn,
            etter_id=etter,
            til_id=siste,
            ider=[rad[0] for rad in rader],
            saker=[rad[1] for rad in rader],
            summer=b"".join(sum_av(navnene, rad[2:]) for rad in rader),
            kolonner=kolonner,
            laget=now,
        )
    return siste, len(rader)


def hode() -> tuple[int, str] | None:
    """The number and sum of the last seal: whoever has written it down elsewhere can tell whether it is still there."""
    return Segl.objects.order_by("-nummer").values_list("nummer", "sum").first()
