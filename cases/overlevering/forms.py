"""Form of a hand-over: shape only; the door decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.overlevering.queries import kan_overta
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cases.overlevering.queries import Arbeid


class Overleveringsskjema(SkjemaMixin, forms.Form):
    """Which pieces, and to whom. The rows themselves are drawn by the page."""

    rader = forms.MultipleChoiceField(label=_("Hva skal overleveres?"), required=False)
    til = forms.ModelChoiceField(
        label=_("Hvem skal overta?"), queryset=Bruker.objects.none(), empty_label=_("Velg person")
    )

    def __init__(
        self, *args: Any, arbeid: Sequence[Arbeid], aktor: Bruker, fra: Bruker, dag: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rader"].choices = [(rad.nokkel, rad.tekst) for rad in arbeid]  # type: ignore[attr-defined]
        self.fields["til"].queryset = kan_overta(arbeid, aktor, fra, dag)  # type: ignore[attr-defined]

    @property
    def valgte(self) -> list[str]:
        """The rows that are ticked, also when the form was refused."""
        return self.data.getlist("rader") if self.is_bound else []  # type: ignore[attr-defined]
