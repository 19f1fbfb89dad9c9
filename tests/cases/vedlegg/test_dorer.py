"""Laying files in a sak and a melding, the virus control, and closing a file: who may, what is refused, what is left."""

from __future__ import annotations

import shlex
import sys
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases.melding.actions import apne_utkast, forkast_utkast, lagre_utkast, legg_til_tillegg, send_melding
from cases.melding.models import Melding
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Hendelse
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Feil
from cases.undersokelse.actions import registrer_samtale
from cases.varsling.sveip import rydd_utkast
from cases.vedlegg.actions import (
    Vedleggsdata,
    fjern_fra_utkast,
    legg_ved_i_sak,
    legg_ved_i_utkast,
    sperr_i_melding,
    sperr_i_sak,
)
from cases.vedlegg.kontroll import kontroller
from cases.vedlegg.models import DEL, Status, Utkastvedlegg, Vedlegg, Vedleggsdel, Vedleggskontroll
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.melding.test_melde_fra import data as meldingsdata
from tests.cases.undersokelse.test_dorer import SAMTALE
from tests.cast import NAA
from tests.factories import anklag, klarfil, lag_melding, lag_sak, lag_vedlegg
from tests.segl.inngrep import funn, inngrep, rader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

STOR = bytes(range(256)) * (DEL // 256 * 2) + b"slutt"


def legg(sak: Sak, aktor: Bruker, *filer: Any, **mer: Any) -> list[Vedlegg]:
    return legg_ved_i_sak(aktor=aktor, sak_id=sak.pk, data=Vedleggsdata(filer or (klarfil(),), **mer), now=NAA)


# -- in a sak -----------------------------------------------------------------------------------------------------


def test_filer_i_en_sak_ligger_der_slik_de_kom_og_staar_i_loggen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    stor, liten = legg(sak, roller.rektor, klarfil("stor.txt", STOR), klarfil(), beskrivelse="Fra mobilen")
    assert b"".join(stor.biter()) == STOR
    assert (stor.deler.count(), liten.deler.count()) == (3, 1)
    assert stor.sha256 == sha256(STOR).hexdigest()
    assert (stor.lagt_ved, stor.lagt_ved_av, stor.beskrivelse) == (NAA, roller.rektor, "Fra mobilen")
    hendelse = Hendelse.objects.get(sak=sak, type="vedlegg")
    assert (hendelse.data, hendelse.objekt_id) == ({"antall": "2"}, stor.pk)
    assert "stor.txt" not in str(hendelse.data)


def test_en_fil_hoerer_til_samtalen_i_samme_sak_og_aldri_en_annens(roller: Rollebesetning) -> None:
    sak, annen = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    samtale = registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=SAMTALE, now=NAA)
    assert legg(sak, roller.rektor, til=samtale)[0].samtale == samtale
    with pytest.raises(IkkeFunnet):
        legg(annen, roller.rektor, til=samtale)
    assert Vedlegg.objects.count() == 1


def test_den_som_bare_leser_legger_ingenting_ved_og_en_fremmed_finner_ikke_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA, delt_med_kontaktlarer=True)
    with pytest.raises(IkkeTilgang):
        legg(sak, roller.sektorleder)
    for fremmed in (roller.ansatt, roller.rektor_maere, roller.systemforvalter, roller.stotte, roller.sluttet):
        with pytest.raises(IkkeFunnet):
            legg(sak, fremmed)
    assert not Vedlegg.objects.exists()
    assert legg(sak, roller.kontaktlarer)
    anklag(sak, roller.kontaktlarer)
    with pytest.raises(IkkeFunnet):
        legg(sak, roller.kontaktlarer)


def test_ingen_fil_og_en_avsluttet_sak_nektes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd, match="minst én fil"):
        legg_ved_i_sak(aktor=roller.rektor, sak_id=sak.pk, data=Vedleggsdata(()), now=NAA)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        legg(lag_sak(roller, elev=roller.annen_elev, avsluttet=NAA), roller.rektor)


def test_alle_filene_eller_ingen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with siste_skriving_nektes():
        legg(sak, roller.rektor, klarfil(), klarfil("b.txt", b"b"))
    assert not Vedlegg.objects.exists()
    assert not Vedleggsdel.objects.exists()
    assert not Hendelse.objects.exists()


