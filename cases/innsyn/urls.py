"""Addresses of innsyn: under the sak, and the list of what waits."""

from __future__ import annotations

from django.urls import path

from cases.innsyn import views

app_name = "innsyn"
urlpatterns = [
    path("innsyn/", views.alle, name="alle"),
    path("saker/<str:nummer>/innsyn/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/innsyn/nytt/", views.nytt, name="nytt"),
    path("saker/<str:nummer>/innsyn/<int:krav>/", views.vis_krav, name="vis"),
    path("saker/<str:nummer>/innsyn/<int:krav>/velg", views.velg, name="velg"),
    path("saker/<str:nummer>/innsyn/<int:krav>/gi", views.gi, name="gi"),
    path("saker/<str:nummer>/innsyn/<int:krav>/avslaa", views.avslaa, name="avslaa"),
    path("saker/<str:nummer>/innsyn/<int:krav>/brev.pdf", views.brev, name="brev"),
]
