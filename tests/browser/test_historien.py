"""One child's sak, played in a real browser from the first worry to a child who feels safe."""

from __future__ import annotations

import time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cases.melding.models import Melding
from cases.sak.models import Sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Person
    from tests.cast import Rollebesetning

pytestmark = [pytest.mark.nettleser, pytest.mark.django_db(transaction=True)]

I_DAG = "2026-11-10"
FEM_PUNKTER = (
    "Hvilke problem tiltakene skal løse",
    "Hvilke tiltak skolen har planlagt",
    "Når tiltakene skal gjennomføres",
    "Hvem som skal gjennomføre tiltakene",
    "Når tiltakene skal evalueres",
)


def meld(person: Person) -> str:
    """File a plain melding; gives its number."""
    person.gaa_til("/meld/")
    person.gjort = 0
    person.page.locator("#sok_elever").press_sequentially("nora", delay=20)
    person.gjort += 1
    person.page.locator("#liste_elever [role=option]").first.click()
    person.gjort += 1
    person.skriv("hva_skjedde", "Nora sto alene ved benken i storefri. Hun sa at det alltid er fullt når hun spør.")
    person.kryss("trygg_naa", "ja")
    person.kryss("kilde", "eleven")
    person.trykk("Send meldingen")
    person.page.wait_for_url("**/meldinger/M-*/")
    return person.page.url.rstrip("/").rsplit("/", 1)[-1]


def samtale(rektor: Person, sak: str, type_: str, tekst: str) -> None:
    """Write down one conversation."""
    rektor.gaa_til(f"/saker/{sak}/undersokelse/samtale/")
    rektor.kryss("type", type_)
    rektor.skriv("dato", I_DAG)
    rektor.skriv("sted", "Grupperommet")
    rektor.skriv("deltakere", "Nora, rektor")
    rektor.skriv("hva_sies", tekst)
    rektor.trykk("Lagre")
    rektor.page.wait_for_url("**/undersokelse/")


def fyll_tiltak(rektor: Person, nummer: int, tekst: str) -> None:
    """Fill one row of the plan."""
    rektor.skriv(f"tiltak-{nummer}-beskrivelse", tekst)
    rektor.skriv(f"tiltak-{nummer}-fra", I_DAG)
    rektor.skriv(f"tiltak-{nummer}-ansvarlig_rolle", "Kontaktlærer")


def evaluer(rektor: Person, sak: str, svar: str, konklusjon: str) -> None:
    """Evaluate the plan in force."""
    rektor.gaa_til(f"/saker/{sak}/evaluering/ny/")
    rektor.skriv("deltakere", "Nora, mor, kontaktlærer og rektor")
    rektor.kryss("elevens_svar", svar)
    rektor.skriv("elevens_ord", "Det er bedre, men ikke i storefri.")
    rektor.skriv("spurt_av", "Kontaktlærer, på grupperommet")
    for felt in rektor.page.locator("select[name^='tiltak-']").all():
        felt.select_option(index=1)
    rektor.kryss("konklusjon", konklusjon)
    if konklusjon != "avslutte":
        rektor.skriv("ny_evalueringsdato", "2026-11-24")
    rektor.trykk("Lagre evalueringen")


