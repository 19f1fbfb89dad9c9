"""The ground floor: schools, classes, pupils, parents, users, roles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Who there is, where, and in which role, from when to when."""

    name = "steinkjer_skolemiljo.organisation"
    label = "organisation"
    verbose_name = _("Organisasjon")

    def ready(self) -> None:
        """Register the system checks."""
        from steinkjer_skolemiljo.organisation import checks  # noqa: F401, PLC0415 - registered by being imported
