"""Doors of inhabilitet (fvl. §§ 6–10, L-N.5): one who steps aside, and a relation that is known later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import OPPOVER, flytt, lagre_leder, si_fra_om_leder, sikre_leder
from cases.sak.models import Eier, Inhabilitet, Involvert, Sak
from cases.sak.tilstand import oppdater
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for, systemet
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker, Elev


def erklaer_inhabil(*, aktor: Bruker, sak_id: int, grunn: str, now: datetime) -> None:
    """Step aside from a sak (fvl. §§ 6–10, L-N.5). The actor loses it at once.

    A rektor takes the power of those below along: skoleeier takes over. A sektorleder who leads it gives it to
    kommunalsjef, and a kommunalsjef to another who holds the role, or to nobody until one is found.
    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LESE, sak_id, dag)
        forrige = sak.ansvarlig_id
        try:
            inhabilitet = lagre(Inhabilitet(sak=sak, bruker=aktor, grunn=grunn, fra=now), aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.INHABIL, aktor=aktor, now=now, objekt=inhabilitet)
        if sak.eier == Eier.SKOLEEIER and forrige == aktor.pk and roller_for(aktor, dag).sektorleder:
            flytt(sak, Eier.KOMMUNALSJEF, aktor=aktor, now=now)
        sikre_leder(sak, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        si_fra_om_leder(sak, forrige, now=now)


def overfor_inhabile(melding: Any, sak: Sak, *, now: datetime) -> None:
    """Who stepped aside from the melding is disqualified in the sak it leads to. The sak is locked by the caller."""
    for rad in melding.inhabile.select_related("bruker").exclude(bruker__inhabil_i__sak=sak):
        inhabilitet = lagre(
            Inhabilitet(sak=sak, bruker=rad.bruker, grunn=rad.grunn, fra=rad.fra), aktor=rad.bruker, now=now
        )
        logg(sak, Hendelsestype.INHABIL, aktor=rad.bruker, now=now, skjedde=rad.fra, objekt=inhabilitet)


def rut_inhabile(now: datetime) -> int:
    """Move every sak that is led by one who lost it, or under one who did; returns how many.

    A relation that is registered, a role that begins (also that of one who is accused) and an appointment that ends
    are all noticed here, whoever wrote them. Until then the access rule itself keeps the power from those who lost it
    and from a rektor's own leaders, so that it may run late; who is below a sektorleder who lost it, or below a rektor
    who is accused in a sister sak, decides until it has run.
    """
    dag = localdate(now)
    ansvarlig = F("ansvarlig")
    mistet = Sak.objects.filter(
        Q(inhabile__bruker=ansvarlig)
        | Q(elev__foresatteforhold__foresatt__bruker=ansvarlig)
        | Q(elev__naerstaende__bruker=ansvarlig)
        | Q(tilganger__permission__codename=access.LED_SAK, tilganger__user=ansvarlig, tilganger__gyldig_til__lt=dag)
        | Q(ansvarlig__er_systemet=True),
        avsluttet__isnull=True,
    )
    saker = set(mistet.values_list("pk", flat=True)) | _nektet_en_leder(dag)
    return sum(rett_leder(sak_id, now=now) for sak_id in sorted(saker))


def _nektet_en_leder(dag: date) -> set[int]:
    """The saker denied to one who leads the school they lie at, and the open ones denied to a sektorleder.

    For whatever reason: nobody below that one may decide in them, and in some nobody at the school may.
    """
    skolens = Rolletildeling.objects.filter(gjelder(dag), rolle__in=LEDELSESROLLER).values_list("bruker", flat=True)
    kommunens = [bruker.pk for bruker in access.med_kommunerolle(Rolle.SEKTORLEDER, dag)]
    ved_skolen = Sak.objects.filter(access.nektet_noen(skolens), eier=Eier.SKOLE)
    oppe = Sak.objects.filter(access.nektet_noen(kommunens), eier__in=OPPOVER, avsluttet__isnull=True)
    return set(ved_skolen.values_list("pk", flat=True)) | set(oppe.values_list("pk", flat=True))


def rett_for_elever(elever: Iterable[Elev | int], *, now: datetime) -> int:
    """The same for the saker of some pupils, at the moment a relation to them is registered; returns how many moved."""
    hvem = list(elever)
    krenker = Q(involverte__elev__in=hvem, involverte__rolle=Involvert.Rolle.MULIG_KRENKER)
    saker = Sak.objects.filter(Q(elev__in=hvem) | krenker).values_list("pk", flat=True)
    return sum(rett_leder(sak_id, now=now) for sak_id in sorted(set(saker)))


def _av_samme_melding(saker: Collection[int]) -> set[int]:
    """These saker, those that came of a melding of one of them, and those opened from what any of these were given."""
    grupper = Sak.objects.filter(pk__in=saker).values("gruppe")
    nye = Sak.objects.filter(Q(gruppe__in=grupper) | Q(meldingselever__melding__elever__sak__in=saker))
    alle: set[int] = set()
    while funnet := set(nye.values_list("pk", flat=True)) - alle:
        alle |= funnet
        nye = Sak.objects.filter(overfort_fra__sak__in=funnet)
    return alle


def laas_soskensaker(aktor: Bruker, saker: Collection[int]) -> None:
    """Wait for these saker and those of the same meldinger, lowest id first: before the door that may change them all.

    Else two who accuse in a sak each would wait for each other, when each goes on to the other's.
    """
    for sak_id in sorted(_av_samme_melding(saker)):
        access.ta_laasen(aktor, access.LAAS_SAK, sak_id)


def rett_for_soskensaker(sak: Sak, *, now: datetime) -> int:
    """The same for the saker of the same melding, at the moment somebody is accused in one: they lose them all (A-4).

    Else a sak stays with a rektor who no longer sees it, and the school is told that nobody is there for it.
    """
    saker = Sak.objects.filter(pk__in=_av_samme_melding([sak.pk]) - {sak.pk})
    if not sak.ledelse_innmeldt:
        # Nobody who leads by role: then it is only where the accused is saksansvarlig.
        meldt = sak.involverte.filter(rolle=Involvert.Rolle.MULIG_KRENKER, ansatt__isnull=False)
        saker = saker.filter(ansvarlig__in=meldt.values("ansatt"))
    return sum(rett_leder(sak_id, now=now) for sak_id in sorted(set(saker.values_list("pk", flat=True))))


def rett_leder(sak_id: int, *, now: datetime) -> bool:
    """Give one sak a lawful leader, as the system's own act; returns whether it needed one."""
    aktor = systemet()
    with transaction.atomic():
        sak = (
            Sak.objects.select_for_update(of=("self",), no_key=True)
            .select_related("elev", "skole", "klasse", "ansvarlig")
            .get(pk=sak_id)
        )
        for_ = (sak.eier, sak.ansvarlig_id)
        sikre_leder(sak, aktor=aktor, now=now)
        if for_ == (sak.eier, sak.ansvarlig_id):
            return False
        lagre_leder(sak, aktor=aktor, now=now)
        si_fra_om_leder(sak, for_[1], now=now)
    return True
