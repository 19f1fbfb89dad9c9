"""Addresses of the investigation."""

from __future__ import annotations

from django.urls import path

from cases.undersokelse import views

app_name = "undersokelse"
urlpatterns = [
    path("saker/<str:nummer>/undersokelse/", views.vis_undersokelse, name="vis"),
    path("saker/<str:nummer>/undersokelse/plan/", views.plan, name="plan"),
    path("saker/<str:nummer>/undersokelse/samtale/", views.samtale, name="samtale"),
    path("saker/<str:nummer>/undersokelse/samtale/<int:samtale>/sendt-hjem", views.sendt_hjem, name="sendt_hjem"),
    path("saker/<str:nummer>/undersokelse/observasjon/", views.observasjon, name="observasjon"),
    path("saker/<str:nummer>/undersokelse/kartlegging/", views.kartlegging, name="kartlegging"),
    path("saker/<str:nummer>/undersokelse/analyse/", views.analyse, name="analyse"),
]
