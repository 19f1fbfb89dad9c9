"""Addresses of the inbox."""

from __future__ import annotations

from django.urls import path

from cases.varsling import views

app_name = "varsling"
urlpatterns = [
    path("varsler/", views.innboks, name="innboks"),
    path("varsler/<int:varsel>/", views.apne_varsel, name="apne"),
    path("varsler/innstillinger/", views.innstillinger, name="innstillinger"),
    path("varsler/ikke-levert/", views.ikke_levert, name="ikke_levert"),
    path("varsler/ikke-levert/prov-igjen", views.prov_alle_igjen, name="prov_alle_igjen"),
    path("varsler/ikke-levert/<int:varsel>/prov-igjen", views.prov_igjen, name="prov_igjen"),
    path("varsler/alle-lest", views.alle_lest, name="alle_lest"),
]
