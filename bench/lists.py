"""The list of saker, a search in their texts and the sak page at 150, 10 000 and 100 000 saker: hardly slower.

What is measured: the time of GET /saker/ as a table, as a board and with a search, and of GET /saker/<nummer>/, as a
rektor, through the whole stack in one process, best of several. Every sak has a conversation whose words are indexed;
what is searched for stands in one of seven. The ratio is the time at 100 000 saker to the time at 150, in the same run.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.test")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, Skole

MAAL = 1.5
STORRELSER = (150, 10_000, 100_000)
SKOLER = 270
GANGER = 15
OSLO = ZoneInfo("Europe/Oslo")

# Rows are written by SQL: what is measured is the reading, and 100 000 saker through the doors would take a day.
ELEVER = """
INSERT INTO organisation_elev (fornavn, etternavn, kallenavn, fodselsdato, skole_id, gradering, kilde_id, sokenavn,
    sokenokler)
SELECT 'Elev', 'Nummer' || n, '', date '2015-01-01', skole.id, 'ingen', '', 'elev nummer' || n, ARRAY[]::varchar[]
FROM generate_series(%(fra)s, %(til)s) n
JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS plass FROM organisation_skole) skole
  ON skole.plass = CASE WHEN n <= 150 THEN 0 ELSE n %% %(skoler)s END
"""
SAKER = """
INSERT INTO cases_sak (nummer, elev_id, skole_id, ansvarlig_id, eier, opprettet, mottatt, gruppe, eleven_har_meldt,
    tatt_opp_av, ikke_send_hjem, skjerpet, ledelse_innmeldt, apenbart_grunnlos, alvorlig_kriterier,
    alvorlig_begrunnelse, delt_med_kontaktlarer, sperret, avsluttet, fase, neste_frist, neste_frist_type,
    hos_statsforvalter, meldt_statsforvalter, versjon)
SELECT '2026-' || n, elev.id, elev.skole_id, %(rektor)s, 'skole', tid, tid, gen_random_uuid(), false,
    '', false, false, false, '', ARRAY[]::varchar[], '', false, false,
    CASE WHEN n %% 5 > 0 THEN tid + interval '60 days' END,
    CASE WHEN n %% 5 > 0 THEN 'avsluttet' ELSE 'ny' END,
    CASE WHEN n %% 5 > 0 THEN NULL ELSE tid + interval '3 days' END,
    CASE WHEN n %% 5 > 0 THEN '' ELSE 'forste_handling' END, false, false, 1
FROM (SELECT id, skole_id, row_number() OVER (ORDER BY id) + %(fra)s - 1 AS n
      FROM organisation_elev
      WHERE sokenavn IN (SELECT 'elev nummer' || g FROM generate_series(%(fra)s, %(til)s) g)) elev,
     LATERAL (SELECT %(naa)s - (n %% 700) * interval '1 day' AS tid) t
"""

SAMTALER = """
INSERT INTO cases_samtale (sak_id, type, dato, deltakere, formaal_forklart, tolk, takket_nei, sted, hva_sies, onsker,
    hjelper_eller_frykter, avtalt, internt_notat, sendt_hjem_kanal, taushetsplikt_forklart, trygghetsperson,
    voksnes_beskrivelse, registrert, registrert_av_id)
SELECT id, 'elev', current_date, 'Eleven og kontaktlærer', true, false, false, '',
    'Jeg er alene i friminuttene. ' || CASE WHEN id %% 7 = 0 THEN 'De andre er på trampolinen.' ELSE '' END
    || repeat(' Noen dager går det bra, andre dager vil ingen være med meg.', 8), '', '', '', '', '', true, '', '',
    %(naa)s, %(rektor)s
FROM cases_sak WHERE NOT EXISTS (SELECT FROM cases_samtale s WHERE s.sak_id = cases_sak.id)
"""


def _grunnlag() -> Bruker:
    skoler = [Skole(navn=f"Skole {n}", kortnavn=f"skole-{n}") for n in range(SKOLER)]
    for skole in skoler:
        skole.save()
    rektor = Bruker.objects.create_user("rektor@maaling.example", "demo", fornavn="Rektor", etternavn="Maaling")
    # All of the first 150 saker are at this school; it gets its share of the others, and has 520 at the end.
    Rolletildeling.objects.create(bruker=rektor, rolle=Rolle.REKTOR, skole=skoler[0], fra=date(2020, 1, 1))
    return rektor


def _fyll(fra: int, til: int, rektor: Bruker) -> None:
    naa = datetime.now(tz=OSLO)
    verdier: dict[str, Any] = {"fra": fra, "til": til, "rektor": rektor.pk, "skoler": SKOLER, "naa": naa}
    with connection.cursor() as peker:
        peker.execute(ELEVER, verdier)
        peker.execute(SAKER, verdier)
        peker.execute(SAMTALER, verdier)
        peker.execute("ANALYZE")


def _maal(client: Client, adresse: str) -> tuple[float, int]:
    client.get(adresse)
    with CaptureQueriesContext(connection) as fanget:
        svar = client.get(adresse)
    if svar.status_code != 200:  # noqa: PLR2004 - the page must be there to be measured
        raise SystemExit(f"{adresse}: {svar.status_code}")
    sporringer = len(fanget)
    return min(_en(client, adresse) for _gang in range(GANGER)), sporringer


def _en(client: Client, adresse: str) -> float:
    start = time.perf_counter()
    client.get(adresse)
    return time.perf_counter() - start


def main() -> int:
    """Measure at each size, and compare the largest with the smallest."""
    rektor = _grunnlag()
    client = Client()
    client.force_login(rektor)
    maalt: dict[str, dict[int, tuple[float, int]]] = {}
    fra = 1
    for antall in STORRELSER:
        _fyll(fra, antall, rektor)
        fra = antall + 1
        nummer = _et_saksnummer(rektor)
        for navn, adresse in (
            ("listen", "/saker/?vis=alle"),
            ("åpne", "/saker/"),
            ("tavla", "/saker/?som=tavle"),
            ("søket", "/saker/?vis=alle&q=trampoline"),
            ("saken", f"/saker/{nummer}/"),
        ):
            maalt.setdefault(navn, {})[antall] = _maal(client, adresse)
            tid, sporringer = maalt[navn][antall]
            print(f"{navn:8} {antall:>7} saker: {tid * 1000:7.1f} ms, {sporringer} spørringer")
    forhold = max(rad[STORRELSER[-1]][0] / rad[STORRELSER[0]][0] for rad in maalt.values())
    like = all(len({sporringer for _tid, sporringer in rad.values()}) == 1 for rad in maalt.values())
    print(f"Antall spørringer er {'det samme' if like else 'IKKE det samme'} ved alle størrelser.")
    print(f"forhold {forhold:.2f}, mål {MAAL}")
    return 0 if like and forhold <= MAAL else 1


def _et_saksnummer(rektor: Bruker) -> str:
    from cases.sak.models import Sak  # noqa: PLC0415 - after the set-up

    dag = timezone.localdate()
    nyeste = Sak.objects.visible_to(rektor, dag).filter(opprettet__lt=timezone.now() - timedelta(days=1))
    return nyeste.order_by("-opprettet").values_list("nummer", flat=True)[0]


if __name__ == "__main__":
    raise SystemExit(main())
