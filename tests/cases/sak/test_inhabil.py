"""Inhabilitet moves a sak up, at once and by itself; those under an inhabil rektor may help, never decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from cases.melding import actions as meldinger
from cases.melding.actions import Meldingsdata, Mottaksdata, Mottakselev
from cases.melding.models import Melding, Meldingelev, Meldinginvolvert, Mottaker
from cases.sak import habilitet
from cases.sak.actions import erklaer_inhabil, legg_til_involvert
from cases.sak.feil import IkkeFunnet, IkkeTilgang
from cases.sak.hadde_sett import stengte
from cases.sak.models import Eier, Hendelse, Inhabilitet, Involvert, Sak
from cases.sak.ruting import Involvertdata
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold, Naerstaende, Rolle, Rolletildeling
from tests.cases.sak.hjelp import FOLGE_OPP, LEDE, SKRIVE, hent, kan, nevn, send, tildel
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev
    from tests.cast import Rollebesetning


@pytest.fixture
def inspektor(roller: Rollebesetning) -> Bruker:
    """A leader of Egge with delegated authority."""
    leder = bruker("Inspektør Egge")
    tildel(leder, Rolle.AVDELINGSLEDER, roller.egge, fullmakt=True)
    return leder


def _naer(person: Bruker, roller: Rollebesetning) -> None:
    Naerstaende.objects.create(bruker=person, elev=roller.elev, relasjon="Onkel")


@pytest.mark.parametrize("hvordan", ["erklaert", "naer", "eget barn"])
def test_under_en_inhabil_rektor_kan_ingen_ved_skolen_lede_saken(
    roller: Rollebesetning, inspektor: Bruker, hvordan: str
) -> None:
    # Before the sak, so that no door and no listener has moved it: the rule holds by itself.
    if hvordan == "naer":
        _naer(roller.rektor, roller)
    elif hvordan == "eget barn":
        roller.forelder.bruker = roller.rektor
        roller.forelder.save()
    sak, annen = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    if hvordan == "erklaert":
        Inhabilitet.objects.create(sak=sak, bruker=roller.rektor, grunn="Nabo", fra=NAA)
    assert sak.eier == Eier.SKOLE
    assert not kan(roller.rektor, sak)
    assert not kan(inspektor, sak, LEDE)
    assert kan(inspektor, sak, SKRIVE)
    assert kan(inspektor, annen, LEDE)
    # No window: skoleeier may lead it from that moment.
    assert kan(roller.sektorleder, sak, LEDE)
    assert kan(roller.sektorleder, sak, FOLGE_OPP)
    assert not kan(roller.sektorleder, annen)
    assert not kan(roller.rektor_maere, sak)


def _er_forelder(person: Bruker, elev: Elev) -> None:
    foresatt = Foresatt.objects.create(fornavn="For", etternavn="Elder", bruker=person)
    Foresattforhold.objects.create(foresatt=foresatt, elev=elev)


@pytest.mark.parametrize("naar", ["navngis", "registreres"])
@pytest.mark.parametrize("hvordan", ["eget barn", "naer"])
def test_den_hvis_barn_kan_ha_krenket_ser_ikke_saken_til_den_som_er_krenket(
    roller: Rollebesetning, inspektor: Bruker, hvordan: str, naar: str
) -> None:
    """Fvl. § 6: else the rektor reads what the other child has said of the rektor's own, and decides what comes of it."""
    sak, barn = lag_sak(roller), roller.annen_elev

    def kjent() -> None:
        if hvordan == "eget barn":
            _er_forelder(roller.rektor, barn)
        else:
            Naerstaende.objects.create(bruker=roller.rektor, elev=barn, relasjon="Onkel")

    if naar == "navngis":
        kjent()
    for rolle in (Involvert.Rolle.VITNE, Involvert.Rolle.MULIG_KRENKER):
        # One who has seen something may be anybody's child.
        assert kan(roller.rektor, sak, LEDE)
        data = Involvertdata(kategori=Involvert.Kategori.ELEV, rolle=rolle, elev=barn)
        legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    if naar == "registreres":
        assert kan(roller.rektor, sak, LEDE)
        kjent()
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert not kan(roller.rektor, sak)
    assert not kan(inspektor, sak, LEDE)
    assert roller.rektor.pk in stengte(sak)
    assert kan(roller.rektor, lag_sak(roller))


