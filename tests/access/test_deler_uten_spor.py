"""A part of a sak that is kept from one who sees the rest leaves no trace: their pages are as if it had never been.

As ``test_uten_spor``, but of parts. All that each can read of the sak is read before the part is made and after,
everything made through the doors: no row, no gap, no count, no name in a filter, no day, no notice, no mail. What they
do not see is answered as what does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from cases.arkiv.sending import registrer_nye
from cases.sak.models import Del, Nodinnsyn
from cases.skoleeier.actions import varsle_skoleeier
from cases.skoleeier.nodinnsyn import Nodinnsynsdata, apne_nodinnsyn
from cases.sladding import actions as sladding
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.models import Kilde, Sladding
from cases.statsforvalter.actions import registrer_melding
from cases.statsforvalter.data import Meldtdata
from cases.statsforvalter.models import Statsforvaltersak
from cases.tiltaksplan.actions import ny_planversjon
from cases.tiltaksplan.bakgrunn import bakgrunn
from cases.undersokelse.actions import registrer_samtale
from cases.undersokelse.models import Samtale
from cases.varsling.epost import send_epost
from cases.varsling.models import Varsel
from cases.varsling.sveip import sveip
from steinkjer_skolemiljo.organisation.models import Elev, Gradering, Klasse, Naerstaende, Skole
from tests.access import deler, hemmeligheter
from tests.access.deler import DAG, Deltsak
from tests.access.krav import KRAV
from tests.access.test_uten_spor import ulikt
from tests.access.verden import parametre
from tests.cases.sak.hjelp import gi
from tests.cases.skoleeier.oppsett import Type, varseldata
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.access.hus import Hus
    from tests.cast import Rollebesetning

    Hemmelighet = Callable[[Deltsak], dict[str, object]]

# They see the sak, or some of it, and neither lead it nor follow it up.
MEDARBEIDERE = ("kontaktlarer", "stotte", "invitert_utlopt")
# What opens for a kontaktlærer, so that it is read and not refused.
SER_KONTAKTLARER = frozenset(
    {
        "dokumenter:oversikt",
        "dokumenter:papir",
        "dokumenter:referat",
        "dokumenter:tiltaksplan",
        "dokumenter:versjon",
        "dossier:generalprove",
        "evaluering:vis",
        "kontaktlarer:min_klasse",
        "sak:logg",
        "sak:noter",
        "sak:personer",
        "sak:vis",
        "tiltaksplan:sammenlign",
        "tiltaksplan:vis",
        "undersokelse:avtaler",
        "undersokelse:kartlegging",
        "undersokelse:plan",
        "undersokelse:samtale",
        "undersokelse:vis",
        "vedlegg:last_ned",
        "vedlegg:sak",
        "/",
        "/saker/",
        "/varsler/",
    }
)
# They carry a tiltak, sent the melding, or look after something else than saker.
VED_SIDEN = ("tiltaksansvarlig", "ansatt", "personvernombud")


@dataclass(frozen=True)
class Fortelling:
    """A sak, what is made in it, and from whom that is kept."""

    lag: Callable[[Rollebesetning], Deltsak]
    hemmeligheter: tuple[Hemmelighet, ...]
    hvem: tuple[str, ...]
    # Where it is only a matter of these pages, beside the lists.
    bare: frozenset[str] = frozenset()


def om_en_ansatt(roller: Rollebesetning) -> Deltsak:
    """An employee is named; skoleeier has been told, and has answered. That stands in the log for all: not the words."""
    deltsak = deler.lag(roller, deler.ansatt(roller.anklaget), deler.elev_som_krenket(roller.annen_elev))
    varsle_skoleeier(
        aktor=roller.rektor, sak_id=deltsak.sak.pk, data=varseldata(Type.ANSATT, redegjorelse="Zqhvarsel"), now=NAA
    )
    hemmeligheter.varslet(deltsak)
    return deltsak


def om_en_elev_bare(roller: Rollebesetning) -> Deltsak:
    """An ordinary sak."""
    return deler.lag(roller, deler.elev_som_krenket(roller.annen_elev))


def om_en_elev(roller: Rollebesetning) -> Deltsak:
    """An ordinary sak that skoleeier has opened in an emergency; the next version of the plan is begun."""
    deltsak = deler.lag(roller, deler.elev_som_krenket(roller.annen_elev))
    data = Nodinnsynsdata(deltsak.sak.nummer, Nodinnsyn.Gjelder.FARE, "Zqhgrunn: foreldrene har ringt.")
    apne_nodinnsyn(aktor=roller.sektorleder, data=data, now=NAA)
    ny_planversjon(aktor=roller.rektor, sak_id=deltsak.sak.pk, now=NAA)
    return deltsak


def vist_bare_loggen(roller: Rollebesetning) -> Deltsak:
    """An ordinary sak; the log is all that one is shown of it."""
    deltsak = om_en_elev_bare(roller)
    gi(roller.rektor, deltsak.sak, deltsak.folk["invitert_utlopt"], deler=frozenset({Del.LOGG}))
    return deltsak


def hos_statsforvalteren(roller: Rollebesetning) -> Deltsak:
    """Statsforvalteren has the sak: that is a mark on it, for all who see it."""
    deltsak = deler.lag(roller, deler.elev_som_krenket(roller.annen_elev))
    data = Meldtdata(I_DAG - DAG, I_DAG, Statsforvaltersak.MeldtAv.FORESATT, "Zqhmor", "Zqh/17", "Zqhlien")
    registrer_melding(aktor=roller.rektor, sak_id=deltsak.sak.pk, data=data, now=NAA)
    return deltsak


def gradert_annen(roller: Rollebesetning) -> Deltsak:
    """A pupil who may have offended has a protected address, and goes to another school already."""
    annen = roller.annen_elev
    annen.gradering, annen.skole, annen.klasse = Gradering.STRENGT, roller.maere, roller.elev_maere.klasse
    annen.save()
    tredje = Skole.objects.create(navn="Tredje skole", kortnavn="tredje", trinn_fra=1, trinn_til=7)
    Klasse.objects.create(skole=tredje, navn="Zqh5", trinn=5, skolear=2026)
    deltsak = deler.lag(roller, deler.elev_som_krenket(annen))
    # That somebody stepped in has been written down for the sak's own pupil: nobody lacks that account.
    hemmeligheter.skriv_inngripen(deltsak, deltsak.elev)
    return deltsak


def egen_gradert(roller: Rollebesetning) -> Deltsak:
    """The sak's own pupil has a protected address, and goes to another school already; the old one writes of many."""
    deltsak = om_en_elev_bare(roller)
    elev = deltsak.elev
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": deltsak.sak.pk, "now": NAA}
    tredje = Skole.objects.create(navn="Tredje skole", kortnavn="tredje", trinn_fra=1, trinn_til=7)
    klasse = Klasse.objects.create(skole=tredje, navn="7C", trinn=7, skolear=2026)
    maeres = Klasse.objects.create(skole=roller.maere, navn="5B", trinn=5, skolear=2026)
    Elev.objects.create(
        fornavn="Zita", etternavn="Tredjesen", fodselsdato=elev.fodselsdato, skole=tredje, klasse=klasse
    )
    elev.gradering, elev.skole, elev.klasse = Gradering.STRENGT, roller.maere, maeres
    elev.save()
    overalt = f"Går på Tredje skole eller {roller.maere.navn}, i 7C eller 5B, med {{}}."
    data = deler.samtaledata(hva_sies=overalt.format(f"Zita Tredjesen og {roller.elev_maere.navn}"))
    samtale = registrer_samtale(**felles, data=data)
    rad = sladding.begynn(**felles, formaal=Sladding.Formaal.ELEVMAPPE, valgte=[(Kilde.REFERAT, samtale.pk)])
    valg = {f.form: sladding.Valg() for f in gjennomga(rad).funn}
    sladding.se_over(**felles, sladding_id=rad.pk, valg=valg)
    deltsak.kjent["sladding"] = rad.pk
    return deltsak


