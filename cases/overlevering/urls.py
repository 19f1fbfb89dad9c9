"""Addresses of hand-over."""

from __future__ import annotations

from django.urls import path

from cases.overlevering import views

app_name = "overlevering"
urlpatterns = [
    path("overlevering/", views.oversikt, name="oversikt"),
    path("overlevering/<int:bruker>/", views.person, name="person"),
    path("overlevering/<int:bruker>/overta", views.overta, name="overta"),
]
