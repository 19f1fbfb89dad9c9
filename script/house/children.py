"""The processes the house consists of: start them, watch them, stop them, and say which one fell."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from house.places import REPO
from house.say import Stop, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PR_SET_PDEATHSIG = 1
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _die_with_parent() -> None:
    """On Linux: should the parent be killed outright, its children are told to stop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process with its name for people, its log, and the signal that stops it politely."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    stop_signal: int
    # A database stops after those who use it.
    is_store: bool
    asked_to_stop: bool = False

    def last_lines(self, count: int = 12) -> str:
        """The end of its log."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"  | {line}" for line in lines[-count:])

    def ask_to_stop(self) -> None:
        """Ask once: some take a second signal for impatience."""
        if self.process.poll() is None and not self.asked_to_stop:
            self.asked_to_stop = True
            self.process.send_signal(self.stop_signal)

    def wait_until_stopped(self, patience: float) -> None:
        """Wait for it; after ``patience`` seconds it and its own children are ended."""
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)


@dataclass
class Household:
    """All processes of one start."""

    logs: Path
    children: list[Child] = field(default_factory=list)

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: str,
        env: dict[str, str] | None = None,
        stop_signal: int = signal.SIGTERM,
        is_store: bool = False,
    ) -> Child:
        """Start one process in a session of its own, so that Ctrl-C reaches only us and we stop it in order."""
        self.logs.mkdir(parents=True, exist_ok=True)
        path = self.logs / f"{log}.log"
        with path.open("wb") as output:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=REPO,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - we have one thread
            )
        child = Child(name, process, path, stop_signal, is_store)
        self.children.append(child)
        return child

    def check(self) -> None:
        """Refuse to go on when one of them has fallen."""
        for child in self.children:
            code = child.process.poll()
            if code is not None:
                print(child.last_lines(), file=sys.stderr)
                raise Stop(f"{child.name} stanset av seg selv (kode {code}). Se {child.log}.")

    def wait_for(self, ready: Callable[[], bool], *, what: str, seconds: float) -> None:
        """Wait until something answers, watching that nobody falls meanwhile."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                raise Stop(f"{what} svarte ikke innen {seconds:.0f} sekunder. Se loggene i {self.logs}.")
            time.sleep(0.1)

    def watch(self) -> None:
        """Stay until one falls, or until somebody interrupts."""
        while True:
            self.check()
            time.sleep(0.5)

    def stop(self, *, quiet: bool = False, patience: float = 10) -> None:
        """Stop everything, the databases last. A second Ctrl-C meanwhile changes nothing."""
        previous = {number: signal.signal(number, signal.SIG_IGN) for number in ENDINGS}
        if self.children and not quiet:
            say("Stanser …")
        for stores in (False, True):
            group = [child for child in self.children if child.is_store is stores]
            for child in group:
                child.ask_to_stop()
            for child in group:
                child.wait_until_stopped(patience)
        self.children.clear()
        for number, handler in previous.items():
            signal.signal(number, handler)


def interrupt_on_terminate() -> None:
    """Let SIGTERM, and a window that closes, end things the way Ctrl-C does."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    # Ctrl-C too: a shell that starts us in the background has asked us to ignore it, and a stop must always work.
    for number in ENDINGS:
        signal.signal(number, interrupt)
