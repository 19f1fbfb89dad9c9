"""What a change on the ground floor or in the procedures means here, in the same transaction, whoever writes it.

The ground floor does not know the saker, so it cannot call their doors. A relation or a protected address may come from
an import, from the admin or from a page; none of them may leave a moment in which it has not been heeded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_save
from django.utils import timezone

from annual_wheel.models import Skoleaktivitet
from cases.melding.actions import flytt_fra_inhabile
from cases.sak.gradering import sperr_saker
from cases.sak.habilitet import rett_for_elever
from cases.varsling.arshjul import ordne_aktivitet
from cases.varsling.prosedyrer import ordne_erstattet, ordne_lest, ordne_ressurs
from procedures.models import Lesebekreftelse, Prosedyreversjon, Ressursmelding
from steinkjer_skolemiljo.organisation.models import Elev, Foresatt, Foresattforhold, Naerstaende
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import datetime


def _naa(rad: Any) -> datetime:
    """When ``sporing.lagre`` says it was done."""
    naa: datetime = getattr(rad, "_history_date", None) or timezone.now()
    return naa


def elev_lagret(instance: Elev, *, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """An address that has become protected closes the pupil's saker; that it no longer is opens none (A-14)."""
    if not raw and not created and instance.er_gradert:
        aktor = getattr(instance, "_history_user", None) or systemet()
        sperr_saker(instance, aktor=aktor, now=_naa(instance))


def relasjon_lagret(instance: Naerstaende | Foresattforhold | Foresatt, *, raw: bool = False, **_kwargs: Any) -> None:
    """An employee turns out to be near a pupil: who leads without right loses it to the level above (L-N.5)."""
    if raw:
        return
    elever = _elever(instance)
    if elever:
        rett_for_elever(elever, now=_naa(instance))
        flytt_fra_inhabile(_naa(instance), elever=elever)


def _elever(rad: Naerstaende | Foresattforhold | Foresatt) -> list[int]:
    match rad:
        case Naerstaende():
            return [rad.elev_id]
        case Foresattforhold():
            return [rad.elev_id] if rad.foresatt.bruker_id is not None else []
        case Foresatt():
            if rad.bruker_id is None:
                return []
            return list(Foresattforhold.objects.filter(foresatt=rad).values_list("elev", flat=True))


def lest(instance: Lesebekreftelse, *, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """What was asked has been done: the notices about it ask for nothing more."""
    if created and not raw:
        ordne_lest(instance.versjon_id, instance.bruker_id, instance.tid)


def versjon_lagret(instance: Prosedyreversjon, *, raw: bool = False, **_kwargs: Any) -> None:
    """A version that has been replaced is nobody's to read: there is another."""
    if not raw and instance.status == Prosedyreversjon.Status.ERSTATTET:
        ordne_erstattet(instance.pk, _naa(instance))


def aktivitet_lagret(instance: Skoleaktivitet, *, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """What is done in the årshjul, or has another date, is not asked for any more."""
    if not raw and not created:
        ordne_aktivitet(instance, _naa(instance))


def ressursmelding_lagret(instance: Ressursmelding, *, raw: bool = False, **_kwargs: Any) -> None:
    """Somebody has looked at what was said not to work."""
    if not raw and instance.lukket is not None:
        ordne_ressurs(instance.pk, instance.lukket)


def koble() -> None:
    """Begin to listen; called when the apps are ready."""
    post_save.connect(lest, sender=Lesebekreftelse, dispatch_uid="cases.lest")
    post_save.connect(versjon_lagret, sender=Prosedyreversjon, dispatch_uid="cases.versjon_lagret")
    post_save.connect(ressursmelding_lagret, sender=Ressursmelding, dispatch_uid="cases.ressursmelding_lagret")
    post_save.connect(aktivitet_lagret, sender=Skoleaktivitet, dispatch_uid="cases.aktivitet_lagret")
    post_save.connect(elev_lagret, sender=Elev, dispatch_uid="cases.elev_lagret")
    for modell in (Naerstaende, Foresattforhold, Foresatt):
        post_save.connect(relasjon_lagret, sender=modell, dispatch_uid=f"cases.relasjon_lagret.{modell.__name__}")
