"""What a list would change: held against the rows, without writing anything. A handful of queries, however long.

What the schools write themselves is never taken from them by a list: besøksforbud, who is not to be informed and why,
language and interpreter. A protected address can be set by a list and never lifted by one.

It is held against the rows twice. What is written comes of all of them. What is shown comes of those whose address is
open (``Endringer.vist``): for whoever lays a list forward, a pupil at a protected address is one who is not here, else
lists with a guessed school would tell where the child goes, without a single one being taken in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cases.lov.kalender import skolear_for
from steinkjer_skolemiljo.elevregister.liste import Elevrad, Foresattrad, Listefeil
from steinkjer_skolemiljo.organisation.models import Elev, Foresatt, Foresattforhold, Gradering, Klasse, Skole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.elevregister.liste import Elevregister

# A list that takes out more than this share of a school's pupils is perhaps half a list.
STOR_AVGANG = 0.2
# Past this, in the year the school year begins, a pupil has left grunnskolen.
FERDIG_ALDER = 16
ELDSTE_ALDER = 30
STRENGHET = {Gradering.INGEN: 0, Gradering.FORTROLIG: 1, Gradering.STRENGT: 2}
# A school's key and the name of a class.
Klassenokkel = tuple[int, str]
# First name, last name and day of birth.
Person = tuple[str, str, Any]


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
    # The same for one who may not know of those at protected addresses: what the pages show.
    vist: Endringer = None  # type: ignore[assignment]  # always set by ``finn_endringer``
    # Which list it is: two that change the same have different sums.
    liste: int = 0

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
        """One sum of everything that would be written: the same as long as nobody has changed anything.

        Made with a key: nobody may find what is in it by guessing what the page does not show.
        """
        grupper = (self.nye, self.flyttet, self.tilbake, self.endret, self.sluttet)
        deler = (
            [[(_id(e.rad), _pk(e.elev), sorted(e.felter.items()), e.klasse) for e in gruppe] for gruppe in grupper],
            [(_id(f.rad), _pk(f.foresatt), sorted(f.felter.items())) for f in self.foresatte],
            [(f.elev, f.foresatt, sorted(f.felter.items())) for f in self.forhold],
            sorted(self.klasser.items()),
            self.liste,
        )
        return salted_hmac("elevregister.avtrykk", repr(deler), algorithm="sha256").hexdigest()


def _id(rad: Elevrad | Foresattrad | None) -> str:
    return rad.kilde_id if rad is not None else ""


def _pk(rad: Elev | Foresatt | None) -> int:
    return rad.pk if rad is not None else 0


def finn_endringer(register: Elevregister, dag: date, *, laas: bool = False, liste: int = 0) -> Endringer:
    """Hold a list against what is registered.

    Args:
        register: the list; one with errors changes nothing and gives them back.
        dag: the day in Norway: the school year of new classes, and the day a pupil who is no longer there ended.
        laas: keep the rows as they are until the transaction ends, for one who is to write what is found.
        liste: which list it is.

    """
    if register.feil:
        feil = list(register.feil)
        return Endringer(feil=feil, vist=Endringer(feil=feil))
    rader = _Rader(dag, laas=laas)
    ut = _Sammenligning(register.rader, rader, rader.elever).kjor()
    ut.vist = _Sammenligning(register.rader, rader, [e for e in rader.elever if not e.er_gradert], alle=False).kjor()
    ut.liste = ut.vist.liste = liste
    return ut


class _Rader:
    """What is registered, read once."""

    def __init__(self, dag: date, *, laas: bool) -> None:
        def les(rader: QuerySet[Any]) -> list[Any]:
            return list(rader.order_by("pk").select_for_update(of=("self",), no_key=True) if laas else rader)

        self.dag = dag
        self.skolear = skolear_for(dag)
        skoler = les(Skole.objects.filter(nedlagt__isnull=True))
        # A name before another's short name.
        self.skoler = {s.kortnavn.casefold(): s for s in skoler} | {s.navn.casefold(): s for s in skoler}
        self.klasser = {(k.skole_id, k.navn): k for k in les(Klasse.objects.filter(skolear=self.skolear))}
        self.elever: list[Elev] = les(Elev.objects.select_related("klasse", "skole"))
        alle_forhold = les(Foresattforhold.objects.all())
        # After them: one who is written meanwhile is then here too.
        self.foresatte: list[Foresatt] = les(Foresatt.objects.all())
        foresatte = {f.pk: f for f in self.foresatte}
        self.forhold: dict[int, list[Foresattforhold]] = defaultdict(list)
        for ett in alle_forhold:
            ett.foresatt = foresatte[ett.foresatt_id]
            self.forhold[ett.elev_id].append(ett)


class _Sammenligning:
    """A list held against these pupils. ``alle`` is whether they are all that are registered."""

    def __init__(self, rader: Iterable[Elevrad], her: _Rader, elever: list[Elev], *, alle: bool = True) -> None:
        self.rader = list(rader)
        self.her = her
        self.alle = alle
        self.ut = Endringer()
        self.elever = elever
        self.med_id = {elev.kilde_id: elev for elev in elever if elev.kilde_id}
        self.av_navn: dict[Person, list[Elev]] = defaultdict(list)
        for elev in elever:
            self.av_navn[_person(elev)].append(elev)
        self.id_i_lista = {rad.kilde_id for rad in self.rader}

    def kjor(self) -> Endringer:
        funnet: dict[int, Elevrad] = {}
        koblet: list[tuple[Elevrad, Elev | None]] = []
        i_lista: set[int] = set()
        for rad in self.rader:
            skole = self.her.skoler.get(rad.skole.casefold())
            if skole is None:
                tekst = _("Skolen «%(skole)s» finnes ikke her. Registrer den først, eller rett navnet.")
                self._feil(rad, tekst % {"skole": rad.skole[:60]})
                continue
            if not self.her.dag.year - ELDSTE_ALDER <= rad.fodselsdato.year <= self.her.dag.year:
                self._feil(rad, _("Ingen elev er født da. Se over fødselsdatoen."))
                continue
            i_lista.add(skole.pk)
            elev = self._kjenn_igjen(rad)
            if elev is not None and elev.pk in funnet:
                if not elev.er_gradert:
                    tekst = _("Eleven er den samme som på linje %(linje)d, med en annen id.")
                    self._feil(rad, tekst % {"linje": funnet[elev.pk].linje})
                    continue
                elev = None
            if elev is not None:
                funnet[elev.pk] = rad
            koblet.append((rad, elev))
            self._elev(rad, elev, skole)
        self._sluttet(funnet, i_lista)
        _Foresatte(self, koblet).kjor()
        return self.ut

    def _feil(self, rad: Elevrad, tekst: str) -> None:
        self.ut.feil.append(Listefeil(rad.linje, tekst))

    def _kjenn_igjen(self, rad: Elevrad) -> Elev | None:
        """Who it is: by the id, else by name and day of birth if no other line is about that pupil.

        So one who was here before the first list is found again, and everybody where a new system gives new ids.
        """
        if (elev := self.med_id.get(rad.kilde_id)) is not None:
            self._er_den_samme(rad, elev)
            return elev
        mulige = [e for e in self.av_navn[_person(rad)] if e.kilde_id not in self.id_i_lista]
        # One the page may not know of must not change what it says of the others.
        mulige = [e for e in mulige if not e.er_gradert] or mulige
        mulige = [e for e in mulige if e.sluttet is None] or mulige
        if len(mulige) > 1 and not mulige[0].er_gradert:
            tekst = _("Flere registrerte elever har dette navnet og denne fødselsdatoen. Vi vet ikke hvem det er.")
            self._feil(rad, tekst)
        return mulige[0] if len(mulige) == 1 else None

    def _er_den_samme(self, rad: Elevrad, elev: Elev) -> None:
        """A child's saker hang on the row: an id that has come to another child would give them to that one."""
        if _person(rad) == _person(elev):
            return
        if elev.fodselsdato != rad.fodselsdato and not _deler_navn(rad.fornavn, elev.fornavn):
            tekst = _(
                "Id-en tilhører en annen elev her: både fornavnet og fødselsdatoen er ulike. Er det den samme eleven, "
                "ta inn det ene først, og det andre i neste liste."
            )
            self._feil(rad, tekst)
        elif any(annen.pk != elev.pk for annen in self.av_navn[_person(rad)]):
            self._feil(rad, _("En elev med en annen id er registrert med dette navnet og denne fødselsdatoen."))

    def _elev(self, rad: Elevrad, elev: Elev | None, skole: Skole) -> None:
        gradering = self.gradering(rad, elev)
        if rad.gradering is not None and rad.gradering != gradering:
            self.ut.beholder_gradering += 1
        nokkel = (skole.pk, rad.klasse) if rad.klasse and rad.gradering != Gradering.STRENGT else None
        if nokkel is not None:
            self._klasse(rad, nokkel, skole)
        if gradering == Gradering.STRENGT:
            # Of one at a strictly protected address, the class says too much.
            nokkel = None
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
        har = self.her.klasser.get(nokkel) if nokkel is not None else None
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

    def gradering(self, rad: Elevrad, elev: Elev | None) -> Gradering:
        """The strictest of what the list says and what is registered of the pupil, or of one who could be the same."""
        registrert = [elev] if elev is not None else self.av_navn[_person(rad)]
        her = max((Gradering(e.gradering) for e in registrert), key=STRENGHET.__getitem__, default=Gradering.INGEN)
        return max(her, rad.gradering or her, key=STRENGHET.__getitem__)

    def _klasse(self, rad: Elevrad, nokkel: Klassenokkel, skole: Skole) -> None:
        if rad.trinn is None or not skole.trinn_fra <= rad.trinn <= skole.trinn_til:
            tekst = _("%(skole)s har %(forste)d. til %(siste)d. trinn.")
            self._feil(rad, tekst % {"skole": skole.navn, "forste": skole.trinn_fra, "siste": skole.trinn_til})
        elif nokkel not in self.her.klasser and self.ut.klasser.setdefault(nokkel, rad.trinn) != rad.trinn:
            self._feil(rad, _("Klassen «%(klasse)s» står med to ulike trinn i lista.") % {"klasse": rad.klasse})

    def _sluttet(self, funnet: dict[int, Elevrad], i_lista: set[int]) -> None:
        gaar: dict[int, list[Elev]] = defaultdict(list)
        antall: dict[int, int] = defaultdict(int)
        for elev in self.elever:
            if elev.skole_id in i_lista and elev.sluttet is None:
                antall[elev.skole_id] += 1
                if elev.pk not in funnet and not self._kan_vaere_utelatt(elev):
                    gaar[elev.skole_id].append(elev)
        for skole_id, elever in gaar.items():
            self.ut.sluttet += [Elevendring(None, elev, {"sluttet": self.her.dag}) for elev in elever]
            if len(elever) > max(2, antall[skole_id] * STOR_AVGANG):
                self.ut.stor_avgang.append((elever[0].skole.navn, len(elever), antall[skole_id]))

    def _kan_vaere_utelatt(self, elev: Elev) -> bool:
        """Some systems leave out those at protected addresses: that one is not in the list says little of them.

        And nobody sees that they would end. When they are too old for school, they end as others do.
        """
        return elev.er_gradert and self.her.skolear - elev.fodselsdato.year < FERDIG_ALDER


