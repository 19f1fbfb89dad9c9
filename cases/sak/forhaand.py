"""Everything the law asks about some saker, in one round trip: who asks waits once, and not for twenty answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models.fields.related import ForeignKey, OneToOneField
from psycopg import sql

from cases.sak.kalender import STEMPEL
from cases.sak.models import Sak

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cases.sak.kalender import Stempel

# The paths from a sak to all that the law asks about.
FORHAAND = (
    "elev",
    "meldingselever__melding__inngripener",
    "meldingselever__melding__mottak",
    "undersokelse",
    "involverte__elev",
    "samtaler",
    "observasjoner",
    "kartlegginger",
    "analyser",
    "tiltaksplaner__tiltak",
    "evalueringer__plan",
    "skoleeiervarsler",
    "framlegg",
    "avslutninger__ettersjekk",
    "gjenapninger",
    "statsforvaltersaker__krav",
    "statsforvaltersaker__palegg",
    "saksovertakelser",
)
# What JSON has no type of its own for.
OMGJORT = (models.DateField, models.TimeField, models.UUIDField, models.DecimalField)


# A model's attributes, their columns, and by place the values JSON has no type for and what makes them.
Kolonner = tuple[list[str], list[str], list[tuple[int, "Callable[[Any], Any]"]]]


@dataclass(frozen=True)
class Ledd:
    """One step of a path such as ``tiltaksplaner__tiltak``: from the rows of the step above to those of a model."""

    navn: str
    over: int | None  # the step above, by number; None is the sak
    modell: type[models.Model]
    felt: ForeignKey[Any, Any]  # the key that joins them, on whichever side it stands
    bakover: bool  # the key stands on this step's side
    en: bool  # at most one row
    sql: str
    kolonner: Kolonner
    orden: tuple[str, ...]


@cache
def _ledd() -> tuple[Ledd, ...]:
    """The steps of all paths, those above first; worked out once."""
    plass: dict[str, int] = {}
    ledd: list[Ledd] = []
    for sti in FORHAAND:
        modell: type[models.Model] = Sak
        over: int | None = None
        fra = hvor = ""
        for dybde, navn in enumerate(sti.split("__"), start=1):
            rel: Any = modell._meta.get_field(navn)
            bakover = not isinstance(rel, ForeignKey)
            felt = rel.field if bakover else rel
            modell = rel.related_model
            egen, annen = f"t{dybde}", f"t{dybde - 1}"
            kobling = (
                f'{egen}."{felt.column}" = {annen}."{felt.target_field.column}"'
                if bakover
                else f'{egen}."{felt.target_field.column}" = {annen}."{felt.column}"'
            )
            if fra:
                fra += f' JOIN "{modell._meta.db_table}" {egen} ON {kobling}'
            elif bakover:
                # Straight from the sak's id: the database has one table less to plan for.
                fra, hvor = f'FROM "{modell._meta.db_table}" {egen}', f'{egen}."{felt.column}"'
            else:
                fra = f'FROM "{Sak._meta.db_table}" {annen} JOIN "{modell._meta.db_table}" {egen} ON {kobling}'
                hvor = f'{annen}."id"'
            helt = "__".join(sti.split("__")[:dybde])
            if helt not in plass:
                plass[helt] = len(ledd)
                ledd.append(
                    Ledd(
                        navn=navn,
                        over=over,
                        modell=modell,
                        felt=felt,
                        bakover=bakover,
                        en=not bakover or isinstance(felt, OneToOneField),
                        sql=f"SELECT {len(ledd)}, row_to_json({egen}) {fra} WHERE {hvor} = ANY(hvilke)",
                        kolonner=_kolonner(modell),
                        orden=tuple(str(o) for o in modell._meta.ordering or ()),
                    )
                )
            over = plass[helt]
    return tuple(ledd)


def _kolonner(modell: type[models.Model]) -> Kolonner:
    felter = modell._meta.concrete_fields
    gjor: list[tuple[int, Callable[[Any], Any]]] = [
        (n, felt.to_python) for n, felt in enumerate(felter) if isinstance(felt, OMGJORT)
    ]
    return [felt.attname for felt in felter], [str(felt.column) for felt in felter], gjor


# What comes along that is no row of a path, by number: what calendars and targets are stamped with, and what was asked.
STEMPLET, SPURT = -1, -2


def sakens_rader() -> sql.Composed:
    """The paths as a function of PostgreSQL's: to plan two dozen questions takes far longer than to answer them."""
    sporsmaal = sql.SQL(" UNION ALL ").join(
        [*(sql.SQL(ledd.sql) for ledd in _ledd()), sql.SQL(f"SELECT {STEMPLET}, {STEMPEL}")]
    )
    return sql.SQL(
        "CREATE OR REPLACE FUNCTION sakens_rader(hvilke bigint[]) RETURNS TABLE (ledd integer, rad json)"
        " LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan"
        " AS $$ BEGIN RETURN QUERY {}; END $$"
    ).format(sporsmaal)


