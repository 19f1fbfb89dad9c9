"""The door work goes through from one person to another: one piece, some, or all that can lawfully go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.framlegg.models import Framlegg
from cases.overlevering.models import Overtakelse
from cases.overlevering.queries import Arbeid, arbeid_for, ledes_av, saker_i
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Del
from cases.sak.tilstand import oppdater
from cases.tiltaksplan.access import kan_ha_tiltak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Samtale
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import Model

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

Hva = Overtakelse.Hva
# The log's line is of the thing itself: whoever may not know of that is not shown that it was handed over.
IKKE_FOR_ALLE: Mapping[Overtakelse.Hva, type[Model]] = {Hva.SAMTALE: Samtale, Hva.FRAMLEGG: Framlegg}


@dataclass
class Overlevert:
    """What came of it: how many pieces went over, and those that could not."""

    antall: int = 0
    igjen: list[Arbeid] = field(default_factory=list)


def overlever(
    *,
    aktor: Bruker,
    fra: Bruker,
    til: Bruker,
    rader: Collection[str] | None,
    bare_saker: bool = False,
    now: datetime,
) -> Overlevert:
    """Hand open work from one person to another, in the saker the actor leads.

    Args:
        aktor: who leads the saker.
        fra: who has the work.
        til: who takes it over.
        rader: the pieces chosen (``Arbeid.nokkel``): then all or none go. None: all that can lawfully go.
        bare_saker: only the saker themselves, as when a new rektor takes over after the former.
        now: the time of the act.

    Raises:
        IkkeFunnet: a chosen piece is not open work of theirs in a sak the actor leads.
        Regelbrudd: nothing is chosen, or the receiver cannot have a chosen piece; which, is said.

    """
    dag = localdate(now)
    if rader is not None and not rader:
        raise Regelbrudd(_("Velg hva som skal overleveres."), felt="rader")
    if fra.pk == til.pk:
        raise Regelbrudd(_("Velg en annen enn den som har arbeidet i dag."), felt="til")
    with transaction.atomic():
        # Locked in one order, whoever hands over what at the same time; then read again as it stands behind the lock.
        for sak_id in saker_i(arbeid_for(fra, ledes_av(aktor, dag), dag)):
            access.laas(aktor, Handling.LEDE, sak_id, dag)
        valgt = _valgt(arbeid_for(fra, ledes_av(aktor, dag), dag), rader, bare_saker=bare_saker)
        kan = {rad.nokkel for rad in valgt if _kan_ha(til, rad, dag)}
        resultat = Overlevert(antall=len(kan), igjen=[rad for rad in valgt if rad.nokkel not in kan])
        if rader is not None and resultat.igjen:
            raise Regelbrudd(_kan_ikke(til, rad) for rad in resultat.igjen)
        for sak_id in saker_i(rad for rad in valgt if rad.nokkel in kan):
            sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
            _i_saken(sak, [r for r in valgt if r.sak.pk == sak_id and r.nokkel in kan], aktor, fra, til, now)
    return resultat


def _valgt(alt: Sequence[Arbeid], rader: Collection[str] | None, *, bare_saker: bool) -> list[Arbeid]:
    if rader is None:
        return [rad for rad in alt if not bare_saker or rad.hva is Hva.SAK]
    if set(rader) - {rad.nokkel for rad in alt}:
        raise IkkeFunnet
    return [rad for rad in alt if rad.nokkel in rader]


def _kan_ha(til: Bruker, arbeid: Arbeid, dag: date) -> bool:
    """Whether the receiver lawfully may have this piece: no work opens a sak that is closed to them."""
    sak = arbeid.sak.pk
    match arbeid.hva:
        case Hva.SAK:
            return access.may(til, Handling.SKRIVE, sak, dag)
        case Hva.SAMTALE:
            return access.may(til, Handling.SKRIVE, sak, dag, Del.UNDERSOKELSE)
        case Hva.TILTAK:
            return kan_ha_tiltak(til, sak, dag)
        case _:
            return access.may(til, Handling.LEDE, sak, dag)


def _kan_ikke(til: Bruker, arbeid: Arbeid) -> Brudd:
    ord_ = {"navn": til.navn, "hva": arbeid.hva.label.lower(), "sak": arbeid.sak.nummer}
    if arbeid.hva in {Hva.SAK, Hva.SAMTALE}:
        tekst = _("%(navn)s har ikke tilgang til å arbeide i sak %(sak)s. Gi tilgang først, eller velg en annen.")
    else:
        tekst = _("%(navn)s kan ikke overta dette i sak %(sak)s: %(hva)s. Velg en annen.")
    return Brudd(tekst % ord_, felt="rader")


def _i_utkastet(tiltak_id: int, aktor: Bruker, fra: Bruker, til: Bruker, now: datetime) -> None:
    """The version being written copied the tiltak before it was handed over: it must not give it back."""
    for rad in Tiltak.objects.filter(forrige=tiltak_id, plan__status=Tiltaksplan.Status.UTKAST, ansvarlig=fra):
        rad.ansvarlig = til
        lagre(rad, aktor=aktor, now=now, provd=True)


def _i_saken(sak: Sak, rader: Sequence[Arbeid], aktor: Bruker, fra: Bruker, til: Bruker, now: datetime) -> None:
    """Hand over what belongs to one locked sak."""
    for rad in rader:
        Overtakelse.objects.create(sak=sak, hva=rad.hva, objekt_id=rad.objekt_id, fra=fra, til=til, av=aktor, tid=now)
        if rad.hva is Hva.SAK:
            sak.ansvarlig = til
            logg(sak, Hendelsestype.ANSVARLIG_BYTTET, aktor=aktor, now=now, objekt=til)
        else:
            if rad.hva is Hva.TILTAK:
                _i_utkastet(rad.objekt_id, aktor, fra, til, now)
            objekt = IKKE_FOR_ALLE[rad.hva](pk=rad.objekt_id) if rad.hva in IKKE_FOR_ALLE else til
            logg(sak, Hendelsestype.OVERLEVERT, aktor=aktor, now=now, objekt=objekt, hva=rad.hva.label.lower())
    oppdater(sak, aktor=aktor, now=now)
    if til.pk == aktor.pk:
        return
    slag = {rad.hva for rad in rader}
    nokkel = f"sak:{sak.pk}:overlevert:{sak.versjon}"
    if Hva.SAK in slag:
        varsle([til], Varseltype.SAK_TILDELT, nokkel, now=now, sak=sak)
    elif slag - {Hva.TILTAK}:
        varsle([til], Varseltype.OVERTATT, nokkel, now=now, sak=sak)
    if Hva.TILTAK in slag:
        # Without the sak: the one responsible need not see it.
        varsle([til], Varseltype.TILTAK_TILDELT, f"{nokkel}:tiltak", now=now)
