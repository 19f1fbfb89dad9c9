"""The kinds of paper: what each is the paper of, in which editions, who may have it, and which are still to be made.

No paper is drawn here, so that a page can list them without what draws them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dokumenter.models import Dokument
from cases.evaluering.models import Avslutning, Evaluering
from cases.melding.models import Melding, Meldingelev, Meldingstillegg
from cases.sak.models import Del
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Samtale
from cases.undersokelse.queries import samtaler_for
from cases.undersokelse.referat import hvis_hjem, kan_sendes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from cases.sak.models import Sak
    from cases.sak.oppslag import Apnet
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev

Type, Utgave = Dokument.Type, Dokument.Utgave
# How far back the minute's sweep looks in each table; what is older is made when someone asks, or at night.
NYLIG = 200


@dataclass(frozen=True)
class Slag(ABC):
    """One kind of paper."""

    type: Dokument.Type
    # What a person let in by name must have been given of the sak, beside its documents.
    deler: frozenset[Del]

    @abstractmethod
    def alle(self) -> QuerySet[Any]:
        """Every row that has become a paper: adopted, sent or written down. With what its paper needs."""

    def i_saken(self, sak: Sak) -> QuerySet[Any]:
        """Those of one sak."""
        return self.alle().filter(sak=sak)

    def synlige(self, apnet: Apnet, bruker: Bruker) -> QuerySet[Any]:
        """Those of one sak this person may have in some edition."""
        del bruker
        alle = self.i_saken(apnet.sak)
        return alle if self.deler <= apnet.deler else alle.none()

    def utgaver(self, objekt: Any) -> tuple[Dokument.Utgave, ...]:
        """The editions there are of it."""
        del objekt
        return (Utgave.ELEVMAPPE, Utgave.INTERN)

    def elev(self, objekt: Any) -> Elev | None:
        """Whose folder: None for the sak's own pupil."""
        del objekt
        return None

    def versjon(self, objekt: Any) -> int:
        """Which version of itself the row is."""
        del objekt
        return 1

    def erstattet(self, objekt: Any, versjon: int) -> bool:
        """Whether something newer stands in its place."""
        return self.versjon(objekt) > versjon

    @abstractmethod
    def dato(self, objekt: Any) -> date:
        """The paper's day."""

    @abstractmethod
    def tittel(self, objekt: Any) -> str:
        """What a list calls it, in the language that is active."""

    @abstractmethod
    def hvem(self, objekt: Any) -> str:
        """Who adopted, wrote or sent it."""

    def filnavn(self, sak: Sak, objekt: Any, utgave: Dokument.Utgave) -> str:
        """Without names of people."""
        full = "-full" if utgave == Utgave.INTERN else ""
        return f"{self.type.value}-{sak.nummer}-{objekt.pk}-v{self.versjon(objekt)}{full}.pdf"

    @abstractmethod
    def html(self, sak: Sak, objekt: Any, utgave: Dokument.Utgave) -> str:
        """The page, in the language that is active."""

    def uten_dokument(self, rader: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the rows that have no paper yet."""
        laget = Dokument.objects.filter(
            objekt_type=rader.model._meta.label_lower, objekt_id=OuterRef("pk"), type=self.type, utgave=Utgave.INTERN
        )
        return rader.filter(~Exists(laget))

    def ventende(self, antall: int, *, bare_nylig: bool = True) -> list[Any]:
        """At most so many that wait for their paper, the newest first. Bounded by the key, however large the table."""
        rader = self.alle()
        if bare_nylig:
            siste = rader.model._default_manager.aggregate(siste=Max("pk"))["siste"] or 0
            rader = rader.filter(pk__gt=siste - NYLIG)
        return list(self.uten_dokument(rader).order_by("-pk")[:antall])


class Meldinger(Slag):
    """A melding, for each sak it led to. Who may read the melding may have its paper, and nobody else."""

    def alle(self) -> QuerySet[Meldingelev]:
        """Those that led to a sak."""
        rader = Meldingelev.objects.filter(sak__isnull=False, melding__behandlet__isnull=False)
        tillegg = Meldingstillegg.objects.filter(melding=OuterRef("melding")).order_by().values("melding")
        antall = Subquery(tillegg.annotate(antall=Count("pk")).values("antall"), output_field=IntegerField())
        return rader.select_related("melding__melder").annotate(antall=Coalesce(antall, 0))

    def synlige(self, apnet: Apnet, bruker: Bruker) -> QuerySet[Meldingelev]:
        """By the melding's own rule."""
        if apnet.gjest:
            return self.alle().none()
        lesbare = Melding.objects.visible_to(bruker, apnet.tid.dag)
        return self.i_saken(apnet.sak).filter(melding__in=lesbare)

    def versjon(self, objekt: Meldingelev) -> int:
        """What is added later makes a new one (L-4.8)."""
        antall: int = objekt.antall  # type: ignore[attr-defined]  # annotated by alle
        return 1 + antall

    def dato(self, objekt: Meldingelev) -> date:
        """When it was sent."""
        return localtime(objekt.melding.sendt).date()

    def tittel(self, objekt: Meldingelev) -> str:
        """By its number."""
        return _("Melding %(nummer)s") % {"nummer": objekt.melding.nummer}

    def hvem(self, objekt: Meldingelev) -> str:
        """The reporter."""
        return objekt.melding.melder.navn

    def uten_dokument(self, rader: QuerySet[Meldingelev]) -> QuerySet[Meldingelev]:
        """Also those that have been added to since."""
        laget = Dokument.objects.filter(
            objekt_type="cases.meldingelev",
            objekt_id=OuterRef("pk"),
            utgave=Utgave.INTERN,
            versjon=OuterRef("antall") + 1,
        )
        return rader.filter(~Exists(laget))

    def html(self, sak: Sak, objekt: Meldingelev, utgave: Dokument.Utgave) -> str:
        """The melding."""
        from cases.dokumenter import papir, papirer  # noqa: PLC0415 - brings WeasyPrint, which few processes need

        return papir.til_html(papirer.melding(sak, objekt, intern=utgave == Utgave.INTERN))


class Referater(Slag):
    """A conversation that was written down, or was offered and declined."""

    def alle(self) -> QuerySet[Samtale]:
        """Each as it was written, also what has been corrected since."""
        return Samtale.objects.select_related("elev__klasse", "elev__skole", "registrert_av", "rettet_av", "sak")

    def synlige(self, apnet: Apnet, bruker: Bruker) -> QuerySet[Samtale]:
        """For one who may write in the sak, or follows it up: of the conversations they are shown."""
        rader = super().synlige(apnet, bruker)
        if not (apnet.kan_skrive or apnet.for_ledere):
            return rader.none()
        return rader.filter(pk__in=samtaler_for(apnet.sak, uten_internt=apnet.uten_internt))

    def utgaver(self, objekt: Samtale) -> tuple[Dokument.Utgave, ...]:
        """A home has one where there is something for it to read."""
        til_hjem = kan_sendes(objekt) and (not objekt.om_en_annen_elev or objekt.elev_id is not None)
        return (Utgave.ELEVMAPPE, Utgave.INTERN) if til_hjem else (Utgave.INTERN,)

    def elev(self, objekt: Samtale) -> Elev | None:
        """The pupil it was with or about (L-4.17)."""
        return objekt.elev if objekt.om_en_annen_elev else None

    def erstattet(self, objekt: Samtale, versjon: int) -> bool:
        """A correction stands in its place."""
        del versjon
        return hasattr(objekt, "rettet_av")

    def dato(self, objekt: Samtale) -> date:
        """When they spoke."""
        return objekt.dato

    def tittel(self, objekt: Samtale) -> str:
        """With whom; which pupil only where it is another than the sak's own."""
        hvem = objekt.get_type_display()
        if objekt.om_en_annen_elev and objekt.elev is not None:
            hvem = f"{hvem}: {objekt.elev.navn}"
        return _("Referat: %(hvem)s") % {"hvem": hvem[0].lower() + hvem[1:]}

    def hvem(self, objekt: Samtale) -> str:
        """Who wrote it."""
        return objekt.registrert_av.navn

    def filnavn(self, sak: Sak, objekt: Samtale, utgave: Dokument.Utgave) -> str:
        """For another pupil's home without the sak's number (A-6)."""
        if utgave == Utgave.ELEVMAPPE and objekt.om_en_annen_elev:
            return f"referat-{objekt.dato:%Y-%m-%d}.pdf"
        return super().filnavn(sak, objekt, utgave)

    def html(self, sak: Sak, objekt: Samtale, utgave: Dokument.Utgave) -> str:
        """The referat."""
        from cases.dokumenter import papir, papirer  # noqa: PLC0415 - as above

        if utgave == Utgave.INTERN:
            return papir.til_html(papirer.referat_internt(sak, objekt))
        elev = hvis_hjem(sak, objekt)
        if elev is None:
            raise ValueError("nobody's home")
        return papir.til_html(papirer.referat_hjem(sak, objekt, elev))


class Tiltaksplaner(Slag):
    """Each adopted version of the plan."""

    def alle(self) -> QuerySet[Tiltaksplan]:
        """In force, or in force once."""
        return Tiltaksplan.objects.exclude(status=Tiltaksplan.Status.UTKAST).select_related("vedtatt_av")

    def versjon(self, objekt: Tiltaksplan) -> int:
        """As the plan says."""
        return objekt.versjon

    def erstattet(self, objekt: Tiltaksplan, versjon: int) -> bool:
        """A later version is in force."""
        del versjon
        return objekt.status == Tiltaksplan.Status.ERSTATTET

    def dato(self, objekt: Tiltaksplan) -> date:
        """When it was adopted."""
        return localtime(objekt.vedtatt).date()

    def tittel(self, objekt: Tiltaksplan) -> str:
        """By its version."""
        return _("Tiltaksplan, versjon %(versjon)s") % {"versjon": objekt.versjon}

    def hvem(self, objekt: Tiltaksplan) -> str:
        """Who adopted it."""
        return objekt.vedtatt_av.navn if objekt.vedtatt_av is not None else ""

    def filnavn(self, sak: Sak, objekt: Tiltaksplan, utgave: Dokument.Utgave) -> str:
        """The version says which."""
        full = "-full" if utgave == Utgave.INTERN else ""
        return f"tiltaksplan-{sak.nummer}-v{objekt.versjon}{full}.pdf"

    def html(self, sak: Sak, objekt: Tiltaksplan, utgave: Dokument.Utgave) -> str:
        """The plan."""
        from cases.dokumenter.pdf import tiltaksplan_html  # noqa: PLC0415 - as above

        return tiltaksplan_html(sak, objekt, intern=utgave == Utgave.INTERN)


class Evalueringer(Slag):
    """How a version worked."""

    def alle(self) -> QuerySet[Evaluering]:
        """All of them: an evaluation is never a draft."""
        return Evaluering.objects.select_related("plan", "registrert_av")

    def dato(self, objekt: Evaluering) -> date:
        """When it was done."""
        return objekt.dato

    def tittel(self, objekt: Evaluering) -> str:
        """Of which version."""
        return _("Evaluering av tiltaksplan, versjon %(versjon)s") % {"versjon": objekt.plan.versjon}

    def hvem(self, objekt: Evaluering) -> str:
        """Who wrote it."""
        return objekt.registrert_av.navn

    def html(self, sak: Sak, objekt: Evaluering, utgave: Dokument.Utgave) -> str:
        """The evaluation."""
        from cases.dokumenter import papir, papirer  # noqa: PLC0415 - as above

        return papir.til_html(papirer.evaluering(sak, objekt, intern=utgave == Utgave.INTERN))


class Avslutninger(Slag):
    """Each time the sak was closed."""

    def alle(self) -> QuerySet[Avslutning]:
        """All of them."""
        return Avslutning.objects.select_related("av")

    def dato(self, objekt: Avslutning) -> date:
        """When it was closed."""
        return localtime(objekt.tid).date()

    def tittel(self, objekt: Avslutning) -> str:
        """There is little more to say."""
        del objekt
        return _("Avslutning av saken")

    def hvem(self, objekt: Avslutning) -> str:
        """Who closed it."""
        return objekt.av.navn

    def html(self, sak: Sak, objekt: Avslutning, utgave: Dokument.Utgave) -> str:
        """The closing."""
        from cases.dokumenter import papir, papirer  # noqa: PLC0415 - as above

        return papir.til_html(papirer.avslutning(sak, objekt, intern=utgave == Utgave.INTERN))


class Varsler(Slag):
    """The notice to skoleeier: for those who lead the sak or follow it up, and in no pupil's folder."""

    def alle(self) -> QuerySet[Skoleeiervarsel]:
        """All of them: a notice is sent when it is written."""
        return Skoleeiervarsel.objects.select_related("varslet_av")

    def synlige(self, apnet: Apnet, bruker: Bruker) -> QuerySet[Skoleeiervarsel]:
        """For leaders and skoleeier."""
        rader = super().synlige(apnet, bruker)
        return rader if apnet.for_ledere else rader.none()

    def utgaver(self, objekt: Skoleeiervarsel) -> tuple[Dokument.Utgave, ...]:
        """In full only."""
        del objekt
        return (Utgave.INTERN,)

    def dato(self, objekt: Skoleeiervarsel) -> date:
        """When it was sent."""
        return localtime(objekt.varslet).date()

    def tittel(self, objekt: Skoleeiervarsel) -> str:
        """What it is about."""
        return _("Varsel til skoleeier: %(hva)s") % {"hva": objekt.get_type_display().lower()}

    def hvem(self, objekt: Skoleeiervarsel) -> str:
        """Who sent it."""
        return objekt.varslet_av.navn

    def html(self, sak: Sak, objekt: Skoleeiervarsel, utgave: Dokument.Utgave) -> str:
        """The notice."""
        from cases.dokumenter import papir, papirer  # noqa: PLC0415 - as above

        del utgave
        return papir.til_html(papirer.varsel_til_skoleeier(sak, objekt))


SLAG: dict[str, Slag] = {
    slag.type.value: slag
    for slag in (
        Meldinger(Type.MELDING, frozenset({Del.UNDERSOKELSE})),
        Referater(Type.REFERAT, frozenset({Del.UNDERSOKELSE})),
        Tiltaksplaner(Type.TILTAKSPLAN, frozenset({Del.TILTAKSPLAN})),
        Evalueringer(Type.EVALUERING, frozenset({Del.EVALUERING})),
        Avslutninger(Type.AVSLUTNING, frozenset({Del.EVALUERING})),
        Varsler(Type.VARSEL_SKOLEEIER, frozenset({Del.LOGG})),
    )
}


def slag_av(dokument: Dokument) -> Slag | None:
    """The kind that made it; None for what another room froze, also when it calls it by one of these names."""
    slag = SLAG.get(dokument.type)
    return slag if slag is not None and slag.alle().model._meta.label_lower == dokument.objekt_type else None


def overskrifter(dokumenter: Iterable[Dokument]) -> dict[int, tuple[str, date]]:
    """What a list calls each paper, and the paper's own day: not the file's name, nor when the file was made.

    One query for each kind there is among them.
    """
    funnet: dict[int, tuple[str, date]] = {}
    av_slag: dict[Slag, list[Dokument]] = {}
    for dokument in dokumenter:
        slag = slag_av(dokument)
        if slag is None:
            hva = _("%(hva)s, versjon %(versjon)s") % {
                "hva": dokument.get_type_display(),
                "versjon": dokument.versjon,
            }
            funnet[dokument.pk] = hva, localtime(dokument.laget).date()
        else:
            av_slag.setdefault(slag, []).append(dokument)
    for slag, papirene in av_slag.items():
        rader = {rad.pk: rad for rad in slag.alle().filter(pk__in=[papir.objekt_id for papir in papirene])}
        for papir in papirene:
            if (rad := rader.get(papir.objekt_id)) is not None:
                funnet[papir.pk] = slag.tittel(rad), slag.dato(rad)
    return funnet


def kan_faa(apnet: Apnet, utgave: str, elev: Elev | None, type_: str) -> bool:
    """Whether this person may have that edition: the full one is for those who lead the sak or follow it up.

    A referat for a home is held back where nothing is sent home, and where an address is protected but for those who
    lead (A-10, A-15).
    """
    if utgave == Utgave.INTERN:
        return apnet.for_ledere
    if type_ != Type.REFERAT:
        return True
    gjelder = elev if elev is not None else apnet.sak.elev
    return not apnet.sak.ikke_send_hjem and (not gjelder.er_gradert or apnet.kan_lede)
