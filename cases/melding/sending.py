"""Doors of the one who reports: the draft, the sending, and where the melding goes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from secrets import token_bytes
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.melding import access as meldingsadgang
from cases.melding.models import (
    Behandling,
    Melding,
    Meldingelev,
    Meldinginvolvert,
    Meldingsnummerserie,
    Meldingsutkast,
    Mottaker,
)
from cases.melding.taushet import Behandlingssvar, krev_lov_til_a_fortelle, svar_i
from cases.sak import access
from cases.sak.feil import Brudd, IkkeTilgang, Regelbrudd
from cases.sak.ruting import Involvertdata, ruting_for
from cases.varsling.actions import varsle
from cases.varsling.tekster import Varseltype
from cases.vedlegg import lagring
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Rolle
from steinkjer_skolemiljo.organisation.roller import roller_for, systemet
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime, time

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Skole


class AlleredeSendt(Regelbrudd):
    """The form has been sent already, from another window, with other words. What stands in this one is not sent."""

    def __init__(self, nummer: str) -> None:
        super().__init__(
            _(
                "Du har alt sendt melding %(nummer)s fra dette skjemaet, kanskje i et annet vindu. Det som står her "
                "nå, er ikke sendt. Se over, og trykk «Send meldingen» for å sende det som en ny melding. "
                "Vil du heller legge det til den første, åpner du den under «Mine meldinger»."
            )
            % {"nummer": nummer}
        )


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

    A melding that has been sent leaves no draft behind, also when a late save arrives after it: then what is returned
    has no row.

    Raises:
        Regelbrudd: a helsepersonell may not tell it, or has not said where it comes from; nothing is stored.

    """
    krev_lov_til_a_fortelle(aktor, svar_i(felter), now)
    with transaction.atomic():
        _en_om_gangen(aktor)
        if Melding.objects.filter(nokkel=nokkel).exists():
            return Meldingsutkast(bruker=aktor, nokkel=nokkel, endret=now)
        utkast, _ny = Meldingsutkast.objects.update_or_create(
            bruker=aktor, defaults={"nokkel": nokkel, "felter": dict(felter), "endret": now}
        )
    return utkast


def _en_om_gangen(aktor: Bruker) -> None:
    """Whoever presses twice waits here for the first, and so does what is kept while it is sent."""
    list(Bruker.objects.select_for_update(no_key=True).filter(pk=aktor.pk).values_list("pk"))


def forkast_utkast(*, aktor: Bruker) -> None:
    """Throw away one's own draft."""
    Meldingsutkast.objects.filter(bruker=aktor).delete()


