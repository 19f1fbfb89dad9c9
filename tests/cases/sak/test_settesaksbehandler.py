"""One person is appointed to lead one sak, until a date; and how that begins, is lengthened and ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from cases.melding.models import Melding
from cases.sak import access, habilitet
from cases.sak.access import Situasjon
from cases.sak.actions import erklaer_inhabil, forleng_tilgang, trekk_tilgang
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Eier, Hendelse, Oppslag, Saktilgang
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Naerstaende, Rolle
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.sak.hjelp import FOLGE_OPP, LEDE, LESE, SKRIVE, gi, hent, kan, nevn, send, sett, som, tildel
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    """Led by skoleeier, since the school's leadership is accused."""
    sak = lag_sak(roller, ledelse=True)
    anklag(sak, roller.rektor)
    return sak


def test_sektorleder_setter_en_annen_skoles_rektor_til_a_lede_bare_denne_saken(
    roller: Rollebesetning, sak: Sak
) -> None:
    annen = lag_sak(roller, elev=roller.annen_elev, ledelse=True)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.sektorleder)
    sett(roller.sektorleder, sak, roller.rektor_maere)
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.rektor_maere
    for handling in (LESE, SKRIVE, LEDE):
        assert kan(roller.rektor_maere, sak, handling)
    assert not kan(roller.rektor_maere, sak, FOLGE_OPP)
    assert not kan(roller.rektor_maere, annen)
    assert kan(roller.sektorleder, sak, LEDE)
    assert melding in Melding.objects.visible_to(roller.rektor_maere, I_DAG)
    assert Hendelse.objects.filter(sak=sak, type="settesaksbehandler").count() == 1
    varsel = Varsel.objects.get(type="settesaksbehandler")
    assert (varsel.mottaker, varsel.sak) == (roller.rektor_maere, sak)
    hent(roller.rektor_maere, reverse("sak:vis", args=[sak.nummer]))
    assert Oppslag.objects.get(bruker=roller.rektor_maere).rolle == Situasjon.SETTESAKSBEHANDLER


def test_en_annen_skoles_rektor_som_ogsaa_arbeider_her_kan_ikke_settes(roller: Rollebesetning, sak: Sak) -> None:
    """They would lead the sak over their own colleagues here."""
    tildel(roller.rektor_maere, Rolle.ANSATT, roller.egge)
    with pytest.raises(Regelbrudd, match="kan ikke settes til å lede"):
        sett(roller.sektorleder, sak, roller.rektor_maere)


def test_den_som_er_satt_til_aa_lede_faar_ikke_en_tilgang_i_stedet(roller: Rollebesetning, sak: Sak) -> None:
    """A person has one grant: a smaller one would take the sak from the one who leads it, without anybody saying so."""
    sett(roller.sektorleder, sak, roller.rektor_maere)
    # Works a day a week at the sak's school from now.
    tildel(roller.rektor_maere, Rolle.ANSATT, roller.egge, fra=I_DAG)
    with pytest.raises(Regelbrudd, match="leder saken"):
        gi(roller.sektorleder, sak, roller.rektor_maere)
    assert kan(roller.rektor_maere, sak, LEDE)


def test_oppdraget_varer_til_datoen_og_ikke_dagen_etter(roller: Rollebesetning, sak: Sak) -> None:
    til = I_DAG + timedelta(days=200)
    sett(roller.sektorleder, sak, roller.rektor_maere, til)
    assert kan(roller.rektor_maere, sak, LEDE, til)
    assert not kan(roller.rektor_maere, sak, LESE, til + timedelta(days=1))
    habilitet.rut_inhabile(NAA + timedelta(days=201))
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.sektorleder


def test_den_som_slutter_mister_oppdraget_med_en_gang(roller: Rollebesetning, sak: Sak) -> None:
    sett(roller.sektorleder, sak, roller.rektor_maere)
    roller.rektor_maere.roller.get().delete()
    assert not kan(roller.rektor_maere, sak)


