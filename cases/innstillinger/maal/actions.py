"""Doors of the municipality's own settings: a target, and whether 24 and 31 December are days off."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.innstillinger.access import krev_maal
from cases.innstillinger.models import Omregning
from cases.innstillinger.omregning import bestill
from cases.innstillinger.samtidig import endring, krev_sett
from cases.lov.parametre import PARAMETRE, STIGEN, Maal, stigen_stiger
from cases.sak import kalender
from cases.sak.feil import Brudd, Regelbrudd
from cases.sak.kalender import AFTENENE, JA, NEI
from steinkjer_skolemiljo.organisation.models import Innstilling
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from steinkjer_skolemiljo.organisation.models import Bruker

LENGST_FRAM = timedelta(days=731)


def endringene(nokkel: str) -> QuerySet[Any]:
    """Every change there has been of one setting."""
    historien: QuerySet[Any] = Innstilling.history.filter(nokkel=nokkel)
    return historien


def endre_maal(
    *,
    aktor: Bruker,
    maal: Maal,
    verdi: int,
    gjelder_fra: date,
    begrunnelse: str,
    sett: str | None = None,
    now: datetime,
) -> Innstilling:
    """Give the municipality a new target from a day on (D-22). Open deadlines are reckoned anew from that day.

    Args:
        aktor: sektorleder.
        maal: which target.
        verdi: in the parameter's own unit.
        gjelder_fra: today or later.
        begrunnelse: why; compulsory.
        sett: the state the form was shown with (``endringene``).
        now: the time of the act.

    Raises:
        IkkeFunnet: the actor may not look at the settings.
        IkkeTilgang: the actor may look, but not change.
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: back in time, outside the bounds, no reason, nothing new, already changed from that day, or a
            ladder in which someone higher up would be told before those below.

    """
    krev_maal(aktor, localdate(now))
    parameter = PARAMETRE[maal]
    brudd = []
    if not parameter.minst <= verdi <= parameter.hoyst:
        brudd.append(
            Brudd(
                _("Målet må være et tall fra %(minst)s til %(hoyst)s.")
                % {"minst": parameter.minst, "hoyst": parameter.hoyst},
                felt="verdi",
                regel="D-22",
            )
        )
    elif maal in STIGEN and not stigen_stiger(kalender.parametre().med(maal, gjelder_fra, verdi), gjelder_fra):
        brudd.append(
            Brudd(
                _("Rektor må varsles først, så skoleeier og til slutt kommunalsjefen. Med dette tallet snus det."),
                felt="verdi",
                regel="D-23",
            )
        )
    gjeldende = kalender.parametre().verdi(maal, gjelder_fra)
    return _sett(
        maal.value,
        str(verdi),
        gjeldende=str(gjeldende),
        aktor=aktor,
        gjelder_fra=gjelder_fra,
        begrunnelse=begrunnelse,
        sett=sett,
        now=now,
        brudd=brudd,
    )


def endre_aftenene(
    *, aktor: Bruker, fri: bool, gjelder_fra: date, begrunnelse: str, sett: str | None = None, now: datetime
) -> Innstilling:
    """Say from a day on whether 24 and 31 December are days off (D-21).

    Raises:
        IkkeFunnet: the actor may not look at the settings.
        IkkeTilgang: the actor may look, but not change.
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: back in time, no reason, nothing new, or already changed from that day.

    """
    krev_maal(aktor, localdate(now))
    return _sett(
        AFTENENE,
        JA if fri else NEI,
        gjeldende=JA if kalender.aftenene_er_fri(gjelder_fra) else NEI,
        aktor=aktor,
        gjelder_fra=gjelder_fra,
        begrunnelse=begrunnelse,
        sett=sett,
        now=now,
        brudd=[],
    )


def _sett(
    nokkel: str,
    verdi: str,
    *,
    gjeldende: str,
    aktor: Bruker,
    gjelder_fra: date,
    begrunnelse: str,
    sett: str | None,
    now: datetime,
    brudd: list[Brudd],
) -> Innstilling:
    dag = localdate(now)
    if gjelder_fra < dag:
        brudd.append(
            Brudd(
                _("En endring kan gjelde fra i dag eller senere, ikke bakover i tid."), felt="gjelder_fra", regel="D-22"
            )
        )
    elif gjelder_fra > dag + LENGST_FRAM:
        brudd.append(Brudd(_("Datoen er mer enn to år fram i tid. Er årstallet riktig?"), felt="gjelder_fra"))
    if not begrunnelse.strip():
        brudd.append(Brudd(_("Skriv hvorfor."), felt="begrunnelse"))
    with endring():
        krev_sett(endringene(nokkel), sett)
        rad = Innstilling.objects.select_for_update().filter(nokkel=nokkel, gjelder_fra=gjelder_fra).first()
        if rad is not None and gjelder_fra == dag:
            brudd.append(
                Brudd(
                    _("Dette er allerede endret fra i dag, og gjelder nå. En ny endring kan gjelde fra i morgen."),
                    felt="gjelder_fra",
                    regel="D-22",
                )
            )
        elif gjeldende == verdi:
            brudd.append(
                Brudd(_("Slik er det allerede %(dato)s.") % {"dato": date_format(gjelder_fra, "j. F Y")}, felt="verdi")
            )
        if brudd:
            raise Regelbrudd(brudd)
        # What has not begun to apply is replaced; its history keeps what it said.
        rad = rad or Innstilling(nokkel=nokkel, gjelder_fra=gjelder_fra)
        rad.verdi, rad.begrunnelse, rad.satt_av, rad.satt = verdi, begrunnelse.strip(), aktor, now
        lagre(rad, aktor=aktor, now=now)
        if nokkel == AFTENENE:
            # The calendar itself knows from which day it changes, so what lies ahead is reckoned by it at once.
            bestill(Omregning.Grunn.AFTENENE, fra=dag, now=now)
        else:
            bestill(Omregning.Grunn.MAAL, maal=nokkel, fra=gjelder_fra, now=now)
        return rad
