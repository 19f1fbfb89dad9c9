"""Fiks on this machine, and an installation that is connected to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from cases.arkiv.fiks.lytter import Fikslytter
from cases.arkiv.fiks.oppsett import oppsett
from tests.cases.arkiv.fiks.motpart import ARKIVETS, INTEGRASJON, KLIENT, KONTO, PASSORD, Motpart
from tests.cases.arkiv.fiks.nokler import P12_PASSORD, Noekler, lag_noekler

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def noekler(tmp_path_factory: pytest.TempPathFactory) -> Noekler:
    """Keys and certificates, made once."""
    return lag_noekler(tmp_path_factory.mktemp("noekler"))


@pytest.fixture
def fiks(noekler: Noekler, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Motpart]:
    """The other side, and our settings to reach it. What this machine trusts is the other side's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(noekler.tjener.sertifikatfil))
    settings.FIKS_ARKIV_XSD_DIR = os.environ.get("FIKS_ARKIV_XSD_DIR", "")
    with Motpart(noekler) as motpart:
        settings.ARKIV_KANAL = "fiks"
        settings.FIKS_KONTO, settings.FIKS_MOTTAKER_KONTO = str(KONTO), str(ARKIVETS)
        settings.FIKS_INTEGRASJON, settings.FIKS_INTEGRASJON_PASSORD = str(INTEGRASJON), PASSORD
        settings.FIKS_MASKINPORTEN_KLIENT, settings.FIKS_MASKINPORTEN = KLIENT, motpart.maskinporten
        settings.FIKS_API, settings.FIKS_AMQP = motpart.adresse, f"amqps://127.0.0.1:{motpart.meglar.port}"
        settings.FIKS_VIRKSOMHETSSERTIFIKAT = str(noekler.p12)
        settings.FIKS_VIRKSOMHETSSERTIFIKAT_PASSORD = P12_PASSORD
        settings.FIKS_NOKLER = [str(noekler.kontoen.nokkelfil), str(noekler.forrige.nokkelfil)]
        settings.FIKS_MOTTAKER_SERTIFIKAT = ""
        yield motpart


@pytest.fixture
def lytter(fiks: Motpart) -> Iterator[Fikslytter]:
    """Our listener, connected."""
    with Fikslytter(oppsett()) as tilkoblet:
        yield tilkoblet
