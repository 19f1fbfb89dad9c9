"""Forms of the class rules. Shape only; the doors decide. Each carries the version its page was shown with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _u
from django.utils.translation import gettext_lazy as _

from cases.klasseregler.actions import Avtaledata, Forslagssvar, Gjennomgangsdata
from cases.klasseregler.models import FLEST_ELEVER, LENGSTE_REGEL, LENGSTE_TEKST
from steinkjer_skolemiljo.skjema import SkjemaMixin, TallSomKanVente, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cases.klasseregler.models import Regelforslag

TALL = {"invalid": _("Skriv et tall."), "min_value": _("Tallet kan ikke være under 0.")}


def _tall(etikett: Any) -> forms.IntegerField:
    return TallSomKanVente(
        label=etikett,
        min_value=0,
        validators=[MaxValueValidator(FLEST_ELEVER, _("Tallet er større enn en klasse."))],
        error_messages=TALL,
    )


class MedVersjon(SkjemaMixin, forms.Form):
    """A form that knows what its page was shown with, and may ask for names to be looked over."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    sett_over = forms.BooleanField(label=_("Jeg har sett over. Det er ikke navn på elever."), required=False)

    @property
    def advart(self) -> bool:
        """Whether something was found that must be looked over."""
        return bool(self["sett_over"].errors or self["sett_over"].value())

    @property
    def felles(self) -> dict[str, Any]:
        """What every door takes."""
        return {"versjon": self.cleaned_data["versjon"], "sett_over": self.cleaned_data["sett_over"]}


class Forslagsskjema(MedVersjon):
    """What the groups propose, one on each line."""

    forslag = forms.CharField(
        label=_("Forslag fra klassen"),
        help_text=_(
            "Ett forslag på hver linje, gjerne med elevenes egne ord. Si hva dere vil, ikke hva som er forbudt."
        ),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_forslag(self) -> list[str]:
        """The lines that say something."""
        linjer = [" ".join(linje.split()) for linje in self.cleaned_data["forslag"].splitlines()]
        funnet = [linje for linje in linjer if linje]
        for linje in funnet:
            if len(linje) > LENGSTE_REGEL:
                raise ValidationError(
                    _u("Et forslag kan ha høyst %(antall)s tegn: «%(tekst)s …»")
                    % {"antall": LENGSTE_REGEL, "tekst": linje[:40]}
                )
        return funnet


@dataclass(frozen=True)
class Stemmerad:
    """The fields of one proposal."""

    rad: Regelforslag
    tekst: forms.BoundField
    stemmer: forms.BoundField
    valgt: forms.BoundField
    fjern: forms.BoundField


class Stemmeskjema(MedVersjon):
    """Votes in numbers, and which become rules."""

    def __init__(self, *args: Any, forslag: Sequence[Regelforslag], **kwargs: Any) -> None:
        self._forslag = list(forslag)
        # Before the house dresses them; the class's own fields are shared by all forms of the kind.
        self.base_fields = {**self.base_fields, **_stemmefelter(self._forslag)}  # type: ignore[misc]  # this form's own copy
        super().__init__(*args, **kwargs)

    @property
    def rader(self) -> list[Stemmerad]:
        """One row for each proposal."""
        return [
            Stemmerad(rad, *(self[f"{navn}_{rad.pk}"] for navn in ("tekst", "stemmer", "valgt", "fjern")))
            for rad in self._forslag
        ]

    def svar(self) -> dict[int, Forslagssvar]:
        """What is decided of each."""
        ren = self.cleaned_data
        return {
            rad.pk: Forslagssvar(
                tekst=" ".join(ren[f"tekst_{rad.pk}"].split()),
                stemmer=ren[f"stemmer_{rad.pk}"],
                valgt=ren[f"valgt_{rad.pk}"],
                fjern=ren[f"fjern_{rad.pk}"],
            )
            for rad in self._forslag
        }


def _stemmefelter(forslag: Iterable[Regelforslag]) -> dict[str, forms.Field]:
    felter: dict[str, forms.Field] = {}
    for rad in forslag:
        felter[f"tekst_{rad.pk}"] = forms.CharField(label=_("Forslag"), max_length=LENGSTE_REGEL, initial=rad.tekst)
        stemmer = _tall(_("Stemmer"))
        stemmer.initial = rad.stemmer
        felter[f"stemmer_{rad.pk}"] = stemmer
        felter[f"valgt_{rad.pk}"] = forms.BooleanField(label=_("Blir en regel"), required=False, initial=rad.valgt)
        felter[f"fjern_{rad.pk}"] = forms.BooleanField(label=_("Fjern, eller slått sammen"), required=False)
    return felter


class Avtaleskjema(MedVersjon):
    """What happens when somebody forgets, and when the class looks at it again."""

    avtalt = TekstSomKanVente(
        label=_("Hva gjør vi når noen glemmer reglene?"),
        help_text=_("Det klassen er enig om, for eksempel at vi minner hverandre på det på en hyggelig måte."),
        max_length=LENGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    oppfolging = forms.DateField(
        label=_("Når ser dere på det igjen?"),
        help_text=_("Et par uker fram er fint. Du får en påminnelse."),
        required=False,
    )

    def data_til_dor(self) -> Avtaledata:
        """The typed data the door takes."""
        return Avtaledata(avtalt=self.cleaned_data["avtalt"], oppfolging=self.cleaned_data["oppfolging"])


class Gjennomgangsskjema(MedVersjon):
    """How it goes: numbers and a few words."""

    dato = forms.DateField(label=_("Dato"))
    bra = _tall(_("Hvor mange sier at det går bra?"))
    delvis = _tall(_("Sånn passe?"))
    darlig = _tall(_("Ikke bra?"))
    notat = TekstSomKanVente(
        label=_("Hva ble klassen enig om?"), max_length=LENGSTE_TEKST, widget=forms.Textarea(attrs={"rows": 3})
    )
    neste = forms.DateField(label=_("Neste gang"), required=False)

    def data_til_dor(self) -> Gjennomgangsdata:
        """The typed data the door takes."""
        felter = ("dato", "bra", "delvis", "darlig", "notat", "neste")
        return Gjennomgangsdata(**{navn: self.cleaned_data[navn] for navn in felter})
