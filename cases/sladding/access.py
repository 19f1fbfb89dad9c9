"""Who may see what is on its way out of a sak, and who may be the second pair of eyes (A-7, A-19).

A melding may go out to one who asks, and one who leads the sak may be denied it (their own child was in it too). Then
another answers: what is given is whole, and nobody leaves out what they may not read (A-2; as cases/dossier/access.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.dokumenter.models import Dokument
from cases.melding import access as meldingens
from cases.melding.models import Melding
from cases.sak import access
from cases.sak.access import HVEM_KAN, Handling
from cases.sak.feil import IkkeTilgang
from cases.sak.models import Saktilgang
from cases.sladding.models import Kilde, Sladdekilde
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.sladding.models import Sladding

# The same words to everyone who may see the sak and not this: they tell nobody that something is closed to them.
HVEM = _("Det som gis ved innsyn, er for dem som leder saken eller følger den opp, og som kan lese alt i den.")
# Those who lead the sak, and skoleeier who follows it up: never kontaktlærer or one who has been let in.
LEDER_ELLER_FOLGER = (Handling.LEDE, Handling.FOLGE_OPP)


def kan_se(bruker: Bruker, sak_id: int, dag: date) -> bool:
    """Whether this person may see what is on its way out of the sak."""
    return any(access.may(bruker, handling, sak_id, dag) for handling in LEDER_ELLER_FOLGER)


def laas_sak(aktor: Bruker, sak_id: int, now: datetime) -> Sak:
    """Fetch the sak, locked, for one who leads it or follows it up.

    Raises:
        IkkeFunnet, IkkeTilgang: as for any door.

    """
    dag = localdate(now)
    sak = access.laas(aktor, Handling.LESE, sak_id, dag)
    if not kan_se(aktor, sak.pk, dag):
        raise IkkeTilgang(str(HVEM_KAN[Handling.LEDE]))
    return sak


def krev_alt(bruker: Bruker, sak: Sak) -> None:
    """Let nobody choose what is given who may not read all there is to choose among. One query.

    Raises:
        IkkeTilgang: a melding of the sak is denied them.

    """
    if Melding.objects.filter(meldingens.nektet(bruker), elever__sak=sak).exists():
        raise IkkeTilgang(str(HVEM))


def er_nektet(bruker: Bruker, sladding: Sladding) -> bool:
    """Whether a paper on its way out is of a melding this person is denied. One query, where there is a melding."""
    meldinger = [k.objekt_id for k in sladding.kilder.all() if k.kilde == Kilde.MELDING]
    return bool(meldinger) and Melding.objects.filter(meldingens.nektet(bruker), pk__in=meldinger).exists()


def krev_papirene(bruker: Bruker, sladding: Sladding) -> None:
    """Let nobody see papers on their way out, nor let them out, who is denied what one of them is of.

    Raises:
        IkkeTilgang: they are.

    """
    if er_nektet(bruker, sladding):
        raise IkkeTilgang(str(HVEM))


def stengte_papirer(bruker: Bruker, sak: Sak) -> set[int | None]:
    """The frozen papers of the sak that are of a melding this person is denied, or a letter that names it.

    One query; another where there is such a melding.
    """
    nektede = set(Melding.objects.filter(meldingens.nektet(bruker), elever__sak=sak).values_list("pk", flat=True))
    if not nektede:
        return set()
    gitt = Sladdekilde.objects.filter(sladding__sak=sak, kilde=Kilde.MELDING, objekt_id__in=nektede)
    papirer = Q(sladdekilder__in=gitt) | Q(objekt_type="cases.innsynsavgjorelse")
    return set(Dokument.objects.filter(papirer, sak=sak).values_list("pk", flat=True))


def andre_som_kan_se_over(sladding: Sladding, brukt: Collection[int | None], dag: date) -> list[Bruker]:
    """Those who may be the second pair of eyes: they lead the sak or follow it up, and have not had a hand in this.

    Args:
        sladding: what is to be looked over.
        brukt: the ids of those who have.
        dag: today.

    """
    sak = sladding.sak
    kandidater = [
        *access.ledere_ved(sak.skole_id, dag),
        *access.med_kommunerolle(Rolle.SEKTORLEDER, dag),
        *access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag),
        *Bruker.objects.filter(
            pk__in=Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag).values("user")
        ),
    ]
    return [
        person
        for person in {k.pk: k for k in kandidater}.values()
        if person.pk not in brukt and kan_se(person, sak.pk, dag) and not er_nektet(person, sladding)
    ]
