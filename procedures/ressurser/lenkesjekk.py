"""The worker that tries the collection's links. Off unless the network lets it out (``LENKESJEKK``).

It asks public web addresses only: one that leads to the house's own network is refused, also by way of a redirect.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.db.models import F

from procedures.models import Ressurs
from procedures.ressurser.actions import sett

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from http.client import HTTPMessage
    from typing import IO

    from steinkjer_skolemiljo.organisation.models import Bruker

BOLK = 25
FRIST = 10.0  # seconds a page may take
# Some pages refuse programs though people may read them: that is no broken link.
NEKTER_PROGRAMMER = frozenset({401, 403, 405, 429})


class IkkeOffentlig(URLError):  # noqa: N818 - the domain's word
    """An address that is not https, or leads into a network of one's own."""


def krev_offentlig(url: str) -> None:
    """Refuse what is not a public https address.

    Raises:
        IkkeOffentlig: it is not.

    """
    deler = urlsplit(url)
    if deler.scheme != "https" or not deler.hostname:
        raise IkkeOffentlig("not https")
    try:
        funnet = socket.getaddrinfo(deler.hostname, deler.port or 443, proto=socket.IPPROTO_TCP)
    except OSError as feil:
        raise IkkeOffentlig("no such host") from feil
    if not all(ip_address(adresse[4][0]).is_global for adresse in funnet):
        raise IkkeOffentlig("not a public address")


class _BareOffentlig(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        krev_offentlig(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def virker(url: str) -> bool:
    """Whether a page answers. Reads nothing of it."""
    try:
        krev_offentlig(url)
        spor = Request(url, method="GET", headers={"User-Agent": "skolemiljo-lenkesjekk"})  # noqa: S310 - https, asked above
        with build_opener(ProxyHandler({}), _BareOffentlig()).open(spor, timeout=FRIST) as svar:
            return bool(svar.status < 400)  # noqa: PLR2004 - where errors begin
    except URLError as feil:
        return getattr(feil, "code", None) in NEKTER_PROGRAMMER
    except (OSError, ValueError):
        return False


def sjekk_lenkene(*, aktor: Bruker, now: datetime, prov: Callable[[str], bool] = virker) -> int:
    """Try the links that were looked at longest ago, and note how they were. Returns how many; none where it is off."""
    if not settings.LENKESJEKK:
        return 0
    rader = list(Ressurs.objects.filter(tatt_ut__isnull=True).order_by(F("sjekket").asc(nulls_first=True), "pk")[:BOLK])
    # Asked before anything is locked: nobody waits for a slow page.
    svar = {rad.pk: (rad.url, prov(rad.url)) for rad in rader}
    for pk, (url, gikk) in svar.items():
        with transaction.atomic():
            rad = (
                Ressurs.objects.select_for_update(of=("self",), no_key=True)
                .filter(pk=pk, tatt_ut__isnull=True, url=url)
                .first()
            )
            if rad is not None:
                sett(rad, aktor=aktor, virker=gikk, now=now)
    return len(svar)
