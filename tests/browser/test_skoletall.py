"""The published numbers and the year's report at a desk and on a phone: axe, no sideways scroll, light and dark."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cases.statistikk.actions import Rapporttekst, begynn_rapport, skriv_rapport
from cases.statistikk.models import Maanedstall
from tests.cases.skoleeier.oppsett import send_varsel
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def publisert(folk: Rollebesetning) -> None:
    """Two years of numbers, a report that is begun, and a sak that waits."""
    trinn: dict[str, Any] = {
        "nye/2025/kommunen": 70,
        "nye/2026/kommunen": 25,
        f"nye/2026/{folk.egge.pk}": 10,
        "trekk/2025/avsluttet": 55,
        "trekk/2026/avsluttet": 5,
        "trekk/2026/varslet": 5,
        "plantid/2025/0-5": 45,
        "plantid/2025/6-10": 10,
        "plantid/2026/0-5": 15,
        "plantid/2026/6-10": 5,
        "evaluering/2025/forfalt": 60,
        "evaluering/2025/i_tide": 50,
        "evaluering/2026/forfalt": 15,
        "evaluering/2026/i_tide": 10,
        "svar/2026/ja": 10,
        "svar/2026/delvis": 15,
        "arena/2026/friminutt": 15,
        "arena/2026/digitalt": 5,
        "type/2026/utestenging": 10,
        "maaned/2026/09": 10,
        "klokka/2026/10-12": 15,
        "forsinket/2026-10/kommunen": 5,
    }
    Maanedstall.objects.create(maaned=date(2026, 10, 1), laget=NAA, trinn=trinn, skoler=[folk.egge.pk, folk.maere.pk])
    begynn_rapport(aktor=folk.sektorleder, skolear=2026, now=NAA)
    tekst = Rapporttekst(innledning="Skolene følger opp alle elever.", om_sakene="Flere sier fra enn før.")
    skriv_rapport(aktor=folk.sektorleder, skolear=2026, data=tekst, versjon=1, now=NAA)
    send_varsel(folk, lag_sak(folk, neste_frist=NAA - timedelta(days=1)), trygg_naa="nei")


@pytest.mark.parametrize(("bredde", "morkt"), [(1280, False), (360, True)])
def test_tallene_og_rapporten_kan_leses_av_alle(
    ny_person: Callable[..., Person], folk: Rollebesetning, *, bredde: int, morkt: bool
) -> None:
    publisert(folk)
    person = ny_person(bredde, morkt=morkt)
    person.logg_inn(folk.sektorleder)
    feil = []
    nummer = folk.elev.saker.get().nummer
    for sti in (
        "/skoleeier/",
        "/skoleeier/tall/",
        f"/skoleeier/tall/?skole={folk.egge.pk}",
        "/skoleeier/rapporter/",
        "/skoleeier/rapporter/2026/",
        f"/saker/{nummer}/overta/",
    ):
        person.gaa_til(sti)
        feil += person.axe()
        if person.for_bred():
            feil.append(f"{sti} er for bred på {bredde}")
    assert not feil, "\n".join(feil)