def test_databasen_nekter_aa_endre_fjerne_eller_legge_feil(roller: Rollebesetning) -> None:
    sak, melding = lag_sak(roller), lag_melding(roller)
    fil = lag_vedlegg(sak, roller.rektor)
    for setning in (
        "UPDATE cases_vedlegg SET navn = 'x'",
        "DELETE FROM cases_vedleggsdel",
        "UPDATE cases_vedleggsdel SET innhold = ''",
        f"UPDATE cases_vedlegg SET melding_id = {melding.pk}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
    felles = {"navn": "x", "type": "txt", "sha256": "", "lagt_ved": NAA, "lagt_ved_av": roller.rektor}
    for feil in ({"storrelse": 1}, {"storrelse": 1, "sak": sak, "melding": melding}, {"storrelse": 0, "sak": sak}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vedlegg.objects.create(**felles, **feil)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vedleggskontroll.objects.create(vedlegg=fil, utfall="sperret", tid=NAA, av=roller.rektor)


def test_seglene_ser_at_innholdet_er_byttet_ut(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    del_ = lag_vedlegg(sak, roller.rektor).deler.get()
    forsegl(NAA, ventetid=0)
    assert not funn()
    inngrep("UPDATE cases_vedleggsdel SET innhold = 'byttet'")
    assert rader(funn()) == {("cases_vedleggsdel", del_.pk, Feil.ENDRET)}
    assert sak.nummer in funn()[0].setning()


# -- in a melding -------------------------------------------------------------------------------------------------


def utkast_med(aktor: Bruker, *filer: Any) -> Any:
    utkast = apne_utkast(aktor=aktor, now=NAA)
    legg_ved_i_utkast(aktor=aktor, nokkel=utkast.nokkel, filer=filer or (klarfil(),), now=NAA)
    return utkast


def test_filene_i_utkastet_foelger_med_meldingen_til_begge_skolene(roller: Rollebesetning) -> None:
    utkast = utkast_med(roller.ansatt, klarfil(), klarfil("b.txt", b"b"))
    innhold = meldingsdata(roller, nokkel=utkast.nokkel, elever=(roller.elev, roller.elev_maere))
    meldinger = send_melding(aktor=roller.ansatt, data=innhold, now=NAA)
    assert [m.vedlegg.count() for m in meldinger] == [2, 2]
    assert not Utkastvedlegg.objects.exists()
    # Pressed again: nothing is sent twice.
    assert send_melding(aktor=roller.ansatt, data=innhold, now=NAA) == meldinger
    assert Vedlegg.objects.count() == 4
    assert {v.lagt_ved_av for v in Vedlegg.objects.all()} == {roller.ansatt}


def test_andres_utkast_og_et_annet_utkast_gir_ingen_filer(roller: Rollebesetning) -> None:
    utkast = utkast_med(roller.ansatt)
    with pytest.raises(IkkeFunnet):
        legg_ved_i_utkast(aktor=roller.kontaktlarer, nokkel=utkast.nokkel, filer=(klarfil(),), now=NAA)
    fjern_fra_utkast(aktor=roller.kontaktlarer, fil=utkast.vedlegg.get().pk)
    assert utkast.vedlegg.count() == 1
    send_melding(aktor=roller.kontaktlarer, data=meldingsdata(roller, nokkel=utkast.nokkel), now=NAA)
    send_melding(aktor=roller.ansatt, data=meldingsdata(roller, nokkel=uuid4()), now=NAA)
    assert not Vedlegg.objects.exists()


def test_en_melding_som_ikke_kan_sendes_beholder_filene_i_utkastet(roller: Rollebesetning) -> None:
    utkast = utkast_med(roller.ansatt)
    with pytest.raises(Regelbrudd):
        send_melding(aktor=roller.ansatt, data=meldingsdata(roller, nokkel=utkast.nokkel, hva_skjedde=" "), now=NAA)
    assert utkast.vedlegg.count() == 1
    with connection.cursor() as peker:
        peker.execute("ALTER TABLE cases_vedleggsdel ADD CONSTRAINT fullt CHECK (nummer < 0) NOT VALID")
    with pytest.raises(IntegrityError, match="fullt"), transaction.atomic():
        send_melding(aktor=roller.ansatt, data=meldingsdata(roller, nokkel=utkast.nokkel), now=NAA)
    assert not Melding.objects.exists()
    assert utkast.vedlegg.count() == 1


def test_utkastets_filer_blir_borte_med_det_og_er_ikke_for_mange_eller_store(
    roller: Rollebesetning, settings: Any
) -> None:
    utkast = utkast_med(roller.ansatt, *(klarfil("a.txt", str(n).encode()) for n in range(19)))
    assert len(set(utkast.vedlegg.values_list("navn", flat=True))) == 19
    with pytest.raises(Regelbrudd, match="høyst 20"):
        utkast_med(roller.ansatt, klarfil("x.txt", b"x"), klarfil("y.txt", b"y"))
    # The same file again is the one that is there.
    utkast_med(roller.ansatt, klarfil("igjen.txt", b"0"))
    assert utkast.vedlegg.count() == 19
    settings.VEDLEGG_SAMLET = 30
    with pytest.raises(Regelbrudd, match=r"høyst 30\sbyte til sammen"):
        utkast_med(roller.ansatt, klarfil("stor.txt", b"x" * 20))
    forkast_utkast(aktor=roller.ansatt)
    utkast_med(roller.ansatt)
    rydd_utkast(NAA + timedelta(days=15))
    assert not Utkastvedlegg.objects.exists()


def test_helsepersonell_uten_samtykke_mister_filene_med_utkastet(roller: Rollebesetning) -> None:
    roller.stotte.er_helsepersonell = True
    roller.stotte.save()
    svar = {"fra_behandling": ["nei"]}
    utkast = lagre_utkast(aktor=roller.stotte, nokkel=uuid4(), felter=svar, now=NAA)
    legg_ved_i_utkast(aktor=roller.stotte, nokkel=utkast.nokkel, filer=(klarfil(),), now=NAA)
    with pytest.raises(Regelbrudd):
        lagre_utkast(aktor=roller.stotte, nokkel=utkast.nokkel, felter={"fra_behandling": ["uten_samtykke"]}, now=NAA)
    assert not Utkastvedlegg.objects.exists()


def test_et_tillegg_kan_ha_filer_og_bare_melderen_kan_legge_dem_der(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    valg: dict[str, Any] = {"nummer": melding.nummer, "tekst": "Skjermbildet", "filer": (klarfil(),), "now": NAA}
    tillegg = legg_til_tillegg(aktor=roller.ansatt, **valg)
    assert Vedlegg.objects.get().tillegg == tillegg
    with pytest.raises(IkkeFunnet):
        legg_til_tillegg(aktor=roller.rektor, **valg)


# -- closing a file -----------------------------------------------------------------------------------------------


def test_den_som_leder_saken_sperrer_en_fil_for_alle_ogsaa_i_en_avsluttet_sak(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, avsluttet=NAA, delt_med_kontaktlarer=True)
    fil = lag_vedlegg(sak, roller.kontaktlarer)
    valg: dict[str, Any] = {"sak_id": sak.pk, "nokkel": fil.nokkel, "now": NAA}
    with pytest.raises(IkkeTilgang):
        sperr_i_sak(aktor=roller.kontaktlarer, grunn="Nei", **valg)
    with pytest.raises(IkkeFunnet):
        sperr_i_sak(aktor=roller.rektor_maere, grunn="Nei", **valg)
    with pytest.raises(Regelbrudd, match="Skriv hvorfor"):
        sperr_i_sak(aktor=roller.rektor, grunn="  ", **valg)
    assert fil.er_klar
    sperr_i_sak(aktor=roller.rektor, grunn="Feil fil", **valg)
    assert fil.status == Status.SPERRET
    assert Hendelse.objects.filter(sak=sak, type="vedlegg_sperret").count() == 1
    with pytest.raises(IkkeFunnet):
        sperr_i_sak(aktor=roller.rektor, grunn="x", sak_id=sak.pk, nokkel=uuid4(), now=NAA)


def test_den_som_tar_imot_meldingen_sperrer_og_saken_faar_vite_det(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak)
    fil = lag_vedlegg(melding, roller.ansatt)
    for fremmed in (roller.ansatt, roller.rektor_maere, roller.sektorleder):
        with pytest.raises(IkkeFunnet):
            sperr_i_melding(aktor=fremmed, nummer=melding.nummer, nokkel=fil.nokkel, grunn="x", now=NAA)
    sperr_i_melding(aktor=roller.rektor, nummer=melding.nummer, nokkel=fil.nokkel, grunn="Feil", now=NAA)
    assert fil.status == Status.SPERRET
    assert Hendelse.objects.filter(sak=sak, type="vedlegg_sperret").exists()


# -- the virus control --------------------------------------------------------------------------------------------


@contextmanager
def clamd(svar: bytes | None = None) -> Iterator[str]:
    """A daemon that speaks ClamAV's INSTREAM, and finds the word «virus»."""

    class Samtale(BaseRequestHandler):
        def handle(self) -> None:
            inn = self.request.makefile("rb")
            assert inn.read(10) == b"zINSTREAM\0"
            innhold = b""
            while lengde := int.from_bytes(inn.read(4), "big"):
                innhold += inn.read(lengde)
            funnet = b"stream: Eicar-Signature FOUND\0" if b"virus" in innhold else b"stream: OK\0"
            self.request.sendall(svar if svar is not None else funnet)

    with ThreadingTCPServer(("127.0.0.1", 0), Samtale) as tjener:
        Thread(target=tjener.serve_forever, daemon=True).start()
        yield f"clamd://127.0.0.1:{tjener.server_address[1]}"
        tjener.shutdown()


def kommando(kode: str) -> str:
    return f"kommando:{shlex.join([sys.executable, '-c', f'import sys; inn = sys.stdin.buffer.read(); {kode}'])}"


def test_ingen_kontroll_er_satt_opp_og_filene_kan_aapnes(roller: Rollebesetning) -> None:
    fil = lag_vedlegg(lag_sak(roller), roller.rektor)
    assert kontroller(NAA) == 0
    assert fil.status == Status.KLAR


@pytest.mark.parametrize("med", ["clamd", "kommando"])
def test_en_fil_venter_til_den_er_kontrollert_og_en_med_virus_stoppes(
    roller: Rollebesetning, settings: Any, med: str
) -> None:
    sak = lag_sak(roller)
    ren, syk = (lag_vedlegg(sak, roller.rektor, klarfil("x.txt", i)) for i in (STOR, b"et virus"))
    with clamd() as adresse:
        settings.VIRUSKONTROLL = adresse if med == "clamd" else kommando("sys.exit(b'virus' in inn)")
        assert ren.status == Status.VENTER
        assert kontroller(NAA) == 2
        assert kontroller(NAA) == 0
    assert (ren.status, syk.status) == (Status.KLAR, Status.STOPPET)
    # What has once been stopped stays so, also without a control.
    settings.VIRUSKONTROLL = ""
    assert syk.status == Status.STOPPET
    assert set(Vedleggskontroll.objects.values_list("av", flat=True)) == {roller.systemet.pk}


@pytest.mark.parametrize(
    "valg", ["clamd://127.0.0.1:1", "clamd+unix:///finnes/ikke", kommando("sys.exit(2)"), "kommando:finnes-ikke-her"]
)
def test_svarer_ikke_kontrollen_venter_filene(
    roller: Rollebesetning, settings: Any, caplog: pytest.LogCaptureFixture, valg: str
) -> None:
    fil = lag_vedlegg(lag_sak(roller), roller.rektor, klarfil("Noras hemmelighet.txt"))
    settings.VIRUSKONTROLL = valg
    assert kontroller(NAA) == 0
    assert fil.status == Status.VENTER
    assert "did not answer" in caplog.text
    assert "Nora" not in caplog.text


def test_filer_kontrollen_ikke_kan_svare_om_staar_ikke_i_veien_for_de_andre(
    roller: Rollebesetning, settings: Any
) -> None:
    sak = lag_sak(roller)
    for n in range(4):
        lag_vedlegg(sak, roller.rektor, klarfil("x.txt", b"uleselig %d" % n))
    ren = lag_vedlegg(sak, roller.rektor, klarfil("x.txt", b"en ren fil"))
    settings.VIRUSKONTROLL = kommando("sys.exit(2 if b'uleselig' in inn else 0)")
    assert sum(kontroller(NAA + timedelta(minutes=n)) for n in range(5)) == 1
    assert ren.status == Status.KLAR


def test_et_uforstaaelig_svar_og_et_innhold_som_er_byttet_er_ikke_ren(roller: Rollebesetning, settings: Any) -> None:
    sak = lag_sak(roller)
    fil = lag_vedlegg(sak, roller.rektor)
    with clamd(b"stream: INSTREAM size limit exceeded. ERROR\0") as settings.VIRUSKONTROLL:
        assert kontroller(NAA) == 0
    inngrep("UPDATE cases_vedleggsdel SET innhold = 'byttet'")
    with clamd() as settings.VIRUSKONTROLL:
        assert kontroller(NAA) == 0
    assert fil.status == Status.VENTER


@pytest.mark.parametrize("valg", ["ja", "clamd://", "http://vert/", "kommando:"])
def test_en_kontroll_som_ikke_kan_leses_stanser_oppstarten(settings: Any, valg: str) -> None:
    settings.VIRUSKONTROLL = valg
    assert "vedlegg.E001" in [feil.id for feil in run_checks(tags=["security"])]
