"""Addresses of the personal duties to report."""

from __future__ import annotations

from django.urls import path

from cases.meldeplikt import views

app_name = "meldeplikt"
urlpatterns = [
    path("saker/<str:nummer>/meldeplikt/", views.vis_meldeplikt, name="vis"),
    path("saker/<str:nummer>/meldeplikt/noter", views.noter, name="noter"),
]
