"""Old rows leave the read-log (A-18): only by hand, only by the one who owns the table, and never without a trace."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.timezone import localdate
from psycopg import sql

from cases.leselogg.innstillinger import Nokkel, innstilling
from cases.leselogg.models import Leseloggrydding
from cases.sak.models import Oppslag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

# This one trigger and no other is set aside, in this one transaction.
LAAS = "oppslag_bare_legges_til"


class IkkeEier(Exception):  # noqa: N818 - the domain's word
    """The database role may not remove rows of the read-log: it does not own the table."""


@dataclass(frozen=True)
class Rydding:
    """What is too old, and what was done."""

    aar: int
    eldre_enn: datetime
    per_aar: dict[str, int]
    # Too old, but the sak is open or at Statsforvalteren: who looked may still be asked for.
    beholdt: int
    utfort: bool

    @property
    def antall(self) -> int:
        """How many rows are too old and may go."""
        return sum(self.per_aar.values())


def eier_tabellen() -> bool:
    """Whether the connection's own role owns the table. The application's role in production does not."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
            " FROM pg_class WHERE oid = %s::regclass",
            [Oppslag._meta.db_table],
        )
        rad = peker.fetchone()
    return bool(rad and rad[0])


def aar_tilbake(now: datetime, aar: int) -> datetime:
    """The same moment so many years before."""
    try:
        return now.replace(year=now.year - aar)
    except ValueError:  # 29 February
        return now.replace(year=now.year - aar, day=28)


def par_av(ider: Iterable[int]) -> list[tuple[int, int]]:
    """Ids in order as pairs of first and last: a year of the log is a handful of pairs."""
    par: list[tuple[int, int]] = []
    for id_ in ider:
        if par and id_ == par[-1][1] + 1:
            par[-1] = (par[-1][0], id_)
        else:
            par.append((id_, id_))
    return par


@contextmanager
def _uten_laasen() -> Iterator[None]:
    """The owner's own way: the trigger is off in this transaction, and nobody else can write in the table meanwhile.

    Not ``pgtrigger.ignore``: nobody turns a trigger off by a setting of the session (databaserolle.py).
    """
    utlosere: Any = Oppslag._meta.triggers  # type: ignore[attr-defined]  # put there by django-pgtrigger
    (laas,) = (utloser for utloser in utlosere if utloser.name == LAAS)
    navn = {
        "tabell": sql.Identifier(Oppslag._meta.db_table),
        "utloser": sql.Identifier(laas.get_pgid(Oppslag)),
    }
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute(sql.SQL("ALTER TABLE {tabell} DISABLE TRIGGER {utloser}").format(**navn))
        yield
        peker.execute(sql.SQL("ALTER TABLE {tabell} ENABLE TRIGGER {utloser}").format(**navn))


def rydd(*, now: datetime, utfor: bool) -> Rydding:
    """Count what is older than the municipality's limit, and remove it if told to.

    Args:
        now: the moment it is counted from.
        utfor: really do it; otherwise it is only counted.

    Raises:
        IkkeEier: told to, by a role that does not own the table.

    """
    aar = innstilling(Nokkel.OPPBEVARES, localdate(now))
    grense = aar_tilbake(now, aar)
    if utfor and not eier_tabellen():
        raise IkkeEier
    with transaction.atomic():
        gamle = Oppslag.objects.filter(tid__lt=grense)
        aapen = Q(sak__isnull=False) & (Q(sak__avsluttet__isnull=True) | Q(sak__hos_statsforvalter=True))
        per_aar = {
            str(rad["i_aar"]): rad["antall"]
            for rad in gamle.exclude(aapen)
            .order_by()
            .annotate(i_aar=ExtractYear("tid"))
            .values("i_aar")
            .annotate(antall=Count("pk"))
            .order_by("i_aar")
        }
        resultat = Rydding(
            aar=aar, eldre_enn=grense, per_aar=per_aar, beholdt=gamle.filter(aapen).count(), utfort=utfor
        )
        if utfor:
            ider = par_av(gamle.exclude(aapen).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=10_000))
            with _uten_laasen():
                gamle.exclude(aapen).delete()
            Leseloggrydding.objects.create(
                utfort=now,
                eldre_enn=grense,
                aar=aar,
                antall=resultat.antall,
                beholdt=resultat.beholdt,
                per_aar=per_aar,
                ider=ider,
            )
    return resultat
