"""Who may be told what: a notice is seen by the one it is for, as long as they may still see what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.arkiv.access import kjente as kjente_i_arkivet
from cases.melding import access as meldingsadgang
from cases.melding.models import Melding
from cases.sak.access import INGEN, Handling, may, nektet
from cases.sak.models import Eier, Sak
from cases.varsling.tekster import OM_ARKIVET, OM_EGEN_MELDING, OM_MELDING, UTEN_INNSYN, UTEN_LEDER
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cases.varsling.tekster import Varseltype
    from steinkjer_skolemiljo.organisation.models import Bruker


def kan_faa_nummer(bruker: Bruker, dag: date) -> Q:
    """The saker whose number a person may be told without seeing them: escalation to skoleeier and above (D-23).

    Denied persons are not told even that (D-24), and a sak led by kommunalsjef is kept from sektorleder (L-5.8).
    """
    roller = roller_for(bruker, dag)
    if roller.kommunalsjef:
        return ~nektet(bruker)
    if roller.sektorleder:
        return ~Q(eier=Eier.KOMMUNALSJEF) & ~nektet(bruker)
    return INGEN


def kjente_nummer(bruker: Bruker, sak_ider: Iterable[int], dag: date) -> frozenset[int]:
    """Those of these saker whose number a person may be told without seeing them. One query."""
    return frozenset(
        Sak.objects.filter(kan_faa_nummer(bruker, dag)).filter(pk__blant=sak_ider).values_list("pk", flat=True)
    )


def kan_finne_leder(bruker: Bruker, dag: date) -> Q:
    """The saker whose number systemforvalter is told when nobody may lead them: only a role can mend that.

    One who is denied the sak is not told; where that leaves no systemforvalter, the personvernombud is.
    """
    roller = roller_for(bruker, dag)
    return ~nektet(bruker) if roller.systemforvalter or roller.personvernombud else INGEN


def kan_varsles(bruker: Bruker, type_: Varseltype, sak_id: int, dag: date) -> bool:
    """Whether this person may get a notice of this type about this sak."""
    if may(bruker, Handling.LESE, sak_id, dag):
        return True
    if type_ in UTEN_LEDER:
        return Sak.objects.filter(kan_finne_leder(bruker, dag), pk=sak_id).exists()
    if type_ in OM_ARKIVET:
        return Sak.objects.filter(kjente_i_arkivet(bruker, dag), pk=sak_id).exists()
    return type_ in UTEN_INNSYN and Sak.objects.filter(kan_faa_nummer(bruker, dag), pk=sak_id).exists()


def synlig(bruker: Bruker, dag: date) -> Q:
    """The notices this person may read today. Asks for the annotation ``meldingsnummer``.

    A deny, a grant that has ended or a role that is left takes the notice with it.
    """
    nektet_melding = Exists(Melding.objects.filter(meldingsadgang.nektet(bruker), nummer=OuterRef("meldingsnummer")))
    synlige = Q(sak__isnull=True) & ~(Q(type__in=sorted(OM_MELDING)) & Q(nektet_melding))
    if not roller_for(bruker, dag).finnes:
        # One who has left is told of no melding, neither what they received nor how it goes with what they sent.
        synlige &= ~Q(type__in=sorted(OM_MELDING | OM_EGEN_MELDING))
    synlige |= Q(Exists(Sak.objects.visible_to(bruker, dag).filter(pk=OuterRef("sak"))))
    for typer, saker in (
        (UTEN_INNSYN, kan_faa_nummer(bruker, dag)),
        (UTEN_LEDER, kan_finne_leder(bruker, dag)),
        (OM_ARKIVET, kjente_i_arkivet(bruker, dag)),
    ):
        if saker is not INGEN:
            synlige |= Q(type__in=sorted(typer)) & Q(Exists(Sak.objects.filter(saker, pk=OuterRef("sak"))))
    return Q(mottaker=bruker) & synlige


def kan_se_ikke_levert(bruker: Bruker, dag: date) -> bool:
    """Systemforvalter sees which e-mails never got there, and to whom; never what they were about."""
    return roller_for(bruker, dag).systemforvalter
