"""The login form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.skjema import SkjemaMixin


class Innlogging(SkjemaMixin, AuthenticationForm):
    """E-mail and password. One sentence for every wrong pair, so that no one learns which accounts exist."""

    error_messages = {
        "invalid_login": _("E-posten eller passordet er feil."),
        "inactive": _("E-posten eller passordet er feil."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("E-post")
        self.fields["username"].widget = forms.EmailInput(
            attrs={"class": "ds-input", "autocomplete": "username", "autofocus": True}
        )
        self.fields["password"].label = _("Passord")
