"""The register's pages: who comes in, what a list would do in words, the answer, and what is noted of having looked."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.sak.models import Oppslag
from steinkjer_skolemiljo.elevregister.actions import legg_fram, siste_lagring, ta_inn_godkjente
from steinkjer_skolemiljo.organisation.models import Bruker, Elevliste, Gradering, Rolle, Rolletildeling, Skole
from tests.cast import NAA
from tests.elevregister.hjelp import ALLE, JONAS, NORA, OLA, fil

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

OVERSIKT = "/register/"
SKOLE = {"navn": "Lø skole", "maalform": "nn", "trinn_fra": "1", "trinn_til": "7", "har_sfo": "on"}


def som(bruker: Bruker) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def send_fil(bruker: Bruker, innhold: bytes) -> Any:
    with time_machine.travel(NAA, tick=False):
        return som(bruker).post("/register/liste/", {"fil": SimpleUploadedFile("elever.csv", innhold)})


def side(bruker: Bruker, adresse: str, **hoder: str) -> Any:
    with time_machine.travel(NAA, tick=False):
        return som(bruker).get(adresse, headers=hoder)


def svar(bruker: Bruker, liste: Elevliste, **felter: str) -> Any:
    with time_machine.travel(NAA, tick=False):
        return som(bruker).post(f"/register/liste/{liste.pk}/svar/", felter)


def avtrykket(innhold: str) -> str:
    return innhold.split('name="sett" value="')[1].split('"', maxsplit=1)[0]


def test_for_andre_enn_systemforvalter_finnes_ikke_registeret(roller: Rollebesetning) -> None:
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*ALLE), now=NAA)
    adresser = {
        OVERSIKT: "get",
        "/register/elevliste.csv": "get",
        "/register/liste/": "post",
        f"/register/liste/{liste.pk}/": "get",
        f"/register/liste/{liste.pk}/svar/": "post",
        "/register/skole/ny/": "post",
        f"/register/skole/{roller.egge.pk}/": "post",
    }
    for navn, person in roller.alle.items():
        if not person.is_active:
            continue
        with time_machine.travel(NAA, tick=False):
            koder = {getattr(som(person), metode)(adresse).status_code for adresse, metode in adresser.items()}
        assert koder == {404} if navn != "systemforvalter" else 404 not in koder, navn
    assert Elevliste.objects.get().status != "forkastet"


def test_lista_vises_med_ord_foer_noe_skjer_og_tas_inn_etter_et_ja(roller: Rollebesetning) -> None:
    send_fil(roller.systemforvalter, fil(*ALLE))
    flyttet = NORA.replace("Egge skole;5A", "Mære skole;5A")
    ny = "e9;Åse;Aas;01.02.2020;egge;1B;1;"
    sendt = send_fil(roller.systemforvalter, fil(flyttet, JONAS.replace("5A", "5B"), OLA, ny))
    liste = Elevliste.objects.get(status="venter")
    assert sendt.headers["Location"] == f"/register/liste/{liste.pk}/"
    tekst = side(roller.systemforvalter, sendt.headers["Location"]).content.decode()
    for ord_ in ("Nora Eggen", "fra Egge skole til Mære skole", "klasse 5A blir 5B", "Egge skole, 1B"):
        assert ord_ in tekst
    assert "Åse" not in tekst
    oppslag = Oppslag.objects.filter(liste="elevregister").latest("pk")
    assert oppslag.viste_elever == sorted([roller.elev.pk, roller.annen_elev.pk, roller.elev_maere.pk])
    assert svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst)).status_code == 302
    venter = side(roller.systemforvalter, sendt.headers["Location"], **{"HX-Request": "true"}).content.decode()
    assert "every 4s" in venter
    assert "<html" not in venter
    ta_inn_godkjente(NAA)
    tekst = side(roller.systemforvalter, sendt.headers["Location"]).content.decode()
    assert "1 ny elev" in tekst
    assert "Filen er slettet" in tekst
    assert "Nora" not in tekst
    roller.elev.refresh_from_db()
    assert roller.elev.skole == roller.maere


def vist(bruker: Bruker, *linjer: str) -> str:
    """The page of a list with these lines, but for what is different each time."""
    send_fil(bruker, fil(*linjer))
    liste = Elevliste.objects.get(status="venter")
    tekst: str = side(bruker, f"/register/liste/{liste.pk}/").content.decode()
    inni = tekst.split("<main", maxsplit=1)[1].split("</main>", maxsplit=1)[0].replace(avtrykket(tekst), "SUM")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", inni).replace(f"/liste/{liste.pk}/", "/liste/")


def test_for_den_som_legger_fram_ei_liste_er_en_med_beskyttet_adresse_en_som_ikke_er_her(
    roller: Rollebesetning,
) -> None:
    """A list that asks «does this child go here?» is answered the same wherever the child goes, and if nowhere."""
    paa_egge = "e1;Nora;Eggen;04.03.2016;egge;5A;5;"
    paa_maere = "e1;Nora;Eggen;04.03.2016;maere;5A;5;"
    nora = roller.elev
    nora.kilde_id = "e1"
    nora.save()
    svarene: list[list[str]] = []
    for gradering, skole in (
        (Gradering.STRENGT, roller.egge),
        (Gradering.STRENGT, roller.maere),
        (Gradering.FORTROLIG, roller.egge),
    ):
        nora.gradering, nora.skole, nora.klasse = gradering, skole, None
        nora.save()
        svarene.append([vist(roller.systemforvalter, linje, JONAS, OLA) for linje in (paa_egge, paa_maere)])
        svarene[-1].append(vist(roller.systemforvalter, JONAS, OLA))
        svarene[-1].append(vist(roller.systemforvalter, paa_egge.replace("e1;", "x1;"), JONAS, OLA))
        svarene[-1].append(
            side(roller.systemforvalter, OVERSIKT).content.decode().split('id="skolene"')[1].split('id="tidligere"')[0]
        )
    # And as if she had never been here.
    nora.gradering, nora.fornavn, nora.fodselsdato, nora.kilde_id = (
        Gradering.STRENGT,
        "Siri",
        date(2017, 1, 1),
        "e77",
    )
    nora.save()
    svarene.append([vist(roller.systemforvalter, linje, JONAS, OLA) for linje in (paa_egge, paa_maere)])
    svarene[-1].append(vist(roller.systemforvalter, JONAS, OLA))
    svarene[-1].append(vist(roller.systemforvalter, paa_egge.replace("e1;", "x1;"), JONAS, OLA))
    svarene[-1].append(
        side(roller.systemforvalter, OVERSIKT).content.decode().split('id="skolene"')[1].split('id="tidligere"')[0]
    )
    assert svarene[0] == svarene[1] == svarene[2] == svarene[3]
    assert "Nora" not in "".join(svarene[0])
    assert not any(roller.elev.pk in o.viste_elever for o in Oppslag.objects.filter(liste="elevregister"))


def test_en_lista_sier_har_beskyttet_adresse_vises_uten_navn_og_klasse(roller: Rollebesetning) -> None:
    tekst = vist(roller.systemforvalter, NORA, JONAS.replace("5A", "5B") + "kode 6", OLA)
    assert "Jonas" not in tekst
    assert "Egge skole, 5B" not in tekst
    assert tekst.count("En elev med beskyttet adresse") == 1


def test_avtrykket_kan_ikke_gjettes_og_er_ulikt_fra_liste_til_liste(roller: Rollebesetning) -> None:
    summer = set()
    for _gang in range(2):
        send_fil(roller.systemforvalter, fil(*ALLE))
        liste = Elevliste.objects.get(status="venter")
        summer.add(avtrykket(side(roller.systemforvalter, f"/register/liste/{liste.pk}/").content.decode()))
    assert len(summer) == 2


def test_et_nytt_navn_gjemmes_ikke_blant_alle_som_far_ny_klasse(roller: Rollebesetning) -> None:
    for elev, kilde_id in ((roller.elev, "e1"), (roller.annen_elev, "e2")):
        elev.kilde_id = kilde_id
        elev.save()
    tekst = vist(roller.systemforvalter, NORA.replace("Nora", "Nora Marie"), JONAS.replace("5A;5", "6A;6"), OLA)
    gruppe = tekst.split("Får nytt navn eller ny fødselsdato (1)")[1].split("</details>")[0]
    assert "fornavn «Nora» blir «Nora Marie»" in gruppe
    assert "Jonas" not in gruppe


def test_den_andre_faar_vite_at_en_liste_venter_og_forkaster_den_ikke_usett(roller: Rollebesetning) -> None:
    annen = Bruker.objects.create_user("annen@test.example", fornavn="Per", etternavn="Ås")
    Rolletildeling.objects.create(bruker=annen, rolle=Rolle.SYSTEMFORVALTER, fra=NAA.date())
    send_fil(annen, fil(*ALLE))
    nei = send_fil(roller.systemforvalter, fil(*ALLE))
    tekst = nei.content.decode()
    assert (nei.status_code, "Per Ås la fram «elever.csv» 10. november 2026" in tekst) == (422, True)
    liste = Elevliste.objects.get()
    assert liste.status == "venter"
    with time_machine.travel(NAA, tick=False):
        ja = som(roller.systemforvalter).post(
            "/register/liste/",
            {
                "fil": SimpleUploadedFile("elever.csv", fil(*ALLE)),
                "avloser": tekst.split('name="avloser" value="')[1].split('"', maxsplit=1)[0],
            },
        )
    assert ja.status_code == 302
    liste.refresh_from_db()
    assert (liste.status, liste.svart_av) == ("forkastet", roller.systemforvalter)
    # Neither yes nor no is no yes.
    ny = Elevliste.objects.get(status="venter")
    sett = avtrykket(side(annen, f"/register/liste/{ny.pk}/").content.decode())
    svar(annen, ny, sett=sett)
    ny.refresh_from_db()
    assert ny.status == "venter"


def test_den_som_endrer_en_skole_etter_en_annen_faar_vite_hvem_og_mister_ingenting(roller: Rollebesetning) -> None:
    adresse = f"/register/skole/{roller.egge.pk}/"
    annen = Bruker.objects.create_user("annen@test.example", fornavn="Per", etternavn="Ås")
    Rolletildeling.objects.create(bruker=annen, rolle=Rolle.SYSTEMFORVALTER, fra=NAA.date())

    def sett(tekst: str) -> str:
        return tekst.split('name="sett" value="')[1].split('"', maxsplit=1)[0]

    begge_saa = sett(side(roller.systemforvalter, adresse).content.decode())
    felter = {**SKOLE, "navn": "Egge skule", "kortnavn": "egge", "sett": begge_saa}
    mine = {**felter, "navn": "Egge barneskole", "maalform": "nb"}
    with time_machine.travel(NAA, tick=False):
        assert som(annen).post(adresse, felter).status_code == 302
        nei = som(roller.systemforvalter).post(adresse, mine)
        tekst = nei.content.decode()
        assert nei.status_code == 422
        assert "Per Ås lagret endringer her 10. november 2026" in tekst
        assert 'value="Egge barneskole"' in tekst
        roller.egge.refresh_from_db()
        assert (roller.egge.navn, roller.egge.maalform) == ("Egge skule", "nn")
        # Having been told, they may go on.
        assert som(roller.systemforvalter).post(adresse, {**mine, "sett": sett(tekst)}).status_code == 302
    roller.egge.refresh_from_db()
    assert roller.egge.navn == "Egge barneskole"


def test_feilene_staar_ved_feltet_og_fila_lagres_ikke(roller: Rollebesetning) -> None:
    feil = send_fil(
        roller.systemforvalter, fil("e1;;Eggen;04.03.2016;egge;5A;5;", OLA.replace("maere", "Ukjent skole"))
    )
    assert feil.status_code == 422
    tekst = feil.content.decode()
    assert "Linje 2: «Fornavn» er tom." in tekst
    assert not Elevliste.objects.exists()
    ukjent = send_fil(roller.systemforvalter, fil(OLA.replace("maere", "Ukjent skole"))).content.decode()
    assert "Skolen «Ukjent skole» finnes ikke her" in ukjent
    with time_machine.travel(NAA, tick=False):
        uten = som(roller.systemforvalter).post("/register/liste/", {})
    assert (uten.status_code, "Velg en fil." in uten.content.decode()) == (422, True)


def test_mange_som_slutter_maa_bekreftes_og_det_sies_ved_feltet(roller: Rollebesetning) -> None:
    nye = [f"n{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;" for nr in range(8)]
    for linjer in ((*ALLE, *nye), ALLE):
        send_fil(roller.systemforvalter, fil(*linjer))
        liste = Elevliste.objects.get(status="venter")
        tekst = side(roller.systemforvalter, f"/register/liste/{liste.pk}/").content.decode()
        ja = svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst))
        if linjer != ALLE:
            ta_inn_godkjente(NAA)
    assert "8 av 10 elever ved Egge skole står ikke i lista" in tekst
    assert ja.status_code == 422
    assert "Kryss av for at det er riktig" in ja.content.decode()
    ja = svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst), tatt_stilling="on")
    assert ja.status_code == 302


def test_det_som_er_endret_siden_vises_paa_nytt(roller: Rollebesetning) -> None:
    send_fil(roller.systemforvalter, fil(*ALLE))
    liste = Elevliste.objects.get()
    gammelt = svar(roller.systemforvalter, liste, svar="ja", sett="0" * 64)
    assert gammelt.status_code == 422
    tekst = gammelt.content.decode()
    assert "Registeret er endret siden du så lista" in tekst
    # What stands there now is what the next yes is about.
    assert svar(roller.systemforvalter, liste, svar="ja", sett=avtrykket(tekst)).status_code == 302
    # And one that is answered is not answered again: the page says who did.
    igjen = svar(roller.systemforvalter, liste, svar="nei")
    assert igjen.headers["Location"] == f"/register/liste/{liste.pk}/"
    liste.refresh_from_db()
    assert liste.status == "godkjent"


def test_nei_sletter_fila(roller: Rollebesetning) -> None:
    send_fil(roller.systemforvalter, fil(*ALLE))
    liste = Elevliste.objects.get()
    assert svar(roller.systemforvalter, liste, svar="nei").headers["Location"] == OVERSIKT
    liste.refresh_from_db()
    assert (liste.status, bytes(liste.innhold)) == ("forkastet", b"")
    assert "Forkastet" in side(roller.systemforvalter, OVERSIKT).content.decode()


def test_skolen_registreres_med_kortnavn_av_navnet_og_feil_staar_ved_feltet(roller: Rollebesetning) -> None:
    klient = som(roller.systemforvalter)
    with time_machine.travel(NAA, tick=False):
        assert klient.post("/register/skole/ny/", SKOLE).status_code == 302
        skole = Skole.objects.get(navn="Lø skole")
        assert (skole.kortnavn, skole.maalform) == ("lo-skole", "nn")
        likt = klient.post("/register/skole/ny/", {**SKOLE, "maalform": "nb"})
        assert (likt.status_code, 'value="Lø skole"' in likt.content.decode()) == (422, True)
        sett = siste_lagring(skole)
        ti = {**SKOLE, "kortnavn": "lo", "trinn_til": "10", "sett": sett}
        endret = klient.post(f"/register/skole/{skole.pk}/", ti)
        assert endret.status_code == 302
        bakvendt = klient.post(
            f"/register/skole/{skole.pk}/", {**ti, "trinn_fra": "8", "trinn_til": "3", "sett": siste_lagring(skole)}
        )
    skole.refresh_from_db()
    assert (skole.kortnavn, skole.trinn_til) == ("lo", 10)
    assert "fra kan ikke være etter til" in bakvendt.content.decode()


@pytest.mark.parametrize("hvor", ["oversikt", "liste"])
def test_antall_sporringer_er_likt_med_faa_og_mange(roller: Rollebesetning, hvor: str) -> None:
    def antall() -> int:
        liste = Elevliste.objects.get(status="venter")
        adresse = OVERSIKT if hvor == "oversikt" else reverse("elevregister:liste", args=[liste.pk])
        side(roller.systemforvalter, adresse)
        with CaptureQueriesContext(connection) as fanget:
            assert side(roller.systemforvalter, adresse).status_code == 200
        return len(fanget)

    send_fil(roller.systemforvalter, fil(*ALLE))
    faa = antall()
    for nr in range(12):
        Skole.objects.create(navn=f"Skole {nr}", kortnavn=f"s{nr}")
    send_fil(roller.systemforvalter, fil(*ALLE, *(f"n{nr};A{nr};B;01.02.2017;egge;4A;4;" for nr in range(60))))
    assert antall() == faa
