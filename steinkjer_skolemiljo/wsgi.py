"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

from steinkjer_skolemiljo.helt import helt

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steinkjer_skolemiljo.settings.production")
application = helt(get_wsgi_application())
