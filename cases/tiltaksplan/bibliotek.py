"""The library of measures: suggestions at three levels, to be copied into a plan and made the pupil's own.

Catalogue data, in our own words, after the kinds of examples the guide gives. Each says what *adults* do (L-4.21).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cases.tiltaksplan.models import Tiltak

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

INDIVID, KLASSE, SKOLE = Tiltak.Nivaa.INDIVID, Tiltak.Nivaa.KLASSE, Tiltak.Nivaa.SKOLE


@dataclass(frozen=True)
class Forslag:
    """One suggestion: what adults do, and how often, if that goes without saying."""

    kode: str
    nivaa: Tiltak.Nivaa
    tittel: _StrPromise
    beskrivelse: _StrPromise
    hyppighet: _StrPromise | str = ""
    strakstiltak: bool = False


BIBLIOTEK: tuple[Forslag, ...] = (
    Forslag(
        "fast-voksen",
        INDIVID,
        _("Fast voksen som tar imot"),
        _(
            "En fast voksen tar imot eleven når skoledagen begynner, hører hvordan det står til, og er "
            "den eleven går til."
        ),
        _("hver morgen"),
        strakstiltak=True,
    ),
    Forslag(
        "voksen-i-friminutt",
        INDIVID,
        _("Voksen nær i friminuttene"),
        _("En voksen er i nærheten av eleven i friminuttene, ser hva som skjer, og går inn i leken når det trengs."),
        _("hvert friminutt"),
        strakstiltak=True,
    ),
    Forslag(
        "elevsamtale",
        INDIVID,
        _("Korte samtaler om skoledagen"),
        _("Trygghetspersonen snakker med eleven alene om hvordan uka har vært, og skriver ned det eleven sier."),
        _("hver uke"),
    ),
    Forslag(
        "lav-terskel",
        INDIVID,
        _("Avtalt måte å si fra på"),
        _(
            "Eleven og en voksen avtaler et tegn eller en beskjed som betyr «jeg trenger hjelp nå». "
            "Alle lærerne kjenner den."
        ),
    ),
    Forslag(
        "overganger",
        INDIVID,
        _("Følge i overgangene"),
        _("En voksen går sammen med eleven i garderoben, på vei til gymsal og ved skolens slutt."),
        _("hver dag"),
        strakstiltak=True,
    ),
    Forslag(
        "gjenopprette",
        INDIVID,
        _("Samtaler som bygger opp igjen tillit"),
        _(
            "En voksen forbereder og leder samtaler som skal gjøre det trygt mellom elevene igjen. "
            "Bare når eleven selv ønsker det."
        ),
    ),
    Forslag(
        "vennestotte",
        INDIVID,
        _("Lek og venner"),
        _("En voksen setter i gang en aktivitet eleven liker, sammen med elever eleven er trygg på."),
        _("to ganger i uka"),
    ),
    Forslag(
        "mestring",
        INDIVID,
        _("Oppgaver eleven lykkes med"),
        _("Lærerne planlegger timene slik at eleven får vise noe hun eller han er god på, uten å bli satt ut."),
    ),
    Forslag(
        "digital",
        INDIVID,
        _("Hjelp med det som skjer på nett"),
        _(
            "En voksen går gjennom med eleven hva som er skrevet eller delt, hjelper med å ta vare på "
            "det, og følger opp."
        ),
    ),
    Forslag(
        "oppfolging-av-den-andre",
        INDIVID,
        _("Oppfølging av den som har krenket"),
        _("En voksen følger opp den eller de som kan ha krenket, for seg, og er tydelig på hva som gjelder framover."),
    ),
    Forslag(
        "faste-grupper",
        KLASSE,
        _("Faste læringsgrupper"),
        _("Læreren setter sammen grupper der eleven er trygg, og holder dem faste en periode."),
    ),
    Forslag(
        "plassering",
        KLASSE,
        _("Gjennomtenkte plasser"),
        _(
            "Læreren bestemmer plasser i klasserommet, i garderoben og på bussen, og sier fra i god "
            "tid når de skal endres."
        ),
    ),
    Forslag(
        "samarbeid",
        KLASSE,
        _("Undervisning som bygger samarbeid"),
        _("Lærerne legger opp timer der elevene trenger hverandre for å løse oppgaven, og veileder dem underveis."),
        _("minst to timer i uka"),
    ),
    Forslag(
        "klassemote",
        KLASSE,
        _("Klassemøte om hvordan vi har det"),
        _("Kontaktlærer leder klassemøter om fellesskapet i klassen, uten at noen enkeltelev blir tema."),
        _("hver uke"),
    ),
    Forslag(
        "styrt-friminutt",
        KLASSE,
        _("Voksenstyrt aktivitet i friminuttet"),
        _("En voksen leder en lek eller et spill som alle i klassen kan være med på."),
        _("hver dag i storefri"),
    ),
    Forslag(
        "klasseregler",
        KLASSE,
        _("Felles avtaler i klassen"),
        _(
            "Kontaktlærer lager avtaler sammen med elevene om hvordan vi er mot hverandre, og alle "
            "lærerne følger dem opp."
        ),
    ),
    Forslag(
        "samspill",
        KLASSE,
        _("Øve på samspill"),
        _("Lærerne øver med klassen på å be om å få være med, si nei på en grei måte og hjelpe den som står utenfor."),
        _("hver uke"),
    ),
    Forslag(
        "opplevelser",
        KLASSE,
        _("Gjøre noe fint sammen"),
        _(
            "Læreren planlegger en tur eller en aktivitet der alle har en rolle, med grupper som de "
            "voksne har satt sammen."
        ),
    ),
    Forslag(
        "to-laerere",
        KLASSE,
        _("To voksne i timene som er vanskelige"),
        _("Skolen setter inn en voksen til i de timene der eleven har hatt det vanskelig."),
    ),
    Forslag(
        "inspeksjon",
        SKOLE,
        _("Flere på vakt der det skjer"),
        _(
            "Rektor setter flere voksne på inspeksjon på de stedene og tidene undersøkelsen har vist, "
            "med en instruks for hva de ser etter."
        ),
        _("hver dag"),
        strakstiltak=True,
    ),
    Forslag(
        "alle-vet",
        SKOLE,
        _("Alle på trinnet er informert"),
        _("Alle voksne som møter eleven, også vikarer og SFO, vet hva som er avtalt og hva de skal gjøre."),
        strakstiltak=True,
    ),
    Forslag(
        "forventninger",
        SKOLE,
        _("Tydelige forventninger til elevene"),
        _("De voksne går gjennom skolereglene med elevene på trinnet, og griper inn på samme måte når de brytes."),
    ),
    Forslag(
        "fellestid",
        SKOLE,
        _("Tema i fellestida"),
        _("Personalet arbeider med å se, gripe inn og melde fra, med eksempler som ikke kan kjennes igjen."),
        _("hver måned"),
    ),
    Forslag(
        "garderober",
        SKOLE,
        _("Trygge garderober og toaletter"),
        _("Skolen har en voksen i garderobene når de brukes, og ser etter toalettene i hvert friminutt."),
    ),
    Forslag(
        "skolevei",
        SKOLE,
        _("Skolevei og buss"),
        _("Skolen avtaler med de hjemme og med transportøren hvem som følger med på vei til og fra skolen."),
    ),
    Forslag(
        "uteomraadet",
        SKOLE,
        _("Uteområdet"),
        _(
            "Skolen ordner uteområdet slik at det finnes steder med ro, aktiviteter for alle, og ingen "
            "steder uten voksne."
        ),
    ),
    Forslag(
        "sfo",
        SKOLE,
        _("Samme avtale på SFO"),
        _("Leder for SFO får planen for det som gjelder der, og en fast voksen følger eleven opp også etter skoletid."),
    ),
    Forslag(
        "nulltoleranse",
        SKOLE,
        _("Samme rutiner hos alle"),
        _(
            "Ledelsen går gjennom skolens rutiner for å følge med og gripe inn med alle ansatte, og "
            "følger opp at de blir brukt."
        ),
    ),
)
ETTER_KODE = {forslag.kode: forslag for forslag in BIBLIOTEK}


def sok(tekst: str) -> list[tuple[str, list[Forslag]]]:
    """The suggestions that hold every word of the search, by level; all of them without words."""
    ordene = tekst.casefold().split()
    return [
        (str(nivaa.label), treff)
        for nivaa in Tiltak.Nivaa
        if (
            treff := [
                f
                for f in BIBLIOTEK
                if f.nivaa == nivaa and all(o in f"{f.tittel} {f.beskrivelse} {f.hyppighet}".casefold() for o in ordene)
            ]
        )
    ]
