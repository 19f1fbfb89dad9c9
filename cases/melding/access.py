"""Who receives a melding. Until it leads to a sak it has a rule of its own, built of the same parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from cases.melding.models import Meldingelev, Meldinginvolvert, Mottaker
from cases.sak.access import INGEN, elev_er_naer
from cases.sak.models import Inhabilitet, Involvert
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker


def mottakerbetingelse(bruker: Bruker, dag: date) -> Q:
    """The meldinger in this person's inbox: own school's for its leaders, § 12-5 for skoleeier; minus every deny.

    A leader of a school never sees one that was routed past the school (L-5.3): ``mottaker`` is then not rektor.
    """
    roller = roller_for(bruker, dag)
    lov = Q()
    if roller.leder_skoler:
        lov |= Q(mottaker=Mottaker.REKTOR, skole__in=sorted(roller.leder_skoler))
    if roller.sektorleder:
        lov |= Q(mottaker=Mottaker.SKOLEEIER) | Q(mottaker=Mottaker.REKTOR, skjerpet=True)
    if roller.kommunalsjef:
        lov |= Q(mottaker=Mottaker.KOMMUNALSJEF)
    if not lov:
        return INGEN
    return lov & ~nektet(bruker)


def nektet(bruker: Bruker) -> Q:
    """Every reason a person never sees a melding, whatever their roles: reported in it, near the pupil, inhabil."""
    meldt = Q(Exists(Meldinginvolvert.objects.filter(melding=OuterRef("pk"), ansatt=bruker)))
    naer = Q(Exists(Meldingelev.objects.filter(elev_er_naer(bruker, "elev"), melding=OuterRef("pk"))))
    # Accused or disqualified in a sak it led to: then the melding is closed as well.
    i_sak = Q(
        Exists(
            Meldingelev.objects.filter(
                Q(Exists(Inhabilitet.objects.filter(sak=OuterRef("sak"), bruker=bruker)))
                | Q(
                    Exists(
                        Involvert.objects.filter(
                            sak=OuterRef("sak"), ansatt=bruker, rolle=Involvert.Rolle.MULIG_KRENKER
                        )
                    )
                ),
                melding=OuterRef("pk"),
            )
        )
    )
    return meldt | naer | i_sak
