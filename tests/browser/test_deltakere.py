"""Letting one person in to some parts of a sak, writing a guardian, and taking over after a former rektor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cases.sak.models import Sak, Saktilgang
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def levd(folk: Rollebesetning) -> Sak:
    """A sak that the former rektor still answers for, with two guardians."""
    sak = lag_sak(folk, ansvarlig=folk.sluttet)
    lag_sak(folk, elev=folk.annen_elev, ansvarlig=folk.sluttet)
    lag_sak(folk, elev=folk.annen_elev)
    per = Foresatt.objects.create(fornavn="Per", etternavn="Eggen", sprak="tigrinja", trenger_tolk=True)
    Foresattforhold.objects.create(elev=folk.elev, foresatt=per, bor_hos=False)
    Samtale.objects.create(
        sak=sak,
        type="elev",
        dato=I_DAG,
        deltakere="Nora og rektor",
        hva_sies="Jeg står mest alene.",
        neste_samtale=I_DAG + timedelta(days=7),
        registrert=NAA,
        registrert_av=folk.sluttet,
    )
    return sak


def se_over(person: Person) -> list[str]:
    """What is wrong with the page before them."""
    # A link that was pressed may still be on its way.
    person.page.wait_for_load_state()
    person.page.locator("main h1").first.wait_for()
    feil = person.axe()
    return [*feil, f"{person.page.url} er for bred"] if person.for_bred() else feil


@pytest.mark.parametrize(("bredde", "morkt"), [(1280, False), (360, True)])
def test_rektor_slipper_inn_en_hjelper_og_overtar_etter_den_forrige(
    ny_person: Callable[..., Person], folk: Rollebesetning, *, bredde: int, morkt: bool
) -> None:
    sak = levd(folk)
    feil = []
    rektor = ny_person(bredde, morkt=morkt)
    rektor.logg_inn(folk.rektor)

    rektor.gaa_til(f"/saker/{sak.nummer}/tilganger/")
    feil += se_over(rektor)
    rektor.velg("bruker", str(folk.stotte.pk))
    rektor.skriv("formaal", "Observere i friminuttene")
    rektor.kryss("skrive", "ja")
    rektor.kryss("deler", "undersokelse")
    rektor.skriv("gyldig_til", (I_DAG + timedelta(days=30)).isoformat())
    rektor.trykk("Gi tilgang")
    assert rektor.ser("Tilgangen er gitt.")
    assert rektor.ser("Ser oversikten og undersøkelse.")
    assert Saktilgang.objects.get().deler == ["undersokelse"]

    hjelper = ny_person(bredde, morkt=morkt)
    hjelper.logg_inn(folk.stotte)
    hjelper.gaa_til(f"/saker/{sak.nummer}/")
    feil += se_over(hjelper)
    faner = hjelper.page.locator("nav.faner").inner_text().split()
    assert faner == ["Oversikt", "Undersøkelse"]
    hjelper.page.locator("nav.faner").get_by_text("Undersøkelse").click()
    assert hjelper.ser("Skriv observasjon")

    rektor.gaa_til(f"/saker/{sak.nummer}/personer/")
    feil += se_over(rektor)
    rektor.page.get_by_role("link", name="Endre Per Eggen").click()
    feil += se_over(rektor)
    rektor.kryss("informasjon", "nei")
    rektor.trykk("Lagre")
    assert rektor.ser("Skriv grunnen til at denne foresatte ikke skal ha informasjon.")
    feil += se_over(rektor)
    rektor.skriv("grunn", "Kjennelse i arkivet, 26/1")
    rektor.trykk("Lagre")
    assert rektor.ser("Kjennelse i arkivet, 26/1")

    rektor.gaa_til("/overlevering/")
    feil += se_over(rektor)
    rektor.page.get_by_role("link", name="Se alt arbeidet til Sluttet Rektor").click()
    feil += se_over(rektor)
    rektor.page.locator("label", has_text="Planlagt samtale").click()
    rektor.velg("til", str(folk.rektor.pk))
    rektor.trykk("Overlever det du har valgt")
    assert rektor.ser("1 oppgave er overlevert.")
    rektor.gaa_til("/overlevering/")
    rektor.page.get_by_role("button", name="Overta sakene etter Sluttet Rektor").click()
    assert rektor.ser("2 oppgaver er overlevert.")
    assert not Sak.objects.filter(ansvarlig=folk.sluttet).exists()
    assert not feil, "\n".join(feil)
