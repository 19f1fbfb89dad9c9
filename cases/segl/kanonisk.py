"""A row as the one text that can be summed, worked out here from the columns without the database's triggers.

For every column that is not null, by name: the name and the value, each with its length in bytes before it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def kolonnetyper(tabell: str) -> dict[str, str]:
    """The columns a table has now, by name, with their types."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
            " WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attname",
            [f'public."{tabell}"'],
        )
        return dict(peker.fetchall())


def lest(navn: str, type_: str) -> str:
    """The SQL that reads a column as text, whatever the settings of the session."""
    kolonne = f't."{navn}"'
    match type_:
        case "timestamp with time zone":
            return f"to_char({kolonne} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        case "date":
            return f"to_char({kolonne}, 'YYYY-MM-DD')"
        case "bytea":
            return f"encode(sha256({kolonne}), 'hex')"
        case _:
            return f"{kolonne}::text"


def hoder(kolonner: Sequence[str]) -> list[bytes]:
    """Each column's name with its length, made once for many rows."""
    return [b"%d:%s" % (len(navn.encode()), navn.encode()) for navn in kolonner]


def sum_av(hoder: Sequence[bytes], verdier: Iterable[str | None]) -> bytes:
    """The SHA-256 of one row, 32 bytes: its columns' heads by name, and their values in the same order."""
    biter = []
    for hode, verdi in zip(hoder, verdier, strict=True):
        if verdi is not None:
            kodet = verdi.encode()
            biter.append(b"%b%d:%b" % (hode, len(kodet), kodet))
    return sha256(b"".join(biter)).digest()
