"""Each code is a sentence: what is wrong, in words a rektor and one who runs the archive understand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from cases.arkiv import fiks, hvorfor
from cases.arkiv.fiks import meldinger
from cases.arkiv.hvorfor import feil
from cases.arkiv.kvittering import UFORSTAATT


@pytest.mark.parametrize(
    ("kode", "sier"),
    [
        ("avvist: FEIL-17", "Arkivet tok ikke imot dokumentet. Arkivets kode: FEIL-17."),
        ("mappen: FileNotFoundError", "Mappa arkivet henter fra, finnes ikke der den skal være."),
        ("mappen: OSError", "Pakken kunne ikke legges i mappa arkivet henter fra (OSError)."),
        ("avbrutt", "Arbeideren stoppet før det ble kjent om dokumentet kom fram."),
        ("fiks.avvist:413", "Fiks tok ikke imot meldingen (svar 413)."),
        ("fiks.arkivfeil", "Noe gikk galt hos arkivet."),
        ("fiks.arkivfeil:17", "Noe gikk galt hos arkivet. Arkivets feilnummer: 17."),
        ("KeyError", "Noe gikk galt hos oss (KeyError). Si fra til den som drifter systemet."),
        ("PDF-en er ikke PDF/A", "Dokumentet kan ikke sendes slik det er: PDF-en er ikke PDF/A."),
        ("linje 3: SCHEMAV_X", "Dokumentet kan ikke sendes slik det er: linje 3: SCHEMAV_X."),
        ("tomt 100 % innhold", "Dokumentet kan ikke sendes slik det er: tomt 100 % innhold."),
    ],
)
def test_en_kode_er_en_setning(kode: str, sier: str) -> None:
    assert feil(kode) == sier


def test_ingen_kode_fra_fiks_mangler_en_setning() -> None:
    brukt = {UFORSTAATT, meldinger.KODE_FOR_STORT, meldinger.KODE_ULESELIG, meldinger.KODE_SERVERFEIL}
    brukt |= set(meldinger.FRA_FIKS.values())
    for fil in Path(fiks.__file__).parent.glob("*.py"):
        for ledd in ast.walk(ast.parse(fil.read_text())):
            if isinstance(ledd, ast.Constant) and isinstance(ledd.value, str):
                brukt |= set(re.findall(r"^fiks\.[a-z-]+", ledd.value))
    brukt -= {"fiks.ko"}  # the listener's own: no document has it
    assert len(brukt) > 12
    assert {kode for kode in brukt if kode not in hvorfor.SETNINGER} == set()
