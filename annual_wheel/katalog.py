"""The årshjul's content: what Steinkjer's guide of 8 August 2025 asks the schools to do through the year.

Restated in our own words. A row keeps its ``nokkel`` for ever; a row taken out of here is ended, never deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from annual_wheel.models import Ansvar, Kategori, Tid

GJELDER_FRA = date(2025, 8, 1)

_UDIR = "https://www.udir.no/laring-og-trivsel/skolemiljo/"
_FREMME = _UDIR + "fremme-et-godt-skolemiljo-og-forebygge-krenkelser/"

KOMPETANSEPAKKE = (
    "Udir: kompetansepakke om trygt og godt skolemiljø",
    _UDIR + "kompetansepakke-om-trygt-og-godt-skolemiljo/",
)
KLASSELEDELSE = ("Udir: klasseledelse", _FREMME + "klasseledelse/")
RELASJONER = ("Udir: relasjoner i skolen", _FREMME + "relasjoner/")
HJEM_SKOLE = ("Udir: samarbeid mellom hjem og skole", _FREMME + "samarbeid-mellom-hjem-og-skole/")
MEDVIRKNING = ("Udir: elevmedvirkning i skolemiljøarbeidet", _FREMME + "elevmedvirkning-i-skolemiljoarbeidet/")
OVERORDNET_DEL = ("Udir: overordnet del av læreplanverket", "https://www.udir.no/lk20/overordnet-del/")
SKOLEDEMOKRATI = (
    "Udir: skoledemokrati",
    "https://www.udir.no/regelverk-og-tilsyn/skole-og-opplaring/skoledemokratiet/",
)
FUG = ("Foreldreutvalget for grunnopplæringen (FUG)", "https://foreldreutvalgene.no/fug/")
FAU = (
    "FUG: foreldrerådets arbeidsutvalg",
    "https://foreldreutvalgene.no/fug/alt-du-trenger-a-vite-om-foreldreradets-arbeidsutvalg-fau/",
)
ELEVRAD = ("Elevråd: hvordan medvirke", "https://www.elevråd.no/hvordan-medvirke")
ELEVRADSHANDBOK = ("Elevrådshåndboka", "https://elev.no/elevradshandboka/")
ELEVSAMTALEN = (
    "Læringsmiljøsenteret: hva loven sier om elevsamtalen",
    "https://www.uis.no/nb/laringsmiljosenteret/forskning/skole-hjem-samarbeid/kva-seier-lovverket-om-elevsamtalen",
)
UTVIKLINGSSAMTALE = ("Tips og råd til utviklingssamtalen", "https://idebank.malimo.no/utviklingssamtale/")
ELEVSTYRT = (
    "Eksempel: utviklingssamtale styrt av eleven (Sauda)",
    "https://www.sauda.kommune.no/_f/p14/i12b6c726-a84f-48d8-aaca-18243fd20414/elevstyrt-utviklingssamtale-1021.pdf",
)
KLASSETRIVSEL = ("Klassetrivsel", "https://www.klassetrivsel.no/")
RELASJONSSIRKEL = (
    "Relasjonssirkelen",
    "https://steinkjer.bedreinnsats.no/wp-content/uploads/sites/78/2024/11/Relasjonssirkelen.docx",
)
BRUKERUNDERSOKELSER = ("Udir: brukerundersøkelser", "https://www.udir.no/tall-og-forskning/brukerundersokelser/")

LEDELSEN = (Ansvar.REKTOR, Ansvar.LEDERGRUPPE)
ALLE = (*LEDELSEN, Ansvar.ANSATTE)
RAADENE = "elevrådet, FAU, samarbeidsutvalget (SU) og skolemiljøutvalget (SMU)"


@dataclass(frozen=True)
class Rad:
    """One activity as the municipality has written it down."""

    nokkel: str
    tid: Tid
    tittel: str
    ansvar: tuple[Ansvar, ...]
    hvordan: str = ""
    beskrivelse: str = ""
    lenker: tuple[tuple[str, str], ...] = ()


_HELE_ARET = (
    Rad(
        nokkel="psykososialt-miljo",
        tid=Tid.HELE_ARET,
        tittel="Klasseledelse og et trygt psykososialt miljø",
        beskrivelse=(
            "Arbeid planmessig med klasseledelse og miljø, og ha et ekstra blikk for elever som er særlig sårbare. "
            "Hold veilederen, prosedyren og rutinene for inspeksjon levende."
        ),
        hvordan=(
            "Ta det fram jevnlig gjennom året. Støtte finnes i «Se eleven innenfra», «Robust ungdom» og Udirs "
            "kompetansepakke, del 5. Inviter gjerne PPT og helsesykepleier."
        ),
        ansvar=(Ansvar.REKTOR, Ansvar.ANSATTE, Ansvar.PPT, Ansvar.HELSESYKEPLEIER),
        lenker=(KOMPETANSEPAKKE, KLASSELEDELSE),
    ),
    Rad(
        nokkel="samtaler-hele-aret",
        tid=Tid.HELE_ARET,
        tittel="Samtaler med elevene og hjemmet",
        beskrivelse="Elevsamtaler og utviklingssamtaler er viktige steder å høre hvordan eleven har det.",
        hvordan="Snakk med elevene både planlagt og i det daglige. Gode relasjoner gir trygge skolemiljøer.",
        ansvar=(Ansvar.KONTAKTLARER,),
        lenker=(RELASJONER,),
    ),
    Rad(
        nokkel="su-og-fau",
        tid=Tid.HELE_ARET,
        tittel="Samarbeid med SU og FAU",
        hvordan="Orienter om skolemiljøet, og arbeid med hvordan foreldrene kan være med og påvirke.",
        ansvar=(Ansvar.REKTOR, Ansvar.FORESATTE),
        lenker=(HJEM_SKOLE, FUG),
    ),
    Rad(
        nokkel="trivselsagenter",
        tid=Tid.HELE_ARET,
        tittel="Trivselsagenter i friminuttene",
        beskrivelse=(
            "Gode aktiviteter i friminuttene styrker fellesskapet og forebygger mobbing. Ordningen kommer i stedet "
            "for trivselsledere (TL)."
        ),
        hvordan="Elever på 4.–7. trinn velges til lekeledere, et halvt år om gangen.",
        ansvar=(*LEDELSEN, Ansvar.LEKELEDER),
    ),
    Rad(
        nokkel="ressursteam",
        tid=Tid.HELE_ARET,
        tittel="Lokalt ressursteam for skolemiljøet",
        beskrivelse="Et eget team gjør at flere trekker sammen når skolen arbeider med miljøet.",
        hvordan="Opprett teamet, og bli enige om hvor ofte dere møtes og hvordan dere samarbeider om skolemiljøsaker.",
        ansvar=(*ALLE, Ansvar.VERNEOMBUD, Ansvar.PPT, Ansvar.HELSESYKEPLEIER),
    ),
    Rad(
        nokkel="formaal-og-overordnet-del",
        tid=Tid.HELE_ARET,
        tittel="Formålsparagrafen og overordnet del",
        beskrivelse=(
            "Arbeid med formålsparagrafen, overordnet del, prinsippene for læring, utvikling og danning, og de "
            "tverrfaglige temaene."
        ),
        hvordan="Bruk Udirs støttemateriell.",
        ansvar=ALLE,
        lenker=(OVERORDNET_DEL,),
    ),
)

_AUGUST = (
    Rad(
        nokkel="opplaering-av-ansatte",
        tid=Tid.AUGUST,
        tittel="Opplæring av alle ansatte",
        beskrivelse=(
            "Gå gjennom prosedyren for kapittel 12, skolereglene, fraværsprosedyrene og veilederen. Kom fram til en "
            "felles forståelse: Hva er et godt psykososialt miljø? Hva er en krenkelse? Når skal vi gripe inn og "
            "handle? Når skal rektor få vite det?"
        ),
        hvordan="Personalmøte eller planleggingsdag.",
        ansvar=LEDELSEN,
    ),
    Rad(
        nokkel="inspeksjonsordningen",
        tid=Tid.AUGUST,
        tittel="Gjennomgang av inspeksjonen",
        beskrivelse=(
            "Bli enige om hvordan inspeksjonen gjøres, og hva vi spør elevene om når noen kan ha blitt krenket. "
            "Målet er at alle ansatte er bevisste på oppgaven."
        ),
        hvordan="Personalmøte eller planleggingsdag.",
        ansvar=LEDELSEN,
    ),
    Rad(
        nokkel="forsterket-tilsyn",
        tid=Tid.AUGUST,
        tittel="Flere voksne ute ved skolestart",
        beskrivelse="Forsterket tilsyn gjør friminuttene tryggere og triveligere.",
        hvordan="Den første hele uka av skoleåret.",
        ansvar=ALLE,
    ),
    Rad(
        nokkel="orientere-elevene",
        tid=Tid.AUGUST,
        tittel="Elevene får vite om rettighetene sine",
        beskrivelse="Kapittel 12, skolereglene, fraværsprosedyrene og veilederen for et inkluderende skolefellesskap.",
        hvordan="I klassens time.",
        ansvar=(Ansvar.KONTAKTLARER, Ansvar.TILLITSELEVER),
        lenker=(MEDVIRKNING,),
    ),
    Rad(
        nokkel="klasseregler",
        tid=Tid.AUGUST,
        tittel="Klasseregler",
        beskrivelse="Klassen eller trinnet lager sine egne trivselsregler.",
        hvordan="I klassens time.",
        ansvar=(Ansvar.KONTAKTLARER, Ansvar.ELEVER),
    ),
)

_SEPTEMBER = (
    Rad(
        nokkel="elevraadet-konstitueres",
        tid=Tid.SEPTEMBER,
        tittel="Elevrådet kommer i gang",
        beskrivelse="Klassene velger, og elevrådet konstitueres.",
        hvordan="I klassens time.",
        ansvar=(Ansvar.KONTAKTLARER, Ansvar.ELEVRADSKONTAKT),
    ),
    Rad(
        nokkel="kurs-for-elevraadet",
        tid=Tid.SEPTEMBER,
        tittel="Kurs for elevrådet",
        hvordan="Et kurs om skoledemokrati og hvordan elevrådet kan påvirke.",
        ansvar=(Ansvar.ELEVRADSKONTAKT,),
        lenker=(SKOLEDEMOKRATI, ELEVRAD, ELEVRADSHANDBOK),
    ),
    Rad(
        nokkel="fau-konstitueres",
        tid=Tid.SEPTEMBER,
        tittel="FAU kommer i gang",
        hvordan="Konstituerende møte.",
        ansvar=(Ansvar.REKTOR,),
        lenker=(FAU, FUG),
    ),
    Rad(
        nokkel="su-konstitueres",
        tid=Tid.SEPTEMBER,
        tittel="SU kommer i gang",
        hvordan="Konstituerende møte.",
        ansvar=(Ansvar.REKTOR,),
        lenker=(HJEM_SKOLE,),
    ),
    Rad(
        nokkel="smu-konstitueres",
        tid=Tid.SEPTEMBER,
        tittel="SMU kommer i gang",
        hvordan="Konstituerende møte. Elevene skal ha en reell plass.",
        ansvar=(Ansvar.REKTOR,),
        lenker=(MEDVIRKNING,),
    ),
    Rad(
        nokkel="gjennomgang-i-raadene",
        tid=Tid.SEPTEMBER,
        tittel="Gjennomgang i råd og utvalg",
        beskrivelse=(
            "Kapittel 12, skolereglene, fraværsprosedyrene og veilederen tas opp i " + RAADENE + ". Snakk sammen om "
            "mobbing og krenkelser, så alle blir mer bevisste."
        ),
        hvordan="Møter.",
        ansvar=(Ansvar.REKTOR, Ansvar.ELEVRADSKONTAKT),
    ),
    Rad(
        nokkel="orientere-foresatte",
        tid=Tid.SEPTEMBER,
        tittel="Foresatte får vite om rettighetene",
        beskrivelse="Kapittel 12, skolereglene, fraværsprosedyrene og veilederen for et inkluderende skolefellesskap.",
        hvordan="Trinnmøte eller foreldremøte, og skolens digitale kanal til hjemmet.",
        ansvar=(Ansvar.REKTOR, Ansvar.KONTAKTLARER),
    ),
    Rad(
        nokkel="kartlegging-host",
        tid=Tid.SEPTEMBER,
        tittel="Kartlegging av klassemiljøet",
        beskrivelse="Finn ut hvor klassen står nå.",
        hvordan="Bruk Klassetrivsel og relasjonssirkelen.",
        ansvar=(Ansvar.KONTAKTLARER, Ansvar.FAGLARER),
        lenker=(KLASSETRIVSEL, RELASJONSSIRKEL),
    ),
)

_OKTOBER_TIL_JANUAR = (
    Rad(
        nokkel="elevsamtaler-host",
        tid=Tid.OKTOBER,
        tittel="Elevsamtaler",
        hvordan="Planlagt samtale med hver elev.",
        ansvar=(Ansvar.KONTAKTLARER,),
        lenker=(ELEVSAMTALEN,),
    ),
    Rad(
        nokkel="utviklingssamtaler-host",
        tid=Tid.OKTOBER,
        tittel="Utviklingssamtaler",
        beskrivelse="Elev og foresatte møter skolen. Elevens skolemiljø er ett av temaene.",
        hvordan="Møte hvert halvår. Eleven kan gjerne styre samtalen selv.",
        ansvar=(Ansvar.KONTAKTLARER,),
        lenker=(UTVIKLINGSSAMTALE, ELEVSTYRT),
    ),
    Rad(
        nokkel="brukerundersokelsene",
        tid=Tid.NOV_DES,
        tittel="Elev-, lærer- og foreldreundersøkelsen",
        hvordan="Undersøkelsene gjennomføres.",
        ansvar=(Ansvar.LEDERGRUPPE,),
        lenker=(BRUKERUNDERSOKELSER,),
    ),
    Rad(
        nokkel="halvaarsvurdering-januar",
        tid=Tid.JANUAR,
        tittel="Halvårsvurdering, med og uten karakter",
        beskrivelse="Vurderingen hjelper lærerne å justere opplæringen videre, og den skal ivareta elevene.",
        hvordan="Si ærlig hvor eleven står, og gi råd om veien videre.",
        ansvar=(Ansvar.FAGLARER,),
    ),
    Rad(
        nokkel="oppfriskning-for-ansatte",
        tid=Tid.JANUAR,
        tittel="Oppfriskning for alle ansatte",
        beskrivelse=(
            "Ta opp igjen prosedyren for kapittel 12, skolereglene, fraværsprosedyrene og veilederen. Forstår vi det "
            "fortsatt likt: hva et godt miljø er, hva en krenkelse er, når vi griper inn og handler, og når rektor "
            "skal få vite det?"
        ),
        hvordan="Personalmøte eller planleggingsdag.",
        ansvar=LEDELSEN,
    ),
)

_FEBRUAR_TIL_APRIL = (
    Rad(
        nokkel="elevsamtaler-vaar",
        tid=Tid.FEBRUAR,
        tittel="Elevsamtaler",
        hvordan="Planlagt samtale med hver elev.",
        ansvar=(Ansvar.KONTAKTLARER,),
        lenker=(ELEVSAMTALEN,),
    ),
    Rad(
        nokkel="utviklingssamtaler-vaar",
        tid=Tid.FEBRUAR,
        tittel="Utviklingssamtaler",
        beskrivelse="Elev og foresatte møter skolen. Elevens skolemiljø er ett av temaene.",
        hvordan="Møte hvert halvår. Eleven kan gjerne styre samtalen selv.",
        ansvar=(Ansvar.KONTAKTLARER,),
        lenker=(UTVIKLINGSSAMTALE, ELEVSTYRT),
    ),
    Rad(
        nokkel="kartlegging-vaar",
        tid=Tid.FEBRUAR,
        tittel="Ny kartlegging av klassemiljøet",
        beskrivelse="Se hva som har endret seg siden høsten.",
        hvordan="Bruk Klassetrivsel og relasjonssirkelen.",
        ansvar=(Ansvar.KONTAKTLARER, Ansvar.FAGLARER),
        lenker=(KLASSETRIVSEL, RELASJONSSIRKEL),
    ),
    Rad(
        nokkel="overgang-1-og-8-trinn",
        tid=Tid.FEBRUAR,
        tittel="Nye klasser på 1. og 8. trinn",
        beskrivelse="Arbeidet med overgangen fra barnehage til skole og fra barneskole til ungdomsskole.",
        ansvar=ALLE,
    ),
    Rad(
        nokkel="foreldremoter-nye-1-trinn",
        tid=Tid.FEBRUAR,
        tittel="Foreldremøter for nye 1. trinn",
        beskrivelse="Familiene blir kjent med skolen og med de nye klassene.",
        hvordan="Møte.",
        ansvar=ALLE,
    ),
    Rad(
        nokkel="resultatene-droftes",
        tid=Tid.MARS,
        tittel="Hva svarte elevene og foreldrene?",
        beskrivelse="Resultatene fra elev- og foreldreundersøkelsen drøftes i personalet, " + RAADENE + ".",
        hvordan="Møter.",
        ansvar=(*LEDELSEN, Ansvar.ELEVRAD),
    ),
    Rad(
        nokkel="foreldremoter-nye-8-trinn",
        tid=Tid.APRIL,
        tittel="Foreldremøter for nye 8. trinn",
        beskrivelse="Familiene blir kjent med den nye skolen og de nye klassene.",
        hvordan="Møte.",
        ansvar=ALLE,
    ),
)

_MAI_JUNI = (
    Rad(
        nokkel="vurdering-og-standpunkt",
        tid=Tid.MAI_JUNI,
        tittel="Halvårsvurdering og standpunkt",
        beskrivelse=(
            "Vurdering med og uten karakter. Den hjelper lærerne å justere opplæringen videre, og den skal ivareta "
            "elevene."
        ),
        hvordan="Si ærlig hvor eleven står, og gi råd om veien videre.",
        ansvar=(Ansvar.FAGLARER,),
    ),
    Rad(
        nokkel="evaluering-av-planene",
        tid=Tid.MAI_JUNI,
        tittel="Evaluering av planer, prosedyre og veileder",
        beskrivelse="Personalet, " + RAADENE + " sier hva som har virket.",
        hvordan="Møter.",
        ansvar=(Ansvar.REKTOR, Ansvar.ELEVRADSKONTAKT),
    ),
    Rad(
        nokkel="revisjon-av-veilederen",
        tid=Tid.MAI_JUNI,
        tittel="Revisjon av veilederen ved behov",
        hvordan="Personalmøte, planleggingsdag eller møte i rektornettverket.",
        ansvar=(Ansvar.SEKTORLEDER, Ansvar.REKTORGRUPPA),
    ),
    Rad(
        nokkel="planlegge-neste-skoleaar",
        tid=Tid.MAI_JUNI,
        tittel="Planlegging av neste skoleår",
        beskrivelse=(
            "Klasser og ansatte, elever som er særlig sårbare, hva årets praksis har lært oss, og føringer for "
            "arbeidet med det psykososiale læringsmiljøet."
        ),
        ansvar=ALLE,
    ),
)

RADER: tuple[Rad, ...] = (
    *_HELE_ARET,
    *_AUGUST,
    *_SEPTEMBER,
    *_OKTOBER_TIL_JANUAR,
    *_FEBRUAR_TIL_APRIL,
    *_MAI_JUNI,
)

_KATEGORIER: dict[Kategori, tuple[str, ...]] = {
    Kategori.ANSATTE: (
        "psykososialt-miljo",
        "formaal-og-overordnet-del",
        "opplaering-av-ansatte",
        "inspeksjonsordningen",
        "oppfriskning-for-ansatte",
    ),
    Kategori.ELEVER: (
        "samtaler-hele-aret",
        "trivselsagenter",
        "orientere-elevene",
        "klasseregler",
        "elevraadet-konstitueres",
        "kurs-for-elevraadet",
        "elevsamtaler-host",
        "elevsamtaler-vaar",
    ),
    Kategori.HJEM: (
        "su-og-fau",
        "fau-konstitueres",
        "su-konstitueres",
        "smu-konstitueres",
        "gjennomgang-i-raadene",
        "orientere-foresatte",
        "utviklingssamtaler-host",
        "utviklingssamtaler-vaar",
        "foreldremoter-nye-1-trinn",
        "foreldremoter-nye-8-trinn",
    ),
    Kategori.KARTLEGGING: (
        "kartlegging-host",
        "brukerundersokelsene",
        "halvaarsvurdering-januar",
        "kartlegging-vaar",
        "resultatene-droftes",
        "vurdering-og-standpunkt",
        "evaluering-av-planene",
    ),
}
KATEGORI: dict[str, Kategori] = {nokkel: kategori for kategori, nokler in _KATEGORIER.items() for nokkel in nokler}


def kategori_for(nokkel: str) -> Kategori:
    """What kind of work a row is; what is in no other group is about how the school is run."""
    return KATEGORI.get(nokkel, Kategori.ORGANISERING)
