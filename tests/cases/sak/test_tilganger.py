"""Access in time: grants, roles, stand-ins, vikarer, kontaktlærere and classes begin and end on their days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from cases.sak import access
from cases.sak.actions import del_med_kontaktlarer, erklaer_inhabil, forleng_tilgang, sett_ansvarlig, trekk_tilgang
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hvem_ser import hvem_ser
from cases.sak.models import Eier, Hendelse, Saktilgang
from cases.sak.tilgang import kan_faa_tilgang
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Klasse, Kontaktlarer, Naerstaende, Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.cases.sak.hjelp import LEDE, LESE, SKRIVE, gi, hent, kan, nevn, send, sett, tildel
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA, bruker
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)


@pytest.mark.parametrize(("skrive", "handlinger"), [(False, {LESE}), (True, {LESE, SKRIVE})])
def test_tilgang_gis_med_formaal_til_en_dato(roller: Rollebesetning, skrive: bool, handlinger: set[object]) -> None:
    sak, annen = lag_sak(roller), lag_sak(roller)
    til = I_DAG + timedelta(days=90)
    gi(roller.rektor, sak, roller.stotte, skrive=skrive, gyldig_til=til)
    assert {h for h in (LESE, SKRIVE, LEDE) if kan(roller.stotte, sak, h)} == handlinger
    assert kan(roller.stotte, sak, LESE, til)
    assert not kan(roller.stotte, sak, LESE, til + DAG)
    assert not kan(roller.stotte, annen)
    assert Hendelse.objects.filter(sak=sak, type="tilgang_gitt").count() == 1
    assert Varsel.objects.get(type="tilgang_gitt").mottaker == roller.stotte
    # They find it again.
    assert sak.nummer in hent(roller.stotte, reverse("sak:liste")).content.decode()
    assert reverse("sak:liste") in hent(roller.stotte, "/").content.decode()


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"gyldig_til": I_DAG + timedelta(days=91)}, "gyldig_til"),
        ({"gyldig_til": I_DAG - DAG}, "gyldig_til"),
        ({"formaal": "  "}, "formaal"),
    ],
)
def test_uten_formaal_eller_med_feil_dato_gis_ingen_tilgang(
    roller: Rollebesetning, felter: dict[str, object], felt: str
) -> None:
    with pytest.raises(Regelbrudd) as feil:
        gi(roller.rektor, lag_sak(roller), roller.stotte, **felter)
    assert [b.felt for b in feil.value.brudd] == [felt]
    assert not Saktilgang.objects.exists()


@pytest.mark.parametrize("hvem_", ["meldt", "naer", "sluttet", "annen skole", "systemforvalter"])
def test_avslaget_er_en_og_samme_setning(roller: Rollebesetning, hvem_: str) -> None:
    sak = lag_sak(roller)
    match hvem_:
        case "meldt":
            nevn(roller.rektor, sak, roller.ansatt)
            person = roller.ansatt
        case "naer":
            Naerstaende.objects.create(bruker=roller.ansatt, elev=roller.elev, relasjon="Onkel")
            person = roller.ansatt
        case "sluttet":
            person = roller.sluttet
        case "annen skole":
            person = roller.ansatt_maere
        case _:
            person = roller.systemforvalter
    with pytest.raises(Regelbrudd) as feil:
        gi(roller.rektor, sak, person)
    assert [b.tekst for b in feil.value.brudd] == ["Denne personen kan ikke få tilgang til saken."]


def test_valgene_roper_ikke_hvem_som_er_nektet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for_ = set(kan_faa_tilgang(sak, I_DAG))
    assert {roller.stotte, roller.ansatt, roller.kontaktlarer} <= for_
    assert not {roller.ansatt_maere, roller.sluttet, roller.sektorleder} & for_
    nevn(roller.rektor, sak, roller.ansatt)
    assert set(kan_faa_tilgang(sak, I_DAG)) == for_


def test_tilgang_forlenges_hoyst_nitti_dager_om_gangen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.stotte, gyldig_til=I_DAG + DAG)
    ny = I_DAG + timedelta(days=90)
    for dato in (ny + DAG, I_DAG + DAG, I_DAG - DAG):
        with pytest.raises(Regelbrudd):
            forleng_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=dato, now=NAA)
    forleng_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=ny, now=NAA)
    assert kan(roller.stotte, sak, LESE, ny)
    assert Hendelse.objects.filter(sak=sak, type="tilgang_forlenget").count() == 1
    with pytest.raises(IkkeFunnet):
        forleng_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk + 1, gyldig_til=ny, now=NAA)


def test_en_utlopt_tilgang_forlenges_ikke_men_gis_paa_nytt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.stotte, gyldig_til=I_DAG)
    i_morgen = NAA + DAG
    with pytest.raises(IkkeFunnet):
        forleng_tilgang(
            aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=I_DAG + 9 * DAG, now=i_morgen
        )
    assert not kan(roller.stotte, sak, LESE, I_DAG + DAG)
    gi(roller.rektor, sak, roller.stotte, gyldig_til=I_DAG + 9 * DAG, now=i_morgen)
    assert kan(roller.stotte, sak, LESE, I_DAG + DAG)


def test_den_som_er_nektet_siden_far_ikke_forlenget(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.ansatt)
    nevn(roller.rektor, sak, roller.ansatt)
    with pytest.raises(Regelbrudd, match=r"^Denne personen kan ikke få tilgang til saken\.$"):
        forleng_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=I_DAG + 60 * DAG, now=NAA)


def test_den_som_ikke_arbeider_ved_skolen_lenger_far_ikke_forlenget(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.ansatt)
    tildel(roller.ansatt, Rolle.ANSATT, roller.maere)
    rolle = roller.ansatt.roller.get(skole=roller.egge)
    rolle.til = I_DAG - DAG
    rolle.save()
    with pytest.raises(Regelbrudd, match="kan ikke få tilgang"):
        forleng_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, gyldig_til=I_DAG + 60 * DAG, now=NAA)


def test_trukket_tilgang_og_sluttet_person_mister_saken_og_varselet_med_en_gang(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.stotte)
    gi(roller.rektor, sak, roller.ansatt)
    trekk_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, now=NAA)
    rolle = roller.ansatt.roller.get()
    rolle.til = I_DAG - DAG
    rolle.save()
    for person in (roller.stotte, roller.ansatt):
        assert not kan(person, sak)
        assert not Varsel.objects.synlige_for(person, I_DAG).exists()


@pytest.mark.parametrize("hva", ["skrivetilgang", "ledelse"])
def test_tilgang_trukket_mens_skjemaet_venter_paa_laasen_aapner_ingen_dor(roller: Rollebesetning, hva: str) -> None:
    sak = lag_sak(roller)
    gjest = roller.stotte
    if hva == "ledelse":
        gjest = roller.rektor_maere
        erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
        tilgang = sett(roller.sektorleder, sak, gjest)
    else:
        tilgang = gi(roller.rektor, sak, gjest, skrive=True)
    gjest.tilganger_i_foresporsel = {}  # type: ignore[attr-defined]  # the memory a request has
    # The page has asked the rule; then the form waits for the one who is in the sak, and who withdraws it.
    assert access.may(gjest, SKRIVE, sak.pk, I_DAG)
    tilgang.delete()
    with pytest.raises(IkkeFunnet), transaction.atomic():
        access.laas(gjest, SKRIVE, sak.pk, I_DAG)


def test_den_som_bare_leser_gir_ingen_videre(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.stotte, skrive=True)
    with pytest.raises(IkkeTilgang):
        gi(roller.stotte, sak, roller.ansatt)
    with pytest.raises(IkkeTilgang):
        trekk_tilgang(aktor=roller.stotte, sak_id=sak.pk, tilgang_id=tilgang.pk, now=NAA)
    with pytest.raises(IkkeFunnet):
        gi(roller.ansatt, sak, roller.stotte)


def test_siden_forlenger_og_sier_fra_ved_feil(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilgang = gi(roller.rektor, sak, roller.stotte)
    adresse = reverse("sak:forleng_tilgang", args=[sak.nummer, tilgang.pk])
    feil = send(roller.rektor, adresse, {"gyldig_til": "2027-11-01"})
    assert feil.status_code == 422
    assert "høyst 90 dager" in feil.content.decode()
    assert "2027-11-01" in feil.content.decode()
    assert send(roller.rektor, adresse, {"gyldig_til": "2027-01-20"}).status_code == 302
    assert send(roller.rektor_maere, adresse, {"gyldig_til": "2027-01-20"}).status_code == 404
    assert send(roller.stotte, adresse, {"gyldig_til": "2027-01-20"}).status_code == 403


@pytest.mark.parametrize(("side", "tak"), [("sak:personer", 45), ("sak:tilganger", 60)])
def test_siden_koster_like_mye_med_mange_tilganger(client: Client, roller: Rollebesetning, side: str, tak: int) -> None:
    sak = lag_sak(roller)
    adresse = reverse(side, args=[sak.nummer])
    gi(roller.rektor, sak, roller.stotte)
    en = antall(client, roller.rektor, adresse)
    for nummer in range(10):
        gi(roller.rektor, sak, bruker(f"Ansatt Nr{nummer}", (Rolle.ANSATT, roller.egge)))
    assert antall(client, roller.rektor, adresse) == en <= tak


def test_siden_sier_ikke_at_rektor_ser_det_kommunen_leder(roller: Rollebesetning) -> None:
    def vist(person: Bruker, side: str, sak: Sak) -> str:
        innhold: str = hent(person, reverse(side, args=[sak.nummer])).content.decode()
        return innhold

    assert "er det bare rektor" in vist(roller.rektor, "sak:personer", lag_sak(roller))
    kommunens = lag_sak(roller, eier=Eier.SKOLEEIER, ansvarlig=roller.sektorleder)
    assert "er det bare den som leder saken" in vist(roller.sektorleder, "sak:personer", kommunens)
    sperret = lag_sak(roller, eier=Eier.SKOLEEIER, ansvarlig=roller.sektorleder, sperret=True)
    for side in ("sak:personer", "sak:tilganger"):
        siden = vist(roller.sektorleder, side, sperret)
        assert "bare rektor" not in siden
        assert "Saken er sperret: bare den som leder saken" in siden


@pytest.mark.parametrize("rolle", [Rolle.AVDELINGSLEDER, Rolle.SFO_LEDER])
def test_leder_med_fullmakt_leder_bare_i_sin_periode(roller: Rollebesetning, rolle: Rolle) -> None:
    leder = bruker("Leder Egge")
    tildel(leder, rolle, roller.egge, fullmakt=True, fra=I_DAG, til=I_DAG + 5 * DAG)
    sak = lag_sak(roller)
    assert [kan(leder, sak, LEDE, I_DAG + n * DAG) for n in (-1, 0, 5, 6)] == [False, True, True, False]


def test_leder_uten_fullmakt_ser_ingen_sak(roller: Rollebesetning) -> None:
    assert not kan(roller.avdelingsleder, lag_sak(roller))


def test_stedfortreder_leder_bare_i_sin_periode_og_rektor_beholder_sitt(roller: Rollebesetning) -> None:
    tildel(roller.ansatt, Rolle.REKTOR, roller.egge, stedfortreder_for=roller.rektor, fra=I_DAG, til=I_DAG + DAG)
    sak = lag_sak(roller)
    assert [kan(roller.ansatt, sak, LEDE, I_DAG + n * DAG) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert kan(roller.rektor, sak, LEDE)


def test_vikar_melder_i_sin_periode_og_ser_ingen_sak(roller: Rollebesetning) -> None:
    vikar = bruker("Vikar Egge", (Rolle.ANSATT, roller.egge), fra=I_DAG, til=I_DAG + DAG)
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    assert not kan(vikar, sak)
    assert hent(vikar, "/meld/").status_code == 200
    gi(roller.rektor, sak, vikar)
    # A grant is no longer than the role.
    assert [kan(vikar, sak, LESE, I_DAG + n * DAG) for n in (0, 1, 2)] == [True, True, False]


def test_kontaktlarer_ser_bare_delte_saker_for_klassen_eleven_gaar_i_naa(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert not kan(roller.kontaktlarer, sak)
    del_med_kontaktlarer(aktor=roller.rektor, sak_id=sak.pk, delt=True, now=NAA)
    assert kan(roller.kontaktlarer, sak, SKRIVE)
    assert not kan(roller.kontaktlarer, sak, LEDE)
    klasse_b = Klasse.objects.create(skole=roller.egge, navn="5B", trinn=5, skolear=2026)
    Kontaktlarer.objects.create(klasse=klasse_b, bruker=roller.ansatt, fra=I_DAG - 9 * DAG)
    assert not kan(roller.ansatt, sak)
    roller.elev.klasse = klasse_b
    roller.elev.save()
    assert kan(roller.ansatt, sak)
    assert not kan(roller.kontaktlarer, sak)
    del_med_kontaktlarer(aktor=roller.rektor, sak_id=sak.pk, delt=False, now=NAA)
    assert not kan(roller.ansatt, sak)


def test_kontaktlarer_som_bytter_klasse_folger_sin_periode(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    rad = roller.kontaktlarer.kontaktlarer_for.get()
    rad.til = I_DAG
    rad.save()
    Kontaktlarer.objects.create(klasse=roller.klasse, bruker=roller.ansatt, fra=I_DAG + DAG)
    assert [kan(roller.kontaktlarer, sak, LESE, I_DAG + n * DAG) for n in (0, 1)] == [True, False]
    assert [kan(roller.ansatt, sak, LESE, I_DAG + n * DAG) for n in (0, 1)] == [False, True]


def test_en_kontaktlarer_som_har_sluttet_ved_skolen_og_arbeider_ved_en_annen_ser_ikke_klassens_saker(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    larer = roller.kontaktlarer
    rolle = larer.roller.get()
    rolle.til = I_DAG
    rolle.save()
    Rolletildeling.objects.create(bruker=larer, rolle=Rolle.ANSATT, skole=roller.maere, fra=I_DAG + DAG)
    # The class is still written on the teacher: nobody remembered to end it.
    assert larer.kontaktlarer_for.get().til is None
    assert [kan(larer, sak, LESE, I_DAG + n * DAG) for n in (0, 1)] == [True, False]
    assert larer not in [rad.bruker for rad in hvem_ser(sak, I_DAG + DAG)]
    assert not roller_for(larer, I_DAG + DAG).er_kontaktlarer


def test_kontaktlarer_ved_elevens_nye_skole_ser_ikke_den_gamle_skolens_sak(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    roller.elev.klasse = Klasse.objects.get(skole=roller.maere)
    roller.elev.skole = roller.maere
    roller.elev.save()
    Kontaktlarer.objects.create(klasse=roller.elev.klasse, bruker=roller.ansatt_maere, fra=I_DAG)
    for person in (roller.kontaktlarer, roller.ansatt_maere, roller.rektor_maere):
        assert not kan(person, sak)
    assert kan(roller.rektor, sak)


@pytest.mark.parametrize("mister", ["delingen", "tilgangen", "skrivingen"])
def test_den_som_har_ansvaret_og_mister_saken_gir_det_fra_seg(roller: Rollebesetning, mister: str) -> None:
    # No change of person leaves a sak with one who cannot open it.
    sak = lag_sak(roller)
    if mister == "delingen":
        barer = roller.kontaktlarer
        del_med_kontaktlarer(aktor=roller.rektor, sak_id=sak.pk, delt=True, now=NAA)
    else:
        barer = roller.ansatt
        tilgang = gi(roller.rektor, sak, barer, skrive=True)
    sak.refresh_from_db()
    sett_ansvarlig(aktor=roller.rektor, sak_id=sak.pk, ansvarlig=barer, versjon=sak.versjon, now=NAA)
    match mister:
        case "delingen":
            del_med_kontaktlarer(aktor=roller.rektor, sak_id=sak.pk, delt=False, now=NAA)
        case "tilgangen":
            trekk_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, now=NAA)
        case _:
            gi(roller.rektor, sak, barer, skrive=False)
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.rektor
    assert roller.rektor.varsler.filter(type="sak_tildelt", sak=sak).exists()
