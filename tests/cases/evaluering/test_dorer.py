"""The evaluation's doors: what does not help needs a reason, and the next version begins where the evaluation ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from cases.evaluering import actions
from cases.evaluering.actions import Evalueringsdata, Tiltaksvurderingsdata
from cases.evaluering.models import Avslutning, Elevsvar, Evaluering, Tiltaksvurdering
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.tiltaksplan.actions import ny_planversjon
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

V = Tiltaksvurdering
RADER = tuple(replace(TILTAK, beskrivelse=tekst) for tekst in ("Følge", "Lekegruppe", "Samtale", "Sitteplan"))


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=RADER)
    return sak


def vurdert(tiltak: Tiltak, videre: str = V.Videre.FORTSETTE, **felter: Any) -> Tiltaksvurderingsdata:
    grunn = {"virkning_elev": V.Virkning.GOD, "virkning_voksne": V.Virkning.GOD, "gjennomfort": V.Gjennomfort.JA}
    return Tiltaksvurderingsdata(tiltak=tiltak, videre=videre, **{**grunn, **felter})


def data(**felter: Any) -> Evalueringsdata:
    grunn: dict[str, Any] = {
        "planversjon": 1,
        "dato": I_DAG,
        "deltakere": "Nora, mor og rektor",
        "elevens_svar": Elevsvar.DELVIS,
        "spurt_av": "Kontaktlærer, på grupperommet",
        "konklusjon": Evaluering.Konklusjon.JUSTERE,
        "ny_evalueringsdato": I_DAG + timedelta(days=14),
    }
    return Evalueringsdata(**{**grunn, **felter})


def evaluer(sak: Sak, roller: Rollebesetning, **felter: Any) -> Evaluering:
    return actions.evaluer(aktor=roller.rektor, sak_id=sak.pk, data=data(**felter), now=NAA)


def felt(feil: pytest.ExceptionInfo[Regelbrudd]) -> list[str]:
    return [brudd.felt for brudd in feil.value.brudd]


@pytest.mark.parametrize("hvem", ["virkning_elev", "virkning_voksne"])
@pytest.mark.parametrize("virkning", V.UTEN_VIRKNING)
def test_det_som_ikke_hjelper_fortsetter_bare_med_en_grunn(
    roller: Rollebesetning, sak: Sak, hvem: str, virkning: str
) -> None:
    tiltak = Tiltak.objects.first()
    assert tiltak is not None
    for videre in (V.Videre.FORTSETTE, V.Videre.JUSTERE, V.Videre.FORSTERKE, V.Videre.ERSTATTE):
        with pytest.raises(Regelbrudd) as feil:
            evaluer(sak, roller, vurderinger=(vurdert(tiltak, videre, **{hvem: virkning}),))
        assert felt(feil) == [f"tiltak-{tiltak.pk}-kommentar"]
        assert feil.value.brudd[0].regel == "L-4.22"
    evaluer(sak, roller, vurderinger=(vurdert(tiltak, V.Videre.AVSLUTTE, **{hvem: virkning}),))
    evaluer(sak, roller, vurderinger=(vurdert(tiltak, kommentar="Bare to uker ennå.", **{hvem: virkning}),))


def test_databasen_krever_grunnen_ogsaa(roller: Rollebesetning, sak: Sak) -> None:
    evaluering, tiltak = evaluer(sak, roller), sak.tiltaksplaner.get().tiltak.all()[0]
    felter = {"gjennomfort": "ja", "virkning_elev": "ingen", "virkning_voksne": "god", "videre": "fortsette"}
    with pytest.raises(IntegrityError, match="tiltak_uten_virkning_har_grunn"), transaction.atomic():
        Tiltaksvurdering.objects.create(evaluering=evaluering, tiltak=tiltak, **felter)


def test_tiltak_som_skal_endres_krever_en_ny_versjon(roller: Rollebesetning, sak: Sak) -> None:
    tiltak = Tiltak.objects.first()
    assert tiltak is not None
    fortsette = {"konklusjon": Evaluering.Konklusjon.FORTSETTE, "begrunnelse": "Det virker snart."}
    for videre in V.ENDRER_PLANEN:
        with pytest.raises(Regelbrudd) as feil:
            evaluer(sak, roller, vurderinger=(vurdert(tiltak, videre),), **fortsette)
        assert felt(feil) == ["konklusjon"]
    evaluer(sak, roller, vurderinger=(vurdert(tiltak, V.Videre.AVSLUTTE),), **fortsette)


def test_det_statsforvalteren_har_paalagt_kan_ikke_avsluttes(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, palegg=True, palegg_referanse="2026/1"),))
    tiltak = Tiltak.objects.get()
    for videre in (V.Videre.AVSLUTTE, V.Videre.ERSTATTE):
        with pytest.raises(Regelbrudd, match="pålagt") as feil:
            evaluer(sak, roller, vurderinger=(vurdert(tiltak, videre),))
        assert felt(feil) == [f"tiltak-{tiltak.pk}-videre"]


def test_alt_som_ble_sagt_er_lagret(roller: Rollebesetning, sak: Sak) -> None:
    evaluering = evaluer(
        sak,
        roller,
        trygghetstall=3,
        voksnes_svar="ja",
        vurder_alvorlighet=True,
        hjelp_utenfra="PPT spørres mandag.",
        foresattes_syn_hver=[{"foresatt": roller.forelder.pk, "navn": "Kari Eggen", "syn": "Bedre hjemme."}],
    )
    evaluering.refresh_from_db()
    assert (evaluering.trygghetstall, evaluering.voksnes_svar, evaluering.vurder_alvorlighet) == (3, "ja", True)
    assert evaluering.foresattes_syn_hver[0]["syn"] == "Bedre hjemme."
    with pytest.raises(Regelbrudd):
        evaluer(sak, roller, trygghetstall=6)


def test_den_som_ikke_har_sett_den_andres_evaluering_faar_vite_om_den(roller: Rollebesetning, sak: Sak) -> None:
    forste = evaluer(sak, roller, sett=0)
    with pytest.raises(Foreldet, match="Rektor Egge"):
        evaluer(sak, roller, sett=0)
    evaluer(sak, roller, sett=forste.pk)


# ---- the next version


def neste(sak: Sak, aktor: Any) -> Tiltaksplan:
    return ny_planversjon(aktor=aktor, sak_id=sak.pk, now=NAA)


def test_ny_versjon_tar_med_det_evalueringen_sier_skal_gaa_videre(roller: Rollebesetning, sak: Sak) -> None:
    folge, lek, samtale, sitte = Tiltak.objects.all()
    # What is said to go on goes on, also when somebody has ticked it as done.
    folge.status = Tiltak.Status.GJENNOMFORT
    folge.save()
    evaluering = evaluer(
        sak,
        roller,
        vurderinger=(
            vurdert(folge),
            vurdert(lek, V.Videre.FORSTERKE, virkning_elev=V.Virkning.INGEN, kommentar="Det trengs flere voksne."),
            vurdert(samtale, V.Videre.AVSLUTTE),
            vurdert(sitte, V.Videre.ERSTATTE),
        ),
    )
    plan = neste(sak, roller.rektor)
    assert (plan.versjon, plan.status, plan.fra_evaluering) == (2, "utkast", True)
    assert plan.evalueringsdato == evaluering.ny_evalueringsdato
    rader = list(plan.tiltak.all())
    assert [(rad.rekkefolge, rad.beskrivelse, rad.forrige) for rad in rader] == [
        (1, "Følge", folge),
        (2, "Lekegruppe", lek),
    ]
    assert rader[1].grunnlag == (
        "Evaluert 10. november 2026. Eleven: hjelper ikke. De voksne: hjelper. Videre: forsterke.\n"
        "Det trengs flere voksne."
    )
    assert Tiltaksplan.objects.get(versjon=1).tiltak.count() == 4
    assert sak.hendelser.filter(type="plan_paabegynt").count() == 2


def test_det_evalueringen_avsluttet_kommer_ikke_igjen_ogsaa_naar_planen_ellers_fortsetter(
    roller: Rollebesetning, sak: Sak
) -> None:
    folge, lek, samtale, sitte = Tiltak.objects.all()
    sitte.status = Tiltak.Status.AVSLUTTET
    sitte.save()
    evaluer(
        sak,
        roller,
        konklusjon=Evaluering.Konklusjon.FORTSETTE,
        begrunnelse="Det virker snart.",
        vurderinger=(vurdert(folge), vurdert(samtale, V.Videre.AVSLUTTE)),
    )
    # What was not evaluated goes on as its status says.
    assert [rad.forrige for rad in neste(sak, roller.rektor).tiltak.all()] == [folge, lek]


def test_den_nyeste_evalueringen_av_versjonen_som_gjelder_avgjor(roller: Rollebesetning, sak: Sak) -> None:
    rader = list(Tiltak.objects.all())
    evaluer(sak, roller, vurderinger=tuple(vurdert(rad, V.Videre.AVSLUTTE) for rad in rader))
    evaluer(sak, roller, vurderinger=tuple(vurdert(rad) for rad in rader))
    assert neste(sak, roller.rektor).tiltak.count() == 4
    with pytest.raises(Regelbrudd, match="utkast"):
        neste(sak, roller.rektor)
    assert Tiltaksplan.objects.count() == 2


@pytest.mark.parametrize("hvordan", ["uten evaluering", "eldre versjon", "avslutter"])
def test_ellers_er_ny_versjon_en_kopi_av_det_som_staar_igjen(roller: Rollebesetning, sak: Sak, hvordan: str) -> None:
    rader = list(Tiltak.objects.all())
    slutt = tuple(vurdert(rad, V.Videre.AVSLUTTE) for rad in rader)
    if hvordan == "eldre versjon":
        evaluer(sak, roller, vurderinger=slutt)
        vedtatt(sak, roller.rektor, tiltak=RADER)
    elif hvordan == "avslutter":
        evaluer(
            sak,
            roller,
            elevens_svar=Elevsvar.JA,
            konklusjon=Evaluering.Konklusjon.AVSLUTTE,
            ny_evalueringsdato=None,
            vurderinger=slutt,
        )
    plan = neste(sak, roller.rektor)
    assert (plan.fra_evaluering, plan.evalueringsdato) == (False, None)
    assert [rad.beskrivelse for rad in plan.tiltak.all()] == [rad.beskrivelse for rad in rader]


def test_et_paalagt_tiltak_staar_selv_om_det_er_merket_som_gjort(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    vedtatt(sak, roller.rektor, tiltak=(replace(TILTAK, palegg=True, palegg_referanse="2026/1"), *RADER[:1]))
    paalagt, annet = Tiltak.objects.all()
    paalagt.status = Tiltak.Status.GJENNOMFORT
    paalagt.save()
    evaluer(sak, roller, vurderinger=(vurdert(paalagt, V.Videre.FORTSETTE), vurdert(annet, V.Videre.AVSLUTTE)))
    assert [rad.forrige for rad in neste(sak, roller.rektor).tiltak.all()] == [paalagt]


def test_ny_versjon_lages_av_den_som_leder_saken(roller: Rollebesetning, sak: Sak) -> None:
    evaluer(sak, roller)
    sak.refresh_from_db()
    sak.delt_med_kontaktlarer = True
    sak.save()
    with pytest.raises(IkkeTilgang):
        neste(sak, roller.kontaktlarer)
    for fremmed in (roller.ansatt, roller.rektor_maere, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            neste(sak, fremmed)


def test_ny_versjon_er_alt_eller_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    evaluer(sak, roller)
    with siste_skriving_nektes():
        neste(sak, roller.rektor)
    assert Tiltaksplan.objects.count() == 1


def test_ettersjekk_i_en_gjenaapnet_sak_blir_ikke_borte_uten_ord(roller: Rollebesetning, sak: Sak) -> None:
    sak.refresh_from_db()
    actions.avslutt_sak(
        aktor=roller.rektor,
        sak_id=sak.pk,
        versjon=sak.versjon,
        now=NAA,
        data=actions.Avslutningsdata(
            grunn=Avslutning.Grunn.FLYTTET,
            begrunnelse="Flyttet til Mære.",
            elevens_syn="Gleder seg.",
            foresattes_syn="Enige.",
            barnets_beste="Vurdert.",
        ),
    )
    actions.gjenapne_sak(aktor=roller.rektor, sak_id=sak.pk, grunn="Kom tilbake.", now=NAA)
    talen = actions.Ettersjekkdata(dato=I_DAG, elevens_svar=Elevsvar.JA)
    with pytest.raises(Regelbrudd, match="gjenåpnet"):
        actions.registrer_ettersjekk(aktor=roller.rektor, sak_id=sak.pk, data=talen, now=NAA)
