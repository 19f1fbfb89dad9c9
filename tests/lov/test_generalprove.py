"""The rehearsal reads a sak from the end it will be asked from: what shows each duty, and what shows nothing yet."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from cases.lov import plikter
from cases.lov.begreper import (
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Konklusjon,
    Mottaker,
    Pliktstatus,
    Samtaletype,
    Steg,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AvslutningFakta,
    FramleggFakta,
    KrenkerFakta,
    MeldingFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
    VarselFakta,
)
from cases.lov.generalprove import Bevisslag, Prove, generalprove
from tests.lov.bygg import KALENDER, STANDARD, TIRSDAG, endre, evaluering, kl, med_plan, om, plan, sak, undersokt
from tests.lov.strategier import saker


def prov(fakta: SakFakta, dag: int = 0) -> dict[Delplikt, Prove]:
    svar = generalprove(fakta, now=kl(om(dag), 10), kalender=KALENDER, parametre=STANDARD)
    return {p.plikt.delplikt: p for p in svar}


def vist(prove: Prove) -> list[str]:
    return [f"{b.dato:%d.%m} {b.tekst}" if b.dato else str(b.tekst) for b in prove.beviser]


def sagt(prove: Prove) -> str:
    return " | ".join(str(p.tekst) for p in (*prove.mangler, *prove.sporsmal))


@pytest.mark.regel("L-4.29", "L-4.30", "L-10.1")
def test_en_ny_sak_kan_bare_vise_meldingen_og_sier_alt_som_mangler() -> None:
    p = prov(sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), lest=kl(TIRSDAG, 11), eleven_selv=True, id=7),)))
    assert list(p) == list(Delplikt)
    (melding,) = p[Delplikt.MELDE_FRA].beviser
    assert (melding.slag, melding.nr, melding.dato) == (Bevisslag.MELDING, 7, TIRSDAG)
    assert str(melding.tekst) == (
        "Det ble meldt fra til rektor, som leste det 10.11.2026. Eleven eller foresatte sa selv fra."
    )
    assert {m.steg for m in p[Delplikt.UNDERSOKE].mangler} == {Steg.REGISTRER_SAMTALE, Steg.REGISTRER_ANALYSE}
    assert [m.steg for m in p[Delplikt.SETTE_INN_TILTAK].mangler] == [Steg.LAG_TILTAKSPLAN]
    assert [m.steg for m in p[Delplikt.DOKUMENTERE].mangler] == [Steg.INFORMER_FORESATTE]
    assert "sett etter eleven" in sagt(p[Delplikt.FOLGE_MED])
    assert "om noen grep inn" in sagt(p[Delplikt.GRIPE_INN])
    assert "Et nei er også et svar" in sagt(p[Delplikt.MELDE_FRA])
    assert not p[Delplikt.SKJERPET_PLIKT].gjelder
    assert not p[Delplikt.SKJERPET_PLIKT].sporsmal


@pytest.mark.regel("L-4.29", "L-5.3", "L-5.8")
def test_det_staar_hvem_det_ble_meldt_til_ogsaa_naar_det_gikk_forbi_rektor() -> None:
    def sier(mottaker: Mottaker) -> str:
        melding = MeldingFakta(sendt=kl(TIRSDAG), lest=kl(om(1)), mottaker=mottaker)
        return str(prov(sak(meldinger=(melding,)))[Delplikt.MELDE_FRA].beviser[0].tekst)

    assert sier(Mottaker.REKTOR) == "Det ble meldt fra til rektor, som leste det 11.11.2026."
    assert sier(Mottaker.SKOLEEIER) == ("Det ble meldt fra til skoleeier, forbi skolens ledelse, og lest 11.11.2026.")
    assert sier(Mottaker.KOMMUNALSJEF) == "Det ble meldt fra til kommunalsjefen, og lest 11.11.2026."


@pytest.mark.regel("L-4.29")
def test_det_som_er_gjort_vises_med_dato_i_den_rekkefolgen_det_ble_gjort() -> None:
    f = med_plan(
        alvorlighet=AlvorlighetFakta(alvorlig=False, begrunnet=True, vurdert=kl(om(1))),
        meldinger=(MeldingFakta(sendt=kl(TIRSDAG), grep_inn=True, grep_inn_beskrevet=True, strakstiltak=True),),
        samtaler=(
            SamtaleFakta(dato=om(2), type=Samtaletype.FORESATTE, referat_sendt=om(3), id=12),
            SamtaleFakta(dato=om(1), type=Samtaletype.ELEV, id=11),
        ),
        observasjon_ider=(31,),
        evalueringer=(evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE, id=41),),
    )
    p = prov(f, 20)
    assert vist(p[Delplikt.FOLGE_MED]) == ["11.11 Samtale med eleven.", "12.11 Observasjon."]
    assert vist(p[Delplikt.GRIPE_INN]) == [
        "10.11 Noen grep inn, og det står hvem og hvordan.",
        "10.11 Noe ble gjort med en gang.",
    ]
    assert [(b.slag, b.nr) for b in p[Delplikt.UNDERSOKE].beviser] == [
        (Bevisslag.SAKEN, 0),
        (Bevisslag.SAMTALE, 11),
        (Bevisslag.SAMTALE, 12),
        (Bevisslag.OBSERVASJON, 31),
        (Bevisslag.ANALYSE, 0),
    ]
    assert vist(p[Delplikt.SETTE_INN_TILTAK]) == [
        "14.11 Tiltaksplanen ble vedtatt, versjon 1.",
        "28.11 Versjon 1 ble evaluert. Eleven svarte at det er delvis trygt.",
    ]
    assert vist(p[Delplikt.DOKUMENTERE]) == [
        "10.11 Foresatte fikk vite om saken.",
        "12.11 Samtale med foresatte.",
        "13.11 Referat ble sendt hjem.",
    ]
    assert not p[Delplikt.UNDERSOKE].mangler
    assert not p[Delplikt.UNDERSOKE].sporsmal


@pytest.mark.regel("L-4.22", "L-4.21", "L-4.24", "D-5", "D-15")
def test_planen_blir_spurt_om_virkning_grunnlag_og_tid() -> None:
    sen = prov(undersokt(planer=(plan(vedtatt=om(20)),)), 21)[Delplikt.SETTE_INN_TILTAK]
    assert "Skriv ned hvorfor det tok tid" in sagt(sen)
    assert "tok tid" not in sagt(prov(med_plan(), 5)[Delplikt.SETTE_INN_TILTAK])
    byttet = (plan(vedtatt=om(4), gjeldende=False), plan(2, vedtatt=om(8), foresattes_syn=False))
    sagt_om = sagt(prov(undersokt(planer=byttet), 9)[Delplikt.SETTE_INN_TILTAK])
    assert "Versjon 1 av planen ble byttet ut uten å være evaluert" in sagt_om
    assert "hva foresatte mener" in sagt_om
    tynn = med_plan(planer=(plan(vedtatt=om(4), tiltak=(TiltakFakta(fra=TIRSDAG, grunnlag=False),)),))
    assert "hvorfor akkurat disse" in sagt(prov(tynn, 5)[Delplikt.SETTE_INN_TILTAK])
    tre = tuple(plan(n, vedtatt=om(n), gjeldende=n == 3) for n in (1, 2, 3))
    nei = tuple(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, planversjon=n) for n in (1, 2, 3))
    assert "hjelp utenfra" in sagt(prov(undersokt(planer=tre, evalueringer=nei), 20)[Delplikt.SETTE_INN_TILTAK])


@pytest.mark.regel("L-4.1", "L-4.2", "L-4.14", "D-1", "L-6.2")
def test_det_en_utenfra_vil_spoerre_om_har_hver_sin_dor() -> None:
    f = undersokt(
        eleven_har_meldt=True,
        meldinger=(MeldingFakta(sendt=kl(TIRSDAG), grep_inn=False, fysisk_inngripen=True, oppdaget=om(-8)),),
        samtaler=(SamtaleFakta(dato=om(1), type=Samtaletype.ELEV, takket_nei=True),),
        elever_som_kan_ha_krenket=(KrenkerFakta(siden=kl(TIRSDAG)),),
    )
    p = prov(f, 4)
    doerer = {d: [s.steg for s in p[d].sporsmal] for d in Delplikt}
    assert doerer[Delplikt.GRIPE_INN] == [Steg.NOTER, Steg.SKRIV_INNGRIPEN]
    assert doerer[Delplikt.MELDE_FRA] == [Steg.VURDER_ALVORLIGHET, Steg.NOTER]
    # One who declined to talk told nothing: what was seen is the only source.
    assert doerer[Delplikt.UNDERSOKE] == [*[Steg.REGISTRER_SAMTALE] * 3, Steg.START_UNDERSOKELSE]
    assert doerer[Delplikt.DOKUMENTERE] == [Steg.NOTER_TATT_OPP]
    assert "takket nei" in sagt(p[Delplikt.UNDERSOKE])
    assert "foresatte" not in sagt(prov(endre(f, ikke_send_hjem=True), 4)[Delplikt.UNDERSOKE])


@pytest.mark.regel("L-5.2", "L-5.6")
def test_den_ansatte_og_skoleeier_er_med_bare_i_en_skjerpet_sak_og_framlegget_bare_for_ledere() -> None:
    f = sak(
        skjerpet=True,
        varsler=(VarselFakta(varslet=kl(TIRSDAG), lest=kl(om(1)), id=3),),
        framlegg=(FramleggFakta(kl(TIRSDAG), frigitt=kl(om(2))), FramleggFakta(kl(om(1)))),
    )
    p = prov(f, 3)[Delplikt.SKJERPET_PLIKT]
    assert vist(p) == [
        "10.11 Skoleeier ble varslet, og leste varselet 11.11.2026.",
        "12.11 Den ansatte fikk et framlegg, for å kunne svare.",
    ]
    assert [b.tekst.for_ledere for b in p.beviser] == [False, True]
    (venter,) = p.sporsmal
    assert venter.tekst.for_ledere
    assert "11.11.2026" in str(venter.tekst)


@pytest.mark.regel("L-5.2", "L-10.1", "D-4")
def test_en_plikt_som_er_i_orden_viser_hva_som_gjor_den_det() -> None:
    ledet = undersokt(skjerpet=True, foresatte_informert=None, skoleeier_ledet_til=kl(om(6)))
    ledet = endre(ledet, samtaler=(*ledet.samtaler, SamtaleFakta(om(2), Samtaletype.FORESATTE, referat_sendt=om(2))))
    p = prov(endre(ledet, planer=(plan(vedtatt=om(4)),)), 7)
    for delplikt in (Delplikt.SKJERPET_PLIKT, Delplikt.DOKUMENTERE):
        assert p[delplikt].plikt.status is Pliktstatus.OPPFYLT
    assert vist(p[Delplikt.SKJERPET_PLIKT]) == ["16.11 Skoleeier ledet saken selv, og ga den tilbake til skolen."]
    assert vist(p[Delplikt.DOKUMENTERE])[0] == "12.11 Samtale med foresatte."
    takket_nei = endre(ledet, samtaler=(SamtaleFakta(om(2), Samtaletype.FORESATTE, takket_nei=True),))
    assert vist(prov(takket_nei, 7)[Delplikt.DOKUMENTERE]) == [], "den som ikke kom, har ikke fått vite noe"


def test_i_en_avsluttet_sak_er_det_som_mangler_noe_aa_forklare_og_ikke_noe_aa_rette() -> None:
    lukket = AvslutningFakta(tid=kl(om(20)), grunn=Avslutningsgrunn.FLYTTET)
    p = prov(undersokt(avslutninger=(lukket,), meldinger=(MeldingFakta(sendt=kl(TIRSDAG), grep_inn=False),)), 21)
    (uforklart,) = p[Delplikt.GRIPE_INN].sporsmal
    assert uforklart.steg is Steg.NOTER
    assert [s.steg for s in p[Delplikt.UNDERSOKE].sporsmal] == [Steg.INGEN]
    assert "20.11" not in vist(p[Delplikt.SETTE_INN_TILTAK])
    assert any("Saken ble avsluttet" in rad for rad in vist(p[Delplikt.SETTE_INN_TILTAK]))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(saker())
def test_generalproven_mister_ingenting_av_det_pliktpanelet_savner(fakta: SakFakta) -> None:
    now = kl(om(60), 10)
    lest = plikter.vurder(fakta, now=now, kalender=KALENDER, parametre=STANDARD)
    svar = generalprove(fakta, now=now, kalender=KALENDER, parametre=STANDARD)
    assert [p.plikt.delplikt for p in svar] == list(Delplikt)
    for prove in svar:
        panelet = lest.plikt(prove.plikt.delplikt)
        if panelet.status is Pliktstatus.FORSINKET and panelet.mangler:
            assert [m.tekst for m in prove.mangler] == list(panelet.mangler)
        assert len({str(p.tekst) for p in prove.mangler}) == len(prove.mangler)
