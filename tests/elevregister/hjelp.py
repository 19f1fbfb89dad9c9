"""Lists of pupils as bytes, as somebody would have saved them."""

from __future__ import annotations

HODE = "Id;Fornavn;Etternavn;Fødselsdato;Skole;Klasse;Trinn;Gradering"
# The whole of the cast's schools, as they are registered.
NORA = "e1;Nora;Eggen;04.03.2016;Egge skole;5A;5;"
JONAS = "e2;Jonas;Vik;06.05.2016;Egge skole;5A;5;"
OLA = "e3;Ola;Mæhre;08.07.2016;maere;5A;5;"
ALLE = (NORA, JONAS, OLA)


def fil(*linjer: str, hode: str = HODE, koding: str = "utf-8-sig") -> bytes:
    """A file with these lines."""
    return "\r\n".join([hode, *linjer, ""]).encode(koding)
