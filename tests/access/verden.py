"""One sak in every situation the law knows, with all that belongs to it, and what the law lets each person do.

Every free text is a word that occurs nowhere else, so that a page can be searched for what must not be there: words
that begin with ``Zqn`` are the pupil's name, ``Zqm`` the melding's, ``Zqt`` a tiltak's and ``Zqs`` the rest of the
sak's. The expectations are the law note's (section 4, L-5.x), not what the code happens to do.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib.auth.models import Permission
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.dokumenter.models import Dokument
from cases.evaluering.models import Avslutning, Evaluering
from cases.inngripen.models import Inngripen
from cases.meldeplikt.models import Meldepliktvurdering
from cases.melding.models import Meldinginvolvert, Meldingstillegg, Mottaker
from cases.reaksjon.models import Reaksjon, Samarbeidsavtale
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Inhabilitet, Involvert, Saktilgang
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import (
    Bruker,
    Elev,
    Foresatt,
    Foresattforhold,
    Gradering,
    Naerstaende,
    Rolle,
    Rolletildeling,
)
from tests.access import paa_vei_ut
from tests.cast import I_DAG, NAA, bruker
from tests.factories import klarfil, lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.melding.models import Melding
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
# What stands in an address where no world has such a thing, and a number would not do.
FINNES_IKKE: dict[str, object] = dict.fromkeys(("nokkel", "vedlegg", "fil"), UUID(int=0)) | {"slug": "finnes-ikke"}

# Who leads an ordinary sak at Egge: its rektor, the one who stands in for the rektor, and a leader with fullmakt.
LEDERE = frozenset({"rektor", "stedfortreder", "leder"})
# What is closed to all but the rektor and named persons.
REKTORER = frozenset({"rektor", "stedfortreder"})
INGEN: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rett:
    """What the law lets each person do in a situation: by name."""

    lese: frozenset[str] = INGEN
    skrive: frozenset[str] = INGEN
    lede: frozenset[str] = INGEN
    folge_opp: frozenset[str] = INGEN
    # Who receives the melding the sak came from, and who decides on it while it is new.
    mottar: frozenset[str] = INGEN
    # The one who carries the world's tiltak; nobody where the law takes it from them.
    tiltak: frozenset[str] = frozenset({"tiltaksansvarlig"})


def _ledes_av(ledere: frozenset[str], *, lese: frozenset[str] = INGEN, skrive: frozenset[str] = INGEN) -> Rett:
    return Rett(lese=ledere | lese | skrive, skrive=ledere | skrive, lede=ledere, mottar=ledere)


def _skoleeiers(hvem: str, *, tiltak: frozenset[str] = frozenset({"tiltaksansvarlig"})) -> Rett:
    alene = frozenset({hvem})
    return Rett(lese=alene, skrive=alene, lede=alene, folge_opp=alene, mottar=alene, tiltak=tiltak)


SKOLEEIER = frozenset({"sektorleder"})
KOMMUNALSJEF = frozenset({"kommunalsjef"})
RETTIGHETER: dict[str, Rett] = {
    "vanlig": _ledes_av(LEDERE),
    "delt": _ledes_av(LEDERE, skrive=frozenset({"kontaktlarer"})),
    "alvorlig": Rett(lese=LEDERE | SKOLEEIER, skrive=LEDERE, lede=LEDERE, folge_opp=SKOLEEIER, mottar=LEDERE),
    "avsluttet": Rett(lese=LEDERE, skrive=LEDERE, lede=LEDERE, mottar=LEDERE, tiltak=INGEN),
    # The accused holds a grant and a tiltak from before.
    "ansatt_anklaget": Rett(
        lese=LEDERE | SKOLEEIER,
        skrive=LEDERE,
        lede=LEDERE,
        folge_opp=SKOLEEIER,
        mottar=LEDERE | SKOLEEIER,
        tiltak=INGEN,
    ),
    # Every leader of the school holds a grant from before, and one of them a tiltak (L-5.3, A-2).
    "ledelsen_anklaget": _skoleeiers("sektorleder", tiltak=INGEN),
    # The sak was the school's when the melding came; then somebody named the rektor (L-5.5).
    "ledelsen_anklaget_siden": _skoleeiers("sektorleder"),
    "sektorleder_anklaget": _skoleeiers("kommunalsjef"),
    "rektor_inhabil": _skoleeiers("sektorleder"),
    "sektorleder_inhabil": _skoleeiers("kommunalsjef"),
    "invitert": _ledes_av(LEDERE, lese=frozenset({"invitert_les"}), skrive=frozenset({"invitert_skriv"})),
    # Its rektor and one who is named.
    "gradert": _ledes_av(REKTORER, lese=frozenset({"invitert_les"})),
    "egen_unge": _ledes_av(REKTORER),
    "flyttet": _ledes_av(LEDERE),
    # Reported to Statsforvalteren: seen from above, and led by the school as before (§ 12-6).
    "hos_statsforvalteren": Rett(
        lese=LEDERE | SKOLEEIER | KOMMUNALSJEF,
        skrive=LEDERE,
        lede=LEDERE,
        folge_opp=SKOLEEIER | KOMMUNALSJEF,
        mottar=LEDERE,
    ),
}
# No sak yet, only the melding.
BARE_MELDING: dict[str, Rett] = {
    "ny_melding": Rett(mottar=LEDERE, tiltak=INGEN),
    "ny_melding_om_ansatt": Rett(mottar=LEDERE | SKOLEEIER, tiltak=INGEN),
    "ny_melding_om_ledelsen": Rett(mottar=SKOLEEIER, tiltak=INGEN),
    "ny_melding_om_sektorleder": Rett(mottar=frozenset({"kommunalsjef"}), tiltak=INGEN),
}
SITUASJONER = (*RETTIGHETER, *BARE_MELDING)


# Those whom a situation is about though the law lets them do no other than before: they hold a grant, a tiltak or a
# notice from before, or are related to the pupil.
OMHANDLER: dict[str, frozenset[str]] = {
    "ansatt_anklaget": frozenset({"anklaget"}),
    "ledelsen_anklaget": frozenset({"avdelingsleder", "sfo_leder", "kontaktlarer", "rektor_maere"}),
    "ledelsen_anklaget_siden": frozenset({"avdelingsleder", "sfo_leder"}),
    "sektorleder_anklaget": frozenset({"avdelingsleder"}),
    "invitert": frozenset({"invitert_utlopt"}),
    "gradert": frozenset({"kontaktlarer", "invitert_skriv", "invitert_utlopt"}),
    "egen_unge": frozenset({"kontaktlarer"}),
    "flyttet": frozenset({"kontaktlarer", "rektor_maere", "ansatt_maere"}),
    "avsluttet": frozenset({"tiltaksansvarlig", "kontaktlarer"}),
    "ny_melding_om_ledelsen": frozenset({"rektor", "avdelingsleder", "sfo_leder"}),
    "ny_melding_om_ansatt": frozenset({"anklaget"}),
}
# To the law they are what another in the cast is, where nobody has named, invited or put them in place: asked at the
# first address of each kind, and wherever a situation is about them.
STAAR_SOM_EN_ANNEN = frozenset(
    {"ansatt_maere", "kommende_rektor", "vikar", "sfo_leder", "invitert_les", "invitert_skriv", "stotte"}
)
# Where everyone is asked everywhere.
ALLE_SPOR = frozenset({"vanlig"})
GRUNDIG = os.environ.get("GRUNDIG") == "1"


@dataclass
class Verden:
    """One situation: a sak with all that belongs to it, the people, and what each may."""

    situasjon: str
    folk: dict[str, Bruker]
    elev: Elev
    sak: Sak | None
    melding: Melding
    rett: Rett
    argumenter: dict[str, object] = field(default_factory=dict)

    @property
    def tilgang(self) -> dict[str, frozenset[str]]:
        """Who may what with the sak."""
        rett = self.rett
        return {"lese": rett.lese, "skrive": rett.skrive, "lede": rett.lede, "folge_opp": rett.folge_opp}

    def adresse(self, navn: str) -> str:
        """The address of this world's things."""
        argumenter = {
            **self.argumenter,
            "nummer": self.melding.nummer if navn.startswith("melding:") else self.saksnummer,
        }
        if navn.startswith("procedures:"):
            # A version's number, and no sak's.
            argumenter["nummer"] = 999_999
        if navn.startswith("statsforvalter:"):
            # What Statsforvalteren asks for, and not what a person does.
            argumenter["krav"] = self.argumenter.get("statsforvalterkrav", 999_999)
        if navn.startswith("varsling:"):
            argumenter["varsel"] = self.argumenter["varsel_til_melder"]
        krevd = parametre()[navn]
        # What another room's address asks for and no world has: something that does not exist.
        return reverse(navn, kwargs={navn_: argumenter.get(navn_, FINNES_IKKE.get(navn_, 999_999)) for navn_ in krevd})

    @property
    def berort(self) -> dict[str, Bruker]:
        """Those to whom this situation gives or takes something, or may seem to; GRUNDIG=1: everyone.

        The others may do at every address what they may in an ordinary sak, where everyone is asked everywhere.
        """
        if GRUNDIG:
            return self.folk
        if self.situasjon in ALLE_SPOR:
            return {navn: person for navn, person in self.folk.items() if navn not in STAAR_SOM_EN_ANNEN}
        vanlig = RETTIGHETER["vanlig"] if self.sak is not None else BARE_MELDING["ny_melding"]
        ulike = OMHANDLER.get(self.situasjon, INGEN).union(
            *(getattr(self.rett, felt.name) ^ getattr(vanlig, felt.name) for felt in fields(Rett))
        )
        return {navn: person for navn, person in self.folk.items() if navn in ulike}

    def spor(self, *, forste_av_slaget: bool) -> dict[str, Bruker]:
        """Who asks at an address."""
        return self.folk if forste_av_slaget else self.berort

    @property
    def saksnummer(self) -> str:
        """The sak's number, or one that does not exist."""
        return self.sak.nummer if self.sak is not None else "2026-9999"


