"""Procedure no. 1, part 3: how one may go about a case."""

from __future__ import annotations

from procedures.innhold.dokument import Del

_UDIR = "https://www.udir.no/laring-og-trivsel/skolemiljo/"
_TRYGGHETSPERSON = "Kontaktlærer eller en annen trygghetsperson"
_REKTOR_ELLER_LARER = "Rektor, kontaktlærer eller en annen trygghetsperson"
_INVOLVERTE = "Rektor, kontaktlærer og andre som arbeider med saken"
_ANDRE_LEDD = "opplæringslova § 12-4 andre ledd"

DEL_3: tuple[Del, ...] = (
    Del(
        anker="hva-er-mobbing",
        tittel="Hva er mobbing?",
        tekst="""
            Mobbing er når en person flere ganger og over tid blir utsatt for negative handlinger fra én eller flere
            andre. En handling er negativ når noen med vilje påfører en annen skade eller smerte: fysisk, med ord eller
            på andre måter. Styrkeforholdet er også skjevt, så den det går ut over, har vanskelig for å forsvare seg.

            Definisjonen brukes også internasjonalt, og har tre kjennetegn:

            - aggressiv eller ondsinnet atferd
            - som gjentar seg og varer over tid
            - i et forhold der styrke eller makt er ujevnt fordelt

            Ofte skjer det uten at den det går ut over, har gjort noe for å utløse det.

            Loven gjelder både det åpne og det skjulte, som å isolere noen eller stenge noen ute fra gruppa.
        """,
    ),
    Del(
        anker="samtale-med-eleven",
        delplikt="undersoke",
        steder=("samtale_elev",),
        tittel="Samtale med eleven saken gjelder",
        hjemmel=_ANDRE_LEDD,
        ansvarlig=_TRYGGHETSPERSON,
        tekst="""
            Snakk med eleven straks du er bekymret.

            - Velg stedet med omtanke. Dere kan gå en tur, eller sitte i et grupperom.
            - La alder og modenhet avgjøre hvor lenge dere snakker, og hvordan du ordlegger deg.
            - Si hvorfor dere snakker sammen.
            - Fortell hva du gjør videre og når dere møtes igjen, og at eleven kan komme når som helst.
            - Tenk hele tida på hva som er best for eleven.
            - Vurder tiltak som kan settes inn straks: en annen plass i klasserommet, en voksen som møter eleven om
              morgenen, tettere følge i overganger og på utrygge steder.

            Husk at elever som blir mobbet, ofte forteller mindre enn det som har hendt.
        """,
        lenker=(
            (
                "Udir: slik kan skolen håndtere et utrygt skolemiljø",
                _UDIR + "slik-kan-skolen-handtere-et-utrygt-skolemiljo/",
            ),
            (
                "Udir: vurdere hva som er best for eleven",
                _UDIR + "arbeid-med-aktivitetsplikten/vurdere-kva-som-er-best-for-eleven/",
            ),
        ),
    ),
    Del(
        anker="samtale-med-foresatte",
        delplikt="undersoke",
        steder=("samtale_foresatte",),
        tittel="Samtale med foresatte til eleven saken gjelder",
        hjemmel=_ANDRE_LEDD,
        ansvarlig=_TRYGGHETSPERSON,
        tekst="""
            Ta hjemmet med tidlig, og inviter raskt til en samtale. Er det foreldrene som tar kontakt, lytter dere og
            spør. Er det dere som tar kontakt, gir dere god informasjon. Vær oppmerksom på hindringer for samarbeidet,
            enten de er følelsesmessige, fysiske, språklige eller kulturelle, og arbeid med dem.

            - Si hvorfor dere ville møtes: noe som har hendt, noe eleven har gitt uttrykk for, eller noe dere eller
              foreldrene vet eller mistenker.
            - La foreldrene fortelle uten å bli avbrutt.
            - Fortell hva dere har gjort, og hva dere tenker å gjøre.
            - Be om innspill til veien videre.
            - Avtal neste møte.
            - Send referat etterpå.
        """,
    ),
    Del(
        anker="undersoke-saken",
        delplikt="undersoke",
        steder=("undersokelsesplan", "observasjon", "kartlegging"),
        tittel="Undersøke saken",
        hjemmel=_ANDRE_LEDD,
        ansvarlig="Rektor og ansatte",
        tekst="""
            Undersøk på flere måter, så tiltakene passer. Hent opplysninger fra flere kilder, og hold dem opp mot
            hverandre. Da oppdager dere svakheter i undersøkelsen og forstår situasjonen bedre. For eksempel:

            - samtaler med eleven, andre elever, lærere og andre ansatte
            - observasjon, både planlagt og i det daglige
            - kartlegging av relasjoner og samspill i miljøet

            Det finnes neppe én riktig rekkefølge. Arbeidet går i sirkel, og dere kommer tilbake til det samme flere
            ganger.
        """,
    ),
    Del(
        anker="tiltaksplan",
        delplikt="sette_inn_tiltak",
        steder=("tiltaksplan",),
        tittel="Begynne på en tiltaksplan",
        hjemmel="opplæringslova § 12-4 tredje ledd",
        ansvarlig="Rektor",
        tekst="""
            Når det settes inn tiltak, skal det også være en skriftlig plan. Begynn tidlig: Det hjelper alle å forstå
            utfordringen likt, gir åpenhet om arbeidet og framdrift i saken.

            - Bli enige med elev og foreldre om hva som er utfordringen. Alle stemmer skal bli hørt.
            - Ta med tiltak som er satt inn straks, og undersøkelser som er gjort eller planlagt.
            - Bygg planen på meldingen og det undersøkelsene har vist.
            - Planen er viktig dokumentasjon i saken.
        """,
        lenker=(
            (
                "Udir: maler til opplæringsloven",
                "https://www.udir.no/regelverk-og-tilsyn/skole-og-opplaring/nye-maler-for-opplaringsloven/",
            ),
        ),
    ),
    Del(
        anker="samtale-med-elev-som-kan-ha-krenket",
        delplikt="undersoke",
        steder=("samtale_elev_mulig_krenker",),
        tittel="Samtale med elev som kan ha krenket",
        hjemmel=_ANDRE_LEDD,
        ansvarlig=_REKTOR_ELLER_LARER,
        tekst="""
            Snakk med én om gangen, også når flere er med. Si tydelig at krenkelser ikke er greit, og at de må slutte
            med en gang.

            Inviter så til samarbeid om å få slutt på det. Gjør en avtale om hva som skal skje, og avtal når dere
            snakkes igjen.
        """,
    ),
    Del(
        anker="samtale-med-foresatte-til-elev-som-kan-ha-krenket",
        delplikt="undersoke",
        steder=("samtale_foresatte_annen_elev",),
        tittel="Samtale med foresatte til elev som kan ha krenket",
        hjemmel=_ANDRE_LEDD,
        ansvarlig=_REKTOR_ELLER_LARER,
        tekst="""
            Snakk med foreldrene hver for seg, med mindre de selv ønsker å møtes flere sammen. Ikke overlat til
            foreldrene å ordne opp i elevgruppa.
        """,
    ),
    Del(
        anker="analyse",
        delplikt="undersoke",
        steder=("analyse",),
        tittel="Analysere det dere vet",
        ansvarlig=_INVOLVERTE,
        tekst="""
            Vet dere nok, eller må dere undersøke mer? Målet er en bred forståelse av hvorfor eleven ikke har det trygt
            og godt.

            - Vær bevisst på egne holdninger, og på hva dere trodde om saken fra før.
            - Vær åpne for at nye opplysninger kan endre bildet.
            - Se etter hva som holder situasjonen ved like.
        """,
    ),
    Del(
        anker="reaksjoner",
        steder=("reaksjon",),
        tittel="Reaksjoner etter skolereglene",
        hjemmel="opplæringslova §§ 10-7 og 12-4 fjerde ledd, forskrift om skoleregler i Steinkjer kommune § 9",
        ansvarlig="Rektor",
        tekst="""
            Når det er nødvendig, kan elever som har brutt skolereglene, få en reaksjon etter forskriften. Reaksjonen
            skal dokumenteres.
        """,
        lenker=(("Forskrift om skoleregler i Steinkjer kommune", "https://lovdata.no/LTII/forskrift/2024-06-19-1507"),),
    ),
    Del(
        anker="sette-i-gang-tiltak",
        delplikt="sette_inn_tiltak",
        steder=("tiltaksplan",),
        tittel="Sette i gang tiltak",
        ansvarlig="Rektor",
        tekst="""
            Tiltakene må kunne begrunnes i det dere vet. Tenk gjennom hvor noe kan endre seg for eleven, og hva som er
            best for henne eller ham. Forklar eleven og foreldrene hvorfor dere har valgt akkurat dette, og la dem
            uttale seg. Ofte trengs tiltak for eleven, klassen og skolen på en gang.

            # For eleven

            - tett kontakt med en voksen
            - samtaler der eleven kan fortelle om skoledagen, og der det er lett å si fra
            - samtaler som bygger opp igjen tillit og relasjoner

            # I klassen

            - faste grupper
            - faste plasser som er tenkt gjennom
            - undervisning som gir samarbeid og gode relasjoner
            - arbeid med verdier og et inkluderende fellesskap
            - aktiviteter dere gjør sammen

            # På skolen

            - tydelige forventninger til elevene
            - alle på trinnet kjenner avtalene og rutinene
            - hele profesjonsfellesskapet arbeider med temaet
            - felles mål over tid, og felles forståelse av nulltoleranse, krenkelser og inkluderende fellesskap
            - felles rutiner for arbeidet med et trygt og godt skolemiljø, fulgt opp i det daglige
        """,
    ),
    Del(
        anker="oppfolging-og-evaluering",
        delplikt="sette_inn_tiltak",
        steder=("evaluering", "avslutning"),
        tittel="Følge opp og evaluere",
        hjemmel="opplæringslova §§ 12-2 og 12-4",
        ansvarlig=_INVOLVERTE,
        tekst="""
            Alle elever har rett til et trygt og godt skolemiljø som fremmer helse, inkludering, trivsel og læring.
            Planen følges til eleven har det slik.

            - Evaluer og juster jevnlig, sammen med eleven og foreldrene.
            - Gi tiltakene tid til å virke, men endre dem når dere ser at de ikke gjør det.
            - Hold på til dere er sikre på at eleven opplever det som trygt og godt.
        """,
    ),
    Del(
        anker="raad-og-hjelp",
        tittel="Få råd og hjelp",
        ansvarlig=f"{_INVOLVERTE}. Sektor skole, PPT og helsesykepleier.",
        tekst="""
            Bruk handlingsveilederen og fagfolkene som finnes: miljøterapeut, PP-tjenesten, psykolog og andre
            ressurspersoner i kommunen. Søk hjelp utenfra når vi trenger det.

            # Helsepersonell har strengere taushetsplikt

            Helsesykepleier og annet helsepersonell har strengere taushetsplikt om elevene enn andre på skolen.

            - Vet helsesykepleier gjennom sitt arbeid at en elev ikke trives, og samtykker verken eleven eller
              foreldrene til at rektor får vite det, gjelder taushetsplikten.
            - Er opplysningen kommet på annen måte enn i behandling av de involverte elevene, for eksempel ved noe
              helsesykepleier så i skolegården, gjelder plikten til å melde fra som for alle andre.
        """,
        lenker=(("Handlingsveilederen i Steinkjer", "https://steinkjer.bedreinnsats.no/bti-veileder/"),),
    ),
    Del(
        anker="lover-og-vedlegg",
        tittel="Lover, forskrifter og vedlegg",
        tekst="""
            - opplæringslova kapittel 12
            - Udirs sider om skolemiljø og om mobbing
            - mal for meldeskjema og mal for tiltaksplan, i EQS og Elements
        """,
        lenker=(("Opplæringslova", "https://lovdata.no/lov/2023-06-09-30/"),),
    ),
)
