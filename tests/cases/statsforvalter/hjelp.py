"""What the tests of the register do again and again: a letter, an answer, a decision, an order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.dokumenter.models import Dokument
from cases.sak.models import Sak
from cases.statsforvalter import actions, vedtak
from cases.statsforvalter.data import (
    Kravdata,
    Meldtdata,
    Oppfolgingsdata,
    Paleggdata,
    Sluttdata,
    Svardata,
    Vedtaksdata,
)
from cases.statsforvalter.models import (
    Palegg,
    Statsforvalterkrav,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
)
from cases.statsforvalter.mote import Motedata, registrer_mote
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.tiltaksplan.models import Tiltaksplan
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

DAG = timedelta(days=1)
Utfall = Statsforvaltervedtak.Utfall
Status = Palegg.Status


def meld(aktor: Bruker, sak: Sak, now: datetime = NAA, **felter: Any) -> Statsforvaltersak:
    data = Meldtdata(
        **{"meldt": I_DAG - DAG, "mottatt": I_DAG, "meldt_av": Statsforvaltersak.MeldtAv.FORESATT, **felter}
    )
    return actions.registrer_melding(aktor=aktor, sak_id=sak.pk, data=data, now=now)


def krev(aktor: Bruker, sak: Sak, **felter: Any) -> Statsforvalterkrav:
    data = Kravdata(**{"mottatt": I_DAG, "frist": I_DAG + 14 * DAG, "punkter": ("Planene", "Referatene"), **felter})
    return actions.registrer_krav(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def svar(aktor: Bruker, sak: Sak, krav: Statsforvalterkrav, **felter: Any) -> Statsforvaltersvar:
    data = Svardata(
        **{
            "sendt": I_DAG,
            "kanal": Statsforvaltersvar.Kanal.SVARUT,
            "sendt_av": "Rektor",
            "hele": True,
            "andre_dokumenter": "Redegjørelse 10.11.",
            **felter,
        }
    )
    return actions.registrer_svar(aktor=aktor, sak_id=sak.pk, krav_id=krav.pk, data=data, now=NAA)


def skriv_mote(aktor: Bruker, sak: Sak, **felter: Any) -> Statsforvaltermote:
    data = Motedata(
        **{
            "dato": I_DAG,
            "hvordan": Statsforvaltermote.Hvordan.VIDEO,
            "deltakere": "Lien og rektor",
            "tatt_opp": "Vaktplanen.",
            **felter,
        }
    )
    return registrer_mote(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def avgjor(aktor: Bruker, sak: Sak, utfall: Utfall = Utfall.BRUDD, **felter: Any) -> Statsforvaltervedtak:
    data = Vedtaksdata(**{"utfall": utfall, "dato": I_DAG, "mottatt": I_DAG, "hovedpunkter": "For lite.", **felter})
    return vedtak.registrer_vedtak(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def paalegg(aktor: Bruker, sak: Sak, i: Statsforvaltervedtak, **felter: Any) -> Palegg:
    data = Paleggdata(
        **{
            "vedtak": i,
            "tekst": "En fast voksen følger eleven.",
            "frist": I_DAG + 30 * DAG,
            "ansvarlig_rolle": "Rektor",
            **felter,
        }
    )
    return vedtak.registrer_palegg(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def folg(aktor: Bruker, sak: Sak, palegg: Palegg, status: Status = Status.GJENNOMFORT, **felter: Any) -> None:
    data = Oppfolgingsdata(**{"dato": I_DAG, "status": status, "gjort": "Gjort.", "bevis": "Vaktplan.", **felter})
    vedtak.folg_opp_palegg(aktor=aktor, sak_id=sak.pk, palegg_id=palegg.pk, data=data, now=NAA)


def lukk(aktor: Bruker, sak: Sak, **felter: Any) -> Statsforvaltersak:
    data = Sluttdata(**{"slutt": Statsforvaltersak.Slutt.FERDIG, "avsluttet": I_DAG, **felter})
    return actions.lukk_runde(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def papir(plan: Tiltaksplan, aktor: Bruker) -> Dokument:
    return Dokument.objects.create(
        sak=plan.sak,
        plan=plan,
        objekt_type="cases.tiltaksplan",
        objekt_id=plan.pk,
        type=Dokument.Type.TILTAKSPLAN,
        utgave=Dokument.Utgave.INTERN,
        filnavn="plan-v1.pdf",
        innhold=b"%PDF",
        sha256="0" * 64,
        laget=NAA,
        laget_av=aktor,
    )
