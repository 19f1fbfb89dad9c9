"""The house asked in-process: the whole stack with its templates, but without the test client's copying of contexts.

A table of tens of thousands of requests must not take an hour. Middleware, URLs, views, templates and the database are
the real ones; only the session store is memory (a fixture sets it) and the client is a request factory.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.client import ClientHandler

from tests.cast import NAA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpResponseBase

    from steinkjer_skolemiljo.organisation.models import Bruker

SKRIVER = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Sporring:
    """What one request made the database do."""

    sql: list[str] = field(default_factory=list)

    @property
    def skrevet(self) -> list[str]:
        """The statements that write; a refusal has none."""
        return [sql for sql in self.sql if sql.lstrip().startswith(SKRIVER)]

    @property
    def slag(self) -> list[str]:
        """The statements without their values: what an onlooker with a stopwatch could learn."""
        return [sql.partition('"s')[0] if "SAVEPOINT" in sql else sql for sql in self.sql]


@contextmanager
def lytt() -> Iterator[Sporring]:
    """Note every statement."""
    sporring = Sporring()

    def noter(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        sporring.sql.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noter):
        yield sporring


class Hus:
    """Asks as one person or another; each logs in once."""

    def __init__(self) -> None:
        self._handler = ClientHandler(enforce_csrf_checks=False)
        self._handler.load_middleware()
        self._fabrikker: dict[int, RequestFactory] = {}

    def _som(self, bruker: Bruker | None) -> RequestFactory:
        nokkel = bruker.pk if bruker is not None else 0
        if nokkel not in self._fabrikker:
            fabrikk = RequestFactory()
            if bruker is not None:
                klient = Client()
                klient.force_login(bruker)
                fabrikk.cookies = klient.cookies
            self._fabrikker[nokkel] = fabrikk
        return self._fabrikker[nokkel]

    def ny_okt(self, bruker: Bruker) -> None:
        """Let the person log in again before the next question."""
        self._fabrikker.pop(bruker.pk, None)

    def spor(
        self,
        bruker: Bruker | None,
        adresse: str,
        felter: Mapping[str, Any] | None = None,
        *,
        htmx: bool = False,
    ) -> HttpResponseBase:
        """One request: a GET, or a POST when ``felter`` is given (empty is a POST too)."""
        fabrikk = self._som(bruker)
        hoder = {"HX-Request": "true"} if htmx else None
        if felter is None:
            request = fabrikk.get(adresse, headers=hoder)
        else:
            request = fabrikk.post(adresse, dict(felter), headers=hoder)
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return self._handler.get_response(request)

    def kode(self, bruker: Bruker | None, adresse: str, felter: Mapping[str, Any] | None = None) -> int:
        """The answer's number."""
        return self.spor(bruker, adresse, felter).status_code


def tekst(svar: Any) -> str:
    """All an onlooker gets: the headers with file names and cookies, and the body; a PDF's as its words."""
    hoder = "\n".join(f"{navn}: {verdi}" for navn, verdi in svar.items())
    kaker = "\n".join(kake.OutputString() for kake in svar.cookies.values() if kake.key == "messages")
    innhold: bytes = b"".join(svar.streaming_content) if svar.streaming else svar.content
    if innhold.startswith(b"%PDF") and b"%%EOF" in innhold:
        innhold = pdf_tekst(innhold).encode()
    return f"{svar.status_code}\n{hoder}\n{kaker}\n{innhold.decode(errors='replace')}"


def pdf_tekst(innhold: bytes) -> str:
    """The words of a PDF, its metadata included."""
    from io import BytesIO  # noqa: PLC0415 - few tests ask for paper

    from pypdf import PdfReader  # noqa: PLC0415 - few tests ask for paper

    leser = PdfReader(BytesIO(innhold))
    return "\n".join([*(side.extract_text() for side in leser.pages), str(leser.metadata)])


@contextmanager
def apent_hus() -> Iterator[Hus]:
    """A house at the cast's own time, with sessions in memory, and quiet about its refusals."""
    logg = logging.getLogger("django.request")
    stille, logg.disabled = logg.disabled, True
    try:
        with (
            override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cache"),
            time_machine.travel(NAA, tick=False),
        ):
            yield Hus()
    finally:
        logg.disabled = stille


@pytest.fixture
def hus(db: None) -> Iterator[Hus]:
    """The house, open."""
    with apent_hus() as huset:
        yield huset
