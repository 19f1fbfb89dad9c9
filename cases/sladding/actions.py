"""Doors of what goes out of a sak: chosen, searched and looked over, perhaps by two, and let out as frozen paper.

Nothing is let out with a finding nobody has seen, nor by a decision about a text that has changed since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.lov import utlevering as lov
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.tilstand import oppdater
from cases.sladding.access import andre_som_kan_se_over, krev_papirene, laas_sak
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.kilder import valgbare
from cases.sladding.models import Kilde, Sladdekilde, Sladdevalg, Sladding
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import OM_UTLEVERING, Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from cases.sak.models import Sak
    from cases.sladding.gjennomgang import Gjennomgang
    from steinkjer_skolemiljo.organisation.models import Bruker

FLEST_EGNE = 40
TYPER = {
    Kilde.PLAN: Dokument.Type.TILTAKSPLAN,
    Kilde.REFERAT: Dokument.Type.REFERAT,
    Kilde.EVALUERING: Dokument.Type.EVALUERING,
    Kilde.AVSLUTNING: Dokument.Type.AVSLUTNING,
}


@dataclass(frozen=True)
class Valg:
    """One decision about one way of writing: it stands, for a reason, or it is masked."""

    beholdes: bool = False
    grunn: str = ""


def krever_to(sladding: Sladding) -> bool:
    """Whether another person must look before this is let out (A-19)."""
    sak = sladding.sak
    return lov.krever_to(lov.Formaal(sladding.formaal), skjerpet=sak.skjerpet, gradert=sak.elev.er_gradert)


def hent(sak: Sak, sladding_id: int) -> Sladding:
    """Fetch a letting out of a sak that has been locked, locked in its turn.

    Raises:
        IkkeFunnet: the sak has no such.

    """
    sladding = (
        Sladding.objects.filter(sak=sak, pk=sladding_id)
        .select_for_update(of=("self",), no_key=True)
        .select_related("opprettet_av", "gjennomgatt_av", "sendt_av", "frigitt_av")
        .first()
    )
    if sladding is None:
        raise IkkeFunnet
    sladding.sak = sak
    return sladding


def siste_lagring(sladding: Sladding) -> str:
    """Names the state a page was shown with. One query."""
    return str(sladding.history.aggregate(siste=Max("history_id"))["siste"] or 0)


def _krev_sett(sladding: Sladding, sett: str | None) -> None:
    if sett not in (None, siste_lagring(sladding)):
        raise Foreldet.etter(sladding)


def beholdt(sladding: Sladding) -> set[str]:
    """The ways of writing that were decided to stand. One query."""
    return set(sladding.valg.filter(beholdes=True).values_list("form", flat=True))


def begynn(
    *, aktor: Bruker, sak_id: int, formaal: Sladding.Formaal, valgte: Sequence[tuple[Kilde, int]], now: datetime
) -> Sladding:
    """Choose papers that are to go out. A draft with the very same papers is gone on with.

    Raises:
        Regelbrudd: nothing is chosen, or something that may not go there.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        return begynn_i(sak, formaal, valgte, aktor=aktor, now=now)


def begynn_i(
    sak: Sak, formaal: Sladding.Formaal, valgte: Sequence[tuple[Kilde, int]], *, aktor: Bruker, now: datetime
) -> Sladding:
    """The same for a door that holds the sak already.

    Raises:
        Regelbrudd: as ``begynn``.

    """
    lovlige = {(v.kilde, v.objekt_id) for v in valgbare(sak, formaal)}
    if not valgte or not set(valgte) <= lovlige:
        raise Regelbrudd(_("Velg minst ett av dokumentene på siden."), felt="papirer")
    if formaal == Sladding.Formaal.ELEVMAPPE:
        for rad in Sladding.objects.filter(sak=sak, formaal=formaal).exclude(status=Sladding.Status.FRIGITT):
            if {(k.kilde, k.objekt_id) for k in rad.kilder.all()} == set(valgte):
                rad.sak = sak
                return rad
    sladding = Sladding(sak=sak, formaal=formaal, opprettet=now, opprettet_av=aktor)
    lagre(sladding, aktor=aktor, now=now)
    for nummer, (kilde, objekt_id) in enumerate(dict.fromkeys(valgte), start=1):
        rad_ = Sladdekilde(sladding=sladding, kilde=kilde, objekt_id=objekt_id, rekkefolge=nummer)
        lagre(rad_, aktor=aktor, now=now)
    return sladding


