"""Every address × every role × every situation, against one table. An address that is not in the table fails."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.melding.models import Mottaker
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Samtale
from cases.varsling.models import Varsel
from tests.access.krav import KRAV
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from cases.melding.models import Melding
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

# For a person without any right to them these exist as little as the sak itself.
AV_SAK = frozenset({"lese", "skrive", "lede", "folge_opp"})


@dataclass(frozen=True)
class Verden:
    """One situation: a sak with all that belongs to it, and who may do what with it."""

    sak: Sak
    melding: Melding
    tiltak: Tiltak
    samtale: Samtale
    varsel: Varsel
    tilgang: dict[str, set[str]]

    def adresse(self, navn: str) -> str:
        """The address of this world's things."""
        argumenter = {
            "nummer": self.melding.nummer if navn.startswith("melding:") else self.sak.nummer,
            "versjon": 1,
            "samtale": self.samtale.pk,
            "tiltak": self.tiltak.pk,
            "tilgang": 1,
            "framlegg": 1,
            "utskrift": 1,
            "varsel": self.varsel.pk if navn.startswith("varsling:") else 1,
        }
        krevd = _parametre()[navn]
        return reverse(navn, kwargs={k: v for k, v in argumenter.items() if k in krevd})


def _monstre(
    monstre: list[URLPattern | URLResolver], rom: str = "", parametre: tuple[str, ...] = ()
) -> Iterator[tuple[str, set[str]]]:
    for monster in monstre:
        egne = (*parametre, *monster.pattern.converters)
        if isinstance(monster, URLResolver):
            if monster.app_name != "admin":
                yield from _monstre(monster.url_patterns, monster.namespace or rom, egne)
        else:
            yield (f"{rom}:{monster.name}" if rom else str(monster.name)), set(egne)


def _parametre() -> dict[str, set[str]]:
    return dict(_monstre(get_resolver().url_patterns))


ALLE = {
    "rektor",
    "avdelingsleder",
    "kontaktlarer",
    "ansatt",
    "anklaget",
    "rektor_maere",
    "ansatt_maere",
    "sektorleder",
    "kommunalsjef",
    "systemforvalter",
    "personvernombud",
    "stotte",
    "sluttet",
}
SITUASJONER: dict[str, dict[str, set[str]]] = {
    "vanlig": {"lese": {"rektor"}, "skrive": {"rektor"}, "lede": {"rektor"}, "folge_opp": set()},
    "delt": {
        "lese": {"rektor", "kontaktlarer"},
        "skrive": {"rektor", "kontaktlarer"},
        "lede": {"rektor"},
        "folge_opp": set(),
    },
    "alvorlig": {
        "lese": {"rektor", "sektorleder"},
        "skrive": {"rektor"},
        "lede": {"rektor"},
        "folge_opp": {"sektorleder"},
    },
    "ansatt_anklaget": {
        "lese": {"rektor", "sektorleder"},
        "skrive": {"rektor"},
        "lede": {"rektor"},
        "folge_opp": {"sektorleder"},
    },
    "ledelsen_anklaget": {
        "lese": {"sektorleder"},
        "skrive": {"sektorleder"},
        "lede": {"sektorleder"},
        "folge_opp": {"sektorleder"},
    },
    "rektor_anklaget_siden": {"lese": set(), "skrive": set(), "lede": set(), "folge_opp": set()},
    "sektorleder_anklaget": {
        "lese": {"kommunalsjef"},
        "skrive": {"kommunalsjef"},
        "lede": {"kommunalsjef"},
        "folge_opp": {"kommunalsjef"},
    },
}


def verden(roller: Rollebesetning, situasjon: str) -> Verden:
    """Make one situation in the database."""
    mottaker = Mottaker.REKTOR
    match situasjon:
        case "delt":
            sak = lag_sak(roller, delt_med_kontaktlarer=True)
        case "alvorlig":
            sak = lag_sak(roller, alvorlig=True, alvorlig_kriterier=["vaapen"], alvorlig_vurdert=NAA)
        case "ansatt_anklaget":
            sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=False)
            anklag(sak, roller.anklaget)
        case "ledelsen_anklaget":
            sak = lag_sak(roller, ledelse=True)
            anklag(sak, roller.rektor)
            mottaker = Mottaker.SKOLEEIER
        case "rektor_anklaget_siden":
            # Named by the database alone, no door: the deny holds by itself.
            sak = lag_sak(roller)
            anklag(sak, roller.rektor)
        case "sektorleder_anklaget":
            sak = lag_sak(roller, ledelse=True, eier="kommunalsjef")
            anklag(sak, roller.sektorleder)
            mottaker = Mottaker.KOMMUNALSJEF
        case _:
            sak = lag_sak(roller)
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        status="vedtatt",
        utfordring="Alene",
        elevens_syn="Enig",
        barnets_beste="Vurdert",
        evalueringsdato=I_DAG + timedelta(days=14),
        opprettet=NAA,
        opprettet_av=roller.rektor,
        vedtatt=NAA,
        vedtatt_av=roller.rektor,
    )
    return Verden(
        sak=sak,
        melding=lag_melding(
            roller,
            sak=sak,
            mottaker=mottaker,
            behandling="sak",
            behandlet=NAA,
            behandlet_av=roller.rektor,
            skjerpet=sak.skjerpet,
        ),
        tiltak=Tiltak.objects.create(plan=plan, beskrivelse="Møtes ved døra", fra=I_DAG, ansvarlig=roller.ansatt_maere),
        samtale=Samtale.objects.create(
            sak=sak,
            type="elev",
            dato=I_DAG,
            deltakere="Nora",
            hva_sies="Alene",
            registrert=NAA,
            registrert_av=roller.rektor,
        ),
        varsel=Varsel.objects.create(mottaker=roller.ansatt, type="sak_tildelt", nokkel="x", opprettet=NAA),
        tilgang=SITUASJONER[situasjon],
    )


