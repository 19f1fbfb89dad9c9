"""Addresses of a sak's attachments; those of a melding stand under the melding (cases/melding/urls.py)."""

from __future__ import annotations

from django.urls import path

from cases.vedlegg import views

app_name = "vedlegg"
urlpatterns = [
    path("saker/<str:nummer>/vedlegg/", views.vis_vedlegg, name="sak"),
    path("saker/<str:nummer>/vedlegg/legg-ved", views.legg_ved, name="legg_ved"),
    path("saker/<str:nummer>/vedlegg/<uuid:vedlegg>", views.last_ned, name="last_ned"),
    path("saker/<str:nummer>/vedlegg/<uuid:vedlegg>/sperr", views.sperr, name="sperr"),
]
