"""The rules of the note that the house does not hold, and why. When one is built, it moves to its own table.

A reader must be able to trust that what is not here is done: nothing is left out, and no reason is prettier than it is.
"""

from __future__ import annotations

from cases.lov.kilder import Kilde
from cases.lov.regel import LOV, PROSEDYRE, Utenfor
from cases.lov.tekst import gettext_noop as _

UTENFOR: tuple[Utenfor, ...] = (
    Utenfor(
        "L-6.3",
        _("Skolen og kommunen legger fram alt Statsforvalteren trenger, uten hinder av taushetsplikten."),
        LOV,
        _("Det er ikke laget noen side for saker hos Statsforvalteren ennå. Oversendelsen settes sammen for hånd."),
        Kilde.HANDHEVING,
    ),
    Utenfor(
        "L-6.4",
        _(
            "Rektor orienterer sektorleder når Statsforvalteren ber om opplysninger; sektorleder orienterer "
            "kommunalsjefen."
        ),
        PROSEDYRE,
        _(
            "Det er ikke laget noen side for saker hos Statsforvalteren ennå. Rektor kan varsle skoleeier om at "
            "Statsforvalteren er koblet inn, men kommunalsjefen varsles ikke av systemet."
        ),
        Kilde.HANDHEVING,
    ),
    Utenfor(
        "L-6.5",
        _("Statsforvalteren avgjør om plikten er oppfylt, og kan pålegge skolen tiltak med frist."),
        LOV,
        _(
            "Det er ikke laget noen side for saker hos Statsforvalteren ennå. Et pålegg skrives inn som et vanlig "
            "tiltak, og kan ikke låses."
        ),
        Kilde.HANDHEVING,
    ),
    Utenfor(
        "L-6.6",
        _("Avgjørelsen er et enkeltvedtak; eleven og foresatte kan klage, skolen og kommunen kan ikke."),
        LOV,
        _("Det er ikke laget noen side for saker hos Statsforvalteren ennå. Klagefristen følges ikke."),
        Kilde.HANDHEVING,
    ),
    Utenfor(
        "L-6.8",
        _("Eleven selv og foresatte med foreldreansvar kan melde saken til Statsforvalteren."),
        LOV,
        _(
            "Det er ikke laget noen side for saker hos Statsforvalteren ennå. Hvem som kan melde, vurderer "
            "Statsforvalteren."
        ),
        Kilde.HANDHEVING,
    ),
    Utenfor(
        "L-8.1",
        _("Holdes ikke fristen i Statsforvalterens vedtak, kan kommunen få en løpende mulkt."),
        LOV,
        _("Det er ikke laget noen side for saker hos Statsforvalteren ennå. Mulkten registreres ikke."),
        Kilde.TVANGSMULKT,
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
        "D-12",
        _("Statsforvalterens frister holdes, med påminnelse tre dager før, dagen før og samme dag."),
        LOV,
        _("Det er ikke laget noen side for saker hos Statsforvalteren ennå. Fristene må følges i en kalender."),
        Kilde.HANDHEVING,
    ),
)
