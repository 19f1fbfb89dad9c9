"""Doors of fysisk inngripen: write it down, and add to it. Whoever works at a school comes through (L-4.3, L-13.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cases.inngripen.models import Inngripen, Inngripenstillegg
from cases.inngripen.queries import de_den_hoerer_til
from cases.melding.models import Melding, Mottaker
from cases.melding.queries import ansatte_for, elever_for
from cases.sak import access
from cases.sak.feil import Brudd, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.models import Sak
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Rolle
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from django.db.models import QuerySet

R = TypeVar("R", Inngripen, Inngripenstillegg)


class AlleredeSkrevet(Regelbrudd):
    """The form has been saved before with other words: another pupil, perhaps. What stands in it now is not saved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dette skjemaet er alt lagret én gang, med noe annet i. Det som står her nå, er ikke lagret. "
                "Se over, og lagre en gang til for å skrive det ned for seg. "
                "Vil du heller legge noe til det første, finner du det under «Fysisk inngripen»."
            )
        )


@dataclass(frozen=True)
class Inngripensdata:
    """One time somebody stepped in physically with one pupil, as it is told."""

    nokkel: UUID
    elev: Elev
    dato: date
    sted: str
    grep_inn: Bruker
    fare: str
    provd_forst: str
    gjort: str
    klokkeslett: time | None = None
    andre_som_grep_inn: str = ""
    minutter: int | None = None
    skader: str = ""
    vitner: str = ""
    elevens_syn: str = ""
    foresatte_informert: date | None = None
    foresatte_informert_av: str = ""
    oppfolging: str = ""


def hent_melding(aktor: Bruker, nummer: str, dag: date) -> Melding:
    """The melding a record is written from: one's own, or one that is this person's to receive.

    Raises:
        IkkeFunnet: it is neither, or does not exist.

    """
    egen = Melding.objects.skrevet_av(aktor, dag).filter(nummer=nummer).first()
    melding = egen or Melding.objects.visible_to(aktor, dag).filter(nummer=nummer).first()
    if melding is None:
        raise IkkeFunnet
    return melding


def elever_i_melding(aktor: Bruker, melding: Melding, dag: date) -> QuerySet[Elev]:
    """The pupils a melding names: whom it is about, and who may have offended.

    To the one who only wrote it, those they named: who an unknown pupil turned out to be is the receiver's to know.
    """
    om = Q(meldinger__melding=melding)
    if not Melding.objects.visible_to(aktor, dag).filter(pk=melding.pk).exists():
        om &= Q(meldinger__beskrivelse="")
    return (
        Elev.objects.filter(om | Q(pk__in=melding.involverte.values("elev")))
        .distinct()
        .order_by("etternavn", "fornavn", "pk")
    )


def mulige_elever(aktor: Bruker, melding: Melding | None, dag: date) -> QuerySet[Elev] | None:
    """The pupils to choose among, where the melding names any; else none is given, and the writer searches."""
    if melding is None:
        return None
    navngitte = elever_i_melding(aktor, melding, dag)
    return navngitte if navngitte.exists() else None


def skriv_inngripen(*, aktor: Bruker, data: Inngripensdata, now: datetime, melding_nummer: str = "") -> Inngripen:
    """Write down a fysisk inngripen, from a melding or by itself, and tell those who must know (L-13.3).

    The same ``nokkel`` is written once, however many times the button is pressed; other words under it are never taken
    for the first.

    Raises:
        AlleredeSkrevet: the form was saved before with other words, such as about another pupil; nothing is saved now.
        IkkeFunnet: the melding is not the actor's.
        IkkeTilgang: the actor has no role in the municipality's schools today.
        Regelbrudd: the pupil or the one who stepped in is not the actor's to name, the time has not come, or it does
            not say who told the parents.

    """
    dag = localdate(now)
    roller = roller_for(aktor, dag)
    if not roller.finnes:
        raise IkkeTilgang(_("Du har ingen rolle ved skolene i kommunen i dag. Snakk med rektor."))
    with transaction.atomic():
        # Whoever presses twice waits here for the first.
        list(Bruker.objects.select_for_update(no_key=True).filter(pk=aktor.pk).values_list("pk"))
        skrevet = Inngripen.objects.skrevet_av(aktor).filter(nokkel=data.nokkel).first()
        if skrevet is not None:
            if any(getattr(skrevet, navn) != verdi for navn, verdi in vars(data).items()):
                raise AlleredeSkrevet
            return skrevet
        melding = hent_melding(aktor, melding_nummer, dag) if melding_nummer else None
        navngitte = mulige_elever(aktor, melding, dag)
        mulige = navngitte if navngitte is not None else elever_for(roller)
        brudd = _tidsbrudd(data, now)
        if not mulige.filter(pk=data.elev.pk).exists():
            brudd.append(Brudd(_("Velg eleven det gjelder."), felt="elev"))
        if data.grep_inn != aktor and not ansatte_for(roller, dag).filter(pk=data.grep_inn.pk).exists():
            brudd.append(Brudd(_("Velg en som arbeider på skolen."), felt="grep_inn"))
        if data.foresatte_informert is not None and not data.foresatte_informert_av.strip():
            brudd.append(Brudd(_("Skriv hvem som fortalte det til foresatte."), felt="foresatte_informert_av"))
        if brudd:
            raise Regelbrudd(brudd)
        rad = _lagre(
            Inngripen(melding=melding, skole=data.elev.skole, registrert=now, registrert_av=aktor, **dict(vars(data))),
            aktor=aktor,
            now=now,
        )
        _fram_til_mottaker(rad, aktor=aktor, now=now)
        skjedde = min(gjort(data.dato, now, data.klokkeslett), now)
        # The one who writes may not see the sak; the line in its log is written all the same.
        for sak in saker_om(rad):
            logg(sak, Hendelsestype.INNGRIPEN, aktor=aktor, now=now, skjedde=skjedde, objekt=rad)
    return rad


