"""What the account says before anybody has written it: the sak's own facts, for a person to make into an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dossier.models import PLIKTFELT
from cases.dossier.utdrag import dag
from cases.evaluering.models import Evaluering
from cases.lov.generalprove import generalprove
from cases.sak.rettelse import gjeldende
from cases.sak.vurdering import hele, setning
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Samtale

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from cases.lov.generalprove import Prove
    from cases.sak.models import Sak


def prover(sak: Sak, now: datetime) -> tuple[Prove, ...]:
    """The rehearsal of a sak as it stands."""
    leses = hele(sak)
    return generalprove(leses.fakta, now=now, kalender=leses.kalender, parametre=leses.parametre)


def les(sak: Sak, now: datetime) -> dict[str, str]:
    """A text for each field of the account, in the language that is active. A fixed number of queries."""
    tekster = {prove.plikt.delplikt.value: _plikt(prove) for prove in prover(sak, now)}
    samtaler = gjeldende(Samtale.objects.filter(sak=sak).order_by("dato", "pk"))
    planer = list(
        Tiltaksplan.objects.filter(sak=sak)
        .exclude(status=Tiltaksplan.Status.UTKAST)
        .prefetch_related("tiltak")
        .order_by("versjon")
    )
    evalueringer = list(Evaluering.objects.filter(sak=sak).order_by("dato", "pk"))
    return {
        **{felt: tekster.get(felt, "") for felt in PLIKTFELT},
        "elevens_syn": _linjer(
            *((s.dato, s.hva_sies) for s in samtaler if s.type == Samtale.Type.ELEV),
            *((_vedtatt(p), p.elevens_syn) for p in planer),
            *((e.dato, " ".join(del_ for del_ in (_svar(e), e.elevens_ord) if del_)) for e in evalueringer),
        ),
        "foresattes_syn": _linjer(
            *((s.dato, s.hva_sies) for s in samtaler if s.type == Samtale.Type.FORESATTE),
            *((_vedtatt(p), _foresatte(p)) for p in planer),
            *((e.dato, _foresatte(e)) for e in evalueringer),
        ),
        "videre": _videre(planer, evalueringer),
    }


def _plikt(prove: Prove) -> str:
    if not prove.gjelder and not prove.beviser:
        return ""
    return "\n".join(
        f"{dag(bevis.dato)}: {setning(bevis.tekst)}" if bevis.dato is not None else setning(bevis.tekst)
        for bevis in prove.beviser
    )


def _linjer(*rader: tuple[date | None, str]) -> str:
    """What was said, by day; what has no words is left out."""
    fylte = [(naar, tekst.strip()) for naar, tekst in rader if naar is not None and tekst.strip()]
    return "\n\n".join(f"{dag(naar)}: {tekst}" for naar, tekst in sorted(fylte, key=lambda rad: rad[0]))


def _svar(rad: Evaluering) -> str:
    return _("Har eleven det trygt og godt? %(svar)s.") % {"svar": rad.get_elevens_svar_display()}


def _vedtatt(plan: Tiltaksplan) -> date | None:
    return localtime(plan.vedtatt).date() if plan.vedtatt is not None else None


def _foresatte(rad: Tiltaksplan | Evaluering) -> str:
    hver: Iterable[dict[str, str]] = rad.foresattes_syn_hver
    return "\n".join(
        del_ for del_ in (*(f"{en['navn']}: {en['syn']}" for en in hver if en.get("syn")), rad.foresattes_syn) if del_
    )


def _videre(planer: list[Tiltaksplan], evalueringer: list[Evaluering]) -> str:
    plan = next((p for p in reversed(planer) if p.status == Tiltaksplan.Status.VEDTATT), None)
    if plan is None:
        return ""
    siste = next((e for e in reversed(evalueringer) if e.plan_id == plan.pk), None)
    neste = siste.ny_evalueringsdato if siste is not None else plan.evalueringsdato
    linjer = [_("Tiltakene i versjon %(versjon)s av planen:") % {"versjon": plan.versjon}]
    linjer += [f"– {tiltak.beskrivelse}" for tiltak in plan.tiltak.all()]
    if neste is not None:
        linjer.append(_("Tiltakene skal evalueres %(dato)s.") % {"dato": dag(neste)})
    return "\n".join(linjer)
