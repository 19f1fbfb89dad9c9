"""Door: put what the meldinger propose into the school's wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from annual_wheel.access import apne_skole
from annual_wheel.actions import Egendata, legg_til
from annual_wheel.models import Opphav, Tid, skolear_for
from annual_wheel.queries import MAANEDENS_TID
from cases.forebygging.queries import finn, monstre
from cases.sak.feil import IkkeFunnet

if TYPE_CHECKING:
    from datetime import datetime

    from annual_wheel.models import Skoleaktivitet
    from steinkjer_skolemiljo.organisation.models import Bruker


def ta_inn(*, aktor: Bruker, skole: str, kode: str, now: datetime) -> Skoleaktivitet:
    """Make a proposal an activity of this month. All staff see it, so it says neither number nor case.

    Raises:
        IkkeFunnet: there is no such proposal now, or it is in the wheel already.
        Http404: the year is not started, or the school is not one this person may see.
        PermissionDenied: the person does not lead the school.
        django.core.exceptions.ValidationError: the year is closed.

    """
    dag = localdate(now)
    with transaction.atomic():
        sted = apne_skole(aktor, skole=skole, skolear=skolear_for(dag), dag=dag, lede=True)
        type(sted).objects.select_for_update(of=("self",)).get(pk=sted.pk)
        monster = finn(monstre(aktor, sted, dag), kode)
        if monster is None or monster.i_hjulet:
            raise IkkeFunnet
        data = Egendata(
            tittel=monster.tittel,
            tid=MAANEDENS_TID.get(dag.month, Tid.HELE_ARET),
            kategori=monster.kategori,
            hvordan=monster.hvordan,
            opphav=Opphav.MELDINGENE,
        )
        return legg_til(aktor=aktor, skole=skole, skolear=skolear_for(dag), data=data, now=now)
