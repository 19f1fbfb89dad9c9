"""Addresses of prevention: proposals from the meldinger, and the report to the councils."""

from __future__ import annotations

from django.urls import path

from cases.forebygging import views

app_name = "forebygging"
urlpatterns = [
    path("forebygging/<slug:skole>/", views.forslag, name="forslag"),
    path("forebygging/<slug:skole>/<slug:kode>/legg-inn", views.legg_inn, name="legg_inn"),
    path("forebygging/<int:skolear>/<slug:skole>/rapport/", views.rapport, name="rapport"),
    path("forebygging/<int:skolear>/<slug:skole>/rapport.pdf", views.pdf, name="pdf"),
]
