"""The message: valid by Fiks Arkiv's own schema, silent about the pupil in the open, refused when it is broken."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cases.arkiv import skjema
from cases.arkiv.arkivmelding import Arkivdokument, Part, UgyldigArkivmelding, bygg, roper
from cases.arkiv.koder import Koder, les_koder
from cases.arkiv.kvittering import les_svar
from cases.arkiv.skjema import IkkeXml
from cases.dokumenter.maskering import Navn
from tests.cast import OSLO

MAPPE = os.environ.get("FIKS_ARKIV_XSD_DIR", "")
med_skjema = pytest.mark.skipif(
    not MAPPE or not (Path(MAPPE) / skjema.OPPRETT).is_file(),
    reason="FIKS_ARKIV_XSD_DIR peker ikke på skjemaene til Fiks Arkiv v1, som ikke følger med koden",
)
INNHOLD = b"%PDF-1.7\n<pdfaid:part>3</pdfaid:part>"
KODER = Koder()
# Letters from everywhere pupils come from (U-8).
NAVN = Navn("Máret Áŋŋá", "Đặng-Żółć", "ميسا")


def dokument(**annet: Any) -> Arkivdokument:
    felles: dict[str, Any] = {
        "nokkel": "dokument-12",
        "mappenokkel": "elev-3",
        "saksnummer": "2026-0042",
        "elev": NAVN,
        "fodt": date(2015, 1, 2),
        "klasse": "6A",
        "skole": "Egge skole",
        "type": "tiltaksplan",
        "typenavn": "Tiltaksplan",
        "versjon": 2,
        "dokumentdato": date(2026, 11, 2),
        "laget": datetime(2026, 11, 2, 12, 0, tzinfo=OSLO),
        "laget_av": "Kari Rektor",
        "filnavn": "tiltaksplan-2026-0042-v2.pdf",
        "innhold": INNHOLD,
        "sha256": sha256(INNHOLD).hexdigest(),
        "parter": (Part("IA", "Egge skole", saksbehandler="Kari Rektor"),),
    }
    return Arkivdokument(**felles | annet)


def tekst(melding: bytes, sti: str) -> list[str]:
    """The texts at a path, whatever the namespace."""
    steg = "/".join(f"*[local-name()='{navn}']" for navn in sti.split("/"))
    return [ledd.text or "" for ledd in etree.fromstring(melding).xpath(f"//{steg}")]


VARIANTER = {
    "internt": dokument(),
    "sendt hjem": dokument(
        sendt=date(2026, 11, 3),
        parter=(Part("IA", "Egge skole"), Part("EM", "Ole Đặng-Żółć", er_person=True)),
        erstatter="dokument-7",
    ),
    "fortrolig": dokument(grad="F", parter=(Part("IA", "Steinkjer kommune"), Part("EM", "Hjemmet"))),
    "strengt fortrolig": dokument(grad="SF", parter=()),
    "uvanlige tegn": dokument(laget_av="Et \x0b rart & <navn>"),
}


@med_skjema
@pytest.mark.parametrize("hvilket", VARIANTER)
def test_meldingen_er_gyldig_etter_fiks_arkivs_eget_skjema(hvilket: str, settings: Any) -> None:
    settings.FIKS_ARKIV_XSD_DIR = MAPPE
    koder = replace(KODER, klassifikasjonssystem="K", klasse="B60", journalenhet="" if "r" in hvilket else "SKOLE")
    skjema.krev_gyldig(bygg(VARIANTER[hvilket], koder))


@med_skjema
def test_en_odelagt_melding_blir_avvist(settings: Any) -> None:
    settings.FIKS_ARKIV_XSD_DIR = MAPPE
    hel = bygg(dokument(), KODER)
    for fra, til in (
        (rb"<antallFiler>1</antallFiler>", b""),
        (rb"<antallFiler>1<", b"<antallFiler>en<"),
        (rb"<filstoerrelse>\d+<", b"<filstoerrelse>-1<"),
        (rb"<tittel>Elevmappe[^<]*<", b"<tittel><"),
        (rb"<dokumentetsDato>[^<]*<", "<dokumentetsDato>i går<".encode()),
        (rb"<registrering ", b"<registrering ukjent='1' "),
    ):
        odelagt = re.sub(fra, til, hel)
        assert odelagt != hel, fra
        with pytest.raises(UgyldigArkivmelding) as avvist:
            skjema.krev_gyldig(odelagt)
        # Where and which rule, and nothing of what stood there.
        assert re.fullmatch(r"(linje \d+: [A-Z0-9_]+(; )?)+", str(avvist.value))


def test_meldingen_sier_hva_det_er_hvor_det_horer_til_og_at_det_er_skjermet() -> None:
    melding = bygg(dokument(), KODER)
    assert bygg(dokument(), KODER) == melding  # the same facts, the same bytes
    assert tekst(melding, "offentligTittel") == ["Elevmappe", "Skolemiljøsak, elev"]
    assert tekst(melding, "mappe/tittel") == ["Elevmappe – Máret Áŋŋá Đặng-Żółć, født 02.01.2015"]
    assert tekst(melding, "sjekksum") == [sha256(INNHOLD).hexdigest()]
    assert tekst(melding, "filstoerrelse") == [str(len(INNHOLD))]
    assert tekst(melding, "referanseDokumentfil") == ["dokument-12.pdf"]
    # Folder, entry and document are each shielded.
    assert tekst(melding, "skjermingshjemmel") == ["Offl. § 13, jf. fvl. § 13"] * 3
    assert tekst(melding, "registrering/referanseEksternNoekkel/noekkel") == ["dokument-12"]
    assert tekst(melding, "mappe/referanseEksternNoekkel/noekkel") == ["elev-3"]
    assert not tekst(melding, "gradering")
    assert not re.search(rb"adresse|telefon|epost|personid", melding, re.IGNORECASE)


def test_gradert_adresse_gir_gradering_og_ingen_spor_av_navn_i_titler_eller_skole() -> None:
    melding = bygg(VARIANTER["strengt fortrolig"], KODER)
    assert tekst(melding, "grad/kode") == ["SF"] * 3
    assert tekst(melding, "mappe/tittel") == ["Elevmappe"]
    assert "Egge" not in melding.decode()
    # The name stands once: shielded, so that the archive finds the right folder.
    assert melding.decode().count("Máret") == 1
    assert tekst(melding, "part/partNavn") == ["Máret Áŋŋá Đặng-Żółć"]
    assert tekst(melding, "part/erSkjermet") == ["true"]
    # The school's own name as sender would be a clue.
    with pytest.raises(UgyldigArkivmelding, match="skolens navn"):
        bygg(dokument(grad="F"), KODER)


@pytest.mark.parametrize(
    ("annet", "koder", "grunn"),
    [
        ({"sha256": "0" * 64}, {}, "sjekksummen er ikke innholdets"),
        ({"innhold": b"", "sha256": sha256(b"").hexdigest()}, {}, "tomt innhold"),
        ({"mime": "image/png"}, {}, "ikke en PDF"),
        ({"innhold": b"%PDF-1.7", "sha256": sha256(b"%PDF-1.7").hexdigest()}, {}, "PDF-en er ikke PDF/A"),
        ({"nokkel": "../dokument-1"}, {}, "nøkkelen kan ikke være et filnavn"),
        ({"filnavn": "referat_máret.pdf"}, {}, "filnavnet røper eleven"),
        ({"typenavn": "Samtale med Żółć"}, {}, "dokumentets tittel røper eleven"),
        ({}, {"offentlig_tittel": "Skolemiljøsak 6a"}, "offentlig tittel røper eleven"),
        ({}, {"offentlig_mappetittel": "MÁRETS mappe"}, "mappens offentlige tittel røper eleven"),
    ],
)
def test_det_som_ikke_er_det_det_sier_eller_roper_noen_blir_ikke_sendt(
    annet: dict[str, Any], koder: dict[str, str], grunn: str
) -> None:
    with pytest.raises(UgyldigArkivmelding) as avvist:
        bygg(dokument(**annet), replace(KODER, **koder))
    assert any(grunn in funn for funn in avvist.value.grunner)
    # Why is shown to those who run the archive: it holds no name.
    assert "áret" not in str(avvist.value).lower()


@given(navn=st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=3, max_size=12))
def test_ethvert_navn_blir_funnet_i_en_apen_tekst(navn: str) -> None:
    assert roper(f"Skolemiljøsak {navn.upper().lower()}, elev", Navn(navn.upper().lower(), "Etternavnesen"), "")
    assert not roper("Skolemiljøsak, elev", Navn("Bo", "Li"), "")


def test_kodene_leses_og_en_feil_sier_hvilken() -> None:
    assert les_koder({"arkivdel": " ELEVARKIV "}).arkivdel == "ELEVARKIV"
    for satt, sier in (
        ({"arkivdell": "X"}, "ukjente navn: arkivdell"),
        ({"arkivdel": " "}, "arkivdel kan ikke være tom"),
        ({"klasse": "B60"}, "må settes sammen"),
        ({"offentlig_tittel": "x" * 121}, "lengre enn"),
    ):
        with pytest.raises(ValueError, match=sier):
            les_koder(satt)


KVITTERING = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/kvittering/v1"
META = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
FEIL = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/feil/feilmelding/v1"
SYSTEMID = "7e0a6a3c-3c3e-4f7b-9f5e-6a6f0a1f2b3c"


def kvittering(nokkel: str, *, arkiv_id: str = "2026/123-4", fagsystem: str = KODER.system) -> bytes:
    """The archive's answer that it has the document."""
    return (
        f'<arkivmeldingKvittering xmlns="{KVITTERING}" xmlns:m="{META}"><registreringKvittering>'
        f"<systemID>{SYSTEMID}</systemID><registreringsID>{arkiv_id}</registreringsID>"
        f"<referanseEksternNoekkel><m:fagsystem>{fagsystem}</m:fagsystem><m:noekkel>{nokkel}</m:noekkel>"
        "</referanseEksternNoekkel><opprettetEllerEksisterende>Opprettet</opprettetEllerEksisterende>"
        "</registreringKvittering></arkivmeldingKvittering>"
    ).encode()


