"""The rehearsal's page: each row where it can be read, each door for who may open it, and nothing for anyone else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.sak.models import Del, Oppslag
from cases.undersokelse.models import Observasjon, Samtale
from tests.cases.sak.hjelp import gi, hent
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def side(bruker: Bruker, sak: Sak) -> str:
    svar = hent(bruker, reverse("dossier:generalprove", args=[sak.nummer]))
    assert svar.status_code == 200
    return str(svar.content.decode())


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    lag_melding(roller, sak=sak, grep_inn=False)
    felles = {"sak": sak, "dato": I_DAG, "registrert": NAA, "registrert_av": roller.rektor}
    Samtale.objects.create(**felles, type=Samtale.Type.ELEV, deltakere="Nora", hva_sies="Jeg er alene.")
    Observasjon.objects.create(**felles, arena="Skolegården", observator="Rektor", beskrivelse="Alene ved gjerdet.")
    return sak


@pytest.mark.regel("L-4.29", "L-4.30")
def test_rektor_ser_det_saken_viser_og_veien_til_det_den_ikke_viser(roller: Rollebesetning, sak: Sak) -> None:
    samtale, melding = sak.samtaler.get(), sak.meldingselever.get().melding
    tekst = side(roller.rektor, sak)
    assert "Noe loven ber om, mangler ennå." in tekst
    assert f"{reverse('undersokelse:vis', args=[sak.nummer])}#samtale-{samtale.pk}" in tekst
    assert reverse("melding:ta_imot", args=[melding.nummer]) in tekst
    assert "10. november 2026" in tekst
    for dor in ("undersokelse:analyse", "sak:noter", "skoleeier:alvorlighet"):
        assert reverse(dor, args=[sak.nummer]) in tekst
    assert f"{reverse('sak:vis', args=[sak.nummer])}#foresatte" in tekst
    # What the page says of the child is what the rows say about what was done, never what anybody said.
    assert "alene" not in tekst
    assert Oppslag.objects.filter(sak=sak, bruker=roller.rektor, hva="sak").exists()
    assert (
        reverse("dossier:generalprove", args=[sak.nummer])
        in hent(roller.rektor, reverse("sak:vis", args=[sak.nummer])).content.decode()
    )


def test_den_som_skriver_i_saken_ser_den_uten_lederens_doerer_og_uten_det_som_er_lederens(
    roller: Rollebesetning, sak: Sak
) -> None:
    sak.skjerpet = True
    sak.save()
    anklag(sak, roller.anklaget)
    felles = {"sak": sak, "dato": I_DAG, "registrert": NAA, "registrert_av": roller.rektor}
    Samtale.objects.create(**felles, type=Samtale.Type.ANSATT, deltakere="…", hva_sies="…")
    lederens, deres = side(roller.rektor, sak), side(roller.kontaktlarer, sak)
    for tekst in ("Samtale med en ansatt.", "har ikke fått et framlegg"):
        assert tekst in lederens
        assert tekst not in deres
    assert reverse("undersokelse:samtale", args=[sak.nummer]) in deres
    assert reverse("undersokelse:analyse", args=[sak.nummer]) not in deres
    assert "/meldinger/M-" not in deres


def test_andre_ser_den_ikke(roller: Rollebesetning, sak: Sak) -> None:
    adresse = reverse("dossier:generalprove", args=[sak.nummer])
    for navn in ("ansatt", "rektor_maere", "sektorleder", "systemforvalter", "personvernombud"):
        assert hent(roller.alle[navn], adresse).status_code == 404
    gi(roller.rektor, sak, roller.stotte, skrive=True, deler=frozenset({Del.UNDERSOKELSE}))
    assert hent(roller.stotte, adresse).status_code == 403
    gi(roller.rektor, sak, roller.ansatt)
    assert hent(roller.ansatt, adresse).status_code == 403
    sak.alvorlig, sak.alvorlig_vurdert = True, NAA
    sak.save()
    assert "Saken ble vurdert som alvorlig." in side(roller.sektorleder, sak)


def test_siden_koster_det_samme_uansett_hvor_mye_som_er_gjort(roller: Rollebesetning, sak: Sak) -> None:
    def antall() -> int:
        with CaptureQueriesContext(connection) as talt:
            side(roller.rektor, sak)
        return len(talt)

    antall()  # what is kept between requests is fetched once
    for_ = antall()
    for _n in range(8):
        lag_melding(roller, sak=sak)
        Samtale.objects.create(
            sak=sak,
            dato=I_DAG,
            registrert=NAA,
            registrert_av=roller.rektor,
            type=Samtale.Type.FORESATTE,
            deltakere="Kari",
            hva_sies="…",
        )
    assert antall() == for_
