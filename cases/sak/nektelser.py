"""Why a person never sees a sak, whatever their roles, grants and tiltak. Deny beats everything (A-2 to A-4, L-N.5).

Reached through ``cases.sak.access``. Each reason is a literal condition or one ``EXISTS`` on equal columns, so that it
takes effect at the moment the row is there, and lists keep their indexes.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import make_aware

from cases.sak.models import Inhabilitet, Involvert, Sak
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Foresattforhold,
    Naerstaende,
    Rolletildeling,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker

INGEN = Q(pk__in=())

T = TypeVar("T")


def husk(bruker: Bruker, nokkel: Any, les: Callable[[], T]) -> T:
    """Read something small about a person once a request; without a request, each time."""
    minne: dict[Any, Any] | None = getattr(bruker, "tilganger_i_foresporsel", None)
    if minne is None:
        return les()
    if nokkel not in minne:
        minne[nokkel] = les()
    funnet: T = minne[nokkel]
    return funnet


def nektet(bruker: Bruker, sti: str = "") -> Q:
    """Every reason a person never sees a sak: accused, of an accused leadership, inhabil, own child or relative.

    Args:
        bruker: the person.
        sti: the path to the sak from the row that is asked, such as ``sak__``.

    """
    grunner = (
        # all the saker that came of the same melding, not only the one where the name stands.
        Q(
            Exists(
                Involvert.objects.filter(
                    sak__gruppe=OuterRef(f"{sti}gruppe"), ansatt=bruker, rolle=Involvert.Rolle.MULIG_KRENKER
                )
            )
        )
        | Q(Exists(Inhabilitet.objects.filter(sak=OuterRef(f"{sti}pk"), bruker=bruker)))
        | elev_er_naer(bruker, f"{sti}elev")
    )
    egen_ledelse = i_ledelsen(bruker, skole=f"{sti}skole", siden=f"{sti}mottatt")
    return grunner | (egen_ledelse & ledelsen_er_meldt(bruker, sti)) if egen_ledelse is not INGEN else grunner


def i_ledelsen(bruker: Bruker, *, skole: str, siden: str) -> Q:
    """What concerns a school whose leadership the person belongs to, or has belonged to since the school knew (L-5.3).

    With or without delegated authority: a leader who steps down was in the leadership that is accused.
    Costs one query, once a request.
    """
    perioder = husk(
        bruker,
        "ledelse",
        lambda: list(
            Rolletildeling.objects.filter(bruker=bruker, rolle__in=LEDELSESROLLER).values_list("skole", "til")
        ),
    )
    betingelse = Q()
    for skole_id, til in perioder:
        q = Q(**{skole: skole_id})
        betingelse |= q if til is None else q & Q(**{f"{siden}__lt": _dagen_etter(til)})
    return betingelse if perioder else INGEN


def _dagen_etter(dag: date) -> datetime:
    return make_aware(datetime.combine(dag + timedelta(days=1), time()))


def ledelsen_er_meldt(bruker: Bruker, sti: str = "") -> Q:
    """Someone in this person's own leadership is accused: as the door has noted, or as the rows themselves say.

    The rows count too: an accused employee may have become a leader since. One query, once a request.
    """
    meldt = Q(kategori=Involvert.Kategori.LEDER)
    for leder, til in husk(bruker, "ledere", lambda: _lederne(bruker)):
        q = Q(ansatt=leder)
        meldt |= q if til is None else q & Q(lagt_til__lt=_dagen_etter(til))
    rader = Involvert.objects.filter(meldt, sak=OuterRef(f"{sti}pk"), rolle=Involvert.Rolle.MULIG_KRENKER)
    return Q(**{f"{sti}ledelse_innmeldt": True}) | Q(Exists(rader))


def _lederne(bruker: Bruker) -> list[tuple[int, date | None]]:
    """Those who are or have been leaders at the schools where this person is one."""
    egne = Rolletildeling.objects.filter(bruker=bruker, rolle__in=LEDELSESROLLER)
    return list(
        Rolletildeling.objects.filter(rolle__in=LEDELSESROLLER, skole__in=egne.values("skole")).values_list(
            "bruker", "til"
        )
    )


def elev_er_naer(bruker: Bruker | int, elev: str) -> Q:
    """The pupil (named by the path ``elev``) is this person's own child or near relation (L-N.5)."""
    return Q(Exists(Foresattforhold.objects.filter(elev=OuterRef(elev), foresatt__bruker=bruker))) | Q(
        Exists(Naerstaende.objects.filter(elev=OuterRef(elev), bruker=bruker))
    )


def er_nektet(bruker: Bruker, sak: Sak) -> bool:
    """Whether this person is denied this sak, as it stands in memory and in the database. One or two queries.

    A door that has just learnt that the leadership is accused has not stored it yet: then the memory knows best.
    """
    grunn = nektet(bruker)
    if sak.ledelse_innmeldt:
        grunn |= i_ledelsen(bruker, skole="skole", siden="mottatt")
    return Sak.objects.filter(grunn, pk=sak.pk).exists()
