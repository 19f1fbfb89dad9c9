"""Schools, classes, pupils, parents, users and their roles in time."""

# Django finds models only here.
from steinkjer_skolemiljo.organisation.innlogging.models import Kontohendelse, Passordlenke, Sesjon, Tekstgjemme
from steinkjer_skolemiljo.organisation.models.bruker import (
    KOMMUNEROLLER,
    LEDELSESROLLER,
    Bruker,
    BrukerManager,
    Rolle,
    Rolleforslag,
    Rolletildeling,
    gjelder,
)
from steinkjer_skolemiljo.organisation.models.elev import (
    Elev,
    Foresatt,
    Foresattforhold,
    Gradering,
    Klasse,
    Kontaktlarer,
    Naerstaende,
)
from steinkjer_skolemiljo.organisation.models.elevliste import Elevliste
from steinkjer_skolemiljo.organisation.models.innstilling import Innstilling
from steinkjer_skolemiljo.organisation.models.skole import Maalform, Skole, Skolefri, Skolerute

__all__ = [
    "KOMMUNEROLLER",
    "LEDELSESROLLER",
    "Bruker",
    "BrukerManager",
    "Elev",
    "Elevliste",
    "Foresatt",
    "Foresattforhold",
    "Gradering",
    "Innstilling",
    "Klasse",
    "Kontaktlarer",
    "Kontohendelse",
    "Maalform",
    "Naerstaende",
    "Passordlenke",
    "Rolle",
    "Rolleforslag",
    "Rolletildeling",
    "Sesjon",
    "Skole",
    "Skolefri",
    "Skolerute",
    "Tekstgjemme",
    "gjelder",
]
