"""Addresses of the published numbers and the yearly reports."""

from __future__ import annotations

from django.urls import path

from cases.statistikk import views

app_name = "statistikk"
urlpatterns = [
    path("skoleeier/tall/", views.tall, name="tall"),
    path("skoleeier/tall.csv", views.som_fil, name="csv"),
    path("skoleeier/rapporter/", views.rapporter, name="rapporter"),
    path("skoleeier/rapporter/<int:skolear>/", views.rapport, name="rapport"),
    path("skoleeier/rapporter/<int:skolear>/begynn", views.begynn, name="begynn"),
    path("skoleeier/rapporter/<int:skolear>.pdf", views.pdf, name="pdf"),
]
