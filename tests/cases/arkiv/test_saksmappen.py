"""The archive's saksmappe: made by itself when a sak is done with, for the archive and for nobody here (R-2, R-4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.arkiv import alarm, saksmappe, sending
from cases.arkiv.actions import lag_saksmappe as be_om_saksmappe
from cases.arkiv.checks import arkivet_kan_brukes
from cases.arkiv.innhold import arkivdokument
from cases.arkiv.koder import Koder, les_koder
from cases.arkiv.models import Arkivering
from cases.dokumenter.models import Dokument
from cases.dossier import arbeid
from cases.dossier.access import er_nektet_noe
from cases.dossier.actions import bestill_i
from cases.dossier.models import Dossier
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Eier, Sak
from cases.sladding.models import Kilde
from cases.statsforvalter.forms import Svarskjema
from cases.undersokelse.models import Samtale
from cases.varsling.models import Varsel
from cases.vedlegg.actions import sperr_i_sak
from steinkjer_skolemiljo.organisation.models import Gradering
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.arkiv.test_arkivmelding import tekst
from tests.cases.arkiv.verden import SAKSMAPPER, arkivering, lag_dokument, lag_gammel_sak, lag_saksmappe
from tests.cases.sak.hjelp import hent
from tests.cases.sladding.oppsett import begynt, sak_med_papirer
from tests.cast import I_DAG, NAA, sett_rollene
from tests.factories import lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from tests.cases.arkiv.verden import Arkivet
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
TIME = timedelta(hours=1)


def lukket(roller: Rollebesetning, **felter: Any) -> Sak:
    return lag_sak(roller, **{"avsluttet": NAA, "fase": "avsluttet", "opprettet": NAA - 9 * DAG, **felter})


def bedt_om(sak: Sak) -> int:
    return Dossier.objects.til_arkivet().filter(sak=sak).count()


def test_den_blir_bedt_om_av_seg_selv_naar_saken_er_ferdig_og_stille(roller: Rollebesetning) -> None:
    aapen = lag_sak(roller)
    stille = lukket(roller)
    venter = lukket(roller, neste_frist=NAA + 30 * DAG, neste_frist_type="ettersjekk")
    # The talk after closing was never held: its day has passed, and the sak is kept all the same.
    forsomt = lukket(roller, neste_frist=NAA + DAG, neste_frist_type="ettersjekk")
    skrevet_i = lukket(roller)
    logg(skrevet_i, Hendelsestype.FORESATTE_INFORMERT, aktor=roller.rektor, now=NAA + 40 * TIME)
    assert saksmappe.bestill_manglende(NAA + DAG) == 0
    assert saksmappe.bestill_manglende(NAA + 2 * DAG) == 2
    assert (bedt_om(stille), bedt_om(forsomt)) == (1, 1)
    assert [bedt_om(sak) for sak in (aapen, venter, skrevet_i)] == [0, 0, 0]
    rad = Dossier.objects.get(sak=stille)
    assert (rad.bestilt_av.er_systemet, rad.status) == (True, "bestilt")
    # Asked for already; and the others in their time.
    assert saksmappe.bestill_manglende(NAA + 3 * DAG) == 1
    assert saksmappe.bestill_manglende(NAA + 31 * DAG) == 1


def test_en_ny_blir_bedt_om_naar_noe_er_gjort_siden_men_ikke_hver_natt(roller: Rollebesetning) -> None:
    sak = lukket(roller)
    lag_saksmappe(sak, roller, NAA + 2 * DAG)
    # What is told of the archive, and the line that says it was made, make it no older.
    for type_ in (Hendelsestype.SAKSMAPPE_ARKIVERT, Hendelsestype.FJERNING_STANSET):
        logg(sak, type_, aktor=roller.systemet, now=NAA + 3 * DAG, arkiv="2026/1", grunn="…")
    assert saksmappe.bestill_manglende(NAA + 20 * DAG) == 0
    logg(sak, Hendelsestype.FORESATTE_INFORMERT, aktor=roller.rektor, now=NAA + 4 * DAG)
    assert saksmappe.bestill_manglende(NAA + 8 * DAG) == 0
    assert saksmappe.bestill_manglende(NAA + 10 * DAG) == 1
    assert Dossier.objects.get(sak=sak, status="bestilt").versjon == 2
    # One that could not be made is tried again, a week later.
    Dossier.objects.filter(sak=sak, versjon=2).update(status="feilet", feil="forsok")
    assert saksmappe.bestill_manglende(NAA + 16 * DAG) == 0
    assert saksmappe.bestill_manglende(NAA + 18 * DAG) == 1


def test_den_som_leder_saken_kan_be_om_den_ogsaa_uten_aa_kunne_lese_alt(roller: Rollebesetning) -> None:
    sak = lukket(roller)
    for ikke in (roller.kontaktlarer, roller.ansatt, roller.rektor_maere, roller.systemforvalter, roller.sektorleder):
        with pytest.raises(IkkeFunnet):
            be_om_saksmappe(aktor=ikke, nummer=sak.nummer, now=NAA)
    # A melding the rektor is denied: they get no saksmappe to read, and the archive gets it all the same.
    lag_melding(roller, sak=sak).involverte.create(kategori="ansatt", ansatt=roller.rektor)
    assert er_nektet_noe(roller.rektor, sak, I_DAG)
    rad = be_om_saksmappe(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    assert (rad.formaal, rad.bestilt_av) == ("arkiv", roller.rektor)
    assert be_om_saksmappe(aktor=roller.rektor, nummer=sak.nummer, now=NAA) == rad
    aapen = lag_sak(roller)
    with pytest.raises(Regelbrudd, match="når saken er avsluttet"):
        be_om_saksmappe(aktor=roller.rektor, nummer=aapen.nummer, now=NAA)
    assert not bedt_om(aapen)


@pytest.mark.django_db(transaction=True)
def test_den_lages_av_en_arbeider_og_ikke_hvis_saken_ble_gjenaapnet(transactional_db: None) -> None:
    roller = sett_rollene()
    sak = lukket(roller)
    statsforvalterens = bestill_i(sak, Dossier.Formaal.STATSFORVALTER, aktor=roller.rektor, now=NAA)
    lag_melding(roller, sak=sak).involverte.create(kategori="ansatt", ansatt=roller.rektor)
    rad = be_om_saksmappe(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    assert arbeid.lag_ventende(klokke=lambda: NAA) == 1
    rad.refresh_from_db()
    statsforvalterens.refresh_from_db()
    # What a person reads is not made for one who may not; what nobody reads is.
    assert (statsforvalterens.status, statsforvalterens.feil) == ("feilet", "tilgang")
    assert (rad.status, rad.versjon) == ("ferdig", 1)
    assert rad.dokument is not None
    assert (rad.dokument.type, rad.dokument.utgave, rad.dokument.elev) == ("saksmappe_arkiv", "intern", None)
    assert rad.rader["cases_sak"]["summer"].keys() == {str(sak.pk)}
    neste = be_om_saksmappe(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    sak.refresh_from_db()
    sak.avsluttet = None
    lagre(sak, aktor=roller.rektor, now=NAA, provd=True)
    assert arbeid.lag_ventende(klokke=lambda: NAA) == 0
    neste.refresh_from_db()
    assert (neste.status, neste.feil) == ("feilet", "aapen")


def test_ingen_aapner_den_her_og_den_sendes_ingen_andre(roller: Rollebesetning) -> None:
    sak = lukket(roller)
    rad = lag_saksmappe(sak, roller)
    assert rad.dokument is not None
    with time_machine.travel(NAA, tick=False):
        for adresse in (
            reverse("dossier:pdf", args=[sak.nummer, rad.versjon]),
            reverse("dossier:sendt", args=[sak.nummer, rad.versjon]),
            reverse("dokumenter:dokument", args=[sak.nummer, rad.dokument_id]),
        ):
            assert hent(roller.rektor, adresse).status_code in {404, 405}, adresse
        for adresse in (
            reverse("dokumenter:oversikt", args=[sak.nummer]),
            reverse("dossier:oversikt", args=[sak.nummer]),
        ):
            assert "saksmappe_arkiv" not in hent(roller.rektor, adresse).content.decode()
            assert rad.dokument.sha256 not in hent(roller.rektor, adresse).content.decode()
    assert "dokumenter" not in Svarskjema(sak=sak).fields
    # The database holds what R-4 says, whatever a door should do.
    with pytest.raises(IntegrityError), transaction.atomic():
        Dokument.objects.create(
            sak=sak, type="saksmappe_arkiv", utgave="elevmappe", elev=sak.elev, objekt_type="cases.sak", objekt_id=1,
            filnavn="x.pdf", innhold=b"x", sha256="0" * 64, laget=NAA, laget_av=roller.rektor,
        )  # fmt: skip


def test_den_sendes_med_sine_egne_koder_og_en_ny_viser_til_den_gamle(
    roller: Rollebesetning, arkivet: Arkivet, settings: Any
) -> None:
    settings.ARKIV_KODER = {
        "saksmappe_arkivdel": "SKOLEEIER",
        "saksmappe_tilgangsrestriksjon": "SKJERMET",
        "saksmappe_klassifikasjonssystem": "K",
        "saksmappe_klasse": "B60",
        "offentlig_saksmappetittel": "Sak om skolemiljø",
    }
    sak = lukket(roller)
    forst = lag_saksmappe(sak, roller)
    i_elevmappa = lag_dokument(sak, roller)
    assert sending.sveip(NAA) == 2
    melding = arkivet.pakker[f"dokument-{forst.dokument_id}"]["arkivmelding.xml"]
    assert tekst(melding, "arkivdel/kode") == ["SKOLEEIER"]
    assert tekst(melding, "tilgangsrestriksjon/kode") == ["SKJERMET"] * 3
    assert tekst(melding, "klasseID") == ["B60"]
    assert tekst(melding, "mappe/offentligTittel") == ["Sak om skolemiljø"]
    assert tekst(arkivet.pakker[f"dokument-{i_elevmappa.pk}"]["arkivmelding.xml"], "arkivdel/kode") == ["ELEV"]
    ny = lag_saksmappe(sak, roller)
    sending.sveip(NAA)
    sti = "kryssreferanse/referanseTilRegistrering/referanseEksternNoekkel/noekkel"
    nytt = arkivet.pakker[f"dokument-{ny.dokument_id}"]["arkivmelding.xml"]
    assert tekst(nytt, sti) == [f"dokument-{forst.dokument_id}"]
    # One that was never sent gives way to a newer; and it is never sent when a file in it has been closed meanwhile.
    fil = lag_vedlegg(sak, roller.rektor)
    tredje = lag_saksmappe(sak, roller)
    sperr_i_sak(aktor=roller.rektor, sak_id=sak.pk, nokkel=fil.nokkel, grunn="Skulle ikke ligge her", now=NAA)
    assert sending.sveip(NAA) == 0
    fjerde = lag_saksmappe(sak, roller)
    sending.registrer_nye(NAA)
    assert [Arkivering.objects.get(dokument=d.dokument_id).status for d in (tredje, fjerde)] == [
        "erstattet",
        "ikke_sendt",
    ]
    with pytest.raises(ValueError, match="må settes sammen"):
        les_koder({"saksmappe_klasse": "B60"})
    with pytest.raises(ValueError, match="kan ikke være tom"):
        les_koder({"saksmappe_mappetype": " "})


def test_uten_aa_vite_hvor_den_skal_og_hvem_som_leser_den_sendes_ingen(
    roller: Rollebesetning, arkivet: Arkivet, settings: Any
) -> None:
    settings.ARKIV_KODER = {"saksmappe_arkivdel": "SAK"}
    sak = lukket(roller)
    rad = lag_saksmappe(sak, roller)
    annet = lag_dokument(sak, roller)
    assert sending.sveip(NAA) == 1
    assert list(arkivet.pakker) == [f"dokument-{annet.pk}"]
    assert Arkivering.objects.get(dokument=rad.dokument_id).forsok == 0
    assert [feil.id for feil in arkivet_kan_brukes()] == ["arkiv.W004"]
    with time_machine.travel(NAA, tick=False):
        for adresse in ("/arkiv/", reverse("arkiv:sak", args=[sak.nummer])):
            assert "ikke satt opp for saksmapper" in hent(roller.rektor, adresse).content.decode()
    # Said, it goes by itself.
    settings.ARKIV_KODER = SAKSMAPPER
    assert sending.sveip(NAA) == 1
    assert arkivet_kan_brukes() == []


def test_gradert_og_skoleeiers_egen_sak_roper_ikke_skolen(roller: Rollebesetning, arkivet: Arkivet) -> None:
    roller.elev.gradering = Gradering.STRENGT
    lagre(roller.elev, aktor=roller.systemet, now=NAA, provd=True)
    gradert = lag_saksmappe(lukket(roller), roller)
    mot_ledelsen = lag_saksmappe(lukket(roller, ledelse=True, elev=roller.annen_elev), roller)
    assert Sak.objects.get(pk=mot_ledelsen.sak_id).eier == Eier.SKOLEEIER
    vanlig = lag_saksmappe(lukket(roller, elev=roller.annen_elev), roller)
    sending.sveip(NAA)
    meldinger = {d: arkivet.pakker[f"dokument-{d.dokument_id}"]["arkivmelding.xml"] for d in (gradert, mot_ledelsen)}
    for melding in meldinger.values():
        assert b"Egge skole" not in melding
        assert tekst(melding, "korrespondansepartNavn") == ["Steinkjer kommune"]
        assert not tekst(melding, "saksbehandler/navn")
    assert tekst(meldinger[gradert], "grad/kode") == ["SF"] * 3
    assert not tekst(meldinger[mot_ledelsen], "grad/kode")
    assert b"Egge skole" in arkivet.pakker[f"dokument-{vanlig.dokument_id}"]["arkivmelding.xml"]


def test_en_mappetittel_som_roper_eleven_sendes_aldri(roller: Rollebesetning) -> None:
    dokument = lag_saksmappe(lukket(roller), roller).dokument
    assert dokument is not None
    fakta = arkivdokument(dokument, Koder().for_saksmappe())
    assert fakta.mappetittel == fakta.tittel.split(", ")[-1].replace("skolemiljøsak", "Skolemiljøsak")
    # Whatever the number should come to be.
    assert "Nora" in replace(fakta, saksnummer="Nora-1").mappetittel


def test_en_som_ikke_lot_seg_lage_blir_det_sagt_fra_om(roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = lukket(roller)
    rad = bestill_i(sak, Dossier.Formaal.ARKIV, aktor=roller.systemet, now=NAA)
    alarm.si_fra(NAA + 10 * DAG)
    assert not Varsel.objects.filter(sak=sak).exists()
    Dossier.objects.filter(pk=rad.pk).update(status="feilet", feil="forsok")
    alarm.si_fra(NAA + 10 * DAG)
    varsler = Varsel.objects.filter(sak=sak, type="ikke_arkivert")
    assert {v.data["antall"] for v in varsler} == {"1"}
    assert roller.rektor.pk in varsler.values_list("mottaker", flat=True)


def test_et_referat_som_venter_paa_oyne_venter_ikke_naar_det_er_rettet(
    roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak, _plan = sak_med_papirer(roller)
    felles: dict[str, Any] = {
        "sak": sak, "type": Samtale.Type.ELEV, "dato": I_DAG, "deltakere": "Nora", "registrert": NAA,
        "registrert_av": roller.rektor,
    }  # fmt: skip
    forst = Samtale.objects.create(**felles, hva_sies="Jonas tok boka.")
    papir = lag_dokument(sak, roller, type_=Dokument.Type.REFERAT, objekt=forst)
    sending.registrer_nye(NAA)
    assert arkivering(papir).status == "venter"
    rettet = Samtale.objects.create(**felles, hva_sies="Jonas lånte boka.", rettelse_av=forst)
    nytt = lag_dokument(sak, roller, type_=Dokument.Type.REFERAT, objekt=rettet)
    sending.registrer_nye(NAA)
    assert (arkivering(papir).status, arkivering(nytt).status) == ("erstattet", "venter")
    # And the correction is where it can be looked over.
    assert begynt(sak, roller.rektor, (Kilde.REFERAT, rettet.pk))


def test_gammel_sak_for_seg(roller: Rollebesetning) -> None:
    sak = lag_gammel_sak(roller)
    assert saksmappe.bestill_manglende(NAA) == 1
    assert saksmappe.tilstand(sak).lages
