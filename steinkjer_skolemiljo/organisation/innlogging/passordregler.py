"""What makes a password too easy to guess, in plain Norwegian. No demand for kinds of letters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from steinkjer_skolemiljo.organisation.models import Bruker

# The first that anyone who knows where the lock hangs would try, with a year or a number after it.
NAERLIGGENDE = frozenset(
    "passord hemmelig steinkjer steinkjerkommune kommune skole skolen skolemiljo skolemiljø kapittel rektor larer "
    "lærer velkommen sommer vinter var vår host høst januar februar mars april mai juni juli august september oktober "
    "november desember norge trondelag trøndelag qwerty qwertyuiop".split()
)
FAA_TEGN = 5


class Lengde(MinimumLengthValidator):
    """At least twelve characters."""

    def get_error_message(self) -> str:
        """In Norwegian, whatever Django has translated."""
        return _("Passordet er for kort. Det må ha minst %(antall)d tegn.") % {"antall": self.min_length}

    def get_help_text(self) -> str:
        """The same, beforehand."""
        return _("Minst %(antall)d tegn.") % {"antall": self.min_length}


class Likhet(UserAttributeSimilarityValidator):
    """Not the person's own name or e-mail."""

    def validate(self, password: str, user: Bruker | None = None) -> None:
        """Raise when it is."""
        try:
            super().validate(password, user)
        except ValidationError:
            raise ValidationError(_("Passordet er for likt navnet eller e-posten din.")) from None

    def get_help_text(self) -> str:
        """The same, beforehand."""
        return _("Ikke likt navnet eller e-posten din.")


class Vanlig(CommonPasswordValidator):
    """Not among those that are tried first: known ones, also with a year after; the same piece over and over; rows."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise when it is."""
        lavt = password.lower()
        kjerne = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", lavt)
        kjent = lavt in self.passwords or kjerne in self.passwords or kjerne in NAERLIGGENDE
        gjentatt = re.fullmatch(r"(.{1,8})\1+.{0,3}", lavt) is not None
        steg = {ord(b) - ord(a) for a, b in pairwise(lavt)}
        rekke = steg <= {1, -9} or steg <= {-1, 9}
        if kjent or gjentatt or rekke or len(set(lavt)) < FAA_TEGN:
            raise ValidationError(_("Passordet er for vanlig. Det er blant dem som blir prøvd først."))

    def get_help_text(self) -> str:
        """The same, beforehand."""
        return _("Ikke et vanlig passord.")
