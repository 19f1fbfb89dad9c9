"""A new version from draft to everyone's desk: edited, compared, approved, asked of all, and beside the forms that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.urls import reverse
from pypdf import PdfReader

from cases.lov.begreper import Delplikt as LovensDelplikt
from cases.undersokelse.models import Samtale
from procedures import lesing
from procedures.actions import bekreft_lest, la_kommende_gjelde, les_inn_katalog
from procedures.innhold.prosedyre_1 import PROSEDYRE_1
from procedures.lesing import egne, skal_bekrefte, skolestatus
from procedures.models import Avsnitt, Prosedyre, Prosedyredokument, Prosedyreutkast, Prosedyreversjon, Sporsmaalsrunde
from procedures.steder import Delplikt, Sted
from procedures.utkast import actions
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cast import I_DAG, NAA, bruker

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SLUG = PROSEDYRE_1.slug
Status = Prosedyreversjon.Status
DAG = timedelta(days=1)


@pytest.fixture
def lest(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and procedure no. 1 read in."""
    les_inn_katalog(aktor=roller.systemet, now=NAA, dokumenter=(PROSEDYRE_1,))
    return roller


def gaa(
    client: Client, hvem: Bruker, navn: str, *argumenter: object, post: dict[str, Any] | None = None, **spor: Any
) -> HttpResponse:
    client.force_login(hvem)
    adresse = reverse(f"procedures:{navn}", args=argumenter or None)
    with time_machine.travel(NAA):
        return client.get(adresse, spor) if post is None else client.post(adresse, post)  # type: ignore[return-value]


def godkjenning(utkast: Prosedyreutkast, **felter: Any) -> actions.Godkjenning:
    data = actions.Godkjenning(
        godkjent_av="Sektor Leder",
        godkjent=I_DAG,
        gjelder_fra=I_DAG,
        neste_revisjon=date(2027, 8, 1),
        versjon=Prosedyreutkast.objects.get(pk=utkast.pk).versjon,
    )
    return replace(data, **felter)


def ny_versjon(lest: Rollebesetning, tekst: str = "Si fra til rektor med en gang.", **felter: Any) -> Prosedyreversjon:
    """Version 2, in which one section says something else."""
    leder = lest.sektorleder
    utkast = actions.begynn(aktor=leder, slug=SLUG, now=NAA)
    rad = utkast.avsnitt.get(anker="melde-fra")
    data = actions.Avsnittdata(
        delnummer=rad.delnummer, tittel=rad.tittel, tekst=tekst, delplikt=rad.delplikt, steder=tuple(rad.steder)
    )
    actions.lagre_avsnitt(aktor=leder, slug=SLUG, avsnitt=rad.pk, data=data, versjon=1, now=NAA)
    hode = actions.Hodedata(
        formaal=utkast.formaal,
        omfang=utkast.omfang,
        ansvar=utkast.ansvar,
        nytt="Kortere om å melde fra.",
        deltitler=tuple(utkast.deltitler),
    )
    actions.lagre_hode(aktor=leder, slug=SLUG, data=hode, sett=actions.hodets_avtrykk(utkast), now=NAA)
    return actions.godkjenn(aktor=leder, slug=SLUG, data=godkjenning(utkast, **felter), now=NAA)


def test_kodene_er_lovens_og_skjemaenes() -> None:
    assert [d.value for d in Delplikt] == [d.value for d in LovensDelplikt]
    samtaler = {sted.value.removeprefix("samtale_") for sted in Sted if sted.value.startswith("samtale_")}
    assert samtaler <= {str(type_) for type_ in Samtale.Type.values}
    ankre = {rad.anker: rad for _tittel, rader in PROSEDYRE_1.deler for rad in rader}
    assert {rad.delplikt for rad in ankre.values()} - {""} == {d.value for d in Delplikt}
    assert {sted for rad in ankre.values() for sted in rad.steder} == set(Sted.values)


