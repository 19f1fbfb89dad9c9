"""The dossier drawn: one PDF/A-3a and PDF/UA with a table of contents, and the sak's files inside it.

Slow to import, for it brings WeasyPrint: only the worker does.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint import Attachment
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from cases.vedlegg.filnavn import MIME
from cases.vedlegg.models import Filtype
from steinkjer_skolemiljo.papir import BareEgneFiler, tegnet
from steinkjer_skolemiljo.papirmerker import gjor_ferdig

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from weasyprint.document import Document

    from cases.dossier.bilag import Vedleggsfil

# PDF/A-3 is the one that may hold files of any kind.
PDF_VARIANT = "pdf/a-3a"
VEDLEGG = "vedlegg:"


class MedVedlegg(BareEgneFiler):
    """Our own static files, and the sak's pictures by the number of their document; nothing else in the world."""

    def __init__(self, bilder: Mapping[int, Vedleggsfil]) -> None:
        super().__init__()
        self._bilder = bilder

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Read one file.

        Raises:
            FatalURLFetchingError: the address is neither; the document is not made.

        """
        if not url.startswith(VEDLEGG):
            return super().fetch(url, headers)
        fil = self._bilder.get(int(url.removeprefix(VEDLEGG)))
        if fil is None:
            raise FatalURLFetchingError("the picture is none of the sak's")
        return URLFetcherResponse(url, fil.innhold, {"Content-Type": MIME[Filtype(fil.type)]})


def tegn(html: str, filer: Sequence[tuple[int, Vedleggsfil]]) -> tuple[bytes, int]:
    """Draw the page and put the files into it; gives the bytes and how many pages there are.

    Args:
        html: the whole document.
        filer: each with the number of its document, which begins its name inside.

    """
    henter = MedVedlegg(dict(filer))
    dokument: Any = tegnet(html, henter)
    innlagt = [
        Attachment(
            file_obj=BytesIO(fil.innhold),
            name=f"bilag-{nr:03d}-{fil.navn}",
            description=f"Bilag {nr}",
            relationship="Supplement",
            url_fetcher=henter,
        )
        for nr, fil in filer
    ]
    pdf: bytes = dokument.write_pdf(finisher=_ferdig, pdf_variant=PDF_VARIANT, pdf_tags=True, attachments=innlagt)
    return pdf, len(dokument.pages)


def _ferdig(dokument: Document, pdf: Any) -> None:
    """As every paper; and WeasyPrint, which finds each file twice, associates it once."""
    gjor_ferdig(dokument, pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
