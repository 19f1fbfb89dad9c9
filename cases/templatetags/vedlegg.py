"""Files beside the line they belong to, wherever it is shown: one query a page, however many lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from cases.vedlegg.queries import i_saken

if TYPE_CHECKING:
    from cases.sak.oppslag import Apnet
    from cases.vedlegg.models import Vedlegg

register = template.Library()


@register.simple_tag
def vedlegg_til(apnet: Apnet, til: str) -> list[Vedlegg]:
    """The files of one samtale or observasjon (``samtale-12``) of a sak that has been opened."""
    alle: dict[str, list[Vedlegg]] | None = getattr(apnet.sak, "vedlegg_etter_linje", None)
    if alle is None:
        alle = {}
        for fil in reversed(i_saken(apnet)):
            linje = f"samtale-{fil.samtale_id}" if fil.samtale_id else f"observasjon-{fil.observasjon_id}"
            alle.setdefault(linje, []).append(fil)
        apnet.sak.vedlegg_etter_linje = alle  # type: ignore[attr-defined]  # for as long as the page is drawn
    return alle.get(til, [])