def test_utkastet_finnes_ikke_for_andre_enn_redaktorene(lest: Rollebesetning, client: Client) -> None:
    utkast = actions.begynn(aktor=lest.sektorleder, slug=SLUG, now=NAA)
    rad = utkast.avsnitt.first()
    assert rad is not None
    sider = ("utkast", "utkast_om", "utkast_sporsmaal", "utkast_les", "utkast_endringer", "godkjenn", "nytt_avsnitt")
    poster = (
        ("begynn_utkast", ()),
        ("forkast_utkast", ()),
        ("ta_bort_avsnitt", (rad.pk,)),
        ("flytt_avsnitt", (rad.pk,)),
    )
    for navn in ("ansatt", "rektor", "kommunalsjef", "systemforvalter", "sluttet"):
        hvem = lest.alle[navn]
        for side in sider:
            assert gaa(client, hvem, side, SLUG).status_code == 404, side
            assert gaa(client, hvem, side, SLUG, post={}).status_code in {404, 405}, side
        assert gaa(client, hvem, "utkastavsnitt", SLUG, rad.pk).status_code == 404
        assert gaa(client, hvem, "ny").status_code == 404
        for side, mer in poster:
            assert gaa(client, hvem, side, SLUG, *mer, post={"versjon": "1", "vei": "ned"}).status_code == 404, side
        with pytest.raises(Http404):
            actions.godkjenn(aktor=hvem, slug=SLUG, data=godkjenning(utkast), now=NAA)
    assert Prosedyreutkast.objects.get().versjon == 1
    for side in sider:
        assert gaa(client, lest.sektorleder, side, SLUG).status_code == 200, side
    assert "Fortsett på utkastet" in gaa(client, lest.sektorleder, "liste").content.decode()
    assert "Fortsett på utkastet" not in gaa(client, lest.rektor, "liste").content.decode()
    # A section of one procedure is not found under another's name.
    annen = actions.ny_prosedyre(aktor=lest.sektorleder, tittel="Skolefravær på åtte trinn", nummer=2, now=NAA)
    assert annen.prosedyre.slug == "skolefraver-pa-atte-trinn"
    assert gaa(client, lest.sektorleder, "utkastavsnitt", annen.prosedyre.slug, rad.pk).status_code == 404
    assert annen.prosedyre.tittel not in gaa(client, lest.rektor, "liste").content.decode()
    assert gaa(client, lest.rektor, "vis", annen.prosedyre.slug).status_code == 404


def test_to_som_lagrer_samtidig_far_vite_det_og_mister_ingenting(lest: Rollebesetning, client: Client) -> None:
    utkast = actions.begynn(aktor=lest.sektorleder, slug=SLUG, now=NAA)
    assert actions.begynn(aktor=lest.sektorleder, slug=SLUG, now=NAA) == utkast
    rad = utkast.avsnitt.get(anker="gripe-inn")
    sendt = {"tittel": rad.tittel, "delnummer": "1", "tekst": "Stopp det du ser.", "lenker": "", "versjon": "1"}
    assert gaa(client, lest.sektorleder, "utkastavsnitt", SLUG, rad.pk, post=sendt).status_code == 302
    andre = sendt | {"tekst": "Stopp det du hører."}
    svar = gaa(client, lest.sektorleder, "utkastavsnitt", SLUG, rad.pk, post=andre)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Noen andre har lagret dette avsnittet" in side
    assert "Stopp det du hører." in side
    assert "<del>hører</del><ins>ser</ins>" in side
    rad.refresh_from_db()
    assert rad.tekst == "Stopp det du ser."
    # Knowingly saved over.
    assert 'name="versjon" value="2"' in side
    assert (
        gaa(client, lest.sektorleder, "utkastavsnitt", SLUG, rad.pk, post=andre | {"versjon": "2"}).status_code == 302
    )
    # One who would approve what has changed meanwhile is told, and so is one who would throw it away.
    gammel = godkjenning(utkast, versjon=1)
    with pytest.raises(actions.Kollisjon):
        actions.godkjenn(aktor=lest.sektorleder, slug=SLUG, data=gammel, now=NAA)
    with pytest.raises(actions.Kollisjon):
        actions.forkast(aktor=lest.sektorleder, slug=SLUG, versjon=1, now=NAA)
    hode = actions.Hodedata("F", "O", "A", "N", tuple(utkast.deltitler))
    with pytest.raises(actions.Kollisjon):
        actions.lagre_hode(aktor=lest.sektorleder, slug=SLUG, data=hode, sett="x", now=NAA)
    with pytest.raises(ValidationError, match="avsnitt i en del"):
        actions.lagre_hode(
            aktor=lest.sektorleder,
            slug=SLUG,
            data=replace(hode, deltitler=("Bare én",)),
            sett=actions.hodets_avtrykk(utkast),
            now=NAA,
        )
    feil = sendt | {"lenker": "Udir uten adresse", "versjon": "3", "tekst": ""}
    side = gaa(client, lest.sektorleder, "utkastavsnitt", SLUG, rad.pk, post=feil).content.decode()
    assert "loddrett strek" in side
    assert "Udir uten adresse" in side


