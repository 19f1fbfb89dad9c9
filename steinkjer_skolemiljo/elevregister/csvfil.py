"""Reads a list of pupils saved as CSV, as spreadsheets and school administration systems write it in Norway."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext as _

from steinkjer_skolemiljo.elevregister.liste import Elevrad, Elevregister, Foresattrad, Listefeil
from steinkjer_skolemiljo.organisation.models import Gradering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The columns by the names this house gives them, and others they are known by; folded as ``_enkel`` does.
KOLONNER: dict[str, tuple[str, ...]] = {
    "id": ("id", "elevid", "elevnr", "elevnummer", "brukerid", "eksternid", "sourcedid"),
    "fornavn": ("fornavn", "elevfornavn", "givenname"),
    "etternavn": ("etternavn", "elevetternavn", "familyname"),
    "kallenavn": ("kallenavn",),
    "fodselsdato": ("fødselsdato", "fodselsdato", "fødtdato", "født", "birthdate"),
    "skole": ("skole", "skolenavn", "enhet", "enhetsnavn"),
    "klasse": ("klasse", "basisgruppe", "klassenavn"),
    "trinn": ("trinn", "årstrinn", "klassetrinn", "grade", "grades"),
    "gradering": ("gradering", "adressegradering", "adressebeskyttelse"),
}
KREVES = ("id", "fornavn", "etternavn", "fodselsdato", "skole")
FORESATTES = ("id", "fornavn", "etternavn", "telefon", "epost", "foreldreansvar", "borhos")
# What this house never stores: a list with such a column is not read at all.
FORBUDT = re.compile(
    r"(fødsels|fodsels|person)(og)?(personn|n(ummer|r|o))|fnr|adresse|postn(ummer|r)|poststed|nationalid|^dn(ummer|r)$"
)
LOV_ADRESSE = re.compile(r"adresse(gradering|beskyttelse)|epostadresse|epost")
# Eleven digits that stand alone, however they are parted.
FODSELSNUMMER = re.compile(r"(?<![0-9A-Za-z+])\d{6}[ .-]?\d{5}(?![0-9A-Za-z])")
DATOER = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%Y%m%d", "%d.%m.%y")
# What a database adds to a date.
MIDNATT = re.compile(r"[ T]00?:00(:00(\.0+)?)?Z?$")
JA_NEI = {"ja": True, "j": True, "1": True, "true": True, "nei": False, "n": False, "0": False, "false": False}
GRADERINGER = {
    "ingen": Gradering.INGEN,
    "nei": Gradering.INGEN,
    "fortrolig": Gradering.FORTROLIG,
    "kode 7": Gradering.FORTROLIG,
    "7": Gradering.FORTROLIG,
    "strengt fortrolig": Gradering.STRENGT,
    "kode 6": Gradering.STRENGT,
    "6": Gradering.STRENGT,
}
FLEST_FORESATTE = 6
# As many as one list is read, shown and taken in with ease: more than all but the largest municipality has.
FLEST_ELEVER = 20_000
LENGST_EPOST = 254
LENGDER = {"fornavn": 80, "etternavn": 80, "kallenavn": 80, "klasse": 20, "telefon": 20, "id": 64}


def les_csv(innhold: bytes) -> Elevregister:
    """Read a file of semicolons, commas, tabs or bars, with a row of headings; in UTF-8, or as Windows writes it.

    Everything that is wrong is told at once, each with its line; then no rows are given.
    """
    if innhold.startswith(b"PK"):
        return _ulest(_("Dette er et regneark (Excel eller lignende). Lagre det som CSV, og prøv igjen."))
    tekst = _tekst(innhold)
    if "\0" in tekst:
        return _ulest(_("Filen er ikke en tekstfil. Lagre lista som CSV, og prøv igjen."))
    try:
        overskrifter, rader = _ark(tekst)
    except csv.Error:
        return _ulest(_("Filen kan ikke leses som CSV. Se etter et anførselstegn som ikke er avsluttet."))
    felter, feil = _felter(overskrifter)
    if feil:
        return Elevregister(feil=tuple(feil))
    if len(rader) > FLEST_ELEVER:
        tekst = _("Filen har flere enn %(antall)d linjer. Del den, med hele skoler i hver fil.")
        return _ulest(tekst % {"antall": FLEST_ELEVER})
    elever, feil = _elever(felter, rader)
    feil += _dobbelt(elever)
    if not elever and not feil:
        feil.append(Listefeil(0, _("Det er ingen elever i filen.")))
    return Elevregister(feil=tuple(feil)) if feil else Elevregister(rader=tuple(elever))


def _elever(felter: Mapping[str, int], rader: Iterable[tuple[int, list[str]]]) -> tuple[list[Elevrad], list[Listefeil]]:
    elever: list[Elevrad] = []
    feil: list[Listefeil] = []
    for linje, celler in rader:
        verdier = {navn: synlig(celler[nr]) for navn, nr in felter.items() if nr < len(celler)}
        if not any(verdier.values()):
            continue
        leser = _Rad(linje, verdier)
        if (elev := leser.elev()) is not None:
            elever.append(elev)
        feil += leser.feil
    return elever, feil


def _ulest(hvorfor: str) -> Elevregister:
    return Elevregister(feil=(Listefeil(0, hvorfor),))


def bare_det_som_leses(innhold: bytes) -> bytes:
    """The same list with only the columns that are read: what else a file happens to hold is not kept, even for a day.

    Of a file ``les_csv`` has read without a fault.
    """
    overskrifter, rader = _ark(_tekst(innhold))
    felter, _feil = _felter(overskrifter)
    ut = io.StringIO()
    skriver = csv.writer(ut, delimiter=";")
    skriver.writerow(felter)
    for _linje, celler in rader:
        verdier = [synlig(celler[nr]) if nr < len(celler) else "" for nr in felter.values()]
        if any(verdier):
            skriver.writerow(verdier)
    return ut.getvalue().encode()


def synlig(tekst: str) -> str:
    """A text without what is not seen: what turns its direction, joins, or has no width."""
    if tekst.isprintable():
        return tekst.strip()
    return "".join(t for t in tekst if t.isspace() or unicodedata.category(t) not in {"Cc", "Cf"}).strip()


def _tekst(innhold: bytes) -> str:
    # Some machines write å as an a with a ring after it.
    return unicodedata.normalize("NFC", _lest(innhold))


def _lest(innhold: bytes) -> str:
    if innhold.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # «Unicode text» from a spreadsheet.
        return innhold.decode("utf-16", errors="replace")
    try:
        return innhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        return innhold.decode("cp1252", errors="replace")


def _ark(tekst: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    forste = tekst.lstrip("\r\n").partition("\n")[0]
    if forste.startswith("sep="):
        # What a spreadsheet is told about the file; it is no heading.
        tekst = tekst.replace(forste, "", 1)
        forste = tekst.lstrip("\r\n").partition("\n")[0]
    skille = max(";,\t|", key=forste.count)
    leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=skille)
    overskrifter = next((rad for rad in leser if any(rad)), [])
    return overskrifter, [(leser.line_num, rad) for rad in leser]


def _enkel(overskrift: str) -> str:
    return re.sub(r"[\s_./-]", "", synlig(overskrift)).casefold()


def _felter(overskrifter: list[str]) -> tuple[dict[str, int], list[Listefeil]]:
    """Which column holds what; columns nobody asked for are not read."""
    kjente = {navn: felt for felt, navnene in KOLONNER.items() for navn in navnene}
    foresattes = (f"foresatt{nr}{felt}" for nr in range(1, FLEST_FORESATTE + 1) for felt in FORESATTES)
    kjente |= {felt: felt for felt in foresattes}
    felter: dict[str, int] = {}
    feil: list[Listefeil] = []
    for nr, overskrift in enumerate(overskrifter):
        enkel = _enkel(overskrift).replace("epostadresse", "epost").replace("mobil", "telefon")
        if FORBUDT.search(LOV_ADRESSE.sub("", enkel)):
            tekst = _(
                "Ta bort kolonnen «%(navn)s» og lagre filen på nytt. Fødselsnummer og adresser skal ikke inn her."
            )
            feil.append(Listefeil(1, tekst % {"navn": overskrift.strip()[:40]}))
        if (felt := kjente.get(enkel)) is not None:
            felter.setdefault(felt, nr)
    if mangler := [felt for felt in KREVES if felt not in felter]:
        navnene = ", ".join(f"«{OVERSKRIFTER[felt]}»" for felt in mangler)
        feil.append(Listefeil(1, _("Filen mangler %(navn)s i den første linja.") % {"navn": navnene}))
    return felter, feil


# As the headings are written in the empty list one can fetch.
OVERSKRIFTER: dict[str, str] = {
    "id": "Id",
    "fornavn": "Fornavn",
    "etternavn": "Etternavn",
    "kallenavn": "Kallenavn",
    "fodselsdato": "Fødselsdato",
    "skole": "Skole",
    "klasse": "Klasse",
    "trinn": "Trinn",
    "gradering": "Gradering",
}


def tom_liste() -> str:
    """The headings alone, for one who begins with an empty sheet; with the mark that lets Excel read æ, ø and å."""
    foresatte = [
        f"Foresatt {nr} {felt}"
        for nr in (1, 2)
        for felt in ("id", "fornavn", "etternavn", "telefon", "epost", "foreldreansvar", "bor hos")
    ]
    return "\ufeff" + ";".join([*OVERSKRIFTER.values(), *foresatte]) + "\r\n"


class _Rad:
    """One line while it is read; gathers what is wrong in it."""

    def __init__(self, linje: int, verdier: Mapping[str, str]) -> None:
        self.linje = linje
        self.verdier = verdier
        self.feil: list[Listefeil] = []

    def elev(self) -> Elevrad | None:
        """The pupil, or nothing where something is wrong."""
        if any(self._er_fodselsnummer(felt, verdi) for felt, verdi in self.verdier.items()):
            # Not shown again: that is the point. Nor is anything else of a line whose cells may have moved.
            self._si(_("Noe på linja ser ut som et fødselsnummer. Bruk id-en fra det skoleadministrative systemet."))
            return None
        for felt in KREVES:
            if not self.verdier.get(felt):
                self._si(_("«%(navn)s» er tom.") % {"navn": OVERSKRIFTER[felt]})
        fodt = self._dato()
        kilde_id = self._kort("id")
        trinn = self._trinn()
        gradering = self._gradering()
        foresatte = tuple(self._foresatte())
        klasse = self._kort("klasse")
        if klasse and not self.verdier.get("trinn"):
            self._si(_("«Trinn» må fylles ut når eleven har en klasse: et tall fra 1 til 10."))
        fornavn, etternavn = self._kort("fornavn"), self._kort("etternavn")
        kallenavn = self._kort("kallenavn") if "kallenavn" in self.verdier else None
        if self.feil or fodt is None:
            return None
        return Elevrad(
            linje=self.linje,
            kilde_id=kilde_id,
            fornavn=fornavn,
            etternavn=etternavn,
            fodselsdato=fodt,
            skole=" ".join(self.verdier["skole"].split()),
            klasse=klasse,
            trinn=trinn,
            kallenavn=kallenavn,
            gradering=gradering,
            foresatte=foresatte,
        )

    @staticmethod
    def _er_fodselsnummer(felt: str, verdi: str) -> bool:
        # A number abroad may have eleven digits too, but not these two at the end.
        funnet = FODSELSNUMMER.search(verdi)
        return funnet is not None and (not felt.endswith("telefon") or _kontrollsifrene_stemmer(funnet[0]))

    def _si(self, tekst: str) -> None:
        self.feil.append(Listefeil(self.linje, tekst))

    def _kort(self, felt: str, hva: str = "") -> str:
        verdi = " ".join(self.verdier.get(felt, "").split())
        if len(verdi) > LENGDER[hva or felt]:
            self._si(_("«%(verdi)s …» er for langt.") % {"verdi": verdi[:20]})
        return verdi

    def _dato(self) -> date | None:
        verdi = MIDNATT.sub("", self.verdier.get("fodselsdato", ""))
        for monster in DATOER:
            try:
                # A date without a time belongs to no zone.
                return datetime.strptime(verdi, monster).date()  # noqa: DTZ007
            except ValueError:
                continue
        if verdi:
            self._si(_("«%(verdi)s» er ikke en dato. Skriv den som 24.12.2015.") % {"verdi": verdi[:20]})
        return None

    def _trinn(self) -> int | None:
        verdi = self.verdier.get("trinn", "").lower().removesuffix("trinn").strip().removesuffix(".")
        if not verdi:
            return None
        if not re.fullmatch(r"0?[1-9]|10", verdi):
            self._si(_("«%(verdi)s» er ikke et trinn. Skriv et tall fra 1 til 10.") % {"verdi": verdi[:20]})
            return None
        return int(verdi)

    def _gradering(self) -> Gradering | None:
        verdi = self.verdier.get("gradering", "").casefold()
        if not verdi:
            # A column that is there and empty says that the address is open; no column says nothing.
            return Gradering.INGEN if "gradering" in self.verdier else None
        if verdi not in GRADERINGER:
            self._si(_("Graderingen må være «ingen», «fortrolig» eller «strengt fortrolig»."))
            return None
        return GRADERINGER[verdi]

    def _foresatte(self) -> Iterator[Foresattrad]:
        for nr in range(1, FLEST_FORESATTE + 1):
            stamme = f"foresatt{nr}"
            if not any(self.verdier.get(f"{stamme}{felt}") for felt in ("id", "fornavn", "etternavn")):
                continue
            kilde_id = self._kort(f"{stamme}id", "id")
            fornavn = self._kort(f"{stamme}fornavn", "fornavn")
            etternavn = self._kort(f"{stamme}etternavn", "etternavn")
            if not (kilde_id and fornavn and etternavn):
                self._si(_("Foresatt %(nr)d må ha id, fornavn og etternavn.") % {"nr": nr})
            yield Foresattrad(
                kilde_id=kilde_id,
                fornavn=fornavn,
                etternavn=etternavn,
                telefon=self._kort(f"{stamme}telefon", "telefon") if f"{stamme}telefon" in self.verdier else None,
                epost=self._epost(f"{stamme}epost"),
                foreldreansvar=self._ja_nei(f"{stamme}foreldreansvar"),
                bor_hos=self._ja_nei(f"{stamme}borhos"),
            )

    def _epost(self, felt: str) -> str | None:
        if felt not in self.verdier:
            return None
        verdi = self.verdier[felt].lower()
        if verdi:
            try:
                validate_email(verdi)
                MaxLengthValidator(LENGST_EPOST)(verdi)
            except ValidationError:
                self._si(_("«%(verdi)s» er ikke en e-postadresse.") % {"verdi": verdi[:40]})
        return verdi

    def _ja_nei(self, felt: str) -> bool | None:
        verdi = self.verdier.get(felt, "").casefold()
        if not verdi:
            return None
        if verdi not in JA_NEI:
            self._si(_("«%(verdi)s» skal være «ja» eller «nei».") % {"verdi": verdi[:20]})
            return None
        return JA_NEI[verdi]


def _kontrollsifrene_stemmer(nummer: str) -> bool:
    """Whether the last two of eleven digits are a fødselsnummer's own."""
    siffer = [int(tegn) for tegn in nummer if tegn.isdigit()]
    vekter = ((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return not any(sum(s * v for s, v in zip(siffer, rekke, strict=False)) % 11 for rekke in vekter)


def _dobbelt(elever: list[Elevrad]) -> Iterator[Listefeil]:
    forst: dict[str, int] = {}
    for elev in elever:
        if elev.kilde_id in forst:
            tekst = _("Samme id står også på linje %(linje)d. Hver elev skal stå én gang.")
            yield Listefeil(elev.linje, tekst % {"linje": forst[elev.kilde_id]})
        forst.setdefault(elev.kilde_id, elev.linje)
