"""Work that changes hands, and that no change of person leaves a sak without somebody who is there for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.framlegg.models import Framlegg
from cases.overlevering.actions import overlever
from cases.overlevering.models import Overtakelse
from cases.overlevering.nattkontroll import si_fra_om_foreldrelose
from cases.overlevering.queries import arbeid_for, foreldrelose, ledes_av, numre_uten_ansvarlig, personer_med_arbeid
from cases.sak.actions import erklaer_inhabil, trekk_tilgang
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.habilitet import rut_inhabile
from cases.sak.models import Hendelse, Inhabilitet, Oppslag, Sak
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.actions import ny_planversjon
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Samtale
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.forvaltning.actions import avslutt_rolle, deaktiver_bruker
from steinkjer_skolemiljo.organisation.models import Rolle, Rolletildeling
from tests.cases.sak.hjelp import LEDE, SKRIVE, gi, hent, kan, nevn, send, sett, tildel
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)


def vedtatt_plan(sak: Sak, ansvarlig: Bruker, leder: Bruker) -> Tiltak:
    """A plan in force with one tiltak that goes on."""
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        utfordring="Alene",
        elevens_syn="Vil ha noen å være med",
        barnets_beste="Trygghet",
        evalueringsdato=I_DAG + 14 * DAG,
        opprettet=NAA,
        opprettet_av=leder,
    )
    tiltak = Tiltak.objects.create(
        plan=plan, beskrivelse="Voksen ute i alle friminutt", fra=I_DAG, ansvarlig=ansvarlig, status="i_gang"
    )
    plan.status, plan.vedtatt, plan.vedtatt_av = "vedtatt", NAA, leder
    plan.save()
    return tiltak


def gamle_rektors_arbeid(roller: Rollebesetning) -> Sak:
    """One sak with one of each kind of work, all of it the former rektor's."""
    gammel = roller.sluttet
    sak = lag_sak(roller, ansvarlig=gammel)
    vedtatt_plan(sak, gammel, gammel)
    Samtale.objects.create(
        sak=sak,
        type="elev",
        dato=I_DAG - DAG,
        deltakere="To",
        hva_sies="Bedre",
        neste_samtale=I_DAG + 7 * DAG,
        registrert=NAA,
        registrert_av=gammel,
    )
    tilgang = gi(roller.rektor, sak, roller.stotte)
    tilgang.gitt_av = gammel
    tilgang.save()
    Framlegg.objects.create(
        sak=sak,
        ansatt=roller.anklaget,
        paastander="Ropte",
        trenger="Din versjon",
        svarfrist=I_DAG + 7 * DAG,
        opprettet=NAA,
        skrevet_av=gammel,
    )
    return sak


def slag(person: Bruker, aktor: Bruker) -> list[str]:
    """What kinds of open work a person has, as one who leads sees it."""
    return [rad.hva.value for rad in arbeid_for(person, ledes_av(aktor, I_DAG), I_DAG)]


ALT = ["sak", "tiltak", "samtale", "tilgang", "framlegg"]


def test_alt_en_som_slutter_har_staar_i_en_liste_og_overleveres_i_ett(roller: Rollebesetning) -> None:
    sak = gamle_rektors_arbeid(roller)
    assert slag(roller.sluttet, roller.rektor) == ALT
    resultat = overlever(aktor=roller.rektor, fra=roller.sluttet, til=roller.rektor, rader=None, now=NAA)
    assert (resultat.antall, resultat.igjen) == (5, [])
    assert slag(roller.sluttet, roller.rektor) == []
    assert slag(roller.rektor, roller.rektor) == ALT
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.rektor
    # What was written stays as it was: who has it now stands beside it.
    assert Tiltak.objects.get().ansvarlig == roller.sluttet
    assert egne_tiltak(roller.rektor, I_DAG).count() == 1
    typer = sorted(Hendelse.objects.filter(sak=sak).exclude(type="tilgang_gitt").values_list("type", flat=True))
    assert typer == ["ansvarlig_byttet", *["overlevert"] * 4]
    assert Overtakelse.objects.count() == 5


