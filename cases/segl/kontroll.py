"""The control: everything is summed again here and held against the chains and the seals, and what differs is named.

What may change within limits is sealed by its history; what stands now is held against the last the history has of it.

Streams, so that it takes no more memory with ten million rows than with ten. Each table is read in one snapshot.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Mod
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.melding.models import Melding
from cases.sak.models import HENDELSESFELTER, Hendelse, Sak
from cases.segl.forsegling import BEGYNNELSEN
from cases.segl.kanonisk import hoder, kolonnetyper, lest, sum_av
from cases.segl.models import SEGLFELTER, Segl
from cases.segl.ryddet import ryddinger
from cases.segl.tabeller import forseglede, sporede

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.segl.ryddet import Ryddet, Ryddinger
    from cases.segl.tabeller import Sporet, Tabell

RADER_OM_GANGEN = 2000
SUM = 32  # bytes
# The nightly control takes what is new and this part of what is old: all of it in a week.
DELER = 7
NYTT = timedelta(days=2)


class Feil(StrEnum):
    """What can have happened to a row."""

    ENDRET = "endret"
    FJERNET = "fjernet"
    SATT_INN = "satt inn"
    BRUTT_KJEDE = "brutt kjede"
    KAN_IKKE_KONTROLLERES = "kan ikke kontrolleres"


FEILSETNING: Mapping[Feil, _StrPromise] = {
    Feil.ENDRET: gettext_lazy("endret etter at den ble skrevet"),
    Feil.FJERNET: gettext_lazy("fjernet"),
    Feil.SATT_INN: gettext_lazy("satt inn i ettertid"),
    Feil.BRUTT_KJEDE: gettext_lazy("brutt kjede: passer ikke med raden før"),
    Feil.KAN_IKKE_KONTROLLERES: gettext_lazy("kan ikke kontrolleres"),
}


@dataclass(frozen=True)
class Brudd:
    """One row that is not as it was, named so that it can be found. Never what stands in it."""

    tabell: str
    feil: Feil
    rad: int | None = None
    sak: int | None = None
    detalj: str = ""

    def setning(self) -> str:
        """The breach in plain words; costs a query for the sak's number."""
        biter = [self.tabell]
        if self.rad is not None:
            biter.append(_("rad %(rad)s") % {"rad": self.rad})
        if self.sak is not None:
            nummer = Sak.objects.filter(pk=self.sak).values_list("nummer", flat=True).first()
            biter.append(_("sak %(sak)s") % {"sak": nummer or _("som er fjernet, id %(id)s") % {"id": self.sak}})
        if self.detalj:
            biter.append(self.detalj)
        return f"{', '.join(biter)}: {FEILSETNING[self.feil]}."


@dataclass
class Telling:
    """How many rows have been summed so far."""

    rader: int = 0
    # Not there, and rightly so: tidied out of the read-log.
    ryddet: int = 0


@contextmanager
def _et_oyeblikk() -> Iterator[None]:
    """Read everything as it was at one moment, so that what is written meanwhile cannot look like tampering."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as peker:
            peker.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _strom(sporring: str, verdier: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, a few thousand at a time."""
    with connection.chunked_cursor() as peker:
        peker.execute(sporring, verdier)
        while rader := peker.fetchmany(RADER_OM_GANGEN):
            yield from rader


def kontroller(now: datetime, telling: Telling, *, alt: bool) -> Iterator[Brudd]:
    """Hold the chains and the seals against what is there: all of it, or what is new and this night's part of the old.

    The chain of the seals themselves is read to the end every time.
    """
    dag = now.date().toordinal() % DELER
    nylig = now - NYTT
    with _et_oyeblikk():
        yield from _kjede(Segl._meta.db_table, SEGLFELTER, "nummer", telling=telling)
        yield from _hull_i_seglene()
    hvor = ""
    verdier: tuple[int | datetime, ...] = ()
    if not alt:
        hvor = (
            f"WHERE mod(t.sak_id, {DELER}) = %s"
            " OR t.sak_id IN (SELECT n.sak_id FROM cases_hendelse n WHERE n.registrert >= %s)"
        )
        verdier = (dag, nylig)
    with _et_oyeblikk():
        yield from _kjede(
            Hendelse._meta.db_table,
            HENDELSESFELTER,
            "lenke",
            innenfor="sak_id",
            hvor=hvor,
            verdier=verdier,
            telling=telling,
        )
    utvalg = Segl.objects.all()
    if not alt:
        utvalg = utvalg.alias(del_=Mod("nummer", DELER)).filter(Q(laget__gte=nylig) | Q(del_=dag))
    borte_med_rette: Ryddinger | None = None
    for tabell in forseglede():
        with _et_oyeblikk():
            borte_med_rette = ryddinger(now, borte_med_rette)
            yield from _forseglet(tabell, utvalg.filter(tabell=tabell.navn), borte_med_rette.i(tabell.navn), telling)
    for sporet in sporede():
        with _et_oyeblikk():
            yield from _mot_historien(sporet, *(("", ()) if alt else _natta(sporet, dag, nylig)))