def _monstre(
    monstre: list[URLPattern | URLResolver], rom: str = "", egne: tuple[str, ...] = ()
) -> Iterator[tuple[str, set[str]]]:
    for monster in monstre:
        alle = (*egne, *monster.pattern.converters)
        if isinstance(monster, URLResolver):
            if monster.app_name != "admin":
                yield from _monstre(monster.url_patterns, monster.namespace or rom, alle)
        else:
            yield (f"{rom}:{monster.name}" if rom else str(monster.name)), set(alle)


@cache
def parametre() -> dict[str, set[str]]:
    """Every address of the house by name, with what it takes; from the resolver itself."""
    return dict(_monstre(get_resolver().url_patterns))


def folkene(roller: Rollebesetning) -> dict[str, Bruker]:
    """The cast, and those who stand in the law's corners: stand-in, vikar, leader with and without fullmakt, invited."""
    egge, maere = roller.egge, roller.maere
    folk = {navn: person for navn, person in roller.alle.items() if not person.er_systemet}
    folk["leder"] = bruker("Leder Medfullmakt", (Rolle.AVDELINGSLEDER, egge))
    Rolletildeling.objects.get(bruker=folk["leder"]).delete()
    Rolletildeling.objects.create(
        bruker=folk["leder"], rolle=Rolle.AVDELINGSLEDER, skole=egge, fra=I_DAG - 300 * DAG, fullmakt=True
    )
    folk["sfo_leder"] = bruker("Sfo Leder", (Rolle.SFO_LEDER, egge))
    folk["stedfortreder"] = bruker("Stedfor Treder")
    Rolletildeling.objects.create(
        bruker=folk["stedfortreder"],
        rolle=Rolle.REKTOR,
        skole=egge,
        fra=I_DAG - DAG,
        til=I_DAG,
        stedfortreder_for=roller.rektor,
    )
    folk["kommende_rektor"] = bruker("Kommende Rektor", (Rolle.REKTOR, egge), fra=I_DAG + DAG)
    folk["vikar"] = bruker("Vikar Idag", (Rolle.ANSATT, egge), fra=I_DAG, til=I_DAG)
    folk["tiltaksansvarlig"] = bruker("Tiltaks Ansvarlig", (Rolle.ANSATT, maere))
    folk["invitert_les"] = bruker("Invitert Leser", (Rolle.ANSATT, egge))
    folk["invitert_skriv"] = bruker("Invitert Skriver", (Rolle.ANSATT, maere))
    folk["invitert_utlopt"] = bruker("Invitert Utlopt", (Rolle.ANSATT, egge))
    return folk


