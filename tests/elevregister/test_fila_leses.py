"""A list is read as people save it, and every fault is told with its line. Nothing is stored that should not be here."""

from __future__ import annotations

from datetime import date

import pytest

from steinkjer_skolemiljo.elevregister.csvfil import bare_det_som_leses, les_csv, tom_liste
from steinkjer_skolemiljo.organisation.models import Gradering
from tests.elevregister.hjelp import ALLE, HODE, NORA, OLA, fil


@pytest.mark.parametrize("koding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("skille", [";", ",", "\t", "|"])
def test_fila_leses_slik_regneark_lagrer_den(koding: str, skille: str) -> None:
    innhold = fil(*(linje.replace(";", skille) for linje in ALLE), hode=HODE.replace(";", skille), koding=koding)
    register = les_csv(innhold)
    assert not register.feil
    assert [rad.etternavn for rad in register.rader] == ["Eggen", "Vik", "Mæhre"]
    assert register.rader[0].fodselsdato == date(2016, 3, 4)
    assert (register.rader[0].klasse, register.rader[0].trinn) == ("5A", 5)


def test_overskriftene_kan_skrives_paa_flere_maater_og_andre_kolonner_leses_ikke() -> None:
    hode = "Elev-ID;Elev fornavn;ETTERNAVN;født;Enhet;Basisgruppe;Årstrinn;Kontaktlærer"
    (rad,) = les_csv(fil("e1;Nora;Eggen;2016-03-04;egge;5A;5. trinn;Kari Hansen", hode=hode)).rader
    assert (rad.kilde_id, rad.fornavn, rad.skole, rad.trinn) == ("e1", "Nora", "egge", 5)
    # No column says nothing; an empty one says that the address is open.
    assert rad.gradering is None
    assert les_csv(fil(NORA)).rader[0].gradering is Gradering.INGEN


@pytest.mark.parametrize(
    ("skrevet", "lest"),
    [("Kode 7", Gradering.FORTROLIG), ("strengt fortrolig", Gradering.STRENGT), ("Ingen", Gradering.INGEN)],
)
def test_graderingen_leses(skrevet: str, lest: Gradering) -> None:
    assert les_csv(fil(NORA + skrevet)).rader[0].gradering is lest


def test_foresatte_staar_en_og_en() -> None:
    hode = HODE + ";Foresatt 1 id;Foresatt 1 fornavn;Foresatt 1 etternavn;Foresatt 1 mobil;Foresatt 1 e-post"
    hode += ";Foresatt 1 foreldreansvar;Foresatt 2 id;Foresatt 2 fornavn;Foresatt 2 etternavn"
    (rad,) = les_csv(fil(NORA + ";f1;Kari;Eggen;90000001;Kari@Test.example;ja;f2;Per;Eggen", hode=hode)).rader
    kari, per = rad.foresatte
    assert (kari.telefon, kari.epost, kari.foreldreansvar, kari.bor_hos) == (
        "90000001",
        "kari@test.example",
        True,
        None,
    )
    assert (per.kilde_id, per.telefon) == ("f2", None)


@pytest.mark.parametrize(
    "kolonne",
    [
        *("Fødselsnummer", "Personnr", "fnr", "Adresse", "Gateadresse", "Postnummer", "Foresatt 1 adresse"),
        *("Fødselsnr (11 siffer)", "Fødsels- og personnummer", "D-nummer", "Adresselinje 1", "Bostedsadresse fra FREG"),
    ],
)
def test_fodselsnummer_og_adresse_blir_ikke_lest(kolonne: str) -> None:
    (feil,) = les_csv(fil(NORA + ";hemmelig", hode=f"{HODE};{kolonne}")).feil
    assert f"Ta bort kolonnen «{kolonne}»" in feil.tekst


@pytest.mark.parametrize(
    "linje",
    [
        NORA.replace("e1;", "04031612345;"),
        NORA.replace("Nora", "040316 12345"),
        NORA.replace("04.03.2016", "04031612345"),
        NORA.replace("5A", "040316-12345"),
        NORA.replace("e1;", "NO:04031612345;"),
    ],
)
def test_et_fodselsnummer_avvises_hvor_det_enn_staar_og_gjentas_ikke(linje: str) -> None:
    (feil,) = les_csv(fil(linje)).feil
    assert feil.linje == 2
    assert "fødselsnummer" in feil.tekst
    assert "0403" not in feil.tekst


def test_et_utenlandsk_telefonnummer_er_ikke_et_fodselsnummer() -> None:
    hode = HODE + ";Foresatt 1 id;Foresatt 1 fornavn;Foresatt 1 etternavn;Foresatt 1 telefon"
    assert not les_csv(fil(NORA + ";f1;Kari;Eggen;48123456789", hode=hode)).feil
    # The last two digits are those of a fødselsnummer that nobody has.
    assert les_csv(fil(NORA + ";f1;Kari;Eggen;01010750160", hode=hode)).feil


def test_tegn_som_ikke_synes_og_lost_skrevne_bokstaver_er_ikke_en_del_av_navnet() -> None:
    linje = NORA.replace("Nora", "\u202eNo\u200bra\x07").replace("Eggen", "A\u030asen")
    (rad,) = les_csv(fil(linje, hode=HODE.replace("Trinn", "A\u030arstrinn"))).rader
    assert (rad.fornavn, rad.etternavn, rad.trinn) == ("Nora", "Åsen", 5)


def test_skrivemaatene_til_kjente_systemer_leses() -> None:
    """OneRoster's own names, a school system's «EksternID», and a spreadsheet's word about what parts the columns."""
    roster = "sourcedId,givenName,familyName,birthDate,skole,klasse,grades"
    for fodt in ("2016-03-04", "20160304", "2016-03-04 00:00:00", "04.03.16", "4.3.2016", "04.03.2016 00:00"):
        (rad,) = les_csv(f"sep=,\r\n{roster}\r\ne1,Nora,Eggen,{fodt},egge,5A,05\r\n".encode()).rader
        assert (rad.kilde_id, rad.fornavn, rad.fodselsdato, rad.trinn) == ("e1", "Nora", date(2016, 3, 4), 5)
        assert rad.linje == 3
    (rad,) = les_csv(fil(NORA, hode=HODE.replace("Id", "EksternID", 1))).rader
    assert rad.kilde_id == "e1"


def test_ei_fiendtlig_fil_stanser_ingenting_og_tar_ikke_arbeideren() -> None:
    assert les_csv(fil(NORA.replace("5A;5", "5A;" + "9" * 5000))).feil
    assert les_csv(b"sep=;\n" * 20_000).feil
    (feil,) = les_csv(fil(*[NORA] * 20_001)).feil
    assert "flere enn 20000 linjer" in feil.tekst


def test_bare_det_som_leses_blir_tatt_vare_paa() -> None:
    hode = f"Merknad;{HODE};Diagnose"
    innhold = fil(f"hemmelig;{NORA};hemmelig", f'"a;b";{OLA};', hode=hode)
    kort = bare_det_som_leses(innhold)
    assert b"hemmelig" not in kort
    # A line that is over two in the file, or empty, moves the others; nothing else is different.
    assert les_csv(kort).rader == les_csv(innhold).rader


@pytest.mark.parametrize(
    ("linje", "melding"),
    [
        ("e1;;Eggen;04.03.2016;egge;5A;5;", "«Fornavn» er tom"),
        ("e1;Nora;Eggen;4. mars;egge;5A;5;", "«4. mars» er ikke en dato"),
        ("e1;Nora;Eggen;31.02.2016;egge;5A;5;", "er ikke en dato"),
        ("e1;Nora;Eggen;04.03.2016;egge;5A;11;", "«11» er ikke et trinn"),
        ("e1;Nora;Eggen;04.03.2016;egge;5A;;", "«Trinn» må fylles ut"),
        ("e1;Nora;Eggen;04.03.2016;egge;5A;5;hemmelig", "Graderingen må være"),
        (f"e1;{'N' * 90};Eggen;04.03.2016;egge;5A;5;", "er for langt"),
    ],
)
def test_hver_feil_sies_med_linja(linje: str, melding: str) -> None:
    register = les_csv(fil(OLA, linje))
    assert [feil.linje for feil in register.feil] == [3]
    assert melding in register.feil[0].tekst
    assert not register.rader


@pytest.mark.parametrize(
    ("innhold", "melding"),
    [
        (b"PK\x03\x04regneark", "Lagre det som CSV"),
        (b"\x00\x01\x02", "ikke en tekstfil"),
        (fil(NORA, 'e2;"Jonas;' + "x" * 200_000), "anførselstegn"),
        (b"", "Filen mangler"),
        (b"\xff\xfe\x00", "Filen mangler"),
    ],
)
def test_det_som_ikke_er_en_liste_sies_med_ord(innhold: bytes, melding: str) -> None:
    (feil,) = les_csv(innhold).feil
    assert melding in feil.tekst


def test_samme_elev_to_ganger_og_en_tom_fil() -> None:
    (feil,) = les_csv(fil(NORA, OLA, NORA)).feil
    assert (feil.linje, "linje 2" in feil.tekst) == (4, True)
    assert "ingen elever" in les_csv(fil()).feil[0].tekst
    (mangler,) = les_csv(b"Navn;Klasse\r\nNora;5A\r\n").feil
    assert "«Id», «Fornavn», «Etternavn», «Fødselsdato», «Skole»" in mangler.tekst


def test_den_tomme_lista_har_de_overskriftene_som_leses() -> None:
    hode = tom_liste().strip().removeprefix("\ufeff")
    verdier = {"Id": "e1", "Fornavn": "Nora", "Etternavn": "Eggen", "Fødselsdato": "04.03.2016", "Skole": "egge"}
    verdier |= {
        "Foresatt 2 id": "f2",
        "Foresatt 2 fornavn": "Per",
        "Foresatt 2 etternavn": "Eggen",
        "Foresatt 2 bor hos": "nei",
    }
    (rad,) = les_csv(fil(";".join(verdier.get(navn, "") for navn in hode.split(";")), hode=hode)).rader
    assert rad.foresatte[0].bor_hos is False
