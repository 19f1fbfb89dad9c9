"""When the sak a melding led to is closed, the one who reported is told that it has ended, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cases.evaluering.actions import Avslutningsdata, avslutt_sak
from cases.evaluering.models import Avslutning
from cases.melding.models import Meldingelev
from cases.varsling.adresser import adresse
from cases.varsling.models import Varsel
from cases.varsling.tekster import setning
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


def avslutt(roller: Rollebesetning, sak: Sak) -> None:
    sak.refresh_from_db()
    data = Avslutningsdata(
        grunn=Avslutning.Grunn.FLYTTET,
        begrunnelse="Eleven har flyttet.",
        elevens_syn="Vil flytte.",
        barnets_beste="Vurdert.",
        foresattes_syn="Enig.",
    )
    avslutt_sak(aktor=roller.rektor, sak_id=sak.pk, data=data, versjon=sak.versjon, now=NAA)


def behandlet(roller: Rollebesetning, sak: Sak, **felter: Any) -> Any:
    return lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor, lest=NAA, **felter)


def ferdig() -> list[Varsel]:
    return list(Varsel.objects.filter(type="melding_ferdig"))


def flyttet(roller: Rollebesetning, sak: Sak) -> Sak:
    sak.elev.skole = roller.maere
    sak.elev.save()
    return sak


@pytest.mark.regel("L-4.29")
def test_den_som_meldte_far_vite_at_det_er_avsluttet_og_ikke_mer(roller: Rollebesetning) -> None:
    sak = flyttet(roller, lag_sak(roller))
    melding = behandlet(roller, sak)
    avslutt(roller, sak)
    (varsel,) = ferdig()
    assert varsel.mottaker == roller.ansatt
    assert varsel.sak is None
    assert setning(varsel) == f"Meldingen din {melding.nummer} er fulgt opp, og arbeidet er avsluttet."
    assert sak.nummer not in setning(varsel)
    assert adresse(varsel, roller.ansatt, I_DAG) == f"/meldinger/{melding.nummer}/"


def test_en_melding_om_to_elever_er_ferdig_naar_begge_sakene_er_det(roller: Rollebesetning) -> None:
    forste, andre = flyttet(roller, lag_sak(roller)), flyttet(roller, lag_sak(roller, elev=roller.annen_elev))
    melding = behandlet(roller, forste)
    Meldingelev.objects.create(melding=melding, elev=roller.annen_elev, sak=andre)
    avslutt(roller, forste)
    assert not ferdig()
    avslutt(roller, andre)
    assert [v.mottaker for v in ferdig()] == [roller.ansatt]


def test_den_saken_er_stengt_for_far_ikke_vite_noe(roller: Rollebesetning) -> None:
    sak = flyttet(roller, lag_sak(roller, skjerpet=True, apenbart_grunnlos="Var ikke der."))
    behandlet(roller, sak)
    anklag(sak, roller.ansatt)
    avslutt(roller, sak)
    assert not ferdig()
