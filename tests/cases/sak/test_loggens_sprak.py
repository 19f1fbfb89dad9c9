"""A line of the log is read in the reader's language, whichever the writer had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from cases.sak.hendelse import DOKUMENTNAVN, Hendelsestype, linje, logg
from cases.skoleeier.actions import Alvorlighetsdata, vurder_alvorlighet
from cases.tiltaksplan.actions import Statusdata, sett_tiltak_status
from cases.tiltaksplan.models import Tiltak
from cases.undersokelse.models import Samtale
from cases.undersokelse.referat import Samtaledata, registrer_samtale
from tests.cases.planer import vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


def _setninger(sak: Sak, sprak: str) -> list[str]:
    with translation.override(sprak):
        return [linje(rad).setning for rad in sak.hendelser.select_related("aktor")]


@pytest.mark.parametrize("skriver", ["nb", "nn"])
def test_linja_staar_paa_leserens_maalform_hva_den_som_skrev_enn_har_valgt(
    roller: Rollebesetning, skriver: str
) -> None:
    sak = lag_sak(roller)
    with translation.override(skriver):
        vedtatt(sak, roller.rektor)
        sett_tiltak_status(
            aktor=roller.rektor,
            sak_id=sak.pk,
            tiltak_id=Tiltak.objects.get().pk,
            data=Statusdata(Tiltak.Status.IKKE_GJENNOMFORT, "Syk"),
            now=NAA,
        )
        registrer_samtale(
            aktor=roller.rektor,
            sak_id=sak.pk,
            data=Samtaledata(Samtale.Type.FORESATTE, I_DAG, deltakere="Mor", sted="Her", takket_nei=True),
            now=NAA,
        )
        sak.refresh_from_db()
        vurder_alvorlighet(
            aktor=roller.rektor,
            sak_id=sak.pk,
            data=Alvorlighetsdata(kriterier=(), alvorlig=False, begrunnelse="Nei"),
            versjon=sak.versjon,
            now=NAA,
        )
    lest = "\n".join(_setninger(sak, "nb"))
    assert "Tiltak 1 i versjon 1: ikke gjennomført." in lest
    assert "Alvorlighet ble vurdert: ikke alvorlig." in lest
    assert "Samtale tilbudt: Foresatte til eleven takket nei." in lest
    nynorsk = "\n".join(_setninger(sak, "nn"))
    assert ": ikkje gjennomført." in nynorsk
    assert ": ikkje alvorleg." in nynorsk
    assert "Føresette til eleven" in nynorsk


@pytest.mark.parametrize("dokument", sorted(DOKUMENTNAVN))
def test_papirene_i_loggen_kjennes_paa_koden_paa_begge_maalformer(roller: Rollebesetning, dokument: str) -> None:
    sak = lag_sak(roller)
    logg(sak, Hendelsestype.DOKUMENT_LAGET, aktor=roller.rektor, now=NAA, dokument=dokument, versjon=1, hvem="x")
    assert all(_setninger(sak, sprak)[0] for sprak in ("nb", "nn"))
