#!/bin/sh
# Everything in the image starts through here, so that nothing runs on half a configuration or a demo's database.
set -eu
python manage.py check --database default
exec "$@"
