"""Links kept with a text from the municipality: words and a web address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _


def sjekk_lenker(verdi: Any) -> None:
    """Check a list of links, each ``{"tekst": …, "url": …}`` with an https address.

    Raises:
        ValidationError: something else.

    """
    er_web = URLValidator(schemes=["https"])
    for lenke in verdi:
        if not isinstance(lenke, dict) or set(lenke) != {"tekst", "url"} or not lenke["tekst"]:
            raise ValidationError(_("En lenke må ha en tekst og en adresse."))
        er_web(lenke["url"])
