"""Reads for the investigation's page: everything done, newest first, with a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cases.lov.begreper import Samtaletype
from cases.lov.samtaler import avtalte
from cases.sak import rettelse
from cases.sak.fakta import fakta_for
from cases.sak.queries import samtaler_med_ansatte
from cases.undersokelse import referat
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Referatutsending, Samtale, Undersokelse

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from cases.lov.fakta import SamtaleFakta
    from cases.sak.models import Sak
    from cases.undersokelse.models import Aktivitet
    from steinkjer_skolemiljo.organisation.models import Bruker, Foresatt

UTSENDINGER = Prefetch("utsendinger", queryset=Referatutsending.objects.select_related("foresatt"))
# What the home may be told of a conversation: what the other said, apart from what the adult noticed.
EGNE_ORD = ("hva_sies", "onsker", "hjelper_eller_frykter")
REFERAT = (*EGNE_ORD, "voksnes_beskrivelse", "avtalt")

HVA_SIES = {
    Samtale.Type.ELEV: _lazy("Med elevens egne ord"),
    Samtale.Type.MULIG_KRENKER: _lazy("Med elevens egne ord"),
    Samtale.Type.MEDELEV: _lazy("Med elevens egne ord"),
    Samtale.Type.FORESATTE: _lazy("Hva foresatte sier"),
    Samtale.Type.FORESATTE_ANNEN: _lazy("Hva foresatte sier"),
    Samtale.Type.ANSATT: _lazy("Hva den ansatte sier"),
}


@dataclass(frozen=True)
class Avsnitt:
    """One labelled piece of text; ``internt`` never goes home."""

    navn: str
    tekst: str
    internt: bool = False
    # Said by the other, as near to their own words as the writer came.
    egne_ord: bool = False


@dataclass(frozen=True)
class Avtale:
    """A talk that has been agreed and not held yet."""

    dato: date
    hvem: str
    forsinket: bool
    type: str


@dataclass(frozen=True)
class Linje:
    """One thing done in the investigation, readable in full."""

    slag: str
    tittel: str
    dato: date
    registrert: datetime
    skrevet_av: str
    avsnitt: tuple[Avsnitt, ...]
    # Its place on the page, and the address of the form that corrects it.
    anker: str = ""
    rett: str = ""
    # Who may correct it though they are not shown what is internal.
    forfatter: int = 0
    # What stood here before it was corrected, newest first.
    for_rettelsen: tuple[Linje, ...] = ()
    # Only a conversation whose referat may go home has these.
    rad: Samtale | None = None
    utsendinger: tuple[Referatutsending, ...] = ()
    # What files of this line are known by (cases/vedlegg), where there may be any.
    vedlegg_til: str = ""

    @property
    def sendt_for_rettelsen(self) -> bool:
        """It went home as it was before, and not as it is now."""
        return not self.utsendinger and any(linje.utsendinger for linje in self.for_rettelsen)

    @property
    def skrevet_senere(self) -> bool:
        """Written down on a later day than it was done."""
        return self.registrert.date() != self.dato


def undersokelse(sak: Sak) -> Undersokelse | None:
    """The investigation, if it is begun. One query."""
    return Undersokelse.objects.filter(sak=sak).first()


def planens_tekst(rad: Undersokelse | None) -> tuple[Avsnitt, ...]:
    """What is stored of the investigation's plan, piece by piece."""
    return tuple(_avsnitt(rad, "hva_finne_ut", "kilder")) if rad is not None else ()


def samtaler_for(sak: Sak, *, uten_internt: bool) -> QuerySet[Samtale]:
    """The conversations one reader is shown: where an employee is named, not those with employees to everyone."""
    samtaler = Samtale.objects.filter(sak=sak)
    return samtaler.exclude(pk__in=samtaler_med_ansatte(sak)) if uten_internt and sak.skjerpet else samtaler


