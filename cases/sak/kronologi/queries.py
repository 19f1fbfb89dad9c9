"""Reads for the log: everything done in the sak, by when it was done, with filters. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.sak.hendelse import TALEMAATER, Hendelsestype, linje
from cases.sak.kronologi.models import Loggnotat
from cases.sak.queries import synlige_hendelser
from steinkjer_skolemiljo.organisation.models import Bruker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.paginator import Page
    from django.utils.functional import _StrPromise

    from cases.sak.hendelse import Logglinje
    from cases.sak.models import Hendelse, Sak
    from cases.sak.oppslag import Apnet

H = Hendelsestype
PER_SIDE = 50
# What the machine does by itself is in the log, and out of the way until it is asked for.
MASKINENS = frozenset({H.FRIST_REGNET_OM})
NOTATER = frozenset(type_ for type_ in H if type_.value.startswith("notat_"))
GRUPPER: Mapping[str, frozenset[Hendelsestype]] = {
    "samtaler": frozenset({H.SAMTALE, H.SAMTALE_TAKKET_NEI, H.SAMTALE_RETTET, H.ETTERSJEKK}),
    "undersokelse": frozenset(
        {
            H.UNDERSOKELSE_STARTET,
            H.UNDERSOKELSE_PLANLAGT,
            H.OBSERVASJON,
            H.OBSERVASJON_RETTET,
            H.KARTLEGGING,
            H.ANALYSE,
        }
    ),
    "tiltak": frozenset({H.PLAN_PAABEGYNT, H.PLAN_VEDTATT, H.TILTAK_STATUS, H.EVALUERING}),
    "hjemmet": frozenset({H.FORESATTE_INFORMERT, H.REFERAT_SENDT_HJEM, H.PLAN_SENDT_HJEM, H.NOTAT_MELDING_HJEM}),
    "notater": NOTATER,
    "skoleeier": frozenset(
        {
            H.ALVORLIGHET_VURDERT,
            H.SKOLEEIER_VARSLET,
            H.SKOLEEIER_LESTE,
            H.SKOLEEIER_VURDERTE,
            H.VARSEL_GRUNNLOST,
            H.SKJERPET,
        }
    ),
    "statsforvalteren": frozenset(type_ for type_ in H if type_.value.startswith("statsforvalter_")),
    "tilgang": frozenset(
        {
            H.INVOLVERT_LAGT_TIL,
            H.INHABIL,
            H.LEDELSE_FLYTTET,
            H.DELT_MED_KONTAKTLARER,
            H.IKKE_DELT_MED_KONTAKTLARER,
            H.TILGANG_GITT,
            H.TILGANG_FORLENGET,
            H.TILGANG_TRUKKET,
            H.SETTESAKSBEHANDLER,
            H.NODINNSYN,
            H.SPERRET,
            H.IKKE_SPERRET,
            H.ANSVARLIG_BYTTET,
        }
    ),
    "maskinen": MASKINENS,
}
GRUPPENAVN: Mapping[str, _StrPromise] = {
    "samtaler": _("Samtaler"),
    "undersokelse": _("Undersøkelse"),
    "tiltak": _("Tiltak og evaluering"),
    "hjemmet": _("Det hjemmet har fått"),
    "notater": _("Skrevet inn for hånd"),
    "skoleeier": _("Alvorlighet og skoleeier"),
    "statsforvalteren": _("Statsforvalteren"),
    "tilgang": _("Personer og tilgang"),
    "maskinen": _("Frister som er regnet på nytt"),
}
# Where the thing a line tells of can be read in full.
STEDER: Mapping[str, str] = {
    "undersokelse": "undersokelse:vis",
    "samtale": "undersokelse:vis",
    "observasjon": "undersokelse:vis",
    "kartlegging": "undersokelse:vis",
    "analyse": "undersokelse:vis",
    "referatutsending": "undersokelse:vis",
    "tiltaksplan": "tiltaksplan:vis",
    "evaluering": "evaluering:vis",
    "avslutning": "evaluering:vis",
    "ettersjekk": "evaluering:vis",
    **dict.fromkeys(
        (
            "statsforvaltersak",
            "statsforvalterkrav",
            "statsforvaltersvar",
            "statsforvaltervedtak",
            "statsforvalterklage",
            "palegg",
            "tvangsmulkt",
        ),
        "statsforvalter:vis",
    ),
}
MED_ANKER = frozenset({"samtale", "observasjon"})


@dataclass(frozen=True)
class Loggutvalg:
    """What the log is asked for."""

    hvem: int | None = None
    hva: str = ""
    plikt: str = ""


def personer(apnet: Apnet) -> list[Bruker]:
    """Who has done something in the sak that the reader may know of, by name. One query."""
    deres = synlige_hendelser(apnet).filter(aktor=OuterRef("pk"))
    return list(Bruker.objects.filter(Exists(deres)).order_by("er_systemet", "fornavn", "etternavn"))


def logg(apnet: Apnet, utvalg: Loggutvalg, *, side: int) -> tuple[Page[Hendelse], list[Logglinje]]:
    """One page of the sak's log, what was done last first. Three queries."""
    hendelser = synlige_hendelser(apnet).select_related("aktor")
    if utvalg.hvem is not None:
        hendelser = hendelser.filter(aktor=utvalg.hvem)
    if utvalg.hva in GRUPPER:
        hendelser = hendelser.filter(type__in=GRUPPER[utvalg.hva])
    else:
        hendelser = hendelser.exclude(type__in=MASKINENS)
    if utvalg.plikt:
        typer = [t for t, talemaate in TALEMAATER.items() if talemaate.delplikt == utvalg.plikt and t not in NOTATER]
        hendelser = hendelser.filter(Q(type__in=typer) | Q(type__in=NOTATER, data__delplikt=utvalg.plikt))
    ark = Paginator(hendelser.order_by("-skjedde", "-id"), PER_SIDE).get_page(side)
    rader = list(ark.object_list)
    notater = Loggnotat.objects.in_bulk([rad.objekt_id for rad in rader if rad.objekt_type == "loggnotat"])
    rettet = set(Loggnotat.objects.filter(rettelse_av__in=notater).values_list("rettelse_av", flat=True))
    return ark, [_linje(apnet.sak, rad, notater, rettet) for rad in rader]


def _linje(sak: Sak, rad: Hendelse, notater: Mapping[int, Loggnotat], rettet: set[int | None]) -> Logglinje:
    funnet = linje(rad)
    if rad.objekt_type in STEDER:
        adresse = reverse(STEDER[rad.objekt_type], args=[sak.nummer])
        return replace(
            funnet, adresse=f"{adresse}#{rad.objekt_type}-{rad.objekt_id}" if rad.objekt_type in MED_ANKER else adresse
        )
    notat = notater.get(rad.objekt_id or 0) if rad.objekt_type == "loggnotat" else None
    if notat is None:
        return funnet
    return replace(
        funnet,
        setning=f"{notat.get_slag_display()}." if notat.for_ledere or notat.rettelse_av_id else funnet.setning,
        tekst=notat.tekst,
        med_hvem=notat.med_hvem,
        notat=notat.pk,
        rettelse=notat.rettelse_av_id is not None,
        rettet=notat.pk in rettet,
        bare_ledere=notat.for_ledere,
    )
