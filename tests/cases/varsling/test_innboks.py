"""The inbox: one's own, only what one may still see, and a way from each to what it is about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.sak.models import Eier, Inhabilitet
from cases.varsling.actions import varsle
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from cases.varsling.tekster import OM_EGEN_MELDING, OM_MELDING, Varseltype
from steinkjer_skolemiljo.organisation.models import Naerstaende, Rolletildeling
from tests.access.sider import NYTT_HVER_GANG
from tests.cases.varsling.hjelp import kl, sak_til_evaluering
from tests.cases.varsling.test_sveip import FREDAG
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def hent(client: Client, bruker: Bruker, **felter: Any) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(reverse("varsling:innboks"), felter)


def apne(client: Client, bruker: Bruker, varsel: Varsel) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(reverse("varsling:apne", args=[varsel.pk]))


def fortell(bruker: Bruker, sak: Sak | None, nokkel: str = "x", type_: str = "sak_tildelt", **data: Any) -> Varsel:
    varsle([bruker], Varseltype(type_), nokkel, now=NAA, sak=sak, **data)
    return Varsel.objects.get(mottaker=bruker, nokkel=nokkel)


def meny(svar: Any) -> int:
    antall: int = next(p.antall for p in svar.context["ramme"]["meny"] if p.url == reverse("varsling:innboks"))
    return antall


def test_innboksen_viser_egne_varsler_nyeste_forst_og_sier_ulest_med_ord(
    client: Client, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller)
    for nr in range(3):
        varsle(
            [roller.rektor],
            Varseltype.FRIST_I_DAG,
            f"v{nr}",
            now=NAA + timedelta(minutes=nr),
            sak=sak,
            frist="evaluering",
            dato=f"2026-11-1{nr}",
        )
    svar: Any = hent(client, roller.rektor)
    assert [linje.setning for linje in svar.context["linjer"]] == [
        f"Sak {sak.nummer}: «Evaluere tiltaksplanen» har frist i dag, 1{nr}. november 2026." for nr in (2, 1, 0)
    ]
    assert svar.content.decode().count("Ulest") == 3
    assert "3 uleste varsler" in svar.content.decode()
    assert meny(svar) == 3


def test_tom_innboks_sier_hva_den_er_til(client: Client, roller: Rollebesetning) -> None:
    assert "Ingen varsler" in hent(client, roller.ansatt).content.decode()


def test_femogtjue_paa_hver_side(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for nr in range(30):
        fortell(roller.rektor, sak, f"v{nr}")
    forste: Any = hent(client, roller.rektor)
    andre: Any = hent(client, roller.rektor, side="2")
    assert (len(forste.context["linjer"]), len(andre.context["linjer"])) == (25, 5)
    for rart in ("0", "-1", "abc", "9" * 5000, "²"):
        assert hent(client, roller.rektor, side=rart).status_code == 200


def test_like_mange_sporringer_med_ett_varsel_som_med_mange(client: Client, roller: Rollebesetning) -> None:
    fortell(roller.rektor, lag_sak(roller))
    hent(client, roller.rektor)
    with time_machine.travel(NAA, tick=False), CaptureQueriesContext(connection) as ett:
        client.get(reverse("varsling:innboks"))
    for nr in range(24):
        fortell(roller.rektor, lag_sak(roller), f"v{nr}")
        fortell(roller.rektor, None, f"m{nr}", "ny_melding", melding=lag_melding(roller).nummer)
    with time_machine.travel(NAA, tick=False), CaptureQueriesContext(connection) as mange:
        client.get(reverse("varsling:innboks"))
    assert len(ett) == len(mange)
    assert len(mange) <= 18


def test_aapne_merker_som_lest_og_gaar_til_saken(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    varsel = fortell(roller.rektor, sak)
    svar = apne(client, roller.rektor, varsel)
    assert (svar.status_code, svar["Location"]) == (302, reverse("sak:vis", args=[sak.nummer]))
    varsel.refresh_from_db()
    assert varsel.lest == NAA
    assert meny(hent(client, roller.rektor)) == 0


def test_aapne_med_get_finnes_ikke(client: Client, roller: Rollebesetning) -> None:
    varsel = fortell(roller.rektor, lag_sak(roller))
    client.force_login(roller.rektor)
    assert client.get(reverse("varsling:apne", args=[varsel.pk])).status_code == 405
    assert client.get(reverse("varsling:alle_lest")).status_code == 405


def test_andres_varsler_finnes_ikke(client: Client, roller: Rollebesetning) -> None:
    varsel = fortell(roller.rektor, lag_sak(roller))
    for annen in roller.alle.values():
        if annen.is_active and annen != roller.rektor:
            assert apne(client, annen, varsel).status_code == 404
            assert str(varsel.pk) not in [str(li.id) for li in hent(client, annen).context["linjer"]]
    varsel.refresh_from_db()
    assert varsel.lest is None
    assert apne(client, roller.rektor, Varsel(pk=10**9)).status_code == 404


def test_alle_lest_gjelder_bare_egne(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    fortell(roller.rektor, sak)
    fortell(roller.rektor, None, "y", "tiltak_tildelt")
    andres = fortell(roller.sektorleder, None, "y", "tiltak_tildelt")
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        svar = client.post(reverse("varsling:alle_lest"))
    assert svar["Location"] == reverse("varsling:innboks")
    assert Varsel.objects.filter(mottaker=roller.rektor, lest__isnull=True).count() == 0
    andres.refresh_from_db()
    assert andres.lest is None


@pytest.mark.parametrize("grunn", ["meldt", "inhabil", "naer", "skoleeier_leder", "sluttet"])
def test_mister_man_saken_er_varselet_borte_fra_liste_tall_og_adresse(
    client: Client, roller: Rollebesetning, grunn: str
) -> None:
    sak = lag_sak(roller, ansvarlig=roller.avdelingsleder)
    varsel = fortell(roller.rektor, sak)
    assert meny(hent(client, roller.rektor)) == 1
    match grunn:
        case "meldt":
            anklag(sak, roller.rektor)
        case "inhabil":
            Inhabilitet.objects.create(sak=sak, bruker=roller.rektor, grunn="Nabo.", fra=NAA)
        case "naer":
            Naerstaende.objects.create(bruker=roller.rektor, elev=sak.elev, relasjon="Tante")
        case "skoleeier_leder":
            sak.eier = Eier.SKOLEEIER
            sak.save()
        case "sluttet":
            tildeling = Rolletildeling.objects.get(bruker=roller.rektor)
            tildeling.til = I_DAG - timedelta(days=1)
            tildeling.save()
    svar: Any = hent(client, roller.rektor)
    assert svar.context["linjer"] == []
    assert meny(svar) == 0
    assert sak.nummer not in svar.content.decode()
    assert apne(client, roller.rektor, varsel).status_code == 404
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        forside: Any = client.get(reverse("forside"))
    assert forside.context["oppgaver"].uleste_varsler == 0


@pytest.mark.parametrize("type_", sorted(OM_MELDING | OM_EGEN_MELDING))
def test_den_som_har_sluttet_faar_ikke_vite_hvordan_det_gaar_med_en_melding(
    client: Client, roller: Rollebesetning, type_: str
) -> None:
    melding = lag_melding(roller, melder=roller.rektor)
    varsel = fortell(roller.rektor, None, "m", type_, melding=melding.nummer)
    assert meny(hent(client, roller.rektor)) == 1
    tildeling = Rolletildeling.objects.get(bruker=roller.rektor)
    tildeling.til = I_DAG - timedelta(days=1)
    tildeling.save()
    svar: Any = hent(client, roller.rektor)
    assert (svar.context["linjer"], meny(svar)) == ([], 0)
    assert melding.nummer not in svar.content.decode()
    # Nor by e-mail: what is not to be read is not sent word of.
    assert not Varsel.objects.synlige_for(roller.rektor, I_DAG).filter(pk=varsel.pk).exists()


def test_skoleeier_beholder_varselet_om_en_sak_de_ikke_ser_til_de_selv_blir_nektet(
    client: Client, roller: Rollebesetning
) -> None:
    sak = sak_til_evaluering(roller)
    sveip(kl(FREDAG))
    varsel = Varsel.objects.get(mottaker=roller.sektorleder)
    client.force_login(roller.sektorleder)
    with time_machine.travel(kl(FREDAG, 10)):
        side: Any = client.get(reverse("varsling:innboks"))
        svar = client.post(reverse("varsling:apne", args=[varsel.pk]))
    # Less the tokens, which may hold any two signs.
    innhold = NYTT_HVER_GANG.sub("", side.content.decode())
    assert sak.nummer in innhold
    for hemmelig in ("Nora", "Eggen", "Egge skole", "5A"):
        assert hemmelig not in innhold
    assert svar["Location"] == reverse("skoleeier:oversikt")
    sak.eier = Eier.KOMMUNALSJEF
    sak.save()
    assert not Varsel.objects.synlige_for(roller.sektorleder, FREDAG).exists()
    sak.eier = Eier.SKOLE
    sak.save()
    assert Varsel.objects.synlige_for(roller.sektorleder, FREDAG).exists()
    anklag(sak, roller.sektorleder)
    assert not Varsel.objects.synlige_for(roller.sektorleder, FREDAG).exists()


def test_kommunalsjefen_kommer_tilbake_til_innboksen(client: Client, roller: Rollebesetning) -> None:
    varsel = fortell(
        roller.kommunalsjef,
        lag_sak(roller),
        type_="frist_passert_kommunalsjef",
        frist="evaluering",
        dato="2026-11-01",
    )
    assert apne(client, roller.kommunalsjef, varsel)["Location"] == reverse("varsling:innboks")


def test_bare_varsler_uten_innhold_naar_den_som_ikke_ser_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for type_ in Varseltype:
        varsle([roller.sektorleder, roller.kommunalsjef, roller.rektor_maere], type_, type_, now=NAA, sak=sak)
    assert set(Varsel.objects.values_list("mottaker__fornavn", "type")) == {
        ("Sektor", "frist_passert_skoleeier"),
        ("Sektor", "frist_passert_kommunalsjef"),
        ("Sektor", "sak_uten_ansvarlig"),
        ("Kommunal", "frist_passert_skoleeier"),
        ("Kommunal", "frist_passert_kommunalsjef"),
        ("Kommunal", "sak_uten_ansvarlig"),
    }


def test_varsel_om_en_melding_gaar_til_meldingen_og_forsvinner_med_den(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    varsel = fortell(roller.rektor, None, type_="ny_melding", melding=melding.nummer)
    assert apne(client, roller.rektor, varsel)["Location"] == reverse("melding:ta_imot", args=[melding.nummer])
    Naerstaende.objects.create(bruker=roller.rektor, elev=roller.elev, relasjon="Onkel")
    assert hent(client, roller.rektor).context["linjer"] == []
    assert apne(client, roller.rektor, varsel).status_code == 404


def test_den_som_meldte_kommer_til_sin_egen_melding(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    varsel = fortell(roller.ansatt, None, type_="melding_folges_opp", melding=melding.nummer)
    assert apne(client, roller.ansatt, varsel)["Location"] == reverse("melding:kvittering", args=[melding.nummer])


@pytest.mark.parametrize("type_", list(Varseltype))
def test_hver_type_har_en_hel_setning_selv_uten_data(client: Client, roller: Rollebesetning, type_: Varseltype) -> None:
    Varsel.objects.create(mottaker=roller.rektor, sak=lag_sak(roller), type=type_, nokkel="x", opprettet=NAA)
    svar: Any = hent(client, roller.rektor)
    (linje,) = svar.context["linjer"]
    assert linje.setning.endswith(".")
    assert "%(" not in linje.setning


def test_en_adresse_som_bare_tar_imot_er_ikke_et_tomt_vindu(client: Client, roller: Rollebesetning) -> None:
    adresse = reverse("varsling:alle_lest")
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        svar = client.get(adresse)
        hode = client.head(adresse)
    assert (svar.status_code, svar["Allow"]) == (405, "POST")
    assert "Gå tilbake til siden du kom fra" in svar.content.decode()
    assert (hode.status_code, hode.content) == (405, b"")
