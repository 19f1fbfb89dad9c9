"""Who stands on each step of the ladder: the receivers of a notice about a deadline, today (D-23, D-24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov.begreper import Ansvarlig
from cases.lov.frister import AV_STATSFORVALTEREN
from cases.lov.stige import Trinn
from cases.melding import access as meldingsadgang
from cases.melding.models import Melding, Mottaker
from cases.sak.access import ledere_ved, med_kommunerolle
from cases.sak.models import Sak
from cases.varsling.access import kjente_nummer
from cases.varsling.tekster import UTEN_INNSYN, Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, gjelder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cases.lov.frister import Frist

TYPER: Mapping[Trinn, Varseltype] = {
    Trinn.TRE_DAGER: Varseltype.FRIST_NAERMER_SEG,
    Trinn.NAERMER_SEG: Varseltype.FRIST_NAERMER_SEG,
    Trinn.I_DAG: Varseltype.FRIST_I_DAG,
    Trinn.PASSERT: Varseltype.FRIST_PASSERT,
    Trinn.REKTOR: Varseltype.FRIST_PASSERT_REKTOR,
    Trinn.SKOLEEIER: Varseltype.FRIST_PASSERT_SKOLEEIER,
    Trinn.KOMMUNALSJEF: Varseltype.FRIST_PASSERT_KOMMUNALSJEF,
}
OPPOVER = (Trinn.REKTOR, Trinn.SKOLEEIER, Trinn.KOMMUNALSJEF)
# Whose inbox a melding lies in, as a step: those above it are told when it is not read.
INNBOKS: Mapping[Mottaker, Trinn] = {
    Mottaker.REKTOR: Trinn.REKTOR,
    Mottaker.SKOLEEIER: Trinn.SKOLEEIER,
    Mottaker.KOMMUNALSJEF: Trinn.KOMMUNALSJEF,
}


@dataclass(frozen=True)
class Utsending:
    """One notice: the step it is reached as, and to whom. The step is part of the key that sends it once."""

    trinn: Trinn
    mottakere: tuple[Bruker, ...]

    @property
    def type(self) -> Varseltype:
        """Which kind of notice this step is."""
        return TYPER[self.trinn]


class Krets:
    """Who may be told about these saker today, each question asked of the database once: for a sweep's batch.

    The answers hold for the transaction that holds the saker locked, and are thrown away with it.
    """

    def __init__(self, sak_ider: Iterable[int], dag: date) -> None:
        self._ider = list(sak_ider)
        self._dag = dag
        self._ledere: dict[int, list[Bruker]] = {}
        self._kommunale: dict[Rolle, list[Bruker]] = {}
        self._stedfortredere: dict[int, list[Bruker]] = {}
        self._leser: dict[int, frozenset[int]] = {}
        self._nummer: dict[int, frozenset[int]] = {}
        self._ansvarlige: dict[tuple[int, Ansvarlig], tuple[Bruker, ...]] = {}
        self._lovlige: dict[tuple[int, Trinn], tuple[Trinn, tuple[Bruker, ...]]] = {}

    def paa_trinn(self, trinn: Trinn, skole_id: int) -> list[Bruker]:
        """Those who stand on this step of the ladder for a school."""
        match trinn:
            case Trinn.SKOLEEIER:
                return self._med_rolle(Rolle.SEKTORLEDER)
            case Trinn.KOMMUNALSJEF:
                return self._med_rolle(Rolle.KOMMUNALSJEF)
            case _:
                if skole_id not in self._ledere:
                    self._ledere[skole_id] = ledere_ved(skole_id, self._dag)
                return self._ledere[skole_id]

    def _med_rolle(self, rolle: Rolle) -> list[Bruker]:
        if rolle not in self._kommunale:
            self._kommunale[rolle] = med_kommunerolle(rolle, self._dag)
        return self._kommunale[rolle]

    def stedfortredere(self, bruker_id: int) -> list[Bruker]:
        """Those who stand in for this person today."""
        if bruker_id not in self._stedfortredere:
            self._stedfortredere[bruker_id] = list(
                Bruker.objects.filter(
                    gjelder(self._dag, prefix="roller__"), roller__stedfortreder_for=bruker_id, is_active=True
                ).distinct()
            )
        return self._stedfortredere[bruker_id]

    def ser(self, bruker: Bruker, sak_id: int) -> bool:
        """Whether this person sees this sak."""
        if bruker.pk not in self._leser:
            synlige = Sak.objects.visible_to(bruker, self._dag).filter(pk__blant=self._ider)
            self._leser[bruker.pk] = frozenset(synlige.values_list("pk", flat=True))
        return sak_id in self._leser[bruker.pk]

    def kan_varsles(self, bruker: Bruker, type_: Varseltype, sak_id: int) -> bool:
        """Whether this person may get a notice of this type about this sak; as ``access.kan_varsles``."""
        if self.ser(bruker, sak_id):
            return True
        if type_ not in UTEN_INNSYN:
            return False
        if bruker.pk not in self._nummer:
            self._nummer[bruker.pk] = kjente_nummer(bruker, self._ider, self._dag)
        return sak_id in self._nummer[bruker.pk]

    def ansvarlige(self, sak: Sak, hvem: Ansvarlig) -> tuple[Bruker, ...]:
        """Whose deadline it is: the saksansvarlig and their stand-in (D-23), or if they are gone, the school's leaders.

        Only those who may see the sak.
        """
        nokkel = sak.pk, hvem
        if nokkel not in self._ansvarlige:
            self._ansvarlige[nokkel] = self._finn_ansvarlige(sak, hvem)
        return self._ansvarlige[nokkel]

    def _finn_ansvarlige(self, sak: Sak, hvem: Ansvarlig) -> tuple[Bruker, ...]:
        if hvem is Ansvarlig.SKOLEEIER:
            grupper = [self.paa_trinn(Trinn.SKOLEEIER, sak.skole_id)]
        else:
            grupper = [
                [sak.ansvarlig, *self.stedfortredere(sak.ansvarlig_id)],
                self.paa_trinn(Trinn.REKTOR, sak.skole_id),
            ]
        for gruppe in grupper:
            if lovlige := tuple(m for m in gruppe if self.ser(m, sak.pk)):
                return lovlige
        return ()

    def neste_lovlige(self, sak: Sak, trinn: Trinn) -> tuple[Trinn, tuple[Bruker, ...]]:
        """Those who may be told on this step, or on the first one above it that has somebody; and which step it was."""
        nokkel = sak.pk, trinn
        if nokkel not in self._lovlige:
            self._lovlige[nokkel] = self._finn_lovlige(sak, trinn)
        return self._lovlige[nokkel]

    def _finn_lovlige(self, sak: Sak, trinn: Trinn) -> tuple[Trinn, tuple[Bruker, ...]]:
        for steg in OPPOVER[OPPOVER.index(trinn) :]:
            paa_trinnet = self.paa_trinn(steg, sak.skole_id)
            if lovlige := tuple(m for m in paa_trinnet if self.kan_varsles(m, TYPER[steg], sak.pk)):
                return steg, lovlige
        return Trinn.KOMMUNALSJEF, ()


def utsendinger(sak: Sak, frist: Frist, trinn: Iterable[Trinn], krets: Krets) -> list[Utsending]:
    """Who is told what about one open deadline of a sak.

    A step with nobody lawful on it is passed on to the next one up, under that one's name: a school without a leader
    today is skoleeier's to know, and skoleeier is not told of it again three days later. One who is told as the
    responsible is not told the same as rektor.
    """
    nederst = krets.ansvarlige(sak, frist.ansvarlig)
    if frist.type in AV_STATSFORVALTEREN:
        return _statsforvalterens(sak, trinn, nederst, krets)
    ut = []
    for steg in trinn:
        if steg not in OPPOVER:
            ut.append(Utsending(steg, nederst))
            continue
        naadd, mottakere = krets.neste_lovlige(sak, steg)
        ut.append(Utsending(naadd, tuple(m for m in mottakere if m not in nederst)))
    return ut


def _statsforvalterens(sak: Sak, trinn: Iterable[Trinn], nederst: tuple[Bruker, ...], krets: Krets) -> list[Utsending]:
    """Before and on one of Statsforvalteren's days the school, skoleeier and kommunalsjef all know (D-12, L-6.4).

    When it has passed, kommunalsjef is told that too, under their own name.
    """
    skolen = krets.ansvarlige(sak, Ansvarlig.ANSVARLIG)
    oeverst = tuple(m for m in krets.paa_trinn(Trinn.KOMMUNALSJEF, sak.skole_id) if krets.ser(m, sak.pk))
    return [
        Utsending(steg, oeverst)
        if steg is Trinn.KOMMUNALSJEF
        else Utsending(steg, (*skolen, *nederst) if steg is Trinn.PASSERT else (*skolen, *nederst, *oeverst))
        for steg in trinn
    ]


def utsendinger_for_melding(melding: Melding, trinn: Sequence[Trinn], dag: date) -> list[Utsending]:
    """Who is told that a melding is not read: those whose inbox it lies in, then those above them (D-2).

    Those above get its number only. Whoever is reported in it, near the pupil or inhabil is passed over (D-24).
    """
    if Trinn.PASSERT not in trinn:
        return []
    innboks = INNBOKS[Mottaker(melding.mottaker)]
    over = OPPOVER[OPPOVER.index(innboks) + 1 :]
    ut = [Utsending(innboks, tuple(_lovlige(melding, innboks, dag)))]
    # The first above is told when skoleeier is, the next when kommunalsjef is.
    frigitt = len([steg for steg in trinn if steg in {Trinn.SKOLEEIER, Trinn.KOMMUNALSJEF}])
    if not ut[0].mottakere:
        # Nobody to receive it: no reason to wait.
        frigitt = max(frigitt, 1)
    for nummer, steg in enumerate(over):
        mottakere = tuple(_lovlige(melding, steg, dag))
        if nummer < frigitt:
            ut.append(Utsending(steg, mottakere))
            if not mottakere:
                frigitt += 1
    return ut


def _lovlige(melding: Melding, trinn: Trinn, dag: date) -> list[Bruker]:
    return [
        person
        for person in Krets((), dag).paa_trinn(trinn, melding.skole_id)
        if not Melding.objects.filter(meldingsadgang.nektet(person), pk=melding.pk).exists()
    ]
