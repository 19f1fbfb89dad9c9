"""axe on every page a person can open, at a desk and on a phone, in light and dark; and no page scrolls sideways."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cases.framlegg.models import Framlegg
from cases.skoleeier.models import Skoleeiervarsel
from tests.cases.framlegg.oppsett import frigitt, maskert
from tests.cases.planer import vedtatt
from tests.cast import NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.sak.models import Sak
    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]


def _innhold(folk: Rollebesetning) -> Sak:
    """A sak with something on each of its pages."""
    sak = lag_sak(
        folk,
        alvorlig=True,
        alvorlig_kriterier=["flere_mot_en"],
        alvorlig_vurdert=NAA,
        mottatt=NAA - timedelta(days=20),
        neste_frist=NAA - timedelta(days=5),
        neste_frist_type="tiltaksplan",
    )
    lag_melding(folk, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=folk.rektor)
    lag_melding(folk, elev=folk.annen_elev, haster=True)
    skjerpet = lag_sak(folk, elev=folk.annen_elev, skjerpet=True)
    anklag(skjerpet, folk.anklaget)
    frigitt(folk, skjerpet)
    maskert(folk, skjerpet)
    folk.stotte.er_helsepersonell = True
    folk.stotte.save()
    sak.involverte.create(rolle="mulig_krenker", kategori="elev", elev=folk.annen_elev, lagt_til=NAA)
    vedtatt(sak, folk.rektor)
    Skoleeiervarsel.objects.create(
        sak=sak,
        type="alvorlig",
        kriterier=["flere_mot_en"],
        redegjorelse="Flere elever er med på det.",
        laert=NAA,
        varslet=NAA,
        varslet_av=folk.rektor,
    )
    return sak


def _sider(sak: Sak, folk: Rollebesetning) -> dict[str, list[str]]:
    s = f"/saker/{sak.nummer}"
    gitt = Framlegg.objects.get(status="frigitt")
    f = f"/saker/{gitt.sak.nummer}/framlegg"
    varsel = Skoleeiervarsel.objects.get().pk
    melding = folk.ansatt.meldinger.order_by("pk").last()
    assert melding is not None
    felles = [
        "/",
        "/meld/",
        "/meldinger/",
        "/varsler/",
        "/tiltak/",
        "/arshjul/",
        "/prosedyrer/",
        "/regelverk/",
        "/tilgjengelighet/",
    ]
    return {
        "ansatt": [*felles, f"/meldinger/{melding.nummer}/", "/inngripen/", "/inngripen/ny/", "/finnes-ikke/"],
        "rektor": [
            "/",
            "/saker/",
            "/meldinger/innboks/",
            f"/meldinger/{melding.nummer}/ta-imot/",
            f"{s}/",
            f"{s}/personer/",
            f"{s}/logg/",
            f"{s}/undersokelse/",
            f"{s}/undersokelse/plan/",
            f"{s}/undersokelse/samtale/",
            f"{s}/undersokelse/observasjon/",
            f"{s}/undersokelse/kartlegging/",
            f"{s}/undersokelse/analyse/",
            f"{s}/tiltaksplan/",
            f"{s}/evaluering/",
            f"{s}/evaluering/ny/",
            f"{s}/avslutt/",
            f"{s}/alvorlighet/",
            f"{s}/varsle-skoleeier/",
            f"{s}/reaksjoner/",
            f"{s}/reaksjoner/ny/",
            f"{s}/samarbeidsavtaler/ny/",
            f"{s}/meldeplikt/",
            f"{s}/inngripen/",
            f"{s}/tilganger/",
            f"{s}/dokumenter/",
            f"{s}/vedlegg/",
            f"{s}/logg/noter/",
            "/saker/?som=tavle",
            "/overlevering/",
            "/varsler/innstillinger/",
            "/min-side/",
            f"{f}/",
            f"{f}/{gitt.pk}/",
            f"{f}/{gitt.pk}/mote/",
            f"{f}/{gitt.pk}/vurder/",
            f"{f}/{gitt.pk + 1}/",
            f"{f}/{gitt.pk + 1}/rediger/",
            f"{f}/{gitt.pk + 1}/navn/",
            "/arshjul/",
            "/innstillinger/",
            "/skolerute/2026/egge/",
        ],
        "sektorleder": [
            "/",
            "/skoleeier/",
            "/saker/",
            f"{s}/",
            f"{s}/skoleeiervarsel/{varsel}/",
            "/innstillinger/maal/D-5/",
            "/skolerute/2026/felles/",
            "/skoleeier/tall/",
            "/skoleeier/rapporter/",
        ],
        # The second pair is a framlegg that has been given, and a draft.
        "anklaget": ["/framlegg/", f"/framlegg/{gitt.nokkel}/"],
        "stotte": ["/meld/", "/meld/taushetsplikt/"],
    }


def test_ingen_side_stenger_noen_ute(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    sak = _innhold(folk)
    person = ny_person(1280, 800)
    person.gaa_til("/logg-inn/")
    funn = person.paa_begge_skjermer()
    for rolle, sider in _sider(sak, folk).items():
        person.logg_inn(getattr(folk, rolle))
        for side in sider:
            person.gaa_til(side)
            funn += person.paa_begge_skjermer()
    assert not funn, "\n".join(funn)


@pytest.mark.parametrize("bredde", [360])
def test_feilmeldinger_og_utkast_er_ogsa_tilgjengelige(
    ny_person: Callable[..., Person], folk: Rollebesetning, bredde: int
) -> None:
    sak = lag_sak(folk)
    person = ny_person(bredde, 800)
    person.logg_inn(folk.rektor)
    funn: list[str] = []
    for side, knapp in (
        ("/meld/", "Send meldingen"),
        (f"/saker/{sak.nummer}/undersokelse/samtale/", "Lagre"),
        (f"/saker/{sak.nummer}/avslutt/", "Avslutt saken"),
    ):
        person.gaa_til(side)
        person.page.locator("main form").get_by_role("button", name=knapp).last.click()
        person.page.locator(".ds-error-summary").wait_for()
        assert person.naar("document.activeElement.className === 'ds-error-summary'")
        funn += person.axe()
    person.gaa_til(f"/saker/{sak.nummer}/tiltaksplan/")
    person.page.get_by_role("button", name="Lag tiltaksplan").click()
    person.page.wait_for_url("**/rediger/")
    funn += person.axe()
    assert not funn, "\n".join(funn)
