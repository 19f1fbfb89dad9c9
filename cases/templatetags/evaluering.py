"""The pupil's curve for pages whose room does not know the evaluation, and what the evaluation's own templates need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from cases.evaluering.kurve import kurve_for
from cases.tiltaksplan.queries import Merking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.sak.models import Sak

register = template.Library()


@register.filter
def for_tiltak(merking: Mapping[int, Merking], tiltak_id: int) -> Merking:
    """What has been noted on one tiltak."""
    return merking.get(tiltak_id) or Merking()


@register.inclusion_tag("cases/evaluering/_kurve_liten.html")
def trygghetskurve(sak: Sak) -> dict[str, Any]:
    """The small drawing, with a link to all of it; nothing before the pupil has been asked. Three queries at most."""
    return {"kurve": kurve_for(sak), "nummer": sak.nummer}
