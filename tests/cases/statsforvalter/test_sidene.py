"""The register in the browser's terms: from a letter to an order, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from cases.sak.models import Hendelse, Involvert, Sak
from cases.statsforvalter import vedtak
from cases.statsforvalter.data import (
    Mulktdata,
    Stansdata,
)
from cases.statsforvalter.models import (
    Palegg,
    Statsforvalterkrav,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Tvangsmulkt,
)
from tests.cases.planer import vedtatt
from tests.cases.sak.hjelp import hent, send
from tests.cases.sporringer import antall
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

from tests.cases.statsforvalter.hjelp import Status, avgjor, folg, krev, lukk, meld, paalegg, papir, skriv_mote, svar


def test_fra_brev_til_paalegg_paa_sidene(roller: Rollebesetning, sak: Sak) -> None:
    rektor, leder = roller.rektor, roller.sektorleder

    def adresse(navn: str, *argumenter: Any) -> str:
        return reverse(f"statsforvalter:{navn}", args=[sak.nummer, *argumenter])

    forsiden = reverse("sak:vis", args=[sak.nummer])
    assert adresse("vis") in hent(rektor, forsiden).content.decode()
    plan = vedtatt(sak, rektor)
    dokument = papir(plan, rektor)
    felles = {"sett": ""}
    steg: list[tuple[Bruker, str, dict[str, Any]]] = [
        (rektor, adresse("meldt"), {"meldt": "2026-11-08", "mottatt": "2026-11-09", "meldt_av": "foresatt"}),
        (rektor, adresse("krav"), {"mottatt": "2026-11-10", "frist": "2026-11-20", "punkter": "- Planen\n\n• Loggen"}),
    ]
    for person, sted, felter in steg:
        assert hent(person, sted).status_code == 200
        svar_ = send(person, sted, {**felles, **felter})
        assert svar_.status_code == 302, svar_.content.decode()
    krav = Statsforvalterkrav.objects.get()
    assert krav.punkter == ["Planen", "Loggen"]
    side = hent(rektor, forsiden).content.decode()
    assert "Hos Statsforvalteren" in side
    assert "Statsforvalteren venter på opplysninger, senest 20. november 2026." in side
    assert "Statsforvalterens frist" in side
    assert "Skriv inn avgjørelse" not in hent(rektor, adresse("vis")).content.decode()
    # What is wrong is said beside the field, and what was typed stays.
    galt = send(rektor, adresse("svar", krav.pk), {"sendt": "2027-01-01", "andre_dokumenter": "Må stå", "hele": "nei"})
    assert galt.status_code == 422
    assert "Må stå" in galt.content.decode()
    rett = {"sendt": "2026-11-10", "kanal": "svarut", "sendt_av": "Rektor", "hele": "ja", "dokumenter": [dokument.pk]}
    assert send(rektor, adresse("svar", krav.pk), rett).status_code == 302
    assert [rad.dokument for rad in Statsforvaltersvar.objects.get().dokumenter.all()] == [dokument]
    avgjorelse = {"utfall": "brudd", "dato": "2026-11-10", "mottatt": "2026-11-10", "hovedpunkter": "For lite"}
    bestemt = {"tekst": "Fast voksen", "frist": "2026-12-01", "ansvarlig": str(rektor.pk), "igjen": "ja"}
    for navn, felter in (("vedtak", avgjorelse), ("palegg", bestemt)):
        assert hent(rektor, adresse(navn)).status_code == 403
        assert hent(leder, adresse(navn)).status_code == 200
        if navn == "palegg":
            felter["vedtak"] = str(Statsforvaltervedtak.objects.get().pk)
        svar_ = send(leder, adresse(navn), {**felles, **felter})
        assert svar_.status_code == 302, svar_.content.decode()
    assert svar_.url == adresse("palegg")
    p = Palegg.objects.get()
    assert (
        send(
            rektor, adresse("oppfolging", p.pk), {"dato": "2026-11-10", "status": "i_gang", "gjort": "Begynt"}
        ).status_code
        == 302
    )
    mote = {
        "dato": "2026-11-10",
        "hvordan": "tilsyn",
        "deltakere": "Seniorrådgiver Lien og rektor",
        "tatt_opp": "De ville se vaktplanen.",
        "avtalt": "Rektor sender den i morgen.",
    }
    assert hent(rektor, adresse("mote")).status_code == 200
    assert send(rektor, adresse("mote"), {**felles, **mote, "deltakere": ""}).status_code == 422
    for avtalt in (mote["avtalt"], ""):
        assert send(rektor, adresse("mote"), {**felles, **mote, "avtalt": avtalt}).status_code == 302
    assert "Møte med Statsforvalteren." in hent(rektor, reverse("sak:logg", args=[sak.nummer])).content.decode()
    for navn, felter in (
        ("klage", {"vedtak": p.vedtak_id, "dato": "2026-11-10", "hvem": "foresatt", "gjelder": "For svakt"}),
        ("mulkt", {"satt": "2026-11-10", "belop": "5000", "hvor_ofte": "dag", "fra": "2026-11-10", "gjelder": "P 1"}),
    ):
        assert send(leder, adresse(navn), felter).status_code == 302
    mulkt = Tvangsmulkt.objects.get()
    assert (
        send(leder, adresse("stans", mulkt.pk), {"stanset": "2026-11-10", "stanset_hvorfor": "Gjort"}).status_code
        == 302
    )
    assert send(leder, adresse("slutt"), {"slutt": "ferdig", "avsluttet": "2026-11-10"}).status_code == 422
    side = hent(rektor, adresse("vis")).content.decode()
    for ventet in (
        *("plan-v1.pdf", "Fast voksen", "For svakt", "Begynt", "5\xa0000 kroner", "Stanset 10. november 2026"),
        *("De besøkte skolen 10. november 2026", "De ville se vaktplanen.", "Rektor sender den i morgen."),
        # Who was told, and when: that the sak was reported, and that a letter had come.
        "<dd>Sektor Leder, Kommunal Sjef, 10. november 2026, 09:00</dd>",
        "Fikk beskjed 10. november 2026, 09:00: Sektor Leder, Kommunal Sjef.",
    ):
        assert ventet in side, ventet
    assert hent(roller.kontaktlarer, adresse("vis")).status_code == 403
    assert hent(roller.ansatt, adresse("vis")).status_code == 404
    assert hent(rektor, adresse("svar", krav.pk)).status_code == 404  # answered
    assert Involvert.objects.count() == 0


def test_siden_koster_like_mye_med_mange(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    def fyll() -> None:
        skriv_mote(roller.rektor, sak)
        krav = krev(roller.rektor, sak)
        svar(roller.rektor, sak, krav)
        i = avgjor(roller.sektorleder, sak)
        for _nr in range(2):
            folg(roller.rektor, sak, paalegg(roller.sektorleder, sak, i), Status.I_GANG)

    meld(roller.rektor, sak)
    fyll()
    adresse = reverse("statsforvalter:vis", args=[sak.nummer])
    en = antall(client, roller.rektor, adresse)
    for _gang in range(3):
        fyll()
    assert antall(client, roller.rektor, adresse) <= en


def test_det_som_skrives_mens_en_annen_gjor_saken_ferdig_staar_igjen_og_er_ikke_lagret(
    roller: Rollebesetning, sak: Sak
) -> None:
    meld(roller.rektor, sak)
    krav = krev(roller.rektor, sak)
    i = avgjor(roller.sektorleder, sak)
    palegg = paalegg(roller.sektorleder, sak, i)
    mulkt = vedtak.registrer_mulkt(
        aktor=roller.sektorleder,
        sak_id=sak.pk,
        data=Mulktdata(satt=I_DAG, belop=1000, hvor_ofte=Tvangsmulkt.Hvor.DAG, fra=I_DAG, gjelder="Pålegg 1"),
        now=NAA,
    )
    svar(roller.rektor, sak, krav)
    folg(roller.rektor, sak, palegg)
    vedtak.stans_mulkt(
        aktor=roller.sektorleder, sak_id=sak.pk, mulkt_id=mulkt.pk, data=Stansdata(I_DAG, "Fulgt"), now=NAA
    )
    dag, tekst = I_DAG.isoformat(), "Det jeg skrev imens"
    innsendinger: dict[str, tuple[tuple[int, ...], dict[str, str]]] = {
        "krav": ((), {"mottatt": dag, "frist": dag, "punkter": tekst}),
        "frist": ((krav.pk,), {"dato": dag, "til_frist": "2026-12-24", "grunn": tekst}),
        "svar": (
            (krav.pk,),
            {"sendt": dag, "kanal": "svarut", "sendt_av": "R", "andre_dokumenter": tekst, "hele": "ja"},
        ),
        "mote": ((), {"dato": dag, "hvordan": "video", "deltakere": "Lien", "tatt_opp": tekst}),
        "vedtak": ((), {"utfall": "brudd", "dato": dag, "mottatt": dag, "hovedpunkter": tekst}),
        "palegg": ((), {"vedtak": str(i.pk), "tekst": tekst, "frist": dag, "ansvarlig_rolle": "Rektor"}),
        "oppfolging": ((palegg.pk,), {"dato": dag, "status": "i_gang", "gjort": tekst}),
        "palegg_frist": ((palegg.pk,), {"dato": dag, "til_frist": "2027-03-01", "grunn": tekst}),
        "klage": ((), {"vedtak": str(i.pk), "dato": dag, "hvem": "elev", "gjelder": tekst}),
        "mulkt": ((), {"satt": dag, "belop": "10", "hvor_ofte": "dag", "fra": dag, "gjelder": tekst}),
        "stans": ((mulkt.pk,), {"stanset": dag, "stanset_hvorfor": tekst}),
        "slutt": ((), {"slutt": "ferdig", "avsluttet": dag, "slutt_merknad": tekst}),
    }
    besvart = send(
        roller.sektorleder,
        reverse("statsforvalter:svar", args=[sak.nummer, krav.pk]),
        innsendinger["svar"][1],
    )
    assert (besvart.status_code, "Brevet er alt besvart." in besvart.content.decode()) == (422, True)
    assert tekst in besvart.content.decode()
    lukk(roller.sektorleder, sak)
    skrevet = Hendelse.objects.count()
    for navn, (argumenter, felter) in innsendinger.items():
        adresse = reverse(f"statsforvalter:{navn}", args=[sak.nummer, *argumenter])
        assert hent(roller.sektorleder, adresse).status_code == 404, navn
        side = send(roller.sektorleder, adresse, felter)
        assert side.status_code == 422, navn
        assert "Saken er ikke hos Statsforvalteren lenger." in side.content.decode(), navn
        assert tekst in side.content.decode(), navn
    assert Hendelse.objects.count() == skrevet
