"""Where a pupil with a protected address goes now is not told by which names a text is searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.dokumenter.steder import klassenavn, klassene, skolenavn
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.models import Gradering, Klasse
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def test_det_letes_etter_de_samme_stedene_hvor_eleven_enn_gaar(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    elev = roller.elev
    ny = Klasse.objects.create(skole=roller.maere, navn="7C", trinn=7, skolear=2026)
    Klasse.objects.create(skole=roller.maere, navn="5", trinn=5, skolear=2026)
    lest = []
    for gradering in (Gradering.INGEN, Gradering.FORTROLIG):
        for skole, klasse in ((roller.egge, roller.klasse), (roller.maere, ny)):
            elev.gradering, elev.skole, elev.klasse = gradering, skole, klasse
            elev.save()
            i_dag = Sak.objects.get(pk=sak.pk)
            lest.append((klassenavn(i_dag), skolenavn(i_dag), [k.navn for k in klassene(i_dag)]))
    uten, flyttet, gradert, gradert_flyttet = lest
    assert uten[:2] == (("5A",), ())
    assert flyttet[:2] == (("5A", "7C"), ())
    # A class that is a bare number would be found in every text.
    assert gradert[:2] == (("5A", "7C"), tuple(sorted([roller.egge.navn, roller.maere.navn])))
    assert gradert_flyttet[:2] == gradert[:2]
    assert "7C" not in gradert_flyttet[2]
