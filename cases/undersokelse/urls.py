"""Addresses of the investigation."""

from __future__ import annotations

from django.urls import path

from cases.undersokelse import skriveviews, views

app_name = "undersokelse"
urlpatterns = [
    path("saker/<str:nummer>/undersokelse/", views.vis_undersokelse, name="vis"),
    path("saker/<str:nummer>/undersokelse/avtaler.ics", views.avtaler, name="avtaler"),
    path("saker/<str:nummer>/undersokelse/plan/", views.plan, name="plan"),
    path("saker/<str:nummer>/undersokelse/samtale/", skriveviews.samtale, name="samtale"),
    path("saker/<str:nummer>/undersokelse/samtale/utkast", skriveviews.utkast_samtale, name="utkast_samtale"),
    path("saker/<str:nummer>/undersokelse/samtale/<int:samtale>/rett/", skriveviews.rett_samtale, name="rett_samtale"),
    path("saker/<str:nummer>/undersokelse/samtale/<int:samtale>/sendt-hjem", skriveviews.sendt_hjem, name="sendt_hjem"),
    path("saker/<str:nummer>/undersokelse/observasjon/", skriveviews.observasjon, name="observasjon"),
    path(
        "saker/<str:nummer>/undersokelse/observasjon/utkast",
        skriveviews.utkast_observasjon,
        name="utkast_observasjon",
    ),
    path(
        "saker/<str:nummer>/undersokelse/observasjon/<int:observasjon>/rett/",
        skriveviews.rett_observasjon,
        name="rett_observasjon",
    ),
    path("saker/<str:nummer>/undersokelse/kartlegging/", views.kartlegging, name="kartlegging"),
    path("saker/<str:nummer>/undersokelse/analyse/", views.analyse, name="analyse"),
]
