"""Who reads a record of fysisk inngripen: those a melding about it would reach, and those who lead a sak about it.

One who stepped in never reads what others have added, whatever they lead: they have their own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from cases.melding import access as meldingsadgang
from cases.melding.models import Melding, Meldingelev, Mottaker
from cases.sak.access import INGEN, Handling, elev_er_naer, kan_se_saker
from cases.sak.access import nektet as nektet_sak
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.models import Gradering
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import SakQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker


def betingelse(bruker: Bruker, dag: date) -> Q:
    """The records this person receives, or leads a sak about, minus every deny."""
    if not kan_se_saker(bruker, dag):
        return INGEN
    lov = Q()
    for saker in (_leder(bruker, dag, handling) for handling in (Handling.LEDE, Handling.FOLGE_OPP)):
        lov |= Q(Exists(saker.filter(elev=OuterRef("elev"), skole=OuterRef("skole"))))
        lov |= Q(Exists(Meldingelev.objects.filter(melding=OuterRef("melding"), sak__in=saker.values("pk"))))
    # Who receives the melding, unless the record had to go higher than it did.
    med_meldingen = Q(melding__in=Melding.objects.visible_to(bruker, dag).values("pk"))
    lov |= med_meldingen & Q(mottaker=F("melding__mottaker"))
    return (lov | _mottar(bruker, dag)) & ~stengt(bruker, dag)


def _leder(bruker: Bruker, dag: date, handling: Handling) -> SakQuerySet:
    return Sak.objects.visible_to(bruker, dag, handling)


def _mottar(bruker: Bruker, dag: date) -> Q:
    """Own school's for its leaders, where no melding says whose; what had to go higher for the level it went to."""
    roller = roller_for(bruker, dag)
    skolens = Q(skole__in=sorted(roller.rektor_skoler)) | Q(
        # what concerns a pupil whose address is protected is for the rektor only.
        skole__in=sorted(roller.leder_skoler),
        elev__gradering=Gradering.INGEN,
    )
    lov = Q(mottaker=Mottaker.REKTOR, melding__isnull=True) & skolens if roller.leder_skoler else INGEN
    if roller.sektorleder:
        lov |= Q(mottaker=Mottaker.SKOLEEIER)
    if roller.kommunalsjef:
        lov |= Q(mottaker=Mottaker.KOMMUNALSJEF)
    return lov


def stengt(bruker: Bruker, dag: date) -> Q:
    """The records this person does not read, whatever they lead: those denied them, and of protected pupils (A-14)."""
    return nektet(bruker) | _av_gradert(bruker, dag)


def _av_gradert(bruker: Bruker, dag: date) -> Q:
    """About a pupil whose address is protected, where this person is not rektor and leads no sak about the pupil.

    The melding may be about another pupil, and the protected one the one who may have offended.
    """
    roller = roller_for(bruker, dag)
    if roller.sektorleder or roller.kommunalsjef:
        return INGEN
    egne = _leder(bruker, dag, Handling.LEDE).filter(elev=OuterRef("elev"), skole=OuterRef("skole"))
    return ~Q(elev__gradering=Gradering.INGEN) & ~Q(skole__in=sorted(roller.rektor_skoler)) & ~Q(Exists(egne))


def nektet(bruker: Bruker) -> Q:
    """Every reason a person does not read it: stepped in themselves, near the pupil, or denied what it belongs to."""
    return (
        Q(grep_inn=bruker)
        | elev_er_naer(bruker, "elev")
        | Q(Exists(Sak.objects.filter(nektet_sak(bruker), elev=OuterRef("elev"))))
        | Q(Exists(Melding.objects.filter(meldingsadgang.nektet(bruker), pk=OuterRef("melding"))))
    )
