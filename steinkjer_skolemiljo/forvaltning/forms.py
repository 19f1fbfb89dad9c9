"""Forms of users and roles: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.forvaltning import queries
from steinkjer_skolemiljo.forvaltning.actions import Brukerdata, Rolledata
from steinkjer_skolemiljo.organisation.models import Bruker, Klasse, Rolle, Skole
from steinkjer_skolemiljo.organisation.roller import roller_for
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from datetime import date


class Utvalgsskjema(SkjemaMixin, forms.Form):
    """Search and filter of the list; wrong values are left out."""

    q = forms.CharField(label=_("Søk på navn eller e-post"), required=False, max_length=100)
    skole = forms.ModelChoiceField(
        label=_("Skole"), queryset=Skole.objects.none(), required=False, empty_label=_("Alle skoler")
    )
    sluttet = forms.BooleanField(label=_("Vis dem som har sluttet"), required=False)

    def __init__(self, *args: Any, aktor: Bruker, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skole"].queryset = queries.skoler(aktor, dag)  # type: ignore[attr-defined]

    def utvalg(self) -> dict[str, Any]:
        """What was asked for, as far as it made sense."""
        self.is_valid()
        ren = self.cleaned_data
        return {
            "q": ren.get("q", ""),
            "skole": getattr(ren.get("skole"), "pk", None),
            "sluttet": bool(ren.get("sluttet")),
        }


class Brukerskjema(SkjemaMixin, forms.Form):
    """Who works here."""

    fornavn = forms.CharField(label=_("Fornavn"), max_length=80)
    etternavn = forms.CharField(label=_("Etternavn"), max_length=80)
    email = forms.EmailField(label=_("E-post"), help_text=_("Personen logger inn med denne."))
    stilling = forms.CharField(label=_("Stilling"), max_length=80, required=False)
    telefon = forms.CharField(label=_("Telefon"), max_length=20, required=False)
    er_helsepersonell = forms.BooleanField(
        label=_("Er helsepersonell"),
        help_text=_("Har strengere taushetsplikt, og får spørsmål om det i meldeskjemaet."),
        required=False,
    )
    sett = forms.CharField(required=False, widget=forms.HiddenInput)

    def data_til_dor(self) -> Brukerdata:
        """The typed data the door takes."""
        return Brukerdata(**{navn: self.cleaned_data[navn] for navn in Brukerdata.__dataclass_fields__})


class Rolleskjema(SkjemaMixin, forms.Form):
    """A role to give."""

    rolle = forms.TypedChoiceField(label=_("Rolle"), coerce=Rolle)
    skole = forms.ModelChoiceField(
        label=_("Skole"),
        queryset=Skole.objects.none(),
        required=False,
        empty_label=_("Hele kommunen"),
        help_text=_("La den stå på hele kommunen for roller som ikke hører til en skole."),
    )
    fra = forms.DateField(label=_("Fra og med"))
    til = forms.DateField(
        label=_("Til og med"), required=False, help_text=_("For vikarer og stedfortredere. Ellers kan den stå tom.")
    )
    fullmakt = forms.BooleanField(
        label=_("Har fullmakt fra rektor"),
        help_text=_("Kan ta imot meldinger og lede saker ved skolen slik rektor kan."),
        required=False,
    )
    stedfortreder = forms.BooleanField(
        label=_("Er stedfortreder for meg mens jeg er borte"),
        help_text=_("Bare for rektor. Stedfortrederen får også varslene dine."),
        required=False,
    )
    begrunnelse = TekstSomKanVente(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("Må skrives når rollen gir tilgang til saker. Da tar en annen stilling til den først."),
    )

    def __init__(self, *args: Any, aktor: Bruker, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = queries.rollevalg(aktor, dag)  # type: ignore[attr-defined]
        skoler = queries.skoler(aktor, dag)
        self.fields["skole"].queryset = skoler  # type: ignore[attr-defined]
        self.fields["fra"].initial = dag
        if roller_for(aktor, dag).systemforvalter:
            del self.fields["stedfortreder"]
        else:
            # A rektor has the own school only, and no role in the municipality to give.
            self.fields["skole"].empty_label = None  # type: ignore[attr-defined]
            self.fields["skole"].help_text = ""
            self.fields["skole"].required = True
            self.fields["skole"].initial = skoler.first()

    def data_til_dor(self) -> Rolledata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Rolledata(
            rolle=ren["rolle"],
            skole=ren["skole"],
            fra=ren["fra"],
            til=ren["til"],
            fullmakt=ren["fullmakt"],
            stedfortreder=ren.get("stedfortreder", False),
            begrunnelse=ren["begrunnelse"],
        )


class Avsluttskjema(SkjemaMixin, forms.Form):
    """The last day of a role."""

    siste = forms.DateField(label=_("Siste dag"), help_text=_("Velg i går for å avslutte med en gang."))
    likevel = forms.BooleanField(label=_("Avslutt rollen likevel"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            # Asked only when the door has said that the person has open work.
            del self.fields["likevel"]


class Stengeskjema(SkjemaMixin, forms.Form):
    """Close an account; that there is open work has been read."""

    likevel = forms.BooleanField(label=_("Steng kontoen likevel"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["likevel"]


class Kontaktlarerskjema(SkjemaMixin, forms.Form):
    """Which class, from when to when."""

    klasse = forms.ModelChoiceField(label=_("Klasse"), queryset=Klasse.objects.none(), empty_label=_("Velg klasse"))
    fra = forms.DateField(label=_("Fra og med"))
    til = forms.DateField(label=_("Til og med"), required=False)

    def __init__(self, *args: Any, aktor: Bruker, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["klasse"]
        felt.queryset = queries.klasser(aktor, dag)  # type: ignore[attr-defined]
        felt.label_from_instance = lambda klasse: f"{klasse.navn} – {klasse.skole.navn}"  # type: ignore[attr-defined]
        self.fields["fra"].initial = dag
