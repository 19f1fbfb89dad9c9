"""The pages of users and roles: who opens them, what they show, and bad input."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolleforslag, Rolletildeling
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA, bruker

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning

KAN = {"systemforvalter", "rektor", "rektor_maere", "sektorleder", "kommunalsjef"}
NY = {
    "fornavn": "Ny",
    "etternavn": "Person",
    "email": "ny@test.example",
    "rolle": "ansatt",
    "fra": I_DAG.isoformat(),
}


def _hent(client: Client, hvem: Bruker, adresse: str) -> Any:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse)


def _send(client: Client, hvem: Bruker, adresse: str, data: dict[str, object]) -> Any:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, data)


def test_bare_de_som_forvalter_brukere_ser_listen(client: Client, roller: Rollebesetning) -> None:
    for navn, person in roller.alle.items():
        if navn == "systemet":
            continue
        kode = _hent(client, person, reverse("forvaltning:brukere")).status_code
        assert kode == (200 if navn in KAN else 404), navn


def test_de_andre_kan_ikke_poste_heller(client: Client, roller: Rollebesetning) -> None:
    adresser = [
        reverse("forvaltning:ny"),
        reverse("forvaltning:bruker", args=[roller.anklaget.pk]),
        reverse("forvaltning:gi_rolle", args=[roller.anklaget.pk]),
        reverse("forvaltning:gi_klasse", args=[roller.anklaget.pk]),
        reverse("forvaltning:avslutt_rolle", args=[roller.anklaget.pk, roller.anklaget.roller.get().pk]),
        reverse("forvaltning:steng", args=[roller.anklaget.pk]),
        reverse("forvaltning:apne", args=[roller.anklaget.pk]),
    ]
    for navn in ("ansatt", "kontaktlarer", "avdelingsleder", "rektor_maere", "stotte", "personvernombud", "sluttet"):
        for adresse in adresser:
            kode = _send(client, getattr(roller, navn), adresse, {"siste": I_DAG.isoformat()}).status_code
            assert kode == 404 or (navn == "rektor_maere" and adresse.endswith("/ny/")), (navn, adresse, kode)
    assert roller.anklaget.roller.get().til is None


def test_rektor_ser_bare_sine_egne_ansatte(client: Client, roller: Rollebesetning) -> None:
    tekst = _hent(client, roller.rektor, reverse("forvaltning:brukere")).content.decode()
    assert roller.ansatt.navn in tekst
    assert roller.ansatt_maere.navn not in tekst
    assert _hent(client, roller.rektor, reverse("forvaltning:bruker", args=[roller.ansatt_maere.pk])).status_code == 404


def test_soket_finner_en_del_av_navnet_og_taler_dumme_verdier(client: Client, roller: Rollebesetning) -> None:
    adresse = reverse("forvaltning:brukere")
    tekst = _hent(client, roller.systemforvalter, f"{adresse}?q=anklag&skole=x&side=-4").content.decode()
    assert roller.anklaget.navn in tekst
    assert roller.kommunalsjef.navn not in tekst


def test_en_ny_person_registreres_og_far_rolle(client: Client, roller: Rollebesetning) -> None:
    svar = _send(client, roller.rektor, reverse("forvaltning:ny"), {**NY, "skole": roller.egge.pk})
    ny = Bruker.objects.get(email="ny@test.example")
    assert svar.headers["Location"] == reverse("forvaltning:bruker", args=[ny.pk])
    assert Rolletildeling.objects.get(bruker=ny).skole == roller.egge


@pytest.mark.parametrize(
    ("felter", "setning"),
    [
        ({"email": "ansatt.egge@test.example"}, "finnes"),
        ({"fornavn": ""}, "Fyll ut dette feltet."),
        ({"fra": "i morgen"}, "Skriv datoen som dag, måned og år"),
        ({"fra": (I_DAG - timedelta(days=3)).isoformat()}, "En rolle kan ikke begynne før i dag."),
        ({"rolle": "sektorleder"}, "Velg ett av alternativene."),
    ],
)
def test_feil_star_ved_feltet_og_det_som_ble_skrevet_er_der(
    client: Client, roller: Rollebesetning, felter: dict[str, object], setning: str
) -> None:
    svar = _send(client, roller.rektor, reverse("forvaltning:ny"), {**NY, "skole": roller.egge.pk, **felter})
    assert svar.status_code == 422
    tekst = svar.content.decode()
    assert setning in tekst
    assert "Person" in tekst
    assert not Bruker.objects.filter(email="ny@test.example").exists()


def test_forslaget_ligger_hos_sektorleder_som_sier_ja(client: Client, roller: Rollebesetning) -> None:
    _send(
        client,
        roller.systemforvalter,
        reverse("forvaltning:gi_rolle", args=[roller.ansatt.pk]),
        {
            "rolle-rolle": "rektor",
            "rolle-skole": roller.egge.pk,
            "rolle-fra": I_DAG.isoformat(),
            "rolle-begrunnelse": "Konstituert fra mandag",
        },
    )
    forslag = Rolleforslag.objects.get()
    assert (
        "Konstituert fra mandag" in _hent(client, roller.sektorleder, reverse("forvaltning:brukere")).content.decode()
    )
    rektorens = _hent(client, roller.rektor, reverse("forvaltning:brukere")).content.decode()
    assert "Konstituert fra mandag" not in rektorens
    _send(client, roller.sektorleder, reverse("forvaltning:avgjor", args=[forslag.pk]), {"svar": "ja"})
    assert Rolletildeling.objects.filter(bruker=roller.ansatt, rolle=Rolle.REKTOR).exists()


def test_stengt_konto_er_logget_ut_med_en_gang(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.ansatt)
    annen = type(client)()
    _send(annen, roller.rektor, reverse("forvaltning:steng", args=[roller.ansatt.pk]), {})
    with time_machine.travel(NAA, tick=False):
        assert client.get(reverse("melding:mine")).headers["Location"].startswith("/logg-inn/")


def test_listen_koster_like_mange_sporringer_med_mange(client: Client, roller: Rollebesetning) -> None:
    adresse = reverse("forvaltning:brukere")
    en = antall(client, roller.systemforvalter, adresse)
    for nummer in range(25):
        bruker(f"Vikar Nr{nummer}", (Rolle.ANSATT, roller.egge))
    assert antall(client, roller.systemforvalter, adresse) <= en


def test_en_rektor_ser_bare_forslagene_ved_sin_egen_skole(client: Client, roller: Rollebesetning) -> None:
    """As with the roles a person has: what is decided of them elsewhere is no business of this school's."""
    felles = {"bruker": roller.ansatt, "fra": I_DAG, "begrunnelse": "Ny", "foreslatt": NAA}
    for rolle, skole in ((Rolle.REKTOR, roller.maere), (Rolle.PERSONVERNOMBUD, None), (Rolle.REKTOR, roller.egge)):
        Rolleforslag.objects.create(rolle=rolle, skole=skole, foreslatt_av=roller.systemforvalter, **felles)
    side = reverse("forvaltning:bruker", args=[roller.ansatt.pk])
    rektors = _hent(client, roller.rektor, side).content.decode()
    assert rektors.count("Foreslått av System Forvalter") == 1
    assert _hent(client, roller.sektorleder, side).content.decode().count("Foreslått av System Forvalter") == 3


