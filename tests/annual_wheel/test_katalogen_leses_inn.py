"""The catalogue of the årshjul: complete, and read in again without doubles."""

from __future__ import annotations

from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from annual_wheel.katalog import RADER, Rad
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Aktivitet, Ansvar, Tid
from tests.cast import NAA

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def test_katalogen_har_alle_radene_i_kommunens_aarshjul() -> None:
    assert Counter(rad.tid for rad in RADER) == {
        Tid.HELE_ARET: 6,
        Tid.AUGUST: 5,
        Tid.SEPTEMBER: 8,
        Tid.OKTOBER: 2,
        Tid.NOV_DES: 1,
        Tid.JANUAR: 2,
        Tid.FEBRUAR: 5,
        Tid.MARS: 1,
        Tid.APRIL: 1,
        Tid.MAI_JUNI: 4,
    }
    assert len({rad.nokkel for rad in RADER}) == len(RADER)
    assert all(rad.ansvar for rad in RADER)


def test_andre_gang_endrer_ingenting(roller: Rollebesetning) -> None:
    assert les_inn_katalog(aktor=roller.systemet, now=NAA) == len(RADER)
    assert les_inn_katalog(aktor=roller.systemet, now=NAA) == 0
    assert Aktivitet.objects.count() == len(RADER)
    assert Aktivitet.history.count() == len(RADER)


def test_radene_staar_i_kommunens_rekkefolge(roller: Rollebesetning) -> None:
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    assert list(Aktivitet.objects.values_list("nokkel", flat=True)) == [rad.nokkel for rad in RADER]


def test_en_rettet_tekst_retter_raden_og_historien_husker_den_gamle(roller: Rollebesetning) -> None:
    for tittel in ("Gammel", "Ny"):
        rad = Rad("en-rad", Tid.MARS, tittel, (Ansvar.REKTOR,))
        assert les_inn_katalog(aktor=roller.systemet, now=NAA, rader=(rad,)) == 1
    aktivitet = Aktivitet.objects.get()
    assert aktivitet.tittel == "Ny"
    assert [linje.tittel for linje in aktivitet.history.all()] == ["Ny", "Gammel"]


def test_en_rad_som_er_tatt_ut_avsluttes_og_kan_komme_tilbake(roller: Rollebesetning) -> None:
    rad = Rad("en-rad", Tid.MARS, "En rad", (Ansvar.REKTOR,))
    les_inn_katalog(aktor=roller.systemet, now=NAA, rader=(rad,))
    assert les_inn_katalog(aktor=roller.systemet, now=NAA, rader=()) == 1
    assert les_inn_katalog(aktor=roller.systemet, now=NAA, rader=()) == 0
    aktivitet = Aktivitet.objects.get()
    assert aktivitet.gjelder_til == NAA.date()
    assert Aktivitet.objects.i_skolear(2026).exists()
    assert not Aktivitet.objects.i_skolear(2027).exists()
    les_inn_katalog(aktor=roller.systemet, now=NAA, rader=(rad,))
    assert Aktivitet.objects.get().gjelder_til is None


@pytest.mark.parametrize("adresse", ["javascript:alert(1)", "http://usikker.example/", "ikke en adresse"])
def test_en_lenke_maa_vaere_en_trygg_adresse(roller: Rollebesetning, adresse: str) -> None:
    rad = Rad("en-rad", Tid.MARS, "En rad", (Ansvar.REKTOR,), lenker=(("Tekst", adresse),))
    with pytest.raises(ValidationError):
        les_inn_katalog(aktor=roller.systemet, now=NAA, rader=(rad,))
    assert not Aktivitet.objects.exists()


def test_kommandoen_kan_kjores_to_ganger(db: None) -> None:
    ut = StringIO()
    call_command("les_arshjul", stdout=ut)
    call_command("les_arshjul", stdout=ut)
    assert f"{len(RADER)} aktiviteter" in ut.getvalue()
    assert "0 aktiviteter" in ut.getvalue()
    assert Aktivitet.objects.count() == len(RADER)
