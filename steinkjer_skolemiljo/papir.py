"""A page drawn as PDF/A-2a: tagged, with our own fonts and style, and nothing fetched from anywhere else.

Slow to import, for it brings WeasyPrint: whoever needs it now and then imports it where it is used.
"""

from __future__ import annotations

import threading
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils._os import safe_join
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

PDF_VARIANT = "pdf/a-2a"
SKJEMA = "static:"
TYPER = {".css": "text/css", ".woff2": "font/woff2"}
# To unpack the fonts takes longer than to draw a page with them. Each thread has its own: Pango is not for sharing.
_traad = threading.local()


class BareEgneFiler(URLFetcher):  # type: ignore[misc]
    """Fetches our own style sheets and fonts, named ``static:path``, and nothing else in the world."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Read one file.

        Raises:
            FatalURLFetchingError: the address is not one of our static files; the document is not made.

        """
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


def _skrifter() -> FontConfiguration:
    """Our fonts, unpacked once."""
    if not hasattr(_traad, "skrifter"):
        _traad.skrifter = FontConfiguration()
    return _traad.skrifter


def til_pdf(html: str) -> bytes:
    """Draw a page as PDF/A with tags, from our own files alone."""
    pdf: bytes = HTML(string=html, base_url=SKJEMA, url_fetcher=BareEgneFiler()).write_pdf(
        pdf_variant=PDF_VARIANT, pdf_tags=True, font_config=_skrifter()
    )
    return pdf
