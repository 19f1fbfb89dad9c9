"""The month's unusual looks: what stands there and why, who may read it, and what is kept from whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.leselogg import uvanlig
from cases.leselogg.actions import Vurderingsdata, vurder_oppslag
from cases.leselogg.models import Oppslagsvurdering
from cases.leselogg.uvanlig import Grunn
from cases.melding.mottak_models import Meldingsinhabilitet
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.models import Oppslag
from cases.sak.oppslag import DEN_ANSATTE
from steinkjer_skolemiljo.organisation.models import Elev, Innstilling, Naerstaende, Rolle, Rolletildeling
from tests.cases.leselogg.blikk import DAG, blikk, i_liste, side
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA, OSLO
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from cases.leselogg.uvanlig import Uvanlig
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SIDEN = "/leselogg/"
NOVEMBER = date(2026, 11, 1)
LESERE = ("personvernombud", "sektorleder", "kommunalsjef")


def funn(leser: Bruker, forste: date = NOVEMBER) -> list[Uvanlig]:
    return uvanlig.maaned(leser, forste, dag=I_DAG).funn


def grunner(leser: Bruker) -> set[Grunn]:
    return {arsak.grunn for rad in funn(leser) for arsak in rad.arsaker}


@pytest.fixture
def leder(roller: Rollebesetning) -> Bruker:
    """Leader with authority at Egge: may open every sak there, and has a task in none."""
    Rolletildeling.objects.create(
        bruker=roller.avdelingsleder, rolle=Rolle.AVDELINGSLEDER, skole=roller.egge, fra=date(2026, 1, 1), fullmakt=True
    )
    return roller.avdelingsleder


def elever(roller: Rollebesetning, hvor_mange: int) -> list[Elev]:
    return [
        Elev.objects.create(
            fornavn=f"Elev{n}",
            etternavn="Sand",
            fodselsdato=date(2016, 1, 1),
            skole=roller.egge,
            klasse=roller.klasse,
            sokenavn=f"elev{n} sand",
        )
        for n in range(hvor_mange)
    ]


def test_en_uten_oppgave_staar_der_med_grunnen_i_ord(roller: Rollebesetning, leder: Bruker) -> None:
    sak = lag_sak(roller)
    blikk(sak, leder)
    blikk(sak, leder, naar=NAA + timedelta(minutes=5), hva="tiltaksplan")
    blikk(sak, roller.rektor)
    (rad,) = funn(roller.personvernombud)
    assert (rad.bruker, rad.sak, rad.dag, rad.antall, rad.rolle) == (leder, sak, I_DAG, 2, "Skolens ledelse")
    assert [arsak.navn for arsak in rad.arsaker] == ["Uten oppgave i saken"]
    assert "rett til å åpne saken" in rad.arsaker[0].forklaring


def test_natt_og_helligdag_ogsaa_for_den_som_har_oppgave(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    blikk(sak, roller.rektor, naar=datetime(2026, 11, 3, 22, 0, tzinfo=OSLO))
    blikk(sak, roller.rektor, naar=datetime(2026, 11, 4, 5, 59, tzinfo=OSLO))
    blikk(sak, roller.rektor, naar=datetime(2026, 11, 5, 21, 59, tzinfo=OSLO))
    blikk(sak, roller.rektor, naar=datetime(2026, 11, 6, 6, 0, tzinfo=OSLO))
    assert {rad.dag.day for rad in funn(roller.personvernombud)} == {3, 4}
    blikk(sak, roller.rektor, naar=datetime(2026, 5, 17, 12, 0, tzinfo=OSLO))
    (rad,) = funn(roller.personvernombud, date(2026, 5, 1))
    assert [arsak.grunn for arsak in rad.arsaker] == [Grunn.HELLIGDAG]


def test_et_nodinnsyn_staar_med_begrunnelsen(roller: Rollebesetning) -> None:
    blikk(lag_sak(roller), roller.sektorleder, rolle="nodinnsyn", grunn="Far ringte")
    (rad,) = funn(roller.kommunalsjef)
    assert [(arsak.grunn, arsak.forklaring) for arsak in rad.arsaker] == [
        (Grunn.NODINNSYN, "Begrunnelsen var: «Far ringte»")
    ]


def test_den_saken_siden_ble_stengt_for_staar_der_uten_at_grunnen_sies(
    client: Client, roller: Rollebesetning, leder: Bruker
) -> None:
    naer, meldt = lag_sak(roller, ansvarlig=leder), lag_sak(roller, elev=roller.annen_elev, ansvarlig=leder)
    for sak in (naer, meldt):
        blikk(sak, leder)
    assert not funn(roller.personvernombud)
    Naerstaende.objects.create(bruker=leder, elev=roller.elev, relasjon="tante")
    anklag(meldt, leder)
    assert {(rad.sak, *(arsak.grunn for arsak in rad.arsaker)) for rad in funn(roller.personvernombud)} == {
        (naer, Grunn.STENGT),
        (meldt, Grunn.STENGT),
    }
    innhold = side(client, roller.personvernombud, SIDEN)
    for hemmelig in ("tante", "Nora", "Jonas", "krenket", "inhabil"):
        assert hemmelig not in innhold


def test_den_som_leste_meldingen_foer_saken_ble_stengt_staar_der_ogsaa(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak)
    natt = datetime(2026, 11, 4, 23, 0, tzinfo=OSLO)
    blikk(None, roller.rektor, hva="melding", melding_nummer=melding.nummer)
    blikk(None, roller.rektor, hva="melding", melding_nummer=melding.nummer, naar=natt)
    (rad,) = funn(roller.personvernombud)
    assert (rad.sak, [arsak.grunn for arsak in rad.arsaker]) == (sak, [Grunn.NATT])
    Naerstaende.objects.create(bruker=roller.rektor, elev=roller.elev, relasjon="far")
    assert [{arsak.grunn for arsak in rad.arsaker} for rad in funn(roller.personvernombud)] == [
        {Grunn.STENGT},
        {Grunn.NATT, Grunn.STENGT},
    ]
    for leser in (roller.personvernombud, roller.kommunalsjef):
        assert vurder_oppslag(aktor=leser, data=data(sak, roller.rektor), now=NAA).sak == sak


def test_oppslag_i_en_melding_som_er_stengt_for_den_som_leser_loggen_er_ikke_med(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak)
    natt = datetime(2026, 11, 4, 23, 0, tzinfo=OSLO)
    blikk(None, roller.rektor, hva="melding", melding_nummer=melding.nummer, naar=natt)
    assert funn(roller.sektorleder)
    Meldingsinhabilitet.objects.create(melding=melding, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    assert not funn(roller.sektorleder)
    assert funn(roller.personvernombud)


def test_den_som_leste_et_framlegg_roper_ikke_ut_at_hun_er_meldt(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    blikk(sak, roller.anklaget, rolle="den_ansatte", hva="dokument", grunn="Framlegg", naar=NAA + timedelta(hours=14))
    for leser in LESERE:
        assert not funn(getattr(roller, leser))
    assert "Anklaget" not in side(client, roller.personvernombud, SIDEN + "?vis=alle")


def test_mange_saker_pa_en_time(roller: Rollebesetning) -> None:
    Innstilling.objects.create(nokkel="leselogg_mange_saker", verdi="4", gjelder_fra=date(2026, 1, 1))
    saker = [lag_sak(roller, elev=elev) for elev in elever(roller, 5)]
    for n, sak in enumerate(saker):
        # Five in a day, but never four within an hour.
        blikk(sak, roller.rektor, naar=NAA - DAG + timedelta(minutes=25 * n))
        blikk(sak, roller.rektor, naar=NAA + timedelta(minutes=14 * n))
    (rad,) = funn(roller.personvernombud)
    assert (rad.sak, rad.dag, rad.arsaker[0].grunn) == (None, I_DAG, Grunn.MANGE_SAKER)
    assert rad.arsaker[0].forklaring == "Åpnet 5 forskjellige saker på en time."


def test_mange_elever_i_sok(roller: Rollebesetning) -> None:
    Innstilling.objects.create(nokkel="leselogg_mange_elever", verdi="10", gjelder_fra=date(2026, 1, 1))
    for start in (1, 9):
        blikk(
            None,
            roller.ansatt,
            rolle="ansatt",
            hva="liste",
            liste="elevsok",
            antall=8,
            viste_elever=list(range(start, start + 8)),
        )
    (rad,) = funn(roller.sektorleder)
    assert rad.arsaker[0].forklaring == "Søkte fram 16 forskjellige elever på en dag."


def test_lister_og_andre_maneder_er_ikke_med(roller: Rollebesetning, leder: Bruker) -> None:
    sak = lag_sak(roller)
    i_liste(sak, leder)
    blikk(sak, leder, naar=datetime(2026, 10, 31, 23, 59, tzinfo=OSLO))
    blikk(sak, leder, naar=datetime(2026, 12, 1, 0, 0, tzinfo=OSLO))
    assert not funn(roller.personvernombud)
    assert len(funn(roller.personvernombud, date(2026, 12, 1))) == 1


# Who may read what.


@pytest.mark.parametrize("hvem", LESERE)
def test_de_tre_leser_loggen_og_ser_aldri_eleven(
    client: Client, roller: Rollebesetning, leder: Bruker, hvem: str
) -> None:
    sak = lag_sak(roller)
    blikk(sak, leder)
    innhold = side(client, getattr(roller, hvem), SIDEN)
    for ventet in (sak.nummer, "Egge skole", "Avdelings Leder", "Skolens ledelse", "kl. 09:00", "Uten oppgave i saken"):
        assert ventet in innhold
    for hemmelig in ("Nora", "Eggen", "5A,", "(5A)", ">5A"):
        assert hemmelig not in innhold
    assert ">Leselogg</a>" in innhold


def test_for_alle_andre_finnes_den_ikke(client: Client, roller: Rollebesetning) -> None:
    for navn, person in roller.alle.items():
        if navn in {*LESERE, "systemet"}:
            continue
        side(client, person, SIDEN, status=404)
        assert "/leselogg/" not in side(client, person, "/")


def test_sektorleder_ser_ikke_rader_om_saker_som_er_nektet_eller_som_kommunalsjefen_leder(
    client: Client, roller: Rollebesetning, leder: Bruker
) -> None:
    mot_sektorleder = lag_sak(roller, ledelse=True, eier="kommunalsjef")
    anklag(mot_sektorleder, roller.sektorleder)
    naer = lag_sak(roller, elev=roller.annen_elev)
    Naerstaende.objects.create(bruker=roller.sektorleder, elev=roller.annen_elev, relasjon="onkel")
    for sak in (mot_sektorleder, naer):
        blikk(sak, leder)
    assert not funn(roller.sektorleder)
    innhold = side(client, roller.sektorleder, SIDEN)
    assert "ble saker åpnet 0 ganger" in innhold
    assert mot_sektorleder.nummer not in innhold
    for leser in (roller.kommunalsjef, roller.personvernombud):
        assert {rad.sak for rad in funn(leser)} == {mot_sektorleder, naer}


def test_ingen_leser_oppslagene_til_den_som_star_over(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    blikk(sak, roller.kommunalsjef, rolle="kommunalsjef", naar=NAA + timedelta(hours=14))
    assert not funn(roller.sektorleder)
    assert len(funn(roller.personvernombud)) == 1


def test_personvernombudet_leser_ikke_om_eget_barns_sak(roller: Rollebesetning, leder: Bruker) -> None:
    Naerstaende.objects.create(bruker=roller.personvernombud, elev=roller.elev, relasjon="mor")
    blikk(lag_sak(roller), leder)
    assert not funn(roller.personvernombud)


def test_saken_er_en_lenke_bare_for_den_som_kan_apne_den(client: Client, roller: Rollebesetning, leder: Bruker) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    blikk(sak, leder)
    lenke = f'href="{reverse("sak:vis", args=[sak.nummer])}"'
    assert lenke in side(client, roller.sektorleder, SIDEN)
    for person in (roller.personvernombud, roller.kommunalsjef):
        assert lenke not in side(client, person, SIDEN)


def test_a_lese_loggen_noteres_ogsa_nar_den_er_tom(client: Client, roller: Rollebesetning, leder: Bruker) -> None:
    side(client, roller.personvernombud, SIDEN)
    rad = Oppslag.objects.get(bruker=roller.personvernombud)
    assert (rad.hva, rad.liste, rad.antall, rad.rolle, rad.sak) == ("leselogg", "leselogg", 0, "personvernombud", None)
    sak = lag_sak(roller)
    blikk(sak, leder)
    side(client, roller.personvernombud, SIDEN)
    assert Oppslag.objects.filter(bruker=roller.personvernombud).first().viste_saker == [sak.pk]  # type: ignore[union-attr]


def test_personvernombudets_forside_viser_veien_til_loggen(
    client: Client, roller: Rollebesetning, leder: Bruker
) -> None:
    assert "Ingen uvanlige oppslag venter" in side(client, roller.personvernombud, "/")
    blikk(lag_sak(roller), leder)
    innhold = side(client, roller.personvernombud, "/")
    assert "1 uvanlig oppslag" in innhold
    assert "Åpne leseloggen" in innhold
    assert "Ingenting venter på deg" not in innhold
    assert "Nora" not in innhold


def test_siden_koster_like_mye_med_fa_og_mange(client: Client, roller: Rollebesetning, leder: Bruker) -> None:
    Innstilling.objects.create(nokkel="leselogg_mange_saker", verdi="2", gjelder_fra=date(2026, 1, 1))
    saker = [lag_sak(roller, elev=elev) for elev in elever(roller, 30)]
    for sak in saker[:2]:
        blikk(sak, leder)
    en = antall(client, roller.sektorleder, SIDEN)
    for n, sak in enumerate(saker):
        blikk(sak, leder, naar=NAA - timedelta(hours=n))
        blikk(sak, roller.rektor, naar=NAA - timedelta(days=n % 9, hours=11))
    assert antall(client, roller.sektorleder, SIDEN) == en <= 45


# Assessing.


def data(sak: Sak | None, person: Bruker, **endret: Any) -> Vurderingsdata:
    return Vurderingsdata(
        **{
            "bruker_id": person.pk,
            "sak_nummer": sak.nummer if sak else "",
            "dag": I_DAG,
            "utfall": Oppslagsvurdering.Utfall.FORKLART,
            "notat": "Var vikar for rektor den dagen.",
            **endret,
        }
    )


def test_en_vurdering_star_ved_oppslaget_og_tar_det_ut_av_lista(
    client: Client, roller: Rollebesetning, leder: Bruker
) -> None:
    sak = lag_sak(roller)
    blikk(sak, leder)
    vurder_oppslag(aktor=roller.personvernombud, data=data(sak, leder), now=NAA)
    assert sak.nummer not in side(client, roller.sektorleder, SIDEN)
    innhold = side(client, roller.sektorleder, SIDEN + "?vis=alle")
    assert "Var vikar for rektor den dagen." in innhold
    assert "Person Vernombud" in innhold
    assert "0 er ikke vurdert" in innhold
    # A second opinion is added; the first stays.
    vurder_oppslag(
        aktor=roller.kommunalsjef,
        data=data(sak, leder, utfall=Oppslagsvurdering.Utfall.FOLGES_OPP, notat="Snakker med lederen."),
        now=NAA + DAG,
    )
    (rad,) = funn(roller.sektorleder)
    assert [vurdering.utfall for vurdering in rad.vurderinger] == ["folges_opp", "forklart"]


def test_ingen_vurderer_egne_oppslag(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    blikk(sak, roller.sektorleder, rolle="skoleeier")
    with pytest.raises(Regelbrudd):
        vurder_oppslag(aktor=roller.sektorleder, data=data(sak, roller.sektorleder), now=NAA)
    assert "Dette er dine egne oppslag" in side(client, roller.sektorleder, SIDEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Oppslagsvurdering.objects.create(
            bruker=roller.sektorleder,
            sak=sak,
            dag=I_DAG,
            utfall="forklart",
            notat="x",
            vurdert=NAA,
            vurdert_av=roller.sektorleder,
        )


def test_ingen_vurderer_det_de_ikke_kan_lese_om(roller: Rollebesetning, leder: Bruker) -> None:
    skjult = lag_sak(roller, ledelse=True, eier="kommunalsjef")
    sak = lag_sak(roller, elev=roller.annen_elev)
    for hver in (skjult, sak):
        blikk(hver, leder)
    blikk(sak, roller.kommunalsjef, rolle="kommunalsjef")
    for aktor, hva in (
        (roller.sektorleder, data(skjult, leder)),
        (roller.sektorleder, data(sak, roller.kommunalsjef)),
        (roller.rektor, data(sak, leder)),
        (roller.ansatt, data(sak, leder)),
        (roller.personvernombud, data(sak, roller.ansatt)),
        (roller.personvernombud, data(sak, leder, dag=I_DAG - timedelta(days=1))),
        (roller.personvernombud, data(sak, leder, sak_nummer="2026-9999")),
    ):
        with pytest.raises(IkkeFunnet):
            vurder_oppslag(aktor=aktor, data=hva, now=NAA)
    assert not Oppslagsvurdering.objects.exists()


def test_svaret_paa_en_vurdering_forteller_ikke_hvem_som_fikk_et_framlegg(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    blikk(sak, roller.ansatt, rolle=DEN_ANSATTE, hva="dokument")
    for hva in (data(sak, roller.ansatt), data(None, roller.ansatt)):
        with pytest.raises(IkkeFunnet):
            vurder_oppslag(aktor=roller.personvernombud, data=hva, now=NAA)


def test_svaret_paa_en_vurdering_paa_tvers_forteller_ikke_om_saker_man_ikke_kan_lese_om(
    roller: Rollebesetning, leder: Bruker
) -> None:
    blikk(lag_sak(roller, ledelse=True, eier="kommunalsjef"), leder)
    with pytest.raises(IkkeFunnet):
        vurder_oppslag(aktor=roller.sektorleder, data=data(None, leder), now=NAA)
    blikk(None, leder, hva="liste", liste="elevsok", antall=1, viste_elever=[roller.elev.pk])
    vurder_oppslag(aktor=roller.sektorleder, data=data(None, leder), now=NAA)


def _send(client: Client, person: Bruker, rad: Uvanlig, **felter: str) -> HttpResponse:
    nokkel = rad.nokkel
    verdier = {
        "bruker": str(rad.bruker.pk),
        "sak": rad.sak.nummer if rad.sak else "",
        "dag": rad.dag.isoformat(),
        **felter,
    }
    client.force_login(person)
    with time_machine.travel(NAA, tick=False):
        return client.post(  # type: ignore[return-value]
            reverse("leselogg:vurder") + "?vis=alle",
            {"funn": nokkel, **{f"{nokkel}-{navn}": verdi for navn, verdi in verdier.items()}},
        )


def test_skjemaet_lagrer_og_forer_tilbake_til_samme_liste(
    client: Client, roller: Rollebesetning, leder: Bruker
) -> None:
    blikk(lag_sak(roller), leder)
    (rad,) = funn(roller.personvernombud)
    svar = _send(client, roller.personvernombud, rad, utfall="forklart", notat="Spurte. Hun var vikar.")
    assert svar.headers["Location"] == "/leselogg/?vis=alle"
    assert Oppslagsvurdering.objects.get().notat == "Spurte. Hun var vikar."


def test_uten_notat_422_og_det_som_er_valgt_star(client: Client, roller: Rollebesetning, leder: Bruker) -> None:
    blikk(lag_sak(roller), leder)
    (rad,) = funn(roller.personvernombud)
    svar = _send(client, roller.personvernombud, rad, utfall="ikke_behov", notat="  ")
    assert svar.status_code == 422
    innhold = svar.content.decode()
    assert "Fyll ut dette feltet." in innhold
    assert 'value="ikke_behov"' in innhold
    assert "checked" in innhold
    assert not Oppslagsvurdering.objects.exists()


def test_en_vurdering_endres_og_slettes_aldri(roller: Rollebesetning, leder: Bruker) -> None:
    sak = lag_sak(roller)
    blikk(sak, leder)
    vurder_oppslag(aktor=roller.personvernombud, data=data(sak, leder), now=NAA)
    for setning in ("UPDATE cases_oppslagsvurdering SET notat = 'x'", "DELETE FROM cases_oppslagsvurdering"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_gale_filtre_gir_denne_maneden(client: Client, roller: Rollebesetning) -> None:
    for galt in ("?maaned=2026-13", "?maaned=x&grunn=y&vis=z", "?side=-1"):
        assert "november 2026" in side(client, roller.personvernombud, SIDEN + galt)
