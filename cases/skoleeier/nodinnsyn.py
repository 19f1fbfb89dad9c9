"""The door of the emergency look: skoleeier opens one sak that is not theirs, for a reason, while rektor is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Eier, Nodinnsyn, Sak
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

VARER = timedelta(hours=24)
LAAS_NUMMER = access.laasen_paa("cases_sak", "nummer")


@dataclass(frozen=True)
class Nodinnsynsdata:
    """Which sak, what it concerns, and why it cannot wait."""

    nummer: str
    gjelder: Nodinnsyn.Gjelder
    grunn: str


def apne_nodinnsyn(*, aktor: Bruker, data: Nodinnsynsdata, now: datetime) -> Nodinnsyn:
    """Open one sak to read for 24 hours (role table, A-2, A-16). Those who lead it are told at once.

    Raises:
        IkkeFunnet: the actor is not sektorleder today.
        Regelbrudd: the reason is short, or the sak cannot be opened so: it does not exist, is closed to the actor, or
            is led by kommunalsjef. The three have one sentence; or the actor sees it already.

    """
    dag = localdate(now)
    if not roller_for(aktor, dag).sektorleder:
        raise IkkeFunnet
    grunn = " ".join(data.grunn.split())
    with transaction.atomic():
        access.ta_laasen(aktor, LAAS_NUMMER, data.nummer.strip())
        # Asked again: the role may have ended while another had the sak.
        if not roller_for(aktor, dag).sektorleder:
            raise IkkeFunnet
        sak = (
            Sak.objects.filter(~access.nektet(aktor), nummer=data.nummer.strip())
            .exclude(eier=Eier.KOMMUNALSJEF)
            .select_related("elev", "ansvarlig")
            .first()
        )
        brudd = []
        if sak is None:
            brudd.append(Brudd(_("Det finnes ingen sak med dette nummeret som kan åpnes her."), felt="nummer"))
        if len(grunn) < Nodinnsyn.KORTESTE_GRUNN:
            brudd.append(Brudd(_("Skriv grunnen med minst 20 tegn."), felt="grunn"))
        if sak is not None and access.may(aktor, Handling.LESE, sak.pk, dag):
            brudd.append(Brudd(_("Du ser denne saken fra før."), felt="nummer"))
        if sak is None or brudd:
            raise Regelbrudd(brudd)
        rad = Nodinnsyn(sak=sak, bruker=aktor, gjelder=data.gjelder, grunn=grunn, fra=now, til=now + VARER)
        try:
            rad.full_clean()
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        rad.save()
        til = date_format(localtime(rad.til), "j. F Y, H:i")
        logg(sak, Hendelsestype.NODINNSYN, aktor=aktor, now=now, objekt=rad, til=til)
        varsle(
            [sak.ansvarlig, *access.ledere_ved(sak.skole_id, dag)],
            Varseltype.NODINNSYN,
            f"nodinnsyn:{rad.pk}",
            now=now,
            sak=sak,
            haster=True,
            til=til,
        )
    return rad
