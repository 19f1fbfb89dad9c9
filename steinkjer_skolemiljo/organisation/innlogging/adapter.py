"""What django-allauth asks of the project: no sign-up, no messages or e-mails of its own, secrets encrypted."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest


class Kontoadapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Only the stages of logging in are used; everything that opens an account is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the municipality."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the password: the second factor, and nothing else."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The doors write notices; an e-mail has a link and nothing more (D-25)."""


def _kryptering() -> MultiFernet:
    def av(nokkel: str | bytes) -> Fernet:
        avledning = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"skolemiljo.tofaktor")
        return Fernet(base64.urlsafe_b64encode(avledning.derive(force_bytes(nokkel))))

    return MultiFernet([av(nokkel) for nokkel in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


class Tofaktoradapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The secrets of the second factor are encrypted: a copy of the database makes no codes."""

    def encrypt(self, text: str) -> str:
        """With a key derived from SECRET_KEY."""
        return _kryptering().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With the same, or with the one before it (SECRET_KEY_FALLBACKS)."""
        return _kryptering().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """What the account is called in the app."""
        return _("Steinkjer skolemiljø")

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """Whose it is, in the app."""
        return str(user.get_username())


def krypter_paa_nytt(tekst: str) -> str:
    """The same secret, encrypted with the newest key."""
    return _kryptering().rotate(tekst.encode()).decode()
