"""Doors to the sak itself: who leads it, who is let in, who is shut out, and the facts that carry law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.sak import access
from cases.sak.access import Handling
from cases.sak.feil import Regelbrudd
from cases.sak.gradering import sett_sperret
from cases.sak.habilitet import erklaer_inhabil, laas_soskensaker, rett_for_soskensaker
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import si_fra_om_leder, sikre_leder, skjerp, til_skoleeier
from cases.sak.models import Del, Involvert, Sak
from cases.sak.ruting import Involvertdata, ruting_for
from cases.sak.tilgang import (
    Settedata,
    Tilgangsdata,
    forleng_tilgang,
    gi_tilgang,
    oppnevn_settesaksbehandler,
    trekk_tilgang,
)
from cases.sak.tilstand import krev_versjon, oppdater
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, gjelder
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

# The doors of the sak, wherever they stand: who is let in, who steps aside, and where a sak goes that loses its leader.
__all__ = [
    "Settedata",
    "Tilgangsdata",
    "del_med_kontaktlarer",
    "erklaer_inhabil",
    "forleng_tilgang",
    "gi_tilgang",
    "knytt_involvert",
    "legg_til_involvert",
    "oppnevn_settesaksbehandler",
    "registrer_foresatte_informert",
    "registrer_tatt_opp",
    "sett_ansvarlig",
    "sett_ikke_send_hjem",
    "sett_sperret",
    "skjerp",
    "til_skoleeier",
    "trekk_tilgang",
]


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
        forrige = sak.ansvarlig_id
        ser_den = access.may(sak.ansvarlig, Handling.SKRIVE, sak.pk, localdate(now))
        if delt and (sak.sperret or sak.elev.er_gradert):
            raise Regelbrudd(_("Saken er sperret. Gi tilgang til én og én person i stedet."), felt="delt")
        if sak.delt_med_kontaktlarer == delt:
            return sak
        sak.delt_med_kontaktlarer = delt
        type_ = Hendelsestype.DELT_MED_KONTAKTLARER if delt else Hendelsestype.IKKE_DELT_MED_KONTAKTLARER
        logg(sak, type_, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        if ser_den and not delt:
            # It may be the kontaktlærer who has carried it.
            sikre_leder(sak, aktor=aktor, now=now)
            if sak.ansvarlig_id != forrige:
                oppdater(sak, aktor=aktor, now=now)
                si_fra_om_leder(sak, forrige, now=now)
        if delt and sak.elev.klasse_id is not None:
            larere = Bruker.objects.filter(
                gjelder(localdate(now), prefix="kontaktlarer_for__"), kontaktlarer_for__klasse=sak.elev.klasse_id
            )
            varsle(larere, Varseltype.SAK_DELT, f"sak:{sak.pk}:delt:{sak.versjon}", now=now, sak=sak)
    return sak


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
        if sak.ikke_send_hjem == ikke_send:
            return sak
        sak.ikke_send_hjem = ikke_send
        type_ = Hendelsestype.IKKE_SEND_HJEM if ikke_send else Hendelsestype.SEND_HJEM_IGJEN
        logg(sak, type_, aktor=aktor, now=now)
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
    skoleeier leads it from here (L-5.3). It is never refused because nobody lawful is left to lead it (L-5.8).
    One who is not shown who is accused gets the same answer whether or not it was this one: naming is not asking.

    Raises:
        Regelbrudd: the person is there already, for one who is shown it; or the actor names someone impossible.

    """
    with transaction.atomic():
        if data.rolle == Involvert.Rolle.MULIG_KRENKER and data.ansatt is not None:
            laas_soskensaker(aktor, [sak_id])
        sak = access.laas(aktor, Handling.SKRIVE, sak_id, localdate(now), Del.PERSONER)
        forrige = sak.ansvarlig_id
        navngivbare = access.elever_ved_skolen(aktor, sak, localdate(now))
        if data.elev is not None and not navngivbare.filter(pk=data.elev.pk).exists():
            raise Regelbrudd(_("Velg en annen elev ved skolen."), felt="elev")
        kjent = _kjente(sak, data).first()
        vises = access.may(aktor, Handling.LEDE, sak_id, localdate(now))
        if kjent is not None and (vises or not kjent.skjult_for_medarbeidere):
            raise Regelbrudd(_("Denne personen er alt lagt til i saken."))
        try:
            involvert = kjent or _skriv_involvert(sak, data, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.INVOLVERT_LAGT_TIL, aktor=aktor, now=now, objekt=involvert)
        ruting = None
        if data.rolle == Involvert.Rolle.MULIG_KRENKER:
            ruting = ruting_for([data], {sak.skole_id}, localdate(now))
            skjerp(sak, ruting, aktor=aktor, now=now)
            if data.elev is not None:
                # It may be the child of one who leads the sak.
                sikre_leder(sak, aktor=aktor, now=now)
        oppdater(sak, aktor=aktor, now=now)
        si_fra_om_leder(sak, forrige, now=now)
        if ruting is not None and data.ansatt is not None:
            rett_for_soskensaker(sak, now=now)
        if ruting is not None and ruting.skjerpet:
            # At once, also of a second one: skoleeier is told of each who works there (L-5.2), and of no witness.
            varsle(
                access.med_kommunerolle(Rolle.SEKTORLEDER, localdate(now)),
                Varseltype.SKOLEEIER_VARSLET,
                f"sak:{sak.pk}:skjerpet:{involvert.pk}",
                now=now,
                sak=sak,
                haster=True,
            )
    return involvert


def _kjente(sak: Sak, data: Involvertdata) -> QuerySet[Involvert]:
    """The same person in the same role, where they stand in the sak already."""
    kjente = Involvert.objects.filter(sak=sak, rolle=data.rolle)
    if data.elev is not None:
        return kjente.filter(elev=data.elev)
    if data.ansatt is not None:
        return kjente.filter(ansatt=data.ansatt)
    return kjente.filter(elev__isnull=True, ansatt__isnull=True, kategori=data.kategori, beskrivelse=data.beskrivelse)


def knytt_involvert(sak: Sak, data: Involvertdata, *, aktor: Bruker, now: datetime) -> Involvert | None:
    """Write a person into a locked sak, unless the same one is there already. The caller stores the sak."""
    return None if _kjente(sak, data).exists() else _skriv_involvert(sak, data, aktor=aktor, now=now)


def _skriv_involvert(sak: Sak, data: Involvertdata, *, aktor: Bruker, now: datetime) -> Involvert:
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
