"""The law's reading of a sak, made ready for a page: sentences, labels, and the address of each next step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.lov import plikter, statsforvalter
from cases.lov.begreper import Ansvarlig, Delplikt, Fristgrunnlag, Fristtype, Pliktstatus, Steg
from cases.lov.frister import FRISTNAVN, aapne_frister
from cases.lov.kilder import hjemmel
from cases.sak import kalender
from cases.sak.access import ALLE_DELER, Handling
from cases.sak.fakta import fakta_for_mange, les_fakta
from cases.sak.feil import Brudd
from cases.sak.hjelp import HJELP, Hjelp
from cases.sak.models import Kriterium
from cases.sak.oppslag import krever

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from cases.lov.avslutning import Mangel
    from cases.lov.begreper import Fase
    from cases.lov.fakta import SakFakta
    from cases.lov.frister import Frist
    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre
    from cases.lov.plikter import Plikt, Vurdering
    from cases.lov.tekst import Tekst
    from cases.sak.models import Del, Sak

DELPLIKTNAVN: Mapping[Delplikt, _StrPromise] = {
    Delplikt.FOLGE_MED: _("Følge med"),
    Delplikt.GRIPE_INN: _("Gripe inn"),
    Delplikt.MELDE_FRA: _("Melde fra"),
    Delplikt.SKJERPET_PLIKT: _("Skjerpet plikt"),
    Delplikt.UNDERSOKE: _("Undersøke"),
    Delplikt.SETTE_INN_TILTAK: _("Sette inn tiltak"),
    Delplikt.DOKUMENTERE: _("Dokumentere"),
}
STATUSNAVN: Mapping[Pliktstatus, _StrPromise] = {
    Pliktstatus.OPPFYLT: _("I orden"),
    Pliktstatus.IKKE_ENNAA: _("Gjenstår"),
    Pliktstatus.FORSINKET: _("Forsinket"),
    Pliktstatus.GJELDER_IKKE: _("Gjelder ikke her"),
}
ANSVARLIGNAVN: Mapping[Ansvarlig, _StrPromise] = {
    Ansvarlig.ALLE: _("Alle som arbeider på skolen"),
    Ansvarlig.ANSVARLIG: _("Saksansvarlig"),
    Ansvarlig.REKTOR: _("Rektor"),
    Ansvarlig.SKOLEEIER: _("Skoleeier"),
}
GRUNNLAGSNAVN: Mapping[Fristgrunnlag, _StrPromise] = {
    Fristgrunnlag.KOMMUNENS_MAAL: _("Kommunens mål"),
    Fristgrunnlag.SATT_DATO: _("Avtalt dato"),
    Fristgrunnlag.STATSFORVALTEREN: _("Statsforvalterens frist"),
}
# Each next step is a door, behind a page; the words are those of its button. Only «nothing» has none.
STEGADRESSE: Mapping[Steg, tuple[str, _StrPromise, Handling]] = {
    Steg.START_UNDERSOKELSE: ("undersokelse:vis", _("Start undersøkelsen"), Handling.SKRIVE),
    Steg.REGISTRER_SAMTALE: ("undersokelse:samtale", _("Skriv samtale"), Handling.SKRIVE),
    Steg.REGISTRER_ANALYSE: ("undersokelse:analyse", _("Vurder undersøkelsen"), Handling.LEDE),
    Steg.LAG_TILTAKSPLAN: ("tiltaksplan:vis", _("Lag tiltaksplan"), Handling.LEDE),
    Steg.VEDTA_TILTAKSPLAN: ("tiltaksplan:rediger", _("Åpne utkastet"), Handling.LEDE),
    Steg.EVALUER: ("evaluering:ny", _("Evaluer"), Handling.LEDE),
    Steg.NY_PLANVERSJON: ("tiltaksplan:vis", _("Lag ny versjon"), Handling.LEDE),
    Steg.FOLG_PLANEN: ("tiltaksplan:vis", _("Se planen"), Handling.LESE),
    Steg.VURDER_ALVORLIGHET: ("skoleeier:alvorlighet", _("Vurder alvorlighet"), Handling.LEDE),
    Steg.VARSLE_SKOLEEIER: ("skoleeier:varsle", _("Varsle skoleeier"), Handling.LEDE),
    Steg.INFORMER_FORESATTE: ("sak:vis", _("Noter at foresatte vet det"), Handling.SKRIVE),
    Steg.SEND_REFERAT: ("undersokelse:vis", _("Gå til samtalene"), Handling.SKRIVE),
    Steg.AVSLUTT_SAK: ("evaluering:avslutt", _("Avslutt saken"), Handling.LEDE),
    Steg.ETTERSJEKK: ("evaluering:ettersjekk", _("Skriv ettersjekk"), Handling.LEDE),
    Steg.GJENAPNE: ("evaluering:gjenapne", _("Gjenåpne saken"), Handling.LEDE),
    Steg.STATSFORVALTEREN: ("statsforvalter:vis", _("Gå til Statsforvalteren"), Handling.LEDE),
    Steg.NOTER: ("sak:noter", _("Skriv det i loggen"), Handling.SKRIVE),
    Steg.NOTER_TATT_OPP: ("sak:vis", _("Noter når saken ble tatt opp"), Handling.LESE),
    Steg.SKRIV_INNGRIPEN: ("inngripen:i_sak", _("Gå til fysisk inngripen"), Handling.LEDE),
    Steg.GI_FRAMLEGG: ("framlegg:oversikt", _("Gå til framlegg"), Handling.LEDE),
}
# Where on the page it is done, for a door that is a form on a longer page.
STEGANKER: Mapping[Steg, str] = {Steg.INFORMER_FORESATTE: "#foresatte", Steg.NOTER_TATT_OPP: "#tatt-opp"}


def setning(tekst: Tekst) -> str:
    """A sentence of the law in the reader's language, dates as people write them."""
    ferdig = gettext(tekst.mal)
    if tekst.verdier:
        ferdig %= {
            navn: date_format(verdi, "j. F Y") if isinstance(verdi, date | datetime) else verdi
            for navn, verdi in tekst.verdier.items()
        }
    return f"{ferdig} {setning(tekst.tillegg)}" if tekst.tillegg is not None else ferdig


