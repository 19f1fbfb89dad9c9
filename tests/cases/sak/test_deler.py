"""One who is let in by name sees the parts that were shared, the frame always, and what is internal never."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.dokumenter.slag import SLAG
from cases.sak import access
from cases.sak.actions import erklaer_inhabil, legg_til_involvert
from cases.sak.feil import IkkeTilgang, Regelbrudd
from cases.sak.hendelse import FOR_LEDERE, Hendelsestype, logg
from cases.sak.hvem_ser import hvem_ser
from cases.sak.loggens_deler import LINJENS_DELER, PAPIRETS_DEL
from cases.sak.models import Del, Involvert, Oppslag, Sak, Saktilgang
from cases.sak.ruting import Involvertdata
from cases.sok.queries import sok_i_tekst
from cases.undersokelse.actions import Observasjonsdata, registrer_observasjon
from cases.undersokelse.models import Samtale
from cases.undersokelse.referat import Samtaledata, registrer_samtale, rett_samtale
from cases.vedlegg.actions import Vedleggsdata, legg_ved_i_sak
from steinkjer_skolemiljo.organisation.models import Rolle
from tests.access import deler
from tests.cases.sak.hjelp import LESE, SKRIVE, gi, hent, kan, send, tildel
from tests.cast import I_DAG, NAA
from tests.factories import anklag, klarfil, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

SIDER = {
    Del.UNDERSOKELSE: "undersokelse:vis",
    Del.TILTAKSPLAN: "tiltaksplan:vis",
    Del.EVALUERING: "evaluering:vis",
    Del.PERSONER: "sak:personer",
    Del.LOGG: "sak:logg",
}


def koder(person: Bruker, sak: Sak) -> set[Del]:
    """The parts whose page opens."""
    return {del_ for del_, navn in SIDER.items() if hent(person, reverse(navn, args=[sak.nummer])).status_code == 200}


@pytest.mark.parametrize("deler", [set(), {Del.TILTAKSPLAN}, {Del.UNDERSOKELSE, Del.LOGG}, set(SIDER)])
def test_bare_delene_som_er_delt_kan_apnes_og_har_fane(roller: Rollebesetning, deler: set[Del]) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.stotte, deler=frozenset(deler))
    assert koder(roller.stotte, sak) == deler
    assert Oppslag.objects.filter(bruker=roller.stotte).count() == len(deler)
    rammen = hent(roller.stotte, reverse("sak:vis", args=[sak.nummer]))
    assert rammen.status_code == 200
    faner = rammen.content.decode().split('class="faner ')[1].split("</nav>")[0]
    assert {del_ for del_, navn in SIDER.items() if reverse(navn, args=[sak.nummer]) in faner} == deler
    assert ("Siste hendelser" in rammen.content.decode()) == (Del.LOGG in deler)


def test_avslaget_sier_hvem_som_kan_dele(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.stotte, deler=frozenset())
    svar = hent(roller.stotte, reverse("sak:logg", args=[sak.nummer]))
    assert svar.status_code == 403
    assert "ikke delt med deg. Den som leder saken" in svar.content.decode()
    # For one who sees nothing of it, it does not exist.
    assert hent(roller.ansatt, reverse("sak:logg", args=[sak.nummer])).status_code == 404


@pytest.mark.parametrize("deler", [{Del.DOKUMENTER}, {Del.TILTAKSPLAN}])
def test_kopien_av_planen_krever_baade_planen_og_dokumenter(roller: Rollebesetning, deler: set[Del]) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.stotte, deler=frozenset(deler))
    adresse = reverse("dokumenter:tiltaksplan", args=[sak.nummer])
    assert hent(roller.stotte, adresse).status_code == 403
    gi(roller.rektor, sak, roller.stotte, deler=frozenset({Del.DOKUMENTER, Del.TILTAKSPLAN}))
    # There is no plan.
    assert hent(roller.stotte, adresse).status_code == 404


def test_den_som_skal_skrive_maa_ha_noe_aa_skrive_i(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    with pytest.raises(Regelbrudd) as feil:
        gi(roller.rektor, sak, roller.stotte, skrive=True, deler=frozenset({Del.LOGG}))
    assert [b.felt for b in feil.value.brudd] == ["deler"]
    gi(roller.rektor, sak, roller.stotte, skrive=True, deler=frozenset({Del.TILTAKSPLAN}))
    assert kan(roller.stotte, sak, SKRIVE)
    assert access.may(roller.stotte, SKRIVE, sak.pk, I_DAG, Del.TILTAKSPLAN)
    assert not access.may(roller.stotte, SKRIVE, sak.pk, I_DAG, Del.UNDERSOKELSE)


def lenkene(person: Bruker, side: str, nummer: str) -> set[str]:
    """The doors of one sak that a page offers."""
    funnet = re.findall(r'href="([^"#?]+)', hent(person, side).content.decode())
    return {adresse for adresse in funnet if nummer in adresse}


@pytest.mark.parametrize(
    "deler",
    [{Del.TILTAKSPLAN}, {Del.UNDERSOKELSE}, {Del.TILTAKSPLAN, Del.LOGG}, {Del.UNDERSOKELSE, Del.DOKUMENTER}, set(Del)],
)
def test_hver_dor_den_som_skriver_i_noen_deler_blir_vist_kan_apnes(roller: Rollebesetning, deler: set[Del]) -> None:
    """On the pages of the sak, and in the lists: a button that answers no is worse than none."""
    # Late, so that it stands on the front page too.
    ny = lag_sak(roller, elev=roller.annen_elev, neste_frist=NAA - timedelta(days=1))
    sak = lag_sak(roller)
    samtale = Samtaledata(type=Samtale.Type.ELEV, dato=I_DAG, deltakere="To", sted="Rom", hva_sies="Alene")
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=samtale, now=NAA)
    # Has lists of saker by being kontaktlærer, of another class; no sak is shared with them.
    for rad in (ny, sak):
        gi(roller.rektor, rad, roller.kontaktlarer, skrive=True, deler=frozenset(deler))
    for rad in (ny, sak):
        egne = [
            reverse("sak:vis", args=[rad.nummer]),
            *(reverse(SIDER[d], args=[rad.nummer]) for d in deler if d in SIDER),
        ]
        dorer = {
            side: lenkene(roller.kontaktlarer, side, rad.nummer)
            for side in ("/", "/saker/", "/saker/?som=tavle", *egne)
        }
        stengte = [
            (side, dor)
            for side, alle in dorer.items()
            for dor in alle
            if hent(roller.kontaktlarer, dor).status_code == 403
        ]
        assert not stengte
        # And those that open are there.
        til_skriving = reverse("undersokelse:samtale", args=[rad.nummer])
        assert (til_skriving in dorer[egne[0]]) is (Del.UNDERSOKELSE in deler)
        assert (reverse("sak:noter", args=[rad.nummer]) in dorer[egne[0]]) is (Del.LOGG in deler)
    for liste in ("/", "/saker/"):
        steget = reverse("undersokelse:samtale", args=[ny.nummer])
        assert (steget in lenkene(roller.kontaktlarer, liste, ny.nummer)) is (Del.UNDERSOKELSE in deler), liste


def test_dorene_spor_om_delen_selv(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.stotte, skrive=True, deler=frozenset({Del.TILTAKSPLAN}))
    data = Observasjonsdata(dato=I_DAG, arena="Skolegården", observator="Meg", beskrivelse="Alene")
    with pytest.raises(IkkeTilgang, match="ikke delt med deg"):
        registrer_observasjon(aktor=roller.stotte, sak_id=sak.pk, data=data, now=NAA)
    involvert = Involvertdata(rolle=Involvert.Rolle.VITNE, kategori=Involvert.Kategori.UKJENT, beskrivelse="En nabo")
    with pytest.raises(IkkeTilgang, match="ikke delt med deg"):
        legg_til_involvert(aktor=roller.stotte, sak_id=sak.pk, data=involvert, now=NAA)
    gi(roller.rektor, sak, roller.stotte, skrive=True, deler=frozenset({Del.UNDERSOKELSE}))
    registrer_observasjon(aktor=roller.stotte, sak_id=sak.pk, data=data, now=NAA)
    # One who reads it is told that they may not write, and not that they may not see it.
    gi(roller.rektor, sak, roller.stotte, deler=frozenset({Del.UNDERSOKELSE}))
    with pytest.raises(IkkeTilgang, match="ikke skrive i den"):
        registrer_observasjon(aktor=roller.stotte, sak_id=sak.pk, data=data, now=NAA)


def test_den_som_har_saken_paa_annen_maate_ser_alt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    gi(roller.rektor, sak, roller.kontaktlarer, deler=frozenset())
    assert koder(roller.kontaktlarer, sak) == set(SIDER)


def test_internt_og_samtaler_med_ansatte_i_en_12_5_sak_vises_aldri(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    felles = {"sak": sak, "dato": I_DAG, "deltakere": "To", "registrert": NAA, "registrert_av": roller.rektor}
    Samtale.objects.create(type="elev", hva_sies="Zqelevens", internt_notat="Zqinternt", **felles)
    ansattes = Samtale.objects.create(type="ansatt", hva_sies="Zqansattes", **felles)
    fil = lag_vedlegg(sak, roller.rektor, klarfil("Zqfilnavn.txt"), til=ansattes)
    gi(roller.rektor, sak, roller.stotte)
    sider = [reverse(navn, args=[sak.nummer]) for navn in ("undersokelse:vis", "vedlegg:sak")]
    hentet = reverse("vedlegg:last_ned", args=[sak.nummer, fil.nokkel])
    for person in (roller.stotte, roller.kontaktlarer):
        alt = "".join(hent(person, side).content.decode() for side in sider)
        assert "Zqelevens" in alt
        assert not [ord_ for ord_ in ("Zqinternt", "Zqansattes", "Zqfilnavn", "ansatt-") if ord_ in alt]
        assert hent(person, hentet).status_code == 404
        assert hent(person, reverse("undersokelse:rett_samtale", args=[sak.nummer, ansattes.pk])).status_code in {
            403,
            404,
        }
    alt = "".join(hent(roller.rektor, side).content.decode() for side in sider)
    assert all(ord_ in alt for ord_ in ("Zqinternt", "Zqansattes", "Zqfilnavn"))
    assert hent(roller.rektor, hentet).status_code == 200
    # Where no employee is named, the kontaktlærer works in the whole investigation.
    sak.skjerpet = False
    sak.save()
    assert "Zqinternt" in hent(roller.kontaktlarer, sider[0]).content.decode()


def test_samtalen_med_en_ansatt_i_en_12_5_sak_etterlater_ingen_spor_for_den_som_ikke_ser_den(
    roller: Rollebesetning,
) -> None:
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    for gjest in (roller.stotte, roller.ansatt):
        gi(roller.rektor, sak, gjest, skrive=True)
    med = Samtaledata(
        type=Samtale.Type.ANSATT,
        dato=I_DAG,
        deltakere="To",
        sted="Kontoret",
        hva_sies="Zqord",
        neste_samtale=I_DAG + timedelta(days=3),
    )
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=replace(med, type=Samtale.Type.ELEV), now=NAA)
    registrer_samtale(aktor=roller.ansatt, sak_id=sak.pk, data=replace(med, takket_nei=True), now=NAA)
    ansattes = registrer_samtale(aktor=roller.ansatt, sak_id=sak.pk, data=med, now=NAA)
    legg_ved_i_sak(aktor=roller.rektor, sak_id=sak.pk, data=Vedleggsdata((klarfil(),), til=ansattes), now=NAA)
    sider = ("undersokelse:vis", "sak:logg", "sak:vis")
    spor_av_den = ("Samtale med ansatt", "Ansatt takket nei", "<strong>Ansatt</strong>")
    for person, ser in ((roller.rektor, True), (roller.kontaktlarer, False), (roller.stotte, False)):
        for navn in sider:
            side = hent(person, reverse(navn, args=[sak.nummer])).content.decode()
            assert "leven saken gjelder" in side
            assert any(spor in side for spor in spor_av_den) is ser
            assert (f"samtale-{ansattes.pk}" in side) is (ser and navn != "sak:vis")
        # Nor is the one who did nothing else in the sak among those the log may be read by.
        loggen = hent(person, reverse("sak:logg", args=[sak.nummer])).content.decode()
        assert (roller.ansatt.navn in loggen) is ser
        assert ("Filer ble lagt ved" in loggen) is ser
        fil = hent(person, reverse("undersokelse:avtaler", args=[sak.nummer])).content.decode()
        assert fil.count("BEGIN:VEVENT") == (2 if ser else 1)
        svar = send(person, reverse("undersokelse:sendt_hjem", args=[sak.nummer, ansattes.pk]), {})
        assert svar.status_code == (422 if ser else 404)


def test_det_som_ble_rettet_til_en_samtale_med_en_ansatt_i_en_12_5_sak_er_heller_ikke_for_alle(
    roller: Rollebesetning,
) -> None:
    """The form begins with «eleven»: what was written so by mistake stood there when the mistake was mended."""
    sak = lag_sak(roller, skjerpet=True, delt_med_kontaktlarer=True)
    gi(roller.rektor, sak, roller.stotte, skrive=True)
    data = Samtaledata(
        type=Samtale.Type.ELEV,
        dato=I_DAG,
        deltakere="To",
        sted="Rom",
        hva_sies="Zqfeiltastet",
        neste_samtale=I_DAG + timedelta(days=3),
    )
    tre = [registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)]
    for ny in (replace(data, sted="Kontoret"), replace(data, type=Samtale.Type.ANSATT)):
        rettet = rett_samtale(aktor=roller.rektor, sak_id=sak.pk, samtale_id=tre[-1].pk, data=ny, now=NAA)
        tre.append(rettet)
    fil = legg_ved_i_sak(aktor=roller.rektor, sak_id=sak.pk, data=Vedleggsdata((klarfil(),), til=tre[0]), now=NAA)[0]
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=replace(data, hva_sies="Zqelevens"), now=NAA)
    sider = [reverse(navn, args=[sak.nummer]) for navn in ("undersokelse:vis", "sak:logg", "sak:vis")]
    papirene = [
        *(reverse("dokumenter:papir", args=[sak.nummer, "referat", rad.pk, "elevmappe"]) for rad in tre[:2]),
        *(reverse("dokumenter:referat", args=[sak.nummer, rad.pk]) for rad in tre[:2]),
        reverse("vedlegg:last_ned", args=[sak.nummer, fil.nokkel]),
    ]
    for person, ser in ((roller.rektor, True), (roller.kontaktlarer, False), (roller.stotte, False)):
        alt = "".join(hent(person, side).content.decode() for side in sider)
        assert ("Zqfeiltastet" in alt) is ser
        assert "Zqelevens" in alt
        assert any(f"samtale-{rad.pk}" in alt for rad in tre) is ser
        assert ("rettet" in hent(person, sider[1]).content.decode()) is ser
        assert {hent(person, adresse).status_code == 200 for adresse in papirene} == {ser}
        assert bool(sok_i_tekst(person, I_DAG, "Zqfeiltastet", Sak.objects.visible_to(person, I_DAG)).ider) is ser


def test_loggen_viser_linjene_av_delene_som_er_delt_og_sine_egne(roller: Rollebesetning) -> None:
    deltsak = deler.lag(roller)
    sak, gjest = deltsak.sak, deltsak.folk["vikar"]
    frys(
        sak=sak, type=Dokument.Type.REFERAT, utgave=Dokument.Utgave.INTERN, objekt=sak.samtaler.get(), versjon=1,
        innhold=b"%PDF-1.7 referatet", filnavn="referat.pdf", aktor=roller.rektor, now=NAA,
    )  # fmt: skip
    for type_, ord_ in (
        (Hendelsestype.EVALUERING, {"versjon": 1, "svar": "delvis"}),
        (Hendelsestype.ETTERSJEKK, {"svar": "ja"}),
        (Hendelsestype.AVSLUTTET, {"grunn": "eleven er trygg"}),
    ):
        logg(sak, type_, aktor=roller.rektor, now=NAA, **ord_)
    linjer: dict[str, set[Del]] = {
        "Telefonsamtale": set(),
        "Saken ble opprettet": set(),
        "Samtale med": {Del.UNDERSOKELSE},
        "Observasjon.": {Del.UNDERSOKELSE},
        "ble vedtatt": {Del.TILTAKSPLAN},
        "ble evaluert": {Del.EVALUERING},
        "Ettersjekk med eleven": {Del.EVALUERING},
        "Saken ble avsluttet": {Del.EVALUERING},
        "fikk tilgang": {Del.PERSONER},
        "Filer ble lagt ved": {Del.DOKUMENTER, Del.UNDERSOKELSE},
        "Et referat ble lagret": {Del.DOKUMENTER, Del.UNDERSOKELSE},
        "Tiltaksplan, versjon 1, ble lagret": {Del.DOKUMENTER, Del.TILTAKSPLAN},
    }
    for delt in (set(), *({del_} for del_ in Del), {Del.DOKUMENTER, Del.TILTAKSPLAN}, set(Del)):
        gi(roller.rektor, sak, gjest, deler=frozenset({Del.LOGG, *delt}))
        side = hent(gjest, reverse("sak:logg", args=[sak.nummer])).content.decode()
        assert [ord_ for ord_, krevd in linjer.items() if ord_ in side] == [
            ord_ for ord_, krevd in linjer.items() if krevd <= delt
        ], delt
        forsiden = hent(gjest, reverse("sak:vis", args=[sak.nummer])).content.decode()
        hendelser = forsiden.split("Siste hendelser")[1].split("</ul>")[0]
        assert all(krevd <= delt for ord_, krevd in linjer.items() if ord_ in hendelser)


def test_hver_linje_i_loggen_er_av_en_del_eller_for_den_som_ser_alt() -> None:
    alle = {type_ for type_ in Hendelsestype if type_.value not in FOR_LEDERE and type_ not in LINJENS_DELER}
    assert alle == {
        Hendelsestype.VARSEL_GRUNNLOST,
        Hendelsestype.OVERLEVERT,
        Hendelsestype.NODINNSYN,
        Hendelsestype.INNSYNSLOGG_UTSKRIFT,
        Hendelsestype.OVERFORT_TIL_SKOLE,
        Hendelsestype.OVERFORT_FRA_SKOLE,
    }
    papirene = {slag.alle().model._meta.label_lower: slag.deler for slag in SLAG.values()}
    assert {navn: frozenset({del_}) for navn, del_ in PAPIRETS_DEL.items()}.items() <= papirene.items()


def test_hvorfor_andre_er_sluppet_inn_er_for_dem_som_leder_saken(roller: Rollebesetning) -> None:
    """Whom a sak names is hidden from colleagues; the reason somebody else leads it must not say it."""
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    gi(roller.rektor, sak, roller.stotte, formaal="Zqhjelper eleven i friminuttene")
    gi(roller.rektor, sak, roller.ansatt, formaal="Zqrektor er anklaget")
    side = reverse("sak:personer", args=[sak.nummer])
    sett = {
        person: [ord_ for ord_ in ("Zqhjelper", "Zqrektor") if ord_ in hent(person, side).content.decode()]
        for person in (roller.rektor, roller.stotte, roller.kontaktlarer)
    }
    assert sett == {roller.rektor: ["Zqhjelper", "Zqrektor"], roller.stotte: ["Zqhjelper"], roller.kontaktlarer: []}
    # That they are let in, and until when, everybody in the sak may know.
    assert roller.ansatt.navn in hent(roller.kontaktlarer, side).content.decode()


def test_den_som_ikke_ser_personene_kan_likevel_melde_seg_inhabil(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    gi(roller.rektor, sak, roller.stotte, deler=frozenset())
    assert "Meld deg inhabil" in hent(roller.stotte, reverse("sak:vis", args=[sak.nummer])).content.decode()
    adresse = reverse("sak:erklaer_inhabil", args=[sak.nummer])
    feil = send(roller.stotte, adresse, {"grunn": ""})
    assert feil.status_code == 422
    assert "Kari Eggen" not in feil.content.decode()
    assert send(roller.stotte, adresse, {"grunn": "Nabo"}).status_code == 302
    assert not kan(roller.stotte, sak, LESE)


def test_databasen_tar_bare_deler_som_finnes(roller: Rollebesetning) -> None:
    tilgang = gi(roller.rektor, lag_sak(roller), roller.stotte)
    sql = "UPDATE cases_saktilgang SET deler = '{alt}' WHERE id = %s"
    nektes = pytest.raises(IntegrityError, match="tilgang_har_kjente_deler")
    with nektes, transaction.atomic(), connection.cursor() as peker:
        peker.execute(sql, [tilgang.pk])


def test_lista_sier_hvem_hvorfor_til_naar_og_sist_sett(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True, skjerpet=True)
    vikar = roller.ansatt
    tildel(vikar, Rolle.REKTOR, roller.egge, stedfortreder_for=roller.rektor, fra=I_DAG, til=I_DAG + timedelta(days=5))
    gi(roller.rektor, sak, roller.stotte, formaal="Observere i friminuttene", deler=frozenset({Del.LOGG}))
    # A grant from before, and a deny that beats it.
    gi(roller.rektor, sak, roller.anklaget)
    anklag(sak, roller.anklaget)
    hent(roller.stotte, reverse("sak:vis", args=[sak.nummer]))
    seere = {seer.bruker: seer for seer in hvem_ser(sak, I_DAG)}
    ser = {person for person in roller.alle.values() if kan(person, sak)}
    assert set(seere) == ser == {roller.rektor, vikar, roller.sektorleder, roller.kontaktlarer, roller.stotte}
    assert seere[vikar].til == I_DAG + timedelta(days=5)
    stotte = seere[roller.stotte]
    assert (stotte.formaal, stotte.deler, stotte.sist) == ("Observere i friminuttene", ("Logg",), NAA)
    assert seere[roller.rektor].sist is None
    side = hent(roller.rektor, reverse("sak:tilganger", args=[sak.nummer])).content.decode()
    assert "Observere i friminuttene" in side
    assert "Ser oversikten og logg." in side
    assert hent(roller.kontaktlarer, reverse("sak:tilganger", args=[sak.nummer])).status_code == 403
    assert hent(roller.anklaget, reverse("sak:tilganger", args=[sak.nummer])).status_code == 404


def test_siden_gir_tilgang_med_deler_og_beholder_det_skrevne_ved_feil(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    adresse = reverse("sak:gi_tilgang", args=[sak.nummer])
    data = {"bruker": roller.stotte.pk, "formaal": "Observere klassen", "skrive": "ja", "gyldig_til": "2026-12-01"}
    feil = send(roller.rektor, adresse, {**data, "deler": ["logg"]})
    assert feil.status_code == 422
    assert "Velg undersøkelsen eller tiltaksplanen" in feil.content.decode()
    assert "Observere klassen" in feil.content.decode()
    assert send(roller.rektor, adresse, {**data, "deler": ["logg", "undersokelse"]}).status_code == 302
    assert Saktilgang.objects.get().deler == ["undersokelse", "logg"]
    # Stepping aside takes the grant's worth at once.
    erklaer_inhabil(aktor=roller.stotte, sak_id=sak.pk, grunn="Nabo", now=NAA)
    assert roller.stotte not in {seer.bruker for seer in hvem_ser(sak, I_DAG)}
