"""Parts of a sak that are not for everybody who sees it: each made through its door, all its words beginning «zqh».

Those who make them have done nothing in the sak before: a name in a filter would tell. What each gives back is what
the addresses of its things are made of.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from cases.arkiv.models import Arkivering
from cases.arkiv.sending import registrer_nye
from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.dossier import actions as dossier
from cases.framlegg import actions as framlegg
from cases.framlegg import den_ansatte, oppfolging
from cases.framlegg import personer as framlegg_personer
from cases.framlegg.models import Framleggvurdering
from cases.inngripen import actions as inngripen
from cases.innsyn import actions as innsyn
from cases.innsyn.models import Innsynskrav
from cases.leselogg import actions as leselogg
from cases.leselogg.models import Oppslagsvurdering
from cases.meldeplikt.actions import Meldepliktdata, noter_meldeplikt
from cases.meldeplikt.models import Meldepliktvurdering
from cases.melding.actions import Meldingsdata, Mottaksdata, Mottakselev, legg_til_tillegg, send_melding, ta_imot
from cases.overlevering.actions import overlever
from cases.reaksjon import actions as reaksjon
from cases.sak.actions import erklaer_inhabil, legg_til_involvert
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.kronologi.actions import Notatdata, noter, rett_notat
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Involvert, Nodinnsyn, Oppslag
from cases.sak.oppslag import Tid, noter_liste
from cases.sak.oppslag import noter as noter_blikk
from cases.sak.ruting import Involvertdata
from cases.sak.tilgang import Settedata, oppnevn_settesaksbehandler
from cases.skoleeier import actions as skoleeier
from cases.skoleeier.models import Skoleeiervarsel
from cases.skoleeier.nodinnsyn import Nodinnsynsdata, apne_nodinnsyn
from cases.sladding import actions as sladding
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.models import Kilde, Sladding
from cases.statsforvalter import actions as statsforvalter
from cases.statsforvalter import data as registeret
from cases.statsforvalter import mote, vedtak
from cases.statsforvalter.models import Statsforvaltersvar, Statsforvaltervedtak
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.tiltaksplan import actions as tiltaksplan
from cases.undersokelse.actions import Observasjonsdata, registrer_samtale, rett_observasjon, rett_samtale
from cases.undersokelse.models import Samtale
from cases.undersokelse.utkast import lagre_utkast
from cases.vedlegg.actions import Vedleggsdata, legg_ved_i_sak, sperr_i_sak
from cases.vedlegg.models import Vedlegg
from steinkjer_skolemiljo.organisation.models import Foresattforhold, Klasse
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.access.deler import DAG, ansatt, elev_som_krenket, samtaledata
from tests.cases.planer import TILTAK
from tests.cases.sak.hjelp import gi
from tests.cast import I_DAG, NAA
from tests.factories import klarfil

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Elev
    from tests.access.deler import Deltsak

Ting = dict[str, object]
KLOKKA = NAA + timedelta(minutes=1)


def _felles(deltsak: Deltsak, hvem: str = "leder") -> dict[str, Any]:
    return {"aktor": deltsak.folk[hvem], "sak_id": deltsak.sak.pk, "now": KLOKKA}


def samtale_med_ansatt(deltsak: Deltsak) -> Ting:
    """A conversation with an employee where one is named: with files, corrected, and the next one agreed."""
    felles = _felles(deltsak)
    data = samtaledata(
        type=Samtale.Type.ANSATT, deltakere="Zqhdeltaker", hva_sies="Zqhsier", sted="Zqhsted",
        internt_notat="Zqhinternt", avtalt="Zqhavtalt", neste_samtale=I_DAG + DAG,
    )  # fmt: skip
    samtale = registrer_samtale(**felles, data=data)
    fil, annen = legg_ved_i_sak(
        **felles, data=Vedleggsdata((klarfil("Zqhfil.txt"), klarfil("Zqhto.txt", b"to")), "Zqhvedlegg", samtale)
    )
    sperr_i_sak(**felles, nokkel=annen.nokkel, grunn="Zqhsperret")
    rettet = rett_samtale(**felles, samtale_id=samtale.pk, data=data)
    papir = _papir(deltsak, samtale, Dokument.Type.REFERAT)
    return {
        "samtale": rettet.pk, "vedlegg": fil.nokkel, "dokument": papir, "type": "referat", "objekt": samtale.pk,
        "utgave": "intern",
    }  # fmt: skip


def _arkivert(deltsak: Deltsak, papir: int | None) -> None:
    # As when the archive has answered.
    registrer_nye(KLOKKA)
    rad = Arkivering.objects.get(dokument=papir)
    logg(
        deltsak.sak, Hendelsestype.DOKUMENT_ARKIVERT, aktor=deltsak.roller.systemet, now=KLOKKA, objekt=rad, arkiv="17"
    )  # fmt: skip


def _papir(
    deltsak: Deltsak, objekt: Any, type_: Dokument.Type, utgave: Dokument.Utgave = Dokument.Utgave.INTERN
) -> int:
    # Frozen as the night does it, without drawing it.
    papir = frys(
        sak=deltsak.sak, type=type_, utgave=utgave, objekt=objekt, versjon=1, innhold=b"%PDF-1.7 Zqh",
        filnavn="zqhpapir.pdf", aktor=deltsak.roller.systemet, now=KLOKKA,
    )  # fmt: skip
    return papir.pk


def internt_notat(deltsak: Deltsak) -> Ting:
    """What is noted for those who lead the sak: in the log, and corrected there."""
    felles = _felles(deltsak)
    data = Notatdata(slag=Loggnotat.Slag.HENDELSE, dato=I_DAG, med_hvem="Zqhmed", tekst="Zqhnotat", for_ledere=True)
    notat = noter(**felles, data=data)
    return {"notat": rett_notat(**felles, notat_id=notat.pk, data=data).pk}


def framlegget(deltsak: Deltsak) -> Ting:
    """What is laid before the employee, from the draft to what comes of it; and one more that is handed over."""
    felles, ansatt = _felles(deltsak), deltsak.roller.anklaget
    data = framlegg.Framleggdata(paastander="Zqhpaastand", trenger="Zqhtrenger", svarfrist=I_DAG + 7 * DAG)
    rad = framlegg.nytt_framlegg(**felles, ansatt=ansatt, data=data)
    valg = {f.form: framlegg.Valg() for f in framlegg_personer.gjennomga(rad).funn}
    framlegg.masker_framlegg(**felles, framlegg_id=rad.pk, valg=valg)
    framlegg.frigi_framlegg(**felles, framlegg_id=rad.pk)
    den_ansatte.les_framlegg(aktor=ansatt, nokkel=rad.nokkel, now=KLOKKA)
    den_ansatte.svar(aktor=ansatt, nokkel=rad.nokkel, tekst="Zqhsvar", now=KLOKKA)
    moete = oppfolging.Motedata(dato=I_DAG, deltakere="Zqhmotet", redegjorelse="Zqhfortalte", sted="Zqhkontor")
    oppfolging.registrer_mote(**felles, framlegg_id=rad.pk, data=moete)
    vurdert = oppfolging.Vurderingsdata("Zqhopplevd", Framleggvurdering.Utfall.KRENKELSE, "Zqhbegrunnet", True)
    oppfolging.vurder(**felles, framlegg_id=rad.pk, data=vurdert)
    framlegg.nytt_framlegg(**felles, ansatt=ansatt, data=data)
    return {"framlegg": rad.pk, "nokkel": rad.nokkel}


def overlevert(deltsak: Deltsak) -> Ting:
    """One who is to leave hands over what they have begun of this."""
    leder = deltsak.folk["leder"]
    assert overlever(aktor=leder, fra=leder, til=deltsak.roller.rektor, rader=None, now=KLOKKA).antall
    return {}


def varslet(deltsak: Deltsak) -> Ting:
    """What skoleeier answers to a notice: that it was sent is in the log for all."""
    varsel = Skoleeiervarsel.objects.get(sak=deltsak.sak)
    skoleeier.vurder_skoleeiervarsel(
        **_felles(deltsak, "sektorleder"),
        varsel_id=varsel.pk,
        data=skoleeier.Skoleeiervurdering(
            vurdering="Zqhvurdert", veiledning="Zqhveiledning", oppfolging_dato=I_DAG + DAG
        ),
    )
    return {"varsel": varsel.pk, "dokument": _papir(deltsak, varsel, Dokument.Type.VARSEL_SKOLEEIER)}


def om_en_annen_elev(deltsak: Deltsak) -> Ting:
    """A reaction and an agreement with another pupil, and fysisk inngripen with both."""
    felles, jonas, leder = _felles(deltsak), deltsak.roller.annen_elev, deltsak.folk["leder"]
    gitt = reaksjon.registrer_reaksjon(
        **felles,
        data=reaksjon.Reaksjonsdata(
            elev=jonas, dato=I_DAG, regel="Zqhregel", hendelse="Zqhhendelse", reaksjon="Zqhreaksjon", bestemt_av=leder,
            elev_hort=True, elevens_forklaring="Zqhforklaring",
        ),
    )  # fmt: skip
    reaksjon.legg_til_reaksjon(**felles, reaksjon_id=gitt.pk, tekst="Zqhtillegg", foresatte_informert=None)
    avtalt = reaksjon.inngaa_avtale(
        **felles,
        data=reaksjon.Avtaledata(
            elev=jonas, dato=I_DAG, deltakere="Zqhbordet", avtalt="Zqhsamarbeid", folges_opp_av=leder,
            neste_samtale=I_DAG + DAG,
        ),
    )  # fmt: skip
    reaksjon.snakk_om_avtale(
        **felles, avtale_id=avtalt.pk, data=reaksjon.Avtalesamtaledata(I_DAG, "Zqhgaar", neste_samtale=I_DAG + 2 * DAG)
    )
    skrevet = [
        inngripen.skriv_inngripen(
            aktor=leder,
            data=inngripen.Inngripensdata(
                nokkel=uuid4(), elev=elev, dato=I_DAG, sted="Zqhtrapp", grep_inn=deltsak.folk["avdelingsleder"],
                fare="Zqhfare", provd_forst="Zqhprovd", gjort="Zqhgjort",
            ),
            melding_nummer=deltsak.melding.nummer if elev == deltsak.elev else "",
            now=KLOKKA,
        )
        for elev in (deltsak.elev, jonas)
    ]  # fmt: skip
    inngripen.legg_til(aktor=leder, nokkel=skrevet[0].nokkel, hva="skade", tekst="Zqhskade", now=KLOKKA)
    return {"reaksjon": gitt.pk, "avtale": avtalt.pk, "nokkel": skrevet[0].nokkel}


def meldeplikten(deltsak: Deltsak) -> Ting:
    """That somebody thought of barnevernet (L-N.2)."""
    noter_meldeplikt(**_felles(deltsak), data=Meldepliktdata(Meldepliktvurdering.Plikt.BARNEVERN, I_DAG, I_DAG))
    return {}


def innsynet(deltsak: Deltsak) -> Ting:
    """Somebody asks for innsyn: what is chosen, masked, looked over and given."""
    felles, plan = _felles(deltsak), deltsak.kjent["objekt"]
    forelder = Foresattforhold.objects.get(elev=deltsak.elev).foresatt
    krav = innsyn.registrer_krav(
        **felles,
        data=innsyn.Kravdata(
            hvem=Innsynskrav.Hvem.FORESATT, gjelder="Zqhber", kommet=I_DAG,
            identitet=Innsynskrav.Identitet.LEGITIMASJON, foresatt=forelder,
        ),
    )  # fmt: skip
    assert isinstance(plan, int)
    innsyn.velg_papirer(**felles, krav_id=krav.pk, valgte=[(Kilde.PLAN, plan)])
    rad = Sladding.objects.get(krav=krav)
    valg = {f.form: sladding.Valg() for f in gjennomga(rad).funn}
    sladding.se_over(**felles, sladding_id=rad.pk, valg=valg)
    if sladding.krever_to(rad):
        sladding.send_til_godkjenning(**felles, sladding_id=rad.pk)
    innsyn.gi(**_felles(deltsak, "rektor"), krav_id=krav.pk, begrunnelse="Zqhdelvis")
    kilde = rad.kilder.get()
    # And what was looked over for the elevmappe, and went to the archive.
    annen = sladding.begynn(**felles, formaal=Sladding.Formaal.ELEVMAPPE, valgte=[(Kilde.PLAN, plan)])
    valg = {f.form: sladding.Valg() for f in gjennomga(annen).funn}
    sladding.se_over(**felles, sladding_id=annen.pk, valg=valg)
    sladding.frigi(**felles, sladding_id=annen.pk)
    _arkivert(deltsak, annen.kilder.get().dokument_id)
    return {"krav": krav.pk, "sladding": rad.pk, "papir": kilde.pk, "dokument": kilde.dokument_id}


def saksmappa(deltsak: Deltsak) -> Ting:
    """The school's own account, and a dossier made of it."""
    felles = _felles(deltsak)
    dossier.lagre_redegjorelse(**felles, tekster={"undersoke": "Zqhredegjorelse"}, revisjon=0)
    rad = dossier.bestill(**felles)
    return {"dokument": _papir(deltsak, rad, Dokument.Type.DOSSIER)}


