"""What is written is carried out once, also when the form is sent again because the answer never came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.sak.kronologi.models import Loggnotat
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from tests.cast import Rollebesetning

NOTAT = {"slag": "telefon", "dato": "2026-11-10", "tekst": "Mor ringte, og sa at Nora gråter."}


def test_det_samme_sendt_en_gang_til_star_en_gang(roller: Rollebesetning) -> None:
    side = f"/saker/{lag_sak(roller).nummer}/logg/noter/"
    client = Client()
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False) as klokka:
        forste = client.post(side, NOTAT)
        igjen = client.post(side, {**NOTAT, "csrfmiddlewaretoken": "et nytt"})
        assert (igjen.status_code, igjen["Location"]) == (302, forste["Location"])
        assert "Dette var lagret allerede" in client.get(igjen["Location"]).content.decode()
        assert Loggnotat.objects.count() == 1
        # Nothing of what was written lies in the session.
        assert "Nora" not in str(dict(client.session.items()))
        # Other words, another person, or the same after something else or some time, is meant.
        client.post(side, {**NOTAT, "tekst": "Mor ringte en gang til."})
        client.post(side, NOTAT)
        assert Loggnotat.objects.count() == 3
        klokka.shift(121)
        client.post(side, NOTAT)
        annen = Client()
        annen.force_login(roller.rektor)
        annen.post(side, NOTAT)
        assert Loggnotat.objects.count() == 5


def test_det_som_ble_nektet_kan_sendes_igjen(roller: Rollebesetning) -> None:
    side = f"/saker/{lag_sak(roller).nummer}/logg/noter/"
    client = Client()
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        galt = {**NOTAT, "dato": "2026-12-24"}
        assert [client.post(side, galt).status_code for _gang in range(2)] == [422, 422]
        assert client.post(side, NOTAT).status_code == 302
    assert Loggnotat.objects.count() == 1


def test_det_som_ble_nektet_der_en_ble_sendt_videre_er_ikke_lagret(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    client = Client()
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        for _gang in range(2):
            svar = client.post(
                f"/saker/{sak.nummer}/evaluering/ny/", {"begrunnelse": "Det hjelper ikke ennå."}, follow=True
            )
            side = svar.content.decode()
            assert "Det finnes ingen vedtatt tiltaksplan å evaluere." in side
            assert "Dette var lagret allerede" not in side


def test_en_fil_som_sendes_en_gang_til_ligger_der_en_gang(roller: Rollebesetning) -> None:
    sak = lag_sak(roller)
    side = f"/saker/{sak.nummer}/vedlegg/legg-ved"
    client = Client()
    client.force_login(roller.rektor)

    def felter(innhold: bytes, navn: str = "brev.txt") -> dict[str, Any]:
        return {"beskrivelse": "Brev", "filer": SimpleUploadedFile(navn, innhold)}

    with time_machine.travel(NAA, tick=False):
        # The large one lies on disk, and not in memory, while it is taken in.
        for innhold in (b"Kjaere skole.", b"Kjaere skole. " * 250_000):
            forste, igjen = (client.post(side, felter(innhold)) for _gang in range(2))
            assert (igjen.status_code, igjen["Location"]) == (302, forste["Location"])
        assert [fil.storrelse for fil in sak.vedlegg.order_by("pk")] == [13, 3_500_000]
        # Another letter is another, also when it is as long and is called the same.
        client.post(side, felter(b"Kjaere rektor"))
        client.post(side, felter(b"Kjaere laerer"))
        assert sak.vedlegg.count() == 4
