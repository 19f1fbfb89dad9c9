"""Doors of a school's wheel: start the year, plan, mark, move, add, answer the municipality, and close the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from annual_wheel.access import ansatte, apne_aktivitet, apne_hjul, apne_skole, kan_lede, kan_merke
from annual_wheel.forslag import finn_forslag
from annual_wheel.models import (
    Aktivitet,
    Kategori,
    Opphav,
    Skoleaktivitet,
    Skolehjul,
    Status,
    Tid,
    skolearets_dager,
    vanlig_frist,
)
from steinkjer_skolemiljo.organisation.models import Skole
from steinkjer_skolemiljo.organisation.sporing import lagre, lagre_mange

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

TEKSTFELT = ("tid", "kategori", "rekkefolge", "tittel", "beskrivelse", "hvordan", "ansvar", "lenker")
# A year may be closed from here on: most of what it holds has then had its time.
KAN_LUKKES_FRA = (5, 1)


@dataclass(frozen=True)
class Merkedata:
    """How an activity went."""

    status: str
    gjort: date | None = None
    begrunnelse: str = ""
    notat: str = ""
    bevis_url: str = ""
    bevis_referanse: str = ""


@dataclass(frozen=True)
class Plandata:
    """Who sees to an activity, and when: a new month moves it."""

    tid: str
    frist: date | None
    ansvarlig: Bruker | None = None
    hvordan: str = ""


@dataclass(frozen=True)
class Egendata:
    """An activity of the school's own."""

    tittel: str
    tid: str
    kategori: str = Kategori.ORGANISERING
    beskrivelse: str = ""
    hvordan: str = ""
    opphav: str = Opphav.SKOLEN


def _laas_skole(skole: Skole) -> None:
    """One change at a time in a school's wheels."""
    Skole.objects.select_for_update(of=("self",)).get(pk=skole.pk)


def _krev_apen(hjul: Skolehjul) -> None:
    if hjul.lukket is not None:
        raise ValidationError(_("Skoleåret er lukket, og kan bare leses."))


def _krev_versjon(rad: Skoleaktivitet, versjon: int | None) -> None:
    if versjon is not None and rad.versjon != versjon:
        raise ValidationError(
            _("Noen andre har endret aktiviteten mens du skrev. Se hva som står nå, og lagre på nytt om du vil.")
        )


def _kopi(mal: Aktivitet, hjul: Skolehjul) -> Skoleaktivitet:
    rad = Skoleaktivitet(hjul=hjul, mal=mal, mal_versjon=mal.versjon, nokkel=mal.nokkel, opphav=Opphav.KOMMUNEN)
    for felt in TEKSTFELT:
        setattr(rad, felt, getattr(mal, felt))
    rad.frist = vanlig_frist(mal.tid, hjul.skolear)
    return rad


def _fra_i_fjor(rad: Skoleaktivitet, forrige: Skoleaktivitet, folk: set[int]) -> None:
    """Carry over what the school decided last year: month, ways of doing it, and who, where they still work here."""
    rad.tid, rad.hvordan = forrige.tid, forrige.hvordan
    rad.frist = vanlig_frist(rad.tid, rad.hjul.skolear)
    rad.ansvarlig_id = forrige.ansvarlig_id if forrige.ansvarlig_id in folk else None
    rad.mangler_fra_i_fjor = forrige.status in {Status.IKKE_GJORT, Status.DELVIS, Status.PLANLAGT}


def start_skolear(*, aktor: Bruker, skole: str, skolear: int, now: datetime) -> Skolehjul:
    """Give the school its own copy of the municipality's årshjul, with what it changed and added last year.

    Raises:
        Http404: not a school this person may see, or no such year.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: the year is already started.

    """
    dag = localdate(now)
    with transaction.atomic():
        sted = apne_skole(aktor, skole=skole, skolear=skolear, dag=dag, lede=True)
        _laas_skole(sted)
        hjul = lagre(Skolehjul(skole=sted, skolear=skolear, startet=now, startet_av=aktor), aktor=aktor, now=now)
        forrige = {
            rad.nokkel: rad for rad in Skoleaktivitet.objects.filter(hjul__skole=sted, hjul__skolear=skolear - 1)
        }
        folk = set(ansatte(sted, dag).values_list("pk", flat=True))
        rader = []
        for mal in Aktivitet.objects.gjelder_for(skolear):
            rad = _kopi(mal, hjul)
            gammel = forrige.pop(mal.nokkel, None)
            if gammel is not None:
                if gammel.mal_versjon != mal.versjon:
                    # What the municipality has changed since goes before the school's old words.
                    gammel.hvordan, gammel.tid = rad.hvordan, rad.tid
                _fra_i_fjor(rad, gammel, folk)
            rader.append(rad)
        for gammel in forrige.values():
            if gammel.mal_id is None and gammel.status != Status.IKKE_AKTUELT:
                rad = Skoleaktivitet(hjul=hjul, nokkel=gammel.nokkel, opphav=gammel.opphav)
                for felt in TEKSTFELT:
                    setattr(rad, felt, getattr(gammel, felt))
                _fra_i_fjor(rad, gammel, folk)
                rader.append(rad)
        lagre_mange(rader, aktor=aktor, now=now)
        return hjul