@dataclass(frozen=True)
class Fristlinje:
    """A deadline as it is shown."""

    navn: str
    dato: date
    forsinket: bool
    i_dag: bool
    utregning: str
    annet_aar: bool = False
    # Whose it is: the municipality's target, or a day people set. Never the act's.
    grunnlag: str = ""


@dataclass(frozen=True)
class Pliktlinje:
    """One duty as it is shown, with the way to what is missing for one who may do it, and to its rule."""

    navn: str
    status: str
    statusnavn: str
    mangler: tuple[str, ...]
    hjemmel: str
    sitat: str
    lovens_krav: str
    kommunens_maal: str
    ansvarlig: str
    frist: Fristlinje | None
    sist_gjort: date | None
    regel: str
    adresse: str
    knapp: str
    # What the duty means, and where the procedure says more.
    hjelp: Hjelp | None = None


@dataclass(frozen=True)
class Stegvisning:
    """The one next step: what, by when, and the button if this person may do it."""

    tekst: str
    frist: Fristlinje | None
    adresse: str
    knapp: str
    # It is a form that opens on the sak's own page.
    paa_siden: bool = False
    # It is for the one who leads the sak, and the reader is another.
    av_andre: bool = False


@dataclass(frozen=True)
class Forslagslinje:
    """A criterion that the facts point to, and why."""

    navn: str
    fordi: str


@dataclass(frozen=True)
class Merknad:
    """Something worth knowing, and the way to what it asks for, for one who may do it."""

    tekst: str
    adresse: str = ""
    knapp: str = ""


