"""Two who write the same draft: field by field and row by row, what each has changed since they both saw it.

Pure: nothing is read or stored. A change only one of them made is taken as it is; where both have written, a person
chooses. So nothing typed is lost, and nothing stored is overwritten unseen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core import signing

from cases.sak.feil import Foreldet
from cases.tiltaksplan.data import PLANFELT, RADFELT, Plandata, Sett, Tiltaksdata
from steinkjer_skolemiljo.organisation.models import Bruker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ANTALL_TEGN = 12
SALT = "tiltaksplan.sett"


@dataclass(frozen=True)
class Ulikhet:
    """Both have written here, and not the same. ``felt`` is a field of the plan, or ``tiltak-12`` by the row's id."""

    felt: str
    mitt: Any
    deres: Any


@dataclass(frozen=True)
class Flettet:
    """What came of it: the draft with the other's changes taken in, what must be chosen, and what was taken in."""

    data: Plandata
    ulikheter: tuple[Ulikhet, ...] = ()
    tatt_med: tuple[str, ...] = ()


class Kollisjon(Foreldet):
    """Somebody saved meanwhile, and a person must look before anything is stored. Nothing typed is lost."""

    def __init__(self, hvem: str, naar: datetime | None, flettet: Flettet) -> None:
        super().__init__(hvem, naar)
        self.flettet = flettet


def avtrykk(verdi: Any) -> str:
    """What tells a value from another, and nothing of what it is."""
    return sha256(json.dumps(_lik(verdi), sort_keys=True, default=str).encode()).hexdigest()[:ANTALL_TEGN]


def _lik(verdi: Any) -> Any:
    """A value as it is compared: a browser's line endings and spaces at the ends are no change."""
    match verdi:
        case str():
            return verdi.replace("\r\n", "\n").strip()
        case Bruker():
            return verdi.pk
        case Tiltaksdata():
            return [_lik(getattr(verdi, navn)) for navn in RADFELT]
        case list():
            return [_lik(del_) for del_ in verdi]
        case dict():
            return {navn: _lik(del_) for navn, del_ in verdi.items()}
        case _:
            return verdi


def sett_av(data: Plandata, *, utdatert: bool = False) -> Sett:
    """The fingerprints of a draft as it stands on a page."""
    return Sett(
        felt={navn: avtrykk(getattr(data, navn)) for navn in PLANFELT},
        rader={rad.id: avtrykk(rad) for rad in data.tiltak if rad.id is not None},
        utdatert=utdatert,
    )


def pakk(sett: Sett) -> str:
    """The fingerprints as a form carries them, signed."""
    return signing.dumps([dict(sett.felt), {str(pk): a for pk, a in sett.rader.items()}, sett.utdatert], salt=SALT)


def pakk_ut(tekst: str) -> Sett | None:
    """What a form carried; None where it carried nothing, or something that is not ours."""
    try:
        felt, rader, utdatert = signing.loads(tekst, salt=SALT)
        return Sett(felt=felt, rader={int(pk): avtrykk for pk, avtrykk in rader.items()}, utdatert=utdatert)
    except (signing.BadSignature, ValueError, TypeError):
        return None


def flett(skrevet: Plandata, lagret: Plandata, *, andres: bool) -> Flettet:
    """Put what is typed and what is stored together.

    Args:
        skrevet: as typed, with what the page was shown (``sett``).
        lagret: as stored now.
        andres: whether anyone else has saved since the page was shown. If not, what is typed is the newest.

    """
    sett = skrevet.sett
    if not andres and (sett is None or not sett.utdatert):
        return Flettet(skrevet)
    verdier: dict[str, Any] = {}
    ulike: list[Ulikhet] = []
    tatt_med: list[str] = []
    for navn in PLANFELT:
        mitt, deres = getattr(skrevet, navn), getattr(lagret, navn)
        match _velg(mitt, deres, sett.felt.get(navn) if sett else None, andres=andres):
            case "deres":
                verdier[navn] = deres
                tatt_med.append(navn)
            case "begge":
                ulike.append(Ulikhet(navn, mitt, deres))
    rader, rad_ulike, rad_tatt = _flett_rader(skrevet, lagret, sett.rader if sett else {}, andres=andres)
    data = replace(skrevet, **verdier, tiltak=rader)
    return Flettet(data, (*ulike, *rad_ulike), (*tatt_med, *rad_tatt))


def _velg(mitt: Any, deres: Any, sett: str | None, *, andres: bool) -> str:
    """Whose value stands: «mitt», «deres», or «begge» when a person must choose."""
    if _lik(mitt) == _lik(deres):
        return "mitt"
    if sett is not None and avtrykk(mitt) == sett:
        return "deres"
    if not andres or (sett is not None and avtrykk(deres) == sett):
        return "mitt"
    return "begge"


def _flett_rader(
    skrevet: Plandata, lagret: Plandata, sett: Mapping[int, str], *, andres: bool
) -> tuple[tuple[Tiltaksdata, ...], list[Ulikhet], list[str]]:
    deres = {rad.id: rad for rad in lagret.tiltak if rad.id is not None}
    rader: list[Tiltaksdata] = []
    ulike: list[Ulikhet] = []
    tatt_med: list[str] = []
    for rad in skrevet.tiltak:
        annen = deres.pop(rad.id, None) if rad.id is not None else None
        if annen is None:
            # Removed by another, and not touched here: it is gone. Touched: what was typed is written anew.
            if rad.id is not None and sett.get(rad.id) == avtrykk(rad):
                tatt_med.append(f"tiltak-{rad.id}")
                continue
            rader.append(rad)
            continue
        match _velg(rad, annen, sett.get(annen.id or 0), andres=andres):
            case "deres":
                rader.append(annen)
                tatt_med.append(f"tiltak-{annen.id}")
            case "begge":
                rader.append(rad)
                ulike.append(Ulikhet(f"tiltak-{annen.id}", rad, annen))
            case _:
                rader.append(rad)
    for pk, annen in deres.items():
        if pk in sett and sett[pk] == avtrykk(annen):
            continue  # removed here, and nobody else has touched it
        rader.append(annen)
        if pk in sett:
            ulike.append(Ulikhet(f"tiltak-{pk}", None, annen))
        else:
            tatt_med.append(f"tiltak-{pk}")
    return tuple(rader), ulike, tatt_med
