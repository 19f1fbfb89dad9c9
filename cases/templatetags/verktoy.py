"""The guide's tools on the page of an activity in the årshjul, which does not know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.timezone import localdate

from annual_wheel.models import Kategori
from cases.kartlegging.access import har_registeret
from cases.kartlegging.queries import aktiviteter_for, til_aktivitet

if TYPE_CHECKING:
    from annual_wheel.models import Skoleaktivitet

register = template.Library()
# The municipality's rows that one of the tools is made for.
REGLER = frozenset({"klasseregler"})


@register.inclusion_tag("cases/verktoy/_til_aktivitet.html", takes_context=True)
def verktoy_til_aktivitet(context: dict[str, Any], rad: Skoleaktivitet) -> dict[str, Any]:
    """The surveys of an activity, and the way to the tool, for those who have it. At most four queries."""
    bruker, dag = context["request"].user, localdate()
    if not har_registeret(bruker, dag):
        return {}
    kan_skrive = rad.kategori == Kategori.KARTLEGGING and aktiviteter_for(bruker, dag).filter(pk=rad.pk).exists()
    return {
        "rad": rad,
        "kartlegginger": til_aktivitet(bruker, rad, dag),
        "kan_skrive": kan_skrive,
        "regler": rad.nokkel in REGLER,
    }
