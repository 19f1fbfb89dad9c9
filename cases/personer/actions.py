"""Door of the guardians: what one of them is to the pupil, and what that one is to be told (A-8 to A-12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.tilstand import oppdater
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Foresattdata:
    """What one guardian is to the pupil, what they are to be told and why, and the language they read."""

    foreldreansvar: bool
    bor_hos: bool
    informasjon: Foresattforhold.Informasjon
    grunn: str
    besoksforbud: bool
    sprak: str
    trenger_tolk: bool


def siste_lagring(forhold: Foresattforhold) -> str:
    """Names the state a form was shown with: the relation's and the guardian's own. Two queries."""
    return ".".join(
        str(rad.history.aggregate(siste=Max("history_id"))["siste"] or 0) for rad in (forhold, forhold.foresatt)
    )


def endre_foresatt(
    *, aktor: Bruker, sak_id: int, forhold_id: int, data: Foresattdata, sett: str, now: datetime
) -> Foresattforhold:
    """Write what one guardian is to the pupil of this sak, and what they are to be told.

    A no to information has a reason, and where the decision lies: it can be appealed (A-8). The language and the need
    of an interpreter are the guardian's own, and go for their other children too.

    Args:
        aktor: who leads the sak.
        sak_id: the sak.
        forhold_id: the guardian's relation to its pupil.
        data: what is to stand.
        sett: the state the form was shown with (``siste_lagring``).
        now: the time of the act.

    Raises:
        IkkeFunnet: not a guardian of this sak's pupil.
        Foreldet: somebody changed it meanwhile; what was typed is not lost.
        Regelbrudd: a no without a reason, or what cannot be true together.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        forhold = Foresattforhold.objects.select_for_update(no_key=True).filter(pk=forhold_id, elev=sak.elev_id).first()
        if forhold is None:
            raise IkkeFunnet
        forhold.foresatt = Foresatt.objects.select_for_update(no_key=True).get(pk=forhold.foresatt_id)
        if siste_lagring(forhold) != sett:
            raise _foreldet(forhold, sak, localdate(now))
        brudd = _brudd(data)
        if brudd:
            raise Regelbrudd(brudd)
        forhold.foreldreansvar, forhold.bor_hos = data.foreldreansvar, data.bor_hos
        forhold.informasjon, forhold.grunn = data.informasjon, data.grunn.strip()
        forhold.besoksforbud = data.besoksforbud
        forhold.foresatt.sprak, forhold.foresatt.trenger_tolk = data.sprak.strip(), data.trenger_tolk
        try:
            lagre(forhold.foresatt, aktor=aktor, now=now)
            lagre(forhold, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        # Those who listen to relations may have given the sak another leader just now.
        sak.refresh_from_db()
        logg(sak, Hendelsestype.FORESATT_ENDRET, aktor=aktor, now=now, objekt=forhold)
        oppdater(sak, aktor=aktor, now=now)
    return forhold


def _foreldet(forhold: Foresattforhold, sak: Sak, dag: date) -> Foreldet:
    """With who came first, where that one sees this sak. Else it was written from another, which may be hidden here."""
    siste = max((rad.history.latest("history_id") for rad in (forhold, forhold.foresatt)), key=lambda r: r.history_date)
    hvem = siste.history_user
    if hvem is None or not access.may(hvem, Handling.LESE, sak.pk, dag):
        return Foreldet()
    return Foreldet(hvem.navn, siste.history_date)


def _brudd(data: Foresattdata) -> list[Brudd]:
    brudd = []
    if data.informasjon == Foresattforhold.Informasjon.NEI and not data.grunn.strip():
        brudd.append(Brudd(_("Skriv grunnen til at denne foresatte ikke skal ha informasjon."), felt="grunn"))
    if data.besoksforbud and data.bor_hos:
        brudd.append(Brudd(_("Eleven kan ikke bo hos en som har besøksforbud."), felt="bor_hos"))
    return brudd
