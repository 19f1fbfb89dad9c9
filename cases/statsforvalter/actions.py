"""Doors of the register: what comes from Statsforvalteren to the school and the kommune, and what is sent back.

What is decided there is in ``vedtak.py``. Every door takes ``sett``: how far the register had come on the writer's
page, so that a letter is not written in by two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.dokumenter.models import Dokument
from cases.lov import statsforvalter as lov
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.models import Hendelse
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import brudd_av
from cases.statsforvalter import access
from cases.statsforvalter.models import (
    Fristforlengelse,
    Palegg,
    Statsforvalterkrav,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Svardokument,
)
from cases.statsforvalter.varsler import si_fra, slutt_aa_be
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.statsforvalter.data import Forlengelsedata, Kravdata, Meldtdata, Sluttdata, Svardata
    from cases.statsforvalter.models import Registrert
    from steinkjer_skolemiljo.organisation.models import Bruker

    R = TypeVar("R", bound=Registrert)

# After these the pupil may report again, and the round is over when they do.
KAN_MELDES_IGJEN = frozenset({Statsforvaltervedtak.Utfall.IKKE_BEHANDLET, Statsforvaltervedtak.Utfall.TRUKKET})


def registrer_melding(
    *, aktor: Bruker, sak_id: int, data: Meldtdata, sett: int | None = None, now: datetime
) -> Statsforvaltersak:
    """Register that the sak has been reported (L-6.1, L-6.8). Sektorleder and kommunalsjef see it from now on.

    Reported again after it was rejected or withdrawn, it is a new round; the old one is closed and kept.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak, or not theirs to register.
        Regelbrudd: it is there already, a day has not come or the days do not fit, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak = access.laas_for_melding(aktor, sak_id, now)
        krev_sett(sak, sett)
        brudd = dato_brudd(now, meldt=data.meldt, mottatt=data.mottatt)
        if data.meldt > data.mottatt:
            brudd.append(Brudd(_("Saken kan ikke være meldt etter at kommunen fikk vite det."), felt="meldt"))
        if data.meldt_av == Statsforvaltersak.MeldtAv.ANDRE and not data.meldt_av_hvem.strip():
            brudd.append(Brudd(_("Skriv hvem som meldte."), felt="meldt_av_hvem"))
        forrige = Statsforvaltersak.objects.filter(sak=sak).first()
        if forrige is not None and forrige.avsluttet is None:
            siste = forrige.vedtak.first()
            if siste is None or siste.utfall not in KAN_MELDES_IGJEN:
                brudd.append(Brudd(_("Saken er alt registrert hos Statsforvalteren.")))
            elif data.meldt < siste.dato:
                brudd.append(
                    Brudd(_("Saken kan ikke være meldt på nytt før den forrige meldingen var avgjort."), felt="meldt")
                )
        if brudd:
            raise Regelbrudd(brudd)
        if forrige is not None and forrige.avsluttet is None:
            _mangler_brudd(forrige, localdate(now))
            forrige.avsluttet, forrige.slutt = data.mottatt, Statsforvaltersak.Slutt.MELDT_IGJEN
            skriv(forrige, aktor=aktor, now=now)
        runde = ny(
            Statsforvaltersak(sak=sak, runde=(forrige.runde if forrige else 0) + 1, **vars(data)),
            aktor=aktor,
            now=now,
        )
        sak.hos_statsforvalter = sak.meldt_statsforvalter = True
        skjedde = gjort(data.mottatt, now)
        logg(sak, Hendelsestype.STATSFORVALTER_MELDT, aktor=aktor, now=now, skjedde=skjedde, objekt=runde)
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_MELDT, runde, aktor=aktor, now=now)
    return runde


