"""Systemforvalter takes in a list of pupils: the file, what it would do, the yes, and that it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from steinkjer_skolemiljo.elevregister.actions import ta_inn_godkjente
from steinkjer_skolemiljo.organisation.models import Elev, Skole
from tests.elevregister.hjelp import ALLE, JONAS, NORA, OLA, fil

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def test_en_elevliste_fra_fil_til_klasser(
    ny_person: Callable[..., Person], folk: Rollebesetning, tmp_path: Path
) -> None:
    person = ny_person(360, 800)
    person.logg_inn(folk.systemforvalter)
    page = person.page
    person.trykk("Skoler og elever", "link")
    # A school that is missing is registered first; without a name it is said beside the field.
    person.trykk("Registrer en skole", "link")
    person.trykk("Registrer")
    assert person.ser("Fyll ut dette feltet.")
    funn = person.paa_begge_skjermer()
    person.skriv("navn", "Kvam skole")
    person.trykk("Registrer")
    assert Skole.objects.get(navn="Kvam skole").kortnavn == "kvam-skole"
    page.get_by_text("Hva lista skal ha").click()
    funn += person.paa_begge_skjermer()

    def legg_fram(*linjer: str) -> None:
        sti = tmp_path / "elever.csv"
        sti.write_bytes(fil(*linjer))
        page.locator("[name='fil']").set_input_files(sti)
        person.trykk("Legg fram lista")

    legg_fram(NORA.replace("04.03.2016", "4. mars"), OLA)
    assert person.ser("Linje 2: «4. mars» er ikke en dato.")
    funn += person.paa_begge_skjermer()
    legg_fram(*ALLE)
    page.wait_for_url("**/register/liste/*/")
    person.trykk("Nei, forkast den")
    assert person.ser("Ingenting er endret.")
    legg_fram(NORA.replace("Egge skole;5A", "Kvam skole;5K"), JONAS, OLA, "e9;Åse;Aas;01.02.2020;egge;1B;1;")
    assert person.ser("1 elev bytter skole.")
    assert person.ser("fra Egge skole til Kvam skole, klasse 5A blir 5K")
    funn += person.paa_begge_skjermer()
    person.trykk("Ja, ta inn lista")
    assert person.ser("Lista tas inn i løpet av et minutt eller to.")
    funn += person.paa_begge_skjermer()
    # What beat asks for each minute; the page sees by itself that it is done.
    ta_inn_godkjente(timezone.now())
    assert person.ser("1 elev byttet skole")
    funn += person.paa_begge_skjermer()
    assert Elev.objects.get(kilde_id="e1").klasse.navn == "5K"  # type: ignore[union-attr]
    assert not funn, "\n".join(funn)
