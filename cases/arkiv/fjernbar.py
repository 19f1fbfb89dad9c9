"""Which saker may be removed here, and what stands in the way of the others (R-2, R-8, R-10).

A sak may go when it is closed, the pupil has long left grunnskolen, every document of it lies in the archive with a
receipt, a saksmappe made after it was closed is one of them, nobody has stopped it, and it holds nothing else. What
is covered by the archived saksmappe is listed here by name: whatever is not listed stands in the way, so that a room
built later stops a removal until somebody has said what becomes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from cases.arkiv.innstillinger import Nokkel, innstilling
from cases.arkiv.models import Arkivering, Fjerningsstans
from cases.arkiv.sending import arkivverdige
from cases.dokumenter.models import Dokument
from cases.leselogg import innstillinger as leseloggens
from cases.melding.models import Melding, Meldingelev
from cases.sak.models import Kriterium, Oppslag, Sak

if TYPE_CHECKING:
    from django.db.models import Model
    from django.utils.functional import _StrPromise

Status = Arkivering.Status
# The year a pupil turns sixteen is the year grunnskolen ends, in July.
SISTE_AAR = 16
SLUTT = (7, 31)
# Rows that hold no more than the archived saksmappe tells, or are of no interest without the sak.
DEKKET = frozenset(
    {
        "aktivitetsutkast",
        "analyse",
        "arkivering",
        "avslutning",
        "dokument",
        "ettersjekk",
        "evaluering",
        "fjerningsforslag",
        "fjerningsstans",
        "gjenapning",
        "hendelse",
        "inhabilitet",
        "involvert",
        "kartlegging",
        "loggnotat",
        "melding",
        "meldingelev",
        "meldinginvolvert",
        "meldingsinhabilitet",
        "meldingstillegg",
        "mottak",
        "nodinnsyn",
        "observasjon",
        "oppslag",
        "oppslagsvurdering",
        "overtakelse",
        "saksovertakelse",
        "saktilgang",
        "samtale",
        "soketekst",
        "teltsak",
        "tiltaksplan",
        "undersokelse",
        "varsel",
    }
)


@dataclass(frozen=True)
class Hindring:
    """One thing that keeps a sak here: its name in the query, and how it is said."""

    navn: str
    setning: _StrPromise


HINDRINGER = (
    Hindring("aapen", _("Saken er ikke avsluttet.")),
    Hindring("elev_i_skolen", _("Eleven har ikke sluttet i grunnskolen, eller det er for kort tid siden.")),
    Hindring("stanset", _("Det er bestemt at saken ikke skal fjernes.")),
    Hindring("ikke_arkivert", _("Ikke alle dokumentene er kvittert av arkivet.")),
    Hindring("uten_saksmappe", _("Saksmappa er ikke laget og arkivert etter at saken ble avsluttet.")),
    Hindring("annet_innhold", _("Saken har noe i seg som ikke ligger i arkivet, for eksempel vedlegg.")),
    Hindring("felles_melding", _("En melding i saken gjelder også en annen elev, og blir stående.")),
    Hindring("leselogg", _("Noen har åpnet saken i den tiden leseloggen skal bevares.")),
)


@cache
def uten_dekning() -> tuple[tuple[type[Model], str], ...]:
    """The models that hold something of a sak or its meldinger that no archived document covers, and the way to it."""
    funnet: list[tuple[type[Model], str]] = []
    for modell in apps.get_models(include_auto_created=True):
        if modell._meta.model_name in DEKKET or hasattr(modell, "instance_type"):
            continue
        for felt in modell._meta.concrete_fields:
            if felt.is_relation and felt.related_model is Sak:
                funnet.append((modell, felt.name))
            elif felt.is_relation and felt.related_model is Melding:
                funnet.append((modell, f"{felt.name}__elever__sak"))
    return tuple(funnet)


def _hindringer(dag: date) -> dict[str, Q]:
    """Each thing that stands in the way, as a condition on the sak."""
    aar = innstilling(Nokkel.BEHOLDES_AAR, dag)
    # Who was born this year or before left grunnskolen so long ago.
    grunnskolen_slutt = dag.year - aar - ((dag.month, dag.day) < SLUTT)
    fodt = grunnskolen_slutt - SISTE_AAR
    logg_aar = leseloggens.innstilling(leseloggens.Nokkel.OPPBEVARES, dag)
    logg_fra = make_aware(datetime.combine(_aar_for(dag, logg_aar), time()))
    stanser = Fjerningsstans.objects.filter(sak=OuterRef("pk"))
    arkiveringer = Arkivering.objects.filter(sak=OuterRef("pk"))
    saksmappe = arkiveringer.filter(
        status=Status.KVITTERT, dokument__type=Dokument.Type.DOSSIER, dokument__laget__gte=OuterRef("avsluttet")
    )
    annet = Q(pk__in=())
    for modell, vei in uten_dekning():
        annet |= Q(Exists(modell._default_manager.filter(**{vei: OuterRef("pk")})))
    return {
        "aapen": Q(avsluttet__isnull=True),
        "elev_i_skolen": Q(elev__sluttet__isnull=True)
        | Q(elev__sluttet__gt=_aar_for(dag, aar))
        | Q(elev__fodselsdato__year__gt=fodt),
        "stanset": Q(Exists(stanser.filter(opphevet__isnull=True)))
        # § 12-6 stops it by itself, until somebody has said that Statsforvalteren is done.
        | (
            Q(alvorlig_kriterier__contains=[Kriterium.STATSFORVALTER])
            & ~Q(Exists(stanser.filter(grunn=Fjerningsstans.Grunn.STATSFORVALTER)))
        ),
        "ikke_arkivert": Q(Exists(arkiveringer.exclude(status__in=[Status.KVITTERT, Status.ERSTATTET])))
        | Q(
            Exists(
                arkivverdige().filter(~Exists(Arkivering.objects.filter(dokument=OuterRef("pk"))), sak=OuterRef("pk"))
            )
        ),
        "uten_saksmappe": ~Q(Exists(saksmappe)),
        "annet_innhold": annet,
        "felles_melding": Q(
            Exists(
                Meldingelev.objects.filter(melding__elever__sak=OuterRef("pk")).filter(
                    Q(sak__isnull=True) | ~Q(sak=OuterRef("pk"))
                )
            )
        ),
        "leselogg": Q(Exists(Oppslag.objects.filter(sak=OuterRef("pk"), tid__gte=logg_fra))),
    }


def _aar_for(dag: date, aar: int) -> date:
    try:
        return dag.replace(year=dag.year - aar)
    except ValueError:  # 29 February
        return dag.replace(year=dag.year - aar, day=28)


def _som_felt(q: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(q, output_field=BooleanField())


def kan_fjernes(dag: date) -> Q:
    """The saker nothing stands in the way of, for whoever asks about saker they may know."""
    q = Q()
    for hindring in _hindringer(dag).values():
        q &= ~hindring
    return q


def hindringer(sak_id: int, dag: date) -> list[Hindring]:
    """What stands in the way of this sak, in the order it is mended. One query, and two for the settings."""
    regler = _hindringer(dag)
    rad = (
        Sak.objects.filter(pk=sak_id)
        .annotate(**{f"h_{navn}": _som_felt(q) for navn, q in regler.items()})
        .values(*(f"h_{navn}" for navn in regler))
        .first()
    )
    if rad is None:
        return []
    return [hindring for hindring in HINDRINGER if rad[f"h_{hindring.navn}"]]
