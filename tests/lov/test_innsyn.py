"""Who may have what when they ask: each by what is known of that one, and by when they are answered. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.lov.innsyn import Hvem, Informasjon, Sporsmaal, frister, paaminnelse, rett
from cases.lov.kilder import Kilde
from cases.lov.utlevering import Formaal, krever_to
from tests.lov.bygg import KALENDER, TIRSDAG

MOR = Sporsmaal(Hvem.FORESATT, alder=10, foreldreansvar=True)


@pytest.mark.parametrize(
    ("sporsmaal", "faar"),
    [
        (MOR, True),
        # Without foreldreansvar: when they ask, yes.
        (replace(MOR, foreldreansvar=False, informasjon=Informasjon.FORESPORSEL, bor_hos=False), True),
        (replace(MOR, foreldreansvar=None), False),
        (replace(MOR, informasjon=Informasjon.NEI), False),
        (replace(MOR, besoksforbud=True), False),
        # One act stops all that goes to homes, and a protected address is kept from the one it is kept from.
        (replace(MOR, ikke_send_hjem=True), False),
        (replace(MOR, gradert=True), True),
        (replace(MOR, gradert=True, bor_hos=False), False),
        # The day the pupil is of age, the papers are the pupil's own to ask for.
        (replace(MOR, alder=17), True),
        (replace(MOR, alder=18), False),
        (Sporsmaal(Hvem.ELEV, alder=8), True),
        (Sporsmaal(Hvem.ELEV, alder=15), True),
        # What stops the homes does not stop the pupil.
        (Sporsmaal(Hvem.ELEV, alder=15, ikke_send_hjem=True), True),
        (Sporsmaal(Hvem.TIDLIGERE_ELEV, alder=19), True),
        (Sporsmaal(Hvem.PRESSE, alder=10), False),
        (Sporsmaal(Hvem.ANDRE, alder=10), False),
    ],
)
def test_hver_faar_det_den_selv_har_rett_til(sporsmaal: Sporsmaal, faar: bool) -> None:
    svar = rett(sporsmaal)
    assert svar.kan_gis is faar
    assert svar.hjemler
    assert (svar.grunn is None) is faar
    # Only one who is nothing to the pupil is kept from knowing that there is a sak.
    assert svar.bekreftes is (sporsmaal.hvem not in {Hvem.PRESSE, Hvem.ANDRE})


def test_det_som_maa_tenkes_paa_sies() -> None:
    assert not rett(MOR).husk
    assert "skade" in rett(replace(MOR, foreldreansvar=False)).husk[0].mal
    assert "Spør eleven først" in rett(replace(MOR, alder=15)).husk[0].mal
    assert "Spør eleven først" not in "".join(tekst.mal for tekst in rett(replace(MOR, alder=14)).husk)
    # A child who asks is never met with a rule alone: how mature, and that nobody reads it alone.
    assert [str(tekst)[:38] for tekst in rett(Sporsmaal(Hvem.ELEV, alder=14)).husk] == [
        "Eleven er under 15 år. Vurder om eleve"
    ]
    assert not rett(Sporsmaal(Hvem.ELEV, alder=15)).husk
    for stans in ({"gradert": True}, {"ikke_send_hjem": True}):
        assert "på skolen" in rett(Sporsmaal(Hvem.ELEV, alder=16, **stans)).husk[0].mal  # type: ignore[arg-type]


@pytest.mark.regel("D-14")
def test_svaret_kommer_innen_tre_arbeidsdager_og_aldri_etter_en_maaned() -> None:
    frist = frister(TIRSDAG, KALENDER)
    assert frist.maal == TIRSDAG + timedelta(days=3)
    assert frist.senest == TIRSDAG + timedelta(days=30)
    # Easter does not make the month longer.
    paaske = frister(date(2027, 3, 24), KALENDER)
    assert paaske.maal == date(2027, 4, 1)
    trinn = {dag: paaminnelse(frist, TIRSDAG + timedelta(days=dag), KALENDER) for dag in (0, 2, 3, 4, 27, 30, 31)}
    assert trinn == {0: "", 2: "for", 3: "for", 4: "forsinket", 27: "senest", 30: "senest", 31: "over"}


def test_to_ser_det_der_en_feil_er_farligst() -> None:
    for formaal in Formaal:
        assert not krever_to(formaal, skjerpet=False, gradert=False)
        utenfor = formaal is not Formaal.ELEVMAPPE
        assert krever_to(formaal, skjerpet=True, gradert=False) is utenfor
        assert krever_to(formaal, skjerpet=False, gradert=True) is utenfor


def test_et_svar_sier_hvilken_lov_det_bygger_paa() -> None:
    taushet = (Kilde.TAUSHET, Kilde.UNNTATT_INNSYN)
    for sporsmaal, hjemler in (
        (Sporsmaal(Hvem.PRESSE, alder=10), taushet),
        (replace(MOR, foreldreansvar=None), taushet),
        (replace(MOR, alder=18), taushet),
        (replace(MOR, gradert=True, bor_hos=False), taushet),
        (MOR, (Kilde.FORELDRE,)),
        (replace(MOR, ikke_send_hjem=True), (Kilde.FORELDRE,)),
        (replace(MOR, besoksforbud=True), (Kilde.FORELDRE,)),
        (replace(MOR, informasjon=Informasjon.NEI), (Kilde.FORELDRE,)),
        (Sporsmaal(Hvem.ELEV, alder=15), (Kilde.EGNE_OPPLYSNINGER,)),
    ):
        assert rett(sporsmaal).hjemler == hjemler
    assert "15 år" in str(rett(replace(MOR, alder=15)).husk[0])


@pytest.mark.regel("D-14")
def test_den_som_skal_svare_minnes_paa_det_dagen_for_maalet_og_tre_dager_for_siste_dag() -> None:
    frist = frister(TIRSDAG, KALENDER)
    dager = {dag: paaminnelse(frist, TIRSDAG + timedelta(days=dag), KALENDER) for dag in (1, 2, 26, 27)}
    assert dager == {1: "", 2: "for", 26: "forsinket", 27: "senest"}
