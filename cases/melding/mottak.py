"""Doors of the one who receives: read, decide, and make it a sak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.avslutning import kan_avvises_som_ikke_kap12
from cases.melding import access as meldingsadgang
from cases.melding.models import Behandling, Kilde, Melding, Mottaker
from cases.melding.status import stengt_for_melderen
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.actions import knytt_involvert
from cases.sak.feil import IkkeTilgang, Regelbrudd
from cases.sak.habilitet import laas_soskensaker, overfor_inhabile, rett_for_soskensaker
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import si_fra_om_leder, sikre_leder, skjerp
from cases.sak.models import Eier, Involvert, Sak
from cases.sak.opprett import Nysak, opprett
from cases.sak.ruting import Involvertdata, ruting_for
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import brudd_av
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne_melding
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.roller import larere, roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Kriterium
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev

ELEVENS_EGET_ORD = frozenset({Kilde.ELEVEN, Kilde.FORESATTE})


@dataclass(frozen=True)
class Mottakselev:
    """What the receiver decides about one pupil of a melding: which pupil, and which sak (none: a new one)."""

    meldingelev_id: int
    elev: Elev
    sak_id: int | None = None


@dataclass(frozen=True)
class Mottaksdata:
    """The receiver's decision (section 2.2)."""

    elever: tuple[Mottakselev, ...] = ()
    ansvarlig: Bruker | None = None
    kriterier: tuple[Kriterium, ...] = ()
    tatt_opp_med_rektor: date | None = None
    tatt_opp_av: str = ""
    del_med_kontaktlarer: bool = False


def merk_lest(*, aktor: Bruker, nummer: str, now: datetime) -> Melding:
    """Note who received a melding first, and when: from then the school knows (L-4.9).

    Only of one who is to decide on it: that skoleeier has seen a § 12-5-melding does not mean that rektor has (D-2).

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to receive.

    """
    with transaction.atomic():
        melding = meldingsadgang.laas(aktor, nummer, localdate(now))
        if melding.lest is None and kan_behandle(aktor, melding, localdate(now)):
            melding.lest = now
            melding.lest_av = aktor
            lagre(melding, aktor=aktor, now=now)
            ordne_melding(melding, now, behandlet=False)
            if not stengt_for_melderen(melding):
                varsle(
                    [melding.melder],
                    Varseltype.MELDING_LEST,
                    f"melding:{melding.pk}:lest",
                    now=now,
                    melding=melding.nummer,
                )
    return melding


def kan_behandle(aktor: Bruker, melding: Melding, dag: date) -> bool:
    """Whether one who sees this melding is also the one who decides on it."""
    roller = roller_for(aktor, dag)
    match Mottaker(melding.mottaker):
        case Mottaker.REKTOR:
            # A relation that is known since it was sent: those below the rektor may not decide either (L-N.5).
            return melding.skole_id in roller.leder_skoler and not meldingsadgang.under_inhabil_rektor(
                aktor, melding, dag
            )
        case Mottaker.SKOLEEIER:
            return roller.sektorleder
        case Mottaker.KOMMUNALSJEF:
            return roller.kommunalsjef


def laas_for_behandling(aktor: Bruker, nummer: str, now: datetime) -> Melding:
    """Fetch a melding to decide on it.

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to receive.
        IkkeTilgang: they may read it, and another decides.
        Regelbrudd: someone has decided already.

    """
    dag = localdate(now)
    melding = meldingsadgang.laas(aktor, nummer, dag)
    if not kan_behandle(aktor, melding, dag):
        raise IkkeTilgang(_("Denne meldingen tas imot av en annen."))
    if melding.behandling != Behandling.NY:
        raise Regelbrudd(
            _("%(hvem)s har alt tatt imot denne meldingen.")
            % {"hvem": melding.behandlet_av.navn if melding.behandlet_av else ""}
        )
    return melding


