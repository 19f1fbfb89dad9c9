"""Production: refuses to start half-configured, and speaks https only."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from steinkjer_skolemiljo.settings import environment
from steinkjer_skolemiljo.settings.base import *  # noqa: F403 - settings are layered, base first

SECRET_KEY_MIN = 50
# What has stood in the open, or in examples, is no secret.
KNOWN_KEYS = ("kun-for-", "django-insecure", "bytt-", "changeme", "change-me")


def _key_is_weak(key: str) -> bool:
    too_plain = len(key) < SECRET_KEY_MIN or len(set(key)) < 10  # noqa: PLR2004 - ten different characters
    return too_plain or any(known in key.lower() for known in KNOWN_KEYS)


def _switches() -> list[str]:
    """What may be turned on, or off, elsewhere, and never here."""
    faults = []
    if environment.flag("DEBUG"):
        faults.append("DEBUG er på, og det er aldri lov i produksjon")
    if environment.flag("DEMO"):
        faults.append("DEMO er på, og demokontoer er aldri lov i produksjon")
    if not environment.flag("TOFAKTOR_KREVES", default=True):
        faults.append("TOFAKTOR_KREVES er av, og totrinnsinnlogging kan ikke slås av i produksjon")
    return faults


def _faults() -> list[str]:
    """Each thing that keeps this installation from starting, as a clause in Norwegian."""
    faults = []
    key = environment.text("SECRET_KEY", "")
    if not key:
        faults.append("SECRET_KEY mangler")
    elif _key_is_weak(key):
        faults.append(f"SECRET_KEY er for kort, for enkel eller kjent (bruk minst {SECRET_KEY_MIN} tilfeldige tegn)")
    if any(_key_is_weak(before) for before in environment.words("SECRET_KEY_FALLBACKS")):
        faults.append("SECRET_KEY_FALLBACKS har en nøkkel som er for kort, for enkel eller kjent")
    faults += _switches()
    hosts = environment.words("ALLOWED_HOSTS")
    if not hosts:
        faults.append("ALLOWED_HOSTS mangler (adressen nettstedet svarer på)")
    elif "*" in hosts:
        faults.append("ALLOWED_HOSTS er «*»; nevn adressen nettstedet svarer på")
    if not environment.text("DATABASE_URL", ""):
        faults.append("DATABASE_URL mangler")
    if not environment.text("REDIS_URL", ""):
        faults.append("REDIS_URL mangler")
    if not os.environ.get("SITE_URL", "").startswith("https://"):
        faults.append("SITE_URL mangler eller begynner ikke med https://")
    return faults


if _found := _faults():
    raise ImproperlyConfigured(f"Kan ikke starte i produksjon: {'; '.join(_found)}. Se «Konfigurasjon» i README.md.")

SECRET_KEY = environment.text("SECRET_KEY")
# The key before this one, for as long as sessions signed with it should live.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS")
_site = urlsplit(SITE_URL)
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]

# The proxy ends TLS and says so; it overwrites what a client claims (script/container/Caddyfile).
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
# Asked from inside the container, where there is no TLS.
SECURE_REDIRECT_EXEMPT = [r"^helse/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# A name with this prefix is refused by browsers unless it came over https from this very host.
SESSION_COOKIE_NAME = "__Host-sesjon"
CSRF_COOKIE_NAME = "__Host-csrf"
SIST_COOKIE_NAME = "__Host-sist"
TEKST_COOKIE_NAME = "__Host-tekst"
KJENT_COOKIE_NAME = "__Host-kjent"
LANGUAGE_COOKIE_NAME = "__Host-sprak"

# File names carry a mark of their content, so that browsers may keep them for good.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
# Who is locked out is decided by the address the proxy saw, not by one the client invents.
AXES_CLIENT_IP_CALLABLE = "steinkjer_skolemiljo.proxy.klientadresse"
