"""Reads for the sak page, and the numbers above lists. A constant number of queries, however many rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Q, Value, When
from django.utils.timezone import make_aware

from cases.lov.begreper import Samtaletype
from cases.sak import access
from cases.sak.access import INGEN
from cases.sak.hendelse import FOR_LEDERE, Hendelsestype, linje
from cases.sak.kjent_frist import innen, med_kjent_frist, passert
from cases.sak.loggens_deler import linjer_i, papirer_i
from cases.sak.models import Hendelse, Involvert, Nodinnsyn, Sak, Saktilgang
from cases.sak.rettelse import og_det_de_retter
from steinkjer_skolemiljo.organisation.models import Gradering, Klasse
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from cases.sak.hendelse import Logglinje
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.models import Bruker


@dataclass(frozen=True)
class Nokkeltall:
    """The numbers above the list."""

    aapne: int
    forsinket: int
    uka: int
    avsluttet: int


def nokkeltall(bruker: Bruker, dag: date, now: datetime, om_en_uke: datetime) -> Nokkeltall:
    """The numbers above the list, in one query; one more for one who has been let in."""
    tall = med_kjent_frist(Sak.objects.visible_to(bruker, dag), bruker, dag).aggregate(
        aapne=Count("pk", filter=Q(avsluttet__isnull=True)),
        forsinket=Count("pk", filter=Q(avsluttet__isnull=True) & passert(now)),
        uka=Count("pk", filter=innen(now, om_en_uke)),
        avsluttet=Count("pk", filter=Q(avsluttet__isnull=False)),
    )
    return Nokkeltall(**tall)


def klasse_kan_vises(bruker: Bruker, dag: date) -> Q:
    """Outside the school, the class of a pupil whose address is protected is neither shown nor searched (A-13)."""
    return Q(elev__gradering=Gradering.INGEN) | Q(skole__in=sorted(roller_for(bruker, dag).alle_skoler))


def klassen_kan_velges(bruker: Bruker, dag: date) -> Q:
    """The same for choosing by class: nor at the school they have left, the class where a protected pupil goes now."""
    egen_skole = Q(elev__gradering=Gradering.INGEN) | Q(elev__skole=F("skole"))
    return klasse_kan_vises(bruker, dag) & egen_skole


def klassevalg(bruker: Bruker, dag: date) -> list[Klasse]:
    """The classes that occur in the saker this person may see."""
    synlige = Sak.objects.visible_to(bruker, dag).filter(klassen_kan_velges(bruker, dag))
    return list(
        Klasse.objects.filter(pk__in=synlige.values("elev__klasse"))
        .select_related("skole")
        .order_by("skole__navn", "trinn", "navn")
    )


@dataclass(frozen=True)
class HvaSaken:
    """What the meldinger of a sak say it is about, in their own words' order."""

    typer: tuple[str, ...] = ()
    arenaer: tuple[str, ...] = ()
    antall_meldinger: int = 0


def hva_den_gjelder(apnet: Apnet) -> HvaSaken:
    """What kinds of krenkelse and which places the sak's meldinger name; what nobody knows is left out. Two queries."""
    rader = apnet.sak.meldingselever.exclude(melding__in=apnet.stengte_meldinger)
    meldinger = [rad.melding for rad in rader.select_related("melding").order_by("melding__sendt")]

    def ord_(felt: str) -> tuple[str, ...]:
        verdier = dict.fromkeys(verdi for melding in meldinger for verdi in getattr(melding, felt))
        kolonne: Any = meldinger[0]._meta.get_field(felt) if meldinger else None
        navn: dict[str, str] = dict(kolonne.base_field.choices) if kolonne is not None else {}
        return tuple(str(navn[verdi]) for verdi in verdier if verdi != "vet_ikke")

    return HvaSaken(typer=ord_("typer"), arenaer=ord_("arenaer"), antall_meldinger=len(meldinger))


def samtaler_med_ansatte(sak: Sak) -> set[int]:
    """The conversations with employees, and what was taken for another kind before it was corrected. One query."""
    rader = sak.samtaler.values_list("pk", "rettelse_av", "type")
    return og_det_de_retter((pk, retter, type_ == Samtaletype.ANSATT.value) for pk, retter, type_ in rader)


def notater_for_ledere(sak: Sak) -> set[int]:
    """The rows written in the log that are for those who lead the sak, also as they stood before. One query."""
    return og_det_de_retter(sak.loggnotater.values_list("pk", "rettelse_av", "for_ledere"))


def synlige_hendelser(apnet: Apnet) -> QuerySet[Hendelse]:
    """The lines of the log this reader is shown; what is not for them leaves no gap.

    Some are for those who lead the sak or follow it up, also when they tell of a paper or of who took something over.
    Where an employee is named, a conversation with an employee is not for everybody (``samtaler_for``), and then not
    that it was held, nor that files were laid with it, or a paper made of it. Nor of a melding that is closed to them.
    One let in to some parts of the sak is shown the lines of those, and what the log alone holds.
    """
    hendelser, papirer = Hendelse.objects.filter(sak=apnet.sak), INGEN
    if apnet.for_ledere:
        hendelser = _uten_stengte_inngripener(hendelser, apnet)
    else:
        hendelser = hendelser.exclude(type__in=FOR_LEDERE).exclude(objekt_type="framlegg")
        hendelser = _uten(hendelser, loggnotat=notater_for_ledere(apnet.sak))
        # What is let out of the sak, and all that is made of it whole.
        papirer |= ~papirer_i(apnet.deler)
    if not apnet.hele:
        hendelser = hendelser.filter(linjer_i(apnet.deler))
    if apnet.uten_internt and apnet.sak.skjerpet:
        med_ansatte = samtaler_med_ansatte(apnet.sak)
        filene = apnet.sak.vedlegg.filter(samtale__in=med_ansatte)
        hendelser = _uten(hendelser, samtale=med_ansatte, vedlegg=filene.values("pk"))
        papirer |= Q(objekt_type="cases.samtale", objekt_id__in=med_ansatte)
    if apnet.stengte_meldinger:
        stengte = apnet.sak.meldingselever.filter(melding__in=apnet.stengte_meldinger)
        hendelser = _uten(
            hendelser,
            melding=stengte.values("melding"),
            mottak=stengte.filter(melding__mottak__isnull=False).values("melding__mottak"),
            meldingstillegg=stengte.filter(melding__tillegg__isnull=False).values("melding__tillegg"),
        )
        papirer |= Q(objekt_type="cases.meldingelev", objekt_id__in=stengte.values("pk"))
    if papirer is INGEN:
        return hendelser
    skjulte = apnet.sak.dokumenter.filter(papirer)
    arkivert = apnet.sak.arkiveringer.filter(dokument__in=skjulte)
    return _uten(hendelser, dokument=skjulte.values("pk"), arkivering=arkivert.values("pk"))


