"""A rektor says that a pupil's address is protected the hour it is known: the saker close then, and nobody else may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.sak.access import Handling, may
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.models import Oppslag
from steinkjer_skolemiljo.elevregister.actions import siste_lagring
from steinkjer_skolemiljo.elevregister.beskyttelse import Beskyttelse, sett_beskyttelse
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Gradering, Naerstaende
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

OVERSIKT = "/register/beskyttet/"
FORTROLIG = Beskyttelse(Gradering.FORTROLIG)


def hent(bruker: Bruker, adresse: str) -> Any:
    return _svar(bruker, adresse, None)


def send(bruker: Bruker, elev: Elev, **felter: str) -> Any:
    return _svar(bruker, f"{OVERSIKT}{elev.pk}/", {"sett": siste_lagring(elev), **felter})


def _svar(bruker: Bruker, adresse: str, felter: dict[str, str] | None) -> Any:
    klient = Client()
    klient.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return klient.get(adresse) if felter is None else klient.post(adresse, felter)


def sett(aktor: Bruker, elev: Elev, data: Beskyttelse) -> Elev:
    return sett_beskyttelse(aktor=aktor, elev_id=elev.pk, data=data, sett=siste_lagring(elev), now=NAA)


def test_rektor_finner_eleven_og_beskytter_adressen_og_saken_lukkes_i_samme_oyeblikk(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    assert may(roller.kontaktlarer, Handling.LESE, sak.pk, I_DAG)
    funnet = hent(roller.rektor, f"{OVERSIKT}?q=nora").content.decode()
    assert f"{OVERSIKT}{roller.elev.pk}/" in funnet
    assert "Jonas" not in funnet
    assert Oppslag.objects.latest("pk").viste_elever == [roller.elev.pk]
    svar = send(roller.rektor, roller.elev, gradering="fortrolig")
    assert (svar.status_code, svar["Location"]) == (302, OVERSIKT)
    sak.refresh_from_db()
    assert sak.sperret
    assert not may(roller.kontaktlarer, Handling.LESE, sak.pk, I_DAG)
    roller.elev.refresh_from_db()
    assert roller.elev.history.latest().history_user == roller.rektor
    assert "Nora Eggen" in hent(roller.rektor, OVERSIKT).content.decode()
    # Strictly: then the class would say too much.
    assert send(roller.rektor, roller.elev, gradering="strengt_fortrolig").status_code == 302
    roller.elev.refresh_from_db()
    assert (roller.elev.gradering, roller.elev.klasse) == (Gradering.STRENGT, None)


def test_for_andre_enn_skolens_rektor_finnes_verken_siden_eller_eleven(roller: Rollebesetning) -> None:
    andre = set(roller.alle) - {"rektor", "rektor_maere", "systemet"}
    for navn in sorted(andre):
        person = roller.alle[navn]
        assert hent(person, OVERSIKT).status_code == 404, navn
        assert send(person, roller.elev, gradering="fortrolig").status_code == 404, navn
        with pytest.raises(IkkeFunnet):
            sett(person, roller.elev, FORTROLIG)
    assert OVERSIKT in hent(roller.rektor, "/").content.decode()
    assert OVERSIKT not in hent(roller.avdelingsleder, "/").content.decode()
    # Another school's rektor has the page, and none of these pupils; nor is one's own child there.
    assert "Nora" not in hent(roller.rektor_maere, f"{OVERSIKT}?q=nora").content.decode()
    Naerstaende.objects.create(elev=roller.annen_elev, bruker=roller.rektor)
    for person, elev in ((roller.rektor_maere, roller.elev), (roller.rektor, roller.annen_elev)):
        borte = hent(person, f"{OVERSIKT}999999/")
        skjult = hent(person, f"{OVERSIKT}{elev.pk}/")
        assert (skjult.status_code, len(skjult.content)) == (404, len(borte.content))
        assert send(person, elev, gradering="fortrolig").status_code == 404
    assert not Elev.objects.exclude(gradering=Gradering.INGEN).exists()


def test_mindre_beskyttet_blir_den_bare_naar_folkeregisteret_har_sagt_det_og_saken_blir_sperret(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller)
    assert "bekreftet" not in hent(roller.rektor, f"{OVERSIKT}{roller.elev.pk}/").content.decode()
    sett(roller.rektor, roller.elev, FORTROLIG)
    svar = send(roller.rektor, roller.elev, gradering="ingen")
    innhold = svar.content.decode()
    assert svar.status_code == 422
    assert "Kryss av for at Folkeregisteret har opphevet eller endret beskyttelsen." in innhold
    assert 'value="ingen"' in innhold.split("checked")[0].rsplit("<input", 1)[1]
    roller.elev.refresh_from_db()
    assert roller.elev.gradering == Gradering.FORTROLIG
    assert send(roller.rektor, roller.elev, gradering="ingen", bekreftet="on").status_code == 302
    roller.elev.refresh_from_db()
    sak.refresh_from_db()
    assert (roller.elev.gradering, sak.sperret) == (Gradering.INGEN, True)


def test_en_elev_med_beskyttet_adresse_kan_ha_sluttet_og_bare_da_sier_rektor_det(roller: Rollebesetning) -> None:
    with pytest.raises(Regelbrudd, match="når lista over elever tas inn"):
        sett(roller.rektor, roller.elev, Beskyttelse(Gradering.INGEN, sluttet=I_DAG))
    sett(roller.rektor, roller.elev, FORTROLIG)
    i_morgen = (I_DAG + timedelta(days=1)).isoformat()
    svar = send(roller.rektor, roller.elev, gradering="fortrolig", sluttet=i_morgen)
    assert svar.status_code == 422
    assert "Datoen kan ikke være fram i tid." in svar.content.decode()
    assert i_morgen in svar.content.decode()
    sett(roller.rektor, roller.elev, replace(FORTROLIG, sluttet=I_DAG))
    roller.elev.refresh_from_db()
    assert roller.elev.sluttet == I_DAG
    assert "Nora Eggen" not in hent(roller.rektor, OVERSIKT).content.decode()


def test_den_som_kommer_etter_en_annen_faar_vite_det_og_kan_lagre_likevel(roller: Rollebesetning) -> None:
    gammelt = siste_lagring(roller.elev)
    sett(roller.rektor, roller.elev, FORTROLIG)
    svar = send(roller.rektor, roller.elev, sett=gammelt, gradering="strengt_fortrolig")
    innhold = svar.content.decode()
    assert svar.status_code == 422
    assert "Rektor Egge" in innhold
    assert 'value="strengt_fortrolig"' in innhold.split("checked")[0].rsplit("<input", 1)[1]
    nytt = innhold.split('name="sett" value="')[1].split('"', maxsplit=1)[0]
    assert send(roller.rektor, roller.elev, sett=nytt, gradering="strengt_fortrolig").status_code == 302


def test_oversikten_koster_like_mye_om_de_er_mange(roller: Rollebesetning) -> None:
    def sporringer() -> int:
        hent(roller.rektor, f"{OVERSIKT}?q=n")
        with CaptureQueriesContext(connection) as fanget:
            hent(roller.rektor, f"{OVERSIKT}?q=n")
        return len(fanget)

    sett(roller.rektor, roller.elev, FORTROLIG)
    med_en = sporringer()
    for nr in range(5):
        Elev.objects.create(
            fornavn=f"Nils{nr}",
            etternavn="Ness",
            fodselsdato=roller.elev.fodselsdato,
            skole=roller.egge,
            gradering=Gradering.FORTROLIG,
            sokenavn=f"nils{nr} ness",
        )
    assert sporringer() == med_en
