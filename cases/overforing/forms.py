"""Forms of the move: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.sak.models import FRITEKST
from cases.sladding.forms import Velgskjema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.sladding.kilder import Valgbart


class Overforingsskjema(Velgskjema):
    """What the new school needs, and why."""

    hvorfor = forms.CharField(
        label=_("Hva trenger den nye skolen å vite, og hvorfor?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bare det som trengs for at eleven skal ha det trygt der. Begrunnelsen blir i denne saken."),
    )
    foresatte_informert = forms.CharField(
        label=_("Hvem er informert, og når?"),
        max_length=200,
        help_text=_("Eleven og foresatte skal vite hva som overføres. De kan si hva de mener, men du avgjør."),
    )

    def __init__(self, *args: Any, valgbare: Sequence[Valgbart], **kwargs: Any) -> None:
        super().__init__(*args, valgbare=valgbare, **kwargs)
        self.fields["papirer"].label = _("Hva skal overføres?")
