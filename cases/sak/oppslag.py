"""Opening a sak in a view: fetched by the rule, logged as read, in one step that cannot be left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from cases.sak import access
from cases.sak.access import ALLE_DELER, GJESTER, HVEM_KAN, IKKE_DIN_DEL, Handling
from cases.sak.feil import IkkeFunnet, IkkeTilgang
from cases.sak.models import Del, Nodinnsyn, Oppslag, Sak
from steinkjer_skolemiljo.organisation.models import Rolle
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Bruker
    from steinkjer_skolemiljo.organisation.roller import Roller

# The same list shown again within this time, with the same rows, is one look.
SAMME_BLIKK = timedelta(minutes=1)
# One who has been given a framlegg reads it, and never the sak.
DEN_ANSATTE = "den_ansatte"
# Leads the school the pupil has moved to, and reads what was given it.
NY_SKOLE = "ny_skole"
# A room of the sak that is a part of it by name; a new page in the room is logged right by itself.
DELER: Mapping[str, Oppslag.Hva] = {
    "undersokelse": Oppslag.Hva.UNDERSOKELSE,
    "tiltaksplan": Oppslag.Hva.PLAN,
    "evaluering": Oppslag.Hva.EVALUERING,
    "dokumenter": Oppslag.Hva.DOKUMENT,
    "vedlegg": Oppslag.Hva.VEDLEGG,
    "arkiv": Oppslag.Hva.DOKUMENT,
}
# Which parts must have been shared with one who is let in by name, for each address or room. What stands nowhere here
# demands them all: a new room is closed until somebody has said what it is a part of.
RAMMEN: frozenset[Del] = frozenset()
KREVER_DELER: Mapping[str, frozenset[Del]] = {
    # The frame: what the sak is, that the parents were told, and that one may always step aside.
    "sak:vis": RAMMEN,
    "sak:erklaer_inhabil": RAMMEN,
    "sak:foresatte_informert": RAMMEN,
    "sak:personer": frozenset({Del.PERSONER}),
    "sak:legg_til_involvert": frozenset({Del.PERSONER}),
    "sak:logg": frozenset({Del.LOGG}),
    "sak:noter": frozenset({Del.LOGG}),
    "sak:rett_notat": frozenset({Del.LOGG}),
    "undersokelse": frozenset({Del.UNDERSOKELSE}),
    "tiltaksplan": frozenset({Del.TILTAKSPLAN}),
    "evaluering": frozenset({Del.EVALUERING}),
    "vedlegg": frozenset({Del.DOKUMENTER, Del.UNDERSOKELSE}),
    # For those who lead the sak or follow it up: no part of it is shared with one let in by name.
    "statsforvalter": ALLE_DELER,
    # A copy of the plan is the plan, and a copy besides.
    "dokumenter": frozenset({Del.DOKUMENTER, Del.TILTAKSPLAN}),
    "arkiv": frozenset({Del.DOKUMENTER}),
    "dokumenter:referat": frozenset({Del.DOKUMENTER, Del.UNDERSOKELSE}),
}


@dataclass(frozen=True)
class Tid:
    """The time of a request, read once: the moment and the day in Norway."""

    now: datetime
    dag: date


def tid() -> Tid:
    """The time now, for a view."""
    now = timezone.localtime()
    return Tid(now=now, dag=now.date())


@dataclass(frozen=True)
class Apnet:
    """A sak that has been opened: what this person may do with it, and in which role they have it."""

    sak: Sak
    handlinger: frozenset[Handling]
    situasjon: str
    tid: Tid
    bruker: Bruker
    deler: frozenset[Del] = ALLE_DELER

    @cached_property
    def stengte_meldinger(self) -> frozenset[int]:
        """The meldinger of the sak that are closed to this person: then nothing tells of them here. One query, once."""
        stengte = self.sak.meldingselever.filter(melding__in=access.nektede_meldinger(self.bruker))
        return frozenset(stengte.values_list("melding", flat=True))

    @property
    def gjest(self) -> bool:
        """Let in by name, for a purpose and until a date."""
        return self.situasjon in GJESTER

    @property
    def uten_internt(self) -> bool:
        """Not shown what is internal nor § 12-5's own: a guest, and a kontaktlærer where an employee is named."""
        return self.gjest or (self.situasjon == access.Situasjon.KONTAKTLARER and self.sak.skjerpet)

    @property
    def kan_skrive(self) -> bool:
        """May write samtaler, observasjoner and the like."""
        return Handling.SKRIVE in self.handlinger

    @property
    def kan_lede(self) -> bool:
        """May plan, adopt, evaluate, close, warn and share."""
        return Handling.LEDE in self.handlinger

    @property
    def kan_folge_opp(self) -> bool:
        """May act as skoleeier in the sak."""
        return Handling.FOLGE_OPP in self.handlinger

    @property
    def hele(self) -> bool:
        """Is shown every part of the sak."""
        return self.deler == ALLE_DELER

    @property
    def for_ledere(self) -> bool:
        """Leads the sak, or follows it up for skoleeier: sees what is not for everybody who may read it."""
        return self.kan_lede or self.kan_folge_opp


