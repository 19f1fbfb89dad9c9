"""Protected addresses, by the rektor of the pupil's own school: set the hour it is known, and lifted by nobody else.

A list may make an address protected and never lift it, and it ends nobody whose address is (A-13). What a protected
address means for the pupil's saker is done by who listens (``cases/lyttere.py``), in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak.access import elev_er_naer, laasen_paa, ta_laasen
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from steinkjer_skolemiljo.elevregister.actions import siste_lagring
from steinkjer_skolemiljo.elevregister.endringer import STRENGHET
from steinkjer_skolemiljo.organisation.models import Elev, Gradering
from steinkjer_skolemiljo.organisation.navnesok import treffer
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker

LAAS_ELEV = laasen_paa("organisation_elev", "id")
# A search that finds more than this has not found anyone.
FLEST_TREFF = 20


@dataclass(frozen=True)
class Beskyttelse:
    """What is to stand about one pupil."""

    gradering: Gradering
    sluttet: date | None = None
    # Folkeregisteret has said that the address is no longer protected, or less so.
    bekreftet: bool = False


def skjermer(bruker: Bruker, dag: date) -> bool:
    """Whether this person says which addresses are protected: as rektor, also for a while."""
    return bool(roller_for(bruker, dag).rektor_skoler)


def egne_elever(bruker: Bruker, dag: date) -> QuerySet[Elev]:
    """The pupils whose protection this person sets: of the schools where they are rektor; not their own child."""
    elever = Elev.objects.filter(skole__in=sorted(roller_for(bruker, dag).rektor_skoler), sluttet__isnull=True)
    return elever.exclude(elev_er_naer(bruker, "pk")).select_related("skole", "klasse")


def beskyttede(bruker: Bruker, dag: date) -> list[Elev]:
    """Those of them whose address is protected today. One query."""
    return list(egne_elever(bruker, dag).exclude(gradering=Gradering.INGEN))


def finn(bruker: Bruker, dag: date, sok: str) -> list[Elev]:
    """Those of them a search by name finds, one more than is shown where there are too many. One query."""
    if not sok.strip():
        return []
    return list(egne_elever(bruker, dag).filter(treffer(sok))[: FLEST_TREFF + 1])


def sett_beskyttelse(*, aktor: Bruker, elev_id: int, data: Beskyttelse, sett: str, now: datetime) -> Elev:
    """Say how a pupil's address is protected, and where it is, that the pupil has left the school.

    Args:
        aktor: the rektor.
        elev_id: the pupil.
        data: what is to stand.
        sett: the state the form was shown with (``siste_lagring``).
        now: the time of the act.

    Raises:
        IkkeFunnet: no such pupil, or not the actor's.
        Foreldet: somebody changed the pupil meanwhile; what was chosen is not lost.
        Regelbrudd: it would be less protected and nobody has said that Folkeregisteret says so, or the day has not
            come, or the pupil's address is not protected: then the list says who has left.

    """
    dag = localdate(now)
    with transaction.atomic():
        ta_laasen(aktor, LAAS_ELEV, elev_id)
        elev = egne_elever(aktor, dag).filter(pk=elev_id).first()
        if elev is None:
            raise IkkeFunnet
        if siste_lagring(elev) != sett:
            raise Foreldet.etter(elev)
        if STRENGHET[data.gradering] < STRENGHET[Gradering(elev.gradering)] and not data.bekreftet:
            tekst = _("Kryss av for at Folkeregisteret har opphevet eller endret beskyttelsen.")
            raise Regelbrudd(tekst, felt="bekreftet")
        if data.sluttet is not None and data.gradering == Gradering.INGEN:
            tekst = _("Elever uten beskyttet adresse blir registrert som sluttet når lista over elever tas inn.")
            raise Regelbrudd(tekst, felt="sluttet")
        if data.sluttet is not None and data.sluttet > dag:
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="sluttet")
        elev.gradering, elev.sluttet = data.gradering, data.sluttet
        if elev.gradering == Gradering.STRENGT:
            # The class says too much.
            elev.klasse = None
        try:
            return lagre(elev, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