@pytest.mark.parametrize(
    "hvem_", ["rektor", "avdelingsleder", "kontaktlarer", "ansatt_maere", "systemforvalter", "stotte"]
)
def test_bare_ledere_fra_andre_steder_kan_settes(roller: Rollebesetning, sak: Sak, hvem_: str) -> None:
    with pytest.raises(Regelbrudd) as feil:
        sett(roller.sektorleder, sak, getattr(roller, hvem_))
    assert [b.tekst for b in feil.value.brudd] == ["Denne personen kan ikke settes til å lede saken."]
    assert not Saktilgang.objects.exists()


def test_avslaget_sier_ikke_hvorfor(roller: Rollebesetning, sak: Sak) -> None:
    Naerstaende.objects.create(bruker=roller.rektor_maere, elev=roller.elev, relasjon="Tante")
    with pytest.raises(Regelbrudd, match=r"^Denne personen kan ikke settes til å lede saken\.$"):
        sett(roller.sektorleder, sak, roller.rektor_maere)


def test_rektor_kan_ikke_sette_noen_til_a_lede_sin_egen_sak(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(IkkeTilgang):
        sett(roller.rektor, sak, roller.rektor_maere)
    with pytest.raises(IkkeFunnet):
        sett(roller.sektorleder, sak, roller.rektor_maere)


def test_sektorleder_setter_noen_der_rektor_er_inhabil_og_saken_folger_med(roller: Rollebesetning) -> None:
    Naerstaende.objects.create(bruker=roller.rektor, elev=roller.elev, relasjon="Onkel")
    sak = lag_sak(roller)
    assert sak.eier == Eier.SKOLE
    sett(roller.sektorleder, sak, roller.rektor_maere)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.rektor_maere)
    assert kan(roller.rektor_maere, sak, LEDE)


def test_den_som_er_satt_forlenger_ikke_sitt_eget_oppdrag(roller: Rollebesetning, sak: Sak) -> None:
    tilgang = sett(roller.sektorleder, sak, roller.rektor_maere)
    ny = I_DAG + timedelta(days=400)
    with pytest.raises(IkkeTilgang):
        forleng_tilgang(aktor=roller.rektor_maere, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=ny, now=NAA)
    with pytest.raises(IkkeTilgang):
        trekk_tilgang(aktor=roller.rektor_maere, sak_id=sak.pk, tilgang_id=tilgang.pk, now=NAA)
    with pytest.raises(IkkeTilgang):
        sett(roller.rektor_maere, sak, roller.rektor_maere, ny)
    forleng_tilgang(aktor=roller.sektorleder, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=ny, now=NAA)
    assert kan(roller.rektor_maere, sak, LEDE, ny)


def test_en_ny_settesaksbehandler_avloser_den_forrige(roller: Rollebesetning, sak: Sak) -> None:
    sett(roller.sektorleder, sak, roller.rektor_maere)
    tildel(roller.ansatt_maere, Rolle.SFO_LEDER, roller.maere, fullmakt=True)
    sett(roller.sektorleder, sak, roller.ansatt_maere)
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.ansatt_maere
    assert not kan(roller.rektor_maere, sak)


def test_trekkes_oppdraget_leder_skoleeier_igjen(roller: Rollebesetning, sak: Sak) -> None:
    tilgang = sett(roller.sektorleder, sak, roller.rektor_maere)
    trekk_tilgang(aktor=roller.sektorleder, sak_id=sak.pk, tilgang_id=tilgang.pk, now=NAA)
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.sektorleder
    assert not kan(roller.rektor_maere, sak)


