"""Two windows with one draft: the second is told that the first was sent, keeps its words, and can send them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.melding.actions import AlleredeSendt, Mottaksdata, Mottakselev, send_melding, ta_imot
from cases.melding.models import Melding, Meldingsutkast
from cases.sak.models import Involvert
from cases.sak.ruting import Involvertdata
from tests.cases.melding.test_melde_fra import data, post
from tests.cast import NAA

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Rollebesetning


def felter(roller: Rollebesetning, nokkel: object, tekst: str) -> dict[str, Any]:
    return {
        "nokkel": nokkel,
        "oppdaget": "2026-11-10",
        "handling": "send",
        "elever": [roller.elev.pk],
        "hva_skjedde": tekst,
    }


def test_det_andre_vinduet_far_beskjed_beholder_teksten_og_kan_sende_den(
    client: Client, roller: Rollebesetning
) -> None:
    nokkel = uuid4()
    assert post(client, roller.ansatt, **felter(roller, nokkel, "Det første")).status_code == 302
    svar = post(client, roller.ansatt, **felter(roller, nokkel, "Det andre"))
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Du har alt sendt melding M-2026-0001 fra dette skjemaet" in side
    assert "Det andre" in side
    assert Melding.objects.count() == 1
    ny = re.search(r'name="nokkel" value="([^"]+)"', side)
    assert ny is not None
    assert ny[1] != str(nokkel)
    assert ny[1] == str(Meldingsutkast.objects.get().nokkel)
    assert post(client, roller.ansatt, **felter(roller, ny[1], "Det andre")).status_code == 302
    assert sorted(Melding.objects.values_list("hva_skjedde", flat=True)) == ["Det andre", "Det første"]


def test_det_som_lagres_i_det_andre_vinduet_sies_aa_ikke_vaere_lagret(client: Client, roller: Rollebesetning) -> None:
    nokkel = uuid4()
    post(client, roller.ansatt, **felter(roller, nokkel, "Det første"))
    svar = post(client, roller.ansatt, "melding:utkast", nokkel=nokkel, hva_skjedde="Det andre")
    assert svar.status_code == 422
    assert "blir ikke lagret før du sender det" in svar.content.decode()
    # Without JavaScript the button that searches keeps the words too.
    svar = post(
        client, roller.ansatt, **{**felter(roller, nokkel, "Det andre"), "handling": "sok", "sok_elever": "jon"}
    )
    assert svar.status_code == 422
    assert "Det andre" in svar.content.decode()
    assert "Du har alt sendt melding" in svar.content.decode()


def test_det_samme_to_ganger_er_fortsatt_en_melding_ogsaa_naar_eleven_er_funnet(roller: Rollebesetning) -> None:
    innhold = data(
        roller,
        elever=(roller.elev, roller.elev_maere),
        ukjent_elev="En gutt i rød jakke",
        skole=roller.egge,
        arenaer=("sfo", "tur"),
        krenkere=(Involvertdata(Involvert.Kategori.ELEV, elev=roller.annen_elev),),
    )
    sendt = send_melding(aktor=roller.ansatt, data=innhold, now=NAA)
    egge = next(m for m in sendt if m.skole == roller.egge)
    valg = tuple(Mottakselev(rad.pk, rad.elev or roller.annen_elev) for rad in egge.elever.all())
    ta_imot(aktor=roller.rektor, nummer=egge.nummer, data=Mottaksdata(elever=valg), now=NAA)
    assert send_melding(aktor=roller.ansatt, data=innhold, now=NAA) == sendt


@pytest.mark.parametrize(
    "endring",
    [{"hva_skjedde": "Noe annet"}, {"trygg_naa": "nei"}, {"ukjent_elev": "En til"}, {"arenaer": ("tur",)}, "elev"],
)
def test_enhver_forskjell_er_en_annen_melding(roller: Rollebesetning, endring: Any) -> None:
    nokkel = uuid4()
    send_melding(aktor=roller.ansatt, data=data(roller, nokkel=nokkel, skole=roller.egge), now=NAA)
    endret = {"elever": (roller.annen_elev,)} if endring == "elev" else endring
    with pytest.raises(AlleredeSendt):
        send_melding(aktor=roller.ansatt, data=data(roller, nokkel=nokkel, skole=roller.egge, **endret), now=NAA)
    assert Melding.objects.count() == 1


def test_en_annens_noekkel_gir_ikke_en_annens_kvittering(client: Client, roller: Rollebesetning) -> None:
    nokkel = uuid4()
    post(client, roller.ansatt, **felter(roller, nokkel, "Mitt"))
    svar = post(client, roller.kontaktlarer, **felter(roller, nokkel, "Ditt"))
    assert svar.status_code == 422
    assert "M-2026-0001" not in svar.content.decode().replace(reverse("melding:mine"), "")
