"""What the person at the keyboard reads: short lines in Norwegian, and one clear line when something is wrong."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable


class Stop(Exception):  # noqa: N818 - not a fault in the code, a message to a person
    """Something outside the code is missing or wrong. Its text is the one line the person gets."""


def say(line: str) -> None:
    """Print one status line at once. Nobody there to read it any more must not keep us from tidying up."""
    with suppress(OSError):
        print(line, flush=True)


def run(main: Callable[[list[str]], int]) -> NoReturn:
    """Run one command: its result is the exit code, a ``Stop`` is one line and 1."""
    try:
        code = main(sys.argv[1:])
    except Stop as stop:
        print(f"Stopper: {stop}", file=sys.stderr, flush=True)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
