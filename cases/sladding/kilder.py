"""The papers of a sak as labelled texts: what is searched, shown and drawn is the same texts, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cases.evaluering.models import Avslutning, Evaluering
from cases.melding.models import Melding
from cases.sak.rettelse import gjeldende
from cases.sladding.models import Kilde, Sladding
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import OM_EN_ANNEN_ELEV, Analyse, Kartlegging, Observasjon, Samtale
from cases.undersokelse.queries import HVA_SIES
from cases.vedlegg.models import Vedlegg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from cases.sak.models import Sak
    from cases.sladding.models import Sladdekilde


@dataclass(frozen=True)
class Felt:
    """One labelled text that somebody wrote: it is searched, and masked. ``fast`` is a name chosen from a list.

    Who answers for a tiltak stands by name: that says what they do, and not that they reported.
    """

    navn: str
    tekst: str
    fast: str = ""

    @property
    def hele(self) -> str:
        """The name that was chosen, and the text."""
        return ", ".join(del_ for del_ in (self.fast, self.tekst) if del_)


@dataclass(frozen=True)
class Papir:
    """One paper. ``fakta`` are dates, choices and who answers for what: written by the house, never searched."""

    kilde: Kilde
    objekt_id: int
    versjon: int
    tittel: str
    dato: date
    fakta: tuple[tuple[str, str], ...]
    felter: tuple[Felt, ...]

    @property
    def avsnitt(self) -> list[tuple[Felt, list[tuple[str, Felt]]]]:
        """The texts as the paper has them: what is said of a tiltak stands under it («Tiltak 1: når» as «Når»)."""
        avsnitt: list[tuple[Felt, list[tuple[str, Felt]]]] = []
        for felt in self.felter:
            om, _skille, ledd = felt.navn.partition(": ")
            if ledd and avsnitt and avsnitt[-1][0].navn == om:
                avsnitt[-1][1].append((ledd[:1].upper() + ledd[1:], felt))
            else:
                avsnitt.append((felt, []))
        return avsnitt


@dataclass(frozen=True)
class Valgbart:
    """A paper that may be chosen."""

    kilde: Kilde
    objekt_id: int
    tittel: str
    dato: date

    @property
    def nokkel(self) -> str:
        """Its name in a form."""
        return f"{self.kilde.value}-{self.objekt_id}"

    @property
    def navn(self) -> str:
        """What it is called, and its day: two of a kind are told apart."""
        return f"{self.tittel}, {_dag(self.dato)}"


# What may go where. In the elevmappe lies what the family has a right to unasked; what other pupils told is theirs.
KILDER: dict[str, tuple[Kilde, ...]] = {
    Sladding.Formaal.ELEVMAPPE: (Kilde.PLAN, Kilde.REFERAT, Kilde.EVALUERING, Kilde.AVSLUTNING),
    Sladding.Formaal.INNSYN: (
        Kilde.MELDING,
        Kilde.REFERAT,
        Kilde.OBSERVASJON,
        Kilde.KARTLEGGING,
        Kilde.ANALYSE,
        Kilde.PLAN,
        Kilde.EVALUERING,
        Kilde.AVSLUTNING,
    ),
    Sladding.Formaal.OVERFORING: (Kilde.PLAN, Kilde.EVALUERING, Kilde.AVTALT, Kilde.AVSLUTNING),
}


def _dag(dag: date | None) -> str:
    return date_format(dag, "j. F Y") if dag is not None else ""


def _felter(*par: tuple[str, str]) -> tuple[Felt, ...]:
    return tuple(Felt(str(navn), tekst) for navn, tekst in par if tekst.strip())


def _fakta(*par: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(navn), str(verdi)) for navn, verdi in par if verdi)


def _planer(sak: Sak) -> list[Tiltaksplan]:
    rader = Tiltaksplan.objects.filter(sak=sak).exclude(status=Tiltaksplan.Status.UTKAST)
    return list(rader.select_related("vedtatt_av").order_by("versjon"))


def _samtaler(sak: Sak) -> list[Samtale]:
    """As they now stand; with or about another pupil, or declined, is not there: it is that pupil's (L-4.17, A-6)."""
    rader = Samtale.objects.filter(sak=sak).select_related("registrert_av").order_by("dato", "id")
    return [r for r in gjeldende(rader) if r.type not in OM_EN_ANNEN_ELEV and not r.takket_nei]


def _referater(sak: Sak) -> list[Samtale]:
    return [r for r in _samtaler(sak) if r.type != Samtale.Type.ANSATT]


