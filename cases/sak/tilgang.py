"""Doors that let one person into one sak: for a purpose and until a date, to read, to write, or to lead it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import ALLE_DELER, HVEM_KAN, LED_SAK, Handling, er_nektet
from cases.sak.feil import Brudd, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import har_ugild_sektorleder, lagre_leder, si_fra_om_leder, sikre_leder
from cases.sak.models import Del, Eier, Sak, Saktilgang
from cases.sak.tilgangsrad import LENGSTE_TILGANG, skriv_tilgang
from cases.sak.tilstand import oppdater
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Bruker,
    Rolle,
    Rolletildeling,
    gjelder,
)
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

# Where one who is let in to write, writes: samtaler and observasjoner, and how it goes with tiltak.
SKRIVES_I = frozenset({Del.UNDERSOKELSE, Del.TILTAKSPLAN})


@dataclass(frozen=True)
class Tilgangsdata:
    """A grant on one sak: to whom, for what, until when, whether they may write, and which parts they are shown."""

    bruker: Bruker
    formaal: str
    gyldig_til: date
    skrive: bool
    deler: frozenset[Del] = ALLE_DELER


@dataclass(frozen=True)
class Settedata:
    """Who is appointed to lead one sak, why, and until when."""

    bruker: Bruker
    formaal: str
    gyldig_til: date


def kan_faa_tilgang(sak: Sak, dag: date) -> QuerySet[Bruker]:
    """Those a grant may be given to: who works at the sak's school today, and the support services.

    Also those who are denied: that a name is missing here would tell. The door says no, in one sentence for all.
    """
    roller = Rolletildeling.objects.filter(gjelder(dag)).filter(Q(skole=sak.skole_id) | Q(rolle=Rolle.STOTTETJENESTE))
    return Bruker.objects.filter(pk__in=roller.values("bruker"), is_active=True).order_by("etternavn", "fornavn")


def kan_settes(sak: Sak, dag: date) -> QuerySet[Bruker]:
    """Those who may be appointed to lead a sak: leaders of other schools, and sektorledere.

    Where a sektorleder is accused or inhabil, no leader of a school may: they are all below (fvl. § 6 third paragraph).
    """
    hvem = Q(rolle=Rolle.SEKTORLEDER)
    if not har_ugild_sektorleder(sak, dag):
        hvem |= Q(rolle=Rolle.REKTOR) | Q(rolle__in=LEDELSESROLLER, fullmakt=True)
    roller = Rolletildeling.objects.filter(gjelder(dag)).filter(hvem)
    ved_skolen = Rolletildeling.objects.filter(gjelder(dag), skole=sak.skole_id)
    return (
        Bruker.objects.filter(pk__in=roller.values("bruker"), is_active=True)
        .exclude(pk__in=ved_skolen.values("bruker"))
        .order_by("etternavn", "fornavn")
    )


def gi_tilgang(*, aktor: Bruker, sak_id: int, data: Tilgangsdata, now: datetime) -> Saktilgang:
    """Let one person into this one sak, for a purpose and until a date (django-guardian's object grant).

    Raises:
        Regelbrudd: the end is past or more than 90 days away, no purpose, nothing to write in, or the person cannot
            be let in.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        forrige = sak.ansvarlig_id
        brudd = [*_datobrudd(data.gyldig_til, dag), *_formaalsbrudd(data.formaal), *_delbrudd(data)]
        if not kan_faa_tilgang(sak, dag).filter(pk=data.bruker.pk).exists() or er_nektet(data.bruker, sak):
            # One sentence for every reason: the refusal must not tell which.
            brudd.append(Brudd(_("Denne personen kan ikke få tilgang til saken."), felt="bruker"))
        if _satt(sak).filter(user=data.bruker, gyldig_til__gte=dag).exists():
            brudd.append(Brudd(_("Denne personen leder saken."), felt="bruker"))
        if brudd:
            raise Regelbrudd(brudd)
        kodenavn = "skriv_i_sak" if data.skrive else "les_sak"
        tilgang = skriv_tilgang(sak, data.bruker, kodenavn, data.formaal, data.gyldig_til, aktor, now, deler=data.deler)
        logg(sak, Hendelsestype.TILGANG_GITT, aktor=aktor, now=now, objekt=data.bruker)
        if data.bruker.pk == forrige:
            # It may be less than they had.
            sikre_leder(sak, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        _si_fra(tilgang, Varseltype.TILGANG_GITT, sak, now)
        si_fra_om_leder(sak, forrige, now=now)
    return tilgang


def forleng_tilgang(*, aktor: Bruker, sak_id: int, tilgang_id: int, gyldig_til: date, now: datetime) -> Saktilgang:
    """Let a grant that is still in force last longer: at most 90 days from today, or to a date for one who leads.

    Raises:
        IkkeFunnet: no such grant in force on this sak.
        IkkeTilgang: the one who leads the sak by appointment does not lengthen it: skoleeier or kommunalsjef does.
        Regelbrudd: the new end is no later, or too late, or the person can no longer be let in.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        tilgang = _tilgang(sak, tilgang_id, aktor, dag, Saktilgang.objects.filter(gyldig_til__gte=dag))
        setter = tilgang.permission.codename == LED_SAK
        brudd = [] if setter else _datobrudd(gyldig_til, dag)
        if gyldig_til <= tilgang.gyldig_til:
            brudd.append(Brudd(_("Velg en dato etter den tilgangen har i dag."), felt="gyldig_til"))
        mulige = kan_settes(sak, dag) if setter else kan_faa_tilgang(sak, dag)
        if er_nektet(tilgang.user, sak) or not mulige.filter(pk=tilgang.user_id).exists():
            brudd.append(Brudd(_("Denne personen kan ikke få tilgang til saken."), felt="gyldig_til"))
        if brudd:
            raise Regelbrudd(brudd)
        tilgang.gyldig_til = gyldig_til
        tilgang.save(update_fields=["gyldig_til"])
        logg(sak, Hendelsestype.TILGANG_FORLENGET, aktor=aktor, now=now, objekt=tilgang.user)
        oppdater(sak, aktor=aktor, now=now)
        _si_fra(tilgang, Varseltype.SETTESAKSBEHANDLER if setter else Varseltype.TILGANG_GITT, sak, now)
    return tilgang


def trekk_tilgang(*, aktor: Bruker, sak_id: int, tilgang_id: int, now: datetime) -> None:
    """End a grant at once. Who led the sak by it leads it no more: the level it lies at does.

    Raises:
        IkkeFunnet: no such grant on this sak.
        IkkeTilgang: an appointment to lead the sak is ended by skoleeier or kommunalsjef.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        forrige = sak.ansvarlig_id
        tilgang = _tilgang(sak, tilgang_id, aktor, localdate(now), Saktilgang.objects.all())
        logg(sak, Hendelsestype.TILGANG_TRUKKET, aktor=aktor, now=now, objekt=tilgang.user)
        tilgang.delete()
        if tilgang.user_id == forrige or tilgang.permission.codename == LED_SAK:
            sikre_leder(sak, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        si_fra_om_leder(sak, forrige, now=now)


def avslutt_tilganger_for(bruker: Bruker, *, now: datetime) -> int:
    """End every grant of one who has left, as the system's own act; returns how many saker they were in.

    Else a grant, or an appointment to lead, would come back with them when they are here again, perhaps elsewhere.
    """
    aktor = systemet()
    saker = Saktilgang.objects.filter(user=bruker).order_by("content_object").values_list("content_object", flat=True)
    for sak_id in dict.fromkeys(saker):
        with transaction.atomic():
            sak = Sak.objects.select_for_update(of=("self",), no_key=True).select_related("elev").get(pk=sak_id)
            forrige = sak.ansvarlig_id
            for tilgang in Saktilgang.objects.filter(user=bruker, content_object=sak):
                if tilgang.gyldig_til >= localdate(now):
                    logg(sak, Hendelsestype.TILGANG_TRUKKET, aktor=aktor, now=now, objekt=bruker)
                tilgang.delete()
            sikre_leder(sak, aktor=aktor, now=now)
            lagre_leder(sak, aktor=aktor, now=now)
            si_fra_om_leder(sak, forrige, now=now)
    return len(set(saker))


def oppnevn_settesaksbehandler(*, aktor: Bruker, sak_id: int, data: Settedata, now: datetime) -> Saktilgang:
    """Let one person lead this one sak until a date, in place of one who is accused or inhabil (L-5.8, L-N.5).

    Only who leads it for the municipality may: sektorleder, also where the school's rektor is inhabil, or
    kommunalsjef. There is one at a time; appointing the same person again gives a new date.

    Raises:
        IkkeTilgang: the actor leads it, but not for the municipality.
        Regelbrudd: the date is past, no purpose, or the person cannot lead it; the sentence does not tell why.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        if not access.leder_for_kommunen(aktor, sak.pk, dag):
            raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
        brudd = _formaalsbrudd(data.formaal)
        if data.gyldig_til < dag:
            brudd.append(Brudd(_("Datoen er passert."), felt="gyldig_til"))
        if not kan_settes(sak, dag).filter(pk=data.bruker.pk).exists() or er_nektet(data.bruker, sak):
            brudd.append(Brudd(_("Denne personen kan ikke settes til å lede saken."), felt="bruker"))
        if brudd:
            raise Regelbrudd(brudd)
        if sak.eier == Eier.SKOLE:
            # The rektor is inhabil and nothing has moved it yet: then it moves now.
            sikre_leder(sak, aktor=aktor, now=now)
        for gammel in _satt(sak).exclude(user=data.bruker).select_related("user"):
            logg(sak, Hendelsestype.TILGANG_TRUKKET, aktor=aktor, now=now, objekt=gammel.user)
            gammel.delete()
        tilgang = skriv_tilgang(sak, data.bruker, LED_SAK, data.formaal, data.gyldig_til, aktor, now)
        sak.ansvarlig = data.bruker
        logg(sak, Hendelsestype.SETTESAKSBEHANDLER, aktor=aktor, now=now, objekt=data.bruker)
        oppdater(sak, aktor=aktor, now=now)
        _si_fra(tilgang, Varseltype.SETTESAKSBEHANDLER, sak, now)
    return tilgang


def _satt(sak: Sak) -> QuerySet[Saktilgang]:
    return Saktilgang.objects.filter(content_object=sak, permission__codename=LED_SAK)


def _tilgang(sak: Sak, tilgang_id: int, aktor: Bruker, dag: date, blant: QuerySet[Saktilgang]) -> Saktilgang:
    tilgang = blant.filter(pk=tilgang_id, content_object=sak).select_related("user", "permission").first()
    if tilgang is None:
        raise IkkeFunnet
    if tilgang.permission.codename == LED_SAK and not access.leder_for_kommunen(aktor, sak.pk, dag):
        raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
    return tilgang


def _si_fra(tilgang: Any, type_: Varseltype, sak: Sak, now: datetime) -> None:
    nokkel = f"tilgang:{tilgang.pk}:{tilgang.gyldig_til:%Y-%m-%d}"
    til = date_format(tilgang.gyldig_til, "j. F Y")
    varsle([tilgang.user], type_, nokkel, now=now, sak=sak, til=til)


def _formaalsbrudd(formaal: str) -> list[Brudd]:
    return [] if formaal.strip() else [Brudd(_("Skriv hva personen skal gjøre i saken."), felt="formaal")]


def _delbrudd(data: Tilgangsdata) -> list[Brudd]:
    if data.skrive and not data.deler & SKRIVES_I:
        return [Brudd(_("Velg undersøkelsen eller tiltaksplanen når personen skal skrive i saken."), felt="deler")]
    return []


def _datobrudd(gyldig_til: date, dag: date) -> list[Brudd]:
    if gyldig_til < dag:
        return [Brudd(_("Datoen er passert."), felt="gyldig_til")]
    if gyldig_til > dag + LENGSTE_TILGANG:
        return [Brudd(_("En tilgang kan vare i høyst 90 dager om gangen."), felt="gyldig_til")]
    return []
