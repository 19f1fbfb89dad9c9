"""What is on its way out of the world's sak: to the accused, the home, a new school, the archive, Statsforvalteren."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from cases.dokumenter.models import Dokument
from cases.dossier.models import Dossier
from cases.framlegg.models import Framlegg
from cases.innsyn.models import Innsynskrav
from cases.leselogg.models import Innsynsutskrift
from cases.overforing.models import Overforing
from cases.sladding.models import Sladdekilde, Sladding
from cases.statsforvalter.models import (
    Palegg,
    Statsforvalterkrav,
    Statsforvaltersak,
    Statsforvaltervedtak,
    Tvangsmulkt,
)
from cases.tiltaksplan.models import Tiltaksplan
from steinkjer_skolemiljo.organisation.models import Foresatt, Foresattforhold
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

DAG = timedelta(days=1)
PAPIR = b"%PDF-1.7 Zqsutgave"


def _sladding(sak: Sak, plan: Tiltaksplan, roller: Rollebesetning, formaal: Sladding.Formaal) -> tuple[Sladding, int]:
    sladding = Sladding.objects.create(
        sak=sak, formaal=formaal, opprettet=NAA, opprettet_av=roller.rektor, egne_ord=["Zqsegetord"]
    )
    return sladding, Sladdekilde.objects.create(sladding=sladding, kilde="plan", objekt_id=plan.pk).pk


def _dossier(sak: Sak, roller: Rollebesetning) -> Dossier:
    bestilt = Dossier.objects.create(sak=sak, versjon=1, bestilt=NAA, bestilt_av=roller.rektor)
    bestilt.dokument = Dokument.objects.create(
        sak=sak,
        type=Dokument.Type.DOSSIER,
        utgave=Dokument.Utgave.INTERN,
        objekt_type="cases.dossier",
        objekt_id=bestilt.pk,
        filnavn=f"saksmappe-{sak.nummer}-v1.pdf",
        innhold=PAPIR,
        sha256=sha256(PAPIR).hexdigest(),
        laget=NAA,
        laget_av=roller.rektor,
    )
    bestilt.status, bestilt.ferdig, bestilt.oyeblikk = Dossier.Status.FERDIG, NAA, NAA
    bestilt.save()
    return bestilt


def legg_i_saken(sak: Sak, plan: Tiltaksplan, roller: Rollebesetning) -> dict[str, object]:
    """Something begun in each room things leave by, none of it given yet; and what their addresses are made of."""
    registrert = {"registrert": NAA, "registrert_av": roller.rektor}
    foresatt = Foresatt.objects.create(fornavn="Zqnmor", etternavn="Zqnvold")
    forhold = Foresattforhold.objects.create(elev=sak.elev, foresatt=foresatt)
    framlegg = Framlegg.objects.create(
        sak=sak,
        ansatt=roller.anklaget,
        paastander="Zqspaastand",
        trenger="Zqstrenger",
        svarfrist=I_DAG + 10 * DAG,
        opprettet=NAA,
        skrevet_av=roller.rektor,
    )
    sladding, papir = _sladding(sak, plan, roller, Sladding.Formaal.INNSYN)
    innsynskrav = Innsynskrav.objects.create(
        sak=sak,
        hvem=Innsynskrav.Hvem.ANDRE,
        navn="Zqskraver",
        gjelder="Zqsgjelder",
        kommet=I_DAG,
        identitet=Innsynskrav.Identitet.LEGITIMASJON,
        maal=I_DAG + 3 * DAG,
        senest=I_DAG + 30 * DAG,
        sladding=sladding,
        **registrert,
    )
    overforing = Overforing.objects.create(
        sak=sak,
        til_skole=roller.maere,
        sladding=_sladding(sak, plan, roller, Sladding.Formaal.OVERFORING)[0],
        hvorfor="Zqshvorfor",
        foresatte_informert="Zqsinformert",
        opprettet=NAA,
        opprettet_av=roller.rektor,
    )
    utskrift = Innsynsutskrift.objects.create(
        sak=sak,
        foresatt=foresatt,
        fra=I_DAG - 30 * DAG,
        til=I_DAG,
        linjer={"linjer": [], "lister": []},
        filnavn="oversikt.pdf",
        innhold=PAPIR,
        sha256=sha256(PAPIR).hexdigest(),
        laget=NAA,
        laget_av=roller.rektor,
    )
    _dossier(sak, roller)
    return {
        "forhold": forhold.pk,
        "framlegg": framlegg.pk,
        "sladding": sladding.pk,
        "papir": papir,
        "krav": innsynskrav.pk,
        "overforing": overforing.pk,
        "utskrift": utskrift.pk,
    }


def hos_statsforvalteren(sak: Sak, roller: Rollebesetning) -> dict[str, object]:
    """The sak lies at Statsforvalteren, who has asked, decided, ordered and fined."""
    registrert = {"registrert": NAA, "registrert_av": roller.sektorleder}
    runde = Statsforvaltersak.objects.create(
        sak=sak, runde=1, meldt=I_DAG - 20 * DAG, mottatt=I_DAG - 18 * DAG, meldt_av="foresatt", **registrert
    )
    krav = Statsforvalterkrav.objects.create(
        sak=sak, runde=runde, mottatt=I_DAG - 15 * DAG, frist=I_DAG + DAG, punkter=["Zqspunkt"], **registrert
    )
    vedtak = Statsforvaltervedtak.objects.create(
        sak=sak,
        runde=runde,
        utfall="brudd",
        dato=I_DAG - 5 * DAG,
        mottatt=I_DAG - 4 * DAG,
        hovedpunkter="Zqshovedpunkt",
        **registrert,
    )
    palegg = Palegg.objects.create(
        sak=sak,
        runde=runde,
        vedtak=vedtak,
        nummer=1,
        tekst="Zqspalegg",
        frist=I_DAG + 10 * DAG,
        mottatt=I_DAG - 4 * DAG,
        ansvarlig=roller.rektor,
        referanse="Zqsreferanse",
        **registrert,
    )
    mulkt = Tvangsmulkt.objects.create(
        sak=sak, runde=runde, satt=I_DAG, belop=1000, hvor_ofte="dag", fra=I_DAG, gjelder="Zqsmulkt", **registrert
    )
    return {"statsforvalterkrav": krav.pk, "palegg": palegg.pk, "mulkt": mulkt.pk}


def utkast_til_plan(sak: Sak, roller: Rollebesetning) -> None:
    """The next version of the plan, not adopted."""
    Tiltaksplan.objects.create(
        sak=sak, versjon=2, status="utkast", utfordring="Zqsutkast", opprettet=NAA, opprettet_av=roller.rektor
    )
