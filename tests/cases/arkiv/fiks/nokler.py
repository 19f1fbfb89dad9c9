"""Keys and certificates of everyone in a conversation over Fiks, made once, and a TLS of its own for this machine."""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

P12_PASSORD = "åpne deg"


@dataclass(frozen=True)
class Identitet:
    """A key and a certificate, and the files they lie in."""

    nokkel: rsa.RSAPrivateKey
    sertifikat: x509.Certificate
    nokkelfil: Path
    sertifikatfil: Path


@dataclass(frozen=True)
class Noekler:
    """Who takes part: the municipality, our account, the archive, and the machine Fiks runs on."""

    mappe: Path
    kommunen: Identitet
    kontoen: Identitet
    forrige: Identitet
    arkivet: Identitet
    tjener: Identitet
    p12: Path

    def tls(self) -> ssl.SSLContext:
        """The server's side of TLS."""
        kontekst = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        kontekst.load_cert_chain(self.tjener.sertifikatfil, self.tjener.nokkelfil)
        return kontekst


def lag_noekler(mappe: Path) -> Noekler:
    kommunen = identitet(mappe, "Steinkjer kommune")
    p12 = mappe / "virksomhet.p12"
    p12.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"virksomhet",
            kommunen.nokkel,
            kommunen.sertifikat,
            None,
            BestAvailableEncryption(P12_PASSORD.encode()),
        )
    )
    return Noekler(
        mappe=mappe,
        kommunen=kommunen,
        kontoen=identitet(mappe, "Vår konto"),
        forrige=identitet(mappe, "Vår forrige nøkkel"),
        arkivet=identitet(mappe, "Arkivet"),
        tjener=identitet(mappe, "127.0.0.1"),
        p12=p12,
    )


def identitet(mappe: Path, navn: str, dager: int = 365) -> Identitet:
    nokkel = rsa.generate_private_key(65537, 2048)
    hvem = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, navn)])
    naa = datetime.now(UTC)
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(hvem)
        .issuer_name(hvem)
        .public_key(nokkel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(naa - timedelta(days=1))
        .not_valid_after(naa + timedelta(days=dager))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(nokkel, hashes.SHA256())
    )
    stamme = mappe / navn.replace(" ", "-")
    nokkelfil, sertifikatfil = stamme.with_suffix(".nokkel.pem"), stamme.with_suffix(".pem")
    nokkelfil.write_bytes(nokkel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    sertifikatfil.write_bytes(sertifikat.public_bytes(Encoding.PEM))
    return Identitet(nokkel, sertifikat, nokkelfil, sertifikatfil)