def _avtalt(sak: Sak) -> list[Samtale]:
    return [r for r in _referater(sak) if r.avtalt.strip() or r.neste_samtale]


def _observasjoner(sak: Sak) -> list[Observasjon]:
    return gjeldende(Observasjon.objects.filter(sak=sak).select_related("registrert_av").order_by("dato", "id"))


def _meldinger(sak: Sak) -> list[Melding]:
    rader = Melding.objects.filter(elever__sak=sak).prefetch_related("tillegg", "involverte", "elever")
    return list(rader.order_by("sendt", "pk"))


# How each kind is found; the oldest first.
_RADER: dict[Kilde, Callable[[Sak], Sequence[Any]]] = {
    Kilde.PLAN: _planer,
    Kilde.REFERAT: _referater,
    Kilde.AVTALT: _avtalt,
    Kilde.EVALUERING: lambda sak: list(
        Evaluering.objects.filter(sak=sak).select_related("plan", "registrert_av").order_by("dato", "id")
    ),
    Kilde.AVSLUTNING: lambda sak: list(Avslutning.objects.filter(sak=sak).select_related("av").order_by("tid")),
    Kilde.MELDING: _meldinger,
    Kilde.OBSERVASJON: _observasjoner,
    Kilde.KARTLEGGING: lambda sak: list(
        Kartlegging.objects.filter(sak=sak).select_related("registrert_av").order_by("dato", "id")
    ),
    Kilde.ANALYSE: lambda sak: list(
        Analyse.objects.filter(sak=sak).select_related("registrert_av").order_by("dato", "id")
    ),
}


def _dato(kilde: Kilde, rad: Any) -> date:
    if kilde is Kilde.PLAN:
        return localdate(rad.vedtatt)
    if kilde is Kilde.AVSLUTNING:
        return localdate(rad.tid)
    if kilde is Kilde.MELDING:
        return localdate(rad.sendt)
    dato: date = rad.dato
    return dato


def tittel(kilde: Kilde, rad: Any) -> str:
    """What the paper is called: kind, date, version; never a name."""
    if kilde is Kilde.PLAN:
        return _("Tiltaksplan, versjon %(versjon)s") % {"versjon": rad.versjon}
    if kilde is Kilde.REFERAT:
        hvem = Samtale.Type(rad.type).label
        return _("Referat fra samtale: %(hvem)s") % {"hvem": str(hvem).lower()}
    if kilde is Kilde.EVALUERING:
        return _("Evaluering av tiltaksplan, versjon %(versjon)s") % {"versjon": rad.plan.versjon}
    return str(kilde.label)


def valgbare(sak: Sak, formaal: str) -> list[Valgbart]:
    """The papers of a sak that may go there, by kind and then by date. One query for each kind, whatever the number."""
    return [
        Valgbart(kilde, rad.pk, tittel(kilde, rad), _dato(kilde, rad))
        for kilde in KILDER[formaal]
        for rad in _RADER[kilde](sak)
    ]


def navngitte(sladding: Sladding) -> list[tuple[Sladdekilde, str]]:
    """The papers of a letting out, each with what it is called; by its kind alone where it has been corrected since."""
    navn = {(v.kilde.value, v.objekt_id): v.navn for v in valgbare(sladding.sak, sladding.formaal)}
    return [(rad, navn.get((rad.kilde, rad.objekt_id), str(rad))) for rad in sladding.kilder.all()]


def papirer(sak: Sak, valgte: Iterable[tuple[Kilde, int]]) -> list[Papir]:
    """The chosen papers in full, in the order they were chosen, in the language that is active.

    One that is no longer among those that may be chosen (it has been corrected) is left out: the sum of what was
    looked at then changes. A constant number of queries for each kind.
    """
    valgte = list(valgte)
    etter_kilde: dict[Kilde, dict[int, Any]] = {
        kilde: {rad.pk: rad for rad in _RADER[kilde](sak)} for kilde in dict.fromkeys(k for k, _pk in valgte)
    }
    hentet = _Hentet(sak, etter_kilde)
    return [hentet.papir(kilde, etter_kilde[kilde][pk]) for kilde, pk in valgte if pk in etter_kilde[kilde]]


