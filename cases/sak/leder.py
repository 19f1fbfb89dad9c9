"""Who leads a sak: the school, skoleeier or kommunalsjef, always someone who lawfully may, and never refused.

A sak moves up, never down: when the one who leads it is accused or inhabil, or leads under one who is (fvl. § 6 third
paragraph; L-N.5). Where nobody is left, it waits at the top with the system as saksansvarlig, and systemforvalter is
told its number (D-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.begreper import Mottaker
from cases.sak import access
from cases.sak.access import Handling, er_nektet
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Eier, Sak, Saktilgang
from cases.sak.situasjoner import glem_alt, glem_tilgang
from cases.sak.tilgangsrad import LENGSTE_TILGANG, skriv_tilgang
from cases.sak.tilstand import oppdater
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for, systemet
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.lov.ruting import Ruting

OPPOVER = {Eier.SKOLE: Eier.SKOLEEIER, Eier.SKOLEEIER: Eier.KOMMUNALSJEF}


def skjerp(sak: Sak, ruting: Ruting, *, aktor: Bruker, now: datetime) -> None:
    """Let a locked sak follow the law's routing: § 12-5, and away from a leadership that is accused.

    The caller stores it. It is never routed back down: a sak that skoleeier or kommunalsjef leads stays there.

    Args:
        sak: locked by the caller, who ends with ``oppdater``.
        ruting: what the law says of those who are now named (L-5.1, L-5.3, L-5.8).
        aktor: who caused it.
        now: the time of the act.

    """
    if not ruting.skjerpet:
        return
    # That a notice was obviously groundless was decided of what was known then, not of whoever is named now (L-5.5).
    sak.apenbart_grunnlos = ""
    if not sak.skjerpet:
        sak.skjerpet = True
        logg(sak, Hendelsestype.SKJERPET, aktor=aktor, now=now)
    if ruting.mottaker is not Mottaker.REKTOR:
        sak.ledelse_innmeldt = True
        if ruting.mottaker is Mottaker.KOMMUNALSJEF and sak.eier != Eier.KOMMUNALSJEF:
            _avslutt_oppdrag(sak, aktor=aktor, now=now)
            flytt(sak, Eier.KOMMUNALSJEF, aktor=aktor, now=now)
        elif sak.eier == Eier.SKOLE:
            flytt(sak, Eier.SKOLEEIER, aktor=aktor, now=now)
    sikre_leder(sak, aktor=aktor, now=now)


def _avslutt_oppdrag(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """End an appointment to lead a locked sak: it was given by the level that is accused now, to one who answers to it.

    Kommunalsjef leads from here, is told, and may appoint anew (L-5.8).
    """
    for tilgang in Saktilgang.objects.filter(content_object=sak, permission__codename=access.LED_SAK):
        logg(sak, Hendelsestype.TILGANG_TRUKKET, aktor=aktor, now=now, objekt=tilgang.user)
        tilgang.delete()
    # It may be the actor's own.
    glem_tilgang(aktor, sak.pk)


def flytt(sak: Sak, eier: Eier, *, aktor: Bruker, now: datetime) -> None:
    """Let another level lead a locked sak. The caller goes on to ``sikre_leder`` and stores it."""
    sak.eier = eier
    sak.delt_med_kontaktlarer = False
    logg(sak, Hendelsestype.LEDELSE_FLYTTET, aktor=aktor, now=now, til=str(eier.label).lower())


def sikre_leder(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """See to it that someone who lawfully may leads a locked sak, one level up at a time. The caller stores it.

    Who leads it already and still may, goes on. One who is not denied it, but is below a sektorleder who is, decides no
    more, and goes on preparing it: the pupil is in their school yard every day.
    """
    dag = localdate(now)
    forberedere = _under_ugild_sektorleder(sak, dag)
    lovlige = lovlige_ledere(sak, dag)
    while not lovlige and sak.eier in OPPOVER:
        flytt(sak, OPPOVER[Eier(sak.eier)], aktor=aktor, now=now)
        lovlige = lovlige_ledere(sak, dag)
    for leder in forberedere:
        _la_forberede(sak, leder, now=now)
    if aktor in forberedere:
        glem_alt(aktor)
    if sak.ansvarlig in lovlige or _fortsetter(sak, dag, lovlige):
        return
    sak.ansvarlig = lovlige[0] if lovlige else systemet()


def _fortsetter(sak: Sak, dag: date, lovlige: list[Bruker]) -> bool:
    """Whether a saksansvarlig who is none of the leaders, but works in the sak, goes on: only at an unmoved school."""
    if not lovlige or sak.eier != Eier.SKOLE or er_nektet(sak.ansvarlig, sak):
        return False
    return access.may(sak.ansvarlig, Handling.SKRIVE, sak.pk, dag)


def lovlige_ledere(sak: Sak, dag: date) -> list[Bruker]:
    """Those who may lead the sak where it lies now: the one appointed for it first, then who leads there by role."""
    under = _under_ugild_sektorleder(sak, dag)
    if sak.eier == Eier.SKOLE:
        paa_stedet = _skolens(sak, dag)
    elif sak.eier == Eier.SKOLEEIER:
        paa_stedet = [
            b for b in access.med_kommunerolle(Rolle.SEKTORLEDER, dag) if not _er_satt_inn_for_ugild(b, sak, dag)
        ]
    else:
        paa_stedet = access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag)
    return [b for b in [*_satt(sak, dag), *paa_stedet] if b not in under and not er_nektet(b, sak)]


def har_ugild_sektorleder(sak: Sak, dag: date) -> bool:
    """Whether a sektorleder is accused, inhabil or near the pupil: nobody below may decide then (fvl. § 6, L-N.5)."""
    return any(er_nektet(b, sak) for b in access.med_kommunerolle(Rolle.SEKTORLEDER, dag))


def _er_satt_inn_for_ugild(bruker: Bruker, sak: Sak, dag: date) -> bool:
    """Whether one who stands in for a sektorleder does so only for those who are denied the sak."""
    roller = Rolletildeling.objects.filter(gjelder(dag), bruker=bruker, rolle=Rolle.SEKTORLEDER)
    for_hvem = [rad.stedfortreder_for for rad in roller.select_related("stedfortreder_for")]
    return all(for_ is not None and er_nektet(for_, sak) for for_ in for_hvem)


def _under_ugild_sektorleder(sak: Sak, dag: date) -> list[Bruker]:
    """Those who would lead it, were not a sektorleder above them denied it: the school's own, and one appointed."""
    ledere = _satt(sak, dag) + (_skolens(sak, dag) if sak.eier == Eier.SKOLE else [])
    ledere = [b for b in ledere if roller_for(b, dag).leder_skoler and not roller_for(b, dag).sektorleder]
    if not ledere or not har_ugild_sektorleder(sak, dag):
        return []
    return [b for b in dict.fromkeys(ledere) if not er_nektet(b, sak)]


