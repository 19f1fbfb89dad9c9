"""What the archive's saksmappe has beside what goes to Statsforvalteren: all that is kept of a closed sak (R-2, R-3).

It lies in a folder of its own, for those who could lead the sak, and in no pupil's elevmappe: so what is about an
employee or another pupil is in it, and what is said to nobody else. Drafts are not (R-3), nor who has opened the sak,
which has its own years (A-18).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cases.arkiv.models import Arkivering
from cases.dokumenter.models import Dokument
from cases.dossier.bilag import Bilag, Kapittel, Vedleggsfil, med_personer, noekkel
from cases.dossier.models import Dossieroversendelse
from cases.dossier.utdrag import Avsnitt, Felt, dag
from cases.framlegg.models import Framlegg
from cases.innsyn.models import Innsynskrav
from cases.leselogg.models import Innsynsutskrift
from cases.lov.kilder import Kilde, hjemmel
from cases.meldeplikt.models import Meldepliktvurdering
from cases.overforing.models import Overforing
from cases.overlevering.models import Overtakelse
from cases.reaksjon.models import Reaksjon, Samarbeidsavtale
from cases.sak.models import Inhabilitet, Involvert, Nodinnsyn
from cases.sladding.models import Sladding
from cases.vedlegg.models import Filtype

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from django.db.models import Model, QuerySet

    from cases.dossier.bilag import Lesing, Noekkel
    from cases.framlegg.models import Maskevalg
    from cases.sak.models import Sak
    from cases.sladding.models import Sladdevalg
    from cases.statsforvalter.models import Statsforvaltersvar
    from cases.vedlegg.models import Vedlegg

# What the law's reading of the sak is counted to; it says nothing that was done.
REGNESTYKKER = frozenset({"neste_frist", "neste_frist_type", "fase"})


def saken(sak: Sak, lesing: Lesing) -> Kapittel:
    """The sak itself as it was registered, those it is about, and those who had it."""
    hvem: list[Model] = [
        *med_personer(Inhabilitet.objects.filter(sak=sak)).order_by("fra", "pk"),
        *med_personer(Nodinnsyn.objects.filter(sak=sak)).order_by("fra", "pk"),
        *med_personer(Overtakelse.objects.filter(sak=sak)).order_by("tid", "pk"),
    ]
    involverte = list(Involvert.objects.filter(sak=sak).select_related("elev", "ansatt").order_by("rolle", "pk"))
    naar = _dag(sak.opprettet)
    bilag = [
        Bilag(_("Saken slik den er registrert"), naar, (lesing.avsnitt(sak, uten=REGNESTYKKER),), (noekkel(sak),)),
        *([_samlet(_("Personer i saken"), naar, involverte, lesing)] if involverte else []),
        *([_samlet(_("Habilitet, nødinnsyn og overtatt arbeid"), naar, hvem, lesing)] if hvem else []),
    ]
    return Kapittel("saken", _("Saken"), tuple(bilag))


def kapitler(sak: Sak, lesing: Lesing) -> list[Kapittel]:
    """The chapters after those everybody gets."""
    return [
        Kapittel("reaksjoner", _("Reaksjoner og avtaler med andre elever"), tuple(_reaksjoner(sak, lesing))),
        Kapittel("framlegg", _("Framlegg til ansatte"), tuple(_framlegg(sak, lesing))),
        Kapittel("innsyn", _("Innsyn, sladding og overføring"), tuple(_utlevert(sak, lesing))),
        Kapittel("oversendelser", _("Sendt til andre"), tuple(_oversendelser(sak, lesing))),
        Kapittel("meldeplikt", _("Personlig meldeplikt. Skal aldri til hjemmet"), tuple(_meldeplikt(sak, lesing))),
        Kapittel("dokumenter", _("Dokumenter slik de ble fryst"), tuple(_dokumenter(sak, lesing))),
    ]


def _dag(naar: datetime | None) -> str:
    return dag(localtime(naar).date()) if naar is not None else ""


def _navn(rad: Model) -> str:
    return str(rad._meta.verbose_name).capitalize()


def _samlet(tittel: str, dato: str, rader: Iterable[Model], lesing: Lesing) -> Bilag:
    """One document of many short rows."""
    alle = list(rader)
    deler = tuple(lesing.avsnitt(rad, _navn(rad), uten={"objekt_id"}) for rad in alle)
    return Bilag(tittel, dato, deler, tuple(map(noekkel, alle)))


def _med_tillegg(tittel: str, dato: date, rad: Model, tillegg: Iterable[Model], lesing: Lesing) -> Bilag:
    """A row, and those that were written to it later."""
    senere = list(tillegg)
    deler = (lesing.avsnitt(rad), *(lesing.avsnitt(en, _navn(en), uten={"reaksjon", "avtale"}) for en in senere))
    return Bilag(tittel, dag(dato), deler, tuple(map(noekkel, (rad, *senere))))


def _reaksjoner(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    for rad in med_personer(Reaksjon.objects.filter(sak=sak)).order_by("dato", "pk"):
        tittel = _("Reaksjon: %(elev)s") % {"elev": rad.elev.navn}
        yield _med_tillegg(tittel, rad.dato, rad, rad.tillegg.select_related("registrert_av"), lesing)
    for avtale in med_personer(Samarbeidsavtale.objects.filter(sak=sak)).order_by("dato", "pk"):
        tittel = _("Samarbeidsavtale: %(elev)s") % {"elev": avtale.elev.navn}
        yield _med_tillegg(tittel, avtale.dato, avtale, avtale.samtaler.select_related("registrert_av"), lesing)


def _framlegg(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    """Each that was given, what the employee said, and what was made of it. Drafts were given to nobody."""
    rader = Framlegg.objects.filter(sak=sak, status=Framlegg.Status.FRIGITT).select_related(
        "ansatt", "skrevet_av", "maskert_av", "sendt_av", "frigitt_av", "dokument"
    )
    for rad in rader.order_by("frigitt", "pk"):
        valg = list(rad.maskevalg.all())
        senere: list[Any] = [
            *rad.svar.select_related("skrevet_av"),
            *rad.moter.select_related("registrert_av"),
            *rad.vurderinger.select_related("registrert_av").order_by("registrert", "pk"),
        ]
        dokument = getattr(rad, "dokument", None)
        deler = [lesing.avsnitt(rad), *_valg(valg)]
        deler += [lesing.avsnitt(en, _navn(en), uten={"framlegg"}) for en in senere]
        yield Bilag(
            tittel=_("Framlegg til %(hvem)s") % {"hvem": rad.ansatt.navn},
            dato=_dag(rad.frigitt),
            avsnitt=(*deler, *((lesing.avsnitt(dokument, _navn(dokument), uten={"framlegg"}),) if dokument else ())),
            rader=tuple(map(noekkel, (rad, *valg, *senere, *((dokument,) if dokument else ())))),
            vedlegg=Vedleggsfil(f"framlegg-{rad.pk}.pdf", Filtype.PDF, bytes(dokument.innhold)) if dokument else None,
        )


def _valg(valg: Iterable[Maskevalg | Sladdevalg]) -> tuple[Avsnitt, ...]:
    """What was decided about each way of writing a name."""
    linjer = [
        _("«%(ord)s» (%(erstatning)s) står: %(grunn)s")
        % {"ord": en.form, "erstatning": en.erstatning, "grunn": en.grunn}
        if en.beholdes
        else f"«{en.form}» → {en.erstatning}"
        for en in valg
    ]
    return (Avsnitt(_("Navnene som ble funnet"), tekster=(Felt("", "\n".join(linjer)),)),) if linjer else ()


def _utlevert(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    for krav in Innsynskrav.objects.filter(sak=sak).select_related(
        "foresatt", "registrert_av", "avgjorelse__avgjort_av"
    ):
        svar = getattr(krav, "avgjorelse", None)
        deler = [lesing.avsnitt(krav, uten={"sladding"})]
        if svar is not None:
            hjemler = [hjemmel(Kilde(kilde), localdate(svar.avgjort)).henvisning for kilde in svar.hjemler]
            fakta = ((_("Hjemmel"), ", ".join(hjemler)),) if hjemler else ()
            del_ = lesing.avsnitt(svar, _navn(svar), uten={"krav", "hjemler"})
            deler.append(Avsnitt(del_.tittel, (*del_.fakta, *fakta), del_.tekster))
        rader = tuple(map(noekkel, (krav, *((svar,) if svar is not None else ()))))
        yield Bilag(_navn(krav), dag(krav.kommet), tuple(deler), rader)
    overfort = Overforing.objects.filter(Q(sak=sak) | Q(ny_sak=sak), sendt__isnull=False)
    for rad in overfort.select_related("til_skole", "opprettet_av", "sendt_av", "sak__skole", "ny_sak"):
        fra = Avsnitt("", ((_("Fra"), rad.sak.skole.navn),))
        yield Bilag(_navn(rad), _dag(rad.sendt), (fra, lesing.avsnitt(rad, uten={"sladding"})), (noekkel(rad),))
    frigitte = Sladding.objects.filter(sak=sak, status=Sladding.Status.FRIGITT).select_related(
        "opprettet_av", "gjennomgatt_av", "sendt_av", "frigitt_av"
    )
    for sladding in frigitte.order_by("frigitt", "pk"):
        kilder = list(sladding.kilder.select_related("dokument").defer("dokument__innhold"))
        valg = list(sladding.valg.all())
        papirer = Felt(_("Dokumenter"), "\n".join(f"{en.get_kilde_display()}: {en.dokument or '–'}" for en in kilder))
        yield Bilag(
            tittel=_("Frigitt til: %(hvor)s") % {"hvor": sladding.get_formaal_display()},
            dato=_dag(sladding.frigitt),
            avsnitt=(lesing.avsnitt(sladding), Avsnitt("", tekster=(papirer,)), *_valg(valg)),
            rader=tuple(map(noekkel, (sladding, *kilder, *valg))),
        )
    for utskrift in med_personer(Innsynsutskrift.objects.filter(sak=sak)).order_by("laget", "pk"):
        yield Bilag(
            tittel=_navn(utskrift),
            dato=_dag(utskrift.laget),
            # Who is named, and each line, stands in the paper itself.
            avsnitt=(lesing.avsnitt(utskrift, uten={"navngitte", "linjer"}),),
            rader=(noekkel(utskrift),),
            vedlegg=Vedleggsfil(utskrift.filnavn, Filtype.PDF, bytes(utskrift.innhold)),
        )


def _oversendelser(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    for rad in Dossieroversendelse.objects.filter(dossier__sak=sak).select_related("dossier__sak", "registrert_av"):
        yield Bilag(_navn(rad), dag(rad.dato), (lesing.avsnitt(rad),), (noekkel(rad),))


def _meldeplikt(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    """That it was weighed, and when: there is no more of it anywhere here (L-N.2)."""
    for rad in med_personer(Meldepliktvurdering.objects.filter(sak=sak)).order_by("vurdert", "pk"):
        yield Bilag(_navn(rad), dag(rad.vurdert), (lesing.avsnitt(rad),), (noekkel(rad),))


def egne_dokumenter(sak: Sak) -> QuerySet[Dokument]:
    """The frozen papers the archive gets by this saksmappe alone: nobody's elevmappe, or never sent to one.

    A saksmappe to Statsforvalteren that was never sent is a drawing of the same rows, and is not kept.
    """
    sendt = Q(dossier__oversendelser__isnull=False) | Q(sendt_statsforvalteren__isnull=False)
    return (
        Dokument.objects.filter(sak=sak)
        .filter(
            (Q(utgave=Dokument.Utgave.INTERN) & ~Q(type__in=[Dokument.Type.DOSSIER, Dokument.Type.SAKSMAPPE_ARKIV]))
            | (Q(type=Dokument.Type.DOSSIER) & sendt)
            | Q(utgave=Dokument.Utgave.ELEVMAPPE, arkivering__status=Arkivering.Status.ERSTATTET)
        )
        .distinct()
    )


def _dokumenter(sak: Sak, lesing: Lesing) -> Iterator[Bilag]:
    for pk in list(egne_dokumenter(sak).order_by("laget", "pk").values_list("pk", flat=True)):
        rad = Dokument.objects.select_related("elev", "laget_av").get(pk=pk)
        yield Bilag(
            tittel=_("%(type)s, versjon %(versjon)s") % {"type": rad.get_type_display(), "versjon": rad.versjon},
            dato=_dag(rad.laget),
            avsnitt=(lesing.avsnitt(rad, uten={"objekt_type", "objekt_id", "type", "mime"}),),
            rader=(noekkel(rad),),
            vedlegg=Vedleggsfil(rad.filnavn, Filtype.PDF, bytes(rad.innhold)),
        )


def sendte_dokumenter(svar: Statsforvaltersvar) -> tuple[tuple[Avsnitt, ...], tuple[Noekkel, ...]]:
    """Which of the sak's frozen papers went with an answer."""
    rader = list(svar.dokumenter.select_related("dokument").defer("dokument__innhold"))
    navn = "\n".join(f"{rad.dokument.filnavn} (SHA-256 {rad.dokument.sha256})" for rad in rader)
    deler = (Avsnitt(_("Dokumenter som fulgte med"), tekster=(Felt("", navn),)),) if rader else ()
    return deler, tuple(map(noekkel, rader))


def om_filen(fil: Vedlegg, lesing: Lesing) -> tuple[tuple[Avsnitt, ...], tuple[Noekkel, ...]]:
    """What is known of a file after it was stored, and the pieces it is kept in."""
    kontroller = list(fil.kontroller.select_related("av").order_by("tid", "pk"))
    deler = tuple(lesing.avsnitt(rad, _navn(rad), uten={"vedlegg"}) for rad in kontroller)
    biter = fil.deler.order_by("nummer").values_list("pk", flat=True)
    return deler, (*map(noekkel, kontroller), *(("vedleggsdel", pk) for pk in biter))
