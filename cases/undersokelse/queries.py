"""Reads for the investigation's page: everything done, newest first, with a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Samtale, Undersokelse

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.undersokelse.models import Aktivitet

# What the home may be told of a conversation.
REFERAT = ("hva_sies", "onsker", "hjelper_eller_frykter", "avtalt")


@dataclass(frozen=True)
class Avsnitt:
    """One labelled piece of text; ``internt`` never goes home."""

    navn: str
    tekst: str
    internt: bool = False


@dataclass(frozen=True)
class Linje:
    """One thing done in the investigation, readable in full."""

    slag: str
    tittel: str
    dato: date
    registrert: datetime
    skrevet_av: str
    avsnitt: tuple[Avsnitt, ...]
    # Only a conversation whose referat may go home has these.
    samtale: int | None = None
    sendt_hjem: date | None = None
    sendt_kanal: str = ""
    kan_sendes: bool = False
    # What files of this line are known by (cases/vedlegg), where there may be any.
    vedlegg_til: str = ""

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


def linjer(sak: Sak) -> list[Linje]:
    """All that has been done to find out, newest first. Four queries."""
    rader: list[Aktivitet] = [
        *Samtale.objects.filter(sak=sak).select_related("registrert_av", "elev"),
        *Observasjon.objects.filter(sak=sak).select_related("registrert_av"),
        *Kartlegging.objects.filter(sak=sak).select_related("registrert_av"),
        *Analyse.objects.filter(sak=sak).select_related("registrert_av"),
    ]
    return [_linje(rad) for rad in sorted(rader, key=lambda r: (r.dato, r.registrert), reverse=True)]


def _avsnitt(rad: Aktivitet | Undersokelse, *felter: str, internt: bool = False) -> list[Avsnitt]:
    par = ((str(rad._meta.get_field(felt).verbose_name), getattr(rad, felt)) for felt in felter)  # type: ignore[union-attr]
    return [Avsnitt(navn[0].upper() + navn[1:], tekst, internt) for navn, tekst in par if tekst]


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
            return Linje(
                slag=_("Kartlegging"), tittel=rad.get_verktoy_display(), avsnitt=tuple(_avsnitt(rad, "funn")), **felles
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
        _("Formålet ble forklart.") if rad.formaal_forklart else "",
        _("Tolk ble brukt.") if rad.tolk else "",
        _("Samtalen ble tilbudt, men takket nei til.") if rad.takket_nei else "",
    ]
    avsnitt = _avsnitt(rad, "sted", "deltakere")
    if any(merknader):
        avsnitt.append(Avsnitt(_("Om samtalen"), " ".join(m for m in merknader if m)))
    avsnitt += _avsnitt(rad, *REFERAT)
    if rad.neste_samtale is not None:
        avsnitt.append(Avsnitt(_("Neste samtale"), date_format(rad.neste_samtale, "j. F Y")))
    return Linje(
        slag=_("Samtale tilbudt") if rad.takket_nei else _("Samtale"),
        tittel=tittel,
        avsnitt=(*avsnitt, *_avsnitt(rad, "internt_notat", internt=True)),
        samtale=rad.pk,
        vedlegg_til=f"samtale-{rad.pk}",
        sendt_hjem=rad.sendt_hjem,
        sendt_kanal=rad.sendt_hjem_kanal,
        kan_sendes=rad.sendt_hjem is None and not rad.takket_nei and rad.type != Samtale.Type.ANSATT,
        **felles,
    )
