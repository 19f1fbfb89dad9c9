"""The plan on paper: what it says, what it leaves out, who may have it, and that it never changes."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
import time_machine
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader
from weasyprint.urls import FatalURLFetchingError

from cases.dokumenter.actions import lag_plandokument
from cases.dokumenter.models import Dokument
from cases.dokumenter.pdf import tiltaksplan_pdf
from cases.dokumenter.tasks import lag_dokumenter
from cases.sak.feil import IkkeFunnet
from cases.sak.models import Involvert, Oppslag
from cases.tiltaksplan import actions
from cases.tiltaksplan.models import Tiltaksplan
from steinkjer_skolemiljo.papir import BareEgneFiler
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

LOVENS_FEM = (
    "1. Hvilke problem tiltakene skal løse",
    "2. Hvilke tiltak skolen har planlagt",
    "3. Når tiltakene skal gjennomføres",
    "4. Hvem som skal gjennomføre tiltakene",
    "5. Når tiltakene skal evalueres",
)


def tekst(innhold: bytes) -> str:
    """All the text of a PDF on one line."""
    return " ".join(" ".join(side.extract_text() for side in PdfReader(BytesIO(innhold)).pages).split())


def hent(client: Client, bruker: Bruker, adresse: str) -> HttpResponse:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse)  # type: ignore[return-value]


def test_planen_har_lovens_fem_punkter_og_rettighetene(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.kontaktlarer),))
    ut = tekst(tiltaksplan_pdf(sak, plan))
    steder = [ut.index(punkt) for punkt in LOVENS_FEM]
    assert steder == sorted(steder)
    for ventet in (
        "offentleglova § 13, forvaltningsloven § 13",
        sak.nummer,
        "versjon 1",
        "Steinkjer kommune",
        "Nora Eggen",
        "4. mars 2016",
        "5A",
        "Egge skole",
        "En voksen følger Nora i friminuttene.",
        "Fra 10. november 2026",
        "Kontakt Lærer",
        "24. november 2026",
        "§ 12-6",
        "Statsforvalteren i Trøndelag",
        "Mobbeombudet i Trøndelag",
        "ikke et enkeltvedtak",
        "Vedtatt 10. november 2026 av Rektor Egge",
        "1 / 2",
    ):
        assert ventet in ut, ventet


def test_planen_er_pdf_a_med_merker_sprak_og_egne_skrifter(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pikepdf.open(BytesIO(tiltaksplan_pdf(sak, vedtatt(sak, roller.rektor)))) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["dc:title"] == f"Tiltaksplan {sak.nummer}, versjon 1"
        assert "Nora" not in str(xmp)
        rot = pdf.Root
        assert rot.MarkInfo.Marked
        assert str(rot.Lang) == "nb"
        assert rot.StructTreeRoot.K
        assert rot.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261110090000")
        skrifter = [font for side in pdf.pages for font in side.Resources.Font.values()]
        assert skrifter
        for skrift in skrifter:
            etterkommer = skrift.DescendantFonts[0]
            assert "Inter" in str(etterkommer.BaseFont)
            assert "/FontFile3" in etterkommer.FontDescriptor or "/FontFile2" in etterkommer.FontDescriptor


def test_samme_versjon_gir_samme_bytes_uansett_klokke(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)
    with time_machine.travel("2026-11-10 12:00"):
        forste = tiltaksplan_pdf(sak, plan)
    with time_machine.travel("2031-01-01 12:00"):
        assert tiltaksplan_pdf(sak, plan) == forste


def test_andre_elever_er_maskert_i_all_fritekst(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    Involvert.objects.create(sak=sak, kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    fritekst = (
        "bakgrunn",
        "maal",
        "foresattes_syn",
        "samarbeid",
        "uenighet",
        "trygghetsperson",
        "oppfolgingssamtaler",
        "evaluering_deltakere",
        "evaluering_begrunnelse",
        "utfordring",
        "elevens_syn",
        "barnets_beste",
    )
    tiltak = replace(
        TILTAK,
        beskrivelse="Jonas Vik og Nora sitter hver for seg.",
        grunnlag="Jonas' forklaring",
        hyppighet="når Jonas er der",
        ansvarlig_rolle="Jonas sin lærer",
    )
    plan = vedtatt(sak, roller.rektor, tiltak=(tiltak,), **dict.fromkeys(fritekst, "Jonas Viks lue"))
    ut = tekst(tiltaksplan_pdf(sak, plan))
    assert "Jonas" not in ut
    assert "Vik" not in ut
    assert ut.count("Elev Bs lue") == len(fritekst)
    assert "Elev B og Nora sitter hver for seg." in ut


def test_interne_tiltak_er_ikke_med(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    internt = replace(TILTAK, beskrivelse="Veiledning av personalet.", synlig_for_hjem=False)
    plan = vedtatt(sak, roller.rektor, tiltak=(internt, TILTAK))
    ut = tekst(tiltaksplan_pdf(sak, plan))
    assert "Veiledning" not in ut
    assert "Tiltak 1. En voksen" in ut


def test_nynorskskolens_plan_er_paa_nynorsk_hva_den_som_lager_den_enn_leser(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    sak.skole.maalform = "nn"
    sak.skole.save()
    with translation.override("nb"):
        innhold = tiltaksplan_pdf(sak, vedtatt(sak, roller.rektor))
    with pikepdf.open(BytesIO(innhold)) as pdf:
        assert str(pdf.Root.Lang) == "nn"
    ut = tekst(innhold)
    for fast in ("1. Kva problem tiltaka skal løyse", "5. Når tiltaka skal evaluerast", "Rettane dykkar", "Vedteken"):
        assert fast in ut
    assert LOVENS_FEM[0] not in ut
    sak.skole.maalform = "nb"
    with translation.override("nn"):
        assert LOVENS_FEM[0] in tekst(tiltaksplan_pdf(sak, vedtatt(sak, roller.rektor)))


def test_et_utkast_er_ikke_et_dokument(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    plan = actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    with pytest.raises(ValueError, match="draft"):
        tiltaksplan_pdf(sak, plan)
    with pytest.raises(IkkeFunnet):
        lag_plandokument(aktor=roller.rektor, plan_id=plan.pk, now=NAA)
    for adresse in (
        reverse("dokumenter:tiltaksplan", args=[sak.nummer]),
        reverse("dokumenter:versjon", args=[sak.nummer, 1]),
    ):
        assert hent(client, roller.rektor, adresse).status_code == 404


def test_dokumentet_lages_en_gang_og_fryses(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)
    forste = lag_plandokument(aktor=roller.rektor, plan_id=plan.pk, now=NAA)
    andre = lag_plandokument(aktor=roller.avdelingsleder, plan_id=plan.pk, now=NAA)
    assert forste.pk == andre.pk
    assert forste.sha256 == sha256(bytes(andre.innhold)).hexdigest()
    assert forste.filnavn == f"tiltaksplan-{sak.nummer}-v1.pdf"
    assert sak.hendelser.filter(type="dokument_laget").count() == 1
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as db:
        db.execute("UPDATE cases_dokument SET sha256 = '' WHERE id = %s", [forste.pk])


def test_feiingen_gjor_dokumentene_klare_for_noen_spor_og_lager_ingen_to_ganger(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    lag_dokumenter()
    lag_dokumenter()
    dokument = Dokument.objects.get(utgave=Dokument.Utgave.ELEVMAPPE)
    assert (dokument.plan, dokument.laget_av) == (plan, roller.systemet)


def test_siden_gir_gjeldende_versjon_og_skriver_i_leseloggen(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    vedtatt(sak, roller.rektor)
    svar = hent(client, roller.rektor, reverse("dokumenter:tiltaksplan", args=[sak.nummer]))
    assert svar.status_code == 200
    assert svar["Content-Type"] == "application/pdf"
    assert svar["Content-Disposition"] == f'inline; filename="tiltaksplan-{sak.nummer}-v2.pdf"'
    assert "no-store" in svar["Cache-Control"]
    assert Oppslag.objects.get(bruker=roller.rektor).hva == Oppslag.Hva.DOKUMENT
    gammel = hent(client, roller.rektor, reverse("dokumenter:versjon", args=[sak.nummer, 1]))
    assert gammel["Content-Disposition"].endswith('-v1.pdf"')
    assert "versjon 1" in tekst(gammel.content)
    assert hent(client, roller.rektor, reverse("dokumenter:versjon", args=[sak.nummer, 3])).status_code == 404


def test_en_fremmed_faar_samme_svar_som_om_saken_ikke_fantes(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    for adresse in (
        reverse("dokumenter:tiltaksplan", args=[sak.nummer]),
        reverse("dokumenter:versjon", args=[sak.nummer, 1]),
    ):
        for fremmed in (roller.rektor_maere, roller.ansatt, roller.kontaktlarer, roller.sektorleder):
            assert hent(client, fremmed, adresse).status_code == 404
    assert not Dokument.objects.exists()
    assert not Oppslag.objects.exists()


def test_en_avsluttet_sak_kan_fortsatt_gi_planen(roller: Rollebesetning, client: Client) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    sak.refresh_from_db()
    sak.avsluttet, sak.neste_frist_type = NAA, ""
    sak.save()
    assert hent(client, roller.rektor, reverse("dokumenter:tiltaksplan", args=[sak.nummer])).status_code == 200


@pytest.mark.parametrize(
    "adresse",
    ["file:///etc/passwd", "http://127.0.0.1/", "static:../pyproject.css", "static:js/huset.js", "static:css/nei.css"],
)
def test_dokumentet_henter_bare_egne_filer(adresse: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        BareEgneFiler().fetch(adresse)


def test_html_i_fritekst_er_bare_tekst(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor, maal='<img src="http://127.0.0.1/"> <b>fet</b>')
    assert "<b>fet</b>" in tekst(tiltaksplan_pdf(sak, plan))


def test_gjeldende_er_den_siste_vedtatte(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    vedtatt(sak, roller.rektor)
    statuser = dict(Tiltaksplan.objects.filter(sak=sak).values_list("versjon", "status"))
    assert statuser == {1: "erstattet", 2: "vedtatt"}
