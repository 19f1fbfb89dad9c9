"""Marking an activity as done: who may, what is refused, and what history keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.urls import reverse

from annual_wheel.actions import Merkedata, fjern_merke, les_inn_katalog, merk_gjort
from annual_wheel.models import Aktivitet, Gjennomforing
from steinkjer_skolemiljo.organisation.models import Rolletildeling
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

NOKKEL = "klasseregler"


@pytest.fixture
def hjul(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and a wheel with all its activities."""
    les_inn_katalog(aktor=roller.systemet, now=NAA)
    return roller


def merk(
    hvem: Bruker, *, skole: str = "egge", dato: date = I_DAG, skolear: int = 2026, nokkel: str = NOKKEL
) -> Gjennomforing:
    return merk_gjort(
        aktor=hvem, skole=skole, skolear=skolear, nokkel=nokkel, data=Merkedata(dato, "Alle klasser."), now=NAA
    )


def post(client: Client, hvem: Bruker, adresse: str, **data: str) -> object:
    client.force_login(hvem)
    with time_machine.travel(NAA):
        return client.post(adresse, data)


def til(navn: str, *, skole: str = "egge", skolear: int = 2026, nokkel: str = NOKKEL) -> str:
    return reverse(f"annual_wheel:{navn}", args=(skolear, skole, nokkel))


def test_rektor_merker_og_historien_husker_hvem(hjul: Rollebesetning) -> None:
    rad = merk(hjul.rektor)
    assert (rad.skole, rad.av, rad.gjennomfort, rad.notat) == (hjul.egge, hjul.rektor, I_DAG, "Alle klasser.")
    linje = rad.history.get()
    assert (linje.history_user, linje.history_date) == (hjul.rektor, NAA)


def test_en_leder_med_fullmakt_kan_merke(hjul: Rollebesetning) -> None:
    with pytest.raises(PermissionDenied):
        merk(hjul.avdelingsleder)
    tildeling = Rolletildeling.objects.get(bruker=hjul.avdelingsleder)
    tildeling.fullmakt = True
    tildeling.save()
    assert merk(hjul.avdelingsleder).av == hjul.avdelingsleder


@pytest.mark.parametrize("navn", ["ansatt", "kontaktlarer", "avdelingsleder", "sektorleder", "kommunalsjef"])
def test_den_som_ser_men_ikke_leder_kan_ikke_merke(hjul: Rollebesetning, client: Client, navn: str) -> None:
    hvem = hjul.alle[navn]
    with pytest.raises(PermissionDenied):
        merk(hvem)
    svar = post(client, hvem, til("merk"), gjennomfort="2026-11-10")
    assert svar.status_code == 403  # type: ignore[attr-defined]
    assert "fullmakt fra rektor" in svar.content.decode()  # type: ignore[attr-defined]
    merk(hjul.rektor)
    assert post(client, hvem, til("fjern")).status_code == 403  # type: ignore[attr-defined]
    assert Gjennomforing.objects.count() == 1


@pytest.mark.parametrize("navn", ["rektor_maere", "ansatt_maere", "systemforvalter", "sluttet"])
def test_en_annen_skoles_merke_finnes_ikke_for_andre(hjul: Rollebesetning, client: Client, navn: str) -> None:
    hvem = hjul.alle[navn]
    with pytest.raises(Http404):
        merk(hvem)
    assert post(client, hvem, til("merk"), gjennomfort="2026-11-10").status_code == 404  # type: ignore[attr-defined]
    assert post(client, hvem, til("merk"), gjennomfort="tull").status_code == 404  # type: ignore[attr-defined]
    merk(hjul.rektor)
    assert post(client, hvem, til("fjern")).status_code == 404  # type: ignore[attr-defined]
    assert Gjennomforing.objects.get().skole == hjul.egge


def test_merke_paa_siden_gaar_tilbake_til_aktiviteten(hjul: Rollebesetning, client: Client) -> None:
    svar = post(client, hjul.rektor, til("merk"), gjennomfort="2026-11-09", notat="På trinnene.")
    assert svar.status_code == 302  # type: ignore[attr-defined]
    assert svar["Location"] == f"/arshjul/?skolear=2026&skole=egge#{NOKKEL}"  # type: ignore[index]
    with time_machine.travel(NAA):
        side = client.get(svar["Location"]).content.decode()  # type: ignore[index]
    assert "9. november 2026" in side
    assert "På trinnene." in side
    assert "Merket av Rektor Egge" in side


