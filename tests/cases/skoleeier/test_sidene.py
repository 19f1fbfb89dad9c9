"""The pages on the sak: the forms, what they say, what they keep, and who may open them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from cases.sak.models import Oppslag, Sak
from cases.skoleeier.actions import vurder_skoleeiervarsel
from cases.skoleeier.models import Skoleeiervarsel
from tests.cases.skoleeier.oppsett import FLERE, VURDERING, Type, evaluert_uten_virkning, hent, lukk, send, send_varsel
from tests.cast import NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

UTFYLT: dict[str, Any] = {
    "type": "alvorlig",
    "kriterier": [FLERE.value],
    "redegjorelse": "Flere elever har stengt en elev ute.",
    "laert": "2026-11-10T08:00",
}


def _til(navn: str, sak: Sak, *mer: int) -> str:
    return reverse(f"skoleeier:{navn}", args=[sak.nummer, *mer])


def _tekst(svar: object) -> str:
    return " ".join(svar.content.decode().split())  # type: ignore[attr-defined]


@pytest.mark.parametrize("side", ["alvorlighet", "varsle"])
@pytest.mark.parametrize(
    ("hvem", "status"),
    [
        ("rektor", 200),
        ("avdelingsleder", 404),
        ("kontaktlarer", 403),
        ("ansatt", 404),
        ("anklaget", 404),
        ("rektor_maere", 404),
        ("sektorleder", 403),
        ("kommunalsjef", 404),
        ("systemforvalter", 404),
        ("sluttet", 404),
    ],
)
def test_hvem_som_kan_aapne_skjemaene(roller: Rollebesetning, side: str, hvem: str, status: int) -> None:
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    anklag(sak, roller.anklaget)
    assert hent(roller.alle[hvem], _til(side, sak)).status_code == status


@pytest.mark.parametrize(
    ("hvem", "status"),
    [("rektor", 200), ("sektorleder", 200), ("kontaktlarer", 403), ("rektor_maere", 404), ("kommunalsjef", 404)],
)
def test_hvem_som_kan_aapne_varselet(roller: Rollebesetning, hvem: str, status: int) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    varsel = send_varsel(roller, sak)
    assert hent(roller.alle[hvem], _til("varsel", sak, varsel.pk)).status_code == status


@pytest.mark.regel("L-9.1", "L-5.5")
def test_skjemaet_foreslaar_da_den_ansatte_ble_nevnt_som_da_rektor_fikk_vite_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True, opprettet=NAA - timedelta(days=30), mottatt=NAA - timedelta(days=30))
    anklag(sak, roller.anklaget)
    assert 'value="2026-11-10T' in _tekst(hent(roller.rektor, _til("varsle", sak)))


def test_sektorleder_faar_404_paa_saken_til_den_er_alvorlig(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    adresse = reverse("sak:vis", args=[sak.nummer])
    assert hent(roller.sektorleder, adresse).status_code == 404
    svar = send(
        roller.rektor,
        _til("alvorlighet", sak),
        kriterier=[FLERE.value],
        alvorlig="ja",
        begrunnelse="",
        versjon=sak.versjon,
    )
    assert svar.status_code == 302
    assert svar["Location"] == _til("varsle", sak)
    assert hent(roller.sektorleder, adresse).status_code == 200


def test_skjemaet_peker_paa_det_saken_selv_sier(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    evaluert_uten_virkning(roller, sak, 3)
    svar = hent(roller.rektor, _til("alvorlighet", sak))
    assert (
        "Har pågått lenge uten at skolen har løst det (foreslått fordi 3 versjoner av planen ikke har gjort eleven trygg)"
        in _tekst(svar)
    )
    assert re.search(r'<input[^>]*value="lang_tid"[^>]* checked', _tekst(svar))
    assert len(re.findall(r'<input[^>]*name="kriterier"[^>]* checked', _tekst(svar))) == 1


def test_avvist_vurdering_beholder_det_som_er_skrevet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = send(
        roller.rektor, _til("alvorlighet", sak), alvorlig="ja", begrunnelse="Det haster, mener vi.", versjon=sak.versjon
    )
    assert svar.status_code == 422
    assert "Kryss av for hva som gjør saken alvorlig." in _tekst(svar)
    assert "Det haster, mener vi." in _tekst(svar)


def test_den_som_kommer_for_sent_kan_lagre_ved_andre_forsok(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, versjon=7)
    felter: dict[str, Any] = {"kriterier": [FLERE.value], "alvorlig": "ja", "begrunnelse": "Skrevet."}
    svar = send(roller.rektor, _til("alvorlighet", sak), versjon=6, **felter)
    assert svar.status_code == 422
    assert "Det du har skrevet står fortsatt i skjemaet." in _tekst(svar)
    assert 'name="versjon" value="7"' in _tekst(svar)
    assert send(roller.rektor, _til("alvorlighet", sak), versjon=7, **felter).status_code == 302


def test_rektor_sender_varselet_fra_skjemaet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = send(roller.rektor, _til("varsle", sak), **UTFYLT)
    assert (svar.status_code, svar["Location"]) == (302, reverse("sak:vis", args=[sak.nummer]))
    assert Skoleeiervarsel.objects.get(sak=sak).varslet_av == roller.rektor
    assert "Ikke lest" in _tekst(hent(roller.rektor, reverse("sak:vis", args=[sak.nummer])))


def test_avvist_varsel_beholder_det_som_er_skrevet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = send(roller.rektor, _til("varsle", sak), **{**UTFYLT, "kriterier": [], "hjelp_onsket": "Råd fra PPT"})
    assert svar.status_code == 422
    assert "Råd fra PPT" in _tekst(svar)
    assert "Flere elever har stengt en elev ute." in _tekst(svar)
    assert not Skoleeiervarsel.objects.exists()


def test_et_klokkeslett_som_ikke_er_noe_klokkeslett_faar_en_vanlig_setning(roller: Rollebesetning) -> None:
    svar = send(roller.rektor, _til("varsle", lag_sak(roller)), **{**UTFYLT, "laert": "i går"})
    assert svar.status_code == 422
    assert "Skriv dag og klokkeslett" in _tekst(svar)


def test_varsel_om_ledelsen_sender_avsenderen_til_forsiden(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    svar = send(roller.rektor, _til("varsle", sak), **{**UTFYLT, "type": "ledelse", "kriterier": []})
    assert (svar.status_code, svar["Location"]) == (302, reverse("forside"))
    assert hent(roller.rektor, reverse("sak:vis", args=[sak.nummer])).status_code == 404
    assert hent(roller.sektorleder, reverse("sak:vis", args=[sak.nummer])).status_code == 200


def test_bare_12_5_saker_har_valgene_om_ansatte(roller: Rollebesetning) -> None:
    vanlig = hent(roller.rektor, _til("varsle", lag_sak(roller)))
    skjerpet = hent(roller.rektor, _til("varsle", lag_sak(roller, skjerpet=True)))
    assert "En ansatt kan ha krenket" not in _tekst(vanlig)
    assert "En ansatt kan ha krenket" in _tekst(skjerpet)


def test_saker_som_ikke_kan_varsles_sier_hvorfor_og_har_ikke_skjema(roller: Rollebesetning) -> None:
    ledes = hent(roller.sektorleder, _til("varsle", lag_sak(roller, ledelse=True)))
    assert "Kommunen leder denne saken selv." in _tekst(ledes)
    avsluttet = lag_sak(roller)
    lukk(roller, avsluttet)
    svar = hent(roller.rektor, _til("varsle", avsluttet))
    assert "Gjenåpne den" in _tekst(svar)
    assert "Send varselet" not in _tekst(svar)
    svar = hent(roller.rektor, _til("alvorlighet", avsluttet))
    assert "Gjenåpne den" in _tekst(svar)
    assert "Lagre vurderingen" not in _tekst(svar)


def test_grunnlos_fra_skjemaet_og_avvisning_beholder_siden(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    tom = send(roller.rektor, _til("grunnlos", sak), grunn="")
    assert tom.status_code == 422
    assert '<details class="ds-details smal" open>' in _tekst(tom)
    assert send(roller.rektor, _til("grunnlos", sak), grunn="Feil person.").status_code == 302
    assert "Feil person." in _tekst(hent(roller.sektorleder, reverse("sak:vis", args=[sak.nummer])))


def test_aa_se_paa_varselet_er_ikke_aa_ha_lest_det_men_skrives_i_innsynsloggen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    svar = hent(roller.sektorleder, _til("varsel", sak, varsel.pk))
    varsel.refresh_from_db()
    assert varsel.lest is None
    assert "Marker som lest" in _tekst(svar)
    assert Oppslag.objects.filter(sak=sak, bruker=roller.sektorleder, rolle="skoleeier").count() == 1


def test_fra_ulest_til_lest_til_vurdert(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    assert send(roller.sektorleder, _til("les_varsel", sak, varsel.pk)).status_code == 302
    lest = _tekst(hent(roller.sektorleder, _til("varsel", sak, varsel.pk)))
    assert "Marker som lest" not in lest
    assert "Lagre vurderingen" in lest
    svar = send(
        roller.sektorleder, _til("vurder_varsel", sak, varsel.pk), vurdering="Bra fulgt opp.", oppfolging_dato=""
    )
    assert svar.status_code == 302
    assert "Bra fulgt opp." in _tekst(hent(roller.rektor, _til("varsel", sak, varsel.pk)))


def test_lest_og_vurdert_i_ett(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    assert "Lest og vurdert" in _tekst(hent(roller.sektorleder, _til("varsel", sak, varsel.pk)))
    send(roller.sektorleder, _til("vurder_varsel", sak, varsel.pk), vurdering="Bra.")
    varsel.refresh_from_db()
    assert varsel.lest == varsel.vurdert == NAA


def test_den_andre_av_to_som_vurderer_faar_vite_det_og_beholder_teksten(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    adresse = _til("vurder_varsel", sak, varsel.pk)
    assert send(roller.sektorleder, adresse, vurdering="Den første.", sett="").status_code == 302
    svar = send(roller.sektorleder, adresse, vurdering="Den andre.", sett="")
    assert svar.status_code == 422
    assert "lagret endringer her" in _tekst(svar)
    assert {ord_ for ord_ in ("Den første.", "Den andre.") if ord_ in _tekst(svar)} == {"Den første.", "Den andre."}
    sett = re.search(r'name="sett" value="([^"]+)"', svar.content.decode())
    assert sett is not None
    assert send(roller.sektorleder, adresse, vurdering="Den andre.", sett=sett[1]).status_code == 302
    varsel.refresh_from_db()
    assert varsel.vurdering == "Den andre."


def test_avvist_skoleeiervurdering_beholder_det_som_er_skrevet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    svar = send(
        roller.sektorleder,
        _til("vurder_varsel", sak, varsel.pk),
        vurdering="Følger med.",
        veiledning="Ringte rektor.",
        oppfolging_dato="2026-11-09",
    )
    assert svar.status_code == 422
    assert "Datoen er passert." in _tekst(svar)
    assert "Ringte rektor." in _tekst(svar)


def test_rektor_faar_403_paa_skoleeiers_knapper_og_ser_dem_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    assert send(roller.rektor, _til("les_varsel", sak, varsel.pk)).status_code == 403
    assert send(roller.rektor, _til("vurder_varsel", sak, varsel.pk), vurdering="Nei").status_code == 403
    side = _tekst(hent(roller.rektor, _til("varsel", sak, varsel.pk)))
    assert "Marker som lest" not in side
    assert "Lest og vurdert" not in side


def test_varselet_i_en_annen_sak_er_404(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    annen = lag_sak(roller, elev=roller.annen_elev, skjerpet=True)
    assert hent(roller.sektorleder, _til("varsel", annen, varsel.pk)).status_code == 404
    assert send(roller.sektorleder, _til("vurder_varsel", annen, varsel.pk), vurdering="x").status_code == 404


def test_sak_mot_ledelsen_ses_av_sektorleder_og_ingen_paa_skolen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True, delt_med_kontaktlarer=True)
    adresse = reverse("sak:vis", args=[sak.nummer])
    ser = {navn for navn, person in roller.alle.items() if navn != "systemet" and _ser(person, adresse)}
    assert ser == {"sektorleder"}


def _ser(person: object, adresse: str) -> bool:
    return hent(person, adresse).status_code == 200  # type: ignore[arg-type]


def test_varsel_med_vurdering_vises_som_vurdert_paa_sakens_forside(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    varsel = send_varsel(roller, sak, Type.ANSATT)
    vurder_skoleeiervarsel(aktor=roller.sektorleder, sak_id=sak.pk, varsel_id=varsel.pk, data=VURDERING, now=NAA)
    for person in (roller.rektor, roller.sektorleder):
        assert "Vurdert" in _tekst(hent(person, reverse("sak:vis", args=[sak.nummer])))


def test_det_som_skrives_mens_saken_avsluttes_staar_i_skjemaet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    lukk(roller, sak)
    sak.refresh_from_db()
    innsendinger: dict[str, dict[str, Any]] = {
        "alvorlighet": {"alvorlig": "nei", "begrunnelse": "Det jeg skrev.", "versjon": sak.versjon},
        "varsle": {**UTFYLT, "redegjorelse": "Det jeg skrev."},
        "grunnlos": {"grunn": "Det jeg skrev."},
    }
    for navn, felter in innsendinger.items():
        svar = send(roller.rektor, _til(navn, sak), **felter)
        assert svar.status_code == 422, navn
        assert "Det jeg skrev." in _tekst(svar), navn
        assert "Saken er avsluttet." in _tekst(svar), navn
