"""Doors of the register: the schools, and a list of pupils from it is laid forward until it has been taken in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from cases.sak.access import laasen_paa, ta_laasen
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from steinkjer_skolemiljo.elevregister import access
from steinkjer_skolemiljo.elevregister.csvfil import les_csv
from steinkjer_skolemiljo.elevregister.endringer import Endringer, finn_endringer
from steinkjer_skolemiljo.organisation.models import Elev, Elevliste, Foresatt, Foresattforhold, Klasse, Skole
from steinkjer_skolemiljo.organisation.navnesok import sett_sokenavn
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from steinkjer_skolemiljo.elevregister.endringer import Elevendring, Klassenokkel
    from steinkjer_skolemiljo.elevregister.liste import Listefeil
    from steinkjer_skolemiljo.organisation.models import Bruker

Status = Elevliste.Status
LAAS_LISTE = laasen_paa("organisation_elevliste", "id")
LAAS_SKOLE = laasen_paa("organisation_skole", "id")
# A list of every pupil in a large municipality is a few megabytes.
STORSTE_FIL = 10 * 1024 * 1024
# As much as one mends in a file before one tries again.
FLEST_SETNINGER = 20
NEVNTE_LINJER = 5


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


def endre_skole(*, aktor: Bruker, skole_id: int, data: Skoledata, now: datetime) -> Skole:
    """Change what is written about a school, or close it: what was done there stays.

    Raises:
        IkkeFunnet: no such school, or the actor does not keep the register.
        Regelbrudd: the name is another school's, the years do not fit, or pupils still go to a school that is closed.

    """
    with transaction.atomic():
        ta_laasen(aktor, LAAS_SKOLE, skole_id)
        skole = Skole.objects.filter(pk=skole_id).first()
        if skole is None:
            raise IkkeFunnet
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


def legg_fram(*, aktor: Bruker, filnavn: str, innhold: bytes, now: datetime) -> Elevliste:
    """Lay a list forward. Nothing changes in the register; one that waited for an answer is set aside.

    Raises:
        IkkeFunnet: the actor does not keep the register.
        Regelbrudd: the file cannot be read as a list, with every fault and its line, or another list is being taken in.

    """
    dag = localdate(now)
    if not access.forer_registeret(aktor, dag):
        raise IkkeFunnet
    if len(innhold) > STORSTE_FIL:
        raise Regelbrudd(_("Fila er for stor. Den kan være på høyst 10 MB."), felt="fil")
    if feil := finn_endringer(les_csv(innhold), dag).feil:
        # Not stored: it may hold what should not be here.
        raise Regelbrudd(Brudd(tekst, felt="fil") for tekst in samlet(feil))
    with transaction.atomic():
        aapne = Elevliste.objects.select_for_update().filter(status__in=(Status.VENTER, Status.GODKJENT))
        for forrige in aapne:
            if forrige.status == Status.GODKJENT:
                raise Regelbrudd(_("En liste tas inn akkurat nå. Prøv igjen om et minutt."), felt="fil")
            _avslutt(forrige, Status.FORKASTET, aktor=aktor, now=now)
        try:
            with transaction.atomic():
                return Elevliste.objects.create(
                    filnavn=filnavn[-120:],
                    innhold=innhold,
                    sum=hashlib.sha256(innhold).hexdigest(),
                    lagt_fram_av=aktor,
                    lagt_fram=now,
                )
        except IntegrityError:
            # There is one at a time, and another came in between.
            raise Regelbrudd(_("En annen la fram en liste akkurat nå. Prøv igjen."), felt="fil") from None


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


def endringer_i(liste: Elevliste, dag: date) -> Endringer:
    """What a list that waits would change today."""
    return finn_endringer(les_csv(bytes(liste.innhold)), dag)


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
        if endringer.feil or endringer.avtrykk() != sett:
            raise Regelbrudd(_("Registeret er endret siden du så lista. Se over på nytt."))
        if access.flytter_til_egen_klasse(aktor, endringer, dag):
            raise Regelbrudd(
                _("Lista flytter elever inn i en klasse du er kontaktlærer for. En annen systemforvalter må svare.")
            )
        if endringer.stor_avgang and not tatt_stilling:
            raise Regelbrudd(_("Kryss av for at det er riktig at så mange slutter."), felt="tatt_stilling")
        liste.status, liste.svart_av, liste.svart, liste.sett = Status.GODKJENT, aktor, now, sett
        liste.tall = endringer.tall
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

    All of it or nothing. Where the register has changed since the yes, nothing is taken in, and the list says so.
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
            if liste is None or liste.svart_av is None:
                continue
            grunn = ""
            try:
                with transaction.atomic():
                    endringer = endringer_i(liste, localdate(now))
                    if endringer.feil or endringer.avtrykk() != liste.sett:
                        grunn = _("Registeret ble endret etter at du sa ja. Legg fram lista på nytt.")
                    else:
                        utfor(endringer, aktor=liste.svart_av, now=now)
            except (ValidationError, IntegrityError):
                # Its words may be a pupil's name.
                grunn = _("En av radene lot seg ikke lagre. Ingenting er endret.")
            _avslutt(liste, Status.STANSET if grunn else Status.TATT_INN, now=now, grunn=grunn)
            antall += not grunn
    return antall


def utfor(endringer: Endringer, *, aktor: Bruker, now: datetime) -> None:
    """Write what a list changes, row by row with history; who listens to a pupil's row hears each.

    Raises:
        ValidationError: a row breaks its own rules.

    """
    with transaction.atomic():
        klasser = _klasser(endringer, aktor=aktor, now=now)
        # Who leaves an id free goes first.
        elever = [_elev(e, klasser, aktor=aktor, now=now) for e in (*endringer.sluttet, *endringer.elever_i_lista)]
        ider = {elev.kilde_id: elev for elev in elever if elev.kilde_id}
        foresatte = {}
        for endring in endringer.foresatte:
            foresatt = endring.foresatt or Foresatt()
            _sett(foresatt, endring.felter)
            foresatte[endring.rad.kilde_id] = lagre(foresatt, aktor=aktor, now=now)
        _forhold(endringer, ider, foresatte, aktor=aktor, now=now)


def _sett(rad: Any, felter: dict[str, Any]) -> None:
    for navn, verdi in felter.items():
        setattr(rad, navn, verdi)


def _klasser(endringer: Endringer, *, aktor: Bruker, now: datetime) -> dict[Klassenokkel, Klasse]:
    skolear = skolear_for(localdate(now))
    for (skole_id, navn), trinn in endringer.klasser.items():
        lagre(Klasse(skole_id=skole_id, navn=navn, trinn=trinn, skolear=skolear), aktor=aktor, now=now)
    return {(k.skole_id, k.navn): k for k in Klasse.objects.filter(skolear=skolear)}


def _elev(endring: Elevendring, klasser: dict[Klassenokkel, Klasse], *, aktor: Bruker, now: datetime) -> Elev:
    elev = endring.elev or Elev()
    _sett(elev, endring.felter)
    if endring.klasse is not None:
        elev.klasse = klasser[endring.klasse]
    elif "skole_id" in endring.felter:
        # Another school's class is not kept.
        elev.klasse = None
    return lagre(sett_sokenavn(elev), aktor=aktor, now=now)


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
    for endring in endringer.forhold:
        forhold = endring.forhold or Foresattforhold(elev=har_id[endring.elev], foresatt=kjente[endring.foresatt])
        _sett(forhold, endring.felter)
        lagre(forhold, aktor=aktor, now=now)
