"""The employee's own page: what they see, what nobody else sees, and what they may say."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from cases.framlegg import actions, den_ansatte
from cases.framlegg.models import Framlegg, Framleggsvar
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.models import Oppslag
from cases.varsling.models import Varsel
from cases.varsling.queries import innboks
from cases.varsling.sveip import sveip
from steinkjer_skolemiljo.organisation.models import Rolletildeling
from tests.cases.framlegg.oppsett import FRIST, frigitt, maskert, skjerpet_sak
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

EGNE = ("les", "egen_pdf", "svar", "egen_mer_tid", "ta_med", "uttaler_seg_ikke")
BARE_POST = ("svar", "egen_mer_tid", "ta_med", "uttaler_seg_ikke")


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return skjerpet_sak(roller)


@pytest.fixture
def framlegg(roller: Rollebesetning, sak: Sak) -> Framlegg:
    return frigitt(roller, sak)


def kall(client: Client, bruker: Bruker, navn: str, framlegg: Framlegg | None = None, **felter: str) -> Any:
    adresse = reverse(f"framlegg:{navn}", args=[framlegg.nokkel] if framlegg else [])
    client.force_login(bruker)
    with time_machine.travel(NAA + timedelta(hours=2), tick=False):
        return client.post(adresse, felter) if navn in BARE_POST else client.get(adresse)


def test_den_ansatte_leser_sitt_eget_og_det_noteres(
    client: Client, roller: Rollebesetning, sak: Sak, framlegg: Framlegg
) -> None:
    side = kall(client, roller.anklaget, "les", framlegg).content.decode()
    assert "Eleven saken gjelder sier at du ropte" in side
    framlegg.refresh_from_db()
    forste = framlegg.lest
    assert forste == NAA + timedelta(hours=2)
    assert list(sak.hendelser.filter(type="framlegg_lest").values_list("aktor", flat=True)) == [roller.anklaget.pk]
    kall(client, roller.anklaget, "les", framlegg)
    pdf = kall(client, roller.anklaget, "egen_pdf", framlegg)
    assert pdf.content == bytes(framlegg.dokument.innhold)
    assert pdf.headers["Content-Disposition"] == 'inline; filename="framlegg.pdf"'
    framlegg.refresh_from_db()
    assert framlegg.lest == forste
    assert sak.hendelser.filter(type="framlegg_lest").count() == 1
    assert set(Oppslag.objects.filter(sak=sak).values_list("bruker", "rolle")) == {(roller.anklaget.pk, "den_ansatte")}


def test_siden_viser_ingen_navn_ingen_sak_og_ingen_logg(
    client: Client, roller: Rollebesetning, sak: Sak, framlegg: Framlegg
) -> None:
    for navn in ("mine", "les"):
        side = kall(client, roller.anklaget, navn, framlegg if navn == "les" else None).content.decode()
        # A token against forged requests may hold any two characters.
        side = re.sub(r"\w{32,}", "", side)
        for skjult in ("Nora", "Eggen", "Jonas", "Vik ", "Kari", "Ansatt Egge", "5A", sak.nummer, "/saker/", "M-2026"):
            assert skjult not in side, (navn, skjult)


def test_ogsa_andre_elever_i_samme_melding_skjules(roller: Rollebesetning, sak: Sak) -> None:
    melding = sak.meldingselever.get().melding
    melding.elever.create(elev=roller.elev_maere)
    framlegg = frigitt(roller, sak, paastander="Ola Mæhre og Jonas var der.")
    assert framlegg.dokument.paastander == "Elev C og Elev B var der."


@pytest.mark.parametrize(
    "hvem",
    [
        "rektor", "avdelingsleder", "kontaktlarer", "ansatt", "rektor_maere", "ansatt_maere", "sektorleder",
        "kommunalsjef", "systemforvalter", "personvernombud", "stotte", "sluttet",
    ],
)  # fmt: skip
def test_for_alle_andre_er_det_ingenting_der(
    client: Client, roller: Rollebesetning, framlegg: Framlegg, hvem: str
) -> None:
    person = getattr(roller, hvem)
    assert kall(client, person, "mine").status_code == 404
    for navn in EGNE:
        assert kall(client, person, navn, framlegg, tekst="Hei", onsket_frist="2026-12-01").status_code == 404, navn
    assert not Framleggsvar.objects.exists()
    framlegg.refresh_from_db()
    assert framlegg.lest is None


def test_uten_innlogging_er_det_stengt(client: Client, framlegg: Framlegg) -> None:
    for navn in ("les", "egen_pdf"):
        svar = client.get(reverse(f"framlegg:{navn}", args=[framlegg.nokkel]))
        assert svar.headers["Location"].startswith("/logg-inn/")


def test_et_utkast_finnes_ikke_for_den_ansatte(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    utkast = maskert(roller, sak)
    assert kall(client, roller.anklaget, "mine").status_code == 404
    for navn in EGNE:
        assert kall(client, roller.anklaget, navn, utkast, tekst="Hei", onsket_frist="2026-12-01").status_code == 404


def test_den_ansatte_ser_ikke_en_annens_og_saken_er_like_stengt(
    client: Client, roller: Rollebesetning, sak: Sak, framlegg: Framlegg
) -> None:
    annen = skjerpet_sak(roller, elev=roller.annen_elev)
    anklag(annen, roller.ansatt)
    assert kall(client, roller.ansatt, "les", framlegg).status_code == 404
    client.force_login(roller.anklaget)
    with time_machine.travel(NAA, tick=False):
        for navn, argumenter in (
            ("sak:vis", [sak.nummer]),
            ("framlegg:oversikt", [sak.nummer]),
            ("framlegg:vis", [sak.nummer, framlegg.pk]),
            ("framlegg:pdf", [sak.nummer, framlegg.pk]),
        ):
            assert client.get(reverse(navn, args=argumenter)).status_code == 404, navn


def test_en_rektor_som_er_navngitt_ser_bare_sitt_eget(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True, eier="kommunalsjef", ansvarlig=roller.kommunalsjef)
    anklag(sak, roller.rektor)
    framlegg = actions.nytt_framlegg(
        aktor=roller.kommunalsjef,
        sak_id=sak.pk,
        ansatt=roller.rektor,
        data=actions.Framleggdata(paastander="Du ropte.", trenger="Fortell.", svarfrist=FRIST),
        now=NAA,
    )
    rad: dict[str, Any] = {"aktor": roller.kommunalsjef, "sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA}
    actions.masker_framlegg(**rad, valg={})
    actions.frigi_framlegg(**rad)
    assert kall(client, roller.rektor, "les", framlegg).status_code == 200
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        assert client.get(reverse("framlegg:oversikt", args=[sak.nummer])).status_code == 404


def test_den_som_har_sluttet_ser_ingenting(client: Client, roller: Rollebesetning, framlegg: Framlegg) -> None:
    rolle = Rolletildeling.objects.get(bruker=roller.anklaget)
    rolle.til = I_DAG - timedelta(days=1)
    rolle.save()
    assert kall(client, roller.anklaget, "les", framlegg).status_code == 404


def test_det_som_venter_paa_svar_staar_paa_forsiden_til_den_ansatte_er_hoert(
    client: Client, roller: Rollebesetning, framlegg: Framlegg
) -> None:
    def forsiden(person: Bruker, naar: timedelta = timedelta(hours=2)) -> str:
        with time_machine.travel(NAA + naar, tick=False):
            client.force_login(person)
            return client.get("/").content.decode()

    assert f'href="{reverse("framlegg:mine")}">Det ligger noe til deg med svarfrist' in forsiden(roller.anklaget)
    assert "som hadde svarfrist" in forsiden(roller.anklaget, timedelta(days=40))
    for andre in (roller.ansatt, roller.rektor):
        assert reverse("framlegg:mine") not in forsiden(andre)
    kall(client, roller.anklaget, "uttaler_seg_ikke", framlegg)
    assert reverse("framlegg:mine") not in forsiden(roller.anklaget)


def test_varselet_sier_bare_at_det_er_noe_a_lese_og_forer_til_egen_side(
    client: Client, roller: Rollebesetning, framlegg: Framlegg
) -> None:
    assert framlegg.er_frigitt
    _ark, linjer = innboks(roller.anklaget, I_DAG, side=1)
    assert [linje.setning for linje in linjer] == ["Det ligger noe til deg som du må lese."]
    client.force_login(roller.anklaget)
    with time_machine.travel(NAA, tick=False):
        svar = client.post(reverse("varsling:apne", args=[linjer[0].id]))
    assert svar.headers["Location"] == "/framlegg/"


def test_svaret_blir_staende_og_mer_kan_legges_til(
    client: Client, roller: Rollebesetning, sak: Sak, framlegg: Framlegg
) -> None:
    assert kall(client, roller.anklaget, "svar", framlegg, tekst="Jeg ropte ikke.").status_code == 302
    assert kall(client, roller.anklaget, "svar", framlegg, tekst="Døra var åpen.").status_code == 302
    side = kall(client, roller.anklaget, "les", framlegg).content.decode()
    assert "Jeg ropte ikke." in side
    assert "Døra var åpen." in side
    varsler = Varsel.objects.filter(type="framlegg_svar")
    assert {(v.mottaker, v.sak) for v in varsler} == {(roller.rektor, sak)}


def test_et_tomt_svar_nektes_og_det_som_er_skrevet_star(
    client: Client, roller: Rollebesetning, framlegg: Framlegg
) -> None:
    assert kall(client, roller.anklaget, "svar", framlegg, tekst="  ").status_code == 422
    svar = kall(client, roller.anklaget, "egen_mer_tid", framlegg, tekst="Jeg er syk.", onsket_frist="2026-11-01")
    assert svar.status_code == 422
    assert "Jeg er syk." in svar.content.decode()
    assert "Velg en dag fram i tid." in svar.content.decode()
    assert not Framleggsvar.objects.exists()


def test_den_ansatte_kan_la_vaere_a_uttale_seg_og_ombestemme_seg(roller: Rollebesetning, framlegg: Framlegg) -> None:
    rad: dict[str, Any] = {"aktor": roller.anklaget, "nokkel": framlegg.nokkel, "now": NAA}
    den_ansatte.uttaler_seg_ikke(**rad)
    with pytest.raises(Regelbrudd):
        den_ansatte.uttaler_seg_ikke(**rad)
    den_ansatte.svar(**rad, tekst="Jeg vil si noe likevel.")
    assert [s.type for s in framlegg.svar.all()] == ["uttaler_seg_ikke", "svar"]


def test_den_ansatte_ber_om_tid_og_tar_med_tillitsvalgt(
    client: Client, roller: Rollebesetning, sak: Sak, framlegg: Framlegg
) -> None:
    kall(client, roller.anklaget, "egen_mer_tid", framlegg, tekst="Syk.", onsket_frist="2026-11-20")
    kall(client, roller.anklaget, "ta_med", framlegg, tekst="Siv Moe, tillitsvalgt")
    kall(client, roller.anklaget, "uttaler_seg_ikke", framlegg)
    assert [s.type for s in framlegg.svar.all()] == ["mer_tid", "bistand", "uttaler_seg_ikke"]
    hva = [h.data["hva"] for h in sak.hendelser.filter(type="framlegg_svar").order_by("pk")]
    assert hva == ["ber om mer tid", "tar med noen", "ønsker ikke å uttale seg"]


def test_noe_som_ikke_finnes_er_ikke_funnet(roller: Rollebesetning) -> None:
    with pytest.raises(IkkeFunnet):
        den_ansatte.svar(aktor=roller.anklaget, nokkel=uuid4(), tekst="x", now=NAA)


def test_pamminnelser_kommer_en_gang_for_og_en_gang_etter(roller: Rollebesetning, framlegg: Framlegg) -> None:
    assert framlegg.svarfrist == FRIST

    def sagt(dager: int) -> list[tuple[str, str]]:
        sveip(NAA + timedelta(days=dager))
        rader = Varsel.objects.filter(type__startswith="framlegg_").exclude(type="framlegg_til_deg")
        return sorted((v.type, v.mottaker.fornavn) for v in rader)

    assert sagt(3) == []
    # Monday before Tuesday 17 November.
    assert sagt(6) == [("framlegg_paaminnelse", "Anklaget")]
    assert sagt(7) == [("framlegg_paaminnelse", "Anklaget")]
    ute = [("framlegg_frist_ute", "Anklaget"), ("framlegg_paaminnelse", "Anklaget"), ("framlegg_uten_svar", "Rektor")]
    assert sagt(8) == ute
    assert sagt(9) == ute


def test_den_som_har_svart_paminnes_ikke(roller: Rollebesetning, framlegg: Framlegg) -> None:
    den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="x", now=NAA)
    sveip(NAA + timedelta(days=8))
    assert not Varsel.objects.filter(type__in=["framlegg_paaminnelse", "framlegg_frist_ute", "framlegg_uten_svar"])


def test_siden_koster_like_mye_med_mange_svar(client: Client, roller: Rollebesetning, framlegg: Framlegg) -> None:
    adresse = reverse("framlegg:les", args=[framlegg.nokkel])
    den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="x", now=NAA)
    en = antall(client, roller.anklaget, adresse)
    for _nummer in range(10):
        den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="x", now=NAA)
    assert antall(client, roller.anklaget, adresse) == en
