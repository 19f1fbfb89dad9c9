"""All of what was sent, or nothing of it.

When a connection breaks midway the web server gives what it got, and says no more. Django would take half a text for
the whole, and half a form for one where the rest was left empty.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol

from django.http import HttpResponse, UnreadablePostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest

    Program = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Strom(Protocol):
    """What a web server gives the body of a request as."""

    def read(self, size: int) -> bytes:
        """At most so many bytes; none when there are no more."""

    def readline(self, size: int) -> bytes:
        """The same, to the end of a line."""


class HelStrom:
    """The body, which Django never asks for more of than the sender said there was."""

    def __init__(self, strom: Strom) -> None:
        self._strom = strom

    def read(self, size: int) -> bytes:
        """As many bytes as are asked for.

        Raises:
            OSError: they never came.

        """
        deler: list[bytes] = []
        while size > 0:
            del_ = self._strom.read(size)
            if not del_:
                raise OSError("the connection broke before all was sent")
            deler.append(del_)
            size -= len(del_)
        return b"".join(deler)

    def readline(self, size: int) -> bytes:
        """One line."""
        return self._strom.readline(size)


def helt(program: Program) -> Program:
    """Let the application see that something is missing."""

    def kjor(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ["wsgi.input"] = HelStrom(environ["wsgi.input"])
        return program(environ, start_response)

    return kjor


class HeltEllerIntet:
    """A form that came in half is carried out by nobody; before all that reads it, and may take it for an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing but what ``process_view`` says."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, visning: object, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """There is hardly anybody left to answer. A view that checks itself also reads, and keeps nothing."""
        if getattr(visning, "csrf_exempt", False):
            return None
        try:
            request.POST  # noqa: B018 - reads what was sent
        except UnreadablePostError:
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        return None
