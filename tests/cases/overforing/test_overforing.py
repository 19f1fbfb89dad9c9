"""The pupil moves: the new school gets what was chosen, masked, and never the sak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from cases.overforing import actions
from cases.overforing.access import mottatte
from cases.overforing.models import Overforing
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.habilitet import rut_inhabile
from cases.sak.hadde_sett import stengte
from cases.sak.models import Involvert, Sak
from cases.sladding import actions as sladding_dorer
from cases.sladding.models import Kilde, Sladding
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import Gradering, Naerstaende, Rolle
from tests.access.sider import NYTT_HVER_GANG
from tests.cases.sak.hjelp import hent, kan, nevn, tildel
from tests.cases.sladding.oppsett import evaluering, referat, sak_med_papirer, sett_over
from tests.cases.sladding.test_dorer import tekst
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def flytt(roller: Rollebesetning) -> None:
    roller.elev.skole, roller.elev.klasse = roller.maere, None
    roller.elev.save()


@pytest.mark.regel("L-4.28")
def test_den_nye_skolen_faar_papirene_og_aapner_sin_egen_sak(client: Client, roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller, delt_med_kontaktlarer=True, nummer="2026-9001")
    samtale, vurdert = referat(sak, roller, avtalt="Jonas holder seg unna."), evaluering(sak, plan, roller)
    rektor, ny = roller.rektor, roller.rektor_maere
    felter: dict[str, Any] = {
        "sak_id": sak.pk,
        "valgte": [(Kilde.PLAN, plan.pk), (Kilde.EVALUERING, vurdert.pk), (Kilde.AVTALT, samtale.pk)],
        "hvorfor": "Hun skal slippe å begynne på nytt.",
        "foresatte_informert": "Mor 9. november",
        "now": NAA,
    }
    # Not to a school the child is not at, whoever wishes it.
    with pytest.raises(Regelbrudd, match="fortsatt registrert"):
        actions.begynn(aktor=rektor, **felter)
    flytt(roller)
    sak = Sak.objects.get(pk=sak.pk)
    for annen in (ny, roller.kontaktlarer):
        with pytest.raises(IkkeFunnet):
            actions.begynn(aktor=annen, **felter)
    with pytest.raises(Regelbrudd):
        actions.begynn(aktor=rektor, **{**felter, "valgte": [(Kilde.MELDING, 1)]})
    rad = actions.begynn(aktor=rektor, **felter)
    with pytest.raises(Regelbrudd, match="alt begynt"):
        actions.begynn(aktor=rektor, **felter)
    ident: dict[str, Any] = {"sak_id": sak.pk, "overforing_id": rad.pk, "now": NAA}
    with pytest.raises(Regelbrudd, match="Se over navnene først"):
        actions.overfor(aktor=rektor, **ident)
    sett_over(rad.sladding, rektor)
    assert not mottatte(ny, I_DAG).exists()
    # Nor as another has hidden or shown it since it was read.
    with pytest.raises(Foreldet):
        actions.overfor(aktor=rektor, sett="0", **ident)
    actions.overfor(aktor=rektor, sett=sladding_dorer.siste_lagring(rad.sladding), **ident)
    [varsel] = Varsel.objects.filter(type="overforing_kommet")
    assert (varsel.mottaker, varsel.sak, varsel.data) == (ny, None, {})

    def side(person: Bruker, adresse: str, *, post: bool = False) -> Any:
        client.force_login(person)
        with time_machine.travel(NAA, tick=False):
            return client.post(adresse) if post else client.get(adresse)

    les = reverse("overforing:les", args=[rad.nokkel])
    assert "Nora Eggen" in side(ny, reverse("overforing:mottatt")).content.decode()
    innhold = side(ny, les).content.decode()
    assert "Tiltaksplan" in innhold
    for ord_ in (sak.nummer, "Jonas", "slippe å begynne", "Mor 9. november"):
        assert ord_ not in innhold, ord_
    gitt = " ".join(tekst(side(ny, reverse("overforing:pdf", args=[rad.nokkel, n])).content) for n in (1, 2, 3))
    assert "Elev B holder seg unna." in gitt
    for ord_ in ("Jonas", "Ansatt Egge", "Biblioteket", "tar boka"):
        assert ord_ not in gitt, ord_
    # The papers open the sak to nobody, and the old school can see who has read them.
    assert side(ny, reverse("sak:vis", args=[sak.nummer])).status_code == 404
    assert sak.oppslag.filter(bruker=ny, rolle="ny_skole", grunn="Overført til ny skole").count() == 4
    for person in (rektor, roller.ansatt_maere, roller.kontaktlarer, roller.systemforvalter):
        assert side(person, les).status_code == 404, person
    gammel = reverse("overforing:oversikt", args=[sak.nummer])
    for_ = NYTT_HVER_GANG.sub("", side(rektor, gammel).content.decode())
    svar = side(ny, reverse("overforing:apne_sak", args=[rad.nokkel]), post=True)
    nysak = Sak.objects.get(overfort_fra=rad)
    assert svar.headers["Location"] == reverse("sak:vis", args=[nysak.nummer])
    assert (nysak.skole, nysak.ansvarlig, nysak.elev) == (roller.maere, ny, roller.elev)
    assert "forrige skole" in side(ny, reverse("sladding:oversikt", args=[nysak.nummer])).content.decode()
    with pytest.raises(Regelbrudd, match="alt åpnet"):
        actions.apne_sak(aktor=ny, nokkel=rad.nokkel, now=NAA)
    assert not Varsel.objects.filter(type="overforing_kommet", ordnet__isnull=True).exists()
    # The old school does not come into the new sak, nor is the child's new trouble its business.
    assert side(rektor, reverse("sak:vis", args=[nysak.nummer])).status_code == 404
    assert NYTT_HVER_GANG.sub("", side(rektor, gammel).content.decode()) == for_
    # Its number stands here, for as long as the sak is theirs.
    with transaction.atomic():
        anklag(nysak, ny)
        assert not mottatte(ny, I_DAG).exists()
        transaction.set_rollback(True)
    # Whoever is near the pupil loses it at once, also here.
    Naerstaende.objects.create(bruker=ny, elev=roller.elev, relasjon="tante")
    assert side(ny, les).status_code == 404


def test_gradert_elev_krever_to_og_naar_bare_rektor(roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    flytt(roller)
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    rad = actions.begynn(
        aktor=roller.rektor,
        sak_id=sak.pk,
        valgte=[(Kilde.PLAN, plan.pk)],
        hvorfor="Trygghet",
        foresatte_informert="Mor",
        now=NAA,
    )
    # The old school sends it without being told where the pupil goes now.
    oversikt = hent(roller.rektor, reverse("overforing:oversikt", args=[sak.nummer])).content.decode()
    assert "På vei til den nye skolen" in oversikt
    assert roller.maere.navn not in oversikt
    sett_over(rad.sladding, roller.rektor)
    with pytest.raises(Regelbrudd, match="må en annen se over"):
        actions.overfor(aktor=roller.rektor, sak_id=sak.pk, overforing_id=rad.pk, now=NAA)
    actions.forkast(aktor=roller.rektor, sak_id=sak.pk, overforing_id=rad.pk, now=NAA)
    assert not Overforing.objects.exists()


def test_leseloggen_sier_ikke_hvor_en_gradert_elev_gaar_naa(client: Client, roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    flytt(roller)
    sak = Sak.objects.get(pk=sak.pk)
    valgte = [(Kilde.PLAN, plan.pk)]
    felles: dict[str, Any] = {"sak_id": sak.pk, "now": NAA}
    rad = actions.begynn(aktor=roller.rektor, valgte=valgte, hvorfor="Trygghet", foresatte_informert="Mor", **felles)
    sett_over(rad.sladding, roller.rektor)
    actions.overfor(aktor=roller.rektor, overforing_id=rad.pk, **felles)
    assert hent(roller.rektor_maere, reverse("overforing:les", args=[rad.nokkel])).status_code == 200
    sider = [reverse(navn, args=[sak.nummer]) for navn in ("leselogg:sak", "leselogg:til_foresatte")]

    def den_nye() -> list[bool]:
        """Where it stands who read it at the new school."""
        return [roller.rektor_maere.navn in hent(roller.rektor, side).content.decode() for side in sider]

    assert den_nye() == [True, True]
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    assert den_nye() == [False, False]
    # That somebody there read it stands; and choosing a person finds nobody who is not told.
    loggen = hent(roller.rektor, sider[0]).content.decode()
    assert "Leder ved den nye skolen" in loggen
    valgt = hent(roller.rektor, f"{sider[0]}?person={roller.rektor_maere.pk}").content.decode()
    assert valgt.count("Leder ved den nye skolen") == loggen.count("Leder ved den nye skolen")


def gitt_videre(roller: Rollebesetning) -> tuple[Sak, Sak]:
    """A sak whose pupil has moved, and the one the new school has opened from what it was given."""
    sak, plan = sak_med_papirer(roller, nummer="2026-9001")
    flytt(roller)
    sak = Sak.objects.get(pk=sak.pk)
    felles: dict[str, Any] = {"sak_id": sak.pk, "now": NAA}
    valgte = [(Kilde.PLAN, plan.pk)]
    rad = actions.begynn(aktor=roller.rektor, valgte=valgte, hvorfor="Trygghet", foresatte_informert="Mor", **felles)
    sett_over(rad.sladding, roller.rektor)
    actions.overfor(aktor=roller.rektor, overforing_id=rad.pk, **felles)
    return sak, actions.apne_sak(aktor=roller.rektor_maere, nokkel=rad.nokkel, now=NAA)


def test_den_som_er_meldt_i_den_gamle_saken_ser_heller_ikke_den_som_bygger_paa_den(roller: Rollebesetning) -> None:
    sak, ny = gitt_videre(roller)
    meldt = roller.anklaget
    tildel(meldt, Rolle.AVDELINGSLEDER, roller.maere, fullmakt=True)
    assert kan(meldt, ny)
    # Named afterwards, and works at the new school now.
    anklag(sak, meldt)
    assert not kan(meldt, ny)
    assert meldt.pk in stengte(ny)
    assert kan(roller.rektor_maere, ny)


def test_den_som_er_meldt_i_soskensaken_ser_heller_ikke_det_som_bygger_paa_det_som_ble_gitt(
    roller: Rollebesetning,
) -> None:
    """One melding about two pupils, of whom one has moved: who is named in the other's sak is denied both, and this."""
    sak, ny = gitt_videre(roller)
    soskens = lag_sak(roller, elev=roller.annen_elev, gruppe=sak.gruppe, nummer="2026-9002")
    meldt = roller.anklaget
    tildel(meldt, Rolle.AVDELINGSLEDER, roller.maere, fullmakt=True)
    assert kan(meldt, ny)
    anklag(soskens, meldt)
    assert not kan(meldt, sak)
    assert not kan(meldt, ny)
    assert meldt.pk in stengte(ny)
    assert kan(roller.rektor_maere, ny)


