"""Doors of reactions and agreements with a pupil who may have offended. Only those who lead the sak come through."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.reaksjon.models import Avtalesamtale, Reaksjon, Reaksjonstillegg, Samarbeidsavtale
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.models import Involvert
from cases.sak.tilstand import krev_aapen, oppdater
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from cases.reaksjon.models import Registrert
    from cases.sak.models import Sak

    R = TypeVar("R", bound=Registrert)


@dataclass(frozen=True)
class Reaksjonsdata:
    """A reaction as it is written down (L-N.1)."""

    elev: Elev
    dato: date
    regel: str
    hendelse: str
    reaksjon: str
    bestemt_av: Bruker
    elev_hort: bool
    elevens_forklaring: str = ""
    ikke_hort_grunn: str = ""
    foresatte_informert: date | None = None
    foresatte_informert_av: str = ""


@dataclass(frozen=True)
class Avtaledata:
    """An agreement with a pupil."""

    elev: Elev
    dato: date
    deltakere: str
    avtalt: str
    folges_opp_av: Bruker
    neste_samtale: date


@dataclass(frozen=True)
class Avtalesamtaledata:
    """A talk about the agreement."""

    dato: date
    hvordan_gaar_det: str
    neste_samtale: date | None = None
    ferdig: bool = False


def elever_det_kan_gjelde(sak: Sak) -> QuerySet[Elev]:
    """The pupils the sak names as ones who may have offended: only about them is anything written here."""
    rader = Involvert.objects.filter(sak=sak, rolle=Involvert.Rolle.MULIG_KRENKER, elev__isnull=False)
    return Elev.objects.filter(pk__in=rader.values("elev")).order_by("etternavn", "fornavn", "pk")


def voksne_det_kan_gjelde(sak: Sak, dag: date, aktor: Bruker) -> QuerySet[Bruker]:
    """Who may have decided, or may follow up: those who work at the sak's school today, and whoever writes."""
    ved_skolen = Rolletildeling.objects.filter(gjelder(dag), skole=sak.skole_id)
    return Bruker.objects.filter(
        Q(pk__in=ved_skolen.values("bruker")) | Q(pk=aktor.pk), is_active=True, er_systemet=False
    ).order_by("etternavn", "fornavn", "pk")


def registrer_reaksjon(*, aktor: Bruker, sak_id: int, data: Reaksjonsdata, now: datetime) -> Reaksjon:
    """Write down a reaction under skolereglene § 9.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead.
        Regelbrudd: the pupil is not one the sak names as one who may have offended, the day has not come, the pupil
            was not heard and it does not say why, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now)
        brudd = [
            *_elev_brudd(sak, data.elev),
            *_voksen_brudd(sak, data.bestemt_av, "bestemt_av", aktor, now),
            *_dato_brudd(now, dato=data.dato, foresatte_informert=data.foresatte_informert),
        ]
        if data.elev_hort and not data.elevens_forklaring.strip():
            brudd.append(Brudd(_("Skriv hva eleven sier."), felt="elevens_forklaring", regel="L-N.1"))
        if not data.elev_hort and not data.ikke_hort_grunn.strip():
            tekst = _("Skriv hvorfor eleven ikke fikk forklare seg først.")
            brudd.append(Brudd(tekst, felt="ikke_hort_grunn", regel="L-N.1"))
        if brudd:
            raise Regelbrudd(brudd)
        rad = _ny(Reaksjon(sak=sak, **_felter(data)), aktor=aktor, now=now)
        logg(sak, Hendelsestype.REAKSJON, aktor=aktor, now=now, skjedde=gjort(data.dato, now), objekt=rad)
        oppdater(sak, aktor=aktor, now=now)
    return rad


def legg_til_reaksjon(
    *, aktor: Bruker, sak_id: int, reaksjon_id: int, tekst: str, foresatte_informert: date | None, now: datetime
) -> Reaksjonstillegg:
    """Add to a reaction: that the parents have been told, or a correction.

    Raises:
        IkkeFunnet: no such reaction in this sak.
        Regelbrudd: nothing is said, or the day has not come.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        reaksjon = Reaksjon.objects.filter(pk=reaksjon_id, sak=sak).first()
        if reaksjon is None:
            raise IkkeFunnet
        brudd = _dato_brudd(now, foresatte_informert=foresatte_informert)
        if not tekst.strip() and foresatte_informert is None:
            brudd.append(Brudd(_("Skriv noe, eller når foresatte fikk vite det."), felt="tekst"))
        if brudd:
            raise Regelbrudd(brudd)
        rad = _ny(
            Reaksjonstillegg(reaksjon=reaksjon, tekst=tekst, foresatte_informert=foresatte_informert),
            aktor=aktor,
            now=now,
        )
        logg(sak, Hendelsestype.REAKSJON_TILLEGG, aktor=aktor, now=now, objekt=rad)
        oppdater(sak, aktor=aktor, now=now)
    return rad


