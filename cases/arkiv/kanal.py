"""The one door to the archive: what every way of sending must be able to do, and which one this installation has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

from cases.arkiv.kvittering import Art

if TYPE_CHECKING:
    from collections.abc import Iterator

# What ARKIV_KANAL may be.
MAPPE, FIKS = "mappe", "fiks"


class Kanalfeil(Exception):  # noqa: N818 - the domain's word
    """The channel could not take it now; the sentence is a code, and says nothing about anyone.

    ``uvisst``: it may have come across all the same, so what is sent next must be the very same message.
    """

    def __init__(self, kode: str, *, uvisst: bool = False) -> None:
        self.uvisst = uvisst
        super().__init__(kode)


@dataclass(frozen=True)
class Pakke:
    """One document as it is sent: its key, the message, and the file the message names.

    ``omgang`` is how many times the archive has refused this document. After a refusal it is another message about
    the same document; until then it is the same one, however often it is sent.
    """

    nokkel: str
    melding: bytes
    filnavn: str
    innhold: bytes
    omgang: int = 0


@dataclass(frozen=True)
class Mottatt:
    """One answer as it came.

    ``nokkel`` is what its envelope says it is about, and ``svar_paa`` what the channel called the message it answers;
    each is empty where the envelope does not say. ``kode`` says why where ``art`` alone does not. ``blir_borte``: put
    away, it is gone, so it is kept here also when nobody understands it.
    """

    ident: str
    nokkel: str
    innhold: bytes
    art: Art = Art.KVITTERING
    svar_paa: str = ""
    kode: str = ""
    blir_borte: bool = False


class Postkasse(Protocol):
    """Where the archive's answers come."""

    def svar(self, hoyst: int) -> Iterator[Mottatt]:
        """Answers that have come and are not put away, at most so many. They come again until they are."""

    def ferdig(self, mottatt: Mottatt, *, forstatt: bool) -> None:
        """Put an answer away, after what it said has been stored, or because it could not be understood."""


class Kanal(Postkasse, Protocol):
    """A way to the archive. Sending the same package twice must be as sending it once."""

    navn: str

    def send(self, pakke: Pakke) -> str:
        """Hand over a package whole; returns what the channel calls the message, if it calls it anything.

        Raises ``Kanalfeil`` when that could not be done; nothing half is left.
        """


def tilkoblet() -> bool:
    """Whether this installation is connected to an archive. Asked by pages: it reads the settings and nothing else."""
    if settings.ARKIV_KANAL == FIKS:
        return bool(settings.FIKS_MOTTAKER_KONTO)
    return bool(settings.ARKIV_MAPPE)


def kanal() -> Kanal | None:
    """The channel of this installation, or none where the archive is not connected."""
    if not tilkoblet():
        return None
    if settings.ARKIV_KANAL == FIKS:
        from cases.arkiv.fiks.sender import Fikskanal  # noqa: PLC0415 - it knows the protocol above

        return Fikskanal()
    from cases.arkiv.mappe import Mappekanal  # noqa: PLC0415 - it knows the protocol above

    return Mappekanal(Path(settings.ARKIV_MAPPE))
