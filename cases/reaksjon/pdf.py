"""A reaction or an agreement on paper, for the file of the pupil it is about: everybody else in the sak is masked.

No saksnummer stands on it, since the sak is another pupil's (A-6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.dokumenter.maskering import Navn, maskerer
from cases.dokumenter.pdf import andre_elever
from cases.lov.kilder import Kilde, hjemmel
from steinkjer_skolemiljo.papir import hode, til_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from cases.reaksjon.models import Reaksjon, Samarbeidsavtale
    from cases.reaksjon.queries import Avtalelinje
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Elev


def _navn(elev: Elev) -> Navn:
    return Navn(elev.fornavn, elev.etternavn, elev.kallenavn)


def masker_for(sak: Sak, elev: Elev) -> Callable[[str], str]:
    """What masks every pupil of the sak but this one; the pupil the sak is about is the first of the others."""
    andre = [sak.elev, *(annen for annen in andre_elever(sak) if annen.pk != elev.pk)]
    return maskerer(_navn(elev), [_navn(annen) for annen in andre], elev=_("Elev"))


def reaksjon_html(sak: Sak, rad: Reaksjon) -> str:
    """The reaction as a page, in the school's målform."""
    with translation.override(sak.skole.maalform):
        masker = masker_for(sak, rad.elev)
        deler = [
            (_("Hva eleven gjorde"), rad.hendelse),
            (_("Skoleregel"), rad.regel),
            (_("Elevens egen forklaring"), rad.elevens_forklaring if rad.elev_hort else rad.ikke_hort_grunn),
            (_("Reaksjon"), rad.reaksjon),
            *((_("Tillegg"), tillegg.tekst) for tillegg in rad.tillegg.all() if tillegg.tekst),
        ]
        informert = rad.foresatte_informert or next(
            (t.foresatte_informert for t in rad.tillegg.all() if t.foresatte_informert), None
        )
        return _side(
            sak, rad, _("Reaksjon etter skolereglene"), masker, deler, hvem=rad.bestemt_av.navn, informert=informert
        )


def avtale_html(sak: Sak, linje: Avtalelinje) -> str:
    """The agreement as a page, in the school's målform."""
    with translation.override(sak.skole.maalform):
        masker = masker_for(sak, linje.avtale.elev)
        deler = [
            (_("Hvem var med"), linje.avtale.deltakere),
            (_("Dette er vi enige om"), linje.avtale.avtalt),
            *((_("Samtale om avtalen"), samtale.hvordan_gaar_det) for samtale in linje.samtaler),
        ]
        hvem = linje.avtale.folges_opp_av.navn
        return _side(sak, linje.avtale, _("Samarbeidsavtale"), masker, deler, hvem=hvem, neste=linje.neste)


def _side(
    sak: Sak,
    rad: Reaksjon | Samarbeidsavtale,
    tittel: str,
    masker: Callable[[str], str],
    deler: list[tuple[str, str]],
    **mer: object,
) -> str:
    innhold = {
        **hode(),
        "avsender": "" if rad.elev.er_gradert else sak.skole.navn,
        "laget": rad.registrert.isoformat(timespec="seconds"),
        "rad": rad,
        "tittel": tittel,
        "deler": [(navn, masker(tekst)) for navn, tekst in deler if tekst],
        "sprak": sak.skole.maalform,
        "hjemler": {kilde.value: hjemmel(kilde, localdate(rad.registrert)).henvisning for kilde in Kilde},
        **mer,
    }
    return render_to_string("cases/reaksjon/pdf.html", innhold)


def som_pdf(html: str) -> bytes:
    """Draw it."""
    return til_pdf(html)
