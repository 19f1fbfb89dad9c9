"""Every document to the archive, once, with a receipt; what goes wrong is seen, and tried again (R-5 to R-7)."""

from __future__ import annotations

import os
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction

from cases.arkiv import alarm, sending
from cases.arkiv.actions import send_igjen
from cases.arkiv.kanal import Kanalfeil, Pakke
from cases.arkiv.mappe import Mappekanal
from cases.arkiv.models import Arkivering, Arkivforsok, Arkivkvittering
from cases.arkiv.queries import ikke_arkivert
from cases.dokumenter.models import Dokument
from cases.sak.feil import IkkeFunnet
from cases.sak.models import Eier, Hendelse
from cases.sladding.actions import frigi
from cases.sladding.models import Kilde
from cases.undersokelse.models import Samtale
from cases.varsling.models import Varsel
from cases.varsling.tekster import setning
from steinkjer_skolemiljo.organisation.models import Gradering, Innstilling
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.arkiv.test_arkivmelding import INNHOLD, kvittering, tekst
from tests.cases.arkiv.verden import arkivering, lag_dokument
from tests.cases.sladding.oppsett import begynt, sak_med_papirer, sett_over
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from tests.cases.arkiv.verden import Arkivet
    from tests.cast import Rollebesetning

MINUTT = timedelta(minutes=1)
DAG = timedelta(days=1)
Status = Arkivering.Status


