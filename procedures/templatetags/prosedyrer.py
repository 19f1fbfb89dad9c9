"""The procedure beside the forms, wherever they are: one query a page, however many places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from procedures.lesing import gjeldende
from procedures.models import Prosedyreversjon
from procedures.veiledning import Stykke, stykker

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()


@register.inclusion_tag("procedures/_veiledning.html", takes_context=True)
def veiledning(context: Context, *steder: str) -> dict[str, Any]:
    """What the procedure in force says beside these forms; nothing where it says nothing."""
    request = context.get("request")
    alle: list[Stykke] | None = getattr(request, "prosedyrestykker", None)
    if alle is None:
        alle = stykker()
        if request is not None:
            request.prosedyrestykker = alle
    her = frozenset(steder)
    return {"stykker": [ett for ett in alle if ett.steder & her]}


@register.inclusion_tag("procedures/_saken_folger.html")
def prosedyren_saken_folger(versjon_id: int | None) -> dict[str, Any]:
    """Which version a sak was opened under, and which is in force. Two queries; none where none was kept."""
    if versjon_id is None:
        return {}
    da = Prosedyreversjon.objects.select_related("prosedyre").get(pk=versjon_id)
    return {"da": da, "naa": gjeldende().filter(prosedyre=da.prosedyre_id).first()}