def send_melding(*, aktor: Bruker, data: Meldingsdata, now: datetime) -> list[Melding]:
    """Send a melding to the one who must have it (§ 12-4 second paragraph, § 12-5; L-4.4, L-4.5, L-5.1–L-5.3).

    Pupils of different schools give one melding for each school. The same ``nokkel`` is sent once, however many times
    the button is pressed; other words under it are never taken for the first.

    Raises:
        AlleredeSendt: the form was sent before with other words, such as from another window; nothing is sent now.
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
        _en_om_gangen(aktor)
        nokler = _nokler(data)
        sendt = list(Melding.objects.filter(nokkel__in=nokler.values(), melder=aktor).order_by("pk"))
        if sendt:
            if not _er_den_samme(sendt, data):
                raise AlleredeSendt(sendt[0].nummer)
            return sendt
        meldinger = [
            _skriv(aktor, data, skole=skole, nokkel=nokkel, now=now, dag=dag) for skole, nokkel in nokler.items()
        ]
        _med_filer(aktor, data.nokkel, meldinger, now=now)
        forkast_utkast(aktor=aktor)
    return meldinger


def _med_filer(aktor: Bruker, nokkel: UUID, meldinger: Sequence[Melding], *, now: datetime) -> None:
    """The files that wait in the draft follow each melding it becomes."""
    utkast = Meldingsutkast.objects.filter(bruker=aktor, nokkel=nokkel).first()
    if utkast is not None:
        filer = lagring.utkastets_filer(utkast)
        for melding in meldinger:
            lagring.i_melding(melding, filer, aktor=aktor, now=now)


# Said by the form too, so that all that is missing is told at once.
HVEM_MANGLER = gettext_lazy("Velg eleven, eller beskriv hvem det gjelder.")
# What is compared word for word; the rest of a melding is whom it is about and who may have offended.
ORDRETT = (
    "hva_skjedde",
    "naar_dato",
    "naar_klokkeslett",
    "naar_beskrivelse",
    "oppdaget",
    "kilde",
    "sagt_dato",
    "vitner",
    "grep_inn",
    "grep_inn_beskrivelse",
    "fysisk_inngripen",
    "strakstiltak",
    "trygg_naa",
    "foresatte_varslet",
    "foresatte_varslet_beskrivelse",
    "haster",
)


def _er_den_samme(sendt: Sequence[Melding], data: Meldingsdata) -> bool:
    """Whether what is sent now is what was sent before: pressed twice, or asked again after a lost answer."""
    forste = sendt[0]
    rader = Meldingelev.objects.filter(melding__in=sendt)
    # The receiver may have found out who an unknown pupil was: what the reporter wrote is the description.
    elever = {rad.elev_id for rad in rader if not rad.beskrivelse}
    ukjente = {rad.beskrivelse for rad in rader if rad.beskrivelse}
    personer = Meldinginvolvert.objects.filter(melding=forste)
    return (
        all(getattr(forste, navn) == getattr(data, navn) for navn in ORDRETT)
        and set(forste.arenaer) == set(data.arenaer)
        and set(forste.typer) == set(data.typer)
        and elever == {elev.pk for elev in data.elever}
        and {melding.skole_id for melding in sendt} == {skole.pk for skole in _nokler(data)}
        and ukjente == ({data.ukjent_elev} if data.ukjent_elev.strip() else set())
        and {(p.kategori, p.elev_id, p.ansatt_id, p.beskrivelse) for p in personer}
        == {(k.kategori, k.elev and k.elev.pk, k.ansatt and k.ansatt.pk, k.beskrivelse) for k in data.krenkere}
    )


def _krev_innhold(data: Meldingsdata, dag: date) -> None:
    brudd = []
    if not data.elever and not data.ukjent_elev.strip():
        brudd.append(Brudd(str(HVEM_MANGLER), felt="elever"))
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
    fram_til_mottaker(melding, aktor=aktor, now=now, dag=dag)
    return melding


def fram_til_mottaker(melding: Melding, *, aktor: Bruker, now: datetime, dag: date) -> None:
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
        haster=_haster(melding),
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


def si_fra_om_tillegg(melding: Melding, tillegg_id: int, saker: Sequence[Sak], *, aktor: Bruker, now: datetime) -> None:
    """Tell that the reporter has added something: those who lead the saker it led to, or who are to receive it."""
    dag, nokkel = localdate(now), f"melding:{melding.pk}:tillegg:{tillegg_id}"
    til: list[tuple[Sak | None, list[Bruker]]] = [(sak, _lovlige(melding, [sak.ansvarlig], dag)) for sak in saker]
    if not any(hvem for _sak, hvem in til):
        # No sak yet, or nobody there who may read it now.
        til = [(None, _lovlige(melding, _kandidater(melding, dag), dag))]
    for sak, hvem in til:
        varsle(
            [person for person in hvem if person != aktor],
            Varseltype.MELDING_TILLEGG,
            nokkel,
            now=now,
            sak=sak,
            haster=_haster(melding) and sak is None,
            melding=melding.nummer,
        )


def _haster(melding: Melding) -> bool:
    return melding.skjerpet or melding.haster or melding.trygg_naa == "nei"


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
    """Send on the meldinger nobody has handled that the school may not have; returns how many.

    The rektor has turned out to be near a pupil in it, or one who was reported has since become a leader there.

    Args:
        now: the time of the act.
        elever: only those about these pupils; all when left out.

    """
    dag = localdate(now)
    aktor = systemet()
    antall = 0
    om = Q(elever__elev__isnull=False) | Q(involverte__elev__isnull=False)
    if elever is not None:
        om = Q(elever__elev__in=elever) | Q(involverte__elev__in=elever)
    til_rektor = Melding.objects.filter(behandling=Behandling.NY, mottaker=Mottaker.REKTOR)
    om_ledelsen = set(til_rektor.filter(meldingsadgang.om_ledelsen(dag)).values_list("pk", flat=True))
    aktuelle = om_ledelsen | set(til_rektor.filter(om).values_list("pk", flat=True))
    for melding_id in sorted(aktuelle):
        with transaction.atomic():
            melding = (
                Melding.objects.select_for_update(no_key=True)
                .filter(pk=melding_id, behandling=Behandling.NY, mottaker=Mottaker.REKTOR)
                .first()
            )
            if melding is not None and (melding_id in om_ledelsen or meldingsadgang.rektor_er_naer(melding, dag)):
                fram_til_mottaker(melding, aktor=aktor, now=now, dag=dag)
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
