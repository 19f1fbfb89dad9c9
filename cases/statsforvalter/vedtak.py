"""Doors of what is decided: decisions, orders and how they are followed, appeals, and tvangsmulkt (§ 12-6, § 12-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.lov import statsforvalter as lov
from cases.sak import access as saksadgang
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import Brudd, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.tilstand import oppdater
from cases.statsforvalter.actions import aapen, dato_brudd, ny, skriv
from cases.statsforvalter.models import (
    Fristforlengelse,
    Palegg,
    Paleggoppfolging,
    Statsforvalterklage,
    Statsforvaltervedtak,
    Tvangsmulkt,
)
from cases.statsforvalter.varsler import si_fra, slutt_aa_be
from cases.tiltaksplan.access import kan_ha_tiltak
from cases.tiltaksplan.models import Tiltaksplan
from cases.tiltaksplan.palegg import flytt_frister, legg_inn
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from cases.sak.models import Sak
    from cases.statsforvalter.data import (
        Forlengelsedata,
        Klagedata,
        Mulktdata,
        Oppfolgingsdata,
        Paleggdata,
        Stansdata,
        Vedtaksdata,
    )
    from cases.statsforvalter.models import Statsforvaltersak

Utfall = Statsforvaltervedtak.Utfall
INGEN_ANSVARLIG = gettext_lazy("Velg en person, eller skriv en rolle.")


def kan_ha_palegg(sak: Sak, dag: date, aktor: Bruker) -> QuerySet[Bruker]:
    """Who may carry an order: those who work at the sak's school today, and whoever writes it in."""
    ved_skolen = Rolletildeling.objects.filter(gjelder(dag), skole=sak.skole_id)
    return Bruker.objects.filter(
        Q(pk__in=ved_skolen.values("bruker")) | Q(pk=aktor.pk), is_active=True, er_systemet=False
    ).order_by("etternavn", "fornavn", "pk")


def registrer_vedtak(
    *, aktor: Bruker, sak_id: int, data: Vedtaksdata, sett: int | None = None, now: datetime
) -> Statsforvaltervedtak:
    """Register a decision (L-6.5, L-6.6). One that lifts an earlier one takes its orders away too.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to follow up, or it is not at Statsforvalteren.
        Regelbrudd: the days do not fit, the appeal it decides is another round's or decided, it lifts a decision nobody
            appealed, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        brudd = dato_brudd(now, mottatt=data.mottatt, dato=data.dato)
        if data.dato < runde.meldt:
            brudd.append(Brudd(_("Avgjørelsen kan ikke være fra før saken ble meldt."), felt="dato"))
        if data.mottatt < data.dato:
            brudd.append(Brudd(_("Vedtaket kan ikke være mottatt før det ble fattet."), felt="mottatt"))
        if data.klagefrist is not None and data.klagefrist < data.mottatt:
            brudd.append(Brudd(_("Klagefristen kan ikke være før vedtaket kom."), felt="klagefrist"))
        if data.klage is not None and not ubesvarte_klager(runde).filter(pk=data.klage.pk).exists():
            brudd.append(Brudd(_("Velg en klage som ikke er avgjort."), felt="klage"))
        if data.utfall == Utfall.OPPHEVET and data.klage is None:
            tekst = _("Et vedtak oppheves etter en klage. Skriv inn klagen først.")
            brudd.append(Brudd(tekst, felt="klage", regel="L-6.6"))
        if brudd:
            raise Regelbrudd(brudd)
        felter = vars(data) | {"klagefrist": data.klagefrist or _klagefrist(data)}
        vedtak = ny(Statsforvaltervedtak(sak=sak, runde=runde, **felter), aktor=aktor, now=now)
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_VEDTAK,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.mottatt, now),
            objekt=vedtak,
            utfall=str(Utfall(data.utfall).label).lower(),
        )
        if data.utfall == Utfall.OPPHEVET and data.klage is not None:
            _opphev(sak, data.klage.vedtak, vedtak, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_VEDTAK, vedtak, aktor=aktor, now=now)
    return vedtak


def ubesvarte_klager(runde: Statsforvaltersak) -> QuerySet[Statsforvalterklage]:
    """The appeals of a round that nobody has decided."""
    return Statsforvalterklage.objects.filter(vedtak__runde=runde, avgjorelser__isnull=True).select_related("vedtak")


def registrer_palegg(*, aktor: Bruker, sak_id: int, data: Paleggdata, sett: int | None = None, now: datetime) -> Palegg:
    """Register one order of a decision. It is a locked tiltak in the draft at once, or in the next version (L-6.5).

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to follow up, or it is not at Statsforvalteren.
        Regelbrudd: the decision orders nothing or is another round's, nobody or somebody unlawful carries it, the
            deadline is before the decision, or somebody registered meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        brudd = []
        vedtak = runde.vedtak.filter(pk=data.vedtak.pk, utfall=Utfall.BRUDD).first()
        if vedtak is None:
            brudd.append(Brudd(_("Velg et vedtak om at plikten ikke er oppfylt."), felt="vedtak"))
        elif data.frist < vedtak.mottatt:
            brudd.append(Brudd(_("Fristen kan ikke være før vedtaket kom."), felt="frist"))
        if not data.tekst.strip():
            brudd.append(Brudd(_("Skriv hva skolen skal gjøre."), felt="tekst"))
        brudd += _ansvarlig_brudd(sak, data, aktor, dag)
        if brudd or vedtak is None:
            raise Regelbrudd(brudd)
        nummer = Palegg.objects.filter(sak=sak).count() + 1
        hos_dem = runde.referanse or _("§ 12-6")
        palegg = ny(
            Palegg(
                sak=sak,
                runde=runde,
                nummer=nummer,
                mottatt=vedtak.mottatt,
                referanse=_("%(referanse)s, pålegg %(nummer)s") % {"referanse": hos_dem, "nummer": nummer},
                **vars(data),
            ),
            aktor=aktor,
            now=now,
        )
        _i_utkastet(sak, aktor=aktor, now=now)
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_PALEGG,
            aktor=aktor,
            now=now,
            skjedde=gjort(vedtak.mottatt, now),
            objekt=palegg,
            nummer=nummer,
            frist=date_format(data.frist, "j. F Y"),
        )
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_PALEGG, palegg, aktor=aktor, now=now, dato=data.frist.isoformat())
    return palegg


