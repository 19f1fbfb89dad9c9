"""The rule of access at 1 000 000 saker: against SQL by hand, and against a permission row for each sak and person.

What is measured: the first page (25 newest) and the count of the saker one may see, as a rektor, an employee, a
sektorleder, a helper with 200 grants, and a leader who is accused and near some. The same answers are demanded of all:

* the rule: ``Sak.objects.visible_to``, with the person's roles and grants read as a request has them;
* by hand: the SQL one would write who knows the ids of the schools, the grants and the denied saker by heart;
* Django by hand: the same condition put to Django's own queryset, which is what there is to save by having no rule;
* guardian: ``get_objects_for_user`` over django-guardian's own table, one row for each sak somebody may see;
* guardian, own table: the same with a table that has a foreign key to the sak, as its documentation advises.

The page and the count are measured each by itself, and together as a list asks for them.

Each is asked in turn, twice, and the second time counts: the first has what the one before left in the processor's
memory. Of all turns the quickest counts. At the end: how long «not yours» takes beside «not there».
"""

from __future__ import annotations

import logging
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.test")

import django

django.setup()

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.expressions import RawSQL
from django.test import Client
from django.utils import timezone
from guardian.models import UserObjectPermissionBase
from guardian.shortcuts import get_objects_for_user  # noqa: TID251 - what the rule is measured against

from cases.sak.models import Sak, alle_deler
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Callable

