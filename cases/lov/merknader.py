"""What is worth knowing about a sak, and breaks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.lov import alvorlighet, framlegg, frister
from cases.lov.begreper import Samtaletype
from cases.lov.parametre import Maal
from cases.lov.tekst import Tekst
from cases.lov.tekst import gettext_noop as _

if TYPE_CHECKING:
    from datetime import date

    from cases.lov.lesning import Lesning


def merknader(lest: Lesning) -> tuple[Tekst, ...]:
    """What is worth knowing, and breaks nothing (L-4.15, L-5.6, D-6, D-15)."""
    f = lest.fakta
    funn = []
    if lest.uforklart() and f.avsluttet is None:
        funn.append(Tekst(_("Ingen grep inn, og det står ikke hvorfor. Spør den som meldte.")))
    samtaler = [s for s in f.samtaler if not s.takket_nei]
    kilder = sum(
        bool(del_)
        for del_ in (
            any(s.type is Samtaletype.ELEV for s in samtaler),
            any(s.type is not Samtaletype.ELEV for s in samtaler),
            f.observasjoner,
            f.kartlegginger,
        )
    )
    if f.analyser and kilder <= 1 and f.avsluttet is None:
        funn.append(
            Tekst(_("Undersøkelsen bygger på bare én kilde. Flere kilder gir et sikrere bilde."))
            if kilder
            else Tekst(_("Undersøkelsen bygger bare på meldingen. Flere kilder gir et sikrere bilde."))
        )
    if f.tatt_opp_med_rektor is not None and f.avsluttet is None:
        funn.append(_statsforvalter(lest, f.tatt_opp_med_rektor))
    antall = alvorlighet.uten_virkning(f)
    if antall >= lest.parametre.verdi(Maal.VERSJONER_UTEN_TRYGG, lest.dag) and f.avsluttet is None:
        funn.append(
            Tekst(_("Tiltakene har ikke gjort eleven trygg. Vurder hjelp utenfra."))
            if antall == 1
            else Tekst(
                _("%(antall)s versjoner av planen har ikke gjort eleven trygg. Vurder hjelp utenfra."),
                {"antall": antall},
            )
        )
    uhort = framlegg.merknad(lest)
    if uhort is not None:
        funn.append(uhort)
    return tuple(funn)


def _statsforvalter(lest: Lesning, tatt_opp: date) -> Tekst:
    meldetid = frister.kan_meldes_fra(tatt_opp, lest.kalender)
    if meldetid.sju_dager == meldetid.fem_arbeidsdager:
        return Tekst(
            _("Saken ble tatt opp med rektor %(dato)s. Den kan meldes til Statsforvalteren fra %(fra)s."),
            {"dato": tatt_opp, "fra": meldetid.tidligst},
        )
    return Tekst(
        _(
            "Saken ble tatt opp med rektor %(dato)s. Den kan meldes til Statsforvalteren når det har gått en uke: "
            "sju dager er gått %(uke)s, og fem arbeidsdager %(arbeidsdager)s."
        ),
        {"dato": tatt_opp, "uke": meldetid.sju_dager, "arbeidsdager": meldetid.fem_arbeidsdager},
    )
