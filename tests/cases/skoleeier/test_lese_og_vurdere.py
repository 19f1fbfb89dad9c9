"""From unread to read to assessed (2.3, D-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Hendelse
from cases.skoleeier.actions import les_skoleeiervarsel, vurder_skoleeiervarsel
from cases.varsling.models import Varsel
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cases.skoleeier.oppsett import VURDERING, Type, send_varsel
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

SENERE = NAA + timedelta(hours=3)


def _antall(type_: Hendelsestype) -> int:
    return Hendelse.objects.filter(type=type_).count()


def test_varselet_leses_en_gang_og_den_forste_leseren_blir_staaende(roller: Rollebesetning) -> None:
    andre = bruker("Andre Sektorleder", (Rolle.SEKTORLEDER, None))
    varsel = send_varsel(roller, lag_sak(roller))
    assert not varsel.lest
    les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, now=SENERE)
    les_skoleeiervarsel(aktor=andre, sak_id=varsel.sak_id, varsel_id=varsel.pk, now=SENERE + timedelta(hours=1))
    varsel.refresh_from_db()
    assert (varsel.lest, varsel.lest_av) == (SENERE, roller.sektorleder)
    assert _antall(Hendelsestype.SKOLEEIER_LESTE) == 1


def test_vurderingen_lagres_og_saksansvarlig_faar_vite_det(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, now=SENERE)
    vurder_skoleeiervarsel(
        aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, data=VURDERING, now=SENERE
    )
    varsel.refresh_from_db()
    assert varsel.vurdering == VURDERING.vurdering
    assert varsel.veiledning == VURDERING.veiledning
    assert varsel.oppfolging_dato == VURDERING.oppfolging_dato
    assert varsel.vurdert == SENERE
    assert _antall(Hendelsestype.SKOLEEIER_VURDERTE) == 1
    beskjed = Varsel.objects.get(type=Varseltype.SKOLEEIER_HAR_VURDERT)
    assert beskjed.mottaker == roller.rektor


def test_den_som_vurderer_et_ulest_varsel_har_ogsaa_lest_det(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    vurder_skoleeiervarsel(
        aktor=roller.sektorleder, sak_id=varsel.sak_id, varsel_id=varsel.pk, data=VURDERING, now=SENERE
    )
    varsel.refresh_from_db()
    assert (varsel.lest, varsel.lest_av) == (SENERE, roller.sektorleder)
    assert _antall(Hendelsestype.SKOLEEIER_LESTE) == _antall(Hendelsestype.SKOLEEIER_VURDERTE) == 1


def test_en_ny_vurdering_beholder_den_gamle_i_historien(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    for tekst in ("Følger med.", "Nå er det bedre."):
        vurder_skoleeiervarsel(
            aktor=roller.sektorleder,
            sak_id=varsel.sak_id,
            varsel_id=varsel.pk,
            data=replace(VURDERING, vurdering=tekst),
            now=SENERE,
        )
    assert {rad.vurdering for rad in varsel.history.all()} == {"", "Følger med.", "Nå er det bedre."}
    assert Varsel.objects.filter(type=Varseltype.SKOLEEIER_HAR_VURDERT).count() == 2


def test_skoleeiers_lesefrist_er_borte_naar_varselet_er_lest(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, foresatte_informert=I_DAG)
    varsel = send_varsel(roller, sak)
    sak.refresh_from_db()
    assert sak.neste_frist_type == "skoleeier_leser"
    les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=sak.pk, varsel_id=varsel.pk, now=SENERE)
    sak.refresh_from_db()
    assert sak.neste_frist_type != "skoleeier_leser"


def test_en_tom_vurdering_avvises_og_varselet_er_fortsatt_ulest(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    with pytest.raises(Regelbrudd) as feil:
        vurder_skoleeiervarsel(
            aktor=roller.sektorleder,
            sak_id=varsel.sak_id,
            varsel_id=varsel.pk,
            data=replace(VURDERING, vurdering=" "),
            now=SENERE,
        )
    assert feil.value.brudd[0].felt == "vurdering"
    varsel.refresh_from_db()
    assert varsel.lest is None


def test_en_oppfolging_kan_ikke_settes_tilbake_i_tid(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    with pytest.raises(Regelbrudd) as feil:
        vurder_skoleeiervarsel(
            aktor=roller.sektorleder,
            sak_id=varsel.sak_id,
            varsel_id=varsel.pk,
            data=replace(VURDERING, oppfolging_dato=I_DAG - timedelta(days=1)),
            now=NAA,
        )
    assert feil.value.brudd[0].felt == "oppfolging_dato"


def test_rektor_kan_ikke_lese_eller_vurdere_for_skoleeier(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    with pytest.raises(PermissionDenied):
        les_skoleeiervarsel(aktor=roller.rektor, sak_id=varsel.sak_id, varsel_id=varsel.pk, now=SENERE)
    with pytest.raises(PermissionDenied):
        vurder_skoleeiervarsel(
            aktor=roller.rektor, sak_id=varsel.sak_id, varsel_id=varsel.pk, data=VURDERING, now=SENERE
        )


@pytest.mark.parametrize("hvem", ["avdelingsleder", "kontaktlarer", "anklaget", "rektor_maere", "kommunalsjef"])
def test_andre_finner_ikke_varselet(roller: Rollebesetning, hvem: str) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    varsel = send_varsel(roller, sak, Type.ANSATT)
    with pytest.raises(Http404):
        les_skoleeiervarsel(aktor=roller.alle[hvem], sak_id=sak.pk, varsel_id=varsel.pk, now=SENERE)


def test_et_varsel_fra_en_annen_sak_finnes_ikke_her(roller: Rollebesetning) -> None:
    varsel = send_varsel(roller, lag_sak(roller))
    annen = lag_sak(roller, elev=roller.annen_elev, skjerpet=True)
    with pytest.raises(Http404):
        les_skoleeiervarsel(aktor=roller.sektorleder, sak_id=annen.pk, varsel_id=varsel.pk, now=SENERE)
