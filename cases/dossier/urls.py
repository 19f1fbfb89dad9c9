"""Addresses of the rehearsal and the dossier."""

from __future__ import annotations

from django.urls import path

from cases.dossier import views

app_name = "dossier"
urlpatterns = [
    path("saker/<str:nummer>/generalprove/", views.generalprove, name="generalprove"),
    path("saker/<str:nummer>/dossier/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/dossier/redegjorelse/", views.redegjorelse, name="redegjorelse"),
    path("saker/<str:nummer>/dossier/lag", views.lag, name="lag"),
    path("saker/<str:nummer>/dossier/<int:versjon>.pdf", views.pdf, name="pdf"),
    path("saker/<str:nummer>/dossier/<int:versjon>/sendt", views.sendt, name="sendt"),
]
