"""What Statsforvalteren has ordered, in the plan: there from the day it is registered, and locked until it is done.

The register is ``cases/statsforvalter``; an order is found in each version of the plan by its reference. One that
somebody ticked by hand, and that stands in no register, is locked from the version it was adopted in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from cases.sak.feil import Brudd
from cases.statsforvalter.models import Fristforlengelse, Palegg
from cases.tiltaksplan.models import Tiltak
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.tiltaksplan.data import Plandata
    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Bruker


def ferdige(sak_id: int) -> frozenset[str]:
    """The references of the sak's orders that are done or lifted, or were registered by mistake. One query."""
    rader = Palegg.objects.filter(sak=sak_id).values_list("referanse", "ferdig", "runde__slutt")
    return frozenset(ref for ref, ferdig, slutt in rader if ferdig is not None or slutt == "feil")


def staar(tiltak: Tiltak, ferdige_: Collection[str]) -> bool:
    """Whether a tiltak is ordered and not done: then only Statsforvalteren can take it away."""
    return tiltak.palegg and tiltak.palegg_referanse not in ferdige_


def laaste(sak_id: int, rader: Iterable[Tiltak]) -> frozenset[int]:
    """The rows of a draft whose words are not the school's to change. One query, and the versions before."""
    registrert = dict(Palegg.objects.filter(sak=sak_id).values_list("referanse", "ferdig"))
    borte = ferdige(sak_id) if registrert else frozenset()
    return frozenset(
        rad.pk
        for rad in rader
        if rad.palegg_referanse not in borte
        and (
            (rad.palegg and rad.palegg_referanse in registrert)
            or (rad.forrige is not None and rad.forrige.palegg and rad.forrige.palegg_referanse not in borte)
        )
    )


def flytt_frister(sak: Sak, plan: Tiltaksplan, *, aktor: Bruker, now: datetime) -> int:
    """Give the orders of a draft the day Statsforvalteren has moved them to; returns how many were changed.

    A day the school has set itself is left as it is.
    """
    flyttet: dict[str, tuple[date, set[date]]] = {}
    for rad in Fristforlengelse.objects.filter(sak=sak, palegg__isnull=False).select_related("palegg"):
        if rad.palegg is not None:
            flyttet.setdefault(rad.palegg.referanse, (rad.palegg.frist, set()))[1].add(rad.fra_frist)
    antall = 0
    for tiltak in plan.tiltak.filter(palegg=True, palegg_referanse__in=flyttet) if flyttet else ():
        ny, gamle = flyttet[tiltak.palegg_referanse]
        if tiltak.til in gamle:
            tiltak.til = ny
            lagre(tiltak, aktor=aktor, now=now)
            antall += 1
    return antall


def legg_inn(sak: Sak, plan: Tiltaksplan, *, aktor: Bruker, now: datetime) -> int:
    """Put the orders that are not done into a draft, where they are not there already; returns how many were put in."""
    flytt_frister(sak, plan, aktor=aktor, now=now)
    rader = list(plan.tiltak.all())
    finnes = {rad.palegg_referanse for rad in rader if rad.palegg}
    borte = ferdige(sak.pk)
    antall = 0
    # What goes home is written in the school's målform (U-7).
    with translation.override(sak.skole.maalform):
        grunnlag = _("Pålegg fra Statsforvalteren etter opplæringslova § 12-6.")
    for palegg in Palegg.objects.filter(sak=sak).select_related("ansvarlig").order_by("runde__runde", "nummer"):
        if palegg.referanse in finnes or palegg.referanse in borte:
            continue
        antall += 1
        forrige = (
            Tiltak.objects.filter(plan__sak=sak, plan__versjon__lt=plan.versjon, palegg_referanse=palegg.referanse)
            .order_by("-plan__versjon")
            .first()
        )
        lagre(
            Tiltak(
                plan=plan,
                forrige=forrige,
                rekkefolge=len(rader) + antall,
                beskrivelse=palegg.tekst,
                grunnlag=grunnlag,
                fra=palegg.mottatt,
                til=palegg.frist,
                ansvarlig=palegg.ansvarlig,
                ansvarlig_rolle=palegg.ansvarlig_rolle,
                palegg=True,
                palegg_referanse=palegg.referanse,
            ),
            aktor=aktor,
            now=now,
        )
    return antall


def brudd(sak_id: int, plan: Tiltaksplan, data: Plandata) -> list[Brudd]:
    """A tiltak that stands as ordered stays as it is: only Statsforvalteren can take it away (L-6.5)."""
    typed = {rad.id: (nummer, rad) for nummer, rad in enumerate(data.tiltak) if rad.id is not None}
    rader = list(plan.tiltak.select_related("forrige"))
    laast = laaste(sak_id, rader)
    funn = []
    for gammel in rader:
        if gammel.pk not in laast:
            continue
        nummer, rad = typed.get(gammel.pk, (0, None))
        if rad is None:
            setning = _("Tiltak %(nummer)s er pålagt av Statsforvalteren, og kan ikke fjernes.")
            funn.append(Brudd(setning % {"nummer": gammel.rekkefolge}, felt="tiltak", regel="L-6.5"))
        elif (
            not rad.palegg
            or rad.beskrivelse.split() != gammel.beskrivelse.split()
            or rad.palegg_referanse.strip() != gammel.palegg_referanse
        ):
            funn.append(
                Brudd(
                    _("Tiltaket er pålagt av Statsforvalteren, og kan ikke endres."),
                    felt=f"tiltak-{nummer}-beskrivelse",
                    regel="L-6.5",
                )
            )
    return funn
