"""Two versions of a plan side by side: field by field and row by row, what was added, removed and changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.tiltaksplan.data import PLANFELT, RADFELT
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Bruker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cases.tiltaksplan.data import Tiltaksdata

# Shown as the finding's own words, which are kept beside its code.
RADENS_FELT = tuple("funn_tekst" if navn == "funn" else navn for navn in RADFELT)


class Endring(StrEnum):
    """What happened to a field or a row from one version to the other."""

    UENDRET = "uendret"
    ENDRET = "endret"
    LAGT_TIL = "lagt_til"
    FJERNET = "fjernet"


@dataclass(frozen=True)
class Felt:
    """One field before and after, in words."""

    navn: str
    for_: str
    etter: str

    @property
    def endring(self) -> Endring:
        """What happened to it."""
        return _endring(self.for_, self.etter)


@dataclass(frozen=True)
class Rad:
    """One tiltak before and after; ``felt`` are those that differ, or all that a new or removed one holds."""

    for_nummer: int | None
    etter_nummer: int | None
    beskrivelse: str
    felt: tuple[Felt, ...]

    @property
    def endring(self) -> Endring:
        """What happened to it. A changed place in the list is no change of the tiltak."""
        if self.for_nummer is None:
            return Endring.LAGT_TIL
        if self.etter_nummer is None:
            return Endring.FJERNET
        return Endring.ENDRET if self.felt else Endring.UENDRET


@dataclass(frozen=True)
class Sammenligning:
    """All that differs between two versions, and the names of what does not."""

    fra: Tiltaksplan
    til: Tiltaksplan
    felt: tuple[Felt, ...]
    rader: tuple[Rad, ...]
    uendret: tuple[str, ...]


def sammenlign(fra: Tiltaksplan, til: Tiltaksplan) -> Sammenligning:
    """Compare two versions of one sak's plan. Their tiltak must be fetched with who carries them."""
    alle = [Felt(feltnavn(Tiltaksplan, n), i_ord(getattr(fra, n)), i_ord(getattr(til, n))) for n in PLANFELT]
    rader = _rader(list(fra.tiltak.all()), list(til.tiltak.all()))
    return Sammenligning(
        fra,
        til,
        felt=tuple(f for f in alle if f.endring != Endring.UENDRET),
        rader=tuple(r for r in rader if r.endring != Endring.UENDRET),
        uendret=(
            *(f.navn for f in alle if f.endring == Endring.UENDRET and f.etter),
            *(_("Tiltak %(nummer)s") % {"nummer": r.etter_nummer} for r in rader if r.endring == Endring.UENDRET),
        ),
    )


def _rader(for_: list[Tiltak], etter: list[Tiltak]) -> list[Rad]:
    """Pair the rows: by their descent where one version came from the other, else by their words."""
    igjen = {rad.pk: rad for rad in for_}
    par: list[tuple[Tiltak | None, Tiltak | None]] = []
    for rad in etter:
        gammel = igjen.pop(rad.forrige_id, None) if rad.forrige_id is not None else None
        if gammel is None:
            like = (g for g in igjen.values() if _ren(g.beskrivelse) == _ren(rad.beskrivelse))
            gammel = next(like, None)
            igjen.pop(gammel.pk if gammel is not None else 0, None)
        par.append((gammel, rad))
    par += [(gammel, None) for gammel in igjen.values()]
    return [_rad(*to) for to in par]


def _rad(gammel: Tiltak | None, ny: Tiltak | None) -> Rad:
    def ord_(rad: Tiltak | None, navn: str) -> str:
        return i_ord(_vis(rad, navn)) if rad is not None else ""

    felt = (Felt(feltnavn(Tiltak, n), ord_(gammel, n), ord_(ny, n)) for n in RADENS_FELT)
    navngitt = ny or gammel
    return Rad(
        for_nummer=gammel.rekkefolge if gammel is not None else None,
        etter_nummer=ny.rekkefolge if ny is not None else None,
        beskrivelse=navngitt.beskrivelse if navngitt is not None else "",
        felt=tuple(f for f in felt if f.endring != Endring.UENDRET),
    )


def _vis(rad: Tiltak | Tiltaksdata, navn: str) -> Any:
    verdi = getattr(rad, navn)
    # What is as usual is not said: only the box that stands out is a word.
    if navn == "nivaa":
        return Tiltak.Nivaa(verdi).label
    return verdi


def _endring(for_: str, etter: str) -> Endring:
    if _ren(for_) == _ren(etter):
        return Endring.UENDRET
    if not for_:
        return Endring.LAGT_TIL
    return Endring.ENDRET if etter else Endring.FJERNET


def _ren(tekst: str) -> str:
    return tekst.replace("\r\n", "\n").strip()


def feltnavn(modell: type[Tiltaksplan | Tiltak], navn: str) -> str:
    """What a field is called to people."""
    if navn == "funn_tekst":
        navn = "funn"
    if navn == "ansvarlig":
        return _("Ansvarlig person")
    tekst = str(modell._meta.get_field(navn).verbose_name)  # type: ignore[union-attr]
    return tekst[:1].upper() + tekst[1:]


def i_ord(verdi: Any) -> str:
    """A stored value as it is read."""
    match verdi:
        case None | "" | []:
            return ""
        case bool():
            return _("Ja") if verdi else _("Nei")
        case date():
            return date_format(verdi, "j. F Y")
        case Bruker():
            return verdi.navn
        case list():
            return "\n".join(f"{rad['navn']}: {rad['syn']}" for rad in verdi)
        case Tiltaksplan.Samarbeidsgrunnlag():
            return str(verdi.label)
        case str() if verdi in Tiltaksplan.Samarbeidsgrunnlag.values:
            return str(Tiltaksplan.Samarbeidsgrunnlag(verdi).label)
        case _:
            return str(verdi)


def rad_i_ord(rad: Tiltaksdata) -> str:
    """A whole tiltak as a few lines: its words first, then what else is filled in and unlike the usual."""
    vanlig = {"synlig_for_hjem": True}
    resten: Iterable[str] = (
        f"{feltnavn(Tiltak, navn)}: {i_ord(_vis(rad, navn))}"
        for navn in RADFELT
        if navn not in {"beskrivelse", "funn"} and getattr(rad, navn) not in ("", None, vanlig.get(navn, False))
    )
    return "\n".join([rad.beskrivelse, *resten])
