"""Doors of the melding: draft, send, add, read, and receive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from secrets import token_bytes
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.lov.avslutning import kan_avvises_som_ikke_kap12
from cases.melding import access as meldingsadgang
from cases.melding.models import (
    Behandling,
    Kilde,
    Melding,
    Meldingelev,
    Meldinginvolvert,
    Meldingsnummerserie,
    Meldingstillegg,
    Meldingsutkast,
    Mottaker,
)
from cases.melding.taushet import Behandlingssvar, krev_lov_til_a_fortelle, svar_i
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.actions import knytt_involvert
from cases.sak.feil import Brudd, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.habilitet import overfor_inhabile
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.leder import si_fra_om_leder, sikre_leder, skjerp
from cases.sak.models import Eier, Involvert, Sak
from cases.sak.opprett import Nysak, opprett
from cases.sak.ruting import Involvertdata, ruting_for
from cases.sak.tilstand import oppdater
from cases.sak.vurdering import brudd_av
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Kontaktlarer, Rolle, gjelder
from steinkjer_skolemiljo.organisation.roller import roller_for, systemet
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime, time

    from cases.sak.models import Kriterium
    from steinkjer_skolemiljo.organisation.models import Skole

ELEVENS_EGET_ORD = frozenset({Kilde.ELEVEN, Kilde.FORESATTE})


@dataclass(frozen=True)
class Meldingsdata:
    """What a reporter tells (section 2.1 of the law note). ``elever`` or ``ukjent_elev`` says who it is about."""

    nokkel: UUID
    hva_skjedde: str
    oppdaget: date
    elever: tuple[Elev, ...] = ()
    ukjent_elev: str = ""
    skole: Skole | None = None
    krenkere: tuple[Involvertdata, ...] = ()
    naar_dato: date | None = None
    naar_klokkeslett: time | None = None
    naar_beskrivelse: str = ""
    arenaer: tuple[str, ...] = ()
    kilde: str = ""
    sagt_dato: date | None = None
    typer: tuple[str, ...] = ()
    vitner: str = ""
    grep_inn: bool | None = None
    grep_inn_beskrivelse: str = ""
    fysisk_inngripen: bool = False
    strakstiltak: str = ""
    trygg_naa: str = ""
    foresatte_varslet: bool | None = None
    foresatte_varslet_beskrivelse: str = ""
    haster: bool = False
    behandling: Behandlingssvar = field(default_factory=Behandlingssvar)


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


def apne_utkast(*, aktor: Bruker, now: datetime) -> Meldingsutkast:
    """The draft of one who opens the form, begun if there is none: ``nokkel`` and key are the same after a crash.

    For a helsepersonell only when the question has been answered; what is begun here holds nothing of what is written.
    """
    utkast, _ny = Meldingsutkast.objects.get_or_create(bruker=aktor, defaults={"endret": now})
    if not utkast.nettlesernokkel:
        # Two tabs at once: the first to write decides, and both use that key.
        Meldingsutkast.objects.filter(pk=utkast.pk, nettlesernokkel=b"").update(nettlesernokkel=token_bytes(32))
        utkast.refresh_from_db(fields=["nettlesernokkel"])
    return utkast


def lagre_utkast(*, aktor: Bruker, nokkel: UUID, felter: Mapping[str, list[str]], now: datetime) -> Meldingsutkast:
    """Keep what someone is writing. One draft a person; only its writer can read it.

    A melding that has been sent leaves no draft behind, also when a late save arrives after it.

    Raises:
        Regelbrudd: a helsepersonell may not tell it, or has not said where it comes from; nothing is stored.

    """
    krev_lov_til_a_fortelle(aktor, svar_i(felter), now)
    with transaction.atomic():
        if Melding.objects.filter(nokkel=nokkel).exists():
            return Meldingsutkast(bruker=aktor, nokkel=nokkel, endret=now)
        utkast, _ny = Meldingsutkast.objects.update_or_create(
            bruker=aktor, defaults={"nokkel": nokkel, "felter": dict(felter), "endret": now}
        )
    return utkast


def forkast_utkast(*, aktor: Bruker) -> None:
    """Throw away one's own draft."""
    Meldingsutkast.objects.filter(bruker=aktor).delete()


