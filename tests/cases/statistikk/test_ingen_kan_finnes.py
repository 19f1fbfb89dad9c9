"""A-21: from everything that is published, of all tables and months, each number may be any of the five of its step.

The reader is the strongest there is: knows how the steps are made, has kept every month, and has every file. For each
number and each of the five values a whole other municipality is built, month by month, in which that number has that
value; and what is published of it must be the same to the last byte.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.statistikk.kube import (
    EVALUERING,
    FORSINKET,
    KOMMUNEN,
    NYE,
    PLANTID,
    SVAR,
    TREKK,
    TRINN,
    Grunnlag,
    Saksrad,
    andel,
    gulv,
    midterste,
    nokkel,
    publiser,
    skoler_som_vises,
    tell,
)

AAR = 2026
MAANEDER = ("2026-08", "2026-09", "2026-10")
SKOLER = (1, 2, 3)
VISES = frozenset({1, 2})
# The school that is not shown, and the answer that is told to nobody.
LITEN = 3
VIL_IKKE = "vil_ikke_svare"
STEDER = ("friminutt", "klasserom", "digitalt")

saker = st.builds(
    Saksrad,
    aar=st.just(AAR),
    # Most at the shown schools: the hardest case is when nothing is left over.
    skole=st.sampled_from((1, 1, 1, 2, 2, 2, 3)),
    trekk=st.frozensets(st.sampled_from(TREKK)),
    plantid=st.sampled_from(("", *PLANTID)),
)
maaneden = st.tuples(
    st.lists(saker, max_size=12),
    st.lists(st.sampled_from(SKOLER), max_size=12),
    st.lists(st.booleans(), max_size=8),
    st.lists(st.sampled_from((*SVAR, VIL_IKKE)), max_size=8),
    st.lists(st.sampled_from(STEDER), max_size=10),
)
historier = st.tuples(*(maaneden for _ in MAANEDER))


def _grunnlag(historie: Any) -> list[Grunnlag]:
    """What each month counts: all that has happened until then, and what is late just then."""
    ut = []
    sett: tuple[list[Any], ...] = ([], [], [], [])
    for maaned, (nye, sene, planer, svar, steder) in zip(MAANEDER, historie, strict=True):
        sett[0].extend(nye)
        sett[1].extend((AAR, i_tide) for i_tide in planer)
        sett[2].extend((AAR, s) for s in svar)
        sett[3].extend((AAR, "arena", sted) for sted in steder)
        ut.append(
            Grunnlag(
                saker=tuple(sett[0]),
                forsinket=tuple((maaned, skole) for skole in sene),
                forfalte_planer=tuple(sett[1]),
                svar=tuple(sett[2]),
                meldinger=tuple(sett[3]),
            )
        )
    return ut


def _alt(grunnlagene: list[Grunnlag]) -> list[str]:
    """Everything that is published in all the months, as it is stored."""
    ut: list[dict[str, int]] = []
    for grunnlag in grunnlagene:
        ut.append(publiser(tell(grunnlag, VISES), ut[-1] if ut else {}))
    return [json.dumps(trinn) for trinn in ut]


def _bygg(tall: dict[str, int], maaned: str) -> Grunnlag:
    """A municipality with exactly these numbers in one month."""
    saker_: list[Saksrad] = []
    for skole in sorted(VISES):
        saker_ += [Saksrad(AAR, skole)] * tall.get(nokkel(NYE, AAR, skole), 0)
    rest = tall.get(nokkel(NYE, AAR, KOMMUNEN), 0) - len(saker_)
    assert rest >= 0
    saker_ += [Saksrad(AAR, LITEN)] * rest
    plantider = [kode for kode in PLANTID for _ in range(tall.get(nokkel("plantid", AAR, kode), 0))]
    assert len(plantider) <= len(saker_)
    plantider += [""] * (len(saker_) - len(plantider))
    trekk = [
        frozenset(t for t in TREKK if plass < tall.get(nokkel("trekk", AAR, t), 0)) for plass in range(len(saker_))
    ]
    sene: list[int] = []
    for skole in sorted(VISES):
        sene += [skole] * tall.get(nokkel(FORSINKET, maaned, skole), 0)
    sene += [LITEN] * (tall.get(nokkel(FORSINKET, maaned, KOMMUNEN), 0) - len(sene))
    forfalt, i_tide = (tall.get(nokkel("evaluering", AAR, hva), 0) for hva in EVALUERING)
    return Grunnlag(
        saker=tuple(Saksrad(AAR, sak.skole, t, p) for sak, t, p in zip(saker_, trekk, plantider, strict=True)),
        forsinket=tuple((maaned, skole) for skole in sene),
        forfalte_planer=tuple((AAR, nummer < i_tide) for nummer in range(forfalt)),
        svar=tuple((AAR, s) for s in SVAR for _ in range(tall.get(nokkel("svar", AAR, s), 0))),
        meldinger=tuple(
            (AAR, "arena", sted) for sted in STEDER for _ in range(tall.get(nokkel("arena", AAR, sted), 0))
        ),
    )


def _helheter(navn: str) -> list[str]:
    """The wholes a number is a part of."""
    tabell, aar, hva = navn.split("/")
    if tabell in {NYE, FORSINKET}:
        return [] if hva == KOMMUNEN else [nokkel(tabell, aar, KOMMUNEN)]
    if tabell in {"trekk", "plantid"}:
        return [nokkel(NYE, aar, KOMMUNEN)]
    return [nokkel("evaluering", aar, "forfalt")] if (tabell, hva) == ("evaluering", "i_tide") else []


NAVN = [
    *(nokkel(NYE, AAR, s) for s in (KOMMUNEN, 1, 2)),
    *(nokkel(FORSINKET, m, s) for m in MAANEDER for s in (KOMMUNEN, 1, 2)),
    *(nokkel("trekk", AAR, t) for t in TREKK),
    *(nokkel("plantid", AAR, k) for k in PLANTID),
    *(nokkel("evaluering", AAR, h) for h in EVALUERING),
    *(nokkel("svar", AAR, s) for s in SVAR),
    *(nokkel("arena", AAR, s) for s in STEDER),
]


@given(historier)
@settings(max_examples=25, deadline=None)
def test_hvert_tall_i_hver_maaned_kan_vaere_alle_de_fem_i_trinnet_sitt(historie: Any) -> None:
    publisert = _alt(_grunnlag(historie))
    lavest = [json.loads(trinn) for trinn in publisert]
    for fra, naa in enumerate(MAANEDER):
        for navn in NAVN:
            if navn.startswith(FORSINKET) and naa not in navn:
                continue  # counted in its own month only, and the same for ever
            for mer in range(TRINN):
                verden = []
                for nummer, maaned in enumerate(MAANEDER):
                    tall = Counter(lavest[nummer])
                    if nummer >= fra:
                        tall.update(dict.fromkeys((navn, *_helheter(navn)), mer))
                    verden.append(_bygg(tall, maaned))
                assert tell(verden[fra], VISES).get(navn, 0) == lavest[fra].get(navn, 0) + mer
                assert _alt(verden) == publisert, (navn, fra, mer)


@given(historier)
@settings(max_examples=50, deadline=None)
def test_hvert_trinn_er_sant_og_ingen_andre_tall_publiseres(historie: Any) -> None:
    grunnlagene = _grunnlag(historie)
    for trinn, grunnlag in zip(map(json.loads, _alt(grunnlagene)), grunnlagene, strict=True):
        tall = tell(grunnlag, VISES)
        for navn in NAVN:
            if navn.startswith(FORSINKET):
                continue
            assert trinn.get(navn, 0) == gulv(tall.get(navn, 0))
        assert all(verdi > 0 and verdi % TRINN == 0 for verdi in trinn.values())
        assert nokkel(NYE, AAR, LITEN) not in trinn
        assert nokkel("svar", AAR, VIL_IKKE) not in trinn


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 30)),
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 30)),
)
def test_det_som_er_publisert_gaar_aldri_ned(for_: dict[str, int], etter: dict[str, int]) -> None:
    forste = publiser(for_, {})
    andre = publiser(etter, forste)
    assert all(andre.get(navn, 0) >= verdi for navn, verdi in forste.items())


@given(st.dictionaries(st.integers(1, 12), st.integers(0, 400)))
def test_den_minste_skolen_vises_aldri_for_seg(elevtall: dict[int, int]) -> None:
    vises = skoler_som_vises(elevtall)
    assert len(vises) < max(1, len(elevtall))
    assert all(elevtall[skole] >= 20 for skole in vises)


def test_andeler_regnes_av_trinnene_og_sies_ikke_om_faa() -> None:
    assert andel(5, 5) is None
    assert andel(5, 10) == 60
    assert andel(20, 20) == 100
    assert andel(0, 40) is None


def test_den_midterste_regnes_av_trinnene_og_sies_ikke_om_faa() -> None:
    assert midterste([("0-5", 5), ("6-10", 0)]) == ""
    assert midterste([("0-5", 5), ("6-10", 10), ("over_20", 5)]) == "6-10"
