"""A developer's machine and the demo: everything local, demo accounts shown."""

from __future__ import annotations

from steinkjer_skolemiljo.settings import environment
from steinkjer_skolemiljo.settings.base import *  # noqa: F403 - settings are layered, base first

SECRET_KEY = "kun-for-utvikling-aldri-i-produksjon"  # noqa: S105 - refused by settings.production
DEBUG = False
DEMO = True
# Anyone can set it up on «Min side»; TOFAKTOR_KREVES=ja shows how it is when everyone must.
TOFAKTOR_KREVES = environment.flag("TOFAKTOR_KREVES")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / ".data" / "epost"
# Everything here is made up: an error may say what it was about.
LOGGING = {**LOGGING, "formatters": {"uten_ord": {"format": "[%(asctime)s: %(levelname)s] %(message)s"}}}
# Static files are served from where they lie; nothing is collected.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
