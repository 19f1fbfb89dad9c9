"""Forms of the numbers: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.statistikk.actions import Rapporttekst
from cases.statistikk.models import LENGSTE_BLOKK
from cases.statistikk.queries import aarene, skolearnavn, skolevalg
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from cases.statistikk.models import Aarsrapport, Maanedstall


class Tallskjema(SkjemaMixin, forms.Form):
    """Which school year and school; wrong values are left out, never an error page."""

    skolear = forms.TypedChoiceField(label=_("Skoleår"), required=False, coerce=int, empty_value=None)
    skole = forms.TypedChoiceField(label=_("Skole"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, tall: Maanedstall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aarene = aarene(tall)
        self.fields["skolear"].choices = [(aar, skolearnavn(aar)) for aar in self.aarene]  # type: ignore[attr-defined]
        self.fields["skole"].choices = [("", _("Alle skoler")), *((s.pk, s.navn) for s in skolevalg(tall))]  # type: ignore[attr-defined]

    def utvalg(self) -> tuple[int, int | None]:
        """School year and school, as far as they made sense."""
        self.is_valid()
        return self.cleaned_data.get("skolear") or self.aarene[0], self.cleaned_data.get("skole")


def _blokk(navn: Any, hjelp: Any = "") -> forms.CharField:
    felt = forms.CharField(label=navn, required=False, max_length=LENGSTE_BLOKK, widget=forms.Textarea, help_text=hjelp)
    felt.widget.attrs["rows"] = 5
    return felt


class Rapportskjema(SkjemaMixin, forms.Form):
    """The comments of the year's report."""

    innledning = _blokk(_("Innledning"), _("Hva bør kommunestyret vite først?"))
    om_sakene = _blokk(_("Om sakene"), _("Hva viser tallene, og hva viser de ikke?"))
    om_hvor_og_hva = _blokk(_("Om hvor, hva og når"))
    om_arbeidet = _blokk(_("Om skolenes arbeid"))
    om_elevene = _blokk(_("Om elevenes svar"))
    veien_videre = _blokk(_("Veien videre"), _("Hva skal kommunen og skolene gjøre det neste året?"))
    sett_over = forms.BooleanField(
        label=_("Jeg har sett over, og ingen elev eller ansatt kan kjennes igjen i det jeg har skrevet"), required=False
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def av(cls, rapport: Aarsrapport) -> Rapportskjema:
        """The form of a report as it is now."""
        return cls(initial={navn: getattr(rapport, navn) for navn in cls.base_fields if navn != "sett_over"})

    @property
    def advart(self) -> bool:
        """Whether something was found that must be looked over."""
        return bool(self["sett_over"].errors or self["sett_over"].value())

    def data_til_dor(self) -> Rapporttekst:
        """The typed data the door takes."""
        uten = {"versjon", "sett_over"}
        return Rapporttekst(**{navn: verdi for navn, verdi in self.cleaned_data.items() if navn not in uten})
