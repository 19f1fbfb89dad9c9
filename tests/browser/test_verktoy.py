"""The guide's tools in a real browser: a circle made by keyboard on a phone, and every page read by axe on both screens."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cases.klasseregler import actions as regler
from cases.relasjonssirkel.actions import Sirkeldata, lag_sirkel
from cases.relasjonssirkel.models import Plassering, Relasjonssirkel, Ring
from steinkjer_skolemiljo.organisation.models import Elev
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def innhold(folk: Rollebesetning) -> None:
    """A class, an older circle of it, rules on their way, and a sak to share with."""
    navn = "Aksel Amalie Birk Cornelia Didrik Edda Falk Gry Hauk Idun Jens Kaja Leo Mia Nils Odin Pia Ravn Siri Tuva"
    for fornavn in navn.split():
        Elev.objects.create(
            fornavn=fornavn,
            etternavn="Sandvollan",
            fodselsdato=date(2016, 1, 1),
            skole=folk.egge,
            klasse=folk.klasse,
            sokenavn=f"{fornavn.lower()} sandvollan",
        )
    lag_sak(folk, delt_med_kontaktlarer=True)
    elever = Elev.objects.filter(klasse=folk.klasse).order_by("pk")
    lag_sirkel(
        aktor=folk.kontaktlarer,
        klasse_id=folk.klasse.pk,
        data=Sirkeldata(
            dato=I_DAG - timedelta(days=60),
            plasseringer={elev.pk: (Ring(n % 3 + 1), n % 2 == 0) for n, elev in enumerate(elever)},
            notat="Begynn med dem ute i randen.",
        ),
        now=NAA,
    )
    hvem = {"aktor": folk.kontaktlarer, "klasse_id": folk.klasse.pk, "now": NAA}
    regler.begynn(**hvem)  # type: ignore[arg-type]
    forslag = ["Vi hilser på hverandre om morgenen", "Alle har noen å være sammen med ute", "Ingen ler av andre"]
    regler.legg_til_forslag(tekster=forslag, sett_over=False, versjon=1, **hvem)  # type: ignore[arg-type]


def test_verktoyene_med_tastatur_paa_mobil_og_for_alle(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    innhold(folk)
    larer = ny_person(360, 800)
    larer.logg_inn(folk.kontaktlarer)
    larer.gaa_til(f"/verktoy/relasjonssirkel/klasse/{folk.klasse.pk}/ny/")
    # By keyboard alone: into the group, and with the arrows to a ring.
    for elev, trykk in ((folk.elev, 2), (folk.annen_elev, 0)):
        larer.page.locator(f"[name='ring_{elev.pk}']").first.focus()
        larer.page.keyboard.press("Space")
        for _n in range(trykk):
            larer.page.keyboard.press("ArrowRight")
    feil = larer.paa_begge_skjermer()
    larer.page.set_viewport_size({"width": 360, "height": 800})
    larer.page.get_by_role("button", name="Lagre").press("Enter")
    larer.page.wait_for_url("**/verktoy/relasjonssirkel/*-*/")
    assert dict(Plassering.objects.filter(sirkel__dato=I_DAG).values_list("elev", "ring")) == {
        folk.elev.pk: Ring.YTTERST,
        folk.annen_elev.pk: Ring.NAER,
    }
    assert larer.ser("Disse står ytterst")
    feil += larer.paa_begge_skjermer()
    gammel, ny = Relasjonssirkel.objects.order_by("dato")
    larer.trykk("Sammenlign")
    larer.page.wait_for_url("**?med=*")
    feil += larer.paa_begge_skjermer()
    klasse = folk.klasse.pk
    for sti in (
        "/verktoy/",
        "/verktoy/relasjonssirkel/",
        f"/verktoy/relasjonssirkel/{gammel.nokkel}/",
        f"/verktoy/relasjonssirkel/{ny.nokkel}/slett/",
        f"/verktoy/relasjonssirkel/{ny.nokkel}/del/{folk.elev.pk}/",
        "/verktoy/klasseregler/",
        f"/verktoy/klasseregler/{klasse}/",
        "/verktoy/kartlegging/",
        "/min-klasse/",
    ):
        larer.gaa_til(sti)
        feil += larer.paa_begge_skjermer()
    # The register warns of a name, and keeps what was written.
    larer.gaa_til("/verktoy/kartlegging/ny/")
    assert not larer.page.locator("[name='navn']").is_visible()
    larer.kryss("slag", "klassetrivsel")
    larer.skriv("funn", "Nora er mye alene.")
    larer.trykk("Lagre")
    larer.page.wait_for_selector("[name='sett_over']")
    assert larer.page.locator("[name='funn']").input_value() == "Nora er mye alene."
    feil += larer.paa_begge_skjermer()
    larer.skriv("funn", "Noen er mye alene.")
    larer.trykk("Lagre")
    larer.page.wait_for_url(re.compile(r"/verktoy/kartlegging/\d+/$"))
    feil += larer.paa_begge_skjermer()
    assert not feil, "\n".join(feil)
