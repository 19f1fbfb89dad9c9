"""Reads for the plan's pages, with a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak
    from cases.tiltaksplan.actions import Plandata
    from steinkjer_skolemiljo.organisation.models import Bruker

MED_TILTAK = Prefetch("tiltak", Tiltak.objects.select_related("ansvarlig"))


@dataclass(frozen=True)
class Versjoner:
    """The versions of a sak's plan: the one in force, the draft if there is one, and those it replaced."""

    gjeldende: Tiltaksplan | None
    utkast: Tiltaksplan | None
    tidligere: tuple[Tiltaksplan, ...]


@dataclass(frozen=True)
class Ulikhet:
    """What is stored in a field where something else is typed."""

    navn: str
    tekst: str


def versjoner(sak: Sak) -> Versjoner:
    """All versions of the plan, with their tiltak. Two queries."""
    planer = list(Tiltaksplan.objects.filter(sak=sak).select_related("vedtatt_av").prefetch_related(MED_TILTAK))
    return Versjoner(
        gjeldende=next((p for p in planer if p.status == Tiltaksplan.Status.VEDTATT), None),
        utkast=next((p for p in planer if p.status == Tiltaksplan.Status.UTKAST), None),
        tidligere=tuple(p for p in planer if p.status == Tiltaksplan.Status.ERSTATTET),
    )


def utkast(sak: Sak) -> Tiltaksplan | None:
    """The draft, with its tiltak. Two queries."""
    return Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.UTKAST).prefetch_related(MED_TILTAK).first()


def mine(bruker: Bruker, dag: date) -> list[Tiltak]:
    """The person's own tiltak, what comes first on top. The sak itself is not read."""
    return list(
        egne_tiltak(bruker, dag).select_related("plan__sak__elev", "plan__sak__skole").order_by("til", "fra", "id")
    )


def ulikheter(plan: Tiltaksplan, data: Plandata) -> list[Ulikhet]:
    """Where the stored draft says something else than what was typed, so that nothing is overwritten unseen."""
    funn = []
    for felt in (navn for navn in type(data).__dataclass_fields__ if navn not in {"revisjon", "tiltak"}):
        lagret = getattr(plan, felt)
        if lagret != getattr(data, felt):
            navn = str(plan._meta.get_field(felt).verbose_name)  # type: ignore[union-attr]
            tekst = date_format(lagret, "j. F Y") if felt == "evalueringsdato" and lagret else str(lagret or "")
            funn.append(Ulikhet(navn[0].upper() + navn[1:], tekst or str(_("Ikke fylt ut"))))
    typed = {rad.id: rad for rad in data.tiltak if rad.id is not None}
    for rad in plan.tiltak.all():
        skrevet = typed.get(rad.pk)
        felter = (f for f in (type(skrevet).__dataclass_fields__ if skrevet else ()) if f not in {"id", "ansvarlig"})
        if skrevet is None or any(getattr(rad, f) != getattr(skrevet, f) for f in felter):
            funn.append(Ulikhet(_("Tiltak %(nummer)s") % {"nummer": rad.rekkefolge}, rad.beskrivelse))
    return funn
