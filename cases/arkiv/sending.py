"""The sweep: what is new gets a row, what waits is sent, what the archive has answered is stored (R-5 to R-7).

**Once or twice?** Handing over and noting that it was handed over cannot be one act. So the try is written down and
committed first, as a lease: while it lasts nobody else sends that document. A worker that dies in between costs a
second package with the same key and the same bytes, which the channel and the archive know as the same document.
An answer is stored before it is put away, so one that is read twice is one row. It may come before the try is noted,
or be about an older try than the last: what it says of the document stands, whichever is written first.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cases.arkiv.alarm import kom_fram
from cases.arkiv.arkivmelding import UgyldigArkivmelding, bygg
from cases.arkiv.gjennomsyn import er_frigitt, er_rettet, maa_ses_over
from cases.arkiv.innhold import arkivdokument, nokkel_for
from cases.arkiv.kanal import Kanalfeil, Pakke, kanal
from cases.arkiv.koder import koder
from cases.arkiv.kvittering import EGEN_KODE, UFORSTAATT, Art, Svar, tolk
from cases.arkiv.models import Arkivering, Arkivforsok, Arkivkvittering
from cases.arkiv.skjema import IkkeXml, krev_gyldig, krev_kvittering
from cases.dokumenter.models import Dokument
from cases.dossier.models import Dossier
from cases.dossier.stengt import har_stengt_fil
from cases.sak.hendelse import Hendelsestype, logg
from steinkjer_skolemiljo.organisation.roller import systemet

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from cases.arkiv.kanal import Kanal, Mottatt, Postkasse

logger = logging.getLogger(__name__)
Status = Arkivering.Status
Utfall = Arkivforsok.Utfall
# Longer than a task may live: a lease never ends while its holder still works.
LEIE = timedelta(minutes=10)
# After each failed try; when they are used up somebody must look at it.
PAUSER = (
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
FORSOK = len(PAUSER) + 1
OM_GANGEN = 50
NYE_OM_GANGEN = 500
SVAR_OM_GANGEN = 200
# When so many fail in a row the archive is down: the rest keep their tries for later.
FEIL_PAA_RAD = 3
# A slow archive must not make a sweep so long that its last document is sent after its lease: the rest is the next's.
LENGST = LEIE / 2


def sveip(now: datetime) -> int:
    """Do all that is due; returns how many documents were handed over."""
    registrer_nye(now)
    vei = kanal()
    if vei is None:
        return 0
    les_kvitteringer(vei, now)
    return send_klare(vei, now)


def arkivverdige() -> QuerySet[Dokument]:
    """What goes to the archive: the editions made for a pupil's elevmappe (R-3, R-4), and the saksmappe of its own.

    The other full editions are within the saksmappe.
    """
    return Dokument.objects.filter(
        Q(utgave=Dokument.Utgave.ELEVMAPPE, elev__isnull=False) | Q(type=Dokument.Type.SAKSMAPPE_ARKIV)
    )


def registrer_nye(now: datetime) -> int:
    """Give each new document its row; returns how many.

    What a newer version has taken the place of is not sent, nor what a person has let out an edition of.
    """
    nye = list(
        arkivverdige()
        .filter(~Exists(Arkivering.objects.filter(dokument=OuterRef("pk"))))
        .select_related("sak__skole", "sak__elev__klasse", "sak__klasse")
        .defer("innhold")
        .order_by("pk")[:NYE_OM_GANGEN]
    )
    Arkivering.objects.bulk_create((_ny(dokument, now) for dokument in nye), ignore_conflicts=True)
    nyere = Dokument.objects.filter(
        objekt_type=OuterRef("dokument__objekt_type"),
        objekt_id=OuterRef("dokument__objekt_id"),
        type=OuterRef("dokument__type"),
        utgave=OuterRef("dokument__utgave"),
        versjon__gt=OuterRef("dokument__versjon"),
    )
    # What has been sent is the archive's: it gets a receipt, and the newer one points to it.
    Arkivering.objects.filter(
        Q(Exists(nyere)) | er_frigitt() | er_rettet(),
        status__in=[Status.VENTER, Status.IKKE_SENDT, Status.FEILET],
        sendt__isnull=True,
    ).update(status=Status.ERSTATTET, neste=None)
    return len(nye)


def _ny(dokument: Dokument, now: datetime) -> Arkivering:
    """The row of a new document: it is sent now, or waits for somebody's eyes."""
    venter = maa_ses_over(dokument)
    return Arkivering(
        dokument=dokument,
        sak_id=dokument.sak_id,
        nokkel=nokkel_for(dokument.pk),
        status=Status.VENTER if venter else Status.IKKE_SENDT,
        opprettet=now,
        neste=None if venter else now,
    )


