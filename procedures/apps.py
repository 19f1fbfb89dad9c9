"""The municipality's procedures, with versions, shown whole and beside the forms they concern."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """Prosedyrer."""

    name = "procedures"
    verbose_name = _("Prosedyrer")
