"""The one door to the archive: what every way of sending must be able to do, and which one this installation has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Kanalfeil(Exception):  # noqa: N818 - the domain's word
    """The channel could not take it now; the sentence is a code, and says nothing about anyone."""


@dataclass(frozen=True)
class Pakke:
    """One document as it is sent: its key, the message, and the file the message names."""

    nokkel: str
    melding: bytes
    filnavn: str
    innhold: bytes


@dataclass(frozen=True)
class Mottatt:
    """One answer as it came. ``nokkel`` is what its envelope says it is about; empty where it says nothing."""

    ident: str
    nokkel: str
    innhold: bytes


class Kanal(Protocol):
    """A way to the archive. Sending the same package twice must be as sending it once."""

    navn: str

    def send(self, pakke: Pakke) -> None:
        """Hand over a package whole. Raises ``Kanalfeil`` when that could not be done; nothing half is left."""

    def svar(self, hoyst: int) -> Iterator[Mottatt]:
        """Answers that have come and are not put away, at most so many. They come again until they are."""

    def ferdig(self, mottatt: Mottatt, *, forstatt: bool) -> None:
        """Put an answer away, after what it said has been stored, or because it could not be understood."""

    def rydd(self, nokler: Collection[str]) -> int:
        """Take away what is left on our side of these papers: packages nobody fetched, and answers that were read.

        Returns of how many papers there was something. Raises ``Kanalfeil`` when it could not be done.
        """


def kanal() -> Kanal | None:
    """The channel of this installation, or none where the archive is not connected."""
    if not settings.ARKIV_MAPPE:
        return None
    from cases.arkiv.mappe import Mappekanal  # noqa: PLC0415 - it knows the protocol above

    return Mappekanal(Path(settings.ARKIV_MAPPE))