SAKER = int(os.environ.get("BENCH_SAKER", "1000000"))
SKOLER = max(SAKER * 27 // 10_000, 5)
ANSATTE = max(SAKER * 6 // 100, 50)
ELEVER = max(SAKER // 4, 100)
GANGER = 25
SIDE = 25
# The goals: as a ratio to the one in the name, or this many times faster than it.
MAAL_HAAND = 2.0
MAAL_SIDE, MAAL_TALL = 5.0, 20.0


def _som_sak(navn: str) -> type[models.Model]:
    """The saker under a name of their own, for guardian to see: the same table, and the same columns on the page."""
    felt = {}
    for kolonne in Sak._meta.local_fields:
        _navn, _sti, verdier, valg = kolonne.deconstruct()
        valg |= {"related_name": "+"} if kolonne.is_relation else {}
        felt[kolonne.name] = type(kolonne)(*verdier, **valg)
    meta = type("Meta", (), {"app_label": "cases", "managed": False, "db_table": "cases_sak"})
    return type(navn, (models.Model,), {"__module__": __name__, "Meta": meta, **felt})


Benksak = _som_sak("Benksak")
# The same, for the variant with a table of its own.
Benksak2 = _som_sak("Benksak2")


class Benkrett(UserObjectPermissionBase):
    """A permission row with a foreign key."""

    content_object = models.ForeignKey(Benksak2, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        app_label = "cases"
        managed = False
        db_table = "benk_rett"


# Rows are written by SQL: what is measured is the reading. School n's rektor is person n; then come the leaders of the
# municipality, a helper and a leader with fullmakt at school 1; the rest work at a school each.
GRUNNLAG = """
INSERT INTO organisation_skole (id, navn, kortnavn, maalform, trinn_fra, trinn_til, har_sfo)
SELECT n, 'Skole ' || n, 'skole-' || n, 'nb', 1, 7, true FROM generate_series(1, %(skoler)s) n;
INSERT INTO organisation_klasse (id, skole_id, navn, trinn, skolear)
SELECT n, n, '5A', 5, 2026 FROM generate_series(1, %(skoler)s) n;
INSERT INTO organisation_bruker (id, password, is_superuser, email, fornavn, etternavn, stilling, telefon,
    er_helsepersonell, er_teknisk, is_active, er_systemet, sprak)
SELECT n, '', false, 'b' || n || '@maaling.example', 'Bruker', 'Nummer' || n, '', '', false, false, true, false, ''
FROM generate_series(1, %(ansatte)s) n;
INSERT INTO organisation_rolletildeling (bruker_id, rolle, skole_id, fra, fullmakt)
SELECT n, CASE WHEN n <= %(skoler)s THEN 'rektor' ELSE 'ansatt' END, (n - 1) %% %(skoler)s + 1, '2020-01-01', false
FROM generate_series(1, %(ansatte)s) n WHERE n NOT IN (%(sektorleder)s, %(hjelper)s, %(leder)s, %(ansatt)s);
INSERT INTO organisation_rolletildeling (bruker_id, rolle, skole_id, fra, fullmakt) VALUES
    (%(sektorleder)s, 'sektorleder', NULL, '2020-01-01', false),
    (%(hjelper)s, 'stottetjeneste', NULL, '2020-01-01', false),
    (%(leder)s, 'avdelingsleder', 1, '2020-01-01', true),
    (%(ansatt)s, 'ansatt', 1, '2020-01-01', false);
INSERT INTO organisation_kontaktlarer (klasse_id, bruker_id, fra) VALUES (1, %(ansatt)s, '2020-01-01');
INSERT INTO organisation_elev (id, fornavn, etternavn, kallenavn, fodselsdato, skole_id, klasse_id, gradering, kilde_id,
    sokenavn, sokenokler)
SELECT n, 'Elev', 'Nummer' || n, '', '2015-01-01', n %% %(skoler)s + 1, n %% %(skoler)s + 1,
    'ingen', '', 'elev nummer' || n, ARRAY[]::varchar[]
FROM generate_series(1, %(elever)s) n;
"""
# One in forty is serious, one in a hundred about an employee, one in two hundred about the leadership: spread over the
# schools by chance, since a rektor who is accused in half the saker of the school is not the one to measure.
SAKENE = """
INSERT INTO cases_sak (id, nummer, elev_id, skole_id, klasse_id, ansvarlig_id, eier, opprettet, mottatt, gruppe,
    eleven_har_meldt, tatt_opp_av, ikke_send_hjem, skjerpet, ledelse_innmeldt, apenbart_grunnlos, alvorlig,
    alvorlig_vurdert, alvorlig_kriterier, alvorlig_begrunnelse, delt_med_kontaktlarer, sperret, avsluttet, fase,
    neste_frist, neste_frist_type, hos_statsforvalter, meldt_statsforvalter, versjon)
SELECT n, 'S-' || n, elev.id, elev.skole_id, elev.klasse_id, elev.skole_id,
    CASE WHEN lodd %% 200 = 0 THEN 'skoleeier' ELSE 'skole' END, tid, tid, gen_random_uuid(), false, '', false,
    lodd %% 100 = 0, lodd %% 200 = 0, '', CASE WHEN lodd %% 40 = 0 THEN true END, CASE WHEN lodd %% 40 = 0 THEN tid END,
    ARRAY[]::varchar[], '', lodd %% 3 = 0, false, CASE WHEN lodd %% 5 > 0 THEN tid + interval '60 days' END,
    CASE WHEN lodd %% 5 > 0 THEN 'avsluttet' ELSE 'ny' END,
    CASE WHEN lodd %% 5 = 0 THEN tid + interval '3 days' END,
    CASE WHEN lodd %% 5 = 0 THEN 'forste_handling' ELSE '' END,
    false, false, 1
FROM generate_series(1, %(saker)s) n
JOIN organisation_elev elev ON elev.id = n %% %(elever)s + 1,
    LATERAL (SELECT %(naa)s::timestamptz - (n::bigint * 7919 %% 1000000) * interval '1 minute' AS tid,
        hashint8(n) & 2147483647 AS lodd) t;
INSERT INTO cases_involvert (sak_id, rolle, kategori, ansatt_id, beskrivelse, lagt_til)
SELECT id, 'mulig_krenker', CASE WHEN ledelse_innmeldt THEN 'leder' ELSE 'ansatt' END,
    CASE WHEN ledelse_innmeldt THEN CASE WHEN skole_id = 1 THEN %(leder)s ELSE skole_id END
    ELSE %(skoler)s + 10 + id %% (%(ansatte)s - %(skoler)s - 10) + 1 END, '', mottatt
FROM cases_sak WHERE skjerpet;
INSERT INTO cases_inhabilitet (sak_id, bruker_id, grunn, fra)
SELECT id, %(skoler)s + 10 + id %% (%(ansatte)s - %(skoler)s - 10) + 1, 'nabo', mottatt
FROM cases_sak WHERE id %% 97 = 0 AND skjerpet = false;
-- The accused leader is inhabil in some, and uncle of two pupils; the sektorleder inhabil in some.
INSERT INTO cases_inhabilitet (sak_id, bruker_id, grunn, fra)
SELECT id, %(leder)s, 'nabo', mottatt FROM cases_sak WHERE skole_id = 1 AND id %% 7 = 0 ON CONFLICT DO NOTHING;
INSERT INTO cases_inhabilitet (sak_id, bruker_id, grunn, fra)
SELECT id, %(sektorleder)s, 'nabo', mottatt FROM cases_sak WHERE alvorlig AND id %% 100 = 0 ON CONFLICT DO NOTHING;
INSERT INTO organisation_naerstaende (bruker_id, elev_id, relasjon)
SELECT %(leder)s, id, 'onkel' FROM organisation_elev WHERE skole_id = 1 ORDER BY id LIMIT 2;
INSERT INTO organisation_naerstaende (bruker_id, elev_id, relasjon)
SELECT %(skoler)s + 10 + id %% (%(ansatte)s - %(skoler)s - 10) + 1, id, 'onkel'
FROM organisation_elev WHERE id %% 50 = 0 AND skole_id > 1;
INSERT INTO cases_saktilgang (permission_id, user_id, content_object_id, formaal, gyldig_til, gitt_av_id, gitt, deler)
SELECT %(les)s, %(hjelper)s, n * (%(saker)s / 201), 'Hjelpe', %(dag)s::date + 30, 1, %(naa)s, %(deler)s
FROM generate_series(1, 200) n;
INSERT INTO cases_saktilgang (permission_id, user_id, content_object_id, formaal, gyldig_til, gitt_av_id, gitt, deler)
SELECT %(les)s, %(skoler)s + 10 + id %% (%(ansatte)s - %(skoler)s - 10) + 1, id, 'Hjelpe', %(dag)s::date + 30, 1,
    %(naa)s, %(deler)s
FROM cases_sak WHERE id %% 30 = 1;
"""
RETTER = """
CREATE TABLE benk_rett (id bigserial PRIMARY KEY, permission_id integer NOT NULL, user_id bigint NOT NULL,
    content_object_id bigint NOT NULL);
-- Every rektor and everyone with a grant, for scale; then those who are measured, exactly.
INSERT INTO benk_rett (permission_id, user_id, content_object_id)
SELECT %(benk2)s, skole_id, id FROM cases_sak WHERE eier = 'skole' AND skole_id > 1;
INSERT INTO benk_rett (permission_id, user_id, content_object_id)
SELECT %(benk2)s, user_id, content_object_id FROM cases_saktilgang WHERE user_id <> ALL(%(maalte)s);
"""
INDEKSER = """
INSERT INTO guardian_userobjectpermission (object_pk, content_type_id, permission_id, user_id)
SELECT content_object_id::varchar, %(type)s, %(benk)s, user_id FROM benk_rett;
CREATE UNIQUE INDEX benk_rett_en ON benk_rett (user_id, permission_id, content_object_id);
CREATE INDEX benk_rett_sak ON benk_rett (content_object_id);
"""


@dataclass(frozen=True)
class Person:
    """Who is measured, and the condition one would write by hand who knew all the ids."""

    navn: str
    id: int
    vilkaar: str


@dataclass(frozen=True)
class Maate:
    """One way to ask for the first page (the ids on it) and for the count."""

    side: Callable[[], list[int]]
    tall: Callable[[], int]

    def begge(self) -> tuple[int, list[int]]:
        """Both, as a list with pages asks for them."""
        return self.tall(), self.side()


def _kjor(sql: str, verdier: dict[str, Any]) -> None:
    with connection.cursor() as peker:
        peker.execute(sql, verdier)


def _ider(sql: str) -> list[int]:
    with connection.cursor() as peker:
        peker.execute(sql)
        return [rad[0] for rad in peker.fetchall()]


def _rettighet(modell: type[models.Model]) -> tuple[int, int]:
    type_ = ContentType.objects.create(app_label="cases", model=str(modell._meta.model_name))
    return type_.pk, Permission.objects.create(
        codename=f"les_{modell._meta.model_name}", name="les", content_type=type_
    ).pk


def _fyll() -> tuple[list[Person], dict[str, Any]]:
    """Write the municipality, and name those who are measured."""
    fra = SKOLER + 1
    hvem = {"sektorleder": fra, "hjelper": fra + 1, "leder": fra + 2, "ansatt": fra + 3}
    verdier = {
        **hvem,
        "skoler": SKOLER,
        "ansatte": ANSATTE,
        "elever": ELEVER,
        "saker": SAKER,
        "naa": timezone.now(),
        "dag": timezone.localdate(),
        "les": Permission.objects.get(codename="les_sak", content_type__app_label="cases").pk,
        "deler": alle_deler(),
    }
    for bolk in (GRUNNLAG, SAKENE):
        for setning in filter(str.strip, bolk.split(";\n")):
            _kjor(setning, verdier)
    _kjor("VACUUM ANALYZE", {})
    naer_leder = "SELECT s.id FROM cases_sak s JOIN organisation_naerstaende n ON n.elev_id = s.elev_id"
    nektet = {
        "leder": _ider(f"SELECT sak_id FROM cases_inhabilitet WHERE bruker_id = {hvem['leder']}")  # noqa: S608 - ids of our own
        + _ider(f"{naer_leder} WHERE n.bruker_id = {hvem['leder']}"),
        "sektorleder": _ider(f"SELECT sak_id FROM cases_inhabilitet WHERE bruker_id = {hvem['sektorleder']}"),  # noqa: S608
    }
    gitt = _ider(f"SELECT content_object_id FROM cases_saktilgang WHERE user_id = {hvem['hjelper']}")  # noqa: S608
    utenom = {navn: f"id <> ALL(ARRAY{ider or [0]}::bigint[])" for navn, ider in nektet.items()}
    elever = _ider("SELECT id FROM organisation_elev WHERE klasse_id = 1")
    personer = [
        Person("rektor", 2, "skole_id = 2 AND eier = 'skole'"),
        Person(
            "ansatt (kontaktlærer)",
            hvem["ansatt"],
            f"elev_id = ANY(ARRAY{elever}::bigint[]) AND delt_med_kontaktlarer AND NOT sperret AND eier = 'skole'",
        ),
        Person(
            "sektorleder",
            hvem["sektorleder"],
            f"(alvorlig OR skjerpet OR eier <> 'skole') AND eier <> 'kommunalsjef' AND {utenom['sektorleder']}",
        ),
        Person("hjelper, 200 tilganger", hvem["hjelper"], f"id = ANY(ARRAY{gitt}::bigint[])"),
        Person("anklaget leder", hvem["leder"], f"skole_id = 1 AND eier = 'skole' AND {utenom['leder']}"),
    ]
    return personer, verdier


def _skriv_rettigheter(personer: list[Person], verdier: dict[str, Any]) -> None:
    """One permission row for each sak and person: what guardian's way would have to keep in step with the law."""
    type_, benk = _rettighet(Benksak)
    _type2, benk2 = _rettighet(Benksak2)
    egne = {**verdier, "type": type_, "benk": benk, "benk2": benk2, "maalte": [person.id for person in personer]}
    for setning in filter(str.strip, RETTER.split(";\n")):
        _kjor(setning, egne)
    _kjor("DELETE FROM benk_rett WHERE user_id = ANY(%(maalte)s)", egne)
    for person in personer:
        _kjor(
            "INSERT INTO benk_rett (permission_id, user_id, content_object_id) "  # noqa: S608 - our own condition
            f"SELECT {benk2}, {person.id}, id FROM cases_sak WHERE {person.vilkaar}",
            {},
        )
    for setning in filter(str.strip, INDEKSER.split(";\n")):
        _kjor(setning, egne)
    _kjor("VACUUM ANALYZE", {})


def _i_tur(sporsmaal: dict[str, Callable[[], Any]]) -> dict[str, tuple[float, Any]]:
    """Ask each in turn, many times over: the quickest of each, which others on the machine disturb the least."""
    svar = {navn: sporr() for navn, sporr in sporsmaal.items()}
    raskest = dict.fromkeys(sporsmaal, float("inf"))
    for _gang in range(GANGER):
        for navn, sporr in sporsmaal.items():
            sporr()
            start = time.perf_counter()
            sporr()
            raskest[navn] = min(raskest[navn], time.perf_counter() - start)
    return {navn: (raskest[navn], svar[navn]) for navn in sporsmaal}


def _regelen(person: Person) -> Maate:
    bruker = Bruker.objects.get(pk=person.id)
    # As in a request: roles and grants are read once, by whatever asks first.
    bruker.roller_i_foresporsel = {}  # type: ignore[attr-defined]
    bruker.tilganger_i_foresporsel = {}  # type: ignore[attr-defined]
    dag = timezone.localdate()
    roller_for(bruker, dag)
    return Maate(
        lambda: [sak.pk for sak in Sak.objects.visible_to(bruker, dag).order_by("-opprettet", "-id")[:SIDE]],
        lambda: Sak.objects.visible_to(bruker, dag).count(),
    )


def _for_haand(person: Person) -> Maate:
    kolonner = ", ".join(str(f.column) for f in Sak._meta.local_fields)
    side = f"SELECT {kolonner} FROM cases_sak WHERE {person.vilkaar} ORDER BY opprettet DESC, id DESC LIMIT {SIDE}"  # noqa: S608 - ids of our own
    tall = f"SELECT count(*) FROM cases_sak WHERE {person.vilkaar}"  # noqa: S608 - ids of our own
    return Maate(lambda: [sak.pk for sak in Sak.objects.raw(side)], lambda: _ider(tall)[0])


def _i_django(person: Person) -> Maate:
    def saker() -> Any:
        return Sak.objects.filter(RawSQL(person.vilkaar, (), output_field=models.BooleanField()))  # noqa: S611 - ids of our own

    return Maate(
        lambda: [sak.pk for sak in saker().order_by("-opprettet", "-id")[:SIDE]],
        lambda: saker().count(),
    )


def _guardian(person: Person, modell: type[models.Model], **valg: Any) -> Maate:
    bruker = Bruker.objects.get(pk=person.id)

    def saker() -> Any:
        return get_objects_for_user(bruker, f"cases.les_{modell._meta.model_name}", klass=modell, **valg)

    return Maate(
        lambda: [rad.pk for rad in saker().order_by("-opprettet", "-id")[:SIDE]],
        lambda: saker().count(),
    )


def _sammenlign(person: Person) -> list[str]:
    """Ask the same in five ways; what misses its goal."""
    maater = {
        "regelen": _regelen(person),
        "for hånd": _for_haand(person),
        "for hånd i Django": _i_django(person),
        "guardian": _guardian(person, Benksak),
        "guardian, egen tabell": _guardian(person, Benksak2, use_groups=False),
    }
    bommer = []
    for hva, sporsmaal, maal in (
        ("siden", {navn: maate.side for navn, maate in maater.items()}, MAAL_SIDE),
        ("antallet", {navn: maate.tall for navn, maate in maater.items()}, MAAL_TALL),
        # As a list asks: how many there are, and the first of them.
        ("begge", {navn: maate.begge for navn, maate in maater.items()}, MAAL_SIDE),
    ):
        maalt = _i_tur(sporsmaal)
        egen, svar = maalt["regelen"]
        if hva == "antallet":
            print(f"{person.navn}: {svar} saker")
        tider = ", ".join(f"{navn} {tid * 1000:.2f} ms ({tid / egen:.1f} ×)" for navn, (tid, _svar) in maalt.items())
        haand, guardian = maalt["for hånd"][0], maalt["guardian"][0]
        print(f"  {person.navn}, {hva}: {tider}; {egen / haand:.2f} × det som er skrevet for hånd")
        if any(annet != svar for _tid, annet in maalt.values()):
            raise SystemExit(f"{person.navn}: de svarer ikke likt på {hva}.")
        if egen > haand * MAAL_HAAND:
            bommer.append(f"{person.navn}: {hva} tar {egen / haand:.1f} × det som er skrevet for hånd")
        if guardian < egen * maal:
            bommer.append(f"{person.navn}: {hva} er bare {guardian / egen:.1f} × raskere enn guardian")
    return bommer


def _finnes_ikke() -> float:
    """How long a sak that is not yours takes beside one that is not there: the medians of many, turn by turn."""
    logging.getLogger("django.request").disabled = True
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=2))
    tider: dict[str, list[float]] = {"/saker/S-1/": [], "/saker/S-0/": []}
    for gang in range(60):
        for adresse, maalt in tider.items():
            start = time.perf_counter()
            svar = klient.get(adresse)
            if svar.status_code != 404:  # noqa: PLR2004 - not there, and not yours
                raise SystemExit(f"{adresse}: {svar.status_code}")
            if gang:
                maalt.append(time.perf_counter() - start)
    skjult, borte = (median(maalt) for maalt in tider.values())
    return skjult / borte


def main() -> int:
    """Fill the municipality, and compare."""
    start = time.perf_counter()
    personer, verdier = _fyll()
    _skriv_rettigheter(personer, verdier)
    print(f"{SAKER} saker, {SKOLER} skoler, {ANSATTE} ansatte. Fylt på {time.perf_counter() - start:.0f} s.")
    print("I parentes: hvor mange ganger så lang tid som regelen.")
    bommer = [bom for person in personer for bom in _sammenlign(person)]
    forhold = _finnes_ikke()
    print(f"Ikke din mot ikke der: {forhold:.2f} (skal være mellom 0,8 og 1,25)")
    if not 0.8 <= forhold <= 1.25:  # noqa: PLR2004 - generous, on a machine others use too
        bommer.append(f"«ikke din» tar {forhold:.2f} × så lang tid som «ikke der»")
    for bom in bommer:
        print(f"BOM: {bom}")
    print(f"Målene: høyst {MAAL_HAAND} × for hånd; minst {MAAL_SIDE} × (side) og {MAAL_TALL} × (antall) mot guardian.")
    print(f"Ferdig på {time.perf_counter() - start:.0f} s.")
    return 1 if bommer else 0


if __name__ == "__main__":
    raise SystemExit(main())
