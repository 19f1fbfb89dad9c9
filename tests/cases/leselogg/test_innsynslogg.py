"""The sak's own page: who has looked, why they might, and who someone should ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from cases.leselogg.queries import Innsynsutvalg, innsynslogg, lesere
from cases.sak import actions as saksdorer
from cases.sak.access import nektet
from cases.sak.hadde_sett import hadde_sett, stengte, stengte_par
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Inhabilitet, Involvert, Nodinnsyn, Oppslag, Sak, Saktilgang
from cases.sak.ruting import Involvertdata
from cases.skoleeier.models import Skoleeiervarsel
from cases.skoleeier.nodinnsyn import Nodinnsynsdata, apne_nodinnsyn
from steinkjer_skolemiljo.organisation.models import Naerstaende, Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.leselogg.blikk import DAG, blikk, i_liste, side
from tests.cases.planer import TILTAK, vedtatt
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.leselogg.queries import Innsynslinje
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def linjer(sak: Sak, **utvalg: object) -> list[Innsynslinje]:
    return list(innsynslogg(sak, Innsynsutvalg(**utvalg), side=1).ark.object_list)  # type: ignore[arg-type]


def oppgave_for(sak: Sak, person: Bruker) -> str:
    (linje,) = linjer(sak, person=person.pk)
    return linje.oppgave


def adresse(sak: Sak) -> str:
    return reverse("leselogg:sak", args=[sak.nummer])


def fullmakt(roller: Rollebesetning) -> Bruker:
    """A leader with delegated authority, who is not rektor."""
    Rolletildeling.objects.filter(bruker=roller.avdelingsleder).first().delete()  # type: ignore[union-attr]
    Rolletildeling.objects.create(
        bruker=roller.avdelingsleder,
        rolle=Rolle.AVDELINGSLEDER,
        skole=roller.egge,
        fra=I_DAG - timedelta(days=300),
        fullmakt=True,
    )
    return roller.avdelingsleder


def test_en_dag_er_en_linje_med_rolle_deler_og_klokkeslett(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for minutter, hva in ((0, "sak"), (2, "tiltaksplan"), (95, "sak")):
        blikk(sak, roller.rektor, naar=NAA + timedelta(minutes=minutter), hva=hva)
    (linje,) = linjer(sak)
    assert (linje.navn, linje.rolle, linje.antall) == ("Rektor Egge", "Skolens ledelse", 3)
    assert linje.hva == ["Saken", "Tiltaksplanen"]
    assert (linje.forst, linje.sist) == (NAA, NAA + timedelta(minutes=95))
    assert [enkelt.hva for enkelt in linje.enkelte] == ["Saken", "Tiltaksplanen", "Saken"]


def test_hvorfor_noen_kan_ha_aapnet_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ansvarlig=fullmakt(roller), delt_med_kontaktlarer=True)
    ny_leder, gitt, tiltak, skoleeier = (
        bruker(navn, (Rolle.ANSATT, roller.egge)) for navn in ("En Leder", "To Gitt", "Tre Tiltak", "Fire Skoleeier")
    )
    Saktilgang.objects.create(
        user=gitt,
        content_object=sak,
        permission=Permission.objects.get(codename="les_sak"),
        formaal="PPT",
        gyldig_til=I_DAG + timedelta(days=20),
        gitt_av=roller.rektor,
        gitt=NAA - DAG,
    )
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=tiltak),))
    Skoleeiervarsel.objects.create(
        sak=sak, type="foresatte", redegjorelse="x", laert=NAA - DAG, varslet=NAA - DAG, varslet_av=roller.rektor
    )
    logg(sak, Hendelsestype.SAMTALE, aktor=roller.ansatt, now=NAA - 3 * DAG, hvem="elev")
    om_litt = NAA + timedelta(hours=2)
    for person, rolle in (
        (roller.rektor, "skoleleder"),
        (roller.avdelingsleder, "skoleleder"),
        (roller.kontaktlarer, "kontaktlarer"),
        (gitt, "lesetilgang"),
        (tiltak, "skrivetilgang"),
        (skoleeier, "skoleeier"),
        (roller.ansatt, "ansatt"),
        (ny_leder, "skoleleder"),
    ):
        blikk(sak, person, naar=om_litt, rolle=rolle)
    assert oppgave_for(sak, roller.rektor) == "Rektor ved skolen"
    assert oppgave_for(sak, roller.avdelingsleder) == "Saksansvarlig"
    assert oppgave_for(sak, roller.kontaktlarer) == "Kontaktlærer, saken er delt"
    assert oppgave_for(sak, gitt) == "Har fått tilgang til og med 30. november 2026"
    assert oppgave_for(sak, tiltak) == "Har fått tilgang"
    assert oppgave_for(sak, skoleeier) == "Følger opp varsel til skoleeier"
    assert oppgave_for(sak, roller.ansatt) == "Arbeidet i saken 7. november 2026"
    assert oppgave_for(sak, ny_leder) == ""
    assert [linje.navn for linje in linjer(sak, uten_oppgave=True)] == ["En Leder"]


def test_den_som_hadde_et_tiltak_hadde_en_oppgave_til_planen_ble_erstattet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.ansatt),))
    assert plan.vedtatt is not None
    for naar in (plan.vedtatt - DAG, plan.vedtatt + DAG):
        blikk(sak, roller.ansatt, naar=naar, rolle="ansatt")
    assert [linje.oppgave for linje in linjer(sak, person=roller.ansatt.pk)] == ["Har ansvar for tiltak", ""]


def test_en_tidligere_saksansvarlig_hadde_en_oppgave_da(roller: Rollebesetning) -> None:
    leder = fullmakt(roller)
    with time_machine.travel(NAA - 20 * DAG):
        sak = lag_sak(roller, ansvarlig=leder)
    saksdorer.sett_ansvarlig(aktor=roller.rektor, sak_id=sak.pk, ansvarlig=roller.rektor, versjon=1, now=NAA)
    for naar in (NAA - 10 * DAG, NAA + 20 * DAG):
        blikk(sak, leder, naar=naar)
    assert [linje.oppgave for linje in linjer(sak, person=leder.pk)] == ["", "Saksansvarlig"]


def test_meldingen_som_forte_til_saken_horer_med(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    blikk(None, fullmakt(roller), hva="melding", melding_nummer=melding.nummer)
    (linje,) = linjer(sak)
    assert (linje.hva, linje.oppgave) == (["Meldingen"], "Tar imot melding")


def test_en_oppfolging_som_venter_er_en_oppgave_ogsaa_etter_dagen_til_saken_er_avsluttet(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller)
    skoleeier = bruker("Fire Skoleeier", (Rolle.ANSATT, roller.egge))
    varsel = Skoleeiervarsel.objects.create(
        sak=sak,
        type="foresatte",
        redegjorelse="x",
        laert=NAA,
        varslet=NAA,
        varslet_av=roller.rektor,
        vurdert=NAA + DAG,
        oppfolging_dato=I_DAG + 10 * DAG,
    )
    blikk(sak, skoleeier, naar=NAA + 60 * DAG, rolle="skoleeier")
    assert oppgave_for(sak, skoleeier) == "Følger opp varsel til skoleeier"
    sak.avsluttet = NAA + 20 * DAG
    lagre(sak, aktor=roller.rektor, now=NAA)
    assert oppgave_for(sak, skoleeier) == ""
    varsel.oppfolging_dato = None
    lagre(varsel, aktor=skoleeier, now=NAA)
    assert oppgave_for(sak, skoleeier) == "", "vurdert for lenge siden, og ingen oppfølging venter"


def test_lister_vises_bare_nar_man_ber_om_dem_og_teller_aldri_som_uten_oppgave(
    client: Client, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller)
    i_liste(sak, fullmakt(roller))
    assert not linjer(sak)
    (linje,) = linjer(sak, lister=True)
    assert linje.er_liste
    assert not linje.uten_oppgave
    assert "Saken sto i en liste" in side(client, roller.rektor, adresse(sak) + "?lister=on")


def test_et_nodinnsyn_vises_med_begrunnelsen(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    apne_nodinnsyn(
        aktor=roller.sektorleder,
        data=Nodinnsynsdata(sak.nummer, Nodinnsyn.Gjelder.HENVENDELSE, "Far ringte og ba om hjelp i dag"),
        now=NAA,
    )
    side(client, roller.sektorleder, reverse("sak:vis", args=[sak.nummer]))
    rad = Oppslag.objects.get(bruker=roller.sektorleder)
    assert (rad.rolle, rad.grunn) == ("nodinnsyn", "Far ringte og ba om hjelp i dag")
    innhold = side(client, roller.rektor, adresse(sak))
    assert ">Nødinnsyn</span>" in innhold
    assert "«Far ringte og ba om hjelp i dag»" in innhold
    assert [linje.nodinnsyn for linje in linjer(sak, uten_oppgave=True)] == [True]


def test_den_som_leste_et_framlegg_har_ikke_sett_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    anklag(sak, roller.anklaget)
    blikk(sak, roller.anklaget, rolle="den_ansatte", hva="dokument", grunn="Framlegg")
    (linje,) = linjer(sak)
    assert (linje.oppgave, linje.uten_oppgave) == ("Leste framlegget, ikke saken", False)
    assert {rad.navn: rad.antall for rad in hadde_sett(sak)}["Anklaget Egge"] == 0
    assert not lesere(sak)


def test_siden_fremhever_det_uten_oppgave_med_ord(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    blikk(sak, fullmakt(roller))
    innhold = side(client, roller.rektor, adresse(sak))
    assert "1 linje er uten en kjent oppgave" in innhold
    assert ">Uten oppgave</span>" in innhold
    assert "Hva regnes som en oppgave i saken?" in innhold


def test_a_se_pa_innsynsloggen_noteres(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    side(client, roller.rektor, adresse(sak))
    rad = Oppslag.objects.get()
    assert (rad.sak, rad.hva, rad.bruker) == (sak, "leselogg", roller.rektor)


def test_bare_den_som_leder_saken_ser_hvem_som_har_sett_den(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True, alvorlig=True, alvorlig_vurdert=NAA)
    for person, status in (
        (roller.rektor, 200),
        (roller.kontaktlarer, 403),
        (roller.sektorleder, 403),
        (roller.ansatt, 404),
        (roller.rektor_maere, 404),
        (roller.personvernombud, 404),
        (roller.systemforvalter, 404),
    ):
        side(client, person, adresse(sak), status=status)
    assert reverse("leselogg:sak", args=[sak.nummer]) not in side(
        client, roller.kontaktlarer, reverse("sak:logg", args=[sak.nummer])
    )


def test_en_rektor_som_er_nektet_ser_ikke_hvem_som_leser(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    anklag(sak, roller.rektor)
    blikk(sak, roller.sektorleder, rolle="saksleder_skoleeier")
    side(client, roller.rektor, adresse(sak), status=404)
    side(client, roller.avdelingsleder, adresse(sak), status=404)
    assert "Skoleeier, har ansvaret for saken" in side(client, roller.sektorleder, adresse(sak))


def test_filtrene_holder_seg_til_en_person_og_gale_verdier_gjor_ingenting(
    client: Client, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller)
    blikk(sak, roller.rektor)
    blikk(sak, fullmakt(roller))
    innhold = side(client, roller.rektor, f"{adresse(sak)}?person={roller.avdelingsleder.pk}")
    assert "<strong>Avdelings Leder</strong>" in innhold
    assert "<strong>Rektor Egge</strong>" not in innhold
    for galt in ("?person=x", "?person=99999999", "?side=x", "?lister=hei&uten_oppgave=1&person="):
        side(client, roller.rektor, adresse(sak) + galt)


def test_siden_koster_like_mye_med_kort_og_lang_logg(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    blikk(sak, roller.rektor)
    i_liste(sak, roller.rektor)
    en = antall(client, roller.rektor, adresse(sak) + "?lister=on")
    for n in range(60):
        for person in (roller.rektor, roller.avdelingsleder, roller.kontaktlarer, roller.sektorleder):
            blikk(sak, person, naar=NAA - n * DAG)
            i_liste(sak, person, naar=NAA - n * DAG)
            logg(sak, Hendelsestype.OBSERVASJON, aktor=person, now=NAA - n * DAG)
    assert antall(client, roller.rektor, adresse(sak) + "?lister=on") == en <= 50
    assert "Side 1 av" in side(client, roller.rektor, adresse(sak))


# What those the sak is closed to had seen (L-5.5).


def test_det_en_anklaget_leder_hadde_sett_staar_pa_saken_hos_skoleeier(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    blikk(None, roller.rektor, naar=NAA - DAG, hva="melding", melding_nummer=melding.nummer)
    blikk(sak, roller.rektor, naar=NAA - DAG, hva="undersokelse")
    i_liste(sak, roller.avdelingsleder, naar=NAA - DAG)
    saksdorer.legg_til_involvert(
        aktor=roller.rektor,
        sak_id=sak.pk,
        data=Involvertdata(
            rolle=Involvert.Rolle.MULIG_KRENKER,
            kategori=Involvert.Kategori.LEDER,
            elev=None,
            ansatt=roller.rektor,
            beskrivelse="",
        ),
        now=NAA,
    )
    innhold = side(client, roller.sektorleder, reverse("sak:vis", args=[sak.nummer]))
    assert "Hva de saken er stengt for, hadde sett" in innhold
    assert "Åpnet saken 2 ganger, sist 9. november 2026, 09:00." in innhold
    assert "Undersøkelsen, Meldingen" in innhold
    assert "Har ikke åpnet saken." in innhold
    assert "Saken sto i en liste personen så, 1 gang." in innhold
    # And in the log itself they still stand, marked.
    assert "ser ikke saken nå" in side(client, roller.sektorleder, adresse(sak))


def test_boksen_er_bare_for_den_som_leder_pa_skoleeiers_niva(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    blikk(sak, roller.anklaget, naar=NAA - DAG, rolle="kontaktlarer")
    for person in (roller.rektor, roller.sektorleder):
        assert "stengt for, hadde sett" not in side(client, person, reverse("sak:vis", args=[sak.nummer]))


def test_de_som_er_stengt_ute_telles_med_ogsaa_uten_oppslag(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    anklag(sak, roller.anklaget)
    Inhabilitet.objects.create(sak=sak, bruker=roller.kontaktlarer, grunn="nabo", fra=NAA)
    blikk(sak, roller.kontaktlarer, rolle="kontaktlarer")
    sett = {rad.navn: rad.antall for rad in hadde_sett(sak)}
    # A rektor who had left before the sak was made is not among them.
    assert sett == {"Anklaget Egge": 0, "Kontakt Lærer": 1, "Rektor Egge": 0, "Avdelings Leder": 0}


def test_de_saken_er_stengt_for_er_akkurat_de_tilgangen_nekter(roller: Rollebesetning) -> None:
    """The rule read the other way: for each sak the people, where access reads for each person the saker."""
    gruppe = uuid4()
    saker = [
        lag_sak(roller, ledelse=True),
        lag_sak(roller, elev=roller.annen_elev, gruppe=gruppe),
        lag_sak(roller, gruppe=gruppe, skjerpet=True),
        lag_sak(roller, elev=roller.elev_maere),
        lag_sak(roller, elev=roller.annen_elev, skjerpet=True),
        lag_sak(roller, elev=roller.elev_maere, ledelse=True, mottatt=NAA - 600 * DAG),
        lag_sak(roller),
    ]
    anklag(saker[0], roller.anklaget)
    anklag(saker[2], roller.kontaktlarer)
    anklag(saker[4], roller.avdelingsleder)
    Involvert.objects.create(sak=saker[5], kategori="leder", beskrivelse="en leder", lagt_til=NAA)
    Inhabilitet.objects.create(sak=saker[3], bruker=roller.rektor_maere, grunn="nabo", fra=NAA)
    Naerstaende.objects.create(bruker=roller.ansatt, elev=roller.annen_elev, relasjon="tante")
    lag_melding(roller, sak=saker[6]).elever.create(elev=roller.annen_elev, sak=saker[4])
    roller.forelder.bruker = roller.stotte
    roller.forelder.save()
    folk = {person.pk: person for person in roller.alle.values()}
    ventet = {
        (sak, pk)
        for pk, person in folk.items()
        for sak in Sak.objects.filter(nektet(person)).values_list("pk", flat=True)
    }
    assert {par for par in stengte_par(saker) if par[1] in folk} == ventet
    assert stengte(saker[0]) >= {roller.rektor.pk, roller.avdelingsleder.pk, roller.anklaget.pk}
