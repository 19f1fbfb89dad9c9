"""A file on its way out: always as something to save, never as a page of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from cases.sak.feil import IkkeTilgang
from cases.vedlegg.filnavn import MIME
from cases.vedlegg.models import Filtype, Status

if TYPE_CHECKING:
    from cases.vedlegg.models import Vedlegg


def krev_klar(vedlegg: Vedlegg) -> None:
    """Let nobody have what has not been controlled, or has been stopped or closed.

    Raises:
        IkkeTilgang: with a sentence that says which of these it is.

    """
    match vedlegg.status:
        case Status.VENTER:
            raise IkkeTilgang(_("Filen blir kontrollert for virus. Prøv igjen om et par minutter."))
        case Status.STOPPET:
            raise IkkeTilgang(_("Filen ble stoppet av viruskontrollen, og kan ikke åpnes."))
        case Status.SPERRET:
            raise IkkeTilgang(_("Filen er sperret, og kan ikke åpnes."))
        case Status.KLAR:
            return


def send(vedlegg: Vedlegg) -> StreamingHttpResponse:
    """The content, a piece at a time. The middleware says nosniff and no-store, as it does of every page."""
    svar = StreamingHttpResponse(vedlegg.biter(), content_type=MIME[Filtype(vedlegg.type)])
    svar.headers["Content-Length"] = str(vedlegg.storrelse)
    svar.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=vedlegg.navn))
    return svar
