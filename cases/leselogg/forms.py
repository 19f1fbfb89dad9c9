"""Forms of the read-log: shape only; the doors decide."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cases.leselogg.actions import Utskriftsdata, Vurderingsdata
from cases.leselogg.models import Oppslagsvurdering
from cases.leselogg.queries import Innsynsutvalg
from cases.leselogg.utskrift import mottakere
from cases.leselogg.uvanlig import GRUNNER
from steinkjer_skolemiljo.organisation.models import Foresattforhold
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Bruker

MAANEDER = 13


class Innsynsfilter(SkjemaMixin, forms.Form):
    """What the sak's page shows; wrong values are left out, never an error page."""

    person = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    uten_oppgave = forms.BooleanField(label=_("Bare uten oppgave"), required=False)
    lister = forms.BooleanField(label=_("Ta med lister der navnet sto"), required=False)

    def __init__(self, *args: Any, personer: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Alle")), *personer]  # type: ignore[attr-defined]

    def utvalg(self) -> Innsynsutvalg:
        """What was asked for, as far as it made sense."""
        self.is_valid()
        return Innsynsutvalg(**{navn: verdi for navn, verdi in self.cleaned_data.items() if verdi is not None})


class _Forhold(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """A guardian by name, with what they are to the pupil."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.foresatt.navn} ({obj.get_type_display().lower()})"


class Utskriftsskjema(SkjemaMixin, forms.Form):
    """An overview for a guardian: to whom, for which days, and whether anyone is named."""

    forhold = _Forhold(
        label=_("Hvem skal få oversikten?"),
        queryset=Foresattforhold.objects.none(),
        empty_label=_("Velg foresatt"),
        help_text=_("Bare foresatte som har rett til informasjon, står her."),
    )
    fra = forms.DateField(label=_("Fra og med"))
    til = forms.DateField(label=_("Til og med"))
    navngitte = forms.TypedMultipleChoiceField(
        label=_("Skal noen stå med navn?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alle står med rolle og tidspunkt. Gi bare navn når foresatte trenger det for elevens del."),
    )
    begrunnelse = TekstSomKanVente(
        label=_("Hvorfor blir navn gitt?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Må fylles ut hvis du krysser av for noen. Begrunnelsen blir notert, og står ikke på utskriften."),
    )

    def __init__(self, *args: Any, sak: Sak, lesere: Sequence[Bruker], dag: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"fra": localdate(sak.opprettet), "til": dag})
        super().__init__(*args, **kwargs)
        self.fields["forhold"].queryset = mottakere(sak)  # type: ignore[attr-defined]
        self.fields["navngitte"].choices = [  # type: ignore[attr-defined]
            (person.pk, f"{person.navn}, {person.stilling.lower()}" if person.stilling else person.navn)
            for person in lesere
        ]

    def data_til_dor(self) -> Utskriftsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Utskriftsdata(
            forhold=ren["forhold"],
            fra=ren["fra"],
            til=ren["til"],
            navngitte=frozenset(ren["navngitte"]),
            begrunnelse=ren["begrunnelse"].strip(),
        )


def maaneder(dag: date) -> list[tuple[str, str]]:
    """This month and the twelve before, for a choice."""
    forste = dag.replace(day=1)
    ut = []
    for _nummer in range(MAANEDER):
        ut.append((f"{forste:%Y-%m}", date_format(forste, "F Y")))
        forste = (forste - timedelta(days=1)).replace(day=1)
    return ut


class Maanedsfilter(SkjemaMixin, forms.Form):
    """Which month, and which of its findings."""

    maaned = forms.ChoiceField(label=_("Måned"), required=False)
    grunn = forms.ChoiceField(label=_("Hvorfor"), required=False)
    vis = forms.ChoiceField(
        label=_("Vis"), required=False, choices=[("uvurdert", _("Ikke vurdert")), ("alle", _("Alle"))]
    )

    def __init__(self, *args: Any, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dag = dag
        self.fields["maaned"].choices = maaneder(dag)  # type: ignore[attr-defined]
        self.fields["grunn"].choices = [("", _("Alle grunner")), *GRUNNER.items()]  # type: ignore[attr-defined]

    def forste(self) -> date:
        """The first day of the month that is asked for; this month where it makes no sense."""
        self.is_valid()
        valgt = self.cleaned_data.get("maaned")
        return date.fromisoformat(f"{valgt}-01") if valgt else self.dag.replace(day=1)

    def verdi(self, navn: str) -> str:
        """One of the other choices, or nothing."""
        self.is_valid()
        return self.cleaned_data.get(navn) or ""


class Vurderingsskjema(SkjemaMixin, forms.Form):
    """What looks that stood out turned out to be."""

    bruker = forms.IntegerField(widget=forms.HiddenInput)
    sak = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    dag = forms.DateField(widget=forms.HiddenInput)
    utfall = forms.ChoiceField(
        label=_("Hva var det?"), choices=Oppslagsvurdering.Utfall.choices, widget=forms.RadioSelect
    )
    notat = forms.CharField(
        label=_("Notat"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hvem du har spurt, og hva svaret var. Ikke skriv navn på elever eller noe om innholdet i saken."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A hidden date is not a date field on the screen.
        self.fields["dag"].widget = forms.HiddenInput()

    def data_til_dor(self) -> Vurderingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Vurderingsdata(
            bruker_id=ren["bruker"],
            sak_nummer=ren["sak"],
            dag=ren["dag"],
            utfall=Oppslagsvurdering.Utfall(ren["utfall"]),
            notat=ren["notat"],
        )