def test_avsnitt_flyttes_legges_til_og_tas_ut_uten_at_den_gjeldende_endres(
    lest: Rollebesetning, client: Client
) -> None:
    utkast = actions.begynn(aktor=lest.sektorleder, slug=SLUG, now=NAA)
    forste, andre = list(utkast.avsnitt.filter(delnummer=1))[:2]
    for_ = (Avsnitt.objects.count(), Avsnitt.objects.first())
    assert gaa(client, lest.sektorleder, "flytt_avsnitt", SLUG, andre.pk, post={"vei": "opp"}).status_code == 302
    assert [rad.pk for rad in utkast.avsnitt.filter(delnummer=1)][:2] == [andre.pk, forste.pk]
    gaa(client, lest.sektorleder, "flytt_avsnitt", SLUG, andre.pk, post={"vei": "opp"})
    assert utkast.avsnitt.filter(delnummer=1).first() == andre
    ny = {"tittel": "Følge med", "delnummer": "2", "tekst": "- ett\n- to", "steder": ["melde"], "delplikt": "folge_med"}
    assert gaa(client, lest.sektorleder, "nytt_avsnitt", SLUG, post=ny).status_code == 302
    rad = utkast.avsnitt.get(anker="folge-med-2")
    assert rad == utkast.avsnitt.filter(delnummer=2).last()
    assert gaa(client, lest.sektorleder, "ta_bort_avsnitt", SLUG, forste.pk, post={}).status_code == 302
    side = gaa(client, lest.sektorleder, "utkast_endringer", SLUG).content.decode()
    assert "Tatt ut" in side
    assert "Nytt" in side
    assert (Avsnitt.objects.count(), Avsnitt.objects.first()) == for_
    versjon = Prosedyreutkast.objects.get().versjon
    svar = gaa(client, lest.sektorleder, "forkast_utkast", SLUG, post={"versjon": str(versjon)})
    assert svar.status_code == 302
    assert not Prosedyreutkast.objects.exists()
    assert Prosedyreutkast.history.filter(history_type="-").count() == 1


