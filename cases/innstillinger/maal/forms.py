"""Forms of the settings: shape only; the doors decide the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.innstillinger.maal.queries import ENHETSNAVN
from cases.lov.parametre import PARAMETRE
from cases.sak.kalender import JA, NEI
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from cases.lov.parametre import Maal


class _Endringsskjema(SkjemaMixin, forms.Form):
    """From when, and why. ``sett`` is the state the page was shown with."""

    sett = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20, empty_value=None)
    gjelder_fra = forms.DateField(label=_("Gjelder fra"), help_text=_("I dag eller senere."))
    begrunnelse = forms.CharField(
        label=_("Hvorfor"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alle som kan se innstillingene, ser begrunnelsen."),
    )


class Maalskjema(_Endringsskjema):
    """A new value of one target."""

    verdi = forms.IntegerField(
        label=_("Nytt mål"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4, "autocomplete": "off"}),
        error_messages={"invalid": _("Skriv et helt tall.")},
    )
    field_order = ("verdi", "gjelder_fra", "begrunnelse")

    def __init__(self, *args: Any, maal: Maal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parameter = PARAMETRE[maal]
        self.fields["verdi"].help_text = gettext("%(enhet)s, fra %(minst)s til %(hoyst)s.") % {
            "enhet": ENHETSNAVN[parameter.enhet],
            "minst": parameter.minst,
            "hoyst": parameter.hoyst,
        }


class Aftenskjema(_Endringsskjema):
    """Whether 24 and 31 December are days off."""

    verdi = forms.TypedChoiceField(
        label=_("24. og 31. desember"),
        choices=[(JA, _("Fridager")), (NEI, _("Vanlige arbeidsdager"))],
        coerce=lambda verdi: verdi == JA,
        widget=forms.RadioSelect,
    )
    field_order = ("verdi", "gjelder_fra", "begrunnelse")
