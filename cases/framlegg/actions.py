"""Doors of the one who leads the sak: write a framlegg, go through its names, and give it to the employee.

What the employee does stands in ``den_ansatte``, and what follows after in ``oppfolging``.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.framlegg.access import andre_som_kan_se_over, laas_sak
from cases.framlegg.models import Framlegg, Framleggdokument, Maskevalg
from cases.framlegg.personer import gjennomga, masket
from cases.lov import framlegg as lov
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Eier, Involvert
from cases.sak.tilstand import krev_aapen, oppdater
from cases.sak.vurdering import brudd_av
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Framleggdata:
    """What the leader writes. ``revisjon`` is the one the form was shown with."""

    paastander: str
    trenger: str
    svarfrist: date
    vis_elev: bool = False
    vis_elev_grunn: str = ""
    revisjon: int = 0


@dataclass(frozen=True)
class Valg:
    """One decision about one way of writing a name: it stands, for a reason, or it is masked."""

    beholdes: bool = False
    grunn: str = ""


def anklagede(sak: Sak) -> list[Bruker]:
    """The named employees who may have offended: those a framlegg can be made for."""
    rader = (
        Involvert.objects.filter(sak=sak, rolle=Involvert.Rolle.MULIG_KRENKER, ansatt__isnull=False)
        .select_related("ansatt")
        .order_by("lagt_til", "pk")
    )
    return [rad.ansatt for rad in rader if rad.ansatt is not None]


def krever_to(sak: Sak) -> bool:
    """Whether another person must look at a framlegg in this sak before it is given."""
    return lov.krever_to(ledes_av_skoleeier=sak.eier == Eier.SKOLEEIER, gradert=sak.elev.er_gradert)


def hent(sak: Sak, framlegg_id: int) -> Framlegg:
    """Fetch a framlegg of a sak that has been opened or locked, locked in its turn within a transaction.

    Raises:
        IkkeFunnet: the sak has no such framlegg.

    """
    framlegg = (
        Framlegg.objects.filter(sak=sak, pk=framlegg_id)
        .select_for_update(of=("self",), no_key=True)
        .select_related("ansatt", "skrevet_av", "maskert_av", "frigitt_av")
        .first()
    )
    if framlegg is None:
        raise IkkeFunnet
    framlegg.sak = sak
    return framlegg


def nytt_framlegg(*, aktor: Bruker, sak_id: int, ansatt: Bruker, data: Framleggdata, now: datetime) -> Framlegg:
    """Begin a framlegg to a named employee in a § 12-5-sak (L-5.6).

    Raises:
        Regelbrudd: the sak is closed or no § 12-5-sak, the employee is not named in it, there is a draft already, or
            something is not filled in.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        krev_aapen(sak)
        if not sak.skjerpet or ansatt not in anklagede(sak):
            raise Regelbrudd(_("Framlegg lages bare til en ansatt som er navngitt i en § 12-5-sak."), felt="ansatt")
        if Framlegg.objects.filter(sak=sak, ansatt=ansatt).exclude(status=Framlegg.Status.FRIGITT).exists():
            raise Regelbrudd(_("Det finnes alt et utkast til denne ansatte. Fortsett på det."), felt="ansatt")
        framlegg = Framlegg(sak=sak, ansatt=ansatt, opprettet=now, skrevet_av=aktor)
        _skriv(framlegg, data, aktor=aktor, now=now)
        logg(sak, Hendelsestype.FRAMLEGG_PAABEGYNT, aktor=aktor, now=now, objekt=framlegg)
        oppdater(sak, aktor=aktor, now=now)
    return framlegg


