"""A sak that is kept from somebody leaves no trace: their pages are the same bytes as if it had never been.

The pages are read before the sak is there and after, everything in it made through the doors: no grey row, no gap, no
count, no notice, no mail. Where a person had the sak and lost it (L-5.5), their pages are as before they had it.
"""

from __future__ import annotations

from datetime import timedelta
from difflib import unified_diff
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db.models import Max

from cases.melding.actions import Meldingsdata, Mottaksdata, Mottakselev, send_melding, ta_imot
from cases.sak.actions import legg_til_involvert
from cases.sak.models import Involvert
from cases.sak.ruting import Involvertdata
from cases.skoleeier.actions import varsle_skoleeier
from cases.undersokelse.actions import Samtaledata, registrer_samtale
from cases.undersokelse.models import Samtale
from cases.varsling.epost import send_epost
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold, Gradering
from tests.access import sider
from tests.access.verden import folkene, gi, hemmelig_elev
from tests.cases.planer import vedtatt
from tests.cases.skoleeier.oppsett import Type, varseldata
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev
    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
LEDELSEN = ("rektor", "leder", "stedfortreder", "avdelingsleder", "sfo_leder")
UTENFORSTAAENDE = ("kontaktlarer", "rektor_maere", "systemforvalter", "personvernombud")


def meld(roller: Rollebesetning, elev: Elev, *krenkere: Involvertdata) -> Sak:
    """A melding, received by whoever the law says, with a talk in the sak it opens."""
    data = Meldingsdata(
        nokkel=uuid4(), hva_skjedde="Zqmskjedde", oppdaget=I_DAG, elever=(elev,), krenkere=krenkere, haster=True
    )
    (melding,) = send_melding(aktor=roller.ansatt, data=data, now=NAA)
    mottaker = {"rektor": roller.rektor, "skoleeier": roller.sektorleder, "kommunalsjef": roller.kommunalsjef}[
        melding.mottaker
    ]
    valg = tuple(Mottakselev(meldingelev_id=rad.pk, elev=elev) for rad in melding.elever.all())
    (sak,) = ta_imot(aktor=mottaker, nummer=melding.nummer, data=Mottaksdata(elever=valg, ansvarlig=mottaker), now=NAA)
    samtale = Samtaledata(
        type=Samtale.Type.ELEV, dato=I_DAG, deltakere="Zqsdeltakere", hva_sies="Zqssies", sted="Zqssted"
    )
    registrer_samtale(aktor=mottaker, sak_id=sak.pk, data=samtale, now=NAA)
    return sak


def ansatt(person: Bruker) -> Involvertdata:
    """An employee who may have offended."""
    return Involvertdata(Involvert.Kategori.ANSATT, ansatt=person)


def ledelsen_meldt(roller: Rollebesetning, folk: dict[str, Bruker], elev: Elev) -> Sak:
    """The rektor is named in the melding itself."""
    return meld(roller, elev, ansatt(roller.rektor))


def ledelsen_anklages_siden(roller: Rollebesetning, folk: dict[str, Bruker], elev: Elev) -> Sak:
    """The rektor leads an ordinary sak, with grants and a plan; then the leader with fullmakt is named in a talk."""
    sak = meld(roller, elev)
    vedtatt(sak, roller.rektor)
    gi(folk["avdelingsleder"], sak, roller.rektor, skrive=True, til=I_DAG + 30 * DAG)
    varsle_skoleeier(aktor=roller.rektor, sak_id=sak.pk, data=varseldata(Type.ALVORLIG), now=NAA)
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=ansatt(folk["leder"]), now=NAA)
    return sak


def sektorleder_meldt(roller: Rollebesetning, folk: dict[str, Bruker], elev: Elev) -> Sak:
    """The head of schools is named."""
    return meld(roller, elev, ansatt(roller.sektorleder))


def ansatt_meldt(roller: Rollebesetning, folk: dict[str, Bruker], elev: Elev) -> Sak:
    """An employee is named."""
    return meld(roller, elev, ansatt(roller.anklaget))


def egen_unge(roller: Rollebesetning, folk: dict[str, Bruker], elev: Elev) -> Sak:
    """The pupil's mother works at the school, and is class teacher."""
    foresatt = Foresatt.objects.create(fornavn="Mor", etternavn="Lærer", bruker=roller.kontaktlarer)
    Foresattforhold.objects.create(elev=elev, foresatt=foresatt)
    sak = meld(roller, elev)
    sak.delt_med_kontaktlarer = True
    sak.save()
    gi(roller.kontaktlarer, sak, roller.rektor, skrive=True)
    return sak


