"""A place and databases that are gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from house import stores
from house.children import Household, interrupt_on_terminate

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def household() -> Iterator[tuple[Household, Path]]:
    """Processes with data in a temporary directory; both are gone when the block ends, whatever happens in it."""
    interrupt_on_terminate()
    directory = Path(tempfile.mkdtemp(prefix="sksm-"))
    # PostgreSQL may run as another user, who must pass through.
    directory.chmod(0o711)
    house = Household(directory / "logg")
    try:
        yield house, directory
    finally:
        house.stop(quiet=True)
        stores.remove(directory)
        shutil.rmtree(directory, ignore_errors=True)
