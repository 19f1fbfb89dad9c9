"""What two persons have decided leaves the database whole, by the owner's hand, and the logs can still be proved (R-8)."""

from __future__ import annotations

from contextlib import contextmanager
from io import StringIO
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from cases.arkiv.actions import avgjor_fjerning, foreslaa_fjerning, stans_fjerning
from cases.arkiv.fjernbar import hindringer
from cases.arkiv.fjerning import KanIkkeFjernes, fjern, godkjente
from cases.arkiv.kanal import Pakke
from cases.arkiv.mappe import Mappekanal
from cases.arkiv.models import Arkivering, Fjerningsstans, Saksfjerning
from cases.dokumenter.models import Dokument
from cases.dokumenter.tasks import lag as tegn_papirene
from cases.melding.models import Melding, Meldingelev, Meldingstillegg
from cases.overforing.models import Overforing
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Hendelse, Oppslag, Sak
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Feil, Telling, kontroller
from cases.vedlegg.models import Vedlegg, Vedleggsdel
from steinkjer_skolemiljo.celery import SCHEDULE
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.arkiv.tabellene import alt, der_det_staar
from tests.cases.arkiv.test_arkivmelding import kvittering
from tests.cases.arkiv.test_hindringer import overfort
from tests.cases.arkiv.verden import AVSLUTTET, arkiver_alt, lag_gammel_sak
from tests.cases.leselogg.blikk import DAG, blikk
from tests.cases.planer import vedtatt
from tests.cast import NAA, sett_rollene
from tests.factories import lag_melding, lag_sak, lag_vedlegg
from tests.segl.inngrep import inngrep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cases.arkiv.verden import Arkivet
    from tests.cast import Rollebesetning


def kommando(*valg: str) -> str:
    ut = StringIO()
    with time_machine.travel(NAA, tick=False):
        call_command("fjern_saker", *valg, stdout=ut)
    return ut.getvalue()


def full_sak(roller: Rollebesetning, arkivet: Arkivet) -> Sak:
    """A sak with a little of everything, archived, agreed upon, and sealed."""
    sak = lag_gammel_sak(roller)
    sak.avsluttet = None
    lagre(sak, aktor=roller.rektor, now=NAA, provd=True)
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=sak.opprettet)
    lag_melding(roller, sak=sak, sendt=sak.opprettet)
    vedtatt(sak, roller.rektor)
    sak.refresh_from_db()
    sak.avsluttet, sak.neste_frist, sak.neste_frist_type = AVSLUTTET, None, ""
    lagre(sak, aktor=roller.rektor, now=NAA, provd=True)
    blikk(sak, roller.rektor, naar=AVSLUTTET)
    tegn_papirene(10, bare_nylig=False)
    arkiver_alt(sak, roller, arkivet)
    foreslaa_fjerning(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    avgjor_fjerning(
        aktor=roller.systemforvalter, forslag_id=sak.fjerningsforslag.get().pk, godkjent=True, begrunnelse="", now=NAA
    )
    forsegl(NAA)
    return sak


def brudd() -> list[Feil]:
    return [ett.feil for ett in kontroller(NAA, Telling(), alt=True)]


def rader_med(sak_id: int, nummer: str) -> dict[str, int]:
    """Every table of the database that still says something of the sak: by its id in a column, or by its number."""
    funnet: dict[str, int] = {}
    with connection.cursor() as peker:
        peker.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name IN ('sak_id', 'content_object_id') AND data_type = 'bigint'"
        )
        for tabell, kolonne in peker.fetchall():
            peker.execute(f'SELECT count(*) FROM "{tabell}" WHERE "{kolonne}" = %s', [sak_id])
            if antall := peker.fetchone()[0]:
                funnet[tabell] = antall
        peker.execute(
            "SELECT (SELECT count(*) FROM cases_sak WHERE nummer = %s)"
            " + (SELECT count(*) FROM cases_historicalsak WHERE nummer = %s)",
            [nummer, nummer],
        )
        if antall := peker.fetchone()[0]:
            funnet["sak"] = antall
    return funnet


