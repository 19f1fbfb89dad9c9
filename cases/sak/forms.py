"""Forms of the sak itself: shape only; the doors decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.sak import access
from cases.sak.models import Del, Eier, Involvert
from cases.sak.ruting import Involvertdata
from cases.sak.tilgang import Settedata, Tilgangsdata, kan_faa_tilgang, kan_settes
from steinkjer_skolemiljo.organisation.models import KOMMUNEROLLER, Bruker, Elev, Rolle, Rolletildeling, gjelder
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from datetime import date

    from cases.sak.models import Sak


# Who has left can still be named, and is then denied the sak should they come back.
SLUTTET_NYLIG = timedelta(days=365)


class Tilgangsskjema(SkjemaMixin, forms.Form):
    """Let one person into this sak."""

    bruker = forms.ModelChoiceField(
        label=_("Hvem skal få tilgang?"), queryset=Bruker.objects.none(), empty_label=_("Velg person")
    )
    formaal = forms.CharField(label=_("Hva skal personen gjøre i saken?"), max_length=200)
    skrive = forms.TypedChoiceField(
        label=_("Hva skal personen kunne?"),
        choices=[("nei", _("Lese")), ("ja", _("Lese og skrive samtaler og observasjoner"))],
        coerce=lambda verdi: verdi == "ja",
        widget=forms.RadioSelect,
        initial="nei",
    )
    deler = forms.MultipleChoiceField(
        label=_("Hvilke deler skal personen se?"),
        choices=Del.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Oversikten ser personen alltid. Interne notater ser personen aldri. "
            "Dokumenter er kopier av planen og annet personen ellers ser."
        ),
    )
    gyldig_til = forms.DateField(label=_("Til og med"), help_text=_("Høyst 90 dager. Du kan gi tilgang på nytt."))

    def __init__(self, *args: Any, sak: Sak, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bruker"].queryset = kan_faa_tilgang(sak, dag)  # type: ignore[attr-defined]

    def data_til_dor(self) -> Tilgangsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Tilgangsdata(
            bruker=ren["bruker"],
            formaal=ren["formaal"],
            gyldig_til=ren["gyldig_til"],
            skrive=ren["skrive"],
            deler=frozenset(Del(del_) for del_ in ren["deler"]),
        )


class Forlengskjema(SkjemaMixin, forms.Form):
    """A later end for a grant that is in force."""

    gyldig_til = forms.DateField(label=_("Ny sluttdato"))


class Sperreskjema(SkjemaMixin, forms.Form):
    """Whether the sak is closed to all but rektor and named persons."""

    sperret = forms.TypedChoiceField(
        choices=[("ja", ""), ("nei", "")], coerce=lambda verdi: verdi == "ja", widget=forms.HiddenInput
    )


class Setteskjema(SkjemaMixin, forms.Form):
    """Appoint one who leads this one sak."""

    bruker = forms.ModelChoiceField(
        label=_("Hvem skal lede saken?"),
        queryset=Bruker.objects.none(),
        empty_label=_("Velg person"),
        help_text=_(
            "Velg en som ikke arbeider under den som er meldt eller inhabil. Er det sektorleder, kan ingen ved skolene "
            "avgjøre saken (forvaltningsloven § 6 tredje ledd). Du leder den, og kan gi skolen tilgang til å forberede."
        ),
    )
    formaal = forms.CharField(label=_("Hvorfor, og med hvilket oppdrag?"), max_length=200)
    gyldig_til = forms.DateField(label=_("Til og med"), help_text=_("Oppdraget kan forlenges."))

    def __init__(self, *args: Any, sak: Sak, dag: date, **kwargs: Any) -> None:
        # It stands on the same page as the form for a grant, whose fields have the same names.
        super().__init__(*args, auto_id="id_sett_%s", **kwargs)
        self.fields["bruker"].queryset = kan_settes(sak, dag)  # type: ignore[attr-defined]

    def data_til_dor(self) -> Settedata:
        """The typed data the door takes."""
        return Settedata(**self.cleaned_data)


def navngivbare(sak: Sak, dag: date) -> Any:
    """Those who may be named in a sak: who works at its school or did lately, and the municipality's own (L-5.8)."""
    ved_skolen = Q(skole=sak.skole_id) & (Q(til__isnull=True) | Q(til__gte=dag - SLUTTET_NYLIG))
    kommunens = Q(rolle__in=KOMMUNEROLLER) & gjelder(dag)
    return Bruker.objects.filter(
        pk__in=Rolletildeling.objects.filter(ved_skolen | kommunens).values("bruker"), er_systemet=False
    ).order_by("etternavn", "fornavn")


