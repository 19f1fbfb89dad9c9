"""The files that wait in a draft of a melding: from the request to the draft, and as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from cases.melding import actions as meldingens
from cases.melding.utkast import felter_i
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.vedlegg import actions
from cases.vedlegg.filfelt import INTIME, TAR, hjelp
from cases.vedlegg.klargjoring import gjor_klar
from cases.vedlegg.models import Utkastvedlegg

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Vedleggsfelt:
    """What the field of the meldeskjema shows."""

    filer: Sequence[Utkastvedlegg]
    feil: Sequence[str]
    hjelp: str
    intime: _StrPromise
    tar: str = TAR


def vedleggsfelt(bruker: Bruker, feil: Sequence[str] = ()) -> Vedleggsfelt:
    """The files in a person's draft, without their content, and what was wrong with the last. One query."""
    filer = list(Utkastvedlegg.objects.filter(utkast__bruker=bruker).defer("innhold"))
    return Vedleggsfelt(filer, feil, str(hjelp()), INTIME)


def legg_i_utkastet(request: BrukerRequest, now: datetime, *, sendes: bool = False) -> list[str]:
    """Keep the files of a request with the draft, which is saved with them; returns what could not be kept, and why.

    ``sendes``: the melding is sent with the same press. One that has been sent already took its files with it then.
    """
    filer = request.FILES.getlist("vedlegg")
    if not filer:
        return []
    try:
        nokkel = UUID(request.POST.get("nokkel", ""))
        # First the draft: its door asks whether it may be told at all, before a file is looked at.
        meldingens.lagre_utkast(aktor=request.user, nokkel=nokkel, felter=felter_i(request.POST), now=now)
    except ValueError:
        return [_("Filene ble ikke lagret. Last siden på nytt, og prøv igjen.")]
    except Regelbrudd as feil:
        return [str(feil)]
    klare, feil_ = gjor_klar(filer)
    try:
        actions.legg_ved_i_utkast(aktor=request.user, nokkel=nokkel, filer=klare, now=now)
    except Regelbrudd as feil:
        return [*feil_, str(feil)]
    except IkkeFunnet:
        if sendes:
            return feil_
        return [_("Meldingen er alt sendt. Legg filene ved som et tillegg.")]
    return feil_
