"""Addresses of documents."""

from __future__ import annotations

from django.urls import path

from cases.dokumenter import kontrollviews, views

app_name = "dokumenter"
urlpatterns = [
    path("dokumenter/kontroll/", kontrollviews.kontroll, name="kontroll"),
    path("saker/<str:nummer>/dokumenter/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/dokumenter/referat/<int:samtale>/", views.referat, name="referat"),
    path("saker/<str:nummer>/dokumenter/<int:dokument>/", views.dokument, name="dokument"),
    path(
        "saker/<str:nummer>/dokumenter/<slug:type>/<int:objekt>/<slug:utgave>/",
        views.papir,
        name="papir",
    ),
    path("saker/<str:nummer>/tiltaksplan.pdf", views.tiltaksplan, name="tiltaksplan"),
    path("saker/<str:nummer>/tiltaksplan/utkast/papir", views.forhandsvisning, name="forhandsvisning"),
    path("saker/<str:nummer>/tiltaksplan/<int:versjon>.pdf", views.versjon, name="versjon"),
]
