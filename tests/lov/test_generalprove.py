"""The rehearsal reads a sak from the end it will be asked from: what shows each duty, and what shows nothing yet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from cases.lov import plikter
from cases.lov.begreper import (
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Konklusjon,
    Kriterium,
    Mottaker,
    Pliktstatus,
    Samtaletype,
    Steg,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
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
from tests.lov.bygg import (
    KALENDER,
    LUKKET,
    STANDARD,
    TIRSDAG,
    endre,
    evaluering,
    kl,
    med_plan,
    om,
    plan,
    sak,
    trygg,
    undersokt,
)
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


def spurt(prove: Prove) -> list[tuple[str, Steg]]:
    return [(str(p.tekst), p.steg) for p in prove.sporsmal]


@pytest.mark.regel("L-4.3", "L-4.14", "D-13")
def test_folge_med_viser_ettersjekken_naar_den_er_gjort_og_savner_den_forst_naar_dagen_er_passert() -> None:
    takket_nei = sak(samtaler=(SamtaleFakta(om(1), Samtaletype.ELEV, takket_nei=True),))
    assert vist(prov(takket_nei, 2)[Delplikt.FOLGE_MED]) == ["11.11 Samtale ble tilbudt, og takket nei til."]
    lukket = trygg(avslutninger=(LUKKET,))
    assert not prov(lukket, 50)[Delplikt.FOLGE_MED].mangler, "dagen er ikke over"
    (savnet,) = prov(lukket, 51)[Delplikt.FOLGE_MED].mangler
    assert (savnet.steg, savnet.regel) == (Steg.ETTERSJEKK, "L-4.3")
    gjort = endre(LUKKET, ettersjekket=True, ettersjekk_svar=Elevsvar.JA, ettersjekk_gjort=om(49))
    p = prov(endre(lukket, avslutninger=(gjort,)), 51)[Delplikt.FOLGE_MED]
    assert "29.12 Ettersjekk med eleven etter at saken ble avsluttet." in vist(p)
    assert not p.mangler
    assert not any("Ettersjekk" in rad for rad in vist(prov(lukket, 51)[Delplikt.FOLGE_MED]))


@pytest.mark.regel("L-4.3", "L-4.30")
def test_har_ingen_sett_etter_eleven_eller_snakket_med_eleven_blir_det_spurt_om_i_en_aapen_sak() -> None:
    def sporsmaal(**felter: Any) -> list[Steg]:
        return [steg for _tekst, steg in spurt(prov(sak(**felter), 60)[Delplikt.FOLGE_MED])]

    foresatte = (SamtaleFakta(om(1), Samtaletype.FORESATTE),)
    assert sporsmaal() == [Steg.REGISTRER_SAMTALE]
    assert sporsmaal(samtaler=foresatte) == [Steg.REGISTRER_SAMTALE], "det er ikke eleven"
    assert sporsmaal(samtaler=(*foresatte, SamtaleFakta(om(1), Samtaletype.ELEV))) == []
    assert sporsmaal(observasjoner=(om(1),)) == []
    assert sporsmaal(avslutninger=(LUKKET,)) == []


@pytest.mark.regel("L-4.1", "L-4.2")
@pytest.mark.parametrize(
    ("felter", "beviser"),
    [
        ({}, []),
        ({"grep_inn": False}, []),
        ({"grep_inn_beskrevet": True}, []),
        ({"grep_inn": True}, ["10.11 Noen grep inn."]),
        ({"grep_inn": True, "grep_inn_beskrevet": True}, ["10.11 Noen grep inn, og det står hvem og hvordan."]),
        ({"grep_inn": False, "grep_inn_beskrevet": True}, ["10.11 Ingen grep inn, og det står hvorfor."]),
        (
            {"strakstiltak_ved_mottak": kl(om(1))},
            ["11.11 Den som tok imot meldingen, satte inn noe med en gang."],
        ),
        ({"fysisk_inngripen": True}, []),
        ({"inngripen_skrevet": True}, ["10.11 Den fysiske inngripenen er skrevet ned for seg."]),
    ],
)
def test_gripe_inn_viser_det_som_er_sagt_og_ikke_mer(felter: dict[str, Any], beviser: list[str]) -> None:
    f = sak(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), **felter),))
    assert vist(prov(f)[Delplikt.GRIPE_INN]) == beviser


@pytest.mark.regel("L-4.1", "L-4.2")
def test_det_blir_spurt_om_hvem_som_grep_inn_til_noen_melding_sier_det() -> None:
    def sporsmaal(*meldinger: MeldingFakta) -> list[tuple[str, Steg]]:
        f = sak(meldinger=meldinger, observasjoner=(om(1),))
        return [(tekst.split(".", maxsplit=1)[0], steg) for tekst, steg in spurt(prov(f, 30)[Delplikt.GRIPE_INN])]

    uten_svar = MeldingFakta(sendt=kl(TIRSDAG))
    uforklart = endre(uten_svar, grep_inn=False)
    assert sporsmaal(uten_svar) == [("Ingen melding sier om noen grep inn", Steg.NOTER)]
    assert sporsmaal() == [], "uten melding er det ingen å spørre"
    assert sporsmaal(uten_svar, endre(uten_svar, grep_inn=True)) == [], "én har svart"
    assert sporsmaal(uforklart) == [("Ingen grep inn, og det står ikke hvorfor", Steg.NOTER)]
    assert sporsmaal(endre(uforklart, grep_inn_beskrevet=True)) == []
    assert prov(sak(meldinger=(uforklart,)), 1)[Delplikt.GRIPE_INN].sporsmal == (), "da er det en mangel"
    fysisk = endre(uten_svar, grep_inn=True, fysisk_inngripen=True)
    p = prov(sak(meldinger=(endre(fysisk, fysisk_inngripen=False), fysisk)), 1)[Delplikt.GRIPE_INN]
    (inngripen,) = p.sporsmal
    assert (inngripen.steg, inngripen.tekst.for_ledere) == (Steg.SKRIV_INNGRIPEN, True)
    assert sporsmaal(endre(fysisk, inngripen_skrevet=True)) == []


@pytest.mark.regel("L-4.10", "L-4.11")
def test_melde_fra_viser_hva_som_ble_svart_om_saken_er_alvorlig_og_sporsmaalet_er_borte_da() -> None:
    def lest(alvorlig: bool | None, **felter: Any) -> tuple[list[str], list[Steg]]:
        p = prov(sak(alvorlighet=AlvorlighetFakta(alvorlig=alvorlig, begrunnet=True, **felter)))[Delplikt.MELDE_FRA]
        return vist(p)[1:], [steg for _tekst, steg in spurt(p)]

    assert lest(None) == ([], [Steg.VURDER_ALVORLIGHET])
    assert lest(False, vurdert=kl(om(1))) == (["11.11 Det ble vurdert om saken er alvorlig, og svaret var nei."], [])
    assert lest(True, vurdert=kl(om(1))) == (["11.11 Saken ble vurdert som alvorlig."], [])
    assert lest(True) == (["Saken ble vurdert som alvorlig."], []), "fra før dagen ble skrevet ned"
    assert spurt(prov(sak(ledes_av_skoleeier=True))[Delplikt.MELDE_FRA]) == [], "skoleeier leder den"
    krysset = sak(alvorlighet=AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN})))
    assert spurt(prov(krysset)[Delplikt.MELDE_FRA]) == [], "da er det en mangel"
    varslet = sak(varsler=(VarselFakta(varslet=kl(om(1))),))
    assert vist(prov(varslet)[Delplikt.MELDE_FRA])[1:] == ["11.11 Skoleeier ble varslet."]


@pytest.mark.regel("D-1")
def test_en_melding_som_ble_sendt_med_en_gang_blir_ingen_spurt_om() -> None:
    def sporsmaal(oppdaget: int) -> list[Steg]:
        f = sak(
            meldinger=(MeldingFakta(sendt=kl(TIRSDAG), oppdaget=om(oppdaget)),),
            alvorlighet=AlvorlighetFakta(alvorlig=False, begrunnet=True),
        )
        return [steg for _tekst, steg in spurt(prov(f)[Delplikt.MELDE_FRA])]

    assert sporsmaal(0) == []
    assert sporsmaal(-7) == [Steg.NOTER]


@pytest.mark.regel("L-5.2", "L-5.6")
def test_skjerpet_plikt_viser_hvorfor_det_ikke_ble_varslet() -> None:
    ledet, grunnlos = sak(skjerpet=True, ledes_av_skoleeier=True), sak(skjerpet=True, apenbart_grunnlos=True)
    assert vist(prov(ledet)[Delplikt.SKJERPET_PLIKT]) == ["Saken ledes av kommunen, ikke av skolen."]
    assert vist(prov(grunnlos)[Delplikt.SKJERPET_PLIKT]) == [
        "Varselet til skoleeier ble vurdert som åpenbart grunnløst, og det står hvorfor."
    ]
    uten = sak(varsler=(VarselFakta(varslet=kl(TIRSDAG)),), framlegg=(FramleggFakta(kl(TIRSDAG)),))
    assert vist(prov(uten)[Delplikt.SKJERPET_PLIKT]) == []
    assert spurt(prov(uten)[Delplikt.SKJERPET_PLIKT]) == []
    assert [steg for _t, steg in spurt(prov(endre(uten, skjerpet=True))[Delplikt.SKJERPET_PLIKT])] == [Steg.GI_FRAMLEGG]


@pytest.mark.regel("L-4.14", "L-4.15")
def test_undersokelsen_viser_hva_den_kom_til_og_blir_spurt_om_det_den_ikke_saa_etter() -> None:
    elev, foresatte = SamtaleFakta(om(1), Samtaletype.ELEV), SamtaleFakta(om(1), Samtaletype.FORESATTE)
    f = undersokt(
        samtaler=(endre(elev, takket_nei=True), foresatte),
        observasjoner=(),
        kartlegginger=(om(2),),
        analyser=(
            AnalyseFakta(om(4), behov_for_tiltak=False, registrert=kl(om(4))),
            AnalyseFakta(om(3), registrert=kl(om(3))),
        ),
    )
    assert vist(prov(f, 5)[Delplikt.UNDERSOKE])[1:] == [
        "11.11 Samtale med eleven. Samtale ble tilbudt, og takket nei til.",
        "11.11 Samtale med foresatte.",
        "12.11 Kartlegging.",
        "13.11 Undersøkelsen ble vurdert: det trengs tiltak.",
        "14.11 Undersøkelsen ble vurdert: det trengs ikke tiltak, og det står hvorfor.",
    ]

    def steg(**felter: Any) -> list[Steg]:
        return [steg for _tekst, steg in spurt(prov(endre(f, **felter), 5)[Delplikt.UNDERSOKE])]

    assert steg() == [Steg.REGISTRER_SAMTALE], "eleven takket nei"
    assert steg(samtaler=(endre(elev, takket_nei=True), elev, foresatte)) == [], "og ja en annen gang"
    assert steg(samtaler=(elev, foresatte), kartlegginger=()) == []
    assert steg(samtaler=(foresatte,), kartlegginger=()) == [Steg.START_UNDERSOKELSE], "bare én kilde"
    assert steg(samtaler=(foresatte,), kartlegginger=(), analyser=()) == [], "og ikke vurdert ennå"
    nevnt = {"elever_som_kan_ha_krenket": (KrenkerFakta(kl(TIRSDAG)),), "samtaler": (elev, foresatte)}
    assert steg(**nevnt) == [Steg.REGISTRER_SAMTALE]
    snakket = SamtaleFakta(om(2), Samtaletype.MULIG_KRENKER)
    assert steg(**{**nevnt, "samtaler": (elev, foresatte, snakket)}) == []


@pytest.mark.regel("L-4.21", "L-4.22", "L-4.24", "D-15")
def test_en_plan_som_sier_alt_og_er_evaluert_blir_ingen_spurt_om() -> None:
    def steg(f: SakFakta) -> list[Steg]:
        return [steg for _tekst, steg in spurt(prov(f, 25)[Delplikt.SETTE_INN_TILTAK])]

    planer = (plan(vedtatt=om(4), gjeldende=False), plan(2, vedtatt=om(10)), plan(3))
    byttet = med_plan(planer=planer, evalueringer=(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=om(9)),))
    assert steg(byttet) == []
    assert vist(prov(byttet, 25)[Delplikt.SETTE_INN_TILTAK])[-1] == "20.11 Tiltaksplanen ble vedtatt, versjon 2."
    assert steg(endre(byttet, evalueringer=())) == [Steg.NOTER], "versjon 1 ble byttet ut uten å være evaluert"
    tiltak = (TiltakFakta(fra=TIRSDAG), TiltakFakta(fra=TIRSDAG, grunnlag=False))
    assert steg(med_plan(planer=(plan(vedtatt=om(4), tiltak=tiltak),))) == [Steg.NY_PLANVERSJON]
    uten_foresatte = med_plan(planer=(plan(vedtatt=om(4), foresattes_syn=False),))
    assert steg(uten_foresatte) == [Steg.NY_PLANVERSJON]
    assert steg(endre(uten_foresatte, ikke_send_hjem=True)) == []
    utrygg = tuple(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, planversjon=n, dato=om(9 + n)) for n in (3, 2, 1))
    tre = med_plan(planer=tuple(plan(n, vedtatt=om(4 + n), gjeldende=n == 3) for n in (3, 2, 1)), evalueringer=utrygg)
    assert steg(tre) == [Steg.FOLG_PLANEN]
    assert steg(endre(tre, evalueringer=utrygg[1:])) == []
    samme_plan = tuple(evaluering(Elevsvar.DELVIS, Konklusjon.FORTSETTE, dato=om(n)) for n in (24, 21, 18))
    assert steg(med_plan(evalueringer=samme_plan)) == [Steg.FOLG_PLANEN], "spurt tre ganger om den samme"
    assert steg(med_plan(evalueringer=samme_plan[1:])) == []
    assert steg(endre(tre, avslutninger=(LUKKET,))) == []


@pytest.mark.regel("L-6.2", "L-4.22")
def test_det_staar_naar_saken_ble_tatt_opp_og_at_den_ble_gjenapnet() -> None:
    sagt = sak(eleven_har_meldt=True)
    assert [steg for _t, steg in spurt(prov(sagt)[Delplikt.DOKUMENTERE])] == [Steg.NOTER_TATT_OPP]
    tatt_opp = endre(sagt, tatt_opp_med_rektor=TIRSDAG)
    for ellers in (tatt_opp, sak(), endre(sagt, avslutninger=(LUKKET,))):
        assert spurt(prov(ellers, 30)[Delplikt.DOKUMENTERE]) == []
    assert vist(prov(tatt_opp)[Delplikt.DOKUMENTERE]) == ["10.11 Eleven eller foresatte tok saken opp med rektor."]
    assert vist(prov(sagt)[Delplikt.DOKUMENTERE]) == []
    igjen = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(25))),))
    assert vist(prov(igjen, 26)[Delplikt.SETTE_INN_TILTAK])[-2:] == [
        "30.11 Saken ble avsluttet.",
        "05.12 Saken ble gjenåpnet.",
    ]
    assert not any(
        "gjenåpnet" in rad for rad in vist(prov(trygg(avslutninger=(LUKKET,)), 26)[Delplikt.SETTE_INN_TILTAK])
    )


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
