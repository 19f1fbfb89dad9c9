"""Forms of the melding: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.melding.actions import Meldingsdata
from cases.melding.models import UTEN_SAMTYKKE, Arena, FraBehandling, JaNeiUsikker, Kilde, Krenkelse
from cases.melding.queries import ansatte_for, elever_for
from cases.melding.sending import HVEM_MANGLER
from cases.melding.taushet import Behandlingssvar
from cases.sak.models import FRITEKST, Involvert
from cases.sak.ruting import VOKSNE_PAA_SKOLEN, Involvertdata
from cases.vedlegg.filfelt import Filfelt, MedFiler
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Skole
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from datetime import date

    from django.forms import BoundField

    from steinkjer_skolemiljo.organisation.roller import Roller

JA_NEI = [("", _("Vet ikke")), ("ja", _("Ja")), ("nei", _("Nei"))]


def _ja_nei(verdi: str) -> bool | None:
    return {"ja": True, "nei": False}.get(verdi)


def _ja_nei_felt(etikett: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=etikett, choices=JA_NEI, coerce=_ja_nei, empty_value=None, required=False, widget=forms.RadioSelect
    )


class Behandlingsskjema(SkjemaMixin, forms.Form):
    """What a helsepersonell is asked before anything is written (A-5). Others never see it."""

    fra_behandling = forms.ChoiceField(
        label=_("Har du dette fra behandling av eleven?"),
        choices=[
            (FraBehandling.NEI.value, FraBehandling.NEI.label),
            (FraBehandling.SAMTYKKE.value, FraBehandling.SAMTYKKE.label),
            (UTEN_SAMTYKKE, _("Ja, men jeg har ikke samtykke")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Det du får vite når du gir helsehjelp, har du strengere taushetsplikt om enn andre på skolen."),
    )
    # Needed with one of the answers, and shown with it (static/css/framlegg.css).
    samtykke_fra = TekstSomKanVente(
        label=_("Hvem har samtykket?"), max_length=120, help_text=_("Eleven selv, eller navnet på den foresatte.")
    )
    samtykke_dato = DatoSomKanVente(label=_("Når ble samtykket gitt?"))

    SPORSMAAL = ("fra_behandling", "samtykke_fra", "samtykke_dato")

    def __init__(self, *args: Any, helsepersonell: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not helsepersonell:
            for navn in self.SPORSMAAL:
                del self.fields[navn]
            if not self.is_bound:
                # What was kept was written in a form without the question.
                self._gi_tilbake()

    def behandlingssvar(self) -> Behandlingssvar:
        """What was answered; nothing when nobody asked."""
        ren = self.cleaned_data
        return Behandlingssvar(
            fra_behandling=ren.get("fra_behandling", ""),
            samtykke_fra=ren.get("samtykke_fra", ""),
            samtykke_dato=ren.get("samtykke_dato"),
        )

    @property
    def sporsmaal(self) -> list[BoundField]:
        """The question's fields, if this person is asked."""
        return [self[navn] for navn in self.SPORSMAAL if navn in self.fields]

    @property
    def besvart(self) -> bool:
        """Nobody asks, or it has been answered so that there is no more to ask: then writing may begin."""
        if "fra_behandling" not in self.fields:
            return True
        if any(navn in self.errors for navn in self.SPORSMAAL):
            return False
        return self["fra_behandling"].value() in FraBehandling.values


