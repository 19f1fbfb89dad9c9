"""What one may not see does not exist: the same answer, no trace in pages, forms, flash messages or numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from cases.sak.forms import Involvertskjema
from cases.sak.models import Sak
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cases.sak.hjelp import gi, hent, kan, nevn, send, tildel
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def _rent(innhold: bytes, nummer: str) -> bytes:
    uten = re.sub(rb'"X-CSRFToken": "\w+"|value="\w{64}"', b"", innhold)
    return uten.replace(nummer.encode(), b"X")


@pytest.mark.parametrize("rute", ["vis", "personer", "logg"])
def test_nektet_fremmed_og_finnes_ikke_er_samme_side(roller: Rollebesetning, rute: str) -> None:
    fremmed, meldt = lag_sak(roller, elev=roller.elev_maere, ansvarlig=roller.rektor_maere), lag_sak(roller)
    anklag(meldt, roller.rektor)
    sider = {
        _rent(svar.content, nummer)
        for nummer in ("2026-9999", fremmed.nummer, meldt.nummer)
        if (svar := hent(roller.rektor, reverse(f"sak:{rute}", args=[nummer]))).status_code == 404
    }
    assert len(sider) == 1


@pytest.mark.parametrize(
    ("rute", "data"),
    [
        ("gi_tilgang", {"bruker": 1}),
        ("legg_til_involvert", {"rolle": "vitne"}),
        ("erklaer_inhabil", {"grunn": "x"}),
        ("oppnevn_settesaksbehandler", {"bruker": 1}),
        ("sett_sperret", {"sperret": "ja"}),
        ("ikke_send_hjem", {}),
        ("tatt_opp", {}),
    ],
)
def test_en_post_til_en_skjult_sak_svarer_404_for_noe_annet_leses(
    roller: Rollebesetning, rute: str, data: dict[str, object]
) -> None:
    sak = lag_sak(roller)
    anklag(sak, roller.rektor)
    svar = [send(roller.rektor, reverse(f"sak:{rute}", args=[n]), data) for n in (sak.nummer, "2026-9999")]
    assert [s.status_code for s in svar] == [404, 404]
    assert _rent(svar[0].content, sak.nummer) == _rent(svar[1].content, "2026-9999")


def test_den_som_mister_saken_ved_egen_handling_sendes_til_forsiden_uten_spor(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = send(
        roller.rektor,
        reverse("sak:legg_til_involvert", args=[sak.nummer]),
        {"rolle": "mulig_krenker", "kategori": "leder", "beskrivelse": "En i ledelsen"},
    )
    assert svar.headers["Location"] == "/"
    assert sak.nummer not in hent(roller.rektor, "/").content.decode()
    assert Sak.objects.get(pk=sak.pk).ansvarlig == roller.sektorleder


def test_inhabil_rektor_faar_ikke_vite_hvem_som_overtok(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = send(roller.rektor, reverse("sak:erklaer_inhabil", args=[sak.nummer]), {"grunn": "Nabo"})
    assert svar.headers["Location"] == "/"
    assert not Varsel.objects.synlige_for(roller.rektor, I_DAG).exists()


def test_meldingsinnboksen_og_tallet_i_menyen_teller_ikke_det_man_er_nektet(roller: Rollebesetning) -> None:
    lag_melding(roller)
    lag_melding(roller, ansatt=roller.rektor)
    meny = hent(roller.rektor, "/").content.decode()
    assert re.search(r'meny__antall">1<', meny)
    assert hent(roller.rektor, "/meldinger/innboks/").content.decode().count("/meldinger/M-") == 1


def test_en_meldings_saksnummer_vises_bare_til_den_som_ser_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    innboks = reverse("melding:innboks") + "?vis=behandlet"
    assert sak.nummer in hent(roller.rektor, innboks).content.decode()
    nevn(roller.rektor, sak, roller.rektor)
    assert sak.nummer not in hent(roller.rektor, innboks).content.decode()
    assert sak.nummer in hent(roller.sektorleder, innboks).content.decode()


def test_alle_som_kan_vaere_meldt_kan_navngis_ogsaa_den_som_nettopp_sluttet(roller: Rollebesetning) -> None:
    skjema = Involvertskjema(bruker=roller.rektor, sak=lag_sak(roller), dag=I_DAG)
    valg = set(skjema.fields["ansatt"].queryset)  # type: ignore[attr-defined]
    assert {
        roller.rektor,
        roller.ansatt,
        roller.sluttet,
        roller.sektorleder,
        roller.kommunalsjef,
        roller.systemforvalter,
        roller.stotte,
    } <= valg
    assert not {roller.rektor_maere, roller.ansatt_maere, roller.systemet} & valg


def test_saksansvarlig_velges_blant_dem_som_leder_paa_nivaaet(roller: Rollebesetning) -> None:
    tildel(roller.ansatt, Rolle.SFO_LEDER, roller.egge, fullmakt=True)
    sak = lag_sak(roller, ledelse=True)
    side = hent(roller.sektorleder, reverse("sak:personer", args=[sak.nummer])).content.decode()
    valg = re.search(r'<select name="ansvarlig".*?</select>', side, re.DOTALL)
    assert valg is not None
    assert "Sektor Leder" in valg[0]
    assert "Rektor Egge" not in valg[0]


def test_sidetittelen_er_nummeret_og_ikke_navnet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert kan(roller.rektor, sak)
    tittel = re.search(
        r"<title>(.*?)</title>", hent(roller.rektor, reverse("sak:vis", args=[sak.nummer])).content.decode()
    )
    assert tittel is not None
    assert "Nora" not in tittel[1]


def test_grunnen_til_tilgangen_staar_bare_i_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.stotte, formaal="Hemmelig formål")
    assert "Hemmelig" not in hent(roller.stotte, reverse("varsling:innboks")).content.decode()
