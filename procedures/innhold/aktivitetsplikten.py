"""Procedure no. 1, part 1: the duty to act and to document."""

from __future__ import annotations

from procedures.innhold.dokument import Del

_UDIR = "https://www.udir.no/laring-og-trivsel/"

DEL_1: tuple[Del, ...] = (
    Del(
        anker="delpliktene",
        tittel="De sju delpliktene",
        hjemmel="opplæringslova §§ 12-4 og 12-5",
        ansvarlig="Alle",
        tekst="""
            Aktivitetsplikten består av sju plikter som henger sammen:

            - følge med
            - gripe inn
            - melde fra
            - skjerpet plikt når en som arbeider på skolen, kan ha krenket en elev
            - undersøke
            - sette inn tiltak
            - dokumentere
        """,
    ),
    Del(
        anker="folge-med",
        delplikt="folge_med",
        steder=("observasjon",),
        tittel="Følge med",
        hjemmel="opplæringslova § 12-4 første og andre ledd",
        ansvarlig="Alle ansatte. Rektor for kartlegging og inspeksjon.",
        tekst="""
            Alle voksne på skolen holder øye med hvordan elevene har det. Dette er tegn på at en elev kan ha det
            vanskelig, og steder du kan få vite det:

            - Elever forteller, i elevsamtaler eller når dere ellers snakker sammen.
            - En ansatt ser noe, eller hører det fra andre elever.
            - Foreldre tar kontakt om noe som har hendt på skolen.
            - Eleven sier at hun eller han ikke trives.
            - En elev, en klasse eller skolemiljøet oppfører seg annerledes enn før.
            - En elev blir stille, trekker seg unna eller er ikke lenger med i lek, mens andre viser tydelig at noe
              er vanskelig.
            - Klassen blir mer urolig, vennskap flytter seg, eller andre enn før leker sammen.
            - Fraværet øker, eller det holder seg høyt.

            # Verktøy for å kartlegge skolemiljøet

            - Elevundersøkelsen, hver høst på 7.–10. trinn
            - Klassetrivsel, jevnlig og når det trengs
            - sosiometrisk undersøkelse
            - relasjonssirkelen
            - Udirs sider om observasjon og om undersøkelser

            # Inspeksjon

            - Skolen har rutiner for inspeksjonen, og alle vet hva de skal se etter.
            - Rutiner og plan gjennomgås jevnlig med alle ansatte.
            - Den som har inspeksjon, er synlig og følger aktivt med.
            - Den som tror at noe krenkende skjer, undersøker det og griper inn om det er mulig. Terskelen for å si
              fra til kontaktlærer og ledelsen om det som skjer i friminuttene, er lav.
        """,
        lenker=(
            ("Klassetrivsel", "https://www.klassetrivsel.no/"),
            (
                "Relasjonssirkelen",
                "https://steinkjer.bedreinnsats.no/wp-content/uploads/sites/78/2024/11/Relasjonssirkelen.docx",
            ),
            ("Udir: observasjon", _UDIR + "observasjon/"),
            (
                "Udir: undersøkelser i skolemiljøsaker",
                _UDIR + "skolemiljo/arbeid-med-aktivitetsplikten/undersokelser-i-skolemiljosaker/",
            ),
        ),
    ),
    Del(
        anker="gripe-inn",
        delplikt="gripe_inn",
        steder=("inngripen",),
        tittel="Gripe inn",
        hjemmel="opplæringslova § 12-4 første ledd",
        ansvarlig="Alle ansatte. Rektor og sektorleder skole for at alle vet og kan.",
        tekst="""
            Stopp krenkelser med en gang.

            - Hører du krenkende ord, eller ser du at noen stenges ute, holdes utenfor eller blir snakket stygt om,
              stopper du det hvis du kan.
            - Plikten gjelder det som er mulig. Du skal ikke sette deg selv i fare eller krenke en elev for å stoppe
              noe, med mindre det er nødrett eller nødverge.
            - Fysiske inngrep er siste utvei, og bare når ingenting annet er nok til å stoppe krenkelsen.

            # Alle har plikten

            - Rektor sørger for at alle som arbeider på skolen, kjenner plikten og vet hvordan de griper inn.
            - Skoleeier sørger for at skolen har den kompetansen som trengs.
        """,
    ),
    Del(
        anker="melde-fra",
        delplikt="melde_fra",
        steder=("melde", "ta_imot", "skoleeiervarsel"),
        tittel="Melde fra",
        hjemmel="opplæringslova § 12-4 andre ledd",
        ansvarlig="Alle ansatte melder til rektor. Rektor melder til sektorleder skole.",
        tekst="""
            Alle som arbeider på skolen, sier fra til rektor når de ser eller mistenker at en elev ikke har det trygt
            og godt. Slik får rektor oversikt, og den enkelte elev kan få hjelp.

            Det skal lite til. Plikten gjelder enhver mistanke, enten den kommer fra

            - det du ser
            - svar på undersøkelser
            - foreldre eller medelever som sier noe
            - det som skjer i sosiale medier
            - en elev som forteller at hun eller han ikke trives

            # Hvor fort

            Hvor raskt det må meldes, avhenger av saken.

            - Det som er alvorlig, meldes straks.
            - Skolen lager rutiner for å melde fra og gjør dem kjent for alle ansatte.

            Rektor sørger for at meldeskjemaet og skolens egne rutiner er kjent, og går jevnlig gjennom dem med de
            ansatte. En mal for skjemaet følger med prosedyren og ligger i Elements.

            # Når skoleeier skal ha melding

            I alvorlige tilfeller melder rektor videre til skoleeier, som da kjenner saken og kan bidra til å løse
            den. Hva som er alvorlig, må vurderes. Eksempler:

            - særlig voldelige krenkelser
            - flere elever som mobber én
            - krenkelser som har vart lenge uten at ledelsen har fått slutt på dem
            - digital mobbing på tvers av skoler, eller grove trusler i sosiale medier
            - saker der Statsforvalteren er inne

            Tar foresatte direkte kontakt med skoleeier, tar skoleeier kontakt med skolen.
        """,
    ),
    Del(
        anker="skjerpet-plikt",
        delplikt="skjerpet_plikt",
        steder=("skoleeiervarsel",),
        tittel="Skjerpet plikt",
        hjemmel="opplæringslova § 12-5",
        ansvarlig="Alle ansatte, rektor og sektorleder skole",
        tekst="""
            Det er særlig alvorlig når en som arbeider på skolen, krenker en elev. Derfor er kravene strengere til
            hvem som skal ha melding, og hvor fort.

            - Får du mistanke om eller vite at en ansatt krenker, mobber, diskriminerer, trakasserer eller er voldelig
              mot en elev, melder du straks fra til rektor.
            - Rektor varsler skoleeier, hvis ikke meldingen er åpenbart grunnløs.
            - Er det en i skolens ledelse, melder du direkte til skoleeier.

            # Hva er en krenkelse fra en voksen?

            Elevens opplevelse avgjør ikke alene om en voksen har opptrådt krenkende. Loven regner ikke dette som
            krenkelser i seg selv:

            - å irettesette
            - å være faglig uenig
            - å vurdere elevens arbeid

            Dette er krenkelser i lovens forstand:

            - mobbing, også den indirekte: å stenge ute, holde utenfor og baksnakke
            - vold
            - diskriminering og trakassering, for eksempel på grunn av kjønn, etnisitet, religion eller livssyn
        """,
    ),
    Del(
        anker="undersoke",
        delplikt="undersoke",
        steder=("ta_imot", "undersokelsesplan"),
        tittel="Undersøke",
        hjemmel="opplæringslova § 12-4 andre ledd",
        ansvarlig="Alle ansatte og rektor",
        tekst="""
            Når noen ser eller mistenker at en elev ikke har det trygt og godt, får rektor melding, og skolen begynner
            å undersøke med en gang.

            - Det skal like lite til for å undersøke som for å melde fra.
            - Sier eleven selv fra, undersøker skolen alltid. Uten det finner en ikke fram til gode tiltak.
            - Er det en ansatt som kan ha krenket eleven, er kravet om å undersøke straks enda strengere.

            # Hva undersøkelsen skal finne ut

            Skolen undersøker hvordan eleven opplever skolemiljøet. Den leter ikke etter bevis for eller mot at eleven
            er krenket.

            - Få fram fakta om situasjonen, bakgrunnen for elevens opplevelse og hva rundt eleven som påvirker den.
            - Målet er å finne ut hva som må til for at eleven får det trygt og godt, og om det trengs en tiltaksplan.
            - Det dere finner, er grunnlaget for å velge tiltak.

            Det som har hendt tidligere, eller utenfor skolen, kan være med når det påvirker elevens skoledag.

            # Elevenes stemme og barnets beste

            - De involverte elevene skal bli hørt og få medvirke (§ 10-2).
            - Barnets beste er et grunnleggende hensyn i alt skolen vurderer og gjør (§ 10-1).

            # Personvern

            Ta vare på elevenes personvern. Ikke gi opplysninger om en elev til andre.
        """,
    ),
    Del(
        anker="tiltak",
        delplikt="sette_inn_tiltak",
        steder=("avslutning",),
        tittel="Sette inn tiltak",
        hjemmel="opplæringslova § 12-4 andre og tredje ledd",
        ansvarlig="Rektor",
        tekst="""
            Skolen har plikt til å

            - sette inn egnede tiltak, bygd på undersøkelsen, for hver elev som ikke opplever skolemiljøet som trygt
              og godt
            - følge opp tiltakene
            - evaluere hvordan de virker
            - endre dem eller legge til nye når det trengs

            # Når har en elev sagt fra?

            - Elevens egen opplevelse utløser plikten til å sette inn tiltak.
            - Det er skolen som skal fange opp at eleven sier fra.
            - Skolen bagatelliserer ikke det eleven opplever, og avviser eller underkjenner det aldri.
            - Det kreves ingen bestemte ord. Det er nok at noen forteller muntlig at de ikke har det bra, eller at de
              opplever noe som er vanskelig.

            # Velge tiltak

            - Elevene skal bli hørt, og tiltakene velges ut fra hva som er best for barna.
            - Tilpass dem til situasjonen, stedet og årsaken til at eleven ikke har det trygt og godt.
            - Det er en faglig vurdering hva som egner seg, også når eleven ikke vil.
            - Noen ganger er et tiltak til barnets beste selv om eleven ikke ønsker det.

            # Hvor lenge

            - Plikten varer så lenge eleven ikke opplever miljøet som trygt og godt, og det finnes egnede tiltak.
            - Har tiltakene ikke virket, fortsetter arbeidet: lengre tid, flere tiltak eller andre tiltak.

            # Virker de?

            - Skolen følger opp og vurderer om eleven har fått det bedre. Ta med eleven, og gjerne foreldrene.
            - Er det fortsatt ikke trygt og godt, vurderer skolen andre eller kraftigere tiltak.
            - Ofte trengs det også arbeid med klassemiljøet eller hele skolemiljøet.

            # Den skriftlige planen skal ha med

            - hvilket problem tiltakene skal løse
            - hvilke tiltak skolen har planlagt
            - når de skal gjennomføres
            - hvem som har ansvaret
            - når de skal evalueres

            En mal for planen følger med prosedyren og ligger i Elements.
        """,
    ),
    Del(
        anker="dokumentere",
        delplikt="dokumentere",
        tittel="Dokumentere",
        hjemmel="opplæringslova § 12-4 fjerde ledd",
        ansvarlig="Rektor",
        tekst="""
            Skolen dokumenterer

            - hvilke tiltak den planlegger, i en tiltaksplan
            - hva den har gjort for å oppfylle hver delplikt i hver sak

            Det som gjelder en enkelt elev, arkiveres i elevmappen i Elements til hver elev det angår.
        """,
    ),
)