def legg_til(*, aktor: Bruker, nokkel: UUID, hva: str, tekst: str, now: datetime) -> Inngripenstillegg:
    """Add to a record: the pupil's own account, that the parents know, a follow-up. A new row, never a change.

    Raises:
        IkkeFunnet: not the actor's to read or to have written.
        Regelbrudd: nothing is said.

    """
    dag = localdate(now)
    with transaction.atomic():
        leder = Inngripen.objects.visible_to(aktor, dag).filter(nokkel=nokkel).first()
        rad = leder or _egen(aktor, nokkel, dag)
        if rad is None:
            raise IkkeFunnet
        tillegg = _lagre(
            Inngripenstillegg(inngripen=rad, hva=hva, tekst=tekst, skrevet=now, skrevet_av=aktor), aktor=aktor, now=now
        )
        for sak in saker_om(rad):
            logg(sak, Hendelsestype.INNGRIPEN_TILLEGG, aktor=aktor, now=now, objekt=tillegg)
        if leder is None:
            varsle(
                mottakere(rad, dag), Varseltype.INNGRIPEN_TILLEGG, f"inngripen:{rad.pk}:tillegg:{tillegg.pk}", now=now
            )
    return tillegg


def _egen(aktor: Bruker, nokkel: UUID, dag: date) -> Inngripen | None:
    if not roller_for(aktor, dag).finnes:
        return None
    return Inngripen.objects.skrevet_av(aktor).filter(nokkel=nokkel).first()


def saker_om(rad: Inngripen) -> list[Sak]:
    """The saker a record belongs to: those its melding led to, and the open one about the pupil at that school.

    Not filtered by who may see them: for writing in their logs.
    """
    om = Q(elev=rad.elev_id, skole=rad.skole_id, avsluttet__isnull=True)
    return de_den_hoerer_til(rad, Sak.objects.filter(om | Q(meldingselever__melding=rad.melding_id or 0)))


def mottakere(rad: Inngripen, dag: date) -> list[Bruker]:
    """Those whose it is to read, at the level it went to."""
    match Mottaker(rad.mottaker):
        case Mottaker.REKTOR:
            kandidater = access.ledere_ved(rad.skole_id, dag)
        case Mottaker.SKOLEEIER:
            kandidater = access.med_kommunerolle(Rolle.SEKTORLEDER, dag)
        case Mottaker.KOMMUNALSJEF:
            kandidater = access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag)
    return [k for k in kandidater if Inngripen.objects.visible_to(k, dag).filter(pk=rad.pk).exists()]


def _fram_til_mottaker(rad: Inngripen, *, aktor: Bruker, now: datetime) -> None:
    """Tell rektor. What a rektor did goes to skoleeier, and so on to the first level that has a lawful reader."""
    dag = localdate(now)
    if rad.melding is not None:
        rad.mottaker = rad.melding.mottaker
    if rad.mottaker == Mottaker.REKTOR and rad.skole_id in roller_for(rad.grep_inn, dag).rektor_skoler:
        rad.mottaker = Mottaker.SKOLEEIER
    _lagre(rad, aktor=aktor, now=now)
    lesere = mottakere(rad, dag)
    for nivaa in (Mottaker.SKOLEEIER, Mottaker.KOMMUNALSJEF):
        if not lesere and rad.mottaker != Mottaker.KOMMUNALSJEF:
            rad.mottaker = nivaa
            lesere = mottakere(_lagre(rad, aktor=aktor, now=now), dag)
    varsle(lesere, Varseltype.INNGRIPEN_NY, f"inngripen:{rad.pk}:ny", now=now)


def _tidsbrudd(data: Inngripensdata, now: datetime) -> list[Brudd]:
    naa = localtime(now)
    brudd = [
        Brudd(_("Datoen kan ikke være fram i tid."), felt=felt)
        for felt, dato in (("dato", data.dato), ("foresatte_informert", data.foresatte_informert))
        if dato is not None and dato > naa.date()
    ]
    if data.klokkeslett is not None and data.dato == naa.date() and data.klokkeslett > naa.time():
        brudd.append(Brudd(_("Klokkeslettet kan ikke være fram i tid."), felt="klokkeslett"))
    if data.foresatte_informert is not None and data.foresatte_informert < data.dato:
        brudd.append(Brudd(_("Foresatte kan ikke ha fått vite det før det skjedde."), felt="foresatte_informert"))
    return brudd


def _lagre(rad: R, *, aktor: Bruker, now: datetime) -> R:
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
