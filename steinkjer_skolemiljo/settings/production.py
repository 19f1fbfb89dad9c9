"""Production. Refuses to start half-configured, with one sentence that says what is missing."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from steinkjer_skolemiljo.settings import environment
from steinkjer_skolemiljo.settings.base import *  # noqa: F403 - settings are layered, base first

KORTESTE_NOKKEL = 50
KJENTE_NOKLER = ("utvikling", "kun-for-tester", "bytt-meg", "changeme", "django-insecure")


def _hemmelig_nokkel() -> str:
    nokkel = environment.text("SECRET_KEY")
    if len(nokkel) < KORTESTE_NOKKEL or any(kjent in nokkel for kjent in KJENTE_NOKLER):
        raise ImproperlyConfigured(
            f"SECRET_KEY må være en egen, tilfeldig tekst på minst {KORTESTE_NOKKEL} tegn. "
            "Lag en: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return nokkel


def _krev_av(navn: str) -> bool:
    if environment.flag(navn):
        raise ImproperlyConfigured(f"{navn} kan ikke være på i produksjon.")
    return False


DEBUG = _krev_av("DEBUG")
DEMO = _krev_av("DEMO")
SECRET_KEY = _hemmelig_nokkel()
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS må navngi adressene tjenesten svarer på, for eksempel skolemiljo.kommune.no."
    )
environment.text("DATABASE_URL")
environment.text("REDIS_URL")
SITE_URL = environment.text("SITE_URL").rstrip("/")
if urlsplit(SITE_URL).scheme != "https":
    raise ImproperlyConfigured("SITE_URL må begynne med https://. Opplysningene her går aldri ukryptert.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The reverse proxy ends TLS and says so; it removes the header from what comes from outside.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# The container asks its own health without TLS.
SECURE_REDIRECT_EXEMPT = [r"^helse/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesjon"
CSRF_COOKIE_NAME = "__Host-csrf"
AXES_IPWARE_PROXY_COUNT = 1

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
