"""What time itself does: deadlines that come and pass, phases that change, drafts that are left behind.

Everything here may run twice, or be killed anywhere, without anyone being told twice or not at all: each sak has its
own transaction, and each notice its own key in the database.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from cases.framlegg.paaminnelse import paaminn, uten_svar
from cases.lov.fakta import MeldingFakta
from cases.lov.frister import ta_imot_melding
from cases.lov.stige import Trinn, forfalte_trinn, seneste_forfall_med_trinn
from cases.melding.actions import flytt_fra_inhabile
from cases.melding.models import Behandling, Melding, Meldingsutkast
from cases.sak import habilitet, kalender
from cases.sak.models import Sak
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import les, les_mange
from cases.undersokelse.models import Aktivitetsutkast
from cases.varsling.actions import varsle
from cases.varsling.bolker import bolk, hver, laast, ulik
from cases.varsling.stige import utsendinger, utsendinger_for_melding
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import datetime

    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre

UTKAST_VARER = timedelta(days=14)
OVER_FRISTEN = frozenset({Trinn.PASSERT, Trinn.REKTOR, Trinn.SKOLEEIER, Trinn.KOMMUNALSJEF})


def sveip(now: datetime) -> int:
    """Tell everyone who should know by now that a deadline is near or has passed; returns how many were looked at.

    Only saker whose next deadline is so close that a step can be due are touched (the index ``sak_forfall``). What
    someone is writing to right now is left for the next sweep.
    """
    dag = localdate(now)
    kalendere = kalender.kalendere(Skole.objects.values_list("pk", flat=True))
    parametre = kalender.parametre()
    if not kalendere:
        return 0
    horisont = max(seneste_forfall_med_trinn(dag, skolens, parametre) for skolens in kalendere.values())
    saker = Sak.objects.filter(neste_frist__lte=horisont).order_by("neste_frist", "pk").values_list("pk", flat=True)
    meldinger = (
        Melding.objects.filter(behandling=Behandling.NY, lest__isnull=True).order_by("pk").values_list("pk", flat=True)
    )

    def sak(sak_id: int) -> None:
        _sveip_sak(sak_id, now=now, kalendere=kalendere, parametre=parametre)

    def melding(melding_id: int) -> None:
        _sveip_melding(melding_id, now=now, kalendere=kalendere, parametre=parametre)

    def framlegg(framlegg_id: int) -> None:
        paaminn(framlegg_id, now=now, kalendere=kalendere)

    # Ids only: what each says is read in its own transaction, as it stands then.
    return (
        hver("sveip sak", list(saker), sak)
        + hver("sveip melding", list(meldinger), melding)
        + hver("sveip framlegg", uten_svar(dag), framlegg)
    )


def _sveip_sak(sak_id: int, *, now: datetime, kalendere: dict[int, Skolekalender], parametre: Parametre) -> None:
    dag = localdate(now)
    with transaction.atomic():
        sak = (
            Sak.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
            .select_related("ansvarlig")
            .filter(pk=sak_id)
            .first()
        )
        if sak is None:
            return
        for frist in les(sak, now).frister:
            forfall = localdate(frist.forfall)
            trinn = forfalte_trinn(
                frist, now=now, kalender=kalendere[sak.skole_id], parametre=parametre, skjerpet=sak.skjerpet
            )
            for ut in utsendinger(sak, frist, trinn, dag):
                varsle(
                    ut.mottakere,
                    ut.type,
                    f"frist:{sak.pk}:{frist.type}:{forfall:%Y-%m-%d}:{ut.trinn}",
                    now=now,
                    sak=sak,
                    # D-20: what is to be done straks in a § 12-5-sak does not wait for Monday.
                    haster=sak.skjerpet and ut.trinn in OVER_FRISTEN,
                    frist=frist.type.value,
                    dato=forfall.isoformat(),
                )


def _sveip_melding(
    melding_id: int, *, now: datetime, kalendere: dict[int, Skolekalender], parametre: Parametre
) -> None:
    with transaction.atomic():
        melding = Melding.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=melding_id).first()
        if melding is None:
            return
        haster = melding.haster or melding.skjerpet or melding.trygg_naa == "nei"
        skolens = kalendere[melding.skole_id]
        fakta = MeldingFakta(sendt=melding.sendt, lest=melding.lest)
        # A target that is only planned has not changed yet (D-22).
        frist = ta_imot_melding(fakta, haster=haster, kalender=skolens, parametre=parametre.paa(localdate(now)))
        if frist is None:
            return
        trinn = forfalte_trinn(frist, now=now, kalender=skolens, parametre=parametre, skjerpet=haster)
        for ut in utsendinger_for_melding(melding, trinn, localdate(now)):
            varsle(
                ut.mottakere,
                Varseltype.MELDING_IKKE_LEST,
                f"melding:{melding.pk}:ikke_lest:{ut.trinn}",
                now=now,
                haster=haster,
                melding=melding.nummer,
            )


def rut_inhabile(now: datetime) -> int:
    """Move what is led by one who lost it: a role that began, an appointment that ended; returns how many moved.

    A relation is heeded when it is registered (cases/lyttere.py); this is for what days bring.
    """
    return habilitet.rut_inhabile(now) + flytt_fra_inhabile(now)


def oppdater_frister(now: datetime) -> int:
    """Bring the stored phase and next deadline in step with the law; returns how many had changed.

    Time alone changes them (a day of evaluation comes), and so do a new skolerute and a new target (D-22). What a
    changed sak says is written as the system's own act, with history.
    """
    aktor = systemet()
    antall = 0
    siste = 0
    while True:
        saker = bolk(Q(avsluttet__isnull=True) | Q(neste_frist__isnull=False), etter=siste)
        if not saker:
            return antall
        siste = saker[-1].pk
        lest = les_mange(saker, now)
        ulike = [sak.pk for sak in saker if ulik(sak, lest[sak.pk])]

        def rett(sak_id: int) -> None:
            with transaction.atomic():
                sak = laast(sak_id)
                # Its own door may have stored it while we waited.
                if ulik(sak, les(sak, now)):
                    oppdater(sak, aktor=aktor, now=now)

        antall += hver("oppdater sak", ulike, rett)


def rydd_utkast(now: datetime) -> int:
    """Remove drafts of meldinger and of referater that nobody has touched for 14 days; returns how many."""
    gamle = {"endret__lt": now - UTKAST_VARER}
    return sum(modell.objects.filter(**gamle).delete()[0] for modell in (Meldingsutkast, Aktivitetsutkast))