def test_godkjent_blir_den_gjeldende_og_alle_blir_bedt_om_aa_lese(
    lest: Rollebesetning, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    assert egne(lest.ansatt, I_DAG) == []
    utkast = actions.begynn(aktor=lest.sektorleder, slug=SLUG, now=NAA)
    # What is missing is said before anything is written.
    svar = gaa(
        client,
        lest.sektorleder,
        "godkjenn",
        SLUG,
        post={
            "godkjent_av": "Sektor Leder",
            "godkjent": "2026-11-10",
            "gjelder_fra": "2026-11-10",
            "neste_revisjon": "2027-11-10",
            "versjon": "1",
        },
    )
    assert svar.status_code == 422
    assert "Skriv hva som er nytt." in svar.content.decode()
    hode = actions.Hodedata(utkast.formaal, utkast.omfang, utkast.ansvar, "Nytt.", tuple(utkast.deltitler))
    actions.lagre_hode(aktor=lest.sektorleder, slug=SLUG, data=hode, sett=actions.hodets_avtrykk(utkast), now=NAA)
    datoer = {"godkjent": I_DAG + DAG, "gjelder_fra": I_DAG - DAG, "neste_revisjon": I_DAG - DAG}
    data = godkjenning(utkast, **datoer)
    with pytest.raises(ValidationError) as feil:
        actions.godkjenn(aktor=lest.sektorleder, slug=SLUG, data=data, now=NAA)
    assert set(feil.value.error_dict) == set(datoer)
    actions.forkast(aktor=lest.sektorleder, slug=SLUG, versjon=2, now=NAA)

    versjon = ny_versjon(lest)
    assert (versjon.versjon, versjon.status, versjon.publisert_av) == (2, Status.GJELDENDE, lest.sektorleder)
    assert Prosedyreversjon.objects.get(versjon=1).status == Status.ERSTATTET
    assert not Prosedyreutkast.objects.exists()
    assert versjon.avsnitt.count() == 25
    # All are asked anew, each once, the one who had read the old one too; the municipality's own people are not.
    monkeypatch.setattr(lesing, "BOLK", 2)
    spurte = [rad.bruker for bolk in skal_bekrefte(versjon, I_DAG) for rad in bolk]
    assert lest.ansatt in spurte
    assert len(spurte) == len(set(spurte)) == 7
    assert not {lest.sektorleder, lest.systemforvalter, lest.sluttet} & set(spurte)
    side = gaa(client, lest.ansatt, "vis", SLUG).content.decode()
    assert "Kortere om å melde fra." in side
    assert "Bekreft innen 24. november 2026" in side
    assert "Du skulle ha bekreftet" not in side
    # The old one is read as it was, and the two are compared word by word.
    gammel = gaa(client, lest.ansatt, "versjon", SLUG, 1).content.decode()
    assert "gjelder ikke lenger" in gammel
    assert "En mal for skjemaet følger med prosedyren" in gammel
    ulikt = gaa(client, lest.ansatt, "sammenlign", SLUG, fra=1, til=2).content.decode()
    assert "<ins>Si fra til rektor med en gang.</ins>" in ulikt
    assert "24 avsnitt er uendret." in ulikt
    assert gaa(client, lest.ansatt, "sammenlign", SLUG, fra="x", til=99).status_code == 200
    assert gaa(client, lest.ansatt, "versjon", SLUG, 3).status_code == 404
    assert gaa(client, lest.ansatt, "versjon", SLUG, 10**9).status_code == 404
    # What is approved stands fast, whoever asks the database.
    for setning in (
        "UPDATE procedures_prosedyreversjon SET nytt = 'x'",
        "DELETE FROM procedures_prosedyreversjon",
        "UPDATE procedures_avsnitt SET steder = '{}'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_en_versjon_som_gjelder_senere_skiftes_den_dagen(lest: Rollebesetning, client: Client) -> None:
    versjon = ny_versjon(lest, gjelder_fra=I_DAG + 7 * DAG)
    assert versjon.status == Status.KOMMENDE
    assert "gjelder fra 17. november 2026" in gaa(client, lest.ansatt, "versjon", SLUG, 2).content.decode()
    assert la_kommende_gjelde(aktor=lest.systemet, now=NAA + 6 * DAG) == 0
    assert la_kommende_gjelde(aktor=lest.systemet, now=NAA + 7 * DAG) == 1
    assert Prosedyreversjon.objects.get(versjon=2).status == Status.GJELDENDE
    assert la_kommende_gjelde(aktor=lest.systemet, now=NAA + 7 * DAG) == 0


def test_den_nye_i_januar_blir_spurt_med_egen_frist_og_skolens_tall_er_riktige(
    lest: Rollebesetning, client: Client
) -> None:
    januar = date(2027, 1, 4)
    ny = bruker("Ny Januar", (Rolle.ANSATT, lest.egge), fra=januar)
    for hvem in (lest.ansatt, lest.kontaktlarer, lest.rektor):
        bekreft_lest(aktor=hvem, slug=SLUG, versjon=1, now=NAA)
    assert egne(ny, januar - DAG) == []
    (sporsmaal,) = egne(ny, januar)
    assert sporsmaal.frist == date(2027, 1, 18)
    (egge,) = skolestatus(lest.rektor, januar)
    (status,) = egge.versjoner
    assert (status.bekreftet, status.av, status.sene) == (3, 6, 2)
    assert status.mangler is not None
    assert {(rad.bruker, rad.sen) for rad in status.mangler} == {
        (lest.avdelingsleder, True),
        (lest.anklaget, True),
        (ny, False),
    }
    skolene = {rad.skole: rad.versjoner[0] for rad in skolestatus(lest.sektorleder, januar)}
    assert skolene[lest.egge].sene == 2
    assert all(rad.mangler is None for rad in skolene.values())
    assert skolestatus(lest.ansatt, januar) == []
    assert gaa(client, lest.ansatt, "status").status_code == 404
    # The rektor notes that they went through it together; another school's is not theirs to note.
    data = {"dato": "2026-11-09", "hvordan": "I personalmøtet", "versjon": "1"}
    assert gaa(client, lest.rektor, "gjennomgang", "egge", SLUG, post=data).status_code == 302
    assert "Gjennomgått 9. november 2026: I personalmøtet" in gaa(client, lest.sektorleder, "status").content.decode()
    for hvem, skole in ((lest.rektor, "maere"), (lest.sektorleder, "egge"), (lest.ansatt, "egge")):
        assert gaa(client, hvem, "gjennomgang", skole, SLUG, post=data).status_code == 404
    svar = gaa(
        client, lest.rektor, "gjennomgang", "egge", SLUG, post=data | {"dato": "2026-11-11", "hvordan": "Felles"}
    )
    assert svar.status_code == 422
    assert 'value="Felles"' in svar.content.decode()


def test_sporsmaalene_svares_paa_uten_at_svarene_lagres(lest: Rollebesetning, client: Client) -> None:
    alt_feil = {"svar_0": "0", "svar_1": "1", "svar_2": "0"}
    assert gaa(client, lest.ansatt, "sporsmaal", SLUG, post={"svar_0": "0"}).status_code == 422
    assert not Sporsmaalsrunde.objects.exists()
    side = gaa(client, lest.ansatt, "sporsmaal", SLUG, post=alt_feil).content.decode()
    assert side.count("Ikke helt") == 3
    assert "Det skal lite til." in side
    gaa(client, lest.ansatt, "sporsmaal", SLUG, post=alt_feil)
    runde = Sporsmaalsrunde.objects.get()
    assert runde.bruker == lest.ansatt
    assert {felt.name for felt in Sporsmaalsrunde._meta.fields} == {"id", "versjon", "bruker", "tid"}
    # The editor writes them; what is half is told beside its field.
    actions.begynn(aktor=lest.sektorleder, slug=SLUG, now=NAA)
    sett = actions.avtrykk(Prosedyreutkast.objects.get().sporsmaal)
    halvt = {"sett": sett, "sporsmaal_0": "Hvem melder du til?", "svar_0_0": "Rektor", "riktig_0": "1"}
    svar = gaa(client, lest.sektorleder, "utkast_sporsmaal", SLUG, post=halvt)
    assert svar.status_code == 422
    assert "Hvem melder du til?" in svar.content.decode()
    helt = halvt | {"svar_0_1": "Kontaktlærer", "riktig_0": "0", "forklaring_0": "Rektor skal vite det."}
    assert gaa(client, lest.sektorleder, "utkast_sporsmaal", SLUG, post=helt).status_code == 302
    assert Prosedyreutkast.objects.get().sporsmaal == [
        {
            "sporsmaal": "Hvem melder du til?",
            "svar": ["Rektor", "Kontaktlærer"],
            "riktig": 0,
            "forklaring": "Rektor skal vite det.",
        }
    ]
    assert gaa(client, lest.sektorleder, "utkast_sporsmaal", SLUG, post=helt).status_code == 422


def test_prosedyren_er_pdf_og_de_samme_bytene_hver_gang(lest: Rollebesetning, client: Client) -> None:
    forste = gaa(client, lest.ansatt, "pdf", SLUG, 1)
    assert forste["Content-Type"] == "application/pdf"
    assert forste.content == gaa(client, lest.rektor, "pdf", SLUG, 1).content
    assert Prosedyredokument.objects.count() == 1
    leser = PdfReader(BytesIO(forste.content))
    ut = " ".join(" ".join(side.extract_text().split()) for side in leser.pages)
    for fast in ("Prosedyre nr. 1, versjon 1", "Gisle K. Almlid-Larsen", "De sju delpliktene", "§ 12-4", "udir.no"):
        assert fast in ut
    assert leser.root_object["/MarkInfo"].get_object().get("/Marked")  # type: ignore[union-attr]
    assert leser.metadata is not None
    assert leser.metadata.title == Prosedyre.objects.get(slug=SLUG).tittel
    assert gaa(client, lest.sluttet, "pdf", SLUG, 1).status_code == 404
    assert gaa(client, lest.ansatt, "pdf", SLUG, 2).status_code == 404
