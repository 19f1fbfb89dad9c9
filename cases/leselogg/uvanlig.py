"""Looks that someone should ask about, month by month (A-17). A finding is a question, never a verdict.

One finding is one person, one day, and one sak (or, for what shows only across saker, none). It says number, school,
employee, role, time and why it stands here: never the pupil, never what the sak says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import ExtractHour, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.leselogg.access import blikk_i_saker, skjulte_lesere
from cases.leselogg.innstillinger import Nokkel, innstilling
from cases.leselogg.models import Oppslagsvurdering
from cases.leselogg.oppgave import NODINNSYN, Blikk, Tilknytning, oppgave
from cases.leselogg.ord import klokka, rollenavn
from cases.leselogg.tilknytning import tilknytninger
from cases.lov.kalender import OSLO, helligdager
from cases.sak.hadde_sett import stengte_par
from cases.sak.models import Oppslag, Sak
from cases.sak.oppslag import DEN_ANSATTE
from steinkjer_skolemiljo.organisation.models import Bruker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

NATT_FRA, NATT_TIL = 22, 6
EN_TIME = timedelta(hours=1)


class Grunn(StrEnum):
    """Why a look stands in the list."""

    UTEN_OPPGAVE = "uten_oppgave"
    NODINNSYN = "nodinnsyn"
    STENGT = "stengt"
    MANGE_SAKER = "mange_saker"
    MANGE_ELEVER = "mange_elever"
    NATT = "natt"
    HELLIGDAG = "helligdag"


GRUNNER: Mapping[Grunn, _StrPromise] = {
    Grunn.UTEN_OPPGAVE: gettext_lazy("Uten oppgave i saken"),
    Grunn.NODINNSYN: gettext_lazy("Nødinnsyn"),
    Grunn.STENGT: gettext_lazy("Saken er nå stengt for personen"),
    Grunn.MANGE_SAKER: gettext_lazy("Mange saker på kort tid"),
    Grunn.MANGE_ELEVER: gettext_lazy("Søkte fram mange elever"),
    Grunn.NATT: gettext_lazy("Om natten"),
    Grunn.HELLIGDAG: gettext_lazy("På en helligdag"),
}


@dataclass(frozen=True)
class Arsak:
    """One reason, and the sentence that explains it."""

    grunn: Grunn
    navn: str
    forklaring: str


@dataclass
class Uvanlig:
    """One finding."""

    bruker: Bruker
    sak: Sak | None
    dag: date
    rolle: str
    forst: datetime
    sist: datetime
    antall: int
    arsaker: list[Arsak] = field(default_factory=list)
    vurderinger: list[Oppslagsvurdering] = field(default_factory=list)

    @property
    def nokkel(self) -> str:
        """What tells this finding from the others, for a form on the page."""
        return f"{self.dag.isoformat()}_{self.bruker.pk}_{self.sak.nummer if self.sak else 'flere'}"

    @property
    def klokka(self) -> str:
        """When on the day, and how many times."""
        return klokka(self.forst, self.sist, self.antall)

    @property
    def vurdert(self) -> bool:
        """Whether someone has said what it was."""
        return bool(self.vurderinger)


@dataclass(frozen=True)
class Maaned:
    """One month's findings, newest first, and how many looks they are out of."""

    forste: date
    antall_oppslag: int
    funn: list[Uvanlig]

    @property
    def antall_uvurdert(self) -> int:
        """How many nobody has assessed."""
        return sum(not funn.vurdert for funn in self.funn)


