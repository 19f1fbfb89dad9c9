"""Doors of the school's calendar: first and last day, days off, a school's own skolerute instead of the common one.

Each asks for open deadlines to be reckoned anew. Days that have been are not changed: a deadline that passed would have
moved (D-22). That answer is the same whether there are saker or not, so that it tells nobody of one.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from cases.innstillinger.access import krev_rute
from cases.innstillinger.models import Omregning
from cases.innstillinger.omregning import bestill
from cases.innstillinger.samtidig import endring, krev_sett, siste_lagring
from cases.innstillinger.skolerute.sjekk import Fridata, Rutedata, sjekk_fri, sjekk_rute
from cases.lov.kalender import DAG, skolear_for
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.kalender import kalendere
from steinkjer_skolemiljo.organisation.models import Skolefri, Skolerute
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from cases.lov.kalender import Skolekalender
    from steinkjer_skolemiljo.organisation.models import Bruker, Skole

# No school has this key: then the calendar read is the common one.
INGEN_SKOLE = 0
# The school years one may look at: some that have been, this one, and two to come.
AAR_TILBAKE, AAR_FRAM = 3, 2


def skolear_valg(dag: date) -> range:
    """The school years one may look at, oldest first."""
    return range(skolear_for(dag) - AAR_TILBAKE, skolear_for(dag) + AAR_FRAM + 1)


def rutas_historie(skole: Skole | None, skolear: int) -> QuerySet[Any]:
    """What has been said of the first and last day of a school year, for a school or for all."""
    historien: QuerySet[Any] = Skolerute.history.filter(skole=skole, skolear=skolear)
    return historien


def fridagenes_historie(skole: Skole | None, skolear: int) -> QuerySet[Any]:
    """What has been said of the days off of a school year as it stands, for a school or for all."""
    ruta = Skolerute.objects.filter(skole=skole, skolear=skolear)
    historien: QuerySet[Any] = Skolefri.history.filter(skolerute__in=ruta)
    return historien


def sett_skolerute(
    *, aktor: Bruker, hvem: str, skolear: int, data: Rutedata, sett: str | None = None, now: datetime
) -> Skolerute:
    """Set the first and last day of a school year; makes the skolerute where there is none.

    ``sett`` is the state the form was shown with (``rutas_historie``). What stands already is not written again.

    Raises:
        IkkeFunnet: no such school or school year, or not the actor's to look at.
        IkkeTilgang: not the actor's to change.
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: the dates make no sense, change days that have been, or the school follows the common one.

    """
    with _endring(aktor, hvem, skolear, now) as (skole, finnes):
        if finnes is not None and Rutedata(finnes.forste_skoledag, finnes.siste_skoledag) == data:
            return finnes
        krev_sett(rutas_historie(skole, skolear), sett)
        if skole is not None and finnes is None and _felles(skolear) is not None:
            raise Regelbrudd(
                _("Skolen følger den felles skoleruta. Lag en egen først, så er den felles med som start.")
            )
        if brudd := sjekk_rute(skolear, data, finnes.fridager.all() if finnes is not None else ()):
            raise Regelbrudd(brudd)
        var = _kalender(skole)
        bare_slutten = finnes is not None and finnes.forste_skoledag == data.forste_skoledag
        felt = "siste_skoledag" if bare_slutten else "forste_skoledag"
        rute = finnes or Skolerute(skole=skole, skolear=skolear)
        rute.forste_skoledag, rute.siste_skoledag = data.forste_skoledag, data.siste_skoledag
        lagre(rute, aktor=aktor, now=now)
        _ferdig(skole, skolear, var, now=now, felt=felt)
        return rute


def lag_egen_skolerute(*, aktor: Bruker, hvem: str, skolear: int, now: datetime) -> Skolerute:
    """Give a school a skolerute of its own, which begins as a copy of the common one.

    Raises:
        IkkeFunnet: no such school or school year, or not the actor's to look at.
        IkkeTilgang: not the actor's to change.
        Regelbrudd: the school has one already, or there is no common one to begin from.

    """
    with _endring(aktor, hvem, skolear, now) as (skole, finnes):
        if skole is None:
            raise IkkeFunnet
        if finnes is not None:
            raise Regelbrudd(_("Skolen har allerede egen skolerute for dette skoleåret."))
        felles = _felles(skolear)
        if felles is None:
            raise Regelbrudd(
                _("Det er ingen felles skolerute for dette skoleåret. Skriv første og siste skoledag her.")
            )
        egen = lagre(
            Skolerute(
                skole=skole,
                skolear=skolear,
                forste_skoledag=felles.forste_skoledag,
                siste_skoledag=felles.siste_skoledag,
            ),
            aktor=aktor,
            now=now,
        )
        for fri in felles.fridager.all():
            lagre(Skolefri(skolerute=egen, fra=fri.fra, til=fri.til, grunn=fri.grunn), aktor=aktor, now=now)
        return egen


def fjern_egen_skolerute(*, aktor: Bruker, hvem: str, skolear: int, sett: str | None = None, now: datetime) -> None:
    """Let a school follow the common skolerute again; history keeps its own.

    ``sett`` is the days off the page was shown with (``fridagenes_historie``).

    Raises:
        IkkeFunnet: the school has none of its own, or it is not the actor's to look at.
        IkkeTilgang: not the actor's to change.
        Regelbrudd: somebody entered or changed days off meanwhile.
        Regelbrudd: days that have been would change.

    """
    with _endring(aktor, hvem, skolear, now) as (skole, rute):
        if skole is None or rute is None:
            raise IkkeFunnet
        if sett not in (None, siste_lagring(fridagenes_historie(skole, skolear))):
            raise Regelbrudd(_("Noen andre endret fridagene siden du åpnet siden. Se over før du gir dem fra deg."))
        var = _kalender(skole)
        for fri in rute.fridager.all():
            slett(fri, aktor=aktor, now=now)
        slett(rute, aktor=aktor, now=now)
        _ferdig(skole, skolear, var, now=now, felt="")


def legg_til_fri(*, aktor: Bruker, hvem: str, skolear: int, data: Fridata, now: datetime) -> Skolefri:
    """Enter days without school.

    Raises:
        IkkeFunnet: there is no skolerute here, or it is not the actor's to look at.
        IkkeTilgang: not the actor's to change.
        Regelbrudd: the days make no sense, overlap others, or have been.

    """
    with _endring(aktor, hvem, skolear, now) as (skole, rute):
        if rute is None:
            raise IkkeFunnet
        return _skriv_fri(Skolefri(skolerute=rute), skole, rute, data, aktor=aktor, now=now)


def endre_fri(
    *, aktor: Bruker, hvem: str, skolear: int, fri_id: int, data: Fridata, sett: str | None = None, now: datetime
) -> Skolefri:
    """Change days without school, or what they are called.

    ``sett`` is the state the form was shown with, by their own history. What stands already is not written again.

    Raises:
        IkkeFunnet: they are not in this skolerute, or it is not the actor's to look at.
        IkkeTilgang: not the actor's to change.
        Foreldet: somebody changed them meanwhile; what was typed is not lost.
        Regelbrudd: the days make no sense, overlap others, or change days that have been.

    """
    with _endring(aktor, hvem, skolear, now) as (skole, rute):
        fri = rute.fridager.filter(pk=fri_id).first() if rute is not None else None
        if rute is None or fri is None:
            raise IkkeFunnet
        if Fridata(grunn=fri.grunn, fra=fri.fra, til=fri.til) == data:
            return fri
        krev_sett(fri.history.all(), sett)
        return _skriv_fri(fri, skole, rute, data, aktor=aktor, now=now)


def fjern_fri(*, aktor: Bruker, hvem: str, skolear: int, fri_id: int, now: datetime) -> str:
    """Make days without school into school days again; returns what they were called. One already gone is no fault.

    Raises:
        IkkeFunnet: there is no skolerute here, or it is not the actor's to look at.
        IkkeTilgang: not the actor's to change.
        Regelbrudd: the days have been.

    """
    with _endring(aktor, hvem, skolear, now) as (skole, rute):
        if rute is None:
            raise IkkeFunnet
        fri = rute.fridager.filter(pk=fri_id).first()
        if fri is None:
            return ""
        var = _kalender(skole)
        slett(fri, aktor=aktor, now=now)
        _ferdig(skole, skolear, var, now=now, felt="")
        return fri.grunn


def _skriv_fri(
    fri: Skolefri, skole: Skole | None, rute: Skolerute, data: Fridata, *, aktor: Bruker, now: datetime
) -> Skolefri:
    ramme = Rutedata(rute.forste_skoledag, rute.siste_skoledag)
    if brudd := sjekk_fri(ramme, data, rute.fridager.exclude(pk=fri.pk)):
        raise Regelbrudd(brudd)
    var = _kalender(skole)
    fri.fra, fri.til, fri.grunn = data.fra, data.til, data.grunn
    lagre(fri, aktor=aktor, now=now)
    _ferdig(skole, rute.skolear, var, now=now, felt="fra")
    return fri


@contextmanager
def _endring(aktor: Bruker, hvem: str, skolear: int, now: datetime) -> Iterator[tuple[Skole | None, Skolerute | None]]:
    """The transaction of one change: who may, the skolerute locked if there is one, every refusal in words."""
    dag = localdate(now)
    skole = krev_rute(aktor, hvem, dag)
    if skolear not in skolear_valg(dag):
        raise IkkeFunnet
    with endring():
        yield skole, Skolerute.objects.select_for_update().filter(skole=skole, skolear=skolear).first()


def _felles(skolear: int) -> Skolerute | None:
    """The common skolerute of a school year, locked: what is copied does not change under our hands."""
    return Skolerute.objects.select_for_update().filter(skole=None, skolear=skolear).first()


def _kalender(skole: Skole | None) -> Skolekalender:
    """The calendar that counts for a school, or for the schools that follow the common skolerute."""
    pk = skole.pk if skole is not None else INGEN_SKOLE
    return kalendere([pk])[pk]


def _ferdig(skole: Skole | None, skolear: int, var: Skolekalender, *, now: datetime, felt: str) -> None:
    """Last in every door: refuse what would move the past, and ask for open deadlines to be reckoned anew."""
    dag = localdate(now)
    if not _forste_gang(skole, skolear, dag):
        endret = var.forste_ulikhet(_kalender(skole), date(skolear, 8, 1), dag - DAG)
        if endret is not None:
            raise Regelbrudd(
                [
                    Brudd(
                        _(
                            "Dager som har vært, kan ikke endres. Da ville frister som alt er passert, flyttet seg. "
                            "Dette ville endret %(dato)s."
                        )
                        % {"dato": date_format(endret, "j. F Y")},
                        felt=felt,
                        regel="D-22",
                    )
                ]
            )
    bestill(Omregning.Grunn.SKOLERUTE, skole=skole, fra=dag, now=now)


def _forste_gang(skole: Skole | None, skolear: int, dag: date) -> bool:
    """Whether the school year had no skolerute before today: then what has been is entered too, such as høstferien."""
    midnatt = make_aware(datetime.combine(dag, time()))
    gjaldt = Q(skole=None) | Q(skole=skole) if skole is not None else Q(skole=None)
    return not Skolerute.history.filter(gjaldt, skolear=skolear, history_date__lt=midnatt).exists()
