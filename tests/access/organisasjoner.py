"""Random organisations: schools, people with roles in time, pupils, saker and meldinger, as hypothesis draws them.

They are written past the doors, because the rule must hold for whatever rows there are, also those no door makes.
``nektet`` and the others here say the law's denials in plain Python, from what was drawn: never by asking the code.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib.auth.models import Permission
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from cases.melding.models import Melding, Meldingelev, Meldinginvolvert, Mottaker
from cases.sak.models import Eier, Inhabilitet, Involvert, Sak, Saktilgang
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.varsling.models import Varsel
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation import sporing
from steinkjer_skolemiljo.organisation.models import (
    KOMMUNEROLLER,
    LEDELSESROLLER,
    Bruker,
    Elev,
    Foresatt,
    Foresattforhold,
    Gradering,
    Klasse,
    Kontaktlarer,
    Naerstaende,
    Rolle,
    Rolletildeling,
    Skole,
)
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from collections.abc import Iterator

# How many a run draws; a longer one: EGENSKAPER=500 script/test tests/access.
ANTALL = int(os.environ.get("EGENSKAPER", "25"))
MANGE = settings(
    max_examples=ANTALL,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
GRUPPER = (UUID(int=1), UUID(int=2))
FOLK, SKOLER, ELEVER, SAKER = 5, 2, 4, 4


@dataclass
class Organisasjon:
    """What was drawn, as rows."""

    dag: date
    folk: list[Bruker] = field(default_factory=list)
    roller: list[Rolletildeling] = field(default_factory=list)
    saker: list[Sak] = field(default_factory=list)
    meldinger: list[Melding] = field(default_factory=list)
    involverte: list[Involvert] = field(default_factory=list)
    inhabile: list[Inhabilitet] = field(default_factory=list)
    # (person, pupil)
    naere: set[tuple[int, int]] = field(default_factory=set)
    # (person, melding)
    meldt: set[tuple[int, int]] = field(default_factory=set)
    # pupil and sak of each melding
    gjelder: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    varsler: list[Varsel] = field(default_factory=list)

    def rollene(self, person: Bruker) -> list[Rolletildeling]:
        """The person's roles on the day."""
        if not person.is_active:
            return []
        return [
            rad
            for rad in self.roller
            if rad.bruker_id == person.pk and rad.fra <= self.dag and (rad.til is None or rad.til >= self.dag)
        ]

    def i_ledelsen(self, person: Bruker, skole_id: int) -> bool:
        """Whether the person belongs to the school's leadership on the day, with or without fullmakt."""
        return any(rad.skole_id == skole_id and rad.rolle in LEDELSESROLLER for rad in self.rollene(person))

    def har_kommunerolle(self, person: Bruker, *roller: Rolle) -> bool:
        """Whether the person holds one of these roles in the municipality on the day."""
        return any(rad.rolle in roller and rad.skole_id is None for rad in self.rollene(person))

    def nektet(self, person: Bruker, sak: Sak) -> bool:
        """A-2, A-4, L-5.3, L-N.5: accused here or in a linked sak, of an accused leadership, inhabil, or near."""
        gruppa = {s.pk for s in self.saker if s.gruppe == sak.gruppe}
        anklaget = any(
            rad.ansatt_id == person.pk and rad.rolle == Involvert.Rolle.MULIG_KRENKER and rad.sak_id in gruppa
            for rad in self.involverte
        )
        inhabil = any(rad.bruker_id == person.pk and rad.sak_id == sak.pk for rad in self.inhabile)
        ledelsen = sak.ledelse_innmeldt and self.i_ledelsen(person, sak.skole_id)
        return anklaget or inhabil or ledelsen or (person.pk, sak.elev_id) in self.naere

    def nektet_melding(self, person: Bruker, melding: Melding) -> bool:
        """Reported in it, near its pupil, or denied the sak it led to."""
        elev, sak_id = self.gjelder[melding.pk]
        sak = next((s for s in self.saker if s.pk == sak_id), None)
        return (
            (person.pk, melding.pk) in self.meldt
            or (person.pk, elev) in self.naere
            or (sak is not None and self.nektet(person, sak))
        )


