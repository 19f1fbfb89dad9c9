"""People's own words are shown in one way: paragraphs, lines and lists, and never as anything but text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines

from cases.sladding.gjennomgang import Bit
from cases.templatetags.avsnitt import avsnitt, avsnitt_i_biter, hermetegn

ROT = Path(__file__).resolve().parents[2]
TEKST = "Nora sto alene.\nIngen så det.\n\n– Tove følger\n– Ali leker\n\n– Nei, sa hun."


def test_avsnitt_linjer_og_lister() -> None:
    assert avsnitt(TEKST) == (
        "<p>Nora sto alene.<br>Ingen så det.</p><ul><li>Tove følger</li><li>Ali leker</li></ul><p>– Nei, sa hun.</p>"
    )
    assert avsnitt("") == ""
    assert avsnitt("a <b>\r\n\r\nb") == "<p>a &lt;b&gt;</p><p>b</p>"


def test_innledningen_staar_forst_i_det_forste_avsnittet() -> None:
    assert avsnitt("Bedre.\n\nMye.", "Kari <Eggen>:") == (
        "<p><strong>Kari &lt;Eggen&gt;:</strong> Bedre.</p><p>Mye.</p>"
    )
    # A list is not begun in the middle of a line.
    assert avsnitt("- a\n- b", "Hvorfor:") == "<p><strong>Hvorfor:</strong></p><ul><li>a</li><li>b</li></ul>"
    assert avsnitt("", "Hvorfor:") == "<p><strong>Hvorfor:</strong></p>"


def test_sitatet_staar_i_hermetegn() -> None:
    assert avsnitt(hermetegn("Jeg er alene.\nHver dag.")) == "<p>«Jeg er alene.<br>Hver dag.»</p>"
    assert hermetegn("") == ""


def test_det_som_er_funnet_merkes_ogsaa_over_flere_linjer() -> None:
    biter = [
        Bit("– ", "– "),
        Bit("Jonas", "En annen elev", maskert=True),
        Bit(" slo & lo\n– ", " slo & lo\n– "),
        Bit("Tove", "Tove", beholdt=True),
        Bit(" så\n\n", " så\n\n"),
        Bit("Jonas\nVik", "En annen elev", maskert=True),
        Bit(" gikk. \ue000<b>", " gikk. \ue000<b>"),
    ]
    assert avsnitt_i_biter(biter, "for_") == (
        '<ul><li><mark>Jonas</mark> slo &amp; lo</li><li><mark class="staar">Tove</mark> så</li></ul>'
        "<p><mark>Jonas</mark><br><mark>Vik</mark> gikk. &lt;b&gt;</p>"
    )
    assert avsnitt_i_biter(biter, "etter").endswith("<p><mark>En annen elev</mark> gikk. &lt;b&gt;</p>")


@pytest.mark.parametrize("mappe", ["static/css", "templates", "cases", "steinkjer_skolemiljo", "procedures"])
def test_ingen_viser_avsnitt_paa_en_annen_maate(mappe: str) -> None:
    andre = re.compile(r"white-space:\s*pre|\|linebreaks\b")
    funn = [
        f"{fil.relative_to(ROT)}: {treff[0]}"
        for fil in sorted((ROT / mappe).rglob("*"))
        if fil.suffix in {".css", ".html", ".py"}
        for treff in andre.finditer(fil.read_text(encoding="utf-8"))
    ]
    assert not funn, 'Skriv <div class="fritekst">{{ teksten|avsnitt }}</div>.'


def test_fritekst_gaar_alltid_gjennom_filteret() -> None:
    uten = [
        f"{fil.relative_to(ROT)}: {treff[0][:120]}"
        for fil in sorted((ROT / "templates").rglob("*.html"))
        for treff in re.finditer(
            r'<(\w+) class="[^"]*\bfritekst\b[^"]*"[^>]*>(.*?)</\1>', fil.read_text(encoding="utf-8"), re.DOTALL
        )
        if "|avsnitt" not in treff[2]
    ]
    assert not uten


def test_filteret_tar_tekster_som_oversettes() -> None:
    mal = engines["django"].from_string('{% load avsnitt %}{{ tekst|avsnitt:_("Hvorfor:") }}')
    assert mal.render({"tekst": "Fordi."}) == "<p><strong>Hvorfor:</strong> Fordi.</p>"
