"""A sak that many see a part of, and all the pages that have to do with it: what no other part may leave a trace on.

The sak is made through the doors, with the colleagues who see it: the pupil's kontaktlærer, those let in by name, one
who has a tiltak, the one who reported. Then a part is made that is not for them (``hemmeligheter.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import resolve, reverse

from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.melding.actions import Meldingsdata, Mottaksdata, Mottakselev, send_melding, ta_imot
from cases.sak.kronologi.actions import Notatdata, noter
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Del, Involvert, Sak
from cases.sak.ruting import Involvertdata
from cases.undersokelse.actions import (
    Observasjonsdata,
    Samtaledata,
    Undersokelsesplandata,
    registrer_observasjon,
    registrer_samtale,
    start_undersokelse,
)
from cases.undersokelse.models import Samtale
from cases.vedlegg.actions import Vedleggsdata, legg_ved_i_sak
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.access import sider
from tests.access.krav import KRAV
from tests.access.verden import FINNES_IKKE, folkene, hemmelig_elev, parametre
from tests.cases.planer import TILTAK, vedtatt
from tests.cases.sak.hjelp import gi
from tests.cast import I_DAG, NAA
from tests.factories import klarfil, lag_sak

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cases.melding.models import Melding
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev
    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
# Rooms that hold nothing of any sak: read by those who stand in them, and by other tests.
UTENFOR = frozenset(
    {
        "account_login",
        "annual_wheel",
        "forebygging",
        "forvaltning",
        "innstillinger",
        "klasseregler",
        "mfa_authenticate",
        "organisation",
        "procedures",
        "regelverk",
        "relasjonssirkel",
        "statistikk",
        "verktoy",
        *sider.IKKE_SIDER,
    }
)
# What is asked of those who lead, follow up, receive or look after: of others only once, that they are refused.
FOR_ANDRE = frozenset({"lede", "folge_opp", "skoleeiervarsel", "skoleeier", "leselogg", "mottar", "mottaker"})
SKOLEEIERS = frozenset({"skoleeier", "leselogg", "mottar"})
# Read whole, with the frame around them and its counts.
HELE = ("/", "/saker/", "/meldinger/", "/tiltak/", "/varsler/")
# Every word of a part that is not for everybody begins so.
HEMMELIG = "zqh"


@dataclass
class Deltsak:
    """The sak, those who see some of it, and what its addresses are made of."""

    roller: Rollebesetning
    folk: dict[str, Bruker]
    elev: Elev
    sak: Sak
    melding: Melding
    # What is everybody's, by the names the addresses have for it.
    kjent: dict[str, object] = field(default_factory=dict)


@cache
def adressene() -> tuple[str, ...]:
    """Every address that may show something of a sak, by name: those of the resolver that can be read."""
    egne = (navn for navn in KRAV if navn.partition(":")[0] not in UTENFOR and navn not in UTENFOR)
    return tuple(navn for navn in egne if kan_leses(navn))


def kan_leses(navn: str) -> bool:
    """Less those that only take what is sent: to a GET they say the same whatever they are of."""
    verdier = {n: FINNES_IKKE.get(n, 1) for n in parametre()[navn]}
    synet: Any = resolve(reverse(navn, kwargs=verdier)).func
    # What ``require_http_methods`` keeps.
    metoder = [celle.cell_contents for celle in synet.__closure__ or () if isinstance(celle.cell_contents, list)]
    return all("GET" in liste for liste in metoder)


def lag(roller: Rollebesetning, *krenkere: Involvertdata) -> Deltsak:
    """The sak, shared with everybody the law lets it be shared with, and something in each part of it."""
    folk = folkene(roller)
    elev = hemmelig_elev(roller)
    forelder = Foresatt.objects.create(fornavn="Kari", etternavn="Vold")
    # Why stands there for those who lead.
    Foresattforhold.objects.create(elev=elev, foresatt=forelder, grunn="Zqhgrunn")
    # Another sak, so that lists and counts have more than one row.
    lag_sak(roller, nummer="2025-0001", elev=roller.annen_elev, delt_med_kontaktlarer=True, neste_frist=NAA + DAG)
    melding = _meld(roller, elev, krenkere)
    valg = Mottakselev(meldingelev_id=melding.elever.get().pk, elev=elev)
    (sak,) = ta_imot(
        aktor=roller.rektor,
        nummer=melding.nummer,
        data=Mottaksdata(elever=(valg,), ansvarlig=roller.rektor, del_med_kontaktlarer=True),
        now=NAA,
    )
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk, "now": NAA}
    start_undersokelse(**felles, data=Undersokelsesplandata(hva_finne_ut="Hvem er sammen", kilder="Eleven"))
    samtale = registrer_samtale(**felles, data=samtaledata(neste_samtale=I_DAG + 20 * DAG))
    sett = registrer_observasjon(
        **felles, data=Observasjonsdata(dato=I_DAG, arena="Skolegården", observator="Rektor", beskrivelse="Alene")
    )
    fil = legg_ved_i_sak(**felles, data=Vedleggsdata((klarfil(),), "Skjermbilde", samtale))[0]
    notat = noter(**felles, data=Notatdata(slag=Loggnotat.Slag.TELEFON, dato=I_DAG, tekst="Ringte hjem."))
    eget = [
        TILTAK.__class__(beskrivelse="Følger i friminuttet.", fra=I_DAG, ansvarlig=folk[navn])
        for navn in ("kontaktlarer", "tiltaksansvarlig")
    ]
    plan = vedtatt(sak, roller.rektor, tiltak=tuple(eget))
    frys(
        sak=sak, type=Dokument.Type.TILTAKSPLAN, utgave=Dokument.Utgave.ELEVMAPPE, objekt=plan, versjon=1,
        innhold=b"%PDF-1.7 planen", filnavn="plan.pdf", aktor=roller.rektor, now=NAA,
    )  # fmt: skip
    gi(roller.rektor, sak, folk["invitert_les"])
    gi(roller.rektor, sak, folk["stotte"], skrive=True)
    # Shown the plan and how it goes, and nothing else.
    gi(roller.rektor, sak, folk["invitert_utlopt"], deler=frozenset({Del.TILTAKSPLAN, Del.EVALUERING}))
    sak.refresh_from_db()
    kjent = {
        "samtale": samtale.pk,
        "observasjon": sett.pk,
        "notat": notat.pk,
        "vedlegg": fil.nokkel,
        "versjon": plan.versjon,
        "tiltak": plan.tiltak.earliest("pk").pk,
        "type": "tiltaksplan",
        "objekt": plan.pk,
        "utgave": "elevmappe",
        "nokkel": UUID(int=1),
    }
    return Deltsak(roller, folk, elev, sak, melding, kjent)


def samtaledata(**felter: Any) -> Samtaledata:
    """A conversation with the pupil, or as said."""
    return Samtaledata(
        **{
            "type": Samtale.Type.ELEV,
            "dato": I_DAG,
            "deltakere": "Eleven",
            "sted": "Rommet",
            "hva_sies": "Alene",
            **felter,
        }
    )


def ansatt(person: Bruker) -> Involvertdata:
    """An employee who may have offended."""
    return Involvertdata(Involvert.Kategori.ANSATT, ansatt=person)


def elev_som_krenket(elev: Elev) -> Involvertdata:
    """A pupil who may have offended."""
    return Involvertdata(Involvert.Kategori.ELEV, elev=elev)


def _meld(roller: Rollebesetning, elev: Elev, krenkere: tuple[Involvertdata, ...]) -> Melding:
    data = Meldingsdata(
        nokkel=uuid4(),
        hva_skjedde="Sto alene",
        oppdaget=I_DAG,
        elever=(elev,),
        krenkere=krenkere,
        arenaer=("friminutt",),
        typer=("utestenging",),
        fysisk_inngripen=True,
    )
    return send_melding(aktor=roller.ansatt, data=data, now=NAA)[0]


def _adresser(deltsak: Deltsak, ting: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Each address by name, made of these things; what is not among them does not exist."""
    for navn in adressene():
        melding = ting.get("melding", deltsak.melding.nummer)
        verdier = ting | {"nummer": melding if navn.startswith("melding:") else deltsak.sak.nummer}
        krevd = parametre()[navn]
        yield navn, reverse(navn, kwargs={n: verdier.get(n, FINNES_IKKE.get(n, 999_999)) for n in krevd})