def gi(person: Bruker, sak: Sak, av: Bruker, *, skrive: bool = False, til: Any = I_DAG) -> Saktilgang:
    """A grant written past its door: what a deny must beat."""
    tilgang: Saktilgang = Saktilgang.objects.create(
        user=person,
        content_object=sak,
        permission=Permission.objects.get(
            codename="skriv_i_sak" if skrive else "les_sak", content_type__app_label="cases"
        ),
        formaal="Zqsformaal",
        gyldig_til=til,
        gitt_av=av,
        gitt=NAA,
    )
    return tilgang


def hemmelig_elev(roller: Rollebesetning, **felter: Any) -> Elev:
    """A pupil at Egge whose name occurs nowhere else."""
    return Elev.objects.create(
        **{
            "fornavn": "Zqnovia",
            "etternavn": "Zqnvold",
            "fodselsdato": roller.elev.fodselsdato,
            "skole": roller.egge,
            "klasse": roller.klasse,
            "sokenavn": "zqnovia zqnvold",
            "sokenokler": ["zqnovia", "zqnvold"],
            **felter,
        }
    )


def lag_verden(roller: Rollebesetning, situasjon: str) -> Verden:
    """Make one situation in the database."""
    folk = folkene(roller)
    gradert = situasjon == "gradert"
    elev = hemmelig_elev(roller, gradering=Gradering.STRENGT if gradert else Gradering.INGEN)
    if situasjon in BARE_MELDING:
        return _bare_melding(roller, situasjon, folk, elev)
    sak = _sak(roller, situasjon, elev)
    _hvem_er_hvem(roller, situasjon, folk, sak)
    verden = Verden(
        situasjon=situasjon,
        folk=folk,
        elev=elev,
        sak=sak,
        melding=_melding(roller, situasjon, elev, sak),
        rett=RETTIGHETER[situasjon],
    )
    _alt_i_saken(verden, roller)
    return verden