def planens_utkast(deltsak: Deltsak) -> Ting:
    """What the next version of the plan is going to say: that there is a draft is no secret."""
    utkast = deltsak.sak.tiltaksplaner.get(status="utkast")
    data = tiltaksplan.Plandata(
        revisjon=utkast.revisjon, utfordring="Zqhutfordring", elevens_syn="Zqhsyn", barnets_beste="Zqhbeste",
        evalueringsdato=I_DAG + 5 * DAG,
        tiltak=(TILTAK.__class__(beskrivelse="Zqhtiltak", fra=I_DAG, ansvarlig=deltsak.folk["tiltaksansvarlig"]),),
    )  # fmt: skip
    tiltaksplan.lagre_planutkast(**_felles(deltsak), data=data)
    return {"versjon": utkast.versjon, "tiltak": utkast.tiltak.get().pk, "objekt": utkast.pk, "type": "tiltaksplan",
            "utgave": "elevmappe"}  # fmt: skip


def hos_statsforvalteren(deltsak: Deltsak) -> Ting:
    """What Statsforvalteren asks for, decides and orders: that the sak lies there is no secret to those in it."""
    felles, sektor = _felles(deltsak), _felles(deltsak, "sektorleder")
    krav = statsforvalter.registrer_krav(**felles, data=registeret.Kravdata(I_DAG, I_DAG + 3 * DAG, ("Zqhpunkt",)))
    statsforvalter.forleng_frist(
        **felles, krav_id=krav.pk, data=registeret.Forlengelsedata(I_DAG, I_DAG + 4 * DAG, "Zqhmertid")
    )
    # The second letter is not answered.
    statsforvalter.registrer_krav(**felles, data=registeret.Kravdata(I_DAG, I_DAG + DAG, ("Zqhpunkt",)))
    statsforvalter.registrer_svar(
        **felles,
        krav_id=krav.pk,
        data=registeret.Svardata(
            I_DAG,
            Statsforvaltersvar.Kanal.SVARUT,
            "Zqhavsender",
            hele=False,
            gjenstaar="Zqhgjenstaar",
            andre_dokumenter="Zqhlagt",
        ),
    )
    mote.registrer_mote(
        **felles, data=mote.Motedata(I_DAG, Statsforvaltermote.Hvordan.VIDEO, "Zqhmotte", "Zqhtattopp", "Zqhavtalt")
    )
    avgjort = vedtak.registrer_vedtak(
        **sektor, data=registeret.Vedtaksdata(Statsforvaltervedtak.Utfall.BRUDD, I_DAG, I_DAG, "Zqhvedtak")
    )
    palegg = vedtak.registrer_palegg(
        **sektor, data=registeret.Paleggdata(avgjort, "Zqhpalegg", I_DAG + 2 * DAG, ansvarlig=deltsak.roller.rektor)
    )
    return {"krav": krav.pk, "palegg": palegg.pk}