@pytest.mark.parametrize("hvordan", ["eget barn", "naer"])
def test_en_melding_om_hva_rektors_barn_kan_ha_gjort_gaar_til_skoleeier(
    roller: Rollebesetning, inspektor: Bruker, hvordan: str
) -> None:
    melding = lag_melding(roller)
    Meldinginvolvert.objects.create(melding=melding, kategori=Involvert.Kategori.ELEV, elev=roller.annen_elev)
    ser = [Melding.objects.visible_to(p, I_DAG).filter(pk=melding.pk).exists() for p in (roller.rektor, inspektor)]
    assert ser == [True, True]
    if hvordan == "eget barn":
        _er_forelder(roller.rektor, roller.annen_elev)
    else:
        Naerstaende.objects.create(bruker=roller.rektor, elev=roller.annen_elev, relasjon="Onkel")
    melding.refresh_from_db()
    assert melding.mottaker == Mottaker.SKOLEEIER
    for person, ser_den in ((roller.rektor, False), (roller.sektorleder, True)):
        assert Melding.objects.visible_to(person, I_DAG).filter(pk=melding.pk).exists() is ser_den
    with pytest.raises((IkkeTilgang, IkkeFunnet)):
        meldinger.avvis_som_ikke_kap12(aktor=inspektor, nummer=melding.nummer, begrunnelse="Lek", now=NAA)


def test_en_leder_uten_myndighet_faar_403_og_ser_ikke_knappene(roller: Rollebesetning, inspektor: Bruker) -> None:
    _naer(roller.rektor, roller)
    sak = lag_sak(roller)
    side = hent(inspektor, reverse("sak:personer", args=[sak.nummer]))
    assert side.status_code == 200
    assert "Gi en person tilgang" not in side.content.decode()
    assert send(inspektor, reverse("sak:ikke_send_hjem", args=[sak.nummer]), {"stopp": "ja"}).status_code == 403


def test_relasjon_som_registreres_senere_flytter_saken_med_en_gang(roller: Rollebesetning, inspektor: Bruker) -> None:
    sak, avsluttet = lag_sak(roller), lag_sak(roller, avsluttet=NAA, fase="avsluttet")
    _naer(roller.rektor, roller)
    for en in (sak, avsluttet):
        en.refresh_from_db()
        assert (en.eier, en.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
        assert not kan(inspektor, en)
    assert Varsel.objects.filter(sak=sak, type="sak_tildelt", mottaker=roller.sektorleder).exists()
    assert Hendelse.objects.filter(sak=sak, type="ledelse_flyttet").count() == 1


@pytest.mark.parametrize("rekkefolge", ["bruker sist", "forhold sist"])
def test_rektor_som_blir_kjent_som_forelder_mister_saken(roller: Rollebesetning, rekkefolge: str) -> None:
    sak = lag_sak(roller)
    if rekkefolge == "bruker sist":
        roller.forelder.bruker = roller.rektor
        roller.forelder.save()
    else:
        Foresattforhold.objects.filter(elev=roller.elev).first().delete()  # type: ignore[union-attr]
        roller.forelder.bruker = roller.rektor
        roller.forelder.save()
        sak.refresh_from_db()
        assert sak.eier == Eier.SKOLE
        Foresattforhold.objects.create(elev=roller.elev, foresatt=roller.forelder)
    sak.refresh_from_db()
    assert sak.eier == Eier.SKOLEEIER


def test_relasjon_til_en_uten_makt_i_saken_flytter_ingenting(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    _naer(roller.ansatt, roller)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLE, roller.rektor)
    assert not Hendelse.objects.filter(sak=sak).exists()


def test_er_saksansvarlig_naer_men_ikke_rektor_overtar_rektor(roller: Rollebesetning, inspektor: Bruker) -> None:
    sak = lag_sak(roller, ansvarlig=inspektor)
    _naer(inspektor, roller)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLE, roller.rektor)


