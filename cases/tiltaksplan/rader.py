"""The rows of the plan's form: one for each tiltak. Shape only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.tiltaksplan.data import RADFELT, Tiltaksdata
from cases.tiltaksplan.models import Tiltak
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente, ValgSomKanVente

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from steinkjer_skolemiljo.organisation.models import Bruker

# More rows than any plan has; a guard against a page without end.
FLEST_TILTAK = 40
# What makes a row a tiltak; boxes alone do not.
INNHOLD = (
    "beskrivelse",
    "fra",
    "til",
    "hyppighet",
    "ansvarlig",
    "ansvarlig_rolle",
    "funn",
    "grunnlag",
    "enkeltvedtak_referanse",
    "enkeltvedtak_dato",
    "flytting_samtykke",
    "palegg_referanse",
)


def _kort(etikett: Any, lengde: int, hjelp: Any = "") -> forms.CharField:
    return forms.CharField(label=etikett, max_length=lengde, required=False, help_text=hjelp)


def _naar_krysset(etikett: Any, lengde: int, hjelp: Any = "") -> TekstSomKanVente:
    """Text that belongs to a box that may be ticked."""
    return TekstSomKanVente(label=etikett, max_length=lengde, help_text=hjelp)


class Tiltaksskjema(SkjemaMixin, forms.Form):
    """One row: what, when, who, and what it builds on."""

    ett_av = (("fra", "til", "hyppighet"), ("ansvarlig", "ansvarlig_rolle"))

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    beskrivelse = TekstSomKanVente(
        label=_("Hva skal de voksne på skolen gjøre?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    fra = DatoSomKanVente(label=_("Fra dato"))
    til = forms.DateField(label=_("Til dato"), required=False)
    hyppighet = _kort(_("Hvor ofte"), 120)
    ansvarlig = ValgSomKanVente(label=_("Ansvarlig person"), empty_value=None)
    ansvarlig_rolle = _kort(_("Eller en rolle"), 120)
    nivaa = forms.ChoiceField(label=_("Nivå"), choices=Tiltak.Nivaa.choices, initial=Tiltak.Nivaa.INDIVID)
    funn = forms.ChoiceField(label=_("Bygger på"), required=False)
    grunnlag = forms.CharField(
        label=_("Hvorfor akkurat dette?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    strakstiltak = forms.BooleanField(label=_("Strakstiltak"), required=False)
    synlig_for_hjem = forms.BooleanField(label=_("Vises for eleven og foresatte"), required=False, initial=True)
    krever_enkeltvedtak = forms.BooleanField(
        label=_("Krever eget enkeltvedtak"),
        required=False,
        help_text=_("For eksempel at en elev som har krenket, må bytte skole, eller bortvisning."),
    )
    enkeltvedtak_referanse = _naar_krysset(_("Vedtakets nummer"), 80)
    enkeltvedtak_dato = DatoSomKanVente(label=_("Vedtakets dato"))
    flytter_eleven = forms.BooleanField(
        label=_("Flytter eleven saken gjelder"),
        required=False,
        help_text=_("Til en annen klasse, gruppe eller skole. Det krever samtykke."),
    )
    flytting_samtykke = _naar_krysset(_("Hvem har samtykket, og når?"), 200)
    palegg = forms.BooleanField(label=_("Pålagt av Statsforvalteren"), required=False)
    palegg_referanse = _naar_krysset(_("Påleggets nummer"), 80)

    def __init__(
        self,
        *args: Any,
        ansatte: Mapping[str, Bruker],
        funn: Sequence[tuple[str, str]],
        laaste: frozenset[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["ansvarlig"]
        felt.choices = [("", _("Velg person")), *((pk, b.navn) for pk, b in ansatte.items())]  # type: ignore[attr-defined]
        felt.coerce = ansatte.get  # type: ignore[attr-defined]
        self.fields["funn"].choices = [("", _("Velg funn")), *funn]  # type: ignore[attr-defined]
        self.laaste = laaste

    @property
    def er_laast(self) -> bool:
        """Ordered by Statsforvalteren in an adopted version: what it is cannot be changed here."""
        return str(self["id"].value()) in {str(pk) for pk in self.laaste}

    @property
    def har_mer(self) -> bool:
        """Whether the folded part must stand open: something in it is ticked or wrong."""
        krysset = any(self[navn].value() for navn in ("krever_enkeltvedtak", "flytter_eleven", "palegg"))
        feil = {"enkeltvedtak_referanse", "enkeltvedtak_dato", "flytting_samtykke", "palegg_referanse"}
        return bool(krysset or (self.is_bound and feil & self.errors.keys()))

    @property
    def er_tom(self) -> bool:
        """Nothing has been written in the row: it is no tiltak, and is left out without a word."""
        return not self.errors and not any(self.cleaned_data.get(navn) for navn in INNHOLD)

    def data_til_dor(self) -> Tiltaksdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        felter = {navn: ren[navn] for navn in ("id", *RADFELT)}
        return Tiltaksdata(**{**felter, "nivaa": Tiltak.Nivaa(ren["nivaa"])})


class Tiltaksrader(forms.BaseFormSet):  # type: ignore[type-arg]  # not generic at run time
    """The rows. Empty ones and those ticked for removal are left out; the rest keep their order."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: Tiltaksskjema, index: int | None) -> None:
        """Give the removal box words and the house's look."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Fjern dette tiltaket")
        form.fields["DELETE"].widget.attrs["class"] = "ds-input"

    @property
    def i_bruk(self) -> list[Tiltaksskjema]:
        """The rows that hold a tiltak: number 0 here is ``tiltak-0`` to the door."""
        return [rad for rad in self.forms if not rad.cleaned_data.get("DELETE") and not rad.er_tom]


Tiltaksformsett = forms.formset_factory(
    Tiltaksskjema,
    formset=Tiltaksrader,
    extra=0,
    can_delete=True,
    max_num=FLEST_TILTAK,
    validate_max=True,
    absolute_max=FLEST_TILTAK + 20,
)


def som_start(rad: Tiltak | Tiltaksdata) -> dict[str, Any]:
    """A row as a form begins with it."""
    pk = rad.pk if isinstance(rad, Tiltak) else rad.id
    verdier = {navn: getattr(rad, navn) for navn in RADFELT if navn != "ansvarlig"}
    return {**verdier, "id": pk, "ansvarlig": rad.ansvarlig.pk if rad.ansvarlig is not None else ""}