def folg_opp_palegg(
    *, aktor: Bruker, sak_id: int, palegg_id: int, data: Oppfolgingsdata, sett: int | None = None, now: datetime
) -> Paleggoppfolging:
    """Write down how an order goes: what was done and what shows it. Done asks for evidence.

    Statsforvalteren may not find it enough: then it is under way again.

    Raises:
        IkkeFunnet: no such order in the open round.
        IkkeTilgang: only those who follow the sak up for skoleeier write that Statsforvalteren has lifted it.
        Regelbrudd: no evidence, the days do not fit, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett)
        palegg = Palegg.objects.filter(pk=palegg_id, runde=runde).first()
        if palegg is None:
            raise IkkeFunnet
        opphevet = data.status == Palegg.Status.OPPHEVET
        if opphevet and not saksadgang.may(aktor, Handling.FOLGE_OPP, sak.pk, localdate(now)):
            raise IkkeTilgang(str(HVEM_KAN[Handling.FOLGE_OPP]))
        brudd = dato_brudd(now, dato=data.dato, meldt_tilbake=data.meldt_tilbake)
        if data.dato < palegg.mottatt:
            brudd.append(Brudd(_("Datoen kan ikke være før pålegget kom."), felt="dato"))
        if data.status == Palegg.Status.GJENNOMFORT and not data.bevis.strip():
            brudd.append(Brudd(_("Skriv hva som viser at det er gjennomført."), felt="bevis", regel="L-6.5"))
        if brudd:
            raise Regelbrudd(brudd)
        rad = _oppfolging(sak, palegg, data, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return rad


def forleng_palegg(
    *, aktor: Bruker, sak_id: int, palegg_id: int, data: Forlengelsedata, sett: int | None = None, now: datetime
) -> Fristforlengelse:
    """Note that Statsforvalteren has given more time to do an order; the old deadline and the reason are kept.

    The draft that somebody writes on has the new day at once; an adopted version keeps the one it was adopted with.

    Raises:
        IkkeFunnet: no such order in the open round.
        Regelbrudd: it is done, the new deadline is no later, no reason, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        palegg = Palegg.objects.filter(pk=palegg_id, runde=runde).first()
        if palegg is None:
            raise IkkeFunnet
        if palegg.ferdig is not None:
            raise Regelbrudd(_("Pålegget er alt ferdig."))
        brudd = dato_brudd(now, dato=data.dato)
        if data.til_frist <= palegg.frist:
            brudd.append(Brudd(_("Den nye fristen må være etter den gamle."), felt="til_frist"))
        if data.dato < palegg.mottatt:
            brudd.append(Brudd(_("Fristen kan ikke være utsatt før pålegget kom."), felt="dato"))
        if brudd:
            raise Regelbrudd(brudd)
        rad = ny(Fristforlengelse(sak=sak, palegg=palegg, fra_frist=palegg.frist, **vars(data)), aktor=aktor, now=now)
        palegg.frist = data.til_frist
        skriv(palegg, aktor=aktor, now=now)
        slutt_aa_be(sak, palegg, now=now)
        _i_utkastet(sak, aktor=aktor, now=now)
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_PALEGG_FRIST,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=palegg,
            nummer=palegg.nummer,
            frist=date_format(data.til_frist, "j. F Y"),
        )
        oppdater(sak, aktor=aktor, now=now)
        dato = data.til_frist.isoformat()
        si_fra(sak, Varseltype.STATSFORVALTER_FRIST, palegg, aktor=aktor, now=now, dato=dato)
    return rad


