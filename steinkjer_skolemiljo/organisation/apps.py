"""The ground floor: schools, classes, pupils, parents, users, roles."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationConfig(AppConfig):
    """Who there is, where, and in which role, from when to when."""

    name = "steinkjer_skolemiljo.organisation"
    label = "organisation"
    verbose_name = _("Organisasjon")

    def ready(self) -> None:
        """Register the system checks, and see to the database's role after each migration."""
        from steinkjer_skolemiljo.databaserolle import etter_migrering  # noqa: PLC0415 - it knows all apps' models
        from steinkjer_skolemiljo.organisation import checks  # noqa: F401, PLC0415 - registered by being imported

        # Once for each migration, when all tables are there.
        post_migrate.connect(etter_migrering, sender=self)
