"""What of a meldeskjema's raw fields is kept in a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.melding.forms import Meldeskjema

if TYPE_CHECKING:
    from django.http import QueryDict

# Not part of what is written: the token, the search boxes and the buttons.
IKKE_I_UTKAST = frozenset({"csrfmiddlewaretoken", "sok_elever", "sok_krenkere", "handling"})


def felter_i(sendt: QueryDict) -> dict[str, list[str]]:
    """The fields of the form, as they were typed, within what anybody writes."""
    return {
        navn: [str(verdi)[:20_000] for verdi in sendt.getlist(navn)][:50]
        for navn in sendt
        if navn not in IKKE_I_UTKAST and navn in Meldeskjema.base_fields
    }
