"""Doors between school and skoleeier: how serious it is, the notice, and what skoleeier makes of it (2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov import skoleeier as lov
from cases.lov.alvorlighet import foreslaatte_kriterier
from cases.lov.begreper import Kriterium as Lovkriterium
from cases.lov.ruting import Rutingsfakta, rut
from cases.sak import access, kalender
from cases.sak.access import Handling
from cases.sak.fakta import fakta_for
from cases.sak.feil import Foreldet, IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import si_fra_om_leder, skjerp
from cases.sak.models import Kriterium, Sak
from cases.sak.tilstand import krev_versjon, oppdater
from cases.sak.vurdering import brudd_av
from cases.skoleeier.models import Skoleeiervarsel
from cases.varsling.actions import varsle
from cases.varsling.mottakere import med_stedfortredere
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import OM_OPPFOLGING, Varseltype
from steinkjer_skolemiljo.organisation.models import Rolle
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from cases.lov.avslutning import Mangel
    from cases.melding.models import JaNeiUsikker
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Alvorlighetsdata:
    """The leader's decision: what points to it, yes or no, and why."""

    kriterier: tuple[Kriterium, ...]
    alvorlig: bool
    begrunnelse: str = ""


@dataclass(frozen=True)
class Varseldata:
    """The school's part of the notice; fixed when sent."""

    type: Skoleeiervarsel.Type
    redegjorelse: str
    laert: datetime
    kriterier: tuple[Kriterium, ...] = ()
    gjort_og_planlagt: str = ""
    trygg_naa: JaNeiUsikker | str = ""
    hjelp_onsket: str = ""


@dataclass(frozen=True)
class Skoleeiervurdering:
    """Skoleeier's part: the assessment, what guidance was given, and when it will be looked at again."""

    vurdering: str
    veiledning: str = ""
    oppfolging_dato: date | None = None
    # ``siste_vurdering`` when the form was shown; nothing where nobody was shown any.
    sett: str | None = None


def vurder_alvorlighet(*, aktor: Bruker, sak_id: int, data: Alvorlighetsdata, versjon: int, now: datetime) -> Sak:
    """Decide whether the sak is serious (L-4.10, L-4.11). A «yes» opens the sak to sektorleder at once.

    Raises:
        Regelbrudd: «yes» without a criterion, «no» without the reason it needs, the sak is closed, it would take
            back what skoleeier has been told, or someone changed the sak meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        krev_versjon(sak, versjon)
        fakta = fakta_for(sak)
        _krev(
            lov.kan_vurderes(
                fakta,
                alvorlig=data.alvorlig,
                kriterier=_lovens(data.kriterier),
                foreslaatt=foreslaatte_kriterier(fakta, dag=dag, parametre=kalender.parametre()),
                begrunnet=bool(data.begrunnelse.strip()),
            ),
            dag,
        )
        _sett_alvorlighet(sak, data, aktor=aktor, now=now, handling=uuid4())
        _oppdater(sak, aktor=aktor, now=now)
    return sak


def varsle_skoleeier(*, aktor: Bruker, sak_id: int, data: Varseldata, now: datetime) -> Skoleeiervarsel:
    """Warn skoleeier: in serious cases (§ 12-4), and when someone who works at the school may have offended (§ 12-5).

    A notice that the sak is serious, or that Statsforvalteren or the parents have turned to others, decides in the
    same act that it is. A notice about the leadership takes the sak from the school at once (L-5.5).

    Raises:
        Regelbrudd: the sak is closed or led by the municipality already, the reason does not fit the sak, the time
            has not come, the same notice is sent already, or nobody can lawfully receive it.

    """
    dag = localdate(now)
    grunn = lov.Varselgrunn(data.type.value)
    kriterier = lov.kriterier_for(grunn, _lovens(data.kriterier))
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        _krev(lov.kan_varsles(fakta_for(sak), grunn=grunn, kriterier=kriterier), dag)
        if data.laert > now:
            raise Regelbrudd(_("Tidspunktet kan ikke være fram i tid."), felt="laert")
        if Skoleeiervarsel.objects.filter(sak=sak, type=data.type, redegjorelse=data.redegjorelse).exists():
            raise Regelbrudd(_("Dette varselet er alt sendt. Skriv hva som er nytt."), felt="redegjorelse")
        # A notice about someone who works there is never refused for want of a receiver (L-5.2, L-5.3).
        mottakere = _mottakere(sak, dag, kan_mangle=grunn in lov.PARAGRAF_12_5)
        forrige = sak.ansvarlig_id
        handling = uuid4()
        varsel = Skoleeiervarsel(
            sak=sak,
            type=data.type,
            kriterier=_modellens(kriterier),
            redegjorelse=data.redegjorelse,
            gjort_og_planlagt=data.gjort_og_planlagt,
            trygg_naa=data.trygg_naa,
            hjelp_onsket=data.hjelp_onsket,
            laert=data.laert,
            varslet=now,
            varslet_av=aktor,
        )
        try:
            lagre(varsel, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.SKOLEEIER_VARSLET, aktor=aktor, now=now, objekt=varsel, handling=handling)
        if grunn in lov.PARAGRAF_12_5:
            sak.apenbart_grunnlos = ""
            skjerp(sak, rut(Rutingsfakta(ansatt=True, ledelse=grunn is lov.Varselgrunn.LEDELSE)), aktor=aktor, now=now)
        elif not sak.alvorlig or kriterier - _lovens(sak.alvorlig_kriterier):
            _gjor_alvorlig(sak, kriterier, aktor=aktor, now=now, handling=handling)
        _oppdater(sak, aktor=aktor, now=now)
        si_fra_om_leder(sak, forrige, now=now)
        varsle(
            mottakere,
            Varseltype.SKOLEEIER_VARSLET,
            f"skoleeiervarsel:{varsel.pk}",
            now=now,
            sak=sak,
            haster=sak.skjerpet,
        )
    return varsel


def grunnlos(*, aktor: Bruker, sak_id: int, grunn: str, now: datetime) -> Sak:
    """Leave a § 12-5 notice unsent because it is obviously groundless (L-5.2).

    Only the notice: the pupil's experience is followed up as ever. Skoleeier still sees the sak and the reason.

    Raises:
        Regelbrudd: not a § 12-5-sak, the leadership is accused, skoleeier is warned already, the sak is closed or
            led by the municipality, or no reason is written.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.LEDE, sak_id, dag)
        _krev(lov.kan_vaere_grunnlos(fakta_for(sak), begrunnet=bool(grunn.strip())), dag)
        sak.apenbart_grunnlos = grunn.strip()
        sak.grunnlos_avgjort = now
        logg(sak, Hendelsestype.VARSEL_GRUNNLOST, aktor=aktor, now=now)
        _oppdater(sak, aktor=aktor, now=now)
    return sak


