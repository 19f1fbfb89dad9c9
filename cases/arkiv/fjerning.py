"""Carrying out what two persons have decided: a sak leaves the database, and the logs can still be proved whole (R-8).

By hand only, by the one who owns the tables (``manage.py fjern_saker``): the application's own role can remove no line
of a log. All in one transaction: everything that points to the sak, and its history, drafts that were thrown away too;
what the seals will look for and not find is written down in ``Saksfjerning``, which is sealed itself. Anything
unforeseen, and nothing has been done. What lies in the archive's folder goes after that has been committed, and is
found again by what ``Saksfjerning`` says, however often it was cut off.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from psycopg import sql

from cases.arkiv.dekning import DEKKET, I_SAKSMAPPA, siste_saksmappe, som_skal_bevises
from cases.arkiv.fjernbar import hindringer
from cases.arkiv.mappe import Mappekanal
from cases.arkiv.models import Arkivering, Fjerningsforslag, Saksfjerning
from cases.dokumenter.kontroll import sakens_papirer
from cases.dossier.bevis import uten_bevis
from cases.framlegg.models import Framlegg
from cases.inngripen.models import Inngripen
from cases.leselogg.rydding import par_av
from cases.melding.models import Melding, Meldingelev
from cases.overforing.models import Overforing
from cases.sak.models import Hendelse, Oppslag, Sak
from cases.tiltaksplan.models import Tiltaksplan
from cases.varsling.models import Varsel, Varselforsok

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import Field, Model

# What says whose a row is. Another column that points to a sak only tells of it: the new sak of one that moved.
EIERFELT = frozenset({"sak", "content_object"})
# How the keys of notices begin that say nothing else of what they are about.
VARSELNOKLER: dict[str, type[Model]] = {
    "sak": Sak,
    "melding": Melding,
    "inngripen": Inngripen,
    "plan": Tiltaksplan,
    "framlegg": Framlegg,
    "overforing": Overforing,
}
# Who writes somewhere in the house waits for us, not we for them.
LENGST_VENT = "5s"


class IkkeEier(Exception):  # noqa: N818 - the domain's word
    """The database role may not remove anything: it does not own the tables."""


class KanIkkeFjernes(Exception):  # noqa: N818 - the domain's word
    """This sak stays: the sentence says why, by numbers only."""


@dataclass
class Rader:
    """What is to go, model by model."""

    ider: dict[type[Model], set[int]] = field(default_factory=dict)

    def legg_til(self, modell: type[Model], ider: Iterable[int]) -> set[int]:
        """Add rows; returns those that are new."""
        kjente = self.ider.setdefault(modell, set())
        nye = set(ider) - kjente
        kjente |= nye
        return nye


def eier_tabellene() -> bool:
    """Whether the connection's own role owns the tables. The application's role in production does not."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
            " FROM pg_class WHERE oid = %s::regclass",
            [Sak._meta.db_table],
        )
        rad = peker.fetchone()
    return bool(rad and rad[0])


def godkjente() -> list[Fjerningsforslag]:
    """The decisions that wait to be carried out, the oldest first."""
    return list(Fjerningsforslag.objects.filter(godkjent=True).select_related("sak").order_by("avgjort", "pk"))


