"""Whether a paper is byte for byte what the school made: asked by whoever holds it, with its sum and nothing else.

The answer is yes or no, a day, a version, and whether something newer stands in its place. It never says whom or what
the paper is about. The question is the whole SHA-256: it cannot be guessed, and there is nothing to leaf through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.crypto import salted_hmac
from django.utils.timezone import localtime

from cases.arkiv.models import Saksfjerning
from cases.dokumenter.models import SHA256, Dokument
from cases.dokumenter.slag import slag_av
from cases.framlegg.models import Framleggdokument
from cases.leselogg.models import Innsynsutskrift
from cases.statistikk.models import Rapportdokument
from steinkjer_skolemiljo.proxy import klientadresse

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cases.sak.models import Sak

SUM = re.compile(rf"[0-9a-f]{{{SHA256}}}")
# Asked by one address in a minute, in one process. Nothing can be guessed: it is so that nobody takes the house down.
I_MINUTTET = 30
STORST = 30 * 1024 * 1024


@dataclass(frozen=True)
class Svar:
    """What may be said of a paper that was found."""

    dato: date
    versjon: int
    erstattet: bool


def les_sum(tekst: str) -> str | None:
    """A whole sum, however it was broken over lines or read aloud in groups; None where it is none."""
    rent = re.sub(r"[\s:.\-–]", "", tekst).lower()
    return rent if SUM.fullmatch(rent) else None


def svar(sum_: str) -> Svar | None:
    """What the sum is the sum of, if the school made it. Asks by an index; the bytes stay where they are."""
    rad = Dokument.objects.filter(sha256=sum_).uten_innhold().first()
    if rad is not None:
        return _dokument(rad)
    framlegg = Framleggdokument.objects.filter(sha256=sum_).values_list("laget", flat=True).first()
    utskrift = Innsynsutskrift.objects.filter(sha256=sum_).values_list("laget", flat=True).first()
    rapport = Rapportdokument.objects.filter(sha256=sum_).values_list("rapport__fryst", flat=True).first()
    naar = framlegg or utskrift or rapport
    return Svar(localtime(naar).date(), 1, erstattet=False) if naar is not None else _fjernet(sum_)


def _fjernet(sum_: str) -> Svar | None:
    """A paper of a sak that was removed after it was archived: the removal kept what may be said of it."""
    rad = Saksfjerning.objects.filter(papirer__has_key=sum_).values_list("papirer", flat=True).first()
    if rad is None:
        return None
    dato, versjon, erstattet = rad[sum_]
    return Svar(date.fromisoformat(dato), versjon, erstattet=erstattet)


def sakens_papirer(sak: Sak) -> dict[str, tuple[str, int, bool]]:
    """Each paper of a sak that somebody may hold, by its sum: its day, its version, and whether it was replaced."""
    papirer = {rad.sha256: _dokument(rad) for rad in Dokument.objects.sakens_egne(sak).uten_innhold()}
    for modell, vei in ((Framleggdokument, "framlegg__sak"), (Innsynsutskrift, "sak")):
        for sum_, laget in modell.objects.filter(**{vei: sak}).values_list("sha256", "laget"):
            papirer[sum_] = Svar(localtime(laget).date(), 1, erstattet=False)
    return {sum_: (svar.dato.isoformat(), svar.versjon, svar.erstattet) for sum_, svar in papirer.items()}


def _dokument(rad: Dokument) -> Svar:
    slag = slag_av(rad)
    objekt = slag.alle().filter(pk=rad.objekt_id).first() if slag is not None else None
    if slag is not None and objekt is not None:
        return Svar(slag.dato(objekt), rad.versjon, erstattet=slag.erstattet(objekt, rad.versjon))
    nyere = Dokument.objects.filter(
        objekt_type=rad.objekt_type, objekt_id=rad.objekt_id, type=rad.type, versjon__gt=rad.versjon
    )
    return Svar(localtime(rad.laget).date(), rad.versjon, erstattet=nyere.exists())


def for_mange(request: HttpRequest) -> bool:
    """Count this question; True when this address has asked too often. The address itself is kept nowhere."""
    hvem = salted_hmac("dokumentkontroll", klientadresse(request)).hexdigest()
    nokkel = f"dokumentkontroll:{hvem}"
    cache.add(nokkel, 0, timeout=60)
    try:
        return cache.incr(nokkel) > I_MINUTTET
    except ValueError:
        # It ran out between the two.
        return False


class Summert(UploadedFile):  # type: ignore[type-arg]
    """A file of which only the sum was kept."""

    def __init__(self, sum_: str, storrelse: int) -> None:
        super().__init__(file=BytesIO(), name="papir", size=storrelse)
        self.sha256 = sum_


class Summerer(FileUploadHandler):
    """Sums a file as it comes, and keeps nothing of it, in memory or on disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin anew."""
        super().new_file(*args, **kwargs)
        self.sum = sha256()
        self.lest = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece, and pass nothing on."""
        del start
        self.lest += len(raw_data)
        if self.lest > STORST:
            raise StopUpload(connection_reset=False)
        self.sum.update(raw_data)

    def file_complete(self, file_size: int) -> Summert:
        """The sum in place of the file."""
        return Summert(self.sum.hexdigest(), file_size)
