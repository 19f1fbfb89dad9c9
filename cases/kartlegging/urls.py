"""Addresses of the register of surveys."""

from __future__ import annotations

from django.urls import path

from cases.kartlegging import views

app_name = "kartlegging"
urlpatterns = [
    path("verktoy/kartlegging/", views.liste, name="liste"),
    path("verktoy/kartlegging/ny/", views.ny, name="ny"),
    path("verktoy/kartlegging/<int:kartlegging>/", views.vis_kartlegging, name="vis"),
    path("verktoy/kartlegging/<int:kartlegging>/endre/", views.endre, name="endre"),
]
