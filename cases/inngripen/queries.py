"""Reads for the pages of fysisk inngripen. A constant number of queries, however many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q

from cases.inngripen.access import stengte_tillegg
from cases.inngripen.models import Inngripen, Inngripenstillegg
from cases.melding.access import nektet
from cases.melding.models import Melding, Meldingelev, Mottaker
from cases.sak.models import Eier, Sak
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.core.paginator import Page

    from cases.inngripen.models import InngripenQuerySet
    from cases.sak.models import SakQuerySet
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
    """What has been added: all that is theirs for one who leads, one's own for the one who wrote the record."""
    rader = Inngripenstillegg.objects.filter(inngripen=rad).select_related("skrevet_av")
    return list(rader.exclude(stengte_tillegg(bruker)) if som_leder else rader.filter(skrevet_av=bruker))


def hoerer_til(sak: Sak) -> Q:
    """The records that belong to a sak: from its meldinger, or about its pupil.

    But not, to a sak the school leads, what came with a melding that was taken past the school: that is another sak's.
    """
    om_eleven = Q(elev=sak.elev_id, skole=sak.skole_id)
    if sak.eier == Eier.SKOLE:
        forbi = Q(sak__isnull=False) & ~Q(sak__eier=Eier.SKOLE) | ~Q(melding__mottaker=Mottaker.REKTOR)
        om_eleven &= ~Q(Exists(Meldingelev.objects.filter(forbi, melding=OuterRef("melding"))))
    return Q(melding__elever__sak=sak) | om_eleven


def de_den_hoerer_til(rad: Inngripen, saker: SakQuerySet) -> list[Sak]:
    """Those of these saker a record belongs to. A query for each; they are one or two."""
    alle = saker.distinct().order_by("pk")
    return [sak for sak in alle if Inngripen.objects.filter(hoerer_til(sak), pk=rad.pk).exists()]


def i_saken(sak: Sak, bruker: Bruker, dag: date) -> list[Inngripen]:
    """The records that belong to a sak: from its meldinger, or about its pupil; those this person reads."""
    return list(_med_navn(Inngripen.objects.visible_to(bruker, dag)).filter(hoerer_til(sak)).distinct())


def uten_redegjorelse(sak: Sak, bruker: Bruker) -> list[Melding]:
    """The meldinger of a sak that tell of a fysisk inngripen nobody has written down, less those denied this person."""
    return list(
        Melding.objects.filter(~nektet(bruker), elever__sak=sak, fysisk_inngripen=True, inngripener__isnull=True)
        .order_by("pk")
        .distinct()
    )


def saker_for(rad: Inngripen, bruker: Bruker, dag: date) -> list[Sak]:
    """The saker a record belongs to, as far as this person sees them."""
    om = Q(elev=rad.elev_id, skole=rad.skole_id) | Q(meldingselever__melding=rad.melding_id or 0)
    return de_den_hoerer_til(rad, Sak.objects.visible_to(bruker, dag).filter(om))
