"""What somebody may type by a slip, or paste in: a year with two digits, a sign no text has, a number without end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from cases.melding.models import Meldingsutkast
from cases.sak.models import Hendelse
from cases.tiltaksplan.actions import ny_planversjon
from cases.undersokelse.models import Aktivitetsutkast
from steinkjer_skolemiljo.skjema import LANGT_UNNA, SkjemaMixin
from tests.cases.sak.hjelp import hent, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return lag_sak(roller)


OBSERVASJON = {"arena": "Gangen", "observator": "Assistenten", "beskrivelse": "Hun sto alene i gangen."}
VARSEL = {"type": "alvorlig", "kriterier": "vaapen", "redegjorelse": "Kort om saken."}


@pytest.mark.parametrize(
    ("navn", "felter", "felt", "datoer"),
    [
        # Read back, the log's row of the first year of all would be of no year, and the log could not be opened again.
        ("undersokelse:observasjon", OBSERVASJON, "dato", ("0001-01-01", "0026-11-09")),
        ("skoleeier:varsle", VARSEL, "laert", ("0026-11-09T08:00", "0001-01-01T00:00")),
        ("sak:foresatte_informert", {}, "dato", ("0001-01-01", "9999-12-31")),
    ],
)
def test_et_aarstall_ingen_mener_nektes_ved_feltet_og_teksten_staar(
    roller: Rollebesetning, sak: Sak, navn: str, felter: dict[str, Any], felt: str, datoer: tuple[str, ...]
) -> None:
    for dato in datoer:
        svar = send(roller.rektor, reverse(navn, args=[sak.nummer]), {**felter, felt: dato})
        side = svar.content.decode()
        assert svar.status_code == 422
        assert str(LANGT_UNNA) in side
        assert all(tekst in side for tekst in felter.values())
    assert not Hendelse.objects.exists()
    assert hent(roller.rektor, reverse("sak:logg", args=[sak.nummer])).status_code == 200


def test_tegnet_ingen_tekst_har_tas_bort_hvor_det_enn_limes_inn(roller: Rollebesetning, sak: Sak) -> None:
    sok = reverse("melding:elevsok")
    assert "Nora Eggen" in hent(roller.ansatt, f"{sok}?sok_elever=no%00ra").content.decode()
    assert hent(roller.rektor, f"{reverse('annual_wheel:vis')}?skole=%00").status_code == 200
    assert hent(roller.rektor, f"/saker/{sak.nummer}%00/").status_code == 404
    melding = {"nokkel": str(uuid4()), "hva_skjedde": "Hun\0 sto alene", "oppdaget": I_DAG}
    assert send(roller.ansatt, reverse("melding:utkast"), melding).status_code == 200
    assert Meldingsutkast.objects.get().felter["hva_skjedde"] == ["Hun sto alene"]
    samtale = {"hva_sies": "Det\0 går bra", "aapnet": "0", "retter": "0"}
    assert send(roller.rektor, reverse("undersokelse:utkast_samtale", args=[sak.nummer]), samtale).status_code == 200
    assert Aktivitetsutkast.objects.get().felter["hva_sies"] == "Det går bra"


def test_et_tall_uten_ende_er_intet_tall(roller: Rollebesetning, sak: Sak) -> None:
    uten_ende = "9" * 5000
    assert hent(roller.rektor, f"{reverse('annual_wheel:vis')}?skolear={uten_ende}").status_code == 200
    assert send(roller.ansatt, reverse("melding:vedlegg"), {"fjern": uten_ende}).status_code == 200
    melding = {"nokkel": str(uuid4()), "hva_skjedde": "Alene", "handling": f"fjern-{uten_ende}"}
    assert send(roller.ansatt, reverse("melding:meld"), melding).status_code == 200
    ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    plan = {"tiltak-TOTAL_FORMS": "1", "tiltak-INITIAL_FORMS": "0", "flytt": f"{uten_ende}-opp", "utfordring": "Alene"}
    svar = send(roller.rektor, reverse("tiltaksplan:rediger", args=[sak.nummer]), plan)
    assert svar.status_code == 200
    assert "Alene" in svar.content.decode()


class Avkrysning(SkjemaMixin, forms.Form):
    """Ticks, and what the page was shown with."""

    steg = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")])
    sett = forms.IntegerField(widget=forms.HiddenInput)


def test_alt_som_er_krysset_av_staar_igjen_naar_en_annen_har_lagret_i_mellomtiden() -> None:
    skjema = Avkrysning(QueryDict("steg=a&steg=c&sett=1"))
    skjema.neste_gang(sett=2)
    assert (skjema["steg"].value(), skjema["sett"].value()) == (["a", "c"], "2")
