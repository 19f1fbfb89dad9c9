"""What one with all rights in the database can do: change rows with the triggers turned off."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Brudd, Feil, Telling, kontroller, kontroller_sak
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


@contextmanager
def uten_utlosere() -> Iterator[None]:
    """As a superuser: no trigger fires and no foreign key is asked."""
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("SET LOCAL session_replication_role = replica")
        yield
        peker.execute("SET LOCAL session_replication_role = origin")


def inngrep(setning: str, *verdier: Any) -> list[tuple[Any, ...]]:
    """Change something behind everyone's back; returns what the statement does."""
    with uten_utlosere(), connection.cursor() as peker:
        peker.execute(setning, verdier)
        return list(peker.fetchall()) if peker.description else []


def forseglet_sak(roller: Rollebesetning, linjer: int = 5) -> Sak:
    """A sak with a log, a history and a read-log, all of it sealed."""
    sak = lag_sak(roller)
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    for gang in range(1, linjer):
        sak.versjon += 1
        lagre(sak, aktor=roller.rektor, now=NAA)
        logg(sak, Hendelsestype.SAMTALE, aktor=roller.rektor, now=NAA, hvem=f"samtale {gang}")
        noter(roller.rektor, NAA, sak=sak, hva=Oppslag.Hva.SAK, rolle="skoleleder")
    forsegl(NAA, ventetid=0)
    return sak


def funn(sak: Sak | None = None) -> list[Brudd]:
    """What the control finds, in everything or in one sak."""
    return list(kontroller_sak(sak, NAA, Telling()) if sak is not None else kontroller(NAA, Telling(), alt=True))


def rader(brudd: list[Brudd]) -> set[tuple[str, int | None, Feil]]:
    """Which rows, and what is wrong with each."""
    return {(ett.tabell, ett.rad, ett.feil) for ett in brudd}
