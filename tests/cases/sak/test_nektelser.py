"""Deny beats everything: accused, of an accused leadership, linked saker, inhabil, near; whatever else one holds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from cases.melding.actions import Mottaksdata, Mottakselev, ta_imot
from cases.melding.models import Melding, Mottaker
from cases.melding.queries import egen
from cases.overlevering.nattkontroll import si_fra_om_foreldrelose
from cases.sak import access, queries
from cases.sak.actions import legg_til_involvert
from cases.sak.habilitet import rut_inhabile
from cases.sak.hadde_sett import stengte
from cases.sak.models import Eier, Inhabilitet, Involvert, Sak, Saktilgang
from cases.sak.ruting import Involvertdata
from cases.saksliste.queries import Spor, Utvalg, liste
from cases.tiltaksplan.access import egne_tiltak, kan_ha_tiltak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Kontaktlarer, Naerstaende, Rolle, Rolletildeling
from tests.cases.planer import vedtatt
from tests.cases.sak.hjelp import LEDE, LESE, gi, hent, hvem, kan, nevn, send, tildel
from tests.cast import I_DAG, NAA, bruker
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from datetime import date

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def _gi_forbi_doren(sak: Sak, person: object, kodenavn: str = "les_sak") -> None:
    from django.contrib.auth.models import Permission  # noqa: PLC0415 - after the apps are loaded

    Saktilgang.objects.create(
        user=person,
        content_object=sak,
        permission=Permission.objects.get(codename=kodenavn),
        formaal="x",
        gyldig_til=I_DAG + timedelta(days=30),
        gitt_av=person,
        gitt=NAA,
    )


@pytest.mark.parametrize("fullmakt", [True, False])
@pytest.mark.parametrize("rolle", [Rolle.REKTOR, Rolle.AVDELINGSLEDER, Rolle.SFO_LEDER])
def test_ingen_i_en_meldt_ledelse_ser_saken_uansett_hva_mer_de_har(
    roller: Rollebesetning, rolle: Rolle, fullmakt: bool
) -> None:
    leder = bruker("Leder Egge")
    tildel(leder, rolle, roller.egge, fullmakt=fullmakt)
    tildel(leder, Rolle.SEKTORLEDER, None)
    tildel(leder, Rolle.KOMMUNALSJEF, None)
    Kontaktlarer.objects.create(klasse=roller.klasse, bruker=leder, fra=I_DAG)
    sak = lag_sak(roller, ledelse=True)
    for kodenavn in ("les_sak", "skriv_i_sak", "led_sak"):
        _gi_forbi_doren(sak, leder, kodenavn)
    assert not kan(leder, sak)
    assert not kan(leder, sak, LEDE)
    assert not access.tellbare(leder, I_DAG).filter(pk=sak.pk).exists()
    assert not kan_ha_tiltak(leder, sak.pk, I_DAG)


def test_den_som_gikk_ut_av_ledelsen_etter_at_skolen_fikk_vite_ser_den_fortsatt_ikke(roller: Rollebesetning) -> None:
    leder = bruker("Leder Egge", (Rolle.ANSATT, roller.egge))
    rad = tildel(leder, Rolle.SFO_LEDER, roller.egge, til=I_DAG)
    sak = lag_sak(roller, ledelse=True)
    _gi_forbi_doren(sak, leder)
    assert not kan(leder, sak, dag=I_DAG + timedelta(days=20))
    rad.til = I_DAG - timedelta(days=1)
    rad.save()
    # The role ended before the school knew of this sak.
    assert kan(leder, sak, dag=I_DAG)


def test_ledelsen_ved_en_annen_skole_er_ikke_nektet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=True)
    _gi_forbi_doren(sak, roller.rektor_maere)
    assert kan(roller.rektor_maere, sak)


@pytest.mark.parametrize("til", [None, I_DAG])
def test_en_sektorleder_av_skolens_ledelse_faar_ikke_saken_naar_en_leder_ingen_kjenner_meldes(
    roller: Rollebesetning, til: date | None
) -> None:
    """What the door has just learnt is not stored yet, and counts."""
    tildel(roller.sektorleder, Rolle.SFO_LEDER, roller.egge, til=til)
    sak = lag_sak(roller)
    data = Involvertdata(kategori=Involvert.Kategori.LEDER, beskrivelse="En på kontoret")
    legg_til_involvert(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    sak.refresh_from_db()
    assert (sak.ledelse_innmeldt, sak.eier, sak.ansvarlig) == (True, Eier.KOMMUNALSJEF, roller.kommunalsjef)
    assert not kan(roller.sektorleder, sak)


def test_en_rektor_ved_to_skoler_leder_saken_om_en_ansatt_her_som_leder_bare_ved_den_andre(
    roller: Rollebesetning,
) -> None:
    """The leadership that is accused is the one at the sak's school (L-5.3): else nobody at the school leads it."""
    tildel(roller.rektor, Rolle.REKTOR, roller.maere)
    tildel(roller.anklaget, Rolle.AVDELINGSLEDER, roller.maere)
    sak = lag_sak(roller)
    nevn(roller.rektor, sak, roller.anklaget)
    assert (sak.skjerpet, sak.ledelse_innmeldt, sak.eier) == (True, False, "skole")
    assert kan(roller.rektor, sak, LEDE)
    assert roller.rektor.pk not in stengte(sak)
    assert rut_inhabile(NAA) == 0
    # At the school where both lead, it is the leadership.
    der = lag_sak(roller, elev=roller.elev_maere)
    anklag(der, roller.anklaget)
    assert not kan(roller.rektor, der)
    assert roller.rektor.pk in stengte(der)


