"""A sak with one of each thing that becomes a paper, and names in the scripts families write in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.evaluering.models import Avslutning
from cases.melding.models import Meldingelev, Meldingstillegg
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan.models import Tiltak
from cases.undersokelse.models import Samtale
from tests.cases.evaluering.test_dorer import evaluer, vurdert
from tests.cases.framlegg.oppsett import frigitt, skjerpet_sak
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import I_DAG, NAA

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from tests.cast import Rollebesetning

# Norwegian, North and South Sámi, Polish, Vietnamese, Ukrainian, Greek; then scripts with typefaces of their own.
SKRIFTER = (
    "Æsøå Ærlig",
    "Ánne Biera áčđŋšŧž ÁČĐŊŠŦŽ",
    "Laara Gaebpien ïöåæ Jåvva",
    "Łukasz Żółć",
    "Nguyễn Thị Hường",
    "Олена Їжакевич",
    "Ελένη",
    "محمد العربي",
    "ሰላም",
    "สมชาย",
    "தமிழ்",
    "नेपाली",
)
LISTE = "Vi ble enige om:\n– sitte sammen i storefri\n– si fra til Kari\n\nNora ringer hjem."
# From a telephone; the last has no sign in any typeface of ours.
TEGN = "Jeg er glad 😀 og ♥. ᚠ"


def full_sak(roller: Rollebesetning, *, framlegg: bool = True) -> Sak:
    """Nora's, about Jonas and an employee."""
    sak = skjerpet_sak(roller)
    registrert: dict[str, Any] = {"registrert": NAA, "registrert_av": roller.rektor, "dato": I_DAG}
    rad = sak.meldingselever.get()
    Meldingelev.objects.create(melding=rad.melding, elev=roller.annen_elev)
    Meldingstillegg.objects.create(
        melding=rad.melding, tekst="Jonas Vik var der også.", skrevet=NAA, skrevet_av=roller.ansatt
    )
    egen = Samtale.objects.create(
        sak=sak,
        type="elev",
        sted="Grupperommet",
        deltakere="Nora og Kari",
        hva_sies=f"{LISTE} Jonas Vik lo. {TEGN}",
        avtalt=" ".join(SKRIFTER),
        internt_notat="Hemmelig notat",
        **registrert,
    )
    Samtale.objects.create(
        sak=sak, type="elev", sted="Her", deltakere="Nora", hva_sies="Rettet.", rettelse_av=egen, **registrert
    )
    Samtale.objects.create(
        sak=sak,
        type="elev_mulig_krenker",
        elev=roller.annen_elev,
        sted="Kontoret",
        deltakere="Jonas og rektor",
        hva_sies="Nora Eggen begynte, sier Jonas.",
        **registrert,
    )
    Samtale.objects.create(
        sak=sak, type="ansatt", sted="Kontoret", deltakere="Ansatt", hva_sies="Jeg hevet stemmen.", **registrert
    )
    internt = replace(TILTAK, beskrivelse="Veiledning av personalet.", synlig_for_hjem=False)
    vedtatt(sak, roller.rektor, tiltak=(TILTAK, internt), bakgrunn=LISTE)
    tiltak = Tiltak.objects.filter(plan__sak=sak).order_by("pk")
    evaluer(
        sak,
        roller,
        elevens_ord="Jonas plager meg litt.",
        konklusjon="fortsette",
        begrunnelse="Det går rette veien.",
        vurderinger=tuple(vurdert(rad) for rad in tiltak),
    )
    vedtatt(sak, roller.rektor)
    if framlegg:
        frigitt(roller, sak)
    Skoleeiervarsel.objects.create(
        sak=sak,
        type="ansatt",
        kriterier=["lang_tid"],
        redegjorelse="En ansatt kan ha krenket Nora.",
        laert=NAA,
        varslet=NAA,
        varslet_av=roller.rektor,
    )
    Avslutning.objects.create(
        sak=sak,
        grunn="trygg",
        elevens_svar="ja",
        elevens_svar_dato=I_DAG,
        elevens_syn="Jonas er grei nå.",
        foresattes_syn="Enig.",
        barnets_beste="Ro.",
        ettersjekk_dato=I_DAG + timedelta(days=35),
        tid=NAA,
        av=roller.rektor,
    )
    return sak