def send_klare(vei: Kanal, now: datetime) -> int:
    """Send what is due, the oldest first; returns how many were handed over."""
    _gi_opp_avbrutte(now)
    sendt = feil_paa_rad = 0
    slutt = time.monotonic() + LENGST.total_seconds()
    for _nummer in range(OM_GANGEN):
        arkivering = _ta_neste(vei, now) if time.monotonic() < slutt else None
        if arkivering is None:
            break
        try:
            melding_id = _send(arkivering, vei)
        except UgyldigArkivmelding as feil:
            # It will be as wrong tomorrow: somebody must look at it.
            _gi_opp(arkivering, str(feil))
        except Kanalfeil as feil:
            _noter_feil(arkivering, str(feil), now)
            feil_paa_rad += 1
            if feil_paa_rad == FEIL_PAA_RAD:
                break
        except Exception as feil:  # noqa: BLE001 - whatever is wrong with one must not stop the others
            logger.error("%s could not be sent: %s", arkivering.nokkel, type(feil).__name__)  # noqa: TRY400
            _noter_feil(arkivering, type(feil).__name__, now)
        else:
            _noter_sendt(arkivering, melding_id, now)
            sendt += 1
            feil_paa_rad = 0
    return sendt


def _gi_opp_avbrutte(now: datetime) -> None:
    """Those whose last try was never heard of again, because the worker died."""
    for arkivering in Arkivering.objects.filter(neste__lte=now, forsok__gte=FORSOK):
        _gi_opp(arkivering, "avbrutt", Utfall.AVBRUTT)


def _ta_neste(vei: Kanal, now: datetime) -> Arkivering | None:
    """Claim the next one: this try is counted and nobody else may take it before the lease ends."""
    klare = Arkivering.objects.filter(neste__lte=now, forsok__lt=FORSOK)
    if not koder().tar_saksmapper:
        # They wait, and go by themselves when somebody has said where to.
        klare = klare.exclude(dokument__type=Dokument.Type.SAKSMAPPE_ARKIV)
    # A file in it has been closed since: it waits for the saksmappe that is made without it, which takes its place.
    klare = klare.exclude(Exists(Dossier.objects.filter(har_stengt_fil(), dokument=OuterRef("dokument"))))
    with transaction.atomic():
        arkivering = (
            klare.select_for_update(of=("self",), skip_locked=True, no_key=True).order_by("neste", "pk").first()
        )
        if arkivering is None:
            return None
        arkivering.forsok += 1
        arkivering.neste = now + LEIE
        arkivering.save(update_fields=["forsok", "neste"])
        # A try nobody ended was cut off.
        arkivering.tidligere_forsok.filter(utfall=Utfall.BEGYNT).update(utfall=Utfall.AVBRUTT)
        Arkivforsok.objects.create(arkivering=arkivering, tid=now, kanal=vei.navn)
    return arkivering


def _send(arkivering: Arkivering, vei: Kanal) -> str:
    """Build the message, or take the one that was built before, and hand the package over.

    Returns what the channel calls it. A message is stored before it is handed over, and taken away again when it is
    certain that it never left us: what may have left us is sent again as it was; what never did, as things are then.
    """
    dokument = Dokument.objects.select_related("sak__skole", "sak__elev__klasse", "elev__klasse", "laget_av").get(
        pk=arkivering.dokument_id
    )
    egne = koder() if dokument.utgave == Dokument.Utgave.ELEVMAPPE else koder().for_saksmappe()
    fakta = arkivdokument(dokument, egne)
    ny = arkivering.melding is None
    melding = bygg(fakta, egne) if arkivering.melding is None else bytes(arkivering.melding)
    if ny:
        krev_gyldig(melding)
        _behold(arkivering, melding)
    try:
        return vei.send(
            Pakke(arkivering.nokkel, melding, fakta.referanse, fakta.innhold, omgang=_avslag(arkivering).count())
        )
    except Kanalfeil as feil:
        if ny and not feil.uvisst:
            _behold(arkivering, None)
        raise


