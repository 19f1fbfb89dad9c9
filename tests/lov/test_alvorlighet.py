"""When skoleeier must know, what is suggested, and what is worth a remark."""

from __future__ import annotations

from datetime import date

import pytest

from cases.lov import alvorlighet
from cases.lov.begreper import Elevsvar, Konklusjon, Krenkelse, Kriterium, Samtaletype, Steg
from cases.lov.fakta import (
    AlvorlighetFakta,
    EvalueringFakta,
    KrenkerFakta,
    MeldingFakta,
    SakFakta,
    SamtaleFakta,
    VarselFakta,
)
from cases.lov.parametre import Parametre
from tests.lov.bygg import STANDARD, TIRSDAG, endre, evaluering, kl, med_plan, om, plan, sak, undersokt, vurder


def etter_versjoner(*svar: Elevsvar) -> SakFakta:
    """A sak where each plan version was evaluated with this answer."""
    antall = len(svar)
    evalueringer = tuple(
        EvalueringFakta(v, om(20 * v), s, Konklusjon.JUSTERE, om(20 * v + 7)) for v, s in enumerate(svar, start=1)
    )
    return med_plan(
        planer=tuple(plan(v, vedtatt=om(20 * v - 10), gjeldende=v == antall) for v in range(antall, 0, -1)),
        evalueringer=evalueringer[::-1],
    )


NEI, JA, DELVIS = Elevsvar.NEI, Elevsvar.JA, Elevsvar.DELVIS


@pytest.mark.regel("L-4.12", "D-15")
def test_tre_versjoner_uten_at_eleven_er_trygg_foreslaar_lang_tid() -> None:
    forslag = alvorlighet.foreslaatte_kriterier
    assert forslag(etter_versjoner(NEI, DELVIS), dag=om(60), parametre=STANDARD) == frozenset()
    assert forslag(etter_versjoner(NEI, DELVIS, NEI), dag=om(60), parametre=STANDARD) == {Kriterium.LANG_TID}


@pytest.mark.regel("L-4.12")
def test_det_som_alt_er_krysset_av_foreslaas_ikke() -> None:
    krysset = AlvorlighetFakta(kriterier=frozenset({Kriterium.LANG_TID}))
    fakta = endre(etter_versjoner(NEI, NEI, NEI), alvorlighet=krysset)
    assert alvorlighet.foreslaatte_kriterier(fakta, dag=om(60), parametre=STANDARD) == frozenset()


@pytest.mark.regel("D-15")
def test_en_versjon_teller_etter_sitt_siste_svar() -> None:
    assert alvorlighet.uten_virkning(etter_versjoner(NEI, JA, NEI)) == 2
    to_svar = med_plan(evalueringer=(evaluering(dato=om(25)), evaluering(NEI, Konklusjon.FORTSETTE, dato=om(18))))
    assert alvorlighet.uten_virkning(to_svar) == 0, "versjonen hjalp til slutt"
    samme_dag = med_plan(evalueringer=(evaluering(NEI, Konklusjon.JUSTERE), evaluering()))
    assert alvorlighet.uten_virkning(samme_dag) == 1, "det som ble skrevet sist, står først"


@pytest.mark.regel("L-4.12", "L-4.11")
def test_et_forslag_maa_rektor_ta_stilling_til_men_rektor_avgjor() -> None:
    fakta = etter_versjoner(NEI, NEI, NEI)
    assert alvorlighet.maa_vurderes(fakta, dag=om(60), parametre=STANDARD)
    avgjort = endre(fakta, alvorlighet=AlvorlighetFakta(alvorlig=False, begrunnet=True, vurdert=kl(om(60))))
    assert not alvorlighet.maa_vurderes(avgjort, dag=om(61), parametre=STANDARD)
    assert vurder(avgjort, om(61)).foreslaatte_kriterier == {Kriterium.LANG_TID}, "forslaget vises fortsatt"


@pytest.mark.regel("D-15", "D-22")
def test_hvor_mange_versjoner_er_kommunens_valg() -> None:
    to = Parametre.med_overstyringer([("D-15", "2", om(30))])
    fakta = etter_versjoner(NEI, NEI)
    assert alvorlighet.foreslaatte_kriterier(fakta, dag=om(60), parametre=to) == {Kriterium.LANG_TID}
    assert alvorlighet.foreslaatte_kriterier(fakta, dag=om(29), parametre=to) == frozenset()


@pytest.mark.regel("L-4.11")
@pytest.mark.parametrize("kriterium", list(Kriterium))
def test_hvert_kriterium_krever_at_rektor_tar_stilling(kriterium: Kriterium) -> None:
    krysset = AlvorlighetFakta(kriterier=frozenset({kriterium}))
    assert alvorlighet.maa_vurderes(sak(alvorlighet=krysset), dag=TIRSDAG, parametre=STANDARD)
    assert not alvorlighet.maa_vurderes(sak(), dag=TIRSDAG, parametre=STANDARD)


