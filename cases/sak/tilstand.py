"""What is stored of the law's reading of a sak: its phase and next deadline. Written by doors only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cases.sak.feil import Foreldet, Regelbrudd
from cases.sak.models import Sak, Saksnummerserie
from cases.sak.vurdering import til_lagring
from cases.varsling.ordnet import om_sakens_frister, ordne_frister
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


def nytt_saksnummer(aar: int) -> str:
    """The next saksnummer of the year, such as ``2026-0042``. Waits for whoever is taking one right now."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("nytt_saksnummer needs a transaction")
    Saksnummerserie.objects.get_or_create(aar=aar)
    serie = Saksnummerserie.objects.select_for_update().get(aar=aar)
    serie.siste += 1
    serie.save(update_fields=["siste"])
    return f"{aar}-{serie.siste:04d}"


def oppdater(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """Ask the law about the sak as it now stands, and store its phase and next deadline. Last in every door.

    The sak must be locked by the caller (``access.laas``).
    """
    lest = til_lagring(sak, now, ogsaa=om_sakens_frister(sak))
    frist = next(iter(lest.frister), None)
    sak.fase = lest.fase.value
    sak.neste_frist = frist.forfall if frist is not None else None
    sak.neste_frist_type = frist.type.value if frist is not None else ""
    sak.versjon += 1
    # Each door has set its own fields from choices and dates it knows; only the database need look again.
    lagre(sak, aktor=aktor, now=now, provd=True)
    ordne_frister(sak, lest.svar, lest.frister, now)


def krev_aapen(sak: Sak) -> None:
    """Refuse new work in a sak that is closed; reopening it is a door of its own.

    Raises:
        Regelbrudd: the sak is closed.

    """
    if sak.avsluttet is not None:
        raise Regelbrudd(_("Saken er avsluttet. Gjenåpne den før du skriver mer i den."))


def krev_versjon(sak: Sak, sett: int) -> None:
    """Refuse when the sak has been changed since the form was shown.

    Raises:
        Foreldet: with who and when; what was typed stays in the form.

    """
    if sak.versjon != sett:
        raise Foreldet.etter(sak)
