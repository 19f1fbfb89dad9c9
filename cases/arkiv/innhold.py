"""What the archive is told of a document, read from its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.timezone import localdate, localtime

from cases.arkiv.arkivmelding import Arkivdokument, Part
from cases.arkiv.models import Arkivering
from cases.dokumenter.maskering import Navn
from cases.dokumenter.models import Dokument
from cases.sak.models import Eier
from cases.tiltaksplan.models import Planutsending
from cases.undersokelse.models import Referatutsending
from steinkjer_skolemiljo.organisation.models import Gradering

if TYPE_CHECKING:
    from datetime import date

    from cases.arkiv.koder import Koder
    from steinkjer_skolemiljo.organisation.models import Elev

NOKKEL = "dokument"


def nokkel_for(dokument_id: int) -> str:
    """Our name for a document in the archive: the same for ever, and nothing but a number (R-6)."""
    return f"{NOKKEL}-{dokument_id}"


def arkivdokument(dokument: Dokument, koder: Koder) -> Arkivdokument:
    """All the archive is told of this document, with the codes of the folder it goes into.

    ``sak.skole``, ``sak.elev``, ``elev`` and ``laget_av`` fetched with it.
    """
    hele_saken = dokument.type == Dokument.Type.SAKSMAPPE_ARKIV
    elev = dokument.sak.elev if hele_saken else dokument.elev
    if elev is None:
        raise ValueError("only an elevmappe's document and the whole sak go to the archive")
    sendt, hjemme = _sendt_hjem(dokument, koder)
    # The archive is the municipality's own: it speaks one language, whoever reads the pages.
    with translation.override("nb"):
        typenavn = str(dokument.get_type_display())
    return Arkivdokument(
        nokkel=nokkel_for(dokument.pk),
        mappenokkel=f"sak-{dokument.sak_id}" if hele_saken else f"elev-{elev.pk}",
        saksnummer=dokument.sak.nummer,
        elev=Navn(elev.fornavn, elev.etternavn, elev.kallenavn),
        fodt=elev.fodselsdato,
        klasse=elev.klasse.navn if elev.klasse is not None else "",
        skole=dokument.sak.skole.navn,
        type=dokument.type,
        typenavn=typenavn,
        versjon=dokument.versjon,
        dokumentdato=localdate(dokument.laget),
        laget=localtime(dokument.laget),
        laget_av=koder.system if dokument.laget_av.er_systemet else dokument.laget_av.navn,
        # The name it has here may hold what a journal must not.
        filnavn=dokument.filnavn,
        innhold=bytes(dokument.innhold),
        sha256=dokument.sha256,
        mime=dokument.mime,
        grad=grad(elev, koder),
        sendt=sendt,
        parter=(_avsender(dokument, elev, koder), *hjemme),
        erstatter=_erstatter(dokument),
        hele_saken=hele_saken,
        egen_sak=elev.pk == dokument.sak.elev_id,
    )


def grad(elev: Elev, koder: Koder) -> str:
    """The archive's code for how the pupil's address is protected, or nothing (A-13, A-14)."""
    return {
        Gradering.FORTROLIG: koder.grad_fortrolig,
        Gradering.STRENGT: koder.grad_strengt_fortrolig,
    }.get(Gradering(elev.gradering), "")


def _avsender(dokument: Dokument, elev: Elev, koder: Koder) -> Part:
    """The school; the municipality where the school would be a clue, and then nobody by name either.

    So also of a whole sak the school did not lead: that there is one against its leaders is more than a number (L-5.8).
    """
    ikke_skolens = dokument.type == Dokument.Type.SAKSMAPPE_ARKIV and dokument.sak.eier != Eier.SKOLE
    if elev.er_gradert or ikke_skolens:
        return Part(koder.intern_avsender, koder.organisasjon)
    av = "" if dokument.laget_av.er_systemet else dokument.laget_av.navn
    return Part(koder.intern_avsender, dokument.sak.skole.navn, saksbehandler=av)


def _sendt_hjem(dokument: Dokument, koder: Koder) -> tuple[date | None, tuple[Part, ...]]:
    """When it first went home, and to whom, by what has been noted until now."""
    rader: list[Planutsending] | list[Referatutsending]
    if dokument.objekt_type == "cases.tiltaksplan":
        rader = list(Planutsending.objects.filter(plan=dokument.objekt_id).select_related("foresatt").order_by("pk"))
    elif dokument.objekt_type == "cases.samtale":
        rader = list(
            Referatutsending.objects.filter(samtale=dokument.objekt_id).select_related("foresatt").order_by("pk")
        )
    else:
        return None, ()
    if not rader:
        return None, ()
    forst = min(rad.dato for rad in rader)
    if dokument.elev is not None and dokument.elev.er_gradert:
        # A parent's name is the child's.
        return forst, (Part(koder.mottaker, "Hjemmet"),)
    navn = dict.fromkeys(rad.foresatt.navn for rad in rader if rad.foresatt is not None)
    if any(rad.foresatt is None for rad in rader):
        navn["Eleven"] = None
    return forst, tuple(Part(koder.mottaker, hvem, er_person=hvem != "Eleven") for hvem in navn)


def _erstatter(dokument: Dokument) -> str:
    """The key of the version before, where the archive was sent it."""
    forrige = (
        Arkivering.objects.filter(
            dokument__objekt_type=dokument.objekt_type,
            dokument__objekt_id=dokument.objekt_id,
            dokument__type=dokument.type,
            dokument__utgave=dokument.utgave,
            dokument__versjon__lt=dokument.versjon,
            sendt__isnull=False,
        )
        .order_by("-dokument__versjon")
        .values_list("nokkel", flat=True)
        .first()
    )
    return forrige or ""
