"""Someone with all rights in the database changes a log or a history: the control finds it, and names the row."""

from __future__ import annotations

import logging
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cases.arkiv.models import Saksfjerning
from cases.leselogg.models import Leseloggrydding
from cases.sak.models import HENDELSESFELTER, Hendelse, Oppslag, Sak
from cases.segl import actions
from cases.segl.forsegling import forsegl, hode
from cases.segl.kanonisk import hoder, kolonnetyper, lest, sum_av
from cases.segl.kontroll import Feil, Telling, kontroller
from cases.segl.models import Segl
from cases.segl.tabeller import forseglede
from cases.varsling.models import Varsel
from tests.cases.planer import vedtatt
from tests.cast import NAA
from tests.factories import lag_melding, lag_sak
from tests.segl.inngrep import forseglet_sak, funn, inngrep, rader

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

HENDELSER, HISTORIE, LESELOGG = "cases_hendelse", "cases_historicalsak", "cases_oppslag"


def _hendelse(sak: Sak, lenke: int) -> int:
    return Hendelse.objects.values_list("pk", flat=True).get(sak=sak, lenke=lenke)


def _lenk_om(sak: Sak) -> None:
    """Work out the whole chain of a sak anew, as one would who knows how it is made."""
    kolonner = sorted(HENDELSESFELTER)
    typer = kolonnetyper(HENDELSER)
    felter = ", ".join(lest(navn, typer[navn]) for navn in kolonner)
    sum_ = ""
    for (pk,) in inngrep(f"SELECT id FROM {HENDELSER} WHERE sak_id = %s ORDER BY lenke", sak.pk):
        inngrep(f"UPDATE {HENDELSER} SET forrige = %s WHERE id = %s", sum_, pk)
        (rad,) = inngrep(f"SELECT {felter} FROM {HENDELSER} t WHERE id = %s", pk)
        sum_ = sum_av(hoder(kolonner), rad).hex()
        inngrep(f"UPDATE {HENDELSER} SET sum = %s WHERE id = %s", sum_, pk)


