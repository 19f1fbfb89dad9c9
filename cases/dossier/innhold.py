"""Everything of a sak as numbered documents, read in one transaction: nothing of it has changed while it was read.

What is not in is said by ``utelatt``; what counts as evidence for which duty, by the law's rehearsal. The archive has
more of each row, and chapters of its own (``arkivutgave``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dossier import arkivutgave
from cases.dossier.bilag import Bilag, Kapittel, Lesing, Vedleggsfil, med_personer, noekkel
from cases.dossier.utdrag import Felt, dag, person
from cases.evaluering.models import Avslutning, Evaluering, Gjenapning
from cases.inngripen.models import Inngripen
from cases.inngripen.queries import hoerer_til
from cases.lov.generalprove import Bevisslag
from cases.melding.models import FraBehandling, Melding
from cases.sak.rettelse import gjeldende, tidligere
from cases.skoleeier.models import Saksovertakelse, Skoleeiervarsel
from cases.statsforvalter.models import (
    Fristforlengelse,
    Palegg,
    Paleggoppfolging,
    Statsforvalterklage,
    Statsforvalterkrav,
    Statsforvaltersak,
    Statsforvaltersvar,
    Statsforvaltervedtak,
    Tvangsmulkt,
)
from cases.statsforvalter.mote_models import Statsforvaltermote
from cases.tiltaksplan.models import Tiltaksplan
from cases.undersokelse.models import Analyse, Kartlegging, Observasjon, Referatutsending, Samtale, Undersokelse
from cases.vedlegg.models import Vedlegg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from cases.dossier.bilag import Noekkel
    from cases.sak.models import Sak

REGISTERET: tuple[type[Any], ...] = (
    Statsforvaltersak,
    Statsforvalterkrav,
    Fristforlengelse,
    Statsforvaltersvar,
    Statsforvaltermote,
    Statsforvaltervedtak,
    Palegg,
    Paleggoppfolging,
    Statsforvalterklage,
    Tvangsmulkt,
)


@dataclass(frozen=True)
class Innhold:
    """The numbered documents of a sak."""

    kapitler: tuple[Kapittel, ...]
    helsehemmelig: int = 0
    interne_notater: int = 0
    # Read for the archive.
    alt: bool = False

    @property
    def bilag(self) -> list[Bilag]:
        """All of them, in the order of their numbers."""
        return [bilag for kapittel in self.kapitler for bilag in kapittel.bilag]

    @property
    def nummer_av_rad(self) -> dict[Noekkel, int]:
        """The number of the document each row is printed in."""
        return {rad: bilag.nr for bilag in self.bilag for rad in bilag.rader}

    @property
    def nummer_av_bevis(self) -> dict[tuple[Bevisslag, int], int]:
        """The number of the document each piece of evidence is printed in."""
        return {bevis: bilag.nr for bilag in self.bilag for bevis in bilag.bevis}

    @property
    def filer(self) -> list[tuple[int, Vedleggsfil]]:
        """The files to embed, with their numbers."""
        return [(bilag.nr, bilag.vedlegg) for bilag in self.bilag if bilag.vedlegg is not None]


def les(sak: Sak, *, alt: bool = False) -> Innhold:
    """Read all of it, in the language that is active. The caller holds the transaction that makes it one moment.

    Args:
        sak: the sak.
        alt: for the archive: also what is kept from everybody else.

    """
    lesing = Lesing(alt)
    kapitler = [
        *([arkivutgave.saken(sak, lesing)] if alt else []),
        Kapittel("meldinger", _("Meldinger"), tuple(_meldinger(sak, lesing))),
        Kapittel("inngripen", _("Fysisk inngripen"), tuple(_inngripen(sak, lesing))),
        Kapittel("undersokelse", _("Undersøkelse"), tuple(_undersokelse(sak, lesing))),
        Kapittel("tiltak", _("Tiltaksplaner, evalueringer og avslutning"), tuple(_tiltak(sak, lesing))),
        Kapittel("skoleeier", _("Varsler til skoleeier"), tuple(_skoleeier(sak, lesing))),
        Kapittel("statsforvalteren", _("Saken hos Statsforvalteren"), tuple(_statsforvalteren(sak, lesing))),
        Kapittel("vedlegg", _("Vedlegg"), tuple(_vedlegg(sak, lesing))),
        *(arkivutgave.kapitler(sak, lesing) if alt else []),
    ]
    nr = 0
    ferdig = []
    for kapittel in kapitler:
        nummerert = []
        for bilag in kapittel.bilag:
            nr += 1
            nummerert.append(replace(bilag, nr=nr))
        if nummerert:
            ferdig.append(replace(kapittel, bilag=tuple(nummerert)))
    return Innhold(tuple(ferdig), lesing.helsehemmelig, lesing.interne_notater, alt)


def _meldinger(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    meldinger = (
        Melding.objects.filter(elever__sak=sak)
        .select_related("melder", "skole", "lest_av", "behandlet_av", "mottak__av")
        .prefetch_related("elever__elev", "involverte__elev", "involverte__ansatt", "tillegg__skrevet_av")
        .order_by("sendt", "pk")
        .distinct()
    )
    for melding in meldinger:
        hemmelig = melding.fra_behandling == FraBehandling.SAMTYKKE and not lesing.alt
        lesing.helsehemmelig += hemmelig
        if hemmelig:
            uten = {felt.name for felt in melding._meta.concrete_fields} - {"sendt", "oppdaget", "lest", "skole"}
            tekst = _(
                "Meldingen er fra helsepersonell, og gjengir noe som kom fram i behandling. Innholdet er ikke med."
            )
            hoved = replace(lesing.avsnitt(melding, uten=uten), tekster=(Felt("", tekst),))
        else:
            hoved = lesing.avsnitt(melding)
        navn = [str(rad.elev or rad.beskrivelse) for rad in melding.elever.all()]
        krenkere = [_krenker(rad) for rad in melding.involverte.all()] if not hemmelig else []
        om = ((_("Gjelder"), ", ".join(navn)), (_("Kan ha krenket"), ", ".join(krenkere)))
        deler = [replace(hoved, fakta=(*((n, v) for n, v in om if v), *hoved.fakta))]
        rader = [noekkel(melding), *map(noekkel, melding.elever.all()), *map(noekkel, melding.involverte.all())]
        for tillegg in melding.tillegg.all():
            rader.append(noekkel(tillegg))
            skjult = hemmelig or (tillegg.fra_behandling == FraBehandling.SAMTYKKE and not lesing.alt)
            deler.append(lesing.avsnitt(tillegg, _("Tillegg"), uten={"tekst"} if skjult else ()))
        mottak = getattr(melding, "mottak", None)
        if mottak is not None:
            rader.append(noekkel(mottak))
            deler.append(lesing.avsnitt(mottak, _("Hva mottakeren gjorde")))
        for inhabil in melding.inhabile.select_related("bruker") if lesing.alt else ():
            rader.append(noekkel(inhabil))
            deler.append(lesing.avsnitt(inhabil, _("Inhabil ved mottaket")))
        yield Bilag(
            tittel=_("Melding %(nummer)s") % {"nummer": melding.nummer},
            dato=dag(localtime(melding.sendt).date()),
            avsnitt=tuple(deler),
            rader=tuple(rader),
            bevis=((Bevisslag.MELDING, melding.pk),),
        )


def _krenker(rad: Any) -> str:
    hvem = rad.elev or rad.ansatt or rad.beskrivelse
    return f"{rad.get_kategori_display()}: {hvem}" if hvem else str(rad.get_kategori_display())


def _inngripen(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    """Documentation of what the school itself did, and so always in: from the sak's meldinger, and about its pupil."""
    rader = Inngripen.objects.filter(hoerer_til(sak)).distinct().order_by("dato", "pk")
    for rad in rader.select_related("elev", "skole", "grep_inn", "registrert_av").prefetch_related(
        "tillegg__skrevet_av"
    ):
        deler = [lesing.avsnitt(rad), *(lesing.avsnitt(t, _("Tillegg")) for t in rad.tillegg.all())]
        yield Bilag(
            tittel=_("Fysisk inngripen"),
            dato=dag(rad.dato),
            avsnitt=tuple(deler),
            rader=(noekkel(rad), *(noekkel(t) for t in rad.tillegg.all())),
            bevis=((Bevisslag.INNGRIPEN, rad.melding_id),) if rad.melding_id is not None else (),
        )


