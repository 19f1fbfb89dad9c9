"""Forms of the register: shape only; the doors decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.elevregister.actions import Skoledata, siste_lagring
from steinkjer_skolemiljo.elevregister.beskyttelse import Beskyttelse
from steinkjer_skolemiljo.organisation.models import Gradering, Maalform
from steinkjer_skolemiljo.organisation.navnesok import fold
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Elev, Skole


class Listeskjema(SkjemaMixin, forms.Form):
    """A file with pupils."""

    fil = forms.FileField(
        label=_("Fil med elever"),
        help_text=_("CSV, slik regneark og skoleadministrative systemer lagrer den. Høyst 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={"empty": _("Filen er tom."), "required": _("Velg en fil.")},
    )
    # The list that waited when the page was shown: that one is set aside, and no other unseen.
    avloser = forms.IntegerField(required=False, widget=forms.HiddenInput)


class Svarskjema(SkjemaMixin, forms.Form):
    """Yes to a list, as it was shown."""

    tatt_stilling = forms.BooleanField(label=_("Ja, det er riktig at så mange elever slutter"), required=False)

    def __init__(self, *args: Any, stor_avgang: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not stor_avgang:
            del self.fields["tatt_stilling"]


class Skoleskjema(SkjemaMixin, forms.Form):
    """A school."""

    navn = forms.CharField(label=_("Navn"), max_length=120)
    kortnavn = forms.CharField(
        label=_("Kortnavn"),
        max_length=40,
        required=False,
        help_text=_("Små bokstaver uten mellomrom, for lister og adresser. Står det tomt, lages det av navnet."),
    )
    maalform = forms.ChoiceField(
        label=_("Målform"), choices=Maalform, help_text=_("Det som går hjem, er på skolens målform.")
    )
    trinn_fra = forms.IntegerField(label=_("Fra trinn"), min_value=1, max_value=10, initial=1)
    trinn_til = forms.IntegerField(label=_("Til trinn"), min_value=1, max_value=10, initial=7)
    har_sfo = forms.BooleanField(label=_("Har SFO"), required=False, initial=True)
    nedlagt = forms.DateField(
        label=_("Nedlagt"), required=False, help_text=_("Siste dag. Saker og historie blir stående.")
    )
    sett = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, skole: Skole | None = None, **kwargs: Any) -> None:
        if skole is not None:
            felter = {felt: getattr(skole, felt) for felt in Skoledata.__dataclass_fields__}
            kwargs["initial"] = felter | {"sett": siste_lagring(skole)}
        super().__init__(*args, **kwargs)
        if skole is None:
            del self.fields["nedlagt"], self.fields["sett"]

    def data_til_dor(self) -> Skoledata:
        """The typed data the door takes."""
        ren = {felt: verdi for felt, verdi in self.cleaned_data.items() if felt != "sett"}
        return Skoledata(**{**ren, "kortnavn": slugify(fold(ren["kortnavn"] or ren["navn"]))[:40]})


class Beskyttelsesskjema(SkjemaMixin, forms.Form):
    """How a pupil's address is protected."""

    gradering = forms.ChoiceField(
        label=_("Hvordan er adressen beskyttet?"),
        choices=Gradering,
        widget=forms.RadioSelect,
        help_text=_("Slik Folkeregisteret har bestemt det. Selve adressen skal ikke skrives noe sted her."),
    )
    bekreftet = forms.BooleanField(
        label=_("Folkeregisteret har opphevet eller endret beskyttelsen"),
        required=False,
        help_text=_("Bare når adressen blir mindre beskyttet enn før. Saker som er sperret, blir ikke åpnet av det."),
    )
    sluttet = forms.DateField(
        label=_("Har sluttet ved skolen"),
        required=False,
        help_text=_("Siste dag. En liste over elever sier ikke fra om dette når adressen er beskyttet."),
    )
    sett = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, elev: Elev, **kwargs: Any) -> None:
        kwargs["initial"] = {"gradering": elev.gradering, "sett": siste_lagring(elev)}
        super().__init__(*args, **kwargs)
        if not elev.er_gradert:
            del self.fields["bekreftet"], self.fields["sluttet"]

    def data_til_dor(self) -> Beskyttelse:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Beskyttelse(Gradering(ren["gradering"]), ren.get("sluttet"), ren.get("bekreftet", False))
