"""The plan's form and its rows of tiltak. Shape only: what a draft may lack, and what the law asks, the doors say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak.forms import kandidater
from cases.sak.models import FRITEKST, Saktilgang
from cases.tiltaksplan.actions import Plandata, Statusdata, Tiltaksdata
from cases.tiltaksplan.models import Tiltak
from steinkjer_skolemiljo.organisation.innlogging.tekst import gjenopprettet
from steinkjer_skolemiljo.organisation.models import Bruker
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente, ValgSomKanVente

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from cases.sak.feil import Regelbrudd
    from cases.sak.models import Sak
    from cases.tiltaksplan.models import Tiltaksplan

# More rows than any plan has; a guard against a page without end.
FLEST_TILTAK = 40
RADFELT = tuple(navn for navn in Tiltaksdata.__dataclass_fields__ if navn not in {"id", "ansvarlig"})


def _lang(etikett: Any, hjelp: Any = "", *, loven: bool = False, rader: int = 4) -> forms.CharField:
    slag = TekstSomKanVente if loven else forms.CharField
    return slag(
        label=etikett,
        help_text=hjelp,
        max_length=FRITEKST,
        required=loven,
        widget=forms.Textarea(attrs={"rows": rader}),
    )


def _kort(etikett: Any, lengde: int, hjelp: Any = "") -> forms.CharField:
    return forms.CharField(label=etikett, max_length=lengde, required=False, help_text=hjelp)


class Planskjema(SkjemaMixin, forms.Form):
    """All of the plan but its tiltak, in the order of section 2.5."""

    revisjon = forms.IntegerField(widget=forms.HiddenInput)
    utfordring = _lang(
        _("Hvilket problem skal tiltakene løse?"),
        _("Beskriv det eleven opplever, og det rundt eleven som virker inn."),
        loven=True,
    )
    bakgrunn = _lang(
        _("Bakgrunn"), _("Melding og undersøkelser som er gjort eller planlagt. Datoer, ikke navn på andre elever.")
    )
    maal = _lang(_("Mål"), _("Hvordan er skoledagen når det er bra, og hva viser at det virker?"))
    elevens_syn = _lang(
        _("Elevens syn"),
        _("Hva mener eleven om tiltakene? Skriv også om eleven ikke ønsket å si noe."),
        loven=True,
    )
    foresattes_syn = _lang(_("Foresattes syn"), _("Hva mener hver av de foresatte?"))
    barnets_beste = _lang(
        _("Barnets beste"),
        _("Hva er veid mot hva? Er et tiltak imot elevens ønske, må grunnen stå her."),
        loven=True,
    )
    evalueringsdato = DatoSomKanVente(label=_("Når skal tiltakene evalueres?"))
    evaluering_begrunnelse = forms.CharField(
        label=_("Hvorfor så lenge til evaluering?"),
        help_text=_("Bare når det er lenger til enn kommunens lengste tid mellom evalueringer."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    evaluering_deltakere = _kort(_("Hvem er med på evalueringen?"), 200)
    oppfolgingssamtaler = _kort(_("Oppfølgingssamtaler med eleven"), 200, _("Hvem snakker med eleven, og hvor ofte?"))
    trygghetsperson = _kort(_("Elevens trygghetsperson"), 120, _("En voksen på skolen som eleven selv stoler på."))
    samarbeid = _lang(
        _("Samarbeid med andre"),
        _("For eksempel PPT, helsesykepleier, miljøterapeut. Skriv også om det er gitt samtykke."),
    )
    uenighet = _lang(_("Er eleven eller foresatte uenig i noe?"), _("Uenighet stopper ikke planen, men skal stå her."))

    def har_sett(self, plan: Tiltaksplan) -> None:
        """Remember that the person has now been shown the draft as it is stored."""
        self.data = {**self.data.dict(), "revisjon": plan.revisjon}  # type: ignore[attr-defined]


class Tiltaksskjema(SkjemaMixin, forms.Form):
    """One row: what, when, who."""

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
    ansvarlig_rolle = _kort(_("Ansvarlig rolle"), 120)
    nivaa = forms.ChoiceField(label=_("Nivå"), choices=Tiltak.Nivaa.choices, initial=Tiltak.Nivaa.INDIVID)
    grunnlag = forms.CharField(
        label=_("Bygger på"),
        help_text=_("Hva i undersøkelsen eller meldingen er grunnen til tiltaket?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    strakstiltak = forms.BooleanField(label=_("Strakstiltak"), required=False)
    synlig_for_hjem = forms.BooleanField(label=_("Vises for eleven og foresatte"), required=False, initial=True)
    krever_enkeltvedtak = forms.BooleanField(
        label=_("Krever eget enkeltvedtak"), required=False, help_text=_("For eksempel pålagt skolebytte.")
    )
    enkeltvedtak_referanse = _kort(_("Vedtakets nummer"), 80)
    enkeltvedtak_dato = forms.DateField(label=_("Vedtakets dato"), required=False)

    def __init__(self, *args: Any, ansatte: Mapping[str, Bruker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["ansvarlig"]
        felt.choices = [("", _("Velg person")), *((pk, b.navn) for pk, b in ansatte.items())]  # type: ignore[attr-defined]
        felt.coerce = ansatte.get  # type: ignore[attr-defined]

    @property
    def er_tom(self) -> bool:
        """Nothing has been written in the row: it is no tiltak, and is left out without a word."""
        if self.errors:
            return False
        ren = self.cleaned_data
        tekst = ("beskrivelse", "fra", "til", "hyppighet", "ansvarlig", "ansvarlig_rolle", "grunnlag")
        return not any(ren.get(navn) for navn in (*tekst, "enkeltvedtak_referanse", "enkeltvedtak_dato"))

    def data_til_dor(self) -> Tiltaksdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        felter = {navn: ren[navn] for navn in Tiltaksdata.__dataclass_fields__}
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


class Planredigering:
    """The plan's form and its rows as the one thing they are on the page."""

    def __init__(self, plan: Tiltaksplan, sak: Sak, dag: date, data: Any = None) -> None:
        self.plan = plan
        rader = list(plan.tiltak.all())
        self.ansatte = ansatte(sak, dag, rader)
        if data is None and (skrevet := gjenopprettet.get()) is not None and "tiltak-TOTAL_FORMS" in skrevet:
            # Written before the session ended: the plan and all its rows, as they were sent.
            data = skrevet
        self.data = data
        if data is not None:
            self.skjema = Planskjema(data)
            self.rader = self._formsett(data)
            return
        felter = (navn for navn in Plandata.__dataclass_fields__ if navn != "tiltak")
        self.skjema = Planskjema(initial={navn: getattr(plan, navn) for navn in felter})
        self.rader = self._formsett(None, initial=[_som_start(rad) for rad in rader])
        if not rader:
            # The page begins with one empty row.
            self.rader = self._formsett(None, initial=[{}])

    def _formsett(self, data: Any, **kwargs: Any) -> Any:
        return Tiltaksformsett(data, prefix="tiltak", form_kwargs={"ansatte": self.ansatte}, **kwargs)

    @property
    def har_feil(self) -> bool:
        """Whether something must be mended; asks nothing of a page that is shown for the first time."""
        return self.skjema.is_bound and bool(
            self.skjema.errors or self.rader.non_form_errors() or any(self.rader.errors)
        )

    def gyldig(self) -> bool:
        """Whether all of it has the right shape."""
        return all((self.skjema.is_valid(), self.rader.is_valid()))

    def data_til_dor(self) -> Plandata:
        """The typed data the doors take."""
        return Plandata(**self.skjema.cleaned_data, tiltak=tuple(rad.data_til_dor() for rad in self.rader.i_bruk))

    def vis(self, feil: Regelbrudd) -> None:
        """Put each refusal beside its field: ``tiltak-2-fra`` is the third row in use, wherever it stands."""
        i_bruk = self.rader.i_bruk
        for brudd in feil.brudd:
            start, _strek, resten = brudd.felt.partition("-")
            nummer, _strek, felt = resten.partition("-")
            if start == "tiltak" and nummer.isdigit() and int(nummer) < len(i_bruk):
                rad = i_bruk[int(nummer)]
                rad.add_error(felt if felt in rad.fields else None, brudd.tekst)
            elif start == "tiltak":
                self.rader.non_form_errors().append(brudd.tekst)
            else:
                self.skjema.add_error(brudd.felt if brudd.felt in self.skjema.fields else None, brudd.tekst)

    def med_en_rad_til(self) -> None:
        """Keep all that is typed, and add an empty row."""
        ny = self.rader.total_form_count()
        if ny < FLEST_TILTAK:
            self._sett_inn(ny, {"nivaa": Tiltak.Nivaa.INDIVID, "synlig_for_hjem": "on"})

    def har_sett(self, plan: Tiltaksplan) -> None:
        """After someone else's save: the next save is made with open eyes, and their new rows are in the form too."""
        self.skjema.har_sett(plan)
        mine = {rad.cleaned_data.get("id") for rad in self.rader.forms if hasattr(rad, "cleaned_data")}
        for rad in plan.tiltak.all():
            if rad.pk not in mine:
                start = {navn: "on" if verdi is True else verdi for navn, verdi in _som_start(rad).items()}
                self._sett_inn(self.rader.total_form_count(), start)

    def _sett_inn(self, nummer: int, verdier: Mapping[str, Any]) -> None:
        data = self.data.copy()
        for navn, verdi in verdier.items():
            if verdi not in (None, False, ""):
                data[f"tiltak-{nummer}-{navn}"] = str(verdi)
        data["tiltak-TOTAL_FORMS"] = str(nummer + 1)
        self.data = data
        self.rader = self._formsett(data)


