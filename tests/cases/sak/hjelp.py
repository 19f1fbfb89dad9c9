"""What the tests of access share: who sees, asked both of the list and of the one row; and a page at a known time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import time_machine
from django.test import Client

from cases.sak import access, actions
from cases.sak.access import Handling
from cases.sak.actions import Settedata, Tilgangsdata
from cases.sak.models import Involvert, Sak
from cases.sak.ruting import Involvertdata
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Saktilgang
    from steinkjer_skolemiljo.organisation.models import Bruker, Skole
    from tests.cast import Rollebesetning

LESE, SKRIVE, LEDE, FOLGE_OPP = Handling.LESE, Handling.SKRIVE, Handling.LEDE, Handling.FOLGE_OPP


def kan(bruker: Bruker, sak: Sak, handling: Handling = LESE, dag: date = I_DAG) -> bool:
    """Whether the person may, asked of the list and of the one row: they never disagree."""
    i_lista = sak in Sak.objects.visible_to(bruker, dag, handling)
    assert i_lista == access.may(bruker, handling, sak.pk, dag)
    return i_lista


def hvem(roller: Rollebesetning, sak: Sak, handling: Handling = LESE, dag: date = I_DAG) -> set[str]:
    """The names of all in the cast who may."""
    return {navn for navn, bruker in roller.alle.items() if kan(bruker, sak, handling, dag)}


def tildel(bruker: Bruker, rolle: Rolle, skole: Skole | None, **felter: Any) -> Rolletildeling:
    """A role for a person, from a year ago unless said otherwise."""
    return Rolletildeling.objects.create(
        bruker=bruker, rolle=rolle, skole=skole, **{"fra": I_DAG - timedelta(days=365), **felter}
    )


def gi(aktor: Bruker, sak: Sak, bruker: Bruker, **felter: Any) -> Saktilgang:
    """A grant through the door."""
    now = felter.pop("now", NAA)
    data = {"formaal": "Hjelper til", "gyldig_til": I_DAG + timedelta(days=30), "skrive": False, **felter}
    return actions.gi_tilgang(aktor=aktor, sak_id=sak.pk, data=Tilgangsdata(bruker=bruker, **data), now=now)


def sett(aktor: Bruker, sak: Sak, bruker: Bruker, til: date | None = None) -> Saktilgang:
    """Appoint one to lead, through the door."""
    data = Settedata(bruker=bruker, formaal="Leder er inhabil", gyldig_til=til or I_DAG + timedelta(days=200))
    return actions.oppnevn_settesaksbehandler(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def nevn(aktor: Bruker, sak: Sak, ansatt: Bruker, kategori: Involvert.Kategori = Involvert.Kategori.ANSATT) -> None:
    """Name an employee as one who may have offended, through the door."""
    data = Involvertdata(kategori=kategori, ansatt=ansatt)
    actions.legg_til_involvert(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)
    sak.refresh_from_db()


def som(bruker: Bruker) -> Client:
    """A browser where this person is logged in."""
    klient = Client()
    klient.force_login(bruker)
    return klient


def hent(bruker: Bruker, adresse: str, now: datetime = NAA) -> Any:
    """Open a page as this person."""
    with time_machine.travel(now, tick=False):
        return som(bruker).get(adresse)


def send(bruker: Bruker, adresse: str, data: dict[str, Any], now: datetime = NAA) -> Any:
    """Send a form as this person."""
    with time_machine.travel(now, tick=False):
        return som(bruker).post(adresse, data)
