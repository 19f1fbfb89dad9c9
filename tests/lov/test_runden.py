"""What counts now in a sak that has been closed and reopened, and what one knows who sees less of it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from cases.lov.begreper import Avslutningsgrunn, Elevsvar, Konklusjon, Samtaletype, Steg
from cases.lov.fakta import AnalyseFakta, AvslutningFakta, MeldingFakta, SamtaleFakta
from cases.lov.kalender import OSLO
from cases.lov.statsforvalter import KravFakta, PaleggFakta, RundeFakta
from tests.lov.bygg import LUKKET, TIRSDAG, endre, evaluering, kl, med_plan, om, plan, sak, trygg, undersokt, vurder

GJENAPNET = kl(om(60), 10)
ETTERSJEKK = om(50)


@pytest.mark.regel("D-20", "D-13")
def test_klokka_gaar_fra_ettersjekken_bare_naar_det_var_den_som_gjenapnet_saken() -> None:
    def start(svar: Elevsvar, gjort: date = ETTERSJEKK) -> datetime:
        lukket = endre(LUKKET, gjenapnet=GJENAPNET, ettersjekket=True, ettersjekk_svar=svar, ettersjekk_gjort=gjort)
        return trygg(avslutninger=(lukket,)).rundens_start

    assert start(Elevsvar.NEI) == datetime.combine(om(50), time(), tzinfo=OSLO)
    assert start(Elevsvar.DELVIS) == datetime.combine(om(50), time(), tzinfo=OSLO)
    assert start(Elevsvar.JA) == GJENAPNET, "da var det noe annet som kom etterpå"
    assert start(Elevsvar.NEI, LUKKET.tid.date()) == LUKKET.tid, "aldri før avslutningen"


@pytest.mark.regel("D-20", "L-4.22")
def test_er_saken_gjenapnet_flere_ganger_gjelder_den_siste() -> None:
    forst = endre(LUKKET, gjenapnet=kl(om(30)))
    sist = AvslutningFakta(tid=kl(om(40)), grunn=Avslutningsgrunn.TRYGG, gjenapnet=GJENAPNET)
    for avslutninger in ((forst, sist), (sist, forst)):
        f = trygg(avslutninger=avslutninger)
        assert (f.gjenapnet, f.rundens_start) == (GJENAPNET, GJENAPNET)
        igjen = endre(f, meldinger=(*f.meldinger, MeldingFakta(sendt=kl(om(35))), MeldingFakta(sendt=kl(om(45)))))
        assert igjen.rundens_start == kl(om(45)), "meldingen fra før den siste avslutningen er med i den"
        lukket_igjen = AvslutningFakta(tid=kl(om(70)), grunn=Avslutningsgrunn.TRYGG)
        assert endre(f, avslutninger=(*avslutninger, lukket_igjen)).rundens_start == GJENAPNET


@pytest.mark.regel("D-20", "L-6.2")
def test_skolen_visste_det_fra_det_ble_sagt_muntlig_bare_om_det_var_en_annen_dag() -> None:
    f = sak(mottatt=kl(TIRSDAG, 14))
    assert endre(f, tatt_opp_med_rektor=om(-2)).skolen_visste == datetime.combine(om(-2), time(), tzinfo=OSLO)
    assert endre(f, tatt_opp_med_rektor=TIRSDAG).skolen_visste == kl(TIRSDAG, 14)
    assert endre(f, tatt_opp_med_rektor=om(1)).skolen_visste == kl(TIRSDAG, 14)
    tidligere = endre(f, meldinger=(MeldingFakta(sendt=kl(om(-5))),), tatt_opp_med_rektor=om(-2))
    assert tidligere.skolen_visste == kl(om(-5))


@pytest.mark.regel("L-4.22")
def test_det_som_handler_om_tida_for_gjenapningen_teller_ikke_om_det_ble_skrevet_etterpaa() -> None:
    f = trygg(avslutninger=(endre(LUKKET, gjenapnet=GJENAPNET),))
    gammel = AnalyseFakta(om(59), registrert=kl(om(61)))
    assert endre(f, analyser=(gammel,)).siste_analyse is None
    assert endre(f, analyser=(AnalyseFakta(om(60), registrert=kl(om(60), 9)),)).siste_analyse is None, "samme morgen"
    ny = AnalyseFakta(om(60), registrert=kl(om(60), 11))
    assert endre(f, analyser=(ny, gammel)).siste_analyse is ny


@pytest.mark.regel("L-4.14", "D-4")
def test_en_samtale_fra_for_meldingen_teller_i_en_sak_som_aldri_har_vaert_avsluttet() -> None:
    dagen_for = (SamtaleFakta(om(-1), Samtaletype.ELEV), SamtaleFakta(om(-1), Samtaletype.FORESATTE))
    f = sak(samtaler=dagen_for)
    assert f.foresatte_vet
    assert vurder(f).neste_steg.steg is Steg.REGISTRER_ANALYSE
    igjen = trygg(foresatte_informert=None, samtaler=dagen_for, avslutninger=(endre(LUKKET, gjenapnet=GJENAPNET),))
    assert not igjen.foresatte_vet
    assert vurder(igjen, om(60)).neste_steg.steg is Steg.REGISTRER_SAMTALE


@pytest.mark.regel("L-4.22")
def test_det_er_siste_gang_det_ble_meldt_fra_som_sies_og_bare_det_som_kom_etter_svaret() -> None:
    ja = evaluering(Elevsvar.JA, Konklusjon.AVSLUTTE, dato=om(18))
    sendt = [MeldingFakta(sendt=kl(om(n)), eleven_selv=True) for n in (0, 20, 25, 22)]
    f = med_plan(evalueringer=(ja,), meldinger=tuple(sendt))
    assert f.sagt_fra_igjen == kl(om(25))
    assert endre(f, meldinger=(sendt[0],)).sagt_fra_igjen is None
    samtidig = MeldingFakta(sendt=kl(om(18), 13), eleven_selv=True)
    assert endre(f, meldinger=(samtidig,)).sagt_fra_igjen is None, "eleven ble spurt i det samme"
    assert sak(meldinger=(samtidig,)).sagt_fra_igjen is None, "ingen har spurt eleven"


@pytest.mark.regel("L-5.6", "L-6.4")
def test_medarbeiderne_vet_ikke_hvem_av_de_ansatte_det_er_snakket_med_eller_hva_statsforvalteren_har_bedt_om() -> None:
    elev, ansatt = SamtaleFakta(om(1), Samtaletype.ELEV), SamtaleFakta(om(1), Samtaletype.ANSATT)
    runde = RundeFakta(om(5), kl(om(5)), krav=(KravFakta(om(5), om(9)),), palegg=(PaleggFakta(om(5), om(9)),))
    f = undersokt(samtaler=(elev, ansatt), statsforvalter=(runde,))
    assert endre(f, skjerpet=True).for_medarbeidere().samtaler == (elev,)
    assert f.for_medarbeidere().samtaler == (elev, ansatt), "ingen ansatt er nevnt"
    assert f.for_medarbeidere().statsforvalter == (endre(runde, krav=(), palegg=()),)
    meldinger = (MeldingFakta(sendt=kl(TIRSDAG), id=1), MeldingFakta(sendt=kl(om(1)), id=2))
    assert [m.id for m in sak(meldinger=meldinger).uten_meldinger({1}).meldinger] == [2]
    assert [m.id for m in sak(meldinger=meldinger).uten_meldinger(()).meldinger] == [1, 2]


@pytest.mark.regel("L-6.7")
def test_saken_er_hos_statsforvalteren_bare_i_runden_som_ikke_er_over() -> None:
    over, naa = RundeFakta(om(5), kl(om(5)), avsluttet=om(9)), RundeFakta(om(20), kl(om(20)))
    assert sak(statsforvalter=(over, naa)).hos_statsforvalter is naa
    assert sak(statsforvalter=(over,)).hos_statsforvalter is None


@pytest.mark.regel("L-4.22")
def test_planen_fra_for_gjenapningen_virker_forst_naar_noen_har_tatt_stilling_til_den() -> None:
    f = trygg(avslutninger=(endre(LUKKET, gjenapnet=GJENAPNET),))
    assert f.gjeldende_plan is not None
    assert f.virksom_plan is None
    assert endre(f, evalueringer=(evaluering(Elevsvar.NEI, Konklusjon.JUSTERE, dato=om(61)),)).virksom_plan is not None
    ny = endre(f, planer=(plan(2, vedtatt=om(61)), plan(vedtatt=om(4), gjeldende=False)))
    assert ny.virksom_plan is ny.gjeldende_plan
    assert endre(f, planer=(plan(),)).gjeldende_plan is None, "et utkast er ingen plan"
