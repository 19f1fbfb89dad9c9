"""The forms of the draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from procedures.models import FRITEKST
from procedures.steder import Delplikt, Sted
from procedures.utkast.actions import Avsnittdata, Godkjenning, Hodedata
from steinkjer_skolemiljo.lenker import sjekk_lenker
from steinkjer_skolemiljo.skjema import SkjemaMixin

FORMAT = _("Hver linje er et avsnitt. Begynn med «- » for et punkt, og «# » for en liten overskrift.")


def _felt(etikett: Any, linjer: int, **resten: Any) -> forms.CharField:
    return forms.CharField(
        label=etikett,
        max_length=resten.pop("lengst", FRITEKST),
        widget=forms.Textarea(attrs={"rows": linjer}),
        **resten,
    )


def _en_slags_linjeskift(tekst: str) -> str:
    return tekst.replace("\r\n", "\n").replace("\r", "\n")


class Hodeskjema(SkjemaMixin, forms.Form):
    """What stands before the sections, and the names of the parts."""

    formaal = _felt(_("Formål"), 5, required=False)
    omfang = _felt(_("Hvor den gjelder"), 4, required=False)
    ansvar = _felt(_("Ansvar"), 5, required=False, help_text=FORMAT)
    deltitler = _felt(_("Deler"), 4, help_text=_("Én del på hver linje, i rekkefølge."), lengst=3000)
    nytt = _felt(
        _("Hva er nytt i denne versjonen?"),
        4,
        required=False,
        help_text=_("De ansatte ser dette øverst når de blir bedt om å lese."),
        lengst=2000,
    )
    sett = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def clean_deltitler(self) -> tuple[str, ...]:
        """One title a line."""
        titler = tuple(linje.strip() for linje in self.cleaned_data["deltitler"].splitlines() if linje.strip())
        if any(len(tittel) > 160 for tittel in titler):  # noqa: PLR2004 - the column's
            raise ValidationError(_("Navnet på en del kan være høyst 160 tegn."))
        return titler

    def data_til_dor(self) -> Hodedata:
        """The typed data the door takes."""
        r = self.cleaned_data
        tekster = {felt: _en_slags_linjeskift(r[felt]) for felt in ("formaal", "omfang", "ansvar", "nytt")}
        return Hodedata(deltitler=r["deltitler"], **tekster)


class Avsnittskjema(SkjemaMixin, forms.Form):
    """One section."""

    tittel = forms.CharField(label=_("Tittel"), max_length=120)
    delnummer = forms.TypedChoiceField(label=_("Del"), coerce=int)
    hjemmel = forms.CharField(label=_("Hjemmel"), max_length=160, required=False)
    ansvarlig = forms.CharField(label=_("Hvem har ansvaret?"), max_length=200, required=False)
    tekst = _felt(_("Tekst"), 18, help_text=FORMAT)
    lenker = _felt(
        _("Kilder og lenker"),
        4,
        required=False,
        help_text=_("Én på hver linje: Udir: observasjon | https://www.udir.no/…"),
        lengst=4000,
    )
    delplikt = forms.ChoiceField(
        label=_("Hvilken delplikt?"), choices=[("", _("Ingen bestemt")), *Delplikt.choices], required=False
    )
    steder = forms.MultipleChoiceField(
        label=_("Hvor skal avsnittet stå ved siden av skjemaet?"),
        choices=Sted,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Den som fyller ut skjemaet, kan slå opp akkurat dette avsnittet der."),
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, deltitler: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delnummer"].choices = list(enumerate(deltitler, start=1))  # type: ignore[attr-defined]

    def clean_lenker(self) -> tuple[tuple[str, str], ...]:
        """One link a line: words, a bar, an address."""
        ut = []
        for linje in self.cleaned_data["lenker"].splitlines():
            if not linje.strip():
                continue
            tekst, strek, url = (del_.strip() for del_ in linje.partition("|"))
            if not strek:
                raise ValidationError(_("Skriv navnet, en loddrett strek og adressen: Udir | https://www.udir.no/"))
            sjekk_lenker([{"tekst": tekst, "url": url}])
            ut.append((tekst, url))
        return tuple(ut)

    def data_til_dor(self) -> Avsnittdata:
        """The typed data the door takes."""
        r = self.cleaned_data
        return Avsnittdata(
            delnummer=r["delnummer"],
            tittel=r["tittel"],
            tekst=_en_slags_linjeskift(r["tekst"]),
            hjemmel=r["hjemmel"],
            ansvarlig=r["ansvarlig"],
            lenker=r["lenker"],
            delplikt=r["delplikt"],
            steder=tuple(r["steder"]),
        )


class Godkjenningsskjema(SkjemaMixin, forms.Form):
    """By whom and when it was approved, from when it applies, and when it is looked at again."""

    godkjent_av = forms.CharField(label=_("Godkjent av"), max_length=120)
    godkjent = forms.DateField(label=_("Godkjent dato"))
    gjelder_fra = forms.DateField(label=_("Gjelder fra"))
    neste_revisjon = forms.DateField(
        label=_("Neste revisjon"), help_text=_("Du får et varsel en måned før, og når dagen er passert.")
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)

    def data_til_dor(self) -> Godkjenning:
        """The typed data the door takes."""
        return Godkjenning(**self.cleaned_data)


class Nyprosedyreskjema(SkjemaMixin, forms.Form):
    """A procedure that was not there."""

    tittel = forms.CharField(label=_("Hva heter prosedyren?"), max_length=160)
    nummer = forms.IntegerField(
        label=_("Nummer"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("La feltet stå tomt for en veileder uten nummer."),
    )


class Flytteskjema(forms.Form):
    """Which way a section moves."""

    vei = forms.ChoiceField(choices=[("opp", "opp"), ("ned", "ned")])
