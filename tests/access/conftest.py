"""The house is open to every test of access."""

from __future__ import annotations

from tests.access.hus import hus

__all__ = ["hus"]
