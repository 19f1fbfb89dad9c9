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
)
