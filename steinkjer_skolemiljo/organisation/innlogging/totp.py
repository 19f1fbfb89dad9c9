"""Codes that change with time (RFC 6238: SHA-1, six digits, thirty seconds), as every authenticator app makes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

PERIODE = 30
SIFFER = 6
# A phone's clock may be off by one period either way.
SLINGRING = 1


def ny_hemmelighet() -> str:
    """A new key, as the app wants it: 160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def kode(hemmelighet: str, teller: int) -> str:
    """The code of one period."""
    nokkel = base64.b32decode(hemmelighet, casefold=True)
    sum_ = hmac.new(nokkel, teller.to_bytes(8, "big"), hashlib.sha1).digest()
    fra = sum_[-1] & 0x0F
    tall = int.from_bytes(sum_[fra : fra + 4], "big") & 0x7FFFFFFF
    return str(tall % 10**SIFFER).zfill(SIFFER)


def teller(now: datetime) -> int:
    """The number of the period a moment is in."""
    return int(now.timestamp()) // PERIODE


def finn_teller(hemmelighet: str, gitt: str, now: datetime, *, etter: int = -1) -> int | None:
    """The period a code belongs to, if it is right now and later than ``etter``: a code is used once.

    Every candidate is compared, whatever the answer.
    """
    midt = teller(now)
    funnet = None
    for n in range(midt - SLINGRING, midt + SLINGRING + 1):
        lik = hmac.compare_digest(kode(hemmelighet, n).encode(), gitt.encode())
        if lik and n > etter:
            funnet = n
    return funnet