def les_skoleeiervarsel(*, aktor: Bruker, sak_id: int, varsel_id: int, now: datetime) -> Skoleeiervarsel:
    """Note that skoleeier has read the notice (D-11). The first to read it is the one who is noted.

    Raises:
        IkkeFunnet: no such notice in this sak.

    """
    with transaction.atomic():
        sak = access.laas(aktor, Handling.FOLGE_OPP, sak_id, localdate(now))
        varsel = _varsel_i(sak, varsel_id)
        if varsel.lest is None:
            _les(varsel, aktor=aktor, now=now, handling=uuid4())
            lagre(varsel, aktor=aktor, now=now)
            oppdater(sak, aktor=aktor, now=now)
    return varsel


def siste_vurdering(varsel: Skoleeiervarsel) -> str:
    """Names the assessment that stands, for a form to carry; empty before there is one."""
    return varsel.vurdert.isoformat() if varsel.vurdert is not None else ""


def vurder_skoleeiervarsel(
    *, aktor: Bruker, sak_id: int, varsel_id: int, data: Skoleeiervurdering, now: datetime
) -> Skoleeiervarsel:
    """Write what skoleeier makes of the notice, and tell the saksansvarlig. Reads it too, if nobody has.

    May be written anew when skoleeier has followed up; the row's history keeps what was written before.

    Raises:
        IkkeFunnet: no such notice in this sak.
        Foreldet: another has assessed it since the form was shown; what was typed is not lost.
        Regelbrudd: no assessment is written, or the day to follow up is past.

    """
    dag = localdate(now)
    with transaction.atomic():
        sak = access.laas(aktor, Handling.FOLGE_OPP, sak_id, dag)
        varsel = _varsel_i(sak, varsel_id)
        if data.sett is not None and data.sett != siste_vurdering(varsel):
            raise Foreldet.etter(varsel)
        if not data.vurdering.strip():
            raise Regelbrudd(_("Skriv hvordan du vurderer saken."), felt="vurdering")
        if data.oppfolging_dato is not None and data.oppfolging_dato < dag:
            raise Regelbrudd(_("Datoen er passert."), felt="oppfolging_dato")
        handling = uuid4()
        if varsel.lest is None:
            _les(varsel, aktor=aktor, now=now, handling=handling)
        varsel.vurdering = data.vurdering
        varsel.veiledning = data.veiledning
        varsel.oppfolging_dato = data.oppfolging_dato
        varsel.vurdert = now
        try:
            lagre(varsel, aktor=aktor, now=now)
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        logg(sak, Hendelsestype.SKOLEEIER_VURDERTE, aktor=aktor, now=now, objekt=varsel, handling=handling)
        ordne(OM_OPPFOLGING, f"skoleeiervarsel:{varsel.pk}:oppfolging", now, sak=sak)
        oppdater(sak, aktor=aktor, now=now)
        if sak.ansvarlig_id != aktor.pk:
            varsle(
                med_stedfortredere([sak.ansvarlig], dag),
                Varseltype.SKOLEEIER_HAR_VURDERT,
                f"skoleeiervarsel:{varsel.pk}:vurdert:{sak.versjon}",
                now=now,
                sak=sak,
            )
    return varsel


