"""Where a notice leads the one who got it: never to a page they may not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cases.arkiv.access import kan_se_arkivet
from cases.melding.models import Melding
from cases.sak import access
from cases.sak.access import Handling
from cases.varsling.tekster import (
    OM_ARKIVET,
    OM_FRAMLEGG,
    OM_INNSYN,
    OM_STATSFORVALTER,
    OM_UTLEVERING,
    TIL_DEN_ANSATTE,
    Varseltype,
)
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cases.sak.models import Sak
    from cases.varsling.models import Varsel
    from steinkjer_skolemiljo.organisation.models import Bruker

# Notices about no sak that always lead to the same page.
FASTE: Mapping[str, str] = {
    **dict.fromkeys(TIL_DEN_ANSATTE, "framlegg:mine"),
    Varseltype.TILTAK_TILDELT: "tiltaksplan:mine",
    Varseltype.OVERFORING_KOMMET: "overforing:mottatt",
    Varseltype.INNGRIPEN_NY: "inngripen:liste",
    Varseltype.INNGRIPEN_TILLEGG: "inngripen:liste",
    Varseltype.ARSHJUL_FRIST: "annual_wheel:vis",
    Varseltype.ARSHJUL_FORSINKET: "annual_wheel:vis",
    **dict.fromkeys(
        (
            Varseltype.PROSEDYRE_LES,
            Varseltype.PROSEDYRE_MINN,
            Varseltype.PROSEDYRE_FORSINKET,
            Varseltype.PROSEDYRE_REVISJON,
            Varseltype.PROSEDYRE_REVISJON_PASSERT,
        ),
        "procedures:liste",
    ),
    Varseltype.PROSEDYRE_MANGLER: "procedures:status",
    Varseltype.RESSURS_VIRKER_IKKE: "procedures:ressurser",
    Varseltype.ARKIVET_TAR_IKKE_IMOT: "arkiv:liste",
    Varseltype.KLASSEREGLER_FRIST: "klasseregler:liste",
    Varseltype.KLASSEREGLER_FORSINKET: "klasseregler:liste",
    Varseltype.ROLLEFORSLAG: "forvaltning:brukere",
    Varseltype.ROLLEFORSLAG_AVGJORT: "forvaltning:brukere",
    **{type_: "organisation:min_side" for type_ in Varseltype if type_.startswith("konto_")},
}


def adresse(varsel: Varsel, bruker: Bruker, dag: date) -> str:
    """The page a notice is about, for this person today; the inbox where there is none for them."""
    nummer = varsel.data.get("melding", "")
    if varsel.type == Varseltype.MELDING_TILLEGG and _tas_imot(nummer, bruker, dag):
        # Also where there is a sak: what was added stands in the melding.
        return reverse("melding:ta_imot", args=[nummer])
    if varsel.sak is not None:
        return _sakens(varsel.type, varsel.sak, bruker, dag)
    if varsel.type in FASTE:
        return reverse(FASTE[varsel.type])
    match varsel.type:
        case (
            Varseltype.MELDING_LEST
            | Varseltype.MELDING_FOLGES_OPP
            | Varseltype.MELDING_AVSLUTTET
            | Varseltype.MELDING_FERDIG
        ) if Melding.objects.skrevet_av(bruker, dag).filter(nummer=nummer).exists():
            return reverse("melding:kvittering", args=[nummer])
        case Varseltype.NY_MELDING | Varseltype.MELDING_IKKE_LEST | Varseltype.MELDING_IKKE_AVGJORT:
            if _tas_imot(nummer, bruker, dag):
                return reverse("melding:ta_imot", args=[nummer])
            return _oversikt(bruker, dag)
        case _:
            return reverse("varsling:innboks")


def _tas_imot(nummer: str, bruker: Bruker, dag: date) -> bool:
    return Melding.objects.visible_to(bruker, dag).filter(nummer=nummer).exists()


def _sakens(type_: str, sak: Sak, bruker: Bruker, dag: date) -> str:
    if type_ in OM_FRAMLEGG and any(access.may(bruker, h, sak.pk, dag) for h in (Handling.LEDE, Handling.FOLGE_OPP)):
        return reverse("framlegg:oversikt", args=[sak.nummer])
    if type_ in OM_STATSFORVALTER and any(
        access.may(bruker, h, sak.pk, dag) for h in (Handling.LEDE, Handling.FOLGE_OPP)
    ):
        return reverse("statsforvalter:vis", args=[sak.nummer])
    if type_ in OM_UTLEVERING and any(access.may(bruker, h, sak.pk, dag) for h in (Handling.LEDE, Handling.FOLGE_OPP)):
        return reverse("sladding:oversikt", args=[sak.nummer])
    if type_ in OM_INNSYN and any(access.may(bruker, h, sak.pk, dag) for h in (Handling.LEDE, Handling.FOLGE_OPP)):
        return reverse("innsyn:oversikt", args=[sak.nummer])
    if type_ == Varseltype.SAK_UTEN_ANSVARLIG:
        return reverse("overlevering:oversikt")
    if type_ in OM_ARKIVET and kan_se_arkivet(bruker, dag):
        return reverse("arkiv:liste")
    if access.may(bruker, Handling.LESE, sak.pk, dag):
        if type_ == Varseltype.SAK_OVERTATT:
            # Where the reason stands.
            return reverse("skoleeier:overta", args=[sak.nummer])
        return reverse("sak:vis", args=[sak.nummer])
    return _oversikt(bruker, dag)


def _oversikt(bruker: Bruker, dag: date) -> str:
    """For one who was told the number only: skoleeier's overview, or the inbox."""
    return reverse("skoleeier:oversikt" if roller_for(bruker, dag).sektorleder else "varsling:innboks")
