"""The address of the rule table."""

from __future__ import annotations

from django.urls import path

from cases.regelverk import views

app_name = "regelverk"
urlpatterns = [path("regelverk/", views.vis, name="vis")]
