"""The message to the archive: facts of one document in, ``arkivmelding.xml`` out (Fiks Arkiv v1, R-5). No Django.

The same facts give the same bytes. What must never be read by others is refused here and not only in the schema:
a public title, a document's title or a file name that tells who the pupil is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from lxml import etree

from cases.dokumenter.maskering import Navn, navneformer, noekkel, som_moenster

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from cases.arkiv.koder import Koder

NAVNEROM = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
METADATA = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
PDF = "application/pdf"
# How a PDF says that it is PDF/A, in metadata the standard forbids to compress.
PDFA_MERKE = re.compile(rb"pdfaid:part\s*(?:=|>)")
# What XML 1.0 cannot hold: pasted text has such now and then.
UGYLDIGE_TEGN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A name of two letters is a word in Norwegian too often; full names and longer ones are looked for.
KORTESTE_NAVN = 3


class UgyldigArkivmelding(Exception):  # noqa: N818 - the domain's word
    """The message must not be sent. ``grunner`` are codes: they say what is wrong and nothing about anyone."""

    def __init__(self, *grunner: str) -> None:
        self.grunner = grunner
        super().__init__("; ".join(grunner))


@dataclass(frozen=True)
class Part:
    """One who sent or receives the document."""

    type: str
    navn: str
    er_person: bool = False
    saksbehandler: str = ""


@dataclass(frozen=True)
class Arkivdokument:
    """All the archive is told of one document. ``grad`` is the code for a protected address, or empty."""

    nokkel: str
    # Our name for the folder it goes into.
    mappenokkel: str
    saksnummer: str
    elev: Navn
    fodt: date
    klasse: str
    skole: str
    type: str
    typenavn: str
    versjon: int
    dokumentdato: date
    laget: datetime
    laget_av: str
    filnavn: str
    innhold: bytes
    sha256: str
    mime: str = PDF
    grad: str = ""
    sendt: date | None = None
    parter: tuple[Part, ...] = ()
    # The key of the document this one takes the place of.
    erstatter: str = ""
    # The whole sak, in a folder of its own and in no pupil's.
    hele_saken: bool = False
    # Whether the folder is that of the pupil whose sak it is: another pupil's does not hear of the sak.
    egen_sak: bool = True

    @property
    def referanse(self) -> str:
        """The file's name in the package: plain letters, and nothing that tells what it is."""
        return f"{self.nokkel}.pdf"

    @property
    def tittel(self) -> str:
        """What the document is, with the saksnummer; shielded, and without names all the same."""
        hva = f"{self.typenavn}, versjon {self.versjon}"
        return f"{hva}, skolemiljøsak {self.saksnummer}" if self.egen_sak else hva

    @property
    def mappetittel(self) -> str:
        """The folder's shielded title: how the archive finds the pupil. No name for a protected address (A-14).

        The whole sak's has never a name: the pupil stands as a shielded part of it.
        """
        if self.hele_saken:
            return f"Skolemiljøsak {self.saksnummer}"
        if self.grad:
            return "Elevmappe"
        return f"Elevmappe – {self.elev.fornavn} {self.elev.etternavn}, født {self.fodt:%d.%m.%Y}"


