"""Forms of the årshjul: shape only; the door decides the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annual_wheel.actions import Merkedata
from annual_wheel.queries import skolear_navn
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.exceptions import ValidationError


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """Which school year and, where there is a choice, which school. Kept in the address."""

    skolear = forms.TypedChoiceField(label=_("Skoleår"), coerce=int, required=False)
    skole = forms.ChoiceField(label=_("Skole"), required=False)

    def __init__(self, *args: Any, skolear: Sequence[int], skoler: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skolear"].choices = [(aar, skolear_navn(aar)) for aar in skolear]  # type: ignore[attr-defined]
        if skoler:
            self.fields["skole"].choices = skoler  # type: ignore[attr-defined]
        else:
            del self.fields["skole"]
        # A filter is not a form one must fill in: nothing here is "optional".
        for felt in self.fields.values():
            felt.required = True


class Merkeskjema(SkjemaMixin, forms.Form):
    """When it was done, and a few words."""

    gjennomfort = forms.DateField(label=_("Dato det ble gjort"))
    notat = forms.CharField(
        label=_("Notat"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alle ved skolen kan lese notatet. Ikke skriv navn på elever."),
    )

    def data_til_dor(self) -> Merkedata:
        """The typed data the door takes."""
        return Merkedata(gjennomfort=self.cleaned_data["gjennomfort"], notat=self.cleaned_data["notat"])


def vis_feil(skjema: Merkeskjema, feil: ValidationError) -> None:
    """Put the door's refusal on the form: beside its field when it has one here, else at the top."""
    for felt, meldinger in feil.message_dict.items():
        for melding in meldinger:
            skjema.add_error(felt if felt in skjema.fields else None, melding)
