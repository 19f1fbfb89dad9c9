"""Who may give which role, and that what opens saker takes two persons."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from cases.sak.access import LED_SAK, Handling, may
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Hendelse
from cases.sak.tilgangsrad import skriv_tilgang
from cases.varsling.epost import brev
from cases.varsling.models import Varsel
from cases.varsling.tekster import setning
from steinkjer_skolemiljo.forvaltning import actions
from steinkjer_skolemiljo.forvaltning.actions import Brukerdata, Rolledata
from steinkjer_skolemiljo.organisation.models import Bruker, Kontaktlarer, Rolle, Rolleforslag, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.cast import I_DAG, NAA, bruker
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

DATA = Brukerdata(email="ny.person@test.example", fornavn="Ny", etternavn="Person", stilling="vikar")


def _gi(aktor: Bruker, hvem: Bruker, rolle: Rolle, **mer: Any) -> Rolletildeling | Rolleforslag:
    data = Rolledata(**{"rolle": rolle, "fra": I_DAG, **mer})
    return actions.tildel_rolle(aktor=aktor, bruker_id=hvem.pk, data=data, now=NAA)


def _felt(feil: pytest.ExceptionInfo[Regelbrudd]) -> list[str]:
    return [brudd.felt for brudd in feil.value.brudd]


def test_systemforvalter_registrerer_en_vikar_som_kan_melde_fra_fra_i_dag(roller: Rollebesetning) -> None:
    rolle = Rolledata(rolle=Rolle.ANSATT, fra=I_DAG, til=I_DAG + timedelta(days=5), skole=roller.egge)
    ny = actions.registrer_bruker(aktor=roller.systemforvalter, data=DATA, rolle=rolle, now=NAA)
    assert roller_for(ny, I_DAG).alle_skoler == {roller.egge.pk}
    assert not roller_for(ny, I_DAG + timedelta(days=6)).finnes
    assert not ny.has_usable_password()
    assert ny.history.get(history_type="+").history_user == roller.systemforvalter


def test_en_systemforvalter_kan_ikke_gjore_noen_til_rektor_alene(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    resultat = _gi(roller.systemforvalter, roller.ansatt, Rolle.REKTOR, skole=roller.egge, begrunnelse="Ny rektor")
    assert isinstance(resultat, Rolleforslag)
    assert not may(roller.ansatt, Handling.LESE, sak.pk, I_DAG)
    varslet = set(Varsel.objects.filter(type="rolleforslag").values_list("mottaker", flat=True))
    assert varslet == {roller.sektorleder.pk, roller.kommunalsjef.pk}


def test_rollen_gjelder_forst_nar_sektorleder_har_sagt_ja(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    forslag = _gi(roller.systemforvalter, roller.ansatt, Rolle.REKTOR, skole=roller.egge, begrunnelse="Ny rektor")
    actions.avgjor_forslag(aktor=roller.sektorleder, forslag_id=forslag.pk, godkjent=True, now=NAA)
    assert may(roller.ansatt, Handling.LEDE, sak.pk, I_DAG)
    assert not Varsel.objects.filter(type="rolleforslag", ordnet__isnull=True).exists()


def test_et_nei_gir_ingen_rolle_og_kan_ikke_gjores_om(roller: Rollebesetning) -> None:
    forslag = _gi(roller.systemforvalter, roller.ansatt, Rolle.REKTOR, skole=roller.egge, begrunnelse="Ny rektor")
    actions.avgjor_forslag(aktor=roller.sektorleder, forslag_id=forslag.pk, godkjent=False, now=NAA)
    assert not roller_for(roller.ansatt, I_DAG).er_leder
    with pytest.raises(IkkeFunnet):
        actions.avgjor_forslag(aktor=roller.kommunalsjef, forslag_id=forslag.pk, godkjent=True, now=NAA)


@pytest.mark.parametrize("hvem", ["systemforvalter", "rektor", "rektor_maere", "ansatt", "kontaktlarer", "sluttet"])
def test_andre_kan_ikke_si_ja_til_en_rektor(roller: Rollebesetning, hvem: str) -> None:
    forslag = _gi(roller.systemforvalter, roller.ansatt_maere, Rolle.REKTOR, skole=roller.maere, begrunnelse="Ny")
    with pytest.raises(IkkeFunnet):
        actions.avgjor_forslag(aktor=getattr(roller, hvem), forslag_id=forslag.pk, godkjent=True, now=NAA)


def test_ingen_avgjor_sin_egen_rolle(roller: Rollebesetning) -> None:
    forslag = _gi(roller.systemforvalter, roller.sektorleder, Rolle.REKTOR, skole=roller.egge, begrunnelse="Vikar")
    with pytest.raises(IkkeFunnet):
        actions.avgjor_forslag(aktor=roller.sektorleder, forslag_id=forslag.pk, godkjent=True, now=NAA)


def test_ingen_gir_seg_selv_en_rolle(roller: Rollebesetning) -> None:
    for hvem in (roller.systemforvalter, roller.rektor):
        with pytest.raises(IkkeFunnet):
            _gi(hvem, hvem, Rolle.ANSATT, skole=roller.egge)


@pytest.mark.parametrize("rolle", [Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF, Rolle.PERSONVERNOMBUD, Rolle.SYSTEMFORVALTER])
def test_kommunens_roller_trenger_to_personer(roller: Rollebesetning, rolle: Rolle) -> None:
    resultat = _gi(roller.systemforvalter, roller.ansatt, rolle, begrunnelse="Ny i stillingen")
    assert isinstance(resultat, Rolleforslag)
    assert not roller_for(roller.ansatt, I_DAG).har_kommunerolle


def test_uten_begrunnelse_blir_det_ikke_noe_forslag(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        _gi(roller.systemforvalter, roller.ansatt, Rolle.REKTOR, skole=roller.egge)
    assert _felt(feil) == ["begrunnelse"]
    assert not Rolleforslag.objects.exists()


def test_rektor_gir_avdelingslederen_fullmakt_alene(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert not may(roller.avdelingsleder, Handling.LEDE, sak.pk, I_DAG)
    _gi(roller.rektor, roller.avdelingsleder, Rolle.AVDELINGSLEDER, skole=roller.egge, fullmakt=True)
    assert may(roller.avdelingsleder, Handling.LEDE, sak.pk, I_DAG)


def test_systemforvalterens_fullmakt_ma_rektor_si_ja_til(roller: Rollebesetning) -> None:
    forslag = _gi(
        roller.systemforvalter,
        roller.avdelingsleder,
        Rolle.AVDELINGSLEDER,
        skole=roller.egge,
        fullmakt=True,
        begrunnelse="Ny",
    )
    assert isinstance(forslag, Rolleforslag)
    with pytest.raises(IkkeFunnet):
        actions.avgjor_forslag(aktor=roller.rektor_maere, forslag_id=forslag.pk, godkjent=True, now=NAA)
    actions.avgjor_forslag(aktor=roller.rektor, forslag_id=forslag.pk, godkjent=True, now=NAA)
    assert roller_for(roller.avdelingsleder, I_DAG).er_leder


def test_rektor_utpeker_stedfortreder_for_seg_selv_i_ferien(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tilbake = I_DAG + timedelta(days=14)
    tildeling = _gi(
        roller.rektor, roller.kontaktlarer, Rolle.REKTOR, skole=roller.egge, til=tilbake, stedfortreder=True
    )
    assert isinstance(tildeling, Rolletildeling)
    assert tildeling.stedfortreder_for == roller.rektor
    assert may(roller.kontaktlarer, Handling.LEDE, sak.pk, tilbake)
    assert not may(roller.kontaktlarer, Handling.LEDE, sak.pk, tilbake + timedelta(days=1))


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"stedfortreder": True}, "til"),
        ({"stedfortreder": False, "til": I_DAG + timedelta(days=5)}, "stedfortreder"),
        ({"stedfortreder": True, "til": I_DAG + timedelta(days=500)}, "til"),
    ],
)
def test_en_stedfortreder_har_en_slutt_og_er_for_rektor_selv(
    roller: Rollebesetning, felter: dict[str, Any], felt: str
) -> None:
    with pytest.raises(Regelbrudd) as feil:
        _gi(roller.rektor, roller.kontaktlarer, Rolle.REKTOR, skole=roller.egge, **felter)
    assert _felt(feil) == [felt]


@pytest.fixture
def stedfortreder(roller: Rollebesetning) -> Bruker:
    """One who is rektor for the rektor, today and tomorrow."""
    _gi(
        roller.rektor,
        roller.kontaktlarer,
        Rolle.REKTOR,
        skole=roller.egge,
        til=I_DAG + timedelta(days=1),
        stedfortreder=True,
    )
    return roller.kontaktlarer


def test_en_stedfortreder_blir_ikke_rektor_lenger_ved_aa_utpeke_en_til(
    roller: Rollebesetning, stedfortreder: Bruker
) -> None:
    felter = {"skole": roller.egge, "stedfortreder": True}
    with pytest.raises(Regelbrudd) as feil:
        _gi(stedfortreder, roller.ansatt, Rolle.REKTOR, til=I_DAG + timedelta(days=300), **felter)
    assert _felt(feil) == ["til"]
    assert not roller_for(roller.ansatt, I_DAG).er_leder
    # No longer than they are rektor themselves.
    _gi(stedfortreder, roller.ansatt, Rolle.REKTOR, til=I_DAG + timedelta(days=1), **felter)
    assert roller_for(roller.ansatt, I_DAG + timedelta(days=1)).er_leder
    assert not roller_for(roller.ansatt, I_DAG + timedelta(days=2)).er_leder


def test_en_stedfortreder_gir_ingen_fullmakt_alene(roller: Rollebesetning, stedfortreder: Bruker) -> None:
    felter = {"skole": roller.egge, "fullmakt": True, "begrunnelse": "Rektor er syk"}
    forslag = _gi(stedfortreder, roller.avdelingsleder, Rolle.AVDELINGSLEDER, **felter)
    assert isinstance(forslag, Rolleforslag)
    assert not roller_for(roller.avdelingsleder, I_DAG).er_leder
    andre = set(Varsel.objects.filter(type="rolleforslag").values_list("mottaker", flat=True))
    assert andre == {roller.rektor.pk, roller.sektorleder.pk, roller.kommunalsjef.pk}
    # Nor does one stand-in agree to what another proposes.
    _gi(
        stedfortreder, roller.ansatt, Rolle.REKTOR, skole=roller.egge, til=I_DAG + timedelta(days=1), stedfortreder=True
    )
    with pytest.raises(IkkeFunnet):
        actions.avgjor_forslag(aktor=roller.ansatt, forslag_id=forslag.pk, godkjent=True, now=NAA)
    actions.avgjor_forslag(aktor=roller.rektor, forslag_id=forslag.pk, godkjent=True, now=NAA)
    assert roller_for(roller.avdelingsleder, I_DAG).er_leder


def test_rektor_gir_ingen_roller_ved_en_annen_skole(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        _gi(roller.rektor, roller.ansatt, Rolle.ANSATT, skole=roller.maere)
    assert _felt(feil) == ["rolle"]
    with pytest.raises(IkkeFunnet):
        _gi(roller.rektor, roller.ansatt_maere, Rolle.ANSATT, skole=roller.egge)


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"fra": I_DAG - timedelta(days=1)}, "fra"),
        ({"til": I_DAG - timedelta(days=1)}, "til"),
        ({"fullmakt": True}, "fullmakt"),
        ({}, "rolle"),
    ],
)
def test_umulige_roller_far_en_forklaring(roller: Rollebesetning, felter: dict[str, Any], felt: str) -> None:
    with pytest.raises(Regelbrudd) as feil:
        _gi(roller.systemforvalter, roller.ansatt, Rolle.ANSATT, skole=roller.egge, **felter)
    assert felt in _felt(feil)


def test_en_skolerolle_ma_ha_en_skole_og_en_kommunerolle_ingen(roller: Rollebesetning) -> None:
    for rolle, skole in ((Rolle.ANSATT, None), (Rolle.STOTTETJENESTE, roller.egge)):
        with pytest.raises(Regelbrudd) as feil:
            _gi(roller.systemforvalter, roller.ansatt, rolle, skole=skole)
        assert _felt(feil) == ["skole"]


@pytest.mark.parametrize("hvem", ["ansatt", "kontaktlarer", "avdelingsleder", "sektorleder", "stotte", "sluttet"])
def test_de_som_ikke_forvalter_brukere_kan_ingenting(roller: Rollebesetning, hvem: str) -> None:
    aktor = getattr(roller, hvem)
    with pytest.raises(IkkeFunnet):
        _gi(aktor, roller.anklaget, Rolle.ANSATT, skole=roller.egge)
    with pytest.raises(IkkeFunnet):
        actions.deaktiver_bruker(aktor=aktor, bruker_id=roller.anklaget.pk, now=NAA)
    with pytest.raises(IkkeFunnet):
        actions.registrer_bruker(
            aktor=aktor, data=DATA, rolle=Rolledata(rolle=Rolle.ANSATT, fra=I_DAG, skole=roller.egge), now=NAA
        )
    assert not Bruker.objects.filter(email=DATA.email).exists()


def test_en_rolle_som_avsluttes_stenger_sakene_med_en_gang(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tildeling = Rolletildeling.objects.get(bruker=roller.rektor)
    actions.avslutt_rolle(
        aktor=roller.systemforvalter,
        tildeling_id=tildeling.pk,
        siste=I_DAG - timedelta(days=1),
        likevel=True,
        now=NAA,
    )
    assert not may(roller.rektor, Handling.LESE, sak.pk, I_DAG)


def test_en_rolle_gitt_i_dag_kan_tas_tilbake_og_star_i_historien(roller: Rollebesetning) -> None:
    tildeling = _gi(roller.systemforvalter, roller.ansatt, Rolle.SFO_LEDER, skole=roller.egge)
    actions.avslutt_rolle(
        aktor=roller.systemforvalter, tildeling_id=tildeling.pk, siste=I_DAG - timedelta(days=1), now=NAA
    )
    assert not Rolletildeling.objects.filter(pk=tildeling.pk).exists()
    assert Rolletildeling.history.filter(id=tildeling.pk, history_type="-").exists()


def test_rektor_kan_ikke_avslutte_en_annen_rektors_rolle(roller: Rollebesetning) -> None:
    tildeling = Rolletildeling.objects.get(bruker=roller.rektor_maere)
    with pytest.raises(IkkeFunnet):
        actions.avslutt_rolle(aktor=roller.rektor, tildeling_id=tildeling.pk, siste=I_DAG, now=NAA)


def test_den_som_har_sluttet_mister_alt_og_kan_ikke_logge_inn(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    assert may(roller.kontaktlarer, Handling.LESE, sak.pk, I_DAG)
    actions.deaktiver_bruker(aktor=roller.rektor, bruker_id=roller.kontaktlarer.pk, now=NAA)
    stengt = Bruker.objects.get(pk=roller.kontaktlarer.pk)
    assert not stengt.is_active
    assert not may(stengt, Handling.LESE, sak.pk, I_DAG)
    assert not Kontaktlarer.objects.filter(bruker=stengt).exclude(til__lt=I_DAG).exists()


@pytest.mark.parametrize("slutter", ["kontoen stenges", "den siste rollen avsluttes"])
def test_den_som_kommer_tilbake_ved_en_annen_skole_er_ikke_lenger_sluppet_inn(
    roller: Rollebesetning, slutter: str
) -> None:
    sak, ledet, lukket = lag_sak(roller), lag_sak(roller, ledelse=True), lag_sak(roller, avsluttet=NAA)
    gjest = roller.ansatt
    for i in (sak, lukket):
        skriv_tilgang(i, gjest, "skriv_i_sak", "Miljøterapeut", I_DAG + timedelta(days=80), roller.rektor, NAA)
    skriv_tilgang(ledet, gjest, LED_SAK, "Leder", I_DAG + timedelta(days=300), roller.sektorleder, NAA)
    ledet.ansvarlig = gjest
    ledet.save()
    assert may(gjest, Handling.SKRIVE, sak.pk, I_DAG)
    assert may(gjest, Handling.LEDE, ledet.pk, I_DAG)
    if slutter == "kontoen stenges":
        actions.deaktiver_bruker(aktor=roller.systemforvalter, bruker_id=gjest.pk, likevel=True, now=NAA)
        actions.aktiver_bruker(aktor=roller.systemforvalter, bruker_id=gjest.pk, now=NAA)
    else:
        rolle = gjest.roller.get()
        i_gaar = I_DAG - timedelta(days=1)
        actions.avslutt_rolle(aktor=roller.systemforvalter, tildeling_id=rolle.pk, siste=i_gaar, now=NAA)
    _gi(roller.systemforvalter, gjest, Rolle.ANSATT, skole=roller.maere)
    tilbake = Bruker.objects.get(pk=gjest.pk)
    for i in (sak, ledet, lukket):
        assert not may(tilbake, Handling.LESE, i.pk, I_DAG)
        # The system's act: whoever closed the account may not see the sak.
        assert Hendelse.objects.get(sak=i, type="tilgang_trukket").aktor == roller.systemet
    ledet.refresh_from_db()
    assert ledet.ansvarlig == roller.sektorleder


def test_rektor_stenger_ikke_kontoen_til_en_med_rolle_ved_en_annen_skole(roller: Rollebesetning) -> None:
    begge = bruker("To Skoler", (Rolle.ANSATT, roller.egge), (Rolle.ANSATT, roller.maere))
    with pytest.raises(IkkeTilgang):
        actions.deaktiver_bruker(aktor=roller.rektor, bruker_id=begge.pk, now=NAA)
    assert Bruker.objects.get(pk=begge.pk).is_active
    assert roller_for(begge, I_DAG).alle_skoler == {roller.egge.pk, roller.maere.pk}


def _ny_epost(aktor: Bruker, hvem: Bruker, epost: str = "en.annen@test.example") -> None:
    data = Brukerdata(email=epost, fornavn=hvem.fornavn, etternavn=hvem.etternavn)
    actions.endre_bruker(aktor=aktor, bruker_id=hvem.pk, data=data, now=NAA)


def test_den_som_faar_en_ny_epost_faar_vite_det_der_de_hadde_den(roller: Rollebesetning) -> None:
    # Else one who helps others with logging in could turn all that is told of an account to themselves first.
    gammel = roller.rektor.email
    _ny_epost(roller.systemforvalter, roller.rektor)
    varsel = Varsel.objects.get(type="konto_epost_endret")
    assert varsel.mottaker == roller.rektor
    assert varsel.haster
    brevet = brev(Varsel.objects.select_related("mottaker").get(pk=varsel.pk))
    assert set(brevet.recipients()) == {"en.annen@test.example", gammel}
    assert gammel not in brevet.message().as_string()
    assert gammel not in setning(varsel)
    linje = roller.rektor.kontohendelser.get()
    assert (linje.type, linje.aktor) == ("epost_endret", roller.systemforvalter)
    # A corrected name is no such thing.
    _ny_epost(roller.systemforvalter, Bruker.objects.get(pk=roller.rektor.pk))
    assert Varsel.objects.filter(type="konto_epost_endret").count() == 1


def test_en_rektor_endrer_ikke_innloggingen_til_en_med_en_rolle_utenfor_skolen(roller: Rollebesetning) -> None:
    begge = bruker("Leder Oppe", (Rolle.ANSATT, roller.egge), (Rolle.SEKTORLEDER, None))
    to = bruker("To Skoler", (Rolle.ANSATT, roller.egge), (Rolle.ANSATT, roller.maere))
    annen = bruker("Annen Rektor", (Rolle.REKTOR, roller.egge))
    for hvem in (begge, to, annen):
        with pytest.raises(Regelbrudd) as feil:
            _ny_epost(roller.rektor, hvem)
        assert _felt(feil) == ["email"]
        _ny_epost(roller.rektor, hvem, hvem.email)
    _ny_epost(roller.rektor, roller.ansatt)
    assert Bruker.objects.get(pk=roller.ansatt.pk).email == "en.annen@test.example"


def test_ny_kontaktlarer_ser_delte_saker_og_mister_dem_nar_det_er_slutt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    rad = actions.sett_kontaktlarer(
        aktor=roller.rektor, klasse=roller.klasse, bruker=roller.ansatt, fra=I_DAG, til=None, now=NAA
    )
    assert may(roller.ansatt, Handling.LESE, sak.pk, I_DAG)
    actions.avslutt_kontaktlarer(aktor=roller.rektor, kontaktlarer_id=rad.pk, now=NAA)
    assert not may(roller.ansatt, Handling.LESE, sak.pk, I_DAG)


def test_en_systemforvalter_gir_ingen_en_klasse_alene(roller: Rollebesetning) -> None:
    """Who makes accounts and their password links could else read what is shared with a class, as one they made up."""
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    rolle = Rolledata(rolle=Rolle.ANSATT, fra=I_DAG, skole=roller.egge)
    paafunn = actions.registrer_bruker(aktor=roller.systemforvalter, data=DATA, rolle=rolle, now=NAA)
    hva: dict[str, Any] = {"klasse": roller.klasse, "bruker": paafunn, "fra": I_DAG, "til": None, "now": NAA}
    for aktor in (roller.systemforvalter, roller.sektorleder, roller.rektor_maere):
        with pytest.raises(IkkeFunnet):
            actions.sett_kontaktlarer(aktor=aktor, **hva)
    assert not may(paafunn, Handling.LESE, sak.pk, I_DAG)
    rad = actions.sett_kontaktlarer(aktor=roller.rektor, **hva)
    assert may(paafunn, Handling.LESE, sak.pk, I_DAG)
    # To end it opens nothing.
    actions.avslutt_kontaktlarer(aktor=roller.systemforvalter, kontaktlarer_id=rad.pk, now=NAA)
    assert not may(paafunn, Handling.LESE, sak.pk, I_DAG)


def test_en_som_ikke_arbeider_pa_skolen_blir_ikke_kontaktlarer(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        actions.sett_kontaktlarer(
            aktor=roller.rektor, klasse=roller.klasse, bruker=roller.ansatt_maere, fra=I_DAG, til=None, now=NAA
        )
    assert _felt(feil) == ["bruker"]
    with pytest.raises(IkkeFunnet):
        actions.sett_kontaktlarer(
            aktor=roller.rektor_maere, klasse=roller.klasse, bruker=roller.ansatt, fra=I_DAG, til=None, now=NAA
        )


def test_databasen_selv_nekter_at_en_person_bade_foreslar_og_avgjor(roller: Rollebesetning) -> None:
    forslag = _gi(roller.systemforvalter, roller.ansatt, Rolle.REKTOR, skole=roller.egge, begrunnelse="Ny")
    for hvem in (roller.systemforvalter, roller.ansatt):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(
                "UPDATE organisation_rolleforslag SET godkjent = true, avgjort = now(), avgjort_av_id = %s WHERE id = %s",
                [hvem.pk, forslag.pk],
            )
