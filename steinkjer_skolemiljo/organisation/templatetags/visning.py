"""How small things are written on every page: how long ago it was, and where an address may be broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.utils.formats import number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from steinkjer_skolemiljo.organisation.innlogging import tekst

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from django.template import Context

register = template.Library()

EPOST = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ETT_MINUTT = 60


def _under_ett_minutt(tid: timedelta) -> bool:
    return tid.total_seconds() < ETT_MINUTT


def hvor_lenge_siden(naar: datetime, now: datetime, depth: int = 2) -> str:
    """«for 3 timer siden»; of what is not yet a minute old Django says «0 minutter»."""
    if _under_ett_minutt(now - naar):
        return _("nå nettopp")
    return _("for %(tid)s siden") % {"tid": timesince(naar, now, depth=depth)}


@register.filter
def siden(naar: datetime, now: datetime) -> str:
    """How long ago it was, for the middle of a sentence."""
    return hvor_lenge_siden(naar, now)


@register.filter
def varighet(naar: datetime, now: datetime) -> str:
    """How long it has been, in a table."""
    return _("under ett minutt") if _under_ett_minutt(now - naar) else timesince(naar, now)


@register.filter
def belop(kroner: int) -> str:
    """An amount with its thousands apart, as one writes it by hand: 25 000."""
    return str(number_format(kroner, force_grouping=True))


@register.filter
def oppramsing(ting: Iterable[str], forst: str = "") -> str:
    """Several things in a sentence: «oversikten, samtalene og loggen». ``forst`` stands before the others."""
    alle = [str(del_) for del_ in (forst, *ting) if del_]
    if not alle[1:]:
        return "".join(alle)
    return _("%(de_forste)s og %(den_siste)s") % {"de_forste": ", ".join(alle[:-1]), "den_siste": alle[-1]}


@register.simple_tag(takes_context=True)
def ikke_lagret(context: Context) -> tuple[str, ...]:
    """What was typed in the form that was refused with this page."""
    return tekst.ikke_lagret(context["request"])


@register.filter
def brytbar(skrevet: str) -> SafeString:
    """The text; an e-mail address in it is broken after @ and full stops where it must, not in mid-word."""
    trygg = str(conditional_escape(skrevet))
    brutt = EPOST.sub(lambda funn: re.sub(r"([@.])", r"\1<wbr>", funn[0]), trygg)
    return mark_safe(brutt)  # noqa: S308 - escaped above, and nothing but our own mark is put in
