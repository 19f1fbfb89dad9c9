"""The field one chooses files in: what a form gives its door is ready to be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.vedlegg.klargjoring import gjor_klar, plass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from cases.vedlegg.klargjoring import Klarfil

TAR = "image/jpeg,image/heic,image/png,image/webp,.heic,.heif,.jpg,.jpeg,.png,.webp,.pdf,.docx,.odt,.txt"
INTIME = gettext_lazy(
    "Legg aldri ved nakenbilder eller andre intime bilder av barn. Ikke lagre dem og ikke videresend dem. "
    "Kontakt politiet, og skriv bare at bildet finnes."
)


def _hjelp() -> str:
    return _(
        "Skjermbilder, bilder, PDF, Word (.docx), ODT eller ren tekst. Høyst %(antall)d filer om gangen, "
        "%(plass)s hver. Sted og kamera fjernes fra bilder."
    ) % {"antall": settings.VEDLEGG_ANTALL, "plass": plass(settings.VEDLEGG_STORST)}


hjelp = lazy(_hjelp, str)


class Filvelger(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        """All files that were sent; none where a form is shown again after a login."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the field was not sent at all."""
        return name not in files


class MedFiler(forms.BaseForm):
    """Mix in before a form with files: when something else must be mended, it says that they must be chosen again."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook after clean()
        for navn, felt in self.fields.items():
            if isinstance(felt, Filfelt) and self.errors and self.cleaned_data.get(navn):
                self.add_error(navn, _("Velg filene på nytt. Nettleseren beholder dem ikke når noe må rettes."))


class Filfelt(forms.Field):
    """Files, made ready to be stored: what a form gives its door is already clean."""

    widget = Filvelger
    default_error_messages = {"required": gettext_lazy("Velg en fil.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", hjelp())
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What the browser offers to choose among."""
        return {"accept": TAR}

    def clean(self, value: Sequence[UploadedFile[Any]]) -> tuple[Klarfil, ...]:
        """Make them ready, or say of each that cannot be stored why."""
        if not value:
            super().validate(None)
            return ()
        klare, feil = gjor_klar(value)
        if feil:
            raise ValidationError(feil)
        return klare
