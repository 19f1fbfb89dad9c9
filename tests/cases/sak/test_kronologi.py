"""The log: rows written by hand, corrected by new ones, some for the leaders alone; and what the filters find."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cases.dossier import kronologi as dossiets
from cases.lov.begreper import Delplikt
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.kronologi import actions
from cases.sak.kronologi.actions import Notatdata, Slag
from cases.sak.kronologi.models import Loggnotat
from cases.sak.kronologi.queries import GRUPPENAVN, GRUPPER, MASKINENS
from cases.sak.tilstand import krev_versjon
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

TELEFON = Notatdata(slag=Slag.TELEFON, dato=I_DAG, med_hvem="Mor", tekst="Mor ringte og var urolig.")


def noter(sak: Sak, aktor: Bruker, data: Notatdata = TELEFON) -> Loggnotat:
    return actions.noter(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def loggen(client: Client, leser: Bruker, sak: Sak, **filter_: Any) -> str:
    client.force_login(leser)
    with time_machine.travel(NAA, tick=False):
        return client.get(reverse("sak:logg", args=[sak.nummer]), filter_).content.decode()


def test_en_telefon_staar_i_loggen_med_begge_tider(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    notat = noter(sak, roller.rektor, replace(TELEFON, dato=I_DAG - timedelta(days=1), klokka=time(14, 5)))
    hendelse = sak.hendelser.get()
    assert (hendelse.type, hendelse.objekt_id, hendelse.data) == (
        "notat_telefon",
        notat.pk,
        {"delplikt": "dokumentere"},
    )
    side = loggen(client, roller.rektor, sak)
    for ord_ in (
        "Telefonsamtale.",
        "Med Mor.",
        "Mor ringte og var urolig.",
        "9. november 2026, 14:05",
        "skrevet inn 10. november 2026",
    ):
        assert ord_ in side


@pytest.mark.parametrize(
    ("feil", "felt"),
    [({"dato": I_DAG + timedelta(days=1)}, "dato"), ({"klokka": time(23)}, "klokka"), ({"tekst": " "}, "tekst")],
)
def test_det_som_noteres_har_hendt_og_sier_noe(roller: Rollebesetning, feil: dict[str, Any], felt: str) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as brudd:
        noter(sak, roller.rektor, replace(TELEFON, **feil))
    assert [b.felt for b in brudd.value.brudd] == [felt]
    with pytest.raises(Regelbrudd, match="avsluttet"):
        noter(lag_sak(roller, elev=roller.annen_elev, avsluttet=NAA), roller.rektor)
    with siste_skriving_nektes():
        noter(sak, roller.rektor)
    assert not Loggnotat.objects.exists()


def test_den_som_ikke_ser_saken_finner_den_ikke_og_den_som_bare_leser_noterer_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    for fremmed in (roller.rektor_maere, roller.ansatt, roller.kontaktlarer, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            noter(sak, fremmed)
    with pytest.raises(IkkeTilgang):
        noter(sak, roller.sektorleder)


def test_en_rettelse_er_en_ny_rad_og_ingenting_kan_endres(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    notat = noter(sak, roller.rektor)
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk, "now": NAA}
    ny = actions.rett_notat(notat_id=notat.pk, data=replace(TELEFON, tekst="Far ringte."), **felles)
    assert ny.rettelse_av == notat
    with pytest.raises(Regelbrudd, match="alt rettet"):
        actions.rett_notat(notat_id=notat.pk, data=TELEFON, **felles)
    with pytest.raises(IkkeFunnet):
        actions.rett_notat(notat_id=999_999, data=TELEFON, **felles)
    for setning in ("UPDATE cases_loggnotat SET tekst = 'x'", "DELETE FROM cases_loggnotat"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
    side = loggen(client, roller.rektor, sak)
    assert "Rettelse" in side
    assert "Slik sto det" in side
    assert "Mor ringte og var urolig." in side


def test_det_som_er_for_lederne_ser_ikke_kontaktlarer_spor_av(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    for_ledere = replace(TELEFON, tekst="Om den ansatte.", for_ledere=True)
    with pytest.raises(IkkeTilgang):
        noter(sak, roller.kontaktlarer, for_ledere)
    uten = loggen(client, roller.kontaktlarer, sak)
    notat = noter(sak, roller.rektor, for_ledere)
    assert "Om den ansatte." in loggen(client, roller.rektor, sak)
    side = loggen(client, roller.kontaktlarer, sak)
    assert "Om den ansatte." not in side
    assert "Rektor Egge</option>" not in side, "heller ikke som en som har gjort noe"
    assert len(side) == len(uten)
    with time_machine.travel(NAA, tick=False):
        assert client.get(reverse("sak:rett_notat", args=[sak.nummer, notat.pk])).status_code == 404
    # Corrected, it stays the leaders'.
    actions.rett_notat(
        aktor=roller.rektor, sak_id=sak.pk, notat_id=notat.pk, data=replace(TELEFON, tekst="Ny"), now=NAA
    )
    assert sak.hendelser.values_list("type", flat=True)[0] == "notat_for_ledere"


def test_det_som_rettes_til_aa_vaere_for_lederne_blir_ikke_staaende_for_de_andre(
    roller: Rollebesetning, client: Client
) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    tomt = loggen(client, roller.kontaktlarer, sak)
    notater = [noter(sak, roller.kontaktlarer, replace(TELEFON, tekst="Zqom den ansatte."))]
    for ny in (TELEFON, replace(TELEFON, tekst="Zqogsaa", for_ledere=True)):
        rettet = actions.rett_notat(
            aktor=roller.rektor, sak_id=sak.pk, notat_id=notater[-1].pk, data=replace(ny, med_hvem="Zqfar"), now=NAA
        )
        notater.append(rettet)
    assert loggen(client, roller.rektor, sak).count("Zq") >= len(notater)
    side = loggen(client, roller.kontaktlarer, sak)
    assert "Zq" not in side
    assert len(side) == len(tomt)
    for notat in notater:
        with time_machine.travel(NAA, tick=False):
            assert client.get(reverse("sak:rett_notat", args=[sak.nummer, notat.pk])).status_code == 404
        with pytest.raises(IkkeFunnet):
            actions.rett_notat(aktor=roller.kontaktlarer, sak_id=sak.pk, notat_id=notat.pk, data=TELEFON, now=NAA)
    # Nor does it go out of the house.
    assert not [linje for linje in dossiets.les(sak, {}) if "Zq" in linje.tekst or TELEFON.tekst in linje.tekst]
    assert [linje for linje in dossiets.les(sak, {}, alt=True) if "Zq" in linje.tekst]


def test_loggen_filtreres_paa_hvem_hva_og_delplikt(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    noter(sak, roller.rektor)
    noter(sak, roller.kontaktlarer, Notatdata(Slag.AVTALE, I_DAG, "Møtes ved porten.", delplikt=Delplikt.GRIPE_INN))
    logg(sak, Hendelsestype.OBSERVASJON, aktor=roller.rektor, now=NAA)
    logg(sak, Hendelsestype.FRIST_REGNET_OM, aktor=roller.systemet, now=NAA, grunn="målet", frister="Ny frist")

    def ser(**filter_: Any) -> set[str]:
        side = loggen(client, roller.rektor, sak, **filter_).split('id="loggen"')[1]
        return {
            navn for navn in ("Mor ringte", "Møtes ved porten", "Observasjon.", "Fristen ble regnet") if navn in side
        }

    assert ser() == {"Mor ringte", "Møtes ved porten", "Observasjon."}, "maskinen holder seg unna"
    assert ser(hva="maskinen") == {"Fristen ble regnet"}
    assert ser(hvem=roller.kontaktlarer.pk) == {"Møtes ved porten"}
    assert ser(hva="undersokelse") == {"Observasjon."}
    assert ser(plikt="gripe_inn") == {"Møtes ved porten"}
    assert ser(plikt="folge_med") == {"Observasjon."}
    assert ser(hva="tull", hvem="tull") == ser()
    assert ser(hva="tiltak") == set()


def test_ingen_hendelse_staar_i_to_grupper() -> None:
    assert set(GRUPPER) == set(GRUPPENAVN)
    sett = [type_ for navn, typer in GRUPPER.items() if navn != "hjemmet" for type_ in typer]
    assert len(sett) == len(set(sett))
    assert GRUPPER["maskinen"] == MASKINENS


def test_skjemaet_paa_siden_og_loggen_koster_like_mye_med_mange(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    adresse = reverse("sak:noter", args=[sak.nummer])
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        svar = client.post(adresse, {"slag": "mote", "dato": "2026-11-12", "tekst": "Møtte far."})
        assert svar.status_code == 422
        assert "Møtte far." in svar.content.decode()
        data = {"slag": "mote", "dato": "2026-11-10", "tekst": "Møtte far."}
        assert client.post(adresse, data).status_code == 302
        svar = client.post(adresse, data, headers={"HX-Request": "true"})
        assert "Raden står i loggen." in svar.content.decode()
    en = antall(client, roller.rektor, reverse("sak:logg", args=[sak.nummer]))
    for _ in range(20):
        noter(sak, roller.rektor)
    assert antall(client, roller.rektor, reverse("sak:logg", args=[sak.nummer])) == en


def test_den_som_skrev_samtidig_faar_vite_naar_etter_klokka_her(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    siste = sak.history.latest()
    naar = date_format(localtime(siste.history_date), r"j. F Y \k\l. H:i")
    with pytest.raises(Foreldet, match=f"En annen lagret endringer her {naar}, mens du skrev"):
        krev_versjon(sak, sak.versjon + 1)
