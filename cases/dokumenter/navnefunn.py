"""Names in a text, found and shown before a human decides (A-7, A-20). Pure: persons and text in, findings out.

``maskering`` masks what is certainly a name, for what goes out by itself. Here more is found than is certain: initials,
a letter too many or wrong, the pupil's class. Somebody looks at each before anything is given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from cases.dokumenter.maskering import Navn, navneformer, noekkel, som_moenster

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

# What a word becomes when it may be either of two: to choose would be to accuse.
EN_ANNEN = "en annen person"
# A shorter word has too many neighbours to be a misspelt name; written small, it must be longer still.
KORTESTE_SKRIVEFEIL = 4
KORTESTE_SMAA_SKRIVEFEIL = 5
# A word that begins with a name and goes on at least so long («Jonasgjengen»); a shorter end makes another name.
KORTESTE_ENDING = 3
# «I dag» and «Å gå» begin with words of one letter: they are initials only with a full stop.
SMAAORD = frozenset({"I", "Å"})
UTDRAG = 40


class Slag(StrEnum):
    """How sure it is that it is a name."""

    NAVN = "navn"
    FORBOKSTAVER = "forbokstaver"
    SKRIVEFEIL = "skrivefeil"
    SAMMENSATT = "sammensatt"
    MEDELEV = "medelev"
    KLASSE = "klasse"
    ADRESSE = "adresse"
    TELEFON = "telefon"
    EPOST = "epost"
    # What the one who looks has marked: no machine finds «den eneste jenta i 7B».
    EGET = "eget"


@dataclass(frozen=True)
class Person:
    """Somebody whose name may stand in the text, and what it becomes. ``beholdes``: the name is meant to be there."""

    navn: Navn
    erstatning: str
    eieform: str
    beholdes: bool = False


@dataclass(frozen=True)
class Treff:
    """One place in a text. ``form`` is how it is written there: one decision is made for each way of writing."""

    start: int
    slutt: int
    form: str
    erstatning: str
    eieform: str
    slag: Slag
    i_eieform: bool = False


@dataclass(frozen=True)
class Funn:
    """One way of writing, with every place it stands, for the one who decides."""

    form: str
    erstatning: str
    slag: Slag
    utdrag: tuple[tuple[str, str, str], ...]

    @property
    def antall(self) -> int:
        """How many places."""
        return len(self.utdrag)


def normalisert(tekst: str) -> str:
    """The text as it is searched: letters composed, one kind of line ending."""
    return unicodedata.normalize("NFC", tekst).replace("\r\n", "\n")


@dataclass(frozen=True)
class Sokeord:
    """What else than the sak's people is looked for.

    Args:
        klasser: names of classes that would point the pupil out.
        skoler: names of schools that would tell where the pupil is (A-14), and what they become.
        medelever: pupils the sak does not know, but who are near: found when written as a name, and never decided
            about by letter.
        adresser: what a street, a telephone number or an e-mail address becomes; empty where it is not looked for.
        gater_uten_nummer: a street without a number counts too (A-15).
        egne: words somebody has marked to be hidden, and what they become.

    """

    klasser: tuple[str, ...] = ()
    skoler: tuple[str, ...] = ()
    skole_ord: str = "skolen"
    medelever: tuple[Person, ...] = ()
    adresser: Mapping[Slag, str] = field(default_factory=dict)
    gater_uten_nummer: bool = False
    egne: tuple[str, ...] = ()
    eget_ord: str = ""


def finn(
    tekst: str, personer: Sequence[Person], *, klasser: Collection[str] = (), ogsaa: Sokeord | None = None
) -> list[Treff]:
    """Every place in a normalised text that is, or may be, a name that is not meant to be there; in order.

    A name shared by one who is to be named and one who is not is found too: whose it is here, a human must say.

    Args:
        tekst: from ``normalisert``.
        personer: everybody the sak knows.
        klasser: names of classes that would point the pupil out.
        ogsaa: what else is looked for.

    """
    ogsaa = ogsaa or Sokeord(klasser=tuple(klasser))
    opptatt: list[tuple[int, int]] = []
    treff: list[Treff] = []

    def ta(nye: Iterable[tuple[Treff, bool]]) -> None:
        for funnet, beholdes in nye:
            if any(funnet.start < slutt and start < funnet.slutt for start, slutt in opptatt):
                continue
            opptatt.append((funnet.start, funnet.slutt))
            if not beholdes:
                treff.append(funnet)

    # What a person has marked is theirs to say. «Haugen 5» is a name before it is a street.
    ta(_egne(tekst, ogsaa))
    ta(_navn(tekst, personer))
    ta(_medelever(tekst, personer, ogsaa.medelever))
    ta(_adresser(tekst, ogsaa, opptatt))
    ta(_forbokstaver(tekst, personer))
    ta(_klasser(tekst, ogsaa.klasser))
    ta(_klasser(tekst, ogsaa.skoler, ogsaa.skole_ord))
    ta(_sammensatt(tekst, personer))
    ta(_skrivefeil(tekst, personer))
    return sorted(treff, key=lambda t: t.start)


def _treff(
    m: re.Match[str], eiere: Sequence[Person], slag: Slag, *, gruppe: int = 0, eieform: bool = False
) -> tuple[Treff, bool]:
    ord_ = {(p.erstatning, p.eieform) for p in eiere if not p.beholdes}
    delt = len(ord_) != 1 or any(p.beholdes for p in eiere)
    erstatning, i_eieform = (EN_ANNEN, f"{EN_ANNEN}s") if delt else next(iter(ord_))
    funnet = Treff(
        start=m.start(),
        slutt=m.end(),
        form=" ".join(m[gruppe].split()),
        erstatning=erstatning,
        eieform=i_eieform,
        slag=slag,
        i_eieform=eieform,
    )
    return funnet, all(p.beholdes for p in eiere)


def _navn(tekst: str, personer: Sequence[Person]) -> Iterable[tuple[Treff, bool]]:
    eiere: dict[str, list[Person]] = defaultdict(list)
    for person in personer:
        for form in dict.fromkeys(navneformer(person.navn)):
            eiere[form].append(person)
    if not eiere:
        return
    # The longest first, so that a full name is one person and not two words.
    former = sorted(eiere, key=lambda form: (-len(form), form))
    moenster = re.compile(
        r"(?<!\w)(" + "|".join(som_moenster(form) for form in former) + r")(s|['’]s?)?(?!\w)", re.IGNORECASE
    )
    for m in moenster.finditer(tekst):
        # A letter that has two small forms may match in one and be filed under the other: then it is anybody's.
        yield _treff(m, eiere.get(noekkel(m[1]), list(personer)), Slag.NAVN, gruppe=1, eieform=bool(m[2]))


def _forbokstaver(tekst: str, personer: Sequence[Person]) -> Iterable[tuple[Treff, bool]]:
    lange: dict[str, list[Person]] = defaultdict(list)
    korte: dict[str, list[Person]] = defaultdict(list)
    for person in personer:
        forst = [o[0].upper() for o in re.split(r"[\s-]+", person.navn.fornavn) if o]
        sist = [o[0].upper() for o in re.split(r"[\s-]+", person.navn.etternavn) if o and not o[0].islower()]
        if not forst or not sist:
            continue
        for rekke in {(*forst, *sist), (forst[0], sist[-1])}:
            lange["".join(rekke)].append(person)
        if not person.beholdes:
            korte[forst[0]].append(person)
    for bokstaver, eiere in sorted(lange.items(), key=lambda par: -len(par[0])):
        moenster = r"\.?[ \u00a0]?".join(re.escape(tegn) for tegn in bokstaver)
        for m in re.finditer(rf"(?<!\w){moenster}\.?(?!\w)", tekst):
            yield _treff(m, eiere, Slag.FORBOKSTAVER)
    for tegn, eiere in korte.items():
        punktum = r"\." if tegn in SMAAORD else r"\.?"
        # «Elev B» is what a name has become already.
        for m in re.finditer(rf"(?<![\w.])(?<![Ee]lev[ \u00a0]){re.escape(tegn)}{punktum}(?!\w)", tekst):
            yield _treff(m, eiere, Slag.FORBOKSTAVER)


def _klasser(tekst: str, klasser: Collection[str], ord_: str = "klassen") -> Iterable[tuple[Treff, bool]]:
    for klasse in klasser:
        deler = re.findall(r"\d+|[^\W\d]+", klasse)
        if not deler:
            continue
        moenster = r"[\s-]?".join(re.escape(del_) for del_ in deler)
        for m in re.finditer(rf"(?<!\w){moenster}(?!\w)", tekst, re.IGNORECASE):
            funnet = Treff(m.start(), m.end(), m[0], ord_, f"{ord_}s", Slag.KLASSE)
            yield funnet, False


def _skrivefeil(tekst: str, personer: Sequence[Person]) -> Iterable[tuple[Treff, bool]]:
    ord_: dict[str, list[Person]] = defaultdict(list)
    for person in personer:
        for form in dict.fromkeys(navneformer(person.navn)):
            if " " not in form and len(form) >= KORTESTE_SKRIVEFEIL:
                ord_[form].append(person)
    for m in re.finditer(r"(?<!\w)[^\W\d_]{4,}(?!\w)", tekst):
        # A misspelt name is most often written as a name; short small words are near too many names.
        korteste = 0 if m[0][0].isupper() else KORTESTE_SMAA_SKRIVEFEIL
        skrevet = m[0].lower()
        skrevne = {skrevet, skrevet.removesuffix("s")}
        eiere = [
            p
            for form, hvem in ord_.items()
            if len(form) >= korteste and any(_en_feil(s, form) for s in skrevne)
            for p in hvem
        ]
        if eiere:
            yield _treff(m, eiere, Slag.SKRIVEFEIL)


def _en_feil(a: str, b: str) -> bool:
    """One letter is missing, added, wrong, or has changed place with its neighbour."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    foran = 0
    while foran < min(len(a), len(b)) and a[foran] == b[foran]:
        foran += 1
    rest_a, rest_b = a[foran:], b[foran:]
    if len(a) == len(b):
        byttet = len(rest_a) > 1 and rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
        return byttet or rest_a[1:] == rest_b[1:]
    return rest_a[1:] == rest_b if len(a) > len(b) else rest_a == rest_b[1:]


