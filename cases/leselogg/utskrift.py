"""What a guardian is told of who has looked (A-18): roles and times, and names only where that was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.timezone import localtime

from cases.leselogg.ord import hva_navn, rollenavn
from cases.leselogg.tilknytning import som_tid
from cases.sak.models import Oppslag
from cases.sak.oppslag import oppslag_i
from steinkjer_skolemiljo.organisation.models import Bruker, Foresattforhold

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from cases.leselogg.models import Innsynsutskrift
    from cases.sak.models import Sak


@dataclass(frozen=True)
class Utskriftslinje:
    """One person's looks on one day, as the family reads it."""

    dag: str
    klokka: str
    hvem: str
    hva: str
    antall: int


@dataclass(frozen=True)
class Listelinje:
    """In how many lists the pupil's name has stood for a role."""

    hvem: str
    antall: int
    periode: str


def mottakere(sak: Sak) -> QuerySet[Foresattforhold]:
    """The guardians this may be given to: those with a right to information (A-8), never one with besøksforbud.

    Of a pupil with a protected address only those the pupil lives with (A-14).
    """
    forhold = (
        Foresattforhold.objects.filter(elev=sak.elev_id, besoksforbud=False)
        .exclude(informasjon=Foresattforhold.Informasjon.NEI)
        .select_related("foresatt")
        .order_by("foresatt__etternavn", "foresatt__fornavn")
    )
    return forhold.filter(bor_hos=True) if sak.elev.er_gradert else forhold


def _klokka(tid: datetime) -> str:
    return date_format(localtime(tid), "H:i")


def innhold(sak: Sak, *, fra: date, til: date, navngitte: Collection[int]) -> dict[str, Any]:
    """The lines as they are frozen: codes and times, and the names of those who are named. Three queries."""
    start, slutt = som_tid(fra)[0], som_tid(til)[1]
    alle = oppslag_i(sak, bare_saken=True).filter(tid__range=(start, slutt)).order_by()
    i_liste = Q(hva=Oppslag.Hva.LISTE)
    grupper = (
        alle.exclude(i_liste)
        .annotate(dag=TruncDate("tid"))
        .values("dag", "bruker", "rolle")
        .annotate(forst=Min("tid"), sist=Max("tid"), antall=Count("pk"), deler=ArrayAgg("hva", distinct=True))
        .order_by("forst", "bruker")
    )
    lister = (
        alle.filter(i_liste)
        .values("rolle")
        .annotate(forst=Min("tid"), sist=Max("tid"), antall=Count("pk"))
        .order_by("rolle")
    )
    navn = {person.pk: person.navn for person in Bruker.objects.filter(pk__in=navngitte)}
    return {
        "linjer": [
            {
                "dag": rad["dag"].isoformat(),
                "fra": _klokka(rad["forst"]),
                "til": _klokka(rad["sist"]),
                "rolle": rad["rolle"],
                "navn": navn.get(rad["bruker"], ""),
                "hva": sorted(rad["deler"]),
                "antall": rad["antall"],
            }
            for rad in grupper
        ],
        "lister": [
            {
                "rolle": rad["rolle"],
                "antall": rad["antall"],
                "fra": localtime(rad["forst"]).date().isoformat(),
                "til": localtime(rad["sist"]).date().isoformat(),
            }
            for rad in lister
        ],
    }


def linjer(utskrift: Innsynsutskrift) -> list[Utskriftslinje]:
    """The frozen lines in words, in the language that is active."""
    return [
        Utskriftslinje(
            dag=date_format(date.fromisoformat(rad["dag"]), "j. F Y"),
            klokka=rad["fra"] if rad["fra"] == rad["til"] else f"{rad['fra']}–{rad['til']}",
            hvem=f"{rad['navn']}, {rollenavn(rad['rolle']).lower()}" if rad["navn"] else rollenavn(rad["rolle"]),
            hva=", ".join(hva_navn(rad["hva"])),
            antall=rad["antall"],
        )
        for rad in utskrift.linjer["linjer"]
    ]


def lister(utskrift: Innsynsutskrift) -> list[Listelinje]:
    """The frozen counts of lists in words."""
    ut = []
    for rad in utskrift.linjer["lister"]:
        fra, til = (date_format(date.fromisoformat(rad[ende]), "j. F Y") for ende in ("fra", "til"))
        periode = fra if fra == til else f"{fra} – {til}"
        ut.append(Listelinje(hvem=rollenavn(rad["rolle"]), antall=rad["antall"], periode=periode))
    return ut
