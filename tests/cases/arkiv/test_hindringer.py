"""Each thing that keeps a sak here, by example: it stands alone, it is said in its own words, and the doors hold it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from cases.arkiv import dekning
from cases.arkiv.actions import andres_papirer_er_lagt, foreslaa_fjerning
from cases.arkiv.fjernbar import HINDRINGER, IKKE_I_SAKSMAPPA, hindringer, kan_fjernes
from cases.arkiv.models import Fjerningsforslag, Fjerningsstans
from cases.evaluering.models import Avslutning
from cases.inngripen.models import Inngripen, Inngripenstillegg
from cases.innsyn.models import Innsynskrav
from cases.leselogg.models import Oppslagsvurdering
from cases.overforing.models import Overforing
from cases.reaksjon.models import Avtalesamtale, Reaksjon, Reaksjonstillegg, Samarbeidsavtale
from cases.sak.feil import Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Sak
from cases.sladding.models import Sladding
from cases.undersokelse.models import Observasjon
from cases.vedlegg.models import Vedleggskontroll
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.arkiv.verden import arkiver_alt, kvitter, lag_dokument, lag_gammel_sak, lag_saksmappe
from tests.cases.leselogg.blikk import blikk
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cases.arkiv.verden import Arkivet
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)


def _endret(sak: Sak, roller: Rollebesetning, **felter: Any) -> None:
    for felt, verdi in felter.items():
        setattr(sak, felt, verdi)
    lagre(sak, aktor=roller.rektor, now=NAA, provd=True)


def _eleven(roller: Rollebesetning, **felter: Any) -> None:
    for felt, verdi in felter.items():
        setattr(roller.elev, felt, verdi)
    lagre(roller.elev, aktor=roller.systemet, now=NAA, provd=True)


def _skrevet(roller: Rollebesetning) -> dict[str, Any]:
    return {"registrert": NAA, "registrert_av": roller.rektor}


def _reaksjon(sak: Sak, roller: Rollebesetning) -> Reaksjon:
    return Reaksjon.objects.create(
        sak=sak, elev=roller.annen_elev, dato=I_DAG, regel="…", hendelse="…", reaksjon="…", bestemt_av=roller.rektor,
        elev_hort=True, elevens_forklaring="…", **_skrevet(roller),
    )  # fmt: skip


def _inngripen(sak: Sak, roller: Rollebesetning, elev: Any) -> Inngripen:
    return Inngripen.objects.create(
        nokkel=UUID(int=elev.pk), melding=lag_melding(roller, sak=sak), elev=elev, skole=sak.skole, dato=I_DAG,
        sted="…", grep_inn=roller.ansatt, fare="…", provd_forst="…", gjort="…", **_skrevet(roller),
    )  # fmt: skip


def _krav(sak: Sak, roller: Rollebesetning) -> None:
    Innsynskrav.objects.create(
        sak=sak, hvem="elev", gjelder="Alt.", kommet=I_DAG, identitet="kjent", maal=I_DAG, senest=I_DAG,
        **_skrevet(roller),
    )  # fmt: skip


def overfort(fra: Sak, til: Sak | None, roller: Rollebesetning) -> Overforing:
    """What one sak gave to another school, perhaps to a sak there."""
    sladding = Sladding.objects.create(sak=fra, formaal="overforing", opprettet=NAA, opprettet_av=roller.rektor)
    return Overforing.objects.create(
        sak=fra, til_skole=roller.maere, sladding=sladding, hvorfor="…", foresatte_informert="…", opprettet=NAA,
        opprettet_av=roller.rektor, sendt=NAA, sendt_av=roller.rektor, ny_sak=til,
    )  # fmt: skip


def _sperret_fil(sak: Sak, roller: Rollebesetning, utfall: str = "sperret") -> None:
    fil = lag_vedlegg(sak, roller.rektor)
    Vedleggskontroll.objects.create(vedlegg=fil, utfall=utfall, tid=NAA, av=roller.rektor, grunn="…")


def _fil_i_melding(sak: Sak, roller: Rollebesetning) -> None:
    fil = lag_vedlegg(lag_melding(roller, sak=sak), roller.ansatt)
    Vedleggskontroll.objects.create(vedlegg=fil, utfall="funn", tid=NAA, av=roller.systemet)


def _felles_melding(sak: Sak, roller: Rollebesetning) -> None:
    lag_melding(roller, sak=sak).elever.create(elev=roller.annen_elev)


def _ny_linje(sak: Sak, roller: Rollebesetning) -> None:
    logg(sak, Hendelsestype.FORESATTE_INFORMERT, aktor=roller.rektor, now=NAA)


def _avslutning_uten_papir(sak: Sak, roller: Rollebesetning) -> None:
    Avslutning.objects.create(
        sak=sak, grunn="trygg", elevens_syn="…", foresattes_syn="…", barnets_beste="…", tid=NAA, av=roller.rektor,
        elevens_svar="ja",
    )  # fmt: skip


def _vurdert_oppslag(sak: Sak, roller: Rollebesetning) -> None:
    Oppslagsvurdering.objects.create(
        bruker=roller.rektor,
        sak=sak,
        dag=I_DAG,
        utfall="forklart",
        notat="…",
        vurdert=NAA,
        vurdert_av=roller.sektorleder,
    )


def _melding_sett_for_saken(sak: Sak, roller: Rollebesetning) -> None:
    blikk(None, roller.rektor, hva="melding", melding_nummer=lag_melding(roller, sak=sak).nummer)


EKSEMPLER: dict[str, tuple[str, Callable[[Sak, Any], object]]] = {
    "åpen": ("aapen", lambda sak, roller: _endret(sak, roller, avsluttet=None)),
    "går fortsatt på skolen": ("elev_i_skolen", lambda _sak, roller: _eleven(roller, sluttet=None)),
    "sluttet nylig": ("elev_i_skolen", lambda _sak, roller: _eleven(roller, sluttet=I_DAG - 30 * DAG)),
    "hos Statsforvalteren": (
        "hos_statsforvalter",
        lambda sak, roller: _endret(sak, roller, hos_statsforvalter=True, meldt_statsforvalter=True),
    ),
    "har vært hos Statsforvalteren": (
        "etter_statsforvalter",
        lambda sak, roller: _endret(sak, roller, meldt_statsforvalter=True),
    ),
    "Statsforvalteren er et kriterium": (
        "etter_statsforvalter",
        lambda sak, roller: _endret(sak, roller, alvorlig_kriterier=["statsforvalter_involvert"]),
    ),
    "stanset": (
        "stanset",
        lambda sak, roller: Fjerningsstans.objects.create(sak=sak, grunn="politi", satt=NAA, satt_av=roller.rektor),
    ),
    "ubesvart krav om innsyn": ("ubesvart_innsyn", _krav),
    "sperret fil": ("stengt_fil", _sperret_fil),
    "fil i en melding stoppet": ("stengt_fil", _fil_i_melding),
    "reaksjon": ("andres_papirer", _reaksjon),
    "inngripen mot en annen": (
        "andres_papirer",
        lambda sak, roller: _inngripen(sak, roller, roller.annen_elev),
    ),
    "overført, og den nye er ikke arkivert": (
        "overfort_videre",
        lambda sak, roller: overfort(sak, lag_sak(roller), roller),
    ),
    "bygger på en eldre": ("overfort_hit", lambda sak, roller: overfort(lag_sak(roller), sak, roller)),
    "melding om en uten sak": ("felles_melding", _felles_melding),
    "papir som ikke er tegnet": ("ikke_laget", _avslutning_uten_papir),
    "papir som ikke er kvittert": ("ikke_arkivert", lambda sak, roller: lag_dokument(sak, roller, versjon=2)),
    "noe er gjort siden": ("gammel_saksmappe", _ny_linje),
    "sett i leseloggens tid": ("leselogg", lambda sak, roller: blikk(sak, roller.rektor)),
    "meldingen sett i leseloggens tid": ("leselogg", _melding_sett_for_saken),
    "et oppslag er vurdert": ("leselogg", _vurdert_oppslag),
}


# An open sak has no saksmappe that was made after it was closed; a new paper is told of in the log.
FOLGER = {"aapen": ["uten_saksmappe"], "ikke_arkivert": ["gammel_saksmappe"]}


@pytest.mark.parametrize("eksempel", EKSEMPLER)
def test_hver_hindring_holder_saken_her_med_sine_egne_ord(
    roller: Rollebesetning, arkivet: Arkivet, eksempel: str
) -> None:
    sak = lag_gammel_sak(roller)
    arkiver_alt(sak, roller, arkivet)
    assert hindringer(sak.pk, I_DAG) == []
    assert Sak.objects.filter(kan_fjernes(I_DAG)).get() == sak
    navn, hva = EKSEMPLER[eksempel]
    hva(sak, roller)
    funnet = hindringer(sak.pk, I_DAG)
    assert [hindring.navn for hindring in funnet] == [navn, *FOLGER.get(navn, ())]
    assert not Sak.objects.filter(kan_fjernes(I_DAG), pk=sak.pk).exists()
    with pytest.raises(Regelbrudd, match=str(funnet[0].setning)[:40]):
        foreslaa_fjerning(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    assert not Fjerningsforslag.objects.exists()


def test_det_er_et_eksempel_paa_hver_hindring() -> None:
    sett = {navn for navn, _hva in EKSEMPLER.values()}
    # These have tests of their own below.
    assert sett | {"uten_saksmappe", "annet_innhold"} == {hindring.navn for hindring in HINDRINGER}
    assert len({str(hindring.setning) for hindring in (*HINDRINGER, IKKE_I_SAKSMAPPA)}) == len(HINDRINGER) + 1


def test_uten_saksmappe_og_med_en_fra_for_saken_ble_gjenaapnet(roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = lag_gammel_sak(roller)
    lag_dokument(sak, roller)
    kvitter(sak, arkivet)
    assert [h.navn for h in hindringer(sak.pk, I_DAG)] == ["uten_saksmappe"]
    assert sak.avsluttet is not None
    lag_saksmappe(sak, roller, sak.avsluttet)
    assert [h.navn for h in hindringer(sak.pk, I_DAG)] == ["ikke_arkivert"]
    kvitter(sak, arkivet)
    assert hindringer(sak.pk, I_DAG) == []
    # Closed again later: the saksmappe is of the sak as it was before that.
    _endret(sak, roller, avsluttet=sak.avsluttet + DAG)
    assert [h.navn for h in hindringer(sak.pk, I_DAG)] == ["uten_saksmappe"]
    # What is told of the archive and of removals makes it no older.
    lag_saksmappe(sak, roller, NAA)
    kvitter(sak, arkivet)
    logg(sak, Hendelsestype.FJERNING_AVVIST, aktor=roller.rektor, now=NAA)
    assert hindringer(sak.pk, I_DAG) == []


def test_det_ingen_har_tatt_stilling_til_stanser_en_fjerning(
    roller: Rollebesetning, arkivet: Arkivet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dekning.uten_dekning() == ()
    assert not dekning.I_SAKSMAPPA & dekning.IKKE_BEVART.keys()
    sak = lag_gammel_sak(roller)
    arkiver_alt(sak, roller, arkivet)
    # As if the room had been built yesterday.
    monkeypatch.setattr(dekning, "DEKKET", dekning.DEKKET - {"observasjon"})
    dekning.uten_dekning.cache_clear()
    try:
        assert hindringer(sak.pk, I_DAG) == []
        Observasjon.objects.create(sak=sak, dato=I_DAG, arena="…", observator="…", beskrivelse="…", **_skrevet(roller))
        assert [h.navn for h in hindringer(sak.pk, I_DAG)] == ["annet_innhold"]
    finally:
        monkeypatch.undo()
        dekning.uten_dekning.cache_clear()


def test_det_som_ikke_staar_i_saksmappa_slik_det_er_naa_kan_ikke_foreslaas_fjernet(
    roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak = lag_gammel_sak(roller)
    arkiver_alt(sak, roller, arkivet)
    # Written without a line in the log.
    Observasjon.objects.create(sak=sak, dato=I_DAG, arena="…", observator="…", beskrivelse="…", **_skrevet(roller))
    assert hindringer(sak.pk, I_DAG) == []
    with pytest.raises(Regelbrudd, match="Lag saksmappa på nytt"):
        foreslaa_fjerning(aktor=roller.rektor, nummer=sak.nummer, now=NAA)
    lag_saksmappe(sak, roller, NAA)
    kvitter(sak, arkivet)
    foreslaa_fjerning(aktor=roller.rektor, nummer=sak.nummer, now=NAA)


def test_det_som_gjelder_en_annen_elev_holder_til_noen_sier_at_det_er_lagt_i_den_elevens_mappe(
    roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak = lag_gammel_sak(roller)

    def holder() -> bool:
        return "andres_papirer" in [h.navn for h in hindringer(sak.pk, I_DAG)]

    def si_at_det_er_lagt(naar: Any) -> None:
        andres_papirer_er_lagt(aktor=roller.rektor, sak_id=sak.pk, now=naar)

    # With the sak's own pupil it is of the sak.
    _inngripen(sak, roller, roller.elev)
    assert not holder()
    reaksjon, andres = _reaksjon(sak, roller), _inngripen(sak, roller, roller.annen_elev)
    assert holder()
    si_at_det_er_lagt(NAA - DAG)
    assert holder()
    si_at_det_er_lagt(NAA)
    assert not holder()
    felles = {"registrert_av": roller.rektor}
    avtale = Samarbeidsavtale.objects.create(
        sak=sak, elev=roller.annen_elev, dato=I_DAG, avtalt="…", folges_opp_av=roller.rektor, deltakere="…",
        neste_samtale=I_DAG + DAG, registrert=NAA, **felles,
    )  # fmt: skip
    assert not holder()
    rader: tuple[tuple[type[Any], dict[str, Any], str], ...] = (
        (Reaksjonstillegg, {"reaksjon": reaksjon, "tekst": "…"}, "registrert"),
        (Avtalesamtale, {"avtale": avtale, "dato": I_DAG, "hvordan_gaar_det": "…", "ferdig": True}, "registrert"),
        (Inngripenstillegg, {"inngripen": andres, "hva": "annet", "tekst": "…"}, "skrevet"),
    )
    for dager, (modell, felter, naar) in enumerate(rader, start=1):
        senere = NAA + dager * DAG
        modell.objects.create(**felter, **{naar: senere, f"{naar}_av": roller.rektor})
        assert holder()
        si_at_det_er_lagt(senere)
        assert not holder()
    linjer = sak.hendelser.filter(type="andres_papirer_lagt")
    assert set(linjer.values_list("aktor", flat=True)) == {roller.rektor.pk}