def naer_en_annen(roller: Rollebesetning) -> Deltsak:
    """A leader of the sak is near another pupil, who is in it as yet only as one who may have offended."""
    deltsak = deler.lag(roller, deler.elev_som_krenket(roller.elev))
    Naerstaende.objects.create(elev=roller.annen_elev, bruker=deltsak.folk["leder"], relasjon="onkel")
    ny_planversjon(aktor=roller.rektor, sak_id=deltsak.sak.pk, now=NAA)
    return deltsak


def skolens_egen(roller: Rollebesetning) -> Deltsak:
    """An ordinary sak the rektor leads; that somebody stepped in with its pupil is written down, from its melding."""
    deltsak = om_en_elev_bare(roller)
    hemmeligheter.skriv_inngripen(deltsak, deltsak.elev)
    return deltsak


# Whoever reads the read-log sees every look, also at what they do not see themselves.
TELLER_BLIKK = frozenset({"leselogg:oversikt"})
# What is whole or nothing: closed to one who is denied a part, in words that do not say so (cases/dossier/access.py).
HELT_ELLER_IKKE = frozenset({"dossier:oversikt", "dossier:redegjorelse", "dossier:pdf"})
# Not the word that was searched for, which the field shows again.
ORDENE = re.compile(r"zqh[a-zæøå]+", re.IGNORECASE)
# They lead the sak, or see it in an emergency and read why.
LEDER_ELLER_FOLGER = frozenset({"leder", "rektor", "sektorleder"})
# How many times the sak has been written in: so that the second of two who save at once is told.
VERSJON = re.compile(r'name="versjon" value="\d+"')

