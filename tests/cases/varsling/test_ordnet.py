"""A notice that asks for something asks no more when it is done; by whichever door, and for everyone who was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.framlegg import actions as framlegg_dorer
from cases.framlegg import den_ansatte, oppfolging
from cases.melding.actions import merk_lest
from cases.overlevering.nattkontroll import si_fra_om_foreldrelose
from cases.sak import actions as saksdorer
from cases.skoleeier.actions import les_skoleeiervarsel
from cases.sladding import actions as sladding_dorer
from cases.sladding.models import Kilde, Sladding
from cases.varsling.actions import varsle
from cases.varsling.models import UTEN_SAK, Varsel
from cases.varsling.ordnet import ordne
from cases.varsling.sveip import sveip
from cases.varsling.tekster import BER_OM_NOE, BER_OM_NOE_UTEN_SAK, Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cases.framlegg.oppsett import FRIST, frigitt, maskert, skjerpet_sak
from tests.cases.skoleeier.oppsett import send_varsel
from tests.cases.sladding.oppsett import begynt, sak_med_papirer, sett_over
from tests.cast import NAA, bruker
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)


def ber(*typer: str) -> dict[str, bool]:
    """Each kind that has been told, and whether any of them still asks for something."""
    rader = Varsel.objects.filter(type__in=typer).values_list("type", "ordnet")
    ut = {type_: False for type_, _ordnet in rader}
    for type_, ordnet in rader:
        ut[type_] |= ordnet is None
    return ut


def test_indeksen_har_de_typene_som_finnes_paa_noekkelen_alene() -> None:
    assert set(UTEN_SAK) == {type_.value for type_ in BER_OM_NOE_UTEN_SAK}
    assert BER_OM_NOE_UTEN_SAK < BER_OM_NOE < set(Varseltype)


def test_noekkelen_til_en_ting_tar_ikke_med_en_annen(roller: Rollebesetning) -> None:
    for nokkel in ("ting:17", "ting:17:steg", "ting:170", "ting:1"):
        varsle([roller.rektor], Varseltype.ROLLEFORSLAG, nokkel, now=NAA)
    ordne([Varseltype.OVERFORING_KOMMET], "ting:17", NAA)
    assert not Varsel.objects.filter(ordnet__isnull=False).exists()
    ordne([Varseltype.ROLLEFORSLAG], "ting:17", NAA)
    assert sorted(Varsel.objects.filter(ordnet=NAA).values_list("nokkel", flat=True)) == ["ting:17", "ting:17:steg"]


def test_leser_en_sektorleder_varselet_spoerres_ingen_andre(roller: Rollebesetning) -> None:
    bruker("Annen Sektorleder", (Rolle.SEKTORLEDER, None))
    sak = lag_sak(roller)
    varsel = send_varsel(roller, sak)
    assert Varsel.objects.filter(type="skoleeier_varslet", ordnet__isnull=True).count() == 2
    les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=sak.pk, varsel_id=varsel.pk, now=NAA)
    assert ber("skoleeier_varslet") == {"skoleeier_varslet": False}


def test_framlegget_ber_den_det_gjelder_og_ingen_lenger_enn_det_trengs(roller: Rollebesetning) -> None:
    framlegg = frigitt(roller, skjerpet_sak(roller))
    assert ber("framlegg_til_deg") == {"framlegg_til_deg": True}
    den_ansatte.les_framlegg(aktor=roller.anklaget, nokkel=framlegg.nokkel, now=NAA + DAG)
    assert ber("framlegg_til_deg") == {"framlegg_til_deg": False}
    om_svaret = ("framlegg_paaminnelse", "framlegg_frist_ute", "framlegg_uten_svar", "framlegg_ny_frist")
    for dager in (6, 8):
        sveip(NAA + dager * DAG)
    assert ber(*om_svaret) == dict.fromkeys(om_svaret[:3], True)
    oppfolging.gi_mer_tid(
        aktor=roller.rektor,
        sak_id=framlegg.sak_id,
        framlegg_id=framlegg.pk,
        svarfrist=FRIST + 7 * DAG,
        now=NAA + 8 * DAG,
    )
    assert ber(*om_svaret) == {**dict.fromkeys(om_svaret[:3], False), "framlegg_ny_frist": True}
    den_ansatte.be_om_mer_tid(
        aktor=roller.anklaget, nokkel=framlegg.nokkel, onsket_frist=FRIST + 9 * DAG, tekst="Syk.", now=NAA + 8 * DAG
    )
    assert ber("framlegg_ny_frist") == {"framlegg_ny_frist": True}
    den_ansatte.svar(aktor=roller.anklaget, nokkel=framlegg.nokkel, tekst="Det var ikke slik.", now=NAA + 9 * DAG)
    assert ber(*om_svaret) == dict.fromkeys(om_svaret, False)


def test_det_andre_skal_se_over_ber_bare_den_det_venter_paa(roller: Rollebesetning) -> None:
    bruker("Steds Fortreder", (Rolle.SEKTORLEDER, None))
    annen = bruker("Tredje Fortreder", (Rolle.SEKTORLEDER, None))
    sak = skjerpet_sak(roller, eier="skoleeier", ansvarlig=roller.sektorleder, delt_med_kontaktlarer=False)
    framlegg = maskert(roller, sak, roller.sektorleder)
    rad: dict[str, Any] = {"sak_id": sak.pk, "framlegg_id": framlegg.pk, "now": NAA}
    begge = ("framlegg_godkjennes", "framlegg_tilbake")
    framlegg_dorer.send_til_godkjenning(aktor=roller.sektorleder, **rad)
    assert Varsel.objects.filter(type=begge[0], ordnet__isnull=True).count() == 2
    framlegg_dorer.send_tilbake(aktor=annen, grunn="Gangen peker ut eleven.", **rad)
    assert ber(*begge) == {begge[0]: False, begge[1]: True}
    framlegg_dorer.send_til_godkjenning(aktor=roller.sektorleder, **rad)
    assert ber(*begge) == {begge[0]: True, begge[1]: False}
    framlegg_dorer.frigi_framlegg(aktor=annen, **rad)
    assert ber(*begge) == dict.fromkeys(begge, False)


def test_det_samme_for_papirer_som_skal_ut_til_noen(roller: Rollebesetning) -> None:
    bruker("Annen Leder", (Rolle.REKTOR, roller.egge))
    sak, plan = sak_med_papirer(roller, skjerpet=True)
    sladding = begynt(sak, roller.rektor, (Kilde.PLAN, plan.pk), formaal=Sladding.Formaal.INNSYN)
    sett_over(sladding, roller.rektor)
    rad: dict[str, Any] = {"sak_id": sak.pk, "sladding_id": sladding.pk, "now": NAA}
    sladding_dorer.send_til_godkjenning(aktor=roller.rektor, **rad)
    annen = Varsel.objects.filter(type="sladding_godkjennes").select_related("mottaker")[0].mottaker
    begge = ("sladding_godkjennes", "sladding_tilbake")
    sladding_dorer.send_tilbake(aktor=annen, grunn="Se på navnet en gang til.", **rad)
    assert ber(*begge) == {begge[0]: False, begge[1]: True}
    sladding.refresh_from_db()
    sladding_dorer.kast(sladding, aktor=roller.rektor, now=NAA)
    assert ber(*begge) == dict.fromkeys(begge, False)


def test_en_sak_uten_ansvarlig_og_en_uten_leder_ber_til_noen_har_den(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    begge = ("sak_uten_ansvarlig", "ingen_leder")
    uten = f"sak:{sak.pk}:uten_ansvarlig"
    for hvem in (roller.sluttet, roller.rektor):
        varsle([roller.rektor], Varseltype.SAK_UTEN_ANSVARLIG, f"{uten}:{hvem.pk}:2026-46", now=NAA, sak=sak)
    varsle([roller.systemforvalter], Varseltype.INGEN_LEDER, f"sak:{sak.pk}:ingen_leder:3", now=NAA, sak=sak)
    assert ber(*begge) == dict.fromkeys(begge, True)
    saksdorer.registrer_foresatte_informert(aktor=roller.rektor, sak_id=sak.pk, dato=NAA.date(), now=NAA)
    # Of the one who has it now, the night says whether they are there.
    assert Varsel.objects.get(ordnet__isnull=True).nokkel == f"{uten}:{roller.rektor.pk}:2026-46"
    assert si_fra_om_foreldrelose(NAA + DAG) == 0
    assert ber(*begge) == dict.fromkeys(begge, False)


def test_en_melding_uten_mottaker_ber_til_noen_har_lest_den(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    varsle(
        [roller.systemforvalter],
        Varseltype.MELDING_UTEN_MOTTAKER,
        f"melding:{melding.pk}:uten_mottaker",
        now=NAA,
        melding=melding.nummer,
    )
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA)
    assert ber("melding_uten_mottaker") == {"melding_uten_mottaker": False}
