"""Addresses of the relasjonssirkel."""

from __future__ import annotations

from django.urls import path

from cases.relasjonssirkel import views

app_name = "relasjonssirkel"
urlpatterns = [
    path("verktoy/relasjonssirkel/", views.oversikt, name="oversikt"),
    path("verktoy/relasjonssirkel/klasse/<int:klasse>/ny/", views.ny, name="ny"),
    path("verktoy/relasjonssirkel/<uuid:nokkel>/", views.vis_sirkel, name="vis"),
    path("verktoy/relasjonssirkel/<uuid:nokkel>/endre/", views.endre, name="endre"),
    path("verktoy/relasjonssirkel/<uuid:nokkel>/slett/", views.slett, name="slett"),
    path("verktoy/relasjonssirkel/<uuid:nokkel>/del/<int:elev>/", views.del_plassering, name="del"),
]