def _undersokelse(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    plan = Undersokelse.objects.filter(sak=sak).first()
    if plan is not None:
        tittel, dato = _("Plan for undersøkelsen"), dag(localtime(plan.startet).date())
        yield Bilag(tittel, dato, (lesing.avsnitt(plan),), (noekkel(plan),))
    slag: list[tuple[type[Any], Bevisslag]] = [
        (Samtale, Bevisslag.SAMTALE),
        (Observasjon, Bevisslag.OBSERVASJON),
        (Kartlegging, Bevisslag.KARTLEGGING),
        (Analyse, Bevisslag.ANALYSE),
    ]
    funnet: list[tuple[Any, Bilag]] = []
    for modell, bevis in slag:
        rader = list(med_personer(modell.objects.filter(sak=sak)).order_by("dato", "pk"))
        if modell is Samtale:
            lesing.interne_notater = sum(bool(rad.internt_notat) for rad in rader)
        kan_rettes = hasattr(modell, "rettelse_av")
        etter_pk = {rad.pk: rad for rad in rader}
        for rad in gjeldende(rader) if kan_rettes else rader:
            gamle = list(tidligere(rad, etter_pk)) if kan_rettes else []
            funnet.append((rad, _aktivitet(rad, gamle, bevis, lesing)))
    funnet.sort(key=lambda par: (par[0].dato, par[0].registrert, par[0].pk))
    yield from (bilag for _rad_, bilag in funnet)


def _aktivitet(rad: Any, gamle: list[Any], bevis: Bevisslag, lesing: Lesing) -> Bilag:
    deler = [lesing.avsnitt(rad)]
    rader = [noekkel(rad)]
    if isinstance(rad, Samtale):
        tittel = _("Samtale: %(hvem)s") % {"hvem": rad.get_type_display()}
        # What went home before it was corrected did so too.
        for sendt in Referatutsending.objects.filter(samtale__in=[rad, *gamle]).select_related(
            "foresatt", "registrert_av"
        ):
            rader.append(noekkel(sendt))
            til = str(sendt.foresatt) if sendt.foresatt is not None else _("Eleven")
            deler.append(lesing.avsnitt(sendt, _("Referatet ble gitt til %(hvem)s") % {"hvem": til}, uten={"foresatt"}))
    else:
        tittel = str(capfirst(rad._meta.verbose_name))
    for gammel in gamle:
        rader.append(noekkel(gammel))
        deler.append(
            lesing.avsnitt(gammel, _("Slik sto det før det ble rettet %(naar)s") % {"naar": dag(rad.registrert)})
        )
    return Bilag(tittel, dag(rad.dato), tuple(deler), tuple(rader), ((bevis, rad.pk),))


def _tiltak(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    planer = (
        Tiltaksplan.objects.filter(sak=sak)
        .exclude(status=Tiltaksplan.Status.UTKAST)
        .select_related("vedtatt_av")
        .prefetch_related(
            "tiltak__ansvarlig", "tiltak__merker__av", "utsendinger__foresatt", "utsendinger__registrert_av"
        )
        .order_by("versjon")
    )
    evalueringer = list(
        Evaluering.objects.filter(sak=sak)
        .select_related("plan", "registrert_av")
        .prefetch_related("vurderinger__tiltak")
        .order_by("dato", "pk")
    )
    for plan in planer:
        yield _plan(plan, lesing)
        for evaluering in evalueringer:
            if evaluering.plan_id == plan.pk:
                yield _evaluering(evaluering, lesing)
    slutt: list[Any] = [
        *Avslutning.objects.filter(sak=sak).select_related("av", "ettersjekk__registrert_av"),
        *Gjenapning.objects.filter(sak=sak).select_related("av"),
    ]
    for rad in sorted(slutt, key=lambda rad: rad.tid):
        deler, rader = [lesing.avsnitt(rad)], [noekkel(rad)]
        ettersjekk = getattr(rad, "ettersjekk", None)
        if ettersjekk is not None:
            deler.append(lesing.avsnitt(ettersjekk, _("Ettersjekk")))
            rader.append(noekkel(ettersjekk))
        tittel = str(capfirst(rad._meta.verbose_name))
        bevis = ((Bevisslag.AVSLUTNING, 0),)
        yield Bilag(tittel, dag(localtime(rad.tid).date()), tuple(deler), tuple(rader), bevis)


def _plan(plan: Tiltaksplan, lesing: Lesing) -> Bilag:
    deler = [lesing.avsnitt(plan)]
    rader = [noekkel(plan)]
    for nummer, tiltak in enumerate(plan.tiltak.all(), start=1):
        rader.append(noekkel(tiltak))
        del_ = lesing.avsnitt(tiltak, _("Tiltak %(nummer)s") % {"nummer": nummer})
        del_ = replace(del_, tekst_forst=True)
        merker = [
            f"{dag(m.dato)}: {m.get_hva_display()}{f'. {m.notat}' if m.notat else ''} ({person(m.av)})"
            for m in sorted(tiltak.merker.all(), key=lambda m: (m.dato, m.pk))
        ]
        rader += [noekkel(m) for m in tiltak.merker.all()]
        if merker:
            del_ = replace(del_, tekster=(*del_.tekster, Felt(_("Fulgt opp"), "\n".join(merker))))
        deler.append(del_)
    for sendt in plan.utsendinger.all():
        rader.append(noekkel(sendt))
        til = str(sendt.foresatt) if sendt.foresatt is not None else _("Eleven")
        deler.append(lesing.avsnitt(sendt, _("Planen ble gitt til %(hvem)s") % {"hvem": til}, uten={"foresatt"}))
    return Bilag(
        tittel=_("Tiltaksplan, versjon %(versjon)s") % {"versjon": plan.versjon},
        dato=dag(localtime(plan.vedtatt).date()) if plan.vedtatt is not None else "",
        avsnitt=tuple(deler),
        rader=tuple(rader),
        bevis=((Bevisslag.PLAN, plan.versjon),),
    )


def _evaluering(evaluering: Evaluering, lesing: Lesing) -> Bilag:
    deler = [lesing.avsnitt(evaluering)]
    rader = [noekkel(evaluering)]
    for vurdering in evaluering.vurderinger.all():
        rader.append(noekkel(vurdering))
        deler.append(
            lesing.avsnitt(vurdering, _("Om tiltaket «%(tiltak)s»") % {"tiltak": vurdering.tiltak.beskrivelse})
        )
    return Bilag(
        tittel=_("Evaluering av versjon %(versjon)s") % {"versjon": evaluering.plan.versjon},
        dato=dag(evaluering.dato),
        avsnitt=tuple(deler),
        rader=tuple(rader),
        bevis=((Bevisslag.EVALUERING, evaluering.pk),),
    )


def _skoleeier(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    varsler = Skoleeiervarsel.objects.filter(sak=sak).select_related("varslet_av", "lest_av").order_by("varslet", "pk")
    for varsel in varsler:
        tittel, dato = _("Varsel til skoleeier"), dag(localtime(varsel.varslet).date())
        yield Bilag(tittel, dato, (lesing.avsnitt(varsel),), (noekkel(varsel),), ((Bevisslag.VARSEL, varsel.pk),))
    for rad in Saksovertakelse.objects.filter(sak=sak).select_related("av").order_by("tid", "pk"):
        yield Bilag(
            str(rad.get_retning_display()), dag(localtime(rad.tid).date()), (lesing.avsnitt(rad),), (noekkel(rad),)
        )


def _statsforvalteren(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    """What has passed between them and the kommune, and how each order was followed, as it was written down."""
    rader: list[Any] = [rad for modell in REGISTERET for rad in med_personer(modell.objects.filter(sak=sak))]
    for rad in sorted(rader, key=lambda rad: (_dagen(rad), rad.registrert, rad.pk)):
        deler, rader_ = [lesing.avsnitt(rad)], [noekkel(rad)]
        if lesing.alt and isinstance(rad, Statsforvaltersvar):
            del_, sendt = arkivutgave.sendte_dokumenter(rad)
            deler, rader_ = [*deler, *del_], [*rader_, *sendt]
        yield Bilag(str(capfirst(rad._meta.verbose_name)), dag(_dagen(rad)), tuple(deler), tuple(rader_))


def _dagen(rad: Any) -> date:
    """The day a row of the register is about: when it was reported, came, was sent or done, not when it was typed."""
    dager = (getattr(rad, felt, None) for felt in ("meldt", "sendt", "mottatt", "satt", "dato"))
    return next((d for d in dager if d is not None), localtime(rad.registrert).date())


def filer(sak: Sak) -> QuerySet[Vedlegg]:
    """Every file of the sak and of its meldinger, the oldest first, with what is known of each."""
    i_saken, i_meldingene = Vedlegg.objects.filter(sak=sak), Vedlegg.objects.filter(melding__elever__sak=sak)
    return (i_saken | i_meldingene).distinct().med_status().order_by("lagt_ved", "pk")


def fra_helsepersonell(rad: Vedlegg) -> bool:
    """Whether a file came with what a helsepersonell learned in treatment: then it is as little in as the words."""
    return any(
        kilde is not None and kilde.fra_behandling == FraBehandling.SAMTYKKE for kilde in (rad.melding, rad.tillegg)
    )


def _vedlegg(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    for rad in filer(sak).select_related("melding", "tillegg", "samtale", "observasjon"):
        if not rad.er_klar or (fra_helsepersonell(rad) and not lesing.alt):
            continue
        deler = lesing.avsnitt(rad, uten={"melding", "samtale", "observasjon", "tillegg"})
        hvor = _hvor(rad)
        kontroll, rader = arkivutgave.om_filen(rad, lesing) if lesing.alt else ((), ())
        yield Bilag(
            tittel=_("Vedlegg: %(navn)s") % {"navn": rad.navn},
            dato=dag(localtime(rad.lagt_ved).date()),
            avsnitt=(replace(deler, fakta=(*(((_("Hører til"), hvor),) if hvor else ()), *deler.fakta)), *kontroll),
            rader=(noekkel(rad), *rader),
            vedlegg=Vedleggsfil(rad.navn, rad.type, b"".join(rad.biter())),
        )


def _hvor(rad: Vedlegg) -> str:
    if rad.melding is not None:
        return _("Melding %(nummer)s") % {"nummer": rad.melding.nummer}
    til: Any = rad.samtale or rad.observasjon
    return str(til).capitalize() if til is not None else ""


def rader_i(innhold: Innhold) -> Iterable[Noekkel]:
    """Every row that is printed."""
    return (rad for bilag in innhold.bilag for rad in bilag.rader)
