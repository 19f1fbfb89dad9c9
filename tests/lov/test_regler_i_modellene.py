"""Rules that are held by the models and the doors: what the database will not take, and what a door does at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Field

from cases.lov.begreper import Avslutningsgrunn, Konklusjon, Kriterium
from cases.melding.models import Arena, Behandling, Kilde, Krenkelse, Melding, Meldingstillegg
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.actions import erklaer_inhabil, legg_til_involvert, registrer_tatt_opp
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Eier, Involvert, Sak
from cases.sak.ruting import Involvertdata
from cases.sak.vurdering import les
from cases.undersokelse.models import Samtale
from cases.varsling.tekster import TEKSTER
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning


def nektes(sql: str, *verdier: int) -> bool:
    """Whether the database itself refuses: by a trigger, or by a constraint."""
    try:
        with transaction.atomic(), connection.cursor() as peker:
            peker.execute(sql, verdier)
    except IntegrityError:
        return True
    except ProgrammingError as feil:
        if not str(feil).startswith("pgtrigger:"):
            raise
        return True
    return False


@pytest.mark.regel("L-1.1")
def test_en_melding_kan_komme_fra_alle_steder_kapittelet_dekker() -> None:
    assert {"klasserom", "friminutt", "sfo", "leksehjelp", "tur", "skolevei", "digitalt", "fritid"} <= set(Arena.values)


@pytest.mark.regel("L-2.2")
def test_ingen_utfall_sier_at_elevens_opplevelse_er_grunnlos() -> None:
    utfall = [*Behandling.values, *(k.value for k in Konklusjon), *(g.value for g in Avslutningsgrunn)]
    assert not [u for u in utfall if re.search("grunnl|medhold|bevis|henlagt|avvist", u)]


@pytest.mark.regel("L-2.3")
def test_slag_krenkelse_er_frivillig_og_vet_ikke_er_et_svar() -> None:
    typer = Melding._meta.get_field("typer")
    assert isinstance(typer, Field)
    assert typer.blank
    assert Krenkelse.VET_IKKE in Krenkelse


@pytest.mark.regel("L-4.4")
@pytest.mark.django_db
def test_bare_hvem_og_hva_maa_fylles_ut_i_en_melding(roller: Rollebesetning) -> None:
    naken = lag_melding(roller, kilde="")
    assert naken.typer == []
    frivillig = {f.name for f in Melding._meta.get_fields() if isinstance(f, Field) and (f.blank or f.has_default())}
    spurt = {
        "naar_dato",
        "naar_klokkeslett",
        "arenaer",
        "kilde",
        "typer",
        "vitner",
        "grep_inn",
        "strakstiltak",
        "trygg_naa",
    }
    assert spurt <= frivillig


@pytest.mark.regel("L-4.6")
def test_det_eleven_og_foresatte_sier_er_kilder_paa_linje_med_andre() -> None:
    assert {"eleven", "foresatte", "medelev", "observasjon", "fravaer", "sosiale_medier"} <= set(Kilde.values)


@pytest.mark.regel("L-4.8")
@pytest.mark.django_db
def test_en_sendt_melding_endres_og_slettes_ikke_og_tillegg_er_nye_rader(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    assert nektes("UPDATE cases_melding SET hva_skjedde = 'noe annet' WHERE id = %s", melding.pk)
    assert nektes("DELETE FROM cases_melding WHERE id = %s", melding.pk)
    tillegg = Meldingstillegg.objects.create(melding=melding, tekst="Mer.", skrevet=NAA, skrevet_av=roller.ansatt)
    assert nektes("UPDATE cases_meldingstillegg SET tekst = 'noe annet' WHERE id = %s", tillegg.pk)


@pytest.mark.regel("L-4.9")
@pytest.mark.django_db
def test_databasen_tar_ikke_imot_at_elevens_eget_ord_legges_bort(roller: Rollebesetning) -> None:
    bort = "UPDATE cases_melding SET behandling = 'ikke_kap12', behandlet = now(), behandlet_av_id = %s, ikke_kap12_begrunnelse = 'x' WHERE id = %s"
    assert nektes(bort, roller.rektor.pk, lag_melding(roller, kilde=Kilde.ELEVEN).pk)
    assert not nektes(bort, roller.rektor.pk, lag_melding(roller, kilde=Kilde.FRAVAER).pk)


@pytest.mark.regel("L-4.10")
def test_prosedyrens_seks_kriterier_staar_forst() -> None:
    assert [k.value for k in Kriterium][:6] == [
        "saerlig_voldelig",
        "flere_mot_en",
        "lang_tid",
        "digital_paa_tvers",
        "statsforvalter_involvert",
        "foresatte_kontaktet_skoleeier",
    ]


@pytest.mark.regel("L-4.16")
@pytest.mark.django_db
def test_en_samtale_med_en_som_kan_ha_krenket_har_noyaktig_en_elev(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    felter = {"sak": sak, "dato": I_DAG, "registrert": NAA, "registrert_av": roller.rektor, "hva_sies": "Noe."}
    with pytest.raises(IntegrityError), transaction.atomic():
        Samtale.objects.create(type=Samtale.Type.MULIG_KRENKER, **felter)
    assert Samtale.objects.create(type=Samtale.Type.MULIG_KRENKER, elev=roller.annen_elev, **felter).pk


@pytest.mark.regel("L-4.20")
def test_en_sak_gjelder_en_elev() -> None:
    elev = Sak._meta.get_field("elev")
    assert isinstance(elev, Field)
    assert elev.many_to_one
    assert not elev.null


@pytest.mark.regel("L-1.3")
@pytest.mark.django_db
def test_en_sak_slettes_aldri(roller: Rollebesetning) -> None:
    assert nektes("DELETE FROM cases_sak WHERE id = %s", lag_sak(roller).pk)


@pytest.mark.regel("L-4.29")
@pytest.mark.django_db
def test_loggen_kan_bare_legges_til(roller: Rollebesetning) -> None:
    hendelse = logg(lag_sak(roller), Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    assert nektes("UPDATE cases_hendelse SET type = 'samtale' WHERE id = %s", hendelse.pk)
    assert nektes("DELETE FROM cases_hendelse WHERE id = %s", hendelse.pk)


@pytest.mark.regel("L-5.3")
@pytest.mark.django_db
def test_ledelsen_kan_ikke_lede_en_sak_mot_seg_selv(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    assert nektes("UPDATE cases_sak SET ledelse_innmeldt = true WHERE id = %s", sak.pk)
    assert not nektes("UPDATE cases_sak SET ledelse_innmeldt = true, eier = 'skoleeier' WHERE id = %s", sak.pk)


@pytest.mark.regel("L-5.5", "L-5.1", "L-5.2")
@pytest.mark.django_db
def test_blir_en_ansatt_nevnt_i_en_gammel_sak_gjelder_skjerpet_plikt_fra_den_stunden(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    senere = NAA + timedelta(days=30)
    data = Involvertdata(
        rolle=Involvert.Rolle.MULIG_KRENKER, kategori=Involvert.Kategori.ANSATT, ansatt=roller.anklaget
    )
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=data, now=senere)
    sak.refresh_from_db()
    assert sak.skjerpet
    lest = les(sak, senere)
    assert lest.neste_steg.frist is not None
    assert not lest.neste_steg.frist.forsinket(senere), "skolen har ikke visst det i tretti dager"
    assert lest.neste_steg.frist.forsinket(senere + timedelta(days=1))


@pytest.mark.regel("L-5.1")
@pytest.mark.django_db
def test_ogsaa_en_ukjent_ansatt_gjor_saken_skjerpet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    data = Involvertdata(
        rolle=Involvert.Rolle.MULIG_KRENKER, kategori=Involvert.Kategori.ANSATT, beskrivelse="en vikar i gymtimen"
    )
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    sak.refresh_from_db()
    assert sak.skjerpet


@pytest.mark.regel("L-5.2")
@pytest.mark.django_db
def test_en_ansatt_som_er_nevnt_i_meldingen_gir_frist_fra_meldingen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    frist = les(sak, NAA).neste_steg.frist
    assert frist is not None
    assert frist.start == I_DAG


@pytest.mark.regel("L-6.2")
@pytest.mark.django_db
def test_naar_saken_ble_tatt_opp_med_rektor_vises_med_naar_den_kan_meldes_videre(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    registrer_tatt_opp(aktor=roller.rektor, sak_id=sak.pk, dato=I_DAG, av="mor", now=NAA)
    sak.refresh_from_db()
    assert sak.tatt_opp_med_rektor == I_DAG
    assert any("17.11.2026" in str(merknad) for merknad in les(sak, NAA).merknader)


@pytest.mark.regel("L-N.5")
@pytest.mark.django_db
def test_naar_rektor_er_inhabil_overtar_skoleeier_og_ikke_rektors_egne(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    erklaer_inhabil(aktor=roller.rektor, sak_id=sak.pk, grunn="Eleven er nevøen min.", now=NAA)
    sak.refresh_from_db()
    assert (sak.eier, sak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert not access.may(roller.rektor, Handling.LESE, sak.pk, I_DAG)


@pytest.mark.regel("D-25")
def test_varsler_har_bare_nummer_frist_og_dato() -> None:
    tillatt = {"sak", "melding", "frist", "dato", "til", "antall"}
    for type_, tekst in TEKSTER.items():
        steder = set(re.findall(r"%\((\w+)\)", str(tekst.setning)))
        assert steder <= tillatt, f"{type_} røper {steder - tillatt}"
        assert not re.search("mobb|krenk|elev ", str(tekst.setning).lower())
