"""Procedure no. 1, part 2: Statsforvalteren's enforcement."""

from __future__ import annotations

from procedures.innhold.dokument import Del

DEL_2: tuple[Del, ...] = (
    Del(
        anker="melde-til-statsforvalteren",
        steder=("statsforvalter",),
        tittel="Melde saken til Statsforvalteren",
        hjemmel="opplæringslova § 12-6",
        ansvarlig="Elev og foresatte",
        tekst="""
            Har en elev det ikke trygt og godt, kan eleven eller foreldrene melde saken til Statsforvalteren. Da må
            den først være tatt opp med rektor.
        """,
    ),
    Del(
        anker="opplysninger-til-statsforvalteren",
        steder=("statsforvalter",),
        tittel="Når saken er meldt",
        hjemmel="opplæringslova § 12-6",
        ansvarlig="Rektor og skoleeier",
        tekst="""
            Skolen og skoleeier legger fram alle opplysninger Statsforvalteren mener trengs for å utrede saken.
            Lovfestet taushetsplikt er ikke til hinder for det.

            # Hvem gjør hva hos oss

            - Rektor sier fra til sektorleder når Statsforvalteren har bedt skolen om opplysninger.
            - Sektorleder avklarer hva skolen trenger av oppfølging og hjelp, og orienterer kommunalsjef oppvekst og
              inkludering.
        """,
    ),
    Del(
        anker="statsforvalterens-avgjorelse",
        tittel="Hva Statsforvalteren avgjør",
        hjemmel="opplæringslova § 12-6, jf. § 12-4 andre og tredje ledd",
        ansvarlig="Statsforvalteren",
        tekst="""
            Statsforvalteren avgjør om skolen har oppfylt plikten til å rette opp situasjonen med egnede tiltak. Har
            den ikke det,

            - vedtar Statsforvalteren hva skolen skal gjøre for at eleven får det trygt og godt
            - setter Statsforvalteren en frist
            - følger Statsforvalteren opp saken
            - kan Statsforvalteren vedta reaksjoner etter skolereglene, eller at en elev skal bytte skole (§§ 10-7 og
              13-2)

            Avgjørelsen er et enkeltvedtak. Skolen og skoleeier kan ikke klage på den.
        """,
    ),
    Del(
        anker="tvangsmulkt",
        tittel="Tvangsmulkt",
        hjemmel="opplæringslova § 12-8",
        ansvarlig="Statsforvalteren og Utdanningsdirektoratet",
        tekst="""
            For å sikre at et vedtak etter § 12-6 blir gjennomført, kan Statsforvalteren og klageinstansen gi kommunen
            tvangsmulkt.

            - Mulkten settes i verk når skoleeier ikke holder fristen i vedtaket.
            - Den løper til vedtaket er oppfylt.
        """,
    ),
)
