"""What a list would change: held against the rows, without writing anything. A handful of queries, however long.

What the schools write themselves is never taken from them by a list: besøksforbud, who is not to be informed and why,
language and interpreter. A protected address can be set by a list and never lifted by one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from steinkjer_skolemiljo.elevregister.liste import Elevrad, Foresattrad, Listefeil
from steinkjer_skolemiljo.organisation.models import Elev, Foresatt, Foresattforhold, Gradering, Klasse, Skole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from steinkjer_skolemiljo.elevregister.liste import Elevregister

# A list that takes out more than this share of a school's pupils is perhaps half a list.
STOR_AVGANG = 0.2
STRENGHET = {Gradering.INGEN: 0, Gradering.FORTROLIG: 1, Gradering.STRENGT: 2}
# A school's key and the name of a class.
Klassenokkel = tuple[int, str]


@dataclass(frozen=True)
class Elevendring:
    """One pupil's change. ``elev`` is None for a new one; ``felter`` is what it will be."""

    rad: Elevrad | None
    elev: Elev | None
    felter: dict[str, Any]
    klasse: Klassenokkel | None = None

    @property
    def vises_uten_navn(self) -> bool:
        """Whether the address is protected, here or in the list: then no page names the pupil."""
        her = self.elev is not None and self.elev.er_gradert
        return her or self.felter.get("gradering", Gradering.INGEN) != Gradering.INGEN

    @property
    def navn(self) -> str:
        """What the page calls the pupil."""
        if self.vises_uten_navn:
            return _("En elev med beskyttet adresse")
        if self.rad is not None:
            return f"{self.rad.fornavn} {self.rad.etternavn}"
        return self.elev.navn if self.elev is not None else ""


@dataclass(frozen=True)
class Foresattendring:
    """A guardian who is new or has other contact details; ``foresatt`` is None for a new one."""

    rad: Foresattrad
    foresatt: Foresatt | None
    felter: dict[str, Any]


@dataclass(frozen=True)
class Forholdsendring:
    """What a guardian is to a pupil, new or changed: the pupil's and the guardian's ids in the list."""

    elev: str
    foresatt: str
    forhold: Foresattforhold | None
    felter: dict[str, Any]


@dataclass
class Endringer:
    """All that a list would do, and what stands in the way."""

    nye: list[Elevendring] = field(default_factory=list)
    flyttet: list[Elevendring] = field(default_factory=list)
    tilbake: list[Elevendring] = field(default_factory=list)
    endret: list[Elevendring] = field(default_factory=list)
    sluttet: list[Elevendring] = field(default_factory=list)
    uendret: int = 0
    klasser: dict[Klassenokkel, int] = field(default_factory=dict)
    foresatte: list[Foresattendring] = field(default_factory=list)
    forhold: list[Forholdsendring] = field(default_factory=list)
    # Guardians at a pupil whom the list does not name: they stay, and the school looks.
    ikke_i_lista: int = 0
    # The list says open address, and here it is protected: it stays protected.
    beholder_gradering: int = 0
    feil: list[Listefeil] = field(default_factory=list)
    # Schools that would lose many, by name: how many of how many.
    stor_avgang: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def elever_i_lista(self) -> list[Elevendring]:
        """Every pupil in the list to whom something happens."""
        return [*self.nye, *self.flyttet, *self.tilbake, *self.endret]

    @property
    def tomme(self) -> bool:
        """Whether the list says what is registered already."""
        return not (self.elever_i_lista or self.sluttet or self.foresatte or self.forhold)

    @property
    def tall(self) -> dict[str, int]:
        """How many of each, without a name."""
        return {
            "nye": len(self.nye),
            "flyttet": len(self.flyttet),
            "tilbake": len(self.tilbake),
            "endret": len(self.endret),
            "sluttet": len(self.sluttet),
            "uendret": self.uendret,
            "klasser": len(self.klasser),
            "foresatte": len(self.foresatte),
            "forhold": len(self.forhold),
        }

    def avtrykk(self) -> str:
        """One sum of everything that would be written: the same as long as nobody has changed anything."""
        grupper = (self.nye, self.flyttet, self.tilbake, self.endret, self.sluttet)
        deler = (
            [[(_id(e.rad), _pk(e.elev), sorted(e.felter.items()), e.klasse) for e in gruppe] for gruppe in grupper],
            [(_id(f.rad), _pk(f.foresatt), sorted(f.felter.items())) for f in self.foresatte],
            [(f.elev, f.foresatt, sorted(f.felter.items())) for f in self.forhold],
            sorted(self.klasser.items()),
        )
        return hashlib.sha256(repr(deler).encode()).hexdigest()


def _id(rad: Elevrad | Foresattrad | None) -> str:
    return rad.kilde_id if rad is not None else ""


def _pk(rad: Elev | Foresatt | None) -> int:
    return rad.pk if rad is not None else 0


