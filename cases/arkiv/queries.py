"""Reads for the archive's pages. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.arkiv.access import ledede, stengt, synlige
from cases.arkiv.actions import kan_sendes_igjen
from cases.arkiv.fjernbar import SAKSMAPPAS, funnet, hindringer, kan_fjernes, venter_paa_arkivet
from cases.arkiv.hvorfor import forklar
from cases.arkiv.models import Arkivering, Fjerningsforslag, Fjerningsstans
from cases.dokumenter.models import Dokument
from cases.dokumenter.slag import SLAG, overskrifter
from cases.dossier.models import Dossier
from cases.sak.models import Sak
from cases.sladding.models import Kilde, Sladdekilde

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from cases.arkiv.fjernbar import Hindring
    from steinkjer_skolemiljo.organisation.models import Bruker

PER_SIDE = 25
Status = Arkivering.Status
# How a status is shown: the tag's colour; the word says it.
MERKER = {
    Status.VENTER: "gjenstaar",
    Status.IKKE_SENDT: "gjenstaar",
    Status.SENDT: "info",
    Status.KVITTERT: "oppfylt",
    Status.FEILET: "forsinket",
    Status.ERSTATTET: "noytral",
}

LEVERT_SAMMEN = (Dokument.Type.OVERFORING, Dokument.Type.INNSYN)
# What a paper that is let out is made of, where that is a paper itself.
LAGET_AV = {
    Kilde.PLAN: Dokument.Type.TILTAKSPLAN,
    Kilde.REFERAT: Dokument.Type.REFERAT,
    Kilde.AVTALT: Dokument.Type.REFERAT,
    Kilde.EVALUERING: Dokument.Type.EVALUERING,
    Kilde.AVSLUTNING: Dokument.Type.AVSLUTNING,
}


@dataclass(frozen=True)
class Linje:
    """A document on its way. ``hva`` and the link only for one who leads the sak; for others a key and a number."""

    id: int
    nokkel: str
    saksnummer: str
    hva: str
    status: str
    merke: str
    hvorfor: str
    siden: datetime
    forsok: int
    arkiv_id: str
    kan_sendes: bool
    # Whoever leads the sak goes through the names in it.
    maa_ses_over: bool


@dataclass(frozen=True)
class Opptelling:
    """How many of what waits, for the line above the list."""

    maa_ses_over: int
    ikke_sendt: int
    sendt: int
    feilet: int

    @property
    def alle(self) -> int:
        """All that is not archived."""
        return self.maa_ses_over + self.ikke_sendt + self.sendt + self.feilet


def ikke_arkivert(
    bruker: Bruker, dag: date, now: datetime, *, vis: str, side: int
) -> tuple[Page[Arkivering], list[Linje], Opptelling]:
    """One page of what is not archived, the oldest first, and how many there are of each kind."""
    venter = Arkivering.objects.synlige_for(bruker, dag).exclude(status__in=[Status.KVITTERT, Status.ERSTATTET])
    antall = dict(venter.order_by().values_list("status").annotate(antall=Count("pk")))
    utvalg = venter.filter(status=vis) if vis in Status.values else venter
    ark = Paginator(_rader(utvalg, now).order_by("opprettet", "pk"), PER_SIDE).get_page(side)
    rader = list(ark.object_list)
    egne = set(ledede(bruker, dag).filter(pk__in={rad.sak_id for rad in rader}).values_list("pk", flat=True))
    titler = _titler([rad for rad in rader if rad.sak_id in egne], med_navn=False)
    return (
        ark,
        [_linje(rad, titler.get(rad.pk, ""), leder=rad.sak_id in egne) for rad in rader],
        Opptelling(
            maa_ses_over=antall.get(Status.VENTER, 0),
            ikke_sendt=antall.get(Status.IKKE_SENDT, 0),
            sendt=antall.get(Status.SENDT, 0),
            feilet=antall.get(Status.FEILET, 0),
        ),
    )


def i_saken(sak: Sak, bruker: Bruker, now: datetime) -> list[Linje]:
    """Every document of a sak this person leads on its way to the archive or there, the newest first.

    A query for each kind.
    """
    rader = list(_rader(Arkivering.objects.filter(sak=sak).exclude(stengt(bruker)), now).order_by("-opprettet", "-pk"))
    titler = _titler(rader, med_navn=True)
    return [_linje(rad, titler[rad.pk], leder=True) for rad in rader]


def i_veien(sak: Sak, dag: date) -> list[Hindring]:
    """What keeps a sak from being removed; while it is open nobody is told to make its saksmappe."""
    return [h for h in hindringer(sak.pk, dag) if sak.avsluttet is not None or h.navn not in SAKSMAPPAS]


def _titler(rader: Sequence[Arkivering], *, med_navn: bool) -> dict[int, str]:
    """What each document is and the day it is of, so that two of a kind can be told apart. A query for each kind.

    ``med_navn``: a referat may say which other pupil it was with; not in a list of many saker.
    """
    funnet = overskrifter([rad.dokument for rad in rader]) | _utleverte(rader)
    titler = {}
    for rad in rader:
        dokument = rad.dokument
        type_ = dokument.get_type_display()
        hva = _("%(type)s, versjon %(versjon)s") % {"type": type_, "versjon": dokument.versjon}
        if dokument.pk in funnet:
            tittel, dato = funnet[dokument.pk]
            uten_navn = dokument.type == Dokument.Type.REFERAT and not med_navn
            hva = f"{type_ if uten_navn else tittel}, {date_format(dato, 'j. F Y')}"
        titler[rad.pk] = hva
    return titler


def _utleverte(rader: Sequence[Arkivering]) -> dict[int, tuple[str, date]]:
    """The same of papers that were let out together: by the paper each was made of, for they are of one kind and day.

    No names: a referat is only that.
    """
    dokumenter = {rad.dokument_id: rad.dokument for rad in rader if rad.dokument.type in LEVERT_SAMMEN}
    kilder = Sladdekilde.objects.filter(dokument__in=dokumenter)
    av_slag: dict[Dokument.Type, list[tuple[Dokument, str, int]]] = {}
    funnet: dict[int, tuple[str, date]] = {}
    for pk, kilde, objekt in kilder.values_list("dokument", "kilde", "objekt_id"):
        dokument, navn = dokumenter[pk], Kilde(kilde).label
        # Where it is made of no paper, or that paper is not found: of what kind it is, and when it was let out.
        hva = f"{dokument.get_type_display()}: {navn[:1].lower()}{navn[1:]}"
        funnet[pk] = hva, localtime(dokument.laget).date()
        if Kilde(kilde) in LAGET_AV:
            av_slag.setdefault(LAGET_AV[Kilde(kilde)], []).append((dokument, hva, objekt))
    for type_, papirene in av_slag.items():
        slag = SLAG[type_]
        objekter = {rad.pk: rad for rad in slag.alle().filter(pk__in=[objekt for *_hva, objekt in papirene])}
        for dokument, hva, objekt in papirene:
            if (rad := objekter.get(objekt)) is not None:
                tittel = slag.tittel(rad)
                av = f"{dokument.get_type_display()}: {tittel[:1].lower()}{tittel[1:]}"
                funnet[dokument.pk] = hva if type_ == Dokument.Type.REFERAT else av, slag.dato(rad)
    return funnet


def _rader(utvalg: QuerySet[Arkivering], now: datetime) -> QuerySet[Arkivering]:
    return (
        utvalg.select_related("dokument", "sak")
        .defer("melding", "dokument__innhold")
        .annotate(igjen=Case(When(kan_sendes_igjen(now), then=Value(True)), default=Value(False)))
    )


def _linje(rad: Arkivering, hva: str, *, leder: bool) -> Linje:
    return Linje(
        id=rad.pk,
        nokkel=rad.nokkel,
        saksnummer=rad.sak.nummer,
        hva=hva if leder else "",
        status=rad.get_status_display(),
        merke=MERKER[Status(rad.status)],
        hvorfor=forklar(rad),
        siden=rad.kvittert or rad.sendt or rad.opprettet,
        forsok=rad.forsok,
        arkiv_id=rad.arkiv_id,
        maa_ses_over=leder and rad.status == Status.VENTER,
        kan_sendes=rad.igjen,  # type: ignore[attr-defined]  # annotated above
    )


@dataclass(frozen=True)
class Fjernbar:
    """A sak that may be removed, by number and date."""

    nummer: str
    avsluttet: datetime
    antall: int


@dataclass(frozen=True)
class Nesten:
    """A sak that lacks nothing but what the archive has to have: what, and whether its saksmappe is being made."""

    sak_id: int
    nummer: str
    avsluttet: datetime | None
    mangler: list[Hindring]
    kan_lages: bool
    lages: bool


@dataclass(frozen=True)
class Forslag:
    """A proposal, and what this person may say to it."""

    id: int
    sak_id: int
    nummer: str
    avsluttet: datetime | None
    foreslatt: datetime
    foreslatt_av: str
    eget: bool
    leder: bool


def fjernbare(bruker: Bruker, dag: date, *, side: int) -> tuple[Page[Sak], list[Fjernbar]]:
    """One page of the saker this person leads that nothing stands in the way of, and nobody has proposed."""
    saker = (
        ledede(bruker, dag)
        .filter(kan_fjernes(dag))
        .exclude(fjerningsforslag__in=Fjerningsforslag.objects.exclude(godkjent=False))
        .annotate(antall_arkivert=Count("arkiveringer", filter=Q(arkiveringer__status=Status.KVITTERT)))
        .order_by("avsluttet", "pk")
    )
    ark = Paginator(saker, PER_SIDE).get_page(side)
    return ark, [
        Fjernbar(
            nummer=sak.nummer,
            avsluttet=sak.avsluttet,
            antall=sak.antall_arkivert,  # type: ignore[attr-defined]  # annotated above
        )
        for sak in ark.object_list
        if sak.avsluttet is not None
    ]


def nesten_fjernbare(bruker: Bruker, dag: date) -> list[Nesten]:
    """The saker this person leads that lack only the archive's part, the longest closed first; at most a page."""
    venter, mangler = venter_paa_arkivet(dag)
    lages = Dossier.objects.til_arkivet().filter(sak=OuterRef("pk"), status=Dossier.Status.BESTILT)
    saker = ledede(bruker, dag).filter(venter).annotate(**mangler, lages=Exists(lages)).order_by("avsluttet", "pk")
    return [
        Nesten(
            sak_id=sak.pk,
            nummer=sak.nummer,
            avsluttet=sak.avsluttet,
            mangler=(hva := funnet(vars(sak))),
            kan_lages=not sak.lages and any(h.navn in SAKSMAPPAS for h in hva),  # type: ignore[attr-defined]
            lages=sak.lages,  # type: ignore[attr-defined]  # annotated above
        )
        for sak in saker[:PER_SIDE]
    ]


