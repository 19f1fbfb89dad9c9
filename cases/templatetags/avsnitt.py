"""Written text as paragraphs and lists."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from cases.dokumenter.avsnitt import Liste, les

register = template.Library()


@register.filter
def avsnitt(tekst: str) -> SafeString:
    """The text as HTML: paragraphs, lines, and lists of what begins with a dash. Everything else is only text."""
    ut = []
    for blokk in les(tekst):
        linjer = [conditional_escape(linje) for linje in blokk.linjer]
        if isinstance(blokk, Liste):
            ut.append("<ul>" + "".join(f"<li>{linje}</li>" for linje in linjer) + "</ul>")
        else:
            ut.append("<p>" + "<br>".join(linjer) + "</p>")
    return mark_safe("".join(ut))  # noqa: S308 - each line is escaped above
