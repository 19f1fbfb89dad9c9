"""Random people do random things through the real doors, also those who may not; after each, the law is asked.

A door may end in four ways only: it is done by one who may; ``IkkeFunnet`` for one who may not see; ``IkkeTilgang``
for one who may see but not do; ``Regelbrudd`` with a sentence. A refusal leaves not one row behind.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cases.evaluering import actions as evaluering
from cases.evaluering.models import Avslutning, Elevsvar, Evaluering
from cases.melding import actions as melding
from cases.melding.models import Behandling, Kilde, Melding
from cases.sak import access, habilitet
from cases.sak import actions as sakens
from cases.sak import tilgang as adgang
from cases.sak.access import Handling
from cases.sak.feil import Regelbrudd
from cases.sak.models import Involvert, Kriterium, Sak, Saktilgang
from cases.sak.ruting import Involvertdata
from cases.skoleeier import actions as skoleeier
from cases.skoleeier.models import Skoleeiervarsel
from cases.tiltaksplan import actions as plan
from cases.tiltaksplan.access import egne_tiltak
from cases.tiltaksplan.models import Tiltak, Tiltaksplan
from cases.undersokelse import actions as undersokelse
from cases.undersokelse.models import Kartlegging, Samtale
from cases.varsling.sveip import oppdater_frister, sveip
from steinkjer_skolemiljo.organisation.models import (
    Bruker,
    Elev,
    Foresatt,
    Foresattforhold,
    Gradering,
    Rolle,
    Rolletildeling,
    gjelder,
)
from tests.access.verden import folkene
from tests.cast import NAA, sett_rollene
from tests.scenarios.forbudt import Fortid, avtrykk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

DAG = timedelta(days=1)
plass = st.integers(0, 997)
# Three of four times one who may; else anybody.
lovlig = st.sampled_from((True, True, True, False))
tekst = st.sampled_from(("Det er skrevet noe her.", "Og her.", "Mer.", "", " "))
dager = st.sampled_from((7, 14, 1, 40, 100, 0, -1))
sant = st.booleans()


class Maskin(RuleBasedStateMachine):
    """The house, its people, and time."""

    def __init__(self) -> None:
        super().__init__()
        self._atomisk = transaction.atomic()
        self._atomisk.__enter__()
        self.roller = sett_rollene()
        self.folk: list[Bruker] = list(folkene(self.roller).values())
        self.now: datetime = NAA
        self.fortid = Fortid()
        self.har_mistet: set[int] = set()
        self.alt = False
        self.elever = [self.roller.elev, self.roller.annen_elev, self.roller.elev_maere, *self._to_til()]
        self._klokka = time_machine.travel(self.now, tick=False)
        self._klokka.start()

    def _to_til(self) -> list[Elev]:
        """A pupil whose address is protected, and one whose mother is a leader at the school."""
        felter = {
            "etternavn": "Sand",
            "fodselsdato": self.roller.elev.fodselsdato,
            "skole": self.roller.egge,
            "klasse": self.roller.klasse,
        }
        vernet = Elev.objects.create(fornavn="Vern", sokenavn="vern sand", gradering=Gradering.STRENGT, **felter)
        barn = Elev.objects.create(fornavn="Barn", sokenavn="barn sand", **felter)
        mor = Foresatt.objects.create(fornavn="Mor", etternavn="Sand", bruker=self._person("leder.medfullmakt"))
        Foresattforhold.objects.create(elev=barn, foresatt=mor)
        return [vernet, barn]

    def _person(self, navn: str) -> Bruker:
        return Bruker.objects.get(email=f"{navn}@test.example")

    def teardown(self) -> None:
        """Undo everything."""
        self._klokka.stop()
        transaction.set_rollback(True)
        self._atomisk.__exit__(None, None, None)

    @property
    def dag(self) -> date:
        """Today."""
        return localdate(self.now)

    # How a door is tried.

    def velg_sak(self, nummer: int) -> Sak | None:
        """One of the saker there are."""
        saker = list(Sak.objects.order_by("pk").values_list("pk", flat=True))
        return Sak.objects.get(pk=saker[nummer % len(saker)]) if saker else None

    def aktor(self, nummer: int, kan: Callable[[Bruker], bool], *, lovlig: bool, helst: int = 0) -> Bruker:
        """One who may, if there is one and it is wanted; else anyone. ``helst`` is asked first, every other time."""
        plass_ = nummer % len(self.folk)
        rekke = [*self.folk[plass_:], *self.folk[:plass_]]
        if helst and nummer % 2:
            rekke.sort(key=lambda person: person.pk != helst)
        return next(filter(kan, rekke), rekke[0]) if lovlig else rekke[0]

    def i_saken(
        self, dor: Callable[..., Any], handling: Handling, hvem: int, hvor: int, *, lovlig: bool, **felter: Any
    ) -> Any:
        """Try a door of a sak, and see that it ends as it must."""
        sak = self.velg_sak(hvor)
        if sak is None:
            return None
        aktor = self.aktor(
            hvem, lambda p: access.may(p, handling, sak.pk, self.dag), lovlig=lovlig, helst=sak.ansvarlig_id
        )
        ser = access.may(aktor, Handling.LESE, sak.pk, self.dag)
        kan = access.may(aktor, handling, sak.pk, self.dag)
        felter = {navn: verdi(sak) if callable(verdi) else verdi for navn, verdi in felter.items()}
        return self.forsok(dor, ser=ser, kan=kan, aktor=aktor, sak_id=sak.pk, now=self.now, **felter)

    def forsok(self, dor: Callable[..., Any], *, ser: bool, kan: bool, delen_finnes: bool = True, **felter: Any) -> Any:
        """Try a door. ``delen_finnes`` is whether what it is about inside the sak is there."""
        for_ = avtrykk()
        try:
            with transaction.atomic():
                svar = dor(**felter)
        except Http404:
            assert not ser or not delen_finnes or kan, f"{dor.__name__}: finnes ikke, for en som ser"
        except PermissionDenied:
            assert ser, f"{dor.__name__}: nektet, for en som ikke ser"
            assert not kan, f"{dor.__name__}: nektet, for en som kan"
        except Regelbrudd as feil:
            assert ser, f"{dor.__name__}: forklarte seg for en som ikke ser"
            assert all(brudd.tekst for brudd in feil.brudd)
        else:
            assert kan, f"{dor.__name__}: gjort av {felter['aktor']}, som ikke kan"
            return svar
        assert avtrykk() == for_, f"{dor.__name__}: nektet, men noe er skrevet"
        return None

    # The melding.

    @rule(
        hvem=plass,
        elev=plass,
        flere=sant,
        krenker=plass,
        slag=st.integers(0, 6),
        kilde=st.sampled_from(Kilde),
        haster=sant,
    )
    def send(self, hvem: int, elev: int, flere: bool, krenker: int, slag: int, kilde: Kilde, haster: bool) -> None:
        """Somebody reports, perhaps about one who works there."""
        aktor = self.folk[hvem % len(self.folk)]
        elever = [self.elever[(elev + n) % len(self.elever)] for n in range(1 + flere)]
        data = melding.Meldingsdata(
            nokkel=uuid4(),
            hva_skjedde="Alene i friminuttet.",
            oppdaget=self.dag,
            elever=tuple(elever),
            krenkere=self._krenkere(slag, krenker, elever),
            kilde=kilde.value,
            haster=haster,
        )
        har_rolle = Rolletildeling.objects.filter(gjelder(self.dag), bruker=aktor).exists()
        sendt = self.forsok(melding.send_melding, ser=True, kan=har_rolle, aktor=aktor, data=data, now=self.now)
        for ny in sendt or ():
            ledelse = {rad.ansatt_id for rad in ny.involverte.all()} & set(
                Rolletildeling.objects.filter(
                    gjelder(self.dag), skole=ny.skole, rolle__in=("rektor", "avdelingsleder", "sfo_leder")
                ).values_list("bruker", flat=True)
            )
            if ledelse or ny.involverte.filter(kategori="leder").exists():
                assert ny.mottaker != "rektor", "en melding om ledelsen kom til ledelsen"

    def _krenkere(self, slag: int, hvem: int, elever: list[Elev]) -> tuple[Involvertdata, ...]:
        kategori = Involvert.Kategori
        person = self.folk[hvem % len(self.folk)]
        andre = [elev for elev in self.elever if elev not in elever]
        match slag:
            case 0:
                return (Involvertdata(kategori.ANSATT, ansatt=person),)
            case 1:
                return (Involvertdata(kategori.LEDER, beskrivelse="En leder"),)
            case 2:
                return (Involvertdata(kategori.ANSATT, beskrivelse="En ansatt"),)
            case 3:
                return (Involvertdata(kategori.ELEV, elev=andre[hvem % len(andre)]),)
            case _:
                return ()

    def _melding(self, nummer: int, *, ny: bool = False) -> Melding | None:
        alle = Melding.objects.order_by("pk")
        meldinger = list(alle.filter(behandling=Behandling.NY) if ny else alle)
        return meldinger[nummer % len(meldinger)] if meldinger else None

    def _mottar(self, rad: Melding) -> Callable[[Bruker], bool]:
        return lambda person: Melding.objects.visible_to(person, self.dag).filter(pk=rad.pk).exists()

    @precondition(lambda _selv: Melding.objects.exists())
    @rule(hvem=plass, hvilken=plass, lovlig=lovlig)
    def les(self, hvem: int, hvilken: int, lovlig: bool) -> None:
        """Somebody opens a melding."""
        rad = self._melding(hvilken)
        assert rad is not None
        aktor = self.aktor(hvem, self._mottar(rad), lovlig=lovlig)
        ser = self._mottar(rad)(aktor)
        self.forsok(melding.merk_lest, ser=ser, kan=ser, aktor=aktor, nummer=rad.nummer, now=self.now)

    @precondition(lambda _selv: Melding.objects.filter(behandling="ny").exists())
    @rule(hvem=plass, hvilken=plass, lovlig=lovlig, ansvarlig=plass, kriterie=sant, del_=sant, til_sak=sant)
    def ta_imot(
        self, hvem: int, hvilken: int, lovlig: bool, ansvarlig: int, kriterie: bool, del_: bool, til_sak: bool
    ) -> None:
        """The receiver opens a sak, or adds to an open one."""
        rad = self._melding(hvilken, ny=True)
        assert rad is not None
        aktor = self.aktor(hvem, self._mottar(rad), lovlig=lovlig)
        ser = self._mottar(rad)(aktor)
        kan = ser and melding.kan_behandle(aktor, rad, self.dag)
        valg = []
        for meldingelev in rad.elever.select_related("elev"):
            aapen = Sak.objects.filter(elev=meldingelev.elev, avsluttet__isnull=True).first() if til_sak else None
            if aapen is not None:
                # Another's sak about the same pupil is not one's own to add to: the door answers as for one not there.
                kan = kan and access.may(aktor, Handling.LEDE, aapen.pk, self.dag)
                ser = ser and access.may(aktor, Handling.LESE, aapen.pk, self.dag)
            assert meldingelev.elev is not None
            valg.append(melding.Mottakselev(meldingelev.pk, meldingelev.elev, aapen.pk if aapen is not None else None))
        data = melding.Mottaksdata(
            elever=tuple(valg),
            ansvarlig=self.folk[ansvarlig % len(self.folk)] if ansvarlig % 3 == 0 else aktor,
            kriterier=(Kriterium.VAAPEN,) if kriterie else (),
            del_med_kontaktlarer=del_,
        )
        try:
            self.forsok(melding.ta_imot, ser=ser, kan=kan, aktor=aktor, nummer=rad.nummer, data=data, now=self.now)
        except AssertionError:
            # One who sees the melding but not the sak is refused by either answer.
            if ser or not self._mottar(rad)(aktor):
                raise

    @precondition(lambda _selv: Melding.objects.filter(behandling="ny").exists())
    @rule(hvem=plass, hvilken=plass, lovlig=lovlig, grunn=tekst)
    def avvis(self, hvem: int, hvilken: int, lovlig: bool, grunn: str) -> None:
        """The receiver finds that it is not about chapter 12."""
        rad = self._melding(hvilken, ny=True)
        assert rad is not None
        aktor = self.aktor(hvem, self._mottar(rad), lovlig=lovlig)
        ser = self._mottar(rad)(aktor)
        kan = ser and melding.kan_behandle(aktor, rad, self.dag)
        avvist = self.forsok(
            melding.avvis_som_ikke_kap12,
            ser=ser,
            kan=kan,
            aktor=aktor,
            nummer=rad.nummer,
            begrunnelse=grunn,
            now=self.now,
        )
        if avvist is not None:
            assert rad.kilde not in {"eleven", "foresatte"}, "elevens eget ord er avvist"
            assert not rad.skjerpet, "en melding om en ansatt er avvist"
            assert grunn.strip()

    @precondition(lambda _selv: Melding.objects.exists())
    @rule(hvem=plass, hvilken=plass, lovlig=lovlig, ord_=tekst)
    def legg_til(self, hvem: int, hvilken: int, lovlig: bool, ord_: str) -> None:
        """The reporter remembers something; nobody else may add to it."""
        rad = self._melding(hvilken)
        assert rad is not None
        aktor = self.aktor(hvem, lambda p: p.pk == rad.melder_id, lovlig=lovlig)
        egen = rad.melder_id == aktor.pk
        self.forsok(
            melding.legg_til_tillegg, ser=egen, kan=egen, aktor=aktor, nummer=rad.nummer, tekst=ord_, now=self.now
        )

    # The investigation.

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, slag=st.sampled_from(Samtale.Type), nei=sant, ord_=tekst, naar=dager)
    def samtale(self, hvem: int, hvor: int, lovlig: bool, slag: Samtale.Type, nei: bool, ord_: str, naar: int) -> None:
        """Somebody writes down a talk."""
        annen = slag in undersokelse.OM_EN_ANNEN_ELEV
        data = undersokelse.Samtaledata(
            type=slag,
            dato=self.dag + min(naar, 1) * DAG,
            deltakere="De to",
            hva_sies=ord_,
            sted="Kontoret",
            takket_nei=nei,
            elev=self.elever[hvem % len(self.elever)] if annen else None,
        )
        self.i_saken(undersokelse.registrer_samtale, Handling.SKRIVE, hvem, hvor, lovlig=lovlig, data=data)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, naar=st.sampled_from((-3, 0, 2)))
    def observer(self, hvem: int, hvor: int, lovlig: bool, naar: int) -> None:
        """Somebody writes down what was seen, and what a survey shows."""
        dato = self.dag + naar * DAG
        seilet = undersokelse.Observasjonsdata(dato=dato, arena="Ute", observator="Meg", beskrivelse="Alene")
        self.i_saken(undersokelse.registrer_observasjon, Handling.SKRIVE, hvem, hvor, lovlig=lovlig, data=seilet)
        kart = undersokelse.Kartleggingsdata(dato=dato, verktoy=Kartlegging.Verktoy.ANNET, funn="Ingen")
        self.i_saken(undersokelse.registrer_kartlegging, Handling.SKRIVE, hvem, hvor, lovlig=lovlig, data=kart)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, behov=sant, grunn=tekst)
    def analyser(self, hvem: int, hvor: int, lovlig: bool, behov: bool, grunn: str) -> None:
        """The leader concludes."""
        data = undersokelse.Analysedata(
            dato=self.dag, hva_skjer="x", elevens_opplevelse="y", behov_for_tiltak=behov, begrunnelse=grunn
        )
        analyse = self.i_saken(undersokelse.registrer_analyse, Handling.LEDE, hvem, hvor, lovlig=lovlig, data=data)
        if analyse is not None and not behov:
            assert not analyse.sak.eleven_har_meldt, "eleven sa fra selv, og det er funnet at ingenting trengs"

    # The plan.

    @rule(hvem=plass, hvor=plass, lovlig=lovlig)
    def ny_plan(self, hvem: int, hvor: int, lovlig: bool) -> None:
        """The leader begins a version."""
        self.i_saken(plan.ny_planversjon, Handling.LEDE, hvem, hvor, lovlig=lovlig)

    @rule(
        hvem=plass,
        hvor=plass,
        lovlig=lovlig,
        ansvarlig=plass,
        utelat=st.sampled_from((99, 99, 99, *range(10))),
        evaluering_om=dager,
        vedta=sant,
    )
    def skriv_plan(
        self, hvem: int, hvor: int, lovlig: bool, ansvarlig: int, utelat: int, evaluering_om: int, vedta: bool
    ) -> None:
        """The leader saves or adopts a plan in which something may be missing."""

        def data(sak: Sak) -> plan.Plandata:
            utkast = Tiltaksplan.objects.filter(sak=sak, status="utkast").first()
            alt = ["utfordring", "elevens_syn", "barnets_beste"]
            tiltak = plan.Tiltaksdata(
                beskrivelse="" if utelat == 3 else "Følge i friminuttene",
                fra=None if utelat == 4 else self.dag,
                ansvarlig=None if utelat == 5 else self.folk[ansvarlig % len(self.folk)],
                krever_enkeltvedtak=utelat == 6,
            )
            skrevet: dict[str, Any] = {felt: "" if utelat == nr else "Skrevet" for nr, felt in enumerate(alt)}
            return plan.Plandata(
                revisjon=utkast.revisjon if utkast is not None and utelat != 7 else 0,
                evalueringsdato=None if utelat == 8 else self.dag + evaluering_om * DAG,
                tiltak=() if utelat == 9 else (tiltak,),
                **skrevet,
            )

        if utelat % 2:
            self.ny_plan(hvem, hvor, lovlig)
        dor = plan.vedta_tiltaksplan if vedta else plan.lagre_planutkast
        self.i_saken(dor, Handling.LEDE, hvem, hvor, lovlig=lovlig, data=data)

    @rule(hvem=plass, hvilket=plass, eget=sant, lovlig=lovlig, status=st.sampled_from(Tiltak.Status), ord_=tekst)
    def tiltak(self, hvem: int, hvilket: int, eget: bool, lovlig: bool, status: Tiltak.Status, ord_: str) -> None:
        """Somebody notes how a tiltak stands."""
        tiltakene = list(Tiltak.objects.select_related("plan").order_by("pk"))
        if not tiltakene:
            return
        rad = tiltakene[hvilket % len(tiltakene)]
        data = plan.Statusdata(status=status, notat=ord_)
        if eget:
            aktor = self.aktor(hvem, lambda p: p.pk == rad.ansvarlig_id, lovlig=lovlig)
            kan = egne_tiltak(aktor, self.dag).filter(pk=rad.pk).exists()
            felter: dict[str, Any] = {"aktor": aktor, "tiltak_id": rad.pk, "data": data, "now": self.now}
            self.forsok(plan.sett_egen_tiltak_status, ser=kan, kan=kan, **felter)
            return
        saken = rad.plan.sak_id
        aktor = self.aktor(hvem, lambda p: access.may(p, Handling.SKRIVE, saken, self.dag), lovlig=lovlig)
        self.forsok(
            plan.sett_tiltak_status,
            ser=access.may(aktor, Handling.LESE, saken, self.dag),
            kan=access.may(aktor, Handling.SKRIVE, saken, self.dag),
            delen_finnes=rad.plan.status == "vedtatt",
            aktor=aktor,
            sak_id=saken,
            tiltak_id=rad.pk,
            data=data,
            now=self.now,
        )

    # The evaluation and the end.

    @rule(
        hvem=plass,
        hvor=plass,
        lovlig=lovlig,
        svar=st.sampled_from(Elevsvar),
        konklusjon=st.sampled_from(Evaluering.Konklusjon),
        grunn=tekst,
        neste=st.none() | dager,
    )
    def evaluer(
        self,
        hvem: int,
        hvor: int,
        lovlig: bool,
        svar: Elevsvar,
        konklusjon: Evaluering.Konklusjon,
        grunn: str,
        neste: int | None,
    ) -> None:
        """The leader evaluates, and concludes what may or may not follow from the pupil's answer."""
        if svar == Elevsvar.JA and neste is None:
            konklusjon = Evaluering.Konklusjon.AVSLUTTE

        def data(sak: Sak) -> evaluering.Evalueringsdata:
            gjeldende = Tiltaksplan.objects.filter(sak=sak, status="vedtatt").first()
            return evaluering.Evalueringsdata(
                planversjon=gjeldende.versjon if gjeldende is not None else 1,
                dato=self.dag,
                deltakere="Alle",
                elevens_svar=svar,
                spurt_av="Kontaktlærer",
                konklusjon=konklusjon,
                begrunnelse=grunn,
                ny_evalueringsdato=None if neste is None else self.dag + neste * DAG,
            )

        self.i_saken(evaluering.evaluer, Handling.LEDE, hvem, hvor, lovlig=lovlig, data=data)

    @rule(
        hvem=plass,
        hvor=plass,
        lovlig=lovlig,
        grunn=st.sampled_from(Avslutning.Grunn),
        ord_=tekst,
        svar=st.none() | st.sampled_from(Elevsvar),
        ettersjekk=st.none() | dager,
    )
    def avslutt(
        self,
        hvem: int,
        hvor: int,
        lovlig: bool,
        grunn: Avslutning.Grunn,
        ord_: str,
        svar: Elevsvar | None,
        ettersjekk: int | None,
    ) -> None:
        """The leader tries to close."""
        data = evaluering.Avslutningsdata(
            grunn=grunn,
            foresattes_syn="Enig",
            elevens_syn="Eleven er enig",
            barnets_beste="Vurdert",
            begrunnelse=ord_,
            elevens_svar=svar,
            ettersjekk_dato=None if ettersjekk is None else self.dag + ettersjekk * DAG,
        )
        self.i_saken(
            evaluering.avslutt_sak,
            Handling.LEDE,
            hvem,
            hvor,
            lovlig=lovlig,
            data=data,
            versjon=lambda sak: sak.versjon,
        )

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, grunn=tekst)
    def gjenapne(self, hvem: int, hvor: int, lovlig: bool, grunn: str) -> None:
        """The leader takes a sak up again."""
        self.i_saken(evaluering.gjenapne_sak, Handling.LEDE, hvem, hvor, lovlig=lovlig, grunn=grunn)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, svar=st.sampled_from(Elevsvar), naar=st.sampled_from((-2, 0, 1)))
    def ettersjekk(self, hvem: int, hvor: int, lovlig: bool, svar: Elevsvar, naar: int) -> None:
        """The talk after closing; a no opens the sak again."""
        data = evaluering.Ettersjekkdata(dato=self.dag + naar * DAG, elevens_svar=svar)
        notert = self.i_saken(evaluering.registrer_ettersjekk, Handling.LEDE, hvem, hvor, lovlig=lovlig, data=data)
        if notert is not None and svar in {Elevsvar.NEI, Elevsvar.DELVIS}:
            assert Sak.objects.get(pk=notert.avslutning.sak_id).avsluttet is None

    # Skoleeier.

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, alvorlig=sant, kriterie=sant, grunn=tekst)
    def alvorlighet(self, hvem: int, hvor: int, lovlig: bool, alvorlig: bool, kriterie: bool, grunn: str) -> None:
        """The leader decides whether it is serious."""
        data = skoleeier.Alvorlighetsdata(
            kriterier=(Kriterium.VAAPEN,) if kriterie else (), alvorlig=alvorlig, begrunnelse=grunn
        )
        self.i_saken(
            skoleeier.vurder_alvorlighet,
            Handling.LEDE,
            hvem,
            hvor,
            lovlig=lovlig,
            data=data,
            versjon=lambda sak: sak.versjon,
        )

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, slag=st.sampled_from(Skoleeiervarsel.Type), nummer=plass)
    def varsle(self, hvem: int, hvor: int, lovlig: bool, slag: Skoleeiervarsel.Type, nummer: int) -> None:
        """The leader warns skoleeier."""
        data = skoleeier.Varseldata(
            type=slag, redegjorelse=f"Kort om saken {nummer}.", laert=self.now, kriterier=(Kriterium.VAAPEN,)
        )
        self.i_saken(skoleeier.varsle_skoleeier, Handling.LEDE, hvem, hvor, lovlig=lovlig, data=data)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, grunn=tekst)
    def grunnlos(self, hvem: int, hvor: int, lovlig: bool, grunn: str) -> None:
        """The leader leaves a § 12-5 notice unsent."""
        self.i_saken(skoleeier.grunnlos, Handling.LEDE, hvem, hvor, lovlig=lovlig, grunn=grunn)

    @rule(hvem=plass, hvilket=plass, lovlig=lovlig, vurdering=tekst, les=sant)
    def skoleeier_svarer(self, hvem: int, hvilket: int, lovlig: bool, vurdering: str, les: bool) -> None:
        """Skoleeier reads a notice, or says what they make of it."""
        varsler = list(Skoleeiervarsel.objects.order_by("pk"))
        if not varsler:
            return
        varsel = varsler[hvilket % len(varsler)]
        aktor = self.aktor(hvem, lambda p: access.may(p, Handling.FOLGE_OPP, varsel.sak_id, self.dag), lovlig=lovlig)
        felter: dict[str, Any] = {"aktor": aktor, "sak_id": varsel.sak_id, "varsel_id": varsel.pk, "now": self.now}
        if not les:
            felter["data"] = skoleeier.Skoleeiervurdering(vurdering=vurdering)
        self.forsok(
            skoleeier.les_skoleeiervarsel if les else skoleeier.vurder_skoleeiervarsel,
            ser=access.may(aktor, Handling.LESE, varsel.sak_id, self.dag),
            kan=access.may(aktor, Handling.FOLGE_OPP, varsel.sak_id, self.dag),
            **felter,
        )

    # Who is who.

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, slag=st.integers(0, 6), person=plass, vitne=sant)
    def legg_til_person(self, hvem: int, hvor: int, lovlig: bool, slag: int, person: int, vitne: bool) -> None:
        """Somebody names a person: a pupil, an employee, a leader, the head of schools (L-5.5)."""

        def data(sak: Sak) -> Involvertdata:
            rader = self._krenkere(min(slag, 3), person, [sak.elev])
            rolle = Involvert.Rolle.VITNE if vitne and slag > 3 else Involvert.Rolle.MULIG_KRENKER
            rad = rader[0]
            return Involvertdata(
                rad.kategori, rolle=rolle, elev=rad.elev, ansatt=rad.ansatt, beskrivelse=rad.beskrivelse
            )

        self.i_saken(sakens.legg_til_involvert, Handling.SKRIVE, hvem, hvor, lovlig=lovlig, data=data)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, grunn=tekst)
    def inhabil(self, hvem: int, hvor: int, lovlig: bool, grunn: str) -> None:
        """Somebody steps aside."""
        self.i_saken(habilitet.erklaer_inhabil, Handling.LESE, hvem, hvor, lovlig=lovlig, grunn=grunn)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, person=plass, skrive=sant, lenge=dager)
    def gi_tilgang(self, hvem: int, hvor: int, lovlig: bool, person: int, skrive: bool, lenge: int) -> None:
        """The leader lets somebody in."""
        data = adgang.Tilgangsdata(
            bruker=self.folk[person % len(self.folk)],
            formaal="Hjelpe",
            gyldig_til=self.dag + lenge * DAG,
            skrive=skrive,
        )
        self.i_saken(adgang.gi_tilgang, Handling.LEDE, hvem, hvor, lovlig=lovlig, data=data)

    @rule(hvem=plass, hvilken=plass, lovlig=lovlig)
    def trekk_tilgang(self, hvem: int, hvilken: int, lovlig: bool) -> None:
        """The leader ends a grant."""
        tilganger = list(Saktilgang.objects.filter(permission__codename__in=("les_sak", "skriv_i_sak")).order_by("pk"))
        if not tilganger:
            return
        rad = tilganger[hvilken % len(tilganger)]
        saken = rad.content_object_id
        aktor = self.aktor(hvem, lambda p: access.may(p, Handling.LEDE, saken, self.dag), lovlig=lovlig)
        felter: dict[str, Any] = {"aktor": aktor, "sak_id": saken, "tilgang_id": rad.pk, "now": self.now}
        ser, kan = (access.may(aktor, h, saken, self.dag) for h in (Handling.LESE, Handling.LEDE))
        # The door gives nothing back: that it was done is that the row is gone.
        self.forsok(adgang.trekk_tilgang, ser=ser, kan=kan, **felter)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, delt=sant)
    def del_(self, hvem: int, hvor: int, lovlig: bool, delt: bool) -> None:
        """The leader shares with kontaktlærer, or stops."""
        self.i_saken(sakens.del_med_kontaktlarer, Handling.LEDE, hvem, hvor, lovlig=lovlig, delt=delt)

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, person=plass)
    def sett_ansvarlig(self, hvem: int, hvor: int, lovlig: bool, person: int) -> None:
        """The leader gives the sak another saksansvarlig."""
        self.i_saken(
            sakens.sett_ansvarlig,
            Handling.LEDE,
            hvem,
            hvor,
            lovlig=lovlig,
            ansvarlig=self.folk[person % len(self.folk)],
            versjon=lambda sak: sak.versjon,
        )

    @rule(hvem=plass, hvor=plass, lovlig=lovlig, naar=st.sampled_from((-7, 0, 1)), hva=st.integers(0, 2))
    def fakta(self, hvem: int, hvor: int, lovlig: bool, naar: int, hva: int) -> None:
        """Somebody notes a fact that carries law."""
        dato = self.dag + naar * DAG
        if hva == 0:
            self.i_saken(sakens.registrer_foresatte_informert, Handling.SKRIVE, hvem, hvor, lovlig=lovlig, dato=dato)
        elif hva == 1:
            self.i_saken(sakens.registrer_tatt_opp, Handling.LEDE, hvem, hvor, lovlig=lovlig, dato=dato, av="Mor")
        else:
            self.i_saken(sakens.sett_ikke_send_hjem, Handling.LEDE, hvem, hvor, lovlig=lovlig, ikke_send=naar == 0)

    # Time, and the people who come and go.

    @rule(dager=st.sampled_from((0, 1, 1, 3, 8, 30)), timer=st.integers(1, 12))
    def tiden_gaar(self, dager: int, timer: int) -> None:
        """Days go; the night's work is done."""
        self.now += dager * DAG + timedelta(hours=timer)
        self._klokka.stop()
        self._klokka = time_machine.travel(self.now, tick=False)
        self._klokka.start()
        self.har_mistet |= set(Rolletildeling.objects.filter(til__lt=self.dag).values_list("bruker", flat=True))
        oppdater_frister(self.now)
        sveip(self.now)
        self.alt = True

    @rule(hvem=plass)
    def en_rolle_slutter(self, hvem: int) -> None:
        """Somebody leaves a role today; a sektorleder and a kommunalsjef there will always be."""
        roller = Rolletildeling.objects.filter(gjelder(self.dag), fra__lt=self.dag).exclude(
            rolle__in=(Rolle.SEKTORLEDER, Rolle.KOMMUNALSJEF)
        )
        kandidater = list(roller.order_by("pk"))
        if kandidater:
            rad = kandidater[hvem % len(kandidater)]
            rad.til = self.dag - DAG
            rad.save()
            self.har_mistet.add(rad.bruker_id)

    @rule(
        hvem=plass, rolle=st.sampled_from((Rolle.REKTOR, Rolle.AVDELINGSLEDER, Rolle.ANSATT)), fullmakt=sant, maere=sant
    )
    def en_rolle_begynner(self, hvem: int, rolle: Rolle, fullmakt: bool, maere: bool) -> None:
        """Somebody gets a role from today: also one who is accused."""
        person = self.folk[hvem % len(self.folk)]
        Rolletildeling.objects.create(
            bruker=person,
            rolle=rolle,
            skole=self.roller.maere if maere else self.roller.egge,
            fra=self.dag,
            fullmakt=fullmakt and rolle == Rolle.AVDELINGSLEDER,
        )
        # Whoever becomes a leader loses what is kept from the leadership.
        self.har_mistet.add(person.pk)

    @initialize(langt=st.lists(st.integers(0, 9), min_size=2, max_size=3), kilde=st.sampled_from(Kilde))
    def begynn(self, langt: list[int], kilde: Kilde) -> None:
        """A few saker that have come some way, each by the law's own road, so that there is something to do."""
        for elev, skritt in enumerate(langt):
            self._et_stykke(elev, skritt, kilde)

    def _et_stykke(self, elev: int, skritt: int, kilde: Kilde) -> None:
        ansatt = self.folk.index(self.roller.ansatt)
        self.send(
            hvem=ansatt, elev=elev, flere=False, krenker=elev, slag=2 if skritt == 9 else 6, kilde=kilde, haster=False
        )
        hvor = Sak.objects.count()
        veien: list[Callable[[], object]] = [
            lambda: self.ta_imot(
                hvem=0, hvilken=-1, lovlig=True, ansvarlig=1, kriterie=False, del_=True, til_sak=False
            ),
            lambda: self.samtale(0, hvor, True, Samtale.Type.ELEV, False, "Alene.", 0),
            lambda: self.analyser(0, hvor, True, True, ""),
            lambda: self.ny_plan(0, hvor, True),
            lambda: self.skriv_plan(0, hvor, True, elev, 98, 14, True),
            lambda: self.tiden_gaar(8, 2),
            lambda: self.evaluer(0, hvor, True, Elevsvar.JA, Evaluering.Konklusjon.AVSLUTTE, "", None),
            lambda: self.avslutt(0, hvor, True, Avslutning.Grunn.TRYGG, "", None, 40),
        ]
        for steg in veien[:skritt]:
            # The newest melding is the one to receive, the newest sak the one to work in.
            self.ingenting_forbudt()
            steg()
        self.ingenting_forbudt()

    @invariant()
    def ingenting_forbudt(self) -> None:
        """Nothing the law note forbids is so."""
        self.fortid.kontroller(now=self.now, har_mistet=self.har_mistet, alt=self.alt)
        self.alt = False
