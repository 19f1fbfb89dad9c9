"""The approved documents: complete, read in once, and never changed afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from procedures.actions import bekreft_lest, les_inn_katalog
from procedures.innhold.dokument import Del, flyt
from procedures.innhold.prosedyre_1 import PROSEDYRE_1
from procedures.katalog import DOKUMENTER
from procedures.models import Avsnitt, Prosedyre, Prosedyreversjon
from procedures.visning import blokker
from tests.cast import NAA

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

Status = Prosedyreversjon.Status
DELPLIKTENE = ("folge-med", "gripe-inn", "melde-fra", "skjerpet-plikt", "undersoke", "tiltak", "dokumentere")


def les(roller: Rollebesetning, *dokumenter: object) -> int:
    return les_inn_katalog(aktor=roller.systemet, now=NAA, dokumenter=dokumenter or DOKUMENTER)  # type: ignore[arg-type]


def test_prosedyre_1_har_tre_deler_og_de_sju_delpliktene_i_rekkefolge() -> None:
    assert [tittel.split(":")[0] for tittel, _avsnitt in PROSEDYRE_1.deler] == ["Del 1", "Del 2", "Del 3"]
    del_1 = [avsnitt.anker for avsnitt in PROSEDYRE_1.deler[0][1]]
    assert tuple(del_1[1:]) == DELPLIKTENE
    assert [len(avsnitt) for _tittel, avsnitt in PROSEDYRE_1.deler] == [8, 4, 13]


def test_hvert_avsnitt_om_plikter_har_hjemmel_og_ansvarlig() -> None:
    for _tittel, avsnittene in PROSEDYRE_1.deler[:2]:
        for avsnitt in avsnittene:
            assert avsnitt.hjemmel.startswith("opplæringslova §")
            assert avsnitt.ansvarlig


def test_teksten_har_ingen_linjer_som_er_brutt_midt_i() -> None:
    for dokument in DOKUMENTER:
        for _tittel, avsnittene in dokument.deler:
            for avsnitt in avsnittene:
                for blokk in blokker(flyt(avsnitt.tekst)):
                    assert all(linje == linje.strip() and linje for linje in blokk.linjer)
                    assert blokk.type != "avsnitt" or blokk.linjer[0].lstrip("«")[0].isupper()


def test_brutte_linjer_blir_avsnitt_punkter_og_overskrifter() -> None:
    tekst = flyt(
        """
        Et avsnitt som går
        over to linjer:

        - ett punkt
          som er langt
        - et punkt til

        # En overskrift

        Slutt.
        """
    )
    assert (
        tekst == "Et avsnitt som går over to linjer:\n- ett punkt som er langt\n- et punkt til\n# En overskrift\nSlutt."
    )
    assert [(blokk.type, len(blokk.linjer)) for blokk in blokker(tekst)] == [
        ("avsnitt", 1),
        ("punkter", 2),
        ("overskrift", 1),
        ("avsnitt", 1),
    ]


def test_andre_gang_leses_ingenting_inn(roller: Rollebesetning) -> None:
    assert les(roller) == len(DOKUMENTER)
    antall = (Prosedyre.objects.count(), Prosedyreversjon.objects.count(), Avsnitt.objects.count())
    historie = Prosedyreversjon.history.count()
    assert les(roller) == 0
    assert (Prosedyre.objects.count(), Prosedyreversjon.objects.count(), Avsnitt.objects.count()) == antall
    assert Prosedyreversjon.history.count() == historie
    assert set(Prosedyreversjon.objects.values_list("status", flat=True)) == {Status.GJELDENDE}


def test_en_ny_versjon_avloser_den_gamle_og_krever_ny_bekreftelse(roller: Rollebesetning) -> None:
    les(roller, PROSEDYRE_1)
    bekreft_lest(aktor=roller.ansatt, slug=PROSEDYRE_1.slug, versjon=1, now=NAA)
    ny = replace(PROSEDYRE_1, versjon=2, deler=(("Del 1: Ny", (Del("nytt", "Nytt", "Ny tekst."),)),))
    assert les(roller, PROSEDYRE_1, ny) == 1
    assert dict(Prosedyreversjon.objects.values_list("versjon", "status")) == {1: Status.ERSTATTET, 2: Status.GJELDENDE}
    assert Avsnitt.objects.filter(versjon__versjon=1).count() == 25
    assert not Prosedyreversjon.objects.get(versjon=2).lesebekreftelser.exists()


def test_en_versjon_som_gjelder_senere_venter_til_dagen_kommer(roller: Rollebesetning) -> None:
    kommende = replace(PROSEDYRE_1, versjon=2, gjelder_fra=NAA.date() + timedelta(days=7))
    les(roller, PROSEDYRE_1, kommende)
    assert dict(Prosedyreversjon.objects.values_list("versjon", "status")) == {1: Status.GJELDENDE, 2: Status.KOMMENDE}
    om_en_uke = NAA + timedelta(days=7)
    les_inn_katalog(aktor=roller.systemet, now=om_en_uke, dokumenter=(PROSEDYRE_1, kommende))
    assert dict(Prosedyreversjon.objects.values_list("versjon", "status")) == {1: Status.ERSTATTET, 2: Status.GJELDENDE}


def test_et_avsnitt_kan_verken_endres_eller_slettes(roller: Rollebesetning) -> None:
    les(roller)
    for setning in ("UPDATE procedures_avsnitt SET tekst = 'x'", "DELETE FROM procedures_avsnitt"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_bare_en_versjon_kan_gjelde(roller: Rollebesetning) -> None:
    les(roller, PROSEDYRE_1, replace(PROSEDYRE_1, versjon=2))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as peker:
        peker.execute("UPDATE procedures_prosedyreversjon SET status = 'gjeldende'")


def test_feil_i_katalogen_leser_inn_ingenting(roller: Rollebesetning) -> None:
    feil = replace(PROSEDYRE_1, slug="feil", nummer=2, deler=(("Del 1", (Del("a", "A", ""),)),))
    with pytest.raises(Exception, match="tekst"):
        les(roller, PROSEDYRE_1, feil)
    assert not Prosedyre.objects.exists()


def test_kommandoen_kan_kjores_to_ganger(db: None) -> None:
    ut = StringIO()
    call_command("les_prosedyrer", stdout=ut)
    call_command("les_prosedyrer", stdout=ut)
    assert f"{len(DOKUMENTER)} nye versjoner" in ut.getvalue()
    assert "0 nye versjoner" in ut.getvalue()
