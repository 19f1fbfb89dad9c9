"""Print the rules the house holds, where each is kept and the tests that prove it; then those it does not hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from cases.lov.kilder import hjemmel
from cases.lov.kriterier import KRITERIEREGLER
from cases.lov.parametre import PARAMETRE
from cases.lov.regler import IKKE_I_KODEN, OPPHAVSNAVN, REGLER, STYRKENAVN
from cases.regelverk.beviser import beviser_for_regler
from cases.regelverk.queries import maaltekst

if TYPE_CHECKING:
    from datetime import date

    from django.core.management.base import CommandParser

    from cases.lov.kilder import Kilde
    from cases.lov.regler import Regel, Utenfor

INNRYKK = " " * 8


class Command(BaseCommand):
    """``script/lov [L-4.27 …]``: the whole table, or the rules that are asked for. Needs no database."""

    help = "Viser reglene systemet holder, hvor de håndheves og testene som beviser dem, og reglene det ikke holder."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the rules by id, or for all of them."""
        parser.add_argument("regler", nargs="*", metavar="ID", help="regelens id, for eksempel L-4.27")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the tables; what is cited is cited as of today."""
        valgte: list[str] = options["regler"] or [*REGLER, *IKKE_I_KODEN]
        ukjente = [regel_id for regel_id in valgte if regel_id not in REGLER and regel_id not in IKKE_I_KODEN]
        if ukjente:
            raise CommandError(f"Ukjent regel: {', '.join(ukjente)}")
        tester = beviser_for_regler(Path(settings.BASE_DIR) / "tests")
        dag = localdate()
        holdte = [REGLER[regel_id] for regel_id in valgte if regel_id in REGLER]
        utenfor = [IKKE_I_KODEN[regel_id] for regel_id in valgte if regel_id in IKKE_I_KODEN]
        if holdte:
            self.stdout.write(f"{'ID':<8}{'Styrke':<21}{'Hjemmel':<36}Regel")
        for regel in holdte:
            self._skriv(_linjer(regel, tester.get(regel.id, []), dag))
            if regel.id == "L-4.10":
                self._skriv(_kriterielinjer())
        if utenfor:
            self.stdout.write("\n\nRegler systemet ikke holder, og hvorfor")
        for regel_utenfor in utenfor:
            self._skriv(_linjer_utenfor(regel_utenfor, dag))
        self.stdout.write(f"\n{len(holdte)} regler, og {len(utenfor)} som systemet ikke holder.")

    def _skriv(self, linjer: list[str]) -> None:
        for linje in linjer:
            self.stdout.write(linje)


def _hode(regel: Regel | Utenfor, kilde: Kilde | None, dag: date) -> str:
    henvisning = hjemmel(kilde, dag).henvisning if kilde is not None else "–"
    return f"\n{regel.id:<8}{STYRKENAVN[regel.styrke]:<21}{henvisning:<36}{regel.setning}"


def _linjer(regel: Regel, tester: list[str], dag: date) -> list[str]:
    return [
        _hode(regel, regel.hjemmel, dag),
        f"{INNRYKK}fra: {OPPHAVSNAVN[regel.opphav]} ({regel.opphav})",
        *(f"{INNRYKK}kommunens mål: {maaltekst(maal, PARAMETRE[maal].standard)}" for maal in regel.maal),
        *([f"{INNRYKK}ikke i systemet: {regel.uten}"] if regel.uten else []),
        *(f"{INNRYKK}håndheves i: {sted}" for sted in regel.haandheves),
        *([f"{INNRYKK}test: {test}" for test in tester] or [f"{INNRYKK}ingen test"]),
    ]


def _kriterielinjer() -> list[str]:
    return [
        f"{INNRYKK}kriterium: {regel.setning} ({STYRKENAVN[regel.styrke].lower()}"
        f"{'; foreslås av systemet' if regel.peker is not None else ''})"
        for regel in KRITERIEREGLER.values()
    ]


def _linjer_utenfor(regel: Utenfor, dag: date) -> list[str]:
    return [_hode(regel, regel.hjemmel, dag), f"{INNRYKK}hvorfor: {regel.hvorfor}"]
