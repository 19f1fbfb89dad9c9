"""The sak: itself, its persons, who has been let in, and its two logs."""

from cases.sak.models.blant import Blant
from cases.sak.models.logg import HENDELSESFELTER, Hendelse, Oppslag
from cases.sak.models.personer import Inhabilitet, Involvert
from cases.sak.models.sak import FRITEKST, SKOLEEIER_SER, Eier, Fase, Kriterium, Sak, SakQuerySet, Saksnummerserie
from cases.sak.models.tilgang import Del, Nodinnsyn, Saktilgang, alle_deler

__all__ = [
    "FRITEKST",
    "HENDELSESFELTER",
    "SKOLEEIER_SER",
    "Blant",
    "Del",
    "Eier",
    "Fase",
    "Hendelse",
    "Inhabilitet",
    "Involvert",
    "Kriterium",
    "Nodinnsyn",
    "Oppslag",
    "Sak",
    "SakQuerySet",
    "Saksnummerserie",
    "Saktilgang",
    "alle_deler",
]
