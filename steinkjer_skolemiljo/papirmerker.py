"""What WeasyPrint leaves undone for PDF/UA beside PDF/A: both identifiers, running heads, the scope of headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

import pydyf
from weasyprint.pdf.metadata import DocumentMetadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weasyprint.document import Document

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
UTVIDELSE = "http://www.aiim.org/pdfa/ns/extension/"
SKJEMA = "http://www.aiim.org/pdfa/ns/schema#"
EGENSKAP = "http://www.aiim.org/pdfa/ns/property#"
for _forkortelse, _navnerom in (("pdfaExtension", UTVIDELSE), ("pdfaSchema", SKJEMA), ("pdfaProperty", EGENSKAP)):
    register_namespace(_forkortelse, _navnerom)

# What may be repeated on every page and is not read aloud on each.
SIDEMERKE = pydyf.Dictionary({"Type": "/Pagination"})


class Opplysninger(DocumentMetadata):  # type: ignore[misc]
    """The document's own description of itself, which also says that it is PDF/UA-1."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str | None) -> bytes:
        """WeasyPrint's, with PDF/UA's identifier; PDF/A wants each field it does not know described."""
        rot = fromstring(super().generate_rdf_metadata(variant, version, conformance))  # noqa: S314 - written just now
        om = SubElement(rot, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
        SubElement(om, f"{{{PDFUAID}}}part").text = "1"
        om = SubElement(rot, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
        skjema = self._i_sekk(SubElement(om, f"{{{UTVIDELSE}}}schemas"), "Bag")
        SubElement(skjema, f"{{{SKJEMA}}}schema").text = "PDF/UA Universal Accessibility Schema"
        SubElement(skjema, f"{{{SKJEMA}}}namespaceURI").text = PDFUAID
        SubElement(skjema, f"{{{SKJEMA}}}prefix").text = "pdfuaid"
        egenskap = self._i_sekk(SubElement(skjema, f"{{{SKJEMA}}}property"), "Seq")
        for navn, verdi in (
            ("name", "part"),
            ("valueType", "Integer"),
            ("category", "internal"),
            ("description", "Part of ISO 14289 the document follows"),
        ):
            SubElement(egenskap, f"{{{EGENSKAP}}}{navn}").text = verdi
        ferdig: bytes = tostring(rot, encoding="utf-8")
        return ferdig

    def include_in_pdf(self, pdf: Any, variant: str, version: int, conformance: str | None, compress: bool) -> None:  # noqa: FBT001 - WeasyPrint's
        """Never compressed: an archive asks the file what it is without unpacking it."""
        del compress
        super().include_in_pdf(pdf, variant, version, conformance, compress=False)

    @staticmethod
    def _i_sekk(felt: Element, slag: str) -> Element:
        sekk = SubElement(felt, f"{{{RDF}}}{slag}")
        return SubElement(sekk, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})


def gjor_ferdig(_dokument: Document, pdf: Any) -> None:
    """Mend the tags before the document is written."""
    rot = _oppslag(pdf, pdf.catalog["StructTreeRoot"])
    # Margin boxes have tags that hang in no tree: their text is no part of the reading order, but decoration.
    paa_sidene: dict[int, set[int]] = {}
    for element, kolonne in _elementer(pdf, rot):
        if element["S"] == "/TH":
            element["A"] = _overskrift(element["A"], kolonne=kolonne)
            element.pop("ID", None)
        elif element["S"] == "/TD":
            element["A"].pop("Headers", None)
        for barn in element["K"]:
            if isinstance(barn, int):
                paa_sidene.setdefault(_nummer(element["Pg"]), set()).add(barn)
    foreldre = _oppslag(pdf, rot["ParentTree"])["Nums"]
    for nummer, side in enumerate(pdf.page_references):
        lest = paa_sidene.get(_nummer(side), set())
        pynt = set(range(len(foreldre[2 * nummer + 1]))) - lest
        if pynt:
            _gjor_til_pynt(_oppslag(pdf, _oppslag(pdf, side)["Contents"]).stream, pynt)
            for mcid in pynt:
                foreldre[2 * nummer + 1][mcid] = "null"


def _overskrift(egenskaper: Any, *, kolonne: bool) -> Any:
    """A table's header says what it is a header of; plain tables need no more, and its cells need not point to it."""
    return pydyf.Dictionary({**egenskaper, "Scope": "/Column" if kolonne else "/Row"})


def _nummer(peker: Any) -> int:
    return int((peker.decode() if isinstance(peker, bytes) else str(peker)).split()[0])


def _oppslag(pdf: Any, peker: Any) -> Any:
    return pdf.objects[_nummer(peker)]


def _elementer(pdf: Any, rot: Any) -> Iterator[tuple[Any, bool]]:
    """Every element that can be reached from the root, and whether it is in the head of a table."""
    ko = [(peker, False) for peker in rot["K"]]
    while ko:
        peker, i_hodet = ko.pop()
        element = _oppslag(pdf, peker)
        if element.get("Type") != "/StructElem":
            continue
        i_hodet = i_hodet or element["S"] == "/THead"
        yield element, i_hodet
        ko += [(barn, i_hodet) for barn in element["K"] if not isinstance(barn, int)]


def _gjor_til_pynt(strom: list[Any], pynt: set[int]) -> None:
    for plass, ledd in enumerate(strom):
        if ledd == b"BDC" and isinstance(strom[plass - 1], pydyf.Dictionary) and strom[plass - 1].get("MCID") in pynt:
            strom[plass - 2], strom[plass - 1] = "/Artifact", SIDEMERKE
