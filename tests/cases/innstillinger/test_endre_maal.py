"""Changing one of the municipality's targets: who may, what is refused, what history keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.http import Http404
from django.urls import reverse

from cases.innstillinger.maal.actions import endre_aftenene, endre_maal
from cases.innstillinger.maal.queries import ALLE_NOKLER, GRUPPER, historikk
from cases.innstillinger.models import Omregning
from cases.innstillinger.samtidig import endring
from cases.lov.parametre import PARAMETRE, STIGEN, Maal
from cases.sak import kalender
from cases.sak.feil import IkkeTilgang, Regelbrudd
from steinkjer_skolemiljo.organisation.models import Innstilling, Rolletildeling
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
SIDE = "/innstillinger/maal/D-5/"
SER = {"rektor", "rektor_maere", "sektorleder", "kommunalsjef", "systemforvalter"}
SKJEMA = {"verdi": "4", "gjelder_fra": "2026-12-01", "begrunnelse": "Vi klarer det raskere."}


def endre(hvem: Bruker, **felter: Any) -> Innstilling:
    return endre_maal(
        **{
            "aktor": hvem,
            "maal": Maal.TILTAKSPLAN,
            "verdi": 4,
            "gjelder_fra": date(2026, 12, 1),
            "begrunnelse": "Vi klarer det raskere.",
            "now": NAA,
            **felter,
        }
    )


def nektet(hvem: Bruker, **felter: Any) -> list[tuple[str, str]]:
    with pytest.raises(Regelbrudd) as feil:
        endre(hvem, **felter)
    return [(brudd.felt, brudd.tekst) for brudd in feil.value.brudd]


def hent(client: Client, hvem: Bruker, adresse: str = SIDE) -> HttpResponse:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse)  # type: ignore[return-value]


def post(client: Client, hvem: Bruker, adresse: str = SIDE, **data: str) -> HttpResponse:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, {**SKJEMA, **data})  # type: ignore[return-value]


# -- the door ----------------------------------------------------------------------------------------------------


@pytest.mark.regel("D-22")
def test_sektorleder_endrer_et_maal_fra_en_dato(roller: Rollebesetning) -> None:
    rad = endre(roller.sektorleder)
    assert (rad.nokkel, rad.verdi, rad.gjelder_fra) == ("D-5", "4", date(2026, 12, 1))
    assert (rad.begrunnelse, rad.satt_av, rad.satt) == ("Vi klarer det raskere.", roller.sektorleder, NAA)
    linje = rad.history.get()
    assert (linje.history_user, linje.history_date) == (roller.sektorleder, NAA)
    parametre = kalender.parametre()
    assert [parametre.verdi(Maal.TILTAKSPLAN, dag) for dag in (date(2026, 11, 30), date(2026, 12, 1))] == [5, 4]
    arbeid = Omregning.objects.get()
    assert (arbeid.grunn, arbeid.maal, arbeid.fra, arbeid.ferdig) == ("maal", "D-5", date(2026, 12, 1), None)


@pytest.mark.parametrize("navn", ["rektor", "kommunalsjef", "systemforvalter"])
def test_den_som_ser_maalene_kan_ikke_endre_dem(roller: Rollebesetning, client: Client, navn: str) -> None:
    with pytest.raises(IkkeTilgang, match="sektorleder"):
        endre(roller.alle[navn])
    svar = post(client, roller.alle[navn])
    assert svar.status_code == 403
    assert not Innstilling.objects.exists()


@pytest.mark.parametrize("navn", ["ansatt", "kontaktlarer", "avdelingsleder", "stotte", "personvernombud", "sluttet"])
def test_for_andre_finnes_ikke_maalene(roller: Rollebesetning, client: Client, navn: str) -> None:
    with pytest.raises(Http404):
        endre(roller.alle[navn])
    assert hent(client, roller.alle[navn]).status_code == 404
    assert post(client, roller.alle[navn]).status_code == 404
    assert post(client, roller.alle[navn], verdi="tull").status_code == 404
    assert not Innstilling.objects.exists()


@pytest.mark.regel("D-22")
def test_en_endring_gjelder_aldri_bakover_i_tid(roller: Rollebesetning) -> None:
    assert nektet(roller.sektorleder, gjelder_fra=I_DAG - DAG) == [
        ("gjelder_fra", "En endring kan gjelde fra i dag eller senere, ikke bakover i tid.")
    ]
    assert endre(roller.sektorleder, gjelder_fra=I_DAG).gjelder_fra == I_DAG


def test_aarstallet_er_ikke_en_skrivefeil(roller: Rollebesetning) -> None:
    ((felt, tekst),) = nektet(roller.sektorleder, gjelder_fra=date(2062, 12, 1))
    assert (felt, "årstallet" in tekst) == ("gjelder_fra", True)


@pytest.mark.parametrize("verdi", [-1, 61, 999])
def test_maalet_er_innenfor_rammene(roller: Rollebesetning, verdi: int) -> None:
    assert nektet(roller.sektorleder, verdi=verdi) == [("verdi", "Målet må være et tall fra 0 til 60.")]


@pytest.mark.parametrize("maal", [maal for maal in Maal if maal not in STIGEN])
def test_begge_yttergrensene_er_lovlige_og_leses_igjen(roller: Rollebesetning, maal: Maal) -> None:
    for nummer, verdi in enumerate((PARAMETRE[maal].minst, PARAMETRE[maal].hoyst)):
        dag = I_DAG + DAG * (nummer + 1)
        if kalender.parametre().verdi(maal, dag) != verdi:
            endre(roller.sektorleder, maal=maal, verdi=verdi, gjelder_fra=dag)
        assert kalender.parametre().verdi(maal, dag) == verdi


@pytest.mark.parametrize("begrunnelse", ["", "   "])
def test_uten_begrunnelse_endres_ingenting(roller: Rollebesetning, begrunnelse: str) -> None:
    assert nektet(roller.sektorleder, begrunnelse=begrunnelse) == [("begrunnelse", "Skriv hvorfor.")]
    assert not Innstilling.objects.exists()
    assert not Omregning.objects.exists()


def test_alt_som_er_galt_sies_paa_en_gang(roller: Rollebesetning) -> None:
    feil = nektet(roller.sektorleder, verdi=99, gjelder_fra=I_DAG - DAG, begrunnelse="")
    assert [felt for felt, _tekst in feil] == ["verdi", "gjelder_fra", "begrunnelse"]


def test_det_som_allerede_gjelder_er_ingen_endring(roller: Rollebesetning) -> None:
    assert nektet(roller.sektorleder, verdi=5) == [("verdi", "Slik er det allerede 1. desember 2026.")]


@pytest.mark.regel("D-22")
def test_en_planlagt_endring_kan_byttes_ut_og_historien_husker_begge(roller: Rollebesetning) -> None:
    endre(roller.sektorleder)
    senere = NAA + timedelta(hours=1)
    endre(roller.sektorleder, verdi=3, begrunnelse="Likevel tre.", now=senere)
    rad = Innstilling.objects.get()
    assert (rad.verdi, rad.begrunnelse) == ("3", "Likevel tre.")
    assert [linje.verdi for linje in rad.history.all()] == ["3", "4"]
    assert Omregning.objects.count() == 1
    nyeste, forste = historikk(["D-5"], senere)
    assert (nyeste.tekst, nyeste.erstattet, nyeste.kommer) == ("3 skoledager", False, True)
    assert (forste.tekst, forste.erstattet, forste.hvorfor) == ("4 skoledager", True, "Vi klarer det raskere.")


@pytest.mark.regel("D-22")
def test_det_som_har_begynt_aa_gjelde_i_dag_byttes_ikke_ut(roller: Rollebesetning) -> None:
    endre(roller.sektorleder, gjelder_fra=I_DAG)
    ((felt, tekst),) = nektet(roller.sektorleder, verdi=3, gjelder_fra=I_DAG)
    assert (felt, "i morgen" in tekst) == ("gjelder_fra", True)
    assert endre(roller.sektorleder, verdi=3, gjelder_fra=I_DAG + DAG).verdi == "3"


@pytest.mark.regel("D-23")
def test_ingen_hoyere_opp_kan_settes_til_aa_faa_vite_for_de_under(roller: Rollebesetning) -> None:
    ((felt, _tekst),) = nektet(roller.sektorleder, maal=Maal.VARSLE_REKTOR, verdi=4)
    assert felt == "verdi"
    endre(roller.sektorleder, maal=Maal.VARSLE_SKOLEEIER, verdi=5)
    assert endre(roller.sektorleder, maal=Maal.VARSLE_REKTOR, verdi=4).verdi == "4"
    # … but not from a day before the other change.
    assert nektet(roller.sektorleder, maal=Maal.VARSLE_REKTOR, verdi=4, gjelder_fra=date(2026, 11, 20))


def test_nekter_databasen_det_siste_er_heller_ikke_maalet_endret(roller: Rollebesetning) -> None:
    with connection.cursor() as db:
        db.execute("ALTER TABLE cases_omregning ADD CONSTRAINT nektes CHECK (maal <> 'D-5')")
    with pytest.raises(IntegrityError, match="nektes"), transaction.atomic():
        endre(roller.sektorleder)
    assert not Innstilling.objects.exists()


def test_den_andre_av_to_samtidige_faar_vite_det(roller: Rollebesetning) -> None:
    """The other one's row comes in between our looking and our writing: there, but not seen."""
    rad = {"nokkel": "D-5", "verdi": "4", "gjelder_fra": I_DAG}
    Innstilling.objects.create(**rad)
    with pytest.raises(Regelbrudd, match="samme øyeblikk"), transaction.atomic(), endring():
        Innstilling.objects.create(**rad)


