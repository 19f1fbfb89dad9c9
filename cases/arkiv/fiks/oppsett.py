"""What Fiks is set up with: read from the settings, and told in plain words where something is missing.

What is no secret is known to every process. The secrets, and the files with keys, are given to the worker and to the
listener, and to nobody else: a web server that is broken into holds no key of the municipality's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

AMQP_PORT = 5671
KONTOER = ("FIKS_KONTO", "FIKS_MOTTAKER_KONTO", "FIKS_INTEGRASJON")
HEMMELIGE = ("FIKS_INTEGRASJON_PASSORD", "FIKS_VIRKSOMHETSSERTIFIKAT", "FIKS_NOKLER")


class Oppsettfeil(ValueError):  # noqa: N818 - the domain's word
    """Something is missing or cannot be read; the sentence says what, in Norwegian, and holds no secret."""


@dataclass(frozen=True)
class Virksomhet:
    """The municipality's certificate and its key: who we are, to Maskinporten and to the archive."""

    sertifikat: x509.Certificate
    nokkel: RSAPrivateKey = field(repr=False)


@dataclass(frozen=True)
class Oppsett:
    """All that is needed to send and to listen."""

    konto: UUID
    mottaker: UUID
    integrasjon: UUID
    passord: str = field(repr=False)
    klient: str
    virksomhet: Virksomhet
    # Newest first: an answer to what was sent before a key was changed needs the one before.
    kontonokler: tuple[RSAPrivateKey, ...] = field(repr=False)
    # The archive's own, where it was handed over by hand; else the account's certificate is looked up.
    mottakers_sertifikat: x509.Certificate | None
    api: str
    maskinporten: str
    ko_vert: str
    ko_port: int


def oppsett() -> Oppsett:
    """Read it all, files too.

    Raises:
        Oppsettfeil: with the first thing that is missing.

    """
    for feil in (*apent_mangler(), *_passord_mangler()):
        raise Oppsettfeil(feil)
    ko = urlsplit(settings.FIKS_AMQP)
    return Oppsett(
        konto=UUID(settings.FIKS_KONTO),
        mottaker=UUID(settings.FIKS_MOTTAKER_KONTO),
        integrasjon=UUID(settings.FIKS_INTEGRASJON),
        passord=settings.FIKS_INTEGRASJON_PASSORD,
        klient=settings.FIKS_MASKINPORTEN_KLIENT,
        virksomhet=virksomhet(),
        kontonokler=tuple(_kontonokler()),
        mottakers_sertifikat=_mottakers_sertifikat(),
        api=settings.FIKS_API.rstrip("/"),
        maskinporten=settings.FIKS_MASKINPORTEN,
        ko_vert=ko.hostname or "",
        ko_port=ko.port or AMQP_PORT,
    )


def apent_mangler() -> Iterator[str]:
    """What is wrong with the settings every process has, a sentence each."""
    for navn in KONTOER:
        try:
            UUID(getattr(settings, navn))
        except ValueError:
            yield f"{navn} mangler, eller er ikke en id slik Fiks Forvaltning viser den (8-4-4-4-12 tegn)."
    if not settings.FIKS_MASKINPORTEN_KLIENT:
        yield "FIKS_MASKINPORTEN_KLIENT mangler: klient-id-en fra Samarbeidsportalen, med tilgang til ks:fiks."
    for navn, skjema in (("FIKS_API", "https"), ("FIKS_MASKINPORTEN", "https"), ("FIKS_AMQP", "amqps")):
        if not _er_adresse(getattr(settings, navn), skjema):
            yield f"{navn} må begynne med {skjema}://: alt går kryptert."
    if not settings.FIKS_MASKINPORTEN.endswith("/"):
        yield "FIKS_MASKINPORTEN må slutte med «/»: Maskinporten kjenner seg selv på hele adressen."


def hemmelig_mangler() -> Iterator[str]:
    """What is wrong with the secrets and the files with keys, a sentence each."""
    yield from _passord_mangler()
    for les in (virksomhet, lambda: list(_kontonokler()), _mottakers_sertifikat):
        try:
            les()
        except Oppsettfeil as feil:
            yield str(feil)


def _passord_mangler() -> Iterator[str]:
    if not settings.FIKS_INTEGRASJON_PASSORD:
        yield "FIKS_INTEGRASJON_PASSORD mangler: passordet til integrasjonen, fra Fiks Forvaltning."


def er_gitt_hemmeligheter() -> bool:
    """Whether this process is one of those that are given the secrets."""
    return any(getattr(settings, navn) for navn in HEMMELIGE)


def virksomhet() -> Virksomhet:
    """The municipality's certificate and key.

    Raises:
        Oppsettfeil: the file is not there, cannot be opened with the password, or holds something else.

    """
    if not settings.FIKS_VIRKSOMHETSSERTIFIKAT:
        raise Oppsettfeil("FIKS_VIRKSOMHETSSERTIFIKAT mangler: filen (.p12) med kommunens virksomhetssertifikat.")
    innhold = _fil("FIKS_VIRKSOMHETSSERTIFIKAT", settings.FIKS_VIRKSOMHETSSERTIFIKAT)
    passord = settings.FIKS_VIRKSOMHETSSERTIFIKAT_PASSORD.encode() or None
    try:
        nokkel, sertifikat, _kjede = pkcs12.load_key_and_certificates(innhold, passord)
    except ValueError:
        raise Oppsettfeil("FIKS_VIRKSOMHETSSERTIFIKAT kan ikke åpnes med FIKS_VIRKSOMHETSSERTIFIKAT_PASSORD.") from None
    if not isinstance(nokkel, RSAPrivateKey) or sertifikat is None:
        raise Oppsettfeil("FIKS_VIRKSOMHETSSERTIFIKAT må ha både et sertifikat og en RSA-nøkkel.")
    return Virksomhet(sertifikat, nokkel)


def _kontonokler() -> Iterator[RSAPrivateKey]:
    if not settings.FIKS_NOKLER:
        raise Oppsettfeil("FIKS_NOKLER mangler: filen med den private nøkkelen til vår egen konto.")
    for sti in settings.FIKS_NOKLER:
        innhold = _fil("FIKS_NOKLER", sti)
        try:
            nokkel = load_pem_private_key(innhold, None)
        except (ValueError, TypeError):
            raise Oppsettfeil(f"FIKS_NOKLER: {sti} er ikke en privat nøkkel i PEM (PKCS#8) uten passord.") from None
        if not isinstance(nokkel, RSAPrivateKey):
            raise Oppsettfeil(f"FIKS_NOKLER: {sti} er ikke en RSA-nøkkel.")
        yield nokkel


def _mottakers_sertifikat() -> x509.Certificate | None:
    if not settings.FIKS_MOTTAKER_SERTIFIKAT:
        return None
    innhold = _fil("FIKS_MOTTAKER_SERTIFIKAT", settings.FIKS_MOTTAKER_SERTIFIKAT)
    try:
        return x509.load_pem_x509_certificate(innhold)
    except ValueError:
        raise Oppsettfeil("FIKS_MOTTAKER_SERTIFIKAT er ikke et sertifikat i PEM.") from None


def _fil(navn: str, sti: str) -> bytes:
    try:
        return Path(sti).read_bytes()
    except OSError:
        raise Oppsettfeil(f"{navn}: {sti} finnes ikke, eller kan ikke leses.") from None


def _er_adresse(verdi: str, skjema: str) -> bool:
    try:
        delt = urlsplit(verdi)
        _port = delt.port
    except ValueError:
        return False
    return delt.scheme == skjema and bool(delt.hostname) and "@" not in delt.netloc