def _sammensatt(tekst: str, personer: Sequence[Person]) -> Iterable[tuple[Treff, bool]]:
    """A name in a longer word: «Jonasgjengen», and what people call themselves on the net («jonas_vik08»)."""
    hele: dict[str, list[Person]] = defaultdict(list)
    enkle: dict[str, list[Person]] = defaultdict(list)
    for person in personer:
        for form in dict.fromkeys(navneformer(person.navn)):
            (hele if " " in form else enkle)[form.replace(" ", "")].append(person)
    for m in re.finditer(r"\w{5,}", tekst):
        skrevet = m[0].lower()
        deler = [d for d in re.split(r"[\d_]+", skrevet) if d]
        eiere = [p for navn, hvem in hele.items() if navn in "".join(deler) for p in hvem]
        if not eiere and deler != [skrevet]:
            eiere = [p for d in deler if len(d) > KORTESTE_ENDING - 1 for p in enkle.get(d, ())]
        if not eiere and m[0][0].isupper():
            eiere = [
                p
                for navn, hvem in enkle.items()
                if len(navn) >= KORTESTE_SKRIVEFEIL
                and skrevet.startswith(navn)
                and len(skrevet) >= len(navn) + KORTESTE_ENDING
                for p in hvem
            ]
        if eiere:
            yield _treff(m, eiere, Slag.SAMMENSATT)


