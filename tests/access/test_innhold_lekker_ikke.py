"""Not a word of a sak reaches one who may not see it: on no page, in no list, search, count, notice, header or mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.access import sider
from tests.access.verden import GRUNDIG, LEDERE, SITUASJONER, lag_verden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.access.hus import Hus
    from tests.access.verden import Verden
    from tests.cast import Rollebesetning

HEMMELIG = re.compile(r"zq[nmts]\w*", re.IGNORECASE)
# Where the sak's own pages are read too, by those it is closed to.
HVER_SIDE = frozenset({"ledelsen_anklaget", "invitert"})
# Where pupils are looked up by name, whatever is known of them: own school's, and for the municipality everyone's.
NAVNESOK = "/meld/elevsok"
SLAAR_OPP_ELEVER_VED_EGGE = frozenset(
    {
        "rektor",
        "stedfortreder",
        "leder",
        "avdelingsleder",
        "sfo_leder",
        "kontaktlarer",
        "ansatt",
        "anklaget",
        "vikar",
        "invitert_les",
        "invitert_utlopt",
        "sektorleder",
        "kommunalsjef",
    }
)


def lov(verden: Verden, person: str, adresse: str) -> set[str]:
    """What kinds of secret words this person may meet at this address: the first letter after ``zq``."""
    rett = verden.rett
    slag = set()
    if person in rett.mottar or person == "ansatt":
        slag |= {"n", "m"}
    if person in rett.tiltak:
        slag |= {"n", "t"}
    ved_skolen = person in SLAAR_OPP_ELEVER_VED_EGGE and verden.elev.skole_id == verden.melding.skole_id
    if adresse.startswith(NAVNESOK) and (ved_skolen or person in {"sektorleder", "kommunalsjef"}):
        slag.add("n")
    if adresse.startswith(NAVNESOK) and not ved_skolen and person not in SLAAR_OPP_ELEVER_VED_EGGE:
        # The pupil has moved: now those at the other school look the name up.
        slag |= {"n"} if verden.situasjon == "flyttet" else set()
    return slag


def lekkasjer(verden: Verden, person: str, sidene: dict[str, str]) -> Iterator[str]:
    """Each word and number a page should not have had."""
    for adresse, innhold in sidene.items():
        funnet = {ord_ for ord_ in HEMMELIG.findall(innhold) if ord_ != sider_sok(adresse)}
        for ord_ in sorted(funnet):
            if ord_[2].lower() not in lov(verden, person, adresse):
                yield f"{person} leser «{ord_}» på {adresse}"
        if verden.sak is not None and verden.sak.nummer in innhold:
            yield f"{person} leser sakens nummer på {adresse}"
        if verden.melding.nummer in innhold and not (
            "m" in lov(verden, person, "") or vet_nummeret(verden, person, adresse)
        ):
            yield f"{person} leser meldingens nummer på {adresse}"


def vet_nummeret(verden: Verden, person: str, adresse: str) -> bool:
    """One who leads under an inhabil rektor got the melding's number while it was the school's: it says no more."""
    return verden.situasjon == "rektor_inhabil" and person in LEDERE - {"rektor"} and adresse == "/varsler/"


def sider_sok(adresse: str) -> str:
    """The word that was searched for, which the search box shows again."""
    return adresse.partition("q=")[2].partition("&")[0]


@pytest.mark.parametrize("situasjon", SITUASJONER)
def test_ingen_leser_et_ord_av_en_sak_de_ikke_ser(hus: Hus, roller: Rollebesetning, situasjon: str) -> None:
    verden = lag_verden(roller, situasjon)
    # A part of the name, and of the number: the box shows what was typed, only a hit shows the whole.
    sok = ("zqnov", verden.saksnummer[:-1])
    funn: list[str] = []
    for navn, person in verden.berort.items():
        if navn in verden.rett.lese:
            continue
        sidene = sider.alle(hus, person, sok)
        if situasjon in HVER_SIDE or GRUNDIG:
            # That the refusals are the same as for what does not exist stands in test_finnes_ikke.py.
            sidene |= sider.les(hus, person, sider.sakens(verden), htmx=True)
        funn.extend(lekkasjer(verden, navn, sidene))
    assert not funn, "\n".join(funn)


def test_den_som_ser_saken_leser_ordene(hus: Hus, roller: Rollebesetning) -> None:
    # Otherwise the test above would only prove that the words are nowhere.
    verden = lag_verden(roller, "alvorlig")
    sidene = sider.alle(hus, roller.rektor, ("zqnov",)) | sider.les(hus, roller.rektor, sider.sakens(verden))
    alt = "\n".join(sidene.values())
    ordene = {ord_[:3].lower() for ord_ in HEMMELIG.findall(alt)}
    assert ordene == {"zqn", "zqm", "zqt", "zqs"}
    assert len({ord_.lower() for ord_ in HEMMELIG.findall(alt)}) > 25