def blikkene(deltsak: Deltsak) -> Ting:
    """Who has looked, and what somebody thought of it."""
    rektor, nummer = deltsak.roller.rektor, deltsak.sak.nummer
    noter_blikk(rektor, KLOKKA, hva=Oppslag.Hva.SAK, sak=deltsak.sak, rolle="skoleleder")
    data = leselogg.Vurderingsdata(rektor.pk, nummer, I_DAG, Oppslagsvurdering.Utfall.FORKLART, "Zqhtjenstlig")
    leselogg.vurder_oppslag(aktor=deltsak.roller.personvernombud, data=data, now=KLOKKA)
    return {}


def referatet_under_arbeid(deltsak: Deltsak) -> Ting:
    """What somebody is writing: theirs alone."""
    for slag in ("samtale", "observasjon"):
        lagre_utkast(
            **_felles(deltsak), slag=slag, retter=0, felter={"hva_sies": "Zqhutkast"}, aapnet=KLOKKA - DAG
        )  # fmt: skip
    return {}


def andre_deler(deltsak: Deltsak) -> Ting:
    """What stands in parts that one who is shown the plan has not been given, the log among them."""
    notat = noter(**_felles(deltsak), data=Notatdata(slag=Loggnotat.Slag.MOTE, dato=I_DAG, tekst="Zqhnotat"))
    return {**bak_loggen(deltsak), "notat": notat.pk}