@dataclass(frozen=True)
class Saksvurdering:
    """The law's whole reading of one sak, ready for its front page."""

    plikter: tuple[Pliktlinje, ...]
    frister: tuple[Fristlinje, ...]
    neste: Stegvisning
    merknader: tuple[Merknad, ...]
    forslag: tuple[Forslagslinje, ...]
    # The facts ask for a decision on seriousness that nobody has made.
    maa_vurderes: bool
    # Parents have not been told, or not since the sak was reopened.
    informer_foresatte: bool = False
    # What Statsforvalteren still asks for, in a sak that lies there now.
    statsforvalteren_venter: tuple[str, ...] = ()
    # The day the school first knew (D-20).
    skolen_visste: date | None = None


@dataclass(frozen=True)
class Sakslinje:
    """One sak in a list: itself, its next step and its next deadline, and the way to the step for who may do it."""

    sak: Sak
    neste: str
    frist: Fristlinje | None
    adresse: str = ""
    knapp: str = ""


def fristlinje(frist: Frist, now: datetime) -> Fristlinje:
    """A deadline in the reader's language: its name, its day, and how it was reckoned."""
    dato, i_dag = localdate(frist.forfall), localdate(now)
    return Fristlinje(
        navn=fristnavn(frist.type),
        dato=dato,
        forsinket=frist.forsinket(now),
        i_dag=dato == i_dag,
        utregning=setning(frist.utregning),
        grunnlag=str(GRUNNLAGSNAVN[frist.grunnlag]),
        annet_aar=dato.year != i_dag.year,
    )


def _frist(frist: Frist | None, now: datetime) -> Fristlinje | None:
    return fristlinje(frist, now) if frist is not None else None


def les(sak: Sak, now: datetime) -> Vurdering:
    """Ask the law about one sak as it stands now."""
    return les_mange([sak], now)[sak.pk]


@dataclass(frozen=True)
class Lagres:
    """What is stored of the law's reading of a sak: where it is, and its open deadlines, earliest first."""

    fase: Fase
    frister: tuple[Frist, ...]
    svar: list[Any]


def til_lagring(sak: Sak, now: datetime, *, ogsaa: tuple[str, Sequence[Any]]) -> Lagres:
    """What is to be stored of the law's reading, and the answer to one question more. One query.

    Args:
        sak: which.
        now: the moment.
        ogsaa: the question, as for ``forhaand.hent``.

    """
    lest = les_fakta([sak], ogsaa=ogsaa)
    fakta, dag = lest.fakta[sak.pk], localdate(now)
    kalendere, parametre = kalender.husket_grunnlag(lest.attaat.stempel, [sak.skole_id])
    return Lagres(
        fase=plikter.fase(fakta, dag=dag),
        frister=aapne_frister(fakta, dag=dag, kalender=kalendere[sak.skole_id], parametre=parametre),
        svar=lest.attaat.svar,
    )


def les_mange(saker: Sequence[Sak], now: datetime, *, ledes: Container[int] | None = None) -> dict[int, Vurdering]:
    """Ask the law about many saker, with a constant number of queries.

    Args:
        saker: which.
        now: the moment.
        ledes: those the reader leads or follows up; the others are read of what their people know. None: all.

    """
    if not saker:
        return {}
    lest = les_fakta(saker)
    fakta = lest.fakta
    if ledes is not None:
        fakta = {pk: hele if pk in ledes else hele.for_medarbeidere() for pk, hele in fakta.items()}
    kalendere, parametre = kalender.husket_grunnlag(lest.attaat.stempel, [sak.skole_id for sak in saker])
    return {
        sak.pk: plikter.vurder(fakta[sak.pk], now=now, kalender=kalendere[sak.skole_id], parametre=parametre)
        for sak in saker
    }


def frister_for_mange(
    saker: Sequence[Sak], dag: date, *, kalendere: Mapping[int, Skolekalender], parametre: Parametre
) -> dict[int, tuple[Frist, ...]]:
    """Only the open deadlines of many saker, for one who asks for no more and knows the schools' calendars."""
    fakta = fakta_for_mange(saker)
    return {
        sak.pk: aapne_frister(fakta[sak.pk], dag=dag, kalender=kalendere[sak.skole_id], parametre=parametre)
        for sak in saker
    }


