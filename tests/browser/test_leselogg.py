"""The read-log's pages at a desk and on a phone: axe, no sideways scroll, and the way through them by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cases.leselogg.actions import Utskriftsdata, Vurderingsdata, lag_innsynsutskrift, vurder_oppslag
from cases.leselogg.models import Oppslagsvurdering
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Oppslag
from steinkjer_skolemiljo.organisation.models import Foresattforhold, Innstilling, Rolle, Rolletildeling
from tests.cases.leselogg.blikk import DAG, blikk, i_liste
from tests.cast import I_DAG, NAA, OSLO
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def levd(folk: Rollebesetning) -> tuple[Sak, Sak]:
    """A school's sak that many have looked at, and one skoleeier leads because the rektor is reported."""
    Rolletildeling.objects.create(
        bruker=folk.avdelingsleder, rolle=Rolle.AVDELINGSLEDER, skole=folk.egge, fra=date(2026, 1, 1), fullmakt=True
    )
    Innstilling.objects.create(nokkel="leselogg_mange_elever", verdi="20", gjelder_fra=date(2026, 1, 1))
    sak = lag_sak(
        folk,
        delt_med_kontaktlarer=True,
        opprettet=NAA - 30 * DAG,
        mottatt=NAA - 30 * DAG,
        alvorlig=True,
        alvorlig_vurdert=NAA,
    )
    for n in range(14):
        blikk(sak, folk.rektor, naar=NAA - n * DAG)
        blikk(sak, folk.rektor, naar=NAA - n * DAG + timedelta(minutes=12), hva="tiltaksplan")
        blikk(sak, folk.kontaktlarer, naar=NAA - n * DAG + timedelta(hours=2), rolle="kontaktlarer", hva="undersokelse")
        i_liste(sak, folk.rektor, naar=NAA - n * DAG)
    blikk(sak, folk.avdelingsleder, naar=NAA - 2 * DAG, hva="personer")
    blikk(sak, folk.avdelingsleder, naar=NAA - 2 * DAG + timedelta(minutes=3), hva="logg")
    blikk(sak, folk.rektor, naar=datetime(2026, 11, 5, 23, 14, tzinfo=OSLO))
    blikk(sak, folk.sektorleder, naar=NAA - DAG, rolle="nodinnsyn", grunn="Mor ringte og sa at skolen ikke svarer.")
    logg(sak, Hendelsestype.SAMTALE, aktor=folk.stotte, now=NAA - 4 * DAG, hvem="eleven")
    blikk(sak, folk.stotte, naar=NAA - 3 * DAG, rolle="ansatt")
    for n in range(4):
        blikk(
            None,
            folk.ansatt,
            rolle="ansatt",
            hva="liste",
            liste="elevsok",
            antall=8,
            viste_elever=list(range(n * 8, n * 8 + 8)),
        )
    lag_innsynsutskrift(
        aktor=folk.rektor,
        sak_id=sak.pk,
        data=Utskriftsdata(
            forhold=Foresattforhold.objects.get(foresatt=folk.forelder),
            fra=I_DAG - timedelta(days=30),
            til=I_DAG,
            navngitte=frozenset({folk.kontaktlarer.pk}),
            begrunnelse="Foresatte skal snakke med læreren om hva hun vet.",
        ),
        now=NAA,
    )
    vurder_oppslag(
        aktor=folk.kommunalsjef,
        data=Vurderingsdata(
            folk.sektorleder.pk,
            sak.nummer,
            I_DAG - timedelta(days=1),
            Oppslagsvurdering.Utfall.FORKLART,
            "Hun tok imot telefonen fra mor.",
        ),
        now=NAA,
    )
    ledet = lag_sak(folk, elev=folk.annen_elev, ledelse=True)
    blikk(ledet, folk.rektor, naar=NAA - 5 * DAG)
    blikk(ledet, folk.rektor, naar=NAA - 5 * DAG, hva="undersokelse")
    i_liste(ledet, folk.avdelingsleder, naar=NAA - 5 * DAG)
    anklag(ledet, folk.rektor)
    return sak, ledet


def sider(sak: Sak, ledet: Sak) -> dict[str, list[str]]:
    """The pages, by who opens them."""
    utskrift = sak.innsynsutskrifter.get().pk
    s = f"/saker/{sak.nummer}/innsynslogg/"
    return {
        "rektor": [s, f"{s}?lister=on", f"{s}?uten_oppgave=on", f"{s}til-foresatte/", f"{s}til-foresatte/{utskrift}/"],
        "sektorleder": ["/leselogg/?vis=alle", f"/saker/{ledet.nummer}/", f"/saker/{ledet.nummer}/innsynslogg/"],
        "personvernombud": ["/", "/leselogg/"],
    }


def test_sidene_kan_leses_av_alle(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    alle = sider(*levd(folk))
    feil = []
    for hvem, stier in alle.items():
        person = ny_person(1280)
        person.logg_inn(getattr(folk, hvem))
        for sti in stier:
            person.gaa_til(sti)
            feil += person.paa_begge_skjermer()
    assert not feil, "\n".join(feil)


def test_personvernombudet_finner_et_oppslag_og_vurderer_det(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    levd(folk)
    person = ny_person(360)
    person.logg_inn(folk.personvernombud)
    person.trykk("Åpne leseloggen", "link")
    person.velg("grunn", "uten_oppgave")
    person.trykk("Vis")
    assert person.ser("Avdelings Leder")
    person.page.get_by_text("Skriv vurdering").first.click()
    person.page.locator("label", has_text="Forklart").first.click()
    person.page.locator("textarea").first.fill("Hun var stedfortreder den dagen.")
    person.trykk("Lagre vurderingen")
    assert person.ser("Vurderingen er lagret.")
    assert Oppslagsvurdering.objects.filter(vurdert_av=folk.personvernombud).count() == 1
    assert Oppslag.objects.filter(bruker=folk.personvernombud, hva="leselogg").exists()
