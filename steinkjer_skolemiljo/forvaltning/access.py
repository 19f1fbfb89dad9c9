"""Who may look at and change which users. Only people who manage people come here at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from steinkjer_skolemiljo.forvaltning import regler
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolleforslag, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


def kan_forvalte(bruker: Bruker, dag: date) -> bool:
    """Whether this person manages users at all: systemforvalter, rektor, and those who agree to proposals."""
    roller = roller_for(bruker, dag)
    return roller.systemforvalter or roller.sektorleder or roller.kommunalsjef or bool(roller.rektor_skoler)


def kan_endre(bruker: Bruker, dag: date) -> bool:
    """Whether this person registers users and gives roles: systemforvalter, and rektor at the own school."""
    roller = roller_for(bruker, dag)
    return roller.systemforvalter or bool(roller.rektor_skoler)


def synlige_brukere(bruker: Bruker, dag: date) -> QuerySet[Bruker]:
    """The users this person may see: all for the municipality's own, those with a role at the school for a rektor."""
    roller = roller_for(bruker, dag)
    alle = Bruker.objects.filter(er_systemet=False)
    if roller.systemforvalter or roller.sektorleder or roller.kommunalsjef:
        return alle
    if not roller.rektor_skoler:
        return alle.none()
    her = Rolletildeling.objects.filter(bruker=OuterRef("pk"), skole__in=sorted(roller.rektor_skoler)).filter(
        Q(til__isnull=True) | Q(til__gte=dag)
    )
    # Whom a rektor has just registered has perhaps no role yet, or one that waits for a yes.
    foreslatt = Rolleforslag.objects.filter(
        bruker=OuterRef("pk"), skole__in=sorted(roller.rektor_skoler), godkjent__isnull=True
    )
    return alle.filter(Exists(her) | Exists(foreslatt))


def endrebare_brukere(bruker: Bruker, dag: date) -> QuerySet[Bruker]:
    """The users this person may change: of those they see, never themselves."""
    if not kan_endre(bruker, dag):
        return Bruker.objects.none()
    return synlige_brukere(bruker, dag).exclude(pk=bruker.pk)


def kan_endre_epost(aktor: Bruker, bruker: Bruker, dag: date) -> bool:
    """Whether this person may change what another logs in with: a rektor only of those with no role but at the school.

    As for a password link (``hjelpes_av``): whoever has the address is told what is done with the account.
    """
    roller = roller_for(aktor, dag)
    if roller.systemforvalter:
        return True
    egne = Q(skole__in=sorted(roller.rektor_skoler)) & ~Q(rolle=Rolle.REKTOR)
    return not gjeldende_eller_kommende(dag).filter(bruker=bruker).exclude(egne).exists()


def forslag_for(bruker: Bruker, dag: date) -> QuerySet[Rolleforslag]:
    """The proposals that wait for this person's yes or no."""
    roller = roller_for(bruker, dag)
    egne = regler.kommunalt(roller)
    q = Q(pk__in=())
    for rolle, godkjennere in regler.GODKJENNES_AV.items():
        if egne & godkjennere:
            q |= Q(rolle=rolle)
    if egne & regler.FULLMAKT_GODKJENNES_AV:
        q |= Q(fullmakt=True)
    if roller.egne_rektor_skoler:
        q |= Q(fullmakt=True, skole__in=sorted(roller.egne_rektor_skoler))
    return Rolleforslag.objects.filter(q, godkjent__isnull=True).exclude(bruker=bruker).exclude(foreslatt_av=bruker)


def gjeldende_eller_kommende(dag: date) -> QuerySet[Rolletildeling]:
    """The roles that have not ended."""
    return Rolletildeling.objects.exclude(til__lt=dag)


def tildelinger_for(aktor: Bruker, bruker: Bruker, dag: date) -> QuerySet[Rolletildeling]:
    """The roles of a user that this person sees: all, or for a rektor those at the own school."""
    roller = roller_for(aktor, dag)
    alle = Rolletildeling.objects.filter(bruker=bruker).select_related("skole", "stedfortreder_for")
    if roller.systemforvalter or roller.sektorleder or roller.kommunalsjef:
        return alle
    return alle.filter(skole__in=sorted(roller.rektor_skoler))


def forslag_om(aktor: Bruker, bruker: Bruker, dag: date) -> QuerySet[Rolleforslag]:
    """The proposals about a user that wait, as far as this person sees that user's roles."""
    roller = roller_for(aktor, dag)
    alle = Rolleforslag.objects.filter(bruker=bruker, godkjent__isnull=True).select_related("skole", "foreslatt_av")
    if roller.systemforvalter or roller.sektorleder or roller.kommunalsjef:
        return alle
    return alle.filter(skole__in=sorted(roller.rektor_skoler))


def kan_avslutte(aktor: Bruker, tildeling: Rolletildeling, dag: date) -> bool:
    """Whether this person may end a role: systemforvalter any, a rektor those they can give at the own school.

    Taking away needs one person only: it opens nothing.
    """
    if tildeling.bruker_id == aktor.pk:
        return False
    roller = roller_for(aktor, dag)
    if roller.systemforvalter:
        return True
    her = tildeling.skole_id in roller.rektor_skoler
    return her and (tildeling.rolle != Rolle.REKTOR or tildeling.stedfortreder_for_id == aktor.pk)
