"""Searching the texts: every field is found, by who may read it and nobody else, and shown where it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from cases.evaluering.models import Avslutning, Evaluering
from cases.melding.models import Meldingelev, Meldingstillegg
from cases.melding.mottak_models import Mottak
from cases.sak.models import Del, Sak
from cases.saksliste.queries import Spor, Utvalg, liste
from cases.sok.kilder import KILDER, Nivaa, paa_nivaa
from cases.sok.models import Soketekst
from cases.sok.queries import ord_i
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from steinkjer_skolemiljo.organisation.models import Gradering, Naerstaende
from tests.cases.planer import vedtatt
from tests.cases.sak.hjelp import gi
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def funn(bruker: Bruker, q: str, **utvalg: Any) -> list[Any]:
    """The rows of the list for a search among all saker."""
    return liste(Utvalg(**{"q": q, "vis": "alle", **utvalg}), Spor(bruker, I_DAG, NAA), side=1).linjer


def numre(bruker: Bruker, q: str, **utvalg: Any) -> list[str]:
    return [rad.linje.sak.nummer for rad in funn(bruker, q, **utvalg)]


def utdraget(bruker: Bruker, q: str) -> str:
    (rad,) = funn(bruker, q)
    return "".join(f"[{bit.tekst}]" if bit.funnet else bit.tekst for bit in rad.utdrag.biter)


def samtale(sak: Sak, roller: Rollebesetning, **felter: Any) -> Samtale:
    return Samtale.objects.create(
        **{
            "sak": sak,
            "type": "elev",
            "dato": I_DAG,
            "deltakere": "Nora",
            "hva_sies": "Jeg er alene.",
            "registrert": NAA,
            "registrert_av": roller.rektor,
            **felter,
        }
    )


def _rader(sak: Sak, roller: Rollebesetning, tekst: dict[str, dict[str, Any]]) -> None:
    """One row of each kind in the index, with the texts given, field by field."""
    skrevet: dict[str, Any] = {"dato": I_DAG, "registrert": NAA, "registrert_av": roller.rektor}
    melding = lag_melding(roller, sak=sak, **tekst["melding"])
    Meldingstillegg.objects.create(melding=melding, skrevet=NAA, skrevet_av=roller.ansatt, **tekst["tillegg"])
    Mottak.objects.create(melding=melding, habil=True, tid=NAA, av=roller.rektor, **tekst["mottak"])
    Undersokelse.objects.create(sak=sak, startet=NAA, **tekst["undersokelse"])
    samtale(sak, roller, **tekst["samtale"], **tekst["samtale_internt"])
    Observasjon.objects.create(sak=sak, **skrevet, **tekst["observasjon"])
    Kartlegging.objects.create(sak=sak, verktoy="annet", **skrevet, **tekst["kartlegging"])
    Analyse.objects.create(sak=sak, behov_for_tiltak=True, **skrevet, **tekst["analyse"])
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=1,
        opprettet=NAA,
        opprettet_av=roller.rektor,
        evalueringsdato=date(2026, 12, 1),
        **tekst["plan"],
    )
    Tiltak.objects.create(plan=plan, rekkefolge=1, beskrivelse="rabarbra", ansvarlig_rolle="Rektor")
    utkast = tekst["planutkast"]
    plan.status, plan.vedtatt, plan.vedtatt_av = Tiltaksplan.Status.VEDTATT, NAA, roller.rektor
    plan.save()
    ny = Tiltaksplan.objects.create(sak=sak, versjon=2, opprettet=NAA, opprettet_av=roller.rektor, **utkast)
    Tiltak.objects.create(plan=ny, rekkefolge=1, beskrivelse="pastinakk")
    Evaluering.objects.create(
        sak=sak,
        plan=plan,
        deltakere="Nora",
        elevens_svar="nei",
        spurt_av="Rektor",
        konklusjon="fortsette",
        ny_evalueringsdato=date(2026, 12, 1),
        **skrevet,
        **tekst["evaluering"],
    )
    Avslutning.objects.create(sak=sak, grunn="flyttet", tid=NAA, av=roller.rektor, **tekst["avslutning"])


def test_hvert_felt_finnes_igjen_av_den_som_leder_saken(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ordene = {
        (navn, felt): f"kvxz{nummer}q{plass}"
        for nummer, (navn, kilde) in enumerate(KILDER.items())
        for plass, felt in enumerate(kilde.felter)
    }
    tekst = {navn: {felt: ordene[navn, felt] for felt in kilde.felter} for navn, kilde in KILDER.items()}
    _rader(sak, roller, tekst)
    for (navn, felt), ord_ in ordene.items():
        (rad,) = funn(roller.rektor, ord_)
        assert rad.utdrag is not None, (navn, felt)
        assert rad.utdrag.navn == str(KILDER[navn].navn)
    assert numre(roller.rektor, "rabarbra pastinakk") == []
    assert numre(roller.rektor, "rabarbra") == numre(roller.rektor, "pastinakk") == [sak.nummer]
    # For a reader without the lead: what is internal, undecided, or a melding, is as if it were not there.
    sak.delt_med_kontaktlarer = True
    sak.save()
    for (navn, _felt), ord_ in ordene.items():
        synlig = KILDER[navn].nivaa is Nivaa.LESE
        assert bool(funn(roller.kontaktlarer, ord_)) is synlig, navn
    assert numre(roller.kontaktlarer, "pastinakk") == []


def test_den_som_er_sluppet_inn_finner_bare_i_delene_som_er_delt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale(sak, roller, hva_sies="trampoline")
    vedtatt(sak, roller.rektor, utfordring="gjemsel")
    gi(roller.rektor, sak, roller.stotte, deler=frozenset({Del.TILTAKSPLAN}))
    assert numre(roller.stotte, "trampoline") == []
    assert numre(roller.stotte, "gjemsel") == [sak.nummer]
    gi(roller.rektor, sak, roller.stotte)
    assert numre(roller.stotte, "trampoline") == [sak.nummer]


def test_ansattes_ord_i_en_12_5_sak_finnes_bare_av_den_som_leder(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    samtale(sak, roller, type="ansatt", hva_sies="trampoline")
    gi(roller.rektor, sak, roller.stotte)
    assert numre(roller.rektor, "trampoline") == [sak.nummer]
    assert numre(roller.kontaktlarer, "trampoline") == numre(roller.stotte, "trampoline") == []


@pytest.mark.parametrize("person", ["rektor_maere", "ansatt", "systemforvalter", "anklaget", "sektorleder"])
def test_andre_finner_ingenting(roller: Rollebesetning, person: str) -> None:
    sak = lag_sak(roller)
    samtale(sak, roller, hva_sies="trampoline")
    anklag(sak, roller.anklaget)
    lag_melding(roller, sak=sak, hva_skjedde="trampoline")
    assert numre(getattr(roller, person), "trampoline") == []
    assert numre(roller.rektor, "trampoline") == [sak.nummer]


def test_en_sperret_sak_finnes_bare_av_dem_som_ser_den(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA, delt_med_kontaktlarer=True)
    samtale(sak, roller, hva_sies="trampoline")
    assert numre(roller.kontaktlarer, "trampoline") == [sak.nummer]
    roller.elev.gradering = Gradering.STRENGT
    roller.elev.save()
    assert numre(roller.kontaktlarer, "trampoline") == []
    assert numre(roller.rektor, "trampoline") == [sak.nummer]


def test_den_som_er_naer_en_annen_elev_i_meldingen_finner_ikke_meldingens_ord(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak, hva_skjedde="trampoline")
    assert numre(roller.rektor, "trampoline") == [sak.nummer]
    stengt = lag_sak(roller, elev=roller.annen_elev)
    Meldingelev.objects.create(melding=melding, elev=roller.annen_elev, sak=stengt)
    Naerstaende.objects.create(bruker=roller.rektor, elev=roller.annen_elev, relasjon="onkel")
    # The melding led to a sak that is closed to them: its words lead nowhere, and their own sak is still theirs.
    assert numre(roller.rektor, "trampoline") == []
    assert numre(roller.rektor, "Nora") == [sak.nummer]


def test_boyde_former_sammensatte_ord_og_begynnelser_finnes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale(sak, roller, hva_sies="De stengte henne ute på fotballbanen hver dag.")
    for q in ("fotballbane", "fotball", "stengt", "og henne fotballbanen", "«hver dag»", "dager"):
        assert numre(roller.rektor, q) == [sak.nummer], q
    for q in ("basketball", "«ute stengte»", "fotball håndball"):
        assert numre(roller.rektor, q) == [], q


def test_navn_og_ord_sammen_finner_elevens_sak(roller: Rollebesetning) -> None:
    noras = lag_sak(roller)
    jonas = lag_sak(roller, elev=roller.annen_elev)
    for sak in (noras, jonas):
        samtale(sak, roller, deltakere="Eleven", hva_sies="På trampolinen")
    assert numre(roller.rektor, "nora trampoline") == [noras.nummer]
    assert numre(roller.rektor, f"{jonas.nummer} trampoline") == [jonas.nummer]


def test_navnetreff_staar_forst_og_elevens_navn_skrevet_paa_andre_maater_finnes(roller: Rollebesetning) -> None:
    noras = lag_sak(roller)
    jonas = lag_sak(roller, elev=roller.annen_elev)
    samtale(jonas, roller, hva_sies="Nora lo av meg. Nora, Nora.")
    assert numre(roller.rektor, "nora") == [noras.nummer, jonas.nummer]
    roller.elev.sokenokler = ["nr", "egn"]
    roller.elev.kallenavn = "Lillemor"
    roller.elev.sokenavn = "nora eggen lillemor"
    roller.elev.save()
    for q in ("Nohra", "lillem", "eggen nora", str(int(noras.nummer.split("-")[1]))):
        assert noras.nummer in numre(roller.rektor, q), q


def test_det_beste_treffet_staar_forst_med_utdrag_som_viser_hvor(roller: Rollebesetning) -> None:
    en = lag_sak(roller)
    to = lag_sak(roller, elev=roller.annen_elev)
    samtale(en, roller, hva_sies="Vi var ved dammen. " + "Noe annet skjedde hele tiden. " * 30)
    samtale(to, roller, hva_sies="Dammen. De dytter meg i dammen, og ingen voksne er ved dammen.")
    assert numre(roller.rektor, "dammen") == [to.nummer, en.nummer]
    assert utdraget(roller.rektor, "dytter").count("[") == 1
    assert "[dytter]" in utdraget(roller.rektor, "dytter")


def test_tekst_som_ligner_kode_vises_som_tekst(roller: Rollebesetning) -> None:
    samtale(lag_sak(roller), roller, hva_sies="<script>alert(1)</script> trampoline \x02ikke merket\x03")
    assert "[trampoline]" in utdraget(roller.rektor, "trampoline")
    assert "[ikke merket]" not in utdraget(roller.rektor, "trampoline")


@pytest.mark.parametrize("q", ["'", "a'b:*", "!!", "& |", ":*", "\\", "((", '"', "og", "%", "<->", "og i på"])
def test_tegn_uten_mening_gir_bare_ingen_treff(roller: Rollebesetning, q: str) -> None:
    samtale(lag_sak(roller), roller)
    assert isinstance(numre(roller.rektor, q), list)


def test_ordene_i_et_sok_er_hoyst_seks_og_anforsel_holder_sammen() -> None:
    assert ord_i('nora "i friminuttet" «ved porten» -') == ("nora", "i friminuttet", "ved porten")
    assert len(ord_i("a b c d e f g h")) == 6


def test_indeksen_folger_teksten(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale(sak, roller, hva_sies="trampoline", internt_notat="hemmelig")
    assert set(Soketekst.objects.values_list("kilde", flat=True)) == {"samtale", "samtale_internt"}
    plan = Tiltaksplan.objects.create(
        sak=sak, versjon=1, opprettet=NAA, opprettet_av=roller.rektor, utfordring="gjemsel"
    )
    assert numre(roller.rektor, "gjemsel") == [sak.nummer]
    plan.utfordring = "klatrestativ"
    plan.save()
    assert numre(roller.rektor, "gjemsel") == []
    assert numre(roller.rektor, "klatrestativ") == [sak.nummer]
    plan.delete()
    assert numre(roller.rektor, "klatrestativ") == []


def test_soket_bruker_indeksen_naar_det_er_mange_tekster(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO cases_soketekst (kilde, objekt, sak_id, vektor)"
            " SELECT 'samtale', n, %s, to_tsvector('norwegian', 'ord' || n) FROM generate_series(1, 20000) n",
            [sak.pk],
        )
        peker.execute("ANALYZE cases_soketekst")
        peker.execute("SET LOCAL enable_seqscan = off")
        peker.execute("EXPLAIN SELECT id FROM cases_soketekst WHERE vektor @@ to_tsquery('norwegian', '''ord777'':*')")
        assert "soketekst_ord" in "".join(rad[0] for rad in peker.fetchall())


def test_hvert_slag_har_sitt_nivaa() -> None:
    assert set(paa_nivaa(Nivaa.MOTTAKERE)) == {"melding", "tillegg", "mottak"}
    assert set(paa_nivaa(Nivaa.LEDERE)) == {"samtale_internt", "planutkast"}
