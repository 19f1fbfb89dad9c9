"""The page and the doors of reception: habilitet is asked, one act for all that is decided, and nothing undone."""

from __future__ import annotations

from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.urls import reverse

from cases.lov.begreper import Delplikt, Fristtype
from cases.melding.actions import Mottaksdata, Mottakselev, merk_lest, ta_imot
from cases.melding.avgjorelse import Mottaksnotat, avvis_melding, erklaer_inhabil_til_melding, fullfor_mottak
from cases.melding.models import Behandling, Kilde, Melding, Meldingelev, Meldinginvolvert, Mottaker
from cases.melding.mottak_models import Meldingsinhabilitet, Mottak
from cases.melding.mottak_queries import forslag_fra, nevnt_for
from cases.melding.queries import involverte_i
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Eier, Hendelse, Inhabilitet, Involvert, Kriterium, Sak
from cases.sak.vurdering import les
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Bruker, Naerstaende, Rolletildeling
from tests.cases.sak.hjelp import tildel
from tests.cases.sak.test_en_rundtur import vent_til_noen_venter_paa_laasen
from tests.cast import I_DAG, NAA, bruker
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.cast import Rollebesetning

HABIL = Mottaksnotat(habil=True)


def data(melding: Melding, sak: Sak | None = None, **felter: Any) -> Mottaksdata:
    return Mottaksdata(
        elever=tuple(
            Mottakselev(meldingelev_id=rad.pk, elev=rad.elev, sak_id=sak.pk if sak else None)  # type: ignore[arg-type]
            for rad in melding.elever.all()
        ),
        **felter,
    )


def fullfor(aktor: Bruker, melding: Melding, notat: Mottaksnotat = HABIL, **felter: Any) -> list[Sak]:
    return fullfor_mottak(aktor=aktor, nummer=melding.nummer, data=data(melding, **felter), notat=notat, now=NAA)


def send(client: Client, person: Bruker, melding: Melding, **felter: Any) -> HttpResponse:
    client.force_login(person)
    with time_machine.travel(NAA, tick=False):
        return client.post(reverse("melding:ta_imot", args=[melding.nummer]), felter)  # type: ignore[return-value]


def hent(client: Client, person: Bruker, melding: Melding) -> str:
    client.force_login(person)
    with time_machine.travel(NAA, tick=False):
        return client.get(reverse("melding:ta_imot", args=[melding.nummer])).content.decode()


