"""Who may read the read-log across saker, and which looks they get to see there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.melding.models import Meldingelev
from cases.sak.access import nektede_meldinger, nektet, tellbare
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from cases.sak.models import Oppslag, SakQuerySet
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


def blikk_i_saker(oppslag: QuerySet[Oppslag], leser: Bruker, dag: date) -> QuerySet[Any]:
    """Of these looks, those at saker the reader may read about, and at the meldinger that led to them: ``i_sak`` is it.

    Of a melding about several pupils it is the first sak. Nothing of a melding that is closed to the reader.
    """
    forte_til = Meldingelev.objects.filter(melding__nummer=OuterRef("melding_nummer"), sak__isnull=False)
    stengte = Meldingelev.objects.filter(melding__in=nektede_meldinger(leser))
    return (
        oppslag.annotate(
            i_sak=Coalesce("sak", Subquery(forte_til.order_by("pk").values("sak")[:1]), output_field=BigIntegerField())
        )
        .filter(i_sak__in=saker_i_leseloggen(leser, dag))
        .exclude(melding_nummer__in=stengte.values("melding__nummer"))
    )


def skjulte_lesere(bruker: Bruker, dag: date) -> Q:
    """The looks that are kept from this reader: nobody reads what the one above them looks at."""
    roller = roller_for(bruker, dag)
    if roller.kommunalsjef or roller.personvernombud:
        return Q(pk__in=())
    return Q(Exists(Rolletildeling.objects.filter(bruker=OuterRef("bruker"), rolle=Rolle.KOMMUNALSJEF)))
