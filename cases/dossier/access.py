"""Who makes, reads and sends a dossier: those who lead the sak or follow it up, and are denied nothing that is in it.

A dossier is whole or it is nothing: it is not cut to the one who asks. So one who leads the sak and is denied a melding
it came from (a leader whose own child was in it too) neither makes nor opens it; skoleeier does (A-2: deny beats all).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.inngripen import access as inngripens
from cases.inngripen.models import Inngripen
from cases.inngripen.queries import hoerer_til
from cases.melding import access as meldingens
from cases.melding.models import Melding
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import IkkeTilgang

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.models import Bruker

# The same words to everyone who may see the sak and not this: they tell nobody that something is closed to them.
HVEM = _("Saksmappa er for dem som leder saken eller følger den opp, og som kan lese alt i den.")


def er_nektet_noe(bruker: Bruker, sak: Sak, dag: date) -> bool:
    """Whether anything in the dossier of this sak is closed to this person. Two queries."""
    meldinger = Melding.objects.filter(meldingens.nektet(bruker), elever__sak=sak)
    inngripener = Inngripen.objects.filter(inngripens.stengt(bruker, dag), hoerer_til(sak))
    return meldinger.exists() or inngripener.exists()


def krev(apnet: Apnet, bruker: Bruker) -> None:
    """Let nobody further who may not have all of it.

    Raises:
        IkkeTilgang: they may see the sak, and not its dossier.

    """
    if not apnet.for_ledere or not apnet.hele or er_nektet_noe(bruker, apnet.sak, apnet.tid.dag):
        raise IkkeTilgang(str(HVEM))


def handling(bruker: Bruker, sak_id: int, dag: date) -> Handling:
    """The action a person does it by: as the one who follows the sak up, or as the one who leads it."""
    return Handling.FOLGE_OPP if access.may(bruker, Handling.FOLGE_OPP, sak_id, dag) else Handling.LEDE


def laas(aktor: Bruker, sak_id: int, dag: date) -> Sak:
    """Fetch a sak to make or send its dossier, locked.

    Raises:
        IkkeFunnet, IkkeTilgang: as in every door.

    """
    sak = access.laas(aktor, handling(aktor, sak_id, dag), sak_id, dag)
    if er_nektet_noe(aktor, sak, dag):
        raise IkkeTilgang(str(HVEM))
    return sak


def har_det_ennaa(bruker: Bruker, sak: Sak, dag: date) -> bool:
    """Whether one who asked for a dossier still may have it when it is made."""
    return access.may(bruker, handling(bruker, sak.pk, dag), sak.pk, dag) and not er_nektet_noe(bruker, sak, dag)
