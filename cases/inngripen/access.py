"""Who reads a record of fysisk inngripen: those a melding about it would reach, and those who lead a sak about it.

One who stepped in never reads what others have added, whatever they lead: they have their own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from cases.melding import access as meldingsadgang
from cases.melding.models import Melding, Mottaker
from cases.sak.access import INGEN, Handling, elev_er_naer, kan_se_saker
from cases.sak.access import nektet as nektet_sak
from cases.sak.models import Eier, Sak
from steinkjer_skolemiljo.organisation.models import Gradering, Rolletildeling
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
    for handling in (Handling.LEDE, Handling.FOLGE_OPP):
        saker = _paa_nivaaet(_leder(bruker, dag, handling))
        lov |= Q(Exists(saker.filter(elev=OuterRef("elev"), skole=OuterRef("skole"))))
        lov |= Q(Exists(saker.filter(meldingselever__melding=OuterRef("melding"))))
    # Who receives the melding, unless the record had to go higher than it did.
    med_meldingen = Q(melding__in=Melding.objects.visible_to(bruker, dag).values("pk"))
    lov |= med_meldingen & Q(mottaker=F("melding__mottaker"))
    return (lov | _mottar(bruker, dag)) & ~stengt(bruker, dag)


def _leder(bruker: Bruker, dag: date, handling: Handling) -> SakQuerySet:
    return Sak.objects.visible_to(bruker, dag, handling)


def _paa_nivaaet(saker: SakQuerySet) -> SakQuerySet:
    """Those led where the record went, or above: what a rektor did is not the school's to read, whatever it leads."""
    til = ExpressionWrapper(OuterRef("mottaker"), output_field=CharField())
    over_skolen = Q(til=Mottaker.SKOLEEIER) & ~Q(eier=Eier.SKOLE)
    return saker.annotate(til=til).filter(Q(til=Mottaker.REKTOR) | over_skolen | Q(eier=Eier.KOMMUNALSJEF))


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
    """Every reason a person does not read it: stepped in themselves, near the pupil, or denied what it belongs to.

    It belongs to its melding; without one, to the saker about the pupil that were there when it was written. What was
    there before such a sak stays: a record gone from the list would tell the accused that there is one.
    """
    om_eleven = _nektede_saker(bruker, elev="elev", siden="registrert")
    return (
        Q(grep_inn=bruker)
        | elev_er_naer(bruker, "elev")
        | (Q(melding__isnull=True) & om_eleven)
        | Q(Exists(Melding.objects.filter(meldingsadgang.nektet(bruker), pk=OuterRef("melding"))))
    )


def _nektede_saker(bruker: Bruker, *, elev: str, siden: str) -> Q:
    """A sak about the pupil that is denied this person was there at that time."""
    saker = Sak.objects.filter(nektet_sak(bruker), elev=OuterRef(elev), opprettet__lte=OuterRef(siden))
    return Q(Exists(saker))


def stengte_tillegg(bruker: Bruker) -> Q:
    """What is added to a record for a sak that is denied this person: by one who neither wrote it nor works there."""
    ved_skolen = Rolletildeling.objects.filter(bruker=OuterRef("skrevet_av"), skole=OuterRef("inngripen__skole"))
    utenfra = ~Q(Exists(ved_skolen)) & ~Q(skrevet_av=F("inngripen__registrert_av"))
    return utenfra & _nektede_saker(bruker, elev="inngripen__elev", siden="skrevet")
