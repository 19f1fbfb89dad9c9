"""Listening: one connection that holds, nothing taken off the queue before it is stored, and no wait without an end."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from cases.arkiv import sending
from cases.arkiv.fiks import lytter as modulen
from cases.arkiv.fiks import nett
from cases.arkiv.fiks.lytter import Fikslytter
from cases.arkiv.fiks.oppsett import oppsett
from cases.arkiv.kanal import Kanalfeil
from cases.arkiv.models import Arkivering
from cases.management.commands import lytt_paa_fiks as kommandoen
from tests.cases.arkiv.fiks import motpart as andre
from tests.cases.arkiv.fiks.openssl import krever_openssl
from tests.cases.arkiv.test_arkivmelding import kvittering
from tests.cases.arkiv.verden import arkivering, lag_dokument
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cases.arkiv.fiks.motpart import Motpart
    from tests.cast import Rollebesetning

pytestmark = krever_openssl


def vent_til(sant: Callable[[], bool]) -> None:
    slutt = time.monotonic() + 60
    while not sant():
        assert time.monotonic() < slutt
        time.sleep(0.02)


def sendt(roller: Rollebesetning, fiks: Motpart) -> str:
    """A document that waits for its receipt; returns its key."""
    fiks.svar = []
    dokument = lag_dokument(lag_sak(roller), roller)
    assert sending.sveip(NAA) == 1
    return f"dokument-{dokument.pk}"


@pytest.mark.django_db(transaction=True)
def test_et_svar_tas_av_koen_forst_naar_det_er_lagret(
    roller: Rollebesetning, fiks: Motpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kommandoen, "VENT", 0.1)
    nokkel = sendt(roller, fiks)
    fiks.svar_med("kvittering", nokkel, xml=kvittering(nokkel))

    def uten_database(*_: Any) -> None:
        raise OperationalError("ingen database")

    with Fikslytter(oppsett()) as lytter:
        assert lytter.vent(5)
        with connection.execute_wrapper(uten_database), pytest.raises(OperationalError):
            sending.les_kvitteringer(lytter, NAA)
        # It waits here, and not back in the queue, where each fetching counts.
        assert lytter.har_svar
        assert fiks.meglar.bekreftet == []
        kommandoen._les_en_gang(lytter)
        assert Arkivering.objects.get().status == Arkivering.Status.KVITTERT
        vent_til(lambda: len(fiks.meglar.bekreftet) == 1)
    assert [melding.hentet for melding in fiks.meglar.bekreftet] == [1]


def test_det_som_ikke_ble_lagret_kommer_igjen_til_den_neste(roller: Rollebesetning, fiks: Motpart) -> None:
    nokkel = sendt(roller, fiks)
    fiks.svar_med("kvittering", nokkel, xml=kvittering(nokkel))
    with Fikslytter(oppsett()) as forst:
        assert forst.vent(5)
    vent_til(lambda: bool(fiks.meglar.koer[andre.KO]))
    with Fikslytter(oppsett()) as neste:
        assert neste.vent(5)
        assert sending.les_kvitteringer(neste, NAA) == 1
        vent_til(lambda: bool(fiks.meglar.bekreftet))
    assert fiks.meglar.bekreftet[0].hentet == 2
    assert fiks.meglar.gitt_opp == []


def test_hver_tilkobling_har_et_friskt_token_og_feil_passord_slipper_ikke_inn(
    fiks: Motpart, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for _gang in range(2):
        with Fikslytter(oppsett()):
            pass
    assert (fiks.meglar.innlogginger, len(fiks.tokener)) == (2, 2)
    settings.FIKS_INTEGRASJON_PASSORD = "feil"
    with pytest.raises(Kanalfeil, match=r"fiks\.ko:AccessRefused"):
        Fikslytter(oppsett()).koble()
    settings.FIKS_INTEGRASJON_PASSORD, settings.FIKS_KONTO = andre.PASSORD, str(andre.ARKIVETS)
    with pytest.raises(Kanalfeil, match=r"fiks\.ko:NotFound"):
        Fikslytter(oppsett()).koble()
    assert "token-" not in caplog.text


def test_koen_maa_vise_hvem_den_er(fiks: Motpart, monkeypatch: pytest.MonkeyPatch) -> None:
    satt = oppsett()
    lytter = Fikslytter(satt)
    monkeypatch.setattr(modulen, "Token", lambda _oppsett: lambda: "token")
    monkeypatch.setenv("SSL_CERT_FILE", str(fiks.noekler.arkivet.sertifikatfil))
    with pytest.raises(Kanalfeil, match=r"fiks\.ko:SSLCertVerificationError"):
        lytter.koble()
    # Trusted, but for another name.
    monkeypatch.setenv("SSL_CERT_FILE", str(fiks.noekler.tjener.sertifikatfil))
    annet = Fikslytter(type(satt)(**{**satt.__dict__, "ko_vert": "localhost"}))
    with pytest.raises(Kanalfeil, match=r"fiks\.ko:"):
        annet.koble()
    assert fiks.meglar.innlogginger == 0


@pytest.mark.parametrize("etter", ["tcp", "tls", "start", "open", "consume"])
def test_en_som_tier_blir_ikke_ventet_paa_for_alltid(
    fiks: Motpart, monkeypatch: pytest.MonkeyPatch, etter: str
) -> None:
    monkeypatch.setattr(nett, "KOBLE", 0.4)
    monkeypatch.setattr(modulen, "LESE", 0.4)
    fiks.meglar.taus_etter = etter
    start = time.monotonic()
    with pytest.raises(Kanalfeil, match=r"fiks\.ko:"):
        Fikslytter(oppsett()).koble()
    assert time.monotonic() - start < 15


def test_et_brudd_merkes_og_et_svar_paa_mange_rammer_er_helt(roller: Rollebesetning, fiks: Motpart) -> None:
    nokkel = sendt(roller, fiks)
    with Fikslytter(oppsett()) as lytter:
        assert not lytter.vent(0.05)
        langt = kvittering(nokkel, arkiv_id="2026/1-1") + b"\n" * 40_000
        fiks.svar_med("kvittering", nokkel, xml=langt)
        assert lytter.vent(5)
        assert [mottatt.innhold for mottatt in lytter.svar(9)] == [langt]
        fiks.meglar.kutt()

        def vent_lenge() -> None:
            for _gang in range(9):
                lytter.vent(1)

        with pytest.raises(Kanalfeil, match=r"fiks\.ko:"):
            vent_lenge()
        assert not lytter.har_svar
        with pytest.raises(Kanalfeil):
            lytter.vent(1)


def test_en_stille_forbindelse_holder_seg_i_live(fiks: Motpart, monkeypatch: pytest.MonkeyPatch) -> None:
    # The other side gives up after twice this; a busy machine may be a second late.
    fiks.meglar.puls = 2
    monkeypatch.setattr(modulen, "PULS", 2)
    monkeypatch.setattr(modulen, "TIKK", 0.2)
    with Fikslytter(oppsett()) as lytter:
        assert not lytter.vent(7)
    assert fiks.meglar.innlogginger == 1


@pytest.mark.django_db(transaction=True)
def test_kommandoen_kobler_til_igjen_og_stopper_naar_den_blir_bedt_om_det(
    roller: Rollebesetning, fiks: Motpart, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kommandoen, "VENT", 0.1)
    monkeypatch.setattr(kommandoen, "PAUSER", (0.05,))
    forste, andre_ = sendt(roller, fiks), sendt(roller, fiks)
    stopp, puls = threading.Event(), tmp_path / "puls"

    def lytt() -> None:
        try:
            kommandoen.lytt(Fikslytter(oppsett()), stopp, puls)
        finally:
            connection.close()

    traad = threading.Thread(target=lytt)
    traad.start()
    try:
        for nokkel in (forste, andre_):
            fiks.svar_med("kvittering", nokkel, xml=kvittering(nokkel))
            vent_til(lambda nokkel=nokkel: Arkivering.objects.get(nokkel=nokkel).status == "kvittert")  # type: ignore[misc]
            vent_til(lambda: not fiks.meglar.koer[andre.KO] and fiks.meglar.tilkoblede == 1)
            for_kuttet = fiks.meglar.innlogginger
            fiks.meglar.kutt()
            # What is sent to a connection that is gone is the broker's to send again, and this broker does not.
            vent_til(lambda for_kuttet=for_kuttet: fiks.meglar.innlogginger > for_kuttet)  # type: ignore[misc]
    finally:
        stopp.set()
        traad.join(20)
    assert not traad.is_alive()
    assert puls.exists()
    assert fiks.meglar.innlogginger >= 2
    vent_til(lambda: fiks.meglar.tilkoblede == 0)
    assert all(arkivering(rad.dokument).status == "kvittert" for rad in Arkivering.objects.all())


def test_kommandoen_sier_i_klartekst_hvorfor_den_ikke_kan_lytte(fiks: Motpart, settings: Any) -> None:
    settings.FIKS_NOKLER = []
    with pytest.raises(CommandError, match="FIKS_NOKLER mangler"):
        call_command("lytt_paa_fiks")
    settings.ARKIV_KANAL = "mappe"
    with pytest.raises(CommandError, match="ARKIV_KANAL er ikke «fiks»"):
        call_command("lytt_paa_fiks")