def test_en_ny_rektor_som_er_naer_oppdages_av_sveipet(roller: Rollebesetning, inspektor: Bruker) -> None:
    ny = bruker("Ny Rektor")
    _naer(ny, roller)
    sak = lag_sak(roller)
    Rolletildeling.objects.filter(bruker=roller.rektor).update_or_create(
        bruker=roller.rektor, defaults={"til": I_DAG - timedelta(days=1)}
    )
    tildel(ny, Rolle.REKTOR, roller.egge, fra=I_DAG)
    assert not kan(inspektor, sak, LEDE)
    assert habilitet.rut_inhabile(NAA) == 1
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert habilitet.rut_inhabile(NAA) == 0


@pytest.mark.parametrize("rolle", [Rolle.REKTOR, Rolle.AVDELINGSLEDER])
def test_en_meldt_ansatt_som_blir_leder_tar_saken_fra_skolen_og_en_rektor_ogsaa_sosknenes(
    roller: Rollebesetning, inspektor: Bruker, rolle: Rolle
) -> None:
    sak = lag_sak(roller, skjerpet=True)
    soskensak = lag_sak(roller, elev=roller.annen_elev, gruppe=sak.gruppe)
    elevens_andre = lag_sak(roller)
    anklag(sak, roller.anklaget)
    assert habilitet.rut_inhabile(NAA) == 0
    if blir_rektor := rolle is Rolle.REKTOR:
        rollen = Rolletildeling.objects.get(bruker=roller.rektor)
        rollen.til = I_DAG - timedelta(days=1)
        rollen.save()
    tildel(roller.anklaget, rolle, roller.egge, fra=I_DAG)
    habilitet.rut_inhabile(NAA)
    for en in (sak, soskensak, elevens_andre):
        en.refresh_from_db()
    oppe = (Eier.SKOLEEIER, roller.sektorleder)
    assert (sak.eier, sak.ansvarlig) == oppe
    assert not any(kan(leder, sak) for leder in (roller.rektor, inspektor, roller.anklaget))
    assert kan(roller.sektorleder, sak, LEDE)
    # As when a rektor is accused in one, and where another leader is: rektor leads what that one does not see.
    assert ((soskensak.eier, soskensak.ansvarlig) == oppe) is blir_rektor
    assert not kan(roller.anklaget, soskensak)
    assert elevens_andre.eier == Eier.SKOLE
    assert habilitet.rut_inhabile(NAA) == 0


def test_en_meldt_som_blir_sektorleder_tar_rektor_med_seg(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    tildel(roller.anklaget, Rolle.SEKTORLEDER, None, fra=I_DAG)
    assert habilitet.rut_inhabile(NAA) == 1
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert [kan(p, sak, LEDE) for p in (roller.sektorleder, roller.rektor, roller.anklaget)] == [True, False, False]
    assert kan(roller.rektor, sak, SKRIVE)


def test_en_melding_om_en_ansatt_som_blir_leder_gaar_videre_forbi_hele_ledelsen(
    roller: Rollebesetning, inspektor: Bruker
) -> None:
    melding = lag_melding(roller, ansatt=roller.anklaget, skjerpet=True)
    vanlig = lag_melding(roller)
    assert all(melding in Melding.objects.visible_to(leder, I_DAG) for leder in (roller.rektor, inspektor))
    tildel(roller.anklaget, Rolle.AVDELINGSLEDER, roller.egge, fra=I_DAG)
    for leder in (roller.rektor, inspektor, roller.anklaget):
        assert melding not in Melding.objects.visible_to(leder, I_DAG)
    assert meldinger.flytt_fra_inhabile(NAA) == 1
    for rad in (melding, vanlig):
        rad.refresh_from_db()
    assert [rad.mottaker for rad in (melding, vanlig)] == [Mottaker.SKOLEEIER, Mottaker.REKTOR]
    assert Varsel.objects.filter(type="ny_melding", mottaker=roller.sektorleder).exists()
    assert meldinger.flytt_fra_inhabile(NAA) == 0


def test_sveipet_rorer_ikke_saker_som_ledes_lovlig(roller: Rollebesetning) -> None:
    lag_sak(roller)
    lag_sak(roller, ledelse=True)
    assert habilitet.rut_inhabile(NAA) == 0


def test_stedfortreder_er_under_rektor_men_rektor_ikke_under_stedfortreder(roller: Rollebesetning) -> None:
    stedfortreder = bruker("Sted Fortreder")
    tildel(stedfortreder, Rolle.REKTOR, roller.egge, stedfortreder_for=roller.rektor)
    sak = lag_sak(roller)
    assert kan(stedfortreder, sak, LEDE)
    _naer(stedfortreder, roller)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLE, roller.rektor)
    assert kan(roller.rektor, sak, LEDE)
    annen = lag_sak(roller, elev=roller.annen_elev)
    Inhabilitet.objects.create(sak=annen, bruker=roller.rektor, grunn="Nabo", fra=NAA)
    assert not kan(stedfortreder, annen, LEDE)
    assert kan(roller.sektorleder, annen, LEDE)