def linjer(sak: Sak, *, uten_internt_for: Bruker | None = None) -> list[Linje]:
    """All that has been done to find out, newest first; what has been corrected stands under what corrects it.

    One who is not shown what is internal (``uten_internt_for``) sees no internal note, and in a § 12-5-sak no
    conversation with employees, and may correct only what they wrote.
    Six queries at most.
    """
    samtaler = samtaler_for(sak, uten_internt=uten_internt_for is not None).select_related("registrert_av", "elev")
    grupper: list[list[Any]] = [
        list(samtaler.prefetch_related(UTSENDINGER)),
        list(Observasjon.objects.filter(sak=sak).select_related("registrert_av")),
        list(Kartlegging.objects.filter(sak=sak).select_related("registrert_av", "bygger_paa")),
        list(Analyse.objects.filter(sak=sak).select_related("registrert_av")),
    ]
    funnet = [(rad, _med_tidligere(sak, rad, rader)) for rader in grupper for rad in _gjeldende(rader)]
    linjene = [linje for _rad, linje in sorted(funnet, key=lambda p: (p[0].dato, p[0].registrert), reverse=True)]
    return [_uten_internt(linje, uten_internt_for) for linje in linjene] if uten_internt_for else linjene


def _uten_internt(linje: Linje, leser: Bruker) -> Linje:
    return replace(
        linje,
        rett=linje.rett if linje.forfatter == leser.pk else "",
        avsnitt=tuple(avsnitt for avsnitt in linje.avsnitt if not avsnitt.internt),
        for_rettelsen=tuple(_uten_internt(gammel, leser) for gammel in linje.for_rettelsen),
    )


def _gjeldende(rader: list[Any]) -> list[Any]:
    return rettelse.gjeldende(rader) if rader and hasattr(rader[0], "rettelse_av_id") else rader


def _med_tidligere(sak: Sak, rad: Aktivitet, rader: list[Any]) -> Linje:
    linje = _linje(rad)
    if not isinstance(rad, Samtale | Observasjon):
        return linje
    slag = str(rad._meta.model_name)
    etter_pk = {annen.pk: annen for annen in rader}
    return replace(
        linje,
        anker=f"{slag}-{rettelse.rot(rad, etter_pk)}",
        forfatter=rad.registrert_av_id,
        rett=reverse(f"undersokelse:rett_{slag}", args=[sak.nummer, rad.pk]),
        for_rettelsen=tuple(_linje(gammel) for gammel in rettelse.tidligere(rad, etter_pk)),
    )


def avtalte_for(sak: Sak, *, uten_internt: bool) -> list[SamtaleFakta]:
    """The agreed talks one reader is shown, by the same rule as the conversations themselves. One query."""
    alle = avtalte(fakta_for(sak))
    return [s for s in alle if not (uten_internt and sak.skjerpet and s.type is Samtaletype.ANSATT)]


def avtaler(sak: Sak, dag: date, *, uten_internt: bool) -> list[Avtale]:
    """The talks that have been agreed, as the law reads them, the next one first. One query."""
    return [
        Avtale(
            dato=samtale.neste,
            hvem=str(Samtale.Type(samtale.type.value).label),
            forsinket=samtale.neste < dag,
            type=samtale.type.value,
        )
        for samtale in avtalte_for(sak, uten_internt=uten_internt)
        if samtale.neste is not None
    ]


def hjemmene(sak: Sak, linjer: list[Linje]) -> dict[int, list[Foresatt]]:
    """Who may be given the referater, by pupil. One query."""
    elever = (referat.hvis_hjem(sak, linje.rad) for linje in linjer if linje.rad is not None)
    return referat.mottakere(elev.pk for elev in elever if elev is not None)


def _avsnitt(
    rad: Aktivitet | Undersokelse, *felter: str, internt: bool = False, egne_ord: bool = False
) -> list[Avsnitt]:
    par = ((str(rad._meta.get_field(felt).verbose_name), getattr(rad, felt)) for felt in felter)  # type: ignore[union-attr]
    return [Avsnitt(navn[0].upper() + navn[1:], tekst, internt, egne_ord) for navn, tekst in par if tekst]


