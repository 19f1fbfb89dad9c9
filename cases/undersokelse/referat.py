"""Doors of the conversations: written down, corrected by a new row, and the home's part sent home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.models import Del
from cases.sak.tilstand import oppdater
from cases.undersokelse.models import OM_EN_ANNEN_ELEV, Referatutsending, Samtale
from cases.undersokelse.skriving import dato_brudd, fjern_utkast, laas, lagre_rad, ny
from steinkjer_skolemiljo.organisation.models import Elev, Foresatt, Foresattforhold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

# With the pupil self: the pupil may be given the referat.
MED_ELEVEN = frozenset({Samtale.Type.ELEV, Samtale.Type.MULIG_KRENKER, Samtale.Type.MEDELEV})


@dataclass(frozen=True)
class Samtaledata:
    """A conversation as it is written down."""

    type: Samtale.Type
    dato: date
    deltakere: str
    hva_sies: str = ""
    elev: Elev | None = None
    sted: str = ""
    formaal_forklart: bool = False
    taushetsplikt_forklart: bool = False
    tolk: bool = False
    trygghetsperson: str = ""
    takket_nei: bool = False
    onsker: str = ""
    hjelper_eller_frykter: str = ""
    voksnes_beskrivelse: str = ""
    avtalt: str = ""
    neste_samtale: date | None = None
    internt_notat: str = ""


@dataclass(frozen=True)
class Utsendingsdata:
    """To whom (None: the pupil), when and how."""

    foresatt: Foresatt | None
    dato: date
    kanal: Referatutsending.Kanal


def mulige_elever(aktor: Bruker, sak: Sak, dag: date, rettes: Samtale | None = None) -> QuerySet[Elev]:
    """Other pupils a conversation may be with: those of the school whom the actor may name, and those the sak names.

    The latter to who is shown them; and the one that stands in the referat that is corrected.
    """
    mulige = Q(pk__in=access.elever_ved_skolen(aktor, sak, dag).order_by().values("pk"))
    if access.may(aktor, Handling.SKRIVE, sak.pk, dag, Del.PERSONER):
        mulige |= Q(involvert_i__sak=sak)
    if rettes is not None:
        mulige |= Q(pk=rettes.elev_id)
    return Elev.objects.filter(mulige).exclude(pk=sak.elev_id).order_by("etternavn", "fornavn", "id").distinct()


def hvis_hjem(sak: Sak, samtale: Samtale) -> Elev | None:
    """The pupil whose home a referat may go to: the one the conversation was with or about (L-4.17)."""
    return samtale.elev if samtale.om_en_annen_elev else sak.elev


def kan_sendes(samtale: Samtale) -> bool:
    """Whether there is a referat that may go to a home at all."""
    return samtale.type != Samtale.Type.ANSATT and not samtale.takket_nei


def mottakere(elever: Iterable[int]) -> dict[int, list[Foresatt]]:
    """Who at home may be given a referat, by pupil: those who are to be told of the pupil unasked. One query."""
    funnet: dict[int, list[Foresatt]] = {}
    for rad in Foresattforhold.objects.filter(elev__in=set(elever)).select_related("foresatt").order_by("pk"):
        if not rad.uten_rett_til_informasjon:
            funnet.setdefault(rad.elev_id, []).append(rad.foresatt)
    return funnet


def registrer_samtale(*, aktor: Bruker, sak_id: int, data: Samtaledata, now: datetime) -> Samtale:
    """Write down a conversation, or that it was offered and declined (L-4.14).

    Raises:
        Regelbrudd: the day has not come; a conversation with a pupil who may have offended has not exactly one such
            pupil (L-4.16); nothing is written of what was said; the sak is closed.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        samtale = _skriv(sak, data, aktor=aktor, now=now)
        type_ = Hendelsestype.SAMTALE_TAKKET_NEI if data.takket_nei else Hendelsestype.SAMTALE
        skjedde = gjort(data.dato, now)
        logg(sak, type_, aktor=aktor, now=now, skjedde=skjedde, objekt=samtale, hvem=_hvem(data))
        fjern_utkast(aktor, sak, "samtale")
        oppdater(sak, aktor=aktor, now=now)
    return samtale


