"""Addresses between school and skoleeier."""

from __future__ import annotations

from django.urls import path

from cases.skoleeier import nodviews, overtakelsesviews, views

app_name = "skoleeier"
urlpatterns = [
    path("skoleeier/", views.oversikt, name="oversikt"),
    path("skoleeier/nodinnsyn/", nodviews.nodinnsyn, name="nodinnsyn"),
    path("saker/<str:nummer>/alvorlighet/", views.alvorlighet, name="alvorlighet"),
    path("saker/<str:nummer>/overta/", overtakelsesviews.overta, name="overta"),
    path("saker/<str:nummer>/varsle-skoleeier/", views.varsle, name="varsle"),
    path("saker/<str:nummer>/varsle-skoleeier/grunnlos", views.grunnlos, name="grunnlos"),
    path("saker/<str:nummer>/skoleeiervarsel/<int:varsel>/", views.varsel, name="varsel"),
    path("saker/<str:nummer>/skoleeiervarsel/<int:varsel>/lest", views.les_varsel, name="les_varsel"),
    path("saker/<str:nummer>/skoleeiervarsel/<int:varsel>/vurdering", views.vurder_varsel, name="vurder_varsel"),
]
