"""What the law asks of a decision on seriousness, a notice to skoleeier, and of taking a sak over. No database."""

from __future__ import annotations

from typing import Any

import pytest

from cases.lov import skoleeier
from cases.lov.avslutning import Mangel
from cases.lov.begreper import Avslutningsgrunn, Kriterium, Varselgrunn
from cases.lov.fakta import AlvorlighetFakta, AvslutningFakta, SakFakta, VarselFakta
from cases.lov.kilder import Kilde
from tests.lov.bygg import TIRSDAG, endre, kl, om, sak

VAAPEN = frozenset({Kriterium.VAAPEN})
INGEN: frozenset[Kriterium] = frozenset()
LUKKET = (AvslutningFakta(tid=kl(om(20)), grunn=Avslutningsgrunn.TRYGG),)
VARSLET = (VarselFakta(varslet=kl(TIRSDAG, 10)),)


def sier(mangler: tuple[Mangel, ...]) -> list[tuple[str, str]]:
    """Rule and field of each; and what is about an employee is cited by § 12-5, or by § 12-4 where nobody is named."""
    for mangel in mangler:
        skjerpet = mangel.regel.startswith("L-5.") and "leder denne saken" not in str(mangel.tekst)
        gir_tilbake = "har overtatt" in str(mangel.tekst)
        assert mangel.kilde is (Kilde.SKJERPET if skjerpet and not gir_tilbake else Kilde.MELDE_FRA)
    return [(mangel.regel, mangel.felt) for mangel in mangler]


def vurderer(fakta: SakFakta, **valg: Any) -> list[tuple[str, str]]:
    """What stands in the way of a decision; «no», with nothing ticked, where nothing else is said."""
    ja_nei = {"alvorlig": False, "kriterier": INGEN, "foreslaatt": INGEN, "begrunnet": False, **valg}
    return sier(skoleeier.kan_vurderes(fakta, **ja_nei))


@pytest.mark.regel("L-4.10", "L-4.11")
def test_et_ja_sier_hva_og_et_nei_imot_noe_sier_hvorfor() -> None:
    assert vurderer(sak()) == []
    assert vurderer(sak(), alvorlig=True, begrunnet=True) == [("L-4.10", "kriterier")]
    assert vurderer(sak(), alvorlig=True, kriterier=VAAPEN) == []
    krysset = sak(alvorlighet=AlvorlighetFakta(kriterier=VAAPEN))
    peker_mot: tuple[tuple[SakFakta, dict[str, Any]], ...] = (
        (sak(), {"kriterier": VAAPEN}),
        (sak(), {"foreslaatt": VAAPEN}),
        (krysset, {}),
    )
    for fakta, valg in peker_mot:
        assert vurderer(fakta, **valg) == [("L-4.11", "begrunnelse")]
        assert vurderer(fakta, **valg, begrunnet=True) == []
    assert vurderer(endre(krysset, avslutninger=LUKKET), alvorlig=True, kriterier=VAAPEN) == [("L-4.10", "")]


@pytest.mark.regel("L-4.10")
def test_det_skoleeier_er_varslet_om_og_folger_tar_ikke_skolen_tilbake_alene() -> None:
    varslet = sak(alvorlighet=AlvorlighetFakta(kriterier=VAAPEN, alvorlig=True), varsler=VARSLET)
    assert vurderer(varslet, begrunnet=True) == [("L-4.10", "alvorlig")]
    assert vurderer(varslet, alvorlig=True, kriterier=VAAPEN) == [], "et nytt ja er ikke å ta det tilbake"
    # Nobody has been told, skoleeier sees the sak for another reason, or leads it.
    for ellers in ({"varsler": ()}, {"skjerpet": True}, {"ledes_av_skoleeier": True}):
        assert vurderer(endre(varslet, **ellers), begrunnet=True) == []
    nei = AlvorlighetFakta(kriterier=VAAPEN, alvorlig=False)
    assert vurderer(endre(varslet, alvorlighet=nei), begrunnet=True) == []


def varsler(fakta: SakFakta, grunn: Varselgrunn, kriterier: frozenset[Kriterium] = INGEN) -> list[tuple[str, str]]:
    return sier(skoleeier.kan_varsles(fakta, grunn=grunn, kriterier=kriterier))


