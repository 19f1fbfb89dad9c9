"""Every address × every role × every situation, against one table. An address that is not in the table fails.

This file holds the table's meaning and asks with GET; ``test_every_post_every_role.py`` asks with POST.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from tests.access.krav import KRAV
from tests.access.verden import SITUASJONER, lag_verden, parametre
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.access.hus import Hus
    from tests.access.verden import Verden
    from tests.cast import Rollebesetning

# What every person may ask, whatever the sak; opened once, in the first situation, and read closely in
# test_innhold_lekker_ikke.py.
FOR_ALLE = frozenset({"alle", "innlogget"})
UAVHENGIG_AV_SAKEN = FOR_ALLE | {"mottar", "skoleeier"}
MOTTAR = frozenset({"rektor", "stedfortreder", "leder", "rektor_maere", "sektorleder", "kommunalsjef"})
# One who leads the sak, one who follows it up, one who is let in, and two who do not know that it is there.
ULIKE = ("rektor", "sektorleder", "invitert_les", "ansatt", "rektor_maere")
# Addresses that end the session or ask the outside world.
UTENOM = frozenset({"organisation:logg_ut", "helse"})

# Nothing has been given yet: no paper let out, no answer to a krav, no framlegg the accused has.
IKKE_GITT = frozenset({"innsyn:brev", "sladding:pdf", "framlegg:pdf"})
# What is there when the sak lies at Statsforvalteren; the world that does also has a draft of a plan.
HOS_STATSFORVALTEREN = frozenset(
    navn
    for navn in KRAV
    if navn.startswith("statsforvalter:") and navn not in {"statsforvalter:vis", "statsforvalter:meldt"}
)
UTKAST = frozenset({"dokumenter:forhandsvisning", "tiltaksplan:rediger", "tiltaksplan:vedta"})


def forventet(krav: str, navn: str, verden_: Verden) -> set[int] | None:
    """The answers this person may get, by what the address demands. None: any but an error or a refusal."""
    rett = verden_.tilgang
    match krav:
        case "alle" | "innlogget":
            return None
        case "lese" | "skrive" | "lede" | "folge_opp":
            if navn in rett[krav]:
                return None
            return {403} if navn in rett["lese"] else {404}
        case "arbeider":
            if navn in rett["skrive"] | rett["folge_opp"]:
                return None
            return {403} if navn in rett["lese"] else {404}
        case "skoleeiervarsel":
            if navn in rett["lede"] | rett["folge_opp"]:
                return None
            return {403} if navn in rett["lese"] else {404}
        case "mottar":
            return None if navn in MOTTAR else {404}
        case "skoleeier":
            return None if navn in {"sektorleder", "kommunalsjef"} else {404}
        case "innstillinger":
            return None if navn in MOTTAR | {"systemforvalter"} else {404}
        case "leselogg":
            return None if navn in {"personvernombud", "sektorleder", "kommunalsjef"} else {404}
        case "melder" | "varslet":
            return None if navn == "ansatt" else {404}
        case "tiltaksansvarlig":
            return None if navn in verden_.rett.tiltak else {404}
        case "mottaker":
            return None if navn in verden_.rett.mottar else {404}
    raise AssertionError(krav)


def finnes_ikke_her(navn: str, verden_: Verden, *, post: bool) -> bool:
    """What the person may do, but which is not there in this world: no talk after a closing, no draft of a plan."""
    if navn == "evaluering:ettersjekk":
        return verden_.sak is None or verden_.sak.avsluttet is None
    if navn == "undersokelse:avtaler":
        # Nothing is arranged in a sak that is closed.
        return verden_.sak is None or verden_.sak.avsluttet is not None
    if navn in HOS_STATSFORVALTEREN or (navn in UTKAST and (post or navn == "dokumenter:forhandsvisning")):
        return verden_.situasjon != "hos_statsforvalteren"
    # The world's own grant has ended: it cannot be made longer.
    return navn in IKKE_GITT or (post and navn == "sak:forleng_tilgang")


def retter_bare_egne(navn: str, person: str) -> bool:
    """One who is let in by name corrects what they wrote themselves, and the worlds' rows are the rektor's."""
    return navn in {"undersokelse:rett_samtale", "undersokelse:rett_observasjon"} and person.startswith("invitert")


def bare_leser(navn: str, person: str, verden_: Verden) -> bool:
    """Skoleeier reads what the school decides on, and never decides in the school's place (L-5.2)."""
    if navn == "framlegg:frigi":
        # The second pair of eyes, where two must see it: the worlds' framlegg has not been sent to any.
        return person in verden_.rett.folge_opp - verden_.rett.lede
    return navn == "melding:ta_imot" and verden_.melding.mottaker == "rektor" and person == "sektorleder"


