"""The rule itself, for organisations nobody thought of: lists and objects agree, and deny beats everything."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import event, given
from hypothesis import strategies as st

from cases.forside.queries import oppgaver
from cases.melding.models import Melding
from cases.sak import access
from cases.sak.access import POLICY, SITUASJONER, Handling, Situasjon
from cases.sak.models import Inhabilitet, Involvert, Sak
from cases.sak.queries import klassevalg, nokkeltall
from cases.saksliste.queries import Spor, Utvalg, liste, tavle
from cases.skoleeier import queries as skoleeier
from cases.tiltaksplan.access import egne_tiltak, kan_ha_tiltak
from cases.varsling.models import Varsel
from cases.varsling.tekster import UTEN_INNSYN
from steinkjer_skolemiljo.organisation.models import Bruker, Gradering, Naerstaende, Rolle, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for
from tests.access.organisasjoner import MANGE, Utkast, plasser, skrevet, utkast
from tests.cast import NAA

if TYPE_CHECKING:
    from tests.access.organisasjoner import Organisasjon

UKE = timedelta(days=7)


def synlige(person: Bruker, org: Organisasjon, handling: Handling = Handling.LESE) -> set[int]:
    """The ids of the saker a person's lists have."""
    return set(Sak.objects.visible_to(person, org.dag, handling).values_list("pk", flat=True))


@MANGE
@given(utkast)
def test_lista_og_saken_er_alltid_enige(db: None, plan: Utkast) -> None:
    with skrevet(plan) as org:
        for person in org.folk:
            alle = {h: synlige(person, org, h) for h in Handling}
            for sak in org.saker:
                kan = {h for h in Handling if access.may(person, h, sak.pk, org.dag)}
                assert kan == {h for h in Handling if sak.pk in alle[h]} == access.handlinger(person, sak.pk, org.dag)
            # Nobody writes in, leads or follows up what they cannot read.
            assert all(ider <= alle[Handling.LESE] for ider in alle.values())
            event(f"ser {min(len(alle[Handling.LESE]), 3)}")


@MANGE
@given(utkast)
def test_den_som_er_nektet_ser_aldri_uansett_hva_som_er_gitt(db: None, plan: Utkast) -> None:
    with skrevet(plan) as org:
        for person in org.folk:
            ser = synlige(person, org)
            egne = set(egne_tiltak(person, org.dag).values_list("plan__sak", flat=True))
            telles = set(access.tellbare(person, org.dag).values_list("pk", flat=True))
            for sak in org.saker:
                if not org.nektet(person, sak):
                    continue
                event("nektet")
                assert sak.pk not in ser, f"{person} ser {sak}"
                assert sak.pk not in egne, f"{person} har tiltak i {sak}"
                assert sak.pk not in telles, f"{person} teller {sak}"
                assert not kan_ha_tiltak(person, sak.pk, org.dag)
            if not org.rollene(person):
                assert not ser
                assert not egne


@MANGE
@given(utkast)
def test_meldinger_folger_samme_regel(db: None, plan: Utkast) -> None:
    with skrevet(plan) as org:
        for person in org.folk:
            ser = set(Melding.objects.visible_to(person, org.dag).values_list("pk", flat=True))
            for melding in org.meldinger:
                assert (melding.pk in ser) == Melding.objects.visible_to(person, org.dag).filter(pk=melding.pk).exists()
                if org.nektet_melding(person, melding):
                    assert melding.pk not in ser, f"{person} ser {melding}"
                kommunalt = org.har_kommunerolle(person, Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF)
                gaatt_forbi = melding.mottaker != "rektor" or _har_gaatt_videre(org, melding)
                if gaatt_forbi and not kommunalt:
                    # L-5.3, L-5.5: what has gone past the school is not the school's to read.
                    assert melding.pk not in ser, f"{person} ser {melding}"
            if not org.rollene(person):
                assert not ser


def _har_gaatt_videre(org: Organisasjon, melding: Melding) -> bool:
    _elev, sak_id = org.gjelder[melding.pk]
    return any(sak.pk == sak_id and sak.eier != "skole" for sak in org.saker)


@MANGE
@given(utkast)
def test_situasjonen_som_skrives_i_leseloggen_er_den_som_slapp_personen_inn(db: None, plan: Utkast) -> None:
    with skrevet(plan) as org:
        for person in org.folk:
            roller = roller_for(person, org.dag)
            gjelder = {
                situasjon: set(Sak.objects.filter(q(person, roller, org.dag)).values_list("pk", flat=True))
                for situasjon, q in SITUASJONER.items()
            }
            for sak in access.med_situasjon(Sak.objects.visible_to(person, org.dag), person, org.dag):
                slapp_inn = [situasjon for situasjon in POLICY if sak.pk in gjelder[situasjon]]
                assert sak.situasjon == slapp_inn[0]  # type: ignore[attr-defined]  # annotated
                assert Handling.LESE in POLICY[Situasjon(sak.situasjon)]  # type: ignore[attr-defined]
                kan = access.handlinger(person, sak.pk, org.dag)
                assert kan == frozenset[Handling]().union(*(POLICY[situasjon] for situasjon in slapp_inn))


