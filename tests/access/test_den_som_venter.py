"""One who waits while another has the row is asked anew behind it: what ended meanwhile opens no door.

As ``cases/sak/test_en_rundtur.py`` and ``cases/melding/test_mottak.py``, for the doors with a lock of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.http import Http404

from cases.arkiv.actions import avgjor_fjerning, send_igjen
from cases.arkiv.models import Arkivering, Fjerningsforslag
from cases.framlegg.den_ansatte import svar
from cases.kartlegging.actions import Omfang, Registerdata
from cases.kartlegging.actions import endre as endre_kartlegging
from cases.kartlegging.models import Klassekartlegging
from cases.klasseregler.actions import merk_steg
from cases.klasseregler.models import Klasseregler
from cases.melding.tillegg import legg_til_tillegg
from cases.overforing.actions import apne_sak
from cases.overforing.models import Overforing
from cases.relasjonssirkel.actions import slett_sirkel
from cases.relasjonssirkel.models import Relasjonssirkel
from cases.sak.actions import legg_til_involvert
from cases.sak.models import Nodinnsyn
from cases.skoleeier.nodinnsyn import Nodinnsynsdata, apne_nodinnsyn
from cases.sladding.models import Sladding
from cases.tiltaksplan.actions import Statusdata, sett_egen_tiltak_status
from cases.tiltaksplan.models import Tiltak
from cases.vedlegg.actions import sperr_i_melding
from steinkjer_skolemiljo.forvaltning.actions import Rolledata, avgjor_forslag, tildel_rolle
from steinkjer_skolemiljo.organisation.innlogging.actions import gi_passordlenke
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolleforslag, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.access.deler import ansatt
from tests.access.verden import lag_verden
from tests.cases.arkiv.verden import lag_dokument
from tests.cases.framlegg.oppsett import frigitt, skjerpet_sak
from tests.cases.sak.hjelp import gi
from tests.cases.sak.test_en_rundtur import vent_til_noen_venter_paa_laasen
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db(transaction=True)
DAG = timedelta(days=1)


@dataclass(frozen=True)
class Dor:
    """A door: who comes through it, what it waits for, and what they do there."""

    hvem: Bruker
    rad: Model
    gjor: Callable[[Bruker], object]


def _fjerning(roller: Rollebesetning) -> Dor:
    sak = lag_sak(roller, avsluttet=NAA)
    forslag = Fjerningsforslag.objects.create(sak=sak, foreslatt=NAA, foreslatt_av=roller.rektor)
    hva: dict[str, Any] = {"forslag_id": forslag.pk, "godkjent": False, "begrunnelse": "Den skal bli.", "now": NAA}
    return Dor(roller.systemforvalter, sak, lambda aktor: avgjor_fjerning(aktor=aktor, **hva))


def _arkiv(roller: Rollebesetning) -> Dor:
    dokument = lag_dokument(lag_sak(roller), roller)
    rad = Arkivering.objects.create(
        dokument=dokument, sak=dokument.sak, nokkel="dokument-1", status="feilet", opprettet=NAA
    )
    return Dor(roller.rektor, rad, lambda aktor: send_igjen(aktor=aktor, arkivering_id=rad.pk, now=NAA))


def _eget_tiltak(roller: Rollebesetning) -> Dor:
    verden = lag_verden(roller, "vanlig")
    assert verden.sak is not None
    tiltak = Tiltak.objects.get(plan__sak=verden.sak)
    data = Statusdata(status=Tiltak.Status.I_GANG)
    return Dor(
        verden.folk["tiltaksansvarlig"],
        verden.sak,
        lambda aktor: sett_egen_tiltak_status(aktor=aktor, tiltak_id=tiltak.pk, data=data, now=NAA),
    )


def _fil(roller: Rollebesetning) -> Dor:
    melding = lag_melding(roller)
    fil = lag_vedlegg(melding, roller.ansatt)
    hva: dict[str, Any] = {"nummer": melding.nummer, "nokkel": fil.nokkel, "grunn": "Bilde", "now": NAA}
    return Dor(roller.rektor, melding, lambda aktor: sperr_i_melding(aktor=aktor, **hva))


def _tillegg(roller: Rollebesetning) -> Dor:
    melding = lag_melding(roller)
    hva: dict[str, Any] = {"nummer": melding.nummer, "tekst": "Mer.", "now": NAA}
    return Dor(roller.ansatt, melding, lambda aktor: legg_til_tillegg(aktor=aktor, **hva))


def _overforing(roller: Rollebesetning) -> Dor:
    sak = lag_sak(roller, elev=roller.elev)
    roller.elev.skole, roller.elev.klasse = roller.maere, None
    roller.elev.save()
    rad = Overforing.objects.create(
        sak=sak,
        til_skole=roller.maere,
        sladding=Sladding.objects.create(
            sak=sak, formaal=Sladding.Formaal.OVERFORING, opprettet=NAA, opprettet_av=roller.rektor
        ),
        hvorfor="Flyttet",
        foresatte_informert="Ja",
        opprettet=NAA,
        opprettet_av=roller.rektor,
        sendt=NAA,
        sendt_av=roller.rektor,
    )
    return Dor(roller.rektor_maere, rad, lambda aktor: apne_sak(aktor=aktor, nokkel=rad.nokkel, now=NAA))


def _framlegg(roller: Rollebesetning) -> Dor:
    framlegg = frigitt(roller, skjerpet_sak(roller))
    hva: dict[str, Any] = {"nokkel": framlegg.nokkel, "tekst": "Slik var det ikke.", "now": NAA}
    return Dor(roller.anklaget, framlegg, lambda aktor: svar(aktor=aktor, **hva))


def _nodinnsyn(roller: Rollebesetning) -> Dor:
    sak = lag_sak(roller)
    data = Nodinnsynsdata(sak.nummer, Nodinnsyn.Gjelder.FARE, "Noen må se på dette nå i kveld.")
    return Dor(roller.sektorleder, sak, lambda aktor: apne_nodinnsyn(aktor=aktor, data=data, now=NAA))


def _rolleforslag(roller: Rollebesetning) -> Dor:
    forslag = Rolleforslag.objects.create(
        bruker=roller.ansatt,
        rolle=Rolle.REKTOR,
        skole=roller.egge,
        fra=I_DAG,
        begrunnelse="Ny",
        foreslatt_av=roller.systemforvalter,
        foreslatt=NAA,
    )
    hva: dict[str, Any] = {"forslag_id": forslag.pk, "godkjent": True, "now": NAA}
    return Dor(roller.sektorleder, forslag, lambda aktor: avgjor_forslag(aktor=aktor, **hva))


def _rolle(roller: Rollebesetning) -> Dor:
    data = Rolledata(rolle=Rolle.AVDELINGSLEDER, skole=roller.egge, fra=I_DAG, fullmakt=True)
    return Dor(
        roller.rektor,
        roller.ansatt,
        lambda aktor: tildel_rolle(aktor=aktor, bruker_id=roller.ansatt.pk, data=data, now=NAA),
    )


def _passordlenke(roller: Rollebesetning) -> Dor:
    return Dor(
        roller.systemforvalter,
        roller.rektor,
        lambda aktor: gi_passordlenke(aktor=aktor, bruker_id=roller.rektor.pk, now=NAA),
    )


def _klasseregler(roller: Rollebesetning) -> Dor:
    plan = Klasseregler.objects.create(klasse=roller.klasse, opprettet=NAA, opprettet_av=roller.kontaktlarer)
    hva: dict[str, Any] = {"klasse_id": roller.klasse.pk, "steg": ["alene"], "versjon": 1, "now": NAA}
    return Dor(roller.kontaktlarer, plan, lambda aktor: merk_steg(aktor=aktor, **hva))


def _sirkel(roller: Rollebesetning) -> Dor:
    sirkel = Relasjonssirkel.objects.create(
        bruker=roller.kontaktlarer, klasse=roller.klasse, dato=I_DAG, endret=NAA, versjon=1
    )
    return Dor(roller.kontaktlarer, sirkel, lambda aktor: slett_sirkel(aktor=aktor, nokkel=sirkel.nokkel, now=NAA))


def _kartlegging(roller: Rollebesetning) -> Dor:
    felter: dict[str, Any] = {"slag": Klassekartlegging.Slag.OBSERVASJON, "dato": I_DAG}
    felter |= {"utfort_av": "Kontaktlærer", "funn": "De fleste trives."}
    rad = Klassekartlegging.objects.create(
        skole=roller.egge, klasse=roller.klasse, skolear=2026, registrert=NAA, registrert_av=roller.rektor, **felter
    )
    data = Registerdata(omfang=Omfang(roller.egge, roller.klasse), **felter)
    return Dor(
        roller.rektor,
        rad,
        lambda aktor: endre_kartlegging(aktor=aktor, kartlegging_id=rad.pk, data=data, versjon=rad.versjon, now=NAA),
    )


DORER = {
    "sier nei til at en sak fjernes": _fjerning,
    "sender et papir til arkivet igjen": _arkiv,
    "merker sitt eget tiltak": _eget_tiltak,
    "sperrer en fil i en melding": _fil,
    "legger til i meldingen sin": _tillegg,
    "aapner en sak av det den andre skolen ga": _overforing,
    "svarer paa et framlegg": _framlegg,
    "aapner en sak med nodinnsyn": _nodinnsyn,
    "sier ja til en rolle": _rolleforslag,
    "gir en rolle": _rolle,
    "gir en passordlenke": _passordlenke,
    "skriver i klassereglene": _klasseregler,
    "sletter en relasjonssirkel": _sirkel,
    "endrer en kartlegging": _kartlegging,
}


@pytest.mark.parametrize("dor", DORER)
def test_den_som_slutter_mens_doren_venter_kommer_ikke_gjennom(roller: Rollebesetning, dor: str) -> None:
    doren = DORER[dor](roller)
    aktor = Bruker.objects.get(pk=doren.hvem.pk)
    utfall: list[BaseException | None] = []
    holder = Event()

    def gaar_inn() -> None:
        try:
            # As the page does it: it has asked, and remembers, before it waits.
            aktor.roller_i_foresporsel, aktor.tilganger_i_foresporsel = {}, {}  # type: ignore[attr-defined]
            assert roller_for(aktor, I_DAG).finnes
            holder.wait()
            doren.gjor(aktor)
            utfall.append(None)
        except BaseException as feil:  # noqa: BLE001 - whatever it was, the test is to see it
            utfall.append(feil)
        finally:
            connections.close_all()

    traad = Thread(target=gaar_inn)
    traad.start()
    with transaction.atomic():
        type(doren.rad)._default_manager.select_for_update(no_key=True).get(pk=doren.rad.pk)
        holder.set()
        vent_til_noen_venter_paa_laasen()
        for rolle in Rolletildeling.objects.filter(bruker=doren.hvem):
            rolle.til = I_DAG - DAG
            rolle.save()
    traad.join()
    assert isinstance(utfall[0], Http404), utfall


def test_to_som_melder_en_ansatt_i_hver_sin_soskensak_venter_paa_tur(roller: Rollebesetning) -> None:
    # The one they report carries both: who reports in one goes on to the other.
    felles: dict[str, Any] = {"gruppe": uuid4(), "ansvarlig": roller.anklaget}
    saker = [lag_sak(roller, **felles), lag_sak(roller, elev=roller.annen_elev, **felles)]
    for sak in saker:
        gi(roller.rektor, sak, roller.anklaget, skrive=True)
    utfall: list[object] = []

    def meld(sak_id: int) -> None:
        try:
            data = ansatt(roller.anklaget)
            utfall.append(legg_til_involvert(aktor=roller.rektor, sak_id=sak_id, data=data, now=NAA).sak_id)
        except DatabaseError as feil:
            utfall.append(feil)
        finally:
            connections.close_all()

    traader = [Thread(target=meld, args=[sak.pk]) for sak in reversed(saker)]
    with transaction.atomic(), connection.cursor() as peker:
        # Both have locked what they lock first, and neither has written the name.
        peker.execute("LOCK TABLE cases_involvert IN SHARE MODE")
        for traad in traader:
            traad.start()
        vent_til_noen_venter_paa_laasen(2)
    for traad in traader:
        traad.join()
    assert sorted(utfall, key=str) == sorted((sak.pk for sak in saker), key=str)
    for sak in saker:
        sak.refresh_from_db()
        assert sak.ansvarlig == roller.rektor
