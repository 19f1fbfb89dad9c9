"""A part of a sak that is kept from one who sees the rest leaves no trace: their pages are as if it had never been.

As ``test_uten_spor``, but of parts. All that each can read of the sak is read before the part is made and after,
everything made through the doors: no row, no gap, no count, no name in a filter, no day, no notice, no mail. What they
do not see is answered as what does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.core import mail

from cases.arkiv.sending import registrer_nye
from cases.sak.models import Nodinnsyn
from cases.skoleeier.actions import varsle_skoleeier
from cases.skoleeier.nodinnsyn import Nodinnsynsdata, apne_nodinnsyn
from cases.tiltaksplan.actions import ny_planversjon
from cases.varsling.epost import send_epost
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from steinkjer_skolemiljo.organisation.models import Naerstaende
from tests.access import deler, hemmeligheter
from tests.access.deler import DAG, Deltsak
from tests.access.test_uten_spor import ulikt
from tests.cases.skoleeier.oppsett import Type, varseldata
from tests.cast import NAA

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

    Hemmelighet = Callable[[Deltsak], dict[str, object]]

# They see the sak, or some of it, and neither lead it nor follow it up.
MEDARBEIDERE = ("kontaktlarer", "stotte", "invitert_utlopt")
# They carry a tiltak, sent the melding, or look after something else than saker.
VED_SIDEN = ("tiltaksansvarlig", "ansatt", "personvernombud")


@dataclass(frozen=True)
class Fortelling:
    """A sak, what is made in it, and from whom that is kept."""

    lag: Callable[[Rollebesetning], Deltsak]
    hemmeligheter: tuple[Hemmelighet, ...]
    hvem: tuple[str, ...]


def om_en_ansatt(roller: Rollebesetning) -> Deltsak:
    """An employee is named; skoleeier has been told, and has answered. That stands in the log for all: not the words."""
    deltsak = deler.lag(roller, deler.ansatt(roller.anklaget), deler.elev_som_krenket(roller.annen_elev))
    varsle_skoleeier(
        aktor=roller.rektor, sak_id=deltsak.sak.pk, data=varseldata(Type.ANSATT, redegjorelse="Zqhvarsel"), now=NAA
    )
    hemmeligheter.varslet(deltsak)
    return deltsak


def om_en_elev(roller: Rollebesetning) -> Deltsak:
    """An ordinary sak that skoleeier has opened in an emergency; the next version of the plan is begun."""
    deltsak = deler.lag(roller, deler.elev_som_krenket(roller.annen_elev))
    data = Nodinnsynsdata(deltsak.sak.nummer, Nodinnsyn.Gjelder.FARE, "Foreldrene har ringt oss i dag.")
    apne_nodinnsyn(aktor=roller.sektorleder, data=data, now=NAA)
    ny_planversjon(aktor=roller.rektor, sak_id=deltsak.sak.pk, now=NAA)
    return deltsak


def naer_en_annen(roller: Rollebesetning) -> Deltsak:
    """A leader of the sak is near another pupil, who is in it as yet only as one who may have offended."""
    deltsak = deler.lag(roller, deler.elev_som_krenket(roller.elev))
    Naerstaende.objects.create(elev=roller.annen_elev, bruker=deltsak.folk["leder"], relasjon="onkel")
    return deltsak


# Whoever reads the read-log sees every look, also at what they do not see themselves.
TELLER_BLIKK = frozenset({"leselogg:oversikt"})
# What is whole or nothing: closed to one who is denied a part, in words that do not say so (cases/dossier/access.py).
HELT_ELLER_IKKE = frozenset({"dossier:oversikt", "dossier:redegjorelse", "dossier:pdf"})
# How many times the sak has been written in: so that the second of two who save at once is told.
VERSJON = re.compile(r'name="versjon" value="\d+"')

h = hemmeligheter
FORTELLINGER = {
    "om_en_ansatt": Fortelling(
        om_en_ansatt,
        (
            h.samtale_med_ansatt,
            h.internt_notat,
            h.framlegget,
            h.om_en_annen_elev,
            h.innsynet,
            h.saksmappa,
            h.overlevert,
        ),
        (*MEDARBEIDERE, *VED_SIDEN),
    ),
    "om_en_elev": Fortelling(
        om_en_elev,
        (h.planens_utkast, h.om_en_annen_elev, h.meldeplikten, h.saksmappa),
        ("kontaktlarer", "invitert_les", "tiltaksansvarlig", "sektorleder"),
    ),
    "naer_en_annen": Fortelling(naer_en_annen, (h.meldingen,), ("leder",)),
}


@pytest.mark.parametrize("fortelling", FORTELLINGER)
def test_sidene_er_de_samme_som_om_delen_aldri_var(hus: Hus, roller: Rollebesetning, fortelling: str) -> None:
    fort = FORTELLINGER[fortelling]
    deltsak = fort.lag(roller)
    _tid_gaar()
    for_ = {navn: deler.les(hus, deltsak, deltsak.folk[navn]) for navn in fort.hvem}
    har_faatt = _varslene(deltsak, fort.hvem)
    mail.outbox.clear()

    ny: dict[str, object] = {}
    for hemmelighet in fort.hemmeligheter:
        ny |= hemmelighet(deltsak)
    _tid_gaar()

    endret = []
    for navn in fort.hvem:
        etter = deler.les(hus, deltsak, deltsak.folk[navn], ny=ny, stengte=navn == fort.hvem[0])
        for side, innhold in etter.items():
            slag, _kolon, adressen = side.partition(":")
            if side in TELLER_BLIKK or (side in HELT_ELLER_IKKE and navn == "leder"):
                continue
            if slag not in {"ny", "uten"} and side not in for_[navn]:
                # Never theirs.
                assert not innhold.startswith("200"), (navn, side)
                continue
            som_om = etter[f"uten:{adressen}"] if slag in {"ny", "uten"} else for_[navn][side]
            ulike = ulikt(VERSJON.sub("", som_om), VERSJON.sub("", innhold))
            endret += [f"{navn}: {side}: {linje}" for linje in ulike]
    assert not endret, "\n".join(endret)
    assert _varslene(deltsak, fort.hvem) == har_faatt
    assert not [brev for brev in mail.outbox for navn in fort.hvem if deltsak.folk[navn].email in brev.to]


def _varslene(deltsak: Deltsak, hvem: tuple[str, ...]) -> list[tuple[str, str]]:
    rader = Varsel.objects.filter(mottaker__in=[deltsak.folk[navn] for navn in hvem]).order_by("pk")
    return [(rad.mottaker.navn, rad.type) for rad in rader]


def _tid_gaar() -> None:
    """Nothing is done for a month: the ladder of reminders is climbed to its top, and papers wait for the archive."""
    registrer_nye(NAA)
    for dager in range(0, 30, 5):
        sveip(NAA + dager * DAG)
    send_epost(NAA + 31 * DAG)