def forslag(bruker: Bruker, dag: date) -> tuple[list[Forslag], list[Forslag]]:
    """The proposals this person may know of: those that wait for a decision, and those that wait to be carried out."""
    rader = list(
        Fjerningsforslag.objects.filter(synlige(bruker, dag))
        .exclude(godkjent=False)
        .select_related("sak", "foreslatt_av")
        .order_by("foreslatt", "pk")[: 4 * PER_SIDE]
    )
    egne = set(ledede(bruker, dag).filter(pk__in={rad.sak_id for rad in rader}).values_list("pk", flat=True))
    linjer = [
        (
            rad.godkjent,
            Forslag(
                id=rad.pk,
                sak_id=rad.sak_id,
                nummer=rad.sak.nummer,
                avsluttet=rad.sak.avsluttet,
                foreslatt=rad.foreslatt,
                foreslatt_av=rad.foreslatt_av.navn,
                eget=rad.foreslatt_av_id == bruker.pk,
                leder=rad.sak_id in egne,
            ),
        )
        for rad in rader
    ]
    return [linje for ja, linje in linjer if not ja], [linje for ja, linje in linjer if ja]


def stanser(sak: Sak) -> list[Fjerningsstans]:
    """Every reason to keep a sak, the newest first, lifted ones too. One query."""
    return list(Fjerningsstans.objects.filter(sak=sak).select_related("satt_av", "opphevet_av"))
