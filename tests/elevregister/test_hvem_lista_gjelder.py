"""Who a line of the list is about: no id gives a sak to another child, and nobody gets a right by a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cases.sak.feil import Regelbrudd
from steinkjer_skolemiljo.organisation.models import (
    Elev,
    Elevliste,
    Foresatt,
    Foresattforhold,
    Gradering,
)
from tests.cast import I_DAG
from tests.elevregister.hjelp import ALLE, FORESATT, HODE, JONAS, NORA, OLA, ta_inn
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


@pytest.mark.parametrize(
    "linjer",
    [
        # The column of ids sorted by itself.
        (NORA.replace("e1", "e2"), JONAS.replace("e2", "e1"), OLA),
        # Twins: the same day of birth.
        (NORA, JONAS, OLA, "t1;Tor;Aas;01.02.2017;egge;4A;4;", "t2;Eva;Aas;01.02.2017;egge;4A;4;"),
    ],
)
def test_en_id_som_er_kommet_til_et_annet_barn_gir_ikke_saken_til_det(
    roller: Rollebesetning, linjer: tuple[str, ...]
) -> None:
    ta_inn(roller, *ALLE, "t1;Eva;Aas;01.02.2017;egge;4A;4;", "t2;Tor;Aas;01.02.2017;egge;4A;4;")
    with pytest.raises(Regelbrudd) as feil:
        ta_inn(roller, *linjer, mange=True)
    assert {b.tekst.partition(":")[0] for b in feil.value.brudd} & {"Linje 2, 3", "Linje 5, 6"}
    # A name is corrected, and a day of birth, each by itself.
    rettet = (NORA.replace("Nora", "Nora Marie"), JONAS.replace("06.05", "07.05"), OLA)
    assert ta_inn(roller, *rettet, mange=True).tall["endret"] == 2


def test_nye_ider_fra_et_nytt_system_er_de_samme_elevene(roller: Rollebesetning) -> None:
    ta_inn(roller, NORA + "kode 6", JONAS, OLA)
    sak = lag_sak(roller)
    liste = ta_inn(roller, *(linje.replace("e", "ny-", 1) for linje in ALLE))
    # To whoever laid it forward, the one at a protected address is new; here she is the one she was.
    assert (liste.status, liste.tall["nye"], liste.tall["endret"], liste.tall["sluttet"]) == ("tatt_inn", 1, 2, 0)
    assert Elev.objects.count() == 3
    sak.elev.refresh_from_db()
    assert (sak.elev.kilde_id, sak.elev.gradering) == ("ny-1", Gradering.STRENGT)
    # Nor does a line too many make an open one of her.
    ta_inn(roller, *(linje.replace("e", "ny-", 1) for linje in ALLE), NORA.replace("e1", "x9"))
    assert {e.gradering for e in Elev.objects.filter(fornavn="Nora")} == {Gradering.STRENGT}


def test_den_med_beskyttet_adresse_slutter_ikke_av_at_et_system_utelater_henne(roller: Rollebesetning) -> None:
    ta_inn(roller, NORA + "fortrolig", JONAS, OLA)
    liste = ta_inn(roller, JONAS, OLA)
    roller.elev.refresh_from_db()
    assert (roller.elev.sluttet, liste.tall["sluttet"]) == (None, 0)
    roller.elev.fodselsdato = date(2010, 12, 31)
    roller.elev.save()
    assert ta_inn(roller, JONAS.replace("Jonas", "Jon"), OLA).tall["sluttet"] == 0
    roller.elev.refresh_from_db()
    assert roller.elev.sluttet == I_DAG


def test_en_beskyttet_elevs_navn_og_id_byttes_ikke_og_arbeideren_sier_ikke_hvem(roller: Rollebesetning) -> None:
    ta_inn(roller, NORA + "kode 6", JONAS, OLA)
    liste = ta_inn(roller, NORA.replace("Nora", "Siri").replace("04.03", "05.03"), JONAS, OLA)
    roller.elev.refresh_from_db()
    assert (liste.status, roller.elev.fornavn) == (Elevliste.Status.STANSET, "Nora")
    assert "Siri" not in liste.grunn


def test_ei_liste_gir_ingen_ny_rett_til_aa_vite_om_en_beskyttet_elev(roller: Rollebesetning) -> None:
    hode = HODE + FORESATT + ";Foresatt 1 bor hos;Foresatt 2 id;Foresatt 2 fornavn;Foresatt 2 etternavn"
    forhold = roller.forelder.forhold.get()
    forhold.foreldreansvar, forhold.bor_hos = False, False
    forhold.save()
    ta_inn(roller, NORA + "kode 6;f1;Kari;Eggen;90000001;ja;ja;f2;Per;Eggen", JONAS + ";f2;Per;Eggen", OLA, hode=hode)
    forhold.refresh_from_db()
    assert (forhold.foreldreansvar, forhold.bor_hos) == (False, False)
    per = Foresattforhold.objects.get(elev=roller.elev, foresatt__fornavn="Per")
    assert (per.foreldreansvar, per.bor_hos, per.informasjon) == (False, False, "paa_foresporsel")
    assert per.uten_rett_til_informasjon


def test_der_skolen_har_begrenset_en_kommer_en_ny_inn_uten_rett(roller: Rollebesetning) -> None:
    forhold = roller.forelder.forhold.get()
    forhold.informasjon, forhold.grunn, forhold.bor_hos, forhold.besoksforbud = "nei", "Dom", False, True
    forhold.save()
    hode = HODE + FORESATT + ";Foresatt 1 bor hos"
    # The same person by another name, and by her own.
    ta_inn(roller, NORA + ";f9;Kari Anne;Eggen;90000001;ja;ja", hode=hode)
    assert Foresattforhold.objects.get(foresatt__kilde_id="f9").uten_rett_til_informasjon
    ta_inn(roller, NORA + ";f1;Kari;Eggen;90000001;ja;ja", hode=hode)
    forhold.refresh_from_db()
    assert (forhold.bor_hos, forhold.besoksforbud) == (False, True)
    # And her id does not come to another: then what is written of her would stand at that one.
    liste = ta_inn(roller, NORA + ";f1;Per;Eggen;90000009;ja;ja", hode=hode)
    roller.forelder.refresh_from_db()
    assert (liste.status, roller.forelder.fornavn) == (Elevliste.Status.STANSET, "Kari")


def test_foresattes_ider_som_er_byttet_om_avvises(roller: Rollebesetning) -> None:
    hode = HODE + FORESATT + ";Foresatt 2 id;Foresatt 2 fornavn;Foresatt 2 etternavn"
    ta_inn(roller, NORA + ";f1;Kari;Eggen;;ja;f2;Per;Eggen", hode=hode)
    with pytest.raises(Regelbrudd, match="tilhører en annen foresatt"):
        ta_inn(roller, NORA + ";f2;Kari;Eggen;;ja;f1;Per;Eggen", hode=hode)
    with pytest.raises(Regelbrudd, match="tilhører en annen foresatt"):
        ta_inn(roller, NORA + ";f1;Ali;Berg;;ja;f2;Per;Eggen", hode=hode)
    # One who marries is who she was.
    ta_inn(roller, NORA + ";f1;Kari;Berg;;ja;f2;Per;Eggen", hode=hode)
    roller.forelder.refresh_from_db()
    assert roller.forelder.etternavn == "Berg"


def test_en_forelders_nummer_lagres_ikke_naar_ett_av_barna_er_beskyttet(roller: Rollebesetning) -> None:
    ta_inn(
        roller,
        JONAS + ";f8;Ida;Berg;90000008;ja",
        NORA + "fortrolig;f8;Ida;Berg;90000008;ja",
        OLA,
        hode=HODE + FORESATT,
    )
    assert Foresatt.objects.get(kilde_id="f8").telefon == ""
