"""Steinkjer skolemiljø: the project itself (settings, addresses, the Celery schedule)."""

from steinkjer_skolemiljo.celery import app as celery_app

__all__ = ["celery_app"]
