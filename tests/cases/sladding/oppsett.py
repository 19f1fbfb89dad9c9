"""Nora's sak with a plan, a referat and an evaluation that name everybody, on their way out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from cases.evaluering.models import Evaluering
from cases.sladding import actions
from cases.sladding.actions import Valg
from cases.sladding.gjennomgang import gjennomga
from cases.sladding.models import Kilde, Sladding
from cases.undersokelse.models import Samtale
from steinkjer_skolemiljo.organisation.models import Elev
from tests.cases.planer import TILTAK, vedtatt
from tests.cast import I_DAG, NAA
from tests.factories import klarfil, lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from cases.tiltaksplan.models import Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Bruker
    from tests.cast import Rollebesetning

TEKST = (
    "Nora Eggen er alene fordi Jonas Vik og jonsa stenger henne ute. Ansatt Egge sa fra. Tiril i klassen så det. "
    "Mor bor i Storgata 5, telefon 41 22 33 44. Boka ble borte."
)


def sak_med_papirer(roller: Rollebesetning, **felter: Any) -> tuple[Sak, Tiltaksplan]:
    sak = lag_sak(roller, **felter)
    sak.involverte.create(rolle="mulig_krenker", kategori="elev", elev=roller.annen_elev, lagt_til=NAA)
    lag_melding(roller, sak=sak, behandling="sak", behandlet=NAA, behandlet_av=roller.rektor)
    Elev.objects.create(
        fornavn="Tiril",
        etternavn="Moe",
        fodselsdato=date(2016, 1, 2),
        skole=roller.egge,
        klasse=roller.klasse,
        sokenavn="tiril moe",
    )
    plan = vedtatt(sak, roller.rektor, utfordring=TEKST, tiltak=(TILTAK,))
    return sak, plan


def referat(sak: Sak, roller: Rollebesetning, **felter: Any) -> Samtale:
    samtale = Samtale.objects.create(
        **{
            "sak": sak,
            "type": Samtale.Type.ELEV,
            "dato": I_DAG,
            "deltakere": "Nora og læreren",
            "sted": "Biblioteket",
            "hva_sies": "Jonas tar boka mi.",
            "internt_notat": "Zqsinternt",
            "registrert": NAA,
            "registrert_av": roller.rektor,
            **felter,
        }
    )
    lag_vedlegg(sak, roller.rektor, klarfil("jonas_vik_chat.txt"), til=samtale)
    return samtale


def evaluering(sak: Sak, plan: Tiltaksplan, roller: Rollebesetning) -> Evaluering:
    return Evaluering.objects.create(
        sak=sak,
        plan=plan,
        dato=I_DAG,
        deltakere="Nora og Jonas",
        elevens_svar="delvis",
        elevens_ord="Jonas er snillere nå.",
        spurt_av="Læreren",
        konklusjon="fortsette",
        begrunnelse="Det hjelper.",
        ny_evalueringsdato=I_DAG + timedelta(days=14),
        registrert=NAA,
        registrert_av=roller.rektor,
    )


def begynt(
    sak: Sak,
    aktor: Bruker,
    *valgte: tuple[Kilde, int],
    formaal: Sladding.Formaal = Sladding.Formaal.ELEVMAPPE,
) -> Sladding:
    return actions.begynn(aktor=aktor, sak_id=sak.pk, formaal=formaal, valgte=list(valgte), now=NAA)


def sett_over(
    sladding: Sladding, aktor: Bruker, *, behold: dict[str, str] | None = None, egne: tuple[str, ...] = ()
) -> Sladding:
    """Everything masked but what is named with its reason."""
    beholdt = behold or {}
    valg = {f.form: Valg(f.form in beholdt, beholdt.get(f.form, "")) for f in gjennomga(sladding).funn}
    return actions.se_over(
        aktor=aktor, sak_id=sladding.sak_id, sladding_id=sladding.pk, valg=valg, egne_ord=egne, now=NAA
    )
