"""Reads for the procedures' pages. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from procedures.access import er_redaktor, krev_leser, ser_status
from procedures.lesing import egne, gjeldende, skolestatus
from procedures.models import Avsnitt, Lesebekreftelse, Prosedyre, Prosedyreversjon, Sporsmaalsrunde
from procedures.sammenligning import Endring, Felt, forskjeller, sammenlign
from procedures.visning import dokument
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from procedures.lesing import Skolestatus
    from procedures.models import Prosedyreutkast
    from procedures.visning import Dokumentvisning
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Listelinje:
    """One procedure in the list, when this person confirmed it, and if not until when they have."""

    versjon: Prosedyreversjon
    bekreftet: datetime | None
    frist: date | None
    sen: bool


@dataclass(frozen=True)
class Oversikt:
    """The list, and for the editors what is being drafted."""

    linjer: Sequence[Listelinje]
    redaktor: bool
    ser_status: bool
    # Procedures that have no version yet, only a draft.
    nye: Sequence[Prosedyre]


@dataclass(frozen=True)
class Prosedyrevisning:
    """Everything a procedure's page shows."""

    versjon: Prosedyreversjon
    dok: Dokumentvisning
    bekreftet: datetime | None
    frist: date | None
    dag: date
    gjennomgatt: bool
    skoler: Sequence[Skolestatus]
    versjoner: Sequence[Prosedyreversjon]
    redaktor: bool

    @property
    def gjelder(self) -> bool:
        """Whether this is the version in force."""
        return self.versjon.status == Prosedyreversjon.Status.GJELDENDE

    @property
    def sen(self) -> bool:
        """Whether this person should have confirmed by now."""
        return self.frist is not None and self.frist < self.dag


@dataclass(frozen=True)
class Sammenligning:
    """Two versions of a procedure, and what is not the same in them."""

    prosedyre: Prosedyre
    versjoner: Sequence[Prosedyreversjon]
    fra: Prosedyreversjon | None
    til: Prosedyreversjon | None
    hode: Sequence[Felt]
    endringer: Sequence[Endring]
    likt: int


def liste(bruker: Bruker, dag: date) -> Oversikt:
    """The procedures in force, and when this person confirmed each.

    Raises:
        Http404: the person has no role today.

    """
    krev_leser(bruker, dag)
    bekreftet = dict(Lesebekreftelse.objects.filter(bruker=bruker).values_list("versjon_id", "tid"))
    frister = {rad.versjon.pk: rad.frist for rad in egne(bruker, dag)}
    redaktor = er_redaktor(bruker, dag)
    linjer = []
    for versjon in gjeldende().select_related("prosedyre__utkast"):
        frist = frister.get(versjon.pk)
        linjer.append(Listelinje(versjon, bekreftet.get(versjon.pk), frist, frist is not None and frist < dag))
    nye = (
        Prosedyre.objects.filter(versjoner__isnull=True, utkast__isnull=False) if redaktor else Prosedyre.objects.none()
    )
    return Oversikt(linjer=linjer, redaktor=redaktor, ser_status=ser_status(bruker, dag), nye=list(nye))


def hent_versjon(bruker: Bruker, slug: str, dag: date, nummer: int | None = None) -> Prosedyreversjon:
    """The version in force, or the one with this number.

    Raises:
        Http404: no such version, or the person has no role today.

    """
    krev_leser(bruker, dag)
    versjoner = Prosedyreversjon.objects.filter(prosedyre__slug=slug).select_related("prosedyre")
    if nummer is None:
        versjoner = versjoner.filter(status=Prosedyreversjon.Status.GJELDENDE)
    else:
        # A smallint: a number no version can have is no version.
        versjoner = versjoner.filter(versjon=nummer) if nummer < 2**15 else versjoner.none()
    versjon = versjoner.first()
    if versjon is None:
        raise Http404
    return versjon


def vis(bruker: Bruker, slug: str, dag: date, nummer: int | None = None) -> Prosedyrevisning:
    """One procedure as it is in force, or as it was in an earlier version or will be in a coming one.

    Raises:
        Http404: no such version, or the person has no role today.

    """
    versjon = hent_versjon(bruker, slug, dag, nummer)
    egen = Lesebekreftelse.objects.filter(versjon=versjon, bruker=bruker).first()
    spurt = {rad.versjon.pk: rad.frist for rad in egne(bruker, dag)} if egen is None else {}
    er_i_kraft = versjon.status == Prosedyreversjon.Status.GJELDENDE
    return Prosedyrevisning(
        versjon=versjon,
        dok=dokument(versjon, Avsnitt.objects.filter(versjon=versjon).order_by("rekkefolge")),
        bekreftet=egen.tid if egen else None,
        frist=spurt.get(versjon.pk),
        dag=dag,
        gjennomgatt=bool(versjon.sporsmaal) and Sporsmaalsrunde.objects.filter(versjon=versjon, bruker=bruker).exists(),
        skoler=skolestatus(bruker, dag, versjon=versjon) if er_i_kraft and ser_status(bruker, dag) else [],
        versjoner=list(Prosedyreversjon.objects.filter(prosedyre=versjon.prosedyre_id).order_by("-versjon")),
        redaktor=er_redaktor(bruker, dag),
    )


def hode(versjon: Prosedyreversjon | Prosedyreutkast) -> dict[str, str]:
    """What stands before the sections, by name."""
    return {_("Formål"): versjon.formaal, _("Hvor den gjelder"): versjon.omfang, _("Ansvar"): versjon.ansvar}


def sammenlign_versjoner(
    bruker: Bruker, slug: str, dag: date, *, fra: int | None = None, til: int | None = None
) -> Sammenligning:
    """Two versions side by side; without numbers the version in force and the one before it.

    Raises:
        Http404: no such procedure, or the person has no role today.

    """
    krev_leser(bruker, dag)
    versjoner = list(
        Prosedyreversjon.objects.filter(prosedyre__slug=slug).select_related("prosedyre").order_by("-versjon")
    )
    if not versjoner:
        raise Http404
    etter_nummer = {versjon.versjon: versjon for versjon in versjoner}
    i_kraft = next((v for v in versjoner if v.status == Prosedyreversjon.Status.GJELDENDE), versjoner[0])
    ny = etter_nummer.get(til) if til is not None else i_kraft
    forrige = ny.versjon - 1 if ny is not None else None
    gammel = etter_nummer.get(fra) if fra is not None else etter_nummer.get(forrige or 0)
    if gammel is None or ny is None or gammel == ny:
        return Sammenligning(versjoner[0].prosedyre, versjoner, gammel, ny, [], [], 0)
    avsnitt: dict[int, list[Avsnitt]] = {gammel.pk: [], ny.pk: []}
    for rad in Avsnitt.objects.filter(versjon__in=avsnitt).order_by("versjon", "rekkefolge"):
        avsnitt[rad.versjon_id].append(rad)
    endringer, likt = sammenlign(avsnitt[gammel.pk], avsnitt[ny.pk])
    endret_hode = forskjeller(hode(gammel), hode(ny))
    return Sammenligning(versjoner[0].prosedyre, versjoner, gammel, ny, endret_hode, endringer, likt)


def status(bruker: Bruker, dag: date) -> list[Skolestatus]:
    """How schools stand: for leaders their own, for the sektorleder all of them.

    Raises:
        Http404: anyone else.

    """
    if not ser_status(bruker, dag):
        raise Http404
    return skolestatus(bruker, dag)


def skoler_som_noteres(bruker: Bruker, dag: date) -> frozenset[int]:
    """The schools at which this person may note that a version has been gone through."""
    return roller_for(bruker, dag).leder_skoler
