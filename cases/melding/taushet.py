"""The stricter taushetsplikt of helsepersonell: asked before anything is stored (A-5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.melding.models import UTEN_SAMTYKKE, FraBehandling, Meldingsutkast
from cases.sak.feil import Brudd, Regelbrudd

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Behandlingssvar:
    """What a helsepersonell answers about where they have it from (A-5), as it was sent: nobody has checked it."""

    fra_behandling: str = ""
    samtykke_fra: str = ""
    samtykke_dato: date | None = None


class Taushetsplikt(Regelbrudd):
    """It was learned in treatment and there is no consent: nothing is stored, and what was kept before is gone."""

    def __init__(self) -> None:
        super().__init__(_("Dette har du taushetsplikt om. Ingenting er lagret eller sendt."), felt="fra_behandling")


def krev_lov_til_a_fortelle(aktor: Bruker, svar: Behandlingssvar, now: datetime) -> Behandlingssvar:
    """Stop what a helsepersonell may not tell, before a word of it is stored (A-5). First in every door that stores.

    A draft from before is removed when the answer is that there is no consent, also if the door then refuses: this
    runs outside the door's own transaction.

    Returns:
        What is to be stored; nothing for one who is not helsepersonell and so was not asked.

    Raises:
        Taushetsplikt: learned in treatment, without consent.
        Regelbrudd: the question is not answered, or the consent has no name or date.

    """
    if svar.fra_behandling == UTEN_SAMTYKKE:
        Meldingsutkast.objects.filter(bruker=aktor).delete()
        raise Taushetsplikt
    if not aktor.er_helsepersonell:
        return Behandlingssvar()
    if svar.fra_behandling == FraBehandling.NEI:
        return Behandlingssvar(fra_behandling=FraBehandling.NEI)
    if svar.fra_behandling != FraBehandling.SAMTYKKE:
        raise Regelbrudd(_("Svar først på om du har dette fra behandling av eleven."), felt="fra_behandling")
    brudd = []
    if not svar.samtykke_fra.strip():
        brudd.append(Brudd(_("Skriv hvem som har samtykket."), felt="samtykke_fra"))
    if svar.samtykke_dato is None:
        brudd.append(Brudd(_("Skriv når samtykket ble gitt."), felt="samtykke_dato"))
    elif svar.samtykke_dato > localdate(now):
        brudd.append(Brudd(_("Datoen kan ikke være fram i tid."), felt="samtykke_dato"))
    if brudd:
        raise Regelbrudd(brudd)
    return svar


def svar_i(felter: Mapping[str, list[str]]) -> Behandlingssvar:
    """The answer among a draft's raw fields."""
    raa = {navn: (felter.get(navn) or [""])[-1] for navn in ("fra_behandling", "samtykke_fra", "samtykke_dato")}
    try:
        dato = parse_date(raa["samtykke_dato"])
    except ValueError:
        dato = None
    return Behandlingssvar(raa["fra_behandling"], raa["samtykke_fra"], dato)
