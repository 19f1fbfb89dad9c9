"""The case: from the first worry to a child who feels safe."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Melding, undersøkelse, tiltaksplan, evaluering, and what surrounds them."""

    name = "cases"
    verbose_name = _("Saker")

    def ready(self) -> None:
        """Listen to what changes on the ground floor, and see to the database's functions after each migration."""
        from cases.arkiv import checks as arkivets  # noqa: F401, PLC0415 - registers itself
        from cases.funksjoner import etter_migrering  # noqa: PLC0415 - the models must be there first
        from cases.lyttere import koble  # noqa: PLC0415 - the models must be there first
        from cases.vedlegg import checks  # noqa: F401, PLC0415 - registers itself

        koble()
        post_migrate.connect(etter_migrering, sender=self)
