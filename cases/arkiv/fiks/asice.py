"""The package a message travels in: ASiC-E, a zip with the sums of its files and a signature over the sums. Pure.

As ETSI TS 102 918 has it with CAdES, and as KS's clients read and write it: ``mimetype`` first, then the files, then
``META-INF/asicmanifest.xml`` with the sum of each, and a ``.p7s`` that signs the manifest.
"""

from __future__ import annotations

import zipfile
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import new, sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from lxml import etree

from cases.arkiv.fiks.cms import Kryptofeil, krev_signatur, signer
from cases.arkiv.skjema import IkkeXml, les_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cases.arkiv.fiks.oppsett import Virksomhet

MIME: Final = "application/vnd.etsi.asic-e+zip"
MANIFEST: Final = "META-INF/asicmanifest.xml"
ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
P7S: Final = "application/x-pkcs7-signature"
# The sums KS's libraries name, each in two ways.
SUMMER: Final = {
    f"{rom}sha{bit}": f"sha{bit}"
    for rom in ("http://www.w3.org/2001/04/xmlenc#", "http://www.w3.org/2000/09/xmldsig#")
    for bit in ("256", "384", "512")
}
# An answer is a receipt of some kilobytes; what is larger, or many, is not opened.
FLEST: Final = 10
STORST: Final = 4 * 1024 * 1024


@dataclass(frozen=True)
class Fil:
    """One file of a package."""

    navn: str
    mime: str
    innhold: bytes


def pakk(filer: Iterable[Fil], virksomhet: Virksomhet) -> bytes:
    """Pack and sign; the first file is the message itself."""
    filer = tuple(filer)
    signaturfil = f"META-INF/signature-{uuid4()}.p7s"
    manifest = _manifest(filer, signaturfil)
    ut = BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        # First and as it is, so that the first bytes of the file say what it is.
        pakke.writestr(zipfile.ZipInfo("mimetype"), MIME, zipfile.ZIP_STORED)
        for fil in filer:
            pakke.writestr(zipfile.ZipInfo(fil.navn), fil.innhold, zipfile.ZIP_DEFLATED)
        pakke.writestr(zipfile.ZipInfo(MANIFEST), manifest)
        pakke.writestr(zipfile.ZipInfo(signaturfil), signer(manifest, virksomhet))
        pakke.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), _innholdsliste(filer))
    return ut.getvalue()


def pakk_ut(pakke: bytes) -> dict[str, bytes]:
    """The files of a package, held against their sums and the signature.

    Raises:
        Kryptofeil: it is no such package, something in it was changed, or it is larger than an answer is.

    """
    innhold = _zip(pakke)
    manifest = next((navn for navn in innhold if navn.casefold() == MANIFEST.casefold()), None)
    if manifest is None:
        raise Kryptofeil("pakken er ikke signert")
    summer, signaturfil = _les_manifest(innhold[manifest])
    krev_signatur(innhold[manifest], innhold.get(signaturfil, b""))
    filer = {navn: data for navn, data in innhold.items() if not navn.startswith("META-INF/") and navn != "mimetype"}
    for navn, data in filer.items():
        algoritme, sum_ = summer.get(navn, ("", b""))
        if not algoritme or new(algoritme, data).digest() != sum_:
            raise Kryptofeil("en fil i pakken er ikke den som ble signert")
    return filer


def _zip(pakke: bytes) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(pakke)) as apnet:
            deler = apnet.infolist()
            if len(deler) > FLEST or sum(del_.file_size for del_ in deler) > STORST:
                raise Kryptofeil("pakken er for stor")
            return {del_.filename: apnet.read(del_) for del_ in deler}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError):
        raise Kryptofeil("ikke en pakke") from None


def _manifest(filer: Iterable[Fil], signaturfil: str) -> bytes:
    rot = etree.Element(f"{{{ASIC}}}ASiCManifest", nsmap={"asic": ASIC, "ds": DSIG})
    etree.SubElement(rot, f"{{{ASIC}}}SigReference", URI=signaturfil, MimeType=P7S)
    for nummer, fil in enumerate(filer):
        ledd = etree.SubElement(rot, f"{{{ASIC}}}DataObjectReference", URI=fil.navn, MimeType=fil.mime)
        if nummer == 0:
            ledd.set("Rootfile", "true")
        etree.SubElement(ledd, f"{{{DSIG}}}DigestMethod", Algorithm=SHA256)
        etree.SubElement(ledd, f"{{{DSIG}}}DigestValue").text = b64encode(sha256(fil.innhold).digest()).decode()
    ut: bytes = etree.tostring(rot, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ut


def _innholdsliste(filer: Iterable[Fil]) -> bytes:
    rot = etree.Element(f"{{{ODF}}}manifest", nsmap={"manifest": ODF})
    for sti, mime in (("/", MIME), *((fil.navn, fil.mime) for fil in filer)):
        ledd = etree.SubElement(rot, f"{{{ODF}}}file-entry")
        ledd.set(f"{{{ODF}}}media-type", mime)
        ledd.set(f"{{{ODF}}}full-path", sti)
    ut: bytes = etree.tostring(rot, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ut


def _les_manifest(innhold: bytes) -> tuple[dict[str, tuple[str, bytes]], str]:
    """The sum of each file, and the file with the signature. By name alone: KS's libraries differ on the namespace."""
    try:
        rot = les_xml(innhold)
    except IkkeXml:
        raise Kryptofeil("manifestet kan ikke leses") from None
    summer: dict[str, tuple[str, bytes]] = {}
    signaturfil = ""
    for ledd in rot.iter(etree.Element):
        navn = etree.QName(ledd).localname
        if navn == "SigReference":
            signaturfil = ledd.get("URI", "")
        elif navn == "DataObjectReference":
            deler = {etree.QName(barn).localname: barn for barn in ledd.iterchildren(etree.Element)}
            metode, verdi = deler.get("DigestMethod"), deler.get("DigestValue")
            if metode is None or verdi is None:
                continue
            try:
                sum_ = b64decode(verdi.text or "")
            except ValueError:
                continue
            summer[ledd.get("URI", "")] = (SUMMER.get(metode.get("Algorithm", ""), ""), sum_)
    return summer, signaturfil
