"""The plan's form and its rows as the one thing they are on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db.models import Q
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from cases.sak.forms import kandidater
from cases.sak.models import Saktilgang
from cases.tiltaksplan.bibliotek import ETTER_KODE
from cases.tiltaksplan.data import PLANFELT, Plandata, som_skrevet
from cases.tiltaksplan.fletting import pakk, pakk_ut, sett_av
from cases.tiltaksplan.forms import FORESATT, Planskjema
from cases.tiltaksplan.funn import funn_i
from cases.tiltaksplan.models import Tiltak
from cases.tiltaksplan.palegg import laaste
from cases.tiltaksplan.rader import FLEST_TILTAK, Tiltaksformsett, Tiltaksskjema, som_start
from steinkjer_skolemiljo.organisation.innlogging.tekst import gjenopprettet
from steinkjer_skolemiljo.organisation.models import Bruker, Foresatt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from cases.sak.feil import Regelbrudd
    from cases.sak.models import Sak
    from cases.tiltaksplan.data import Sett
    from cases.tiltaksplan.fletting import Ulikhet
    from cases.tiltaksplan.models import Tiltaksplan

# What stands for another's text in the form that is sent: «take theirs here».
BRUK = "bruk-"


class Planredigering:
    """The plan's form and its rows. Needs some eight queries, however many rows there are."""

    def __init__(
        self, plan: Tiltaksplan, sak: Sak, dag: date, data: Any = None, *, stengte: Collection[int] = frozenset()
    ) -> None:
        self.plan = plan
        self.maalform = sak.skole.maalform
        self.lagret = som_skrevet(plan)
        rader = list(plan.tiltak.all())
        self.ansatte = ansatte(sak, dag, rader)
        # What a tiltak builds on already stands in the plan; a melding that is closed to the reader is no other choice.
        ikke = {f"melding-{pk}" for pk in stengte} - {rad.funn for rad in rader}
        self.funn = [(kode, tekst) for kode, tekst, _dato in funn_i(sak) if kode not in ikke]
        self.foresatte = foresatte(sak, plan)
        self.laaste = laaste(sak.pk, rader)
        # What the buttons that only rearrange the page have done, for one who listens to it.
        self.gjort = ""
        self.fokus: tuple[int, str] | None = None
        if data is None:
            # Written before the session ended: the plan and all its rows, as they were sent.
            data = next((felter for felter in gjenopprettet.get() if "tiltak-TOTAL_FORMS" in felter), None)
        if data is not None:
            self._bind(self._med_den_andres(data))
            return
        self.data: Any = None
        self.skjema = Planskjema(foresatte=self.foresatte, initial=self._start(self.lagret))
        self.rader = self._formsett(None, initial=[som_start(rad) for rad in rader] or [{}])

    def _bind(self, data: Any) -> None:
        self.data = data
        self.skjema = Planskjema(data, foresatte=self.foresatte)
        self.rader = self._formsett(data)

    def _start(self, data: Plandata, *, sett: Sett | None = None, fane: str = "") -> dict[str, Any]:
        syn = {rad["foresatt"]: rad["syn"] for rad in data.foresattes_syn_hver}
        return {
            **{navn: getattr(data, navn) for navn in PLANFELT if navn != "foresattes_syn_hver"},
            **{f"{FORESATT}{foresatt.pk}": syn.get(foresatt.pk, "") for foresatt in self.foresatte},
            "revisjon": data.revisjon,
            "versjon": self.plan.versjon,
            "fane": fane or str(uuid4()),
            "sett": pakk(sett or sett_av(data)),
        }

    def _formsett(self, data: Any, **kwargs: Any) -> Any:
        felles = {"ansatte": self.ansatte, "funn": self.funn, "laaste": self.laaste}
        return Tiltaksformsett(data, prefix="tiltak", form_kwargs=felles, **kwargs)

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
        ren = dict(self.skjema.cleaned_data)
        syn = {foresatt.pk: ren.pop(f"{FORESATT}{foresatt.pk}") for foresatt in self.foresatte}
        navn = {foresatt.pk: foresatt.navn for foresatt in self.foresatte}
        ren["foresattes_syn_hver"] = [
            {"foresatt": pk, "navn": navn[pk], "syn": tekst} for pk, tekst in syn.items() if tekst
        ]
        ren["sett"] = pakk_ut(ren["sett"])
        ren["versjon"] = ren["versjon"] or 0
        return Plandata(**ren, tiltak=tuple(rad.data_til_dor() for rad in self.rader.i_bruk))

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

    def peker(self, felt: str) -> str:
        """Where on the page a field stands that the law or a door has named."""
        start, _strek, resten = felt.partition("-")
        nummer, _strek, radfelt = resten.partition("-")
        if start != "tiltak":
            return f"#{self.skjema[felt].id_for_label}" if felt in self.skjema.fields else "#planskjema"
        rader = self.rader.i_bruk if self.data is not None and self.rader.is_valid() else self.rader.forms
        if nummer.isdigit() and int(nummer) < len(rader):
            return f"#{rader[int(nummer)][radfelt].id_for_label}"
        return "#tiltakene"

    def ordne(self) -> bool:
        """Do what a button asked that only rearranges the page, keeping all that is typed. False: none was pressed."""
        if "legg_til" in self.data:
            self._ny_rad({"nivaa": Tiltak.Nivaa.INDIVID, "synlig_for_hjem": True})
        elif (forslag := ETTER_KODE.get(self.data.get("hent", ""))) is not None:
            # It is written in a plan that goes home: in the school's målform, whoever reads the page.
            with translation.override(self.maalform):
                beskrivelse, hyppighet = str(forslag.beskrivelse), str(forslag.hyppighet)
            self._ny_rad(
                {
                    "beskrivelse": beskrivelse,
                    "nivaa": forslag.nivaa,
                    "hyppighet": hyppighet,
                    "strakstiltak": forslag.strakstiltak,
                    "synlig_for_hjem": True,
                }
            )
        elif "flytt" in self.data:
            self._flytt(self.data["flytt"])
        elif "foreslaa_dato" in self.data:
            data = self.data.copy()
            data["evalueringsdato"] = self.data["foreslaa_dato"]
            self._bind(data)
            self.gjort = _("Datoen er satt inn. Husk å lagre.")
        else:
            return "sok_i_banken" in self.data
        return True

    def _ny_rad(self, verdier: Mapping[str, Any]) -> None:
        antall = self.rader.total_form_count()
        siste = self.rader.forms[-1] if self.rader.forms else None
        # An empty row at the end is taken into use before another is made, when there is something to put in it.
        ledig = siste is not None and siste.is_valid() and siste.er_tom and "beskrivelse" in verdier
        nummer = antall - 1 if ledig else antall
        if nummer < FLEST_TILTAK:
            self._sett_inn(nummer, verdier)
            self.rader.forms[nummer].fields["beskrivelse"].widget.attrs["autofocus"] = True
            self.gjort = _("Tiltak %(nummer)s er lagt til.") % {"nummer": nummer + 1}

    def _flytt(self, hva: str) -> None:
        """«2-opp»: row 2 changes place with the one above it."""
        nummer, _strek, vei = hva.partition("-")
        antall = self.rader.total_form_count()
        fra = int(nummer) if nummer.isdecimal() and len(nummer) < 4 else antall  # noqa: PLR2004 - three digits
        til = fra + (-1 if vei == "opp" else 1)
        if not (0 <= fra < antall and 0 <= til < antall):
            return
        bytte = {f"tiltak-{fra}-": f"tiltak-{til}-", f"tiltak-{til}-": f"tiltak-{fra}-"}
        data = QueryDict(mutable=True)
        for navn, verdier in self.data.lists():
            prefiks = next((p for p in bytte if navn.startswith(p)), "")
            data.setlist(bytte[prefiks] + navn.removeprefix(prefiks) if prefiks else navn, verdier)
        self._bind(data)
        kan = til > 0 if vei == "opp" else til < antall - 1
        self.fokus = (til, vei if kan else {"opp": "ned", "ned": "opp"}.get(vei, "opp"))
        self.gjort = _("Tiltaket er flyttet til plass %(plass)s av %(antall)s.") % {"plass": til + 1, "antall": antall}

    def vis_kollisjon(self, data: Plandata, lagret: Plandata) -> None:
        """After another's save: their changes where nothing was typed here are in the form, and have now been seen."""
        fane = self.data.get("fane", "")
        ny = QueryDict(mutable=True)
        for navn, verdi in self._start(
            replace(data, revisjon=lagret.revisjon), sett=sett_av(lagret), fane=fane
        ).items():
            _sett_verdi(ny, navn, verdi)
        ny["tiltak-TOTAL_FORMS"] = str(len(data.tiltak))
        ny["tiltak-INITIAL_FORMS"] = "0"
        for nummer, rad in enumerate(data.tiltak):
            for navn, verdi in som_start(rad).items():
                _sett_verdi(ny, f"tiltak-{nummer}-{navn}", verdi)
        self._bind(ny)

    def _med_den_andres(self, data: Any) -> Any:
        """Where the person has chosen the other's text, it takes the place of their own before anything else."""
        if not any(navn.startswith(BRUK) for navn in data):
            return data
        ny = data.copy()
        for navn, verdi in self._start(self.lagret).items():
            felles = "foresattes_syn_hver" if navn.startswith(FORESATT) else navn
            if f"{BRUK}{felles}" in data:
                _sett_verdi(ny, navn, verdi)
        rader = {str(rad.id): rad for rad in self.lagret.tiltak}
        for nummer in range(_heltall(data.get("tiltak-TOTAL_FORMS", ""))):
            rad = rader.get(data.get(f"tiltak-{nummer}-id", ""))
            if rad is not None and f"{BRUK}tiltak-{rad.id}" in data:
                for navn, verdi in som_start(rad).items():
                    _sett_verdi(ny, f"tiltak-{nummer}-{navn}", verdi)
        return ny

    def visning(self, ulikheter: Iterable[Ulikhet]) -> list[dict[str, str]]:
        """Both texts of each thing two have written differently, ready to be shown."""
        return [
            {
                "bruk": f"{BRUK}{u.felt}",
                "navn": self.navn(u.felt),
                "mitt": _ord(u.mitt) if u.mitt is not None else _("Du har fjernet tiltaket."),
                "deres": _ord(u.deres),
                # What was removed here stands in the form again: the way to remove it is the box in its row.
                "kan_brukes": "ja" if u.mitt is not None else "",
            }
            for u in ulikheter
        ]

    def navn(self, felt: str) -> str:
        """What a field or a row is called on the page."""
        if felt.startswith("tiltak-"):
            plass = [str(rad.id) for rad in self.lagret.tiltak]
            pk = felt.removeprefix("tiltak-")
            return _("Tiltak %(nummer)s") % {"nummer": plass.index(pk) + 1 if pk in plass else "–"}
        if felt in self.skjema.fields:
            return str(self.skjema.fields[felt].label)
        return _("Foresattes syn")

    def _sett_inn(self, nummer: int, verdier: Mapping[str, Any]) -> None:
        data = self.data.copy()
        for navn, verdi in verdier.items():
            _sett_verdi(data, f"tiltak-{nummer}-{navn}", verdi)
        data["tiltak-TOTAL_FORMS"] = str(max(nummer + 1, self.rader.total_form_count()))
        self._bind(data)


