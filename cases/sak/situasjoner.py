"""The situations: why a person has a sak before them, one condition each. Reached through ``cases.sak.access``.

Roles and grants are read first and become literal ids: a subquery beside an ``OR`` would keep the database from using
its indexes.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.sak.models import SKOLEEIER_SER, Eier, Inhabilitet, Nodinnsyn, Sak, Saktilgang
from cases.sak.nektelser import INGEN, elev_er_naer, husk
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Bruker,
    Gradering,
    Rolle,
    Rolletildeling,
    gjelder,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cases.sak.models import Del
    from steinkjer_skolemiljo.organisation.roller import Roller

LED_SAK = "led_sak"


class Situasjon(StrEnum):
    """Why a person has a sak before them. Written into the read-log."""

    SKOLELEDER = "skoleleder"
    SAKSLEDER_SKOLEEIER = "saksleder_skoleeier"
    SETTESAKSBEHANDLER = "settesaksbehandler"
    SKOLEEIER = "skoleeier"
    KOMMUNALSJEF = "kommunalsjef"
    KOMMUNALSJEF_12_6 = "kommunalsjef_12_6"
    LEDER_UNDER_INHABIL = "leder_under_inhabil"
    KONTAKTLARER = "kontaktlarer"
    SKRIVETILGANG = "skrivetilgang"
    LESETILGANG = "lesetilgang"
    NODINNSYN = "nodinnsyn"


SITUASJONSNAVN: Mapping[Situasjon, _StrPromise] = {
    Situasjon.SKOLELEDER: _("Skolens ledelse"),
    Situasjon.SAKSLEDER_SKOLEEIER: _("Skoleeier, har ansvaret for saken"),
    Situasjon.SETTESAKSBEHANDLER: _("Settesaksbehandler"),
    Situasjon.SKOLEEIER: _("Skoleeier"),
    Situasjon.KOMMUNALSJEF: _("Kommunalsjef"),
    Situasjon.KOMMUNALSJEF_12_6: _("Kommunalsjef, sak meldt til Statsforvalteren"),
    Situasjon.LEDER_UNDER_INHABIL: _("Skolens ledelse, uten myndighet i saken"),
    Situasjon.KONTAKTLARER: _("Kontaktlærer"),
    Situasjon.SKRIVETILGANG: _("Gitt tilgang til å skrive"),
    Situasjon.LESETILGANG: _("Gitt tilgang til å lese"),
    Situasjon.NODINNSYN: _("Nødinnsyn"),
}

LEDET_AV_SKOLEEIER = Q(eier=Eier.SKOLEEIER)
# closed to rektor and named persons, by its own lock or because the pupil's address is protected now. Those are
# few and stand in an index of their own: they are read once, instead of the pupil of each sak.
GRADERTE = RawSQL("SELECT id FROM organisation_elev WHERE NOT gradering = %s", (Gradering.INGEN,))
APEN_FOR_FLERE = Q(sperret=False) & ~Q(elev__in=GRADERTE)


def tilganger_for(bruker: Bruker, dag: date) -> Mapping[str, Mapping[int, frozenset[str]]]:
    """The saker this person has been let into one by one, by permission, and which parts of each. One query.

    Few, and read as ids: then the database can use its indexes, which it cannot with a subquery beside an OR. A
    request pays once.
    """

    def les() -> Mapping[str, Mapping[int, frozenset[str]]]:
        funnet: dict[str, dict[int, frozenset[str]]] = {}
        for kodenavn, sak_id, deler in Saktilgang.objects.filter(user=bruker, gyldig_til__gte=dag).values_list(
            "permission__codename", "content_object", "deler"
        ):
            funnet.setdefault(kodenavn, {})[sak_id] = frozenset(deler)
        return funnet

    return husk(bruker, ("tilganger", dag), les)


def glem_tilgang(bruker: Bruker, sak_id: int) -> None:
    """Forget what a request remembers of grants, if it is let into this sak by one: it is about to be asked again."""
    minne: dict[Any, Any] = getattr(bruker, "tilganger_i_foresporsel", {})
    tilganger = [husket for nokkel, husket in minne.items() if nokkel[0] == "tilganger"]
    if any(sak_id in saker for per_kodenavn in tilganger for saker in per_kodenavn.values()):
        # And what was composed of them.
        minne.clear()


def glem_alt(bruker: Bruker) -> None:
    """Forget all a request remembers of a person: it has waited, and a role or the account may have ended since."""
    for minne in ("tilganger_i_foresporsel", "roller_i_foresporsel"):
        getattr(bruker, minne, {}).clear()
    bruker.refresh_from_db(fields=["is_active"])


def husk_tilganger(brukere: Iterable[Bruker], dag: date) -> None:
    """Read grants and leading roles of many people at once: the rule then costs no query for most. Two queries."""
    folk = {bruker.pk: bruker for bruker in brukere}
    tilganger: dict[int, dict[str, dict[int, frozenset[str]]]] = {}
    for bruker_id, kodenavn, sak_id, deler in Saktilgang.objects.filter(
        user__in=sorted(folk), gyldig_til__gte=dag
    ).values_list("user", "permission__codename", "content_object", "deler"):
        tilganger.setdefault(bruker_id, {}).setdefault(kodenavn, {})[sak_id] = frozenset(deler)
    ledelse: dict[int, list[tuple[int | None, date | None]]] = {}
    for bruker_id, skole_id, til in Rolletildeling.objects.filter(
        bruker__in=sorted(folk), rolle__in=LEDELSESROLLER
    ).values_list("bruker", "skole", "til"):
        ledelse.setdefault(bruker_id, []).append((skole_id, til))
    for pk, bruker in folk.items():
        bruker.tilganger_i_foresporsel = {  # type: ignore[attr-defined]  # the memory a request has
            ("tilganger", dag): tilganger.get(pk, {}),
            "ledelse": ledelse.get(pk, []),
        }


def nodinnsyn_for(bruker: Bruker, dag: date) -> frozenset[int]:
    """The saker this person has opened in an emergency, still within its 24 hours. One query; a request pays once.

    The only rule that needs the hour and not the day: on the day that is today, the clock says when it is over.
    """
    begynner, slutter = (timezone.make_aware(datetime.combine(d, time())) for d in (dag, dag + timedelta(days=1)))
    naa = timezone.now()
    if begynner <= naa < slutter:
        begynner = naa
    return husk(
        bruker,
        ("nodinnsyn", dag),
        lambda: frozenset(
            Nodinnsyn.objects.filter(bruker=bruker, fra__lt=slutter, til__gt=begynner).values_list("sak", flat=True)
        ),
    )


def _rektorer(dag: date, skoler: Collection[int] | None = None) -> list[tuple[int, int, bool]]:
    """School, person, and whether the person is rektor in their own right and not somebody's stand-in."""
    rektorer = Rolletildeling.objects.filter(gjelder(dag), rolle=Rolle.REKTOR)
    if skoler is not None:
        rektorer = rektorer.filter(skole__in=sorted(skoler))
    return [
        (skole_id, bruker_id, for_hvem is None)
        for skole_id, bruker_id, for_hvem in rektorer.values_list("skole", "bruker", "stedfortreder_for")
        if skole_id is not None
    ]


