"""What we believe of what the proxy in front says."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

# The part of an IPv6 address that a network provider gives one subscriber.
NETT = 64


def klientadresse(request: HttpRequest) -> str:
    """The address of the one who asks, as our own proxy saw it.

    The proxy appends what it saw itself, so only the last address is trusted; what stands before it, anyone can write.
    With IPv6 it is the network: every subscriber has one, and as many addresses in it as they care to use.
    """
    sist = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        adresse = ipaddress.ip_address(sist)
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
    if isinstance(adresse, ipaddress.IPv4Address):
        return str(adresse)
    return str(adresse.ipv4_mapped or ipaddress.IPv6Network((int(adresse), NETT), strict=False).network_address)
