"""The law's own words as closed sets. The values are stored in the database."""

from __future__ import annotations

from enum import StrEnum


class Delplikt(StrEnum):
    """The seven duties of the municipality's procedure, part 1 (§§ 12-4 and 12-5)."""

    FOLGE_MED = "folge_med"
    GRIPE_INN = "gripe_inn"
    MELDE_FRA = "melde_fra"
    SKJERPET_PLIKT = "skjerpet_plikt"
    UNDERSOKE = "undersoke"
    SETTE_INN_TILTAK = "sette_inn_tiltak"
    DOKUMENTERE = "dokumentere"


class Pliktstatus(StrEnum):
    """How a duty stands in one sak."""

    OPPFYLT = "oppfylt"
    IKKE_ENNAA = "ikke_ennaa"
    FORSINKET = "forsinket"
    GJELDER_IKKE = "gjelder_ikke"


class Styrke(StrEnum):
    """How strong a rule is: the act, Steinkjer's own procedure, others' practice, or our own conclusion."""

    LOV = "lov"
    PROSEDYRE = "prosedyre"
    PRAKSIS = "praksis"
    DESIGN = "design"


class Fase(StrEnum):
    """Where a sak is, read from its facts."""

    NY = "ny"
    UNDERSOKELSE = "undersokelse"
    TILTAK = "tiltak"
    EVALUERING = "evaluering"
    AVSLUTTET = "avsluttet"


class Elevsvar(StrEnum):
    """The pupil's own answer to whether school is safe."""

    JA = "ja"
    DELVIS = "delvis"
    NEI = "nei"
    VIL_IKKE_SVARE = "vil_ikke_svare"


class Konklusjon(StrEnum):
    """What follows from an evaluation."""

    FORTSETTE = "fortsette"
    JUSTERE = "justere"
    AVSLUTTE = "avslutte"


class Avslutningsgrunn(StrEnum):
    """Why a sak ends (L-4.27): the pupil is safe, or the duty has ended for a stated reason."""

    TRYGG = "trygg"
    FLYTTET = "flyttet"
    FERDIG_GRUNNSKOLE = "ferdig_grunnskole"
    INGEN_EGNEDE_TILTAK = "ingen_egnede_tiltak"


class Kriterium(StrEnum):
    """What makes a sak serious (L-4.10): the procedure's six examples, then the municipality's additions."""

    SAERLIG_VOLDELIG = "saerlig_voldelig"
    FLERE_MOT_EN = "flere_mot_en"
    LANG_TID = "lang_tid"
    DIGITAL_PAA_TVERS = "digital_paa_tvers"
    STATSFORVALTER_INVOLVERT = "statsforvalter_involvert"
    FORESATTE_KONTAKTET_SKOLEEIER = "foresatte_kontaktet_skoleeier"
    SEKSUELL_KRENKELSE = "seksuell_krenkelse"
    SELVSKADE_SKOLEVEGRING = "selvskade_skolevegring"
    HATMOTIVERT = "hatmotivert"
    VAAPEN = "vaapen"


class Krenkelse(StrEnum):
    """What kind of krenkelse a melding tells of, where it does (L-2.3)."""

    FYSISK = "fysisk"
    VERBAL = "verbal"
    UTESTENGING = "utestenging"
    BAKSNAKKING = "baksnakking"
    DIGITAL = "digital"
    TRUSLER = "trusler"
    DISKRIMINERING = "diskriminering"
    SEKSUELL = "seksuell"
    HAERVERK = "haerverk"
    VOKSEN = "voksen"
    MISTRIVSEL = "mistrivsel"
    VET_IKKE = "vet_ikke"


class Varselgrunn(StrEnum):
    """What a notice to skoleeier is about (2.3)."""

    ALVORLIG = "alvorlig"
    ANSATT = "ansatt"
    LEDELSE = "ledelse"
    STATSFORVALTER = "statsforvalter"
    FORESATTE = "foresatte"


class Samtaletype(StrEnum):
    """Whom a conversation was with (L-4.14, L-4.16)."""

    ELEV = "elev"
    MULIG_KRENKER = "elev_mulig_krenker"
    MEDELEV = "medelev"
    FORESATTE = "foresatte"
    ANSATT = "ansatt"
    FORESATTE_ANNEN_ELEV = "foresatte_annen_elev"


class Fristtype(StrEnum):
    """What can be due. Each is one D-rule."""

    TA_IMOT_MELDING = "ta_imot_melding"
    FORSTE_HANDLING = "forste_handling"
    FORESATTE_INFORMERT = "foresatte_informert"
    TILTAKSPLAN = "tiltaksplan"
    EVALUERING = "evaluering"
    NY_PLANVERSJON = "ny_planversjon"
    SAMTALE_MED_ELEVEN = "samtale_med_eleven"
    AVTALT_SAMTALE = "avtalt_samtale"
    REFERAT_HJEM = "referat_hjem"
    SKOLEEIERVARSEL = "skoleeiervarsel"
    SKOLEEIER_LESER = "skoleeier_leser"
    ETTERSJEKK = "ettersjekk"
    STATSFORVALTER_SVAR = "statsforvalter_svar"
    STATSFORVALTER_PALEGG = "statsforvalter_palegg"


class Fristgrunnlag(StrEnum):
    """Whose a deadline is: the municipality's target, or a date that people set. The act itself counts no days."""

    KOMMUNENS_MAAL = "kommunens_maal"
    SATT_DATO = "satt_dato"
    STATSFORVALTEREN = "statsforvalteren"


class Ansvarlig(StrEnum):
    """Whose the duty is."""

    ALLE = "alle"
    ANSVARLIG = "saksansvarlig"
    REKTOR = "rektor"
    SKOLEEIER = "skoleeier"


class Steg(StrEnum):
    """The doors the law can point to as the next step."""

    START_UNDERSOKELSE = "start_undersokelse"
    REGISTRER_SAMTALE = "registrer_samtale"
    REGISTRER_ANALYSE = "registrer_analyse"
    LAG_TILTAKSPLAN = "lag_tiltaksplan"
    VEDTA_TILTAKSPLAN = "vedta_tiltaksplan"
    EVALUER = "evaluer"
    NY_PLANVERSJON = "ny_planversjon"
    FOLG_PLANEN = "folg_planen"
    VURDER_ALVORLIGHET = "vurder_alvorlighet"
    VARSLE_SKOLEEIER = "varsle_skoleeier"
    INFORMER_FORESATTE = "informer_foresatte"
    SEND_REFERAT = "send_referat"
    AVSLUTT_SAK = "avslutt_sak"
    ETTERSJEKK = "ettersjekk"
    GJENAPNE = "gjenapne"
    STATSFORVALTEREN = "statsforvalteren"
    # What only the rehearsal points to: what the panel does not ask for, and Statsforvalteren may.
    NOTER = "noter"
    NOTER_TATT_OPP = "noter_tatt_opp"
    SKRIV_INNGRIPEN = "skriv_inngripen"
    GI_FRAMLEGG = "gi_framlegg"
    INGEN = "ingen"


class Mottaker(StrEnum):
    """Whose inbox a melding reaches."""

    REKTOR = "rektor"
    SKOLEEIER = "skoleeier"
    KOMMUNALSJEF = "kommunalsjef"
