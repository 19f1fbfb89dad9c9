"""Chains in the database: each row of a log holds the sum of itself and of the one before it.

PostgreSQL fills the three columns when a row is inserted, whatever the one who inserts it says. The text that is
summed is unambiguous: for every column that is not null, by name, the name and the value, each with its length in
bytes before it. A column added later is null in the rows that were there, and so changes no sum; a column of a chained
table is therefore always added as nullable, and never removed or renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger

if TYPE_CHECKING:
    from collections.abc import Mapping

# How a value is written, by the kind of its column. Never by a setting of the session.
TID = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
# Bytes by their own sum: a document may be large.
BYTES = "encode(sha256({}), 'hex')"
TEKST = "{}::text"


def _felt(navn: str, form: str) -> str:
    verdi = form.format(f"NEW.{navn}")
    return f"COALESCE('{len(navn)}:{navn}' || octet_length({verdi}) || ':' || {verdi}, '')"


def sumuttrykk(felter: Mapping[str, str]) -> str:
    """The SQL of a row's sum: ``felter`` are its columns other than ``sum``, with how each is written."""
    tekst = " || ".join(_felt(navn, felter[navn]) for navn in sorted(felter))
    return f"encode(sha256(convert_to({tekst}, 'UTF8')), 'hex')"


def lenkes(
    *, navn: str, tabell: str, nummer: str, felter: Mapping[str, str], laas: str, innenfor: str = ""
) -> pgtrigger.Trigger:
    """A trigger that gives a new row its number, the sum of the row before it, and its own.

    Args:
        navn: the trigger's name.
        tabell: the table.
        nummer: the column that counts from one.
        felter: every column but ``sum``, with how its value is written.
        laas: the SQL that makes two who insert at once wait for each other.
        innenfor: the column each of whose values has a chain of its own; empty for one chain.

    """
    hvor = f" WHERE {innenfor} = NEW.{innenfor}" if innenfor else ""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        declare=[("siste", "record")],
        func=(
            f"PERFORM {laas};"  # noqa: S608 - written into a migration, from names in the code
            f" SELECT {nummer} AS nummer, sum INTO siste FROM public.{tabell}{hvor} ORDER BY {nummer} DESC LIMIT 1;"
            f" NEW.{nummer} := COALESCE(siste.nummer, 0) + 1;"
            " NEW.forrige := COALESCE(siste.sum, '');"
            f" NEW.sum := {sumuttrykk(felter)};"
            " RETURN NEW;"
        ),
    )