def bak_loggen(deltsak: Deltsak) -> Ting:
    """What stands in other parts than the log, though each left a line there: rows, files, persons, who sees it."""
    felles, kjent = _felles(deltsak), deltsak.kjent
    assert isinstance(kjent["observasjon"], int)
    sett = Observasjonsdata(dato=I_DAG, arena="Zqharena", observator="Zqhsett", beskrivelse="Zqhbeskrevet")
    rettet = rett_observasjon(**felles, observasjon_id=kjent["observasjon"], data=sett)
    (fil,) = legg_ved_i_sak(**felles, data=Vedleggsdata((klarfil("Zqhfil.txt"),), "Zqhvedlegg", rettet))
    legg_til_involvert(
        **felles, data=Involvertdata(Involvert.Kategori.ELEV, Involvert.Rolle.VITNE, elev=deltsak.roller.elev)
    )
    apne_nodinnsyn(
        aktor=deltsak.roller.sektorleder,
        data=Nodinnsynsdata(deltsak.sak.nummer, Nodinnsyn.Gjelder.FARE, "Zqhgrunn: foreldrene har ringt."),
        now=KLOKKA,
    )
    gi(deltsak.folk["leder"], deltsak.sak, deltsak.folk["vikar"], now=KLOKKA, formaal="Zqhformaal", skrive=True)
    erklaer_inhabil(aktor=deltsak.folk["stotte"], sak_id=deltsak.sak.pk, grunn="Zqhnabo", now=KLOKKA)
    return {"observasjon": rettet.pk, "vedlegg": fil.nokkel}


