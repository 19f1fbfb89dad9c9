"""Runs inside the virtual environment: tables up to date, and the demo municipality where there is nothing yet."""

from __future__ import annotations

import sys

import django
from django.core.management import call_command, get_commands


def main() -> None:
    """Migrate; with ``demo`` as argument also make the demo data, when the project has a command for it."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    if "demo" in sys.argv[1:] and "lag_demo" in get_commands():
        call_command("lag_demo", "--if-empty")


if __name__ == "__main__":
    main()
