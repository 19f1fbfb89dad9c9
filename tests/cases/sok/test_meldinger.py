"""What has led to no sak is found too: by those who have it in their inbox, in every field, and by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.melding.actions import Mottaksdata, Mottakselev
from cases.melding.avgjorelse import Mottaksnotat, avvis_melding, fullfor_mottak
from cases.melding.models import Melding, Meldingelev, Meldingstillegg, Mottaker
from cases.melding.mottak_models import Meldingsinhabilitet, Mottak
from cases.sak.models import Oppslag
from cases.sok.kilder import KILDER, Nivaa, paa_nivaa
from cases.sok.meldinger import FLEST_MELDINGER, sok_i_meldinger
from cases.sok.models import Soketekst
from steinkjer_skolemiljo.organisation.models import Naerstaende
from tests.cases.sak.hjelp import hent
from tests.cases.sok.test_sok import numre
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

HABIL = Mottaksnotat(habil=True, strakstiltak="Tove går ved siden av Nora.")


def funnet(bruker: Bruker, q: str) -> list[str]:
    return [treff.melding.nummer for treff in sok_i_meldinger(bruker, I_DAG, q).treff]


def utdraget(bruker: Bruker, q: str) -> str:
    (treff,) = sok_i_meldinger(bruker, I_DAG, q).treff
    assert treff.utdrag is not None
    return "".join(f"[{bit.tekst}]" if bit.funnet else bit.tekst for bit in treff.utdrag.biter)


def avvis(aktor: Bruker, melding: Melding) -> None:
    avvis_melding(
        aktor=aktor,
        nummer=melding.nummer,
        grunn=Mottak.Avvisning.ANNET,
        begrunnelse="Gjelder sykkelparkeringen.",
        notat=HABIL,
        now=NAA,
    )


def ta_imot(aktor: Bruker, melding: Melding) -> list[Sak]:
    elever = tuple(
        Mottakselev(meldingelev_id=rad.pk, elev=rad.elev)  # type: ignore[arg-type]
        for rad in melding.elever.select_related("elev")
    )
    return fullfor_mottak(aktor=aktor, nummer=melding.nummer, data=Mottaksdata(elever=elever), notat=HABIL, now=NAA)


def test_hvert_felt_finnes_igjen_foer_det_er_en_sak(roller: Rollebesetning) -> None:
    ordene = {
        (navn, felt): f"kvxz{nummer}q{plass}"
        for nummer, navn in enumerate(paa_nivaa(Nivaa.MOTTAKERE))
        for plass, felt in enumerate(KILDER[navn].felter)
    }
    tekst: dict[str, dict[str, Any]] = {}
    for (navn, felt), ord_ in ordene.items():
        tekst.setdefault(navn, {})[felt] = ord_
    melding = lag_melding(roller, **tekst["melding"])
    Meldingstillegg.objects.create(melding=melding, skrevet=NAA, skrevet_av=roller.ansatt, **tekst["tillegg"])
    Mottak.objects.create(melding=melding, habil=True, tid=NAA, av=roller.rektor, **tekst["mottak"])
    for (navn, _felt), ord_ in ordene.items():
        (treff,) = sok_i_meldinger(roller.rektor, I_DAG, ord_).treff
        assert treff.melding == melding
        assert treff.utdrag is not None
        assert treff.utdrag.navn == str(KILDER[navn].navn)
        assert treff.utdrag.adresse == reverse("melding:ta_imot", args=[melding.nummer])


def test_en_melding_finnes_ett_sted_om_gangen(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, hva_skjedde="De stengte henne ute på trampolinen.")
    avvist = lag_melding(roller, elev=roller.annen_elev, hva_skjedde="Trampolinen er ødelagt.")
    avvis(roller.rektor, avvist)
    assert set(funnet(roller.rektor, "trampoline")) == {melding.nummer, avvist.nummer}
    assert funnet(roller.rektor, "tove") == [avvist.nummer]
    assert numre(roller.rektor, "trampoline") == []
    assert "[trampolinen]" in utdraget(roller.rektor, "stengte trampoline")
    # Received, it is found in the sak, and no longer beside it.
    (sak,) = ta_imot(roller.rektor, melding)
    assert funnet(roller.rektor, "trampoline") == [avvist.nummer]
    assert numre(roller.rektor, "trampoline") == [sak.nummer]
    assert not Soketekst.objects.filter(melding=melding, sak__isnull=True).exists()
    assert Soketekst.objects.filter(melding=melding, sak=sak).count() == 2


def test_alle_finner_det_de_har_i_innboksen_og_ikke_noe_annet(roller: Rollebesetning) -> None:
    lag_melding(roller, hva_skjedde="trampoline")
    lag_melding(roller, skjerpet=True, ansatt=roller.anklaget, hva_skjedde="trampoline")
    lag_melding(roller, mottaker=Mottaker.SKOLEEIER, skjerpet=True, hva_skjedde="trampoline")
    lag_melding(roller, mottaker=Mottaker.KOMMUNALSJEF, skjerpet=True, hva_skjedde="trampoline")
    lag_melding(roller, elev=roller.elev_maere, hva_skjedde="trampoline")
    finnere = set()
    for navn, person in roller.alle.items():
        innboksen = set(Melding.objects.visible_to(person, I_DAG).values_list("nummer", flat=True))
        assert set(funnet(person, "trampoline")) == innboksen, navn
        if innboksen:
            finnere.add(navn)
    assert {"rektor", "rektor_maere", "sektorleder", "kommunalsjef"} <= finnere
    assert not {"ansatt", "kontaktlarer", "anklaget", "systemforvalter", "personvernombud"} & finnere


@pytest.mark.parametrize("hvordan", ["anklaget", "nær", "tråd til side"])
def test_den_som_er_nektet_meldingen_finner_ikke_ordene(roller: Rollebesetning, hvordan: str) -> None:
    ansatt = roller.rektor if hvordan == "anklaget" else None
    melding = lag_melding(roller, ansatt=ansatt, hva_skjedde="trampoline")
    if hvordan == "nær":
        Naerstaende.objects.create(bruker=roller.rektor, elev=roller.elev, relasjon="Tante")
    elif hvordan == "tråd til side":
        Meldingsinhabilitet.objects.create(melding=melding, bruker=roller.rektor, grunn="Nabo", fra=NAA)
    for q in ("trampoline", "Nora", melding.nummer):
        assert funnet(roller.rektor, q) == [], q
    side = hent(roller.rektor, reverse("sak:liste") + "?q=trampoline").content.decode()
    assert "Meldinger som ikke er blitt en sak" not in side
    assert not Oppslag.objects.exists()


def test_navn_nummer_og_beskrivelsen_av_en_ukjent_elev_finner_meldingen(roller: Rollebesetning) -> None:
    noras = lag_melding(roller, hva_skjedde="Alene ved gjerdet.")
    jonas = lag_melding(roller, elev=roller.annen_elev, hva_skjedde="Nora lo ved gjerdet.")
    ukjent = lag_melding(roller, hva_skjedde="Gråt på gangen.")
    Meldingelev.objects.create(melding=ukjent, beskrivelse="Gutt i 6. klasse med rød lue")
    # Those it is about stand before those who are only spoken of.
    assert set(funnet(roller.rektor, "nora")[:2]) == {noras.nummer, ukjent.nummer}
    assert funnet(roller.rektor, "nora")[2:] == [jonas.nummer]
    assert funnet(roller.rektor, "jonas gjerdet") == [jonas.nummer]
    assert funnet(roller.rektor, "rød lue") == [ukjent.nummer]
    assert funnet(roller.rektor, noras.nummer) == [noras.nummer]
    assert funnet(roller.rektor, "jonas trampoline") == []


def test_siden_viser_meldingene_og_leseloggen_har_dem_uten_ordet(roller: Rollebesetning) -> None:
    melding = lag_melding(roller, hva_skjedde="Hun satt alene ved <b>trampolinen</b>.", haster=True)
    liste = reverse("sak:liste")
    for som in ("", "&som=tavle"):
        side = hent(roller.rektor, f"{liste}?q=trampoline{som}").content.decode()
        assert "Meldinger som ikke er blitt en sak" in side
        assert "<mark>trampolinen</mark>" in side
        assert "<b>" not in side
        assert reverse("melding:ta_imot", args=[melding.nummer]) in side
        assert "Ikke behandlet" in side
    rad = Oppslag.objects.get()
    assert (rad.hva, rad.liste, rad.viste_saker, rad.viste_meldinger) == ("liste", "saker", [], [melding.pk])
    assert "Meldinger som" not in hent(roller.rektor, liste).content.decode()
    assert "Meldinger som" not in hent(roller.ansatt, f"{liste}?q=trampoline").content.decode()


def test_bare_de_beste_vises_og_siden_sier_det(roller: Rollebesetning) -> None:
    for _gang in range(FLEST_MELDINGER + 1):
        lag_melding(roller, hva_skjedde="Noe annet skjedde hele tiden. " * 20 + "trampoline")
    beste = lag_melding(roller, sendt=NAA.replace(year=2025), hva_skjedde="Trampoline, trampoline, trampoline.")
    sok = sok_i_meldinger(roller.rektor, I_DAG, "trampoline")
    assert (len(sok.treff), sok.flere, sok.treff[0].melding) == (FLEST_MELDINGER, True, beste)
    side = hent(roller.rektor, reverse("sak:liste") + "?q=trampoline").content.decode()
    assert "Ordene står i flere meldinger enn dem som vises her." in side
    # On the second page of saker they have been seen.
    assert "Meldinger som" not in hent(roller.rektor, reverse("sak:liste") + "?q=trampoline&side=2").content.decode()


@pytest.mark.parametrize("q", ["'", "a'b:*", "& |", "\\", "((", '"', "og", "%", "<->", "  "])
def test_tegn_uten_mening_gir_bare_ingen_treff(roller: Rollebesetning, q: str) -> None:
    lag_melding(roller)
    assert isinstance(funnet(roller.rektor, q), list)


def test_en_tekst_uten_sak_staar_en_gang_og_hoerer_til_en_melding(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    rad: dict[str, Any] = {"kilde": "melding", "objekt": melding.pk, "vektor": ""}
    for feil in ({**rad, "melding": melding}, {**rad, "melding": None, "kilde": "tillegg"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Soketekst.objects.create(**feil)


def test_soket_bruker_en_indeks_ogsaa_for_tekster_uten_sak(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    sak = lag_sak(roller)
    with connection.cursor() as peker:
        peker.execute(
            "INSERT INTO cases_soketekst (kilde, objekt, sak_id, melding_id, vektor)"
            " SELECT 'tillegg', n, CASE WHEN n %% 20 > 0 THEN %s END, %s, to_tsvector('norwegian', 'ord' || n)"
            " FROM generate_series(1, 20000) n",
            [sak.pk, melding.pk],
        )
        peker.execute("ANALYZE cases_soketekst")
        peker.execute(
            "EXPLAIN SELECT id FROM cases_soketekst"
            " WHERE sak_id IS NULL AND vektor @@ to_tsquery('norwegian', '''ord777'':*')"
        )
        plan = "".join(rad[0] for rad in peker.fetchall())
    assert "Index" in plan
    assert "Seq Scan" not in plan