def registrer_krav(
    *, aktor: Bruker, sak_id: int, data: Kravdata, sett: int | None = None, now: datetime
) -> Statsforvalterkrav:
    """Register a request for information with its deadline (D-12). Those above are told at once (L-6.4).

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead or to follow up, or it is not at Statsforvalteren.
        Regelbrudd: nothing is asked for, the days do not fit, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett)
        brudd = dato_brudd(now, mottatt=data.mottatt)
        if data.mottatt < runde.meldt:
            brudd.append(Brudd(_("Brevet kan ikke ha kommet før saken ble meldt."), felt="mottatt"))
        if data.frist < data.mottatt:
            brudd.append(Brudd(_("Fristen kan ikke være før brevet kom."), felt="frist"))
        if not data.punkter:
            brudd.append(Brudd(_("Skriv hva Statsforvalteren ber om."), felt="punkter"))
        if brudd:
            raise Regelbrudd(brudd)
        _oppgi(runde, data.referanse, data.saksbehandler, aktor=aktor, now=now)
        krav = ny(
            Statsforvalterkrav(
                sak=sak, runde=runde, mottatt=data.mottatt, frist=data.frist, punkter=list(data.punkter)
            ),
            aktor=aktor,
            now=now,
        )
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_KRAV,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.mottatt, now),
            objekt=krav,
            frist=date_format(data.frist, "j. F Y"),
        )
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_KRAV, krav, aktor=aktor, now=now, dato=data.frist.isoformat())
    return krav


def forleng_frist(
    *, aktor: Bruker, sak_id: int, krav_id: int, data: Forlengelsedata, sett: int | None = None, now: datetime
) -> Fristforlengelse:
    """Note that Statsforvalteren has given more time; the old deadline and the reason are kept.

    Raises:
        IkkeFunnet: no such request in the open round.
        Regelbrudd: it is answered, the new deadline is no later, no reason, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, krav = _krav(aktor, sak_id, krav_id, now, sett)
        brudd = dato_brudd(now, dato=data.dato)
        if data.til_frist <= krav.frist:
            brudd.append(Brudd(_("Den nye fristen må være etter den gamle."), felt="til_frist"))
        if data.dato < krav.mottatt:
            brudd.append(Brudd(_("Fristen kan ikke være utsatt før brevet kom."), felt="dato"))
        if brudd:
            raise Regelbrudd(brudd)
        rad = ny(
            Fristforlengelse(sak=sak, krav=krav, fra_frist=krav.frist, **vars(data)),
            aktor=aktor,
            now=now,
        )
        krav.frist = data.til_frist
        skriv(krav, aktor=aktor, now=now)
        slutt_aa_be(sak, krav, now=now)
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_FRIST,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=krav,
            frist=date_format(data.til_frist, "j. F Y"),
        )
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_FRIST, krav, aktor=aktor, now=now, dato=data.til_frist.isoformat())
    return rad


def registrer_svar(
    *, aktor: Bruker, sak_id: int, krav_id: int, data: Svardata, sett: int | None = None, now: datetime
) -> Statsforvaltersvar:
    """Register what was sent to Statsforvalteren (L-6.3). The request is open until all of it is.

    Raises:
        IkkeFunnet: no such request in the open round.
        Regelbrudd: it is answered, the days do not fit, nothing was sent, a document is not the sak's, it does not say
            what remains, or somebody registered meanwhile.

    """
    with transaction.atomic():
        sak, krav = _krav(aktor, sak_id, krav_id, now, sett)
        brudd = dato_brudd(now, sendt=data.sendt)
        if data.sendt < krav.mottatt:
            brudd.append(Brudd(_("Svaret kan ikke være sendt før brevet kom."), felt="sendt"))
        if not data.dokumenter and not data.andre_dokumenter.strip():
            tekst = _("Velg dokumentene som ble sendt, eller skriv hva dere la fram.")
            brudd.append(Brudd(tekst, felt="andre_dokumenter", regel="L-6.3"))
        ider = {dokument.pk for dokument in data.dokumenter}
        if Dokument.objects.sakens_egne(sak).filter(pk__in=ider).count() != len(ider):
            brudd.append(Brudd(_("Velg blant dokumentene i saken."), felt="dokumenter"))
        if not data.hele and not data.gjenstaar.strip():
            brudd.append(Brudd(_("Skriv hva som gjenstår."), felt="gjenstaar"))
        if brudd:
            raise Regelbrudd(brudd)
        felter = {navn: verdi for navn, verdi in vars(data).items() if navn != "dokumenter"}
        svar = ny(Statsforvaltersvar(sak=sak, krav=krav, **felter), aktor=aktor, now=now)
        for dokument in data.dokumenter:
            Svardokument.objects.create(svar=svar, dokument=dokument)
        if data.hele:
            krav.besvart = data.sendt
            skriv(krav, aktor=aktor, now=now)
            slutt_aa_be(sak, krav, now=now)
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_SVAR,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.sendt, now),
            objekt=svar,
            hva=_("alt de ba om") if data.hele else _("en del, mer følger"),
        )
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_SVAR, svar, aktor=aktor, now=now)
    return svar


