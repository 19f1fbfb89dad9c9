"""Who receives a melding. Until it leads to a sak it has a rule of its own, built of the same parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from psycopg import sql

from cases.melding.models import Melding, Meldingelev, Meldinginvolvert, Mottaker
from cases.sak import access
from cases.sak.access import INGEN, elev_er_naer
from cases.sak.feil import IkkeFunnet
from cases.sak.models import Eier
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER, Gradering, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker
    from steinkjer_skolemiljo.organisation.roller import Roller


def mottakerbetingelse(bruker: Bruker, dag: date) -> Q:
    """The meldinger this person receives: own school's for its leaders, § 12-5 for skoleeier; minus every deny.

    A leader of a school never sees one that was routed past the school (L-5.3): ``mottaker`` is then not rektor. Who
    leads a sak also reads the meldinger it came from, and who lost a sak to the level above loses those.
    """
    roller = roller_for(bruker, dag)
    lov = Q()
    if roller.leder_skoler:
        lov |= _skolens(roller)
    if roller.sektorleder:
        til_skoleeier = Q(mottaker=Mottaker.SKOLEEIER) | Q(mottaker=Mottaker.REKTOR, skjerpet=True)
        lov |= (til_skoleeier & ~_i_sak(Q(sak__eier=Eier.KOMMUNALSJEF))) | _i_sak(Q(sak__eier=Eier.SKOLEEIER))
    if roller.kommunalsjef:
        lov |= Q(mottaker=Mottaker.KOMMUNALSJEF) | _i_sak(Q(sak__eier=Eier.KOMMUNALSJEF))
    leder = access.tilganger_for(bruker, dag).get(access.LED_SAK) if roller.finnes else None
    if leder:
        lov |= _i_sak(Q(sak__in=sorted(leder)))
    if not lov:
        return INGEN
    return lov & ~nektet(bruker)


def _skolens(roller: Roller) -> Q:
    egne = Q(mottaker=Mottaker.REKTOR, skole__in=sorted(roller.leder_skoler))
    egne &= ~_i_sak(Q(sak__isnull=False) & ~Q(sak__eier=Eier.SKOLE))
    if roller.leder_skoler <= roller.rektor_skoler:
        return egne
    # what concerns a pupil whose address is protected is for the rektor only.
    sperret = _i_sak(Q(sak__sperret=True)) | _i_sak(~Q(elev__gradering=Gradering.INGEN) & Q(elev__isnull=False))
    return egne & (Q(skole__in=sorted(roller.rektor_skoler)) | ~sperret)


def _i_sak(betingelse: Q) -> Q:
    """Some pupil of the melding, or the sak it led to for that pupil, is such."""
    return Q(Exists(Meldingelev.objects.filter(betingelse, melding=OuterRef("pk"))))


# A function for the reason given in cases/sak/nektelser.py.
NEKTEDE_MELDINGER = sql.SQL("""
CREATE OR REPLACE FUNCTION nektede_meldinger(hvem bigint) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 20 SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY SELECT melding_id FROM cases_meldinginvolvert WHERE ansatt_id = hvem
        UNION ALL SELECT melding_id FROM cases_meldingsinhabilitet WHERE bruker_id = hvem
        UNION ALL SELECT e.melding_id FROM organisation_foresatt f
            JOIN organisation_foresattforhold barn ON barn.foresatt_id = f.id
            JOIN cases_meldingelev e ON e.elev_id = barn.elev_id WHERE f.bruker_id = hvem
        UNION ALL SELECT e.melding_id FROM organisation_naerstaende n
            JOIN cases_meldingelev e ON e.elev_id = n.elev_id WHERE n.bruker_id = hvem
        UNION ALL SELECT i.melding_id FROM organisation_foresatt f
            JOIN organisation_foresattforhold barn ON barn.foresatt_id = f.id
            JOIN cases_meldinginvolvert i ON i.elev_id = barn.elev_id WHERE f.bruker_id = hvem
        UNION ALL SELECT i.melding_id FROM organisation_naerstaende n
            JOIN cases_meldinginvolvert i ON i.elev_id = n.elev_id WHERE n.bruker_id = hvem
        UNION ALL SELECT melding_id FROM cases_meldingelev WHERE sak_id IN (SELECT nektede_saker(hvem))
        -- One who was reported is or has since become a leader where the person is one.
        UNION ALL SELECT m.id FROM organisation_rolletildeling egen
            JOIN organisation_rolletildeling leder ON leder.skole_id = egen.skole_id AND leder.rolle IN ({ledelse})
            JOIN cases_meldinginvolvert i ON i.ansatt_id = leder.bruker_id
            JOIN cases_melding m ON m.id = i.melding_id AND m.skole_id = egen.skole_id
                AND (leder.til IS NULL OR m.sendt < (leder.til + 1)::timestamp AT TIME ZONE {sone})
                AND (egen.til IS NULL OR m.sendt < (egen.til + 1)::timestamp AT TIME ZONE {sone})
            WHERE egen.bruker_id = hvem AND egen.rolle IN ({ledelse})
        -- Routed past a leadership the person belongs to, or belonged to when it was sent.
        UNION ALL SELECT m.id FROM organisation_rolletildeling egen
            JOIN cases_melding m ON m.skole_id = egen.skole_id AND m.skjerpet AND m.mottaker <> 'rektor'
                AND (egen.til IS NULL OR m.sendt < (egen.til + 1)::timestamp AT TIME ZONE {sone})
            WHERE egen.bruker_id = hvem AND egen.rolle IN ({ledelse});
