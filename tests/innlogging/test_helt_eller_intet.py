"""A connection that breaks midway leaves no half text behind, nor a form with its last fields left out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.core.signals import request_started
from django.db import close_old_connections
from django.test import Client
from django.test.client import MULTIPART_CONTENT, encode_multipart

from cases.sak.kronologi.models import Loggnotat
from steinkjer_skolemiljo.wsgi import application
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

TEKST = "Mor ringte, og fortalte mye. " * 40 + "Til slutt sa hun hvem det var."
NOTAT = {"slag": "telefon", "dato": "2026-11-10", "tekst": TEKST}
MERKE = "a" * 32


class Brutt(BytesIO):
    """What comes from a web server: a piece at a time, and then nothing."""

    def read(self, size: int | None = -1) -> bytes:
        """A small piece."""
        return super().read(min(size if size is not None and size >= 0 else 1000, 1000))


def send(adresse: str, innhold: bytes, lengde: int, slag: str, kapsler: dict[str, str], **hoder: str) -> str:
    svar: list[str] = []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": adresse,
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_TYPE": slag,
        "CONTENT_LENGTH": str(lengde),
        "HTTP_COOKIE": "; ".join(f"{navn}={verdi}" for navn, verdi in kapsler.items()),
        "wsgi.input": Brutt(innhold),
        "wsgi.url_scheme": "http",
        "wsgi.errors": BytesIO(),
        **hoder,
    }
    # Of a web server's own: a test's transaction would end with it.
    request_started.disconnect(close_old_connections)
    try:
        list(application(environ, lambda status, _hoder, _feil=None: svar.append(status[:3])))
    finally:
        request_started.connect(close_old_connections)
    return svar[0]


@pytest.mark.parametrize("flerdelt", [False, True])
@pytest.mark.parametrize("hoder", [{}, {"HTTP_X_CSRFTOKEN": MERKE, "HTTP_HX_REQUEST": "true"}])
def test_halve_teksten_lagres_ikke(roller: Rollebesetning, hoder: dict[str, str], *, flerdelt: bool) -> None:
    side = f"/saker/{lag_sak(roller).nummer}/logg/noter/"
    client = Client()
    client.force_login(roller.rektor)
    kapsler = {
        settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
        settings.CSRF_COOKIE_NAME: MERKE,
    }
    felter = {"csrfmiddlewaretoken": MERKE, **NOTAT}
    innhold = encode_multipart("BoUnDaRyStRiNg", felter) if flerdelt else urlencode(felter).encode()
    slag = MULTIPART_CONTENT if flerdelt else "application/x-www-form-urlencoded"
    with time_machine.travel(NAA, tick=False):
        for kommet in (innhold[:-200], innhold[:300], b""):
            assert send(side, kommet, len(innhold), slag, kapsler, **hoder) == "400"
        assert not Loggnotat.objects.exists()
        assert send(side, innhold, len(innhold), slag, kapsler, **hoder) in {"302", "200"}
    assert Loggnotat.objects.get().tekst == TEKST
