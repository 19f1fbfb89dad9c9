"""A sweep over 1 000 000 open deadlines of which 20 000 are due, against one SQL statement by hand (goal: at most 5 ×).

What is measured: ``sveip`` as the worker runs it, with locks, law and access in batches, from the first question to the
last notice written; and one ``INSERT … SELECT`` that finds the same saker and writes the very same rows, by one who
knows who is rektor where and what is due. The rows of both are compared. Then the sweep that finds all of it said
already, and the most memory this process has held (goal: under 200 MB).
"""

from __future__ import annotations

import os
import resource
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.test")

import django

django.setup()

from django.db import connection
from django.utils import timezone

from cases.sak.models import Sak
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip

SAKER = int(os.environ.get("BENCH_SAKER", "1000000"))
FORFALT = SAKER // 50
SKOLER = 100
ELEVER = 20_000
MAAL, MAAL_MINNE = 5.0, 200.0

# School n's rektor is person n; then come sektorleder and kommunalsjef. In the saker that are due nothing has been done
# since they were taken up; the next deadline of the others is months ahead.
GRUNNLAG = """
INSERT INTO organisation_skole (id, navn, kortnavn, maalform, trinn_fra, trinn_til, har_sfo)
SELECT n, 'Skole ' || n, 'skole-' || n, 'nb', 1, 7, true FROM generate_series(1, %(skoler)s) n;
INSERT INTO organisation_klasse (id, skole_id, navn, trinn, skolear)
SELECT n, n, '5A', 5, 2026 FROM generate_series(1, %(skoler)s) n;
INSERT INTO organisation_bruker (id, password, is_superuser, email, fornavn, etternavn, stilling, telefon,
    er_helsepersonell, er_teknisk, is_active, er_systemet, sprak)
SELECT n, '', false, 'b' || n || '@maaling.example', 'Bruker', 'Nummer' || n, '', '', false, false, true, false, ''
FROM generate_series(1, %(skoler)s + 2) n;
INSERT INTO organisation_rolletildeling (bruker_id, rolle, skole_id, fra, fullmakt)
SELECT n, 'rektor', n, '2020-01-01', false FROM generate_series(1, %(skoler)s) n;
INSERT INTO organisation_rolletildeling (bruker_id, rolle, skole_id, fra, fullmakt) VALUES
    (%(skoler)s + 1, 'sektorleder', NULL, '2020-01-01', false),
    (%(skoler)s + 2, 'kommunalsjef', NULL, '2020-01-01', false);
INSERT INTO organisation_elev (id, fornavn, etternavn, kallenavn, fodselsdato, skole_id, klasse_id, gradering, kilde_id,
    sokenavn, sokenokler)
SELECT n, 'Elev', 'Nummer' || n, '', '2015-01-01', n %% %(skoler)s + 1, n %% %(skoler)s + 1,
    'ingen', '', 'elev nummer' || n, ARRAY[]::varchar[]
FROM generate_series(1, %(elever)s) n;
INSERT INTO cases_sak (id, nummer, elev_id, skole_id, klasse_id, ansvarlig_id, eier, opprettet, mottatt, gruppe,
    eleven_har_meldt, tatt_opp_av, ikke_send_hjem, skjerpet, ledelse_innmeldt, apenbart_grunnlos, alvorlig,
    alvorlig_vurdert, alvorlig_kriterier, alvorlig_begrunnelse, delt_med_kontaktlarer, sperret, avsluttet, fase,
    neste_frist, neste_frist_type, hos_statsforvalter, meldt_statsforvalter, versjon)
SELECT n, 'S-' || n, elev.id, elev.skole_id, elev.klasse_id, elev.skole_id, 'skole', tid, tid, gen_random_uuid(),
    false, '', false, false, false, '', NULL, NULL, ARRAY[]::varchar[], '', false, false, NULL, 'ny',
    CASE WHEN n %% 50 = 0 THEN tid + interval '2 days' ELSE %(naa)s + interval '200 days' END, 'forste_handling',
    false, false, 1
FROM generate_series(1, %(saker)s) n
JOIN organisation_elev elev ON elev.id = n %% %(elever)s + 1, LATERAL (SELECT %(mottatt)s::timestamptz AS tid) t;
"""
# The whole answer for one sak is a short list of (deadline, date, step, who). One statement multiplies it out.
FOR_HAAND = """
INSERT INTO cases_varsel (mottaker_id, sak_id, type, nokkel, data, haster, opprettet, epost, epost_forsok, epost_feil,
    epost_neste, samlet)
SELECT CASE m.hvem WHEN 'rektor' THEN r.bruker_id WHEN 'sektorleder' THEN %(skoler)s + 1 ELSE %(skoler)s + 2 END,
    s.id, m.type, 'frist:' || s.id || ':' || m.frist || ':' || m.dato || ':' || m.trinn,
    jsonb_build_object('frist', m.frist, 'dato', m.dato), false, %(naa)s, 'venter', 0, '', %(naa)s, false
FROM cases_sak s
JOIN organisation_rolletildeling r ON r.skole_id = s.skole_id AND r.rolle = 'rektor'
    AND r.fra <= %(dag)s AND (r.til IS NULL OR r.til >= %(dag)s)
JOIN organisation_bruker b ON b.id = r.bruker_id AND b.is_active
CROSS JOIN unnest(%(hvem)s::text[], %(typer)s::text[], %(frister)s::text[], %(datoer)s::text[], %(trinn)s::text[])
    AS m (hvem, type, frist, dato, trinn)
WHERE s.neste_frist <= %(naa)s
    AND NOT EXISTS (SELECT 1 FROM cases_inhabilitet i WHERE i.sak_id = s.id AND i.bruker_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM organisation_naerstaende n WHERE n.elev_id = s.elev_id AND n.bruker_id = b.id)
ON CONFLICT DO NOTHING
"""
SUM = "SELECT count(*), sum(hashtext(mottaker_id || nokkel || type || data::text)) FROM cases_varsel"


