"""Every text exists in both written languages, and none is written past the catalogue. Needs no database."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.core.validators import EmailValidator
from django.forms import fields, models
from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import get_format
from django.utils.timesince import TIME_STRINGS

from steinkjer_skolemiljo import tekster

ROT = Path(__file__).resolve().parents[2]
RAAD = "Kjør «manage.py tekster», oversett det som mangler, og les det inn («Nynorsk» i README)."


@cache
def _samlet() -> dict[tekster.Tekst, str]:
    return tekster.samle()


@cache
def _katalog() -> Catalog:
    return tekster.les()


def test_hver_tekst_har_nynorsk_med_de_samme_plassene() -> None:
    funn = []
    for tekst, fil in _samlet().items():
        svar = tekster.oversettelse(_katalog(), tekst)
        former = (tekst.en, tekst.flere) if tekst.flere else (tekst.en,)
        if len(svar) != len(former) or not all(svar):
            funn.append(f"{fil}: «{tekst.en}» mangler")
            continue
        funn += [f"{fil}: «{fra}» og «{til}» fylles ut forskjellig" for fra, til in zip(former, svar, strict=True) if tekster.plasser(fra) != tekster.plasser(til)]  # fmt: skip
    assert not funn, "\n".join([RAAD, *funn])


def test_katalogen_er_skrevet_slik_kommandoen_skriver_den() -> None:
    assert tekster.KATALOG.read_text(encoding="utf-8") == tekster.skriv(tekster.ny_katalog(_katalog())), RAAD


def test_katalogen_er_gjort_klar_til_bruk() -> None:
    ferdig = tekster.KATALOG.with_suffix(".mo")
    assert ferdig.exists(), "script/test gjør den klar (script/house/setup.py)"
    for tekst in ("Meld fra", "Hva har du sett, hørt eller fått vite?"):
        with translation.override("nn"):
            assert translation.gettext(tekst) == tekster.oversettelse(_katalog(), tekster.Tekst(tekst))[0]


# What nobody who writes nynorsk would write.
BOKMAAL = frozenset(
    "ikke jeg hva hvem hvor hvordan hvorfor hvis hvilken hvilke hvert skolen skoler elever noe noen fra bare uten mer "
    "flere mens gjøre gjør være annen egen egne saken ble foresatte ansatt ansatte åpne åpen navn hjem hjemme selv "
    "leder ledelsen trenger finnes gjelder uke måned mulig vet tar sammen lærer bruker sier forteller fortsatt nå "
    "sendes hver samme dager skriver velg velger hele meldingen tiltakene planen_ undersøkelse hendelse".split()
)


def test_nynorsken_er_nynorsk() -> None:
    funn = []
    for tekst in _samlet():
        for svar in tekster.oversettelse(_katalog(), tekst):
            rent = re.sub(r"<[^>]+>|%\(\w+\)s", " ", svar).lower()
            funn += [f"{ord_}: {svar}" for ord_ in sorted(BOKMAAL & set(re.findall(r"[a-zæøå]+", rent)))]
    # «bruker» is also the present tense in nynorsk.
    assert not [f for f in funn if not f.startswith("bruker:")], "\n".join(funn)


ENGELSK = re.compile(
    r"\b(the|and|save|delete|error|errors|user|users|please|invalid|required|password|submit|cancel|login|logout|"
    r"settings|update|create|edit|search|loading|success|failed|warning|with|this|your|draft|timeout|default)\b",
    re.IGNORECASE,
)


def test_ingen_tekst_er_engelsk() -> None:
    assert not [f"{fil}: {tekst.en}" for tekst, fil in _samlet().items() if ENGELSK.search(tekst.en + tekst.flere)]


def test_bokmaalet_sier_filen_overalt() -> None:
    assert not [f"{f}: {tekst.en}" for tekst, f in _samlet().items() if re.search(r"\bfila\b", tekst.en, re.IGNORECASE)]


class _Synlig(HTMLParser):
    """What a person would read or hear on the page, once the template's own parts are gone."""

    LESES = frozenset("title alt placeholder aria-label aria-description tittel ingress tekst knapp etikett".split())

    def __init__(self) -> None:
        super().__init__()
        self.funn: list[str] = []
        self.taus = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.taus += tag in {"script", "style"}
        self.funn += [verdi for navn, verdi in attrs if navn in self.LESES and verdi]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.funn += [verdi for navn, verdi in attrs if navn in self.LESES and verdi]

    def handle_endtag(self, tag: str) -> None:
        self.taus -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.taus:
            self.funn.append(data)