def fjern(forslag: Fjerningsforslag, *, now: datetime) -> Saksfjerning:
    """Remove one sak that two persons have agreed may go.

    Raises:
        IkkeEier: the connection's role does not own the tables.
        KanIkkeFjernes: something has come in the way since, or it is tied to a sak that stays.

    """
    if not eier_tabellene():
        raise IkkeEier
    with transaction.atomic():
        with connection.cursor() as peker:
            peker.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(LENGST_VENT)))
        sak = Sak.objects.select_for_update(of=("self",)).get(pk=forslag.sak_id)
        forslag.refresh_from_db()
        if forslag.godkjent is not True or forslag.avgjort is None or forslag.avgjort_av_id is None:
            raise KanIkkeFjernes("ikke godkjent")
        if funn := hindringer(sak.pk, localdate(now)):
            raise KanIkkeFjernes(", ".join(hindring.navn for hindring in funn))
        if sak.avsluttet is None:
            raise KanIkkeFjernes("aapen")
        rader = alt_som_horer_til(sak)
        if savnet := usikret(sak, rader):
            raise KanIkkeFjernes("ikke i arkivets saksmappe: " + ", ".join(savnet))
        _legg_til_lose(rader)
        papirer = sakens_papirer(sak)
        siste = Hendelse.objects.filter(sak=sak).order_by("-lenke").values_list("lenke", "sum").first() or (0, "")
        arkivert = sorted(
            [nokkel, arkiv_id, sha256]
            for nokkel, arkiv_id, sha256 in Arkivering.objects.filter(
                sak=sak, status=Arkivering.Status.KVITTERT
            ).values_list("nokkel", "arkiv_id", "dokument__sha256")
        )
        ider = _slett(rader)
        return Saksfjerning.objects.create(
            saksnummer=sak.nummer,
            sak_id=sak.pk,
            avsluttet=sak.avsluttet,
            foreslatt_av_id=forslag.foreslatt_av_id,
            godkjent_av_id=forslag.avgjort_av_id,
            godkjent=forslag.avgjort,
            utfort=now,
            lenker=siste[0],
            hode=siste[1],
            arkivert=arkivert,
            papirer=papirer,
            ider=ider,
        )


def usikret(sak: Sak, rader: Rader | None = None) -> list[str]:
    """The kinds of row that would go, and of which some row is not in the archive's saksmappe as it is now.

    A query or two for each table: for the doors and the removal itself, and not for a list.
    """
    rader = rader if rader is not None else alt_som_horer_til(sak)
    saksmappe = siste_saksmappe(sak.pk)
    skal = {
        modell: som_skal_bevises(modell, ider)
        for modell, ider in rader.ider.items()
        if ider and modell._meta.model_name in I_SAKSMAPPA
    }
    return [modell._meta.model_name or "" for modell in uten_bevis(saksmappe.rader if saksmappe else {}, skal)]


def alt_som_horer_til(sak: Sak) -> Rader:
    """Every row that points to the sak, directly or through others, and the meldinger that are no other sak's too.

    A melding that led to several saker stays until the last of them goes; each takes its own part of it.
    """
    rader = Rader()
    nye: dict[type[Model], set[int]] = {Sak: rader.legg_til(Sak, [sak.pk])}
    andres = Meldingelev.objects.filter(~Q(sak=sak), sak__isnull=False).values("melding")
    meldinger = Melding.objects.filter(elever__sak=sak).exclude(pk__in=andres).distinct()
    if egne := set(meldinger.values_list("pk", flat=True)):
        nye[Melding] = rader.legg_til(Melding, egne)
    while nye:
        neste: dict[type[Model], set[int]] = {}
        for modell, felt in _som_peker_paa(set(nye)):
            peker_hit = {f"{felt.name}__in": nye[felt.related_model]}
            ider = set(modell._base_manager.filter(**peker_hit).values_list("pk", flat=True))
            for historie in _historien_til(modell):
                # Of what was thrown away only the history is left: it is found by what it pointed to.
                finnes = modell._base_manager.values("pk")
                kastet = historie._base_manager.filter(**peker_hit).exclude(id__in=finnes)
                ider.update(kastet.values_list("id", flat=True))
            if lagt_til := rader.legg_til(modell, ider):
                neste.setdefault(modell, set()).update(lagt_til)
        nye = neste
    _krev_ingen_andres(rader, sak)
    return rader


def _legg_til_lose(rader: Rader) -> None:
    """What points here by a number or a name alone: notices that name no sak, looks at a melding that had none yet."""
    nummer = list(Melding.objects.filter(pk__in=rader.ider.get(Melding, ())).values_list("nummer", flat=True))
    rader.legg_til(Oppslag, Oppslag.objects.filter(melding_nummer__in=nummer).values_list("pk", flat=True))
    nokler = [
        f"{navn}:({'|'.join(str(pk) for pk in sorted(rader.ider[modell]))})"
        for navn, modell in VARSELNOKLER.items()
        if rader.ider.get(modell)
    ]
    varsler = rader.legg_til(
        Varsel, Varsel.objects.filter(nokkel__regex=rf"^({'|'.join(nokler)})(:|$)").values_list("pk", flat=True)
    )
    rader.legg_til(Varselforsok, Varselforsok.objects.filter(varsel__in=varsler).values_list("pk", flat=True))