def _medelever(tekst: str, personer: Sequence[Person], medelever: Sequence[Person]) -> Iterable[tuple[Treff, bool]]:
    """First, full and nicknames of those near by, written as names; what the sak's own people are called is theirs."""
    kjente = {form for person in personer for form in navneformer(person.navn)}
    eiere: dict[str, list[Person]] = defaultdict(list)
    for medelev in medelever:
        etternavn = noekkel(medelev.navn.etternavn)
        for form in dict.fromkeys(navneformer(medelev.navn)):
            if form not in kjente and form != etternavn:
                eiere[form].append(medelev)
    if not eiere:
        return
    former = sorted(eiere, key=lambda form: (-len(form), form))
    moenster = r"(?<!\w)(" + "|".join(som_moenster(form) for form in former) + r")(s|['’]s?)?(?!\w)"
    for m in re.finditer(moenster, tekst, re.IGNORECASE):
        if m[1][0].isupper() and (hvem := eiere.get(noekkel(m[1]))):
            yield _treff(m, hvem, Slag.MEDELEV, gruppe=1, eieform=bool(m[2]))


VEI = "veien|vegen|vei|veg|gata|gate|gaten|svingen|bakken|haugen|tunet|plassen|stien|allé|kroken"
STORT = r"[A-ZÆØÅ]\w*\s+"
GATE = re.compile(rf"\b(?:{STORT}){{0,3}}(?i:\w*(?:{VEI})\s+\d+\s?[a-h]?)\b")
GATENAVN = re.compile(rf"\b(?:{STORT}){{0,3}}[A-ZÆØÅ]\w+(?:veien|vegen|gata|gaten|svingen|bakken|haugen|tunet)\b")
POSTSTED = re.compile(r"\b\d{4}\s+[A-ZÆØÅ]\w+")
DATO = r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}"
TELEFON = re.compile(rf"(?<![\d-])(?!{DATO})(?:(?:\+|00)\s?47\s?)?\d(?:[\s.]?\d){{7}}(?![\d-])")
EPOST = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _adresser(tekst: str, ogsaa: Sokeord, opptatt: Sequence[tuple[int, int]]) -> Iterable[tuple[Treff, bool]]:
    """What looks like where somebody lives or is reached (A-13, A-15). Of a street named after somebody, the rest."""
    gater = (GATE, GATENAVN, POSTSTED) if ogsaa.gater_uten_nummer else (GATE,)
    moenstre = [(Slag.EPOST, EPOST), *((Slag.ADRESSE, gate) for gate in gater), (Slag.TELEFON, TELEFON)]
    for slag, moenster in moenstre:
        if erstatning := ogsaa.adresser.get(slag):
            for m in moenster.finditer(tekst):
                fra = max([m.start(), *(slutt for start, slutt in opptatt if m.start() < slutt and start < m.end())])
                rest = tekst[fra : m.end()]
                if rest.strip():
                    fra += len(rest) - len(rest.lstrip())
                    yield Treff(fra, m.end(), " ".join(rest.split()), erstatning, erstatning, slag), False


