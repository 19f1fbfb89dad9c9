"""The texts of the house: found where they are written, in code and templates, and kept in one catalogue a language.

Bokmål is what the code says; every other language is a file under ``locale/``. The catalogue bears no dates and no
line numbers, and is sorted, so that it changes only when a text does. ``manage.py tekster`` writes it; the guards in
``tests/guards/test_tekster.py`` read it.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROT = Path(__file__).resolve().parent.parent
KODE = ("annual_wheel", "cases", "procedures", "steinkjer_skolemiljo")
MALER = "templates"
KATALOG = ROT / "steinkjer_skolemiljo" / "locale" / "nn" / "LC_MESSAGES" / "django.po"
# No dates and no names: those are in the history of the file.
HODE = """\
# Nynorsk for Steinkjer skolemiljø. Skrives av «manage.py tekster»; oversettelsene rettes her.
msgid ""
msgstr ""
"Language: nn\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# Which argument is the text, its plural, and its context.
FUNKSJONER: dict[str, tuple[int, int | None, int | None]] = {
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
    "npgettext_lazy": (1, 2, 0),
}
# What Django makes of a template's tags.
I_MALER: dict[str, None] = dict.fromkeys(("_", "gettext", "ngettext", "pgettext", "npgettext"))
PLASS = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|%%")


@dataclass(frozen=True, order=True)
class Tekst:
    """One text as the code says it, perhaps with a plural, perhaps with a context that tells it from its like."""

    en: str
    flere: str = ""
    sammenheng: str = ""


def samle() -> dict[Tekst, str]:
    """Every text of the house, with the file it was first found in."""
    funn: dict[Tekst, str] = {}
    for fil in sorted(fil for mappe in KODE for fil in (ROT / mappe).rglob("*.py") if "migrations" not in fil.parts):
        for tekst in i_kode(fil.read_text(encoding="utf-8")):
            funn.setdefault(tekst, str(fil.relative_to(ROT)))
    for fil in sorted((ROT / MALER).rglob("*.*")):
        for tekst in i_mal(fil.read_text(encoding="utf-8")):
            funn.setdefault(tekst, str(fil.relative_to(ROT)))
    return funn


def i_kode(kilde: str) -> Iterator[Tekst]:
    """The texts that a Python file marks, whatever it calls the marking function."""
    tre = ast.parse(kilde)
    navn = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tre)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in FUNKSJONER
    }
    for node in ast.walk(tre):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            funksjon = navn.get(node.func.id)
        else:
            # translation.gettext("…")
            funksjon = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if funksjon in FUNKSJONER and (tekst := _fra_kall(node, *FUNKSJONER[funksjon])):
            yield tekst


def _fra_kall(kall: ast.Call, en: int, flere: int | None, sammenheng: int | None) -> Tekst | None:
    def ord_(plass: int | None) -> str:
        argument = kall.args[plass] if plass is not None and plass < len(kall.args) else None
        return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""

    # A text that is worked out is marked where it is written.
    return Tekst(ord_(en), ord_(flere), ord_(sammenheng)) if ord_(en) else None


def i_mal(kilde: str) -> Iterator[Tekst]:
    """The texts that a template marks, also inside the attributes of a component."""
    # In brackets, so that the template's own indentation means nothing.
    som_kode = BytesIO(f"({templatize(kilde)})".encode())
    # Babel's own types say less than it gives.
    funn: Iterable[Any] = extract_python(som_kode, I_MALER, (), {"encoding": "utf-8"})
    for _linje, funksjon, tekst, _merknader in funn:
        deler = [tekst] if isinstance(tekst, str) else [str(del_ or "") for del_ in tekst]
        sammenheng = deler.pop(0) if funksjon.endswith("pgettext") else ""
        if deler and deler[0]:
            yield Tekst(deler[0], deler[1] if funksjon.startswith("n") else "", sammenheng)


def les(fil: Path = KATALOG) -> Catalog:
    """The catalogue as it stands."""
    if not fil.exists():
        return Catalog(locale="nn")
    with fil.open("rb") as innhold:
        return read_po(innhold, locale="nn", ignore_obsolete=True, abort_invalid=True)


def oversettelse(katalog: Catalog, tekst: Tekst) -> tuple[str, ...]:
    """What the catalogue says for a text; empty where it says nothing, or is not sure."""
    melding = katalog.get(tekst.en, context=tekst.sammenheng or None)
    if melding is None or melding.fuzzy:
        return ()
    svar = [melding.string] if isinstance(melding.string, str) else list(melding.string or ())
    return tuple(str(del_ or "") for del_ in svar)


def ny_katalog(gammel: Catalog) -> Catalog:
    """A catalogue of exactly the texts there are now, with what is already translated."""
    ny = Catalog(locale="nn")
    for tekst in sorted(samle()):
        svar = oversettelse(gammel, tekst)
        if tekst.flere:
            ny.add((tekst.en, tekst.flere), svar if len(svar) == 2 else ("", ""), context=tekst.sammenheng or None)  # noqa: PLR2004 - one and many
        else:
            ny.add(tekst.en, svar[0] if len(svar) == 1 else "", context=tekst.sammenheng or None)
    return ny


def skriv(katalog: Catalog) -> str:
    """The catalogue as text, the same for the same texts."""
    ut = BytesIO()
    write_po(ut, katalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HODE + ut.getvalue().decode()


def plasser(tekst: str) -> list[str]:
    """The places where a text is filled in; a translation has the same ones."""
    return sorted(PLASS.findall(tekst))


def mangler(katalog: Catalog) -> list[Tekst]:
    """The texts the catalogue says nothing about."""
    return [tekst for tekst in sorted(samle()) if not all(oversettelse(katalog, tekst) or ("",))]


def ta_inn(katalog: Catalog, rader: list[dict[str, str]]) -> None:
    """Put translations into the catalogue: rows as ``manage.py tekster --mangler`` writes them, filled in.

    Raises:
        ValueError: a translation is empty, or is filled in at other places than the text.

    """
    for rad in rader:
        tekst = Tekst(rad["nb"], rad.get("nb_flere", ""), rad.get("sammenheng", ""))
        svar = [rad["nn"]] + ([rad["nn_flere"]] if tekst.flere else [])
        for fra, til in zip((tekst.en, tekst.flere), svar, strict=False):
            if not til or plasser(fra) != plasser(til):
                raise ValueError(f"«{fra}» kan ikke bli «{til}».")
        katalog.delete(tekst.en, context=tekst.sammenheng or None)
        katalog.add(
            (tekst.en, tekst.flere) if tekst.flere else tekst.en,
            tuple(svar) if tekst.flere else svar[0],
            context=tekst.sammenheng or None,
        )