def _aktivitet_i_arbeid(
    aktor: Bruker, skole: str, skolear: int, nokkel: str, versjon: int | None, dag: date, *, lede: bool
) -> Skoleaktivitet:
    """Fetch one activity to change, with the school locked and the right to change it checked."""
    rad = apne_aktivitet(aktor, skole=skole, skolear=skolear, nokkel=nokkel, dag=dag)
    _laas_skole(rad.hjul.skole)
    rad.refresh_from_db()
    rad.hjul.refresh_from_db()
    if rad.hjul.lukket is None and not (kan_lede(aktor, rad.hjul, dag) if lede else kan_merke(aktor, rad, dag)):
        raise PermissionDenied(
            _("Det er rektor, eller en leder med fullmakt fra rektor, som styrer skolens årshjul.")
            if lede
            else _("Det er ledelsen, eller den som har fått ansvaret for aktiviteten, som merker hva som er gjort.")
        )
    if rad.hjul.lukket is not None:
        # Those who lead are told; to the rest it is as it always was.
        apne_skole(aktor, skole=skole, skolear=skolear, dag=dag, lede=True)
    _krev_apen(rad.hjul)
    _krev_versjon(rad, versjon)
    return rad


def _lagre(rad: Skoleaktivitet, aktor: Bruker, now: datetime) -> Skoleaktivitet:
    rad.versjon += 1
    return lagre(rad, aktor=aktor, now=now)


def sett_merke(rad: Skoleaktivitet, data: Merkedata, *, aktor: Bruker, now: datetime) -> Skoleaktivitet:
    """Write how an activity went. The caller has opened the door.

    Raises:
        django.core.exceptions.ValidationError: a date that cannot be, or a reason that is missing.

    """
    rad.status = data.status
    ferdig = data.status in {Status.GJORT, Status.DELVIS}
    if ferdig and data.gjort is None:
        raise ValidationError({"gjort": _("Skriv hvilken dato det ble gjort.")})
    if ferdig and data.gjort is not None:
        if data.gjort > localdate(now):
            raise ValidationError({"gjort": _("Datoen kan ikke være fram i tid. Merk av når det er gjort.")})
        fra, til = skolearets_dager(rad.hjul.skolear)
        if not fra <= data.gjort <= til:
            raise ValidationError({"gjort": _("Datoen må ligge i det skoleåret du merker for.")})
    if data.status == Status.IKKE_AKTUELT and not data.begrunnelse.strip():
        raise ValidationError({"begrunnelse": _("Skriv hvorfor det ikke er aktuelt hos dere.")})
    rad.gjort = data.gjort if ferdig else None
    rad.begrunnelse = data.begrunnelse if data.status == Status.IKKE_AKTUELT else ""
    rad.notat, rad.bevis_url, rad.bevis_referanse = data.notat, data.bevis_url, data.bevis_referanse
    rad.merket_av = aktor if data.status != Status.PLANLAGT else None
    rad.fra_lenke = False
    return _lagre(rad, aktor, now)


def merk(
    *,
    aktor: Bruker,
    skole: str,
    skolear: int,
    nokkel: str,
    data: Merkedata,
    now: datetime,
    versjon: int | None = None,
) -> Skoleaktivitet:
    """Mark how an activity went, or take the mark back (status «planlagt»).

    Raises:
        Http404: the activity does not exist, or not for this person.
        PermissionDenied: the person neither leads the school nor is responsible for it.
        django.core.exceptions.ValidationError: closed, changed meanwhile, or the mark cannot be.

    """
    with transaction.atomic():
        rad = _aktivitet_i_arbeid(aktor, skole, skolear, nokkel, versjon, localdate(now), lede=False)
        return sett_merke(rad, data, aktor=aktor, now=now)


def planlegg(
    *,
    aktor: Bruker,
    skole: str,
    skolear: int,
    nokkel: str,
    data: Plandata,
    now: datetime,
    versjon: int | None = None,
) -> Skoleaktivitet:
    """Say who sees to an activity and by when, and perhaps move it to another month.

    Raises:
        Http404: the activity does not exist, or not for this person.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: closed, changed meanwhile, a date outside the year, or one who does
            not work at the school.

    """
    dag = localdate(now)
    with transaction.atomic():
        rad = _aktivitet_i_arbeid(aktor, skole, skolear, nokkel, versjon, dag, lede=True)
        frist = data.frist or vanlig_frist(data.tid, skolear)
        fra, til = skolearets_dager(skolear)
        if not fra <= frist <= til:
            raise ValidationError({"frist": _("Fristen må ligge i skoleåret.")})
        if data.ansvarlig is not None and not ansatte(rad.hjul.skole, dag).filter(pk=data.ansvarlig.pk).exists():
            raise ValidationError({"ansvarlig": _("Velg en som arbeider ved skolen.")})
        if data.tid != rad.tid:
            rad.flyttet_fra = "" if data.tid == rad.flyttet_fra else (rad.flyttet_fra or rad.tid)
        rad.tid, rad.frist, rad.ansvarlig, rad.hvordan = data.tid, frist, data.ansvarlig, data.hvordan
        return _lagre(rad, aktor, now)


