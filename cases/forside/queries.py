"""A person's own list of what to do: what is new, what is late, what comes this week, what others wait for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from cases.framlegg.queries import venter_paa_svar
from cases.leselogg.uvanlig import antall_uvurdert
from cases.melding.models import Behandling, Melding
from cases.melding.mottak_queries import haster_forst
from cases.melding.queries import siste_egne, utkast_med_noe_i
from cases.sak import access
from cases.sak.access import Handling
from cases.sak.kjent_frist import innen, med_kjent_frist, passert
from cases.sak.models import Sak
from cases.sak.queries import Nokkeltall, nokkeltall
from cases.sak.vurdering import Sakslinje, linjer
from cases.skoleeier.models import Skoleeiervarsel
from cases.skoleeier.queries import antall_til_vurdering
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.varsling.queries import antall_uleste
from procedures.lesing import egne as egen_lesing
from steinkjer_skolemiljo.forvaltning.access import forslag_for
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.organisation.templatetags.visning import hvor_lenge_siden

if TYPE_CHECKING:
    from datetime import date, datetime

    from cases.framlegg.models import Framlegg
    from cases.melding.models import Meldingsutkast
    from cases.melding.queries import EgenMelding
    from procedures.lesing import Sporsmaal as Lesing
    from steinkjer_skolemiljo.organisation.models import Bruker
    from steinkjer_skolemiljo.organisation.roller import Roller

ANTALL = 8
IKKE_FERDIG = (Tiltak.Status.PLANLAGT, Tiltak.Status.I_GANG)


@dataclass(frozen=True)
class NyMelding:
    """A melding that waits, and for how long it has, in one unit."""

    melding: Melding
    alder: str

    @property
    def haster(self) -> bool:
        """It cannot wait: it is urgent, or the pupil is not safe now."""
        return self.melding.haster or self.melding.trygg_naa == "nei"


@dataclass(frozen=True)
class Oppgaver:
    """Everything on the front page."""

    roller: Roller
    mottar: bool
    nye: list[NyMelding]
    antall_nye: int
    tall: Nokkeltall | None
    forsinket: list[Sakslinje]
    uka: list[Sakslinje]
    # Tiltak others were to have done by now, in saker this person leads.
    hos_andre: list[Tiltak]
    tiltak: list[Tiltak]
    rolleforslag: int
    uleste_skoleeiervarsler: int
    # Notices to skoleeier that are read, and wait for what this person thinks of them.
    skoleeiervarsler_til_vurdering: int
    uleste_varsler: int
    # What they have sent, and how it goes; and what they have begun to write and never sent.
    egne_meldinger: list[EgenMelding]
    utkast: Meldingsutkast | None
    # For the personvernombud, who has no saker: looks that nobody has assessed yet.
    uvurderte_oppslag: int | None
    # What they have been given to answer, and have not.
    framlegg: Framlegg | None
    # Procedures the person has yet to confirm.
    lesing: list[Lesing]

    @property
    def saker(self) -> list[Sakslinje]:
        """All the saker that are shown."""
        return [*self.forsinket, *self.uka]

    @property
    def nye_meldinger(self) -> list[Melding]:
        """The meldinger that are shown."""
        return [ny.melding for ny in self.nye]

    @property
    def noe_haster(self) -> bool:
        """Something is new, late or comes this week."""
        return bool(self.nye or self.saker)

    @property
    def andre_venter(self) -> bool:
        """Somebody waits for this person, outside the saker."""
        skoleeiers = self.uleste_skoleeiervarsler or self.skoleeiervarsler_til_vurdering
        return bool(self.framlegg or self.rolleforslag or skoleeiers or self.uleste_varsler or self.lesing)

    @property
    def har_side(self) -> bool:
        """There is enough for a column beside the main one; a card alone there would leave half the page empty."""
        return bool(self.hos_andre or self.tiltak or self.egne_meldinger)

    @property
    def har_hoved(self) -> bool:
        """There is something for the main column."""
        alene = self.andre_venter and not self.har_side
        styrer = self.roller.systemforvalter
        return bool(self.tall is not None or self.nye or self.uvurderte_oppslag is not None or styrer or alene)


def oppgaver(bruker: Bruker, *, dag: date, now: datetime, om_en_uke: datetime) -> Oppgaver:
    """What this person should look at now; each part only where their roles give it a meaning."""
    roller = roller_for(bruker, dag)
    mottar = roller.er_leder or roller.sektorleder or roller.kommunalsjef
    ser_saker = mottar or roller.er_kontaktlarer
    nye = haster_forst(Melding.objects.visible_to(bruker, dag).filter(behandling=Behandling.NY))
    forste = list(nye.select_related("skole").prefetch_related("elever__elev")[:ANTALL])
    forsinket, uka = _frister(bruker, dag=dag, now=now, om_en_uke=om_en_uke) if ser_saker else ([], [])
    return Oppgaver(
        roller=roller,
        mottar=mottar,
        nye=[NyMelding(melding, hvor_lenge_siden(melding.sendt, now, depth=1)) for melding in forste],
        antall_nye=nye.count(),
        tall=nokkeltall(bruker, dag, now, om_en_uke) if ser_saker else None,
        forsinket=forsinket,
        uka=uka,
        hos_andre=_hos_andre(bruker, dag) if mottar else [],
        tiltak=list(
            egne_tiltak(bruker, dag)
            .filter(status__in=IKKE_FERDIG)
            .select_related("plan__sak__elev")
            .order_by("fra", "id")[:ANTALL]
        ),
        rolleforslag=forslag_for(bruker, dag).count(),
        uleste_skoleeiervarsler=(
            Skoleeiervarsel.objects.filter(sak__in=Sak.objects.visible_to(bruker, dag), lest__isnull=True).count()
            if roller.sektorleder
            else 0
        ),
        skoleeiervarsler_til_vurdering=antall_til_vurdering(bruker, dag) if roller.sektorleder else 0,
        uleste_varsler=antall_uleste(bruker, dag),
        egne_meldinger=siste_egne(bruker, dag, antall=3),
        utkast=utkast_med_noe_i(bruker),
        uvurderte_oppslag=antall_uvurdert(bruker, dag=dag) if roller.personvernombud else None,
        framlegg=venter_paa_svar(bruker, dag),
        lesing=egen_lesing(bruker, dag) if roller.alle_skoler else [],
    )


def _frister(
    bruker: Bruker, *, dag: date, now: datetime, om_en_uke: datetime
) -> tuple[list[Sakslinje], list[Sakslinje]]:
    """The saker that are late and those due within a week, each with the way to its next step."""
    synlige = (
        med_kjent_frist(Sak.objects.visible_to(bruker, dag), bruker, dag)
        .filter(avsluttet__isnull=True)
        .select_related("elev", "elev__klasse", "skole", "ansvarlig")
        .order_by(F("kjent_frist").asc(nulls_last=True), "id")
    )
    sene = list(synlige.filter(passert(now))[:ANTALL])
    snart = list(synlige.filter(innen(now, om_en_uke))[:ANTALL])
    saker = [*sene, *snart]
    ider = [sak.pk for sak in saker]
    kan, deler = access.handlinger_i(bruker, ider, dag), access.deler_i(bruker, ider, dag)
    alle = linjer(saker, now, kan, deler=deler)
    return alle[: len(sene)], alle[len(sene) :]


def _hos_andre(bruker: Bruker, dag: date) -> list[Tiltak]:
    return list(
        Tiltak.objects.filter(
            plan__sak__in=Sak.objects.visible_to(bruker, dag, Handling.LEDE).filter(avsluttet__isnull=True),
            plan__status=Tiltaksplan.Status.VEDTATT,
            status__in=IKKE_FERDIG,
            til__lt=dag,
            ansvarlig__isnull=False,
        )
        .exclude(ansvarlig=bruker)
        .select_related("plan__sak__elev", "ansvarlig")
        .order_by("til", "id")[:ANTALL]
    )
