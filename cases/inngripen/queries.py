"""Reads for the pages of fysisk inngripen. A constant number of queries, however many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q

from cases.inngripen.models import Inngripen, Inngripenstillegg
from cases.melding.access import nektet
from cases.melding.models import Melding
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.core.paginator import Page

    from cases.inngripen.models import InngripenQuerySet
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25


def _med_navn(rader: InngripenQuerySet) -> InngripenQuerySet:
    return rader.select_related("elev", "elev__klasse", "skole", "grep_inn", "registrert_av", "melding")


def mottatte(bruker: Bruker, dag: date, *, side: int) -> Page[Inngripen]:
    """One page of the records this person is to read, newest first."""
    return Paginator(_med_navn(Inngripen.objects.visible_to(bruker, dag)), PER_SIDE).get_page(side)


def egne(bruker: Bruker, dag: date) -> list[Inngripen]:
    """The latest records this person wrote; for one who has left there are none, as there is none to open."""
    if not roller_for(bruker, dag).finnes:
        return []
    return list(_med_navn(Inngripen.objects.skrevet_av(bruker)).order_by("-registrert", "-id")[:PER_SIDE])


def finn(bruker: Bruker, nokkel: UUID, dag: date) -> tuple[Inngripen | None, bool]:
    """One record, and whether it is this person's to read as one who leads; nothing where it is neither's."""
    rad = _med_navn(Inngripen.objects.visible_to(bruker, dag)).filter(nokkel=nokkel).first()
    if rad is not None:
        return rad, True
    if not roller_for(bruker, dag).finnes:
        return None, False
    return _med_navn(Inngripen.objects.skrevet_av(bruker)).filter(nokkel=nokkel).first(), False


def tillegg(rad: Inngripen, bruker: Bruker, *, som_leder: bool) -> list[Inngripenstillegg]:
    """What has been added: all of it for one who leads, one's own for the one who wrote the record."""
    rader = Inngripenstillegg.objects.filter(inngripen=rad).select_related("skrevet_av")
    return list(rader if som_leder else rader.filter(skrevet_av=bruker))


def i_saken(sak: Sak, bruker: Bruker, dag: date) -> list[Inngripen]:
    """The records that belong to a sak: from its meldinger, or about its pupil; those this person reads."""
    om = Q(melding__elever__sak=sak) | Q(elev=sak.elev_id, skole=sak.skole_id)
    return list(_med_navn(Inngripen.objects.visible_to(bruker, dag)).filter(om).distinct())


def uten_redegjorelse(sak: Sak, bruker: Bruker) -> list[Melding]:
    """The meldinger of a sak that tell of a fysisk inngripen nobody has written down, less those denied this person."""
    return list(
        Melding.objects.filter(~nektet(bruker), elever__sak=sak, fysisk_inngripen=True, inngripener__isnull=True)
        .order_by("pk")
        .distinct()
    )


def saker_for(rad: Inngripen, bruker: Bruker, dag: date) -> list[Sak]:
    """The saker a record belongs to, as far as this person sees them."""
    om = Q(elev=rad.elev_id, skole=rad.skole_id)
    if rad.melding_id is not None:
        om |= Q(meldingselever__melding=rad.melding_id)
    return list(Sak.objects.visible_to(bruker, dag).filter(om).distinct().order_by("pk"))