def forkast(*, aktor: Bruker, sak_id: int, sladding_id: int, now: datetime) -> None:
    """Throw away a draft for the elevmappe; its history stays.

    Raises:
        Regelbrudd: it has been let out, waits for another, or belongs to something greater.

    """
    with transaction.atomic():
        sladding = _laas_utkast(aktor, sak_id, sladding_id, now)
        if sladding.formaal != Sladding.Formaal.ELEVMAPPE:
            raise Regelbrudd(_("Dette hører til et krav eller en overføring, og kan ikke kastes herfra."))
        kast(sladding, aktor=aktor, now=now)


def kast(sladding: Sladding, *, aktor: Bruker, now: datetime) -> None:
    """Remove a draft with what belongs to it, row by row."""
    _ordne(sladding, now)
    for rad in (*sladding.valg.all(), *sladding.kilder.all()):
        slett(rad, aktor=aktor, now=now)
    slett(sladding, aktor=aktor, now=now)


def _ordne(sladding: Sladding, now: datetime) -> None:
    """It waits for another now, or for nobody: what was told of it asks for nothing more."""
    ordne(OM_UTLEVERING, f"sladding:{sladding.pk}", now, sak=sladding.sak)


def _laas_utkast(aktor: Bruker, sak_id: int, sladding_id: int, now: datetime) -> Sladding:
    sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
    sladding = hent(sak, sladding_id)
    krev_papirene(aktor, sladding)
    if sladding.er_frigitt:
        raise Regelbrudd(_("Dette er alt frigitt og kan ikke endres."))
    if sladding.status != Sladding.Status.UTKAST:
        raise Regelbrudd(_("Dette venter på at en annen ser over det. Ta det tilbake før du endrer det."))
    return sladding


def se_over(
    *,
    aktor: Bruker,
    sak_id: int,
    sladding_id: int,
    valg: Mapping[str, Valg],
    egne_ord: Sequence[str] = (),
    sett: str | None = None,
    now: datetime,
) -> Sladding:
    """Decide about everything that was found: masked, or kept for a reason; and mark more to be hidden (A-7, A-20).

    Args:
        aktor: who has looked.
        sak_id: the sak.
        sladding_id: a draft of it.
        valg: one decision for each way of writing, by that way of writing.
        egne_ord: words and sentences to be hidden that were not found.
        sett: the state the form was shown with (``siste_lagring``).
        now: the time of the act.

    Raises:
        Foreldet: another has looked it over meanwhile: what that one marked does not go out unseen.
        Regelbrudd: a finding has no decision, one that is kept has no reason, or a marked word is nowhere.

    """
    with transaction.atomic():
        sladding = _laas_utkast(aktor, sak_id, sladding_id, now)
        _krev_sett(sladding, sett)
        sladding.egne_ord = list(dict.fromkeys(" ".join(ord_.split()) for ord_ in egne_ord if ord_.strip()))
        gjennomgang = gjennomga(sladding)
        _krev_avgjort(sladding, gjennomgang, valg)
        for gammelt in sladding.valg.all():
            slett(gammelt, aktor=aktor, now=now)
        for funn in gjennomgang.funn:
            valgt = valg.get(funn.form, Valg())
            rad = Sladdevalg(
                sladding=sladding,
                form=funn.form,
                erstatning=funn.erstatning,
                slag=funn.slag.value,
                antall=funn.antall,
                beholdes=valgt.beholdes,
                grunn=valgt.grunn if valgt.beholdes else "",
            )
            _lagre(rad, aktor=aktor, now=now)
        sladding.gjennomgatt = now
        sladding.gjennomgatt_av = aktor
        sladding.kontrollsum = gjennomgang.kontrollsum
        _lagre(sladding, aktor=aktor, now=now)
        _logg(sladding, Hendelsestype.SLADDING_SETT_OVER, gjennomgang, aktor=aktor, now=now)
        oppdater(sladding.sak, aktor=aktor, now=now)
    return sladding


def _krev_avgjort(sladding: Sladding, gjennomgang: Gjennomgang, valg: Mapping[str, Valg]) -> None:
    brudd: list[Brudd] = []
    if len(sladding.egne_ord) > FLEST_EGNE:
        brudd.append(Brudd(_("Du kan skjule høyst %(antall)s egne ord.") % {"antall": FLEST_EGNE}, felt="egne_ord"))
    brudd += [
        Brudd(_("«%(ord)s» står ikke i noe av det som skal ut.") % {"ord": ord_}, felt="egne_ord")
        for ord_ in _ikke_funnet(sladding.egne_ord, gjennomgang)
    ]
    # What a marked word has covered is found no more, and may be decided about or not.
    usett = [f.form for f in gjennomgang.funn if f.form not in valg]
    if usett:
        brudd.append(Brudd(_("Det er funnet mer siden du åpnet siden. Se over alt, og lagre på nytt.")))
    brudd += [
        Brudd(_("Skriv hvorfor «%(ord)s» kan stå.") % {"ord": form}, felt=f"grunn:{form}")
        for form, valgt in valg.items()
        if valgt.beholdes and not valgt.grunn.strip()
    ]
    if brudd:
        raise Regelbrudd(brudd)


