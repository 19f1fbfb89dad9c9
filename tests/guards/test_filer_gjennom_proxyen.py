"""What the house takes, the proxy in front of it lets through: else a file is refused without one word of ours."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest
from django.urls import reverse

ROT = Path(__file__).resolve().parents[2]
# Each module that reads files, and the address they are sent to.
TAR_FILER = {
    "cases/dokumenter/kontrollviews.py": reverse("dokumenter:kontroll"),
    "cases/melding/views.py": reverse("melding:tillegg", args=["M-2026-0001"]),
    "cases/vedlegg/utkast.py": reverse("melding:vedlegg"),
    "cases/vedlegg/views.py": reverse("vedlegg:legg_ved", args=["2026-0001"]),
    "steinkjer_skolemiljo/elevregister/views.py": reverse("elevregister:legg_fram"),
}
# Reads them to know whether the same is sent again.
ANDRE = {"steinkjer_skolemiljo/organisation/innlogging/tekst.py"}


def test_alle_som_tar_imot_filer_er_med() -> None:
    leser = {
        fil.relative_to(ROT).as_posix()
        for rom in ("cases", "procedures", "annual_wheel", "steinkjer_skolemiljo")
        for fil in (ROT / rom).rglob("*.py")
        if "request.FILES" in fil.read_text(encoding="utf-8")
    }
    assert leser == set(TAR_FILER) | ANDRE


@pytest.mark.parametrize("adresse", TAR_FILER.values(), ids=TAR_FILER)
def test_proxyen_slipper_store_filer_gjennom_der_de_tas_imot(adresse: str) -> None:
    oppsett = (ROT / "script" / "container" / "Caddyfile").read_text(encoding="utf-8")
    (filer,) = (linje.split()[2:] for linje in oppsett.splitlines() if linje.strip().startswith("@filer path"))
    (tekst,) = (linje.split()[3:] for linje in oppsett.splitlines() if linje.strip().startswith("@tekst not path"))
    assert filer == tekst
    assert any(fnmatch(adresse, sti) for sti in filer)