def kontroller_sak(sak: Sak, now: datetime, telling: Telling) -> Iterator[Brudd]:
    """The chain of one sak's log, every sealed row that belongs to the sak, and what stands now against its history."""
    with _et_oyeblikk():
        # What is held against the seals is worth what they are.
        yield from _kjede(Segl._meta.db_table, SEGLFELTER, "nummer", telling=telling)
        borte_med_rette = ryddinger(now)
        yield from _kjede(
            Hendelse._meta.db_table,
            HENDELSESFELTER,
            "lenke",
            innenfor="sak_id",
            hvor="WHERE t.sak_id = %s",
            verdier=(sak.pk,),
            telling=telling,
        )
        for tabell in forseglede():
            if not tabell.sak.startswith("NULL"):
                yield from _sakens_rader(tabell, sak.pk, borte_med_rette.i(tabell.navn), telling)
        for sporet in sporede():
            if not sporet.sak.startswith("NULL"):
                yield from _mot_historien(sporet, *_sakens(sporet, sak.pk))
        melding = next(sporet for sporet in sporede() if sporet.navn == Melding._meta.db_table)
        i_saken = '"id" IN (SELECT e.melding_id FROM cases_meldingelev e WHERE e.sak_id = %s)'
        for ett in _mot_historien(melding, i_saken, (sak.pk,)):
            yield replace(ett, sak=sak.pk)


def kontroller_hode(nummer: int, sum_: str) -> Iterator[Brudd]:
    """Whether a seal that has been written down elsewhere is still there, and the same."""
    rad = Segl.objects.filter(nummer=nummer).values_list("pk", "sum").first()
    detalj = _("segl %(nummer)s") % {"nummer": nummer}
    if rad is None:
        yield Brudd(Segl._meta.db_table, Feil.FJERNET, detalj=detalj)
    elif rad[1] != sum_:
        yield Brudd(Segl._meta.db_table, Feil.ENDRET, rad=rad[0], detalj=detalj)


def _kjede(
    tabell: str,
    felter: Mapping[str, str],
    nummer: str,
    *,
    telling: Telling,
    innenfor: str = "",
    hvor: str = "",
    verdier: Sequence[Any] = (),
) -> Iterator[Brudd]:
    """Walk the chains of one table from their first link: each number, each sum, and each sum of the one before."""
    typer = kolonnetyper(tabell)
    kolonner = sorted(felter)
    if borte := [navn for navn in kolonner if navn not in typer]:
        yield _kolonne_borte(tabell, borte)
        return
    gruppe = f"t.{innenfor}" if innenfor else "NULL::bigint"
    lest_som = ", ".join(lest(navn, typer[navn]) for navn in kolonner)
    navnene = hoder(kolonner)
    forrige_gruppe: int | None = None
    forrige_nummer, forrige_sum, begynt = 0, "", False
    for id_, i, n, forrige, sum_, *rad in _strom(
        f'SELECT t.id, {gruppe}, t."{nummer}", t.forrige, t.sum, {lest_som} FROM "{tabell}" t'
        f' {hvor} ORDER BY 2, t."{nummer}", t.id',
        verdier,
    ):
        telling.rader += 1
        if not begynt or i != forrige_gruppe:
            forrige_gruppe, forrige_nummer, forrige_sum, begynt = i, 0, "", True
        ventet = forrige_nummer + 1
        if n is None:
            yield Brudd(tabell, Feil.ENDRET, rad=id_, sak=i)
            continue
        if n < ventet:
            yield Brudd(tabell, Feil.SATT_INN, rad=id_, sak=i, detalj=_lenke(n, n))
        elif n > ventet:
            yield Brudd(tabell, Feil.FJERNET, sak=i, detalj=_lenke(ventet, n - 1))
        elif forrige != forrige_sum:
            yield Brudd(tabell, Feil.BRUTT_KJEDE, rad=id_, sak=i, detalj=_lenke(n, n))
        if sum_av(navnene, rad).hex() != sum_:
            yield Brudd(tabell, Feil.ENDRET, rad=id_, sak=i)
        forrige_nummer, forrige_sum = n, sum_


def _lenke(fra: int, til: int) -> str:
    if fra == til:
        return _("lenke %(nummer)s") % {"nummer": fra}
    return _("lenke %(fra)s til %(til)s") % {"fra": fra, "til": til}


