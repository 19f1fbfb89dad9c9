"""Addresses of what goes out of a sak."""

from __future__ import annotations

from django.urls import path

from cases.sladding import views

app_name = "sladding"
urlpatterns = [
    path("saker/<str:nummer>/utlevering/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/utlevering/ny", views.ny, name="ny"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/", views.vis_sladding, name="vis"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/navn/", views.masker, name="masker"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/til-godkjenning", views.til_godkjenning, name="til_godkjenning"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/send-tilbake", views.send_tilbake, name="send_tilbake"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/frigi", views.frigi, name="frigi"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/forkast", views.forkast, name="forkast"),
    path("saker/<str:nummer>/utlevering/<int:sladding>/<int:papir>.pdf", views.pdf, name="pdf"),
]
