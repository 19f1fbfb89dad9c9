"""The ladder in a real sak: who is told, once each, and never one who may not know."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from cases.lov.begreper import Kriterium
from cases.melding.models import Meldingsutkast
from cases.sak.models import Eier, Fase, Inhabilitet, Sak
from cases.skoleeier.models import Skoleeiervarsel
from cases.varsling.models import Varsel
from cases.varsling.sveip import oppdater_frister, rydd_utkast, sveip
from cases.varsling.tekster import setning
from steinkjer_skolemiljo.organisation.models import Naerstaende, Rolle, Rolletildeling, Skolefri, Skolerute
from tests.cases.varsling.hjelp import FRIST, fortalt, kl, sak_til_evaluering
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
ONSDAG, FREDAG, TIENDE = date(2026, 11, 11), date(2026, 11, 13), date(2026, 11, 24)


def test_en_evaluering_som_uteblir_gaar_oppover_ett_trinn_om_gangen_og_bare_en_gang(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    ventet: list[tuple[str, str]] = []
    for dag, nye in (
        (FRIST - DAG * 4, []),
        (FRIST - DAG, [("Kontakt", "frist_naermer_seg")]),
        (FRIST, [("Kontakt", "frist_i_dag")]),
        (ONSDAG, [("Kontakt", "frist_passert"), ("Rektor", "frist_passert_rektor")]),
        (ONSDAG + DAG, []),
        (FREDAG, [("Sektor", "frist_passert_skoleeier")]),
        (TIENDE, [("Kommunal", "frist_passert_kommunalsjef")]),
    ):
        for _gang in range(3):
            sveip(kl(dag))
        ventet += nye
        assert fortalt(sak) == ventet, dag


def test_den_som_er_saksansvarlig_faar_ikke_det_samme_som_rektor(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller, ansvarlig=roller.rektor)
    sveip(kl(FREDAG))
    assert fortalt(sak) == [("Rektor", "frist_passert"), ("Sektor", "frist_passert_skoleeier")]


def test_naar_saken_er_avsluttet_blir_det_stille(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    sveip(kl(FRIST))
    # A closed sak has no day of evaluation.
    sak.avsluttet, sak.neste_frist, sak.neste_frist_type = kl(FRIST, 15), None, ""
    sak.save()
    sveip(kl(FREDAG))
    assert [t for _hvem, t in fortalt(sak)] == ["frist_i_dag"]


def test_skoleeier_faar_bare_nummeret_paa_en_sak_de_ikke_ser(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    sveip(kl(FREDAG))
    varsel = Varsel.objects.get(mottaker=roller.sektorleder)
    assert varsel.sak == sak
    assert varsel.data == {"frist": "evaluering", "dato": "2026-11-10"}
    assert setning(varsel) == (
        f"Sak {sak.nummer} trenger skoleeiers oppmerksomhet: «Evaluere tiltaksplanen» hadde frist 10. november 2026."
    )
    assert not Sak.objects.visible_to(roller.sektorleder, FREDAG).filter(pk=sak.pk).exists()
    assert Varsel.objects.synlige_for(roller.sektorleder, FREDAG).filter(pk=varsel.pk).exists()


def test_den_som_er_meldt_inhabil_eller_naer_hoppes_over(roller: Rollebesetning) -> None:
    annen = bruker("Annen Sektorleder", (Rolle.SEKTORLEDER, None))
    sak = sak_til_evaluering(roller)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Søsken av rektor.", fra=NAA)
    Naerstaende.objects.create(bruker=roller.kommunalsjef, elev=sak.elev, relasjon="Bestefar")
    anklag(sak, roller.kontaktlarer)
    sveip(kl(TIENDE))
    # The other sektorleder leads it, since nobody below one who is inhabil may (L-N.5), and the rektor prepares it. The
    # responsible is accused, and kommunalsjef is near: nobody is left there (D-24).
    assert fortalt(sak) == [("Annen", "frist_passert"), ("Rektor", "frist_passert_rektor")]
    # As the one who leads it, and not once more as skoleeier.
    assert not annen.varsler.filter(type="frist_passert_skoleeier").exists()


def test_er_ingen_lovlig_sektorleder_igjen_gaar_det_til_kommunalsjefen_en_gang(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo.", fra=NAA)
    sveip(kl(FREDAG))
    sveip(kl(TIENDE))
    assert fortalt(sak) == [
        ("Kontakt", "frist_passert"),
        ("Rektor", "frist_passert_rektor"),
        ("Kommunal", "frist_passert_kommunalsjef"),
    ]


def test_en_skole_uten_leder_i_dag_er_skoleeiers_sak_aa_vite(roller: Rollebesetning) -> None:
    Rolletildeling.objects.get(bruker=roller.rektor).delete()
    sak = sak_til_evaluering(roller)
    sveip(kl(ONSDAG))
    ventet = [("Kontakt", "frist_passert"), ("Sektor", "frist_passert_skoleeier")]
    assert fortalt(sak) == ventet
    sveip(kl(FREDAG))
    assert fortalt(sak) == ventet


def test_stedfortrederen_faar_det_ogsaa(roller: Rollebesetning) -> None:
    vikar = bruker("Vikar Rektor")
    Rolletildeling.objects.create(
        bruker=vikar, rolle=Rolle.REKTOR, skole=roller.egge, fra=FRIST, til=FREDAG, stedfortreder_for=roller.rektor
    )
    sak = sak_til_evaluering(roller)
    sveip(kl(ONSDAG))
    assert set(fortalt(sak)) == {
        ("Kontakt", "frist_passert"),
        ("Rektor", "frist_passert_rektor"),
        ("Vikar", "frist_passert_rektor"),
    }
    egen = sak_til_evaluering(roller, ansvarlig=roller.rektor, elev=roller.annen_elev)
    sveip(kl(FRIST))
    assert set(fortalt(egen)) == {("Rektor", "frist_i_dag"), ("Vikar", "frist_i_dag")}


def test_den_som_har_sluttet_faar_ingenting(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller, ansvarlig=roller.sluttet)
    sveip(kl(ONSDAG))
    assert fortalt(sak) == [("Rektor", "frist_passert")]


def test_en_sperret_sak_gaar_bare_til_rektor_ved_skolen(roller: Rollebesetning) -> None:
    Rolletildeling.objects.create(
        bruker=roller.avdelingsleder, rolle=Rolle.AVDELINGSLEDER, skole=roller.egge, fra=date(2026, 1, 1), fullmakt=True
    )
    sak = sak_til_evaluering(roller, sperret=True, delt_med_kontaktlarer=False)
    sveip(kl(ONSDAG))
    assert fortalt(sak) == [("Rektor", "frist_passert")]


def test_en_12_5_sak_gaar_til_skoleeier_med_det_samme_ogsaa_i_helgen(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller, FREDAG, skjerpet=True)
    sveip(kl(FREDAG, 23, 50))
    assert fortalt(sak) == [("Kontakt", "frist_i_dag")]
    sveip(kl(FREDAG + DAG, 0, 5))
    assert fortalt(sak)[1:] == [
        ("Kontakt", "frist_passert"),
        ("Rektor", "frist_passert_rektor"),
        ("Sektor", "frist_passert_skoleeier"),
    ]
    assert all(v.haster == (v.type != "frist_i_dag") for v in Varsel.objects.filter(nokkel__contains=":evaluering:"))


def test_leder_skoleeier_saken_faar_ikke_skolen_vite_noe(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(
        roller,
        ansvarlig=roller.sektorleder,
        delt_med_kontaktlarer=False,
        skjerpet=True,
        ledelse_innmeldt=True,
        eier=Eier.SKOLEEIER,
    )
    sveip(kl(TIENDE))
    assert fortalt(sak) == [("Sektor", "frist_passert"), ("Kommunal", "frist_passert_kommunalsjef")]
    assert not Varsel.objects.filter(mottaker__in=[roller.rektor, roller.kontaktlarer]).exists()


def test_en_sak_kommunalsjefen_leder_holdes_unna_sektorlederen(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(
        roller,
        ansvarlig=roller.kommunalsjef,
        delt_med_kontaktlarer=False,
        skjerpet=True,
        ledelse_innmeldt=True,
        eier=Eier.KOMMUNALSJEF,
    )
    sveip(kl(TIENDE))
    assert {hvem for hvem, _type in fortalt(sak)} == {"Kommunal"}
    assert not Varsel.objects.filter(mottaker=roller.sektorleder).exists()


def test_et_varsel_skoleeier_ikke_leser_gaar_til_kommunalsjefen(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(
        roller, date(2026, 12, 1), alvorlig=True, alvorlig_vurdert=NAA, alvorlig_kriterier=[Kriterium.LANG_TID]
    )
    Skoleeiervarsel.objects.create(
        sak=sak,
        type=Skoleeiervarsel.Type.ALVORLIG,
        kriterier=[Kriterium.LANG_TID],
        redegjorelse="Har pågått lenge.",
        laert=NAA,
        varslet=NAA,
        varslet_av=roller.rektor,
    )
    oppdater_frister(NAA)
    sveip(kl(ONSDAG))
    assert fortalt(sak, "skoleeier_leser") == [("Sektor", "frist_i_dag")]
    sveip(kl(ONSDAG + DAG))
    assert fortalt(sak, "skoleeier_leser")[1:] == [
        ("Sektor", "frist_passert"),
        ("Kommunal", "frist_passert_kommunalsjef"),
    ]


def test_skolefri_flytter_trinnene(roller: Rollebesetning) -> None:
    rute = Skolerute.objects.create(
        skole=roller.egge, skolear=2026, forste_skoledag=date(2026, 8, 17), siste_skoledag=date(2027, 6, 18)
    )
    Skolefri.objects.create(skolerute=rute, fra=ONSDAG, til=FREDAG, grunn="Planleggingsdager")
    sak = sak_til_evaluering(roller)
    sveip(kl(FREDAG))
    assert fortalt(sak) == [("Kontakt", "frist_passert")]
    sveip(kl(date(2026, 11, 16)))
    assert fortalt(sak)[1:] == [("Rektor", "frist_passert_rektor")]


def test_en_melding_ingen_leser(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)

    def hvem() -> list[str]:
        varsler = Varsel.objects.filter(type="melding_ikke_lest").order_by("opprettet", "pk")
        return [v.mottaker.fornavn for v in varsler.select_related("mottaker")]

    sveip(kl(ONSDAG))
    assert hvem() == []
    sveip(kl(ONSDAG + DAG))
    assert hvem() == ["Rektor"]
    sveip(kl(date(2026, 11, 16)))
    assert hvem() == ["Rektor", "Sektor"]
    varsel = Varsel.objects.get(mottaker=roller.sektorleder)
    assert (varsel.sak, varsel.data) == (None, {"melding": melding.nummer})
    sveip(kl(date(2026, 11, 25)))
    assert hvem() == ["Rektor", "Sektor", "Kommunal"]


def test_en_lest_melding_er_det_stille_om(roller: Rollebesetning) -> None:
    lag_melding(roller, lest=NAA, lest_av=roller.rektor)
    sveip(kl(TIENDE))
    assert not Varsel.objects.exists()


def test_en_melding_som_haster_gaar_videre_etter_to_timer_men_ikke_til_den_som_er_meldt(roller: Rollebesetning) -> None:
    annen = bruker("Annen Sektorleder", (Rolle.SEKTORLEDER, None))
    lag_melding(roller, trygg_naa="nei", ansatt=roller.sektorleder)
    sveip(kl(I_DAG, 10, 55))
    assert not Varsel.objects.exists()
    sveip(kl(I_DAG, 11, 10))
    assert {(v.mottaker_id, v.haster) for v in Varsel.objects.all()} == {(roller.rektor.pk, True), (annen.pk, True)}


def test_natten_retter_fase_og_frist_som_tiden_har_endret(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    urort = lag_sak(roller, elev=roller.annen_elev)
    oppdater_frister(kl(FRIST - DAG * 2))
    urort.refresh_from_db()
    sak.refresh_from_db()
    assert sak.fase == Fase.TILTAK
    versjon = urort.versjon
    assert oppdater_frister(kl(FRIST, 2)) == 1
    sak.refresh_from_db()
    urort.refresh_from_db()
    assert (sak.fase, urort.versjon) == (Fase.EVALUERING, versjon)
    siste = sak.history.order_by("-history_id").first()
    assert siste is not None
    assert siste.history_user == roller.systemet
    assert oppdater_frister(kl(FRIST, 3)) == 0


def test_gamle_utkast_fjernes(roller: Rollebesetning) -> None:
    gammelt = Meldingsutkast.objects.create(bruker=roller.ansatt, endret=NAA - timedelta(days=15))
    nytt = Meldingsutkast.objects.create(bruker=roller.rektor, endret=NAA - timedelta(days=13))
    assert rydd_utkast(NAA) == 1
    assert not Meldingsutkast.objects.filter(pk=gammelt.pk).exists()
    assert Meldingsutkast.objects.filter(pk=nytt.pk).exists()


@pytest.mark.parametrize(
    "kommando", ["sveip_frister", "send_varsler", "oppdater_frister", "regn_om_frister", "rydd_utkast"]
)
def test_hver_oppgave_har_en_kommando(
    roller: Rollebesetning, kommando: str, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command(kommando)
    assert ": 0" in capsys.readouterr().out
