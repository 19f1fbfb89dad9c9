"""The kontaktlærer's page: own pupils with a shared sak and nobody else's, what is coming, and one's own tiltak."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.evaluering.actions import evaluer
from cases.evaluering.models import Evaluering
from cases.sak.models import Del, Oppslag
from cases.tiltaksplan.models import Tiltak, Tiltaksmerke
from cases.undersokelse.actions import Samtaledata, registrer_samtale, rett_samtale
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Elev, Gradering
from tests.cases.evaluering.test_dorer import data as evalueringsdata
from tests.cases.planer import TILTAK, vedtatt
from tests.cases.sak.hjelp import gi, hent, send
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SIDEN = "/min-klasse/"


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    return lag_sak(roller, delt_med_kontaktlarer=True)


def ser(bruker: Bruker) -> str:
    return str(hent(bruker, SIDEN).content.decode())


def samtale(sak: Sak, roller: Rollebesetning, dag: int, neste: int | None) -> None:
    data = Samtaledata(
        type=Samtale.Type.ELEV,
        dato=I_DAG + timedelta(days=dag),
        deltakere="Nora",
        sted="Rommet",
        hva_sies="Bedre.",
        neste_samtale=None if neste is None else I_DAG + timedelta(days=neste),
    )
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)


def test_kontaktlareren_ser_egne_elever_og_det_som_er_avtalt(roller: Rollebesetning, sak: Sak) -> None:
    samtale(sak, roller, -3, 4)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.kontaktlarer),))
    side = ser(roller.kontaktlarer)
    for tekst in ("5A, Egge skole", "Nora Eggen", sak.nummer, "Samtale med eleven", "lørdag 14. november"):
        assert tekst in side
    assert "Evaluering av tiltakene" in side
    assert "tirsdag 24. november" in side
    assert reverse("undersokelse:samtale", args=[sak.nummer]) in side
    assert reverse("undersokelse:observasjon", args=[sak.nummer]) in side
    assert "En voksen følger Nora" in side
    # As agreed in the evaluation, from now on; and a talk that was held is planned no more.
    evaluer(
        aktor=roller.rektor,
        sak_id=sak.pk,
        now=NAA,
        data=evalueringsdata(
            konklusjon=Evaluering.Konklusjon.FORTSETTE,
            begrunnelse="Snart.",
            ny_evalueringsdato=I_DAG + timedelta(days=7),
        ),
    )
    samtale(sak, roller, -2, None)
    side = ser(roller.kontaktlarer)
    assert "tirsdag 17. november" in side
    assert "tirsdag 24. november" not in side


def test_en_avtale_som_er_rettet_bort_staar_ikke_lenger(roller: Rollebesetning, sak: Sak) -> None:
    samtale(sak, roller, -3, 4)
    assert "Samtale med eleven" in ser(roller.kontaktlarer)
    skrevet = Samtale.objects.get(sak=sak)
    data = Samtaledata(
        type=Samtale.Type.ANSATT, dato=skrevet.dato, deltakere="To", sted="Rom", hva_sies="Nei", neste_samtale=None
    )
    rett_samtale(aktor=roller.rektor, sak_id=sak.pk, samtale_id=skrevet.pk, data=data, now=NAA)
    assert "Samtale med eleven" not in ser(roller.kontaktlarer)


def test_en_samtale_som_er_holdt_er_ikke_lenger_avtalt(roller: Rollebesetning, sak: Sak) -> None:
    samtale(sak, roller, -5, -1)
    assert "Dagen er passert" in ser(roller.kontaktlarer)
    samtale(sak, roller, 0, None)
    assert "Samtale med eleven" not in ser(roller.kontaktlarer)


def test_bare_det_rektor_har_delt_og_det_ingen_har_stengt(roller: Rollebesetning, sak: Sak) -> None:
    ikke_delt = lag_sak(roller, elev=roller.annen_elev)
    side = ser(roller.kontaktlarer)
    assert "Jonas Vik" not in side
    assert ikke_delt.nummer not in side
    for bruker in (roller.ansatt, roller.ansatt_maere, roller.rektor_maere, roller.systemforvalter, roller.rektor):
        assert "Nora" not in ser(bruker)
    anklag(sak, roller.kontaktlarer)
    assert "Nora" not in ser(roller.kontaktlarer)


@pytest.mark.parametrize("felt", [{"avsluttet": NAA}, {"sperret": True}, {"delt_med_kontaktlarer": False}])
def test_avsluttede_og_sperrede_saker_staar_ikke_her(roller: Rollebesetning, felt: dict[str, Any]) -> None:
    lag_sak(roller, **{"delt_med_kontaktlarer": True, **felt})
    assert "Nora" not in ser(roller.kontaktlarer)


def test_gradert_adresse_stenger(roller: Rollebesetning, sak: Sak) -> None:
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    assert "Nora" not in ser(roller.kontaktlarer)


def test_merket_fra_siden_leder_tilbake_til_den(roller: Rollebesetning, sak: Sak) -> None:
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.kontaktlarer),))
    adresse = reverse("tiltaksplan:merk_eget", args=[Tiltak.objects.get().pk])
    svar = send(
        roller.kontaktlarer, adresse, {"dato": I_DAG, "hva": "gjort", "nokkel": uuid4(), "fra": "klassen", "notat": ""}
    )
    assert svar["Location"] == SIDEN
    assert Tiltaksmerke.objects.get().av == roller.kontaktlarer
    assert "Gjort 1 gang" in ser(roller.kontaktlarer)
    svar = send(roller.kontaktlarer, adresse, {"dato": I_DAG, "hva": "gjort", "nokkel": uuid4(), "fra": "//ond.no"})
    assert svar["Location"] == "/tiltak/"


def test_siden_noteres_i_leseloggen_og_staar_i_menyen(roller: Rollebesetning, sak: Sak) -> None:
    assert 'href="/min-klasse/"' in hent(roller.kontaktlarer, "/").content.decode()
    assert 'href="/min-klasse/"' not in hent(roller.ansatt, "/").content.decode()
    ser(roller.kontaktlarer)
    rad = Oppslag.objects.get(bruker=roller.kontaktlarer, liste="min_klasse")
    assert rad.viste_saker == [sak.pk]


def test_siden_koster_like_mye_med_mange_elever(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    samtale(sak, roller, -3, 4)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.kontaktlarer),))
    en = antall(client, roller.kontaktlarer, SIDEN)
    for nummer in range(3):
        elev = Elev.objects.create(
            fornavn=f"Elev{nummer}",
            etternavn="Sand",
            fodselsdato=roller.elev.fodselsdato,
            skole=roller.egge,
            klasse=roller.klasse,
            sokenavn=f"elev{nummer} sand",
        )
        annen = lag_sak(roller, elev=elev, delt_med_kontaktlarer=True)
        samtale(annen, roller, -3, 4)
        vedtatt(annen, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.kontaktlarer),))
    assert antall(client, roller.kontaktlarer, SIDEN) == en


def test_den_som_er_sluppet_inn_i_andre_deler_ser_ikke_samtalene(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale(sak, roller, -3, 4)
    gi(roller.rektor, sak, roller.kontaktlarer, skrive=True, deler=frozenset({Del.TILTAKSPLAN}))
    side = ser(roller.kontaktlarer)
    assert sak.nummer in side
    assert "Samtale med eleven" not in side
    # Nor a button that would be refused.
    assert reverse("undersokelse:samtale", args=[sak.nummer]) not in side
    gi(roller.rektor, sak, roller.kontaktlarer, skrive=True, deler=frozenset({Del.UNDERSOKELSE}))
    assert "Samtale med eleven" in ser(roller.kontaktlarer)