def rett_samtale(*, aktor: Bruker, sak_id: int, samtale_id: int, data: Samtaledata, now: datetime) -> Samtale:
    """Correct a referat with a new row that refers to the old, which stays as it was.

    Raises:
        IkkeFunnet: no such conversation in this sak.
        Regelbrudd: it has been corrected already; or as for a new one.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        gammel = Samtale.objects.select_for_update().filter(pk=samtale_id, sak=sak).first()
        if gammel is None:
            raise IkkeFunnet
        if Samtale.objects.filter(rettelse_av=gammel).exists():
            raise Regelbrudd(_("Referatet er alt rettet. Rett det siste i stedet."))
        samtale = _skriv(sak, data, aktor=aktor, now=now, rettelse_av=gammel)
        logg(sak, Hendelsestype.SAMTALE_RETTET, aktor=aktor, now=now, objekt=samtale, hvem=_hvem(data, inni=True))
        fjern_utkast(aktor, sak, "samtale", gammel.pk)
        oppdater(sak, aktor=aktor, now=now)
    return samtale


def registrer_referat_sendt_hjem(
    *, aktor: Bruker, sak_id: int, samtale_id: int, data: Utsendingsdata, now: datetime
) -> Referatutsending:
    """Note that the home's part of a referat has been given to the pupil or one of the foresatte (D-9).

    Raises:
        IkkeFunnet: no such conversation in this sak.
        Regelbrudd: nothing may be sent home in this sak (A-10), there is nothing to send, this person is not to have
            it or has it already, the pupil's address is protected and the actor does not lead the sak, it has been
            corrected since, the day is impossible, or the sak is closed.

    """
    with transaction.atomic():
        sak = laas(aktor, sak_id, Handling.SKRIVE, now)
        samtale = Samtale.objects.select_for_update().filter(pk=samtale_id, sak=sak).first()
        if samtale is None:
            raise IkkeFunnet
        if brudd := [*_hindringer(sak, samtale, aktor, now), *_mottakerbrudd(sak, samtale, data)]:
            raise Regelbrudd(brudd)
        brudd = dato_brudd(data.dato, now)
        if data.dato < samtale.dato:
            brudd.append(Brudd(_("Referatet kan ikke være sendt før samtalen."), felt="dato"))
        if brudd:
            raise Regelbrudd(brudd)
        utsending = Referatutsending(samtale=samtale, **vars(data), registrert=now, registrert_av=aktor)
        utsending.full_clean(validate_constraints=False)
        utsending.save()
        if samtale.sendt_hjem is None:
            samtale.sendt_hjem, samtale.sendt_hjem_kanal = data.dato, str(data.kanal.label)
            lagre_rad(samtale, aktor=aktor, now=now)
        logg(
            sak,
            Hendelsestype.REFERAT_SENDT_HJEM,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=utsending,
        )
        oppdater(sak, aktor=aktor, now=now)
    return utsending


def _hindringer(sak: Sak, samtale: Samtale, aktor: Bruker, now: datetime) -> list[Brudd]:
    """Why nothing of this referat may go home now, whoever is to have it."""
    if sak.ikke_send_hjem:
        return [Brudd(_("I denne saken skal ingenting sendes hjem."))]
    if not kan_sendes(samtale):
        return [Brudd(_("Fra denne samtalen er det ikke noe referat å sende hjem."))]
    if Samtale.objects.filter(rettelse_av=samtale).exists():
        return [Brudd(_("Referatet er rettet. Det er den rettede utgaven som skal hjem."))]
    elev = hvis_hjem(sak, samtale)
    if elev is None:
        return [Brudd(_("Det står ikke hvilken elev samtalen gjaldt. Rett referatet, og velg eleven."))]
    if elev.er_gradert and not access.may(aktor, Handling.LEDE, sak.pk, localdate(now)):
        return [Brudd(_("Elevens adresse er gradert. Den som leder saken, avgjør hva som sendes, og til hvem."))]
    return []


def _mottakerbrudd(sak: Sak, samtale: Samtale, data: Utsendingsdata) -> list[Brudd]:
    """Whether this person is to have the referat, and has not had it."""
    elev = hvis_hjem(sak, samtale)
    if elev is None:
        return []
    lovlig = (
        samtale.type in MED_ELEVEN if data.foresatt is None else data.foresatt in mottakere([elev.pk]).get(elev.pk, [])
    )
    if not lovlig:
        return [Brudd(_("Velg en som skal ha informasjon om eleven."), felt="mottaker")]
    if Referatutsending.objects.filter(samtale=samtale, foresatt=data.foresatt).exists():
        return [Brudd(_("Det er alt notert at denne personen har fått referatet."), felt="mottaker")]
    return []


def _hvem(data: Samtaledata, *, inni: bool = False) -> str:
    """Whom it was with, for the log: first in the sentence, or inside it."""
    hvem = str(Samtale.Type(data.type).label)
    return hvem if data.takket_nei and not inni else hvem[0].lower() + hvem[1:]


def _skriv(sak: Sak, data: Samtaledata, *, aktor: Bruker, now: datetime, rettelse_av: Samtale | None = None) -> Samtale:
    brudd = [*dato_brudd(data.dato, now), *_elev_brudd(sak, data, aktor, localdate(now), rettelse_av)]
    if not data.takket_nei and not data.hva_sies.strip():
        brudd.append(
            Brudd(_("Skriv hva som ble sagt, eller kryss av for at samtalen ble takket nei til."), felt="hva_sies")
        )
    if not data.deltakere.strip():
        brudd.append(Brudd(_("Skriv hvem som var med."), felt="deltakere"))
    if not data.takket_nei and not data.sted.strip():
        brudd.append(Brudd(_("Skriv hvor samtalen var."), felt="sted"))
    if data.neste_samtale is not None and data.neste_samtale < data.dato:
        brudd.append(Brudd(_("Neste samtale kan ikke være før denne."), felt="neste_samtale"))
    if brudd:
        raise Regelbrudd(brudd)
    rad = Samtale(sak=sak, rettelse_av=rettelse_av, registrert=now, registrert_av=aktor, **vars(data))
    return ny(rad, sak, aktor=aktor, now=now)


def _elev_brudd(sak: Sak, data: Samtaledata, aktor: Bruker, dag: date, rettes: Samtale | None) -> list[Brudd]:
    """L-4.16: one at a time, and someone this sak may speak with."""
    if data.elev is None:
        if data.type == Samtale.Type.MULIG_KRENKER:
            return [Brudd(_("Velg hvilken elev samtalen var med. Én elev om gangen."), felt="elev", regel="L-4.16")]
        return []
    if data.type not in OM_EN_ANNEN_ELEV:
        return [Brudd(_("Velg bare elev når samtalen gjaldt en annen elev."), felt="elev")]
    if not mulige_elever(aktor, sak, dag, rettes).filter(pk=data.elev.pk).exists():
        return [Brudd(_("Velg en annen elev ved skolen."), felt="elev")]
    return []
