"""All the pages a person can open, with every filter and search: what the eye, and a program, could read."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from cases.saksliste.queries import VISNINGER
from cases.skoleeier.queries import VISNINGER as OVERSIKTENS
from tests.access.hus import tekst
from tests.access.krav import KRAV

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.access.hus import Hus
    from tests.access.verden import Verden

# Not opened: they end the session, ask the outside world, or are the same for everyone in the world.
IKKE_SIDER = frozenset({"organisation:logg_ut", "helse", "tilgjengelighet"})
ENKLE = (
    "/",
    "/saker/",
    "/skoleeier/",
    "/skoleeier/tall/",
    "/meld/",
    "/meldinger/",
    "/meldinger/innboks/",
    "/meldinger/innboks/?vis=behandlet",
    "/varsler/",
    "/tiltak/",
    "/arshjul/",
    "/finnes-ikke/",
)
# What is new each time a page is made: tokens against forged requests, and the keys of an unsent melding.
NYTT_HVER_GANG = re.compile(
    # A picture written in the page (the code of the second factor) is no word.
    r'data:image/[^"]+|[A-Z2-7]{20,}|(?:[A-Z2-7]{4} ){4,}[A-Z2-7]{4}|data-krypt="[^"]*"|"X-CSRFToken": "\w+"|value="\w{64}"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
)


def lister(sok: tuple[str, ...]) -> Iterator[str]:
    """The lists, with each of their filters, and with each search."""
    for vis in VISNINGER:
        yield f"/saker/?vis={vis}"
    yield "/saker/?vis=alle&alvorlig=on"
    yield "/saker/?vis=alle&skjerpet=on"
    for fase in ("tiltak", "avsluttet"):
        yield f"/saker/?vis=alle&fase={fase}"
    for ord_ in sok:
        yield f"/saker/?vis=alle&q={ord_}"
        yield f"/meld/elevsok?navn=elever&sok_elever={ord_}"


def oversikten(sok: tuple[str, ...]) -> Iterator[str]:
    """Skoleeier's overview, with each of its filters and searches."""
    for vis in OVERSIKTENS:
        yield f"/skoleeier/?vis={vis}&avsluttede=on"
    for ord_ in sok:
        yield f"/skoleeier/?q={ord_}&avsluttede=on"


def sakens(verden: Verden) -> Iterator[str]:
    """Every address of the house, with this world's own numbers."""
    for navn in KRAV:
        if navn not in IKKE_SIDER:
            yield verden.adresse(navn)


def les(hus: Hus, person: Bruker, adresser: Iterable[str], *, htmx: bool = False) -> dict[str, str]:
    """What each page says, less what is new each time. As htmx asks: without the frame, which is the same on each."""
    return {adresse: NYTT_HVER_GANG.sub("", tekst(hus.spor(person, adresse, htmx=htmx))) for adresse in adresser}


def alle(hus: Hus, person: Bruker, sok: tuple[str, ...] = ()) -> dict[str, str]:
    """The pages that name no sak: the plain ones whole, the lists' filters as htmx asks for them."""
    sidene = les(hus, person, ENKLE)
    filtre = lister(sok)
    if sidene["/skoleeier/"].startswith("200"):
        filtre = chain(filtre, oversikten(sok))
    return sidene | les(hus, person, filtre, htmx=True)
