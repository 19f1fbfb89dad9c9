"""The ground floor: schools, classes, pupils, parents, users, roles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Who there is, where, and in which role, from when to when."""

    name = "steinkjer_skolemiljo.organisation"
    label = "organisation"
    verbose_name = _("Organisasjon")