def i_strid(kode: int, krav: str, person: str, navn: str, verden_: Verden, *, post: bool) -> str:
    """What is wrong with an answer, or nothing."""
    lovlige = forventet(krav, person, verden_)
    if kode == 403 and lovlige is None and post and bare_leser(navn, person, verden_):
        return ""
    # Who may see the municipality's targets is more than who may change them: its own tests say who.
    if kode == 403 and lovlige is None and post and krav == "innstillinger":
        return ""
    if (
        kode == 404
        and lovlige is None
        and (finnes_ikke_her(navn, verden_, post=post) or retter_bare_egne(navn, person))
    ):
        return ""
    if kode in lovlige if lovlige else kode < 500 and kode not in {403, 404, 405}:
        return ""
    return f"{'POST' if post else 'GET'} {navn} ({krav}) for {person}: {kode}, ventet {lovlige or 'ikke nektet'}"


# Which methods an address takes is the same for all: it is asked before anything else.
_TAR: dict[tuple[str, bool], bool] = {}


def tar(hus: Hus, navn: str, verden_: Verden, *, post: bool) -> bool:
    """Whether the address takes a GET (or a POST) at all."""
    if (navn, post) not in _TAR:
        utenfor = verden_.folk["systemforvalter"]
        _TAR[navn, post] = hus.kode(utenfor, verden_.adresse(navn), {} if post else None) != 405
    return _TAR[navn, post]


def adresser(verden_: Verden) -> Iterator[tuple[str, str, dict[str, Bruker]]]:
    """The addresses to ask in this situation, what each demands, and who asks."""
    forste = verden_.situasjon == SITUASJONER[0]
    sett: set[str] = set()
    for navn, krav in KRAV.items():
        if krav != "egen_test" and navn not in UTENOM and (forste or krav not in UAVHENGIG_AV_SAKEN):
            yield navn, krav, verden_.spor(forste_av_slaget=krav not in sett)
            sett.add(krav)


def test_hver_adresse_staar_i_tabellen() -> None:
    assert set(parametre()) == set(KRAV)


@pytest.mark.parametrize("situasjon", SITUASJONER)
def test_hver_adresse_for_hver_rolle(hus: Hus, roller: Rollebesetning, situasjon: str) -> None:
    verden_ = lag_verden(roller, situasjon)
    feil = []
    for navn, krav, folk in adresser(verden_):
        if not tar(hus, navn, verden_, post=False):
            continue
        for person, bruker in folk.items():
            # Asked for as htmx asks, without the frame: it is the same on each, and seen on those that all may open.
            kode = hus.spor(bruker, verden_.adresse(navn), htmx=krav not in FOR_ALLE).status_code
            if grunn := i_strid(kode, krav, person, navn, verden_, post=False):
                feil.append(grunn)
    assert not feil, "\n".join(feil)


def test_en_metode_adressen_ikke_tar_sier_ingenting_om_saken(hus: Hus, roller: Rollebesetning) -> None:
    verden_ = lag_verden(roller, "vanlig")
    for navn in (navn for navn, krav, _folk in adresser(verden_) if krav != "alle"):
        for post in (False, True):
            if not tar(hus, navn, verden_, post=post):
                felter: dict[str, str] | None = {} if post else None
                svar = {hus.kode(verden_.folk[person], verden_.adresse(navn), felter) for person in ULIKE}
                assert svar == {405}, navn


def test_uten_innlogging_er_alt_stengt(client: Client, roller: Rollebesetning) -> None:
    verden_ = lag_verden(roller, "delt")
    for navn, krav in KRAV.items():
        if krav == "egen_test":
            continue
        for svar in (client.get(verden_.adresse(navn)), client.post(verden_.adresse(navn))):
            if krav == "alle":
                assert svar.status_code in {200, 405, 422, 503}, navn
            else:
                assert svar.status_code in {302, 405}, navn
                if svar.status_code == 302:
                    assert svar.headers["Location"].startswith("/logg-inn/"), navn


def test_admin_viser_ingen_sak_til_noen(client: Client, roller: Rollebesetning) -> None:
    roller.systemforvalter.er_teknisk = True
    roller.systemforvalter.is_superuser = True
    roller.systemforvalter.save()
    sak = lag_sak(roller)
    client.force_login(roller.systemforvalter)
    with time_machine.travel(NAA, tick=False):
        for side in ("/admin/", "/admin/cases/", "/admin/cases/sak/"):
            svar = client.get(side)
            assert sak.nummer not in svar.content.decode()
            assert "Sak" not in svar.content.decode() or svar.status_code == 404
        assert client.get(reverse("sak:vis", args=[sak.nummer])).status_code == 404
