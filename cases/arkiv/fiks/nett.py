"""HTTPS to Maskinporten and Fiks: a limit on every wait and on every answer, no redirects, nothing tried twice."""

from __future__ import annotations

import json
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, SSLError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Seconds. A large document is stored at the other end before the answer comes.
KOBLE: Final = 10
LESE: Final = 30
LESE_SENDING: Final = 120
STORST: Final = 1024 * 1024


class Nettfeil(Exception):  # noqa: N818 - the domain's word
    """No answer. ``sendt``: what we said may have come across all the same. ``falsk``: it is not who it should be."""

    def __init__(self, *, sendt: bool, falsk: bool = False) -> None:
        self.sendt, self.falsk = sendt, falsk
        super().__init__("uten svar")


@dataclass(frozen=True)
class Svar:
    """A status and what came with it. What the other end writes about an error is never shown or logged."""

    status: int
    innhold: bytes

    @property
    def gikk_bra(self) -> bool:
        """Whether it was done."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def nektet(self) -> bool:
        """Whether we were not let in."""
        return self.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}

    @property
    def var_nede(self) -> bool:
        """Whether the other end had trouble of its own."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR or self.status == HTTPStatus.TOO_MANY_REQUESTS

    def felt(self, navn: str) -> Any:
        """One field of the answer, or None where the answer is not what it should be."""
        try:
            lest = json.loads(self.innhold)
        except ValueError:
            return None
        return lest.get(navn) if isinstance(lest, dict) else None


def tls() -> ssl.SSLContext:
    """The other end must prove who it is, by what this machine trusts."""
    return ssl.create_default_context()


def spor(
    metode: str,
    adresse: str,
    *,
    hoder: Mapping[str, str] | None = None,
    kropp: bytes | None = None,
    lese: float | None = None,
) -> Svar:
    """Ask once.

    Raises:
        Nettfeil: no answer came in time, or none that can be read.

    """
    # Sent piece by piece, so that the limit is for each piece and not for a large document on a thin line.
    med = {**(hoder or {}), **({"Content-Length": str(len(kropp))} if kropp is not None else {})}
    frist = urllib3.Timeout(connect=KOBLE, read=LESE if lese is None else lese)
    with urllib3.PoolManager(ssl_context=tls(), retries=False, timeout=frist, maxsize=1) as nett:
        try:
            svar = nett.request(
                metode,
                adresse,
                headers=med,
                body=BytesIO(kropp) if kropp is not None else None,
                redirect=False,
                preload_content=False,
            )
            innhold = svar.read(STORST + 1, decode_content=True)
        except HTTPError as feil:
            falsk = _er_falsk(feil)
            aldri = falsk or isinstance(feil, NewConnectionError | ConnectTimeoutError)
            raise Nettfeil(sendt=not aldri, falsk=falsk) from None
    if len(innhold) > STORST:
        raise Nettfeil(sendt=True)
    return Svar(svar.status, innhold)


def _er_falsk(feil: HTTPError) -> bool:
    return isinstance(feil, SSLError) and any(isinstance(ledd, ssl.SSLCertVerificationError) for ledd in feil.args)