def test_inhabil_rektor_tar_makten_fra_sine_i_doren_selv(roller: Rollebesetning, inspektor: Bruker) -> None:
    sak = lag_sak(roller, ansvarlig=inspektor)
    erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert not kan(inspektor, sak)


def test_inhabil_inspektor_overlater_saken_til_rektor(roller: Rollebesetning, inspektor: Bruker) -> None:
    sak = lag_sak(roller, ansvarlig=inspektor)
    erklaer_inhabil(aktor=inspektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLE, roller.rektor)
    assert not kan(inspektor, sak)


def test_en_inhabil_sektorleder_gir_saken_til_kommunalsjefen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    erklaer_inhabil(aktor=roller.sektorleder, sak_id=sak.pk, grunn="Søster av rektor", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not kan(roller.sektorleder, sak)
    assert kan(roller.kommunalsjef, sak, LEDE)


@pytest.mark.regel("L-N.5")
def test_en_inhabil_sektorleder_gir_ikke_saken_til_en_kollega_ved_siden_av(roller: Rollebesetning) -> None:
    bruker("Andre Sektorleder", (Rolle.SEKTORLEDER, None))
    sak = lag_sak(roller, ledelse=True)
    erklaer_inhabil(aktor=roller.sektorleder, sak_id=sak.pk, grunn="Svoger", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)


def test_en_inhabil_kommunalsjef_etterlater_saken_uten_mottaker_til_en_ny_far_rollen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True, eier=Eier.KOMMUNALSJEF, ansvarlig=roller.kommunalsjef)
    erklaer_inhabil(aktor=roller.kommunalsjef, sak_id=sak.pk, grunn="Svoger", now=NAA)
    sak.refresh_from_db()
    assert sak.ansvarlig.er_systemet
    assert not kan(roller.kommunalsjef, sak)
    ny = bruker("Kommune Direktør", (Rolle.KOMMUNALSJEF, None))
    assert kan(ny, sak, LEDE)
    assert "ingen mottaker" in hent(ny, reverse("sak:vis", args=[sak.nummer])).content.decode()
    habilitet.rut_inhabile(NAA)
    sak.refresh_from_db()
    assert sak.ansvarlig == ny


def test_rektor_og_sektorleder_inhabile_gir_kommunalsjefen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)


def test_ubehandlet_melding_sendes_videre_naar_relasjonen_registreres(
    roller: Rollebesetning, inspektor: Bruker
) -> None:
    melding = lag_melding(roller)
    assert melding in Melding.objects.visible_to(inspektor, I_DAG)
    _naer(roller.rektor, roller)
    melding.refresh_from_db()
    assert melding.mottaker == Mottaker.SKOLEEIER
    assert melding not in Melding.objects.visible_to(inspektor, I_DAG)
    assert melding in Melding.objects.visible_to(roller.sektorleder, I_DAG)
    assert Varsel.objects.filter(type="ny_melding", mottaker=roller.sektorleder).exists()