def test_urort_finnes_ingenting(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    lag_melding(roller, sak=sak)
    forsegl(NAA, ventetid=0)
    assert funn() == []
    assert funn(sak) == []


def test_endret_hendelse(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = _hendelse(sak, 3)
    inngrep("UPDATE cases_hendelse SET data = jsonb_set(data, '{hvem}', '\"en annen\"') WHERE id = %s", pk)
    for brudd in (funn(), funn(sak)):
        assert rader(brudd) == {(HENDELSER, pk, Feil.ENDRET)}
        assert brudd[0].setning() == f"cases_hendelse, rad {pk}, sak {sak.nummer}: endret etter at den ble skrevet."


def test_endret_hendelse_som_ikke_er_forseglet_ennaa(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    inngrep("DELETE FROM cases_segl")
    pk = _hendelse(sak, 5)
    inngrep("UPDATE cases_hendelse SET skjedde = skjedde - interval '1 day' WHERE id = %s", pk)
    assert rader(funn(sak)) == {(HENDELSER, pk, Feil.ENDRET)}


def test_endret_rad_i_historikken(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = Sak.history.filter(id=sak.pk).order_by("history_id").values_list("history_id", flat=True)[1]
    inngrep("UPDATE cases_historicalsak SET foresatte_informert = '2026-01-01' WHERE history_id = %s", pk)
    for brudd in (funn(), funn(sak)):
        assert rader(brudd) == {(HISTORIE, pk, Feil.ENDRET)}
        assert sak.nummer in brudd[0].setning()


def test_endret_oppslag(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = Oppslag.objects.filter(sak=sak).values_list("pk", flat=True)[0]
    inngrep("UPDATE cases_oppslag SET bruker_id = %s WHERE id = %s", roller.sektorleder.pk, pk)
    assert rader(funn()) == rader(funn(sak)) == {(LESELOGG, pk, Feil.ENDRET)}


def test_fjernet_hendelse_midt_i(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = _hendelse(sak, 3)
    inngrep("DELETE FROM cases_hendelse WHERE id = %s", pk)
    for brudd in (funn(), funn(sak)):
        assert rader(brudd) == {(HENDELSER, None, Feil.FJERNET), (HENDELSER, pk, Feil.FJERNET)}
        assert [ett.setning() for ett in brudd] == [
            f"cases_hendelse, sak {sak.nummer}, lenke 3: fjernet.",
            f"cases_hendelse, rad {pk}, sak {sak.nummer}: fjernet.",
        ]


def test_fjernet_siste_hendelse(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = _hendelse(sak, 5)
    inngrep("DELETE FROM cases_hendelse WHERE id = %s", pk)
    for brudd in (funn(), funn(sak)):
        assert [ett.setning() for ett in brudd] == [f"cases_hendelse, rad {pk}, sak {sak.nummer}: fjernet."]


def test_fjernet_hel_logg(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    inngrep("DELETE FROM cases_hendelse WHERE sak_id = %s", sak.pk)
    assert len(funn(sak)) == len(funn()) == 5


@pytest.mark.parametrize("tabell", [HISTORIE, LESELOGG])
@pytest.mark.parametrize("hvilken", ["første", "midterste", "siste"])
def test_fjernet_rad(roller: Rollebesetning, tabell: str, hvilken: str) -> None:
    sak = forseglet_sak(roller)
    nokkel = "history_id" if tabell == HISTORIE else "id"
    alle = [pk for (pk,) in inngrep(f"SELECT {nokkel} FROM {tabell} ORDER BY 1")]
    pk = {"første": alle[0], "midterste": alle[len(alle) // 2], "siste": alle[-1]}[hvilken]
    inngrep(f"DELETE FROM {tabell} WHERE {nokkel} = %s", pk)
    # Without the last of its history the sak as it stands is more than there is an account of.
    naa = {("cases_sak", sak.pk, Feil.ENDRET)} if (tabell, hvilken) == (HISTORIE, "siste") else set()
    for brudd in (funn(), funn(sak)):
        assert rader(brudd) == {(tabell, pk, Feil.FJERNET)} | naa
        assert sak.nummer in brudd[0].setning()


def test_forfalsket_hendelse_satt_inn_med_en_gammel_id(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = _hendelse(sak, 3)
    inngrep("DELETE FROM cases_hendelse WHERE id = %s", pk)
    inngrep("DELETE FROM cases_segl WHERE tabell = 'cases_hendelse'")
    forsegl(NAA, ventetid=0)
    inngrep(
        "INSERT INTO cases_hendelse SELECT (x).* FROM (SELECT jsonb_populate_record(h, jsonb_build_object("
        "'id', %s, 'lenke', 3)) x FROM cases_hendelse h WHERE sak_id = %s AND lenke = 2) y",
        pk,
        sak.pk,
    )
    _lenk_om(sak)
    assert (HENDELSER, pk, Feil.SATT_INN) in rader(funn())
    assert (HENDELSER, pk, Feil.SATT_INN) in rader(funn(sak))


def test_forfalsket_hendelse_paa_slutten_uten_gyldig_sum(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    ((pk,),) = inngrep(
        "INSERT INTO cases_hendelse (sak_id, type, aktor_id, skjedde, registrert, objekt_type, data, handling, lenke,"
        " forrige, sum) SELECT sak_id, type, aktor_id, skjedde, registrert, objekt_type, data, gen_random_uuid(), 6,"
        " repeat('0', 64), repeat('1', 64) FROM cases_hendelse WHERE sak_id = %s AND lenke = 5 RETURNING id",
        sak.pk,
    )
    assert rader(funn()) == {(HENDELSER, pk, Feil.BRUTT_KJEDE), (HENDELSER, pk, Feil.ENDRET)}


def test_oppslag_satt_inn_mellom_to(roller: Rollebesetning) -> None:
    with connection.cursor() as peker:
        peker.execute("ALTER SEQUENCE cases_oppslag_id_seq INCREMENT BY 10")
    sak = forseglet_sak(roller)
    pk = Oppslag.objects.filter(sak=sak).order_by("pk").values_list("pk", flat=True)[1] + 3
    inngrep(
        "INSERT INTO cases_oppslag (id, sak_id, bruker_id, tid, hva, rolle, grunn, melding_nummer, liste, antall,"
        " viste_saker, viste_meldinger, viste_elever) VALUES (%s, %s, %s, %s, 'sak', '', '', '', '', 0, '{}', '{}', '{}')",
        pk,
        sak.pk,
        roller.rektor.pk,
        NAA,
    )
    assert rader(funn()) == rader(funn(sak)) == {(LESELOGG, pk, Feil.SATT_INN)}


def test_ombyttet_rekkefolge(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    to, tre = _hendelse(sak, 2), _hendelse(sak, 3)
    inngrep("UPDATE cases_hendelse SET lenke = 99 WHERE id = %s", to)
    inngrep("UPDATE cases_hendelse SET lenke = 2 WHERE id = %s", tre)
    inngrep("UPDATE cases_hendelse SET lenke = 3 WHERE id = %s", to)
    for brudd in (funn(), funn(sak)):
        assert {(HENDELSER, to, Feil.ENDRET), (HENDELSER, tre, Feil.ENDRET)} <= rader(brudd)


def test_den_som_lenker_hele_loggen_om_igjen_blir_funnet_av_seglene(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = _hendelse(sak, 2)
    inngrep("UPDATE cases_hendelse SET aktor_id = %s WHERE id = %s", roller.kontaktlarer.pk, pk)
    _lenk_om(sak)
    assert (HENDELSER, pk, Feil.ENDRET) in rader(funn())
    assert (HENDELSER, pk, Feil.ENDRET) in rader(funn(sak))


def test_det_som_staar_naa_er_det_historien_har(roller: Rollebesetning) -> None:
    """Also where the history is left alone: what is read is the row as it stands."""
    sak = forseglet_sak(roller)
    melding, plan = lag_melding(roller, sak=sak), vedtatt(sak, roller.rektor)
    annen = lag_sak(roller, elev=roller.annen_elev)
    tiltak = plan.tiltak.get()
    forsegl(NAA, ventetid=0)
    assert funn() == funn(sak) == []
    inngrep("UPDATE cases_melding SET hva_skjedde = 'ingenting' WHERE id = %s", melding.pk)
    inngrep("UPDATE cases_tiltak SET beskrivelse = 'ingenting' WHERE id = %s", tiltak.pk)
    inngrep("DELETE FROM cases_meldingelev WHERE melding_id <> %s", melding.pk)
    inngrep("UPDATE cases_tiltaksplan SET sak_id = %s WHERE id = %s", annen.pk, plan.pk)
    inngrep("DELETE FROM cases_historicalsak WHERE id = %s", annen.pk)
    venter = {
        ("cases_melding", melding.pk, Feil.ENDRET),
        ("cases_tiltak", tiltak.pk, Feil.ENDRET),
        ("cases_tiltaksplan", plan.pk, Feil.ENDRET),
        ("cases_sak", annen.pk, Feil.SATT_INN),
    }
    assert venter <= rader(funn())
    i_saken = {("cases_melding", melding.pk, Feil.ENDRET), ("cases_tiltaksplan", plan.pk, Feil.ENDRET)}
    assert i_saken <= rader(funn(sak))
    assert venter - {("cases_melding", melding.pk, Feil.ENDRET)} <= rader(funn(annen))
    inngrep("DELETE FROM cases_tiltaksplan WHERE id = %s", plan.pk)
    assert ("cases_tiltaksplan", plan.pk, Feil.FJERNET) in rader(funn(sak))
    # One night in the week, where it was written long ago.
    lenge_etter = [NAA + timedelta(days=100 + dag) for dag in range(7)]
    netter = [list(kontroller(natt, Telling(), alt=False)) for natt in lenge_etter]
    assert sum(("cases_melding", melding.pk, Feil.ENDRET) in rader(natt) for natt in netter) == 1


def test_den_som_skriver_en_unnskyldning_selv_unnskylder_ingenting(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    siste, blikk = _hendelse(sak, 5), Oppslag.objects.filter(sak=sak).first()
    assert blikk is not None
    for sak_id, nummer in ((sak.pk, sak.nummer), (sak.pk + 1000, "2020-0001")):
        Saksfjerning.objects.create(
            saksnummer=nummer, sak_id=sak_id, avsluttet=NAA, foreslatt_av=roller.rektor,
            godkjent_av=roller.systemforvalter, godkjent=NAA, utfort=NAA, lenker=5, hode="", arkivert=[["", "", ""]],
            ider={HENDELSER: [[siste, siste]], HISTORIE: [[1, 10**9]]},
        )  # fmt: skip
    for aar in (0, 5):
        Leseloggrydding.objects.create(utfort=NAA, eldre_enn=NAA, aar=aar, antall=1, ider=[[blikk.pk, blikk.pk]])
    inngrep("DELETE FROM cases_hendelse WHERE id = %s", siste)
    inngrep("DELETE FROM cases_oppslag WHERE id = %s", blikk.pk)
    forsegl(NAA, ventetid=0)
    borte = {(HENDELSER, siste, Feil.FJERNET), (LESELOGG, blikk.pk, Feil.FJERNET)}
    assert rader(funn()) == rader(funn(sak)) == borte


def test_endret_segl(roller: Rollebesetning) -> None:
    forseglet_sak(roller)
    pk = Segl.objects.values_list("pk", flat=True)[0]
    inngrep("UPDATE cases_segl SET laget = laget + interval '1 second' WHERE id = %s", pk)
    assert rader(funn()) == {("cases_segl", pk, Feil.ENDRET)}


def test_fjernet_segl_midt_i(roller: Rollebesetning) -> None:
    forseglet_sak(roller)
    segl = Segl.objects.all()[2]
    inngrep("DELETE FROM cases_segl WHERE id = %s", segl.pk)
    assert [ett.setning() for ett in funn()] == [f"cases_segl, lenke {segl.nummer}: fjernet."]


def test_den_som_kapper_slutten_og_forsegler_paa_nytt_avslores_av_hodet_i_tjenerens_logg(
    roller: Rollebesetning,
) -> None:
    sak = forseglet_sak(roller)
    nummer, sum_ = hode() or (0, "")
    inngrep("DELETE FROM cases_hendelse WHERE id = %s", _hendelse(sak, 5))
    inngrep("DELETE FROM cases_segl")
    forsegl(NAA + timedelta(days=1), ventetid=0)
    assert funn() == []
    ut = StringIO()
    with pytest.raises(SystemExit):
        call_command("kontroller_segl", "--alt", "--hode", f"{nummer}:{sum_}", stdout=ut)
    assert f"segl {nummer}: endret etter at den ble skrevet." in ut.getvalue()


def test_en_fjernet_kolonne_sies(roller: Rollebesetning) -> None:
    forseglet_sak(roller)
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("ALTER TABLE cases_oppslag DROP COLUMN grunn")
    assert "cases_oppslag, kolonnen grunn er borte: kan ikke kontrolleres." in [ett.setning() for ett in funn()]


def test_en_ny_kolonne_bryter_ingen_gamle_segl(roller: Rollebesetning) -> None:
    forseglet_sak(roller)
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute("ALTER TABLE cases_historicalsak ADD COLUMN ny varchar(10) NOT NULL DEFAULT 'nei'")
        peker.execute("ALTER TABLE cases_hendelse ADD COLUMN ny varchar(10)")
    assert funn() == []


# ---- any change whatever

ANNET = {
    "bigint": "COALESCE({k}, 0) + 100003",
    "integer": "COALESCE({k}, 0) + 100003",
    "smallint": "COALESCE({k}, 0) + 7",
    "boolean": "NOT COALESCE({k}, true)",
    "timestamp with time zone": "COALESCE({k}, now()) + interval '1 microsecond'",
    "date": "COALESCE({k}, current_date) + 1",
    "time without time zone": "COALESCE({k}, time '10:00') + interval '1 minute'",
    "uuid": "gen_random_uuid()",
    "jsonb": "COALESCE({k}, '{{}}'::jsonb) || '{{\"x\": \"1\"}}'::jsonb",
    "bytea": "COALESCE({k}, ''::bytea) || '\\x00'::bytea",
    "character varying": "CASE WHEN {k} = 'a' THEN 'b' ELSE 'a' END",
    "text": "COALESCE({k}, '') || ' '",
    "character varying[]": "COALESCE({k}, ARRAY[]::varchar[]) || 'x'::varchar",
    "bigint[]": "COALESCE({k}, ARRAY[]::bigint[]) || 1::bigint",
}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_enhver_endring_av_enhver_kolonne_i_enhver_rad_blir_funnet(roller: Rollebesetning, data: st.DataObject) -> None:
    if not Segl.objects.exists():
        lag_melding(roller, sak=forseglet_sak(roller, 3), ansatt=roller.anklaget)
        forsegl(NAA, ventetid=0)
    brukte = sorted(set(Segl.objects.values_list("tabell", flat=True)) | {"cases_segl"})
    navn = data.draw(st.sampled_from(brukte))
    nokkel = next((tabell.nokkel for tabell in forseglede() if tabell.navn == navn), "id")
    pk = data.draw(st.sampled_from([rad[0] for rad in inngrep(f"SELECT {nokkel} FROM {navn} ORDER BY 1")]))
    kolonner = kolonnetyper(navn)
    kolonne = data.draw(st.sampled_from(sorted(kolonner)))
    assume((navn, kolonne) != ("cases_segl", "id"))  # says nothing
    til_null = data.draw(st.booleans())
    til_null = til_null and kolonne != nokkel
    verdi = "NULL" if til_null else ANNET[kolonner[kolonne]].format(k=f'"{kolonne}"')
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if til_null:
            peker.execute(f'ALTER TABLE {navn} ALTER COLUMN "{kolonne}" DROP NOT NULL')
        # Gone when this is rolled back, like the change itself.
        peker.execute("SET LOCAL session_replication_role = replica")
        try:
            with transaction.atomic():
                peker.execute(
                    f'UPDATE {navn} SET "{kolonne}" = {verdi}'
                    f' WHERE {nokkel} = %s AND "{kolonne}" IS DISTINCT FROM {verdi}',
                    [pk],
                )
            endret = peker.rowcount
        except IntegrityError:
            endret = 0  # a check constraint says no even to this
        brudd = rader(funn())
        transaction.set_rollback(True)
    if endret:
        gyldige = {Feil.FJERNET} if kolonne == nokkel else {Feil.ENDRET}
        assert any(tabell == navn and rad == pk and feil in gyldige for tabell, rad, feil in brudd), (
            navn,
            kolonne,
            brudd,
        )
    else:
        assert not brudd


# ---- the command and the night


def test_kommandoen_sier_hva_og_slutter_med_en(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    ut = StringIO()
    call_command("kontroller_segl", "--alt", stdout=ut)
    assert "Brudd: 0." in ut.getvalue()
    inngrep("UPDATE cases_hendelse SET type = 'analyse' WHERE sak_id = %s AND lenke = 2", sak.pk)
    for valg in (["--alt"], ["--sak", sak.nummer], []):
        ut = StringIO()
        with pytest.raises(SystemExit) as slutt, time_machine.travel(NAA, tick=False):
            call_command("kontroller_segl", *valg, stdout=ut)
        assert slutt.value.code == 1
        assert f"sak {sak.nummer}: endret etter at den ble skrevet." in ut.getvalue()


def test_kommandoen_kjenner_ikke_saken(roller: Rollebesetning) -> None:
    with pytest.raises(CommandError, match="ingen sak"):
        call_command("kontroller_segl", "--sak", "2020-9999")
    with pytest.raises(CommandError, match="NUMMER:SUM"):
        call_command("kontroller_segl", "--hode", "tull")


def test_natta_varsler_uten_innhold_og_skriver_hodet(roller: Rollebesetning, caplog: pytest.LogCaptureFixture) -> None:
    sak = forseglet_sak(roller)
    inngrep("UPDATE cases_hendelse SET type = 'analyse' WHERE sak_id = %s AND lenke = 2", sak.pk)
    logger = logging.getLogger("skolemiljo.segl")
    logger.addHandler(caplog.handler)
    try:
        assert actions.nattlig_kontroll(NAA) > 0
        actions.nattlig_kontroll(NAA)
    finally:
        logger.removeHandler(caplog.handler)
    varsler = Varsel.objects.filter(type="brudd_i_loggene")
    assert {varsel.mottaker for varsel in varsler} == {roller.systemforvalter, roller.personvernombud}
    assert varsler.count() == 2
    assert all(varsel.sak is None and varsel.data == {} for varsel in varsler)
    nummer, sum_ = hode() or (0, "")
    assert f"Hode {nummer}:{sum_}" in caplog.text
    assert f"sak {sak.nummer}: endret" in caplog.text


def test_natta_varsler_ikke_naar_alt_er_som_det_var(roller: Rollebesetning) -> None:
    forseglet_sak(roller)
    assert actions.nattlig_kontroll(NAA) == 0
    assert not Varsel.objects.filter(type="brudd_i_loggene").exists()


def test_sju_netter_tar_alt(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    pk = _hendelse(sak, 5)
    inngrep("DELETE FROM cases_hendelse WHERE id = %s", pk)
    lenge_etter = [NAA + timedelta(days=100 + dag) for dag in range(7)]
    assert sum(actions.nattlig_kontroll(natt) for natt in lenge_etter) == 1


def test_ingen_sak_naevnes_uten_a_finnes(roller: Rollebesetning) -> None:
    sak = forseglet_sak(roller)
    with transaction.atomic():
        inngrep("DELETE FROM cases_oppslag WHERE sak_id = %s", sak.pk)
        inngrep("DELETE FROM cases_sak WHERE id = %s", sak.pk)
        setninger = [ett.setning() for ett in funn()]
        transaction.set_rollback(True)
    assert any(f"sak som er fjernet, id {sak.pk}" in setning for setning in setninger)


def test_alle_tabeller_med_en_sak_finner_den(roller: Rollebesetning) -> None:
    lag_sak(roller)
    uten = {
        tabell.navn for tabell in forseglede() if tabell.sak.startswith("NULL") and tabell.navn.startswith("cases_")
    }
    # What comes before a sak and belongs to a melding or an inngripen; and what concerns them all.
    assert uten == {
        "cases_leseloggrydding",
        "cases_maanedstall",
        "cases_historicalaarsrapport",
        "cases_rapportdokument",
        # What is left when a sak is removed: there is no sak to point to.
        "cases_saksfjerning",
        # A class's own, before anything is a sak.
        "cases_historicalklassekartlegging",
        "cases_historicalklasseregler",
        "cases_historicalregelforslag",
        "cases_historicalregelgjennomgang",
        "cases_historicalinngripen",
        "cases_historicalinngripenstillegg",
        "cases_inngripenstillegg",
        "cases_mottak",
        "cases_meldingsinhabilitet",
        "cases_historicalmelding",
        "cases_historicalmeldinginvolvert",
        "cases_historicalmeldingstillegg",
        "cases_meldinginvolvert",
        "cases_meldingstillegg",
    }