class Meldeskjema(Behandlingsskjema):
    """The meldeskjema (section 2.1). Only who and what are compulsory: nothing may make a doubtful person give up."""

    nokkel = forms.UUIDField(widget=forms.HiddenInput)
    # Drawn as a search with check boxes (templates/cases/melding/_elevtreff.html).
    elever = forms.ModelMultipleChoiceField(label=_("Hvem gjelder det?"), queryset=Elev.objects.none(), required=False)
    ukjent_elev = forms.CharField(
        label=_("Finner du ikke eleven? Beskriv hvem det er"),
        max_length=300,
        required=False,
        help_text=_("For eksempel: en jente på 3. trinn med rød jakke."),
    )
    skole = forms.ModelChoiceField(
        label=_("Hvilken skole går eleven på?"),
        queryset=Skole.objects.none(),
        required=False,
        empty_label=_("Velg skole"),
        help_text=_("Trengs bare når du har beskrevet en elev du ikke fant."),
    )
    hva_skjedde = forms.CharField(
        label=_("Hva har du sett, hørt eller fått vite?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv hva som ble sagt og gjort, ikke hva du tror om noen. Du trenger ikke være sikker."),
        error_messages={"required": _("Skriv noen ord om det. Én setning er nok.")},
    )
    trygg_naa = forms.ChoiceField(
        label=_("Er eleven trygg nå?"),
        choices=JaNeiUsikker.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Er svaret nei, får mottakeren beskjed med en gang. Ring også."),
    )
    kilde = forms.ChoiceField(
        label=_("Hvordan fikk du vite det?"), choices=Kilde.choices, required=False, widget=forms.RadioSelect
    )
    sagt_dato = forms.DateField(label=_("Når sa eleven eller foresatte det?"), required=False)
    kategorier = forms.MultipleChoiceField(
        label=_("Hvem kan ha krenket eleven?"),
        choices=Involvert.Kategori.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    krenkere = forms.ModelMultipleChoiceField(
        label=_("Elever som kan ha krenket"), queryset=Elev.objects.none(), required=False
    )
    ansatt = forms.ModelChoiceField(
        label=_("Hvilken ansatt?"),
        queryset=Bruker.objects.none(),
        required=False,
        empty_label=_("Vet ikke, eller vil ikke si"),
    )
    krenker_beskrivelse = forms.CharField(
        label=_("Beskriv, hvis du ikke vet navnet"),
        max_length=200,
        required=False,
        # Empty, but there: the style sheet shows a filled field whatever else is chosen.
        widget=forms.TextInput(attrs={"placeholder": " "}),
    )

    oppdaget = forms.DateField(label=_("Når fikk du vite det?"))
    naar_dato = forms.DateField(label=_("Hvilken dag?"), required=False)
    naar_klokkeslett = forms.TimeField(label=_("Klokka"), required=False)
    naar_beskrivelse = forms.CharField(
        label=_("Når, med egne ord"),
        max_length=200,
        required=False,
        help_text=_("For eksempel: flere ganger siden høstferien."),
    )
    arenaer = forms.MultipleChoiceField(
        label=_("Hvor skjedde det?"), choices=Arena.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    typer = forms.MultipleChoiceField(
        label=_("Hva slags hendelse?"), choices=Krenkelse.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    grep_inn = _ja_nei_felt(_("Grep noen inn?"))
    grep_inn_beskrivelse = forms.CharField(
        label=_("Hvem grep inn og hvordan, eller hvorfor var det ikke mulig?"),
        max_length=FRITEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    fysisk_inngripen = forms.BooleanField(label=_("Noen måtte gripe inn fysisk"), required=False)
    strakstiltak = forms.CharField(
        label=_("Hva har du eller andre gjort?"),
        max_length=FRITEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    foresatte_varslet = _ja_nei_felt(_("Har foresatte fått vite det?"))
    foresatte_varslet_beskrivelse = forms.CharField(label=_("Av hvem, og når?"), max_length=200, required=False)
    vitner = forms.CharField(
        label=_("Andre som så det eller vet noe"),
        max_length=FRITEKST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    haster = forms.BooleanField(label=_("Det haster: noen må gjøre noe i dag"), required=False)

    # The page asks in the order one tells a story; these are for those who want to say more.
    MER = ("typer", "vitner", "oppdaget")

    def __init__(self, *args: Any, roller: Roller, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["elever"].queryset = elever_for(roller)  # type: ignore[attr-defined]
        self.fields["krenkere"].queryset = elever_for(roller)  # type: ignore[attr-defined]
        self.fields["ansatt"].queryset = ansatte_for(roller, dag)  # type: ignore[attr-defined]
        self.fields["skole"].queryset = Skole.objects.filter(nedlagt__isnull=True)  # type: ignore[attr-defined]
        self.initial.setdefault("nokkel", uuid4())
        self.initial.setdefault("oppdaget", dag)
        if len(roller.alle_skoler) == 1:
            self.initial.setdefault("skole", next(iter(roller.alle_skoler)))

    def clean(self) -> dict[str, Any]:
        """Who it is about is demanded by the door; it is told here beside what else is missing."""
        ren = super().clean() or self.cleaned_data
        if "elever" not in self.errors and not ren.get("elever") and not ren.get("ukjent_elev", "").strip():
            self.add_error("elever", HVEM_MANGLER)
        return ren

    def mer(self) -> list[BoundField]:
        """The fields one may leave alone."""
        return [self[navn] for navn in self.MER]

    @property
    def mer_har_feil(self) -> bool:
        """Whether something among the fields one may leave alone must be mended."""
        return any(navn in self.errors for navn in self.MER)

    def krenkerdata(self) -> tuple[Involvertdata, ...]:
        """Who may have offended, one row each."""
        ren = self.cleaned_data
        kategorier = [Involvert.Kategori(k) for k in ren.get("kategorier", ())]
        ansatt, beskrivelse = ren.get("ansatt"), ren.get("krenker_beskrivelse", "")
        rader = [Involvertdata(Involvert.Kategori.ELEV, elev=elev) for elev in ren.get("krenkere", ())]
        if ansatt is not None and not VOKSNE_PAA_SKOLEN & set(kategorier):
            kategorier.append(Involvert.Kategori.ANSATT)
        for kategori in kategorier:
            if kategori == Involvert.Kategori.ELEV and rader:
                continue
            navngitt = ansatt if kategori in VOKSNE_PAA_SKOLEN else None
            rader.append(Involvertdata(kategori, ansatt=navngitt, beskrivelse="" if navngitt else beskrivelse))
            if navngitt:
                ansatt = None
        return tuple(rader)

    def data_til_dor(self) -> Meldingsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        rett_over = {
            navn: ren[navn]
            for navn in (
                "nokkel",
                "ukjent_elev",
                "skole",
                "hva_skjedde",
                "trygg_naa",
                "kilde",
                "sagt_dato",
                "oppdaget",
                "naar_dato",
                "naar_klokkeslett",
                "naar_beskrivelse",
                "grep_inn",
                "grep_inn_beskrivelse",
                "fysisk_inngripen",
                "strakstiltak",
                "foresatte_varslet",
                "foresatte_varslet_beskrivelse",
                "vitner",
                "haster",
            )
        }
        return Meldingsdata(
            **rett_over,
            behandling=self.behandlingssvar(),
            elever=tuple(ren["elever"]),
            krenkere=self.krenkerdata(),
            arenaer=tuple(ren["arenaer"]),
            typer=tuple(ren["typer"]),
        )


class Tilleggsskjema(MedFiler, Behandlingsskjema):
    """Something one remembered later."""

    tekst = forms.CharField(
        label=_("Hva vil du legge til?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        # What is added is read by those who have the melding, who may be the very ones it tells of now (L-5.5).
        help_text=_(
            "Kan en som arbeider på skolen ha krenket eleven, og sto det ikke i meldingen? Da sender du en ny melding, "
            "så går den til den som skal ha den."
        ),
    )
    filer = Filfelt(label=_("Bilder eller dokumenter"), required=False)
