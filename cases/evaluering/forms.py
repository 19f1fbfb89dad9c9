"""Forms of the evaluation and the closing: shape only; the doors and the law decide."""

from __future__ import annotations

from datetime import date as date_
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.evaluering.actions import Avslutningsdata, Ettersjekkdata, Evalueringsdata, Tiltaksvurderingsdata
from cases.evaluering.models import Avslutning, Elevsvar, Evaluering, Tiltaksvurdering, Voksensvar
from cases.evaluering.skala import tallfelt
from cases.sak.models import FRITEKST
from steinkjer_skolemiljo.skjema import DatoSomKanVente, SkjemaMixin, TekstSomKanVente

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.forms import BoundField

    from cases.evaluering.skala import Skala
    from cases.tiltaksplan.models import Tiltak, Tiltaksplan
    from steinkjer_skolemiljo.organisation.models import Foresatt

FORESATT = "foresatt-"


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
    # The newest evaluation when the form was shown: two who evaluate at once are told of each other.
    sett = forms.IntegerField(widget=forms.HiddenInput, required=False)
    dato = forms.DateField(label=_("Når evaluerte dere?"))
    deltakere = forms.CharField(label=_("Hvem var med?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    elevens_ord = _tekst(_("Elevens egne ord"), hjelp=_("Det eleven sa, slik eleven sa det."))
    spurt_av = forms.CharField(label=_("Hvem spurte eleven, og hvor?"), max_length=200)
    foresattes_syn = _tekst(
        _("Det de foresatte sier sammen"), hjelp=_("Skriv også om noen av dem ikke er spurt, og hvorfor.")
    )
    nye_hendelser = _tekst(_("Har det skjedd noe nytt siden sist?"))
    voksnes_svar = forms.ChoiceField(
        label=_("Hva mener de voksne: Har eleven det trygt og godt nå?"),
        choices=Voksensvar.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Står ved siden av elevens svar, og kommer aldri i stedet for det."),
    )
    voksnes_vurdering = _tekst(_("Hvordan vurderer de voksne på skolen det?"))
    konklusjon = forms.ChoiceField(
        label=_("Hva gjør dere nå?"), choices=Evaluering.Konklusjon.choices, widget=forms.RadioSelect
    )
    begrunnelse = TekstSomKanVente(
        label=_("Begrunnelse"),
        max_length=FRITEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Må fylles ut når de samme tiltakene skal fortsette og eleven ikke har det trygt ennå, "
            "og når det er lenge til neste evaluering."
        ),
    )
    naar_neste = forms.ChoiceField(label=_("Når evaluerer dere neste gang?"), widget=forms.RadioSelect, required=False)
    ny_evalueringsdato = DatoSomKanVente(label=_("En annen dato for neste evaluering"))
    vurder_alvorlighet = forms.BooleanField(
        label=_("Om saken er alvorlig, bør vurderes på nytt"),
        required=False,
        help_text=_("For eksempel når det har vart lenge, har blitt verre, eller eleven holder seg borte fra skolen."),
    )
    hjelp_utenfra = forms.CharField(
        label=_("Hvilken hjelp utenfra trenger dere?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For eksempel PPT, helsesykepleier eller kommunens støttetjeneste. Skriv også når dere spør dem."),
    )

    OM_MOTET = ("dato", "deltakere")
    FRA_ELEVEN = ("elevens_svar", "trygghetstall", "elevens_ord", "spurt_av")
    FRA_VOKSNE = ("nye_hendelser", "voksnes_svar", "voksnes_vurdering")
    TIL_SLUTT = ("vurder_alvorlighet", "hjelp_utenfra")
    PER_TILTAK = ("gjennomfort", "virkning_elev", "virkning_voksne", "videre", "kommentar")
    ANNEN_DAG = "annen"

    def __init__(
        self,
        data: Any = None,
        *,
        plan: Tiltaksplan,
        skala: Skala,
        foresatte: Sequence[Foresatt] = (),
        datoer: Sequence[tuple[date, str, bool]] = (),
        **kwargs: Any,
    ) -> None:
        self.tiltak = list(plan.tiltak.all())
        self.foresatte = tuple(foresatte)
        self.foreldet = data is not None and data.get("planversjon") != str(plan.versjon)
        if self.foreldet:
            data = _til_gjeldende(data, plan, self.tiltak)
        # Before the house dresses the fields: these are the form's own, as much as the others.
        self.base_fields = {  # type: ignore[misc]  # this form's own copy, which is what Django reads
            **self.base_fields,
            "elevens_svar": skala.felt(),
            **({"trygghetstall": tallfelt()} if skala.har_tall else {}),
            **{f"{FORESATT}{f.pk}": _tekst(gettext("Hva mener %(navn)s?") % {"navn": f.navn}) for f in self.foresatte},
            **{f"tiltak-{rad.pk}-{navn}": felt for rad in self.tiltak for navn, felt in _tiltaksfelter().items()},
        }
        super().__init__(data, **kwargs)
        # In the order of the page, so that the summary of errors is read from the top down.
        hver = [f"{FORESATT}{f.pk}" for f in self.foresatte]
        tiltakene = [f"tiltak-{rad.pk}-{navn}" for rad in self.tiltak for navn in self.PER_TILTAK]
        self.order_fields([*self.OM_MOTET, *self.FRA_ELEVEN, *hver, "foresattes_syn", *self.FRA_VOKSNE, *tiltakene])
        self.fields["naar_neste"].choices = [  # type: ignore[attr-defined]
            *((dato.isoformat(), _dagvalg(dato, navn, passer=passer)) for dato, navn, passer in datoer),
            (self.ANNEN_DAG, _("En annen dato, som vi skriver under")),
        ]
        self.initial.setdefault("planversjon", plan.versjon)
        # The same questions are asked of each tiltak: the summary of errors says of which.
        for rad in self.tiltak:
            for navn in self.PER_TILTAK:
                hvor = gettext("Tiltak %(nr)s") % {"nr": rad.rekkefolge}
                self.fields[f"tiltak-{rad.pk}-{navn}"].hvor = hvor  # type: ignore[attr-defined]  # read by the template

    def clean(self) -> dict[str, Any]:
        """One date for the next evaluation, however it was given; and who wrote on an older plan looks again."""
        ren = super().clean() or self.cleaned_data
        valgt = ren.get("naar_neste") or ""
        if valgt not in ("", self.ANNEN_DAG):
            valgt_dato = date_.fromisoformat(valgt)
            if ren.get("ny_evalueringsdato") not in (None, valgt_dato):
                self.add_error("ny_evalueringsdato", _("Velg en av datoene over, eller skriv en annen. Ikke begge."))
            ren["ny_evalueringsdato"] = valgt_dato
        if self.foreldet:
            raise forms.ValidationError(
                _(
                    "Planen har fått en ny versjon mens du skrev. Det du har skrevet, står her fortsatt. "
                    "Se over tiltakene, og lagre på nytt."
                )
            )
        return ren

    def om_motet(self) -> list[BoundField]:
        """When, and who took part."""
        return [self[navn] for navn in self.OM_MOTET]

    def fra_eleven(self) -> list[BoundField]:
        """What the pupil says."""
        return [self[navn] for navn in self.FRA_ELEVEN if navn in self.fields]

    def fra_foresatte(self) -> list[BoundField]:
        """What each of the foresatte says, and what they say together."""
        return [*(self[f"{FORESATT}{f.pk}"] for f in self.foresatte), self["foresattes_syn"]]

    def fra_voksne(self) -> list[BoundField]:
        """What the adults at school say."""
        return [self[navn] for navn in self.FRA_VOKSNE]

    def til_slutt(self) -> list[BoundField]:
        """What else may follow."""
        return [self[navn] for navn in self.TIL_SLUTT]

    def per_tiltak(self) -> list[tuple[Tiltak, list[BoundField]]]:
        """Each tiltak with its fields."""
        return [(rad, [self[f"tiltak-{rad.pk}-{navn}"] for navn in self.PER_TILTAK]) for rad in self.tiltak]

    def data_til_dor(self) -> Evalueringsdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        like = (
            "planversjon",
            "sett",
            "dato",
            "deltakere",
            "elevens_ord",
            "spurt_av",
            "foresattes_syn",
            "nye_hendelser",
            "voksnes_svar",
            "voksnes_vurdering",
            "begrunnelse",
            "ny_evalueringsdato",
            "vurder_alvorlighet",
            "hjelp_utenfra",
        )
        return Evalueringsdata(
            **{navn: ren[navn] for navn in like},
            elevens_svar=Elevsvar(ren["elevens_svar"]),
            trygghetstall=ren.get("trygghetstall"),
            konklusjon=Evaluering.Konklusjon(ren["konklusjon"]),
            foresattes_syn_hver=[
                {"foresatt": f.pk, "navn": f.navn, "syn": ren[f"{FORESATT}{f.pk}"]}
                for f in self.foresatte
                if ren[f"{FORESATT}{f.pk}"].strip()
            ],
            vurderinger=tuple(
                Tiltaksvurderingsdata(tiltak=rad, **{navn: ren[f"tiltak-{rad.pk}-{navn}"] for navn in self.PER_TILTAK})
                for rad in self.tiltak
            ),
        )


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
        "videre": forms.ChoiceField(label=_("Hva gjør dere med det?"), choices=[("", _("Velg")), *v.Videre.choices]),
        "kommentar": TekstSomKanVente(
            label=_("Hvorfor dere velger dette"),
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("Må skrives når tiltaket ikke hjelper og likevel skal fortsette, endres eller forsterkes."),
        ),
    }