def _linje(rad: Aktivitet) -> Linje:
    felles: dict[str, Any] = {
        "dato": rad.dato,
        "registrert": rad.registrert,
        "skrevet_av": rad.registrert_av.navn,
    }
    match rad:
        case Samtale():
            return _samtale(rad, felles)
        case Observasjon():
            klokka = [time_format(t, "H:i") for t in (rad.fra, rad.til) if t is not None]
            deler = [rad.arena, _("kl. %(tid)s") % {"tid": "–".join(klokka)} if klokka else ""]
            deler.append(_("planlagt") if rad.systematisk else "")
            hvor = [Avsnitt(_("Hvor og når"), ", ".join(del_ for del_ in deler if del_))]
            return Linje(
                slag=_("Observasjon"),
                tittel=rad.arena,
                avsnitt=(*hvor, *_avsnitt(rad, "observator", "beskrivelse", "tolkning")),
                vedlegg_til=f"observasjon-{rad.pk}",
                **felles,
            )
        case Kartlegging():
            grunnlag = []
            if rad.bygger_paa is not None:
                # No class: what stands in a sak may go out of it.
                hva = f"{rad.bygger_paa.hva}, {rad.bygger_paa.omfang}, {date_format(rad.bygger_paa.dato, 'j. F Y')}"
                grunnlag.append(Avsnitt(_("Bygger på"), hva))
            return Linje(
                slag=_("Kartlegging"),
                tittel=rad.get_verktoy_display(),
                avsnitt=(*_avsnitt(rad, "funn"), *grunnlag),
                **felles,
            )
        case Analyse():
            utfall = _("Det er behov for tiltak.") if rad.behov_for_tiltak else _("Det er ikke behov for tiltak.")
            nok = "" if rad.nok_informasjon else _("Skolen undersøker videre før den velger tiltak.")
            return Linje(
                slag=_("Vurdering"),
                tittel=utfall,
                avsnitt=(
                    *_avsnitt(rad, "hva_skjer", "elevens_opplevelse", "opprettholder", "andre_forstaaelser"),
                    Avsnitt(_("Konklusjon"), " ".join(d for d in (utfall, nok) if d)),
                    *_avsnitt(rad, "begrunnelse"),
                ),
                **felles,
            )
        case _:
            raise TypeError(type(rad).__name__)


def _samtale(rad: Samtale, felles: dict[str, Any]) -> Linje:
    tittel = rad.get_type_display()
    if rad.elev is not None:
        tittel = f"{tittel}: {rad.elev.navn}"
    merknader = [
        _("Samtalen ble tilbudt, men takket nei til.") if rad.takket_nei else "",
        _("Formålet ble forklart.") if rad.formaal_forklart else "",
        _("Taushetsplikten ble forklart.") if rad.taushetsplikt_forklart else "",
        _("Tolk ble brukt.") if rad.tolk else "",
    ]
    avsnitt = _avsnitt(rad, "sted", "deltakere", "trygghetsperson")
    if any(merknader):
        avsnitt.append(Avsnitt(_("Om samtalen"), " ".join(m for m in merknader if m)))
    ord_ = _avsnitt(rad, *EGNE_ORD, egne_ord=rad.type != Samtale.Type.ANSATT)
    if rad.hva_sies:
        ord_[0] = replace(ord_[0], navn=str(HVA_SIES[Samtale.Type(rad.type)]))
    avsnitt += ord_
    avsnitt += _avsnitt(rad, "voksnes_beskrivelse", "avtalt")
    if rad.neste_samtale is not None:
        avsnitt.append(Avsnitt(_("Neste samtale"), date_format(rad.neste_samtale, "j. F Y")))
    return Linje(
        slag=_("Samtale tilbudt") if rad.takket_nei else _("Samtale"),
        tittel=tittel,
        avsnitt=(*avsnitt, *_avsnitt(rad, "internt_notat", internt=True)),
        rad=rad if referat.kan_sendes(rad) else None,
        utsendinger=tuple(rad.utsendinger.all()),
        vedlegg_til=f"samtale-{rad.pk}",
        **felles,
    )
