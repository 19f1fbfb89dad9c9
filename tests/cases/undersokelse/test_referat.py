"""Referater: corrected by new rows, sent home to those who are to have them, kept while they are written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.lov.begreper import Fristtype
from cases.sak.fakta import fakta_for
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.models import Involvert
from cases.sak.vurdering import les
from cases.tiltaksplan.funn import funn_i
from cases.undersokelse import actions, utkast
from cases.undersokelse.maler import MALER, sett_inn, uten_ubesvarte
from cases.undersokelse.models import Aktivitetsutkast, Observasjon, Samtale
from cases.varsling.sveip import rydd_utkast
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold, Gradering
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.undersokelse.test_dorer import I_GAAR, OBSERVASJON, SAMTALE, felt, gaa, typer
from tests.cases.undersokelse.test_dorer import send as send_hjem
from tests.cases.undersokelse.test_sider import SKJEMA, hent, lenke, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Elev
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return lag_sak(roller)


@pytest.fixture
def samtale(roller: Rollebesetning, sak: Sak) -> Samtale:
    rad: Samtale = gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    return rad


def rett(sak: Sak, samtale: Samtale, roller: Rollebesetning, **felter: Any) -> Samtale:
    data = replace(SAMTALE, **felter)
    return actions.rett_samtale(aktor=roller.rektor, sak_id=sak.pk, samtale_id=samtale.pk, data=data, now=NAA)


def foresatt(elev: Elev, fornavn: str, **felter: Any) -> Foresatt:
    ny = Foresatt.objects.create(fornavn=fornavn, etternavn="Vik")
    Foresattforhold.objects.create(elev=elev, foresatt=ny, **felter)
    return ny


# -- corrections ------------------------------------------------------------------------------------------------------


@pytest.mark.regel("L-4.8")
def test_en_rettelse_er_en_ny_rad_og_det_gamle_staar(roller: Rollebesetning, sak: Sak, samtale: Samtale) -> None:
    ny = rett(sak, samtale, roller, hva_sies="Jeg er alene på onsdager.")
    assert ny.rettelse_av == samtale
    samtale.refresh_from_db()
    assert samtale.hva_sies == "Jeg er alene."
    assert typer(sak)[-1] == "samtale_rettet"
    with pytest.raises(Regelbrudd, match="alt rettet"):
        rett(sak, samtale, roller)
    with pytest.raises(IkkeFunnet):
        rett(lag_sak(roller, elev=roller.annen_elev), samtale, roller)
    for modell, rad in (
        ("samtale", samtale),
        ("observasjon", gaa(actions.registrer_observasjon, OBSERVASJON, sak, roller.rektor)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(f"UPDATE cases_{modell} SET dato = '2026-11-01' WHERE id = {rad.pk}")


def test_loven_og_planen_ser_samtalen_slik_den_er_naa(roller: Rollebesetning, sak: Sak, samtale: Samtale) -> None:
    observasjon = gaa(actions.registrer_observasjon, OBSERVASJON, sak, roller.rektor)
    koder = [kode for kode, _hva, _dato in funn_i(sak)]
    rett(sak, samtale, roller, dato=I_GAAR)
    actions.rett_observasjon(
        aktor=roller.rektor,
        sak_id=sak.pk,
        observasjon_id=observasjon.pk,
        data=replace(OBSERVASJON, arena="Gangen"),
        now=NAA,
    )
    fakta = fakta_for(sak)
    assert [s.dato for s in fakta.samtaler] == [I_GAAR]
    assert len(fakta.observasjoner) == 1
    # What a tiltak builds on is the talk, whatever its wording.
    assert sorted(kode for kode, _hva, _dato in funn_i(sak)) == sorted(koder)
    assert Observasjon.objects.count() == 2


def test_er_det_siste_umulig_er_ingenting_rettet(roller: Rollebesetning, sak: Sak, samtale: Samtale) -> None:
    with siste_skriving_nektes():
        rett(sak, samtale, roller)
    assert Samtale.objects.count() == 1


# -- agreed talks -------------------------------------------------------------------------------------------------------


@pytest.mark.regel("D-8")
def test_en_avtalt_samtale_er_en_frist_til_den_er_holdt(roller: Rollebesetning, sak: Sak) -> None:
    gaa(actions.registrer_samtale, replace(SAMTALE, dato=I_GAAR, neste_samtale=I_DAG + DAG), sak, roller.rektor)
    foresatte = replace(SAMTALE, type=Samtale.Type.FORESATTE)
    gaa(actions.registrer_samtale, foresatte, sak, roller.rektor)

    def avtalt() -> list[Any]:
        return [f.forfall.date() for f in les(sak, NAA).frister if f.type is Fristtype.AVTALT_SAMTALE]

    assert avtalt() == [I_DAG + DAG]
    for_sent = les(sak, NAA + 3 * DAG)
    assert any("som var avtalt" in m.mal for plikt in for_sent.plikter for m in plikt.mangler)
    gaa(actions.registrer_samtale, SAMTALE, sak, roller.rektor)
    assert avtalt() == []


# -- sent home ------------------------------------------------------------------------------------------------------------


@pytest.mark.regel("L-4.17", "D-9")
def test_referatet_gaar_bare_til_det_hjemmet_samtalen_gjaldt(
    roller: Rollebesetning, sak: Sak, samtale: Samtale
) -> None:
    uten = foresatt(roller.elev, "Uten", informasjon=Foresattforhold.Informasjon.FORESPORSEL)
    jonas_mor = foresatt(roller.annen_elev, "Berit")
    for person in (uten, jonas_mor):
        with pytest.raises(Regelbrudd) as feil:
            send_hjem(sak, samtale, roller.rektor, foresatt=person)
        assert felt(feil) == ["mottaker"]
    send_hjem(sak, samtale, roller.rektor, foresatt=roller.forelder)
    send_hjem(sak, samtale, roller.rektor, foresatt=None, dato=I_DAG)
    Involvert.objects.create(sak=sak, kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    data = replace(SAMTALE, type=Samtale.Type.FORESATTE_ANNEN, elev=roller.annen_elev)
    annen = gaa(actions.registrer_samtale, data, sak, roller.rektor)
    feil_hjem: tuple[Foresatt | None, ...] = (roller.forelder, None)
    for mottaker in feil_hjem:
        with pytest.raises(Regelbrudd):
            send_hjem(sak, annen, roller.rektor, foresatt=mottaker)
    assert send_hjem(sak, annen, roller.rektor, foresatt=jonas_mor).foresatt == jonas_mor
    uvisst = gaa(actions.registrer_samtale, replace(data, elev=None), sak, roller.rektor)
    with pytest.raises(Regelbrudd, match="hvilken elev"):
        send_hjem(sak, uvisst, roller.rektor, foresatt=jonas_mor)


def test_et_rettet_referat_sendes_paa_nytt_men_teller_som_sendt(roller: Rollebesetning, sak: Sak) -> None:
    mor = roller.forelder
    rad = gaa(actions.registrer_samtale, replace(SAMTALE, type=Samtale.Type.FORESATTE), sak, roller.rektor)
    send_hjem(sak, rad, roller.rektor, foresatt=mor)
    ny = rett(sak, rad, roller, type=Samtale.Type.FORESATTE)
    assert [s.referat_sendt for s in fakta_for(sak).samtaler] == [I_DAG]
    with pytest.raises(Regelbrudd, match="rettede utgaven"):
        send_hjem(sak, rad, roller.rektor, foresatt=mor)
    assert send_hjem(sak, ny, roller.rektor, foresatt=mor).pk


def test_er_adressen_gradert_sender_bare_den_som_leder(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    samtale = gaa(
        actions.registrer_samtale,
        replace(SAMTALE, hva_sies="Bor i Kongens gate 4, tlf. 99 88 77 66"),
        sak,
        roller.rektor,
    )
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    side = hent(client, roller.rektor, reverse("dokumenter:referat", args=[sak.nummer, samtale.pk])).content.decode()
    assert "99 88 77 66" in side.split("<article")[0], "det sies før det går ut (A-15)"
    assert "gate 4" in side.split("<article")[0]
    assert roller.egge.navn not in side.split("<article")[1]


@pytest.mark.regel("L-4.17")
def test_det_som_gaar_hjem_har_verken_andres_navn_eller_det_interne(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    Involvert.objects.create(sak=sak, kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    data = replace(SAMTALE, hva_sies="Jonas stenger Nora ute.", internt_notat="Hemmelig")
    til_nora = gaa(actions.registrer_samtale, data, sak, roller.rektor)
    til_jonas = gaa(
        actions.registrer_samtale, replace(data, type=Samtale.Type.MEDELEV, elev=roller.annen_elev), sak, roller.rektor
    )

    def papir(rad: Samtale) -> str:
        side: str = hent(
            client, roller.rektor, reverse("dokumenter:referat", args=[sak.nummer, rad.pk])
        ).content.decode()
        return side.split("<main", 1)[1]

    assert "stenger Nora ute" in papir(til_nora)
    assert "Jonas" not in papir(til_nora)
    assert "Jonas stenger" in papir(til_jonas)
    assert "Nora" not in papir(til_jonas)
    assert "Hemmelig" not in papir(til_nora) + papir(til_jonas)
    sak.ikke_send_hjem = True
    sak.save()
    assert "stenger" not in papir(til_nora)
    assert "ingenting sendes hjem" in papir(til_nora)


# -- drafts ---------------------------------------------------------------------------------------------------------------


def test_utkastet_er_bare_skriverens_og_borte_naar_samtalen_er_lagret(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    data = {**SKJEMA["samtale"][1], "aapnet": str(int(NAA.timestamp() * 1000)), "retter": "0"}
    side = send(client, roller.rektor, lenke("utkast_samtale", sak), {**data, "dato": "tull"}).content.decode()
    assert "Utkast lagret" in side
    igjen = hent(client, roller.rektor, lenke("samtale", sak)).content.decode()
    assert "Ingen vil leke med meg." in igjen
    assert "Dette begynte du på" in igjen
    sak.delt_med_kontaktlarer = True
    sak.save()
    assert "Ingen vil leke" not in hent(client, roller.kontaktlarer, lenke("samtale", sak)).content.decode()
    assert send(client, roller.rektor, lenke("samtale", sak), data).status_code == 302
    assert not Aktivitetsutkast.objects.exists()
    # The page's last save comes too late: nothing comes back.
    assert "Utkast lagret" not in send(client, roller.rektor, lenke("utkast_samtale", sak), data).content.decode()
    assert not Aktivitetsutkast.objects.exists()


def test_utkast_kastes_ryddes_og_slipper_ingen_fremmed_inn(roller: Rollebesetning, sak: Sak, client: Client) -> None:
    felles: dict[str, Any] = {"sak_id": sak.pk, "slag": "observasjon", "retter": 0, "felter": {"arena": "Ute"}}
    aapnet = datetime.fromtimestamp(0, UTC)
    with pytest.raises(IkkeFunnet):
        utkast.lagre_utkast(aktor=roller.rektor_maere, aapnet=aapnet, now=NAA, **felles)
    utkast.lagre_utkast(aktor=roller.rektor, aapnet=aapnet, now=NAA, **felles)
    assert rydd_utkast(NAA + 13 * DAG) == 0
    assert rydd_utkast(NAA + 15 * DAG) == 1
    utkast.lagre_utkast(aktor=roller.rektor, aapnet=aapnet, now=NAA, **felles)
    side = send(client, roller.rektor, lenke("observasjon", sak), {"forkast": "ja"}).content.decode()
    assert "Dette begynte du på" not in side
    assert not Aktivitetsutkast.objects.exists()


# -- templates, and the form on the page ------------------------------------------------------------------------------------


def test_spoersmaal_settes_inn_og_de_ubesvarte_blir_ikke_staaende(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    assert set(MALER) == set(Samtale.Type)
    forste, andre, *_resten = (str(s) for s in MALER[Samtale.Type.ELEV].sporsmaal)
    svar = send(client, roller.rektor, lenke("samtale", sak), {"type": "elev", "hva_sies": "Hei.", "sett_inn": "ja"})
    assert svar.status_code == 200
    tekst = svar.context["skjema"]["hva_sies"].value()
    assert tekst.startswith(f"Hei.\n\n{forste}")
    assert sett_inn(tekst, Samtale.Type.ELEV) == tekst, "ikke to ganger"
    besvart = tekst.replace(forste, f"{forste}\nDet er ensomt.")
    assert uten_ubesvarte(besvart) == f"Hei.\n\n{forste}\nDet er ensomt."
    svar = send(client, roller.rektor, lenke("samtale", sak), {**SKJEMA["samtale"][1], "hva_sies": andre})
    assert svar.status_code == 422, "bare våre egne spørsmål er ikke noe referat"


def test_skjemaet_kommer_alene_naar_siden_ber_om_det_og_feilene_med_det(
    roller: Rollebesetning, sak: Sak, client: Client
) -> None:
    client.force_login(roller.rektor)
    svar = client.get(lenke("samtale", sak), headers=HTMX)
    assert b"<html" not in svar.content
    assert b'hx-target="#skriv"' in svar.content
    svar = client.post(lenke("samtale", sak), {"hva_sies": "Beholdt tekst"}, headers=HTMX)
    assert svar.status_code == 422
    assert "Beholdt tekst" in svar.content.decode()
    data = {**SKJEMA["observasjon"][1], "dato": "2026-11-01"}
    svar = client.post(lenke("observasjon", sak), data, headers=HTMX)
    assert svar.headers["HX-Trigger"] == "sakEndret" or "sakEndret" in svar.headers["HX-Trigger"]
    assert "Observasjonen er lagret." in svar.content.decode()


def test_det_rettede_staar_under_det_som_gjelder(
    roller: Rollebesetning, sak: Sak, samtale: Samtale, client: Client
) -> None:
    adresse = lenke("rett_samtale", sak, samtale.pk)
    assert "Jeg er alene." in hent(client, roller.rektor, adresse).content.decode()
    svar = send(client, roller.rektor, adresse, {**SKJEMA["samtale"][1], "hva_sies": "Jeg var alene."})
    assert svar.status_code == 302
    side = hent(client, roller.rektor, lenke("vis", sak)).content.decode()
    assert side.index("Jeg var alene.") < side.index("Slik ble det skrevet") < side.index("Jeg er alene.")
    assert f'id="samtale-{samtale.pk}"' in side, "lenker i loggen finner fram"
    assert (
        hent(
            client, roller.rektor, lenke("rett_samtale", lag_sak(roller, elev=roller.annen_elev), samtale.pk)
        ).status_code
        == 404
    )