def test_en_meldt_ansatt_som_blir_leder_tar_innsynet_fra_hele_ledelsen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    assert kan(roller.rektor, sak)
    tildel(roller.anklaget, Rolle.AVDELINGSLEDER, roller.egge, fra=I_DAG)
    assert not kan(roller.rektor, sak)


@pytest.mark.parametrize(
    ("leders_siste", "meldtes_siste", "nektet"),
    [(None, None, True), (0, 0, True), (-1, None, False), (None, -1, False)],
)
def test_ledelsen_er_de_som_satt_der_da_skolen_fikk_vite_ogsaa_naar_den_ansatte_ble_leder_siden(
    roller: Rollebesetning, leders_siste: int | None, meldtes_siste: int | None, nektet: bool
) -> None:
    """Both to the day: one who went out of it before, and one who was no leader any more when they were named."""
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    _gi_forbi_doren(sak, roller.ansatt)
    for person, siste in ((roller.ansatt, leders_siste), (roller.anklaget, meldtes_siste)):
        tildel(person, Rolle.SFO_LEDER, roller.egge, til=None if siste is None else I_DAG + timedelta(days=siste))
    assert kan(roller.ansatt, sak) is not nektet
    assert (roller.ansatt.pk in stengte(sak)) is nektet


def test_den_som_meldes_mister_alle_sakene_fra_samme_melding(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    soskensak = lag_sak(roller, elev=roller.annen_elev, gruppe=sak.gruppe, delt_med_kontaktlarer=True)
    fremmed = lag_sak(roller, elev=roller.annen_elev, delt_med_kontaktlarer=True)
    for en in (sak, soskensak, fremmed):
        assert kan(roller.kontaktlarer, en)
    nevn(roller.rektor, sak, roller.kontaktlarer)
    assert not kan(roller.kontaktlarer, sak)
    assert not kan(roller.kontaktlarer, soskensak)
    assert kan(roller.kontaktlarer, fremmed)
    assert kan(roller.rektor, soskensak)


def test_en_rektor_som_meldes_siden_leder_heller_ikke_sosknenes_saker_og_skolen_faar_ikke_vite_at_ingen_gjor(
    roller: Rollebesetning,
) -> None:
    tildel(roller.avdelingsleder, Rolle.AVDELINGSLEDER, roller.egge, fullmakt=True)
    sak = lag_sak(roller)
    soskensak = lag_sak(roller, elev=roller.annen_elev, gruppe=sak.gruppe)
    nevn(roller.avdelingsleder, sak, roller.rektor)
    soskensak.refresh_from_db()
    assert (soskensak.eier, soskensak.ansvarlig) == (Eier.SKOLEEIER, roller.sektorleder)
    assert [kan(p, soskensak, LEDE) for p in (roller.sektorleder, roller.avdelingsleder)] == [True, False]
    assert si_fra_om_foreldrelose(NAA + timedelta(days=1)) == 0
    assert not Varsel.objects.filter(mottaker__in=[roller.rektor, roller.avdelingsleder]).exists()


def test_den_som_meldes_mister_ogsaa_saken_meldingen_ble_lagt_til_i(roller: Rollebesetning) -> None:
    gammel = lag_sak(roller, elev=roller.annen_elev, delt_med_kontaktlarer=True)
    fremmed = lag_sak(roller, elev=roller.annen_elev, delt_med_kontaktlarer=True)
    melding = lag_melding(roller)
    ny, gammels = melding.elever.get(), melding.elever.create(elev=roller.annen_elev)
    data = Mottaksdata(
        elever=(Mottakselev(ny.pk, roller.elev), Mottakselev(gammels.pk, roller.annen_elev, gammel.pk)),
        del_med_kontaktlarer=True,
    )
    sak, lagt_til_i = ta_imot(aktor=roller.rektor, nummer=melding.nummer, data=data, now=NAA)
    assert lagt_til_i == gammel
    for en in (sak, gammel, fremmed):
        assert kan(roller.kontaktlarer, en)
    # Named in one of them when it is looked into.
    nevn(roller.rektor, sak, roller.kontaktlarer)
    assert not kan(roller.kontaktlarer, sak)
    assert not kan(roller.kontaktlarer, gammel)
    assert kan(roller.kontaktlarer, fremmed)
    assert kan(roller.rektor, gammel)
    assert stengte(gammel) == {roller.kontaktlarer.pk}
    # But not one who has seen something.
    sett = sak.involverte.get(ansatt=roller.kontaktlarer)
    sett.rolle = Involvert.Rolle.VITNE
    sett.save()
    assert kan(roller.kontaktlarer, gammel)
    assert not stengte(gammel)


def test_nektelsen_gjelder_lister_tall_sok_logg_og_klassevalg(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, ledelse=False, delt_med_kontaktlarer=True)
    om_en_uke = NAA + timedelta(days=7)
    assert queries.nokkeltall(roller.kontaktlarer, I_DAG, NAA, om_en_uke).aapne == 1
    anklag(sak, roller.kontaktlarer)
    assert queries.nokkeltall(roller.kontaktlarer, I_DAG, NAA, om_en_uke).aapne == 0
    assert queries.klassevalg(roller.kontaktlarer, I_DAG) == []
    funnet = liste(Utvalg(q="nora", vis="alle"), Spor(roller.kontaktlarer, I_DAG, NAA), side=1)
    assert (funnet.ark.paginator.count, funnet.linjer) == (0, [])
    for rute in ("vis", "personer", "logg"):
        assert hent(roller.kontaktlarer, reverse(f"sak:{rute}", args=[sak.nummer])).status_code == 404
    assert "Nora" not in hent(roller.kontaktlarer, "/").content.decode()


def test_egne_tiltak_og_varsler_folger_samme_nektelse(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    soskensak = lag_sak(roller, elev=roller.annen_elev, gruppe=sak.gruppe)
    vedtatt(soskensak, roller.rektor)
    Tiltak.objects.create(
        plan=Tiltaksplan.objects.get(sak=soskensak), beskrivelse="Møter ved døra", fra=I_DAG, ansvarlig=roller.ansatt
    )
    gi(roller.rektor, soskensak, roller.ansatt)
    assert egne_tiltak(roller.ansatt, I_DAG).count() == 1
    assert Varsel.objects.synlige_for(roller.ansatt, I_DAG).filter(sak=soskensak).exists()
    nevn(roller.rektor, sak, roller.ansatt)
    assert not egne_tiltak(roller.ansatt, I_DAG).exists()
    assert not Varsel.objects.synlige_for(roller.ansatt, I_DAG).filter(sak=soskensak).exists()
    assert not kan_ha_tiltak(roller.ansatt, soskensak.pk, I_DAG)


@pytest.mark.parametrize("grunn", ["inhabil", "naer", "foresatt"])
def test_inhabil_og_naer_er_nektet_ogsaa_med_tilgang(roller: Rollebesetning, grunn: str) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.ansatt)
    assert kan(roller.ansatt, sak)
    match grunn:
        case "inhabil":
            Inhabilitet.objects.create(sak=sak, bruker=roller.ansatt, grunn="Nabo", fra=NAA)
        case "naer":
            Naerstaende.objects.create(bruker=roller.ansatt, elev=roller.elev, relasjon="Tante")
        case _:
            roller.forelder.bruker = roller.ansatt
            roller.forelder.save()
    assert not kan(roller.ansatt, sak)


def test_en_meldt_melders_egen_melding_viser_bare_at_den_folges_opp(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, avsluttet=NAA)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor, lest=NAA)
    foer = egen(roller.ansatt, melding.nummer, I_DAG)
    assert foer is not None
    assert str(foer.status) == "Avsluttet"
    anklag(sak, roller.ansatt)
    etter = egen(roller.ansatt, melding.nummer, I_DAG)
    assert etter is not None
    assert (str(etter.status), etter.bare_status) == ("Følges opp", True)
    side = hent(roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).content.decode()
    assert "Følges opp" in side
    assert "Lest " not in side
    assert "Hvem har meldingen" not in side
    assert melding.hva_skjedde in side
    assert sak.nummer not in side
    assert "Avsluttet" not in hent(roller.ansatt, reverse("melding:mine")).content.decode()