def _behold(arkivering: Arkivering, melding: bytes | None) -> None:
    Arkivering.objects.filter(pk=arkivering.pk).exclude(status=Status.KVITTERT).update(melding=melding)


def _avslag(arkivering: Arkivering) -> QuerySet[Arkivkvittering]:
    """The times the archive has said no to what was sent; that nobody dealt with it is no such time."""
    return arkivering.kvitteringer.filter(arkivert=False).exclude(feilkode__startswith=EGEN_KODE)


def _noter_sendt(arkivering: Arkivering, melding_id: str, now: datetime) -> None:
    _noter(arkivering, Utfall.SENDT, melding_id=melding_id, status=Status.SENDT, sendt=now, neste=None, feil="")


def _noter_feil(arkivering: Arkivering, feil: str, now: datetime) -> None:
    neste = now + PAUSER[arkivering.forsok - 1] if arkivering.forsok < FORSOK else None
    _noter(arkivering, Utfall.FEILET, status=Status.FEILET, neste=neste, feil=feil[:300])


def _gi_opp(arkivering: Arkivering, feil: str, utfall: Arkivforsok.Utfall = Utfall.FEILET) -> None:
    _noter(arkivering, utfall, status=Status.FEILET, neste=None, feil=feil[:300])


def _noter(arkivering: Arkivering, utfall: Arkivforsok.Utfall, *, melding_id: str = "", **felter: Any) -> None:
    """End the try and say how it went. The answer may have come first, and ended it: then what it said stands."""
    with transaction.atomic():
        Arkivering.objects.select_for_update(of=("self",), no_key=True).get(pk=arkivering.pk)
        if _avslutt_forsok(arkivering, utfall, felter["feil"], melding_id=melding_id):
            Arkivering.objects.filter(pk=arkivering.pk).exclude(status=Status.KVITTERT).update(**felter)


def _avslutt_forsok(
    arkivering: Arkivering, utfall: Arkivforsok.Utfall, feil: str = "", *, melding_id: str = ""
) -> bool:
    """End the try that is begun; returns whether there was one."""
    begynt = arkivering.tidligere_forsok.filter(utfall=Utfall.BEGYNT)
    return bool(begynt.update(utfall=utfall, feil=feil[:300], melding_id=melding_id))


def les_kvitteringer(vei: Postkasse, now: datetime) -> int:
    """Store what the archive has answered; returns how many answers were understood."""
    antall = 0
    try:
        for mottatt in vei.svar(SVAR_OM_GANGEN):
            forstatt = _motta(mottatt, now)
            vei.ferdig(mottatt, forstatt=forstatt)
            antall += forstatt
    except Kanalfeil as feil:
        logger.error("the archive's answers could not be read: %s", feil)  # noqa: TRY400
    return antall


def _motta(mottatt: Mottatt, now: datetime) -> bool:
    """Store one answer. What is not one of ours is put aside, and the log says why; never its words or its name."""
    try:
        svar = tolk(mottatt.art, mottatt.innhold, nokkel=mottatt.nokkel, kode=mottatt.kode, system=koder().system)
        if mottatt.art == Art.KVITTERING:
            krev_kvittering(mottatt.innhold)
    except IkkeXml as feil:
        logger.warning("an answer from the archive was not understood: %s", feil)
        if not mottatt.blir_borte:
            return False
        svar = Svar(mottatt.nokkel, feilkode=UFORSTAATT)
    with transaction.atomic():
        arkivering = _gjelder(svar, mottatt)
        if arkivering is None:
            logger.warning("an answer from the archive was about nothing we have sent")
            return False
        if svar.underveis:
            _noter_bekreftet(arkivering, now)
        else:
            _lagre_svar(arkivering, svar, mottatt, now)
    return True


