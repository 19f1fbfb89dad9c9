"""What nobody writes, sent by one who may: every form answers it with words, none falls, and no such date is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from tests.access.innsendinger import INNSENDINGER
from tests.access.krav import KRAV
from tests.access.verden import lag_verden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

# In every field at once.
OVERALT = ("\0", "9" * 5000, "²")
# In one field of a form that is right in all the others, so that the door is reached.
DATOER = ("0001-01-01", "9999-12-31")
TALL = ("9" * 30,)
HVEM = {"melder": "ansatt", "varslet": "ansatt", "folge_opp": "sektorleder", "tiltaksansvarlig": "tiltaksansvarlig"}


def _ondt(felter: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for ondt in OVERALT:
        yield dict.fromkeys(felter, ondt)
    for navn, verdi in felter.items():
        tekst = str(verdi)
        if isinstance(verdi, date) or tekst.startswith("2026-"):
            yield from ({**felter, navn: ondt} for ondt in DATOER)
        elif tekst.isdecimal():
            yield from ({**felter, navn: ondt} for ondt in TALL)


def test_ingen_innsending_faar_huset_til_aa_falle_og_ingen_umulig_dato_blir_staaende(
    hus: Hus, roller: Rollebesetning
) -> None:
    verden = lag_verden(roller, "alvorlig")
    falt = []
    for navn, lag in INNSENDINGER.items():
        person = verden.folk[HVEM.get(KRAV[navn], "rektor")]
        felter = {felt: verdi for felt, verdi in lag(verden).items() if felt != "filer"}
        for ondt in _ondt(felter):
            punkt = transaction.savepoint()
            kode = hus.kode(person, verden.adresse(navn), ondt)
            transaction.savepoint_rollback(punkt)
            datert = any(verdi in DATOER for verdi in ondt.values())
            if kode >= 500 or (datert and kode in {302, 303}):
                falt.append(f"{navn}: { ({n: str(v)[:40] for n, v in ondt.items() if v != felter[n]}) }")
    assert not falt, "\n".join(falt)
