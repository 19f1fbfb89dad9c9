"""The dossier as a page: what is read in one moment, written in the school's own language.

For the archive it is the same page with more in it, and with the sum of every row that is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst
from django.utils.timezone import localtime

from cases.dossier import forslag, kronologi, utelatt
from cases.dossier import innhold as innholdet
from cases.dossier.bevis import summer
from cases.dossier.bilag import noekkel
from cases.dossier.models import FELTER, PLIKTFELT, SYNSFELT, Redegjorelse
from cases.dossier.utdrag import person
from cases.lov.begreper import Delplikt
from cases.lov.kilder import Kilde, hjemmel
from cases.sak.fakta import fakta_for
from cases.sak.models import Hendelse, Involvert
from cases.sak.vurdering import DELPLIKTNAVN, STATUSNAVN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cases.dossier.bevis import Summer
    from cases.dossier.bilag import Noekkel, Vedleggsfil
    from cases.dossier.innhold import Innhold
    from cases.dossier.kronologi import Kronologilinje
    from cases.lov.generalprove import Prove
    from cases.sak.models import Sak


@dataclass(frozen=True)
class Ferdigskrevet:
    """The page and the files that go into it; nothing in it asks the database any more."""

    html: str
    filer: Sequence[tuple[int, Vedleggsfil]]
    antall_bilag: int
    # How many lines the log had.
    lenker: int
    # For the archive: the rows that are in it, as they were.
    rader: Summer


@dataclass(frozen=True)
class Pliktrad:
    """One duty on the first page: how it stands, and which documents show it."""

    navn: str
    hjemmel: str
    status: str
    bilag: tuple[int, ...]


def skriv(sak: Sak, versjon: int, now: datetime, *, for_arkivet: bool = False) -> Ferdigskrevet:
    """Read the sak and write its dossier. The caller holds the transaction that makes it one moment.

    Args:
        sak: with pupil, class, school and saksansvarlig.
        versjon: which making it is.
        now: the moment it is read at.
        for_arkivet: all that is kept of it, and the proof of it.

    """
    with translation.override(sak.skole.maalform):
        innhold = innholdet.les(sak, alt=for_arkivet)
        prover = forslag.prover(sak, now)
        linjer = kronologi.les(sak, innhold.nummer_av_rad, alt=for_arkivet)
        felles = _felles(sak, versjon, now, innhold, prover)
        html = render_to_string("cases/dossier/dossier.html", {**felles, "kronologi": linjer})
    return Ferdigskrevet(
        html,
        innhold.filer,
        len(innhold.bilag),
        lenker=Hendelse.objects.filter(sak=sak).aggregate(siste=Max("lenke"))["siste"] or 0,
        rader=summer(_rader(sak, innhold, linjer)) if for_arkivet else {},
    )


def _rader(sak: Sak, innhold: Innhold, linjer: Sequence[Kronologilinje]) -> Iterator[Noekkel]:
    """Every row that is printed."""
    yield from innholdet.rader_i(innhold)
    for linje in linjer:
        yield from linje.rader
    yield from (noekkel(rad) for rad in Redegjorelse.objects.filter(sak=sak))


def _felles(sak: Sak, versjon: int, now: datetime, innhold: Innhold, prover: Sequence[Prove]) -> dict[str, Any]:
    from steinkjer_skolemiljo.papir import hode  # noqa: PLC0415 - brings WeasyPrint, which few processes need

    return {
        **hode(),
        "avsender": sak.skole.navn,
        "sak": sak,
        "kommune": settings.KOMMUNENAVN,
        "sprak": sak.skole.maalform,
        "versjon": versjon,
        "laget": localtime(now).isoformat(timespec="seconds"),
        "naa": localtime(now),
        "skolen_visste": localtime(fakta_for(sak).skolen_visste),
        "ansvarlig": person(sak.ansvarlig),
        "plikter": [_pliktrad(prove, innhold) for prove in prover],
        "innhold": innhold,
        "redegjorelse": list(_redegjorelse(sak, now)),
        "utelatt": utelatt.setninger(sak, innhold),
        "personer": _personer(sak),
        "statsforvalter": _statsforvalterens_nummer(sak),
        "foresatte": sak.elev.foresatteforhold.select_related("foresatt"),
        "hjemler": {kilde.value: hjemmel(kilde, localtime(now).date()).henvisning for kilde in Kilde},
    }


def _statsforvalterens_nummer(sak: Sak) -> str:
    """Their number for the sak, where it has been reported to them and is known."""
    siste = sak.statsforvaltersaker.order_by("-runde").first()
    return siste.referanse if siste is not None else ""


def _pliktrad(prove: Prove, innhold: Innhold) -> Pliktrad:
    nummer = innhold.nummer_av_bevis
    funnet = {nummer[bevis.slag, bevis.nr] for bevis in prove.beviser if (bevis.slag, bevis.nr) in nummer}
    return Pliktrad(
        navn=str(DELPLIKTNAVN[prove.plikt.delplikt]),
        hjemmel=prove.plikt.hjemmel.henvisning,
        status=str(STATUSNAVN[prove.plikt.status]),
        bilag=tuple(sorted(funnet)),
    )


def feltnavn(felt: str) -> str:
    """What a field of the account is called, as its heading."""
    kolonne: Any = Redegjorelse._meta.get_field(felt)
    return str(capfirst(kolonne.verbose_name))


def _redegjorelse(sak: Sak, now: datetime) -> Iterator[tuple[str, str]]:
    """The account as it was saved, or the sak's own facts where nobody has written it."""
    rad = Redegjorelse.objects.filter(sak=sak).first()
    tekster = {felt: getattr(rad, felt) for felt in FELTER} if rad is not None else forslag.les(sak, now)
    for felt in (*PLIKTFELT, *SYNSFELT):
        navn = str(DELPLIKTNAVN[Delplikt(felt)]) if felt in PLIKTFELT else feltnavn(felt)
        if tekster[felt].strip():
            yield navn, tekster[felt]


def _personer(sak: Sak) -> list[tuple[str, str]]:
    rader = Involvert.objects.filter(sak=sak).select_related("elev", "ansatt").order_by("rolle", "pk")
    return [
        (
            str(rad.elev or rad.ansatt or rad.beskrivelse or rad.get_kategori_display()),
            f"{rad.get_rolle_display()} ({str(rad.get_kategori_display()).lower()})",
        )
        for rad in rader
    ]