def registrer_klage(
    *, aktor: Bruker, sak_id: int, data: Klagedata, sett: int | None = None, now: datetime
) -> Statsforvalterklage:
    """Register that the pupil or parents have appealed (L-6.6). The orders hold meanwhile.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to follow up, or it is not at Statsforvalteren.
        Regelbrudd: the decision is another round's or cannot be appealed, the days do not fit, or somebody registered
            meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        brudd = dato_brudd(now, dato=data.dato)
        vedtak = runde.vedtak.filter(pk=data.vedtak.pk).exclude(utfall=Utfall.TRUKKET).first()
        if vedtak is None:
            brudd.append(Brudd(_("Velg et vedtak det kan klages på."), felt="vedtak"))
        elif data.dato < vedtak.dato:
            brudd.append(Brudd(_("Klagen kan ikke være fra før vedtaket."), felt="dato"))
        if brudd:
            raise Regelbrudd(brudd)
        klage = ny(Statsforvalterklage(sak=sak, **vars(data)), aktor=aktor, now=now)
        skjedde = gjort(data.dato, now)
        logg(sak, Hendelsestype.STATSFORVALTER_KLAGE, aktor=aktor, now=now, skjedde=skjedde, objekt=klage)
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_KLAGE, klage, aktor=aktor, now=now)
    return klage


def registrer_mulkt(
    *, aktor: Bruker, sak_id: int, data: Mulktdata, sett: int | None = None, now: datetime
) -> Tvangsmulkt:
    """Register a tvangsmulkt (L-8.1): it runs until somebody says it has stopped.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to follow up, or it is not at Statsforvalteren.
        Regelbrudd: there is no decision it could follow, the amount or the days do not fit, or somebody registered
            meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        brudd = dato_brudd(now, satt=data.satt)
        if not runde.vedtak.filter(utfall=Utfall.BRUDD).exists():
            brudd.append(Brudd(_("Skriv inn vedtaket mulkten følger av, først."), regel="L-8.1"))
        if data.belop < 1:
            brudd.append(Brudd(_("Skriv beløpet i hele kroner."), felt="belop"))
        if data.fra < data.satt:
            brudd.append(Brudd(_("Mulkten kan ikke løpe fra før den ble satt."), felt="fra"))
        if brudd:
            raise Regelbrudd(brudd)
        mulkt = ny(Tvangsmulkt(sak=sak, runde=runde, **vars(data)), aktor=aktor, now=now)
        skjedde = gjort(data.satt, now)
        logg(sak, Hendelsestype.STATSFORVALTER_MULKT, aktor=aktor, now=now, skjedde=skjedde, objekt=mulkt)
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_MULKT, mulkt, aktor=aktor, now=now)
    return mulkt


