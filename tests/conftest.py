"""What every test may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cast import sett_rollene

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


@pytest.fixture
def roller(db: None) -> Rollebesetning:
    """The whole cast, in the database."""
    return sett_rollene()
