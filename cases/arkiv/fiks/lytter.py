"""Listening: one long connection to the account's queue, as Fiks asks of its clients.

A message is taken off the queue when what it says is stored, and not before. One that is not acknowledged comes again;
the third time Fiks gives it up and tells the sender so. So nothing is fetched while the database cannot be reached, and
what has been fetched waits here, not back in the queue.
"""

from __future__ import annotations

import logging
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

from amqp import Connection
from amqp.exceptions import AMQPError
from amqp.transport import SSLTransport

from cases.arkiv.fiks import nett
from cases.arkiv.fiks.maskinporten import Token
from cases.arkiv.fiks.meldinger import Ukjent, les
from cases.arkiv.kanal import Kanalfeil

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from amqp.basic_message import Message

    from cases.arkiv.fiks.oppsett import Oppsett
    from cases.arkiv.kanal import Mottatt

logger = logging.getLogger(__name__)
KO: Final = "fiksio.konto.{konto}"
# As KS's own clients: so many on their way to us at a time.
BUFFER: Final = 10
# Seconds. Each side says that it is there once a minute; silent for two, it is gone. The library keeps count, and must
# be asked far oftener than that.
PULS: Final = 60
TIKK: Final = 5
LESE: Final = 60
NAVN: Final = "Steinkjer skolemiljø"
# All that a connection ends with.
BRUDD: Final = (OSError, AMQPError)


class _Tls(SSLTransport):
    """TLS with a limit on the handshake: the library's own waits for ever for one who says nothing."""

    def _wrap_socket(self, sock: socket.socket, *_alt: Any, **_mer: Any) -> socket.socket:
        sock.settimeout(nett.KOBLE)
        return nett.tls().wrap_socket(sock, server_hostname=self.host)


class _Forbindelse(Connection):
    def Transport(self, host: str, connect_timeout: float | None, *_alt: Any, **_mer: Any) -> SSLTransport:  # noqa: N802 - the library's name
        return _Tls(host, connect_timeout=connect_timeout)


class Fikslytter:
    """The connection, and what has come on it and is not put away."""

    def __init__(self, oppsett: Oppsett) -> None:
        self._oppsett = oppsett
        self._forbindelse: _Forbindelse | None = None
        self._ventende: dict[str, tuple[Mottatt, Message]] = {}

    def __enter__(self) -> Self:
        self.koble()
        return self

    def __exit__(
        self, type_: type[BaseException] | None, feil: BaseException | None, spor: TracebackType | None
    ) -> None:
        self.lukk()

    def koble(self) -> None:
        """Connect and begin to listen. The password is the integration's, a space, and a token that is fresh now.

        Raises:
            Kanalfeil: it could not be done.

        """
        forbindelse = _Forbindelse(
            host=f"{self._oppsett.ko_vert}:{self._oppsett.ko_port}",
            userid=str(self._oppsett.integrasjon),
            password=f"{self._oppsett.passord} {Token(self._oppsett)()}",
            virtual_host="/",
            login_method="PLAIN",
            connect_timeout=nett.KOBLE,
            heartbeat=PULS,
            client_properties={"connection_name": NAVN},
        )
        self._forbindelse = forbindelse
        try:
            forbindelse.connect()
            # From here on each answer is waited for as long as the socket says.
            if forbindelse.sock is not None:
                forbindelse.sock.settimeout(LESE)
            kanal = forbindelse.channel()
            kanal.auto_decode = False
            kanal.basic_qos(0, BUFFER, False)
            # The queue is Fiks's: it is there, and we may neither make nor change it.
            kanal.basic_consume(KO.format(konto=self._oppsett.konto), callback=self._motta)
        except BRUDD as feil:
            self.lukk()
            raise _kofeil(feil) from None

    def lukk(self) -> None:
        """Let go. What was not put away comes again to whoever listens next."""
        self._ventende.clear()
        forbindelse, self._forbindelse = self._forbindelse, None
        if forbindelse is not None:
            with suppress(*BRUDD):
                forbindelse.close()
            forbindelse.collect()

    def vent(self, sekunder: float) -> bool:
        """Wait until something has come, at most so long; returns whether anything waits to be read.

        Raises:
            Kanalfeil: the connection is gone.

        """
        if self._forbindelse is None:
            raise Kanalfeil("fiks.ko")
        slutt = time.monotonic() + sekunder
        try:
            while (igjen := slutt - time.monotonic()) > 0:
                with suppress(socket.timeout):
                    self._forbindelse.drain_events(timeout=min(igjen, TIKK))
                self._forbindelse.heartbeat_tick()
                if self.har_svar:
                    break
        except BRUDD as feil:
            self.lukk()
            raise _kofeil(feil) from None
        return self.har_svar

    @property
    def har_svar(self) -> bool:
        """Whether anything has come that is not put away."""
        return bool(self._ventende)

    def svar(self, hoyst: int) -> Iterator[Mottatt]:
        """What has come and is not put away, the oldest first."""
        yield from [mottatt for mottatt, _melding in list(self._ventende.values())[:hoyst]]

    def ferdig(self, mottatt: Mottatt, *, forstatt: bool) -> None:
        """Acknowledge: Fiks takes it off the queue. Also what nobody understood, or it would come for ever."""
        _mottatt, melding = self._ventende.pop(mottatt.ident)
        if not forstatt:
            logger.warning("the message %s from Fiks was put away", mottatt.ident)
        try:
            melding.channel.basic_ack(melding.delivery_tag)
        except BRUDD as feil:
            self.lukk()
            raise _kofeil(feil) from None

    def _motta(self, melding: Message) -> None:
        kropp = melding.body if isinstance(melding.body, bytes) else str(melding.body).encode()
        lest = les(melding.headers or {}, kropp, self._oppsett)
        if isinstance(lest, Ukjent):
            logger.warning("a message to our Fiks account is not from the archive: %s, %s", lest.ident, lest.type)
            melding.channel.basic_ack(melding.delivery_tag)
            return
        self._ventende[lest.ident] = (lest, melding)


def _kofeil(feil: Exception) -> Kanalfeil:
    """What went wrong with the connection, as a code; the other end's words may hold our name there."""
    return Kanalfeil(f"fiks.ko:{type(feil).__name__}")
