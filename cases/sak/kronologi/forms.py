"""The form of a row in the log, and the log's filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.lov.begreper import Delplikt
from cases.sak.kronologi.actions import Notatdata
from cases.sak.kronologi.models import Loggnotat
from cases.sak.kronologi.queries import GRUPPENAVN, Loggutvalg
from cases.sak.models import FRITEKST
from cases.sak.vurdering import DELPLIKTNAVN
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from steinkjer_skolemiljo.organisation.models import Bruker

DELPLIKTVALG = [(plikt.value, navn) for plikt, navn in DELPLIKTNAVN.items()]


class Notatskjema(SkjemaMixin, forms.Form):
    """A row in the log: what, when, with whom; which duty it serves is folded away."""

    slag = forms.ChoiceField(label=_("Hva vil du notere?"), choices=Loggnotat.Slag.choices, widget=forms.RadioSelect)
    dato = forms.DateField(label=_("Når var det?"))
    klokka = forms.TimeField(label=_("Klokka"), required=False)
    med_hvem = forms.CharField(label=_("Med hvem?"), max_length=200, required=False)
    tekst = forms.CharField(
        label=_("Hva ble sagt, gjort eller avtalt?"), max_length=FRITEKST, widget=forms.Textarea(attrs={"rows": 4})
    )
    delplikt = forms.ChoiceField(
        label=_("Hvilken delplikt gjelder det?"),
        choices=[("", _("Den som passer best")), *DELPLIKTVALG],
        required=False,
    )
    for_ledere = forms.BooleanField(
        label=_("Bare for dem som leder saken"),
        help_text=_("Kontaktlærer og andre som har fått tilgang, ser da ikke raden."),
        required=False,
    )

    def __init__(self, *args: Any, kan_lede: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kan_lede:
            del self.fields["for_ledere"]

    def data_til_dor(self) -> Notatdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Notatdata(
            **{
                **ren,
                "slag": Loggnotat.Slag(ren["slag"]),
                "delplikt": Delplikt(ren["delplikt"]) if ren["delplikt"] else None,
            }
        )


class Loggfilter(SkjemaMixin, forms.Form):
    """Who, what kind, which duty. Kept in the address; what makes no sense is as if it were not asked."""

    hvem = forms.ChoiceField(label=_("Hvem"), required=False)
    hva = forms.ChoiceField(label=_("Hva"), required=False, choices=[("", _("Alt")), *GRUPPENAVN.items()])
    plikt = forms.ChoiceField(label=_("Delplikt"), required=False, choices=[("", _("Alle")), *DELPLIKTVALG])

    def __init__(self, *args: Any, personer: Iterable[Bruker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hvem"].choices = [  # type: ignore[attr-defined]
            ("", _("Alle")),
            *((str(person.pk), _("Systemet") if person.er_systemet else person.navn) for person in personer),
        ]

    def utvalg(self) -> Loggutvalg:
        """What is asked for."""
        self.is_valid()
        ren = self.cleaned_data
        return Loggutvalg(
            hvem=int(ren["hvem"]) if ren.get("hvem") else None, hva=ren.get("hva", ""), plikt=ren.get("plikt", "")
        )
