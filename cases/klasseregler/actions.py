"""Doors of the class rules: begin, tick a step, write proposals, count and choose, agree, and look at how it goes.

Each takes the plan's row under lock and the version the page was shown with, so that two kontaktlærere who save at once
do not undo each other.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.klasseregler.access import apne
from cases.klasseregler.models import FLEST, Klasseregler, Regelforslag, Regelgjennomgang, Steg
from cases.sak.access import laasen_paa, ta_laasen
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from cases.verktoy.navnesjekk import Kontrollert, krev_sett_over
from steinkjer_skolemiljo.organisation.models import Elev
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

R = TypeVar("R", Klasseregler, Regelforslag, Regelgjennomgang)
LAAS_KLASSE = laasen_paa("organisation_klasse", "id")
LAAS_PLAN = laasen_paa("cases_klasseregler", "klasse_id")
# So many proposals that a class has lost count.
FLEST_FORSLAG = 60


@dataclass(frozen=True)
class Forslagssvar:
    """What is decided of one proposal: its words, its votes, whether it becomes a rule, whether it goes."""

    tekst: str
    stemmer: int | None = None
    valgt: bool = False
    fjern: bool = False


@dataclass(frozen=True)
class Avtaledata:
    """What the class agreed on, and when it looks at it again."""

    avtalt: str
    oppfolging: date | None


@dataclass(frozen=True)
class Gjennomgangsdata:
    """One look at how it goes."""

    dato: date
    bra: int | None = None
    delvis: int | None = None
    darlig: int | None = None
    notat: str = ""
    neste: date | None = None


def begynn(*, aktor: Bruker, klasse_id: int, now: datetime) -> Klasseregler:
    """Begin a class's plan; one that is begun already is simply there.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's class.

    """
    with transaction.atomic():
        # Two who press at once begin one plan.
        ta_laasen(aktor, LAAS_KLASSE, klasse_id)
        klasse = apne(aktor, klasse_id, localdate(now), skrive=True)
        plan = Klasseregler.objects.filter(klasse=klasse).first()
        if plan is not None:
            return plan
        return lagre(Klasseregler(klasse=klasse, opprettet=now, opprettet_av=aktor), aktor=aktor, now=now)


def merk_steg(*, aktor: Bruker, klasse_id: int, steg: Sequence[str], versjon: int, now: datetime) -> Klasseregler:
    """Say which steps the class has been through.

    Raises:
        IkkeFunnet, IkkeTilgang, Foreldet: not the actor's, or saved by another meanwhile.

    """
    with transaction.atomic():
        plan = _laas(aktor, klasse_id, versjon, now)
        plan.steg = [s.value for s in Steg if s.value in steg]
        return _lagre_plan(plan, aktor=aktor, now=now)


def legg_til_forslag(
    *, aktor: Bruker, klasse_id: int, tekster: Sequence[str], sett_over: bool, versjon: int, now: datetime
) -> list[Regelforslag]:
    """Write down what the groups propose.

    Raises:
        IkkeFunnet, IkkeTilgang, Foreldet: not the actor's, or saved by another meanwhile.
        Regelbrudd: a pupil may be named, or one is too long.

    """
    with transaction.atomic():
        plan = _laas(aktor, klasse_id, versjon, now)
        alt = {rad.tekst.casefold() for rad in plan.forslag.filter(fjernet=False)}
        nye = [tekst for tekst in dict.fromkeys(tekster) if tekst.casefold() not in alt]
        if len(alt) + len(nye) > FLEST_FORSLAG:
            raise Regelbrudd(_("Det er for mange forslag. Slå sammen dem som ligner."), felt="forslag")
        _krev_uten_navn(plan, "forslag", "\n".join(nye), sett_over=sett_over)
        rader = [_lagre(Regelforslag(plan=plan, tekst=tekst), "forslag", aktor=aktor, now=now) for tekst in nye]
        _lagre_plan(plan, aktor=aktor, now=now)
    return rader


def tell_og_velg(
    *,
    aktor: Bruker,
    klasse_id: int,
    svar: Mapping[int, Forslagssvar],
    sett_over: bool,
    versjon: int,
    now: datetime,
) -> list[Regelforslag]:
    """Write the votes, choose the rules, mend words, and take away what was put together with another.

    Raises:
        IkkeFunnet, IkkeTilgang, Foreldet: not the actor's, or saved by another meanwhile.
        Regelbrudd: too many rules, one that is both chosen and taken away, or a pupil may be named.

    """
    with transaction.atomic():
        plan = _laas(aktor, klasse_id, versjon, now)
        forslag = list(plan.forslag.filter(fjernet=False, pk__in=list(svar)))
        brudd = [
            Brudd(_("Et forslag kan ikke både bli en regel og fjernes."), felt=f"valgt_{pk}")
            for pk, ett in svar.items()
            if ett.valgt and ett.fjern
        ]
        if sum(ett.valgt for ett in svar.values()) > FLEST:
            tekst = _("Velg høyst %(flest)s regler. Få regler er lettere å huske.") % {"flest": FLEST}
            brudd.append(Brudd(tekst))
        if brudd:
            raise Regelbrudd(brudd)
        endret = [svar[rad.pk].tekst for rad in forslag if svar[rad.pk].tekst != rad.tekst]
        _krev_uten_navn(plan, "", "\n".join(endret), sett_over=sett_over)
        for rad in forslag:
            ett = svar[rad.pk]
            nytt = (ett.tekst, ett.stemmer, ett.valgt, ett.fjern)
            if nytt != (rad.tekst, rad.stemmer, rad.valgt, rad.fjernet):
                rad.tekst, rad.stemmer, rad.valgt, rad.fjernet = nytt
                _lagre(rad, f"tekst_{rad.pk}", aktor=aktor, now=now)
        _lagre_plan(plan, aktor=aktor, now=now)
    return forslag


def avtal(
    *, aktor: Bruker, klasse_id: int, data: Avtaledata, sett_over: bool, versjon: int, now: datetime
) -> Klasseregler:
    """Write what the class agreed on, and when it looks at it again.

    Raises:
        IkkeFunnet, IkkeTilgang, Foreldet: not the actor's, or saved by another meanwhile.
        Regelbrudd: the day is behind, or a pupil may be named.

    """
    with transaction.atomic():
        plan = _laas(aktor, klasse_id, versjon, now)
        if data.oppfolging != plan.oppfolging:
            _krev_framtid(data.oppfolging, "oppfolging", now)
        _krev_uten_navn(plan, "avtalt", data.avtalt, sett_over=sett_over)
        _ordne(plan, data.oppfolging, now)
        plan.avtalt, plan.oppfolging = data.avtalt, data.oppfolging
        return _lagre_plan(plan, aktor=aktor, now=now)


def se_hvordan_det_gaar(
    *, aktor: Bruker, klasse_id: int, data: Gjennomgangsdata, sett_over: bool, versjon: int, now: datetime
) -> Regelgjennomgang:
    """Write down one look at how it goes, and when the next one is.

    Raises:
        IkkeFunnet, IkkeTilgang, Foreldet: not the actor's, or saved by another meanwhile.
        Regelbrudd: the day has not come, the next one is behind, nothing is said, or a pupil may be named.

    """
    with transaction.atomic():
        plan = _laas(aktor, klasse_id, versjon, now)
        if data.dato > localdate(now):
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if data.bra is None and data.delvis is None and data.darlig is None and not data.notat.strip():
            raise Regelbrudd(_("Skriv hvor mange som svarte hva, eller hva klassen ble enig om."), felt="notat")
        _krev_framtid(data.neste, "neste", now)
        _krev_uten_navn(plan, "notat", data.notat, sett_over=sett_over)
        felter = {navn: verdi for navn, verdi in asdict(data).items() if navn != "neste"}
        rad = Regelgjennomgang(plan=plan, registrert=now, registrert_av=aktor, **felter)
        _lagre(rad, "", aktor=aktor, now=now)
        _ordne(plan, data.neste, now)
        plan.oppfolging = data.neste
        _lagre_plan(plan, aktor=aktor, now=now)
    return rad


def _ordne(plan: Klasseregler, neste: date | None, now: datetime) -> None:
    """The class has looked, or has another day for it: what was told of the day before asks for nothing more."""
    if plan.oppfolging is not None and plan.oppfolging != neste:
        typer = (Varseltype.KLASSEREGLER_FRIST, Varseltype.KLASSEREGLER_FORSINKET)
        ordne(typer, f"klasseregler:{plan.pk}:{plan.oppfolging}", now)


def _laas(aktor: Bruker, klasse_id: int, versjon: int, now: datetime) -> Klasseregler:
    ta_laasen(aktor, LAAS_PLAN, klasse_id)
    plan = Klasseregler.objects.filter(klasse=apne(aktor, klasse_id, localdate(now), skrive=True)).first()
    if plan is None:
        raise IkkeFunnet
    if plan.versjon != versjon:
        raise Foreldet.etter(plan)
    return plan


def _lagre_plan(plan: Klasseregler, *, aktor: Bruker, now: datetime) -> Klasseregler:
    plan.versjon += 1
    return _lagre(plan, "", aktor=aktor, now=now)


def _lagre(rad: R, felt: str, *, aktor: Bruker, now: datetime) -> R:
    try:
        return lagre(rad, aktor=aktor, now=now)
    except ValidationError as feil:
        brudd = Regelbrudd.av(feil)
        raise Regelbrudd(Brudd(b.tekst, felt=felt or b.felt) for b in brudd.brudd) from feil


def _krev_framtid(dag: date | None, felt: str, now: datetime) -> None:
    if dag is not None and dag < localdate(now):
        raise Regelbrudd(_("Velg en dag som ikke har vært."), felt=felt)


def _krev_uten_navn(plan: Klasseregler, felt: str, tekst: str, *, sett_over: bool) -> None:
    if tekst.strip():
        krev_sett_over([Kontrollert(felt, tekst)], Elev.objects.filter(klasse=plan.klasse_id), sett_over=sett_over)