def forventet(krav: str, navn: str, verden_: Verden) -> set[int] | None:
    """The answers this person may get, by what the address demands. None: any but an error."""
    rett = verden_.tilgang
    match krav:
        case "alle" | "innlogget":
            return None
        case "lese" | "skrive" | "lede" | "folge_opp":
            if navn in rett[krav]:
                return None
            return {403} if navn in rett["lese"] else {404}
        case "skoleeiervarsel":
            if navn in rett["lede"] | rett["folge_opp"]:
                return None
            return {403} if navn in rett["lese"] else {404}
        case "mottar":
            return None if navn in {"rektor", "rektor_maere", "sektorleder", "kommunalsjef"} else {404}
        case "skoleeier":
            return None if navn in {"sektorleder", "kommunalsjef"} else {404}
        case "innstillinger":
            ser = {"rektor", "rektor_maere", "sektorleder", "kommunalsjef", "systemforvalter"}
            return None if navn in ser else {404}
        case "leselogg":
            return None if navn in {"personvernombud", "sektorleder", "kommunalsjef"} else {404}
        case "melder" | "varslet":
            return None if navn == "ansatt" else {404}
        case "tiltaksansvarlig":
            return None if navn == "ansatt_maere" else {404}
        case "mottaker":
            mottar = {
                Mottaker.REKTOR: {"rektor"} | ({"sektorleder"} if verden_.sak.skjerpet else set()),
                Mottaker.SKOLEEIER: {"sektorleder"},
                Mottaker.KOMMUNALSJEF: {"kommunalsjef"},
            }[Mottaker(verden_.melding.mottaker)]
            if verden_.sak.involverte.filter(ansatt__isnull=False).exists() and not verden_.sak.skjerpet:
                mottar = set()
            return None if navn in mottar else {404}
    raise AssertionError(krav)


def test_hver_adresse_staar_i_tabellen() -> None:
    assert set(_parametre()) == set(KRAV)


@pytest.mark.parametrize("situasjon", SITUASJONER)
def test_hver_adresse_for_hver_rolle(client: Client, roller: Rollebesetning, situasjon: str) -> None:
    verden_ = verden(roller, situasjon)
    feil = []
    for person, bruker in roller.alle.items():
        if person == "systemet":
            continue
        assert person in ALLE
        for navn, krav in KRAV.items():
            if krav == "egen_test" or navn in {"organisation:logg_ut", "helse"}:
                continue
            kode = _svar(client, bruker, verden_.adresse(navn))
            lovlige = forventet(krav, person, verden_)
            if kode >= 500 or (kode not in lovlige if lovlige else _nektet(kode, navn)):
                feil.append(f"{navn} ({krav}) for {person}: {kode}, ventet {lovlige or 'ikke nektet'}")
    assert not feil, "\n".join(feil)


# What the person may do, but which does not exist in this world: no grant, no notice to skoleeier, nothing to close.
FINNES_IKKE_HER = frozenset(
    {
        "sak:trekk_tilgang",
        "sak:forleng_tilgang",
        "skoleeier:varsel",
        "skoleeier:les_varsel",
        "skoleeier:vurder_varsel",
        "evaluering:ettersjekk",
        *(navn for navn in KRAV if navn.startswith("framlegg:") and navn not in {"framlegg:oversikt", "framlegg:nytt"}),
        "leselogg:utskrift",
        "leselogg:utskrift_pdf",
    }
)


def _nektet(kode: int, navn: str) -> bool:
    return kode == 403 or (kode == 404 and navn not in FINNES_IKKE_HER)


def _svar(client: Client, bruker: Bruker, adresse: str) -> int:
    """The answer to an empty GET, or to an empty POST where the address takes no GET."""
    with time_machine.travel(NAA, tick=False):
        client.force_login(bruker)
        svar = client.get(adresse)
        if svar.status_code == 405:
            svar = client.post(adresse)
    return svar.status_code


def test_uten_innlogging_er_alt_stengt(client: Client, roller: Rollebesetning) -> None:
    verden_ = verden(roller, "delt")
    for navn, krav in KRAV.items():
        if krav == "egen_test":
            continue
        svar = client.get(verden_.adresse(navn))
        if krav == "alle":
            assert svar.status_code in {200, 503}, navn
        else:
            assert svar.status_code in {302, 405}, navn
            if svar.status_code == 302:
                assert svar.headers["Location"].startswith("/logg-inn/"), navn


def test_det_som_ikke_finnes_og_det_man_ikke_ser_svarer_likt(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    client.force_login(roller.rektor_maere)
    with time_machine.travel(NAA, tick=False):
        skjult = client.get(reverse("sak:vis", args=[sak.nummer]))
        borte = client.get(reverse("sak:vis", args=["2026-9999"]))
    assert skjult.status_code == borte.status_code == 404
    # The token against forged requests is new each time.
    uten_merke = [re.sub(rb'"X-CSRFToken": "\w+"|value="\w{64}"', b"", svar.content) for svar in (skjult, borte)]
    assert uten_merke[0] == uten_merke[1]


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
