"""Writing files where they are to lie; called by doors, inside their transaction, after the rule has been asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.vedlegg.klargjoring import Klarfil
from cases.vedlegg.models import DEL, Filtype, Vedlegg, Vedleggsdel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from cases.melding.models import Melding, Meldingstillegg, Meldingsutkast
    from cases.sak.models import Sak
    from cases.undersokelse.models import Observasjon, Samtale
    from steinkjer_skolemiljo.organisation.models import Bruker


def i_melding(
    melding: Melding,
    filer: Iterable[Klarfil],
    *,
    aktor: Bruker,
    now: datetime,
    tillegg: Meldingstillegg | None = None,
) -> list[Vedlegg]:
    """Lay files in a melding, perhaps with a tillegg to it."""
    return [_skriv(Vedlegg(melding=melding, tillegg=tillegg), fil, aktor=aktor, now=now) for fil in filer]


def i_sak(
    sak: Sak,
    filer: Iterable[Klarfil],
    *,
    til: Samtale | Observasjon | None = None,
    beskrivelse: str = "",
    aktor: Bruker,
    now: datetime,
) -> list[Vedlegg]:
    """Lay files in a sak, perhaps with a samtale or an observasjon of it."""
    maal = {til._meta.model_name or "": til} if til is not None else {}
    return [_skriv(Vedlegg(sak=sak, beskrivelse=beskrivelse, **maal), fil, aktor=aktor, now=now) for fil in filer]


def utkastets_filer(utkast: Meldingsutkast) -> list[Klarfil]:
    """The files that wait in a draft: they were made ready when they came."""
    return [Klarfil(rad.navn, Filtype(rad.type), bytes(rad.innhold), rad.sha256) for rad in utkast.vedlegg.all()]


def _skriv(rad: Vedlegg, fil: Klarfil, *, aktor: Bruker, now: datetime) -> Vedlegg:
    rad.navn, rad.type, rad.storrelse, rad.sha256 = fil.navn, fil.type, fil.storrelse, fil.sha256
    rad.lagt_ved, rad.lagt_ved_av = now, aktor
    rad.save(force_insert=True)
    for nummer, bit in enumerate(_biter(fil.innhold)):
        Vedleggsdel.objects.create(vedlegg=rad, nummer=nummer, innhold=bit)
    return rad


def _biter(innhold: bytes) -> Sequence[bytes]:
    return [innhold[fra : fra + DEL] for fra in range(0, len(innhold), DEL)]
