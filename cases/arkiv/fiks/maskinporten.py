"""A token from Maskinporten: a grant signed with the municipality's certificate, exchanged for the right to use Fiks.

As RFC 7523 and Maskinporten's own guide: the certificate stands in the grant's header, the grant lives two minutes at
most, and is used once.
"""

from __future__ import annotations

import time
from base64 import b64encode
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.serialization import Encoding

from cases.arkiv.fiks.nett import Nettfeil, spor
from cases.arkiv.kanal import Kanalfeil

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.arkiv.fiks.oppsett import Oppsett

OMRAADE: Final = "ks:fiks"
TYPE: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LEVETID: Final = 110
# A token is not used for its last seconds: it must live until the other end has read it.
MARGIN: Final = 15


class Token:
    """The token of one process, fetched when it is asked for and kept until it has almost run out."""

    def __init__(self, oppsett: Oppsett, klokke: Callable[[], float] = time.time) -> None:
        self._oppsett = oppsett
        self._klokke = klokke
        self._verdi = ""
        self._ut = 0.0

    def __call__(self) -> str:
        """The token.

        Raises:
            Kanalfeil: Maskinporten did not give one.

        """
        naa = self._klokke()
        if not self._verdi or naa >= self._ut:
            self._verdi, varighet = self._hent(naa)
            self._ut = naa + varighet - MARGIN
        return self._verdi

    def glem(self) -> None:
        """It was not accepted: ask for another next time."""
        self._verdi = ""

    def _hent(self, naa: float) -> tuple[str, float]:
        kropp = urlencode({"grant_type": TYPE, "assertion": self._fullmakt(naa)}).encode()
        hoder = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            svar = spor("POST", f"{self._oppsett.maskinporten}token", hoder=hoder, kropp=kropp)
        except Nettfeil as feil:
            raise Kanalfeil("fiks.tls" if feil.falsk else "fiks.maskinporten-nede") from None
        if svar.var_nede:
            raise Kanalfeil("fiks.maskinporten-nede")
        verdi, varighet = svar.felt("access_token"), svar.felt("expires_in")
        if not svar.gikk_bra or not isinstance(verdi, str) or not verdi or not isinstance(varighet, int):
            raise Kanalfeil("fiks.maskinporten-nektet")
        return verdi, float(varighet)

    def _fullmakt(self, naa: float) -> str:
        virksomhet = self._oppsett.virksomhet
        krav = {
            "aud": self._oppsett.maskinporten,
            "iss": self._oppsett.klient,
            "scope": OMRAADE,
            "jti": str(uuid4()),
            "iat": int(naa),
            "exp": int(naa) + LEVETID,
        }
        sertifikat = b64encode(virksomhet.sertifikat.public_bytes(Encoding.DER)).decode()
        return jwt.encode(krav, virksomhet.nokkel, algorithm="RS256", headers={"x5c": [sertifikat]})
