"""A living worker leaves its mark, and the health page sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client, override_settings

from steinkjer_skolemiljo.celery import SCHEDULE, app
from steinkjer_skolemiljo.oppgaver import HJERTESLAG, HJERTESLAG_VARER, megler
from tests.arbeider.conftest import vent_til

if TYPE_CHECKING:
    from tests.arbeider.conftest import Arbeidsplass

pytestmark = pytest.mark.arbeider
OPPGAVE = SCHEDULE["hjerteslag"]["task"]


def _slett() -> None:
    with megler() as forbindelse:
        forbindelse.delete(HJERTESLAG)


def test_arbeideren_slaar_og_helsesiden_ser_det(arbeidsplass: Arbeidsplass) -> None:
    with override_settings(CELERY_BROKER_URL=arbeidsplass.megler):
        _slett()
        assert Client().get("/helse/").json() == {
            "status": "feil",
            "database": True,
            "broker": True,
            "worker": False,
            "seals": True,
        }
        arbeidsplass.start()
        arbeidsplass.avsender.send_task(OPPGAVE, queue=arbeidsplass.ko)
        vent_til("et hjerteslag", lambda: Client().get("/helse/").status_code == 200)
        assert Client().get("/helse/").json() == {
            "status": "ok",
            "database": True,
            "broker": True,
            "worker": True,
            "seals": True,
        }
        with megler() as forbindelse:
            assert 0 < forbindelse.ttl(HJERTESLAG) <= HJERTESLAG_VARER
        _slett()


def test_hver_linje_i_timeplanen_er_en_oppgave_som_finnes() -> None:
    app.loader.import_default_modules()
    assert {linje["task"] for linje in SCHEDULE.values()} <= set(app.tasks)