def bygg(dokument: Arkivdokument, koder: Koder) -> bytes:
    """Build the message of one document.

    Raises:
        UgyldigArkivmelding: it is not what it says it is, or something in the open would tell who it is about.

    """
    _krev(dokument, koder)
    rot = etree.Element(_q("arkivmelding"), nsmap={None: NAVNEROM, "m": METADATA, "xsi": XSI})
    _tekst(rot, "system", koder.system)
    _tekst(rot, "antallFiler", 1)
    _mappe(rot, dokument, koder)
    _journalpost(rot, dokument, koder)
    ut: bytes = etree.tostring(rot, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return ut


def _krev(dokument: Arkivdokument, koder: Koder) -> None:
    """Everything that must hold whatever the schema says."""
    grunner = []
    if not dokument.innhold:
        grunner.append("tomt innhold")
    elif sha256(dokument.innhold).hexdigest() != dokument.sha256:
        grunner.append("sjekksummen er ikke innholdets")
    if dokument.mime != PDF or not dokument.innhold.startswith(b"%PDF-"):
        grunner.append("ikke en PDF")
    elif not PDFA_MERKE.search(dokument.innhold):
        grunner.append("PDF-en er ikke PDF/A")
    if not re.fullmatch(r"[a-z0-9-]+", dokument.nokkel):
        grunner.append("nøkkelen kan ikke være et filnavn")
    apne = (
        ("offentlig tittel", koder.offentlig_tittel),
        ("mappens offentlige tittel", koder.offentlig_mappetittel),
        ("dokumentets tittel", dokument.tittel),
        ("filnavnet", dokument.filnavn),
        ("dokumenttypen", f"{dokument.type} {dokument.typenavn}"),
    )
    grunner += [f"{hva} røper eleven" for hva, tekst in apne if roper(tekst, dokument.elev, dokument.klasse)]
    if dokument.grad:
        # A school is a clue to where a child with a protected address is.
        skolens = [dokument.mappetittel, *(tekst for _hva, tekst in apne), *(part.navn for part in dokument.parter)]
        grunner += ["skolens navn står i meldingen"] if any(dokument.skole in tekst for tekst in skolens) else []
    if (dokument.grad or dokument.hele_saken) and roper(dokument.mappetittel, dokument.elev, dokument.klasse):
        grunner.append("mappetittelen røper eleven")
    if grunner:
        raise UgyldigArkivmelding(*grunner)


def roper(tekst: str, elev: Navn, klasse: str) -> bool:
    """Whether a text that is read by others holds a name of the pupil, or the class."""
    former = [form for form in navneformer(elev) if len(form) >= KORTESTE_NAVN]
    if klasse:
        former.append(noekkel(klasse))
    ledd = "|".join(som_moenster(form) for form in sorted(former, key=len, reverse=True))
    # «_» and «-» part words in a file name.
    return bool(ledd) and re.search(rf"(?<![^\W_])(?:{ledd})s?(?![^\W_])", noekkel(tekst)) is not None


def _q(navn: str, navnerom: str = NAVNEROM) -> str:
    return f"{{{navnerom}}}{navn}"


def _under(forelder: etree._Element, navn: str, navnerom: str = NAVNEROM) -> etree._Element:
    return etree.SubElement(forelder, _q(navn, navnerom))


def _tekst(forelder: etree._Element, navn: str, verdi: object, navnerom: str = NAVNEROM) -> None:
    _under(forelder, navn, navnerom).text = UGYLDIGE_TEGN.sub("\ufffd", str(verdi))


def _kode(forelder: etree._Element, navn: str, kode: str, beskrivelse: str = "") -> None:
    """A value of a list: the code, and what it means in words where we know."""
    ledd = _under(forelder, navn)
    _tekst(ledd, "kode", kode, METADATA)
    if beskrivelse:
        _tekst(ledd, "beskrivelse", beskrivelse, METADATA)


def _ja(forelder: etree._Element, navn: str, ja: bool) -> None:  # noqa: FBT001 - named by its element
    _tekst(forelder, navn, "true" if ja else "false")


def _nokkel(forelder: etree._Element, koder: Koder, nokkel: str, navnerom: str = NAVNEROM) -> None:
    ledd = _under(forelder, "referanseEksternNoekkel", navnerom)
    _tekst(ledd, "fagsystem", koder.system, METADATA)
    _tekst(ledd, "noekkel", nokkel, METADATA)


def _skjerming(forelder: etree._Element, dokument: Arkivdokument, koder: Koder) -> None:
    """Shielded always; with a grade as well where the pupil's address is protected (A-14)."""
    ledd = _under(forelder, "skjerming")
    _kode(ledd, "tilgangsrestriksjon", koder.tilgangsrestriksjon)
    _tekst(ledd, "skjermingshjemmel", koder.skjermingshjemmel)
    if dokument.grad:
        ledd = _under(forelder, "gradering")
        _kode(ledd, "grad", dokument.grad)
        _tekst(ledd, "graderingsdato", dokument.laget.isoformat(timespec="seconds"))
        _tekst(ledd, "gradertAv", koder.system)


def _mappe(rot: etree._Element, dokument: Arkivdokument, koder: Koder) -> None:
    """The folder, an elevmappe or the sak's own: made by the archive the first time, found by its key after that."""
    mappe = _under(rot, "mappe")
    _tekst(mappe, "tittel", dokument.mappetittel)
    _tekst(mappe, "offentligTittel", koder.offentlig_mappetittel)
    _kode(mappe, "dokumentmedium", "E", "Elektronisk arkiv")
    _kode(mappe, "arkivdel", koder.arkivdel)
    part = _under(mappe, "part")
    _tekst(part, "partNavn", f"{dokument.elev.fornavn} {dokument.elev.etternavn}")
    _kode(part, "partRolle", koder.partrolle)
    _ja(part, "erSkjermet", ja=True)
    _ja(part, "erPersonnavn", ja=True)
    _skjerming(mappe, dokument, koder)
    if koder.klasse:
        klasse = _under(mappe, "klassifikasjon")
        _tekst(klasse, "klassifikasjonssystemID", koder.klassifikasjonssystem)
        _tekst(klasse, "klasseID", koder.klasse)
        _ja(klasse, "erSkjermet", ja=True)
    _nokkel(mappe, koder, dokument.mappenokkel)
    _kode(mappe, "mappetype", koder.mappetype)


def _journalpost(rot: etree._Element, dokument: Arkivdokument, koder: Koder) -> None:
    post = _under(rot, "registrering")
    post.set(_q("type", XSI), "journalpost")
    _tekst(post, "opprettetDato", dokument.laget.isoformat(timespec="seconds"))
    _tekst(post, "opprettetAv", dokument.laget_av)
    mappe = _under(post, "referanseForelderMappe")
    _nokkel(mappe, koder, dokument.mappenokkel, METADATA)
    _skjerming(post, dokument, koder)
    _dokumentbeskrivelse(post, dokument, koder)
    _tekst(post, "tittel", dokument.tittel)
    _tekst(post, "offentligTittel", koder.offentlig_tittel)
    _kode(post, "dokumentmedium", "E", "Elektronisk arkiv")
    if dokument.erstatter:
        kryss = _under(_under(post, "kryssreferanse"), "referanseTilRegistrering")
        _nokkel(kryss, koder, dokument.erstatter, METADATA)
    _parter(post, dokument.parter, koder)
    _nokkel(post, koder, dokument.nokkel)
    _kode(post, "journalposttype", koder.journalposttype_ut if dokument.sendt else koder.journalposttype_internt)
    _kode(post, "journalstatus", koder.journalstatus)
    _tekst(post, "dokumentetsDato", dokument.dokumentdato.isoformat())
    if dokument.sendt:
        # The schema wants an hour, and nobody wrote one down.
        _tekst(post, "sendtDato", f"{dokument.sendt.isoformat()}T00:00:00")
    _tekst(post, "antallVedlegg", 0)
    if koder.journalenhet:
        _tekst(post, "journalenhet", koder.journalenhet)


def _parter(post: etree._Element, parter: Iterable[Part], koder: Koder) -> None:
    """Who sent it and who receives it. Never an address, a telephone or an e-mail: we do not have them to give."""
    for part in parter:
        ledd = _under(post, "korrespondansepart")
        _kode(ledd, "korrespondanseparttype", part.type)
        _tekst(ledd, "korrespondansepartNavn", part.navn)
        if part.saksbehandler:
            _tekst(_under(ledd, "saksbehandler"), "navn", part.saksbehandler, METADATA)
        # One who receives it at home tells whose sak it is.
        _ja(ledd, "erSkjermet", part.type == koder.mottaker)
        _ja(ledd, "erPersonnavn", part.er_person)


def _dokumentbeskrivelse(post: etree._Element, dokument: Arkivdokument, koder: Koder) -> None:
    ledd = _under(post, "dokumentbeskrivelse")
    _kode(ledd, "dokumenttype", dokument.type.upper(), dokument.typenavn)
    _kode(ledd, "dokumentstatus", koder.dokumentstatus)
    _tekst(ledd, "tittel", dokument.tittel)
    _tekst(ledd, "opprettetDato", dokument.laget.isoformat(timespec="seconds"))
    _tekst(ledd, "opprettetAv", dokument.laget_av)
    _kode(ledd, "tilknyttetRegistreringSom", koder.tilknyttet_som)
    _tekst(ledd, "dokumentnummer", 1)
    _skjerming(ledd, dokument, koder)
    fil = _under(ledd, "dokumentobjekt")
    _tekst(fil, "versjonsnummer", 1)
    _kode(fil, "variantformat", koder.variantformat)
    _kode(fil, "format", koder.format)
    _tekst(fil, "mimeType", dokument.mime)
    _tekst(fil, "filnavn", dokument.filnavn)
    _tekst(fil, "referanseDokumentfil", dokument.referanse)
    _tekst(fil, "sjekksum", dokument.sha256)
    _tekst(fil, "sjekksumAlgoritme", "SHA-256")
    _tekst(fil, "filstoerrelse", len(dokument.innhold))
    _nokkel(ledd, koder, dokument.nokkel)
