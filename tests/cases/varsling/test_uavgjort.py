"""A melding that is opened and left is not silent: it goes up the ladder until somebody has decided on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from cases.melding.actions import merk_lest
from cases.melding.mottak import avvis_som_ikke_kap12
from cases.varsling.models import Varsel
from cases.varsling.tekster import setning
from cases.varsling.uavgjort import minn_om_uavgjorte
from tests.cases.skoleeier.oppsett import hent
from tests.cases.varsling.hjelp import kl
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding

if TYPE_CHECKING:
    from cases.melding.models import Melding
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.regel("D-3", "D-23")
DAG = timedelta(days=1)
TIMEN = timedelta(hours=1)


def lest(roller: Rollebesetning, **felter: object) -> Melding:
    """Rektor opened it an hour after it came, on Tuesday 10 November, and did nothing more."""
    return lag_melding(roller, lest=NAA + TIMEN, lest_av=roller.rektor, **felter)  # type: ignore[arg-type]


def hvem() -> list[str]:
    varsler = Varsel.objects.filter(type="melding_ikke_avgjort").order_by("opprettet", "pk")
    return [v.mottaker.fornavn for v in varsler.select_related("mottaker")]


def test_den_som_har_lest_og_gaatt_videre_minnes_om_det_og_saa_de_over(roller: Rollebesetning) -> None:
    melding = lest(roller)
    lag_melding(roller)
    # Two school days: Thursday. Nobody is told before it has passed.
    for dag in (I_DAG, I_DAG + DAG, date(2026, 11, 12)):
        minn_om_uavgjorte(kl(dag, 22))
    assert hvem() == []
    for _gang in range(2):
        minn_om_uavgjorte(kl(date(2026, 11, 13)))
    assert hvem() == ["Rektor"]
    # Three and ten school days after the deadline.
    minn_om_uavgjorte(kl(date(2026, 11, 17)))
    assert hvem() == ["Rektor", "Sektor"]
    minn_om_uavgjorte(kl(date(2026, 11, 26)))
    assert hvem() == ["Rektor", "Sektor", "Kommunal"]
    oppe = Varsel.objects.get(mottaker=roller.kommunalsjef)
    assert setning(oppe) == f"Melding {melding.nummer} er lest, men ingen har tatt stilling til den."
    assert oppe.sak is None


def test_er_den_avgjort_er_det_stille_og_det_som_er_sagt_er_ordnet(roller: Rollebesetning) -> None:
    melding = lest(roller)
    minn_om_uavgjorte(kl(date(2026, 11, 13)))
    # Opening it once more is no answer.
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA + 4 * DAG)
    assert Varsel.objects.filter(type="melding_ikke_avgjort", ordnet__isnull=True).exists()
    begrunnelse = "Gjelder taket i gymsalen."
    avvis_som_ikke_kap12(aktor=roller.rektor, nummer=melding.nummer, begrunnelse=begrunnelse, now=NAA + 4 * DAG)
    assert not Varsel.objects.filter(type="melding_ikke_avgjort", ordnet__isnull=True).exists()
    minn_om_uavgjorte(kl(date(2026, 11, 26)))
    assert hvem() == ["Rektor"]


def test_i_en_12_5_sak_faar_skoleeier_vite_det_dagen_etter_og_den_som_er_meldt_aldri(roller: Rollebesetning) -> None:
    lest(roller, skjerpet=True, ansatt=roller.anklaget)
    minn_om_uavgjorte(kl(I_DAG + DAG, 23))
    assert hvem() == []
    minn_om_uavgjorte(kl(I_DAG + 2 * DAG))
    assert set(hvem()) == {"Rektor", "Sektor"}
    assert set(Varsel.objects.values_list("haster", flat=True)) == {True}


def test_innboksen_sier_naar_den_skal_leses_og_naar_noen_skal_ta_stilling(roller: Rollebesetning) -> None:
    lag_melding(roller)
    side = hent(roller.rektor, "/meldinger/innboks/").content.decode()
    assert "Frist for å lese den." in side
    assert "Kommunens mål: Én skoledag fra 10. november 2026." in side
    lest(roller, trygg_naa="nei")
    side = hent(roller.rektor, "/meldinger/innboks/", NAA + 3 * DAG).content.decode()
    assert "Frist for å ta stilling til den." in side
    assert "Kommunens mål: 2 skoledager fra 10. november 2026." in side
    assert side.count("Forsinket") == 2


def test_oppgaven_har_en_kommando(roller: Rollebesetning, capsys: pytest.CaptureFixture[str]) -> None:
    lest(roller)
    call_command("minn_om_uavgjorte")
    assert "Sett på: 1" in capsys.readouterr().out
