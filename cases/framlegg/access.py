"""Who has a framlegg of their own. A rule beside the sak's: the one it is given to never sees the sak (A-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.timezone import localdate

from cases.framlegg.models import Framlegg
from cases.sak import access
from cases.sak.access import HVEM_KAN, INGEN, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang
from cases.sak.models import Saktilgang
from cases.varsling.mottakere import med_stedfortredere
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from cases.sak.models import Sak


# A framlegg is for those who lead the sak and for skoleeier who follows it up: never kontaktlærer or one let in.
LEDER_ELLER_FOLGER = (Handling.LEDE, Handling.FOLGE_OPP)
LAAS_FRAMLEGG = access.laasen_paa("cases_framlegg", "nokkel")


def egne(bruker: Bruker, dag: date) -> Q:
    """The framlegg that have been given to this person. One who has left has none here: it is given on paper."""
    if not roller_for(bruker, dag).finnes:
        return INGEN
    return Q(ansatt=bruker, status=Framlegg.Status.FRIGITT)


def laas_eget(aktor: Bruker, nokkel: UUID, now: datetime) -> Framlegg:
    """Fetch one's own framlegg to write about it, locked. The sak is not touched.

    Raises:
        IkkeFunnet: it is another's, is not given yet, or does not exist.

    """
    access.ta_laasen(aktor, LAAS_FRAMLEGG, nokkel)
    egne_ = Framlegg.objects.for_ansatt(aktor, localdate(now))
    framlegg = egne_.select_related("sak__ansvarlig", "frigitt_av", "ansatt").filter(nokkel=nokkel).first()
    if framlegg is None:
        raise IkkeFunnet
    return framlegg


def kan_se(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may see the framlegg of a sak as a leader of it, or as skoleeier."""
    return any(access.may(bruker, handling, sak_id, dag) for handling in LEDER_ELLER_FOLGER)


def laas_sak(aktor: Bruker, sak_id: int, now: datetime) -> Sak:
    """Fetch the sak, locked, for one who may lead it or follow it up.

    Raises:
        IkkeFunnet, IkkeTilgang: as for any door.

    """
    dag = localdate(now)
    sak = access.laas(aktor, Handling.LESE, sak_id, dag)
    if not kan_se(aktor, sak.pk, dag):
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return sak


def andre_som_kan_se_over(framlegg: Framlegg, dag: date) -> list[Bruker]:
    """Those who may be the second pair of eyes: they lead or follow up the sak, and have not written or masked it."""
    sak = framlegg.sak
    kandidater = [
        *access.ledere_ved(sak.skole_id, dag),
        *access.med_kommunerolle(Rolle.SEKTORLEDER, dag),
        *access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag),
        *Bruker.objects.filter(
            pk__in=Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag).values("user")
        ),
    ]
    brukt = {framlegg.skrevet_av_id, framlegg.maskert_av_id}
    return [
        person
        for person in {k.pk: k for k in kandidater}.values()
        if person.pk not in brukt and kan_se(person, sak.pk, dag)
    ]


def ledere_som_folger(framlegg: Framlegg, dag: date) -> list[Bruker]:
    """Who is told what the employee does: the one who gave it, the saksansvarlig, and their stand-ins.

    Only those who may see it.
    """
    mulige = med_stedfortredere((b for b in (framlegg.frigitt_av, framlegg.sak.ansvarlig) if b is not None), dag)
    return [b for b in mulige if b.is_active and kan_se(b, framlegg.sak_id, dag)]