def under_inhabil_rektor(bruker: Bruker, skoler: Collection[int], dag: date) -> Q:
    """The saker in which a rektor above this person is inhabil or near the pupil: then they may not decide (L-N.5).

    The relation is asked of the rows, so that it counts from the moment it is known.
    """
    rektorer = husk(bruker, ("rektorer", dag), lambda: _rektorer(dag, skoler))
    q = Q()
    for skole_id, rektor_id, _egen in rektorer:
        if rektor_id != bruker.pk and skole_id in skoler:
            q |= Q(skole=skole_id) & (
                Q(Exists(Inhabilitet.objects.filter(sak=OuterRef("pk"), bruker=rektor_id)))
                | elev_er_naer(rektor_id, "elev")
            )
    return q or INGEN


def ugilde_i(saker: QuerySet[Sak], hvem: Collection[int]) -> list[tuple[int, int, int]]:
    """Sak, school and person, where one of the persons is inhabil in the sak or near its pupil. One query.

    Begins with the few persons and the few relations they have, not with the many saker, so that it is quick also when
    the database has not yet counted its rows.
    """
    relasjoner = ("inhabile__bruker", "elev__foresatteforhold__foresatt__bruker", "elev__naerstaende__bruker")
    forst, *resten = (
        saker.filter(**{f"{sti}__in": sorted(hvem)}).values_list("pk", "skole", sti) for sti in relasjoner
    )
    return list(forst.union(*resten))


def uten_skoleleder(dag: date) -> frozenset[int]:
    """The saker a school still owns though its rektor is inhabil or near the pupil: skoleeier's from that moment.

    Two queries.
    """
    rektorer = _rektorer(dag)
    funn = ugilde_i(Sak.objects.filter(eier=Eier.SKOLE), {bruker_id for _skole, bruker_id, _egen in rektorer})
    ved = {(skole_id, bruker_id) for skole_id, bruker_id, _egen in rektorer}
    inhabile: dict[int, tuple[int, set[int]]] = {}
    for sak_id, skole_id, bruker_id in funn:
        if (skole_id, bruker_id) in ved:
            inhabile.setdefault(sak_id, (skole_id, set()))[1].add(bruker_id)
    egne: dict[int, set[int]] = {}
    for skole_id, bruker_id, egen in rektorer:
        if egen:
            egne.setdefault(skole_id, set()).add(bruker_id)
    return frozenset(sak for sak, (skole, hvem) in inhabile.items() if egne.get(skole, set()) <= hvem)


