"""For each address that takes a form: one that a person in good faith could send. The rest are sent empty."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.base import ContentFile

from tests.cast import I_DAG

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.access.verden import Verden

DAG = timedelta(days=1)


def _versjon(verden: Verden) -> dict[str, Any]:
    return {"versjon": verden.sak.versjon if verden.sak is not None else 1}


def _evaluering(verden: Verden) -> dict[str, Any]:
    tiltak = verden.argumenter.get("tiltak", 1)
    return {
        "planversjon": 1,
        "dato": I_DAG,
        "deltakere": "Nora og rektor",
        "elevens_svar": "nei",
        "spurt_av": "Kontaktlærer",
        "konklusjon": "fortsette",
        "begrunnelse": "De virker snart.",
        "ny_evalueringsdato": I_DAG + 7 * DAG,
        f"tiltak-{tiltak}-gjennomfort": "ja",
        f"tiltak-{tiltak}-virkning_elev": "noe",
        f"tiltak-{tiltak}-virkning_voksne": "noe",
        f"tiltak-{tiltak}-videre": "fortsette",
    }


INNSENDINGER: dict[str, Callable[[Verden], dict[str, Any]]] = {
    "melding:tillegg": lambda _v: {"tekst": "Det skjedde igjen."},
    "melding:ta_imot": lambda v: {"habil": "ja", "beslutning": "sak", "ansvarlig": v.folk["rektor"].pk},
    "melding:meld": lambda v: {
        "nokkel": uuid4(),
        "elever": v.folk["rektor"].pk,
        "hva_skjedde": "Alene",
        "oppdaget": I_DAG,
    },
    "sak:gi_tilgang": lambda v: {
        "bruker": v.folk["ansatt"].pk,
        "formaal": "Observere",
        "skrive": "nei",
        "deler": ["undersokelse"],
        "gyldig_til": I_DAG + 10 * DAG,
    },
    "sak:trekk_tilgang": lambda _v: {},
    "sak:legg_til_involvert": lambda _v: {"rolle": "vitne", "kategori": "utenforstaende", "beskrivelse": "En nabo"},
    "sak:sett_ansvarlig": lambda v: {"ansvarlig": v.sak.ansvarlig_id if v.sak else 1, **_versjon(v)},
    "sak:del_med_kontaktlarer": lambda _v: {"delt": "nei"},
    "sak:ikke_send_hjem": lambda _v: {"stopp": "ja"},
    "sak:erklaer_inhabil": lambda _v: {"grunn": "Nabo"},
    "sak:foresatte_informert": lambda _v: {"dato": I_DAG},
    "sak:tatt_opp": lambda _v: {"dato": I_DAG, "av": "Mor"},
    "undersokelse:plan": lambda _v: {"hva_finne_ut": "Hva skjer", "kilder": "Alle"},
    "undersokelse:samtale": lambda _v: {
        "type": "foresatte",
        "dato": I_DAG,
        "deltakere": "Mor",
        "sted": "Kontoret",
        "hva_sies": "Hun er lei seg.",
    },
    "undersokelse:rett_samtale": lambda _v: {
        "type": "elev",
        "dato": I_DAG,
        "deltakere": "Nora",
        "sted": "Kontoret",
        "hva_sies": "Det var på tirsdag.",
    },
    "undersokelse:sendt_hjem": lambda _v: {"mottaker": "elev", "dato": I_DAG, "kanal": "papir"},
    "undersokelse:rett_observasjon": lambda _v: {
        "dato": I_DAG,
        "arena": "Gangen",
        "observator": "Assistent",
        "beskrivelse": "Hun sto alene i gangen.",
    },
    "sak:noter": lambda _v: {"slag": "telefon", "dato": I_DAG, "tekst": "Mor ringte."},
    "sak:rett_notat": lambda _v: {"slag": "mote", "dato": I_DAG, "tekst": "Far var også med."},
    "undersokelse:observasjon": lambda _v: {
        "dato": I_DAG,
        "arena": "Friminutt",
        "observator": "Assistent",
        "beskrivelse": "Hun sto alene.",
    },
    "undersokelse:kartlegging": lambda _v: {"dato": I_DAG, "verktoy": "annet", "funn": "Ingen valgte henne."},
    "undersokelse:analyse": lambda _v: {
        "dato": I_DAG,
        "hva_skjer": "Utestenging",
        "elevens_opplevelse": "Alene",
        "nok_informasjon": "ja",
        "behov_for_tiltak": "ja",
    },
    "vedlegg:legg_ved": lambda _v: {"filer": ContentFile(b"Zqsny", "ny.txt"), "beskrivelse": "Et brev"},
    "vedlegg:sperr": lambda _v: {"grunn": "Feil fil."},
    "melding:sperr": lambda _v: {"grunn": "Feil fil."},
    "tiltaksplan:ny": lambda _v: {},
    "tiltaksplan:status": lambda _v: {"status": "i_gang"},
    "tiltaksplan:egen_status": lambda _v: {"status": "i_gang"},
    "tiltaksplan:merk": lambda _v: {"dato": I_DAG, "hva": "gjort", "nokkel": uuid4()},
    "tiltaksplan:merk_eget": lambda _v: {"dato": I_DAG, "hva": "gjort", "nokkel": uuid4()},
    "evaluering:ny": _evaluering,
    "evaluering:avslutt": lambda v: {
        "grunn": "flyttet",
        "begrunnelse": "Flyttet",
        "barnets_beste": "Vurdert",
        "foresattes_syn": "Enig",
        **_versjon(v),
    },
    "evaluering:gjenapne": lambda _v: {"grunn": "Det begynte igjen."},
    "evaluering:ettersjekk": lambda _v: {"dato": I_DAG, "elevens_svar": "ja"},
    "skoleeier:alvorlighet": lambda v: {"kriterier": ["vaapen"], "alvorlig": "ja", **_versjon(v)},
    "skoleeier:varsle": lambda _v: {
        "type": "alvorlig",
        "kriterier": ["vaapen"],
        "redegjorelse": "Kort om saken.",
        "laert": "2026-11-10T08:00",
    },
    "skoleeier:grunnlos": lambda _v: {"grunn": "Han var ikke der."},
    "skoleeier:les_varsel": lambda _v: {},
    "skoleeier:vurder_varsel": lambda _v: {"vurdering": "Riktig håndtert."},
    "varsling:apne": lambda _v: {},
}
# Where an ordinary sak at a school takes what is above: with these a lawful person gets through (a redirect).
GAAR_GJENNOM = frozenset(INNSENDINGER) - {
    "melding:meld",
    "melding:ta_imot",  # decided already
    "evaluering:gjenapne",  # not closed
    "evaluering:ettersjekk",
    "skoleeier:grunnlos",  # not § 12-5
    "undersokelse:plan",  # begun already, and says by whom
    "evaluering:avslutt",  # redirected too, where nothing must be told first
}