def test_under_en_inhabil_rektor_avgjor_ingen_ved_skolen_meldingen(roller: Rollebesetning, inspektor: Bruker) -> None:
    _naer(roller.rektor, roller)
    melding = lag_melding(roller)
    with pytest.raises(IkkeTilgang):
        meldinger.avvis_som_ikke_kap12(aktor=inspektor, nummer=melding.nummer, begrunnelse="Bygget", now=NAA)
    assert (
        "Ta imot meldingen" not in hent(inspektor, reverse("melding:ta_imot", args=[melding.nummer])).content.decode()
    )


def test_doren_som_oppretter_saken_ser_at_den_ukjente_eleven_er_rektors_eget_barn(roller: Rollebesetning) -> None:
    _naer(roller.rektor, roller)
    (melding,) = meldinger.send_melding(
        aktor=roller.ansatt,
        data=Meldingsdata(
            nokkel="0b8c1d9e-0000-4000-8000-000000000001",  # type: ignore[arg-type]
            hva_skjedde="Alene",
            oppdaget=I_DAG,
            ukjent_elev="Jente i rød jakke",
            skole=roller.egge,
        ),
        now=NAA,
    )
    assert melding.mottaker == Mottaker.REKTOR
    rad = melding.elever.get()
    svar = send(
        roller.rektor,
        reverse("melding:ta_imot", args=[melding.nummer]),
        {"habil": "ja", "beslutning": "sak", f"elev-{rad.pk}": roller.elev.pk, "ansvarlig": roller.rektor.pk},
    )
    sak = Sak.objects.get()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert not kan(roller.rektor, sak)
    assert svar.headers["Location"] == reverse("melding:innboks")
    assert sak.nummer not in hent(roller.rektor, reverse("melding:innboks") + "?vis=behandlet").content.decode()


def test_inspektor_som_oppretter_saken_om_rektors_barn_gir_den_til_skoleeier(
    roller: Rollebesetning, inspektor: Bruker
) -> None:
    _naer(roller.rektor, roller)
    melding = lag_melding(roller, elev=roller.annen_elev)
    ukjent = Meldingelev.objects.create(melding=melding, beskrivelse="Jente i rød jakke")
    kjent = melding.elever.get(elev=roller.annen_elev)
    annen, sak = meldinger.ta_imot(
        aktor=inspektor,
        nummer=melding.nummer,
        data=Mottaksdata(
            elever=(
                Mottakselev(meldingelev_id=kjent.pk, elev=roller.annen_elev),
                Mottakselev(meldingelev_id=ukjent.pk, elev=roller.elev),
            )
        ),
        now=NAA,
    )
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert (annen.eier, annen.ansvarlig) == (Eier.SKOLE, inspektor)


# Who leads when someone is accused, and nobody lawful is left.


def test_meldt_sektorleder_gir_kommunalsjefen_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    nevn(roller.rektor, sak, roller.sektorleder)
    assert (sak.eier, sak.ansvarlig, sak.ledelse_innmeldt) == (Eier.KOMMUNALSJEF, roller.kommunalsjef, True)
    for person in (roller.sektorleder, roller.rektor, roller.avdelingsleder):
        assert not kan(person, sak)


@pytest.mark.regel("L-5.8")
@pytest.mark.parametrize("hvem_", ["systemforvalter", "personvernombud"])
def test_meldt_ved_kommunens_kontor_gir_kommunalsjefen_saken(roller: Rollebesetning, hvem_: str) -> None:
    sak = lag_sak(roller)
    nevn(roller.rektor, sak, getattr(roller, hvem_))
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)


