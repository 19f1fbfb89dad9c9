"""What the settings' page shows: every target as it is, was and is to be, and who changed what, when and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import Resolver404, resolve, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.lov.begreper import Styrke
from cases.lov.parametre import PARAMETRE, Enhet, Maal
from cases.sak import kalender
from cases.sak.kalender import AFTENENE, JA
from steinkjer_skolemiljo.organisation.models import Innstilling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.utils.functional import _StrPromise

    from cases.lov.parametre import Parametre

STYRKENAVN: Mapping[Styrke, _StrPromise] = {
    Styrke.LOV: _("lov"),
    Styrke.PROSEDYRE: _("prosedyre"),
    Styrke.PRAKSIS: _("praksis"),
    Styrke.DESIGN: _("eget valg"),
}
ENHETSNAVN: Mapping[Enhet, _StrPromise] = {
    Enhet.TIME: _("Timer"),
    Enhet.SKOLEDAG: _("Skoledager"),
    Enhet.ARBEIDSDAG: _("Arbeidsdager"),
    Enhet.KALENDERDAG: _("Dager"),
    Enhet.ANTALL: _("Versjoner"),
}
# Every target is in one group, in the order of a sak.
GRUPPER: tuple[tuple[_StrPromise, tuple[Maal, ...]], ...] = (
    (_("Når en melding kommer"), (Maal.TA_IMOT, Maal.TA_IMOT_HASTER)),
    (
        _("Når en sak begynner"),
        (Maal.FORSTE_HANDLING, Maal.FORSTE_HANDLING_SKJERPET, Maal.FORESATTE_INFORMERT, Maal.TILTAKSPLAN),
    ),
    (
        _("Mens planen virker"),
        (
            Maal.EVALUERING_LENGST,
            Maal.NY_PLANVERSJON,
            Maal.SAMTALE_MED_ELEVEN,
            Maal.REFERAT_HJEM,
            Maal.VERSJONER_UTEN_TRYGG,
            Maal.ETTERSJEKK,
        ),
    ),
    (_("Skoleeier"), (Maal.SKOLEEIERVARSEL, Maal.SKOLEEIER_LESER)),
    (
        _("Påminnelser og varsler"),
        (Maal.VARSLE_FOR, Maal.VARSLE_REKTOR, Maal.VARSLE_SKOLEEIER, Maal.VARSLE_KOMMUNALSJEF),
    ),
)
REGELVERK = "/regelverk/"


def regeladresse(regel: str) -> str:
    """Where the rule stands in the table of rules; empty as long as the house has no such page."""
    try:
        resolve(REGELVERK)
    except Resolver404:
        return ""
    return f"{REGELVERK}#{regel}"


def med_enhet(antall: int, enhet: Enhet) -> str:
    """A target as people say it, such as «5 skoledager»."""
    match enhet:
        case Enhet.ANTALL:
            tekst = ngettext("%(antall)s versjon", "%(antall)s versjoner", antall)
        case Enhet.TIME:
            tekst = ngettext("%(antall)s time", "%(antall)s timer", antall)
        case _ if antall == 0:
            return gettext("samme dag")
        case Enhet.SKOLEDAG:
            tekst = ngettext("%(antall)s skoledag", "%(antall)s skoledager", antall)
        case Enhet.ARBEIDSDAG:
            tekst = ngettext("%(antall)s arbeidsdag", "%(antall)s arbeidsdager", antall)
        case Enhet.KALENDERDAG:
            tekst = ngettext("%(antall)s dag", "%(antall)s dager", antall)
    return tekst % {"antall": antall}


def fri_tekst(fri: bool) -> str:  # noqa: FBT001 - the value itself
    """What the setting of the two eves says."""
    return gettext("fridager") if fri else gettext("vanlige arbeidsdager")


@dataclass(frozen=True)
class Kommer:
    """What a setting is to be, and from when."""

    fra: date
    tekst: str


@dataclass(frozen=True)
class Innstillingslinje:
    """One setting as it is shown."""

    navn: str
    adresse: str
    naa: str
    standard: str
    styrke: str
    regel: str
    regeladresse: str
    kommer: list[Kommer] = field(default_factory=list)

    @property
    def endret(self) -> bool:
        """The municipality has chosen something else than the standard."""
        return self.naa != self.standard


@dataclass(frozen=True)
class Innstillingsgruppe:
    """Settings that belong together."""

    navn: str
    linjer: list[Innstillingslinje]


@dataclass(frozen=True)
class Endring:
    """One change of a setting: what, from when, by whom, why, and whether it was replaced before it began."""

    navn: str
    tekst: str
    gjelder_fra: date
    hvem: str
    naar: datetime
    hvorfor: str
    erstattet: bool
    kommer: bool


def maallinje(maal: Maal, parametre: Parametre, dag: date) -> Innstillingslinje:
    """One target as it is today, and what is planned."""
    parameter = PARAMETRE[maal]
    return Innstillingslinje(
        navn=gettext(parameter.navn),
        adresse=reverse("innstillinger:maal", args=[maal.value]),
        naa=med_enhet(parametre.verdi(maal, dag), parameter.enhet),
        standard=med_enhet(parameter.standard, parameter.enhet),
        styrke=str(STYRKENAVN[parameter.styrke]),
        regel=parameter.kilde,
        regeladresse=regeladresse(parameter.kilde),
        kommer=[Kommer(fra, med_enhet(verdi, parameter.enhet)) for fra, verdi in parametre.etter(maal, dag)],
    )


def aftenlinje(dag: date) -> Innstillingslinje:
    """Whether 24 and 31 December are days off, and what is planned. One query."""
    rader = Innstilling.objects.filter(nokkel=AFTENENE).order_by("gjelder_fra")
    gjelder = [rad.verdi == JA for rad in rader if rad.gjelder_fra <= dag]
    return Innstillingslinje(
        navn=gettext("Julaften og nyttårsaften"),
        adresse=reverse("innstillinger:aftenene"),
        naa=fri_tekst(gjelder[-1] if gjelder else True),
        standard=fri_tekst(True),
        styrke=str(STYRKENAVN[Styrke.DESIGN]),
        regel="D-21",
        regeladresse=regeladresse("D-21"),
        kommer=[Kommer(rad.gjelder_fra, fri_tekst(rad.verdi == JA)) for rad in rader if rad.gjelder_fra > dag],
    )


def grupper(dag: date) -> list[Innstillingsgruppe]:
    """Every setting, grouped. Two queries."""
    parametre = kalender.parametre()
    return [
        *(
            Innstillingsgruppe(str(navn), [maallinje(maal, parametre, dag) for maal in maalene])
            for navn, maalene in GRUPPER
        ),
        Innstillingsgruppe(gettext("Kalenderen"), [aftenlinje(dag)]),
    ]


def historikk(nokler: Iterable[str], now: datetime, *, hoyst: int = 200) -> list[Endring]:
    """Every change of these settings, the last made first. One query; from the history, so that nothing is left out."""
    rader = list(
        Innstilling.history.filter(nokkel__in=list(nokler))
        .exclude(history_type="-")
        .select_related("satt_av", "history_user")
        .order_by("-history_date", "-history_id")[:hoyst]
    )
    return _endringer(rader, localdate(now))


def _endringer(rader: Sequence[Any], dag: date) -> list[Endring]:
    sett: set[int] = set()
    endringer = []
    for rad in rader:
        av = rad.satt_av or rad.history_user
        maal = Maal(rad.nokkel) if rad.nokkel != AFTENENE else None
        endringer.append(
            Endring(
                navn=gettext(PARAMETRE[maal].navn) if maal else gettext("Julaften og nyttårsaften"),
                tekst=med_enhet(int(rad.verdi), PARAMETRE[maal].enhet) if maal else fri_tekst(rad.verdi == JA),
                gjelder_fra=rad.gjelder_fra,
                hvem=av.navn if av is not None and not av.er_systemet else gettext("Systemet"),
                naar=rad.satt or rad.history_date,
                hvorfor=rad.begrunnelse,
                # A later version of the same row: it was changed before it began to apply.
                erstattet=rad.id in sett,
                kommer=rad.gjelder_fra > dag and rad.id not in sett,
            )
        )
        sett.add(rad.id)
    return endringer


ALLE_NOKLER = (*(maal.value for maal in Maal), AFTENENE)