def send_melding(*, aktor: Bruker, data: Meldingsdata, now: datetime) -> list[Melding]:
    """Send a melding to the one who must have it (§ 12-4 second paragraph, § 12-5; L-4.4, L-4.5, L-5.1–L-5.3).

    Pupils of different schools give one melding for each school. The same ``nokkel`` is sent once, however many times
    the button is pressed.

    Raises:
        IkkeTilgang: the actor has no role in the municipality's schools today.
        Regelbrudd: nobody is named or described, or nothing is told.
        Taushetsplikt: a helsepersonell has it from treatment, without consent.

    """
    dag = localdate(now)
    if not roller_for(aktor, dag).finnes:
        raise IkkeTilgang(_("Du har ingen rolle ved skolene i kommunen i dag. Snakk med rektor."))
    data = replace(data, behandling=krev_lov_til_a_fortelle(aktor, data.behandling, now))
    _krev_innhold(data, dag)
    with transaction.atomic():
        # Whoever presses twice waits here for the first.
        list(Bruker.objects.select_for_update(no_key=True).filter(pk=aktor.pk).values_list("pk"))
        nokler = _nokler(data)
        sendt = list(Melding.objects.filter(nokkel__in=nokler.values(), melder=aktor).order_by("pk"))
        if sendt:
            return sendt
        meldinger = [
            _skriv(aktor, data, skole=skole, nokkel=nokkel, now=now, dag=dag) for skole, nokkel in nokler.items()
        ]
        forkast_utkast(aktor=aktor)
    return meldinger


def _krev_innhold(data: Meldingsdata, dag: date) -> None:
    brudd = []
    if not data.elever and not data.ukjent_elev.strip():
        brudd.append(Brudd(_("Velg eleven, eller beskriv hvem det gjelder."), felt="elever"))
    if data.ukjent_elev.strip() and not data.elever and data.skole is None:
        brudd.append(Brudd(_("Velg hvilken skole eleven går på."), felt="skole"))
    if not data.hva_skjedde.strip():
        brudd.append(Brudd(_("Skriv hva du har sett, hørt eller fått vite."), felt="hva_skjedde"))
    brudd.extend(
        Brudd(_("Datoen kan ikke være fram i tid."), felt=felt)
        for felt, dato in (("oppdaget", data.oppdaget), ("naar_dato", data.naar_dato), ("sagt_dato", data.sagt_dato))
        if dato is not None and dato > dag
    )
    if brudd:
        raise Regelbrudd(brudd)


def _nokler(data: Meldingsdata) -> dict[Skole, UUID]:
    skoler = {elev.skole: None for elev in data.elever}
    if data.ukjent_elev.strip() and data.skole is not None:
        skoler[data.skole] = None
    ordnet = sorted(skoler, key=lambda skole: skole.pk)
    return {
        skole: data.nokkel if nummer == 0 else uuid5(data.nokkel, str(skole.pk)) for nummer, skole in enumerate(ordnet)
    }


def _nytt_meldingsnummer(aar: int) -> str:
    Meldingsnummerserie.objects.get_or_create(aar=aar)
    serie = Meldingsnummerserie.objects.select_for_update().get(aar=aar)
    serie.siste += 1
    serie.save(update_fields=["siste"])
    return f"M-{aar}-{serie.siste:04d}"


def _skriv(aktor: Bruker, data: Meldingsdata, *, skole: Skole, nokkel: UUID, now: datetime, dag: date) -> Melding:
    ruting = ruting_for(data.krenkere, {skole.pk}, dag)
    try:
        melding = lagre(
            Melding(
                nummer=_nytt_meldingsnummer(now.year),
                nokkel=nokkel,
                melder=aktor,
                skole=skole,
                sendt=now,
                hva_skjedde=data.hva_skjedde,
                naar_dato=data.naar_dato,
                naar_klokkeslett=data.naar_klokkeslett,
                naar_beskrivelse=data.naar_beskrivelse,
                oppdaget=data.oppdaget,
                arenaer=list(data.arenaer),
                kilde=data.kilde,
                sagt_dato=data.sagt_dato,
                typer=list(data.typer),
                vitner=data.vitner,
                grep_inn=data.grep_inn,
                grep_inn_beskrivelse=data.grep_inn_beskrivelse,
                fysisk_inngripen=data.fysisk_inngripen,
                strakstiltak=data.strakstiltak,
                trygg_naa=data.trygg_naa,
                foresatte_varslet=data.foresatte_varslet,
                foresatte_varslet_beskrivelse=data.foresatte_varslet_beskrivelse,
                haster=data.haster,
                **vars(data.behandling),
                mottaker=Mottaker(ruting.mottaker.value),
                skjerpet=ruting.skjerpet,
            ),
            aktor=aktor,
            now=now,
        )
        for elev in data.elever:
            if elev.skole_id == skole.pk:
                lagre(Meldingelev(melding=melding, elev=elev), aktor=aktor, now=now)
        if data.ukjent_elev.strip() and data.skole == skole:
            lagre(Meldingelev(melding=melding, beskrivelse=data.ukjent_elev), aktor=aktor, now=now)
        for krenker in data.krenkere:
            lagre(
                Meldinginvolvert(
                    melding=melding,
                    kategori=krenker.kategori,
                    elev=krenker.elev,
                    ansatt=krenker.ansatt,
                    beskrivelse=krenker.beskrivelse,
                ),
                aktor=aktor,
                now=now,
            )
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    _fram_til_mottaker(melding, aktor=aktor, now=now, dag=dag)
    return melding


