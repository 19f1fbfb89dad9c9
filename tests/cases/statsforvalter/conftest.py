"""The sak the register's tests begin from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cases.sak.models import Sak
from tests.cases.statsforvalter.hjelp import DAG
from tests.cast import I_DAG
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    """Nora's sak at her school, shared with her teacher."""
    return lag_sak(roller, delt_med_kontaktlarer=True, tatt_opp_med_rektor=I_DAG - 10 * DAG)
