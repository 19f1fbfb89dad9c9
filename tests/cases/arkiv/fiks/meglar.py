"""A broker that speaks AMQP 0.9.1 over TLS as Fiks's does: the part of it a listener meets, and no more.

It lets in one who has the integration's password and a token that is good, has the queues that are there and makes none,
counts how often a message was fetched without a word, and gives it up the third time. RabbitMQ itself is far larger than
what is tested here; the wire is the same, written with py-amqp's own codec.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from amqp.basic_message import Message as Amqpmelding
from amqp.serialization import dumps, loads

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

METODE, HODE, KROPP, PULS, SLUTT = 1, 2, 3, 8, 0xCE
RAMME = 4096  # small, so that a body is more than one frame
FORSOK = 3


@dataclass
class Melding:
    """One message on the queue, and how often it was fetched."""

    hoder: dict[str, Any]
    kropp: bytes
    hentet: int = 0


@dataclass
class Meglar:
    """The broker."""

    tls: ssl.SSLContext
    slipp_inn: Callable[[str, str], bool]
    koer: dict[str, deque[Melding]] = field(default_factory=dict)
    bekreftet: list[Melding] = field(default_factory=list)
    gitt_opp: list[Melding] = field(default_factory=list)
    # What a client did that it may not: made a queue, or said no to a message.
    brudd: list[str] = field(default_factory=list)
    innlogginger: int = 0
    # Seconds between signs of life; one who is silent for twice as long is cut off.
    puls: int = 60
    # Says nothing more after this step: "tls", "start", "open", "consume".
    taus_etter: str = ""

    def __enter__(self) -> Self:
        self._laas = threading.RLock()
        self._apne: set[socket.socket] = set()
        self._samtaler: set[_Samtale] = set()
        self._lytter = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._lytter.getsockname()[1]
        threading.Thread(target=self._ta_imot, daemon=True).start()
        return self

    def __exit__(
        self, type_: type[BaseException] | None, feil: BaseException | None, spor: TracebackType | None
    ) -> None:
        self._lytter.close()
        self.kutt()

    def legg(self, ko: str, hoder: dict[str, Any], kropp: bytes = b"") -> None:
        """Put a message on a queue."""
        with self._laas:
            self.koer[ko].append(Melding(hoder, kropp))

    @property
    def tom(self) -> bool:
        """Whether nothing is on a queue, or fetched and not acknowledged."""
        with self._laas:
            return not any(self.koer.values()) and not any(samtale.ute for samtale in self._samtaler)

    def kutt(self) -> None:
        """Cut every connection, without a word."""
        for forbindelse in list(self._apne):
            with suppress(OSError):
                forbindelse.shutdown(socket.SHUT_RDWR)
            forbindelse.close()

    @property
    def tilkoblede(self) -> int:
        """How many are connected now."""
        return len(self._apne)

    def _ta_imot(self) -> None:
        while True:
            try:
                ny, _adresse = self._lytter.accept()
            except OSError:
                return
            threading.Thread(target=self._snakk, args=(ny,), daemon=True).start()

    def _snakk(self, ny: socket.socket) -> None:
        try:
            if self.taus_etter == "tcp":
                self._apne.add(ny)
                ny.recv(1)
                threading.Event().wait(60)
            forbindelse = self.tls.wrap_socket(ny, server_side=True)
        except OSError:
            return
        self._apne.add(forbindelse)
        samtale = _Samtale(self, forbindelse)
        self._samtaler.add(samtale)
        try:
            samtale.ta_alt()
        except (OSError, _Ferdig):
            pass
        finally:
            samtale.legg_tilbake()
            self._samtaler.discard(samtale)
            self._apne.discard(forbindelse)
            forbindelse.close()


class _Ferdig(Exception):  # noqa: N818 - the conversation is over
    pass


class _Samtale:
    """One connection: what it was asked, and what it has out."""

    def __init__(self, meglar: Meglar, forbindelse: ssl.SSLSocket) -> None:
        self.meglar, self.forbindelse = meglar, forbindelse
        self.ko = ""
        self.tagg = 0
        self.ute: dict[int, Melding] = {}
        self.hoyst = 0
        self._halvt = b""

    def ta_alt(self) -> None:
        m = self.meglar
        self._taus("tls")
        self._fyll(8)
        assert self._ta(8) == b"AMQP\x00\x00\x09\x01"
        self._metode(0, (10, 10), "ooFSS", (0, 9, {"product": "prøve"}, "PLAIN AMQPLAIN", "en_US"))
        self._taus("start")
        _kanal, _metode, rest = self._vent_paa((10, 11))
        _egenskaper, mekanisme, svar, _sprak = _verdier("FsSs", rest)
        _tom, bruker, passord = svar.split("\x00")
        if mekanisme != "PLAIN" or not m.slipp_inn(bruker, passord):
            self._metode(0, (10, 50), "BsBB", (403, "ACCESS_REFUSED - Login was refused", 0, 0))
            raise _Ferdig
        m.innlogginger += 1
        self._metode(0, (10, 30), "BlB", (2047, RAMME, m.puls))
        self._vent_paa((10, 31))
        _kanal, _metode, rest = self._vent_paa((10, 40))
        assert _verdier("s", rest) == ["/"]
        self._metode(0, (10, 41), "s", ("",))
        self._taus("open")
        self.hort = slaatt = time.monotonic()
        while time.monotonic() - self.hort < 2 * m.puls:
            if time.monotonic() - slaatt > m.puls / 2:
                self._skriv(PULS, 0, b"")
                slaatt = time.monotonic()
            self._lever()
            self._en_ramme()

    def _en_ramme(self) -> None:
        self.forbindelse.settimeout(0.02)
        try:
            type_, kanal, rest = self._ramme()
        except TimeoutError:
            return
        finally:
            self.forbindelse.settimeout(None)
        self.hort = time.monotonic()
        if type_ == PULS:
            return
        metode = struct.unpack(">HH", rest[:4])
        inn = rest[4:]
        if metode == (20, 10):  # channel.open
            self._metode(kanal, (20, 11), "L", (0,))
        elif metode == (60, 10):  # basic.qos
            _storrelse, self.hoyst, _global = _verdier("lBb", inn)
            self._metode(kanal, (60, 11))
        elif metode == (60, 20):  # basic.consume
            _reservert, ko, tagg = _verdier("Bss", inn)
            if ko not in self.meglar.koer:
                self._metode(kanal, (20, 40), "BsBB", (404, "NOT_FOUND", 60, 20))
                return
            self._taus("consume")
            self._metode(kanal, (60, 21), "s", (tagg,))
            self.ko, self.kanal, self.navn = ko, kanal, tagg
        elif metode == (60, 80):  # basic.ack
            tagg, flere = _verdier("Lb", inn)
            with self.meglar._laas:
                for nummer in [n for n in self.ute if n == tagg or (flere and n < tagg)]:
                    self.meglar.bekreftet.append(self.ute.pop(nummer))
        elif metode in {(10, 50), (20, 40)}:  # close
            self._metode(kanal, (metode[0], metode[1] + 1))
            if metode[0] == 10:
                raise _Ferdig
        elif metode not in {(10, 51), (20, 41)}:
            self.meglar.brudd.append(f"{metode}")
            self._metode(kanal, (20, 40), "BsBB", (403, "ACCESS_REFUSED", *metode))

    def _lever(self) -> None:
        with self.meglar._laas:
            while self.ko and self.meglar.koer[self.ko] and (not self.hoyst or len(self.ute) < self.hoyst):
                melding = self.meglar.koer[self.ko].popleft()
                self.tagg += 1
                self.ute[self.tagg] = melding
                igjen, melding.hentet = melding.hentet > 0, melding.hentet + 1
                self._metode(self.kanal, (60, 60), "sLbss", (self.navn, self.tagg, igjen, "", self.ko))
                egenskaper: Any = Amqpmelding(application_headers=melding.hoder)
                hode = egenskaper._serialize_properties()
                self._skriv(HODE, self.kanal, struct.pack(">HHQ", 60, 0, len(melding.kropp)) + hode)
                for fra in range(0, len(melding.kropp), RAMME - 8):
                    self._skriv(KROPP, self.kanal, melding.kropp[fra : fra + RAMME - 8])

    def legg_tilbake(self) -> None:
        """What was fetched and not acknowledged comes again, until it has been fetched three times."""
        with self.meglar._laas:
            for melding in reversed(self.ute.values()):
                if melding.hentet >= FORSOK:
                    self.meglar.gitt_opp.append(melding)
                else:
                    self.meglar.koer[self.ko].appendleft(melding)
            self.ute.clear()

    def _taus(self, steg: str) -> None:
        while self.meglar.taus_etter == steg:
            if not self.forbindelse.recv(4096):
                raise _Ferdig

    def _vent_paa(self, metode: tuple[int, int]) -> tuple[int, tuple[int, int], bytes]:
        while True:
            type_, kanal, rest = self._ramme()
            if type_ == METODE:
                assert struct.unpack(">HH", rest[:4]) == metode
                return kanal, metode, rest[4:]

    def _metode(self, kanal: int, metode: tuple[int, int], form: str = "", verdier: tuple[Any, ...] = ()) -> None:
        self._skriv(METODE, kanal, struct.pack(">HH", *metode) + (dumps(form, verdier) if form else b""))

    def _skriv(self, type_: int, kanal: int, innhold: bytes) -> None:
        self.forbindelse.sendall(struct.pack(">BHI", type_, kanal, len(innhold)) + innhold + bytes([SLUTT]))

    def _ramme(self) -> tuple[int, int, bytes]:
        """One frame. Cut off by the clock, what has come of it is kept for the next time."""
        self._fyll(7)
        type_, kanal, lengde = struct.unpack(">BHI", self._halvt[:7])
        self._fyll(7 + lengde + 1)
        innhold = self._ta(7 + lengde + 1)[7:]
        assert innhold[-1] == SLUTT
        return type_, kanal, innhold[:-1]

    def _fyll(self, antall: int) -> None:
        while len(self._halvt) < antall:
            mer = self.forbindelse.recv(65536)
            if not mer:
                raise _Ferdig
            self._halvt += mer

    def _ta(self, antall: int) -> bytes:
        ut, self._halvt = self._halvt[:antall], self._halvt[antall:]
        return ut


def _verdier(form: str, data: bytes) -> list[Any]:
    verdier: list[Any] = loads(form, data, 0)[0]
    return verdier