def lukk_runde(
    *, aktor: Bruker, sak_id: int, data: Sluttdata, sett: int | None = None, now: datetime
) -> Statsforvaltersak:
    """Note that Statsforvalteren is done with the sak, or that it was registered by mistake. What was written is kept.

    Registered by mistake, it opens the sak to nobody any more; so that is only for one in which nothing was decided.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to follow up, or it is not at Statsforvalteren.
        Regelbrudd: something is still asked for or not decided, the days do not fit, no reason, or somebody registered
            meanwhile.

    """
    with transaction.atomic():
        sak, runde = aapen(aktor, sak_id, now, sett, skoleeier=True)
        brudd = dato_brudd(now, avsluttet=data.avsluttet)
        if data.avsluttet < runde.mottatt:
            brudd.append(Brudd(_("Saken kan ikke være avsluttet før kommunen fikk vite om den."), felt="avsluttet"))
        feil = data.slutt == Statsforvaltersak.Slutt.FEIL
        if data.slutt == Statsforvaltersak.Slutt.MELDT_IGJEN:
            brudd.append(Brudd(_("Registrer heller den nye meldingen."), felt="slutt"))
        if feil and not data.slutt_merknad.strip():
            brudd.append(Brudd(_("Skriv hva som var feil."), felt="slutt_merknad"))
        if feil and (runde.vedtak.exists() or Statsforvaltersvar.objects.filter(krav__runde=runde).exists()):
            tekst = _("Det er sendt svar eller kommet en avgjørelse. Da er saken ikke registrert ved en feil.")
            brudd.append(Brudd(tekst, felt="slutt"))
        if brudd:
            raise Regelbrudd(brudd)
        if not feil:
            _mangler_brudd(runde, localdate(now))
        runde.avsluttet, runde.slutt, runde.slutt_merknad = data.avsluttet, data.slutt, data.slutt_merknad
        skriv(runde, aktor=aktor, now=now)
        for krav in runde.krav.all():
            slutt_aa_be(sak, krav, now=now)
        sak.hos_statsforvalter = False
        sak.meldt_statsforvalter = (
            Statsforvaltersak.objects.filter(sak=sak).exclude(slutt=Statsforvaltersak.Slutt.FEIL).exists()
        )
        logg(
            sak,
            Hendelsestype.STATSFORVALTER_SLUTT,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.avsluttet, now),
            objekt=runde,
            hvordan=str(Statsforvaltersak.Slutt(data.slutt).label).lower(),
        )
        oppdater(sak, aktor=aktor, now=now)
        si_fra(sak, Varseltype.STATSFORVALTER_SLUTT, runde, aktor=aktor, now=now)
    return runde


# -- what the doors share ---------------------------------------------------------------------------------------------


def registerversjon(sak_id: int) -> int:
    """How far the register of a sak has come: its number of acts. One query."""
    return Hendelse.objects.filter(sak=sak_id, type__startswith="statsforvalter_").count()