def maanedens_ende(forste: date) -> date:
    """The first day of the month after."""
    return date(forste.year + forste.month // 12, forste.month % 12 + 1, 1)


def maaned(leser: Bruker, forste: date, *, dag: date) -> Maaned:
    """All findings of one month that this reader may read about. A fixed number of queries.

    Args:
        leser: who reads; it decides which saker and which people.
        forste: the month's first day.
        dag: today.

    """
    fra = datetime.combine(forste, time(), tzinfo=OSLO)
    til = datetime.combine(maanedens_ende(forste), time(), tzinfo=OSLO)
    # Who reads the framlegg given to them has not looked at the sak, and nobody here is to know who was given one.
    alle = Oppslag.objects.filter(tid__gte=fra, tid__lt=til).exclude(rolle=DEN_ANSATTE)
    alle = alle.exclude(skjulte_lesere(leser, dag))
    i_saker = blikk_i_saker(alle, leser, dag)
    grupper = _grupper(i_saker)
    funn = _i_hver_sak(grupper, fra=fra, til=til) + _paa_tvers(alle, i_saker, grupper, dag)
    funn.sort(key=lambda f: (f.sist, f.bruker.pk), reverse=True)
    _med_vurderinger(funn, forste)
    return Maaned(forste=forste, antall_oppslag=sum(gruppe["antall"] for gruppe in grupper), funn=funn)


def antall_uvurdert(leser: Bruker, *, dag: date) -> int:
    """How many findings of this month and the one before wait for someone."""
    denne = dag.replace(day=1)
    forrige = (denne - timedelta(days=1)).replace(day=1)
    return sum(maaned(leser, forste, dag=dag).antall_uvurdert for forste in (denne, forrige))


def _grupper(oppslag: QuerySet[Oppslag]) -> list[dict[str, Any]]:
    """The looks by day, person, sak and role. One query."""
    rader: Iterable[Any] = (
        oppslag.annotate(dag=TruncDate("tid"), time=ExtractHour("tid"))
        .order_by()
        .values("dag", "bruker", "i_sak", "rolle")
        .annotate(
            forst=Min("tid"),
            sist=Max("tid"),
            antall=Count("pk"),
            meldinger=Count("pk", filter=Q(hva=Oppslag.Hva.MELDING)),
            natt=Count("pk", filter=Q(time__gte=NATT_FRA) | Q(time__lt=NATT_TIL)),
            grunner=ArrayAgg("grunn", distinct=True, filter=~Q(grunn=""), default=[]),
        )
    )
    return list(rader)


def _arsak(grunn: Grunn, forklaring: str) -> Arsak:
    return Arsak(grunn=grunn, navn=str(GRUNNER[grunn]), forklaring=forklaring)


def _i_hver_sak(grupper: list[dict[str, Any]], *, fra: datetime, til: datetime) -> list[Uvanlig]:
    saker = Sak.objects.select_related("skole").in_bulk({gruppe["i_sak"] for gruppe in grupper})
    folk = Bruker.objects.in_bulk({gruppe["bruker"] for gruppe in grupper})
    knyttet = tilknytninger(list(saker), list(folk), fra=fra, til=til)
    stengt = stengte_par(saker.values())
    funn: dict[tuple[date, int, int], Uvanlig] = {}
    for gruppe in sorted(grupper, key=lambda gruppe: gruppe["forst"]):
        par = (gruppe["i_sak"], gruppe["bruker"])
        arsaker = _arsaker(gruppe, knyttet.get(par, Tilknytning()), stengt=par in stengt)
        if not arsaker:
            continue
        rad = Uvanlig(
            bruker=folk[gruppe["bruker"]],
            sak=saker[gruppe["i_sak"]],
            dag=gruppe["dag"],
            rolle=rollenavn(gruppe["rolle"]),
            forst=gruppe["forst"],
            sist=gruppe["sist"],
            antall=gruppe["antall"],
            arsaker=arsaker,
        )
        # In two roles on one day: still one finding, to be assessed once.
        _slaa_sammen(funn, (rad.dag, *par), rad)
    return list(funn.values())


def _slaa_sammen(funn: dict[tuple[date, int, int], Uvanlig], nokkel: tuple[date, int, int], rad: Uvanlig) -> None:
    kjent = funn.setdefault(nokkel, rad)
    if kjent is not rad:
        kjent.sist = max(kjent.sist, rad.sist)
        kjent.antall += rad.antall
        # In the middle of a line.
        kjent.rolle = f"{kjent.rolle}, {rad.rolle[:1].lower()}{rad.rolle[1:]}"
        kjente = {arsak.grunn for arsak in kjent.arsaker}
        kjent.arsaker += [arsak for arsak in rad.arsaker if arsak.grunn not in kjente]


def _arsaker(gruppe: dict[str, Any], knyttet: Tilknytning, *, stengt: bool) -> list[Arsak]:
    arsaker = []
    # A melding is opened by those it is sent to, and by nobody else: to receive it is the task.
    bare_meldinger = gruppe["meldinger"] == gruppe["antall"]
    if gruppe["rolle"] == NODINNSYN:
        grunner = "», «".join(gruppe["grunner"])
        tekst = _("Begrunnelsen var: «%(grunn)s»") % {"grunn": grunner} if grunner else _("Begrunnelsen står i saken.")
        arsaker.append(_arsak(Grunn.NODINNSYN, tekst))
    elif not bare_meldinger and oppgave(Blikk(tid=gruppe["forst"], rolle=gruppe["rolle"]), knyttet) is None:
        arsaker.append(
            _arsak(Grunn.UTEN_OPPGAVE, _("Personen hadde rett til å åpne saken, men ingen kjent oppgave i den da."))
        )
    if stengt:
        arsaker.append(
            _arsak(Grunn.STENGT, _("Personen kan ikke åpne saken lenger. Oppslaget er fra før den ble stengt."))
        )
    if gruppe["natt"]:
        tekst = ngettext(
            "Åpnet mellom klokka 22 og 6.", "Åpnet %(antall)s ganger mellom klokka 22 og 6.", gruppe["natt"]
        )
        arsaker.append(_arsak(Grunn.NATT, tekst % {"antall": gruppe["natt"]}))
    if gruppe["dag"] in helligdager(gruppe["dag"].year):
        arsaker.append(_arsak(Grunn.HELLIGDAG, _("Åpnet på en offentlig fridag.")))
    return arsaker


def _paa_tvers(
    alle: QuerySet[Oppslag], i_saker: QuerySet[Any], grupper: list[dict[str, Any]], dag: date
) -> list[Uvanlig]:
    """What shows only across saker: many opened within an hour, many pupils searched for in a day."""
    funn: dict[tuple[int, date], list[tuple[datetime, datetime, int, Arsak, str]]] = defaultdict(list)
    for person, rolle, apninger in _raske(i_saker, grupper, innstilling(Nokkel.MANGE_SAKER, dag)):
        tekst = _("Åpnet %(antall)s forskjellige saker på en time.") % {"antall": len({sak for _tid, sak in apninger})}
        forst, sist = apninger[0][0], apninger[-1][0]
        funn[person, forst.astimezone(OSLO).date()].append(
            (forst, sist, len(apninger), _arsak(Grunn.MANGE_SAKER, tekst), rolle)
        )
    for rad in _sokt(alle, innstilling(Nokkel.MANGE_ELEVER, dag)):
        tekst = _("Søkte fram %(antall)s forskjellige elever på en dag.") % {"antall": rad["elever"]}
        funn[rad["bruker"], rad["dag"]].append(
            (rad["forst"], rad["sist"], rad["antall"], _arsak(Grunn.MANGE_ELEVER, tekst), rad["rolle"])
        )
    folk = Bruker.objects.in_bulk({person for person, _dag in funn})
    return [
        Uvanlig(
            bruker=folk[person],
            sak=None,
            dag=dagen,
            rolle=rollenavn(deler[0][4]),
            forst=min(del_[0] for del_ in deler),
            sist=max(del_[1] for del_ in deler),
            antall=sum(del_[2] for del_ in deler),
            arsaker=[del_[3] for del_ in deler],
        )
        for (person, dagen), deler in funn.items()
    ]


def _raske(
    i_saker: QuerySet[Any], grupper: list[dict[str, Any]], mange: int
) -> list[tuple[int, str, list[tuple[datetime, int]]]]:
    """For each person and day with many saker: the hour that held the most, if it held enough. One query."""
    saker: dict[tuple[int, date], set[int]] = defaultdict(set)
    for gruppe in grupper:
        saker[gruppe["bruker"], gruppe["dag"]].add(gruppe["i_sak"])
    mulige = {par for par, pker in saker.items() if len(pker) >= mange}
    if not mulige:
        return []
    apninger: dict[tuple[int, date], list[tuple[datetime, int]]] = defaultdict(list)
    roller: dict[tuple[int, date], str] = {}
    for person, tid, sak, rolle in (
        i_saker.filter(bruker__in={person for person, _dag in mulige})
        .order_by("tid", "pk")
        .values_list("bruker", "tid", "i_sak", "rolle")
    ):
        par = (person, tid.astimezone(OSLO).date())
        if par in mulige and sak is not None:
            apninger[par].append((tid, sak))
            roller.setdefault(par, rolle)
    ut = []
    for par, rekke in apninger.items():
        timen = max(
            ([(t, s) for t, s in rekke if start <= t <= start + EN_TIME] for start, _sak in rekke),
            key=lambda vindu: len({sak for _tid, sak in vindu}),
        )
        if len({sak for _tid, sak in timen}) >= mange:
            ut.append((par[0], roller[par], timen))
    return ut


def _sokt(alle: QuerySet[Oppslag], mange: int) -> list[dict[str, Any]]:
    """Persons and days with searches that showed many different pupils. One query, and one for those that may be."""
    sok = alle.filter(hva=Oppslag.Hva.LISTE, liste=Oppslag.Liste.ELEVSOK).annotate(dag=TruncDate("tid")).order_by()
    rader: dict[tuple[int, date], dict[str, Any]] = {}
    for person, dagen, tid, rolle, viste in sok.values_list("bruker", "dag", "tid", "rolle", "viste_elever"):
        rad = rader.setdefault(
            (person, dagen),
            {"bruker": person, "dag": dagen, "forst": tid, "sist": tid, "rolle": rolle, "antall": 0, "sett": set()},
        )
        rad["forst"], rad["sist"] = min(rad["forst"], tid), max(rad["sist"], tid)
        rad["antall"] += 1
        rad["sett"].update(viste)
    return [{**rad, "elever": len(rad["sett"])} for rad in rader.values() if len(rad["sett"]) >= mange]


def _med_vurderinger(funn: list[Uvanlig], forste: date) -> None:
    """Give each finding what has been said of it. One query."""
    sagt: dict[tuple[date, int, int | None], list[Oppslagsvurdering]] = defaultdict(list)
    for rad in Oppslagsvurdering.objects.filter(dag__gte=forste, dag__lt=maanedens_ende(forste)).select_related(
        "vurdert_av"
    ):
        sagt[rad.dag, rad.bruker_id, rad.sak_id].append(rad)
    for rad_ in funn:
        rad_.vurderinger = sagt.get((rad_.dag, rad_.bruker.pk, rad_.sak.pk if rad_.sak else None), [])
