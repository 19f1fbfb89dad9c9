"""What the law note forbids, as questions to the database: none may ever have an answer, whatever doors were used.

Each is asked of the rows, in other words than the code's own. Those that need the past are kept by ``Fortid``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.utils.timezone import localdate

from cases.evaluering.models import Avslutning, Evaluering
from cases.melding.models import INNHOLD, Melding
from cases.sak.access import Handling, may
from cases.sak.models import Eier, Involvert, Sak, Saktilgang
from cases.sak.vurdering import les
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.models import Tiltaksplan
from cases.varsling.access import kan_varsles
from cases.varsling.models import Varsel
from cases.varsling.tekster import Varseltype
from steinkjer_skolemiljo.organisation.models import LEDELSESROLLER, Bruker, Rolletildeling, gjelder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date, datetime

OPPOVER = {Eier.SKOLE: 0, Eier.SKOLEEIER: 1, Eier.KOMMUNALSJEF: 2}


def avtrykk() -> str:
    """All that is stored, as one word: a refused act leaves it as it was."""
    tabeller = [modell._meta.db_table for modell in apps.get_app_config("cases").get_models()]
    alt = " UNION ALL ".join(
        f"SELECT '{t}' AS t, count(*) AS n, coalesce(sum(hashtextextended(r::text, 0)), 0) AS h FROM {t} r"
        for t in tabeller
    )
    with connection.cursor() as peker:
        peker.execute(f"SELECT string_agg(t || n || h, ',' ORDER BY t) FROM ({alt}) a")
        return str(peker.fetchone()[0])


def _ord_i(tabell: str, felter: Collection[str], inntil: int) -> str:
    with connection.cursor() as peker:
        peker.execute(
            f"SELECT coalesce(sum(hashtextextended(ROW({', '.join(felter)})::text, 0)), 0) FROM {tabell} WHERE id <= %s",
            [inntil],
        )
        return str(peker.fetchone()[0])


MELDINGSFELT = ("id", *(f"{felt}_id" if felt in {"melder", "skole"} else felt for felt in INNHOLD))
HENDELSESFELT = ("id", "sak_id", "type", "aktor_id", "skjedde", "registrert", "data")


@dataclass
class Fortid:
    """What was so before, and may not be undone."""

    sist_melding: int = 0
    meldingene: str = "0"
    sist_hendelse: int = 0
    loggen: str = "0"
    sist_varsel: int = 0
    versjoner: dict[int, int] = field(default_factory=dict)
    saker: dict[int, Sak] = field(default_factory=dict)

    def kontroller(self, *, now: datetime, har_mistet: Collection[int], alt: bool) -> None:
        """Fail when something forbidden is so, or has come to be since last time.

        Args:
            now: the machine's time.
            har_mistet: those whose roles have changed since they were given what they have.
            alt: every sak is read anew, not only those that were written to.

        """
        self._bare_lagt_til()
        dag = localdate(now)
        for sak in Sak.objects.select_related("ansvarlig", "elev", "skole"):
            if alt or self.versjoner.get(sak.pk) != sak.versjon:
                self._aldri_tilbake(sak)
                kontroller_sak(sak, now=now, har_mistet=har_mistet)
                self.versjoner[sak.pk] = sak.versjon
                self.saker[sak.pk] = sak
        for varsel in Varsel.objects.filter(pk__gt=self.sist_varsel).select_related("mottaker", "sak").order_by("pk"):
            kan_vite(varsel, dag)
            self.sist_varsel = varsel.pk

    def _bare_lagt_til(self) -> None:
        assert _ord_i("cases_melding", MELDINGSFELT, self.sist_melding) == self.meldingene, "en melding er endret"
        assert _ord_i("cases_hendelse", HENDELSESFELT, self.sist_hendelse) == self.loggen, "loggen er endret"
        self.sist_melding = Melding.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.meldingene = _ord_i("cases_melding", MELDINGSFELT, self.sist_melding)
        with connection.cursor() as peker:
            peker.execute("SELECT coalesce(max(id), 0) FROM cases_hendelse")
            self.sist_hendelse = peker.fetchone()[0]
        self.loggen = _ord_i("cases_hendelse", HENDELSESFELT, self.sist_hendelse)

    def _aldri_tilbake(self, sak: Sak) -> None:
        for_ = self.saker.get(sak.pk)
        if for_ is None:
            return
        assert sak.versjon > for_.versjon or sak.versjon == for_.versjon
        for felt in ("skjerpet", "ledelse_innmeldt", "eleven_har_meldt"):
            assert getattr(sak, felt) or not getattr(for_, felt), f"{felt} er tatt tilbake"
        assert OPPOVER[Eier(sak.eier)] >= OPPOVER[Eier(for_.eier)], "saken er flyttet ned igjen"
        assert (sak.opprettet, sak.mottatt, sak.elev_id, sak.skole_id) == (
            for_.opprettet,
            for_.mottatt,
            for_.elev_id,
            for_.skole_id,
        )
        if for_.alvorlig and not sak.alvorlig and sak.eier == Eier.SKOLE and not sak.skjerpet:
            assert not sak.skoleeiervarsler.exists(), "alvorlig er tatt tilbake etter at skoleeier er varslet"


def kontroller_sak(sak: Sak, *, now: datetime, har_mistet: Collection[int]) -> None:
    """The states one sak may never be in."""
    dag = localdate(now)
    _lagret_er_lovens_lesning(sak, now)
    _bare_lovlig_avsluttet(sak)
    _vedtatte_planer_har_alt(sak)
    _ingen_hvile_uten_ny_evaluering(sak)
    if sak.ledelse_innmeldt:
        assert sak.eier != Eier.SKOLE
        assert sak.skjerpet
    if sak.involverte.filter(rolle=Involvert.Rolle.MULIG_KRENKER, kategori__in=("ansatt", "leder")).exists():
        assert sak.skjerpet, "en som arbeider på skolen er nevnt, men saken er ikke § 12-5"
    for person in stengt_ute(sak, dag):
        assert not may(person, Handling.LESE, sak.pk, dag), f"{person} ser sak {sak}"
        assert not egne_tiltak(person, dag).filter(plan__sak=sak).exists(), f"{person} har tiltak i sak {sak}"
        assert not Varsel.objects.synlige_for(person, dag).filter(sak=sak).exists(), f"{person} har varsel om {sak}"
        meldinger = Melding.objects.visible_to(person, dag).filter(elever__sak=sak)
        assert not meldinger.exists(), f"{person} ser meldingen til sak {sak}"
    ansvarlig = sak.ansvarlig
    if ansvarlig.er_systemet or ansvarlig.pk in har_mistet or _tilgangen_er_utlopt(sak, ansvarlig, dag):
        return
    assert may(ansvarlig, Handling.LESE, sak.pk, dag), f"saksansvarlig {ansvarlig} ser ikke sak {sak}"


def _tilgangen_er_utlopt(sak: Sak, person: Bruker, dag: date) -> bool:
    return Saktilgang.objects.filter(content_object=sak, user=person, gyldig_til__lt=dag).exists()


def stengt_ute(sak: Sak, dag: date) -> Iterator[Bruker]:
    """Whom the law shuts out: accused here or in a linked sak, inhabil, near, and of an accused leadership."""
    anklagede = Involvert.objects.filter(sak__gruppe=sak.gruppe, rolle=Involvert.Rolle.MULIG_KRENKER)
    ider = set(anklagede.filter(ansatt__isnull=False).values_list("ansatt", flat=True))
    ider |= set(sak.inhabile.values_list("bruker", flat=True))
    ider |= set(sak.elev.foresatteforhold.values_list("foresatt__bruker", flat=True))
    ider |= set(sak.elev.naerstaende.values_list("bruker", flat=True))
    if sak.ledelse_innmeldt:
        ledelse = Rolletildeling.objects.filter(gjelder(dag), skole=sak.skole_id, rolle__in=LEDELSESROLLER)
        ider |= set(ledelse.values_list("bruker", flat=True))
    yield from Bruker.objects.filter(pk__in=ider)


def _lagret_er_lovens_lesning(sak: Sak, now: datetime) -> None:
    lest = les(sak, now)
    frist = lest.neste_frist
    ventet = (lest.fase.value, frist.forfall if frist else None, frist.type.value if frist else "")
    assert (sak.fase, sak.neste_frist, sak.neste_frist_type) == ventet, f"{sak}: lagret frist er ikke lovens"


def _bare_lovlig_avsluttet(sak: Sak) -> None:
    if sak.avsluttet is None:
        return
    slutt = Avslutning.objects.filter(sak=sak).order_by("-tid").first()
    assert slutt is not None, "avsluttet uten avslutning"
    assert slutt.barnets_beste
    assert slutt.foresattes_syn
    gjenapnet = sak.gjenapninger.filter(tid__lt=slutt.tid).order_by("-tid").first()
    if slutt.grunn != Avslutning.Grunn.TRYGG:
        assert slutt.begrunnelse.strip(), "avsluttet uten grunn"
    else:
        assert slutt.elevens_svar == "ja", "avsluttet som trygg uten elevens ja"
    siden = {"registrert__lte": slutt.tid} | ({"registrert__gte": gjenapnet.tid} if gjenapnet else {})
    siste = Evaluering.objects.filter(sak=sak, **siden).order_by("-dato", "-pk").first()
    plan = Tiltaksplan.objects.filter(sak=sak, status="vedtatt").first()
    if slutt.grunn == Avslutning.Grunn.TRYGG and plan is not None and (gjenapnet is None or siste is not None):
        assert siste is not None, "avsluttet som trygg, men planen er ikke evaluert"
        assert siste.elevens_svar == "ja", "avsluttet som trygg, men eleven svarte ikke ja sist"
    if slutt.grunn == Avslutning.Grunn.TRYGG and plan is None:
        assert not sak.eleven_har_meldt, "eleven sa fra selv, og saken er avsluttet uten tiltak"
    if slutt.grunn == Avslutning.Grunn.INGEN_EGNEDE and sak.eier == Eier.SKOLE:
        assert sak.skoleeiervarsler.filter(lest__isnull=False).exists(), "avsluttet uten at skoleeier har sett den"
    if sak.eier == Eier.SKOLE:
        varslet = sak.skoleeiervarsler.exists()
        assert varslet or not sak.alvorlig, "alvorlig sak avsluttet uten varsel"
        # An employee may be named after the closing as well (L-5.5): skoleeier is told by that act itself.
        sluttlinje = sak.hendelser.filter(type="avsluttet").order_by("-pk").values_list("pk", flat=True)[0]
        for_slutt = sak.hendelser.filter(type="skjerpet", pk__lt=sluttlinje).exists()
        assert varslet or not for_slutt or sak.apenbart_grunnlos, "§ 12-5-sak avsluttet uten varsel"
        assert not (sak.alvorlig_kriterier and sak.alvorlig is None), "avsluttet uten å ta stilling til alvorlighet"


def _vedtatte_planer_har_alt(sak: Sak) -> None:
    for plan in sak.tiltaksplaner.exclude(status="utkast").prefetch_related("tiltak"):
        assert plan.utfordring.strip()
        assert plan.elevens_syn.strip()
        assert plan.barnets_beste.strip()
        assert plan.evalueringsdato is not None
        assert plan.vedtatt is not None
        assert plan.evalueringsdato > localdate(plan.vedtatt)
        assert plan.tiltak.all(), "vedtatt plan uten tiltak"
        for tiltak in plan.tiltak.all():
            assert tiltak.beskrivelse.strip()
            assert tiltak.fra or tiltak.til or tiltak.hyppighet.strip(), "tiltak uten tid"
            assert tiltak.ansvarlig_id or tiltak.ansvarlig_rolle.strip(), "tiltak uten ansvarlig"
            assert not tiltak.krever_enkeltvedtak or (tiltak.enkeltvedtak_referanse and tiltak.enkeltvedtak_dato)


def _ingen_hvile_uten_ny_evaluering(sak: Sak) -> None:
    """L-4.22: an open sak with a plan has a coming evaluation, unless the pupil said yes and it can be closed."""
    if sak.avsluttet is not None or not sak.tiltaksplaner.filter(status="vedtatt").exists():
        return
    siste = Evaluering.objects.filter(sak=sak).order_by("-dato", "-pk").first()
    if siste is None:
        return
    if siste.konklusjon == Evaluering.Konklusjon.AVSLUTTE:
        assert siste.elevens_svar == "ja", "skal avsluttes uten elevens ja"
    else:
        assert siste.ny_evalueringsdato is not None, "arbeidet går videre uten ny evaluering"


def kan_vite(varsel: Varsel, dag: date) -> None:
    """Each notice went to one who may know what it says, on the day it was written."""
    mottaker, type_ = varsel.mottaker, Varseltype(varsel.type)
    hva = f"varsel {varsel.type} til {mottaker}"
    if varsel.sak is not None:
        assert kan_varsles(mottaker, type_, varsel.sak.pk, dag), hva
        assert mottaker not in list(stengt_ute(varsel.sak, dag)), hva
        return
    nummer = varsel.data.get("melding", "")
    match type_:
        case Varseltype.NY_MELDING | Varseltype.MELDING_TILLEGG:
            assert Melding.objects.visible_to(mottaker, dag).filter(nummer=nummer).exists(), hva
        case Varseltype.MELDING_FOLGES_OPP:
            assert Melding.objects.get(nummer=nummer).melder_id == mottaker.pk, hva
        case Varseltype.TILTAK_TILDELT:
            assert egne_tiltak(mottaker, dag).exists(), hva
        case Varseltype.MELDING_IKKE_LEST:
            melding = Melding.objects.get(nummer=nummer)
            assert not melding.involverte.filter(ansatt=mottaker).exists(), hva
        case _:
            pass