def krev_sett(sak: Sak, sett: int | None) -> None:
    """Refuse when somebody else has written in the register since the form was shown.

    Raises:
        Foreldet: with who and when; what was typed stays in the form.

    """
    if sett is None or sett == registerversjon(sak.pk):
        return
    siste = Hendelse.objects.filter(sak=sak, type__startswith="statsforvalter_").select_related("aktor").first()
    raise Foreldet(siste.aktor.navn, siste.registrert) if siste is not None else Foreldet()


def aapen(
    aktor: Bruker, sak_id: int, now: datetime, sett: int | None, *, skoleeier: bool = False
) -> tuple[Sak, Statsforvaltersak]:
    """The sak, locked, and the round that Statsforvalteren has now.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to write in, or it has not been at Statsforvalteren.
        Regelbrudd: Statsforvalteren has it no longer.
        Foreldet: somebody else has written in the register meanwhile.

    """
    sak = access.laas(aktor, sak_id, now, skoleeier=skoleeier)
    runde = Statsforvaltersak.objects.filter(sak=sak).first()
    if runde is None:
        raise IkkeFunnet
    if runde.avsluttet is not None:
        raise Regelbrudd(
            _("Saken er ikke hos Statsforvalteren lenger. Det du har skrevet, står i skjemaet, og er ikke lagret.")
        )
    krev_sett(sak, sett)
    return sak, runde


def ny(rad: R, *, aktor: Bruker, now: datetime) -> R:
    """Store a new row of the register with who wrote it, and when."""
    rad.registrert, rad.registrert_av = now, aktor
    return skriv(rad, aktor=aktor, now=now)


def skriv(rad: R, *, aktor: Bruker, now: datetime) -> R:
    """Store a row; what it breaks of its own rules is a refusal."""
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def dato_brudd(now: datetime, **datoer: date | None) -> list[Brudd]:
    """What has happened has happened by today."""
    return [
        Brudd(_("Datoen kan ikke være fram i tid."), felt=felt)
        for felt, dato in datoer.items()
        if dato is not None and dato > localdate(now)
    ]


def slutt_for(runde: Statsforvaltersak) -> lov.Slutt:
    """What the law must know before this round is closed."""
    klager = runde.vedtak.filter(klager__isnull=False, klager__avgjorelser__isnull=True)
    return lov.Slutt(
        krav_uten_svar=runde.krav.filter(besvart__isnull=True).count(),
        har_avgjorelse=runde.vedtak.exists(),
        palegg_igjen=runde.palegg.exclude(status__in=Palegg.FERDIGE).count(),
        klage_uten_svar=klager.exists(),
        mulkt_lopende=any(mulkt.loper for mulkt in runde.mulkter.all()),
    )


def _mangler_brudd(runde: Statsforvaltersak, dag: date) -> None:
    mangler = lov.kan_lukkes(slutt_for(runde))
    if mangler:
        raise Regelbrudd(brudd_av(mangler, dag))


def _krav(aktor: Bruker, sak_id: int, krav_id: int, now: datetime, sett: int | None) -> tuple[Sak, Statsforvalterkrav]:
    sak, runde = aapen(aktor, sak_id, now, sett)
    krav = Statsforvalterkrav.objects.filter(pk=krav_id, runde=runde).first()
    if krav is None:
        raise IkkeFunnet
    if krav.besvart is not None:
        raise Regelbrudd(_("Brevet er alt besvart."))
    return sak, krav


def _oppgi(runde: Statsforvaltersak, referanse: str, saksbehandler: str, *, aktor: Bruker, now: datetime) -> None:
    """Their number and who has the sak there, when a letter tells it."""
    nye = {"referanse": referanse.strip(), "saksbehandler": saksbehandler.strip()}
    endret = {navn: verdi for navn, verdi in nye.items() if verdi and verdi != getattr(runde, navn)}
    if endret:
        for navn, verdi in endret.items():
            setattr(runde, navn, verdi)
        skriv(runde, aktor=aktor, now=now)
