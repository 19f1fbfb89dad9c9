"""Doors of the evaluation. Those of the closing stand in ``avslutning.py``; the next version is the plan's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.evaluering.avslutning import (
    IKKE_TRYGG,
    Avslutningsdata,
    Ettersjekkdata,
    avslutt_sak,
    gjenapne_sak,
    registrer_ettersjekk,
)
from cases.evaluering.models import Elevsvar, Evaluering, Tiltaksvurdering
from cases.lov import avslutning as lov
from cases.lov.begreper import Elevsvar as LovensElevsvar
from cases.lov.begreper import Konklusjon
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.feil import Brudd, Foreldet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.kalender import parametre
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import brudd_av
from cases.tiltaksplan import palegg
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

__all__ = [
    "IKKE_TRYGG",
    "Avslutningsdata",
    "Ettersjekkdata",
    "Evalueringsdata",
    "Tiltaksvurderingsdata",
    "avslutt_sak",
    "evaluer",
    "gjenapne_sak",
    "registrer_ettersjekk",
]


@dataclass(frozen=True)
class Tiltaksvurderingsdata:
    """How one tiltak worked."""

    tiltak: Tiltak
    gjennomfort: str
    virkning_elev: str
    virkning_voksne: str
    videre: str
    kommentar: str = ""

    @property
    def for_loven(self) -> lov.TiltakVurdert:
        """The same for the law, which does not know the rows."""
        uten = bool({self.virkning_elev, self.virkning_voksne} & set(Tiltaksvurdering.UTEN_VIRKNING))
        return lov.TiltakVurdert(
            nokkel=str(self.tiltak.pk),
            fortsetter_uten_virkning=uten and self.videre != Tiltaksvurdering.Videre.AVSLUTTE,
            begrunnet=bool(self.kommentar.strip()),
            endrer_planen=self.videre in Tiltaksvurdering.ENDRER_PLANEN,
        )


@dataclass(frozen=True)
class Evalueringsdata:
    """An evaluation of the plan in force (section 2.6)."""

    planversjon: int
    dato: date
    deltakere: str
    elevens_svar: Elevsvar
    spurt_av: str
    konklusjon: Evaluering.Konklusjon
    elevens_ord: str = ""
    foresattes_syn: str = ""
    nye_hendelser: str = ""
    voksnes_vurdering: str = ""
    begrunnelse: str = ""
    ny_evalueringsdato: date | None = None
    vurderinger: tuple[Tiltaksvurderingsdata, ...] = ()
    trygghetstall: int | None = None
    foresattes_syn_hver: list[dict[str, Any]] = field(default_factory=list)
    voksnes_svar: str = ""
    vurder_alvorlighet: bool = False
    hjelp_utenfra: str = ""
    # The newest evaluation the writer was shown, 0 for none; nothing where nobody was shown any.
    sett: int | None = None


def evaluer(*, aktor: Bruker, sak_id: int, data: Evalueringsdata, now: datetime) -> Evaluering:
    """Evaluate the plan in force: the pupil's own answer decides what may follow (L-4.22, § 12-4 second paragraph).

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead.
        Foreldet: somebody else has evaluated since the form was shown.
        Regelbrudd: the conclusion does not follow from the answer, a coming evaluation is missing, or the plan has
            been replaced since the form was shown.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        if sak.avsluttet is not None:
            raise Regelbrudd(_("Saken er avsluttet. Gjenåpne den først."))
        _krev_sett(sak, data.sett)
        mangler = lov.kan_evalueres(
            fakta_for(sak),
            svar=LovensElevsvar(data.elevens_svar),
            konklusjon=Konklusjon(data.konklusjon),
            begrunnet=bool(data.begrunnelse.strip()),
            ny_evalueringsdato=data.ny_evalueringsdato,
            dag=dag,
            parametre=parametre(),
            tiltak=tuple(vurdering.for_loven for vurdering in data.vurderinger),
        )
        brudd = [*brudd_av(mangler, dag), *_paalagte_brudd(sak, data)]
        if brudd:
            raise Regelbrudd(brudd)
        plan = Tiltaksplan.objects.get(sak=sak, status=Tiltaksplan.Status.VEDTATT)
        if plan.versjon != data.planversjon:
            raise Regelbrudd(
                _("Planen har fått en ny versjon (%(versjon)s) mens du skrev. Se over, og evaluer den.")
                % {"versjon": plan.versjon}
            )
        if data.dato > dag:
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if plan.vedtatt is not None and data.dato < localdate(plan.vedtatt):
            raise Regelbrudd(_("Planen var ikke vedtatt denne dagen."), felt="dato")
        avslutter = data.konklusjon == Evaluering.Konklusjon.AVSLUTTE
        try:
            evaluering = lagre(
                Evaluering(
                    sak=sak,
                    plan=plan,
                    dato=data.dato,
                    deltakere=data.deltakere,
                    elevens_svar=data.elevens_svar,
                    elevens_ord=data.elevens_ord,
                    trygghetstall=data.trygghetstall,
                    spurt_av=data.spurt_av,
                    foresattes_syn=data.foresattes_syn,
                    foresattes_syn_hver=data.foresattes_syn_hver,
                    nye_hendelser=data.nye_hendelser,
                    voksnes_svar=data.voksnes_svar,
                    voksnes_vurdering=data.voksnes_vurdering,
                    konklusjon=data.konklusjon,
                    begrunnelse=data.begrunnelse,
                    vurder_alvorlighet=data.vurder_alvorlighet,
                    hjelp_utenfra=data.hjelp_utenfra,
                    ny_evalueringsdato=None if avslutter else data.ny_evalueringsdato,
                    registrert=now,
                    registrert_av=aktor,
                ),
                aktor=aktor,
                now=now,
            )
            for vurdering in data.vurderinger:
                _vurder_tiltak(evaluering, vurdering, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(
            sak,
            Hendelsestype.EVALUERING,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=evaluering,
            versjon=plan.versjon,
            svar=str(data.elevens_svar.label),
        )
        oppdater(sak, aktor=aktor, now=now)
    return evaluering


def _vurder_tiltak(evaluering: Evaluering, data: Tiltaksvurderingsdata, *, aktor: Bruker, now: datetime) -> None:
    if data.tiltak.plan_id != evaluering.plan_id:
        raise Regelbrudd(_("Tiltaket hører ikke til planen som evalueres."))
    lagre(
        Tiltaksvurdering(
            evaluering=evaluering,
            tiltak=data.tiltak,
            gjennomfort=data.gjennomfort,
            virkning_elev=data.virkning_elev,
            virkning_voksne=data.virkning_voksne,
            videre=data.videre,
            kommentar=data.kommentar,
        ),
        aktor=aktor,
        now=now,
    )


def _krev_sett(sak: Sak, sett: int | None) -> None:
    """Refuse when somebody else has evaluated meanwhile: two who ask the pupil must know of each other."""
    if sett is None:
        return
    siste = Evaluering.objects.filter(sak=sak).select_related("registrert_av").order_by("-pk").first()
    if siste is not None and siste.pk != sett:
        raise Foreldet(siste.registrert_av.navn, siste.registrert)


def _paalagte_brudd(sak: Sak, data: Evalueringsdata) -> list[Brudd]:
    """What Statsforvalteren has ordered is not ended or replaced by the school while the sak goes on."""
    if data.konklusjon == Evaluering.Konklusjon.AVSLUTTE:
        return []
    tekst = _("Tiltaket er pålagt av Statsforvalteren, og kan ikke avsluttes eller byttes ut.")
    ferdige = palegg.ferdige(sak.pk)
    slutter = (Tiltaksvurdering.Videre.AVSLUTTE, Tiltaksvurdering.Videre.ERSTATTE)
    return [
        Brudd(tekst, felt=f"tiltak-{rad.tiltak.pk}-videre")
        for rad in data.vurderinger
        if palegg.staar(rad.tiltak, ferdige) and rad.videre in slutter
    ]