def test_databasen_selv_krever_ett_maal_for_hver_omregning(roller: Rollebesetning) -> None:
    with pytest.raises(IntegrityError, match="omregning_har_det_grunnen_trenger"), transaction.atomic():
        Omregning.objects.create(grunn="maal", fra=I_DAG, opprettet=NAA)


# -- 24 and 31 December ------------------------------------------------------------------------------------------


@pytest.mark.regel("D-21", "D-22")
def test_sektorleder_sier_om_julaften_og_nyttaarsaften_er_fri(roller: Rollebesetning) -> None:
    julaften = date(2026, 12, 24)

    def arbeidsdag() -> bool:
        return kalender.kalendere([roller.egge.pk])[roller.egge.pk].er_arbeidsdag(julaften)

    assert not arbeidsdag()
    felter: dict[str, Any] = {
        "aktor": roller.sektorleder,
        "gjelder_fra": I_DAG,
        "begrunnelse": "Kommunen er åpen.",
        "now": NAA,
    }
    endre_aftenene(fri=False, **felter)
    assert arbeidsdag()
    assert Omregning.objects.get().grunn == "aftenene"
    with pytest.raises(Regelbrudd):
        endre_aftenene(fri=True, **felter)
    with pytest.raises(IkkeTilgang):
        endre_aftenene(fri=True, **{**felter, "aktor": roller.systemforvalter})


