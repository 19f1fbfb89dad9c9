"""The reporter's side: the search, the draft's key, who-sees before sending, the receipt, the status, the sheet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from cases.melding import queries
from cases.melding.actions import apne_utkast, avvis_som_ikke_kap12, forkast_utkast, merk_lest
from cases.melding.models import Melding, Meldingsutkast
from cases.melding.mottak import Mottaksdata, Mottakselev, ta_imot
from cases.melding.tillegg import legg_til_tillegg
from cases.sak.feil import IkkeFunnet
from cases.sak.models import Involvert
from cases.sak.ruting import Involvertdata
from cases.undersokelse.models import Undersokelse
from cases.varsling import adresser
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Elev, Gradering, Rolletildeling
from steinkjer_skolemiljo.organisation.navnesok import sett_sokenavn
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.cases.melding.test_melde_fra import post, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def hent(client: Client, bruker: Bruker, adresse: str, **valg: Any) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse, **valg)


def elev(roller: Rollebesetning, fornavn: str, etternavn: str, kallenavn: str = "") -> Elev:
    ny = Elev(
        fornavn=fornavn,
        etternavn=etternavn,
        kallenavn=kallenavn,
        fodselsdato=I_DAG.replace(year=2016),
        skole=roller.egge,
        klasse=roller.klasse,
    )
    sett_sokenavn(ny).save()
    return ny


@pytest.mark.parametrize(
    "sok",
    [
        "jørgen",
        "jorgen",
        "joergen",
        "Jørgen Aas",
        "aas jørgen",
        "ås",
        "jørgn",
        "jøssa",
        "jørgen 5a",
        "5a aas",
        "aas, jør",
    ],
)
def test_eleven_finnes_selv_om_navnet_er_skrevet_litt_feil(roller: Rollebesetning, sok: str) -> None:
    jorgen = elev(roller, "Jørgen", "Aas", "Jøssa")
    funnet = queries.elevsok(roller_for(roller.ansatt, I_DAG), "elever", sok, ()).funnet
    assert funnet == [jorgen]


def test_den_som_er_skrevet_slik_kommer_for_den_som_hores_slik_ut(roller: Rollebesetning) -> None:
    lik = elev(roller, "Kristine", "Åsen")
    hores_lik = elev(roller, "Christine", "Aune")
    funnet = queries.elevsok(roller_for(roller.ansatt, I_DAG), "elever", "kristine", ()).funnet
    assert funnet == [lik, hores_lik]


def test_en_skjermet_elev_finnes_ikke_ved_navn_og_klasse(roller: Rollebesetning) -> None:
    skjult = elev(roller, "Jørgen", "Aas")
    skjult.gradering = Gradering.FORTROLIG
    skjult.save()
    assert queries.elevsok(roller_for(roller.ansatt, I_DAG), "elever", "jørgen 5a", ()).funnet == []


def test_sokelisten_viser_klassen_og_bare_egne_skoler(client: Client, roller: Rollebesetning) -> None:
    adresse = reverse("melding:elevsok") + "?navn=elever&som=liste&sok_elever="
    assert 'role="option"' in (side := hent(client, roller.ansatt, adresse + "nora").content.decode())
    assert "Nora Eggen, 5A" in side
    assert 'role="option"' not in hent(client, roller.ansatt, adresse + "ola").content.decode()
    # Nothing asked, nobody shown.
    assert 'role="option"' not in hent(client, roller.ansatt, adresse).content.decode()


@pytest.mark.parametrize("id_", ["²", "9" * 19, "9" * 5000, "-1", "x"])
def test_en_id_som_ikke_er_noe_tall_velger_ingen(client: Client, roller: Rollebesetning, id_: str) -> None:
    svar = hent(client, roller.ansatt, reverse("melding:elevsok"), data={"navn": "elever", "elever": id_})
    assert svar.status_code == 200
    assert "Nora Eggen" not in svar.content.decode()


# -- the draft and its key ----------------------------------------------------------------------------------------


def test_samme_utkast_har_samme_nokkel_og_et_nytt_utkast_en_ny(roller: Rollebesetning) -> None:
    forste = apne_utkast(aktor=roller.ansatt, now=NAA)
    igjen = apne_utkast(aktor=roller.ansatt, now=NAA + timedelta(days=1))
    assert bytes(forste.nettlesernokkel) == bytes(igjen.nettlesernokkel)
    assert len(bytes(forste.nettlesernokkel)) == 32
    assert forste.nokkel == igjen.nokkel
    assert bytes(apne_utkast(aktor=roller.rektor, now=NAA).nettlesernokkel) != bytes(forste.nettlesernokkel)
    forkast_utkast(aktor=roller.ansatt)
    assert bytes(apne_utkast(aktor=roller.ansatt, now=NAA).nettlesernokkel) != bytes(forste.nettlesernokkel)


def test_skjemaet_gir_nokkelen_til_skriveren_og_et_tomt_utkast_nevnes_ikke(
    client: Client, roller: Rollebesetning
) -> None:
    side = hent(client, roller.ansatt, reverse("melding:meld"))
    assert side.context["lokalt"]["nokkel"]
    assert "utkastet ditt" not in side.content.decode()
    assert str(Meldingsutkast.objects.get().nokkel) in side.content.decode()
    assert "no-store" in side.headers["Cache-Control"]


def test_helsepersonell_far_ingen_nokkel_for_sporsmalet_er_besvart(client: Client, roller: Rollebesetning) -> None:
    roller.stotte.er_helsepersonell = True
    roller.stotte.save()
    side = hent(client, roller.stotte, reverse("melding:meld")).content.decode()
    assert "data-krypt" not in side
    assert not Meldingsutkast.objects.exists()
    svar = post(
        client, roller.stotte, nokkel=uuid4(), oppdaget="2026-11-10", handling="send", hva_skjedde="Noe", elever=[]
    )
    assert svar.status_code == 422
    assert 'data-krypt=""' in svar.content.decode()
    assert not Meldingsutkast.objects.exists()


def test_koden_pa_veggen_velger_skolen(client: Client, roller: Rollebesetning) -> None:
    side = hent(client, roller.sektorleder, reverse("melding:meld") + "?skole=maere")
    assert side.context["skjema"]["skole"].value() == roller.maere.pk
    assert hent(client, roller.sektorleder, reverse("melding:meld") + "?skole=%00tull").status_code == 200


# -- who will see it ----------------------------------------------------------------------------------------------


def om_en_ansatt(client: Client, roller: Rollebesetning, **felter: Any) -> Any:
    return post(
        client,
        roller.ansatt,
        **{
            "nokkel": uuid4(),
            "oppdaget": "2026-11-10",
            "handling": "send",
            "elever": [roller.elev.pk],
            "hva_skjedde": "Det jeg skrev",
            "kategorier": ["ansatt"],
            **felter,
        },
    )


def test_den_som_melder_om_en_ansatt_far_vite_hvem_som_ser_det_for_det_sendes(
    client: Client, roller: Rollebesetning
) -> None:
    svar = om_en_ansatt(client, roller)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Les dette før du sender" in side
    assert "Den ansatte du melder om, får ikke se den." in side
    assert "Det jeg skrev" in side
    assert not Melding.objects.exists()
    assert om_en_ansatt(client, roller, ruting_vist="rektor-1").status_code == 302
    assert Melding.objects.get().skjerpet


def test_den_som_har_lest_om_en_ansatt_far_vite_det_pa_nytt_nar_det_er_en_leder(
    client: Client, roller: Rollebesetning
) -> None:
    svar = om_en_ansatt(client, roller, ruting_vist="rektor-1", ansatt=roller.rektor.pk)
    assert svar.status_code == 422
    assert "Rektor og resten av ledelsen ved skolen får ikke se den" in svar.content.decode()


# -- the receipt and the status -----------------------------------------------------------------------------------


def stegene(bruker: Bruker, melding: Melding) -> list[tuple[str, bool, bool]]:
    egen = queries.egen(bruker, melding.nummer, I_DAG)
    assert egen is not None
    return [(str(s.navn), s.naadd, s.naar is not None) for s in egen.steg]


def test_kvitteringen_sier_at_plikten_er_oppfylt_og_nar(client: Client, roller: Rollebesetning) -> None:
    melding = send(roller)
    side = hent(client, roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).content.decode()
    assert "Din plikt til å melde fra er oppfylt 10. november kl. 09:00." in side
    assert "Rektor, Egge skole" in side


def test_kvitteringen_ber_den_ringe_som_skrev_at_eleven_ikke_er_trygg_til_noen_har_lest_den(
    client: Client, roller: Rollebesetning
) -> None:
    def ber_om_aa_ringe(melding: Melding) -> bool:
        side = hent(client, roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).content.decode()
        return "Ring også" in side

    utrygg = lag_melding(roller, trygg_naa="nei")
    assert ber_om_aa_ringe(utrygg)
    assert not ber_om_aa_ringe(lag_melding(roller, trygg_naa="ja"))
    merk_lest(aktor=roller.rektor, nummer=utrygg.nummer, now=NAA)
    assert not ber_om_aa_ringe(utrygg)


def test_kvitteringen_sier_at_skoleeier_ogsaa_har_meldingen_om_en_ansatt(
    client: Client, roller: Rollebesetning
) -> None:
    def om_skoleeier(melding: Melding) -> bool:
        side = hent(client, roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).content.decode()
        return "Skoleeier har også fått den." in side

    assert not om_skoleeier(send(roller))
    assert om_skoleeier(send(roller, krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.anklaget),)))
    forbi = send(roller, krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.rektor),))
    assert not om_skoleeier(forbi), "skoleeier er den eneste som har den"


def test_den_som_har_sluttet_finner_ikke_meldingene_sine(client: Client, roller: Rollebesetning) -> None:
    melding = send(roller)
    sidene = [reverse("melding:mine"), reverse("forside")]
    assert all(melding.nummer in hent(client, roller.ansatt, side).content.decode() for side in sidene)
    for tildeling in Rolletildeling.objects.filter(bruker=roller.ansatt):
        tildeling.delete()
    assert not [side for side in sidene if melding.nummer in hent(client, roller.ansatt, side).content.decode()]
    # The receipt names the pupils, with the class they are in today, and says how it goes with the sak.
    assert hent(client, roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).status_code == 404
    with pytest.raises(IkkeFunnet):
        legg_til_tillegg(aktor=roller.ansatt, nummer=melding.nummer, tekst="Mer.", now=NAA)
    assert adresser.adresse(
        Varsel(type="melding_lest", data={"melding": melding.nummer}), roller.ansatt, I_DAG
    ) == reverse("varsling:innboks")


def test_melderen_folger_statusen_uten_innhold(roller: Rollebesetning) -> None:
    melding = send(roller)
    assert stegene(roller.ansatt, melding) == [
        ("Sendt", True, True),
        ("Lest", False, False),
        ("Følges opp", False, False),
        ("Undersøkelse startet", False, False),
        ("Avsluttet", False, False),
    ]
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA + timedelta(hours=1))
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA + timedelta(hours=2))
    assert stegene(roller.ansatt, melding)[1] == ("Lest", True, True)
    assert Varsel.objects.filter(mottaker=roller.ansatt, type="melding_lest").count() == 1


def test_melderen_ser_at_undersokelsen_er_startet_og_ikke_mer(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    assert ("Undersøkelse startet", False, False) in stegene(roller.ansatt, melding)
    startet = Undersokelse.objects.create(sak=sak, startet=NAA, hva_finne_ut="Zqhemmelig")
    assert ("Undersøkelse startet", True, True) in stegene(roller.ansatt, melding)
    for adresse in (reverse("melding:kvittering", args=[melding.nummer]), reverse("melding:mine")):
        side = hent(client, roller.ansatt, adresse).content.decode()
        assert "Undersøkelse startet" in side
        assert "Zqhemmelig" not in side
        assert sak.nummer not in side
    sak.avsluttet = NAA
    sak.save()
    assert [s[0] for s in stegene(roller.ansatt, melding)][-2:] == ["Undersøkelse startet", "Avsluttet"]
    startet.delete()
    # What never was is not said of a sak that is closed.
    assert [s[0] for s in stegene(roller.ansatt, melding)][-2:] == ["Følges opp", "Avsluttet"]


def test_en_melding_utenfor_kapittel_12_sies_a_vaere_avsluttet(roller: Rollebesetning) -> None:
    melding = send(roller)
    avvis_som_ikke_kap12(aktor=roller.rektor, nummer=melding.nummer, begrunnelse="Gjelder bussen.", now=NAA)
    assert stegene(roller.ansatt, melding)[-1] == ("Avsluttet", True, True)
    assert Varsel.objects.filter(mottaker=roller.ansatt, type="melding_avsluttet").exists()
    assert not Varsel.objects.filter(mottaker=roller.ansatt, type="melding_folges_opp").exists()


def test_en_anklaget_melder_ser_bare_at_det_folges_opp(roller: Rollebesetning) -> None:
    melding = send(
        roller, roller.anklaget, krenkere=(Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.anklaget),)
    )
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA)
    assert stegene(roller.anklaget, melding) == [("Sendt", True, True), ("Følges opp", True, False)]
    assert not Varsel.objects.filter(mottaker=roller.anklaget).exists()


# -- the sheet ----------------------------------------------------------------------------------------------------


def test_bare_skolens_ledere_far_plakaten(client: Client, roller: Rollebesetning) -> None:
    adresse = reverse("melding:plakat", args=["egge"])
    for navn, bruker in roller.alle.items():
        if bruker.is_active and navn != "systemet":
            venter = 200 if navn == "rektor" else 404
            assert hent(client, bruker, adresse).status_code == venter, navn
    side = hent(client, roller.rektor, adresse).content.decode()
    assert "http://testserver/meld/?skole=egge" in side
    assert "<svg" in side
    assert adresse in hent(client, roller.rektor, reverse("melding:mine")).content.decode()


@pytest.mark.regel("L-5.5")
def test_den_som_legger_noe_til_faar_vite_at_en_ansatt_skal_meldes_i_en_ny_melding(
    client: Client, roller: Rollebesetning
) -> None:
    melding = lag_melding(roller)
    side = hent(client, roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).content.decode()
    assert "Kan en som arbeider på skolen ha krenket eleven, og sto det ikke i meldingen?" in side


def _fikk_vite_om_tillegg(melding: Melding) -> set[Bruker]:
    varsler = Varsel.objects.filter(type="melding_tillegg").select_related("mottaker", "sak")
    for varsel in varsler:
        assert adresser.adresse(varsel, varsel.mottaker, I_DAG) == reverse("melding:ta_imot", args=[melding.nummer])
    return {varsel.mottaker for varsel in varsler}


def test_det_melderen_legger_til_for_noen_har_tatt_imot_naar_dem_som_skal_ta_imot(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    legg_til_tillegg(aktor=roller.ansatt, nummer=melding.nummer, tekst="Det skjedde igjen i dag.", now=NAA)
    assert roller.rektor in _fikk_vite_om_tillegg(melding)
    assert roller.sektorleder not in _fikk_vite_om_tillegg(melding)


def test_det_melderen_legger_til_naar_den_som_leder_saken_ogsaa_naar_den_er_avsluttet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, avsluttet=NAA, fase="avsluttet")
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    legg_til_tillegg(aktor=roller.ansatt, nummer=melding.nummer, tekst="Det har begynt igjen.", now=NAA)
    assert _fikk_vite_om_tillegg(melding) == {roller.rektor}
    assert Varsel.objects.get(type="melding_tillegg").sak == sak


def test_et_tillegg_til_en_melding_forbi_ledelsen_naar_bare_skoleeier(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, ansatt=roller.rektor, skjerpet=True, mottaker="skoleeier")
    legg_til_tillegg(aktor=roller.ansatt, nummer=melding.nummer, tekst="Det skjedde igjen.", now=NAA)
    assert _fikk_vite_om_tillegg(melding) == {roller.sektorleder}


def test_den_som_leder_saken_og_selv_meldte_varsles_ikke_om_egne_ord(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(
        roller, sak=sak, melder=roller.rektor, behandling="sak", behandlet=NAA, behandlet_av=roller.sektorleder
    )
    legg_til_tillegg(aktor=roller.rektor, nummer=melding.nummer, tekst="Mer.", now=NAA)
    assert _fikk_vite_om_tillegg(melding) == set()


def test_kan_ikke_den_saksansvarlige_lese_meldingen_naar_tillegget_de_andre_som_kan(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ansvarlig=roller.sluttet)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    legg_til_tillegg(aktor=roller.ansatt, nummer=melding.nummer, tekst="Det har begynt igjen.", now=NAA)
    assert roller.rektor in _fikk_vite_om_tillegg(melding)


def test_den_som_ikke_visste_hvem_eleven_var_faar_ikke_vite_det_av_lista_si(
    client: Client, roller: Rollebesetning
) -> None:
    """The role table: one's own words and how it goes. Who the receiver found that it was, stands in the sak."""
    melding = send(roller, elever=(), ukjent_elev="En gutt i rød jakke", skole=roller.egge)
    roller.elev.gradering = Gradering.STRENGT
    roller.elev.save()
    rad = melding.elever.get()
    valg = Mottakselev(meldingelev_id=rad.pk, elev=roller.elev)
    ta_imot(aktor=roller.rektor, nummer=melding.nummer, data=Mottaksdata(elever=(valg,)), now=NAA)
    assert melding.elever.get().elev == roller.elev
    side = hent(client, roller.ansatt, reverse("melding:mine")).content.decode()
    assert "En gutt i rød jakke" in side
    assert "Nora" not in side