def test_fra_forste_bekymring_til_et_barn_som_har_det_trygt(
    ny_person: Callable[..., Person], folk: Rollebesetning
) -> None:
    # An ansatt files on a phone, in a minute and with few presses.
    ansatt = ny_person(360, 740)
    ansatt.logg_inn(folk.ansatt)
    start = time.monotonic()
    nummer = meld(ansatt)
    assert time.monotonic() - start < 60
    assert ansatt.gjort <= 15, ansatt.gjort
    assert ansatt.ser("Hva skjer nå?")
    assert ansatt.ser("Rektor, Egge skole")

    # Rektor finds it in the morning and receives it.
    rektor = ny_person()
    rektor.logg_inn(folk.rektor)
    rektor.trykk("Nora Eggen", "link")
    assert rektor.ser("Nora sto alene ved benken i storefri")
    rektor.kryss("habil", "ja")
    rektor.trykk("Ta imot meldingen")
    rektor.page.wait_for_url("**/saker/*/")
    sak = Sak.objects.get()
    assert rektor.ser("Nora Eggen")
    assert rektor.ser("Snakk med eleven")
    assert Melding.objects.get().behandling == "sak"

    # Nothing for the sektorleder to see yet.
    sektorleder = ny_person()
    sektorleder.logg_inn(folk.sektorleder)
    sektorleder.gaa_til(f"/saker/{sak.nummer}/")
    assert sektorleder.ser("Vi finner ikke det du leter etter")

    # The investigation: two conversations, and what the school makes of them.
    rektor.trykk("Skriv samtale", "link")
    samtale(rektor, sak.nummer, "elev", "De sier alltid at det er fullt. Så går jeg bare.")
    samtale(rektor, sak.nummer, "foresatte", "Hun har vondt i magen om morgenen.")
    rektor.gaa_til(f"/saker/{sak.nummer}/undersokelse/analyse/")
    rektor.skriv("hva_skjer", "Leken i storefri styres av noen få.")
    rektor.skriv("elevens_opplevelse", "Nora opplever at hun aldri får være med.")
    rektor.kryss("behov_for_tiltak", "ja")
    rektor.trykk("Lagre")
    rektor.page.wait_for_url("**/undersokelse/")

    # The plan: an end before its beginning, and missing points, are told beside the field; nothing typed is lost.
    rektor.gaa_til(f"/saker/{sak.nummer}/")
    rektor.trykk("Lag tiltaksplan", "link")
    rektor.trykk("Lag tiltaksplan")
    rektor.page.wait_for_url("**/tiltaksplan/rediger/")
    rektor.skriv("utfordring", "Nora holdes utenfor leken i storefri.")
    fyll_tiltak(rektor, 0, "To voksne på vakt går inn i leken.")
    rektor.skriv("tiltak-0-til", "2026-11-01")
    rektor.trykk("Vedta planen")
    assert rektor.ser("Tiltaket kan ikke slutte før det begynner.")
    assert rektor.page.locator("[name='utfordring']").input_value() == "Nora holdes utenfor leken i storefri."
    rektor.skriv("tiltak-0-til", "2026-12-18")
    rektor.skriv("elevens_syn", "Nora vil ha noen å være sammen med.")
    rektor.trykk("Vedta planen")
    assert rektor.ser("Skriv hvordan barnets beste er vurdert.")
    assert rektor.ser("Velg datoen tiltakene skal evalueres.")
    rektor.skriv("barnets_beste", "Nora skal ha det trygt uten å bli stilt ut.")
    rektor.skriv("evalueringsdato", "2026-11-24")
    for rad, tekst in ((1, "Lekegruppe i storefri."), (2, "Samtale med Nora hver fredag.")):
        if rektor.page.locator(f"[name='tiltak-{rad}-beskrivelse']").count() == 0:
            rektor.trykk("Legg til tiltak")
        fyll_tiltak(rektor, rad, tekst)
    rektor.trykk("Vedta planen")
    rektor.page.wait_for_url("**/tiltaksplan/")
    assert rektor.ser("Lekegruppe i storefri.")

    # The paper for the elevmappe.
    svar = rektor.page.request.get(f"{rektor.rot}/saker/{sak.nummer}/tiltaksplan.pdf")
    assert svar.headers["content-type"] == "application/pdf"
    tekst = "\n".join(side.extract_text() for side in PdfReader(BytesIO(svar.body())).pages)
    flatt = " ".join(tekst.split())
    for punkt in FEM_PUNKTER:
        assert punkt in flatt, punkt
    assert "Samtale med Nora hver fredag." in flatt

    # Serious: now the sektorleder sees it, and not before.
    rektor.gaa_til(f"/saker/{sak.nummer}/alvorlighet/")
    rektor.kryss("kriterier", "flere_mot_en")
    rektor.kryss("alvorlig", "ja")
    rektor.skriv("begrunnelse", "Flere elever er med på det.")
    rektor.page.locator("main form.skjema button[type='submit']").first.click()
    rektor.page.wait_for_load_state()
    sektorleder.gaa_til("/skoleeier/")
    assert sektorleder.ser(sak.nummer)
    sektorleder.gaa_til(f"/saker/{sak.nummer}/")
    assert sektorleder.ser("Nora Eggen")

    # And is warned, and says that it has been read.
    rektor.gaa_til(f"/saker/{sak.nummer}/varsle-skoleeier/")
    rektor.kryss("type", "alvorlig")
    rektor.skriv("redegjorelse", "Flere elever holder Nora utenfor. Plan er vedtatt.")
    rektor.page.locator("main form.skjema button[type='submit']").first.click()
    rektor.page.wait_for_load_state()
    assert not rektor.page.locator(".ds-error-summary").count(), rektor.page.locator("main").inner_text()
    sektorleder.gaa_til("/varsler/")
    assert sektorleder.ser(sak.nummer)

    # Evaluation: no. Then a new version, and yes.
    evaluer(rektor, sak.nummer, "nei", "justere")
    rektor.page.wait_for_url("**/evaluering/")
    rektor.trykk("Lag ny versjon fra evalueringen")
    rektor.page.wait_for_url("**/tiltaksplan/rediger/")
    rektor.skriv("tiltak-0-beskrivelse", "En fast voksen følger Nora inn i leken hver dag.")
    rektor.skriv("evalueringsdato", "2026-12-01")
    rektor.trykk("Vedta planen")
    rektor.page.wait_for_url("**/tiltaksplan/")
    evaluer(rektor, sak.nummer, "ja", "avslutte")
    rektor.page.wait_for_url(f"**/saker/{sak.nummer}/")

    # Closed through the law's gate.
    rektor.gaa_til(f"/saker/{sak.nummer}/avslutt/")
    rektor.kryss("grunn", "trygg")
    rektor.skriv("elevens_syn", "Nora vil at det skal bli vanlig igjen.")
    rektor.skriv("barnets_beste", "Nora sier selv at det er trygt.")
    rektor.skriv("foresattes_syn", "Mor er enig.")
    rektor.page.locator("main form.skjema button[type='submit']").click()
    rektor.page.wait_for_load_state()
    assert not rektor.page.locator(".ds-error-summary").count(), rektor.page.locator("main").inner_text()
    assert rektor.ser("Avsluttet")
    sak.refresh_from_db()
    assert sak.avsluttet is not None
    assert sak.fase == "avsluttet"

    # And the one who worried can see that it went somewhere, and nothing more.
    ansatt.gaa_til(f"/meldinger/{nummer}/")
    assert ansatt.ser("Avsluttet")
    assert ansatt.page.locator("main a[href*='/saker/']").count() == 0


