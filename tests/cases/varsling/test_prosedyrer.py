"""A new version reaches everyone: asked once, reminded, off when it is read; and it stands in the saker and the forms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from cases.melding.actions import Mottaksdata, Mottakselev
from cases.melding.avgjorelse import Mottaksnotat, fullfor_mottak
from cases.varsling.models import Varsel
from cases.varsling.prosedyrer import minn_om_prosedyrene
from procedures.actions import bekreft_lest, les_inn_katalog
from procedures.innhold.prosedyre_1 import PROSEDYRE_1
from procedures.lesing import gjeldende, skal_bekrefte
from procedures.models import Ressurs, Ressursmelding
from procedures.ressurser import actions as ressursene
from procedures.ressurser.lenkesjekk import IkkeOffentlig, krev_offentlig, sjekk_lenkene
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.cast import I_DAG, NAA, bruker
from tests.factories import lag_melding
from tests.procedures.test_utkast_og_versjoner import ny_versjon

if TYPE_CHECKING:
    from datetime import datetime

    from django.conf import LazySettings
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SLUG = PROSEDYRE_1.slug
DAG = timedelta(days=1)


@pytest.fixture
def lest(roller: Rollebesetning) -> Rollebesetning:
    """The cast, and procedure no. 1 read in today."""
    les_inn_katalog(aktor=roller.systemet, now=NAA, dokumenter=(PROSEDYRE_1,))
    return roller


def varsler(hvem: Bruker, *, apne: bool = True) -> list[str]:
    rader = Varsel.objects.filter(mottaker=hvem, type__startswith="prosedyre_")
    return list((rader.filter(ordnet__isnull=True) if apne else rader).order_by("id").values_list("type", flat=True))


@pytest.mark.regel("D-16")
def test_alle_spurt_en_gang_minnet_og_ferdig_naar_de_har_lest(lest: Rollebesetning) -> None:
    assert minn_om_prosedyrene(NAA) == 7
    assert minn_om_prosedyrene(NAA + DAG / 24) == 7
    assert varsler(lest.ansatt) == ["prosedyre_les"]
    assert varsler(lest.rektor) == ["prosedyre_les"]
    for hvem in (lest.sektorleder, lest.systemforvalter, lest.sluttet):
        assert varsler(hvem) == []
    assert Varsel.objects.filter(mottaker=lest.ansatt).get().data == {"dato": "2026-11-24"}
    bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA + DAG)
    assert varsler(lest.ansatt) == []
    minn_om_prosedyrene(NAA + 11 * DAG)
    assert varsler(lest.kontaktlarer) == ["prosedyre_les", "prosedyre_minn"]
    assert varsler(lest.ansatt) == []
    # The last day is still in time; the day after, the rektor is told that somebody is late, once that month.
    minn_om_prosedyrene(NAA + 14 * DAG)
    assert "prosedyre_mangler" not in varsler(lest.rektor_maere)
    for dager in (15, 16):
        minn_om_prosedyrene(NAA + dager * DAG)
    assert varsler(lest.kontaktlarer) == ["prosedyre_les", "prosedyre_minn", "prosedyre_forsinket"]
    assert varsler(lest.rektor).count("prosedyre_mangler") == 1
    # When the last one has read, nobody is asked about those who had not.
    sene = {rad.bruker for bolk in skal_bekrefte(gjeldende()[0], I_DAG + 16 * DAG) for rad in bolk}
    for sen in sene:
        bekreft_lest(aktor=sen, slug=SLUG, versjon=1, now=NAA + 16 * DAG)
    minn_om_prosedyrene(NAA + 16 * DAG)
    assert "prosedyre_mangler" not in varsler(lest.rektor)
    # A newcomer in January is asked that day, has fourteen days, and makes nobody late.
    ny = bruker("Ny Januar", (Rolle.ANSATT, lest.egge), fra=date(2027, 1, 4))
    minn_om_prosedyrene(NAA + (date(2027, 1, 3) - I_DAG))
    assert varsler(ny) == []
    minn_om_prosedyrene(NAA + (date(2027, 1, 4) - I_DAG))
    assert varsler(ny) == ["prosedyre_les"]
    assert Varsel.objects.get(mottaker=ny).data == {"dato": "2027-01-18"}


def test_ny_versjon_skifter_veiledningen_og_alle_blir_spurt_paa_nytt(lest: Rollebesetning, client: Client) -> None:
    def siden(hvem: Bruker, navn: str, *argumenter: str) -> str:
        client.force_login(hvem)
        with time_machine.travel(NAA, tick=False):
            return client.get(reverse(navn, args=argumenter)).content.decode()

    def ny_sak() -> Sak:
        melding = lag_melding(lest)
        (rad,) = melding.elever.all()
        data = Mottaksdata(elever=(Mottakselev(meldingelev_id=rad.pk, elev=lest.elev, sak_id=None),))
        notat = Mottaksnotat(habil=True)
        (sak,) = fullfor_mottak(aktor=lest.rektor, nummer=melding.nummer, data=data, notat=notat, now=NAA)
        return sak

    bekreft_lest(aktor=lest.ansatt, slug=SLUG, versjon=1, now=NAA)
    minn_om_prosedyrene(NAA)
    gammel = ny_sak()
    assert gammel.prosedyreversjon is not None
    assert gammel.prosedyreversjon.versjon == 1
    for_ = siden(lest.ansatt, "melding:meld")
    assert "Alle som arbeider på skolen, sier fra til rektor når de ser" in for_
    versjon = ny_versjon(lest, "Si fra til rektor med en gang.", neste_revisjon=I_DAG + 40 * DAG)
    # What was asked about the old one asks for nothing more; everyone is asked about the new one.
    assert varsler(lest.kontaktlarer) == []
    assert minn_om_prosedyrene(NAA) == 7
    assert varsler(lest.ansatt) == varsler(lest.kontaktlarer) == ["prosedyre_les"]
    assert "Les «" in siden(lest.ansatt, "forside")
    etter = siden(lest.ansatt, "melding:meld")
    assert "Si fra til rektor med en gang." in etter
    assert "Alle som arbeider på skolen, sier fra til rektor når de ser" not in etter
    assert "i prosedyren, versjon 2" in etter
    # The sak keeps what it began under, says so, and shows the way to what has changed.
    side = siden(lest.rektor, "sak:vis", gammel.nummer)
    assert "Prosedyren da saken ble åpnet" in side
    assert "Nå gjelder versjon 2." in side
    assert "sammenlign/?fra=1&amp;til=2" in side
    gammel.refresh_from_db()
    assert gammel.prosedyreversjon.versjon == 1
    # Who keeps the procedure is told a month before it is to be looked at again, and when that day has passed.
    minn_om_prosedyrene(NAA + 9 * DAG)
    assert varsler(lest.sektorleder) == []
    minn_om_prosedyrene(NAA + 10 * DAG)
    minn_om_prosedyrene(NAA + 41 * DAG)
    assert varsler(lest.sektorleder) == ["prosedyre_revisjon", "prosedyre_revisjon_passert"]
    ny_versjon(lest, "Si fra til rektor, også når du er usikker.", neste_revisjon=I_DAG + 400 * DAG)
    assert varsler(lest.sektorleder) == []
    assert versjon.status == "gjeldende"


def test_ressursene_sokes_i_meldes_og_sjekkes(lest: Rollebesetning, client: Client, settings: LazySettings) -> None:
    antall = ressursene.les_inn_ressurser(aktor=lest.systemet, now=NAA)
    assert antall == Ressurs.objects.count() > 30
    dembra = Ressurs.objects.get(tittel="Begreper forklart")
    nett = Ressurs.objects.get(tittel="Barnevakten")

    def gaa(hvem: Bruker, navn: str, *argumenter: object, post: dict[str, str] | None = None, **spor: str) -> str:
        client.force_login(hvem)
        adresse = reverse(f"procedures:{navn}", args=argumenter or None)
        with time_machine.travel(NAA):
            svar = client.get(adresse, spor) if post is None else client.post(adresse, post)
        return f"{svar.status_code} {svar.content.decode()}"

    treff = gaa(lest.ansatt, "ressurser", sok="dembra begrep")
    assert dembra.tittel in treff
    assert nett.tittel not in treff
    assert nett.tittel in gaa(lest.ansatt, "ressurser", tema="nett", for_hvem="foresatte")
    assert nett.tittel not in gaa(lest.ansatt, "ressurser", delplikt="undersoke")
    assert gaa(lest.ansatt, "ressurser", tema="finnes-ikke", side="99").startswith("200")
    assert gaa(lest.sluttet, "ressurser").startswith("404")
    # Reported once by each; only the sektorleder answers, changes and takes out.
    for _gang in range(2):
        assert gaa(lest.ansatt, "ressurs_virker_ikke", nett.pk, post={}).startswith("302")
    assert Ressursmelding.objects.count() == 1
    assert "Du har meldt at den ikke virker" in gaa(lest.ansatt, "ressurser", sok="barnevakten")
    minn_om_prosedyrene(NAA)
    assert Varsel.objects.filter(mottaker=lest.sektorleder, type="ressurs_virker_ikke").count() == 1
    for navn, post in (("endre_ressurs", None), ("ressurs_sjekket", {"virker": "ja"}), ("ta_ut_ressurs", {})):
        assert gaa(lest.rektor, navn, nett.pk, post=post).startswith("404")
    assert "1 ressurs må sees på." in gaa(lest.sektorleder, "ressurser")
    assert gaa(lest.sektorleder, "ressurs_sjekket", nett.pk, post={"virker": "ja"}).startswith("302")
    assert not Ressursmelding.objects.filter(lukket__isnull=True).exists()
    assert not Varsel.objects.filter(type="ressurs_virker_ikke", ordnet__isnull=True).exists()
    assert "må sees på." not in gaa(lest.sektorleder, "ressurser")
    skjema = {"tittel": "Ny side", "url": "http://uten.s.no/", "utgiver": "Oss", "for_hvem": "ansatte"}
    assert "begynner med https" in gaa(lest.sektorleder, "ny_ressurs", post=skjema)
    assert "fra før" in gaa(lest.sektorleder, "ny_ressurs", post=skjema | {"url": nett.url})
    assert gaa(lest.sektorleder, "ny_ressurs", post=skjema | {"url": "https://med.s.no/"}).startswith("302")
    assert "Noen andre har endret" in gaa(
        lest.sektorleder, "endre_ressurs", nett.pk, post=skjema | {"url": nett.url, "versjon": "1"}
    )
    assert gaa(lest.sektorleder, "ta_ut_ressurs", dembra.pk, post={}).startswith("302")
    assert dembra.url not in gaa(lest.ansatt, "ressurser", sok="begreper")
    # Taken out, it is not read in again.
    assert ressursene.les_inn_ressurser(aktor=lest.systemet, now=NAA) == 0
    # The worker asks the world only where it is let out, and never the house's own network.
    spurt: list[str] = []

    def prov(url: str) -> bool:
        spurt.append(url)
        return url != nett.url

    assert sjekk_lenkene(aktor=lest.systemet, now=NAA, prov=prov) == 0
    settings.LENKESJEKK = True
    for natt in range(1, 4):
        sjekk_lenkene(aktor=lest.systemet, now=NAA + natt * DAG, prov=prov)
    assert len(set(spurt)) == Ressurs.objects.filter(tatt_ut__isnull=True).count()
    assert dembra.url not in spurt
    nett.refresh_from_db()
    assert (nett.sjekk, nett.sjekket_av) == ("virker_ikke", lest.systemet)
    for url in (
        "http://example.no/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "https://10.0.0.1/",
    ):
        with pytest.raises(IkkeOffentlig):
            krev_offentlig(url)


def test_en_frist_som_er_passert_sies_ikke_som_om_den_kommer(lest: Rollebesetning, client: Client) -> None:
    def forsiden(naar: datetime) -> str:
        with time_machine.travel(naar, tick=False):
            client.force_login(lest.ansatt)
            return client.get(reverse("forside")).content.decode()

    # On the day itself there is still time.
    assert "og bekreft innen 24. november" in forsiden(NAA + 14 * DAG)
    assert "og bekreft. Fristen var 24. november" in forsiden(NAA + 15 * DAG)
