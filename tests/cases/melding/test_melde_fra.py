"""Filing a melding: who may, where it goes, what is refused, and that nothing is lost or sent twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse

from cases.melding.actions import Meldingsdata, legg_til_tillegg, send_melding
from cases.melding.models import Behandling, Kilde, Melding, Meldingsutkast, Mottaker
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Involvert
from cases.sak.ruting import Involvertdata
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Foresattforhold, Rolle, Rolletildeling
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def data(roller: Rollebesetning, **felter: Any) -> Meldingsdata:
    return Meldingsdata(
        **{
            "nokkel": uuid4(),
            "hva_skjedde": "Nora sto alene i friminuttet.",
            "oppdaget": I_DAG,
            "elever": (roller.elev,),
            **felter,
        }
    )


def send(roller: Rollebesetning, aktor: Bruker | None = None, **felter: Any) -> Melding:
    return send_melding(aktor=aktor or roller.ansatt, data=data(roller, **felter), now=NAA)[0]


def ser(bruker: Bruker, melding: Melding) -> bool:
    return Melding.objects.visible_to(bruker, I_DAG).filter(pk=melding.pk).exists()


def varslet(melding: Melding) -> set[str]:
    return {v.mottaker.email for v in Varsel.objects.filter(nokkel=f"melding:{melding.pk}:ny")}


def test_enhver_ansatt_kan_melde_og_rektor_far_meldingen(roller: Rollebesetning) -> None:
    melding = send(roller)
    assert melding.nummer == "M-2026-0001"
    assert melding.mottaker == Mottaker.REKTOR
    assert ser(roller.rektor, melding)
    assert varslet(melding) == {roller.rektor.email}
    for fremmed in (
        roller.ansatt,
        roller.kontaktlarer,
        roller.rektor_maere,
        roller.sektorleder,
        roller.systemforvalter,
    ):
        assert not ser(fremmed, melding), fremmed


def test_den_som_har_sluttet_kan_ikke_melde(roller: Rollebesetning) -> None:
    with pytest.raises(IkkeTilgang):
        send(roller, roller.sluttet)
    assert not Melding.objects.exists()


def test_to_trykk_sender_en_melding(roller: Rollebesetning) -> None:
    innhold = data(roller)
    forste = send_melding(aktor=roller.ansatt, data=innhold, now=NAA)
    andre = send_melding(aktor=roller.ansatt, data=innhold, now=NAA + timedelta(seconds=1))
    assert forste == andre
    assert Melding.objects.count() == 1
    assert Varsel.objects.count() == 1


def test_elever_ved_to_skoler_gir_en_melding_til_hver_rektor(roller: Rollebesetning) -> None:
    meldinger = send_melding(aktor=roller.ansatt, data=data(roller, elever=(roller.elev, roller.elev_maere)), now=NAA)
    assert {m.skole for m in meldinger} == {roller.egge, roller.maere}
    egge, maere = sorted(meldinger, key=lambda m: m.skole.navn)
    assert ser(roller.rektor, egge)
    assert not ser(roller.rektor, maere)
    assert ser(roller.rektor_maere, maere)


def test_ukjent_elev_kan_beskrives(roller: Rollebesetning) -> None:
    melding = send(roller, elever=(), ukjent_elev="Gutt på 3. trinn", skole=roller.egge)
    assert ser(roller.rektor, melding)


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"elever": ()}, "elever"),
        ({"elever": (), "ukjent_elev": "En gutt"}, "skole"),
        ({"hva_skjedde": "   "}, "hva_skjedde"),
        ({"oppdaget": I_DAG + timedelta(days=1)}, "oppdaget"),
    ],
)
def test_det_som_mangler_sies_ved_feltet(roller: Rollebesetning, felter: dict[str, Any], felt: str) -> None:
    with pytest.raises(Regelbrudd) as feil:
        send(roller, **felter)
    assert felt in {b.felt for b in feil.value.brudd}
    assert not Melding.objects.exists()


def test_melding_om_en_ansatt_nar_rektor_og_skoleeier_men_ikke_den_ansatte(roller: Rollebesetning) -> None:
    melding = send(roller, krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.anklaget),))
    assert melding.skjerpet
    assert varslet(melding) == {roller.rektor.email, roller.sektorleder.email}
    assert ser(roller.rektor, melding)
    assert ser(roller.sektorleder, melding)
    assert not ser(roller.anklaget, melding)


def test_melding_om_rektor_gar_forbi_hele_ledelsen(roller: Rollebesetning) -> None:
    melding = send(roller, krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.rektor),))
    assert melding.mottaker == Mottaker.SKOLEEIER
    assert varslet(melding) == {roller.sektorleder.email}
    assert not ser(roller.rektor, melding)
    assert not ser(roller.avdelingsleder, melding)


def test_ukjent_leder_er_ogsa_ledelsen(roller: Rollebesetning) -> None:
    melding = send(roller, krenkere=(Involvertdata(Involvert.Kategori.LEDER),))
    assert melding.mottaker == Mottaker.SKOLEEIER
    assert not ser(roller.rektor, melding)


def test_melding_om_sektorleder_gar_til_kommunalsjefen(roller: Rollebesetning) -> None:
    melding = send(roller, krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.sektorleder),))
    assert melding.mottaker == Mottaker.KOMMUNALSJEF
    assert ser(roller.kommunalsjef, melding)
    assert not ser(roller.sektorleder, melding)
    assert not ser(roller.rektor, melding)


def test_melding_om_rektors_eget_barn_gar_til_skoleeier(roller: Rollebesetning) -> None:
    roller.forelder.bruker = roller.rektor
    roller.forelder.save()
    assert Foresattforhold.objects.filter(elev=roller.elev, foresatt__bruker=roller.rektor).exists()
    melding = send(roller)
    assert melding.mottaker == Mottaker.SKOLEEIER
    assert not ser(roller.rektor, melding)
    assert varslet(melding) == {roller.sektorleder.email}


def test_skole_uten_rektor_i_dag_sender_meldingen_til_skoleeier(roller: Rollebesetning) -> None:
    tildeling = Rolletildeling.objects.get(bruker=roller.rektor, rolle=Rolle.REKTOR)
    tildeling.til = I_DAG - timedelta(days=1)
    tildeling.save()
    melding = send(roller)
    assert melding.mottaker == Mottaker.SKOLEEIER
    assert varslet(melding) == {roller.sektorleder.email}


def test_en_sendt_melding_kan_ikke_endres_i_databasen(roller: Rollebesetning) -> None:
    melding = send(roller)
    melding.hva_skjedde = "Noe annet"
    with pytest.raises(DatabaseError), transaction.atomic():
        melding.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        melding.delete()


def test_bare_melderen_kan_legge_til_noe(roller: Rollebesetning) -> None:
    melding = send(roller)
    legg_til_tillegg(aktor=roller.ansatt, nummer=melding.nummer, tekst="Det skjedde igjen.", now=NAA)
    assert melding.tillegg.get().tekst == "Det skjedde igjen."
    with pytest.raises(IkkeFunnet):
        legg_til_tillegg(aktor=roller.rektor, nummer=melding.nummer, tekst="Nei", now=NAA)


# -- in the browser's terms ---------------------------------------------------------------------------------------


def post(client: Client, bruker: Bruker, navn: str = "melding:meld", /, *args: Any, **felter: Any) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(reverse(navn, args=args), felter)


def test_tomt_skjema_far_to_setninger_og_beholder_det_som_er_skrevet(client: Client, roller: Rollebesetning) -> None:
    svar = post(client, roller.ansatt, nokkel=uuid4(), oppdaget="2026-11-10", handling="send", vitner="Læreren på vakt")
    assert svar.status_code == 422
    side = svar.content.decode()
    assert "Skriv noen ord om det. Én setning er nok." in side
    assert "Læreren på vakt" in side
    assert not Melding.objects.exists()


def test_uten_elev_sies_det_ved_feltet(client: Client, roller: Rollebesetning) -> None:
    svar = post(
        client, roller.ansatt, nokkel=uuid4(), oppdaget="2026-11-10", handling="send", hva_skjedde="Noe skjedde"
    )
    assert svar.status_code == 422
    assert "Velg eleven, eller beskriv hvem det gjelder." in svar.content.decode()
    assert "Noe skjedde" in svar.content.decode()
    # All that is missing is told at once, also where something else is wrong.
    tomt = post(client, roller.ansatt, nokkel=uuid4(), oppdaget="2026-11-10", handling="send").content.decode()
    for mangler in ("Velg eleven, eller beskriv hvem det gjelder.", "Hva har du sett, hørt eller fått vite? Skriv"):
        assert mangler in " ".join(tomt.split()), mangler


def test_skjemaet_sender_og_viser_kvittering(client: Client, roller: Rollebesetning) -> None:
    svar = post(
        client,
        roller.ansatt,
        nokkel=uuid4(),
        oppdaget="2026-11-10",
        handling="send",
        elever=[roller.elev.pk],
        hva_skjedde="Noe skjedde",
        kilde="eleven",
        kategorier=["elev"],
        krenkere=[roller.annen_elev.pk],
    )
    melding = Melding.objects.get()
    assert svar.status_code == 302
    assert svar.url == reverse("melding:kvittering", args=[melding.nummer])
    assert melding.kilde == Kilde.ELEVEN
    assert melding.involverte.get().elev == roller.annen_elev
    with time_machine.travel(NAA):
        side = client.get(svar.url).content.decode()
    assert "Rektor, Egge skole" in side


def test_en_elev_ved_en_annen_skole_kan_ikke_velges(client: Client, roller: Rollebesetning) -> None:
    svar = post(
        client,
        roller.ansatt,
        nokkel=uuid4(),
        oppdaget="2026-11-10",
        handling="send",
        elever=[roller.elev_maere.pk],
        hva_skjedde="Noe",
    )
    assert svar.status_code == 422
    assert not Melding.objects.exists()


def test_elevsoket_viser_bare_egne_skolers_elever_og_tilgir_skrivefeil(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.ansatt)
    with time_machine.travel(NAA):
        svar = client.get(reverse("melding:elevsok"), {"sok_elever": "nora"}).content.decode()
        assert "Nora Eggen" in svar
        assert "Mæhre" not in client.get(reverse("melding:elevsok"), {"sok_elever": "mæhre"}).content.decode()


def test_utkastet_er_der_etter_ny_innlogging_og_er_borte_nar_det_er_sendt(
    client: Client, roller: Rollebesetning
) -> None:
    nokkel = uuid4()
    post(
        client, roller.ansatt, "melding:utkast", nokkel=nokkel, hva_skjedde="Halvskrevet tekst", elever=[roller.elev.pk]
    )
    client.logout()
    client.force_login(roller.ansatt)
    with time_machine.travel(NAA, tick=False):
        side = client.get(reverse("melding:meld")).content.decode()
    assert "Halvskrevet tekst" in side
    assert f'value="{roller.elev.pk}" id="elever_{roller.elev.pk}" checked' in side
    post(
        client,
        roller.ansatt,
        nokkel=nokkel,
        oppdaget="2026-11-10",
        handling="send",
        elever=[roller.elev.pk],
        hva_skjedde="Halvskrevet tekst",
    )
    assert not Meldingsutkast.objects.exists()
    # A late save of the draft, still on its way, does not come back.
    post(client, roller.ansatt, "melding:utkast", nokkel=nokkel, hva_skjedde="Halvskrevet tekst")
    assert not Meldingsutkast.objects.exists()


def test_ingen_andre_ser_utkastet(client: Client, roller: Rollebesetning) -> None:
    post(client, roller.ansatt, "melding:utkast", nokkel=uuid4(), hva_skjedde="Hemmelig")
    client.force_login(roller.rektor)
    with time_machine.travel(NAA):
        assert "Hemmelig" not in client.get(reverse("melding:meld")).content.decode()


def test_skjemaet_sier_straks_hvem_som_far_meldingen(client: Client, roller: Rollebesetning) -> None:
    svar = post(
        client, roller.ansatt, "melding:ruting", elever=[roller.elev.pk], kategorier=["ansatt"], ansatt=roller.rektor.pk
    )
    assert "Skoleeier (sektorleder skole) får meldingen med en gang." in svar.content.decode()
    assert "får ikke se den" in svar.content.decode()


def test_bare_melderen_far_se_kvitteringen(client: Client, roller: Rollebesetning) -> None:
    melding = send(roller)
    for bruker, kode in ((roller.ansatt, 200), (roller.kontaktlarer, 404), (roller.rektor, 404)):
        client.force_login(bruker)
        with time_machine.travel(NAA):
            assert client.get(reverse("melding:kvittering", args=[melding.nummer])).status_code == kode


def test_20_000_tegn_gar_og_ett_til_far_en_setning(client: Client, roller: Rollebesetning) -> None:
    felles = {"nokkel": uuid4(), "oppdaget": date(2026, 11, 10), "handling": "send", "elever": [roller.elev.pk]}
    svar = post(client, roller.ansatt, **felles, hva_skjedde="x" * 20_001)
    assert svar.status_code == 422
    assert "Teksten er for lang" in svar.content.decode()
    assert post(client, roller.ansatt, **felles, hva_skjedde="x" * 20_000).status_code == 302
    assert Melding.objects.get().behandling == Behandling.NY
