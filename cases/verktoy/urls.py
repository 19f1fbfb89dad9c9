"""The address of the tools' front page."""

from __future__ import annotations

from django.urls import path

from cases.verktoy import views

app_name = "verktoy"
urlpatterns = [path("verktoy/", views.oversikt, name="oversikt")]