def _kolonne_borte(tabell: str, borte: Sequence[str]) -> Brudd:
    return Brudd(
        tabell, Feil.KAN_IKKE_KONTROLLERES, detalj=_("kolonnen %(navn)s er borte") % {"navn": ", ".join(borte)}
    )


def _hull_i_seglene() -> Iterator[Brudd]:
    """Each table's seals must follow one another, so that no id lies between two."""
    for tabell, nummer in _strom(
        "SELECT tabell, nummer FROM (SELECT tabell, nummer, etter_id,"
        " lag(til_id, 1, %s) OVER (PARTITION BY tabell ORDER BY etter_id, id) AS ventet FROM cases_segl) s"
        " WHERE etter_id <> ventet ORDER BY nummer",
        [BEGYNNELSEN],
    ):
        yield Brudd(
            Segl._meta.db_table,
            Feil.BRUTT_KJEDE,
            detalj=_("segl %(nummer)s over %(tabell)s") % {"nummer": nummer, "tabell": tabell},
        )


# A seal somebody has emptied: the seals' own chain names it.
ODELAGT = Q(etter_id=None) | Q(til_id=None) | Q(ider=None) | Q(saker=None) | Q(summer=None) | Q(kolonner=None)


def _grupper(seglene: QuerySet[Segl]) -> Iterator[list[Segl]]:
    """Seals that follow one another over the same columns, so many together that the database is asked seldom."""
    gruppe: list[Segl] = []
    antall = 0
    for segl in seglene.exclude(ODELAGT).order_by("etter_id").iterator(chunk_size=100):
        passer = gruppe and segl.etter_id == gruppe[-1].til_id and segl.kolonner == gruppe[-1].kolonner
        if gruppe and not (passer and antall < RADER_OM_GANGEN):
            yield gruppe
            gruppe, antall = [], 0
        gruppe.append(segl)
        antall += len(segl.ider)
    if gruppe:
        yield gruppe


def _innhold(segl: Segl) -> Iterator[tuple[int, int | None, bytes, datetime]]:
    """What a seal holds: id, sak and sum of each row, and when it was set."""
    summer = bytes(segl.summer)
    for n, (id_, sak) in enumerate(zip(segl.ider, segl.saker, strict=False)):
        yield id_, sak, summer[n * SUM : (n + 1) * SUM], segl.laget


def _les(tabell: Tabell, kolonner: Sequence[str], typer: Mapping[str, str]) -> str:
    """The SQL that reads a table's key, sak and sealed columns; a condition and an order are to follow."""
    felter = ", ".join(lest(navn, typer[navn]) for navn in kolonner)
    return f'SELECT t."{tabell.nokkel}", {tabell.sak}, {felter} FROM "{tabell.navn}" t'


def _forseglet(tabell: Tabell, seglene: QuerySet[Segl], borte_med_rette: Ryddet, telling: Telling) -> Iterator[Brudd]:
    """Hold one table against its seals, both in the order of the ids."""
    typer = kolonnetyper(tabell.navn)
    for gruppe in _grupper(seglene):
        kolonner = gruppe[0].kolonner
        if borte := [navn for navn in kolonner if navn not in typer]:
            yield _kolonne_borte(tabell.navn, borte)
            continue
        navnene = hoder(kolonner)
        rader = _strom(
            f'{_les(tabell, kolonner, typer)} WHERE t."{tabell.nokkel}" > %s AND t."{tabell.nokkel}" <= %s ORDER BY 1',
            [gruppe[0].etter_id, gruppe[-1].til_id],
        )
        rad = next(rader, None)
        for id_, sak, sum_, laget in (linje for segl in gruppe for linje in _innhold(segl)):
            while rad is not None and rad[0] < id_:
                yield Brudd(tabell.navn, Feil.SATT_INN, rad=rad[0], sak=rad[1])
                rad = next(rader, None)
            if rad is None or rad[0] > id_:
                if borte_med_rette.gjelder(id_, sak, laget):
                    telling.ryddet += 1
                else:
                    yield Brudd(tabell.navn, Feil.FJERNET, rad=id_, sak=sak)
                continue
            telling.rader += 1
            if sum_av(navnene, rad[2:]) != sum_:
                yield Brudd(tabell.navn, Feil.ENDRET, rad=id_, sak=sak)
            rad = next(rader, None)
        while rad is not None:
            yield Brudd(tabell.navn, Feil.SATT_INN, rad=rad[0], sak=rad[1])
            rad = next(rader, None)


