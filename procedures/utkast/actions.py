"""Doors of the draft: begin it, write in it, approve it, throw it away. The sektorleder's alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from procedures.access import krev_redaktor
from procedures.actions import la_nyeste_gjelde
from procedures.models import Avsnitt, Prosedyre, Prosedyreutkast, Prosedyreversjon, Utkastavsnitt
from steinkjer_skolemiljo.organisation.sporing import lagre, slett

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from steinkjer_skolemiljo.organisation.models import Bruker

NORSKE = str.maketrans("øæå", "oea")
# Addresses of the house's own under /prosedyrer/.
OPPTATT = frozenset({"ny", "status", "ressurser"})
HODE = ("formaal", "omfang", "ansvar", "nytt")
INNHOLD = ("delnummer", "anker", "tittel", "hjemmel", "ansvarlig", "tekst", "lenker", "delplikt", "steder")


class Kollisjon(ValidationError):  # noqa: N818 - the domain's word
    """Somebody else has saved the same meanwhile; the text that was typed is not saved."""


@dataclass(frozen=True)
class Hodedata:
    """What stands before the sections."""

    formaal: str
    omfang: str
    ansvar: str
    nytt: str
    deltitler: tuple[str, ...]


@dataclass(frozen=True)
class Avsnittdata:
    """One section."""

    delnummer: int
    tittel: str
    tekst: str
    hjemmel: str = ""
    ansvarlig: str = ""
    lenker: tuple[tuple[str, str], ...] = ()
    delplikt: str = ""
    steder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Godkjenning:
    """By whom, when, from when, and until it is looked at again."""

    godkjent_av: str
    godkjent: date
    gjelder_fra: date
    neste_revisjon: date
    versjon: int = field(default=0)


def avtrykk(*deler: object) -> str:
    """A mark of what was on the screen, by which the second of two who save the same is told."""
    return sha256(repr(deler).encode()).hexdigest()[:16]


def hodets_avtrykk(utkast: Prosedyreutkast) -> str:
    """The mark of what stands before the sections."""
    return avtrykk(*(getattr(utkast, felt) for felt in HODE), list(utkast.deltitler))


def apne(aktor: Bruker, slug: str, dag: date, *, laas: bool = False) -> Prosedyreutkast:
    """The draft of a procedure, for an editor.

    Raises:
        Http404: there is none, or not for this person.

    """
    krev_redaktor(aktor, dag)
    utkast = Prosedyreutkast.objects.select_related("prosedyre", "fra", "endret_av").filter(prosedyre__slug=slug)
    if laas:
        utkast = utkast.select_for_update(of=("self",), no_key=True)
    rad = utkast.first()
    if rad is None:
        raise Http404
    return rad


def apne_avsnitt(aktor: Bruker, slug: str, avsnitt: int, dag: date) -> Utkastavsnitt:
    """One section of a draft, for an editor.

    Raises:
        Http404: there is none, or not for this person.

    """
    krev_redaktor(aktor, dag)
    rad = (
        Utkastavsnitt.objects.select_related("utkast__prosedyre", "utkast__endret_av")
        .filter(pk=avsnitt, utkast__prosedyre__slug=slug)
        .first()
    )
    if rad is None:
        raise Http404
    return rad


def _rort(utkast: Prosedyreutkast, *, aktor: Bruker, now: datetime) -> None:
    utkast.versjon += 1
    utkast.endret, utkast.endret_av = now, aktor
    lagre(utkast, aktor=aktor, now=now)


def begynn(*, aktor: Bruker, slug: str, now: datetime) -> Prosedyreutkast:
    """Begin the next version with the words of the last; the draft that is there where one is begun already.

    Raises:
        Http404: no such procedure, or the person is no editor.

    """
    krev_redaktor(aktor, localdate(now))
    with transaction.atomic():
        prosedyre = Prosedyre.objects.select_for_update(of=("self",), no_key=True).filter(slug=slug).first()
        if prosedyre is None:
            raise Http404
        utkast = Prosedyreutkast.objects.filter(prosedyre=prosedyre).first()
        if utkast is not None:
            return utkast
        siste = prosedyre.versjoner.order_by("-versjon").first()
        if siste is None:
            raise Http404
        utkast = lagre(
            Prosedyreutkast(
                prosedyre=prosedyre,
                fra=siste,
                formaal=siste.formaal,
                omfang=siste.omfang,
                ansvar=siste.ansvar,
                deltitler=siste.deltitler,
                sporsmaal=siste.sporsmaal,
                startet=now,
                startet_av=aktor,
                endret=now,
                endret_av=aktor,
            ),
            aktor=aktor,
            now=now,
        )
        for rad in siste.avsnitt.order_by("rekkefolge"):
            innhold = {navn: getattr(rad, navn) for navn in INNHOLD}
            lagre(Utkastavsnitt(utkast=utkast, rekkefolge=rad.rekkefolge, **innhold), aktor=aktor, now=now)
        return utkast


def ny_prosedyre(*, aktor: Bruker, tittel: str, nummer: int | None, now: datetime) -> Prosedyreutkast:
    """Begin a procedure that was not there; nobody but the editors sees it before it is approved.

    Raises:
        Http404: the person is no editor.
        django.core.exceptions.ValidationError: the number is another's.

    """
    krev_redaktor(aktor, localdate(now))
    grunn = slugify(tittel.lower().translate(NORSKE))[:50] or "prosedyre"
    brukt = set(Prosedyre.objects.filter(slug__startswith=grunn).values_list("slug", flat=True)) | OPPTATT
    slug = next(n for n in (grunn, *(f"{grunn}-{n}" for n in range(2, len(brukt) + 3))) if n not in brukt)
    with transaction.atomic():
        # What the version in force says; there is none yet.
        ikke_ennaa = _("Ikke godkjent ennå.")
        prosedyre = lagre(
            Prosedyre(
                slug=slug, tittel=tittel, nummer=nummer, formaal=ikke_ennaa, omfang=ikke_ennaa, ansvar=ikke_ennaa
            ),
            aktor=aktor,
            now=now,
        )
        return lagre(
            Prosedyreutkast(
                prosedyre=prosedyre,
                deltitler=[tittel],
                nytt=_("Dette er den første versjonen."),
                startet=now,
                startet_av=aktor,
                endret=now,
                endret_av=aktor,
            ),
            aktor=aktor,
            now=now,
        )


def lagre_hode(*, aktor: Bruker, slug: str, data: Hodedata, sett: str, now: datetime) -> None:
    """Write what stands before the sections.

    Args:
        aktor: an editor.
        slug: the procedure.
        data: the words.
        sett: the mark of what was on the screen (``hodets_avtrykk``).
        now: the time of the act.

    Raises:
        Http404: no draft, or the person is no editor.
        Kollisjon: another has changed the same meanwhile.
        django.core.exceptions.ValidationError: a part that has sections would be gone.

    """
    with transaction.atomic():
        utkast = apne(aktor, slug, localdate(now), laas=True)
        if hodets_avtrykk(utkast) != sett:
            raise Kollisjon(_("Noen andre har lagret dette mens du skrev."))
        siste_i_bruk = utkast.avsnitt.aggregate(siste=Max("delnummer"))["siste"] or 0
        if len(data.deltitler) < siste_i_bruk:
            raise ValidationError(
                {"deltitler": _("Det står avsnitt i en del som ville blitt borte. Flytt eller ta bort dem først.")}
            )
        for felt in HODE:
            setattr(utkast, felt, getattr(data, felt))
        utkast.deltitler = list(data.deltitler)
        _rort(utkast, aktor=aktor, now=now)


def _ledig_anker(utkast: Prosedyreutkast, tittel: str) -> str:
    grunn = slugify(tittel.lower().translate(NORSKE))[:50] or "avsnitt"
    brukt = set(utkast.avsnitt.values_list("anker", flat=True))
    return next(n for n in (grunn, *(f"{grunn}-{n}" for n in range(2, len(brukt) + 3))) if n not in brukt)


def _sist_i(utkast: Prosedyreutkast, delnummer: int) -> int:
    sist: int | None = utkast.avsnitt.filter(delnummer=delnummer).aggregate(sist=Max("rekkefolge"))["sist"]
    return (sist or 0) + 1


def lagre_avsnitt(
    *, aktor: Bruker, slug: str, avsnitt: int | None, data: Avsnittdata, versjon: int, now: datetime
) -> Utkastavsnitt:
    """Write a section, or a new one at the end of its part.

    Raises:
        Http404: no such draft or section, or the person is no editor.
        Kollisjon: another has changed the same section meanwhile.
        django.core.exceptions.ValidationError: no such part, or a link that is none.

    """
    with transaction.atomic():
        utkast = apne(aktor, slug, localdate(now), laas=True)
        if not 1 <= data.delnummer <= len(utkast.deltitler):
            raise ValidationError({"delnummer": _("Velg en av delene.")})
        if avsnitt is None:
            rad = Utkastavsnitt(utkast=utkast, anker=_ledig_anker(utkast, data.tittel), delnummer=0)
        else:
            funnet = utkast.avsnitt.filter(pk=avsnitt).first()
            if funnet is None:
                raise Http404
            rad = funnet
            if rad.versjon != versjon:
                raise Kollisjon(_("Noen andre har lagret dette avsnittet mens du skrev."))
            rad.versjon += 1
        if rad.delnummer != data.delnummer:
            rad.rekkefolge = _sist_i(utkast, data.delnummer)
        for felt, verdi in asdict(data).items():
            setattr(rad, felt, list(verdi) if isinstance(verdi, tuple) else verdi)
        rad.lenker = [{"tekst": tekst, "url": url} for tekst, url in data.lenker]
        lagre(rad, aktor=aktor, now=now)
        _rort(utkast, aktor=aktor, now=now)
        return rad


def ta_bort_avsnitt(*, aktor: Bruker, slug: str, avsnitt: int, now: datetime) -> str:
    """Take a section out of the draft, and return its title. It stands in the history, and in the versions before.

    Raises:
        Http404: no such draft or section, or the person is no editor.

    """
    with transaction.atomic():
        utkast = apne(aktor, slug, localdate(now), laas=True)
        rad = utkast.avsnitt.filter(pk=avsnitt).first()
        if rad is None:
            raise Http404
        tittel = rad.tittel
        slett(rad, aktor=aktor, now=now)
        _rort(utkast, aktor=aktor, now=now)
        return tittel


def flytt_avsnitt(*, aktor: Bruker, slug: str, avsnitt: int, opp: bool, now: datetime) -> None:
    """Let a section change places with the one before or after it in its part; at the end it stays.

    Raises:
        Http404: no such draft or section, or the person is no editor.

    """
    with transaction.atomic():
        utkast = apne(aktor, slug, localdate(now), laas=True)
        rad = utkast.avsnitt.filter(pk=avsnitt).first()
        if rad is None:
            raise Http404
        i_delen = list(utkast.avsnitt.filter(delnummer=rad.delnummer).order_by("rekkefolge", "id"))
        her = i_delen.index(rad)
        dit = her - 1 if opp else her + 1
        if not 0 <= dit < len(i_delen):
            return
        i_delen[her], i_delen[dit] = i_delen[dit], i_delen[her]
        _ordne(i_delen, aktor=aktor, now=now)
        _rort(utkast, aktor=aktor, now=now)


def _ordne(rader: Sequence[Utkastavsnitt], *, aktor: Bruker, now: datetime) -> None:
    for plass, rad in enumerate(rader, start=1):
        if rad.rekkefolge != plass:
            rad.rekkefolge = plass
            lagre(rad, aktor=aktor, now=now)


def lagre_sporsmaal(*, aktor: Bruker, slug: str, rader: Iterable[dict[str, Any]], sett: str, now: datetime) -> None:
    """Write the questions of the version; none is also an answer.

    Raises:
        Http404: no draft, or the person is no editor.
        Kollisjon: another has changed them meanwhile.
        django.core.exceptions.ValidationError: a question that is not whole.

    """
    with transaction.atomic():
        utkast = apne(aktor, slug, localdate(now), laas=True)
        if avtrykk(utkast.sporsmaal) != sett:
            raise Kollisjon(_("Noen andre har lagret spørsmålene mens du skrev."))
        utkast.sporsmaal = list(rader)
        _rort(utkast, aktor=aktor, now=now)


def _slett_utkast(utkast: Prosedyreutkast, *, aktor: Bruker, now: datetime) -> None:
    for rad in utkast.avsnitt.all():
        slett(rad, aktor=aktor, now=now)
    slett(utkast, aktor=aktor, now=now)


def forkast(*, aktor: Bruker, slug: str, versjon: int, now: datetime) -> None:
    """Throw the draft away. What it held is kept in the history.

    Raises:
        Http404: no draft, or the person is no editor.
        Kollisjon: somebody has written in it since the page was opened.

    """
    with transaction.atomic():
        utkast = apne(aktor, slug, localdate(now), laas=True)
        if utkast.versjon != versjon:
            raise Kollisjon(_("Noen andre har skrevet i utkastet siden du åpnet siden. Se på det før du kaster det."))
        _slett_utkast(utkast, aktor=aktor, now=now)


def mangler(utkast: Prosedyreutkast, avsnittene: Sequence[Utkastavsnitt]) -> list[str]:
    """What a draft lacks before it can be approved, in words."""
    ut = []
    navn = {
        "formaal": _("formål"),
        "omfang": _("hvor den gjelder"),
        "ansvar": _("ansvar"),
        "nytt": _("hva som er nytt"),
    }
    tomme = [navn[felt] for felt in HODE if not getattr(utkast, felt).strip()]
    if tomme:
        ut.append(_("Skriv %(hva)s.") % {"hva": ", ".join(tomme)})
    brukte = {rad.delnummer for rad in avsnittene}
    ut += [
        _("«%(del)s» har ingen avsnitt.") % {"del": tittel}
        for nummer, tittel in enumerate(utkast.deltitler, start=1)
        if nummer not in brukte
    ]
    return ut


def godkjenn(*, aktor: Bruker, slug: str, data: Godkjenning, now: datetime) -> Prosedyreversjon:
    """Approve the draft: it becomes the next version, in force from its day. A worker tells those who are to read it.

    Raises:
        Http404: no draft, or the person is no editor.
        Kollisjon: somebody has written in it since the page was opened.
        django.core.exceptions.ValidationError: something is missing, or dates that do not follow each other.

    """
    dag = localdate(now)
    with transaction.atomic():
        utkast = apne(aktor, slug, dag, laas=True)
        if utkast.versjon != data.versjon:
            raise Kollisjon(
                _("Noen andre har skrevet i utkastet siden du åpnet siden. Les det som er endret, og godkjenn på nytt.")
            )
        avsnittene = list(utkast.avsnitt.all())
        if feil := mangler(utkast, avsnittene):
            raise ValidationError(feil)
        _sjekk_datoer(utkast, data, dag)
        prosedyre = Prosedyre.objects.select_for_update(of=("self",), no_key=True).get(pk=utkast.prosedyre_id)
        siste = prosedyre.versjoner.aggregate(siste=Max("versjon"))["siste"] or 0
        versjon = lagre(
            Prosedyreversjon(
                prosedyre=prosedyre,
                versjon=siste + 1,
                godkjent=data.godkjent,
                godkjent_av=data.godkjent_av,
                gjelder_fra=data.gjelder_fra,
                neste_revisjon=data.neste_revisjon,
                deltitler=utkast.deltitler,
                sporsmaal=utkast.sporsmaal,
                publisert=now,
                publisert_av=aktor,
                **{felt: getattr(utkast, felt) for felt in HODE},
            ),
            aktor=aktor,
            now=now,
        )
        for plass, rad in enumerate(avsnittene, start=1):
            innhold = {navn: getattr(rad, navn) for navn in INNHOLD}
            lagre(Avsnitt(versjon=versjon, rekkefolge=plass, **innhold), aktor=aktor, now=now)
        _slett_utkast(utkast, aktor=aktor, now=now)
        la_nyeste_gjelde(prosedyre, dag, aktor=aktor, now=now)
        versjon.refresh_from_db()
        return versjon


def _sjekk_datoer(utkast: Prosedyreutkast, data: Godkjenning, dag: date) -> None:
    feil = {}
    if data.godkjent > dag:
        feil["godkjent"] = _("Datoen kan ikke være etter i dag.")
    if data.gjelder_fra < dag:
        feil["gjelder_fra"] = _("En ny versjon kan ikke gjelde for dager som har vært.")
    if data.neste_revisjon <= data.gjelder_fra:
        feil["neste_revisjon"] = _("Neste revisjon må være etter at versjonen begynner å gjelde.")
    venter = utkast.prosedyre.versjoner.filter(gjelder_fra__gt=data.gjelder_fra).order_by("gjelder_fra").last()
    if venter is not None:
        feil["gjelder_fra"] = _(
            "Versjon %(nummer)d gjelder fra en senere dag. Den nye må gjelde fra samme dag eller senere."
        ) % {"nummer": venter.versjon}
    if feil:
        raise ValidationError(feil)
