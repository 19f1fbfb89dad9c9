"""The benchmarks write rows by hand, past the models: a new column must not put them out of use unseen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

# A Python string that goes on over the next line is one statement still.
SKJOTER = re.compile(r'"\n\s*f?"')
INNSETTING = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)")


def _innsettinger() -> list[tuple[str, str, str]]:
    return [
        (fil.stem, tabell, kolonner)
        for fil in sorted((Path(settings.BASE_DIR) / "bench").glob("*.py"))
        for tabell, kolonner in INNSETTING.findall(SKJOTER.sub("", fil.read_text(encoding="utf-8")))
        # A table that the benchmark itself makes.
        if not tabell.startswith("benk_")
    ]


def test_maalingene_skriver_rader_for_haand() -> None:
    assert len(_innsettinger()) > 10


@pytest.mark.parametrize(("maaling", "tabell", "kolonner"), _innsettinger())
def test_hver_kolonne_som_maa_ha_en_verdi_faar_en(db: None, maaling: str, tabell: str, kolonner: str) -> None:
    with connection.cursor() as peker:
        peker.execute(
            "SELECT column_name, is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
            " FROM information_schema.columns WHERE table_name = %s",
            [tabell],
        )
        finnes = dict(peker.fetchall())
    nevnt = {navn.strip() for navn in kolonner.split(",")}
    assert nevnt <= finnes.keys()
    assert {navn for navn, maa in finnes.items() if maa} <= nevnt
