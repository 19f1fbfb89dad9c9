"""The small forms that note to whom a referat was given: one for each that may go to a home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.undersokelse import queries, referat
from cases.undersokelse.forms import Sendtskjema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import Form
    from django.http import QueryDict

    from cases.sak.oppslag import Apnet
    from cases.undersokelse.models import Samtale
    from cases.undersokelse.queries import Linje
    from steinkjer_skolemiljo.organisation.models import Foresatt


def sendeskjemaer(apnet: Apnet, linjer: list[Linje]) -> dict[int, Form]:
    """A form for each referat that somebody at home has not had yet, by samtale. One query."""
    sak = apnet.sak
    if sak.ikke_send_hjem:
        return {}
    hjemmene = queries.hjemmene(sak, linjer)
    skjemaer: dict[int, Form] = {}
    for linje in linjer:
        if linje.rad is not None and kan_sende(apnet, linje.rad):
            har_fatt = {rad.foresatt_id for rad in linje.utsendinger}
            skjema = sendeskjema(apnet, linje.rad, hjemmene, har_fatt)
            if skjema.noen:
                skjemaer[linje.rad.pk] = skjema
    return skjemaer


def kan_sende(apnet: Apnet, samtale: Samtale) -> bool:
    """Whether this person may note that it was sent; where an address is protected, only who leads the sak."""
    elev = referat.hvis_hjem(apnet.sak, samtale)
    return elev is not None and (apnet.kan_lede or not elev.er_gradert)


def sendeskjema(
    apnet: Apnet,
    samtale: Samtale,
    hjemmene: Mapping[int, list[Foresatt]],
    har_fatt: set[int | None],
    data: QueryDict | None = None,
) -> Sendtskjema:
    """The form of one referat, with ids of its own, for those who have not had it."""
    elev = referat.hvis_hjem(apnet.sak, samtale)
    foresatte = hjemmene.get(elev.pk, []) if elev is not None else []
    til_eleven = samtale.type in referat.MED_ELEVEN and None not in har_fatt
    return Sendtskjema(
        data,
        foresatte=[foresatt for foresatt in foresatte if foresatt.pk not in har_fatt],
        eleven=elev.navn if elev is not None and til_eleven else "",
        initial={"dato": apnet.tid.dag},
        auto_id=f"sendt-{samtale.pk}-%s",
    )