def frister_for_medarbeidere(saker: Sequence[Sak], dag: date) -> dict[int, datetime | None]:
    """When the next open deadline is that those know of who neither lead these saker nor follow them up."""
    lest = les_fakta(saker)
    kalendere, parametre = kalender.husket_grunnlag(lest.attaat.stempel, [sak.skole_id for sak in saker])
    funnet: dict[int, datetime | None] = {}
    for sak in saker:
        deres = lest.fakta[sak.pk].for_medarbeidere()
        frister = aapne_frister(deres, dag=dag, kalender=kalendere[sak.skole_id], parametre=parametre)
        funnet[sak.pk] = frister[0].forfall if frister else None
    return funnet


def leder(handlinger: Collection[Handling]) -> bool:
    """Whether one who may do this leads the sak or follows it up: what is not for everybody is for them."""
    return Handling.LEDE in handlinger or Handling.FOLGE_OPP in handlinger


def linjer(
    saker: Sequence[Sak],
    now: datetime,
    handlinger: Mapping[int, Collection[Handling]] | None = None,
    *,
    deler: Mapping[int, frozenset[Del]] | None = None,
) -> list[Sakslinje]:
    """Saker for a list, each with what the law says is next, of what the reader may know.

    Args:
        saker: those of one page.
        now: the moment.
        handlinger: what the reader may do in each; None where they follow up every one.
        deler: the parts of each the reader is shown, where the list leads to the steps themselves; else None.

    """
    kan = handlinger or {}
    ledes = None if handlinger is None else {sak.pk for sak in saker if leder(kan.get(sak.pk, ()))}
    lest = les_mange(saker, now, ledes=ledes)
    ferdig = []
    for sak in saker:
        steg = lest[sak.pk].neste_steg
        adresse, knapp = ("", "") if deler is None else _dor(steg.steg, sak, kan.get(sak.pk, ()), deler[sak.pk])
        frist = _frist(lest[sak.pk].neste_frist, now)
        ferdig.append(Sakslinje(sak=sak, neste=setning(steg.tekst), frist=frist, adresse=adresse, knapp=knapp))
    return ferdig


@dataclass(frozen=True)
class Leses:
    """What the law needs to read a sak for one person: the facts they may know, the calendar and the targets."""

    fakta: SakFakta
    kalender: Skolekalender
    parametre: Parametre


def hele(sak: Sak) -> Leses:
    """The whole sak, as for one who leads it or follows it up. One query."""
    lest = les_fakta([sak])
    kalendere, parametre = kalender.husket_grunnlag(lest.attaat.stempel, [sak.skole_id])
    return Leses(lest.fakta[sak.pk], kalendere[sak.skole_id], parametre)


def for_leser(sak: Sak, handlinger: Collection[Handling], uten_meldinger: Collection[int] = frozenset()) -> Leses:
    """What one reader may know of the facts: all for one who leads the sak or follows it up. One query.

    Args:
        sak: which.
        handlinger: what the reader may do in it.
        uten_meldinger: the meldinger that are closed to them.

    """
    alt = hele(sak)
    fakta = alt.fakta.uten_meldinger(uten_meldinger)
    return replace(alt, fakta=fakta if leder(handlinger) else fakta.for_medarbeidere())


