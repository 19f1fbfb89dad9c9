"""The inbox, the choice of e-mail and what never got there: at a desk and on a phone, with axe and by hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cases.varsling.actions import varsle
from cases.varsling.models import Varsel, Varselvalg
from cases.varsling.tekster import Varseltype
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]
# Where to put pictures, for one who wants to look.
BILDER = os.environ.get("BILDER", "")


def _se(person: Person, navn: str) -> None:
    assert person.axe() == []
    assert not person.for_bred()
    if BILDER:
        person.page.screenshot(path=str(Path(BILDER) / f"{navn}.png"), full_page=True)


@pytest.mark.parametrize("bredde", [1280, 360])
def test_varsler_valget_og_det_som_ikke_kom_fram(
    ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int
) -> None:
    sak = lag_sak(folk)
    varsle([folk.rektor], Varseltype.SAK_TILDELT, "a", now=NAA, sak=sak)
    for nr, dato in enumerate(("2026-11-09", "2026-11-10")):
        varsle(
            [folk.rektor],
            Varseltype.FRIST_PASSERT,
            f"f{nr}",
            now=NAA,
            sak=sak,
            frist="evaluering",
            dato=dato,
            haster=bool(nr),
        )
    Varsel.objects.filter(nokkel="f0").update(ordnet=NAA)
    Varsel.objects.filter(nokkel="f1").update(epost="oppgitt", epost_forsok=6, epost_feil="SMTPConnectError")
    person = ny_person(bredde)
    person.logg_inn(folk.rektor)
    person.gaa_til("/varsler/")
    assert person.ser("2 uleste varsler")
    assert person.ser("Ordnet")
    _se(person, f"innboks-{bredde}")
    person.trykk("Velg når du får e-post", "link")
    person.page.wait_for_url("**/innstillinger/")
    _se(person, f"valg-{bredde}")
    person.kryss("epost", "samlet")
    person.trykk("Lagre")
    person.page.get_by_text("Valget ditt er lagret.").wait_for()
    assert Varselvalg.objects.get(bruker=folk.rektor).epost == "samlet"

    person.logg_inn(folk.systemforvalter)
    person.gaa_til("/varsler/ikke-levert/")
    assert person.ser_ikke(sak.nummer)
    _se(person, f"ikke-levert-{bredde}")
    person.trykk("Prøv igjen")
    person.page.get_by_text("Alt er sendt").wait_for()
    assert Varsel.objects.get(nokkel="f1").epost == "venter"