IKKE_DELT = {"vanlig", "alvorlig", "avsluttet", "invitert", "ansatt_anklaget", "hos_statsforvalteren"}
LEDES_AV_SKOLEEIER = {"ledelsen_anklaget", "ledelsen_anklaget_siden", "rektor_inhabil"}


def _sak(roller: Rollebesetning, situasjon: str, elev: Elev) -> Sak:
    felter: dict[str, Any] = {
        # Shared, where the law takes it away again by itself: led by skoleeier, closed, one's own child, moved.
        "delt_med_kontaktlarer": situasjon not in IKKE_DELT,
        "tatt_opp_av": "Zqsopp",
        "fase": "tiltak",
        "neste_frist": NAA + DAG,
        "neste_frist_type": "evaluering",
    }
    if situasjon == "alvorlig":
        felter |= {
            "alvorlig": True,
            "alvorlig_kriterier": ["vaapen"],
            "alvorlig_vurdert": NAA,
            "alvorlig_begrunnelse": "Zqsalvor",
        }
    if situasjon == "ansatt_anklaget":
        felter |= {"skjerpet": True}
    if situasjon in LEDES_AV_SKOLEEIER:
        felter |= {"eier": "skoleeier", "ansvarlig": roller.sektorleder}
    if situasjon.startswith("ledelsen_anklaget"):
        felter |= {"skjerpet": True, "ledelse_innmeldt": True}
    if situasjon in {"sektorleder_anklaget", "sektorleder_inhabil"}:
        felter |= {"eier": "kommunalsjef", "ansvarlig": roller.kommunalsjef}
    if situasjon == "sektorleder_anklaget":
        felter |= {"skjerpet": True, "ledelse_innmeldt": True}
    if situasjon == "gradert":
        felter |= {"sperret": True}
    if situasjon == "hos_statsforvalteren":
        felter |= {"meldt_statsforvalter": True, "hos_statsforvalter": True}
    if situasjon == "avsluttet":
        felter |= {"avsluttet": NAA - DAG, "fase": "avsluttet", "neste_frist": None, "neste_frist_type": ""}
    return lag_sak(roller, elev=elev, **felter)