HENT = "SELECT ledd, rad FROM sakens_rader(%s)"
OG_SPOR = f" UNION ALL SELECT {SPURT}, svar FROM ({{}}) spurt (svar)"  # noqa: S608 - a question of our own


@dataclass(frozen=True)
class Attaat:
    """What came along with the rows of the paths."""

    stempel: Stempel
    svar: list[Any]


def hent(saker: Sequence[Sak], *, ogsaa: tuple[str, Sequence[Any]] | None = None) -> Attaat:
    """Read what the paths lead to from these saker, for ``rader`` to give and for the related managers' ``all()``.

    The caller must call ``glem`` when it has read them: what lies there answers nothing more than that.

    Args:
        saker: which.
        ogsaa: one question more to be asked in the same round trip, of one JSON column, and its parameters.

    """
    leddene = _ledd()
    lest: list[dict[Any, models.Model]] = [{} for _ledd_ in leddene]
    andre: dict[int, list[Any]] = {STEMPLET: [], SPURT: []}
    sporsmaal, verdier = HENT, [[sak.pk for sak in saker]]
    if ogsaa is not None:
        sporsmaal, verdier = HENT + OG_SPOR.format(ogsaa[0]), [*verdier, *ogsaa[1]]
    with connection.cursor() as peker:
        peker.execute(sporsmaal, verdier)
        for n, svar in peker.fetchall():
            if n < 0:
                andre[n].append(svar)
            else:
                rad = _rad(leddene[n], svar)
                lest[n][rad.pk] = rad
    for n, ledd in enumerate(leddene):
        _knytt(ledd, saker if ledd.over is None else list(lest[ledd.over].values()), lest[n])
    return Attaat(stempel=andre[STEMPLET][0], svar=andre[SPURT])


def rader(eier: Any, navn: str) -> list[Any]:
    """The rows of this name that were read for one above them. A manager is not made for each of many saker."""
    lest: list[Any] = eier._prefetched_objects_cache[navn]
    return lest


def glem(saker: Sequence[Sak]) -> None:
    """Let the related managers ask the database again."""
    for sak in saker:
        sak._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def _rad(ledd: Ledd, verdier: dict[str, Any]) -> models.Model:
    feltene, kolonner, gjor = ledd.kolonner
    lest = [verdier[kolonne] for kolonne in kolonner]
    for n, omgjor in gjor:
        if lest[n] is not None:
            lest[n] = omgjor(lest[n])
    return ledd.modell.from_db("default", feltene, lest)


def _knytt(ledd: Ledd, over: Sequence[models.Model], rader: dict[Any, models.Model]) -> None:
    """Give each row above those that belong to it."""
    if not ledd.bakover:
        for eier in over:
            # The sak's own pupil may have been fetched with it.
            if not ledd.felt.is_cached(eier):
                ledd.felt.set_cached_value(eier, rader.get(getattr(eier, ledd.felt.attname)))
        return
    etter_eier: dict[Any, list[models.Model]] = {}
    for rad in _i_orden(list(rader.values()), ledd.orden) if len(rader) > 1 else rader.values():
        etter_eier.setdefault(getattr(rad, ledd.felt.attname), []).append(rad)
    for eier in over:
        sine = etter_eier.get(eier.pk, [])
        for rad in sine:
            ledd.felt.set_cached_value(rad, eier)
        if ledd.en:
            ledd.felt.remote_field.set_cached_value(eier, sine[0] if sine else None)
        else:
            if not hasattr(eier, "_prefetched_objects_cache"):
                eier._prefetched_objects_cache = {}  # type: ignore[attr-defined]
            eier._prefetched_objects_cache[ledd.felt.remote_field.cache_name] = sine  # type: ignore[attr-defined]


def _i_orden(rader: list[models.Model], orden: Sequence[str]) -> list[models.Model]:
    """The model's own order, the last key first since sorting keeps what is equal as it was."""
    rader.sort(key=lambda rad: rad.pk)
    for felt in reversed(orden):
        les = attrgetter(felt.removeprefix("-"))
        rader.sort(key=lambda rad, les=les: _plass(les(rad)), reverse=felt.startswith("-"))  # type: ignore[misc]
    return rader


def _plass(verdi: Any) -> tuple[bool, Any]:
    """What is null comes last, as in PostgreSQL."""
    return verdi is None, verdi