def flytter_igjen(deltsak: Deltsak) -> Ting:
    """The sak's own pupil, whose address is protected, changes school once more."""
    elev = deltsak.elev
    klasse = Klasse.objects.get(skole__kortnavn="tredje")
    elev.skole, elev.klasse = klasse.skole, klasse
    lagre(elev, aktor=deltsak.roller.systemet, now=KLOKKA, provd=True)
    return {}


def hvor_eleven_er_naa(deltsak: Deltsak) -> Ting:
    """Where a pupil whose address is protected goes now, who is in the sak as one who may have offended (A-13)."""
    elev = deltsak.roller.annen_elev
    klasse = Klasse.objects.get(skole__kortnavn="tredje")
    elev.skole, elev.klasse = klasse.skole, klasse
    lagre(elev, aktor=deltsak.roller.systemet, now=KLOKKA, provd=True)
    return {}


def inngripen_med_gradert(deltsak: Deltsak) -> Ting:
    """Fysisk inngripen with the protected pupil the melding names too: for the rektor (A-14)."""
    return skriv_inngripen(deltsak, deltsak.roller.annen_elev)


def skriv_inngripen(deltsak: Deltsak, elev: Elev) -> Ting:
    """The one who reported writes down a fysisk inngripen with one of the melding's pupils, and adds to it."""
    skrevet = inngripen.skriv_inngripen(
        aktor=deltsak.roller.ansatt,
        data=inngripen.Inngripensdata(
            nokkel=uuid4(), elev=elev, dato=I_DAG, sted="Zqhtrapp", grep_inn=deltsak.roller.ansatt, fare="Zqhfare",
            provd_forst="Zqhprovd", gjort="Zqhgjort",
        ),
        melding_nummer=deltsak.melding.nummer,
        now=KLOKKA,
    )  # fmt: skip
    inngripen.legg_til(aktor=deltsak.roller.ansatt, nokkel=skrevet.nokkel, hva="skade", tekst="Zqhskade", now=KLOKKA)
    return {"nokkel": skrevet.nokkel}


