"""The rules of the note that the house does not hold, and why. When one is built, it moves to its own table.

A reader must be able to trust that what is not here is done: nothing is left out, and no reason is prettier than it is.
"""

from __future__ import annotations

from cases.lov.kilder import Kilde
from cases.lov.regel import LOV, Utenfor
from cases.lov.tekst import gettext_noop as _

UTENFOR: tuple[Utenfor, ...] = (
    Utenfor(
        "L-4.28",
        _("Bytter eleven skole, flytter ansvaret med, og den nye skolen kan få det den trenger å vite."),
        LOV,
        _(
            "Saken sier fra når eleven har byttet skole, men det finnes ikke noe overføringsdokument ennå. Rektor "
            "tar kontakt med den nye skolen selv."
        ),
        Kilde.RETTEN,
    ),
    Utenfor(
        "L-N.4",
        _("Opplysningene behandles fordi loven krever det, ikke fordi noen samtykker, og bare så langt det trengs."),
        LOV,
        _(
            "Behandlingsgrunnlaget og vurderingen av personvernkonsekvenser er kommunens dokumenter. De kan ikke "
            "skrives som kode."
        ),
    ),
    Utenfor(
        "D-14",
        _("Den som ber om innsyn, får svar uten ugrunnet opphold, og senest etter en måned."),
        LOV,
        _("Det er ikke laget noen side for innsynskrav. De behandles i kommunens arkivsystem."),
    ),
)