def _hvem_er_hvem(roller: Rollebesetning, situasjon: str, folk: dict[str, Bruker], sak: Sak) -> None:
    """Who is accused, inhabil, related or let in."""

    def anklag(person: Bruker) -> None:
        Involvert.objects.create(sak=sak, kategori="ansatt", ansatt=person, beskrivelse="Zqsrelasjon", lagt_til=NAA)

    # In every situation: a grant that ended yesterday, and one for a person who has left.
    gi(folk["invitert_utlopt"], sak, roller.rektor, skrive=True, til=I_DAG - DAG)
    gi(folk["sluttet"], sak, roller.rektor, skrive=True, til=I_DAG + 30 * DAG)
    match situasjon:
        case "ansatt_anklaget":
            anklag(roller.anklaget)
            gi(roller.anklaget, sak, roller.rektor, skrive=True, til=I_DAG + 30 * DAG)
        case "ledelsen_anklaget_siden":
            anklag(roller.rektor)
        case "ledelsen_anklaget":
            anklag(roller.rektor)
            for navn in ("rektor", "leder", "stedfortreder", "avdelingsleder", "sfo_leder"):
                gi(folk[navn], sak, roller.sektorleder, skrive=navn != "leder", til=I_DAG + 30 * DAG)
        case "sektorleder_anklaget":
            anklag(roller.sektorleder)
        case "rektor_inhabil":
            Inhabilitet.objects.create(sak=sak, bruker=roller.rektor, grunn="Zqsinhabil", fra=NAA)
        case "sektorleder_inhabil":
            Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Zqsinhabil", fra=NAA)
        case "invitert":
            gi(folk["invitert_les"], sak, roller.rektor)
            gi(folk["invitert_skriv"], sak, roller.rektor, skrive=True)
        case "gradert":
            gi(folk["invitert_les"], sak, roller.rektor)
        case "egen_unge":
            # The kontaktlærer is the mother, the leader with fullmakt an uncle; both hold a grant besides.
            foresatt = Foresatt.objects.create(fornavn="Mor", etternavn="Lærer", bruker=roller.kontaktlarer)
            Foresattforhold.objects.create(elev=sak.elev, foresatt=foresatt)
            Naerstaende.objects.create(elev=sak.elev, bruker=folk["leder"], relasjon="onkel")
            for navn in ("kontaktlarer", "leder"):
                gi(folk[navn], sak, roller.rektor, skrive=True, til=I_DAG + 30 * DAG)
        case "flyttet":
            # The pupil goes to Mære now. What Egge knows does not follow by itself (L-4.28).
            sak.elev.skole, sak.elev.klasse = roller.maere, roller.elev_maere.klasse
            sak.elev.save()
        case _:
            pass


def _tiltaksansvarlig(situasjon: str, folk: dict[str, Bruker]) -> Bruker:
    match situasjon:
        case "ledelsen_anklaget":
            return folk["leder"]
        case "ansatt_anklaget":
            return folk["anklaget"]
        case _:
            return folk["tiltaksansvarlig"]


MOTTAKERE = {
    "ledelsen_anklaget": Mottaker.SKOLEEIER,
    "sektorleder_anklaget": Mottaker.KOMMUNALSJEF,
    "rektor_inhabil": Mottaker.REKTOR,
    "sektorleder_inhabil": Mottaker.SKOLEEIER,
}
MELDINGSTEKST: dict[str, Any] = {
    "hva_skjedde": "Zqmskjedde",
    "naar_beskrivelse": "Zqmnaar",
    "vitner": "Zqmvitner",
    "grep_inn": True,
    "grep_inn_beskrivelse": "Zqmgrep",
    "strakstiltak": "Zqmstraks",
    "foresatte_varslet_beskrivelse": "Zqmforesatte",
}


def _melding(roller: Rollebesetning, situasjon: str, elev: Elev, sak: Sak) -> Melding:
    mottaker = MOTTAKERE.get(situasjon, Mottaker.REKTOR)
    melding = lag_melding(
        roller,
        elev=elev,
        sak=sak,
        mottaker=mottaker,
        skjerpet=sak.skjerpet and situasjon != "ledelsen_anklaget_siden",
        lest=NAA,
        lest_av=roller.rektor,
        behandling="sak",
        behandlet=NAA,
        behandlet_av=roller.rektor,
        **({"skole": sak.skole} | MELDINGSTEKST),
    )
    Meldingstillegg.objects.create(melding=melding, tekst="Zqmtillegg", skrevet=NAA, skrevet_av=roller.ansatt)
    if situasjon != "ledelsen_anklaget_siden":
        for rad in sak.involverte.filter(ansatt__isnull=False):
            Meldinginvolvert.objects.create(melding=melding, kategori="ansatt", ansatt=rad.ansatt)
    return melding


def _fil_i(melding: Melding) -> UUID:
    return lag_vedlegg(melding, melding.melder, klarfil("Zqmfil.txt", b"Zqminnhold")).nokkel


