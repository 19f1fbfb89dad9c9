"""What a dossier is made of: numbered documents in chapters, and the one reading that fills them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.dossier.utdrag import Avsnitt, avsnitt
from cases.vedlegg.models import Filtype

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import Model, QuerySet

    from cases.lov.generalprove import Bevisslag

# A row: its model's name and its key.
Noekkel = tuple[str, int]
BILDER = frozenset({Filtype.JPEG, Filtype.PNG, Filtype.WEBP})


@dataclass(frozen=True)
class Bilag:
    """One numbered document of the dossier."""

    tittel: str
    dato: str
    avsnitt: tuple[Avsnitt, ...]
    # The rows that are printed in it: what the log and the duties point to.
    rader: tuple[Noekkel, ...]
    # What the law calls it where it is evidence.
    bevis: tuple[tuple[Bevisslag, int], ...] = ()
    nr: int = 0
    vedlegg: Vedleggsfil | None = None


@dataclass(frozen=True)
class Vedleggsfil:
    """A file that is embedded; a picture and a plain text are printed too."""

    navn: str
    type: str
    innhold: bytes

    @property
    def er_bilde(self) -> bool:
        """Whether it is printed as a picture."""
        return self.type in BILDER

    @property
    def er_tekst(self) -> bool:
        """Whether it is printed as text."""
        return self.type == Filtype.TXT

    @property
    def tekst(self) -> str:
        """A plain text as it is printed."""
        return self.innhold.decode("utf-8", errors="replace") if self.er_tekst else ""


@dataclass(frozen=True)
class Kapittel:
    """A part of the dossier: its heading and its documents, in order."""

    kode: str
    tittel: str
    bilag: tuple[Bilag, ...]


@dataclass
class Lesing:
    """One reading of a sak: for whom, and what was met that others are not given."""

    # For the archive: all that is kept.
    alt: bool = False
    helsehemmelig: int = 0
    interne_notater: int = 0

    def avsnitt(self, rad: Model, tittel: str = "", *, uten: Collection[str] = ()) -> Avsnitt:
        """What a row says to the one it is read for."""
        return avsnitt(rad, tittel, uten=uten, alt=self.alt)


def noekkel(rad: Model) -> Noekkel:
    """What a row is called in the dossier."""
    return (rad._meta.model_name or "", rad.pk)


def med_personer(rader: QuerySet[Any]) -> QuerySet[Any]:
    """With whoever the columns name, so that no row costs a query of its own."""
    return rader.select_related(*(f.name for f in rader.model._meta.concrete_fields if f.is_relation and not f.null))
