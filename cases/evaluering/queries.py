"""Reads for the evaluation's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.evaluering.models import Avslutning, Evaluering, Gjenapning, Tiltaksvurdering
from cases.lov import alvorlighet
from cases.lov import avslutning as lov
from cases.lov.begreper import Avslutningsgrunn
from cases.lov.parametre import Maal
from cases.sak.fakta import fakta_for
from cases.sak.kalender import parametre
from cases.sak.vurdering import brudd_av
from cases.tiltaksplan.models import Tiltaksplan
from cases.tiltaksplan.queries import UKER, datoforslag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cases.sak.feil import Brudd
    from cases.sak.models import Sak
    from cases.sak.oppslag import Apnet


@dataclass(frozen=True)
class Bakteppe:
    """What one must know to evaluate: what has come since last, and how the rounds before went."""

    # The newest evaluation, 0 for none: the form remembers that it was seen.
    siste: int
    siden: date | None
    meldinger: tuple[date, ...]
    datoer: tuple[tuple[date, str, bool], ...]
    # The longest time to the next evaluation without a reason (D-7), in days.
    lengst: int
    # Plan versions without the pupil being safe, and whether they are so many that help from outside is due (D-15).
    uten_virkning: int
    trenger_hjelp: bool


@dataclass(frozen=True)
class Arkivlinje:
    """One kind of thing that stays in the sak when it is closed; a plan version with its paper."""

    tekst: str
    versjon: int | None = None


@dataclass(frozen=True)
class Planer:
    """The plan's versions, for the pages here: the one in force, whether a draft waits, and when each was adopted."""

    gjeldende: Tiltaksplan | None
    utkast: Tiltaksplan | None
    vedtatte: tuple[tuple[int, date], ...]


@dataclass(frozen=True)
class NesteVersjon:
    """What the newest evaluation asks for that is not done yet."""

    videre: tuple[Tiltaksvurdering, ...]
    erstattes: tuple[Tiltaksvurdering, ...]
    avsluttes: tuple[Tiltaksvurdering, ...]
    utkast: Tiltaksplan | None


def planer(sak: Sak) -> Planer:
    """The versions of the sak's plan. One query."""
    alle = list(Tiltaksplan.objects.filter(sak=sak).order_by("versjon"))
    return Planer(
        gjeldende=next((p for p in alle if p.status == Tiltaksplan.Status.VEDTATT), None),
        utkast=next((p for p in alle if p.status == Tiltaksplan.Status.UTKAST), None),
        vedtatte=tuple((p.versjon, localdate(p.vedtatt)) for p in alle if p.vedtatt is not None),
    )


def neste_versjon(evalueringer: Sequence[Evaluering], planer: Planer) -> NesteVersjon | None:
    """The new version that the newest evaluation asks for, until it is adopted. No query."""
    siste = max(evalueringer, key=lambda e: e.pk, default=None)
    if siste is None or not siste.gir_ny_versjon or planer.gjeldende is None or siste.plan_id != planer.gjeldende.pk:
        return None
    vurderinger = list(siste.vurderinger.all())
    v = Tiltaksvurdering.Videre
    return NesteVersjon(
        videre=tuple(rad for rad in vurderinger if rad.videre in Tiltaksvurdering.VIDEREFORES),
        erstattes=tuple(rad for rad in vurderinger if rad.videre == v.ERSTATTE),
        avsluttes=tuple(rad for rad in vurderinger if rad.videre == v.AVSLUTTE),
        utkast=planer.utkast,
    )


def gjeldende_plan(sak: Sak) -> Tiltaksplan | None:
    """The adopted plan in force, with its tiltak, or nothing."""
    return Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.VEDTATT).prefetch_related("tiltak").first()


