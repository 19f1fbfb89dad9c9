"""The doors of the dossier: write the account, ask for a dossier, and note that it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.dossier import access
from cases.dossier.models import FELTER, Dossier, Dossieroversendelse, Redegjorelse
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Oversendelsesdata:
    """When a dossier was sent, how and to whom, and what they call it."""

    dato: date
    kanal: Dossieroversendelse.Kanal
    mottaker: str
    referanse: str = ""


def lagre_redegjorelse(
    *, aktor: Bruker, sak_id: int, tekster: Mapping[str, str], revisjon: int, now: datetime
) -> Redegjorelse:
    """Keep the school's own account, in a closed sak too: Statsforvalteren may ask long after.

    Args:
        aktor: who writes.
        sak_id: the sak.
        tekster: the text of each field.
        revisjon: the account the writer had before them; 0 where there was none.
        now: the moment.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to write.
        Foreldet: someone else has saved meanwhile.

    """
    with transaction.atomic():
        sak = access.laas(aktor, sak_id, localdate(now))
        rad = Redegjorelse.objects.filter(sak=sak).select_related("endret_av").first()
        if rad is not None and rad.revisjon != revisjon:
            raise Foreldet(rad.endret_av.navn, rad.endret)
        rad = rad or Redegjorelse(sak=sak)
        for felt in FELTER:
            setattr(rad, felt, tekster.get(felt, ""))
        rad.revisjon += 1
        rad.endret, rad.endret_av = now, aktor
        try:
            lagre(rad, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.REDEGJORELSE, aktor=aktor, now=now, objekt=rad)
    return rad


def bestill(*, aktor: Bruker, sak_id: int, now: datetime) -> Dossier:
    """Ask for a dossier; a worker makes it. Asked again while it is being made, it is the same one.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to make.

    """
    with transaction.atomic():
        sak = access.laas(aktor, sak_id, localdate(now))
        return bestill_i(sak, Dossier.Formaal.STATSFORVALTER, aktor=aktor, now=now)


def bestill_i(sak: Sak, formaal: Dossier.Formaal, *, aktor: Bruker, now: datetime) -> Dossier:
    """The same for a door that holds the sak already, and has let the actor in."""
    siste = Dossier.objects.filter(sak=sak, formaal=formaal).order_by("-versjon").first()
    if siste is not None and siste.status == Dossier.Status.BESTILT:
        return siste
    return Dossier.objects.create(
        sak=sak,
        formaal=formaal,
        versjon=siste.versjon + 1 if siste is not None else 1,
        bestilt=now,
        bestilt_av=aktor,
    )


def registrer_oversendelse(
    *, aktor: Bruker, sak_id: int, versjon: int, data: Oversendelsesdata, now: datetime
) -> Dossieroversendelse:
    """Note that a finished dossier was sent.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's, or no such dossier is finished.
        Regelbrudd: the day has not come, or is before the dossier was made.

    """
    with transaction.atomic():
        sak = access.laas(aktor, sak_id, localdate(now))
        dossier = Dossier.objects.til_statsforvalteren(sak, versjon).first()
        if dossier is None or dossier.ferdig is None:
            raise IkkeFunnet
        if data.dato > localdate(now):
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if data.dato < localdate(dossier.ferdig):
            raise Regelbrudd(_("Den kan ikke være sendt før den ble laget."), felt="dato")
        rad = Dossieroversendelse(dossier=dossier, registrert=now, registrert_av=aktor, **vars(data))
        try:
            rad.full_clean()
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        rad.save(force_insert=True)
        logg(
            sak,
            Hendelsestype.DOSSIER_SENDT,
            aktor=aktor,
            now=now,
            skjedde=gjort(data.dato, now),
            objekt=rad,
            versjon=versjon,
        )
    return rad