UTENFOR = re.compile(
    r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{%\s*blocktrans.*?endblocktrans\w*\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
UTEN_KATALOG = {
    "templates/500.html",  # read when nothing works, the catalogue neither
    "templates/cases/tiltaksplan/_ordne.html",  # attributes for a button, no text
}
# Names, and signs that are words in no language.
NAVN = {"PDF", "SHA", "Enter", "kl", "nr", "ca"}


def test_ingen_mal_har_tekst_utenom_katalogen() -> None:
    funn = []
    for fil in sorted((ROT / "templates").rglob("*.html")):
        navn = str(fil.relative_to(ROT))
        if navn in UTEN_KATALOG:
            continue
        leser = _Synlig()
        leser.feed(UTENFOR.sub(" ", fil.read_text(encoding="utf-8")))
        ord_ = {o for tekst in leser.funn for o in re.findall(r"[^\W\d_]{2,}", tekst)} - NAVN
        funn += [f"{navn}: {o}" for o in sorted(ord_)]
    assert not funn, "\n".join(funn)


def test_skriptene_sier_ingenting_selv() -> None:
    setning = re.compile(r"[æøåÆØÅ]|^[A-ZÆØÅ][a-zæøå]+ [a-zæøå]")
    funn = []
    for fil in sorted((ROT / "static" / "js").glob("*.js")):
        kode = re.sub(r"^\s*//.*$|/\*.*?\*/|(?<=[;{}]) //.*$", "", fil.read_text(encoding="utf-8"), flags=re.MULTILINE)
        funn += [f"{fil.name}: {s}" for s in re.findall(r'"([^"\n]*)"', kode) if setning.search(s)]
    assert not funn, "\n".join(funn)


# What Django itself may say to a person in a form of ours.
SKJEMADELER = (
    fields.Field, fields.CharField, fields.IntegerField, fields.DateField, fields.TimeField, fields.DateTimeField,
    fields.ChoiceField, fields.MultipleChoiceField, fields.FileField, models.ModelChoiceField,
    models.ModelMultipleChoiceField, EmailValidator,
)  # fmt: skip


def _laant() -> list[str]:
    with translation.override(None):  # the texts as their authors wrote them
        meldinger = [m for del_ in SKJEMADELER for m in getattr(del_, "default_error_messages", {}).values()]
        return sorted({str(m) for m in [*meldinger, EmailValidator.message]} - {""})


@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_det_django_sier_er_norsk(sprak: str) -> None:
    laant = _laant()
    assert len(laant) > 10
    with translation.override(sprak):
        assert not [tekst for tekst in laant if translation.gettext(tekst) == tekst]
        dager = [str(navn) for navn in WEEKDAYS.values()]
        assert dager[0] == ("måndag" if sprak == "nn" else "mandag")
        assert [str(navn) for navn in MONTHS.values()][9] == "oktober"
        assert get_format("DATE_FORMAT") == "j. F Y"
        tider = {navn: str(tekst % {"num": 2}).replace("\xa0", " ") for navn, tekst in TIME_STRINGS.items()}
        assert (tider["week"], tider["hour"]) == (("2 veker", "2 timar") if sprak == "nn" else ("2 uker", "2 timer"))
