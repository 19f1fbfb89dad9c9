"""A file name that can be shown and stored anywhere. No clock, no database."""

from __future__ import annotations

import re
import unicodedata

from cases.vedlegg.models import NAVN, Filtype

ENDELSE = {
    Filtype.JPEG: ".jpg",
    Filtype.PNG: ".png",
    Filtype.WEBP: ".webp",
    Filtype.PDF: ".pdf",
    Filtype.DOCX: ".docx",
    Filtype.ODT: ".odt",
    Filtype.TXT: ".txt",
}
MIME = {
    Filtype.JPEG: "image/jpeg",
    Filtype.PNG: "image/png",
    Filtype.WEBP: "image/webp",
    Filtype.PDF: "application/pdf",
    Filtype.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Filtype.ODT: "application/vnd.oasis.opendocument.text",
    Filtype.TXT: "text/plain",
}
# What an operating system will not have in a name, or understands as something else.
_FORBUDT = re.compile(r'[<>:"|?*]+')
_SISTE_ENDELSE = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_RESERVERT = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
LENGSTE = NAVN - 20  # characters, so that there is room for the ending, and for « (2)»


def rent_navn(navn: str, type_: Filtype) -> str:
    """The name as it is kept: no folders, no invisible or turning characters, and the ending its content has."""
    navn = unicodedata.normalize("NFC", navn.replace("\\", "/").rpartition("/")[2])
    # Control, format (which turn the text around), private and broken characters; marks that pile up are kept to two.
    navn = "".join(" " if unicodedata.category(t).startswith("Z") else t for t in navn)
    navn = "".join(t for t in navn if not unicodedata.category(t).startswith("C"))
    navn = re.sub(r"(\w?[\u0300-\u036f]{2})[\u0300-\u036f]+", r"\1", navn)
    navn = _SISTE_ENDELSE.sub("", _FORBUDT.sub(" ", navn))
    navn = " ".join(navn.split()).strip(". ")[:LENGSTE].strip(". ")
    if not navn or _RESERVERT.match(navn):
        navn = f"fil {navn}".strip()
    return navn + ENDELSE[type_]


def uten_like(navn: list[str]) -> list[str]:
    """The same names, where each that occurs again has a number."""
    sett: dict[str, int] = {}
    ferdige = []
    for ett in navn:
        nummer = sett[ett.lower()] = sett.get(ett.lower(), 0) + 1
        stamme, punktum, endelse = ett.rpartition(".")
        ferdige.append(ett if nummer == 1 else f"{stamme} ({nummer}){punktum}{endelse}")
    return ferdige
