"""§ 12-6 and § 12-8: what Statsforvalteren asks for, by when, and that nothing rests meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from cases.lov import statsforvalter as lov
from cases.lov.avslutning import kan_avsluttes
from cases.lov.begreper import Avslutningsgrunn, Fristgrunnlag, Fristtype, Kriterium, Steg
from cases.lov.fakta import AvslutningFakta, SakFakta
from cases.lov.frister import aapne_frister, kan_meldes_fra
from cases.lov.kilder import Kilde
from cases.lov.kriterier import pekere
from cases.lov.plikter import vurder
from cases.lov.statsforvalter import KravFakta, PaleggFakta, RundeFakta, Slutt
from cases.lov.stige import Trinn, forfalte_trinn, seneste_forfall_med_trinn
from tests.lov.bygg import KALENDER, STANDARD, TIRSDAG, kl, om, sak
from tests.lov.strategier import saker

AV_DEM = {Fristtype.STATSFORVALTER_SVAR, Fristtype.STATSFORVALTER_PALEGG}


def runde(**felter: object) -> RundeFakta:
    return RundeFakta(**{"mottatt": TIRSDAG, "registrert": kl(TIRSDAG), **felter})  # type: ignore[arg-type]


@pytest.mark.regel("D-12")
def test_bade_brev_og_paalegg_har_statsforvalterens_frist_og_slutter_naar_det_er_gjort() -> None:
    apne = runde(
        krav=(KravFakta(TIRSDAG, om(7)), KravFakta(TIRSDAG, om(3), besvart=om(2))),
        palegg=(PaleggFakta(TIRSDAG, om(30)), PaleggFakta(TIRSDAG, om(5), ferdig=om(4))),
    )
    frister = aapne_frister(sak(statsforvalter=(apne,)), dag=TIRSDAG, kalender=KALENDER, parametre=STANDARD)
    deres = [(f.type, f.forfall.date(), f.regel, f.grunnlag) for f in frister if f.type in AV_DEM]
    assert deres == [
        (Fristtype.STATSFORVALTER_SVAR, om(7), "D-12", Fristgrunnlag.STATSFORVALTEREN),
        (Fristtype.STATSFORVALTER_PALEGG, om(30), "D-12", Fristgrunnlag.STATSFORVALTEREN),
    ]
    assert [str(tekst) for tekst in lov.gjenstaar(sak(statsforvalter=(apne,)))] == [
        "Statsforvalteren venter på opplysninger, senest 17.11.2026.",
        "Ett pålegg gjenstår, med frist 10.12.2026.",
    ]
    # They hold in a closed sak too; a round that is over asks for nothing.
    lukket = sak(statsforvalter=(apne,), avslutninger=(AvslutningFakta(kl(om(1)), Avslutningsgrunn.TRYGG),))
    ja = {f.type for f in aapne_frister(lukket, dag=om(1), kalender=KALENDER, parametre=STANDARD)}
    assert ja == AV_DEM
    ferdig = sak(statsforvalter=(replace(apne, avsluttet=om(2)),))
    assert not {f.type for f in aapne_frister(ferdig, dag=om(2), kalender=KALENDER, parametre=STANDARD)} & AV_DEM
    assert lov.gjenstaar(ferdig) == ()


@pytest.mark.regel("D-12")
def test_paaminnelse_tre_arbeidsdager_for_dagen_for_og_samme_dag_ogsaa_i_ferien() -> None:
    # Monday 28 December, in the Christmas holiday: working days before it are 23, 22 and 21 … the 24th is an eve.
    (frist,) = (
        f
        for f in aapne_frister(
            sak(statsforvalter=(runde(krav=(KravFakta(TIRSDAG, date(2026, 12, 28)),)),)),
            dag=TIRSDAG,
            kalender=KALENDER,
            parametre=STANDARD,
        )
        if f.type in AV_DEM
    )

    def trinn(dag: date) -> tuple[Trinn, ...]:
        return forfalte_trinn(frist, now=kl(dag), kalender=KALENDER, parametre=STANDARD, skjerpet=False)

    dagen_for = max(d for d in (date(2026, 12, 24), date(2026, 12, 23)) if KALENDER.er_arbeidsdag(d))
    assert trinn(date(2026, 12, 20)) == ()
    assert trinn(date(2026, 12, 21)) == (Trinn.TRE_DAGER,)
    assert trinn(date(2026, 12, 22)) == (Trinn.TRE_DAGER,), "en sveip som var borte på dagen, sier det dagen etter"
    assert trinn(dagen_for) == (Trinn.NAERMER_SEG,)
    assert trinn(date(2026, 12, 28)) == (Trinn.I_DAG,)
    assert trinn(date(2026, 12, 29)) == (Trinn.PASSERT, Trinn.KOMMUNALSJEF)
    assert seneste_forfall_med_trinn(date(2026, 12, 21), KALENDER, STANDARD) >= frist.forfall
    # A deadline given the day before is not reminded of twice.
    kort = replace(frist, start=date(2026, 12, 23))
    assert forfalte_trinn(kort, now=kl(date(2026, 12, 23)), kalender=KALENDER, parametre=STANDARD, skjerpet=False) == ()


@pytest.mark.regel("D-6")
@pytest.mark.regel("L-6.1")
@pytest.mark.parametrize(
    ("meldt", "tatt_opp", "ventet"),
    [
        (om(0), None, "Det står ikke i saken når den ble tatt opp med rektor."),
        (om(6), om(0), "uken var ikke gått"),
        (om(7), om(0), "uken var gått på begge måter"),
        # Taken up on a Saturday: seven days have passed before five working days have … or the other way round.
        (date(2026, 11, 20), date(2026, 11, 14), "uken var gått på den ene måten"),
    ],
)
def test_uken_forklares_paa_begge_maater(meldt: date, tatt_opp: date | None, ventet: str) -> None:
    meldetid = kan_meldes_fra(tatt_opp, KALENDER) if tatt_opp is not None else None
    assert ventet in str(lov.kan_komme_tilbake(meldt, tatt_opp, meldetid))
    if tatt_opp is not None and meldetid is not None:
        tekst = str(lov.kan_komme_tilbake(meldt, tatt_opp, meldetid))
        assert meldetid.sju_dager.strftime("%d.%m.%Y") in tekst
        assert meldetid.fem_arbeidsdager.strftime("%d.%m.%Y") in tekst


@pytest.mark.regel("L-6.7")
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(fakta=saker())
def test_ingen_plikt_hviler_mens_saken_staar_i_registeret(fakta: SakFakta) -> None:
    hos = runde(krav=(KravFakta(TIRSDAG, om(7)),), palegg=(PaleggFakta(TIRSDAG, om(30)),))
    felles = {"now": kl(om(3)), "kalender": KALENDER, "parametre": STANDARD}
    # Seriousness has been decided, so that the register raises no new question of it.
    kjent = replace(fakta.alvorlighet, kriterier=fakta.alvorlighet.kriterier | {Kriterium.STATSFORVALTER_INVOLVERT})
    uten = vurder(replace(fakta, alvorlighet=kjent), **felles)  # type: ignore[arg-type]
    med = vurder(replace(fakta, alvorlighet=kjent, statsforvalter=(hos,)), **felles)  # type: ignore[arg-type]
    assert med.plikter == uten.plikter
    assert tuple(f for f in med.frister if f.type not in AV_DEM) == uten.frister
    # What Statsforvalteren asks for comes last, or where the gate asks for it first: never instead of what must be done.
    if med.neste_steg != uten.neste_steg:
        assert med.neste_steg.steg is Steg.STATSFORVALTEREN
        assert uten.neste_steg.steg in {Steg.FOLG_PLANEN, Steg.AVSLUTT_SAK, Steg.ETTERSJEKK, Steg.INGEN}
    if fakta.avsluttet is None:
        assert any("Skolens plikter gjelder fullt ut imens" in str(m) for m in med.merknader)


@pytest.mark.regel("L-6.5")
@pytest.mark.parametrize("grunn", list(Avslutningsgrunn))
def test_en_sak_med_paalegg_avsluttes_ikke(grunn: Avslutningsgrunn) -> None:
    def regler(palegg: PaleggFakta) -> set[str]:
        fakta = sak(statsforvalter=(runde(palegg=(palegg,)),))
        mangler = kan_avsluttes(fakta, grunn=grunn, begrunnet=True, dag=TIRSDAG, parametre=STANDARD)
        return {mangel.regel for mangel in mangler}

    assert "L-6.5" in regler(PaleggFakta(TIRSDAG, om(30)))
    assert "L-6.5" not in regler(PaleggFakta(TIRSDAG, om(30), ferdig=om(4)))


@pytest.mark.regel("L-4.12")
def test_registeret_peker_mot_at_saken_er_alvorlig() -> None:
    funn = {f.kriterium: f for f in pekere(sak(statsforvalter=(runde(avsluttet=om(3)),)), 3)}
    assert str(funn[Kriterium.STATSFORVALTER_INVOLVERT].fordi) == "fordi saken er meldt til Statsforvalteren"


@pytest.mark.regel("L-8.1")
def test_mulkten_loper_til_den_stanses() -> None:
    assert lov.paalopt(5000, 1, om(0), om(0), None) == 5000
    assert lov.paalopt(5000, 1, om(0), om(9), None) == 50_000
    assert lov.paalopt(5000, 1, om(0), om(9), om(1)) == 10_000
    assert lov.paalopt(5000, 7, om(0), om(13), None) == 10_000
    assert lov.paalopt(5000, 0, om(0), om(300), None) == 5000
    assert lov.paalopt(5000, 1, om(5), om(4), None) == 0


@pytest.mark.regel("L-6.6")
def test_klagefristen_er_tre_uker() -> None:
    assert lov.klagefrist(TIRSDAG) == om(21)


def test_alt_som_staar_i_veien_for_aa_lukke_sies_paa_en_gang() -> None:
    alt = Slutt(krav_uten_svar=1, palegg_igjen=1, klage_uten_svar=True, mulkt_lopende=True)
    assert [mangel.regel for mangel in lov.kan_lukkes(alt)] == ["L-6.3", "L-6.5", "L-6.5", "L-6.6", "L-8.1"]
    assert lov.kan_lukkes(Slutt(har_avgjorelse=True)) == ()
    # Legal hold.
    assert not lov.kan_fjernes(sak(statsforvalter=(runde(),)))
    assert lov.kan_fjernes(sak(statsforvalter=(runde(avsluttet=om(1)),)))


@pytest.mark.regel("L-6.3", "L-6.5")
def test_er_det_flere_brev_eller_paalegg_sies_hvor_mange_og_den_forste_fristen() -> None:
    mange = runde(
        krav=(KravFakta(TIRSDAG, om(9)), KravFakta(TIRSDAG, om(7))),
        palegg=(PaleggFakta(TIRSDAG, om(30)), PaleggFakta(TIRSDAG, om(20)), PaleggFakta(TIRSDAG, om(40))),
    )
    assert [str(tekst) for tekst in lov.gjenstaar(sak(statsforvalter=(mange,)))] == [
        "Statsforvalteren venter på svar på 2 brev, det første senest 17.11.2026.",
        "3 pålegg gjenstår, det første med frist 30.11.2026.",
    ]
    assert lov.gjenstaar(sak(statsforvalter=(runde(),))) == ()
    (merknad,) = [lov.merknad(sak(statsforvalter=(mange,)))]
    assert str(merknad).startswith("Saken har vært hos Statsforvalteren siden 10.11.2026.")


@pytest.mark.regel("L-8.1", "L-6.5")
def test_mulkten_staar_i_sin_egen_paragraf_og_resten_i_haandhevingen() -> None:
    mangler = lov.kan_lukkes(Slutt(krav_uten_svar=1, palegg_igjen=1, klage_uten_svar=True, mulkt_lopende=True))
    assert [mangel.kilde for mangel in mangler] == [Kilde.HANDHEVING] * 4 + [Kilde.TVANGSMULKT]
    assert lov.paalopt(5000, 0, om(5), om(4), None) == 0, "en mulkt som ikke har begynt, er ingenting"
    assert lov.paalopt(5000, 1, om(5), om(9), om(2)) == 0
