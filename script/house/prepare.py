"""Runs inside the virtual environment: tables up to date, or the demo municipality where there is nothing yet."""

from __future__ import annotations

import sys

import django
from django.core.management import call_command, get_commands


def main() -> None:
    """``tables`` migrates, as the owner; ``demo`` makes the demo data, when the project has a command for it."""
    django.setup()
    if "tables" in sys.argv[1:]:
        call_command("migrate", verbosity=0, interactive=False)
    if "demo" in sys.argv[1:] and "lag_demo" in get_commands():
        call_command("lag_demo", "--if-empty")


if __name__ == "__main__":
    main()