def avvis_som_ikke_kap12(*, aktor: Bruker, nummer: str, begrunnelse: str, now: datetime) -> Melding:
    """Conclude that a melding is not about chapter 12, such as § 12-7 (L-4.9, L-7.1).

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to decide.
        Regelbrudd: no reason is given, someone has decided already, or the pupil or parents said so themselves.

    """
    with transaction.atomic():
        melding = laas_for_behandling(aktor, nummer, now)
        mangler = kan_avvises_som_ikke_kap12(eleven_selv=melding.kilde in ELEVENS_EGET_ORD, skjerpet=melding.skjerpet)
        if mangler:
            raise Regelbrudd(brudd_av(mangler, localdate(now)))
        if not begrunnelse.strip():
            raise Regelbrudd(_("Skriv hvorfor meldingen ikke gjelder kapittel 12."), felt="begrunnelse")
        melding.ikke_kap12_begrunnelse = begrunnelse
        _behandlet(melding, Behandling.IKKE_KAP12, aktor=aktor, now=now)
    return melding


def ta_imot(*, aktor: Bruker, nummer: str, data: Mottaksdata, now: datetime) -> list[Sak]:
    """Open a sak for each pupil of a melding, or add it to one that is open (L-4.9, L-4.20, section 2.2).

    Raises:
        IkkeFunnet, IkkeTilgang: not the actor's to decide.
        Regelbrudd: someone has decided already, a pupil lacks a decision, or the chosen saksansvarlig cannot lead it.

    """
    dag = localdate(now)
    with transaction.atomic():
        melding = laas_for_behandling(aktor, nummer, now)
        rader = {rad.pk: rad for rad in melding.elever.all()}
        if {valg.meldingelev_id for valg in data.elever} != set(rader):
            raise Regelbrudd(_("Ta stilling til alle elevene i meldingen."))
        if data.tatt_opp_med_rektor is not None and data.tatt_opp_med_rektor > dag:
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="tatt_opp_med_rektor")
        laas_soskensaker(aktor, [valg.sak_id for valg in data.elever if valg.sak_id is not None])
        saker: list[Sak] = []
        # The named first: who was only described may turn out to be one of them.
        for valg in sorted(data.elever, key=lambda v: rader[v.meldingelev_id].elev_id is None):
            rad = rader[valg.meldingelev_id]
            if rad.elev_id is not None and rad.elev_id != valg.elev.pk:
                raise Regelbrudd(_("Meldingen gjelder en annen elev."))
            if rad.elev_id is None and valg.elev.pk in {sak.elev_id for sak in saker}:
                # The reporter chose the pupil and described them too: one pupil, one sak, and the description stays.
                continue
            sak = (
                _legg_til(valg, aktor=aktor, now=now)
                if valg.sak_id is not None
                else _ny_sak(melding, valg.elev, data, aktor=aktor, now=now)
            )
            rad.elev = valg.elev
            rad.sak = sak
            lagre(rad, aktor=aktor, now=now)
            logg(sak, Hendelsestype.MELDING_LAGT_TIL, aktor=aktor, now=now, objekt=melding, melding=melding.nummer)
            _fakta_fra(melding, sak, aktor=aktor, now=now)
            overfor_inhabile(melding, sak, now=now)
            # A pupil who was unknown until now may be near the one who receives (L-N.5).
            sikre_leder(sak, aktor=aktor, now=now)
            oppdater(sak, aktor=aktor, now=now)
            _si_fra(sak, aktor=aktor, now=now)
            if valg.sak_id is not None and sak.skjerpet:
                # Whoever is named loses what came of the sak's earlier meldinger too.
                rett_for_soskensaker(sak, now=now)
            saker.append(sak)
        _behandlet(melding, Behandling.SAK, aktor=aktor, now=now)
    return saker


