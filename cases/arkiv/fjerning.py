"""Carrying out what two persons have decided: a sak leaves the database, and the logs can still be proved whole (R-8).

By hand only, by the one who owns the tables (``manage.py fjern_saker``): the application's own role can remove no line
of a log. All in one transaction: everything that points to the sak, and its history; what the seals will look for and
not find is written down in ``Saksfjerning``, which is sealed itself. Anything unforeseen, and nothing has been done.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q
from django.utils.timezone import localdate
from psycopg import sql

from cases.arkiv.fjernbar import DEKKET, hindringer
from cases.arkiv.models import Arkivering, Fjerningsforslag, Saksfjerning
from cases.leselogg.rydding import par_av
from cases.melding.models import Melding, Meldingelev
from cases.sak.models import Hendelse, Sak

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import Model

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
        rader = _alt_som_horer_til(sak)
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
            ider=ider,
        )


def _alt_som_horer_til(sak: Sak) -> Rader:
    """Every row that points to the sak, directly or through others, and the meldinger it alone came of."""
    rader = Rader()
    nye: dict[type[Model], set[int]] = {Sak: rader.legg_til(Sak, [sak.pk])}
    meldinger = set(Meldingelev.objects.filter(sak=sak).values_list("melding", flat=True))
    if Meldingelev.objects.filter(Q(sak__isnull=True) | ~Q(sak=sak), melding__in=meldinger).exists():
        raise KanIkkeFjernes("en melding gjelder flere saker enn denne")
    if meldinger:
        nye[Melding] = rader.legg_til(Melding, meldinger)
    while nye:
        neste: dict[type[Model], set[int]] = {}
        for modell, felt in _som_peker_paa(set(nye)):
            malet = felt.related_model
            funnet = modell._base_manager.filter(**{f"{felt.name}__in": nye[malet]}).values_list("pk", flat=True)
            if lagt_til := rader.legg_til(modell, funnet):
                neste.setdefault(modell, set()).update(lagt_til)
        nye = neste
    _krev_ingen_andres(rader, sak)
    return rader


def _som_peker_paa(mal: set[type[Model]]) -> Iterator[tuple[type[Model], Any]]:
    for modell in apps.get_models(include_auto_created=True):
        if hasattr(modell, "instance_type"):
            continue  # history follows its rows
        for felt in modell._meta.concrete_fields:
            if felt.is_relation and felt.related_model in mal:
                yield modell, felt


def _krev_ingen_andres(rader: Rader, sak: Sak) -> None:
    """No row of another sak may go with this one, and nothing that is not known to be covered."""
    for modell, ider in rader.ider.items():
        if not ider or modell is Sak:
            continue
        felter = {felt.name: felt for felt in modell._meta.concrete_fields if felt.related_model is Sak}
        for navn in felter:
            if modell._base_manager.filter(pk__in=ider).exclude(**{navn: sak.pk}).exclude(**{navn: None}).exists():
                raise KanIkkeFjernes(f"{modell._meta.model_name} hører også til en annen sak")
        if felter and modell._meta.model_name not in DEKKET:
            raise KanIkkeFjernes(f"{modell._meta.model_name} er ikke i arkivet")


def _slett(rader: Rader) -> dict[str, list[tuple[int, int]]]:
    """Remove the rows and their history; returns which ids went from each table, as pairs of first and last."""
    tabeller: dict[type[Model], list[int]] = {}
    for modell, ider in rader.ider.items():
        if not ider:
            continue
        tabeller[modell] = sorted(ider)
        historie = getattr(modell, "history", None)
        if historie is not None:
            egne = historie.model._base_manager.filter(id__in=ider)
            if gamle := sorted(egne.values_list("pk", flat=True)):
                tabeller[historie.model] = gamle
    with _uten_laasene(tabeller), connection.cursor() as peker:
        for modell, ider_ in tabeller.items():
            pk = modell._meta.pk
            peker.execute(
                sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)").format(
                    sql.Identifier(modell._meta.db_table), sql.Identifier(str(pk.column))
                ),
                [ider_],
            )
    return {modell._meta.db_table: par_av(ider_) for modell, ider_ in sorted(tabeller.items(), key=_tabellnavn)}


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
        if eier is modell
        and type(utloser) is pgtrigger.Protect
        and "DELETE" in {str(operasjon) for operasjon in utloser.operation or ()}
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
