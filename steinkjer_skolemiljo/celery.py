"""Celery, and the whole schedule in one table. Each line says why it runs when it runs."""

from __future__ import annotations

import logging
import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.dev")

app = Celery("steinkjer_skolemiljo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(
    [
        "cases.varsling",
        "cases.dokumenter",
        "cases.dossier",
        "cases.innstillinger",
        "cases.segl",
        "cases.overlevering",
        "cases.vedlegg",
        "cases.statistikk",
        "procedures",
        "cases.arkiv",
        "cases.relasjonssirkel",
        "cases.klasseregler",
        "steinkjer_skolemiljo.elevregister",
    ]
)
app.autodiscover_tasks(["steinkjer_skolemiljo"], related_name="oppgaver")


@setup_logging.connect
def bruk_husets_logg(loglevel: int | str = logging.WARNING, **_annet: Any) -> None:
    """Log as the rest of the house does (logg.py): Celery's own way says what a failed task's error said."""
    from logging.config import dictConfig  # noqa: PLC0415 - when a worker starts

    from django.conf import settings  # noqa: PLC0415 - the settings are read when something starts

    dictConfig(settings.LOGGING)
    logging.getLogger().setLevel(loglevel)


# Norwegian time. What has waited past ``expires`` is dropped: the next one does the same work.
SCHEDULE: dict[str, dict[str, Any]] = {
    # So that /helse/ can tell a living worker from a dead one within two minutes.
    "hjerteslag": {"task": "steinkjer_skolemiljo.hjerteslag", "schedule": 30.0, "options": {"expires": 30}},
    # A melding that haster is to be read within two hours (D-2): a quarter is soon enough to miss none of it.
    "sveip_frister": {
        "task": "cases.varsling.tasks.sveip_frister",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 14 * 60},
    },
    # Counted in days, from the hour it came: an hour is soon enough. Between two sweeps, so that they share no worker.
    "minn_om_uavgjorte": {
        "task": "cases.varsling.tasks.minn_om_uavgjorte",
        "schedule": crontab(minute=8),
        "options": {"expires": 50 * 60},
    },
    # Doors write notices and never speak to the broker, so this is how long an urgent one waits at most.
    "send_varsler": {
        "task": "cases.varsling.tasks.send_varsler",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # What was adopted, sent or written has its frozen PDF within a minute; the page makes it if someone is faster.
    "lag_dokumenter": {
        "task": "dokumenter.lag_dokumenter",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # What has become a document lies in the archive, and its answer here, within minutes.
    "arkiver": {
        "task": "arkiv.arkiver",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 4 * 60},
    },
    # Counted in working days: told of once, in the morning.
    "si_fra_om_ikke_arkivert": {
        "task": "arkiv.si_fra",
        "schedule": crontab(hour=6, minute=40),
        "options": {"expires": 3 * 60 * 60},
    },
    # What a minute looks at is what is new; should the worker have stood still, the night makes up for it.
    "lag_resten_av_dokumentene": {
        "task": "dokumenter.lag_resten",
        "schedule": crontab(hour=1, minute=30),
        "options": {"expires": 3 * 60 * 60},
    },
    # After the papers, which are in it; drawn at night, and in the archive before anyone comes to work.
    "bestill_saksmapper": {
        "task": "arkiv.bestill_saksmapper",
        "schedule": crontab(hour=3, minute=20),
        "options": {"expires": 3 * 60 * 60},
    },
    # Someone waits on the page: ten seconds and the making itself. One that takes longer is not begun twice.
    "lag_dossierer": {"task": "dossier.lag", "schedule": 10.0, "options": {"expires": 9}},
    # A changed target or skolerute moves open deadlines from the day it applies. The request that changed it leaves a
    # row and waits for nothing; a planned change is taken up in the first minute of its day, before anyone looks.
    "regn_om_frister": {
        "task": "innstillinger.regn_om_frister",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # A role that begins or an appointment that ends; the access rule holds meanwhile, so an hour is soon enough.
    "rut_inhabile": {
        "task": "cases.varsling.tasks.rut_inhabile",
        "schedule": crontab(minute=5),
        "options": {"expires": 55 * 60},
    },
    # Whoever said yes to a list of pupils waits on its page: some thousand rows are more than a request should carry.
    "ta_inn_elevliste": {
        "task": "elevregister.ta_inn_godkjente",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # Until the virus control has answered, nobody can open a file: a minute is what a person will wait.
    "kontroller_vedlegg": {
        "task": "vedlegg.kontroller",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # So that a log line can be changed unseen for a minute at most.
    "forsegl": {
        "task": "cases.segl.tasks.forsegl",
        "schedule": crontab(),
        "options": {"expires": 55},
    },
    # When nobody writes in a sak, and done before anyone comes to work. The night summer time begins has no 02:30:
    # then the next night does it.
    "oppdater_frister": {
        "task": "cases.varsling.tasks.oppdater_frister",
        "schedule": crontab(hour=2, minute=30),
        "options": {"expires": 3 * 60 * 60},
    },
    # Roles end at midnight; who should take a sak over is told before they come to work.
    "si_fra_om_foreldrelose": {
        "task": "cases.overlevering.tasks.si_fra_om_foreldrelose",
        "schedule": crontab(hour=4, minute=0),
        "options": {"expires": 3 * 60 * 60},
    },
    # Every hour: text that waits for its writer is to be gone soon after its half hour.
    "rydd_innlogging": {
        "task": "steinkjer_skolemiljo.rydd_innlogging",
        "schedule": crontab(minute=7),
        "options": {"expires": 50 * 60},
    },
    # After the recompute; the 14 days need no more precision than the night.
    "rydd_utkast": {
        "task": "cases.varsling.tasks.rydd_utkast",
        "schedule": crontab(hour=3, minute=0),
        "options": {"expires": 3 * 60 * 60},
    },
    # Every night, though there is something to do on the first of the month only: a missed night is made up for.
    "lag_maanedstall": {
        "task": "statistikk.lag_maanedstall",
        "schedule": crontab(hour=4, minute=0),
        "options": {"expires": 3 * 60 * 60},
    },
    # Deadlines are days: told of once, in the morning.
    "minn_om_arshjulet": {
        "task": "cases.varsling.tasks.minn_om_arshjulet",
        "schedule": crontab(hour=6, minute=30),
        "options": {"expires": 3 * 60 * 60},
    },
    # With the other reminders of days, before skoleeier comes to work.
    "minn_om_oppfolging": {
        "task": "cases.varsling.tasks.minn_om_oppfolging",
        "schedule": crontab(hour=6, minute=25),
        "options": {"expires": 3 * 60 * 60},
    },
    # A version may begin at midnight, and one that is approved at ten is asked for the same morning.
    "minn_om_prosedyrene": {
        "task": "cases.varsling.tasks.minn_om_prosedyrene",
        "schedule": crontab(minute=0),
        "options": {"expires": 50 * 60},
    },
    # Some links a night, the oldest first; does nothing unless LENKESJEKK is on.
    "sjekk_lenkene": {
        "task": "procedures.sjekk_lenkene",
        "schedule": crontab(hour=5, minute=15),
        "options": {"expires": 3 * 60 * 60},
    },
    # With the other reminders of days, once, in the morning.
    "minn_om_klassereglene": {
        "task": "klasseregler.minn",
        "schedule": crontab(hour=6, minute=35),
        "options": {"expires": 3 * 60 * 60},
    },
    # What has had its time is out of sight at once; the night removes it.
    "rydd_relasjonssirkler": {
        "task": "relasjonssirkel.rydd",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 3 * 60 * 60},
    },
    # After the night's other work has been sealed; what it finds lies in the inbox when people come to work.
    "kontroller_segl": {
        "task": "cases.segl.tasks.kontroller_segl",
        "schedule": crontab(hour=3, minute=30),
        "options": {"expires": 3 * 60 * 60},
    },
}
app.conf.beat_schedule = SCHEDULE