def test_databasen_tar_ikke_imot_en_meldt_leder_uten_at_saken_sier_det(roller: Rollebesetning) -> None:
    """The denials ask the sak alone whether its leadership is accused: then it must be true of every sak."""
    sak, meldt = lag_sak(roller), lag_sak(roller, ledelse=True)

    def til_slutten() -> None:
        with connection.cursor() as peker:
            peker.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def leder(i: Sak, rolle: str = "mulig_krenker") -> Involvert:
        return Involvert.objects.create(sak=i, rolle=rolle, kategori="leder", beskrivelse="En leder", lagt_til=NAA)

    nektes = pytest.raises(IntegrityError, match="a leader is accused")
    with nektes, transaction.atomic():
        leder(sak)
        til_slutten()
    with nektes, transaction.atomic():
        vitne = leder(sak, "vitne")
        til_slutten()
        vitne.rolle = "mulig_krenker"
        vitne.save()
    # Named first and marked after, within the same act, as the door does it.
    leder(sak)
    sak.skjerpet, sak.eier, sak.ledelse_innmeldt = True, Eier.SKOLEEIER, True
    sak.save()
    til_slutten()
    for i in (sak, meldt):
        i.ledelse_innmeldt = False
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            i.save()
        assert not kan(roller.rektor, i)


