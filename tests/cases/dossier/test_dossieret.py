"""The dossier: everything in it, read in one moment, frozen, and for nobody who may not have all of it."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.dokumenter.models import Dokument
from cases.dossier import access, actions, arbeid, dokumentet, innhold, kronologi, utelatt
from cases.dossier.actions import Oversendelsesdata
from cases.dossier.models import FELTER, Dossier, Dossieroversendelse, Redegjorelse
from cases.evaluering.models import Evaluering
from cases.inngripen.models import Inngripen
from cases.meldeplikt.models import Meldepliktvurdering
from cases.reaksjon.models import Reaksjon
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Eier, Hendelse, Involvert, Oppslag
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Observasjon, Samtale
from cases.vedlegg import lagring
from cases.vedlegg.actions import sperr_i_sak
from cases.vedlegg.models import Vedlegg
from tests.cases.dossier.oppsett import full_sak
from tests.cases.sak.hjelp import gi, hent, send
from tests.cast import I_DAG, NAA, sett_rollene
from tests.factories import klarfil, lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from datetime import datetime

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SENDT = Oversendelsesdata(I_DAG, Dossieroversendelse.Kanal.EFORMIDLING, "Statsforvalteren i Trøndelag", "2026/17")


def klokke() -> datetime:
    return NAA


def lag(sak: Sak, av: Bruker) -> Dossier:
    rad = actions.bestill(aktor=av, sak_id=sak.pk, now=NAA)
    assert arbeid.lag(rad.pk, klokke=klokke)
    rad.refresh_from_db()
    return rad


def bytene(rad: Dossier) -> bytes:
    assert rad.dokument is not None
    return bytes(rad.dokument.innhold)


def tekst(rad: Dossier) -> str:
    return "\n".join(side.extract_text() for side in pypdf.PdfReader(BytesIO(bytene(rad))).pages)


def _mer_i(sak: Sak, roller: Rollebesetning) -> None:
    """What belongs in it too, and what must not be."""
    felles: dict[str, Any] = {"registrert": NAA, "registrert_av": roller.rektor}
    Inngripen.objects.create(
        nokkel="7d0f2f5e-0000-4000-8000-000000000001", elev=sak.elev, skole=sak.skole, dato=I_DAG, sted="Trappa",
        grep_inn=roller.ansatt, fare="ord-fare", provd_forst="…", gjort="…", **felles,
    )  # fmt: skip
    Reaksjon.objects.create(
        sak=sak, elev=roller.annen_elev, dato=I_DAG, regel="…", hendelse="hemmelig-reaksjon", reaksjon="…",
        bestemt_av=roller.rektor, elev_hort=True, elevens_forklaring="…", **felles,
    )  # fmt: skip
    Loggnotat.objects.create(
        sak=sak, slag="hendelse", skjedde=NAA, tekst="hemmelig-notat", delplikt="dokumentere", for_ledere=True, **felles
    )
    Meldepliktvurdering.objects.create(sak=sak, plikt="barnevern", vurdert=I_DAG, sendt=I_DAG, **felles)
    logg(sak, Hendelsestype.MELDEPLIKT_VURDERT, aktor=roller.rektor, now=NAA)
    # What the system does by itself with the papers is no part of what the school did.
    logg(sak, Hendelsestype.DOKUMENT_LAGET, aktor=roller.systemet, now=NAA, dokument="referat")
    lag_melding(
        roller, sak=sak, hva_skjedde="hemmelig-behandling", fra_behandling="samtykke", samtykke_fra="Kari",
        samtykke_dato=I_DAG,
    )  # fmt: skip
    # The same, added later to a melding that is not: neither the words nor the file.
    vanlig = lag_melding(roller, sak=sak)
    tillegg = vanlig.tillegg.create(
        tekst="hemmelig-tillegg", skrevet=NAA, skrevet_av=roller.ansatt, fra_behandling="samtykke",
        samtykke_fra="Kari", samtykke_dato=I_DAG,
    )  # fmt: skip
    fil = klarfil("journal.txt", b"hemmelig-fil")
    lagring.i_melding(vanlig, [fil], aktor=roller.ansatt, now=NAA, tillegg=tillegg)


@pytest.mark.regel("L-6.3", "L-4.29")
@pytest.mark.django_db(transaction=True)
def test_alt_i_saken_er_med_i_en_fryst_pdf_og_det_som_ikke_er_det_staar_foran(transactional_db: None) -> None:
    roller = sett_rollene()
    sak = full_sak(roller, hendelser=20)
    _mer_i(sak, roller)
    actions.lagre_redegjorelse(
        aktor=roller.rektor, sak_id=sak.pk, tekster={"undersoke": "ord-redegjorelse"}, revisjon=0, now=NAA
    )
    rad = lag(sak, roller.rektor)
    innhold, ord_ = bytene(rad), tekst(rad)
    # Against the database: every row's own words, every line of the log, and every file byte for byte.
    for modell, felt in (
        (Samtale, "hva_sies"),
        (Observasjon, "beskrivelse"),
        (Evaluering, "elevens_ord"),
        (Tiltak, "beskrivelse"),
    ):
        for en in modell.objects.exclude(plan__status="utkast") if modell is Tiltak else modell.objects.all():
            assert getattr(en, felt).split(". ")[0] in ord_, en
    for plan in Tiltaksplan.objects.filter(sak=sak).exclude(status="utkast"):
        assert plan.utfordring.split(". ")[0] in ord_
    for ordet in (
        "ord-melding ord-grep ord-vitner ord-straks ord-tillegg ord-undersokelse ord-kart ord-analyse ord-varsel "
        "ord-fare ord-redegjorelse"
    ).split():
        assert ordet in ord_, ordet
    for notat in Loggnotat.objects.filter(sak=sak, for_ledere=False):
        assert notat.tekst in ord_
    assert "hemmelig" not in ord_
    assert b"hemmelig" not in innhold
    flatt = " ".join(ord_.split())
    # The order was written in the log after the moment it was read.
    linjer = kronologi.les(sak, {})
    assert len(linjer) == Hendelse.objects.filter(sak=sak).count() - 2
    assert "ble lagret som dokument" not in flatt
    for linje in linjer:
        assert linje.setning in flatt or "Saksmappa" in linje.setning, linje.setning
    with pikepdf.open(BytesIO(innhold)) as pdf:
        inni = {navn: bytes(fil.get_file().read_bytes()) for navn, fil in pdf.attachments.items()}
        assert all(fil.obj.AFRelationship == "/Supplement" for fil in pdf.attachments.values())
        assert len(pdf.Root.AF) == len(inni)
        _er_pdf_a(pdf)
        # The table of contents says the page each document begins on.
        sider = [side.extract_text() for side in pypdf.PdfReader(BytesIO(innhold)).pages]
    for fil in Vedlegg.objects.filter(tillegg=None):
        assert sha256(b"".join(fil.biter())).hexdigest() in {sha256(bytes_).hexdigest() for bytes_ in inni.values()}
    assert not any(b"hemmelig" in bytes_ for bytes_ in inni.values())
    assert "ord-fil-1" in ord_
    innholdet = next(s for s in sider if s.count("Bilag ") > 3 and ". . ." in s)
    for nr in (1, rad.bilag):
        begynner = next(
            n for n, s in enumerate(sider, 1) if s != innholdet and re.search(rf"^Bilag {nr}\. ", s, re.MULTILINE)
        )
        (linja,) = re.findall(rf"^Bilag {nr}\. .*?(\d+)$", innholdet, re.MULTILINE)
        assert int(linja) == begynner
    forside = sider[0] + sider[1]
    assert "ord-statsforvalter" in sider[0]
    assert ord_.count("ord-statsforvalter") > 1
    for setning in (
        "Et utkast til tiltaksplan",
        "1 reaksjon eller avtale med en annen elev",
        "De interne notatene til 2 samtaler",
        "Teksten i 1 notat",
        "Innholdet i 1 melding som gjengir noe helsepersonell",
        "barnevern og politi. De er aldri med, enten de finnes eller ikke.",
    ):
        assert setning in " ".join(forside.split()), setning
    # Frozen: the row says its sum, and the database refuses every change.
    assert rad.dokument is not None
    assert rad.dokument.sha256 == sha256(innhold).hexdigest()
    assert (rad.dokument.type, rad.dokument.utgave, rad.oyeblikk) == ("dossier", "intern", NAA)
    for endring in (
        lambda: Dossier.objects.filter(pk=rad.pk).update(sider=1),
        lambda: Dokument.objects.filter(type="dossier").update(innhold=b""),
        lambda: Dossier.objects.filter(pk=rad.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            endring()


def _er_pdf_a(pdf: pikepdf.Pdf) -> None:
    """PDF/A-3a, tagged, in a language, with a title, all fonts inside."""
    with pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["pdfuaid:part"] == "1"
        assert "Saksmappe" in str(meta["dc:title"])
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "nb"
    assert "/OutputIntents" in pdf.Root
    merker = {str(o.S) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/Figure"} <= merker
    skrifter = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
    assert skrifter
    assert all("/FontFile2" in o or "/FontFile3" in o for o in skrifter)


@pytest.mark.django_db(transaction=True)
def test_det_som_skrives_mens_det_leses_er_ikke_med_og_bare_en_arbeider_holder_paa(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    roller = sett_rollene()
    sak = full_sak(roller, samtaler=1, planer=1, vedlegg=0)
    rad = actions.bestill(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    assert actions.bestill(aktor=roller.rektor, sak_id=sak.pk, now=NAA) == rad
    les = dokumentet.skriv
    andre: list[bool] = []

    def i_en_annen_traad() -> None:
        try:
            Observasjon.objects.create(
                sak=sak, dato=I_DAG, registrert=NAA, registrert_av=roller.rektor, arena="…", observator="…",
                beskrivelse="ord-for-sent",
            )  # fmt: skip
            andre.append(arbeid.lag(rad.pk, klokke=klokke))
        finally:
            connection.close()

    def mens_en_annen_skriver(sak: Sak, versjon: int, now: datetime, **annet: Any) -> Any:
        antall = sak.samtaler.count()  # the moment is now
        traad = threading.Thread(target=i_en_annen_traad)
        traad.start()
        traad.join()
        assert antall == sak.samtaler.count()
        with pytest.raises(DatabaseError), transaction.atomic():
            Dossier.objects.filter(pk=rad.pk).update(sider=1)  # nothing is written in the moment it reads
        return les(sak, versjon, now, **annet)

    monkeypatch.setattr(dokumentet, "skriv", mens_en_annen_skriver)
    assert arbeid.lag(rad.pk, klokke=klokke)
    assert Observasjon.objects.filter(beskrivelse="ord-for-sent").exists()
    rad.refresh_from_db()
    assert andre == [False]
    assert "ord-samtale-0" in tekst(rad)
    assert "ord-for-sent" not in tekst(rad)
    monkeypatch.undo()
    # A try that ends in the middle leaves nothing; the next makes it; after three it is given up, and may be asked anew.
    neste = actions.bestill(aktor=roller.rektor, sak_id=sak.pk, now=NAA)

    def doer(*_a: object) -> None:
        raise MemoryError

    monkeypatch.setattr(arbeid, "frys", lambda **_k: doer())
    assert not arbeid.lag(neste.pk, klokke=klokke)
    neste.refresh_from_db()
    assert (neste.status, neste.forsok, neste.dokument, Dokument.objects.filter(type="dossier").count()) == (
        "bestilt", 1, None, 1,
    )  # fmt: skip
    monkeypatch.undo()
    assert arbeid.lag_ventende(klokke=klokke) == 1
    # A new version; the earlier one is what it was.
    assert "ord-for-sent" in tekst(Dossier.objects.get(versjon=2))
    assert bytene(Dossier.objects.get(versjon=1)) == bytene(rad)
    monkeypatch.setattr(dokumentet, "skriv", doer)
    trede = actions.bestill(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    for _forsok in range(Dossier.FLEST_FORSOK + 1):
        assert arbeid.lag_ventende(klokke=klokke) == 0
    trede.refresh_from_db()
    assert (trede.status, trede.feil) == ("feilet", "forsok")
    monkeypatch.undo()
    # One who has lost the sak between the asking and the making gets nothing.
    fjerde = actions.bestill(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    Involvert.objects.create(sak=sak, kategori="ansatt", ansatt=roller.rektor, lagt_til=NAA)
    assert not arbeid.lag(fjerde.pk, klokke=klokke)
    fjerde.refresh_from_db()
    assert (fjerde.status, fjerde.feil) == ("feilet", "tilgang")


def test_den_som_ikke_kan_lese_alt_faar_ingenting(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    gi(roller.rektor, sak, roller.stotte, skrive=True)
    for navn, feil in (
        ("kontaktlarer", IkkeTilgang),
        ("stotte", IkkeTilgang),
        ("ansatt", IkkeFunnet),
        ("sektorleder", IkkeFunnet),
        ("rektor_maere", IkkeFunnet),
        ("systemforvalter", IkkeFunnet),
    ):
        for dor in (
            lambda av: actions.bestill(aktor=av, sak_id=sak.pk, now=NAA),
            lambda av: actions.lagre_redegjorelse(aktor=av, sak_id=sak.pk, tekster={}, revisjon=0, now=NAA),
            lambda av: actions.registrer_oversendelse(aktor=av, sak_id=sak.pk, versjon=1, data=SENDT, now=NAA),
        ):
            with pytest.raises(feil):
                dor(roller.alle[navn])
        kode = 403 if feil is IkkeTilgang else 404
        assert hent(roller.alle[navn], reverse("dossier:oversikt", args=[sak.nummer])).status_code == kode
    # One who leads the sak and is denied a melding it came from: skoleeier does it.
    andre = lag_melding(roller, sak=sak)
    assert not access.er_nektet_noe(roller.rektor, sak, I_DAG)
    andre.involverte.create(kategori="ansatt", ansatt=roller.rektor)
    with pytest.raises(IkkeTilgang, match="kan lese alt"):
        actions.bestill(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    assert hent(roller.rektor, reverse("dossier:oversikt", args=[sak.nummer])).status_code == 403
    sak.eier, sak.skjerpet = Eier.SKOLEEIER, True
    sak.save()
    assert actions.bestill(aktor=roller.sektorleder, sak_id=sak.pk, now=NAA).versjon == 1
    assert not Dossier.objects.exclude(bestilt_av=roller.sektorleder).exists()


def test_redegjorelsen_begynner_med_sakens_egne_fakta_og_mister_ikke_det_en_annen_skrev(roller: Rollebesetning) -> None:
    sak = full_sak(roller, samtaler=2, planer=1, vedlegg=0)
    adresse = reverse("dossier:redegjorelse", args=[sak.nummer])
    side = hent(roller.rektor, adresse).content.decode()
    for ordet in ("11. september 2026: Samtale med eleven.", "ord-samtale-0", "ord-syn-1", "– ord-tiltak-1-1"):
        assert ordet in side
    skrevet = {felt: f"tekst om {felt}" for felt in FELTER}
    assert send(roller.rektor, adresse, {**skrevet, "revisjon": "0"}).status_code == 302
    svar = send(roller.rektor, adresse, {**skrevet, "videre": "mitt eget", "revisjon": "0"})
    assert svar.status_code == 422
    assert "Rektor Egge lagret endringer her" in svar.content.decode()
    assert "mitt eget" in svar.content.decode()
    assert Redegjorelse.objects.get().videre == "tekst om videre"
    with pytest.raises(Foreldet):
        actions.lagre_redegjorelse(aktor=roller.rektor, sak_id=sak.pk, tekster=skrevet, revisjon=0, now=NAA)
    assert Redegjorelse.history.count() == 1
    assert "tekst om folge_med" in hent(roller.rektor, adresse).content.decode()


def test_sidene_viser_hvor_langt_det_er_kommet_og_at_den_ble_sendt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    adresse = reverse("dossier:oversikt", args=[sak.nummer])
    assert send(roller.rektor, reverse("dossier:lag", args=[sak.nummer]), {}).status_code == 302
    side = hent(roller.rektor, adresse).content.decode()
    assert "blir laget" in side
    assert "Venter på tur" in side
    assert f'<noscript><p><a class="ds-link" href="{adresse}">' in side
    pdf = reverse("dossier:pdf", args=[sak.nummer, 1])
    assert hent(roller.rektor, pdf).status_code == 404
    assert send(roller.rektor, reverse("dossier:sendt", args=[sak.nummer, 1]), {}).status_code == 404
    dokument = Dokument.objects.create(
        sak=sak, type="dossier", utgave="intern", objekt_type="cases.dossier", objekt_id=1, filnavn="s.pdf",
        innhold=b"%PDF", sha256="a" * 64, laget=NAA, laget_av=roller.rektor,
    )  # fmt: skip
    Dossier.objects.update(status="ferdig", dokument=dokument, ferdig=NAA, oyeblikk=NAA, sider=3, bilag=2)
    svar = hent(roller.rektor, pdf)
    assert (svar.content, svar["Content-Type"]) == (b"%PDF", "application/pdf")
    # By its own address alone, where its own rule is asked.
    assert hent(roller.rektor, reverse("dokumenter:dokument", args=[sak.nummer, dokument.pk])).status_code == 404
    assert Oppslag.objects.filter(sak=sak, hva="dokument", bruker=roller.rektor).exists()
    for data, feil in (
        ({"dato": "2026-11-09"}, "Den kan ikke være sendt før den ble laget."),
        ({"dato": "2026-11-11"}, "Datoen kan ikke være fram i tid."),
        ({"dato": ""}, "Fyll ut dette feltet."),
    ):
        svar = send(
            roller.rektor,
            reverse("dossier:sendt", args=[sak.nummer, 1]),
            {"kanal": "svarut", "mottaker": "Statsforvalteren", **data},
        )
        assert svar.status_code == 422
        assert feil in svar.content.decode()
        assert 'value="Statsforvalteren"' in svar.content.decode()
    rad = actions.registrer_oversendelse(aktor=roller.rektor, sak_id=sak.pk, versjon=1, data=SENDT, now=NAA)
    side = hent(roller.rektor, adresse).content.decode()
    assert "10. november 2026: Statsforvalteren i Trøndelag, eFormidling (2026/17)" in side
    assert "a" * 64 in side
    assert Hendelse.objects.filter(sak=sak, type="dossier_sendt", objekt_id=rad.pk).exists()
    # A file that is closed is opened by nobody: not here either, where it was put in before it was closed.
    fil = lag_vedlegg(sak, roller.rektor)
    sperr_i_sak(aktor=roller.rektor, sak_id=sak.pk, nokkel=fil.nokkel, grunn="Skulle ikke ligge her", now=NAA)
    svar = hent(roller.rektor, pdf)
    assert (svar.status_code, "er sperret etter at den ble laget" in svar.content.decode()) == (403, True)
    side = hent(roller.rektor, adresse).content.decode()
    assert pdf not in side
    assert "er sperret etter at den ble laget" in side
    with pytest.raises(DatabaseError), transaction.atomic():
        rad.save()
    with pytest.raises(Regelbrudd):
        actions.registrer_oversendelse(
            aktor=roller.rektor, sak_id=sak.pk, versjon=1,
            data=Oversendelsesdata(I_DAG + timedelta(days=1), SENDT.kanal, "X"), now=NAA,
        )  # fmt: skip


def test_det_ingen_har_tatt_stilling_til_er_talt_og_nevnt_og_ikke_borte(roller: Rollebesetning) -> None:
    navn = {modell._meta.model_name for modell in utelatt.ukjente_modeller()}
    assert not navn & (utelatt.MED | utelatt.SAGT)
    sak = lag_sak(roller)
    assert not [s for s in utelatt._ukjente(sak) if s]


def test_filene_som_ikke_var_klare_nevnes_slik_det_var_da_og_helsepersonells_ikke_med_navn(
    roller: Rollebesetning, settings: Any
) -> None:
    settings.VIRUSKONTROLL = "clamd://127.0.0.1:1"
    sak = lag_sak(roller)
    lag_vedlegg(sak, roller.rektor, klarfil("tegning.txt"))
    melding = lag_melding(
        roller, sak=sak, fra_behandling="samtykke", samtykke_fra="Kari", samtykke_dato=I_DAG, hva_skjedde="x"
    )
    lag_vedlegg(melding, roller.ansatt, klarfil("Noras angst.txt"))
    setninger = utelatt.setninger(sak, innhold.les(sak))
    assert "Filen «tegning.txt»: den var ikke ferdig kontrollert for virus da saksmappa ble laget." in setninger
    assert not any("angst" in setning for setning in setninger)
    # The archive keeps all of it.
    assert any("angst" in setning for setning in utelatt.setninger(sak, innhold.les(sak, alt=True)))
