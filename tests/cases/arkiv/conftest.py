"""An archive in a folder of its own, with Fiks Arkiv's schemas where this machine has them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from tests.cases.arkiv.verden import SAKSMAPPER, Arkivet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def arkivet(tmp_path: Path, settings: Any) -> Arkivet:
    """The folder, connected."""
    settings.ARKIV_MAPPE = str(tmp_path)
    settings.ARKIV_KODER = SAKSMAPPER
    settings.FIKS_ARKIV_XSD_DIR = os.environ.get("FIKS_ARKIV_XSD_DIR", "")
    return Arkivet(tmp_path)
