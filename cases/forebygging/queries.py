"""What the last weeks' meldinger can teach: where, when and what, when there are enough of them to tell of nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from annual_wheel.models import Kategori, Opphav, Skoleaktivitet, skolear_for
from cases.melding.models import Arena, Krenkelse, Melding
from cases.statistikk.kube import TRINN
from cases.statistikk.telling import KLOKKA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker, Skole

UKER = 8
# Places that are no place, and kinds that are no kind, propose nothing; what adults do is not for the wheel.
UTEN_STED = frozenset({Arena.ANNET, Arena.VET_IKKE})
UTEN_TYPE = frozenset({Krenkelse.VET_IKKE, Krenkelse.VOKSEN})


@dataclass(frozen=True)
class Monster:
    """Something that comes again, and the activity it proposes. The activity itself says no number."""

    kode: str
    hva: str
    antall: int
    tittel: str
    hvordan: str
    kategori: Kategori
    i_hjulet: bool

    @property
    def utsagn(self) -> str:
        """What was counted, in words."""
        return _("%(hva)s: %(antall)s meldinger på %(uker)s uker") % {
            "hva": self.hva,
            "antall": self.antall,
            "uker": UKER,
        }


def _hvordan_sted(arena: Arena) -> str:
    match arena:
        case Arena.FRIMINUTT:
            return _("Se på inspeksjonen: hvor de voksne står, når, og hva elevene kan gjøre der. Spør elevrådet.")
        case Arena.GANG | Arena.GYMSAL | Arena.TOALETT:
            return _("Bli enige om hvem som er der når elevene kommer og går. Spør elevrådet hvor det er utrygt.")
        case Arena.SKOLEVEI | Arena.FRITID:
            return _("Ta det opp med FAU, og snakk med elevene om hvordan de passer på hverandre.")
        case Arena.DIGITALT:
            return _("Ta det opp i klassene og på foreldremøte: hvordan vi er mot hverandre på nett.")
        case _:
            return _("Snakk om det i personalet og med elevrådet, og bli enige om hva de voksne gjør.")


def _telt(verdier: Iterator[str]) -> list[tuple[str, int]]:
    """Those there are enough of, most first; the rest are neither shown nor summed."""
    return [(kode, antall) for kode, antall in Counter(verdier).most_common() if antall >= TRINN]


def monstre(bruker: Bruker, skole: Skole, dag: date) -> list[Monster]:
    """What comes again at this school, in the meldinger this leader receives. Two queries.

    A melding that is kept from the reader is in no count, and fewer than five of a thing are not shown at all.

    Args:
        bruker: the leader who looks.
        skole: a school they lead.
        dag: today in Norway.

    """
    meldinger = list(
        Melding.objects.visible_to(bruker, dag)
        .filter(skole=skole, sendt__date__gt=dag - timedelta(weeks=UKER), sendt__date__lte=dag)
        .values_list("arenaer", "typer", "naar_klokkeslett")
    )
    tatt_inn = set(
        Skoleaktivitet.objects.filter(
            hjul__skole=skole, hjul__skolear=skolear_for(dag), opphav=Opphav.MELDINGENE
        ).values_list("tittel", flat=True)
    )
    steder = _telt(a for arenaer, _t, _k in meldinger for a in set(arenaer) - UTEN_STED)
    typer = _telt(t for _a, typer_, _k in meldinger for t in set(typer_) - UTEN_TYPE)
    timer = _telt(
        kode
        for _a, _t, klokka in meldinger
        if klokka is not None
        for kode, fra, til in KLOKKA
        if fra <= klokka.hour < til
    )
    funnet = [_sted(Arena(kode), antall) for kode, antall in steder]
    funnet += [_type(Krenkelse(kode), antall) for kode, antall in typer]
    funnet += [_tid(kode, antall) for kode, antall in timer]
    return [
        Monster(kode, hva, antall, tittel, hvordan, kategori, tittel in tatt_inn)
        for kode, hva, antall, tittel, hvordan, kategori in funnet
    ]


Funn = tuple[str, str, int, str, str, Kategori]


def _sted(arena: Arena, antall: int) -> Funn:
    navn = str(arena.label)
    tittel = _("Tryggere her: %(sted)s") % {"sted": navn.lower() if navn != "SFO" else navn}
    return f"sted-{arena.value}", navn, antall, tittel, _hvordan_sted(arena), Kategori.ORGANISERING


def _type(type_: Krenkelse, antall: int) -> Funn:
    navn = str(type_.label)
    hvordan = _("Ta det opp i klassens time, og bli enige i personalet om hvordan de voksne griper inn.")
    tittel = _("Forebygge: %(hva)s") % {"hva": navn.lower()}
    return f"type-{type_.value}", navn, antall, tittel, hvordan, Kategori.ELEVER


def _tid(kode: str, antall: int) -> Funn:
    navn = klokkenavn(kode)
    hvordan = _("Se hvor elevene og de voksne er på denne tiden, og flytt på inspeksjonen om det trengs.")
    return (
        f"tid-{kode}",
        navn,
        antall,
        _("Flere voksne til stede: %(naar)s") % {"naar": navn.lower()},
        hvordan,
        (Kategori.ORGANISERING),
    )


def klokkenavn(kode: str) -> str:
    """A part of the day in words."""
    navn = {"for_8": _("Før klokka 8"), "etter_14": _("Etter klokka 14")}
    fra, til = next((fra, til) for k, fra, til in KLOKKA if k == kode)
    return navn.get(kode) or _("Klokka %(fra)s–%(til)s") % {"fra": fra, "til": til}


def finn(monstrene: Sequence[Monster], kode: str) -> Monster | None:
    """One of them by its code."""
    return next((m for m in monstrene if m.kode == kode), None)