def _lister(deltsak: Deltsak) -> Iterator[str]:
    """What is asked for with filters and words, in parts of pages."""
    nummer = deltsak.sak.nummer
    logg = reverse("sak:logg", args=[nummer])
    # Every filter of the log is of the same lines.
    for valg in ("hva=tilgang", "plikt=dokumentere", f"hvem={deltsak.folk['leder'].pk}"):
        yield f"{logg}?{valg}"
    for valg in ("uka", "forsinket", "alle&som=tavle", "alle&arena=klasserom", "alle&type=fysisk"):
        yield f"/saker/?vis={valg}"
    for ord_ in (HEMMELIG, "zqnovia"):
        yield f"/saker/?vis=alle&q={ord_}"
    yield reverse("tiltaksplan:sammenlign", args=[nummer]) + "?fra=1&til=2"


def les(
    hus: Hus,
    deltsak: Deltsak,
    person: Bruker,
    *,
    ny: dict[str, object] | None = None,
    stengte: bool = False,
    bare: Collection[str] = (),
) -> dict[str, str]:
    """All that person can read of the sak, page by page. What it leaves in the read-log is taken back.

    Args:
        hus: the house.
        deltsak: the sak.
        person: who reads.
        ny: what has been made of things that are not theirs; each of their addresses is read as ``ny:``.
        stengte: read also what is closed to such as they are, to see that it is.
        bare: of the addresses by name, only these.

    """
    ser = Sak.objects.visible_to(person, I_DAG).filter(pk=deltsak.sak.pk).exists()
    roller = roller_for(person, I_DAG)
    ikke_for = FOR_ANDRE - (FOR_ANDRE if roller.er_leder else SKOLEEIERS if roller.sektorleder else frozenset())
    with transaction.atomic():
        kjent, tomt = dict(_adresser(deltsak, deltsak.kjent)), dict(_adresser(deltsak, {"melding": "M-2026-9999"}))
        # A whole sak that is not theirs is another test's: then what has no number in its address.
        leses = [
            navn
            for navn, adresse in kjent.items()
            if (navn in bare if bare else adresse not in HELE)
            and (ser or "nummer" not in parametre()[navn] or navn.startswith("melding:"))
        ]
        funnet = {navn: _side(hus, person, kjent[navn]) for navn in leses if KRAV[navn] not in ikke_for or stengte}
        funnet |= sider.les(hus, person, _lister(deltsak) if ser else (), htmx=True)
        funnet |= sider.les(hus, person, HELE)
        # The answers that say no, word by word.
        nei = {innhold for innhold in funnet.values() if innhold[:3] in {"403", "404"}}
        for navn, adresse in _adresser(deltsak, ny) if ny is not None else ():
            if navn in leses and adresse not in {kjent[navn], tomt[navn]}:
                # As if it did not exist.
                svar = _side(hus, person, adresse)
                funnet[f"ny:{navn}"] = svar
                funnet[f"uten:{navn}"] = svar if svar in nei else _side(hus, person, tomt[navn])
        transaction.set_rollback(True)
    return funnet


def _side(hus: Hus, person: Bruker, adresse: str) -> str:
    """As htmx asks: without the frame, which stands around the plain pages."""
    return sider.les(hus, person, [adresse], htmx=True)[adresse]


def apnet(lest: dict[str, str]) -> set[str]:
    """The pages that were shown."""
    return {navn for navn, innhold in lest.items() if innhold.startswith("200")}
