"""Forms of what goes out: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.dokumenter.navnefunn import Slag
from cases.sladding.actions import Valg
from cases.sladding.models import Kilde
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.forms import BoundField

    from cases.dokumenter.navnefunn import Funn
    from cases.sak.feil import Regelbrudd
    from cases.sladding.kilder import Valgbart

SKJULES, BEHOLDES = "skjul", "behold"
# What kind of finding it is, where the word alone does not say.
SLAGNAVN: Mapping[str, Any] = {
    Slag.FORBOKSTAVER: _("kan være forbokstaver"),
    Slag.SKRIVEFEIL: _("ligner et navn"),
    Slag.SAMMENSATT: _("et navn i et lengre ord"),
    Slag.MEDELEV: _("kan være en elev i klassen"),
    Slag.KLASSE: _("sier hvor eleven går"),
    Slag.ADRESSE: _("ligner en adresse"),
    Slag.TELEFON: _("ligner et telefonnummer"),
    Slag.EPOST: _("e-postadresse"),
}


class Velgskjema(SkjemaMixin, forms.Form):
    """Which papers are to go out together."""

    papirer = forms.MultipleChoiceField(label=_("Hva skal ut?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, valgbare: Sequence[Valgbart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.valgbare = {v.nokkel: v for v in valgbare}
        self.fields["papirer"].choices = [(v.nokkel, v.navn) for v in valgbare]  # type: ignore[attr-defined]

    def valgte(self) -> list[tuple[Kilde, int]]:
        """The papers, in the order of the page."""
        sendt = set(self.cleaned_data["papirer"])
        return [(v.kilde, v.objekt_id) for nokkel, v in self.valgbare.items() if nokkel in sendt]


class Sladdeskjema(SkjemaMixin, forms.Form):
    """One choice for each way of writing that was found, and words of one's own to be hidden."""

    egne_ord = forms.CharField(
        label=_("Annet som skal skjules"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Ett ord eller en setning på hver linje, skrevet som i teksten. For eksempel «den eneste jenta i gruppa»."
        ),
    )
    sett = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        funn: Sequence[Funn],
        valgt: Mapping[str, Valg],
        egne_ord: Sequence[str] = (),
        sett: str = "",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"egne_ord": "\n".join(egne_ord), "sett": sett})
        super().__init__(*args, **kwargs)
        self.funn = tuple(funn)
        for nummer, f in enumerate(self.funn):
            tidligere = valgt.get(f.form, Valg())
            felter: dict[str, forms.Field] = {
                # What was shown: a finding that has come since is no part of what was decided.
                f"form-{nummer}": forms.CharField(
                    widget=forms.HiddenInput, initial=f.form, max_length=250, strip=False
                ),
                f"valg-{nummer}": forms.ChoiceField(
                    label=_("Hva skal stå i stedet for «%(ord)s»?") % {"ord": f.form},
                    choices=[
                        (SKJULES, _("«%(erstatning)s»") % {"erstatning": f.erstatning}),
                        (BEHOLDES, _("La «%(ord)s» stå") % {"ord": f.form}),
                    ],
                    widget=forms.RadioSelect,
                    initial=BEHOLDES if tidligere.beholdes else SKJULES,
                ),
                f"grunn-{nummer}": TekstSomKanVente(
                    label=_("Hvorfor kan «%(ord)s» stå?") % {"ord": f.form}, max_length=200, initial=tidligere.grunn
                ),
            }
            for navn, felt in felter.items():
                self.fields[navn] = felt
                self._kle(felt)

    def rader(self) -> list[tuple[Funn, Any, BoundField, BoundField, BoundField]]:
        """Each finding with its kind in words and its fields: what was shown, the choice, the reason."""
        return [
            (f, SLAGNAVN.get(f.slag, ""), self[f"form-{n}"], self[f"valg-{n}"], self[f"grunn-{n}"])
            for n, f in enumerate(self.funn)
        ]

    def valg(self) -> dict[str, Valg]:
        """The decisions, by the way of writing that was shown."""
        ren = self.cleaned_data
        return {
            ren[f"form-{n}"]: Valg(beholdes=ren[f"valg-{n}"] == BEHOLDES, grunn=ren[f"grunn-{n}"])
            for n in range(len(self.funn))
        }

    def egne(self) -> list[str]:
        """The words of one's own, one a line."""
        return [linje.strip() for linje in self.cleaned_data["egne_ord"].splitlines() if linje.strip()]

    def vis(self, feil: Regelbrudd) -> None:
        """Put a refusal beside the finding it is about."""
        felt = {f"grunn:{f.form}": f"grunn-{n}" for n, f in enumerate(self.funn)}
        for brudd in feil.brudd:
            navn = felt.get(brudd.felt, brudd.felt)
            self.add_error(navn if navn in self.fields else None, brudd.tekst)


class Tilbakeskjema(SkjemaMixin, forms.Form):
    """Why it goes back to the one who looked first."""

    grunn = forms.CharField(label=_("Hva må endres?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
