"""What the worker does with the seals at night: control them, say it if something is wrong, and write down how far."""

from __future__ import annotations

import logging
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from cases.sak.access import med_kommunerolle
from cases.segl import forsegling
from cases.segl.kontroll import Telling, kontroller
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle

if TYPE_CHECKING:
    from datetime import datetime

logger = logging.getLogger("skolemiljo.segl")
# More than this says no more, and fills the log.
HOYST_I_LOGGEN = 100


def nattlig_kontroll(now: datetime) -> int:
    """Control what is new and a seventh of what is old; returns how many breaches there were, at most a hundred.

    Each is named in the server's log, by table, id and saksnummer. Systemforvalter and personvernombud get a notice
    that says no more than that there is one. Last the head of the chain is written to the server's log: kept outside
    the database, it shows whether anyone has cut off the end and sealed anew.
    """
    telling = Telling()
    brudd = list(islice(kontroller(now, telling, alt=False), HOYST_I_LOGGEN))
    for ett in brudd:
        logger.error("Brudd i loggene: %s", ett.setning())
    if brudd:
        dag = localdate(now)
        mottakere = [*med_kommunerolle(Rolle.SYSTEMFORVALTER, dag), *med_kommunerolle(Rolle.PERSONVERNOMBUD, dag)]
        varsle(mottakere, Varseltype.BRUDD_I_LOGGENE, f"segl:brudd:{dag}", now=now, haster=True)
    hode = forsegling.hode()
    if hode is not None:
        logger.info("Segl kontrollert: %s rader, %s brudd. Hode %s:%s", telling.rader, len(brudd), *hode)
    return len(brudd)
