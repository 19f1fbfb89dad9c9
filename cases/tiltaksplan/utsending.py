"""The door that notes that an adopted version went home: to whom, when and how (section 2.5, point 14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.tilstand import krev_aapen, oppdater
from cases.tiltaksplan.models import Planutsending, Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Foresatt

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Utsendingsdata:
    """To whom (None: the pupil), when and how."""

    foresatt: Foresatt | None
    dato: date
    kanal: Planutsending.Kanal


def mottakere(sak: Sak) -> list[Foresatt]:
    """Who at home may be given the plan: those who are to be told of the pupil unasked. One query."""
    forhold = sak.elev.foresatteforhold.select_related("foresatt").order_by("pk")
    return [rad.foresatt for rad in forhold if not rad.uten_rett_til_informasjon]


def registrer_utsending(*, aktor: Bruker, sak_id: int, data: Utsendingsdata, now: datetime) -> Planutsending:
    """Note that the version in force has been given to the pupil or one of the foresatte.

    Raises:
        IkkeFunnet: no plan is in force.
        Regelbrudd: nothing is to be sent home in this sak, this person is not to have it, the date is before the plan
            was adopted or not yet come, or the sak is closed.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        krev_aapen(sak)
        plan = Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.VEDTATT).first()
        if plan is None or plan.vedtatt is None:
            raise IkkeFunnet
        if sak.ikke_send_hjem and data.foresatt is not None:
            raise Regelbrudd(_("I denne saken skal ingenting sendes hjem. Det gjelder også planen."))
        if data.foresatt is not None and data.foresatt not in mottakere(sak):
            raise Regelbrudd(_("Velg en som skal ha informasjon om eleven."), felt="mottaker")
        if not localdate(plan.vedtatt) <= data.dato <= localdate(now):
            raise Regelbrudd(_("Datoen må være etter at planen ble vedtatt, og ikke fram i tid."), felt="dato")
        utsending = Planutsending(
            plan=plan,
            foresatt=data.foresatt,
            dato=data.dato,
            kanal=data.kanal,
            registrert=now,
            registrert_av=aktor,
        )
        utsending.full_clean()
        utsending.save()
        logg(
            sak,
            Hendelsestype.PLAN_SENDT_HJEM,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=utsending,
            versjon=plan.versjon,
            # Which of the foresatte stands on the row itself: the other may read this log.
            hvem=_("eleven") if data.foresatt is None else _("foresatt"),
        )
        oppdater(sak, aktor=aktor, now=now)
    return utsending
