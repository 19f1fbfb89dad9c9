"""The questions to the staff, and the form in which they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from procedures.sporsmaal.form import FLEST, FLEST_SVAR, LENGST
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente, ValgSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procedures.sporsmaal.form import Sporsmaal


TOMT: dict[str, Any] = {"sporsmaal": "", "svar": [], "riktig": 0, "forklaring": ""}


class Svarskjema(SkjemaMixin, forms.Form):
    """One field for each question."""

    def __init__(self, *args: Any, sporsmaal: Sequence[Sporsmaal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nummer, ett in enumerate(sporsmaal):
            self.fields[f"svar_{nummer}"] = forms.TypedChoiceField(
                label=ett.sporsmaal, choices=list(enumerate(ett.svar)), coerce=int, widget=forms.RadioSelect
            )
        for felt in self.fields.values():
            self._kle(felt)

    def svar(self) -> list[int]:
        """What was chosen, in order."""
        return [self.cleaned_data[navn] for navn in self.fields]


class Sporsmaalsskjema(SkjemaMixin, forms.Form):
    """Up to five questions as the editor writes them; one without a question is none."""

    sett = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, rader: Sequence[dict[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(FLEST):
            rad = rader[n] if n < len(rader) else TOMT
            svar = [*rad["svar"], *[""] * FLEST_SVAR]
            self.fields[f"sporsmaal_{n}"] = self._tekst(_("Spørsmål"), rad["sporsmaal"], lang=True)
            for m in range(FLEST_SVAR):
                self.fields[f"svar_{n}_{m}"] = self._tekst(_("Svar %(nummer)d") % {"nummer": m + 1}, svar[m])
            self.fields[f"riktig_{n}"] = ValgSomKanVente(
                label=_("Hvilket svar er riktig?"),
                choices=[(m, _("Svar %(nummer)d") % {"nummer": m + 1}) for m in range(FLEST_SVAR)],
                coerce=int,
                initial=rad["riktig"],
            )
            self.fields[f"forklaring_{n}"] = self._tekst(_("Forklaring"), rad["forklaring"], lang=True)
        for felt in self.fields.values():
            self._kle(felt)

    @staticmethod
    def _tekst(etikett: Any, verdi: str, *, lang: bool = False) -> forms.CharField:
        # Whether it must be filled in depends on the question above it, so no field says «valgfritt».
        widget = forms.Textarea(attrs={"rows": 2}) if lang else forms.TextInput()
        return TekstSomKanVente(label=etikett, max_length=LENGST, initial=verdi, widget=widget)

    @property
    def grupper(self) -> list[dict[str, Any]]:
        """Each question's fields together."""
        return [
            {
                "nummer": n + 1,
                "i_bruk": bool(self[f"sporsmaal_{n}"].value())
                or any(navn.split("_")[1:2] == [str(n)] for navn in self.errors),
                "felter": [
                    self[navn]
                    for navn in (
                        f"sporsmaal_{n}",
                        *(f"svar_{n}_{m}" for m in range(FLEST_SVAR)),
                        f"riktig_{n}",
                        f"forklaring_{n}",
                    )
                ],
            }
            for n in range(FLEST)
        ]

    def clean(self) -> None:
        """Gather the questions; what a begun question lacks is told beside its field."""
        super().clean()
        self.rader: list[dict[str, Any]] = []
        for n in range(FLEST):
            rad = self._rad(n)
            if rad is not None:
                self.rader.append(rad)

    def _rad(self, n: int) -> dict[str, Any] | None:
        r = self.cleaned_data
        spor, fordi = r.get(f"sporsmaal_{n}", ""), r.get(f"forklaring_{n}", "")
        svar = [r.get(f"svar_{n}_{m}", "") for m in range(FLEST_SVAR)]
        riktig = r.get(f"riktig_{n}") or 0
        if not (spor or fordi or any(svar)):
            return None
        paakrevd = {f"sporsmaal_{n}": spor, f"forklaring_{n}": fordi, f"svar_{n}_0": svar[0], f"svar_{n}_1": svar[1]}
        for navn, verdi in paakrevd.items():
            if not verdi and navn not in self.errors:
                self.add_error(navn, ValidationError(_("Fyll ut dette feltet.")))
        ferdige = [ett for ett in svar if ett]
        if not svar[riktig]:
            self.add_error(f"riktig_{n}", ValidationError(_("Velg et svar som er skrevet.")))
        return {"sporsmaal": spor, "svar": ferdige, "riktig": min(riktig, len(ferdige) - 1), "forklaring": fordi}
