"""The personal duties: two dates, for those who lead the sak, and on no paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, models, transaction
from django.urls import reverse

from cases.evaluering.models import Avslutning
from cases.meldeplikt.actions import Meldepliktdata, noter_meldeplikt
from cases.meldeplikt.models import Meldepliktvurdering
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import TALEMAATER, Hendelsestype
from cases.sak.models import Hendelse, Oppslag
from tests.cases.sak.hjelp import hent, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return lag_sak(roller, delt_med_kontaktlarer=True)


def noter(aktor: Bruker, sak: Sak, **felter: Any) -> Meldepliktvurdering:
    data = Meldepliktdata(**{"plikt": Meldepliktvurdering.Plikt.BARNEVERN, "vurdert": I_DAG - DAG, **felter})
    return noter_meldeplikt(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


@pytest.mark.regel("L-N.2")
def test_bare_datoene_noteres_og_loggen_sier_ikke_hvilken_plikt(roller: Rollebesetning, sak: Sak) -> None:
    noter(roller.rektor, sak, sendt=I_DAG)
    linje = Hendelse.objects.get(sak=sak, type="meldeplikt_vurdert")
    assert (linje.aktor, linje.data, linje.skjedde) == (roller.rektor, {}, NAA)
    talemaate = TALEMAATER[Hendelsestype.MELDEPLIKT_VURDERT]
    assert talemaate.for_ledere
    assert not talemaate.til_hjemmet
    # There is nowhere to write what was told.
    tekst = [f.name for f in Meldepliktvurdering._meta.get_fields() if isinstance(f, models.TextField)]
    assert tekst == []


@pytest.mark.regel("L-N.2")
def test_plikten_slutter_ikke_med_saken(roller: Rollebesetning, sak: Sak) -> None:
    sak.avsluttet = NAA
    sak.save()
    Avslutning.objects.create(
        sak=sak,
        grunn="flyttet",
        begrunnelse="Flyttet",
        elevens_syn="…",
        foresattes_syn="…",
        barnets_beste="…",
        tid=NAA,
        av=roller.rektor,
    )
    assert noter(roller.rektor, sak).sendt is None


@pytest.mark.parametrize(
    ("felter", "felt"),
    [({"vurdert": I_DAG + DAG}, "vurdert"), ({"sendt": I_DAG + DAG}, "sendt"), ({"sendt": I_DAG - 2 * DAG}, "sendt")],
)
def test_datoene_skal_ha_vaert_og_i_rekkefolge(
    roller: Rollebesetning, sak: Sak, felter: dict[str, Any], felt: str
) -> None:
    with pytest.raises(Regelbrudd) as feil:
        noter(roller.rektor, sak, **felter)
    assert [b.felt for b in feil.value.brudd] == [felt]


def test_bare_de_som_leder_noterer_og_ingenting_kan_endres(roller: Rollebesetning, sak: Sak) -> None:
    with pytest.raises(IkkeTilgang):
        noter(roller.kontaktlarer, sak)
    with pytest.raises(IkkeFunnet):
        noter(roller.ansatt, sak)
    rad = noter(roller.rektor, sak)
    with pytest.raises(DatabaseError), transaction.atomic():
        rad.save()


def test_siden_er_for_dem_som_leder_og_oppslaget_roper_den_ikke(roller: Rollebesetning, sak: Sak) -> None:
    adresse = reverse("meldeplikt:vis", args=[sak.nummer])
    dor = reverse("meldeplikt:noter", args=[sak.nummer])
    assert send(roller.rektor, dor, {"plikt": "barnevern", "vurdert": "2026-11-09"}).status_code == 302
    side = hent(roller.rektor, adresse).content.decode()
    assert "Opplysningsplikten til barnevernet" in side
    assert "Vurdert 9. november 2026." in side
    assert "Ikke sendt." in side
    # What a guardian is given of the read-log says «Saken».
    assert set(Oppslag.objects.filter(sak=sak).values_list("hva", flat=True)) == {"sak"}
    svar = send(roller.rektor, dor, {"plikt": "avverging", "vurdert": "2026-11-09", "sendt": "2026-11-08"})
    assert svar.status_code == 422
    assert "Det kan ikke være sendt før det ble vurdert." in svar.content.decode()
    assert 'value="2026-11-08"' in svar.content.decode()
    for person, kode in ((roller.kontaktlarer, 403), (roller.ansatt, 404), (roller.sektorleder, 404)):
        assert hent(person, adresse).status_code == kode
        assert send(person, dor, {"plikt": "barnevern", "vurdert": "2026-11-09"}).status_code == kode
    for navn in ("sak:vis", "sak:logg"):
        side = hent(roller.kontaktlarer, reverse(navn, args=[sak.nummer])).content.decode()
        assert "arnevern" not in side
        assert "meldeplikt" not in side
