"""The watched folder: a package is a directory in ``ut``, an answer a file in ``kvittering``.

A package is written under a name that begins with a dot and renamed when all of it is on the disk, so the one who
watches never sees a half one. An answer stays where it is until what it says is stored.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from cases.arkiv.kanal import Kanalfeil, Mottatt, Pakke
from cases.arkiv.koder import koder
from cases.arkiv.kvittering import STORST, les_svar
from cases.arkiv.skjema import IkkeXml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

UT, KVITTERING = "ut", "kvittering"
BEHANDLET, UFORSTATT = "behandlet", "uforstatt"
MELDING = "arkivmelding.xml"


class Mappekanal:
    """A folder both sides can write in. The archive takes away what it has read."""

    navn = "mappe"

    def __init__(self, rot: Path) -> None:
        self.rot = rot

    def send(self, pakke: Pakke) -> str:
        """Write the package and give it its name in one step; the same package again is nothing new."""
        ut = self.rot / UT
        mal = ut / pakke.nokkel
        halv = ut / f".{pakke.nokkel}.{uuid4().hex}"
        try:
            ut.mkdir(mode=0o770, exist_ok=True)
            if mal.is_dir() and (mal / MELDING).read_bytes() == pakke.melding:
                return ""
            halv.mkdir(mode=0o770)
            try:
                _skriv(halv / pakke.filnavn, pakke.innhold)
                _skriv(halv / MELDING, pakke.melding)
                _til_disken(halv)
                _sett_paa_plass(halv, mal)
                _til_disken(ut)
            finally:
                shutil.rmtree(halv, ignore_errors=True)
        except OSError as feil:
            raise Kanalfeil(f"mappen: {type(feil).__name__}") from feil
        return ""

    def svar(self, hoyst: int) -> Iterator[Mottatt]:
        """The answers that lie there, the oldest first. A link is not followed, and what is too large is cut off."""
        try:
            filer = sorted(
                (fil for fil in (self.rot / KVITTERING).glob("*.xml") if fil.is_file() and not fil.is_symlink()),
                key=lambda fil: (fil.stat().st_mtime, fil.name),
            )[:hoyst]
            for fil in filer:
                with fil.open("rb") as strom:
                    innhold = strom.read(STORST + 1)
                yield Mottatt(ident=fil.name, nokkel=fil.stem, innhold=innhold)
        except OSError as feil:
            raise Kanalfeil(f"kvitteringene: {type(feil).__name__}") from feil

    def ferdig(self, mottatt: Mottatt, *, forstatt: bool) -> None:
        """Move the answer aside, so that it can be looked at, and is not read again."""
        mappe = self.rot / KVITTERING
        til = mappe / (BEHANDLET if forstatt else UFORSTATT)
        try:
            til.mkdir(mode=0o770, exist_ok=True)
            (mappe / mottatt.ident).replace(til / mottatt.ident)
        except FileNotFoundError:
            return  # another worker has moved it
        except OSError as feil:
            raise Kanalfeil(f"kvitteringene: {type(feil).__name__}") from feil

    def rydd(self, nokler: Collection[str]) -> int:
        """Remove the packages of these keys, half ones too, and the answers about them; returns of how many papers.

        Raises ``Kanalfeil`` when it could not be done.
        """
        kjente = set(nokler)
        ryddet: set[str] = set()
        try:
            for pakke in _i(self.rot / UT):
                # A half one is «.key.…».
                if (nokkel := pakke.name.lstrip(".").split(".")[0]) in kjente and not pakke.is_symlink():
                    shutil.rmtree(pakke)
                    ryddet.add(nokkel)
            for svar in (fil for mappe in ("", BEHANDLET, UFORSTATT) for fil in _i(self.rot / KVITTERING / mappe)):
                if svar.suffix == ".xml" and not svar.is_symlink() and (nokkel := _om(svar)) in kjente:
                    svar.unlink(missing_ok=True)
                    ryddet.add(nokkel)
        except OSError as feil:
            raise Kanalfeil(f"mappen: {type(feil).__name__}") from feil
        return len(ryddet)


def _i(mappe: Path) -> list[Path]:
    """What lies in a folder, in order; nothing where there is no folder."""
    return sorted(mappe.iterdir()) if mappe.is_dir() else []


def _om(svar: Path) -> str:
    """Which paper an answer is about: by its name, or by what stands in it."""
    with svar.open("rb") as strom:
        innhold = strom.read(STORST + 1)
    try:
        return les_svar(innhold, filens_nokkel="", system=koder().system).nokkel or svar.stem
    except IkkeXml:
        return svar.stem


def _sett_paa_plass(halv: Path, mal: Path) -> None:
    """Take the place of a package nobody has fetched yet: it says something older about the same document."""
    if mal.is_dir():
        gammel = mal.with_name(f".{mal.name}.{uuid4().hex}")
        mal.rename(gammel)
        shutil.rmtree(gammel, ignore_errors=True)
    halv.rename(mal)


def _skriv(sti: Path, innhold: bytes) -> None:
    with sti.open("xb") as fil:
        fil.write(innhold)
        fil.flush()
        os.fsync(fil.fileno())


def _til_disken(mappe: Path) -> None:
    """A new name is on the disk when its directory is."""
    peker = os.open(mappe, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(peker)
    finally:
        os.close(peker)
