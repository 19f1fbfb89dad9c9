"""A sak lived through the doors, with every kind of row there is, from the melding to the talk after it was closed.

Its words begin with «ord-», one for each text, so that they can be looked for: in the saksmappe while it is there, and
in every table of the database when it has gone.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from cases.dokumenter.models import Dokument
from cases.dokumenter.tasks import lag as tegn_papirene
from cases.dossier import actions as dossier
from cases.dossier import arbeid
from cases.dossier.models import Dossieroversendelse
from cases.evaluering import actions as evaluering
from cases.evaluering.models import Avslutning, Elevsvar, Evaluering, Tiltaksvurdering
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
from cases.melding import actions as melding
from cases.melding.avgjorelse import Mottaksnotat, fullfor_mottak
from cases.melding.mottak_models import Meldingsinhabilitet
from cases.melding.tillegg import legg_til_tillegg
from cases.overforing import actions as overforing
from cases.overlevering.actions import overlever
from cases.reaksjon import actions as reaksjon
from cases.sak.kronologi import actions as kronologi
from cases.sak.models import Inhabilitet, Involvert, Nodinnsyn, Sak
from cases.sak.ruting import Involvertdata
from cases.skoleeier import actions as skoleeier
from cases.skoleeier import overtakelse
from cases.skoleeier.models import Skoleeiervarsel
from cases.sladding import actions as sladding
from cases.sladding.gjennomgang import gjennomga, har_funn
from cases.sladding.kilder import valgbare
from cases.sladding.models import Kilde, Sladding
from cases.statsforvalter import actions as statsforvalter
from cases.statsforvalter import data as registeret
from cases.statsforvalter import mote, vedtak
from cases.statsforvalter.models import (
    Palegg,
    Statsforvalterklage,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Tvangsmulkt,
)
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.tiltaksplan import actions as tiltaksplan
from cases.tiltaksplan.data import som_skrevet
from cases.tiltaksplan.merking import Merkedata, merk_tiltak
from cases.tiltaksplan.models import Planutsending, Tiltak, Tiltaksmerke
from cases.tiltaksplan.utsending import Utsendingsdata, registrer_utsending
from cases.undersokelse import actions as undersokelse
from cases.undersokelse.models import Kartlegging, Referatutsending, Samtale
from cases.vedlegg.actions import Vedleggsdata, legg_ved_i_sak
from cases.vedlegg.klargjoring import Klarfil
from cases.vedlegg.models import Filtype, Vedlegg, Vedleggskontroll
from steinkjer_skolemiljo.organisation.models import Foresattforhold
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.dossier.oppsett import bilde
from tests.cases.leselogg.blikk import blikk
from tests.cast import NAA
from tests.factories import klarfil

if TYPE_CHECKING:
    from cases.melding.models import Melding
    from cases.tiltaksplan.models import Tiltaksplan
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
START = NAA
SLUTT = START + 90 * DAG
# Grunnskolen was over in 2032, and nobody has looked since the sak was closed.
SENERE = datetime(2034, 1, 16, 9, 0, tzinfo=NAA.tzinfo)


def lev(roller: Rollebesetning) -> Sak:
    """From the first worry to the talk after closing; the pupil has left school since."""
    sak, meldt = _meld(roller)
    _undersok(sak, roller)
    _korte_skjemaer(sak, roller)
    _skoleeier(sak, roller)
    _framlegg(sak, roller)
    plan = _plan(sak, roller, START + 8 * DAG, 1)
    _evaluer(sak, roller, plan, START + 22 * DAG, trygg=False)
    tegn_papirene(100, bare_nylig=False)
    _statsforvalteren(sak, roller)
    _dossier(sak, roller)
    plan = _plan(sak, roller, START + 50 * DAG, 2)
    _evaluer(sak, roller, plan, START + 64 * DAG, trygg=True)
    _ut_av_huset(sak, roller)
    _tillegg(sak, meldt, roller)
    _avslutt(sak, roller)
    elev = roller.elev
    elev.sluttet = date(2032, 6, 18)
    lagre(elev, aktor=roller.systemet, now=NAA, provd=True)
    tegn_papirene(100, bare_nylig=False)
    return Sak.objects.get(pk=sak.pk)


def _meld(roller: Rollebesetning) -> tuple[Sak, Melding]:
    now = START
    meldt = melding.send_melding(
        aktor=roller.ansatt,
        data=melding.Meldingsdata(
            nokkel=uuid4(),
            hva_skjedde="ord-melding: Nora ble holdt fast i gangen.",
            oppdaget=now.date(),
            elever=(roller.elev,),
            krenkere=(
                Involvertdata(Involvert.Kategori.ANSATT, ansatt=roller.anklaget),
                Involvertdata(Involvert.Kategori.ELEV, elev=roller.annen_elev),
            ),
            grep_inn=True,
            grep_inn_beskrivelse="ord-grep",
            vitner="ord-vitner",
            strakstiltak="ord-straks",
            fysisk_inngripen=True,
            trygg_naa="nei",
        ),
        now=now,
    )[0]
    for nr, elev in enumerate((roller.elev, roller.annen_elev)):
        skrevet = inngripen.skriv_inngripen(
            aktor=roller.ansatt,
            data=inngripen.Inngripensdata(
                nokkel=UUID(int=77 + nr), elev=elev, dato=now.date(), sted="ord-trappa", grep_inn=roller.ansatt,
                fare=f"ord-fare-{nr}", provd_forst="ord-provd", gjort="ord-gjort", elevens_syn="ord-redd",
            ),
            melding_nummer=meldt.nummer,
            now=now,
        )  # fmt: skip
        inngripen.legg_til(
            aktor=roller.ansatt, nokkel=skrevet.nokkel, hva="skade", tekst=f"ord-skade-{nr}", now=now + DAG
        )
    # Somebody who stepped aside from it, without its having gone past the school for that.
    Meldingsinhabilitet.objects.create(melding=meldt, bruker=roller.avdelingsleder, grunn="ord-onkel", fra=now)
    now += timedelta(hours=2)
    melding.merk_lest(aktor=roller.rektor, nummer=meldt.nummer, now=now)
    (sak,) = fullfor_mottak(
        aktor=roller.rektor,
        nummer=meldt.nummer,
        notat=Mottaksnotat(habil=True, strakstiltak="ord-mottak", hvem_faar_vite="ord-vite"),
        data=melding.Mottaksdata(
            elever=(melding.Mottakselev(meldt.elever.get().pk, roller.elev),),
            ansvarlig=roller.rektor,
            tatt_opp_med_rektor=now.date(),
            tatt_opp_av="ord-opp",
        ),
        now=now,
    )
    if not Inhabilitet.objects.filter(sak=sak).exists():
        lagre(Inhabilitet(sak=sak, bruker=roller.avdelingsleder, grunn="ord-inhabil", fra=now), aktor=roller.rektor,
              now=now)  # fmt: skip
    Nodinnsyn.objects.create(
        sak=sak, bruker=roller.sektorleder, gjelder="fare", grunn="ord-nodinnsyn: foreldrene har ringt.", fra=now,
        til=now + DAG,
    )  # fmt: skip
    return sak, meldt


def _tillegg(sak: Sak, meldt: Melding, roller: Rollebesetning) -> None:
    now = START + 70 * DAG
    legg_til_tillegg(
        aktor=roller.ansatt,
        nummer=meldt.nummer,
        tekst="ord-tillegg",
        filer=(klarfil("notat.txt", b"ord-fil-i-melding"),),
        now=now,
    )
    innhold = bilde(1)
    filer = (
        klarfil("chat.txt", b"ord-fil-i-sak"),
        Klarfil("bilde.jpg", Filtype.JPEG, innhold, sha256(innhold).hexdigest()),
    )
    samtale = Samtale.objects.filter(sak=sak).earliest("pk")
    for nr, fil in enumerate(filer):
        data = Vedleggsdata((fil,), f"ord-vedlegg-{nr}", samtale)
        legg_ved_i_sak(aktor=roller.rektor, sak_id=sak.pk, data=data, now=now)
    for rad in Vedlegg.objects.all():
        Vedleggskontroll.objects.create(vedlegg=rad, utfall="ren", tid=now, av=roller.systemet)


def _undersok(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor = START + DAG, roller.rektor
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk}
    undersokelse.start_undersokelse(
        **felles, data=undersokelse.Undersokelsesplandata(hva_finne_ut="ord-finne-ut", kilder="ord-kilder"), now=now
    )
    forst = undersokelse.registrer_samtale(
        **felles,
        data=undersokelse.Samtaledata(
            type=Samtale.Type.ELEV, dato=now.date(), deltakere="ord-deltakere", sted="ord-sted", hva_sies="ord-feil-skrevet",
            internt_notat="ord-internt", onsker="ord-onsker", avtalt="ord-avtalt",
        ),
        now=now,
    )  # fmt: skip
    undersokelse.rett_samtale(
        **felles,
        samtale_id=forst.pk,
        data=undersokelse.Samtaledata(
            type=Samtale.Type.ELEV, dato=now.date(), deltakere="ord-deltakere", sted="ord-sted", hva_sies="ord-rettet",
            internt_notat="ord-internt-rettet",
        ),
        now=now + timedelta(hours=1),
    )  # fmt: skip
    hjemme = undersokelse.registrer_samtale(
        **felles,
        data=undersokelse.Samtaledata(
            type=Samtale.Type.FORESATTE,
            dato=now.date(),
            deltakere="Mor",
            sted="Telefon",
            hva_sies="ord-mor-sier",
            avtalt="ord-enige",
        ),
        now=now + timedelta(hours=2),
    )
    undersokelse.registrer_referat_sendt_hjem(
        **felles,
        samtale_id=hjemme.pk,
        data=undersokelse.Utsendingsdata(roller.forelder, now.date(), Referatutsending.Kanal.DIGITAL),
        now=now + timedelta(hours=3),
    )
    undersokelse.registrer_samtale(
        **felles,
        data=undersokelse.Samtaledata(
            type=Samtale.Type.MULIG_KRENKER, elev=roller.annen_elev, dato=now.date(), deltakere="Jonas", sted="Kontoret",
            hva_sies="ord-jonas-sier",
        ),
        now=now + timedelta(hours=4),
    )  # fmt: skip
    sett = undersokelse.registrer_observasjon(
        **felles,
        data=undersokelse.Observasjonsdata(
            dato=now.date(), arena="ord-arena", observator="Rektor", beskrivelse="ord-sett-feil"
        ),
        now=now,
    )
    undersokelse.rett_observasjon(
        **felles,
        observasjon_id=sett.pk,
        data=undersokelse.Observasjonsdata(
            dato=now.date(), arena="ord-arena", observator="Rektor", beskrivelse="ord-sett", tolkning="ord-tolket"
        ),
        now=now + timedelta(hours=1),
    )
    undersokelse.registrer_kartlegging(
        **felles,
        data=undersokelse.Kartleggingsdata(now.date(), Kartlegging.Verktoy.KLASSETRIVSEL, "ord-kartlagt"),
        now=now,
    )
    undersokelse.registrer_analyse(
        **felles,
        data=undersokelse.Analysedata(
            dato=now.date(), hva_skjer="ord-analyse", elevens_opplevelse="ord-opplevd", behov_for_tiltak=True
        ),
        now=now + DAG,
    )
    notat = kronologi.noter(
        **felles,
        data=kronologi.Notatdata(
            slag=kronologi.Slag.TELEFON, dato=now.date(), klokka=time(8, 10), med_hvem="ord-med-hvem",
            tekst="ord-notat-feil",
        ),
        now=now + DAG,
    )  # fmt: skip
    kronologi.rett_notat(
        **felles,
        notat_id=notat.pk,
        data=kronologi.Notatdata(slag=kronologi.Slag.TELEFON, dato=now.date(), tekst="ord-notat"),
        now=now + DAG,
    )
    kronologi.noter(
        **felles,
        data=kronologi.Notatdata(
            slag=kronologi.Slag.HENDELSE, dato=now.date(), tekst="ord-for-ledere", for_ledere=True
        ),
        now=now + DAG,
    )


def _korte_skjemaer(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor, jonas = START + 2 * DAG, roller.rektor, roller.annen_elev
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk}
    gitt = reaksjon.registrer_reaksjon(
        **felles,
        data=reaksjon.Reaksjonsdata(
            elev=jonas, dato=now.date(), regel="ord-regel", hendelse="ord-hendelse", reaksjon="ord-reaksjon",
            bestemt_av=rektor, elev_hort=True, elevens_forklaring="ord-forklaring",
        ),
        now=now,
    )  # fmt: skip
    reaksjon.legg_til_reaksjon(
        **felles, reaksjon_id=gitt.pk, tekst="ord-reaksjonstillegg", foresatte_informert=None, now=now + DAG
    )
    avtalt = reaksjon.inngaa_avtale(
        **felles,
        data=reaksjon.Avtaledata(
            elev=jonas, dato=now.date(), deltakere="ord-rundt-bordet", avtalt="ord-samarbeid", folges_opp_av=rektor,
            neste_samtale=(now + 5 * DAG).date(),
        ),
        now=now,
    )  # fmt: skip
    reaksjon.snakk_om_avtale(
        **felles,
        avtale_id=avtalt.pk,
        data=reaksjon.Avtalesamtaledata(dato=(now + 5 * DAG).date(), hvordan_gaar_det="ord-gaar-bra", ferdig=True),
        now=now + 5 * DAG,
    )
    noter_meldeplikt(
        **felles,
        data=Meldepliktdata(Meldepliktvurdering.Plikt.BARNEVERN, now.date(), (now + DAG).date()),
        now=now + 2 * DAG,
    )


def _skoleeier(sak: Sak, roller: Rollebesetning) -> None:
    now = START + 2 * DAG
    varsel = skoleeier.varsle_skoleeier(
        aktor=roller.rektor,
        sak_id=sak.pk,
        data=skoleeier.Varseldata(
            type=Skoleeiervarsel.Type.ANSATT, redegjorelse="ord-varsel", laert=START, gjort_og_planlagt="ord-planlagt",
            trygg_naa="usikker", hjelp_onsket="ord-hjelp",
        ),
        now=now,
    )  # fmt: skip
    skoleeier.vurder_skoleeiervarsel(
        aktor=roller.sektorleder,
        sak_id=sak.pk,
        varsel_id=varsel.pk,
        data=skoleeier.Skoleeiervurdering(vurdering="ord-skoleeier", veiledning="ord-veiledning"),
        now=now + DAG,
    )
    sak.refresh_from_db()
    felles: dict[str, Any] = {"aktor": roller.sektorleder, "sak_id": sak.pk}
    overtakelse.overta_sak(**felles, grunn="ord-overtar", versjon=sak.versjon, now=now + DAG)
    sak.refresh_from_db()
    overtakelse.gi_tilbake_sak(**felles, grunn="ord-gir-tilbake", versjon=sak.versjon, now=now + 2 * DAG)


def _framlegg(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor = START + 5 * DAG, roller.rektor
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk}
    data = framlegg.Framleggdata(
        paastander="ord-paastand: Nora Eggen sier at du tok hardt i henne.", trenger="ord-trenger",
        svarfrist=(now + 7 * DAG).date(),
    )  # fmt: skip
    rad = framlegg.nytt_framlegg(**felles, ansatt=roller.anklaget, data=data, now=now)
    valg = {f.form: framlegg.Valg() for f in framlegg_personer.gjennomga(rad).funn}
    framlegg.masker_framlegg(**felles, framlegg_id=rad.pk, valg=valg, now=now)
    framlegg.frigi_framlegg(**felles, framlegg_id=rad.pk, now=now + timedelta(hours=1))
    den_ansatte.les_framlegg(aktor=roller.anklaget, nokkel=rad.nokkel, now=now + timedelta(hours=2))
    den_ansatte.svar(aktor=roller.anklaget, nokkel=rad.nokkel, tekst="ord-svar", now=now + DAG)
    oppfolging.registrer_mote(
        **felles,
        framlegg_id=rad.pk,
        data=oppfolging.Motedata(
            dato=(now + DAG).date(), deltakere="ord-motet", redegjorelse="ord-fortalte", sted="ord-kontoret"
        ),
        now=now + DAG,
    )
    oppfolging.vurder(
        **felles,
        framlegg_id=rad.pk,
        data=oppfolging.Vurderingsdata(
            "ord-elevens-opplevelse", Framleggvurdering.Utfall.KRENKELSE, "ord-begrunnet", personaloppfolging=True
        ),
        now=now + 2 * DAG,
    )
    # Two drafts nobody got: one thrown away, of which there is only history, and one that was left.
    for _nr in range(2):
        if utkast := sak.framlegg.exclude(status="frigitt").first():
            framlegg.forkast_framlegg(**felles, framlegg_id=utkast.pk, now=now + 2 * DAG)
        framlegg.nytt_framlegg(**felles, ansatt=roller.anklaget, data=data, now=now + 2 * DAG)


def _plan(sak: Sak, roller: Rollebesetning, now: datetime, versjon: int) -> Tiltaksplan:
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk}
    plan = tiltaksplan.ny_planversjon(**felles, now=now)
    fra_utkastet = [t for t in som_skrevet(plan).tiltak if t.palegg]
    plan = tiltaksplan.vedta_tiltaksplan(
        **felles,
        data=tiltaksplan.Plandata(
            revisjon=plan.revisjon,
            utfordring=f"ord-utfordring-{versjon}: Nora er redd for Jonas Vik.",
            elevens_syn=f"ord-elevens-syn-{versjon}",
            barnets_beste=f"ord-barnets-beste-{versjon}",
            foresattes_syn=f"ord-foresattes-syn-{versjon}",
            evalueringsdato=(now + 14 * DAG).date(),
            tiltak=(
                tiltaksplan.Tiltaksdata(
                    beskrivelse=f"ord-tiltak-{versjon}", fra=now.date(), ansvarlig=roller.kontaktlarer,
                    grunnlag=f"ord-grunnlag-{versjon}",
                ),
                *fra_utkastet,
            ),
        ),
        now=now,
    )  # fmt: skip
    tiltak = plan.tiltak.earliest("rekkefolge")
    tiltaksplan.sett_tiltak_status(
        **felles,
        tiltak_id=tiltak.pk,
        data=tiltaksplan.Statusdata(status=Tiltak.Status.I_GANG, notat=f"ord-status-{versjon}"),
        now=now + DAG,
    )
    merk_tiltak(
        **felles,
        tiltak_id=tiltak.pk,
        data=Merkedata(
            dato=(now + DAG).date(), hva=Tiltaksmerke.Hva.GJORT, nokkel=uuid4(), notat=f"ord-merket-{versjon}"
        ),
        now=now + DAG,
    )
    if versjon == 1:
        assert overlever(
            aktor=roller.rektor, fra=roller.kontaktlarer, til=roller.ansatt, rader=None, now=now + DAG
        ).antall  # fmt: skip
    registrer_utsending(
        **felles,
        data=Utsendingsdata(roller.forelder, (now + DAG).date(), Planutsending.Kanal.PAPIR),
        now=now + DAG,
    )
    return plan


def _evaluer(sak: Sak, roller: Rollebesetning, plan: Tiltaksplan, now: datetime, *, trygg: bool) -> None:
    v = Tiltaksvurdering
    evaluering.evaluer(
        aktor=roller.rektor,
        sak_id=sak.pk,
        data=evaluering.Evalueringsdata(
            planversjon=plan.versjon,
            dato=now.date(),
            deltakere="Eleven og rektor",
            elevens_svar=Elevsvar.JA if trygg else Elevsvar.NEI,
            elevens_ord=f"ord-elevens-ord-{plan.versjon}",
            spurt_av="Rektor",
            konklusjon=Evaluering.Konklusjon.AVSLUTTE if trygg else Evaluering.Konklusjon.JUSTERE,
            begrunnelse="" if trygg else "ord-justeres",
            ny_evalueringsdato=None if trygg else (now + 28 * DAG).date(),
            vurderinger=tuple(
                evaluering.Tiltaksvurderingsdata(
                    tiltak=tiltak, gjennomfort=v.Gjennomfort.JA, virkning_elev=v.Virkning.GOD,
                    virkning_voksne=v.Virkning.GOD, videre=v.Videre.FORTSETTE,
                )
                for tiltak in plan.tiltak.all()
            ),
        ),
        now=now,
    )  # fmt: skip


def _statsforvalteren(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor, sektor = START + 25 * DAG, roller.rektor, roller.sektorleder
    dag = now.date()
    statsforvalter.registrer_melding(
        aktor=rektor,
        sak_id=sak.pk,
        data=registeret.Meldtdata(
            dag - 2 * DAG, dag, Statsforvaltersak.MeldtAv.FORESATT, "ord-mor", "ord-2026/17", "ord-lien"
        ),
        now=now,
    )
    krav = statsforvalter.registrer_krav(
        aktor=rektor, sak_id=sak.pk, data=registeret.Kravdata(dag, dag + 10 * DAG, ("ord-ber-om",)), now=now
    )
    statsforvalter.forleng_frist(
        aktor=rektor,
        sak_id=sak.pk,
        krav_id=krav.pk,
        data=registeret.Forlengelsedata(dag, dag + 14 * DAG, "ord-mer-tid"),
        now=now,
    )
    papirer = tuple(Dokument.objects.filter(sak=sak, utgave="intern", type="tiltaksplan"))
    assert papirer
    statsforvalter.registrer_svar(
        aktor=rektor,
        sak_id=sak.pk,
        krav_id=krav.pk,
        data=registeret.Svardata(
            dag, Statsforvaltersvar.Kanal.SVARUT, "ord-sendt-av", hele=True, dokumenter=papirer,
            andre_dokumenter="ord-andre-dokumenter",
        ),
        now=now + timedelta(hours=1),
    )  # fmt: skip
    mote.registrer_mote(
        aktor=rektor,
        sak_id=sak.pk,
        data=mote.Motedata(dag, Statsforvaltermote.Hvordan.VIDEO, "ord-motte", "ord-tatt-opp-der", "ord-avtalt-der"),
        now=now + timedelta(hours=2),
    )
    now, dag = now + 10 * DAG, dag + 10 * DAG
    felles: dict[str, Any] = {"aktor": sektor, "sak_id": sak.pk}
    avgjort = vedtak.registrer_vedtak(
        **felles,
        data=registeret.Vedtaksdata(Statsforvaltervedtak.Utfall.BRUDD, dag - DAG, dag, "ord-hovedpunkter"),
        now=now,
    )
    paalagt = vedtak.registrer_palegg(
        **felles, data=registeret.Paleggdata(avgjort, "ord-paalagt", dag + 20 * DAG, ansvarlig=rektor), now=now
    )
    vedtak.folg_opp_palegg(
        aktor=rektor,
        sak_id=sak.pk,
        palegg_id=paalagt.pk,
        data=registeret.Oppfolgingsdata(dag + DAG, Palegg.Status.GJENNOMFORT, "ord-fulgt", "ord-bevis", dag + DAG),
        now=now + DAG,
    )
    mulkt = vedtak.registrer_mulkt(
        **felles, data=registeret.Mulktdata(dag, 500, Tvangsmulkt.Hvor.DAG, dag, "ord-mulkt"), now=now
    )
    vedtak.stans_mulkt(**felles, mulkt_id=mulkt.pk, data=registeret.Stansdata(dag + DAG, "ord-stanset"), now=now + DAG)
    klage = vedtak.registrer_klage(
        **felles,
        data=registeret.Klagedata(avgjort, dag + DAG, Statsforvalterklage.Hvem.FORESATT, "ord-klage"),
        now=now + DAG,
    )
    vedtak.registrer_vedtak(
        **felles,
        data=registeret.Vedtaksdata(
            Statsforvaltervedtak.Utfall.IKKE_BRUDD, dag + 2 * DAG, dag + 3 * DAG, "ord-etter-klage", klage=klage
        ),
        now=now + 3 * DAG,
    )
    statsforvalter.lukk_runde(
        **felles,
        data=registeret.Sluttdata(Statsforvaltersak.Slutt.FERDIG, dag + 4 * DAG, "ord-lukket"),
        now=now + 4 * DAG,
    )


def _dossier(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor = START + 40 * DAG, roller.rektor
    dossier.lagre_redegjorelse(
        aktor=rektor,
        sak_id=sak.pk,
        tekster={"undersoke": "ord-redegjorelse", "videre": "ord-videre"},
        revisjon=0,
        now=now,
    )
    # Made twice, and the second one sent.
    for _nr in range(2):
        rad = dossier.bestill(aktor=rektor, sak_id=sak.pk, now=now)
        assert arbeid.lag(rad.pk, klokke=lambda: now)
    dossier.registrer_oversendelse(
        aktor=rektor,
        sak_id=sak.pk,
        versjon=2,
        data=dossier.Oversendelsesdata(
            now.date(), Dossieroversendelse.Kanal.EFORMIDLING, "ord-mottaker", "ord-referanse"
        ),
        now=now,
    )


def _ut_av_huset(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor, sektor = START + 66 * DAG, roller.rektor, roller.sektorleder
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk}
    # What waits for eyes is let out, and one draft is left and one thrown away.
    papirer = [(v.kilde, v.objekt_id) for v in valgbare(sak, Sladding.Formaal.ELEVMAPPE)]
    for papir in papirer:
        if har_funn(sak, *papir):
            _frigi(sak, roller, papir, now)
    for _nr in range(2):
        for utkast in Sladding.objects.filter(sak=sak, status=Sladding.Status.UTKAST):
            sladding.forkast(**felles, sladding_id=utkast.pk, now=now)
        sladding.begynn(**felles, formaal=Sladding.Formaal.ELEVMAPPE, valgte=papirer[:2], now=now)
    krav = [
        innsyn.registrer_krav(
            **felles,
            data=innsyn.Kravdata(
                hvem=Innsynskrav.Hvem.FORESATT, gjelder=f"ord-ber-om-innsyn-{nr}", kommet=now.date(),
                identitet=Innsynskrav.Identitet.LEGITIMASJON, foresatt=roller.forelder,
            ),
            now=now,
        )
        for nr in range(2)
    ]  # fmt: skip
    valgte = [(v.kilde, v.objekt_id) for v in valgbare(sak, Sladding.Formaal.INNSYN)][:1]
    innsyn.velg_papirer(**felles, krav_id=krav[0].pk, valgte=valgte, now=now)
    til_innsyn = Sladding.objects.get(krav=krav[0])
    _se_over(sak, roller, til_innsyn, now)
    sladding.send_til_godkjenning(**felles, sladding_id=til_innsyn.pk, now=now)
    innsyn.gi(aktor=sektor, sak_id=sak.pk, krav_id=krav[0].pk, begrunnelse="ord-delvis", now=now)
    innsyn.avslaa(**felles, krav_id=krav[1].pk, begrunnelse="ord-avslag", now=now)
    _til_ny_skole(sak, roller, valgte, now)
    # Who has looked: told to a guardian, and one look asked about.
    blikk(sak, rektor, naar=now)
    leselogg.lag_innsynsutskrift(
        **felles,
        data=leselogg.Utskriftsdata(
            forhold=Foresattforhold.objects.get(elev=roller.elev), fra=START.date(), til=now.date(),
            navngitte=frozenset({rektor.pk}), begrunnelse="ord-navn-gis",
        ),
        now=now,
    )  # fmt: skip
    leselogg.vurder_oppslag(
        aktor=roller.personvernombud,
        data=leselogg.Vurderingsdata(
            rektor.pk, sak.nummer, now.date(), Oppslagsvurdering.Utfall.FORKLART, "ord-tjenstlig"
        ),
        now=now,
    )


def _til_ny_skole(sak: Sak, roller: Rollebesetning, valgte: list[tuple[Kilde, int]], now: datetime) -> None:
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk}
    elev = roller.elev
    elev.skole, elev.klasse = roller.maere, None
    lagre(elev, aktor=roller.systemet, now=now, provd=True)
    papirer = [v for v in valgbare(sak, Sladding.Formaal.OVERFORING) if v.kilde is Kilde.PLAN][:1]
    rad = overforing.begynn(
        **felles, valgte=[(v.kilde, v.objekt_id) for v in papirer], hvorfor="ord-hvorfor",
        foresatte_informert="ord-hjemme-vet", now=now,
    )  # fmt: skip
    _se_over(sak, roller, rad.sladding, now)
    sladding.send_til_godkjenning(**felles, sladding_id=rad.sladding_id, now=now)
    overforing.overfor(aktor=roller.sektorleder, sak_id=sak.pk, overforing_id=rad.pk, now=now)


def _se_over(sak: Sak, roller: Rollebesetning, rad: Sladding, now: datetime) -> None:
    funn = [f.form for f in gjennomga(rad).funn]
    valg = {
        form: sladding.Valg(beholdes=nr == 0, grunn="ord-kan-staa" if nr == 0 else "") for nr, form in enumerate(funn)
    }
    sladding.se_over(aktor=roller.rektor, sak_id=sak.pk, sladding_id=rad.pk, valg=valg, now=now)


def _frigi(sak: Sak, roller: Rollebesetning, papir: tuple[Kilde, int], now: datetime) -> None:
    felles: dict[str, Any] = {"aktor": roller.rektor, "sak_id": sak.pk}
    rad = sladding.begynn(**felles, formaal=Sladding.Formaal.ELEVMAPPE, valgte=[papir], now=now)
    _se_over(sak, roller, rad, now)
    sladding.frigi(**felles, sladding_id=rad.pk, now=now)


def _avslutt(sak: Sak, roller: Rollebesetning) -> None:
    now, rektor = SLUTT, roller.rektor
    felles: dict[str, Any] = {"aktor": rektor, "sak_id": sak.pk}

    def lukk(naar: datetime, hva: str) -> None:
        fersk = Sak.objects.get(pk=sak.pk)
        if fersk.alvorlig is None:
            fersk = skoleeier.vurder_alvorlighet(
                **felles,
                data=skoleeier.Alvorlighetsdata(kriterier=(), alvorlig=False, begrunnelse="ord-ikke-alvorlig"),
                versjon=fersk.versjon,
                now=naar,
            )
        evaluering.avslutt_sak(
            **felles,
            data=evaluering.Avslutningsdata(
                grunn=Avslutning.Grunn.TRYGG, elevens_syn=f"ord-slutt-elev-{hva}",
                foresattes_syn=f"ord-slutt-hjemme-{hva}", foresattes_syn_dato=naar.date(),
                barnets_beste=f"ord-slutt-best-{hva}", hvem_er_informert="ord-informert",
                ettersjekk_dato=(naar + 30 * DAG).date(),
            ),
            versjon=fersk.versjon,
            now=naar,
        )  # fmt: skip

    lukk(now, "en")
    evaluering.gjenapne_sak(**felles, grunn="ord-gjenapnet", now=now + DAG)
    _evaluer(sak, roller, sak.tiltaksplaner.get(versjon=2), now + 2 * DAG, trygg=True)
    lukk(now + 2 * DAG, "to")
    evaluering.registrer_ettersjekk(
        **felles,
        data=evaluering.Ettersjekkdata((now + 32 * DAG).date(), Elevsvar.JA, "ord-fortsatt-trygg", spurt_av="Rektor"),
        now=now + 32 * DAG,
    )
