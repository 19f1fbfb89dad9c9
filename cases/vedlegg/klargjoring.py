"""From what a browser sent to what may be stored: the one way to a ``Klarfil``, and what stands in the way of one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cases.vedlegg.bilder import BILDER, Bildefeil, heic_til_jpeg, tegn_paa_nytt
from cases.vedlegg.filnavn import rent_navn, uten_like
from cases.vedlegg.filtype import er_heic, filtype
from cases.vedlegg.models import Filtype

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

_FORSTE = 80  # characters of a name in a sentence about it


def plass(byte: int) -> str:
    """A limit in words: «15 MB», not «15,0 MB»."""
    return filesizeformat(byte).replace(",0", "")


class Filfeil(ValueError):  # noqa: N818 - the domain's word
    """A file that cannot be laid there; the sentence says which, why, and what to do."""


@dataclass(frozen=True)
class Klarfil:
    """A file that may be stored: its type known by its content, its name and pictures clean."""

    navn: str
    type: Filtype
    innhold: bytes
    sha256: str

    @property
    def storrelse(self) -> int:
        """How many bytes are stored."""
        return len(self.innhold)


def gjor_klar(filer: Sequence[UploadedFile[Any]]) -> tuple[tuple[Klarfil, ...], list[str]]:
    """All files that may be stored, and a sentence for each that may not. The same file twice is one."""
    if len(filer) > settings.VEDLEGG_ANTALL:
        return (), [_("Velg høyst %(antall)d filer om gangen.") % {"antall": settings.VEDLEGG_ANTALL}]
    if sum(fil.size or 0 for fil in filer) > settings.VEDLEGG_SAMLET:
        setning = _("Filene er for store til å sendes samtidig. Velg høyst %(plass)s om gangen.")
        return (), [setning % {"plass": plass(settings.VEDLEGG_SAMLET)}]
    klare: dict[str, Klarfil] = {}
    feil = []
    for fil in filer:
        try:
            klar = _en(fil)
        except Filfeil as grunn:
            feil.append(str(grunn))
        else:
            klare.setdefault(klar.sha256, klar)
    navn = uten_like([fil.navn for fil in klare.values()])
    return tuple(
        Klarfil(ett, fil.type, fil.innhold, fil.sha256) for ett, fil in zip(navn, klare.values(), strict=True)
    ), feil


def _en(fil: UploadedFile[Any]) -> Klarfil:
    navn = _vist(fil.name or "")
    if not fil.size:
        raise Filfeil(_("«%(navn)s» er tom.") % {"navn": navn})
    if fil.size > settings.VEDLEGG_STORST:
        raise Filfeil(
            _("«%(navn)s» er for stor. En fil kan være høyst %(plass)s.")
            % {"navn": navn, "plass": plass(settings.VEDLEGG_STORST)}
        )
    innhold = fil.read()
    heic = er_heic(innhold)
    type_ = Filtype.JPEG if heic else filtype(innhold, fil.name or "")
    if type_ is None:
        raise Filfeil(
            _(
                "«%(navn)s» kan ikke legges ved. Bruk bilde (JPEG, HEIC, PNG, WebP), PDF, Word (.docx), ODT eller "
                "ren tekst."
            )
            % {"navn": navn}
        )
    if type_ in BILDER:
        innhold = _bilde(innhold, type_, navn, heic=heic)
    return Klarfil(rent_navn(fil.name or "", type_), type_, innhold, sha256(innhold).hexdigest())


def _bilde(innhold: bytes, type_: Filtype, navn: str, *, heic: bool) -> bytes:
    try:
        return heic_til_jpeg(innhold, hoyst=settings.VEDLEGG_STORST) if heic else tegn_paa_nytt(innhold, type_)
    except Bildefeil as feil:
        setninger = {
            "for_stort": _("«%(navn)s» har for mange bildepunkter. Ta et skjermbilde av det i stedet."),
            "beveger_seg": _("«%(navn)s» er et bilde som beveger seg. Ta et skjermbilde av det i stedet."),
            "skadet": _(
                "«%(navn)s» kan ikke åpnes. Filen kan være skadet. Ta et skjermbilde av den, eller velg «Mest "
                "kompatibel» under Kamera og Formater i innstillingene på telefonen, og ta bildet på nytt."
            )
            if heic
            else _("«%(navn)s» kan ikke åpnes. Filen kan være skadet."),
        }
        raise Filfeil(setninger[feil.grunn] % {"navn": navn}) from None


def _vist(navn: str) -> str:
    """The name in a sentence: as the person knows it, without what could turn or hide the text."""
    rent = "".join(tegn for tegn in navn if tegn.isprintable())
    return rent if len(rent) <= _FORSTE else rent[: _FORSTE - 1] + "…"
