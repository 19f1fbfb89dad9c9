"""From a draft to what the employee reads: each door, each refusal, and that nothing goes with an unseen name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pypdf import PdfReader

from cases.framlegg import actions, den_ansatte, oppfolging
from cases.framlegg.actions import Valg
from cases.framlegg.models import Framlegg, Framleggdokument, Framleggvurdering, Maskevalg
from cases.framlegg.oppfolging import Motedata, Vurderingsdata
from cases.framlegg.personer import gjennomga
from cases.sak.actions import knytt_involvert
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import TALEMAATER, Hendelsestype
from cases.sak.models import Involvert
from cases.sak.ruting import Involvertdata
from cases.sak.vurdering import les
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.framlegg.oppsett import FRIST, data, frigitt, maskert, skjerpet_sak, utkast
from tests.cast import I_DAG, NAA, bruker
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

VURDERING = Vurderingsdata(
    elevens_opplevelse="Nora er redd for timene.",
    utfall=Framleggvurdering.Utfall.IKKE_KRENKELSE,
    begrunnelse="En irettesettelse med vanlig stemme.",
    personaloppfolging=False,
)


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return skjerpet_sak(roller)


def typer(sak: Sak) -> list[str]:
    return list(sak.hendelser.order_by("pk").values_list("type", flat=True))


def frigi(roller: Rollebesetning, sak: Sak, framlegg: Framlegg, **felter: Any) -> Framlegg:
    return actions.frigi_framlegg(
        **{"aktor": roller.rektor, "sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA, **felter}
    )


def test_rektor_lager_ser_over_og_gir(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    assert (framlegg.status, framlegg.frigitt_av, framlegg.lest) == ("frigitt", roller.rektor, None)
    assert typer(sak) == ["framlegg_paabegynt", "framlegg_maskert", "framlegg_frigitt"]
    varsel = Varsel.objects.get()
    assert (varsel.mottaker, varsel.type, varsel.sak, varsel.data) == (roller.anklaget, "framlegg_til_deg", None, {})


def test_ingen_navn_star_igjen_i_det_som_gis(roller: Rollebesetning, sak: Sak) -> None:
    dokument = frigitt(roller, sak).dokument
    assert dokument.paastander == (
        "Eleven saken gjelder sier at du ropte til henne i gangen tirsdag, og at Elev B så det. "
        "En foresatt og en annen ansatt bekrefter."
    )
    assert dokument.trenger == "Fortell med egne ord hva som skjedde da eleven saken gjelder kom for sent."
    assert dokument.elev == ""


def test_pdfen_er_fryst_uten_navn_og_uten_saksnummer(roller: Rollebesetning, sak: Sak) -> None:
    dokument = frigitt(roller, sak).dokument
    innhold = bytes(dokument.innhold)
    assert dokument.sha256 == sha256(innhold).hexdigest()
    leser = PdfReader(BytesIO(innhold))
    tekst = " ".join(" ".join(side.extract_text() for side in leser.pages).split())
    assert "Eleven saken gjelder sier at du ropte" in tekst
    assert "Anklaget Egge" in tekst
    for skjult in ("Nora", "Eggen", "Jonas", "Vik", "Kari", sak.nummer, "5A"):
        assert skjult not in tekst, skjult
        assert skjult not in str(leser.metadata), skjult


def test_et_navn_kan_sta_nar_det_er_begrunnet(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak, behold={"Jonas Vik": "Du underviste ham, og må kunne svare på det."})
    assert "Jonas Vik så det" in framlegg.dokument.paastander
    assert Maskevalg.objects.get(beholdes=True).grunn.startswith("Du underviste")


def test_eleven_navngis_bare_med_vilje_og_grunn(roller: Rollebesetning, sak: Sak) -> None:
    with pytest.raises(Regelbrudd) as feil:
        utkast(roller, sak, vis_elev=True, vis_elev_grunn=" ")
    assert feil.value.brudd[0].felt == "vis_elev_grunn"
    framlegg = frigitt(roller, sak, vis_elev=True, vis_elev_grunn="Du har sytti elever.")
    assert framlegg.dokument.elev == "Nora Eggen"
    assert framlegg.dokument.paastander.startswith("Nora Eggen sier")
    assert "Jonas" not in framlegg.dokument.paastander


def test_ingenting_gis_med_et_navn_ingen_har_sett(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = utkast(roller, sak)
    with pytest.raises(Regelbrudd, match="Gå gjennom navnene"):
        frigi(roller, sak, framlegg)
    funn = gjennomga(framlegg).funn
    valg = {f.form: Valg() for f in funn[1:]}
    with pytest.raises(Regelbrudd, match="flere navn"):
        actions.masker_framlegg(aktor=roller.rektor, sak_id=sak.pk, framlegg_id=framlegg.pk, valg=valg, now=NAA)
    with pytest.raises(Regelbrudd) as feil:
        actions.masker_framlegg(
            aktor=roller.rektor,
            sak_id=sak.pk,
            framlegg_id=framlegg.pk,
            valg={f.form: Valg(beholdes=f is funn[0]) for f in funn},
            now=NAA,
        )
    assert feil.value.brudd[0].felt == "grunn-0"


def test_et_nytt_navn_i_saken_maa_ses_over_for_det_gis(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak, paastander="Ola Mæhre så at du ropte.")
    knytt_involvert(sak, Involvertdata(Involvert.Kategori.ELEV, elev=roller.elev_maere), aktor=roller.rektor, now=NAA)
    with pytest.raises(Regelbrudd, match="Gå gjennom navnene"):
        frigi(roller, sak, framlegg)


def test_endret_tekst_maa_ses_over_pa_nytt(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak)
    actions.rediger_framlegg(
        aktor=roller.rektor,
        sak_id=sak.pk,
        framlegg_id=framlegg.pk,
        data=data(paastander="Jonas så det.", revisjon=framlegg.revisjon),
        now=NAA,
    )
    with pytest.raises(Regelbrudd, match="Gå gjennom navnene"):
        frigi(roller, sak, framlegg)


def test_den_andre_av_to_som_lagrer_far_vite_det(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = utkast(roller, sak)
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA}
    actions.rediger_framlegg(**felles, data=data(trenger="Først", revisjon=1))
    with pytest.raises(Foreldet):
        actions.rediger_framlegg(**felles, data=data(trenger="Sist", revisjon=1))
    framlegg.refresh_from_db()
    assert framlegg.trenger == "Først"


def test_framlegg_lages_bare_til_en_navngitt_i_en_12_5_sak(roller: Rollebesetning, sak: Sak) -> None:
    vanlig = lag_sak(roller, elev=roller.annen_elev)
    for i_sak, ansatt in ((vanlig, roller.anklaget), (sak, roller.ansatt)):
        with pytest.raises(Regelbrudd) as feil:
            actions.nytt_framlegg(aktor=roller.rektor, sak_id=i_sak.pk, ansatt=ansatt, data=data(), now=NAA)
        assert feil.value.brudd[0].felt == "ansatt"


def test_ett_utkast_om_gangen_men_et_nytt_framlegg_etterpa(roller: Rollebesetning, sak: Sak) -> None:
    frigitt(roller, sak)
    utkast(roller, sak)
    with pytest.raises(Regelbrudd, match="alt et utkast"):
        utkast(roller, sak)


def test_svarfristen_ma_gi_tid(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak, svarfrist=I_DAG)
    with pytest.raises(Regelbrudd) as feil:
        frigi(roller, sak, framlegg)
    assert feil.value.brudd[0].felt == "svarfrist"


def test_i_en_avsluttet_sak_lages_ikke_framlegg(roller: Rollebesetning) -> None:
    sak = skjerpet_sak(roller, avsluttet=NAA)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        utkast(roller, sak)


def test_et_utkast_kan_kastes_men_ikke_det_som_er_gitt(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak)
    actions.forkast_framlegg(aktor=roller.rektor, sak_id=sak.pk, framlegg_id=framlegg.pk, now=NAA)
    assert not Framlegg.objects.exists()
    assert typer(sak)[-1] == "framlegg_kastet"
    gitt = frigitt(roller, sak)
    with pytest.raises(Regelbrudd):
        actions.forkast_framlegg(aktor=roller.rektor, sak_id=sak.pk, framlegg_id=gitt.pk, now=NAA)
    with pytest.raises(Regelbrudd, match="alt gitt"):
        frigi(roller, sak, gitt)


@pytest.mark.parametrize("hvem", ["kontaktlarer", "sektorleder"])
def test_bare_den_som_leder_lager_og_gir(roller: Rollebesetning, sak: Sak, hvem: str) -> None:
    aktor = getattr(roller, hvem)
    with pytest.raises(IkkeTilgang):
        utkast(roller, sak, aktor)
    framlegg = maskert(roller, sak)
    with pytest.raises(IkkeTilgang):
        frigi(roller, sak, framlegg, aktor=aktor)


@pytest.mark.parametrize(
    "hvem", ["anklaget", "ansatt", "rektor_maere", "systemforvalter", "personvernombud", "sluttet"]
)
def test_for_andre_finnes_det_ikke(roller: Rollebesetning, sak: Sak, hvem: str) -> None:
    framlegg = maskert(roller, sak)
    with pytest.raises(IkkeFunnet):
        frigi(roller, sak, framlegg, aktor=getattr(roller, hvem))


def test_framlegg_i_en_annen_sak_finnes_ikke(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak)
    annen = lag_sak(roller, elev=roller.annen_elev, skjerpet=True)
    with pytest.raises(IkkeFunnet):
        frigi(roller, annen, framlegg)


def test_feiler_noe_er_ingenting_gitt(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak)
    with connection.cursor() as db:
        db.execute("UPDATE cases_sak SET versjon = 1 WHERE id = %s", [sak.pk])
    with siste_skriving_nektes():
        frigi(roller, sak, framlegg)
    assert not Framleggdokument.objects.exists()
    assert not Varsel.objects.exists()
    framlegg.refresh_from_db()
    assert framlegg.status == "utkast"


# Two pairs of eyes.


@pytest.fixture
def skoleeiers(roller: Rollebesetning) -> Sak:
    return skjerpet_sak(roller, eier="skoleeier", ansvarlig=roller.sektorleder, delt_med_kontaktlarer=False)


def test_skoleeiers_framlegg_ma_ses_over_av_en_annen(roller: Rollebesetning, skoleeiers: Sak) -> None:
    annen = bruker("Steds Fortreder", (Rolle.SEKTORLEDER, None))
    framlegg = maskert(roller, skoleeiers, roller.sektorleder)
    rad: dict[str, Any] = {"sak_id": skoleeiers.pk, "framlegg_id": framlegg.pk, "now": NAA}
    with pytest.raises(Regelbrudd, match="en annen"):
        actions.frigi_framlegg(aktor=roller.sektorleder, **rad)
    actions.send_til_godkjenning(aktor=roller.sektorleder, **rad)
    assert [v.mottaker for v in Varsel.objects.filter(type="framlegg_godkjennes")] == [annen]
    with pytest.raises(Regelbrudd, match="En annen enn"):
        actions.frigi_framlegg(aktor=roller.sektorleder, **rad)
    with pytest.raises(Regelbrudd, match="venter på godkjenning"):
        actions.rediger_framlegg(aktor=roller.sektorleder, data=data(revisjon=framlegg.revisjon), **rad)
    gitt = actions.frigi_framlegg(aktor=annen, **rad)
    assert (gitt.krevde_to, gitt.frigitt_av) == (True, annen)


def test_den_som_ser_over_kan_sende_tilbake(roller: Rollebesetning, skoleeiers: Sak) -> None:
    annen = bruker("Steds Fortreder", (Rolle.SEKTORLEDER, None))
    framlegg = maskert(roller, skoleeiers, roller.sektorleder)
    rad: dict[str, Any] = {"sak_id": skoleeiers.pk, "framlegg_id": framlegg.pk, "now": NAA}
    actions.send_til_godkjenning(aktor=roller.sektorleder, **rad)
    with pytest.raises(Regelbrudd, match="hva som må endres"):
        actions.send_tilbake(aktor=annen, grunn=" ", **rad)
    tilbake = actions.send_tilbake(aktor=annen, grunn="Gangen peker ut eleven.", **rad)
    assert tilbake.status == "utkast"
    assert [v.mottaker for v in Varsel.objects.filter(type="framlegg_tilbake")] == [roller.sektorleder]
    with pytest.raises(Regelbrudd, match="en annen"):
        actions.frigi_framlegg(aktor=annen, **rad)


def test_uten_noen_annen_blir_det_ikke_gitt(roller: Rollebesetning, skoleeiers: Sak) -> None:
    framlegg = maskert(roller, skoleeiers, roller.sektorleder)
    with pytest.raises(Regelbrudd, match="Ingen andre"):
        actions.send_til_godkjenning(aktor=roller.sektorleder, sak_id=skoleeiers.pk, framlegg_id=framlegg.pk, now=NAA)


def test_er_eleven_gradert_ser_skoleeier_over_rektors_framlegg(roller: Rollebesetning) -> None:
    roller.elev.gradering = "fortrolig"
    roller.elev.save()
    sak = skjerpet_sak(roller, sperret=True, delt_med_kontaktlarer=False)
    framlegg = maskert(roller, sak)
    rad: dict[str, Any] = {"sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA}
    actions.send_til_godkjenning(aktor=roller.rektor, **rad)
    assert {v.mottaker for v in Varsel.objects.filter(type="framlegg_godkjennes")} == {roller.sektorleder}
    assert actions.frigi_framlegg(aktor=roller.sektorleder, **rad).frigitt_av == roller.sektorleder


def test_uten_grunn_til_to_trengs_ingen_godkjenning(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = maskert(roller, sak)
    with pytest.raises(Regelbrudd, match="selv"):
        actions.send_til_godkjenning(aktor=roller.rektor, sak_id=sak.pk, framlegg_id=framlegg.pk, now=NAA)


# What follows.


def test_handlingen_vurderes_ikke_for_den_ansatte_er_hort(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    rad: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk, "framlegg_id": framlegg.pk}
    with pytest.raises(Regelbrudd) as feil:
        oppfolging.vurder(**rad, data=VURDERING, now=NAA)
    assert feil.value.brudd[0].felt == "utfall"
    den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="Jeg ropte ikke.", now=NAA)
    vurdering = oppfolging.vurder(**rad, data=VURDERING, now=NAA + timedelta(hours=2))
    assert vurdering.utfall == "ikke_krenkelse"
    assert typer(sak)[-1] == "framlegg_vurdert"


def test_utfallet_for_den_ansatte_endrer_ingenting_for_eleven(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    den_ansatte.uttaler_seg_ikke(aktor=roller.anklaget, nokkel=framlegg.nokkel, now=NAA)
    for_ = les(sak, NAA)
    oppfolging.vurder(aktor=roller.rektor, sak_id=sak.pk, framlegg_id=framlegg.pk, data=VURDERING, now=NAA)
    etter = les(sak, NAA)
    assert (for_.plikter, for_.frister, for_.neste_steg) == (etter.plikter, etter.frister, etter.neste_steg)


@pytest.mark.regel("L-5.7")
def test_om_personalsaken_er_det_bare_plass_til_ja_eller_nei() -> None:
    navn = {f.name for f in Framleggvurdering._meta.get_fields()}
    assert navn == {
        "id", "framlegg", "elevens_opplevelse", "utfall", "begrunnelse", "personaloppfolging", "registrert",
        "registrert_av",
    }  # fmt: skip
    assert Framleggvurdering._meta.get_field("personaloppfolging").get_internal_type() == "BooleanField"


def test_motet_skrives_med_hvem_som_var_der(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    rad: dict[str, Any] = {
        "aktor": roller.rektor,
        "sak_id": sak.pk,
        "framlegg_id": framlegg.pk,
        "now": NAA + timedelta(days=1),
    }
    mote = Motedata(dato=I_DAG, deltakere="Rektor, Anklaget, Siv", redegjorelse="Fortalte.", tillitsvalgt=True)
    assert oppfolging.registrer_mote(**rad, data=mote).tillitsvalgt
    for dato in (I_DAG - timedelta(days=1), I_DAG + timedelta(days=2)):
        with pytest.raises(Regelbrudd) as feil:
            oppfolging.registrer_mote(**rad, data=replace(mote, dato=dato))
        assert feil.value.brudd[0].felt == "dato"
    with pytest.raises(Regelbrudd):
        oppfolging.registrer_mote(**rad, data=replace(mote, redegjorelse=""))


def test_mer_tid_gis_og_den_ansatte_far_vite_det_uten_saksnummer(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    rad: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA}
    with pytest.raises(Regelbrudd):
        oppfolging.gi_mer_tid(**rad, svarfrist=FRIST)
    assert oppfolging.gi_mer_tid(**rad, svarfrist=FRIST + timedelta(days=3)).svarfrist == FRIST + timedelta(days=3)
    varsel = Varsel.objects.get(type="framlegg_ny_frist")
    assert (varsel.mottaker, varsel.sak) == (roller.anklaget, None)


@pytest.mark.parametrize("hvem", ["kontaktlarer", "sektorleder"])
def test_bare_den_som_leder_vurderer_skriver_mote_og_gir_tid(roller: Rollebesetning, sak: Sak, hvem: str) -> None:
    framlegg = frigitt(roller, sak)
    rad: dict[str, Any] = {"aktor": getattr(roller, hvem), "sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA}
    mote = Motedata(dato=I_DAG, deltakere="x", redegjorelse="x")
    for dor in (
        lambda: oppfolging.vurder(**rad, data=VURDERING),
        lambda: oppfolging.registrer_mote(**rad, data=mote),
        lambda: oppfolging.gi_mer_tid(**rad, svarfrist=FRIST + timedelta(days=9)),
    ):
        with pytest.raises(IkkeTilgang):
            dor()


# What the database holds by itself.


def test_det_som_er_gitt_endres_aldri(roller: Rollebesetning, sak: Sak) -> None:
    framlegg = frigitt(roller, sak)
    den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="Mitt svar.", now=NAA)
    for setning in (
        "UPDATE cases_framlegg SET paastander = 'x'",
        "UPDATE cases_framlegg SET status = 'utkast'",
        "DELETE FROM cases_framlegg",
        "UPDATE cases_framleggdokument SET paastander = 'x'",
        "DELETE FROM cases_framleggdokument",
        "UPDATE cases_framleggsvar SET tekst = 'x'",
        "DELETE FROM cases_framleggsvar",
        "DELETE FROM cases_historicalframlegg",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


@pytest.mark.parametrize(
    ("setning", "navn"),
    [
        ("UPDATE cases_framlegg SET vis_elev = true", "navngitt_elev_har_grunn"),
        ("UPDATE cases_framlegg SET status = 'frigitt'", "frigitt_framlegg_er_maskert"),
        ("UPDATE cases_framlegg SET lest = now()", "bare_frigitt_framlegg_er_lest"),
        ("UPDATE cases_framlegg SET krevde_to = true, frigitt_av_id = skrevet_av_id", "to_har_sett_framlegget"),
        ("UPDATE cases_maskevalg SET beholdes = true", "navn_som_blir_staaende_har_grunn"),
    ],
)
def test_databasen_nekter_selv(roller: Rollebesetning, sak: Sak, setning: str, navn: str) -> None:
    maskert(roller, sak)
    with connection.cursor() as peker:
        peker.execute("UPDATE cases_framlegg SET maskert = NULL")
    with pytest.raises(IntegrityError, match=navn), transaction.atomic(), connection.cursor() as peker:
        peker.execute(setning)


def test_linjene_i_loggen_gar_aldri_hjem() -> None:
    egne = [t for t in Hendelsestype if t.value.startswith("framlegg_")]
    assert len(egne) == 11
    assert all(TALEMAATER[t].for_ledere and not TALEMAATER[t].til_hjemmet for t in egne)