def _fram_til_mottaker(melding: Melding, *, aktor: Bruker, now: datetime, dag: date) -> None:
    """Notify those who receive it. Where the school has no lawful receiver it goes to skoleeier (L-N.5, D-23, D-24)."""
    mottakere = _lovlige(melding, _kandidater(melding, dag), dag)
    if melding.mottaker == Mottaker.REKTOR:
        rektorer = [leder for leder in access.ledere_ved(melding.skole_id, dag) if _er_rektor(leder, melding, dag)]
        egne = [rektor for rektor in rektorer if melding.skole_id in roller_for(rektor, dag).egne_rektor_skoler]
        inhabil_rektor = len(_lovlige(melding, rektorer, dag)) < len(rektorer) and not _lovlige(melding, egne, dag)
        skolens = [m for m in mottakere if melding.skole_id in roller_for(m, dag).leder_skoler]
        if inhabil_rektor or not skolens:
            melding.mottaker = Mottaker.SKOLEEIER
            mottakere = _lovlige(lagre(melding, aktor=aktor, now=now), _kandidater(melding, dag), dag)
    if not mottakere and melding.mottaker == Mottaker.SKOLEEIER:
        melding.mottaker = Mottaker.KOMMUNALSJEF
        mottakere = _lovlige(lagre(melding, aktor=aktor, now=now), _kandidater(melding, dag), dag)
    varsle(
        mottakere,
        Varseltype.NY_MELDING,
        f"melding:{melding.pk}:ny",
        now=now,
        haster=melding.skjerpet or melding.haster or melding.trygg_naa == "nei",
        melding=melding.nummer,
    )
    if not mottakere:
        # It is never refused: it waits at the top, and the one who gives roles is told its number.
        varsle(
            _som_kan_gi_roller(melding, dag),
            Varseltype.MELDING_UTEN_MOTTAKER,
            f"melding:{melding.pk}:uten_mottaker",
            now=now,
            haster=True,
            melding=melding.nummer,
        )


def _er_rektor(leder: Bruker, melding: Melding, dag: date) -> bool:
    return melding.skole_id in roller_for(leder, dag).rektor_skoler


def _som_kan_gi_roller(melding: Melding, dag: date) -> list[Bruker]:
    for rolle in (Rolle.SYSTEMFORVALTER, Rolle.PERSONVERNOMBUD):
        kandidater = access.med_kommunerolle(rolle, dag)
        lovlige = [
            b for b in kandidater if not Melding.objects.filter(meldingsadgang.nektet(b), pk=melding.pk).exists()
        ]
        if lovlige:
            return lovlige
    return []


def flytt_fra_inhabile(now: datetime, *, elever: Collection[int] | None = None) -> int:
    """Send on the meldinger nobody has handled, whose rektor has turned out to be near the pupil; returns how many.

    Args:
        now: the time of the act.
        elever: only those about these pupils; all when left out.

    """
    dag = localdate(now)
    aktor = systemet()
    antall = 0
    om = Meldingelev.objects.filter(elev__isnull=False)
    if elever is not None:
        om = om.filter(elev__in=elever)
    ubehandlet = Melding.objects.filter(behandling=Behandling.NY, mottaker=Mottaker.REKTOR, pk__in=om.values("melding"))
    for melding_id in ubehandlet.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            melding = (
                Melding.objects.select_for_update(no_key=True)
                .filter(pk=melding_id, behandling=Behandling.NY, mottaker=Mottaker.REKTOR)
                .first()
            )
            if melding is not None and meldingsadgang.rektor_er_naer(melding, dag):
                _fram_til_mottaker(melding, aktor=aktor, now=now, dag=dag)
                antall += melding.mottaker != Mottaker.REKTOR
    return antall


def _kandidater(melding: Melding, dag: date) -> list[Bruker]:
    match Mottaker(melding.mottaker):
        case Mottaker.REKTOR:
            ledere = access.ledere_ved(melding.skole_id, dag)
            return ledere + (access.med_kommunerolle(Rolle.SEKTORLEDER, dag) if melding.skjerpet else [])
        case Mottaker.SKOLEEIER:
            return access.med_kommunerolle(Rolle.SEKTORLEDER, dag)
        case Mottaker.KOMMUNALSJEF:
            return access.med_kommunerolle(Rolle.KOMMUNALSJEF, dag)


