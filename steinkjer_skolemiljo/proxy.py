"""What we believe of what the proxy in front says."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def klientadresse(request: HttpRequest) -> str:
    """The address of the one who asks, as our own proxy saw it.

    The proxy appends what it saw itself, so only the last address is trusted; what stands before it, anyone can write.
    """
    sist = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(sist))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))
