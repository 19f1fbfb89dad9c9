"""Who may help whom with logging in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date


def hjelpes_av(aktor: Bruker, dag: date) -> QuerySet[Bruker]:
    """Those this person may give a link for choosing a password: never oneself, never the system.

    Systemforvalter: everyone. Rektor: the new ones, who have chosen no password yet, and whose every role, now or
    later, is at that rektor's own schools and is not rektor. Anyone else would let a rektor take over the account of
    one who sees more, or of one who has reported about the rektor.
    """
    roller = roller_for(aktor, dag)
    brukere = Bruker.objects.filter(er_systemet=False).exclude(pk=aktor.pk)
    if roller.systemforvalter:
        return brukere
    if not roller.rektor_skoler:
        return brukere.none()
    egne = Q(skole__in=sorted(roller.rektor_skoler)) & ~Q(rolle=Rolle.REKTOR)
    rolle = Rolletildeling.objects.filter(bruker=OuterRef("pk"))
    ikke_over = Q(til__isnull=True) | Q(til__gte=dag)
    return brukere.filter(
        Exists(rolle.filter(gjelder(dag)).filter(egne)),
        ~Exists(rolle.filter(ikke_over).exclude(egne)),
        er_teknisk=False,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
    )


def den_som_hjelpes(aktor: Bruker, bruker_id: int, dag: date) -> Bruker:
    """One of those this person may help.

    Raises:
        Http404: there is no such person, or it is not this one's to help: the same answer.

    """
    bruker = hjelpes_av(aktor, dag).filter(pk=bruker_id).first()
    if bruker is None:
        raise Http404
    return bruker
