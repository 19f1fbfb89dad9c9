"""How every form of the house looks and speaks: the design system's classes, plain Norwegian messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.innlogging.tekst import MERKE, gjenopprettet

if TYPE_CHECKING:
    from datetime import date

    from django.forms import Field
    from django.http import HttpRequest, QueryDict

# As Django has it where a form does not say otherwise.
STANDARD_ID = "id_%s"
PAAKREVD = _("Fyll ut dette feltet.")
VELG = _("Velg ett av alternativene.")
UGYLDIG_DATO = _("Skriv datoen som dag, måned og år, for eksempel 24.12.2026.")
ETT_AV = _("Fyll ut ett av feltene.")
LANGT_UNNA = _("Datoen er for langt unna. Se over årstallet.")
FOR_LANG = _("Teksten er for lang: %(show_value)d tegn. Det er plass til %(limit_value)d.")


IKKE_ALLTID_SENDT = (forms.CheckboxInput, forms.RadioSelect, forms.SelectMultiple, forms.HiddenInput, forms.FileInput)


# Nothing here happened before this, or is planned after: the year was written with two digits, or with one too many.
# And where a date is an hour too, the ends of the calendar have no hour in another time zone.
FORSTE_AAR, SISTE_AAR = 1950, 2100


def rimelig_aar(verdi: date) -> None:
    """Refuse a date nobody means; a datetime is a date too.

    Raises:
        ValidationError: the year is not of our time.

    """
    if not FORSTE_AAR <= verdi.year <= SISTE_AAR:
        raise forms.ValidationError(LANGT_UNNA)


def _velges(felt: Field) -> bool:
    return isinstance(felt, forms.ChoiceField | forms.ModelChoiceField)


def _kle_tid(felt: Field) -> None:
    """Dates as dates, and of our own time."""
    if isinstance(felt, forms.DateField | forms.DateTimeField):
        felt.validators.append(rimelig_aar)
    if isinstance(felt, forms.DateField):
        felt.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **felt.widget.attrs})
        felt.error_messages["invalid"] = UGYLDIG_DATO
    elif isinstance(felt, forms.TimeField):
        felt.widget = forms.TimeInput(format="%H:%M", attrs={"type": "time", **felt.widget.attrs})


def sidetall(request: HttpRequest) -> int:
    """The page of a list that is asked for; the first where it makes no sense."""
    verdi = request.GET.get("side", "1")
    return int(verdi) if verdi.isdecimal() and len(verdi) < 7 else 1  # noqa: PLR2004 - no list is that long


class SkjemaMixin(forms.BaseForm):
    """Mix in before ``forms.Form``: design system classes, dates as dates, messages as a colleague would say them.

    The browser does not validate (``novalidate`` on the form): the server's sentences stand beside the fields.
    """

    use_required_attribute = False
    er_gjenopprettet = False
    # Groups of fields where one must be filled in, whichever: none of them is «(valgfritt)». Words stand beside them
    # (``ETT_AV``, or the form's own), and so does the error: which one lacks is the form's or the door's to say.
    ett_av: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for felt in self.fields.values():
            self._kle(felt)
        for navn in (navn for gruppe in self.ett_av for navn in gruppe if navn in self.fields):
            self.fields[navn].ett_av = True  # type: ignore[attr-defined]  # read by the field's template
        if not self.is_bound:
            self._gi_tilbake()

    def neste_gang(self, **skjulte: object) -> None:
        """Let the next attempt carry these in its hidden fields, since it has been told what has changed meanwhile.

        What was typed stays, each of several ticks too.
        """
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for navn, verdi in skjulte.items():
            data[self.add_prefix(navn)] = str(verdi)
        self.data = data

    def _gi_tilbake(self) -> None:
        """Show again what the person had written here when their session ended; it has been carried out nowhere."""
        skrevet = next((felter for felter in gjenopprettet.get() if self._er_fra_her(felter)), None)
        if skrevet is None:
            return
        self.er_gjenopprettet = True
        self.initial = {
            **self.initial,
            **{n: f.widget.value_from_datadict(skrevet, {}, self.add_prefix(n)) for n, f in self.fields.items()},
        }

    @property
    def skjemamerke(self) -> str:
        """What the form calls itself in what it sends, so that two of a page are not taken for each other."""
        id_ = "" if self.auto_id == STANDARD_ID else str(self.auto_id)
        return " ".join(del_ for del_ in (type(self).__name__, id_, self.prefix or "") if del_)

    def _er_fra_her(self, felter: QueryDict) -> bool:
        """Whether these fields are those of this form: by its mark where it sent one, and by what they are."""
        if MERKE in felter:
            return felter[MERKE] == self.skjemamerke
        # Boxes that are not ticked are not sent; every other field of the form that was sent is there.
        alltid = [
            self.add_prefix(n) for n, felt in self.fields.items() if not isinstance(felt.widget, IKKE_ALLTID_SENDT)
        ]
        return all(navn in felter for navn in alltid) and any(self.add_prefix(n) in felter for n in self.fields)

    @staticmethod
    def _kle(felt: Field) -> None:
        _kle_tid(felt)
        widget = felt.widget
        if not isinstance(widget, forms.HiddenInput):
            widget.attrs.setdefault("class", "ds-input")
        if isinstance(widget, forms.Textarea):
            # Django's own ten rows are half a phone, and the field grows as one writes.
            if widget.attrs.get("rows") == "10":
                widget.attrs["rows"] = 4
            widget.attrs.setdefault("data-voks", "")
        standard = VELG if _velges(felt) else PAAKREVD
        if felt.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            felt.error_messages["required"] = standard
        if "invalid_choice" in felt.error_messages:
            felt.error_messages["invalid_choice"] = VELG
        for validator in felt.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = FOR_LANG


class _KanVente:
    """A field that must be filled in some day, or in some cases, but may be stored empty: never «(valgfritt)».

    Whether it must be filled now is the door's to say.
    """

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:  # type: ignore[attr-defined]
            super().validate(value)  # type: ignore[misc]


class TekstSomKanVente(_KanVente, forms.CharField):
    """Text that may be empty for now."""


class DatoSomKanVente(_KanVente, forms.DateField):
    """A date that may be empty for now."""


class TallSomKanVente(_KanVente, forms.IntegerField):
    """A number that may be empty for now."""


class ValgSomKanVente(_KanVente, forms.TypedChoiceField):
    """A choice that may be empty for now."""


class FlereValgSomKanVente(_KanVente, forms.MultipleChoiceField):
    """Several choices, or none for now."""


class RadSomKanVente(_KanVente, forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A choice among rows that may be empty for now."""
