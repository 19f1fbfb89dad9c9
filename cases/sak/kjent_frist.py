"""The next deadline of a sak as one person may know it: what lists are filtered and sorted by.

What is stored is the sak's own. For one who neither leads the sak nor follows it up it may be another's to know of,
such as a talk agreed with an employee where an employee is named: then the sak stands by the next one they know of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateTimeField, F, Q, Value, When

from cases.lov.begreper import Fristtype
from cases.lov.frister import AV_STATSFORVALTEREN
from cases.sak import access
from cases.sak.models import Sak
from cases.sak.nektelser import husk
from cases.sak.vurdering import frister_for_medarbeidere, leder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import SakQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker

# A stored deadline of these types may be one that is not for everybody.
KANSKJE_IKKE_FOR_ALLE = Q(skjerpet=True, neste_frist_type=Fristtype.AVTALT_SAMTALE) | Q(
    neste_frist_type__in=sorted(AV_STATSFORVALTEREN)
)


def med_kjent_frist(saker: SakQuerySet, bruker: Bruker, dag: date) -> SakQuerySet:
    """The same saker, each with ``kjent_frist``. One query for those who are let in; a request pays once."""
    return saker.alias(kjent_frist=husk(bruker, ("kjent_frist", dag), lambda: _frist(bruker, dag)))


def passert(now: datetime) -> Q:
    """The deadline they know has passed."""
    return Q(kjent_frist__lt=now)


def innen(fra: datetime, til: datetime) -> Q:
    """The deadline they know is in this time."""
    return Q(kjent_frist__gte=fra, kjent_frist__lt=til)


def _frist(bruker: Bruker, dag: date) -> Any:
    if not (roller_for(bruker, dag).er_kontaktlarer or access.tilganger_for(bruker, dag)):
        # Whoever sees saker by a role of their own leads them or follows them up.
        return F("neste_frist")
    saker = list(
        Sak.objects.visible_to(bruker, dag).filter(KANSKJE_IKKE_FOR_ALLE).select_related("elev").order_by("pk")
    )
    kan = access.handlinger_i(bruker, [sak.pk for sak in saker], dag) if saker else {}
    andres = [sak for sak in saker if not leder(kan.get(sak.pk, ()))]
    if not andres:
        return F("neste_frist")
    frister = frister_for_medarbeidere(andres, dag)
    naar = [When(pk=sak.pk, then=Value(frister[sak.pk], DateTimeField())) for sak in andres]
    return Case(*naar, default=F("neste_frist"), output_field=DateTimeField())