def apne(
    request: BrukerRequest,
    nummer: str,
    handling: Handling = Handling.LESE,
    *,
    hva: Oppslag.Hva | None = None,
    deler: frozenset[Del] | None = None,
    samme_blikk: bool = False,
    vedlegg: int | None = None,
) -> Apnet:
    """Open a sak for a page. Writes the read-log row (A-16).

    Args:
        request: whose look it is.
        nummer: the sak's number.
        handling: what they came to do.
        hva: which part they look at; without it, the part the address belongs to.
        deler: the parts one let in by name must have been given; without it, those the address says.
        samme_blikk: what an open page asks for by itself, again and again: one look a minute, not one each time.
        vedlegg: the file that is fetched, when it is one.

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to see: the same answer.
        IkkeTilgang: they may see it, but not do ``handling``, or not this part of it.

    """
    naa = tid()
    bruker = request.user
    sak = (
        access.med_situasjon(Sak.objects.visible_to(bruker, naa.dag), bruker, naa.dag)
        .select_related("elev", "elev__klasse", "skole", "klasse", "ansvarlig")
        .filter(nummer=nummer)
        .first()
    )
    if sak is None:
        raise IkkeFunnet
    # The situation that let them in says what they may; the doors ask the database again.
    situasjon: str = sak.situasjon  # type: ignore[attr-defined]  # annotated by med_situasjon
    handlinger = access.handlinger(bruker, sak.pk, naa.dag)
    if handling not in handlinger:
        raise IkkeTilgang(str(HVEM_KAN[handling]))
    delt = access.deler_for(bruker, sak.pk, situasjon, naa.dag)
    if not (_krever(request) if deler is None else deler) <= delt:
        raise IkkeTilgang(str(IKKE_DIN_DEL))
    hva = hva or _del(request)
    if not (samme_blikk and _nettopp_sett(bruker, sak, hva, naa.now)):
        grunn = _nodgrunn(bruker, sak, naa.now) if situasjon == access.Situasjon.NODINNSYN else ""
        noter(bruker, naa.now, sak=sak, hva=hva, rolle=situasjon, grunn=grunn, vedlegg=vedlegg)
    return Apnet(sak=sak, handlinger=handlinger, situasjon=situasjon, tid=naa, bruker=bruker, deler=delt)


def _krever(request: HttpRequest) -> frozenset[Del]:
    """The parts of the sak this address belongs to."""
    sted = request.resolver_match
    return ALLE_DELER if sted is None else krever(sted.view_name)


def krever(adresse: str) -> frozenset[Del]:
    """The parts of the sak that an address belongs to, by its name."""
    return KREVER_DELER.get(adresse, KREVER_DELER.get(adresse.partition(":")[0], ALLE_DELER))


def _nodgrunn(bruker: Bruker, sak: Sak, now: datetime) -> str:
    """Why they had to look, as it was written when the sak was opened."""
    rad = Nodinnsyn.objects.filter(sak=sak, bruker=bruker, fra__lte=now, til__gt=now).first()
    return Truncator(rad.grunn).chars(300) if rad is not None else ""


def _nettopp_sett(bruker: Bruker, sak: Sak, hva: Oppslag.Hva, now: datetime) -> bool:
    return Oppslag.objects.filter(bruker=bruker, tid__gt=now - SAMME_BLIKK, sak=sak, hva=hva).exists()