h = hemmeligheter
FORTELLINGER = {
    "om_en_ansatt": Fortelling(
        om_en_ansatt,
        (
            h.samtale_med_ansatt,
            h.internt_notat,
            h.framlegget,
            h.om_en_annen_elev,
            h.innsynet,
            h.saksmappa,
            h.overlevert,
        ),
        (*MEDARBEIDERE, *VED_SIDEN),
    ),
    "om_en_elev": Fortelling(
        om_en_elev,
        (h.planens_utkast, h.om_en_annen_elev, h.meldeplikten, h.saksmappa, h.referatet_under_arbeid),
        ("kontaktlarer", "invitert_les", "tiltaksansvarlig", "sektorleder"),
    ),
    "hos_statsforvalteren": Fortelling(hos_statsforvalteren, (h.hos_statsforvalteren, h.blikkene), ("kontaktlarer",)),
    "andre_deler": Fortelling(om_en_elev_bare, (h.andre_deler, h.referatet_under_arbeid), ("invitert_utlopt",)),
    "vist_bare_loggen": Fortelling(vist_bare_loggen, (h.bak_loggen, h.referatet_under_arbeid), ("invitert_utlopt",)),
    "gradert_annen": Fortelling(
        gradert_annen,
        (h.hvor_eleven_er_naa, h.inngripen_med_gradert),
        ("kontaktlarer", "leder"),
        frozenset(
            {
                "dossier:generalprove",
                "inngripen:i_sak",
                "inngripen:liste",
                "inngripen:vis",
                "melding:elevsok",
                "melding:ta_imot",
                "overforing:oversikt",
                "reaksjon:ny",
                "reaksjon:ny_avtale",
                "reaksjon:oversikt",
                "sak:logg",
                "sak:personer",
                "sak:vis",
                "sladding:ny",
                "undersokelse:samtale",
                "undersokelse:vis",
            }
        ),
    ),
    "egen_gradert": Fortelling(egen_gradert, (h.flytter_igjen,), ("rektor",)),
    "samme_elev": Fortelling(
        skolens_egen,
        (h.en_sak_mot_ledelsen,),
        ("rektor",),
        frozenset(
            {
                "arkiv:liste",
                "arkiv:sak",
                "dokumenter:oversikt",
                "dossier:generalprove",
                "dossier:oversikt",
                "dossier:redegjorelse",
                "evaluering:vis",
                "inngripen:i_sak",
                "inngripen:liste",
                "inngripen:vis",
                "innsyn:alle",
                "leselogg:sak",
                "melding:innboks",
                "melding:ta_imot",
                "overforing:oversikt",
                "overlevering:oversikt",
                "sak:logg",
                "sak:personer",
                "sak:tilganger",
                "sak:vis",
                "sladding:ny",
                "statsforvalter:vis",
                "tiltaksplan:vis",
                "undersokelse:avtaler",
                "undersokelse:rett_samtale",
                "undersokelse:vis",
            }
        ),
    ),
    "naer_en_annen": Fortelling(naer_en_annen, (h.meldingen,), ("leder",)),
}


@pytest.mark.parametrize("fortelling", FORTELLINGER)
def test_sidene_er_de_samme_som_om_delen_aldri_var(hus: Hus, roller: Rollebesetning, fortelling: str) -> None:
    fort = FORTELLINGER[fortelling]
    deltsak = fort.lag(roller)
    _tid_gaar()
    for_ = {navn: deler.les(hus, deltsak, deltsak.folk[navn], bare=fort.bare) for navn in fort.hvem}
    if "kontaktlarer" in fort.hvem and not fort.bare:
        assert deler.apnet(for_["kontaktlarer"]) >= SER_KONTAKTLARER, SER_KONTAKTLARER - deler.apnet(
            for_["kontaktlarer"]
        )
    har_faatt = _varslene(deltsak, fort.hvem)
    mail.outbox.clear()

    ny: dict[str, object] = {}
    for hemmelighet in fort.hemmeligheter:
        ny |= hemmelighet(deltsak)
    _tid_gaar()

    endret, ord_ = [], set()
    for navn in fort.hvem:
        etter = deler.les(hus, deltsak, deltsak.folk[navn], ny=ny, stengte=navn == fort.hvem[0], bare=fort.bare)
        for side, innhold in etter.items():
            slag, _kolon, adressen = side.partition(":")
            if side in TELLER_BLIKK or (side in HELT_ELLER_IKKE and navn == "leder"):
                continue
            if slag not in {"ny", "uten"} and side not in for_[navn]:
                # Never theirs.
                assert not innhold.startswith("200"), (navn, side)
                continue
            som_om = etter[f"uten:{adressen}"] if slag in {"ny", "uten"} else for_[navn][side]
            ulike = ulikt(VERSJON.sub("", som_om), VERSJON.sub("", innhold))
            endret += [f"{navn}: {side}: {linje}" for linje in ulike]
            ord_ |= {(navn, side, funn) for funn in ORDENE.findall(innhold)}
    assert not endret, "\n".join(endret)
    # Nor of what was there from before: what skoleeier answered, why a parent is not told, what Statsforvalteren wrote.
    assert not {funn for funn in ord_ if funn[0] not in LEDER_ELLER_FOLGER}
    assert _varslene(deltsak, fort.hvem) == har_faatt
    assert not [brev for brev in mail.outbox for navn in fort.hvem if deltsak.folk[navn].email in brev.to]


