"""The case log: how a line is written, and how it is read. Its words are in ``talemaater.py``.

A ``Hendelse`` holds ids, dates and codes; the sentence is made here when shown, so that it can be translated and
so that no free text about people lies in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.apps import apps
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from cases.sak.models import Hendelse
from cases.sak.talemaater import DOKUMENTNAVN, FOR_LEDERE, SVAR, TALEMAATER, Hendelsestype

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.db.models import Model
    from django.utils.functional import _StrPromise

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

__all__ = [
    "DOKUMENTNAVN",
    "FOR_LEDERE",
    "TALEMAATER",
    "Hendelsestype",
    "Logglinje",
    "gjort",
    "linje",
    "logg",
]


@dataclass(frozen=True)
class Logglinje:
    """One line of the log, ready to be read."""

    setning: str
    hvem: str
    skjedde: datetime
    registrert: datetime
    delplikt: str
    # Where it can be read in full, and for a row written by hand, what was written.
    adresse: str = ""
    tekst: str = ""
    med_hvem: str = ""
    notat: int | None = None
    rettelse: bool = False
    rettet: bool = False
    bare_ledere: bool = False

    @property
    def registrert_senere(self) -> bool:
        """Whether it was written down on a later day than it was done: then both times are shown."""
        return localtime(self.registrert).date() != localtime(self.skjedde).date()

    @property
    def naar(self) -> str:
        """When it was done, as a rektor says it."""
        return date_format(localtime(self.skjedde), "j. F Y")


def linje(hendelse: Hendelse) -> Logglinje:
    """The log line of one ``Hendelse``; ``aktor`` must be fetched with it, or it costs a query."""
    talemaate = TALEMAATER[Hendelsestype(hendelse.type)]
    return Logglinje(
        setning=str(talemaate.setning) % _data(hendelse) if hendelse.data else str(talemaate.setning),
        hvem=str(_("Systemet")) if hendelse.aktor.er_systemet else hendelse.aktor.navn,
        skjedde=hendelse.skjedde,
        registrert=hendelse.registrert,
        delplikt=hendelse.data.get("delplikt", talemaate.delplikt),
    )


@cache
def _valgene() -> Mapping[str, _StrPromise | str]:
    """The words of every choice, by how they may stand in a line: in the writer's language, whichever it was."""
    valg = [navn for modell in apps.get_models() for felt in modell._meta.fields for _kode, navn in felt.flatchoices]
    ordene: dict[str, _StrPromise | str] = {}
    for sprak in ("nn", "nb"):
        with translation.override(sprak):
            ordene |= {str(navn).lower(): navn for navn in (*valg, *SVAR)}
    return ordene


def _oversatt(skrevet: str) -> str:
    """A word of the line in the reader's language, with a capital where it had one."""
    valg = str(_valgene().get(skrevet.lower(), skrevet))
    return valg[:1].lower() + valg[1:] if skrevet[:1].islower() else valg


def _data(hendelse: Hendelse) -> Mapping[str, Any]:
    """What the sentence needs; the names of papers and choices are said in the reader's language."""
    data = {navn: _oversatt(verdi) for navn, verdi in hendelse.data.items()}
    if hendelse.type != Hendelsestype.DOKUMENT_LAGET:
        return data
    navn = DOKUMENTNAVN[hendelse.data.get("dokument", "tiltaksplan")]
    return {**data, "dokumentnavn": str(navn) % data}


def gjort(dato: date, now: datetime, klokka: time | None = None) -> datetime:
    """When an act was done: today is now; an earlier day is its hour, or its start where none is known.

    The log shows no hour for the start of a day: nobody wrote one down.
    """
    if dato == localtime(now).date() and klokka is None:
        return now
    return make_aware(datetime.combine(dato, klokka or time()))


def logg(
    sak: Sak,
    type_: Hendelsestype,
    *,
    aktor: Bruker,
    now: datetime,
    skjedde: datetime | None = None,
    objekt: Model | None = None,
    handling: UUID | None = None,
    **data: Any,
) -> Hendelse:
    """Write one line in the sak's log; called by doors, inside their transaction.

    Args:
        sak: the sak it belongs to.
        type_: what kind of act.
        aktor: who did it.
        now: when it is written down.
        skjedde: when it was done, when that was earlier.
        objekt: the row it made or changed.
        handling: the same id for all lines of one act.
        data: what the sentence needs: numbers, codes, short labels of choices. Never free text about people.

    """
    return Hendelse.objects.create(
        sak=sak,
        type=type_.value,
        aktor=aktor,
        skjedde=skjedde or now,
        registrert=now,
        objekt_type=objekt._meta.model_name or "" if objekt is not None else "",
        objekt_id=objekt.pk if objekt is not None else None,
        data={navn: str(verdi) for navn, verdi in data.items()},
        handling=handling or uuid4(),
    )
