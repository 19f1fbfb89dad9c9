"""Deciding whether a sak is serious (L-4.10–L-4.12), and who sees it after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases.sak.feil import Foreldet, Regelbrudd
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Hendelse, Kriterium, Sak
from cases.skoleeier.actions import Alvorlighetsdata, vurder_alvorlighet
from tests.cases.skoleeier.oppsett import ALVORLIG, FLERE, evaluert_uten_virkning, lukk, send_varsel
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

NEI = Alvorlighetsdata(kriterier=(), alvorlig=False)


def _vurder(roller: Rollebesetning, sak: Sak, data: Alvorlighetsdata = ALVORLIG) -> Sak:
    return vurder_alvorlighet(aktor=roller.rektor, sak_id=sak.pk, data=data, versjon=sak.versjon, now=NAA)


def _sektorleder_ser(roller: Rollebesetning, sak: Sak) -> bool:
    return Sak.objects.visible_to(roller.sektorleder, I_DAG).filter(pk=sak.pk).exists()


def test_sektorleder_ser_saken_forst_naar_den_er_vurdert_som_alvorlig(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    assert not _sektorleder_ser(roller, sak)
    _vurder(roller, sak)
    assert _sektorleder_ser(roller, sak)


def test_vurderingen_lagres_med_kriterier_tid_historie_og_linje_i_loggen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    _vurder(roller, sak, replace(ALVORLIG, kriterier=(Kriterium.VAAPEN, FLERE), begrunnelse="Sett av to lærere."))
    sak.refresh_from_db()
    assert sak.alvorlig is True
    assert sak.alvorlig_kriterier == [FLERE, Kriterium.VAAPEN]
    assert sak.alvorlig_begrunnelse == "Sett av to lærere."
    assert sak.alvorlig_vurdert == NAA
    assert sak.history.latest("history_id").history_user == roller.rektor
    linje = Hendelse.objects.get(sak=sak, type=Hendelsestype.ALVORLIGHET_VURDERT)
    assert linje.data == {"utfall": "alvorlig"}


def test_ikke_alvorlig_uten_kryss_trenger_ingen_begrunnelse(roller: Rollebesetning) -> None:
    sak = _vurder(roller, lag_sak(roller), NEI)
    assert sak.alvorlig is False
    assert Hendelse.objects.get(sak=sak).data == {"utfall": "ikke alvorlig"}


def test_nei_selv_om_noe_er_krysset_av_maa_begrunnes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        _vurder(roller, sak, replace(NEI, kriterier=(FLERE,)))
    assert feil.value.brudd[0].felt == "begrunnelse"
    assert _vurder(roller, sak, replace(NEI, kriterier=(FLERE,), begrunnelse="Én enkelt gang.")).alvorlig is False


def test_aa_fjerne_krysset_fritar_ikke_for_aa_begrunne(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig_kriterier=[FLERE])
    with pytest.raises(Regelbrudd):
        _vurder(roller, sak, NEI)


def test_tre_planversjoner_uten_trygg_elev_maa_begrunnes_hvis_svaret_er_nei(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    evaluert_uten_virkning(roller, sak, 3)
    with pytest.raises(Regelbrudd) as feil:
        _vurder(roller, sak, NEI)
    assert feil.value.brudd[0].felt == "begrunnelse"


def test_ja_uten_kryss_avvises_med_en_setning(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd) as feil:
        _vurder(roller, lag_sak(roller), replace(ALVORLIG, kriterier=()))
    assert feil.value.brudd[0].felt == "kriterier"
    assert "Kryss av" in feil.value.brudd[0].tekst


def test_det_skoleeier_er_varslet_om_kan_skolen_ikke_trekke_tilbake(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    send_varsel(roller, sak)
    sak.refresh_from_db()
    with pytest.raises(Regelbrudd):
        _vurder(roller, sak, replace(NEI, begrunnelse="Vi tok feil."))
    assert _sektorleder_ser(roller, sak)


def test_en_avsluttet_sak_vurderes_ikke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lukk(roller, sak)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        _vurder(roller, sak)


def test_den_som_er_nummer_to_faar_vite_det_og_ingenting_lagres(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    _vurder(roller, sak)
    with pytest.raises(Foreldet):
        vurder_alvorlighet(aktor=roller.rektor, sak_id=sak.pk, data=NEI, versjon=1, now=NAA)


@pytest.mark.parametrize(
    "hvem", ["avdelingsleder", "kontaktlarer", "ansatt", "rektor_maere", "sektorleder", "kommunalsjef", "sluttet"]
)
def test_andre_enn_den_som_leder_saken_finner_den_ikke(roller: Rollebesetning, hvem: str) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Http404):
        vurder_alvorlighet(aktor=roller.alle[hvem], sak_id=sak.pk, data=ALVORLIG, versjon=1, now=NAA)


def test_sektorleder_som_ser_saken_kan_ikke_vurdere_for_skolen(roller: Rollebesetning) -> None:
    sak = _vurder(roller, lag_sak(roller))
    with pytest.raises(PermissionDenied):
        vurder_alvorlighet(aktor=roller.sektorleder, sak_id=sak.pk, data=NEI, versjon=sak.versjon, now=NAA)
