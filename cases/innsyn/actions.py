"""Doors of innsyn: a krav is written down, papers are chosen and masked, and it is answered in writing (A-19).

What the one who asks may have is asked of the law again at each door: a right that ends ends at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.innsyn.models import Innsynsavgjorelse, Innsynskrav
from cases.innsyn.rettighet import rett_til
from cases.lov import innsyn as lov
from cases.lov.kilder import Kilde as Lovkilde
from cases.sak import access, kalender
from cases.sak.access import Handling
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Oppslag
from cases.sak.oppslag import noter
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import setning
from cases.sladding import actions as sladding_dorer
from cases.sladding.access import krev_alt, laas_sak
from cases.sladding.kilder import valgbare
from cases.sladding.models import Kilde, Sladding
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import OM_INNSYN
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.sladding.kilder import Valgbart
    from steinkjer_skolemiljo.organisation.models import Bruker, Foresatt


_AVSLAGSHJEMLER = (Lovkilde.TAUSHET, Lovkilde.UNNTATT_INNSYN)


@dataclass(frozen=True)
class Kravdata:
    """A krav as it is written down."""

    hvem: Innsynskrav.Hvem
    gjelder: str
    kommet: date
    identitet: Innsynskrav.Identitet
    foresatt: Foresatt | None = None
    navn: str = ""


def hent(sak: Sak, krav_id: int) -> Innsynskrav:
    """Fetch a krav of a sak that has been locked, locked in its turn.

    Raises:
        IkkeFunnet: the sak has no such krav.

    """
    krav = (
        Innsynskrav.objects.filter(sak=sak, pk=krav_id)
        .select_for_update(of=("self",), no_key=True)
        .select_related("foresatt", "registrert_av", "sladding")
        .first()
    )
    if krav is None:
        raise IkkeFunnet
    krav.sak = sak
    if krav.sladding is not None:
        krav.sladding.sak = sak
    return krav


def siste_lagring(krav: Innsynskrav) -> str:
    """Names the state a page was shown with: what is chosen, and what was decided about it."""
    siste = krav.history.aggregate(siste=Max("history_id"))["siste"] or 0
    return f"{siste}-{sladding_dorer.siste_lagring(krav.sladding) if krav.sladding is not None else 0}"


def _krev_sett(krav: Innsynskrav, sett: str | None) -> None:
    if sett not in (None, siste_lagring(krav)):
        raise Foreldet.etter(krav.sladding or krav)


def registrer_krav(*, aktor: Bruker, sak_id: int, data: Kravdata, now: datetime) -> Innsynskrav:
    """Write down that somebody asks, and how it was made sure who they are.

    Raises:
        Regelbrudd: the day has not come, or something is not filled in.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        brudd = []
        if data.kommet > dag:
            brudd.append(Brudd(_("Kravet kan ikke ha kommet fram i tid."), felt="kommet"))
        if data.foresatt is not None and not sak.elev.foresatteforhold.filter(foresatt=data.foresatt).exists():
            brudd.append(Brudd(_("Velg en som er registrert som foresatt til eleven."), felt="foresatt"))
        if brudd:
            raise Regelbrudd(brudd)
        frist = lov.frister(data.kommet, kalender.kalendere([sak.skole_id])[sak.skole_id])
        krav = Innsynskrav(
            sak=sak, **vars(data), maal=frist.maal, senest=frist.senest, registrert=now, registrert_av=aktor
        )
        try:
            lagre(krav, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(
            sak,
            Hendelsestype.INNSYN_KREVD,
            aktor=aktor,
            now=now,
            objekt=krav,
            kommet=date_format(krav.kommet, "j. F Y"),
            maal=date_format(krav.maal, "j. F Y"),
            senest=date_format(krav.senest, "j. F Y"),
        )
        oppdater(sak, aktor=aktor, now=now)
    return krav


def _laas_apent(aktor: Bruker, sak_id: int, krav_id: int, now: datetime) -> Innsynskrav:
    krav = hent(access.laas(aktor, Handling.LEDE, sak_id, localdate(now)), krav_id)
    if krav.besvart is not None:
        raise Regelbrudd(_("Kravet er alt besvart."))
    return krav


def _krev_rett(krav: Innsynskrav, now: datetime) -> lov.Rett:
    """Refuse to give where the law does not let this person have it.

    Raises:
        Regelbrudd: with the law's own reason, or because nobody knows that they are who they say.

    """
    rett = rett_til(krav, localdate(now))
    if not rett.kan_gis:
        raise Regelbrudd(setning(rett.grunn) if rett.grunn else _("Dette kan ikke gis."))
    if krav.identitet == Innsynskrav.Identitet.IKKE_KONTROLLERT:
        raise Regelbrudd(_("Ingenting kan gis før identiteten er kontrollert. Registrer kravet på nytt når den er."))
    return rett


def velg_papirer(
    *,
    aktor: Bruker,
    sak_id: int,
    krav_id: int,
    valgte: Sequence[tuple[Kilde, int]],
    sett: str | None = None,
    now: datetime,
) -> Innsynskrav:
    """Choose what is to be looked over for the one who asks. What was chosen before is replaced.

    ``sett`` is the state the page was shown with (``siste_lagring``).

    Raises:
        Foreldet: another has chosen, or decided, meanwhile: that is not thrown away unseen.
        IkkeTilgang: the actor may not read all there is to choose among.
        Regelbrudd: they may not have it, or what was chosen waits for another.

    """
    with transaction.atomic():
        krav = _laas_apent(aktor, sak_id, krav_id, now)
        krev_alt(aktor, krav.sak)
        _krev_sett(krav, sett)
        _krev_rett(krav, now)
        _kast_utkast(krav, aktor=aktor, now=now)
        krav.sladding = sladding_dorer.begynn_i(krav.sak, Sladding.Formaal.INNSYN, valgte, aktor=aktor, now=now)
        lagre(krav, aktor=aktor, now=now)
    return krav


def _kast_utkast(krav: Innsynskrav, *, aktor: Bruker, now: datetime) -> None:
    gammel = krav.sladding
    if gammel is None:
        return
    if gammel.status != Sladding.Status.UTKAST:
        raise Regelbrudd(_("Det som er valgt, venter på at en annen ser over det. Ta det tilbake først."))
    krav.sladding = None
    lagre(krav, aktor=aktor, now=now)
    sladding_dorer.kast(gammel, aktor=aktor, now=now)


def gi(
    *, aktor: Bruker, sak_id: int, krav_id: int, begrunnelse: str, sett: str | None = None, now: datetime
) -> Innsynsavgjorelse:
    """Give what was chosen, masked as decided, with a letter that says what was kept back and how to complain.

    Where two must see it (A-19), the one who gives is another than the one who looked over the names. ``sett`` is the
    state the page was shown with (``siste_lagring``).

    Raises:
        Foreldet: another has chosen, or decided, meanwhile.
        IkkeTilgang: the actor may not give it alone, or not read all that the letter names.
        Regelbrudd: they may not have it, the names are not looked over, another must look first, or something is kept
            back and nobody has written why.

    """
    with transaction.atomic():
        sak = laas_sak(aktor, sak_id, now)
        krav = hent(sak, krav_id)
        if krav.besvart is not None:
            raise Regelbrudd(_("Kravet er alt besvart."))
        krev_alt(aktor, sak)
        _krev_sett(krav, sett)
        rett = _krev_rett(krav, now)
        sladding = krav.sladding
        if sladding is None:
            raise Regelbrudd(_("Velg først hva som skal gis."))
        alle = {(v.kilde, v.objekt_id): v.navn for v in _valgbare(sak)}
        valgte = {(Kilde(k.kilde), k.objekt_id) for k in sladding.kilder.all()}
        holdt = [tittel for nokkel, tittel in alle.items() if nokkel not in valgte]
        noe_skjult = bool(sladding.egne_ord) or sladding.valg.filter(beholdes=False).exists()
        delvis = bool(holdt) or noe_skjult
        if delvis and not begrunnelse.strip():
            raise Regelbrudd(_("Skriv hvorfor noe er skjult eller holdt tilbake."), felt="begrunnelse")
        sladding_dorer.frigi_i(sladding, aktor=aktor, now=now)
        avgjorelse = Innsynsavgjorelse(
            krav=krav,
            sak=sak,
            utfall=Innsynsavgjorelse.Utfall.DELVIS if delvis else Innsynsavgjorelse.Utfall.INNVILGET,
            hjemler=[k.value for k in (*rett.hjemler, *(_AVSLAGSHJEMLER if delvis else ()))],
            begrunnelse=begrunnelse.strip() if delvis else "",
            gitt=[alle[nokkel] for nokkel in alle if nokkel in valgte],
            holdt_tilbake=holdt,
            avgjort=now,
            avgjort_av=aktor,
        )
        _avgjor(krav, avgjorelse, aktor=aktor, now=now)
    return avgjorelse


def _valgbare(sak: Sak) -> list[Valgbart]:
    with translation.override(sak.skole.maalform):
        return valgbare(sak, Sladding.Formaal.INNSYN)


def avslaa(*, aktor: Bruker, sak_id: int, krav_id: int, begrunnelse: str, now: datetime) -> Innsynsavgjorelse:
    """Refuse in writing, with reason, hjemmel and how to complain.

    Raises:
        IkkeTilgang: the actor may not read all that the letter names.
        Regelbrudd: no reason is written, or it is answered already.

    """
    with transaction.atomic():
        krav = _laas_apent(aktor, sak_id, krav_id, now)
        if not begrunnelse.strip():
            raise Regelbrudd(_("Skriv begrunnelsen."), felt="begrunnelse")
        rett = rett_til(krav, localdate(now))
        if rett.bekreftes:
            # The letter names what is kept back.
            krev_alt(aktor, krav.sak)
        _kast_utkast(krav, aktor=aktor, now=now)
        avgjorelse = Innsynsavgjorelse(
            krav=krav,
            sak=krav.sak,
            utfall=Innsynsavgjorelse.Utfall.AVSLAG,
            hjemler=[k.value for k in (rett.hjemler if not rett.kan_gis else _AVSLAGSHJEMLER)],
            begrunnelse=begrunnelse.strip(),
            holdt_tilbake=[v.navn for v in _valgbare(krav.sak)] if rett.bekreftes else [],
            avgjort=now,
            avgjort_av=aktor,
        )
        _avgjor(krav, avgjorelse, aktor=aktor, now=now)
    return avgjorelse


def _avgjor(krav: Innsynskrav, avgjorelse: Innsynsavgjorelse, *, aktor: Bruker, now: datetime) -> None:
    from cases.innsyn.pdf import brev_pdf  # noqa: PLC0415 - most of a second, which few processes need

    sak = krav.sak
    try:
        avgjorelse.full_clean()
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    avgjorelse.save()
    krav.besvart = now
    lagre(krav, aktor=aktor, now=now)
    frys(
        sak=sak,
        type=Dokument.Type.INNSYN,
        # The letter is to the one who asked, and belongs in no pupil's folder.
        utgave=Dokument.Utgave.INTERN,
        objekt=avgjorelse,
        versjon=1,
        innhold=brev_pdf(krav, avgjorelse, rett_til(krav, localdate(now))),
        filnavn=f"svar-paa-innsynskrav-{krav.pk}.pdf",
        aktor=aktor,
        now=now,
    )
    utfall = str(Innsynsavgjorelse.Utfall(avgjorelse.utfall).label).lower()
    logg(sak, Hendelsestype.INNSYN_BESVART, aktor=aktor, now=now, objekt=avgjorelse, utfall=utfall)
    noter(aktor, now, hva=Oppslag.Hva.EKSPORT, sak=sak, grunn=_("Krav om innsyn"))
    ordne(OM_INNSYN, f"innsyn:{krav.pk}", now, sak=sak)
    oppdater(sak, aktor=aktor, now=now)
