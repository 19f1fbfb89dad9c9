"""A sak with everything in it, each row with words of its own, so that each can be looked for in the dossier."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image

from cases.evaluering.models import Evaluering, Tiltaksvurdering
from cases.melding.models import Meldingstillegg
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.kronologi.models import Loggnotat
from cases.sak.models import Hendelse
from cases.skoleeier.models import Skoleeiervarsel
from cases.statsforvalter.models import Statsforvaltersak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse
from cases.vedlegg.klargjoring import Klarfil
from cases.vedlegg.models import Filtype
from tests.cast import I_DAG, NAA
from tests.factories import lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

AVSNITT = (
    "Eleven forteller at det har vært slik siden høstferien, og at det er verst i friminuttet etter lunsj. De andre "
    "går videre uten å svare, og ingen voksne har sett det. Vi ble enige om å se på det sammen igjen på torsdag."
)


def _fil(nummer: int, navn: str, type_: Filtype, innhold: bytes) -> Klarfil:
    return Klarfil(f"{nummer:02d}-{navn}", type_, innhold, sha256(innhold).hexdigest())


def bilde(nummer: int) -> bytes:
    """A screenshot-sized picture, different each time."""
    ut = BytesIO()
    Image.effect_noise((800, 500), 60 + nummer).convert("RGB").save(ut, "JPEG", quality=80)
    return ut.getvalue()


def full_sak(
    roller: Rollebesetning, *, samtaler: int = 2, planer: int = 2, vedlegg: int = 3, hendelser: int = 0, **felter: Any
) -> Sak:
    """Every kind of row. The log is filled up to ``hendelser`` with notes by hand."""
    rektor = roller.rektor
    start = NAA - timedelta(days=60)
    sak = lag_sak(roller, opprettet=start, mottatt=start, foresatte_informert=start.date(), **felter)
    melding = lag_melding(
        roller, sak=sak, sendt=start, hva_skjedde=f"ord-melding. {AVSNITT}", grep_inn=True,
        grep_inn_beskrivelse="ord-grep", vitner="ord-vitner", strakstiltak="ord-straks",
    )  # fmt: skip
    Meldingstillegg.objects.create(melding=melding, tekst="ord-tillegg", skrevet=start, skrevet_av=roller.ansatt)
    logg(sak, Hendelsestype.SAK_OPPRETTET, aktor=rektor, now=start)
    Undersokelse.objects.create(sak=sak, startet=start, hva_finne_ut="ord-undersokelse")
    felles = {"sak": sak, "registrert": start, "registrert_av": rektor}
    typer = (Samtale.Type.ELEV, Samtale.Type.FORESATTE, Samtale.Type.MEDELEV, Samtale.Type.ANSATT)
    for n in range(samtaler):
        samtale = Samtale.objects.create(
            **felles,
            dato=start.date() + timedelta(days=n),
            type=typer[n % len(typer)],
            deltakere="Rektor og den det gjelder",
            hva_sies=f"ord-samtale-{n}. {AVSNITT} {AVSNITT}",
            avtalt=f"ord-avtalt-{n}",
            internt_notat=f"hemmelig-internt-{n}",
        )
        logg(sak, Hendelsestype.SAMTALE, aktor=rektor, now=start, objekt=samtale, hvem="eleven")
    Samtale.objects.create(
        **felles, rettelse_av=samtale, dato=samtale.dato, type=samtale.type, deltakere="…", hva_sies="ord-rettet"
    )
    Observasjon.objects.create(**felles, dato=start.date(), arena="Skolegården", observator="…", beskrivelse="ord-obs")
    Kartlegging.objects.create(**felles, dato=start.date(), verktoy="klassetrivsel", funn="ord-kart")
    Analyse.objects.create(
        **felles, dato=start.date(), hva_skjer="ord-analyse", elevens_opplevelse="…", behov_for_tiltak=True
    )
    for versjon in range(1, planer + 1):
        _plan(sak, versjon, siste=versjon == planer, aktor=rektor)
    Tiltaksplan.objects.create(
        sak=sak, versjon=planer + 1, utfordring="hemmelig-utkast", opprettet=NAA, opprettet_av=rektor
    )
    Skoleeiervarsel.objects.create(
        sak=sak, type="alvorlig", kriterier=["vaapen"], redegjorelse="ord-varsel", laert=start, varslet=start,
        varslet_av=rektor,
    )  # fmt: skip
    Statsforvaltersak.objects.create(
        sak=sak, runde=1, meldt=I_DAG, mottatt=I_DAG, meldt_av="foresatt", referanse="ord-statsforvalter",
        registrert=NAA, registrert_av=rektor,
    )  # fmt: skip
    for n in range(vedlegg):
        slag = n % 3
        fil = (
            _fil(n, "bilde.jpg", Filtype.JPEG, bilde(n)) if slag == 0
            else _fil(n, "notat.txt", Filtype.TXT, f"ord-fil-{n}".encode()) if slag == 1
            else _fil(n, "brev.pdf", Filtype.PDF, b"%PDF-1.7 " + str(n).encode() * 400)
        )  # fmt: skip
        lag_vedlegg(melding if n == 0 else sak, roller.ansatt, fil)
    n = Hendelse.objects.filter(sak=sak).count()
    while n < hendelser:
        n += 1
        notat = Loggnotat.objects.create(
            sak=sak, slag="telefon", skjedde=start + timedelta(hours=n), med_hvem="Kari", tekst=f"ord-notat-{n}",
            delplikt="dokumentere", registrert=NAA, registrert_av=rektor,
        )  # fmt: skip
        logg(
            sak, Hendelsestype.NOTAT_TELEFON, aktor=rektor, now=NAA, skjedde=notat.skjedde, objekt=notat,
            delplikt="dokumentere",
        )  # fmt: skip
    return sak


def _plan(sak: Sak, versjon: int, *, siste: bool, aktor: Any) -> None:
    dag = I_DAG - timedelta(days=50 - 10 * versjon)
    plan = Tiltaksplan.objects.create(
        sak=sak,
        versjon=versjon,
        utfordring=f"ord-plan-{versjon}. {AVSNITT}",
        elevens_syn=f"ord-syn-{versjon}. {AVSNITT}",
        barnets_beste=AVSNITT,
        evalueringsdato=dag + timedelta(days=7),
        opprettet=NAA,
        opprettet_av=aktor,
    )
    tiltak = [
        Tiltak.objects.create(
            plan=plan, rekkefolge=n, beskrivelse=f"ord-tiltak-{versjon}-{n}", fra=dag, ansvarlig_rolle="Rektor"
        )
        for n in range(1, 5)
    ]
    plan.status = Tiltaksplan.Status.VEDTATT if siste else Tiltaksplan.Status.ERSTATTET
    plan.vedtatt, plan.vedtatt_av = NAA - timedelta(days=50 - 10 * versjon), aktor
    plan.save()
    logg(sak, Hendelsestype.PLAN_VEDTATT, aktor=aktor, now=plan.vedtatt, objekt=plan, versjon=versjon)
    evaluering = Evaluering.objects.create(
        sak=sak, plan=plan, dato=dag + timedelta(days=7), deltakere="…", elevens_svar="delvis",
        elevens_ord=f"ord-evaluering-{versjon}", spurt_av="Rektor", konklusjon="justere",
        ny_evalueringsdato=dag + timedelta(days=20), registrert=NAA, registrert_av=aktor,
    )  # fmt: skip
    for rad in tiltak:
        Tiltaksvurdering.objects.create(
            evaluering=evaluering, tiltak=rad, gjennomfort="ja", virkning_elev="noe", virkning_voksne="god",
            videre="fortsette",
        )  # fmt: skip
