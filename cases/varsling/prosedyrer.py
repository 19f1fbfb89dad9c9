"""Reminders from the procedures: to those who are to read, to those who lead them, and to who keeps the procedures.

The procedures do not know the notices; this room asks them who lacks what. Each is told once a step, ever.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.timezone import localdate

from cases.varsling.actions import varsle
from cases.varsling.models import Varsel
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from procedures.actions import la_kommende_gjelde
from procedures.lesing import gjeldende, skal_bekrefte, skoler_med_sene
from procedures.ressurser.queries import ubesvarte
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import date, datetime

    from procedures.lesing import Sporsmaal
    from procedures.models import Prosedyreversjon

PAAMINNELSE = timedelta(days=4)
FORVARSEL_REVISJON = timedelta(days=30)
STEG = {
    "les": Varseltype.PROSEDYRE_LES,
    "minn": Varseltype.PROSEDYRE_MINN,
    "forsinket": Varseltype.PROSEDYRE_FORSINKET,
}


def nokler(versjon_id: int) -> list[str]:
    """What a person may have been told about one version."""
    return [f"prosedyre:{versjon_id}:{steg}" for steg in STEG]


def _steg(frist: date, dag: date) -> str:
    if frist < dag:
        return "forsinket"
    return "minn" if frist - dag <= PAAMINNELSE else "les"


def minn_om_prosedyrene(now: datetime) -> int:
    """Put in force what begins today, ask those who are to read, and remind. Returns how many have yet to confirm."""
    la_kommende_gjelde(aktor=systemet(), now=now)
    dag = localdate(now)
    antall = 0
    sektorledere = _sektorledere(dag)
    for versjon in gjeldende():
        for bolk in skal_bekrefte(versjon, dag):
            antall += len(bolk)
            _si_til(bolk, dag, now)
        _si_til_rektorene(versjon, dag, now)
        _revisjon(versjon, sektorledere, dag, now)
    for melding in ubesvarte():
        varsle(sektorledere, Varseltype.RESSURS_VIRKER_IKKE, f"ressurs:{melding}", now=now)
    return antall


def _si_til(bolk: list[Sporsmaal], dag: date, now: datetime) -> None:
    """Tell those who have not been told this step. All have the same version, each perhaps a limit of their own."""
    versjon = bolk[0].versjon
    sagt = set(
        Varsel.objects.filter(mottaker__in=[rad.bruker.pk for rad in bolk], nokkel__in=nokler(versjon.pk)).values_list(
            "mottaker_id", "nokkel"
        )
    )
    grupper: dict[tuple[str, date], list[Bruker]] = {}
    for rad in bolk:
        steg = _steg(rad.frist, dag)
        if (rad.bruker.pk, f"prosedyre:{versjon.pk}:{steg}") not in sagt:
            grupper.setdefault((steg, rad.frist), []).append(rad.bruker)
    for (steg, frist), folk in grupper.items():
        varsle(folk, STEG[steg], f"prosedyre:{versjon.pk}:{steg}", now=now, dato=frist)


def _si_til_rektorene(versjon: Prosedyreversjon, dag: date, now: datetime) -> None:
    """Tell the rektor that somebody at the school is late: once a month for as long as somebody is."""
    skoler = set(skoler_med_sene(versjon, dag))
    for sagt in _skoler_vi_har_sagt_det_til(versjon) - skoler:
        ordne([Varseltype.PROSEDYRE_MANGLER], f"prosedyre:{versjon.pk}:skole:{sagt}", now)
    ledere = Rolletildeling.objects.filter(
        gjelder(dag), skole__in=skoler, rolle=Rolle.REKTOR, bruker__is_active=True
    ).select_related("bruker")
    for rad in ledere:
        nokkel = f"prosedyre:{versjon.pk}:skole:{rad.skole_id}:{dag:%Y-%m}"
        varsle([rad.bruker], Varseltype.PROSEDYRE_MANGLER, nokkel, now=now)


def _skoler_vi_har_sagt_det_til(versjon: Prosedyreversjon) -> set[int]:
    """Where a notice that somebody is late still asks for something. The school is the fourth part of the key."""
    nokler_ = Varsel.objects.filter(
        type=Varseltype.PROSEDYRE_MANGLER, nokkel__startswith=f"prosedyre:{versjon.pk}:skole:", ordnet__isnull=True
    ).values_list("nokkel", flat=True)
    return {int(nokkel.split(":")[3]) for nokkel in nokler_}


def _sektorledere(dag: date) -> list[Bruker]:
    roller = Rolletildeling.objects.filter(gjelder(dag), rolle=Rolle.SEKTORLEDER, skole__isnull=True)
    return list(Bruker.objects.filter(Q(pk__in=roller.values("bruker")), is_active=True))


def _revisjon(versjon: Prosedyreversjon, mottakere: list[Bruker], dag: date, now: datetime) -> None:
    dato = versjon.neste_revisjon
    if dato is None or dato - dag > FORVARSEL_REVISJON:
        return
    sen = dato < dag
    type_ = Varseltype.PROSEDYRE_REVISJON_PASSERT if sen else Varseltype.PROSEDYRE_REVISJON
    varsle(mottakere, type_, f"prosedyre:{versjon.pk}:{type_}", now=now, dato=dato)


def ordne_lest(versjon_id: int, bruker_id: int, now: datetime) -> None:
    """Take off what a person was told about a version they have now confirmed."""
    om_den = Varsel.objects.filter(mottaker=bruker_id, nokkel__in=nokler(versjon_id), ordnet__isnull=True)
    om_den.update(ordnet=now)


def ordne_erstattet(versjon_id: int, now: datetime) -> None:
    """Take off what everyone was told about a version that has been replaced: there is another to read."""
    revisjon = (Varseltype.PROSEDYRE_REVISJON, Varseltype.PROSEDYRE_REVISJON_PASSERT)
    ordne((*STEG.values(), Varseltype.PROSEDYRE_MANGLER, *revisjon), f"prosedyre:{versjon_id}", now)


def ordne_ressurs(melding_id: int, now: datetime) -> None:
    """Take off that a resource was said not to work: somebody has looked."""
    ordne([Varseltype.RESSURS_VIRKER_IKKE], f"ressurs:{melding_id}", now)
