"""What every answer tells the browser: pages, papers, errors, pieces, static files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import override_settings

from tests.cases.planer import vedtatt
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning

OVERALT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
}
SIDER = (
    "side",
    "pdf",
    "404",
    "403",
    "innlogging",
    "kode",
    "del",
    "uten_innlogging",
    "nytt_passord",
    "statisk",
    "helse",
)


@pytest.mark.parametrize("slag", SIDER)
@override_settings(SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_HSTS_PRELOAD=True)
def test_hvert_svar_sier_hva_nettleseren_ikke_faar_gjore(client: Client, roller: Rollebesetning, slag: str) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    sti, kode, hvem, htmx = {
        "side": (f"/saker/{sak.nummer}/", 200, roller.rektor, False),
        "pdf": (f"/saker/{sak.nummer}/tiltaksplan.pdf", 200, roller.rektor, False),
        "404": ("/saker/2026-9999/", 404, roller.rektor, False),
        "403": (f"/saker/{sak.nummer}/undersokelse/analyse/", 403, roller.kontaktlarer, False),
        "innlogging": ("/logg-inn/", 200, None, False),
        "kode": ("/logg-inn/kode/", 302, None, False),
        "del": ("/saker/", 200, roller.rektor, True),
        "uten_innlogging": ("/saker/", 302, None, False),
        "nytt_passord": ("/nytt-passord/tull/", 404, None, False),
        "statisk": ("/static/js/okt.js", 200, None, False),
        "helse": ("/helse/", 503, None, False),
    }[slag]
    if slag == "pdf":
        vedtatt(sak, roller.rektor)
    with time_machine.travel(NAA, tick=False):
        if hvem is not None:
            client.force_login(hvem)
        svar = client.get(sti, secure=True, headers={"HX-Request": "true"} if htmx else {})
    assert svar.status_code == kode
    for navn, verdi in OVERALT.items():
        assert svar.headers.get(navn) == verdi, navn
    regler = dict(
        (del_.strip().partition(" ")[::2])
        for del_ in svar.headers["Content-Security-Policy"].split(";")
        if del_.strip()
    )
    assert regler["default-src"] == regler["object-src"] == regler["base-uri"] == regler["frame-ancestors"] == "'none'"
    assert regler["script-src"] == regler["style-src"] == regler["connect-src"] == regler["form-action"] == "'self'"
    assert "unsafe" not in str(regler)
    assert "camera=()" in svar.headers["Permissions-Policy"]
    assert ("no-store" in svar.headers.get("Cache-Control", "")) == (slag != "statisk")
    if slag != "statisk":
        assert svar.headers["X-Frame-Options"] == "DENY"


def test_ingen_mal_har_skript_eller_stil_i_seg() -> None:
    import re  # noqa: PLC0415 - only here
    from pathlib import Path  # noqa: PLC0415 - only here

    rot = Path(__file__).resolve().parents[2] / "templates"
    inne = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son(?:click|change|input|load|error|submit|key[a-z]+|focus|blur)=|=.javascript:",
        re.IGNORECASE,
    )
    funn = [
        str(fil)
        for fil in rot.rglob("*.html")
        if inne.search(fil.read_text(encoding="utf-8")) and "pdf" not in str(fil)
    ]
    assert not funn
