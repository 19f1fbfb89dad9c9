"""Doors of the closing, the reopening, and the talk after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.evaluering.models import Avslutning, Elevsvar, Ettersjekk, Gjenapning
from cases.lov import avslutning as lov
from cases.lov.begreper import Avslutningsgrunn
from cases.lov.begreper import Elevsvar as LovensElevsvar
from cases.melding.status import si_fra_om_avsluttet
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.kalender import parametre
from cases.sak.tilstand import krev_versjon, oppdater
from cases.sak.vurdering import brudd_av
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Avslutningsdata:
    """A closing (section 2.7). ``elevens_svar`` is asked only where no plan was ever needed."""

    grunn: Avslutning.Grunn
    elevens_syn: str
    foresattes_syn: str
    barnets_beste: str
    begrunnelse: str = ""
    foresattes_syn_dato: date | None = None
    videre_arbeid: str = ""
    hvem_er_informert: str = ""
    ettersjekk_dato: date | None = None
    elevens_svar: Elevsvar | None = None


@dataclass(frozen=True)
class Ettersjekkdata:
    """The talk with the pupil some weeks after closing (D-13)."""

    dato: date
    elevens_svar: Elevsvar
    elevens_ord: str = ""
    trygghetstall: int | None = None
    spurt_av: str = ""


# After a closing, these answers mean that the duty is there again.
IKKE_TRYGG = frozenset({Elevsvar.NEI, Elevsvar.DELVIS})


def avslutt_sak(*, aktor: Bruker, sak_id: int, data: Avslutningsdata, versjon: int, now: datetime) -> Avslutning:
    """Close a sak through the law's gate (L-4.27): the pupil says it is safe, or the duty has ended for another reason.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead.
        Regelbrudd: the law says no, something is missing, or someone changed the sak meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        if sak.avsluttet is not None:
            raise Regelbrudd(_("Saken er avsluttet. Gjenåpne den først."))
        krev_versjon(sak, versjon)
        fakta = fakta_for(sak)
        mangler = lov.kan_avsluttes(
            fakta,
            grunn=Avslutningsgrunn(data.grunn),
            begrunnet=bool(data.begrunnelse.strip()),
            dag=dag,
            parametre=parametre(),
            svar_uten_plan=LovensElevsvar(data.elevens_svar) if data.elevens_svar else None,
        )
        mangler += lov.avslutningens_punkter(
            elevens_syn=bool(data.elevens_syn.strip()), barnets_beste=bool(data.barnets_beste.strip())
        )
        brudd = [*brudd_av(mangler, dag), *_ettersjekk_mangler(data, dag)]
        if brudd:
            raise Regelbrudd(brudd)
        siste = fakta.siste_evaluering
        svar = siste.svar if siste is not None else data.elevens_svar or ""
        try:
            avslutning = lagre(
                Avslutning(
                    sak=sak,
                    grunn=data.grunn,
                    begrunnelse=data.begrunnelse,
                    elevens_svar=str(svar),
                    elevens_svar_dato=siste.dato if siste is not None else dag if svar else None,
                    elevens_syn=data.elevens_syn,
                    foresattes_syn=data.foresattes_syn,
                    foresattes_syn_dato=data.foresattes_syn_dato,
                    barnets_beste=data.barnets_beste,
                    videre_arbeid=data.videre_arbeid,
                    hvem_er_informert=data.hvem_er_informert,
                    ettersjekk_dato=data.ettersjekk_dato,
                    tid=now,
                    av=aktor,
                ),
                aktor=aktor,
                now=now,
            )
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        sak.avsluttet = now
        logg(
            sak,
            Hendelsestype.AVSLUTTET,
            aktor=aktor,
            now=now,
            objekt=avslutning,
            grunn=str(Avslutning.Grunn(data.grunn).label),
        )
        oppdater(sak, aktor=aktor, now=now)
        si_fra_om_avsluttet(sak, now=now)
    return avslutning


ELEVEN_ER_HER = frozenset({Avslutning.Grunn.TRYGG, Avslutning.Grunn.INGEN_EGNEDE})


def _ettersjekk_mangler(data: Avslutningsdata, dag: date) -> list[Brudd]:
    if data.ettersjekk_dato is None:
        if data.grunn in ELEVEN_ER_HER:
            return [Brudd(_("Velg datoen for ettersjekk med eleven."), felt="ettersjekk_dato", regel="D-13")]
    elif data.ettersjekk_dato <= dag:
        return [Brudd(_("Ettersjekken må være fram i tid."), felt="ettersjekk_dato", regel="D-13")]
    return []


def gjenapne_sak(*, aktor: Bruker, sak_id: int, grunn: str, now: datetime) -> Gjenapning:
    """Take a closed sak up again; the clocks start anew.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead.
        Regelbrudd: it is not closed, or no reason is written.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        mangler = lov.kan_gjenapnes(fakta_for(sak))
        if mangler:
            raise Regelbrudd(brudd_av(mangler, dag))
        gjenapning = _gjenapne(sak, grunn, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return gjenapning


def _gjenapne(sak: Sak, grunn: str, *, aktor: Bruker, now: datetime) -> Gjenapning:
    try:
        gjenapning = lagre(Gjenapning(sak=sak, grunn=grunn, tid=now, av=aktor), aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    sak.avsluttet = None
    logg(sak, Hendelsestype.GJENAPNET, aktor=aktor, now=now, objekt=gjenapning)
    if sak.ansvarlig_id != aktor.pk:
        varsle([sak.ansvarlig], Varseltype.SAK_TILDELT, f"gjenapning:{gjenapning.pk}", now=now, sak=sak)
    return gjenapning


def registrer_ettersjekk(*, aktor: Bruker, sak_id: int, data: Ettersjekkdata, now: datetime) -> Ettersjekk:
    """Note the talk after closing. When the pupil does not say yes, the sak is taken up again at once (L-4.22).

    Raises:
        IkkeFunnet: the sak has never been closed, or is not the actor's.
        IkkeTilgang: the actor may not lead it.
        Regelbrudd: the talk is noted already, the sak has been reopened, or the date is impossible.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        avslutning = Avslutning.objects.filter(sak=sak).order_by("-tid").first()
        if avslutning is None:
            raise IkkeFunnet
        if sak.avsluttet is None:
            raise Regelbrudd(_("Saken er gjenåpnet. Da er det ingen ettersjekk: skriv samtalen i undersøkelsen."))
        if data.dato > dag:
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if data.dato < localdate(avslutning.tid):
            raise Regelbrudd(_("Ettersjekken kan ikke være før saken ble avsluttet."), felt="dato")
        try:
            ettersjekk = lagre(
                Ettersjekk(
                    avslutning=avslutning,
                    dato=data.dato,
                    elevens_svar=data.elevens_svar,
                    elevens_ord=data.elevens_ord,
                    trygghetstall=data.trygghetstall,
                    spurt_av=data.spurt_av,
                    registrert=now,
                    registrert_av=aktor,
                ),
                aktor=aktor,
                now=now,
            )
        except ValidationError as feil:
            raise Regelbrudd(_("Ettersjekken er alt skrevet inn.")) from feil
        logg(
            sak,
            Hendelsestype.ETTERSJEKK,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=ettersjekk,
            svar=str(data.elevens_svar.label),
        )
        if data.elevens_svar in IKKE_TRYGG:
            _gjenapne(sak, _("Ved ettersjekken svarte eleven ikke at det er trygt."), aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return ettersjekk
