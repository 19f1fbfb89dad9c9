"""The overview for a guardian: roles and times; names only when someone has said why."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from cases.leselogg.actions import Utskriftsdata, lag_innsynsutskrift
from cases.leselogg.models import Innsynsutskrift
from cases.melding.models import Meldingelev
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.models import Hendelse, Oppslag
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold, Naerstaende
from tests.cases.atomisk import siste_skriving_nektes
from tests.cases.leselogg.blikk import DAG, blikk, i_liste, side
from tests.cast import I_DAG, NAA
from tests.factories import anklag, lag_melding, lag_sak

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning


def tekst(innhold: bytes) -> str:
    return " ".join(" ".join(ark.extract_text() for ark in PdfReader(BytesIO(innhold)).pages).split())


@pytest.fixture
def sak(roller: Rollebesetning) -> Sak:
    ny = lag_sak(roller, opprettet=NAA - 20 * DAG, mottatt=NAA - 20 * DAG)
    blikk(ny, roller.rektor, naar=NAA - 3 * DAG)
    blikk(ny, roller.kontaktlarer, naar=NAA - 2 * DAG, rolle="kontaktlarer", hva="tiltaksplan")
    i_liste(ny, roller.rektor, naar=NAA - DAG)
    return ny


def mor(roller: Rollebesetning) -> Foresattforhold:
    return Foresattforhold.objects.get(elev=roller.elev, foresatt=roller.forelder)


def data(roller: Rollebesetning, **endret: Any) -> Utskriftsdata:
    return Utskriftsdata(
        **{
            "forhold": mor(roller),
            "fra": I_DAG - timedelta(days=20),
            "til": I_DAG,
            "navngitte": frozenset(),
            "begrunnelse": "",
            **endret,
        }
    )


def lag(roller: Rollebesetning, sak: Sak, aktor: Bruker | None = None, **endret: Any) -> Innsynsutskrift:
    return lag_innsynsutskrift(aktor=aktor or roller.rektor, sak_id=sak.pk, data=data(roller, **endret), now=NAA)


def test_foresatte_far_roller_og_tidspunkt_men_ingen_navn(roller: Rollebesetning, sak: Sak) -> None:
    ut = tekst(bytes(lag(roller, sak).innhold))
    for ventet in (
        "Hvem har åpnet saken",
        "Nora Eggen",
        "Kari Eggen",
        "7. november 2026",
        "09:00",
        "Skolens ledelse",
        "Kontaktlærer",
        "Tiltaksplanen",
        "Skolens ledelse: 1 gang (9. november 2026)",
        "Datatilsynet",
        "personvernombudet",
    ):
        assert ventet in ut, ventet
    assert "Kontakt Lærer" not in ut
    # The one who made it signs it; as one who has looked the rektor is a role.
    assert ut.count("Rektor Egge") == 1


def test_den_som_leste_et_framlegg_star_ikke_i_oversikten(roller: Rollebesetning, sak: Sak) -> None:
    blikk(sak, roller.ansatt, naar=NAA - DAG, rolle="den_ansatte", hva="dokument", grunn="Framlegg")
    utskrift = lag(roller, sak)
    assert [rad["rolle"] for rad in utskrift.linjer["linjer"]] == ["skoleleder", "kontaktlarer"]
    assert "ramlegg" not in tekst(bytes(utskrift.innhold))
    with pytest.raises(Regelbrudd):
        lag(roller, sak, navngitte=frozenset({roller.ansatt.pk}), begrunnelse="x")


def test_et_navn_gis_bare_til_den_det_er_krysset_av_for_og_med_begrunnelse(roller: Rollebesetning, sak: Sak) -> None:
    utskrift = lag(
        roller, sak, navngitte=frozenset({roller.kontaktlarer.pk}), begrunnelse="Foresatte kjenner læreren fra før"
    )
    ut = tekst(bytes(utskrift.innhold))
    assert "Kontakt Lærer, kontaktlærer" in ut
    assert "kjenner læreren" not in ut
    assert utskrift.begrunnelse == "Foresatte kjenner læreren fra før"
    oppslag = Oppslag.objects.get(hva="eksport")
    assert (oppslag.sak, oppslag.rolle, oppslag.grunn) == (sak, "skoleleder", "Foresatte kjenner læreren fra før")


def test_det_som_ble_gitt_staar_i_sakens_logg_uten_fritekst(roller: Rollebesetning, sak: Sak) -> None:
    utskrift = lag(roller, sak, navngitte=frozenset({roller.kontaktlarer.pk}), begrunnelse="Hemmelig grunn")
    hendelse = Hendelse.objects.get(type="innsynslogg_utskrift")
    assert (hendelse.objekt_id, hendelse.aktor) == (utskrift.pk, roller.rektor)
    assert hendelse.data == {"fra": "21. oktober 2026", "til": "10. november 2026", "linjer": "2", "navngitte": "1"}


def test_utskriften_er_fryst_og_har_samme_avtrykk(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    utskrift = lag(roller, sak)
    assert utskrift.sha256 == sha256(utskrift.innhold).hexdigest()
    with pikepdf.open(BytesIO(utskrift.innhold)) as pdf, pdf.open_metadata() as om:
        assert om.pdfa_status == "2A"
    blikk(sak, roller.avdelingsleder)
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        svar = client.get(reverse("leselogg:utskrift_pdf", args=[sak.nummer, utskrift.pk]))
    assert svar.content == utskrift.innhold
    for setning in (
        "UPDATE cases_innsynsutskrift SET begrunnelse = 'x'",
        "DELETE FROM cases_innsynsutskrift",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_a_hente_utskriften_noteres_som_kopi(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    utskrift = lag(roller, sak)
    for_ = Oppslag.objects.filter(hva="eksport").count()
    side(client, roller.rektor, reverse("leselogg:utskrift", args=[sak.nummer, utskrift.pk]))
    assert Oppslag.objects.filter(hva="eksport").count() == for_ + 1


@pytest.mark.parametrize(
    ("endret", "felt"),
    [
        ({"fra": I_DAG, "til": I_DAG - timedelta(days=1)}, "til"),
        ({"til": I_DAG + timedelta(days=1)}, "til"),
        ({"navngitte": "kontaktlarer"}, "begrunnelse"),
        ({"navngitte": "ansatt", "begrunnelse": "x"}, "navngitte"),
    ],
)
def test_doren_sier_nei_ved_feltet(roller: Rollebesetning, sak: Sak, endret: dict[str, Any], felt: str) -> None:
    if "navngitte" in endret:
        endret = {**endret, "navngitte": frozenset({getattr(roller, endret["navngitte"]).pk})}
    with pytest.raises(Regelbrudd) as feil:
        lag(roller, sak, **endret)
    assert [brudd.felt for brudd in feil.value.brudd] == [felt]
    assert not Innsynsutskrift.objects.exists()


def test_ingenting_gis_nar_ingenting_skal_sendes_hjem(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    sak.ikke_send_hjem = True
    sak.save()
    with pytest.raises(Regelbrudd):
        lag(roller, sak)
    innhold = side(client, roller.rektor, reverse("leselogg:til_foresatte", args=[sak.nummer]))
    assert "skal ingenting sendes hjem" in innhold
    assert "Lag oversikten</button>" not in innhold


@pytest.mark.parametrize(
    ("felter", "kan"),
    [
        ({"informasjon": "ja"}, True),
        ({"informasjon": "paa_foresporsel", "foreldreansvar": False}, True),
        ({"informasjon": "nei", "grunn": "dom"}, False),
        ({"besoksforbud": True}, False),
    ],
)
def test_bare_den_som_har_rett_til_informasjon_kan_fa_den(
    roller: Rollebesetning, sak: Sak, *, felter: dict[str, Any], kan: bool
) -> None:
    far = Foresattforhold.objects.create(
        elev=roller.elev, foresatt=Foresatt.objects.create(fornavn="Far", etternavn="Eggen"), **felter
    )
    if kan:
        assert lag(roller, sak, forhold=far).foresatt == far.foresatt
    else:
        with pytest.raises(Regelbrudd) as feil:
            lag(roller, sak, forhold=far)
        assert feil.value.brudd[0].felt == "forhold"


def test_beskyttet_adresse_utelater_skolen_og_den_eleven_ikke_bor_hos(
    client: Client, roller: Rollebesetning, sak: Sak
) -> None:
    roller.elev.gradering = "fortrolig"
    roller.elev.save()
    far = Foresattforhold.objects.create(
        elev=roller.elev, foresatt=Foresatt.objects.create(fornavn="Far", etternavn="Eggen"), bor_hos=False
    )
    with pytest.raises(Regelbrudd):
        lag(roller, sak, forhold=far)
    utskrift = lag(roller, sak)
    assert "Egge skole" not in tekst(bytes(utskrift.innhold))
    innhold = side(client, roller.rektor, reverse("leselogg:til_foresatte", args=[sak.nummer]))
    assert "Far Eggen" not in innhold
    assert "beskyttet adresse" in innhold


def test_bare_den_som_leder_kan_lage_den(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    sak.delt_med_kontaktlarer = True
    sak.save()
    with pytest.raises(IkkeTilgang):
        lag(roller, sak, roller.kontaktlarer)
    for person in (roller.ansatt, roller.rektor_maere, roller.sektorleder, roller.personvernombud):
        with pytest.raises(IkkeFunnet):
            lag(roller, sak, person)
        side(client, person, reverse("leselogg:til_foresatte", args=[sak.nummer]), status=404)
    utskrift = lag(roller, sak)
    side(client, roller.kontaktlarer, reverse("leselogg:utskrift", args=[sak.nummer, utskrift.pk]), status=403)


def test_en_anklaget_rektor_mister_ogsa_utskriftene(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    utskrift = lag(roller, sak)
    anklag(sak, roller.rektor)
    for navn in ("utskrift", "utskrift_pdf"):
        side(client, roller.rektor, reverse(f"leselogg:{navn}", args=[sak.nummer, utskrift.pk]), status=404)
    with pytest.raises(IkkeFunnet):
        lag(roller, sak)


def test_den_en_melding_er_stengt_for_faar_ikke_vite_av_oversikten_hvem_som_leste_den(
    client: Client, roller: Rollebesetning, sak: Sak
) -> None:
    utskrift = lag(roller, sak)
    stengt = lag_melding(roller, sak=sak)
    Meldingelev.objects.create(melding=stengt, elev=roller.annen_elev)
    Naerstaende.objects.create(elev=roller.annen_elev, bruker=roller.rektor)
    # Whole or nothing, as the saksmappe: the family's copy is not cut to the one who makes it.
    with pytest.raises(Regelbrudd, match="lese alt i den"):
        lag(roller, sak)
    for navn in ("utskrift", "utskrift_pdf"):
        side(client, roller.rektor, reverse(f"leselogg:{navn}", args=[sak.nummer, utskrift.pk]), status=403)


def test_en_annen_saks_utskrift_finnes_ikke_her(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    utskrift = lag(roller, sak)
    annen = lag_sak(roller, elev=roller.annen_elev)
    side(client, roller.rektor, reverse("leselogg:utskrift", args=[annen.nummer, utskrift.pk]), status=404)


def _send(client: Client, roller: Rollebesetning, sak: Sak, **felter: Any) -> HttpResponse:
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        return client.post(  # type: ignore[return-value]
            reverse("leselogg:til_foresatte", args=[sak.nummer]),
            {"forhold": mor(roller).pk, "fra": "2026-10-21", "til": "2026-11-10", **felter},
        )


def test_skjemaet_forer_til_en_side_klar_til_utskrift(client: Client, roller: Rollebesetning, sak: Sak) -> None:
    svar = _send(client, roller, sak)
    utskrift = Innsynsutskrift.objects.get()
    assert svar.headers["Location"] == reverse("leselogg:utskrift", args=[sak.nummer, utskrift.pk])
    innhold = side(client, roller.rektor, svar.headers["Location"])
    assert "Åpne som PDF" in innhold
    assert "Skolens ledelse" in innhold
    liste = side(client, roller.rektor, reverse("leselogg:sak", args=[sak.nummer]))
    assert "Gitt til foresatte" in liste
    assert "Ingen står med navn." in liste


def test_navn_uten_begrunnelse_gir_422_og_det_som_er_skrevet_staar(
    client: Client, roller: Rollebesetning, sak: Sak
) -> None:
    svar = _send(client, roller, sak, navngitte=[roller.kontaktlarer.pk], fra="2026-11-01")
    assert svar.status_code == 422
    innhold = svar.content.decode()
    assert "Skriv hvorfor navn blir gitt." in innhold
    assert 'value="2026-11-01"' in innhold
    assert f'value="{roller.kontaktlarer.pk}"' in innhold
    svar = _send(client, roller, sak, fra="i går")
    assert svar.status_code == 422
    assert "Skriv datoen som dag, måned og år" in svar.content.decode()


def test_en_tom_periode_er_ogsa_et_svar(roller: Rollebesetning, sak: Sak) -> None:
    ut = tekst(bytes(lag(roller, sak, fra=date(2026, 10, 1), til=date(2026, 10, 2)).innhold))
    assert "Ingen har åpnet saken i denne perioden." in ut


def test_databasen_krever_begrunnelse_for_navn(roller: Rollebesetning, sak: Sak) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Innsynsutskrift.objects.create(
            sak=sak,
            foresatt=roller.forelder,
            fra=I_DAG,
            til=I_DAG,
            navngitte=[1],
            filnavn="x",
            innhold=b"",
            laget=NAA,
            laget_av=roller.rektor,
        )


def test_alt_eller_ingenting(roller: Rollebesetning, sak: Sak) -> None:
    with siste_skriving_nektes():
        lag(roller, sak)
    assert not Innsynsutskrift.objects.exists()
    assert not Hendelse.objects.filter(type="innsynslogg_utskrift").exists()
    assert not Oppslag.objects.filter(hva="eksport").exists()
