"""Doors of the relasjonssirkel: make, change, throw away, and give one pupil's placement to a sak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.relasjonssirkel.access import VARER, apne_klasse, apne_sirkel, elever_i
from cases.relasjonssirkel.models import Plassering, Relasjonssirkel, Ring
from cases.sak.access import laasen_paa, ta_laasen
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.undersokelse.actions import Kartleggingsdata, registrer_kartlegging
from cases.undersokelse.models import Kartlegging
from cases.verktoy.navnesjekk import Kontrollert, krev_sett_over
from steinkjer_skolemiljo.organisation.models import Elev, Gradering
from steinkjer_skolemiljo.organisation.roller import larere

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from steinkjer_skolemiljo.organisation.models import Bruker

LAAS_SIRKEL = laasen_paa("cases_relasjonssirkel", "nokkel")


@dataclass(frozen=True)
class Sirkeldata:
    """A circle as it is filled in. ``plasseringer``: pupil → ring, and whether another adult is near."""

    dato: date
    plasseringer: Mapping[int, tuple[Ring, bool]]
    notat: str = ""


@dataclass(frozen=True)
class Delingsdata:
    """What is said of one pupil, and in which sak. ``sett_over``: the writer has looked at what may be names."""

    sak_id: int
    funn: str
    sett_over: bool = False


def lag_sirkel(*, aktor: Bruker, klasse_id: int, data: Sirkeldata, now: datetime) -> Relasjonssirkel:
    """Make a circle of one's own class.

    Raises:
        IkkeFunnet: the actor is not kontaktlærer for the class today.
        Regelbrudd: the day has not come, is too long ago, or has a circle already.

    """
    with transaction.atomic():
        klasse = apne_klasse(aktor, klasse_id, localdate(now))
        sirkel = Relasjonssirkel(bruker=aktor, klasse=klasse, versjon=1)
        return _lagre(sirkel, data, now)


def endre_sirkel(*, aktor: Bruker, nokkel: UUID, data: Sirkeldata, versjon: int, now: datetime) -> Relasjonssirkel:
    """Change one of one's own circles.

    Raises:
        IkkeFunnet: it is another's, or has had its time.
        Foreldet: it has been saved in another window meanwhile.
        Regelbrudd: as for a new one.

    """
    with transaction.atomic():
        sirkel = _laas(aktor, nokkel, localdate(now))
        if sirkel.versjon != versjon:
            raise Foreldet(aktor.navn, sirkel.endret)
        sirkel.versjon += 1
        return _lagre(sirkel, data, now)


def slett_sirkel(*, aktor: Bruker, nokkel: UUID, now: datetime) -> None:
    """Throw away one of one's own circles. Nothing of it is left.

    Raises:
        IkkeFunnet: it is another's, or does not exist.

    """
    with transaction.atomic():
        _laas(aktor, nokkel, localdate(now)).delete()


def del_plassering(*, aktor: Bruker, nokkel: UUID, elev_id: int, data: Delingsdata, now: datetime) -> Kartlegging:
    """Write what the circle says of one pupil in the investigation of a sak about that pupil, and of nobody else.

    Raises:
        IkkeFunnet: not the actor's circle, the pupil is not placed in it, or the sak is not theirs to write in.
        Regelbrudd: the text may name another pupil of the class, and nobody has looked it over; the sak is closed.

    """
    dag = localdate(now)
    with transaction.atomic():
        sirkel = _laas(aktor, nokkel, dag)
        elever = list(elever_i(sirkel.klasse_id, dag))
        elev = next((elev for elev in elever if elev.pk == elev_id), None)
        if elev is None or not Plassering.objects.filter(sirkel=sirkel, elev=elev).exists():
            raise IkkeFunnet
        if not elev.saker.filter(pk=data.sak_id).exists():
            # Told as if it were not there: a sak about another pupil is no answer to this question.
            raise IkkeFunnet
        andre = Elev.objects.filter(klasse=sirkel.klasse_id).exclude(pk=elev.pk)
        krev_sett_over([Kontrollert("funn", data.funn)], andre, sett_over=data.sett_over)
        return registrer_kartlegging(
            aktor=aktor,
            sak_id=data.sak_id,
            data=Kartleggingsdata(dato=sirkel.dato, verktoy=Kartlegging.Verktoy.RELASJONSSIRKEL, funn=data.funn),
            now=now,
        )


def rydd(now: datetime) -> int:
    """Remove the circles that are a year old or whose maker has left the class, and what is placed of pupils who have.

    Returns how many circles went.
    """
    dag = localdate(now)
    with transaction.atomic():
        er_larer = larere(dag).values("bruker", "klasse")
        par = {(rad["bruker"], rad["klasse"]) for rad in er_larer}
        gamle = [
            pk
            for pk, bruker, klasse, dato in Relasjonssirkel.objects.values_list("pk", "bruker", "klasse", "dato")
            if dato <= dag - VARER or (bruker, klasse) not in par
        ]
        Relasjonssirkel.objects.filter(pk__in=gamle).delete()
        Plassering.objects.filter(
            ~Q(elev__klasse=F("sirkel__klasse"))
            | Q(elev__klasse__isnull=True)
            | Q(elev__sluttet__lte=dag)
            | ~Q(elev__gradering=Gradering.INGEN)
        ).delete()
    return len(gamle)


def _laas(aktor: Bruker, nokkel: UUID, dag: date) -> Relasjonssirkel:
    ta_laasen(aktor, LAAS_SIRKEL, nokkel)
    return apne_sirkel(aktor, nokkel, dag)


def _lagre(sirkel: Relasjonssirkel, data: Sirkeldata, now: datetime) -> Relasjonssirkel:
    dag = localdate(now)
    if data.dato > dag:
        raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
    if data.dato <= dag - VARER:
        raise Regelbrudd(_("Sirkler blir slettet når de er ett år gamle. Velg en nyere dato."), felt="dato")
    sirkel.dato, sirkel.notat, sirkel.endret = data.dato, data.notat, now
    try:
        sirkel.full_clean()
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    sirkel.save()
    mulige = set(elever_i(sirkel.klasse_id, dag).values_list("pk", flat=True))
    sirkel.plasseringer.all().delete()
    Plassering.objects.bulk_create(
        Plassering(sirkel=sirkel, elev_id=elev, ring=ring, annen_voksen=annen_voksen)
        for elev, (ring, annen_voksen) in data.plasseringer.items()
        if elev in mulige
    )
    return sirkel