def test_en_og_en_overleveres_og_mottakeren_faar_vite_det(roller: Rollebesetning) -> None:
    sak = gamle_rektors_arbeid(roller)
    tiltak = Tiltak.objects.get()
    overlever(aktor=roller.rektor, fra=roller.sluttet, til=roller.ansatt, rader=[f"tiltak-{tiltak.pk}"], now=NAA)
    assert slag(roller.sluttet, roller.rektor) == [s for s in ALT if s != "tiltak"]
    assert list(egne_tiltak(roller.ansatt, I_DAG)) == [tiltak]
    assert not kan(roller.ansatt, sak)
    varsel = Varsel.objects.get(mottaker=roller.ansatt)
    assert (varsel.type, varsel.sak) == ("tiltak_tildelt", None)
    # And on: the newest has it, and a new version of the plan says so.
    overlever(aktor=roller.rektor, fra=roller.ansatt, til=roller.kontaktlarer, rader=[f"tiltak-{tiltak.pk}"], now=NAA)
    assert not egne_tiltak(roller.ansatt, I_DAG).exists()
    assert ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA).tiltak.get().ansvarlig == roller.kontaktlarer
    side = hent(roller.rektor, reverse("tiltaksplan:vis", args=[sak.nummer])).content.decode()
    assert "Overtatt av Kontakt Lærer" in side


