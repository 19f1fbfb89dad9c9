"""A krav om innsyn: the one who may have it gets it masked and in time, and the others a letter they can complain of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.dokumenter.models import Dokument
from cases.innsyn import actions
from cases.innsyn.actions import Kravdata
from cases.innsyn.models import Innsynsavgjorelse, Innsynskrav
from cases.innsyn.paaminnelse import paaminn, ubesvarte
from cases.sak import kalender
from cases.sak.feil import IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sladding import actions as sladding_dorer
from cases.sladding.access import HVEM
from cases.sladding.kilder import valgbare
from cases.sladding.models import Kilde, Sladding
from cases.varsling.models import Varsel
from steinkjer_skolemiljo.organisation.models import (
    Foresatt,
    Foresattforhold,
    Gradering,
    Naerstaende,
    Rolle,
    Rolletildeling,
)
from tests.cases.sladding.oppsett import referat, sak_med_papirer, sett_over
from tests.cases.sladding.test_dorer import tekst
from tests.cast import I_DAG, NAA, bruker
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from django.test import Client

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

Hvem, Identitet = Innsynskrav.Hvem, Innsynskrav.Identitet
DAG = timedelta(days=1)


def krav(sak: Sak, aktor: Bruker, **felter: Any) -> Innsynskrav:
    data = Kravdata(
        **{
            "hvem": Hvem.FORESATT,
            "gjelder": "Alt som står om Nora.",
            "kommet": I_DAG,
            "identitet": Identitet.LEGITIMASJON,
            **felter,
        }
    )
    return actions.registrer_krav(aktor=aktor, sak_id=sak.pk, data=data, now=NAA)


def valgt(rad: Innsynskrav, aktor: Bruker) -> Sladding:
    """Everything that may be chosen, looked over with all masked."""
    alle = [(v.kilde, v.objekt_id) for v in valgbare(rad.sak, Sladding.Formaal.INNSYN)]
    rad = actions.velg_papirer(aktor=aktor, sak_id=rad.sak_id, krav_id=rad.pk, valgte=alle, now=NAA)
    assert rad.sladding is not None
    return sett_over(rad.sladding, aktor)


def svar(rad: Innsynskrav, aktor: Bruker, dor: Any = actions.gi, begrunnelse: str = "Andre elever er skjult.") -> Any:
    return dor(aktor=aktor, sak_id=rad.sak_id, krav_id=rad.pk, begrunnelse=begrunnelse, now=NAA)


def brevet(avgjorelse: Innsynsavgjorelse) -> str:
    return tekst(bytes(Dokument.objects.av(avgjorelse).get().innhold))


@pytest.mark.regel("D-14")
def test_mor_faar_alt_om_sitt_barn_uten_de_andre_og_svaret_er_et_brev(roller: Rollebesetning) -> None:
    sak, _plan = sak_med_papirer(roller)
    referat(sak, roller)
    referat(sak, roller, type="elev_mulig_krenker", elev=roller.annen_elev, hva_sies="Zqsjonas")
    rektor = roller.rektor
    rad = krav(sak, rektor, foresatt=roller.forelder)
    assert (rad.maal, rad.senest) == (date(2026, 11, 13), date(2026, 12, 10))
    with pytest.raises(Regelbrudd, match="Velg først"):
        svar(rad, rektor)
    sladding = valgt(rad, rektor)
    assert {k.kilde for k in sladding.kilder.all()} == {"melding", "referat", "plan"}
    # It is given with its answer, and not by itself.
    with pytest.raises(Regelbrudd, match="sammen med"):
        sladding_dorer.frigi(aktor=rektor, sak_id=sak.pk, sladding_id=sladding.pk, now=NAA)
    with pytest.raises(Regelbrudd, match="Skriv hvorfor noe er skjult"):
        svar(rad, rektor, begrunnelse=" ")
    avgjorelse = svar(rad, rektor)
    assert avgjorelse.utfall == "delvis"
    brev = brevet(avgjorelse)
    for ventet in (
        "Kari Eggen",
        "Nora Eggen",
        "Andre elever er skjult.",
        "Tiltaksplan, versjon 1",
        "Statsforvalteren i Trøndelag",
        "tre uker",
        "Datatilsynet",
        "offentleglova § 13",
    ):
        assert ventet in brev, ventet
    gitt = " ".join(tekst(bytes(k.dokument.innhold)) for k in sladding.kilder.select_related("dokument") if k.dokument)
    for navn in ("Jonas", "Ansatt Egge", "Storgata", "Zqs"):
        assert navn not in gitt, navn
    assert "Elev B" in gitt
    assert {d.type for d in Dokument.objects.filter(sladdekilder__sladding=sladding)} == {"innsyn"}
    with pytest.raises(Regelbrudd, match="alt besvart"):
        svar(rad, rektor, actions.avslaa)
    for setning in (
        "UPDATE cases_innsynsavgjorelse SET begrunnelse = 'x'",
        "UPDATE cases_innsynskrav SET navn = 'x'",
        "DELETE FROM cases_innsynskrav",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
            peker.execute(setning)


def test_den_som_ikke_har_rett_faar_et_nei_og_en_vei_til_aa_klage(roller: Rollebesetning) -> None:
    sak, _plan = sak_med_papirer(roller)
    rektor = roller.rektor
    far = Foresatt.objects.create(fornavn="Ola", etternavn="Berg")
    forhold = Foresattforhold.objects.create(
        elev=roller.elev, foresatt=far, informasjon="nei", grunn="Dom", bor_hos=False
    )
    fremmed = Foresatt.objects.create(fornavn="Per", etternavn="Moe")
    with pytest.raises(Regelbrudd, match="registrert som foresatt"):
        krav(sak, rektor, foresatt=fremmed)

    def nektes(rad: Innsynskrav, hvorfor: str) -> str:
        with pytest.raises(Regelbrudd, match=hvorfor):
            valgt(rad, rektor)
        with pytest.raises(Regelbrudd, match=hvorfor):
            svar(rad, rektor)
        with pytest.raises(Regelbrudd, match="Skriv begrunnelsen"):
            svar(rad, rektor, actions.avslaa, begrunnelse="")
        return brevet(svar(rad, rektor, actions.avslaa, begrunnelse="Det er bestemt slik."))

    brev = nektes(krav(sak, rektor, foresatt=far), "ikke skal ha informasjon")
    for ventet in (
        "Ola Berg",
        "Vi kan ikke gi innsyn",
        "Det er bestemt slik.",
        "Statsforvalteren i Trøndelag",
        "barnelova",
    ):
        assert ventet in brev, ventet
    forhold.informasjon, forhold.besoksforbud = "ja", True
    forhold.save()
    nektes(krav(sak, rektor, foresatt=far), "besøksforbud")
    nektes(krav(sak, rektor, foresatt=roller.forelder, identitet=Identitet.IKKE_KONTROLLERT), "identiteten")
    # To one who is nothing to the pupil: neither name, number nor that there is a sak.
    pressens = nektes(krav(sak, rektor, hvem=Hvem.PRESSE, navn="Trønder-Avisa"), "taushetsplikt")
    assert "verken bekrefter eller avkrefter" in pressens
    for ord_ in ("Nora", "Eggen", sak.nummer, "Egge skole", "Tiltaksplan"):
        assert ord_ not in pressens, ord_
    # What was chosen is worth nothing when the right ends before it is given.
    rad = krav(sak, rektor, foresatt=roller.forelder)
    valgt(rad, rektor)
    sak.ikke_send_hjem = True
    sak.save()
    with pytest.raises(Regelbrudd, match="ingenting skal sendes hjem"):
        svar(rad, rektor)
    assert not Dokument.objects.filter(sladdekilder__isnull=False).exists()


def test_i_en_gradert_sak_gir_en_annen_enn_den_som_saa_over(roller: Rollebesetning) -> None:
    roller.elev.gradering = Gradering.FORTROLIG
    roller.elev.save()
    sak = lag_sak(roller, sperret=True)
    referat(sak, roller, hva_sies="Jeg bor i Storgata 5.")
    far = Foresatt.objects.create(fornavn="Ola", etternavn="Berg")
    Foresattforhold.objects.create(elev=roller.elev, foresatt=far, bor_hos=False)
    rektor = roller.rektor
    # Each for themselves: the one the child lives with, and not the one the address is kept from.
    with pytest.raises(Regelbrudd, match="gradert"):
        valgt(krav(sak, rektor, foresatt=far), rektor)
    rad = krav(sak, rektor, foresatt=roller.forelder)
    sladding = valgt(rad, rektor)
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk, "sladding_id": sladding.pk, "now": NAA}
    with pytest.raises(Regelbrudd, match="må en annen se over"):
        svar(rad, rektor)
    with pytest.raises(Regelbrudd, match="Ingen andre"):
        sladding_dorer.send_til_godkjenning(**felles)
    annen = bruker("Stedfor Treder", (Rolle.ANSATT, roller.egge))
    Rolletildeling.objects.create(
        bruker=annen, rolle=Rolle.REKTOR, skole=roller.egge, fra=date(2026, 1, 1), stedfortreder_for=rektor
    )
    sladding_dorer.send_til_godkjenning(**felles)
    assert Varsel.objects.filter(mottaker=annen, type="sladding_godkjennes").count() == 1
    with pytest.raises(Regelbrudd, match="En annen enn den"):
        svar(rad, rektor)
    avgjorelse = svar(rad, annen)
    assert Sladding.objects.get(pk=sladding.pk).krevde_to
    alt = brevet(avgjorelse) + tekst(bytes(Dokument.objects.get(sladdekilder__sladding=sladding).innhold))
    for ord_ in ("Storgata", "Egge skole", "5A"):
        assert ord_ not in alt, ord_


def test_de_som_svarer_faar_paaminnelse_og_listen_viser_bare_egne(client: Client, roller: Rollebesetning) -> None:
    sak, _plan = sak_med_papirer(roller, delt_med_kontaktlarer=True)
    rad = krav(sak, roller.rektor, foresatt=roller.forelder)
    kalendere = kalender.kalendere([roller.egge.pk])

    def typer(dager: int) -> list[tuple[str, str]]:
        naa = NAA + dager * DAG
        for krav_id in ubesvarte(naa.date()):
            paaminn(krav_id, now=naa, kalendere=kalendere)
        return list(
            Varsel.objects.filter(sak=sak, type__startswith="innsyn")
            .order_by("pk")
            .values_list("type", "mottaker__email")
        )

    rektors = roller.rektor.email
    # Whoever stands in for rektor is told too (D-23).
    vikar = bruker("Vikar Rektor")
    Rolletildeling.objects.create(
        bruker=vikar,
        rolle=Rolle.REKTOR,
        skole=roller.egge,
        fra=I_DAG + 28 * DAG,
        til=I_DAG + 28 * DAG,
        stedfortreder_for=roller.rektor,
    )
    assert typer(0) == []
    assert typer(2) == typer(3) == [("innsyn_frist", rektors)]
    assert typer(4)[1:] == [("innsyn_over", rektors)]
    assert typer(28)[2:] == [("innsyn_frist", rektors), ("innsyn_frist", vikar.email)]
    assert typer(31)[4:] == [("innsyn_over", rektors)]

    def side(person: Bruker, adresse: str) -> Any:
        client.force_login(person)
        with time_machine.travel(NAA, tick=False):
            return client.get(adresse)

    assert "Nora Eggen" in side(roller.rektor, reverse("innsyn:alle")).content.decode()
    assert "Nora" not in side(roller.rektor_maere, reverse("innsyn:alle")).content.decode()
    for person in (roller.kontaktlarer, roller.ansatt, roller.systemforvalter):
        assert side(person, reverse("innsyn:alle")).status_code == 404
    under = [
        reverse(f"innsyn:{navn}", args=[sak.nummer, *mer])
        for navn, mer in (("oversikt", ()), ("nytt", ()), ("vis", (rad.pk,)))
    ]
    for adresse in under:
        assert side(roller.rektor, adresse).status_code == 200
        assert side(roller.kontaktlarer, adresse).status_code == 403
        assert side(roller.rektor_maere, adresse).status_code == 404
    with pytest.raises(IkkeTilgang):
        krav(sak, roller.kontaktlarer, foresatt=roller.forelder)
    with pytest.raises(IkkeFunnet):
        krav(sak, roller.rektor_maere, foresatt=roller.forelder)
    valgt(rad, roller.rektor)
    svar(rad, roller.rektor)
    assert not ubesvarte((NAA + 5 * DAG).date())
    assert not Varsel.objects.filter(sak=sak, type__startswith="innsyn", ordnet__isnull=True).exists()
    assert Kilde.PLAN


def test_den_som_er_nektet_en_melding_ser_den_ikke_paa_vei_ut_av_saken(roller: Rollebesetning, client: Client) -> None:
    """A leader whose own child was in the same melding leads the other pupil's sak, and another answers for it."""
    sak = lag_sak(roller)
    leder = roller.avdelingsleder
    Rolletildeling.objects.create(
        bruker=leder, rolle=Rolle.AVDELINGSLEDER, skole=roller.egge, fra=date(2026, 1, 1), fullmakt=True
    )
    melding = lag_melding(roller, sak=sak, hva_skjedde="Zqsmeldt", behandling="sak", behandlet=NAA, behandlet_av=leder)
    Naerstaende.objects.create(bruker=roller.rektor, elev=roller.annen_elev)
    melding.elever.create(elev=roller.annen_elev)
    rad = krav(sak, roller.rektor, foresatt=roller.forelder)
    alle = [(v.kilde, v.objekt_id) for v in valgbare(sak, Sladding.Formaal.INNSYN)]

    def nevner(person: Bruker) -> bool:
        """Whether the page of the krav tells that there is a melding."""
        client.force_login(person)
        with time_machine.travel(NAA, tick=False):
            return (
                "Melding, 10. november" in client.get(reverse("innsyn:vis", args=[sak.nummer, rad.pk])).content.decode()
            )

    def skjemaer(person: Bruker, krav_id: int) -> list[str]:
        """What the page of the krav lets one send."""
        client.force_login(person)
        with time_machine.travel(NAA, tick=False):
            siden = client.get(reverse("innsyn:vis", args=[sak.nummer, krav_id])).content.decode()
        assert (str(HVEM) in siden) is (person == roller.rektor and krav_id == rad.pk)
        return [d for d in ("velg", "gi", "avslaa") if reverse(f"innsyn:{d}", args=[sak.nummer, krav_id]) in siden]

    assert (nevner(leder), nevner(roller.rektor)) == (True, False)
    assert (skjemaer(leder, rad.pk), skjemaer(roller.rektor, rad.pk)) == (["velg", "avslaa"], [])
    # What names nothing of the sak, not even that there is one, they may send.
    pressen = krav(sak, roller.rektor, hvem=Hvem.PRESSE, navn="Innherred")
    assert (skjemaer(leder, pressen.pk), skjemaer(roller.rektor, pressen.pk)) == (["avslaa"], ["avslaa"])
    actions.avslaa(aktor=roller.rektor, sak_id=sak.pk, krav_id=pressen.pk, begrunnelse="Nei.", now=NAA)
    with pytest.raises(IkkeTilgang, match="kan lese alt i den"):
        actions.avslaa(aktor=roller.rektor, sak_id=sak.pk, krav_id=rad.pk, begrunnelse="Nei.", now=NAA)
    with pytest.raises(IkkeTilgang, match="kan lese alt i den"):
        actions.velg_papirer(aktor=roller.rektor, sak_id=sak.pk, krav_id=rad.pk, valgte=alle, now=NAA)
    sladding = valgt(rad, leder)

    def svarer(person: Bruker, navn: str, *deler: object) -> int:
        client.force_login(person)
        with time_machine.travel(NAA, tick=False):
            svaret = client.get(reverse(navn, args=[sak.nummer, *deler]))
        assert person != roller.rektor or "Zqsmeldt" not in svaret.content.decode()
        return svaret.status_code

    for person, kode in ((leder, 200), (roller.rektor, 403)):
        assert svarer(person, "sladding:masker", sladding.pk) == kode
        assert svarer(person, "sladding:vis", sladding.pk) == kode
    rad.refresh_from_db()
    with pytest.raises(IkkeTilgang, match="kan lese alt i den"):
        svar(rad, roller.rektor)
    svar(rad, leder)
    papir = sladding.kilder.get()
    assert (nevner(leder), nevner(roller.rektor)) == (True, False)
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        svaret = client.get(reverse("innsyn:vis", args=[sak.nummer, rad.pk])).content.decode()
    assert f"/utlevering/{sladding.pk}/" not in svaret
    brevet = Dokument.objects.get(objekt_type="cases.innsynsavgjorelse", objekt_id=rad.avgjorelse.pk)
    for person, gitt, laget in ((leder, 200, 200), (roller.rektor, 403, 404)):
        assert svarer(person, "innsyn:brev", rad.pk) == gitt
        assert svarer(person, "dokumenter:dokument", brevet.pk) == laget
    for person, gitt, laget in ((leder, 200, 200), (roller.rektor, 403, 404)):
        assert svarer(person, "sladding:pdf", sladding.pk, papir.rekkefolge) == gitt
        assert svarer(person, "dokumenter:dokument", papir.dokument_id) == laget
        client.force_login(person)
        with time_machine.travel(NAA, tick=False):
            lista = client.get(reverse("dokumenter:oversikt", args=[sak.nummer])).content.decode()
        assert (reverse("dokumenter:dokument", args=[sak.nummer, papir.dokument_id]) in lista) is (laget == 200)


