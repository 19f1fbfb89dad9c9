"""Opening a sak: called by the door that receives a melding, inside its transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.hjelp import PROSEDYRE
from cases.sak.models import Eier, Sak
from cases.sak.tilstand import nytt_saksnummer
from procedures.veiledning import versjon_paa
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from cases.sak.models import Kriterium
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev


@dataclass(frozen=True)
class Nysak:
    """What is known when a sak is opened."""

    elev: Elev
    ansvarlig: Bruker
    mottatt: datetime
    gruppe: UUID
    eier: Eier = Eier.SKOLE
    kriterier: tuple[Kriterium, ...] = ()
    tatt_opp_med_rektor: date | None = None
    tatt_opp_av: str = ""
    foresatte_informert: date | None = None


def opprett(ny: Nysak, *, aktor: Bruker, now: datetime) -> Sak:
    """Write a new sak and its first log line. The caller ends with ``tilstand.oppdater``.

    A pupil whose address is protected gets a sak that is closed to all but rektor and named persons (A-14).

    Raises:
        ValidationError: the sak breaks its own rules.

    """
    sak = lagre(
        Sak(
            nummer=nytt_saksnummer(now.year),
            elev=ny.elev,
            skole=ny.elev.skole,
            klasse=ny.elev.klasse,
            ansvarlig=ny.ansvarlig,
            eier=ny.eier,
            opprettet=now,
            mottatt=ny.mottatt,
            gruppe=ny.gruppe,
            alvorlig_kriterier=list(ny.kriterier),
            tatt_opp_med_rektor=ny.tatt_opp_med_rektor,
            tatt_opp_av=ny.tatt_opp_av,
            foresatte_informert=ny.foresatte_informert,
            sperret=ny.elev.er_gradert,
            prosedyreversjon=versjon_paa(PROSEDYRE, localdate(now)),
        ),
        aktor=aktor,
        now=now,
    )
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=aktor, now=now)
    return sak
