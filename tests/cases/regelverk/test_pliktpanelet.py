"""The sak's page: each duty with something missing has one way to it, for one who may go there; and why it may be serious."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from cases.sak.models import Involvert
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db


def saksside(client: Client, hvem: Bruker, sak: Sak) -> str:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        svar = client.get(reverse("sak:vis", args=[sak.nummer]))
    assert svar.status_code == 200
    return svar.content.decode()


def dorer(side: str) -> list[str]:
    return re.findall(r'<p class="plikt__dor"><a class="ds-link" href="([^"]+)"', side)


def test_rektor_faar_en_dor_for_hver_plikt_som_mangler_noe(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    n = sak.nummer
    assert dorer(saksside(client, roller.rektor, sak)) == [
        f"/saker/{n}/undersokelse/samtale/",
        f"/saker/{n}/tiltaksplan/",
        f"/saker/{n}/#foresatte",
    ]
    assert 'id="foresatte"' in saksside(client, roller.rektor, sak)


def test_den_som_bare_skriver_faar_ikke_dorene_til_den_som_leder(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    assert dorer(saksside(client, roller.kontaktlarer, sak)) == [
        f"/saker/{sak.nummer}/undersokelse/samtale/",
        f"/saker/{sak.nummer}/#foresatte",
    ]


def test_den_som_bare_leser_faar_ingen(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_kriterier=["vaapen"], alvorlig_vurdert=NAA)
    assert dorer(saksside(client, roller.sektorleder, sak)) == []


def test_lov_og_kommunens_maal_staar_hver_for_seg(client: Client, roller: Rollebesetning) -> None:
    side = " ".join(saksside(client, roller.rektor, lag_sak(roller)).split())
    assert "Lov: snarast. Kommunens mål: plan innen 5 skoledager." in side
    assert "Kommunens mål: 5 skoledager fra 10. november 2026." in side


def test_et_forslag_sier_hvorfor_og_forsvinner_naar_rektor_har_svart(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak)
    for elev in (roller.annen_elev, roller.elev_maere):
        Involvert.objects.create(sak=sak, kategori="elev", elev=elev, lagt_til=NAA)
    forslaget = "Flere elever mot én, fordi to elever er nevnt som mulige krenkere."
    side = saksside(client, roller.rektor, sak)
    assert forslaget in side
    assert f"/saker/{sak.nummer}/alvorlighet/" in dorer(side)
    sak.alvorlig, sak.alvorlig_begrunnelse, sak.alvorlig_vurdert = False, "De lekte sammen.", NAA
    sak.save()
    assert forslaget not in saksside(client, roller.rektor, sak)
