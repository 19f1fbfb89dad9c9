"""The log of a sak as the dossier prints it: what people did, in order, with the document each line points to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dossier.bilag import noekkel
from cases.dossier.utdrag import dag, person
from cases.sak.hendelse import Hendelsestype, linje
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Hendelse
from cases.sak.rettelse import og_det_de_retter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cases.dossier.bilag import Noekkel
    from cases.sak.models import Sak

# Not even that it was weighed goes out of the house (L-N.2).
ALDRI = frozenset({Hendelsestype.MELDEPLIKT_VURDERT.value})
# What the system does by itself with papers that stand here anyway is no part of what the school did.
MASKINENS = frozenset({Hendelsestype.DOKUMENT_LAGET.value, Hendelsestype.DOKUMENT_ARKIVERT.value})


@dataclass(frozen=True)
class Kronologilinje:
    """One line: when it was done, what, by whom, in which document it can be read, and the rows it is made of."""

    naar: str
    setning: str
    hvem: str
    skrevet: str
    tekst: str
    bilag: int
    rader: tuple[Noekkel, ...] = ()


def les(sak: Sak, nummer_av_rad: Mapping[Noekkel, int], *, alt: bool = False) -> list[Kronologilinje]:
    """Every line of the log. Unless all is asked for, not those never told of, nor the machine's own. Two queries."""
    hendelser = Hendelse.objects.filter(sak=sak).select_related("aktor").order_by("skjedde", "id")
    if not alt:
        hendelser = hendelser.exclude(type__in=ALDRI).exclude(type__in=MASKINENS, aktor__er_systemet=True)
    notater = Loggnotat.objects.filter(sak=sak).in_bulk()
    for_ledere = og_det_de_retter((rad.pk, rad.rettelse_av_id, rad.for_ledere) for rad in notater.values())
    linjer = []
    for hendelse in hendelser:
        funnet = linje(hendelse)
        notat = notater.get(hendelse.objekt_id or 0) if hendelse.objekt_type == "loggnotat" else None
        tekst = ""
        if notat is not None:
            skjult = notat.pk in for_ledere and not alt
            tekst = _("(Teksten er ikke med.)") if skjult else notat.tekst
            if notat.med_hvem and not skjult:
                tekst = _("Med %(hvem)s. %(tekst)s") % {"hvem": notat.med_hvem, "tekst": tekst}
        skjedde = localtime(hendelse.skjedde)
        # The start of a day is an hour nobody wrote down.
        naar = dag(skjedde) if (skjedde.hour, skjedde.minute) != (0, 0) else dag(skjedde.date())
        linjer.append(
            Kronologilinje(
                naar=naar,
                setning=funnet.setning,
                hvem=person(hendelse.aktor),
                skrevet=dag(hendelse.registrert) if funnet.registrert_senere else "",
                tekst=tekst,
                bilag=nummer_av_rad.get((hendelse.objekt_type, hendelse.objekt_id or 0), 0),
                rader=(noekkel(hendelse), *((noekkel(notat),) if notat is not None else ())),
            )
        )
    return linjer
