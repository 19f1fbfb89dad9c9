"""Reads for documents: what one person may have of one sak, in which editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dokumenter.models import Dokument
from cases.dokumenter.slag import SLAG, kan_faa, slag_av
from cases.sak.feil import IkkeFunnet
from cases.sladding.access import stengte_papirer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.core.paginator import Page

    from cases.dokumenter.slag import Slag
    from cases.sak.models import Sak
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25
# A dossier has a page and a rule of its own (cases/dossier): whoever is denied a part of it has none of it. What is
# made for the archive is opened there, and here by nobody.
HELE = frozenset({Dokument.Type.DOSSIER, Dokument.Type.SAKSMAPPE_ARKIV})


@dataclass(frozen=True)
class Utgave:
    """One edition: where to get it, and its sum once it has been made."""

    navn: str
    adresse: str
    sha256: str = ""


@dataclass(frozen=True)
class Linje:
    """One paper of the sak, in the editions this person may have."""

    tittel: str
    dato: date
    hvem: str
    utgaver: tuple[Utgave, ...]
    erstattet: bool = False
    # A referat may be looked over and printed before it goes home.
    forhaandsvis: str = ""


def dokumenter(apnet: Apnet, bruker: Bruker, *, side: int) -> Page[Linje]:
    """Every paper of the sak this person may have, the newest first. One query for each kind, and two more."""
    alle = list(Dokument.objects.filter(sak=apnet.sak).uten_innhold().select_related("laget_av"))
    laget = {(rad.type, rad.objekt_id, rad.versjon, rad.utgave): rad for rad in alle if slag_av(rad) is not None}
    linjer = [
        linje
        for slag in SLAG.values()
        for rad in slag.synlige(apnet, bruker)
        if (linje := _linje(apnet, slag, rad, laget)) is not None
    ]
    if apnet.for_ledere:
        stengt = _stengte(bruker, apnet.sak, alle)
        andre = [rad for rad in alle if slag_av(rad) is None and rad.type not in HELE and rad.pk not in stengt]
        linjer += [_annet(apnet.sak, rad) for rad in andre]
        linjer += _framlegg(apnet.sak)
    linjer.sort(key=lambda linje: linje.dato, reverse=True)
    return Paginator(linjer, PER_SIDE).get_page(side)


def _linje(apnet: Apnet, slag: Slag, rad: Any, laget: dict[tuple[str, int, int, str], Dokument]) -> Linje | None:
    versjon = slag.versjon(rad)
    utgaver = []
    for utgave in slag.utgaver(rad):
        if kan_faa(apnet, utgave, slag.elev(rad), slag.type):
            dokument = laget.get((slag.type, rad.pk, versjon, utgave))
            adresse = reverse("dokumenter:papir", args=[apnet.sak.nummer, slag.type.value, rad.pk, utgave.value])
            utgaver.append(Utgave(str(utgave.label), adresse, dokument.sha256 if dokument is not None else ""))
    if not utgaver:
        return None
    til_hjem = slag.type == Dokument.Type.REFERAT and Dokument.Utgave.ELEVMAPPE in slag.utgaver(rad)
    return Linje(
        tittel=slag.tittel(rad),
        dato=slag.dato(rad),
        hvem=slag.hvem(rad),
        utgaver=tuple(utgaver),
        erstattet=slag.erstattet(rad, versjon),
        forhaandsvis=reverse("dokumenter:referat", args=[apnet.sak.nummer, rad.pk])
        if til_hjem and apnet.kan_skrive and not slag.erstattet(rad, versjon)
        else "",
    )


def _annet(sak: Sak, rad: Dokument) -> Linje:
    """What another room froze, such as what was handed over."""
    adresse = reverse("dokumenter:dokument", args=[sak.nummer, rad.pk])
    return Linje(
        tittel=_("%(hva)s, versjon %(versjon)s") % {"hva": rad.get_type_display(), "versjon": rad.versjon},
        dato=localtime(rad.laget).date(),
        hvem=rad.laget_av.navn,
        utgaver=(Utgave(str(rad.get_utgave_display()), adresse, rad.sha256),),
    )


def _framlegg(sak: Sak) -> Iterator[Linje]:
    """What was laid before an employee: kept apart, and shown to those who lead or follow up (A-3)."""
    rader = sak.framlegg.filter(dokument__isnull=False).select_related("frigitt_av", "dokument")
    for rad in rader.defer("dokument__innhold"):
        yield Linje(
            tittel=str(Dokument.Type.FRAMLEGG.label),
            dato=localtime(rad.frigitt).date(),
            hvem=rad.frigitt_av.navn if rad.frigitt_av is not None else "",
            utgaver=(
                Utgave(
                    _("Slik den ansatte fikk det"),
                    reverse("framlegg:pdf", args=[sak.nummer, rad.pk]),
                    rad.dokument.sha256,
                ),
            ),
        )


def papir(apnet: Apnet, bruker: Bruker, type_: str, objekt: int, utgave: str) -> tuple[Slag, Any, Dokument.Utgave]:
    """What a paper is to be made of, for one who may have it in that edition.

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to have: the same answer.

    """
    slag = SLAG.get(type_)
    if slag is None or utgave not in Dokument.Utgave.values:
        raise IkkeFunnet
    rad = slag.synlige(apnet, bruker).filter(pk=objekt).first()
    if rad is None or utgave not in slag.utgaver(rad) or not kan_faa(apnet, utgave, slag.elev(rad), type_):
        raise IkkeFunnet
    return slag, rad, Dokument.Utgave(utgave)


def dokument(apnet: Apnet, bruker: Bruker, pk: int) -> Dokument:
    """One frozen document, for one who may have what it is the paper of.

    Raises:
        IkkeFunnet: as for a paper.

    """
    rad = Dokument.objects.filter(sak=apnet.sak, pk=pk).first()
    if rad is None:
        raise IkkeFunnet
    if slag_av(rad) is not None:
        papir(apnet, bruker, rad.type, rad.objekt_id, rad.utgave)
    elif not apnet.for_ledere or rad.type in HELE or rad.pk in _stengte(bruker, apnet.sak, [rad]):
        raise IkkeFunnet
    return rad


def _stengte(bruker: Bruker, sak: Sak, rader: Iterable[Dokument]) -> set[int | None]:
    """What was given of a melding this person is denied: its copy is not a way round. At most one query."""
    return stengte_papirer(bruker, sak) if any(rad.type == Dokument.Type.INNSYN for rad in rader) else set()