@pytest.mark.regel("L-4.11")
def test_ikke_alvorlig_i_strid_med_et_kryss_maa_forklares() -> None:
    krysset = AlvorlighetFakta(frozenset({Kriterium.VAAPEN}), alvorlig=False, vurdert=kl(TIRSDAG))
    assert alvorlighet.maa_vurderes(sak(alvorlighet=krysset), dag=TIRSDAG, parametre=STANDARD)
    forklart = endre(krysset, begrunnet=True)
    assert not alvorlighet.maa_vurderes(sak(alvorlighet=forklart), dag=TIRSDAG, parametre=STANDARD)


@pytest.mark.regel("L-4.10", "L-5.2")
@pytest.mark.parametrize(
    ("felter", "skal"),
    [
        ({}, False),
        ({"skjerpet": True}, True),
        ({"skjerpet": True, "apenbart_grunnlos": True}, False),
        ({"skjerpet": True, "ledes_av_skoleeier": True}, False),
        ({"alvorlighet": AlvorlighetFakta(alvorlig=True, vurdert=kl(TIRSDAG))}, True),
        ({"alvorlighet": AlvorlighetFakta(alvorlig=False, vurdert=kl(TIRSDAG))}, False),
        ({"alvorlighet": AlvorlighetFakta(alvorlig=True, vurdert=kl(TIRSDAG)), "ledes_av_skoleeier": True}, False),
        (
            {
                "alvorlighet": AlvorlighetFakta(alvorlig=True, vurdert=kl(TIRSDAG)),
                "skjerpet": True,
                "apenbart_grunnlos": True,
            },
            True,
        ),
    ],
)
def test_naar_skoleeier_skal_varsles(felter: dict[str, object], skal: bool) -> None:
    assert alvorlighet.varselet_mangler(sak(**felter)) is skal


# -- remarks -----------------------------------------------------------------------------------------------------


def merknader(fakta: SakFakta, dag: date = TIRSDAG, *, parametre: Parametre = STANDARD) -> list[str]:
    return [str(m) for m in vurder(fakta, dag, parametre=parametre).merknader]


EN_KILDE = "Undersøkelsen bygger på bare én kilde. Flere kilder gir et sikrere bilde."


@pytest.mark.regel("L-5.1", "L-5.9")
def test_er_det_meldt_at_en_voksen_krenker_sporres_det_om_den_voksne_arbeider_paa_skolen() -> None:
    voksen = undersokt(meldinger=(MeldingFakta(sendt=kl(TIRSDAG), typer=frozenset({Krenkelse.VOKSEN})),))
    (spor,) = merknader(voksen)
    assert "Arbeider den voksne på skolen, gjelder § 12-5" in spor
    assert not any("§ 12-5" in m for m in merknader(endre(voksen, skjerpet=True)))
    assert merknader(endre(voksen, utenforstaende=True)) == [], "det er svart på"


@pytest.mark.regel("L-5.1", "L-4.2")
def test_en_av_flere_meldinger_er_nok_til_at_saken_sier_fra() -> None:
    annen = MeldingFakta(sendt=kl(TIRSDAG))
    voksen = undersokt(meldinger=(annen, MeldingFakta(sendt=kl(TIRSDAG), typer=frozenset({Krenkelse.VOKSEN}))))
    assert len(merknader(voksen)) == 1
    inngrep = undersokt(meldinger=(annen, MeldingFakta(sendt=kl(TIRSDAG), fysisk_inngripen=True)))
    (skriv,) = vurder(inngrep).merknader
    # Only those who lead the sak know whether it is written, and they get the door to it.
    assert (skriv.steg, skriv.for_ledere) == (Steg.SKRIV_INNGRIPEN, True)
    skrevet = endre(inngrep.meldinger[1], inngripen_skrevet=True)
    assert merknader(endre(inngrep, meldinger=(annen, skrevet))) == []


@pytest.mark.regel("L-4.24")
def test_foresattes_syn_etterlyses_i_planen_men_ikke_der_ingenting_skal_hjem() -> None:
    uten = med_plan(planer=(plan(vedtatt=om(4), foresattes_syn=False),))
    assert merknader(uten, om(5)) == ["Det står ikke i planen hva foresatte mener om tiltakene. De skal få si sitt."]
    assert merknader(endre(uten, ikke_send_hjem=True), om(5)) == []
    assert merknader(med_plan(), om(5)) == []


@pytest.mark.regel("L-4.15")
def test_samtaler_med_andre_enn_eleven_er_en_kilde_for_seg() -> None:
    eleven = SamtaleFakta(dato=om(1), type=Samtaletype.ELEV)
    medelev = SamtaleFakta(dato=om(1), type=Samtaletype.MEDELEV)
    assert merknader(undersokt(observasjoner=(), samtaler=(eleven, medelev))) == []
    assert merknader(undersokt(observasjoner=(), samtaler=(medelev,))) == [EN_KILDE]
    assert merknader(undersokt(observasjoner=(), samtaler=(medelev, endre(medelev, dato=om(2))))) == [EN_KILDE]


@pytest.mark.regel("L-4.15")
def test_bare_en_kilde_er_en_merknad_og_ikke_en_mangel() -> None:
    en = undersokt(observasjoner=())
    assert merknader(en) == [EN_KILDE]
    assert merknader(undersokt()) == []
    assert merknader(undersokt(observasjoner=(), kartlegginger=(om(2),))) == []


