"""A mail server that says what it is told to say: real SMTP on a real socket."""

from __future__ import annotations

import socketserver
import threading
import time


class _Samtale(socketserver.StreamRequestHandler):
    server: _Tjener

    def _si(self, linje: str) -> None:
        time.sleep(self.server.post.treghet)
        self.wfile.write(f"{linje}\r\n".encode())

    def handle(self) -> None:
        post = self.server.post
        self._si("220 prove")
        while linje := self.rfile.readline().decode("utf-8", "replace").strip().upper():
            if linje.startswith("QUIT"):
                self._si("221 ha det")
                return
            if linje.startswith("MAIL") and post.avslag:
                self._si(post.avslag)
            elif linje.startswith("DATA"):
                self._si("354 skriv")
                brev = []
                while (rad := self.rfile.readline().decode("utf-8", "replace").rstrip("\r\n")) != ".":
                    brev.append(rad)
                # What is kept is counted before the answer, as a server does that promises not to lose it.
                post.mottatt += [rad for rad in brev if rad.startswith("Message-ID:")]
                if post.tier_etter_brevet:
                    return
                post.svar_paa_brev.wait()
                self._si("250 tatt imot")
            else:
                self._si("250 ja")


class _Tjener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    post: Posttjener


class Posttjener:
    """Takes mail, refuses it, is slow, holds its answer back, or hangs up when it has taken it."""

    def __init__(self) -> None:
        self.avslag = ""
        self.treghet = 0.0
        self.tier_etter_brevet = False
        # Cleared, it has taken a letter and has yet to say so.
        self.svar_paa_brev = threading.Event()
        self.svar_paa_brev.set()
        self.mottatt: list[str] = []
        self.port = 0
        self._tjener: _Tjener | None = None
        self.start()

    def start(self) -> None:
        """Begin to listen, on the same port as before."""
        self._tjener = _Tjener(("127.0.0.1", self.port), _Samtale)
        self._tjener.post = self
        self.port = self._tjener.server_address[1]
        threading.Thread(target=self._tjener.serve_forever, args=(0.05,), daemon=True).start()

    def stopp(self) -> None:
        """Refuse every connection."""
        if self._tjener is not None:
            self._tjener.shutdown()
            self._tjener.server_close()
            self._tjener = None