def test_dokumentet_gaar_til_arkivet_en_gang_og_blir_kvittert(roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = lag_sak(roller)
    dokument = lag_dokument(sak, roller)
    # The full edition names others: it is nobody's elevmappe.
    lag_dokument(sak, roller, utgave=Dokument.Utgave.INTERN)
    assert sending.sveip(NAA) == 1
    rad = arkivering(dokument)
    assert (rad.status, rad.nokkel, rad.neste) == (Status.SENDT, f"dokument-{dokument.pk}", None)
    pakke = arkivet.pakker[rad.nokkel]
    assert list(arkivet.pakker) == [rad.nokkel]
    assert pakke == {"arkivmelding.xml": bytes(rad.melding or b""), f"{rad.nokkel}.pdf": INNHOLD}
    assert tekst(pakke["arkivmelding.xml"], "sjekksum") == [dokument.sha256] == [sha256(INNHOLD).hexdigest()]
    # Nothing more to send, however often it is asked; nor when two are asked at once.
    assert sending.sveip(NAA + MINUTT) == 0

    arkivet.svar(rad.nokkel)
    sending.sveip(NAA + 2 * MINUTT)
    rad.refresh_from_db()
    assert (rad.status, rad.arkiv_id, rad.kvittert) == (Status.KVITTERT, "2026/123-4", NAA + 2 * MINUTT)
    assert arkivet.lagt_til_side("behandlet") == [f"{rad.nokkel}.xml"]
    assert bytes(Arkivkvittering.objects.get().innhold) == kvittering(rad.nokkel)
    assert Hendelse.objects.get(sak=sak, type="dokument_arkivert").data == {"arkiv": "2026/123-4"}
    # The same answer again is no new one, and a later refusal changes nothing: what is archived stays so.
    arkivet.svar(rad.nokkel)
    sending.sveip(NAA + 3 * MINUTT)
    arkivet.avslaa(rad.nokkel)
    sending.sveip(NAA + 4 * MINUTT)
    rad.refresh_from_db()
    assert rad.status == Status.KVITTERT
    assert Hendelse.objects.filter(sak=sak, type="dokument_arkivert").count() == 1
    for setning_ in (
        "UPDATE cases_arkivering SET status = 'ikke_sendt'",
        "DELETE FROM cases_arkivering",
        "DELETE FROM cases_arkivkvittering",
        "UPDATE cases_arkivkvittering SET arkiv_id = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning_)


def test_en_arbeider_som_dor_gir_samme_pakke_og_ett_dokument(
    roller: Rollebesetning, arkivet: Arkivet, monkeypatch: pytest.MonkeyPatch
) -> None:
    dokument = lag_dokument(lag_sak(roller), roller)

    def doer(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as dod:
        # Between the handing over and the note of it.
        dod.setattr(sending, "_noter_sendt", doer)
        with pytest.raises(SystemExit):
            sending.sveip(NAA)
    forst = arkivet.pakker
    assert list(forst) == [f"dokument-{dokument.pk}"]
    assert sending.sveip(NAA + MINUTT) == 0  # still leased
    # The archive may have answered before we knew that we had sent it.
    arkivet.svar(f"dokument-{dokument.pk}")
    sending.sveip(NAA + 2 * MINUTT)
    assert arkivering(dokument).status == Status.KVITTERT
    assert arkivet.pakker == forst
    assert sending.sveip(NAA + sending.LEIE + MINUTT) == 0

    annet = lag_dokument(lag_sak(roller), roller)
    with monkeypatch.context() as dod:
        dod.setattr(sending, "_noter_sendt", doer)
        with pytest.raises(SystemExit):
            sending.sveip(NAA)
    for_ = arkivet.pakker
    assert sending.sveip(NAA + sending.LEIE + MINUTT) == 1
    assert arkivet.pakker == for_  # the same package, byte for byte
    assert [f.utfall for f in arkivering(annet).tidligere_forsok.order_by("pk")] == ["avbrutt", "sendt"]


def test_pakken_blir_synlig_hel_eller_ikke_i_det_hele_tatt(arkivet: Arkivet, monkeypatch: pytest.MonkeyPatch) -> None:
    vei = Mappekanal(arkivet.rot)
    with monkeypatch.context() as full:

        def ingen_plass(_peker: int) -> None:
            raise OSError("disken er full")

        full.setattr(os, "fsync", ingen_plass)
        with pytest.raises(Kanalfeil, match="mappen: OSError"):
            vei.send(Pakke("dokument-1", b"<a/>", "dokument-1.pdf", b"%PDF"))
    assert arkivet.pakker == {}
    vei.send(Pakke("dokument-1", b"<a/>", "dokument-1.pdf", b"%PDF"))
    vei.send(Pakke("dokument-1", b"<b/>", "dokument-1.pdf", b"%PDF"))
    assert arkivet.pakker == {"dokument-1": {"arkivmelding.xml": b"<b/>", "dokument-1.pdf": b"%PDF"}}


def test_et_arkiv_som_er_nede_proves_igjen_til_noen_maa_se_paa_det(
    roller: Rollebesetning, arkivet: Arkivet, settings: Any
) -> None:
    sak = lag_sak(roller)
    dokument = lag_dokument(sak, roller)
    settings.ARKIV_MAPPE = str(arkivet.rot / "finnes-ikke")
    naa = NAA
    for pause in sending.PAUSER:
        sending.sveip(naa)
        rad = arkivering(dokument)
        assert (rad.status, rad.feil, rad.neste) == (Status.FEILET, "mappen: FileNotFoundError", naa + pause)
        assert sending.sveip(naa + pause - MINUTT) == 0
        naa += pause
    sending.sveip(naa)
    assert arkivering(dokument).oppgitt
    assert arkivering(dokument).tidligere_forsok.filter(utfall="feilet").count() == sending.FORSOK
    sending.sveip(naa + 30 * DAG)
    assert arkivering(dokument).forsok == sending.FORSOK
    # Told of once, without a number or a name.
    alarm.si_fra(naa)
    alarm.si_fra(naa + DAG)
    varsel = Varsel.objects.get(type="arkivet_tar_ikke_imot")
    assert (varsel.mottaker, varsel.sak, varsel.data) == (roller.systemforvalter, None, {"antall": "1"})

    settings.ARKIV_MAPPE = str(arkivet.rot)
    for ikke in (roller.rektor_maere, roller.kontaktlarer, roller.ansatt, roller.sektorleder, roller.personvernombud):
        with pytest.raises(IkkeFunnet):
            send_igjen(aktor=ikke, arkivering_id=rad.pk, now=naa)
    send_igjen(aktor=roller.systemforvalter, arkivering_id=rad.pk, now=naa)
    assert sending.sveip(naa) == 1
    varsel.refresh_from_db()
    assert varsel.ordnet is not None
    bestilt = Arkivforsok.objects.get(utfall="bestilt")
    assert (bestilt.av, arkivering(dokument).status) == (roller.systemforvalter, Status.SENDT)


def test_et_avslag_er_en_kode_og_en_ugyldig_melding_sendes_aldri(
    roller: Rollebesetning, arkivet: Arkivet, settings: Any
) -> None:
    sak = lag_sak(roller)
    forst, uten_pdfa = lag_dokument(sak, roller), lag_dokument(sak, roller, versjon=2, innhold=b"%PDF-1.7")
    roper = lag_dokument(sak, roller, type_=Dokument.Type.EVALUERING, filnavn="nora.pdf")
    hel = lag_dokument(sak, roller, type_=Dokument.Type.REFERAT)
    assert sending.sveip(NAA) == 1
    # The first version gave way to the second before it was sent, and is never missed.
    assert arkivering(forst).status == Status.ERSTATTET
    assert (arkivering(uten_pdfa).oppgitt, arkivering(uten_pdfa).feil) == (True, "PDF-en er ikke PDF/A")
    assert (arkivering(roper).oppgitt, arkivering(roper).feil) == (True, "filnavnet røper eleven")
    rad = arkivering(hel)
    arkivet.avslaa(rad.nokkel)
    sending.sveip(NAA + MINUTT)
    rad.refresh_from_db()
    # The archive's own words hold a name: they are kept, and shown to nobody.
    assert (rad.oppgitt, rad.feil) == (True, "avvist: FEIL-17")
    assert "Nora" in bytes(Arkivkvittering.objects.get().innhold).decode()
    # Sent again, it is built with the codes as they are now.
    settings.ARKIV_KODER = {"arkivdel": "GRUNNSKOLE"}
    send_igjen(aktor=roller.rektor, arkivering_id=rad.pk, now=NAA + DAG)
    assert sending.sveip(NAA + DAG) == 1
    assert tekst(arkivet.pakker[rad.nokkel]["arkivmelding.xml"], "arkivdel/kode") == ["GRUNNSKOLE"]


def test_svar_som_ikke_er_om_noe_vi_har_sendt_blir_lagt_til_side(
    roller: Rollebesetning, arkivet: Arkivet, caplog: pytest.LogCaptureFixture
) -> None:
    dokument = lag_dokument(lag_sak(roller), roller)
    sending.registrer_nye(NAA)
    arkivet.svar(f"dokument-{dokument.pk}")  # not sent yet
    arkivet.svar("dokument-999999")
    arkivet.svar("Nora Sand", b"ikke xml")
    (arkivet.rot / "kvittering" / "lenke.xml").symlink_to("/etc/hostname")
    assert sending.les_kvitteringer(Mappekanal(arkivet.rot), NAA) == 0
    assert len(arkivet.lagt_til_side("uforstatt")) == 3
    assert arkivering(dokument).status == Status.IKKE_SENDT
    assert not Arkivkvittering.objects.exists()
    assert "Nora" not in caplog.text


def test_gradert_elev_og_ny_versjon_av_det_som_er_sendt(roller: Rollebesetning, arkivet: Arkivet) -> None:
    roller.elev.gradering = Gradering.STRENGT
    lagre(roller.elev, aktor=roller.systemet, now=NAA, provd=True)
    sak = lag_sak(roller)
    forst = lag_dokument(sak, roller)
    sending.sveip(NAA)
    ny = lag_dokument(sak, roller, versjon=2)
    sending.sveip(NAA + MINUTT)
    # Sent is the archive's: the newer one points to it.
    assert arkivering(forst).status == Status.SENDT
    melding = arkivet.pakker[f"dokument-{ny.pk}"]["arkivmelding.xml"]
    assert tekst(melding, "kryssreferanse/referanseTilRegistrering/referanseEksternNoekkel/noekkel") == [
        f"dokument-{forst.pk}"
    ]
    assert tekst(melding, "grad/kode") == ["SF"] * 3
    assert roller.egge.navn not in melding.decode()
    assert roller.rektor.navn not in "".join(tekst(melding, "saksbehandler/navn"))


@pytest.mark.parametrize("hvem", ["skolen", "kommunalsjef"])
def test_avsluttet_sak_som_ikke_er_arkivert_blir_sagt_fra_om_etter_fem_arbeidsdager(
    roller: Rollebesetning, arkivet: Arkivet, settings: Any, hvem: str
) -> None:
    # Closed Friday: five working days have passed on the second Monday.
    fredag = NAA - 4 * DAG
    hos_kommunalsjef = hvem == "kommunalsjef"
    sak = lag_sak(
        roller,
        avsluttet=fredag,
        fase="avsluttet",
        eier=Eier.KOMMUNALSJEF if hos_kommunalsjef else Eier.SKOLE,
        ansvarlig=roller.kommunalsjef if hos_kommunalsjef else roller.rektor,
    )
    ferdig = lag_sak(roller, avsluttet=fredag, fase="avsluttet")
    lag_dokument(sak, roller)
    arkivert = lag_dokument(ferdig, roller)
    sending.sveip(NAA)
    arkivet.svar(f"dokument-{arkivert.pk}")
    sending.sveip(NAA + MINUTT)
    assert alarm.si_fra(NAA + 3 * DAG) == 0  # Friday: the fifth working day
    assert alarm.si_fra(NAA + 6 * DAG) == 1
    assert alarm.si_fra(NAA + 7 * DAG) == 0
    varsler = {varsel.mottaker: varsel for varsel in Varsel.objects.filter(type="ikke_arkivert")}
    # One who runs the archive is told the number; not that kommunalsjef leads something.
    assert set(varsler) == ({roller.kommunalsjef} if hos_kommunalsjef else {roller.rektor, roller.systemforvalter})
    ett = next(iter(varsler.values()))
    assert (ett.sak, ett.data, ferdig.nummer in setning(ett)) == (sak, {"antall": "1"}, False)
    if not hos_kommunalsjef:
        assert Varsel.objects.synlige_for(roller.systemforvalter, I_DAG).filter(pk=varsler[roller.systemforvalter].pk)
        # Denied since, the notice goes with it.
        anklag(sak, roller.systemforvalter)
        assert not Varsel.objects.synlige_for(roller.systemforvalter, I_DAG).filter(type="ikke_arkivert")
    # It comes after all: nobody is asked about it any more.
    for rad in Arkivering.objects.filter(sak=sak):
        arkivet.svar(f"dokument-{rad.dokument_id}")
    sending.sveip(NAA + 7 * DAG)
    assert not Varsel.objects.filter(type="ikke_arkivert", ordnet__isnull=True).exists()
    # Another number of days, and nothing at all where the archive is not connected.
    Innstilling.objects.create(nokkel="arkiv_alarm_arbeidsdager", verdi="1", gjelder_fra=I_DAG - DAG)
    annen = lag_sak(roller, avsluttet=fredag, fase="avsluttet")
    lag_dokument(annen, roller)
    sending.registrer_nye(NAA)
    settings.ARKIV_MAPPE = ""
    assert (alarm.si_fra(NAA), sending.sveip(NAA)) == (0, 0)
    settings.ARKIV_MAPPE = str(arkivet.rot)
    assert alarm.si_fra(NAA) == 1


def test_det_et_menneske_maa_se_over_venter_paa_det_og_utgaven_som_slippes_ut_er_arkivets(
    roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak, plan = sak_med_papirer(roller)
    av_seg_selv = lag_dokument(sak, roller, type_=Dokument.Type.TILTAKSPLAN, objekt=plan)
    ren = Samtale.objects.create(
        sak=sak,
        type=Samtale.Type.ELEV,
        dato=I_DAG,
        deltakere="Nora og læreren",
        hva_sies="Jeg vil være med på fotballen.",
        registrert=NAA,
        registrert_av=roller.rektor,
    )
    uten_navn = lag_dokument(sak, roller, type_=Dokument.Type.REFERAT, objekt=ren)
    assert sending.sveip(NAA) == 1
    assert arkivering(uten_navn).status == Status.SENDT
    assert (arkivering(av_seg_selv).status, arkivering(av_seg_selv).neste) == (Status.VENTER, None)
    _ark, linjer, antall = ikke_arkivert(roller.rektor, I_DAG, NAA, vis="venter", side=1)
    assert [linje.maa_ses_over for linje in linjer] == [True]
    assert (antall.maa_ses_over, antall.alle) == (1, 2)
    # Nor is it sent because somebody asks for it.
    with pytest.raises(IkkeFunnet):
        send_igjen(aktor=roller.rektor, arkivering_id=arkivering(av_seg_selv).pk, now=NAA)

    sladding = begynt(sak, roller.rektor, (Kilde.PLAN, plan.pk))
    sett_over(sladding, roller.rektor)
    assert sending.sveip(NAA + MINUTT) == 0
    frigi(aktor=roller.rektor, sak_id=sak.pk, sladding_id=sladding.pk, now=NAA + MINUTT)
    assert sending.sveip(NAA + 2 * MINUTT) == 1
    assert arkivering(av_seg_selv).status == Status.ERSTATTET
    sett_over_utgave = sladding.kilder.get().dokument
    assert sett_over_utgave is not None
    assert arkivering(sett_over_utgave).status == Status.SENDT
