"""Addresses of the evaluation and the closing."""

from __future__ import annotations

from django.urls import path

from cases.evaluering import views

app_name = "evaluering"
urlpatterns = [
    path("saker/<str:nummer>/evaluering/", views.vis, name="vis"),
    path("saker/<str:nummer>/evaluering/ny/", views.ny, name="ny"),
    path("saker/<str:nummer>/avslutt/", views.avslutt, name="avslutt"),
    path("saker/<str:nummer>/gjenapne/", views.gjenapne, name="gjenapne"),
    path("saker/<str:nummer>/ettersjekk/", views.ettersjekk, name="ettersjekk"),
]
