"""Årshjulet: the year's preventive work, school by school."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnualWheelConfig(AppConfig):
    """Årshjul."""

    name = "annual_wheel"
    verbose_name = _("Årshjul")
