"""Procedure no. 1 as approved 8 August 2025."""

from __future__ import annotations

from datetime import date

from procedures.innhold.aktivitetsplikten import DEL_1
from procedures.innhold.dokument import Dokument
from procedures.innhold.framgangsmaten import DEL_3
from procedures.innhold.handhevingen import DEL_2

PROSEDYRE_1 = Dokument(
    nummer=1,
    slug="mobbing-og-krenkelser",
    tittel="Forebygge, avdekke og håndtere mobbing og andre krenkelser",
    versjon=1,
    godkjent=date(2025, 8, 8),
    godkjent_av="Gisle K. Almlid-Larsen",
    gjelder_fra=date(2025, 8, 8),
    formaal="""
        Alle skoler, og alle som arbeider der, skal arbeide planmessig for å forebygge, avdekke og håndtere mobbing og
        andre krenkelser, slik opplæringslova kapittel 12 ønsker. Skolen og de ansatte har nulltoleranse mot mobbing,
        vold, diskriminering og trakassering, og også mot krenkelser som er mindre alvorlige.
    """,
    omfang="""
        Prosedyren gjelder de kommunale grunnskolene i Steinkjer, leksehjelpen og skolefritidsordningene etter
        opplæringslova.
    """,
    ansvar="""
        - Sektor skole holder prosedyren oppdatert og gjør den kjent for rektorene.
        - Rektor sørger for at den er kjent og blir fulgt på skolen.
        - Hver ansatt har ansvar for, og plikt til, å følge den.
    """,
    deler=(
        ("Del 1: Aktivitetsplikten og dokumentasjonsplikten", DEL_1),
        ("Del 2: Når Statsforvalteren håndhever", DEL_2),
        ("Del 3: Slik kan dere gå fram", DEL_3),
    ),
    sporsmaal=(
        (
            "Du har en følelse av at en elev holdes utenfor, men du er ikke sikker. Hva gjør du?",
            ("Venter til jeg har sett det flere ganger", "Melder fra til rektor", "Spør foreldrene først"),
            1,
            "Det skal lite til. En mistanke er nok til å melde fra, og det er ikke du som må undersøke den.",
        ),
        (
            "En elev sier at en kollega har gjort narr av henne foran klassen. Når melder du fra?",
            ("Straks", "Når jeg har hørt kollegaens forklaring", "På neste teammøte"),
            0,
            (
                "Kan en som arbeider på skolen, ha krenket en elev, gjelder den skjerpede plikten: rektor skal vite "
                "det straks. Er det noen i ledelsen, melder du rett til skoleeier."
            ),
        ),
        (
            "Undersøkelsen finner ingen som har sett noe, men eleven opplever det fortsatt utrygt. Hva nå?",
            ("Saken kan avsluttes", "Skolen setter inn tiltak", "Eleven må legge fram bevis"),
            1,
            "Elevens egen opplevelse utløser plikten til å sette inn tiltak, og den varer til eleven har det trygt.",
        ),
    ),
)
