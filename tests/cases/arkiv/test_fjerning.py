"""What two persons have decided leaves the database whole, by the owner's hand, and the logs can still be proved (R-8)."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from cases.arkiv.actions import avgjor_fjerning, foreslaa_fjerning, stans_fjerning
from cases.arkiv.fjernbar import hindringer
from cases.arkiv.fjerning import KanIkkeFjernes, fjern, godkjente
from cases.arkiv.models import Arkivering, Fjerningsstans, Saksfjerning
from cases.dokumenter.models import Dokument
from cases.melding.models import Melding
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Hendelse, Oppslag, Sak
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Feil, Telling, kontroller
from steinkjer_skolemiljo.celery import SCHEDULE
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.arkiv.test_sidene import arkiver_alt
from tests.cases.arkiv.verden import AVSLUTTET, lag_gammel_sak
from tests.cases.leselogg.blikk import DAG, blikk
from tests.cases.planer import vedtatt
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak, lag_vedlegg
from tests.segl.inngrep import inngrep

if TYPE_CHECKING:
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
    sum_ = Arkivering.objects.filter(sak=sak).values_list("dokument__sha256", flat=True).first()
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
    assert [arkivert[1:] for arkivert in rad.arkivert] == [["2026/123-4", sum_]] * 2
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
    # Somebody has opened it, or laid something in it, since it was agreed.
    blikk(sak, roller.rektor, naar=NAA)
    lag_vedlegg(sak, roller.rektor)
    lag_melding(roller, sak=sak, elev=roller.annen_elev)
    Melding.objects.latest("pk").elever.create(elev=roller.elev)
    ut = kommando("--utfor")
    assert f"{sak.nummer}: blir stående (annet_innhold, felles_melding, leselogg)" in ut
    assert {h.navn for h in hindringer(sak.pk, NAA.date())} == {"annet_innhold", "felles_melding", "leselogg"}
    with pytest.raises(KanIkkeFjernes, match="annet_innhold"):
        fjern(forslag, now=NAA)
    stans_fjerning(aktor=roller.rektor, sak_id=sak.pk, grunn=Fjerningsstans.Grunn.POLITI, notat="", now=NAA)
    assert godkjente() == []
    assert Dokument.objects.filter(sak=sak).count() == 2
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