def en_sak_mot_ledelsen(deltsak: Deltsak) -> Ting:
    """The same pupil says that the rektor has offended: another sak, which skoleeier leads, with a talk and a record."""
    roller, elev, vikar = deltsak.roller, deltsak.elev, deltsak.folk["vikar"]
    data = Meldingsdata(
        nokkel=uuid4(), hva_skjedde="Zqhskjedde", oppdaget=I_DAG, elever=(elev,), fysisk_inngripen=True,
        krenkere=(ansatt(roller.rektor), elev_som_krenket(roller.annen_elev)),
    )  # fmt: skip
    (melding,) = send_melding(aktor=vikar, data=data, now=KLOKKA)
    valg = Mottakselev(meldingelev_id=melding.elever.get().pk, elev=elev)
    felles: dict[str, Any] = {"aktor": roller.sektorleder, "now": KLOKKA}
    mottak = Mottaksdata(elever=(valg,), ansvarlig=roller.sektorleder)
    (sak,) = ta_imot(**felles, nummer=melding.nummer, data=mottak)
    samtale = registrer_samtale(
        **felles, sak_id=sak.pk, data=samtaledata(hva_sies="Zqhsier", neste_samtale=I_DAG + DAG)
    )
    # Of what the rektor did, from the melding; and skoleeier adds to what the school had of the pupil from before.
    grep = inngripen.Inngripensdata(
        nokkel=uuid4(), elev=elev, dato=I_DAG, sted="Zqhtrapp", grep_inn=roller.rektor, fare="Zqhfare",
        provd_forst="Zqhprovd", gjort="Zqhgjort",
    )  # fmt: skip
    rad = inngripen.skriv_inngripen(aktor=vikar, data=grep, melding_nummer=melding.nummer, now=KLOKKA)
    fra_for = deltsak.elev.inngripener.exclude(pk=rad.pk).latest("pk")
    inngripen.legg_til(**felles, nokkel=fra_for.nokkel, hva="elevens_syn", tekst="Zqhsyn")
    settes = Settedata(roller.rektor_maere, "Zqhformaal", I_DAG + 20 * DAG)
    oppnevn_settesaksbehandler(**felles, sak_id=sak.pk, data=settes)
    return {"melding": melding.nummer, "nokkel": rad.nokkel, "samtale": samtale.pk}


def meldingen(deltsak: Deltsak) -> Ting:
    """One more melding for the sak, about another pupil too: closed to one who is near that one."""
    roller, elev, annen = deltsak.roller, deltsak.elev, deltsak.roller.annen_elev
    data = Meldingsdata(
        nokkel=uuid4(), hva_skjedde="Zqhskjedde", oppdaget=I_DAG, elever=(elev, annen), arenaer=("klasserom",),
        typer=("fysisk",), strakstiltak="Zqhstraks", vitner="Zqhvitner", grep_inn=True, grep_inn_beskrivelse="Zqhgrep",
    )  # fmt: skip
    (melding,) = send_melding(aktor=deltsak.folk["vikar"], data=data, now=KLOKKA)
    valg = [
        Mottakselev(meldingelev_id=rad.pk, elev=rad.elev, sak_id=deltsak.sak.pk if rad.elev == elev else None)
        for rad in melding.elever.select_related("elev")
        if rad.elev is not None
    ]
    mottak = Mottaksdata(elever=tuple(valg), ansvarlig=roller.rektor)
    noter_blikk(roller.rektor, KLOKKA, hva=Oppslag.Hva.MELDING, melding_nummer=melding.nummer, rolle="skoleleder")
    noter_liste(roller.rektor, Tid(KLOKKA, I_DAG), Oppslag.Liste.INNBOKS, meldinger=[melding.pk])
    ta_imot(aktor=roller.rektor, nummer=melding.nummer, data=mottak, now=KLOKKA)
    legg_til_tillegg(
        aktor=deltsak.folk["vikar"], nummer=melding.nummer, tekst="Zqhtillegg", filer=(klarfil("Zqhfil.txt"),),
        now=KLOKKA,
    )  # fmt: skip
    rad = melding.elever.get(elev=elev)
    skrevet = inngripen.skriv_inngripen(
        aktor=deltsak.folk["vikar"],
        data=inngripen.Inngripensdata(
            nokkel=uuid4(), elev=annen, dato=I_DAG, sted="Zqhtrapp", grep_inn=deltsak.folk["vikar"], fare="Zqhfare",
            provd_forst="Zqhprovd", gjort="Zqhgjort",
        ),
        melding_nummer=melding.nummer,
        now=KLOKKA,
    )  # fmt: skip
    fil = Vedlegg.objects.get(melding=melding)
    papir = _papir(deltsak, rad, Dokument.Type.MELDING, Dokument.Utgave.ELEVMAPPE)
    _arkivert(deltsak, papir)
    return {
        "melding": melding.nummer, "fil": fil.nokkel, "vedlegg": fil.nokkel, "nokkel": skrevet.nokkel,
        "dokument": papir, "type": "melding", "objekt": rad.pk, "utgave": "elevmappe",
    }  # fmt: skip
