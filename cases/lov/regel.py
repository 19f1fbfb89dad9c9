"""What a rule is: a sentence, how strong it is, where it comes from, and what keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cases.lov.begreper import Styrke
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.lov.kilder import Kilde
    from cases.lov.parametre import Maal


class Opphav(StrEnum):
    """Where we have a rule from."""

    LOVTEKST = "UDIR124"
    PROSEDYRE = "SEED"
    RUNDSKRIV = "UDIR-R6"
    UDIR3 = "UDIR3"
    STATSFORVALTER = "SF-VL"
    TILSYN = "TILSYN"
    FAGBOK = "FAGB"
    FUG = "FUG"
    MILJOLOYPER = "ML"
    FORARBEID = "P57"
    FORARBEID_2024 = "P62"
    FAGFORENINGENE = "LEKTOR, UF"
    BARNEVERN = "UDIR-10-2012"
    EGET = "EGET"


OPPHAVSNAVN: Mapping[Opphav, str] = {
    Opphav.LOVTEKST: _("opplæringslova § 12-4 med Udirs tolkning"),
    Opphav.PROSEDYRE: _("Steinkjer kommunes veileder og prosedyre nr. 1"),
    Opphav.RUNDSKRIV: _("Udirs rundskriv om skolemiljø, kapittel 6"),
    Opphav.UDIR3: _("Udir-3-2017"),
    Opphav.STATSFORVALTER: _("statsforvalternes sider om håndhevingsordningen"),
    Opphav.TILSYN: _("statsforvalternes tilsynsrapporter og Barneombudet 2018"),
    Opphav.FAGBOK: _("oversikt over paragrafene i kapittel 12"),
    Opphav.FUG: _("Foreldreutvalget for grunnopplæringen"),
    Opphav.MILJOLOYPER: _("miljoloyper.no"),
    Opphav.FORARBEID: _("forarbeidene til opplæringslova, Prop. 57 L (2022–2023)"),
    Opphav.FORARBEID_2024: _("forarbeidene til opplæringslova kapittel 13, Prop. 62 L (2023–2024)"),
    Opphav.FAGFORENINGENE: _("Norsk Lektorlag og Utdanningsforbundet om § 12-5"),
    Opphav.BARNEVERN: _("Udir-10-2012 om opplysningsplikten til barnevernet"),
    Opphav.EGET: _("vår egen slutning av reglene"),
}
# How strong a rule is, in words people use.
STYRKENAVN: Mapping[Styrke, str] = {
    Styrke.LOV: _("Lov"),
    Styrke.PROSEDYRE: _("Kommunens prosedyre"),
    Styrke.PRAKSIS: _("Praksis"),
    Styrke.DESIGN: _("Vårt eget valg"),
}


@dataclass(frozen=True)
class Regel:
    """One rule.

    ``haandheves`` holds dotted names of what keeps it, ``maal`` the targets that belong to it, and ``uten`` says
    honestly which part of it the house does not hold, where it holds the rest.
    """

    id: str
    setning: str
    styrke: Styrke
    opphav: Opphav
    haandheves: tuple[str, ...]
    hjemmel: Kilde | None = None
    maal: tuple[Maal, ...] = ()
    uten: str = ""


@dataclass(frozen=True)
class Utenfor:
    """A rule that the house does not hold: what it says, and honestly why not."""

    id: str
    setning: str
    styrke: Styrke
    hvorfor: str
    hjemmel: Kilde | None = None


LOV, PROSEDYRE, PRAKSIS, DESIGN = Styrke.LOV, Styrke.PROSEDYRE, Styrke.PRAKSIS, Styrke.DESIGN
