"""The two families of refusal a door may raise; anything else is a bug and is loud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.core.exceptions import ValidationError
    from django.forms import BaseForm


@dataclass(frozen=True)
class Brudd:
    """One thing that stands in the way, in words a rektor uses.

    ``felt`` is the form field it belongs to, or empty for the form as a whole.
    """

    tekst: str
    felt: str = ""
    regel: str = ""
    hjemmel: str = ""


class Regelbrudd(Exception):  # noqa: N818 - the domain's word
    """The law, the procedure or a row's own rules say no. The form shows it and keeps what was typed."""

    def __init__(self, brudd: Iterable[Brudd] | str, *, felt: str = "") -> None:
        self.brudd: tuple[Brudd, ...] = (Brudd(tekst=brudd, felt=felt),) if isinstance(brudd, str) else tuple(brudd)
        super().__init__("; ".join(b.tekst for b in self.brudd))

    @classmethod
    def av(cls, feil: ValidationError) -> Regelbrudd:
        """The same refusal when it came from a model's own validation or a constraint."""
        if hasattr(feil, "error_dict"):
            return cls(
                Brudd(tekst=str(melding), felt="" if felt == "__all__" else felt)
                for felt, meldinger in feil.message_dict.items()
                for melding in meldinger
            )
        return cls(Brudd(tekst=str(melding)) for melding in feil.messages)


class Foreldet(Regelbrudd):
    """Someone else saved in the meantime. Nothing is lost: what was typed is still in the form."""

    def __init__(self, hvem: str = "", naar: datetime | None = None) -> None:
        """Say who saved, and when by the clock here; somebody else, and a while ago, where it is not known."""
        super().__init__(
            _(
                "%(hvem)s lagret endringer her %(tid)s, mens du skrev. "
                "Det du har skrevet står fortsatt i skjemaet. Se over, og lagre på nytt."
            )
            % {
                "hvem": hvem or _("En annen"),
                "tid": date_format(localtime(naar), r"j. F Y \k\l. H:i") if naar is not None else _("for litt siden"),
            }
        )

    @classmethod
    def etter(cls, rad: Any) -> Foreldet:
        """For one who was shown a tracked row before somebody saved it: who did it last, and when. One query."""
        return cls.av(rad.history)

    @classmethod
    def av(cls, historien: Any) -> Foreldet:
        """The same of several rows, or of one that may be gone."""
        siste = historien.select_related("history_user").order_by("-history_id").first()
        if siste is None:
            return cls()
        return cls(siste.history_user.navn if siste.history_user is not None else "", siste.history_date)


class IkkeTilgang(PermissionDenied):
    """May see, may not do: 403 with a sentence that says who can."""


class IkkeFunnet(Http404):
    """May not see, or does not exist: the same answer for both."""


def vis(form: BaseForm, feil: Regelbrudd) -> None:
    """Put a door's refusal on the form that asked: beside its field, or at the top; what was typed stays."""
    for brudd in feil.brudd:
        form.add_error(brudd.felt if brudd.felt in form.fields else None, brudd.tekst)
