"""The cast everybody in the tests knows: two schools, their people, two pupils, and the municipality.

Egge is the school most tests look at; Mære is the other school, whose people must never see Egge's.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import connection
from psycopg import sql

from steinkjer_skolemiljo.organisation.models import (
    Bruker,
    Elev,
    Foresatt,
    Foresattforhold,
    Klasse,
    Kontaktlarer,
    Rolle,
    Rolletildeling,
    Skole,
)
from steinkjer_skolemiljo.organisation.sporing import lagre_mange

OSLO = ZoneInfo("Europe/Oslo")
# A Tuesday in the middle of a term, far from every holiday.
NAA = datetime(2026, 11, 10, 9, 0, tzinfo=OSLO)
I_DAG = NAA.date()
# When everyone began.
FOR = NAA - timedelta(days=365)
# What the cast is made of, those first that others point to.
SKREVNE = (Bruker, Skole, Klasse, Elev, Foresatt, Foresattforhold, Rolletildeling, Kontaktlarer)


@dataclass(frozen=True)
class Rollebesetning:
    """Everyone, by name."""

    egge: Skole
    maere: Skole
    klasse: Klasse
    elev: Elev
    annen_elev: Elev
    elev_maere: Elev
    forelder: Foresatt
    rektor: Bruker
    avdelingsleder: Bruker
    kontaktlarer: Bruker
    ansatt: Bruker
    anklaget: Bruker
    rektor_maere: Bruker
    ansatt_maere: Bruker
    sektorleder: Bruker
    kommunalsjef: Bruker
    systemforvalter: Bruker
    personvernombud: Bruker
    stotte: Bruker
    sluttet: Bruker
    systemet: Bruker

    @property
    def alle(self) -> dict[str, Bruker]:
        """Every person who can log in, by name."""
        return {navn: verdi for navn, verdi in vars(self).items() if isinstance(verdi, Bruker)}


def _epost(fornavn: str, etternavn: str) -> str:
    return f"{fornavn}.{etternavn}@test.example".lower().replace(" ", ".").replace("æ", "ae")


def bruker(navn: str, *roller: tuple[Rolle, Skole | None], fra: date | None = None, til: date | None = None) -> Bruker:
    """A user with roles, from a year ago unless said otherwise. The password is ``demo``."""
    fornavn, etternavn = navn.split(" ", 1)
    ny = Bruker.objects.create_user(_epost(fornavn, etternavn), "demo", fornavn=fornavn, etternavn=etternavn)
    for rolle, skole in roller:
        Rolletildeling.objects.create(
            bruker=ny, rolle=rolle, skole=skole, fra=fra or I_DAG - timedelta(days=365), til=til
        )
    return ny


def _personer(systemet: Bruker, hvem: dict[str, tuple[str, Rolle, Skole | None]]) -> dict[str, Bruker]:
    """Many users with a role each, in a few statements: most tests begin with the whole cast."""
    passord = make_password("demo")
    folk = {}
    for navn, (fullt_navn, _rolle, _skole) in hvem.items():
        fornavn, etternavn = fullt_navn.split(" ", 1)
        folk[navn] = Bruker(email=_epost(fornavn, etternavn), password=passord, fornavn=fornavn, etternavn=etternavn)
    lagre_mange(list(folk.values()), aktor=systemet, now=FOR)
    roller = [
        Rolletildeling(
            bruker=folk[navn],
            rolle=rolle,
            skole=skole,
            fra=FOR.date(),
            til=I_DAG - timedelta(days=1) if navn == "sluttet" else None,
        )
        for navn, (_fullt_navn, rolle, skole) in hvem.items()
    ]
    lagre_mange(roller, aktor=systemet, now=FOR)
    return folk


@dataclass(frozen=True)
class _Avskrift:
    """The cast as it was written once: the rows as statements, and the objects."""

    rader: str
    besetning: bytes


_avskrift: _Avskrift | None = None


def sett_rollene() -> Rollebesetning:
    """Write the whole cast to the database: the first time as the house does, then as a copy of it in one go.

    Nearly every test begins with it. The ids are those of the first time; a sequence never gives them out again.
    """
    global _avskrift
    if _avskrift is None:
        besetning, _avskrift = _skriv_og_skriv_av()
        return besetning
    with connection.cursor() as peker:
        peker.execute(_avskrift.rader)
    kopi: Rollebesetning = pickle.loads(_avskrift.besetning)  # noqa: S301 - our own
    return kopi


def _skriv_og_skriv_av() -> tuple[Rollebesetning, _Avskrift]:
    tabeller = [tabell for modell in SKREVNE for tabell in (modell._meta.db_table, modell.history.model._meta.db_table)]
    with connection.cursor() as peker:
        for n, modell in enumerate(SKREVNE, start=1):
            # No two of different tables have the same id: a test may look for one on a page.
            peker.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [modell._meta.db_table, n * 100_000])
        for_ = {tabell: _rader(peker, tabell) for tabell in tabeller}
        besetning = _skriv_rollene()
        setninger = [
            sql.SQL("INSERT INTO {} SELECT * FROM json_populate_recordset(NULL::{}, {})").format(
                sql.Identifier(tabell), sql.Identifier(tabell), sql.Literal(json.dumps(nye))
            )
            for tabell in tabeller
            if (nye := [rad for rad in _rader(peker, tabell) if rad not in for_[tabell]])
        ]
        return besetning, _Avskrift(sql.SQL(";").join(setninger).as_string(peker.connection), pickle.dumps(besetning))


def _rader(peker: Any, tabell: str) -> list[dict[str, Any]]:
    peker.execute(sql.SQL("SELECT row_to_json(t) FROM {} t").format(sql.Identifier(tabell)))
    return [rad for (rad,) in peker.fetchall()]


def _skriv_rollene() -> Rollebesetning:
    systemet = Bruker.objects.create(
        email="systemet@steinkjer.example", fornavn="System", etternavn="et", er_systemet=True, is_active=False
    )
    egge = Skole(navn="Egge skole", kortnavn="egge", trinn_fra=1, trinn_til=7)
    maere = Skole(navn="Mære skole", kortnavn="maere", trinn_fra=1, trinn_til=7)
    lagre_mange([egge, maere], aktor=systemet, now=FOR)
    klasse = Klasse(skole=egge, navn="5A", trinn=5, skolear=2026)
    klasse_maere = Klasse(skole=maere, navn="5A", trinn=5, skolear=2026)
    lagre_mange([klasse, klasse_maere], aktor=systemet, now=FOR)
    elev = Elev(
        fornavn="Nora",
        etternavn="Eggen",
        fodselsdato=date(2016, 3, 4),
        skole=egge,
        klasse=klasse,
        sokenavn="nora eggen",
    )
    annen_elev = Elev(
        fornavn="Jonas",
        etternavn="Vik",
        fodselsdato=date(2016, 5, 6),
        skole=egge,
        klasse=klasse,
        sokenavn="jonas vik",
    )
    elev_maere = Elev(
        fornavn="Ola",
        etternavn="Mæhre",
        fodselsdato=date(2016, 7, 8),
        skole=maere,
        klasse=klasse_maere,
        sokenavn="ola mæhre",
    )
    lagre_mange([elev, annen_elev, elev_maere], aktor=systemet, now=FOR)
    forelder = Foresatt.objects.create(fornavn="Kari", etternavn="Eggen")
    Foresattforhold.objects.create(elev=elev, foresatt=forelder)
    folk = _personer(
        systemet,
        {
            "kontaktlarer": ("Kontakt Lærer", Rolle.ANSATT, egge),
            "rektor": ("Rektor Egge", Rolle.REKTOR, egge),
            "avdelingsleder": ("Avdelings Leder", Rolle.AVDELINGSLEDER, egge),
            "ansatt": ("Ansatt Egge", Rolle.ANSATT, egge),
            "anklaget": ("Anklaget Egge", Rolle.ANSATT, egge),
            "rektor_maere": ("Rektor Mære", Rolle.REKTOR, maere),
            "ansatt_maere": ("Ansatt Mære", Rolle.ANSATT, maere),
            "sektorleder": ("Sektor Leder", Rolle.SEKTORLEDER, None),
            "kommunalsjef": ("Kommunal Sjef", Rolle.KOMMUNALSJEF, None),
            "systemforvalter": ("System Forvalter", Rolle.SYSTEMFORVALTER, None),
            "personvernombud": ("Person Vernombud", Rolle.PERSONVERNOMBUD, None),
            "stotte": ("Helse Sykepleier", Rolle.STOTTETJENESTE, None),
            "sluttet": ("Sluttet Rektor", Rolle.REKTOR, egge),
        },
    )
    Kontaktlarer.objects.create(klasse=klasse, bruker=folk["kontaktlarer"], fra=date(2026, 8, 1))
    return Rollebesetning(
        egge=egge,
        maere=maere,
        klasse=klasse,
        elev=elev,
        annen_elev=annen_elev,
        elev_maere=elev_maere,
        forelder=forelder,
        systemet=systemet,
        **folk,
    )
