"""The virus control: another program, asked by the worker. Without one in the settings nothing is asked.

``clamd://vert:3310`` or ``clamd+unix:///run/clamav/clamd.ctl``: a ClamAV daemon, by its INSTREAM protocol.
``kommando:clamdscan --no-summary -``: a command that reads the file from standard input and answers with 0 for clean
and 1 for found; anything else means that it could not say.
"""

from __future__ import annotations

import shlex
import socket
import subprocess
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Skanner = Callable[[Iterable[bytes]], bool]

FRIST: Final = 120  # seconds for one file
PORT: Final = 3310


class Skannerfeil(RuntimeError):  # noqa: N818 - the domain's word
    """The control could not say: the file waits, and is asked about again."""


def skanner() -> Skanner | None:
    """What asks the control the settings name: true when it found something in these bytes. None: there is no control.

    Raises:
        ValueError: the setting is none of the forms above.

    """
    verdi: str = settings.VIRUSKONTROLL
    if not verdi:
        return None
    if verdi.startswith("kommando:") and (deler := shlex.split(verdi.removeprefix("kommando:"))):
        return lambda biter: _kommando(deler, biter)
    adresse = urlsplit(verdi)
    if adresse.scheme == "clamd" and adresse.hostname:
        vert, port = adresse.hostname, adresse.port or PORT
        return lambda biter: _clamd(lambda: socket.create_connection((vert, port), timeout=FRIST), biter)
    if adresse.scheme == "clamd+unix" and adresse.path.startswith("/"):
        return lambda biter: _clamd(lambda: _unix(adresse.path), biter)
    raise ValueError("VIRUSKONTROLL må være clamd://vert:port, clamd+unix:///sti eller kommando:…")


def _unix(sti: str) -> socket.socket:
    forbindelse = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    forbindelse.settimeout(FRIST)
    forbindelse.connect(sti)
    return forbindelse


def _clamd(koble: Callable[[], socket.socket], biter: Iterable[bytes]) -> bool:
    try:
        with koble() as forbindelse:
            forbindelse.sendall(b"zINSTREAM\0")
            for bit in biter:
                forbindelse.sendall(len(bit).to_bytes(4, "big") + bit)
            forbindelse.sendall(bytes(4))
            svar = b""
            while not svar.endswith(b"\0") and (mer := forbindelse.recv(4096)):
                svar += mer
    except OSError as feil:
        raise Skannerfeil(type(feil).__name__) from None
    svar = svar.rstrip(b"\0\n ")
    if svar.endswith(b" FOUND"):
        return True
    if svar == b"stream: OK":
        return False
    raise Skannerfeil("ukjent svar")


def _kommando(deler: list[str], biter: Iterable[bytes]) -> bool:
    try:
        # The words stand in the settings; nothing of the file or its name is among them.
        ferdig = subprocess.run(  # noqa: S603
            deler,
            input=b"".join(biter),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=FRIST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as feil:
        raise Skannerfeil(type(feil).__name__) from None
    if ferdig.returncode in {0, 1}:
        return ferdig.returncode == 1
    raise Skannerfeil(f"kode {ferdig.returncode}")
