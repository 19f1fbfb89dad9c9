"""Everyone who sees one sak today, and why: the access rule itself asked of each who could, in a fixed few queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import CharField, IntegerField, Max, Q, Value
from django.db.models.functions import Cast

from cases.sak import access
from cases.sak.access import LED_SAK, POLICY, SITUASJONSNAVN, Handling, Situasjon
from cases.sak.models import Del, Nodinnsyn, Oppslag, Sak, Saktilgang
from cases.sak.situasjoner import GJESTER, husk_tilganger
from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Bruker,
    Kontaktlarer,
    Rolle,
    Rolletildeling,
    gjelder,
)
from steinkjer_skolemiljo.organisation.roller import husk_roller

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Seer:
    """One person who sees the sak: in which situation, for what, until when, and when they last looked."""

    bruker: Bruker
    situasjon: Situasjon
    formaal: str = ""
    til: date | None = None
    deler: tuple[str, ...] = ()
    sist: datetime | None = None
    # The grant, where it is one that can be made longer or ended.
    tilgang: int | None = None

    @property
    def hvorfor(self) -> str:
        """The situation in words."""
        return str(SITUASJONSNAVN[self.situasjon])

    @property
    def leder_ved_oppdrag(self) -> bool:
        """Appointed to lead this one sak: skoleeier's to end, not the appointed person's own."""
        return self.situasjon is Situasjon.SETTESAKSBEHANDLER

    @property
    def gjest(self) -> bool:
        """Let in by name, to some parts."""
        return self.situasjon in GJESTER

    @property
    def kan_skrive(self) -> bool:
        """May write in the sak."""
        return Handling.SKRIVE in POLICY[self.situasjon]


def hvem_ser(sak: Sak, dag: date) -> list[Seer]:
    """Who sees the sak today, the one with most power first. The number of queries does not grow with the grants."""
    mulige = list(_mulige(sak, dag))
    husk_roller(mulige, dag)
    husk_tilganger(mulige, dag)
    situasjoner = _situasjoner(sak, mulige, dag)
    sist = dict(
        Oppslag.objects.filter(sak=sak, bruker__in=list(situasjoner))
        .order_by()
        .values_list("bruker")
        .annotate(sist=Max("tid"))
    )
    tilganger = {
        (rad.user_id, rad.permission.codename): rad
        for rad in Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag).select_related("permission")
    }
    roller_til = _rollene_varer(sak, dag)
    seere = []
    for bruker in mulige:
        situasjon = situasjoner.get(bruker.pk)
        if situasjon is None:
            continue
        kodenavn = LED_SAK if situasjon is Situasjon.SETTESAKSBEHANDLER else GJESTER.get(situasjon, "")
        rad = tilganger.get((bruker.pk, kodenavn))
        seere.append(
            Seer(
                bruker=bruker,
                situasjon=situasjon,
                formaal=rad.formaal if rad is not None else "",
                til=rad.gyldig_til if rad is not None else roller_til.get(bruker.pk),
                deler=tuple(str(Del(del_).label) for del_ in rad.deler) if rad is not None else (),
                sist=sist.get(bruker.pk),
                tilgang=rad.pk if rad is not None else None,
            )
        )
    rekkefolge = list(POLICY)
    return sorted(seere, key=lambda seer: (rekkefolge.index(seer.situasjon), seer.bruker.etternavn))


def _mulige(sak: Sak, dag: date) -> QuerySet[Bruker]:
    """Everyone some situation could open the sak to; the rule says whether it does."""
    roller = Rolletildeling.objects.filter(gjelder(dag)).filter(
        Q(skole=sak.skole_id, rolle__in=LEDELSESROLLER) | Q(rolle__in=(Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF))
    )
    larere = Kontaktlarer.objects.filter(gjelder(dag), klasse=sak.elev.klasse_id)
    tilganger = Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag)
    nod = Nodinnsyn.objects.filter(sak=sak, til__gte=sak.opprettet)
    return Bruker.objects.filter(
        Q(pk__in=roller.values("bruker"))
        | Q(pk__in=larere.values("bruker"))
        | Q(pk__in=tilganger.values("user"))
        | Q(pk__in=nod.values("bruker")),
        is_active=True,
    ).order_by("etternavn", "fornavn")


def _situasjoner(sak: Sak, brukere: list[Bruker], dag: date) -> dict[int, Situasjon]:
    """The situation in which each has the sak before them, asked of the one rule; one query for all of them."""
    sporsmaal = [
        access.med_situasjon(Sak.objects.visible_to(bruker, dag), bruker, dag)
        .filter(pk=sak.pk)
        .order_by()
        .values_list(
            Value(bruker.pk, output_field=IntegerField()), Cast("situasjon", output_field=CharField(max_length=40))
        )
        for bruker in brukere
    ]
    if not sporsmaal:
        return {}
    svar = sporsmaal[0].union(*sporsmaal[1:], all=True) if len(sporsmaal) > 1 else sporsmaal[0]
    return {bruker_id: Situasjon(situasjon) for bruker_id, situasjon in svar if situasjon}


def _rollene_varer(sak: Sak, dag: date) -> dict[int, date]:
    """The last day of those whose role at the school, or class, ends on a day that is known. Two queries."""
    varer: dict[int, date | None] = {}
    for kilde in (
        Rolletildeling.objects.filter(gjelder(dag), skole=sak.skole_id, rolle__in=LEDELSESROLLER),
        Kontaktlarer.objects.filter(gjelder(dag), klasse=sak.elev.klasse_id),
    ):
        for bruker_id, til in kilde.values_list("bruker", "til"):
            forrige = varer.get(bruker_id, til)
            varer[bruker_id] = None if til is None or forrige is None else max(til, forrige)
    return {bruker_id: til for bruker_id, til in varer.items() if til is not None}
