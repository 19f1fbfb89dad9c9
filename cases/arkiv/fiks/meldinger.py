"""Fiks Arkiv's messages as Fiks IO carries them: what is said when one is sent, and what an answer's headers say. Pure.

Three names tie an answer to what it answers. ``klientMeldingId`` is ours and the same each time the same message is
sent, so that the archive knows it again. ``klientKorrelasjonsId`` is our key for the document, and is copied into every
answer. ``meldingId`` is Fiks's, new for each sending; an answer from Fiks itself may name nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from cases.arkiv.fiks.asice import pakk_ut
from cases.arkiv.fiks.cms import dekrypter
from cases.arkiv.kanal import Mottatt
from cases.arkiv.kvittering import EGEN_KODE, STORST, Art

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from cases.arkiv.fiks.oppsett import Oppsett
    from cases.arkiv.kanal import Pakke

OPPRETT: Final = "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett"
MOTTATT: Final = f"{OPPRETT}.mottatt"
KVITTERING: Final = f"{OPPRETT}.kvittering"
# From the archive: «serverfeil» may pass; «ugyldigforespoersel» (also spelt otherwise) and «ikkefunnet» do not.
FEIL: Final = ".feilmelding."
SERVERFEIL: Final = "serverfeil"
# From Fiks itself: nobody fetched it in time, or fetched it three times without saying that it was received.
FRA_FIKS: Final = {
    "no.ks.fiks.kvittering.tidsavbrudd": f"{EGEN_KODE}ikke-hentet",
    "no.ks.fiks.kvittering.serverfeil.v1": f"{EGEN_KODE}ikke-levert",
}
KODE_SERVERFEIL: Final = f"{EGEN_KODE}arkivfeil"
KODE_ULESELIG: Final = f"{EGEN_KODE}uleselig"
KODE_FOR_STORT: Final = f"{EGEN_KODE}for-stort"
# Longer than a long weekend with the archive's own client stopped; then Fiks says that nobody fetched it.
LEVETID_MS: Final = 7 * 24 * 3600 * 1000
EGEN: Final = "egendefinert-header."
KORRELASJON: Final = ("klientKorrelasjonsId", "klientKorrelasjonId")


def metadata(pakke: Pakke, oppsett: Oppsett) -> dict[str, Any]:
    """What Fiks is told of a message: from whom, to whom, what kind, and our own names for it."""
    return {
        "avsenderKontoId": str(oppsett.konto),
        "mottakerKontoId": str(oppsett.mottaker),
        "meldingType": OPPRETT,
        "ttl": LEVETID_MS,
        "headere": {
            "klientMeldingId": str(klient_melding_id(pakke, oppsett)),
            # The name it has, and the one it had: KS's clients still send both.
            **dict.fromkeys(KORRELASJON, pakke.nokkel),
        },
    }


def klient_melding_id(pakke: Pakke, oppsett: Oppsett) -> UUID:
    """The same for ever for one message; another after each refusal, since that is another message."""
    return uuid5(oppsett.konto, f"{pakke.nokkel}/{pakke.omgang}")


@dataclass(frozen=True)
class Ukjent:
    """A message that is no answer of the archive's: its id and kind are all that is told of it."""

    ident: str
    type: str


def les(hoder: Mapping[str, Any], kropp: bytes, oppsett: Oppsett) -> Mottatt | Ukjent:
    """What a message from our queue is: an answer, opened, or something that is not for us."""
    ident, type_ = _tekst(hoder, "melding-id"), _tekst(hoder, "type")
    felles: dict[str, Any] = {
        "ident": ident,
        "nokkel": next((verdi for navn in KORRELASJON if (verdi := _tekst(hoder, f"{EGEN}{navn}"))), ""),
        "svar_paa": _tekst(hoder, "svar-til")[:36],
        "blir_borte": True,
    }
    # Where there is nothing in it, what came is its envelope: each is a row of its own.
    konvolutt = f"{type_} {ident}".encode()
    if kode := FRA_FIKS.get(type_):
        return Mottatt(innhold=konvolutt, art=Art.IKKE_UTFORT, kode=kode, **felles)
    if _tekst(hoder, "avsender-id").casefold() != str(oppsett.mottaker):
        return Ukjent(ident, type_)
    if type_ == MOTTATT:
        return Mottatt(innhold=konvolutt, art=Art.MOTTATT, **felles)
    if type_ == KVITTERING:
        return _opnet(Art.KVITTERING, "", hoder, kropp or konvolutt, oppsett.kontonokler, felles)
    if FEIL in type_:
        serverfeil = SERVERFEIL in type_.rpartition(FEIL)[2]
        art, kode = (Art.IKKE_UTFORT, KODE_SERVERFEIL) if serverfeil else (Art.AVVIST, "")
        if not kropp and not _er_lagret(hoder):
            return Mottatt(innhold=konvolutt, art=art, kode=kode, **felles)
        apnet = _opnet(art, kode, hoder, kropp, oppsett.kontonokler, felles)
        # That it is an error, and which kind, is known though its words cannot be read.
        return apnet if apnet.art == art else Mottatt(innhold=konvolutt, art=art, kode=kode, **felles)
    return Ukjent(ident, type_)


def _opnet(
    art: Art,
    kode: str,
    hoder: Mapping[str, Any],
    kropp: bytes,
    nokler: Sequence[RSAPrivateKey],
    felles: Mapping[str, Any],
) -> Mottatt:
    """The answer's own XML, out of its package; or the package as it came, where it cannot be opened."""
    if _er_lagret(hoder) or len(kropp) > STORST:
        # Fiks lays aside what is larger than 5 MB, and no receipt is.
        return Mottatt(innhold=kropp[:STORST], art=Art.ULESELIG, kode=KODE_FOR_STORT, **felles)
    try:
        filer = pakk_ut(dekrypter(kropp, nokler))
    except Exception:  # noqa: BLE001 - three parsers read what came from outside: whatever they say, it cannot be opened
        return Mottatt(innhold=kropp, art=Art.ULESELIG, kode=KODE_ULESELIG, **felles)
    xml = next((data for navn, data in filer.items() if navn.casefold().endswith(".xml")), b"")
    return Mottatt(innhold=xml, art=art, kode=kode, **felles)


def _er_lagret(hoder: Mapping[str, Any]) -> bool:
    return bool(hoder.get("dokumentlager-id"))


def _tekst(hoder: Mapping[str, Any], navn: str) -> str:
    """A header as text the database can hold: KS's clients write some as text and some as bytes."""
    verdi = hoder.get(navn, "")
    tekst = verdi.decode("utf-8", "replace") if isinstance(verdi, bytes) else str(verdi)
    return tekst.replace("\0", "")
