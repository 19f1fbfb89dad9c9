"""No sequence of doors, whoever uses them, reaches a state the law note forbids.

A run draws some hundred steps. ``SCENARIER=200 SKRITT=80 script/test tests/scenarios`` draws sixteen thousand. With
``FORKORT=1`` it looks for the shortest way to what breaks, which may take many minutes.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.scenarios.maskin import Maskin

SCENARIER = int(os.environ.get("SCENARIER", "5"))
SKRITT = int(os.environ.get("SKRITT", "40"))
FORKORT = os.environ.get("FORKORT") == "1"


def test_ingen_rekke_av_dorer_forer_til_det_loven_forbyr(db: None) -> None:
    run_state_machine_as_test(
        Maskin,
        settings=settings(
            max_examples=SCENARIER,
            stateful_step_count=SKRITT,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # To find the shortest way takes long: it is for the one who looks into a failure.
            phases=[Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if FORKORT else [])],
        ),
    )