def _lovlige(melding: Melding, kandidater: Sequence[Bruker], dag: date) -> list[Bruker]:
    return [k for k in kandidater if Melding.objects.visible_to(k, dag).filter(pk=melding.pk).exists()]


def legg_til_tillegg(
    *, aktor: Bruker, nummer: str, tekst: str, now: datetime, behandling: Behandlingssvar | None = None
) -> Meldingstillegg:
    """Add something one remembered later to one's own melding: a new row, never a change (L-4.8).

    Raises:
        IkkeFunnet: not the actor's melding.
        Taushetsplikt: a helsepersonell has it from treatment, without consent.

    """
    svar = krev_lov_til_a_fortelle(aktor, behandling or Behandlingssvar(), now)
    with transaction.atomic():
        melding = Melding.objects.skrevet_av(aktor).select_for_update(no_key=True).filter(nummer=nummer).first()
        if melding is None:
            raise IkkeFunnet
        try:
            tillegg = lagre(
                Meldingstillegg(melding=melding, tekst=tekst, skrevet=now, skrevet_av=aktor, **vars(svar)),
                aktor=aktor,
                now=now,
            )
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        # The reporter may not see the sak; the line in its log is written all the same.
        for sak in Sak.objects.filter(meldingselever__melding=melding).order_by("pk"):
            logg(sak, Hendelsestype.TILLEGG_TIL_MELDING, aktor=aktor, now=now, objekt=tillegg, melding=melding.nummer)
    return tillegg


def merk_lest(*, aktor: Bruker, nummer: str, now: datetime) -> Melding:
    """Note who received a melding first, and when: from then the school knows (L-4.9).

    Raises:
        IkkeFunnet: it does not exist, or is not this person's to receive.

    """
    with transaction.atomic():
        melding = _laas(aktor, nummer, localdate(now))
        if melding.lest is None:
            melding.lest = now
            melding.lest_av = aktor
            lagre(melding, aktor=aktor, now=now)
            if not _stengt_for_melderen(melding):
                varsle(
                    [melding.melder],
                    Varseltype.MELDING_LEST,
                    f"melding:{melding.pk}:lest",
                    now=now,
                    melding=melding.nummer,
                )
    return melding


def _stengt_for_melderen(melding: Melding) -> bool:
    """Whether the reporter is denied what it led to: then they are told that it is followed up, and no more (A-4)."""
    return Melding.objects.filter(meldingsadgang.nektet(melding.melder), pk=melding.pk).exists()


def _laas(aktor: Bruker, nummer: str, dag: date) -> Melding:
    melding = (
        Melding.objects.visible_to(aktor, dag)
        .select_for_update(of=("self",), no_key=True)
        .select_related("skole", "melder")
        .filter(nummer=nummer)
        .first()
    )
    if melding is None:
        raise IkkeFunnet
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


def _laas_for_behandling(aktor: Bruker, nummer: str, now: datetime) -> Melding:
    dag = localdate(now)
    melding = _laas(aktor, nummer, dag)
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
        melding = _laas_for_behandling(aktor, nummer, now)
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
        melding = _laas_for_behandling(aktor, nummer, now)
        rader = {rad.pk: rad for rad in melding.elever.all()}
        if {valg.meldingelev_id for valg in data.elever} != set(rader):
            raise Regelbrudd(_("Ta stilling til alle elevene i meldingen."))
        if data.tatt_opp_med_rektor is not None and data.tatt_opp_med_rektor > dag:
            raise Regelbrudd(_("Datoen kan ikke være fram i tid."), felt="tatt_opp_med_rektor")
        saker = []
        for valg in data.elever:
            rad = rader[valg.meldingelev_id]
            if rad.elev_id is not None and rad.elev_id != valg.elev.pk:
                raise Regelbrudd(_("Meldingen gjelder en annen elev."))
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
        if sak.tatt_opp_med_rektor is None:
            # L-6.2: by default the first time the pupil's or parents' own word reached the rektor.
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
        larere = [
            rad.bruker
            for rad in Kontaktlarer.objects.filter(gjelder(localdate(now)), klasse=sak.elev.klasse_id).select_related(
                "bruker"
            )
        ]
        varsle(larere, Varseltype.SAK_DELT, f"sak:{sak.pk}:delt:{sak.versjon}", now=now, sak=sak)


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
    ferdig = behandling == Behandling.IKKE_KAP12 and not _stengt_for_melderen(melding)
    varsle(
        [melding.melder],
        Varseltype.MELDING_AVSLUTTET if ferdig else Varseltype.MELDING_FOLGES_OPP,
        f"melding:{melding.pk}:behandlet",
        now=now,
        melding=melding.nummer,
    )
