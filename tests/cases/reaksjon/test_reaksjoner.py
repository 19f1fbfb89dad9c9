"""Reactions and agreements: written by those who lead, heard first, and never in the other pupil's papers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cases.dokumenter.pdf import tiltaksplan_html
from cases.evaluering.models import Avslutning
from cases.reaksjon import actions, queries
from cases.reaksjon.actions import Avtaledata, Avtalesamtaledata, Reaksjonsdata
from cases.reaksjon.models import Avtalesamtale, Reaksjon, Samarbeidsavtale
from cases.reaksjon.pdf import avtale_html, reaksjon_html, som_pdf
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import FOR_LEDERE, TALEMAATER, Hendelsestype
from cases.sak.models import Hendelse, Oppslag
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.planer import vedtatt
from tests.cases.sak.hjelp import gi, hent, send
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    """Nora's sak, where Jonas may have offended."""
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    sak.involverte.create(rolle="mulig_krenker", kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    return sak


def reaksjon(roller: Rollebesetning, sak: Sak, aktor: Bruker | None = None, **felter: Any) -> Reaksjon:
    data = {
        "elev": roller.annen_elev,
        "dato": I_DAG,
        "regel": "Ikke slå andre.",
        "hendelse": "Jonas dyttet Nora Eggen i trappa.",
        "reaksjon": "Snakket med rektor.",
        "bestemt_av": roller.rektor,
        "elev_hort": True,
        "elevens_forklaring": "Jeg ble sint på Nora.",
        **felter,
    }
    return actions.registrer_reaksjon(aktor=aktor or roller.rektor, sak_id=sak.pk, data=Reaksjonsdata(**data), now=NAA)


def avtale(roller: Rollebesetning, sak: Sak, aktor: Bruker | None = None, **felter: Any) -> Samarbeidsavtale:
    data = {
        "elev": roller.annen_elev,
        "dato": I_DAG,
        "deltakere": "Jonas, mor og rektor",
        "avtalt": "Jonas holder seg ved ballbingen når Nora er ved huskene.",
        "folges_opp_av": roller.kontaktlarer,
        "neste_samtale": I_DAG + timedelta(days=7),
        **felter,
    }
    return actions.inngaa_avtale(aktor=aktor or roller.rektor, sak_id=sak.pk, data=Avtaledata(**data), now=NAA)


@pytest.mark.regel("L-N.1")
def test_rektor_skriver_reaksjonen_og_loggen_sier_ikke_om_hvem(roller: Rollebesetning, sak: Sak) -> None:
    rad = reaksjon(roller, sak)
    assert (rad.registrert, rad.registrert_av) == (NAA, roller.rektor)
    linje = Hendelse.objects.get(sak=sak, type="reaksjon")
    assert (linje.aktor, linje.objekt_id, linje.data) == (roller.rektor, rad.pk, {})
    for type_ in ("reaksjon", "reaksjon_tillegg", "samarbeidsavtale", "avtalesamtale"):
        assert type_ in FOR_LEDERE
        assert not TALEMAATER[Hendelsestype(type_)].til_hjemmet


@pytest.mark.regel("L-N.1")
@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"elev_hort": True, "elevens_forklaring": " "}, "elevens_forklaring"),
        ({"elev_hort": False, "elevens_forklaring": ""}, "ikke_hort_grunn"),
        ({"dato": I_DAG + timedelta(days=1)}, "dato"),
        ({"foresatte_informert": I_DAG + timedelta(days=1)}, "foresatte_informert"),
    ],
)
def test_eleven_skal_hores_og_datoene_skal_ha_vaert(
    roller: Rollebesetning, sak: Sak, felter: dict[str, Any], felt: str
) -> None:
    with pytest.raises(Regelbrudd) as feil:
        reaksjon(roller, sak, **felter)
    assert [b.felt for b in feil.value.brudd] == [felt]
    assert not Reaksjon.objects.exists()


def test_bare_en_elev_saken_nevner_og_en_voksen_paa_skolen(roller: Rollebesetning, sak: Sak) -> None:
    for felter in ({"elev": roller.elev}, {"elev": roller.elev_maere}, {"bestemt_av": roller.rektor_maere}):
        with pytest.raises(Regelbrudd):
            reaksjon(roller, sak, **felter)
    with pytest.raises(Regelbrudd):
        avtale(roller, sak, elev=roller.elev)
    with pytest.raises(Regelbrudd):
        avtale(roller, sak, neste_samtale=I_DAG)


def test_i_en_avsluttet_sak_skrives_ingen_ny_men_avtalen_kan_folges_opp(roller: Rollebesetning, sak: Sak) -> None:
    rad, avtalen = reaksjon(roller, sak), avtale(roller, sak)
    sak.refresh_from_db()
    sak.avsluttet, sak.neste_frist, sak.neste_frist_type = NAA, None, ""
    sak.save()
    Avslutning.objects.create(
        sak=sak,
        grunn="flyttet",
        begrunnelse="Flyttet",
        elevens_syn="…",
        foresattes_syn="…",
        barnets_beste="…",
        tid=NAA,
        av=roller.rektor,
    )
    for dor in (reaksjon, avtale):
        with pytest.raises(Regelbrudd):
            dor(roller, sak)
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk, "now": NAA}
    actions.legg_til_reaksjon(reaksjon_id=rad.pk, tekst="", foresatte_informert=I_DAG, **felles)
    data = Avtalesamtaledata(dato=I_DAG, hvordan_gaar_det="Fint.", ferdig=True)
    actions.snakk_om_avtale(avtale_id=avtalen.pk, data=data, **felles)
    assert Avtalesamtale.objects.get().ferdig


