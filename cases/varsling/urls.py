"""Addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from cases.varsling import views

app_name = "varsling"
urlpatterns = [
    path("varsler/", views.innboks, name="innboks"),
    path("varsler/<int:varsel>/", views.apne_varsel, name="apne"),
    path("varsler/alle-lest", views.alle_lest, name="alle_lest"),
]
