"""Reads: a person's open work in the saker the reader leads, who has any, and the saker nobody is there for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.framlegg.models import Framlegg
from cases.overlevering.access import kan_overlevere
from cases.overlevering.gjelder import har_naa, overtatt_av
from cases.overlevering.models import Overtakelse
from cases.sak.access import LED_SAK, Handling, nektet
from cases.sak.models import Sak, Saktilgang
from cases.sak.situasjoner import husk_tilganger
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Samtale
from cases.varsling.access import kan_faa_nummer
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import husk_roller, roller_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from cases.sak.models import SakQuerySet

Hva = Overtakelse.Hva
PAAGAAR = (Tiltak.Status.PLANLAGT, Tiltak.Status.I_GANG)
# What has an owner, and the field it is written in.
EIER: dict[Overtakelse.Hva, str] = {
    Hva.TILTAK: "ansvarlig",
    Hva.SAMTALE: "registrert_av",
    Hva.TILGANG: "gitt_av",
    Hva.FRAMLEGG: "skrevet_av",
}
# So many people are asked in one query.
BOLK = 20


@dataclass(frozen=True)
class Arbeid:
    """One piece of open work: of what kind, in which sak, in words."""

    hva: Overtakelse.Hva
    objekt_id: int
    sak: Sak
    tekst: str

    @property
    def nokkel(self) -> str:
        """Its name in a form."""
        return f"{self.hva.value}-{self.objekt_id}"


@dataclass
class Person:
    """One who has open work: how much of each kind, and whether they still see the saker they answer for."""

    bruker: Bruker
    antall: Counter[Overtakelse.Hva] = field(default_factory=Counter)
    uten_tilgang: int = 0

    @property
    def deler(self) -> list[str]:
        """How much of each kind, in words."""
        return [_antall(hva, self.antall[hva]) for hva in Hva if self.antall[hva]]


def _antall(hva: Overtakelse.Hva, antall: int) -> str:
    match hva:
        case Hva.SAK:
            tekst = ngettext("%(antall)s sak", "%(antall)s saker", antall)
        case Hva.TILTAK:
            tekst = ngettext("%(antall)s tiltak", "%(antall)s tiltak", antall)
        case Hva.SAMTALE:
            tekst = ngettext("%(antall)s planlagt samtale", "%(antall)s planlagte samtaler", antall)
        case Hva.TILGANG:
            tekst = ngettext("%(antall)s tilgang gitt til andre", "%(antall)s tilganger gitt til andre", antall)
        case _:
            tekst = ngettext("%(antall)s framlegg", "%(antall)s framlegg", antall)
    return tekst % {"antall": antall}


def ledes_av(aktor: Bruker, dag: date) -> SakQuerySet:
    """The open saker this person leads: only in these may they hand anything over."""
    return Sak.objects.visible_to(aktor, dag, Handling.LEDE).filter(avsluttet__isnull=True)


def _rader(hva: Overtakelse.Hva, saker: QuerySet[Any, Any], dag: date) -> QuerySet[Any]:
    """All open work of one kind in some saker, whoever has it."""
    match hva:
        case Hva.TILTAK:
            return Tiltak.objects.filter(
                plan__sak__in=saker, plan__status=Tiltaksplan.Status.VEDTATT, status__in=PAAGAAR
            )
        case Hva.SAMTALE:
            return Samtale.objects.filter(sak__in=saker, neste_samtale__gte=dag)
        case Hva.TILGANG:
            return Saktilgang.objects.filter(content_object__in=saker, gyldig_til__gte=dag).exclude(
                permission__codename=LED_SAK
            )
        case Hva.FRAMLEGG:
            return Framlegg.objects.filter(sak__in=saker, vurderinger__isnull=True)
        case _:
            raise ValueError(hva)


def arbeid_for(person: Bruker, saker: SakQuerySet, dag: date) -> list[Arbeid]:
    """All open work this person has in these saker: the saker themselves first. Nine queries."""
    funnet = [
        Arbeid(Hva.SAK, sak.pk, sak, str(_("Saksansvarlig")))
        for sak in saker.filter(ansvarlig=person).select_related("elev").order_by("nummer")
    ]
    ider = saker.values("pk")
    for hva, felt in EIER.items():
        rader = _rader(hva, ider, dag).filter(har_naa(person, hva, felt))
        funnet += _linjer(hva, rader)
    return sorted(funnet, key=lambda arbeid: (list(Hva).index(arbeid.hva), arbeid.sak.nummer))


def _linjer(hva: Overtakelse.Hva, rader: QuerySet[Any]) -> Iterator[Arbeid]:
    match hva:
        case Hva.TILTAK:
            for tiltak in rader.select_related("plan__sak__elev"):
                yield Arbeid(hva, tiltak.pk, tiltak.plan.sak, Truncator(tiltak.beskrivelse).chars(120))
        case Hva.SAMTALE:
            for samtale in rader.select_related("sak__elev"):
                dato = date_format(samtale.neste_samtale, "j. F Y")
                hvem = samtale.get_type_display()
                tekst = _("%(hvem)s, %(dato)s") % {"hvem": hvem, "dato": dato}
                yield Arbeid(hva, samtale.pk, samtale.sak, tekst)
        case Hva.TILGANG:
            for tilgang in rader.select_related("content_object__elev", "user"):
                til = date_format(tilgang.gyldig_til, "j. F Y")
                tekst = _("%(navn)s, til og med %(dato)s") % {"navn": tilgang.user.navn, "dato": til}
                yield Arbeid(hva, tilgang.pk, tilgang.content_object, tekst)
        case _:
            for framlegg in rader.select_related("sak__elev"):
                yield Arbeid(hva, framlegg.pk, framlegg.sak, framlegg.get_status_display())


def har_aapent_arbeid(person: Bruker, dag: date, *, spor: Bruker, skole: int | None = None) -> bool:
    """Whether this person has any open work (at a school), whoever leads it: asked before they are let go.

    Less what the one who asks (``spor``) is denied: a leader who is accused must not learn of it from who works in it.
    """
    saker = Sak.objects.filter(~nektet(spor), avsluttet__isnull=True)
    if skole is not None:
        saker = saker.filter(skole=skole)
    return saker.filter(ansvarlig=person).exists() or any(
        _rader(hva, saker.values("pk"), dag).filter(har_naa(person, hva, felt)).exists() for hva, felt in EIER.items()
    )


def har_arbeid(aktor: Bruker, person: Bruker, dag: date) -> bool:
    """Whether there is a page of this person's work for one who looks: then a link may lead to it."""
    return kan_overlevere(aktor, dag) and bool(arbeid_for(person, ledes_av(aktor, dag), dag))


