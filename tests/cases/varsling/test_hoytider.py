"""The holidays by example, through the real sweep and the real sending: what is told on which day, and when it is mailed.

Worked out by hand on Egge's skolerute for 2026/27. The sweep runs four times a day, as a clock would have it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from cases.melding.models import Arena
from cases.melding.sending import Meldingsdata, send_melding
from cases.varsling.epost import send_epost
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling, Skolefri, Skolerute
from tests.cases.varsling.hjelp import kl, sak_til_evaluering
from tests.cast import OSLO, bruker
from tests.lov.bygg import KALENDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.melding.models import Melding
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
STEG = {
    "frist_naermer_seg": "før",
    "frist_i_dag": "i dag",
    "frist_passert": "passert",
    "frist_passert_rektor": "rektor",
    "frist_passert_skoleeier": "skoleeier",
    "frist_passert_kommunalsjef": "kommunalsjef",
}


@pytest.fixture
def egge(roller: Rollebesetning) -> Rollebesetning:
    """The cast, with Egge's own school years: autumn break, Christmas, winter break and Easter. One rektor all the time."""
    Rolletildeling.objects.get(bruker=roller.sluttet).delete()
    for skolear, (forste, siste) in zip((2025, 2026), KALENDER.skolear, strict=True):
        rute = Skolerute.objects.create(
            skole=roller.egge, skolear=skolear, forste_skoledag=forste, siste_skoledag=siste
        )
        for fra, til in KALENDER.fri:
            if forste <= fra <= siste:
                Skolefri.objects.create(skolerute=rute, fra=fra, til=til, grunn="Ferie")
    return roller


def klokka_gaar(fra: datetime, til: datetime) -> Iterator[datetime]:
    """Sweep and send at a quarter past midnight, at seven, at nine and in the evening, until a moment."""
    dag = fra.date()
    while dag <= til.date():
        for time, minutt in ((0, 15), (7, 0), (9, 0), (21, 30)):
            naa = kl(dag, time, minutt)
            if fra <= naa <= til:
                sveip(naa)
                send_epost(naa)
                yield naa
        dag += DAG


def gaa(fra: datetime, til: datetime) -> None:
    for _naa in klokka_gaar(fra, til):
        pass


def trinnene(sak: Sak) -> list[tuple[str, date]]:
    """Each step of the evaluation's deadline, and the day it was first told: the class has another teacher in August."""
    rader = Varsel.objects.filter(nokkel__startswith=f"frist:{sak.pk}:evaluering:").order_by("opprettet", "pk")
    forst: dict[str, date] = {}
    for rad in rader:
        forst.setdefault(STEG[rad.type], rad.opprettet.astimezone(OSLO).date())
    return list(forst.items())


@pytest.mark.regel("D-21", "D-23")
@pytest.mark.parametrize(
    ("frist", "ventet"),
    [
        pytest.param(
            # Wednesday 5 May 2027. Thursday is Ascension Day; Monday 17 May is also the second day of Pentecost.
            date(2027, 5, 5),
            [("før", 4), ("i dag", 5), ("passert", 6), ("rektor", 7), ("skoleeier", 11), ("kommunalsjef", 21)],
            id="Kristi himmelfart og 17. mai 2027",
        ),
        pytest.param(
            # Friday 19 March 2027, the last day before Easter. School begins again on Tuesday 30 March.
            date(2027, 3, 19),
            [("før", 18), ("i dag", 19), ("passert", 20), ("rektor", 30), ("skoleeier", 32), ("kommunalsjef", 43)],
            id="påsken 2027",
        ),
        pytest.param(
            # Monday 21 December 2026, the last day before Christmas. School begins again on Monday 4 January.
            date(2026, 12, 21),
            [("før", 18), ("i dag", 21), ("passert", 22), ("rektor", 35), ("skoleeier", 37), ("kommunalsjef", 46)],
            id="jula 2026",
        ),
        pytest.param(
            # Friday 19 June 2026, the last day of school. It begins again on Monday 17 August.
            date(2026, 6, 19),
            [("før", 18), ("i dag", 19), ("passert", 20), ("rektor", 78), ("skoleeier", 80), ("kommunalsjef", 89)],
            id="sommeren 2026",
        ),
    ],
)
def test_trinnene_over_hoytidene(egge: Rollebesetning, frist: date, ventet: list[tuple[str, int]]) -> None:
    """Days are counted from the first of the month of the deadline, so that a calendar on the wall can be used."""
    sak = sak_til_evaluering(egge, frist)
    forste = frist.replace(day=1)
    siste = forste + timedelta(days=ventet[-1][1])
    gaa(kl(frist - 4 * DAG, 0), kl(siste, 23))
    assert trinnene(sak) == [(navn, forste + timedelta(days=nummer - 1)) for navn, nummer in ventet]


def test_paa_en_helligdag_staar_det_i_innboksen_og_brevet_venter(egge: Rollebesetning) -> None:
    sak = sak_til_evaluering(egge, date(2027, 5, 5))
    gaa(kl(date(2027, 5, 6), 0), kl(date(2027, 5, 6), 23))
    varsel = Varsel.objects.get(nokkel__startswith=f"frist:{sak.pk}:evaluering:", type="frist_passert")
    assert (varsel.opprettet, varsel.epost_sendt) == (kl(date(2027, 5, 6), 0, 15), None)
    gaa(kl(date(2027, 5, 7), 0), kl(date(2027, 5, 7), 8))
    varsel.refresh_from_db()
    assert varsel.epost_sendt == kl(date(2027, 5, 7), 7)


