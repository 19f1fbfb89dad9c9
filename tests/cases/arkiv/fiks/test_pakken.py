"""The package: read by OpenSSL and by KS's clients' rules, and nothing that was changed on its way is let in."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.arkiv.fiks.asice import Fil, pakk, pakk_ut
from cases.arkiv.fiks.cms import Kryptofeil, dekrypter, krev_signatur, krypter, signer
from cases.arkiv.fiks.meldinger import les
from cases.arkiv.fiks.oppsett import Oppsett, Virksomhet
from cases.arkiv.kanal import Mottatt
from cases.arkiv.kvittering import Art
from tests.cases.arkiv.fiks import openssl
from tests.cases.arkiv.fiks.motpart import ARKIVETS, INTEGRASJON, KONTO, OPPRETT
from tests.cases.arkiv.fiks.openssl import krever_openssl

if TYPE_CHECKING:
    from tests.cases.arkiv.fiks.nokler import Noekler

FILER = (Fil("arkivmelding.xml", "application/xml", b"<a/>"), Fil("dokument-1.pdf", "application/pdf", b"%PDF-1.7"))


@pytest.fixture(scope="session")
def fiks_satt(noekler: Noekler) -> Oppsett:
    """As much of the setup as reading takes."""
    return Oppsett(
        konto=KONTO,
        mottaker=ARKIVETS,
        integrasjon=INTEGRASJON,
        passord="",
        klient="",
        virksomhet=Virksomhet(noekler.kommunen.sertifikat, noekler.kommunen.nokkel),
        kontonokler=(noekler.kontoen.nokkel,),
        mottakers_sertifikat=None,
        api="",
        maskinporten="",
        ko_vert="",
        ko_port=0,
    )


@pytest.fixture(scope="session")
def kommunen(noekler: Noekler) -> Virksomhet:
    return Virksomhet(noekler.kommunen.sertifikat, noekler.kommunen.nokkel)


@krever_openssl
@pytest.mark.parametrize("storrelse", [0, 1, 15, 16, 17, 5_000_000])
def test_det_vi_krypterer_apnes_av_openssl_og_av_den_det_er_til(noekler: Noekler, storrelse: int) -> None:
    innhold = os.urandom(storrelse)
    kryptert = krypter(innhold, noekler.arkivet.sertifikat)
    assert openssl.dekrypter(kryptert, noekler.arkivet) == innhold
    with pytest.raises(Kryptofeil):
        dekrypter(kryptert, [noekler.kontoen.nokkel])
    assert krypter(innhold, noekler.arkivet.sertifikat) != kryptert


@krever_openssl
@pytest.mark.parametrize(
    "slik",
    [
        ("-stream", *openssl.OAEP),  # KS's Java client: streamed, OAEP with SHA-256
        openssl.OAEP,
        ("-stream", "-keyopt", "rsa_padding_mode:oaep"),  # SHA-1 where nothing is said
        ("-stream",),  # the old padding
    ],
    ids=["java", "hel", "sha-1", "pkcs1"],
)
def test_det_ks_sine_klienter_krypterer_apnes_med_nokkelen_som_passer(noekler: Noekler, slik: tuple[str, ...]) -> None:
    kryptert = openssl.krypter(b"<svar/>" * 99, noekler.kontoen, *slik)
    nokler = [noekler.forrige.nokkel, noekler.kontoen.nokkel]
    assert dekrypter(kryptert, nokler) == dekrypter(kryptert, nokler[::-1]) == b"<svar/>" * 99
    for lengde in (0, 20, 300, len(kryptert) // 2, len(kryptert) - 1):
        with pytest.raises(Kryptofeil):
            dekrypter(kryptert[:lengde], nokler)


@krever_openssl
def test_net_klienten_skriver_nokkelen_to_ganger_og_den_gamle_forst(noekler: Noekler) -> None:
    to = ("-stream", "-recip", str(noekler.kontoen.sertifikatfil), *openssl.OAEP)
    assert dekrypter(openssl.krypter(b"<svar/>", noekler.kontoen, *to), [noekler.kontoen.nokkel]) == b"<svar/>"


@krever_openssl
def test_signaturen_holder_hos_openssl_og_openssls_holder_hos_oss(noekler: Noekler, kommunen: Virksomhet) -> None:
    openssl.krev_signatur(b"<manifest/>", signer(b"<manifest/>", kommunen), noekler.kommunen)
    for valg in ((), ("-noattr",), ("-stream",), ("-md", "sha1"), ("-md", "sha512")):
        signatur = openssl.signer(b"<manifest/>", noekler.arkivet, *valg)
        krev_signatur(b"<manifest/>", signatur)
        with pytest.raises(Kryptofeil, match="stemmer ikke"):
            krev_signatur(b"<annet/>", signatur)
    with pytest.raises(Kryptofeil):
        krev_signatur(b"<manifest/>", b"")


def test_pakken_er_slik_etsi_og_ks_vil_ha_den(kommunen: Virksomhet) -> None:
    pakke = pakk(FILER, kommunen)
    # The first bytes of the file say what it is (ETSI TS 102 918, A.1).
    assert pakke[30:38] == b"mimetype"
    assert pakke[38:69] == b"application/vnd.etsi.asic-e+zip"
    with zipfile.ZipFile(io.BytesIO(pakke)) as zip_:
        navn = zip_.namelist()
    assert navn[:4] == ["mimetype", "arkivmelding.xml", "dokument-1.pdf", "META-INF/asicmanifest.xml"]
    assert pakk_ut(pakke) == {fil.navn: fil.innhold for fil in FILER}


def pakke_med(pakke: bytes, **endret: bytes | None) -> bytes:
    """The same package with files changed, taken out or added."""
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pakke)) as inn, zipfile.ZipFile(ut, "w") as ny:
        deler = {navn: inn.read(navn) for navn in inn.namelist()}
        for navn, innhold in (deler | endret).items():
            if innhold is not None:
                ny.writestr(navn, innhold)
    return ut.getvalue()


def test_en_pakke_som_er_endret_eller_uten_signatur_slipper_ikke_inn(kommunen: Virksomhet) -> None:
    pakke = pakk(FILER, kommunen)
    with zipfile.ZipFile(io.BytesIO(pakke)) as zip_:
        manifest = zip_.read("META-INF/asicmanifest.xml")
        [signatur] = [navn for navn in zip_.namelist() if navn.endswith(".p7s")]
    endringer: list[dict[str, Any]] = [
        {"arkivmelding.xml": b"<b/>"},
        {"lagt-til.xml": b"<b/>"},
        {"META-INF/asicmanifest.xml": manifest.replace(b"Rootfile", b"rootfile")},
        {"META-INF/asicmanifest.xml": None},
        {"META-INF/asicmanifest.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"},
        {signatur: None},
        {signatur: b"tull"},
        {f"fil-{nummer}": b"" for nummer in range(20)},
        {"stor.xml": b"0" * (5 * 1024 * 1024)},
    ]
    for endret in endringer:
        with pytest.raises(Kryptofeil):
            pakk_ut(pakke_med(pakke, **endret))
    with pytest.raises(Kryptofeil, match="ikke en pakke"):
        pakk_ut(b"PK\x03\x04tull")


@given(
    lag=st.sampled_from(["konvolutten", "zip-fila", "signaturen", "manifestet"]),
    hvor=st.integers(0, 100_000),
    nytt=st.binary(max_size=3),
    bort=st.integers(0, 3),
)
def test_det_som_er_odelagt_paa_veien_er_en_kvittering_eller_uleselig_og_stopper_ingen(
    fiks_satt: Oppsett, noekler: Noekler, lag: str, hvor: int, nytt: bytes, bort: int
) -> None:
    arkivet = Virksomhet(noekler.arkivet.sertifikat, noekler.arkivet.nokkel)
    pakke = pakk(FILER[:1], arkivet)

    def odelagt(hel: bytes) -> bytes:
        sted = hvor % len(hel)
        return hel[:sted] + nytt + hel[sted + bort :]

    if lag == "zip-fila":
        pakke = odelagt(pakke)
    elif lag != "konvolutten":
        with zipfile.ZipFile(io.BytesIO(pakke)) as zip_:
            ende = ".p7s" if lag == "signaturen" else "asicmanifest.xml"
            [navn] = [navn for navn in zip_.namelist() if navn.endswith(ende)]
            endret = {navn: odelagt(zip_.read(navn))}
        pakke = pakke_med(pakke, **endret)
    kropp = krypter(pakke, noekler.kontoen.sertifikat)
    if lag == "konvolutten":
        kropp = odelagt(kropp)
    lest = les({"avsender-id": str(ARKIVETS), "type": f"{OPPRETT}.kvittering", "melding-id": "1"}, kropp, fiks_satt)
    assert isinstance(lest, Mottatt)
    assert (lest.art, lest.innhold) in {(Art.KVITTERING, b"<a/>"), (Art.ULESELIG, kropp)}