def inngaa_avtale(*, aktor: Bruker, sak_id: int, data: Avtaledata, now: datetime) -> Samarbeidsavtale:
    """Write down what the school and a pupil who may have offended have agreed.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's sak to lead.
        Regelbrudd: the pupil is not one the sak names as one who may have offended, the day has not come, the next talk
            is not after it, or the sak is closed.

    """
    with transaction.atomic():
        sak = _laas(aktor, sak_id, now)
        brudd = [
            *_elev_brudd(sak, data.elev),
            *_voksen_brudd(sak, data.folges_opp_av, "folges_opp_av", aktor, now),
            *_dato_brudd(now, dato=data.dato),
            *_neste_brudd(data.dato, data.neste_samtale),
        ]
        if brudd:
            raise Regelbrudd(brudd)
        rad = _ny(Samarbeidsavtale(sak=sak, **_felter(data)), aktor=aktor, now=now)
        logg(sak, Hendelsestype.SAMARBEIDSAVTALE, aktor=aktor, now=now, skjedde=gjort(data.dato, now), objekt=rad)
        oppdater(sak, aktor=aktor, now=now)
    return rad


def snakk_om_avtale(
    *, aktor: Bruker, sak_id: int, avtale_id: int, data: Avtalesamtaledata, now: datetime
) -> Avtalesamtale:
    """Write down a talk about an agreement, with the next one, or that it has ended.

    A sak that is closed does not end what was agreed with another pupil, so this may be written there too.

    Raises:
        IkkeFunnet: no such agreement in this sak.
        Regelbrudd: it has ended already, the day has not come or is before the agreement, or there is neither a next
            talk nor an end.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        avtale = Samarbeidsavtale.objects.filter(pk=avtale_id, sak=sak).first()
        if avtale is None:
            raise IkkeFunnet
        if avtale.samtaler.filter(ferdig=True).exists():
            raise Regelbrudd(_("Avtalen er ferdig."))
        brudd = _dato_brudd(now, dato=data.dato)
        if data.dato < avtale.dato:
            brudd.append(Brudd(_("Samtalen kan ikke være før avtalen."), felt="dato"))
        if data.ferdig and data.neste_samtale is not None:
            tekst = _("En avtale som er ferdig, har ingen neste samtale. Fjern datoen eller krysset.")
            brudd.append(Brudd(tekst, felt="neste_samtale"))
        if not data.ferdig:
            brudd += _neste_brudd(data.dato, data.neste_samtale)
        if brudd:
            raise Regelbrudd(brudd)
        rad = _ny(Avtalesamtale(avtale=avtale, **asdict(data)), aktor=aktor, now=now)
        logg(sak, Hendelsestype.AVTALESAMTALE, aktor=aktor, now=now, skjedde=gjort(data.dato, now), objekt=rad)
        oppdater(sak, aktor=aktor, now=now)
    return rad


def _laas(aktor: Bruker, sak_id: int, now: datetime) -> Sak:
    sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
    krev_aapen(sak)
    return sak


def _felter(data: Reaksjonsdata | Avtaledata) -> dict[str, object]:
    return dict(vars(data))


def _ny(rad: R, *, aktor: Bruker, now: datetime) -> R:
    rad.registrert, rad.registrert_av = now, aktor
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def _elev_brudd(sak: Sak, elev: Elev) -> list[Brudd]:
    if elever_det_kan_gjelde(sak).filter(pk=elev.pk).exists():
        return []
    return [Brudd(_("Velg en elev som står i saken som en som kan ha krenket."), felt="elev")]


def _voksen_brudd(sak: Sak, voksen: Bruker, felt: str, aktor: Bruker, now: datetime) -> list[Brudd]:
    if voksne_det_kan_gjelde(sak, localdate(now), aktor).filter(pk=voksen.pk).exists():
        return []
    return [Brudd(_("Velg en som arbeider på skolen."), felt=felt)]


def _dato_brudd(now: datetime, **datoer: date | None) -> list[Brudd]:
    return [
        Brudd(_("Datoen kan ikke være fram i tid."), felt=felt)
        for felt, dato in datoer.items()
        if dato is not None and dato > localdate(now)
    ]


def _neste_brudd(dato: date, neste: date | None) -> list[Brudd]:
    if neste is None:
        tekst = _("Velg dato for neste samtale, eller kryss av for at avtalen er ferdig.")
        return [Brudd(tekst, felt="neste_samtale")]
    if neste <= dato:
        return [Brudd(_("Neste samtale må være etter denne."), felt="neste_samtale")]
    return []
