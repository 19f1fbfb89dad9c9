"""Attachments in the browser: who gets a file, how it is sent, what is refused beside the field, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from cases.melding.models import Melding, Meldingsutkast
from cases.sak.models import Oppslag
from cases.undersokelse.models import Samtale
from cases.vedlegg.actions import sperr_i_sak
from cases.vedlegg.models import Utkastvedlegg, Vedlegg, Vedleggskontroll
from tests.access.sider import NYTT_HVER_GANG
from tests.cases.sporringer import antall
from tests.cases.vedlegg.filer import PDF, fil, jpeg
from tests.cast import I_DAG, NAA
from tests.factories import anklag, klarfil, lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from django.test import Client

    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def hent(client: Client, bruker: Bruker, adresse: str) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.get(adresse)


def send(client: Client, bruker: Bruker, adresse: str, **data: Any) -> Any:
    client.force_login(bruker)
    with time_machine.travel(NAA, tick=False):
        return client.post(adresse, data)


def i_sak(fil_: Vedlegg) -> str:
    assert fil_.sak is not None
    return reverse("vedlegg:last_ned", args=[fil_.sak.nummer, fil_.nokkel])


def i_melding(fil_: Vedlegg) -> str:
    assert fil_.melding is not None
    return reverse("melding:last_ned", args=[fil_.melding.nummer, fil_.nokkel])


# -- fetching a file ----------------------------------------------------------------------------------------------


def test_en_fil_sendes_som_noe_aa_lagre_og_aldri_som_en_side(client: Client, roller: Rollebesetning) -> None:
    fil_ = lag_vedlegg(lag_sak(roller), roller.rektor, klarfil('Bla "bær" æøå.txt', b"<script>alert(1)</script>"))
    svar = hent(client, roller.rektor, i_sak(fil_))
    assert svar.status_code == 200
    assert svar.streaming
    assert b"".join(svar.streaming_content) == b"<script>alert(1)</script>"
    assert svar.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Bla%20%22b%C3%A6r")
    assert svar.headers["Content-Type"] == "text/plain"
    assert svar.headers["Content-Length"] == "25"
    assert svar.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in svar.headers["Cache-Control"]
    assert "default-src 'none'" in svar.headers["Content-Security-Policy"]


def test_hver_henting_er_en_rad_i_leseloggen_med_hvilken_fil(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    fil_, andre = lag_vedlegg(sak, roller.rektor), lag_vedlegg(sak, roller.rektor)
    for ett in (fil_, fil_, andre):
        hent(client, roller.rektor, i_sak(ett))
    rader = Oppslag.objects.order_by("pk").values_list("sak", "bruker", "hva", "rolle", "vedlegg")
    assert list(rader) == [(sak.pk, roller.rektor.pk, "vedlegg", "skoleleder", ett.pk) for ett in (fil_, fil_, andre)]
    av_melding = lag_vedlegg(lag_melding(roller), roller.ansatt)
    hent(client, roller.rektor, i_melding(av_melding))
    siste = Oppslag.objects.latest("pk")
    assert av_melding.melding is not None
    assert (siste.melding_nummer, siste.vedlegg, siste.rolle) == (
        av_melding.melding.nummer,
        av_melding.pk,
        "skoleleder",
    )


def test_filen_i_en_sak_faar_de_som_leser_saken_og_ingen_andre(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True, alvorlig=True, alvorlig_vurdert=NAA)
    adresse = i_sak(lag_vedlegg(sak, roller.rektor))
    leser = {"rektor", "kontaktlarer", "sektorleder"}
    for navn, person in roller.alle.items():
        if not person.er_systemet:
            ventet = {200} if navn in leser else {302, 404} if navn == "sluttet" else {404}
            assert hent(client, person, adresse).status_code in ventet, navn
    assert set(Oppslag.objects.values_list("bruker__fornavn", flat=True)) == {"Rektor", "Kontakt", "Sektor"}
    # Named in it: gone at the same moment, and the same answer as for a file that is not there.
    anklag(sak, roller.kontaktlarer)
    nektet = hent(client, roller.kontaktlarer, adresse)
    finnes_ikke = hent(client, roller.kontaktlarer, reverse("vedlegg:last_ned", args=[sak.nummer, uuid4()]))
    assert nektet.status_code == finnes_ikke.status_code == 404
    assert NYTT_HVER_GANG.sub("", nektet.content.decode()) == NYTT_HVER_GANG.sub("", finnes_ikke.content.decode())


def test_en_fil_hentes_bare_under_sin_egen_sak_og_melding(client: Client, roller: Rollebesetning) -> None:
    sak, annen = lag_sak(roller), lag_sak(roller, elev=roller.annen_elev)
    melding = lag_melding(roller)
    fil_, i_annen, i_meldingen = (lag_vedlegg(sted, roller.rektor) for sted in (sak, annen, melding))
    for feil in (
        reverse("vedlegg:last_ned", args=[sak.nummer, i_annen.nokkel]),
        reverse("vedlegg:last_ned", args=[sak.nummer, i_meldingen.nokkel]),
        reverse("melding:last_ned", args=[melding.nummer, fil_.nokkel]),
    ):
        assert hent(client, roller.rektor, feil).status_code == 404


def test_filen_i_en_melding_faar_de_som_mottar_den_og_ikke_melderen_selv(
    client: Client, roller: Rollebesetning
) -> None:
    fil_ = lag_vedlegg(lag_melding(roller), roller.ansatt)
    for navn, person in roller.alle.items():
        if not person.er_systemet and navn != "sluttet":
            ventet = 200 if navn == "rektor" else 404
            assert hent(client, person, i_melding(fil_)).status_code == ventet, navn
    om_rektor = lag_melding(roller, ansatt=roller.rektor, mottaker="skoleeier", skjerpet=True)
    adresse = i_melding(lag_vedlegg(om_rektor, roller.ansatt))
    assert hent(client, roller.rektor, adresse).status_code == 404
    assert hent(client, roller.sektorleder, adresse).status_code == 200
    # The reporter sees what was sent, by name.
    assert fil_.melding is not None
    side = hent(client, roller.ansatt, reverse("melding:kvittering", args=[fil_.melding.nummer])).content.decode()
    assert fil_.navn in side
    assert str(fil_.nokkel) not in side
    # What becomes of the file is of the sak: the reporter may be denied that, and must not notice when.
    Vedleggskontroll.objects.create(vedlegg=fil_, utfall="sperret", tid=NAA, av=roller.rektor, grunn="Feil")
    etter = hent(client, roller.ansatt, reverse("melding:kvittering", args=[fil_.melding.nummer])).content.decode()
    assert NYTT_HVER_GANG.sub("", etter) == NYTT_HVER_GANG.sub("", side)


def test_det_som_ikke_er_kontrollert_eller_er_sperret_gis_ikke_ut(
    client: Client, roller: Rollebesetning, settings: Any
) -> None:
    sak = lag_sak(roller)
    fil_ = lag_vedlegg(sak, roller.rektor)
    settings.VIRUSKONTROLL = "clamd://127.0.0.1:1"
    svar = hent(client, roller.rektor, i_sak(fil_))
    assert svar.status_code == 403
    assert "Prøv igjen om et par minutter" in svar.content.decode()
    side = hent(client, roller.rektor, reverse("vedlegg:sak", args=[sak.nummer])).content.decode()
    assert "Blir kontrollert" in side
    assert i_sak(fil_) + '"' not in side
    settings.VIRUSKONTROLL = ""
    sperr_i_sak(aktor=roller.rektor, sak_id=sak.pk, nokkel=fil_.nokkel, grunn="Feil", now=NAA)
    svar = hent(client, roller.rektor, i_sak(fil_))
    assert svar.status_code == 403
    assert "Filen er sperret" in svar.content.decode()


# -- a sak's page -------------------------------------------------------------------------------------------------


def test_filer_legges_ved_og_staar_paa_siden_og_ved_samtalen(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    samtale = Samtale.objects.create(
        sak=sak,
        type="elev",
        dato=I_DAG,
        deltakere="N",
        hva_sies="A",
        sted="B",
        registrert=NAA,
        registrert_av=roller.rektor,
    )
    side = reverse("vedlegg:sak", args=[sak.nummer])
    tom = hent(client, roller.rektor, f"{side}?til=samtale-{samtale.pk}")
    assert "Legg aldri ved nakenbilder" in tom.content.decode()
    assert tom.context["skjema"]["til"].value() == f"samtale-{samtale.pk}"
    svar = send(
        client,
        roller.rektor,
        reverse("vedlegg:legg_ved", args=[sak.nummer]),
        filer=[fil("IMG_0001.jpeg", jpeg()), fil("brev.pdf", PDF)],
        beskrivelse="Gruppa på Snap",
        til=f"samtale-{samtale.pk}",
    )
    assert svar.status_code == 302, svar.content.decode()
    assert set(Vedlegg.objects.values_list("navn", "samtale")) == {
        ("IMG_0001.jpg", samtale.pk),
        ("brev.pdf", samtale.pk),
    }
    for adresse in (side, reverse("undersokelse:vis", args=[sak.nummer])):
        assert "IMG_0001.jpg" in hent(client, roller.rektor, adresse).content.decode()


def test_en_daarlig_fil_nektes_ved_feltet_og_teksten_staar_der_fortsatt(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    adresse = reverse("vedlegg:legg_ved", args=[sak.nummer])
    svar = send(client, roller.rektor, adresse, filer=[fil("ok.pdf", PDF), fil("x.exe", b"MZ")], beskrivelse="Brevet")
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "«x.exe» kan ikke legges ved." in side
    assert 'value="Brevet"' in side
    assert not Vedlegg.objects.exists()
    assert "Velg en fil." in send(client, roller.rektor, adresse, beskrivelse="Brevet").content.decode()
    mye = send(client, roller.rektor, adresse, filer=[fil("ok.pdf", PDF)], beskrivelse="x" * 201)
    assert mye.status_code == 422
    assert "Velg filene på nytt" in mye.content.decode()
    annen = lag_sak(roller, elev=roller.annen_elev)
    fremmed = lag_vedlegg(annen, roller.rektor)
    assert send(client, roller.rektor, adresse, filer=[fil("a.pdf", PDF)], til=f"samtale-{fremmed.pk}").status_code in {
        302,
        422,
    }
    assert not Vedlegg.objects.filter(sak=sak, samtale__isnull=False).exists()


def test_den_som_bare_leser_ser_filene_uten_skjema_og_sperre(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller, alvorlig=True, alvorlig_vurdert=NAA)
    fil_ = lag_vedlegg(sak, roller.rektor)
    side = hent(client, roller.sektorleder, reverse("vedlegg:sak", args=[sak.nummer]))
    assert i_sak(fil_) in side.content.decode()
    assert side.context["skjema"] is None
    assert "Sperr filen" not in side.content.decode()
    adresse = reverse("vedlegg:legg_ved", args=[sak.nummer])
    assert send(client, roller.sektorleder, adresse, filer=[fil("a.pdf", PDF)]).status_code == 403


def test_meldingens_filer_staar_paa_sakens_side_for_den_som_mottar_meldinger(
    client: Client, roller: Rollebesetning
) -> None:
    sak = lag_sak(roller, delt_med_kontaktlarer=True)
    fil_ = lag_vedlegg(lag_melding(roller, sak=sak), roller.ansatt, klarfil("fra melderen.txt"))
    side = reverse("vedlegg:sak", args=[sak.nummer])
    assert i_melding(fil_) in hent(client, roller.rektor, side).content.decode()
    assert "fra melderen" not in hent(client, roller.kontaktlarer, side).content.decode()


def test_en_fil_sperres_paa_siden_med_grunn(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    fil_ = lag_vedlegg(sak, roller.rektor)
    adresse = reverse("vedlegg:sperr", args=[sak.nummer, fil_.nokkel])
    svar = send(client, roller.rektor, adresse, grunn="")
    assert svar.status_code == 422
    assert "Fyll ut dette feltet." in svar.content.decode()
    assert send(client, roller.rektor, adresse, grunn="Feil fil").status_code == 302
    side = hent(client, roller.rektor, reverse("vedlegg:sak", args=[sak.nummer])).content.decode()
    assert "Sperret" in side
    assert i_sak(fil_) + '"' not in side
    i_meldingen = lag_vedlegg(lag_melding(roller), roller.ansatt)
    assert i_meldingen.melding is not None
    adresse = reverse("melding:sperr", args=[i_meldingen.melding.nummer, i_meldingen.nokkel])
    assert send(client, roller.ansatt, adresse, grunn="Feil").status_code == 404
    assert send(client, roller.rektor, adresse).status_code == 422
    # Too long a reason is not lost, nor taken for one that was stored.
    lang = "Dette skulle ikke ligget her. " * 11
    for _gang in range(2):
        svar = send(client, roller.rektor, adresse, grunn=lang)
        assert svar.status_code == 422
        assert lang.strip() in svar.content.decode()
    assert i_meldingen.er_klar
    assert send(client, roller.rektor, adresse, grunn="Feil").status_code == 302
    assert not i_meldingen.er_klar


def test_sidene_koster_like_mye_med_en_fil_som_med_tjue(client: Client, roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    melding = lag_melding(roller, sak=sak)
    samtaler = [
        Samtale.objects.create(
            sak=sak,
            type="elev",
            dato=I_DAG,
            deltakere="N",
            hva_sies="A",
            sted="B",
            registrert=NAA,
            registrert_av=roller.rektor,
        )
        for _ in range(3)
    ]
    sider = [
        reverse("vedlegg:sak", args=[sak.nummer]),
        reverse("undersokelse:vis", args=[sak.nummer]),
        reverse("melding:ta_imot", args=[melding.nummer]),
    ]
    lag_vedlegg(sak, roller.rektor, til=samtaler[0])
    lag_vedlegg(melding, roller.ansatt)
    en = [antall(client, roller.rektor, side) for side in sider]
    for n in range(19):
        lag_vedlegg(sak, roller.rektor, til=samtaler[n % 3])
        lag_vedlegg(melding, roller.ansatt)
    assert [antall(client, roller.rektor, side) for side in sider] == en
    assert en[0] < 40


# -- the meldeskjema ----------------------------------------------------------------------------------------------


def skjema(roller: Rollebesetning, **mer: Any) -> dict[str, Any]:
    return {
        "nokkel": uuid4(),
        "oppdaget": "2026-11-10",
        "elever": [roller.elev.pk],
        "hva_skjedde": "Det jeg skrev",
        **mer,
    }


def test_en_valgt_fil_legges_i_utkastet_med_teksten_og_kan_tas_ut_igjen(client: Client, roller: Rollebesetning) -> None:
    innhold = skjema(roller)
    svar = send(client, roller.ansatt, reverse("melding:vedlegg"), vedlegg=[fil("snap.jpg", jpeg())], **innhold)
    assert svar.status_code == 200
    assert "snap.jpg" in svar.content.decode()
    rad = Utkastvedlegg.objects.get()
    assert rad.utkast.felter["hva_skjedde"] == ["Det jeg skrev"]
    svar = send(client, roller.ansatt, reverse("melding:vedlegg"), vedlegg=[fil("x.exe", b"MZ")], **innhold)
    assert svar.status_code == 422
    assert "«x.exe» kan ikke legges ved." in svar.content.decode()
    assert "snap.jpg" in svar.content.decode()
    assert "snap.jpg" in hent(client, roller.ansatt, reverse("melding:meld")).content.decode()
    svar = send(client, roller.ansatt, reverse("melding:vedlegg"), fjern=rad.pk)
    assert "snap.jpg" not in svar.content.decode()
    assert not Utkastvedlegg.objects.exists()


def test_uten_javascript_legges_filer_ved_med_en_knapp_og_sendes_med_meldingen(
    client: Client, roller: Rollebesetning
) -> None:
    adresse, innhold = reverse("melding:meld"), skjema(roller)
    svar = send(client, roller.ansatt, adresse, handling="vedlegg", vedlegg=[fil("a.pdf", PDF)], **innhold)
    assert svar.status_code == 200
    assert "a.pdf" in svar.content.decode()
    assert "Det jeg skrev" in svar.content.decode()
    svar = send(client, roller.ansatt, adresse, handling=f"fjern-{Utkastvedlegg.objects.get().pk}", **innhold)
    assert "a.pdf" not in svar.content.decode()
    # Chosen, and sent at once: kept also where the form must be mended first.
    feil = {**innhold, "hva_skjedde": ""}
    svar = send(client, roller.ansatt, adresse, handling="send", vedlegg=[fil("b.pdf", PDF)], **feil)
    assert svar.status_code == 422
    assert "b.pdf" in svar.content.decode()
    assert send(client, roller.ansatt, adresse, handling="send", **innhold).status_code == 302
    assert list(Melding.objects.get().vedlegg.values_list("navn", flat=True)) == ["b.pdf"]
    # The answer was lost, and the browser sends all of it again.
    igjen = send(client, roller.ansatt, adresse, handling="send", vedlegg=[fil("b.pdf", PDF)], **innhold)
    assert igjen.status_code == 302
    assert Vedlegg.objects.count() == 1


def test_en_daarlig_fil_stanser_sendingen_og_ingenting_gaar_tapt(client: Client, roller: Rollebesetning) -> None:
    svar = send(
        client,
        roller.ansatt,
        reverse("melding:meld"),
        handling="send",
        vedlegg=[fil("ok.pdf", PDF), fil("x.exe", b"MZ")],
        **skjema(roller),
    )
    assert svar.status_code == 422
    for ord_ in ("x.exe", "ok.pdf", "Det jeg skrev"):
        assert ord_ in svar.content.decode()
    assert not Melding.objects.exists()


@pytest.mark.parametrize("svar_paa", ["", "uten_samtykke"])
def test_helsepersonell_legger_ingen_fil_ved_for_sporsmalet_er_besvart(
    client: Client, roller: Rollebesetning, svar_paa: str
) -> None:
    roller.stotte.er_helsepersonell = True
    roller.stotte.save()
    send(
        client,
        roller.stotte,
        reverse("melding:vedlegg"),
        vedlegg=[fil("a.pdf", PDF)],
        fra_behandling=svar_paa,
        **skjema(roller),
    )
    assert not Meldingsutkast.objects.exists()
    assert not Utkastvedlegg.objects.exists()


def test_et_tillegg_med_fil_staar_paa_kvitteringen_og_hos_rektor(client: Client, roller: Rollebesetning) -> None:
    melding = lag_melding(roller)
    adresse = reverse("melding:tillegg", args=[melding.nummer])
    feil = send(client, roller.ansatt, adresse, tekst="", filer=[fil("a.pdf", PDF)])
    assert feil.status_code == 422
    assert "Velg filene på nytt" in feil.content.decode()
    assert send(client, roller.ansatt, adresse, tekst="Brevet", filer=[fil("a.pdf", PDF)]).status_code == 302
    assert "a.pdf" in hent(client, roller.ansatt, reverse("melding:kvittering", args=[melding.nummer])).content.decode()
    assert "a.pdf" in hent(client, roller.rektor, reverse("melding:ta_imot", args=[melding.nummer])).content.decode()