def _bare_melding(roller: Rollebesetning, situasjon: str, folk: dict[str, Bruker], elev: Elev) -> Verden:
    mottaker, anklaget = {
        "ny_melding": (Mottaker.REKTOR, None),
        "ny_melding_om_ansatt": (Mottaker.REKTOR, roller.anklaget),
        "ny_melding_om_ledelsen": (Mottaker.SKOLEEIER, roller.rektor),
        "ny_melding_om_sektorleder": (Mottaker.KOMMUNALSJEF, roller.sektorleder),
    }[situasjon]
    melding = lag_melding(
        roller, elev=elev, ansatt=anklaget, mottaker=mottaker, skjerpet=anklaget is not None, **MELDINGSTEKST
    )
    varsel = Varsel.objects.create(mottaker=roller.ansatt, type="sak_tildelt", nokkel="x", opprettet=NAA)
    return Verden(
        situasjon=situasjon,
        folk=folk,
        elev=elev,
        sak=None,
        melding=melding,
        rett=BARE_MELDING[situasjon],
        argumenter={"varsel_til_melder": varsel.pk, "fil": _fil_i(melding)},
    )


def _mottok(verden: Verden) -> frozenset[str]:
    match Mottaker(verden.melding.mottaker):
        case Mottaker.SKOLEEIER:
            return SKOLEEIER
        case Mottaker.KOMMUNALSJEF:
            return frozenset({"kommunalsjef"})
        case Mottaker.REKTOR if verden.situasjon in {"gradert", "egen_unge"}:
            return REKTORER
        case Mottaker.REKTOR:
            return LEDERE | SKOLEEIER if verden.melding.skjerpet else LEDERE


