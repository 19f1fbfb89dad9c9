"""The pages: a leader sees what, one who runs the archive sees a number, and all others see nothing at all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse

from cases.arkiv import sending
from cases.arkiv.models import Fjerningsforslag, Fjerningsstans
from cases.dokumenter.models import Dokument
from cases.dossier.models import Dossier
from cases.reaksjon.models import Reaksjon
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Hendelse, Oppslag
from cases.sladding.models import Kilde, Sladding
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Naerstaende
from tests.cases.arkiv.verden import (
    Arkivet,
    arkiver_alt,
    arkivering,
    kvitter,
    lag_dokument,
    lag_gammel_sak,
    lag_saksmappe,
)
from tests.cases.sporringer import antall
from tests.cast import NAA
from tests.factories import anklag, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev
    from tests.cast import Rollebesetning

LISTE, FJERNES = "/arkiv/", "/arkiv/kan-fjernes/"


def spor(client: Client, hvem: Bruker, adresse: str, data: dict[str, Any] | None = None) -> tuple[int, str]:
    client.force_login(hvem)
    with time_machine.travel(NAA, tick=False):
        svar = client.get(adresse) if data is None else client.post(adresse, data)
    return svar.status_code, svar.content.decode()


def samtale(sak: Sak, roller: Rollebesetning, dato: date, annen: Elev | None = None) -> Samtale:
    return Samtale.objects.create(
        sak=sak,
        type=Samtale.Type.ELEV if annen is None else Samtale.Type.MEDELEV,
        elev=annen,
        dato=dato,
        hva_sies="Det er bedre nå.",
        registrert_av=roller.rektor,
        registrert=NAA,
    )


def test_lista_sier_lederen_hva_det_er_og_driften_bare_et_nummer(
    client: Client, roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak, maeres = lag_sak(roller), lag_sak(roller, elev=roller.elev_maere)
    dokument = lag_dokument(sak, roller, innhold=b"%PDF-1.7")
    lag_dokument(maeres, roller, type_=Dokument.Type.REFERAT)
    sending.sveip(NAA)

    status, rektors = spor(client, roller.rektor, LISTE)
    assert (status, "Avslutning, versjon 1" in rektors, sak.nummer in rektors) == (200, True, True)
    assert maeres.nummer not in rektors
    assert "Referat, 10. november 2026" not in rektors
    status, driftens = spor(client, roller.systemforvalter, LISTE)
    assert status == 200
    for nummer in (sak.nummer, maeres.nummer, f"dokument-{dokument.pk}", "PDF-en er ikke PDF/A"):
        assert nummer in driftens
    for roper in (
        "Avslutning, versjon 1",
        "Referat, 10. november 2026",
        roller.elev.etternavn,
        roller.egge.navn,
        f"/saker/{sak.nummer}",
    ):
        assert roper not in driftens.split('id="innhold"')[-1]
    # A filter, and a value that is none.
    assert "Referat, 10. november 2026" not in spor(client, roller.rektor_maere, f"{LISTE}?vis=feilet")[1]
    assert "Referat, 10. november 2026" in spor(client, roller.rektor_maere, f"{LISTE}?vis=tull")[1]
    # Looked at by one who sees no sak: which numbers were shown stands in the read-log.
    oppslag = Oppslag.objects.get(bruker=roller.systemforvalter)
    assert (oppslag.liste, oppslag.viste_saker) == ("arkiv", sorted([sak.pk, maeres.pk]))

    # Others: neither page nor button, and the same answer as for what does not exist.
    igjen = reverse("arkiv:send_igjen", args=[arkivering(dokument).pk])
    for ikke in (roller.kontaktlarer, roller.ansatt, roller.personvernombud, roller.stotte, roller.sluttet):
        for adresse, data in ((LISTE, None), (FJERNES, None), (igjen, {}), ("/arkiv/kan-fjernes/1/avgjor", {})):
            assert spor(client, ikke, adresse, data)[0] == 404, (ikke, adresse)
    assert spor(client, roller.rektor_maere, igjen, {})[0] == 404
    assert spor(client, roller.rektor, igjen)[0] == 405
    assert spor(client, roller.rektor, igjen, {})[0] == 302
    assert arkivering(dokument).neste == NAA

    # Denied, a sak is neither in the list nor in the count of one who runs the archive.
    anklag(sak, roller.systemforvalter)
    Naerstaende.objects.create(bruker=roller.systemforvalter, elev=roller.elev_maere, relasjon="Tante")
    _status, nektet = spor(client, roller.systemforvalter, LISTE)
    assert "Alt er arkivert" in nektet
    assert " ikke arkivert: " not in nektet
    assert sak.nummer not in nektet
    assert spor(client, roller.systemforvalter, igjen, {})[0] == 404


def test_lista_koster_like_mye_med_en_og_med_mange(client: Client, roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = lag_sak(roller)
    lag_dokument(sak, roller, innhold=b"%PDF-1.7")
    sending.sveip(NAA)
    lag_gammel_sak(roller)
    sider = (LISTE, reverse("arkiv:sak", args=[sak.nummer]), FJERNES)
    en = [antall(client, roller.rektor, side) for side in sider]
    for type_ in (Dokument.Type.REFERAT, Dokument.Type.EVALUERING, Dokument.Type.MELDING):
        lag_dokument(sak, roller, type_=type_)
        lag_dokument(lag_sak(roller), roller, type_=type_)
    # And saker that lack only the archive's part.
    for _nr in range(3):
        lag_gammel_sak(roller)
    sending.sveip(NAA)
    assert [antall(client, roller.rektor, side) for side in sider] == en
    assert max(en) <= 60


def test_to_referater_kan_holdes_fra_hverandre(client: Client, roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = lag_sak(roller)
    for dag, annen in ((10, None), (5, roller.annen_elev)):
        hva = samtale(sak, roller, date(2026, 11, dag), annen)
        lag_dokument(sak, roller, type_=Dokument.Type.REFERAT, objekt=hva)
    sending.sveip(NAA)
    side = spor(client, roller.rektor, reverse("arkiv:sak", args=[sak.nummer]))[1]
    assert "Referat: eleven saken gjelder, 10. november 2026" in side
    assert f"Referat: en annen elev: {roller.annen_elev.navn}, 5. november 2026" in side
    # The list of many saker names no pupil.
    lista = spor(client, roller.rektor, LISTE)[1]
    assert "Referat, 10. november 2026" in lista
    assert "Referat, 5. november 2026" in lista
    assert roller.annen_elev.etternavn not in lista


def test_det_som_ble_utlevert_sammen_sier_hva_hvert_papir_er(
    client: Client, roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak = lag_sak(roller)
    overforing = Sladding.objects.create(
        sak=sak, formaal=Sladding.Formaal.OVERFORING, opprettet=NAA, opprettet_av=roller.rektor
    )
    for kilde, objekt in ((Kilde.AVTALT, samtale(sak, roller, date(2026, 11, 5)).pk), (Kilde.OBSERVASJON, 0)):
        rad = overforing.kilder.create(kilde=kilde, objekt_id=objekt)
        rad.dokument = lag_dokument(sak, roller, type_=Dokument.Type.OVERFORING, objekt=rad)
        rad.save()
    sending.sveip(NAA)
    side = spor(client, roller.rektor, reverse("arkiv:sak", args=[sak.nummer]))[1]
    assert "Overføring til ny skole: det som er avtalt i en samtale, 5. november 2026" in side
    # What is not itself a paper has the day it was let out.
    assert "Overføring til ny skole: observasjon, 10. november 2026" in side


def test_to_personer_maa_til_og_ingenting_blir_borte(client: Client, roller: Rollebesetning, arkivet: Arkivet) -> None:
    sak = lag_gammel_sak(roller)
    arkiver_alt(sak, roller, arkivet)
    foreslaa = reverse("arkiv:foreslaa", args=[sak.nummer])
    assert sak.nummer in spor(client, roller.rektor, FJERNES)[1]
    # One who runs the archive leads nothing, and another school's rektor knows of nothing.
    for ikke in (roller.systemforvalter, roller.rektor_maere):
        assert spor(client, ikke, foreslaa, {})[0] == 404
        assert sak.nummer not in spor(client, ikke, FJERNES)[1]
    assert spor(client, roller.rektor, foreslaa, {})[0] == 302
    status, side = spor(client, roller.rektor, foreslaa, {})
    assert (status, "Det er alt foreslått at saken kan fjernes." in side) == (422, True)

    forslag = Fjerningsforslag.objects.get()
    avgjor = reverse("arkiv:avgjor", args=[forslag.pk])
    status, side = spor(client, roller.rektor, avgjor, {"godkjenn": ""})
    assert (status, "kan ikke godkjenne det" in side) == (422, True)
    # A no has a reason; what was typed is still there.
    status, side = spor(client, roller.systemforvalter, avgjor, {"avvis": "", f"f{forslag.pk}-begrunnelse": ""})
    assert (status, "Skriv hvorfor saken ikke skal fjernes." in side) == (422, True)
    # Said beside the field, which the summary leads to.
    assert f'href="#id_f{forslag.pk}-begrunnelse"' in side
    assert spor(client, roller.rektor_maere, avgjor, {"godkjenn": ""})[0] == 404
    side = spor(client, roller.systemforvalter, FJERNES)[1]
    assert sak.nummer in side
    assert f"/saker/{sak.nummer}" not in side
    assert spor(client, roller.systemforvalter, avgjor, {"godkjenn": ""})[0] == 302
    forslag.refresh_from_db()
    assert (forslag.godkjent, forslag.avgjort_av) == (True, roller.systemforvalter)
    # Nothing has gone: a decision is only that.
    assert spor(client, roller.rektor, reverse("sak:vis", args=[sak.nummer]))[0] == 200

    # Looked at just now, it may not go after all; and stopped, the decision is void.
    arkivsiden = reverse("arkiv:sak", args=[sak.nummer])
    status, side = spor(client, roller.rektor, arkivsiden)
    assert (status, "Noen har åpnet saken" in side, "2026/123-4" in side) == (200, True, True)
    status, side = spor(client, roller.rektor, arkivsiden, {"grunn": "annet", "notat": ""})
    assert (status, "Skriv hva det gjelder." in side) == (422, True)
    assert spor(client, roller.rektor, arkivsiden, {"grunn": "politi", "notat": ""})[0] == 302
    forslag.refresh_from_db()
    assert forslag.godkjent is False
    stans = Fjerningsstans.objects.get()
    opphev = reverse("arkiv:opphev", args=[sak.nummer, stans.pk])
    status, side = spor(client, roller.rektor, opphev, {f"s{stans.pk}-fordi": ""})
    assert status == 422
    assert spor(client, roller.rektor, opphev, {f"s{stans.pk}-fordi": "Henlagt."})[0] == 302
    assert spor(client, roller.rektor, opphev, {f"s{stans.pk}-fordi": "Igjen."})[0] == 404
    for ikke, status in ((roller.kontaktlarer, 404), (roller.rektor_maere, 404), (roller.systemforvalter, 404)):
        assert spor(client, ikke, arkivsiden)[0] == status
    assert list(
        Hendelse.objects.filter(sak=sak, type__startswith="fjerning").order_by("pk").values_list("type", flat=True)
    ) == [
        "fjerning_foreslatt",
        "fjerning_godkjent",
        "fjerning_stanset",
        "fjerning_avvist",
        "fjerning_ikke_stanset",
    ]


def test_mangler_bare_saksmappa_staar_neste_steg_paa_siden(
    client: Client, roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak = lag_gammel_sak(roller)
    lag_dokument(sak, roller)
    kvitter(sak, arkivet)
    status, side = spor(client, roller.rektor, FJERNES)
    assert (status, "Saksmappa for arkivet er ikke laget etter at saken ble avsluttet." in side) == (200, True)
    be_om = reverse("arkiv:lag_saksmappe", args=[sak.nummer])
    assert f'action="{be_om}"' in side
    # To others the sak is not there; and asked from here it is not opened, so the read-log's years do not begin anew.
    for ikke in (roller.systemforvalter, roller.rektor_maere):
        assert sak.nummer not in spor(client, ikke, FJERNES)[1]
        assert spor(client, ikke, be_om, {})[0] == 404
    assert spor(client, roller.kontaktlarer, be_om, {})[0] == 404
    assert spor(client, roller.rektor, be_om)[0] == 405
    assert spor(client, roller.rektor, be_om, {})[0] == 302
    side = spor(client, roller.rektor, FJERNES)[1]
    assert "Saksmappa for arkivet blir laget" in side
    assert f'action="{be_om}"' not in side
    assert not Oppslag.objects.filter(sak=sak).exists()
    Dossier.objects.update(status="feilet", feil="forsok")
    laget = lag_saksmappe(sak, roller)
    sending.registrer_nye(NAA)
    side = spor(client, roller.rektor, FJERNES)[1]
    assert "Ikke alle dokumentene er kvittert av arkivet." in side
    assert f'action="{be_om}"' not in side
    assert "Saksmappe for arkivet, versjon 2" in spor(client, roller.rektor, LISTE)[1]
    driftens = spor(client, roller.systemforvalter, LISTE)[1]
    assert (f"dokument-{laget.dokument_id}" in driftens, "Saksmappe for arkivet" in driftens) == (True, False)
    kvitter(sak, arkivet)
    side = spor(client, roller.rektor, FJERNES)[1]
    assert reverse("arkiv:foreslaa", args=[sak.nummer]) in side
    # An open one says when it is made, and is refused in words.
    aapen = lag_sak(roller, elev=roller.annen_elev)
    status, side = spor(client, roller.rektor, reverse("arkiv:lag_saksmappe", args=[aapen.nummer]), {})
    assert (status, "lages når saken er avsluttet." in side) == (422, True)


def test_sakens_side_sier_hvor_saksmappa_er_og_hva_som_skal_gjores(
    client: Client, roller: Rollebesetning, arkivet: Arkivet
) -> None:
    sak = lag_gammel_sak(roller, meldt_statsforvalter=True)
    adresse = reverse("arkiv:sak", args=[sak.nummer])
    be_om, lagt = reverse("arkiv:lag_saksmappe", args=[sak.nummer]), reverse("arkiv:andres_papirer", args=[sak.nummer])
    side = spor(client, roller.rektor, adresse)[1]
    assert "Den blir laget av seg selv om natta" in side
    assert "Neste steg er å lage den" in side
    assert "Bestem at den skal bli stående av den grunn" in side
    assert lagt not in side
    status, _ = spor(client, roller.rektor, be_om, {"fra_saken": ""})
    assert status == 302
    assert "Venter på tur" in spor(client, roller.rektor, adresse)[1]
    Dossier.objects.update(status="feilet", feil="forsok")
    assert "Det gikk galt flere ganger." in spor(client, roller.rektor, adresse)[1]
    laget = lag_saksmappe(sak, roller)
    assert laget.dokument is not None
    kvitter(sak, arkivet)
    side = spor(client, roller.rektor, adresse)[1]
    assert laget.dokument.sha256 in side
    assert "Noe er gjort i saken" not in side
    Reaksjon.objects.create(
        sak=sak, elev=roller.annen_elev, dato=NAA.date(), regel="…", hendelse="…", reaksjon="…",
        bestemt_av=roller.rektor, elev_hort=True, elevens_forklaring="…", registrert=NAA, registrert_av=roller.rektor,
    )  # fmt: skip
    logg(sak, Hendelsestype.REAKSJON, aktor=roller.rektor, now=NAA)
    side = spor(client, roller.rektor, adresse)[1]
    assert "Noe er gjort i saken etter at den ble laget." in side
    assert f'action="{lagt}"' in side
    for ikke in (roller.rektor_maere, roller.systemforvalter, roller.kontaktlarer):
        assert spor(client, ikke, lagt, {})[0] == 404
    assert spor(client, roller.rektor, lagt, {})[0] == 302
    assert f'action="{lagt}"' not in spor(client, roller.rektor, adresse)[1]
    assert Hendelse.objects.get(sak=sak, type="andres_papirer_lagt").aktor == roller.rektor


@pytest.mark.parametrize("adresse", [LISTE, FJERNES])
def test_uten_arkiv_sier_sidene_det(client: Client, roller: Rollebesetning, adresse: str) -> None:
    status, side = spor(client, roller.rektor, adresse)
    assert status == 200
    if adresse == LISTE:
        assert "ikke koblet til arkivet" in side
