"""The relasjonssirkel: its maker's alone, gone when it should be gone, and one pupil at a time into a sak."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse

from cases.relasjonssirkel.actions import rydd
from cases.relasjonssirkel.models import Plassering, Relasjonssirkel, Ring
from cases.relasjonssirkel.sirkel import Plass, sammenlign, tegn
from cases.sak.access import Handling
from cases.sak.models import Oppslag, Sak
from cases.sok.models import Soketekst
from cases.undersokelse.models import Kartlegging
from steinkjer_skolemiljo.organisation.models import Elev, Gradering, Klasse, Kontaktlarer
from tests.access.hus import tekst
from tests.cases.sak.hjelp import hent, send
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
LISTEN = "/verktoy/relasjonssirkel/"


def felter(roller: Rollebesetning, nora: int, jonas: int, **mer: Any) -> dict[str, Any]:
    return {
        "dato": I_DAG,
        "notat": "Zqnotat: begynn i morgen.",
        f"ring_{roller.elev.pk}": nora,
        f"ring_{roller.annen_elev.pk}": jonas,
        **mer,
    }


def lag(roller: Rollebesetning, nora: int, jonas: int, **mer: Any) -> Relasjonssirkel:
    svar = send(
        roller.kontaktlarer, reverse("relasjonssirkel:ny", args=[roller.klasse.pk]), felter(roller, nora, jonas, **mer)
    )
    assert svar.status_code == 302, svar.content.decode()
    return Relasjonssirkel.objects.order_by("pk").last()  # type: ignore[return-value]


def sider(sirkel: Relasjonssirkel, elev: Elev) -> list[str]:
    n = sirkel.nokkel
    return [
        reverse("relasjonssirkel:vis", args=[n]),
        reverse("relasjonssirkel:endre", args=[n]),
        reverse("relasjonssirkel:slett", args=[n]),
        reverse("relasjonssirkel:del", args=[n, elev.pk]),
    ]


def test_bare_den_som_lagde_den_ser_den(roller: Rollebesetning) -> None:
    sirkel = lag(roller, 3, 1)
    # Another kontaktlærer of the same class, and everyone who leads anything, are strangers to it.
    medlarer = bruker("Annen Kontaktlærer", ("ansatt", roller.egge))  # type: ignore[arg-type]
    Kontaktlarer.objects.create(klasse=roller.klasse, bruker=medlarer, fra=date(2026, 8, 1))
    teknisk = roller.systemforvalter
    teknisk.er_teknisk = teknisk.is_superuser = True
    teknisk.save()
    for navn, person in {**roller.alle, "medlarer": medlarer}.items():
        if navn in {"kontaktlarer", "systemet"}:
            continue
        vis, *resten = sider(sirkel, roller.elev)
        assert hent(person, vis).status_code == 404, navn
        if navn in {"rektor", "medlarer", "systemforvalter"}:
            # One rule opens all of its pages; those with the most to do with the class are asked at each.
            for side in resten:
                assert hent(person, side).status_code == 404, (navn, side)
                assert send(person, side, {"funn": "x", "sak": 1}).status_code == 404
            assert hent(person, LISTEN).status_code == (200 if navn == "medlarer" else 404)
    assert str(sirkel.nokkel) not in tekst(hent(medlarer, LISTEN))
    assert "Zqnotat" not in tekst(hent(roller.systemforvalter, "/admin/"))
    assert hent(teknisk, "/admin/cases/relasjonssirkel/").status_code == 404
    assert Relasjonssirkel.objects.count() == 1
    # Not in the search, and nothing of it in the log of what has been shown but the names of the class.
    assert not Soketekst.objects.exists()
    for side in sider(sirkel, roller.elev):
        assert hent(roller.kontaktlarer, side).status_code == 200
    assert set(Oppslag.objects.values_list("liste", flat=True)) == {"relasjonssirkel"}


def test_sirkelen_viser_hvem_som_trenger_en_voksen_og_hvem_som_har_flyttet_seg(roller: Rollebesetning) -> None:
    lag(roller, 3, 1, dato=I_DAG - 60 * DAG)
    ny = lag(roller, 2, 3)
    side = tekst(hent(roller.kontaktlarer, reverse("relasjonssirkel:vis", args=[ny.nokkel])))
    assert "<svg" in side
    assert "Zqnotat" in side
    assert "Jonas Vik</strong>" in side
    assert "Nora Eggen</strong>" not in side
    med = Relasjonssirkel.objects.exclude(pk=ny.pk).get()
    for fra, annen in ((ny, med), (med, ny)):
        # Time goes forward whichever of the two is opened.
        side = tekst(
            hent(roller.kontaktlarer, f"{reverse('relasjonssirkel:vis', args=[fra.nokkel])}?med={annen.nokkel}")
        )
        assert "Nora Eggen: fra ytterst til midt i" in side
        assert "Jonas Vik: fra nær til ytterst" in side
        assert 'class="sirkel__vei"' in side


def test_feil_blir_staaende_ved_feltet_og_to_vinduer_sletter_ikke_hverandre(roller: Rollebesetning) -> None:
    adresse = reverse("relasjonssirkel:ny", args=[roller.klasse.pk])
    svar = send(roller.kontaktlarer, adresse, felter(roller, 3, 1, dato=I_DAG + DAG))
    assert svar.status_code == 422
    assert "Datoen kan ikke være fram i tid." in tekst(svar)
    assert "Zqnotat" in tekst(svar)
    sirkel = lag(roller, 3, 1)
    assert send(roller.kontaktlarer, adresse, felter(roller, 1, 1)).status_code == 422  # one a day
    endre = reverse("relasjonssirkel:endre", args=[sirkel.nokkel])
    assert send(roller.kontaktlarer, endre, felter(roller, 2, 0, versjon=1)).status_code == 302
    gammelt = send(roller.kontaktlarer, endre, felter(roller, 1, 1, versjon=1))
    assert gammelt.status_code == 422
    assert 'name="versjon" value="2"' in tekst(gammelt)
    assert list(Plassering.objects.values_list("elev", "ring")) == [(roller.elev.pk, Ring.MIDT)]
    # A pupil of another class cannot be placed, whatever is sent.
    utenfor = felter(roller, 1, 1, versjon=2, **{f"ring_{roller.elev_maere.pk}": 1})
    assert send(roller.kontaktlarer, endre, utenfor).status_code == 302
    assert not Plassering.objects.filter(elev=roller.elev_maere).exists()
    assert send(roller.kontaktlarer, reverse("relasjonssirkel:slett", args=[sirkel.nokkel]), {}).status_code == 302
    assert not Plassering.objects.exists()
    with connection.cursor() as peker:
        peker.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'cases_historicalrelasjon%'")
        assert peker.fetchone() == (0,)


def test_det_som_har_hatt_sin_tid_er_borte_med_en_gang_og_slettes_om_natta(roller: Rollebesetning) -> None:
    gammel = lag(roller, 3, 1, dato=I_DAG - 300 * DAG)
    lag(roller, 2, 1)
    om_en_stund = NAA + 70 * DAG
    adresse = reverse("relasjonssirkel:vis", args=[gammel.nokkel])
    assert hent(roller.kontaktlarer, adresse).status_code == 200
    assert hent(roller.kontaktlarer, adresse, om_en_stund).status_code == 404
    assert rydd(om_en_stund) == 1
    assert rydd(om_en_stund) == 0
    (ny,) = Relasjonssirkel.objects.all()
    # A pupil who leaves the class, or whose address is protected, is out of the circle at once.
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    roller.annen_elev.klasse = Klasse.objects.create(skole=roller.egge, navn="5B", trinn=5, skolear=2026)
    roller.annen_elev.save()
    for side in (reverse("relasjonssirkel:vis", args=[ny.nokkel]), reverse("relasjonssirkel:endre", args=[ny.nokkel])):
        innhold = tekst(hent(roller.kontaktlarer, side))
        assert "Nora" not in innhold
        assert "Jonas" not in innhold
    assert rydd(NAA) == 0
    assert not Plassering.objects.exists()
    # The maker leaves the class: nobody inherits it.
    larer = Kontaktlarer.objects.get(bruker=roller.kontaktlarer)
    larer.til = I_DAG - DAG
    larer.save()
    assert hent(roller.kontaktlarer, reverse("relasjonssirkel:vis", args=[ny.nokkel])).status_code == 404
    assert rydd(NAA) == 1
    assert not Relasjonssirkel.objects.exists()


def test_sirkelen_er_borte_naar_den_som_lagde_den_har_sluttet_ved_skolen(roller: Rollebesetning) -> None:
    sirkel = lag(roller, 3, 1)
    rolle = roller.kontaktlarer.roller.get()
    rolle.skole = roller.maere
    rolle.save()
    assert hent(roller.kontaktlarer, reverse("relasjonssirkel:vis", args=[sirkel.nokkel])).status_code == 404
    assert rydd(NAA) == 1


def test_en_elevs_plassering_gaar_inn_i_saken_og_de_andre_blir_igjen(roller: Rollebesetning) -> None:
    sirkel = lag(roller, 3, 1)
    adresse = reverse("relasjonssirkel:del", args=[sirkel.nokkel, roller.elev.pk])
    # Without a sak one may write in, and where there is none at all, the page says the same.
    assert "Du har ingen åpen sak om eleven" in tekst(hent(roller.kontaktlarer, adresse))
    sak = lag_sak(roller)
    annen = lag_sak(roller, elev=roller.annen_elev, delt_med_kontaktlarer=True)
    assert "Du har ingen åpen sak om eleven" in tekst(hent(roller.kontaktlarer, adresse))
    assert send(roller.kontaktlarer, adresse, {"sak": sak.pk, "funn": "Ytterst."}).status_code == 422
    assert not Kartlegging.objects.exists()
    sak.delt_med_kontaktlarer = True
    sak.save()
    side = tekst(hent(roller.kontaktlarer, adresse))
    assert sak.nummer in side
    assert annen.nummer not in side
    assert "Eleven står ytterst i relasjonssirkelen." in side
    assert send(roller.kontaktlarer, adresse, {"sak": annen.pk, "funn": "Ytterst."}).status_code == 422
    navngitt = send(roller.kontaktlarer, adresse, {"sak": sak.pk, "funn": "Lenger ut enn Jonas."})
    assert navngitt.status_code == 422
    assert "«Jonas»" in tekst(navngitt)
    assert 'name="sett_over"' in tekst(navngitt)
    assert not Kartlegging.objects.exists()
    svar = send(roller.kontaktlarer, adresse, {"sak": sak.pk, "funn": "Eleven står ytterst, og søker ikke kontakt."})
    assert svar.headers["Location"] == reverse("undersokelse:vis", args=[sak.nummer])
    rad = Kartlegging.objects.get()
    assert (rad.sak, rad.verktoy, rad.dato) == (sak, Kartlegging.Verktoy.RELASJONSSIRKEL, sirkel.dato)
    i_saken = tekst(hent(roller.rektor, reverse("undersokelse:vis", args=[sak.nummer])))
    assert "søker ikke kontakt" in i_saken
    assert "Zqnotat" not in i_saken
    assert str(sirkel.nokkel) not in i_saken
    # Thrown away, the circle takes nothing of the sak with it.
    send(roller.kontaktlarer, reverse("relasjonssirkel:slett", args=[sirkel.nokkel]), {})
    assert Kartlegging.objects.count() == 1
    # One who is denied the sak gives nothing to it.
    ny = lag(roller, 3, 1)
    anklag(sak, roller.kontaktlarer)
    assert sak not in Sak.objects.visible_to(roller.kontaktlarer, I_DAG, Handling.LESE)
    nektet = reverse("relasjonssirkel:del", args=[ny.nokkel, roller.elev.pk])
    assert "Du har ingen åpen sak om eleven" in tekst(hent(roller.kontaktlarer, nektet))
    assert send(roller.kontaktlarer, nektet, {"sak": sak.pk, "funn": "Ytterst."}).status_code == 422
    assert Kartlegging.objects.count() == 1


@pytest.mark.parametrize("antall", [0, 1, 14, 30])
def test_tegningen_har_en_plass_til_hver_inni_bildet(antall: int) -> None:
    elever = [Elev(pk=n, fornavn=f"E{n}", etternavn="Sand") for n in range(1, antall + 1)]
    for ring in Ring:
        tegning = tegn([Plass(elev, ring) for elev in elever], [*elever, Elev(pk=99, fornavn="Ny", etternavn="Her")])
        steder = {(merke.x, merke.y) for merke in tegning.merker}
        assert len(steder) == antall
        assert all(11 <= float(v) <= 389 for sted in steder for v in sted)
        assert [elev.pk for elev in tegning.uplassert] == [99]
        # What is drawn with a number is named with the same number in the lists.
        navn = {linje.nummer: linje.plass.elev.navn for liste in tegning.ringer for linje in liste.linjer}
        assert navn == {merke.nummer: merke.navn for merke in tegning.merker}


def test_ingen_naer_er_den_som_staar_ytterst_uten_en_annen_voksen() -> None:
    a, b, c = (Elev(pk=n, fornavn=navn, etternavn="S") for n, navn in enumerate("ABC", start=1))
    foer = [Plass(a, Ring.NAER), Plass(b, Ring.YTTERST)]
    naa = [Plass(a, Ring.YTTERST), Plass(b, Ring.YTTERST, annen_voksen=True), Plass(c, Ring.MIDT)]
    funnet = sammenlign(foer, naa)
    assert [f.elev for f in funnet.lenger_ut] == [a]
    assert not funnet.naermere
    assert [f.elev for f in funnet.uendret] == [b]
    assert list(funnet.bare_en_gang) == [c]
    assert [p.elev for p in funnet.ingen_naer] == [a]
