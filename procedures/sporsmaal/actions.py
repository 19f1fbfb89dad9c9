"""The one door of the questions: that they have been gone through. What was answered is looked at, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from procedures.models import Sporsmaalsrunde
from procedures.queries import hent_versjon
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker


def noter_gjennomgatt(*, aktor: Bruker, slug: str, now: datetime) -> Sporsmaalsrunde:
    """Note that a person has answered every question of the version in force, however they answered.

    Raises:
        Http404: no such procedure in force, or the person has no role today.

    """
    versjon = hent_versjon(aktor, slug, localdate(now))
    finnes = Sporsmaalsrunde.objects.filter(versjon=versjon, bruker=aktor).first()
    return finnes or lagre(Sporsmaalsrunde(versjon=versjon, bruker=aktor, tid=now), aktor=aktor, now=now)
