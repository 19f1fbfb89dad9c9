"""A row of the sak as it is printed: every column it has, by the column's own name, but those that mean nothing to us.

Columns are taken from the model and not listed here, so that a new one is in the next dossier without anybody having to
remember it. What is left out is named, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.organisation.templatetags.visning import belop

if TYPE_CHECKING:
    from collections.abc import Collection

# Keys and counters: what the row hangs on is shown by where it stands.
UTEN_ORD = frozenset(
    "id sak nokkel nummer revisjon fane rettelse_av plan melding evaluering tiltak samtale observasjon inngripen "
    "avslutning forrige rekkefolge versjon gruppe".split()
)
# By model: not given to others, whoever asks (L-4.17), or said elsewhere in the same document. The archive has it all.
UTELATT: dict[str, frozenset[str]] = {
    "samtale": frozenset({"internt_notat"}),
    "tiltaksplan": frozenset({"status", "opprettet", "opprettet_av"}),
    # The code of what it builds on; the words stand beside it.
    "tiltak": frozenset({"funn"}),
    "vedlegg": frozenset({"storrelse"}),
    "skoleeiervarsel": frozenset(),
}
# The pupil's and the parents' own words stand apart from what adults say of them.
EGNE_ORD = frozenset(
    {"hva_sies", "onsker", "hjelper_eller_frykter", "elevens_ord", "elevens_syn", "elevens_forklaring"}
)


@dataclass(frozen=True)
class Felt:
    """One longer text under its own heading; ``egne_ord`` is what the pupil or a parent said."""

    navn: str
    tekst: str
    egne_ord: bool = False


@dataclass(frozen=True)
class Avsnitt:
    """A part of a document: short facts, then texts."""

    tittel: str = ""
    fakta: tuple[tuple[str, str], ...] = ()
    tekster: tuple[Felt, ...] = field(default=())
    tekst_forst: bool = False


def dag(naar: date | datetime | None) -> str:
    """A day, and the hour where there is one, as people write it."""
    if naar is None:
        return ""
    if isinstance(naar, datetime):
        return date_format(localtime(naar), "j. F Y, H:i")
    return date_format(naar, "j. F Y")


def avsnitt(rad: models.Model, tittel: str = "", *, uten: Collection[str] = (), alt: bool = False) -> Avsnitt:
    """All that a row says, in the order of its columns. What is empty is left out.

    Args:
        rad: the row.
        tittel: its heading within the document.
        uten: columns that are said elsewhere in the same document.
        alt: for the archive: what is kept from others too, and which row of the sak it points to.

    """
    borte = UTEN_ORD | frozenset(uten)
    if not alt:
        borte |= UTELATT.get(rad._meta.model_name or "", frozenset())
    fakta: list[tuple[str, str]] = []
    tekster: list[Felt] = []
    for felt in rad._meta.concrete_fields:
        if felt.name in borte or isinstance(felt, models.BinaryField):
            continue
        verdi = _verdi(rad, felt, alt=alt)
        if not verdi:
            continue
        hva = str(capfirst(felt.verbose_name))
        if isinstance(felt, models.TextField | models.JSONField):
            tekster.append(Felt(hva, verdi, felt.name in EGNE_ORD))
        else:
            fakta.append((hva, verdi))
    return Avsnitt(tittel, tuple(fakta), tuple(tekster))


def _verdi(rad: models.Model, felt: models.Field[Any, Any], *, alt: bool) -> str:
    verdi = getattr(rad, felt.name)
    if verdi is None or verdi in ("", []):
        return ""
    if isinstance(felt, models.BooleanField):
        # «No» is an answer only where there could have been none.
        return _("Ja") if verdi else (_("Nei") if felt.null else "")
    if isinstance(felt, ArrayField):
        valg = dict(felt.base_field.flatchoices)
        return ", ".join(str(valg.get(v, v)) for v in verdi)
    if isinstance(felt, models.JSONField):
        return "\n".join(_ledd(en) for en in verdi if isinstance(en, str) or en.get("syn"))
    if felt.flatchoices:
        return str(dict(felt.flatchoices).get(verdi, verdi))
    if isinstance(verdi, date):
        return dag(verdi)
    if isinstance(verdi, time):
        return time_format(verdi, "H:i")
    if isinstance(verdi, Bruker):
        return person(verdi)
    if felt.name == "belop":
        return belop(verdi)
    # Another row of the sak is a document of its own.
    return "" if isinstance(verdi, models.Model) and verdi._meta.app_label == "cases" and not alt else str(verdi)


def _ledd(en: str | dict[str, str]) -> str:
    """One of many in a list: what somebody thinks, or words."""
    return en if isinstance(en, str) else f"{en['navn']}: {en['syn']}"


def person(bruker: Bruker) -> str:
    """A name and what the person is at the school."""
    if bruker.er_systemet:
        return _("Systemet")
    return f"{bruker.navn}, {bruker.stilling.lower()}" if bruker.stilling else bruker.navn
