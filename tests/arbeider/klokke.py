"""The product's own clock with its minutes and quarters as seconds: ``celery -A tests.arbeider.klokke beat``."""

from __future__ import annotations

import os

from steinkjer_skolemiljo.celery import SCHEDULE, app

KO = os.environ.get("TEST_KO", "celery")
app.conf.beat_schedule = {
    navn: {"task": SCHEDULE[navn]["task"], "schedule": 1.0, "options": {"queue": KO}}
    for navn in ("sveip_frister", "send_varsler")
}
