"""What time itself does: deadlines that come and pass, phases that change, drafts that are left behind.

Everything here may run twice, or be killed anywhere, without anyone being told twice or not at all: each sak has its
own transaction, and each notice its own key in the database.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from cases.framlegg.paaminnelse import paaminn, uten_svar
from cases.innsyn.paaminnelse import paaminn as paaminn_om_krav
from cases.innsyn.paaminnelse import ubesvarte
from cases.lov.fakta import MeldingFakta
from cases.lov.frister import ta_imot_melding
from cases.lov.stige import Trinn, forfalte_trinn, seneste_forfall_med_trinn
from cases.melding.actions import flytt_fra_inhabile
from cases.melding.models import Behandling, Melding, Meldingsutkast
from cases.sak import habilitet, kalender
from cases.sak.access import med_kommunerolle
from cases.sak.models import Sak
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import frister_for_mange, les, les_mange
from cases.undersokelse.models import Aktivitetsutkast
from cases.varsling.actions import varsle
from cases.varsling.bolker import bolk, hver, laast, ulik
from cases.varsling.models import NyttVarsel, Varsel
from cases.varsling.stige import Krets, utsendinger, utsendinger_for_melding
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle, Skole
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cases.lov.kalender import Skolekalender
    from cases.lov.parametre import Parametre

logger = logging.getLogger(__name__)
# So few that nobody who writes in one of them waits for long, and so many that who may see them is seldom asked.
SVEIP_OM_GANGEN = 1000
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
    meldinger = (
        Melding.objects.filter(behandling=Behandling.NY, lest__isnull=True).order_by("pk").values_list("pk", flat=True)
    )

    def saker(ider: Sequence[int]) -> None:
        _sveip_saker(ider, now=now, kalendere=kalendere, parametre=parametre)

    def melding(melding_id: int) -> None:
        _sveip_melding(melding_id, now=now, kalendere=kalendere, parametre=parametre)

    def framlegg(framlegg_id: int) -> None:
        paaminn(framlegg_id, now=now, kalendere=kalendere)

    def innsyn(krav_id: int) -> None:
        paaminn_om_krav(krav_id, now=now, kalendere=kalendere)

    # Ids only: what each says is read in the transaction that tells it, as it stands then.
    return (
        _sveip_alle(horisont, saker)
        + hver("sveip melding", list(meldinger), melding)
        + hver("sveip framlegg", uten_svar(dag), framlegg)
        + hver("sveip innsyn", ubesvarte(dag), innsyn)
    )


def _sveip_alle(horisont: datetime, sveip_disse: Callable[[Sequence[int]], None]) -> int:
    """All saker with a deadline up to the horizon, a batch at a time: memory stays the same however many.

    A batch that fails is done once more, sak by sak, so that what is wrong with one silences none of the others.
    """
    antall = 0
    siste: tuple[datetime, int] | None = None
    while True:
        saker = Sak.objects.filter(neste_frist__lte=horisont).order_by("neste_frist", "pk")
        if siste is not None:
            frist, pk = siste
            saker = saker.filter(neste_frist__gte=frist).exclude(neste_frist=frist, pk__lte=pk)
        bolk = list(saker.values_list("pk", "neste_frist")[:SVEIP_OM_GANGEN])
        if not bolk:
            return antall
        ider = [pk for pk, _frist in bolk]
        siste = (cast("datetime", bolk[-1][1]), bolk[-1][0])
        try:
            sveip_disse(ider)
        except Exception:  # noqa: BLE001 - whatever is wrong, it is found and logged one by one
            antall += hver("sveip sak", ider, lambda sak_id: sveip_disse([sak_id]))
        else:
            antall += len(ider)


def _sveip_saker(
    sak_ider: Sequence[int], *, now: datetime, kalendere: dict[int, Skolekalender], parametre: Parametre
) -> None:
    """Tell what is due in these saker, all of it or nothing."""
    dag = localdate(now)
    nye: list[NyttVarsel] = []
    with transaction.atomic():
        saker = list(
            Sak.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
            .filter(pk__blant=sak_ider)
            .prefetch_related("ansvarlig")
            .order_by("pk")
        )
        frister = frister_for_mange(saker, dag, kalendere=kalendere, parametre=parametre)
        krets = Krets([sak.pk for sak in saker], dag)
        for sak in saker:
            skolens = kalendere[sak.skole_id]
            for frist in frister[sak.pk]:
                trinn = forfalte_trinn(frist, now=now, kalender=skolens, parametre=parametre, skjerpet=sak.skjerpet)
                if not trinn:
                    continue
                forfall = localdate(frist.forfall).isoformat()
                nokkel = f"frist:{sak.pk}:{frist.type}:{forfall}"
                data = {"frist": frist.type.value, "dato": forfall}
                for ut in utsendinger(sak, frist, trinn, krets):
                    # D-20: what is to be done straks in a § 12-5-sak does not wait for Monday.
                    haster = sak.skjerpet and ut.trinn in OVER_FRISTEN
                    # Two steps at once may be one person's: each is a notice of its own.
                    nye += [
                        {
                            "mottaker": mottaker,
                            "sak": sak.pk,
                            "type": ut.type.value,
                            "nokkel": f"{nokkel}:{ut.trinn}",
                            "data": data,
                            "haster": haster,
                        }
                        for mottaker in {m.pk for m in ut.mottakere if krets.kan_varsles(m, ut.type, sak.pk)}
                    ]
        Varsel.objects.skriv(nye, now)


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
    changed sak says is written as the system's own act, with history. A next deadline that was wrong already when it
    was stored is a fault of ours, since a door ought to have kept it right: systemforvalter is told how many.
    """
    aktor = systemet()
    antall = feil = 0
    siste = 0
    while True:
        saker = bolk(Q(avsluttet__isnull=True) | Q(neste_frist__isnull=False), etter=siste)
        if not saker:
            _meld_feil(feil, now)
            return antall
        siste = saker[-1].pk
        lest = les_mange(saker, now)
        ulike = [sak.pk for sak in saker if ulik(sak, lest[sak.pk])]

        def rett(sak_id: int) -> None:
            nonlocal feil
            with transaction.atomic():
                sak = laast(sak_id)
                # Its own door may have stored it while we waited.
                if ulik(sak, les(sak, now)):
                    feil += _var_feil(sak)
                    oppdater(sak, aktor=aktor, now=now)

        antall += hver("oppdater sak", ulike, rett)