def test_det_en_annen_har_valgt_eller_skjult_kastes_og_gis_ikke_fra_en_eldre_side(
    client: Client, roller: Rollebesetning
) -> None:
    sak, plan = sak_med_papirer(roller)
    rad = krav(sak, roller.rektor, foresatt=roller.forelder)
    side, velg, gi = (reverse(f"innsyn:{navn}", args=[sak.nummer, rad.pk]) for navn in ("vis", "velg", "gi"))
    client.force_login(roller.rektor)
    with time_machine.travel(NAA, tick=False):
        tomt = client.get(side).context["sett"]
        valgt(rad, roller.rektor)
        rad.refresh_from_db()
        sladding = rad.sladding
        assert sladding is not None
        for sett in (tomt, client.get(side).context["sett"]):
            # Another leader marks more, and gives a reason for what stands.
            sett_over(sladding, roller.rektor, behold={"Tiril": "Mor har sagt ja."})
            svaret = client.post(velg, {"papirer": f"plan-{plan.pk}", "sett": sett})
            assert svaret.status_code == 422
            assert "lagret endringer her" in svaret.content.decode()
            svaret = client.post(gi, {"gi-begrunnelse": "Andre elever er skjult.", "sett": sett})
            assert svaret.status_code == 422
            assert "Andre elever er skjult." in svaret.content.decode()
        assert sladding.valg.filter(beholdes=True).exists()
        assert not Innsynsavgjorelse.objects.exists()
        sett = svaret.context["sett"]
        assert client.post(gi, {"gi-begrunnelse": "Andre elever er skjult.", "sett": sett}).status_code == 302
    assert Innsynsavgjorelse.objects.exists()
