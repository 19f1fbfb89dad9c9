"""Form of one guardian: shape only; the door decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.personer.actions import Foresattdata, siste_lagring
from steinkjer_skolemiljo.organisation.models import Foresattforhold
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _ja_nei(tekst: _StrPromise, hjelp: _StrPromise | str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=tekst,
        help_text=hjelp,
        choices=[("ja", _("Ja")), ("nei", _("Nei"))],
        coerce=lambda verdi: verdi == "ja",
        widget=forms.RadioSelect,
    )


class Foresattskjema(SkjemaMixin, forms.Form):
    """What one guardian is to the pupil, and what they are to be told."""

    foreldreansvar = _ja_nei(_("Har foreldreansvar?"))
    bor_hos = _ja_nei(_("Bor eleven her?"))
    informasjon = forms.ChoiceField(
        label=_("Skal denne foresatte ha informasjon?"),
        choices=Foresattforhold.Informasjon.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Alle med foreldreansvar har rett til den samme informasjonen. En forelder uten foreldreansvar "
            "kan be om informasjon. Et nei kan det klages på."
        ),
    )
    grunn = TekstSomKanVente(
        label=_("Grunn, og hvor vedtaket eller dommen ligger"),
        max_length=200,
        help_text=_(
            "Må skrives når svaret er nei. Skriv bare det som trengs, og vis til dokumentet i arkivet. "
            "Det leses av alle som leder en sak om eleven."
        ),
    )
    besoksforbud = _ja_nei(_("Har besøksforbud?"), _("Gjelder det, skal personen ikke møte eleven på skolen."))
    sprak = forms.CharField(label=_("Språk"), max_length=40)
    trenger_tolk = _ja_nei(_("Trenger tolk?"))
    sett = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def for_(cls, forhold: Foresattforhold) -> Foresattskjema:
        """The form filled with what stands."""
        start: dict[str, Any] = {
            "informasjon": forhold.informasjon,
            "grunn": forhold.grunn,
            "sprak": forhold.foresatt.sprak,
            "sett": siste_lagring(forhold),
        }
        for felt, verdi in (
            ("foreldreansvar", forhold.foreldreansvar),
            ("bor_hos", forhold.bor_hos),
            ("besoksforbud", forhold.besoksforbud),
            ("trenger_tolk", forhold.foresatt.trenger_tolk),
        ):
            start[felt] = "ja" if verdi else "nei"
        return cls(initial=start)

    def data_til_dor(self) -> Foresattdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Foresattdata(
            informasjon=Foresattforhold.Informasjon(ren["informasjon"]),
            **{navn: ren[navn] for navn in Foresattdata.__dataclass_fields__ if navn != "informasjon"},
        )