def test_den_hvis_barn_kan_ha_krenket_ser_heller_ikke_det_den_nye_skolen_bygger(roller: Rollebesetning) -> None:
    sak, ny = gitt_videre(roller)
    assert kan(roller.rektor_maere, ny)
    assert sak.involverte.filter(elev=roller.annen_elev, rolle=Involvert.Rolle.MULIG_KRENKER).exists()
    Naerstaende.objects.create(bruker=roller.rektor_maere, elev=roller.annen_elev, relasjon="Onkel")
    for rad in (sak, ny):
        assert not kan(roller.rektor_maere, rad)
        assert roller.rektor_maere.pk in stengte(rad)
    assert rut_inhabile(NAA)
    ny.refresh_from_db()
    assert (ny.eier, ny.ansvarlig) == ("skoleeier", roller.sektorleder)


def test_den_som_er_meldt_to_skoler_tidligere_ser_heller_ikke_saken_ved_den_tredje(roller: Rollebesetning) -> None:
    sak, ny = gitt_videre(roller)
    # The pupil has moved on from Mære too, and the third school has opened a sak from what Mære gave it.
    tredje = lag_sak(roller, elev=roller.annen_elev, nummer="2026-9002")
    gitt = Overforing.objects.get(ny_sak=ny)
    Overforing.objects.create(
        sak=ny, til_skole=roller.egge, hvorfor="Trygghet", foresatte_informert="Mor", opprettet=NAA,
        sladding=Sladding.objects.create(
            sak=ny, formaal=Sladding.Formaal.OVERFORING, opprettet=NAA, opprettet_av=roller.rektor_maere
        ),
        opprettet_av=roller.rektor_maere, sendt=NAA, sendt_av=roller.rektor_maere, ny_sak=tredje,
    )  # fmt: skip
    assert gitt.sak == sak
    nevn(roller.rektor, sak, roller.avdelingsleder)
    for rad in (sak, ny, tredje):
        assert not kan(roller.avdelingsleder, rad)
        assert roller.avdelingsleder.pk in stengte(rad)
