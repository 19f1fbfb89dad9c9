"""A database with demo accounts is not let into production."""

from __future__ import annotations

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from steinkjer_skolemiljo.organisation.models import Bruker


def _feil() -> list[str]:
    return [str(feil.id) for feil in run_checks(tags=[Tags.database], databases=["default"])]


@pytest.fixture
def demokonto(db: None) -> Bruker:
    return Bruker.objects.create_user("rektor@demo.steinkjer.example", "demo", fornavn="Demo", etternavn="Rektor")


@override_settings(DEMO=False)
def test_en_aktiv_demokonto_stanser_produksjon(demokonto: Bruker) -> None:
    assert "organisation.E001" in _feil()
    with pytest.raises(SystemCheckError, match="1 aktive demokontoer"):
        call_command("check", databases=["default"])


@override_settings(DEMO=False)
def test_en_avsluttet_demokonto_stanser_ikke(demokonto: Bruker) -> None:
    demokonto.is_active = False
    demokonto.save()
    assert "organisation.E001" not in _feil()


@override_settings(DEMO=False)
def test_ekte_kontoer_stanser_ikke(db: None) -> None:
    Bruker.objects.create_user("kari@steinkjer.example", "demo", fornavn="Kari", etternavn="Nordmann")
    assert "organisation.E001" not in _feil()


@override_settings(DEMO=True)
def test_demoen_har_demokontoer(demokonto: Bruker) -> None:
    assert "organisation.E001" not in _feil()