# -- the pages ---------------------------------------------------------------------------------------------------


def test_hvert_maal_staar_i_en_gruppe() -> None:
    assert sorted(maal for _navn, maalene in GRUPPER for maal in maalene) == sorted(Maal)


def test_siden_viser_hvert_maal_med_enhet_standard_det_som_kommer_og_grunnlag(
    roller: Rollebesetning, client: Client
) -> None:
    endre(roller.sektorleder)
    endre(roller.sektorleder, maal=Maal.FORESATTE_INFORMERT, verdi=1, gjelder_fra=I_DAG)
    side = hent(client, roller.rektor, "/innstillinger/").content.decode()
    for parameter in PARAMETRE.values():
        assert parameter.navn in side
    assert "4 skoledager fra 1. desember 2026" in side
    assert "1 skoledag" in side
    assert "Vi klarer det raskere." in side
    assert "Julaften og nyttårsaften" in side
    for ord_ in ("Praksis", "Prosedyre", "Eget valg", "D-5"):
        assert ord_ in side
    assert "Det er sektorleder skole som endrer målene" in side


@pytest.mark.parametrize("navn", sorted(SER))
def test_ledere_og_kommunen_ser_maalet_og_bare_sektorleder_skjemaet(
    roller: Rollebesetning, client: Client, navn: str
) -> None:
    side = hent(client, roller.alle[navn])
    assert side.status_code == 200
    assert ('name="verdi"' in side.content.decode()) == (navn == "sektorleder")