def test_meldt_helsesykepleier_er_en_vanlig_12_5_sak(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    nevn(roller.rektor, sak, roller.stotte)
    assert (sak.eier, sak.skjerpet) == (Eier.SKOLE, True)


@pytest.mark.parametrize("meldte", [("kommunalsjef",), ("sektorleder", "kommunalsjef")])
def test_er_ingen_lovlig_leder_igjen_nektes_navnet_aldri_og_systemforvalter_far_nummeret(
    roller: Rollebesetning, meldte: tuple[str, ...]
) -> None:
    sak = lag_sak(roller, elev=roller.annen_elev)
    # Both are accused in the same sak, first by the rows, then through the door.
    for navn in meldte[:-1]:
        anklag(sak, getattr(roller, navn))
    nevn(roller.rektor, sak, getattr(roller, meldte[-1]))
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.systemet)
    assert Involvert.objects.filter(sak=sak).count() == len(meldte)
    for navn in (*meldte, "rektor"):
        assert not kan(getattr(roller, navn), sak)
    varsel = Varsel.objects.synlige_for(roller.systemforvalter, I_DAG).get()
    assert (varsel.type, varsel.sak, varsel.data) == ("ingen_leder", sak, {})
    side = hent(roller.systemforvalter, reverse("varsling:innboks")).content.decode()
    assert sak.nummer in side
    assert "Jonas" not in side
    assert hent(roller.systemforvalter, reverse("sak:vis", args=[sak.nummer])).status_code == 404
    assert not Varsel.objects.filter(type="ingen_leder", mottaker=roller.kommunalsjef).exists()


def test_er_systemforvalter_selv_meldt_far_personvernombudet_nummeret(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    anklag(sak, roller.systemforvalter)
    nevn(roller.rektor, sak, roller.kommunalsjef)
    assert Varsel.objects.get(type="ingen_leder").mottaker == roller.personvernombud
    assert Varsel.objects.synlige_for(roller.personvernombud, I_DAG).filter(sak=sak).exists()


def test_uten_noen_med_kommunerolle_nektes_heller_ikke_navnet(roller: Rollebesetning) -> None:
    Rolletildeling.objects.get(bruker=roller.sektorleder).delete()
    Rolletildeling.objects.get(bruker=roller.kommunalsjef).delete()
    sak = lag_sak(roller)
    nevn(roller.rektor, sak, roller.rektor)
    assert sak.ansvarlig.er_systemet
    assert not kan(roller.rektor, sak)


def test_melding_uten_noen_mottaker_sendes_likevel_og_systemforvalter_far_nummeret(roller: Rollebesetning) -> None:
    Rolletildeling.objects.get(bruker=roller.sektorleder).delete()
    (melding,) = meldinger.send_melding(
        aktor=roller.ansatt,
        data=Meldingsdata(
            nokkel="0b8c1d9e-0000-4000-8000-000000000002",  # type: ignore[arg-type]
            hva_skjedde="Ropte til Nora",
            oppdaget=I_DAG,
            elever=(roller.elev,),
            krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.kommunalsjef),),
        ),
        now=NAA,
    )
    assert melding.mottaker == Mottaker.KOMMUNALSJEF
    varsel = Varsel.objects.synlige_for(roller.systemforvalter, I_DAG).get()
    assert (varsel.type, varsel.data) == ("melding_uten_mottaker", {"melding": melding.nummer})
    ny = bruker("Kommune Direktør", (Rolle.KOMMUNALSJEF, None))
    assert melding in Melding.objects.visible_to(ny, I_DAG)
    assert melding not in Melding.objects.visible_to(roller.kommunalsjef, I_DAG)


def test_varsel_om_ledelsen_gaar_igjennom_ogsaa_uten_lovlig_sektorleder(roller: Rollebesetning) -> None:
    from cases.skoleeier.models import Skoleeiervarsel  # noqa: PLC0415 - only here
    from tests.cases.skoleeier.oppsett import send_varsel  # noqa: PLC0415 - only here

    sak = lag_sak(roller, skjerpet=True)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Nabo", fra=NAA)
    send_varsel(roller, sak, Skoleeiervarsel.Type.LEDELSE)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not kan(roller.rektor, sak)