def _ikke_funnet(egne: Sequence[str], gjennomgang: Gjennomgang) -> list[str]:
    alt = " ".join(" ".join(tekst.split()).lower() for papir in gjennomgang.treff for tekst, _treff in papir)
    return [ord_ for ord_ in egne if ord_.lower() not in alt]


def er_sett_over(sladding: Sladding, gjennomgang: Gjennomgang) -> bool:
    """Whether what was decided still holds: no text has changed since, and nobody new has come into the sak."""
    return (
        sladding.gjennomgatt is not None
        and len(gjennomgang.papirer) == sladding.kilder.count()
        and gjennomgang.kontrollsum == sladding.kontrollsum
    )


def _krev_sett_over(sladding: Sladding) -> Gjennomgang:
    gjennomgang = gjennomga(sladding)
    if not er_sett_over(sladding, gjennomgang):
        raise Regelbrudd(_("Se over navnene først. Noe er endret siden sist de ble sett over."))
    return gjennomgang


def send_til_godkjenning(*, aktor: Bruker, sak_id: int, sladding_id: int, now: datetime) -> Sladding:
    """Ask another person to look and let it out (A-19).

    Raises:
        Regelbrudd: the names have not been gone through, none is needed, or nobody else may.

    """
    with transaction.atomic():
        sladding = _laas_utkast(aktor, sak_id, sladding_id, now)
        sak = sladding.sak
        _krev_sett_over(sladding)
        if not krever_to(sladding):
            raise Regelbrudd(_("I denne saken kan du frigi det selv."))
        andre = andre_som_kan_se_over(sladding, {sladding.gjennomgatt_av_id, aktor.pk}, localdate(now))
        if not andre:
            raise Regelbrudd(
                _(
                    "Ingen andre kan se over dette i dag. Oppnevn en settesaksbehandler i saken, "
                    "eller be systemforvalteren foreslå en stedfortreder."
                )
            )
        sladding.status = Sladding.Status.TIL_GODKJENNING
        sladding.sendt_av = aktor
        sladding.sendt_tilbake_grunn = ""
        lagre(sladding, aktor=aktor, now=now)
        logg(sak, Hendelsestype.SLADDING_TIL_GODKJENNING, aktor=aktor, now=now, objekt=sladding)
        oppdater(sak, aktor=aktor, now=now)
        _ordne(sladding, now)
        nokkel = f"sladding:{sladding.pk}:godkjenn:{now.isoformat()}"
        varsle(andre, Varseltype.SLADDING_GODKJENNES, nokkel, now=now, sak=sak)
    return sladding


def send_tilbake(*, aktor: Bruker, sak_id: int, sladding_id: int, grunn: str, now: datetime) -> Sladding:
    """Make a draft again of one that waits: it was taken back, or must be looked over anew.

    Raises:
        Regelbrudd: it does not wait, or no reason is given.

    """
    with transaction.atomic():
        sak = laas_sak(aktor, sak_id, now)
        sladding = hent(sak, sladding_id)
        if sladding.status != Sladding.Status.TIL_GODKJENNING:
            raise Regelbrudd(_("Dette venter ikke på noen lenger."))
        if not grunn.strip():
            raise Regelbrudd(_("Skriv hva som må endres."), felt="grunn")
        sladding.status = Sladding.Status.UTKAST
        sladding.sendt_tilbake_grunn = grunn
        _lagre(sladding, aktor=aktor, now=now)
        logg(sak, Hendelsestype.SLADDING_SENDT_TILBAKE, aktor=aktor, now=now, objekt=sladding)
        oppdater(sak, aktor=aktor, now=now)
        _ordne(sladding, now)
        sendt_av = sladding.sendt_av
        if sendt_av is not None and sendt_av.pk != aktor.pk:
            nokkel = f"sladding:{sladding.pk}:tilbake:{now.isoformat()}"
            varsle([sendt_av], Varseltype.SLADDING_TILBAKE, nokkel, now=now, sak=sak)
    return sladding