def _egne(tekst: str, ogsaa: Sokeord) -> Iterable[tuple[Treff, bool]]:
    for ord_ in sorted(ogsaa.egne, key=len, reverse=True):
        if not ord_.strip():
            continue
        for m in re.finditer(som_moenster(normalisert(ord_)), tekst, re.IGNORECASE):
            yield Treff(m.start(), m.end(), " ".join(m[0].split()), ogsaa.eget_ord, ogsaa.eget_ord, Slag.EGET), False


def samle(tekster: Iterable[tuple[str, Sequence[Treff]]]) -> list[Funn]:
    """The findings of several texts, one for each way of writing, in the order they are met."""
    samlet: dict[str, list[tuple[Treff, tuple[str, str, str]]]] = {}
    for tekst, treff in tekster:
        for t in treff:
            samlet.setdefault(t.form, []).append((t, _utdrag(tekst, t)))
    return [
        Funn(
            form=form,
            erstatning=rader[0][0].erstatning,
            slag=rader[0][0].slag,
            utdrag=tuple(utdrag for _treff, utdrag in rader),
        )
        for form, rader in samlet.items()
    ]


def _utdrag(tekst: str, treff: Treff) -> tuple[str, str, str]:
    """The words around a finding, whole, and «…» where there are more of them."""
    foran, bak = tekst[: treff.start], tekst[treff.slutt :]
    if len(foran) > UTDRAG:
        foran = "… " + re.sub(r"^\S*\s+", "", foran[-UTDRAG:])
    if len(bak) > UTDRAG:
        bak = re.sub(r"\s+\S*$", "", bak[:UTDRAG]) + " …"
    return foran, tekst[treff.start : treff.slutt], bak


def masker(tekst: str, treff: Sequence[Treff], *, behold: Collection[str] = ()) -> str:
    """The normalised text with every finding replaced, but for the ways of writing that are to stand."""
    ut: list[str] = []
    her = 0
    for t in sorted(treff, key=lambda t: t.start):
        if t.form in behold:
            continue
        ord_ = t.eieform if t.i_eieform else t.erstatning
        foran = tekst[: t.start].rstrip(' «"(')
        if not foran or foran[-1] in ".!?\n":
            ord_ = ord_[:1].upper() + ord_[1:]
        # The full stop of initials at the end of a sentence was the sentence's too.
        if t.slag is Slag.FORBOKSTAVER and tekst[t.start : t.slutt].endswith(".") and _setning_slutter(tekst, t.slutt):
            ord_ += "."
        ut += [tekst[her : t.start], ord_]
        her = t.slutt
    return "".join([*ut, tekst[her:]])


def _setning_slutter(tekst: str, slutt: int) -> bool:
    etter = tekst[slutt:].lstrip(" ")
    return not etter or etter[0] == "\n" or etter[0].isupper()
