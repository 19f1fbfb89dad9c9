"""Django's admin as an app, with our own site. Read before the apps are ready, so it imports nothing of ours."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class Adminapp(AdminConfig):
    """Django's admin with our site."""

    default_site = "steinkjer_skolemiljo.organisation.innlogging.adminsted.Adminsted"
