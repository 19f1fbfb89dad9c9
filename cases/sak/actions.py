"""Doors to the sak itself: who leads it, who is let in, who is shut out, and the facts that carry law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.begreper import Mottaker
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Brudd, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Eier, Inhabilitet, Involvert, Sak, Saktilgang
from cases.sak.ruting import Involvertdata, ruting_for
from cases.sak.tilstand import krev_versjon, oppdater
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.lov.ruting import Ruting

# A grant on one sak lasts at most this long (role table, section 4 of the law note).
LENGSTE_TILGANG = timedelta(days=90)


@dataclass(frozen=True)
class Tilgangsdata:
    """A grant on one sak: to whom, for what, until when, and whether they may write."""

    bruker: Bruker
    formaal: str
    gyldig_til: date
    skrive: bool


def sett_ansvarlig(*, aktor: Bruker, sak_id: int, ansvarlig: Bruker, versjon: int, now: datetime) -> Sak:
    """Give the sak another saksansvarlig.

    Raises:
        Regelbrudd: the person may not lead this sak, or someone changed the sak meanwhile.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        krev_versjon(sak, versjon)
        if not access.may(ansvarlig, Handling.SKRIVE, sak.pk, localdate(now)):
            raise Regelbrudd(
                _("%(navn)s har ikke tilgang til å arbeide i denne saken. Gi tilgang først, eller velg en annen.")
                % {"navn": ansvarlig.navn},
                felt="ansvarlig",
            )
        sak.ansvarlig = ansvarlig
        logg(sak, Hendelsestype.ANSVARLIG_BYTTET, aktor=aktor, now=now, objekt=ansvarlig)
        oppdater(sak, aktor=aktor, now=now)
        varsle(
            [ansvarlig],
            Varseltype.SAK_TILDELT,
            f"sak:{sak.pk}:ansvarlig:{sak.versjon}",
            now=now,
            sak=sak,
        )
    return sak


