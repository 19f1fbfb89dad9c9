"""Writing notices: in the transaction of what caused them, one per fact, step and person, ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from cases.sak.feil import IkkeFunnet
from cases.varsling.access import kan_se_ikke_levert, kan_varsles
from cases.varsling.models import NyttVarsel, Varsel, Varselforsok, Varselvalg
from cases.varsling.tekster import Varseltype

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cases.sak.models import Sak
    from cases.varsling.models import VarselQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker


# As many as are sent in a few minutes; what is left is ordered by pressing once more.
PROV_OM_GANGEN = 500


def varsle(
    mottakere: Iterable[Bruker],
    type_: Varseltype,
    nokkel: str,
    *,
    now: datetime,
    sak: Sak | None = None,
    haster: bool = False,
    **data: Any,
) -> None:
    """Queue a notice to each person who may see what it is about; the others are skipped without a trace (D-24).

    A notice that says a number and no more (``UTEN_INNSYN``) also reaches skoleeier and kommunalsjef where they may
    not open the sak, but never one who is denied it.

    The row is all: the worker finds it within a minute. A request never speaks to the broker, so that nothing waits
    or fails when the broker is down, and there is no second way in to keep right.

    Args:
        mottakere: who should know.
        type_: what kind of notice; its text is made from this when shown.
        nokkel: names the fact and the step, such as ``frist:17:evaluering:2026-11-10:passert``. The same key to the
            same person is written once, ever.
        now: the time of the act.
        sak: the sak it is about, if any; then each receiver must be allowed to know of it.
        haster: sent at night and in holidays too.
        data: numbers, dates and codes the text needs; never free text about people.

    """
    dag = localdate(now)
    felles = {navn: str(verdi) for navn, verdi in data.items()}
    nye: list[NyttVarsel] = [
        {
            "mottaker": mottaker.pk,
            "sak": sak.pk if sak is not None else None,
            "type": type_.value,
            "nokkel": nokkel,
            "data": felles,
            "haster": haster,
        }
        for mottaker in {m.pk: m for m in mottakere}.values()
        if sak is None or kan_varsles(mottaker, type_, sak.pk, dag)
    ]
    if nye:
        Varsel.objects.skriv(nye, now)


def si_fra_om_konto(mottaker: Bruker, hva: str, hendelse_id: int, *, now: datetime, **data: Any) -> None:
    """Tell a person that something was done with how they log in. At night too: it may be someone else who did it.

    Args:
        mottaker: whose account it is, or who did it.
        hva: what, as a ``Varseltype`` without ``konto_``.
        hendelse_id: the line in the account's log; one notice each.
        now: the time of the act.
        data: where else it is to be said.

    """
    varsle([mottaker], Varseltype(f"konto_{hva}"), f"konto:{hva}:{hendelse_id}", now=now, haster=True, **data)


def velg_epost(*, aktor: Bruker, epost: Varselvalg.Epost, now: datetime) -> None:
    """Note how a person wants their own e-mail. What haster is sent at once whatever they choose.

    What waits for morning is sent as it was to be; the choice counts from the next notice.
    """
    Varselvalg.objects.update_or_create(bruker=aktor, defaults={"epost": epost, "endret": now})


def prov_igjen(*, aktor: Bruker, varsel_id: int, now: datetime) -> None:
    """Try again to send what was given up; who asked is kept among the tries.

    Raises:
        IkkeFunnet: the person is not systemforvalter, or there is no such notice that was given up.

    """
    with transaction.atomic():
        if not _bestill(Varsel.objects.ikke_levert(aktor, localdate(now)).filter(pk=varsel_id), aktor, now):
            raise IkkeFunnet


def prov_alle_igjen(*, aktor: Bruker, now: datetime) -> int:
    """Try again to send all that was given up, the oldest first; returns how many were ordered, 500 at the most.

    For the day the mail server is back: nobody should press a button for each.

    Raises:
        IkkeFunnet: the person is not systemforvalter.

    """
    if not kan_se_ikke_levert(aktor, localdate(now)):
        raise IkkeFunnet
    with transaction.atomic():
        return _bestill(Varsel.objects.ikke_levert(aktor, localdate(now)).order_by("pk")[:PROV_OM_GANGEN], aktor, now)


def _bestill(varsler: VarselQuerySet, aktor: Bruker, now: datetime) -> int:
    # The receiver is told by e-mail nothing but that there is a notice: no access to the sak is asked.
    ider = list(varsler.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    Varsel.objects.filter(pk__in=ider).update(epost=Varsel.Epost.VENTER, epost_forsok=0, epost_neste=now, epost_feil="")
    bestilt = Varselforsok.Utfall.BESTILT
    Varselforsok.objects.bulk_create(Varselforsok(varsel_id=pk, tid=now, utfall=bestilt, av=aktor) for pk in ider)
    return len(ider)


def merk_lest(*, aktor: Bruker, varsel_id: int, now: datetime) -> Varsel:
    """Note that a person has opened a notice of their own.

    Raises:
        IkkeFunnet: it does not exist, is another's, or is about something that is closed to them.

    """
    varsel = Varsel.objects.synlige_for(aktor, localdate(now)).select_related("sak").filter(pk=varsel_id).first()
    if varsel is None:
        raise IkkeFunnet
    Varsel.objects.filter(pk=varsel.pk, lest__isnull=True).update(lest=now)
    return varsel


def merk_alle_lest(*, aktor: Bruker, now: datetime) -> int:
    """Note that a person has read all of their inbox; returns how many were unread."""
    uleste = Varsel.objects.synlige_for(aktor, localdate(now)).filter(lest__isnull=True, opprettet__lte=now)
    return Varsel.objects.filter(pk__in=uleste.values("pk"), lest__isnull=True).update(lest=now)
