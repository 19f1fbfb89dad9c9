"""Who may see a school's marks, and who may set them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from annual_wheel.models import Aktivitet, skolear_valg
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker


def synlige_skoler(bruker: Bruker, dag: date) -> QuerySet[Skole]:
    """The schools whose marks this person may see: own schools; all of them for those who oversee the schools."""
    roller = roller_for(bruker, dag)
    skoler = Skole.objects.filter(Q(nedlagt__isnull=True) | Q(nedlagt__gt=dag)).order_by("navn")
    return skoler if roller.sektorleder or roller.kommunalsjef else skoler.filter(pk__in=roller.alle_skoler)


def apne_for_merking(bruker: Bruker, *, skole: str, skolear: int, nokkel: str, dag: date) -> tuple[Skole, Aktivitet]:
    """The school and the activity of that year, for one who may mark there.

    Raises:
        Http404: the activity is not in that year's wheel, or the school is not one this person may see.
        PermissionDenied: the person may see the school's marks, but does not lead the school.

    """
    rad = synlige_skoler(bruker, dag).filter(kortnavn=skole).first()
    aktivitet = (
        Aktivitet.objects.i_skolear(skolear).filter(nokkel=nokkel).first() if skolear in skolear_valg(dag) else None
    )
    if rad is None or aktivitet is None:
        raise Http404
    if rad.pk not in roller_for(bruker, dag).leder_skoler:
        raise PermissionDenied(
            _("Det er rektor, eller en leder med fullmakt fra rektor, som merker hva skolen har gjort.")
        )
    return rad, aktivitet