class _Hentet:
    """What several papers need, fetched once."""

    def __init__(self, sak: Sak, rader: dict[Kilde, dict[int, Any]]) -> None:
        self.sak = sak
        self.tiltak: dict[int, list[Any]] = defaultdict(list)
        self.vurderinger: dict[int, list[Any]] = defaultdict(list)
        self.vedlegg: dict[tuple[str, int], list[str]] = defaultdict(list)
        if planer := rader.get(Kilde.PLAN):
            from cases.tiltaksplan.models import Tiltak  # noqa: PLC0415 - beside its plan

            for tiltak in Tiltak.objects.filter(plan__in=planer, synlig_for_hjem=True).select_related("ansvarlig"):
                self.tiltak[tiltak.plan_id].append(tiltak)
        if evalueringer := rader.get(Kilde.EVALUERING):
            from cases.evaluering.models import Tiltaksvurdering  # noqa: PLC0415 - beside its evaluation

            synlige = Tiltaksvurdering.objects.filter(evaluering__in=evalueringer, tiltak__synlig_for_hjem=True)
            for rad in synlige.select_related("tiltak").order_by("tiltak__rekkefolge", "pk"):
                self.vurderinger[rad.evaluering_id].append(rad)
        filer = Vedlegg.objects.none()
        for kilde, felt in ((Kilde.REFERAT, "samtale"), (Kilde.OBSERVASJON, "observasjon"), (Kilde.MELDING, "melding")):
            if kilde in rader:
                filer = Vedlegg.objects.filter(**{f"{felt}__in": rader[kilde]}).order_by("lagt_ved", "id")
                for fil in filer:
                    linje = f"{fil.navn}: {fil.beskrivelse}" if fil.beskrivelse else fil.navn
                    self.vedlegg[felt, getattr(fil, f"{felt}_id")].append(linje)

    def papir(self, kilde: Kilde, rad: Any) -> Papir:
        """One row as a paper."""
        bygg: Callable[[Any], tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]] = getattr(self, f"_{kilde.value}")
        fakta, felter = bygg(rad)
        return Papir(
            kilde=kilde,
            objekt_id=rad.pk,
            versjon=rad.versjon if kilde is Kilde.PLAN else 1,
            tittel=tittel(kilde, rad),
            dato=_dato(kilde, rad),
            fakta=fakta,
            felter=felter,
        )

    def _filer(self, felt: str, pk: int) -> tuple[str, str]:
        return (_("Vedlegg (filene følger ikke med)"), "\n".join(self.vedlegg[felt, pk]))

    def _ansatt(self, navn: str) -> str:
        """Who at the school it was; where the address is protected the name tells which school (A-13, A-14)."""
        return "" if self.sak.elev.er_gradert else navn

    def _naar_og_hvem(self, tid: datetime, navn: str) -> str:
        return ", ".join(del_ for del_ in (_dag(localdate(tid)), self._ansatt(navn)) if del_)

    def _foresattes_syn(self, rad: Any) -> str:
        """Each guardian's view; where the address is protected the paper names nobody who could be looked up."""
        linjer = [
            syn["syn"] if self.sak.elev.er_gradert else f"{syn['navn']}: {syn['syn']}"
            for syn in rad.foresattes_syn_hver
            if syn["syn"]
        ]
        return "\n".join(linje for linje in (*linjer, rad.foresattes_syn) if linje)

    def _plan(self, plan: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        felter = [
            *_felter(
                (_("Hvilke problem tiltakene skal løse"), plan.utfordring),
                (_("Bakgrunn"), plan.bakgrunn),
                (_("Mål"), plan.maal),
                (_("Tegn på at det virker"), plan.tegn),
            )
        ]
        for nummer, tiltak in enumerate(self.tiltak[plan.pk], start=1):
            felter += _felter(*self._tiltak(nummer, tiltak))
            hvem = self._ansatt(tiltak.ansvarlig.navn) if tiltak.ansvarlig is not None else ""
            if hvem or tiltak.ansvarlig_rolle:
                navn = _("Tiltak %(nummer)s: hvem") % {"nummer": nummer}
                felter.append(Felt(navn, tiltak.ansvarlig_rolle, hvem))
        felter += _felter(
            (_("Hvem er med på evalueringen"), plan.evaluering_deltakere),
            (_("Hvorfor så lenge til evaluering"), plan.evaluering_begrunnelse),
            (_("Oppfølgingssamtaler med eleven"), plan.oppfolgingssamtaler),
            (_("Elevens trygghetsperson"), plan.trygghetsperson),
            (_("Elevens syn"), plan.elevens_syn),
            (_("Foresattes syn"), self._foresattes_syn(plan)),
            (_("Barnets beste"), plan.barnets_beste),
            (_("Det eleven eller foresatte er uenig i"), plan.uenighet),
            (_("Samarbeid med andre"), plan.samarbeid),
            (_("Grunnlaget for samarbeidet"), plan.samarbeid_grunnlag_tekst),
        )
        fakta = _fakta(
            (_("Versjon"), str(plan.versjon)),
            (_("Vedtatt"), self._naar_og_hvem(plan.vedtatt, plan.vedtatt_av.navn)),
            (_("Tiltakene skal evalueres"), _dag(plan.evalueringsdato)),
        )
        return fakta, tuple(felter)

    @staticmethod
    def _tiltak(nummer: int, tiltak: Any) -> list[tuple[str, str]]:
        navn = _("Tiltak %(nummer)s") % {"nummer": nummer}
        if tiltak.fra and tiltak.til and tiltak.fra != tiltak.til:
            naar = _("%(fra)s til %(til)s") % {"fra": _dag(tiltak.fra), "til": _dag(tiltak.til)}
        elif tiltak.fra:
            naar = _("fra %(fra)s") % {"fra": _dag(tiltak.fra)} if not tiltak.til else _dag(tiltak.fra)
        else:
            naar = _("til %(til)s") % {"til": _dag(tiltak.til)} if tiltak.til else ""
        gjort = "\n".join(del_ for del_ in (naar, tiltak.hyppighet) if del_)
        return [
            (navn, tiltak.beskrivelse),
            (_("%(tiltak)s: når") % {"tiltak": navn}, gjort),
            (_("%(tiltak)s: hvorfor") % {"tiltak": navn}, tiltak.grunnlag),
            (_("%(tiltak)s: samtykke") % {"tiltak": navn}, tiltak.flytting_samtykke if tiltak.flytter_eleven else ""),
            (
                _("%(tiltak)s: eget enkeltvedtak") % {"tiltak": navn},
                tiltak.enkeltvedtak_referanse if tiltak.krever_enkeltvedtak else "",
            ),
        ]

    def _referat(self, samtale: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        felter = _felter(
            (_("Sted"), "" if self.sak.elev.er_gradert else samtale.sted),
            (_("Hvem var med"), samtale.deltakere),
            (_("Trygghetsperson"), samtale.trygghetsperson),
            (str(HVA_SIES[Samtale.Type(samtale.type)]), samtale.hva_sies),
            (_("Hvordan eleven ønsker at det skal bli"), samtale.onsker),
            (_("Hva eleven tror hjelper, og hva eleven er redd for"), samtale.hjelper_eller_frykter),
            (_("Det den voksne la merke til"), samtale.voksnes_beskrivelse),
            (_("Hva ble avtalt"), samtale.avtalt),
            self._filer("samtale", samtale.pk),
        )
        fakta = _fakta(
            (_("Dato"), _dag(samtale.dato)),
            (_("Skrevet av"), self._ansatt(samtale.registrert_av.navn)),
            (_("Neste samtale"), _dag(samtale.neste_samtale)),
        )
        return fakta, felter

    def _avtalt(self, samtale: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        fakta = _fakta((_("Dato"), _dag(samtale.dato)), (_("Neste samtale"), _dag(samtale.neste_samtale)))
        return fakta, _felter((_("Hva ble avtalt"), samtale.avtalt))

    def _evaluering(self, rad: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        felter = [
            *_felter(
                (_("Hvem var med"), rad.deltakere),
                (_("Hvem spurte eleven, og hvor"), rad.spurt_av),
                (_("Elevens egne ord"), rad.elevens_ord),
                (_("Foresattes syn"), self._foresattes_syn(rad)),
                (_("Nye hendelser siden sist"), rad.nye_hendelser),
                (_("De voksnes vurdering"), rad.voksnes_vurdering),
            )
        ]
        for vurdering in self.vurderinger[rad.pk]:
            svar = " ".join(
                f"{navn}: {verdi.lower()}."
                for navn, verdi in (
                    (_("Gjennomført"), vurdering.get_gjennomfort_display()),
                    (_("Eleven"), vurdering.get_virkning_elev_display()),
                    (_("De voksne"), vurdering.get_virkning_voksne_display()),
                    (_("Videre"), vurdering.get_videre_display()),
                )
            )
            felter += _felter(
                (
                    _("Tiltak %(nr)s") % {"nr": vurdering.tiltak.rekkefolge},
                    "\n".join(d for d in (vurdering.tiltak.beskrivelse, svar, vurdering.kommentar) if d),
                )
            )
        felter += _felter((_("Begrunnelse"), rad.begrunnelse), (_("Hjelp utenfra"), rad.hjelp_utenfra))
        fakta = _fakta(
            (_("Dato"), _dag(rad.dato)),
            (_("Gjelder tiltaksplan, versjon"), str(rad.plan.versjon)),
            (_("Har eleven det trygt og godt nå?"), rad.get_elevens_svar_display()),
            (_("Hva nå"), rad.get_konklusjon_display()),
            (_("Neste evaluering"), _dag(rad.ny_evalueringsdato)),
        )
        return fakta, tuple(felter)

    def _avslutning(self, rad: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        felter = _felter(
            (_("Begrunnelse"), rad.begrunnelse),
            (_("Elevens syn"), rad.elevens_syn),
            (_("Foresattes syn"), rad.foresattes_syn),
            (_("Barnets beste"), rad.barnets_beste),
            (_("Hva fortsetter som vanlig arbeid"), rad.videre_arbeid),
            (_("Hvem er informert"), rad.hvem_er_informert),
        )
        fakta = _fakta(
            (_("Avsluttet"), self._naar_og_hvem(rad.tid, rad.av.navn)),
            (_("Hvorfor"), rad.get_grunn_display()),
            (_("Har eleven det trygt og godt nå?"), rad.get_elevens_svar_display()),
            (_("Ettersjekk"), _dag(rad.ettersjekk_dato)),
        )
        return fakta, felter

    def _melding(self, rad: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        """Never who sent it. What is written of the other pupils of the melding is no business of this one's (A-6)."""
        om_eleven = "\n".join(e.beskrivelse for e in rad.elever.all() if e.sak_id == self.sak.pk and e.beskrivelse)
        felter = _felter(
            (_("Hva er sett, hørt eller fått vite"), rad.hva_skjedde),
            (_("Om eleven"), om_eleven),
            (_("Når"), rad.naar_beskrivelse),
            (_("Andre som vet noe"), rad.vitner),
            (_("Hvem som kan ha krenket"), "\n".join(i.beskrivelse for i in rad.involverte.all() if i.beskrivelse)),
            (_("Grep noen inn"), rad.grep_inn_beskrivelse),
            (_("Hva ble gjort med en gang"), rad.strakstiltak),
            (_("Har foresatte fått vite det"), rad.foresatte_varslet_beskrivelse),
            *((_("Tillegg"), tillegg.tekst) for tillegg in sorted(rad.tillegg.all(), key=lambda t: t.pk)),
            self._filer("melding", rad.pk),
        )
        fakta = _fakta(
            (_("Sendt"), _dag(localdate(rad.sendt))),
            (_("Hendelsen"), _dag(rad.naar_dato)),
            (_("Skolen fikk vite det"), _dag(rad.oppdaget)),
            (_("Er eleven trygg nå"), rad.get_trygg_naa_display()),
        )
        return fakta, felter

    def _observasjon(self, rad: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        felter = _felter(
            (_("Hvor"), rad.arena),
            (_("Hvem observerte"), rad.observator),
            (_("Hva ble sett"), rad.beskrivelse),
            (_("Hvordan det forstås"), rad.tolkning),
            self._filer("observasjon", rad.pk),
        )
        fakta = _fakta((_("Dato"), _dag(rad.dato)), (_("Skrevet av"), self._ansatt(rad.registrert_av.navn)))
        return fakta, felter

    @staticmethod
    def _kartlegging(rad: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        fakta = _fakta((_("Dato"), _dag(rad.dato)), (_("Verktøy"), rad.get_verktoy_display()))
        return fakta, _felter((_("Hva viser den om denne eleven"), rad.funn))

    @staticmethod
    def _analyse(rad: Any) -> tuple[tuple[tuple[str, str], ...], tuple[Felt, ...]]:
        felter = _felter(
            (_("Hva skjer"), rad.hva_skjer),
            (_("Hvordan eleven opplever det"), rad.elevens_opplevelse),
            (_("Hva holder det ved like"), rad.opprettholder),
            (_("Hva annet kan det være"), rad.andre_forstaaelser),
            (_("Begrunnelse"), rad.begrunnelse),
        )
        behov = _("Ja") if rad.behov_for_tiltak else _("Nei")
        return _fakta((_("Dato"), _dag(rad.dato)), (_("Behov for tiltak"), behov)), felter
