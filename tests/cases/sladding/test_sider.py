"""The pages of what goes out: what is typed stays, what is found is shown, and others do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import time_machine
from django.urls import reverse

from cases.sladding.models import Kilde, Sladding
from cases.sladding.pdf import hoderader
from tests.cases.sladding.oppsett import begynt, referat, sak_med_papirer, sett_over
from tests.cases.sporringer import antall
from tests.cast import NAA

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def be(client: Client, bruker: Bruker, adresse: str, felter: dict[str, Any] | None = None) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse) if felter is None else client.post(adresse, felter)


def test_det_skrevne_staar_og_det_som_er_funnet_vises_for_den_som_leder(client: Client, roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller, delt_med_kontaktlarer=True)
    rektor = roller.rektor
    oversikt = reverse("sladding:oversikt", args=[sak.nummer])
    side = be(client, rektor, oversikt).content.decode()
    assert "Tiltaksplan, versjon 1" in side
    svar = be(client, rektor, reverse("sladding:ny", args=[sak.nummer]), {"papirer": f"plan-{plan.pk}"})
    sladding = Sladding.objects.get()
    navn = reverse("sladding:masker", args=[sak.nummer, sladding.pk])
    assert svar.headers["Location"] == navn
    side = be(client, rektor, navn).content.decode()
    for ventet in ("<mark>Jonas Vik</mark>", "kan være en elev i klassen", "ligner et telefonnummer", "La «Tiril» stå"):
        assert ventet in side, ventet

    def skjema(**endret: str) -> dict[str, str]:
        felter = {"egne_ord": "den eneste jenta"}
        for n, rad in enumerate(be(client, rektor, navn).context["skjema"].funn):
            felter |= {f"form-{n}": rad.form, f"valg-{n}": "skjul", f"grunn-{n}": ""}
            if rad.form == "Tiril":
                felter |= {f"valg-{n}": "behold"}
        return felter | endret

    svar = be(client, rektor, navn, skjema())
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Skriv hvorfor «Tiril» kan stå." in side
    assert "«den eneste jenta» står ikke i noe av det som skal ut." in side
    assert ">den eneste jenta</textarea>" in side.replace("\n", "")
    sett_over(sladding, rektor)
    vis = reverse("sladding:vis", args=[sak.nummer, sladding.pk])
    side = be(client, rektor, vis).content.decode()
    assert "<mark>Jonas Vik</mark>" in side
    assert "<mark>Elev B</mark>" in side
    sak.involverte.create(rolle="vitne", kategori="elev", elev=roller.elev_maere, lagt_til=NAA)
    side = be(client, rektor, vis).content.decode()
    assert "gjelder ikke lenger" in side
    assert "<mark>" not in side
    be(client, rektor, reverse("sladding:frigi", args=[sak.nummer, sladding.pk]), {})
    assert Sladding.objects.get().frigitt is None
    skjema_for_frigitt = skjema(egne_ord="") | {f"valg-{n}": "skjul" for n in range(40)}
    sett_over(sladding, rektor)
    be(client, rektor, reverse("sladding:frigi", args=[sak.nummer, sladding.pk]), {})
    # One who still looked it over when another gave it out, is told.
    svar = be(client, rektor, navn, skjema_for_frigitt)
    assert svar.status_code == 422
    assert "Dette er alt frigitt og kan ikke endres." in svar.content.decode()
    pdf = reverse("sladding:pdf", args=[sak.nummer, sladding.pk, 1])
    assert be(client, rektor, pdf).content.startswith(b"%PDF")
    assert sak.oppslag.filter(hva="eksport", bruker=rektor).count() == 1
    for person, kode in ((roller.kontaktlarer, 403), (roller.ansatt, 404), (roller.rektor_maere, 404)):
        for adresse in (oversikt, vis, navn, pdf):
            assert be(client, person, adresse).status_code == kode, (person, adresse)


def test_oversikten_koster_like_mange_sporringer_med_mange_papirer(client: Client, roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    sett_over(begynt(sak, roller.rektor, (Kilde.PLAN, plan.pk)), roller.rektor)
    referat(sak, roller)
    adresse = reverse("sladding:oversikt", args=[sak.nummer])
    en = antall(client, roller.rektor, adresse)
    for _gang in range(8):
        begynt(sak, roller.rektor, (Kilde.REFERAT, referat(sak, roller).pk))
    assert antall(client, roller.rektor, adresse) <= en <= 45


def test_papirets_hode_har_to_korte_ved_siden_av_hverandre() -> None:
    elev, klasse, dato = ("Elev", "Nora Eggen"), ("Klasse", "5A"), ("Dato", "10. november 2026")
    lang = ("Hva nå", "Eleven har det trygt og godt – saken kan avsluttes")
    assert hoderader([elev, klasse, dato]) == [(elev, klasse), (dato,)]
    # What is long has the whole width, and what comes after it begins anew.
    assert hoderader([elev, lang, dato, klasse]) == [(elev,), (lang,), (dato, klasse)]


def test_det_en_har_skjult_gaar_ikke_ut_fordi_en_annen_hadde_siden_oppe(client: Client, roller: Rollebesetning) -> None:
    sak, plan = sak_med_papirer(roller)
    rektor = roller.rektor
    sladding = begynt(sak, rektor, (Kilde.PLAN, plan.pk))
    navn = reverse("sladding:masker", args=[sak.nummer, sladding.pk])
    vis = reverse("sladding:vis", args=[sak.nummer, sladding.pk])
    frigi = reverse("sladding:frigi", args=[sak.nummer, sladding.pk])
    skjema = be(client, rektor, navn).context["skjema"]
    felter = {felt.html_name: felt.value() or "" for felt in skjema}
    sett_over(sladding, rektor)
    lest = {"sett": be(client, rektor, vis).context["sett"]}
    # Another leader marks more.
    ord_ = "Boka ble borte"
    sett_over(sladding, rektor, egne=(ord_,))
    be(client, rektor, frigi, lest)
    assert Sladding.objects.get().frigitt is None
    svar = be(client, rektor, navn, felter)
    assert svar.status_code == 422
    assert "lagret endringer her" in svar.content.decode()
    assert svar.context["skjema"]["egne_ord"].value() == ord_
    assert Sladding.objects.get().egne_ord == [ord_]
    # With open eyes it is taken out.
    nytt = svar.context["skjema"]
    felter = {felt.html_name: felt.value() or "" for felt in nytt} | {"egne_ord": ""}
    assert be(client, rektor, navn, felter).status_code == 302
    be(client, rektor, frigi, {"sett": be(client, rektor, vis).context["sett"]})
    assert Sladding.objects.get().frigitt is not None


def test_ogsaa_naar_det_er_funnet_flere_hundre_lagres_det_en_har_valgt(client: Client, roller: Rollebesetning) -> None:
    sak, _plan = sak_med_papirer(roller)
    numre = ", ".join(f"41 22 3{n // 100} {n % 100:02}" for n in range(340))
    samtale = referat(sak, roller, hva_sies=f"Noen ringte fra {numre}.")
    sladding = begynt(sak, roller.rektor, (Kilde.REFERAT, samtale.pk))
    navn = reverse("sladding:masker", args=[sak.nummer, sladding.pk])
    felter = {felt.html_name: felt.value() or "" for felt in be(client, roller.rektor, navn).context["skjema"]}
    assert len(felter) > 1000
    assert be(client, roller.rektor, navn, felter).status_code == 302
    assert sladding.valg.count() >= 340
