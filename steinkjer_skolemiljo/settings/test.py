"""The tests: real PostgreSQL, a broker that does not exist, mail kept in memory."""

from __future__ import annotations

from steinkjer_skolemiljo.settings import environment
from steinkjer_skolemiljo.settings.base import *  # noqa: F403 - settings are layered, base first

SECRET_KEY = "kun-for-tester"  # noqa: S105 - refused by settings.production
DEMO = True
# Most tests are not about logging in; those that are, turn it on.
TOFAKTOR_KREVES = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# The cheapest hasher: a test logs in thousands of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A worker in a process of its own cannot show what it sent in memory: it is told to write files.
EMAIL_BACKEND = environment.text("TEST_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
EMAIL_FILE_PATH = environment.text("TEST_EMAIL_FILE_PATH", "")
# A request that needs the broker fails here, as it must.
CELERY_BROKER_URL = environment.text("TEST_REDIS_URL", "redis://127.0.0.1:1/0")
# Static files are served from where they lie; nothing is collected.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
# The tests' own way of emptying the tables.
INSTALLED_APPS = ["tests", *INSTALLED_APPS]
