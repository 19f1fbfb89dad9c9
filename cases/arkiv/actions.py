"""Doors of the archive: try again, stop a removal, propose one and decide on it. Nothing is removed here (R-8)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.arkiv.access import kan_avgjore, ledede
from cases.arkiv.alarm import kom_fram
from cases.arkiv.fjernbar import IKKE_I_SAKSMAPPA, hindringer
from cases.arkiv.fjerning import KanIkkeFjernes, usikret
from cases.arkiv.models import Arkivering, Arkivforsok, Fjerningsforslag, Fjerningsstans
from cases.dossier.actions import bestill_i
from cases.dossier.models import Dossier
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Sak
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

Status = Arkivering.Status
# So long the archive is given to answer before anyone may send the same again.
SVARTID = timedelta(days=1)
LAAS_ARKIVERING = access.laasen_paa("cases_arkivering", "id")


def kan_sendes_igjen(now: datetime) -> Q:
    """What a person may ask to be sent again: what was given up, and what the archive has not answered."""
    return Q(status=Status.FEILET) | Q(status=Status.SENDT, neste__isnull=True, sendt__lt=now - SVARTID)


def send_igjen(*, aktor: Bruker, arkivering_id: int, now: datetime) -> None:
    """Send a document again; who asked is kept among the tries. The key is the same, so the archive has one document.

    Raises:
        IkkeFunnet: there is no such document for this person, or nothing to send again.

    """
    with transaction.atomic():
        access.ta_laasen(aktor, LAAS_ARKIVERING, arkivering_id)
        mine = Arkivering.objects.synlige_for(aktor, localdate(now))
        arkivering = mine.filter(kan_sendes_igjen(now), pk=arkivering_id).first()
        if arkivering is None:
            raise IkkeFunnet
        if arkivering.status == Status.FEILET:
            # What was refused is built anew: the codes may have been mended since.
            arkivering.melding = None
            arkivering.status = Status.IKKE_SENDT
        arkivering.forsok, arkivering.neste, arkivering.feil = 0, now, ""
        arkivering.save(update_fields=["melding", "status", "forsok", "neste", "feil"])
        kom_fram(arkivering, now)
        Arkivforsok.objects.create(arkivering=arkivering, tid=now, utfall=Arkivforsok.Utfall.BESTILT, av=aktor)


def stans_fjerning(
    *, aktor: Bruker, sak_id: int, grunn: Fjerningsstans.Grunn, notat: str, now: datetime
) -> Fjerningsstans:
    """Say that nothing of this sak may be removed here (R-10). A proposal that waits, or was approved, ends with it.

    Raises:
        Regelbrudd: it is stopped for that reason already, or «annet» is not explained.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        if grunn == Fjerningsstans.Grunn.ANNET and not notat.strip():
            raise Regelbrudd([Brudd(_("Skriv hva det gjelder."), felt="notat")])
        stans = Fjerningsstans(sak=sak, grunn=grunn, notat=notat.strip(), satt=now, satt_av=aktor)
        try:
            lagre(stans, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(
            sak,
            Hendelsestype.FJERNING_STANSET,
            aktor=aktor,
            now=now,
            objekt=stans,
            grunn=stans.get_grunn_display(),
        )
        for forslag in Fjerningsforslag.objects.filter(sak=sak).exclude(godkjent=False):
            _avvis(forslag, sak, aktor, now, _("Fjerning er stanset."))
    return stans


def opphev_stans(*, aktor: Bruker, sak_id: int, stans_id: int, fordi: str, now: datetime) -> None:
    """Say that a reason to keep the sak is no longer there.

    Raises:
        IkkeFunnet: there is no such stop in the sak, or it is lifted already.
        Regelbrudd: no reason is given.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        stans = Fjerningsstans.objects.filter(sak=sak, pk=stans_id, opphevet__isnull=True).first()
        if stans is None:
            raise IkkeFunnet
        stans.opphevet, stans.opphevet_av, stans.opphevet_fordi = now, aktor, fordi.strip()
        try:
            lagre(stans, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(
            sak,
            Hendelsestype.FJERNING_IKKE_STANSET,
            aktor=aktor,
            now=now,
            objekt=stans,
            grunn=stans.get_grunn_display(),
        )


def foreslaa_fjerning(*, aktor: Bruker, nummer: str, now: datetime) -> Fjerningsforslag:
    """Say that a sak may be removed here. It takes another person to approve it, and a third hand to carry it out.

    Raises:
        IkkeFunnet: the person does not lead such a sak.
        Regelbrudd: something stands in the way, or it is proposed already.

    """
    dag = localdate(now)
    sak_id = ledede(aktor, dag).filter(nummer=nummer).values_list("pk", flat=True).first()
    if sak_id is None:
        raise IkkeFunnet
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        _krev_fjernbar(sak, now)
        forslag = Fjerningsforslag(sak=sak, foreslatt=now, foreslatt_av=aktor)
        try:
            lagre(forslag, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.FJERNING_FORESLATT, aktor=aktor, now=now, objekt=forslag)
    return forslag


def avgjor_fjerning(*, aktor: Bruker, forslag_id: int, godkjent: bool, begrunnelse: str, now: datetime) -> None:
    """Decide on a proposal: another person than the one who made it; the one who made it may only take it back.

    Raises:
        IkkeFunnet: there is no such proposal for this person.
        Regelbrudd: one's own, something has come in the way since, or a no without a reason.

    """
    dag = localdate(now)
    with transaction.atomic():
        # The sak first, as in every door; asked after the lock, so that what was denied or ended meanwhile counts.
        hvilken = Fjerningsforslag.objects.filter(pk=forslag_id).values_list("sak", flat=True).first()
        access.ta_laasen(aktor, access.LAAS_SAK, hvilken or 0)
        sak = Sak.objects.filter(pk=hvilken or 0).first()
        forslag = Fjerningsforslag.objects.filter(pk=forslag_id, godkjent__isnull=True).first()
        # Asked of what is not there too: what is kept from somebody takes as long.
        kan = kan_avgjore(aktor, sak.pk if sak is not None else 0, dag)
        if sak is None or forslag is None or not kan:
            raise IkkeFunnet
        if not godkjent:
            _avvis(forslag, sak, aktor, now, begrunnelse.strip())
            return
        if forslag.foreslatt_av_id == aktor.pk:
            raise Regelbrudd(_("Den som foreslo at saken kan fjernes, kan ikke godkjenne det."))
        _krev_fjernbar(sak, now)
        forslag.godkjent, forslag.avgjort, forslag.avgjort_av = True, now, aktor
        forslag.begrunnelse = begrunnelse.strip()
        try:
            lagre(forslag, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.FJERNING_GODKJENT, aktor=aktor, now=now, objekt=forslag)


def _avvis(forslag: Fjerningsforslag, sak: Sak, aktor: Bruker, now: datetime, hvorfor: str) -> None:
    if not hvorfor:
        # Beside the field it is to be written in; the database holds it too.
        raise Regelbrudd([Brudd(_("Skriv hvorfor saken ikke skal fjernes."), felt="begrunnelse")])
    forslag.godkjent, forslag.avgjort, forslag.avgjort_av, forslag.begrunnelse = False, now, aktor, hvorfor
    try:
        lagre(forslag, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    logg(sak, Hendelsestype.FJERNING_AVVIST, aktor=aktor, now=now, objekt=forslag)


def _krev_fjernbar(sak: Sak, now: datetime) -> None:
    """Nothing stands in the way, and every row is in the archive as it is now."""
    funn = hindringer(sak.pk, localdate(now))
    if not funn:
        try:
            savnet = usikret(sak)
        except KanIkkeFjernes:
            savnet = ["noe av en annen saks"]
        funn = [IKKE_I_SAKSMAPPA] if savnet else []
    if funn:
        raise Regelbrudd(Brudd(tekst=str(hindring.setning), regel="R-8") for hindring in funn)


def lag_saksmappe(*, aktor: Bruker, nummer: str, now: datetime) -> Dossier:
    """Ask for the archive's saksmappe of a closed sak; a worker makes it, and it is sent by itself.

    Nobody gets to open it by this, so whoever leads the sak may ask, also one who may not read all of it.

    Raises:
        IkkeFunnet: the person does not lead such a sak.
        Regelbrudd: the sak is open.

    """
    dag = localdate(now)
    sak_id = ledede(aktor, dag).filter(nummer=nummer).values_list("pk", flat=True).first()
    if sak_id is None:
        raise IkkeFunnet
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        if sak.avsluttet is None:
            raise Regelbrudd(_("Saksmappa for arkivet lages når saken er avsluttet."))
        return bestill_i(sak, Dossier.Formaal.ARKIV, aktor=aktor, now=now)


def andres_papirer_er_lagt(*, aktor: Bruker, sak_id: int, now: datetime) -> None:
    """Say that what is written here about another pupil lies in that pupil's folder too (R-4). Kept in the log.

    Raises:
        IkkeFunnet, IkkeTilgang: as in every door.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        logg(sak, Hendelsestype.ANDRES_PAPIRER_LAGT, aktor=aktor, now=now)
