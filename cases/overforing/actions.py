"""Doors of the move: the old school chooses and gives, the new one opens a sak from it (L-4.28).

The new school gets papers and never the sak. Where the pupil goes is what is registered: nobody chooses a school from a
list, so that a slip of the finger sends nothing to a place the child has never been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.overforing.access import mottatte
from cases.overforing.models import Overforing
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import si_fra_om_leder, sikre_leder
from cases.sak.models import Oppslag
from cases.sak.opprett import Nysak, opprett
from cases.sak.oppslag import noter
from cases.sak.tilstand import oppdater
from cases.sladding import actions as sladding_dorer
from cases.sladding.access import laas_sak
from cases.sladding.models import Kilde, Sladding
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


LAAS_OVERFORING = access.laasen_paa("cases_overforing", "nokkel")


def hent(sak: Sak, overforing_id: int) -> Overforing:
    """Fetch a giving over of a sak that has been locked, locked in its turn.

    Raises:
        IkkeFunnet: the sak has no such.

    """
    rad = (
        Overforing.objects.filter(sak=sak, pk=overforing_id)
        .select_for_update(of=("self",), no_key=True)
        .select_related("sladding", "til_skole")
        .first()
    )
    if rad is None:
        raise IkkeFunnet
    rad.sak = sak
    rad.sladding.sak = sak
    return rad


def har_flyttet(sak: Sak) -> bool:
    """Whether the pupil goes at another school now than the one the sak belongs to."""
    return sak.elev.skole_id != sak.skole_id and sak.elev.sluttet is None


def begynn(
    *,
    aktor: Bruker,
    sak_id: int,
    valgte: Sequence[tuple[Kilde, int]],
    hvorfor: str,
    foresatte_informert: str,
    now: datetime,
) -> Overforing:
    """Choose what the new school needs. It is looked over and masked like everything that goes out.

    Raises:
        Regelbrudd: the pupil still goes here, something is being prepared already, or it is not said why.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        if not har_flyttet(sak):
            raise Regelbrudd(_("Eleven er fortsatt registrert ved skolen. Det kan overføres når eleven er flyttet."))
        if Overforing.objects.filter(sak=sak, sendt__isnull=True).exists():
            raise Regelbrudd(_("Det er alt begynt på en overføring i denne saken. Fortsett på den."))
        sladding = sladding_dorer.begynn_i(sak, Sladding.Formaal.OVERFORING, valgte, aktor=aktor, now=now)
        rad = Overforing(
            sak=sak,
            til_skole=sak.elev.skole,
            sladding=sladding,
            hvorfor=hvorfor,
            foresatte_informert=foresatte_informert,
            opprettet=now,
            opprettet_av=aktor,
        )
        try:
            lagre(rad, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
    return rad


def forkast(*, aktor: Bruker, sak_id: int, overforing_id: int, now: datetime) -> None:
    """Throw away one that has not been given.

    Raises:
        Regelbrudd: it has been given, or waits for another.

    """
    with transaction.atomic():
        rad = hent(access.laas(aktor, Handling.LEDE, sak_id, localdate(now)), overforing_id)
        if rad.sendt is not None or rad.sladding.status != Sladding.Status.UTKAST:
            raise Regelbrudd(_("Dette kan ikke kastes nå."))
        sladding = rad.sladding
        slett(rad, aktor=aktor, now=now)
        sladding_dorer.kast(sladding, aktor=aktor, now=now)


def overfor(*, aktor: Bruker, sak_id: int, overforing_id: int, sett: str | None = None, now: datetime) -> Overforing:
    """Give it to the new school. Those who lead there are told that there is something, and no more.

    ``sett`` is the state of what is given that the page was shown with (``sladding.actions.siste_lagring``).

    Raises:
        Foreldet: another has changed what is hidden meanwhile.
        IkkeTilgang: the actor may not give it alone.
        Regelbrudd: the names are not looked over, another must look first, or the pupil has moved again.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = laas_sak(aktor, sak_id, now)
        rad = hent(sak, overforing_id)
        if rad.sendt is not None:
            raise Regelbrudd(_("Dette er alt overført."))
        if rad.til_skole_id != sak.elev.skole_id:
            raise Regelbrudd(_("Eleven går ikke lenger ved den skolen dette skulle til. Kast det, og begynn på nytt."))
        if sett not in (None, sladding_dorer.siste_lagring(rad.sladding)):
            raise Foreldet.etter(rad.sladding)
        sladding_dorer.frigi_i(rad.sladding, aktor=aktor, now=now)
        rad.sendt = now
        rad.sendt_av = aktor
        lagre(rad, aktor=aktor, now=now)
        antall = rad.sladding.kilder.count()
        logg(sak, Hendelsestype.OVERFORT_TIL_SKOLE, aktor=aktor, now=now, objekt=rad, antall=antall)
        noter(aktor, now, hva=Oppslag.Hva.EKSPORT, sak=sak, grunn=_("Overført til ny skole"))
        oppdater(sak, aktor=aktor, now=now)
        mottakere = [b for b in access.ledere_ved(rad.til_skole_id, dag) if mottatte(b, dag).filter(pk=rad.pk).exists()]
        varsle(mottakere, Varseltype.OVERFORING_KOMMET, f"overforing:{rad.pk}", now=now)
    return rad


def apne_sak(*, aktor: Bruker, nokkel: UUID, now: datetime) -> Sak:
    """Open a sak at the new school from what was given; it refers to that, and not to the old sak.

    Raises:
        IkkeFunnet: it is not given to a school the actor leads, or the actor is denied.
        Regelbrudd: a sak has been opened from it, or the pupil has moved on.

    """
    dag = localdate(now)
    with transaction.atomic():
        access.ta_laasen(aktor, LAAS_OVERFORING, nokkel)
        rader = mottatte(aktor, dag).select_related("sak__elev__skole", "sak__elev__klasse")
        rad = rader.filter(nokkel=nokkel).first()
        if rad is None:
            raise IkkeFunnet
        if rad.ny_sak_id is not None:
            raise Regelbrudd(_("Det er alt åpnet en sak."))
        elev = rad.sak.elev
        if elev.skole_id != rad.til_skole_id:
            raise Regelbrudd(_("Eleven går ikke ved skolen lenger."))
        # A group of its own: what is denied in the old sak's group was asked when it was given.
        sak = opprett(Nysak(elev=elev, ansvarlig=aktor, mottatt=now, gruppe=uuid4()), aktor=aktor, now=now)
        logg(sak, Hendelsestype.OVERFORT_FRA_SKOLE, aktor=aktor, now=now, objekt=rad)
        sikre_leder(sak, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        si_fra_om_leder(sak, aktor.pk, now=now)
        rad.ny_sak = sak
        lagre(rad, aktor=aktor, now=now)
        ordne([Varseltype.OVERFORING_KOMMET], f"overforing:{rad.pk}", now)
    return sak
