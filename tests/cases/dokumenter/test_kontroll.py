"""The page that says whether a paper is as the school made it: to all who hold it, and nothing to anyone else."""

from __future__ import annotations

import tempfile
from hashlib import sha256
from typing import TYPE_CHECKING
from unittest import mock

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.dokumenter.actions import lag_plandokument
from cases.dokumenter.kontroll import I_MINUTTET, les_sum
from cases.sak.models import Oppslag
from tests.cases.planer import vedtatt
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from typing import Any

    from tests.cast import Rollebesetning

ADRESSE = reverse("dokumenter:kontroll")
KJENT, UKJENT, NYERE = "Ja, dokumentet er ekte.", "Vi kjenner ikke igjen dokumentet.", "Det er kommet en nyere"


def spor(adresse: str = "192.0.2.1", **felter: Any) -> Any:
    with time_machine.travel(NAA, tick=False):
        return Client(REMOTE_ADDR=adresse).post(ADRESSE, felter)


@pytest.mark.parametrize(
    ("skrevet", "lest"),
    [
        ("AB" * 32, "ab" * 32),
        (" ".join(["abcd"] * 16) + "\n", "abcd" * 16),
        ("ab" * 31, None),
        ("ab" * 32 + "a", None),
        ("xy" * 32, None),
        ("%" * 64, None),
    ],
)
def test_bare_en_hel_sum_er_et_spoersmaal(skrevet: str, lest: str | None) -> None:
    assert les_sum(skrevet) == lest


def test_den_som_har_papiret_faar_ja_dato_versjon_og_om_det_er_nyere_og_ikke_mer(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)
    papir = bytes(lag_plandokument(aktor=roller.rektor, plan_id=plan.pk, now=NAA).innhold)
    side = spor(kontrollsum=sha256(papir).hexdigest().upper()).content.decode()
    assert KJENT in side
    assert "10. november 2026" in side
    assert "Versjon 1" in side
    assert NYERE not in side
    # Nothing of whom or what: no number, name, school or kind.
    for roper in (sak.nummer, "Nora", "Egge", "Rektor", "vedtatt av"):
        assert roper not in side
    vedtatt(sak, roller.rektor)
    # The file itself is summed on its way in, and lies nowhere afterwards, not even for a moment.
    with mock.patch.object(tempfile, "NamedTemporaryFile", side_effect=AssertionError("written down")):
        side = spor(fil=SimpleUploadedFile("plan.pdf", papir)).content.decode()
    assert KJENT in side
    assert NYERE in side
    # One byte more is another paper; what is unknown is said with as many questions as what is known.
    assert UKJENT in spor(fil=SimpleUploadedFile("plan.pdf", papir + b" ")).content.decode()
    for feil in ({}, {"kontrollsum": "abc"}):
        assert spor(**feil).status_code == 422
    # It is no look at the sak, and leaves none.
    assert not Oppslag.objects.filter(sak=sak).exists()


def test_siden_er_aapen_men_ikke_for_forfalskede_skjemaer_og_ikke_for_den_som_maser(roller: Rollebesetning) -> None:
    assert Client().get(ADRESSE).status_code == 200
    assert Client(enforce_csrf_checks=True).post(ADRESSE, {"kontrollsum": "a" * 64}).status_code == 403
    with CaptureQueriesContext(connection) as fanget:
        svar = [spor("198.51.100.7", kontrollsum="a" * 64).status_code for _ in range(I_MINUTTET + 1)]
    assert svar == [200] * I_MINUTTET + [429]
    # Only by the index, and never by what the bytes are.
    assert all('"innhold"' not in rad["sql"] for rad in fanget)
    assert spor("198.51.100.8", kontrollsum="a" * 64).status_code == 200


def test_for_stor_fil_faar_en_setning(roller: Rollebesetning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.dokumenter.kontroll.STORST", 1000)
    svar = spor("198.51.100.9", fil=SimpleUploadedFile("plan.pdf", b"x" * 2000))
    assert svar.status_code == 422
