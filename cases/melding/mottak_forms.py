"""The form of reception: only what must be decided. What is not asked for by the answers given, is not demanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from cases.melding.actions import Mottaksdata, Mottakselev
from cases.melding.avgjorelse import Mottaksnotat
from cases.melding.mottak_models import Mottak
from cases.sak.models import FRITEKST, Kriterium
from steinkjer_skolemiljo.organisation.models import Bruker, Elev
from steinkjer_skolemiljo.skjema import SkjemaMixin, TekstSomKanVente, ValgSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms import BoundField

    from cases.melding.models import Melding, Meldingelev
    from cases.sak.models import Sak

SAK, IKKE_KAP12 = "sak", "ikke_kap12"
ALLTID = frozenset({"habil", "beslutning"})
VED_INHABIL = frozenset({"habil", "inhabil_grunn"})
VED_AVVISNING = ALLTID | {"avvisning", "begrunnelse"}
UTENOM_SAK = frozenset({"inhabil_grunn", "avvisning", "begrunnelse"})


class Mottaksskjema(SkjemaMixin, forms.Form):
    """Habilitet first; then what the melding becomes; then, for a sak, who leads it and what is done now (2.2)."""

    habil = forms.ChoiceField(
        label=_("Er du selv, eller noen nær deg, involvert?"),
        choices=[("ja", _("Nei")), ("nei", _("Ja, eller jeg er usikker"))],
        widget=forms.RadioSelect,
        help_text=_("For eksempel at du er i familie med eleven, eller at meldingen handler om noe du har gjort."),
    )
    inhabil_grunn = TekstSomKanVente(
        label=_("Hva gjør deg inhabil?"),
        max_length=300,
        help_text=_("Noen få ord holder. Meldingen går videre til en annen med en gang, og du ser den ikke mer."),
    )
    beslutning = forms.ChoiceField(
        label=_("Hva skal meldingen bli?"),
        choices=[
            (SAK, _("En sak om elevens skolemiljø")),
            (IKKE_KAP12, _("Noe annet: den gjelder ikke kapittel 12")),
        ],
        widget=forms.RadioSelect,
        initial=SAK,
    )
    avvisning = ValgSomKanVente(
        label=_("Hva gjelder den i stedet?"), choices=Mottak.Avvisning.choices, widget=forms.RadioSelect
    )
    begrunnelse = TekstSomKanVente(
        label=_("Hvorfor gjelder den ikke kapittel 12?"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den som meldte, får vite at meldingen er avsluttet, men ikke begrunnelsen."),
    )
    ansvarlig = forms.ModelChoiceField(
        label=_("Hvem er saksansvarlig?"), queryset=Bruker.objects.none(), empty_label=None
    )
    del_med_kontaktlarer = forms.BooleanField(
        label=_("Del saken med kontaktlærer"),
        required=False,
        help_text=_("Kontaktlærer kan da lese saken og skrive samtaler og observasjoner."),
    )
    strakstiltak = forms.CharField(
        label=_("Hva gjør dere med en gang?"),
        required=False,
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Det som skal til for at eleven er trygg i dag og i morgen. Skriv hvem som gjør hva."),
    )
    kriterier = forms.MultipleChoiceField(
        label=_("Er det noe av dette?"),
        choices=Kriterium.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Krysser du av for noe, må du etterpå ta stilling til om saken er alvorlig."),
    )
    foresatte_informert = forms.DateField(
        label=_("Når fikk foresatte vite det?"),
        required=False,
        help_text=_("La det stå tomt hvis de ikke vet det ennå. Da blir det et steg i saken."),
    )
    hvem_faar_vite = forms.CharField(
        label=_("Hvem andre skal få vite noe, og når?"),
        required=False,
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For eksempel: «Vaktene i friminuttet får vite i dag at de skal se etter Nora.»"),
    )
    tatt_opp_med_rektor = forms.DateField(
        label=_("Når tok eleven eller foresatte det opp med rektor?"),
        required=False,
        help_text=_("Fra en uke etter kan de melde saken til Statsforvalteren."),
    )
    tatt_opp_av = forms.CharField(label=_("Hvem tok det opp?"), max_length=120, required=False)

    def __init__(
        self,
        *args: Any,
        melding: Melding,
        rader: Sequence[Meldingelev],
        apne_saker: dict[int, list[Sak]],
        ledere: Sequence[Bruker],
        kan_avvises: bool,
        **kwargs: Any,
    ) -> None:
        self.rader = rader
        super().__init__(*args, **kwargs)
        self.fields["ansvarlig"].queryset = Bruker.objects.filter(pk__in=[b.pk for b in ledere]).order_by(  # type: ignore[attr-defined]
            "etternavn", "fornavn"
        )
        if not kan_avvises:
            for navn in ("beslutning", "avvisning", "begrunnelse"):
                del self.fields[navn]
        self._elevfelt: list[str] = []
        for rad in rader:
            if rad.elev_id is None:
                self._legg_til(
                    f"elev-{rad.pk}",
                    forms.ModelChoiceField(
                        label=_("Hvilken elev er det?"),
                        queryset=Elev.objects.filter(skole=melding.skole_id, sluttet__isnull=True)
                        .select_related("klasse")
                        .order_by("etternavn", "fornavn"),
                        empty_label=_("Velg elev"),
                        help_text=_("Melderen skrev: «%(beskrivelse)s»") % {"beskrivelse": rad.beskrivelse},
                    ),
                )
            saker = apne_saker.get(rad.elev_id or 0, [])
            if saker:
                self._legg_til(
                    f"sak-{rad.pk}",
                    forms.TypedChoiceField(
                        label=_("%(navn)s har en åpen sak") % {"navn": rad.elev},
                        choices=[(sak.pk, _apen_sak(sak)) for sak in saker] + [("", _("Opprett en ny sak i tillegg"))],
                        coerce=int,
                        empty_value=None,
                        required=False,
                        widget=forms.RadioSelect,
                        initial=saker[0].pk,
                    ),
                )

    def _legg_til(self, navn: str, felt: forms.Field) -> None:
        self.fields[navn] = felt
        self._kle(felt)
        self._elevfelt.append(navn)

    @property
    def elevfelt(self) -> list[BoundField]:
        """Which pupil, and which sak, one for each that must be chosen."""
        return [self[navn] for navn in self._elevfelt]

    def clean(self) -> dict[str, Any]:
        """Only what the answers ask for counts: who steps aside need fill in nothing more than why."""
        ren = super().clean() or self.cleaned_data
        for navn in [navn for navn in self.errors if navn not in self._gjelder(ren)]:
            del self.errors[navn]
        return ren

    def _gjelder(self, ren: dict[str, Any]) -> frozenset[str]:
        if ren.get("habil") == "nei":
            return VED_INHABIL
        if ren.get("beslutning") == IKKE_KAP12:
            return VED_AVVISNING
        return frozenset(self.fields) - UTENOM_SAK

    @property
    def trer_til_side(self) -> bool:
        """The answer is that they, or someone near them, are involved."""
        return bool(self.cleaned_data.get("habil") == "nei")

    @property
    def avvises(self) -> bool:
        """The answer is that it is not about chapter 12."""
        return bool(self.cleaned_data.get("beslutning") == IKKE_KAP12)

    def notat(self) -> Mottaksnotat:
        """What is said besides the decision."""
        ren = self.cleaned_data
        if self.avvises:
            return Mottaksnotat(habil=ren["habil"] == "ja")
        return Mottaksnotat(
            habil=ren["habil"] == "ja",
            strakstiltak=ren["strakstiltak"],
            hvem_faar_vite=ren["hvem_faar_vite"],
            foresatte_informert=ren["foresatte_informert"],
        )

    def data_til_dor(self) -> Mottaksdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Mottaksdata(
            elever=tuple(
                Mottakselev(
                    meldingelev_id=rad.pk,
                    elev=rad.elev or ren[f"elev-{rad.pk}"],
                    sak_id=ren.get(f"sak-{rad.pk}"),
                )
                for rad in self.rader
            ),
            ansvarlig=ren["ansvarlig"],
            kriterier=tuple(Kriterium(k) for k in ren["kriterier"]),
            tatt_opp_med_rektor=ren["tatt_opp_med_rektor"],
            tatt_opp_av=ren["tatt_opp_av"],
            del_med_kontaktlarer=ren["del_med_kontaktlarer"],
        )


def _apen_sak(sak: Sak) -> str:
    return _("Legg meldingen til sak %(nummer)s, åpnet %(dato)s") % {
        "nummer": sak.nummer,
        "dato": date_format(localtime(sak.opprettet), "j. F Y"),
    }
