"""Pictures are drawn anew before they are stored: where and with what they were taken does not come along (A-15)."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from cases.vedlegg.models import Filtype

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

BILDER: Final = frozenset({Filtype.JPEG, Filtype.PNG, Filtype.WEBP})
# Points. The largest picture of a phone's own camera has about fifty million; a picture that says it has more is not
# one somebody took, and drawing it would fill the server's memory.
STORSTE_FLATE: Final = 64_000_000
# The first is used where there is room for it.
KVALITETER: Final = (92, 85, 75)
# What the readers say of a file that is not what it seems.
UNDER_LESING: Final = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    RuntimeError,
)
# Only one is drawn at a time in a process: each may need some hundred megabytes.
_EN_OM_GANGEN = Lock()


class Bildefeil(ValueError):  # noqa: N818 - the domain's word
    """It cannot be drawn; ``grunn`` says why."""

    def __init__(self, grunn: str) -> None:
        self.grunn = grunn
        super().__init__(grunn)


def tegn_paa_nytt(innhold: bytes, type_: Filtype) -> bytes:
    """The same picture, the right way up, with nothing but its points.

    Raises:
        Bildefeil: ``for_stort``, ``beveger_seg`` or ``skadet``.

    """
    # Reads the head only, and by no other reader than the one the content was known by.
    with _feil_i_ord(), Image.open(BytesIO(innhold), formats=[type_.name]) as bilde:
        # A phone's JPEG may hold a second, smaller picture of the same; that is not a film.
        _kan_tegnes(bilde, flere=type_ == Filtype.JPEG)
        with _EN_OM_GANGEN:
            return _skrevet(_rent(bilde, type_), type_)


def heic_til_jpeg(innhold: bytes, *, hoyst: int) -> bytes:
    """A picture as an iPhone takes it, as JPEG: the right way up, with nothing but its points.

    Args:
        innhold: the file.
        hoyst: bytes. HEIC packs twice as tight as JPEG, so a picture that was within the limit may need less quality.

    Raises:
        Bildefeil: ``for_stort``, ``beveger_seg`` or ``skadet``.

    """
    # Few pictures need it, and it brings a large library.
    from pillow_heif import HeifImageFile, options  # noqa: PLC0415

    # The picture itself and nothing beside it; and not more threads than the one that may draw.
    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    options.DECODE_THREADS = 1
    # The library draws no picture larger than the head says it is.
    with _feil_i_ord(), HeifImageFile(BytesIO(innhold)) as bilde:  # type: ignore[no-untyped-call]  # theirs
        _kan_tegnes(bilde)
        with _EN_OM_GANGEN:
            rent = _rent(bilde, Filtype.JPEG)
            for kvalitet in KVALITETER:
                ferdig = _skrevet(rent, Filtype.JPEG, kvalitet)
                if len(ferdig) <= hoyst:
                    return ferdig
    raise Bildefeil("for_stort")


@contextmanager
def _feil_i_ord() -> Iterator[None]:
    """What the readers of pictures say, as one of three reasons."""
    try:
        yield
    except Bildefeil:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise Bildefeil("for_stort") from None
    except UNDER_LESING:
        raise Bildefeil("skadet") from None


def _kan_tegnes(bilde: Image.Image, *, flere: bool = False) -> None:
    if bilde.width * bilde.height > STORSTE_FLATE:
        raise Bildefeil("for_stort")
    if not flere and getattr(bilde, "n_frames", 1) > 1:
        raise Bildefeil("beveger_seg")


def _rent(bilde: Image.Image, type_: Filtype) -> Image.Image:
    bilde.load()
    rent = _i_vanlige_farger(ImageOps.exif_transpose(bilde), type_)
    # What the writers would otherwise carry over by themselves: comments, profiles, the camera's own notes.
    rent.info = {}
    return rent


def _skrevet(rent: Image.Image, type_: Filtype, kvalitet: int = KVALITETER[0]) -> bytes:
    ut = BytesIO()
    match type_:
        case Filtype.JPEG:
            rent.save(ut, "JPEG", quality=kvalitet, optimize=True)
        case Filtype.WEBP:
            rent.save(ut, "WEBP", quality=kvalitet, exact=True)
        case _:
            rent.save(ut, "PNG")
    return ut.getvalue()


def _i_vanlige_farger(bilde: Image.Image, type_: Filtype) -> Image.Image:
    """In colours every screen shows alike, since the picture's own profile is left out."""
    profil = bilde.info.get("icc_profile")
    if bilde.mode in {"RGBa", "La"}:
        # Colours that are weighed by how much shows of them.
        bilde = bilde.convert(bilde.mode.upper())
    gjennomsiktig = bilde.mode in {"RGBA", "LA", "PA"} or "transparency" in bilde.info
    if type_ == Filtype.JPEG and "A" in bilde.getbands():
        # JPEG has nothing that is seen through: what was behind it is a white page.
        hvit = Image.new("RGBA", bilde.size, "white")
        bilde = Image.alpha_composite(hvit, bilde.convert("RGBA")).convert("RGB")
    if type_ == Filtype.JPEG:
        mal = "L" if bilde.mode == "L" else "RGB"
    else:
        mal = "RGBA" if gjennomsiktig else "L" if bilde.mode in {"1", "L", "I", "I;16"} else "RGB"
    if profil and bilde.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            fra, til = ImageCms.ImageCmsProfile(BytesIO(profil)), ImageCms.createProfile("sRGB")
            laget = ImageCms.profileToProfile(bilde, fra, til, outputMode="RGBA" if bilde.mode == "RGBA" else "RGB")
            if laget is not None:
                return laget.convert(mal)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile nobody can read is left out
    if bilde.mode.startswith("I"):
        # Sixteen bits a point: the eight that are seen.
        bilde = bilde.convert("I").point(lambda p: p / 256).convert("L")
    return bilde.convert(mal)
