"""The register of saker at Statsforvalteren: who sees it, what each door refuses, and that orders hold the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.leselogg.rydding import rydd
from cases.lov.begreper import Fristtype
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for, fakta_for_mange
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.hendelse import FOR_LEDERE, TALEMAATER, Hendelsestype
from cases.sak.models import Eier, Hendelse, Nodinnsyn, Oppslag, Sak
from cases.sak.vurdering import vurder
from cases.skoleeier.queries import Utvalg, saker, venter
from cases.statsforvalter import actions, queries, vedtak
from cases.statsforvalter.data import (
    Forlengelsedata,
    Klagedata,
    Kravdata,
    Mulktdata,
    Stansdata,
)
from cases.statsforvalter.models import (
    Fristforlengelse,
    Statsforvalterklage,
    Statsforvalterkrav,
    Statsforvaltersak,
    Tvangsmulkt,
)
from cases.tiltaksplan import actions as planer
from cases.tiltaksplan.data import som_skrevet
from cases.tiltaksplan.models import Tiltak
from cases.tiltaksplan.redigering import Planredigering
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.planer import vedtatt
from tests.cases.sak.hjelp import gi, hent, hvem, nevn, send
from tests.cast import I_DAG, NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

from tests.cases.statsforvalter.hjelp import (
    DAG,
    Status,
    Utfall,
    avgjor,
    folg,
    krev,
    lukk,
    meld,
    paalegg,
    papir,
    skriv_mote,
    svar,
)

# -- who ---------------------------------------------------------------------------------------------------------------


@pytest.mark.regel("L-6.4")
@pytest.mark.regel("L-6.8")
def test_sektorleder_og_kommunalsjef_faar_saken_naar_den_er_meldt_og_nektelser_gaar_foran(
    roller: Rollebesetning, sak: Sak
) -> None:
    assert hvem(roller, sak) == {"rektor", "kontaktlarer"}
    runde = meld(roller.rektor, sak)
    sak.refresh_from_db()
    assert (runde.runde, sak.hos_statsforvalter, sak.meldt_statsforvalter) == (1, True, True)
    assert hvem(roller, sak) == {"rektor", "kontaktlarer", "sektorleder", "kommunalsjef"}
    assert hvem(roller, sak, Handling.FOLGE_OPP) == {"sektorleder", "kommunalsjef"}
    assert hvem(roller, sak, Handling.LEDE) == {"rektor"}
    fatt = set(Varsel.objects.filter(type="statsforvalter_meldt").values_list("mottaker", flat=True))
    assert fatt == {roller.sektorleder.pk, roller.kommunalsjef.pk}
    # Sektorleder's overview reads the register.
    felles: dict[str, Any] = {"dag": I_DAG, "now": NAA}
    assert venter(roller.sektorleder, **felles).statsforvalter == 1
    assert list(saker(roller.kommunalsjef, Utvalg(vis="statsforvalter"), side=1, **felles)[0].object_list) == [sak]
    # Deny beats it all: the sektorleder is named in the sak, and loses it at once.
    nevn(roller.rektor, sak, roller.sektorleder)
    assert "sektorleder" not in hvem(roller, sak)
    with pytest.raises(IkkeFunnet):
        krev(roller.sektorleder, sak)
    assert hent(roller.sektorleder, reverse("statsforvalter:vis", args=[sak.nummer])).status_code == 404


def test_sektorleder_som_ikke_ser_saken_registrerer_den_fra_nodinnsyn(roller: Rollebesetning, sak: Sak) -> None:
    with pytest.raises(IkkeFunnet):
        meld(roller.sektorleder, sak)
    Nodinnsyn.objects.create(
        sak=sak,
        bruker=roller.sektorleder,
        gjelder="statsforvalter",
        grunn="Brev fra Statsforvalteren.",
        fra=NAA,
        til=NAA + DAG,
    )
    meldt = reverse("statsforvalter:meldt", args=[sak.nummer])
    assert (
        "Registrer at saken er meldt"
        in hent(roller.sektorleder, reverse("statsforvalter:vis", args=[sak.nummer])).content.decode()
    )
    felter = {"meldt": "2026-11-09", "mottatt": "2026-11-10", "meldt_av": "elev", "sett": "0"}
    assert send(roller.sektorleder, meldt, felter).status_code == 302
    assert hvem(roller, sak, Handling.FOLGE_OPP) == {"sektorleder", "kommunalsjef"}


@pytest.mark.regel("L-6.5")
def test_hver_dor_sporr_hvem(roller: Rollebesetning, sak: Sak) -> None:
    gi(roller.rektor, sak, roller.ansatt, skrive=True)
    for person, feil in (
        (roller.kontaktlarer, IkkeTilgang),
        (roller.ansatt, IkkeTilgang),
        (roller.rektor_maere, IkkeFunnet),
        (roller.systemforvalter, IkkeFunnet),
        (roller.kommunalsjef, IkkeFunnet),
    ):
        with pytest.raises(feil):
            meld(person, sak)
    with pytest.raises(IkkeFunnet):
        krev(roller.rektor, sak)  # not reported
    meld(roller.rektor, sak)
    krav = krev(roller.rektor, sak)
    i = avgjor(roller.sektorleder, sak)
    palegg = paalegg(roller.kommunalsjef, sak, i)
    klage = Klagedata(vedtak=i, dato=I_DAG, hvem=Statsforvalterklage.Hvem.ELEV, gjelder="x")
    mulkt = Mulktdata(satt=I_DAG, belop=1000, hvor_ofte=Tvangsmulkt.Hvor.DAG, fra=I_DAG, gjelder="Pålegg 1")
    felles: dict[str, Any] = {"sak_id": sak.pk, "now": NAA}
    loper = vedtak.registrer_mulkt(aktor=roller.sektorleder, data=mulkt, **felles)
    bare_skoleeier: dict[str, Callable[[Bruker], object]] = {
        "vedtak": lambda p: avgjor(p, sak),
        "palegg": lambda p: paalegg(p, sak, i),
        "opphev": lambda p: folg(p, sak, palegg, Status.OPPHEVET),
        "klage": lambda p: vedtak.registrer_klage(aktor=p, data=klage, **felles),
        "mulkt": lambda p: vedtak.registrer_mulkt(aktor=p, data=mulkt, **felles),
        "stans": lambda p: vedtak.stans_mulkt(aktor=p, mulkt_id=loper.pk, data=Stansdata(I_DAG, "Fulgt"), **felles),
        "slutt": lambda p: lukk(p, sak),
    }
    lederes: dict[str, Callable[[Bruker], object]] = {
        "krav": lambda p: krev(p, sak),
        "frist": lambda p: actions.forleng_frist(
            aktor=p, krav_id=krav.pk, data=Forlengelsedata(I_DAG, krav.frist + DAG, "x"), **felles
        ),
        "svar": lambda p: svar(p, sak, krav),
        "oppfolging": lambda p: folg(p, sak, palegg),
        "mote": lambda p: skriv_mote(p, sak),
    }
    foer = Hendelse.objects.count()
    for navn, dor in (lederes | bare_skoleeier).items():
        for person in (roller.kontaktlarer, roller.ansatt, *([roller.rektor] if navn in bare_skoleeier else [])):
            with pytest.raises(IkkeTilgang):
                dor(person)
        for person in (roller.rektor_maere, roller.systemforvalter, roller.personvernombud):
            with pytest.raises(IkkeFunnet):
                dor(person)
    assert Hendelse.objects.count() == foer
    # Another sak's letter and order are not there.
    annen = lag_sak(roller, elev=roller.annen_elev)
    meld(roller.rektor, annen)
    with pytest.raises(IkkeFunnet):
        svar(roller.rektor, annen, krav)
    with pytest.raises(IkkeFunnet):
        folg(roller.rektor, annen, palegg)
    with pytest.raises(IkkeFunnet):
        vedtak.stans_mulkt(
            aktor=roller.sektorleder, sak_id=annen.pk, mulkt_id=loper.pk, data=Stansdata(I_DAG, "x"), now=NAA
        )


def test_kommunalsjefen_folger_opp_men_overtar_ikke(roller: Rollebesetning, sak: Sak) -> None:
    meld(roller.rektor, sak)
    overta = reverse("skoleeier:overta", args=[sak.nummer])
    assert hent(roller.kommunalsjef, overta).status_code == 403
    sak.refresh_from_db()
    assert send(roller.kommunalsjef, overta, {"grunn": "x", "versjon": sak.versjon}).status_code == 403
    sak.refresh_from_db()
    assert sak.eier == Eier.SKOLE


# -- letters -----------------------------------------------------------------------------------------------------------


@pytest.mark.regel("D-12")
@pytest.mark.regel("L-6.3")
@pytest.mark.regel("L-6.4")
def test_brevet_varsles_minnes_om_og_slutter_aa_mase_naar_alt_er_sendt(roller: Rollebesetning, sak: Sak) -> None:
    meld(roller.rektor, sak)
    frist = date(2026, 11, 24)
    krav = krev(roller.rektor, sak, frist=frist, referanse="2026/4711", saksbehandler="Kari Kontor")
    runde = Statsforvaltersak.objects.get()
    assert (runde.referanse, runde.saksbehandler) == ("2026/4711", "Kari Kontor")
    sak.refresh_from_db()
    assert fakta_for(sak) == fakta_for_mange([sak])[sak.pk]
    fatt = Varsel.objects.filter(type="statsforvalter_krav", data__dato="2026-11-24")
    assert set(fatt.values_list("mottaker", flat=True)) == {roller.sektorleder.pk, roller.kommunalsjef.pk}

    def minnet(dag: date) -> dict[str, set[str]]:
        foer = set(Varsel.objects.values_list("pk", flat=True))
        sveip(NAA.replace(year=dag.year, month=dag.month, day=dag.day))
        nye = Varsel.objects.exclude(pk__in=foer).filter(data__frist=Fristtype.STATSFORVALTER_SVAR)
        ut: dict[str, set[str]] = {}
        for varsel in nye.select_related("mottaker"):
            ut.setdefault(varsel.type, set()).add(varsel.mottaker.fornavn)
        return ut

    alle = {"Rektor", "Sektor", "Kommunal"}
    assert minnet(date(2026, 11, 18)) == {}
    assert minnet(date(2026, 11, 19)) == {"frist_naermer_seg": alle}
    assert minnet(date(2026, 11, 20)) == {}
    assert minnet(date(2026, 11, 23)) == {"frist_naermer_seg": alle}
    # More time: the old deadline and the reason stay, and the new one is told.
    actions.forleng_frist(
        aktor=roller.rektor,
        sak_id=sak.pk,
        krav_id=krav.pk,
        data=Forlengelsedata(I_DAG, date(2026, 12, 1), "Venter på PPT"),
        now=NAA,
    )
    assert minnet(date(2026, 11, 24)) == {}
    assert minnet(date(2026, 12, 1)) == {"frist_i_dag": alle}
    assert minnet(date(2026, 12, 2)) == {
        "frist_passert": {"Rektor", "Sektor"},
        "frist_passert_kommunalsjef": {"Kommunal"},
    }
    # A part of the answer does not end it; all of it does, and the notices with it.
    svar(roller.rektor, sak, krav, hele=False, gjenstaar="Referatet fra møtet")
    krav.refresh_from_db()
    assert krav.besvart is None
    svar(roller.sektorleder, sak, krav)
    krav.refresh_from_db()
    assert krav.besvart == I_DAG
    om_brevet = Varsel.objects.filter(type__in=["statsforvalter_krav", "statsforvalter_frist"])
    assert om_brevet.exists()
    assert not om_brevet.filter(ordnet__isnull=True).exists()
    sak.refresh_from_db()
    assert sak.neste_frist_type != Fristtype.STATSFORVALTER_SVAR
    aapne = Varsel.objects.filter(data__frist=Fristtype.STATSFORVALTER_SVAR, ordnet__isnull=True)
    assert not aapne.exists()
    with pytest.raises(Regelbrudd, match="alt besvart"):
        svar(roller.rektor, sak, krav)


def test_det_som_ikke_henger_sammen_nektes_ved_feltet(roller: Rollebesetning, sak: Sak) -> None:
    leder, rektor = roller.sektorleder, roller.rektor
    i_morgen, i_fjor = I_DAG + DAG, I_DAG - 400 * DAG

    def felt(dor: Any) -> list[str]:
        with pytest.raises(Regelbrudd) as feil:
            dor()
        return [b.felt for b in feil.value.brudd]

    assert felt(lambda: meld(rektor, sak, meldt=i_morgen, mottatt=i_morgen)) == ["meldt", "mottatt"]
    assert felt(lambda: meld(rektor, sak, mottatt=I_DAG - 2 * DAG)) == ["meldt"]
    assert felt(lambda: meld(rektor, sak, meldt_av=Statsforvaltersak.MeldtAv.ANDRE)) == ["meldt_av_hvem"]
    meld(rektor, sak)
    assert felt(lambda: meld(rektor, sak)) == [""]
    assert felt(lambda: krev(rektor, sak, punkter=())) == ["punkter"]
    assert felt(lambda: krev(rektor, sak, frist=I_DAG - DAG)) == ["frist"]
    assert felt(lambda: krev(rektor, sak, mottatt=i_fjor, frist=I_DAG)) == ["mottatt"]
    krav = krev(rektor, sak)
    assert felt(lambda: svar(rektor, sak, krav, andre_dokumenter=" ")) == ["andre_dokumenter"]
    assert felt(lambda: svar(rektor, sak, krav, hele=False)) == ["gjenstaar"]
    assert felt(lambda: svar(rektor, sak, krav, sendt=I_DAG - DAG)) == ["sendt"]
    assert felt(lambda: skriv_mote(rektor, sak, dato=i_morgen)) == ["dato"]
    assert felt(lambda: skriv_mote(rektor, sak, dato=i_fjor)) == ["dato"]
    assert felt(lambda: skriv_mote(rektor, sak, tatt_opp="")) == ["tatt_opp"]
    fremmed = papir(vedtatt(lag_sak(roller, elev=roller.annen_elev), rektor), rektor)
    assert felt(lambda: svar(rektor, sak, krav, dokumenter=(fremmed,))) == ["dokumenter"]
    assert felt(lambda: avgjor(leder, sak, dato=i_fjor)) == ["dato"]
    assert felt(lambda: avgjor(leder, sak, Utfall.OPPHEVET)) == ["klage"]
    i = avgjor(leder, sak)
    assert i.klagefrist == I_DAG + 21 * DAG
    assert felt(lambda: paalegg(leder, sak, i, ansvarlig_rolle="")) == ["ansvarlig"]
    assert felt(lambda: paalegg(leder, sak, i, ansvarlig=roller.rektor_maere)) == ["ansvarlig"]
    assert felt(lambda: paalegg(leder, sak, i, frist=I_DAG - DAG)) == ["frist"]
    p = paalegg(leder, sak, i)
    assert felt(lambda: folg(rektor, sak, p, bevis="")) == ["bevis"]
    assert felt(lambda: lukk(leder, sak, slutt=Statsforvaltersak.Slutt.FEIL)) == ["slutt_merknad", "slutt"]
    assert felt(lambda: lukk(leder, sak)) == ["", ""]  # the letter and the order
    # Of two who write in one letter, the second is told.
    sett = actions.registerversjon(sak.pk)
    krev(rektor, sak)
    with pytest.raises(Foreldet, match="Rektor Egge"):
        actions.registrer_krav(
            aktor=leder, sak_id=sak.pk, data=Kravdata(I_DAG, I_DAG + DAG, ("x",)), sett=sett, now=NAA
        )


# -- decisions and orders ----------------------------------------------------------------------------------------------


@pytest.mark.regel("L-6.5")
def test_paalegget_er_et_laast_tiltak_til_det_er_gjort(roller: Rollebesetning, sak: Sak) -> None:
    rektor, leder = roller.rektor, roller.sektorleder
    v1 = vedtatt(sak, rektor)
    meld(rektor, sak, referanse="2026/4711")
    i = avgjor(leder, sak)
    # A draft that is being written gets it as another's change.
    utkast = planer.ny_planversjon(aktor=rektor, sak_id=sak.pk, now=NAA)
    sett = som_skrevet(utkast)
    p = paalegg(leder, sak, i, ansvarlig=rektor, ansvarlig_rolle="")
    utkast.refresh_from_db()
    rad = Tiltak.objects.get(plan=utkast, palegg=True)
    assert (rad.beskrivelse, rad.palegg_referanse, rad.til, rad.ansvarlig) == (p.tekst, p.referanse, p.frist, rektor)
    assert p.referanse == "2026/4711, pålegg 1"
    assert utkast.revisjon == sett.revisjon + 1
    assert Planredigering(utkast, sak, I_DAG).laaste == {rad.pk}
    with pytest.raises(Regelbrudd):
        # Written on a page from before the order: nobody adopts what they have not read.
        planer.vedta_tiltaksplan(
            aktor=rektor, sak_id=sak.pk, data=replace(sett, evalueringsdato=I_DAG + 7 * DAG), now=NAA
        )
    utkast.refresh_from_db()
    naa = replace(som_skrevet(utkast), evalueringsdato=I_DAG + 7 * DAG)
    andre = tuple(t for t in naa.tiltak if not t.palegg)
    laast = next(t for t in naa.tiltak if t.palegg)
    for umulig in (
        andre,
        (*andre, replace(laast, beskrivelse="Noe annet")),
        (*andre, replace(laast, palegg=False)),
        (*andre, replace(laast, palegg_referanse="annet")),
    ):
        for dor in (planer.lagre_planutkast, planer.vedta_tiltaksplan):
            with pytest.raises(Regelbrudd, match="pålagt av Statsforvalteren"):
                dor(aktor=rektor, sak_id=sak.pk, data=replace(naa, tiltak=umulig), now=NAA)
    v2 = planer.vedta_tiltaksplan(aktor=rektor, sak_id=sak.pk, data=naa, now=NAA)
    assert v2.versjon == v1.versjon + 1
    # The tiltak may be done in the plan; the order stands until the register says it is done.
    carried = Tiltak.objects.get(plan=v2, palegg=True)
    planer.sett_tiltak_status(
        aktor=rektor, sak_id=sak.pk, tiltak_id=carried.pk, data=planer.Statusdata(Tiltak.Status.GJENNOMFORT), now=NAA
    )
    v3 = planer.ny_planversjon(aktor=rektor, sak_id=sak.pk, now=NAA)
    igjen = Tiltak.objects.get(plan=v3, palegg=True)
    assert igjen.forrige == carried
    folg(rektor, sak, p)
    p.refresh_from_db()
    assert (p.status, p.ferdig) == (Status.GJENNOMFORT, I_DAG)
    v3.refresh_from_db()
    assert Planredigering(v3, sak, I_DAG).laaste == frozenset()
    data = som_skrevet(v3)
    planer.lagre_planutkast(
        aktor=rektor, sak_id=sak.pk, data=replace(data, tiltak=tuple(t for t in data.tiltak if not t.palegg)), now=NAA
    )
    # Statsforvalteren does not find it enough.
    folg(rektor, sak, p, Status.I_GANG)
    p.refresh_from_db()
    assert p.ferdig is None


@pytest.mark.regel("D-12", "L-6.5")
def test_mer_tid_til_et_paalegg_flytter_fristen_og_tiltaket_i_utkastet(roller: Rollebesetning, sak: Sak) -> None:
    rektor, leder = roller.rektor, roller.sektorleder
    vedtatt(sak, rektor)
    meld(rektor, sak)
    p = paalegg(leder, sak, avgjor(leder, sak))
    utkast = planer.ny_planversjon(aktor=rektor, sak_id=sak.pk, now=NAA)
    sett, gammel, ny = utkast.revisjon, p.frist, p.frist + 14 * DAG

    def forleng(person: Bruker, til: date = ny, dato: date = I_DAG) -> Fristforlengelse:
        return vedtak.forleng_palegg(
            aktor=person, sak_id=sak.pk, palegg_id=p.pk, data=Forlengelsedata(dato, til, "Ventet på PPT"), now=NAA
        )

    with pytest.raises(IkkeTilgang):
        forleng(rektor)
    for til, dato, felt in ((gammel, I_DAG, "til_frist"), (ny, I_DAG + DAG, "dato"), (ny, I_DAG - DAG, "dato")):
        with pytest.raises(Regelbrudd) as feil:
            forleng(leder, til, dato)
        assert [b.felt for b in feil.value.brudd] == [felt]
    rad = forleng(leder)
    assert (rad.krav, rad.palegg, rad.fra_frist, rad.til_frist) == (None, p, gammel, ny)
    utkast.refresh_from_db()
    assert (Tiltak.objects.get(plan=utkast, palegg=True).til, utkast.revisjon) == (ny, sett + 1)
    sak.refresh_from_db()
    assert fakta_for(sak) == fakta_for_mange([sak])[sak.pk]
    (frist,) = [f for f in vurder(sak, NAA, handlinger={Handling.LEDE}).frister if "pålegg" in f.navn.lower()]
    assert frist.dato == ny
    # The old day is asked for no more, and those above know the new one.
    om_det = Varsel.objects.filter(type__in=["statsforvalter_palegg", "statsforvalter_frist"], ordnet__isnull=True)
    assert set(om_det.values_list("type", "data__dato")) == {("statsforvalter_frist", ny.isoformat())}
    sted = reverse("statsforvalter:palegg_frist", args=[sak.nummer, p.pk])
    assert (hent(rektor, sted).status_code, hent(leder, sted).status_code) == (403, 200)
    side = hent(rektor, reverse("statsforvalter:vis", args=[sak.nummer])).content.decode()
    assert "Fristen ble flyttet fra 10. desember til 24. desember 2026" in side
    assert "Ventet på PPT" in side
    # A day the school has set itself is its own; what is done is done.
    tiltak = Tiltak.objects.get(plan=utkast, palegg=True)
    tiltak.til = I_DAG + 3 * DAG
    tiltak.save()
    forleng(leder, ny + DAG)
    tiltak.refresh_from_db()
    assert tiltak.til == I_DAG + 3 * DAG
    folg(rektor, sak, p)
    with pytest.raises(Regelbrudd, match="alt ferdig"):
        forleng(leder, ny + 2 * DAG)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
        peker.execute(
            "INSERT INTO cases_fristforlengelse (registrert, registrert_av_id, sak_id, dato, fra_frist, til_frist, grunn)"
            " SELECT registrert, registrert_av_id, sak_id, dato, fra_frist, til_frist, grunn FROM cases_fristforlengelse"
        )


@pytest.mark.regel("L-6.6")
@pytest.mark.regel("L-8.1")
def test_klage_opphever_og_mulkt_stanses_for_runden_lukkes(roller: Rollebesetning, sak: Sak) -> None:
    leder = roller.sektorleder
    meld(roller.rektor, sak)
    i = avgjor(leder, sak)
    p = paalegg(leder, sak, i)
    felles: dict[str, Any] = {"aktor": leder, "sak_id": sak.pk, "now": NAA}
    klage = vedtak.registrer_klage(data=Klagedata(i, I_DAG, Statsforvalterklage.Hvem.FORESATT, "For lite"), **felles)
    mulkt = vedtak.registrer_mulkt(data=Mulktdata(I_DAG, 5000, Tvangsmulkt.Hvor.DAG, I_DAG, "Pålegg 1"), **felles)
    with pytest.raises(Regelbrudd) as feil:
        lukk(leder, sak)
    assert [b.regel for b in feil.value.brudd] == ["L-6.5", "L-6.6", "L-8.1"]
    ny = avgjor(leder, sak, Utfall.OPPHEVET, klage=klage)
    assert ny.klagefrist is None
    p.refresh_from_db()
    assert (p.status, p.ferdig) == (Status.OPPHEVET, I_DAG)
    with pytest.raises(Regelbrudd):
        avgjor(leder, sak, Utfall.IKKE_BRUDD, klage=klage)  # decided already
    vedtak.stans_mulkt(mulkt_id=mulkt.pk, data=Stansdata(I_DAG, "Vedtaket er opphevet"), **felles)
    (linje,) = queries.register(sak, I_DAG + 9 * DAG).naa.mulkter  # type: ignore[union-attr]
    assert linje.paalopt == 5000
    lukk(leder, sak)
    sak.refresh_from_db()
    assert (sak.hos_statsforvalter, sak.meldt_statsforvalter) == (False, True)
    # It has been there: skoleeier still sees it.
    assert "sektorleder" in hvem(roller, sak)


def test_avvist_og_meldt_paa_nytt_er_en_ny_runde_og_den_gamle_staar(roller: Rollebesetning, sak: Sak) -> None:
    meld(roller.rektor, sak)
    avgjor(roller.sektorleder, sak, Utfall.IKKE_BEHANDLET, hovedpunkter="Under en uke")
    andre = meld(roller.rektor, sak, meldt=I_DAG)
    assert andre.runde == 2
    register = queries.register(sak, I_DAG)
    assert register.naa is not None
    assert register.naa.runde == andre
    (gammel,) = register.tidligere
    assert (gammel.runde.slutt, gammel.vedtak[0].vedtak.utfall) == ("meldt_igjen", "ikke_behandlet")


def test_registrert_ved_en_feil_stenger_saken_igjen(roller: Rollebesetning, sak: Sak) -> None:
    meld(roller.rektor, sak)
    adresse = reverse("statsforvalter:slutt", args=[sak.nummer])
    felter = {"slutt": "feil", "avsluttet": "2026-11-10", "slutt_merknad": "Det gjaldt en annen sak", "sett": "1"}
    assert send(roller.sektorleder, adresse, felter).url == reverse("skoleeier:oversikt")
    assert hvem(roller, sak) == {"rektor", "kontaktlarer"}
    sak.refresh_from_db()
    assert fakta_for(sak).statsforvalter == ()
    meld(roller.rektor, sak)
    assert hvem(roller, sak) >= {"sektorleder", "kommunalsjef"}


# -- kept --------------------------------------------------------------------------------------------------------------


def test_det_som_er_skrevet_kan_ikke_skrives_om_eller_fjernes(roller: Rollebesetning, sak: Sak) -> None:
    runde = meld(roller.rektor, sak)
    krav = krev(roller.rektor, sak)
    sendt = svar(roller.rektor, sak, krav)
    i = avgjor(roller.sektorleder, sak)
    p = paalegg(roller.sektorleder, sak, i)
    for rad, felt, verdi in (
        (runde, "meldt", I_DAG - 9 * DAG),
        (krav, "punkter", ["Annet"]),
        (sendt, "sendt", I_DAG - 9 * DAG),
        (i, "utfall", "ikke_brudd"),
        (p, "tekst", "Annet"),
        (skriv_mote(roller.rektor, sak), "avtalt", "Noe annet"),
    ):
        rad.refresh_from_db()
        setattr(rad, felt, verdi)
        with pytest.raises(DatabaseError), transaction.atomic():
            rad.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            rad.delete()
    with siste_skriving_nektes():
        krev(roller.rektor, sak)
    assert Statsforvalterkrav.objects.count() == 1


def test_leseloggen_beholdes_ogsaa_i_en_lukket_sak_mens_den_er_der(roller: Rollebesetning) -> None:
    gammelt = NAA.replace(year=2015)
    borte, hos = (
        lag_sak(roller, avsluttet=NAA, fase="avsluttet", opprettet=gammelt, mottatt=gammelt) for _nr in range(2)
    )
    for s in (borte, hos):
        Oppslag.objects.create(sak=s, bruker=roller.rektor, tid=gammelt, hva="sak")
    # Straight to the table: the door asks the law of a closing that is not there.
    hos.hos_statsforvalter = hos.meldt_statsforvalter = True
    hos.save()
    resultat = rydd(now=NAA, utfor=False)
    assert (resultat.antall, resultat.beholdt) == (1, 1)


def test_loggen_er_for_dem_som_leder_og_sier_ikke_hva_som_staar_i_brevene(roller: Rollebesetning, sak: Sak) -> None:
    typer = [type_ for type_ in Hendelsestype if type_.value.startswith("statsforvalter_")]
    assert all(type_ in FOR_LEDERE and not TALEMAATER[type_].til_hjemmet for type_ in typer)
    meld(roller.rektor, sak)
    krev(roller.rektor, sak, punkter=("Hemmelig punkt",))
    logg = hent(roller.rektor, reverse("sak:logg", args=[sak.nummer])).content.decode()
    assert "Statsforvalteren ba om opplysninger. Frist 24. november 2026." in logg
    assert reverse("statsforvalter:vis", args=[sak.nummer]) in logg
    assert "Hemmelig" not in logg
    assert (
        "ba om opplysninger" not in hent(roller.kontaktlarer, reverse("sak:logg", args=[sak.nummer])).content.decode()
    )
