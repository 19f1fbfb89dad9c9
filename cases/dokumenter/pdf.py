"""A plan version on paper: as the home gets it, other pupils masked; or in full, for those who lead the sak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dokumenter.maskering import Navn, maskerer
from cases.lov.kilder import Kilde, hjemmel
from cases.melding.models import Meldingelev
from cases.sak.models import Involvert
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.tiltaksplan.models import Tiltak, Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Elev


@dataclass(frozen=True)
class Tiltakslinje:
    """One tiltak as the family reads it."""

    beskrivelse: str
    nivaa: str
    strakstiltak: bool
    funn: str
    grunnlag: str
    palegg: bool
    palegg_referanse: str
    samtykke: str
    fra: date | None
    til: date | None
    hyppighet: str
    ansvarlig: str
    enkeltvedtak: str
    enkeltvedtak_dato: date | None
    internt: bool = False


def andre_elever(sak: Sak) -> list[Elev]:
    """The other pupils the sak knows of, in the order it came to know them: it gives each a letter for good.

    Those a melding told of beside this one are among them: each has a sak of their own, and is nobody's business here.
    """
    sett: list[tuple[datetime, int, int, Elev]] = [
        (rad.lagt_til, 0, rad.pk, rad.elev)
        for rad in Involvert.objects.filter(sak=sak, elev__isnull=False).select_related("elev")
        if rad.elev is not None
    ]
    sett += [
        (rad.registrert, 1, rad.pk, rad.elev)
        for rad in Samtale.objects.filter(sak=sak, elev__isnull=False).select_related("elev")
        if rad.elev is not None
    ]
    sett += [
        (rad.melding.behandlet or rad.melding.sendt, 2, rad.pk, rad.elev)
        for rad in Meldingelev.objects.filter(melding__elever__sak=sak, elev__isnull=False)
        .exclude(elev=sak.elev_id)
        .select_related("elev", "melding")
        if rad.elev is not None
    ]
    ordnet = {elev.pk: elev for *_orden, elev in sorted(sett, key=lambda linje: linje[:3])}
    ordnet.pop(sak.elev_id, None)
    return list(ordnet.values())


def navn_paa(elev: Elev) -> Navn:
    """A pupil's names, for the masking."""
    return Navn(elev.fornavn, elev.etternavn, elev.kallenavn)


def elevens_maskerer(sak: Sak) -> Callable[[str], str]:
    """What masks every other pupil on a paper for the sak's own pupil, in the active language. Three queries."""
    return maskerer(navn_paa(sak.elev), [navn_paa(elev) for elev in andre_elever(sak)], elev=_("Elev"))


def _linje(tiltak: Tiltak, masker: Callable[[str], str], *, uten_navn: bool) -> Tiltakslinje:
    person = tiltak.ansvarlig
    ansvarlig = ""
    if person is not None and uten_navn:
        ansvarlig = person.stilling or _("En ansatt ved skolen")
    elif person is not None:
        ansvarlig = f"{person.navn}, {person.stilling.lower()}" if person.stilling else person.navn
    rolle = masker(tiltak.ansvarlig_rolle)
    return Tiltakslinje(
        beskrivelse=masker(tiltak.beskrivelse),
        nivaa=tiltak.get_nivaa_display(),
        strakstiltak=tiltak.strakstiltak,
        funn=tiltak.funn_tekst,
        grunnlag=masker(tiltak.grunnlag),
        palegg=tiltak.palegg,
        palegg_referanse=masker(tiltak.palegg_referanse),
        samtykke=masker(tiltak.flytting_samtykke) if tiltak.flytter_eleven else "",
        fra=tiltak.fra,
        til=tiltak.til,
        hyppighet=masker(tiltak.hyppighet),
        ansvarlig="\n".join(del_ for del_ in (ansvarlig, rolle) if del_),
        enkeltvedtak=masker(tiltak.enkeltvedtak_referanse) if tiltak.krever_enkeltvedtak else "",
        enkeltvedtak_dato=tiltak.enkeltvedtak_dato,
        internt=not tiltak.synlig_for_hjem,
    )


FRITEKST = (
    "utfordring",
    "bakgrunn",
    "maal",
    "tegn",
    "elevens_syn",
    "foresattes_syn",
    "barnets_beste",
    "evaluering_begrunnelse",
    "evaluering_deltakere",
    "oppfolgingssamtaler",
    "trygghetsperson",
    "samarbeid",
    "samarbeid_grunnlag_tekst",
    "uenighet",
)


def tiltaksplan_pdf(sak: Sak, plan: Tiltaksplan, *, intern: bool = False) -> bytes:
    """Make the PDF of an adopted version, in the school's målform. Asks no clock: it is dated when it was adopted.

    Args:
        sak: with pupil, class and school.
        plan: adopted.
        intern: in full, with the tiltak that are internal and with every name.

    Raises:
        ValueError: the version is a draft.

    """
    if plan.vedtatt is None:
        raise ValueError("a draft is no document")
    return til_pdf(tiltaksplan_html(sak, plan, intern=intern))


def tiltaksplan_html(sak: Sak, plan: Tiltaksplan, *, dag: date | None = None, intern: bool = False) -> str:
    """Write the paper as a page: an adopted version as it is made into a PDF, or a draft as it would be.

    Args:
        sak: with pupil, class and school.
        plan: adopted, or a draft.
        dag: which day's hjemler a draft names.
        intern: the full edition.

    """
    with translation.override(sak.skole.maalform):
        masker = str if intern else elevens_maskerer(sak)
        # Where the address is protected, the home's paper names nobody who could be looked up, nor the school.
        skjult = sak.elev.er_gradert and not intern
        tiltak = plan.tiltak.select_related("ansvarlig")
        dag = localtime(plan.vedtatt).date() if plan.vedtatt is not None else dag
        if dag is None:
            raise ValueError("a draft is read on some day")
        return render_to_string(
            "cases/dokumenter/tiltaksplan.html",
            {
                **hode(),
                "sak": sak,
                "plan": plan,
                "avsender": "" if skjult else sak.skole.navn,
                "intern": intern,
                "utkast": plan.vedtatt is None,
                "sprak": sak.skole.maalform,
                "laget": plan.vedtatt.isoformat(timespec="seconds") if plan.vedtatt is not None else "",
                "tekst": {felt: masker(getattr(plan, felt)) for felt in FRITEKST},
                "foresatte": [
                    {"navn": "" if skjult else rad["navn"], "syn": masker(rad["syn"])}
                    for rad in plan.foresattes_syn_hver
                ],
                "tiltak": [
                    _linje(rad, masker, uten_navn=skjult)
                    for rad in (tiltak if intern else tiltak.filter(synlig_for_hjem=True))
                ],
                "hjemler": hjemler(dag),
                "erstatter": plan.versjon - 1,
            },
        )


def hjemler(dag: date) -> dict[str, str]:
    """Each source by its name, as it is cited on a day."""
    return {kilde.value: hjemmel(kilde, dag).henvisning for kilde in Kilde}