def avslag(kode: str = "FEIL-17", ord_: str = "Nora Sand mangler i arkivet") -> bytes:
    """The archive's answer that it would not have it."""
    return (
        f'<arkivmeldingKvittering xmlns="{KVITTERING}" xmlns:f="{FEIL}"><registreringFeilet><f:feilId>{kode}</f:feilId>'
        f"<f:feilmelding>{ord_}</f:feilmelding></registreringFeilet></arkivmeldingKvittering>"
    ).encode()


def test_svar_leses_og_det_som_ikke_er_et_svar_til_oss_blir_lagt_til_side(settings: Any) -> None:
    def les(innhold: bytes, fil: str = "dokument-12") -> Any:
        return les_svar(innhold, filens_nokkel=fil, system=KODER.system)

    svar = les(kvittering("dokument-12"))
    assert (svar.nokkel, svar.arkiv_id, svar.arkivert, svar.fantes) == ("dokument-12", "2026/123-4", True, False)
    assert les(kvittering("dokument-12", arkiv_id="")).arkiv_id == SYSTEMID
    nei = les(avslag())
    assert (nei.nokkel, nei.arkivert, nei.feilkode) == ("dokument-12", False, "FEIL-17")
    # What is no code may be a name: it is not shown.
    assert les(avslag(kode="Nora Sand fins ikke")).feilkode == "ukjent"
    for galt in (
        b"",
        b"ikke xml",
        b"<annet/>",
        kvittering("dokument-99"),
        kvittering("dokument-12", fagsystem="Et annet"),
        f'<arkivmeldingKvittering xmlns="{KVITTERING}"/>'.encode(),
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + kvittering("dokument-12"),
        kvittering("dokument-12") + b" " * (1024 * 1024),
    ):
        with pytest.raises(IkkeXml):
            les(galt)
    if MAPPE:
        settings.FIKS_ARKIV_XSD_DIR = MAPPE
        assert not list(skjema.brudd(kvittering("dokument-12"), skjema.KVITTERING))
        assert not list(skjema.brudd(avslag(), skjema.KVITTERING))
