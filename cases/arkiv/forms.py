"""Forms of the archive: shape only; the doors decide."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.arkiv.models import Arkivering, Fjerningsstans
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

LENGST = 300


class Filter(SkjemaMixin, forms.Form):
    """What the list shows; a wrong value shows all."""

    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("", _("Alt som ikke er arkivert")),
            (Arkivering.Status.VENTER.value, _("Må ses over")),
            (Arkivering.Status.FEILET.value, _("Feilet")),
            (Arkivering.Status.SENDT.value, _("Sendt, ikke kvittert")),
            (Arkivering.Status.IKKE_SENDT.value, _("Ikke sendt")),
        ],
    )

    def valgt(self) -> str:
        """The status asked for, or nothing."""
        return str(self.cleaned_data.get("vis", "")) if self.is_valid() else ""


class Avgjorelse(SkjemaMixin, forms.Form):
    """What another person says to a proposal: the button says yes or no, a no has a reason."""

    begrunnelse = TekstSomKanVente(
        label=_("Begrunnelse"), max_length=LENGST, help_text=_("Må fylles ut når svaret er nei. Skriv ingen navn.")
    )


class Stans(SkjemaMixin, forms.Form):
    """Why nothing of the sak may be removed."""

    grunn = forms.ChoiceField(label=_("Hvorfor skal saken bli stående?"), choices=Fjerningsstans.Grunn)
    notat = TekstSomKanVente(label=_("Notat"), max_length=LENGST, help_text=_("Må fylles ut når grunnen er en annen."))


class Opphev(SkjemaMixin, forms.Form):
    """Why a reason to keep the sak is no longer there."""

    fordi = forms.CharField(label=_("Hvorfor oppheves stansen?"), max_length=LENGST)
