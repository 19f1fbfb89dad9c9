"""Addresses of login and log-out."""

from __future__ import annotations

from django.urls import path

from steinkjer_skolemiljo.organisation import views

app_name = "organisation"
urlpatterns = [
    path("logg-inn/", views.LoggInn.as_view(), name="logg_inn"),
    path("logg-ut/", views.LoggUt.as_view(), name="logg_ut"),
]
