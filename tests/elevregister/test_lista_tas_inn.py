"""A list is shown, answered and taken in: all of it or nothing, and never what the schools have written themselves."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Timer
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from cases.sak.feil import IkkeFunnet, Regelbrudd
from steinkjer_skolemiljo.elevregister.actions import endringer_i, forkast, godkjenn, legg_fram, ta_inn_godkjente
from steinkjer_skolemiljo.organisation.models import (
    Elev,
    Elevliste,
    Foresatt,
    Foresattforhold,
    Gradering,
    Klasse,
    Kontaktlarer,
    Rolle,
    Rolletildeling,
)
from tests.cast import I_DAG, NAA, sett_rollene
from tests.elevregister.hjelp import ALLE, FORESATT, HODE, JONAS, NORA, OLA, endringer, fil, ta_inn
from tests.factories import lag_sak

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Rollebesetning


def test_den_forste_lista_kjenner_igjen_dem_som_er_her(roller: Rollebesetning) -> None:
    liste = ta_inn(roller, *ALLE)
    assert liste.status == Elevliste.Status.TATT_INN
    assert bytes(liste.innhold) == b""
    assert Elev.objects.count() == 3
    roller.elev.refresh_from_db()
    assert (roller.elev.kilde_id, roller.elev.klasse) == ("e1", roller.klasse)
    # The next time nothing is different.
    assert endringer(*ALLE).tomme
    assert roller.elev.history.first().history_user == roller.systemforvalter


def test_et_nytt_skolear_gir_nye_klasser_nye_elever_og_noen_som_slutter(roller: Rollebesetning) -> None:
    ta_inn(roller, *ALLE)
    ny = "e9;Åse;Aas;01.02.2020;egge;1B;1;"
    liste = ta_inn(roller, NORA.replace("5A;5", "6A;6"), OLA, ny)
    assert liste.tall == {
        "nye": 1, "flyttet": 0, "tilbake": 0, "endret": 1, "sluttet": 1, "uendret": 1, "klasser": 2, "foresatte": 0, "forhold": 0,
    }  # fmt: skip
    nora, jonas, aase = (
        Elev.objects.get(kilde_id="e1"),
        Elev.objects.get(kilde_id="e2"),
        Elev.objects.get(kilde_id="e9"),
    )
    assert nora.klasse is not None
    assert (nora.klasse.navn, nora.klasse.trinn, nora.klasse.skolear) == ("6A", 6, 2026)
    assert (jonas.sluttet, jonas.skole) == (I_DAG, roller.egge)
    assert (aase.sokenavn, aase.skole) == ("ase as", roller.egge)
    # And back again.
    assert ta_inn(roller, NORA.replace("5A;5", "6A;6"), JONAS, OLA, ny).tall["tilbake"] == 1
    jonas.refresh_from_db()
    assert jonas.sluttet is None


def test_den_som_bytter_skole_tar_ikke_saken_med_seg(roller: Rollebesetning) -> None:
    ta_inn(roller, *ALLE)
    sak = lag_sak(roller)
    liste = ta_inn(roller, NORA.replace("Egge skole;5A", "Mære skole;5A"), JONAS, OLA)
    assert liste.tall["flyttet"] == 1
    roller.elev.refresh_from_db()
    sak.refresh_from_db()
    assert roller.elev.skole == roller.maere
    assert roller.elev.klasse is not None
    assert roller.elev.klasse.skole == roller.maere
    assert sak.skole == roller.egge


def test_en_skole_som_ikke_er_nevnt_mister_ingen(roller: Rollebesetning) -> None:
    assert not endringer(NORA, JONAS).sluttet
    assert [e.elev for e in endringer(NORA, OLA).sluttet] == [roller.annen_elev]


def test_halve_lista_tas_ikke_inn_uten_at_noen_har_sagt_det_er_riktig(roller: Rollebesetning) -> None:
    nye = [f"n{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;" for nr in range(8)]
    ta_inn(roller, *ALLE, *nye)
    assert endringer(*ALLE, *nye[:4]).stor_avgang == [("Egge skole", 4, 10)]
    with pytest.raises(Regelbrudd, match="riktig at så mange slutter"):
        ta_inn(roller, *ALLE, *nye[:4])
    assert Elev.objects.filter(sluttet__isnull=False).count() == 0
    assert ta_inn(roller, *ALLE, *nye[:4], mange=True).tall["sluttet"] == 4


def test_en_beskyttet_adresse_settes_av_lista_og_oppheves_aldri_av_den(roller: Rollebesetning) -> None:
    ta_inn(roller, *ALLE)
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    ta_inn(roller, NORA + "kode 6", JONAS, OLA)
    roller.elev.refresh_from_db()
    sak.refresh_from_db()
    # The class says too much, and the sak is closed to all but named persons.
    assert (roller.elev.gradering, roller.elev.klasse) == (Gradering.STRENGT, None)
    assert sak.sperret
    ta_inn(roller, NORA, JONAS.replace("Jonas", "Jon"), OLA)
    roller.elev.refresh_from_db()
    assert roller.elev.gradering == Gradering.STRENGT


def test_det_skolen_har_skrevet_om_foresatte_blir_staaende(roller: Rollebesetning) -> None:
    forhold = roller.forelder.forhold.get()
    forhold.besoksforbud, forhold.informasjon, forhold.grunn = True, "nei", "Besøksforbud"
    forhold.save()
    ta_inn(roller, NORA + ";f1;Kari;Eggen;90000001;ja", hode=HODE + FORESATT)
    forhold.refresh_from_db()
    roller.forelder.refresh_from_db()
    assert (forhold.besoksforbud, forhold.informasjon, forhold.grunn) == (True, "nei", "Besøksforbud")
    assert (roller.forelder.kilde_id, roller.forelder.telefon) == ("f1", "90000001")
    # One the list does not name any more is not taken away either.
    uten = endringer(NORA + ";f2;Per;Eggen;;ja", hode=HODE + FORESATT)
    assert uten.ikke_i_lista == 1
    ta_inn(roller, NORA + ";f2;Per;Eggen;;ja", hode=HODE + FORESATT)
    assert {f.foresatt.fornavn for f in Foresattforhold.objects.filter(elev=roller.elev)} == {"Kari", "Per"}


def test_sosken_faar_samme_foresatte_og_beskyttet_adresse_faar_ingen_kontaktinfo(roller: Rollebesetning) -> None:
    hode = HODE + FORESATT
    ta_inn(roller, NORA + ";f7;Per;Berg;90000007;ja", JONAS + ";f7;Per;Berg;90000007;nei", hode=hode)
    per = Foresatt.objects.get(kilde_id="f7")
    assert [f.foreldreansvar for f in per.forhold.order_by("elev")] == [True, False]
    ta_inn(roller, OLA + "fortrolig;f8;Ida;Berg;90000008;ja", hode=hode)
    assert Foresatt.objects.get(kilde_id="f8").telefon == ""


def test_det_som_er_i_veien_sies_for_noe_lagres(roller: Rollebesetning) -> None:
    Elev.objects.create(
        fornavn="Nora", etternavn="Eggen", fodselsdato=date(2016, 3, 4), skole=roller.maere, sokenavn="nora eggen"
    )
    with pytest.raises(Regelbrudd) as feil:
        legg_fram(
            aktor=roller.systemforvalter,
            filnavn="elever.csv",
            innhold=fil(NORA, OLA.replace("maere", "Ukjent"), JONAS.replace("5A;5", "9A;9")),
            now=NAA,
        )
    assert [b.tekst.partition(":")[0] for b in feil.value.brudd] == ["Linje 2", "Linje 3", "Linje 4"]
    assert {b.felt for b in feil.value.brudd} == {"fil"}
    assert not Elevliste.objects.exists()


def test_samme_feil_paa_mange_linjer_sies_en_gang(roller: Rollebesetning) -> None:
    linjer = [f"n{nr};Elev{nr};Etternavn;01.02.2017;Ukjent;4A;4;" for nr in range(30)]
    with pytest.raises(Regelbrudd) as feil:
        legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*linjer), now=NAA)
    assert [b.tekst.partition(": ")[0] for b in feil.value.brudd] == ["Linje 2, 3, 4, 5, 6 og 25 til"]
    ulike = [f"n{nr};Elev{nr};Etternavn;{nr}. mars;egge;4A;4;" for nr in range(30)]
    with pytest.raises(Regelbrudd) as feil:
        legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*ulike), now=NAA)
    assert len(feil.value.brudd) == 21
    assert "10 feil til" in feil.value.brudd[-1].tekst


def test_det_en_sier_ja_til_er_det_en_saa(roller: Rollebesetning) -> None:
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*ALLE), now=NAA)
    sett = endringer_i(liste, I_DAG).avtrykk()
    roller.elev.kallenavn, roller.elev.fornavn = "Noa", "Nora Marie"
    roller.elev.save()
    with pytest.raises(Regelbrudd, match="endret siden du så lista"):
        godkjenn(aktor=roller.systemforvalter, liste_id=liste.pk, sett=sett, tatt_stilling=False, now=NAA)
    # Changed after the yes: nothing is taken in, and the list says so.
    sett = endringer_i(liste, I_DAG).avtrykk()
    godkjenn(aktor=roller.systemforvalter, liste_id=liste.pk, sett=sett, tatt_stilling=False, now=NAA)
    roller.annen_elev.fornavn = "Jon"
    roller.annen_elev.save()
    assert ta_inn_godkjente(NAA) == 0
    liste.refresh_from_db()
    assert (liste.status, bytes(liste.innhold)) == (Elevliste.Status.STANSET, b"")
    assert not Elev.objects.exclude(kilde_id="").exists()


@pytest.mark.parametrize("regel", ["fornavn <> 'Ny'", "1 / (CASE fornavn WHEN 'Ny' THEN 0 ELSE 1 END) = 1"])
def test_en_rad_som_ikke_kan_lagres_stanser_alle(roller: Rollebesetning, regel: str) -> None:
    innhold = fil(*ALLE, "e4;Ny;Elev;01.02.2019;egge;2A;2;")
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=innhold, now=NAA)
    sett = endringer_i(liste, I_DAG).avtrykk()
    godkjenn(aktor=roller.systemforvalter, liste_id=liste.pk, sett=sett, tatt_stilling=False, now=NAA)
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute(f"ALTER TABLE organisation_elev ADD CONSTRAINT ingen_ny CHECK ({regel})")
        peker.execute("SET CONSTRAINTS ALL DEFERRED")
    ta_inn_godkjente(NAA)
    liste.refresh_from_db()
    assert liste.status == Elevliste.Status.STANSET
    assert "Ingenting er endret" in liste.grunn
    assert not Elev.objects.exclude(kilde_id="").exists()
    assert not Klasse.objects.filter(navn="2A").exists()


def test_bare_systemforvalter_forer_registeret(roller: Rollebesetning) -> None:
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*ALLE), now=NAA)
    sett = endringer_i(liste, I_DAG).avtrykk()
    for navn, person in roller.alle.items():
        if navn == "systemforvalter":
            continue
        with pytest.raises(IkkeFunnet):
            legg_fram(aktor=person, filnavn="e.csv", innhold=fil(*ALLE), now=NAA)
        with pytest.raises(IkkeFunnet):
            godkjenn(aktor=person, liste_id=liste.pk, sett=sett, tatt_stilling=True, now=NAA)
        with pytest.raises(IkkeFunnet):
            forkast(aktor=person, liste_id=liste.pk, now=NAA)
    liste.refresh_from_db()
    assert liste.status == Elevliste.Status.VENTER


def test_ingen_flytter_en_elev_inn_i_sin_egen_klasse_alene(roller: Rollebesetning) -> None:
    ta_inn(roller, *ALLE)
    Klasse.objects.create(skole=roller.egge, navn="5B", trinn=5, skolear=2026)
    klasse = Klasse.objects.get(navn="5B")
    # One person with both roles would read what is shared about the pupil.
    Rolletildeling.objects.create(bruker=roller.systemforvalter, rolle=Rolle.ANSATT, skole=roller.egge, fra=I_DAG)
    Kontaktlarer.objects.create(klasse=klasse, bruker=roller.systemforvalter, fra=I_DAG)
    with pytest.raises(Regelbrudd, match="En annen systemforvalter"):
        ta_inn(roller, NORA.replace("5A", "5B"), JONAS, OLA)
    # A pupil nobody here knows has no sak, and another class is none of theirs.
    assert ta_inn(roller, *ALLE, "e8;Ny;Elev;01.02.2016;egge;5B;5;").status == Elevliste.Status.TATT_INN


def test_heller_ikke_i_en_klasse_han_skal_faa_eller_til_en_skole_han_leder(roller: Rollebesetning) -> None:
    ta_inn(roller, *ALLE)
    klasse = Klasse.objects.create(skole=roller.egge, navn="5B", trinn=5, skolear=2026)
    # No role at the school today: that one is for one other person to give.
    kontakt = Kontaktlarer.objects.create(klasse=klasse, bruker=roller.systemforvalter, fra=I_DAG + timedelta(days=1))
    with pytest.raises(Regelbrudd, match="En annen systemforvalter"):
        ta_inn(roller, NORA.replace("5A", "5B"), JONAS, OLA)
    kontakt.til = kontakt.fra = I_DAG - timedelta(days=1)
    kontakt.save()
    Rolletildeling.objects.create(bruker=roller.systemforvalter, rolle=Rolle.REKTOR, skole=roller.maere, fra=I_DAG)
    with pytest.raises(Regelbrudd, match="en skole du leder"):
        ta_inn(roller, NORA.replace("Egge skole;5A", "Mære skole;5A"), JONAS, OLA)
    assert ta_inn(roller, NORA.replace("5A", "5B"), JONAS, OLA).status == Elevliste.Status.TATT_INN


def godkjent(roller: Rollebesetning, *linjer: str, hode: str = HODE) -> Elevliste:
    """A list somebody has said yes to, which the worker has not seen yet."""
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="e.csv", innhold=fil(*linjer, hode=hode), now=NAA)
    sett = endringer_i(liste, I_DAG).avtrykk()
    return godkjenn(aktor=roller.systemforvalter, liste_id=liste.pk, sett=sett, tatt_stilling=True, now=NAA)


def test_et_ja_gjelder_ikke_naar_rollen_er_slutt_for_lista_tas_inn(roller: Rollebesetning) -> None:
    liste = godkjent(roller, *ALLE)
    rolle = Rolletildeling.objects.get(bruker=roller.systemforvalter)
    rolle.til = I_DAG - timedelta(days=1)
    rolle.save()
    assert ta_inn_godkjente(NAA) == 0
    liste.refresh_from_db()
    assert (liste.status, "fører ikke registeret lenger" in liste.grunn) == (Elevliste.Status.STANSET, True)
    assert not Elev.objects.exclude(kilde_id="").exists()


def test_ei_liste_tas_inn_for_den_dagen_det_ble_sagt_ja(roller: Rollebesetning) -> None:
    ta_inn(roller, *ALLE)
    liste = godkjent(roller, NORA, OLA)
    assert ta_inn_godkjente(NAA + timedelta(days=1)) == 1
    roller.annen_elev.refresh_from_db()
    assert (liste.tall["sluttet"], roller.annen_elev.sluttet) == (1, I_DAG)


@pytest.mark.django_db(transaction=True)
def test_det_noen_skriver_mens_lista_tas_inn_blir_ikke_skrevet_over(transactional_db: None) -> None:
    roller = sett_rollene()
    liste = godkjent(roller, NORA.replace("5A;5", "6A;6"), JONAS, OLA)
    annen = connection.copy()
    with annen.cursor() as peker:
        peker.execute("BEGIN")
        peker.execute("UPDATE organisation_elev SET gradering = 'fortrolig' WHERE id = %s", [roller.elev.pk])
        tidsur = Timer(0.5, annen.connection.execute, ["COMMIT"])
        tidsur.start()
        ta_inn_godkjente(NAA)
        tidsur.join()
    annen.close()
    liste.refresh_from_db()
    roller.elev.refresh_from_db()
    # What the list says is written, and no more than that.
    assert (liste.status, roller.elev.gradering) == (Elevliste.Status.TATT_INN, Gradering.FORTROLIG)
    assert roller.elev.klasse is not None
    assert roller.elev.klasse.navn == "6A"


@pytest.mark.django_db(transaction=True)
def test_en_arbeider_som_blir_stanset_midt_i_har_ikke_gjort_noe_og_den_neste_gjor_alt(transactional_db: None) -> None:
    roller = sett_rollene()
    sak = lag_sak(roller)
    liste = godkjent(roller, JONAS.replace("5A;5", "6A;6"), OLA, NORA + "kode 6", "e4;Ny;Elev;01.02.2019;egge;2A;2;")
    connection.cursor().execute("SELECT 1")
    arbeider = connection.connection.info.backend_pid
    annen = connection.copy()
    with annen.cursor() as peker:
        # The worker has written the classes and some pupils when it comes to the sak that is to be closed.
        peker.execute("BEGIN")
        peker.execute("SELECT FROM cases_sak WHERE id = %s FOR UPDATE", [sak.pk])
        tidsur = Timer(1, annen.connection.execute, [f"SELECT pg_terminate_backend({arbeider})"])
        tidsur.start()
        with pytest.raises(OperationalError):
            ta_inn_godkjente(NAA)
        tidsur.join()
        connection.close()
        liste.refresh_from_db()
        assert liste.status == Elevliste.Status.GODKJENT
        assert not Elev.objects.exclude(kilde_id="").exists()
        assert not Klasse.objects.filter(navn="6A").exists()
        peker.execute("ROLLBACK")
    annen.close()
    assert ta_inn_godkjente(NAA) == 1
    assert (Elev.objects.count(), Elev.objects.filter(kilde_id="").count()) == (4, 0)
    sak.refresh_from_db()
    assert sak.sperret
    # And not once more.
    assert ta_inn_godkjente(NAA) == 0


def test_mange_nye_koster_ikke_flere_sporringer_enn_faa(roller: Rollebesetning) -> None:
    hode = HODE + FORESATT
    faa = [f"a{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;;fa{nr};Kari;Berg;;ja" for nr in range(2)]
    mange = [f"b{nr};Barn{nr};Etternavn;01.02.2017;egge;4B;4;;fb{nr};Kari;Berg;;ja" for nr in range(40)]
    antall = []
    ferdig = list(ALLE)
    for nye in (faa, mange):
        godkjent(roller, *ferdig, *nye, hode=hode)
        with CaptureQueriesContext(connection) as fanget:
            assert ta_inn_godkjente(NAA) == 1
        antall.append(len(fanget))
        ferdig += nye
    # The first has three pupils who are known and given an id.
    assert antall[1] <= antall[0]
    assert Elev.objects.get(kilde_id="b39").history.get().history_user == roller.systemforvalter
    assert Foresattforhold.objects.get(elev__kilde_id="b39").history.count() == 1


def test_mange_som_bytter_klasse_koster_ikke_flere_sporringer_enn_faa(roller: Rollebesetning) -> None:
    hode = HODE + FORESATT
    alle = [f"a{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;;fa{nr};Kari;Berg;;ja" for nr in range(42)]
    godkjent(roller, *ALLE, *alle, hode=hode)
    assert ta_inn_godkjente(NAA) == 1
    antall = []
    for gaar_opp in (alle[:2], alle[2:]):
        nye = [linje.replace("4A;4;;", "5A;5;;").replace("Berg;;", "Berg;41 22 33 44;") for linje in gaar_opp]
        alle = [*nye, *(linje for linje in alle if linje not in gaar_opp)]
        godkjent(roller, *ALLE, *alle, hode=hode)
        with CaptureQueriesContext(connection) as fanget:
            assert ta_inn_godkjente(NAA) == 1
        antall.append(len(fanget))
    assert antall[1] <= antall[0]
    siste = Elev.objects.get(kilde_id="a41", klasse__navn="5A")
    historien = list(siste.history.order_by("history_id"))
    assert [(rad.history_type, rad.klasse.navn) for rad in historien] == [("+", "4A"), ("~", "5A")]
    assert historien[-1].history_user == roller.systemforvalter
    foresatt = Foresatt.objects.get(kilde_id="fa41")
    assert (foresatt.telefon, [rad.telefon for rad in foresatt.history.order_by("history_id")]) == (
        "41 22 33 44",
        ["", "41 22 33 44"],
    )


def test_en_ny_fil_setter_den_som_venter_til_side(roller: Rollebesetning) -> None:
    forste = legg_fram(aktor=roller.systemforvalter, filnavn="a.csv", innhold=fil(*ALLE), now=NAA)
    andre = legg_fram(aktor=roller.systemforvalter, filnavn="b.csv", innhold=fil(*ALLE), now=NAA)
    forste.refresh_from_db()
    assert (forste.status, bytes(forste.innhold)) == (Elevliste.Status.FORKASTET, b"")
    godkjenn(
        aktor=roller.systemforvalter,
        liste_id=andre.pk,
        sett=endringer_i(andre, I_DAG).avtrykk(),
        tatt_stilling=False,
        now=NAA,
    )
    with pytest.raises(Regelbrudd, match="akkurat nå"):
        legg_fram(aktor=roller.systemforvalter, filnavn="c.csv", innhold=fil(*ALLE), now=NAA)


@pytest.mark.django_db(transaction=True)
def test_to_som_legger_fram_samtidig_faar_vite_det_begge(transactional_db: None) -> None:
    roller = sett_rollene()
    # Another has laid one forward and has not committed yet.
    annen = connection.copy()
    with annen.cursor() as peker:
        peker.execute("BEGIN")
        peker.execute(
            "INSERT INTO organisation_elevliste"
            " (status, filnavn, innhold, sum, lagt_fram_av_id, lagt_fram, sett, grunn, tall)"
            " VALUES ('venter', 'a.csv', '', '', %s, now(), '', '', '{}')",
            [roller.systemforvalter.pk],
        )
        # In a thread of its own: past Django, whose connections belong to one.
        tidsur = Timer(0.5, annen.connection.execute, ["COMMIT"])
        tidsur.start()
        with pytest.raises(Regelbrudd, match="En annen la fram en liste akkurat nå"):
            legg_fram(aktor=roller.systemforvalter, filnavn="b.csv", innhold=fil(*ALLE), now=NAA)
        tidsur.join()
    annen.close()
    assert Elevliste.objects.get().filnavn == "a.csv"


def test_sammenligningen_koster_like_mange_sporringer_uansett_hvor_lang_lista_er(roller: Rollebesetning) -> None:
    with CaptureQueriesContext(connection) as faa:
        endringer(*ALLE)
    with CaptureQueriesContext(connection) as mange:
        endringer(*ALLE, *(f"n{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;" for nr in range(200)))
    assert len(faa) == len(mange) <= 5


def test_kommandoen_viser_forst_og_gjor_det_naar_den_blir_bedt(
    roller: Rollebesetning, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sti = tmp_path / "elever.csv"
    sti.write_bytes(fil(*ALLE, "e4;Ny;Hemmelignavn;01.02.2019;egge;2A;2;"))
    call_command("les_elevliste", str(sti))
    ut = capsys.readouterr().out
    assert "nye: 1" in ut
    assert "Hemmelignavn" not in ut
    assert Elev.objects.count() == 3
    call_command("les_elevliste", str(sti), "--utfor")
    assert Elev.objects.get(kilde_id="e4").history.get().history_user == roller.systemet
    # The database's own words of a row it refuses hold the names, and what a nightly job says is mailed.
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("ALTER TABLE organisation_elev ADD CONSTRAINT ingen_ny CHECK (fornavn <> 'Siri')")
    sti.write_bytes(fil(*ALLE, "e5;Siri;Eggen;01.02.2019;egge;2A;2;"))
    with pytest.raises(CommandError, match="Ingenting er endret") as nei:
        call_command("les_elevliste", str(sti), "--utfor")
    assert "Siri" not in str(nei.value)
    assert nei.value.__suppress_context__
    sti.write_bytes(fil("e1;Nora;Eggen;feil dato;egge;5A;5;"))
    with pytest.raises(CommandError, match="ingenting er endret"):
        call_command("les_elevliste", str(sti), "--utfor")
    err = capsys.readouterr().err
    assert "Linje 2" in err
    assert "Nora" not in err


def test_kommandoen_stanser_naar_mange_slutter(roller: Rollebesetning, tmp_path: Path) -> None:
    nye = [f"n{nr};Elev{nr};Etternavn;01.02.2017;egge;4A;4;" for nr in range(8)]
    ta_inn(roller, *ALLE, *nye)
    sti = tmp_path / "elever.csv"
    sti.write_bytes(fil(*ALLE))
    with pytest.raises(CommandError, match="mange-slutter"):
        call_command("les_elevliste", str(sti), "--utfor")
    call_command("les_elevliste", str(sti), "--utfor", "--mange-slutter")
    assert Elev.objects.filter(sluttet__isnull=False).count() == 8
