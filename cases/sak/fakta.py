"""From rows to the law's facts: the one place that turns a sak into ``SakFakta``.

Everything is read through the sak's reverse relations with one query, for one sak or for many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.lov.begreper import (
    Avslutningsgrunn,
    Elevsvar,
    Konklusjon,
    Krenkelse,
    Kriterium,
    Mottaker,
    Samtaletype,
    Varselgrunn,
)
from cases.lov.fakta import (
    AlvorlighetFakta,
    AnalyseFakta,
    AvslutningFakta,
    EvalueringFakta,
    FramleggFakta,
    KrenkerFakta,
    MeldingFakta,
    PlanFakta,
    SakFakta,
    SamtaleFakta,
    TiltakFakta,
    VarselFakta,
)
from cases.lov.statsforvalter import KravFakta, PaleggFakta, RundeFakta
from cases.sak import rettelse
from cases.sak.forhaand import glem, hent, rader
from cases.sak.models import Eier, Involvert, Sak

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from cases.sak.forhaand import Attaat

TRYGG = {"ja": True, "nei": False}
ELEVENS_EGET_ORD = {"eleven", "foresatte"}
ARBEIDER_PAA_SKOLEN = {Involvert.Kategori.ANSATT, Involvert.Kategori.LEDER}
PAA_NETT = "digitalt"
GITT_TILBAKE = "gitt_tilbake"


@dataclass(frozen=True)
class Lest:
    """The facts of some saker as they were read just now, and what came along with them."""

    fakta: dict[int, SakFakta]
    attaat: Attaat


def les_fakta(saker: Sequence[Sak], *, ogsaa: tuple[str, Sequence[Any]] | None = None) -> Lest:
    """The facts of these saker, and what says whether the school calendars are as they were. One query.

    Args:
        saker: which.
        ogsaa: as for ``forhaand.hent``.

    """
    attaat = hent(saker, ogsaa=ogsaa)
    try:
        return Lest({sak.pk: _fakta(sak) for sak in saker}, attaat)
    finally:
        glem(saker)


def fakta_for_mange(saker: Sequence[Sak]) -> dict[int, SakFakta]:
    """The facts of many saker, read anew. One query, however many they are."""
    return les_fakta(saker).fakta if saker else {}


def fakta_for(sak: Sak) -> SakFakta:
    """The facts of one sak, read anew. One query."""
    return fakta_for_mange([sak])[sak.pk]


def _fakta(sak: Sak) -> SakFakta:
    nevnt = _ansatte_nevnt(sak)
    undersokelse = getattr(sak, "undersokelse", None)
    observasjoner = rettelse.gjeldende(rader(sak, "observasjoner"))
    return SakFakta(
        opprettet=sak.opprettet,
        mottatt=sak.mottatt,
        eleven_har_meldt=sak.eleven_har_meldt,
        skjerpet=sak.skjerpet,
        skjerpet_fra=min(nevnt, default=None),
        skjerpet_sist=max(nevnt, default=None),
        ledelse_innmeldt=sak.ledelse_innmeldt,
        apenbart_grunnlos=bool(sak.apenbart_grunnlos),
        grunnlos_avgjort=sak.grunnlos_avgjort,
        ledes_av_skoleeier=sak.eier != Eier.SKOLE,
        skoleeier_ledet_til=max(
            (rad.tid for rad in rader(sak, "saksovertakelser") if rad.retning == GITT_TILBAKE), default=None
        ),
        foresatte_informert=sak.foresatte_informert,
        ikke_send_hjem=sak.ikke_send_hjem,
        tatt_opp_med_rektor=sak.tatt_opp_med_rektor,
        undersokelse_startet=undersokelse.startet if undersokelse is not None else None,
        elev_sluttet=sak.elev.sluttet,
        elev_byttet_skole=sak.elev.skole_id != sak.skole_id,
        elever_som_kan_ha_krenket=tuple(
            KrenkerFakta(siden=rad.lagt_til, annen_skole=rad.elev is not None and rad.elev.skole_id != sak.skole_id)
            for rad in rader(sak, "involverte")
            if rad.rolle == Involvert.Rolle.MULIG_KRENKER and rad.kategori == Involvert.Kategori.ELEV
        ),
        utenforstaende=any(
            rad.rolle == Involvert.Rolle.MULIG_KRENKER and rad.kategori == Involvert.Kategori.UTENFOR
            for rad in rader(sak, "involverte")
        ),
        alvorlighet=AlvorlighetFakta(
            kriterier=frozenset(Kriterium(kriterium) for kriterium in sak.alvorlig_kriterier),
            alvorlig=sak.alvorlig,
            begrunnet=bool(sak.alvorlig_begrunnelse),
            vurdert=sak.alvorlig_vurdert,
        ),
        meldinger=tuple(melding_fakta(rad.melding) for rad in rader(sak, "meldingselever")),
        samtaler=_samtaler(sak),
        observasjoner=tuple(observasjon.dato for observasjon in observasjoner),
        kartlegginger=tuple(kartlegging.dato for kartlegging in rader(sak, "kartlegginger")),
        observasjon_ider=tuple(observasjon.pk for observasjon in observasjoner),
        kartlegging_ider=tuple(kartlegging.pk for kartlegging in rader(sak, "kartlegginger")),
        # Newest first, so that of two on one day the one written last counts.
        analyser=tuple(
            AnalyseFakta(
                dato=analyse.dato,
                behov_for_tiltak=analyse.behov_for_tiltak,
                registrert=analyse.registrert,
                id=analyse.pk,
            )
            for analyse in sorted(rader(sak, "analyser"), key=lambda a: (a.dato, a.pk), reverse=True)
        ),
        planer=tuple(plan_fakta(plan, rader(plan, "tiltak")) for plan in rader(sak, "tiltaksplaner")),
        evalueringer=tuple(
            EvalueringFakta(
                planversjon=evaluering.plan.versjon,
                dato=evaluering.dato,
                svar=Elevsvar(evaluering.elevens_svar),
                konklusjon=Konklusjon(evaluering.konklusjon),
                ny_evalueringsdato=evaluering.ny_evalueringsdato,
                registrert=evaluering.registrert,
                id=evaluering.pk,
            )
            for evaluering in sorted(rader(sak, "evalueringer"), key=lambda e: (e.dato, e.pk), reverse=True)
        ),
        varsler=tuple(
            VarselFakta(varslet=rad.varslet, lest=rad.lest, grunn=Varselgrunn(rad.type), id=rad.pk)
            for rad in rader(sak, "skoleeiervarsler")
        ),
        framlegg=_framlegg(sak),
        avslutninger=_avslutninger(sak),
        statsforvalter=_statsforvalter(sak),
    )


def _statsforvalter(sak: Sak) -> tuple[RundeFakta, ...]:
    """Each round of the register, the first first; what was registered by mistake counts for nothing."""
    return tuple(
        RundeFakta(
            mottatt=runde.mottatt,
            registrert=runde.registrert,
            krav=tuple(KravFakta(krav.mottatt, krav.frist, krav.besvart) for krav in rader(runde, "krav")),
            palegg=tuple(PaleggFakta(rad.mottatt, rad.frist, rad.ferdig) for rad in rader(runde, "palegg")),
            avsluttet=runde.avsluttet,
        )
        for runde in sorted(rader(sak, "statsforvaltersaker"), key=lambda rad: rad.runde)
        if not runde.feil
    )


def _samtaler(sak: Sak) -> tuple[SamtaleFakta, ...]:
    """The conversations as they now stand. A referat that has gone home has, also when it is corrected after."""
    etter_pk = {rad.pk: rad for rad in rader(sak, "samtaler")}
    return tuple(
        SamtaleFakta(
            id=samtale.pk,
            dato=samtale.dato,
            type=Samtaletype(samtale.type),
            takket_nei=samtale.takket_nei,
            referat_sendt=min(
                (
                    rad.sendt_hjem
                    for rad in (samtale, *rettelse.tidligere(samtale, etter_pk))
                    if rad.sendt_hjem is not None
                ),
                default=None,
            ),
            neste=samtale.neste_samtale,
            med_elev=samtale.elev_id or 0,
        )
        for samtale in rettelse.gjeldende(etter_pk.values())
    )


def _framlegg(sak: Sak) -> tuple[FramleggFakta, ...]:
    """Each named employee who may have offended, and when they were first given a framlegg."""
    frigitt: dict[int, datetime] = {}
    for rad in rader(sak, "framlegg"):
        if rad.frigitt is not None:
            frigitt[rad.ansatt_id] = min(rad.frigitt, frigitt.get(rad.ansatt_id, rad.frigitt))
    return tuple(
        FramleggFakta(navngitt=rad.lagt_til, frigitt=frigitt.get(rad.ansatt_id))
        for rad in rader(sak, "involverte")
        if rad.rolle == Involvert.Rolle.MULIG_KRENKER and rad.ansatt_id is not None
    )


def _ansatte_nevnt(sak: Sak) -> list[datetime]:
    """When each who works at the school, and may have offended, was written into the sak."""
    return [
        rad.lagt_til
        for rad in rader(sak, "involverte")
        if rad.rolle == Involvert.Rolle.MULIG_KRENKER and rad.kategori in ARBEIDER_PAA_SKOLEN
    ]


def melding_fakta(melding: Any) -> MeldingFakta:
    """The law's view of one melding, with or without a sak."""
    mottak = getattr(melding, "mottak", None)
    return MeldingFakta(
        sendt=melding.sendt,
        lest=melding.lest,
        eleven_selv=melding.kilde in ELEVENS_EGET_ORD,
        grep_inn=melding.grep_inn,
        grep_inn_beskrevet=bool(melding.grep_inn_beskrivelse),
        trygg_naa=TRYGG.get(melding.trygg_naa),
        strakstiltak=bool(melding.strakstiltak),
        strakstiltak_ved_mottak=mottak.tid if mottak is not None and mottak.strakstiltak else None,
        typer=frozenset(Krenkelse(type_) for type_ in melding.typer),
        paa_nett=PAA_NETT in melding.arenaer,
        fysisk_inngripen=melding.fysisk_inngripen,
        inngripen_skrevet=bool(melding.inngripener.all()),
        oppdaget=melding.oppdaget,
        skjerpet=melding.skjerpet,
        mottaker=Mottaker(melding.mottaker),
        id=melding.pk or 0,
    )


