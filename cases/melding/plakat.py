"""The sheet for the staff room: a code that opens the meldeskjema with the school already chosen."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import qrcode
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from cases.sak.oppslag import tid
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.utils.safestring import SafeString

    from steinkjer_skolemiljo.organisation.http import BrukerRequest


def kode(adresse: str) -> SafeString:
    """The address as a QR code, drawn as SVG."""
    bilde = qrcode.make(adresse, image_factory=SvgPathImage, error_correction=ERROR_CORRECT_M, border=4)
    fil = BytesIO()
    bilde.save(fil)
    svg = fil.getvalue().decode().partition("?>")[2]
    return mark_safe(svg)  # noqa: S308 - drawn by us from an address of ours


@require_safe
def plakat(request: BrukerRequest, skole: str) -> HttpResponse:
    """One school's sheet, for those who lead there; for others it does not exist."""
    roller = roller_for(request.user, tid().dag)
    funnet = Skole.objects.filter(kortnavn=skole, pk__in=sorted(roller.leder_skoler)).first()
    if funnet is None:
        raise Http404
    adresse = request.build_absolute_uri(f"{reverse('melding:meld')}?{urlencode({'skole': funnet.kortnavn})}")
    return render(request, "cases/melding/plakat.html", {"skole": funnet, "adresse": adresse, "kode": kode(adresse)})
