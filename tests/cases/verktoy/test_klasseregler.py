"""The class rules: the method through to a poster and a look at how it goes, by numbers and never by name."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from pypdf import PdfReader

from cases.klasseregler.metoden import sier_hva_man_ikke_skal
from cases.klasseregler.models import Klasseregler, Regelforslag, Regelgjennomgang
from cases.klasseregler.paaminnelse import minn_om_klassereglene
from cases.varsling.adresser import adresse
from cases.varsling.models import Varsel
from cases.varsling.tekster import setning
from steinkjer_skolemiljo.organisation.models import Kontaktlarer
from tests.access.hus import tekst
from tests.cases.sak.hjelp import hent, send
from tests.cast import I_DAG, NAA, bruker

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
DORER = ("begynn", "steg", "forslag", "stemmer", "avtale", "gjennomgang")
LISTEN = "/verktoy/klasseregler/"


def til(roller: Rollebesetning, navn: str) -> str:
    return reverse(f"klasseregler:{navn}", args=[roller.klasse.pk])


def gjor(roller: Rollebesetning, navn: str, **felter: Any) -> Any:
    plan = Klasseregler.objects.filter(klasse=roller.klasse).first()
    return send(roller.kontaktlarer, til(roller, navn), {"versjon": plan.versjon if plan else 1, **felter})


def stemmer(*valgte: tuple[str, int, bool]) -> dict[str, Any]:
    felter: dict[str, Any] = {}
    for tekst_, antall, valgt in valgte:
        rad = Regelforslag.objects.get(tekst=tekst_)
        felter |= {f"tekst_{rad.pk}": tekst_, f"stemmer_{rad.pk}": antall}
        felter |= {f"valgt_{rad.pk}": "on"} if valgt else {f"fjern_{rad.pk}": "on"}
    return felter


def test_klassen_gaar_gjennom_metoden_til_plakat_og_oppfolging(roller: Rollebesetning) -> None:
    assert gjor(roller, "begynn").status_code == 302
    assert gjor(roller, "begynn").status_code == 302
    assert gjor(roller, "steg", steg=["alene", "par", "tull"]).status_code == 302
    assert Klasseregler.objects.get().steg == ["alene", "par"]
    assert (
        gjor(
            roller, "forslag", forslag="Vi hilser på alle\nVi hilser på alle\n\nIngen skal være alene\nVi er ute"
        ).status_code
        == 302
    )
    assert Regelforslag.objects.count() == 3
    side = tekst(hent(roller.kontaktlarer, til(roller, "vis")))
    assert "«Ingen skal være alene» sier hva dere ikke skal gjøre." in side
    svar = gjor(
        roller,
        "stemmer",
        **stemmer(("Vi hilser på alle", 9, True), ("Ingen skal være alene", 14, True), ("Vi er ute", 2, False)),
    )
    assert svar.status_code == 302
    assert gjor(roller, "avtale", avtalt="Vi minner hverandre på det.", oppfolging=I_DAG + 14 * DAG).status_code == 302
    assert (
        gjor(
            roller, "gjennomgang", dato=I_DAG, bra=12, delvis=5, darlig=0, notat="Bedre ute.", neste=I_DAG + 30 * DAG
        ).status_code
        == 302
    )
    assert Klasseregler.objects.get().oppfolging == I_DAG + 30 * DAG
    # Most votes first, on the page and on paper; the rektor reads, and writes nothing.
    side = tekst(hent(roller.rektor, til(roller, "vis")))
    assert side.index("Ingen skal være alene") < side.index("Vi hilser på alle")
    assert "Vi er ute" not in side
    assert "Bra: 12. Sånn passe: 5. Ikke bra: 0." in side
    assert '<form method="post" class="skjema' not in side
    for ark, bredde in (("a4", 595), ("a3", 842)):
        pdf = hent(roller.rektor, reverse("klasseregler:plakat", args=[roller.klasse.pk, ark]))
        papir = PdfReader(BytesIO(pdf.content))
        assert len(papir.pages) == 1
        assert round(float(papir.pages[0].mediabox.width)) == bredde
        ord_ = papir.pages[0].extract_text()
        assert ord_.index("Ingen skal") < ord_.index("Vi hilser")
        assert "Laget av klassen" in ord_
    assert hent(roller.rektor, reverse("klasseregler:plakat", args=[roller.klasse.pk, "a5"])).status_code == 404
    assert "2 regler" in tekst(hent(roller.rektor, LISTEN))


def test_bare_klassens_larere_skriver_og_bare_de_og_lederne_leser(roller: Rollebesetning) -> None:
    gjor(roller, "begynn")
    gjor(roller, "forslag", forslag="Zqregel")
    for navn, person in roller.alle.items():
        if navn in {"systemet", "kontaktlarer"}:
            continue
        leser = navn == "rektor"
        svar = hent(person, til(roller, "vis"))
        assert svar.status_code == (200 if leser else 404), navn
        assert ("Zqregel" in tekst(svar)) == leser
        assert hent(person, LISTEN).status_code == (200 if navn in {"rektor", "rektor_maere"} else 404), navn
    felter = {"versjon": 2, "forslag": "Ny", "steg": "alene", "dato": I_DAG, "notat": "Ny"}
    for navn, kode in (("rektor", 403), ("ansatt", 404), ("rektor_maere", 404)):
        for dor in DORER:
            assert send(roller.alle[navn], til(roller, dor), felter).status_code == kode, (navn, dor)
    assert f"/{roller.klasse.pk}/" not in tekst(hent(roller.rektor_maere, LISTEN))
    assert Regelforslag.objects.count() == 1
    assert Klasseregler.objects.get().versjon == 2
    assert not Regelgjennomgang.objects.exists()


def test_det_som_er_galt_staar_ved_feltet_og_det_skrevne_blir_staaende(roller: Rollebesetning) -> None:
    gjor(roller, "begynn")
    navngitt = gjor(roller, "forslag", forslag="Jonas skal slutte å slå")
    assert navngitt.status_code == 422
    assert "«Jonas»" in tekst(navngitt)
    assert "Jonas skal slutte å slå" in tekst(navngitt)
    assert gjor(roller, "forslag", forslag="Jonas skal slutte å slå", sett_over="on").status_code == 302
    gjor(roller, "forslag", forslag="\n".join(f"Regel nummer {n}" for n in range(7)))
    for_mange = gjor(
        roller,
        "stemmer",
        **stemmer(*((f"Regel nummer {n}", n, True) for n in range(7))),
        **stemmer(("Jonas skal slutte å slå", 1, False)),
    )
    assert for_mange.status_code == 422
    assert "Velg høyst 6 regler." in tekst(for_mange)
    assert not Regelforslag.objects.filter(valgt=True).exists()
    assert gjor(roller, "forslag", forslag="x" * 121).status_code == 422
    assert gjor(roller, "avtale", avtalt="Ok", oppfolging=I_DAG - DAG).status_code == 422
    assert gjor(roller, "gjennomgang", dato=I_DAG + DAG, notat="Fint").status_code == 422
    assert gjor(roller, "gjennomgang", dato=I_DAG).status_code == 422
    assert gjor(roller, "gjennomgang", dato=I_DAG, bra=3).status_code == 422
    assert gjor(roller, "gjennomgang", dato=I_DAG, bra=-1, delvis=0, darlig=0).status_code == 422
    # Two kontaktlærere of one class: the second is told, and nothing is lost.
    annen = bruker("Annen Lærer", ("ansatt", roller.egge))  # type: ignore[arg-type]
    Kontaktlarer.objects.create(klasse=roller.klasse, bruker=annen, fra=I_DAG)
    gammel = Klasseregler.objects.get().versjon
    felter = {"versjon": gammel, "avtalt": "Vi minner hverandre på det."}
    assert send(annen, til(roller, "avtale"), felter).status_code == 302
    svar = send(roller.kontaktlarer, til(roller, "avtale"), {**felter, "avtalt": "Vi ber om unnskyldning."})
    assert svar.status_code == 422
    assert "Annen Lærer lagret endringer her" in tekst(svar)
    assert "Vi ber om unnskyldning." in tekst(svar)
    assert f'name="versjon" value="{gammel + 1}"' in tekst(svar)
    assert Klasseregler.objects.get().avtalt == "Vi minner hverandre på det."


def test_kryssene_og_stemmene_staar_naar_en_annen_har_skrevet_imens(roller: Rollebesetning) -> None:
    gjor(roller, "begynn")
    gjor(roller, "forslag", forslag="Vi hilser")
    gammel = Klasseregler.objects.get().versjon
    avgitt = stemmer(("Vi hilser", 7, True))
    annen = bruker("Annen Lærer", ("ansatt", roller.egge))  # type: ignore[arg-type]
    Kontaktlarer.objects.create(klasse=roller.klasse, bruker=annen, fra=I_DAG)
    send(annen, til(roller, "forslag"), {"versjon": gammel, "forslag": "Ingen er alene"})
    svar = tekst(send(roller.kontaktlarer, til(roller, "steg"), {"versjon": gammel, "steg": ["alene", "par"]}))
    assert "Annen Lærer lagret endringer her" in svar
    assert re.findall(r'name="steg" value="(\w+)"[^>]*checked', svar) == ["alene", "par"]
    assert f'name="versjon" value="{gammel + 1}"' in svar
    svar = tekst(send(roller.kontaktlarer, til(roller, "stemmer"), {"versjon": gammel, **avgitt}))
    assert "Annen Lærer lagret endringer her" in svar
    assert 'value="7"' in svar
    assert 'value="Ingen er alene"' in svar
    assert Klasseregler.objects.get().versjon == gammel + 1


def test_klassens_larere_blir_minnet_en_gang_foer_og_en_gang_etter(roller: Rollebesetning) -> None:
    gjor(roller, "begynn")
    gjor(roller, "avtale", avtalt="Vi øver.", oppfolging=I_DAG + 10 * DAG)
    assert minn_om_klassereglene(NAA) == 0
    for dag in (8, 9, 11, 12):
        minn_om_klassereglene(NAA + dag * DAG)
    foer, etter = Varsel.objects.order_by("pk")
    assert {foer.mottaker, etter.mottaker} == {roller.kontaktlarer}
    assert setning(foer) == "20. november 2026 skal klassen se på hvordan det går med klassereglene."
    assert "5A" not in setning(etter)
    assert adresse(etter, roller.kontaktlarer, I_DAG) == LISTEN
    assert {foer.ordnet, etter.ordnet} == {None}
    # The class has another day for it: nobody is asked about the old one.
    gjor(roller, "avtale", avtalt="Vi øver.", oppfolging=I_DAG + 19 * DAG)
    assert not Varsel.objects.filter(ordnet__isnull=True).exists()
    # The kontaktlærer has left for another school, and nobody ended the class: then the rektor is told.
    rolle = roller.kontaktlarer.roller.get()
    rolle.skole = roller.maere
    rolle.save()
    plan = Klasseregler.objects.get()
    plan.oppfolging = I_DAG + 19 * DAG
    plan.save()
    minn_om_klassereglene(NAA + 19 * DAG)
    assert Varsel.objects.order_by("pk").last().mottaker == roller.rektor  # type: ignore[union-attr]
    # Nobody is kontaktlærer.
    for rad in Kontaktlarer.objects.filter(klasse=roller.klasse):
        rad.til = I_DAG
        rad.save()
    plan.oppfolging = I_DAG + 20 * DAG
    plan.save()
    minn_om_klassereglene(NAA + 20 * DAG)
    assert Varsel.objects.order_by("pk").last().mottaker == roller.rektor  # type: ignore[union-attr]


def test_et_forbud_er_et_hint_og_ingen_sperre() -> None:
    assert sier_hva_man_ikke_skal("Vi skal ikke slå")
    assert sier_hva_man_ikke_skal("Ingen utestenging")
    assert not sier_hva_man_ikke_skal("Vi hilser på alle hver dag")
