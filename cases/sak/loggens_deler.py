"""Which parts of a sak each line of its log tells of: one let in to some parts reads the lines of those, and no others.

What the log alone holds, and what the frame of the sak says to all who see it, are the log's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from cases.sak.models import Del
from cases.sak.talemaater import Hendelsestype

if TYPE_CHECKING:
    from collections.abc import Mapping

H = Hendelsestype
LOGGEN = frozenset[Del]()
FILENE = frozenset({Del.DOKUMENTER, Del.UNDERSOKELSE})

# What stands nowhere here tells of the whole: a new kind of line is closed to partial grants until somebody has said
# what it is a part of. As ``KREVER_DELER`` is for the pages.
LINJENS_DELER: Mapping[Hendelsestype, frozenset[Del]] = {
    **dict.fromkeys(
        (
            H.SAK_OPPRETTET,
            H.GJENAPNET,
            H.ALVORLIGHET_VURDERT,
            H.SKOLEEIER_VARSLET,
            H.SKOLEEIER_LESTE,
            H.SKOLEEIER_VURDERTE,
            H.SKJERPET,
            H.LEDELSE_FLYTTET,
            H.SAK_OVERTATT,
            H.SAK_GITT_TILBAKE,
            H.ANSVARLIG_BYTTET,
            H.FORESATTE_INFORMERT,
            H.IKKE_SEND_HJEM,
            H.SEND_HJEM_IGJEN,
            H.TATT_OPP_MED_REKTOR,
            H.SPERRET,
            H.IKKE_SPERRET,
            H.FRIST_REGNET_OM,
            *(type_ for type_ in H if type_.value.startswith("notat_")),
        ),
        LOGGEN,
    ),
    **dict.fromkeys(
        (
            H.MELDING_LAGT_TIL,
            H.TILLEGG_TIL_MELDING,
            H.UNDERSOKELSE_STARTET,
            H.UNDERSOKELSE_PLANLAGT,
            H.SAMTALE,
            H.SAMTALE_TAKKET_NEI,
            H.SAMTALE_RETTET,
            H.REFERAT_SENDT_HJEM,
            H.OBSERVASJON,
            H.OBSERVASJON_RETTET,
            H.KARTLEGGING,
            H.ANALYSE,
        ),
        frozenset({Del.UNDERSOKELSE}),
    ),
    **dict.fromkeys(
        (
            H.STRAKSTILTAK,
            H.PLAN_PAABEGYNT,
            H.PLAN_VEDTATT,
            H.PLAN_SENDT_HJEM,
            H.TILTAK_STATUS,
            H.TILTAK_MERKET,
        ),
        frozenset({Del.TILTAKSPLAN}),
    ),
    **dict.fromkeys((H.EVALUERING, H.AVSLUTTET, H.ETTERSJEKK), frozenset({Del.EVALUERING})),
    **dict.fromkeys(
        (
            H.INVOLVERT_LAGT_TIL,
            H.INHABIL,
            H.FORESATT_ENDRET,
            H.DELT_MED_KONTAKTLARER,
            H.IKKE_DELT_MED_KONTAKTLARER,
            H.TILGANG_GITT,
            H.TILGANG_FORLENGET,
            H.TILGANG_TRUKKET,
            H.SETTESAKSBEHANDLER,
        ),
        frozenset({Del.PERSONER}),
    ),
    **dict.fromkeys((H.VEDLEGG, H.VEDLEGG_SPERRET), FILENE),
    # And the part the paper is of.
    **dict.fromkeys((H.DOKUMENT_LAGET, H.DOKUMENT_ARKIVERT), frozenset({Del.DOKUMENTER})),
}
# What is the paper of one thing in the sak, and of which part: others than those who lead may be given it. As
# ``cases.dokumenter.slag``.
PAPIRETS_DEL: Mapping[str, Del] = {
    "cases.meldingelev": Del.UNDERSOKELSE,
    "cases.samtale": Del.UNDERSOKELSE,
    "cases.tiltaksplan": Del.TILTAKSPLAN,
    "cases.evaluering": Del.EVALUERING,
    "cases.avslutning": Del.EVALUERING,
}


def linjer_i(deler: frozenset[Del]) -> Q:
    """The lines of the log that tell of nothing but these parts."""
    return Q(type__in=[type_.value for type_, krevd in LINJENS_DELER.items() if krevd <= deler])


def papirer_i(deler: frozenset[Del]) -> Q:
    """The papers of these parts."""
    return Q(objekt_type__in=[slag for slag, del_ in PAPIRETS_DEL.items() if del_ in deler])