def test_leksa_er_ikke_tom(hus: Hus, roller: Rollebesetning) -> None:
    # One who may know has other pages afterwards, and finds the words.
    fort = FORTELLINGER["om_en_ansatt"]
    deltsak = fort.lag(roller)
    skal = frozenset(
        {
            "dokumenter:oversikt",
            "dossier:generalprove",
            "dossier:redegjorelse",
            "framlegg:oversikt",
            "inngripen:i_sak",
            "meldeplikt:vis",
            "reaksjon:oversikt",
            "sak:logg",
            "sak:vis",
            "undersokelse:avtaler",
            "undersokelse:vis",
            "vedlegg:sak",
        }
    )
    for_ = deler.les(hus, deltsak, roller.rektor, bare=skal)
    for hemmelighet in (*fort.hemmeligheter, h.meldeplikten):
        if hemmelighet is not h.innsynet:  # what is drawn takes time
            hemmelighet(deltsak)
    etter = deler.les(hus, deltsak, roller.rektor, bare=skal)
    endret = {side for side in etter if etter[side] != for_[side]}
    assert skal | {"/saker/?vis=uka", f"/saker/?vis=alle&q={deler.HEMMELIG}", "/varsler/"} <= endret, skal - endret
    ordene = {funn.lower() for innhold in etter.values() for funn in ORDENE.findall(innhold)}
    assert {"zqhsier", "zqhfil", "zqhnotat", "zqhreaksjon", "zqhredegjorelse"} <= ordene


def test_planen_forteller_ikke_av_seg_selv(roller: Rollebesetning) -> None:
    # Its background is written by the house, and read by all who see the plan, and at home.
    sak = lag_sak(roller, skjerpet=True)
    lag_melding(roller, sak=sak)
    bare_meldingen = bakgrunn(sak, roller.rektor)
    data = deler.samtaledata(type=Samtale.Type.ANSATT)
    registrer_samtale(aktor=roller.rektor, sak_id=sak.pk, data=data, now=NAA)
    # Another pupil in it is near to one who leads.
    lag_melding(roller, sak=sak).elever.create(elev=roller.annen_elev)
    Naerstaende.objects.create(elev=roller.annen_elev, bruker=roller.avdelingsleder)
    assert bakgrunn(sak, roller.avdelingsleder) == bare_meldingen
    assert len(bakgrunn(sak, roller.rektor).splitlines()) == 2
    sak.skjerpet = False
    assert "ansatt" in bakgrunn(sak, roller.rektor)


def test_hver_side_av_en_sak_leses() -> None:
    i_en_sak = {navn for navn in KRAV if "nummer" in parametre()[navn] and not navn.startswith("procedures:")}
    assert not {navn for navn in i_en_sak - set(deler.adressene()) if deler.kan_leses(navn)}
    assert {"undersokelse:avtaler", "vedlegg:last_ned", "dokumenter:papir", "dossier:generalprove"} <= i_en_sak


def _varslene(deltsak: Deltsak, hvem: tuple[str, ...]) -> list[tuple[str, str]]:
    rader = Varsel.objects.filter(mottaker__in=[deltsak.folk[navn] for navn in hvem]).order_by("pk")
    return [(rad.mottaker.navn, rad.type) for rad in rader]


def _tid_gaar() -> None:
    """Nothing is done for a month: the ladder of reminders is climbed to its top, and papers wait for the archive."""
    registrer_nye(NAA)
    for dager in (1, 8, 29):
        sveip(NAA + dager * DAG)
    send_epost(NAA + 31 * DAG)