def vurder(
    sak: Sak,
    now: datetime,
    *,
    handlinger: Collection[Handling],
    deler: frozenset[Del] = ALLE_DELER,
    uten_meldinger: Collection[int] = frozenset(),
) -> Saksvurdering:
    """The law's reading of one sak for the person who looks, with a button only for what they may do.

    Args:
        sak: which.
        now: the moment.
        handlinger: what they may do in it.
        deler: the parts of it they are shown.
        uten_meldinger: the meldinger that are closed to them.

    """
    leses = for_leser(sak, handlinger, uten_meldinger)
    fakta = leses.fakta
    lest = plikter.vurder(fakta, now=now, kalender=leses.kalender, parametre=leses.parametre)
    steg = lest.neste_steg
    adresse, knapp = _dor(steg.steg, sak, handlinger, deler)
    return Saksvurdering(
        plikter=tuple(_plikt(plikt, now, _dor(plikt.steg, sak, handlinger, deler)) for plikt in lest.plikter),
        frister=tuple(fristlinje(frist, now) for frist in lest.frister),
        neste=Stegvisning(
            tekst=setning(steg.tekst),
            frist=_frist(steg.frist, now),
            adresse=adresse,
            knapp=knapp,
            paa_siden=steg.steg is Steg.REGISTRER_SAMTALE,
            av_andre=_krever(steg.steg) is Handling.LEDE and Handling.LEDE not in handlinger,
        ),
        merknader=tuple(
            Merknad(setning(m), *_dor(m.steg, sak, handlinger, deler))
            for m in lest.merknader
            if not m.for_ledere or leder(handlinger)
        ),
        forslag=tuple(Forslagslinje(str(Kriterium(f.kriterium).label), setning(f.fordi)) for f in lest.forslag),
        maa_vurderes=lest.plikt(Delplikt.MELDE_FRA).steg is Steg.VURDER_ALVORLIGHET,
        informer_foresatte=any(frist.type is Fristtype.FORESATTE_INFORMERT for frist in lest.frister),
        statsforvalteren_venter=tuple(setning(tekst) for tekst in statsforvalter.gjenstaar(fakta)),
        skolen_visste=localdate(fakta.skolen_visste),
    )


def _krever(steg: Steg | None) -> Handling | None:
    """What one must be allowed to do in the sak to take a step."""
    return None if steg is None or steg not in STEGADRESSE else STEGADRESSE[steg][2]


def _dor(steg: Steg | None, sak: Sak, handlinger: Collection[Handling], deler: frozenset[Del]) -> tuple[str, str]:
    """The address behind a step and the words of its button; nothing for one who may not do it, or not there."""
    if steg is None or steg not in STEGADRESSE:
        return "", ""
    navn, tekst, handling = STEGADRESSE[steg]
    if handling not in handlinger or not krever(navn) <= deler:
        return "", ""
    return reverse(navn, args=[sak.nummer]) + STEGANKER.get(steg, ""), str(tekst)


def _plikt(plikt: Plikt, now: datetime, dor: tuple[str, str]) -> Pliktlinje:
    adresse, knapp = dor
    return Pliktlinje(
        navn=str(DELPLIKTNAVN[plikt.delplikt]),
        status=plikt.status.value,
        statusnavn=str(STATUSNAVN[plikt.status]),
        mangler=tuple(setning(mangel) for mangel in plikt.mangler),
        hjemmel=plikt.hjemmel.henvisning,
        sitat=plikt.hjemmel.sitat,
        lovens_krav=setning(plikt.lovens_krav) if plikt.lovens_krav else "",
        kommunens_maal=setning(plikt.kommunens_maal) if plikt.kommunens_maal else "",
        ansvarlig=str(ANSVARLIGNAVN[plikt.ansvarlig]),
        frist=_frist(plikt.frist, now),
        sist_gjort=plikt.sist_gjort,
        regel=plikt.regel,
        adresse=adresse,
        knapp=knapp,
        hjelp=HJELP[plikt.delplikt],
    )


def fristnavn(type_: str) -> str:
    """What a stored deadline is called, or nothing."""
    return gettext(FRISTNAVN[Fristtype(type_)]) if type_ else ""


def brudd_av(mangler: Sequence[Mangel], dag: date) -> list[Brudd]:
    """The law's objections as a door's refusal: sentence, field, rule and hjemmel."""
    return [
        Brudd(tekst=setning(m.tekst), felt=m.felt, regel=m.regel, hjemmel=hjemmel(m.kilde, dag).henvisning)
        for m in mangler
    ]
