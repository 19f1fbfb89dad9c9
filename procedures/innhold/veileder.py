"""The guide for an including school community, 8 August 2025. Its six areas stand in a file of their own."""

from __future__ import annotations

from datetime import date

from procedures.innhold.dokument import Del, Dokument
from procedures.innhold.seks_omraader import SEKS_OMRAADER

_FREMME = "https://www.udir.no/laring-og-trivsel/skolemiljo/fremme-et-godt-skolemiljo-og-forebygge-krenkelser/"
_DEMBRA = "https://www.dembra.no/no"
_REDD_BARNA = "https://www.reddbarna.no/skole-og-barnehage/"

VERDIGRUNNLAG: tuple[Del, ...] = (
    Del(
        anker="inkluderende-fellesskap",
        tittel="Et inkluderende fellesskap",
        tekst="""
            Steinkjers oppvekststrategi heter «En trygg og god oppvekst i Steinkjer – for alle». Skolene skal være et
            fellesskap der elevene hører til, og der noen reagerer når en medelev blir krenket. En kan kjenne seg
            inkludert uten å være en del av et fellesskap, og omvendt. Derfor trengs tydelige og omsorgsfulle voksne.

            Udir peker på fire kjennetegn:

            - Eleven har tilgang til et fellesskap.
            - Eleven kan samarbeide med andre.
            - Eleven lærer, både sosialt og faglig.
            - Eleven opplever å bli anerkjent og akseptert.
        """,
    ),
    Del(
        anker="barnekonvensjonen",
        tittel="FNs barnekonvensjon",
        hjemmel="menneskerettsloven",
        tekst="""
            Alle under 18 år har rett til en trygg og god oppvekst. Konvensjonen er norsk lov fra 2003 og går foran
            andre lover ved motstrid. Fire prinsipper styrer arbeidet:

            - ingen skal diskrimineres
            - barnets beste er et grunnleggende hensyn
            - retten til liv og utvikling
            - retten til å bli hørt
        """,
    ),
    Del(
        anker="formaal-og-lareplan",
        tittel="Formålsparagrafen og overordnet del",
        tekst="""
            Skolen åpner dører mot verden og framtida, sammen med hjemmet. Elevene skal få kunnskap og ferdigheter til
            å mestre livet og delta i samfunnet, bli møtt med respekt og få utfordringer. Skolen motarbeider
            diskriminering.

            Overordnet del utdyper verdiene. De skal bety noe for hver enkelt elev, og prege hvordan skolen møter elever
            og hjem. To ting er særlig viktige:

            - Danning og utdanning er én oppgave, ikke to.
            - Læringsmiljøet fremmer helse, trivsel og læring, og bæres av tydelige og omsorgsfulle voksne sammen med
              elevene.
        """,
    ),
    Del(
        anker="kapittel-12",
        tittel="Opplæringslova kapittel 12",
        hjemmel="opplæringslova kapittel 12",
        tekst="""
            Kapittelet sikrer elevene et trygt og godt skolemiljø. Skolen følger med, griper inn, melder fra og setter
            inn tiltak. Reglene gjelder på skolen, i SFO, på digitale flater, på turer og ved skoleaktiviteter utenom
            skoletida. Prosedyre nr. 1 bygger på kapittelet.
        """,
    ),
    Del(
        anker="inkluderingsstrategien",
        tittel="Kommunens inkluderingsstrategi",
        tekst="""
            «Med hjerte for Steinkjer – en varm og inkluderende kommune» ble vedtatt av kommunestyret 16.02.2022.
            Inkludering skal prege planer, praksis og ledelse, og handler om å se hverandre og ta vare på hverandre. For
            skolene er trygg skolestart og godt samarbeid med hjemmene et satsingsområde.
        """,
    ),
    Del(
        anker="skolereglene",
        tittel="Forskriften om skoleregler",
        hjemmel="opplæringslova § 10-7",
        tekst="""
            Forskriften gjelder fra 1. august 2024. Den gir forutsigbare rammer og lik behandling, sier hva som ventes
            av elevene, og hvordan elever og foresatte kan være med og påvirke.
        """,
        lenker=(("Forskrift om skoleregler i Steinkjer kommune", "https://lovdata.no/LTII/forskrift/2024-06-19-1507"),),
    ),
)

