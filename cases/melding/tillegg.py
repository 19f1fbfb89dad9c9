"""Door of what a reporter remembers later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from cases.melding.access import LAAS_MELDING
from cases.melding.models import Melding, Meldingstillegg
from cases.melding.sending import si_fra_om_tillegg
from cases.melding.taushet import Behandlingssvar, krev_lov_til_a_fortelle
from cases.sak import access
from cases.sak.feil import IkkeFunnet, Regelbrudd
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Sak
from cases.vedlegg import lagring
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from datetime import datetime

    from cases.vedlegg.klargjoring import Klarfil
    from steinkjer_skolemiljo.organisation.models import Bruker


def legg_til_tillegg(
    *,
    aktor: Bruker,
    nummer: str,
    tekst: str,
    now: datetime,
    behandling: Behandlingssvar | None = None,
    filer: tuple[Klarfil, ...] = (),
) -> Meldingstillegg:
    """Add something one remembered later to one's own melding, perhaps with files: a new row, never a change (L-4.8).

    Raises:
        IkkeFunnet: not the actor's melding.
        Taushetsplikt: a helsepersonell has it from treatment, without consent.

    """
    svar = krev_lov_til_a_fortelle(aktor, behandling or Behandlingssvar(), now)
    with transaction.atomic():
        access.ta_laasen(aktor, LAAS_MELDING, nummer)
        melding = Melding.objects.skrevet_av(aktor, localdate(now)).filter(nummer=nummer).first()
        if melding is None:
            raise IkkeFunnet
        try:
            tillegg = lagre(
                Meldingstillegg(melding=melding, tekst=tekst, skrevet=now, skrevet_av=aktor, **vars(svar)),
                aktor=aktor,
                now=now,
            )
        except ValidationError as feil:
            raise Regelbrudd.av(feil) from feil
        lagring.i_melding(melding, filer, tillegg=tillegg, aktor=aktor, now=now)
        # The reporter may not see the sak; the line in its log is written all the same.
        saker = list(Sak.objects.filter(meldingselever__melding=melding).select_related("ansvarlig").order_by("pk"))
        for sak in saker:
            logg(sak, Hendelsestype.TILLEGG_TIL_MELDING, aktor=aktor, now=now, objekt=tillegg, melding=melding.nummer)
        si_fra_om_tillegg(melding, tillegg.pk, saker, aktor=aktor, now=now)
    return tillegg
