"""Pictures are drawn anew before they are stored: where and with what they were taken does not come along (A-15)."""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from cases.vedlegg.models import Filtype

if TYPE_CHECKING:
    from typing import Final

BILDER: Final = frozenset({Filtype.JPEG, Filtype.PNG, Filtype.WEBP})
# Points. The largest picture of a phone's own camera has about fifty million; a picture that says it has more is not
# one somebody took, and drawing it would fill the server's memory.
STORSTE_FLATE: Final = 64_000_000
KVALITET: Final = 92
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
    try:
        # Reads the head only, and by no other reader than the one the content was known by.
        with Image.open(BytesIO(innhold), formats=[type_.name]) as bilde:
            if bilde.width * bilde.height > STORSTE_FLATE:
                raise Bildefeil("for_stort")
            # A phone's JPEG may hold a second, smaller picture of the same; that is not a film.
            if type_ != Filtype.JPEG and getattr(bilde, "n_frames", 1) > 1:
                raise Bildefeil("beveger_seg")
            with _EN_OM_GANGEN:
                return _tegnet(bilde, type_)
    except (Image.DecompressionBombError, MemoryError):
        raise Bildefeil("for_stort") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError) as feil:
        if isinstance(feil, Bildefeil):
            raise
        raise Bildefeil("skadet") from None


def _tegnet(bilde: Image.Image, type_: Filtype) -> bytes:
    bilde.load()
    rent = _i_vanlige_farger(ImageOps.exif_transpose(bilde), type_)
    # What the writers would otherwise carry over by themselves: comments, profiles, the camera's own notes.
    rent.info = {}
    ut = BytesIO()
    match type_:
        case Filtype.JPEG:
            rent.save(ut, "JPEG", quality=KVALITET, optimize=True)
        case Filtype.WEBP:
            rent.save(ut, "WEBP", quality=KVALITET, exact=True)
        case _:
            rent.save(ut, "PNG")
    return ut.getvalue()


def _i_vanlige_farger(bilde: Image.Image, type_: Filtype) -> Image.Image:
    """In colours every screen shows alike, since the picture's own profile is left out."""
    profil = bilde.info.get("icc_profile")
    gjennomsiktig = bilde.mode in {"RGBA", "LA", "PA"} or "transparency" in bilde.info
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
