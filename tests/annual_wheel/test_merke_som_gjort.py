"""A school's work in its wheel: who may, what is refused, and what history keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.urls import reverse

from annual_wheel.actions import Egendata, Merkedata, Plandata, legg_til, lukk_skolear, merk, planlegg, start_skolear
from annual_wheel.katalog import RADER
from annual_wheel.mal import les_inn_katalog
from annual_wheel.models import Skoleaktivitet, Skolehjul
from steinkjer_skolemiljo.organisation.models import Rolletildeling
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

NOKKEL = "klasseregler"
HER = {"skole": "egge", "skolear": 2026}
GJORT = Merkedata("gjort", I_DAG, notat="Alle klasser.")


@pytest.fixture
def hjul(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and Egge's year started."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    start_skolear(aktor=roller.rektor, now=NAA, **HER)  # type: ignore[arg-type]
    return roller


def sett(hvem: Bruker, data: Merkedata = GJORT, nokkel: str = NOKKEL, now: datetime = NAA) -> Skoleaktivitet:
    return merk(aktor=hvem, nokkel=nokkel, data=data, now=now, **HER)  # type: ignore[arg-type]


def plan(hvem: Bruker, data: Plandata, nokkel: str = NOKKEL, versjon: int | None = None) -> Skoleaktivitet:
    return planlegg(aktor=hvem, nokkel=nokkel, data=data, now=NAA, versjon=versjon, **HER)  # type: ignore[arg-type]


def post(client: Client, hvem: Bruker, navn: str, *, nokkel: str = NOKKEL, **data: str) -> HttpResponse:
    client.force_login(hvem)
    with time_machine.travel(NAA):
        return client.post(reverse(f"annual_wheel:{navn}", args=(2026, "egge", nokkel)), data)  # type: ignore[return-value]


def test_skolen_faar_sin_egen_kopi_av_hele_aarshjulet(hjul: Rollebesetning) -> None:
    rader = list(Skoleaktivitet.objects.filter(hjul__skole=hjul.egge))
    assert [rad.nokkel for rad in rader] == [rad.nokkel for rad in RADER]
    assert {rad.status for rad in rader} == {"planlagt"}
    assert next(rad for rad in rader if rad.nokkel == NOKKEL).frist == date(2026, 8, 31)
    assert next(rad for rad in rader if rad.nokkel == "kartlegging-vaar").frist == date(2027, 2, 28)
    assert Skoleaktivitet.history.count() == len(RADER)
    with pytest.raises(ValidationError, match="allerede startet"):
        start_skolear(aktor=hjul.rektor, now=NAA, **HER)  # type: ignore[arg-type]


def test_rektor_merker_og_historien_husker_hvem(hjul: Rollebesetning) -> None:
    rad = sett(hjul.rektor)
    assert (rad.status, rad.merket_av, rad.gjort, rad.notat) == ("gjort", hjul.rektor, I_DAG, "Alle klasser.")
    linje = rad.history.first()
    assert (linje.history_user, linje.history_date, linje.status) == (hjul.rektor, NAA, "gjort")
    # Taken back, history still holds it.
    assert sett(hjul.rektor, Merkedata("planlagt")).gjort is None
    assert [linje.status for linje in rad.history.all()] == ["planlagt", "gjort", "planlagt"]


def test_en_leder_med_fullmakt_og_den_ansvarlige_kan_merke(hjul: Rollebesetning) -> None:
    with pytest.raises(PermissionDenied):
        sett(hjul.avdelingsleder)
    tildeling = Rolletildeling.objects.get(bruker=hjul.avdelingsleder)
    tildeling.fullmakt = True
    tildeling.save()
    assert sett(hjul.avdelingsleder).merket_av == hjul.avdelingsleder
    plan(hjul.rektor, Plandata("august", None, ansvarlig=hjul.kontaktlarer))
    assert sett(hjul.kontaktlarer).merket_av == hjul.kontaktlarer
    with pytest.raises(PermissionDenied):
        plan(hjul.kontaktlarer, Plandata("mars", None))


@pytest.mark.parametrize("navn", ["ansatt", "kontaktlarer", "avdelingsleder", "sektorleder", "kommunalsjef"])
def test_den_som_ser_men_ikke_leder_kan_ikke_endre(hjul: Rollebesetning, client: Client, navn: str) -> None:
    hvem = hjul.alle[navn]
    for forsok in (
        lambda: sett(hvem),
        lambda: plan(hvem, Plandata("mars", None)),
        lambda: legg_til(aktor=hvem, data=Egendata("X", "mars"), now=NAA, **HER),  # type: ignore[arg-type]
        lambda: lukk_skolear(aktor=hvem, oppsummering="X", now=NAA, **HER),  # type: ignore[arg-type]
        lambda: start_skolear(aktor=hvem, skole="egge", skolear=2027, now=NAA),
    ):
        with pytest.raises(PermissionDenied):
            forsok()
    for adresse in ("merk", "planlegg", "lag_lenke", "trekk_lenke"):
        assert post(client, hvem, adresse, status="gjort", gjort="2026-11-10").status_code == 403
    assert not Skoleaktivitet.objects.exclude(status="planlagt").exists()


@pytest.mark.parametrize("navn", ["rektor_maere", "ansatt_maere", "systemforvalter", "sluttet"])
def test_en_annen_skoles_hjul_finnes_ikke_for_andre(hjul: Rollebesetning, client: Client, navn: str) -> None:
    hvem = hjul.alle[navn]
    for forsok in (
        lambda: sett(hvem),
        lambda: plan(hvem, Plandata("mars", None)),
        lambda: legg_til(aktor=hvem, data=Egendata("X", "mars"), now=NAA, **HER),  # type: ignore[arg-type]
        lambda: start_skolear(aktor=hvem, skole="egge", skolear=2027, now=NAA),
    ):
        with pytest.raises(Http404):
            forsok()
    for adresse in ("merk", "planlegg", "lag_lenke", "trekk_lenke", "svar"):
        assert post(client, hvem, adresse, status="tull").status_code == 404
    with time_machine.travel(NAA):
        for sti in ("", "lukk/", "ny/", "forslag/", f"{NOKKEL}/"):
            assert client.get(f"/arshjul/2026/egge/{sti}").status_code == 404


def test_merke_paa_siden_gaar_tilbake_til_aktiviteten(hjul: Rollebesetning, client: Client) -> None:
    svar = post(
        client,
        hjul.rektor,
        "merk",
        status="gjort",
        gjort="2026-11-09",
        notat="På trinnene.",
        bevis_url="https://example.no/referat",
    )
    assert svar.status_code == 302
    assert svar["Location"] == f"/arshjul/?skolear=2026&skole=egge#{NOKKEL}"
    with time_machine.travel(NAA):
        side = client.get(svar["Location"]).content.decode()
    for tekst in ("9. november 2026", "På trinnene.", "Merket av Rektor Egge", "https://example.no/referat"):
        assert tekst in side


@pytest.mark.parametrize(
    ("felt", "setning"),
    [
        ({"status": "gjort", "gjort": "2026-11-11"}, "fram i tid"),
        ({"status": "gjort", "gjort": "2026-07-31"}, "i det skoleåret"),
        ({"status": "gjort", "gjort": ""}, "hvilken dato"),
        ({"status": "delvis", "gjort": "i går"}, "Skriv datoen"),
        ({"status": "ikke_aktuelt"}, "hvorfor det ikke er aktuelt"),
        ({"status": "gjort", "gjort": "2026-11-09", "bevis_url": "javascript:alert(1)"}, "https://"),
        ({"status": "gjort", "gjort": "2026-11-09", "versjon": "7"}, "Noen andre har endret"),
        ({"status": ""}, "Velg ett"),
    ],
)
def test_det_som_ikke_gaar_avvises_og_det_skrevne_staar(
    hjul: Rollebesetning, client: Client, felt: dict[str, str], setning: str
) -> None:
    svar = post(client, hjul.rektor, "merk", notat="Dette skrev jeg.", **felt)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert setning in side
    assert "Dette skrev jeg." in side
    assert not Skoleaktivitet.objects.exclude(status="planlagt").exists()


def test_planen_gir_ansvar_og_flytter_og_avviser_det_som_ikke_gaar(hjul: Rollebesetning, client: Client) -> None:
    rad = plan(hjul.rektor, Plandata("mars", None, ansvarlig=hjul.ansatt, hvordan="Slik gjør vi det."))
    assert (rad.tid, rad.frist, rad.flyttet_fra, rad.ansvarlig) == ("mars", date(2027, 3, 31), "august", hjul.ansatt)
    assert plan(hjul.rektor, Plandata("august", date(2026, 8, 20))).flyttet_fra == ""
    with pytest.raises(ValidationError, match="arbeider ved skolen"):
        plan(hjul.rektor, Plandata("mars", None, ansvarlig=hjul.ansatt_maere))
    with pytest.raises(ValidationError, match="mens du skrev"):
        plan(hjul.rektor, Plandata("mars", None), versjon=1)
    svar = post(client, hjul.rektor, "planlegg", tid="mars", frist="2028-01-01", hvordan="Står her ennå.")
    assert svar.status_code == 422
    assert "ligge i skoleåret" in svar.content.decode()
    assert "Står her ennå." in svar.content.decode()


def test_aaret_lukkes_og_det_som_gjenstaar_kommer_igjen_neste_aar(hjul: Rollebesetning) -> None:
    plan(hjul.rektor, Plandata("mars", None, ansvarlig=hjul.ansatt, hvordan="Vår måte."))
    plan(hjul.rektor, Plandata("april", None, ansvarlig=hjul.kontaktlarer), nokkel="forsterket-tilsyn")
    sett(hjul.rektor, nokkel="forsterket-tilsyn")
    egen = legg_til(aktor=hjul.rektor, data=Egendata("Turdag", "mai_juni"), now=NAA, **HER)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match=r"fra 1\. mai"):
        lukk_skolear(aktor=hjul.rektor, oppsummering="Bra.", now=NAA, **HER)  # type: ignore[arg-type]
    juni = NAA.replace(year=2027, month=6)
    with pytest.raises(ValidationError, match="lært dere"):
        lukk_skolear(aktor=hjul.rektor, oppsummering=" ", now=juni, **HER)  # type: ignore[arg-type]
    # One who has left takes nothing over.
    rolle = Rolletildeling.objects.get(bruker=hjul.kontaktlarer)
    rolle.til = NAA.date() + timedelta(days=1)
    rolle.save()
    lukket = lukk_skolear(aktor=hjul.rektor, oppsummering="Bra.", now=juni, **HER)  # type: ignore[arg-type]
    assert (lukket.lukket, lukket.lukket_av) == (juni, hjul.rektor)
    assert Skoleaktivitet.objects.filter(hjul=lukket, status="ikke_gjort").count() == len(RADER)
    with pytest.raises(ValidationError, match="lukket"):
        sett(hjul.rektor, now=juni)
    start_skolear(aktor=hjul.rektor, skole="egge", skolear=2027, now=juni)
    nye = {rad.nokkel: rad for rad in Skoleaktivitet.objects.filter(hjul__skolear=2027)}
    assert len(nye) == len(RADER) + 1
    rad = nye[NOKKEL]
    assert (rad.tid, rad.hvordan, rad.ansvarlig, rad.mangler_fra_i_fjor) == ("mars", "Vår måte.", hjul.ansatt, True)
    assert (rad.frist, rad.status) == (date(2028, 3, 31), "planlagt")
    assert (nye["forsterket-tilsyn"].ansvarlig, nye["forsterket-tilsyn"].mangler_fra_i_fjor) == (None, False)
    assert nye[egen.nokkel].tittel == "Turdag"


def test_en_egen_aktivitet_legges_til_paa_siden(hjul: Rollebesetning, client: Client) -> None:
    client.force_login(hjul.rektor)
    with time_machine.travel(NAA):
        galt = client.post("/arshjul/2026/egge/ny/", {"tittel": "", "tid": "mars", "hvordan": "Skrevet."})
        assert galt.status_code == 422
        assert "Skrevet." in galt.content.decode()
        svar = client.post("/arshjul/2026/egge/ny/", {"tittel": "Turdag", "tid": "mars", "kategori": "elever"})
        assert svar["Location"] == "/arshjul/2026/egge/egen-1/"
        assert "Skolens egen" in client.get(svar["Location"]).content.decode()


def test_databasen_sier_nei_til_det_som_ikke_kan_vaere(hjul: Rollebesetning) -> None:
    rad = Skoleaktivitet.objects.get(nokkel=NOKKEL)
    setninger = (
        "UPDATE annual_wheel_skoleaktivitet SET status = 'gjort' WHERE id = %s",
        "UPDATE annual_wheel_skoleaktivitet SET status = 'ikke_aktuelt' WHERE id = %s",
        "UPDATE annual_wheel_skoleaktivitet SET nokkel = 'forsterket-tilsyn' WHERE id = %s",
        "UPDATE annual_wheel_skoleaktivitet SET tid = 'juli' WHERE id = %s",
    )
    for setning in setninger:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning, [rad.pk])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as peker:
        peker.execute("UPDATE annual_wheel_skolehjul SET lukket = now()")
    assert Skolehjul.objects.count() == 1
