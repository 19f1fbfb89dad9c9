"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.cast import sett_rollene

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


# The same examples every time and everywhere, so that a change is judged by what it changed. ``LET=1`` looks for new ones.
settings.register_profile("like", derandomize=True)
if os.environ.get("LET") != "1":
    settings.load_profile("like")


def pytest_collection_finish() -> None:
    """What has been imported stays: the garbage collector need not go through it again ten thousand times."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def roller(db: None) -> Rollebesetning:
    """The whole cast, in the database."""
    return sett_rollene()