def test_utkastet_som_alt_er_begynt_faar_den_nye_ansvarlige(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tiltak = vedtatt_plan(sak, roller.ansatt, roller.rektor)
    utkast = ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    overlever(aktor=roller.rektor, fra=roller.ansatt, til=roller.kontaktlarer, rader=[f"tiltak-{tiltak.pk}"], now=NAA)
    assert utkast.tiltak.get().ansvarlig == roller.kontaktlarer


def test_ingen_faar_arbeid_i_en_sak_som_er_stengt_for_dem(roller: Rollebesetning) -> None:
    sak, annen = lag_sak(roller, skjerpet=True), lag_sak(roller, elev=roller.annen_elev)
    anklag(sak, roller.anklaget)
    gi(roller.rektor, annen, roller.anklaget, skrive=True)
    tiltak = vedtatt_plan(sak, roller.ansatt, roller.rektor)
    for nokkel in (f"sak-{sak.pk}", f"tiltak-{tiltak.pk}"):
        fra = roller.rektor if nokkel.startswith("sak") else roller.ansatt
        with pytest.raises(Regelbrudd, match=sak.nummer):
            overlever(aktor=roller.rektor, fra=fra, til=roller.anklaget, rader=[nokkel], now=NAA)
    # Chosen by hand, all or nothing; «all» leaves what cannot go.
    valgt = [f"sak-{sak.pk}", f"sak-{annen.pk}"]
    with pytest.raises(Regelbrudd):
        overlever(aktor=roller.rektor, fra=roller.rektor, til=roller.anklaget, rader=valgt, now=NAA)
    assert not Overtakelse.objects.exists()
    alt = overlever(aktor=roller.rektor, fra=roller.rektor, til=roller.anklaget, rader=None, bare_saker=True, now=NAA)
    assert (alt.antall, [rad.sak for rad in alt.igjen]) == (1, [sak])


def test_bare_den_som_leder_saken_overleverer_og_bare_det_som_finnes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    valg: dict[str, Any] = {"fra": roller.rektor, "til": roller.ansatt, "rader": [f"sak-{sak.pk}"], "now": NAA}
    for aktor in (roller.ansatt, roller.rektor_maere, roller.sektorleder, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            overlever(aktor=aktor, **valg)
    with pytest.raises(Regelbrudd, match="Velg hva"):
        overlever(aktor=roller.rektor, **{**valg, "rader": []})
    with pytest.raises(Regelbrudd, match="Velg en annen"):
        overlever(aktor=roller.rektor, **{**valg, "til": roller.rektor})
    with pytest.raises(IkkeFunnet):
        overlever(aktor=roller.rektor, **{**valg, "rader": ["sak-999999"]})
    sak.refresh_from_db()
    assert sak.ansvarlig == roller.rektor


def test_en_overtakelse_kan_ikke_endres(roller: Rollebesetning) -> None:
    gamle_rektors_arbeid(roller)
    overlever(aktor=roller.rektor, fra=roller.sluttet, til=roller.rektor, rader=None, bare_saker=True, now=NAA)
    for sql in ("UPDATE cases_overtakelse SET tid = now()", "DELETE FROM cases_overtakelse"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(sql)


def test_ny_rektor_overtar_alle_sakene_i_ett_trykk(roller: Rollebesetning) -> None:
    saker = [lag_sak(roller, ansvarlig=roller.sluttet) for _ in range(2)]
    avsluttet = lag_sak(roller, ansvarlig=roller.sluttet, avsluttet=NAA)
    oversikt = hent(roller.rektor, "/overlevering/").content.decode()
    assert "Sluttet Rektor" in oversikt.split("Hvem har åpent arbeid")[0]
    assert "2 saker" in oversikt
    adresse = reverse("overlevering:overta", args=[roller.sluttet.pk])
    assert send(roller.ansatt, adresse, {}).status_code == 404
    borte = reverse("overlevering:overta", args=[987_654])
    for person in (roller.rektor_maere, roller.sektorleder):
        # Nothing to take over from somebody who is not theirs; nor from one who does not exist, and it is said alike.
        svar = [send(person, til, {}) for til in (adresse, borte)]
        assert {(s.status_code, s["Location"]) for s in svar} == {(302, "/overlevering/")}
        assert {sak.ansvarlig for sak in Sak.objects.all()} == {roller.sluttet}
    assert send(roller.rektor, adresse, {}).status_code == 302
    assert {sak.ansvarlig for sak in Sak.objects.filter(pk__in=[s.pk for s in saker])} == {roller.rektor}
    avsluttet.refresh_from_db()
    assert avsluttet.ansvarlig == roller.sluttet
    # One who is there is not taken over from. The other of two who pressed at once is told that nothing was left.
    for person in (roller.rektor, roller.sluttet):
        klient = Client()
        klient.force_login(roller.rektor)
        with time_machine.travel(NAA, tick=False):
            side = klient.post(reverse("overlevering:overta", args=[person.pk]), follow=True).content.decode()
        assert "Det var ingenting igjen å overlevere." in side


def test_personens_side_overleverer_beholder_valget_ved_feil_og_noteres(roller: Rollebesetning) -> None:
    sak = gamle_rektors_arbeid(roller)
    adresse = reverse("overlevering:person", args=[roller.sluttet.pk])
    side = hent(roller.rektor, adresse)
    assert all(ord_ in side.content.decode() for ord_ in ("Voksen ute i alle friminutt", "Nora Eggen", sak.nummer))
    oppslag = Oppslag.objects.get(liste="overlevering")
    assert (oppslag.viste_saker, oppslag.viste_elever) == ([sak.pk], [roller.elev.pk])
    feil = send(roller.rektor, adresse, {"rader": [f"sak-{sak.pk}"], "til": roller.ansatt.pk})
    assert feil.status_code == 422
    assert f"Ansatt Egge har ikke tilgang til å arbeide i sak {sak.nummer}" in feil.content.decode()
    assert f'value="sak-{sak.pk}" id="rad-sak-{sak.pk}" checked' in feil.content.decode()
    assert send(roller.rektor, adresse, {"til": roller.rektor.pk}).status_code == 422
    assert send(roller.rektor, adresse, {"til": roller.rektor.pk, "alt": "ja"}).status_code == 302
    # Nothing is left, and then there is no such page; nor is there for others. Who chose from it meanwhile is told.
    assert send(roller.rektor, adresse, {"til": roller.rektor.pk, "alt": "ja"})["Location"] == "/overlevering/"
    assert hent(roller.rektor, adresse).status_code == 404
    egen = reverse("overlevering:person", args=[roller.rektor.pk])
    assert hent(roller.rektor, egen).status_code == 200
    for person in (roller.rektor_maere, roller.sektorleder, roller.systemforvalter, roller.kontaktlarer):
        assert hent(person, egen).status_code == 404


def test_oversikten_er_for_ledere_og_koster_like_mye_med_mange_saker(client: Client, roller: Rollebesetning) -> None:
    for person in (roller.rektor, roller.sektorleder, roller.kommunalsjef):
        assert hent(person, "/overlevering/").status_code == 200
    for person in (roller.ansatt, roller.kontaktlarer, roller.systemforvalter, roller.stotte):
        assert hent(person, "/overlevering/").status_code == 404
    sak = gamle_rektors_arbeid(roller)
    for side in ("/overlevering/", reverse("overlevering:person", args=[roller.sluttet.pk])):
        en = antall(client, roller.rektor, side)
        for _ in range(8):
            lag_sak(roller, ansvarlig=roller.sluttet)
            Tiltak.objects.filter(plan__sak=sak)
        assert antall(client, roller.rektor, side) == en <= 60


def test_stedfortrederen_leder_og_staar_paa_siden(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    tildel(roller.ansatt, Rolle.REKTOR, roller.egge, stedfortreder_for=roller.rektor, fra=I_DAG, til=I_DAG + DAG)
    assert kan(roller.ansatt, sak, LEDE)
    assert "Ansatt Egge" in hent(roller.rektor, "/overlevering/").content.decode().split("Skal du være borte?")[1]
    # The absence ends: what the stand-in took on meanwhile is not lost.
    overlever(aktor=roller.rektor, fra=roller.rektor, til=roller.ansatt, rader=None, now=NAA)
    assert not foreldrelose(Sak.objects.filter(avsluttet__isnull=True), I_DAG)
    assert foreldrelose(Sak.objects.filter(avsluttet__isnull=True), I_DAG + 2 * DAG) == [sak]


def test_nattkontrollen_sier_fra_en_gang_i_uka_til_noen_har_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ansvarlig=roller.sluttet)
    lag_sak(roller)
    assert si_fra_om_foreldrelose(NAA) == 1
    assert si_fra_om_foreldrelose(NAA + DAG) == 1
    assert {v.mottaker for v in Varsel.objects.filter(type="sak_uten_ansvarlig", sak=sak)} == {
        roller.rektor,
        roller.sektorleder,
        roller.kommunalsjef,
    }
    assert Varsel.objects.count() == 3
    si_fra_om_foreldrelose(NAA + 7 * DAG)
    assert Varsel.objects.count() == 6
    # Sektorleder, who may not open it, is told its number, and no more.
    side = hent(roller.sektorleder, "/overlevering/").content.decode()
    assert sak.nummer in side
    assert "Nora" not in side
    varsel = Varsel.objects.filter(mottaker=roller.sektorleder).first()
    assert varsel is not None
    assert "/overlevering/" in hent(roller.sektorleder, reverse("varsling:apne", args=[varsel.pk])).headers.get(
        "Location", "/overlevering/"
    )


def test_den_som_er_nektet_saken_hoerer_ingenting(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ansvarlig=roller.sluttet)
    Inhabilitet.objects.create(sak=sak, bruker=roller.sektorleder, grunn="Tante", fra=NAA)
    si_fra_om_foreldrelose(NAA)
    assert not Varsel.objects.filter(mottaker=roller.sektorleder).exists()
    assert numre_uten_ansvarlig(roller.sektorleder, I_DAG) == []


def test_en_med_aapent_arbeid_avsluttes_foerst_naar_det_er_sagt_at_en_vet_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd, match="åpent arbeid"):
        deaktiver_bruker(aktor=roller.systemforvalter, bruker_id=roller.rektor.pk, now=NAA)
    rolle = Rolletildeling.objects.get(bruker=roller.rektor)
    with pytest.raises(Regelbrudd, match="åpent arbeid"):
        avslutt_rolle(aktor=roller.systemforvalter, tildeling_id=rolle.pk, siste=I_DAG, now=NAA)
    side = reverse("forvaltning:bruker", args=[roller.rektor.pk])
    # Systemforvalter sees no sak, and no trace of one, before they ask.
    assert "åpent arbeid" not in hent(roller.systemforvalter, side).content.decode()
    steng = reverse("forvaltning:steng", args=[roller.rektor.pk])
    svar = send(roller.systemforvalter, steng, {})
    assert svar.status_code == 422
    assert "Steng kontoen likevel" in svar.content.decode()
    assert sak.nummer not in svar.content.decode()
    avslutt = reverse("forvaltning:avslutt_rolle", args=[roller.rektor.pk, rolle.pk])
    svar = send(roller.systemforvalter, avslutt, {"siste": "2026-11-20"})
    assert svar.status_code == 422
    assert "Avslutt rollen likevel" in svar.content.decode()
    assert send(roller.systemforvalter, avslutt, {"siste": "2026-11-20", "likevel": "on"}).status_code == 302
    assert send(roller.systemforvalter, steng, {"likevel": "on"}).status_code == 302
    # Skoleeier is told at once: the school has nobody now.
    assert Varsel.objects.filter(type="sak_uten_ansvarlig", mottaker=roller.sektorleder, sak=sak).exists()


def test_rektor_som_er_meldt_faar_ikke_vite_hvem_som_arbeider_i_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    anklag(sak, roller.rektor)
    vedtatt_plan(sak, roller.ansatt, roller.sektorleder)
    side = hent(roller.rektor, reverse("forvaltning:bruker", args=[roller.ansatt.pk])).content.decode()
    assert "åpent arbeid" not in side
    deaktiver_bruker(aktor=roller.rektor, bruker_id=roller.ansatt.pk, now=NAA)
    assert slag(roller.ansatt, roller.sektorleder) == ["tiltak"]


def test_rektor_faar_lenke_til_arbeidet_foer_kontoen_stenges(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt_plan(sak, roller.ansatt, roller.rektor)
    side = hent(roller.rektor, reverse("forvaltning:bruker", args=[roller.ansatt.pk])).content.decode()
    assert reverse("overlevering:person", args=[roller.ansatt.pk]) in side
    uten = hent(roller.rektor, reverse("forvaltning:bruker", args=[roller.kontaktlarer.pk])).content.decode()
    assert "Overlever arbeidet" not in uten


@pytest.mark.parametrize(
    "endring",
    [
        "rollen slutter",
        "kontoen stenges",
        "tilgangen trekkes",
        "tilgangen går ut",
        "inhabil",
        "meldt",
        "oppdraget går ut",
    ],
)
def test_ingen_endring_av_person_lar_en_sak_bli_staaende(roller: Rollebesetning, endring: str) -> None:
    """Whatever happens to the saksansvarlig, somebody lawful leads the sak, and it is theirs or stands in their list."""
    sak, dag, now = lag_sak(roller), I_DAG, NAA
    match endring:
        case "rollen slutter":
            ny = bruker("Ny Rektor", (Rolle.REKTOR, roller.egge), fra=I_DAG + DAG)
            Rolletildeling.objects.filter(bruker=roller.rektor).get()
            rolle = Rolletildeling.objects.get(bruker=roller.rektor)
            avslutt_rolle(aktor=roller.systemforvalter, tildeling_id=rolle.pk, siste=I_DAG, likevel=True, now=NAA)
            dag, now = I_DAG + DAG, NAA + DAG
            assert kan(ny, sak, LEDE, dag)
        case "kontoen stenges":
            bruker("Annen Rektor", (Rolle.REKTOR, roller.egge))
            deaktiver_bruker(aktor=roller.systemforvalter, bruker_id=roller.rektor.pk, likevel=True, now=NAA)
        case "tilgangen trekkes" | "tilgangen går ut":
            tilgang = gi(roller.rektor, sak, roller.stotte, skrive=True, gyldig_til=I_DAG)
            overlever(aktor=roller.rektor, fra=roller.rektor, til=roller.stotte, rader=None, now=NAA)
            if endring == "tilgangen trekkes":
                trekk_tilgang(aktor=roller.rektor, sak_id=sak.pk, tilgang_id=tilgang.pk, now=NAA)
            dag, now = I_DAG + DAG, NAA + DAG
        case "inhabil":
            erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
        case "meldt":
            nevn(roller.kontaktlarer if kan(roller.kontaktlarer, sak, SKRIVE) else roller.rektor, sak, roller.rektor)
        case "oppdraget går ut":
            erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Nabo", now=NAA)
            sett(roller.sektorleder, sak, roller.rektor_maere, til=I_DAG)
            dag, now = I_DAG + DAG, NAA + DAG
            rut_inhabile(now)
    sak.refresh_from_db()
    ledere = [person for person in roller.alle.values() if kan(person, sak, LEDE, dag)]
    ledere += [
        b.bruker
        for b in Rolletildeling.objects.filter(bruker__etternavn="Rektor", rolle="rektor")
        if kan(b.bruker, sak, LEDE, dag)
    ]
    assert ledere
    if not kan(sak.ansvarlig, sak, SKRIVE, dag):
        for leder in ledere:
            borte = [p.bruker for p in personer_med_arbeid(leder, dag) if p.uten_tilgang]
            assert borte == [sak.ansvarlig]
        assert si_fra_om_foreldrelose(now) == 1
        assert Varsel.objects.filter(type="sak_uten_ansvarlig", mottaker=roller.sektorleder).exists()
