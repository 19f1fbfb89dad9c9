"""The check says in plain words what is missing, each thing for itself, and no secret."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from cases.arkiv.checks import arkivet_kan_brukes, fiks_kan_brukes
from cases.arkiv.fiks.oppsett import oppsett
from cases.arkiv.fiks.sender import Fikskanal
from cases.arkiv.kanal import kanal, tilkoblet
from tests.cases.arkiv.fiks.nokler import P12_PASSORD, identitet

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cases.arkiv.fiks.motpart import Motpart


def funn() -> list[str]:
    return [f"{ett.id} {ett.msg}" for ett in fiks_kan_brukes()]


def test_et_helt_oppsett_har_ingenting_aa_si_paa(fiks: Motpart) -> None:
    assert funn() == []
    assert tilkoblet()
    assert isinstance(kanal(), Fikskanal)
    satt = oppsett()
    assert len(satt.kontonokler) == 2
    # What is written about it anywhere holds no secret.
    for hemmelig in ("hemmelig passord", "RSAPrivateKey"):
        assert hemmelig not in repr(satt)


@pytest.mark.parametrize(
    ("navn", "verdi", "sier"),
    [
        ("FIKS_KONTO", "", "FIKS_KONTO mangler"),
        ("FIKS_MOTTAKER_KONTO", "ikke-en-id", "FIKS_MOTTAKER_KONTO mangler, eller er ikke en id"),
        ("FIKS_INTEGRASJON", "", "FIKS_INTEGRASJON mangler"),
        ("FIKS_MASKINPORTEN_KLIENT", "", "FIKS_MASKINPORTEN_KLIENT mangler"),
        ("FIKS_API", "http://api.fiks.ks.no", "FIKS_API må begynne med https://"),
        ("FIKS_API", "https://api.fiks.ks.no:port", "FIKS_API må begynne med https://"),
        ("FIKS_MASKINPORTEN", "https://maskinporten.no", "FIKS_MASKINPORTEN må slutte med «/»"),
        ("FIKS_AMQP", "amqp://io.fiks.ks.no:5671", "FIKS_AMQP må begynne med amqps://"),
    ],
)
def test_det_som_mangler_i_det_apne_er_en_feil_overalt(
    fiks: Motpart, settings: Any, navn: str, verdi: str, sier: str
) -> None:
    setattr(settings, navn, verdi)
    assert any(ett.startswith(f"arkiv.E005 {sier}") for ett in funn()), funn()


@pytest.mark.parametrize(
    ("navn", "verdi", "sier"),
    [
        ("FIKS_INTEGRASJON_PASSORD", "", "FIKS_INTEGRASJON_PASSORD mangler"),
        ("FIKS_VIRKSOMHETSSERTIFIKAT", "", "FIKS_VIRKSOMHETSSERTIFIKAT mangler"),
        ("FIKS_VIRKSOMHETSSERTIFIKAT", "/nei.p12", "FIKS_VIRKSOMHETSSERTIFIKAT: /nei.p12 finnes ikke"),
        ("FIKS_VIRKSOMHETSSERTIFIKAT_PASSORD", "feil", "FIKS_VIRKSOMHETSSERTIFIKAT kan ikke åpnes"),
        ("FIKS_NOKLER", [], "FIKS_NOKLER mangler"),
        ("FIKS_NOKLER", ["/nei.pem"], "FIKS_NOKLER: /nei.pem finnes ikke"),
        ("FIKS_MOTTAKER_SERTIFIKAT", "/nei.pem", "FIKS_MOTTAKER_SERTIFIKAT: /nei.pem finnes ikke"),
    ],
)
def test_det_som_mangler_i_det_hemmelige_sies_der_det_hemmelige_er(
    fiks: Motpart, settings: Any, navn: str, verdi: Any, sier: str
) -> None:
    setattr(settings, navn, verdi)
    [ett] = funn()
    assert ett.startswith(f"arkiv.E006 {sier}")
    assert P12_PASSORD not in ett


def test_filer_som_er_noe_annet_enn_de_skal(fiks: Motpart, settings: Any, tmp_path: Path) -> None:
    tull = tmp_path / "tull.pem"
    tull.write_text("ikke en nøkkel")
    settings.FIKS_NOKLER = settings.FIKS_MOTTAKER_SERTIFIKAT = str(tull)
    settings.FIKS_NOKLER = [str(tull)]
    assert [ett.split(":")[0].split(" er ")[0] for ett in funn()] == [
        "arkiv.E006 FIKS_NOKLER",
        "arkiv.E006 FIKS_MOTTAKER_SERTIFIKAT",
    ]
    # A key of another kind than Fiks uses.
    tull.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    settings.FIKS_MOTTAKER_SERTIFIKAT = ""
    assert funn() == [f"arkiv.E006 FIKS_NOKLER: {tull} er ikke en RSA-nøkkel."]


def test_web_uten_hemmeligheter_kan_starte_og_far_vite_at_den_ikke_sender(fiks: Motpart, settings: Any) -> None:
    settings.FIKS_INTEGRASJON_PASSORD = settings.FIKS_VIRKSOMHETSSERTIFIKAT = ""
    settings.FIKS_NOKLER = []
    [ett] = fiks_kan_brukes()
    assert (ett.id, ett.is_serious()) == ("arkiv.W001", False)
    assert tilkoblet()  # the pages say so, and ask nobody
    settings.FIKS_MOTTAKER_KONTO = ""
    assert not tilkoblet()
    assert kanal() is None


def test_et_sertifikat_som_gaar_ut_sies_det_fra_om_i_tide(fiks: Motpart, settings: Any, tmp_path: Path) -> None:
    snart = identitet(tmp_path, "Steinkjer kommune", dager=30)
    p12 = tmp_path / "snart.p12"
    p12.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"v", snart.nokkel, snart.sertifikat, None, BestAvailableEncryption(P12_PASSORD.encode())
        )
    )
    settings.FIKS_VIRKSOMHETSSERTIFIKAT = os.fspath(p12)
    [ett] = fiks_kan_brukes()
    assert (ett.id, ett.is_serious()) == ("arkiv.W002", False)
    assert f"{snart.sertifikat.not_valid_after_utc:%d.%m.%Y}" in str(ett.msg)


def test_mappa_er_som_for_og_en_ukjent_kanal_er_en_feil(settings: Any) -> None:
    assert funn() == []
    settings.ARKIV_KANAL = "brevdue"
    assert [ett.id for ett in arkivet_kan_brukes()] == ["arkiv.E004"]
