"""Files as people, and those who wish us ill, would send them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
HEMMELIG = "Oppdalsvegen 12"


def fil(navn: str, innhold: bytes) -> SimpleUploadedFile:
    """An upload."""
    return SimpleUploadedFile(navn, innhold)


def _kameraets_ord(orientering: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Kamerafabrikken"
    exif[0x0112] = orientering
    exif[0x010E] = HEMMELIG
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (64.0, 0.0, 53.0)
    return exif


def jpeg(*, orientering: int = 1, bredde: int = 60, hoyde: int = 40) -> bytes:
    """A photo that tells where it was taken, with a comment, its left half red."""
    bilde = Image.new("RGB", (bredde, hoyde), "blue")
    bilde.paste("red", (0, 0, bredde // 2, hoyde))
    ut = BytesIO()
    bilde.save(ut, "JPEG", exif=_kameraets_ord(orientering), comment=HEMMELIG.encode(), quality=95)
    return ut.getvalue()


def heic(*, orientering: int = 1, bredde: int = 128, hoyde: int = 96, modus: str = "RGB", stoy: bool = False) -> bytes:
    """A photo as an iPhone takes it, that tells where: its left half red, or all of it noise."""
    bilde = (
        Image.effect_noise((bredde, hoyde), 60).convert(modus) if stoy else Image.new(modus, (bredde, hoyde), "blue")
    )
    if not stoy:
        bilde.paste("red", (0, 0, bredde // 2, hoyde))
    ut = BytesIO()
    foto = pillow_heif.from_pillow(bilde)
    foto.info.update(exif=_kameraets_ord(orientering).tobytes(), xmp=f"<x>{HEMMELIG}</x>".encode())
    foto.save(ut, quality=50 if stoy else 90)
    return ut.getvalue()


def to_i_en() -> bytes:
    """Two photos in one file."""
    ut = BytesIO()
    foto = pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red"))
    foto.add_from_pillow(Image.new("RGB", (64, 64), "blue"))
    foto.save(ut)
    return ut.getvalue()


def sier_at_det_er(innhold: bytes, bredde: int, hoyde: int) -> bytes:
    """The same photo with another size written in its head."""
    sted = innhold.index(b"ispe") + 8
    return innhold[:sted] + struct.pack(">II", bredde, hoyde) + innhold[sted + 8 :]


def png(modus: str = "RGBA") -> bytes:
    """A picture with text beside its points."""
    info = PngInfo()
    info.add_text("Author", HEMMELIG)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{HEMMELIG}</x>")
    ut = BytesIO()
    Image.new(modus, (20, 10)).save(ut, "PNG", pnginfo=info)
    return ut.getvalue()


def webp(**valg: object) -> bytes:
    """A picture with its maker's words."""
    ut = BytesIO()
    Image.new("RGB", (20, 10), "green").save(ut, "WEBP", xmp=f"<x>{HEMMELIG}</x>".encode(), **valg)
    return ut.getvalue()


def kjempebilde() -> bytes:
    """A few hundred bytes that say they are a picture of ten thousand million points."""

    def bit(navn: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + navn + data + struct.pack(">I", zlib.crc32(navn + data))

    hode = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + bit(b"IHDR", hode) + bit(b"IDAT", zlib.compress(bytes(1000))) + bit(b"IEND", b"")


def arkiv(**innhold: bytes) -> bytes:
    """An archive of these files; ``__`` in a name is a slash and ``DOT`` a full stop."""
    ut = BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as zip_:
        for navn, data in innhold.items():
            zip_.writestr(navn.replace("__", "/").replace("DOT", "."), data)
    return ut.getvalue()


def docx(**mer: bytes) -> bytes:
    """A Word document."""
    ut = BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("[Content_Types].xml", "<Types/>")
        zip_.writestr("word/document.xml", "<document/>")
        for navn, data in mer.items():
            zip_.writestr(navn.replace("__", "/").replace("DOT", "."), data)
    return ut.getvalue()


def odt() -> bytes:
    """A text document of LibreOffice's."""
    ut = BytesIO()
    with zipfile.ZipFile(ut, "w") as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        zip_.writestr("content.xml", "<document/>")
    return ut.getvalue()