def finn_endringer(register: Elevregister, dag: date) -> Endringer:
    """Hold a list against what is registered.

    Args:
        register: the list; one with errors changes nothing and gives them back.
        dag: today in Norway: the school year of new classes, and the day a pupil who is no longer there ended.

    """
    ut = Endringer(feil=list(register.feil))
    if ut.feil:
        return ut
    return _Sammenligning(register.rader, dag, ut).kjor()


class _Sammenligning:
    def __init__(self, rader: Iterable[Elevrad], dag: date, ut: Endringer) -> None:
        self.rader = list(rader)
        self.dag = dag
        self.ut = ut
        self.skolear = skolear_for(dag)
        skoler = list(Skole.objects.filter(nedlagt__isnull=True))
        self.skoler = {navn.casefold(): skole for skole in skoler for navn in (skole.navn, skole.kortnavn)}
        self.klasser = {(k.skole_id, k.navn): k for k in Klasse.objects.filter(skolear=self.skolear)}
        elever = list(Elev.objects.select_related("klasse", "skole"))
        self.med_id = {elev.kilde_id: elev for elev in elever if elev.kilde_id}
        self.uten_id: dict[tuple[str, str, date], list[Elev]] = defaultdict(list)
        for elev in elever:
            if not elev.kilde_id:
                self.uten_id[elev.fornavn.casefold(), elev.etternavn.casefold(), elev.fodselsdato].append(elev)
        self.elever = elever

    def kjor(self) -> Endringer:
        funnet: dict[int, Elevrad] = {}
        koblet: list[tuple[Elevrad, Elev | None]] = []
        i_lista: set[int] = set()
        for rad in self.rader:
            skole = self.skoler.get(rad.skole.casefold())
            if skole is None:
                tekst = _("Skolen «%(skole)s» finnes ikke her. Registrer den først, eller rett navnet.")
                self._feil(rad, tekst % {"skole": rad.skole[:60]})
                continue
            i_lista.add(skole.pk)
            elev = self._kjenn_igjen(rad)
            if elev is not None and elev.pk in funnet:
                tekst = _("Eleven er den samme som på linje %(linje)d, med en annen id.")
                self._feil(rad, tekst % {"linje": funnet[elev.pk].linje})
                continue
            if elev is not None:
                funnet[elev.pk] = rad
            koblet.append((rad, elev))
            self._elev(rad, elev, skole)
        self._sluttet(funnet, i_lista)
        self._foresatte(koblet)
        return self.ut

    def _feil(self, rad: Elevrad, tekst: str) -> None:
        self.ut.feil.append(Listefeil(rad.linje, tekst))

    def _kjenn_igjen(self, rad: Elevrad) -> Elev | None:
        if (elev := self.med_id.get(rad.kilde_id)) is not None:
            return elev
        # One who was here before the first list: by name and day of birth, if nobody else has both.
        mulige = self.uten_id.get((rad.fornavn.casefold(), rad.etternavn.casefold(), rad.fodselsdato), [])
        if len(mulige) > 1:
            tekst = _("Flere registrerte elever har dette navnet og denne fødselsdatoen. Vi vet ikke hvem det er.")
            self._feil(rad, tekst)
        return mulige[0] if len(mulige) == 1 else None

    def _elev(self, rad: Elevrad, elev: Elev | None, skole: Skole) -> None:
        gradering = self._gradering(rad, elev)
        if rad.gradering is not None and rad.gradering != gradering:
            self.ut.beholder_gradering += 1
        # Of one at a strictly protected address, the class says too much.
        nokkel = (skole.pk, rad.klasse) if rad.klasse and gradering != Gradering.STRENGT else None
        if nokkel is not None:
            self._klasse(rad, nokkel, skole)
        onsket: dict[str, Any] = {
            "kilde_id": rad.kilde_id,
            "fornavn": rad.fornavn,
            "etternavn": rad.etternavn,
            "fodselsdato": rad.fodselsdato,
            "skole_id": skole.pk,
            "gradering": gradering,
            "sluttet": None,
        }
        if rad.kallenavn is not None:
            onsket["kallenavn"] = rad.kallenavn
        if elev is None:
            self.ut.nye.append(Elevendring(rad, None, onsket, nokkel))
            return
        felter = {navn: verdi for navn, verdi in onsket.items() if getattr(elev, navn) != verdi}
        har = self.klasser.get(nokkel) if nokkel is not None else None
        ny_klasse = nokkel is not None and (har is None or elev.klasse_id != har.pk)
        if nokkel is None and elev.klasse_id is not None and (rad.klasse == "" or gradering == Gradering.STRENGT):
            felter["klasse_id"] = None
        if not felter and not ny_klasse:
            self.ut.uendret += 1
            return
        endring = Elevendring(rad, elev, felter, nokkel if ny_klasse else None)
        if "skole_id" in felter:
            self.ut.flyttet.append(endring)
        elif "sluttet" in felter:
            self.ut.tilbake.append(endring)
        else:
            self.ut.endret.append(endring)

    @staticmethod
    def _gradering(rad: Elevrad, elev: Elev | None) -> Gradering:
        """The stricter of what the list says and what is registered."""
        her = Gradering(elev.gradering) if elev is not None else Gradering.INGEN
        return max(her, rad.gradering or her, key=STRENGHET.__getitem__)

    def _klasse(self, rad: Elevrad, nokkel: Klassenokkel, skole: Skole) -> None:
        if rad.trinn is None or not skole.trinn_fra <= rad.trinn <= skole.trinn_til:
            tekst = _("%(skole)s har %(forste)d. til %(siste)d. trinn.")
            self._feil(rad, tekst % {"skole": skole.navn, "forste": skole.trinn_fra, "siste": skole.trinn_til})
        elif nokkel not in self.klasser and self.ut.klasser.setdefault(nokkel, rad.trinn) != rad.trinn:
            self._feil(rad, _("Klassen «%(klasse)s» står med to ulike trinn i lista.") % {"klasse": rad.klasse})

    def _sluttet(self, funnet: dict[int, Elevrad], i_lista: set[int]) -> None:
        gaar: dict[int, list[Elev]] = defaultdict(list)
        antall: dict[int, int] = defaultdict(int)
        for elev in self.elever:
            if elev.skole_id in i_lista and elev.sluttet is None:
                antall[elev.skole_id] += 1
                if elev.pk not in funnet:
                    gaar[elev.skole_id].append(elev)
        for skole_id, elever in gaar.items():
            self.ut.sluttet += [Elevendring(None, elev, {"sluttet": self.dag}) for elev in elever]
            if len(elever) > max(2, antall[skole_id] * STOR_AVGANG):
                self.ut.stor_avgang.append((elever[0].skole.navn, len(elever), antall[skole_id]))

    def _foresatte(self, koblet: list[tuple[Elevrad, Elev | None]]) -> None:
        alle = {f.kilde_id: f for f in Foresatt.objects.exclude(kilde_id="")}
        forhold: dict[int, list[Foresattforhold]] = defaultdict(list)
        for ett in Foresattforhold.objects.select_related("foresatt"):
            forhold[ett.elev_id].append(ett)
        sett: dict[str, Foresattrad] = {}
        for elevrad, elev in koblet:
            her = forhold[elev.pk] if elev is not None else []
            beskyttet = self._gradering(elevrad, elev) != Gradering.INGEN
            brukt: set[int] = set()
            for rad in elevrad.foresatte:
                kjent = alle.get(rad.kilde_id) or self._samme_navn(rad, her)
                if kjent is not None:
                    brukt.add(kjent.pk)
                if rad.kilde_id not in sett:
                    sett[rad.kilde_id] = rad
                    self._foresatt(rad, kjent, beskyttet=beskyttet)
                elif (sett[rad.kilde_id].fornavn, sett[rad.kilde_id].etternavn) != (rad.fornavn, rad.etternavn):
                    self._feil(elevrad, _("Samme id er brukt for to ulike foresatte."))
                self._forhold(elevrad, rad, next((f for f in her if kjent and f.foresatt_id == kjent.pk), None))
            if elevrad.foresatte:
                self.ut.ikke_i_lista += sum(f.foresatt_id not in brukt for f in her)

    @staticmethod
    def _samme_navn(rad: Foresattrad, her: list[Foresattforhold]) -> Foresatt | None:
        """A guardian of this very pupil who was written by hand: by the name, if no list has said who it is."""
        navn = f"{rad.fornavn} {rad.etternavn}".casefold()
        return next((f.foresatt for f in her if not f.foresatt.kilde_id and f.foresatt.navn.casefold() == navn), None)

    def _foresatt(self, rad: Foresattrad, kjent: Foresatt | None, *, beskyttet: bool) -> None:
        onsket: dict[str, Any] = {"kilde_id": rad.kilde_id, "fornavn": rad.fornavn, "etternavn": rad.etternavn}
        # Where the pupil or the guardian is protected, contact goes through the rektor.
        if not beskyttet and (kjent is None or kjent.gradering == Gradering.INGEN):
            onsket |= {n: v for n, v in (("telefon", rad.telefon), ("epost", rad.epost)) if v is not None}
        if kjent is None:
            self.ut.foresatte.append(Foresattendring(rad, None, onsket))
        elif felter := {navn: verdi for navn, verdi in onsket.items() if getattr(kjent, navn) != verdi}:
            self.ut.foresatte.append(Foresattendring(rad, kjent, felter))

    def _forhold(self, elevrad: Elevrad, rad: Foresattrad, har: Foresattforhold | None) -> None:
        onsket = {n: v for n, v in (("foreldreansvar", rad.foreldreansvar), ("bor_hos", rad.bor_hos)) if v is not None}
        felter = {n: v for n, v in onsket.items() if har is None or getattr(har, n) != v}
        if har is None or felter:
            self.ut.forhold.append(Forholdsendring(elevrad.kilde_id, rad.kilde_id, har, felter))
