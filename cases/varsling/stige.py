"""Who stands on each step of the ladder: the receivers of a notice about a deadline, today (D-23, D-24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.lov.begreper import Ansvarlig
from cases.lov.stige import Trinn
from cases.melding import access as meldingsadgang
from cases.melding.models import Melding, Mottaker
from cases.sak.access import Handling, ledere_ved, may, med_kommunerolle
from cases.varsling.access import kan_varsles
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import Bruker, Rolle, gjelder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from cases.lov.frister import Frist
    from cases.sak.models import Sak

TYPER: Mapping[Trinn, Varseltype] = {
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


def _paa_trinn(trinn: Trinn, skole_id: int, dag: date) -> list[Bruker]:
    match trinn:
        case Trinn.SKOLEEIER:
            return med_kommunerolle(Rolle.SEKTORLEDER, dag)
        case Trinn.KOMMUNALSJEF:
            return med_kommunerolle(Rolle.KOMMUNALSJEF, dag)
        case _:
            return ledere_ved(skole_id, dag)


def utsendinger(sak: Sak, frist: Frist, trinn: Iterable[Trinn], dag: date) -> list[Utsending]:
    """Who is told what about one open deadline of a sak.

    A step with nobody lawful on it is passed on to the next one up, under that one's name: a school without a leader
    today is skoleeier's to know, and skoleeier is not told of it again three days later. One who is told as the
    responsible is not told the same as rektor.
    """
    nederst = ansvarlige(sak, frist.ansvarlig, dag)
    ut = []
    for steg in trinn:
        if steg not in OPPOVER:
            ut.append(Utsending(steg, nederst))
            continue
        naadd, mottakere = _neste_lovlige(sak, steg, dag)
        ut.append(Utsending(naadd, tuple(m for m in mottakere if m not in nederst)))
    return ut


def ansvarlige(sak: Sak, hvem: Ansvarlig, dag: date) -> tuple[Bruker, ...]:
    """Whose deadline it is: the saksansvarlig and their stand-in (D-23), or where they are gone, the school's leaders.

    Only those who may see the sak.
    """
    if hvem is Ansvarlig.SKOLEEIER:
        grupper = [_paa_trinn(Trinn.SKOLEEIER, sak.skole_id, dag)]
    else:
        stedfortredere = Bruker.objects.filter(
            gjelder(dag, prefix="roller__"), roller__stedfortreder_for=sak.ansvarlig_id, is_active=True
        ).distinct()
        grupper = [[sak.ansvarlig, *stedfortredere], ledere_ved(sak.skole_id, dag)]
    for gruppe in grupper:
        lovlige = tuple(m for m in gruppe if may(m, Handling.LESE, sak.pk, dag))
        if lovlige:
            return lovlige
    return ()


def _neste_lovlige(sak: Sak, trinn: Trinn, dag: date) -> tuple[Trinn, list[Bruker]]:
    for steg in OPPOVER[OPPOVER.index(trinn) :]:
        lovlige = [m for m in _paa_trinn(steg, sak.skole_id, dag) if kan_varsles(m, TYPER[steg], sak.pk, dag)]
        if lovlige:
            return steg, lovlige
    return Trinn.KOMMUNALSJEF, []


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
        for person in _paa_trinn(trinn, melding.skole_id, dag)
        if not Melding.objects.filter(meldingsadgang.nektet(person), pk=melding.pk).exists()
    ]
