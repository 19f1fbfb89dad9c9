"""Addresses of the read-log."""

from __future__ import annotations

from django.urls import path

from cases.leselogg import views

app_name = "leselogg"
urlpatterns = [
    path("leselogg/", views.oversikt, name="oversikt"),
    path("leselogg/vurder", views.vurder, name="vurder"),
    path("saker/<str:nummer>/innsynslogg/", views.innsynslogg, name="sak"),
    path("saker/<str:nummer>/innsynslogg/til-foresatte/", views.til_foresatte, name="til_foresatte"),
    path("saker/<str:nummer>/innsynslogg/til-foresatte/<int:utskrift>/", views.utskrift, name="utskrift"),
    path("saker/<str:nummer>/innsynslogg/til-foresatte/<int:utskrift>.pdf", views.utskrift_pdf, name="utskrift_pdf"),
]