def _heltall(tekst: str) -> int:
    return min(int(tekst), FLEST_TILTAK) if tekst.isdecimal() and len(tekst) < 4 else 0  # noqa: PLR2004 - three digits


def _sett_verdi(data: Any, navn: str, verdi: Any) -> None:
    """A value as a browser would have sent it: an empty box is not sent."""
    if verdi in (None, False, ""):
        data.pop(navn, None)
        if verdi is not False:
            data[navn] = ""
    else:
        data[navn] = "on" if verdi is True else str(verdi)


def _ord(verdi: Any) -> str:
    from cases.tiltaksplan.sammenligning import i_ord, rad_i_ord  # noqa: PLC0415 - its neighbour, which knows this one's

    tekst = rad_i_ord(verdi) if hasattr(verdi, "beskrivelse") else i_ord(verdi)
    return tekst or _("Ikke fylt ut")


def ansatte(sak: Sak, dag: date, rader: Iterable[Tiltak]) -> dict[str, Bruker]:
    """Who may be chosen: the school's employees, those let into the sak, and those already in the plan. One query."""
    valgte = {rad.ansvarlig_id for rad in rader if rad.ansvarlig_id is not None}
    personer = Bruker.objects.filter(
        Q(pk__in=kandidater(sak, dag).values("pk"))
        | Q(pk__in=Saktilgang.objects.filter(content_object=sak, gyldig_til__gte=dag).values("user"))
        | Q(pk__in=valgte)
    )
    return {str(person.pk): person for person in personer.order_by("etternavn", "fornavn")}


def foresatte(sak: Sak, plan: Tiltaksplan) -> list[Foresatt]:
    """Whose view is asked for by name: those with foreldreansvar and no besøksforbud, and those already quoted."""
    sitert = [rad["foresatt"] for rad in plan.foresattes_syn_hver]
    spurt = Q(forhold__elev=sak.elev_id, forhold__foreldreansvar=True, forhold__besoksforbud=False)
    return list(Foresatt.objects.filter(spurt | Q(pk__in=sitert)).distinct().order_by("pk"))


__all__ = ["Planredigering", "Tiltaksskjema", "ansatte", "foresatte"]
