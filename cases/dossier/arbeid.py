"""Making a dossier: read in one moment, drawn with nothing locked, kept in one transaction.

Whoever works at one holds the database's own lock on its number for as long as the connection lives. A worker that dies
loses its connection, and so its lock: the next one takes it up, and nothing was half made.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.dossier import access, dokumentet
from cases.dossier.models import Dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from cases.dossier.dokumentet import Ferdigskrevet

logger = logging.getLogger(__name__)
# The first half of the lock's name; the second is the dossier.
LAAS = 1206
TYPER = {
    Dossier.Formaal.STATSFORVALTER: Dokument.Type.DOSSIER,
    Dossier.Formaal.ARKIV: Dokument.Type.SAKSMAPPE_ARKIV,
}
FILNAVN = {Dossier.Formaal.STATSFORVALTER: "saksmappe", Dossier.Formaal.ARKIV: "saksmappe-for-arkivet"}


class MistetTilgang(Exception):  # noqa: N818 - the domain's word
    """The one who asked may no longer read all of the sak."""


class Gjenapnet(Exception):  # noqa: N818 - the domain's word
    """It was to go to the archive, and the sak is open again."""


@contextmanager
def ett_oyeblikk() -> Iterator[None]:
    """Read the database as it was at one moment, whatever others write meanwhile; and write nothing in it."""
    with transaction.atomic(durable=True):
        with connection.cursor() as peker:
            peker.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _alene(dossier_id: int) -> Iterator[bool]:
    """Whether nobody else is at this dossier; while it is so, nobody can begin."""
    with connection.cursor() as peker:
        peker.execute("SELECT pg_try_advisory_lock(%s, %s)", [LAAS, dossier_id])
        rad = peker.fetchone()
    fikk = bool(rad and rad[0])
    try:
        yield fikk
    finally:
        if fikk:
            with connection.cursor() as peker:
                peker.execute("SELECT pg_advisory_unlock(%s, %s)", [LAAS, dossier_id])


def lag_ventende(*, klokke: Callable[[], datetime] = timezone.localtime) -> int:
    """Make what has been asked for, oldest first; gives how many were made."""
    ventende = Dossier.objects.filter(status=Dossier.Status.BESTILT).order_by("bestilt", "pk")
    return sum(lag(pk, klokke=klokke) for pk in list(ventende.values_list("pk", flat=True)))


def lag(dossier_id: int, *, klokke: Callable[[], datetime] = timezone.localtime) -> bool:
    """Make one dossier; whether it was made now. What goes wrong is tried again by the next round, but not for ever."""
    with _alene(dossier_id) as fikk:
        if not fikk:
            return False
        dossier = Dossier.objects.select_related("sak", "bestilt_av").filter(pk=dossier_id).first()
        if dossier is None or dossier.status != Dossier.Status.BESTILT:
            return False
        if dossier.forsok >= Dossier.FLEST_FORSOK:
            _gi_opp(dossier, Dossier.Feil.FORSOK)
            return False
        # Written before the work: a try that ends with the machine counts too.
        _ventende(dossier).update(forsok=F("forsok") + 1)
        try:
            _lag(dossier, klokke)
        except MistetTilgang:
            _gi_opp(dossier, Dossier.Feil.TILGANG)
            return False
        except Gjenapnet:
            _gi_opp(dossier, Dossier.Feil.AAPEN)
            return False
        except Exception as feil:  # noqa: BLE001 - one that cannot be made must not stop the others
            # The number and the kind of error: what the sak says never enters a log.
            logger.error("dossier %s could not be made: %s", dossier.pk, type(feil).__name__)  # noqa: TRY400
            return False
    return True


def _ventende(dossier: Dossier) -> QuerySet[Dossier]:
    return Dossier.objects.filter(pk=dossier.pk, status=Dossier.Status.BESTILT)


def _gi_opp(dossier: Dossier, feil: Dossier.Feil) -> None:
    _ventende(dossier).update(status=Dossier.Status.FEILET, feil=feil)


def _lag(dossier: Dossier, klokke: Callable[[], datetime]) -> None:
    _ventende(dossier).update(steg=Dossier.Steg.LESER)
    naa = klokke()
    skrevet = _les(dossier, naa)
    _ventende(dossier).update(steg=Dossier.Steg.TEGNER)
    from cases.dossier.tegning import tegn  # noqa: PLC0415 - brings WeasyPrint, which few processes need

    pdf, sider = tegn(skrevet.html, skrevet.filer)
    _ventende(dossier).update(steg=Dossier.Steg.LAGRER)
    with transaction.atomic():
        dokument = frys(
            sak=dossier.sak,
            type=TYPER[Dossier.Formaal(dossier.formaal)],
            utgave=Dokument.Utgave.INTERN,
            # Of the sak, not of this making of it: then whoever holds an old one can be told that there is a newer.
            objekt=dossier.sak,
            versjon=dossier.versjon,
            innhold=pdf,
            filnavn=f"{FILNAVN[Dossier.Formaal(dossier.formaal)]}-{dossier.sak.nummer}-v{dossier.versjon}.pdf",
            aktor=dossier.bestilt_av,
            now=klokke(),
        )
        _ventende(dossier).update(
            status=Dossier.Status.FERDIG,
            dokument=dokument,
            ferdig=dokument.laget,
            oyeblikk=naa,
            sider=sider,
            bilag=skrevet.antall_bilag,
            lenker=skrevet.lenker,
            rader=skrevet.rader,
        )


def _les(dossier: Dossier, naa: datetime) -> Ferdigskrevet:
    with ett_oyeblikk():
        felt = ("sak__elev__klasse", "sak__elev__skole", "sak__skole", "sak__klasse", "sak__ansvarlig", "bestilt_av")
        rad = Dossier.objects.select_related(*felt).get(pk=dossier.pk)
        # What the archive gets is opened by nobody here, so nobody need be allowed to.
        for_arkivet = rad.formaal == Dossier.Formaal.ARKIV
        if for_arkivet and rad.sak.avsluttet is None:
            raise Gjenapnet
        if not for_arkivet and not access.har_det_ennaa(rad.bestilt_av, rad.sak, naa.date()):
            raise MistetTilgang
        return dokumentet.skriv(rad.sak, rad.versjon, naa, for_arkivet=for_arkivet)
