"""Through Fiks as through the folder: one document, once, with a receipt; what goes wrong is seen and tried again."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from cases.arkiv import alarm, sending
from cases.arkiv.actions import send_igjen
from cases.arkiv.fiks import nett
from cases.arkiv.models import Arkivering, Arkivkvittering
from cases.sak.models import Hendelse
from tests.cases.arkiv.fiks import motpart as andre
from tests.cases.arkiv.fiks.openssl import krever_openssl
from tests.cases.arkiv.test_arkivmelding import INNHOLD, avslag, kvittering
from tests.cases.arkiv.verden import arkivering, lag_dokument
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from datetime import datetime

    from cases.arkiv.fiks.lytter import Fikslytter
    from cases.dokumenter.models import Dokument
    from tests.cases.arkiv.fiks.motpart import Motpart
    from tests.cast import Rollebesetning

pytestmark = krever_openssl
MINUTT, DAG = timedelta(minutes=1), timedelta(days=1)
Status = Arkivering.Status


def les(lytter: Fikslytter, fiks: Motpart, now: datetime = NAA) -> None:
    """Until the queue is empty and everything is put away."""
    slutt = time.monotonic() + 20
    while not fiks.meglar.tom:
        assert time.monotonic() < slutt
        lytter.vent(0.05)
        sending.les_kvitteringer(lytter, now)


@pytest.fixture
def dokument(roller: Rollebesetning) -> Dokument:
    return lag_dokument(lag_sak(roller), roller)


def test_dokumentet_gaar_gjennom_fiks_en_gang_og_blir_kvittert(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter
) -> None:
    fiks.svar = []
    assert sending.sveip(NAA) == 1
    rad = arkivering(dokument)
    assert (rad.status, rad.neste, rad.bekreftet) == (Status.SENDT, None, None)
    [sendt] = fiks.sendt
    assert sendt.filer == {"arkivmelding.xml": bytes(rad.melding or b""), f"{rad.nokkel}.pdf": INNHOLD}
    assert sendt.nokkel == rad.nokkel == sendt.hoder["klientKorrelasjonsId"]
    assert rad.tidligere_forsok.get().melding_id == sendt.melding_id
    assert rad.tidligere_forsok.get().kanal == "fiks"
    assert sending.sveip(NAA + MINUTT) == 0

    # The archive has it in hand: that is no receipt.
    fiks.svar_med("mottatt", rad.nokkel, svar_til=sendt.melding_id)
    les(lytter, fiks, NAA + MINUTT)
    rad.refresh_from_db()
    assert (rad.status, rad.bekreftet) == (Status.SENDT, NAA + MINUTT)

    # The receipt, and again: read twice it is one, and a later refusal changes nothing.
    for xml in (kvittering(rad.nokkel), kvittering(rad.nokkel), avslag()):
        fiks.svar_med("kvittering", rad.nokkel, svar_til=sendt.melding_id, xml=xml)
        les(lytter, fiks, NAA + 2 * MINUTT)
    rad.refresh_from_db()
    assert (rad.status, rad.arkiv_id, rad.kvittert) == (Status.KVITTERT, "2026/123-4", NAA + 2 * MINUTT)
    assert bytes(Arkivkvittering.objects.get(arkivert=True).innhold) == kvittering(rad.nokkel)
    assert Hendelse.objects.filter(sak=dokument.sak, type="dokument_arkivert").count() == 1
    # All of it is off the queue, and was taken off when it was stored.
    assert [melding.hentet for melding in fiks.meglar.bekreftet] == [1] * 4


def test_et_uvisst_utfall_sendes_igjen_med_samme_navn_og_samme_byte_og_arkivet_faar_ett(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nett, "LESE_SENDING", 0.3)
    naa = NAA
    for feil in ("gjort, uten svar", "gjort, uforståelig", "500"):
        fiks.feil = {"/fiks-io/api/v1/send": feil}
        sending.sveip(naa)
        rad = arkivering(dokument)
        assert rad.status == Status.FEILET
        assert rad.feil == ("fiks.nede" if feil == "500" else "fiks.uvisst")
        assert rad.melding is not None
        # What the archive may have already is not changed by what has been changed here since.
        settings.ARKIV_KODER = {"arkivdel": "GRUNNSKOLE"}
        naa = rad.neste or naa
    fiks.feil = {}
    assert sending.sveip(naa) == 1
    assert len(fiks.sendt) == 3
    assert len({sendt.hoder["klientMeldingId"] for sendt in fiks.sendt}) == 1
    assert len({sendt.filer["arkivmelding.xml"] for sendt in fiks.sendt}) == 1
    assert len({sendt.melding_id for sendt in fiks.sendt}) == 3
    les(lytter, fiks, naa)
    assert list(fiks.arkiv) == [f"dokument-{dokument.pk}"]
    assert arkivering(dokument).status == Status.KVITTERT
    assert Arkivkvittering.objects.count() == 1


def test_det_som_aldri_kom_av_gaarde_bygges_paa_nytt(dokument: Dokument, fiks: Motpart, settings: Any) -> None:
    riktig, settings.FIKS_API = settings.FIKS_API, "https://127.0.0.1:1"
    settings.FIKS_MOTTAKER_SERTIFIKAT = str(fiks.noekler.arkivet.sertifikatfil)
    sending.sveip(NAA)
    rad = arkivering(dokument)
    assert (rad.feil, rad.melding) == ("fiks.nede", None)
    settings.FIKS_API, settings.ARKIV_KODER = riktig, {"arkivdel": "GRUNNSKOLE"}
    assert sending.sveip(NAA + 2 * MINUTT) == 1
    assert b"GRUNNSKOLE" in fiks.sendt[0].filer["arkivmelding.xml"]


def test_en_arbeider_som_dor_for_den_faar_notert_det_gir_ett_dokument(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def doer(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as dod:
        dod.setattr(sending, "_noter_sendt", doer)
        with pytest.raises(SystemExit):
            sending.sveip(NAA)
    # Nobody knows what Fiks called it; the answer names our key, and is enough.
    rad = arkivering(dokument)
    assert (rad.status, rad.sendt, rad.tidligere_forsok.get().melding_id) == (Status.IKKE_SENDT, None, "")
    assert sending.sveip(NAA + MINUTT) == 0
    les(lytter, fiks, NAA + MINUTT)
    rad.refresh_from_db()
    assert (rad.status, rad.sendt) == (Status.KVITTERT, NAA + MINUTT)
    assert rad.tidligere_forsok.get().utfall == "sendt"
    assert sending.sveip(NAA + sending.LEIE + MINUTT) == 0


def test_en_arbeider_som_dor_uten_at_noen_svarer_sender_det_samme_igjen(
    dokument: Dokument, fiks: Motpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    fiks.svar = []
    with monkeypatch.context() as dod:
        dod.setattr(sending, "_noter_sendt", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            sending.sveip(NAA)
    assert sending.sveip(NAA + sending.LEIE + MINUTT) == 1
    forst, sa = fiks.sendt
    assert (forst.hoder, forst.filer) == (sa.hoder, sa.filer)
    assert [f.utfall for f in arkivering(dokument).tidligere_forsok.order_by("pk")] == ["avbrutt", "sendt"]


TOKEN, SEND, NOKKEL = (
    "/maskinporten/token",
    "/fiks-io/api/v1/send",
    f"/fiks-io/katalog/api/v1/kontoer/{andre.ARKIVETS}/offentligNokkel",
)


@pytest.mark.parametrize(
    ("sti", "hva", "kode"),
    [
        (TOKEN, "400", "fiks.maskinporten-nektet"),
        (TOKEN, "401", "fiks.maskinporten-nektet"),
        (TOKEN, "503", "fiks.maskinporten-nede"),
        (TOKEN, "heng", "fiks.maskinporten-nede"),
        (TOKEN, "302", "fiks.maskinporten-nektet"),
        (SEND, "401", "fiks.nektet"),
        (SEND, "403", "fiks.nektet"),
        (SEND, "400", "fiks.avvist:400"),
        (SEND, "413", "fiks.avvist:413"),
        (SEND, "429", "fiks.nede"),
        (SEND, "heng", "fiks.uvisst"),
        (NOKKEL, "404", "fiks.uten-nokkel"),
        (NOKKEL, "500", "fiks.nede"),
        (NOKKEL, "heng", "fiks.nede"),
        (NOKKEL, "gjort, uforståelig", "fiks.uten-nokkel"),
    ],
)
def test_hver_feil_er_en_kode_proves_igjen_og_gaar_over(
    dokument: Dokument,
    fiks: Motpart,
    sti: str,
    hva: str,
    kode: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for grense in ("KOBLE", "LESE", "LESE_SENDING"):
        monkeypatch.setattr(nett, grense, 0.3)
    fiks.feil = {sti: hva}
    assert sending.sveip(NAA) == 0
    rad = arkivering(dokument)
    assert (rad.status, rad.feil, rad.neste) == (Status.FEILET, kode, NAA + sending.PAUSER[0])
    assert rad.tidligere_forsok.get().feil == kode
    # Neither the other side's words nor anything of ours.
    for hemmelig in ("Nora", andre.PASSORD, "token-", str(andre.INTEGRASJON)):
        assert hemmelig not in caplog.text
    fiks.feil = {}
    assert sending.sveip(NAA + sending.PAUSER[0]) == 1
    assert arkivering(dokument).status == Status.SENDT


def test_den_som_ikke_kan_vise_hvem_den_er_faar_ingenting(
    dokument: Dokument, fiks: Motpart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(fiks.noekler.arkivet.sertifikatfil))
    sending.sveip(NAA)
    assert arkivering(dokument).feil == "fiks.tls"
    assert (fiks.sendt, fiks.tokener) == ([], {})


def test_et_ufullstendig_oppsett_stopper_bare_sendingen(dokument: Dokument, fiks: Motpart, settings: Any) -> None:
    settings.FIKS_VIRKSOMHETSSERTIFIKAT = "/finnes/ikke.p12"
    assert sending.sveip(NAA) == 0
    assert arkivering(dokument).feil == "fiks.oppsett"


def test_sertifikatet_vi_har_faatt_for_haand_gaar_foran_det_katalogen_sier(
    dokument: Dokument, fiks: Motpart, settings: Any
) -> None:
    # The catalogue has somebody else's: what is encrypted to it, the archive could not open.
    fiks.publisert = fiks.noekler.kommunen
    settings.FIKS_MOTTAKER_SERTIFIKAT = str(fiks.noekler.arkivet.sertifikatfil)
    assert sending.sveip(NAA) == 1
    assert fiks.sendt[0].nokkel == f"dokument-{dokument.pk}"


def test_et_avslag_maa_noen_se_paa_og_det_som_sendes_etterpaa_er_en_ny_melding(
    dokument: Dokument, roller: Rollebesetning, fiks: Motpart, lytter: Fikslytter, caplog: pytest.LogCaptureFixture
) -> None:
    fiks.svar = ["mottatt", andre.UGYLDIG]
    sending.sveip(NAA)
    les(lytter, fiks, NAA + MINUTT)
    rad = arkivering(dokument)
    svar = Arkivkvittering.objects.get()
    assert (rad.status, rad.oppgitt, rad.bekreftet) == (Status.FEILET, True, None)
    assert rad.feil == f"avvist: {svar.feilkode}"
    UUID(svar.feilkode)
    # The archive's own words hold a name: they are kept, and shown and logged to nobody.
    assert "Nora" in bytes(svar.innhold).decode()
    assert "Nora" not in caplog.text
    assert sending.sveip(NAA + DAG) == 0

    fiks.svar = ["kvittering"]
    send_igjen(aktor=roller.rektor, arkivering_id=rad.pk, now=NAA + DAG)
    assert sending.sveip(NAA + DAG) == 1
    forst, sa = fiks.sendt
    assert forst.hoder["klientMeldingId"] != sa.hoder["klientMeldingId"]
    assert forst.nokkel == sa.nokkel
    les(lytter, fiks, NAA + DAG)
    assert arkivering(dokument).status == Status.KVITTERT


@pytest.mark.parametrize(
    ("hva", "kode"),
    [
        (andre.SERVERFEIL, "fiks.arkivfeil:"),
        (andre.TIDSAVBRUDD, "fiks.ikke-hentet"),
        (andre.IKKE_LEVERT, "fiks.ikke-levert"),
    ],
)
def test_det_ingen_fikk_gjort_noe_med_sendes_igjen_av_seg_selv_til_noen_maa_se_paa_det(
    dokument: Dokument, roller: Rollebesetning, fiks: Motpart, lytter: Fikslytter, hva: str, kode: str
) -> None:
    fiks.svar = [hva]
    naa = NAA
    for pause in sending.PAUSER:
        assert sending.sveip(naa) == 1
        les(lytter, fiks, naa)
        rad = arkivering(dokument)
        assert (rad.status, rad.feil.startswith(kode), rad.neste) == (Status.FEILET, True, naa + pause)
        naa += pause
    sending.sveip(naa)
    les(lytter, fiks, naa)
    assert arkivering(dokument).oppgitt
    alarm.si_fra(naa)
    # All the same message, however often; each answer is kept.
    assert len({sendt.hoder["klientMeldingId"] for sendt in fiks.sendt}) == 1
    assert len(fiks.sendt) == Arkivkvittering.objects.count() == sending.FORSOK
    fiks.svar = ["kvittering"]
    send_igjen(aktor=roller.systemforvalter, arkivering_id=rad.pk, now=naa)
    sending.sveip(naa)
    les(lytter, fiks, naa)
    assert arkivering(dokument).status == Status.KVITTERT


def test_et_svar_om_et_eldre_forsok_forstyrrer_ikke_det_som_er_sendt_siden(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter
) -> None:
    fiks.svar = [andre.SERVERFEIL]
    sending.sveip(NAA)
    les(lytter, fiks)
    fiks.svar = []
    sending.sveip(NAA + 2 * MINUTT)
    forst, sa = fiks.sendt
    # Fiks found out late that nobody fetched the first one.
    fiks.svar_med(andre.TIDSAVBRUDD, svar_til=forst.melding_id)
    les(lytter, fiks)
    assert arkivering(dokument).status == Status.SENDT
    assert Arkivkvittering.objects.count() == 2
    # About the last one, it counts; and a receipt counts whichever it is about.
    fiks.svar_med(andre.TIDSAVBRUDD, svar_til=sa.melding_id)
    les(lytter, fiks)
    assert arkivering(dokument).feil == "fiks.ikke-hentet"
    fiks.svar_med("kvittering", xml=kvittering(forst.nokkel), svar_til=forst.melding_id)
    les(lytter, fiks)
    assert arkivering(dokument).status == Status.KVITTERT


@pytest.mark.parametrize("hva", [andre.UGYLDIG, "kvittering"])
def test_et_svar_som_kommer_for_sendingen_er_notert_blir_staaende(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter, hva: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fiks.svar = [hva]
    noter = sending._noter_sendt

    def svaret_forst(*alt: Any) -> None:
        les(lytter, fiks, NAA)
        noter(*alt)

    monkeypatch.setattr(sending, "_noter_sendt", svaret_forst)
    sending.sveip(NAA)
    rad = arkivering(dokument)
    assert rad.status == (Status.KVITTERT if hva == "kvittering" else Status.FEILET)
    assert (rad.oppgitt, rad.sendt) == (hva != "kvittering", NAA)
    assert rad.tidligere_forsok.get().utfall == "sendt"


@pytest.mark.parametrize("hva", [andre.UGYLDIG, "kvittering"])
def test_et_svar_som_kommer_for_vi_gir_opp_aa_vente_paa_fiks_blir_staaende(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter, hva: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fiks.svar, fiks.feil = [hva], {SEND: "gjort, uten svar"}
    noter = sending._noter_feil

    def svaret_forst(*alt: Any) -> None:
        les(lytter, fiks, NAA)
        noter(*alt)

    monkeypatch.setattr(sending, "_noter_feil", svaret_forst)
    assert sending.sveip(NAA) == 0
    rad = arkivering(dokument)
    assert rad.status == (Status.KVITTERT if hva == "kvittering" else Status.FEILET)
    assert (rad.oppgitt, rad.feil.startswith("avvist")) == (hva != "kvittering",) * 2


def test_det_som_ikke_er_et_svar_til_oss_tas_av_koen_og_endrer_ingenting(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter, caplog: pytest.LogCaptureFixture
) -> None:
    fiks.svar = []
    sending.sveip(NAA)
    nokkel = f"dokument-{dokument.pk}"
    fremmed = uuid4()
    # Another account cannot say that we are archived; nor can a message of a kind we do not know.
    fiks.svar_med("kvittering", nokkel, avsender=fremmed, xml=kvittering(nokkel))
    fiks.svar_med("no.ks.fiks.noe.annet", nokkel, kropp=b"Nora Sand")
    # About nothing we have sent, by key and by message.
    fiks.svar_med("kvittering", "dokument-999999", xml=kvittering("dokument-999999"))
    fiks.svar_med(andre.TIDSAVBRUDD, svar_til=str(uuid4()))
    fiks.svar_med(andre.TIDSAVBRUDD)
    fiks.svar_med("mottatt", "Nora\0Sand", svar_til="\0")
    les(lytter, fiks)
    assert len(fiks.meglar.bekreftet) == 6
    assert arkivering(dokument).status == Status.SENDT
    assert arkivering(dokument).bekreftet is None
    assert not Arkivkvittering.objects.exists()
    assert "Nora" not in caplog.text


def test_et_svar_som_ikke_kan_apnes_blir_tatt_vare_paa_og_noen_maa_se_paa_det(
    dokument: Dokument, roller: Rollebesetning, fiks: Motpart, lytter: Fikslytter
) -> None:
    fiks.svar = []
    sending.sveip(NAA)
    rad = arkivering(dokument)
    til_en_annen = fiks.pakk(kvittering(rad.nokkel), "kvittering.xml", fiks.noekler.kommunen)
    fiks.svar_med("kvittering", rad.nokkel, svar_til=fiks.sendt[0].melding_id, kropp=til_en_annen)
    les(lytter, fiks)
    rad.refresh_from_db()
    assert (rad.oppgitt, rad.feil) == (True, "fiks.uleselig")
    assert bytes(Arkivkvittering.objects.get().innhold) == til_en_annen
    # Mended, it is sent again; the archive knows the key, and says where the document is.
    fiks.svar = ["kvittering"]
    send_igjen(aktor=roller.rektor, arkivering_id=rad.pk, now=NAA + DAG)
    sending.sveip(NAA + DAG)
    les(lytter, fiks, NAA + DAG)
    assert arkivering(dokument).status == Status.KVITTERT
    # Nobody had refused it: it was the same message all the time.
    assert len({sendt.hoder["klientMeldingId"] for sendt in fiks.sendt}) == 1


@pytest.mark.parametrize(
    ("hvordan", "kode"),
    [
        ("tull", "fiks.uleselig"),
        ("tom", "fiks.uleselig"),
        ("stor", "fiks.for-stort"),
        ("i dokumentlageret", "fiks.for-stort"),
        ("ikke en kvittering", "fiks.uforstaatt"),
        ("om et annet dokument", "fiks.uforstaatt"),
        ("bryter skjemaet", "fiks.uforstaatt"),
    ],
)
def test_en_kvittering_som_ikke_er_en_kvittering_er_ikke_en(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter, settings: Any, hvordan: str, kode: str
) -> None:
    fiks.svar = []
    sending.sveip(NAA)
    nokkel = f"dokument-{dokument.pk}"
    if hvordan == "bryter skjemaet" and not settings.FIKS_ARKIV_XSD_DIR:
        pytest.skip("FIKS_ARKIV_XSD_DIR peker ikke på skjemaene til Fiks Arkiv v1, som ikke følger med koden")
    xml = {
        "ikke en kvittering": b"<noe/>",
        "om et annet dokument": kvittering("dokument-999999"),
        "bryter skjemaet": kvittering(nokkel).replace(
            b"<opprettetEllerEksisterende>", b"<ukjent/><opprettetEllerEksisterende>"
        ),
    }.get(hvordan)
    kropp = {"tull": b"\x30\x80tull", "stor": b"x" * (1024 * 1024 + 1)}.get(hvordan, b"")
    fiks.svar_med("kvittering", nokkel, xml=xml, kropp=kropp)
    if hvordan == "i dokumentlageret":
        fiks.meglar.koer[andre.KO][0].hoder["dokumentlager-id"] = str(uuid4())
    les(lytter, fiks)
    rad = arkivering(dokument)
    assert (rad.status, rad.oppgitt, rad.feil) == (Status.FEILET, True, kode)
    assert len(fiks.meglar.bekreftet) == 1


def test_nokkelen_fra_for_den_ble_byttet_apner_fortsatt_svar(
    dokument: Dokument, fiks: Motpart, lytter: Fikslytter
) -> None:
    fiks.svar = []
    sending.sveip(NAA)
    nokkel = f"dokument-{dokument.pk}"
    gammel = fiks.pakk(kvittering(nokkel), "kvittering.xml", fiks.noekler.forrige)
    fiks.svar_med("kvittering", nokkel, kropp=gammel)
    les(lytter, fiks)
    assert arkivering(dokument).status == Status.KVITTERT


def test_tokenet_brukes_til_det_er_nesten_ute_og_et_som_ikke_godtas_byttes(
    roller: Rollebesetning, fiks: Motpart
) -> None:
    sak = lag_sak(roller)
    for versjon in range(1, 4):
        lag_dokument(lag_sak(roller), roller, versjon=versjon)
    assert sending.sveip(NAA) == 3
    assert len(fiks.tokener) == 1
    # The next sweep has its own; refused once, the next document asks for another.
    lag_dokument(sak, roller)
    fiks.tokener.clear()
    fiks.varighet = 0
    assert sending.sveip(NAA) == 0
    fiks.varighet = 120
    assert sending.sveip(NAA + 2 * MINUTT) == 1
