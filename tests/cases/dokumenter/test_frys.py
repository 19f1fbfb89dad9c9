"""The door that freezes a document: once for each edition, in the right folder, and one line in the log."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.sak.hendelse import DOKUMENTNAVN, Hendelsestype, linje, logg
from tests.cases.planer import vedtatt
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

Type, Utgave = Dokument.Type, Dokument.Utgave


def test_et_dokument_fryses_en_gang_per_utgave_i_riktig_mappe_og_sier_det_en_gang_i_loggen(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)

    def fryst(**annet: Any) -> Dokument:
        felles: dict[str, Any] = {
            "sak": sak,
            "type": Type.TILTAKSPLAN,
            "utgave": Utgave.ELEVMAPPE,
            "objekt": plan,
            "versjon": plan.versjon,
            "innhold": b"%PDF-1.7 en",
            "filnavn": "plan.pdf",
            "aktor": roller.rektor,
            "now": NAA,
        }
        return frys(**felles | annet)

    hjem = fryst()
    # The same key gives the document that exists, whatever is handed in, and whoever asks.
    assert fryst(innhold=b"noe annet", aktor=roller.avdelingsleder) == hjem
    assert bytes(hjem.innhold) == b"%PDF-1.7 en"
    assert hjem.sha256 == sha256(b"%PDF-1.7 en").hexdigest()
    assert (hjem.elev, hjem.objekt_type, hjem.objekt_id) == (sak.elev, "cases.tiltaksplan", plan.pk)
    full = fryst(utgave=Utgave.INTERN, innhold=b"%PDF-1.7 full")
    assert full.elev is None
    assert set(Dokument.objects.av(plan)) == {hjem, full}
    # A referat of a talk with another pupil belongs in that pupil's folder, and never in this one's.
    annens = fryst(type=Type.REFERAT, elev=roller.annen_elev)
    assert annens.elev == roller.annen_elev
    # What is said to skoleeier and to an employee is in no pupil's folder: the database refuses it.
    for type_ in (Type.VARSEL_SKOLEEIER, Type.FRAMLEGG):
        with pytest.raises(IntegrityError), transaction.atomic():
            fryst(type=type_)
    fryst(type=Type.FRAMLEGG, utgave=Utgave.INTERN)
    laget = sak.hendelser.filter(type=Hendelsestype.DOKUMENT_LAGET.value).order_by("pk")
    assert [linje(rad).setning for rad in laget] == [
        "Tiltaksplan, versjon 1, ble lagret som dokument.",
        "Et referat ble lagret som dokument.",
    ]


def test_en_gammel_rad_i_loggen_og_hvert_slag_dokument_kan_si_seg_paa_begge_maal(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gammel = logg(sak, Hendelsestype.DOKUMENT_LAGET, aktor=roller.rektor, now=NAA, versjon=3)
    with translation.override("nn"):
        assert linje(gammel).setning == "Tiltaksplan, versjon 3, vart lagra som dokument."
    # A framlegg has lines of its own, for those who lead.
    assert set(DOKUMENTNAVN) == set(Type.values) - {"framlegg"}
