"""Which roles one person may give alone, and who must agree to the others. A table, and what is read from it.

A role that opens saker is never one person's to give (role table of the law note, section 4): a systemforvalter who
could make anyone rektor could read everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steinkjer_skolemiljo.organisation.models import KOMMUNEROLLER, Rolle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from steinkjer_skolemiljo.organisation.roller import Roller

# Role → which municipal roles may agree to it. What is not here opens no sak, and needs nobody's yes.
GODKJENNES_AV: Mapping[Rolle, frozenset[Rolle]] = {
    Rolle.REKTOR: frozenset({Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF}),
    Rolle.SEKTORLEDER: frozenset({Rolle.KOMMUNALSJEF}),
    Rolle.KOMMUNALSJEF: frozenset({Rolle.SEKTORLEDER}),
    Rolle.PERSONVERNOMBUD: frozenset({Rolle.KOMMUNALSJEF}),
    Rolle.SYSTEMFORVALTER: frozenset({Rolle.KOMMUNALSJEF}),
}
# Delegated authority is the rektor's to give; where someone else proposes it, rektor's superiors may agree too.
FULLMAKT_GODKJENNES_AV = frozenset({Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF})
# What a rektor gives at the own school.
REKTORS_ROLLER = (Rolle.ANSATT, Rolle.AVDELINGSLEDER, Rolle.SFO_LEDER)


def kommunalt(roller: Roller) -> frozenset[Rolle]:
    """The municipal roles a person has, as roles."""
    har = {
        Rolle.SEKTORLEDER: roller.sektorleder,
        Rolle.KOMMUNALSJEF: roller.kommunalsjef,
        Rolle.SYSTEMFORVALTER: roller.systemforvalter,
        Rolle.PERSONVERNOMBUD: roller.personvernombud,
        Rolle.STOTTETJENESTE: roller.stottetjeneste,
    }
    return frozenset(rolle for rolle, er in har.items() if er)


def kan_gi(roller: Roller, rolle: Rolle, skole_id: int | None) -> bool:
    """Whether one with these roles may give, or propose, this role: systemforvalter any, rektor at the own school.

    A rektor may also name a stand-in for the time they are away: a rektor's role, at the own school.
    """
    if roller.systemforvalter:
        return True
    return skole_id in roller.rektor_skoler and rolle in {*REKTORS_ROLLER, Rolle.REKTOR}


def trenger_forslag(
    roller: Roller, rolle: Rolle, skole_id: int | None, *, fullmakt: bool, stedfortreder_for_seg: bool
) -> bool:
    """Whether another person must agree before the role is in force."""
    rektor_her = skole_id in roller.rektor_skoler
    if rolle is Rolle.REKTOR and rektor_her and stedfortreder_for_seg:
        return False
    if fullmakt:
        # One who stands in for a few days gives nobody authority that lasts after them, alone.
        return skole_id not in roller.egne_rektor_skoler
    return rolle in GODKJENNES_AV


def kan_avgjore(roller: Roller, rolle: Rolle, skole_id: int | None, *, fullmakt: bool) -> bool:
    """Whether one with these roles may agree to this proposal."""
    egne = kommunalt(roller)
    if fullmakt and (skole_id in roller.egne_rektor_skoler or egne & FULLMAKT_GODKJENNES_AV):
        return True
    return bool(egne & GODKJENNES_AV.get(rolle, frozenset()))


def kan_sette_kontaktlarer(roller: Roller, skole_id: int) -> bool:
    """Whether one with these roles makes somebody a class's kontaktlærer, who reads the saker shared with the class.

    The school's rektor, who shares them. Not a systemforvalter, who may also make the account and its password link:
    then one person alone could read them.
    """
    return skole_id in roller.rektor_skoler


def er_kommunerolle(rolle: Rolle) -> bool:
    """Whether the role belongs to the municipality and not to a school."""
    return rolle in KOMMUNEROLLER