def _skriv(framlegg: Framlegg, data: Framleggdata, *, aktor: Bruker, now: datetime) -> None:
    if data.vis_elev and not data.vis_elev_grunn.strip():
        raise Regelbrudd(_("Skriv hvorfor den ansatte må få vite hvem eleven er."), felt="vis_elev_grunn")
    framlegg.paastander = data.paastander
    framlegg.trenger = data.trenger
    framlegg.svarfrist = data.svarfrist
    framlegg.vis_elev = data.vis_elev
    framlegg.vis_elev_grunn = data.vis_elev_grunn if data.vis_elev else ""
    framlegg.skrevet_av = aktor
    # The names are gone through again when anything has been written.
    framlegg.maskert = None
    framlegg.maskert_av = None
    framlegg.kontrollsum = ""
    _lagre(framlegg, aktor=aktor, now=now)


def _lagre(framlegg: Framlegg, *, aktor: Bruker, now: datetime) -> None:
    try:
        lagre(framlegg, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def _laas_utkast(
    aktor: Bruker, sak_id: int, framlegg_id: int, now: datetime, *, status: Framlegg.Status = Framlegg.Status.UTKAST
) -> Framlegg:
    sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
    krev_aapen(sak)
    framlegg = hent(sak, framlegg_id)
    if framlegg.er_frigitt:
        raise Regelbrudd(_("Framlegget er gitt til den ansatte og kan ikke endres. Lag heller et nytt."))
    if framlegg.status != status:
        raise Regelbrudd(_("Framlegget venter på godkjenning. Ta det tilbake før du endrer det."))
    return framlegg


def rediger_framlegg(*, aktor: Bruker, sak_id: int, framlegg_id: int, data: Framleggdata, now: datetime) -> Framlegg:
    """Save the draft anew. Its names must be gone through again before it can be given.

    Raises:
        Foreldet: somebody saved it meanwhile; what was typed is not lost.
        Regelbrudd: it has been given or waits for approval, or something is not filled in.

    """
    with transaction.atomic():
        framlegg = _laas_utkast(aktor, sak_id, framlegg_id, now)
        if framlegg.revisjon != data.revisjon:
            raise Foreldet.etter(framlegg)
        framlegg.revisjon += 1
        _skriv(framlegg, data, aktor=aktor, now=now)
    return framlegg


def forkast_framlegg(*, aktor: Bruker, sak_id: int, framlegg_id: int, now: datetime) -> None:
    """Throw a draft away. What was decided about its names goes with it; its history stays."""
    with transaction.atomic():
        framlegg = _laas_utkast(aktor, sak_id, framlegg_id, now)
        sak = framlegg.sak
        for valg in framlegg.maskevalg.all():
            slett(valg, aktor=aktor, now=now)
        logg(sak, Hendelsestype.FRAMLEGG_KASTET, aktor=aktor, now=now, objekt=framlegg)
        slett(framlegg, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)


def masker_framlegg(
    *, aktor: Bruker, sak_id: int, framlegg_id: int, valg: Mapping[str, Valg], now: datetime
) -> Framlegg:
    """Decide about every name that was found: masked, or kept for a reason (A-7, A-20).

    Args:
        aktor: who has looked.
        sak_id: the sak.
        framlegg_id: a draft of it.
        valg: one decision for each way of writing, by that way of writing.
        now: the time of the act.

    Raises:
        Regelbrudd: a finding has no decision, for instance because a name came into the sak meanwhile; or one that is
            kept has no reason.

    """
    with transaction.atomic():
        framlegg = _laas_utkast(aktor, sak_id, framlegg_id, now)
        gjennomgang = gjennomga(framlegg)
        usett = [f.form for f in gjennomgang.funn if f.form not in valg]
        if usett:
            raise Regelbrudd(_("Det er funnet flere navn siden du åpnet siden. Se over alle, og lagre på nytt."))
        uten_grunn = [
            Brudd(_("Skriv hvorfor «%(ord)s» kan stå.") % {"ord": f.form}, felt=f"grunn-{nummer}")
            for nummer, f in enumerate(gjennomgang.funn)
            if valg[f.form].beholdes and not valg[f.form].grunn.strip()
        ]
        if uten_grunn:
            raise Regelbrudd(uten_grunn)
        for gammelt in framlegg.maskevalg.all():
            slett(gammelt, aktor=aktor, now=now)
        for funn in gjennomgang.funn:
            valgt = valg[funn.form]
            rad = Maskevalg(
                framlegg=framlegg,
                form=funn.form,
                erstatning=funn.erstatning,
                beholdes=valgt.beholdes,
                grunn=valgt.grunn if valgt.beholdes else "",
            )
            lagre(rad, aktor=aktor, now=now)
        framlegg.maskert = now
        framlegg.maskert_av = aktor
        framlegg.kontrollsum = gjennomgang.kontrollsum
        framlegg.revisjon += 1
        lagre(framlegg, aktor=aktor, now=now)
        beholdt = sum(valg[f.form].beholdes for f in gjennomgang.funn)
        logg(
            framlegg.sak,
            Hendelsestype.FRAMLEGG_MASKERT,
            aktor=aktor,
            now=now,
            objekt=framlegg,
            maskert=len(gjennomgang.funn) - beholdt,
            beholdt=beholdt,
        )
        oppdater(framlegg.sak, aktor=aktor, now=now)
    return framlegg


def _krev_gjennomgatt(framlegg: Framlegg, now: datetime) -> None:
    """Nothing is given with a finding nobody has seen."""
    if framlegg.maskert is None or gjennomga(framlegg).kontrollsum != framlegg.kontrollsum:
        raise Regelbrudd(_("Gå gjennom navnene først. Noe er endret siden sist de ble sett over."))
    mangler = lov.kan_frigis(svarfrist=framlegg.svarfrist, dag=localdate(now))
    if mangler:
        raise Regelbrudd(brudd_av(mangler, localdate(now)))


def send_til_godkjenning(*, aktor: Bruker, sak_id: int, framlegg_id: int, now: datetime) -> Framlegg:
    """Ask another person to look at the framlegg and give it (A-19).

    Raises:
        Regelbrudd: the names have not been gone through, no other person may, or none is needed.

    """
    dag = localdate(now)
    with transaction.atomic():
        framlegg = _laas_utkast(aktor, sak_id, framlegg_id, now)
        sak = framlegg.sak
        _krev_gjennomgatt(framlegg, now)
        if not krever_to(sak):
            raise Regelbrudd(_("I denne saken kan du gi framlegget til den ansatte selv."))
        andre = andre_som_kan_se_over(framlegg, dag)
        if not andre:
            raise Regelbrudd(
                _(
                    "Ingen andre kan se over framlegget i dag. Oppnevn en settesaksbehandler i saken, "
                    "eller be systemforvalteren foreslå en stedfortreder."
                )
            )
        framlegg.status = Framlegg.Status.TIL_GODKJENNING
        framlegg.sendt_av = aktor
        framlegg.sendt_tilbake_grunn = ""
        framlegg.revisjon += 1
        lagre(framlegg, aktor=aktor, now=now)
        logg(sak, Hendelsestype.FRAMLEGG_TIL_GODKJENNING, aktor=aktor, now=now, objekt=framlegg)
        oppdater(sak, aktor=aktor, now=now)
        ordne([Varseltype.FRAMLEGG_TILBAKE], f"framlegg:{framlegg.pk}:tilbake", now, sak=sak)
        nokkel = f"framlegg:{framlegg.pk}:godkjenn:{framlegg.revisjon}"
        varsle(andre, Varseltype.FRAMLEGG_GODKJENNES, nokkel, now=now, sak=sak)
    return framlegg


def send_tilbake(*, aktor: Bruker, sak_id: int, framlegg_id: int, grunn: str, now: datetime) -> Framlegg:
    """Make a draft again of one that waits for approval: it was taken back, or something must be changed.

    Raises:
        Regelbrudd: it does not wait, or no reason is given.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = laas_sak(aktor, sak_id, now)
        framlegg = hent(sak, framlegg_id)
        if framlegg.status != Framlegg.Status.TIL_GODKJENNING:
            raise Regelbrudd(_("Framlegget venter ikke på godkjenning lenger."))
        if not grunn.strip():
            raise Regelbrudd(_("Skriv hva som må endres."), felt="grunn")
        framlegg.status = Framlegg.Status.UTKAST
        framlegg.sendt_tilbake_grunn = grunn
        framlegg.revisjon += 1
        _lagre(framlegg, aktor=aktor, now=now)
        logg(sak, Hendelsestype.FRAMLEGG_SENDT_TILBAKE, aktor=aktor, now=now, objekt=framlegg)
        oppdater(sak, aktor=aktor, now=now)
        ordne([Varseltype.FRAMLEGG_GODKJENNES], f"framlegg:{framlegg.pk}:godkjenn", now, sak=sak)
        sendt_av = framlegg.sendt_av
        if sendt_av is not None and sendt_av.pk != aktor.pk and access.may(sendt_av, Handling.LEDE, sak.pk, dag):
            nokkel = f"framlegg:{framlegg.pk}:tilbake:{framlegg.revisjon}"
            varsle([sendt_av], Varseltype.FRAMLEGG_TILBAKE, nokkel, now=now, sak=sak)
    return framlegg


def frigi_framlegg(*, aktor: Bruker, sak_id: int, framlegg_id: int, now: datetime) -> Framlegg:
    """Give the framlegg to the employee: the masked text and its PDF are frozen, and the employee is told.

    Where two must see it, the one who gives it is another than the one who wrote it and went through its names.

    Raises:
        IkkeTilgang: the actor may not do it alone.
        Regelbrudd: a name has not been looked at, the deadline gives no time, or another person must look first.

    """
    with transaction.atomic():
        sak = laas_sak(aktor, sak_id, now)
        to = krever_to(sak)
        if not to:
            access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        krev_aapen(sak)
        framlegg = hent(sak, framlegg_id)
        if framlegg.er_frigitt:
            raise Regelbrudd(_("Framlegget er alt gitt til den ansatte."))
        if framlegg.ansatt not in anklagede(sak):
            raise Regelbrudd(_("Den ansatte er ikke lenger navngitt i saken."))
        if to and framlegg.status != Framlegg.Status.TIL_GODKJENNING:
            raise Regelbrudd(_("I denne saken må en annen se over framlegget før det gis til den ansatte."))
        if to and aktor.pk in {framlegg.skrevet_av_id, framlegg.maskert_av_id}:
            raise Regelbrudd(_("En annen enn den som skrev framlegget, må se over det."))
        _krev_gjennomgatt(framlegg, now)
        framlegg.status = Framlegg.Status.FRIGITT
        framlegg.krevde_to = to
        framlegg.frigitt = now
        framlegg.frigitt_av = aktor
        lagre(framlegg, aktor=aktor, now=now)
        _frys(framlegg, now=now)
        logg(
            sak,
            Hendelsestype.FRAMLEGG_FRIGITT,
            aktor=aktor,
            now=now,
            objekt=framlegg,
            frist=date_format(framlegg.svarfrist, "j. F Y"),
        )
        oppdater(sak, aktor=aktor, now=now)
        ordne([Varseltype.FRAMLEGG_GODKJENNES], f"framlegg:{framlegg.pk}:godkjenn", now, sak=sak)
        # No sak and no number: the employee is told that there is something to read.
        varsle([framlegg.ansatt], Varseltype.FRAMLEGG_TIL_DEG, f"framlegg:{framlegg.pk}:frigitt", now=now)
    return framlegg


def _frys(framlegg: Framlegg, *, now: datetime) -> None:
    from cases.framlegg.pdf import framlegg_pdf  # noqa: PLC0415 - most of a second, which few processes need

    tekst = masket(framlegg, {v.form for v in framlegg.maskevalg.all() if v.beholdes})
    innhold = framlegg_pdf(framlegg, tekst)
    Framleggdokument.objects.create(
        framlegg=framlegg,
        elev=tekst.elev,
        paastander=tekst.paastander,
        trenger=tekst.trenger,
        innhold=innhold,
        sha256=sha256(innhold).hexdigest(),
        laget=now,
    )
