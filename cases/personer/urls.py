"""Addresses of the guardians in a sak."""

from __future__ import annotations

from django.urls import path

from cases.personer import views

app_name = "personer"
urlpatterns = [path("saker/<str:nummer>/personer/foresatt/<int:forhold>/", views.foresatt, name="foresatt")]