def legg_til(*, aktor: Bruker, skole: str, skolear: int, data: Egendata, now: datetime) -> Skoleaktivitet:
    """Add an activity of the school's own; one proposed from the meldinger comes the same way.

    Raises:
        Http404: the year is not started, or the school is not one this person may see.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: closed, or a text is missing.

    """
    with transaction.atomic():
        hjul = apne_hjul(aktor, skole=skole, skolear=skolear, dag=localdate(now), lede=True)
        _laas_skole(hjul.skole)
        hjul.refresh_from_db()
        _krev_apen(hjul)
        # In all of the school's years, so that a carried-over row keeps its name.
        brukt = set(
            Skoleaktivitet.objects.filter(hjul__skole=hjul.skole, mal__isnull=True).values_list("nokkel", flat=True)
        )
        if data.tid not in Tid.values:
            raise ValidationError({"tid": _("Velg en måned.")})
        nummer = next(n for n in range(1, len(brukt) + 2) if f"egen-{n}" not in brukt)
        rad = Skoleaktivitet(
            hjul=hjul,
            nokkel=f"egen-{nummer}",
            opphav=data.opphav,
            tid=data.tid,
            kategori=data.kategori,
            tittel=data.tittel,
            beskrivelse=data.beskrivelse,
            hvordan=data.hvordan,
            frist=vanlig_frist(data.tid, skolear),
        )
        return lagre(rad, aktor=aktor, now=now)


def svar_paa_forslag(
    *, aktor: Bruker, skole: str, skolear: int, nokkel: str, godta: bool, begrunnelse: str, now: datetime
) -> Skoleaktivitet:
    """Take in a change of the municipality's årshjul, or say no to it with a reason; then it is not asked again.

    Raises:
        Http404: there is no such proposal, or not for this person.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: closed, or a no without a reason.

    """
    with transaction.atomic():
        hjul = apne_hjul(aktor, skole=skole, skolear=skolear, dag=localdate(now), lede=True)
        _laas_skole(hjul.skole)
        hjul.refresh_from_db()
        _krev_apen(hjul)
        forslag = finn_forslag(hjul, nokkel)
        if not godta and not begrunnelse.strip():
            raise ValidationError({"begrunnelse": _("Skriv kort hvorfor dere sier nei.")})
        rad = forslag.rad or _kopi(forslag.mal, hjul)
        rad.mal_versjon = forslag.mal.versjon
        if forslag.utgaar and godta:
            # What is done stays done; what is not is no longer asked for.
            if rad.status == Status.PLANLAGT:
                rad.status, rad.begrunnelse = Status.IKKE_AKTUELT, _("Kommunen har tatt den ut av årshjulet.")
                rad.merket_av = aktor
        elif godta:
            tid = rad.tid
            for felt in TEKSTFELT:
                setattr(rad, felt, getattr(forslag.mal, felt))
            if tid != rad.tid or forslag.rad is None:
                rad.frist, rad.flyttet_fra = vanlig_frist(rad.tid, skolear), ""
        elif forslag.rad is None:
            rad.status, rad.begrunnelse, rad.merket_av = Status.IKKE_AKTUELT, begrunnelse, aktor
        else:
            rad.notat = rad.notat or _("Endringen fra kommunen er ikke tatt inn: %(hvorfor)s") % {
                "hvorfor": begrunnelse
            }
        return _lagre(rad, aktor, now)


def lukk_skolear(*, aktor: Bruker, skole: str, skolear: int, oppsummering: str, now: datetime) -> Skolehjul:
    """Close the year: what is still planned was not done, and next year's wheel will say so.

    Raises:
        Http404: the year is not started, or the school is not one this person may see.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: closed already, too early in the year, or nothing is written about it.

    """
    dag = localdate(now)
    with transaction.atomic():
        hjul = apne_hjul(aktor, skole=skole, skolear=skolear, dag=dag, lede=True)
        _laas_skole(hjul.skole)
        hjul.refresh_from_db()
        _krev_apen(hjul)
        if dag < hjul_kan_lukkes(skolear):
            raise ValidationError(_("Skoleåret kan lukkes fra 1. mai."))
        if not oppsummering.strip():
            raise ValidationError({"oppsummering": _("Skriv noen ord om hva året har lært dere.")})
        for rad in Skoleaktivitet.objects.filter(hjul=hjul, status=Status.PLANLAGT):
            rad.status, rad.merket_av = Status.IKKE_GJORT, aktor
            _lagre(rad, aktor, now)
        hjul.lukket, hjul.lukket_av, hjul.oppsummering = now, aktor, oppsummering
        return lagre(hjul, aktor=aktor, now=now)


def hjul_kan_lukkes(skolear: int) -> date:
    """The first day a year may be closed."""
    return skolearets_dager(skolear)[1].replace(month=KAN_LUKKES_FRA[0], day=KAN_LUKKES_FRA[1])
