"""The same table asked with POST: empty, and as a person in good faith would fill the form in.

A refusal must also leave nothing behind: no statement that writes is sent to the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from tests.access.hus import lytt
from tests.access.innsendinger import GAAR_GJENNOM, INNSENDINGER
from tests.access.krav import KRAV
from tests.access.test_every_url_every_role import adresser, forventet, i_strid, tar
from tests.access.verden import ALLE_SPOR, GRUNDIG, SITUASJONER, lag_verden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.access.hus import Hus
    from tests.access.verden import Verden
    from tests.cast import Rollebesetning


def innsendinger(navn: str, verden_: Verden, *, nektes: bool) -> Iterator[dict[str, Any]]:
    """What is sent to an address: a plausible form, and the empty one (GRUNDIG=1: always both)."""
    if navn in INNSENDINGER:
        yield INNSENDINGER[navn](verden_)
    if navn not in INNSENDINGER or GRUNDIG or (not nektes and verden_.situasjon in ALLE_SPOR):
        yield {}


@pytest.mark.parametrize("situasjon", SITUASJONER)
def test_hver_innsending_for_hver_rolle(hus: Hus, roller: Rollebesetning, situasjon: str) -> None:
    verden_ = lag_verden(roller, situasjon)
    feil = []
    for navn, krav, folk in adresser(verden_):
        if not tar(hus, navn, verden_, post=True):
            continue
        for person, bruker in folk.items():
            nektes = forventet(krav, person, verden_) is not None
            if not (nektes or GRUNDIG or situasjon in ALLE_SPOR):
                # Who may is let in at the same address by the table's GET, and does it in the ordinary sak.
                continue
            for felter in innsendinger(navn, verden_, nektes=nektes):
                punkt = transaction.savepoint()
                with lytt() as sporring:
                    kode = hus.spor(bruker, verden_.adresse(navn), felter, htmx=nektes).status_code
                transaction.savepoint_rollback(punkt)
                if grunn := i_strid(kode, krav, person, navn, verden_, post=True):
                    feil.append(grunn)
                    continue
                # One who may see the sak and not do this has looked at it: that is noted, and nothing else.
                skrevet = [s for s in sporring.skrevet if not (kode == 403 and 'INTO "cases_oppslag"' in s)]
                if nektes and skrevet:
                    feil.append(f"POST {navn} for {person}: nektet, men skrev {skrevet[0][:80]}")
    assert not feil, "\n".join(feil)


@pytest.mark.parametrize("navn", sorted(GAAR_GJENNOM))
def test_innsendingene_er_slike_som_gaar_gjennom(hus: Hus, roller: Rollebesetning, navn: str) -> None:
    # Otherwise the table above would only prove that nonsense is refused.
    verden_ = lag_verden(roller, "alvorlig")
    person = {
        "melder": "ansatt",
        "varslet": "ansatt",
        "folge_opp": "sektorleder",
        "tiltaksansvarlig": "tiltaksansvarlig",
    }.get(KRAV[navn], "rektor")
    svar = hus.spor(verden_.folk[person], verden_.adresse(navn), INNSENDINGER[navn](verden_))
    assert svar.status_code in {302, 303}, getattr(svar, "content", b"").decode()[:4000]