def test_bare_de_som_leder_saken_kommer_gjennom_dorene(roller: Rollebesetning, sak: Sak) -> None:
    gi(roller.rektor, sak, roller.ansatt, skrive=True)
    for person in (roller.kontaktlarer, roller.ansatt):
        for dor in (reaksjon, avtale):
            with pytest.raises(IkkeTilgang):
                dor(roller, sak, person)
    for person in (roller.rektor_maere, roller.sektorleder, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            reaksjon(roller, sak, person)
    assert not Reaksjon.objects.exists()


def test_reaksjon_og_avtale_i_en_annen_sak_finnes_ikke(roller: Rollebesetning, sak: Sak) -> None:
    rad, avtalen = reaksjon(roller, sak), avtale(roller, sak)
    annen = lag_sak(roller)
    with pytest.raises(IkkeFunnet):
        actions.legg_til_reaksjon(
            aktor=roller.rektor, sak_id=annen.pk, reaksjon_id=rad.pk, tekst="x", foresatte_informert=None, now=NAA
        )
    data = Avtalesamtaledata(dato=I_DAG, hvordan_gaar_det="x", ferdig=True)
    with pytest.raises(IkkeFunnet):
        actions.snakk_om_avtale(aktor=roller.rektor, sak_id=annen.pk, avtale_id=avtalen.pk, data=data, now=NAA)


def test_enten_neste_samtale_eller_ferdig_og_etter_ferdig_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    avtalen = avtale(roller, sak)

    def snakk(**felter: Any) -> None:
        data = Avtalesamtaledata(**{"dato": I_DAG, "hvordan_gaar_det": "Bedre.", **felter})
        actions.snakk_om_avtale(aktor=roller.rektor, sak_id=sak.pk, avtale_id=avtalen.pk, data=data, now=NAA)

    dager = [I_DAG - timedelta(days=1), I_DAG, I_DAG + timedelta(days=1), I_DAG + timedelta(days=14)]
    for felter in (
        {},
        {"ferdig": True, "neste_samtale": dager[3]},
        {"neste_samtale": dager[1]},
        {"dato": dager[2], "neste_samtale": dager[3]},
        {"dato": dager[0], "neste_samtale": dager[3]},
    ):
        with pytest.raises(Regelbrudd):
            snakk(**felter)
    snakk(neste_samtale=dager[3])
    (linje,) = queries.avtaler(sak, I_DAG)
    assert (linje.neste, linje.passert, linje.ferdig) == (dager[3], False, False)
    assert queries.avtaler(sak, dager[3] + timedelta(days=1))[0].passert
    snakk(ferdig=True)
    assert queries.avtaler(sak, I_DAG)[0].ferdig
    with pytest.raises(Regelbrudd, match="Avtalen er ferdig"):
        snakk(ferdig=True)


def test_ingenting_kan_endres_eller_slettes(roller: Rollebesetning, sak: Sak) -> None:
    for rad in (reaksjon(roller, sak), avtale(roller, sak)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rad.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            rad.delete()


def test_alt_eller_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    with siste_skriving_nektes():
        reaksjon(roller, sak)
    assert not Reaksjon.objects.exists()
    assert not Hendelse.objects.exists()


# -- not in the other's papers -------------------------------------------------------------------------------------


def test_elevens_egen_plan_har_ikke_et_ord_av_det(roller: Rollebesetning, sak: Sak) -> None:
    reaksjon(roller, sak, reaksjon="Zqhemmelig reaksjon")
    avtale(roller, sak, avtalt="Zqhemmelig avtale")
    sak.refresh_from_db()
    assert "Zqhemmelig" not in tiltaksplan_html(sak, vedtatt(sak, roller.rektor))


def test_den_andre_elevens_papir_har_ingen_andre_elevers_navn_og_ikke_sakens_nummer(
    roller: Rollebesetning, sak: Sak
) -> None:
    reaksjon(roller, sak)
    avtale(roller, sak)
    sak.refresh_from_db()
    for html in (
        reaksjon_html(sak, queries.reaksjoner(sak)[0]),
        avtale_html(sak, queries.avtaler(sak, I_DAG)[0]),
    ):
        assert "Jonas" in html
        assert "Nora" not in html
        assert "Eggen" not in html
        assert "Elev B" in html
        assert sak.nummer not in html
    assert som_pdf(html).startswith(b"%PDF")


# -- the pages -----------------------------------------------------------------------------------------------------

UTFYLT = {
    "dato": "2026-11-10",
    "hendelse": "Dyttet en annen i trappa.",
    "regel": "Ikke slå andre.",
    "reaksjon": "Snakket med rektor.",
    "elev_hort": "ja",
    "elevens_forklaring": "Det var et uhell.",
}


def lenke(navn: str, sak: Sak, *argumenter: Any) -> str:
    return reverse(f"reaksjon:{navn}", args=[sak.nummer, *argumenter])


def test_fra_sakens_side_til_papiret(roller: Rollebesetning, sak: Sak) -> None:
    rektor = roller.rektor
    assert lenke("oversikt", sak) in hent(rektor, reverse("sak:vis", args=[sak.nummer])).content.decode()
    assert "Skriv reaksjon" in hent(rektor, lenke("oversikt", sak)).content.decode()
    felter = {**UTFYLT, "elev": roller.annen_elev.pk, "bestemt_av": rektor.pk}
    assert send(rektor, lenke("ny", sak), felter).status_code == 302
    rad = Reaksjon.objects.get()
    svar = send(rektor, lenke("tillegg", sak, rad.pk), {"foresatte_informert": "2026-11-10", "tekst": "Ringte mor."})
    assert svar.status_code == 302
    avtalefelter = {
        "elev": roller.annen_elev.pk,
        "dato": "2026-11-10",
        "deltakere": "Jonas og rektor",
        "avtalt": "Holder avstand.",
        "folges_opp_av": roller.kontaktlarer.pk,
        "neste_samtale": "2026-11-17",
    }
    assert send(rektor, lenke("ny_avtale", sak), avtalefelter).status_code == 302
    avtalen = Samarbeidsavtale.objects.get()
    samtale = {"dato": "2026-11-10", "hvordan_gaar_det": "Han prøver.", "neste_samtale": "2026-11-24"}
    assert send(rektor, lenke("avtalesamtale", sak, avtalen.pk), samtale).status_code == 302
    side = hent(rektor, lenke("oversikt", sak)).content.decode()
    for ventet in ("Det var et uhell.", "Ringte mor.", "Holder avstand.", "Han prøver.", "Neste samtale 24. november"):
        assert ventet in side
    for navn, rad_id in (("pdf", rad.pk), ("avtale_pdf", avtalen.pk)):
        assert hent(rektor, lenke(navn, sak, rad_id)).content.startswith(b"%PDF")
    assert Oppslag.objects.filter(sak=sak, hva=Oppslag.Hva.EKSPORT).count() == 2
    assert hent(rektor, lenke("pdf", sak, 999_999)).status_code == 404


def test_det_som_mangler_sies_og_det_skrevne_staar(roller: Rollebesetning, sak: Sak) -> None:
    rad, avtalen = reaksjon(roller, sak), avtale(roller, sak)
    felter = {**UTFYLT, "elev": roller.annen_elev.pk, "bestemt_av": roller.rektor.pk, "elev_hort": "nei"}
    for adresse, sendt, ventet, staar in (
        (lenke("ny", sak), felter, "Skriv hvorfor eleven ikke fikk forklare seg først.", "Dyttet en annen i trappa."),
        (lenke("ny_avtale", sak), {"avtalt": "Må stå"}, "Fyll ut dette feltet.", "Må stå"),
        (
            lenke("avtalesamtale", sak, avtalen.pk),
            {"dato": "2026-11-10", "hvordan_gaar_det": "Må stå"},
            "Velg dato",
            "Må stå",
        ),
        (
            lenke("tillegg", sak, rad.pk),
            {"foresatte_informert": "2027-01-01", "tekst": "Må stå"},
            "fram i tid",
            "Må stå",
        ),
    ):
        svar = send(roller.rektor, adresse, sendt)
        side = svar.content.decode()
        assert svar.status_code == 422, adresse
        assert ventet in side
        assert staar in side


def test_den_som_folger_opp_leser_men_skriver_ikke_og_kontaktlarer_ser_ikke(roller: Rollebesetning, sak: Sak) -> None:
    reaksjon(roller, sak)
    sak.refresh_from_db()
    sak.alvorlig, sak.alvorlig_vurdert = True, NAA
    sak.save()
    side = hent(roller.sektorleder, lenke("oversikt", sak)).content.decode()
    assert "Snakket med rektor." in side
    assert "Skriv reaksjon" not in side
    assert hent(roller.sektorleder, lenke("ny", sak)).status_code == 403
    assert hent(roller.kontaktlarer, lenke("oversikt", sak)).status_code == 403
    assert hent(roller.ansatt, lenke("oversikt", sak)).status_code == 404
    for adresse in (reverse("sak:vis", args=[sak.nummer]), reverse("sak:logg", args=[sak.nummer])):
        side = hent(roller.kontaktlarer, adresse).content.decode()
        assert "reaksjon" not in side.lower()


def test_siden_koster_like_mye_med_mange(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    reaksjon(roller, sak)
    avtale(roller, sak)
    for_ = antall(client, roller.rektor, lenke("oversikt", sak))
    for _gang in range(4):
        reaksjon(roller, sak)
        avtale(roller, sak, dato=date(2026, 11, 9))
    assert antall(client, roller.rektor, lenke("oversikt", sak)) <= for_
