"""Every kind of paper: lawful in its structure, complete in full, silent where it goes home, and made by the sweep."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import time_machine
from django.urls import reverse

from cases.dokumenter.models import Dokument
from cases.dokumenter.slag import SLAG
from cases.dokumenter.tasks import lag_dokumenter
from cases.framlegg.models import Framleggdokument
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Gradering
from steinkjer_skolemiljo.papir import til_pdf
from tests.cases.dokumenter.fullsak import SKRIFTER, full_sak
from tests.cases.dokumenter.pdfkontroll import kontroller, tekst
from tests.cases.sak.hjelp import hent
from tests.cases.sporringer import antall as sporringer
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

Type, Utgave = Dokument.Type, Dokument.Utgave


def se(navn: str, innhold: bytes) -> None:
    """Lay it where one can look at it, when asked to."""
    if mappe := os.environ.get("SE_PAA_PDF"):
        Path(mappe, f"{navn}.pdf").write_bytes(innhold)


def innhold(sak: Sak, type_: Dokument.Type, utgave: Dokument.Utgave = Utgave.ELEVMAPPE) -> list[str]:
    return [tekst(bytes(rad.innhold)) for rad in sak.dokumenter.filter(type=type_, utgave=utgave).order_by("objekt_id")]


def test_papirene_er_lovlige_tier_hjemme_fryses_og_gis_til_dem_som_skal_ha_dem(
    roller: Rollebesetning, client: Client
) -> None:
    """One world, since it takes its time to make; each sentence stands below."""
    with time_machine.travel(NAA, tick=False):
        sak = full_sak(roller)
        lag_dokumenter()
    _samme_side_gir_samme_bytes(sak)
    _hjemmets_utgave_tier_om_andre_og_om_det_interne_og_sier_hvor_en_kan_gaa(sak, roller)
    _siden_viser_hver_det_de_kan_faa_og_henter_det_med_spor_i_leseloggen(sak, roller, client)
    _feiingen_lager_alle_slag_i_hver_utgave_og_hver_er_pdf_a_og_pdf_ua(sak, roller)


def _feiingen_lager_alle_slag_i_hver_utgave_og_hver_er_pdf_a_og_pdf_ua(sak: Sak, roller: Rollebesetning) -> None:
    laget = list(sak.dokumenter.order_by("type", "objekt_id", "utgave"))
    assert {(rad.type, rad.utgave) for rad in laget} == {
        (type_.value, utgave.value)
        for type_ in (Type.MELDING, Type.REFERAT, Type.TILTAKSPLAN, Type.EVALUERING, Type.AVSLUTNING)
        for utgave in Utgave
    } | {("varsel_skoleeier", "intern")}
    # Two versions of the plan, four conversations of which one is with an employee and goes to nobody's home.
    assert sak.dokumenter.filter(type=Type.TILTAKSPLAN).count() == 4
    assert sak.dokumenter.filter(type=Type.REFERAT).count() == 7
    framlegg = Framleggdokument.objects.get()
    assert {"H1", "H2", "Table"} <= set(kontroller(bytes(framlegg.innhold), "nb"))
    for rad in laget:
        merker = kontroller(bytes(rad.innhold), "nb")
        assert {"H1", "H2", "Table", "TH", "P"} <= set(merker)
        se(f"{rad.type}-{rad.pk}-{rad.utgave}", bytes(rad.innhold))
    full = innhold(sak, Type.REFERAT, Utgave.INTERN)[0]
    for navn in SKRIFTER[:7]:
        assert navn in full, navn
    # What no typeface of ours has is said, and what a list is, is a list.
    assert "[runic letter fehu feoh fe f]" in full
    assert "LBody" in kontroller(bytes(sak.dokumenter.filter(type=Type.REFERAT)[0].innhold), "nb") or any(
        "LBody" in kontroller(bytes(rad.innhold), "nb") for rad in sak.dokumenter.filter(type=Type.TILTAKSPLAN)
    )
    # Nothing is made twice, and one paper is one line of the log, whatever editions it has.
    antall_laget = len(laget)
    lag_dokumenter()
    assert sak.dokumenter.count() == antall_laget
    assert sak.hendelser.filter(type="dokument_laget").count() == len({(rad.type, rad.objekt_id) for rad in laget})
    # What is added to a melding makes a new version of it.
    sak.meldingselever.get().melding.tillegg.create(tekst="Mer.", skrevet=NAA, skrevet_av=roller.ansatt)
    lag_dokumenter()
    assert set(sak.dokumenter.filter(type=Type.MELDING).values_list("versjon", flat=True)) == {2, 3}


def _hjemmets_utgave_tier_om_andre_og_om_det_interne_og_sier_hvor_en_kan_gaa(sak: Sak, roller: Rollebesetning) -> None:
    hjem = {type_: " ".join(innhold(sak, type_)) for type_ in Type if type_ != Type.REFERAT}
    referater = innhold(sak, Type.REFERAT)
    for ut in (*hjem.values(), referater[0]):
        assert "Jonas" not in ut
        assert "Vik" not in ut
    assert "Elev B" in hjem[Type.MELDING]
    assert "Elev B" in hjem[Type.AVSLUTNING]
    # Who reported, and which employee, is not for the home to read.
    assert roller.ansatt.navn not in hjem[Type.MELDING]
    assert roller.anklaget.navn not in hjem[Type.MELDING]
    assert "Hemmelig notat" not in referater[0]
    assert "Veiledning av personalet" not in hjem[Type.TILTAKSPLAN] + hjem[Type.EVALUERING]
    for ut in (hjem[Type.MELDING], hjem[Type.EVALUERING], hjem[Type.AVSLUTNING], hjem[Type.TILTAKSPLAN], referater[0]):
        assert "Statsforvalteren i Trøndelag" in ut
        assert sak.nummer in ut
        assert "/dokumenter/kontroll/" in ut
        assert "Rektor Egge" in ut or "Meldt 10. november 2026" in ut
    # To Jonas' home: nothing of whose sak it is (A-6).
    annen = sak.dokumenter.get(type=Type.REFERAT, utgave=Utgave.ELEVMAPPE, elev=roller.annen_elev)
    ut = tekst(bytes(annen.innhold))
    assert "Nora" not in ut
    assert "Eggen" not in ut
    assert sak.nummer not in ut + annen.filnavn
    # In full everything stands, and it says that it is not for the home.
    for type_, ventet in (
        (Type.MELDING, roller.ansatt.navn),
        (Type.REFERAT, "Hemmelig notat"),
        (Type.TILTAKSPLAN, "Veiledning av personalet"),
        (Type.EVALUERING, "Jonas plager meg"),
        (Type.AVSLUTNING, "Jonas er grei"),
        (Type.VARSEL_SKOLEEIER, "Har pågått lenge"),
    ):
        full = " ".join(innhold(sak, type_, Utgave.INTERN))
        assert ventet in full
        assert "full utgave, ikke til hjemmet" in full
        assert "Statsforvalteren i Trøndelag" not in full or type_ == Type.TILTAKSPLAN


def test_gradert_elevs_papirer_sier_ikke_hvor_eleven_er_og_nynorskskolen_skriver_nynorsk(
    roller: Rollebesetning,
) -> None:
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    roller.elev.skole.maalform = "nn"
    roller.elev.skole.save()
    with time_machine.travel(NAA, tick=False):
        # A framlegg in such a sak takes two, and is another test's.
        sak = full_sak(roller, framlegg=False)
        lag_dokumenter()
    for rad in sak.dokumenter.filter(utgave=Utgave.ELEVMAPPE, elev=roller.elev):
        kontroller(bytes(rad.innhold), "nn")
        ut = tekst(bytes(rad.innhold))
        # The municipality is the sender; the school, its people and the class are left out.
        assert "Steinkjer kommune" in ut
        for roper in ("Egge skole", "5A", roller.rektor.navn, roller.ansatt.navn):
            assert roper not in ut, (rad.type, roper)
        assert "Rettane dykkar" in ut


def _samme_side_gir_samme_bytes(sak: Sak) -> None:
    with time_machine.travel(NAA, tick=False):
        for rad in sak.dokumenter.filter(objekt_type="cases.evaluering"):
            slag = SLAG[rad.type]
            html = slag.html(sak, slag.alle().get(pk=rad.objekt_id), Utgave(rad.utgave))
            assert til_pdf(html) == bytes(rad.innhold)


def _siden_viser_hver_det_de_kan_faa_og_henter_det_med_spor_i_leseloggen(
    sak: Sak, roller: Rollebesetning, client: Client
) -> None:
    oversikt = reverse("dokumenter:oversikt", args=[sak.nummer])

    def lenker(bruker: Bruker) -> set[str]:
        side = hent(bruker, oversikt).content.decode()
        return {del_.split('"')[0] for del_ in side.split('href="') if "/dokumenter/" in del_.split('"')[0]}

    rektors, kontaktlarers = lenker(roller.rektor), lenker(roller.kontaktlarer)
    assert any("/varsel_skoleeier/" in lenke for lenke in rektors)
    assert any(lenke.endswith("/intern/") for lenke in rektors)
    assert any("/referat/" in lenke for lenke in kontaktlarers)
    assert not any(lenke.endswith("/intern/") or "/melding/" in lenke for lenke in kontaktlarers)
    side = hent(roller.rektor, oversikt).content.decode()
    assert sak.dokumenter.filter(type=Type.EVALUERING)[0].sha256 in side
    assert reverse("framlegg:pdf", args=[sak.nummer, sak.framlegg.get().pk]) in side
    # Whoever may see a link gets the paper; whoever may not, gets what one gets who asks for what does not exist.
    for lenke in sorted(rektors):
        if not lenke.startswith(f"/saker/{sak.nummer}/dokumenter/") or lenke == oversikt or "/referat/" in lenke[-14:]:
            continue
        assert hent(roller.rektor, lenke).status_code == 200, lenke
        svar = hent(roller.kontaktlarer, lenke)
        assert svar.status_code == (200 if lenke in kontaktlarers else 404), lenke
        assert hent(roller.rektor_maere, lenke).status_code == 404
    for rad in sak.dokumenter.uten_innhold():
        adresse = reverse("dokumenter:dokument", args=[sak.nummer, rad.pk])
        papir = reverse("dokumenter:papir", args=[sak.nummer, rad.type, rad.objekt_id, rad.utgave])
        ventet = 200 if papir in kontaktlarers else 404
        assert hent(roller.kontaktlarer, adresse).status_code == ventet, rad.filnavn
    sett = sak.oppslag.filter(bruker=roller.kontaktlarer, hva="dokument").count()
    assert sett > len(kontaktlarers) / 2


def test_sidens_sporringer_folger_ikke_antallet_papirer(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    oversikt = reverse("dokumenter:oversikt", args=[sak.nummer])
    felles = {"sak": sak, "dato": NAA.date(), "registrert": NAA, "registrert_av": roller.rektor}
    ny = Samtale(type="ansatt", sted="Kontoret", deltakere="Ansatt", hva_sies="Jeg hevet stemmen.", **felles)
    ny.save()
    forste = sporringer(client, roller.rektor, oversikt)
    for n in range(5):
        ny.pk, ny.deltakere = None, f"Ansatt {n}"
        ny.save()
    assert sporringer(client, roller.rektor, oversikt) == forste
