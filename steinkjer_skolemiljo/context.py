"""What every page's frame needs: the menu for this person, and whether this is the demo."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.arkiv.access import kan_se_arkivet
from cases.innstillinger.access import kan_se as kan_se_innstillinger
from cases.leselogg.access import leser_leseloggen
from cases.melding.models import Behandling, Melding
from cases.overlevering.access import kan_overlevere
from cases.sak.access import tilganger_for
from cases.sak.models import Sak
from cases.varsling.access import kan_se_ikke_levert
from cases.varsling.models import Varsel
from cases.verktoy.access import har_verktoy
from steinkjer_skolemiljo.elevregister.access import forer_registeret
from steinkjer_skolemiljo.elevregister.beskyttelse import skjermer
from steinkjer_skolemiljo.forvaltning.access import forslag_for, kan_forvalte
from steinkjer_skolemiljo.organisation.innlogging import tofaktor
from steinkjer_skolemiljo.organisation.innlogging.sesjon import sekunder_igjen
from steinkjer_skolemiljo.organisation.roller import roller_for

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from steinkjer_skolemiljo.organisation.models import Bruker

STILARK = (
    "css/grunn.css",
    "css/ramme.css",
    "css/skjema.css",
    "css/deler.css",
    "css/skoleeier.css",
    "css/arshjul.css",
    "css/varsler.css",
    "css/prosedyrer.css",
    "css/regelverk.css",
    "css/innstillinger.css",
    "css/innlogging.css",
    "css/framlegg.css",
    "css/sladding.css",
    "css/leselogg.css",
    "css/planbygger.css",
    "css/dossier.css",
    "css/evaluering.css",
    "css/meld.css",
    "css/overlevering.css",
    "css/skjemaer.css",
    "css/sakside.css",
    "css/vedlegg.css",
    "css/saksliste.css",
    "css/mottak.css",
    "css/forside.css",
    "css/statistikk.css",
    "css/verktoy.css",
)


@dataclass(frozen=True)
class Menypunkt:
    """One place in the main menu, perhaps with how many wait there."""

    tekst: str
    url: str
    aktiv: bool
    antall: int = 0


def _sluppet_inn(bruker: Bruker, dag: date) -> bool:
    """Whether somebody has let this person into a sak they still see: a denied one leaves nothing in the menu."""
    return bool(tilganger_for(bruker, dag)) and Sak.objects.visible_to(bruker, dag).exists()


def _meny(bruker: Bruker, sti: str) -> list[Menypunkt]:
    dag = timezone.localdate()
    roller = roller_for(bruker, dag)
    punkter: list[tuple[str, str, int]] = [(_("Forside"), reverse("forside"), 0)]
    mottar = roller.er_leder or roller.sektorleder or roller.kommunalsjef
    if mottar:
        nye = Melding.objects.visible_to(bruker, dag).filter(behandling=Behandling.NY).count()
        punkter.append((_("Nye meldinger"), reverse("melding:innboks"), nye))
    # One who is let into a single sak must find it again.
    if mottar or roller.er_kontaktlarer or _sluppet_inn(bruker, dag):
        punkter.append((_("Saker"), reverse("sak:liste"), 0))
    if roller.er_kontaktlarer:
        punkter.append((_("Min klasse"), reverse("kontaktlarer:min_klasse"), 0))
    if roller.sektorleder or roller.kommunalsjef:
        punkter.append((_("Skoleeier"), reverse("skoleeier:oversikt"), 0))
    if leser_leseloggen(roller):
        punkter.append((_("Leselogg"), reverse("leselogg:oversikt"), 0))
    punkter.append((_("Mine meldinger"), reverse("melding:mine"), 0))
    uleste = Varsel.objects.synlige_for(bruker, dag).filter(lest__isnull=True, ordnet__isnull=True).count()
    punkter.append((_("Varsler"), reverse("varsling:innboks"), uleste))
    punkter.append((_("Årshjul"), reverse("annual_wheel:vis"), 0))
    punkter.append((_("Prosedyrer"), reverse("procedures:liste"), 0))
    return _menypunkter(punkter, sti)


def _verktoy(bruker: Bruker, sti: str) -> list[Menypunkt]:
    """What is opened now and then: under the person's own name, so that the main menu stays the day's work."""
    dag = timezone.localdate()
    # Whoever works at a school may have to write one.
    punkter: list[tuple[str, str, int]] = [(_("Fysisk inngripen"), reverse("inngripen:liste"), 0)]
    roller = roller_for(bruker, dag)
    if roller.er_leder or roller.sektorleder or roller.kommunalsjef:
        punkter.append((_("Krav om innsyn"), reverse("innsyn:alle"), 0))
    if roller.er_leder:
        punkter.append((_("Overført fra andre skoler"), reverse("overforing:mottatt"), 0))
    if har_verktoy(bruker, dag):
        punkter.insert(0, (_("Verktøy"), reverse("verktoy:oversikt"), 0))
    return _menypunkter(punkter, sti)


def _styring(bruker: Bruker, sti: str) -> list[Menypunkt]:
    """What is for those who run the school or the system, rather than the saker."""
    dag = timezone.localdate()
    punkter: list[tuple[str, str, int]] = []
    if kan_forvalte(bruker, dag):
        punkter.append((_("Brukere"), reverse("forvaltning:brukere"), forslag_for(bruker, dag).count()))
    if forer_registeret(bruker, dag):
        punkter.append((_("Skoler og elever"), reverse("elevregister:oversikt"), 0))
    if skjermer(bruker, dag):
        punkter.append((_("Beskyttet adresse"), reverse("elevregister:beskyttet"), 0))
    if kan_overlevere(bruker, dag):
        punkter.append((_("Overlevering"), reverse("overlevering:oversikt"), 0))
    if kan_se_ikke_levert(bruker, dag):
        feilet = Varsel.objects.ikke_levert(bruker, dag).count()
        punkter.append((_("E-post som ikke kom fram"), reverse("varsling:ikke_levert"), feilet))
    if kan_se_arkivet(bruker, dag):
        punkter.append((_("Arkiv"), reverse("arkiv:liste"), 0))
    if kan_se_innstillinger(bruker, dag):
        punkter.append((_("Kommunens mål"), reverse("innstillinger:oversikt"), 0))
        punkter.append((_("Skoleruter"), reverse("innstillinger:skoleruter"), 0))
    return _menypunkter(punkter, sti)


def _menypunkter(punkter: list[tuple[str, str, int]], sti: str) -> list[Menypunkt]:
    """With the one that is open marked: the nearest above the page."""
    if sti.endswith("/ta-imot/"):
        sti = reverse("melding:innboks")
    over = (url for _tekst, url, _antall in punkter if sti == url or (url != "/" and sti.startswith(url)))
    her = max(over, key=len, default="")
    return [Menypunkt(tekst, url, url == her, antall) for tekst, url, antall in punkter]


@cache
def _stilark() -> tuple[str, ...]:
    """The addresses of the style sheets, asked for once a process: every page names them all."""
    return tuple(static(navn) for navn in STILARK)


def ramme(request: HttpRequest) -> dict[str, Any]:
    """The frame around every page; costs nothing for one who is not logged in."""
    innhold: dict[str, Any] = {
        "demo": settings.DEMO,
        "stilark": _stilark(),
        "meny": [],
        "verktoy": [],
        "vis_meld": False,
    }
    bruker = getattr(request, "user", None)
    if bruker is not None and bruker.is_authenticated and not request.headers.get("HX-Request"):
        innhold["okt_igjen"] = sekunder_igjen(request.session, timezone.now())
        if tofaktor.mangler(request):
            # Every link would lead back to the page where the second factor is set up.
            return {"ramme": innhold}
        innhold["meny"] = _meny(bruker, request.path)
        # Where «/» leads from a page without a search of its own.
        saksliste = reverse("sak:liste")
        innhold["sok"] = f"{saksliste}#sok" if any(punkt.url == saksliste for punkt in innhold["meny"]) else ""
        # The systemforvalter's front page has these too, since they are the whole of that work.
        innhold["styring"] = _styring(bruker, request.path)
        innhold["verktoy"] = [*_verktoy(bruker, request.path), *innhold["styring"]]
        innhold["verktoy_venter"] = sum(punkt.antall for punkt in innhold["verktoy"])
        # The front page has a larger one of its own.
        innhold["vis_meld"] = request.path not in {reverse("melding:meld"), reverse("forside")}
    return {"ramme": innhold}
