"""Forms of the evaluation and the closing: shape only; the doors and the law decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.evaluering.actions import Avslutningsdata, Ettersjekkdata, Evalueringsdata, Tiltaksvurderingsdata
from cases.evaluering.models import Avslutning, Elevsvar, Evaluering, Tiltaksvurdering
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.forms import BoundField

    from cases.tiltaksplan.models import Tiltak, Tiltaksplan


def _tekst(etikett: Any, *, paakrevd: bool = False, rader: int = 3, hjelp: Any = "") -> forms.CharField:
    return forms.CharField(
        label=etikett,
        required=paakrevd,
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": rader}),
        help_text=hjelp,
    )


class Evalueringsskjema(SkjemaMixin, forms.Form):
    """Evaluate the plan in force. The pupil's own answer comes first, and has no default."""

    planversjon = forms.IntegerField(widget=forms.HiddenInput)
    dato = forms.DateField(label=_("Når evaluerte dere?"))
    deltakere = forms.CharField(label=_("Hvem var med?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    elevens_svar = forms.ChoiceField(
        label=_("Har du det trygt og godt på skolen nå? Elevens eget svar"),
        choices=Elevsvar.choices,
        widget=forms.RadioSelect,
    )
    elevens_ord = _tekst(_("Elevens egne ord"))
    spurt_av = forms.CharField(label=_("Hvem spurte eleven, og hvor?"), max_length=200)
    foresattes_syn = _tekst(_("Hva sier foresatte?"))
    nye_hendelser = _tekst(_("Har det skjedd noe nytt siden sist?"))
    voksnes_vurdering = _tekst(_("Hvordan vurderer de voksne på skolen det?"))
    konklusjon = forms.ChoiceField(
        label=_("Hva gjør dere nå?"), choices=Evaluering.Konklusjon.choices, widget=forms.RadioSelect
    )
    begrunnelse = _tekst(
        _("Begrunnelse"),
        hjelp=_("Må fylles ut når de samme tiltakene skal fortsette og eleven ikke har det trygt ennå."),
    )
    ny_evalueringsdato = forms.DateField(
        label=_("Når evaluerer dere neste gang?"),
        required=False,
        help_text=_("Må fylles ut, bortsett fra når eleven har det trygt og saken kan avsluttes."),
    )

    FORST = (
        "dato",
        "deltakere",
        "elevens_svar",
        "elevens_ord",
        "spurt_av",
        "foresattes_syn",
        "nye_hendelser",
        "voksnes_vurdering",
    )
    SIST = ("konklusjon", "begrunnelse", "ny_evalueringsdato")
    PER_TILTAK = ("gjennomfort", "virkning_elev", "virkning_voksne", "videre", "kommentar")

    def __init__(self, *args: Any, plan: Tiltaksplan, tiltak: Sequence[Tiltak], dag: date, **kwargs: Any) -> None:
        self.tiltak = tiltak
        super().__init__(*args, **kwargs)
        self.initial.setdefault("planversjon", plan.versjon)
        self.initial.setdefault("dato", dag)
        for rad in tiltak:
            for navn, felt in self._tiltaksfelter().items():
                self.fields[f"tiltak-{rad.pk}-{navn}"] = felt
                self._kle(felt)

    @staticmethod
    def _tiltaksfelter() -> dict[str, forms.Field]:
        v = Tiltaksvurdering
        return {
            "gjennomfort": forms.ChoiceField(
                label=_("Gjennomført som planlagt?"), choices=[("", _("Velg")), *v.Gjennomfort.choices]
            ),
            "virkning_elev": forms.ChoiceField(
                label=_("Virker det, slik eleven ser det?"), choices=[("", _("Velg")), *v.Virkning.choices]
            ),
            "virkning_voksne": forms.ChoiceField(
                label=_("Virker det, slik de voksne ser det?"), choices=[("", _("Velg")), *v.Virkning.choices]
            ),
            "videre": forms.ChoiceField(label=_("Videre"), choices=[("", _("Velg")), *v.Videre.choices]),
            "kommentar": forms.CharField(label=_("Kommentar"), max_length=2000, required=False),
        }

    def forst(self) -> list[BoundField]:
        """The fields before the tiltak."""
        return [self[navn] for navn in self.FORST]

    def sist(self) -> list[BoundField]:
        """The fields after the tiltak."""
        return [self[navn] for navn in self.SIST]

    def per_tiltak(self) -> list[tuple[Tiltak, list[BoundField]]]:
        """Each tiltak with its fields."""
        return [(rad, [self[f"tiltak-{rad.pk}-{navn}"] for navn in self.PER_TILTAK]) for rad in self.tiltak]

    def data_til_dor(self) -> Evalueringsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Evalueringsdata(
            planversjon=ren["planversjon"],
            dato=ren["dato"],
            deltakere=ren["deltakere"],
            elevens_svar=Elevsvar(ren["elevens_svar"]),
            elevens_ord=ren["elevens_ord"],
            spurt_av=ren["spurt_av"],
            foresattes_syn=ren["foresattes_syn"],
            nye_hendelser=ren["nye_hendelser"],
            voksnes_vurdering=ren["voksnes_vurdering"],
            konklusjon=Evaluering.Konklusjon(ren["konklusjon"]),
            begrunnelse=ren["begrunnelse"],
            ny_evalueringsdato=ren["ny_evalueringsdato"],
            vurderinger=tuple(
                Tiltaksvurderingsdata(tiltak=rad, **{navn: ren[f"tiltak-{rad.pk}-{navn}"] for navn in self.PER_TILTAK})
                for rad in self.tiltak
            ),
        )


class Avslutningsskjema(SkjemaMixin, forms.Form):
    """Close the sak."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    grunn = forms.ChoiceField(
        label=_("Hvorfor avsluttes saken?"), choices=Avslutning.Grunn.choices, widget=forms.RadioSelect
    )
    elevens_svar = forms.ChoiceField(
        label=_("Har du det trygt og godt på skolen nå? Elevens eget svar"),
        choices=Elevsvar.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Spør eleven. Det trengs fordi det ikke er laget noen tiltaksplan i saken."),
    )
    begrunnelse = _tekst(
        _("Begrunnelse"), hjelp=_("Må fylles ut når det er en annen grunn enn at eleven har det trygt og godt.")
    )
    elevens_syn = _tekst(
        _("Hva mener eleven om at saken avsluttes?"),
        paakrevd=True,
        hjelp=_("Bruk elevens egne ord. Ønsker eleven ikke å si noe, eller går ikke på skolen lenger, skriver du det."),
    )
    barnets_beste = _tekst(
        _("Hvordan er barnets beste vurdert?"),
        paakrevd=True,
        hjelp=_("Hva er veid mot hva? Er avgjørelsen en annen enn eleven ønsker, skriv hvorfor."),
    )
    foresattes_syn = _tekst(
        _("Hva sier foresatte?"), paakrevd=True, hjelp=_("Skriv det også om de ikke ønsker å si noe.")
    )
    foresattes_syn_dato = forms.DateField(label=_("Når sa de det?"), required=False)
    videre_arbeid = _tekst(_("Hva fortsetter som vanlig arbeid?"))
    hvem_er_informert = forms.CharField(
        label=_("Hvem har fått vite at saken avsluttes?"), max_length=200, required=False
    )
    ettersjekk_dato = forms.DateField(
        label=_("Ettersjekk: når snakker dere med eleven igjen?"),
        required=False,
        help_text=_("Vanligvis etter fire til seks uker. Trengs ikke når eleven har sluttet på skolen."),
    )

    def __init__(self, *args: Any, dag: date, uten_plan: bool, ettersjekk_dager: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ettersjekk_dato", dag + timedelta(days=ettersjekk_dager))
        if not uten_plan:
            del self.fields["elevens_svar"]

    def data_til_dor(self) -> Avslutningsdata:
        """The typed data the door takes."""
        ren = dict(self.cleaned_data)
        del ren["versjon"]
        svar = ren.pop("elevens_svar", "")
        return Avslutningsdata(
            **{**ren, "grunn": Avslutning.Grunn(ren["grunn"])}, elevens_svar=Elevsvar(svar) if svar else None
        )


class Gjenapningsskjema(SkjemaMixin, forms.Form):
    """Take the sak up again."""

    grunn = _tekst(_("Hvorfor gjenåpnes saken?"), paakrevd=True)


class Ettersjekkskjema(SkjemaMixin, forms.Form):
    """The talk after closing."""

    dato = forms.DateField(label=_("Når snakket dere med eleven?"))
    elevens_svar = forms.ChoiceField(
        label=_("Har du det fortsatt trygt og godt? Elevens eget svar"),
        choices=Elevsvar.choices,
        widget=forms.RadioSelect,
    )
    elevens_ord = _tekst(_("Elevens egne ord"))

    def data_til_dor(self) -> Ettersjekkdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Ettersjekkdata(
            dato=ren["dato"], elevens_svar=Elevsvar(ren["elevens_svar"]), elevens_ord=ren["elevens_ord"]
        )