FOREBYGGE: tuple[Del, ...] = (
    Del(
        anker="nulltoleranse",
        tittel="Nulltoleranse for krenkelser",
        tekst="""
            Hver skole arbeider fram en felles forståelse av hva en krenkelse er, mellom elever og fra voksne. Uten den
            er det vanskelig å forebygge sammen. Nulltoleranse vises i det vi gjør og sier hver dag, og er en del av
            skolens kultur. Kommunen ønsker at skolene bruker de gratis ressursene fra Dembra.
        """,
        lenker=(
            ("Udir: nulltoleranse", _FREMME + "nulltoleranse-for-krenkende-oppforsel/"),
            ("Dembra", _DEMBRA),
        ),
    ),
    Del(
        anker="vennskap",
        tittel="Voksne skaper vennskap og inkludering",
        ansvarlig="Skoleledelsen, foresatte og FAU",
        tekst="""
            Vennskap betyr mye for trivsel og læring, og noen elever trenger hjelp til å få venner. Ledelsen kan be
            foreldrene, blant annet gjennom FAU, om å bidra til gode aktiviteter på skolen og i fritida. Skolene tar
            foresatte med i arbeidet, og minner om at voksne er forbilder.

            # Dette kan du gjøre som foresatt

            - Hils på dem du møter på skolen.
            - Snakk vel om andres barn og foreldre, og hei på flere enn ditt eget barn.
            - Bli kjent med barn og voksne på skolen.
            - Følg opp det dere har avtalt sammen.
            - Vær med på å skape et godt miljø.
            - Pass på at ingen holdes utenfor.
        """,
    ),
)

