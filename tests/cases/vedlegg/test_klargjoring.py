"""What may be laid beside a sak, what it becomes, and what is refused with a sentence. Without a database."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cases.vedlegg.bilder import Bildefeil, heic_til_jpeg
from cases.vedlegg.filnavn import LENGSTE, rent_navn, uten_like
from cases.vedlegg.filtype import filtype
from cases.vedlegg.klargjoring import Klarfil, gjor_klar
from cases.vedlegg.models import NAVN, Filtype
from tests.cases.vedlegg.filer import (
    HEMMELIG,
    PDF,
    arkiv,
    docx,
    fil,
    heic,
    jpeg,
    kjempebilde,
    odt,
    png,
    sier_at_det_er,
    to_i_en,
    webp,
)

HEIC = b"\x00\x00\x00\x18ftypheic"


def klar(navn: str, innhold: bytes) -> Klarfil:
    klare, feil = gjor_klar([fil(navn, innhold)])
    assert not feil
    return klare[0]


def nektet(navn: str, innhold: bytes) -> str:
    klare, feil = gjor_klar([fil(navn, innhold)])
    assert not klare
    return feil[0]


@pytest.mark.parametrize(
    ("navn", "innhold", "type_", "lagret"),
    [
        ("Bilde.JPG", jpeg(), Filtype.JPEG, "Bilde.jpg"),
        ("IMG_0042.HEIC", heic(), Filtype.JPEG, "IMG_0042.jpg"),
        ("skjerm.png", png(), Filtype.PNG, "skjerm.png"),
        ("skjerm.webp", webp(), Filtype.WEBP, "skjerm.webp"),
        ("brev.pdf", PDF, Filtype.PDF, "brev.pdf"),
        ("Referat.docx", docx(), Filtype.DOCX, "Referat.docx"),
        ("Referat.odt", odt(), Filtype.ODT, "Referat.odt"),
        ("snap.txt", "Møt meg bak gymsalen 😈\r\n".encode(), Filtype.TXT, "snap.txt"),
        # The content decides: a wrong ending is mended.
        ("bilde.pdf", jpeg(), Filtype.JPEG, "bilde.jpg"),
        ("regning.exe", PDF, Filtype.PDF, "regning.pdf"),
        ("uten endelse", png(), Filtype.PNG, "uten endelse.png"),
    ],
)
def test_typen_leses_av_innholdet_og_navnet_faar_den_endelsen(
    navn: str, innhold: bytes, type_: Filtype, lagret: str
) -> None:
    ferdig = klar(navn, innhold)
    assert (ferdig.type, ferdig.navn) == (type_, lagret)


@pytest.mark.parametrize(
    ("navn", "innhold"),
    [
        ("virus.exe", b"MZ\x90\x00" + bytes(100)),
        ("bilde.jpg", b"<html><script>alert(1)</script></html>"),
        ("side.html", b"<html><script>alert(1)</script></html>"),
        ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("gammel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(100)),
        ("lyd.mp3", b"ID3\x04" + bytes(100)),
        ("tekst.txt", b"Hei\x00du"),
        ("avkappet.pdf", b"%PDF-1.7 og saa ingenting"),
        ("ark.xlsx", arkiv(xl__workbookDOTxml=b"<x/>")),
        ("arkiv.zip", arkiv(noeDOTtxt=b"x")),
        # With a program inside, with something before or behind, and without its end.
        ("makro.docx", docx(word__vbaProjectDOTbin=b"x")),
        ("dobbel.docx", b"%P" + docx()),
        ("hale.docx", docx() + b"<script>"),
        ("kappet.docx", docx()[:-10]),
        # A table of contents longer than any document's.
        ("stor.docx", docx(**{f"f{n}" + "x" * 200: b"" for n in range(2500)})),
    ],
)
def test_alt_annet_nektes_med_en_setning_som_sier_hva_som_kan_brukes(navn: str, innhold: bytes) -> None:
    setning = nektet(navn, innhold)
    assert navn in setning
    assert "Bruk bilde (JPEG, HEIC, PNG, WebP), PDF, Word (.docx), ODT eller ren tekst." in setning


def test_en_pakket_bombe_blir_aldri_pakket_ut() -> None:
    # A hundred million zeros in a hundred thousand bytes: stored as it came, and never opened by us.
    bombe = docx(word__mediaDOTbin=bytes(100_000_000))
    assert len(bombe) < 200_000
    assert klar("bombe.docx", bombe).innhold == bombe


@pytest.mark.parametrize(
    ("navn", "innhold", "ord_"),
    [
        ("tom.pdf", b"", "er tom"),
        ("IMG_1.HEIC", b"\x00\x00\x00\x18ftypheic" + bytes(50), "Mest kompatibel"),
        ("halv.heic", heic()[:400], "Mest kompatibel"),
        ("kjempe.heic", sier_at_det_er(heic(), 9000, 8000), "for mange bildepunkter"),
        # Says that it is small, and is not: the reader lets it be no larger than it says.
        ("bombe.heic", sier_at_det_er(heic(bredde=800, hoyde=600), 16, 16), "Mest kompatibel"),
        ("serie.heic", to_i_en(), "beveger seg"),
        ("kjempe.png", kjempebilde(), "for mange bildepunkter"),
        ("halv.jpg", jpeg()[:400], "kan være skadet"),
        ("bare hode.png", b"\x89PNG\r\n\x1a\n", "kan være skadet"),
        ("bare hode.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "kan være skadet"),
        (
            "film.webp",
            webp(save_all=True, append_images=[Image.new("RGB", (20, 10), "red")]),
            "beveger seg",
        ),
    ],
)
def test_det_som_ikke_kan_aapnes_faar_hver_sin_setning(navn: str, innhold: bytes, ord_: str) -> None:
    assert ord_ in nektet(navn, innhold)


@pytest.mark.parametrize(
    "innhold", [jpeg(), heic(), heic(modus="RGBA"), png(), png("P"), png("I;16"), png("1"), png("LA"), webp()]
)
def test_et_bilde_faar_ikke_med_seg_sted_kamera_eller_ord(innhold: bytes) -> None:
    ferdig = klar("bilde", innhold).innhold
    for spor in (HEMMELIG.encode(), b"Kamerafabrikken", b"Exif", b"GPS", b"ns.adobe"):
        assert spor not in ferdig
    with Image.open(BytesIO(ferdig)) as bilde:
        assert not bilde.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "Author"} & set(bilde.info)


def test_et_bilde_staar_rett_vei_ogsaa_uten_merket_som_sa_det() -> None:
    with Image.open(BytesIO(klar("staaende.jpg", jpeg(orientering=6)).innhold)) as bilde:
        assert bilde.size == (40, 60)
        roed: Any = bilde.convert("RGB").getpixel((20, 5))
    # The left half is the upper half now.
    assert roed[0] > 200 > roed[2]


@pytest.mark.parametrize(("orientering", "bredde"), [(1, 128), (6, 96)])
def test_et_bilde_fra_en_iphone_blir_jpeg_rett_vei_med_de_samme_fargene(orientering: int, bredde: int) -> None:
    with Image.open(BytesIO(klar("IMG_1.HEIC", heic(orientering=orientering)).innhold)) as bilde:
        assert (bilde.format, bilde.mode, bilde.width) == ("JPEG", "RGB", bredde)
        roed: Any = bilde.getpixel((5, 5))
        blaa: Any = bilde.getpixel((bilde.width - 5, bilde.height - 5))
    assert (roed[0] > 200, roed[2] < 50) == (True, True)
    assert (blaa[2] > 200, blaa[0] < 50) == (True, True)


def test_det_som_ses_gjennom_blir_hvitt_i_jpeg() -> None:
    gjennomsiktig = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    ut = BytesIO()
    pillow_heif.from_pillow(gjennomsiktig).save(ut, quality=90)
    with Image.open(BytesIO(klar("logo.heic", ut.getvalue()).innhold)) as bilde:
        assert bilde.getpixel((30, 30)) == (255, 255, 255)


def test_heic_faar_den_kvaliteten_det_er_plass_til(settings: Any) -> None:
    bilde = heic(bredde=640, hoyde=480, stoy=True)
    helt = klar("IMG_1.HEIC", bilde).innhold
    settings.VEDLEGG_STORST = len(helt) - 1
    mindre = klar("IMG_1.HEIC", bilde).innhold
    assert len(mindre) < len(helt)
    # And where not even the least of it has room, none is stored.
    with pytest.raises(Bildefeil, match="for_stort"):
        heic_til_jpeg(bilde, hoyst=1000)


def test_det_som_er_gjemt_etter_bildet_blir_borte() -> None:
    ferdig = klar("dobbel.jpg", jpeg() + b"<script>alert(1)</script>" + docx()).innhold
    assert b"script" not in ferdig
    assert b"PK\x03\x04" not in ferdig


def test_et_dokument_lagres_akkurat_slik_det_kom() -> None:
    assert klar("brev.pdf", PDF).innhold == PDF
    assert klar("Referat.docx", docx()).innhold == docx()


@pytest.mark.parametrize(
    ("sendt", "lagret"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\kari\\brev.pdf", "brev.pdf"),
        ("ÆØÅ blåbær – «notat».pdf", "ÆØÅ blåbær – «notat».pdf"),
        # Turned around: it looked like «evilfdp.exe».
        ("evil\u202efdp.exe", "evilfdp.pdf"),
        ("a\u200bb\u0000c\nd.pdf", "abcd.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        ('<img src=x>"|?*.pdf', "img src=x.pdf"),
        ("...", "fil.pdf"),
        ("CON.pdf", "fil CON.pdf"),
        ("Møte 24.11", "Møte 24.11.pdf"),
        ("Bla\u030aba\u0308r.pdf", "Blåbär.pdf"),
        ("z" + "\u0335" * 50 + ".pdf", "z\u0335\u0335.pdf"),
    ],
)
def test_navnet_kan_ikke_lure_noen(sendt: str, lagret: str) -> None:
    assert rent_navn(sendt, Filtype.PDF) == lagret


@given(st.text(max_size=300))
def test_ethvert_navn_blir_et_navn_som_kan_vises_og_lagres(navn: str) -> None:
    rent = rent_navn(navn, Filtype.PDF)
    assert rent.endswith(".pdf")
    assert 0 < len(rent) <= LENGSTE + 5 + 4 < NAVN
    assert not set(rent) & set('/\\<>:"|?*\r\n\0\u202e')
    assert rent == rent.strip()
    assert rent_navn(rent, Filtype.PDF) == rent


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xd8\xff", b"%PDF-", b"RIFF0000WEBP", HEIC]))
def test_ingen_bytes_faar_lesingen_til_aa_feile(innhold: bytes, foran: bytes) -> None:
    filtype(foran + innhold, "x.txt")
    klare, feil = gjor_klar([fil("x.txt", foran + innhold)])
    assert len(klare) + len(feil) == 1


def test_tjue_filer_er_for_mange_paa_en_gang_og_ti_like_navn_blir_ti_navn() -> None:
    _klare, feil = gjor_klar([fil(f"{n}.txt", b"x") for n in range(20)])
    assert feil == ["Velg høyst 10 filer om gangen."]
    klare, feil = gjor_klar([fil("blåbær.txt", str(n).encode()) for n in range(10)])
    assert not feil
    assert len({k.navn for k in klare}) == 10
    assert uten_like(["a.txt", "A.txt", "b.txt", "a.txt"]) == ["a.txt", "A (2).txt", "b.txt", "a (3).txt"]


def test_samme_fil_valgt_to_ganger_er_en_fil_og_en_daarlig_fil_navngis() -> None:
    klare, feil = gjor_klar([fil("a.pdf", PDF), fil("b.pdf", PDF), fil("c.exe", b"MZ")])
    assert [k.navn for k in klare] == ["a.pdf"]
    assert len(feil) == 1
    assert "c.exe" in feil[0]


def test_en_fil_over_grensen_nektes_uten_aa_leses(settings: Any) -> None:
    settings.VEDLEGG_STORST = 10
    assert "høyst 10\xa0byte" in nektet("stor.txt", b"x" * 11)
    settings.VEDLEGG_SAMLET = 15
    assert "for store til å sendes samtidig" in gjor_klar([fil("a.txt", b"x" * 8), fil("b.txt", b"y" * 8)])[1][0]
