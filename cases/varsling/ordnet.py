"""A notice whose matter is done asks for nothing more: «Ordnet» in the inbox, and no e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.timezone import localdate

from cases.varsling.models import Varsel
from cases.varsling.tekster import OM_FRIST, OM_OPPFOLGING, Varseltype

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cases.lov.frister import Frist
    from cases.melding.models import Melding
    from cases.sak.models import Sak

# What is looked through each time a sak is stored.
VED_LAGRING = sorted(
    type_.value for type_ in OM_FRIST | OM_OPPFOLGING | {Varseltype.INGEN_LEDER, Varseltype.SAK_UTEN_ANSVARLIG}
)


OM_SAKENS_FRISTER = (
    "SELECT json_build_array(id, type, nokkel, data->>'frist', data->>'dato', ordnet IS NOT NULL)"
    " FROM cases_varsel WHERE sak_id = %s AND type = ANY(%s)"
)


def om_sakens_frister(sak: Sak) -> tuple[str, list[Any]]:
    """The question of the notices ``ordne_frister`` looks through: asked along with what the law wants to know."""
    return OM_SAKENS_FRISTER, [sak.pk, VED_LAGRING]


def ordne_frister(sak: Sak, varsler: Iterable[Any], aapne: Iterable[Frist], now: datetime) -> None:
    """Take off what was told about deadlines of the sak that are met or moved, and put back what is open again.

    That nobody led it, or that its saksansvarlig was gone, is off when somebody else has it; skoleeier's own day when
    the sak is closed. No query where nothing is to be taken off or put back.

    Args:
        sak: which, as it is being stored.
        varsler: what ``om_sakens_frister`` answered.
        aapne: the deadlines that are open.
        now: the moment.

    """
    gjenstaar = {(aapen.type.value, localdate(aapen.forfall).isoformat()) for aapen in aapne}
    ferdige, igjen = [], []
    for pk, type_, nokkel, frist, dato, er_ordnet in varsler:
        if type_ == Varseltype.INGEN_LEDER:
            staar = sak.ansvarlig.er_systemet
        elif type_ in OM_OPPFOLGING:
            staar = sak.avsluttet is None
        elif type_ == Varseltype.SAK_UTEN_ANSVARLIG:
            staar = sak.avsluttet is None and nokkel.startswith(f"{uten_ansvarlig(sak)}:")
        else:
            staar = (frist, dato) in gjenstaar
        if staar and er_ordnet and type_ in OM_FRIST:
            igjen.append(pk)
        elif not staar and not er_ordnet:
            ferdige.append(pk)
    if ferdige:
        Varsel.objects.filter(pk__in=ferdige).update(ordnet=now)
    if igjen:
        Varsel.objects.filter(pk__in=igjen).update(ordnet=None)


def uten_ansvarlig(sak: Sak) -> str:
    """The beginning of the key of what is told when the one who has the sak now is gone."""
    return f"sak:{sak.pk}:uten_ansvarlig:{sak.ansvarlig_id}"


def ordne(typer: Iterable[Varseltype], nokkel: str, now: datetime, *, sak: Sak | None = None) -> None:
    """Take off what was told about one thing that is done, by its key or the beginning of it up to a colon.

    Args:
        typer: the kinds that asked for it; of what belongs to no sak only those of ``BER_OM_NOE_UTEN_SAK``.
        nokkel: such as ``rolleforslag:17``, which does not touch ``rolleforslag:170``.
        now: the time of the act.
        sak: the sak the notices belong to, when they do.

    """
    om_det = Varsel.objects.filter(Q(nokkel=nokkel) | Q(nokkel__startswith=f"{nokkel}:"), ordnet__isnull=True)
    if sak is not None:
        om_det = om_det.filter(sak=sak)
    om_det.filter(type__in=[type_.value for type_ in typer]).update(ordnet=now)


def ordne_melding(melding: Melding, now: datetime, *, behandlet: bool) -> None:
    """Take off what was told about a melding: that it is not read when it is, that it waits when it is decided on."""
    typer = [Varseltype.MELDING_IKKE_LEST]
    if behandlet:
        typer += [Varseltype.NY_MELDING, Varseltype.MELDING_IKKE_AVGJORT]
    om_den = Varsel.objects.annotate(om=KT("data__melding")).filter(om=melding.nummer)
    om_den.filter(type__in=typer, ordnet__isnull=True).update(ordnet=now)
    ordne([Varseltype.MELDING_UTEN_MOTTAKER], f"melding:{melding.pk}", now)
