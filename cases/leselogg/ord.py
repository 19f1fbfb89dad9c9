"""How the read-log says itself in words: roles, tasks, what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.leselogg.oppgave import DEN_ANSATTE, NY_SKOLE, Begrunnelse, Oppgave
from cases.sak.access import SITUASJONSNAVN, Situasjon
from cases.sak.models import Oppslag
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.utils.functional import _StrPromise

# Roles that open no single sak, but see lists, meldinger or the log itself.
ANDRE_ROLLER: Mapping[str, _StrPromise] = {
    Rolle.ANSATT: _("Ansatt"),
    Rolle.PERSONVERNOMBUD: _("Personvernombud"),
    Rolle.STOTTETJENESTE: _("Støttetjeneste"),
    Rolle.SYSTEMFORVALTER: _("Systemforvalter"),
    DEN_ANSATTE: _("Den framlegget gjelder"),
    NY_SKOLE: _("Leder ved den nye skolen"),
}

OPPGAVER: Mapping[Oppgave, _StrPromise] = {
    Oppgave.SAKSANSVARLIG: _("Saksansvarlig"),
    Oppgave.LEDER_SAKEN: _("Leder saken"),
    Oppgave.FRAMLEGG: _("Leste framlegget, ikke saken"),
    Oppgave.OVERFORT: _("Leste det som ble overført, ikke saken"),
    Oppgave.REKTOR: _("Rektor ved skolen"),
    Oppgave.KONTAKTLARER: _("Kontaktlærer, saken er delt"),
    Oppgave.TILGANG: _("Har fått tilgang"),
    Oppgave.TILTAK: _("Har ansvar for tiltak"),
    Oppgave.SKOLEEIERVARSEL: _("Følger opp varsel til skoleeier"),
    Oppgave.MOTTAK: _("Tar imot melding"),
    Oppgave.ARBEIDET: _("Arbeidet i saken"),
}


def rollenavn(kode: str) -> str:
    """A role as it stands in the read-log, in words."""
    if kode in set(Situasjon):
        return str(SITUASJONSNAVN[Situasjon(kode)])
    return str(ANDRE_ROLLER.get(kode, _("Rollen er ikke notert")))


def oppgavetekst(begrunnelse: Begrunnelse | None) -> str:
    """The task that explains a look; nothing where there was none."""
    if begrunnelse is None:
        return ""
    navn = str(OPPGAVER[begrunnelse.oppgave])
    if begrunnelse.dato is None:
        return navn
    dato = date_format(begrunnelse.dato, "j. F Y")
    if begrunnelse.oppgave is Oppgave.TILGANG:
        return str(_("Har fått tilgang til og med %(dato)s")) % {"dato": dato}
    return str(_("%(oppgave)s %(dato)s")) % {"oppgave": navn, "dato": dato}


def hva_navn(koder: Iterable[str]) -> list[str]:
    """What was looked at, in the order the parts of a sak come."""
    sett = set(koder)
    return [str(hva.label) for hva in Oppslag.Hva if hva.value in sett]


def klokka(forst: datetime, sist: datetime, antall: int) -> str:
    """When on a day, and how many times where it was more than once."""
    fra, til = (date_format(localtime(tid), "H:i") for tid in (forst, sist))
    tider = fra if fra == til else f"{fra}–{til}"
    return ngettext("kl. %(tider)s", "kl. %(tider)s, %(antall)s ganger", antall) % {"tider": tider, "antall": antall}
