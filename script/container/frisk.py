"""The container's own question: does the web answer, and does it reach its database?"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request

ADDRESS = "http://127.0.0.1:8000/helse/"


def main(address: str) -> int:
    """0 when the web and the database are well; the broker and the worker have health checks of their own."""
    try:
        with urllib.request.urlopen(address, timeout=4) as svar:  # noqa: S310 - our own address
            tilstand = json.load(svar)
    except urllib.error.HTTPError as feil:
        # 503 while the worker is gone is not this container's fault, and restarting it would help nobody.
        if feil.code != 503:
            return 1
        tilstand = json.load(feil)
    except (OSError, ValueError):
        return 1
    return 0 if tilstand.get("database") is True else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or [ADDRESS]))