@MANGE
@given(utkast, plasser, plasser, st.sampled_from(("anklaget", "inhabil", "naer")))
def test_en_nektelse_til_gir_aldri_mer_innsyn(db: None, plan: Utkast, hvem: int, hvor: int, grunn: str) -> None:
    with skrevet(plan) as org:
        person, sak = org.folk[hvem % len(org.folk)], org.saker[hvor % len(org.saker)]
        for_ = {h: synlige(person, org, h) for h in Handling}
        meldinger = set(Melding.objects.visible_to(person, org.dag).values_list("pk", flat=True))
        match grunn:
            case "anklaget":
                Involvert.objects.get_or_create(
                    sak=sak, ansatt=person, rolle="mulig_krenker", defaults={"kategori": "ansatt", "lagt_til": NAA}
                )
            case "inhabil":
                Inhabilitet.objects.get_or_create(sak=sak, bruker=person, defaults={"grunn": "nabo", "fra": NAA})
            case _:
                Naerstaende.objects.get_or_create(bruker=person, elev=sak.elev, defaults={"relasjon": "onkel"})
        for handling in Handling:
            etter = synlige(person, org, handling)
            assert etter <= for_[handling]
            assert sak.pk not in etter
        assert set(Melding.objects.visible_to(person, org.dag).values_list("pk", flat=True)) <= meldinger


@MANGE
@given(utkast, plasser)
def test_en_rolle_som_sluttet_i_gaar_apner_ingenting(db: None, plan: Utkast, hvem: int) -> None:
    with skrevet(plan) as org:
        person = org.folk[hvem % len(org.folk)]
        for rad in Rolletildeling.objects.filter(bruker=person, fra__lte=org.dag):
            rad.til = org.dag - timedelta(days=1)
            rad.fra = min(rad.fra, rad.til)
            rad.save()
        assert not roller_for(person, org.dag).finnes
        for handling in Handling:
            assert not synlige(person, org, handling)
        assert not Melding.objects.visible_to(person, org.dag).exists()
        assert not egne_tiltak(person, org.dag).exists()
        assert not Varsel.objects.synlige_for(person, org.dag).filter(sak__isnull=False).exists()


@MANGE
@given(utkast)
def test_varsler_om_en_sak_naar_bare_den_som_kan_vite_om_den(db: None, plan: Utkast) -> None:
    with skrevet(plan) as org:
        for person in org.folk:
            ser = synlige(person, org)
            for varsel in Varsel.objects.synlige_for(person, org.dag).select_related("sak"):
                assert varsel.mottaker_id == person.pk
                assert varsel.sak is not None
                assert not org.nektet(person, varsel.sak)
                if varsel.sak_id not in ser:
                    # The number only, and only for those above the school, or who can find it a leader.
                    assert varsel.type in UTEN_INNSYN or varsel.type == "ingen_leder"
                    assert org.har_kommunerolle(
                        person, Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF, Rolle.SYSTEMFORVALTER, Rolle.PERSONVERNOMBUD
                    )


@MANGE
@given(utkast)
def test_listene_tallene_og_forsiden_viser_det_regelen_sier(db: None, plan: Utkast) -> None:
    with skrevet(plan) as org:
        tid = {"dag": org.dag, "now": NAA, "om_en_uke": NAA + UKE}
        for person in org.folk:
            ser = synlige(person, org)
            spor = Spor(person, org.dag, NAA)
            for utvalg in (Utvalg(vis="alle"), Utvalg(q="elev", vis="alle")):
                assert {sak.pk for sak in liste(utvalg, spor, side=1).ark.object_list} == ser
            paa_tavla = {linje.sak.pk for kolonne in tavle(Utvalg(vis="alle"), spor) for linje in kolonne.linjer}
            assert paa_tavla <= ser
            tall = nokkeltall(person, org.dag, NAA, NAA + UKE)
            assert tall.aapne + tall.avsluttet == len(ser)
            egne = {rolle.skole_id for rolle in org.rollene(person)}
            # outside the school the class of a pupil with a protected address is not shown.
            # Nor there, when the pupil goes at another school now.
            med_klasse = [
                sak
                for sak in org.saker
                if sak.elev.gradering == Gradering.INGEN or (sak.skole_id in egne and sak.skole_id == sak.elev.skole_id)
            ]
            klasser = {sak.elev.klasse_id for sak in med_klasse if sak.pk in ser}
            assert {klasse.pk for klasse in klassevalg(person, org.dag)} == klasser
            fulgte, _linjer = skoleeier.saker(person, skoleeier.Utvalg(avsluttede=True), side=1, dag=org.dag, now=NAA)
            assert {sak.pk for sak in fulgte.object_list} <= ser
            mine = oppgaver(person, **tid)  # type: ignore[arg-type]
            assert {linje.sak.pk for linje in mine.saker} <= ser
            assert {melding.pk for melding in mine.nye_meldinger} <= set(
                Melding.objects.visible_to(person, org.dag).values_list("pk", flat=True)
            )
