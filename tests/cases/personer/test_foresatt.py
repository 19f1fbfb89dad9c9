"""A guardian at a time: what they are to be told, why not, and what is never sent home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from cases.personer.actions import Foresattdata, endre_foresatt, siste_lagring
from cases.sak.actions import sett_ikke_send_hjem
from cases.sak.feil import Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Hendelse
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold
from tests.cases.sak.hjelp import hent, send
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

JA, NEI, FORESPORSEL = Foresattforhold.Informasjon


def endre(aktor: Bruker, sak: Sak, forhold: Foresattforhold, **felter: Any) -> Foresattforhold:
    """Through the door, having seen it as it stands."""
    sett = felter.pop("sett", None) or siste_lagring(forhold)
    data = {
        "foreldreansvar": True,
        "bor_hos": True,
        "informasjon": JA,
        "grunn": "",
        "besoksforbud": False,
        "sprak": "norsk",
        "trenger_tolk": False,
        **felter,
    }
    return endre_foresatt(
        aktor=aktor, sak_id=sak.pk, forhold_id=forhold.pk, data=Foresattdata(**data), sett=sett, now=NAA
    )


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    """A sak about Nora, whose guardian is Kari."""
    return lag_sak(roller, delt_med_kontaktlarer=True)


@pytest.fixture
def kari(roller: Rollebesetning) -> Foresattforhold:
    """What Kari is to Nora."""
    return Foresattforhold.objects.get(foresatt=roller.forelder)


def test_rektor_skriver_en_foresatt_uten_aa_rore_den_andre(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold
) -> None:
    per = Foresattforhold.objects.create(
        elev=roller.elev, foresatt=Foresatt.objects.create(fornavn="Per", etternavn="Eggen")
    )
    endre(
        roller.rektor,
        sak,
        kari,
        foreldreansvar=False,
        bor_hos=False,
        informasjon=NEI,
        grunn="Kjennelse i arkivet, 26/1",
        besoksforbud=True,
        sprak="tigrinja",
        trenger_tolk=True,
    )
    kari.refresh_from_db()
    assert (kari.foreldreansvar, kari.informasjon, kari.besoksforbud) == (False, "nei", True)
    assert (kari.foresatt.sprak, kari.foresatt.trenger_tolk) == ("tigrinja", True)
    per.refresh_from_db()
    assert (per.informasjon, per.foresatt.sprak) == ("ja", "norsk")
    linje = Hendelse.objects.get(sak=sak, type="foresatt_endret")
    assert linje.data == {}
    # The reason is for those who lead; that there is a besøksforbud is for all who see the persons.
    adresse = reverse("sak:personer", args=[sak.nummer])
    assert "Kjennelse i arkivet" in hent(roller.rektor, adresse).content.decode()
    larerens = hent(roller.kontaktlarer, adresse).content.decode()
    assert "Kjennelse" not in larerens
    assert "Besøksforbud" in larerens


@pytest.mark.parametrize(
    ("felter", "felt"),
    [({"informasjon": NEI, "grunn": " "}, "grunn"), ({"besoksforbud": True, "bor_hos": True}, "bor_hos")],
)
def test_et_nei_har_grunn_og_eleven_bor_ikke_hos_en_med_besoksforbud(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold, felter: dict[str, object], felt: str
) -> None:
    with pytest.raises(Regelbrudd) as feil:
        endre(roller.rektor, sak, kari, **felter)
    assert [b.felt for b in feil.value.brudd] == [felt]
    assert not Hendelse.objects.filter(sak=sak).exists()


def test_bare_den_som_leder_saken_endrer_og_bare_elevens_egne(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold
) -> None:
    with pytest.raises(IkkeTilgang):
        endre(roller.kontaktlarer, sak, kari)
    for person in (roller.ansatt, roller.rektor_maere, roller.systemforvalter):
        with pytest.raises(IkkeFunnet):
            endre(person, sak, kari)
    with pytest.raises(IkkeFunnet):
        endre(roller.rektor, lag_sak(roller, elev=roller.annen_elev), kari)


def test_den_andre_av_to_faar_vite_det_og_mister_ingenting(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold
) -> None:
    gammel = siste_lagring(kari)
    endre(roller.rektor, sak, kari, besoksforbud=True, bor_hos=False)
    with pytest.raises(Foreldet):
        endre(roller.rektor, sak, kari, sett=gammel)
    kari.refresh_from_db()
    assert kari.besoksforbud
    # On the page: what was typed stands, and having been told, one may go on.
    adresse = reverse("personer:foresatt", args=[sak.nummer, kari.pk])
    skjema = {
        "foreldreansvar": "ja",
        "bor_hos": "nei",
        "informasjon": "paa_foresporsel",
        "grunn": "Avtalt med mor",
        "besoksforbud": "ja",
        "sprak": "norsk",
        "trenger_tolk": "nei",
    }
    svar = send(roller.rektor, adresse, {**skjema, "sett": gammel})
    assert svar.status_code == 422
    assert "Rektor Egge lagret endringer her" in svar.content.decode()
    assert "Avtalt med mor" in svar.content.decode()
    assert siste_lagring(kari) in svar.content.decode()
    assert send(roller.rektor, adresse, {**skjema, "sett": siste_lagring(kari)}).status_code == 302


def test_siden_sier_fra_ved_feil_og_er_stengt_for_andre(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold
) -> None:
    adresse = reverse("personer:foresatt", args=[sak.nummer, kari.pk])
    assert 'value="norsk"' in hent(roller.rektor, adresse).content.decode()
    svar = send(roller.rektor, adresse, {"informasjon": "nei", "sprak": "arabisk", "sett": "0.0"})
    assert svar.status_code == 422
    assert "Velg ett av alternativene." in svar.content.decode()
    assert "arabisk" in svar.content.decode()
    assert hent(roller.kontaktlarer, adresse).status_code == 403
    assert hent(roller.ansatt, adresse).status_code == 404
    annen = lag_sak(roller, elev=roller.annen_elev)
    assert hent(roller.rektor, reverse("personer:foresatt", args=[annen.nummer, kari.pk])).status_code == 404


def test_ikke_send_hjem_staar_i_loggen_og_gaar_foran_alt(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold
) -> None:
    for ikke_send in (True, True, False):
        sett_ikke_send_hjem(aktor=roller.rektor, sak_id=sak.pk, ikke_send=ikke_send, now=NAA)
    typer = list(Hendelse.objects.filter(sak=sak).order_by("id").values_list("type", flat=True))
    assert typer == ["ikke_send_hjem", "send_hjem_igjen"]
    sett_ikke_send_hjem(aktor=roller.rektor, sak_id=sak.pk, ikke_send=True, now=NAA)
    side = hent(roller.rektor, reverse("personer:foresatt", args=[sak.nummer, kari.pk])).content.decode()
    assert "Det går foran det du skriver her." in side


def test_den_som_kom_forst_fra_en_skjult_sak_nevnes_ikke(
    roller: Rollebesetning, sak: Sak, kari: Foresattforhold
) -> None:
    # What a guardian is to be told is the pupil's, whichever sak it was written from; that there is another is not.
    skjult = lag_sak(roller, ledelse=True)
    gammel = siste_lagring(kari)
    endre(roller.sektorleder, skjult, kari, besoksforbud=True, bor_hos=False)
    with pytest.raises(Foreldet) as feil:
        endre(roller.rektor, sak, kari, sett=gammel)
    assert str(feil.value).startswith("En annen lagret endringer her for litt siden")
    # The guardian's own language, from a sak about a brother or sister at another school.
    bror = Foresattforhold.objects.create(elev=roller.elev_maere, foresatt=roller.forelder)
    gammel = siste_lagring(kari)
    endre(roller.rektor_maere, lag_sak(roller, elev=roller.elev_maere, skole=roller.maere), bror, sprak="samisk")
    with pytest.raises(Foreldet) as feil:
        endre(roller.rektor, sak, kari, sett=gammel)
    assert str(feil.value).startswith("En annen lagret endringer her for litt siden")
    kari.refresh_from_db()
    assert (kari.besoksforbud, kari.foresatt.sprak) == (True, "samisk")
