"""The evaluation in the browser: asked as suits the age, refused beside the field, and nothing typed is ever lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cases.dokumenter.papirer import evaluering as evaluering_paa_papir
from cases.evaluering import actions
from cases.evaluering.models import Avslutning, Elevsvar, Evaluering
from cases.sak.hendelse import linje
from cases.sak.models import Hendelse
from cases.tiltaksplan.actions import ny_planversjon, vedta_tiltaksplan
from cases.tiltaksplan.data import som_skrevet
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from tests.cases.evaluering.test_dorer import data as evalueringsdata
from tests.cases.planer import TILTAK, vedtatt
from tests.cases.sak.hjelp import hent, send
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak)
    vedtatt(sak, roller.rektor)
    return sak


def side(sak: Sak, navn: str = "ny", *mer: Any) -> str:
    return reverse(f"evaluering:{navn}", args=[sak.nummer, *mer])


def skjema(**felter: Any) -> dict[str, Any]:
    tiltak = Tiltak.objects.order_by("pk")[0]
    felles = {
        "planversjon": 1,
        "sett": 0,
        "dato": I_DAG,
        "deltakere": "Nora, mor og rektor",
        "elevens_svar": "delvis",
        "elevens_ord": "Det er bedre, men ikke i storefri.",
        "spurt_av": "Kontaktlærer, på rommet",
        "konklusjon": "justere",
        "naar_neste": "2026-11-24",
        f"tiltak-{tiltak.pk}-gjennomfort": "ja",
        f"tiltak-{tiltak.pk}-virkning_elev": "noe",
        f"tiltak-{tiltak.pk}-virkning_voksne": "god",
        f"tiltak-{tiltak.pk}-videre": "fortsette",
    }
    return {**felles, **felter}


def test_evalueringen_lagres_og_leder_til_en_ny_versjon(roller: Rollebesetning, sak: Sak) -> None:
    svar = send(
        roller.rektor,
        side(sak),
        skjema(trygghetstall=3, **{f"foresatt-{roller.forelder.pk}": "Hun sover bedre."}),
    )
    assert (svar.status_code, svar["Location"]) == (302, side(sak, "vis"))
    evaluering = Evaluering.objects.get()
    assert (evaluering.trygghetstall, evaluering.ny_evalueringsdato) == (3, I_DAG + timedelta(days=14))
    assert evaluering.foresattes_syn_hver[0]["navn"] == "Kari Eggen"
    vist = hent(roller.rektor, side(sak, "vis")).content.decode()
    for tekst in ("Hun sover bedre.", "3 av 5", "Lag ny versjon fra evalueringen", "Slik har eleven svart over tid"):
        assert tekst in vist
    svar = send(roller.rektor, reverse("tiltaksplan:ny", args=[sak.nummer]), {})
    assert svar["Location"] == reverse("tiltaksplan:rediger", args=[sak.nummer])
    assert Tiltaksplan.objects.get(status="utkast").versjon == 2
    sagt = [str(melding) for melding in get_messages(svar.wsgi_request)]
    assert sagt == ["Versjon 2 er påbegynt med det som skal gå videre. Se over den, og vedta den."]
    assert "Evaluert 10. november 2026." in hent(roller.rektor, svar["Location"]).content.decode()
    assert "Fortsett på versjon 2" in hent(roller.rektor, side(sak, "vis")).content.decode()
    # A second press makes nothing more, and says why.
    assert send(roller.rektor, reverse("tiltaksplan:ny", args=[sak.nummer]), {}).status_code == 302
    assert Tiltaksplan.objects.count() == 2


@pytest.mark.parametrize("knapp", ["Lag ny versjon fra evalueringen", "Lag ny versjon"])
def test_begge_knappene_gir_det_samme_utkastet(roller: Rollebesetning, sak: Sak, knapp: str) -> None:
    send(roller.rektor, side(sak), skjema())
    siden = side(sak, "vis") if knapp.endswith("evalueringen") else reverse("tiltaksplan:vis", args=[sak.nummer])
    vist = hent(roller.rektor, siden).content.decode()
    adresse = reverse("tiltaksplan:ny", args=[sak.nummer])
    skjemaet = vist.partition(f'action="{adresse}"')[2].partition("</form>")[0]
    assert f">{knapp}</button>" in skjemaet
    send(roller.rektor, adresse, {})
    assert "Videre: fortsette." in Tiltaksplan.objects.get(status="utkast").tiltak.get().grunnlag


def test_feilene_staar_i_samme_rekkefoelge_som_feltene_paa_siden(roller: Rollebesetning, sak: Sak) -> None:
    svar = send(roller.rektor, side(sak), {"planversjon": "1"})
    vist = svar.content.decode()
    pekere = re.findall(r'<li><a class="ds-link" href="#([^"]+)"', vist)
    assert len(pekere) > 8
    assert pekere == sorted(pekere, key=lambda peker: vist.index(f'id="{peker}"'))


def test_ingen_svar_er_valgt_paa_forhaand_og_datoene_foreslaas(roller: Rollebesetning, sak: Sak) -> None:
    vist = hent(roller.rektor, side(sak)).content.decode()
    assert "checked" not in vist.partition("<main")[2].partition("</main>")[0]
    for tekst in ("Om 1 uke, tirsdag 17. november", "(foreslått)", "høyst 42 dager", "Hva mener Kari Eggen?"):
        assert tekst in vist
    assert "Meldinger i saken:" in vist
    assert 'name="trygghetstall"' in vist
    assert "ansikt__hode" not in vist


def test_de_minste_faar_ansikter_med_ord_og_ingen_tall(roller: Rollebesetning, sak: Sak) -> None:
    roller.klasse.trinn = 2
    roller.klasse.save()
    vist = hent(roller.rektor, side(sak)).content.decode()
    assert "Har du det bra på skolen nå?" in vist
    assert vist.count("ansikt__hode") == 4
    assert 'name="trygghetstall"' not in vist
    assert send(roller.rektor, side(sak), skjema()).status_code == 302


def test_det_som_staar_etterpaa_legger_ikke_andre_ord_i_munnen_paa_eleven(roller: Rollebesetning, sak: Sak) -> None:
    roller.klasse.trinn = 2
    roller.klasse.save()
    assert "Ja, jeg har det fint" in hent(roller.rektor, side(sak)).content.decode()
    send(roller.rektor, side(sak), skjema(elevens_svar="ja", konklusjon="fortsette", begrunnelse="Det virker."))
    rad = Evaluering.objects.get()
    assert "Eleven svarte: Ja." in [linje(hendelse).setning[-18:] for hendelse in Hendelse.objects.filter(sak=sak)]
    papir = str(evaluering_paa_papir(sak, rad, intern=True))
    for tekst in (hent(roller.rektor, side(sak, "vis")).content.decode(), papir):
        assert "Har eleven det trygt og godt?" in tekst
        assert "jeg har det trygt" not in tekst


@pytest.mark.parametrize(
    ("endring", "tekst"),
    [
        ({"elevens_svar": ""}, "Velg ett av alternativene."),
        ({"naar_neste": ""}, "Velg dato for neste evaluering."),
        ({"ny_evalueringsdato": "2026-11-25"}, "Ikke begge."),
        ({"konklusjon": "fortsette"}, "Skriv hvorfor de samme tiltakene skal fortsette."),
        ({"konklusjon": "avslutte"}, "Eleven har ikke svart ja."),
        ({"naar_neste": "annen", "ny_evalueringsdato": "2027-03-01"}, "Det er lenge til evaluering."),
    ],
)
def test_feil_staar_ved_feltet_og_alt_som_er_skrevet_staar(
    roller: Rollebesetning, sak: Sak, endring: dict[str, str], tekst: str
) -> None:
    svar = send(roller.rektor, side(sak), skjema(**endring))
    assert svar.status_code == 422
    vist = svar.content.decode()
    assert tekst in vist
    assert "Det er bedre, men ikke i storefri." in vist
    assert not Evaluering.objects.exists()


def test_uten_virkning_krever_grunn_ved_tiltaket(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.get()
    svar = send(roller.rektor, side(sak), skjema(**{f"tiltak-{tiltak.pk}-virkning_elev": "ingen"}))
    assert svar.status_code == 422
    assert f'id="id_tiltak-{tiltak.pk}-kommentar_error"' in svar.content.decode()


def test_en_ny_planversjon_mens_en_skriver_tar_ikke_teksten(roller: Rollebesetning, sak: Sak) -> None:
    gammelt = Tiltak.objects.get()
    skrevet = skjema(**{f"tiltak-{gammelt.pk}-kommentar": "Nora vil ha Ali i stedet."})
    plan = ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    typed = replace(som_skrevet(plan), evalueringsdato=I_DAG + timedelta(days=14))
    vedta_tiltaksplan(aktor=roller.rektor, sak_id=sak.pk, data=typed, now=NAA)
    svar = send(roller.rektor, side(sak), skrevet)
    vist = svar.content.decode()
    assert svar.status_code == 422
    nytt = Tiltak.objects.exclude(pk=gammelt.pk).get()
    for tekst in ("Planen har fått en ny versjon", "Nora vil ha Ali i stedet.", f'name="tiltak-{nytt.pk}-videre"'):
        assert tekst in vist
    assert 'name="planversjon" value="2"' in vist
    assert "ikke i storefri" in vist


def test_to_som_evaluerer_samtidig_faar_vite_om_hverandre(roller: Rollebesetning, sak: Sak) -> None:
    actions.evaluer(aktor=roller.rektor, sak_id=sak.pk, data=evalueringsdata(), now=NAA)
    svar = send(roller.rektor, side(sak), skjema())
    vist = svar.content.decode()
    assert svar.status_code == 422
    assert "Rektor Egge lagret endringer her" in vist
    assert "ikke i storefri" in vist
    # Told of it, the next press saves.
    assert send(roller.rektor, side(sak), skjema(sett=Evaluering.objects.get().pk)).status_code == 302


def _avslutt(roller: Rollebesetning, sak: Sak) -> None:
    sak.refresh_from_db()
    slutt = actions.Avslutningsdata(
        grunn=Avslutning.Grunn.FLYTTET,
        begrunnelse="Flyttet.",
        elevens_syn="Gleder seg.",
        foresattes_syn="Enige.",
        barnets_beste="Vurdert.",
    )
    actions.avslutt_sak(aktor=roller.rektor, sak_id=sak.pk, data=slutt, versjon=sak.versjon, now=NAA)


def test_saken_avsluttes_eller_gjenaapnes_mens_en_skriver(roller: Rollebesetning, sak: Sak) -> None:
    _avslutt(roller, sak)
    svar = send(roller.rektor, side(sak), skjema())
    assert svar.status_code == 422
    assert "Saken er avsluttet." in svar.content.decode()
    assert "ikke i storefri" in svar.content.decode()
    actions.gjenapne_sak(aktor=roller.rektor, sak_id=sak.pk, grunn="Kom tilbake.", now=NAA + timedelta(minutes=1))
    svar = send(roller.rektor, side(sak, "ettersjekk"), {"dato": I_DAG, "elevens_svar": "ja", "elevens_ord": "Fint."})
    assert svar.status_code == 422
    assert "Saken er gjenåpnet" in svar.content.decode()
    assert "Fint." in svar.content.decode()
    assert hent(roller.rektor, side(sak, "ettersjekk")).status_code == 404
    # The other of two who take it up again.
    svar = send(roller.rektor, side(sak, "gjenapne"), {"grunn": "Hun ble stengt ute igjen."})
    assert svar.status_code == 422
    assert "Saken er ikke avsluttet." in svar.content.decode()
    assert "Hun ble stengt ute igjen." in svar.content.decode()


def test_avslutningen_viser_hva_som_staar_igjen_og_hva_som_blir_staaende(roller: Rollebesetning, sak: Sak) -> None:
    vist = hent(roller.rektor, side(sak, "avslutt")).content.decode()
    for tekst in ("Dette står igjen", "er ikke evaluert ennå", "Tiltaksplan, versjon 1", "1 melding"):
        assert tekst in vist
    actions.evaluer(
        aktor=roller.rektor,
        sak_id=sak.pk,
        data=evalueringsdata(
            elevens_svar=Elevsvar.JA,
            konklusjon=Evaluering.Konklusjon.AVSLUTTE,
            ny_evalueringsdato=None,
        ),
        now=NAA,
    )
    vist = hent(roller.rektor, side(sak, "avslutt")).content.decode()
    assert "ingenting står igjen" in vist


def test_etter_flere_versjoner_uten_virkning_foreslaas_hjelp_utenfra(roller: Rollebesetning, sak: Sak) -> None:
    for versjon in (1, 2, 3):
        if versjon > 1:
            vedtatt(sak, roller.rektor, tiltak=(TILTAK,))
        nei = evalueringsdata(planversjon=versjon, elevens_svar=Elevsvar.NEI)
        actions.evaluer(aktor=roller.rektor, sak_id=sak.pk, data=nei, now=NAA)
    assert "3 versjoner av planen har ikke gjort eleven trygg." in hent(roller.rektor, side(sak)).content.decode()


def test_kurven_staar_lite_paa_saken_og_siden_koster_like_mye_med_mange(
    client: Client, roller: Rollebesetning, sak: Sak
) -> None:
    actions.evaluer(aktor=roller.rektor, sak_id=sak.pk, data=evalueringsdata(), now=NAA)
    saken = reverse("sak:vis", args=[sak.nummer])
    assert "Se alle svarene" in hent(roller.rektor, saken).content.decode()
    sider = [side(sak, "vis"), saken, side(sak)]
    for_ = [antall(client, roller.rektor, adresse) for adresse in sider]
    for _gang in range(4):
        actions.evaluer(aktor=roller.rektor, sak_id=sak.pk, data=evalueringsdata(), now=NAA)
    assert [antall(client, roller.rektor, adresse) for adresse in sider] == for_
