"""Which looks a task explains, and which someone should ask about. Pure: no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.leselogg.oppgave import Begrunnelse, Blikk, Oppgave, Periode, Tilknytning, oppgave
from cases.lov.kalender import OSLO

TID = datetime(2026, 11, 10, 9, 0, tzinfo=OSLO)
DAG = timedelta(days=1)
BLIKK = Blikk(tid=TID, rolle="skoleleder")
PAGAAR = (Periode(TID - DAG),)
OVER = (Periode(TID - 20 * DAG, TID - DAG),)


@pytest.mark.parametrize(
    ("knyttet", "ventet"),
    [
        (Tilknytning(ansvarlig=PAGAAR), Oppgave.SAKSANSVARLIG),
        (Tilknytning(rektor=PAGAAR), Oppgave.REKTOR),
        (Tilknytning(tiltak=PAGAAR), Oppgave.TILTAK),
        (Tilknytning(mottak=PAGAAR), Oppgave.MOTTAK),
    ],
)
def test_en_oppgave_som_pagaar_forklarer_oppslaget(knyttet: Tilknytning, ventet: Oppgave) -> None:
    assert oppgave(BLIKK, knyttet) == Begrunnelse(ventet)


def test_en_oppgave_som_er_over_forklarer_det_ikke() -> None:
    assert oppgave(BLIKK, Tilknytning(ansvarlig=OVER, rektor=OVER, tiltak=OVER, mottak=OVER, varsler=OVER)) is None


def test_en_leder_uten_noe_med_saken_a_gjore_har_ingen_oppgave() -> None:
    assert oppgave(BLIKK, Tilknytning()) is None


@pytest.mark.parametrize(
    ("dager", "forklart"), [(-30, True), (-31, False), (-1, True), (7, True), (8, False), (0, True)]
)
def test_den_som_arbeidet_i_saken_30_dager_for_eller_7_dager_etter_hadde_en_oppgave(
    *, dager: int, forklart: bool
) -> None:
    gjort = TID + dager * DAG
    funnet = oppgave(BLIKK, Tilknytning(handlinger=(gjort,)))
    assert funnet == (Begrunnelse(Oppgave.ARBEIDET, gjort.date()) if forklart else None)


def test_den_naermeste_handlingen_er_den_som_nevnes() -> None:
    funnet = oppgave(BLIKK, Tilknytning(handlinger=(TID - 20 * DAG, TID + 2 * DAG, TID + 6 * DAG)))
    assert funnet == Begrunnelse(Oppgave.ARBEIDET, date(2026, 11, 12))


@pytest.mark.parametrize(
    ("rolle", "ventet"),
    [
        ("saksleder_skoleeier", Oppgave.LEDER_SAKEN),
        ("kommunalsjef", Oppgave.LEDER_SAKEN),
        ("settesaksbehandler", Oppgave.LEDER_SAKEN),
        ("den_ansatte", Oppgave.FRAMLEGG),
        ("ny_skole", Oppgave.OVERFORT),
        ("kontaktlarer", Oppgave.KONTAKTLARER),
        ("skrivetilgang", Oppgave.TILGANG),
        ("lesetilgang", Oppgave.TILGANG),
    ],
)
def test_noen_roller_er_en_oppgave_i_seg_selv(rolle: str, ventet: Oppgave) -> None:
    assert oppgave(replace(BLIKK, rolle=rolle), Tilknytning()) == Begrunnelse(ventet)


def test_en_tilgang_sier_hvor_lenge_den_varte() -> None:
    knyttet = Tilknytning(tilgang=(Periode(TID - DAG, TID + 30 * DAG),))
    funnet = oppgave(replace(BLIKK, rolle="lesetilgang"), knyttet)
    assert funnet == Begrunnelse(Oppgave.TILGANG, date(2026, 12, 10))


def test_skoleeier_har_en_oppgave_til_varselet_er_vurdert() -> None:
    knyttet = Tilknytning(varsler=PAGAAR)
    assert oppgave(replace(BLIKK, rolle="skoleeier"), knyttet) == Begrunnelse(Oppgave.SKOLEEIERVARSEL)
    assert oppgave(replace(BLIKK, rolle="skoleeier"), Tilknytning(varsler=OVER)) is None
    # A notice to skoleeier is no task for anyone else.
    assert oppgave(BLIKK, knyttet) is None


def test_et_nodinnsyn_forklares_av_begrunnelsen_og_ikke_av_en_oppgave() -> None:
    alt = Tilknytning(ansvarlig=PAGAAR, rektor=PAGAAR, tiltak=PAGAAR, handlinger=(TID,))
    assert oppgave(replace(BLIKK, rolle="nodinnsyn"), alt) is None


@given(
    st.lists(st.integers(-60, 60), max_size=5),
    st.lists(st.tuples(st.integers(-60, 0), st.integers(0, 60)), max_size=3),
    st.sampled_from(["skoleleder", "skoleeier", "ansatt", ""]),
)
def test_mer_tilknytning_tar_aldri_oppgaven_bort(
    handlinger: list[int], perioder: list[tuple[int, int]], rolle: str
) -> None:
    litt = Tilknytning(handlinger=tuple(TID + n * DAG for n in handlinger[1:]))
    mer = Tilknytning(
        handlinger=tuple(TID + n * DAG for n in handlinger),
        tiltak=tuple(Periode(TID + fra * DAG, TID + til * DAG) for fra, til in perioder),
    )
    blikk = Blikk(tid=TID, rolle=rolle)
    if oppgave(blikk, litt) is not None:
        assert oppgave(blikk, mer) is not None