def _mange(rader: list[Any]) -> None:
    """Write rows without history: the history is another test's."""
    if rader:
        with sporing._masse():
            type(rader[0]).objects.bulk_create(rader)


avstander = st.sampled_from((-400, -30, -1, 0, 1, 30))
sjelden = st.integers(0, 5).map(lambda tall: tall == 0)
plasser = st.integers(0, 10_000)


@st.composite
def perioder(draw: st.DrawFn) -> tuple[date, date | None]:
    """From and to, often in force today, often just not."""
    fra = I_DAG + timedelta(days=draw(avstander))
    til = draw(st.none() | avstander.map(lambda dager: I_DAG + timedelta(days=dager)))
    return (fra, til) if til is None or fra <= til else (til, fra)


@st.composite
def rolletildelinger(draw: st.DrawFn) -> dict[str, Any]:
    """One role, leaders more often than in life."""
    rolle = draw(
        st.sampled_from(
            (
                Rolle.REKTOR,
                Rolle.REKTOR,
                Rolle.AVDELINGSLEDER,
                Rolle.SFO_LEDER,
                Rolle.ANSATT,
                Rolle.SEKTORLEDER,
                Rolle.KOMMUNALSJEF,
                Rolle.SYSTEMFORVALTER,
                Rolle.STOTTETJENESTE,
            )
        )
    )
    fra, til = draw(perioder())
    return {
        "rolle": rolle,
        "skole": None if rolle in KOMMUNEROLLER else draw(plasser),
        "fra": fra,
        "til": til,
        "fullmakt": rolle in LEDELSESROLLER and draw(st.booleans()),
    }


@st.composite
def saksdata(draw: st.DrawFn) -> dict[str, Any]:
    """A sak in any state the database lets be."""
    eier = draw(st.sampled_from((Eier.SKOLE, Eier.SKOLE, Eier.SKOLEEIER, Eier.KOMMUNALSJEF)))
    ledelse = eier != Eier.SKOLE and draw(st.booleans())
    alvorlig = draw(st.sampled_from((None, None, True, False)))
    return {
        "elev": draw(plasser),
        "flyttet": draw(sjelden),
        "gruppe": draw(st.sampled_from(GRUPPER) | st.none()),
        "felter": {
            "eier": eier,
            "ledelse_innmeldt": ledelse,
            "skjerpet": ledelse or draw(sjelden),
            "alvorlig": alvorlig,
            "alvorlig_vurdert": NAA if alvorlig is not None else None,
            "delt_med_kontaktlarer": draw(st.booleans()),
            "sperret": draw(sjelden),
            "avsluttet": NAA if draw(sjelden) else None,
        },
    }


@dataclass(frozen=True)
class Utkast:
    """An organisation as drawn, before it is in the database. Numbers are places in lists, modulo their length."""

    roller: list[tuple[int, dict[str, Any]]]
    inaktive: set[int]
    kontaktlarere: list[tuple[int, int, tuple[date, date | None]]]
    graderte: set[int]
    foreldre: list[tuple[int, int]]
    naere: list[tuple[int, int]]
    saker: list[dict[str, Any]]
    involverte: list[tuple[int, int, str, str]]
    inhabile: list[tuple[int, int]]
    tilganger: list[tuple[int, int, str, int]]
    tiltak: list[tuple[int, int]]
    meldinger: list[tuple[int, int | None, str, bool, int | None]]
    varsler: list[tuple[int, int, str]]


