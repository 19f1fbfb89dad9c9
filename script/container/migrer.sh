#!/bin/sh
# Tables and rights as the owner; everything after that as the role the application has.
set -eu
python manage.py migrate --noinput --skip-checks
unset DATABASE_OWNER_URL
# Refuses a demo account in this database, and a role that could change a log.
python manage.py check --deploy --database default --fail-level ERROR
python manage.py les_arshjul
python manage.py les_prosedyrer
exec python manage.py forsegl