def test_ledelsen_ser_ikke_meldingen_naar_saken_den_ble_til_gaar_forbi_dem(roller: Rollebesetning) -> None:
    Rolletildeling.objects.filter(bruker=roller.avdelingsleder).update_or_create(
        bruker=roller.avdelingsleder,
        defaults={"fullmakt": True, "rolle": Rolle.AVDELINGSLEDER, "skole": roller.egge, "fra": I_DAG},
    )
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    assert melding in Melding.objects.visible_to(roller.avdelingsleder, I_DAG)
    nevn(roller.rektor, sak, roller.rektor)
    for leder in (roller.rektor, roller.avdelingsleder):
        assert melding not in Melding.objects.visible_to(leder, I_DAG)
    # Who leads it now reads what it came from.
    assert melding in Melding.objects.visible_to(roller.sektorleder, I_DAG)


def test_en_leder_som_ogsaa_er_sektorleder_faar_ikke_meldingen_om_sin_egen_ledelse(roller: Rollebesetning) -> None:
    tildel(roller.avdelingsleder, Rolle.SEKTORLEDER, None)
    melding = lag_melding(roller, ansatt=roller.rektor, mottaker=Mottaker.SKOLEEIER, skjerpet=True)
    assert melding not in Melding.objects.visible_to(roller.avdelingsleder, I_DAG)
    assert melding in Melding.objects.visible_to(roller.sektorleder, I_DAG)