class _Foresatte:
    """The guardians of a list held against those who are registered."""

    def __init__(self, lista: _Sammenligning, koblet: list[tuple[Elevrad, Elev | None]]) -> None:
        self.lista = lista
        self.ut = lista.ut
        self.koblet = koblet
        synlige = {elev.pk for elev in lista.elever}
        barn: dict[int, set[int]] = defaultdict(set)
        for elev_id, noen in lista.her.forhold.items():
            for ett in noen:
                barn[ett.foresatt_id].add(elev_id)
        # One who is a guardian of hidden pupils alone is hidden with them.
        self.skjulte = {
            f.pk
            for f in lista.her.foresatte
            if not lista.alle and (f.gradering != Gradering.INGEN or (barn[f.pk] and not barn[f.pk] & synlige))
        }
        self.forhold = {
            elev_id: [f for f in noen if f.foresatt_id not in self.skjulte]
            for elev_id, noen in lista.her.forhold.items()
            if elev_id in synlige
        }
        kjente = [f for f in lista.her.foresatte if f.pk not in self.skjulte]
        self.med_id = {f.kilde_id: f for f in kjente if f.kilde_id}
        self.navn: dict[int, set[str]] = defaultdict(set)
        for noen in self.forhold.values():
            for ett in noen:
                self.navn[ett.foresatt_id] |= {f.foresatt.navn.casefold() for f in noen if f.pk != ett.pk}
        self.begrensede = {f.foresatt_id for noen in self.forhold.values() for f in noen if _er_begrenset(f)}
        graderte = {elev.pk for elev in lista.elever if elev.er_gradert}
        self.beskyttede = {f.kilde_id for f in kjente if f.kilde_id and barn[f.pk] & graderte}
        for rad, elev in koblet:
            if lista.gradering(rad, elev) != Gradering.INGEN:
                self.beskyttede |= {f.kilde_id for f in rad.foresatte}

    def kjor(self) -> None:
        sett: dict[str, Foresattrad] = {}
        for elevrad, elev in self.koblet:
            her = self.forhold.get(elev.pk, []) if elev is not None else []
            varsom = self.lista.gradering(elevrad, elev) != Gradering.INGEN
            brukt: set[int] = set()
            for rad in elevrad.foresatte:
                kjent = self.med_id.get(rad.kilde_id)
                skrevet = self._samme_navn(rad, her)
                if rad.kilde_id not in sett:
                    sett[rad.kilde_id] = rad
                    self._foresatt(elevrad, rad, kjent or (skrevet.foresatt if skrevet is not None else None))
                elif (sett[rad.kilde_id].fornavn, sett[rad.kilde_id].etternavn) != (rad.fornavn, rad.etternavn):
                    self._feil(elevrad, _("Samme id er brukt for to ulike foresatte."))
                # One the school has written by hand is not written once more beside it.
                har = next((f for f in her if kjent is not None and f.foresatt_id == kjent.pk), skrevet)
                if har is not None:
                    brukt.add(har.pk)
                self._forhold(elevrad, rad, har, her, varsom=varsom)
            if elevrad.foresatte:
                self.ut.ikke_i_lista += sum(f.pk not in brukt for f in her)

    def _feil(self, rad: Elevrad, tekst: str) -> None:
        self.ut.feil.append(Listefeil(rad.linje, tekst))

    @staticmethod
    def _samme_navn(rad: Foresattrad, her: list[Foresattforhold]) -> Foresattforhold | None:
        """A guardian of this very pupil who was written by hand: by the name, if no list has said who it is."""
        navn = f"{rad.fornavn} {rad.etternavn}".casefold()
        return next((f for f in her if not f.foresatt.kilde_id and f.foresatt.navn.casefold() == navn), None)

    def _foresatt(self, elevrad: Elevrad, rad: Foresattrad, kjent: Foresatt | None) -> None:
        onsket: dict[str, Any] = {"kilde_id": rad.kilde_id, "fornavn": rad.fornavn, "etternavn": rad.etternavn}
        # Where a pupil of theirs or the guardian is protected, contact goes through the rektor.
        if rad.kilde_id not in self.beskyttede and (kjent is None or kjent.gradering == Gradering.INGEN):
            onsket |= {n: v for n, v in (("telefon", rad.telefon), ("epost", rad.epost)) if v is not None}
        if kjent is None:
            self.ut.foresatte.append(Foresattendring(rad, None, onsket))
        elif felter := {navn: verdi for navn, verdi in onsket.items() if getattr(kjent, navn) != verdi}:
            self._er_den_samme(elevrad, rad, kjent)
            self.ut.foresatte.append(Foresattendring(rad, kjent, felter))

    def _er_den_samme(self, elevrad: Elevrad, rad: Foresattrad, kjent: Foresatt) -> None:
        """What the school has written of one guardian, as besøksforbud, would else come to stand at another."""
        navn = f"{rad.fornavn} {rad.etternavn}".casefold()
        ny = not _deler_navn(f"{rad.fornavn} {rad.etternavn}", kjent.navn)
        byttet = navn != kjent.navn.casefold() and navn in self.navn[kjent.pk]
        # Not a fault the page tells of: it would tell that there is something written.
        skrevet = self.lista.alle and not _deler_navn(rad.fornavn, kjent.fornavn) and kjent.pk in self.begrensede
        if ny or byttet or skrevet:
            self._feil(elevrad, _("En foresatt har en id som tilhører en annen foresatt her."))

    def _forhold(
        self,
        elevrad: Elevrad,
        rad: Foresattrad,
        har: Foresattforhold | None,
        her: list[Foresattforhold],
        *,
        varsom: bool,
    ) -> None:
        """What a guardian is to a pupil. Where somebody must be careful, a list takes away and gives nothing."""
        sagt: dict[str, Any] = {
            n: v for n, v in (("foreldreansvar", rad.foreldreansvar), ("bor_hos", rad.bor_hos)) if v is not None
        }
        if har is None:
            if varsom or any(_er_begrenset(f) for f in her):
                # The rektor says whether one whom nobody at the school has spoken of is to be told anything.
                sagt = {"foreldreansvar": False, "bor_hos": False} | ({} if varsom else sagt)
                sagt["informasjon"] = Foresattforhold.Informasjon.FORESPORSEL
            self.ut.forhold.append(Forholdsendring(elevrad.kilde_id, rad.kilde_id, None, sagt))
            return
        gir_ikke = varsom or _er_begrenset(har)
        felter = {n: v for n, v in sagt.items() if getattr(har, n) != v and not (v and gir_ikke)}
        if felter:
            self.ut.forhold.append(Forholdsendring(elevrad.kilde_id, rad.kilde_id, har, felter))


def _er_begrenset(forhold: Foresattforhold) -> bool:
    """Whether the school has written that this guardian is to be told less than others."""
    return forhold.besoksforbud or forhold.informasjon != Foresattforhold.Informasjon.JA


def _person(rad: Elev | Elevrad) -> Person:
    return rad.fornavn.casefold(), rad.etternavn.casefold(), rad.fodselsdato


def _deler_navn(a: str, b: str) -> bool:
    """Whether two names have a word in common, as when one is longer."""
    en, annen = (set(re.split(r"[ -]", navn.casefold())) for navn in (a, b))
    return not en.isdisjoint(annen)
