"""The one next step, from the first melding to the talk after closing, and in the situations that turn it around."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cases.lov.begreper import (
    Avslutningsgrunn,
    Delplikt,
    Elevsvar,
    Fristtype,
    Konklusjon,
    Kriterium,
    Pliktstatus,
    Samtaletype,
    Steg,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    AvslutningFakta,
    EvalueringFakta,
    MeldingFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
    VarselFakta,
)
from cases.lov.statsforvalter import KravFakta, PaleggFakta, RundeFakta
from tests.lov.bygg import LUKKET, TIRSDAG, endre, evaluering, kl, med_plan, om, plan, sak, trygg, undersokt, vurder

SAMTALE = SamtaleFakta(dato=TIRSDAG, type=Samtaletype.ELEV)


def steg(fakta: SakFakta, dag: date = TIRSDAG) -> Steg:
    return vurder(fakta, dag).neste_steg.steg


@pytest.mark.regel("L-4.13", "L-4.22", "L-4.27", "D-13")
def test_neste_steg_gjennom_en_hel_sak() -> None:
    fakta = sak()
    assert steg(fakta) is Steg.REGISTRER_SAMTALE

    fakta = endre(fakta, samtaler=(SAMTALE,))
    assert steg(fakta) is Steg.REGISTRER_ANALYSE

    fakta = endre(fakta, analyser=(AnalyseFakta(dato=om(1)),))
    assert steg(fakta, om(1)) is Steg.LAG_TILTAKSPLAN

    fakta = endre(fakta, planer=(plan(),))
    assert steg(fakta, om(2)) is Steg.VEDTA_TILTAKSPLAN

    v1 = plan(1, vedtatt=om(3))
    fakta = endre(fakta, planer=(v1,))
    assert steg(fakta, om(3)) is Steg.INFORMER_FORESATTE

    fakta = endre(fakta, foresatte_informert=om(3))
    assert steg(fakta, om(3)) is Steg.FOLG_PLANEN
    assert steg(fakta, om(17)) is Steg.EVALUER

    ikke_trygg = evaluering(Elevsvar.DELVIS, Konklusjon.JUSTERE, dato=om(17))
    fakta = endre(fakta, evalueringer=(ikke_trygg,))
    assert steg(fakta, om(17)) is Steg.NY_PLANVERSJON

    v1 = endre(v1, gjeldende=False)
    fakta = endre(fakta, planer=(plan(2), v1))
    assert steg(fakta, om(18)) is Steg.VEDTA_TILTAKSPLAN

    fakta = endre(fakta, planer=(plan(2, vedtatt=om(18)), v1))
    assert steg(fakta, om(18)) is Steg.FOLG_PLANEN

    ja = evaluering(dato=om(32), planversjon=2)
    fakta = endre(fakta, evalueringer=(ja, ikke_trygg))
    assert steg(fakta, om(32)) is Steg.AVSLUTT_SAK

    lukket = endre(LUKKET, tid=kl(om(32), 15), ettersjekk_dato=om(62))
    fakta = endre(fakta, avslutninger=(lukket,))
    assert steg(fakta, om(33)) is Steg.ETTERSJEKK

    sjekket = endre(lukket, ettersjekket=True, ettersjekk_svar=Elevsvar.JA)
    assert steg(endre(fakta, avslutninger=(sjekket,)), om(62)) is Steg.INGEN


@pytest.mark.regel("L-4.14")
def test_eleven_skal_hores_selv_om_noe_alt_er_gjort() -> None:
    andre = sak(samtaler=(endre(SAMTALE, type=Samtaletype.MEDELEV),), observasjoner=(TIRSDAG,))
    assert steg(andre) is Steg.REGISTRER_SAMTALE
    assert steg(sak(planer=(plan(),))) is Steg.REGISTRER_SAMTALE, "også mens planen skrives"


@pytest.mark.regel("L-4.18")
def test_planen_kan_komme_for_vurderingen_men_vurderingen_glemmes_ikke() -> None:
    utkast = sak(samtaler=(SAMTALE,), planer=(plan(),))
    assert steg(utkast) is Steg.VEDTA_TILTAKSPLAN
    vedtatt = endre(utkast, planer=(plan(vedtatt=TIRSDAG),), foresatte_informert=TIRSDAG)
    assert steg(vedtatt) is Steg.REGISTRER_ANALYSE
    assert steg(endre(vedtatt, samtaler=())) is Steg.REGISTRER_SAMTALE


@pytest.mark.regel("L-5.2", "L-4.10", "L-4.11")
def test_varselet_til_skoleeier_kommer_for_alt_annet() -> None:
    assert steg(sak(skjerpet=True)) is Steg.VARSLE_SKOLEEIER
    krysset = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}))
    assert steg(sak(alvorlighet=krysset)) is Steg.VURDER_ALVORLIGHET
    alvorlig = endre(krysset, alvorlig=True, vurdert=kl(TIRSDAG))
    assert steg(sak(alvorlighet=alvorlig)) is Steg.VARSLE_SKOLEEIER
    varslet = sak(alvorlighet=alvorlig, varsler=(VarselFakta(varslet=kl(TIRSDAG)),))
    assert steg(varslet) is Steg.REGISTRER_SAMTALE


UTRYGG = MeldingFakta(sendt=kl(TIRSDAG), trygg_naa=False)


@pytest.mark.regel("L-4.18", "L-5.4")
def test_er_eleven_ikke_trygg_naa_kommer_det_for_varselet_og_alt_annet() -> None:
    krysset = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}))
    utrygg = sak(meldinger=(UTRYGG,), skjerpet=True, alvorlighet=krysset)
    assert steg(utrygg) is Steg.LAG_TILTAKSPLAN
    assert "strakstiltak" in str(vurder(utrygg).neste_steg.tekst)
    # It is no longer first when something is done, and a draft with a strakstiltak is that: the notice must not wait.
    utkast = plan(tiltak=(TiltakFakta(fra=TIRSDAG, strakstiltak=True),))
    for gjort in (
        {"meldinger": (endre(UTRYGG, strakstiltak=True),)},
        {"meldinger": (endre(UTRYGG, strakstiltak_ved_mottak=kl(TIRSDAG, 10)),)},
        {"planer": (utkast,)},
        {"samtaler": (SAMTALE,)},
    ):
        assert steg(endre(utrygg, **gjort)) is Steg.VURDER_ALVORLIGHET
    # So is whatever else is written of that day or later; of the day before, it is not about this.
    for ogsaa in (
        {"observasjoner": (TIRSDAG,)},
        {"kartlegginger": (TIRSDAG,)},
        {"undersokelse_startet": kl(TIRSDAG)},
        {"planer": (plan(vedtatt=TIRSDAG),)},
        {"evalueringer": (evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=TIRSDAG),)},
    ):
        assert steg(endre(utrygg, **ogsaa)) is Steg.VURDER_ALVORLIGHET
    for foer in (
        {"observasjoner": (om(-1),)},
        {"undersokelse_startet": kl(TIRSDAG, 8)},
        {"samtaler": (endre(SAMTALE, dato=om(-1)),)},
    ):
        assert steg(endre(utrygg, **foer)) is Steg.LAG_TILTAKSPLAN
    assert steg(endre(utrygg, planer=(endre(utkast, tiltak=()),))) is Steg.VEDTA_TILTAKSPLAN
    assert steg(endre(utrygg, elev_byttet_skole=True)) is not Steg.LAG_TILTAKSPLAN, "en annen skoles elev nå"


@pytest.mark.regel("L-4.18", "L-4.22")
def test_en_ny_melding_om_at_eleven_ikke_er_trygg_teller_ogsaa_midt_i_planen() -> None:
    igjen = med_plan(meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), endre(UTRYGG, sendt=kl(om(8)))))
    assert steg(igjen, om(8)) is Steg.NY_PLANVERSJON
    assert vurder(igjen, om(8)).plikt(Delplikt.GRIPE_INN).status is Pliktstatus.IKKE_ENNAA
    snakket = endre(igjen, samtaler=(*igjen.samtaler, endre(SAMTALE, dato=om(8))))
    assert steg(snakket, om(8)) is Steg.FOLG_PLANEN
    assert vurder(snakket, om(8)).plikt(Delplikt.GRIPE_INN).status is Pliktstatus.GJELDER_IKKE


def hos_statsforvalteren(*, krav: date | None = None, palegg: date | None = None) -> tuple[RundeFakta, ...]:
    return (
        RundeFakta(
            mottatt=om(5),
            registrert=kl(om(5)),
            krav=(KravFakta(om(5), krav),) if krav is not None else (),
            palegg=(PaleggFakta(om(5), palegg),) if palegg is not None else (),
        ),
    )


VURDERT = AlvorlighetFakta(kriterier=frozenset({Kriterium.STATSFORVALTER_INVOLVERT}), alvorlig=True, vurdert=kl(om(5)))
DER = {"alvorlighet": VURDERT, "varsler": (VarselFakta(varslet=kl(om(5)), lest=kl(om(5))),)}


@pytest.mark.regel("L-6.3", "L-6.5", "D-12")
def test_statsforvalterens_frist_er_neste_steg_den_dagen_den_gaar_ut_og_ellers_naar_alt_annet_er_gjort() -> None:
    fakta = med_plan(**DER, statsforvalter=hos_statsforvalteren(krav=om(16)))
    evalueres = endre(fakta.planer[0], evalueringsdato=om(12))
    assert steg(fakta, om(13)) is Steg.STATSFORVALTEREN, "når det ellers er å følge planen"
    assert steg(endre(fakta, planer=(evalueres,)), om(13)) is Steg.EVALUER, "skolens eget arbeid først"
    assert steg(endre(fakta, planer=(evalueres,)), om(16)) is Steg.STATSFORVALTEREN
    ute = vurder(endre(fakta, statsforvalter=hos_statsforvalteren(palegg=om(12), krav=om(16))), om(13)).neste_steg
    assert ute.frist is not None
    assert ute.frist.type is Fristtype.STATSFORVALTER_PALEGG
    assert str(ute.tekst).startswith("Gjennomfør pålegget")
    # They who neither lead the sak nor follow it up are not told what is asked for.
    assert steg(fakta.for_medarbeidere(), om(13)) is Steg.FOLG_PLANEN


@pytest.mark.regel("L-6.5", "L-4.27")
@pytest.mark.parametrize(
    "ferdig",
    [
        trygg(),
        med_plan(elev_byttet_skole=True),
        undersokt(analyser=(AnalyseFakta(dato=om(3), behov_for_tiltak=False),)),
    ],
    ids=["trygg", "flyttet", "trengs ikke tiltak"],
)
def test_saken_kan_ikke_avsluttes_for_paalegget_er_gjort_og_det_er_det_steget_sier(ferdig: SakFakta) -> None:
    ferdig = endre(ferdig, **DER)
    assert steg(ferdig, om(19)) is Steg.AVSLUTT_SAK
    assert steg(endre(ferdig, statsforvalter=hos_statsforvalteren(palegg=om(30))), om(19)) is Steg.STATSFORVALTEREN


@pytest.mark.regel("D-12", "D-13")
def test_en_avsluttet_sak_sier_ikke_at_ingenting_gjenstaar_naar_statsforvalteren_venter() -> None:
    flyttet = AvslutningFakta(tid=kl(om(20)), grunn=Avslutningsgrunn.FLYTTET)
    venter = trygg(**DER, avslutninger=(flyttet,), statsforvalter=hos_statsforvalteren(krav=om(40)))
    assert steg(venter, om(21)) is Steg.STATSFORVALTEREN
    assert steg(endre(venter, avslutninger=(endre(LUKKET, ettersjekk_dato=om(50)),)), om(21)) is Steg.STATSFORVALTEREN
    assert steg(endre(venter, avslutninger=(endre(LUKKET, ettersjekk_dato=om(39)),)), om(21)) is Steg.ETTERSJEKK


@pytest.mark.regel("L-5.3")
def test_leder_skoleeier_saken_selv_er_neste_steg_aa_snakke_med_eleven() -> None:
    krysset = AlvorlighetFakta(kriterier=frozenset({Kriterium.VAAPEN}))
    assert steg(sak(skjerpet=True, ledes_av_skoleeier=True, alvorlighet=krysset)) is Steg.REGISTRER_SAMTALE


@pytest.mark.regel("L-4.7")
def test_trengs_ikke_tiltak_spores_eleven_for_saken_avsluttes() -> None:
    uten = undersokt(analyser=(AnalyseFakta(dato=om(3), behov_for_tiltak=False),))
    assert steg(uten, om(3)) is Steg.AVSLUTT_SAK
    assert steg(endre(uten, eleven_har_meldt=True), om(3)) is Steg.LAG_TILTAKSPLAN


@pytest.mark.regel("D-9", "D-8")
def test_papiret_og_den_ukentlige_samtalen_kommer_sist() -> None:
    foresatte = SamtaleFakta(dato=om(3), type=Samtaletype.FORESATTE)
    fakta = med_plan()
    assert steg(endre(fakta, samtaler=(*fakta.samtaler, foresatte)), om(5)) is Steg.SEND_REFERAT
    assert steg(fakta, om(13)) is Steg.FOLG_PLANEN
    assert steg(fakta, om(14)) is Steg.REGISTRER_SAMTALE


@pytest.mark.regel("L-4.22")
def test_en_plan_uten_kommende_evaluering_skal_evalueres_naa() -> None:
    assert steg(med_plan(planer=(plan(vedtatt=om(4), evalueringsdato=None),)), om(5)) is Steg.EVALUER
    uten_ja = evaluering(Elevsvar.VIL_IKKE_SVARE, Konklusjon.AVSLUTTE)
    assert steg(med_plan(evalueringer=(uten_ja,)), om(18)) is Steg.EVALUER


@pytest.mark.regel("L-4.22", "D-20")
def test_en_gjenapnet_sak_som_ble_avsluttet_trygg_begynner_med_eleven_og_ikke_med_aa_avslutte() -> None:
    igjen = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),))
    assert steg(igjen, om(27)) is Steg.REGISTRER_SAMTALE
    hort = endre(igjen, samtaler=(*igjen.samtaler, endre(SAMTALE, dato=om(28))))
    assert steg(hort, om(28)) is Steg.REGISTRER_ANALYSE
    vurdert = endre(hort, analyser=(AnalyseFakta(dato=om(29)), *hort.analyser))
    assert steg(vurdert, om(29)) is Steg.NY_PLANVERSJON
    assert vurder(vurdert, om(29)).neste_steg.frist is not None
    v1 = endre(igjen.planer[0], gjeldende=False)
    planlagt = endre(vurdert, planer=(plan(2, vedtatt=om(30)), v1), foresatte_informert=om(28))
    assert steg(planlagt, om(30)) is Steg.FOLG_PLANEN


@pytest.mark.regel("L-4.22")
def test_blir_den_gjenapnede_saken_avsluttet_igjen_hviler_den() -> None:
    forste = endre(LUKKET, gjenapnet=kl(om(27)))
    andre = AvslutningFakta(tid=kl(om(40)), grunn=Avslutningsgrunn.TRYGG)
    fakta = trygg(avslutninger=(forste, andre))
    assert steg(fakta, om(41)) is Steg.INGEN


@pytest.mark.regel("D-13", "L-4.22")
@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        (Elevsvar.JA, Steg.INGEN),
        (Elevsvar.NEI, Steg.GJENAPNE),
        (Elevsvar.DELVIS, Steg.GJENAPNE),
        (Elevsvar.VIL_IKKE_SVARE, Steg.INGEN),
    ],
)
def test_er_det_ikke_trygt_ved_ettersjekken_skal_saken_gjenapnes(svar: Elevsvar, ventet: Steg) -> None:
    sjekket = endre(LUKKET, ettersjekket=True, ettersjekk_svar=svar)
    assert steg(trygg(avslutninger=(sjekket,)), om(50)) is ventet


@pytest.mark.regel("L-5.5", "L-5.2")
def test_nevnes_en_ansatt_etter_at_saken_er_avsluttet_skal_den_gjenapnes_og_skoleeier_varsles() -> None:
    nevnt = trygg(avslutninger=(LUKKET,), skjerpet=True)
    assert steg(nevnt, om(25)) is Steg.GJENAPNE
    assert "Skoleeier må varsles" in str(vurder(nevnt, om(25)).neste_steg.tekst)
    igjen = endre(nevnt, avslutninger=(endre(LUKKET, gjenapnet=kl(om(26))),))
    assert steg(igjen, om(26)) is Steg.VARSLE_SKOLEEIER
    # What skoleeier was told while nobody who works there was named, told of something else.
    tidligere = endre(nevnt, skjerpet_fra=kl(om(24)), varsler=(VarselFakta(varslet=kl(om(2)), lest=kl(om(2))),))
    assert steg(tidligere, om(25)) is Steg.GJENAPNE


def test_en_avsluttet_sak_som_ikke_skal_sjekkes_har_ikke_noe_neste_steg() -> None:
    flyttet = AvslutningFakta(tid=kl(om(5)), grunn=Avslutningsgrunn.FLYTTET)
    lest = vurder(sak(avslutninger=(flyttet,)), om(6)).neste_steg
    assert (lest.steg, lest.frist) == (Steg.INGEN, None)
    assert str(lest.tekst) == "Saken er avsluttet. Ingenting gjenstår."


def test_steget_baerer_fristen_det_gjelder() -> None:
    def type_(fakta: SakFakta, dag: date = TIRSDAG) -> Fristtype | None:
        frist = vurder(fakta, dag).neste_steg.frist
        return frist.type if frist is not None else None

    assert type_(sak()) is Fristtype.FORSTE_HANDLING
    assert type_(undersokt(), om(3)) is Fristtype.TILTAKSPLAN
    assert type_(med_plan(), om(18)) is Fristtype.EVALUERING
    assert type_(sak(skjerpet=True)) is Fristtype.SKOLEEIERVARSEL


def test_en_evaluering_av_en_gammel_versjon_avslutter_ingenting() -> None:
    gammel = EvalueringFakta(1, om(18), Elevsvar.JA, Konklusjon.AVSLUTTE)
    ny = med_plan(planer=(plan(2, vedtatt=om(17)), plan(vedtatt=om(4), gjeldende=False)), evalueringer=(gammel,))
    assert steg(ny, om(19)) is Steg.FOLG_PLANEN


@pytest.mark.regel("L-4.22", "L-4.27")
def test_et_ja_er_ikke_slutten_naar_skolen_fortsetter_eller_eleven_har_svart_nei_siden() -> None:
    fortsetter = med_plan(evalueringer=(evaluering(Elevsvar.JA, Konklusjon.FORTSETTE, dato=om(18)),))
    assert steg(fortsetter, om(18)) is Steg.FOLG_PLANEN
    assert vurder(fortsetter, om(18)).neste_steg.frist is not None
    planer = (plan(2, vedtatt=om(17)), plan(vedtatt=om(4), gjeldende=False))
    ja = evaluering(dato=om(22), planversjon=2)
    nei = evaluering(Elevsvar.NEI, Konklusjon.FORTSETTE, dato=om(24))
    assert steg(med_plan(planer=planer, evalueringer=(ja,)), om(24)) is Steg.AVSLUTT_SAK
    assert steg(med_plan(planer=planer, evalueringer=(nei, ja)), om(24)) is not Steg.AVSLUTT_SAK


@pytest.mark.regel("L-4.22", "L-4.27", "D-8")
def test_sier_eleven_fra_igjen_etter_sitt_ja_er_neste_steg_aa_sporre_igjen_og_ikke_aa_avslutte() -> None:
    igjen = trygg(meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), MeldingFakta(sendt=kl(om(25)), eleven_selv=True)))
    lest = vurder(igjen, om(25))
    assert lest.neste_steg.steg is Steg.EVALUER
    assert lest.neste_steg.frist is not None
    assert (lest.neste_steg.frist.dag, lest.neste_steg.frist.start) == (om(27), om(25)), "en lørdag er ingen på skolen"
    assert "meldt fra på nytt" in str(lest.neste_steg.frist.utregning)
    plikt = lest.plikt(Delplikt.SETTE_INN_TILTAK)
    assert plikt.status is Pliktstatus.IKKE_ENNAA
    assert [str(tekst) for tekst in plikt.mangler] == [
        "Det ble meldt fra 05.12.2026, etter at eleven svarte ja. Spør eleven på nytt."
    ]
    assert any(f.type is Fristtype.SAMTALE_MED_ELEVEN for f in lest.frister), "og noen snakker med eleven imens"
    fortsetter = endre(igjen, evalueringer=(evaluering(Elevsvar.JA, Konklusjon.FORTSETTE),))
    frist = vurder(fortsetter, om(25)).neste_steg.frist
    assert frist is not None
    assert (frist.type, frist.dag) == (Fristtype.EVALUERING, om(32)), "dagen som alt er satt, står"
    assert steg(endre(igjen, evalueringer=(evaluering(dato=om(26)), *igjen.evalueringer)), om(26)) is Steg.AVSLUTT_SAK


@pytest.mark.regel("L-4.18", "L-4.30")
def test_funnene_vurderes_for_en_sak_der_planen_kom_forst_avsluttes() -> None:
    assert steg(trygg(), om(18)) is Steg.AVSLUTT_SAK
    assert steg(trygg(analyser=()), om(18)) is Steg.REGISTRER_ANALYSE
    assert steg(trygg(analyser=(), elev_byttet_skole=True), om(18)) is Steg.AVSLUTT_SAK


@pytest.mark.regel("L-4.22", "L-4.30")
def test_planen_som_gjelder_evalueres_paa_sin_dag_for_et_utkast_tar_over() -> None:
    utkast = med_plan(planer=(plan(2), plan(vedtatt=om(4))))
    assert steg(utkast, om(17)) is Steg.VEDTA_TILTAKSPLAN
    assert steg(utkast, om(18)) is Steg.EVALUER
    nei = evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=om(18))
    assert steg(endre(utkast, evalueringer=(nei,)), om(40)) is Steg.VEDTA_TILTAKSPLAN, "eleven har svart: det haster"


@pytest.mark.regel("L-4.13")
def test_kommer_det_en_melding_etter_at_det_ikke_trengtes_tiltak_vurderes_den_for_saken_avsluttes() -> None:
    uten = undersokt(analyser=(AnalyseFakta(om(3), behov_for_tiltak=False, registrert=kl(om(3))),))
    assert steg(uten, om(22)) is Steg.AVSLUTT_SAK
    igjen = endre(uten, meldinger=(*uten.meldinger, MeldingFakta(sendt=kl(om(22)))))
    neste = vurder(igjen, om(22)).neste_steg
    assert (neste.steg, str(neste.tekst)) == (
        Steg.REGISTRER_ANALYSE,
        "Det kom en melding etter at dere vurderte at det ikke trengs tiltak. Undersøk den, og vurder på nytt.",
    )
    fortsatt_nei = AnalyseFakta(om(23), behov_for_tiltak=False, registrert=kl(om(23)))
    assert steg(endre(igjen, analyser=(fortsatt_nei, *uten.analyser)), om(23)) is Steg.AVSLUTT_SAK
    assert steg(endre(igjen, elev_byttet_skole=True), om(22)) is Steg.AVSLUTT_SAK, "der eleven går nå, er det en annens"


@pytest.mark.regel("D-7", "D-20", "D-21")
def test_den_som_har_sagt_fra_igjen_sporres_neste_skoledag_og_for_det_er_ingenting_forsinket() -> None:
    def tiltak(sagt: datetime, dag: date) -> tuple[Steg, Pliktstatus, date | None]:
        sak_ = trygg(meldinger=(MeldingFakta(sendt=kl(TIRSDAG)), MeldingFakta(sendt=sagt, eleven_selv=True)))
        lest = vurder(sak_, dag)
        plikt = lest.plikt(Delplikt.SETTE_INN_TILTAK)
        return lest.neste_steg.steg, plikt.status, plikt.frist.dag if plikt.frist is not None else None

    fredag_kveld, mandag = kl(om(24), 21), om(27)
    assert tiltak(fredag_kveld, om(24)) == (Steg.EVALUER, Pliktstatus.IKKE_ENNAA, mandag)
    assert tiltak(fredag_kveld, om(26)) == (Steg.EVALUER, Pliktstatus.IKKE_ENNAA, mandag), "søndag"
    assert tiltak(fredag_kveld, om(28)) == (Steg.EVALUER, Pliktstatus.FORSINKET, mandag)
    # The last day before Christmas: the next school day is Monday 4 January.
    assert tiltak(kl(date(2026, 12, 21), 18), date(2026, 12, 28))[1:] == (Pliktstatus.IKKE_ENNAA, date(2027, 1, 4))


def test_hvert_steg_baerer_fristen_for_det_som_skal_gjores() -> None:
    def frist(fakta: SakFakta, dag: date) -> tuple[Steg, Fristtype | None]:
        steg_ = vurder(fakta, dag).neste_steg
        return steg_.steg, steg_.frist.type if steg_.frist is not None else None

    assert frist(sak(meldinger=(UTRYGG,)), TIRSDAG) == (Steg.LAG_TILTAKSPLAN, Fristtype.FORSTE_HANDLING)
    observert = sak(observasjoner=(TIRSDAG,))
    assert frist(observert, TIRSDAG) == (Steg.REGISTRER_SAMTALE, Fristtype.TILTAKSPLAN), "noe er alt gjort"
    assert frist(undersokt(analyser=()), om(3)) == (Steg.REGISTRER_ANALYSE, Fristtype.TILTAKSPLAN)
    assert frist(undersokt(planer=(plan(),)), om(3)) == (Steg.VEDTA_TILTAKSPLAN, Fristtype.TILTAKSPLAN)
    endres = med_plan(evalueringer=(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE),))
    assert frist(endres, om(18)) == (Steg.NY_PLANVERSJON, Fristtype.NY_PLANVERSJON)
    skrives = endre(endres, planer=(plan(2), *endres.planer))
    assert frist(skrives, om(18)) == (Steg.VEDTA_TILTAKSPLAN, Fristtype.NY_PLANVERSJON)
    gjenapnet = trygg(avslutninger=(endre(LUKKET, gjenapnet=kl(om(27))),))
    hort = endre(gjenapnet, samtaler=(endre(SAMTALE, dato=om(27)),), analyser=(AnalyseFakta(dato=om(28)),))
    assert frist(hort, om(28)) == (Steg.NY_PLANVERSJON, Fristtype.TILTAKSPLAN)


@pytest.mark.regel("L-4.18", "L-4.22")
def test_naar_planen_kom_forst_evalueres_den_paa_sin_dag_og_det_som_henger_etter_tas_etterpaa() -> None:
    uten_samtale = sak(planer=(plan(vedtatt=TIRSDAG),), foresatte_informert=TIRSDAG)
    assert steg(uten_samtale, om(13)) is Steg.REGISTRER_SAMTALE
    assert steg(uten_samtale, om(14)) is Steg.EVALUER


@pytest.mark.regel("L-6.3")
def test_et_brev_fra_statsforvalteren_besvares_og_et_paalegg_gjennomfores() -> None:
    fakta = med_plan(**DER)
    for felt, tekst in (("krav", "Svar Statsforvalteren."), ("palegg", "Gjennomfør pålegget")):
        der = endre(fakta, statsforvalter=hos_statsforvalteren(**{felt: om(16)}))
        assert str(vurder(der, om(16)).neste_steg.tekst).startswith(tekst)
    # Due on the same day as the talk after the closing: Statsforvalteren is answered first.
    lukket = trygg(**DER, avslutninger=(endre(LUKKET, ettersjekk_dato=om(40)),))
    assert steg(endre(lukket, statsforvalter=hos_statsforvalteren(krav=om(40))), om(21)) is Steg.STATSFORVALTEREN