def test_saken_fjernes_hel_og_loggene_kan_fortsatt_bevises(roller: Rollebesetning, arkivet: Arkivet) -> None:
    annen = lag_sak(roller, elev=roller.annen_elev)
    logg(annen, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    lag_melding(roller, elev=roller.annen_elev, sak=annen)
    sak = full_sak(roller, arkivet)
    hode = Hendelse.objects.filter(sak=sak).order_by("-lenke").values_list("lenke", "sum").first()
    summer = sorted(Arkivering.objects.filter(sak=sak).values_list("dokument__sha256", flat=True))
    assert len(summer) == 3
    assert (brudd(), len(rader_med(sak.pk, sak.nummer)) > 8) == ([], True)
    assert f"  {sak.nummer}\n" in kommando()
    assert Sak.objects.filter(pk=sak.pk).exists()

    assert f"{sak.nummer}: fjernet" in kommando("--utfor")
    assert not Sak.objects.filter(pk=sak.pk).exists()
    assert rader_med(sak.pk, sak.nummer) == {"cases_saksfjerning": 1}
    assert list(Melding.objects.values_list("elever__sak", flat=True)) == [annen.pk]
    rad = Saksfjerning.objects.get()
    assert (rad.lenker, rad.hode) == hode
    assert (rad.foreslatt_av, rad.godkjent_av) == (roller.rektor, roller.systemforvalter)
    # Where each document is: our key, the archive's number, the sum of its bytes. And no name.
    assert sorted(arkivert[2] for arkivert in rad.arkivert) == summer
    assert {arkivert[1] for arkivert in rad.arkivert} == {"2026/123-4"}
    assert roller.elev.etternavn not in str(vars(rad))
    # The seals find what has gone accounted for, also when the row that says so is sealed itself.
    assert brudd() == []
    forsegl(NAA + DAG)
    assert brudd() == []
    assert kommando("--utfor").startswith("Godkjent fjernet: 0")

    # A sak that went in any other way is found; so is a removal of the row that excuses this one.
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
        peker.execute("DELETE FROM cases_saksfjerning")
    inngrep("DELETE FROM cases_hendelse WHERE sak_id = %s", annen.pk)
    assert Feil.FJERNET in brudd()


def test_unnskyldningen_gjelder_bare_det_den_sier(roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = full_sak(roller, arkivet)
    kommando("--utfor")
    forsegl(NAA + DAG)
    assert brudd() == []
    inngrep("DELETE FROM cases_saksfjerning WHERE saksnummer = %s", sak.nummer)
    assert brudd().count(Feil.FJERNET) > 5


def test_bare_det_to_er_enige_om_og_ingenting_staar_i_veien_for(roller: Rollebesetning, arkivet: Arkivet) -> None:
    assert not any("fjern" in linje["task"] for linje in SCHEDULE.values())
    sak = full_sak(roller, arkivet)
    (forslag,) = godkjente()
    # Something was laid in it past the doors, so that the log says nothing of it: held against its sum it shows.
    fil = lag_vedlegg(sak, roller.rektor)
    assert hindringer(sak.pk, NAA.date()) == []
    assert "blir stående (ikke i arkivets saksmappe: vedlegg, vedleggsdel)" in kommando("--utfor")
    # So does a row that was changed since.
    inngrep("DELETE FROM cases_vedleggsdel WHERE vedlegg_id = %s", fil.pk)
    inngrep("DELETE FROM cases_vedlegg WHERE id = %s", fil.pk)
    inngrep("UPDATE cases_tiltak SET beskrivelse = 'Noe annet.'")
    with pytest.raises(KanIkkeFjernes, match=r"saksmappe: tiltak$"):
        fjern(forslag, now=NAA)
    # Somebody has opened it since it was agreed.
    blikk(sak, roller.rektor, naar=NAA)
    assert f"{sak.nummer}: blir stående (leselogg)" in kommando("--utfor")
    stans_fjerning(aktor=roller.rektor, sak_id=sak.pk, grunn=Fjerningsstans.Grunn.POLITI, notat="", now=NAA)
    assert godkjente() == []
    assert Dokument.objects.filter(sak=sak).count() == 4
    assert Oppslag.objects.filter(sak=sak).count() == 2
    # The guards are up again after every try.
    for tabell in ("cases_hendelse", "cases_sak", "cases_dokument", "cases_historicalsak", "cases_oppslag"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(f"DELETE FROM {tabell}")


def test_applikasjonens_egen_rolle_kan_ikke_fjerne_noe(roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = full_sak(roller, arkivet)
    with connection.cursor() as peker:
        peker.execute("SET ROLE skolemiljo_app")
    with pytest.raises(CommandError, match="Bare databaserollen som eier tabellene"):
        kommando("--utfor")
    with connection.cursor() as peker:
        peker.execute("RESET ROLE")
    assert Sak.objects.filter(pk=sak.pk).exists()
    assert not Saksfjerning.objects.exists()


def fjern_na(sak: Sak, roller: Rollebesetning) -> str:
    """Two agree, and it is carried out."""
    foreslaa_fjerning(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    avgjor_fjerning(
        aktor=roller.systemforvalter, forslag_id=sak.fjerningsforslag.get().pk, godkjent=True, begrunnelse="", now=NAA
    )
    return kommando("--utfor")


def test_en_melding_som_ga_flere_saker_staar_til_den_siste_av_dem_gaar(
    roller: Rollebesetning, arkivet: Arkivet
) -> None:
    en = lag_gammel_sak(roller)
    melding = lag_melding(roller, sak=en, hva_skjedde="ord-felles")
    Meldingstillegg.objects.create(melding=melding, tekst="ord-tillegg", skrevet=NAA, skrevet_av=roller.ansatt)
    fil = lag_vedlegg(melding, roller.ansatt)
    to = lag_gammel_sak(roller, elev=roller.annen_elev)
    Meldingelev.objects.create(melding=melding, elev=roller.annen_elev, sak=to)
    for sak in (en, to):
        arkiver_alt(sak, roller, arkivet)
        assert hindringer(sak.pk, NAA.date()) == []
    forsegl(NAA)
    assert f"{en.nummer}: fjernet" in fjern_na(en, roller)
    # The other's is whole: its words, its file, and the part of it that is that pupil's.
    assert list(Meldingelev.objects.values_list("melding", "sak")) == [(melding.pk, to.pk)]
    assert Vedlegg.objects.get() == fil
    assert brudd() == []
    # It went to the archive with the first as well: what was in that saksmappe is what still stands here.
    assert f"{to.nummer}: fjernet" in fjern_na(to, roller)
    assert der_det_staar("ord-", melding.nummer) == {}
    assert not Vedleggsdel.objects.exists()
    forsegl(NAA + DAG)
    assert brudd() == []


def test_den_eldste_saken_til_en_som_flyttet_gaar_forst(roller: Rollebesetning, arkivet: Arkivet) -> None:
    gammel = lag_gammel_sak(roller)
    ny = lag_gammel_sak(roller)
    rad = overfort(gammel, ny, roller)
    arkiver_alt(gammel, roller, arkivet)
    # The newer one has not reached the archive, and may still need what it builds on.
    assert [h.navn for h in hindringer(gammel.pk, NAA.date())] == ["overfort_videre"]
    arkiver_alt(ny, roller, arkivet)
    assert [h.navn for h in hindringer(ny.pk, NAA.date())] == ["overfort_hit"]
    assert hindringer(gammel.pk, NAA.date()) == []
    forsegl(NAA)
    assert f"{gammel.nummer}: fjernet" in fjern_na(gammel, roller)
    assert not Overforing.history.filter(id=rad.pk).exists()
    assert Sak.objects.get() == ny
    assert hindringer(ny.pk, NAA.date()) == []
    assert f"{ny.nummer}: fjernet" in fjern_na(ny, roller)
    forsegl(NAA + DAG)
    assert brudd() == []


@pytest.mark.django_db(transaction=True)
def test_brutt_midt_i_er_ingenting_gjort(
    transactional_db: None, arkivet: Arkivet, monkeypatch: pytest.MonkeyPatch
) -> None:
    roller = sett_rollene()
    sak = full_sak(roller, arkivet)
    for_, i_mappa = alt(), arkivet.pakker
    assert i_mappa
    # The last thing written of a removal, refused: everything before it has been done by then.
    with connection.cursor() as peker:
        peker.execute("ALTER TABLE cases_saksfjerning ADD CONSTRAINT nei CHECK (lenker < 0) NOT VALID")
    assert f"{sak.nummer}: ble ikke fjernet (IntegrityError)" in kommando("--utfor")
    assert alt() == for_
    # What lies on the disk has not been touched either, and the guards are up.
    assert arkivet.pakker == i_mappa
    with connection.cursor() as peker:
        peker.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")
        assert peker.fetchone()[0] == 0
    with connection.cursor() as peker:
        peker.execute("ALTER TABLE cases_saksfjerning DROP CONSTRAINT nei")
    # Whoever writes in the sak just then makes the removal wait, and then give up.
    with en_som_holder(sak):
        assert f"{sak.nummer}: ble ikke fjernet (OperationalError)" in kommando("--utfor")
    assert alt() == for_
    # Gone from the database and cut off before the folder was tidied: the next run takes the rest.
    with monkeypatch.context() as stopp:

        def ingen_tilgang(_sti: object) -> None:
            raise PermissionError

        stopp.setattr("shutil.rmtree", ingen_tilgang)
        with pytest.raises(CommandError, match="Kjør kommandoen igjen"):
            kommando("--utfor")
    assert not Sak.objects.filter(pk=sak.pk).exists()
    assert arkivet.pakker == i_mappa
    assert "Tatt bort fra arkivets mappe: 3" in kommando("--utfor")
    assert (arkivet.pakker, arkivet.lagt_til_side("behandlet")) == ({}, [])
    assert "Tatt bort" not in kommando("--utfor")


@contextmanager
def en_som_holder(sak: Sak) -> Iterator[None]:
    """Another connection that has the sak's row locked."""
    tatt, ferdig = Event(), Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                Sak.objects.select_for_update().get(pk=sak.pk)
                tatt.set()
                ferdig.wait(20)
        finally:
            connection.close()

    traad = Thread(target=hold)
    traad.start()
    assert tatt.wait(5)
    try:
        yield
    finally:
        ferdig.set()
        traad.join()


def test_bare_det_som_er_om_fjernede_saker_tas_bort_fra_mappa(arkivet: Arkivet) -> None:
    vei = Mappekanal(arkivet.rot)
    for nokkel in ("dokument-1", "dokument-12"):
        vei.send(Pakke(nokkel, b"<a/>", f"{nokkel}.pdf", b"%PDF"))
        arkivet.svar(nokkel)
    # Named by something else than what it is about; a half package; what is not ours to touch.
    arkivet.svar("svar-77", kvittering("dokument-1"))
    (arkivet.rot / "ut" / ".dokument-1.abc").mkdir()
    (arkivet.rot / "ut" / "lenke").symlink_to(arkivet.rot / "kvittering")
    for mottatt in list(vei.svar(9)):
        vei.ferdig(mottatt, forstatt=True)
    assert vei.rydd({"dokument-1", "lenke"}) == 1
    assert sorted(fil.name for fil in (arkivet.rot / "ut").iterdir()) == ["dokument-12", "lenke"]
    assert arkivet.lagt_til_side("behandlet") == ["dokument-12.xml"]
    assert vei.rydd({"dokument-1"}) == 0
