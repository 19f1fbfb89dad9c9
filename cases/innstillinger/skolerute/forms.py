"""Forms of the skolerute: shape only; the doors decide the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.innstillinger.skolerute.queries import skolear_navn
from cases.innstillinger.skolerute.sjekk import Fridata, Rutedata
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Iterable


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """Which school year, and whose skolerute."""

    skolear = forms.TypedChoiceField(label=_("Skoleår"), coerce=int)
    hvem = forms.ChoiceField(label=_("Skolerute for"))

    def __init__(self, *args: Any, skolear: Iterable[int], skoler: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skolear"].choices = [(aar, skolear_navn(aar)) for aar in skolear]  # type: ignore[attr-defined]
        self.fields["hvem"].choices = list(skoler)  # type: ignore[attr-defined]


class _Medsett(SkjemaMixin, forms.Form):
    """``sett`` is the state the page was shown with."""

    sett = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20, empty_value=None)


class Ruteskjema(_Medsett):
    """The first and last day of school."""

    forste_skoledag = forms.DateField(label=_("Første skoledag"))
    siste_skoledag = forms.DateField(label=_("Siste skoledag"))

    def data_til_dor(self) -> Rutedata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Rutedata(forste_skoledag=ren["forste_skoledag"], siste_skoledag=ren["siste_skoledag"])


class Friskjema(_Medsett):
    """Days without school."""

    grunn = forms.CharField(label=_("Hva"), max_length=60, help_text=_("For eksempel høstferie eller planleggingsdag."))
    fra = forms.DateField(label=_("Første dag uten skole"))
    til = forms.DateField(
        label=_("Siste dag uten skole"), required=False, help_text=_("Kan stå tom når det er én dag.")
    )

    def data_til_dor(self) -> Fridata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Fridata(grunn=ren["grunn"], fra=ren["fra"], til=ren["til"] or ren["fra"])
