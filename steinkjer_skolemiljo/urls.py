"""All addresses of the house."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

from cases.forside.views import forside
from steinkjer_skolemiljo.helse import helse

urlpatterns = [
    path("", forside, name="forside"),
    path("", include("steinkjer_skolemiljo.organisation.urls")),
    path("", include("cases.dokumenter.urls")),
    path("", include("cases.framlegg.urls")),
    path("", include("cases.melding.urls")),
    path("", include("cases.sak.urls")),
    path("", include("cases.undersokelse.urls")),
    path("", include("cases.tiltaksplan.urls")),
    path("", include("cases.evaluering.urls")),
    path("", include("cases.skoleeier.urls")),
    path("", include("cases.varsling.urls")),
    path("", include("annual_wheel.urls")),
    path("", include("procedures.urls")),
    path(
        "tilgjengelighet/",
        login_not_required(TemplateView.as_view(template_name="tilgjengelighet.html")),
        name="tilgjengelighet",
    ),
    path("helse/", helse, name="helse"),
    path("admin/", admin.site.urls),
]
