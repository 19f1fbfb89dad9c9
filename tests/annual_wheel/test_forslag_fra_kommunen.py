"""Changes of the municipality's årshjul reach the schools as proposals, and each is answered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from annual_wheel.actions import start_skolear, svar_paa_forslag
from annual_wheel.forslag import forslag_til
from annual_wheel.katalog import RADER
from annual_wheel.mal import Maldata, les_inn_katalog, skriv_mal, ta_ut_mal
from annual_wheel.models import Aktivitet, Skoleaktivitet, Skolehjul
from tests.cast import NAA

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning

DATA = Maldata("Ny tekst", "mars", "elever", ("rektor",), hvordan="Slik.")


@pytest.fixture
def hjul(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and Egge's year started."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    start_skolear(aktor=roller.rektor, skole="egge", skolear=2026, now=NAA)
    return roller


def svar(roller: Rollebesetning, nokkel: str, *, godta: bool, begrunnelse: str = "") -> Skoleaktivitet:
    return svar_paa_forslag(
        aktor=roller.rektor,
        skole="egge",
        skolear=2026,
        nokkel=nokkel,
        godta=godta,
        begrunnelse=begrunnelse,
        now=NAA,
    )


def venter() -> list[str]:
    return [f.mal.nokkel for f in forslag_til(Skolehjul.objects.get())]


def test_en_endring_tas_inn(hjul: Rollebesetning) -> None:
    assert venter() == []
    skriv_mal(aktor=hjul.sektorleder, nokkel="klasseregler", data=DATA, versjon=1, now=NAA)
    assert Skoleaktivitet.objects.get(nokkel="klasseregler").tittel == "Klasseregler"
    assert venter() == ["klasseregler"]
    rad = svar(hjul, "klasseregler", godta=True)
    assert (rad.tittel, rad.tid, rad.frist.month) == ("Ny tekst", "mars", 3)
    assert venter() == []
    with pytest.raises(Http404):
        svar(hjul, "klasseregler", godta=True)


def test_et_nei_maa_begrunnes_og_spores(hjul: Rollebesetning) -> None:
    ny = skriv_mal(aktor=hjul.sektorleder, nokkel="", data=DATA, versjon=0, now=NAA)
    with pytest.raises(ValidationError, match="hvorfor"):
        svar(hjul, ny.nokkel, godta=False)
    rad = svar(hjul, ny.nokkel, godta=False, begrunnelse="Vi har det allerede.")
    assert (rad.status, rad.begrunnelse) == ("ikke_aktuelt", "Vi har det allerede.")
    assert venter() == []


def test_det_kommunen_tar_ut_kan_skolen_beholde_eller_ta_ut(hjul: Rollebesetning) -> None:
    for nokkel in ("klasseregler", "forsterket-tilsyn"):
        ta_ut_mal(aktor=hjul.sektorleder, nokkel=nokkel, now=NAA)
    assert set(venter()) == {"klasseregler", "forsterket-tilsyn"}
    assert svar(hjul, "klasseregler", godta=True).status == "ikke_aktuelt"
    assert svar(hjul, "forsterket-tilsyn", godta=False, begrunnelse="Virker hos oss.").status == "planlagt"
    assert venter() == []


def test_katalogen_roerer_ikke_det_sektorleder_har_skrevet(hjul: Rollebesetning) -> None:
    skriv_mal(aktor=hjul.sektorleder, nokkel="klasseregler", data=DATA, versjon=1, now=NAA)
    skriv_mal(aktor=hjul.sektorleder, nokkel="", data=DATA, versjon=0, now=NAA)
    assert les_inn_katalog(aktor=hjul.systemet, now=NAA) == 0
    assert Aktivitet.objects.get(nokkel="klasseregler").tittel == "Ny tekst"
    assert Aktivitet.objects.filter(gjelder_til__isnull=True).count() == len(RADER) + 1


@pytest.mark.parametrize(
    ("navn", "feil"),
    [("rektor", Http404), ("ansatt", Http404), ("systemforvalter", Http404), ("kommunalsjef", PermissionDenied)],
)
def test_bare_sektorleder_endrer_kommunens_aarshjul(
    hjul: Rollebesetning, client: Client, navn: str, feil: type[Exception]
) -> None:
    with pytest.raises(feil):
        skriv_mal(aktor=hjul.alle[navn], nokkel="", data=DATA, versjon=0, now=NAA)
    with pytest.raises(feil):
        ta_ut_mal(aktor=hjul.alle[navn], nokkel="klasseregler", now=NAA)
    client.force_login(hjul.alle[navn])
    kode = 404 if feil is Http404 else 403
    with time_machine.travel(NAA):
        for sti in ("mal/", "mal/ny/", "mal/klasseregler/"):
            assert client.get(f"/arshjul/{sti}").status_code == kode
        assert client.post("/arshjul/mal/klasseregler/ta-ut").status_code == kode
        skolene = client.get("/arshjul/skolene/")
        assert skolene.status_code == (200 if navn == "kommunalsjef" else 404)
        assert "/arshjul/mal/" not in skolene.content.decode(), "ingen dør som ikke åpner seg"


def test_sektorleder_skriver_og_rektor_svarer_paa_sidene(hjul: Rollebesetning, client: Client) -> None:
    with time_machine.travel(NAA):
        client.force_login(hjul.sektorleder)
        felt = {"tittel": "Ny tekst", "tid": "mars", "kategori": "elever", "ansvar": "rektor", "versjon": "1"}
        assert client.post("/arshjul/mal/klasseregler/", {**felt, "versjon": "9"}).status_code == 422
        assert client.post("/arshjul/mal/klasseregler/", felt).status_code == 302
        assert "Ny tekst" in client.get("/arshjul/mal/").content.decode()
        matrise = client.get("/arshjul/skolene/").content.decode()
        assert "/arshjul/mal/" in matrise
        assert "Egge skole" in matrise
        assert "Mære skole" in matrise
        assert "Ikke i skolens årshjul" in matrise
        client.force_login(hjul.rektor)
        assert "Kommunen har endret 1 aktivitet" in client.get("/arshjul/").content.decode()
        assert "Endret i kommunens årshjul" in client.get("/arshjul/2026/egge/forslag/").content.decode()
        adresse = "/arshjul/2026/egge/forslag/klasseregler/"
        assert client.post(adresse, {"begrunnelse": "", "avslaa": "1"}).status_code == 422
        assert client.post(adresse, {"begrunnelse": "", "godta": "1"}).status_code == 302
    assert venter() == []