def gradert(roller: Rollebesetning, folk: dict[str, Bruker], elev: Elev) -> Sak:
    """The pupil's address is protected from birth of the sak."""
    return meld(roller, elev)


# Those who stand outside in every story are read in the first.
HISTORIER = {
    "ledelsen_meldt": (ledelsen_meldt, (*LEDELSEN, *UTENFORSTAAENDE)),
    "ledelsen_anklages_siden": (ledelsen_anklages_siden, ("rektor", "leder", "avdelingsleder")),
    "sektorleder_meldt": (sektorleder_meldt, ("sektorleder", "rektor")),
    "ansatt_meldt": (ansatt_meldt, ("anklaget", "kontaktlarer")),
    "egen_unge": (egen_unge, ("kontaktlarer",)),
    "gradert": (gradert, ("leder", "kontaktlarer")),
}


@pytest.mark.parametrize("historie", HISTORIER)
def test_sidene_er_de_samme_som_om_saken_aldri_var(hus: Hus, roller: Rollebesetning, historie: str) -> None:
    fortell, hvem = HISTORIER[historie]
    folk = folkene(roller)
    elev = hemmelig_elev(roller, gradering=Gradering.STRENGT if historie == "gradert" else Gradering.INGEN)
    # Something else to see, so that the pages have rows, numbers and an order that a gap would show in.
    alvorlig: dict[str, Any] = {"alvorlig": True, "alvorlig_vurdert": NAA, "alvorlig_kriterier": ["vaapen"]}
    lag_sak(roller, nummer="2025-0001", neste_frist=NAA + DAG, neste_frist_type="tiltaksplan")
    lag_sak(roller, nummer="2025-0002", elev=roller.annen_elev, **alvorlig)
    lag_sak(roller, nummer="2025-0003", elev=roller.elev_maere, ansvarlig=roller.rektor_maere)
    lag_melding(roller, nummer="M-2025-0001", melder=roller.kontaktlarer)
    sok = ("zqnov", "2026")
    _tid_gaar()
    for_ = {navn: sider.alle(hus, folk[navn], sok) for navn in hvem}
    siste = Varsel.objects.aggregate(siste=Max("pk"))["siste"] or 0

    sak = fortell(roller, folk, elev)
    _tid_gaar()
    send_epost(NAA + 31 * DAG)

    endret = [
        f"{navn}: {adresse}: {linje}"
        for navn in hvem
        for adresse, innhold in sider.alle(hus, folk[navn], sok).items()
        for linje in ulikt(for_[navn][adresse], innhold)
    ]
    assert not endret, "\n".join(endret)
    if historie != "ledelsen_anklages_siden":
        # The rektor who had it first was told of it then.
        nye = Varsel.objects.filter(pk__gt=siste, mottaker__in=[folk[navn] for navn in hvem])
        assert not nye.exists(), [(v.mottaker.navn, v.type, v.data) for v in nye]
    assert mail.outbox
    for brev in mail.outbox:
        alt = f"{brev.subject} {brev.body} {brev.extra_headers}"
        # Never a word of what it is about (D-25).
        assert not [ord_ for ord_ in ("Zq", "Egge", "Mære", sak.nummer, "mobb", "krenk") if ord_ in alt]


def ulikt(for_: str, etter: str) -> list[str]:
    """The lines that are not the same."""
    if for_ == etter:
        return []
    return [
        linje
        for linje in unified_diff(for_.splitlines(), etter.splitlines(), n=0, lineterm="")
        if not linje.startswith(("---", "+++", "@@"))
    ] or ["mellomrom"]


def _tid_gaar() -> None:
    """Nothing is done for a month: the ladder of reminders is climbed to its top."""
    for dager in range(0, 30, 5):
        sveip(NAA + dager * DAG)


def test_leksa_er_ikke_tom(hus: Hus, roller: Rollebesetning) -> None:
    # One who does see the sak has other pages afterwards.
    folkene(roller)
    for_ = sider.alle(hus, roller.sektorleder)
    ledelsen_meldt(roller, {}, hemmelig_elev(roller))
    etter = sider.alle(hus, roller.sektorleder)
    assert {"/", "/saker/", "/skoleeier/", "/varsler/"} <= {side for side in etter if etter[side] != for_[side]}