def meld(hvem: Bruker, roller: Rollebesetning, naa: datetime, **felter: object) -> Melding:
    data = Meldingsdata(
        **{  # type: ignore[arg-type]  # a few fields of many
            "nokkel": uuid4(),
            "hva_skjedde": "Nora gjemte seg og ville ikke hjem.",
            "oppdaget": naa.date(),
            "elever": (roller.elev,),
            **felter,
        }
    )
    return send_melding(aktor=hvem, data=data, now=naa)[0]


def fikk(type_: str) -> list[tuple[str, datetime, datetime | None]]:
    """Who was told, when it was written in the inbox, and when the e-mail went."""
    rader = Varsel.objects.filter(type=type_).order_by("opprettet", "pk").select_related("mottaker")
    return [(rad.mottaker.fornavn, rad.opprettet, rad.epost_sendt) for rad in rader]


@pytest.mark.regel("D-20", "D-25")
def test_fredag_halv_tolv_om_kvelden(egge: Rollebesetning) -> None:
    kveld = kl(date(2026, 11, 13), 23, 30)
    mandag, tirsdag = date(2026, 11, 16), date(2026, 11, 17)
    meld(egge.ansatt, egge, kveld)
    gaa(kveld, kl(tirsdag, 23))
    # In the inbox at once; by e-mail on Monday morning; not read by the end of Monday, told of on Tuesday.
    assert fikk("ny_melding") == [("Rektor", kveld, kl(mandag, 7))]
    assert [(navn, naar) for navn, naar, _sendt in fikk("melding_ikke_lest")] == [("Rektor", kl(tirsdag, 0, 15))]


@pytest.mark.regel("D-2", "D-21", "D-23")
def test_sommeren_naar_sfo_er_aapen_og_rektor_har_ferie(egge: Rollebesetning) -> None:
    """Friday 17 July 2026, 23:30: SFO reports that a pupil is not safe. Rektor has a stand-in for the summer."""
    vikar = bruker("Vikar Sommer", fra=date(2026, 6, 1))
    Rolletildeling.objects.create(
        bruker=vikar,
        rolle=Rolle.REKTOR,
        skole=egge.egge,
        fra=date(2026, 6, 20),
        til=date(2026, 8, 16),
        stedfortreder_for=egge.rektor,
    )
    kveld, lordag = kl(date(2026, 7, 17), 23, 30), date(2026, 7, 18)
    meld(egge.ansatt, egge, kveld, arenaer=(Arena.SFO.value,), trygg_naa="nei")
    rolig = meld(egge.ansatt, egge, kveld, elever=(egge.annen_elev,), hva_skjedde="Jonas var stille i dag.")
    send_epost(kveld)
    # What cannot wait goes at once, to the stand-in too, in the middle of the holiday and of the night.
    haster = [rad for rad in fikk("ny_melding") if rad[2] is not None]
    assert {(navn, sendt) for navn, _naar, sendt in haster} == {("Rektor", kveld), ("Vikar", kveld)}
    # It is to be read at eight the next morning, a Saturday: at nine skoleeier is told as well.
    gaa(kl(lordag, 0), kl(lordag, 12))
    ulest = fikk("melding_ikke_lest")
    assert {navn for navn, _naar, _sendt in ulest} == {"Rektor", "Vikar", "Sektor"}
    assert {(naar, sendt) for _navn, naar, sendt in ulest} == {(kl(lordag, 9), kl(lordag, 9))}
    # The other one waits for the first day of school, and its e-mail for Monday morning only.
    assert not Varsel.objects.filter(data__melding=rolig.nummer, type="melding_ikke_lest").exists()
    gaa(kl(date(2026, 7, 20), 0), kl(date(2026, 7, 20), 8))
    sendt = Varsel.objects.filter(data__melding=rolig.nummer, type="ny_melding").values_list("epost_sendt", flat=True)
    assert set(sendt) == {kl(date(2026, 7, 20), 7)}
    gaa(kl(date(2026, 8, 17), 0), kl(date(2026, 8, 18), 1))
    paa_nytt = Varsel.objects.filter(data__melding=rolig.nummer, type="melding_ikke_lest")
    assert {rad.opprettet for rad in paa_nytt} == {kl(date(2026, 8, 18), 0, 15)}


@pytest.mark.regel("D-26")
@pytest.mark.parametrize(
    ("sondag", "ogsaa_rektor"),
    [
        # At three it is two again: the hour comes twice. Monday is a day of school.
        pytest.param(date(2026, 10, 25), True, id="vintertid"),
        # At two it is three: the hour never comes. It is Easter Day.
        pytest.param(date(2027, 3, 28), False, id="sommertid"),
    ],
)
def test_natta_klokka_stilles(egge: Rollebesetning, sondag: date, ogsaa_rektor: bool) -> None:
    """A deadline on that Sunday lasts until its own midnight, and each step is told once, whatever the clock says."""
    sak = sak_til_evaluering(egge, sondag)
    # Every half hour of that night and of the next, by a clock that is never moved.
    for start in (kl(sondag, 0, 15), kl(sondag, 23, 15)):
        for halvtime in range(8):
            sveip((start.astimezone(UTC) + halvtime * timedelta(minutes=30)).astimezone(OSLO))
    etter = [("passert", sondag + DAG), *([("rektor", sondag + DAG)] if ogsaa_rektor else [])]
    assert trinnene(sak) == [("i dag", sondag), *etter]
    passert = Varsel.objects.get(nokkel__startswith=f"frist:{sak.pk}:evaluering:", type="frist_passert")
    assert passert.opprettet == kl(sondag + DAG, 0, 15)