def stans_mulkt(
    *, aktor: Bruker, sak_id: int, mulkt_id: int, data: Stansdata, sett: int | None = None, now: datetime
) -> Tvangsmulkt:
    """Note that a mulkt has stopped, and why.

    Raises:
        IkkeFunnet: no such mulkt in the open round.
        Regelbrudd: it does not run, the day does not fit, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        mulkt = Tvangsmulkt.objects.filter(pk=mulkt_id, runde=runde).first()
        if mulkt is None:
            raise IkkeFunnet
        if not mulkt.loper:
            raise Regelbrudd(_("Mulkten løper ikke."))
        brudd = dato_brudd(now, stanset=data.stanset)
        if data.stanset < mulkt.satt:
            brudd.append(Brudd(_("Mulkten kan ikke ha stanset før den ble satt."), felt="stanset"))
        if brudd:
            raise Regelbrudd(brudd)
        mulkt.stanset, mulkt.stanset_hvorfor = data.stanset, data.stanset_hvorfor
        skriv(mulkt, aktor=aktor, now=now)
        skjedde = gjort(data.stanset, now)
        logg(sak, Hendelsestype.STATSFORVALTER_MULKT_STANSET, aktor=aktor, now=now, skjedde=skjedde, objekt=mulkt)
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_MULKT, mulkt, aktor=aktor, now=now, dato=data.stanset.isoformat())
    return mulkt


def _klagefrist(data: Vedtaksdata) -> date | None:
    """The usual term; a report that was withdrawn gives nothing to appeal, and an appeal decided is the end."""
    if data.utfall == Utfall.TRUKKET or data.klage is not None:
        return None
    return lov.klagefrist(data.mottatt)


def _opphev(
    sak: Sak, gammelt: Statsforvaltervedtak, nytt: Statsforvaltervedtak, *, aktor: Bruker, now: datetime
) -> None:
    from cases.statsforvalter.data import Oppfolgingsdata  # noqa: PLC0415 - a type everywhere else

    for palegg in gammelt.palegg.exclude(status__in=Palegg.FERDIGE):
        data = Oppfolgingsdata(
            dato=nytt.mottatt, status=Palegg.Status.OPPHEVET, gjort=_("Vedtaket pålegget sto i, er opphevet.")
        )
        _oppfolging(sak, palegg, data, aktor=aktor, now=now)


def _oppfolging(sak: Sak, palegg: Palegg, data: Oppfolgingsdata, *, aktor: Bruker, now: datetime) -> Paleggoppfolging:
    rad = ny(Paleggoppfolging(sak=sak, palegg=palegg, **vars(data)), aktor=aktor, now=now)
    palegg.status = data.status
    palegg.ferdig = data.dato if data.status in Palegg.FERDIGE else None
    skriv(palegg, aktor=aktor, now=now)
    if palegg.ferdig is not None:
        slutt_aa_be(sak, palegg, now=now)
    logg(
        sak,
        Hendelsestype.STATSFORVALTER_PALEGG_FULGT,
        aktor=aktor,
        now=now,
        skjedde=gjort(data.dato, now),
        objekt=palegg,
        nummer=palegg.nummer,
        status=str(Palegg.Status(data.status).label).lower(),
    )
    return rad


def _i_utkastet(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """The draft somebody writes on gets an order or its new day at once, as another's change: none adopts it unread."""
    utkast = Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.UTKAST).first()
    if utkast is None or sak.avsluttet is not None:
        return
    endret = flytt_frister(sak, utkast, aktor=aktor, now=now) + legg_inn(sak, utkast, aktor=aktor, now=now)
    if not endret:
        return
    utkast.revisjon += 1
    utkast.fane = ""
    lagre(utkast, aktor=aktor, now=now)


def _ansvarlig_brudd(sak: Sak, data: Paleggdata, aktor: Bruker, dag: date) -> list[Brudd]:
    if data.ansvarlig is None:
        if data.ansvarlig_rolle.strip():
            return []
        return [Brudd(str(INGEN_ANSVARLIG), felt="ansvarlig")]
    kjent = kan_ha_palegg(sak, dag, aktor).filter(pk=data.ansvarlig.pk).exists()
    if kjent and kan_ha_tiltak(data.ansvarlig, sak.pk, dag):
        return []
    # One sentence for every reason: the refusal must not tell which.
    return [Brudd(_("Denne personen kan ikke ha ansvar for et tiltak i saken."), felt="ansvarlig")]
