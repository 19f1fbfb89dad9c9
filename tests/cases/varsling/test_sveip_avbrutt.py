"""Sweeps that are interrupted, run side by side, or meet one sak that fails: nobody is told twice, nobody forgotten."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction

from cases.sak.models import Sak
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from tests.cases.varsling.hjelp import fortalt, kl, sak_til_evaluering
from tests.cases.varsling.test_sveip import FREDAG
from tests.cast import sett_rollene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cases.sak.models import Sak as SakModell
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db(transaction=True)

ALLE_TRINN = [
    ("Kontakt", "frist_passert"),
    ("Rektor", "frist_passert_rektor"),
    ("Sektor", "frist_passert_skoleeier"),
]


@pytest.fixture
def roller(transactional_db: None) -> Rollebesetning:
    return sett_rollene()


@pytest.fixture
def nekt_skoleeier() -> Iterator[None]:
    """The database itself refuses the third notice of each sak: as when the connection breaks in the middle."""
    with connection.cursor() as peker:
        peker.execute(
            "CREATE FUNCTION nekt() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN IF NEW.type = 'frist_passert_skoleeier' THEN RAISE EXCEPTION 'Nora Eggen'; END IF;"
            " RETURN NEW; END $$"
        )
        peker.execute("CREATE TRIGGER nekt BEFORE INSERT ON cases_varsel FOR EACH ROW EXECUTE FUNCTION nekt()")
    yield
    _tillat()


def _tillat() -> None:
    with connection.cursor() as peker:
        peker.execute("DROP TRIGGER IF EXISTS nekt ON cases_varsel")
        peker.execute("DROP FUNCTION IF EXISTS nekt()")


def test_brytes_den_midt_i_en_sak_er_ingenting_sagt_og_neste_gang_sies_alt_en_gang(
    roller: Rollebesetning, nekt_skoleeier: None, caplog: pytest.LogCaptureFixture
) -> None:
    syk = sak_til_evaluering(roller)
    frisk = sak_til_evaluering(roller, FREDAG, elev=roller.annen_elev)
    with caplog.at_level(logging.ERROR):
        sveip(kl(FREDAG))
    assert not Varsel.objects.filter(sak=syk).exists()
    # One that fails does not stop the next, and the log knows its id and no name.
    assert fortalt(frisk) == [("Kontakt", "frist_i_dag")]
    assert f"sveip sak {syk.pk}: " in caplog.text
    assert "Nora" not in caplog.text
    _tillat()
    sveip(kl(FREDAG))
    sveip(kl(FREDAG))
    assert fortalt(syk) == ALLE_TRINN
    assert fortalt(frisk) == [("Kontakt", "frist_i_dag")]


def _i_egen_forbindelse(now: datetime) -> int:
    try:
        return sveip(now)
    finally:
        connection.close()


def test_mange_sveip_samtidig_sier_hver_ting_en_gang(roller: Rollebesetning) -> None:
    saker = [sak_til_evaluering(roller) for _nr in range(8)]
    with ThreadPoolExecutor(4) as basseng:
        list(basseng.map(_i_egen_forbindelse, [kl(FREDAG)] * 4))
    # What one sweep found locked it left; so once more.
    sveip(kl(FREDAG))
    for sak in saker:
        assert fortalt(sak) == ALLE_TRINN


def test_en_sak_noen_skriver_i_venter_til_neste_sveip(roller: Rollebesetning) -> None:
    opptatt: SakModell = sak_til_evaluering(roller)
    ledig = sak_til_evaluering(roller, elev=roller.annen_elev)
    with ThreadPoolExecutor(1) as basseng, transaction.atomic():
        Sak.objects.select_for_update().get(pk=opptatt.pk)
        basseng.submit(_i_egen_forbindelse, kl(FREDAG)).result(timeout=20)
    assert fortalt(ledig) == ALLE_TRINN
    assert fortalt(opptatt) == []
    sveip(kl(FREDAG))
    assert fortalt(opptatt) == ALLE_TRINN


def test_databasen_selv_lar_ingen_faa_samme_varsel_to_ganger(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    sveip(kl(FREDAG))
    with pytest.raises(DatabaseError), connection.cursor() as peker:
        peker.execute(
            "INSERT INTO cases_varsel (mottaker_id, sak_id, type, nokkel, data, haster, opprettet, epost,"
            " epost_forsok, epost_feil) SELECT mottaker_id, sak_id, type, nokkel, data, haster, opprettet, epost,"
            " epost_forsok, epost_feil FROM cases_varsel WHERE sak_id = %s LIMIT 1",
            [sak.pk],
        )
