"""The address of the kontaktlærer's page."""

from __future__ import annotations

from django.urls import path

from cases.kontaktlarer import views

app_name = "kontaktlarer"
urlpatterns = [path("min-klasse/", views.min_klasse, name="min_klasse")]