def foreldrelose(saker: SakQuerySet, dag: date) -> list[Sak]:
    """Those of these open saker whose saksansvarlig may not work in them today: gone, or shut out.

    The access rule itself is asked of each who answers for any; the number of queries follows how many they are.
    """
    ansvarlige = list(Bruker.objects.filter(pk__in=saker.order_by().values("ansvarlig")).order_by("pk"))
    husk_roller(ansvarlige, dag)
    husk_tilganger(ansvarlige, dag)
    har: set[int] = set()
    for start in range(0, len(ansvarlige), BOLK):
        sporsmaal = [
            Sak.objects.visible_to(bruker, dag, Handling.SKRIVE)
            .filter(ansvarlig=bruker, avsluttet__isnull=True)
            .order_by()
            .values_list("pk", flat=True)
            for bruker in ansvarlige[start : start + BOLK]
        ]
        har.update(sporsmaal[0].union(*sporsmaal[1:]) if len(sporsmaal) > 1 else sporsmaal[0])
    return list(saker.exclude(pk__in=har).select_related("elev", "skole", "ansvarlig").order_by("nummer"))


def personer_med_arbeid(aktor: Bruker, dag: date) -> list[Person]:
    """Everyone with open work in the saker this person leads; those who are gone first.

    The number of queries follows how many are saksansvarlig, never how many saker there are.
    """
    saker = ledes_av(aktor, dag)
    antall: dict[int, Counter[Overtakelse.Hva]] = defaultdict(Counter)
    for bruker_id in saker.order_by().values_list("ansvarlig", flat=True):
        antall[bruker_id][Hva.SAK] += 1
    for hva, felt in EIER.items():
        eiere = dict(_rader(hva, saker.values("pk"), dag).order_by().values_list("pk", felt))
        nye = overtatt_av(hva, list(eiere))
        for pk, eier in eiere.items():
            if (har := nye[pk].pk if pk in nye else eier) is not None:
                antall[har][hva] += 1
    uten = Counter(sak.ansvarlig_id for sak in foreldrelose(saker, dag))
    folk = Bruker.objects.filter(pk__in=list(antall), er_systemet=False).order_by("etternavn", "fornavn")
    personer = [Person(bruker, antall[bruker.pk], uten[bruker.pk]) for bruker in folk]
    return sorted(personer, key=lambda person: person.uten_tilgang == 0)


def numre_uten_ansvarlig(aktor: Bruker, dag: date) -> list[str]:
    """For skoleeier: the numbers of saker nobody is there for, of those they may be told the number of."""
    if not (roller_for(aktor, dag).sektorleder or roller_for(aktor, dag).kommunalsjef):
        return []
    saker = Sak.objects.filter(kan_faa_nummer(aktor, dag), avsluttet__isnull=True)
    return [sak.nummer for sak in foreldrelose(saker, dag)]


def stedfortredere(aktor: Bruker, dag: date) -> list[Rolletildeling]:
    """Who stands in for this person, now or later."""
    return list(
        Rolletildeling.objects.filter(stedfortreder_for=aktor)
        .exclude(til__lt=dag)
        .select_related("bruker", "skole")
        .order_by("fra")
    )


def kan_overta(arbeid: Sequence[Arbeid], aktor: Bruker, fra: Bruker, dag: date) -> QuerySet[Bruker]:
    """Those work may be handed to: who works at its schools, and those with the actor's own municipal role.

    Also those who are denied a sak: that a name is missing here would tell. The door says no.
    """
    roller = roller_for(aktor, dag)
    hvor = Q(skole__in=sorted({rad.sak.skole_id for rad in arbeid}))
    if roller.sektorleder or roller.kommunalsjef:
        hvor |= Q(rolle__in=(Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF))
    tildelinger = Rolletildeling.objects.filter(gjelder(dag)).filter(hvor)
    return (
        Bruker.objects.filter(pk__in=tildelinger.values("bruker"), is_active=True)
        .exclude(pk=fra.pk)
        .order_by("etternavn", "fornavn")
    )


def saker_i(arbeid: Iterable[Arbeid]) -> list[int]:
    """The saker some work belongs to, each once, in the order they are locked."""
    return sorted({rad.sak.pk for rad in arbeid})
