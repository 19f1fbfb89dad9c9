"""Doors of the attachments: into a sak, into a draft of a melding, and closing a file that should not lie there.

Files that are sent with a melding or a tillegg go through those doors (cases/melding/actions.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.melding import access as meldingsadgang
from cases.melding.models import Meldingsutkast
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Del
from cases.sak.tilstand import krev_aapen, oppdater
from cases.undersokelse.models import Observasjon, Samtale
from cases.vedlegg import lagring
from cases.vedlegg.filnavn import uten_like
from cases.vedlegg.klargjoring import plass
from cases.vedlegg.models import Utkastvedlegg, Vedlegg, Vedleggskontroll

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from cases.sak.models import Sak
    from cases.vedlegg.klargjoring import Klarfil
    from steinkjer_skolemiljo.organisation.models import Bruker

# How many files one draft of a melding holds.
I_UTKAST = 20


@dataclass(frozen=True)
class Vedleggsdata:
    """Files for a sak, what they show, and perhaps which samtale or observasjon they belong to."""

    filer: tuple[Klarfil, ...]
    beskrivelse: str = ""
    til: Samtale | Observasjon | None = None


def legg_ved_i_sak(*, aktor: Bruker, sak_id: int, data: Vedleggsdata, now: datetime) -> list[Vedlegg]:
    """Lay files in a sak: all of them, or none.

    Raises:
        IkkeFunnet: the samtale or observasjon is not one of this sak.
        Regelbrudd: there is no file, or the sak is closed.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.SKRIVE, sak_id, localdate(now), Del.DOKUMENTER)
        krev_aapen(sak)
        if not data.filer:
            raise Regelbrudd(_("Velg minst én fil."), felt="filer")
        if data.til is not None and data.til.sak_id != sak.pk:
            raise IkkeFunnet
        vedlegg = lagring.i_sak(sak, data.filer, til=data.til, beskrivelse=data.beskrivelse, aktor=aktor, now=now)
        logg(sak, Hendelsestype.VEDLEGG, aktor=aktor, now=now, objekt=vedlegg[0], antall=len(vedlegg))
        oppdater(sak, aktor=aktor, now=now)
    return vedlegg


def legg_ved_i_utkast(*, aktor: Bruker, nokkel: UUID, filer: tuple[Klarfil, ...], now: datetime) -> None:
    """Keep files with the draft one is writing. A file that is there already is not laid there twice.

    The draft's own door has asked whether it may be told at all (A-5); without a draft nothing is kept.

    Raises:
        IkkeFunnet: there is no such draft.
        Regelbrudd: there are too many files in it.

    """
    with transaction.atomic():
        utkast = Meldingsutkast.objects.select_for_update().filter(bruker=aktor, nokkel=nokkel).first()
        if utkast is None:
            raise IkkeFunnet
        fra_for = list(Utkastvedlegg.objects.filter(utkast=utkast).defer("innhold"))
        kjente = {rad.sha256 for rad in fra_for}
        nye = [fil for fil in filer if fil.sha256 not in kjente]
        if len(fra_for) + len(nye) > I_UTKAST:
            raise Regelbrudd(_("En melding kan ha høyst %(antall)d filer.") % {"antall": I_UTKAST}, felt="vedlegg")
        # They are sent all at once, and then lie in memory all at once.
        if sum(rad.storrelse for rad in fra_for) + sum(fil.storrelse for fil in nye) > settings.VEDLEGG_SAMLET:
            setning = _("Filene i en melding kan være høyst %(plass)s til sammen. Legg resten ved som et tillegg.")
            raise Regelbrudd(setning % {"plass": plass(settings.VEDLEGG_SAMLET)}, felt="vedlegg")
        navn = uten_like([*(rad.navn for rad in fra_for), *(fil.navn for fil in nye)])[len(fra_for) :]
        for ett, fil in zip(navn, nye, strict=True):
            Utkastvedlegg.objects.create(
                utkast=utkast,
                navn=ett,
                type=fil.type,
                storrelse=fil.storrelse,
                sha256=fil.sha256,
                innhold=fil.innhold,
                lagt_ved=now,
            )


def fjern_fra_utkast(*, aktor: Bruker, fil: int) -> None:
    """Take a file out of one's own draft again; one that is not there is gone already."""
    Utkastvedlegg.objects.filter(utkast__bruker=aktor, pk=fil).delete()


def sperr_i_sak(*, aktor: Bruker, sak_id: int, nokkel: UUID, grunn: str, now: datetime) -> Vedlegg:
    """Close a file nobody should open again, such as an intimate picture; it is kept, and nobody gets it.

    Raises:
        IkkeFunnet: there is no such file in this sak.
        Regelbrudd: no reason is given.

    """
    with transaction.atomic():
        # Also in a closed sak.
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        vedlegg = _sperr(Vedlegg.objects.filter(sak=sak, nokkel=nokkel).first(), grunn, aktor=aktor, now=now)
        # No fact of the law is changed, so there is nothing to read anew.
        _logg_sperret(sak, vedlegg, aktor=aktor, now=now)
    return vedlegg


def sperr_i_melding(*, aktor: Bruker, nummer: str, nokkel: UUID, grunn: str, now: datetime) -> Vedlegg:
    """The same, by one who receives the melding the file came with.

    Raises:
        IkkeFunnet: not the actor's melding to receive, or no such file in it.
        Regelbrudd: no reason is given.

    """
    with transaction.atomic():
        melding = meldingsadgang.laas(aktor, nummer, localdate(now))
        vedlegg = _sperr(Vedlegg.objects.filter(melding=melding, nokkel=nokkel).first(), grunn, aktor=aktor, now=now)
        for rad in melding.elever.filter(sak__isnull=False).select_related("sak").order_by("sak"):
            if rad.sak is not None:
                _logg_sperret(rad.sak, vedlegg, aktor=aktor, now=now)
    return vedlegg


def _sperr(vedlegg: Vedlegg | None, grunn: str, *, aktor: Bruker, now: datetime) -> Vedlegg:
    if vedlegg is None:
        raise IkkeFunnet
    if not grunn.strip():
        raise Regelbrudd(_("Skriv hvorfor filen skal sperres."), felt="grunn")
    Vedleggskontroll.objects.get_or_create(
        vedlegg=vedlegg,
        utfall=Vedleggskontroll.Utfall.SPERRET,
        defaults={"tid": now, "av": aktor, "grunn": grunn},
    )
    return vedlegg


def _logg_sperret(sak: Sak, vedlegg: Vedlegg, *, aktor: Bruker, now: datetime) -> None:
    logg(sak, Hendelsestype.VEDLEGG_SPERRET, aktor=aktor, now=now, objekt=vedlegg)
