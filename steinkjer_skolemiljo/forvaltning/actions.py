"""Doors of users, roles and classes' teachers. Nobody changes their own; what opens saker needs two persons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cases.overlevering.nattkontroll import si_fra_om_foreldrelose
from cases.overlevering.queries import har_aapent_arbeid
from cases.sak.access import laasen_paa, ta_laasen
from cases.sak.feil import Brudd, Foreldet, IkkeFunnet, IkkeTilgang, Regelbrudd
from cases.sak.tilgang import avslutt_tilganger_for
from cases.varsling.actions import varsle
from cases.varsling.ordnet import ordne
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.forvaltning import access, regler
from steinkjer_skolemiljo.organisation.innlogging.actions import noter_epost_endret, steng
from steinkjer_skolemiljo.organisation.models import (
    Bruker,
    Kontaktlarer,
    Rolle,
    Rolleforslag,
    Rolletildeling,
    gjelder,
)
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Klasse, Skole

# A stand-in is named for an absence, not for good.
LENGSTE_STEDFORTRED = timedelta(days=366)
EN_DAG = timedelta(days=1)
LAAS_BRUKER = laasen_paa("organisation_bruker", "id")
LAAS_FORSLAG = laasen_paa("organisation_rolleforslag", "id")
AAPENT_ARBEID = _lazy(
    "Personen har åpent arbeid i saker. Den som leder sakene, kan gi det til en annen på siden Overlevering. "
    "Kryss av for å gå videre likevel."
)


@dataclass(frozen=True)
class Brukerdata:
    """What is written about a person who works here."""

    email: str
    fornavn: str
    etternavn: str
    stilling: str = ""
    telefon: str = ""
    er_helsepersonell: bool = False


@dataclass(frozen=True)
class Rolledata:
    """A role to give: what, where, from when to when, and why."""

    rolle: Rolle
    fra: date
    skole: Skole | None = None
    til: date | None = None
    fullmakt: bool = False
    stedfortreder: bool = False
    begrunnelse: str = ""


def _krev_forvalter(aktor: Bruker, dag: date) -> None:
    if not access.kan_endre(aktor, dag):
        raise IkkeFunnet


def _laas(aktor: Bruker, bruker_id: int, dag: date) -> Bruker:
    ta_laasen(aktor, LAAS_BRUKER, bruker_id)
    bruker = access.endrebare_brukere(aktor, dag).filter(pk=bruker_id).first()
    if bruker is None:
        raise IkkeFunnet
    return bruker


def _skriv(bruker: Bruker, data: Brukerdata, *, aktor: Bruker, now: datetime) -> Bruker:
    bruker.email = data.email.strip().lower()
    bruker.fornavn, bruker.etternavn = data.fornavn.strip(), data.etternavn.strip()
    bruker.stilling, bruker.telefon = data.stilling.strip(), data.telefon.strip()
    bruker.er_helsepersonell = data.er_helsepersonell
    try:
        return lagre(bruker, aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil


def registrer_bruker(*, aktor: Bruker, data: Brukerdata, rolle: Rolledata, now: datetime) -> Bruker:
    """Register a person who works here, with the first role. They cannot log in before they have chosen a password.

    Raises:
        IkkeFunnet: the actor manages no users.
        Regelbrudd: the e-mail is taken, a name is missing, or the role is not the actor's to give.

    """
    with transaction.atomic():
        _krev_forvalter(aktor, localdate(now))
        bruker = Bruker()
        bruker.set_unusable_password()
        _skriv(bruker, data, aktor=aktor, now=now)
        _tildel(bruker, rolle, aktor=aktor, now=now)
    return bruker


def staar_som(bruker: Bruker) -> str:
    """Names what stands about a person; their history cannot, for they choose a language and a password too."""
    felter = [getattr(bruker, navn) for navn in Brukerdata.__dataclass_fields__]
    return hashlib.sha256(repr(felter).encode()).hexdigest()[:16]


def endre_bruker(*, aktor: Bruker, bruker_id: int, data: Brukerdata, sett: str | None = None, now: datetime) -> Bruker:
    """Correct what is written about a person.

    Args:
        aktor: who corrects it.
        bruker_id: whose.
        data: what is to stand.
        sett: what stood when the form was shown (``staar_som``).
        now: the time of the act.

    Raises:
        IkkeFunnet: not a user the actor may change.
        Foreldet: somebody changed it meanwhile: an e-mail that was corrected does not become the old one again.
        Regelbrudd: the e-mail is taken or is not the actor's to change, or a name is missing.

    """
    dag = localdate(now)
    with transaction.atomic():
        bruker = _laas(aktor, bruker_id, dag)
        if sett not in (None, staar_som(bruker)):
            raise Foreldet
        tidligere = bruker.email
        ny = data.email.strip().lower() != tidligere
        if ny and not access.kan_endre_epost(aktor, bruker, dag):
            raise Regelbrudd(
                _("Personen har roller utenfor skolen din. Be systemforvalteren endre e-posten."), felt="email"
            )
        _skriv(bruker, data, aktor=aktor, now=now)
        if ny:
            noter_epost_endret(bruker=bruker, aktor=aktor, tidligere=tidligere, now=now)
    return bruker


def deaktiver_bruker(*, aktor: Bruker, bruker_id: int, likevel: bool = False, now: datetime) -> Bruker:
    """Close the account of one who has left: logged out at once, every role and grant ended. What they wrote stays.

    Args:
        aktor: who closes it.
        bruker_id: whose account.
        likevel: also while the person has open work: those who lead the saker are then told at once.
        now: the time of the act.

    Raises:
        IkkeFunnet: not a user the actor may change.
        IkkeTilgang: the person has roles that are not the actor's to end.
        Regelbrudd: the person has open work, and ``likevel`` was not said.

    """
    dag = localdate(now)
    with transaction.atomic():
        bruker = _laas(aktor, bruker_id, dag)
        if not likevel and har_aapent_arbeid(bruker, dag, spor=aktor):
            raise Regelbrudd(str(AAPENT_ARBEID), felt="likevel")
        igjen = Rolletildeling.objects.filter(bruker=bruker).exclude(til__lt=dag).order_by("pk")
        for tildeling in igjen:
            if not access.kan_avslutte(aktor, tildeling, dag):
                raise IkkeTilgang(_("Personen har roller utenfor skolen din. Be systemforvalteren avslutte dem."))
            _avslutt(tildeling, siste=dag - EN_DAG, aktor=aktor, now=now)
        for kontakt in Kontaktlarer.objects.filter(bruker=bruker).exclude(til__lt=dag).order_by("pk"):
            _avslutt(kontakt, siste=dag - EN_DAG, aktor=aktor, now=now)
        bruker.is_active = False
        lagre(bruker, aktor=aktor, now=now, provd=True)
        steng(bruker=bruker, now=now)
        avslutt_tilganger_for(bruker, now=now)
        si_fra_om_foreldrelose(now, ansvarlig=bruker)
    return bruker


def aktiver_bruker(*, aktor: Bruker, bruker_id: int, now: datetime) -> Bruker:
    """Open an account again for one who has come back. The roles they had are not given back.

    Raises:
        IkkeFunnet: not a user the actor may change.

    """
    with transaction.atomic():
        bruker = _laas(aktor, bruker_id, localdate(now))
        bruker.is_active = True
        return lagre(bruker, aktor=aktor, now=now, provd=True)


def tildel_rolle(*, aktor: Bruker, bruker_id: int, data: Rolledata, now: datetime) -> Rolletildeling | Rolleforslag:
    """Give a person a role: at once where it opens no sak, else as a proposal that another person decides.

    Raises:
        IkkeFunnet: not a user the actor may change.
        Regelbrudd: not a role the actor may give, the dates make no sense, or the person has it already.

    """
    with transaction.atomic():
        return _tildel(_laas(aktor, bruker_id, localdate(now)), data, aktor=aktor, now=now)


def _tildel(bruker: Bruker, data: Rolledata, *, aktor: Bruker, now: datetime) -> Rolletildeling | Rolleforslag:
    dag = localdate(now)
    roller = roller_for(aktor, dag)
    _provd(bruker, data, aktor, dag)
    felter = {
        "bruker": bruker,
        "rolle": data.rolle,
        "skole": data.skole,
        "fra": data.fra,
        "til": data.til,
        "fullmakt": data.fullmakt,
        "stedfortreder_for": aktor if data.stedfortreder else None,
    }
    skole_id = data.skole.pk if data.skole is not None else None
    if not regler.trenger_forslag(
        roller, data.rolle, skole_id, fullmakt=data.fullmakt, stedfortreder_for_seg=data.stedfortreder
    ):
        return _gi(felter, aktor=aktor, now=now)
    if not data.begrunnelse.strip():
        raise Regelbrudd(
            _("Skriv hvorfor personen skal ha rollen. En annen skal ta stilling til det."), felt="begrunnelse"
        )
    try:
        forslag = lagre(
            Rolleforslag(**felter, begrunnelse=data.begrunnelse.strip(), foreslatt_av=aktor, foreslatt=now),
            aktor=aktor,
            now=now,
        )
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    varsle(_godkjennere(forslag, dag), Varseltype.ROLLEFORSLAG, f"rolleforslag:{forslag.pk}", now=now)
    return forslag


def _provd(bruker: Bruker, data: Rolledata, aktor: Bruker, dag: date) -> None:
    roller = roller_for(aktor, dag)
    skole_id = data.skole.pk if data.skole is not None else None
    brudd = []
    if regler.er_kommunerolle(data.rolle) != (data.skole is None):
        brudd.append(
            Brudd(_("Denne rollen gjelder hele kommunen. La skolen stå tom."), felt="skole")
            if data.skole is not None
            else Brudd(_("Velg hvilken skole rollen gjelder."), felt="skole")
        )
    elif not regler.kan_gi(roller, data.rolle, skole_id):
        brudd.append(Brudd(_("Denne rollen kan du ikke gi. Be systemforvalteren foreslå den."), felt="rolle"))
    if data.fra < dag:
        brudd.append(Brudd(_("En rolle kan ikke begynne før i dag."), felt="fra"))
    if data.til is not None and data.til < data.fra:
        brudd.append(Brudd(_("Rollen kan ikke slutte før den begynner."), felt="til"))
    if data.fullmakt and data.rolle not in {Rolle.AVDELINGSLEDER, Rolle.SFO_LEDER}:
        brudd.append(Brudd(_("Fullmakt gis til avdelingsleder eller SFO-leder."), felt="fullmakt"))
    brudd.extend(_stedfortrederbrudd(data, aktor, roller.rektor_skoler, dag))
    samme = Rolletildeling.objects.filter(
        bruker=bruker, rolle=data.rolle, skole=data.skole, fullmakt=data.fullmakt
    ).exclude(til__lt=data.fra)
    if data.til is not None:
        samme = samme.filter(fra__lte=data.til)
    if not brudd and bruker.pk is not None and samme.exists():
        brudd.append(Brudd(_("Personen har denne rollen i denne tiden fra før."), felt="rolle"))
    if brudd:
        raise Regelbrudd(brudd)


def _stedfortrederbrudd(data: Rolledata, aktor: Bruker, rektor_skoler: frozenset[int], dag: date) -> list[Brudd]:
    skole_id = data.skole.pk if data.skole is not None else None
    if not data.stedfortreder:
        # A rektor who gives away a rektor's role does so for an absence.
        if data.rolle is Rolle.REKTOR and skole_id in rektor_skoler:
            return [
                Brudd(_("Som rektor kan du utpeke en stedfortreder for deg. Kryss av for det."), felt="stedfortreder")
            ]
        return []
    if data.rolle is not Rolle.REKTOR or skole_id not in rektor_skoler:
        return [Brudd(_("En stedfortreder får rollen rektor, ved din egen skole."), felt="stedfortreder")]
    if data.til is None or data.til - data.fra > LENGSTE_STEDFORTRED:
        return [Brudd(_("Skriv når du er tilbake. En stedfortreder kan være der i høyst ett år."), felt="til")]
    egne = Rolletildeling.objects.filter(bruker=aktor, rolle=Rolle.REKTOR, skole=skole_id).exclude(til__lt=dag)
    slutter = list(egne.values_list("til", flat=True))
    # Else one who stands in for a day could go on by naming another, and be named by them again.
    if None not in slutter and data.til > max(til for til in slutter if til is not None):
        return [Brudd(_("En stedfortreder kan ikke være der lenger enn du selv er rektor."), felt="til")]
    return []


def _gi(felter: dict[str, object], *, aktor: Bruker, now: datetime) -> Rolletildeling:
    try:
        tildeling = lagre(Rolletildeling(**felter), aktor=aktor, now=now)
    except ValidationError as feil:
        raise Regelbrudd.av(feil) from feil
    varsle([tildeling.bruker], Varseltype.ROLLE_GITT, f"rolle:{tildeling.pk}", now=now)
    return tildeling


def _godkjennere(forslag: Rolleforslag, dag: date) -> list[Bruker]:
    ider = Rolletildeling.objects.filter(gjelder(dag), bruker__is_active=True).values_list("bruker_id", flat=True)
    kandidater = Bruker.objects.filter(
        pk__in=ider.filter(rolle__in=(Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF))
        | ider.filter(rolle=Rolle.REKTOR, skole=forslag.skole)
    ).exclude(pk__in=(forslag.bruker_id, forslag.foreslatt_av_id))
    return [
        kandidat
        for kandidat in kandidater
        if regler.kan_avgjore(
            roller_for(kandidat, dag), Rolle(forslag.rolle), forslag.skole_id, fullmakt=forslag.fullmakt
        )
    ]


def avgjor_forslag(*, aktor: Bruker, forslag_id: int, godkjent: bool, now: datetime) -> Rolleforslag:
    """Say yes or no to a proposed role; yes puts it in force.

    Raises:
        IkkeFunnet: it does not wait for the actor.
        Regelbrudd: its time is over.

    """
    dag = localdate(now)
    with transaction.atomic():
        ta_laasen(aktor, LAAS_FORSLAG, forslag_id)
        ventende = access.forslag_for(aktor, dag).select_related("bruker", "skole", "foreslatt_av")
        forslag = ventende.filter(pk=forslag_id).first()
        if forslag is None:
            raise IkkeFunnet
        if godkjent and ((forslag.til is not None and forslag.til < dag) or not forslag.bruker.is_active):
            raise Regelbrudd(_("Forslaget er ikke aktuelt lenger. Si nei til det, og be om et nytt."))
        forslag.godkjent, forslag.avgjort_av, forslag.avgjort = godkjent, aktor, now
        lagre(forslag, aktor=aktor, now=now, provd=True)
        ordne([Varseltype.ROLLEFORSLAG], f"rolleforslag:{forslag.pk}", now)
        if godkjent:
            _gi(
                {
                    "bruker": forslag.bruker,
                    "rolle": forslag.rolle,
                    "skole": forslag.skole,
                    # Nobody has had a role before two persons agreed on it.
                    "fra": max(forslag.fra, dag),
                    "til": forslag.til,
                    "fullmakt": forslag.fullmakt,
                    "stedfortreder_for": forslag.stedfortreder_for,
                },
                aktor=aktor,
                now=now,
            )
        varsle([forslag.foreslatt_av], Varseltype.ROLLEFORSLAG_AVGJORT, f"rolleforslag:{forslag.pk}:svar", now=now)
    return forslag


def avslutt_rolle(*, aktor: Bruker, tildeling_id: int, siste: date, likevel: bool = False, now: datetime) -> None:
    """End a role. ``siste`` is its last day; yesterday ends it at once.

    Raises:
        IkkeFunnet: not a role the actor may end.
        Regelbrudd: the day is further back than yesterday, or later than it ends anyway; or a rektor in their own
            right has open work at the school, and ``likevel`` was not said.

    """
    dag = localdate(now)
    with transaction.atomic():
        tildeling = (
            Rolletildeling.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk=tildeling_id, bruker__in=access.endrebare_brukere(aktor, dag))
            .exclude(til__lt=dag)
            .first()
        )
        if tildeling is None or not access.kan_avslutte(aktor, tildeling, dag):
            raise IkkeFunnet
        if siste < dag - EN_DAG:
            raise Regelbrudd(_("Siste dag kan tidligst være i går."), felt="siste")
        if tildeling.til is not None and siste > tildeling.til:
            raise Regelbrudd(_("Rollen slutter før det. Gi den på nytt hvis den skal vare lenger."), felt="siste")
        rektor = tildeling.rolle == Rolle.REKTOR and tildeling.stedfortreder_for_id is None
        if rektor and not likevel and har_aapent_arbeid(tildeling.bruker, dag, spor=aktor, skole=tildeling.skole_id):
            raise Regelbrudd(str(AAPENT_ARBEID), felt="likevel")
        _avslutt(tildeling, siste=siste, aktor=aktor, now=now)
        if siste < dag and not access.gjeldende_eller_kommende(dag).filter(bruker=tildeling.bruker_id).exists():
            # The last one: they have left, though nobody has closed the account yet.
            avslutt_tilganger_for(tildeling.bruker, now=now)
        si_fra_om_foreldrelose(now, ansvarlig=tildeling.bruker)


def _avslutt(rad: Rolletildeling | Kontaktlarer, *, siste: date, aktor: Bruker, now: datetime) -> None:
    if siste < rad.fra:
        # It has never been in force for a whole day; what it was is in the history.
        slett(rad, aktor=aktor, now=now)
        return
    rad.til = siste
    lagre(rad, aktor=aktor, now=now, provd=True)


def sett_kontaktlarer(
    *, aktor: Bruker, klasse: Klasse, bruker: Bruker, fra: date, til: date | None, now: datetime
) -> Kontaktlarer:
    """Make a person kontaktlærer for a class, from when to when.

    Raises:
        IkkeFunnet: the actor is not rektor at the class's school.
        Regelbrudd: the person does not work there, is it already, or the dates make no sense.

    """
    dag = localdate(now)
    with transaction.atomic():
        if not regler.kan_sette_kontaktlarer(roller_for(aktor, dag), klasse.skole_id):
            raise IkkeFunnet
        brudd = []
        if fra < dag:
            brudd.append(Brudd(_("Datoen kan ikke være før i dag."), felt="fra"))
        if til is not None and til < fra:
            brudd.append(Brudd(_("Siste dag kan ikke være før den første."), felt="til"))
        if klasse.skole_id not in roller_for(bruker, fra).alle_skoler:
            brudd.append(Brudd(_("Personen har ingen rolle ved skolen fra den dagen."), felt="bruker"))
        if Kontaktlarer.objects.filter(klasse=klasse, bruker=bruker).exclude(til__lt=fra).exists():
            brudd.append(Brudd(_("Personen er alt kontaktlærer for klassen."), felt="bruker"))
        if brudd:
            raise Regelbrudd(brudd)
        return lagre(Kontaktlarer(klasse=klasse, bruker=bruker, fra=fra, til=til), aktor=aktor, now=now)


def avslutt_kontaktlarer(*, aktor: Bruker, kontaktlarer_id: int, now: datetime) -> None:
    """End a person's time as kontaktlærer for a class at once: the class's shared saker close to them.

    Raises:
        IkkeFunnet: the actor does not lead the class's school, or it has ended.

    """
    dag = localdate(now)
    with transaction.atomic():
        roller = roller_for(aktor, dag)
        rader = Kontaktlarer.objects.select_for_update(of=("self",), no_key=True).filter(pk=kontaktlarer_id)
        if not roller.systemforvalter:
            rader = rader.filter(klasse__skole__in=sorted(roller.rektor_skoler))
        rad = rader.exclude(til__lt=dag).first()
        if rad is None:
            raise IkkeFunnet
        _avslutt(rad, siste=dag - EN_DAG, aktor=aktor, now=now)
