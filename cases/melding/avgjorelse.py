"""Doors of reception (law note 2.2): the whole decision in one act, or stepping aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.melding.models import Melding
from cases.melding.mottak import avvis_som_ikke_kap12, laas_for_behandling, ta_imot
from cases.melding.mottak_models import Meldingsinhabilitet, Mottak
from cases.melding.sending import fram_til_mottaker
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.actions import registrer_foresatte_informert
from cases.sak.feil import Brudd, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.tilstand import oppdater

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.melding.mottak import Mottaksdata
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Mottaksnotat:
    """What the receiver says besides the decision itself. ``habil``: neither they nor anyone near them is involved."""

    habil: bool
    strakstiltak: str = ""
    hvem_faar_vite: str = ""
    foresatte_informert: date | None = None


def fullfor_mottak(*, aktor: Bruker, nummer: str, data: Mottaksdata, notat: Mottaksnotat, now: datetime) -> list[Sak]:
    """Receive a melding: the sak or saker, and with them what is done at once and who is told. Cannot be undone.

    What the receiver has ticked and dated counts for a sak that was there before too, where it says nothing of it yet.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to decide.
        Regelbrudd: the receiver has not said that they are habil, or the door of the melding refuses.

    """
    dag = localdate(now)
    _krev_habil(notat)
    if notat.foresatte_informert is not None and notat.foresatte_informert > dag:
        raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="foresatte_informert")
    fra_for = {valg.sak_id for valg in data.elever if valg.sak_id is not None}
    with transaction.atomic():
        saker = ta_imot(aktor=aktor, nummer=nummer, data=data, now=now)
        mottak = _skriv(nummer, notat, aktor=aktor, now=now)
        for sak in saker:
            # The one who receives may have lost the sak by what was found in it; the rest is for who leads it now.
            if not access.may(aktor, Handling.LEDE, sak.pk, dag):
                continue
            if sak.pk in fra_for:
                _ogsaa_for(sak.pk, data, aktor=aktor, now=now)
            if mottak.strakstiltak:
                laast = access.laas(aktor, Handling.LEDE, sak.pk, dag)
                logg(laast, Hendelsestype.STRAKSTILTAK, aktor=aktor, now=now, objekt=mottak)
                # It is a first thing done (D-3): the sak's next deadline is another now.
                oppdater(laast, aktor=aktor, now=now)
            if notat.foresatte_informert is not None and sak.foresatte_informert is None:
                registrer_foresatte_informert(aktor=aktor, sak_id=sak.pk, dato=notat.foresatte_informert, now=now)
    return saker


def _ogsaa_for(sak_id: int, data: Mottaksdata, *, aktor: Bruker, now: datetime) -> None:
    """The criteria and the date that were given for a sak that is open already."""
    sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
    nye = [k.value for k in data.kriterier if k.value not in sak.alvorlig_kriterier]
    dato = data.tatt_opp_med_rektor if sak.tatt_opp_med_rektor is None else None
    if nye or dato is not None:
        sak.alvorlig_kriterier = [*sak.alvorlig_kriterier, *nye]
        if dato is not None:
            sak.tatt_opp_med_rektor = dato
            sak.tatt_opp_av = data.tatt_opp_av
        oppdater(sak, aktor=aktor, now=now)


def avvis_melding(
    *, aktor: Bruker, nummer: str, grunn: Mottak.Avvisning, begrunnelse: str, notat: Mottaksnotat, now: datetime
) -> Melding:
    """Conclude that a melding is not about chapter 12, and say what it is about instead (L-4.9, L-7.1).

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to decide.
        Regelbrudd: the receiver has not said that they are habil, or the door of the melding refuses.

    """
    _krev_habil(notat)
    with transaction.atomic():
        melding = avvis_som_ikke_kap12(aktor=aktor, nummer=nummer, begrunnelse=begrunnelse, now=now)
        _skriv(nummer, notat, avvisning=grunn.value, aktor=aktor, now=now)
    return melding


def erklaer_inhabil_til_melding(*, aktor: Bruker, nummer: str, grunn: str, now: datetime) -> Melding:
    """Step aside from a melding (fvl. §§ 6–10, L-N.5): the actor loses it at once, and it goes on to who may have it.

    When a rektor steps aside it goes to skoleeier, past those below; a sektorleder's goes to kommunalsjef.

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to decide.
        Regelbrudd: no reason is given, or someone has decided already.

    """
    with transaction.atomic():
        melding = laas_for_behandling(aktor, nummer, now)
        if not grunn.strip():
            raise Regelbrudd(_("Skriv kort hvorfor. Det holder med noen få ord."), felt="inhabil_grunn")
        inhabil = Meldingsinhabilitet(melding=melding, bruker=aktor, grunn=grunn, fra=now)
        try:
            inhabil.full_clean()
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        inhabil.save(force_insert=True)
        fram_til_mottaker(melding, aktor=aktor, now=now, dag=localdate(now))
    return melding


def _krev_habil(notat: Mottaksnotat) -> None:
    if not notat.habil:
        raise Regelbrudd(
            [
                Brudd(
                    _("Er du eller noen nær deg involvert, skal du ikke ta imot meldingen. Da går den videre."),
                    felt="habil",
                    regel="L-N.5",
                )
            ]
        )


def _skriv(nummer: str, notat: Mottaksnotat, *, aktor: Bruker, now: datetime, avvisning: str = "") -> Mottak:
    # The door that was just passed has let the actor in and locked the row.
    mottak = Mottak(
        melding=Melding.objects.get(nummer=nummer),
        habil=notat.habil,
        avvisning=avvisning,
        strakstiltak=notat.strakstiltak.strip(),
        hvem_faar_vite=notat.hvem_faar_vite.strip(),
        tid=now,
        av=aktor,
    )
    try:
        mottak.full_clean()
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    mottak.save(force_insert=True)
    return mottak
