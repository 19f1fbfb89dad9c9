"""Doors of the register: the schools, and a list of pupils from it is laid forward until it has been taken in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.models import Max, Model
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from cases.sak.access import laasen_paa, ta_laasen
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.situasjoner import glem_alt
from steinkjer_skolemiljo.elevregister import access
from steinkjer_skolemiljo.elevregister.csvfil import bare_det_som_leses, les_csv, synlig
from steinkjer_skolemiljo.elevregister.endringer import finn_endringer
from steinkjer_skolemiljo.organisation.models import Elev, Elevliste, Foresatt, Foresattforhold, Klasse, Skole
from steinkjer_skolemiljo.organisation.navnesok import sett_sokenavn
from steinkjer_skolemiljo.organisation.sporing import endre_mange, lagre, lagre_mange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from steinkjer_skolemiljo.elevregister.endringer import Elevendring, Endringer, Foresattendring, Klassenokkel
    from steinkjer_skolemiljo.elevregister.liste import Listefeil
    from steinkjer_skolemiljo.organisation.models import Bruker

M = TypeVar("M", bound=Model)
Status = Elevliste.Status
LAAS_LISTE = laasen_paa("organisation_elevliste", "id")
LAAS_SKOLE = laasen_paa("organisation_skole", "id")
# A list of every pupil in a large municipality is a few megabytes.
STORSTE_FIL = 10 * 1024 * 1024
# As much as one mends in a file before one tries again.
FLEST_SETNINGER = 20
NEVNTE_LINJER = 5
# What ``_elev`` sets beside what the list says.
AV_NAVN_OG_KLASSE = frozenset({"klasse_id", "sokenavn", "sokenokler"})


@dataclass(frozen=True)
class Skoledata:
    """What is written about a school. ``nedlagt`` is its last day, where it is closed."""

    navn: str
    kortnavn: str
    maalform: str
    trinn_fra: int
    trinn_til: int
    har_sfo: bool
    nedlagt: date | None = None


def registrer_skole(*, aktor: Bruker, data: Skoledata, now: datetime) -> Skole:
    """Register a school.

    Raises:
        IkkeFunnet: the actor does not keep the register.
        Regelbrudd: the name is another school's, or the years do not fit.

    """
    return _lagre_skole(Skole(), aktor=aktor, data=data, now=now)


def siste_lagring(rad: Skole | Elev) -> str:
    """Names the state a form was shown with. One query."""
    return str(rad.history.aggregate(siste=Max("history_id"))["siste"] or 0)


def endre_skole(*, aktor: Bruker, skole_id: int, data: Skoledata, sett: str, now: datetime) -> Skole:
    """Change what is written about a school, or close it: what was done there stays.

    Args:
        aktor: who keeps the register.
        skole_id: the school.
        data: what is to stand.
        sett: the state the form was shown with (``siste_lagring``).
        now: the time of the act.

    Raises:
        IkkeFunnet: no such school, or the actor does not keep the register.
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: the name is another school's, the years do not fit, or pupils still go to a school that is closed.

    """
    with transaction.atomic():
        ta_laasen(aktor, LAAS_SKOLE, skole_id)
        skole = Skole.objects.filter(pk=skole_id).first()
        if skole is None or not access.forer_registeret(aktor, localdate(now)):
            raise IkkeFunnet
        if siste_lagring(skole) != sett:
            raise Foreldet.etter(skole)
        return _lagre_skole(skole, aktor=aktor, data=data, now=now)


def _lagre_skole(skole: Skole, *, aktor: Bruker, data: Skoledata, now: datetime) -> Skole:
    if not access.forer_registeret(aktor, localdate(now)):
        raise IkkeFunnet
    if data.nedlagt is not None and skole.pk and skole.elever.filter(sluttet__isnull=True).exists():
        raise Regelbrudd(_("Skolen har elever. Ta inn en liste der de går på en annen skole først."), felt="nedlagt")
    for navn in data.__dataclass_fields__:
        setattr(skole, navn, getattr(data, navn))
    try:
        return lagre(skole, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def legg_fram(*, aktor: Bruker, filnavn: str, innhold: bytes, avloser: int | None = None, now: datetime) -> Elevliste:
    """Lay a list forward. Nothing changes in the register; one that waited for an answer is set aside.

    Args:
        aktor: who keeps the register.
        filnavn: what the file was called.
        innhold: the file. Only the columns that are read are kept.
        avloser: the list that waited when the actor looked: another's that came after is not set aside unseen.
        now: the time of the act.

    Raises:
        IkkeFunnet: the actor does not keep the register.
        Regelbrudd: the file cannot be read as a list, with every fault and its line, another list is being taken in,
            or somebody else has laid one forward meanwhile.

    """
    dag = localdate(now)
    if not access.forer_registeret(aktor, dag):
        raise IkkeFunnet
    if len(innhold) > STORSTE_FIL:
        raise Regelbrudd(_("Filen er for stor. Den kan være på høyst 10 MB."), felt="fil")
    if feil := finn_endringer(les_csv(innhold), dag).vist.feil:
        # Not stored: it may hold what should not be here.
        raise Regelbrudd(Brudd(tekst, felt="fil") for tekst in samlet(feil))
    with transaction.atomic():
        _sett_til_side(aktor, avloser, now)
        try:
            with transaction.atomic():
                return Elevliste.objects.create(
                    filnavn=synlig(filnavn)[-120:],
                    innhold=bare_det_som_leses(innhold),
                    sum=hashlib.sha256(innhold).hexdigest(),
                    lagt_fram_av=aktor,
                    lagt_fram=now,
                )
        except IntegrityError:
            # There is one at a time, and another came in between.
            raise Regelbrudd(_("En annen la fram en liste akkurat nå. Prøv igjen."), felt="fil") from None


def _sett_til_side(aktor: Bruker, avloser: int | None, now: datetime) -> None:
    aapne = Elevliste.objects.select_for_update(of=("self",)).filter(status__in=(Status.VENTER, Status.GODKJENT))
    for forrige in aapne.select_related("lagt_fram_av"):
        # We may have waited for it, and the role may have been taken away meanwhile.
        glem_alt(aktor)
        if not access.forer_registeret(aktor, localdate(now)):
            raise IkkeFunnet
        if forrige.status == Status.GODKJENT:
            raise Regelbrudd(_("En liste tas inn akkurat nå. Prøv igjen om et minutt."), felt="fil")
        if forrige.lagt_fram_av_id != aktor.pk and forrige.pk != avloser:
            tekst = _(
                "%(hvem)s la fram «%(fil)s» %(tid)s, og den venter på svar. Se over den først. Velger du filen din "
                "igjen og legger den fram, blir den andre forkastet."
            )
            tid = date_format(localtime(forrige.lagt_fram), "j. F Y, H:i")
            raise Regelbrudd(
                tekst % {"hvem": forrige.lagt_fram_av.navn, "fil": forrige.filnavn, "tid": tid}, felt="fil"
            )
        _avslutt(forrige, Status.FORKASTET, aktor=aktor, now=now)


def samlet(feil: Iterable[Listefeil]) -> list[str]:
    """The faults of a list as sentences: one that is found on many lines is told once, with the first of them."""
    linjer: dict[str, list[int]] = {}
    for en in feil:
        linjer.setdefault(en.tekst, []).append(en.linje)
    setninger = [_hvor(steder) + tekst for tekst, steder in linjer.items()]
    if len(setninger) > FLEST_SETNINGER:
        flere = _("Det er %(antall)d feil til. Rett disse først.") % {"antall": len(setninger) - FLEST_SETNINGER}
        return [*setninger[:FLEST_SETNINGER], flere]
    return setninger


def _hvor(steder: list[int]) -> str:
    if steder == [0]:
        return ""
    nevnt = ", ".join(str(linje) for linje in steder[:NEVNTE_LINJER])
    if len(steder) > NEVNTE_LINJER:
        return _("Linje %(linjer)s og %(antall)d til: ") % {"linjer": nevnt, "antall": len(steder) - NEVNTE_LINJER}
    return _("Linje %(linjer)s: ") % {"linjer": nevnt}


def endringer_i(liste: Elevliste, dag: date, *, laas: bool = False) -> Endringer:
    """What a list that waits would change this day; ``laas`` keeps the rows so until the transaction ends."""
    return finn_endringer(les_csv(bytes(liste.innhold)), dag, laas=laas, liste=liste.pk)


def godkjenn(*, aktor: Bruker, liste_id: int, sett: str, tatt_stilling: bool, now: datetime) -> Elevliste:
    """Say yes to a list as it was shown. It is taken in within a minute, by the worker.

    Args:
        aktor: who keeps the register.
        liste_id: the list.
        sett: ``Endringer.avtrykk`` of what the person was shown.
        tatt_stilling: the person has said that it is right that many end.
        now: the time of the act.

    Raises:
        IkkeFunnet: no such list waits, or the actor does not keep the register.
        Regelbrudd: the register has changed since it was shown, it moves pupils into the actor's own class, or many
            would end and nobody has said that is right.

    """
    dag = localdate(now)
    with transaction.atomic():
        liste = _laas(aktor, liste_id, dag)
        endringer = endringer_i(liste, dag)
        vist = endringer.vist
        if vist.feil or endringer.avtrykk() != sett:
            raise Regelbrudd(_("Registeret er endret siden du så lista. Se over på nytt."))
        # Of those who are not shown the worker asks: no answer here may tell of them.
        if access.flytter_til_seg_selv(aktor, vist, dag):
            raise Regelbrudd(
                _(
                    "Lista flytter elever inn i en klasse du er kontaktlærer for, eller til en skole du leder. "
                    "En annen systemforvalter må svare."
                )
            )
        if vist.stor_avgang and not tatt_stilling:
            raise Regelbrudd(_("Kryss av for at det er riktig at så mange slutter."), felt="tatt_stilling")
        liste.status, liste.svart_av, liste.svart, liste.sett = Status.GODKJENT, aktor, now, sett
        liste.tall = vist.tall
        liste.save()
    return liste


def forkast(*, aktor: Bruker, liste_id: int, now: datetime) -> None:
    """Say no to a list: the file is erased, and nothing is changed.

    Raises:
        IkkeFunnet: no such list waits, or the actor does not keep the register.

    """
    with transaction.atomic():
        _avslutt(_laas(aktor, liste_id, localdate(now)), Status.FORKASTET, aktor=aktor, now=now)


def _laas(aktor: Bruker, liste_id: int, dag: date) -> Elevliste:
    ta_laasen(aktor, LAAS_LISTE, liste_id)
    liste = Elevliste.objects.filter(pk=liste_id, status=Status.VENTER).first()
    if liste is None or not access.forer_registeret(aktor, dag):
        raise IkkeFunnet
    return liste


def _avslutt(liste: Elevliste, status: Status, *, aktor: Bruker | None = None, now: datetime, grunn: str = "") -> None:
    """Close a locked list. The file goes with it."""
    liste.status, liste.ferdig, liste.grunn, liste.innhold = status, now, grunn, b""
    if aktor is not None:
        liste.svart_av, liste.svart = aktor, now
    liste.save()


def ta_inn_godkjente(now: datetime) -> int:
    """Take in the list that somebody has said yes to; returns how many were. Run by the worker each minute.

    All of it or nothing. Where the register has changed since the yes, nothing is taken in, and the list says so. A
    worker that is stopped midway has done nothing, and the next one begins anew.
    """
    antall = 0
    for liste_id in Elevliste.objects.filter(status=Status.GODKJENT).values_list("pk", flat=True):
        with transaction.atomic():
            liste = (
                Elevliste.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("svart_av")
                .filter(pk=liste_id, status=Status.GODKJENT)
                .first()
            )
            if liste is None:
                continue
            try:
                with transaction.atomic():
                    grunn = _ta_inn(liste, now)
            except OperationalError:
                # The connection, or two who waited for each other: as it was, and tried again.
                raise
            except (ValidationError, DatabaseError):
                # Its words may be a pupil's name. It would go no better the next minute, and no other list comes in.
                grunn = _("En av radene lot seg ikke lagre. Ingenting er endret.")
            _avslutt(liste, Status.STANSET if grunn else Status.TATT_INN, now=now, grunn=grunn)
            antall += not grunn
    return antall


def _ta_inn(liste: Elevliste, now: datetime) -> str:
    """Carry out a list as it was seen, on the day it was said yes to; returns why not."""
    if liste.svart_av is None or liste.svart is None or not access.forer_registeret(liste.svart_av, localdate(now)):
        return _("Den som sa ja, fører ikke registeret lenger. Legg fram lista på nytt.")
    dag = localdate(liste.svart)
    # Nobody writes in these rows until we are done: else what they wrote would be written over by what was read.
    endringer = endringer_i(liste, dag, laas=True)
    if endringer.avtrykk() != liste.sett:
        return _("Registeret ble endret etter at du sa ja. Legg fram lista på nytt.")
    if endringer.feil or access.flytter_til_seg_selv(liste.svart_av, endringer, dag):
        return _(
            "Lista endrer noe en liste ikke kan endre, for eksempel hvem en id tilhører. Ingenting er endret. "
            "Se over id-ene i det skoleadministrative systemet."
        )
    utfor(endringer, aktor=liste.svart_av, dag=dag, now=now)
    return ""


def utfor(endringer: Endringer, *, aktor: Bruker, dag: date, now: datetime) -> None:
    """Write what a list changes, each row with history; who listens to a pupil's row hears each that was here.

    The rows must be locked by the caller (``finn_endringer``). They are written many at a time: else a municipality's
    first list, and that of the day everybody comes into the next year's class, takes minutes.

    Raises:
        ValidationError: a row breaks its own rules.

    """
    with transaction.atomic():
        klasser = _klasser(endringer, aktor=aktor, dag=dag, now=now)
        elever = {}
        # Who leaves an id free goes first.
        for gruppe in (endringer.sluttet, endringer.elever_i_lista):
            for endring in gruppe:
                elev = _elev(endring, klasser)
                if endring.rad is not None:
                    elever[elev.kilde_id] = elev
            endret = [endring.elev for endring in gruppe if endring.elev is not None]
            endre_mange(endret, _felter(gruppe) | AV_NAVN_OG_KLASSE, aktor=aktor, now=now)
        lagre_mange([elev for elev in elever.values() if elev.pk is None], aktor=aktor, now=now)
        foresatte = {}
        for en in endringer.foresatte:
            foresatte[en.rad.kilde_id] = _sett(en.foresatt or Foresatt(), en.felter)
        kjente = [foresatt for foresatt in foresatte.values() if foresatt.pk is not None]
        endre_mange(kjente, _felter(endringer.foresatte), aktor=aktor, now=now)
        lagre_mange([foresatt for foresatt in foresatte.values() if foresatt.pk is None], aktor=aktor, now=now)
        _forhold(endringer, elever, foresatte, aktor=aktor, now=now)


def _felter(endringer: Iterable[Elevendring | Foresattendring]) -> set[str]:
    return {navn for endring in endringer for navn in endring.felter}


def _sett(rad: M, felter: dict[str, Any]) -> M:
    """Set what a list says of a row, and validate it without asking the database of others."""
    for navn, verdi in felter.items():
        setattr(rad, navn, verdi)
    fremmede = [felt.name for felt in rad._meta.concrete_fields if felt.is_relation]
    rad.clean_fields(exclude=fremmede)
    return rad


def _klasser(endringer: Endringer, *, aktor: Bruker, dag: date, now: datetime) -> dict[Klassenokkel, Klasse]:
    skolear = skolear_for(dag)
    for (skole_id, navn), trinn in endringer.klasser.items():
        lagre(Klasse(skole_id=skole_id, navn=navn, trinn=trinn, skolear=skolear), aktor=aktor, now=now)
    return {(k.skole_id, k.navn): k for k in Klasse.objects.filter(skolear=skolear)}


def _elev(endring: Elevendring, klasser: dict[Klassenokkel, Klasse]) -> Elev:
    elev = endring.elev or Elev()
    for navn, verdi in endring.felter.items():
        setattr(elev, navn, verdi)
    if endring.klasse is not None:
        elev.klasse = klasser[endring.klasse]
    elif "skole_id" in endring.felter:
        # Another school's class is not kept.
        elev.klasse = None
    return _sett(sett_sokenavn(elev), {})


def _forhold(
    endringer: Endringer,
    elever: dict[str, Elev],
    foresatte: dict[str, Foresatt],
    *,
    aktor: Bruker,
    now: datetime,
) -> None:
    kjente = {f.kilde_id: f for f in Foresatt.objects.exclude(kilde_id="")} | foresatte
    har_id = {e.kilde_id: e for e in Elev.objects.filter(kilde_id__in={f.elev for f in endringer.forhold})} | elever
    nye = []
    for endring in endringer.forhold:
        forhold = endring.forhold or Foresattforhold(elev=har_id[endring.elev], foresatt=kjente[endring.foresatt])
        _sett(forhold, endring.felter)
        if endring.forhold is None and forhold.foresatt.bruker_id is None:
            nye.append(forhold)
        else:
            # One who works here: the sak may have to be led by another (L-N.5).
            lagre(forhold, aktor=aktor, now=now, provd=True)
    lagre_mange(nye, aktor=aktor, now=now)