def del_med_kontaktlarer(*, aktor: Bruker, sak_id: int, delt: bool, now: datetime) -> Sak:
    """Share the sak with the pupil's kontaktlærere, or stop sharing it.

    Raises:
        Regelbrudd: the sak is closed to all but named persons (A-14).

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        if delt and sak.sperret:
            raise Regelbrudd(_("Saken er sperret. Gi tilgang til én og én person i stedet."), felt="delt")
        if sak.delt_med_kontaktlarer == delt:
            return sak
        sak.delt_med_kontaktlarer = delt
        type_ = Hendelsestype.DELT_MED_KONTAKTLARER if delt else Hendelsestype.IKKE_DELT_MED_KONTAKTLARER
        logg(sak, type_, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        if delt and sak.elev.klasse_id is not None:
            larere = Bruker.objects.filter(
                gjelder(localdate(now), prefix="kontaktlarer_for__"), kontaktlarer_for__klasse=sak.elev.klasse_id
            )
            varsle(larere, Varseltype.SAK_DELT, f"sak:{sak.pk}:delt:{sak.versjon}", now=now, sak=sak)
    return sak


def gi_tilgang(*, aktor: Bruker, sak_id: int, data: Tilgangsdata, now: datetime) -> Saktilgang:
    """Let one person into this one sak, for a purpose and until a date (django-guardian's object grant).

    Raises:
        Regelbrudd: the end is past or more than 90 days away, or a reason to deny applies to the person.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        brudd = []
        if data.gyldig_til < dag:
            brudd.append(Brudd(_("Datoen er passert."), felt="gyldig_til"))
        if data.gyldig_til > dag + LENGSTE_TILGANG:
            brudd.append(Brudd(_("En tilgang kan vare i høyst 90 dager om gangen."), felt="gyldig_til"))
        if not data.bruker.is_active or Sak.objects.filter(access.nektet(data.bruker), pk=sak.pk).exists():
            # One sentence for every reason: the refusal must not tell which.
            brudd.append(Brudd(_("Denne personen kan ikke få tilgang til saken."), felt="bruker"))
        if brudd:
            raise Regelbrudd(brudd)
        kodenavn = "skriv_i_sak" if data.skrive else "les_sak"
        for gammel in Saktilgang.objects.filter(user=data.bruker, content_object=sak):
            gammel.delete()
        tilgang: Saktilgang = Saktilgang.objects.create(
            user=data.bruker,
            content_object=sak,
            permission=Permission.objects.get(codename=kodenavn, content_type__app_label="cases"),
            formaal=data.formaal,
            gyldig_til=data.gyldig_til,
            gitt_av=aktor,
            gitt=now,
        )
        logg(sak, Hendelsestype.TILGANG_GITT, aktor=aktor, now=now, objekt=data.bruker)
        oppdater(sak, aktor=aktor, now=now)
        varsle(
            [data.bruker],
            Varseltype.TILGANG_GITT,
            f"tilgang:{tilgang.pk}",
            now=now,
            sak=sak,
            til=date_format(data.gyldig_til, "j. F Y"),
        )
    return tilgang


def trekk_tilgang(*, aktor: Bruker, sak_id: int, tilgang_id: int, now: datetime) -> None:
    """End a grant at once.

    Raises:
        IkkeFunnet: no such grant on this sak.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        tilgang = Saktilgang.objects.filter(pk=tilgang_id, content_object=sak).select_related("user").first()
        if tilgang is None:
            raise IkkeFunnet
        logg(sak, Hendelsestype.TILGANG_TRUKKET, aktor=aktor, now=now, objekt=tilgang.user)
        tilgang.delete()
        oppdater(sak, aktor=aktor, now=now)


def registrer_foresatte_informert(*, aktor: Bruker, sak_id: int, dato: date, now: datetime) -> Sak:
    """Note the day the parents were told (D-4).

    Raises:
        Regelbrudd: the day has not come, or nothing may be sent home in this sak (A-10).

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.SKRIVE, sak_id, localdate(now))
        if dato > localdate(now):
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if sak.ikke_send_hjem:
            raise Regelbrudd(_("I denne saken skal ingenting sendes hjem."), felt="dato")
        sak.foresatte_informert = dato
        logg(sak, Hendelsestype.FORESATTE_INFORMERT, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return sak


def sett_ikke_send_hjem(*, aktor: Bruker, sak_id: int, ikke_send: bool, now: datetime) -> Sak:
    """Stop, or allow again, everything that goes to the home: one act that overrides all (A-10)."""
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        sak.ikke_send_hjem = ikke_send
        oppdater(sak, aktor=aktor, now=now)
    return sak


def registrer_tatt_opp(*, aktor: Bruker, sak_id: int, dato: date, av: str, now: datetime) -> Sak:
    """Note when the pupil or parents took the matter up with rektor: it starts the week of § 12-6 (L-6.2).

    Raises:
        Regelbrudd: the day has not come, or an earlier one is already noted.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, localdate(now))
        if dato > localdate(now):
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="dato")
        if sak.tatt_opp_med_rektor is not None and dato > sak.tatt_opp_med_rektor:
            raise Regelbrudd(
                _("Saken er alt registrert som tatt opp %(dato)s. En senere dato endrer ikke fristen.")
                % {"dato": date_format(sak.tatt_opp_med_rektor, "j. F Y")},
                felt="dato",
            )
        sak.tatt_opp_med_rektor = dato
        sak.tatt_opp_av = av
        logg(sak, Hendelsestype.TATT_OPP_MED_REKTOR, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
    return sak


def legg_til_involvert(*, aktor: Bruker, sak_id: int, data: Involvertdata, now: datetime) -> Involvert:
    """Add a person to the sak. An employee who may have offended re-routes it at this very moment (L-5.5).

    The accused loses the sak at once; if they belong to the leadership, so does the whole leadership, and
    skoleeier leads it from here (L-5.3).

    Raises:
        Regelbrudd: the person is there already, or the actor names someone impossible.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.SKRIVE, sak_id, localdate(now))
        try:
            involvert = knytt_involvert(sak, data, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        if involvert is None:
            raise Regelbrudd(_("Denne personen er alt lagt til i saken."))
        logg(sak, Hendelsestype.INVOLVERT_LAGT_TIL, aktor=aktor, now=now, objekt=involvert)
        if data.rolle == Involvert.Rolle.MULIG_KRENKER:
            skjerp(sak, ruting_for([data], {sak.skole_id}, localdate(now)), aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        if sak.skjerpet:
            varsle(
                access.med_kommunerolle(Rolle.SEKTORLEDER, localdate(now)),
                Varseltype.SKOLEEIER_VARSLET,
                f"sak:{sak.pk}:skjerpet:{sak.ledelse_innmeldt}",
                now=now,
                sak=sak,
                haster=True,
            )
    return involvert


def knytt_involvert(sak: Sak, data: Involvertdata, *, aktor: Bruker, now: datetime) -> Involvert | None:
    """Write a person into a locked sak, unless the same one is there already. The caller stores the sak."""
    kjent = Involvert.objects.filter(sak=sak, rolle=data.rolle)
    if data.elev is not None:
        kjent = kjent.filter(elev=data.elev)
    elif data.ansatt is not None:
        kjent = kjent.filter(ansatt=data.ansatt)
    else:
        kjent = kjent.filter(
            elev__isnull=True, ansatt__isnull=True, kategori=data.kategori, beskrivelse=data.beskrivelse
        )
    if kjent.exists():
        return None
    return lagre(
        Involvert(
            sak=sak,
            rolle=data.rolle,
            kategori=data.kategori,
            elev=data.elev,
            ansatt=data.ansatt,
            beskrivelse=data.beskrivelse,
            lagt_til=now,
        ),
        aktor=aktor,
        now=now,
    )


def skjerp(sak: Sak, ruting: Ruting, *, aktor: Bruker, now: datetime) -> None:
    """Let a locked sak follow the law's routing: § 12-5, and away from a leadership that is accused.

    The caller stores it.

    It is never routed back down: a sak that skoleeier or kommunalsjef leads stays there.

    Args:
        sak: locked by the caller, who ends with ``oppdater``.
        ruting: what the law says of those who are now named (L-5.1, L-5.3, L-5.8).
        aktor: who caused it.
        now: the time of the act.

    """
    if not ruting.skjerpet:
        return
    if not sak.skjerpet:
        sak.skjerpet = True
        logg(sak, Hendelsestype.SKJERPET, aktor=aktor, now=now)
    if ruting.mottaker is Mottaker.REKTOR:
        return
    sak.ledelse_innmeldt = True
    if ruting.mottaker is Mottaker.KOMMUNALSJEF and sak.eier != Eier.KOMMUNALSJEF:
        _overta(sak, Eier.KOMMUNALSJEF, Rolle.KOMMUNALSJEF, now)
    elif sak.eier == Eier.SKOLE:
        til_skoleeier(sak, now)


def _overta(sak: Sak, eier: Eier, rolle: Rolle, now: datetime) -> None:
    for person in access.med_kommunerolle(rolle, localdate(now)):
        if not Sak.objects.filter(access.nektet(person), pk=sak.pk).exists():
            sak.eier = eier
            sak.ansvarlig = person
            sak.delt_med_kontaktlarer = False
            return
    raise Regelbrudd(
        _("Kommunen har ingen %(rolle)s som kan lede denne saken i dag. Kontakt systemforvalteren.")
        % {"rolle": rolle.label.lower()}
    )


def til_skoleeier(sak: Sak, now: datetime) -> None:
    """Let skoleeier lead a locked sak from here: sektorleder becomes saksansvarlig. The caller stores it.

    Raises:
        Regelbrudd: no lawful sektorleder holds the role today.

    """
    _overta(sak, Eier.SKOLEEIER, Rolle.SEKTORLEDER, now)


def erklaer_inhabil(*, aktor: Bruker, sak_id: int, grunn: str, now: datetime) -> None:
    """Step aside from a sak (fvl. §§ 6–10, L-N.5). The actor loses it at once.

    When the one who steps aside is a rektor who leads it, no subordinate may decide either: skoleeier takes over.
    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LESE, sak_id, dag)
        try:
            inhabilitet = lagre(Inhabilitet(sak=sak, bruker=aktor, grunn=grunn, fra=now), aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.INHABIL, aktor=aktor, now=now, objekt=inhabilitet)
        er_rektor = sak.skole_id in roller_for(aktor, dag).rektor_skoler
        if sak.eier == Eier.SKOLE and (er_rektor or sak.ansvarlig_id == aktor.pk):
            if er_rektor:
                til_skoleeier(sak, now)
            else:
                andre = [leder for leder in access.ledere_ved(sak.skole_id, dag) if leder.pk != aktor.pk]
                if not andre:
                    til_skoleeier(sak, now)
                else:
                    sak.ansvarlig = andre[0]
        oppdater(sak, aktor=aktor, now=now)
        varsle(
            [sak.ansvarlig],
            Varseltype.SAK_TILDELT,
            f"sak:{sak.pk}:ansvarlig:{sak.versjon}",
            now=now,
            sak=sak,
        )
