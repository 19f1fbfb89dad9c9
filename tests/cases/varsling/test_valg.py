"""What a person chooses, the morning's one letter, what is done with, and what never got there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection
from django.urls import reverse

from cases.evaluering.avslutning import Avslutningsdata, avslutt_sak
from cases.evaluering.models import Avslutning
from cases.lov.begreper import Fristtype
from cases.lov.stige import neste_morgen
from cases.melding.actions import merk_lest
from cases.sak.feil import IkkeFunnet
from cases.sak.tilstand import oppdater
from cases.varsling import actions
from cases.varsling.actions import varsle
from cases.varsling.epost import LEIE, _ta_neste, _ta_samling, samlebrev, send_epost
from cases.varsling.fordeling import valgt
from cases.varsling.models import Varsel, Varselforsok, Varselvalg
from cases.varsling.sveip import oppdater_frister, sveip
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.varsling.hjelp import kl, sak_til_evaluering
from tests.cases.varsling.test_epost import ett, stengt
from tests.cases.varsling.test_sveip import FREDAG
from tests.cast import I_DAG, NAA, OSLO
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

I_MORGEN_TIDLIG = kl(I_DAG + timedelta(days=1), 7)
STRAKS, SAMLET, INGEN = Varselvalg.Epost


def be(client: Client, bruker: Bruker, adresse: str, data: dict[str, str] | None = None) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse) if data is None else client.post(adresse, data)


def oppgitt(roller: Rollebesetning, **felter: Any) -> Varsel:
    return Varsel.objects.create(
        mottaker=roller.ansatt,
        opprettet=NAA,
        **{
            "nokkel": "x",
            "type": Varseltype.FRAMLEGG_TIL_DEG,
            "epost": Varsel.Epost.OPPGITT,
            "epost_forsok": 6,
            "epost_feil": "SMTPConnectError",
            **felter,
        },
    )


def test_ledere_faar_epost_med_en_gang_og_ansatte_samlet_til_de_velger_noe_annet(roller: Rollebesetning) -> None:
    assert [valgt(b, I_DAG) for b in (roller.rektor, roller.sektorleder, roller.kontaktlarer, roller.ansatt)] == [
        *(STRAKS, STRAKS),
        *(SAMLET, SAMLET),
    ]
    actions.velg_epost(aktor=roller.ansatt, epost=STRAKS, now=NAA)
    actions.velg_epost(aktor=roller.ansatt, epost=INGEN, now=NAA)
    assert valgt(roller.ansatt, I_DAG) == INGEN


def test_dagens_varsler_kommer_i_ett_brev_neste_morgen_med_bare_tall(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    actions.velg_epost(aktor=roller.rektor, epost=SAMLET, now=NAA)
    for nr in range(3):
        ett(sak, roller.rektor, f"v{nr}")
    varsle([roller.rektor], Varseltype.FRIST_I_DAG, "f", now=NAA, sak=sak, frist="evaluering", dato="2026-11-10")
    assert send_epost(NAA) == 0
    assert send_epost(I_MORGEN_TIDLIG - timedelta(minutes=1)) == 0
    assert send_epost(I_MORGEN_TIDLIG) == 4
    (brev,) = mail.outbox
    assert brev.subject == "Du har 4 nye varsler"
    assert brev.body.startswith("1 av dem gjelder en frist.\n\nLogg inn for å lese dem:\n")
    for ord_ in (sak.nummer, "Nora", "Egge", "evaluering"):
        assert ord_ not in f"{brev.subject} {brev.body}"
    assert set(Varselforsok.objects.values_list("utfall", flat=True)) == {"sendt"}


def test_det_som_haster_kommer_med_en_gang_uansett_hva_som_er_valgt(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    for valg in (SAMLET, INGEN):
        actions.velg_epost(aktor=roller.rektor, epost=valg, now=NAA)
        ett(sak, roller.rektor, f"haster-{valg}", now=kl(I_DAG, 23), haster=True)
        assert send_epost(kl(I_DAG, 23)) == 1


def test_den_som_ikke_vil_ha_epost_finner_varselet_i_innboksen(roller: Rollebesetning) -> None:
    actions.velg_epost(aktor=roller.rektor, epost=INGEN, now=NAA)
    varsel = ett(lag_sak(roller), roller.rektor)
    assert send_epost(I_MORGEN_TIDLIG) == 0
    assert Varsel.objects.synlige_for(roller.rektor, I_DAG).get(pk=varsel.pk).epost == "ingen"


def test_et_samlebrev_som_ikke_gaar_proves_igjen_under_samme_navn(roller: Rollebesetning, settings: Settings) -> None:
    bra = settings.EMAIL_BACKEND
    actions.velg_epost(aktor=roller.rektor, epost=SAMLET, now=NAA)
    sak = lag_sak(roller)
    for nr in range(2):
        ett(sak, roller.rektor, f"v{nr}")
    send_epost(NAA)
    stengt(settings)
    assert send_epost(I_MORGEN_TIDLIG) == 0
    assert set(Varsel.objects.values_list("epost_forsok", "epost_feil")) == {(1, "ConnectionRefusedError")}
    settings.EMAIL_BACKEND = bra
    assert send_epost(I_MORGEN_TIDLIG + timedelta(minutes=1)) == 2
    varsler = list(Varsel.objects.select_related("mottaker").order_by("pk"))
    assert mail.outbox[0].extra_headers["Message-ID"] == samlebrev(varsler).extra_headers["Message-ID"]
    assert list(Varselforsok.objects.order_by("pk").values_list("utfall", "feil")) == [
        *[("feilet", "ConnectionRefusedError")] * 2,
        *[("sendt", "")] * 2,
    ]


def test_et_samlebrev_som_er_tatt_tas_ikke_av_en_annen(roller: Rollebesetning) -> None:
    actions.velg_epost(aktor=roller.rektor, epost=SAMLET, now=NAA)
    ett(lag_sak(roller), roller.rektor)
    send_epost(NAA)
    assert len(_ta_samling(I_MORGEN_TIDLIG)) == 1
    assert _ta_samling(I_MORGEN_TIDLIG) == []
    assert len(_ta_samling(I_MORGEN_TIDLIG + LEIE)) == 1


def test_et_forsok_ingen_hoerte_mer_om_staar_som_avbrutt(roller: Rollebesetning) -> None:
    ett(lag_sak(roller), roller.rektor)
    _ta_neste(NAA)
    send_epost(NAA + LEIE)
    assert list(Varselforsok.objects.order_by("pk").values_list("utfall", flat=True)) == ["avbrutt", "sendt"]


def test_ett_forsok_om_gangen_ogsaa_for_databasen(roller: Rollebesetning) -> None:
    varsel = ett(lag_sak(roller), roller.rektor)
    Varselforsok.objects.create(varsel=varsel, tid=NAA)
    with pytest.raises(IntegrityError, match="ett_paabegynt_forsok_per_varsel"):
        Varselforsok.objects.create(varsel=varsel, tid=NAA)


def test_databasen_kjenner_bare_de_tre_valgene(roller: Rollebesetning) -> None:
    with pytest.raises(IntegrityError, match="varselvalg_er_et_av_tre"), connection.cursor() as peker:
        peker.execute(
            "INSERT INTO cases_varselvalg (bruker_id, epost, endret) VALUES (%s, 'aldri', now())", [roller.ansatt.pk]
        )


@pytest.mark.parametrize(
    ("naa", "morgen"),
    [
        # Ascension 2027 is Thursday 6 May; 17 May is a Monday, and so is Whit Monday the same day.
        (kl(date(2027, 5, 5), 15), kl(date(2027, 5, 7), 7)),
        (kl(date(2027, 5, 14), 15), kl(date(2027, 5, 18), 7)),
        # Easter: from Wednesday over Maundy Thursday, Good Friday and Easter Monday.
        (kl(date(2027, 3, 24), 22), kl(date(2027, 3, 30), 7)),
        # Christmas.
        (kl(date(2026, 12, 24), 22), kl(date(2026, 12, 28), 7)),
        # Summer with SFO open: every working day has its morning.
        (kl(date(2027, 7, 7), 12), kl(date(2027, 7, 8), 7)),
        # 23:30 on a Friday.
        (kl(date(2026, 11, 13), 23, 30), kl(date(2026, 11, 16), 7)),
        # The night summer time begins and the night it ends are both before a Monday; seven is seven.
        (datetime(2027, 3, 28, 1, 59, tzinfo=OSLO), kl(date(2027, 3, 30), 7)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=OSLO, fold=1), kl(date(2026, 10, 26), 7)),
        # Already on its way in the morning of a working day.
        (kl(I_DAG, 6, 59), kl(I_DAG, 7)),
    ],
)
def test_morgenens_brev_gaar_klokka_sju_neste_arbeidsdag(naa: datetime, morgen: datetime) -> None:
    assert neste_morgen(naa) == morgen


def test_er_fristen_moett_er_varselet_ordnet_og_sendes_ikke(client: Client, roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller, foresatte_informert=None)
    sveip(kl(FREDAG))
    om_foresatte = Varsel.objects.filter(sak=sak, data__frist=Fristtype.FORESATTE_INFORMERT)
    assert om_foresatte.filter(ordnet__isnull=True).count() == 2
    sak.foresatte_informert = FREDAG
    oppdater(sak, aktor=roller.systemet, now=kl(FREDAG))
    assert not om_foresatte.filter(ordnet__isnull=True).exists()
    assert Varsel.objects.filter(sak=sak, data__frist=Fristtype.EVALUERING, ordnet__isnull=True).count() == 3
    send_epost(kl(FREDAG))
    assert set(om_foresatte.filter(samlet=False).values_list("epost", flat=True)) == {"ingen"}
    with time_machine.travel(kl(FREDAG), tick=False):
        client.force_login(roller.rektor)
        svar = client.get(reverse("varsling:innboks"))
    assert "Ordnet" in svar.content.decode()


def test_en_lest_melding_purres_det_ikke_om(roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    for type_ in (Varseltype.NY_MELDING, Varseltype.MELDING_IKKE_LEST):
        varsle([roller.rektor], type_, type_, now=NAA, melding=melding.nummer)
    merk_lest(aktor=roller.rektor, nummer=melding.nummer, now=NAA)
    ordnet = set(Varsel.objects.filter(mottaker=roller.rektor, ordnet__isnull=False).values_list("type", flat=True))
    assert ordnet == {"melding_ikke_lest"}


def test_innstillingene_viser_og_lagrer_valget(client: Client, roller: Rollebesetning) -> None:
    adresse = reverse("varsling:innstillinger")
    assert be(client, roller.ansatt, adresse).context["skjema"]["epost"].value() == "samlet"
    assert be(client, roller.ansatt, adresse, {"epost": "straks"}).status_code == 302
    assert valgt(roller.ansatt, I_DAG) == STRAKS


@pytest.mark.parametrize("data", [{}, {"epost": "aldri"}])
def test_et_valg_som_ikke_finnes_avvises_ved_feltet(client: Client, roller: Rollebesetning, data: Any) -> None:
    svar = be(client, roller.ansatt, reverse("varsling:innstillinger"), data)
    assert svar.status_code == 422
    assert "Velg ett av alternativene." in svar.content.decode()
    assert not Varselvalg.objects.exists()


def test_bare_systemforvalter_ser_hva_som_ikke_kom_fram_og_aldri_hva_det_gjaldt(
    client: Client, roller: Rollebesetning
) -> None:
    varsel = oppgitt(roller)
    liste, igjen = reverse("varsling:ikke_levert"), reverse("varsling:prov_igjen", args=[varsel.pk])
    for bruker in (roller.rektor, roller.sektorleder, roller.kommunalsjef, roller.ansatt, roller.personvernombud):
        assert be(client, bruker, liste).status_code == 404
        assert be(client, bruker, igjen, {}).status_code == 404
        with pytest.raises(IkkeFunnet):
            actions.prov_igjen(aktor=bruker, varsel_id=varsel.pk, now=NAA)
    side = be(client, roller.systemforvalter, liste).content.decode()
    assert "Annet varsel" in side
    assert "SMTPConnectError" in side
    assert "framlegg_" not in side
    assert "Det ligger noe til deg" not in side


def test_det_som_proves_igjen_sendes_og_det_staar_hvem_som_ba_om_det(client: Client, roller: Rollebesetning) -> None:
    varsel = oppgitt(roller, haster=True)
    igjen = reverse("varsling:prov_igjen", args=[varsel.pk])
    assert be(client, roller.systemforvalter, igjen, {}).status_code == 302
    assert send_epost(NAA) == 1
    assert list(Varselforsok.objects.order_by("pk").values_list("utfall", "av")) == [
        ("bestilt", roller.systemforvalter.pk),
        ("sendt", None),
    ]
    # What has been sent is not there to be tried again.
    assert be(client, roller.systemforvalter, igjen, {}).status_code == 404


def test_alt_kan_proves_igjen_paa_en_gang_av_systemforvalter_og_ingen_andre(
    client: Client, roller: Rollebesetning
) -> None:
    for nokkel in "abc":
        oppgitt(roller, nokkel=nokkel)
    alle = reverse("varsling:prov_alle_igjen")
    assert be(client, roller.rektor, alle, {}).status_code == 404
    assert Varsel.objects.filter(epost=Varsel.Epost.OPPGITT).count() == 3
    assert "Prøv alle 3 igjen" in be(client, roller.systemforvalter, reverse("varsling:ikke_levert")).content.decode()
    assert be(client, roller.systemforvalter, alle, {}).status_code == 302
    assert set(Varsel.objects.values_list("epost", "epost_forsok")) == {(Varsel.Epost.VENTER, 0)}
    assert list(Varselforsok.objects.values_list("utfall", "av")) == [("bestilt", roller.systemforvalter.pk)] * 3


def test_en_sendt_epost_kan_ikke_bestilles_paa_nytt(roller: Rollebesetning) -> None:
    varsel = oppgitt(roller, epost=Varsel.Epost.SENDT)
    with pytest.raises(IkkeFunnet):
        actions.prov_igjen(aktor=roller.systemforvalter, varsel_id=varsel.pk, now=NAA)


def test_nattens_omregning_sier_fra_om_en_lagret_frist_som_var_feil(roller: Rollebesetning) -> None:
    rett, feil = sak_til_evaluering(roller), sak_til_evaluering(roller, elev=roller.annen_elev)
    feil.neste_frist = NAA + timedelta(days=90)
    lagre(feil, aktor=roller.systemet, now=NAA)
    for _gang in range(2):
        oppdater_frister(NAA)
    feil.refresh_from_db()
    assert feil.neste_frist == rett.neste_frist
    varsel = Varsel.objects.get(type=Varseltype.FRISTER_RETTET)
    assert (varsel.mottaker, varsel.data) == (roller.systemforvalter, {"antall": "1"})


def test_at_tiden_gaar_er_ingen_feil(roller: Rollebesetning) -> None:
    sak_til_evaluering(roller)
    oppdater_frister(kl(I_DAG + timedelta(days=40), 3))
    assert not Varsel.objects.filter(type=Varseltype.FRISTER_RETTET).exists()


def test_at_eleven_har_byttet_skole_er_ingen_feil(roller: Rollebesetning) -> None:
    sak = sak_til_evaluering(roller)
    slutt = Avslutningsdata(
        grunn=Avslutning.Grunn.FLYTTET,
        begrunnelse="Flytter snart.",
        elevens_syn="Gleder seg.",
        foresattes_syn="Enige.",
        barnets_beste="Vurdert.",
        ettersjekk_dato=I_DAG + timedelta(days=30),
    )
    avslutt_sak(aktor=roller.rektor, sak_id=sak.pk, data=slutt, versjon=sak.versjon, now=NAA)
    sak.refresh_from_db()
    assert sak.neste_frist_type == Fristtype.ETTERSJEKK
    roller.elev.skole, roller.elev.klasse = roller.elev_maere.skole, roller.elev_maere.klasse
    roller.elev.save()
    oppdater_frister(NAA + timedelta(days=1))
    sak.refresh_from_db()
    assert sak.neste_frist is None
    assert not Varsel.objects.filter(type=Varseltype.FRISTER_RETTET).exists()