def test_angre_fjerner_merket_og_historien_husker_det(hjul: Rollebesetning, client: Client) -> None:
    rad = merk(hjul.rektor)
    assert post(client, hjul.rektor, til("fjern")).status_code == 302  # type: ignore[attr-defined]
    assert not Gjennomforing.objects.exists()
    assert [linje.history_type for linje in Gjennomforing.history.filter(id=rad.pk)] == ["-", "+"]
    fjern_merke(aktor=hjul.rektor, skole="egge", skolear=2026, nokkel=NOKKEL, now=NAA)
    assert merk(hjul.rektor).pk != rad.pk


def test_to_ganger_blir_ikke_to_merker(hjul: Rollebesetning, client: Client) -> None:
    merk(hjul.rektor)
    with pytest.raises(ValidationError, match="allerede merket"):
        merk(hjul.rektor)
    svar = post(client, hjul.rektor, til("merk"), gjennomfort="2026-11-10")
    assert svar.status_code == 422  # type: ignore[attr-defined]
    assert "allerede merket" in svar.content.decode()  # type: ignore[attr-defined]
    assert Gjennomforing.objects.count() == 1


def test_samme_aktivitet_merkes_paa_nytt_neste_aar_og_ved_neste_skole(hjul: Rollebesetning) -> None:
    merk(hjul.rektor)
    merk(hjul.rektor, skolear=2025, dato=date(2025, 9, 1))
    merk(hjul.rektor_maere, skole="maere")
    assert Gjennomforing.objects.count() == 3


@pytest.mark.parametrize(
    ("dato", "setning"),
    [
        ("2026-11-11", "fram i tid"),
        ("2026-07-31", "i det skoleåret"),
        ("", "Fyll ut dette feltet"),
        ("i går", "Skriv datoen"),
    ],
)
def test_en_dato_som_ikke_gaar_avvises_og_det_skrevne_staar(
    hjul: Rollebesetning, client: Client, dato: str, setning: str
) -> None:
    svar = post(client, hjul.rektor, til("merk"), gjennomfort=dato, notat="Dette skrev jeg.")
    side = svar.content.decode()  # type: ignore[attr-defined]
    assert svar.status_code == 422  # type: ignore[attr-defined]
    assert setning in side
    assert "Dette skrev jeg." in side
    assert f'id="id_{NOKKEL}_gjennomfort_error"' in side
    assert not Gjennomforing.objects.exists()


@pytest.mark.parametrize(
    ("skolear", "nokkel"), [(2024, NOKKEL), (2028, NOKKEL), (99999999, NOKKEL), (2026, "finnes-ikke")]
)
def test_det_som_ikke_er_i_hjulet_kan_ikke_merkes(
    hjul: Rollebesetning, client: Client, skolear: int, nokkel: str
) -> None:
    with pytest.raises(Http404):
        merk(hjul.rektor, skolear=skolear, nokkel=nokkel)
    adresse = til("merk", skolear=skolear, nokkel=nokkel)
    assert post(client, hjul.rektor, adresse, gjennomfort="tull").status_code == 404  # type: ignore[attr-defined]


def test_aa_merke_er_en_post(hjul: Rollebesetning, client: Client) -> None:
    client.force_login(hjul.rektor)
    assert client.get(til("merk")).status_code == 405
    assert client.get(til("fjern")).status_code == 405


def test_databasen_sier_nei_til_to_merker_og_til_feil_aar(hjul: Rollebesetning) -> None:
    rad = merk(hjul.rektor)
    kolonner = "aktivitet_id, skole_id, skolear, gjennomfort, av_id, notat"
    kopi = f"INSERT INTO annual_wheel_gjennomforing ({kolonner}) SELECT {kolonner} FROM annual_wheel_gjennomforing"
    feil_aar = "UPDATE annual_wheel_gjennomforing SET gjennomfort = '2027-08-01' WHERE id = %s"
    for setning, verdier in ((kopi, None), (feil_aar, [rad.pk])):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning, verdier)


def test_en_aktivitet_med_merker_kan_ikke_slettes(hjul: Rollebesetning) -> None:
    merk(hjul.rektor)
    with pytest.raises(IntegrityError):
        Aktivitet.objects.get(nokkel=NOKKEL).delete()


def test_avsluttet_aktivitet_kan_ikke_merkes_neste_aar(hjul: Rollebesetning) -> None:
    les_inn_katalog(aktor=hjul.systemet, now=NAA - timedelta(days=200), rader=())
    with pytest.raises(Http404):
        merk(hjul.rektor)