def _kjor(sql: str, verdier: dict[str, Any]) -> float:
    start = time.perf_counter()
    with connection.cursor() as peker:
        peker.execute(sql, verdier)
    return time.perf_counter() - start


def _sum() -> tuple[int, int]:
    with connection.cursor() as peker:
        peker.execute(SUM)
        antall, sum_ = peker.fetchone()
    return antall, sum_


def _minne() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Measure both, compare what they wrote, and say how the goals fared."""
    naa = timezone.localtime()
    verdier: dict[str, Any] = {
        "skoler": SKOLER,
        "elever": ELEVER,
        "saker": SAKER,
        "naa": naa,
        "dag": naa.date(),
        "mottatt": naa - timedelta(days=60),
    }
    for setning in filter(str.strip, GRUNNLAG.split(";\n")):
        _kjor(setning, verdier)
    _kjor("ANALYZE", {})
    forfalt = Sak.objects.filter(neste_frist__lte=naa).count()
    print(f"{SAKER} åpne frister, {forfalt} forfalt, {_minne():.0f} MB før sveipen")

    start = time.perf_counter()
    sveip(naa)
    sveipen = time.perf_counter() - start
    skrevet = _sum()
    minne = _minne()
    start = time.perf_counter()
    sveip(naa)
    igjen = time.perf_counter() - start
    stille = _sum() == skrevet

    ett = Sak.objects.filter(neste_frist__lte=naa).order_by("pk").values_list("pk", flat=True)[0]
    monster = [
        (
            {SKOLER + 1: "sektorleder", SKOLER + 2: "kommunalsjef"}.get(mottaker, "rektor"),
            type_,
            data["frist"],
            data["dato"],
            nokkel.rpartition(":")[2],
        )
        for mottaker, type_, data, nokkel in Varsel.objects.filter(sak=ett).values_list(
            "mottaker", "type", "data", "nokkel"
        )
    ]
    _kjor("TRUNCATE cases_varsel CASCADE", {})
    verdier |= dict(
        zip(("hvem", "typer", "frister", "datoer", "trinn"), map(list, zip(*monster, strict=True)), strict=True)
    )
    haand = _kjor(FOR_HAAND, verdier)
    like = _sum() == skrevet
    forhold = sveipen / haand
    print(f"{skrevet[0]} varsler, {'de samme' if like else 'IKKE de samme'} for hånd")
    print("Den andre sveipen skrev ingenting." if stille else "Den andre sveipen skrev NOE.")
    print(f"sveipen {sveipen:.1f} s, igjen når alt er sagt {igjen:.1f} s, for hånd {haand:.1f} s")
    print(f"minne på det meste {minne:.0f} MB, mål {MAAL_MINNE:.0f}")
    print(f"forhold {forhold:.1f}, mål {MAAL}")
    return 0 if like and stille and forhold <= MAAL and minne < MAAL_MINNE else 1


if __name__ == "__main__":
    raise SystemExit(main())