def par(maks: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Pairs of places."""
    return st.lists(st.tuples(plasser, plasser), max_size=maks)


utkast = st.builds(
    Utkast,
    roller=st.lists(st.tuples(plasser, rolletildelinger()), min_size=3, max_size=9),
    inaktive=st.sets(st.integers(0, FOLK - 1), max_size=1),
    kontaktlarere=st.lists(st.tuples(plasser, plasser, perioder()), max_size=3),
    graderte=st.sets(st.integers(0, ELEVER - 1), max_size=1),
    foreldre=par(2),
    naere=par(2),
    saker=st.lists(saksdata(), min_size=1, max_size=SAKER),
    involverte=st.lists(
        st.tuples(plasser, plasser, st.sampled_from(Involvert.Rolle.values), st.sampled_from(("ansatt", "leder"))),
        max_size=4,
    ),
    inhabile=par(2),
    tilganger=st.lists(st.tuples(plasser, plasser, st.sampled_from(("les_sak", "skriv_i_sak")), avstander), max_size=5),
    tiltak=par(4),
    meldinger=st.lists(
        st.tuples(plasser, st.none() | plasser, st.sampled_from(Mottaker.values), st.booleans(), st.none() | plasser),
        max_size=4,
    ),
    varsler=st.lists(st.tuples(plasser, plasser, st.sampled_from(list(Varseltype))), max_size=6),
)


@contextmanager
def skrevet(plan: Utkast) -> Iterator[Organisasjon]:
    """The organisation in the database, for as long as one looks at it."""
    with transaction.atomic():
        yield _skriv(plan)
        transaction.set_rollback(True)


def _skriv(plan: Utkast) -> Organisasjon:
    org = Organisasjon(dag=I_DAG)
    skoler = [Skole(navn=f"Skole {n}", kortnavn=f"skole-{n}") for n in range(SKOLER)]
    _mange(skoler)
    klasser = [Klasse(skole=skoler[n % SKOLER], navn=f"{n}A", trinn=5, skolear=2026) for n in range(3)]
    _mange(klasser)
    org.folk = [
        Bruker(email=f"p{n}@test.example", fornavn=f"Person{n}", etternavn="P", is_active=n not in plan.inaktive)
        for n in range(FOLK)
    ]
    Bruker.objects.bulk_create(org.folk)
    elever = [
        Elev(
            fornavn=f"Elev{n}",
            etternavn="E",
            fodselsdato=date(2016, 1, 1),
            skole=klasser[n % 3].skole,
            klasse=klasser[n % 3],
            gradering=Gradering.STRENGT if n in plan.graderte else Gradering.INGEN,
            sokenavn=f"elev{n} e",
        )
        for n in range(ELEVER)
    ]
    _mange(elever)
    org.roller = [
        Rolletildeling(
            **{**felter, "skole": None if felter["skole"] is None else skoler[felter["skole"] % SKOLER]},
            bruker=org.folk[hvem % FOLK],
        )
        for hvem, felter in plan.roller
    ]
    _mange(org.roller)
    larere = {(k % 3, p % FOLK, tid[0]): tid for k, p, tid in plan.kontaktlarere}
    _mange(
        [
            Kontaktlarer(klasse=klasser[k], bruker=org.folk[p], fra=tid[0], til=tid[1])
            for (k, p, _), tid in larere.items()
        ]
    )
    _skriv_naere(org, plan, elever)
    _skriv_saker(org, plan, elever, skoler)
    _skriv_meldinger(org, plan, elever)
    return org


def _skriv_naere(org: Organisasjon, plan: Utkast, elever: list[Elev]) -> None:
    for p, e in plan.foreldre:
        person, elev = org.folk[p % FOLK], elever[e % ELEVER]
        if (person.pk, elev.pk) not in org.naere:
            foresatt = Foresatt.objects.filter(bruker=person).first() or Foresatt.objects.create(
                fornavn="F", etternavn="F", bruker=person
            )
            Foresattforhold.objects.create(elev=elev, foresatt=foresatt)
            org.naere.add((person.pk, elev.pk))
    nye = {(org.folk[p % FOLK].pk, elever[e % ELEVER].pk) for p, e in plan.naere}
    _mange([Naerstaende(bruker_id=p, elev_id=e, relasjon="tante") for p, e in nye])
    org.naere |= nye


def _skriv_saker(org: Organisasjon, plan: Utkast, elever: list[Elev], skoler: list[Skole]) -> None:
    for nummer, data in enumerate(plan.saker):
        elev = elever[data["elev"] % ELEVER]
        skole = elev.skole if not data["flyttet"] else next(s for s in skoler if s != elev.skole)
        org.saker.append(
            Sak(
                nummer=f"2026-{nummer:04d}",
                elev=elev,
                skole=skole,
                klasse=elev.klasse,
                ansvarlig=org.folk[0],
                opprettet=NAA,
                mottatt=NAA,
                gruppe=data["gruppe"] or uuid4(),
                **data["felter"],
            )
        )
    _mange(org.saker)
    antall = len(org.saker)
    navngitte = {(s % antall, p % FOLK, rolle): kategori for s, p, rolle, kategori in plan.involverte}
    org.involverte = [
        Involvert(
            sak=org.saker[s],
            ansatt=org.folk[p],
            rolle=rolle,
            # The database refuses an accused leader in a sak that does not say so.
            kategori=kategori if org.saker[s].ledelse_innmeldt else "ansatt",
            lagt_til=NAA,
        )
        for (s, p, rolle), kategori in navngitte.items()
    ]
    _mange(org.involverte)
    org.inhabile = [
        Inhabilitet(sak=org.saker[s], bruker=org.folk[p], grunn="nabo", fra=NAA)
        for s, p in {(s % antall, p % FOLK) for s, p in plan.inhabile}
    ]
    _mange(org.inhabile)
    rettigheter = {p.codename: p for p in Permission.objects.filter(codename__in=("les_sak", "skriv_i_sak"))}
    tilganger = {(s % antall, p % FOLK, kode): dager for s, p, kode, dager in plan.tilganger}
    Saktilgang.objects.bulk_create(
        Saktilgang(
            user=org.folk[p],
            content_object=org.saker[s],
            permission=rettigheter[kode],
            formaal="Hjelpe",
            gyldig_til=I_DAG + timedelta(days=dager),
            gitt_av=org.folk[0],
            gitt=NAA,
        )
        for (s, p, kode), dager in tilganger.items()
    )
    _skriv_tiltak(org, plan)


def _skriv_tiltak(org: Organisasjon, plan: Utkast) -> None:
    antall = len(org.saker)
    planer = {
        s: Tiltaksplan(
            sak=org.saker[s],
            versjon=1,
            status="vedtatt",
            utfordring="u",
            elevens_syn="s",
            barnets_beste="b",
            evalueringsdato=I_DAG,
            opprettet=NAA,
            opprettet_av=org.folk[0],
            vedtatt=NAA,
            vedtatt_av=org.folk[0],
        )
        for s in {s % antall for s, _p in plan.tiltak}
    }
    _mange(list(planer.values()))
    _mange([Tiltak(plan=planer[s % antall], beskrivelse="t", ansvarlig=org.folk[p % FOLK]) for s, p in plan.tiltak])


def _skriv_meldinger(org: Organisasjon, plan: Utkast, elever: list[Elev]) -> None:
    for nummer, (e, s, mottaker, skjerpet, meldt) in enumerate(plan.meldinger):
        sak = org.saker[s % len(org.saker)] if s is not None else None
        elev = sak.elev if sak is not None else elever[e % ELEVER]
        melding = Melding(
            nummer=f"M-2026-{nummer:04d}",
            nokkel=uuid4(),
            melder=org.folk[e % FOLK],
            skole=sak.skole if sak is not None else elev.skole,
            sendt=NAA,
            hva_skjedde="Alene",
            oppdaget=I_DAG,
            mottaker=mottaker,
            skjerpet=skjerpet or mottaker != Mottaker.REKTOR,
        )
        _mange([melding])
        org.meldinger.append(melding)
        org.gjelder[melding.pk] = (elev.pk, sak.pk if sak is not None else None)
        _mange([Meldingelev(melding=melding, elev=elev, sak=sak)])
        if meldt is not None:
            person = org.folk[meldt % FOLK]
            _mange([Meldinginvolvert(melding=melding, kategori="ansatt", ansatt=person)])
            org.meldt.add((person.pk, melding.pk))
    for nummer, (p, s, type_) in enumerate(plan.varsler):
        sak = org.saker[s % len(org.saker)]
        varsel = Varsel(mottaker=org.folk[p % FOLK], sak=sak, type=type_, nokkel=f"v:{nummer}", opprettet=NAA)
        org.varsler.append(varsel)
    Varsel.objects.bulk_create(org.varsler)
