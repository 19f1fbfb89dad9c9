"""The one place that reads the process environment, with types and plain refusals."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """Read a text from the environment. An empty one counts as missing.

    A name that ends in ``_FILE`` beside it (a mounted secret) is read first.

    Raises:
        ImproperlyConfigured: the variable is missing and has no default, or its file cannot be read.

    """
    secret_file = os.environ.get(f"{name}_FILE")
    if secret_file:
        try:
            return Path(secret_file).read_text(encoding="utf-8").strip()
        except OSError:
            raise ImproperlyConfigured(f"Filen i {name}_FILE kan ikke leses: {secret_file}") from None
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Miljøvariabelen {name} mangler. Se «Konfigurasjon» i README.md.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes or no: ``1``, ``true``, ``ja`` and ``on`` are yes."""
    value = os.environ.get(name)
    if value is None:
        return default
    return value.strip().lower() in {"1", "true", "ja", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Read a list of words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def pairs(name: str) -> dict[str, str]:
    """Read names with values: ``a=1; b=2``. A value may hold anything but a semicolon.

    Raises:
        ImproperlyConfigured: a part is no pair, or a name stands twice.

    """
    found: dict[str, str] = {}
    for part in text(name, "").split(";"):
        if not part.strip():
            continue
        key, equals, value = part.partition("=")
        if not equals or not key.strip() or key.strip() in found:
            raise ImproperlyConfigured(f"{name} skal være «navn=verdi; navn=verdi», hvert navn én gang.")
        found[key.strip()] = value.strip()
    return found