RESSURSER: tuple[Del, ...] = (
    Del(
        anker="udir",
        tittel="Fra Utdanningsdirektoratet",
        tekst="Kompetansepakker og fagsider som kan brukes i personalet.",
        lenker=(
            (
                "Kompetansepakke: trygt og godt skolemiljø",
                "https://www.udir.no/laring-og-trivsel/skolemiljo/kompetansepakke-om-trygt-og-godt-skolemiljo/",
            ),
            (
                "Kompetansepakke: trygt og godt miljø i SFO",
                (
                    "https://www.udir.no/utdanningslopet/sfo/stottemateriell-til-rammeplanen-for-sfo/"
                    "kompetansepakke-om-trygt-og-godt-miljo-i-sfo/"
                ),
            ),
            (
                "Kompetansepakke: inkluderende praksis",
                (
                    "https://www.udir.no/kvalitet-og-kompetanse/lokal-kompetanseutvikling/"
                    "kompetansepakken-inkluderende-praksis/"
                ),
            ),
            ("Null mobbing", "https://www.udir.no/nullmobbing/"),
            ("Skoleledelse og skolekultur", _FREMME + "skolekultur/"),
            ("Klasseledelse", _FREMME + "klasseledelse/"),
            ("Relasjoner", _FREMME + "relasjoner/"),
            (
                "Læringsfellesskap",
                "https://www.udir.no/laring-og-trivsel/skolemiljo/sosial-laring-gjennom-arbeid-med-fag/",
            ),
            ("Elever med særskilt sårbarhet", _FREMME + "elever-med-sarskilt-sarbarhet/"),
            ("Elevmedvirkning", _FREMME + "elevmedvirkning-i-skolemiljoarbeidet/"),
            ("Film om elevmedvirkning", "https://vimeo.com/796630657"),
        ),
    ),
    Del(
        anker="dembra",
        tittel="Fra Dembra",
        tekst="Om demokrati, og om å forebygge fordommer og utenforskap.",
        lenker=(
            ("Undervisningsopplegg", _DEMBRA + "/undervisningsressurser/undervisningsopplegg"),
            ("Pedagogiske tips og verktøy", _DEMBRA + "/undervisningsressurser/pedagogiske-tips-og-verktoy"),
            ("Media og ressursbank", _DEMBRA + "/undervisningsressurser/media-og-ressursbank"),
            ("Begreper", _DEMBRA + "/undervisningsressurser/begreper"),
            ("Fagtekster og publikasjoner", _DEMBRA + "/fagtekster-og-publikasjoner"),
        ),
    ),
    Del(
        anker="andre-ressurser",
        tittel="Fra andre",
        tekst="Materiell til klassen, elevrådet og foreldremøtet.",
        lenker=(
            ("Forandringsfabrikken: skole", "https://forandringsfabrikken.no/skole/"),
            ("Du bestemmer", "https://www.dubestemmer.no/"),
            ("Barnevakten", "https://www.barnevakten.no/"),
            (
                "Redd Barna: inkludering og trygt miljø",
                _REDD_BARNA + "undervisningsmateriell/?_product_categories=inkluderende-og-trygt-miljo",
            ),
            ("Redd Barna: plakat på flere språk", _REDD_BARNA + "produkt/plakat-om-trygt-skolemiljo/"),
            ("Redd Barna: knus rasismen", _REDD_BARNA + "produkt/knus-rasismen-undervisningsopplegg-om-rasisme/"),
            ("Redd Barna: diskusjonskort om nettvett", _REDD_BARNA + "produkt/diskusjonskort-om-nettvett/"),
            ("Redd Barna: elevrådshåndboka (1.–7. trinn)", _REDD_BARNA + "produkt/elevradshandboka/"),
            ("Redd Barna: fem foreldretips om vennskap", _REDD_BARNA + "produkt/5-foreldretips-om-vennskap/"),
            ("Redd Barna: Helt ærlig", _REDD_BARNA + "tema/heltaerlig/"),
            ("Redd Barna: funksjonsmangfold", _REDD_BARNA + "produkt/dansetimen/"),
            (
                "Statped: den gode timen",
                (
                    "https://www.statped.no/laringsressurser/teknologitema/"
                    "struktur-og-forutsigbarhet-i-det-digitale-laringsmiljoet/pedagogiske-og-digitale-verktoy/"
                    "hvordan-tilrettelegge/klasseledelse/"
                ),
            ),
        ),
    ),
)

VEILEDER = Dokument(
    slug="inkluderende-skolefellesskap",
    tittel="Veileder for et inkluderende skolefellesskap",
    versjon=1,
    godkjent=date(2025, 8, 8),
    godkjent_av="Gisle Kristian Almlid-Larsen",
    gjelder_fra=date(2025, 8, 8),
    formaal="""
        Veilederen sier hvordan Steinkjerskolen sammen skaper et inkluderende fellesskap, der elevene har det trygt og
        godt og ikke møter mobbing eller andre krenkelser. Arbeidet er helhetlig og langsiktig.
    """,
    omfang="""
        Veilederen gjelder alle skolene i Steinkjer. Den henger sammen med handlingsveilederen og veilederen for å
        forebygge skolefravær.
    """,
    ansvar="""
        Sektorleder skole har ansvar for veilederen. Skolene evaluerer den hver vår, og den revideres ved behov.
    """,
    deler=(
        ("Rettigheter og verdigrunnlag", VERDIGRUNNLAG),
        ("Del 1: Seks områder for et inkluderende skolefellesskap", SEKS_OMRAADER),
        ("Del 2: Forebygge, avdekke og håndtere", FOREBYGGE),
        ("Del 3: Ressurser", RESSURSER),
    ),
)
