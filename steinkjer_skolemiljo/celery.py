"""Celery, and the whole schedule in one table. Each line says why it runs when it runs."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.dev")

app = Celery("steinkjer_skolemiljo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["cases.varsling", "cases.dokumenter"])

SCHEDULE: dict[str, dict[str, Any]] = {}
app.conf.beat_schedule = SCHEDULE