def test_to_som_lagrer_samtidig_mister_ingenting(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    ansatt = ny_person(360, 740)
    ansatt.logg_inn(folk.ansatt)
    meld(ansatt)
    en = ny_person()
    en.logg_inn(folk.rektor)
    en.gaa_til("/meldinger/innboks/")
    en.page.locator("main table a").first.click()
    en.kryss("habil", "ja")
    en.trykk("Ta imot meldingen")
    sak = Sak.objects.get()
    en.gaa_til(f"/saker/{sak.nummer}/tiltaksplan/")
    en.trykk("Lag tiltaksplan")
    en.page.wait_for_url("**/rediger/")
    to = i_samme_rolle(ny_person, folk)
    to.gaa_til(f"/saker/{sak.nummer}/tiltaksplan/rediger/")
    en.skriv("utfordring", "Den førstes tekst")
    en.page.get_by_role("button", name="Lagre utkast").first.click()
    en.page.wait_for_load_state()
    to.skriv("utfordring", "Den andres tekst")
    to.page.get_by_role("button", name="Lagre utkast").first.click()
    assert to.ser("Den førstes tekst")
    assert to.page.locator("[name='utfordring']").input_value() == "Den andres tekst"


def i_samme_rolle(ny_person: Callable[..., Person], folk: Rollebesetning) -> Person:
    to = ny_person()
    to.logg_inn(folk.rektor)
    return to


def test_utkastet_overlever_at_okten_tar_slutt(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    ansatt = ny_person(360, 740)
    ansatt.logg_inn(folk.ansatt)
    ansatt.gaa_til("/meld/")
    ansatt.skriv("hva_skjedde", "Halvveis i setningen")
    ansatt.page.get_by_text("Utkast lagret").wait_for()
    ansatt.logg_inn(folk.ansatt)
    ansatt.gaa_til("/meld/")
    assert ansatt.page.locator("[name='hva_skjedde']").input_value() == "Halvveis i setningen"


def test_uten_javascript_gar_det_ogsa(ny_person: Callable[..., Person], folk: Rollebesetning) -> None:
    ansatt = ny_person(360, 740)
    nakent = ansatt.page.context.browser
    assert nakent is not None
    kontekst = nakent.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    ansatt.page = kontekst.new_page()
    ansatt.logg_inn(folk.ansatt)
    ansatt.gaa_til("/meld/")
    ansatt.skriv("sok_elever", "Nora")
    ansatt.skriv("hva_skjedde", "Sto alene")
    ansatt.page.locator("fieldset:has(#sok_elever) button").click()
    ansatt.page.locator("#treff_elever label").first.click()
    assert ansatt.page.locator("[name='hva_skjedde']").input_value() == "Sto alene"
    ansatt.trykk("Send meldingen")
    ansatt.page.wait_for_url("**/meldinger/M-*/")
    assert Melding.objects.get().elever.get().elev == folk.elev
    kontekst.close()
