"""The plan in the browser: read, write row by row without JavaScript, adopt, and lose nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from cases.sak.models import Oppslag
from cases.tiltaksplan import actions
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from tests.cases.planer import PLAN, TILTAK, vedtatt
from tests.cases.sporringer import antall
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def lenke(navn: str, sak: Sak) -> str:
    return reverse(f"tiltaksplan:{navn}", args=[sak.nummer])


def hent(client: Client, bruker: Bruker, adresse: str) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse)


def send(client: Client, bruker: Bruker, adresse: str, data: dict[str, str] | None = None) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, data or {})


def utfylt(*rader: dict[str, str], **felter: str) -> dict[str, str]:
    """What the browser sends for a plan the law accepts, with these rows."""
    data = {
        "revisjon": "1",
        "utfordring": "Nora er alene.",
        "elevens_syn": "Vil ha en voksen nær.",
        "barnets_beste": "Veid.",
        "evalueringsdato": "2026-11-24",
        "tiltak-TOTAL_FORMS": str(len(rader)),
        "tiltak-INITIAL_FORMS": "0",
        **felter,
    }
    for nummer, rad in enumerate(rader):
        for navn, verdi in {"nivaa": "individ", "synlig_for_hjem": "on", **rad}.items():
            data[f"tiltak-{nummer}-{navn}"] = verdi
    return data


RAD = {"beskrivelse": "Voksen i friminuttet.", "fra": "2026-11-10", "ansvarlig_rolle": "Inspeksjonen"}
TOM: dict[str, str] = {}


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    return sak


def test_fra_ingenting_til_vedtatt_plan(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    assert "Lag tiltaksplan" in hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert send(client, roller.rektor, lenke("ny", sak)).headers["Location"] == lenke("rediger", sak)
    side = hent(client, roller.rektor, lenke("rediger", sak)).content.decode()
    assert 'name="tiltak-0-beskrivelse"' in side
    assert "Fortsett på utkastet" in hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert send(client, roller.rektor, lenke("rediger", sak), utfylt(RAD)).status_code == 302
    data = utfylt({**RAD, "id": str(Tiltak.objects.get().pk)}, revisjon="2")
    assert send(client, roller.rektor, lenke("vedta", sak), data).headers["Location"] == lenke("vis", sak)
    side = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert "Voksen i friminuttet." in side
    assert reverse("dokumenter:tiltaksplan", args=[sak.nummer]) in side
    assert "Lag ny versjon" in side


def test_legg_til_gir_en_rad_til_og_beholder_alt(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    svar = send(client, roller.rektor, lenke("rediger", sak), {**utfylt(RAD, maal="Må stå"), "legg_til": "1"})
    side = svar.content.decode()
    assert svar.status_code == 200
    for ventet in ("Må stå", "Voksen i friminuttet.", 'name="tiltak-1-beskrivelse"', 'value="2026-11-10"'):
        assert ventet in side
    assert svar.context["redigering"].rader.forms[1]["synlig_for_hjem"].value()
    assert "Noe må rettes" not in side
    assert Tiltaksplan.objects.get().maal == ""


def test_tomme_rader_og_fjernede_rader_er_ikke_tiltak(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    data = utfylt(TOM, {**RAD, "DELETE": "on"}, RAD, TOM)
    assert send(client, roller.rektor, lenke("vedta", sak), data).status_code == 302
    assert Tiltak.objects.get().beskrivelse == "Voksen i friminuttet."


def test_lovens_nei_staar_ved_riktig_rad_selv_med_tomme_rader_foran(
    roller: Rollebesetning, client: Client, sak: Sak
) -> None:
    data = utfylt(TOM, RAD, {"beskrivelse": "Uten tid og navn"}, utfordring="", maal="Må stå")
    svar = send(client, roller.rektor, lenke("vedta", sak), data)
    side = svar.content.decode()
    redigering = svar.context["redigering"]
    assert svar.status_code == 422
    assert redigering.skjema.errors.keys() == {"utfordring"}
    assert [set(rad.errors) for rad in redigering.rader.forms] == [set(), set(), {"fra", "ansvarlig"}]
    for ventet in ("Må stå", "Uten tid og navn", 'href="#id_tiltak-2-fra"', "Tiltak 3, Fra dato:"):
        assert ventet in side


def test_planen_trenger_minst_ett_tiltak(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    svar = send(client, roller.rektor, lenke("vedta", sak), utfylt(TOM))
    assert svar.status_code == 422
    assert svar.content.decode().count("Legg til minst ett tiltak.") == 3


def test_til_for_fra_avvises_ogsaa_i_et_utkast(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    svar = send(client, roller.rektor, lenke("rediger", sak), utfylt({**RAD, "til": "2026-11-09"}))
    assert svar.status_code == 422
    assert svar.context["redigering"].rader.forms[0].errors.keys() == {"til"}


def test_en_ugyldig_dato_avvises_og_staar(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    svar = send(client, roller.rektor, lenke("rediger", sak), utfylt({**RAD, "fra": "i morgen"}))
    assert svar.status_code == 422
    assert "i morgen" in svar.content.decode()


def test_et_oedelagt_skjema_er_ikke_en_feilside(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    assert send(client, roller.rektor, lenke("rediger", sak), {"utfordring": "Må stå"}).status_code == 422
    data = utfylt({**RAD, "id": "999999", "ansvarlig": "999999"})
    assert send(client, roller.rektor, lenke("rediger", sak), data).status_code == 422


def test_to_som_lagrer_samtidig_mister_ingenting(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    data = replace(PLAN, maal="Den andres mål", tiltak=(replace(TILTAK, beskrivelse="Den andres tiltak"),))
    actions.lagre_planutkast(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    svar = send(client, roller.rektor, lenke("rediger", sak), utfylt(RAD, maal="Mitt mål"))
    side = svar.content.decode()
    assert svar.status_code == 422
    for ventet in ("Rektor Egge lagret endringer her", "Mitt mål", "Den andres mål", "Voksen i friminuttet."):
        assert ventet in side
    # The other's new row is in the form now; saving again keeps both.
    rader = svar.context["redigering"].rader.forms
    assert [rad["beskrivelse"].value() for rad in rader] == ["Voksen i friminuttet.", "Den andres tiltak"]
    igjen = utfylt(
        RAD,
        {**RAD, "beskrivelse": "Den andres tiltak", "id": rader[1]["id"].value()},
        revisjon=str(svar.context["redigering"].skjema["revisjon"].value()),
        maal="Begges mål",
    )
    assert send(client, roller.rektor, lenke("rediger", sak), igjen).status_code == 302
    assert Tiltaksplan.objects.get().maal == "Begges mål"
    assert Tiltak.objects.count() == 2


def test_kontaktlarer_med_delt_sak_leser_planen_men_skriver_og_vedtar_den_ikke(
    roller: Rollebesetning, client: Client
) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    vedtatt(sak, roller.rektor)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    side = hent(client, roller.kontaktlarer, lenke("vis", sak)).content.decode()
    assert "Endre status" in side
    assert lenke("rediger", sak) not in side
    assert hent(client, roller.kontaktlarer, lenke("rediger", sak)).status_code == 403
    for navn in ("ny", "rediger", "vedta"):
        assert send(client, roller.kontaktlarer, lenke(navn, sak), utfylt(RAD)).status_code == 403
    assert Tiltaksplan.objects.filter(status="vedtatt").count() == 1


def test_en_fremmed_faar_samme_svar_som_om_saken_ikke_fantes(roller: Rollebesetning, client: Client, sak: Sak) -> None:
    for fremmed in (roller.rektor_maere, roller.ansatt, roller.sektorleder, roller.sluttet):
        assert hent(client, fremmed, lenke("vis", sak)).status_code == 404
        assert hent(client, fremmed, lenke("rediger", sak)).status_code == 404
        for navn in ("ny", "rediger", "vedta"):
            assert send(client, fremmed, lenke(navn, sak), utfylt(RAD)).status_code == 404
    assert not Oppslag.objects.exists()


def test_en_avsluttet_sak_leses_men_skrives_ikke(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    sak.refresh_from_db()
    sak.avsluttet, sak.neste_frist, sak.neste_frist_type = NAA, None, ""
    sak.save()
    side = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert "Fortsett på utkastet" not in side
    assert "Endre status" not in side
    svar = send(client, roller.rektor, lenke("rediger", sak), utfylt(RAD, maal="Må stå"))
    assert svar.status_code == 422
    assert "Saken er avsluttet." in svar.content.decode()
    assert "Må stå" in svar.content.decode()


def test_uten_utkast_er_det_ingenting_aa_redigere(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    assert hent(client, roller.rektor, lenke("rediger", sak)).headers["Location"] == lenke("vis", sak)
    assert send(client, roller.rektor, lenke("rediger", sak), utfylt(RAD)).status_code == 404
    assert hent(client, roller.rektor, lenke("vedta", sak)).status_code == 405


def test_tidligere_versjoner_kan_aapnes(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    vedtatt(sak, roller.rektor)
    side = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert "Tiltaksplan, versjon 2" in side
    assert reverse("dokumenter:versjon", args=[sak.nummer, 1]) in side


@pytest.mark.parametrize("navn", ["vis", "rediger"])
def test_siden_koster_like_mange_spoerringer_med_ett_tiltak_som_med_tjue(
    roller: Rollebesetning, client: Client, navn: str
) -> None:
    def kostnad(antall_tiltak: int, sak: Sak) -> int:
        vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.ansatt),) * antall_tiltak)
        actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
        return antall(client, roller.rektor, lenke(navn, sak))

    assert kostnad(1, lag_sak(roller)) == kostnad(20, lag_sak(roller, elev=roller.annen_elev))
