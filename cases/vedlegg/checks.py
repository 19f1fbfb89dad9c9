"""Whether the virus control of the settings is one that can be asked."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from cases.vedlegg.skanner import skanner


@register(Tags.security)
def viruskontrollen_kan_leses(**_kwargs: Any) -> list[CheckMessage]:
    """Stop a start in which every file would wait for ever."""
    try:
        skanner()
    except ValueError as feil:
        return [Error(str(feil), id="vedlegg.E001")]
    return []
