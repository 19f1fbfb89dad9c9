"""Addresses of the procedures."""

from __future__ import annotations

from django.urls import path

from procedures import views

app_name = "procedures"
urlpatterns = [
    path("prosedyrer/", views.liste, name="liste"),
    path("prosedyrer/<slug:slug>/", views.vis, name="vis"),
    path("prosedyrer/<slug:slug>/lest/", views.bekreft, name="bekreft"),
]