def _ny_sak(melding: Melding, elev: Elev, data: Mottaksdata, *, aktor: Bruker, now: datetime) -> Sak:
    dag = localdate(now)
    ansvarlig = data.ansvarlig or aktor
    if melding.mottaker == Mottaker.REKTOR and melding.skole_id not in roller_for(ansvarlig, dag).leder_skoler:
        raise Regelbrudd(_("Saksansvarlig må være rektor eller en leder med fullmakt."), felt="ansvarlig")
    if elev.skole_id != melding.skole_id:
        raise Regelbrudd(_("Eleven går på en annen skole. Meldingen må sendes dit."), felt="elev")
    eier = {
        Mottaker.REKTOR: Eier.SKOLE,
        Mottaker.SKOLEEIER: Eier.SKOLEEIER,
        Mottaker.KOMMUNALSJEF: Eier.KOMMUNALSJEF,
    }[Mottaker(melding.mottaker)]
    sak = opprett(
        Nysak(
            elev=elev,
            ansvarlig=ansvarlig if eier == Eier.SKOLE else aktor,
            mottatt=melding.sendt,
            gruppe=melding.nokkel,
            eier=eier,
            kriterier=data.kriterier,
            tatt_opp_med_rektor=data.tatt_opp_med_rektor,
            tatt_opp_av=data.tatt_opp_av,
            foresatte_informert=localdate(melding.sendt) if melding.foresatte_varslet else None,
        ),
        aktor=aktor,
        now=now,
    )
    if data.del_med_kontaktlarer and not sak.sperret and eier == Eier.SKOLE:
        sak.delt_med_kontaktlarer = True
        logg(sak, Hendelsestype.DELT_MED_KONTAKTLARER, aktor=aktor, now=now)
    return sak


def _legg_til(valg: Mottakselev, *, aktor: Bruker, now: datetime) -> Sak:
    sak = access.laas(aktor, Handling.LEDE, valg.sak_id or 0, localdate(now))
    if sak.avsluttet is not None:
        raise Regelbrudd(_("Saken er avsluttet. Gjenåpne den først, eller opprett en ny sak."), felt="sak")
    if sak.elev_id != valg.elev.pk:
        raise Regelbrudd(_("Saken gjelder en annen elev."), felt="sak")
    return sak


def _fakta_fra(melding: Melding, sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    """What the melding tells that carries law, written into the sak."""
    if melding.kilde in ELEVENS_EGET_ORD and not sak.eleven_har_meldt:
        sak.eleven_har_meldt = True
        sak.eleven_har_meldt_dato = melding.sagt_dato or melding.oppdaget
        if sak.tatt_opp_med_rektor is None and melding.mottaker == Mottaker.REKTOR:
            # L-6.2: by default the first time the pupil's or parents' own word reached the rektor. What went past the
            # school did not: then it is for the one who leads the sak to say.
            sak.tatt_opp_med_rektor = localdate(melding.sendt)
            sak.tatt_opp_av = str(Kilde(melding.kilde).label)
    personer = [
        Involvertdata(
            kategori=Involvert.Kategori(person.kategori),
            elev=person.elev,
            ansatt=person.ansatt,
            beskrivelse=person.beskrivelse,
        )
        for person in melding.involverte.select_related("elev", "ansatt")
        if person.elev_id is None or person.elev_id != sak.elev_id
    ]
    for person in personer:
        knytt_involvert(sak, person, aktor=aktor, now=now)
    skjerp(sak, ruting_for(personer, {sak.skole_id}, localdate(now)), aktor=aktor, now=now)


def _si_fra(sak: Sak, *, aktor: Bruker, now: datetime) -> None:
    si_fra_om_leder(sak, aktor.pk, now=now)
    if sak.delt_med_kontaktlarer and sak.elev.klasse_id is not None:
        rader = larere(localdate(now)).filter(klasse=sak.elev.klasse_id).select_related("bruker")
        varsle([rad.bruker for rad in rader], Varseltype.SAK_DELT, f"sak:{sak.pk}:delt:{sak.versjon}", now=now, sak=sak)


def _behandlet(melding: Melding, behandling: Behandling, *, aktor: Bruker, now: datetime) -> None:
    if melding.lest is None:
        melding.lest = now
        melding.lest_av = aktor
    melding.behandling = behandling
    melding.behandlet = now
    melding.behandlet_av = aktor
    try:
        lagre(melding, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    ordne_melding(melding, now, behandlet=True)
    ferdig = behandling == Behandling.IKKE_KAP12 and not stengt_for_melderen(melding)
    varsle(
        [melding.melder],
        Varseltype.MELDING_AVSLUTTET if ferdig else Varseltype.MELDING_FOLGES_OPP,
        f"melding:{melding.pk}:behandlet",
        now=now,
        melding=melding.nummer,
    )
