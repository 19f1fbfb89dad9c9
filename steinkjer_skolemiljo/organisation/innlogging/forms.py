"""Forms for logging in and for one's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.organisation.innlogging import tofaktor
from steinkjer_skolemiljo.organisation.innlogging.actions import noter_kode
from steinkjer_skolemiljo.organisation.innlogging.struping import noter_feil
from steinkjer_skolemiljo.organisation.innlogging.tofaktor import Utfall
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator

    from steinkjer_skolemiljo.organisation.http import BrukerRequest
    from steinkjer_skolemiljo.organisation.models import Bruker

FEIL_KODE = _("Koden stemmer ikke, eller den er brukt. Vent på neste kode i appen, og prøv igjen.")
FEIL_PASSORD = _("Passordet er feil.")


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


class Kodefelt(forms.CharField):
    """Six digits from the app; or, where it is allowed, a recovery code."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Kode fra appen"))
        super().__init__(
            max_length=20,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "ds-input kodefelt"}
            ),
            **kwargs,
        )


class Passordfelt(forms.CharField):
    """A password: never trimmed, never sent back."""

    def __init__(self, *, nytt: bool = False, **kwargs: Any) -> None:
        super().__init__(
            strip=False,
            max_length=200,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if nytt else "current-password"}),
            **kwargs,
        )


class Kodeskjema(SkjemaMixin, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of logging in (``MFA_FORMS``). The same sentence for a wrong code and for a used one."""

    code = Kodefelt(help_text=_("Seks tall. Har du ikke telefonen, kan du skrive en av reservekodene dine."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True
        self.stengt = False

    def clean_code(self) -> str:
        """Try it, under lock; too many wrong ones close the door for a while."""
        now = timezone.now()
        kode: str = self.cleaned_data["code"]
        utfall = tofaktor.godta(self.user, kode, now)
        noter_kode(bruker=self.user, utfall=utfall, now=now)
        self.stengt = utfall in {Utfall.STENGT, Utfall.STENGTE}
        if utfall not in {Utfall.GODTATT, Utfall.RESERVEKODE}:
            raise ValidationError(FEIL_KODE)
        type_ = "totp" if utfall is Utfall.GODTATT else "recovery_codes"
        self.authenticator: Authenticator = self.user.authenticator_set.get(type=type_)
        return kode


class Bekreftelse(SkjemaMixin, forms.Form):
    """Show again that it is you: password, and a code where there is a second factor."""

    passord = Passordfelt(label=_("Passordet ditt"))
    bekreftelseskode = Kodefelt(label=_("Kode fra appen, eller en reservekode"))

    def __init__(self, *args: Any, request: BrukerRequest, trenger_passord: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if not trenger_passord:
            del self.fields["passord"]
        if not tofaktor.har(request.user):
            del self.fields["bekreftelseskode"]

    def clean_passord(self) -> str:
        """Counted with the failed logins, so that an open screen is no place to guess."""
        passord: str = self.cleaned_data["passord"]
        bruker = authenticate(self.request, username=self.request.user.email, password=passord)
        if bruker is None or bruker.pk != self.request.user.pk:
            raise ValidationError(FEIL_PASSORD)
        return passord

    def clean(self) -> dict[str, Any]:
        """The code is tried last, and only when all else is right: it can be used once."""
        ren: dict[str, Any] = super().clean() or self.cleaned_data
        if "bekreftelseskode" in ren and not self.errors:
            now = timezone.now()
            utfall = tofaktor.godta(self.request.user, ren["bekreftelseskode"], now)
            noter_kode(bruker=self.request.user, utfall=utfall, now=now)
            if utfall not in {Utfall.GODTATT, Utfall.RESERVEKODE}:
                noter_feil(self.request, self.request.user)
                self.add_error("bekreftelseskode", FEIL_KODE)
        return ren


class Oppsett(Bekreftelse):
    """A code from the app that is being set up; and, where it replaces another, proof that it is you."""

    kode = Kodefelt(label=_("Koden appen viser nå"))
    field_order = ("kode", "passord", "bekreftelseskode")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "bekreftelseskode" in self.fields:
            self.fields["bekreftelseskode"].label = _("Kode fra appen du har brukt til nå, eller en reservekode")


class Nyttpassord(SkjemaMixin, forms.Form):
    """A new password, twice. Length, and what is too easily guessed; nothing about which kinds of letters."""

    nytt = Passordfelt(
        nytt=True,
        label=_("Nytt passord"),
        help_text=_("Minst 12 tegn. En setning du husker, er bedre enn et kort og vanskelig ord."),
    )
    gjenta = Passordfelt(nytt=True, label=_("Skriv det nye passordet en gang til"))

    def __init__(self, *args: Any, bruker: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bruker = bruker

    def clean_nytt(self) -> str:
        """What the validators say stands beside the field."""
        nytt: str = self.cleaned_data["nytt"]
        password_validation.validate_password(nytt, self.bruker)
        return nytt

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        ren: dict[str, Any] = super().clean() or self.cleaned_data
        if ren.get("nytt") and ren.get("gjenta") and ren["nytt"] != ren["gjenta"]:
            self.add_error("gjenta", _("De to passordene er ikke like."))
        return ren


class Passordbytte(Nyttpassord):
    """Change one's own: the old one first."""

    gammelt = Passordfelt(label=_("Passordet du har nå"))
    field_order = ("gammelt", "nytt", "gjenta")

    def __init__(self, *args: Any, request: BrukerRequest, **kwargs: Any) -> None:
        super().__init__(*args, bruker=request.user, **kwargs)
        self.request = request

    def clean_gammelt(self) -> str:
        """Counted with the failed logins."""
        gammelt: str = self.cleaned_data["gammelt"]
        bruker = authenticate(self.request, username=self.request.user.email, password=gammelt)
        if bruker is None or bruker.pk != self.request.user.pk:
            raise ValidationError(FEIL_PASSORD)
        return gammelt


class Fjerningsskjema(SkjemaMixin, forms.Form):
    """Why another's second factor is removed."""

    grunn = forms.CharField(
        label=_("Hvorfor, og hvordan vet du at det er rette person som spør?"),
        max_length=300,
        help_text=_("For eksempel: mistet telefon, møtte opp på rådhuset og viste legitimasjon."),
    )
