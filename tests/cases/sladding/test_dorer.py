"""What goes out of a sak names nobody unseen, and a decision about one text lets no other out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from pypdf import PdfReader

from cases.dokumenter.models import Dokument
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Hendelse
from cases.sladding import actions
from cases.sladding.actions import Valg
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.kilder import valgbare
from cases.sladding.models import Kilde, Sladding
from steinkjer_skolemiljo.organisation.models import Gradering
from tests.cases.planer import vedtatt
from tests.cases.sladding.oppsett import begynt, evaluering, referat, sak_med_papirer, sett_over
from tests.cast import NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def tekst(innhold: bytes) -> str:
    return " ".join(" ".join(ark.extract_text() for ark in PdfReader(BytesIO(innhold)).pages).split())


def test_det_som_gaar_ut_er_sett_over_og_nevner_ingen(roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    samtale, vurdert = referat(sak, roller), evaluering(sak, plan, roller)
    rektor = roller.rektor
    sladding = begynt(sak, rektor, (Kilde.PLAN, plan.pk), (Kilde.REFERAT, samtale.pk), (Kilde.EVALUERING, vurdert.pk))
    # The same papers again are the same draft.
    assert begynt(sak, rektor, *((Kilde(k.kilde), k.objekt_id) for k in sladding.kilder.all())) == sladding
    funn = {f.form: f.erstatning for f in gjennomga(sladding).funn}
    assert funn["Jonas Vik"] == funn["jonsa"] == funn["Jonas"] == funn["jonas_vik_chat"] == "Elev B"
    assert (funn["Ansatt Egge"], funn["Tiril"]) == ("en ansatt", "en annen elev")
    assert (funn["Storgata 5"], funn["41 22 33 44"]) == ("(adresse)", "(telefonnummer)")
    assert not {"Nora Eggen", "Nora", "Boka"} & set(funn)

    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk, "sladding_id": sladding.pk, "now": NAA}
    with pytest.raises(Regelbrudd, match="Se over navnene først"):
        actions.frigi(**felles)
    alle = {form: Valg() for form in funn}
    with pytest.raises(Regelbrudd, match="funnet mer"):
        actions.se_over(**felles, valg={f: v for f, v in alle.items() if f != "Tiril"})
    with pytest.raises(Regelbrudd, match="Skriv hvorfor"):
        actions.se_over(**felles, valg=alle | {"Tiril": Valg(beholdes=True, grunn=" ")})
    with pytest.raises(Regelbrudd, match="står ikke i noe"):
        actions.se_over(**felles, valg=alle, egne_ord=["den eneste jenta"])
    assert Sladding.objects.get().gjennomgatt is None

    sett_over(sladding, rektor, behold={"Tiril": "Hun er venninna, og mor har sagt ja."}, egne=("Boka ble borte",))
    actions.frigi(**felles)
    ute = Sladding.objects.get()
    assert (ute.status, ute.frigitt_av, ute.krevde_to) == ("frigitt", rektor, False)
    valg = ute.valg.get(beholdes=True)
    assert (valg.form, valg.grunn) == ("Tiril", "Hun er venninna, og mor har sagt ja.")
    dokumenter = [rad.dokument for rad in ute.kilder.select_related("dokument")]
    assert [d.type for d in dokumenter if d] == ["tiltaksplan", "referat", "evaluering"]
    hele = ""
    for dokument in dokumenter:
        assert dokument is not None
        assert (dokument.utgave, dokument.elev) == (Dokument.Utgave.ELEVMAPPE, sak.elev)
        innhold = bytes(dokument.innhold)
        hele += tekst(innhold)
        # Nothing lies below: neither in the streams, the metadata nor the file's name.
        with pikepdf.open(BytesIO(innhold)) as pdf:
            rent = b"".join(o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Filter" in o)
            meta = str(pdf.docinfo) + str(pdf.open_metadata())
        for navn in ("Jonas", "jonsa", "Storgata", "internt", "Ansatt Egge"):
            assert navn not in hele, navn
            assert navn not in meta + dokument.filnavn
            assert navn.encode() not in rent
    assert "Elev B og Elev B stenger henne ute. En ansatt sa fra. Tiril i klassen så det." in hele
    assert "Elev B er snillere nå." in hele
    assert "(skjult)" in hele
    hendelse = Hendelse.objects.get(type="sladding_frigitt")
    assert (hendelse.data["antall"], hendelse.data["beholdt"]) == ("3", "1")

    for setning in (
        "UPDATE cases_sladding SET egne_ord = '{}'",
        "UPDATE cases_sladdevalg SET grunn = 'x'",
        "DELETE FROM cases_sladdekilde",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)
    with pytest.raises(Regelbrudd, match="alt frigitt"):
        actions.frigi(**felles)


def test_en_avgjorelse_om_en_tekst_som_er_endret_slipper_ingenting_ut(roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    samtale = referat(sak, roller)
    rektor = roller.rektor
    sladding = sett_over(begynt(sak, rektor, (Kilde.PLAN, plan.pk), (Kilde.REFERAT, samtale.pk)), rektor)
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk, "sladding_id": sladding.pk, "now": NAA}
    # Somebody new comes into the sak: the texts were never searched for that name.
    rad = sak.involverte.create(rolle="vitne", kategori="elev", elev=roller.elev_maere, lagt_til=NAA)
    with pytest.raises(Regelbrudd, match="Noe er endret"):
        actions.frigi(**felles)
    sett_over(sladding, rektor)
    # The referat is corrected: what was decided was about another text.
    referat(sak, roller, hva_sies="Det var Ola Mæhre.", rettelse_av=samtale)
    with pytest.raises(Regelbrudd, match="Noe er endret"):
        actions.frigi(**felles)
    assert rad.pk
    assert not Dokument.objects.filter(sladdekilder__isnull=False).exists()
    actions.forkast(**felles)
    assert not Sladding.objects.exists()


def test_bokstaven_er_den_samme_gjennom_hele_saken_og_en_annen_i_en_annen(roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    forste = {f.form: f.erstatning for f in gjennomga(begynt(sak, roller.rektor, (Kilde.PLAN, plan.pk))).funn}
    sak.involverte.create(rolle="vitne", kategori="elev", elev=roller.elev_maere, lagt_til=NAA)
    samtale = referat(sak, roller, hva_sies="Ola og Jonas.")
    siden = {f.form: f.erstatning for f in gjennomga(begynt(sak, roller.rektor, (Kilde.REFERAT, samtale.pk))).funn}
    assert forste["Jonas Vik"] == siden["Jonas"] == "Elev B"
    assert siden["Ola"] == "Elev C"
    annen = lag_sak(roller)
    for elev in (roller.elev_maere, roller.annen_elev):
        annen.involverte.create(rolle="vitne", kategori="elev", elev=elev, lagt_til=NAA)
    der = referat(annen, roller, hva_sies="Ola og Jonas.")
    funn = {f.form: f.erstatning for f in gjennomga(begynt(annen, roller.rektor, (Kilde.REFERAT, der.pk))).funn}
    assert (funn["Ola"], funn["Jonas"]) == ("Elev B", "Elev C")


def test_bare_den_som_leder_slipper_ut_og_bare_det_som_er_elevens(roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller, delt_med_kontaktlarer=True)
    med_jonas = referat(sak, roller, type="elev_mulig_krenker", elev=roller.annen_elev, hva_sies="Jeg gjorde det.")
    lovlige = {(v.kilde, v.objekt_id) for v in valgbare(sak, Sladding.Formaal.ELEVMAPPE)}
    assert lovlige == {(Kilde.PLAN, plan.pk)}
    # What another pupil told is that pupil's, and nobody else's paper, whatever is sent.
    for formaal in Sladding.Formaal:
        with pytest.raises(Regelbrudd):
            begynt(sak, roller.rektor, (Kilde.REFERAT, med_jonas.pk), formaal=formaal)
    with pytest.raises(IkkeTilgang):
        begynt(sak, roller.kontaktlarer, (Kilde.PLAN, plan.pk))
    for person in (roller.ansatt, roller.rektor_maere, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            begynt(sak, person, (Kilde.PLAN, plan.pk))
    sladding = sett_over(begynt(sak, roller.rektor, (Kilde.PLAN, plan.pk)), roller.rektor)
    anklag(sak, roller.rektor)
    with pytest.raises(IkkeFunnet):
        actions.frigi(aktor=roller.rektor, sak_id=sak.pk, sladding_id=sladding.pk, now=NAA)


def test_gradert_elev_skole_og_klasse_finnes_ogsaa(roller: Rollebesetning) -> None:
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    sak = lag_sak(roller, sperret=True)
    samtale = referat(
        sak, roller, hva_sies="Nora i 5A på Egge skole bor ved Nordsivegen, 7713 Steinkjer.", sted="Rektors kontor"
    )
    plan = vedtatt(sak, roller.rektor)
    sladding = begynt(sak, roller.rektor, (Kilde.REFERAT, samtale.pk), (Kilde.PLAN, plan.pk))
    funn = {f.form: f.erstatning for f in gjennomga(sladding).funn}
    assert funn.keys() >= {"5A", "Egge skole", "Nordsivegen", "7713 Steinkjer"}
    sett_over(sladding, roller.rektor)
    actions.frigi(aktor=roller.rektor, sak_id=sak.pk, sladding_id=sladding.pk, now=NAA)
    ute = tekst(bytes(Dokument.objects.get(type="referat").innhold))
    ute += tekst(bytes(Dokument.objects.get(type="tiltaksplan").innhold))
    # Nor by who wrote it, adopted it or carries a tiltak: they can be looked up.
    for ord_ in ("5A", "Egge skole", "Nordsi", "7713", "Rektors kontor", roller.rektor.navn, "Skrevet av"):
        assert ord_ not in ute, ord_
