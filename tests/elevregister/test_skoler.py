"""A school is registered, changed and closed; what was done there stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cases.sak.feil import IkkeFunnet, Regelbrudd
from steinkjer_skolemiljo.elevregister import actions
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def test_en_skole_registreres_endres_og_legges_ned(roller: Rollebesetning) -> None:
    data = actions.Skoledata("Lø skole", "lo", "nn", 1, 7, har_sfo=True)
    skole = actions.registrer_skole(aktor=roller.systemforvalter, data=data, now=NAA)
    assert skole.history.get().history_user == roller.systemforvalter
    with pytest.raises(Regelbrudd) as likt:
        actions.registrer_skole(aktor=roller.systemforvalter, data=data, now=NAA)
    assert {b.felt for b in likt.value.brudd} == {"navn", "kortnavn"}
    with pytest.raises(IkkeFunnet):
        actions.registrer_skole(aktor=roller.rektor, data=data, now=NAA)
    nedlagt = actions.Skoledata("Egge skole", "egge", "nb", 1, 7, har_sfo=True, nedlagt=I_DAG + timedelta(days=1))
    with pytest.raises(Regelbrudd, match="Skolen har elever"):
        actions.endre_skole(
            aktor=roller.systemforvalter,
            skole_id=roller.egge.pk,
            data=nedlagt,
            sett=actions.siste_lagring(roller.egge),
            now=NAA,
        )