def _som_start(rad: Tiltak) -> dict[str, Any]:
    return {"id": rad.pk, "ansvarlig": rad.ansvarlig_id or "", **{navn: getattr(rad, navn) for navn in RADFELT}}


def ansatte(sak: Sak, dag: date, rader: Iterable[Tiltak]) -> dict[str, Bruker]:
    """Who may be chosen: the school's employees, those let into the sak, and those already in the plan. One query."""
    valgte = {rad.ansvarlig_id for rad in rader if rad.ansvarlig_id is not None}
    personer = Bruker.objects.filter(
        Q(pk__in=kandidater(sak, dag).values("pk"))
        | Q(pk__in=Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag).values("user"))
        | Q(pk__in=valgte)
    )
    return {str(person.pk): person for person in personer.order_by("etternavn", "fornavn")}


class Statusskjema(SkjemaMixin, forms.Form):
    """How one tiltak stands."""

    status = forms.ChoiceField(label=_("Status"), choices=Tiltak.Status.choices)
    notat = TekstSomKanVente(
        label=_("Notat"),
        help_text=_("Må skrives når tiltaket ikke ble gjennomført."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def data_til_dor(self) -> Statusdata:
        """The typed data the door takes."""
        return Statusdata(status=Tiltak.Status(self.cleaned_data["status"]), notat=self.cleaned_data["notat"])
