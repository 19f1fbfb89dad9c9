"""What a file is, read from its bytes; its name and what the browser says are not asked. No clock, no database.

Nothing is unpacked or interpreted here: of an archive only its table of contents is read, and that has a limit.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from cases.vedlegg.models import Filtype

# An archive's table of contents is never longer in a document somebody wrote.
INNHOLDSFORTEGNELSE = 512 * 1024
_SLUTT = 22  # bytes in the last record of an archive without a comment
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
# Everything below a blank but tab, line breaks and new page; and delete.
_STYRETEGN = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def er_heic(innhold: bytes) -> bool:
    """Whether it is the kind of picture an iPhone makes by itself. It is never stored so: it becomes JPEG."""
    return innhold[4:8] == b"ftyp" and innhold[8:12] in _HEIC


def filtype(innhold: bytes, navn: str) -> Filtype | None:
    """The type of the content, or nothing where it is none of those that may be laid beside a sak.

    The name decides only whether plain text is meant as text: a web page and a script are text too.
    """
    if innhold.startswith(b"\xff\xd8\xff"):
        return Filtype.JPEG
    if innhold.startswith(b"\x89PNG\r\n\x1a\n"):
        return Filtype.PNG
    if innhold[:4] == b"RIFF" and innhold[8:12] == b"WEBP":
        return Filtype.WEBP
    if innhold.startswith(b"%PDF-"):
        return Filtype.PDF if b"%%EOF" in innhold[-2048:] else None
    if innhold.startswith(b"PK\x03\x04"):
        return _i_arkiv(innhold)
    if navn.lower().endswith(".txt") and _STYRETEGN.search(innhold) is None:
        return Filtype.TXT
    return None


def _i_arkiv(innhold: bytes) -> Filtype | None:
    navn = _navnene(innhold)
    if any(n.lower().endswith("vbaproject.bin") or n.startswith(("Basic/", "Scripts/")) for n in navn):
        return None  # carries a program
    if {"[Content_Types].xml", "word/document.xml"} <= navn:
        return Filtype.DOCX
    if innhold[30 : 30 + len(_ODT)] == _ODT and "content.xml" in navn:
        return Filtype.ODT
    return None


def _navnene(innhold: bytes) -> set[str]:
    """The names in an archive that is whole, has nothing before or after it, and no comment; otherwise none."""
    slutt = innhold[-_SLUTT:]
    lengde, sted = int.from_bytes(slutt[12:16], "little"), int.from_bytes(slutt[16:20], "little")
    helt = slutt[:4] == b"PK\x05\x06" and lengde + sted + _SLUTT == len(innhold)
    # The record for archives of more than four gigabytes would make the reader believe other numbers than these.
    if not helt or lengde > INNHOLDSFORTEGNELSE or innhold[-42:-38] == b"PK\x06\x07":
        return set()
    try:
        with zipfile.ZipFile(BytesIO(innhold)) as arkiv:
            return set(arkiv.namelist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError):
        return set()
