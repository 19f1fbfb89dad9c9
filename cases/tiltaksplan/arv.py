"""What a new version of the plan takes over from the last: what is said, and each tiltak as it was evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.evaluering.models import Evaluering, Tiltaksvurdering
from cases.overlevering.gjelder import overtatt_av
from cases.overlevering.models import Overtakelse
from cases.tiltaksplan import palegg
from cases.tiltaksplan.data import PLANFELT, RADFELT
from cases.tiltaksplan.models import Tiltak
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import datetime

    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Bruker

# The date of evaluation belongs to the version that is being written.
ARVES = tuple(navn for navn in PLANFELT if navn not in {"evalueringsdato", "evaluering_begrunnelse"})
# A tiltak nobody has evaluated that is done or ended, stays in the version where it belongs.
VIDEREFORES = (Tiltak.Status.PLANLAGT, Tiltak.Status.I_GANG, Tiltak.Status.IKKE_GJENNOMFORT)
GRUNNLAG_LENGST = 2000  # characters, as in the row


def _evaluering_av(plan: Tiltaksplan) -> Evaluering | None:
    """The newest evaluation, where it is of this version and something goes on after it."""
    siste = Evaluering.objects.filter(sak=plan.sak_id).order_by("-pk").first()
    if siste is None or siste.plan_id != plan.pk or siste.konklusjon == Evaluering.Konklusjon.AVSLUTTE:
        return None
    return siste


def arv(plan: Tiltaksplan, forrige: Tiltaksplan, *, aktor: Bruker, now: datetime) -> None:
    """Save a draft as a copy of the last version, and with what its evaluation decided. Within a door's transaction.

    What the evaluation says goes on, goes on with its result beside it, also when somebody has ticked it as done; what
    it ended or replaced stays behind. The agreed date of the next evaluation follows, while it is still to come.
    """
    for felt in ARVES:
        setattr(plan, felt, getattr(forrige, felt))
    evaluering = _evaluering_av(forrige)
    plan.fra_evaluering = evaluering is not None
    neste = evaluering.ny_evalueringsdato if evaluering is not None else None
    if neste is not None and neste > localdate(now):
        plan.evalueringsdato = neste
    lagre(plan, aktor=aktor, now=now)
    vurdert = {rad.tiltak_id: rad for rad in evaluering.vurderinger.all()} if evaluering is not None else {}
    ferdige = palegg.ferdige(plan.sak_id) if vurdert else frozenset()
    rader = [rad for rad in forrige.tiltak.all() if _gaar_videre(rad, vurdert.get(rad.pk), ferdige)]
    overtakere = overtatt_av(Overtakelse.Hva.TILTAK, [rad.pk for rad in rader])
    for nummer, gammel in enumerate(rader, start=1):
        nytt = Tiltak(plan=plan, rekkefolge=nummer, forrige=gammel)
        for felt in (*RADFELT, "funn_tekst"):
            setattr(nytt, felt, getattr(gammel, felt))
        nytt.ansvarlig = overtakere.get(gammel.pk, nytt.ansvarlig)
        if gammel.status == Tiltak.Status.I_GANG:
            nytt.status = Tiltak.Status.I_GANG
        if evaluering is not None and gammel.pk in vurdert:
            # What goes home is written in the school's målform (U-7).
            with translation.override(plan.sak.skole.maalform):
                nytt.grunnlag = _med_resultat(gammel.grunnlag, evaluering, vurdert[gammel.pk])
        lagre(nytt, aktor=aktor, now=now)


def _gaar_videre(rad: Tiltak, vurdering: Tiltaksvurdering | None, ferdige: frozenset[str]) -> bool:
    if vurdering is None:
        return rad.status in VIDEREFORES
    # Only Statsforvalteren can take away what is ordered.
    return vurdering.videre in Tiltaksvurdering.VIDEREFORES or palegg.staar(rad, ferdige)


def _med_resultat(grunnlag: str, evaluering: Evaluering, vurdering: Tiltaksvurdering) -> str:
    """Why the tiltak stands as it does, with what the evaluation showed; what does not fit is not cut in the middle."""
    resultat = _("Evaluert %(dato)s. Eleven: %(elev)s. De voksne: %(voksne)s. Videre: %(videre)s.") % {
        "dato": date_format(evaluering.dato, "j. F Y"),
        "elev": vurdering.get_virkning_elev_display().lower(),
        "voksne": vurdering.get_virkning_voksne_display().lower(),
        "videre": vurdering.get_videre_display().lower(),
    }
    for linjer in ((grunnlag, resultat, vurdering.kommentar), (grunnlag, resultat), (grunnlag,)):
        tekst = "\n".join(linje for linje in linjer if linje.strip())
        if len(tekst) <= GRUNNLAG_LENGST:
            return tekst
    return grunnlag