def plan_fakta(plan: Any, tiltak: Iterable[Any]) -> PlanFakta:
    """The law's view of one plan version and its tiltak, saved or about to be."""
    return PlanFakta(
        versjon=plan.versjon,
        vedtatt=plan.vedtatt,
        gjeldende=plan.status == "vedtatt",
        utfordring=bool(plan.utfordring.strip()),
        elevens_syn=bool(plan.elevens_syn.strip()),
        barnets_beste=bool(plan.barnets_beste.strip()),
        foresattes_syn=bool(plan.foresattes_syn.strip()) or any(rad["syn"] for rad in plan.foresattes_syn_hver),
        evalueringsdato=plan.evalueringsdato,
        evaluering_begrunnet=bool(plan.evaluering_begrunnelse.strip()),
        tiltak=tuple(
            TiltakFakta(
                beskrevet=bool(rad.beskrivelse.strip()),
                fra=rad.fra,
                til=rad.til,
                hyppighet=bool(rad.hyppighet.strip()),
                ansvarlig=rad.ansvarlig_id is not None or bool(rad.ansvarlig_rolle.strip()),
                krever_enkeltvedtak=rad.krever_enkeltvedtak,
                enkeltvedtak_referanse=bool(rad.enkeltvedtak_referanse.strip()) and rad.enkeltvedtak_dato is not None,
                strakstiltak=rad.strakstiltak,
                grunnlag=bool(rad.funn or rad.grunnlag.strip()),
                flytter_eleven=rad.flytter_eleven,
                samtykke_til_flytting=bool(rad.flytting_samtykke.strip()),
            )
            for rad in tiltak
        ),
    )


def _avslutninger(sak: Sak) -> tuple[AvslutningFakta, ...]:
    gjenapninger = sorted(rad.tid for rad in rader(sak, "gjenapninger"))
    return tuple(
        AvslutningFakta(
            tid=avslutning.tid,
            grunn=Avslutningsgrunn(avslutning.grunn),
            gjenapnet=next((tid for tid in gjenapninger if tid > avslutning.tid), None),
            ettersjekk_dato=avslutning.ettersjekk_dato,
            ettersjekket=(ettersjekk := getattr(avslutning, "ettersjekk", None)) is not None,
            ettersjekk_gjort=ettersjekk.dato if ettersjekk is not None else None,
            ettersjekk_svar=Elevsvar(ettersjekk.elevens_svar) if ettersjekk is not None else None,
        )
        for avslutning in rader(sak, "avslutninger")
    )
