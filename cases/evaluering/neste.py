"""The door from an evaluation to the next version of the plan: each tiltak goes on as it was evaluated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.evaluering.models import Evaluering, Tiltaksvurdering
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.tilstand import krev_aapen
from cases.tiltaksplan import palegg
from cases.tiltaksplan.actions import ny_planversjon
from cases.tiltaksplan.data import RADFELT
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

GRUNNLAG_LENGST = 2000  # characters, as in the row


def ny_versjon_fra_evaluering(*, aktor: Bruker, sak_id: int, evaluering_id: int, now: datetime) -> Tiltaksplan:
    """Begin the version an evaluation asks for: what goes on is taken over with its result, what ends stays behind.

    The agreed date of the next evaluation follows too. The draft is then written and adopted like any other.

    Raises:
        IkkeFunnet, IkkeTilgang: no such evaluation of a sak the actor leads.
        Regelbrudd: it does not ask for a new version, it is not the newest, there is a draft, or the sak is closed.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        krev_aapen(sak)
        evaluering = Evaluering.objects.filter(pk=evaluering_id, sak=sak).select_related("plan").first()
        if evaluering is None:
            raise IkkeFunnet
        if not evaluering.gir_ny_versjon:
            raise Regelbrudd(_("Evalueringen ber ikke om en ny versjon av planen."))
        nyere = Evaluering.objects.filter(sak=sak, pk__gt=evaluering.pk).exists()
        if nyere or evaluering.plan.status != Tiltaksplan.Status.VEDTATT:
            raise Regelbrudd(_("Det er kommet en nyere evaluering eller versjon. Bruk den."))
        plan = ny_planversjon(aktor=aktor, sak_id=sak.pk, now=now)
        if evaluering.ny_evalueringsdato is not None and evaluering.ny_evalueringsdato > localdate(now):
            plan.evalueringsdato = evaluering.ny_evalueringsdato
            lagre(plan, aktor=aktor, now=now)
        # What goes home is written in the school's målform (U-7).
        with translation.override(sak.skole.maalform):
            _viderefor(evaluering, plan, aktor=aktor, now=now)
    return plan


def _viderefor(evaluering: Evaluering, plan: Tiltaksplan, *, aktor: Bruker, now: datetime) -> None:
    arvet = {rad.forrige_id: rad for rad in plan.tiltak.all()}
    vurdert = {rad.tiltak_id: rad for rad in evaluering.vurderinger.all()}
    ferdige = palegg.ferdige(plan.sak_id)
    nummer = 0
    for gammel in evaluering.plan.tiltak.all():
        rad, vurdering = arvet.get(gammel.pk), vurdert.get(gammel.pk)
        gaar_videre = vurdering.videre in Tiltaksvurdering.VIDEREFORES if vurdering is not None else rad is not None
        # Only Statsforvalteren can take away what is ordered.
        if not gaar_videre and not palegg.staar(gammel, ferdige):
            if rad is not None:
                slett(rad, aktor=aktor, now=now)
            continue
        if rad is None:
            rad = Tiltak(plan=plan, forrige=gammel, **{felt: getattr(gammel, felt) for felt in RADFELT})
            rad.funn_tekst = gammel.funn_tekst
        nummer += 1
        rad.rekkefolge = nummer
        if vurdering is not None:
            rad.grunnlag = _med_resultat(gammel.grunnlag, evaluering, vurdering)
        lagre(rad, aktor=aktor, now=now)
    # An order that came after the version that was evaluated.
    for rad in plan.tiltak.exclude(forrige__plan=evaluering.plan_id):
        nummer += 1
        rad.rekkefolge = nummer
        lagre(rad, aktor=aktor, now=now)


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
