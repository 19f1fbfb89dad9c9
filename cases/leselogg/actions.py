"""Doors of the read-log: give a guardian an overview, and say what an unusual look was."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.leselogg.access import (
    HVEM_GIR,
    blikk_i_saker,
    har_hele_leseloggen,
    leser_leseloggen,
    saker_i_leseloggen,
    skjulte_lesere,
)
from cases.leselogg.models import Innsynsutskrift, Oppslagsvurdering
from cases.leselogg.tilknytning import som_tid
from cases.leselogg.utskrift import innhold, mottakere
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import DEN_ANSATTE, noter, oppslag_i
from cases.sak.tilstand import oppdater
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker, Foresattforhold


@dataclass(frozen=True)
class Utskriftsdata:
    """What is to be given: to whom, for which days, and who is named and why."""

    forhold: Foresattforhold
    fra: date
    til: date
    navngitte: frozenset[int]
    begrunnelse: str


@dataclass(frozen=True)
class Vurderingsdata:
    """What someone found out about looks that stood out."""

    bruker_id: int
    sak_nummer: str
    dag: date
    utfall: Oppslagsvurdering.Utfall
    notat: str


def lag_innsynsutskrift(*, aktor: Bruker, sak_id: int, data: Utskriftsdata, now: datetime) -> Innsynsutskrift:
    """Make the overview of who has looked at a sak, for one guardian (A-18). What was given is kept as it was.

    Raises:
        Regelbrudd: a melding of the sak is closed to the actor, nothing may be sent home in this sak (A-10), the
            guardian has no right to it, the period makes no sense, or someone is named without a reason.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        if not har_hele_leseloggen(aktor, sak, now):
            raise Regelbrudd(str(HVEM_GIR))
        if sak.ikke_send_hjem:
            raise Regelbrudd(_("I denne saken skal ingenting sendes hjem."))
        if brudd := _brudd(sak, data, dag):
            raise Regelbrudd(brudd)
        utskrift = Innsynsutskrift(
            sak=sak,
            foresatt=data.forhold.foresatt,
            fra=data.fra,
            til=data.til,
            navngitte=sorted(data.navngitte),
            begrunnelse=data.begrunnelse if data.navngitte else "",
            linjer=innhold(sak, fra=data.fra, til=data.til, navngitte=data.navngitte),
            filnavn=f"hvem-har-apnet-{sak.nummer}-{dag.isoformat()}.pdf",
            laget=now,
            laget_av=aktor,
        )
        from cases.leselogg.pdf import utskrift_pdf  # noqa: PLC0415 - most of a second, which few processes need

        utskrift.innhold = utskrift_pdf(sak, utskrift)
        utskrift.sha256 = sha256(utskrift.innhold).hexdigest()
        utskrift.save()
        logg(
            sak,
            Hendelsestype.INNSYNSLOGG_UTSKRIFT,
            aktor=aktor,
            now=now,
            objekt=utskrift,
            linjer=len(utskrift.linjer["linjer"]),
            navngitte=len(data.navngitte),
            fra=date_format(data.fra, "j. F Y"),
            til=date_format(data.til, "j. F Y"),
        )
        noter(
            aktor,
            now,
            hva=Oppslag.Hva.EKSPORT,
            sak=sak,
            rolle=_rolle(aktor, sak, dag),
            grunn=utskrift.begrunnelse,
        )
        oppdater(sak, aktor=aktor, now=now)
    return utskrift


def _brudd(sak: Sak, data: Utskriftsdata, dag: date) -> list[Brudd]:
    brudd = []
    if not mottakere(sak).filter(pk=data.forhold.pk).exists():
        brudd.append(Brudd(_("Denne personen skal ikke ha informasjon om eleven."), felt="forhold"))
    if data.fra > data.til:
        brudd.append(Brudd(_("Perioden kan ikke slutte før den begynner."), felt="til"))
    if data.til > dag:
        brudd.append(Brudd(_("Perioden kan ikke slutte fram i tid."), felt="til"))
    if data.navngitte:
        if not data.begrunnelse:
            brudd.append(Brudd(_("Skriv hvorfor navn blir gitt."), felt="begrunnelse"))
        har_sett = set(
            oppslag_i(sak, lister=False, bare_saken=True).order_by().values_list("bruker", flat=True).distinct()
        )
        if not data.navngitte <= har_sett:
            brudd.append(Brudd(_("Bare den som har åpnet saken, kan navngis."), felt="navngitte"))
    return brudd


def _rolle(aktor: Bruker, sak: Sak, dag: date) -> str:
    rad = access.med_situasjon(Sak.objects.visible_to(aktor, dag), aktor, dag).get(pk=sak.pk)
    rolle: str = rad.situasjon  # type: ignore[attr-defined]  # annotated by med_situasjon
    return rolle


def vurder_oppslag(*, aktor: Bruker, data: Vurderingsdata, now: datetime) -> Oppslagsvurdering:
    """Say what one person's looks on one day were. It is added to what others have said, and changes nothing.

    Raises:
        IkkeFunnet: the actor does not read the log, or there are no such looks in what they may read about.
        Regelbrudd: they are the actor's own looks, or the note is empty.

    """
    dag = localdate(now)
    with transaction.atomic():
        if not leser_leseloggen(roller_for(aktor, dag)):
            raise IkkeFunnet
        fra, til = som_tid(data.dag)
        # What the page can tell of and nothing more: an answer here would tell who was given a framlegg, or that
        # somebody looked at a sak the actor may not read about.
        alle = (
            Oppslag.objects.filter(bruker=data.bruker_id, tid__range=(fra, til))
            .exclude(rolle=DEN_ANSATTE)
            .exclude(skjulte_lesere(aktor, dag))
        )
        blikk, sak = blikk_i_saker(alle, aktor, dag), None
        if data.sak_nummer:
            sak = saker_i_leseloggen(aktor, dag).filter(nummer=data.sak_nummer).first()
            funnet = sak is not None and blikk.filter(i_sak=sak.pk).exists()
        else:
            funnet = blikk.exists() or alle.filter(liste=Oppslag.Liste.ELEVSOK).exists()
        if not funnet:
            raise IkkeFunnet
        if data.bruker_id == aktor.pk:
            raise Regelbrudd(_("Egne oppslag må vurderes av en annen."))
        vurdering = Oppslagsvurdering(
            bruker_id=data.bruker_id,
            sak=sak,
            dag=data.dag,
            utfall=data.utfall,
            notat=data.notat.strip(),
            vurdert=now,
            vurdert_av=aktor,
        )
        try:
            vurdering.full_clean()
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        vurdering.save()
    return vurdering