def _la_forberede(sak: Sak, leder: Bruker, *, now: datetime) -> None:
    """Let one who may no longer decide read and write in the sak. An appointment to lead it ends with that."""
    til = localdate(now) + LENGSTE_TILGANG
    # Why is not told: it is about the one above.
    formaal = _("Kommunen avgjør denne saken. Skolen forbereder den og følger opp eleven.")
    tilgang = skriv_tilgang(sak, leder, "skriv_i_sak", formaal, til, systemet(), now)
    logg(sak, Hendelsestype.TILGANG_GITT, aktor=systemet(), now=now, objekt=leder)
    nokkel = f"tilgang:{tilgang.pk}:{til:%Y-%m-%d}"
    varsle([leder], Varseltype.TILGANG_GITT, nokkel, now=now, sak=sak, til=date_format(til, "j. F Y"))


def _satt(sak: Sak, dag: date) -> list[Bruker]:
    satt = Saktilgang.objects.filter(
        content_object=sak, permission__codename=access.LED_SAK, gyldig_til__gte=dag, user__is_active=True
    ).select_related("user")
    return [tilgang.user for tilgang in satt if roller_for(tilgang.user, dag).finnes]


def _skolens(sak: Sak, dag: date) -> list[Bruker]:
    """The school's own leaders, rektor first; without those who lead under a rektor who is denied (L-N.5)."""
    ledere = access.ledere_ved(sak.skole_id, dag)
    roller = {leder.pk: roller_for(leder, dag) for leder in ledere}
    rektorer = [leder for leder in ledere if sak.skole_id in roller[leder.pk].rektor_skoler]
    rett = [leder for leder in ledere if sak.skole_id in roller[leder.pk].egne_rektor_skoler]
    nektede = {rektor.pk for rektor in rektorer if er_nektet(rektor, sak)}
    andre = [leder for leder in ledere if leder not in rett and not nektede - {leder.pk}]
    if sak.sperret or sak.elev.er_gradert:
        andre = [leder for leder in andre if leder in rektorer]
    return rett + sorted(andre, key=lambda leder: leder not in rektorer)


def si_fra_om_leder(sak: Sak, forrige: int | None, *, now: datetime) -> None:
    """Tell the one who leads the sak from now; where nobody can, tell systemforvalter its number. After ``oppdater``.

    Args:
        sak: as stored.
        forrige: who led it before this act.
        now: the time of the act.

    """
    if sak.ansvarlig_id == forrige:
        return
    if sak.ansvarlig.er_systemet:
        nokkel = f"sak:{sak.pk}:ingen_leder:{sak.versjon}"
        varsle(_som_kan_gi_roller(sak, localdate(now)), Varseltype.INGEN_LEDER, nokkel, now=now, sak=sak, haster=True)
    else:
        nokkel = f"sak:{sak.pk}:ansvarlig:{sak.versjon}"
        varsle([sak.ansvarlig], Varseltype.SAK_TILDELT, nokkel, now=now, sak=sak, haster=sak.skjerpet)


def _som_kan_gi_roller(sak: Sak, dag: date) -> list[Bruker]:
    for rolle in (Rolle.SYSTEMFORVALTER, Rolle.PERSONVERNOMBUD):
        lovlige = [b for b in access.med_kommunerolle(rolle, dag) if not er_nektet(b, sak)]
        if lovlige:
            return lovlige
    return []


def lagre_leder(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """Store a locked sak whose leader or lock has changed. A closed one has no deadline that could change with it."""
    if sak.avsluttet is None:
        oppdater(sak, aktor=aktor, now=now)
    else:
        sak.versjon += 1
        lagre(sak, aktor=aktor, now=now, provd=True)


def til_skoleeier(sak: Sak, now: datetime) -> None:
    """Let skoleeier, or whoever lawfully leads above, lead a locked sak from here. The caller stores it."""
    aktor = systemet()
    if sak.eier == Eier.SKOLE:
        flytt(sak, Eier.SKOLEEIER, aktor=aktor, now=now)
    sikre_leder(sak, aktor=aktor, now=now)
