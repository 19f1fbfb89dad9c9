"""What the list is asked for: the one place where the address is read, and written again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cases.melding.models import Arena, Krenkelse
from cases.saksliste.queries import VISNINGER, Utvalg
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from steinkjer_skolemiljo.organisation.models import Bruker, Klasse

VIS_SOM = {"tabell": _("Tabell"), "tavle": _("Tavle")}
ALLTID_SYNLIGE = ("q", "vis")


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """Search and filters; a value that makes no sense is left out, never an error page."""

    q = forms.CharField(
        label=_("Søk i saker"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "data-sok": "", "autocomplete": "off"}),
    )
    vis = forms.ChoiceField(label=_("Vis"), required=False, choices=list(VISNINGER.items()))
    fase = forms.ChoiceField(label=_("Fase"), required=False)
    klasse = forms.TypedChoiceField(label=_("Klasse"), required=False, coerce=int, empty_value=None)
    ansvarlig = forms.TypedChoiceField(label=_("Saksansvarlig"), required=False, coerce=int, empty_value=None)
    arena = forms.ChoiceField(label=_("Sted"), required=False, choices=[("", _("Alle steder")), *Arena.choices])
    type = forms.ChoiceField(
        label=_("Slags krenkelse"), required=False, choices=[("", _("Alle slag")), *Krenkelse.choices]
    )
    alvorlig = forms.BooleanField(label=_("Bare alvorlige"), required=False)
    skjerpet = forms.BooleanField(label=_("Bare § 12-5"), required=False)
    som = forms.ChoiceField(required=False, choices=list(VIS_SOM.items()), widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        faser: Sequence[tuple[str, str]],
        klasser: Sequence[Klasse],
        ansvarlige: Sequence[Bruker],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fase"].choices = [("", _("Alle faser")), *faser]  # type: ignore[attr-defined]
        self.fields["klasse"].choices = [  # type: ignore[attr-defined]
            ("", _("Alle klasser")),
            *((k.pk, f"{k.navn} – {k.skole.navn}") for k in klasser),
        ]
        self.fields["ansvarlig"].choices = [  # type: ignore[attr-defined]
            ("", _("Alle")),
            *((b.pk, b.navn) for b in ansvarlige),
        ]

    def utvalg(self) -> Utvalg:
        """What was asked for, as far as it made sense."""
        self.is_valid()
        return Utvalg(**{navn: verdi for navn, verdi in self.cleaned_data.items() if verdi not in ("", None)})

    @property
    def synlige(self) -> list[forms.BoundField]:
        """The fields that are always in sight."""
        return [self[navn] for navn in ALLTID_SYNLIGE]

    @property
    def flere(self) -> list[forms.BoundField]:
        """The filters behind «Flere filtre»."""
        return [felt for felt in self.visible_fields() if felt.name not in ALLTID_SYNLIGE]

    @property
    def antall_flere(self) -> int:
        """How many of those are in use."""
        return sum(bool(self.cleaned_data.get(felt.name)) for felt in self.flere)

    def adresse(self, **endret: str) -> str:
        """The address of the same list with something changed, from its first page; an empty value is left out."""
        verdier = {
            navn: "1" if verdi is True else str(verdi) for navn, verdi in self.cleaned_data.items() if verdi
        } | endret
        return "?" + urlencode({navn: verdi for navn, verdi in verdier.items() if verdi})
