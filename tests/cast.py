"""The cast everybody in the tests knows: two schools, their people, two pupils, and the municipality.

Egge is the school most tests look at; Mære is the other school, whose people must never see Egge's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

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

OSLO = ZoneInfo("Europe/Oslo")
# A Tuesday in the middle of a term, far from every holiday.
NAA = datetime(2026, 11, 10, 9, 0, tzinfo=OSLO)
I_DAG = NAA.date()


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


def bruker(navn: str, *roller: tuple[Rolle, Skole | None], fra: date | None = None, til: date | None = None) -> Bruker:
    """A user with roles, from a year ago unless said otherwise. The password is ``demo``."""
    fornavn, etternavn = navn.split(" ", 1)
    ny = Bruker.objects.create_user(
        f"{fornavn}.{etternavn}@test.example".lower().replace(" ", ".").replace("æ", "ae"),
        "demo",
        fornavn=fornavn,
        etternavn=etternavn,
    )
    for rolle, skole in roller:
        Rolletildeling.objects.create(
            bruker=ny, rolle=rolle, skole=skole, fra=fra or I_DAG - timedelta(days=365), til=til
        )
    return ny


def sett_rollene() -> Rollebesetning:
    """Write the whole cast to the database."""
    egge = Skole.objects.create(navn="Egge skole", kortnavn="egge", trinn_fra=1, trinn_til=7)
    maere = Skole.objects.create(navn="Mære skole", kortnavn="maere", trinn_fra=1, trinn_til=7)
    klasse = Klasse.objects.create(skole=egge, navn="5A", trinn=5, skolear=2026)
    klasse_maere = Klasse.objects.create(skole=maere, navn="5A", trinn=5, skolear=2026)
    elev = Elev.objects.create(
        fornavn="Nora",
        etternavn="Eggen",
        fodselsdato=date(2016, 3, 4),
        skole=egge,
        klasse=klasse,
        sokenavn="nora eggen",
    )
    annen_elev = Elev.objects.create(
        fornavn="Jonas",
        etternavn="Vik",
        fodselsdato=date(2016, 5, 6),
        skole=egge,
        klasse=klasse,
        sokenavn="jonas vik",
    )
    elev_maere = Elev.objects.create(
        fornavn="Ola",
        etternavn="Mæhre",
        fodselsdato=date(2016, 7, 8),
        skole=maere,
        klasse=klasse_maere,
        sokenavn="ola mæhre",
    )
    forelder = Foresatt.objects.create(fornavn="Kari", etternavn="Eggen")
    Foresattforhold.objects.create(elev=elev, foresatt=forelder)
    kontaktlarer = bruker("Kontakt Lærer", (Rolle.ANSATT, egge))
    Kontaktlarer.objects.create(klasse=klasse, bruker=kontaktlarer, fra=date(2026, 8, 1))
    return Rollebesetning(
        egge=egge,
        maere=maere,
        klasse=klasse,
        elev=elev,
        annen_elev=annen_elev,
        elev_maere=elev_maere,
        forelder=forelder,
        rektor=bruker("Rektor Egge", (Rolle.REKTOR, egge)),
        avdelingsleder=bruker("Avdelings Leder", (Rolle.AVDELINGSLEDER, egge)),
        kontaktlarer=kontaktlarer,
        ansatt=bruker("Ansatt Egge", (Rolle.ANSATT, egge)),
        anklaget=bruker("Anklaget Egge", (Rolle.ANSATT, egge)),
        rektor_maere=bruker("Rektor Mære", (Rolle.REKTOR, maere)),
        ansatt_maere=bruker("Ansatt Mære", (Rolle.ANSATT, maere)),
        sektorleder=bruker("Sektor Leder", (Rolle.SEKTORLEDER, None)),
        kommunalsjef=bruker("Kommunal Sjef", (Rolle.KOMMUNALSJEF, None)),
        systemforvalter=bruker("System Forvalter", (Rolle.SYSTEMFORVALTER, None)),
        personvernombud=bruker("Person Vernombud", (Rolle.PERSONVERNOMBUD, None)),
        stotte=bruker("Helse Sykepleier", (Rolle.STOTTETJENESTE, None)),
        sluttet=bruker("Sluttet Rektor", (Rolle.REKTOR, egge), til=I_DAG - timedelta(days=1)),
        systemet=Bruker.objects.create(
            email="systemet@steinkjer.example",
            fornavn="System",
            etternavn="et",
            er_systemet=True,
            is_active=False,
        ),
    )
