"""The container's own question: does the web answer, and does it reach its database?"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request


def main() -> int:
    """0 when the web and the database are well; the broker and the worker have health checks of their own."""
    try:
        with urllib.request.urlopen("http://127.0.0.1:8000/helse/", timeout=4) as svar:
            tilstand = json.load(svar)
    except urllib.error.HTTPError as feil:
        tilstand = json.load(feil)
    except (OSError, ValueError):
        return 1
    return 0 if tilstand.get("database") == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
