"""Why a person never sees a sak, whatever their roles, grants and tiltak. Deny beats everything (A-2 to A-4, L-N.5).

Reached through ``cases.sak.access``. The reasons are asked of the rows, in the same statement as the list, so that they
take effect at the moment the row is there.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils.timezone import make_aware
from psycopg import sql

from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Foresattforhold,
    Naerstaende,
    Rolletildeling,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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


# Each reason begins with the few rows that name the person and ends with saker, so that it is asked once, however many
# saker the list has. PostgreSQL keeps it as a function, since it stands in every question about saker: to plan it anew
# each time took ten times as long as to answer it (script/bench access). Made by ``cases.funksjoner``.
NEKTEDE_SAKER = sql.SQL("""
CREATE OR REPLACE FUNCTION nektede_saker(hvem bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 20 SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT sak_id FROM cases_inhabilitet WHERE bruker_id = hvem;
    -- Most are named in nothing and near nobody: three looks in an index, and not all that follows from it.
    IF EXISTS (SELECT FROM cases_involvert WHERE ansatt_id = hvem AND rolle = 'mulig_krenker')
            OR EXISTS (SELECT FROM organisation_foresatt WHERE bruker_id = hvem)
            OR EXISTS (SELECT FROM organisation_naerstaende WHERE bruker_id = hvem) THEN
        -- A-4: accused in one means denied all the saker that came of the same melding.
        RETURN QUERY WITH RECURSIVE meldt AS (
            SELECT s.id FROM cases_involvert i JOIN cases_sak her ON her.id = i.sak_id
                JOIN cases_sak s ON s.gruppe = her.gruppe
                WHERE i.ansatt_id = hvem AND i.rolle = 'mulig_krenker'
            -- For one of its pupils the melding may have been added to a sak that was open already.
            UNION SELECT annen.sak_id FROM cases_involvert i
                JOIN cases_meldingelev en ON en.sak_id = i.sak_id
                JOIN cases_meldingelev annen ON annen.melding_id = en.melding_id AND annen.sak_id IS NOT NULL
                WHERE i.ansatt_id = hvem AND i.rolle = 'mulig_krenker'
            -- Where it is one's own child, or a near one, who may have offended (fvl. § 6).
            UNION SELECT i.sak_id FROM organisation_foresatt f
                JOIN organisation_foresattforhold barn ON barn.foresatt_id = f.id
                JOIN cases_involvert i ON i.elev_id = barn.elev_id AND i.rolle = 'mulig_krenker'
                WHERE f.bruker_id = hvem
            UNION SELECT i.sak_id FROM organisation_naerstaende n
                JOIN cases_involvert i ON i.elev_id = n.elev_id AND i.rolle = 'mulig_krenker' WHERE n.bruker_id = hvem
            -- Nor what another school has opened from one of these, or another again: it is built on what was given.
            UNION SELECT o.ny_sak_id FROM meldt JOIN cases_overforing o
                ON o.sak_id = meldt.id AND o.ny_sak_id IS NOT NULL
        )
        SELECT id FROM meldt
            UNION ALL SELECT s.id FROM organisation_foresatt f
                JOIN organisation_foresattforhold barn ON barn.foresatt_id = f.id
                JOIN cases_sak s ON s.elev_id = barn.elev_id WHERE f.bruker_id = hvem
            UNION ALL SELECT s.id FROM organisation_naerstaende n
                JOIN cases_sak s ON s.elev_id = n.elev_id WHERE n.bruker_id = hvem;
    END IF;
    IF NOT EXISTS (SELECT FROM organisation_rolletildeling WHERE bruker_id = hvem AND rolle IN ({ledelse})) THEN
        RETURN;
    END IF;
    -- Someone in the person's own leadership is accused: as the sak says (where a leader is named it always does), or
    -- because an accused employee is or has since become a leader there.
    RETURN QUERY WITH egen AS (
            SELECT skole_id, (til + 1)::timestamp AT TIME ZONE {sone} AS slutt FROM organisation_rolletildeling
            WHERE bruker_id = hvem AND rolle IN ({ledelse})
        )
        SELECT s.id FROM egen JOIN cases_sak s ON s.skole_id = egen.skole_id AND s.ledelse_innmeldt
            WHERE egen.slutt IS NULL OR s.mottatt < egen.slutt
        UNION ALL SELECT s.id FROM organisation_rolletildeling leder
            JOIN cases_involvert i ON i.ansatt_id = leder.bruker_id AND i.rolle = 'mulig_krenker'
                AND (leder.til IS NULL OR i.lagt_til < (leder.til + 1)::timestamp AT TIME ZONE {sone})
            JOIN cases_sak s ON s.id = i.sak_id AND s.skole_id = leder.skole_id
            JOIN egen ON egen.skole_id = s.skole_id AND (egen.slutt IS NULL OR s.mottatt < egen.slutt)
            WHERE leder.rolle IN ({ledelse}) AND leder.skole_id IN (SELECT skole_id FROM egen);
END $$
""")


def nektet(bruker: Bruker, sti: str = "") -> Q:
    """Every reason a person never sees a sak: accused, of an accused leadership, inhabil, own child or relative.

    Args:
        bruker: the person.
        sti: the path to the sak from the row that is asked, such as ``sak__``.

    """
    return Q(**{f"{sti}pk__in": RawSQL("SELECT nektede_saker(%s)", (bruker.pk,))})


def nektet_noen(brukere: Iterable[int]) -> Q:
    """The saker that one or another of these persons never sees."""
    return Q(pk__in=RawSQL("SELECT nektede_saker(hvem) FROM unnest(%s::bigint[]) hvem", (sorted(set(brukere)),)))


def nektede_meldinger(bruker: Bruker) -> RawSQL:
    """The ids of the meldinger this person never sees; the rule and its function are ``cases/melding/access.py``'s."""
    return RawSQL("SELECT nektede_meldinger(%s)", (bruker.pk,))


def _perioder(bruker: Bruker) -> list[tuple[int | None, date | None]]:
    """The schools whose leadership the person belongs to or has belonged to, and until when."""
    return husk(
        bruker,
        "ledelse",
        lambda: list(
            Rolletildeling.objects.filter(bruker=bruker, rolle__in=LEDELSESROLLER).values_list("skole", "til")
        ),
    )


def i_ledelsen(bruker: Bruker, *, skole: str, siden: str) -> Q:
    """What concerns a school whose leadership the person belongs to, or has belonged to since the school knew (L-5.3).

    With or without delegated authority: a leader who steps down was in the leadership that is accused.
    Costs one query, once a request.
    """
    perioder = _perioder(bruker)
    betingelse = Q()
    for skole_id, til in perioder:
        q = Q(**{skole: skole_id})
        betingelse |= q if til is None else q & Q(**{f"{siden}__lt": _dagen_etter(til)})
    return betingelse if perioder else INGEN


def _dagen_etter(dag: date) -> datetime:
    return make_aware(datetime.combine(dag + timedelta(days=1), time()))


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
