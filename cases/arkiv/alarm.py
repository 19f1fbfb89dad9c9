"""Telling of what has not reached the archive (R-7): each closed sak once, and the documents that were given up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.timezone import localdate

from cases.arkiv.innstillinger import Nokkel, innstilling
from cases.arkiv.kanal import tilkoblet
from cases.arkiv.models import Arkivering
from cases.dossier.models import Dossier
from cases.sak import kalender
from cases.sak.access import ledere_ved, med_kommunerolle
from cases.sak.models import Sak
from cases.varsling.actions import varsle
from cases.varsling.models import Varsel
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

Status = Arkivering.Status
FERDIG = (Status.KVITTERT, Status.ERSTATTET)
OM_GANGEN = 200


def si_fra(now: datetime) -> int:
    """Tell those who lead the sak, and those who run the archive; returns how many saker were told of.

    Nothing where the archive is not connected: then nothing is expected to be there.
    """
    if not tilkoblet():
        return 0
    _si_fra_om_oppgitte(now)
    dag = localdate(now)
    dager = innstilling(Nokkel.ALARM_DAGER, dag)
    # Whose saksmappe could not be made: it is a paper that is not in the archive as much as any.
    lagde = Dossier.objects.til_arkivet().filter(sak=OuterRef("pk"))
    ulaget = Q(Exists(lagde.filter(status=Dossier.Status.FEILET))) & ~Q(
        Exists(lagde.exclude(status=Dossier.Status.FEILET))
    )
    # Working days are never fewer than days: nearer than this nothing can be due.
    saker = list(
        Sak.objects.filter(
            Q(Exists(Arkivering.objects.filter(sak=OuterRef("pk")).exclude(status__in=FERDIG))) | ulaget,
            # Closed again after it was reopened, it is told of again.
            ~Exists(
                Varsel.objects.filter(
                    sak=OuterRef("pk"), type=Varseltype.IKKE_ARKIVERT, opprettet__gte=OuterRef("avsluttet")
                )
            ),
            avsluttet__lt=now - timedelta(days=dager),
        )
        .select_related("ansvarlig")
        .annotate(
            ikke_arkivert=Count("arkiveringer", filter=~Q(arkiveringer__status__in=FERDIG)),
            uten_saksmappe=ExpressionWrapper(ulaget, output_field=BooleanField()),
        )
        .order_by("avsluttet", "pk")[:OM_GANGEN]
    )
    kalendere = kalender.kalendere({sak.skole_id for sak in saker})
    driftere = med_kommunerolle(Rolle.SYSTEMFORVALTER, dag)
    antall = 0
    for sak in saker:
        if sak.avsluttet is None:
            continue
        avsluttet = localdate(sak.avsluttet)
        if kalendere[sak.skole_id].pluss_arbeidsdager(avsluttet, dager) >= dag:
            continue
        varsle(
            [sak.ansvarlig, *ledere_ved(sak.skole_id, dag), *driftere],
            Varseltype.IKKE_ARKIVERT,
            f"arkiv:{sak.pk}:{avsluttet}",
            now=now,
            sak=sak,
            antall=sak.ikke_arkivert + sak.uten_saksmappe,  # type: ignore[attr-defined]  # annotated above
        )
        antall += 1
    return antall


def kom_fram(arkivering: Arkivering, now: datetime) -> None:
    """The archive has a document, or is asked again: what was told is off where nothing more is wanting."""
    if not Arkivering.objects.filter(sak=arkivering.sak_id).exclude(status__in=FERDIG).exists():
        ordne([Varseltype.IKKE_ARKIVERT], f"arkiv:{arkivering.sak_id}", now, sak=arkivering.sak)
    if not _oppgitte().exists():
        ordne([Varseltype.ARKIVET_TAR_IKKE_IMOT], "arkiv:oppgitt", now)


def _oppgitte() -> QuerySet[Arkivering]:
    return Arkivering.objects.filter(status=Status.FEILET, neste__isnull=True)


def _si_fra_om_oppgitte(now: datetime) -> None:
    """Those that are not tried any more, once a day while there are any that have not been told of."""
    dag = localdate(now)
    oppgitte = _oppgitte()
    siste = oppgitte.order_by("-pk").values_list("pk", "forsok").first()
    if siste is None:
        return
    antall = oppgitte.count()
    # The same ones are told of once: the key is how many there are and which is the newest.
    varsle(
        med_kommunerolle(Rolle.SYSTEMFORVALTER, dag),
        Varseltype.ARKIVET_TAR_IKKE_IMOT,
        f"arkiv:oppgitt:{siste[0]}:{antall}",
        now=now,
        antall=antall,
    )
