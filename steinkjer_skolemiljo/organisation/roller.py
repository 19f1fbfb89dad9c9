"""A person's roles in time. The system is a user of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from steinkjer_skolemiljo.organisation.models import (
    LEDELSESROLLER,
    Bruker,
    Kontaktlarer,
    Rolle,
    Rolletildeling,
    gjelder,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    # Role, school, delegated authority, whose stand-in.
    Tildeling = tuple[str, int | None, bool, int | None]

TILDELING = ("rolle", "skole_id", "fullmakt", "stedfortreder_for_id")
SYSTEMETS_EPOST = "systemet@steinkjer.example"


def systemet() -> Bruker:
    """The system itself, who acts in tasks and in imports; nobody can log in as it."""
    bruker = Bruker.objects.filter(er_systemet=True).first()
    if bruker is None:
        bruker = Bruker.objects.create_user(
            SYSTEMETS_EPOST, fornavn="System", etternavn="et", er_systemet=True, is_active=False
        )
    return bruker


@dataclass(frozen=True)
class Roller:
    """A person's roles on one day, read once."""

    leder_skoler: frozenset[int]
    rektor_skoler: frozenset[int]
    alle_skoler: frozenset[int]
    # The classes the person is kontaktlærer for, with the school of each.
    klasser: Mapping[int, int]
    sektorleder: bool = False
    kommunalsjef: bool = False
    systemforvalter: bool = False
    personvernombud: bool = False
    stottetjeneste: bool = False
    # Where the person belongs to the leadership, with or without delegated authority (L-5.3).
    ledelse_skoler: frozenset[int] = frozenset()
    # Where the person is rektor in their own right, and nobody's stand-in.
    egne_rektor_skoler: frozenset[int] = frozenset()

    @property
    def er_leder(self) -> bool:
        """Leads some school today, as rektor or with delegated authority."""
        return bool(self.leder_skoler)

    @property
    def er_kontaktlarer(self) -> bool:
        """Is kontaktlærer for some class today."""
        return bool(self.klasser)

    @property
    def finnes(self) -> bool:
        """Has any role at all today: a leaver has none, and then nothing opens."""
        return bool(self.alle_skoler) or self.har_kommunerolle

    @property
    def har_kommunerolle(self) -> bool:
        """Has a role in the municipality itself today."""
        return (
            self.sektorleder or self.kommunalsjef or self.systemforvalter or self.personvernombud or self.stottetjeneste
        )


def roller_for(bruker: Bruker, dag: date) -> Roller:
    """The person's roles on this day. Two queries; a request that set ``roller_i_foresporsel`` pays once."""
    minne: dict[date, Roller] | None = getattr(bruker, "roller_i_foresporsel", None)
    if minne is not None and dag in minne:
        return minne[dag]
    tildelinger = (
        list(Rolletildeling.objects.filter(gjelder(dag), bruker=bruker).values_list(*TILDELING))
        if bruker.is_active
        else []
    )
    klasser = (
        dict(Kontaktlarer.objects.filter(gjelder(dag), bruker=bruker).values_list("klasse_id", "klasse__skole_id"))
        if tildelinger
        else {}
    )
    roller = _roller(tildelinger, klasser)
    if minne is not None:
        minne[dag] = roller
    return roller


def husk_roller(brukere: Iterable[Bruker], dag: date) -> None:
    """Read the roles of many people at once, so that ``roller_for`` costs nothing for any of them. Two queries."""
    folk = list(brukere)
    ider = [bruker.pk for bruker in folk if bruker.is_active]
    tildelinger: dict[int, list[Tildeling]] = {}
    for bruker_id, *tildeling in Rolletildeling.objects.filter(gjelder(dag), bruker__in=ider).values_list(
        "bruker_id", *TILDELING
    ):
        tildelinger.setdefault(bruker_id, []).append(tuple(tildeling))
    klasser: dict[int, dict[int, int]] = {}
    for bruker_id, klasse_id, skole_id in Kontaktlarer.objects.filter(gjelder(dag), bruker__in=ider).values_list(
        "bruker_id", "klasse_id", "klasse__skole_id"
    ):
        klasser.setdefault(bruker_id, {})[klasse_id] = skole_id
    for bruker in folk:
        egne = tildelinger.get(bruker.pk, [])
        bruker.roller_i_foresporsel = {  # type: ignore[attr-defined]  # the memory a request has
            dag: _roller(egne, klasser.get(bruker.pk, {}) if egne else {})
        }


def larere(dag: date) -> QuerySet[Kontaktlarer]:
    """Who is kontaktlærer for which class on this day, by the same rule: they still work at the class's school."""
    ved_skolen = Rolletildeling.objects.filter(gjelder(dag), bruker=OuterRef("bruker"), skole=OuterRef("klasse__skole"))
    return Kontaktlarer.objects.filter(gjelder(dag), Exists(ved_skolen), bruker__is_active=True)


def _roller(tildelinger: Sequence[Tildeling], klasser: Mapping[int, int]) -> Roller:
    kommunalt = {rolle for rolle, skole, _fullmakt, _for in tildelinger if skole is None}
    alle_skoler = frozenset(s for _r, s, _f, _for in tildelinger if s is not None)
    return Roller(
        leder_skoler=frozenset(s for r, s, f, _for in tildelinger if s is not None and (r == Rolle.REKTOR or f)),
        rektor_skoler=frozenset(s for r, s, _f, _for in tildelinger if s is not None and r == Rolle.REKTOR),
        alle_skoler=alle_skoler,
        # A class goes with the work at its school: who has left for another is nobody's teacher there any more.
        klasser={klasse: skole for klasse, skole in klasser.items() if skole in alle_skoler},
        sektorleder=Rolle.SEKTORLEDER in kommunalt,
        kommunalsjef=Rolle.KOMMUNALSJEF in kommunalt,
        systemforvalter=Rolle.SYSTEMFORVALTER in kommunalt,
        personvernombud=Rolle.PERSONVERNOMBUD in kommunalt,
        stottetjeneste=Rolle.STOTTETJENESTE in kommunalt,
        ledelse_skoler=frozenset(s for r, s, _f, _for in tildelinger if s is not None and r in LEDELSESROLLER),
        egne_rektor_skoler=frozenset(
            s for r, s, _f, for_hvem in tildelinger if s is not None and r == Rolle.REKTOR and for_hvem is None
        ),
    )
