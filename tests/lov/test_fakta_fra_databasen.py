"""The one place that turns rows into facts: what the law depends on is read as it was written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.evaluering.models import Avslutning, Elevsvar, Ettersjekk, Evaluering, Gjenapning
from cases.lov import begreper
from cases.lov.begreper import Fristtype, Steg
from cases.melding.models import Mottaker
from cases.sak.fakta import fakta_for, fakta_for_mange
from cases.sak.models import Involvert
from cases.sak.vurdering import les
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Analyse, Samtale
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db


def om(dager: int) -> datetime:
    return NAA + timedelta(days=dager)


def trygg_sak(roller: Rollebesetning) -> Sak:
    """Investigated, planned, evaluated with the pupil's own yes, and closed; written straight into the tables."""
    sak = lag_sak(roller, foresatte_informert=I_DAG)
    lag_melding(roller, sak=sak)
    rektor = roller.rektor
    rad = {"sak": sak, "registrert_av": rektor}
    Samtale.objects.create(**rad, dato=I_DAG, registrert=NAA, type=Samtale.Type.ELEV, hva_sies="Jeg er alene.")
    Analyse.objects.create(
        **rad, dato=I_DAG, registrert=NAA, hva_skjer="…", elevens_opplevelse="…", behov_for_tiltak=True
    )
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        status=Tiltaksplan.Status.VEDTATT,
        utfordring="…",
        elevens_syn="…",
        barnets_beste="…",
        evalueringsdato=om(14).date(),
        opprettet=NAA,
        opprettet_av=rektor,
        vedtatt=NAA,
        vedtatt_av=rektor,
    )
    Evaluering.objects.create(
        **rad,
        plan=plan,
        dato=om(14).date(),
        registrert=om(14),
        deltakere="…",
        elevens_svar=Elevsvar.JA,
        spurt_av="kontaktlærer",
        konklusjon=Evaluering.Konklusjon.AVSLUTTE,
    )
    Avslutning.objects.create(
        sak=sak,
        grunn=Avslutning.Grunn.TRYGG,
        elevens_svar=Elevsvar.JA,
        elevens_syn="…",
        foresattes_syn="…",
        barnets_beste="…",
        ettersjekk_dato=om(45).date(),
        tid=om(15),
        av=rektor,
    )
    return sak


def gjenapne(sak: Sak, roller: Rollebesetning, tid: datetime) -> None:
    Gjenapning.objects.create(sak=sak, grunn="Det er ikke trygt lenger.", tid=tid, av=roller.rektor)


@pytest.mark.regel("D-13")
def test_svaret_fra_ettersjekken_er_et_faktum(roller: Rollebesetning) -> None:
    sak = trygg_sak(roller)
    assert les(sak, om(20)).neste_steg.steg is Steg.ETTERSJEKK
    Ettersjekk.objects.create(
        avslutning=sak.avslutninger.get(),
        dato=om(45).date(),
        elevens_svar=Elevsvar.NEI,
        registrert=om(45),
        registrert_av=roller.rektor,
    )
    (avslutning,) = fakta_for(sak).avslutninger
    assert (avslutning.ettersjekket, avslutning.ettersjekk_svar) == (True, begreper.Elevsvar.NEI)
    assert les(sak, om(45)).neste_steg.steg is Steg.GJENAPNE


@pytest.mark.regel("D-20", "L-4.22")
def test_en_gjenapnet_sak_leses_som_en_ny_runde(roller: Rollebesetning) -> None:
    sak = trygg_sak(roller)
    gjenapne(sak, roller, om(20))
    fakta = fakta_for(sak)
    assert fakta.avsluttet is None
    assert fakta.rundens_start == om(20)
    assert fakta.siste_evaluering is None
    assert fakta.siste_analyse is None
    lest = les(sak, om(20))
    assert lest.neste_steg.steg is Steg.REGISTRER_SAMTALE
    assert {f.type for f in lest.frister} == {
        Fristtype.FORSTE_HANDLING,
        Fristtype.FORESATTE_INFORMERT,
        Fristtype.TILTAKSPLAN,
    }


@pytest.mark.regel("D-20")
def test_klokkeslettet_noe_ble_skrevet_folger_med_saa_gjenapningsdagen_kan_deles(roller: Rollebesetning) -> None:
    fakta = fakta_for(trygg_sak(roller))
    assert [e.registrert for e in fakta.evalueringer] == [om(14)]
    assert [a.registrert for a in fakta.analyser] == [NAA]


@pytest.mark.regel("L-5.5")
def test_den_forste_som_ble_nevnt_avgjor_naar_saken_ble_skjerpet_og_den_siste_hva_som_skal_undersokes(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller, skjerpet=True)
    assert (fakta_for(sak).skjerpet_fra, fakta_for(sak).skjerpet_sist) == (None, None)
    anklag(sak, roller.anklaget)
    assert (fakta_for(sak).skjerpet_fra, fakta_for(sak).skjerpet_sist) == (NAA, NAA)
    Involvert.objects.create(
        sak=sak,
        rolle=Involvert.Rolle.MULIG_KRENKER,
        kategori=Involvert.Kategori.ANSATT,
        beskrivelse="En vikar",
        lagt_til=om(3),
    )
    assert (fakta_for(sak).skjerpet_fra, fakta_for(sak).skjerpet_sist) == (NAA, om(3))


@pytest.mark.regel("D-20", "L-5.5")
def test_meldingen_om_en_ansatt_sier_fra_naar_skolen_visste_det_og_hvem_den_gikk_til(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    lag_melding(roller, sak=sak)
    lag_melding(roller, sak=sak, sendt=om(3), skjerpet=True, mottaker=Mottaker.SKOLEEIER)
    fakta = fakta_for(sak)
    assert [(m.skjerpet, m.mottaker) for m in sorted(fakta.meldinger, key=lambda m: m.sendt)] == [
        (False, begreper.Mottaker.REKTOR),
        (True, begreper.Mottaker.SKOLEEIER),
    ]


@pytest.mark.regel("D-20", "L-6.2")
def test_fikk_rektor_vite_det_muntlig_foer_meldingen_sier_saken_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, tatt_opp_med_rektor=om(-7).date())
    assert fakta_for(sak).skolen_visste.date() == om(-7).date()
    sak.tatt_opp_med_rektor = om(1).date()
    assert fakta_for(sak).skolen_visste.date() == I_DAG


def test_mange_saker_leses_med_like_mange_sporringer_som_en(roller: Rollebesetning) -> None:
    saker = [trygg_sak(roller) for _nummer in range(5)]
    for sak in saker:
        gjenapne(sak, roller, om(20))
        anklag(sak, roller.anklaget)
    with CaptureQueriesContext(connection) as en:
        fakta_for_mange(saker[:1])
    with CaptureQueriesContext(connection) as mange:
        assert len(fakta_for_mange(saker)) == 5
    assert len(mange) == len(en)


@pytest.mark.regel("D-4")
def test_siden_lar_en_notere_at_foresatte_vet_at_saken_er_gjenapnet(client: Client, roller: Rollebesetning) -> None:
    sak = trygg_sak(roller)
    client.force_login(roller.rektor)
    adresse = reverse("sak:foresatte_informert", args=[sak.nummer])
    assert adresse not in client.get(reverse("sak:vis", args=[sak.nummer])).content.decode()
    gjenapne(sak, roller, om(20))
    side = client.get(reverse("sak:vis", args=[sak.nummer])).content.decode()
    assert adresse in side
    assert "Informert" in side
