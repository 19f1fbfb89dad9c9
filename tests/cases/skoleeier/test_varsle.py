"""Warning skoleeier: in serious cases (§ 12-4), and when an employee may have offended (§ 12-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection
from django.http import Http404
from django.utils.timezone import localdate

from cases.lov.begreper import Fristtype, Steg
from cases.sak.actions import legg_til_involvert
from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Eier, Hendelse, Inhabilitet, Involvert, Kriterium, Sak
from cases.sak.ruting import Involvertdata
from cases.sak.vurdering import les
from cases.skoleeier.actions import grunnlos, varsle_skoleeier
from cases.skoleeier.models import Skoleeiervarsel
from cases.varsling.models import Varsel
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cases.skoleeier.oppsett import FLERE, Type, lukk, send_varsel, varseldata
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

ANSATT = Involvertdata(kategori=Involvert.Kategori.ANSATT, beskrivelse="en vikar i gymtimen")


def _hvem_ser(roller: Rollebesetning, sak: Sak) -> set[str]:
    return {
        navn for navn, person in roller.alle.items() if Sak.objects.visible_to(person, I_DAG).filter(pk=sak.pk).exists()
    }


def _varslet(sak: Sak) -> list[Varsel]:
    return list(Varsel.objects.filter(sak=sak, type=Varseltype.SKOLEEIER_VARSLET))


# -- allowed ---------------------------------------------------------------------------------------------------


def test_et_varsel_om_en_alvorlig_sak_avgjor_samtidig_at_den_er_alvorlig(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert "sektorleder" not in _hvem_ser(roller, sak)
    varsel = send_varsel(roller, sak)
    sak.refresh_from_db()
    assert sak.alvorlig is True
    assert sak.alvorlig_kriterier == varsel.kriterier == [FLERE]
    assert sak.alvorlig_vurdert == NAA
    assert "sektorleder" in _hvem_ser(roller, sak)
    linjer = Hendelse.objects.filter(sak=sak)
    assert {linje.type for linje in linjer} == {
        Hendelsestype.SKOLEEIER_VARSLET,
        Hendelsestype.ALVORLIGHET_VURDERT,
    }
    assert len({linje.handling for linje in linjer}) == 1


def test_hver_sektorleder_faar_ett_varsel_i_innboksen(roller: Rollebesetning) -> None:
    andre = bruker("Andre Sektorleder", (Rolle.SEKTORLEDER, None))
    sak = lag_sak(roller)
    send_varsel(roller, sak)
    assert {v.mottaker for v in _varslet(sak)} == {roller.sektorleder, andre}
    assert not any(v.haster for v in _varslet(sak))


def test_en_inhabil_sektorleder_hoppes_over_uten_spor(roller: Rollebesetning) -> None:
    andre = bruker("Andre Sektorleder", (Rolle.SEKTORLEDER, None))
    sak = lag_sak(roller)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    send_varsel(roller, sak)
    assert [v.mottaker for v in _varslet(sak)] == [andre]


def test_varsel_i_en_12_5_sak_haster_og_gjor_ikke_saken_alvorlig(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    send_varsel(roller, sak, Type.ANSATT)
    sak.refresh_from_db()
    assert sak.alvorlig is None
    assert [v.haster for v in _varslet(sak)] == [True]


def test_varsel_om_ledelsen_tar_saken_fra_skolen_med_en_gang(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    assert {"rektor", "kontaktlarer"} <= _hvem_ser(roller, sak)
    send_varsel(roller, sak, Type.LEDELSE)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert _hvem_ser(roller, sak) == {"sektorleder"}


@pytest.mark.parametrize(
    ("type_", "kriterium"),
    [(Type.STATSFORVALTER, Kriterium.STATSFORVALTER), (Type.FORESATTE, Kriterium.FORESATTE_SKOLEEIER)],
)
def test_statsforvalter_og_foresatte_gjor_saken_alvorlig_av_seg_selv(
    roller: Rollebesetning, type_: Type, kriterium: Kriterium
) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak, type_)
    sak.refresh_from_db()
    assert sak.alvorlig is True
    assert sak.alvorlig_kriterier == varsel.kriterier == [kriterium]
    assert "sektorleder" in _hvem_ser(roller, sak)


def test_et_tidligere_nei_blir_ja_og_begrunnelsen_for_nei_blir_historie(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=False, alvorlig_begrunnelse="Én gang.", alvorlig_vurdert=NAA - timedelta(days=3))
    send_varsel(roller, sak)
    sak.refresh_from_db()
    assert (sak.alvorlig, sak.alvorlig_begrunnelse, sak.alvorlig_vurdert) == (True, "", NAA)


def test_kriteriene_som_alt_er_krysset_av_blir_staaende(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_kriterier=[Kriterium.VAAPEN], alvorlig_vurdert=NAA)
    send_varsel(roller, sak)
    sak.refresh_from_db()
    assert sak.alvorlig_kriterier == [FLERE, Kriterium.VAAPEN]


def test_fristen_for_aa_varsle_blir_til_skoleeiers_frist_for_aa_lese(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_kriterier=[FLERE], alvorlig_vurdert=NAA)
    send_varsel(roller, sak)
    sak.refresh_from_db()
    assert sak.neste_frist is not None
    assert sak.neste_frist_type in {"skoleeier_leser", "forste_handling", "foresatte_informert"}


# -- refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("type_", [Type.ANSATT, Type.LEDELSE])
def test_varsel_om_en_ansatt_krever_at_saken_er_en_12_5_sak(roller: Rollebesetning, type_: Type) -> None:
    with pytest.raises(Regelbrudd) as feil:
        send_varsel(roller, lag_sak(roller), type_)
    assert feil.value.brudd[0].felt == "type"
    assert not Skoleeiervarsel.objects.exists()


def test_varsel_om_alvorlig_sak_uten_kryss_avvises(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        send_varsel(roller, lag_sak(roller), kriterier=())
    assert feil.value.brudd[0].felt == "kriterier"


def test_en_sak_kommunen_leder_varsles_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    with pytest.raises(Regelbrudd, match="leder denne saken selv"):
        varsle_skoleeier(aktor=roller.sektorleder, sak_id=sak.pk, data=varseldata(), now=NAA)


def test_en_avsluttet_sak_varsles_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lukk(roller, sak)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        send_varsel(roller, sak)


def test_rektor_kan_ikke_ha_faatt_vite_det_fram_i_tid(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        send_varsel(roller, lag_sak(roller), laert=NAA + timedelta(minutes=1))
    assert feil.value.brudd[0].felt == "laert"


def test_det_samme_varselet_sendes_ikke_to_ganger(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    send_varsel(roller, sak)
    with pytest.raises(Regelbrudd, match="alt sendt"):
        send_varsel(roller, sak)
    send_varsel(roller, sak, redegjorelse="Nå er det skjedd noe nytt.")
    assert Skoleeiervarsel.objects.count() == 2


def test_uten_en_lovlig_sektorleder_sier_doren_fra_i_stedet_for_aa_tie(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    with pytest.raises(Regelbrudd, match="kommunalsjefen"):
        send_varsel(roller, sak)


@pytest.mark.parametrize("hvem", ["avdelingsleder", "kontaktlarer", "ansatt", "rektor_maere", "sektorleder", "sluttet"])
def test_bare_den_som_leder_saken_kan_varsle(roller: Rollebesetning, hvem: str) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Http404):
        varsle_skoleeier(aktor=roller.alle[hvem], sak_id=sak.pk, data=varseldata(), now=NAA)


def test_alt_eller_ingenting(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with connection.cursor() as markor:
        markor.execute(
            "create function nei() returns trigger language plpgsql as $$ begin raise exception 'nei'; end $$;"
            "create trigger nei before insert on cases_varsel for each row execute function nei()"
        )
    with pytest.raises(DatabaseError, match="nei"):
        send_varsel(roller, sak)
    sak.refresh_from_db()
    assert sak.alvorlig is None
    assert not Skoleeiervarsel.objects.exists()
    assert not Hendelse.objects.exists()


# -- åpenbart grunnløs -----------------------------------------------------------------------------------------


def test_et_12_5_varsel_kan_vaere_aapenbart_grunnlost_med_begrunnelse(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Læreren var ikke på skolen den dagen.", now=NAA)
    sak.refresh_from_db()
    assert sak.apenbart_grunnlos == "Læreren var ikke på skolen den dagen."
    assert Hendelse.objects.get(sak=sak).type == Hendelsestype.VARSEL_GRUNNLOST
    # Skoleeier sees the sak and the reason all the same (L-5.2).
    assert "sektorleder" in _hvem_ser(roller, sak)


def test_grunnlos_gjelder_aldri_elevens_egen_opplevelse(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd, match="§ 12-5"):
        grunnlos(aktor=roller.rektor, sak_id=lag_sak(roller).pk, grunn="Overdrevet.", now=NAA)


def test_grunnlos_uten_begrunnelse_avvises(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        grunnlos(aktor=roller.rektor, sak_id=lag_sak(roller, skjerpet=True).pk, grunn="  ", now=NAA)
    assert feil.value.brudd[0].felt == "grunn"


def test_ledelsen_kan_ikke_gjore_et_varsel_om_seg_selv_grunnlost(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    with pytest.raises(Http404):
        grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Tull.", now=NAA)
    with pytest.raises(Regelbrudd):
        grunnlos(aktor=roller.sektorleder, sak_id=sak.pk, grunn="Tull.", now=NAA)


def test_grunnlos_etter_at_skoleeier_er_varslet_avvises(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    send_varsel(roller, sak, Type.ANSATT)
    with pytest.raises(Regelbrudd, match="alt varslet"):
        grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Likevel ikke.", now=NAA)


@pytest.mark.regel("L-5.2", "L-5.5")
def test_at_ett_varsel_var_grunnlost_gjelder_ikke_den_som_blir_nevnt_senere(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Læreren var ikke på skolen den dagen.", now=NAA)
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=ANSATT, now=NAA)
    sak.refresh_from_db()
    assert sak.apenbart_grunnlos == ""
    assert les(sak, NAA).neste_steg.steg is Steg.VARSLE_SKOLEEIER


@pytest.mark.regel("L-5.2", "L-5.5", "D-10")
def test_rektor_er_ikke_sen_med_aa_varsle_om_den_som_nevnes_etter_et_grunnlost_varsel(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=ANSATT, now=NAA)
    grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Læreren var ikke på skolen den dagen.", now=NAA)
    senere = NAA + timedelta(days=20)
    en_annen = replace(ANSATT, beskrivelse="en assistent")
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=en_annen, now=senere)
    sak.refresh_from_db()
    frist = les(sak, senere).neste_steg.frist
    assert frist is not None
    assert (frist.type, frist.dag, frist.forsinket(senere)) == (Fristtype.SKOLEEIERVARSEL, localdate(senere), False)


@pytest.mark.regel("L-5.2", "L-5.5")
def test_et_varsel_om_alvor_er_ikke_varselet_om_den_ansatte_som_blir_nevnt_etterpaa(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    send_varsel(roller, sak)
    senere = NAA + timedelta(days=3)
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=ANSATT, now=senere)
    sak.refresh_from_db()
    assert les(sak, senere).neste_steg.steg is Steg.VARSLE_SKOLEEIER
    send_varsel(roller, sak, Type.ANSATT, now=senere)
    sak.refresh_from_db()
    assert les(sak, senere).neste_steg.steg is not Steg.VARSLE_SKOLEEIER


@pytest.mark.regel("L-5.2")
def test_skoleeier_faar_beskjed_om_hver_ansatt_som_nevnes_men_ikke_om_et_vitne(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    vitne = Involvertdata(kategori=Involvert.Kategori.ELEV, rolle=Involvert.Rolle.VITNE, elev=roller.annen_elev)
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=vitne, now=NAA)
    assert not _varslet(sak)
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=ANSATT, now=NAA)
    en_annen = replace(ANSATT, beskrivelse="en assistent")
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=en_annen, now=NAA)
    assert [varsel.haster for varsel in _varslet(sak) if varsel.mottaker == roller.sektorleder] == [True, True]


def test_sendes_varselet_likevel_er_det_ikke_lenger_grunnlost(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    grunnlos(aktor=roller.rektor, sak_id=sak.pk, grunn="Først trodde vi det.", now=NAA)
    send_varsel(roller, sak, Type.ANSATT)
    sak.refresh_from_db()
    assert sak.apenbart_grunnlos == ""