def frigi(*, aktor: Bruker, sak_id: int, sladding_id: int, sett: str | None = None, now: datetime) -> Sladding:
    """Let the papers out: drawn from the masked text, frozen, and logged with what was kept.

    Of what belongs to a krav or a move, its own door lets out.

    Args:
        aktor: who has read it as it will be.
        sak_id: the sak.
        sladding_id: what is let out of it.
        sett: the state the page was shown with (``siste_lagring``).
        now: the time of the act.

    Raises:
        IkkeTilgang: the actor may not do it alone.
        Foreldet: another has changed what is hidden meanwhile; nobody lets out what they have not read.
        Regelbrudd: something has not been looked at or has changed, nothing may go home, or another must look first.

    """
    with transaction.atomic():
        sak = laas_sak(aktor, sak_id, now)
        sladding = hent(sak, sladding_id)
        if sladding.formaal != Sladding.Formaal.ELEVMAPPE:
            raise Regelbrudd(_("Dette frigis sammen med avgjørelsen det hører til."))
        if not sladding.er_frigitt:
            _krev_sett(sladding, sett)
        frigi_i(sladding, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return sladding


def frigi_i(sladding: Sladding, *, aktor: Bruker, now: datetime) -> Sladding:
    """The same for a door that holds the sak already.

    Raises:
        IkkeTilgang, Regelbrudd: as ``frigi``.

    """
    sak = sladding.sak
    krev_papirene(aktor, sladding)
    to = krever_to(sladding)
    if not to:
        access.laas(aktor, Handling.LEDE, sak.pk, localdate(now))
    if sladding.er_frigitt:
        raise Regelbrudd(_("Dette er alt frigitt."))
    if to and sladding.status != Sladding.Status.TIL_GODKJENNING:
        raise Regelbrudd(_("I denne saken må en annen se over det som skal ut."))
    if to and aktor.pk in {sladding.gjennomgatt_av_id, sladding.sendt_av_id}:
        raise Regelbrudd(_("En annen enn den som gikk gjennom navnene, må se over det."))
    gjennomgang = _krev_sett_over(sladding)
    _frys(sladding, gjennomgang, aktor=aktor, now=now)
    sladding.status = Sladding.Status.FRIGITT
    sladding.krevde_to = to
    sladding.frigitt = now
    sladding.frigitt_av = aktor
    lagre(sladding, aktor=aktor, now=now)
    _ordne(sladding, now)
    _logg(sladding, Hendelsestype.SLADDING_FRIGITT, gjennomgang, aktor=aktor, now=now)
    return sladding


def _frys(sladding: Sladding, gjennomgang: Gjennomgang, *, aktor: Bruker, now: datetime) -> None:
    """Draw each paper from the masked text alone, and keep it. The rows it belongs to are still open."""
    from cases.sladding.pdf import papir_pdf  # noqa: PLC0415 - most of a second, which few processes need

    papirene = gjennomgang.masket(beholdt(sladding))
    for rad, papir in zip(sladding.kilder.all(), papirene, strict=True):
        innhold = papir_pdf(sladding, papir, now=now, nummer=rad.rekkefolge, av=len(papirene))
        rad.dokument = frys(
            sak=sladding.sak,
            type=_dokumenttype(sladding, papir.kilde),
            utgave=Dokument.Utgave.ELEVMAPPE,
            objekt=rad,
            versjon=papir.versjon,
            innhold=innhold,
            # Kind, number and version: a name never stands in a file's name.
            filnavn=f"{papir.kilde.value}-{sladding.sak.nummer}-{sladding.pk}-{rad.rekkefolge}.pdf",
            aktor=aktor,
            now=now,
        )
        lagre(rad, aktor=aktor, now=now)


def _dokumenttype(sladding: Sladding, kilde: Kilde) -> Dokument.Type:
    if sladding.formaal == Sladding.Formaal.INNSYN:
        return Dokument.Type.INNSYN
    return Dokument.Type.OVERFORING if sladding.formaal == Sladding.Formaal.OVERFORING else TYPER[kilde]


def _lagre(rad: Sladding | Sladdevalg, *, aktor: Bruker, now: datetime) -> None:
    try:
        lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def _logg(sladding: Sladding, type_: Hendelsestype, gjennomgang: Gjennomgang, *, aktor: Bruker, now: datetime) -> None:
    staar: Collection[str] = beholdt(sladding)
    logg(
        sladding.sak,
        type_,
        aktor=aktor,
        now=now,
        objekt=sladding,
        formaal=sladding.get_formaal_display().lower(),
        antall=len(gjennomgang.papirer),
        maskert=len(gjennomgang.funn) - len(staar) + len(sladding.egne_ord),
        beholdt=len(staar),
    )
