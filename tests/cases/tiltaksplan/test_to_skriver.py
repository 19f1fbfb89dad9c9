"""Two who write the same draft: what only one has changed is kept, what both have changed is chosen by a person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.tiltaksplan import actions
from cases.tiltaksplan.data import PLANFELT, Plandata, Tiltaksdata, som_skrevet
from cases.tiltaksplan.fletting import Kollisjon, flett, pakk, pakk_ut, sett_av
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksplan
from cases.tiltaksplan.utsending import Utsendingsdata, registrer_utsending
from steinkjer_skolemiljo.organisation.models import Foresattforhold
from tests.cases.planer import PLAN, TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

TEKST = st.sampled_from(["", "a", "b", "c"])


def lagre(sak: Sak, aktor: Bruker, data: Plandata) -> Tiltaksplan:
    return actions.lagre_planutkast(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    lagre(sak, roller.rektor, replace(PLAN, maal="Mål", tiltak=(TILTAK, replace(TILTAK, beskrivelse="To"))))
    return sak


def vist(fane: str = "egen") -> Plandata:
    """The draft as a page shows it now."""
    data = som_skrevet(Tiltaksplan.objects.get(status="utkast"))
    return replace(data, fane=fane, sett=sett_av(data))


def test_to_som_skriver_i_hvert_sitt_felt_og_hver_sin_rad_mister_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    mitt, deres = vist("min"), vist("deres")
    en, to = mitt.tiltak
    lagre(sak, roller.rektor, replace(deres, trygghetsperson="Ingrid", tiltak=(en, replace(to, hyppighet="daglig"))))
    plan = lagre(sak, roller.rektor, replace(mitt, maal="Nytt", tiltak=(replace(en, hyppighet="ukentlig"), to)))
    assert plan.tatt_med == ("trygghetsperson", f"tiltak-{to.id}")
    plan = Tiltaksplan.objects.get()
    assert (plan.maal, plan.trygghetsperson) == ("Nytt", "Ingrid")
    assert list(plan.tiltak.values_list("hyppighet", flat=True)) == ["ukentlig", "daglig"]


def test_skrev_begge_i_samme_felt_velger_et_menneske(roller: Rollebesetning, sak: Sak) -> None:
    mitt, deres = vist("min"), vist("deres")
    lagre(sak, roller.rektor, replace(deres, maal="Deres", tegn="Nytt tegn"))
    with pytest.raises(Kollisjon) as feil:
        lagre(sak, roller.rektor, replace(mitt, maal="Mitt"))
    (ulikhet,) = feil.value.flettet.ulikheter
    assert (ulikhet.felt, ulikhet.mitt, ulikhet.deres) == ("maal", "Mitt", "Deres")
    assert feil.value.flettet.data.tegn == "Nytt tegn"
    assert Tiltaksplan.objects.get().maal == "Deres"


def test_en_rad_den_andre_har_endret_fjernes_ikke_usett(roller: Rollebesetning, sak: Sak) -> None:
    mitt, deres = vist("min"), vist("deres")
    en, to = mitt.tiltak
    lagre(sak, roller.rektor, replace(deres, tiltak=(en, replace(to, beskrivelse="To, endret"))))
    with pytest.raises(Kollisjon):
        lagre(sak, roller.rektor, replace(mitt, tiltak=(en,)))
    assert Tiltak.objects.count() == 2


def test_ens_egen_automatiske_lagring_er_ikke_en_annens(roller: Rollebesetning, sak: Sak) -> None:
    mitt = vist("min")
    lagre(sak, roller.rektor, replace(mitt, maal="Halvveis"))
    # The answer never came: the page still has the old number.
    assert lagre(sak, roller.rektor, replace(mitt, maal="Helt ferdig")).maal == "Helt ferdig"


def test_ingen_vedtar_det_de_ikke_har_lest(roller: Rollebesetning, sak: Sak) -> None:
    mitt, deres = vist("min"), vist("deres")
    lagre(sak, roller.rektor, replace(deres, trygghetsperson="Ingrid"))
    with pytest.raises(Kollisjon):
        actions.vedta_tiltaksplan(aktor=roller.rektor, sak_id=sak.pk, data=mitt, now=NAA)
    assert Tiltaksplan.objects.get().status == "utkast"


@given(st.tuples(TEKST, TEKST, TEKST), st.tuples(TEKST, TEKST, TEKST), st.tuples(TEKST, TEKST, TEKST))
def test_ingen_skrevet_tekst_gaar_tapt(for_: Any, mine: Any, deres: Any) -> None:
    felt = PLANFELT[:3]
    grunn = Plandata(revisjon=1, **dict(zip(felt, for_, strict=True)))
    mitt = replace(grunn, **dict(zip(felt, mine, strict=True)), sett=sett_av(grunn))
    lagret = replace(grunn, **dict(zip(felt, deres, strict=True)))
    ut = flett(mitt, lagret, andres=True)
    valg = {u.felt for u in ut.ulikheter}
    for navn, g, m, d in zip(felt, for_, mine, deres, strict=True):
        if m != g:
            assert getattr(ut.data, navn) == m
        elif d != g:
            assert getattr(ut.data, navn) == d
        assert (navn in valg) == (m not in (g, d) and d != g)


def test_fingeravtrykkene_baeres_av_skjemaet_og_kan_ikke_forfalskes() -> None:
    sett = sett_av(PLAN)
    assert pakk_ut(pakk(sett)) == sett
    assert pakk_ut(pakk(sett) + "x") is None
    assert pakk_ut("") is None


def test_et_tiltak_bygger_paa_et_funn_i_denne_saken_og_ingen_andre(roller: Rollebesetning, sak: Sak) -> None:
    melding = lag_melding(roller, sak=sak)
    fremmed = lag_melding(roller, elev=roller.annen_elev, sak=lag_sak(roller, elev=roller.annen_elev))
    egen, annen = (replace(TILTAK, funn=f"melding-{m.pk}") for m in (melding, fremmed))
    lagre(sak, roller.rektor, replace(vist(), tiltak=(egen, annen)))
    assert list(Tiltak.objects.values_list("funn", "funn_tekst")) == [
        (f"melding-{melding.pk}", "Melding, 10. november 2026"),
        ("", ""),
    ]


def test_eleven_flyttes_ikke_uten_samtykke(roller: Rollebesetning, sak: Sak) -> None:
    flytting = replace(TILTAK, flytter_eleven=True)
    lagre(sak, roller.rektor, replace(vist(), tiltak=(flytting,)))
    with pytest.raises(Regelbrudd, match="uten samtykke") as feil:
        actions.vedta_tiltaksplan(aktor=roller.rektor, sak_id=sak.pk, data=vist(), now=NAA)
    assert feil.value.brudd[0].felt == "tiltak-0-flytting_samtykke"


def test_et_paalegg_i_en_vedtatt_plan_er_laast_i_den_neste(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, palegg=True, palegg_referanse="2026/7"),))
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    (rad,) = vist().tiltak
    assert rad.palegg
    for umulig in ((), (replace(rad, palegg=False),), (replace(rad, beskrivelse="Noe annet"),)):
        with pytest.raises(Regelbrudd, match="pålagt av Statsforvalteren"):
            lagre(sak, roller.rektor, replace(vist(), tiltak=umulig))
    assert lagre(sak, roller.rektor, replace(vist(), tiltak=(replace(rad, hyppighet="daglig"),)))


def test_det_noteres_hvem_som_har_faatt_planen(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    data = Utsendingsdata(roller.forelder, I_DAG, Planutsending.Kanal.PAPIR)
    registrer_utsending(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    hendelse = sak.hendelser.latest("id")
    assert (hendelse.type, hendelse.data) == ("plan_sendt_hjem", {"versjon": "1", "hvem": "foresatt"})


def test_planen_noteres_ikke_gitt_til_en_som_ikke_skal_ha_den(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    data = Utsendingsdata(roller.forelder, I_DAG, Planutsending.Kanal.PAPIR)
    with pytest.raises(IkkeFunnet):
        registrer_utsending(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    vedtatt(sak, roller.rektor)
    with pytest.raises(IkkeFunnet):
        registrer_utsending(aktor=roller.rektor_maere, sak_id=sak.pk, data=data, now=NAA)
    forhold = Foresattforhold.objects.get(foresatt=roller.forelder)
    forhold.besoksforbud = True
    forhold.save()
    with pytest.raises(Regelbrudd, match="skal ha informasjon"):
        registrer_utsending(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    sak.refresh_from_db()
    sak.ikke_send_hjem = True
    sak.save()
    with pytest.raises(Regelbrudd, match="ingenting sendes hjem"):
        registrer_utsending(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    assert not Planutsending.objects.exists()


def test_hver_foresatts_syn_folger_med_til_neste_versjon(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    syn = [{"foresatt": roller.forelder.pk, "navn": "Kari Eggen", "syn": "Bra."}]
    vedtatt(sak, roller.rektor, foresattes_syn_hver=syn)
    neste = actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    assert neste.foresattes_syn_hver == syn
    assert neste.tiltak.get().forrige is not None


def test_tiltaksdata_uten_id_er_ny_rad(roller: Rollebesetning, sak: Sak) -> None:
    data = vist()
    plan = lagre(sak, roller.rektor, replace(data, tiltak=(*data.tiltak, Tiltaksdata("Tre"))))
    assert len(set(plan.skrevne)) == 3


def test_en_side_som_staar_aapen_skriver_ikke_i_en_senere_versjon(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor)
    actions.ny_planversjon(aktor=roller.rektor, sak_id=sak.pk, now=NAA)
    with pytest.raises(Regelbrudd, match="er vedtatt av en annen"):
        lagre(sak, roller.rektor, replace(PLAN, versjon=1))
