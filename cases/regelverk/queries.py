"""The rule table made ready for reading: in the reader's language, with today's hjemmel and today's targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cases.lov.begreper import Styrke
from cases.lov.kilder import hjemmel
from cases.lov.kriterier import KRITERIEREGLER
from cases.lov.parametre import PARAMETRE, Enhet
from cases.lov.regler import IKKE_I_KODEN, OPPHAVSNAVN, REGLER, STYRKENAVN
from cases.regelverk.beviser import antall as antall_beviser

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.utils.functional import _StrPromise

    from cases.lov.kilder import Kilde
    from cases.lov.parametre import Maal, Parametre
    from cases.lov.regler import Regel, Utenfor

# The note's chapters, by how an id begins.
KAPITLER: Sequence[tuple[tuple[str, ...], str, _StrPromise]] = (
    (("L-1.",), "hvor-loven-gjelder", _("Hvor loven gjelder")),
    (("L-2.",), "retten", _("Retten til et trygt og godt skolemiljø")),
    (("L-3.",), "forebygging", _("Nulltoleranse og forebygging")),
    (("L-4.",), "aktivitetsplikten", _("Aktivitetsplikten")),
    (("L-5.",), "skjerpet-plikt", _("Skjerpet plikt når en som arbeider på skolen, kan ha krenket")),
    (("L-6.",), "statsforvalteren", _("Når saken kan meldes til Statsforvalteren")),
    (("L-7.",), "fysisk-miljo", _("Det fysiske miljøet")),
    (("L-8.", "L-9.", "L-10."), "ansvar-etterpaa", _("Tvangsmulkt, straffansvar og bevisbyrde")),
    (("L-13.", "L-N."), "ved-siden-av", _("Reglene ved siden av")),
    (("D-",), "frister", _("Frister og varsler")),
)


@dataclass(frozen=True)
class Utvalg:
    """What the page is asked for; each is kept in the address."""

    q: str = ""
    styrke: str = ""


@dataclass(frozen=True)
class Regellinje:
    """One rule as it is read. ``hvorfor`` is why the house does not hold it, ``uten`` the part it does not hold."""

    id: str
    setning: str
    styrke: str
    styrkenavn: str
    hjemmel: str
    opphav: str = ""
    maal: tuple[str, ...] = ()
    beviser: int = 0
    hvorfor: str = ""
    uten: str = ""


@dataclass(frozen=True)
class Kapittel:
    """The rules of one chapter."""

    anker: str
    tittel: str
    regler: tuple[Regellinje, ...]


@dataclass(frozen=True)
class Kriterielinje:
    """What may make a sak serious, and whether the house proposes it by itself."""

    setning: str
    styrkenavn: str
    foreslaas: bool


@dataclass(frozen=True)
class Regelverk:
    """The whole page."""

    kapitler: tuple[Kapittel, ...]
    utenfor: tuple[Regellinje, ...]
    kriterier: tuple[Kriterielinje, ...]
    antall: int
    antall_utenfor: int


def regelverk(utvalg: Utvalg, *, dag: date, parametre: Parametre) -> Regelverk:
    """The rules that are asked for, by chapter, and those the house does not hold."""
    alle = [linje for linje in (_linje(regel, dag, parametre) for regel in REGLER.values()) if _passer(linje, utvalg)]
    kapitler = [
        Kapittel(anker, str(tittel), tuple(linje for linje in alle if linje.id.startswith(begynner)))
        for begynner, anker, tittel in KAPITLER
    ]
    utenfor = (_utenfor(regel, dag) for regel in IKKE_I_KODEN.values())
    return Regelverk(
        kapitler=tuple(kapittel for kapittel in kapitler if kapittel.regler),
        utenfor=tuple(linje for linje in utenfor if _passer(linje, utvalg)),
        kriterier=tuple(
            Kriterielinje(gettext(regel.setning), gettext(STYRKENAVN[regel.styrke]), regel.peker is not None)
            for regel in KRITERIEREGLER.values()
        ),
        antall=len(REGLER),
        antall_utenfor=len(IKKE_I_KODEN),
    )


def styrkevalg() -> list[tuple[str, str]]:
    """The strengths to filter by."""
    return [(styrke.value, gettext(STYRKENAVN[styrke])) for styrke in Styrke]


def _linje(regel: Regel, dag: date, parametre: Parametre) -> Regellinje:
    return Regellinje(
        id=regel.id,
        setning=gettext(regel.setning),
        styrke=regel.styrke.value,
        styrkenavn=gettext(STYRKENAVN[regel.styrke]),
        hjemmel=_hjemmel(regel.hjemmel, dag),
        opphav=gettext(OPPHAVSNAVN[regel.opphav]),
        maal=tuple(maaltekst(maal, parametre.verdi(maal, dag)) for maal in regel.maal),
        beviser=antall_beviser().get(regel.id, 0),
        uten=gettext(regel.uten) if regel.uten else "",
    )


def _utenfor(regel: Utenfor, dag: date) -> Regellinje:
    return Regellinje(
        id=regel.id,
        setning=gettext(regel.setning),
        styrke=regel.styrke.value,
        styrkenavn=gettext(STYRKENAVN[regel.styrke]),
        hjemmel=_hjemmel(regel.hjemmel, dag),
        hvorfor=gettext(regel.hvorfor),
    )


def _hjemmel(kilde: Kilde | None, dag: date) -> str:
    return hjemmel(kilde, dag).henvisning if kilde is not None else ""


def maaltekst(maal: Maal, antall: int) -> str:
    """A target and its value, such as «Tiltaksplanen er vedtatt: 5 skoledager»."""
    parameter = PARAMETRE[maal]
    return gettext("%(navn)s: %(verdi)s") % {
        "navn": gettext(parameter.navn),
        "verdi": _enheter(antall)[parameter.enhet] % {"antall": antall},
    }


def _enheter(antall: int) -> Mapping[Enhet, str]:
    return {
        Enhet.TIME: ngettext("%(antall)s time", "%(antall)s timer", antall),
        Enhet.SKOLEDAG: ngettext("%(antall)s skoledag", "%(antall)s skoledager", antall) if antall else _samme_dag(),
        Enhet.ARBEIDSDAG: (
            ngettext("%(antall)s arbeidsdag", "%(antall)s arbeidsdager", antall) if antall else _samme_dag()
        ),
        Enhet.KALENDERDAG: ngettext("%(antall)s dag", "%(antall)s dager", antall) if antall else _samme_dag(),
        Enhet.ANTALL: "%(antall)s",
    }


def _samme_dag() -> str:
    return gettext("samme dag")


def _passer(linje: Regellinje, utvalg: Utvalg) -> bool:
    if utvalg.styrke and linje.styrke != utvalg.styrke:
        return False
    tekst = " ".join(_ordene(linje)).casefold()
    return all(ord_ in tekst for ord_ in utvalg.q.casefold().split())


def _ordene(linje: Regellinje) -> Iterable[str]:
    return (
        linje.id,
        linje.setning,
        linje.hjemmel,
        linje.styrkenavn,
        linje.opphav,
        *linje.maal,
        linje.hvorfor,
        linje.uten,
    )