def _var_feil(sak: Sak) -> bool:
    """Whether the stored next deadline was wrong by the law of the moment it was stored; time has changed the rest."""
    lagret = sak.history.values_list("history_date", flat=True).first()
    if lagret is None:
        return True
    if sak.elev.skole_id != sak.skole_id:
        # The pupil has moved since, by no door of the sak's, and nobody wrote down which day.
        return False
    frist = les(sak, lagret).neste_frist
    return (sak.neste_frist, sak.neste_frist_type) != (
        frist.forfall if frist is not None else None,
        frist.type.value if frist is not None else "",
    )


def _meld_feil(antall: int, now: datetime) -> None:
    if antall:
        logger.warning("Lagrede frister som var feil: %s", antall)
        dag = localdate(now)
        mottakere = med_kommunerolle(Rolle.SYSTEMFORVALTER, dag)
        varsle(mottakere, Varseltype.FRISTER_RETTET, f"frister_rettet:{dag}", now=now, antall=antall)


def rydd_utkast(now: datetime) -> int:
    """Remove drafts of meldinger and of referater that nobody has touched for 14 days; returns how many."""
    gamle = {"endret__lt": now - UTKAST_VARER}
    return sum(modell.objects.filter(**gamle).delete()[0] for modell in (Meldingsutkast, Aktivitetsutkast))