def test_mottaket_holder_det_som_ble_bestemt_og_sakens_logg_sier_det(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    notat = Mottaksnotat(
        habil=True,
        strakstiltak=" Tove går sammen med Nora. ",
        hvem_faar_vite="Vaktene i dag",
        foresatte_informert=I_DAG,
    )
    (sak,) = fullfor(roller.rektor, melding, notat)
    mottak = Mottak.objects.get(melding=melding)
    assert (mottak.strakstiltak, mottak.hvem_faar_vite, mottak.av) == (
        "Tove går sammen med Nora.",
        "Vaktene i dag",
        roller.rektor,
    )
    sak.refresh_from_db()
    assert sak.foresatte_informert == I_DAG
    typer = set(Hendelse.objects.filter(sak=sak).values_list("type", flat=True))
    assert typer >= {"sak_opprettet", "melding_lagt_til", "strakstiltak", "foresatte_informert"}


@pytest.mark.regel("D-3", "L-4.1")
def test_det_rektor_setter_inn_ved_mottaket_er_en_forste_handling(roller: Rollebesetning) -> None:
    felter: dict[str, Any] = {"trygg_naa": "nei", "foresatte_varslet": True}
    (uten,) = fullfor(roller.rektor, lag_melding(roller, **felter))
    notat = Mottaksnotat(habil=True, strakstiltak="Tove går sammen med eleven.")
    (med,) = fullfor(roller.rektor, lag_melding(roller, elev=roller.annen_elev, **felter), notat)
    for sak, gjort in ((uten, False), (med, True)):
        sak.refresh_from_db()
        lest = les(sak, NAA)
        assert (Fristtype.FORSTE_HANDLING not in {frist.type for frist in lest.frister}) is gjort
        assert (not lest.plikt(Delplikt.GRIPE_INN).mangler) is gjort
    assert uten.neste_frist_type == Fristtype.FORSTE_HANDLING
    assert med.neste_frist_type == Fristtype.TILTAKSPLAN


def test_uten_svar_om_habilitet_skjer_ingenting(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    with pytest.raises(Regelbrudd, match="skal du ikke ta imot"):
        fullfor(roller.rektor, melding, Mottaksnotat(habil=False))
    assert not Sak.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mottak.objects.create(melding=melding, habil=False, tid=NAA, av=roller.rektor)


def test_det_som_krysses_av_gjelder_ogsaa_en_sak_som_er_apen_fra_for(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig_kriterier=["vaapen"])
    assert fullfor(
        roller.rektor,
        lag_melding(roller),
        sak=sak,
        kriterier=(Kriterium.FLERE_MOT_EN, Kriterium.VAAPEN),
        tatt_opp_med_rektor=I_DAG,
        tatt_opp_av="Mor",
    ) == [sak]
    sak.refresh_from_db()
    assert sak.alvorlig_kriterier == ["vaapen", "flere_mot_en"]
    assert (sak.tatt_opp_med_rektor, sak.tatt_opp_av) == (I_DAG, "Mor")


def test_flere_elever_gir_flere_saker_som_henger_sammen(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    Meldingelev.objects.create(melding=melding, elev=roller.annen_elev)
    assert "2 elever" in hent(client, roller.rektor, melding)
    svar = send(client, roller.rektor, melding, habil="ja", beslutning="sak", ansvarlig=roller.rektor.pk)
    saker = Sak.objects.all()
    assert {sak.elev for sak in saker} == {roller.elev, roller.annen_elev}
    assert len({sak.gruppe for sak in saker}) == 1
    assert svar.headers["Location"] == reverse("melding:ta_imot", args=[melding.nummer])


def test_feil_etter_at_saken_er_skrevet_etterlater_ingenting(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    with connection.cursor() as db:
        db.execute("ALTER TABLE cases_mottak ADD CONSTRAINT nektes CHECK (strakstiltak <> 'nektes')")
    with pytest.raises(IntegrityError), transaction.atomic():
        fullfor(roller.rektor, melding, Mottaksnotat(habil=True, strakstiltak="nektes"))
    assert not Sak.objects.exists()
    melding.refresh_from_db()
    assert melding.behandling == Behandling.NY


def test_foresatte_kan_ikke_ha_faatt_vite_det_i_morgen(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    svar = send(
        client,
        roller.rektor,
        melding,
        habil="ja",
        beslutning="sak",
        ansvarlig=roller.rektor.pk,
        foresatte_informert=I_DAG + timedelta(days=1),
        strakstiltak="Tove går sammen med Nora.",
    )
    assert svar.status_code == 422
    assert "Datoen kan ikke være fram i tid." in svar.content.decode()
    assert "Tove går sammen med Nora." in svar.content.decode()


@pytest.mark.parametrize("person", ["rektor_maere", "kontaktlarer", "ansatt", "systemforvalter", "sektorleder"])
def test_andre_kan_verken_ta_imot_avvise_eller_tre_til_side(roller: Rollebesetning, person: str) -> None:
    melding = lag_melding(roller)
    aktor = getattr(roller, person)
    felles: dict[str, Any] = {"aktor": aktor, "nummer": melding.nummer, "now": NAA}
    for forsok in (
        lambda: fullfor(aktor, melding),
        lambda: avvis_melding(grunn=Mottak.Avvisning.FYSISK, begrunnelse="Luft", notat=HABIL, **felles),
        lambda: erklaer_inhabil_til_melding(grunn="Nabo", **felles),
    ):
        with pytest.raises((IkkeFunnet, IkkeTilgang)):
            forsok()
    assert not Meldingsinhabilitet.objects.exists()


def test_rektor_som_trer_til_side_mister_meldingen_og_skoleeier_faar_den(
    client: Client, roller: Rollebesetning
) -> None:
    inspektor = bruker("In Spektør")
    tildel(inspektor, "avdelingsleder", roller.egge, fullmakt=True)  # type: ignore[arg-type]
    melding = lag_melding(roller)
    svar = send(client, roller.rektor, melding, habil="nei", inhabil_grunn="Gift med faren")
    assert svar.headers["Location"] == reverse("melding:innboks")
    melding.refresh_from_db()
    assert (melding.mottaker, melding.behandling) == (Mottaker.SKOLEEIER, Behandling.NY)
    for leder in (roller.rektor, inspektor):
        with pytest.raises(IkkeFunnet):
            merk_lest(aktor=leder, nummer=melding.nummer, now=NAA)
        assert not Varsel.objects.synlige_for(leder, I_DAG).filter(data__melding=melding.nummer).exists()
    assert Varsel.objects.filter(type="ny_melding", mottaker=roller.sektorleder).exists()
    # The sak it becomes is closed to the one who stepped aside, whoever leads it.
    (sak,) = fullfor(roller.sektorleder, melding)
    assert sak.eier == Eier.SKOLEEIER
    assert Inhabilitet.objects.get(sak=sak).bruker == roller.rektor
    assert not Sak.objects.visible_to(roller.rektor, I_DAG).exists()
    assert Hendelse.objects.filter(sak=sak, type="inhabil", aktor=roller.rektor).exists()


def test_den_som_trer_til_side_mister_ogsaa_en_apen_sak_meldingen_legges_til(roller: Rollebesetning) -> None:
    inspektor = bruker("In Spektør")
    tildel(inspektor, "avdelingsleder", roller.egge, fullmakt=True)  # type: ignore[arg-type]
    sak = lag_sak(roller)
    melding = lag_melding(roller)
    erklaer_inhabil_til_melding(aktor=inspektor, nummer=melding.nummer, grunn="Tante", now=NAA)
    melding.refresh_from_db()
    # The rektor is still the one to receive it.
    assert melding.mottaker == Mottaker.REKTOR
    fullfor(roller.rektor, melding, sak=sak)
    assert not Sak.objects.visible_to(inspektor, I_DAG).exists()
    assert Sak.objects.visible_to(roller.rektor, I_DAG).get() == sak


def test_sektorleder_som_trer_til_side_sender_den_til_kommunalsjefen(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, mottaker=Mottaker.SKOLEEIER)
    erklaer_inhabil_til_melding(aktor=roller.sektorleder, nummer=melding.nummer, grunn="Bror", now=NAA)
    melding.refresh_from_db()
    assert melding.mottaker == Mottaker.KOMMUNALSJEF


def test_uten_grunn_gaar_den_ikke_videre_og_det_skrevne_staar(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    svar = send(client, roller.rektor, melding, habil="nei", inhabil_grunn=" ", strakstiltak="Tove følger")
    assert svar.status_code == 422
    assert "Skriv kort hvorfor" in svar.content.decode()
    assert "Tove følger" in svar.content.decode()
    assert not Meldingsinhabilitet.objects.exists()


def test_habilitet_maa_besvares_paa_siden(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    svar = send(client, roller.rektor, melding, beslutning="sak", ansvarlig=roller.rektor.pk)
    assert svar.status_code == 422
    assert not Sak.objects.exists()


def test_bygningen_foelges_opp_et_annet_sted_og_siden_sier_hvor(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    svar = send(
        client,
        roller.rektor,
        melding,
        habil="ja",
        beslutning="ikke_kap12",
        avvisning="fysisk_miljo",
        begrunnelse="Luft",
    )
    assert svar.headers["Location"] == reverse("melding:ta_imot", args=[melding.nummer])
    assert Mottak.objects.get().avvisning == "fysisk_miljo"
    side = hent(client, roller.rektor, melding)
    assert "følges opp etter § 12-7" in side
    assert "Ta imot meldingen" not in side


def test_avvisning_krever_valg_og_begrunnelse(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    uten_valg = send(client, roller.rektor, melding, habil="ja", beslutning="ikke_kap12", begrunnelse="Luft")
    assert "Velg hva meldingen gjelder." in uten_valg.content.decode()
    uten_ord = send(client, roller.rektor, melding, habil="ja", beslutning="ikke_kap12", avvisning="annet")
    assert "Skriv hvorfor" in uten_ord.content.decode()
    melding.refresh_from_db()
    assert melding.behandling == Behandling.NY
    assert not Mottak.objects.exists()


@pytest.mark.parametrize("felter", [{"kilde": Kilde.ELEVEN}, {"kilde": Kilde.FORESATTE}])
def test_elevens_eget_ord_kan_ikke_velges_bort_paa_siden(
    client: Client, roller: Rollebesetning, felter: dict[str, Any]
) -> None:
    melding = lag_melding(roller, **felter)
    assert "ikke_kap12" not in hent(client, roller.rektor, melding)
    send(client, roller.rektor, melding, habil="ja", beslutning="ikke_kap12", ansvarlig=roller.rektor.pk)
    melding.refresh_from_db()
    assert melding.behandling == Behandling.SAK


def test_den_andre_av_to_ledere_faar_vite_hvem_som_var_forst(client: Client, roller: Rollebesetning) -> None:
    inspektor = bruker("In Spektør")
    tildel(inspektor, "avdelingsleder", roller.egge, fullmakt=True)  # type: ignore[arg-type]
    melding = lag_melding(roller)
    ta_imot(aktor=inspektor, nummer=melding.nummer, data=data(melding), now=NAA)
    felter = {
        "habil": "ja",
        "beslutning": "sak",
        "ansvarlig": roller.rektor.pk,
        "strakstiltak": "Jeg satt hos Nora i hele friminuttet.",
    }
    svar = send(client, roller.rektor, melding, **felter)
    assert svar.status_code == 422
    assert "In Spektør har alt tatt imot denne meldingen" in svar.content.decode()
    assert "Jeg satt hos Nora i hele friminuttet." in svar.content.decode()
    assert Sak.objects.count() == 1
    # Who was first, and pressed twice, is not told that it was not stored.
    igjen = send(client, inspektor, melding, **felter)
    assert igjen.headers["Location"] == reverse("melding:ta_imot", args=[melding.nummer])
    assert "ikke lagret" not in hent(client, inspektor, melding)


def test_den_som_kan_ha_krenket_vises_med_nummer_og_dato_for_egen_skole(client: Client, roller: Rollebesetning) -> None:
    tidligere = lag_sak(roller)
    Involvert.objects.create(sak=tidligere, kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    egen = lag_sak(roller, elev=roller.annen_elev, avsluttet=NAA)
    skjult = lag_sak(roller, ledelse=True)
    Involvert.objects.create(sak=skjult, kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    melding = lag_melding(roller)
    Meldinginvolvert.objects.create(melding=melding, kategori="elev", elev=roller.annen_elev)
    (nevnt,) = nevnt_for(melding, involverte_i(melding), roller.rektor, I_DAG)
    assert {sak.nummer for sak in nevnt.saker} == {tidligere.nummer, egen.nummer}
    side = hent(client, roller.rektor, melding)
    assert egen.nummer in side
    assert skjult.nummer not in side
    # Not where the melding is only read.
    assert egen.nummer not in hent(
        client, roller.sektorleder, lag_melding(roller, ansatt=roller.anklaget, skjerpet=True)
    )


def test_det_meldingen_peker_mot_foreslaas_med_grunn_og_er_ikke_krysset_av(
    client: Client, roller: Rollebesetning
) -> None:
    melding = lag_melding(roller, typer=["seksuell", "trusler"], arenaer=["digitalt"])
    for elev in (roller.annen_elev, roller.elev_maere):
        Meldinginvolvert.objects.create(melding=melding, kategori="elev", elev=elev)
    forslag = forslag_fra(melding, involverte_i(melding), NAA)
    assert [f.fordi for f in forslag] == [
        "fordi to elever er nevnt som mulige krenkere",
        "fordi det har skjedd på nett eller telefon, og en elev fra en annen skole er nevnt",
        "fordi en melding forteller om noe seksuelt",
    ]
    side = hent(client, roller.rektor, melding)
    assert "fordi en melding forteller om noe seksuelt" in side
    assert 'value="seksuell_krenkelse" checked' not in side


def test_skoleeier_faar_ikke_hoere_at_skoleeier_har_faatt_meldingen(client: Client, roller: Rollebesetning) -> None:
    til_rektor = lag_melding(roller, ansatt=roller.ansatt, skjerpet=True)
    forbi = lag_melding(roller, ansatt=roller.rektor, skjerpet=True, mottaker=Mottaker.SKOLEEIER)
    assert "Skoleeier har fått meldingen" in hent(client, roller.rektor, til_rektor)
    siden = hent(client, roller.sektorleder, forbi)
    assert "Skoleeier har fått meldingen" not in siden
    assert "<li>Den det gjelder, ser den aldri.</li>" in siden


def test_siden_sier_at_det_ikke_kan_angres_for_man_gjor_det(client: Client, roller: Rollebesetning) -> None:
    side = hent(client, roller.rektor, lag_melding(roller))
    assert side.index("Dette kan ikke angres") < side.index("Ta imot meldingen</button>")


def test_mottak_og_inhabilitet_endres_aldri(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    Meldingsinhabilitet.objects.create(melding=melding, bruker=roller.rektor, grunn="Nabo", fra=NAA)
    Mottak.objects.create(melding=melding, habil=True, tid=NAA, av=roller.rektor)
    for tabell in ("cases_mottak", "cases_meldingsinhabilitet"):
        for setning in (f"UPDATE {tabell} SET melding_id = melding_id", f"DELETE FROM {tabell}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
                peker.execute(setning)


def test_innboksen_har_det_som_ikke_kan_vente_overst(client: Client, roller: Rollebesetning) -> None:
    gammel = lag_melding(roller, sendt=NAA - timedelta(days=3))
    utrygg = lag_melding(roller, elev=roller.annen_elev, trygg_naa="nei")
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        side = client.get(reverse("melding:innboks")).content.decode()
    assert side.index(utrygg.nummer) < side.index(gammel.nummer)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hva", ["naer", "rollen slutter", "lest av en annen"])
def test_den_som_nektes_eller_slutter_mens_mottaket_venter_tar_ikke_imot(roller: Rollebesetning, hva: str) -> None:
    melding = lag_melding(roller)
    rektor = Bruker.objects.get(pk=roller.rektor.pk)
    utfall: list[bool] = []
    holder = Event()

    def rektor_tar_imot() -> None:
        try:
            # As the page does it: it has asked, and remembers, before it waits.
            rektor.roller_i_foresporsel, rektor.tilganger_i_foresporsel = {}, {}  # type: ignore[attr-defined]
            assert Melding.objects.visible_to(rektor, I_DAG).filter(pk=melding.pk).exists()
            holder.wait()
            ta_imot(aktor=rektor, nummer=melding.nummer, data=data(melding), now=NAA)
            utfall.append(True)
        except IkkeFunnet:
            utfall.append(False)
        finally:
            connections.close_all()

    traad = Thread(target=rektor_tar_imot)
    traad.start()
    with transaction.atomic():
        rad = Melding.objects.select_for_update(no_key=True).get(pk=melding.pk)
        holder.set()
        vent_til_noen_venter_paa_laasen()
        rad.lest, rad.lest_av = NAA, roller.rektor
        rad.save()
        if hva == "naer":
            Naerstaende.objects.create(bruker=roller.rektor, elev=roller.elev, relasjon="Tante")
        if hva == "rollen slutter":
            rolle = Rolletildeling.objects.get(bruker=roller.rektor)
            rolle.til = I_DAG - timedelta(days=1)
            rolle.save()
    traad.join()
    assert utfall == [hva == "lest av en annen"]
