"""Which rows of a sak are not in its dossier, and why: said on its first page, so that a gap is never silent.

What may never be told of is said in the same words whether there is any or not (the personal duties to report, L-N.2).
A kind of row that nobody has taken a stand on is counted and named too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.dossier import innhold as innholdet
from cases.framlegg.models import Framlegg
from cases.reaksjon.models import Reaksjon, Samarbeidsavtale
from cases.sak.models import Sak
from cases.sak.queries import notater_for_ledere
from cases.tiltaksplan.models import Tiltaksplan
from cases.vedlegg.models import Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import Model

    from cases.dossier.innhold import Innhold

# Rows that hang on a sak and are printed: as documents, on the first page, or as lines of the log.
MED = frozenset(
    "meldingelev undersokelse samtale observasjon kartlegging analyse tiltaksplan evaluering avslutning gjenapning "
    "statsforvaltersak statsforvalterkrav fristforlengelse statsforvaltersvar statsforvaltervedtak palegg "
    "paleggoppfolging statsforvalterklage statsforvaltermote tvangsmulkt skoleeiervarsel saksovertakelse hendelse "
    "loggnotat vedlegg involvert redegjorelse inhabilitet".split()
)
# Not printed, for a reason that stands on the first page in any case, or is told by ``_tellbart``.
SAGT = frozenset(
    # Who has the sak, who has looked at it, and what the system has reminded of.
    "saktilgang oppslag nodinnsyn varsel oppslagsvurdering innsynsutskrift overtakelse segl telt soketekst teltsak "
    # Drafts, what is made for others, other papers of the same rows, and how they are archived.
    "aktivitetsutkast dokument dossier framlegg reaksjon samarbeidsavtale meldepliktvurdering sladding arkivering "
    "fjerningsstans fjerningsforslag".split()
)

ANDRES_SAKER = gettext_lazy("Andre elevers saker, også når de kom av den samme meldingen. De er egne saker.")


def setninger(sak: Sak, innhold: Innhold) -> list[str]:
    """What is not in, one sentence each: what there is of it, and then what is never in."""
    if innhold.alt:
        trykt = {navn for navn, _pk in innholdet.rader_i(innhold)}
        return [*_utkast(sak), *_filer(sak, innhold), *_ukjente(sak, trykt), *_aldri_i_arkivet()]
    return [*_utkast(sak), *_tellbart(sak, innhold), *_filer(sak, innhold), *_ukjente(sak), *_aldri()]


def _utkast(sak: Sak) -> Iterator[str]:
    if Tiltaksplan.objects.filter(sak=sak, status=Tiltaksplan.Status.UTKAST).exists():
        yield _("Et utkast til tiltaksplan: det er ikke vedtatt, og gjelder ikke.")


def _tellbart(sak: Sak, innhold: Innhold) -> Iterator[str]:
    if antall := Framlegg.objects.filter(sak=sak).count():
        yield ngettext(
            "%(antall)s framlegg til en ansatt: det hører til den ansattes egen sak. At det ble gitt, står i "
            "kronologien. Framlegg og svar sendes når det blir bedt om.",
            "%(antall)s framlegg til ansatte: de hører til de ansattes egne saker. At de ble gitt, står i "
            "kronologien. Framlegg og svar sendes når det blir bedt om.",
            antall,
        ) % {"antall": antall}
    antall = Reaksjon.objects.filter(sak=sak).count() + Samarbeidsavtale.objects.filter(sak=sak).count()
    if antall:
        yield ngettext(
            "%(antall)s reaksjon eller avtale med en annen elev: den hører til den elevens mappe. Den sendes når det "
            "blir bedt om.",
            "%(antall)s reaksjoner og avtaler med andre elever: de hører til de elevenes mapper. De sendes når det "
            "blir bedt om.",
            antall,
        ) % {"antall": antall}
    if innhold.interne_notater:
        yield ngettext(
            "Det interne notatet til %(antall)s samtale: det er skolens eget arbeidsnotat.",
            "De interne notatene til %(antall)s samtaler: de er skolens egne arbeidsnotater.",
            innhold.interne_notater,
        ) % {"antall": innhold.interne_notater}
    if antall := len(notater_for_ledere(sak)):
        yield ngettext(
            "Teksten i %(antall)s notat som bare er for dem som leder saken. Når det ble skrevet, står i kronologien.",
            "Teksten i %(antall)s notater som bare er for dem som leder saken. Når de ble skrevet, står i kronologien.",
            antall,
        ) % {"antall": antall}
    if innhold.helsehemmelig:
        yield ngettext(
            "Innholdet i %(antall)s melding som gjengir noe helsepersonell fikk vite i behandling.",
            "Innholdet i %(antall)s meldinger som gjengir noe helsepersonell fikk vite i behandling.",
            innhold.helsehemmelig,
        ) % {"antall": innhold.helsehemmelig}


def _filer(sak: Sak, innhold: Innhold) -> Iterator[str]:
    """The files that could not be read, by name; but a name may tell what the words of a helsepersonell do."""
    for rad in innholdet.filer(sak).select_related("melding", "tillegg"):
        if not rad.er_klar and (innhold.alt or not innholdet.fra_helsepersonell(rad)):
            hvorfor = {
                Status.VENTER: _("den var ikke ferdig kontrollert for virus da saksmappa ble laget"),
                Status.STOPPET: _("den ble stoppet av viruskontrollen"),
                Status.SPERRET: _("den er sperret av dem som leder saken"),
            }[rad.status]
            yield _("Filen «%(navn)s»: %(hvorfor)s.") % {"navn": rad.navn, "hvorfor": hvorfor}


def _ukjente(sak: Sak, trykt: Collection[str] = ()) -> Iterator[str]:
    """Kinds of rows that have come to the house since this was written, and that are not printed all the same."""
    for modell in ukjente_modeller():
        if modell._meta.model_name in trykt:
            continue
        antall = modell._default_manager.filter(sak=sak).count()
        if antall:
            navn = modell._meta.verbose_name_plural if antall > 1 else modell._meta.verbose_name
            yield _("%(antall)s %(navn)s.") % {"antall": antall, "navn": navn}


def ukjente_modeller() -> list[type[Model]]:
    """Models that hang on a sak and are neither printed nor accounted for."""
    return [
        modell
        for modell in apps.get_app_config("cases").get_models()
        if not modell.__name__.startswith("Historical")
        and any(f.name == "sak" and f.related_model is Sak for f in modell._meta.concrete_fields)
        and modell._meta.model_name not in MED | SAGT
    ]


def _aldri_i_arkivet() -> Iterator[str]:
    yield str(ANDRES_SAKER)
    yield _("Utgavene til elevmappa: de er arkivert for seg, i mappa til eleven de gjelder.")
    yield _("Utkast til framlegg, sladding og overføring: ingen fikk dem.")
    yield _("Hvem som har åpnet saken, og påminnelser fra systemet. Leseloggen har sin egen tid.")


def _aldri() -> Iterator[str]:
    yield str(ANDRES_SAKER)
    yield _("Hvem som har tilgang til saken og hvem som har åpnet den.")
    yield _("Påminnelser fra systemet, og at papirene ble lagret og sendt til arkivet.")
    # The same words whether there is any or not.
    yield _(
        "Notater om den personlige meldeplikten til barnevern og politi. De er aldri med, enten de finnes eller ikke."
    )
