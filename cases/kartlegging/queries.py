"""Reads of the register: its list, what belongs to an activity of the wheel, and what covers a pupil's class."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Q

from annual_wheel.models import Kategori, Skoleaktivitet, skolear_for
from cases.kartlegging.access import synlige
from cases.kartlegging.actions import Omfang
from steinkjer_skolemiljo.organisation.models import Klasse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from cases.kartlegging.models import Klassekartlegging
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25
# What is older says little of how a pupil has it now.
I_SAK = timedelta(days=730)
I_SAK_VISES = 6


def liste(
    bruker: Bruker, dag: date, *, slag: str = "", skolear: int | None = None, side: int
) -> Page[Klassekartlegging]:
    """The register as this person has it, newest first. Three queries."""
    rader = synlige(bruker, dag)
    if slag:
        rader = rader.filter(slag=slag)
    if skolear is not None:
        rader = rader.filter(skolear=skolear)
    return Paginator(rader, PER_SIDE).get_page(side)


def omfang_for(bruker: Bruker, dag: date) -> list[tuple[str, str, Omfang]]:
    """Whom this person may write about: a code, its words, and what it is. One query."""
    roller = roller_for(bruker, dag)
    klasser = list(
        Klasse.objects.filter(
            Q(pk__in=sorted(roller.klasser)) | Q(skole__in=sorted(roller.leder_skoler)), skolear=skolear_for(dag)
        )
        .select_related("skole")
        .order_by("skole__navn", "trinn", "navn")
    )
    flere_skoler = len({klasse.skole_id for klasse in klasser}) > 1
    valg: list[tuple[str, str, Omfang]] = []
    for klasse in klasser:
        navn = f"{klasse.navn}, {klasse.skole.navn}" if flere_skoler else klasse.navn
        valg.append((f"klasse:{klasse.pk}", navn, Omfang(klasse.skole, klasse=klasse)))
    ledes = {klasse.skole_id: klasse.skole for klasse in klasser if klasse.skole_id in roller.leder_skoler}
    for skole in ledes.values():
        trinnene = sorted({klasse.trinn for klasse in klasser if klasse.skole_id == skole.pk})
        sted = f", {skole.navn}" if flere_skoler else ""
        valg += [(f"trinn:{skole.pk}:{t}", f"{t}. trinn{sted}", Omfang(skole, trinn=t)) for t in trinnene]
        valg.append((f"skole:{skole.pk}", skole.navn, Omfang(skole)))
    return valg


def aktiviteter_for(bruker: Bruker, dag: date, *, og: int | None = None) -> QuerySet[Skoleaktivitet]:
    """The surveys planned in the wheels of the schools this person writes for, and one more (``og``). One query."""
    roller = roller_for(bruker, dag)
    skoler = Klasse.objects.filter(pk__in=sorted(roller.klasser)).values("skole")
    return (
        Skoleaktivitet.objects.filter(
            Q(
                Q(hjul__skole__in=sorted(roller.leder_skoler)) | Q(hjul__skole__in=skoler),
                hjul__skolear=skolear_for(dag),
                kategori=Kategori.KARTLEGGING,
            )
            | Q(pk=og)
        )
        .select_related("hjul__skole")
        .order_by("frist", "pk")
    )


def til_aktivitet(bruker: Bruker, aktivitet: Skoleaktivitet, dag: date) -> list[Klassekartlegging]:
    """What this person may see of what was done under an activity. One query."""
    return list(synlige(bruker, dag).filter(aktivitet=aktivitet.pk)[:PER_SIDE])


def for_sak(bruker: Bruker, sak: Sak, dag: date) -> QuerySet[Klassekartlegging]:
    """What this person may see that covers the class of the pupil at the sak's school, newest first."""
    klasser = {klasse.pk: klasse for klasse in (sak.klassen, sak.klasse) if klasse is not None}
    dekker = Q(klasse__in=sorted(klasser)) | Q(skole=sak.skole_id, klasse__isnull=True, trinn__isnull=True)
    for klasse in klasser.values():
        dekker |= Q(skole=klasse.skole_id, skolear=klasse.skolear, trinn=klasse.trinn)
    return synlige(bruker, dag).filter(dekker, dato__gt=dag - I_SAK)


def siste_for_sak(bruker: Bruker, sak: Sak, dag: date) -> list[Klassekartlegging]:
    """The newest of them. One query, and one for a kontaktlærer's classes."""
    return list(for_sak(bruker, sak, dag)[:I_SAK_VISES])
