"""A page drawn as PDF/A-2a and PDF/UA-1: tagged, with our own fonts and style, and nothing fetched from elsewhere.

Slow to import, for it brings WeasyPrint: whoever needs it now and then imports it where it is used.
"""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils._os import safe_join
from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from steinkjer_skolemiljo.papirmerker import Opplysninger, gjor_ferdig
from steinkjer_skolemiljo.papirskrift import stilark, velg

PDF_VARIANT = "pdf/a-2a"
SKJEMA = "static:"
TYPER = {".css": "text/css", ".woff2": "font/woff2"}
# The municipality's arms, which the setting names; no other file outside our own is read.
VAAPEN = "vaapen:"
VAAPENTYPER = {".svg": "image/svg+xml", ".png": "image/png"}
# To unpack the fonts takes longer than to draw a page with them. Each thread has its own: Pango is not for sharing.
_traad = threading.local()


class BareEgneFiler(URLFetcher):  # type: ignore[misc]
    """Fetches our own style sheets and fonts, named ``static:path``, and nothing else in the world."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Read one file.

        Raises:
            FatalURLFetchingError: the address is not one of our static files; the document is not made.

        """
        if url == VAAPEN:
            return _vaapen()
        navn = url.removeprefix(SKJEMA)
        if not url.startswith(SKJEMA) or Path(navn).suffix not in TYPER:
            raise FatalURLFetchingError("a document may only use our own static files")
        try:
            fil = _finn(navn)
            innhold = fil.read_bytes()
        except Exception as feil:
            # Any other error WeasyPrint would pass over, and a plan without its style would be frozen for ever.
            raise FatalURLFetchingError(f"{navn} could not be read") from feil
        return URLFetcherResponse(url, innhold, {"Content-Type": TYPER[fil.suffix]})


def _vaapen() -> URLFetcherResponse:
    fil = Path(settings.KOMMUNEVAAPEN)
    try:
        return URLFetcherResponse(VAAPEN, fil.read_bytes(), {"Content-Type": VAAPENTYPER[fil.suffix.lower()]})
    except Exception as feil:
        raise FatalURLFetchingError("the arms named by KOMMUNEVAAPEN could not be read") from feil


@cache
def _finn(navn: str) -> Path:
    """The file where it was collected, or where it will be collected from."""
    if settings.STATIC_ROOT is not None:
        samlet = Path(safe_join(settings.STATIC_ROOT, navn))
        if samlet.is_file():
            return samlet
    funnet = finders.find(navn)
    if not isinstance(funnet, str):
        raise FileNotFoundError(navn)
    return Path(funnet)


def hode() -> dict[str, Any]:
    """What the head and foot of every paper need, for its template (``papir/ramme.html``)."""
    return {
        "kommune": settings.KOMMUNENAVN,
        "vaapen": VAAPEN if settings.KOMMUNEVAAPEN else "",
        "kontrolladresse": settings.SITE_URL.rstrip("/").removeprefix("https://") + "/dokumenter/kontroll/",
    }


def _skrifter() -> FontConfiguration:
    """Our fonts, unpacked once. A page names those it uses, in their order: which others are there matters not."""
    if not hasattr(_traad, "skrifter"):
        _traad.skrifter = FontConfiguration()
    return _traad.skrifter


def tegnet(html: str, henter: BareEgneFiler | None = None) -> Document:
    """Lay a page out, with the typefaces it needs; ``gjor_ferdig`` is to end its writing.

    Args:
        html: the whole page.
        henter: what may be fetched beside our own static files.

    """
    skrifter, html = velg(unicodedata.normalize("NFC", html), _finn)
    html = html.replace("</head>", f"<style>{stilark(skrifter, SKJEMA)}</style></head>", 1)
    side = HTML(string=html, base_url=SKJEMA, url_fetcher=henter or BareEgneFiler())
    dokument = side.render(font_config=_skrifter())
    dokument.metadata = Opplysninger(**vars(dokument.metadata))
    return dokument


def til_pdf(html: str) -> bytes:
    """Draw a page as PDF/A and PDF/UA, from our own files alone: the same bytes for the same page."""
    dokument = tegnet(html)
    pdf: bytes = dokument.write_pdf(finisher=gjor_ferdig, pdf_variant=PDF_VARIANT, pdf_tags=True)
    return pdf
