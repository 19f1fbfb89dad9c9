"""Addresses of the move: under the old sak, and by themselves for the new school."""

from __future__ import annotations

from django.urls import path

from cases.overforing import views

app_name = "overforing"
urlpatterns = [
    path("saker/<str:nummer>/overforing/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/overforing/ny", views.ny, name="ny"),
    path("saker/<str:nummer>/overforing/<int:overforing>/overfor", views.overfor, name="overfor"),
    path("saker/<str:nummer>/overforing/<int:overforing>/forkast", views.forkast, name="forkast"),
    path("overforinger/", views.mottatt, name="mottatt"),
    path("overforinger/<uuid:nokkel>/", views.les, name="les"),
    path("overforinger/<uuid:nokkel>/<int:papir>.pdf", views.pdf, name="pdf"),
    path("overforinger/<uuid:nokkel>/apne-sak", views.apne_sak, name="apne_sak"),
]
