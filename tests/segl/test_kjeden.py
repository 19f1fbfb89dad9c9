"""The chain of a sak's log: filled by the database, whoever writes and whatever they say."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction

from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import HENDELSESFELTER, Hendelse
from cases.segl.kanonisk import kolonnetyper
from cases.segl.kontroll import Telling, kontroller_sak
from cases.segl.models import SEGLFELTER
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


def _lenker(sak: Sak) -> list[tuple[int, str, str]]:
    return list(Hendelse.objects.filter(sak=sak).order_by("lenke").values_list("lenke", "forrige", "sum"))


def test_hver_linje_far_nummer_og_summen_av_den_for(roller: Rollebesetning) -> None:
    sak, annen = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    for rad in (sak, annen, sak, sak):
        logg(rad, Hendelsestype.SAMTALE, aktor=roller.rektor, now=NAA, hvem='eleven: Æ «ø» \\ " \n å')
    (_, _, forste), (_, andre_forrige, andre), (_, tredje_forrige, _) = lenker = _lenker(sak)
    assert [lenke for lenke, _, _ in lenker] == [1, 2, 3]
    assert (andre_forrige, tredje_forrige) == (forste, andre)
    assert [(lenke, forrige) for lenke, forrige, _ in _lenker(annen)] == [(1, "")]
    assert list(kontroller_sak(sak, NAA, Telling())) == []


def test_den_som_skriver_kan_ikke_velge_lenke_eller_sum_selv(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    Hendelse.objects.create(
        sak=sak,
        type="samtale",
        aktor=roller.rektor,
        skjedde=NAA,
        registrert=NAA,
        handling=uuid4(),
        lenke=77,
        forrige="f" * 64,
        sum="a" * 64,
    )
    (_, _, forste), (lenke, forrige, sum_) = _lenker(sak)
    assert (lenke, forrige) == (2, forste)
    assert sum_ != "a" * 64


def test_flere_linjer_i_en_setning_blir_en_kjede(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    Hendelse.objects.bulk_create(
        Hendelse(sak=sak, type="samtale", aktor=roller.rektor, skjedde=NAA, registrert=NAA) for _ in range(5)
    )
    assert [lenke for lenke, _, _ in _lenker(sak)] == [1, 2, 3, 4, 5]
    assert list(kontroller_sak(sak, NAA, Telling())) == []


def test_summen_er_den_samme_hva_forbindelsen_enn_er_stilt_paa(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with connection.cursor() as peker:
        peker.execute(
            "SET LOCAL TimeZone = 'Asia/Tokyo'; SET LOCAL DateStyle = 'German'; SET LOCAL bytea_output = 'escape'"
        )
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    with connection.cursor() as peker:
        peker.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, MDY'")
    assert list(kontroller_sak(sak, NAA, Telling())) == []


@pytest.mark.parametrize(("tabell", "felter"), [("cases_hendelse", HENDELSESFELTER), ("cases_segl", SEGLFELTER)])
def test_kjeden_dekker_hver_kolonne(db: None, tabell: str, felter: dict[str, str]) -> None:
    utenfor = {"cases_hendelse": {"sum"}, "cases_segl": {"sum", "id"}}
    assert set(kolonnetyper(tabell)) - set(felter) == utenfor[tabell]


@pytest.mark.django_db(transaction=True)
def test_to_som_skriver_i_samme_sak_samtidig_gir_en_kjede(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    hver = 20
    sammen = Barrier(4)

    def skriv() -> None:
        try:
            sammen.wait()
            for _gang in range(hver):
                # Without the sak's lock, as a tillegg to a melding writes.
                with transaction.atomic():
                    logg(sak, Hendelsestype.TILLEGG_TIL_MELDING, aktor=roller.rektor, now=NAA, melding="M-1")
        finally:
            connections.close_all()

    traader = [Thread(target=skriv) for _ in range(4)]
    for traad in traader:
        traad.start()
    for traad in traader:
        traad.join()
    assert [lenke for lenke, _, _ in _lenker(sak)] == list(range(1, 4 * hver + 1))
    assert list(kontroller_sak(sak, NAA, Telling())) == []
