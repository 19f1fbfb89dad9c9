"""What the tests of this room share: a filled-in notice, an assessment, and pages opened at a known time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import time_machine
from django.test import Client

from cases.evaluering.models import Avslutning, Evaluering
from cases.sak.models import Fase, Kriterium, Sak
from cases.skoleeier.actions import Alvorlighetsdata, Skoleeiervurdering, Varseldata, varsle_skoleeier
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltaksplan
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

Type = Skoleeiervarsel.Type
FLERE = Kriterium.FLERE_MOT_EN
ALVORLIG = Alvorlighetsdata(kriterier=(FLERE,), alvorlig=True)
VURDERING = Skoleeiervurdering(
    vurdering="Skolen har gjort det riktige.", veiledning="PPT bidrar.", oppfolging_dato=I_DAG + timedelta(days=7)
)


def varseldata(type_: Type = Type.ALVORLIG, **felter: Any) -> Varseldata:
    """A notice as a rektor would write it."""
    return Varseldata(
        **{
            "type": type_,
            "kriterier": (FLERE,) if type_ is Type.ALVORLIG else (),
            "redegjorelse": "Flere elever har stengt en elev ute i friminuttene.",
            "laert": NAA - timedelta(hours=1),
            **felter,
        }
    )


def send_varsel(roller: Rollebesetning, sak: Sak, type_: Type = Type.ALVORLIG, **felter: Any) -> Skoleeiervarsel:
    """The rektor warns skoleeier."""
    now = felter.pop("now", NAA)
    return varsle_skoleeier(aktor=roller.rektor, sak_id=sak.pk, data=varseldata(type_, **felter), now=now)


def hent(bruker: Bruker, adresse: str, now: datetime = NAA) -> HttpResponse:
    """Open a page as this person."""
    klient = Client()
    klient.force_login(bruker)
    with time_machine.travel(now, tick=False):
        return klient.get(adresse)  # type: ignore[return-value]


def send(bruker: Bruker, adresse: str, now: datetime = NAA, **felter: Any) -> HttpResponse:
    """Post a form as this person."""
    klient = Client()
    klient.force_login(bruker)
    with time_machine.travel(now, tick=False):
        return klient.post(adresse, felter)  # type: ignore[return-value]


def lukk(roller: Rollebesetning, sak: Sak) -> None:
    """Close a sak: the pupil has moved."""
    Avslutning.objects.create(
        sak=sak,
        grunn="flyttet",
        begrunnelse="Flyttet",
        elevens_syn="Gleder seg til ny skole.",
        barnets_beste="Vurdert",
        tid=NAA,
        av=roller.rektor,
    )
    sak.avsluttet, sak.fase, sak.neste_frist, sak.neste_frist_type = NAA, Fase.AVSLUTTET, None, ""
    sak.save()


def evaluert_uten_virkning(roller: Rollebesetning, sak: Sak, antall: int) -> None:
    """So many plan versions, each evaluated without the pupil saying it is safe."""
    for versjon in range(1, antall + 1):
        plan = Tiltaksplan.objects.create(
            sak=sak,
            versjon=versjon,
            status="vedtatt" if versjon == antall else "erstattet",
            utfordring="Alene i friminuttene.",
            elevens_syn="Vil ha noen å være med.",
            barnets_beste="Vurdert.",
            evalueringsdato=I_DAG,
            vedtatt=NAA - timedelta(days=30),
            vedtatt_av=roller.rektor,
            opprettet=NAA - timedelta(days=31),
            opprettet_av=roller.rektor,
        )
        Evaluering.objects.create(
            sak=sak,
            plan=plan,
            dato=I_DAG - timedelta(days=10 - versjon),
            elevens_svar="nei",
            spurt_av="Kontaktlærer",
            konklusjon="justere",
            ny_evalueringsdato=I_DAG,
            registrert=NAA,
            registrert_av=roller.rektor,
        )