def test_bare_rektor_faar_klasser_aa_velge_blant(client: Client, roller: Rollebesetning) -> None:
    side = reverse("forvaltning:bruker", args=[roller.ansatt.pk])
    assert "Legg til en klasse" in _hent(client, roller.rektor, side).content.decode()
    systemets = _hent(client, roller.systemforvalter, side).content.decode()
    assert "Legg til en klasse" not in systemets
    assert "Rektor ved skolen legger til klasser." in systemets
    hva = {"klasse-klasse": roller.klasse.pk, "klasse-fra": I_DAG.isoformat()}
    adresse = reverse("forvaltning:gi_klasse", args=[roller.ansatt.pk])
    assert _send(client, roller.systemforvalter, adresse, hva).status_code == 422
    assert not roller.ansatt.kontaktlarer_for.exists()


def test_en_epost_som_er_rettet_blir_ikke_den_gamle_igjen_fordi_en_annen_hadde_siden_oppe(
    client: Client, roller: Rollebesetning
) -> None:
    ansatt = roller.ansatt
    side = reverse("forvaltning:bruker", args=[ansatt.pk])
    skjema = _hent(client, roller.rektor, side).context["skjema"]
    felter = {felt.html_name: felt.value() or "" for felt in skjema} | {"stilling": "Miljøarbeider"}
    nye = {**felter, "email": "rettet@test.example", "stilling": ansatt.stilling}
    assert _send(client, roller.systemforvalter, side, nye).status_code == 302
    svar = _send(client, roller.rektor, side, felter)
    assert svar.status_code == 422
    assert "lagret endringer her" in svar.content.decode()
    assert 'value="Miljøarbeider"' in svar.content.decode()
    ansatt.refresh_from_db()
    assert ansatt.email == "rettet@test.example"
    # A language they choose is no change of what stands there.
    ansatt.sprak = "nn"
    ansatt.save()
    sett = svar.context["skjema"]["sett"].value()
    assert _send(client, roller.rektor, side, {**felter, "email": ansatt.email, "sett": sett}).status_code == 302
    ansatt.refresh_from_db()
    assert (ansatt.email, ansatt.stilling) == ("rettet@test.example", "Miljøarbeider")
