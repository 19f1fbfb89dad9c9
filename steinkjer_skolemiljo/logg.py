"""What the server's logs may hold of what went wrong: where, and of what kind; never the words of it.

An error's own words may be a child's: when PostgreSQL refuses a row it quotes the whole of it, free text and names, and
a ``KeyError`` says what was looked for. So a line has the stack and the kinds of the errors, and nothing they say. What
the machine itself says of a connection or a file is about nobody, and is kept.

Nor an address that is a secret: what opens without login is named by its pattern.
"""

from __future__ import annotations

import copy
import logging
from traceback import TracebackException
from typing import TYPE_CHECKING, Any

from django.db.utils import InterfaceError, OperationalError

if TYPE_CHECKING:
    from types import TracebackType

# About a connection, or a file of the machine's; and the broker's own.
OM_MASKINEN = (OSError, InterfaceError, OperationalError)
MEGLERENS = ("kombu.", "redis.", "amqp.")


def hva_slags(feil: BaseException) -> str:
    """An error as the log may name it."""
    slag = f"{type(feil).__module__}.{type(feil).__qualname__}".removeprefix("builtins.")
    om_maskinen = isinstance(feil, OM_MASKINEN) or slag.startswith(MEGLERENS)
    return f"{slag}: {feil}" if om_maskinen else slag


class UtenOrd(logging.Formatter):
    """A formatter that gives no error's words away, in a traceback or as a part of the line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with each error in it by its kind."""
        record = copy.copy(record)
        # Another formatter may have left its own, with the words.
        record.exc_text = None
        feil = record.exc_info[1] if record.exc_info else None
        if isinstance(record.args, dict):
            # Celery says of a task that failed what its error said, and the traceback once more.
            skjult = {"exc": hva_slags(feil), "traceback": ""} if feil is not None else {}
            record.args = {navn: _uten_ord(verdi) for navn, verdi in record.args.items()} | {
                navn: verdi for navn, verdi in skjult.items() if navn in record.args
            }
        elif isinstance(record.args, tuple):
            record.args = tuple(_uten_hemmelighet(_uten_ord(verdi), record) for verdi in record.args)
        return super().format(record)

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The stack of each error, from the first to the last."""
        linjer: list[str] = []
        feil = ei[1]
        while feil is not None:
            stabel = TracebackException(type(feil), feil, feil.__traceback__).stack.format()
            linjer = [*stabel, hva_slags(feil), *([""] if linjer else []), *linjer]
            feil = feil.__cause__ or (None if feil.__suppress_context__ else feil.__context__)
        return "\n".join(linje.rstrip("\n") for linje in linjer)


def _uten_ord(verdi: Any) -> Any:
    return hva_slags(verdi) if isinstance(verdi, BaseException) else verdi


def _uten_hemmelighet(verdi: Any, record: logging.LogRecord) -> Any:
    sporring = getattr(record, "request", None)
    sted = getattr(sporring, "resolver_match", None)
    if sporring is None or sted is None or verdi != sporring.path or getattr(sted.func, "login_required", True):
        return verdi
    return f"/{sted.route}"
