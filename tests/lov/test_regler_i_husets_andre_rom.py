"""Rules of the table that other rooms keep: who may report, what goes home, what is never changed, who is passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from annual_wheel.katalog import RADER
from cases.dokumenter.pdf import tiltaksplan_pdf
from cases.lov.begreper import Fristtype, Mottaker
from cases.lov.frister import aapne_frister
from cases.lov.stige import Trinn
from cases.melding.actions import Meldingsdata, avvis_som_ikke_kap12, merk_lest, send_melding
from cases.melding.models import Behandling, Kilde, Krenkelse
from cases.sak.fakta import fakta_for
from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype, gjort, logg
from cases.sak.models import Involvert
from cases.sak.ruting import Involvertdata, ruting_for
from cases.tiltaksplan.models import Tiltak
from cases.undersokelse.actions import Samtaledata, registrer_samtale
from cases.undersokelse.models import Samtale
from cases.varsling.stige import Krets, utsendinger
from procedures.actions import bekreft_lest, les_inn_katalog
from procedures.katalog import DOKUMENTER
from procedures.queries import vis as prosedyreside
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak
from tests.lov.bygg import KALENDER, STANDARD
from tests.lov.test_regler_i_modellene import nektes

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db


def meldingsdata(roller: Rollebesetning, **felter: Any) -> Meldingsdata:
    return Meldingsdata(
        **{
            "nokkel": uuid4(),
            "hva_skjedde": "Nora sto alene i friminuttet.",
            "oppdaget": I_DAG,
            "elever": (roller.elev,),
            **felter,
        }
    )


def papiret(roller: Rollebesetning, **felter: Any) -> str:
    """What the family reads of an adopted plan."""
    sak = lag_sak(roller)
    Involvert.objects.create(sak=sak, kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    pdf = tiltaksplan_pdf(sak, vedtatt(sak, roller.rektor, **felter))
    return " ".join(" ".join(side.extract_text() for side in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.regel("L-4.3", "L-1.2")
@pytest.mark.parametrize(
    "navn", ["ansatt", "kontaktlarer", "rektor", "avdelingsleder", "rektor_maere", "sektorleder", "stotte"]
)
def test_alle_som_arbeider_her_kan_melde_hvem_de_enn_er_ansatt_hos(roller: Rollebesetning, navn: str) -> None:
    melding = send_melding(aktor=getattr(roller, navn), data=meldingsdata(roller), now=NAA)[0]
    assert melding.mottaker == Mottaker.REKTOR


@pytest.mark.regel("D-1")
def test_en_melding_som_kommer_sent_tas_imot_uten_sporsmaal(roller: Rollebesetning) -> None:
    data = meldingsdata(roller, oppdaget=I_DAG - timedelta(days=60))
    assert send_melding(aktor=roller.ansatt, data=data, now=NAA)


@pytest.mark.regel("L-3.1")
def test_det_forebyggende_arbeidet_har_aarshjul_prosedyrer_og_kartlegging() -> None:
    assert RADER
    assert DOKUMENTER
    assert {"klassetrivsel", "elevundersokelsen", "sosiometrisk"} <= set(_verktoy())


def _verktoy() -> list[str]:
    from cases.kartlegging.models import Klassekartlegging  # noqa: PLC0415 - one use

    return list(Klassekartlegging.Slag.values)


@pytest.mark.regel("L-N.3")
def test_arshjulet_minner_om_aa_fortelle_om_rettighetene() -> None:
    titler = [rad.tittel for rad in RADER]
    assert "Elevene får vite om rettighetene sine" in titler
    assert "Foresatte får vite om rettighetene" in titler


@pytest.mark.regel("L-4.25", "L-N.3")
def test_planen_som_gaar_hjem_forteller_om_retten_og_om_veien_videre(roller: Rollebesetning) -> None:
    ut = papiret(roller)
    assert "rett til et trygt og godt skolemiljø" in ut
    assert "Planen er ikke et enkeltvedtak" in ut
    assert "melde saken til Statsforvalteren i Trøndelag" in ut


@pytest.mark.regel("L-4.17")
def test_en_annen_elevs_navn_gaar_ikke_hjem_og_det_interne_gaar_ingen_steder(roller: Rollebesetning) -> None:
    ut = papiret(roller, utfordring="Jonas Vik stenger Nora ute.", bakgrunn="Jonas sier det er en lek.")
    assert "Jonas" not in ut
    assert "Vik" not in ut
    assert "Nora" in ut


@pytest.mark.regel("L-4.17")
def test_referatet_har_en_intern_del_for_seg(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    data = Samtaledata(
        type=Samtale.Type.FORESATTE,
        dato=I_DAG,
        sted="Grupperommet",
        deltakere="Mor",
        hva_sies="Hun gruer seg.",
        internt_notat="Hemmelig.",
    )
    samtale = registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    assert "Hemmelig" not in samtale.hva_sies
    assert samtale.internt_notat == "Hemmelig."


@pytest.mark.regel("L-4.24")
def test_at_foresatte_er_uenige_skrives_ned_og_stanser_ingenting(roller: Rollebesetning) -> None:
    ut = papiret(roller, foresattes_syn="Far synes det er for lite.", uenighet="Far vil ha en annen klasse.")
    assert "Far synes det er for lite." in ut
    assert "Far vil ha en annen klasse." in ut


@pytest.mark.regel("L-5.9")
def test_en_utenfor_skolen_gir_en_vanlig_sak(roller: Rollebesetning) -> None:
    trener = Involvertdata(kategori=Involvert.Kategori.UTENFOR, beskrivelse="treneren på fotballen")
    ruting = ruting_for([trener], {roller.egge.pk}, I_DAG)
    assert (ruting.mottaker, ruting.skjerpet) == (Mottaker.REKTOR, False)
    assert (
        send_melding(aktor=roller.ansatt, data=meldingsdata(roller, krenkere=(trener,)), now=NAA)[0].skjerpet is False
    )


@pytest.mark.regel("L-7.1")
def test_bygningen_gaar_ut_av_sporet_med_grunn_men_aldri_elevens_eget_ord(roller: Rollebesetning) -> None:
    kald = lag_melding(roller, hva_skjedde="Klasserommet er for kaldt.", kilde=Kilde.OBSERVASJON)
    with pytest.raises(Regelbrudd):
        avvis_som_ikke_kap12(aktor=roller.rektor, nummer=kald.nummer, begrunnelse=" ", now=NAA)
    ut = avvis_som_ikke_kap12(
        aktor=roller.rektor, nummer=kald.nummer, begrunnelse="Gjelder inneklima (§ 12-7).", now=NAA
    )
    assert ut.behandling == Behandling.IKKE_KAP12
    eleven = lag_melding(roller, hva_skjedde="Nora fryser.", kilde=Kilde.ELEVEN)
    with pytest.raises(Regelbrudd):
        avvis_som_ikke_kap12(aktor=roller.rektor, nummer=eleven.nummer, begrunnelse="Inneklima.", now=NAA)


@pytest.mark.regel("L-9.1")
def test_naar_noen_fikk_vite_noe_er_et_klokkeslett_som_staar(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    assert nektes("UPDATE cases_melding SET sendt = sendt - interval '1 day' WHERE id = %s", melding.pk)
    assert nektes("UPDATE cases_melding SET oppdaget = oppdaget - 1 WHERE id = %s", melding.pk)
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA)
    igjen = merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA + timedelta(hours=3))
    assert igjen.lest == NAA, "første gang er den som gjelder"


@pytest.mark.regel("L-9.1", "L-10.1")
def test_det_som_skrives_inn_sent_viser_baade_naar_det_ble_gjort_og_naar_det_ble_skrevet(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller)
    gaar = I_DAG - timedelta(days=3)
    rad = logg(sak, Hendelsestype.SAMTALE, aktor=roller.rektor, now=NAA, skjedde=gjort(gaar, NAA))
    assert (rad.skjedde.date(), rad.registrert) == (gaar, NAA)


@pytest.mark.regel("L-10.1")
@pytest.mark.parametrize("tabell", ["cases_sak", "cases_melding", "cases_hendelse"])
def test_ingenting_i_en_sak_kan_slettes(roller: Rollebesetning, tabell: str) -> None:
    sak = lag_sak(roller)
    rad = {
        "cases_sak": sak.pk,
        "cases_melding": lag_melding(roller, sak=sak).pk,
        "cases_hendelse": logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA).pk,
    }
    assert nektes(f"DELETE FROM {tabell} WHERE id = %s", rad[tabell])


@pytest.mark.regel("L-13.1", "L-4.26")
def test_et_enkeltvedtak_staar_i_planen_bare_som_nummer_og_dato(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    krever = replace(TILTAK, krever_enkeltvedtak=True)
    with pytest.raises(Regelbrudd) as feil:
        vedtatt(sak, roller.rektor, tiltak=(krever,))
    assert [b.regel for b in feil.value.brudd] == ["L-4.26"]
    felter = {f.name for f in Tiltak._meta.get_fields() if f.name.startswith("enkeltvedtak")}
    assert felter == {"enkeltvedtak_referanse", "enkeltvedtak_dato"}


@pytest.mark.regel("D-16")
def test_den_ansatte_bekrefter_hver_versjon_og_rektor_ser_hvem_som_mangler(roller: Rollebesetning) -> None:
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    slug = DOKUMENTER[0].slug

    def mangler() -> set[str]:
        (skole,) = prosedyreside(roller.rektor, slug, I_DAG).skoler
        return {leser.bruker.navn for leser in skole.versjoner[0].mangler or ()}

    assert roller.ansatt.navn in mangler()
    bekreft_lest(aktor=roller.ansatt, slug=slug, versjon=DOKUMENTER[0].versjon, now=NAA)
    assert roller.ansatt.navn not in mangler()


@pytest.mark.regel("D-24", "D-23")
def test_et_varsel_gaar_forbi_den_som_er_nevnt_i_saken_til_den_neste(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ansvarlig=roller.kontaktlarer, delt_med_kontaktlarer=True)
    frister = aapne_frister(fakta_for(sak), dag=I_DAG, kalender=KALENDER, parametre=STANDARD)
    frist = next(f for f in frister if f.type is Fristtype.TILTAKSPLAN)

    def naadd() -> set[str]:
        ut = utsendinger(sak, frist, (Trinn.REKTOR, Trinn.SKOLEEIER), Krets([sak.pk], I_DAG))
        return {m.navn for utsending in ut for m in utsending.mottakere}

    assert roller.rektor.navn in naadd()
    anklag(sak, roller.rektor)
    assert roller.rektor.navn not in naadd()
    assert roller.sektorleder.navn in naadd()
    anklag(sak, roller.sektorleder)
    assert naadd() == {roller.kommunalsjef.navn}


@pytest.mark.regel("L-4.12")
def test_meldingens_kryss_og_de_nevnte_elevene_er_fakta_i_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak, typer=[Krenkelse.SEKSUELL], arenaer=["digitalt"], fysisk_inngripen=True)
    for elev in (roller.annen_elev, roller.elev_maere):
        Involvert.objects.create(sak=sak, kategori="elev", elev=elev, lagt_til=NAA)
    Involvert.objects.create(sak=sak, kategori="elev", rolle="vitne", beskrivelse="en i 6A", lagt_til=NAA)
    fakta = fakta_for(sak)
    (melding,) = fakta.meldinger
    assert ({t.value for t in melding.typer}, melding.paa_nett, melding.fysisk_inngripen) == ({"seksuell"}, True, True)
    assert melding.oppdaget == I_DAG
    assert sorted(k.annen_skole for k in fakta.elever_som_kan_ha_krenket) == [False, True], "vitner teller ikke"


@pytest.mark.regel("L-1.3")
def test_at_eleven_har_byttet_skole_er_et_faktum_i_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert not fakta_for(sak).elev_byttet_skole
    roller.elev.skole, roller.elev.klasse, roller.elev.sluttet = roller.maere, None, I_DAG
    roller.elev.save()
    sak.refresh_from_db()
    fakta = fakta_for(sak)
    assert fakta.elev_byttet_skole
    assert fakta.elev_sluttet == I_DAG