def kandidater(sak: Sak, dag: date) -> Any:
    """Employees of the sak's school today, less the person the sak is closed to is the door's business."""
    return Bruker.objects.filter(
        pk__in=Rolletildeling.objects.filter(gjelder(dag), skole=sak.skole_id).values("bruker"),
        is_active=True,
    ).order_by("etternavn", "fornavn")


class Ansvarligskjema(SkjemaMixin, forms.Form):
    """Who is saksansvarlig."""

    ansvarlig = forms.ModelChoiceField(
        label=_("Hvem skal være saksansvarlig?"), queryset=Bruker.objects.none(), empty_label=_("Velg person")
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sak: Sak, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mulige = {b.pk for b in _ledere(sak, dag)} | ({sak.ansvarlig_id} if not sak.ansvarlig.er_systemet else set())
        self.fields["ansvarlig"].queryset = (  # type: ignore[attr-defined]
            Bruker.objects.filter(pk__in=mulige).order_by("etternavn", "fornavn")
        )


def _ledere(sak: Sak, dag: date) -> list[Bruker]:
    """Those who hold a role that leads at the level where the sak lies; whether they may in this one is the door's."""
    if sak.eier == Eier.SKOLE:
        return access.ledere_ved(sak.skole_id, dag)
    return access.med_kommunerolle(Rolle.SEKTORLEDER if sak.eier == Eier.SKOLEEIER else Rolle.KOMMUNALSJEF, dag)


class Involvertskjema(SkjemaMixin, forms.Form):
    """Add a person the sak is said to concern."""

    ett_av = (("elev", "beskrivelse"),)

    rolle = forms.ChoiceField(
        label=_("Hva er personens rolle?"), choices=Involvert.Rolle.choices, widget=forms.RadioSelect
    )
    kategori = forms.ChoiceField(label=_("Hvem er det?"), choices=Involvert.Kategori.choices, widget=forms.RadioSelect)
    elev = forms.ModelChoiceField(
        label=_("Elev"),
        queryset=Elev.objects.none(),
        required=False,
        empty_label=_("Ingen valgt"),
        help_text=_("Når det er en elev. Vet du ikke hvem, beskriver du eleven i det siste feltet."),
    )
    ansatt = forms.ModelChoiceField(
        label=_("Ansatt"), queryset=Bruker.objects.none(), required=False, empty_label=_("Ingen valgt")
    )
    beskrivelse = forms.CharField(label=_("Beskrivelse, hvis du ikke vet navnet"), max_length=200, required=False)

    def __init__(self, *args: Any, bruker: Bruker, sak: Sak, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elever = access.elever_ved_skolen(bruker, sak, dag)
        self.fields["elev"].queryset = elever.order_by("etternavn", "fornavn")  # type: ignore[attr-defined]
        self.fields["ansatt"].queryset = navngivbare(sak, dag)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The person must fit the kind: a pupil is chosen among pupils, and so on."""
        ren = super().clean() or self.cleaned_data
        kategori = ren.get("kategori")
        if kategori == Involvert.Kategori.ELEV and not (ren.get("elev") or ren.get("beskrivelse")):
            self.add_error("elev", _("Velg eleven, eller beskriv hvem det er."))
        if kategori != Involvert.Kategori.ELEV:
            ren["elev"] = None
        if kategori not in {Involvert.Kategori.ANSATT, Involvert.Kategori.LEDER}:
            ren["ansatt"] = None
        return ren

    def data_til_dor(self) -> Involvertdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Involvertdata(
            rolle=Involvert.Rolle(ren["rolle"]),
            kategori=Involvert.Kategori(ren["kategori"]),
            elev=ren["elev"],
            ansatt=ren["ansatt"],
            beskrivelse=ren["beskrivelse"],
        )


class Datoskjema(SkjemaMixin, forms.Form):
    """One date."""

    dato = forms.DateField(label=_("Dato"))


class InformertSkjema(Datoskjema):
    """When the parents were told."""

    dato = forms.DateField(label=_("Når fikk de vite det?"))


class TattOppSkjema(Datoskjema):
    """When the pupil or parents took the matter up with rektor."""

    dato = forms.DateField(label=_("Når ble saken tatt opp?"))

    av = forms.CharField(label=_("Hvem tok det opp?"), max_length=120)


class Inhabilskjema(SkjemaMixin, forms.Form):
    """Step aside."""

    grunn = forms.CharField(
        label=_("Hvorfor er du inhabil?"),
        max_length=300,
        help_text=_("For eksempel: i nær familie med eleven. Du mister tilgangen til saken med en gang."),
    )
