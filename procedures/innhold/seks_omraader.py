"""The guide's part 1: six areas, each with its marks and its measures."""

from __future__ import annotations

from procedures.innhold.dokument import Del

SEKS_OMRAADER: tuple[Del, ...] = (
    Del(
        anker="skoleledelse",
        tittel="God skoleledelse og skolekultur",
        tekst="""
            Åpenhet, tydelige ord og felles verdier gir et trygt og inkluderende skolemiljø. Ledelsen går foran, gjør
            skolen forutsigbar og bygger kulturen sammen med de ansatte. Det krever innsats over tid og vilje til å
            endre seg.

            # Slik kjenner vi det igjen

            - Retning: Skolen har et tydelig mål som de ansatte kan samle seg om.
            - Fag: Ledelsen kan pedagogikk og undervisning godt.
            - Støtte: Lærerne får veiledning og opplæring, og utvikler seg.
            - Kommunikasjon: Dialogen med ansatte, elever og foreldre er klar.
            - Planer: Skolen bruker det den vet, til å bedre undervisning og miljø.
            - Relasjoner: Det er tillit og respekt i skolefellesskapet.

            # Tiltak

            - Lag skolens mål sammen med ansatte, elever og foreldre.
            - Bruk medarbeidersamtaler til å se behov, sette mål og gi gode tilbakemeldinger.
            - Tilby kurs og samlinger.
            - La svar fra elever og ansatte styre tiltakene.
            - Styrk teamene, og del metoder.
        """,
    ),
    Del(
        anker="relasjoner",
        tittel="Gode relasjoner mellom voksne og elever, og mellom elever",
        tekst="""
            Gode relasjoner henger nøye sammen med et godt læringsmiljø, og begynner med tillit mellom de voksne. Den
            voksne har alltid ansvaret for hvordan relasjonen er, også til elever som utfordrer. Anerkjenn, lytt og vis
            respekt. Kan noe rettes på, gjøres det med varme, så eleven beholder verdigheten. Relasjonssirkelen viser
            hvilke elever læreren bør komme nærmere.

            # Slik kjenner vi det igjen

            - Respekt: Vi lytter, godtar at folk er ulike, og krenker ikke.
            - Empati: Vi forstår hvordan andre har det.
            - Tillit: Elevene er trygge på lærere og medelever.
            - Åpenhet: Forventningene er tydelige, og det er lov å mene noe.
            - Samarbeid: Reglene er felles, og alle er med.
            - Oppmerksomhet: Elevene får støtte og anerkjennelse, faglig og sosialt.

            # Tiltak

            - Læreren tar ansvaret for relasjonen til hver elev.
            - Snakk om klassemiljøet, og gjør ting sammen, jevnlig.
            - Ha jevnlige og åpne elevsamtaler.
            - Lag felles forventninger og måter å løse konflikter på.
            - Søk veiledning og kurs når det er krevende.
            - Ha tett dialog med foreldrene.
        """,
    ),
    Del(
        anker="klasseledelse",
        tittel="God klasseledelse",
        tekst="""
            Klasseledelse er å lede gruppa, støtte den enkelte og legge til rette for å lære sammen. Det krever
            struktur, rutiner og en kultur der elevene hører til. Omsorgsfull kontroll betyr at læreren setter verdier,
            forventninger og rammer som hjelper elevene å mestre skoledagen. Regler som lages sammen med elevene,
            forebygger mobbing, krenkelser og fravær.

            # Slik kjenner vi det igjen

            - Forventninger: De voksne hilser ved starten av timen, stiller krav og er engasjerte.
            - Struktur: Timen er ordnet, forutsigbar og tilpasset.
            - Relasjoner: De voksne er interesserte og tar elevene på alvor.
            - Medvirkning: Elevene er med i læringen.
            - Rutiner: Det faste er fast.
            - Retting: Feil er en måte å lære på, og ros hjelper videre.

            # Tiltak

            - Lag klasseregler sammen, og gå gjennom dem jevnlig.
            - Bli kjent med det elevene er opptatt av.
            - Varier: grupper, diskusjon, praktiske øvelser.
            - Begynn og avslutt timen på faste måter.
            - Gi rask og konkret tilbakemelding.
            - La elevene tenke over egen og andres læring i trygge rammer.
        """,
    ),
    Del(
        anker="laringsfellesskap",
        tittel="Gode læringsfellesskap",
        tekst="""
            Elever lærer av å gjøre fag sammen. Undervisningen skal derfor utvikle både faget og fellesskapet. Å mestre
            gir trivsel. Måten læreren snakker om en elev på, påvirker hvordan de andre ser eleven, mer enn elevens egen
            atferd gjør (Drugli 2012, i Bergkastet m.fl. 2019). Tydelige mål og meningsfulle oppgaver hjelper eleven å
            forstå egen læring.

            # Slik kjenner vi det igjen

            - Forventninger: Kravene er høye, men tilpasset eleven.
            - Støtte: Lærere og elever hjelper hverandre, og feil er læring.
            - Deltakelse: Elevene er aktive i sin egen læring.
            - Refleksjon: Det er lov å prøve nye måter.
            - Tilbakemelding: Framgang teller mer enn det perfekte.
            - Ansvar: Elever og ansatte bygger miljøet sammen.

            # Tiltak

            - Tilpass målene til elevgruppa.
            - Sørg for at elevene vet hva de skal lære, og hvordan.
            - Lag kriterier sammen, og følg med på framgangen.
            - Bruk egenvurdering og læringsstrategier.
            - Varier metoder og hjelpemidler, også digitale.
            - Ta imot alle svar som noe å bygge videre på.
        """,
    ),
    Del(
        anker="elevmedvirkning",
        tittel="Elevmedvirkning",
        tekst="""
            Elever som blir lyttet til og får være med, har det tryggere. Redd Barna sier at medvirkning er å ha
            innflytelse på eget liv og samfunnet rundt, fra fødselen og mer med årene. Medvirkning følges av medansvar
            etter alder og modenhet. Den styrker motivasjon, mestring og trivsel, og forebygger mobbing.

            # Slik kjenner vi det igjen

            - Reell påvirkning: Elevene er med på å bestemme om skoledag, regler og arbeidsmåter.
            - Rammer: Måtene å medvirke på er kjente, og det er rom for ideer.
            - Tilpasning: Medvirkningen passer alderen.
            - Eierskap: Elevene merker at det de mener, betyr noe.
            - Mangfold: Alle får være med, uansett bakgrunn og ferdigheter.
            - Samarbeid: Elever og lærere snakker sammen.

            # Tiltak

            - Lær elevene å si hva de mener, samarbeide, velge og ta ansvar for valget.
            - Gi de yngste enkle valg og de eldste mer ansvar.
            - Ha faste klassediskusjoner og avstemninger.
            - Samle elever, lærere og foreldre til møter og verksteder.
            - La elevene bidra til vurderingskriterier og gi hverandre tilbakemelding.
            - Ha et elevråd med representanter fra alle klasser og reell innflytelse.
        """,
    ),
    Del(
        anker="hjem-og-skole",
        tittel="Tett samarbeid mellom hjem og skole",
        tekst="""
            Når hjem og skole samarbeider tett, forstår de likt hva et trygt skolemiljø er. Samarbeidet står i kommunens
            forskrift om skoleregler, og hver skole følger det opp ut fra sin størrelse og sitt behov. Det trengs gode
            rutiner og tidlig dialog, og den går begge veier.

            Bergkastet m.fl. peker på to ansvar:

            - Relasjonen: Skolen har ansvaret for den, både til elever og foresatte.
            - Tiltakene: Skolen setter inn det som må til for et trygt miljø.

            # Slik kjenner vi det igjen

            - Kommunikasjonen er tydelig, respektfull og preget av tillit.
            - Målene for eleven er felles, faglig og sosialt.
            - Hjem og skole verdsetter hverandres roller.
            - Foreldrene får jevnlig informasjon.
            - Roller og forventninger er klare.
            - Foreldre blir invitert inn i skoledagen og skolemiljøet.

            # Tiltak

            - Ha faste kontaktpunkter, som nyhetsbrev og foreldremøter. Lærere og ledelse er tilgjengelige for foresatte
              i arbeidstida, digitalt eller i møter.
            - Lag foreldremøter og verksteder der folk snakker sammen.
            - Oppmuntre til å være med i FAU, SU og skolens aktiviteter.
            - Legg til rette for åpenhet, mangfold og tillit.
            - Tilby foreldre veiledning i hvordan de kan støtte barnets læring.
        """,
    ),
)
