"""Who may see a school's wheel, who leads it, and who may mark an activity in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from annual_wheel.models import Skoleaktivitet, Skolehjul, skolear_valg
from steinkjer_skolemiljo.organisation.models import Bruker, Rolletildeling, Skole, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def synlige_skoler(bruker: Bruker, dag: date) -> QuerySet[Skole]:
    """The schools whose marks this person may see: own schools; all of them for those who oversee the schools."""
    skoler = Skole.objects.filter(Q(nedlagt__isnull=True) | Q(nedlagt__gt=dag)).order_by("navn")
    return skoler if ser_alle(bruker, dag) else skoler.filter(pk__in=roller_for(bruker, dag).alle_skoler)


def ser_alle(bruker: Bruker, dag: date) -> bool:
    """Whether this person oversees the schools."""
    roller = roller_for(bruker, dag)
    return roller.sektorleder or roller.kommunalsjef


def krev_skoleeier(bruker: Bruker, dag: date) -> None:
    """Let in those who oversee the schools.

    Raises:
        Http404: anyone else.

    """
    if not ser_alle(bruker, dag):
        raise Http404


def krev_sektorleder(bruker: Bruker, dag: date) -> None:
    """Let in the sektorleder, who keeps the municipality's årshjul.

    Raises:
        Http404: one who does not oversee the schools.
        PermissionDenied: one who does, but is not sektorleder.

    """
    krev_skoleeier(bruker, dag)
    if not roller_for(bruker, dag).sektorleder:
        raise PermissionDenied(_("Det er sektorleder som endrer kommunens årshjul."))


def ansatte(skole: Skole, dag: date) -> QuerySet[Bruker]:
    """Those who may be given an activity: everyone with a role at the school today."""
    folk = Rolletildeling.objects.filter(gjelder(dag), skole=skole).values("bruker")
    return Bruker.objects.filter(pk__in=folk, is_active=True).order_by("fornavn", "etternavn")


def apne_skole(bruker: Bruker, *, skole: str, skolear: int, dag: date, lede: bool) -> Skole:
    """The school, for one who may see its wheel or, with ``lede``, change it.

    Raises:
        Http404: not a year there is a wheel of, or not a school this person may see.
        PermissionDenied: the person may see the school's wheel, but does not lead the school.

    """
    rad = synlige_skoler(bruker, dag).filter(kortnavn=skole).first()
    if rad is None or skolear not in skolear_valg(dag):
        raise Http404
    if lede and rad.pk not in roller_for(bruker, dag).leder_skoler:
        raise PermissionDenied(_("Det er rektor, eller en leder med fullmakt fra rektor, som styrer skolens årshjul."))
    return rad


def apne_hjul(bruker: Bruker, *, skole: str, skolear: int, dag: date, lede: bool) -> Skolehjul:
    """The school's started wheel of that year.

    Raises:
        Http404: not started, or not a school this person may see.
        PermissionDenied: the person may see it, but does not lead the school.

    """
    rad = apne_skole(bruker, skole=skole, skolear=skolear, dag=dag, lede=lede)
    hjul = Skolehjul.objects.select_related("skole").filter(skole=rad, skolear=skolear).first()
    if hjul is None:
        raise Http404
    return hjul


def apne_aktivitet(bruker: Bruker, *, skole: str, skolear: int, nokkel: str, dag: date) -> Skoleaktivitet:
    """One activity in a wheel this person may see.

    Raises:
        Http404: it does not exist, or not for this person.

    """
    hjul = apne_hjul(bruker, skole=skole, skolear=skolear, dag=dag, lede=False)
    rad = (
        Skoleaktivitet.objects.select_related("hjul__skole", "ansvarlig", "merket_av", "mal")
        .filter(hjul=hjul, nokkel=nokkel)
        .first()
    )
    if rad is None:
        raise Http404
    return rad


def kan_lede(bruker: Bruker, hjul: Skolehjul, dag: date) -> bool:
    """Whether this person leads the school and the year is still open."""
    return hjul.lukket is None and hjul.skole_id in roller_for(bruker, dag).leder_skoler


def kan_merke(bruker: Bruker, rad: Skoleaktivitet, dag: date) -> bool:
    """Leaders, and the one who is responsible for the activity and still works at the school."""
    return kan_lede(bruker, rad.hjul, dag) or (
        rad.hjul.lukket is None
        and rad.ansvarlig_id == bruker.pk
        and rad.hjul.skole_id in roller_for(bruker, dag).alle_skoler
    )
