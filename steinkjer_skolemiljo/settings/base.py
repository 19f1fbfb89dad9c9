"""What every installation shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from steinkjer_skolemiljo.settings import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
NODE_MODULES = Path(environment.text("NODE_MODULES_DIR", str(BASE_DIR / "node_modules")))

DEBUG = False
# Demo accounts, and their list on the login page. Refused in production.
DEMO = False
# Whether everyone who can see a sak must have a second factor. Off in the demo and in tests only; settings.production
# refuses to start without it.
TOFAKTOR_KREVES = True
# Where a link in an e-mail points.
SITE_URL = environment.text("SITE_URL", "http://127.0.0.1:8000")
# On every paper: whose it is, and the file with the arms (SVG or PNG); without it the name stands alone.
KOMMUNENAVN = environment.text("KOMMUNENAVN", "Steinkjer kommune")
KOMMUNEVAAPEN = environment.text("KOMMUNEVAAPEN", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Django's admin, without a login of its own.
    "steinkjer_skolemiljo.organisation.innlogging.adminapp.Adminapp",
    "django.forms",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "simple_history",
    "pgtrigger",
    "django_htmx",
    "django_cotton",
    "steinkjer_skolemiljo.organisation",
    "cases",
    "procedures",
    "annual_wheel",
]

MIDDLEWARE = [
    # These three before the static files, which carry their headers too.
    "steinkjer_skolemiljo.organisation.innlogging.middleware.Hoder",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "steinkjer_skolemiljo.organisation.innlogging.middleware.Sesjon",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "steinkjer_skolemiljo.helt.HeltEllerIntet",
    "django.middleware.csrf.CsrfViewMiddleware",
    "steinkjer_skolemiljo.organisation.middleware.UtenNulltegn",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "steinkjer_skolemiljo.organisation.sprak.Brukersprak",
    "allauth.account.middleware.AccountMiddleware",
    # After the check against forged requests, before the demand for login.
    "steinkjer_skolemiljo.organisation.innlogging.middleware.Tekstvern",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "steinkjer_skolemiljo.organisation.middleware.Foresporselsminne",
    "django.contrib.messages.middleware.MessageMiddleware",
    "steinkjer_skolemiljo.organisation.innlogging.middleware.Tofaktorkrav",
    "steinkjer_skolemiljo.organisation.innlogging.middleware.EnGang",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "steinkjer_skolemiljo.organisation.middleware.UtenSide",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "steinkjer_skolemiljo.urls"
WSGI_APPLICATION = "steinkjer_skolemiljo.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "steinkjer_skolemiljo.context.ramme",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]
COTTON_DIR = "components"
# Fields are drawn by our own templates/django/forms/.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# The application logs in with DATABASE_URL. Only what migrates is given DATABASE_OWNER_URL, and then connects as the
# owner of the tables (steinkjer_skolemiljo/databaserolle.py).
_DATABASE_URL = environment.text("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
_OWNER_URL = environment.text("DATABASE_OWNER_URL", "")
DATABASES = {
    "default": dj_database_url.parse(_OWNER_URL or _DATABASE_URL, conn_max_age=60, conn_health_checks=True),
}
DATABASE_IS_OWNER = bool(_OWNER_URL)
_app = dj_database_url.parse(_DATABASE_URL) if DATABASE_IS_OWNER else {}
DATABASE_APP_ROLE = str(_app.get("USER") or environment.text("DATABASE_APP_ROLE", "skolemiljo_app"))
DATABASE_APP_PASSWORD = str(_app.get("PASSWORD") or "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.Bruker"
AUTHENTICATION_BACKENDS = [
    # Slows down guessing of passwords: locks after repeated failures.
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "steinkjer_skolemiljo.organisation.innlogging.passordregler.Lengde", "OPTIONS": {"min_length": 12}},
    {"NAME": "steinkjer_skolemiljo.organisation.innlogging.passordregler.Likhet"},
    {"NAME": "steinkjer_skolemiljo.organisation.innlogging.passordregler.Vanlig"},
]
LOGIN_URL = "organisation:logg_inn"
LOGIN_REDIRECT_URL = "forside"
LOGOUT_REDIRECT_URL = "organisation:logg_inn"
AXES_VERBOSE = False
AXES_HANDLER = "steinkjer_skolemiljo.organisation.innlogging.struping.Utenord"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "steinkjer_skolemiljo.organisation.innlogging.views.laast_ute"
# Capital letters make no new account, so they give no new tries.
AXES_USERNAME_CALLABLE = "steinkjer_skolemiljo.organisation.innlogging.struping.brukernavn"
# A failed try while locked out neither prolongs the wait nor is counted.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# Failures from one address, for all accounts together, within the cool-off: a whole school shares an address.
INNLOGGING_FEIL_PER_ADRESSE = 100

# django-allauth gives the stages of logging in and the rows of the second factor; its own pages have no addresses.
ACCOUNT_ADAPTER = "steinkjer_skolemiljo.organisation.innlogging.adapter.Kontoadapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# From the password to the code.
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
# Its limits live in a cache per process. Ours are in the database: axes, and innlogging/tofaktor.py.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "steinkjer_skolemiljo.organisation.innlogging.adapter.Tofaktoradapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "steinkjer_skolemiljo.organisation.innlogging.forms.Kodeskjema"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
# The ground floor knows no floor above it: who sees a sak, and how a person is told of something, is named here.
INNLOGGING_SER_SAKER = "cases.sak.access.kan_se_saker"
INNLOGGING_SI_FRA = "cases.varsling.actions.si_fra_om_konto"

# Grants are given to persons only, and read only by cases/sak/access.py.
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = [
    # guardian's backend would answer has_perm beside our one rule; it is left out on purpose.
    "guardian.W001",
]

SESSION_ENGINE = "steinkjer_skolemiljo.organisation.innlogging.sesjon"
SESSION_COOKIE_HTTPONLY = True
# Closing the browser logs out; the server ends it after thirty minutes without use, and after ten hours.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Who was last logged in here (signed), and the key to text that waits for that person (innlogging/tekst.py).
SIST_COOKIE_NAME = "sist"
TEKST_COOKIE_NAME = "tekst"
# That an account was logged in to here, which names nobody (innlogging/struping.py).
KJENT_COOKIE_NAME = "kjent"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60  # U-1: thirty minutes without use
SESSION_SAVE_EVERY_REQUEST = True
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
# No inline script or style, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk"))]
LOCALE_PATHS = [BASE_DIR / "steinkjer_skolemiljo" / "locale"]
# The choice of one who is not logged in; a person's own stands in Bruker.sprak.
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT: Path | None = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("designsystemet", NODE_MODULES / "@digdir" / "designsystemet-css" / "dist"),
    ("inter", NODE_MODULES / "@fontsource" / "inter"),
    # For paper only: names and words in the scripts families write in.
    ("noto-arabic", NODE_MODULES / "@fontsource" / "noto-sans-arabic"),
    ("noto-devanagari", NODE_MODULES / "@fontsource" / "noto-sans-devanagari"),
    ("noto-emoji", NODE_MODULES / "@fontsource" / "noto-emoji"),
    ("noto-ethiopic", NODE_MODULES / "@fontsource" / "noto-sans-ethiopic"),
    ("noto-symbols", NODE_MODULES / "@fontsource" / "noto-sans-symbols-2"),
    ("noto-tamil", NODE_MODULES / "@fontsource" / "noto-sans-tamil"),
    ("noto-thai", NODE_MODULES / "@fontsource" / "noto-sans-thai"),
]

CELERY_BROKER_URL = environment.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A request never waits for the broker: publishing gives up at once (the rows in the outbox stay).
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "visibility_timeout": 3600}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE

# Django's thousand would refuse, and lose, a looking over of three hundred names: each is three fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Attachments (cases/vedlegg): bytes for one file, and for all sent at once. The proxy lets a little more through.
VEDLEGG_STORST = int(environment.text("VEDLEGG_STORST_MB", "15")) * 1024 * 1024
VEDLEGG_SAMLET = max(50 * 1024 * 1024, VEDLEGG_STORST)
VEDLEGG_ANTALL = 10
# The virus control a worker asks (cases/vedlegg/skanner.py). Empty: files can be opened at once.
VIRUSKONTROLL = environment.text("VIRUSKONTROLL", "")
# Whether a worker tries the links of the resource collection: nothing else here asks the outside world.
LENKESJEKK = environment.flag("LENKESJEKK")

# The archive (cases/arkiv): «mappe», the folder it watches (empty, nothing is sent), or «fiks». The installation's own
# codes as «navn=verdi; navn=verdi», and where Fiks Arkiv's schemas lie, so that no message breaks them.
ARKIV_KANAL = environment.text("ARKIV_KANAL", "mappe")
ARKIV_MAPPE = environment.text("ARKIV_MAPPE", "")
ARKIV_KODER = environment.pairs("ARKIV_KODER")
FIKS_ARKIV_XSD_DIR = environment.text("FIKS_ARKIV_XSD_DIR", "")
# Fiks Arkiv over Fiks IO (cases/arkiv/fiks). What every process may know: accounts, clients and addresses.
FIKS_KONTO = environment.text("FIKS_KONTO", "")
FIKS_MOTTAKER_KONTO = environment.text("FIKS_MOTTAKER_KONTO", "")
FIKS_INTEGRASJON = environment.text("FIKS_INTEGRASJON", "")
FIKS_MASKINPORTEN_KLIENT = environment.text("FIKS_MASKINPORTEN_KLIENT", "")
FIKS_API = environment.text("FIKS_API", "https://api.fiks.ks.no")
FIKS_AMQP = environment.text("FIKS_AMQP", "amqps://io.fiks.ks.no:5671")
FIKS_MASKINPORTEN = environment.text("FIKS_MASKINPORTEN", "https://maskinporten.no/")
# What only the worker and the listener are given. The files: the municipality's certificate with its key (.p12), the
# account's private keys, the newest first, and the archive's own certificate where it was handed over by hand.
FIKS_INTEGRASJON_PASSORD = environment.text("FIKS_INTEGRASJON_PASSORD", "")
FIKS_VIRKSOMHETSSERTIFIKAT = environment.text("FIKS_VIRKSOMHETSSERTIFIKAT", "")
FIKS_VIRKSOMHETSSERTIFIKAT_PASSORD = environment.text("FIKS_VIRKSOMHETSSERTIFIKAT_PASSORD", "")
FIKS_NOKLER = environment.words("FIKS_NOKLER")
FIKS_MOTTAKER_SERTIFIKAT = environment.text("FIKS_MOTTAKER_SERTIFIKAT", "")

EMAIL_BACKEND = environment.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(environment.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "ikke-svar@demo.steinkjer.example")

# No free text about people in the logs: only what the framework itself writes, and of an error never its own words.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "uten_ord": {
            "()": "steinkjer_skolemiljo.logg.UtenOrd",
            "format": "[%(asctime)s: %(levelname)s] %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "uten_ord"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # They tell of every step in making a PDF.
    "loggers": {
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        # The head of the chain is written every night, also where a worker says only what is wrong.
        "skolemiljo.segl": {"level": "INFO", "handlers": ["console"], "propagate": False},
    },
}
