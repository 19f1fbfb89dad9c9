"""What is read in one round trip is what Django's own prefetching reads, and what a door remembers is never old."""

from __future__ import annotations

import time
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections, transaction
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext

from cases.evaluering.models import Elevsvar, Evaluering
from cases.sak import access, kalender
from cases.sak.access import POLICY, Handling
from cases.sak.fakta import _fakta, fakta_for, fakta_for_mange
from cases.sak.feil import IkkeFunnet
from cases.sak.forhaand import FORHAAND
from cases.sak.models import Inhabilitet, Involvert, Sak
from cases.undersokelse.actions import registrer_samtale
from steinkjer_skolemiljo.organisation.models import Bruker, Innstilling, Rolletildeling, Skolefri, Skolerute
from tests.cases.planer import vedtatt
from tests.cases.undersokelse.test_dorer import DORER, SAMTALE, gaa
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def _full_sak(roller: Rollebesetning) -> Sak:
    """A sak with something of everything the law asks about."""
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak, kilde="eleven")
    lag_melding(roller, sak=sak)
    for dor, data in DORER:
        gaa(dor, data, sak, roller.rektor)
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=SAMTALE, now=NAA)
    Involvert.objects.create(
        sak=sak, kategori=Involvert.Kategori.ELEV, elev=roller.elev_maere, lagt_til=NAA - timedelta(days=1)
    )
    anklag(sak, roller.anklaget)
    forste, andre = vedtatt(sak, roller.rektor), vedtatt(sak, roller.rektor)
    for plan in (forste, andre):
        Evaluering.objects.create(
            sak=sak,
            plan=plan,
            dato=I_DAG,
            deltakere="Nora",
            elevens_svar=Elevsvar.DELVIS,
            spurt_av="Rektor",
            konklusjon=Evaluering.Konklusjon.FORTSETTE,
            begrunnelse="Tar tid.",
            ny_evalueringsdato=I_DAG + timedelta(days=14),
            registrert=NAA,
            registrert_av=roller.rektor,
        )
    sak.refresh_from_db()
    return sak


def test_faktaene_er_de_samme_enten_de_hentes_for_en_sak_for_mange_eller_av_django(roller: Rollebesetning) -> None:
    saker = [lag_sak(roller, elev=roller.annen_elev), _full_sak(roller), lag_sak(roller)]
    mange = fakta_for_mange(saker)
    for sak in saker:
        djangos = Sak.objects.get(pk=sak.pk)
        prefetch_related_objects([djangos], *FORHAAND)
        assert mange[sak.pk] == fakta_for(sak) == _fakta(djangos)


def test_faktaene_om_mange_koster_en_sporring_og_ingen_saker_ingen(roller: Rollebesetning) -> None:
    saker = [lag_sak(roller) for _nr in range(3)]
    with CaptureQueriesContext(connection) as sporringer:
        assert len(fakta_for_mange(saker)) == 3
        assert fakta_for_mange([]) == {}
    assert len(sporringer) == 1


def test_faktaene_koster_en_sporring_og_ser_det_som_nettopp_er_skrevet(roller: Rollebesetning) -> None:
    sak = _full_sak(roller)
    with CaptureQueriesContext(connection) as sporringer:
        for_ = fakta_for(sak)
    assert len(sporringer) == 1
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=SAMTALE, now=NAA)
    assert len(fakta_for(sak).samtaler) == len(for_.samtaler) + 1
    # What was read for the law stands in nobody's way afterwards.
    assert sak.samtaler.filter(type="elev").count() == len(for_.samtaler) + 1


def test_kalender_og_maal_leses_en_gang_til_noe_endres(roller: Rollebesetning) -> None:
    kalender.grunnlag(roller.egge.pk)
    with CaptureQueriesContext(connection) as sporringer:
        for_ = kalender.grunnlag(roller.egge.pk)
    assert len(sporringer) == 1
    rute = Skolerute.objects.create(
        skolear=2026, forste_skoledag=I_DAG - timedelta(days=80), siste_skoledag=I_DAG + timedelta(days=200)
    )
    med_rute = kalender.grunnlag(roller.egge.pk)
    Skolefri.objects.create(skolerute=rute, fra=I_DAG, til=I_DAG)
    med_fri = kalender.grunnlag(roller.egge.pk)
    assert for_[0] != med_rute[0] != med_fri[0]
    assert med_fri[0] == kalender.kalendere([roller.egge.pk])[roller.egge.pk]
    with transaction.atomic():
        innstilling = Innstilling.objects.create(nokkel="D-5", verdi="3", gjelder_fra=I_DAG)
        assert kalender.grunnlag(roller.egge.pk)[1] == kalender.parametre() != for_[1]
        transaction.set_rollback(True)
    assert kalender.grunnlag(roller.egge.pk)[1] == for_[1]
    innstilling.pk = None
    innstilling.verdi = "4"
    innstilling.save(force_insert=True)
    assert kalender.grunnlag(roller.egge.pk)[1] == kalender.parametre() != for_[1]


