"""What is not yours answers as what is not there: the same number, words, headers, and questions to the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access import sider
from tests.access.hus import lytt
from tests.access.hus import tekst as hus_tekst
from tests.access.innsendinger import INNSENDINGER
from tests.access.krav import KRAV
from tests.access.test_every_url_every_role import forventet, tar
from tests.access.verden import FINNES_IKKE, lag_verden, parametre
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.access.hus import Hus
    from tests.access.verden import Verden
    from tests.cast import Rollebesetning

BORTE = 987_654
# Who is asked in which situation: each way a sak can be closed to somebody.
HVEM = {
    "vanlig": ("rektor_maere", "kontaktlarer", "sektorleder", "invitert_utlopt"),
    "ansatt_anklaget": ("anklaget",),
    "ledelsen_anklaget": ("rektor", "leder"),
    "sektorleder_anklaget": ("sektorleder",),
    "egen_unge": ("kontaktlarer",),
    "gradert": ("leder",),
}


def uten_det_som_spores(innhold: str, verden: Verden) -> str:
    """The page less the number that was asked for."""
    for nummer in (verden.saksnummer, verden.melding.nummer, "2026-9999", "M-2026-9999"):
        innhold = innhold.replace(nummer, "NUMMER")
    return innhold


def avtrykk(
    hus: Hus, person: Bruker, adresse: str, felter: Mapping[str, Any] | None, verden: Verden
) -> tuple[str, list[str]]:
    """All an onlooker can learn from an answer."""
    with lytt() as sporring:
        svar = hus.spor(person, adresse, felter, htmx=True)
    innhold = sider.NYTT_HVER_GANG.sub("", hus_tekst(svar))
    return uten_det_som_spores(innhold, verden), sporring.slag


def _felter(navn: str, verden: Verden) -> dict[str, Any]:
    return INNSENDINGER[navn](verden) if navn in INNSENDINGER else {}


def par(verden: Verden, person: str) -> Iterator[tuple[str, str, str]]:
    """Each address of what is closed to this person, and the same of what does not exist."""
    borte = {"nummer": "2026-9999", "versjon": 9, "samtale": BORTE, "tiltak": BORTE, "tilgang": BORTE, "varsel": BORTE}
    for navn, krav in KRAV.items():
        krevd = parametre()[navn]
        if krav == "egen_test" or not krevd or forventet(krav, person, verden) != {404}:
            continue
        argumenter = {k: borte.get(k, FINNES_IKKE.get(k, BORTE)) for k in krevd}
        if navn.startswith("melding:"):
            argumenter["nummer"] = "M-2026-9999"
        yield navn, verden.adresse(navn), reverse(navn, kwargs=argumenter)


@pytest.mark.parametrize(("situasjon", "person"), [(s, p) for s, personer in HVEM.items() for p in personer])
def test_det_som_ikke_er_ditt_svarer_som_det_som_ikke_finnes(
    hus: Hus, roller: Rollebesetning, situasjon: str, person: str
) -> None:
    verden = lag_verden(roller, situasjon)
    bruker = verden.folk[person]
    ulikt, antall = [], 0
    for navn, skjult, borte in par(verden, person):
        for post in (False, True):
            if not tar(hus, navn, verden, post=post):
                continue
            felter = _felter(navn, verden) if post else None
            svar = [avtrykk(hus, bruker, adresse, felter, verden) for adresse in (skjult, borte)]
            antall += 1
            if svar[0] != svar[1]:
                hva = [
                    sql[:60] + " … " + sql[-200:]
                    for s in svar
                    for sql in s[1]
                    if sql not in svar[0][1] or sql not in svar[1][1]
                ]
                ulikt.append(f"{'POST' if post else 'GET'} {navn}: {hva or 'svaret, eller antall spørringer'}")
    assert antall > 40
    assert not ulikt, "\n".join(ulikt)


def test_veien_videre_etter_innlogging_sier_ikke_om_saken_finnes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    svar = []
    for nummer in (sak.nummer, "2026-9999"):
        klient = Client()
        uten = klient.get(reverse("sak:vis", args=[nummer]))
        neste = reverse("sak:vis", args=[nummer])
        inn = klient.get(f"/logg-inn/?next={neste}")
        ut = (uten.status_code, uten.headers["Location"], inn.status_code, inn.content.decode())
        svar.append([re.sub(r'value="\w{64}"|"X-CSRFToken": "\w+"', "", str(d)).replace(nummer, "NUMMER") for d in ut])
    assert svar[0] == svar[1]


def like(hus: Hus, person: Bruker, adresse: str, felter: dict[str, Any], felt: str, skjult: object) -> None:
    """A form that names something hidden is answered as one that names what does not exist."""
    svar = []
    for verdi in (skjult, BORTE):
        innhold = sider.NYTT_HVER_GANG.sub("", hus_tekst(hus.spor(person, adresse, {**felter, felt: verdi})))
        svar.append(innhold.replace(f'"{verdi}"', '"ID"'))
    assert svar[0] == svar[1], f"{adresse}: {felt}"
    assert svar[0].startswith(("404", "422")), svar[0][:200]


def test_et_skjema_som_nevner_noe_skjult_svarer_som_om_det_ikke_finnes(hus: Hus, roller: Rollebesetning) -> None:
    verden = lag_verden(roller, "ledelsen_anklaget")
    egen = lag_sak(roller)
    arg = verden.argumenter
    # Someone else's things under an address of one's own sak.
    for navn, felt in (
        ("tiltaksplan:status", "tiltak"),
        ("undersokelse:sendt_hjem", "samtale"),
        ("sak:trekk_tilgang", "tilgang"),
    ):
        svar = []
        for verdi in (arg[felt], BORTE):
            adresse = reverse(navn, kwargs={"nummer": egen.nummer, felt: verdi})
            tekst = hus_tekst(hus.spor(roller.rektor, adresse, INNSENDINGER[navn](verden)))
            svar.append(sider.NYTT_HVER_GANG.sub("", tekst))
        assert svar[0] == svar[1], navn
        assert svar[0].startswith("404"), navn
    # A hidden sak as the one a new melding about the same pupil is added to.
    ny = lag_melding(roller, elev=verden.elev, nummer="M-2026-7777", hva_skjedde="Igjen")
    rad = ny.elever.get()
    siden = hus_tekst(hus.spor(roller.rektor, reverse("melding:ta_imot", args=[ny.nummer])))
    assert verden.saksnummer not in siden
    assert f"sak-{rad.pk}" not in siden
    # A pupil and an employee of another school.
    elev = roller.elev_maere.pk
    meld = {"nokkel": "9a4c4a6e-8f0e-4c53-8a3f-0c5c6a1f0001", "hva_skjedde": "Alene", "oppdaget": NAA.date()}
    like(hus, roller.ansatt, "/meld/", meld, "elever", elev)
    like(hus, roller.ansatt, "/meld/", {**meld, "elever": roller.elev.pk}, "ansatt", roller.ansatt_maere.pk)
    involvert = {"rolle": "vitne", "kategori": "elev"}
    like(hus, roller.rektor, reverse("sak:legg_til_involvert", args=[egen.nummer]), involvert, "elev", elev)
    like(
        hus,
        roller.rektor,
        reverse("sak:sett_ansvarlig", args=[egen.nummer]),
        {"versjon": 1},
        "ansvarlig",
        roller.ansatt_maere.pk,
    )


def test_varsler_og_tiltak_som_er_andres_finnes_ikke(hus: Hus, roller: Rollebesetning) -> None:
    verden = lag_verden(roller, "vanlig")
    for navn, felt, verdi in (
        ("varsling:apne", "varsel", verden.argumenter["varsel_til_melder"]),
        ("tiltaksplan:egen_status", "tiltak", verden.argumenter["tiltak"]),
    ):
        adresser = [reverse(navn, kwargs={felt: pk}) for pk in (verdi, BORTE)]
        svar = [avtrykk(hus, roller.rektor_maere, adresse, {"status": "i_gang"}, verden) for adresse in adresser]
        assert svar[0] == svar[1], navn
        assert svar[0][0].startswith("404"), navn