def _alt_i_saken(verden: Verden, roller: Rollebesetning) -> None:
    """All that a sak can hold, each text a word of its own."""
    sak, rektor = verden.sak, roller.rektor
    assert sak is not None
    Undersokelse.objects.create(sak=sak, startet=NAA, hva_finne_ut="Zqsfinne", kilder="Zqskilder")
    registrert = {"registrert": NAA, "registrert_av": rektor}
    samtale = Samtale.objects.create(
        sak=sak, type="elev", dato=I_DAG, deltakere="Zqsdeltakere", hva_sies="Zqssies", sted="Zqssted", **registrert
    )
    observasjon = Observasjon.objects.create(
        sak=sak, dato=I_DAG, arena="Zqsarena", observator="Zqsobservator", beskrivelse="Zqsobserverte", **registrert
    )
    Kartlegging.objects.create(sak=sak, dato=I_DAG, verktoy="annet", funn="Zqsfunn", **registrert)
    Analyse.objects.create(
        sak=sak, dato=I_DAG, hva_skjer="Zqsskjer", elevens_opplevelse="Zqsopplever", behov_for_tiltak=True, **registrert
    )
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        status="vedtatt",
        utfordring="Zqsutfordring",
        bakgrunn="Zqsbakgrunn",
        elevens_syn="Zqselevsyn",
        foresattes_syn="Zqsforesattsyn",
        barnets_beste="Zqsbeste",
        evalueringsdato=I_DAG + 14 * DAG,
        opprettet=NAA,
        opprettet_av=rektor,
        vedtatt=NAA,
        vedtatt_av=rektor,
    )
    tiltak = Tiltak.objects.create(
        plan=plan,
        beskrivelse="Zqttiltak",
        fra=I_DAG,
        ansvarlig=_tiltaksansvarlig(verden.situasjon, verden.folk),
        status_notat="Zqtnotat",
    )
    Evaluering.objects.create(
        sak=sak,
        plan=plan,
        dato=I_DAG,
        deltakere="Zqsmed",
        elevens_svar="nei",
        elevens_ord="Zqselevord",
        spurt_av="Zqsspurt",
        konklusjon="fortsette",
        begrunnelse="Zqsbegrunnelse",
        ny_evalueringsdato=I_DAG + 7 * DAG,
        **registrert,
    )
    innhold = b"%PDF-1.7 Zqsdokument"
    dokument = Dokument.objects.create(
        sak=sak,
        type=Dokument.Type.TILTAKSPLAN,
        utgave=Dokument.Utgave.ELEVMAPPE,
        elev=sak.elev,
        objekt_type="cases.tiltaksplan",
        objekt_id=plan.pk,
        plan=plan,
        filnavn=f"tiltaksplan-{sak.nummer}-v1.pdf",
        innhold=innhold,
        sha256=sha256(innhold).hexdigest(),
        laget=NAA,
        laget_av=rektor,
    )
    # About another pupil, and for those who lead only; the record of the melding goes where the melding went.
    annen = {"sak": sak, "elev": roller.annen_elev, "dato": I_DAG, **registrert}
    reaksjon = Reaksjon.objects.create(
        **annen,
        regel="Zqsregel",
        hendelse="Zqsgjorde",
        reaksjon="Zqsreaksjon",
        bestemt_av=rektor,
        elev_hort=True,
        elevens_forklaring="Zqsforklaring",
    )
    avtale = Samarbeidsavtale.objects.create(
        **annen, avtalt="Zqsavtalt", deltakere="Zqsavtalemed", folges_opp_av=rektor, neste_samtale=I_DAG + DAG
    )
    Meldepliktvurdering.objects.create(sak=sak, plikt="barnevern", vurdert=I_DAG, **registrert)
    inngripen = Inngripen.objects.create(
        nokkel=uuid4(),
        melding=verden.melding,
        elev=sak.elev,
        skole=sak.skole,
        dato=I_DAG,
        sted="Zqmtrapp",
        grep_inn=roller.ansatt,
        fare="Zqmfare",
        provd_forst="Zqmprovd",
        gjort="Zqmholdt",
        registrert=NAA,
        registrert_av=roller.ansatt,
        mottaker=verden.melding.mottaker,
    )
    notat = Loggnotat.objects.create(
        sak=sak, slag="mote", skjedde=NAA, med_hvem="Zqsmed", tekst="Zqsnotat", delplikt="undersoke", **registrert
    )
    varsel = Skoleeiervarsel.objects.create(
        sak=sak,
        type="alvorlig",
        kriterier=["vaapen"],
        redegjorelse="Zqsredegjorelse",
        laert=NAA,
        varslet=NAA,
        varslet_av=rektor,
    )
    if sak.avsluttet is not None:
        Avslutning.objects.create(
            sak=sak,
            grunn="flyttet",
            begrunnelse="Zqsslutt",
            elevens_syn="Zqssluttelevsyn",
            foresattes_syn="Zqssluttsyn",
            barnets_beste="Zqssluttbeste",
            tid=sak.avsluttet,
            av=rektor,
            ettersjekk_dato=I_DAG + DAG,
        )
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=rektor, now=NAA)
    # Everyone has a notice about the sak from before: a deny takes it with it.
    for navn, person in verden.folk.items():
        Varsel.objects.create(mottaker=person, sak=sak, type="sak_tildelt", nokkel=f"z:{navn}", opprettet=NAA)
    # And those who received the melding while it was theirs to receive, one about that.
    for navn in _mottok(verden):
        Varsel.objects.create(
            mottaker=verden.folk[navn],
            type="ny_melding",
            nokkel=f"m:{navn}",
            opprettet=NAA,
            data={"melding": verden.melding.nummer},
        )
    til_melder = Varsel.objects.create(mottaker=roller.ansatt, type="tiltak_tildelt", nokkel="x", opprettet=NAA)
    tilgang = Saktilgang.objects.get(user=verden.folk["invitert_utlopt"])
    verden.argumenter = {
        "versjon": 1,
        "dokument": dokument.pk,
        "type": "tiltaksplan",
        "objekt": plan.pk,
        "utgave": "elevmappe",
        "samtale": samtale.pk,
        "observasjon": observasjon.pk,
        "notat": notat.pk,
        "tiltak": tiltak.pk,
        "tilgang": tilgang.pk,
        "reaksjon": reaksjon.pk,
        "avtale": avtale.pk,
        "nokkel": inngripen.nokkel,
        "varsel": varsel.pk,
        "varsel_til_melder": til_melder.pk,
        "vedlegg": lag_vedlegg(sak, rektor, klarfil("Zqsfil.txt", b"Zqsinnhold"), til=samtale).nokkel,
        "fil": _fil_i(verden.melding),
        **paa_vei_ut.legg_i_saken(sak, plan, roller),
    }
    if verden.situasjon == "hos_statsforvalteren":
        verden.argumenter |= paa_vei_ut.hos_statsforvalteren(sak, roller)
        paa_vei_ut.utkast_til_plan(sak, roller)
