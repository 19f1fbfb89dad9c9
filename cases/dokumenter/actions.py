"""Doors that freeze a document: made once, kept as it was made."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation

from cases.dokumenter.models import Dokument
from cases.dokumenter.slag import SLAG
from cases.sak.feil import IkkeFunnet
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Sak
from cases.tiltaksplan.models import Tiltaksplan

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from cases.dokumenter.slag import Slag
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev

VEDTATTE = (Tiltaksplan.Status.VEDTATT, Tiltaksplan.Status.ERSTATTET)
PDF = "application/pdf"
# What is drawn while somebody waits: some thirty pages, about three seconds.
SMAA_NOK = 120_000


class ForStort(Exception):  # noqa: N818 - a sentence, as the house's other refusals
    """Too large to be drawn while somebody waits: it will be made in the background."""


def frys(
    *,
    sak: Sak,
    type: Dokument.Type,  # noqa: A002 - what it is called on the row
    utgave: Dokument.Utgave,
    objekt: Model,
    versjon: int,
    innhold: bytes,
    filnavn: str,
    aktor: Bruker,
    now: datetime,
    elev: Elev | None = None,
    mime: str = PDF,
) -> Dokument:
    """Keep a document as it is now. Asked again for the same version of the same edition, it gives the first.

    Nothing is decided here and nothing new is told: the caller has let the actor in, and the system may always.

    Args:
        sak: the sak it belongs to.
        type: what kind of paper.
        utgave: the full one, or one for a pupil's folder.
        objekt: what it is the paper of.
        versjon: which version of that.
        innhold: the bytes.
        filnavn: without names of people.
        aktor: who asked for it.
        now: when.
        elev: whose folder, when it is not that of the sak's own pupil.
        mime: what the bytes are.

    """
    with transaction.atomic():
        # The sak is locked first, as in every door: two who ask at once get one document.
        laast = Sak.objects.select_for_update(of=("self",), no_key=True).get(pk=sak.pk)
        lik = Dokument.objects.av(objekt).filter(type=type, versjon=versjon)
        dokument = lik.filter(utgave=utgave).first()
        if dokument is not None:
            return dokument
        # One line for each paper, and not for each edition of it. What is laid before an employee has lines of its own.
        er_ny = type != Dokument.Type.FRAMLEGG and not lik.exists()
        i_mappa = utgave == Dokument.Utgave.ELEVMAPPE
        dokument = Dokument.objects.create(
            sak=laast,
            type=type,
            utgave=utgave,
            elev_id=(elev.pk if elev is not None else laast.elev_id) if i_mappa else None,
            objekt_type=objekt._meta.label_lower,
            objekt_id=objekt.pk,
            versjon=versjon,
            plan=objekt if isinstance(objekt, Tiltaksplan) else None,
            filnavn=filnavn,
            mime=mime,
            innhold=innhold,
            sha256=sha256(innhold).hexdigest(),
            laget=now,
            laget_av=aktor,
        )
        if er_ny:
            logg(
                laast,
                Hendelsestype.DOKUMENT_LAGET,
                aktor=aktor,
                now=now,
                objekt=dokument,
                dokument=type.value,
                versjon=versjon,
            )
    return dokument


def lag_dokument(
    *,
    aktor: Bruker,
    sak: Sak,
    slag: Slag,
    objekt: Any,
    utgave: Dokument.Utgave,
    now: datetime,
    grense: int | None = None,
) -> Dokument:
    """Give one edition of a paper; the first who asks makes it. Drawn before the sak is locked: it takes a while.

    Args:
        aktor: who asks, and has been let in.
        sak: with pupil, class and school.
        slag: the kind of paper.
        objekt: what it is the paper of, as ``slag`` fetches it.
        utgave: one of those the kind has for it.
        now: when.
        grense: how large the page may be to be drawn while somebody waits, in signs.

    Raises:
        ForStort: it is larger; the sweep makes it.

    """
    versjon = slag.versjon(objekt)
    laget = Dokument.objects.av(objekt).filter(type=slag.type, utgave=utgave, versjon=versjon).first()
    if laget is not None:
        return laget
    from steinkjer_skolemiljo.papir import til_pdf  # noqa: PLC0415 - most of a second, which few processes need

    with translation.override(sak.skole.maalform):
        html = slag.html(sak, objekt, utgave)
    if grense is not None and len(html) > grense:
        raise ForStort
    return frys(
        sak=sak,
        type=slag.type,
        utgave=utgave,
        objekt=objekt,
        versjon=versjon,
        innhold=til_pdf(html),
        filnavn=slag.filnavn(sak, objekt, utgave),
        aktor=aktor,
        now=now,
        elev=slag.elev(objekt),
    )


def lag_plandokument(*, aktor: Bruker, plan_id: int, now: datetime, grense: int | None = None) -> Dokument:
    """Give the frozen PDF of an adopted plan version, as the home gets it.

    Raises:
        IkkeFunnet: no such version, or it is a draft.
        ForStort: as for any paper.

    """
    slag = SLAG[Dokument.Type.TILTAKSPLAN]
    plan = slag.alle().filter(pk=plan_id).first()
    if plan is None:
        raise IkkeFunnet
    sak = Sak.objects.select_related("elev__klasse", "skole").get(pk=plan.sak_id)
    return lag_dokument(
        aktor=aktor, sak=sak, slag=slag, objekt=plan, utgave=Dokument.Utgave.ELEVMAPPE, now=now, grense=grense
    )