def _les(varsel: Skoleeiervarsel, *, aktor: Bruker, now: datetime, handling: UUID) -> None:
    varsel.lest, varsel.lest_av = now, aktor
    logg(varsel.sak, Hendelsestype.SKOLEEIER_LESTE, aktor=aktor, now=now, objekt=varsel, handling=handling)
    ordne([Varseltype.SKOLEEIER_VARSLET], f"skoleeiervarsel:{varsel.pk}", now, sak=varsel.sak)


def _gjor_alvorlig(
    sak: Sak, kriterier: frozenset[Lovkriterium], *, aktor: Bruker, now: datetime, handling: UUID
) -> None:
    """Decide that the sak is serious; an earlier reason for «not serious» is history's."""
    data = Alvorlighetsdata(
        kriterier=tuple(Kriterium(k) for k in _modellens(kriterier | _lovens(sak.alvorlig_kriterier))),
        alvorlig=True,
        begrunnelse=sak.alvorlig_begrunnelse if sak.alvorlig else "",
    )
    _sett_alvorlighet(sak, data, aktor=aktor, now=now, handling=handling)


def _sett_alvorlighet(sak: Sak, data: Alvorlighetsdata, *, aktor: Bruker, now: datetime, handling: UUID) -> None:
    sak.alvorlig = data.alvorlig
    sak.alvorlig_kriterier = _modellens(data.kriterier)
    sak.alvorlig_begrunnelse = data.begrunnelse
    sak.alvorlig_vurdert = now
    utfall = _("alvorlig") if data.alvorlig else _("ikke alvorlig")
    logg(sak, Hendelsestype.ALVORLIGHET_VURDERT, aktor=aktor, now=now, handling=handling, utfall=utfall)


def _mottakere(sak: Sak, dag: date, *, kan_mangle: bool) -> list[Bruker]:
    """The sektorledere who may have this sak before them: the others are passed over without a trace (D-24)."""
    lovlige = [
        person for person in access.med_kommunerolle(Rolle.SEKTORLEDER, dag) if not access.er_nektet(person, sak)
    ]
    if not lovlige and not kan_mangle:
        raise Regelbrudd(
            _("Ingen sektorleder kan ta imot varselet i dag. Ring kommunalsjefen, og kontakt systemforvalteren.")
        )
    return lovlige


def _varsel_i(sak: Sak, varsel_id: int) -> Skoleeiervarsel:
    varsel = Skoleeiervarsel.objects.select_for_update().filter(pk=varsel_id, sak=sak).first()
    if varsel is None:
        raise IkkeFunnet
    varsel.sak = sak
    return varsel


def _oppdater(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    try:
        # The reasons are free text that stands in the sak itself.
        sak.full_clean()
        oppdater(sak, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def _krev(mangler: tuple[Mangel, ...], dag: date) -> None:
    if mangler:
        raise Regelbrudd(brudd_av(mangler, dag))


def _lovens(kriterier: Collection[str]) -> frozenset[Lovkriterium]:
    return frozenset(Lovkriterium(str(kriterium)) for kriterium in kriterier)


def _modellens(kriterier: Collection[str]) -> list[str]:
    """In the order the form has them."""
    valgt = {str(kriterium) for kriterium in kriterier}
    return [kriterium.value for kriterium in Kriterium if kriterium.value in valgt]