def test_kontaktlarer_ser_ikke_hvilken_kollega_en_delt_12_5_sak_gjelder(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    anklag(sak, roller.anklaget)
    gi(roller.rektor, sak, roller.stotte)
    adresse = reverse("sak:personer", args=[sak.nummer])
    for person in (roller.kontaktlarer, roller.stotte):
        # The word stands in the list of persons one may add, for one who may write; not among those the sak names.
        nevnt = hent(person, adresse).content.decode().split("Andre saken nevner")[1].split("</ul>")[0]
        assert "En som arbeider på skolen" in nevnt
        assert "Anklaget Egge" not in nevnt
    for person in (roller.rektor, roller.sektorleder):
        assert "Anklaget Egge" in hent(person, adresse).content.decode()


def test_aa_nevne_en_kollega_svarer_ikke_paa_om_det_er_hen_saken_gjelder(roller: Rollebesetning) -> None:
    """Who may write and is not shown the name is answered the same, whether they hit or not."""

    def svar(person: Bruker, nevnt: Bruker) -> tuple[int, str, list[str]]:
        sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
        anklag(sak, roller.anklaget)
        felter = {"rolle": "mulig_krenker", "kategori": "ansatt", "ansatt": nevnt.pk}
        sendt = send(person, reverse("sak:legg_til_involvert", args=[sak.nummer]), felter)
        sidene = [
            hent(person, reverse(f"sak:{navn}", args=[sak.nummer])).content.decode() for navn in ("personer", "logg")
        ]
        nevnte = sidene[0].split("Andre saken nevner")[1].split("</ul>")[0]
        return sendt.status_code, nevnte, re.findall(r'hendelse__setning">([^<]*)<', sidene[1])

    assert svar(roller.kontaktlarer, roller.anklaget) == svar(roller.kontaktlarer, roller.ansatt)
    assert (
        Involvert.objects.filter(ansatt=roller.anklaget).count() == Involvert.objects.values("sak").distinct().count()
    )
    # Who leads it is told, and sees each of them.
    assert svar(roller.rektor, roller.anklaget)[0] == 422
    assert svar(roller.rektor, roller.ansatt)[1].count("<li>") == 2


def test_vitne_er_ikke_nektet(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    Involvert.objects.create(
        sak=sak,
        rolle=Involvert.Rolle.VITNE,
        kategori=Involvert.Kategori.ANSATT,
        ansatt=roller.kontaktlarer,
        lagt_til=NAA,
    )
    assert kan(roller.kontaktlarer, sak)
    # Nor does one who leads, and has seen something, take the sak from the others who do.
    Involvert.objects.create(
        sak=sak, rolle=Involvert.Rolle.VITNE, kategori=Involvert.Kategori.ANSATT, ansatt=roller.ansatt, lagt_til=NAA
    )
    tildel(roller.ansatt, Rolle.AVDELINGSLEDER, roller.egge)
    assert kan(roller.rektor, sak)


def test_systemforvalter_og_personvernombud_ser_ingen_sak(roller: Rollebesetning) -> None:
    for sak in (lag_sak(roller), lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA), lag_sak(roller, ledelse=True)):
        assert not {"systemforvalter", "personvernombud", "stotte", "sluttet"} & hvem(roller, sak, LESE)
    assert lag_sak(roller, ledelse=True).eier == Eier.SKOLEEIER