def _uten_stengte_inngripener(hendelser: QuerySet[Hendelse], apnet: Apnet) -> QuerySet[Hendelse]:
    """Less the lines of records of fysisk inngripen that are not the reader's, by the records' own rule (A-14).

    Three queries: the rule is long, and stands in one of them and not twice in each that reads the log.
    """
    inngripener: Any = apnet.sak.elev.inngripener.model.objects  # the sak knows no room above it by name
    linjer = Hendelse.objects.filter(sak=apnet.sak)
    nevnt = Q(pk__in=linjer.filter(objekt_type="inngripen").values("objekt_id")) | Q(
        tillegg__in=linjer.filter(objekt_type="inngripenstillegg").values("objekt_id")
    )
    leses = set(inngripener.visible_to(apnet.bruker, apnet.tid.dag).filter(nevnt).values_list("pk", flat=True))
    # Not those that tell what the reader did, in another's words: who wrote it down would stand there.
    egne = set(inngripener.skrevet_av(apnet.bruker).filter(nevnt).values_list("pk", flat=True))
    tillegg = inngripener.filter(pk__in=leses).tillegg_uten_stengte(apnet.bruker)
    stengt = Q(objekt_type="inngripen") & ~Q(objekt_id__in=leses | egne)
    tillegg_ider = list(tillegg.values_list("pk", flat=True))
    return hendelser.exclude(stengt).exclude(Q(objekt_type="inngripenstillegg") & ~Q(objekt_id__in=tillegg_ider))


def _uten(hendelser: QuerySet[Hendelse], **objekter: Any) -> QuerySet[Hendelse]:
    """Less the lines that tell of these rows, by the name of their model."""
    for slag, rader in objekter.items():
        hendelser = hendelser.exclude(objekt_type=slag, objekt_id__in=rader)
    return hendelser


# What the machine makes of what people did: it would push that out of a list of six.
MASKINENS = frozenset({Hendelsestype.DOKUMENT_LAGET, Hendelsestype.DOKUMENT_ARKIVERT, Hendelsestype.FRIST_REGNET_OM})


def siste_hendelser(apnet: Apnet, antall: int = 6) -> list[Logglinje]:
    """The newest lines of the log, for the sak's front page: what people did, not what the machine made of it."""
    hendelser = synlige_hendelser(apnet).exclude(type__in=MASKINENS).select_related("aktor")
    return [linje(h) for h in hendelser[:antall]]


def tilganger(apnet: Apnet, leser: Bruker) -> list[Saktilgang]:
    """The grants in force on the sak; what each is for (``til_hva``) to who leads or follows up, and to the one it is.

    Why another was let in, or appointed to lead, may tell who is accused.
    """
    sitt_eget = When(user=leser, then=F("formaal"))
    til_hva = F("formaal") if apnet.for_ledere else Case(sitt_eget, default=Value(""))
    return list(
        Saktilgang.objects.filter(content_object=apnet.sak, gyldig_til__gte=apnet.tid.dag)
        .select_related("user", "permission", "gitt_av")
        .annotate(til_hva=til_hva)
        .order_by("gyldig_til")
    )


def nodinnsyn_i(sak: Sak, siden: datetime) -> list[Nodinnsyn]:
    """Skoleeier's emergency looks into this sak since then, newest first. One query."""
    return list(Nodinnsyn.objects.filter(sak=sak, fra__gte=siden).select_related("bruker"))


def nodinnsyn_siden(dato: date, leser: Bruker | None = None) -> QuerySet[Nodinnsyn]:
    """All emergency looks since a day, newest first: for kommunalsjef and personvernombud to go through.

    Args:
        dato: the first day.
        leser: who reads the list; what they are denied is left out, as if it were not (A-2).

    """
    siden = make_aware(datetime.combine(dato, time()))
    alle = Nodinnsyn.objects.filter(fra__gte=siden).select_related("bruker", "sak")
    return alle.filter(~access.nektet(leser, "sak__")) if leser is not None else alle


def involverte(apnet: Apnet) -> list[Involvert]:
    """The persons the sak is said to concern. Those who are not named for the reader stand there once, uncounted.

    Else one more line after one has named somebody would tell that it was another than the one who stood there.
    """
    rader = Involvert.objects.filter(sak=apnet.sak).select_related("elev", "elev__klasse", "ansatt")
    alle = list(rader.order_by("rolle", "id"))
    if apnet.for_ledere:
        return alle
    skjulte = [rad for rad in alle if rad.skjult_for_medarbeidere]
    return [rad for rad in alle if rad not in skjulte[1:]]
