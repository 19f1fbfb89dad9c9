"""The plan's doors: begin, save, adopt, replace; all that the law misses at once; nothing half done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from cases.melding.models import Kilde
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.tiltaksplan import actions
from cases.tiltaksplan.actions import Plandata, Tiltaksdata
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.actions import Samtaledata, registrer_samtale, rett_samtale
from cases.undersokelse.models import Samtale
from cases.varsling.models import Varsel
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.planer import PLAN, TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def ny(sak: Sak, aktor: Bruker) -> Tiltaksplan:
    return actions.ny_planversjon(aktor=aktor, sak_id=sak.pk, now=NAA)


def lagre(sak: Sak, aktor: Bruker, data: Plandata) -> Tiltaksplan:
    return actions.lagre_planutkast(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def vedta(sak: Sak, aktor: Bruker, data: Plandata) -> Tiltaksplan:
    return actions.vedta_tiltaksplan(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def typer(sak: Sak) -> list[str]:
    return list(sak.hendelser.order_by("id").values_list("type", flat=True))


def felt(feil: pytest.ExceptionInfo[Regelbrudd]) -> list[str]:
    return [brudd.felt for brudd in feil.value.brudd]


def test_forste_versjon_forteller_hva_som_er_gjort_uten_et_navn(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    lag_melding(roller, sak=sak, kilde=Kilde.ELEVEN)
    samtale = Samtaledata(Samtale.Type.MULIG_KRENKER, I_DAG, "Jonas", "Ja.", roller.annen_elev, "Rommet")
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=samtale, now=NAA)
    plan = ny(sak, roller.rektor)
    assert plan.versjon == 1
    assert plan.bakgrunn == "10. november 2026: Melding.\n10. november 2026: Samtale: elev som kan ha krenket."
    assert "Jonas" not in plan.bakgrunn
    assert typer(sak)[-1] == "plan_paabegynt"


def test_en_samtale_som_ble_rettet_til_en_med_en_ansatt_staar_heller_ikke_som_den_var(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, skjerpet=True)
    anklag(sak, roller.anklaget)
    data = Samtaledata(
        type=Samtale.Type.ELEV, dato=I_DAG, deltakere="Anklaget", hva_sies="Jeg var der", sted="Kontoret"
    )
    samtale = registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    rettet = replace(data, type=Samtale.Type.ANSATT)
    rett_samtale(aktor=roller.rektor, sak_id=sak.pk, samtale_id=samtale.pk, data=rettet, now=NAA)
    assert "Samtale" not in ny(sak, roller.rektor).bakgrunn


def test_det_finnes_bare_ett_utkast_om_gangen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    with pytest.raises(Regelbrudd, match="alt et utkast"):
        ny(sak, roller.rektor)


def test_neste_versjon_er_en_kopi_uten_det_som_er_ferdig_og_uten_dato(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ferdig, i_gang, ikke = (replace(TILTAK, beskrivelse=tekst) for tekst in ("Ferdig", "I gang", "Ikke gjort"))
    forste = vedtatt(sak, roller.rektor, tiltak=(ferdig, i_gang, ikke), maal="Mål")
    for tiltak, status in zip(forste.tiltak.all(), ("gjennomfort", "i_gang", "ikke_gjennomfort"), strict=True):
        actions.sett_tiltak_status(
            aktor=roller.rektor,
            sak_id=sak.pk,
            tiltak_id=tiltak.pk,
            data=actions.Statusdata(Tiltak.Status(status), "Notat"),
            now=NAA,
        )
    andre = ny(sak, roller.rektor)
    assert (andre.versjon, andre.maal, andre.evalueringsdato) == (2, "Mål", None)
    assert list(andre.tiltak.values_list("beskrivelse", "status", "status_notat")) == [
        ("I gang", "i_gang", ""),
        ("Ikke gjort", "planlagt", ""),
    ]


def test_bare_den_som_leder_saken_skriver_planen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    with pytest.raises(IkkeTilgang):
        ny(sak, roller.kontaktlarer)
    ny(sak, roller.rektor)
    for dor in (lagre, vedta):
        with pytest.raises(IkkeTilgang):
            dor(sak, roller.kontaktlarer, PLAN)
        for fremmed in (roller.rektor_maere, roller.ansatt, roller.sektorleder, roller.sluttet):
            with pytest.raises(IkkeFunnet):
                dor(sak, fremmed, PLAN)
    assert Tiltaksplan.objects.get().revisjon == 1


def test_ingenting_skrives_i_en_avsluttet_sak(roller: Rollebesetning) -> None:
    sak = lag_sak(roller, avsluttet=NAA)
    Tiltaksplan.objects.create(sak=sak, versjon=1, opprettet=NAA, opprettet_av=roller.rektor)
    with pytest.raises(Regelbrudd, match="avsluttet"):
        ny(sak, roller.rektor)
    for dor in (lagre, vedta):
        with pytest.raises(Regelbrudd, match="avsluttet"):
            dor(sak, roller.rektor, PLAN)


def test_uten_utkast_er_det_ingenting_aa_lagre(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for dor in (lagre, vedta):
        with pytest.raises(IkkeFunnet):
            dor(sak, roller.rektor, PLAN)


def test_et_utkast_kan_vaere_halvferdig(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    plan = lagre(sak, roller.rektor, Plandata(revisjon=1, maal="Bare dette", tiltak=(Tiltaksdata("Uten dato"),)))
    assert plan.revisjon == 2
    assert plan.tiltak.get().beskrivelse == "Uten dato"


def test_utkastet_tar_ikke_imot_det_umulige(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    umulig = replace(TILTAK, fra=I_DAG, til=I_DAG - timedelta(days=1))
    with pytest.raises(Regelbrudd) as feil:
        lagre(sak, roller.rektor, replace(PLAN, tiltak=(TILTAK, umulig, replace(TILTAK, beskrivelse=" "))))
    assert felt(feil) == ["tiltak-1-til", "tiltak-2-beskrivelse"]
    assert not Tiltak.objects.exists()


def test_rader_endres_fjernes_og_legges_til_og_historien_husker(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    lagre(sak, roller.rektor, replace(PLAN, tiltak=(TILTAK, replace(TILTAK, beskrivelse="To"))))
    en, to = Tiltak.objects.order_by("rekkefolge")
    lagre(
        sak,
        roller.rektor,
        replace(PLAN, revisjon=2, tiltak=(Tiltaksdata("Ny"), replace(TILTAK, id=to.pk, beskrivelse="To, endret"))),
    )
    assert list(Tiltak.objects.values_list("beskrivelse", "rekkefolge")) == [("Ny", 1), ("To, endret", 2)]
    assert Tiltak.objects.get(rekkefolge=2).pk == to.pk
    assert [rad.history_type for rad in Tiltak.history.filter(id=en.pk)] == ["-", "+"]


def test_den_andre_av_to_som_lagrer_faar_vite_det_og_overskriver_ingenting(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    lagre(sak, roller.rektor, replace(PLAN, maal="Først"))
    for dor in (lagre, vedta):
        with pytest.raises(Foreldet, match="Rektor Egge lagret endringer her 10"):
            dor(sak, roller.rektor, replace(PLAN, maal="Sist"))
    assert Tiltaksplan.objects.get().maal == "Først"


def test_alt_loven_savner_sies_paa_en_gang_ved_sitt_felt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    tomt = Tiltaksdata(beskrivelse="", krever_enkeltvedtak=True)
    with pytest.raises(Regelbrudd) as feil:
        vedta(sak, roller.rektor, Plandata(revisjon=1, tiltak=(TILTAK, tomt)))
    assert felt(feil) == [
        "utfordring",
        "elevens_syn",
        "barnets_beste",
        "tiltak-1-beskrivelse",
        "tiltak-1-fra",
        "tiltak-1-ansvarlig",
        "tiltak-1-enkeltvedtak_referanse",
        "evalueringsdato",
    ]
    plan = Tiltaksplan.objects.get()
    assert (plan.status, plan.revisjon) == ("utkast", 1)


@pytest.mark.parametrize(
    ("endring", "ventet"),
    [
        ({"utfordring": "  "}, ["utfordring"]),
        ({"elevens_syn": ""}, ["elevens_syn"]),
        ({"barnets_beste": ""}, ["barnets_beste"]),
        ({"tiltak": ()}, ["tiltak"]),
        ({"evalueringsdato": None}, ["evalueringsdato"]),
        ({"evalueringsdato": I_DAG}, ["evalueringsdato"]),
        ({"evalueringsdato": I_DAG + timedelta(days=43)}, ["evalueringsdato"]),
        ({"tiltak": (replace(TILTAK, fra=None),)}, ["tiltak-0-fra"]),
        ({"tiltak": (replace(TILTAK, ansvarlig_rolle=""),)}, ["tiltak-0-ansvarlig"]),
        ({"tiltak": (replace(TILTAK, til=I_DAG - timedelta(days=1)),)}, ["tiltak-0-til"]),
        (
            {"tiltak": (replace(TILTAK, krever_enkeltvedtak=True, enkeltvedtak_referanse="26/1"),)},
            ["tiltak-0-enkeltvedtak_referanse"],
        ),
    ],
)
def test_hvert_punkt_loven_krever_stopper_vedtaket(
    roller: Rollebesetning, endring: dict[str, Any], ventet: list[str]
) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    with pytest.raises(Regelbrudd) as feil:
        vedta(sak, roller.rektor, replace(PLAN, **endring))
    assert felt(feil) == ventet


def test_seks_uker_er_lengst_uten_en_grunn(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    ny(sak, roller.rektor)
    langt = replace(PLAN, evalueringsdato=I_DAG + timedelta(days=60), evaluering_begrunnelse="Sommerferie.")
    assert vedta(sak, roller.rektor, langt).status == "vedtatt"


def test_vedtatt_plan_er_i_kraft_og_logget(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    plan = vedtatt(sak, roller.rektor)
    assert (plan.status, plan.vedtatt, plan.vedtatt_av) == ("vedtatt", NAA, roller.rektor)
    assert typer(sak) == ["plan_paabegynt", "plan_vedtatt"]
    sak.refresh_from_db()
    assert sak.fase == "tiltak"
    assert plan.history.first().history_user == roller.rektor


def test_ny_vedtatt_versjon_erstatter_den_forrige(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    forste, andre = vedtatt(sak, roller.rektor), vedtatt(sak, roller.rektor)
    forste.refresh_from_db()
    assert (forste.status, andre.status) == ("erstattet", "vedtatt")


def test_den_ansvarlige_faar_varsel_uten_tilgang_til_saken_og_uten_navn(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, ansvarlig=roller.ansatt),) * 2)
    varsel = Varsel.objects.get(type="tiltak_tildelt")
    assert (varsel.mottaker, varsel.sak, varsel.data) == (roller.ansatt, None, {})


def test_en_anklaget_kan_ikke_ha_ansvar_for_et_tiltak(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    anklag(sak, roller.anklaget)
    ny(sak, roller.rektor)
    data = replace(PLAN, tiltak=(TILTAK, replace(TILTAK, ansvarlig=roller.anklaget)))
    for dor in (lagre, vedta):
        with pytest.raises(Regelbrudd) as feil:
            dor(sak, roller.rektor, data)
        assert felt(feil) == ["tiltak-1-ansvarlig"]
    assert not Varsel.objects.filter(mottaker=roller.anklaget).exists()


def test_feiler_den_siste_skrivingen_er_ingenting_vedtatt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    Tiltaksplan.objects.create(sak=sak, versjon=1, opprettet=NAA, opprettet_av=roller.rektor)
    with siste_skriving_nektes():
        vedta(sak, roller.rektor, PLAN)
    assert Tiltaksplan.objects.get().status == "utkast"
    assert not Tiltak.objects.exists()
    assert typer(sak) == []
    assert not Varsel.objects.exists()
