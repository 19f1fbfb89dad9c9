"""Every check and every test, on a PostgreSQL of their own. With arguments: only those tests."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from house import oppsett
from house.oppsett import si
from house.tjenester import kjor, postgres

PROD = {
    "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.production",
    "SECRET_KEY": "til-sjekken-og-ikke-til-noe-annet-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "skolemiljo.example",
    "SITE_URL": "https://skolemiljo.example",
    "REDIS_URL": "redis://redis:6379/0",
}


def _sjekker(database: str) -> list[tuple[str, list[str], dict[str, str]]]:
    python = sys.executable
    return [
        ("ruff", ["ruff", "check", "-q", "."], {}),
        ("format", ["ruff", "format", "--check", "-q", "."], {}),
        ("mypy", ["mypy", "steinkjer_skolemiljo", "cases", "procedures", "annual_wheel", "tests", "bench"], {}),
        ("rommene", ["lint-imports", "--no-cache"], {}),
        ("maler", ["djlint", "templates", "--lint", "--quiet"], {}),
        ("migrasjoner", [python, "manage.py", "makemigrations", "--check", "--dry-run"], {"DATABASE_URL": database}),
        (
            "produksjon",
            [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
            {**PROD, "DATABASE_URL": database},
        ),
    ]


def main() -> int:
    """Run all steps; the first that fails is remembered, the rest are run all the same."""
    argumenter = sys.argv[1:]
    feil: list[str] = []
    with tempfile.TemporaryDirectory(prefix="sksm-") as mappe, postgres(Path(mappe) / "pg", kastes=True) as database:
        miljo = {
            **oppsett.miljo(),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.test",
            "CHROMIUM": oppsett.chromium() or "",
            # Playwright's sync API runs a loop of its own in the test process.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        steg = [] if argumenter else _sjekker(database)
        steg.append(
            (
                "tester",
                [sys.executable, "-m", "pytest", "--create-db", *(argumenter or ["-n", "2", "--dist", "loadfile"])],
                {},
            )
        )
        for navn, kommando, ekstra in steg:
            start = time.monotonic()
            kode = kjor(*kommando, miljo={**miljo, **ekstra})
            si(f"{'✓' if kode == 0 else '✗'} {navn} ({time.monotonic() - start:.0f} s)")
            if kode:
                feil.append(navn)
    if feil:
        si(f"\nIkke i orden: {', '.join(feil)}")
        return 1
    si("\nAlt i orden.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
