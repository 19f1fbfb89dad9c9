"""Rows the tests need, with traits. A sak made here has passed no door; use the doors where the door is the point."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cases.melding.models import Kilde, Melding, Meldingelev, Meldinginvolvert
from cases.sak.models import Eier, Involvert, Sak
from cases.vedlegg import lagring
from cases.vedlegg.klargjoring import Klarfil
from cases.vedlegg.models import Filtype
from tests.cast import NAA

if TYPE_CHECKING:
    from cases.undersokelse.models import Observasjon, Samtale
    from cases.vedlegg.models import Vedlegg
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev
    from tests.cast import Rollebesetning

_teller = iter(range(1, 1_000_000))


def lag_sak(
    roller: Rollebesetning,
    *,
    elev: Elev | None = None,
    skjerpet: bool = False,
    ledelse: bool = False,
    **felter: Any,
) -> Sak:
    """An open sak about Nora at Egge, or another pupil."""
    elev = elev or roller.elev
    return Sak.objects.create(
        **{
            "nummer": f"2026-{next(_teller):04d}",
            "elev": elev,
            "skole": elev.skole,
            "klasse": elev.klasse,
            "ansvarlig": roller.sektorleder if ledelse else roller.rektor,
            "opprettet": NAA,
            "mottatt": NAA,
            "skjerpet": skjerpet or ledelse,
            "ledelse_innmeldt": ledelse,
            "eier": Eier.SKOLEEIER if ledelse else Eier.SKOLE,
            **felter,
        }
    )


def anklag(sak: Sak, ansatt: Bruker) -> Involvert:
    """Name an employee in the sak as one who may have offended."""
    return Involvert.objects.create(sak=sak, kategori=Involvert.Kategori.ANSATT, ansatt=ansatt, lagt_til=NAA)


def lag_melding(
    roller: Rollebesetning,
    *,
    elev: Elev | None = None,
    sak: Sak | None = None,
    ansatt: Bruker | None = None,
    **felter: Any,
) -> Melding:
    """A sent melding about Nora from the ansatt at Egge."""
    elev = elev or roller.elev
    melding = Melding.objects.create(
        **{
            "nummer": f"M-2026-{next(_teller):04d}",
            "nokkel": uuid4(),
            "melder": roller.ansatt,
            "skole": elev.skole,
            "sendt": NAA,
            "hva_skjedde": "Nora sto alene i friminuttet tre dager på rad.",
            "oppdaget": NAA.date(),
            "kilde": Kilde.OBSERVASJON,
            **felter,
        }
    )
    Meldingelev.objects.create(melding=melding, elev=elev, sak=sak)
    if ansatt is not None:
        Meldinginvolvert.objects.create(melding=melding, kategori=Involvert.Kategori.ANSATT, ansatt=ansatt)
    return melding


def klarfil(navn: str = "skjermbilde.txt", innhold: bytes = b"Ingen vil leke.") -> Klarfil:
    """A file as the form gives it to a door."""
    return Klarfil(navn, Filtype.TXT, innhold, sha256(innhold).hexdigest())


def lag_vedlegg(
    i: Sak | Melding, av: Bruker, fil: Klarfil | None = None, *, til: Samtale | Observasjon | None = None
) -> Vedlegg:
    """A file in a sak or a melding."""
    filer = [fil or klarfil()]
    if isinstance(i, Sak):
        return lagring.i_sak(i, filer, til=til, aktor=av, now=NAA)[0]
    return lagring.i_melding(i, filer, aktor=av, now=NAA)[0]