def bakteppe(apnet: Apnet) -> Bakteppe:
    """What an evaluation today stands on, of what the reader may know. Five queries."""
    sak, dag = apnet.sak, apnet.tid.dag
    fakta, maal = fakta_for(sak).uten_meldinger(apnet.stengte_meldinger), parametre()
    siste = Evaluering.objects.filter(sak=sak).order_by("-pk").values_list("pk", flat=True).first() or 0
    runder = len(fakta.evalueringer)
    sist = max((e.dato for e in fakta.evalueringer), default=None)
    uten = alvorlighet.uten_virkning(fakta)
    return Bakteppe(
        siste=siste,
        siden=sist,
        meldinger=tuple(
            sorted(dato for m in fakta.meldinger if (dato := localdate(m.sendt)) and (sist is None or dato > sist))
        ),
        # After the first evaluation two weeks, then four (D-7).
        datoer=tuple(datoforslag(sak, dag, passer=UKER[min(runder + 1, len(UKER) - 1)])),
        lengst=maal.verdi(Maal.EVALUERING_LENGST, dag),
        uten_virkning=uten,
        trenger_hjelp=uten >= maal.verdi(Maal.VERSJONER_UTEN_TRYGG, dag),
    )


def porten(sak: Sak, dag: date) -> list[Brudd]:
    """What the law still asks before the sak can be closed because the pupil is safe. Two queries."""
    mangler = lov.kan_avsluttes(
        fakta_for(sak), grunn=Avslutningsgrunn.TRYGG, begrunnet=True, dag=dag, parametre=parametre()
    )
    return brudd_av(mangler, dag)


def arkivet(apnet: Apnet) -> list[Arkivlinje]:
    """What the sak holds when it is closed, and keeps, of what the reader may know. Eight queries."""
    sak = apnet.sak
    meldinger = sak.meldingselever.exclude(melding__in=apnet.stengte_meldinger).count()
    samtaler = sak.samtaler.count()
    observasjoner, kartlegginger = sak.observasjoner.count(), sak.kartlegginger.count()
    analyser, evalueringer = sak.analyser.count(), sak.evalueringer.count()
    tekster = (
        (meldinger, ngettext("%(antall)s melding", "%(antall)s meldinger", meldinger)),
        (samtaler, ngettext("%(antall)s samtale", "%(antall)s samtaler", samtaler)),
        (observasjoner, ngettext("%(antall)s observasjon", "%(antall)s observasjoner", observasjoner)),
        (kartlegginger, ngettext("%(antall)s kartlegging", "%(antall)s kartlegginger", kartlegginger)),
        (analyser, ngettext("%(antall)s vurdering", "%(antall)s vurderinger", analyser)),
        (evalueringer, ngettext("%(antall)s evaluering", "%(antall)s evalueringer", evalueringer)),
    )
    planer = Tiltaksplan.objects.filter(sak=sak, vedtatt__isnull=False).order_by("versjon")
    return [
        *(Arkivlinje(tekst % {"antall": antall}) for antall, tekst in tekster if antall),
        *(Arkivlinje(_("Tiltaksplan, versjon %(versjon)s") % {"versjon": p.versjon}, p.versjon) for p in planer),
    ]


def evalueringer(sak: Sak) -> list[Evaluering]:
    """The sak's evaluations, newest first, each with how every tiltak worked."""
    return list(
        Evaluering.objects.filter(sak=sak)
        .select_related("plan", "registrert_av")
        .prefetch_related(
            Prefetch(
                "vurderinger", Tiltaksvurdering.objects.select_related("tiltak").order_by("tiltak__rekkefolge", "id")
            )
        )
    )


def avslutninger(sak: Sak) -> list[Avslutning]:
    """The sak's closings, newest first, each with its talk afterwards."""
    return list(Avslutning.objects.filter(sak=sak).select_related("av", "ettersjekk"))


def gjenapninger(sak: Sak) -> list[Gjenapning]:
    """When and why the sak was taken up again, newest first."""
    return list(Gjenapning.objects.filter(sak=sak).select_related("av"))
