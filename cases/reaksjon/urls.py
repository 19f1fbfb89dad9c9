"""Addresses of reactions and agreements, under the sak they came of."""

from __future__ import annotations

from django.urls import path

from cases.reaksjon import views

app_name = "reaksjon"
urlpatterns = [
    path("saker/<str:nummer>/reaksjoner/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/reaksjoner/ny/", views.ny_reaksjon, name="ny"),
    path("saker/<str:nummer>/reaksjoner/<int:reaksjon>/tillegg", views.tillegg, name="tillegg"),
    path("saker/<str:nummer>/reaksjoner/<int:reaksjon>/reaksjon.pdf", views.reaksjon_pdf, name="pdf"),
    path("saker/<str:nummer>/samarbeidsavtaler/ny/", views.ny_avtale, name="ny_avtale"),
    path("saker/<str:nummer>/samarbeidsavtaler/<int:avtale>/samtale/", views.avtalesamtale, name="avtalesamtale"),
    path("saker/<str:nummer>/samarbeidsavtaler/<int:avtale>/avtale.pdf", views.avtale_pdf, name="avtale_pdf"),
]
