"""Papers: what is ours beside WeasyPrint's own time, 500 of them by two workers, and the same bytes each time.

Three questions, each with its goal:
- a tiltaksplan from the rows to the bytes, against WeasyPrint alone on the same finished page: within 1.2 ×;
- 500 papers by two processes, as two workers would: told in papers a second;
- the same page drawn in three processes, each with a seed of its own: the same SHA-256.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import django

django.setup()

from django.db import connection
from weasyprint import HTML

from cases.dokumenter.pdf import tiltaksplan_html, tiltaksplan_pdf
from steinkjer_skolemiljo import papir
from steinkjer_skolemiljo.papirskrift import stilark, velg
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import sett_rollene
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from cases.tiltaksplan.models import Tiltaksplan

MAAL = 1.2
RUNDER = 25
ANTALL = 500
AVSNITT = "Nora er alene i friminuttene og gruer seg til skolen. Det er verst i storefri, og når klassen deles i to. "


def verden() -> tuple[Sak, Tiltaksplan]:
    """A plan as large as a real one: some three pages."""
    roller = sett_rollene()
    sak = lag_sak(roller)
    tiltak = tuple(replace(TILTAK, beskrivelse=f"{n}. {AVSNITT}") for n in range(6))
    felter = dict.fromkeys(("utfordring", "bakgrunn", "maal", "elevens_syn", "barnets_beste"), AVSNITT * 4)
    plan = vedtatt(sak, roller.rektor, tiltak=tiltak, **felter)
    return sak, plan


def _weasyprint(html: str) -> bytes:
    """WeasyPrint alone, with the same typefaces and the same kind of file."""
    dokument = HTML(string=html, base_url=papir.SKJEMA, url_fetcher=papir.BareEgneFiler())
    pdf: bytes = dokument.write_pdf(pdf_variant=papir.PDF_VARIANT, pdf_tags=True, font_config=papir._skrifter())
    return pdf


def _tid(gjor: Callable[[], object]) -> float:
    start = time.perf_counter()
    gjor()
    return time.perf_counter() - start


def _tegn(html: str) -> str:
    return sha256(papir.til_pdf(html)).hexdigest()


def main() -> int:
    """Measure, and say whether the goals are met."""
    valg = argparse.ArgumentParser(description=__doc__)
    valg.add_argument("--antall", type=int, default=ANTALL)
    valg.add_argument("--summer", action="store_true", help=argparse.SUPPRESS)
    args = valg.parse_args()
    if args.summer:
        sys.stdout.write(_tegn(sys.stdin.read()))
        return 0
    sak, plan = verden()
    html = tiltaksplan_html(sak, plan)
    skrifter, ren = velg(html, papir._finn)
    ferdig = ren.replace("</head>", f"<style>{stilark(skrifter, papir.SKJEMA)}</style></head>", 1)
    # Turn about, so that a busy machine is as unkind to both.
    tiltaksplan_pdf(sak, plan)
    _weasyprint(ferdig)
    par = [(_tid(lambda: tiltaksplan_pdf(sak, plan)), _tid(lambda: _weasyprint(ferdig))) for _ in range(RUNDER)]
    forhold = statistics.median(vaart / rent for vaart, rent in par)
    vaart, rent = (statistics.median(kolonne) for kolonne in zip(*par, strict=True))
    print(f"tiltaksplan {vaart * 1000:.0f} ms, WeasyPrint alene {rent * 1000:.0f} ms: {forhold:.2f} × (mål {MAAL} ×)")

    summer = {
        subprocess.run(
            [sys.executable, "-m", "bench.pdf", "--summer"],
            input=html,
            env={**os.environ, "PYTHONHASHSEED": str(fro)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for fro in (1, 2, 3)
    } | {_tegn(html)}
    print(f"samme side i fire prosesser: {len(summer)} sum{'' if len(summer) == 1 else 'mer'} (mål 1)")

    connection.close()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as arbeidere:
        # Each has its typefaces unpacked before the clock starts, as a worker has after its first paper.
        list(arbeidere.map(_tegn, [html] * 4))
        brukt = _tid(lambda: list(arbeidere.map(_tegn, [html] * args.antall, chunksize=5)))
    print(f"{args.antall} papirer med to arbeidere: {brukt:.1f} s, {args.antall / brukt:.1f} i sekundet")
    return 0 if forhold <= MAAL and len(summer) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
