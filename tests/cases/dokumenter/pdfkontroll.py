"""What every PDF of ours must be, whatever it says: PDF/A-2a and PDF/UA-1 by their structure, and no sign missing."""

from __future__ import annotations

import itertools
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

VAARE_SKRIFTER = ("Inter", "Noto")


def tekst(innhold: bytes) -> str:
    """All the text of a PDF on one line."""
    return " ".join(" ".join(side.extract_text() for side in PdfReader(BytesIO(innhold)).pages).split())


def _elementer(rot: Any) -> Iterator[tuple[str, Any]]:
    """The tags in reading order, with their elements."""
    for barn in rot.get("/K", []) if isinstance(rot.get("/K", []), pikepdf.Array) else [rot.K]:
        if isinstance(barn, pikepdf.Dictionary) and "/S" in barn:
            yield str(barn.S), barn
            yield from _elementer(barn)


def merker(innhold: bytes) -> list[str]:
    """The names of the tags, in reading order."""
    with pikepdf.open(BytesIO(innhold)) as pdf:
        return [navn for navn, _element in _elementer(pdf.Root.StructTreeRoot)]


def kontroller(innhold: bytes, sprak: str) -> list[str]:
    """Fail where it is no PDF/A-2a and PDF/UA-1 as we can tell, or a sign is missing; give the tags."""
    with pikepdf.open(BytesIO(innhold)) as pdf:
        xmp, rot = pdf.open_metadata(), pdf.Root
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
        # One RDF, and PDF/UA's own field described, as PDF/A demands of fields it does not know.
        raa = rot.Metadata.read_bytes().decode()
        assert raa.count("<rdf:RDF") == 1
        assert "pdfaExtension:schemas" in raa
        assert xmp["dc:title"]
        assert rot.ViewerPreferences.DisplayDocTitle
        assert rot.MarkInfo.Marked
        assert str(rot.Lang) == sprak
        assert rot.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/JavaScript" not in rot.get("/Names", {})
        navn = _tags(pdf)
        for side in pdf.pages:
            _skrifter(side)
        return navn


def _tags(pdf: pikepdf.Pdf) -> list[str]:
    """The tags: one first heading, no level passed over, tables with heads, and all text in the tree or decoration."""
    alle = list(_elementer(pdf.Root.StructTreeRoot))
    navn = [merke.removeprefix("/") for merke, _element in alle]
    nivaaer = [int(merke[1]) for merke in navn if merke in {"H1", "H2", "H3", "H4"}]
    assert nivaaer[0] == 1
    assert nivaaer.count(1) == 1
    assert all(neste <= forrige + 1 for forrige, neste in itertools.pairwise(nivaaer))
    assert all(str(element.A.Scope) in {"/Row", "/Column"} for merke, element in alle if merke == "/TH")
    assert navn.count("Table") <= navn.count("TH")
    i_treet: dict[Any, set[int]] = {}
    for _merke, element in alle:
        for barn in element.get("/K", []):
            if isinstance(barn, int):
                i_treet.setdefault(element.Pg.objgen[0], set()).add(barn)
    for side in pdf.pages:
        dybde, ser_ut_som_tekst = [], 0
        for operander, operator in _ordre(side):
            if str(operator) in {"BDC", "BMC"}:
                innhold = operander[1] if len(operander) > 1 else {}
                pynt = str(operander[0]) == "/Artifact"
                assert pynt or int(innhold["/MCID"]) in i_treet[side.objgen[0]]
                dybde.append(pynt)
            elif str(operator) == "EMC":
                dybde.pop()
            elif str(operator) in {"Tj", "TJ"}:
                assert dybde, "text that is neither read aloud nor decoration"
                ser_ut_som_tekst += 1
        assert ser_ut_som_tekst
    return navn


def _ordre(side: pikepdf.Page) -> list[tuple[Any, Any]]:
    """What is drawn on the page, order by order."""
    return [(ordre.operands, ordre.operator) for ordre in pikepdf.parse_content_stream(side)]


def _skrifter(side: pikepdf.Page) -> None:
    """Each typeface is ours and embedded with its signs' meaning, and the sign for «no such sign» is never drawn."""
    skrifter = side.Resources.Font
    assert len(skrifter)
    for skrift in skrifter.values():
        barn = skrift.DescendantFonts[0]
        assert any(vaar in str(barn.BaseFont) for vaar in VAARE_SKRIFTER), str(barn.BaseFont)
        assert {"/FontFile2", "/FontFile3"} & set(barn.FontDescriptor.keys())
        assert "/ToUnicode" in skrift
    for operander, operator in _ordre(side):
        if str(operator) in {"Tj", "TJ"}:
            biter = operander[0] if str(operator) == "TJ" else operander
            for bit in biter:
                if isinstance(bit, pikepdf.String):
                    koder = bytes(bit)
                    assert b"\x00\x00" not in {koder[n : n + 2] for n in range(0, len(koder), 2)}