def _sakens_rader(tabell: Tabell, sak: int, borte_med_rette: Ryddet, telling: Telling) -> Iterator[Brudd]:
    """Hold the rows of one sak in one table against the seals that tell of them."""
    typer = kolonnetyper(tabell.navn)
    seglene = Segl.objects.filter(tabell=tabell.navn).exclude(ODELAGT)
    kjente: set[int] = set()
    for segl in seglene.filter(saker__contains=[sak]).order_by("etter_id").iterator(chunk_size=100):
        sine = {id_: sum_ for id_, s, sum_, _laget in _innhold(segl) if s == sak}
        kjente |= sine.keys()
        if borte := [navn for navn in segl.kolonner if navn not in typer]:
            yield _kolonne_borte(tabell.navn, borte)
            continue
        navnene = hoder(segl.kolonner)
        for id_, _sak, *rad in _strom(
            f'{_les(tabell, segl.kolonner, typer)} WHERE t."{tabell.nokkel}" = ANY(%s)', [list(sine)]
        ):
            telling.rader += 1
            if sum_av(navnene, rad) != sine.pop(id_):
                yield Brudd(tabell.navn, Feil.ENDRET, rad=id_, sak=sak)
        for id_ in sorted(sine):
            if borte_med_rette.gjelder(id_, sak, segl.laget):
                telling.ryddet += 1
            else:
                yield Brudd(tabell.navn, Feil.FJERNET, rad=id_, sak=sak)
    forseglet_til = seglene.order_by("-etter_id").values_list("til_id", flat=True).first()
    if forseglet_til is None:
        return
    for (id_,) in _strom(
        f'SELECT t."{tabell.nokkel}" FROM "{tabell.navn}" t'
        f' WHERE {tabell.sak} = %s AND t."{tabell.nokkel}" <= %s ORDER BY 1',
        [sak, forseglet_til],
    ):
        if id_ not in kjente:
            yield Brudd(tabell.navn, Feil.SATT_INN, rad=id_, sak=sak)


def _natta(tabell: Sporet, dag: int, nylig: datetime) -> tuple[str, tuple[int | datetime, ...]]:
    """The rows one night holds against their history: this night's part, and what has been written lately."""
    nye = f'SELECT n."{tabell.nokkel}" FROM "{tabell.historie}" n WHERE n.history_date >= %s'
    return f'(mod("{tabell.nokkel}", {DELER}) = %s OR "{tabell.nokkel}" IN ({nye}))', (dag, nylig)


def _sakens(tabell: Sporet, sak: int) -> tuple[str, tuple[int, int]]:
    """The rows that belong to a sak, and those that did."""
    naa = f'SELECT t."{tabell.nokkel}" FROM "{tabell.navn}" t WHERE {tabell.sak} = %s'
    da = f'SELECT h."{tabell.nokkel}" FROM "{tabell.historie}" h WHERE {tabell.sak_da} = %s'
    return f'"{tabell.nokkel}" IN ({naa} UNION {da})', (sak, sak)


def _mot_historien(tabell: Sporet, hvilke: str, verdier: Sequence[Any]) -> Iterator[Brudd]:
    """Hold what stands now against the last the history has of it: the history is sealed, and what is read is this.

    Args:
        tabell: the table and its history.
        hvilke: SQL that says of a row's key whether it is to be held; empty for all.
        verdier: what stands in it.

    """
    har = kolonnetyper(tabell.historie)
    # A password is in no history.
    felles = [navn for navn in kolonnetyper(tabell.navn) if navn in har]
    naa, da = (", ".join(f'{rad}."{navn}"' for navn in felles) for rad in ("t", "h"))
    hvor = f"WHERE {hvilke}" if hvilke else ""
    nokkel = f'"{tabell.nokkel}"'
    for id_, sak, feil in _strom(
        f"SELECT COALESCE(t.{nokkel}, h.{nokkel}), COALESCE({tabell.sak}, {tabell.sak_da}),"
        f" CASE WHEN t.{nokkel} IS NULL THEN '{Feil.FJERNET}'"
        f" WHEN h.history_type IS DISTINCT FROM '-' AND h.{nokkel} IS NOT NULL THEN '{Feil.ENDRET}'"
        f" ELSE '{Feil.SATT_INN}' END"
        f' FROM (SELECT * FROM "{tabell.navn}" {hvor}) t FULL JOIN'
        f' (SELECT DISTINCT ON ({nokkel}) * FROM "{tabell.historie}" {hvor} ORDER BY {nokkel}, history_id DESC) h'
        f" ON t.{nokkel} = h.{nokkel}"
        f" WHERE (t.{nokkel} IS NULL AND h.history_type <> '-')"
        f" OR (t.{nokkel} IS NOT NULL AND (h.{nokkel} IS NULL OR h.history_type = '-'"
        f" OR ROW({naa}) IS DISTINCT FROM ROW({da}))) ORDER BY 1",
        [*verdier, *verdier],
    ):
        yield Brudd(tabell.navn, Feil(feil), rad=id_, sak=sak)