def _som_peker_paa(mal: set[type[Model]]) -> Iterator[tuple[type[Model], Any]]:
    for modell in apps.get_models(include_auto_created=True):
        if hasattr(modell, "instance_type"):
            continue  # history follows its rows
        for felt in modell._meta.concrete_fields:
            if felt.is_relation and felt.related_model in mal and not _bare_om(felt):
                yield modell, felt


def _bare_om(felt: Field[Any, Any]) -> bool:
    """Whether a column tells of a sak that the row is not a part of."""
    return felt.related_model is Sak and felt.name not in EIERFELT


def _historien_til(modell: type[Model]) -> tuple[type[Model], ...]:
    historie = getattr(modell, "history", None)
    return (historie.model,) if historie is not None else ()


def _krev_ingen_andres(rader: Rader, sak: Sak) -> None:
    """No row of another sak may go with this one, and nothing that nobody has said what becomes of."""
    for modell, ider in rader.ider.items():
        if not ider or modell is Sak:
            continue
        navn = modell._meta.model_name
        if navn not in DEKKET:
            raise KanIkkeFjernes(f"{navn} er ikke i arkivet")
        for felt in modell._meta.concrete_fields:
            if felt.related_model is not Sak or _bare_om(felt):
                continue
            andres = modell._base_manager.filter(pk__in=ider).exclude(**{felt.name: sak.pk})
            if andres.exclude(**{felt.name: None}).exists():
                raise KanIkkeFjernes(f"{navn} hører også til en annen sak")


def _slett(rader: Rader) -> dict[str, list[tuple[int, int]]]:
    """Remove the rows and their history; returns which ids went from each table, as pairs of first and last."""
    tabeller: dict[type[Model], list[int]] = {}
    for modell, ider in rader.ider.items():
        # Of what was thrown away long ago there is only its history.
        if finnes := sorted(modell._base_manager.filter(pk__in=ider).values_list("pk", flat=True)):
            tabeller[modell] = finnes
        for historie in _historien_til(modell):
            egne = historie._base_manager.filter(id__in=ider)
            if gamle := sorted(egne.values_list("pk", flat=True)):
                tabeller[historie] = gamle
    with _uten_laasene(tabeller), connection.cursor() as peker:
        for modell, ider_ in tabeller.items():
            peker.execute(
                sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(
                    sql.Identifier(modell._meta.db_table), sql.Identifier(str(modell._meta.pk.column))
                ),
                [ider_],
            )
    return {modell._meta.db_table: par_av(ider_) for modell, ider_ in sorted(tabeller.items(), key=_tabellnavn)}


def rydd_arkivmappa() -> int:
    """Take away what the archive's folder still has of removed saker; returns how many papers it was.

    Also where the archive is reached another way by now. Only what is committed is asked: until a sak has gone, its
    packages stay. It may be done again and again.
    """
    if not settings.ARKIV_MAPPE:
        return 0
    arkivert = Saksfjerning.objects.values_list("arkivert", flat=True)
    return Mappekanal(Path(settings.ARKIV_MAPPE)).rydd({rad[0] for rader in arkivert for rad in rader})


def _tabellnavn(par: tuple[type[Model], list[int]]) -> str:
    return par[0]._meta.db_table


@contextmanager
def _uten_laasene(modeller: Iterable[type[Model]]) -> Iterator[None]:
    """The owner's own way: the triggers that forbid removal are off in this transaction, in these tables, and no other.

    What points to what is asked when all is gone, whatever the order it went in.
    """
    laaser = [
        (
            sql.Identifier(modell._meta.db_table),
            sql.Identifier(utloser.get_pgid(modell)),
        )
        for modell in modeller
        for eier, utloser in _utlosere()
        if eier is modell and "DELETE" in {str(operasjon) for operasjon in utloser.operation or ()}
    ]
    with connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for tabell, utloser in laaser:
            peker.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER {}").format(tabell, utloser))
        peker.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for tabell, utloser in laaser:
            peker.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER {}").format(tabell, utloser))


def _utlosere() -> list[tuple[Any, Any]]:
    return list(pgtrigger.registered())