def _til_gjeldende(data: Any, plan: Tiltaksplan, tiltak: Sequence[Tiltak]) -> Any:
    """What was typed about a plan that has been replaced, moved to the same tiltak in the version in force."""
    ny = data.copy()
    ny["planversjon"] = str(plan.versjon)
    for rad in tiltak:
        for navn in Evalueringsskjema.PER_TILTAK:
            gammelt = f"tiltak-{rad.forrige_id}-{navn}"
            if gammelt in data:
                ny.setdefault(f"tiltak-{rad.pk}-{navn}", data[gammelt])
    return ny


def _dagvalg(dato: date, navn: str, *, passer: bool) -> str:
    mal = gettext("Om %(uker)s, %(dag)s (foreslått)") if passer else gettext("Om %(uker)s, %(dag)s")
    return mal % {"uker": navn, "dag": date_format(dato, "l j. F")}


class Avslutningsskjema(SkjemaMixin, forms.Form):
    """Close the sak."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    grunn = forms.ChoiceField(
        label=_("Hvorfor avsluttes saken?"), choices=Avslutning.Grunn.choices, widget=forms.RadioSelect
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

    field_order = ("grunn", "elevens_svar")

    def __init__(self, *args: Any, skala: Skala, uten_plan: bool, ettersjekk: date, **kwargs: Any) -> None:
        if uten_plan:
            felt = skala.felt(paakrevd=False)
            felt.help_text = _("Det trengs fordi det ikke er laget noen tiltaksplan i saken.")
            self.base_fields = {**self.base_fields, "elevens_svar": felt}  # type: ignore[misc]  # this form's own copy
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ettersjekk_dato", ettersjekk)

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
    elevens_ord = _tekst(_("Elevens egne ord"))
    spurt_av = forms.CharField(label=_("Hvem spurte eleven, og hvor?"), max_length=200, required=False)

    field_order = ("dato", "elevens_svar", "trygghetstall")

    def __init__(self, *args: Any, skala: Skala, **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]  # this form's own copy, which is what Django reads
            **self.base_fields,
            "elevens_svar": skala.felt(fortsatt=True),
            **({"trygghetstall": tallfelt()} if skala.har_tall else {}),
        }
        super().__init__(*args, **kwargs)

    def data_til_dor(self) -> Ettersjekkdata:
        """The typed data the door takes."""
        ren = self.cleaned_data
        return Ettersjekkdata(
            dato=ren["dato"],
            elevens_svar=Elevsvar(ren["elevens_svar"]),
            elevens_ord=ren["elevens_ord"],
            trygghetstall=ren.get("trygghetstall"),
            spurt_av=ren["spurt_av"],
        )
