"""Addresses of the rehearsal and the dossier."""

from __future__ import annotations

from django.urls import path

from cases.dossier import views

app_name = "dossier"
urlpatterns = [
    path("saker/<str:nummer>/generalprove/", views.generalprove, name="generalprove"),
]
