"""A § 12-5-sak with a named employee, and a framlegg on its way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cases.framlegg import actions
from cases.framlegg.actions import Framleggdata, Valg
from cases.framlegg.personer import gjennomga
from tests.cast import NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.framlegg.models import Framlegg
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

TEKST = (
    "Nora Eggen sier at du ropte til henne i gangen tirsdag, og at Jonas Vik så det. Kari Eggen og Ansatt bekrefter."
)
TRENGER = "Fortell med egne ord hva som skjedde da Nora kom for sent."
FRIST = date(2026, 11, 17)


def skjerpet_sak(roller: Rollebesetning, **felter: Any) -> Sak:
    """Nora's sak: the employee is named, Jonas is a witness, and somebody at the school reported it."""
    sak = lag_sak(roller, **{"skjerpet": True, "delt_med_kontaktlarer": True, **felter})
    anklag(sak, roller.anklaget)
    sak.involverte.create(rolle="vitne", kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor, skjerpet=True)
    return sak


def data(**felter: Any) -> Framleggdata:
    return Framleggdata(**{"paastander": TEKST, "trenger": TRENGER, "svarfrist": FRIST, **felter})


def utkast(roller: Rollebesetning, sak: Sak, aktor: Bruker | None = None, **felter: Any) -> Framlegg:
    return actions.nytt_framlegg(
        aktor=aktor or roller.rektor, sak_id=sak.pk, ansatt=roller.anklaget, data=data(**felter), now=NAA
    )


def maskert(
    roller: Rollebesetning, sak: Sak, aktor: Bruker | None = None, behold: dict[str, str] | None = None, **felter: Any
) -> Framlegg:
    """A draft whose names have been gone through; ``behold`` is what stands, with its reason."""
    framlegg = utkast(roller, sak, aktor, **felter)
    beholdt = behold or {}
    valg = {f.form: Valg(beholdes=f.form in beholdt, grunn=beholdt.get(f.form, "")) for f in gjennomga(framlegg).funn}
    return actions.masker_framlegg(
        aktor=aktor or roller.rektor, sak_id=sak.pk, framlegg_id=framlegg.pk, valg=valg, now=NAA
    )


def frigitt(roller: Rollebesetning, sak: Sak, **felter: Any) -> Framlegg:
    """What the employee has got, an hour later."""
    framlegg = maskert(roller, sak, **felter)
    return actions.frigi_framlegg(
        aktor=roller.rektor, sak_id=sak.pk, framlegg_id=framlegg.pk, now=NAA + timedelta(hours=1)
    )
