"""Logging in as a person does it, for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from steinkjer_skolemiljo.organisation.innlogging import actions, totp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from steinkjer_skolemiljo.organisation.models import Bruker

HEMMELIGHET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def skriv_passord(klient: Client, bruker: Bruker, passord: str = "demo", **mer: Any) -> Any:
    """The first step."""
    return klient.post("/logg-inn/", {"username": bruker.email, "password": passord, **mer})


def koden(forskyv: int = 0) -> str:
    """What the app shows now, or some periods from now."""
    return totp.kode(HEMMELIGHET, totp.teller(timezone.now()) + forskyv)


def skriv_kode(klient: Client, kode: str) -> Any:
    """The second step."""
    return klient.post("/logg-inn/kode/", {"code": kode})


def sett_opp(bruker: Bruker) -> list[str]:
    """Give a person the app; returns the recovery codes. The code of a minute ago is the one that was used."""
    with_kode = totp.kode(HEMMELIGHET, totp.teller(timezone.now()) - 1)
    return actions.sett_opp_tofaktor(
        aktor=bruker, hemmelighet=HEMMELIGHET, kode=with_kode, behold_sesjon=None, now=timezone.now()
    )


def inne(klient: Client) -> bool:
    """Whether this browser is logged in."""
    return bool(klient.get("/min-side/").status_code == 200)


def kapsler(klient: Client) -> Iterator[str]:
    """The names of the cookies this browser holds."""
    return (navn for navn, kapsel in klient.cookies.items() if kapsel.value)


SESJON = settings.SESSION_COOKIE_NAME
