"""What must hold in the whole house, whoever builds the next room."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from guardian.models import GroupObjectPermission, UserObjectPermission

from cases.melding.models import Melding
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Hendelse, Oppslag, Sak
from steinkjer_skolemiljo.organisation.models import Elev
from steinkjer_skolemiljo.organisation.sporing import UtenomHistorikken
from tests.cases.sporringer import antall
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.cast import Rollebesetning

ROT = Path(__file__).resolve().parents[2]


def _flere_elever(roller: Rollebesetning, hvor_mange: int) -> list[Elev]:
    return [
        Elev.objects.create(
            fornavn=f"Elev{n}",
            etternavn="Sand",
            fodselsdato=roller.elev.fodselsdato,
            skole=roller.egge,
            klasse=roller.klasse,
            sokenavn=f"elev{n} sand",
        )
        for n in range(hvor_mange)
    ]


@pytest.mark.parametrize(
    ("hvem", "side", "tak"),
    [
        ("rektor", "/", 60),
        ("rektor", "/saker/?vis=alle", 45),
        ("rektor", "/saker/?vis=alle&q=friminuttet", 50),
        ("rektor", "/saker/?som=tavle", 45),
        ("rektor", "/meldinger/innboks/", 20),
        ("ansatt", "/meldinger/", 20),
        ("ansatt", "/meld/?", 20),
    ],
)
def test_siden_koster_like_mange_sporringer_med_en_og_med_mange(
    client: Client, roller: Rollebesetning, hvem: str, side: str, tak: int
) -> None:
    lag_melding(roller)
    lag_sak(roller, neste_frist=NAA, neste_frist_type="tiltaksplan")
    bruker = getattr(roller, hvem)
    en = antall(client, bruker, side)
    for elev in _flere_elever(roller, 24):
        lag_melding(roller, elev=elev)
        lag_sak(roller, elev=elev, neste_frist=NAA, neste_frist_type="tiltaksplan")
    assert antall(client, bruker, side) <= en <= tak


def test_sakens_side_koster_like_mye_med_lang_logg(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    sider = [reverse("sak:vis", args=[sak.nummer]), reverse("sak:logg", args=[sak.nummer])]
    for_ = [antall(client, roller.rektor, side) for side in sider]
    for _gang in range(40):
        logg(sak, Hendelsestype.FORESATTE_INFORMERT, aktor=roller.rektor, now=NAA)
    assert [antall(client, roller.rektor, side) for side in sider] == for_


def test_hver_side_sier_hva_nettleseren_ikke_far_gjore(client: Client, roller: Rollebesetning) -> None:
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        svar = client.get(reverse("sak:liste"))
    policy = svar.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert svar.headers["X-Frame-Options"] == "DENY"
    assert svar.headers["X-Content-Type-Options"] == "nosniff"
    assert svar.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in svar.headers["Cache-Control"]


def test_a_apne_en_sak_skriver_i_leseloggen(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        client.get(reverse("sak:vis", args=[sak.nummer]))
    oppslag = Oppslag.objects.get(sak=sak)
    assert (oppslag.bruker, oppslag.rolle) == (roller.rektor, "skoleleder")


def test_sporede_rader_kan_ikke_endres_forbi_historikken(roller: Rollebesetning) -> None:
    lag_sak(roller)
    forbudte: tuple[Callable[[], object], ...] = (
        lambda: Sak.objects.update(alvorlig=True),
        lambda: Sak.objects.all().delete(),
        lambda: Sak.objects.bulk_create([]),
        lambda: Melding.objects.update(haster=True),
    )
    for forbudt in forbudte:
        with pytest.raises(UtenomHistorikken):
            forbudt()


def test_alle_modeller_i_sakene_har_historie_eller_er_bare_til_a_legge_til(roller: Rollebesetning) -> None:
    from django.apps import apps  # noqa: PLC0415 - after the apps are loaded

    uten = {
        modell.__name__
        for modell in apps.get_app_config("cases").get_models()
        if not hasattr(modell, "history") and not modell.__name__.startswith("Historical")
    }
    # Append-only by trigger, counters, a person's own draft, the outbox, work that waits, and guardian's grant
    # (logged as Hendelse).
    assert uten == {
        "Hendelse",
        "Oppslag",
        "Nodinnsyn",
        "Planutsending",
        "Overtakelse",
        "Tiltaksmerke",
        "Segl",
        "Dokument",
        "Arkivering",  # an outbox: each try and each answer is a row that stays
        "Arkivforsok",
        "Arkivkvittering",
        "Saksfjerning",
        "Dossier",
        "Dossieroversendelse",
        "Framleggdokument",
        "Svardokument",
        "Saksnummerserie",
        "Meldingsnummerserie",
        "Meldingsutkast",
        "Varsel",
        "Varselforsok",
        "Varselvalg",
        "Omregning",
        "Saktilgang",
        "Innsynsutskrift",
        "Innsynsavgjorelse",
        "Leseloggrydding",
        "Oppslagsvurdering",
        "Loggnotat",
        "Referatutsending",
        "Aktivitetsutkast",
        "Vedlegg",
        "Vedleggsdel",
        "Vedleggskontroll",
        "Utkastvedlegg",
        "Mottak",
        "Meldingsinhabilitet",
        "Soketekst",  # words only, written by the database
        "Saksovertakelse",
        "TeltSak",
        "Maanedstall",
        "Rapportdokument",
        # Its maker's alone, and gone when it is thrown away: no document.
        "Relasjonssirkel",
        "Plassering",
    }
    assert Hendelse._meta.triggers  # type: ignore[attr-defined]


def test_guardians_egne_tabeller_brukes_ikke(roller: Rollebesetning) -> None:
    lag_sak(roller)
    assert not UserObjectPermission.objects.exists()
    assert not GroupObjectPermission.objects.exists()


def _kall(tre: ast.AST) -> list[str]:
    return [ast.unparse(node.func) for node in ast.walk(tre) if isinstance(node, ast.Call)]


# Where a sak may be fetched without the rule: the rule itself, and what runs for nobody in particular.
UNNTATT = {
    "cases/sak/access.py",
    "cases/sak/nektelser.py",  # the rule itself
    "cases/sak/situasjoner.py",  # the rule itself
    "cases/sak/habilitet.py",  # what is led by one who lost it is moved by the system
    "cases/sak/gradering.py",  # a protected address closes every sak of the pupil
    "cases/sak/tilgang.py",  # who leaves loses every grant, as an act of the system; the rest after access.laas
    "cases/skoleeier/nodinnsyn.py",  # the emergency look: minus every deny
    "cases/sak/actions.py",  # after access.laas has let the actor in, and about another person's denial
    "cases/melding/tillegg.py",  # a tillegg writes in the log of a sak its writer may not see
    "cases/inngripen/access.py",  # the rule for records of fysisk inngripen: every deny of a sak about the pupil
    "cases/inngripen/actions.py",  # writes in the log of a sak its writer may not see
    "cases/tiltaksplan/actions.py",  # one's own tiltak, without the sak
    "cases/dokumenter/actions.py",  # the document is made for the sak, not for the one who asks
    "cases/arkiv/access.py",  # the number of a sak that has not reached the archive, minus every deny
    "cases/arkiv/actions.py",  # locked before the rule is asked
    "cases/arkiv/alarm.py",  # acts for the system; each notice asks the rule
    "cases/arkiv/fjernbar.py",  # what stands in the way of a sak the caller has been let in to
    "cases/arkiv/saksmappe.py",  # asked for by the system, of every closed sak
    "cases/arkiv/fjerning.py",  # run by whoever owns the database, for what two persons have decided
    "cases/sak/hadde_sett.py",  # which saker those the caller reads about were opened from: ids, never shown
    "cases/varsling/sveip.py",  # the sweep acts for the system
    "cases/varsling/bolker.py",
    "cases/varsling/access.py",
    "cases/skoleeier/actions.py",  # whether a sektorleder is denied
    "cases/statistikk/telling.py",  # counts for nobody in particular; what it counts is published in steps of five
    "cases/leselogg/access.py",  # the rule for reading the read-log: numbers and schools, never a sak
    "cases/leselogg/tilknytning.py",  # the school of saker the caller has chosen by rule
    "cases/segl/kontroll.py",  # the saksnummer of a row that has been tampered with
    "cases/segl/ryddet.py",  # whether a sak that is said to be removed is gone
    "cases/management/commands/kontroller_segl.py",  # for whoever runs the server; says no more than row and number
    "cases/overlevering/queries.py",  # whether one who is let go has any work, and saker nobody is there for: numbers
    "cases/overlevering/nattkontroll.py",  # the check at night acts for the system; each notice asks the rule
    "cases/tiltaksplan/access.py",  # whether the sak of one's own tiltak is closed to one
}


def test_ingen_henter_saker_utenom_regelen() -> None:
    forbudt = ("Sak.objects.all", "Sak.objects.get", "Sak.objects.filter", "Sak.objects.select_for_update")
    funn: list[Any] = [
        f"{fil.relative_to(ROT)}: {kall}"
        for fil in sorted((ROT / "cases").rglob("*.py"))
        if str(fil.relative_to(ROT)) not in UNNTATT and "migrations" not in fil.parts
        for kall in _kall(ast.parse(fil.read_text(encoding="utf-8")))
        if kall in forbudt
    ]
    assert not funn


def test_ingen_rad_slettes_i_loggen(roller: Rollebesetning) -> None:
    from django.db import DatabaseError, transaction  # noqa: PLC0415 - only here

    sak = lag_sak(roller)
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    for setning in (
        "UPDATE cases_hendelse SET type = 'x'",
        "DELETE FROM cases_hendelse",
        "DELETE FROM cases_sak",
        "UPDATE cases_historicalsak SET nummer = 'x'",
        "DELETE FROM cases_historicalsak",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_ingenting_er_skrevet_som_ikke_er_laget() -> None:
    funn = [
        f"{fil.relative_to(ROT)}:{node.lineno}"
        for rom in ("cases", "steinkjer_skolemiljo", "procedures", "annual_wheel")
        for fil in sorted((ROT / rom).rglob("*.py"))
        for node in ast.walk(ast.parse(fil.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and node.exc is not None and "NotImplementedError" in ast.unparse(node.exc)
    ]
    assert not funn, "Skriv formen med en union eller en Protocol: da sier typekontrollen det som mangler."


def test_alle_papirer_har_det_samme_hodet() -> None:
    egne = {
        str(fil.relative_to(ROT / "templates"))
        for fil in (ROT / "templates").rglob("*.html")
        if "<html" in fil.read_text(encoding="utf-8")
    }
    # The pages' own, the paper's own, and the one that must do without everything else.
    assert egne == {"base.html", "papir/ramme.html", "500.html"}
