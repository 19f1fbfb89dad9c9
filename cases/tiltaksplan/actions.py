"""Doors of the plan: begin a version, save the draft, adopt it, and follow each tiltak's status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.avslutning import kan_vedtas
from cases.sak import access, kalender
from cases.sak.access import Handling
from cases.sak.fakta import plan_fakta
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Del, Sak
from cases.sak.tilstand import krev_aapen, oppdater
from cases.sak.vurdering import brudd_av
from cases.tiltaksplan import palegg
from cases.tiltaksplan.access import egne_tiltak, kan_ha_tiltak
from cases.tiltaksplan.arv import arv
from cases.tiltaksplan.bakgrunn import bakgrunn
from cases.tiltaksplan.data import PLANFELT, RADFELT, Plandata, Tiltaksdata, som_skrevet
from cases.tiltaksplan.fletting import Flettet, Kollisjon, avtrykk, flett
from cases.tiltaksplan.funn import funn_i
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

__all__ = [
    "Plandata",
    "Statusdata",
    "Tiltaksdata",
    "lagre_planutkast",
    "ny_planversjon",
    "sett_egen_tiltak_status",
    "sett_tiltak_status",
    "vedta_tiltaksplan",
]


@dataclass(frozen=True)
class Statusdata:
    """How a tiltak stands, and a note about it. ``sett``: how it stood on the writer's page (``staar_som``)."""

    status: Tiltak.Status
    notat: str = ""
    sett: str | None = None


def staar_som(tiltak: Tiltak) -> str:
    """A fingerprint of how a tiltak stands, for the form that changes it."""
    return avtrykk([tiltak.status, tiltak.status_notat])


