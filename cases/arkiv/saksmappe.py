"""The archive's saksmappe: asked for by itself when a sak is closed and nothing is awaited, or by one who leads it.

By itself, because what must not be forgotten for years is not left to be remembered (R-2, R-3), and because nobody
should have to open an old sak to have it archived: that would begin the read-log's years anew. Nothing is decided in
it: it is the whole sak, and it goes to a folder of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cases.arkiv.fjernbar import hele_saksmapper
from cases.arkiv.models import Arkivering
from cases.dossier.actions import bestill_i
from cases.dossier.models import Dossier
from cases.sak.models import Hendelse, Sak
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

# So long nothing has been done in the sak: its papers have been drawn, and whoever closed it is done with it.
RO = timedelta(days=1)
# A new one is not asked for by itself sooner than this: neither of a sak that is written in day after day, nor where
# the making failed.
PAUSE = timedelta(days=7)
OM_GANGEN = 200


def mangler_saksmappe(now: datetime) -> QuerySet[Sak]:
    """The closed saker of which the archive has no saksmappe as they are, and that are done with for now."""
    nylig = Hendelse.objects.filter(sak=OuterRef("pk"), registrert__gt=now - RO)
    bedt_om = Dossier.objects.til_arkivet().filter(
        Q(bestilt__gt=now - PAUSE) | Q(status=Dossier.Status.BESTILT), sak=OuterRef("pk")
    )
    return Sak.objects.filter(
        # A deadline that has passed is no reason to wait any longer.
        Q(neste_frist__isnull=True) | Q(neste_frist__lt=now),
        ~Exists(nylig),
        ~Exists(bedt_om),
        ~Exists(hele_saksmapper().filter(sak=OuterRef("pk"))),
        avsluttet__lt=now - RO,
    )


def bestill_manglende(now: datetime) -> int:
    """Ask for the saksmappe of those that lack one, the longest closed first; returns how many."""
    ider = list(mangler_saksmappe(now).order_by("avsluttet", "pk").values_list("pk", flat=True)[:OM_GANGEN])
    aktor = systemet()
    antall = 0
    for pk in ider:
        with transaction.atomic():
            sak = Sak.objects.select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=pk).first()
            # Opened again meanwhile, or somebody is at it: another night.
            if sak is not None and mangler_saksmappe(now).filter(pk=pk).exists():
                bestill_i(sak, Dossier.Formaal.ARKIV, aktor=aktor, now=now)
                antall += 1
    return antall


@dataclass(frozen=True)
class Tilstand:
    """Where the archive's saksmappe of one sak is: the newest making, and whether it is of the sak as it is."""

    siste: Dossier | None
    ferdig: Dossier | None
    arkivering: Arkivering | None
    hel: bool

    @property
    def lages(self) -> bool:
        """A worker has it, or will have."""
        return self.siste is not None and self.siste.status == Dossier.Status.BESTILT

    @property
    def feilet(self) -> bool:
        """The newest making came to nothing."""
        return self.siste is not None and self.siste.status == Dossier.Status.FEILET

    @property
    def arkivert(self) -> bool:
        """The archive has answered for the newest one."""
        return self.arkivering is not None and self.arkivering.status == Arkivering.Status.KVITTERT


def tilstand(sak: Sak) -> Tilstand:
    """Read it. Three queries, and none of them the bytes."""
    laget = list(
        Dossier.objects.til_arkivet()
        .filter(sak=sak)
        .select_related("bestilt_av", "dokument")
        .defer("rader", "dokument__innhold")
        .order_by("-versjon")
    )
    ferdig = next((rad for rad in laget if rad.status == Dossier.Status.FERDIG), None)
    return Tilstand(
        siste=laget[0] if laget else None,
        ferdig=ferdig,
        arkivering=Arkivering.objects.filter(dokument=ferdig.dokument_id).defer("melding").first() if ferdig else None,
        hel=hele_saksmapper().filter(sak=sak).exists() if ferdig else False,
    )
