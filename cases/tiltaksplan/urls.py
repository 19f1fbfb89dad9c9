"""Addresses of the plan, and of one's own tiltak."""

from __future__ import annotations

from django.urls import path

from cases.tiltaksplan import redigeringsviews, views

app_name = "tiltaksplan"
urlpatterns = [
    path("saker/<str:nummer>/tiltaksplan/", views.vis_plan, name="vis"),
    path("saker/<str:nummer>/tiltaksplan/ny", views.ny, name="ny"),
    path("saker/<str:nummer>/tiltaksplan/rediger/", redigeringsviews.rediger, name="rediger"),
    path("saker/<str:nummer>/tiltaksplan/rediger/lagre", redigeringsviews.autolagre, name="autolagre"),
    path("saker/<str:nummer>/tiltaksplan/vedta/", redigeringsviews.vedta, name="vedta"),
    path("saker/<str:nummer>/tiltaksplan/sendt-hjem", views.sendt_hjem, name="sendt_hjem"),
    path("saker/<str:nummer>/tiltaksplan/sammenlign/", views.sammenlign, name="sammenlign"),
    path("saker/<str:nummer>/tiltaksplan/tiltak/<int:tiltak>/status", views.status, name="status"),
    path("saker/<str:nummer>/tiltaksplan/tiltak/<int:tiltak>/merke", views.merk, name="merk"),
    path("tiltak/", views.mine, name="mine"),
    path("tiltak/<int:tiltak>/status", views.egen_status, name="egen_status"),
    path("tiltak/<int:tiltak>/merke", views.merk_eget, name="merk_eget"),
]