def test_meldes_den_som_er_satt_gaar_saken_tilbake_til_nivaaet(roller: Rollebesetning, sak: Sak) -> None:
    sett(roller.sektorleder, sak, roller.rektor_maere)
    erklaer_inhabil(aktor=roller.rektor_maere, sak_id=sak.pk, grunn="Nabo", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert not kan(roller.rektor_maere, sak)


def test_meldes_sektorleder_leder_ikke_den_som_sektorleder_satte(roller: Rollebesetning, sak: Sak) -> None:
    """Who was appointed answers to the one who is accused now: kommunalsjef leads, is told, and appoints another."""
    sett(roller.sektorleder, sak, roller.rektor_maere)
    nevn(roller.rektor_maere, sak, roller.sektorleder)
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert [h for h in (LESE, SKRIVE, LEDE) if kan(roller.kommunalsjef, sak, h)] == [LESE, SKRIVE, LEDE]
    for person in (roller.sektorleder, roller.rektor_maere):
        assert not kan(person, sak)
    assert Varsel.objects.filter(sak=sak, type="sak_tildelt", mottaker=roller.kommunalsjef).exists()
    assert Hendelse.objects.filter(sak=sak, type="tilgang_trukket").count() == 1
    annen = bruker("Annen Sektorleder")
    tildel(annen, Rolle.SEKTORLEDER, None)
    sett(roller.kommunalsjef, sak, annen)
    assert kan(annen, sak, LEDE)
    # What kommunalsjef decided stands when another of the office is named.
    nevn(annen, sak, roller.systemforvalter)
    assert kan(annen, sak, LEDE)


def test_den_som_er_satt_og_navngir_sektorleder_sendes_ut_av_saken(roller: Rollebesetning, sak: Sak) -> None:
    sett(roller.sektorleder, sak, roller.rektor_maere)
    svar = send(
        roller.rektor_maere,
        reverse("sak:legg_til_involvert", args=[sak.nummer]),
        {"rolle": "mulig_krenker", "kategori": "ansatt", "ansatt": roller.sektorleder.pk},
    )
    assert (svar.status_code, svar.headers["Location"]) == (302, reverse("forside"))


def test_alt_eller_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    with siste_skriving_nektes():
        sett(roller.sektorleder, sak, roller.rektor_maere)
    assert not Saktilgang.objects.exists()
    assert not Varsel.objects.exists()


def test_siden_oppnevner_og_beholder_det_skrevne_ved_feil(roller: Rollebesetning, sak: Sak) -> None:
    adresse = reverse("sak:oppnevn_settesaksbehandler", args=[sak.nummer])
    side = hent(roller.sektorleder, reverse("sak:tilganger", args=[sak.nummer])).content.decode()
    assert "Oppnevn settesaksbehandler" in side
    feil = send(
        roller.sektorleder,
        adresse,
        {"bruker": roller.rektor_maere.pk, "formaal": "Leder i stedet for rektor", "gyldig_til": "2026-11-01"},
    )
    assert feil.status_code == 422
    assert "Datoen er passert." in feil.content.decode()
    assert "Leder i stedet for rektor" in feil.content.decode()
    rett = {"bruker": roller.rektor_maere.pk, "formaal": "Leder i stedet for rektor", "gyldig_til": "2027-06-01"}
    assert send(roller.sektorleder, adresse, rett).status_code == 302
    assert access.may(roller.rektor_maere, LEDE, sak.pk, I_DAG)
    assert (
        "Leder saken som settesaksbehandler"
        in hent(roller.rektor_maere, reverse("sak:personer", args=[sak.nummer])).content.decode()
    )
    # The appointed one leads, and is told that this is not theirs to do.
    assert send(roller.rektor_maere, adresse, rett).status_code == 403
    for person in (roller.rektor, roller.avdelingsleder, roller.ansatt, roller.systemforvalter):
        assert send(person, adresse, rett).status_code == 404
    assert som(roller.sektorleder).get(adresse).status_code == 405


def test_en_vanlig_tilgang_tar_ikke_oppdraget_fra_den_som_leder(roller: Rollebesetning, sak: Sak) -> None:
    sett(roller.sektorleder, sak, roller.rektor_maere)
    with pytest.raises(Regelbrudd):
        gi(roller.sektorleder, sak, roller.rektor_maere)
    assert kan(roller.rektor_maere, sak, LEDE)