def _del(request: HttpRequest) -> Oppslag.Hva:
    sted = request.resolver_match
    return DELER.get(sted.namespace, Oppslag.Hva.SAK) if sted is not None else Oppslag.Hva.SAK


def noter(
    bruker: Bruker,
    now: datetime,
    *,
    hva: Oppslag.Hva,
    sak: Sak | None = None,
    melding_nummer: str = "",
    rolle: str = "",
    grunn: str = "",
    vedlegg: int | None = None,
) -> None:
    """Write one row in the read-log."""
    Oppslag.objects.create(
        sak=sak,
        melding_nummer=melding_nummer,
        bruker=bruker,
        tid=now,
        hva=hva,
        rolle=rolle,
        grunn=grunn,
        vedlegg=vedlegg,
    )


def oppslag_i(
    sak: Sak, *, lister: bool = True, bare_saken: bool = False, uten_meldinger: Collection[int] = ()
) -> QuerySet[Oppslag]:
    """All looks that concern a sak: its pages, the meldinger that led to it, and lists they stood in. One query.

    ``bare_saken`` leaves out the reading of a framlegg by the one it was given to, which is no look at the sak, and
    ``uten_meldinger`` the looks at meldinger that are closed to the reader.
    Else not filtered by who may see them: the caller has been let in to lead the sak.
    """
    rader = sak.meldingselever.exclude(melding__in=uten_meldinger)
    meldinger = list(rader.values_list("melding", "melding__nummer"))
    i_saken = Q(sak=sak) | Q(melding_nummer__in=[nummer for _pk, nummer in meldinger])
    if bare_saken:
        i_saken &= ~Q(rolle=DEN_ANSATTE)
    if not lister:
        return Oppslag.objects.filter(i_saken)
    i_liste = Q(hva=Oppslag.Hva.LISTE, viste_saker__contains=[sak.pk])
    if meldinger:
        i_liste |= Q(hva=Oppslag.Hva.LISTE, viste_meldinger__overlap=[pk for pk, _nummer in meldinger])
    return Oppslag.objects.filter(i_saken | i_liste)


def noter_liste(
    bruker: Bruker,
    naa: Tid,
    liste: Oppslag.Liste,
    *,
    saker: Iterable[int] = (),
    meldinger: Iterable[int] = (),
    elever: Iterable[int] = (),
    hva: Oppslag.Hva = Oppslag.Hva.LISTE,
) -> None:
    """Write one row for a list with names: how many, and which; never the text that was searched (A-16).

    A list with nobody in it is no look, except of the read-log itself. The same rows shown to the same person again
    within a minute (a filter, a reload) are the same look: one short read of an index, and nothing is written.
    """
    viste = {
        "viste_saker": sorted(set(saker)),
        "viste_meldinger": sorted(set(meldinger)),
        "viste_elever": sorted(set(elever)),
    }
    antall = sum(len(ider) for ider in viste.values())
    if antall == 0 and hva == Oppslag.Hva.LISTE:
        return
    forrige = (
        Oppslag.objects.filter(bruker=bruker, tid__gt=naa.now - SAMME_BLIKK, hva=hva, liste=liste)
        .order_by("-tid", "-id")
        .values(*viste)
        .first()
    )
    if forrige == viste:
        return
    rolle = rolle_i_dag(roller_for(bruker, naa.dag))
    Oppslag.objects.create(bruker=bruker, tid=naa.now, hva=hva, liste=liste, antall=antall, rolle=rolle, **viste)


def rolle_i_dag(roller: Roller) -> str:
    """The strongest role a person has today: what the read-log names where no single sak says which it was."""
    sterkest = (
        (roller.kommunalsjef, access.Situasjon.KOMMUNALSJEF),
        (roller.sektorleder, access.Situasjon.SKOLEEIER),
        (roller.er_leder, access.Situasjon.SKOLELEDER),
        (roller.er_kontaktlarer, access.Situasjon.KONTAKTLARER),
        (roller.personvernombud, Rolle.PERSONVERNOMBUD),
        (roller.stottetjeneste, Rolle.STOTTETJENESTE),
        (roller.systemforvalter, Rolle.SYSTEMFORVALTER),
    )
    return next((rolle.value for har, rolle in sterkest if har), Rolle.ANSATT.value)