def _gjelder(svar: Svar, mottatt: Mottatt) -> Arkivering | None:
    """What the answer is about, locked: by its key, or by the message it answers."""
    sendte = (
        Arkivering.objects.select_for_update(of=("self",), no_key=True)
        .select_related("sak", "dokument")
        .defer("dokument__innhold")
        .filter(Q(sendt__isnull=False) | Q(forsok__gt=0))
    )
    if svar.nokkel:
        return sendte.filter(nokkel=svar.nokkel).first()
    if mottatt.svar_paa:
        return sendte.filter(
            Exists(Arkivforsok.objects.filter(arkivering=OuterRef("pk"), melding_id=mottatt.svar_paa))
        ).first()
    return None


def _noter_bekreftet(arkivering: Arkivering, now: datetime) -> None:
    """The archive has the message, and has not dealt with it yet; it is not a receipt."""
    if arkivering.status != Status.KVITTERT and arkivering.bekreftet is None:
        arkivering.bekreftet = now
        arkivering.save(update_fields=["bekreftet"])


def _lagre_svar(arkivering: Arkivering, svar: Svar, mottatt: Mottatt, now: datetime) -> None:
    _rad, ny = Arkivkvittering.objects.get_or_create(
        arkivering=arkivering,
        sha256=sha256(mottatt.innhold).hexdigest(),
        defaults={
            "mottatt": now,
            "arkivert": svar.arkivert,
            "arkiv_id": svar.arkiv_id,
            "feilkode": svar.feilkode,
            "innhold": mottatt.innhold,
        },
    )
    if not ny or arkivering.status == Status.KVITTERT:
        return
    besvart = _besvart(arkivering, mottatt)
    if not svar.arkivert and (arkivering.status == Status.ERSTATTET or _er_sendt_senere(arkivering, besvart)):
        return
    if besvart is None:
        # That it was answered shows that it was sent, whoever did not live to note it.
        _avslutt_forsok(arkivering, Utfall.SENDT, melding_id=mottatt.svar_paa)
    arkivering.sendt = arkivering.sendt or now
    if svar.arkivert:
        arkivering.status, arkivering.kvittert, arkivering.arkiv_id = Status.KVITTERT, now, svar.arkiv_id
        arkivering.neste, arkivering.feil = None, ""
    else:
        arkivering.status, arkivering.bekreftet = Status.FEILET, None
        igjen = svar.midlertidig and arkivering.forsok < FORSOK
        arkivering.neste = now + PAUSER[max(arkivering.forsok, 1) - 1] if igjen else None
        arkivering.feil = svar.feilkode if svar.feilkode.startswith(EGEN_KODE) else f"avvist: {svar.feilkode}"
    arkivering.save(update_fields=["status", "sendt", "bekreftet", "kvittert", "arkiv_id", "neste", "feil"])
    if svar.arkivert:
        kom_fram(arkivering, now)
        saksmappe = arkivering.dokument.type == Dokument.Type.SAKSMAPPE_ARKIV
        logg(
            arkivering.sak,
            Hendelsestype.SAKSMAPPE_ARKIVERT if saksmappe else Hendelsestype.DOKUMENT_ARKIVERT,
            aktor=systemet(),
            now=now,
            objekt=arkivering,
            arkiv=svar.arkiv_id,
        )


def _besvart(arkivering: Arkivering, mottatt: Mottatt) -> Arkivforsok | None:
    """The try this answers, where both the channel and we know which."""
    if not mottatt.svar_paa:
        return None
    return arkivering.tidligere_forsok.filter(melding_id=mottatt.svar_paa).order_by("pk").first()


def _er_sendt_senere(arkivering: Arkivering, besvart: Arkivforsok | None) -> bool:
    """Whether what went wrong did so with an older try than the last: that one has its own answer to come."""
    if besvart is None:
        return False
    senere = arkivering.tidligere_forsok.filter(pk__gt=besvart.pk)
    return senere.filter(utfall__in=[Utfall.SENDT, Utfall.BEGYNT]).exists()
