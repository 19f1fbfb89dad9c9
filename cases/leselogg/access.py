"""Who may read the read-log across saker, and which looks they get to see there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.sak.access import nektede_meldinger, nektet, tellbare
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import SakQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker
    from steinkjer_skolemiljo.organisation.roller import Roller

# The same words whatever is closed.
HVEM_GIR = _("Oversikten til foresatte er for dem som leder saken, og som kan lese alt i den.")


def har_hele_leseloggen(bruker: Bruker, sak: Sak, naar: datetime) -> bool:
    """Whether no melding the sak had then is closed to this person.

    The family's copy is whole, as the saksmappe is, and tells who has read each melding and when.
    """
    stengte = sak.meldingselever.filter(melding__in=nektede_meldinger(bruker), melding__sendt__lte=naar)
    return not stengte.exists()


def leser_leseloggen(roller: Roller) -> bool:
    """Personvernombud, sektorleder and kommunalsjef read the log across saker (A-17)."""
    return roller.personvernombud or roller.sektorleder or roller.kommunalsjef


def saker_i_leseloggen(bruker: Bruker, dag: date) -> SakQuerySet:
    """The saker whose looks this person may read about, as number, school, person and time: never the pupil.

    Sektorleder never reads of a sak that is denied to them or that kommunalsjef leads. The personvernombud has no
    other sak to lead or to hide, and must be able to see who looked at kommunalsjef's too; own child's is denied.
    """
    roller = roller_for(bruker, dag)
    if roller.kommunalsjef or (roller.sektorleder and not roller.personvernombud):
        return tellbare(bruker, dag)
    return Sak.objects.filter(~nektet(bruker)) if roller.personvernombud else Sak.objects.none()


def skjulte_lesere(bruker: Bruker, dag: date) -> Q:
    """The looks that are kept from this reader: nobody reads what the one above them looks at."""
    roller = roller_for(bruker, dag)
    if roller.kommunalsjef or roller.personvernombud:
        return Q(pk__in=())
    return Q(Exists(Rolletildeling.objects.filter(bruker=OuterRef("bruker"), rolle=Rolle.KOMMUNALSJEF)))