@pytest.mark.django_db
def test_den_laaste_saken_er_den_som_ligger_i_databasen(roller: Rollebesetning) -> None:
    full = _full_sak(roller)
    laast = access.laas(roller.rektor, Handling.LEDE, full.pk, I_DAG)
    lest = Sak.objects.get(pk=full.pk)
    assert not laast._state.adding
    felter = [felt.attname for felt in Sak._meta.concrete_fields]
    assert {navn: getattr(laast, navn) for navn in felter} == {navn: getattr(lest, navn) for navn in felter}


def test_alt_som_apner_en_handling_apner_ogsaa_lesing() -> None:
    assert all(Handling.LESE in handlinger for handlinger in POLICY.values())


@pytest.mark.parametrize(
    "hvem", ["rektor", "kontaktlarer", "avdelingsleder", "ansatt", "anklaget", "sektorleder", "stotte"]
)
@pytest.mark.parametrize("felter", [{}, {"delt_med_kontaktlarer": True}, {"skjerpet": True}, {"ledelse": True}])
def test_handlingene_i_en_sporring_er_de_regelen_gir_en_for_en(
    roller: Rollebesetning, hvem: str, felter: dict[str, bool]
) -> None:
    sak = lag_sak(roller, **felter)  # type: ignore[arg-type]
    anklag(sak, roller.anklaget)
    bruker = getattr(roller, hvem)
    assert access.handlinger(bruker, sak.pk, I_DAG) == {
        handling for handling in Handling if access.may(bruker, handling, sak.pk, I_DAG)
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("hva", ["rollen slutter", "kontoen stenges", "saken endres", "ingenting"])
def test_den_som_slutter_mens_skjemaet_venter_paa_saken_kommer_ikke_inn_etterpaa(
    roller: Rollebesetning, hva: str
) -> None:
    sak = lag_sak(roller)
    rektor = Bruker.objects.get(pk=roller.rektor.pk)
    utfall: list[int | None] = []
    holder = Event()

    def rektor_vil_inn() -> None:
        try:
            # As the page does it: it has asked, and remembers, before it waits.
            rektor.roller_i_foresporsel, rektor.tilganger_i_foresporsel = {}, {}  # type: ignore[attr-defined]
            assert access.may(rektor, Handling.LEDE, sak.pk, I_DAG)
            holder.wait()
            with transaction.atomic():
                # And what it is given is the sak as it is behind the wait.
                utfall.append(access.laas(rektor, Handling.LEDE, sak.pk, I_DAG).versjon)
        except IkkeFunnet:
            utfall.append(None)
        finally:
            connections.close_all()

    traad = Thread(target=rektor_vil_inn)
    traad.start()
    with transaction.atomic():
        rad = Sak.objects.select_for_update(no_key=True).get(pk=sak.pk)
        holder.set()
        vent_til_noen_venter_paa_laasen()
        if hva != "ingenting":
            # Whoever has the sak writes in it.
            rad.versjon += 1
            rad.save()
        if hva == "rollen slutter":
            rolle = Rolletildeling.objects.get(bruker=roller.rektor)
            rolle.til = I_DAG - timedelta(days=1)
            rolle.save()
        if hva == "kontoen stenges":
            roller.rektor.is_active = False
            roller.rektor.save()
    traad.join()
    assert utfall == [rad.versjon if hva in {"saken endres", "ingenting"} else None]


@pytest.mark.django_db(transaction=True)
def test_den_som_nektes_mens_en_annen_skriver_i_saken_kommer_ikke_inn_etterpaa(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    utfall: list[type[BaseException] | None] = []
    holder, venter = Event(), Event()

    def rektor_vil_inn() -> None:
        try:
            holder.wait()
            venter.set()
            with transaction.atomic():
                access.laas(roller.rektor, Handling.SKRIVE, sak.pk, I_DAG)
            utfall.append(None)
        except IkkeFunnet:
            utfall.append(IkkeFunnet)
        finally:
            connections.close_all()

    traad = Thread(target=rektor_vil_inn)
    traad.start()
    with transaction.atomic():
        Sak.objects.select_for_update(no_key=True).get(pk=sak.pk)
        holder.set()
        venter.wait()
        vent_til_noen_venter_paa_laasen()
        Inhabilitet.objects.create(sak=sak, bruker=roller.rektor, grunn="Nær slekt", fra=NAA)
    traad.join()
    assert utfall == [IkkeFunnet]


def vent_til_noen_venter_paa_laasen(antall: int = 1) -> None:
    for _gang in range(200):
        with connection.cursor() as peker:
            # In this database: other tests wait in theirs, on the same server.
            peker.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT l.pid FROM pg_locks l"
                " JOIN pg_database d ON d.oid = l.database WHERE d.datname = current_database())"
            )
            if peker.fetchone()[0] >= antall:
                return
        time.sleep(0.05)
    pytest.fail("ingen ventet på låsen")