def test_den_med_fullmakt_ser_maalene_og_har_dem_i_menyen(roller: Rollebesetning, client: Client) -> None:
    assert ">Kommunens mål<" not in hent(client, roller.avdelingsleder, "/varsler/").content.decode()
    tildeling = Rolletildeling.objects.get(bruker=roller.avdelingsleder)
    tildeling.fullmakt = True
    tildeling.save()
    assert ">Kommunens mål<" in hent(client, roller.avdelingsleder, "/innstillinger/").content.decode()


def test_aa_lagre_paa_siden_endrer_maalet(roller: Rollebesetning, client: Client) -> None:
    svar = post(client, roller.sektorleder)
    assert (svar.status_code, svar["Location"]) == (302, SIDE)
    side = hent(client, roller.sektorleder).content.decode()
    assert "regnes på nytt den dagen den begynner å gjelde" in side
    assert "Fra 1. desember 2026" in side
    svar = post(client, roller.sektorleder, "/innstillinger/maal/D-4/", gjelder_fra="2026-11-10")
    assert "Endringen gjelder nå." in hent(client, roller.sektorleder, svar["Location"]).content.decode()


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        ({"verdi": "fire"}, "Skriv et helt tall."),
        ({"verdi": ""}, "Fyll ut dette feltet."),
        ({"verdi": "61"}, "Målet må være et tall fra 0 til 60."),
        ({"gjelder_fra": "i går"}, "Skriv datoen som dag, måned og år"),
        ({"gjelder_fra": "2026-11-09"}, "ikke bakover i tid"),
        ({"begrunnelse": " "}, "Fyll ut dette feltet."),
    ],
)
def test_det_som_er_galt_staar_ved_feltet_og_det_som_er_skrevet_staar_der_ennaa(
    roller: Rollebesetning, client: Client, data: dict[str, str], melding: str
) -> None:
    svar = post(client, roller.sektorleder, **data)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert melding in side
    assert 'class="feltfeil"' in side
    for verdi in {**SKJEMA, **data}.values():
        assert verdi.strip() in side
    assert not Innstilling.objects.exists()


def test_julaftensiden_lagrer_og_avviser(roller: Rollebesetning, client: Client) -> None:
    adresse = reverse("innstillinger:aftenene")
    assert post(client, roller.sektorleder, adresse, verdi="kanskje").status_code == 422
    assert post(client, roller.sektorleder, adresse, verdi="ja").status_code == 422, "det er fri allerede"
    assert post(client, roller.rektor, adresse, verdi="nei").status_code == 403
    assert post(client, roller.sektorleder, adresse, verdi="nei").status_code == 302
    side = hent(client, roller.rektor, adresse).content.decode()
    assert "vanlige arbeidsdager" in side


def test_et_maal_som_ikke_finnes_er_ingen_side(roller: Rollebesetning, client: Client) -> None:
    assert hent(client, roller.sektorleder, "/innstillinger/maal/D-99/").status_code == 404


def test_sidene_koster_like_mye_med_mange_endringer(roller: Rollebesetning, client: Client) -> None:
    endre(roller.sektorleder)
    for_ = [antall(client, roller.sektorleder, side) for side in ("/innstillinger/", SIDE)]
    for nummer in range(24):
        endre(roller.sektorleder, gjelder_fra=date(2027, 1, 1) + DAG * nummer, verdi=6 + nummer % 2)
    assert [antall(client, roller.sektorleder, side) for side in ("/innstillinger/", SIDE)] == for_
    assert max(for_) <= 20
    assert len(historikk(ALLE_NOKLER, NAA)) == 25


def test_den_som_saa_en_eldre_side_faar_vite_at_en_annen_har_endret_det_samme(
    roller: Rollebesetning, client: Client
) -> None:
    def sett() -> str:
        return hent(client, roller.sektorleder).context["skjema"]["sett"].value()  # type: ignore[attr-defined,no-any-return]

    eldre = sett()
    endre(roller.sektorleder, verdi=3, begrunnelse="Den andre.")
    svar = post(client, roller.sektorleder, begrunnelse="Det jeg skrev imens.", sett=eldre)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Sektor Leder lagret endringer her" in side
    assert "Det jeg skrev imens." in side
    assert Innstilling.objects.get().begrunnelse == "Den andre."
    assert f'name="sett" value="{sett()}"' in side
    assert post(client, roller.sektorleder, begrunnelse="Det jeg skrev imens.", sett=sett()).status_code == 302