def ny_planversjon(*, aktor: Bruker, sak_id: int, now: datetime) -> Tiltaksplan:
    """Begin a version of the plan: the first with its background filled in, a later one as a copy of the last.

    Where the last one is evaluated, each tiltak goes on or stays behind as the evaluation says, whichever page the
    version is begun from (``arv.py``). What Statsforvalteren has ordered and is not done, is always there.

    Raises:
        Regelbrudd: there is a draft already, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now)
        forrige = Tiltaksplan.objects.filter(sak=sak).order_by("-versjon").first()
        if forrige is not None and forrige.status == Tiltaksplan.Status.UTKAST:
            raise Regelbrudd(_("Det finnes alt et utkast. Fortsett på det."))
        plan = Tiltaksplan(sak=sak, versjon=1, opprettet=now, opprettet_av=aktor)
        if forrige is None:
            # What goes home is written in the school's målform (U-7).
            with translation.override(sak.skole.maalform):
                plan.bakgrunn = bakgrunn(sak, aktor)
            _lagre(plan, aktor=aktor, now=now)
        else:
            plan.versjon = forrige.versjon + 1
            arv(plan, forrige, aktor=aktor, now=now)
        palegg.legg_inn(sak, plan, aktor=aktor, now=now)
        logg(sak, Hendelsestype.PLAN_PAABEGYNT, aktor=aktor, now=now, objekt=plan, versjon=plan.versjon)
        oppdater(sak, aktor=aktor, now=now)
    return plan


def lagre_planutkast(*, aktor: Bruker, sak_id: int, data: Plandata, now: datetime) -> Tiltaksplan:
    """Save the draft as far as it has come. The law is not asked yet; only what cannot be true is refused.

    What another saved meanwhile, in other fields and rows, is taken in (``plan.tatt_med``); ``plan.skrevne`` are the
    ids of the rows as they were typed.

    Raises:
        IkkeFunnet: there is no draft.
        Kollisjon: somebody else has written in the same field or row meanwhile; what was typed is not lost.
        Regelbrudd: a tiltak has no words or ends before it begins, someone may not carry a tiltak, what is ordered by
            Statsforvalteren is changed, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now)
        plan = _utkast(sak, data)
        flettet = _sammen(plan, data)
        brudd = [*_umulige(data), *_felles_brudd(sak, plan, data, localdate(now))]
        if brudd:
            raise Regelbrudd(brudd)
        if flettet.ulikheter or (flettet.tatt_med and data.sett is None):
            raise _kollisjon(plan, flettet)
        rader = _fyll(sak, plan, flettet.data)
        _lagre_rader(plan, rader, aktor=aktor, now=now)
        _lagre(plan, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    plan.tatt_med = flettet.tatt_med
    ider = {id(typed): rad.pk for typed, rad in zip(flettet.data.tiltak, rader, strict=True)}
    plan.skrevne = tuple(ider.get(id(typed), typed.id) for typed in data.tiltak)
    return plan


def vedta_tiltaksplan(*, aktor: Bruker, sak_id: int, data: Plandata, now: datetime) -> Tiltaksplan:
    """Save the draft and adopt it: from here it is frozen and in force (L-4.19, L-4.23, L-4.26).

    Raises:
        IkkeFunnet: there is no draft.
        Kollisjon: somebody saved it meanwhile: nobody adopts what they have not read. What was typed is not lost.
        Regelbrudd: all that the law still misses, at once, each beside its field; or the sak is closed.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now)
        plan = _utkast(sak, data)
        flettet = _sammen(plan, data)
        if flettet.ulikheter or flettet.tatt_med or (data.sett is None and _av_andre(plan, data)):
            raise _kollisjon(plan, flettet)
        rader = _fyll(sak, plan, data)
        brudd = brudd_av(kan_vedtas(plan_fakta(plan, rader), dag=dag, parametre=kalender.parametre()), dag)
        brudd += _felles_brudd(sak, plan, data, dag)
        if brudd:
            raise Regelbrudd(brudd)
        _lagre_rader(plan, rader, aktor=aktor, now=now)
        for gammel in Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.VEDTATT):
            gammel.status = Tiltaksplan.Status.ERSTATTET
            _lagre(gammel, aktor=aktor, now=now)
        plan.status = Tiltaksplan.Status.VEDTATT
        plan.vedtatt = now
        plan.vedtatt_av = aktor
        _lagre(plan, aktor=aktor, now=now)
        logg(sak, Hendelsestype.PLAN_VEDTATT, aktor=aktor, now=now, objekt=plan, versjon=plan.versjon)
        oppdater(sak, aktor=aktor, now=now)
        # Without the sak: the one responsible need not see it, and the words tell nothing of whom.
        ansvarlige = [rad.ansvarlig for rad in rader if rad.ansvarlig is not None and rad.ansvarlig_id != aktor.pk]
        varsle(ansvarlige, Varseltype.TILTAK_TILDELT, f"plan:{plan.pk}:tiltak", now=now)
    return plan


def sett_tiltak_status(*, aktor: Bruker, sak_id: int, tiltak_id: int, data: Statusdata, now: datetime) -> Tiltak:
    """Note how a tiltak of the plan in force stands. What it says already is not written again.

    Raises:
        IkkeFunnet: no such tiltak in the sak's plan in force.
        Foreldet: somebody noted something else meanwhile; what was typed is not lost.
        Regelbrudd: «not carried out» without a reason, or the sak is closed.

    """
    with transaction.atomic():
        sak, tiltak = hent_i_planen(aktor, sak_id, tiltak_id, now)
        return _sett_status(sak, tiltak, data, aktor=aktor, now=now)


def sett_egen_tiltak_status(*, aktor: Bruker, tiltak_id: int, data: Statusdata, now: datetime) -> Tiltak:
    """Note how one's own tiltak stands; it takes no access to the sak.

    Raises:
        IkkeFunnet: it is not the actor's, or not in a plan in force of an open sak.
        Foreldet: somebody noted something else meanwhile; what was typed is not lost.
        Regelbrudd: «not carried out» without a reason.

    """
    with transaction.atomic():
        sak, tiltak = hent_eget(aktor, tiltak_id, now)
        return _sett_status(sak, tiltak, data, aktor=aktor, now=now)


def hent_i_planen(aktor: Bruker, sak_id: int, tiltak_id: int, now: datetime) -> tuple[Sak, Tiltak]:
    """A tiltak of the plan in force for one who writes in the sak, which is locked. Within a door's transaction.

    Raises:
        IkkeFunnet: no such tiltak in the sak's plan in force.
        Regelbrudd: the sak is closed.

    """
    sak = access.laas(aktor, Handling.SKRIVE, sak_id, localdate(now), Del.TILTAKSPLAN)
    krev_aapen(sak)
    tiltak = (
        Tiltak.objects.select_related("plan")
        .filter(pk=tiltak_id, plan__sak=sak, plan__status=Tiltaksplan.Status.VEDTATT)
        .first()
    )
    if tiltak is None:
        raise IkkeFunnet
    return sak, tiltak


def hent_eget(aktor: Bruker, tiltak_id: int, now: datetime) -> tuple[Sak, Tiltak]:
    """One's own tiltak and its sak, locked; it takes no access to the sak. Within a door's transaction.

    Raises:
        IkkeFunnet: it is not the actor's, or not in a plan in force of an open sak.

    """
    dag = localdate(now)
    eget = egne_tiltak(aktor, dag).filter(pk=tiltak_id).values_list("plan__sak", flat=True).first()
    if eget is None:
        raise IkkeFunnet
    access.ta_laasen(aktor, access.LAAS_SAK, eget)
    sak = Sak.objects.get(pk=eget)
    # Asked again behind the lock: the plan may have been replaced, or the person shut out, a moment ago.
    tiltak = egne_tiltak(aktor, dag).select_related("plan").filter(pk=tiltak_id).first()
    if tiltak is None:
        raise IkkeFunnet
    return sak, tiltak


def _laas(aktor: Bruker, sak_id: int, now: datetime) -> Sak:
    sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
    krev_aapen(sak)
    return sak


def _utkast(sak: Sak, data: Plandata) -> Tiltaksplan:
    plan = Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.UTKAST).first()
    if plan is None:
        if not Tiltaksplan.objects.filter(sak=sak, versjon=data.versjon).exists():
            raise IkkeFunnet
        raise Regelbrudd(
            _("Planen ble vedtatt mens du skrev. Ta vare på teksten din, og lag en ny versjon for å få den med.")
        )
    if data.versjon not in (0, plan.versjon):
        raise Regelbrudd(
            _("Versjonen du skriver på, er vedtatt av en annen. Ta vare på teksten din, og åpne utkastet på nytt.")
        )
    return plan


def _av_andre(plan: Tiltaksplan, data: Plandata) -> bool:
    """Whether another page than this one has saved since it was shown. A page's own autosave is no news to it."""
    if plan.revisjon == data.revisjon:
        return False
    senere = plan.history.filter(revisjon__gt=data.revisjon)
    return not data.fane or senere.exclude(fane=data.fane).exists()


def _sammen(plan: Tiltaksplan, data: Plandata) -> Flettet:
    return flett(data, som_skrevet(plan), andres=_av_andre(plan, data))


def _kollisjon(plan: Tiltaksplan, flettet: Flettet) -> Kollisjon:
    siste = plan.history.select_related("history_user").first()
    hvem = siste.history_user.navn if siste and siste.history_user else ""
    return Kollisjon(hvem, siste.history_date if siste else None, flettet)


def _umulige(data: Plandata) -> list[Brudd]:
    """What not even a draft can hold."""
    brudd = []
    for nummer, rad in enumerate(data.tiltak):
        if not rad.beskrivelse.strip():
            brudd.append(Brudd(_("Skriv hva tiltaket er."), felt=f"tiltak-{nummer}-beskrivelse"))
        if rad.fra is not None and rad.til is not None and rad.til < rad.fra:
            brudd.append(Brudd(_("Tiltaket kan ikke slutte før det begynner."), felt=f"tiltak-{nummer}-til"))
    return brudd


def _felles_brudd(sak: Sak, plan: Tiltaksplan, data: Plandata, dag: date) -> list[Brudd]:
    """What neither a draft nor an adopted plan can hold, whatever the law's points say."""
    return [*_ansvarlige_brudd(sak, data, dag), *palegg.brudd(sak.pk, plan, data)]


def _ansvarlige_brudd(sak: Sak, data: Plandata, dag: date) -> list[Brudd]:
    """One sentence for every reason: the refusal must not tell which (A-2)."""
    valgte = {rad.ansvarlig.pk: rad.ansvarlig for rad in data.tiltak if rad.ansvarlig is not None}
    stengte = {pk for pk, bruker in valgte.items() if not kan_ha_tiltak(bruker, sak.pk, dag)}
    return [
        Brudd(_("Denne personen kan ikke ha ansvar for et tiltak i saken."), felt=f"tiltak-{nummer}-ansvarlig")
        for nummer, rad in enumerate(data.tiltak)
        if rad.ansvarlig is not None and rad.ansvarlig.pk in stengte
    ]


def _fyll(sak: Sak, plan: Tiltaksplan, data: Plandata) -> list[Tiltak]:
    """Put what was written into the plan and its tiltak, in memory; nothing is stored yet."""
    kjente = {rad.pk: rad for rad in plan.tiltak.all()}
    for felt in PLANFELT:
        setattr(plan, felt, getattr(data, felt))
    plan.fane = data.fane
    with translation.override(sak.skole.maalform):
        funn = {kode: tekst for kode, tekst, _dato in funn_i(sak)}
    rader = []
    for nummer, ny in enumerate(data.tiltak, start=1):
        # A row that someone removed meanwhile is written anew: what was typed is not lost.
        rad = kjente.pop(ny.id, None) if ny.id is not None else None
        rad = rad or Tiltak(plan=plan)
        for felt in RADFELT:
            setattr(rad, felt, getattr(ny, felt))
        # A finding is one of this sak, or none.
        rad.funn = rad.funn if rad.funn in funn else ""
        rad.funn_tekst = funn.get(rad.funn, "")
        rad.rekkefolge = nummer
        rader.append(rad)
    return rader


def _lagre_rader(plan: Tiltaksplan, rader: list[Tiltak], *, aktor: Bruker, now: datetime) -> None:
    igjen = {rad.pk for rad in rader}
    for borte in plan.tiltak.all():
        if borte.pk not in igjen:
            slett(borte, aktor=aktor, now=now)
    for nummer, rad in enumerate(rader):
        _lagre(rad, aktor=aktor, now=now, prefiks=f"tiltak-{nummer}-")
    plan.revisjon += 1


def _sett_status(sak: Sak, tiltak: Tiltak, data: Statusdata, *, aktor: Bruker, now: datetime) -> Tiltak:
    if data.status == Tiltak.Status.IKKE_GJENNOMFORT and not data.notat.strip():
        raise Regelbrudd(_("Skriv hvorfor tiltaket ikke ble gjennomført."), felt="notat")
    sto_som = staar_som(tiltak)
    tiltak.status = data.status
    tiltak.status_notat = data.notat
    if staar_som(tiltak) == sto_som:
        return tiltak
    if data.sett not in (None, sto_som):
        raise Foreldet.etter(tiltak)
    _lagre(tiltak, aktor=aktor, now=now)
    logg(
        sak,
        Hendelsestype.TILTAK_STATUS,
        aktor=aktor,
        now=now,
        objekt=tiltak,
        rekkefolge=tiltak.rekkefolge,
        versjon=tiltak.plan.versjon,
        status=str(Tiltak.Status(data.status).label).lower(),
    )
    oppdater(sak, aktor=aktor, now=now)
    return tiltak


def _lagre(rad: Tiltaksplan | Tiltak, *, aktor: Bruker, now: datetime, prefiks: str = "") -> None:
    try:
        lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        brudd = Regelbrudd.av(feil).brudd
        raise Regelbrudd(Brudd(tekst=b.tekst, felt=f"{prefiks}{b.felt}" if b.felt else b.felt) for b in brudd) from feil