END $$
""")


def nektet(bruker: Bruker) -> Q:
    """Every reason a person never sees a melding: reported in it, near one of its pupils, inhabil, or denied its sak.

    And of a leadership it was routed past, or to which one who was reported belongs, whatever other role they hold
    (L-5.3).
    """
    return Q(pk__in=access.nektede_meldinger(bruker))


LAAS_MELDING = access.laasen_paa("cases_melding", "nummer")


def laas(aktor: Bruker, nummer: str, dag: date) -> Melding:
    """Fetch a melding this person receives, locked, to change something in it.

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to receive.

    """
    # As for a sak: what the page remembered before it waited is not what is asked after.
    access.ta_laasen(aktor, LAAS_MELDING, nummer)
    melding = Melding.objects.visible_to(aktor, dag).select_related("skole", "melder").filter(nummer=nummer).first()
    if melding is None:
        raise IkkeFunnet
    return melding


def under_inhabil_rektor(bruker: Bruker, melding: Melding, dag: date) -> bool:
    """Whether this person leads at the melding's school under a rektor who is near one of its pupils (L-N.5)."""
    roller = roller_for(bruker, dag)
    if melding.skole_id in roller.egne_rektor_skoler:
        return False
    return rektor_er_naer(melding, dag, unntatt=bruker)


def rektor_er_naer(melding: Melding, dag: date, *, unntatt: Bruker | None = None) -> bool:
    """Whether a rektor of the melding's school is near one of its pupils, or one who may have offended them."""
    rektorer = (
        Rolletildeling.objects.filter(gjelder(dag), rolle=Rolle.REKTOR, skole=melding.skole_id)
        .exclude(bruker=unntatt)
        .values_list("bruker", flat=True)
    )
    rader = (Meldingelev.objects.filter(melding=melding), Meldinginvolvert.objects.filter(melding=melding))
    return any(alle.filter(elev_er_naer(rektor, "elev")).exists() for rektor in rektorer for alle in rader)


def om_ledelsen(dag: date) -> Q:
    """The meldinger that report one who leads their school today; perhaps not when they were sent (L-5.3)."""
    ledere = Rolletildeling.objects.filter(gjelder(dag), rolle__in=LEDELSESROLLER, skole=OuterRef("skole"))
    return Q(Exists(ledere.filter(bruker__meldt_i__melding=OuterRef("pk"))))
