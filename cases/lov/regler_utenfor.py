"""The rules of the note that the house does not hold, and why. When one is built, it moves to its own table.

A reader must be able to trust that what is not here is done: nothing is left out, and no reason is prettier than it is.
"""

from __future__ import annotations

from cases.lov.regel import LOV, Utenfor
from cases.lov.tekst import gettext_noop as _

UTENFOR: tuple[Utenfor, ...] = (
    Utenfor(
        "L-N.4",
        _("Opplysningene behandles fordi loven krever det, ikke fordi noen samtykker, og bare så langt det trengs."),
        LOV,
        _(
            "Behandlingsgrunnlaget og vurderingen av personvernkonsekvenser er kommunens dokumenter. De kan ikke "
            "skrives som kode."
        ),
    ),
)