@pytest.mark.regel("L-4.10", "L-5.1", "L-5.3")
def test_et_varsel_sier_hva_det_gjelder_og_sendes_fra_en_aapen_sak_skolen_leder() -> None:
    for grunn in (Varselgrunn.ANSATT, Varselgrunn.LEDELSE):
        assert varsler(sak(), grunn) == [("L-5.1", "type")]
        assert varsler(sak(skjerpet=True), grunn) == []
    assert varsler(sak(), Varselgrunn.ALVORLIG) == [("L-4.10", "kriterier")]
    assert varsler(sak(), Varselgrunn.ALVORLIG, VAAPEN) == []
    for grunn in (Varselgrunn.STATSFORVALTER, Varselgrunn.FORESATTE):
        assert varsler(sak(), grunn) == []
        assert varsler(sak(avslutninger=LUKKET), grunn) == [("L-4.10", "")]
        assert varsler(sak(ledes_av_skoleeier=True), grunn) == [("L-5.3", "")]


@pytest.mark.regel("L-4.12")
def test_det_som_er_alvorlig_i_seg_selv_er_med_i_varselet() -> None:
    kontaktet = skoleeier.kriterier_for(Varselgrunn.FORESATTE, VAAPEN)
    assert kontaktet == {Kriterium.VAAPEN, Kriterium.FORESATTE_KONTAKTET_SKOLEEIER}
    assert skoleeier.kriterier_for(Varselgrunn.STATSFORVALTER, INGEN) == {Kriterium.STATSFORVALTER_INVOLVERT}
    assert skoleeier.kriterier_for(Varselgrunn.ALVORLIG, VAAPEN) == VAAPEN


@pytest.mark.regel("L-5.2", "L-5.3", "L-2.2")
def test_bare_varselet_om_en_ansatt_kan_vaere_grunnlost_og_bare_for_det_er_sendt() -> None:
    def regler(fakta: SakFakta, *, begrunnet: bool = True) -> list[tuple[str, str]]:
        return sier(skoleeier.kan_vaere_grunnlos(fakta, begrunnet=begrunnet))

    om_ansatt = sak(skjerpet=True)
    assert regler(om_ansatt) == []
    assert regler(om_ansatt, begrunnet=False) == [("L-5.2", "grunn")]
    assert regler(sak()) == [("L-5.2", "")], "elevens opplevelse er aldri grunnløs"
    assert regler(endre(om_ansatt, ledelse_innmeldt=True)) == [("L-5.3", "")]
    assert regler(endre(om_ansatt, varsler=VARSLET)) == [("L-5.2", "")]
    assert regler(endre(om_ansatt, avslutninger=LUKKET)) == [("L-4.10", "")]
    assert regler(endre(om_ansatt, ledes_av_skoleeier=True)) == [("L-5.3", "")]
    # What was told before anyone was named, was not told of the employee.
    navngitt = endre(om_ansatt, skjerpet_fra=kl(om(3)), varsler=VARSLET)
    assert regler(navngitt) == []


@pytest.mark.regel("L-4.10", "L-5.3")
def test_skoleeier_overtar_en_aapen_sak_og_gir_bare_tilbake_det_som_ble_overtatt() -> None:
    def overtar(fakta: SakFakta, *, begrunnet: bool = True) -> list[tuple[str, str]]:
        return sier(skoleeier.kan_overtas(fakta, begrunnet=begrunnet))

    def gir(fakta: SakFakta, *, overtatt: bool = True, begrunnet: bool = True) -> list[tuple[str, str]]:
        return sier(skoleeier.kan_gis_tilbake(fakta, overtatt=overtatt, begrunnet=begrunnet))

    assert overtar(sak()) == []
    assert overtar(sak(), begrunnet=False) == [("L-4.10", "grunn")]
    assert overtar(sak(ledes_av_skoleeier=True)) == [("L-4.10", "")]
    assert overtar(sak(avslutninger=LUKKET)) == [("L-4.10", "")]

    overtatt = sak(ledes_av_skoleeier=True)
    assert gir(overtatt) == []
    assert gir(overtatt, begrunnet=False) == [("L-4.10", "grunn")]
    assert gir(overtatt, overtatt=False) == [("L-5.3", "")], "loven tok den fra skolen"
    assert gir(endre(overtatt, ledelse_innmeldt=True)) == [("L-5.3", "")]
    assert gir(endre(overtatt, avslutninger=LUKKET)) == [("L-4.10", "")]
