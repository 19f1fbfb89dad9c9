"""Celery, and the whole schedule in one table. Each line says why it runs when it runs."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.dev")

app = Celery("steinkjer_skolemiljo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["cases.varsling", "cases.dokumenter"])
app.autodiscover_tasks(["steinkjer_skolemiljo"], related_name="helse")

SCHEDULE: dict[str, dict[str, Any]] = {
    # So that /helse/ can tell a living worker from a dead one within two minutes.
    "hjerteslag": {"task": "helse.hjerteslag", "schedule": 30.0},
}
app.conf.beat_schedule = SCHEDULE
