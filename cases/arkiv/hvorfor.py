"""Why a document is not archived, said to people: what is wrong, or waited for, and who can do something about it.

The rows hold codes: they are written by tasks, are the same in every language, and say nothing about anyone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.arkiv.kanal import tilkoblet
from cases.arkiv.models import Arkivering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

Status = Arkivering.Status
UNNTAK = re.compile(r"[A-Z]\w+")
# A code, and what it says. What stands after the code's colon is a number or a kind, and is said where it is of use.
SETNINGER: Mapping[str, StrOrPromise] = {
    "avbrutt": gettext_lazy("Arbeideren stoppet før det ble kjent om dokumentet kom fram."),
    "avvist": gettext_lazy("Arkivet tok ikke imot dokumentet. Arkivets kode: %(mer)s."),
    "mappen": gettext_lazy("Pakken kunne ikke legges i mappa arkivet henter fra (%(mer)s)."),
    "mappen:FileNotFoundError": gettext_lazy("Mappa arkivet henter fra, finnes ikke der den skal være."),
    "mappen:PermissionError": gettext_lazy("Vi får ikke skrive i mappa arkivet henter fra."),
    "fiks.oppsett": gettext_lazy("Oppsettet for Fiks er ikke komplett. Kommandoen «check» sier hva som mangler."),
    "fiks.tls": gettext_lazy("Den som svarte, kunne ikke vise at det var Fiks. Ingenting ble sendt."),
    "fiks.maskinporten-nede": gettext_lazy("Maskinporten svarer ikke, så vi kommer ikke inn i Fiks."),
    "fiks.maskinporten-nektet": gettext_lazy(
        "Maskinporten gir oss ikke tilgang til Fiks. Sertifikatet, klienten og tilgangen til ks:fiks må ses på."
    ),
    "fiks.nede": gettext_lazy("Fiks svarer ikke."),
    "fiks.uvisst": gettext_lazy(
        "Fiks svarte ikke i tide. Det er uvisst om dokumentet kom fram, men arkivet får det bare én gang."
    ),
    "fiks.nektet": gettext_lazy("Fiks slipper oss ikke inn. Integrasjonen og passordet må ses på."),
    "fiks.uten-nokkel": gettext_lazy("Arkivets konto i Fiks har ingen nøkkel vi kan kryptere til."),
    "fiks.avvist": gettext_lazy("Fiks tok ikke imot meldingen (svar %(mer)s)."),
    "fiks.ikke-hentet": gettext_lazy("Arkivet hentet ikke meldingen i tide. Programmet deres står kanskje stille."),
    "fiks.ikke-levert": gettext_lazy("Fiks prøvde tre ganger, og fikk ikke levert meldingen til arkivet."),
    "fiks.arkivfeil": gettext_lazy("Noe gikk galt hos arkivet."),
    "fiks.arkivfeil:": gettext_lazy("Noe gikk galt hos arkivet. Arkivets feilnummer: %(mer)s."),
    "fiks.uleselig": gettext_lazy(
        "Arkivet har svart, men svaret kan ikke åpnes med nøklene våre. Få dem sett på, og send dokumentet igjen."
    ),
    "fiks.for-stort": gettext_lazy("Arkivet har svart med noe som er for stort til å være en kvittering."),
    "fiks.uforstaatt": gettext_lazy("Arkivet har svart med noe som ikke er en kvittering vi forstår."),
}


def forklar(rad: Arkivering) -> str:
    """What is wrong with this one, or what it waits for; nothing for what is archived or replaced. No query."""
    match Status(rad.status):
        case Status.VENTER:
            return _("Det kan stå et navn i teksten som ikke skal ut. Den som leder saken, ser over det først.")
        case Status.IKKE_SENDT:
            return _("Står i kø, og sendes av seg selv.") if tilkoblet() else _("Sendes når arkivet er koblet til.")
        case Status.SENDT if rad.bekreftet is not None:
            return _("Arkivet har fått dokumentet, og har ikke sagt at det er arkivert.")
        case Status.SENDT:
            return _("Arkivet har ikke svart.")
        case Status.FEILET:
            igjen = _("Sendes ikke igjen av seg selv.") if rad.oppgitt else _("Prøves igjen av seg selv.")
            return f"{feil(rad.feil)} {igjen}"
        case _arkivert:
            return ""


def feil(kode: str) -> str:
    """What a code says, as a sentence."""
    navn, _kolon, mer = kode.partition(":")
    mer = mer.strip()
    for kjent in (f"{navn}:{mer}", f"{navn}:", navn) if mer else (navn,):
        if setning := SETNINGER.get(kjent):
            return str(setning) % {"mer": mer}
    if UNNTAK.fullmatch(kode):
        return _("Noe gikk galt hos oss (%(hva)s). Si fra til den som drifter systemet.") % {"hva": kode}
    return _("Dokumentet kan ikke sendes slik det er: %(hvorfor)s.") % {"hvorfor": kode}
