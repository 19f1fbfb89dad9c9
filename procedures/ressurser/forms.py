"""The collection's forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from procedures.ressurser.actions import Ressursdata
from procedures.ressurser.models import ForHvem, Tema
from procedures.ressurser.queries import Filter
from procedures.steder import Delplikt
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BARE_HTTPS = _("Skriv hele adressen. Den begynner med https://")


def _valg(tom: _StrPromise, valg: Any) -> list[tuple[str, Any]]:
    return [("", tom), *valg.choices]


class Filterskjema(SkjemaMixin, forms.Form):
    """What to look for; what makes no sense is left out."""

    sok = forms.CharField(label=_("Søk"), max_length=80, required=False)
    for_hvem = forms.ChoiceField(label=_("For hvem"), choices=_valg(_("Alle"), ForHvem), required=False)
    tema = forms.ChoiceField(label=_("Tema"), choices=_valg(_("Alle"), Tema), required=False)
    delplikt = forms.ChoiceField(label=_("Delplikt"), choices=_valg(_("Alle"), Delplikt), required=False)
    maa_sees_paa = forms.BooleanField(label=_("Bare de som må sees på"), required=False)

    def filter(self) -> Filter:
        """The filter, less what is no choice."""
        self.is_valid()
        return Filter(**self.cleaned_data)


class Ressursskjema(SkjemaMixin, forms.Form):
    """A page of the collection."""

    tittel = forms.CharField(label=_("Tittel"), max_length=160)
    url = forms.CharField(
        label=_("Nettadresse"),
        max_length=500,
        validators=[URLValidator(schemes=["https"], message=BARE_HTTPS)],
        widget=forms.URLInput,
    )
    utgiver = forms.CharField(label=_("Hvem har laget den?"), max_length=120)
    beskrivelse = forms.CharField(
        label=_("Kort om den"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    for_hvem = forms.MultipleChoiceField(label=_("For hvem?"), choices=ForHvem, widget=forms.CheckboxSelectMultiple)
    tema = forms.MultipleChoiceField(label=_("Tema"), choices=Tema, required=False, widget=forms.CheckboxSelectMultiple)
    delplikter = forms.MultipleChoiceField(
        label=_("Delplikt"), choices=Delplikt, required=False, widget=forms.CheckboxSelectMultiple
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def data_til_dor(self) -> Ressursdata:
        """The typed data the door takes."""
        r = self.cleaned_data
        return Ressursdata(
            tittel=r["tittel"],
            url=r["url"],
            utgiver=r["utgiver"],
            beskrivelse=r["beskrivelse"],
            for_hvem=tuple(r["for_hvem"]),
            tema=tuple(r["tema"]),
            delplikter=tuple(r["delplikter"]),
        )


class Sjekkskjema(forms.Form):
    """How the page was."""

    virker = forms.TypedChoiceField(
        choices=[("ja", "ja"), ("nei", "nei")], coerce=lambda verdi: verdi == "ja", empty_value=None
    )
