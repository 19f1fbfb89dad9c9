"""Small things every request gets."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, QueryDict

NULL = "\0"


class UtenNulltegn:
    """Takes away the one sign that no text has and PostgreSQL keeps in no column; what is pasted in may hold it.

    A form would refuse it in words nobody understands; a search, a filter or a draft asks no form, and would fail.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing but what ``process_view`` says."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, visning: object, _args: object, kwargs: dict[str, object]) -> None:
        """After the check against forged requests, which has read what was sent; a view that checks itself also reads.

        Raises:
            Http404: the address holds it.

        """
        if any(isinstance(verdi, str) and NULL in verdi for verdi in kwargs.values()):
            raise Http404
        if "%00" in request.META["QUERY_STRING"]:
            request.GET = _uten(request.GET)  # type: ignore[assignment]  # one that may be changed is one all the same
        if request.method != "POST" or getattr(visning, "csrf_exempt", False):
            return
        if any(NULL in tekst for navn, verdier in request.POST.lists() for tekst in (navn, *verdier)):
            request.POST = _uten(request.POST)  # type: ignore[assignment]


def _uten(felter: QueryDict) -> QueryDict:
    rene = felter.copy()
    rene.clear()
    for navn, verdier in felter.lists():
        for verdi in verdier:
            rene.appendlist(navn.replace(NULL, ""), verdi.replace(NULL, ""))
    return rene


class Foresporselsminne:
    """Lets a request read a person's roles once, and keeps every page for logged-in people out of all caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the user a memory for this request only; afterwards mark the page as no-store."""
        innlogget = request.user.is_authenticated
        if innlogget:
            request.user.roller_i_foresporsel = {}  # type: ignore[union-attr]
            request.user.tilganger_i_foresporsel = {}  # type: ignore[union-attr]
        response = self.get_response(request)
        if innlogget:
            add_never_cache_headers(response)
            patch_vary_headers(response, ["HX-Request"])
        return response


class UtenSide:
    """An address that only takes what a form sends, opened as a page, says so; Django would show an empty window.

    One comes there with a tab that is restored, or by the address of a form that came back with something to mend.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The same refusal, with words."""
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        side = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        side["Allow"] = response["Allow"]
        return side
