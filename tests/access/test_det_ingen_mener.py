"""Every form of every page, filled with what nobody means: no error of ours, and what was typed is still there.

The forms are found in the pages themselves, so a new one is asked too.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import lxml.html
import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from tests.access.sider import ENKLE, sakens
from tests.access.verden import lag_verden
from tests.cast import I_DAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

TEKST = "Zqskrevet med flere ord"
UTEN_ENDE = "9" * 25
VELGES = frozenset({"select", "radio", "checkbox"})
DATOER = frozenset({"date", "datetime-local", "time"})
SKREVET = frozenset({"textarea", "text"})
# They end the session, or are about it.
UTENOM = frozenset({"organisation:logg_ut", "organisation:avslutt_sesjoner", "organisation:sprak"})


class Skjema(NamedTuple):
    """A form as it stands in a page: where it is sent, and the kind and the value of each field."""

    til: str
    felter: dict[str, tuple[str, str]]


def _slag(felt: Any) -> str:
    return str(felt.tag if felt.tag != "input" else felt.get("type") or "text")


def _verdi(felt: Any) -> str:
    valg = [valg.get("value") or "" for valg in felt.iter("option")] if felt.tag == "select" else [felt.get("value")]
    return str(next((verdi for verdi in valg if verdi), ""))


def skjemaer(side: str, innhold: str) -> Iterator[Skjema]:
    """The forms of a page."""
    for skjema in lxml.html.fromstring(innhold).iter("form"):
        if (skjema.get("method") or "").lower() == "post":
            felter = {
                str(felt.get("name")): (_slag(felt), _verdi(felt))
                for felt in skjema.iter("input", "textarea", "select")
                if felt.get("name") and felt.get("type") not in {"file", "submit"}
            }
            til = (skjema.get("action") or side).partition("#")[0]
            yield Skjema(til, felter)


def alle_skjemaer(hus: Hus, person: Bruker, adresser: Iterable[str]) -> dict[tuple[str, frozenset[str]], Skjema]:
    """The forms of these pages and of those they lead to, one of each. As htmx asks: without the frame."""
    funnet: dict[tuple[str, frozenset[str]], Skjema] = {}
    sett: dict[str, int] = {}
    neste = list(adresser)
    for dybde in range(2):
        naa, neste = neste, []
        for side in naa:
            svar: Any = hus.spor(person, side, htmx=True)
            if svar.status_code != 200 or "html" not in svar["Content-Type"] or svar.streaming or not svar.content:
                continue
            innhold = svar.content.decode()
            for skjema in skjemaer(side, innhold):
                funnet.setdefault((_navn(skjema.til), frozenset(skjema.felter)), skjema)
            for lenke in lxml.html.fromstring(innhold).xpath("//a/@href") if dybde == 0 else ():
                sti = str(lenke).partition("#")[0]
                sett[_navn(sti)] = sett.get(_navn(sti), 0) + 1
                if sti.startswith("/") and sett[_navn(sti)] == 1:
                    neste.append(sti)
    return {nokkel: skjema for nokkel, skjema in funnet.items() if nokkel[0] not in {"", *UTENOM}}


def _navn(adresse: str) -> str:
    try:
        return resolve(urlsplit(adresse).path).view_name
    except Resolver404:
        return ""


def fylt(
    skjema: Skjema,
    *,
    dato: str = str(I_DAG),
    valg: str | None = None,
    tall: str = "1",
    skjult: str | None = None,
    tekst: str = TEKST,
) -> dict[str, str]:
    """The form as one could send it, but for what is said: one thing in all fields of a kind."""
    ut = {}
    for navn, (slag, verdi) in skjema.felter.items():
        if slag in SKREVET:
            ut[navn] = tekst
        elif slag in DATOER:
            ut[navn] = "10:00" if slag == "time" else f"{dato}T08:00" if slag == "datetime-local" else dato
        elif slag == "number":
            ut[navn] = tall
        else:
            byttes = skjult if slag == "hidden" and navn != "_skjema" else valg if slag in VELGES else None
            ut[navn] = verdi if byttes is None else byttes
    return ut


def forsok(skjema: Skjema) -> Iterator[dict[str, str]]:
    """What nobody means, and what somebody may send all the same."""
    yield fylt(skjema, dato="0001-01-01", tall="-1")
    yield fylt(skjema, dato="9999-12-31", tekst=f"{TEKST}\0")
    yield fylt(skjema, tall=UTEN_ENDE, skjult=UTEN_ENDE)
    yield fylt(skjema, dato="2026-02-31", tall="\u00b2", skjult="-1")
    yield fylt(skjema, valg="finnes-ikke")
    yield fylt(skjema, valg=UTEN_ENDE)
    yield dict.fromkeys(skjema.felter, "\0\u202e\ufffd")
    yield {}


def mangler(svar: Any, felter: dict[str, str], skjema: Skjema) -> bool:
    """Whether something that was typed is gone, though it is not stored."""
    skrevet = any(slag == "textarea" and TEKST in felter.get(navn, "") for navn, (slag, _v) in skjema.felter.items())
    return skrevet and svar.status_code not in {302, 303} and TEKST not in html.unescape(svar.content.decode())


@pytest.mark.parametrize(
    ("situasjon", "navn", "minst"),
    [("vanlig", "rektor", 60), ("vanlig", "systemforvalter", 10), ("hos_statsforvalteren", "sektorleder", 20)],
)
def test_hvert_skjema_taaler_det_ingen_mener(
    hus: Hus, roller: Rollebesetning, situasjon: str, navn: str, minst: int
) -> None:
    verden = lag_verden(roller, situasjon)
    person = verden.folk[navn]
    alle = alle_skjemaer(hus, person, dict.fromkeys((*ENKLE, *sakens(verden))))
    feil = []
    for (hvor, _felter), skjema in alle.items():
        for felter in forsok(skjema):
            punkt = transaction.savepoint()
            svar = hus.spor(person, skjema.til, felter)
            transaction.savepoint_rollback(punkt)
            if svar.status_code >= 500 or mangler(svar, felter, skjema):
                feil.append(f"{hvor}: {svar.status_code} {felter}"[:400])
    assert not feil, "\n".join(feil)
    assert len(alle) >= minst, sorted(hvor for hvor, _felter in alle)