@pytest.mark.regel("L-4.15", "L-4.14")
def test_en_samtale_det_ble_takket_nei_til_er_ingen_kilde() -> None:
    takket_nei = SamtaleFakta(dato=om(1), type=Samtaletype.ELEV, takket_nei=True)
    assert merknader(undersokt(samtaler=(takket_nei,))) == [EN_KILDE]
    assert merknader(undersokt(samtaler=(takket_nei,), observasjoner=())) == [
        "Undersøkelsen bygger bare på meldingen. Flere kilder gir et sikrere bilde."
    ]


@pytest.mark.regel("L-6.2", "D-6")
def test_naar_saken_kan_meldes_til_statsforvalteren_staar_i_saken() -> None:
    assert merknader(sak(tatt_opp_med_rektor=TIRSDAG)) == [
        "Saken ble tatt opp med rektor 10.11.2026. Den kan meldes til Statsforvalteren fra 17.11.2026."
    ]
    assert merknader(sak(tatt_opp_med_rektor=date(2026, 11, 14))) == [
        (
            "Saken ble tatt opp med rektor 14.11.2026. Den kan meldes til Statsforvalteren når det har gått en uke: "
            "sju dager er gått 21.11.2026, og fem arbeidsdager 20.11.2026."
        )
    ]


@pytest.mark.regel("D-15")
def test_hjelp_utenfra_nevnes_naar_tiltakene_ikke_virker() -> None:
    assert "3 versjoner av planen har ikke gjort eleven trygg. Vurder hjelp utenfra." in merknader(
        etter_versjoner(NEI, NEI, DELVIS), om(60)
    )
    en = Parametre.med_overstyringer([("D-15", "1", TIRSDAG)])
    assert "Tiltakene har ikke gjort eleven trygg. Vurder hjelp utenfra." in merknader(
        etter_versjoner(NEI), om(20), parametre=en
    )


@pytest.mark.regel("L-4.11")
def test_en_grunn_uten_svar_er_ikke_et_nei() -> None:
    krysset = AlvorlighetFakta(frozenset({Kriterium.VAAPEN}), begrunnet=True)
    assert alvorlighet.maa_vurderes(sak(alvorlighet=krysset), dag=TIRSDAG, parametre=STANDARD)
    to_mot_en = sak(elever_som_kan_ha_krenket=(KrenkerFakta(kl(TIRSDAG)), KrenkerFakta(kl(om(1)))))
    uten_svar = endre(to_mot_en, alvorlighet=AlvorlighetFakta(vurdert=kl(om(2))))
    assert alvorlighet.maa_vurderes(uten_svar, dag=om(2), parametre=STANDARD)
    # What was known the moment it was decided, is answered.
    nei = endre(to_mot_en, alvorlighet=AlvorlighetFakta(alvorlig=False, begrunnet=True, vurdert=kl(om(1))))
    assert not alvorlighet.maa_vurderes(nei, dag=om(2), parametre=STANDARD)


@pytest.mark.regel("D-10")
def test_fristen_for_varselet_gaar_fra_skolen_visste_naar_ingen_har_skrevet_naar_det_ble_vurdert() -> None:
    alvorlig = sak(alvorlighet=AlvorlighetFakta(frozenset({Kriterium.VAAPEN}), alvorlig=True))
    assert alvorlighet.varselgrunn(alvorlig, dag=om(3), parametre=STANDARD) == kl(TIRSDAG)


@pytest.mark.regel("D-10")
def test_er_skoleeier_varslet_om_saken_er_ikke_vurderingen_en_frist() -> None:
    krysset = sak(alvorlighet=AlvorlighetFakta(frozenset({Kriterium.VAAPEN})))
    assert alvorlighet.varselgrunn(krysset, dag=om(3), parametre=STANDARD) == kl(TIRSDAG)
    varslet = endre(krysset, varsler=(VarselFakta(varslet=kl(om(1))),))
    assert alvorlighet.varselgrunn(varslet, dag=om(3), parametre=STANDARD) is None
    assert alvorlighet.maa_vurderes(varslet, dag=om(3), parametre=STANDARD), "svaret mangler likevel"


@pytest.mark.regel("D-15", "D-22")
def test_en_senket_grense_for_lang_tid_utsetter_ikke_det_andre_saken_viser() -> None:
    senket = Parametre.med_overstyringer([("D-15", "2", om(30))])
    to_mot_en = sak(elever_som_kan_ha_krenket=(KrenkerFakta(kl(om(1))), KrenkerFakta(kl(om(2)))))
    assert alvorlighet.varselgrunn(to_mot_en, dag=om(40), parametre=senket) == kl(om(2))
    assert alvorlighet.varselgrunn(etter_versjoner(NEI, NEI), dag=om(50), parametre=senket) == om(40)
    tidligere = Parametre.med_overstyringer([("D-15", "2", om(45))])
    assert alvorlighet.varselgrunn(etter_versjoner(NEI, NEI), dag=om(50), parametre=tidligere) == om(45)