def _skolens(roller: Roller) -> Q:
    if not roller.leder_skoler:
        return INGEN
    saker = Q(skole__in=sorted(roller.leder_skoler), eier=Eier.SKOLE)
    if roller.leder_skoler <= roller.rektor_skoler:
        return saker
    return saker & (Q(skole__in=sorted(roller.rektor_skoler)) | APEN_FOR_FLERE)


def _skoleleder(bruker: Bruker, roller: Roller, dag: date) -> Q:
    saker = _skolens(roller)
    under = roller.leder_skoler - roller.egne_rektor_skoler
    if saker is INGEN or not under:
        return saker
    return saker & ~under_inhabil_rektor(bruker, under, dag)


def _leder_under_inhabil(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    # What is left of the school's own saker when those they may lead are taken: they may help, never decide.
    return _skolens(roller) if roller.leder_skoler - roller.egne_rektor_skoler else INGEN


def _saksleder_skoleeier(bruker: Bruker, roller: Roller, dag: date) -> Q:
    if not roller.sektorleder:
        return INGEN
    uten = husk(bruker, ("uten_skoleleder", dag), lambda: uten_skoleleder(dag))
    return LEDET_AV_SKOLEEIER | Q(eier=Eier.SKOLE, pk__blant=uten) if uten else LEDET_AV_SKOLEEIER


def _skoleeier(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    return SKOLEEIER_SER & ~Q(eier=Eier.KOMMUNALSJEF) if roller.sektorleder else INGEN


def _kommunalsjef(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    return Q(eier=Eier.KOMMUNALSJEF) if roller.kommunalsjef else INGEN


def _kommunalsjef_12_6(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    return Q(meldt_statsforvalter=True) if roller.kommunalsjef else INGEN


def _kontaktlarer(_bruker: Bruker, roller: Roller, _dag: date) -> Q:
    hvor = Q()
    for skole_id in sorted(set(roller.klasser.values())):
        # A pupil who has moved has another school's teacher now; this sak stays where it was.
        klasser = sorted(klasse_id for klasse_id, ved in roller.klasser.items() if ved == skole_id)
        hvor |= Q(skole=skole_id, elev__klasse__in=klasser)
    return hvor & Q(delt_med_kontaktlarer=True, eier=Eier.SKOLE) & APEN_FOR_FLERE if hvor else INGEN


# Let in by name, to some parts of the sak.
GJESTER: Mapping[Situasjon, str] = {Situasjon.SKRIVETILGANG: "skriv_i_sak", Situasjon.LESETILGANG: "les_sak"}


def som_gjest(situasjon: Situasjon, bruker: Bruker, roller: Roller, dag: date, del_: Del | None = None) -> Q:
    """The saker this person has been let into by name; with ``del_``, those where that part was shared with them."""
    saker = tilganger_for(bruker, dag).get(GJESTER[situasjon], {}) if roller.finnes else {}
    ider = [sak_id for sak_id, deler in saker.items() if del_ is None or del_ in deler]
    return Q(pk__blant=ider) if ider else INGEN


def _gjest(situasjon: Situasjon) -> Callable[[Bruker, Roller, date], Q]:
    return lambda bruker, roller, dag: som_gjest(situasjon, bruker, roller, dag)


def _settesaksbehandler(bruker: Bruker, roller: Roller, dag: date) -> Q:
    saker = tilganger_for(bruker, dag).get(LED_SAK) if roller.finnes else None
    return Q(pk__blant=saker) if saker else INGEN


def _nodinnsyn(bruker: Bruker, roller: Roller, dag: date) -> Q:
    saker = nodinnsyn_for(bruker, dag) if roller.sektorleder else None
    return Q(pk__blant=saker) & ~Q(eier=Eier.KOMMUNALSJEF) if saker else INGEN


SITUASJONER: Mapping[Situasjon, Callable[[Bruker, Roller, date], Q]] = {
    Situasjon.SKOLELEDER: _skoleleder,
    Situasjon.SAKSLEDER_SKOLEEIER: _saksleder_skoleeier,
    Situasjon.SETTESAKSBEHANDLER: _settesaksbehandler,
    Situasjon.SKOLEEIER: _skoleeier,
    Situasjon.KOMMUNALSJEF: _kommunalsjef,
    Situasjon.KOMMUNALSJEF_12_6: _kommunalsjef_12_6,
    Situasjon.LEDER_UNDER_INHABIL: _leder_under_inhabil,
    Situasjon.KONTAKTLARER: _kontaktlarer,
    Situasjon.SKRIVETILGANG: _gjest(Situasjon.SKRIVETILGANG),
    Situasjon.LESETILGANG: _gjest(Situasjon.LESETILGANG),
    Situasjon.NODINNSYN: _nodinnsyn,
}
