"""Addresses of the årshjul."""

from __future__ import annotations

from django.urls import path

from annual_wheel import views

app_name = "annual_wheel"
urlpatterns = [
    path("arshjul/", views.vis, name="vis"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/gjort/", views.merk, name="merk"),
    path("arshjul/<int:skolear>/<slug:skole>/<slug:nokkel>/angre/", views.fjern, name="fjern"),
]
