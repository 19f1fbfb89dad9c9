"""Lists of pupils as bytes, as somebody would have saved them, and the way of one into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steinkjer_skolemiljo.elevregister.actions import endringer_i, godkjenn, legg_fram, ta_inn_godkjente
from steinkjer_skolemiljo.elevregister.csvfil import les_csv
from steinkjer_skolemiljo.elevregister.endringer import finn_endringer
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from steinkjer_skolemiljo.elevregister.endringer import Endringer
    from steinkjer_skolemiljo.organisation.models import Elevliste
    from tests.cast import Rollebesetning

HODE = "Id;Fornavn;Etternavn;Fødselsdato;Skole;Klasse;Trinn;Gradering"
# The whole of the cast's schools, as they are registered.
NORA = "e1;Nora;Eggen;04.03.2016;Egge skole;5A;5;"
JONAS = "e2;Jonas;Vik;06.05.2016;Egge skole;5A;5;"
OLA = "e3;Ola;Mæhre;08.07.2016;maere;5A;5;"
ALLE = (NORA, JONAS, OLA)
FORESATT = ";Foresatt 1 id;Foresatt 1 fornavn;Foresatt 1 etternavn;Foresatt 1 telefon;Foresatt 1 foreldreansvar"


def fil(*linjer: str, hode: str = HODE, koding: str = "utf-8-sig") -> bytes:
    """A file with these lines."""
    return "\r\n".join([hode, *linjer, ""]).encode(koding)


def ta_inn(roller: Rollebesetning, *linjer: str, hode: str = HODE, mange: bool = False) -> Elevliste:
    """The whole way: laid forward, seen, said yes to, and carried out by the worker."""
    liste = legg_fram(aktor=roller.systemforvalter, filnavn="elever.csv", innhold=fil(*linjer, hode=hode), now=NAA)
    sett = endringer_i(liste, I_DAG).avtrykk()
    godkjenn(aktor=roller.systemforvalter, liste_id=liste.pk, sett=sett, tatt_stilling=mange, now=NAA)
    ta_inn_godkjente(NAA)
    liste.refresh_from_db()
    return liste


def endringer(*linjer: str, hode: str = HODE) -> Endringer:
    """What a list would change."""
    return finn_endringer(les_csv(fil(*linjer, hode=hode)), I_DAG)
